/* Private to lexicon/. */
#ifndef JB_LEXICON_PARTS_H
#define JB_LEXICON_PARTS_H

#include "format.h"
#include "lexicon.h"

struct jb_lexicon {
    const jb_lexicon_head *head;
    const uint32_t *first, *start;
    const uint16_t *cost, *units;
};

typedef struct jb_listed {
    uint32_t len;  /* characters */
    uint32_t cost; /* as in format.h */
} jb_listed;

/* The words that the text of n characters begins with, shortest first; how many. */
uint32_t jb_lexicon_words(const jb_lexicon *lexicon, const uint32_t *runes, uint32_t n,
                          jb_listed found[JB_LEXICON_LONGEST]);

#endif
