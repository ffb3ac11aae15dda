#include "uax14.h"

#include <stddef.h>

#include "para.h"
#include "../base/utf8.h"

typedef struct row {
    uint32_t first, last;
    uint8_t cls;
    uint8_t flag;
} row;

enum { WIDE = 1, PICTOGRAPH = 2 };

static const row rows[] = {
#include "uax14_table.inc"
};

jb_lb jb_lb_class_of(uint32_t rune)
{
    size_t low = 0, high = sizeof rows / sizeof *rows;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rows[middle].last < rune)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == sizeof rows / sizeof *rows || rows[low].first > rune)
        return (jb_lb){LB_AL, false, false};
    return (jb_lb){rows[low].cls, rows[low].flag == WIDE, rows[low].flag == PICTOGRAPH};
}

/* Where we stand in LB25's number: (PR|PO)? (OP|HY)? NU (NU|SY|IS)* (CL|CP)? (PR|PO)? */
typedef enum number_state { NOT_NUMBER, IN_NUMBER, NUMBER_CLOSED } number_state;

typedef struct machine {
    const jb_lb *units;
    uint32_t n;
    uint8_t before; /* class of the unit before, combining marks folded (LB9, LB10) */
    bool before_wide, before_pictograph;
    uint8_t raw_before; /* the unit right before, not folded */
    uint8_t base;       /* before, spaces skipped */
    bool spaces;        /* there are spaces between base and here */
    number_state number;
    bool odd_flags;     /* an odd number of regional indicators precedes */
    bool hebrew_hyphen; /* HL (HY | BA) precedes */
} machine;

static bool is_hard(uint8_t c)
{
    return c == LB_BK || c == LB_CR || c == LB_LF || c == LB_NL;
}

static bool in(uint8_t c, const uint8_t *set)
{
    for (; *set != UINT8_MAX; set++)
        if (*set == c)
            return true;
    return false;
}

#define IN(c, ...) in((c), (const uint8_t[]){__VA_ARGS__, UINT8_MAX})

/* The class of the first unit after i that is not a combining mark. */
static uint8_t class_after(const machine *m, uint32_t i)
{
    for (i++; i < m->n; i++)
        if (m->units[i].cls != LB_CM && m->units[i].cls != LB_ZWJ)
            return m->units[i].cls;
    return LB_BK;
}

static bool hangul(uint8_t c)
{
    return IN(c, LB_JL, LB_JV, LB_JT, LB_H2, LB_H3);
}

static bool alphabetic(uint8_t c)
{
    return c == LB_AL || c == LB_HL;
}

/* LB25. */
static bool inside_number(const machine *m, uint32_t i, uint8_t b, uint8_t c)
{
    if (m->number == IN_NUMBER && IN(c, LB_NU, LB_SY, LB_IS, LB_CL, LB_CP, LB_PO, LB_PR))
        return true;
    if (m->number == NUMBER_CLOSED && IN(c, LB_PO, LB_PR))
        return true;
    if (c == LB_NU && IN(b, LB_PR, LB_PO, LB_OP, LB_HY))
        return true;
    return IN(b, LB_PR, LB_PO) && IN(c, LB_OP, LB_HY) && class_after(m, i) == LB_NU;
}

/* LB11 to LB17: what holds across spaces or forbids by one side alone. 1: no break, 0: undecided.
 * */
static bool held_by_marks(const machine *m, uint8_t b, uint8_t c)
{
    if (c == LB_WJ || b == LB_WJ || b == LB_GL)
        return true; /* LB11, LB12 */
    if (c == LB_GL && !IN(b, LB_SP, LB_BA, LB_HY))
        return true; /* LB12a */
    if (c == LB_EX || (b != LB_NU && IN(c, LB_CL, LB_CP, LB_IS, LB_SY)))
        return true; /* LB13 */
    if (m->base == LB_OP)
        return true; /* LB14 */
    if (m->base == LB_QU && c == LB_OP)
        return true; /* LB15 */
    if (IN(m->base, LB_CL, LB_CP) && c == LB_NS)
        return true;                       /* LB16 */
    return m->base == LB_B2 && c == LB_B2; /* LB17 */
}

