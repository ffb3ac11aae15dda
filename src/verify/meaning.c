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
static void read_rows(jb_lex *lex, bool range, jb_code_row *row, void *context)
{
    jb_obj first, last, meaning;
    while (jb_lex_next(lex, &first) && first.type == JB_OBJ_STRING) {
        last = first;
        if ((range && !jb_lex_next(lex, &last)) || !jb_lex_next(lex, &meaning))
            return;
        uint32_t code = code_of(&first), end = code_of(&last), place = 0;
        while (code <= end && row(context, code, &meaning, place))
            code++, place++;
    }
}

void jb_unicode_read(jb_check *check, const jb_obj *font, jb_code_row *row, void *context)
{
    const jb_obj *map = jb_door_key(check->door, font, "ToUnicode");
    jb_str text = {0};
    if (map->type == JB_OBJ_STREAM)
        jb_door_data(check->door, map, &text); /* whatever could be had of it */
    jb_lex lex = {.arena = check->arena, .in = text};
    jb_obj o;
    while (jb_lex_next(&lex, &o)) {
        bool range = o.type == JB_OBJ_WORD && jb_str_equal(o.text, JB_STR("beginbfrange"));
        if (range || (o.type == JB_OBJ_WORD && jb_str_equal(o.text, JB_STR("beginbfchar"))))
            read_rows(&lex, range, row, context);
    }
}

/* ---- what each code means ------------------------------------------------------------------ */

/* Being filled. */
typedef struct filling {
    jb_arena *arena;
    rows list;
} filling;

static bool add_row(void *context, uint32_t code, const jb_obj *meaning, uint32_t place)
{
    filling *f = context;
    if (f->list.len == ROWS_MOST)
        return false;
    if (meaning->type == JB_OBJ_ARRAY) {
        meaning = place < meaning->len ? &meaning->items[place] : &jb_obj_null;
        place = 0;
    }
    if (meaning->type == JB_OBJ_STRING)
        *jb_push(f->arena, &f->list) = (jb_meaning){
            .code = code,
            .order = f->list.len,
            .text = meaning_at(f->arena, meaning->text, place)};
    return true;
}

/* Of a code that stands twice the last row counts. */
static int compare_rows(const void *a, const void *b)
{
    const jb_meaning *x = a, *y = b;
    return x->code != y->code ? JB_COMPARE(x->code, y->code) : JB_COMPARE(y->order, x->order);
}

void jb_meanings_read(jb_check *check, const jb_obj *font, jb_meanings *out)
{
    filling f = {.arena = check->arena};
    jb_unicode_read(check, font, add_row, &f);
    if (f.list.len)
        qsort(f.list.at, f.list.len, sizeof *f.list.at, compare_rows);
    const jb_obj *subtype = jb_door_key(check->door, font, "Subtype");
    *out = (jb_meanings){.font = font, .at = f.list.at, .len = f.list.len,
                         .wide = jb_obj_is_name(subtype, "Type0")};
}

jb_str jb_meaning_of(const jb_meanings *font, uint32_t code)
{
    uint32_t first = jb_first_from(font, code, code);
    bool found = first < font->len && font->at[first].code == code;
    return found ? font->at[first].text : JB_STR("\uFFFD");
}
