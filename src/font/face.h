/* Inside font/: what a face is made of, and what its files share.
 *
 * A face has two parts. The jb_design is one for all threads: the mapped file, what HarfBuzz made
 * of it, measures, caches. It lives in the arena of the jb_common, in which whoever has the lock
 * allocates; all of it may be read without, for nothing in it changes but the caches, which are
 * made for that. The jb_face is one thread's: what FreeType and hb-subset work with. */
#ifndef JB_FONT_FACE_H
#define JB_FONT_FACE_H

#include "font.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb-ot.h>
#include <hb.h>
#include <pthread.h>

#include "cff.h"
#include "sfnt.h"
#include "shelf.h"

/* ---- shared by threads --------------------------------------------------------------------- */

typedef struct jb_inked {
    jb_shelved head;
    jb_ink_box box;
} jb_inked;

/* One glyph of a CID-keyed face, desubroutinized. */
typedef struct jb_outline {
    jb_shelved head;
    uint16_t cid;
    uint16_t private_dict; /* index into jb_design.privates */
    jb_str charstring;
} jb_outline;

/* Glyphs by the low bits of their code points: what a table of 16,000 ranges says is asked for
 * twice a character. One word holds both, so that no other thread sees half an entry. */
enum { JB_RECENT_GLYPHS = 8192 };
typedef struct jb_recent {
    _Atomic(uint64_t) at[JB_RECENT_GLYPHS]; /* code point + 1, then the glyph in the low half */
} jb_recent;

enum { JB_PRIVATES_MOST = 256 }; /* of one font: FDSelect numbers them by bytes */

typedef struct jb_design {
    const jb_manifest_face *entry;
    jb_face_id id;
    jb_str map; /* the whole file */
    jb_facts facts;
    int32_t centre, body; /* thousandths of an em */
    int32_t cap_height; /* font units */
    bool han;           /* has ideographs */
    jb_str postscript;  /* PostScript name */
    hb_face_t *hb_face;
    hb_font_t *hb_font; /* of which the shaper's has its glyphs from `recent` */
    hb_font_t *hb_shaper;
    /* what grows while the face is used */
    jb_recent *recent;
    jb_shelf ink;      /* jb_inked */
    jb_shelf outlines; /* jb_outline */
    const jb_cff_dict *privates[JB_PRIVATES_MOST]; /* no two alike; before the outlines of them */
    uint32_t privates_len; /* under the lock */
    jb_str matrix;         /* of the Top DICT; before the first outline */
    atomic_int stem;       /* thousandths of an em; 0: not asked for yet */
} jb_design;

/* A face that failed is not tried again. */
typedef enum jb_slot_state { JB_SLOT_NEW, JB_SLOT_OPEN, JB_SLOT_FAILED } jb_slot_state;

/* What is known of a face of the manifest. */
typedef struct jb_slot {
    atomic_int state;  /* jb_slot_state; what is below is finished before it is said here */
    jb_design *design; /* NULL: never begun */
    jb_code code;      /* of the failure */
    jb_str args[4];
} jb_slot;

typedef struct jb_common {
    jb_arena *arena;
    pthread_mutex_t lock; /* of the arena and of all that changes */
    const jb_manifest *manifest;
    jb_slot *slots; /* by jb_face_id */
    atomic_bool spoilt;
} jb_common;

/* ---- of one thread ------------------------------------------------------------------------- */

/* What is made when it is needed. */
typedef struct jb_face_own {
    FT_Face ft_face;         /* over the same memory; NULL until asked for */
    hb_face_t *outline_face; /* only the tables that outlines need; NULL until asked for */
    hb_face_t *subset;       /* at work, with its bytes; they are kept here lest they are lost
                              * when memory runs out */
    hb_blob_t *subset_bytes;
} jb_face_own;

struct jb_face {
    jb_fonts *fonts;
    jb_design *design; /* NULL: not opened by this thread */
    jb_face_own *own;
};

struct jb_fonts {
    jb_arena *arena;
    const jb_arena *under; /* what ends when memory runs out; NULL: the process */
    jb_common *common;
    bool first;            /* frees the common part */
    bool locked;           /* by this thread */
    jb_face *faces;        /* by jb_face_id */
    FT_Library library;    /* NULL until a face is opened */
    hb_buffer_t *buffer;   /* NULL until something is shaped */
    struct {
        jb_str name;
        jb_face_id id;
    } found[32]; /* names of roles that were looked up, by address: see role.c */
};

/* ---- between the files --------------------------------------------------------------------- */

/* Between the two one thread alone may add to the common part, in the arena given. Nothing is
 * allocated there but in it and in fonts->arena: when these run out, the lock is given back. */
jb_arena *jb_fonts_lock(jb_fonts *fonts);
void jb_fonts_unlock(jb_fonts *fonts);

/* Maps the first file that exists; *file says which (or the first place looked at). Returns 0 or
 * an errno value, ENOENT when there is none. */
int jb_entry_map(const jb_manifest_face *entry, jb_str *file, jb_str *map);

/* How the facts differ from the manifest entry; empty when they agree. */
jb_str jb_entry_differs(jb_arena *arena, const jb_manifest_face *entry, size_t size,
                        const jb_facts *facts);

/* Pushes a diagnostic unless the sink has one of that code with the same first argument. */
void jb_fonts_tell(jb_diags *diags, jb_code code, const jb_str *args, size_t n);

/* Measures centre, body and cap height. False when FreeType refuses the file. */
bool jb_face_measure(const jb_face *face);

/* metrics.c: the glyph's outline in font units, until the next is asked for. NULL for a glyph that
 * FreeType cannot read; one that it had no memory for may be good. */
FT_Outline *jb_face_load_outline(const jb_face *face, uint32_t glyph);

#endif