/* LB19 to LB30b, for two units that touch. */
static bool held_by_pair(const machine *m, uint32_t i, uint8_t b, uint8_t c)
{
    const jb_lb *unit = &m->units[i];
    if (b == LB_QU || c == LB_QU)
        return true; /* LB19 */
    if (b == LB_CB || c == LB_CB)
        return false; /* LB20 */
    if (IN(c, LB_BA, LB_HY, LB_NS) || b == LB_BB || m->hebrew_hyphen)
        return true; /* LB21, LB21a */
    if ((b == LB_SY && c == LB_HL) || c == LB_IN)
        return true; /* LB21b, LB22 */
    if ((alphabetic(b) && c == LB_NU) || (b == LB_NU && alphabetic(c)))
        return true; /* LB23 */
    if ((b == LB_PR && IN(c, LB_ID, LB_EB, LB_EM)) || (IN(b, LB_ID, LB_EB, LB_EM) && c == LB_PO))
        return true; /* LB23a */
    if ((IN(b, LB_PR, LB_PO) && alphabetic(c)) || (alphabetic(b) && IN(c, LB_PR, LB_PO)))
        return true; /* LB24 */
    if (inside_number(m, i, b, c))
        return true;
    if ((b == LB_JL && IN(c, LB_JL, LB_JV, LB_H2, LB_H3)) ||
        (IN(b, LB_JV, LB_H2) && IN(c, LB_JV, LB_JT)) || (IN(b, LB_JT, LB_H3) && c == LB_JT))
        return true; /* LB26 */
    if ((hangul(b) && c == LB_PO) || (b == LB_PR && hangul(c)))
        return true; /* LB27 */
    if ((alphabetic(b) && alphabetic(c)) || (b == LB_IS && alphabetic(c)))
        return true; /* LB28, LB29 */
    if (IN(b, LB_AL, LB_HL, LB_NU) && c == LB_OP && !unit->wide)
        return true; /* LB30 */
    if (b == LB_CP && !m->before_wide && IN(c, LB_AL, LB_HL, LB_NU))
        return true; /* LB30 */
    if (b == LB_RI && c == LB_RI && m->odd_flags)
        return true;                                           /* LB30a */
    return (b == LB_EB || m->before_pictograph) && c == LB_EM; /* LB30b */
}

static jb_lb_break decide(const machine *m, uint32_t i, uint8_t c)
{
    if (m->raw_before == LB_CR && c == LB_LF)
        return JB_LB_NO;
    if (is_hard(m->raw_before))
        return JB_LB_MUST; /* LB4, LB5 */
    if (is_hard(c) || c == LB_SP || c == LB_ZW)
        return JB_LB_NO; /* LB6, LB7 */
    if (m->base == LB_ZW)
        return JB_LB_MAY; /* LB8 */
    if (m->raw_before == LB_ZWJ)
        return JB_LB_NO; /* LB8a */
    if (held_by_marks(m, m->spaces ? LB_SP : m->before, c))
        return JB_LB_NO;
    if (m->spaces)
        return JB_LB_MAY; /* LB18 */
    return held_by_pair(m, i, m->before, c) ? JB_LB_NO : JB_LB_MAY;
}

static number_state next_number(number_state state, uint8_t c)
{
    if (c == LB_NU)
        return IN_NUMBER;
    if (state == IN_NUMBER && IN(c, LB_SY, LB_IS))
        return IN_NUMBER;
    if (state == IN_NUMBER && IN(c, LB_CL, LB_CP))
        return NUMBER_CLOSED;
    return NOT_NUMBER;
}

/* Moves over unit i, whose folded class is c. */
static void step(machine *m, uint32_t i, uint8_t c)
{
    if (c == LB_SP) {
        m->spaces = true;
        m->number = NOT_NUMBER;
        m->hebrew_hyphen = false;
        m->odd_flags = false;
        return;
    }
    m->hebrew_hyphen = m->before == LB_HL && !m->spaces && IN(c, LB_HY, LB_BA);
    m->odd_flags = c == LB_RI && !(m->odd_flags && m->before == LB_RI && !m->spaces);
    m->number = next_number(m->number, c);
    m->before = m->base = c;
    m->before_wide = m->units[i].wide;
    m->before_pictograph = m->units[i].pictograph;
    m->spaces = false;
}

void jb_lb_find(const jb_lb *units, uint32_t n, uint8_t *out)
{
    machine m = {.units = units, .n = n, .before = LB_BK, .raw_before = LB_SP, .base = LB_BK};
    for (uint32_t i = 0; i < n; i++) {
        uint8_t c = units[i].cls;
        bool combining = c == LB_CM || c == LB_ZWJ;
        bool has_base =
            i > 0 && !is_hard(m.raw_before) && m.raw_before != LB_ZW && m.raw_before != LB_SP;
        if (combining && has_base) { /* LB9: joins its base and changes nothing */
            out[i] = JB_LB_NO;
            m.raw_before = c;
            continue;
        }
        if (combining)
            c = LB_AL; /* LB10 */
        out[i] = i == 0 ? JB_LB_NO : (uint8_t)decide(&m, i, c);
        step(&m, i, c);
        m.raw_before = combining ? LB_ZWJ == units[i].cls ? LB_ZWJ : LB_AL : c;
    }
}

void jb_para_uax14(jb_arena *arena, jb_str text, bool *breaks)
{
    uint32_t n = (uint32_t)jb_utf8_count(text), i = 0;
    jb_lb *units = JB_NEW_ARRAY(arena, jb_lb, n + 1);
    uint8_t *found = JB_NEW_ARRAY(arena, uint8_t, n + 1);
    for (size_t at = 0; at < text.len && i < n;)
        units[i++] = jb_lb_class_of(jb_utf8_next(text, &at));
    jb_lb_find(units, i, found);
    for (uint32_t k = 0; k < i; k++)
        breaks[k] = found[k] != JB_LB_NO;
}
