/* Paint: pages become calls on a device.
 *
 *     ... lines -> pages -> paint -> PDF
 *
 * A variant is a const table: which items it paints, in what colours, with what page furniture. The
 * walker filters the one list of items and calls the device, which draws and decides nothing.
 * Devices: the PDF writer (pdf/) and the trace, which prints every call (dump --stage=paint). */
#ifndef JB_PAINT_PAINT_H
#define JB_PAINT_PAINT_H

#include "../page/page.h"

typedef enum jb_variant_id {
    JB_SCREEN,
    JB_PRINT,   /* the press: PDF/X */
    JB_STOCK,   /* the preprinted items alone: red-head paper */
    JB_IMPRINT, /* everything else: the black of every week */
    JB_A1B,     /* for keeping: PDF/A-1b */
    JB_A2U,     /* the same: PDF/A-2u */
    JB_ARCHIVE, /* the same, tagged, and with its source inside: PDF/A-3a and PDF/UA-1 */
    JB_VARIANTS
} jb_variant_id;

typedef enum jb_color_space { JB_COLOR_SCREEN, JB_COLOR_PRESS } jb_color_space;
/* screen: grey (0 g) and sRGB; press: CMYK and plates */

/* The standard that the file claims and must hold. */
typedef enum jb_promise {
    JB_PROMISE_NONE,
    JB_PROMISE_PDFX, /* the one that the layout names: print.standard */
    JB_PROMISE_A1B,  /* PDF/A-1b (ISO 19005-1); for keeping from here on */
    JB_PROMISE_A2U,  /* PDF/A-2u (ISO 19005-2) */
    JB_PROMISE_A3A,  /* PDF/A-3a (ISO 19005-3), and PDF/UA-1 (ISO 14289-1) */
    JB_PROMISES
} jb_promise;

typedef struct jb_variant {
    jb_variant_id id;
    jb_str name;          /* "screen": as typed with --for */
    jb_str suffix;        /* of the file's name when several variants are made: "", "-stock" */
    bool preprinted;      /* paints preprinted items */
    bool imprint;         /* paints the others */
    bool shifted;         /* page.shift applies */
    bool final_only;      /* refused while the issue is not final or has errors */
    jb_color_space color;
    bool outline;
    bool bleed;           /* page.bleed is around the trimmed page */
    bool marks;           /* and print.marks around that */
    bool imposed;         /* jb_pages.plan puts its pages on sheets */
    jb_promise promise;
    bool carries;         /* what it was made of is attached to it */
    bool tagged;          /* has the tree of what its text is (ISO 32000-1 14.8) */
} jb_variant;

const jb_variant *jb_variant_at(jb_variant_id id);
/* By the name typed; NULL when there is none. */
const jb_variant *jb_variant_find(jb_str name);
/* It is for keeping, by some part of ISO 19005. */
bool jb_variant_keeps(const jb_variant *variant);
bool jb_variant_paints(const jb_variant *variant, const jb_item *item);

/* ---- inks ---------------------------------------------------------------------------------- */

/* A colour as the device needs it. */
typedef struct jb_color {
    enum { JB_GRAY, JB_RGB, JB_CMYK, JB_SPOT } space;
    uint16_t value[4]; /* thousandths; grey: 0 black; RGB: 1000 full light; CMYK and spot: 1000
                        * full ink */
    const jb_ink *spot; /* whose plate it is on, with the CMYK that stands in for it elsewhere */
    bool overprint;
} jb_color;

jb_color jb_ink_color(const jb_ink *ink, uint16_t tint, jb_color_space space);

/* The ink of an item: one of the layout's, or of those that only marks are in (page.h). */
const jb_ink *jb_ink_at(const jb_layout *layout, uint16_t index);

/* No spot ink may have that name: it is one of all plates, of none or of a process ink (ISO 32000-1
 * 8.6.6.4). */
bool jb_plate_is_taken(jb_str name);

/* What pages are printed from: cyan, magenta, yellow, black, and the layout's spot inks, by index,
 * in the order in which they are first used. */
typedef struct jb_plates {
    bool process[4];
    JB_VEC(uint16_t) spots;
} jb_plates;

/* The plates of what the variant paints on pages[first] up to, without, pages[end]. */
jb_plates jb_plates_of(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
                       uint32_t first, uint32_t end);

jb_plates jb_side_plates(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
                         const jb_plan *plan, uint32_t side);

/* What is painted as /Artifact, and nothing else is: folio, marks, watermarks, and rules. */
bool jb_item_is_artifact(const jb_item *item);

/* ---- tags: what the text is ------------------------------------------------------------------ */

/* Standard structure types (ISO 32000-1 14.8.4). */
typedef enum jb_tag_kind {
    JB_TAG_DOCUMENT,
    JB_TAG_SECT,
    JB_TAG_H1,
    JB_TAG_H6 = JB_TAG_H1 + 5,
    JB_TAG_P,
    JB_TAG_L,
    JB_TAG_LI,
    JB_TAG_LBL,
    JB_TAG_LBODY,
    JB_TAG_TABLE,
    JB_TAG_THEAD,
    JB_TAG_TBODY,
    JB_TAG_TR,
    JB_TAG_TH, /* the head of its column */
    JB_TAG_TD,
    JB_TAG_FIGURE,
    JB_TAG_CAPTION,
    JB_TAG_LINK, /* the first of those that stand among their parent's text */
    JB_TAG_SPAN,
    JB_TAG_KINDS
} jb_tag_kind;

