/* PDF/A: what is said of each code that is shown. CIDSet tells which glyphs a subset has (ISO
 * 19005-1 6.3.5, ISO 19005-2 6.2.11.4.2), ToUnicode what they mean (6.2.11.7.2), and .notdef is no
 * character (6.2.11.8). */
#include "content.h"
#include "parts.h"

/* A bit a code; `left`: how many more may be set, ranges that overlap counted as often. */
typedef struct codes {
    uint64_t bits[1024];
    uint32_t left;
} codes;

enum { SET_MOST = 1 << 22 };

static const jb_obj *key(jb_check *check, const jb_obj *dict, const char *name)
{
    return jb_door_key(check->door, dict, name);
}

static jb_str name_of(const jb_obj *o)
{
    return o->type == JB_OBJ_NAME ? o->text : (jb_str){0};
}

static bool is_shown(const jb_font_entry *font, uint32_t code)
{
    return font->shown[code / 64] >> code % 64 & 1;
}

/* ---- ToUnicode ----------------------------------------------------------------------------- */

static uint32_t number_of(const jb_obj *code)
{
    uint32_t n = 0;
    for (size_t i = 0; code->type == JB_OBJ_STRING && i < code->text.len && i < 2; i++)
        n = n << 8 | (uint8_t)code->text.at[i];
    return n;
}

/* The rows behind beginbfchar (one code) or beginbfrange (the first and the last). */
static void read_rows(jb_lex *lex, bool range, codes *out)
{
    jb_obj first, last, meaning;
    while (jb_lex_next(lex, &first) && first.type == JB_OBJ_STRING) {
        last = first;
        if ((range && !jb_lex_next(lex, &last)) || !jb_lex_next(lex, &meaning))
            return;
        uint32_t end = number_of(&last);
        for (uint32_t code = number_of(&first); code <= end && out->left; code++, out->left--)
            out->bits[code / 64] |= UINT64_C(1) << code % 64;
    }
}

static codes *read_map(jb_check *check, jb_str text)
{
    codes *out = JB_NEW(check->arena, codes);
    jb_lex lex = {.arena = check->arena, .in = text};
    jb_obj o;
    *out = (codes){.left = SET_MOST};
    while (jb_lex_next(&lex, &o)) {
        bool range = o.type == JB_OBJ_WORD && jb_str_equal(o.text, JB_STR("beginbfrange"));
        if (range || (o.type == JB_OBJ_WORD && jb_str_equal(o.text, JB_STR("beginbfchar"))))
            read_rows(&lex, range, out);
    }
    return out;
}

static void check_map(jb_check *check, const jb_obj *dict, const jb_font_entry *font)
{
    const jb_obj *map = key(check, dict, "ToUnicode");
    const uint32_t count = font->wide ? 65536 : 256;
    jb_arena_mark mark = jb_arena_note(check->arena);
    jb_str text = {0};
    if (map->type == JB_OBJ_STREAM)
        jb_door_data(check->door, map, &text); /* whatever could be had of it */
    const codes *mapped = read_map(check, text);
    uint32_t code = 0;
    while (code < count && (!is_shown(font, code) || mapped->bits[code / 64] >> code % 64 & 1))
        code++;
    jb_arena_reset(check->arena, mark);
    if (code < count)
        jb_tell(check, JB_RULE_FONT_UNMAPPED,
                JB_ARGS(name_of(key(check, dict, "BaseFont")),
                        jb_arena_format(check->arena, font->wide ? "%04X" : "%02X", code)));
}

/* ---- CIDs ---------------------------------------------------------------------------------- */

static bool is_subset(jb_str name)
{
    return name.len > 7 && name.at[6] == '+';
}

static void check_set(jb_check *check, const jb_obj *cid, const jb_font_entry *font)
{
    const jb_obj *set = key(check, key(check, cid, "FontDescriptor"), "CIDSet");
    jb_str name = name_of(key(check, cid, "BaseFont")), bits = {0};
    if (set->type != JB_OBJ_STREAM) {
        if ((check->claims & JB_CLAIM_A1B) && is_subset(name))
            jb_tell(check, JB_RULE_FONT_SET, JB_ARGS(name, JB_BOTH("没有", "is absent")));
        return;
    }
    if (jb_door_data(check->door, set, &bits) != JB_DATA_WHOLE)
        bits = (jb_str){0};
    for (uint32_t i = 0; i < 65536; i++) {
        bool listed = i / 8 < bits.len && (uint8_t)bits.at[i / 8] >> (7 - i % 8) & 1;
        if (!is_shown(font, i) || listed)
            continue;
        jb_tell(check, JB_RULE_FONT_SET,
                JB_ARGS(name, jb_arena_format(check->arena, "缺 CID %u\x1flacks CID %u", i, i)));
        return;
    }
}

void jb_check_shown_codes(jb_check *check, const jb_obj *dict, const jb_font_entry *font)
{
    const jb_obj *cid = jb_door_item(check->door, key(check, dict, "DescendantFonts"), 0);
    const jb_obj *encoding = key(check, dict, "Encoding");
    bool same = jb_obj_is_name(encoding, "Identity-H") || jb_obj_is_name(encoding, "Identity-V");
    if (!font->shown)
        return;
    if (jb_rule_holds(JB_RULE_FONT_UNMAPPED, check->claims))
        check_map(check, dict, font);
    if (!font->wide || !same) /* else codes are no CIDs */
        return;
    if (is_shown(font, 0))
        jb_tell(check, JB_RULE_FONT_NOTDEF, JB_ARGS(name_of(key(check, cid, "BaseFont"))));
    check_set(check, cid, font);
}
