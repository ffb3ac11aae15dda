/* What the files of para/ share while a paragraph is made. Private. */
#ifndef JB_PARA_PARTS_H
#define JB_PARA_PARTS_H

#include "para.h"
#include "uax14.h"

/* The smallest unit of the text before shaping: a code point with its combining marks, a whole
 * ——, or one of the spaces between words (which become gaps and never clusters). */
typedef struct jb_atom {
    uint32_t text, length; /* bytes of the input's text */
    uint32_t rune;         /* the first code point */
    uint32_t run;          /* index into the paragraph's runs */
    uint8_t cls;           /* jb_class */
    uint8_t brk;           /* jb_lb_break before it */
    uint8_t wish;          /* against that break: jb_wish_kind */
    uint8_t stand;         /* jb_stand */
    bool hyphen : 1;       /* and a hyphen is shown there */
    bool soft : 1;         /* U+00AD stands behind it */
    bool opens : 1;        /* U+200B does: a line may end there */
    bool glues : 1;        /* U+2060, U+FEFF or U+200D does: no line ends there */
    bool unseen : 1;       /* nobody can see it, and it has nothing to go with: no room either */
    bool stacked : 1;      /* marks that go on from those of the atom before */
    bool leftward : 1;     /* a word of a script that runs from right to left */
    bool cell : 1;         /* stands in a cell of the quad, not on its own advance */
    bool word_space : 1;   /* U+0020 between clusters: a gap */
    bool missing : 1;
    bool bold : 1;         /* its face is */
    bool own_form : 1;     /* its face has a form of it for columns */
    bool attached : 1;     /* a note's mark or ruby, whole: belongs to what stands before it */
    jb_lb lb;
    const jb_face *face;   /* NULL: takes no glyph */
} jb_atom;

typedef JB_VEC(jb_atom) jb_atoms;

typedef struct jb_making {
    jb_arena *arena;   /* for what stays: clusters, gaps, glyphs */
    jb_arena *scratch; /* for what goes: atoms */
    const jb_para_input *input;
    const jb_para_fonts *fonts;
    jb_diags *diags;
    const jb_para_run *runs; /* at least one; cover the text */
    uint32_t runs_len;
    jb_atoms atoms;
    jb_para *para;
    jb_str variant; /* the last one that no face has, which is told */
} jb_making;

/* 〓, for what cannot be set. */
enum { JB_GETA = 0x3013 };

/* The character that is set for one of the text: for one that is lost (U+FFFD) always 〓, as
 * printers do for what they lack. It is no fault of the fonts, some of which have a sign of their
 * own for it; source/ and issue/ tell of it. */
static inline uint32_t jb_rune_set_for(uint32_t rune)
{
    return rune == 0xFFFD ? JB_GETA : rune;
}

/* para.c: gives back a call's work, unless it was done in the caller's arena. */
void jb_para_clear(jb_arena *scratch, const jb_arena *arena);

/* atoms.c: text -> atoms. */
void jb_atoms_split(jb_making *making);

/* cjk.c: their classes and opportunities. */
void jb_cjk_classify(jb_making *making);

/* faces.c: false after a world diagnostic. */
bool jb_cjk_choose_faces(jb_making *making);
/* The atom's characters as they are shaped and asked for: with marks composed, and without what
 * has no say in the glyphs; in scratch memory. */
jb_runes jb_faces_runes(const jb_making *making, const jb_atom *atom);
/* The first character of the atom that its face lacks, or 0; 〓 in its place, told of. */
uint32_t jb_faces_lacking(const jb_making *making, const jb_atom *atom);
void jb_faces_set_geta(jb_making *making, jb_atom *atom, uint32_t lacking);

/* shape.c: glyphs: atoms -> clusters. False after a world diagnostic. */
bool jb_cjk_shape(jb_making *making);

/* box.c: the width of a cluster that stands in a cell, and its glyphs, placed as the shaper has
 * them and `advance` wide, put where they belong in it. */
void jb_box_make(const jb_making *making, jb_cluster *cluster, const jb_face *face, jb_len size,
                 jb_len advance);

/* What stands beside atom i, spaces aside; NULL at an edge. */
const jb_atom *jb_cjk_beside(const jb_making *making, uint32_t i, int step);
/* Script and language of what stands in cells. */
struct hb_buffer_t;
void jb_shape_as_chinese(const jb_making *making, struct hb_buffer_t *buffer);

/* vertical.c, for columns alone: joins atoms that stand side by side, before the forms are settled;
 * says how all stand, when their faces are chosen. */
void jb_vertical_join(jb_making *making);
void jb_vertical_stand(jb_making *making, struct hb_buffer_t *buffer);
/* The character that is shown for this one of the atom. */
uint32_t jb_vertical_form(const jb_making *making, const jb_atom *atom, uint32_t rune);
/* Where glyphs [from, to) of the buffer stand in an upright cell of one em; a stop; marks that are
 * turned; those that stand side by side, placed as on a line and `advance` wide, with the cluster's
 * width. */
