/* Private to verify/: advance widths out of font programs, to be compared with those that a PDF
 * writes down. */
#ifndef JB_VERIFY_CFF_H
#define JB_VERIFY_CFF_H

#include "../base/arena.h"

enum { JB_GLYPHS_MOST = 65536, JB_WIDTH_UNKNOWN = -32768 };

/* Widths of a program in thousandths of an em. */
typedef struct jb_program_widths {
    int32_t *of; /* by CID, or by glyph where the program has no CIDs; may be UNKNOWN */
    uint32_t len;
} jb_program_widths;

/* A CFF program (Adobe TN 5176), its glyphs by CID when it is CID-keyed. False: it is none. Widths
 * behind subroutines are unknown. */
bool jb_cff_widths(jb_arena *arena, jb_str cff, jb_program_widths *out);

/* A TrueType or OpenType program: hmtx, by glyph. */
bool jb_sfnt_widths(jb_arena *arena, jb_str sfnt, jb_program_widths *out);

#endif
