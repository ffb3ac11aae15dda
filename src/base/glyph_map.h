/* Glyph -> index: a hash table with open addressing. The n-th glyph that is added has index n, so
 * what is known of the glyphs lives in a plain array beside it. */
#ifndef JB_BASE_GLYPH_MAP_H
#define JB_BASE_GLYPH_MAP_H

#include "arena.h"

typedef struct jb_glyph_map {
    uint32_t *glyphs; /* by index */
    uint32_t *slots;  /* index + 1, 0: free */
    uint32_t len, size;
} jb_glyph_map;

/* The glyph's index, or UINT32_MAX. */
uint32_t jb_glyph_map_find(const jb_glyph_map *map, uint32_t glyph);
/* Adds a glyph that is not there yet; returns its index. */
uint32_t jb_glyph_map_add(jb_arena *arena, jb_glyph_map *map, uint32_t glyph);

#endif
