/* What the files of pdf/ share: a job is recorded while pages are painted, and written when all
 * glyphs are known, as codes exist only after subsetting. */
#ifndef JB_PDF_WRITER_H
#define JB_PDF_WRITER_H

#include "../base/glyph_map.h"
#include "../base/hash.h"
#include "../base/utf8.h"
#include "haru.h"
#include "press.h"

/* ---- standard.c ---------------------------------------------------------------------------- */

/* What a file is written to. */
typedef struct jb_pdf_standard {
    jb_claims claims;         /* that the file must hold */
    const char *version;      /* of PDF: "1.4" */
    bool packed;              /* objects in object streams, from 1.5 on; else a classic table */
    const char *info_version; /* Info's GTS_PDFXVersion; or NULL */
    const char *xmp_version;  /* pdfxid:GTS_PDFXVersion in XMP; or NULL */
    bool trapped;             /* says that it is not */
    bool embed_profile;       /* of the output intent, even of a registered condition */
    struct {
        int part;             /* of ISO 19005: pdfaid in XMP, sRGB, part 1: sets of CIDs; or 0 */
        const char *level;    /* its conformance: "B" */
    } pdfa;
    bool accessible;          /* PDF/UA-1 too: pdfuaid in XMP */
} jb_pdf_standard;

/* ---- shared.c ------------------------------------------------------------------------------- */

/* The program of those glyphs of a face. */
typedef struct jb_pdf_program {
    const jb_program *program;
    const jb_face *face;
    const uint32_t *glyphs;
    uint32_t len;
    uint8_t sum[JB_SHA256_BYTES]; /* of the glyphs */
    jb_str deflated; /* the same; none when the file is for reading */
} jb_pdf_program;

struct jb_pdf_shared {
    jb_arena *arena;
    jb_pdf_deflater *deflater;
    bool fast; /* programs are coded without a search for repeats */
    JB_VEC(jb_pdf_program *) programs;
    jb_pdf_press *press; /* NULL: images stay as they are */
    jb_pdf_press *archive; /* the same for what is kept */
};

/* Made when it is new. NULL: hb-subset fails. */
jb_pdf_program *jb_pdf_program_of(jb_pdf_file *file, jb_pdf_shared *shared, const jb_face *face,
                                  const uint32_t *glyphs, uint32_t n);

/* ---- fonts.c, tounicode.c ------------------------------------------------------------------- */

/* A glyph standing for one text. Where it stands for several, each has its layer: a Type0
 * dictionary of its own over the same font program. */
typedef struct jb_pdf_use {
    jb_str text;
    uint32_t glyph;
    uint32_t next; /* 1 + index of the glyph's next use, 0: the last */
    uint32_t count, layer;
    bool down;     /* written in columns: by Identity-V */
    uint16_t code, width; /* known after subsetting; width in thousandths of an em */
} jb_pdf_use;

typedef struct jb_pdf_font {
    const jb_face *face;
    bool slug;
    jb_glyph_map painted;   /* the glyphs */
    JB_VEC(uint32_t) first; /* by index there: 1 + index of its first use */
    JB_VEC(jb_pdf_use) uses;
    uint32_t layers, level; /* of those the first so many are for lines, the others for columns */
    uint32_t resource; /* the layers' names: /F<resource>, /F<resource + 1>, ... */
} jb_pdf_font;

typedef JB_VEC(jb_pdf_font) jb_pdf_fonts;

/* Index of the face's font, which is new when the face is. The slug line has fonts of its own, lest
 * what is outside the pages change the programs of theirs. */
uint32_t jb_pdf_font_of(jb_arena *arena, jb_pdf_fonts *fonts, const jb_face *face, bool slug);
/* Counts the glyph as painted once for the text, on a line or down a column; returns the index of
 * the use. */
uint32_t jb_pdf_font_use(jb_arena *arena, jb_pdf_font *font, uint32_t glyph, jb_str text,
                         bool down);
/* Subsets, gives codes to all uses, makes the objects and names them in the resources. Returns
 * false after a diagnostic. */
