/* Para: a styled block becomes lines. The core of jianbao.
 *
 *     ... styled blocks -> runs -> lines -> pages ...
 *
 * Three stages, each printable:
 *   jb_para_new    text -> clusters: character classes (CLREQ 3.1, GB/T 15834 5, UAX #14), pairing
 *                  of quotes, a face for each by role, shaping (hb_shape), the box and the blank
 *                  of every mark (slot model) and the gaps between Han and Latin
 *   jb_para_lines  (paragraph, shape, looseness) -> a new line array: opportunities, optimum or
 *                  first fit, squeeze and stretch. A function: page/ may ask again.
 *   jb_para_place  one line -> glyphs with their places
 *
 * Every mark is a half-em box of ink; the blank at its side is space that belongs to the line. So
 * a line is boxes and gaps, each gap with what it is naturally, at least and at most. All lengths
 * are in milli-points, costs in int64: no floating point.
 *
 * Owner of hb_shape and libhyphen. Everything is in the arena given. */
#ifndef JB_PARA_PARA_H
#define JB_PARA_PARA_H

#include "../font/font.h"
#include "../lexicon/lexicon.h"

/* ---- input --------------------------------------------------------------------------------- */

/* A stretch of the text in one role and ink. */
typedef struct jb_para_run {
    uint32_t length; /* bytes */
    uint16_t role, ink;
    jb_accents accents;
} jb_para_run;

/* What to set. LF in the text is a line end that must be. */
typedef struct jb_para_input {
    jb_str text;
    const jb_map *map;      /* text -> clean text; NULL: it is the clean text from `base` on */
    uint32_t base;
    const jb_para_run *runs; /* cover the text in order; NULL: one run of role and ink below */
    uint32_t runs_len;
    uint16_t role, ink;
    jb_len size, quad;      /* of the glyphs; advance of a Han */
    jb_kinsoku kinsoku;
    bool title;             /* a space between Han: break here if one is needed, else one em */
    bool whole_words;       /* lines rather end between words (see jb_para_fonts.lexicon) */
    bool hyphenate;         /* English words may be divided (see jb_para_fonts.hyphens) */
    bool row;               /* entries parted by blanks (U+3000): breaks there alone */
    bool vertical;          /* a column: glyphs are upright or turned (see jb_stand) */
    uint32_t label;         /* bytes after which further lines hang (end entries), else 0 */
} jb_para_input;

/* The measure of each line: the first lines have their own, the last one given goes on. */
typedef struct jb_line_shape {
    jb_len left;  /* from the type area's left edge */
    jb_len width;
} jb_line_shape;

typedef struct jb_shape {
    const jb_line_shape *lines;
    uint32_t len; /* at least 1 */
    jb_align align;
    jb_fit fit;
} jb_shape;

/* How glyphs stand. On a line all are level. */
typedef enum jb_stand {
    JB_STAND_LEVEL,
    JB_STAND_UPRIGHT, /* in a column, one below the other */
    JB_STAND_TURNED,  /* in a column, by a quarter clockwise: words, dashes */
    JB_STAND_ACROSS,  /* in a column, side by side in one cell: digits */
    JB_STAND_DIAGONAL /* rising at 45 degrees: watermarks */
} jb_stand;

/* As dumps name it, with a blank before it; empty for level ones. */
const char *jb_stand_name(jb_stand stand);

/* ---- clusters ------------------------------------------------------------------------------ */

/* Classes of CLREQ 3.1, what the text is made of. */
typedef enum jb_class {
    JB_CLASS_HAN,       /* ID: ideographs, full-width letters, and anything else of one em */
    JB_CLASS_OPEN,      /* OP */
    JB_CLASS_CLOSE,     /* CL */
    JB_CLASS_STOP,      /* ST: 。 ． ， 、 ： ； ？ ！ */
    JB_CLASS_DOT,       /* MD: the middle dot */
    JB_CLASS_HYPHEN,    /* HY: short line between Han */
    JB_CLASS_RULE,      /* DA: single — and ～ */
    JB_CLASS_SLASH,     /* SL */
    JB_CLASS_DASH,      /* D2: —— ⸺ */
    JB_CLASS_ELLIPSIS,  /* EL: …… */
    JB_CLASS_LATIN,     /* WL: letters and whatever else is proportional */
    JB_CLASS_DIGIT,     /* NU */
    JB_CLASS_PREFIX,    /* PR: ￥ $ № */
    JB_CLASS_POSTFIX,   /* PO: % ‰ ℃ */
    JB_CLASS_SPACE,     /* a space between words, U+3000 */
    JB_CLASS_BREAK,     /* LF */
    JB_CLASSES
} jb_class;

