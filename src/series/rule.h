/* The number rule: which number and which date come next. Pure: what is known goes in, the answer
 * comes out. Private to series/. */
#ifndef JB_SERIES_RULE_H
#define JB_SERIES_RULE_H

#include "../style/style.h"

/* An issue that has come out, or a number that was used without one (file.len == 0). */
typedef struct jb_issued {
    jb_str file;
    jb_number number;
    jb_date date;
} jb_issued;

typedef JB_VEC(jb_issued) jb_issued_list;

/* What the new issue is to be. */
typedef struct jb_wish {
    jb_number_kind kind; /* JB_NUMBER_NONE: the ordinary issue */
    int numbers;         /* that it counts: 2 and more for a joint issue, else 1 */
    int year;
} jb_wish;

typedef enum jb_next {
    JB_NEXT_FOUND,
    JB_NEXT_TOO_LARGE, /* beyond six digits */
    JB_NEXT_NO_TOTAL,  /* there are issues, but none says its total */
    JB_NEXT_NO_FORM    /* a joint issue cannot be told in the series' form */
} jb_next;

/* The number of the next issue: behind the largest of its kind and, when the series restarts
 * yearly, of its year; a gap is never filled. An issue of unknown year counts in every year. The
 * total goes on over all kinds, and a joint issue counts all its numbers. */
jb_next jb_number_next(const jb_number_rule *rule, const jb_issued_list *known,
                       const jb_wish *wish, jb_number *out);

/* The form in which a number of that wish is printed; empty: there is none. */
jb_str jb_number_form(const jb_number_rule *rule, const jb_wish *wish);

/* The issue that has this number already, or its total; NULL: it is free. */
const jb_issued *jb_number_taken(const jb_number_rule *rule, const jb_issued_list *known,
                                 const jb_number *number);

/* The ordinary issue of the newest date, or without dates of the largest number; corrections
 * aside. NULL: none. */
const jb_issued *jb_issued_last(const jb_number_rule *rule, const jb_issued_list *known);

/* What does not go together in the newest two ordinary issues; NULL in `other`: nothing. Numbers
 * among `exceptions` are as they were printed. */
typedef enum jb_doubt { JB_DOUBT_NONE, JB_DOUBT_GAP, JB_DOUBT_TOTAL, JB_DOUBT_TWICE } jb_doubt;
jb_doubt jb_issued_doubt(const jb_number_rule *rule, const jb_issued_list *known,
                         const jb_number *exceptions, uint32_t n, const jb_issued **last,
                         const jb_issued **other);

/* The same of one ordinary issue against all others: TWICE, or TOTAL against the number before it.
 * A gap says nothing here, for a folder need not have them all. */
jb_doubt jb_issued_compare(const jb_number_rule *rule, const jb_issued_list *known,
                           const jb_number *exceptions, uint32_t n, const jb_issued *issue,
                           const jb_issued **other);

/* The next date of the rhythm; false: it does not say. */
bool jb_rhythm_next(const jb_rhythm *rhythm, jb_date last, jb_date *out);

#endif
