/* One form throughout: how large numbers are grouped (GB/T 15835-2011, 5.1.1), and Arabic or Han
 * for numbers of one kind (its principle of 同类别同形式). Told once, at the rarer form. */
#include "parts.h"

static void count_form(proof *p, int kind, int form, int from, int to)
{
    form_count *c = &p->forms[kind];
    if (c->count[form]++ == 0)
        c->first[form] = jb_proof_span(p, from, to);
}

/* ---- N07 ------------------------------------------------------------------------------------ */

static const char counted[] =
    "元|人|件|名|户|个|吨|米|公里|平方|亩|株|份|次|册|台|辆|余|多|票|kg|km";

/* Behind 12,345,678; i when no group follows. */
static int groups_end(const proof *p, int i, int end)
{
    int at = end;
    while (end - i <= 3 && rune_at(p, at) == ',' && jb_proof_digits(p, at + 1) == at + 4)
        at += 4;
    return at;
}

/* 1,0000元: groups of four. */
static bool tell_wrong_group(proof *p, int i, int end)
{
    int to = jb_proof_digits(p, end + 1);
    if (rune_at(p, end) != ',' || end - i > 4 || to - end != 5 || rune_at(p, to) == ',' ||
        !jb_proof_any(p, to, counted))
        return false;
    int64_t head = jb_proof_value(p, i, end), tail = jb_proof_value(p, end + 1, to);
    int64_t value = head * 10000 + tail;
    jb_str put = jb_arena_format(p->arena, "%d,%03d", (int)(value / 1000), (int)(value % 1000));
    jb_str say = jb_arena_format(p->arena, "写作“%.*s”\x1fwrite '%.*s'", JB_FMT(put), JB_FMT(put));
    jb_proof_tell_args(
        p, JB_D_PROOF_GROUPING, jb_proof_span(p, i, to),
        JB_ARGS(jb_proof_cut(p, i, to), JB_BOTH("每节应是三位", "a group has three digits"), say));
    return true;
}

/* Numbers of five digits and more: all with commas or all without. Certain: what is counted or
 * paid; codes and telephone numbers have no unit behind. */
void jb_proof_grouping(proof *p, int i)
{
    enum { SOLID, GROUPED };
    uint32_t before = rune_at(p, i - 1);
    int end = jb_proof_digits(p, i);
    if (is_latin(before) || jb_proof_in(before, ".,-/:") || rune_at(p, i) == '0' ||
        tell_wrong_group(p, i, end))
        return;
    int to = groups_end(p, i, end);
    bool grouped = to > end;
    if (rune_at(p, to) == '.' && is_digit(rune_at(p, to + 1)))
        to = jb_proof_digits(p, to + 1);
    if (grouped && to - i >= 6 && jb_proof_any(p, to, counted))
        count_form(p, FORM_GROUP, GROUPED, i, to);
    else if (!grouped && end - i >= 5 && end - i <= 9 && jb_proof_any(p, to, counted))
        count_form(p, FORM_GROUP, SOLID, i, to);
}

/* ---- N10 ------------------------------------------------------------------------------------ */

enum { ARABIC, HAN };

static void count_arabic(proof *p, int i, int end)
{
    int64_t value = jb_proof_value(p, i, end);
    uint32_t behind = rune_at(p, end);
    if (end - i == 4 && value >= 1900 && value <= 2100 && behind == 0x5E74)
        count_form(p, FORM_YEAR, ARABIC, i, end + 1);
    if (behind == '%')
        count_form(p, FORM_PERCENT, ARABIC, i, end + 1);
    int day = jb_proof_digits(p, end + 1);
    if (behind == 0x6708 && value >= 1 && value <= 12 && day > end + 1 && rune_at(p, day) == 0x65E5)
        count_form(p, FORM_DATE, ARABIC, i, day + 1);
}

static int numeral_end(const proof *p, int i)
{
    int end = i;
    while (end < i + 8 && (jb_proof_numeral(rune_at(p, end)) >= 0 || rune_at(p, end) == 0x5341))
        end++;
    return end;
}

static void count_han(proof *p, int i)
{
    int end = numeral_end(p, i), day = numeral_end(p, end + 1);
    if (end - i == 4 && rune_at(p, end) == 0x5E74)
        count_form(p, FORM_YEAR, HAN, i, end + 1);
    if (end > i && rune_at(p, end) == 0x6708 && day > end + 1 && rune_at(p, day) == 0x65E5)
        count_form(p, FORM_DATE, HAN, i, day + 1);
    int percent = i + 3;
    if (jb_proof_stands(p, i, "百分之") && jb_proof_numeral(rune_at(p, percent)) > 0 &&
        !jb_proof_any(p, percent + 1, "百"))
        count_form(p, FORM_PERCENT, HAN, i, numeral_end(p, percent));
}

/* Certain: years of four digits, percentages, and dates of month and day; not in quotations and
 * titles of works, nor in signatures. How many of something (46种, 四十六种) is left to the writer. */
void jb_proof_same_form(proof *p, int i)
{
    if (p->glyphs.at[i].quoted || is_latin(rune_at(p, i - 1)) || is_digit(rune_at(p, i - 1)))
        return;
    if (p->glyphs.at[i].kinds & DIGIT)
        count_arabic(p, i, jb_proof_digits(p, i));
    else
        count_han(p, i);
}

static void tell_rare(proof *p, int kind, int rare)
{
    const form_count *c = &p->forms[kind];
    jb_str here = jb_span_of(p->text, c->first[rare]);
    jb_str there = jb_span_of(p->text, c->first[!rare]);
    if (kind != FORM_GROUP) {
        jb_str often = jb_arena_format(p->arena, "%u", c->count[!rare]);
        jb_proof_tell_args(p, JB_D_PROOF_SAME_FORM, c->first[rare], JB_ARGS(here, there, often));
        return;
    }
    jb_str say = jb_arena_format(p->arena, "与“%.*s”用同一种写法\x1fwrite it in the way of '%.*s'",
                                 JB_FMT(there), JB_FMT(there));
    jb_proof_tell_args(p, JB_D_PROOF_GROUPING, c->first[rare],
                       JB_ARGS(here,
                               JB_BOTH("五位以上的数有的分节、有的不分节",
                                       "large numbers are grouped in some places only"),
                               say));
}

void jb_proof_forms_end(proof *p)
{
    for (int kind = 0; kind < FORMS; kind++) {
        const form_count *c = &p->forms[kind];
        if (!c->count[0] || !c->count[1])
            continue;
        int rare = c->count[1] < c->count[0] ||
                   (c->count[1] == c->count[0] && c->first[1].start > c->first[0].start);
        tell_rare(p, kind, rare);
    }
}