void jb_vertical_place(const jb_face *face, jb_len size, struct hb_buffer_t *buffer,
                       unsigned from, unsigned to, jb_glyph *glyphs);
void jb_vertical_put_stop(const jb_marks_form *form, const jb_face *face, jb_len size,
                          jb_glyph *glyph);
void jb_vertical_put_turned(const jb_cluster *cluster, const jb_face *face, jb_len size,
                            jb_glyph *glyphs);
void jb_vertical_put_across(jb_cluster *cluster, const jb_face *face, jb_len size, jb_len quad,
                            jb_len advance, jb_glyph *glyphs);

/* attach.c: notes' marks and ruby, which go with the cluster before them. */
void jb_attach_place(jb_making *making, jb_cluster *cluster, jb_len advance);
/* Makes bases as wide as their ruby, and centres it; when all clusters are made. */
void jb_attach_ruby(jb_making *making);
/* A ruby's glyphs as placed: it stays between the line's edges, where it has no neighbour to stand
 * over. */
void jb_attach_keep_inside(jb_placed *placed, uint32_t n, int64_t left, int64_t right);
static inline bool jb_is_attached(jb_accents accents)
{
    return (accents & (JB_ACCENT_NOTE | JB_ACCENT_RUBY)) != 0;
}

/* space.c: what stands between the clusters. atom_of[i] is the first atom of cluster i, atom_of[n]
 * the number of atoms. */
void jb_cjk_space(jb_making *making, const uint32_t *atom_of);

/* hyphen.c: where words may be divided, before addresses are looked for. */
void jb_hyphens_find(jb_making *making);
bool jb_cjk_is_letter(uint32_t rune); /* of English */

/* The hyphen of a line that ends behind cluster b - 1: its face, NULL for none; its width, 0. */
const jb_face *jb_hyphen_face(const jb_para *para, uint32_t b);
jb_len jb_hyphen_width(const jb_para *para, uint32_t b);

/* keep.c: addresses, among the atoms; then all that is better kept together, in the gaps. */
void jb_keep_addresses(jb_making *making);
void jb_keep_together(jb_para *para, const jb_own_words *own);

/* ？ and ！, full width: two together take one em (GB/T 15834-2011 5.1.2). */
bool jb_cjk_is_shout(uint32_t rune);

/* The stops, quotes and brackets of Latin text. */
bool jb_cjk_is_latin_mark(uint32_t rune);

/* The number of the face in para->faces, which it joins when it is new. */
uint16_t jb_cjk_face(jb_making *making, const jb_face *face, jb_match match);

/* ---- adjustment ----------------------------------------------------------------------------- */

/* Squeeze steps in the order of CLREQ 3.5. The first, the mark at the line's end, is not a choice:
 * the gap behind the last cluster is never set. The third has nothing to give: a middle dot takes
 * half an em in the form of GB/T 15834. */
enum {
    JB_STEP_WORD,
    JB_STEP_BRACKET,
    JB_STEP_COMMA,
    JB_STEP_LATIN,
    JB_STEP_STOP,
    JB_STEPS
};

/* The squeeze step of a gap kind, or -1. */
int jb_gap_step(jb_gap_kind kind);

/* What the gap may give beyond that before a line must overflow: the rest of a mark's blank. */
jb_len jb_gap_reserve(const jb_gap *gap);

/* The blanks of a full-width mark before and behind it. */
static inline jb_len jb_cluster_before(const jb_cluster *c, jb_len quad)
{
    if (c->centred)
        return (quad - quad / 2) / 2;
    return c->half && c->cls == JB_CLASS_OPEN ? quad - quad / 2 : 0;
}

static inline jb_len jb_cluster_after(const jb_cluster *c, jb_len quad)
{
    if (c->centred)
        return (quad - quad / 2) / 2;
    return c->half && c->cls != JB_CLASS_OPEN ? quad - quad / 2 : 0;
}

/* The blank that an opening mark keeps at the start of the line of clusters [first, ...). */
static inline jb_len jb_line_lead(const jb_para *p, uint32_t first)
{
    bool keeps = p->line_start == JB_START_KEEP || (p->line_start == JB_START_INDENT && first == 0);
    return keeps && p->clusters[first].cls == JB_CLASS_OPEN
               ? jb_cluster_before(&p->clusters[first], p->input->quad)
               : 0;
}

/* The blank that a mark keeps when cluster `last` ends a line. */
static inline jb_len jb_line_tail(const jb_para *p, uint32_t last)
{
    return p->keep_line_end ? jb_cluster_after(&p->clusters[last], p->input->quad) : 0;
}

/* True when step 3 of stretching takes the gap: every gap between characters that is not fixed. */
bool jb_gap_is_letter(jb_gap_kind kind);

/* A letter gap stretched by this much (in thousandths of the quad) counts as stretched in full. */
enum { JB_LETTER_STRETCH = 40 };

/* Sums over the clusters and gaps before each cluster, so that any line is measured in one step. A
 * line is the difference of two of them: it fits 32 bits, though the sums of a long paragraph do
 * not and wrap around. */
