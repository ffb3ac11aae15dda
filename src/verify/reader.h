/* Private to the interpreter of content streams (content.h): its state, and its files:
 * reader.c (operators, where they may stand), marked.c (marked content), canvas.c (state, colours,
 * paths), show.c (text). */
#ifndef JB_VERIFY_READER_H
#define JB_VERIFY_READER_H

#include "../base/vec.h"
#include "content.h"

enum { JB_OPERANDS_MOST = 40 };

/* A x' = a x + c y + e, y' = b x + d y + f, as PDF counts them. */
typedef struct jb_matrix {
    double a, b, c, d, e, f;
} jb_matrix;

typedef struct jb_paint {
    const jb_space *space;
    jb_tints tints;
    bool over; /* OP, op */
} jb_paint;

typedef struct jb_text_state {
    const jb_font_entry *font;
    double size, spacing, word_spacing, scale, leading, rise; /* scale: Tz / 100 */
    int mode;
} jb_text_state;

typedef struct jb_graphics {
    jb_matrix ctm;
    jb_extent clip;
    jb_paint fill, stroke;
    bool mode; /* OPM */
    double line_width;
    jb_text_state text;
} jb_graphics;

/* A part of the path: its box on the page, and whether it is a rectangle with upright sides. */
typedef struct jb_subpath {
    jb_extent box;
    double thin; /* of a rectangle: the shorter side; else negative */
    double x, y; /* where it is now */
    double first_x, first_y;
    int points;
    bool upright; /* so far all its lines are level or upright */
} jb_subpath;

/* Nothing on a page is as far or as large; and a number that is none becomes one of these. */
static inline double jb_bounded(double n)
{
    const double far = 1e9;
    return n > -far ? n < far ? n : far : -far;
}

/* Where in the stream an operator stands (ISO 32000-1 figure 9). */
typedef enum jb_where {
    JB_IN_PAGE = 1,
    JB_IN_TEXT = 2,
    JB_IN_PATH = 4,
    JB_IN_CLIP = 8,
    JB_IN_GLYPH = 16 /* at the beginning of a Type 3 font's glyph, which says d0 or d1 */
} jb_where;

/* An operand: a token, or an array's tokens. A dictionary keeps nothing of what is in it. */
typedef struct jb_operand {
    jb_token token; /* of an array: OPEN_ARRAY, of a dictionary: OPEN_DICT */
    uint32_t first, len;
} jb_operand;

typedef struct jb_reader {
    jb_arena *arena;
    const jb_resources *resources;
    const jb_sink *sink;
    uint64_t *budget;
    uint8_t first[128]; /* the table of operators by the first byte */
    int forms;        /* how deep in forms */
    jb_tints *gather; /* of a pattern: the inks of its marks, which are not told */
    jb_tokens tokens;
    size_t at;        /* of the operator, for breaches */
    jb_str word;
    jb_operand operands[JB_OPERANDS_MOST + 1]; /* the last is for what is read next */
    uint32_t operands_len;
    JB_VEC(jb_token) elements; /* of the arrays among them */
    jb_where where;
    bool coloured; /* a glyph with colours of its own */
    uint32_t compatible;          /* BX */
    JB_VEC(uint8_t) open;         /* BMC, BDC: of each the bits of all that it stands in */
    uint32_t marked_text;         /* those of this text object */
    unsigned around;              /* the bits of what painted this stream */
    const void *form;             /* the sink's, of this stream; NULL: the page's */
    jb_graphics *now;             /* the top of `states` */
    uint32_t depth;
    jb_graphics states[JB_STATES_MOST + 1];
    JB_VEC(jb_subpath) path;
    jb_matrix text, line; /* Tm, Tlm */
    struct jb_reader *below; /* of the forms in this stream, one after the other */
} jb_reader;

typedef void jb_operator_fn(jb_reader *r);

/* The operand's number; operands were checked before the operator runs. */
static inline double jb_number_at(const jb_reader *r, uint32_t i)
{
    return r->operands[i].token.number;
}

void jb_reader_breach(jb_reader *r, jb_rule rule, jb_str what);

/* Tells the sink when the space is one of the device. */
void jb_reader_device(jb_reader *r, const jb_space *space, jb_str what);

/* The resource of the name that stands as operand; NULL and a breach when there is none. */
const jb_resource *jb_reader_find(jb_reader *r, jb_resource_kind kind, jb_str written);

/* Interprets a form or pattern below the reader. */
void jb_reader_enter(jb_reader *r, const jb_form *form, jb_tints *gather);
/* The glyphs of a Type 3 font, once a file. */
void jb_reader_look_at_glyphs(jb_reader *r, jb_drawn_glyphs *glyphs);

/* marked.c: something is painted here that belongs to the tree or is an artifact; else a breach. */
void jb_reader_shows(jb_reader *r, const char *what);
/* Text stands for what ActualText says. */
bool jb_reader_is_replaced(const jb_reader *r);
/* The bits of all marked content that is open. */
unsigned jb_reader_around(const jb_reader *r);

/* Tells the sink of a mark, cut by the clipping path. */
void jb_reader_mark(jb_reader *r, const jb_mark *mark, const jb_paint *paint);

/* The product: first `by`, then `to`. */
jb_matrix jb_matrix_join(const jb_matrix *by, const jb_matrix *to);
jb_extent jb_matrix_extent(const jb_matrix *m, double left, double bottom, double right,
                           double top);
/* What both have; where `a` is no number, what `b` has. */
jb_extent jb_extent_meet(jb_extent a, jb_extent b);
/* The lesser of the lengths that a unit has along the two axes. */
double jb_matrix_least(const jb_matrix *m);

void jb_graphics_start(jb_graphics *g);

#define JB_OPERATORS(X)                                                                            \
    X(concat) X(width) X(state)                                                                    \
    X(fill_gray) X(stroke_gray) X(fill_rgb) X(stroke_rgb) X(fill_cmyk) X(stroke_cmyk)              \
    X(fill_space) X(stroke_space) X(fill_color) X(stroke_color) X(shade)                           \
    X(move) X(line) X(curve) X(curve_short) X(close) X(rectangle) X(clip)                          \
    X(paint_none) X(paint_stroke) X(paint_close_stroke) X(paint_fill) X(paint_both)                \
    X(paint_close_both)                                                                            \
    X(begin_text) X(font) X(spacing) X(word_spacing) X(scale) X(leading) X(rise) X(mode)           \
    X(text_move) X(text_move_leading) X(text_matrix) X(text_next)                                  \
    X(show) X(show_array) X(show_next) X(show_spaced)                                              \
    X(mark) X(mark_properties) X(point_properties) X(end_mark)

#define X(name) void jb_op_##name(jb_reader *r);
JB_OPERATORS(X)
#undef X

#endif
