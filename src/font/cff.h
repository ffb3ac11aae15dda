/* Pieces of the Compact Font Format (Adobe Technical Note 5176), as much as putting an issue's font
 * together needs: taking apart what hb-subset made, and writing a CID-keyed font. */
#ifndef JB_FONT_CFF_H
#define JB_FONT_CFF_H

#include "../base/vec.h"

/* A Font DICT of the FDArray: its Private DICT and its FontMatrix operands (may be empty). */
typedef struct jb_cff_dict {
    jb_str private_dict, matrix;
} jb_cff_dict;

/* A CID-keyed font taken apart; views into its bytes, arrays in the arena. By glyph. */
typedef struct jb_cff {
    uint32_t glyphs;
    const jb_str *charstrings;
    const uint16_t *cids;
    const uint8_t *dict_of; /* index into dicts */
    const jb_cff_dict *dicts;
    uint32_t dicts_len;
    jb_str matrix; /* FontMatrix operands of the Top DICT, may be empty */
} jb_cff;

/* Whether the font has CIDs (ROS) in place of glyph names. False when the bytes are no CFF. */
bool jb_cff_is_cid_keyed(jb_str bytes, bool *cid_keyed);

/* Takes a CID-keyed font without subroutines apart. False when it is not one, or damaged. */
bool jb_cff_read(jb_arena *arena, jb_str bytes, jb_cff *out);

/* A font to be written: charstrings and so on as in jb_cff, glyph 0 first. */
typedef struct jb_cff_parts {
    jb_cff cff;
    jb_str name;
    int32_t bbox[4]; /* font units */
} jb_cff_parts;

/* The bytes of a CID-keyed font (Adobe-Identity-0) of these parts. */
jb_str jb_cff_write(jb_arena *arena, const jb_cff_parts *parts);

#endif
