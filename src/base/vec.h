/* Growing arrays in an arena.
 *
 *     typedef JB_VEC(jb_line) jb_lines;
 *     jb_lines lines = {0};
 *     *jb_push(arena, &lines) = (jb_line){...};
 *     for (uint32_t i = 0; i < lines.len; i++) use(&lines.at[i]);
 *
 * A push may move the array: keep indices, not pointers, across pushes. */
#ifndef JB_BASE_VEC_H
#define JB_BASE_VEC_H

#include "arena.h"

#define JB_VEC(T)                                                                                  \
    struct {                                                                                       \
        T *at;                                                                                     \
        uint32_t len, cap;                                                                         \
    }

/* Room for n more elements. */
#define jb_reserve(arena, vec, n)                                                                  \
    ((vec)->at = (uint64_t)(vec)->len + (n) <= (vec)->cap                                          \
                     ? (vec)->at                                                                   \
                     : jb_vec_reserve((arena), (vec)->at, (vec)->len, &(vec)->cap, (n),            \
                                      sizeof *(vec)->at))

/* A pointer to a new, zeroed last element. */
#define jb_push(arena, vec) (jb_reserve((arena), (vec), 1), &(vec)->at[(vec)->len++])

/* The old array, or a larger copy of it with room for n more; *cap is kept up to date. Elements
 * beyond `len` are zeroed only if they were never used. */
void *jb_vec_reserve(jb_arena *arena, void *at, uint32_t len, uint32_t *cap, uint32_t n,
                     size_t size);

/* For qsort and bsearch: below 0, 0 or above 0, as a is to b. */
#define JB_COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

/* The first element whose `key`, a uint32_t by which they rise, is `least` or more; len: none. */
#define jb_first_from(vec, key, least)                                                             \
    ((vec)->len ? jb_vec_first(&(vec)->at->key, sizeof *(vec)->at, (vec)->len, (least)) : 0)
uint32_t jb_vec_first(const uint32_t *key, size_t size, uint32_t len, uint32_t least);

/* Growing text. Text as view: jb_buf_str. */
typedef JB_VEC(char) jb_buf;

void jb_buf_add(jb_arena *arena, jb_buf *buf, jb_str s);
void jb_buf_add_rune(jb_arena *arena, jb_buf *buf, uint32_t rune);
void jb_buf_printf(jb_arena *arena, jb_buf *buf, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static inline jb_str jb_buf_str(const jb_buf *buf)
{
    return (jb_str){buf->at, buf->len};
}

#endif
