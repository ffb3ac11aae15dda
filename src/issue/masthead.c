/* R3: the masthead of raw text, found by its number. What stands before it in the first lines is
 * the name, secrecy, copy number and label; what stands behind is who made it and the date. */
#include "parts.h"

enum { SEARCHED = 12, NAME_MOST = 40, ROWS_MOST = 4, RUNES = 80 };

/* A chunk as folded code points, with where they stand and whether white space stands before. */
typedef struct row {
    uint32_t rune[RUNES], at[RUNES + 1], n;
    uint8_t space[RUNES]; /* 0, 1: one space, 2: a gap */
} row;

static row read_row(const parser *p, uint32_t start, uint32_t end)
{
    row r = {.n = 0};
    uint32_t white = 0;
    bool wide = false;
    size_t at = start;
    while (at < end && r.n < RUNES) {
        uint32_t before = (uint32_t)at, rune = jb_utf8_next(p->text, &at);
        if (rune == '\n' || jb_is_white(rune)) {
            white++;
            wide |= rune == 0x3000 || rune == '\t' || white > 1;
            continue;
        }
        r.rune[r.n] = jb_simplify(jb_fold(rune));
        r.at[r.n] = before;
        r.space[r.n++] = white == 0 ? 0 : wide ? 2 : 1;
        white = 0;
        wide = false;
    }
    r.at[r.n] = end;
    return r;
}

/* Where the i-th character's white space begins: the end of what stands before it. */
static uint32_t end_before(const parser *p, const row *r, uint32_t i)
{
    if (i == 0)
        return r->at[0];
    size_t at = r->at[i - 1];
    jb_utf8_next(p->text, &at);
    return (uint32_t)at;
}

static bool starts_with(const row *r, uint32_t i, jb_str word)
{
    for (size_t at = 0; at < word.len; i++)
        if (i >= r->n || r->rune[i] != jb_utf8_next(word, &at))
            return false;
    return true;
}

static bool ends_with(const row *r, uint32_t end, jb_str word)
{
    uint32_t length = (uint32_t)jb_utf8_count(word);
    return end >= length && starts_with(r, end - length, word);
}

static bool holds(const row *r, jb_str word)
{
    for (uint32_t i = 0; i < r->n; i++)
        if (starts_with(r, i, word))
            return true;
    return false;
}

/* ---- the number */

/* A number may follow the name in its line, when the name ends as names of bulletins do. */
static bool ends_like_name(const row *r, uint32_t end)
{
    static const jb_str ends[] = {JB_LIT("报"),   JB_LIT("讯"),   JB_LIT("通讯"), JB_LIT("信息"),
                                  JB_LIT("动态"), JB_LIT("专报"), JB_LIT("参考"), JB_LIT("情况"),
                                  JB_LIT("要情"), JB_LIT("导刊"), JB_LIT("内参"), JB_LIT("刊"),
                                  JB_LIT("简讯"), JB_LIT("》"),   JB_LIT("摘编"), JB_LIT("快递")};
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
        if (ends_with(r, end, ends[k]))
            return true;
    return false;
}

/* 第26期 第27期: a second number is part of the field too, which then disagrees with itself. */
static uint32_t end_of_numbers(const row *r, uint32_t end)
{
    jb_number number;
    uint32_t more = end < r->n ? jb_number_scan(r->rune + end, r->n - end, &number) : 0;
    bool apart = end + more == r->n || (end + more < r->n && r->space[end + more]);
    return more && apart ? end + more : end;
}

/* Finds the number grammar in the row: [*from, *to) of its characters. */
static bool find_number(const row *r, uint32_t *from, uint32_t *to, jb_number *number)
{
    for (uint32_t i = 0; i < r->n; i++) {
        bool starts = i == 0 || r->space[i] || ends_like_name(r, i);
        uint32_t took = starts ? jb_number_scan(r->rune + i, r->n - i, number) : 0;
        uint32_t end = i + took;
        jb_date date;
        bool whole = took && (end == r->n || r->space[end] ||
                              jb_date_scan(r->rune + end, r->n - end, &date) == r->n - end);
        if (whole) {
            *from = i;
            *to = end_of_numbers(r, end);
            return true;
        }
    }
    return false;
}

/* ---- fields of a row */

static void add_plan(parser *p, jb_field_key key, uint32_t start, uint32_t end, const char *rule)
{
    bool more = false; /* a second line of the same field */
    if (p->plans.len && (key == JB_FIELD_NAME || key == JB_FIELD_EDITOR || key == JB_FIELD_NUMBER ||
                         key == JB_FIELD_LABEL)) {
        const plan *last = &p->plans.at[p->plans.len - 1];
        more = last->key == key && jb_str_starts(last->rule, JB_STR("R3"));
    }
    *jb_push(p->arena, &p->plans) = (plan){.key = key,
                                           .name = jb_field_name(key),
                                           .start = start,
                                           .end = end,
                                           .more = more,
                                           .rule = jb_str_make(rule)};
}