typedef struct jb_tag {
    jb_tag_kind kind;
    uint32_t parent; /* index of the tag; of the first, the document, itself */
    jb_str alt;      /* of a figure */
    jb_str uri;      /* of a link: where it leads */
    jb_str lang;     /* BCP 47; empty: its parent's */
    bool numbered;   /* a list whose labels are 1. 2. ... */
} jb_tag;

/* Tags in reading order, which is that of the source: each behind its parent, before what is below
 * it. 0 for an image or a glyph: it has none, as it is an artifact or not painted. */
typedef struct jb_tags {
    JB_VEC(jb_tag) tags;
    uint32_t *of_image; /* by item of the pages */
    uint32_t *of_glyph; /* by glyph of the pages */
} jb_tags;

jb_tags *jb_tags_make(jb_arena *arena, const jb_pages *pages, const jb_variant *variant);
const char *jb_tag_name(jb_tag_kind kind);
/* dump --stage=tags: a tag a line, what is below it set in, with its text or what stands for it.
 * Text that goes on behind a link or the like has a line of its own. */
void jb_tags_dump(jb_arena *arena, const jb_pages *pages, const jb_variant *variant, jb_buf *out);

/* One run of an item. Glyphs and their texts look into the jb_pages and live as long as it. */
typedef struct jb_paint_run {
    const jb_face *face;
    jb_len size;
    jb_color color;
    jb_len stroke; /* as of jb_item */
    bool artifact, missing;
    bool slug; /* outside the page: its glyphs are not among the pages' */
    jb_stand stand; /* as of jb_item, like the next */
    uint8_t narrow;
    const jb_item_glyph *glyphs;
    uint32_t len;
    uint32_t glyph; /* the first's number among the pages' */
} jb_paint_run;

/* What a page or a sheet of pages is painted on (ISO 32000-1 14.11.2): the trimmed page in the
 * middle, its bleed around it, and around both the room of the medium. */
typedef struct jb_medium {
    jb_len width, height; /* of the trimmed page */
    jb_len bleed;         /* beyond it on all sides */
    jb_point room;        /* beyond it at left and right, above and below; bleed <= room */
    jb_point shift;       /* of all that is on it, right and down, the page staying where it is */
} jb_medium;

/* All calls return false to stop (the device has recorded why). Places count from the upper left
 * corner of the trimmed page or sheet; between begin_cell and end_cell from that of the page that
 * stands there on the sheet, which is `height` high and cut off at the cell's edges. Cells come
 * before all else on a sheet. */
typedef struct jb_device {
    void *context;
    bool (*begin_page)(void *context, uint32_t number, const jb_medium *medium); /* from 1 */
    bool (*begin_cell)(void *context, const jb_cell *cell, jb_len height);
    bool (*end_cell)(void *context);
    bool (*glyphs)(void *context, const jb_paint_run *run);
    bool (*rule)(void *context, jb_rect rect, jb_rule_shape shape, jb_color color, bool artifact);
    /* item: in jb_pages.items */
    bool (*image)(void *context, jb_rect rect, const jb_image *image, jb_str alt, uint32_t item);
    bool (*end_page)(void *context);
} jb_device;

/* ---- marks of the press --------------------------------------------------------------------- */

/* Beyond the trimmed page: where marks begin (the bleed and white in any case), how far the middle
 * of register marks, bar and slug line is from there, and what the medium needs. */
jb_len jb_marks_gap(jb_len bleed);
#define JB_MARKS_MIDDLE JB_MM(4)
jb_len jb_marks_room(jb_len bleed);
/* How far the marks themselves reach: paper that holds so much is large enough. */
jb_len jb_marks_reach(jb_len bleed);
/* The least width of a page beside which they fit. */
jb_len jb_marks_width(const jb_plates *plates);
/* Marks where it is cut and folded, register marks and the bar, around the page (plan NULL) or the
 * side of a sheet. The slug line is jb_pages_slug's. */
bool jb_marks_paint(const jb_layout *layout, const jb_plan *plan, uint32_t side,
                    const jb_medium *medium, const jb_plates *plates, const jb_device *device);

/* ---- painting ------------------------------------------------------------------------------- */

/* Walks all pages, or the sides of all sheets when the variant imposes. Returns false when the
 * device stopped it. A variant paints every page of an issue, also one on which it has no items. */
bool jb_paint(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
              const jb_device *device);

/* What the variant's pages or sheets are painted on. */
jb_medium jb_medium_of(const jb_pages *pages, const jb_variant *variant);
/* The plan by which the variant's pages stand on sheets; NULL: a page on each. */
const jb_plan *jb_plan_of(const jb_pages *pages, const jb_variant *variant);
/* The size that paper must have for it. */
void jb_medium_least(const jb_pages *pages, const jb_variant *variant, jb_len *width,
                     jb_len *height);
/* Is the paper large enough, turned or not, give or take what no knife cuts? */
bool jb_medium_fits(jb_len width, jb_len height, jb_len paper_width, jb_len paper_height);

/* dump --stage=paint: every call, one a line, lengths in points. */
void jb_paint_trace(jb_arena *arena, const jb_pages *pages, const jb_variant *variant, jb_buf *out);

#endif
