/* What two neighbours in a line owe each other by their characters alone: the rules of CLREQ and
 * GB/T 15834-2011 stated once more, without a word of the engine's (its classes, gaps, breaks). For
 * the mainland's form of the marks; lengths in milli-points of a given quad. */
#ifndef JB_TESTS_NEIGHBOURS_H
#define JB_TESTS_NEIGHBOURS_H

#include "../../src/base/arena.h"
#include "../../src/base/str.h"
#include "../../src/base/unit.h"

typedef enum ch_kind {
    CH_HAN,
    CH_SYMBOL,   /* on an em, no ideograph: ★ ① → */
    CH_OPEN,
    CH_CLOSE,
    CH_COMMA,    /* ， 、 ； ： */
    CH_STOP,     /* 。 ． ？ ！ */
    CH_WHOLE,    /* ‼ ⁇ ⁈ ⁉ */
    CH_DOT,
    CH_HYPHEN,
    CH_RULE,     /* single — and ～ */
    CH_SLASH,
    CH_DASH,     /* of ——: either half */
    CH_ELLIPSIS, /* of ……: either half */
    CH_LETTER,
    CH_DIGIT,
    CH_PREFIX,   /* ￥ $ № */
    CH_POSTFIX,  /* % ‰ ℃ */
    CH_HUG,      /* stops, quotes and brackets of Latin text */
    CH_SPACE,    /* U+0020 */
    CH_BLANK,    /* U+3000, tabs */
    CH_JOINED    /* combining marks and selectors: part of what stands before */
} ch_kind;

typedef struct ch {
    uint32_t at, rune; /* its first byte; the code point */
    ch_kind kind;
    uint8_t shouts; /* how many ？ and ！ in a row end here */
    bool second;    /* of the pair of a —— or …… */
} ch;

typedef struct ch_text {
    ch *at; /* one more behind the last, whose `at` is the text's length */
    uint32_t len;
} ch_text;

ch_text ch_read(jb_arena *arena, jb_str text);

/* How a gap gives way. The first five are squeezed in this order (CLREQ 3.5; the mark at the line's
 * end, which goes before all, has no gap; 间隔号 take half an em already); the first and the fourth
 * are stretched before all that may. */
typedef enum ch_take {
    TAKE_WORD,
    TAKE_BRACKET,
    TAKE_COMMA,
    TAKE_LATIN,
    TAKE_STOP,
    TAKE_STEPS,
    TAKE_FREE = TAKE_STEPS, /* solid: may grow */
    TAKE_RIGID,
    TAKE_BLANK /* blanks that the text has: not judged */
} ch_take;

typedef struct ch_gap {
    ch_take take;
    jb_len natural;
    jb_len least; /* before a later step takes anything */
    jb_len most;  /* before step 3 of stretching does */
    jb_len floor; /* in a line that has nothing else to give */
} ch_gap;

/* Between characters i < k of the text, the last of one box and the first of the next. */
ch_gap ch_between(const ch_text *text, uint32_t i, uint32_t k, jb_len quad, jb_len space);

/* The box of the character: 0 for what has the width of its letter. */
jb_len ch_width(const ch *c, jb_len quad);

/* May a line begin with it, may it end with it (CLREQ 3.1.4)? Levels: none, basic, gb, strict. */
bool ch_may_begin(const ch *c, int level);
bool ch_may_end(const ch *c, int level);

/* Characters i < k are parts of one thing: of a word, a number and its sign, a —— or ……. */
bool ch_bound(const ch_text *text, uint32_t i, uint32_t k);

/* A line may end between them beyond doubt, whatever UAX #14 says of rarer cases. */
bool ch_may_part(const ch_text *text, uint32_t i, uint32_t k, int level);

/* Step 3 of stretching takes it. */
static inline bool ch_may_grow(ch_take take)
{
    return take == TAKE_FREE || take == TAKE_BRACKET || take == TAKE_COMMA || take == TAKE_STOP;
}

/* A letter, a number or an ideograph: no mark, no blank. */
static inline bool ch_is_solid(const ch *c)
{
    return c->kind <= CH_SYMBOL || (c->kind >= CH_LETTER && c->kind <= CH_POSTFIX);
}

#endif
