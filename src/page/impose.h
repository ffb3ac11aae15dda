/* Imposition: which page stands where on which side of which sheet. Arithmetic over the number of
 * pages alone; nothing is painted here.
 *
 *   booklet  two pages side by side, both sides printed; the sheets are folded in the middle and
 *            put into each other (骑马订): of n pages, n a multiple of 4, sheet s from 0 bears
 *            n-2s | 2s+1 in front and 2s+2 | n-2s-1 behind
 *   2up      two pages side by side in reading order, one side printed: for proofs, or for cutting
 *   4up      the same with four pages, in two rows
 *   stack    two pages side by side, both sides printed; cut in the middle, one pile laid on the
 *            other is in reading order, whatever the number of sheets
 *
 * A sheet is turned over like the page of a book: left and right change, heads stay up. What is
 * bound at its right edge (竖排) has left and right changed on every side.
 *
 * Creep: inside folded sheets others stick out by their thickness, and are trimmed by as much. So
 * the pages of sheet s are shifted towards the fold by s thicknesses.
 *
 * Places are in milli-points from the upper left corner of the sheet as it is trimmed, y
 * downwards. */
#ifndef JB_PAGE_IMPOSE_H
#define JB_PAGE_IMPOSE_H

#include "../base/vec.h"
#include "../base/unit.h"

typedef enum jb_impose {
    JB_IMPOSE_NONE, /* a page a sheet */
    JB_IMPOSE_BOOKLET,
    JB_IMPOSE_2UP,
    JB_IMPOSE_4UP,
    JB_IMPOSE_STACK,
    JB_IMPOSE_METHODS
} jb_impose;

/* By the name typed; JB_IMPOSE_METHODS: there is none of that name. */
jb_impose jb_impose_find(jb_str name);
jb_str jb_impose_name(jb_impose method);

typedef struct jb_impose_wish {
    jb_impose method;
    uint32_t pages;       /* at least 1 */
    uint32_t tail;        /* so many of the last pages stay last: blanks go before them */
    jb_len width, height; /* of the trimmed page */
    jb_len bleed;
    jb_len inner;         /* margin at the fold */
    jb_len thickness;     /* of the paper */
    bool right;           /* bound at the right edge */
} jb_impose_wish;

#define JB_BLANK UINT32_MAX

/* A place for a page. */
typedef struct jb_cell {
    uint32_t page; /* from 0, or JB_BLANK */
    jb_point at;   /* the upper left corner of the trimmed page */
    jb_rect show;  /* what the page may ink: itself with its bleed, cut off at the fold */
} jb_cell;

enum { JB_CELLS_MOST = 4 };

typedef struct jb_side {
    uint32_t sheet; /* from 0 */
    bool back;
    jb_cell cells[JB_CELLS_MOST]; /* rows of the sheet from its top, each from the left */
} jb_side;

typedef struct jb_plan {
    jb_impose method;
    uint32_t pages;             /* without blanks */
    uint32_t blanks, blank_at;  /* how many stand before which page (from 0; pages: at the end) */
    uint32_t sheets, sides_len;
    uint32_t columns, rows;     /* of cells */
    bool duplex, folded;
    jb_len width, height;       /* of the trimmed sheet */
    jb_len page_width, page_height, bleed;
    jb_len gap;                 /* between neighbours that are cut apart */
    jb_len creep;               /* of the innermost sheet */
    jb_len creep_full;          /* what it would be by thickness: more when it had to be limited */
    const jb_side *sides;       /* in the order of printing: each sheet's front, then its back */
} jb_plan;

jb_plan *jb_impose_plan(jb_arena *arena, const jb_impose_wish *wish);

/* Where column or row i of the cells begins. */
jb_len jb_plan_x(const jb_plan *plan, uint32_t column);
jb_len jb_plan_y(const jb_plan *plan, uint32_t row);

/* A line a side: "sheet 1 front 8 1", "sheet 1 back 2 -", creep behind it. */
void jb_plan_dump(jb_arena *arena, const jb_plan *plan, jb_buf *out);

#endif
