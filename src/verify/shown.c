/* PDF/A: what is said of each code that is shown. CIDSet tells which glyphs a subset has (ISO
 * 19005-1 6.3.5, ISO 19005-2 6.2.11.4.2), ToUnicode what they mean (6.2.11.7.2), and .notdef is no
 * character (6.2.11.8). */
#include "content.h"
#include "said.h"

/* A bit a code: those that have a meaning, that of private use, or one that is no character.
 * `left`: how many more may be set, ranges that overlap counted as often. */
typedef struct codes {
    uint64_t bits[1024], private[1024], none[1024];
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

/* What a code means: UTF-16, of the code at that place in a range its last unit is as much more. */
static bool take_meaning(void *context, uint32_t code, const jb_obj *meaning, uint32_t place)
{
    enum { MARK = 0xFEFF, SWAPPED = 0xFFFE };
    codes *out = context;
    if (out->left == 0)
        return false;
    out->left--;
    bool list = meaning->type == JB_OBJ_ARRAY && place < meaning->len;
    const jb_obj *o = list ? &meaning->items[place] : meaning;
    jb_str text = o->type == JB_OBJ_STRING ? o->text : (jb_str){0};
    const uint64_t bit = UINT64_C(1) << code % 64;
    out->bits[code / 64] |= bit;
    if (text.len < 2)
        out->none[code / 64] |= bit;
    for (size_t i = 0; i + 1 < text.len; i += 2) {
        uint32_t unit = (uint32_t)(uint8_t)text.at[i] << 8 | (uint8_t)text.at[i + 1];
        unit += i + 3 >= text.len && !list ? place : 0;
        if ((unit >= 0xE000 && unit <= 0xF8FF) || (unit >= 0xDB80 && unit <= 0xDBFF))
            out->private[code / 64] |= bit;
        if (unit == 0 || unit == MARK || unit == SWAPPED)
            out->none[code / 64] |= bit;
    }
    return true;
}

/* The first code that both have; as many as there are: none. */
static uint32_t first_of(const uint64_t *shown, const uint64_t *set, bool in, uint32_t count)
{
    for (uint32_t i = 0; i < count / 64; i++) {
        uint64_t both = shown[i] & (in ? set[i] : ~set[i]);
        if (both)
            return i * 64 + (uint32_t)__builtin_ctzll(both);
    }
    return count;
}

static void tell_code(jb_check *check, jb_rule rule, const jb_obj *dict, uint32_t code, bool wide)
{
    jb_tell(check, rule,
            JB_ARGS(name_of(key(check, dict, "BaseFont")),
                    jb_arena_format(check->arena, wide ? "%04X" : "%02X", code)));
}

/* A character of private use means what ActualText says (ISO 19005-2 6.2.11.7.3). */
static void check_map(jb_check *check, const jb_obj *dict, const jb_font_entry *font)
{
    const uint32_t count = font->wide ? 65536 : 256;
    jb_arena_mark mark = jb_arena_note(check->arena);
    codes *mapped = JB_NEW(check->arena, codes);
    *mapped = (codes){.left = SET_MOST};
    jb_unicode_read(check, dict, take_meaning, mapped);
    uint32_t unmapped = first_of(font->shown, mapped->bits, false, count);
    uint32_t none = first_of(font->shown, mapped->none, true, count);
    uint32_t private = first_of(font->plain, mapped->private, true, count);
    jb_arena_reset(check->arena, mark);
    if (unmapped < count)
        tell_code(check, JB_RULE_FONT_UNMAPPED, dict, unmapped, font->wide);
    if (none < count)
        tell_code(check, JB_RULE_FONT_MEANING, dict, none, font->wide);
    if (private < count)
        tell_code(check, JB_RULE_FONT_PRIVATE, dict, private, font->wide);
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
