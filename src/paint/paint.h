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
#include "impose.h"

typedef enum jb_variant_id {
    JB_SCREEN,
    JB_STOCK,   /* the preprinted items alone: red-head paper */
    JB_IMPRINT, /* everything else: the black of every week */
    JB_VARIANTS
} jb_variant_id;

typedef enum jb_color_space { JB_COLOR_SCREEN, JB_COLOR_PRESS } jb_color_space;
/* screen: grey (0 g) and sRGB; press: CMYK and plates */

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
} jb_variant;

const jb_variant *jb_variant_at(jb_variant_id id);
/* By the name typed; NULL when there is none. */
const jb_variant *jb_variant_find(jb_str name);

/* A colour as the device needs it. */
typedef struct jb_color {
    enum { JB_GRAY, JB_RGB, JB_CMYK, JB_SPOT } space;
    uint16_t value[4]; /* thousandths; grey: 0 black; RGB: 1000 full light; CMYK and spot: 1000
                        * full ink */
    const jb_ink *spot; /* whose plate it is on, with the CMYK that stands in for it elsewhere */
    bool overprint;
} jb_color;

jb_color jb_ink_color(const jb_ink *ink, uint16_t tint, jb_color_space space);

/* What is painted as /Artifact, and nothing else is: folio, marks, watermarks, and rules. */
bool jb_item_is_artifact(const jb_item *item);

/* One run of an item. Glyphs and their texts look into the jb_pages and live as long as it. */
typedef struct jb_paint_run {
    const jb_face *face;
    jb_len size;
    jb_color color;
    jb_len stroke; /* as of jb_item */
    bool artifact, missing;
    jb_stand stand; /* as of jb_item, like the next */
    uint8_t narrow;
    const jb_item_glyph *glyphs;
    uint32_t len;
} jb_paint_run;

/* All calls return false to stop (the device has recorded why). Places are the items' own; `shift`
 * of a page moves all of them right and down, the page itself staying where it is. */
typedef struct jb_device {
    void *context;
    bool (*begin_page)(void *context, const jb_page *page, jb_len width, jb_len height,
                       jb_point shift);
    bool (*glyphs)(void *context, const jb_paint_run *run);
    bool (*rule)(void *context, jb_rect rect, jb_rule_shape shape, jb_color color, bool artifact);
    bool (*image)(void *context, jb_rect rect, const jb_image *image, jb_str alt);
    bool (*end_page)(void *context);
} jb_device;

/* Walks all pages. Returns false when the device stopped it. A variant paints every page of an
 * issue, also one on which it has no items. */
bool jb_paint(const jb_pages *pages, const jb_variant *variant, const jb_device *device);

/* dump --stage=paint: every call, one a line, lengths in points. */
void jb_paint_trace(jb_arena *arena, const jb_pages *pages, const jb_variant *variant, jb_buf *out);

#endif
