/* A byte that chooses, then what a kept file says of itself: a packet of XMP, or the record of what
 * it was made of in JSON.
 *
 * Laws: every element ends where its parent does or before, every attribute is of an element, every
 * property stands in the XML; JSON is a tree whose texts are UTF-8. */
#include "../../src/base/json.h"
#include "../../src/base/utf8.h"
#include "../../src/verify/xmp.h"
#include "fuzz.h"

static void check_elements(const jb_xml *xml, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end;) {
        const jb_xml_element *element = &xml->elements.at[i];
        LAW(element->end > i && element->end <= end);
        LAW((uint64_t)element->first + element->count <= xml->attributes.len);
        i = i + 1; /* all that is in it ends in it */
        for (uint32_t k = i; k < element->end; k++)
            if (k - i < 64)
                LAW(xml->elements.at[k].end <= element->end);
    }
}

static void check_xmp(jb_arena *arena, jb_str input)
{
    jb_xmp xmp = jb_xmp_read(arena, input);
    if (xmp.fault.len)
        return;
    check_elements(&xmp.xml, 0, xmp.xml.elements.len);
    for (uint32_t i = 0; i < xmp.properties.len; i++) {
        const jb_xmp_property *property = &xmp.properties.at[i];
        LAW(property->element < xmp.xml.elements.len);
        LAW(property->spoken <= property->items);
        LAW(property->items == 0 || property->form != JB_XMP_SIMPLE);
        LAW(jb_utf8_check(property->value) == property->value.len);
    }
}

static void check_value(const jb_json_value *value, int depth)
{
    LAW(depth < 200);
    LAW(jb_utf8_check(value->text) == value->text.len);
    LAW(!value->first || value->kind == JB_JSON_ARRAY || value->kind == JB_JSON_OBJECT);
    for (const jb_json_value *item = value->first; item; item = item->next)
        check_value(item, depth + 1);
    LAW(jb_json_member(value, "files"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_str input = {(const char *)data, size};
    unsigned choice = take_byte(&input);
    jb_arena *arena = jb_arena_new();
    if (choice & 1) {
        check_xmp(arena, input);
    } else {
        const jb_json_value *value = jb_json_read(arena, input);
        if (value)
            check_value(value, 0);
    }
    jb_arena_free(arena);
    return 0;
}