/* There are as many clusters, gaps and glyphs as the text has characters: they are packed, for a
 * text of 50,000 paragraphs is to be set too.
 *
 * The smallest unit that moves as one: one or more glyphs shaped together. */
typedef struct jb_cluster {
    uint32_t text, length;  /* bytes of the input's text */
    uint32_t glyph;         /* first one in jb_para.glyphs; the next cluster's follow */
    unsigned rune : 21;     /* its first code point */
    unsigned cls : 5;       /* jb_class */
    unsigned missing : 1;   /* no font has it: 〓 */
    unsigned half : 1;      /* a full-width mark: its blank, the other half of the quad, is part of
                             * the gap beside it, before an opening mark, behind any other */
    unsigned centred : 1;   /* and half of that blank stands on either side */
    unsigned hangs : 1;     /* at a line's end it stands outside of the measure */
    unsigned stand : 2;     /* jb_stand */
    uint16_t ink;
    uint8_t narrow;         /* its glyphs are set to so many hundredths of their width; 0: as wide
                             * as they are */
    jb_accents accents;     /* bold: stroked; dots: on what takes them; opens: on the first */
    jb_len width;           /* of its box: for a mark the half em of ink */
} jb_cluster;

typedef struct jb_glyph {
    uint16_t face;  /* in jb_para.faces */
    uint16_t id;    /* no font of these formats has more glyphs */
    jb_len x, y;    /* from the box's left edge and the line's ideographic centre, y downwards */
} jb_glyph;

/* What stands between a cluster and the next one, or what may go there at a line's end. */
typedef enum jb_gap_kind {
    JB_GAP_NONE,    /* nothing: step 3 of stretching takes it unless fixed */
    JB_GAP_FIXED,   /* nothing, and nothing ever: inside —— …… words and numbers */
    JB_GAP_WORD,    /* Western word space: squeeze step 2, stretch step 1 */
    JB_GAP_BRACKET, /* blank of brackets and quotes: squeeze 4 */
    JB_GAP_COMMA,   /* blank of ， 、 ； ：: squeeze 5 */
    JB_GAP_LATIN,   /* between Han and Latin or digits: squeeze 6, stretch 2 */
    JB_GAP_STOP,    /* blank of 。 ？ ！: squeeze 7 */
    JB_GAP_TITLE,   /* the wanted break of a title, one em where it is not needed */
    JB_GAPS
} jb_gap_kind;

typedef enum jb_break { JB_BREAK_NO, JB_BREAK_MAY, JB_BREAK_MUST } jb_break;

/* The gap behind cluster i. */
typedef struct jb_gap {
    jb_len natural;         /* what it may change by follows from its kind: jb_gap_squeeze */
    uint32_t length;        /* of the spaces that stand there: bytes behind the cluster's */
    uint16_t face;          /* whose space glyph is painted for them, in jb_para.faces; 0: none */
    uint8_t wish;           /* against a break here, in jb_wishes; 0: none */
    unsigned char kind : 4; /* jb_gap_kind */
    unsigned char brk : 2;  /* jb_break */
    unsigned char hyphen : 1; /* a line that ends here shows one */
    unsigned char inside : 1; /* a word of whole_words */
} jb_gap;

/* A face, and how it is set. */
typedef struct jb_para_face {
    const jb_face *face;
    jb_match match;
} jb_para_face;

typedef JB_VEC(jb_para_face) jb_para_faces;

