#include "glyph_map.h"

static uint32_t slot_of(const jb_glyph_map *map, uint32_t glyph)
{
    uint32_t slot = glyph * 0x9E3779B1u >> 7 & (map->size - 1); /* Fibonacci hashing */
    while (map->slots[slot] && map->glyphs[map->slots[slot] - 1] != glyph)
        slot = (slot + 1) & (map->size - 1);
    return slot;
}

uint32_t jb_glyph_map_find(const jb_glyph_map *map, uint32_t glyph)
{
    /* an empty slot holds 0, which makes UINT32_MAX */
    return map->size ? map->slots[slot_of(map, glyph)] - 1 : UINT32_MAX;
}

static void grow_map(jb_arena *arena, jb_glyph_map *map)
{
    uint32_t *glyphs = map->glyphs;
    map->size = map->size ? map->size * 2 : 64;
    map->slots = JB_NEW_ARRAY(arena, uint32_t, map->size);
    map->glyphs = JB_NEW_ARRAY(arena, uint32_t, map->size / 2);
    for (uint32_t i = 0; i < map->len; i++) {
        map->glyphs[i] = glyphs[i];
        map->slots[slot_of(map, glyphs[i])] = i + 1;
    }
}

uint32_t jb_glyph_map_add(jb_arena *arena, jb_glyph_map *map, uint32_t glyph)
{
    if (map->len == map->size / 2)
        grow_map(arena, map);
    map->glyphs[map->len] = glyph;
    map->slots[slot_of(map, glyph)] = map->len + 1;
    return map->len++;
}
