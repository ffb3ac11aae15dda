/* Inside font/: the steps from glyphs to a program. */
#ifndef JB_FONT_PROGRAM_H
#define JB_FONT_PROGRAM_H

#include "face.h"

/* Makes face->own->subset of these glyphs (rising), and in news[i] the glyph that glyphs[i] has in
 * it; .notdef is added. False when hb-subset fails or lacks one of them. */
bool jb_face_subset(const jb_face *face, const uint32_t *glyphs, uint32_t n, uint16_t *news);

/* The outlines of these glyphs (rising) of a CID-keyed face as the parts of a CFF, from the cache;
 * what is not there yet is fetched. False when hb-subset fails. Arrays in scratch, charstrings and
 * DICTs borrowed from the cache. */
bool jb_face_outlines(jb_arena *scratch, const jb_face *face, const uint32_t *glyphs, uint32_t n,
                      jb_cff *out);

#endif