/* What is better not parted, from the weakest wish to the strongest. */
typedef enum jb_wish_kind {
    JB_WISH_NONE,
    JB_WISH_LOOSE,
    JB_WISH_CLOSE,
    JB_WISH_ADDRESS,
    JB_WISH_COUNTED,
    JB_WISH_QUOTED,
    JB_WISH_WORD,
    JB_WISH_NAME,
    JB_WISH_NUMERAL,
    JB_WISH_OFFICE,
    JB_WISH_RANGE,
    JB_WISH_YEAR,
    JB_WISH_MONTH,
    JB_WISH_OMITTED,
    JB_WISH_ORDINAL,
    JB_WISH_UNIT,
    JB_WISH_STRING,
    JB_WISHES
} jb_wish_kind;

typedef struct jb_wish {
    uint8_t penalty;  /* hundredths of what a fully stretched line costs */
    const char *kept; /* what it keeps together */
    const char *from; /* the clause or usage that it is taken from */
} jb_wish;

extern const jb_wish jb_wishes[JB_WISHES]; /* keep.c */

/* Of a break behind the gap's cluster: 0 free, more is worse. */
static inline uint8_t jb_gap_penalty(const jb_gap *gap)
{
    return jb_wishes[gap->wish].penalty;
}

typedef struct jb_para {
    const jb_para_input *input;
    jb_cluster *clusters;     /* with one more behind the last, which ends its glyphs */
    uint32_t clusters_len;
    jb_gap *gaps;             /* one behind each cluster */
    jb_glyph *glyphs;
    uint32_t glyphs_len;
    jb_para_faces faces;      /* those of the glyphs; the first is none */
    bool divided;             /* some word of it may be, with a hyphen */
    uint32_t missing;         /* clusters set as 〓 */
    bool bound;               /* the gaps know the borders of words */
    uint32_t hang;            /* clusters of the label */
    jb_len hang_width;        /* their width: what the further lines are set in by */
    jb_line_start line_start; /* as in jb_marks_form */
    bool keep_line_end;       /* likewise */
    jb_arena *scratch;        /* as in jb_para_fonts */
} jb_para;

/* How many glyphs the cluster has. */
static inline uint32_t jb_cluster_glyphs(const jb_cluster *cluster)
{
    return cluster[1].glyph - cluster->glyph;
}

/* The size of what is set at `size`: less for a note's mark and for ruby. */
jb_len jb_accent_size(jb_accents accents, jb_len size);

/* What the gap gives without harm, and takes before step 3 of stretching, which has no limit. */
jb_len jb_gap_squeeze(const jb_gap *gap, jb_len quad);
jb_len jb_gap_stretch(const jb_gap *gap, jb_len quad);

/* The patterns by which English words are divided: a file of libhyphen's, read when the first word
 * asks for it. Where there is none, no word is divided. For one thread; another's shares the
 * patterns with the first, which must outlive it. */
typedef struct jb_hyphens jb_hyphens;
jb_hyphens *jb_hyphens_new(jb_arena *arena, jb_str path);
jb_hyphens *jb_hyphens_join(jb_arena *arena, const jb_hyphens *hyphens);
jb_str jb_hyphens_path(const jb_hyphens *hyphens);
/* From here on it is noted whether the patterns were looked at; the path, if so and they are there,
 * else empty. */
void jb_hyphens_begin(jb_hyphens *hyphens);
jb_str jb_hyphens_used(const jb_hyphens *hyphens);

/* Roles and faces of a job. */
/* Faces that were chosen before, by the low bits of the code point: zeroed, for one issue. */
enum { JB_KNOWN_FACES = 1024 };
typedef struct jb_known_faces {
    struct {
        uint64_t asked; /* role, part and code point */
        const jb_face *face;
    } at[JB_KNOWN_FACES];
} jb_known_faces;

typedef struct jb_para_fonts {
    jb_fonts *fonts;
    const jb_role *roles;
    jb_str lang; /* for the shaper: "zh-Hans" */
    jb_marks_form marks_form;
    jb_known_faces *known;     /* NULL: each is looked for */
    const jb_lexicon *lexicon; /* NULL: words are not known */
    jb_hyphens *hyphens;       /* NULL: words are not divided */
    jb_own_words own;          /* the office's, beside it */
    jb_arena *scratch; /* for work within one call, cleared by each; NULL: the caller's arena */
    jb_arena *paras;   /* for the paragraphs of a set, which may go when the pages are made; NULL:
                        * the set's arena */
} jb_para_fonts;

