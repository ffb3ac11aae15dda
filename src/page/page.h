/* Page: lines become pages.
 *
 *     ... runs -> lines -> pages -> paint ...
 *
 * The page model: the type area (版心) has rows (jb_grid); text lines stand centred on rows;
 * titles stay with their text, no paragraph's last line stands alone at a page's top (CLREQ
 * 3.4.4), before that is paid with a blank line the paragraph is asked for a line more or fewer.
 * The masthead has a fixed height, the end matter stands at the foot of the last page, the folio
 * below the type area (GB/T 9704 7.5).
 *
 * Everything on a page is one list of items in paint order; plates, 套打, tags and marks are
 * filters over it. Places are in milli-points from the trimmed page's upper left corner, y
 * downwards. */
#ifndef JB_PAGE_PAGE_H
#define JB_PAGE_PAGE_H

#include "../para/para.h"
#include "impose.h"

enum { JB_PAGES_MOST = 20000 };

typedef enum jb_part {
    JB_PART_MASTHEAD,
    JB_PART_BODY,
    JB_PART_END,
    JB_PART_FOLIO,
    JB_PART_STATUS,   /* 送审稿, 未定稿 */
    JB_PART_WATERMARK,
    JB_PART_SLUG      /* outside the page: what it is, for the press */
} jb_part;

/* Inks beyond the layout's: of what stands outside the page alone. */
enum {
    JB_INK_ALL = UINT16_MAX - 4, /* on every plate */
    JB_INK_CYAN,
    JB_INK_MAGENTA,
    JB_INK_YELLOW,
    JB_INK_BLACK,
    JB_MARKS_INKS = 5
};

typedef enum jb_item_kind { JB_ITEM_GLYPHS, JB_ITEM_RULE, JB_ITEM_IMAGE } jb_item_kind;

/* What fills a rule's rectangle: ink; a wave along its longer side, as high as the shorter one; a
 * disc; a thin ring. */
typedef enum jb_rule_shape {
    JB_RULE_BAR,
    JB_RULE_WAVE,
    JB_RULE_DOT,
    JB_RULE_RING
} jb_rule_shape;

typedef enum jb_image_kind { JB_IMAGE_JPEG, JB_IMAGE_PNG } jb_image_kind;

/* A decoded header and the file's bytes. */
typedef struct jb_image {
    jb_image_kind kind;
    jb_str path;         /* as written in the source */
    jb_span span;        /* of the clean text: where it is first shown */
    jb_str bytes;        /* the file */
    uint32_t width, height; /* pixels */
    uint8_t channels;    /* 1 grey, 3 RGB, 4 CMYK */
    uint8_t bits;        /* of a sample: 8; 1: line art, a PNG of pure black (0) and white alone */
    bool adobe_inverted; /* CMYK JPEG of Adobe's kind */
    const uint8_t *pixels; /* PNG: samples, rows of whole bytes, alpha laid over white, grey where
                            * no pixel has a colour; else NULL */
} jb_image;

/* What an image says of its colours. */
typedef enum jb_image_tag { JB_IMAGE_UNTAGGED, JB_IMAGE_SRGB, JB_IMAGE_ICC } jb_image_tag;

/* An image as the press needs it. */
typedef struct jb_samples {
    const uint8_t *at; /* rows of whole bytes; of CMYK, 255 is full ink */
    uint8_t channels, bits; /* as of jb_image; of a JPEG without a coloured pixel one channel */
    jb_image_tag tag;
    jb_str profile;    /* the ICC profile, as it was found: nothing of it is checked */
} jb_samples;

/* Decodes the image. False when its data turn out to be damaged: *why says how, in English. */
bool jb_image_samples(jb_arena *arena, const jb_image *image, jb_samples *out, jb_str *why);

/* A glyph of a run, absolutely placed: the baseline origin. */
typedef struct jb_item_glyph {
    const char *text; /* the characters it begins */
    uint32_t length;  /* of them, in bytes; 0: a follower */
    uint32_t id;
    jb_len x, y;
} jb_item_glyph;

/* What of its block an item shows. */
typedef enum jb_cell_kind {
    JB_CELL_NONE,  /* its text */
    JB_CELL_TABLE, /* a cell of a table's row */
    JB_CELL_LABEL, /* 组长： before a list of names */
    JB_CELL_NAME,  /* one of the names */
    JB_CELL_HEAD   /* an item of the masthead */
} jb_cell_kind;

typedef struct jb_item {
    jb_item_kind kind;
    jb_part part;
    bool preprinted;
    bool missing;      /* glyphs: a red 〓 */
    jb_stand stand;    /* glyphs. Diagonal: the first is at its place, the others go on from it, as
                          far apart as their x says, upwards at 45 degrees */
    uint8_t narrow;    /* glyphs: hundredths of their width; 0: as wide as they are */
    uint16_t ink;      /* index into the layout's inks, or JB_INK_ALL ... */
    uint16_t tint;     /* thousandths of the ink; 0 means full */
    jb_cell_kind cell_kind;
    uint32_t block;    /* of the issue: what the tag comes from; UINT32_MAX: furniture, masthead */
    uint32_t cell;     /* its number in the row or list, or in the layout's masthead */
    union {
        struct { /* glyphs: one face, one size, one baseline run */
            const jb_face *face;
            const jb_para_input *from; /* whose text they show */
            jb_len size;
            jb_len stroke;             /* along the outlines, half of it outside; 0: none */
            uint32_t glyph, glyphs;    /* in jb_pages.glyphs */
        };
        struct { /* rule and image */
            jb_rect rect;
            jb_rule_shape shape;
            const jb_image *image;
            jb_str alt;                /* image: its caption */
        };
    };
} jb_item;

