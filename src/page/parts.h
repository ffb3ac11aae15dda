/* What the files of page/ share while pages are made. Private.
 *
 * Places on a page are counted in two ways. The flow counts depth: 0 is the upper edge of the first
 * row's slot, row i is the slot [i * pitch, (i + 1) * pitch) and a line stands in the middle of its
 * slots. Items are placed from the page's corner. jb_sheet_y leads from the one to the other. */
#ifndef JB_PAGE_PARTS_H
#define JB_PAGE_PARTS_H

#include "../base/file.h"
#include "page.h"

/* ---- the flow ------------------------------------------------------------------------------ */

/* An image's place in the flow: the slots that it takes and its own size. */
typedef struct jb_figure {
    const jb_image *image; /* NULL with width > 0: broken, an empty frame stands for it */
    jb_len width, height;
    jb_len slots;          /* depth that it takes */
} jb_figure;

/* A paragraph may be set in more than one number of lines; what was asked is kept. */
enum { JB_LOOSE_LESS, JB_LOOSE_BEST, JB_LOOSE_MORE, JB_LOOSES };

/* A block as the flow sees it: an image or nothing, then lines of one height. */
typedef struct jb_flow_block {
    const jb_set_block *set;
    const jb_styled_block *styled;
    const jb_style *style;
    jb_figure figure;
    jb_lines answers[JB_LOOSES]; /* asked when first needed */
    bool asked[JB_LOOSES];
    uint8_t loose;               /* the answer in use */
    uint32_t steps;              /* what the flow places one by one: figure and lines */
    jb_len height;               /* of a line; on a grid a whole number of rows */
    jb_len gap;                  /* white between it and the block before */
    bool keep;                   /* stays with what follows */
    bool whole;                  /* never parts */
} jb_flow_block;

/* Where a page begins: step `step` of block `block`. */
typedef struct jb_cut {
    uint32_t block, step;
} jb_cut;

/* One page of text: the steps [first, end) from depth `start` on, down to `used`. */
typedef struct jb_flow_page {
    jb_cut first, end;
    jb_len start, used;
} jb_flow_page;

typedef JB_VEC(jb_flow_page) jb_flow_pages;

typedef struct jb_flow {
    jb_arena *arena;
    const jb_layout *layout;
    jb_flow_block *blocks; /* of the body */
    uint32_t len;
    jb_len pitch;          /* of rows */
    jb_len room;           /* depth of a full page */
    jb_len start;          /* depth at which page 1 begins: below the masthead */
    jb_len last_room;      /* depth left for text above the end matter; < 0: never on one page */
    bool last_even;        /* the end matter stands on an even page */
    jb_flow_pages pages;
} jb_flow;

/* Walks over steps, telling the depth of each. */
typedef struct jb_walk {
    jb_cut at;
    jb_len depth; /* of the white behind the last step */
    bool top;     /* nothing stands on the page yet */
} jb_walk;

/* The depth at which the step at walk->at begins; its height goes to *height. Moves on. */
jb_len jb_flow_step(const jb_flow *flow, jb_walk *walk, jb_len *height);
bool jb_flow_at_end(const jb_flow *flow, jb_cut cut);
const jb_lines *jb_flow_lines(const jb_flow_block *block);

/* flow.c: the body's blocks with heights and gaps; then their pages. */
void jb_flow_open(jb_flow *flow, jb_arena *arena, const jb_set *set, const jb_figure *figures);
/* False when there would be more than JB_PAGES_MOST. */
bool jb_flow_run(jb_flow *flow);

/* Text of the page that begins at `first`: how far it may go. */
typedef struct jb_filling {
    jb_cut full;  /* the first step that has no room */
    jb_cut legal; /* the last place before it (or it) where a page may end */
    jb_len used;  /* depth used up to `legal` */
    bool widow;   /* `full` would leave too few lines of a paragraph */
} jb_filling;

jb_filling jb_flow_fill(const jb_flow *flow, jb_cut first, jb_len start, jb_len room);

/* keep.c: may a page begin at the cut? (CLREQ 3.4.4, 4.1) */
bool jb_keep_allows(const jb_flow *flow, jb_cut cut);
bool jb_keep_is_widow(const jb_flow *flow, jb_cut cut);
/* Asks the page's paragraphs for a line more or fewer so that fewer rows stay empty at its foot. */
jb_filling jb_keep_mend(jb_flow *flow, jb_cut first, jb_len start, jb_filling filling);
/* Asks the last page's paragraphs for fewer lines until its text ends within `room`. */
bool jb_keep_shrink(jb_flow *flow, jb_cut first, jb_len start, jb_len room);

