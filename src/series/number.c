/* The number rule. */
#include "rule.h"

enum { LARGEST = 999999 }; /* what the grammar of 期号 reads */

static int year_of(const jb_issued *issue)
{
    return issue->number.year ? issue->number.year : issue->date.year;
}

static jb_number_kind kind_of(const jb_number_rule *rule, const jb_wish *wish)
{
    return wish->kind == JB_NUMBER_NONE ? rule->kind : wish->kind;
}

/* Does the issue count in the sequence of that kind and year? */
static bool is_in_sequence(const jb_number_rule *rule, const jb_issued *issue, jb_number_kind kind,
                           int year)
{
    int own = year_of(issue);
    return issue->number.kind == kind && (!rule->yearly || own == 0 || year == 0 || own == year);
}

/* 专刊 without a number is the first. */
static int last_number(const jb_number *number)
{
    return number->last > 0 ? number->last : number->kind == JB_NUMBER_TOTAL ? number->total : 1;
}

jb_str jb_number_form(const jb_number_rule *rule, const jb_wish *wish)
{
    jb_number_kind kind = kind_of(rule, wish);
    if (kind == rule->kind)
        return wish->numbers > 1 ? rule->joint : rule->form;
    return kind == JB_NUMBER_SUPPLEMENT ? rule->supplement
           : kind == JB_NUMBER_SPECIAL  ? rule->special
                                        : rule->document;
}

static bool says_total(jb_str form)
{
    return jb_str_find(form, JB_STR("{total")) != SIZE_MAX;
}

/* The largest total of all kinds, and whether any ordinary issue is known. */
static int find_total(const jb_number_rule *rule, const jb_issued_list *known, bool *begun)
{
    int total = 0;
    *begun = false;
    for (uint32_t i = 0; i < known->len; i++) {
        const jb_issued *issue = &known->at[i];
        total = issue->number.total > total ? issue->number.total : total;
        *begun |= issue->number.kind == rule->kind;
    }
    return total;
}

jb_next jb_number_next(const jb_number_rule *rule, const jb_issued_list *known,
                       const jb_wish *wish, jb_number *out)
{
    jb_str form = jb_number_form(rule, wish);
    jb_number_kind kind = kind_of(rule, wish);
    int before = 0, more = wish->numbers > 1 ? wish->numbers : 1;
    bool begun;
    if (!form.len)
        return JB_NEXT_NO_FORM;
    for (uint32_t i = 0; i < known->len; i++) {
        const jb_issued *issue = &known->at[i];
        int last = last_number(&issue->number);
        if (is_in_sequence(rule, issue, kind, wish->year) && last > before)
            before = last;
    }
    *out = (jb_number){
        .kind = kind, .year = wish->year, .first = before + 1, .last = before + more};
    if (says_total(form)) {
        int total = find_total(rule, known, &begun);
        if (begun && total == 0)
            return JB_NEXT_NO_TOTAL;
        out->total = total + more;
    }
    if (kind == JB_NUMBER_TOTAL)
        out->first = out->last = 0;
    return out->last > LARGEST || out->total > LARGEST ? JB_NEXT_TOO_LARGE : JB_NEXT_FOUND;
}

static bool overlaps(const jb_number *a, const jb_number *b)
{
    return a->first > 0 && b->first > 0 && a->first <= b->last && b->first <= a->last;
}

const jb_issued *jb_number_taken(const jb_number_rule *rule, const jb_issued_list *known,
                                 const jb_number *number)
{
    const jb_issued *taken = NULL;
    for (uint32_t i = 0; i < known->len; i++) {
        const jb_issued *issue = &known->at[i];
        bool same = is_in_sequence(rule, issue, number->kind, number->year) &&
                    overlaps(&issue->number, number);
        if (!same && (number->total == 0 || issue->number.total != number->total))
            continue;
        if (!taken || taken->number.revision > 0) /* the issue rather than its correction */
            taken = issue;
    }
    return taken;
}

/* ---- the last issue ------------------------------------------------------------------------- */

/* Is `a` the later one? Dates decide, then years, then numbers. */
static bool is_later(const jb_issued *a, const jb_issued *b)
{
    bool dated = a->date.year && b->date.year;
    if (dated && (jb_date_is_before(a->date, b->date) || jb_date_is_before(b->date, a->date)))
        return jb_date_is_before(b->date, a->date);
    if (year_of(a) != year_of(b))
        return year_of(a) > year_of(b);
    return last_number(&a->number) > last_number(&b->number);
}

static bool is_ordinary(const jb_number_rule *rule, const jb_issued *issue)
{
    return issue->number.kind == rule->kind && issue->number.revision == 0 && issue->file.len;
}

const jb_issued *jb_issued_last(const jb_number_rule *rule, const jb_issued_list *known)
{
    const jb_issued *last = NULL;
    for (uint32_t i = 0; i < known->len; i++)
        if (is_ordinary(rule, &known->at[i]) && (!last || is_later(&known->at[i], last)))
            last = &known->at[i];
    return last;
}

