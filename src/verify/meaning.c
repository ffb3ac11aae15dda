/* What codes mean: ToUnicode (ISO 32000-1 9.10.3), read into rows by code. */
#include "said.h"

#include <stdlib.h>

enum { ROWS_MOST = 1 << 17 }; /* of one font, ranges counted by their codes */

typedef JB_VEC(jb_meaning) rows;

/* Within a range the last unit rises with the code. */
static jb_str meaning_at(jb_arena *arena, jb_str utf16, uint32_t add)
{
    char *units = jb_arena_alloc(arena, utf16.len + 1);
    memcpy(units, utf16.at, utf16.len);
    if (add && utf16.len >= 2) {
        uint8_t *last = (uint8_t *)units + utf16.len - 2;
        uint32_t unit = ((uint32_t)last[0] << 8 | last[1]) + add;
        last[0] = (uint8_t)(unit >> 8);
        last[1] = (uint8_t)unit;
    }
    return jb_utf16_text(arena, (jb_str){units, utf16.len});
}

static uint32_t code_of(const jb_obj *o)
{
    uint32_t n = 0;
    for (size_t i = 0; o->type == JB_OBJ_STRING && i < o->text.len && i < 2; i++)
        n = n << 8 | (uint8_t)o->text.at[i];
    return n;
}

/* The rows behind beginbfchar (one code) or beginbfrange (the first and the last). */
static void read_rows(jb_lex *lex, bool range, rows *out)
{
    jb_obj first, last, meaning;
    while (jb_lex_next(lex, &first) && first.type == JB_OBJ_STRING) {
        last = first;
        if ((range && !jb_lex_next(lex, &last)) || !jb_lex_next(lex, &meaning))
            return;
        uint32_t start = code_of(&first), end = code_of(&last);
        for (uint32_t code = start; code <= end && out->len < ROWS_MOST; code++) {
            const jb_obj *of = &meaning;
            uint32_t add = code - start;
            if (meaning.type == JB_OBJ_ARRAY) {
                of = add < meaning.len ? &meaning.items[add] : &jb_obj_null;
                add = 0;
            }
            if (of->type == JB_OBJ_STRING)
                *jb_push(lex->arena, out) = (jb_meaning){
                    .code = code, .order = out->len, .text = meaning_at(lex->arena, of->text, add)};
        }
    }
}

/* Of a code that stands twice the last row counts. */
static int compare_rows(const void *a, const void *b)
{
    const jb_meaning *x = a, *y = b;
    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    return x->order > y->order ? -1 : x->order < y->order;
}

void jb_meanings_read(jb_check *check, const jb_obj *font, jb_meanings *out)
{
    const jb_obj *map = jb_door_key(check->door, font, "ToUnicode");
    jb_str text = {0};
    rows list = {0};
    if (map->type == JB_OBJ_STREAM)
        jb_door_data(check->door, map, &text); /* whatever could be had of it */
    jb_lex lex = {.arena = check->arena, .in = text};
    jb_obj o;
    while (jb_lex_next(&lex, &o)) {
        bool range = o.type == JB_OBJ_WORD && jb_str_equal(o.text, JB_STR("beginbfrange"));
        if (range || (o.type == JB_OBJ_WORD && jb_str_equal(o.text, JB_STR("beginbfchar"))))
            read_rows(&lex, range, &list);
    }
    if (list.len)
        qsort(list.at, list.len, sizeof *list.at, compare_rows);
    const jb_obj *subtype = jb_door_key(check->door, font, "Subtype");
    *out = (jb_meanings){.font = font, .at = list.at, .len = list.len,
                         .wide = jb_obj_is_name(subtype, "Type0")};
}

jb_str jb_meaning_of(const jb_meanings *font, uint32_t code)
{
    uint32_t low = 0, high = font->len;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (font->at[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < font->len && font->at[low].code == code;
    return found ? font->at[low].text : JB_STR("\uFFFD");
}
