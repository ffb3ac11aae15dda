/* Fonts: faces by name, what they cover, how they measure, and the programs that go into a file.
 *
 * A jb_fonts outlives issues. Faces are mapped once and opened when first needed; FreeType opens
 * the same memory. Only what the manifest names is used: no fontconfig, no silent substitute.
 *
 * A jb_fonts and its faces belong to one thread; jb_fonts_join makes one for another thread that
 * shares with it the mapped files, their measures and the caches of glyphs. These are read without
 * a lock; a mutex is taken to open a face and to add to a cache.
 *
 * Glyph programs: the outlines of CID-keyed CFF faces are cached; what is not there
 * yet comes from one hb-subset call, desubroutinized, and an issue's CFF is put together from the
 * cache, so that the bytes do not depend on what was built before. Other programs come from
 * hb-subset as they are.
 *
 * Owner of FreeType and hb-subset. */
#ifndef JB_FONT_FONT_H
#define JB_FONT_FONT_H

#include "../style/style.h"

typedef struct jb_fonts jb_fonts;
typedef struct jb_face jb_face;
typedef uint16_t jb_face_id; /* index into the manifest */
#define JB_NO_FACE UINT16_MAX

/* The manifest must outlive the fonts. Opens nothing yet. NULL when memory is out. Free with
 * jb_fonts_free. */
jb_fonts *jb_fonts_new(const jb_manifest *manifest);
/* The same for another thread; `fonts` must outlive it, and may be at work elsewhere. NULL when
 * memory is out. Free with jb_fonts_free. */
jb_fonts *jb_fonts_join(jb_fonts *fonts);
/* When memory runs out in the fonts it has in the arena. */
void jb_fonts_under(jb_fonts *fonts, jb_arena *arena);
/* For shaping, by para/ alone: a buffer that is used again and again; borrowed. */
struct hb_buffer_t;
struct hb_buffer_t *jb_fonts_buffer(jb_fonts *fonts);
void jb_fonts_free(jb_fonts *fonts);

/* HarfBuzz keeps in a face what it made of its tables, and when memory ran out keeps less, for
 * good. Then these fonts, and all that were joined, are to be left: what was set with them
 * meanwhile may lack glyphs. From any thread. */
void jb_fonts_spoil(jb_fonts *fonts);
bool jb_fonts_are_spoilt(const jb_fonts *fonts);

/* The face of that name, or JB_NO_FACE. */
jb_face_id jb_fonts_find(const jb_fonts *fonts, jb_str name);

/* The opened face: maps the first of its files that exists, compares size, checkSumAdjustment and
 * fontRevision with the manifest, and measures its centre. NULL after a diagnostic (missing,
 * another file, broken, may not be embedded: OS/2 fsType), which is pushed once a face and sink. A
 * face that failed is not tried again. Borrowed. */
const jb_face *jb_fonts_open(jb_fonts *fonts, jb_face_id id, jb_diags *diags);

/* ---- one face ------------------------------------------------------------------------------ */

jb_str jb_face_name(const jb_face *face);
jb_face_id jb_face_number(const jb_face *face);

/* Glyph of the code point, 0 when the face has none. Never substitutes. */
uint32_t jb_face_glyph(const jb_face *face, uint32_t rune);

/* Units per em; advances and boxes of the shaper are in them. */
int32_t jb_face_upem(const jb_face *face);
/* So many of them at that size. */
jb_len jb_face_length(const jb_face *face, jb_len size, int64_t units);

/* The ideographic centre above the baseline in thousandths of an em: the mean ink centre of some
 * common ideographs (国田中回十...), measured once. Faces share a line by their centres, not by their
 * baselines. For a face without Han: half its cap height, so that capitals and digits stand centred
 * beside Han. */
int32_t jb_face_centre(const jb_face *face);

/* Mean of width and height of the ink of those ideographs in thousandths of an em, 0 for a face
 * without Han. Two designs look of one size when these are equal: 仿宋 is narrow and high. */
