/* The table directory of a font file, read by hand with bounds checks (OpenType 1.9, "Organization
 * of an OpenType Font"): before HarfBuzz and FreeType see the file we know that it is whole, that
 * it is the one that the manifest names, and that it may be embedded. */
#ifndef JB_FONT_SFNT_H
#define JB_FONT_SFNT_H

#include "../base/arena.h"

#define JB_TAG4(a, b, c, d)                                                                        \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

/* Facts of one face, in font units but for the angle. */
typedef struct jb_facts {
    uint32_t checksum, revision; /* of head */
    int32_t upem, bbox[4];
    int32_t ascent, descent; /* descent <= 0 */
    int32_t cap_height;      /* 0: not said */
    int32_t italic_angle;    /* degrees */
    uint16_t fs_type, weight;
    bool cff;       /* outlines in CFF, else in glyf */
    bool cid_keyed; /* CFF with CIDs in place of names */
    bool serif;
} jb_facts;

/* OS/2 fsType: "Restricted License embedding" (unless a looser right is set beside it: up to
 * version 2 of OS/2 several bits may be set, and the loosest holds), "No subsetting" and "Bitmap
 * embedding only": what we do with fonts may not be done with this one. */
static inline bool jb_facts_restricted(const jb_facts *facts)
{
    return (facts->fs_type & 0x000E) == 0x0002 || (facts->fs_type & 0x0300);
}

/* Reads the facts of face `index` of the file: each table must lie within the file, and those that
 * we need must be there. Returns empty, or the place at fault for a diagnostic: a table's name,
 * perhaps with what it says against what there is, in no language or in both (JB_BOTH; in the arena
 * or static). */
jb_str jb_sfnt_read(jb_arena *arena, jb_str file, uint32_t index, jb_facts *facts);

/* Big-endian numbers; the caller has checked the bounds. */
static inline uint32_t jb_be16(const char *at)
{
    const unsigned char *p = (const unsigned char *)at;
    return (uint32_t)p[0] << 8 | p[1];
}

static inline int32_t jb_be16s(const char *at)
{
    return (int16_t)jb_be16(at);
}

static inline uint32_t jb_be32(const char *at)
{
    return jb_be16(at) << 16 | jb_be16(at + 2);
}

#endif