/* ---- the sheet: what items are put on ------------------------------------------------------- */

typedef struct jb_sheet {
    jb_arena *arena;
    const jb_set *set;
    const jb_layout *layout;
    jb_diags *diags;
    jb_pages *pages;
    jb_placed_list placed; /* of one line, used again and again */
    const jb_para_input *placed_from; /* whose text it shows */
} jb_sheet;

/* Where the lines of the text begin, as they see the page; where the type area's left edge is on
 * the sheet. Odd and even pages differ when page.mirror is set. */
jb_len jb_sheet_left(const jb_layout *layout, uint32_t number);
jb_len jb_sheet_edge(const jb_layout *layout, uint32_t number);
/* The pitch of rows, also where there is no grid. */
jb_len jb_sheet_pitch(const jb_layout *layout);
/* From a depth of the flow to the page. */
jb_len jb_sheet_y(const jb_layout *layout, jb_len depth);

/* In between all is put as the lines see the page, folio and marks as they are on the sheet. The
 * end turns columns to where they stand there. */
void jb_sheet_begin(jb_sheet *sheet, uint32_t number);
void jb_sheet_end(jb_sheet *sheet);

/* Puts the line's glyphs into sheet->placed (emptied before). */
void jb_sheet_place(jb_sheet *sheet, const jb_para *para, const jb_shape *shape,
                    const jb_line *line);
/* The glyphs in sheet->placed with x, y added, as items like `as`: one for each run of one face. */
void jb_sheet_add_placed(jb_sheet *sheet, const jb_item *as, jb_len x, jb_len y);
/* accents.c: the dots, lines and waves of what is in sheet->placed, as items like `as`. */
void jb_accents_put(jb_sheet *sheet, const jb_item *as, jb_len x, jb_len y);
/* How far apart the block's lines must stand, centre from centre in thousandths of an em, lest ruby
 * touch what stands below the line before it (CLREQ 2.3, 3.3): 1000 when nothing asks for more. */
int32_t jb_accents_apart(const jb_set_block *block);
/* How far ruby stands out above the text of its first line, in thousandths of an em. */
int32_t jb_accents_over(const jb_set_block *block);
/* Spreads the line's glyphs in sheet->placed: `more` goes in equal parts behind the clusters
 * that `takes` says, the last one aside. False when there is none. */
typedef bool jb_spread_fn(const jb_para *para, uint32_t cluster);
bool jb_sheet_spread(jb_sheet *sheet, const jb_para *para, const jb_line *line,
                     jb_spread_fn *takes, jb_len more);
/* A line; x is the type area's left edge, y the line's centre. */
void jb_sheet_add_line(jb_sheet *sheet, const jb_item *as, const jb_set_block *block,
                       const jb_line *line, jb_len x, jb_len y);
void jb_sheet_add_rule(jb_sheet *sheet, const jb_item *as, jb_rect rect);
void jb_sheet_add_figure(jb_sheet *sheet, const jb_item *as, const jb_figure *figure, jb_str alt,
                         jb_len x, jb_len y);

/* A line that is not of the body: made by itself, never broken. */
typedef struct jb_label {
    jb_para_input input;
    jb_map map;
    jb_para *para;
    jb_line_shape edge;
    jb_shape shape;
    jb_lines lines;
    jb_len width;
} jb_label;

typedef struct jb_label_form {
    uint16_t role, ink;
    jb_len size;
    bool vertical; /* a column */
} jb_label_form;

/* Text from nowhere in the issue has map NULL. `text` must not hold LF. NULL after a world
 * diagnostic. */
jb_label *jb_label_make(jb_arena *arena, const jb_para_fonts *fonts, jb_str text, const jb_map *map,
                        jb_label_form form, jb_diags *diags);
/* Places its line from x 0 and centre 0 into sheet->placed (emptied before). */
void jb_label_place(jb_sheet *sheet, const jb_label *label);
/* Where a piece of that width begins between `left` and left + measure. */
jb_len jb_align_x(jb_align align, jb_len left, jb_len measure, jb_len inset, jb_len width);

/* ---- the parts of a page -------------------------------------------------------------------- */