static jb_field_key sort_piece(const row *r)
{
    jb_date date;
    if (r->n == 0)
        return JB_FIELD_OTHER;
    if (jb_date_scan(r->rune, r->n, &date) == r->n)
        return JB_FIELD_DATE;
    if (r->n <= 14 && (starts_with(r, 0, JB_STR("绝密")) || starts_with(r, 0, JB_STR("机密")) ||
                       starts_with(r, 0, JB_STR("秘密")) || starts_with(r, 0, JB_STR("密级："))))
        return JB_FIELD_SECRECY;
    uint32_t digits = 0;
    for (uint32_t i = 0; i < r->n; i++)
        digits += r->rune[i] >= '0' && r->rune[i] <= '9';
    bool numbered = starts_with(r, 0, JB_STR("编号")) || starts_with(r, 0, JB_STR("份号")) ||
                    starts_with(r, 0, JB_STR("№")) || starts_with(r, 0, JB_STR("No")) ||
                    starts_with(r, 0, JB_STR("NO"));
    if ((numbered && r->n <= 20 && digits) || (digits == r->n && digits >= 5))
        return JB_FIELD_COPY;
    if (r->n <= 24 && (holds(r, JB_STR("内部资料")) || holds(r, JB_STR("内部刊物")) ||
                       holds(r, JB_STR("内部材料")) || holds(r, JB_STR("内部参阅")) ||
                       holds(r, JB_STR("内部参考")) || holds(r, JB_STR("注意保存")) ||
                       holds(r, JB_STR("妥善保管")) || holds(r, JB_STR("请勿外传")) ||
                       holds(r, JB_STR("不得外传"))))
        return JB_FIELD_LABEL;
    return JB_FIELD_OTHER;
}

/* A row before the number: pieces with a gap between are looked at one by one; a row without a
 * piece that is known is a line of the name. */
static void plan_before(parser *p, uint32_t start, uint32_t end)
{
    row whole = read_row(p, start, end);
    uint32_t from = 0, known = 0;
    struct {
        uint32_t start, end;
        jb_field_key key;
    } piece[RUNES];
    uint32_t pieces = 0;
    for (uint32_t i = 1; i <= whole.n; i++) {
        if (i < whole.n && whole.space[i] < 2)
            continue;
        row r = read_row(p, whole.at[from], end_before(p, &whole, i));
        jb_field_key key = sort_piece(&r);
        known += key != JB_FIELD_OTHER;
        piece[pieces].start = whole.at[from];
        piece[pieces].end = end_before(p, &whole, i);
        piece[pieces++].key = key == JB_FIELD_OTHER ? JB_FIELD_NAME : key;
        from = i;
    }
    if (!known) {
        add_plan(p, JB_FIELD_NAME, start, end, "R3 name");
        return;
    }
    for (uint32_t i = 0; i < pieces; i++)
        add_plan(p, piece[i].key, piece[i].start, piece[i].end,
                 piece[i].key == JB_FIELD_NAME ? "R3 name" : "R3 row");
}

/* The value ends before the next label; it is empty where that follows at once. */
static void end_value(plan *labelled, uint32_t end)
{
    labelled->end = end;
    if (labelled->start > end)
        labelled->start = end;
}

/* 签发：张三　编辑：李四: a field each, called by its label. False: not such a row. */
static bool plan_labels(parser *p, const row *r, uint32_t end)
{
    bool found = false;
    for (uint32_t i = 0; i < r->n; i++) {
        if (i && !r->space[i])
            continue;
        for (uint32_t k = 0; jb_row_label(k).len; k++) {
            uint32_t length = (uint32_t)jb_utf8_count(jb_row_label(k));
            if (!starts_with(r, i, jb_row_label(k)) || i + length >= r->n ||
                r->rune[i + length] != 0xFF1A)
                continue;
            if (found)
                end_value(&p->plans.at[p->plans.len - 1], end_before(p, r, i));
            else if (i > 0)
                return false;
            uint32_t value = i + length + 1;
            add_plan(p, JB_FIELD_OTHER, value < r->n ? r->at[value] : end, end, "R3 row");
            p->plans.at[p->plans.len - 1].name = jb_row_label(k);
            found = true;
            break;
        }
    }
    return found;
}

