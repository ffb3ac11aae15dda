/* Private to proof/: the text as its rules see it, and the rules. */
#ifndef JB_PROOF_PARTS_H
#define JB_PROOF_PARTS_H

#include "../base/utf8.h"
#include "proof.h"

/* Kinds of characters: a rule is asked at those that may begin its fault, and nowhere else. */
enum {
    HALF = 1 << 0,     /* . , : ; ? ! ( ) and ~ */
    STOP = 1 << 1,     /* ， 。 、 ： ； ？ ！ */
    OPEN = 1 << 2,     /* “ ‘ （ 《 〈 【 〔 「 『 and ( [ ［ */
    CLOSE = 1 << 3,    /* their mates */
    STRAIGHT = 1 << 4, /* " and ' */
    DOT = 1 << 5,      /* what is taken for · */
    DASH = 1 << 6,     /* — – - － ― ─ ー ～ ~ */
    ELLIPSIS = 1 << 7, /* the first of a run of … . 。 ． · 、 */
    DIGIT = 1 << 8,    /* the first of a run of 0-9 */
    WIDE = 1 << 9,     /* the first of a run of full-width letters and digits */
    NUMERAL = 1 << 10, /* the first of a run of Han numerals */
    ODD_CODE = 1 << 11, /* of a block of radicals or of compatibility ideographs */
};

typedef struct glyph {
    uint32_t rune;
    uint32_t at; /* in the clean text */
    uint16_t kinds;
    bool quoted; /* inside “” ‘’ 《》 〈〉 */
} glyph;

typedef struct finding {
    jb_code code;
    jb_span span;
    jb_str args[4];
    uint32_t order; /* in which it was found */
} finding;

typedef struct proof proof;
typedef void rule_at(proof *p, int i);
typedef void rule_all(proof *p);

/* One walk of the text; it may tell the faults of several rules. */
typedef struct walk {
    unsigned blocks; /* PROSE, ... */
    unsigned kinds;  /* where `at` is asked */
    rule_at *at;     /* at a character */
    rule_all *whole; /* once a block, its glyphs being made */
    rule_all *end;   /* once an issue */
} walk;

/* Blocks that a rule looks into. */
enum {
    PROSE = 1,  /* sentences: paragraphs, notes, headings, captions */
    TITLES = 2, /* titles and what stands with them */
    ROWS = 4,   /* tables, name lists, end matter, signatures */
    FIELDS = 8, /* of the masthead */
    ALL = 15,
};

enum { LEVELS = 5 }; /* 一、 （一） 1. （1） ① */
enum { COUNTS = 4 }; /* 一是 二是 in one another */

/* What the levels of an article have come to. */
typedef struct level_state {
    int last[LEVELS];            /* number of the last label; 0 since a label above it */
    int before[LEVELS];          /* the same, whatever stood between */
    int above[LEVELS];           /* the level that set `last` to 0 by beginning anew; -1: none */
    int counted[COUNTS], counts; /* 一是 二是: the last of each, outermost first */
} level_state;

/* A number written in either of two ways. */
typedef struct form_count {
    uint32_t count[2];
    jb_span first[2];
} form_count;

enum { FORM_YEAR, FORM_PERCENT, FORM_DATE, FORM_GROUP, FORMS };

/* An opening quote that waits for its mate. */
typedef struct pending {
    jb_span span;
    jb_str text; /* around it */
    bool on;
} pending;

struct proof {
    jb_arena *arena;
    const jb_issue *issue;
    const jb_words *words;
    jb_proof_rules skip;
    const jb_block *block; /* NULL: a field */
    jb_str text;           /* issue->text */
    JB_VEC(glyph) glyphs;  /* of the block, its label included */
    int n;
    pending quote; /* “ left open by a paragraph: the quotation may go on */
    level_state levels;
    form_count forms[FORMS];
    uint8_t *full_seen; /* of each full name of the words: 1 met or told */
    JB_VEC(finding) findings;
};

/* ---- the text (text.c) ---------------------------------------------------------------------- */

/* The character at i; 0 outside of the block. */
static inline uint32_t rune_at(const proof *p, int i)
{
    return i >= 0 && i < p->n ? p->glyphs.at[i].rune : 0;
}

static inline bool is_digit(uint32_t rune)
{
    return rune >= '0' && rune <= '9';
}