bool jb_pdf_fonts_make(jb_pdf_file *file, const jb_pdf_standard *standard, jb_pdf_fonts *fonts,
                       jb_pdf_shared *shared, HPDF_Dict resources, jb_diags *diags);

/* The ToUnicode CMap of one layer. */
jb_str jb_pdf_tounicode(jb_arena *arena, const jb_pdf_font *font, uint32_t layer);

/* ---- record.c: the device ------------------------------------------------------------------- */

typedef enum jb_pdf_op_kind {
    JB_PDF_GLYPHS,
    JB_PDF_RULE,
    JB_PDF_IMAGE,
    JB_PDF_ENTER, /* a cell of a sheet */
    JB_PDF_LEAVE
} jb_pdf_op_kind;

/* What marked content an operation is in (ISO 32000-1 14.6). */
#define JB_PDF_UNMARKED 0u
#define JB_PDF_ARTIFACT UINT32_MAX

typedef struct jb_pdf_op {
    jb_pdf_op_kind kind;
    jb_color color;
    uint32_t mark; /* JB_PDF_UNMARKED, JB_PDF_ARTIFACT, or 1 + its MCID on the page */
    jb_stand stand;
    uint8_t narrow;
    union {
        struct { /* glyphs */
            uint32_t font;
            jb_len size, stroke;
            const jb_item_glyph *glyphs; /* of the jb_pages */
            const uint32_t *uses;        /* one a glyph; NULL: they go in as paths */
            uint32_t len;
        };
        struct { /* rule, image */
            jb_rect rect;
            jb_rule_shape shape;
            uint32_t image;
            jb_str alt;
        };
        struct { /* enter */
            jb_cell cell;
            jb_len height; /* of its page */
        };
    };
} jb_pdf_op;

typedef struct jb_pdf_page {
    uint32_t op, ops;
    uint32_t mark, marks; /* in job.marks: by MCID */
    jb_medium medium;
} jb_pdf_page;

/* The annotation of a link, whose tag it is. */
typedef struct jb_pdf_link {
    uint32_t tag;
    HPDF_Dict annotation;
} jb_pdf_link;

typedef struct jb_pdf_job {
    jb_arena *arena;
    jb_pdf_fonts fonts;
    const jb_pdf_press *press; /* whose pictures these are; NULL: the screen's */
    JB_VEC(jb_pdf_picture *) images;
    JB_VEC(jb_pdf_op) ops;
    JB_VEC(jb_pdf_page) pages;
    const jb_tags *tags;    /* NULL: the variant has none */
    JB_VEC(uint32_t) marks; /* the tag of each piece of marked content, page by page */
    JB_VEC(jb_pdf_link) links;
    uint32_t *link_of;      /* by tag: 1 + index of its link; 0: it has none */
    JB_VEC(const jb_ink *) plates; /* of spot inks: /S1, /S2, ... */
    jb_claims claims; /* that the file must hold */
    bool broken;    /* and does not: */
    jb_rule rule;
    bool overprint; /* something does */
    bool outlines;  /* text as paths, no fonts */
} jb_pdf_job;

jb_device jb_pdf_recorder(jb_pdf_job *job);

/* ---- content.c, colour.c, number.c ---------------------------------------------------------- */

/* The content stream of a page; empty when nothing is on it. Call after jb_pdf_fonts_make. Not
 * good: a glyph's outline cannot be read. */
jb_str jb_pdf_content(const jb_pdf_job *job, const jb_pdf_page *page, bool readable, bool *good);

/* path.c: a wave in the rectangle, to be stroked with that thickness; a circle, to be filled, or
 * stroked as a ring. `height`: of the page, from whose foot PDF counts. */
jb_len jb_pdf_wave_thickness(jb_rect rect);
jb_len jb_pdf_ring_thickness(jb_rect rect);
void jb_pdf_add_wave(jb_arena *arena, jb_buf *out, jb_rect rect, jb_len height);
/* A glyph's outline at that size, from the origin. False: it cannot be read. */
bool jb_pdf_add_glyph(jb_arena *arena, jb_buf *out, const jb_face *face, uint32_t glyph,
                      jb_len size);
void jb_pdf_add_circle(jb_arena *arena, jb_buf *out, jb_rect rect, jb_len height);

