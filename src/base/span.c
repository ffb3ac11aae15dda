#include "span.h"

void jb_map_copy(jb_arena *arena, jb_map *map, uint32_t to, uint32_t from, uint32_t length)
{
    if (length == 0)
        return;
    jb_piece *last = map->len ? &map->at[map->len - 1] : NULL;
    if (last && last->copied && last->to + last->length == to && last->from + last->taken == from) {
        last->length += length;
        last->taken += length;
        return;
    }
    *jb_push(arena, map) = (jb_piece){to, length, from, length, true};
}

void jb_map_replace(jb_arena *arena, jb_map *map, uint32_t to, uint32_t length, uint32_t from,
                    uint32_t taken)
{
    *jb_push(arena, map) = (jb_piece){to, length, from, taken, false};
}

/* The last piece that begins at or before `to`; NULL for an empty map. */
static const jb_piece *piece_at(const jb_map *map, uint32_t to)
{
    uint32_t low = 0, high = map->len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (map->at[middle].to <= to)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &map->at[low - 1] : map->len ? &map->at[0] : NULL;
}

uint32_t jb_map_back(const jb_map *map, uint32_t to)
{
    const jb_piece *piece = piece_at(map, to);
    if (!piece)
        return 0;
    if (to < piece->to)
        return piece->from;
    uint32_t into = to - piece->to;
    if (into >= piece->length)
        return piece->from + piece->taken;
    return piece->copied ? piece->from + into : piece->from;
}

jb_span jb_map_span(const jb_map *map, jb_span span)
{
    uint32_t start = jb_map_back(map, span.start);
    if (jb_span_is_empty(span))
        return (jb_span){start, start};
    const jb_piece *last = piece_at(map, span.end - 1);
    uint32_t end = start;
    if (last && last->copied)
        end = last->from + (span.end - last->to);
    else if (last)
        end = last->from + last->taken;
    return (jb_span){start, end < start ? start : end};
}