typedef struct jb_page {
    uint32_t number;       /* from 1 */
    uint32_t item, items;  /* in jb_pages.items */
} jb_page;

/* A slug line: items outside the page or sheet, which are only painted with its marks. */
typedef struct jb_slug {
    uint32_t item, items; /* in jb_pages.items */
} jb_slug;

/* What the outline has: columns, articles, chapters and headings of the first two levels. */
enum { JB_BOOKMARK_COLUMN = 1, JB_BOOKMARK_ARTICLE, JB_BOOKMARK_CHAPTER, JB_BOOKMARK_HEADING };

typedef struct jb_bookmark {
    jb_str text; /* breaks as spaces */
    uint32_t page;
    jb_len y; /* of its upper edge */
    uint8_t level; /* JB_BOOKMARK_COLUMN ...; of a heading of the second level, one more */
} jb_bookmark;

static inline jb_str jb_item_glyph_text(const jb_item_glyph *glyph)
{
    return (jb_str){glyph->text, glyph->length};
}

/* The span of the clean text that the item's glyph shows; empty: not from it. */
jb_span jb_item_glyph_span(const jb_item *item, const jb_item_glyph *glyph);

typedef JB_VEC(jb_page) jb_page_list;
typedef JB_VEC(jb_slug) jb_slug_list;
typedef JB_VEC(jb_item) jb_item_list;
typedef JB_VEC(jb_item_glyph) jb_item_glyphs;
typedef JB_VEC(jb_bookmark) jb_bookmarks;

typedef struct jb_pages {
    const jb_styled *styled;
    jb_len width, height;
    jb_page_list pages;
    jb_item_list items;
    jb_item_glyphs glyphs;
    jb_bookmarks bookmarks;
    const jb_plan *plan; /* how the press puts them on sheets; NULL: a page on each */
    jb_slug_list slugs;  /* of each side of the plan; none before jb_pages_slug */
} jb_pages;

/* Every paragraph of an issue shaped, and the lines of the first pass: what page/ starts from,
 * and what dump --stage=runs and --stage=lines print. */
typedef struct jb_table jb_table;

typedef struct jb_set_block {
    uint32_t styled;   /* index into jb_styled.blocks */
    jb_para_input input;
    jb_para *para;     /* of an image: its caption; NULL: it has none */
    jb_line_shape shape_lines[2];
    jb_shape shape;
    jb_lines lines;
    /* a row of a table and a list of names have cells in place of lines: blocks of their own */
    struct jb_set_block *cells;
    uint32_t cells_len;
    const jb_table *table; /* of a row */
    uint32_t cell_lines;   /* of a list: the lines that its cells stand on */
    bool labelled;         /* of a list: its first cell is 组长： or the like */
    uint32_t line;         /* of a list's cell: where it stands */
} jb_set_block;

typedef JB_VEC(jb_set_block) jb_set_blocks;

typedef struct jb_set {
    const jb_styled *styled;
    const jb_para_fonts *fonts;
    jb_set_blocks blocks;
} jb_set;

/* Shapes and breaks every block. NULL after a world diagnostic. */
jb_set *jb_set_make(jb_arena *arena, const jb_styled *styled, const jb_para_fonts *fonts,
                    jb_diags *diags);

/* Makes the pages. image_folder: where relative image paths start. What status marks the pages bear
 * is told by the status; the 未定稿 mark is added later by jb_pages_mark. NULL after a world
 * diagnostic. */
jb_pages *jb_pages_make(jb_arena *arena, const jb_set *set, jb_str image_folder, jb_diags *diags);

/* Adds the mark to every page: the content has errors. */
bool jb_pages_mark(jb_arena *arena, jb_pages *pages, const jb_para_fonts *fonts,
                   const jb_status_mark *mark, jb_diags *diags);

typedef enum jb_slug_face { JB_SLUG_BOTH, JB_SLUG_FRONT, JB_SLUG_BACK } jb_slug_face;

/* A word of the slug line, with {n} and {total} pages or sheets, and its ink. `aside`: in the right
 * half of the page's width, else in the left. */
typedef struct jb_slug_word {
    jb_str text;
    uint16_t ink;
    bool aside;
    jb_slug_face face; /* of a sheet: where it stands */
} jb_slug_word;

typedef JB_VEC(jb_slug_word) jb_slug_words;

/* Gives every page, or every side of the plan's sheets, its slug line below it, the middle of its
 * characters `below` from the foot; it is no wider than a page. `lack` gets the width that the page
 * lacks for it; 0: none. False after a world diagnostic. */
bool jb_pages_slug(jb_arena *arena, jb_pages *pages, const jb_para_fonts *fonts,
                   const jb_slug_word *words, uint32_t n, jb_len below, jb_len *lack,
                   jb_diags *diags);

/* dump --stage=runs, --stage=lines, --stage=pages */
void jb_set_dump_runs(jb_arena *arena, const jb_set *set, jb_buf *out);
void jb_set_dump_lines(jb_arena *arena, const jb_set *set, jb_buf *out);
void jb_pages_dump(jb_arena *arena, const jb_pages *pages, jb_buf *out);

#endif