/* ---- what does not go together -------------------------------------------------------------- */

static bool is_excepted(const jb_number_rule *rule, const jb_number *exceptions, uint32_t n,
                        const jb_issued *issue)
{
    jb_number number = issue->number;
    number.year = year_of(issue);
    for (uint32_t i = 0; i < n; i++) {
        const jb_issued exception = {.number = exceptions[i]};
        if ((is_in_sequence(rule, &exception, number.kind, number.year) &&
             overlaps(&exceptions[i], &number)) ||
            (number.total > 0 && exceptions[i].total == number.total))
            return true;
    }
    return false;
}

/* The number that follows when those of the exceptions were never used. */
static int skip_excepted(const jb_number_rule *rule, const jb_number *exceptions, uint32_t n,
                         const jb_issued *last, int next, bool *skipped)
{
    for (uint32_t i = 0; i < n;) {
        const jb_issued exception = {.number = exceptions[i]};
        bool covers = is_in_sequence(rule, &exception, last->number.kind, year_of(last)) &&
                      exceptions[i].first <= next && next <= exceptions[i].last;
        *skipped |= covers;
        next = covers ? exceptions[i].last + 1 : next;
        i = covers ? 0 : i + 1;
    }
    return next;
}

/* Does the total follow on the largest below it? Supplements may have taken some, and a joint issue
 * may have been printed with one. */
static bool follows(const jb_issued_list *known, const jb_number *before, const jb_number *number)
{
    int numbers = number->last > number->first ? number->last - number->first + 1 : 1, below = 0;
    for (uint32_t i = 0; i < known->len; i++) {
        int total = known->at[i].number.total;
        below = total < number->total && total > below ? total : below;
    }
    return before->total < number->total &&
           (number->total == below + numbers || number->total == below + 1);
}

static bool is_same_number(const jb_issued *a, const jb_issued *b)
{
    return year_of(a) == year_of(b) && last_number(&a->number) == last_number(&b->number);
}

static bool is_same_date(jb_date a, jb_date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

jb_doubt jb_issued_doubt(const jb_number_rule *rule, const jb_issued_list *known,
                         const jb_number *exceptions, uint32_t n, const jb_issued **last,
                         const jb_issued **other)
{
    *last = jb_issued_last(rule, known);
    *other = NULL;
    if (!*last || is_excepted(rule, exceptions, n, *last))
        return JB_DOUBT_NONE;
    for (uint32_t i = 0; i < known->len; i++) {
        const jb_issued *issue = &known->at[i];
        if (!is_ordinary(rule, issue) || issue == *last)
            continue;
        if (is_same_number(issue, *last)) {
            if (!issue->date.year || is_same_date(issue->date, (*last)->date))
                continue; /* another copy of it */
            *other = issue;
            return JB_DOUBT_TWICE;
        }
        if (!*other || is_later(issue, *other))
            *other = issue;
    }
    if (!*other || is_excepted(rule, exceptions, n, *other))
        return JB_DOUBT_NONE;
    const jb_number *a = &(*other)->number, *b = &(*last)->number;
    bool goes_on = !rule->yearly || year_of(*other) == year_of(*last), skipped = false;
    int next = skip_excepted(rule, exceptions, n, *last, a->last + 1, &skipped);
    if (goes_on && a->last > 0 && b->first > 0 && b->first != next)
        return JB_DOUBT_GAP;
    if (skipped)
        return JB_DOUBT_NONE;
    return a->total > 0 && b->total > 0 && !follows(known, a, b) ? JB_DOUBT_TOTAL : JB_DOUBT_NONE;
}

jb_doubt jb_issued_compare(const jb_number_rule *rule, const jb_issued_list *known,
                           const jb_number *exceptions, uint32_t n, const jb_issued *issue,
                           const jb_issued **other)
{
    if (!is_ordinary(rule, issue) || is_excepted(rule, exceptions, n, issue))
        return JB_DOUBT_NONE;
    for (uint32_t i = 0; i < known->len; i++) {
        *other = &known->at[i];
        const jb_number *a = &(*other)->number, *b = &issue->number;
        bool same_year = !rule->yearly || year_of(*other) == year_of(issue);
        if (!is_ordinary(rule, *other) || !same_year || is_excepted(rule, exceptions, n, *other))
            continue;
        if (is_same_number(*other, issue) && (*other)->date.year && issue->date.year &&
            !is_same_date((*other)->date, issue->date))
            return JB_DOUBT_TWICE;
        if (a->last > 0 && a->last + 1 == b->first && a->total > 0 && b->total > 0 &&
            !follows(known, a, b))
            return JB_DOUBT_TOTAL;
    }
    return JB_DOUBT_NONE;
}