/* The first character of a date that ends the row; r->n: there is none. */
static uint32_t find_date(const row *r, uint32_t *until)
{
    jb_date date;
    *until = r->n;
    for (uint32_t i = 0; i < r->n; i++) {
        bool inside = i && !r->space[i] && r->rune[i - 1] >= '0' && r->rune[i - 1] <= '9';
        uint32_t took = inside ? 0 : jb_date_scan(r->rune + i, r->n - i, &date);
        if (took && i + took == r->n)
            return i;
        if (took && i == 0 && r->space[took]) {
            *until = took; /* the date first */
            return 0;
        }
    }
    return r->n;
}

/* A row behind the number. Returns true when it was one of the masthead's. */
static bool plan_behind(parser *p, uint32_t start, uint32_t end, bool dated_below, bool *dated)
{
    row r = read_row(p, start, end);
    uint32_t until, date = r.n ? find_date(&r, &until) : 0;
    if (r.n == 0)
        return true;
    if (plan_labels(p, &r, end))
        return true;
    jb_field_key key = sort_piece(&r);
    if (key != JB_FIELD_OTHER && key != JB_FIELD_DATE) {
        add_plan(p, key, start, end, "R3 row");
        return true;
    }
    if (date < r.n) {
        if (*dated)
            return false;
        if (date > 0)
            add_plan(p, JB_FIELD_EDITOR, start, end_before(p, &r, date), "R3 editor");
        add_plan(p, JB_FIELD_DATE, r.at[date], until < r.n ? end_before(p, &r, until) : end,
                 "R3 date");
        if (until < r.n)
            add_plan(p, JB_FIELD_EDITOR, r.at[until], end, "R3 editor");
        *dated = true;
        return true;
    }
    static const jb_str words[] = {JB_LIT("主办"),   JB_LIT("编印"), JB_LIT("编发"),
                                   JB_LIT("编辑部"), JB_LIT("编"),   JB_LIT("印")};
    bool made = starts_with(&r, 0, JB_STR("主办")) || starts_with(&r, 0, JB_STR("编印")) ||
                starts_with(&r, 0, JB_STR("编发")) || starts_with(&r, 0, JB_STR("承办"));
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        made |= ends_with(&r, r.n, words[k]);
    if (!dated_below && !made)
        return false;
    add_plan(p, JB_FIELD_EDITOR, start, end, "R3 editor");
    return true;
}

/* ---- the zone */

static bool is_row(const chunk *c)
{
    return c->mark == MARK_NONE && c->chars < NAME_MOST && !c->inner_stop;
}

/* Does a date end one of the next rows? */
static bool date_follows(const parser *p, uint32_t i)
{
    for (uint32_t k = i; k < p->chunks.len && k < i + ROWS_MOST; k++) {
        const chunk *c = &p->chunks.at[k];
        if (!is_row(c))
            return false;
        row r = read_row(p, c->start, c->end);
        uint32_t until;
        if (r.n && find_date(&r, &until) < r.n)
            return true;
    }
    return false;
}

static void plan_rows_behind(parser *p, uint32_t first)
{
    bool dated = false;
    for (uint32_t k = 0; k < p->plans.len; k++)
        dated |= p->plans.at[k].key == JB_FIELD_DATE;
    uint32_t i = first;
    for (; i < p->chunks.len && i < first + ROWS_MOST; i++) {
        chunk *c = &p->chunks.at[i];
        row r = read_row(p, c->start, c->end);
        uint32_t from, to;
        jb_number number;
        if (!is_row(c))
            break;
        if (find_number(&r, &from, &to, &number) && from == 0 && to == r.n) {
            add_plan(p, JB_FIELD_NUMBER, c->start, c->end,
                     "R3 number"); /* 总第516期 below 第26期 */
            continue;
        }
        if (!plan_behind(p, c->start, c->end, !dated && date_follows(p, i), &dated))
            break;
    }
    p->head_end = i;
}

void jb_issue_find_head(parser *p)
{
    p->head_end = 0;
    for (uint32_t i = 0; i < p->chunks.len && i < SEARCHED; i++) {
        const chunk *c = &p->chunks.at[i];
        if (c->mark != MARK_NONE || (c->sentence && c->chars > 30))
            return;
        row r = read_row(p, c->start, c->end);
        uint32_t from, to;
        jb_number number;
        if (c->chars >= NAME_MOST || !find_number(&r, &from, &to, &number))
            continue;
        for (uint32_t k = 0; k < i; k++)
            plan_before(p, p->chunks.at[k].start, p->chunks.at[k].end);
        if (from > 0)
            plan_before(p, c->start, end_before(p, &r, from));
        add_plan(p, JB_FIELD_NUMBER, r.at[from], to < r.n ? end_before(p, &r, to) : c->end,
                 "R3 number");
        bool dated = false;
        if (to < r.n)
            plan_behind(p, r.at[to], c->end, true, &dated);
        plan_rows_behind(p, i + 1);
        return;
    }
}
