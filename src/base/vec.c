#include "vec.h"

#include <stdarg.h>
#include <stdio.h>

#include "utf8.h"

enum { LARGE = 1 << 20 };

void *jb_vec_reserve(jb_arena *arena, void *at, uint32_t len, uint32_t *cap, uint32_t n,
                     size_t size)
{
    uint64_t need = (uint64_t)len + n;
    if (need <= *cap)
        return at;
    /* twice as many; of a large array, which the arena moves without copying, a quarter more */
    uint64_t more = *cap * size < LARGE ? *cap : *cap / 4;
    uint64_t want = *cap ? *cap + more : 8;
    if (want < need)
        want = need;
    if (want > UINT32_MAX)
        want = UINT32_MAX; /* a need beyond it asks for more than any arena has */
    at = jb_arena_grow(arena, at, *cap * size, (size_t)(need > want ? need : want) * size);
    *cap = (uint32_t)want;
    return at;
}

uint32_t jb_vec_first(const uint32_t *key, size_t size, uint32_t len, uint32_t least)
{
    uint32_t low = 0, high = len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (*(const uint32_t *)(const void *)((const char *)key + middle * size) < least)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void jb_buf_add(jb_arena *arena, jb_buf *buf, jb_str s)
{
    if (s.len == 0)
        return;
    jb_reserve(arena, buf, (uint32_t)s.len);
    memcpy(buf->at + buf->len, s.at, s.len);
    buf->len += (uint32_t)s.len;
}

void jb_buf_add_rune(jb_arena *arena, jb_buf *buf, uint32_t rune)
{
    char bytes[4];
    jb_buf_add(arena, buf, (jb_str){bytes, jb_utf8_encode(rune, bytes)});
}

void jb_buf_printf(jb_arena *arena, jb_buf *buf, const char *format, ...)
{
    enum { SHORT = 32 }; /* that most fit into, so that they are printed once */
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    jb_reserve(arena, buf, SHORT);
    size_t room = buf->cap - buf->len;
    int length = vsnprintf(buf->at + buf->len, room, format, args);
    va_end(args);
    if (length > 0 && (size_t)length >= room) {
        jb_reserve(arena, buf, (uint32_t)length + 1);
        vsnprintf(buf->at + buf->len, (size_t)length + 1, format, again);
    }
    if (length > 0)
        buf->len += (uint32_t)length;
    va_end(again);
}
