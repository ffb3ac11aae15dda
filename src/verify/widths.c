/* The widths that a composite font writes down against those of its program (ISO 32000-1 9.7.4.3):
 * a press that sets text anew by the one, and another by the other, end at different places. */
#include "cff.h"
#include "content.h"
#include "parts.h"

static const jb_obj *key(jb_check *check, const jb_obj *dict, const char *name)
{
    return jb_door_key(check->door, dict, name);
}

static bool read_program(jb_check *check, const jb_obj *descriptor, jb_program_widths *out)
{
    const jb_obj *sfnt = key(check, descriptor, "FontFile2");
    const jb_obj *cff = key(check, descriptor, "FontFile3");
    jb_str data;
    if (sfnt->type == JB_OBJ_STREAM)
        return jb_door_data(check->door, sfnt, &data) == JB_DATA_WHOLE &&
               jb_sfnt_widths(check->arena, data, out);
    if (cff->type != JB_OBJ_STREAM || jb_door_data(check->door, cff, &data) != JB_DATA_WHOLE)
        return false;
    return jb_obj_is_name(key(check, cff, "Subtype"), "OpenType")
               ? jb_sfnt_widths(check->arena, data, out)
               : jb_cff_widths(check->arena, data, out);
}

/* The glyph by CIDToGIDMap; without one the CID itself. */
static uint32_t glyph_of(jb_str map, uint32_t cid)
{
    if (!map.len)
        return cid;
    if ((size_t)cid * 2 + 1 >= map.len)
        return 0;
    const uint8_t *at = (const uint8_t *)map.at + (size_t)cid * 2;
    return (uint32_t)at[0] << 8 | at[1];
}

static void compare(jb_check *check, jb_str name, const jb_font_entry *font, jb_str map,
                    const jb_program_widths *program)
{
    for (uint32_t cid = 0; cid < JB_GLYPHS_MOST; cid++) {
        if (font->shown[cid / 64] == 0)
            cid |= 63; /* none of these */
        if (!(font->shown[cid / 64] >> cid % 64 & 1))
            continue;
        uint32_t glyph = glyph_of(map, cid);
        int says = cid < font->widths_len && font->widths ? font->widths[cid] : font->width;
        jb_width is = glyph < program->len ? program->at[glyph] : (jb_width){0};
        if (glyph >= program->len && jb_rule_holds(JB_RULE_FONT_GLYPH, check->claims)) {
            jb_tell(check, JB_RULE_FONT_GLYPH, JB_ARGS(name, jb_check_number(check, glyph)));
            return;
        }
        if (!is.known || (says - is.of <= 1 && is.of - says <= 1))
            continue;
        jb_str where = jb_arena_format(check->arena, "CID %u: %d, %d", cid, says, is.of);
        jb_tell(check, JB_RULE_FONT_WIDTHS, JB_ARGS(name, where));
        return; /* one glyph shows it */
    }
}

static bool is_embedded(jb_check *check, const jb_obj *descriptor)
{
    return key(check, descriptor, "FontFile2")->type == JB_OBJ_STREAM ||
           key(check, descriptor, "FontFile3")->type == JB_OBJ_STREAM;
}

static uint32_t count_told(const uint32_t *found)
{
    return found[JB_RULE_FONT_WIDTHS] + found[JB_RULE_FONT_GLYPH] + found[JB_RULE_FONT_BROKEN];
}

void jb_check_widths(jb_check *check, const jb_obj *dict, const jb_font_entry *font)
{
    const jb_obj *cid = jb_door_item(check->door, key(check, dict, "DescendantFonts"), 0);
    const jb_obj *encoding = key(check, dict, "Encoding"), *base = key(check, cid, "BaseFont");
    const jb_obj *map = key(check, cid, "CIDToGIDMap");
    bool same = jb_obj_is_name(encoding, "Identity-H") || jb_obj_is_name(encoding, "Identity-V");
    if (!font->wide || !font->shown || !same) /* else codes are no CIDs */
        return;
    jb_arena_mark mark = jb_arena_note(check->arena);
    jb_program_widths program;
    jb_str glyphs = {0}, name = base->type == JB_OBJ_NAME ? base->text : (jb_str){0};
    bool mapped =
        map->type != JB_OBJ_STREAM || jb_door_data(check->door, map, &glyphs) == JB_DATA_WHOLE;
    const uint32_t *found = check->verdict->found;
    uint32_t told = count_told(found);
    if (mapped && read_program(check, key(check, cid, "FontDescriptor"), &program))
        compare(check, name, font, glyphs, &program);
    else if (mapped && is_embedded(check, key(check, cid, "FontDescriptor")))
        jb_tell(check, JB_RULE_FONT_BROKEN, JB_ARGS(name));
    if (told == count_told(found))
        jb_arena_reset(check->arena, mark);
}
