/* Names by their sums: twenty bytes each, however long they are. */
#include "../base/hash.h"
#include "parts.h"

enum { ROOM = 1024 };

/* Where the name stands, or the free place where it would. MD5 spreads evenly: its first bytes are
 * the place to begin at. */
static jb_name *find_place(jb_name *at, uint32_t cap, const uint8_t sum[JB_MD5_BYTES])
{
    uint32_t place;
    memcpy(&place, sum, sizeof place);
    for (place %= cap; at[place].number && memcmp(at[place].sum, sum, JB_MD5_BYTES);)
        place = place + 1 == cap ? 0 : place + 1;
    return &at[place];
}

static void grow(jb_arena *arena, jb_names *names)
{
    uint32_t cap = names->cap ? names->cap * 2 : ROOM;
    jb_name *at = JB_NEW_ARRAY(arena, jb_name, cap);
    for (uint32_t i = 0; i < names->cap; i++)
        if (names->at[i].number)
            *find_place(at, cap, names->at[i].sum) = names->at[i];
    names->at = at;
    names->cap = cap;
}

uint32_t jb_names_put(jb_arena *arena, jb_names *names, jb_str name)
{
    uint8_t sum[JB_MD5_BYTES];
    jb_hash_md5(name, sum);
    if (names->len >= names->cap / 4 * 3)
        grow(arena, names);
    jb_name *place = find_place(names->at, names->cap, sum);
    if (!place->number) {
        memcpy(place->sum, sum, JB_MD5_BYTES);
        place->number = ++names->len;
    }
    return place->number;
}

uint32_t jb_names_find(const jb_names *names, jb_str name)
{
    uint8_t sum[JB_MD5_BYTES];
    if (names->len == 0)
        return 0;
    jb_hash_md5(name, sum);
    return find_place(names->at, names->cap, sum)->number;
}