/* Classifies, chooses faces, shapes, measures. The input must outlive the paragraph. A missing
 * character is a content diagnostic; NULL only after a world diagnostic (a font is missing). */
jb_para *jb_para_new(jb_arena *arena, const jb_para_input *input, const jb_para_fonts *fonts,
                     jb_diags *diags);

/* ---- lines --------------------------------------------------------------------------------- */

typedef struct jb_line {
    uint32_t first, end;   /* clusters [first, end), spaces at the edges left out */
    jb_len left, measure;  /* where it may stand */
    int64_t natural;       /* width before adjustment, edges trimmed */
    jb_len width;          /* as set: sum of boxes and gaps */
    jb_len trim_start;     /* blank taken from an opening mark at the start */
    jb_len trim_end;       /* blank taken from the mark at the end */
    int32_t ratio;         /* thousandths of what the line may change: squeezed < 0 < stretched */
    bool last;             /* of the paragraph, or before a must-break */
    bool overfull;
} jb_line;

typedef struct jb_lines {
    jb_line *at;
    uint32_t len;
    int64_t cost; /* of the whole, comparable between answers for one paragraph */
} jb_lines;

/* What a title's lines are ragged by costs less than this, any other fault of them more. */
#define JB_TITLE_FAULT ((int64_t)10000000)

/* Breaks the paragraph. looseness: lines more (or fewer) than the best number, if the paragraph can
 * be set so within what its gaps allow (of a very long one: its last 64,000 characters); else the
 * nearest. A new array in the arena. */
jb_lines jb_para_lines(jb_arena *arena, const jb_para *para, const jb_shape *shape, int looseness);

/* A glyph at its place, where its baseline begins: x from the type area's left, y from the line's
 * ideographic centre. */
typedef struct jb_placed {
    const jb_face *face;
    uint32_t id;
    uint16_t ink;
    bool missing;
    jb_accents accents; /* of its cluster, as the next two */
    jb_stand stand;
    uint8_t narrow;
    jb_len size;
    jb_len stroke;      /* along its outlines: its match's, not that of bold */
    jb_len x, y;
    jb_len box, width; /* its cluster's box: from where, and how wide; a follower's width is 0 */
    jb_str text;       /* the part of the input's text that this glyph is the first of; of several
                        * spaces one; empty for followers */
} jb_placed;

/* From where to where its ink goes along the line, as x does. */
typedef struct jb_reach {
    jb_len from, to;
} jb_reach;
jb_reach jb_placed_ink(const jb_placed *placed);

typedef JB_VEC(jb_placed) jb_placed_list;

/* Appends the line's glyphs, adjusted and aligned; sum of the parts is exact to the milli-point. */
void jb_para_place(jb_arena *arena, const jb_para *para, const jb_shape *shape, const jb_line *line,
                   jb_placed_list *out);

/* The span of the clean text of bytes [from, from + length) of the input's text; empty for what is
 * not in it. */
jb_span jb_para_span(const jb_para_input *input, uint32_t from, uint32_t length);

/* Width of the whole on one line, edges untrimmed: for furniture. */
int64_t jb_para_width(const jb_para *para);

/* dump --stage=runs and --stage=lines for one paragraph. Under each line that the optimum fit chose
 * stands why: its cost by terms (para/cost.c), and what the next best break in its place would have
 * cost more. */
void jb_para_dump_runs(jb_arena *arena, const jb_para *para, jb_buf *out);
void jb_para_dump_lines(jb_arena *arena, const jb_para *para, const jb_shape *shape,
                        const jb_lines *lines, jb_buf *out);

/* The class machine alone: the class of a code point; and whether a line may break before each code
 * point of the text by UAX #14, the Chinese tailoring off (`breaks` has room for one each). */
jb_class jb_para_class(uint32_t rune);
void jb_para_uax14(jb_arena *arena, jb_str text, bool *breaks);

#endif
