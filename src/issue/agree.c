/* What an issue says of itself in more than one place must agree: its number within 期号, in a
 * masthead left in the text, in a running head of the old pages, in the end matter; its date in the
 * masthead and in the line of 印发. */
#include "parts.h"

enum { READ = 128 };

/* A text as folded code points, with where they stand in it. */
typedef struct reading {
    uint32_t rune[READ], at[READ + 1], n;
} reading;

static reading read_text(jb_str s)
{
    reading r;
    r.n = jb_fold_text(s, r.rune, r.at, READ);
    r.at[r.n] = (uint32_t)s.len;
    return r;
}

/* The bytes of the i-th to the end-th character, without the white space behind. */
static jb_str cut_reading(jb_str s, const reading *r, uint32_t i, uint32_t end)
{
    size_t to = end > i ? r->at[end - 1] : r->at[i];
    if (end > i)
        (void)jb_utf8_next(s, &to);
    return jb_str_cut(s, r->at[i], to);
}

/* ---- the number */

static void report_numbers(parser *p, jb_place place, jb_str other)
{
    const jb_place *first = &p->number_place;
    jb_str where = jb_arena_format(p->arena, "%u:%u", first->line, first->column);
    jb_diag_in(p->diags, JB_D_ISSUE_NUMBERS_DISAGREE, place, JB_ARGS(p->number_text, other, where));
    p->disagrees = true;
}

static void merge_number(jb_number *into, const jb_number *more)
{
    if (into->kind == JB_NUMBER_NONE || into->kind == JB_NUMBER_TOTAL)
        into->kind = more->kind == JB_NUMBER_NONE ? into->kind : more->kind;
    into->year = into->year ? into->year : more->year;
    into->total = into->total ? into->total : more->total;
    if (!into->first) {
        into->first = more->first;
        into->last = more->last;
    }
}

/* 第26期 in one line and 总第516期 in the next make one number; two that say different things do
 * not. */
static void take_number(parser *p, const jb_number *number, jb_str text, jb_place place)
{
    jb_number *whole = &p->issue->number;
    if (whole->kind == JB_NUMBER_NONE) {
        p->number_text = text;
        p->number_place = place;
    } else if (!jb_number_agrees(whole, number)) {
        report_numbers(p, place, text);
        return;
    }
    merge_number(whole, number);
}

/* Every number in the value; true if nothing else stands in one of its lines. */
static bool take_numbers(parser *p, jb_span value)
{
    jb_str text = jb_span_of(p->issue->text, value);
    bool understood = false;
    jb_number whole;
    if (jb_number_parse(text, &whole)) {
        take_number(p, &whole, text, jb_issue_place(p->issue, value));
        return true;
    }
    for (size_t from = 0; from < text.len;) {
        jb_str rest = jb_str_cut(text, from, text.len);
        jb_str line = jb_str_cut(rest, 0, jb_str_find(rest, JB_STR("\n")));
        reading r = read_text(line);
        uint32_t others = 0;
        for (uint32_t i = 0, took; i < r.n; i += took ? took : 1) {
            jb_number number;
            took = jb_number_scan(r.rune + i, r.n - i, &number);
            others += took == 0;
            if (took == 0)
                continue;
            jb_str said = cut_reading(line, &r, i, i + took);
            uint32_t start = value.start + (uint32_t)(said.at - text.at);
            take_number(p, &number, said,
                        jb_issue_place(p->issue, (jb_span){start, start + (uint32_t)said.len}));
        }
        understood |= r.n > 0 && others == 0;
        from += line.len + 1;
    }
    return understood;
}

void jb_issue_read_number(parser *p, const jb_field *field)
{
    jb_str value = jb_span_of(p->issue->text, field->value);
    jb_number before = p->issue->number;
    if (value.len == 0 || take_numbers(p, field->value) || p->disagrees)
        return;
    p->issue->number = before;
    jb_diag_in(p->diags, JB_D_ISSUE_BAD_NUMBER, jb_issue_place(p->issue, field->value),
               JB_ARGS(value));
}

/* The text is a number and, before or behind it, the bulletin's name or nothing. */
static bool says_number(parser *p, jb_str text, jb_number *number, jb_str *said)
{
    reading r = read_text(text), name = read_text(jb_issue_field(p->issue, JB_FIELD_NAME));
    for (uint32_t i = 0; i < r.n; i++) {
        uint32_t took = jb_number_scan(r.rune + i, r.n - i, number);
        if (took == 0)
            continue;
        uint32_t others = r.n - took, from = i ? 0 : took;
        bool named =
            others > 0 && others <= name.n && (i == 0 || i == others) &&
            memcmp(r.rune + from, name.rune + name.n - others, others * sizeof *r.rune) == 0;
        *said = cut_reading(text, &r, i, i + took);
        return others == 0 || named;
    }
    return false;
}

