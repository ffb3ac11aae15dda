/* Views: text is passed as (pointer, length), UTF-8 unless a comment says otherwise, never assumed
 * to end in NUL. A view owns nothing: the arena or the mapping that it looks into does. */
#ifndef JB_BASE_STR_H
#define JB_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct jb_str {
    const char *at; /* may be NULL when len is 0 */
    size_t len;     /* bytes */
} jb_str;

/* A literal as a view; JB_LIT where a table with static storage is initialised. */
#define JB_LIT(literal) {"" literal, sizeof(literal) - 1}
#define JB_STR(literal) ((jb_str)JB_LIT(literal))

/* printf of a view: printf("%.*s", JB_FMT(s)). */
#define JB_FMT(s) (int)(s).len, (s).len ? (s).at : ""

static inline jb_str jb_str_make(const char *c_string)
{
    return (jb_str){c_string, c_string ? strlen(c_string) : 0};
}

static inline bool jb_str_equal(jb_str a, jb_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool jb_str_starts(jb_str s, jb_str prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.at, prefix.at, prefix.len) == 0);
}

static inline bool jb_str_ends(jb_str s, jb_str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 || memcmp(s.at + s.len - suffix.len, suffix.at, suffix.len) == 0);
}

/* The part [from, to) of s; both are clamped to it. */
static inline jb_str jb_str_cut(jb_str s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (jb_str){s.len ? s.at + from : s.at, to - from};
}

/* Where needle first stands in s, or SIZE_MAX. An empty needle stands at 0. */
size_t jb_str_find(jb_str s, jb_str needle);

/* Less than, equal to or greater than 0, by bytes (which for UTF-8 is by code point). */
int jb_str_compare(jb_str a, jb_str b);

/* Edit distance counted in bytes and capped at `most`: for "did you mean". */
unsigned jb_str_distance(jb_str a, jb_str b, unsigned most);

#endif
