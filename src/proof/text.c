/* The text of a block, character by character, and what may be asked of it. */
#include "../base/address.h"
#include "parts.h"

bool jb_proof_in(uint32_t rune, const char *set)
{
    jb_str s = jb_str_make(set);
    for (size_t at = 0; at < s.len;)
        if (jb_utf8_next(s, &at) == rune)
            return true;
    return false;
}

bool jb_proof_is_stop(uint32_t rune)
{
    return rune == 0xFF0C || rune == 0x3002 || rune == 0x3001 || rune == 0xFF1A || rune == 0xFF1B ||
           rune == 0xFF1F || rune == 0xFF01;
}

bool jb_proof_is_closing(uint32_t rune)
{
    return jb_proof_in(rune, "”’）》〉】〕」』");
}

/* ---- words in the text ---------------------------------------------------------------------- */

static bool stands(const proof *p, int i, jb_str text)
{
    size_t at = 0;
    while (at < text.len && i < p->n)
        if (jb_utf8_next(text, &at) != rune_at(p, i++))
            return false;
    return at == text.len;
}

bool jb_proof_stands(const proof *p, int i, const char *text)
{
    return i >= 0 && stands(p, i, jb_str_make(text));
}

bool jb_proof_before(const proof *p, int i, const char *text)
{
    jb_str s = jb_str_make(text);
    return jb_proof_stands(p, i - (int)jb_utf8_count(s), text);
}

bool jb_proof_any(const proof *p, int i, const char *words)
{
    jb_str rest = jb_str_make(words);
    while (i >= 0 && rest.len) {
        size_t bar = jb_str_find(rest, JB_STR("|"));
        if (stands(p, i, jb_str_cut(rest, 0, bar)))
            return true;
        rest = bar == SIZE_MAX ? (jb_str){0} : jb_str_cut(rest, bar + 1, rest.len);
    }
    return false;
}

/* ---- numbers -------------------------------------------------------------------------------- */

enum { MOST_DIGITS = 32 }; /* longer runs are no numbers: a bound for looking back */

int jb_proof_digits(const proof *p, int i)
{
    int most = i + MOST_DIGITS;
    while (i < most && is_digit(rune_at(p, i)))
        i++;
    return i;
}

int jb_proof_digits_back(const proof *p, int i)
{
    int least = i - MOST_DIGITS;
    while (i > least && is_digit(rune_at(p, i - 1)))
        i--;
    return i;
}

int64_t jb_proof_value(const proof *p, int from, int to)
{
    int64_t value = 0;
    if (to <= from || to - from > 9)
        return -1;
    for (int i = from; i < to; i++)
        value = value * 10 + (rune_at(p, i) - '0');
    return value;
}

int jb_proof_numeral(uint32_t rune)
{
    switch (rune) {
    case 0x3007:
    case 0x96F6:
        return 0;
    case 0x4E00:
        return 1;
    case 0x4E8C:
    case 0x4E24:
        return 2;
    case 0x4E09:
        return 3;
    case 0x56DB:
        return 4;
    case 0x4E94:
        return 5;
    case 0x516D:
        return 6;
    case 0x4E03:
        return 7;
    case 0x516B:
        return 8;
    case 0x4E5D:
        return 9;
    default:
        return -1;
    }
}

/* 10 to 10^8 of 十百千万亿, else 0 */
static int64_t power_of(uint32_t rune)
{
    switch (rune) {
    case 0x5341:
        return 10;
    case 0x767E:
        return 100;
    case 0x5343:
        return 1000;
    case 0x4E07:
        return 10000;
    case 0x4EBF:
        return 100000000;
    default:
        return 0;
    }
}

bool jb_proof_is_numeral(uint32_t rune)
{
    return jb_proof_numeral(rune) >= 0 || power_of(rune) > 0 || rune == 0x70B9 || rune == 0x51E0;
}

int64_t jb_proof_han_value(const proof *p, int from, int to)
{
    int64_t sum = 0, digit = 0;
    if (to <= from || to - from > 9)
        return 0;
    for (int i = from; i < to; i++) {
        int numeral = jb_proof_numeral(rune_at(p, i));
        int64_t power = power_of(rune_at(p, i));
        if (numeral >= 0) {
            if (digit) /* 三四: digits in a row are no such number */
                return 0;
            digit = numeral;
        } else if (power == 10000) {
            sum = (sum + digit) * power;
            digit = 0;
        } else if (power && power < 10000) {
            sum += (digit ? digit : 1) * power;
            digit = 0;
        } else {
            return 0;
        }
    }
    sum += digit;
    return sum < 100000 ? sum : 0;
}

jb_str jb_proof_han_text(proof *p, int value)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    int tens = value / 10;
    return jb_arena_format(p->arena, "%s%s%s", tens > 1 ? digits[tens % 10] : "", tens ? "十" : "",
                           digits[value % 10]);
}

/* ---- addresses ------------------------------------------------------------------------------ */

static bool is_graphic(uint32_t rune)
{
    return rune > ' ' && rune < 0x7F;
}