static void compare_number(parser *p, jb_str text, jb_place place)
{
    enum { BYTES_MOST = 120 };
    jb_number number;
    jb_str said;
    if (text.len <= BYTES_MOST && says_number(p, text, &number, &said) &&
        number.kind != JB_NUMBER_DOCUMENT && !jb_number_agrees(&p->issue->number, &number))
        report_numbers(p, place, said);
}

static void compare_lines(parser *p, jb_span span)
{
    while (span.start < span.end) {
        jb_str rest = jb_span_of(p->issue->text, span);
        jb_str line = jb_str_cut(rest, 0, jb_str_find(rest, JB_STR("\n")));
        jb_span one = {span.start, span.start + (uint32_t)line.len};
        compare_number(p, line, jb_issue_place(p->issue, one));
        span.start = one.end + 1;
    }
}

/* A masthead left in the text below the header block, a running head of the old pages, and a line
 * of the end matter may say another number than 期号. */
static void compare_numbers(parser *p)
{
    enum { LOOKED_AT = 6 };
    jb_issue *issue = p->issue;
    const jb_field *field = jb_issue_find(issue, JB_FIELD_NUMBER);
    bool set = field && jb_str_equal(field->rule, JB_STR("set"));
    if (!field || set || issue->number.kind == JB_NUMBER_NONE)
        return;
    for (uint32_t i = 0; i < p->drops.len; i++)
        compare_number(p, jb_span_of(p->text, p->drops.at[i]),
                       jb_source_place(p->source, p->drops.at[i]));
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *b = &issue->blocks.at[i];
        if (i < LOOKED_AT || b->in_end)
            compare_lines(p, b->text);
    }
}

/* ---- the date */

static bool same_date(const jb_date *a, const jb_date *b)
{
    return a->year == b->year && a->month == b->month && a->day == b->day;
}

static void compare_date(parser *p, const jb_date *date, jb_span span)
{
    const jb_field *field = jb_issue_find(p->issue, JB_FIELD_DATE);
    jb_place first = jb_issue_place(p->issue, field->value);
    if (date->year == 0 || same_date(date, &p->issue->date))
        return;
    jb_diag_in(p->diags, JB_D_ISSUE_DATES_DISAGREE, jb_issue_place(p->issue, span),
               JB_ARGS(jb_span_of(p->issue->text, field->value), jb_span_of(p->issue->text, span),
                       jb_arena_format(p->arena, "%u:%u", first.line, first.column)));
}

/* …2025年7月21日印发: the date in that line, and where it stands. */
static jb_date printed_on(const jb_issue *issue, const jb_block *b, jb_span *span)
{
    jb_str text = jb_span_of(issue->text, b->text);
    reading r = read_text(text);
    jb_date date = {0};
    for (uint32_t i = 0; i < r.n; i++) {
        uint32_t took = jb_date_scan(r.rune + i, r.n - i, &date);
        bool printed = took && i + took + 2 == r.n && r.rune[r.n - 2] == 0x5370 &&
                       r.rune[r.n - 1] == 0x53D1; /* 印发 */
        if (!printed)
            continue;
        jb_str said = cut_reading(text, &r, i, i + took);
        span->start = b->text.start + (uint32_t)(said.at - text.at);
        span->end = span->start + (uint32_t)said.len;
        return date;
    }
    return (jb_date){0};
}

/* A second 日期 of the masthead, and the date behind which 印发 stands. */
static void compare_dates(parser *p)
{
    const jb_issue *issue = p->issue;
    const jb_field *first = jb_issue_find(issue, JB_FIELD_DATE);
    if (!first || issue->date.year == 0 || jb_str_equal(first->rule, JB_STR("set")))
        return;
    for (uint32_t i = 0; i < issue->fields.len; i++) {
        const jb_field *field = &issue->fields.at[i];
        jb_date date;
        if (field->key == JB_FIELD_DATE && field != first &&
            jb_date_parse(jb_span_of(issue->text, field->value), &date))
            compare_date(p, &date, field->value);
    }
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        jb_span span = {0};
        if (!issue->blocks.at[i].in_end)
            continue;
        jb_date date = printed_on(issue, &issue->blocks.at[i], &span);
        compare_date(p, &date, span);
    }
}

void jb_issue_compare(parser *p)
{
    compare_numbers(p);
    compare_dates(p);
}