int32_t jb_face_body(const jb_face *face);

/* How thick the strokes of those ideographs are in thousandths of an em: twice the area of their
 * ink by the length of its edge. Measured when first asked for; 0 for a face without Han. */
int32_t jb_face_stem(const jb_face *face);

/* For shaping at scale upem, by para/ alone; borrowed, immutable. */
struct hb_font_t;
struct hb_font_t *jb_face_shaper(const jb_face *face);

/* Ink box of the glyph in font units, y upwards. Empty: all zero. */
typedef struct jb_ink_box {
    int32_t left, bottom, right, top;
} jb_ink_box;
jb_ink_box jb_face_ink(const jb_face *face, uint32_t glyph);

/* Advance of the glyph in font units. */
int32_t jb_face_advance(const jb_face *face, uint32_t glyph);

/* ---- choice by role ------------------------------------------------------------------------ */

/* Which part of the role asks. */
typedef enum jb_face_part { JB_PART_HAN, JB_PART_LATIN, JB_PART_MARK } jb_face_part;

/* What is set as one: a character with what stands on it, composed (UAX #15: NFC). */
typedef struct jb_runes {
    const uint32_t *at;
    uint32_t len;
} jb_runes;

/* Whether the face draws them all: each by a glyph of its own, or some by glyphs of its parts (ệ
 * by e and two marks). A character with a variation selector behind it is drawn by a form of its
 * own (Unicode 23.4). */
typedef enum jb_drawn { JB_DRAWN_NOT, JB_DRAWN_IN_PARTS, JB_DRAWN_WHOLE } jb_drawn;
jb_drawn jb_face_draws(const jb_face *face, jb_runes runes);

/* The face of the role that sets the code point: for marks of marks_of its marks face, for Latin
 * its Latin face, else (or when that lacks it) the first of the chain that has it. One that draws
 * all of `whole`, which the code point belongs to, goes before one that makes it of parts, and that
 * before one that lacks some. NULL when none has the code point (no diagnostic), or when a face
 * that would be asked cannot be had (diagnostic pushed). */
const jb_face *jb_role_face(jb_fonts *fonts, const jb_role *role, jb_face_part part, uint32_t rune,
                            jb_runes whole, jb_diags *diags);

/* The role's bold face for it; NULL when the role has none that has all, or after a diagnostic. */
const jb_face *jb_role_bold_face(jb_fonts *fonts, const jb_role *role, jb_face_part part,
                                 uint32_t rune, jb_runes whole, jb_diags *diags);

/* How a face is set so that its ideographs match those of the role's first face: a rare character
 * stands beside the others without a step. */
typedef struct jb_match {
    int32_t scale;  /* of the size, in thousandths: both have one body */
    int32_t stroke; /* along the outlines, half of it outside, in thousandths of the scaled em: both
                     * have one stem. Nothing makes a glyph thinner: of faces that would do, a chain
                     * rather has the light one */
} jb_match;

/* As it is: of the first face itself, and where the difference would not be seen. */
#define JB_MATCH_NONE ((jb_match){1000, 0})
jb_match jb_role_match(jb_fonts *fonts, const jb_role *role, const jb_face *face, jb_diags *diags);

/* ---- paths ---------------------------------------------------------------------------------- */

typedef enum jb_path_kind { JB_PATH_MOVE, JB_PATH_LINE, JB_PATH_CURVE } jb_path_kind;

/* In thirds of a font unit, y upwards. */
typedef struct jb_path_point {
    int32_t x, y;
} jb_path_point;

typedef struct jb_path_step {
    jb_path_kind kind;
    jb_path_point a, b; /* control points of a curve, which is a cubic one */
    jb_path_point to;
} jb_path_step;

typedef JB_VEC(jb_path_step) jb_path;

