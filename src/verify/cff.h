/* Private to verify/: advance widths out of font programs, to be compared with those that a PDF
 * writes down. */
#ifndef JB_VERIFY_CFF_H
#define JB_VERIFY_CFF_H

#include "../base/arena.h"

enum { JB_GLYPHS_MOST = 65536 };

typedef struct jb_width {
    bool known;
    int16_t of; /* thousandths of an em */
} jb_width;

/* By CID, or by glyph where the program has no CIDs. */
typedef struct jb_program_widths {
    jb_width *at;
    uint32_t len;
} jb_program_widths;

/* A CFF program (Adobe TN 5176), its glyphs by CID when it is CID-keyed. False: it is none. Widths
 * behind subroutines are unknown. */
bool jb_cff_widths(jb_arena *arena, jb_str cff, jb_program_widths *out);

/* A TrueType or OpenType program: hmtx, by glyph. */
bool jb_sfnt_widths(jb_arena *arena, jb_str sfnt, jb_program_widths *out);

#endif