bool jb_proof_in_address(const proof *p, int i)
{
    enum { REACH = 200 };
    int from = i, to = i;
    while (from > i - REACH && is_graphic(rune_at(p, from - 1)))
        from--;
    while (to < i + REACH && is_graphic(rune_at(p, to)))
        to++;
    jb_str text = jb_proof_cut(p, from, to); /* of ASCII: a byte a character */
    jb_address address = {0};
    while (jb_address_find(text, address.end, &address))
        if (address.start <= (size_t)(i - from) && (size_t)(i - from) < address.end)
            return true;
    return false;
}

/* ---- glyphs --------------------------------------------------------------------------------- */

jb_span jb_proof_span(const proof *p, int from, int to)
{
    const glyph *last = &p->glyphs.at[to - 1];
    uint32_t end = last->at + (uint32_t)jb_utf8_width(last->rune);
    return (jb_span){p->glyphs.at[from].at, end};
}

jb_str jb_proof_cut(const proof *p, int from, int to)
{
    from = from < 0 ? 0 : from;
    to = to > p->n ? p->n : to;
    return from < to ? jb_span_of(p->text, jb_proof_span(p, from, to)) : (jb_str){0};
}

static bool is_wide(uint32_t rune)
{
    return (rune >= 0xFF10 && rune <= 0xFF19) || (rune >= 0xFF21 && rune <= 0xFF3A) ||
           (rune >= 0xFF41 && rune <= 0xFF5A);
}

static bool has_odd_code(uint32_t rune)
{
    return (rune >= 0x2E80 && rune <= 0x2FDF) || (rune >= 0xF900 && rune <= 0xFAFF) ||
           (rune >= 0x2F800 && rune <= 0x2FA1F);
}

static unsigned ascii_kinds(uint32_t rune, uint32_t before)
{
    if (is_digit(rune))
        return is_digit(before) ? 0 : DIGIT;
    switch (rune) {
    case '.':
        return HALF | (before == rune ? 0 : ELLIPSIS);
    case '(':
        return HALF | OPEN;
    case ')':
        return HALF | CLOSE;
    case '[':
        return OPEN;
    case ']':
        return CLOSE;
    case '"':
    case '\'':
        return STRAIGHT;
    case '-':
    case '~':
        return DASH;
    case ',':
    case ':':
    case ';':
    case '?':
    case '!':
        return HALF;
    default:
        return 0;
    }
}

static unsigned kinds_of(uint32_t rune, uint32_t before)
{
    if (rune < 0x80)
        return ascii_kinds(rune, before);
    if (rune >= 0x4E00 && rune <= 0x9FFF)
        return jb_proof_is_numeral(rune) && !jb_proof_is_numeral(before) ? NUMERAL : 0;
    unsigned kinds = 0;
    if (jb_proof_is_stop(rune))
        kinds |= STOP;
    if (jb_proof_in(rune, "“‘（《〈【〔「『［"))
        kinds |= OPEN;
    if (jb_proof_is_closing(rune) || rune == 0xFF3D)
        kinds |= CLOSE;
    if (jb_proof_in(rune, "•・‧∙⋅"))
        kinds |= DOT;
    if (jb_proof_in(rune, "—–－―─ー～"))
        kinds |= DASH;
    if (jb_proof_in(rune, "…。．·、") && before != rune)
        kinds |= ELLIPSIS;
    if (rune == 0x3007)
        kinds |= jb_proof_is_numeral(before) ? 0 : NUMERAL;
    if (is_wide(rune))
        kinds |= is_wide(before) ? 0 : WIDE;
    if (has_odd_code(rune))
        kinds |= ODD_CODE;
    return kinds;
}

/* Quotations and titles of works: how deep the character stands in them. */
static int depth_change(uint32_t rune)
{
    if (rune == 0x201C || rune == 0x300A || rune == 0x3008 || rune == 0x2018)
        return 1;
    return rune == 0x201D || rune == 0x300B || rune == 0x3009 || rune == 0x2019 ? -1 : 0;
}

void jb_proof_make_glyphs(proof *p, jb_span span)
{
    p->glyphs.len = 0;
    jb_reserve(p->arena, &p->glyphs, (uint32_t)jb_utf8_count(jb_span_of(p->text, span)));
    jb_str text = jb_str_cut(p->text, 0, span.end);
    uint32_t before = 0;
    int depth = 0;
    for (size_t at = span.start; at < text.len;) {
        uint32_t start = (uint32_t)at, rune = jb_utf8_next(text, &at);
        unsigned kinds = kinds_of(rune, before);
        int change = kinds & (OPEN | CLOSE) ? depth_change(rune) : 0;
        depth += change;
        depth = depth < 0 ? 0 : depth;
        p->glyphs.at[p->glyphs.len++] =
            (glyph){.rune = rune, .at = start, .kinds = (uint16_t)kinds, .quoted = depth > 0};
        before = rune;
    }
    p->n = (int)p->glyphs.len;
}