/* Appends the glyph's outline, to be filled by the nonzero winding rule; each contour is closed
 * where the next begins. False: FreeType cannot read it. */
bool jb_face_path(jb_arena *arena, const jb_face *face, uint32_t glyph, jb_path *path);

/* ---- programs for files -------------------------------------------------------------------- */

typedef enum jb_program_kind { JB_PROGRAM_CFF, JB_PROGRAM_TRUETYPE } jb_program_kind;

/* A subset that can be embedded. All in the arena given. */
typedef struct jb_program {
    jb_program_kind kind; /* CFF: FontFile3 of subtype CIDFontType0C; TrueType: FontFile2 */
    jb_str bytes;         /* not compressed */
    jb_str name;          /* PostScript name without the subset tag */
    /* For each glyph asked for: its code (CID) in the program, which is the face's own CID when the
     * face is CID-keyed, else the glyph of the subset; and its advance in thousandths of an em. */
    const uint16_t *codes, *widths;
    uint32_t glyphs;      /* where codes are glyphs: how many there are, the parts of composed ones
                           * with them; 0: CID-keyed */
    int32_t ascent, descent, cap_height, bbox[4], stem_v; /* thousandths of an em */
    int32_t italic_angle; /* degrees, leaning right: < 0 */
    bool serif, symbolic;
    uint16_t fs_type;     /* of OS/2: the right to embed it */
} jb_program;

/* The program of exactly these glyphs (rising, no duplicates, without 0; .notdef is added). NULL
 * when hb-subset fails. The same glyphs give the same bytes, whatever was asked for before. */
jb_program *jb_face_program(jb_arena *arena, const jb_face *face, const uint32_t *glyphs,
                            uint32_t n);

/* ---- which file it is ------------------------------------------------------------------------ */

typedef struct jb_font_identity {
    uint64_t size;     /* of the file in bytes */
    uint32_t checksum; /* head.checkSumAdjustment of the face */
    jb_str sha256;     /* of the file */
} jb_font_identity;

/* Size and checksum are the file's. So is its SHA-256 where the manifest says none; else it is the
 * manifest's, of a file that agrees with it in all else: hashing tens of megabytes would take as
 * long as an issue. */
jb_font_identity jb_face_identity(jb_arena *arena, const jb_face *face);

/* ---- checking ------------------------------------------------------------------------------ */

typedef enum jb_font_state {
    JB_FONT_GOOD,
    JB_FONT_ABSENT,
    JB_FONT_DIFFERS,   /* another file than the manifest's */
    JB_FONT_DAMAGED,   /* not a whole font, or its hash is wrong */
    JB_FONT_RESTRICTED /* may not be embedded (OS/2 fsType) */
} jb_font_state;

/* What OS/2 fsType says of embedding. */
typedef enum jb_font_rights {
    JB_RIGHT_UNKNOWN, /* there is no file to ask */
    JB_RIGHT_ANY,     /* installable */
    JB_RIGHT_EDIT,    /* in files that may be edited */
    JB_RIGHT_VIEW,    /* in files to be read and printed */
    JB_RIGHT_GRANTED, /* none, but the manifest says that the office has it */
    JB_RIGHT_NONE
} jb_font_rights;

typedef struct jb_font_report {
    jb_str name, file; /* file: where it was found, or the first place looked at */
    jb_font_state state;
    jb_str detail;     /* what differs */
    jb_str package;    /* of Debian, that has it; may be empty */
    jb_str install;    /* the command that installs it */
    jb_str licence;
    jb_font_rights rights;
    bool optional;     /* may be absent */
    jb_font_identity identity; /* size 0: there is no font file to tell it of */
} jb_font_report;

typedef JB_VEC(jb_font_report) jb_font_reports;

/* `fonts check`: every face of the manifest, its file hashed whole (SHA-256). */
void jb_fonts_check(jb_arena *arena, const jb_manifest *manifest, jb_font_reports *out);

#endif
