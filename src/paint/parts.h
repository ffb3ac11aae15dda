/* Private to paint/: how tags are made of what is on the pages. */
#ifndef JB_PAINT_PARTS_H
#define JB_PAINT_PARTS_H

#include "../base/address.h"
#include "../base/utf8.h"
#include "paint.h"

/* ---- foreign.c ------------------------------------------------------------------------------ */

/* The first words at byte `from` or behind it that are surely of another language than Chinese:
 * their span goes to *out. Returns the language (BCP 47); NULL: there are none. */
const char *jb_foreign_find(jb_str text, size_t from, jb_span *out);

/* ---- inline.c: what is inside of a block ----------------------------------------------------- */

typedef struct jb_read_glyph {
    uint32_t glyph, item; /* in the jb_pages */
    uint32_t at;          /* of its cluster in the text */
} jb_read_glyph;

/* A text as it is read: the glyphs of items, and the characters between them that have none. */
typedef struct jb_reading {
    jb_buf text;
    jb_str last; /* glyph's text */
    JB_VEC(jb_read_glyph) glyphs;
} jb_reading;

void jb_reading_begin(jb_reading *reading);
/* The item's glyphs come next. */
void jb_reading_add(jb_arena *arena, jb_reading *reading, const jb_pages *pages, uint32_t item);

/* That part of the text has that tag, or one below it: a link, words of another
 * language. */
void jb_reading_tag(jb_arena *arena, const jb_reading *reading, const jb_pages *pages,
                    jb_span part, jb_tags *tags, uint32_t tag);

uint32_t jb_tags_open(jb_arena *arena, jb_tags *tags, jb_tag_kind kind, uint32_t parent);

#endif