/* The operators that set the colour, with their operands. */
void jb_pdf_add_color(const jb_pdf_job *job, jb_buf *out, jb_color color, bool stroke);
bool jb_pdf_same_color(jb_color a, jb_color b);
/* The spot ink has a plate, which is new when the ink is; all of them among the resources. */
void jb_pdf_note_plate(jb_pdf_job *job, const jb_ink *ink);
void jb_pdf_plates_make(const jb_pdf_job *job, jb_pdf_file *file, HPDF_Dict resources);

/* A number given in thousandths, as short as it can be written. */
void jb_pdf_add_number(jb_arena *arena, jb_buf *out, int64_t milli);
void jb_pdf_add_hex(jb_arena *arena, jb_buf *out, uint32_t value, unsigned digits);
/* UTF-16BE as hex digits. */
void jb_pdf_add_utf16(jb_arena *arena, jb_buf *out, jb_str utf8);

/* ---- the rest of the file ------------------------------------------------------------------- */

/* standard.c */
const jb_pdf_standard *jb_pdf_standard_of(const jb_pages *pages, const jb_variant *variant);
/* The writer's own asserts, by the rules that verify asks of the finished file: the first that the
 * job's claim has and that does not hold is noted. */
void jb_pdf_hold(jb_pdf_job *job, jb_rule rule, bool holds);
/* The output intent, if the standard wants one. */
void jb_pdf_intent_put(jb_pdf_file *file, const jb_pdf_standard *standard, jb_pdf_press *press);

/* image.c: an image XObject. What is deflated for it is kept in the picture. */
HPDF_Dict jb_pdf_image(jb_pdf_file *file, jb_pdf_picture *picture);

/* link.c: the annotations of the job's links, on their pages: those stand in the parent tree behind
 * the pages, in the order of job->links. Call when the codes are known. */
void jb_pdf_links_put(jb_pdf_job *job, jb_pdf_file *file, const HPDF_Dict *pages);

/* structure.c: the tree of the job's tags. Nothing when it has none. `pages`: as of the outline. */
void jb_pdf_structure_put(const jb_pdf_job *job, jb_pdf_file *file, const HPDF_Dict *pages);

/* outline.c: pages: the page objects, in order. */
void jb_pdf_outline(jb_pdf_file *file, const jb_bookmarks *bookmarks, const HPDF_Dict *pages,
                    uint32_t pages_len, jb_len height);

/* meta.c: Info, XMP, language and viewer preferences. */
void jb_pdf_meta_put(jb_pdf_file *file, const jb_pdf_standard *standard, const jb_pdf_meta *meta);

#define JB_PDF_DATE "D:%04d%02d%02d000000+08'00'" /* ISO 32000-1 7.9.4 */
/* The day by the format, which takes year, month and day; no clock is read. Empty without a
 * date. */
jb_str jb_pdf_date(jb_arena *arena, jb_date date, const char *format);
/* `value` escaped, in the XMP property; nothing for an empty one. `open` and `close`: the array
 * around it, if it is one. */
void jb_pdf_xmp_add(jb_arena *arena, jb_buf *out, const char *name, const char *open, jb_str value,
                    const char *close);

/* attach.c: the files that this one carries, if its standard lets it. */
void jb_pdf_attach_put(jb_pdf_file *file, const jb_pdf_standard *standard,
                       const jb_pdf_meta *meta);

/* described.c: what the file says of the issue and of PDF/UA, by properties that PDF/A does not
 * know and wants described. One or more rdf:Description. */
void jb_pdf_described_add(jb_arena *arena, const jb_pdf_standard *standard,
                          const jb_pdf_meta *meta, jb_buf *out);

/* save.c: the file's bytes. */
jb_pdf_bytes jb_pdf_save(jb_pdf_file *file, const jb_pdf_standard *standard);
/* A sum of the streams' data, in hex: of what is on the pages. */
jb_str jb_pdf_fingerprint(jb_pdf_file *file);
/* dump.c: its objects for reading. */
void jb_pdf_print(jb_pdf_file *file, jb_buf *out);

#endif