/* masthead.c: prepared before the flow, for its faults are the issue's; put on page 1. */
typedef struct jb_masthead jb_masthead;
/* NULL: the issue has none (*ok true) or a world diagnostic was pushed (*ok false). */
jb_masthead *jb_masthead_make(jb_arena *arena, const jb_set *set, jb_diags *diags, bool *ok);
/* From the type area's top to its end. */
jb_len jb_masthead_height(const jb_masthead *masthead);
void jb_masthead_put(jb_sheet *sheet, const jb_masthead *masthead);

/* end.c */
typedef struct jb_end jb_end;
/* NULL when the issue has none, or the layout sets it as body text. */
jb_end *jb_end_make(jb_arena *arena, const jb_set *set, const jb_figure *figures);
/* Of all of it; when more than the type area holds, it takes several pages of its own. */
jb_len jb_end_height(const jb_end *end);
uint32_t jb_end_pages(const jb_end *end);
jb_span jb_end_span(const jb_end *end); /* of its first block */
/* Puts what one page holds from piece *from on, and moves *from on. `foot`: its lower edge at
 * the type area's, else its upper edge at y. */
void jb_end_put(jb_sheet *sheet, const jb_end *end, uint32_t *from, bool foot, jb_len y);

/* folio.c, marks.c. False after a world diagnostic. */
/* The template with {n} and {total} filled in. */
jb_str jb_folio_text(jb_arena *arena, jb_str text, uint32_t number, uint32_t total);
bool jb_folio_put(jb_sheet *sheet, uint32_t number, uint32_t total);
bool jb_mark_put(jb_sheet *sheet, const jb_status_mark *mark, uint32_t number, uint32_t already);

/* ---- blocks and tables ----------------------------------------------------------------------- */

/* set.c: block->input for a part of the text of its styled block. */
void jb_set_input(jb_arena *arena, const jb_styled *styled, jb_set_block *block, jb_span part);

/* Where a paragraph of the set belongs: it may go when the pages are made. */
jb_arena *jb_set_paras(jb_arena *arena, const jb_set *set);

/* table.c: makes the rows set->blocks [first, first + n) a table. False: they are set as text, a
 * table too wide with a finding; or (*ok false) a world diagnostic was pushed. */
bool jb_table_set(jb_arena *arena, const jb_set *set, uint32_t first, uint32_t n, jb_diags *diags,
                  bool *ok);
/* The room that a row needs. */
int64_t jb_table_row_height(const jb_style *style, const jb_set_block *row);
/* Is it the first of several rows? */
bool jb_table_is_head(const jb_set *set, const jb_set_block *row);

/* names.c: makes the blocks [first, first + n) lists of names. False: they are no lists and are set
 * as text; or (*ok false) a world diagnostic was pushed. */
bool jb_names_set(jb_arena *arena, const jb_set *set, uint32_t first, uint32_t n, jb_diags *diags,
                  bool *ok);
/* A line of a list; x is the type area's left edge, y the line's centre. */
void jb_names_put_line(jb_sheet *sheet, const jb_item *as, const jb_set_block *list, uint32_t line,
                       jb_len x, jb_len y);

/* Where a row stands: its upper edge, and whether it is the first or the last on its page. */
typedef struct jb_row_place {
    jb_len y, height;
    bool top, bottom;
} jb_row_place;

void jb_table_put_row(jb_sheet *sheet, const jb_item *as, const jb_set_block *row, jb_len x,
                      const jb_row_place *at);

enum { JB_PIXELS_MOST = 100000000 }; /* of an image */

/* jpeg.c, png.c: fill in the image from its bytes. False with a reason for the user. */
bool jb_jpeg_read(jb_arena *arena, jb_image *image, jb_str *why);
bool jb_png_read(jb_arena *arena, jb_image *image, jb_str *why);
/* Decode what was read before, and look for what the file says of its colours. False with what the
 * library says. */
bool jb_jpeg_samples(jb_arena *arena, const jb_image *image, jb_samples *out, jb_str *why);
void jb_png_tag(jb_arena *arena, const jb_image *image, jb_samples *out);

/* samples.c: RGB of neutral pixels alone is made grey in place, and of black and white alone line
 * art. */
void jb_samples_to_gray(uint8_t *pixels, size_t n, uint8_t *channels);
void jb_samples_to_line_art(uint8_t *pixels, uint32_t width, uint32_t height);
bool jb_samples_are_line_art(const uint8_t *gray, size_t n);

/* image.c: the figures of all blocks: figures[i] belongs to set->blocks.at[i]; width 0: none. */
jb_figure *jb_figures_make(jb_arena *arena, const jb_set *set, jb_str folder, jb_diags *diags);

#endif