static inline bool is_latin(uint32_t rune)
{
    return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
}

static inline bool is_han(uint32_t rune)
{
    return jb_rune_is_han(rune);
}

/* Is the rune one of the set's? Sets are short. */
bool jb_proof_in(uint32_t rune, const char *set);

/* ， 。 、 ： ； ？ ！ */
bool jb_proof_is_stop(uint32_t rune);
/* ” ’ ） 》 〉 】 〕 」 』 */
bool jb_proof_is_closing(uint32_t rune);

/* The text stands at i. */
bool jb_proof_stands(const proof *p, int i, const char *text);
/* The text stands right before i. */
bool jb_proof_before(const proof *p, int i, const char *text);
/* One of the words parted by | stands at i. */
bool jb_proof_any(const proof *p, int i, const char *words);

/* Behind the run of digits from i on; and where the run before i begins. */
int jb_proof_digits(const proof *p, int i);
int jb_proof_digits_back(const proof *p, int i);
/* Their value; -1: more than 9 digits, or none. */
int64_t jb_proof_value(const proof *p, int from, int to);

/* 0 to 9 of a Han numeral (〇零 一 to 九, 两 = 2); -1: none. */
int jb_proof_numeral(uint32_t rune);
/* 〇一二三四五六七八九十百千万亿两点几 */
bool jb_proof_is_numeral(uint32_t rune);
/* The value of a number in Han, 1 to 99999; 0: not one. */
int64_t jb_proof_han_value(const proof *p, int from, int to);
/* The same number in Han; at most 99. */
jb_str jb_proof_han_text(proof *p, int value);

/* The character is part of a URL or an e-mail address. */
bool jb_proof_in_address(const proof *p, int i);

jb_span jb_proof_span(const proof *p, int from, int to);
jb_str jb_proof_cut(const proof *p, int from, int to);

/* Makes p->glyphs of the span. */
void jb_proof_make_glyphs(proof *p, jb_span span);

/* The block begins with 一、 （一） 1. （1） or ① (levels.c). */
bool jb_proof_has_label(const proof *p);

/* 卡尔.马克思: the mark at i stands between the sounds of a foreign name (marks.c). */
bool jb_proof_is_name_dot(const proof *p, int i);

/* ---- findings (proof.c) --------------------------------------------------------------------- */

/* A fault at [from, to): {0} is that text, {1} what to write. */
void jb_proof_tell(proof *p, jb_code code, int from, int to, jb_str put);
/* The same, both with up to `more` characters of what stands around it. */
void jb_proof_tell_near(proof *p, jb_code code, int from, int to, int more, jb_str put);
/* With arguments of its own. */
void jb_proof_tell_args(proof *p, jb_code code, jb_span span, const jb_str *args, size_t n);

/* ---- the rules ------------------------------------------------------------------------------ */

rule_at jb_proof_half_mark, jb_proof_double_stop, jb_proof_stop_and_dash, jb_proof_before_etc,
    jb_proof_middle_dot, jb_proof_many_marks;                                     /* marks.c */
rule_at jb_proof_ellipsis, jb_proof_much_ellipsis, jb_proof_dash, jb_proof_range; /* dashes.c */
rule_all jb_proof_pairs, jb_proof_pairs_end; /* pairs.c: P02, P03, P04 */
rule_at jb_proof_marks_between, jb_proof_quote_end, jb_proof_bracket_end,
    jb_proof_document_no;                                                          /* quotes.c */
rule_at jb_proof_two_colons, jb_proof_indirect_question;                           /* sentences.c */
rule_all jb_proof_label, jb_proof_order, jb_proof_title_end, jb_proof_caption_end; /* levels.c */
rule_at jb_proof_units, jb_proof_approximate, jb_proof_fixed_words, jb_proof_range_unit,
    jb_proof_decimal, jb_proof_wide, jb_proof_signs, jb_proof_zero; /* numerals.c */
rule_at jb_proof_dates;                                             /* dates.c */
rule_at jb_proof_grouping, jb_proof_same_form;                      /* forms.c: N07, N10 */
rule_all jb_proof_forms_end;
rule_all jb_proof_tree; /* tree.c: P23, P24 */
rule_at jb_proof_code;  /* codes.c: P25 */
rule_all jb_proof_words; /* match.c: W01 to W04 */
void jb_proof_words_begin(proof *p);

#endif