typedef struct jb_sum {
    uint32_t start;   /* where the cluster begins: boxes and natural gaps before it */
    uint32_t squeeze; /* of gaps, as the next two */
    uint32_t reserve;
    uint32_t stretch;
    uint32_t letters; /* letter gaps */
    uint32_t words;   /* word spaces */
    uint32_t han;     /* Han clusters */
    uint32_t solid;   /* clusters that are no marks and no blanks */
    uint32_t end;     /* the cluster without the blanks and line ends before it */
} jb_sum;

typedef struct jb_sums {
    const jb_para *para;
    bool hang;  /* justified: a ragged or centred line ends where it ends */
    jb_sum *at; /* of each cluster, and of the end */
} jb_sums;

jb_sums jb_sums_make(jb_arena *arena, const jb_para *para, const jb_shape *shape);

/* What a line of clusters [first, end) measures and may change, edges trimmed; of lines up to 4,000
 * metres. */
typedef struct jb_extent {
    int64_t natural, squeeze, reserve, stretch;
    uint32_t letters, words;
} jb_extent;

jb_extent jb_sums_extent(const jb_sums *sums, uint32_t first, uint32_t end);

/* How far the line must change for the measure, in thousandths of what it may: 0 as it is, -1000
 * all that it gives easily, down to JB_RATIO_LEAST with all reserves; stretched in full 1000, and
 * beyond. A line in which nothing may grow is measured as if one letter gap might. INT32_MIN: it
 * does not fit. */
enum { JB_RATIO_LEAST = -5000, JB_RATIO_MOST = 100000 };
int32_t jb_extent_ratio(const jb_extent *extent, int64_t measure, jb_len quad);

/* Nothing that may end a line fits, not with all that it can give: where the line that begins with
 * `first` is torn, inside a word if need be. No further than `most`. */
uint32_t jb_sums_tear(const jb_sums *sums, uint32_t first, uint32_t most, int64_t measure);

/* May, must a line end behind cluster b - 1 (b > 0)? */
static inline bool jb_line_may_end(const jb_para *para, uint32_t b)
{
    return b == para->clusters_len || para->gaps[b - 1].brk != JB_BREAK_NO;
}

static inline bool jb_line_must_end(const jb_para *para, uint32_t b)
{
    return b == para->clusters_len || para->gaps[b - 1].brk == JB_BREAK_MUST;
}

/* ---- costs ---------------------------------------------------------------------------------- */

/* A line squeezed or stretched in full costs FULL; penalties of breaks are hundredths of it. Never
 * when anything else can be had: a lone character on the last line, a line wider than its
 * measure. */
#define JB_COST_FULL ((int64_t)100000)
#define JB_COST_LONE ((int64_t)20000000000)
#define JB_COST_OVERFULL ((int64_t)200000000000)

/* What a line costs, term by term. */
typedef struct jb_cost {
    int64_t change;  /* what it is squeezed or stretched by */
    int64_t avoided; /* its break is better avoided */
    int64_t lone;    /* a last line of less than two Han */
    int64_t apart;   /* its ratio is not that of the line above */
    int64_t stacked; /* both are stretched */
    int64_t alike;   /* both begin or end with the same character */
} jb_cost;

/* The line by itself; and what it costs beside the line above, added. Of a line first, end, ratio
 * and last are read. */
void jb_cost_line(const jb_para *para, const jb_sums *sums, const jb_line *line, jb_cost *cost);
void jb_cost_pair(const jb_para *para, const jb_line *above, const jb_line *line, jb_cost *cost);
int64_t jb_cost_sum(const jb_cost *cost);

/* What it costs that cluster `first` begins the paragraph's last line: 0 where it has two Han. */
int64_t jb_cost_last(const jb_para *para, const jb_sums *sums, uint32_t first);

/* No pair of lines costs more together. */
int64_t jb_cost_pair_most(const jb_para *para);

/* ---- fit ------------------------------------------------------------------------------------ */

/* What is to be broken: clusters [first, end) of the paragraph. */
typedef struct jb_fit_job {
    jb_arena *arena;
    const jb_para *para;
    const jb_sums *sums;
    const jb_shape *shape;
    int looseness;
    uint32_t first, end;
    uint32_t lines;         /* before `first`, for the shape */
    const jb_line *before;  /* the last of them, or NULL */
    uint32_t avoid;         /* no line ends here; 0: nowhere */
    uint64_t *tried;        /* counts the pairs of lines that were weighed; NULL: nobody asks */
} jb_fit_job;

/* All append lines (first, end, ratio, last, overfull) and return what they cost. The latter two
 * break whole paragraphs. */
typedef JB_VEC(jb_line) jb_line_list;
int64_t jb_fit_optimum(const jb_fit_job *job, jb_line_list *out);  /* justified, fit.c */
int64_t jb_fit_first(const jb_fit_job *job, jb_line_list *out);    /* line by line, first.c */
int64_t jb_fit_balanced(const jb_fit_job *job, jb_line_list *out); /* ragged, balance.c */

/* The shape's line n; the last given goes on. */
const jb_line_shape *jb_shape_line(const jb_shape *shape, uint32_t n);

#endif
