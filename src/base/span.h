/* Spans: half-open byte ranges [start, end) in one text. Which text, the owner of the span says:
 * from the issue stage on it is always the clean text. */
#ifndef JB_BASE_SPAN_H
#define JB_BASE_SPAN_H

#include "vec.h"

typedef struct jb_span {
    uint32_t start, end;
} jb_span;

static inline jb_str jb_span_of(jb_str text, jb_span span)
{
    return jb_str_cut(text, span.start, span.end);
}

static inline bool jb_span_is_empty(jb_span span)
{
    return span.start >= span.end;
}

/* Map: how a text was made from another one, so that any of its places can be found there.
 *
 * The text is cut into pieces in rising order of `to`. A copied piece goes on byte by byte; any
 * other piece (replaced or inserted text) stands as a whole for the bytes [from, from + taken) of
 * the older text (taken = 0: inserted there). Older bytes between pieces were dropped. */
typedef struct jb_piece {
    uint32_t to;     /* where the piece begins in the newer text */
    uint32_t length; /* its bytes there */
    uint32_t from;   /* where it stood in the older text */
    uint32_t taken;  /* the bytes it stands for there */
    bool copied;     /* length == taken, byte for byte */
} jb_piece;

typedef JB_VEC(jb_piece) jb_map;

/* Adds a piece behind the last one; a copied piece that goes on where the last ended lengthens it.
 * `from` may be smaller than before (text that was moved). */
void jb_map_copy(jb_arena *arena, jb_map *map, uint32_t to, uint32_t from, uint32_t length);
void jb_map_replace(jb_arena *arena, jb_map *map, uint32_t to, uint32_t length, uint32_t from,
                    uint32_t taken);

/* Where the byte at offset `to` of the newer text came from. Past the end: the end. */
uint32_t jb_map_back(const jb_map *map, uint32_t to);

/* The bytes of the older text that the span stands for (from its first byte to its last). */
jb_span jb_map_span(const jb_map *map, jb_span span);

#endif
