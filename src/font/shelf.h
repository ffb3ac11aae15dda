/* Inside font/: glyph -> what is known of it, for threads. Many find at once and without a lock;
 * one at a time adds, under the lock of the fonts. What was added stays where it is. */
#ifndef JB_FONT_SHELF_H
#define JB_FONT_SHELF_H

#include <stdatomic.h>

#include "../base/arena.h"

/* Head of each record. */
typedef struct jb_shelved {
    uint32_t glyph;
} jb_shelved;

typedef struct jb_shelf {
    _Atomic(struct jb_shelf_table *) table; /* NULL: empty */
    uint32_t len;
} jb_shelf;

/* The glyph's record, or NULL. */
const jb_shelved *jb_shelf_find(const jb_shelf *shelf, uint32_t glyph);
/* Adds the record of a glyph that has none; it must be finished, and live as long as the arena. */
void jb_shelf_add(jb_arena *arena, jb_shelf *shelf, const jb_shelved *record);

#endif
