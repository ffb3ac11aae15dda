/* Inside font/: what a face is made of, and what its files share.
 *
 * A jb_face is read-only but for its `own` part, the caches. Everything lives in the arena of the
 * jb_fonts. */
#ifndef JB_FONT_FACE_H
#define JB_FONT_FACE_H

#include "font.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb-ot.h>
#include <hb.h>

#include "../base/glyph_map.h"
#include "cff.h"
#include "sfnt.h"

/* ---- the face ------------------------------------------------------------------------------ */

/* One glyph of a CID-keyed face, desubroutinized. */
typedef struct jb_outline {
    jb_str charstring;
    uint16_t cid;
    uint16_t private_dict; /* index into jb_face_own.privates */
} jb_outline;

/* What grows while the face is used. */
typedef struct jb_face_own {
    jb_glyph_map inked;
    JB_VEC(jb_ink_box) ink; /* by index in inked */
    jb_glyph_map outlined;
    JB_VEC(jb_outline) outlines; /* by index in outlined */
    JB_VEC(jb_cff_dict) privates; /* no two alike */
    jb_str matrix;                /* of the Top DICT */
    int32_t stem;                 /* thousandths of an em; 0: not asked for yet */
    hb_face_t *outline_face;     /* only the tables that outlines need; NULL until asked for */
    hb_face_t *subset;           /* at work, with its bytes; they are kept here lest they are lost
                                  * when memory runs out */
    hb_blob_t *subset_bytes;
} jb_face_own;

struct jb_face {
    jb_fonts *fonts;
    const jb_manifest_face *entry;
    jb_face_id id;
    jb_str map; /* the whole file */
    jb_facts facts;
    int32_t centre, body; /* thousandths of an em */
    int32_t cap_height; /* font units */
    bool han;           /* has ideographs */
    jb_str postscript;  /* PostScript name */
    hb_face_t *hb_face;
    hb_font_t *hb_font;
    FT_Face ft_face;
    jb_face_own *own;
};

/* What is known of a face of the manifest. A face that failed is not tried again. */
typedef struct jb_slot {
    jb_face *face; /* NULL: not opened */
    bool failed;
    jb_code code;    /* of the failure */
    jb_str args[4];
} jb_slot;

struct jb_fonts {
    jb_arena *arena;
    const jb_manifest *manifest;
    jb_slot *slots; /* by jb_face_id */
    FT_Library library; /* NULL until a face is opened */
    hb_buffer_t *buffer; /* NULL until something is shaped */
    struct {
        jb_str name;
        jb_face_id id;
    } found[32]; /* names of roles that were looked up, by address: see role.c */
};

/* ---- between the files --------------------------------------------------------------------- */

/* Maps the first file that exists; *file says which (or the first place looked at). Returns 0 or
 * an errno value, ENOENT when there is none. */
int jb_entry_map(const jb_manifest_face *entry, jb_str *file, jb_str *map);

/* How the facts differ from the manifest entry; empty when they agree. */
jb_str jb_entry_differs(jb_arena *arena, const jb_manifest_face *entry, size_t size,
                        const jb_facts *facts);

/* Pushes a diagnostic unless the sink has one of that code with the same first argument. */
void jb_fonts_tell(jb_diags *diags, jb_code code, const jb_str *args, size_t n);

/* Opens FreeType over the mapped file and measures centre and cap height. False when FreeType
 * refuses the file. */
bool jb_face_measure(jb_face *face);

/* metrics.c: the glyph's outline in font units, until the next is asked for. NULL for a glyph that
 * FreeType cannot read; one that it had no memory for may be good. */
FT_Outline *jb_face_load_outline(const jb_face *face, uint32_t glyph);

#endif
