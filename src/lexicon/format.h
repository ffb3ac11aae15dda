/* The compiled lexicon, shared by the program that makes it and the one that reads it. All numbers
 * are of the machine's own order: the file is made for the machine that it is installed on, and
 * `order` tells one of another.
 *
 *     head
 *     uint32_t first[FIRSTS + 1]   the words that begin with unit c: first[c] .. first[c + 1]
 *     uint32_t start[words + 1]    where the rest of the word begins in units[]
 *     uint16_t cost[words]         -log2 of its share of all words used, in 1/256
 *     uint16_t units[units]        the words without their first unit, sorted */
#ifndef JB_LEXICON_FORMAT_H
#define JB_LEXICON_FORMAT_H

#include <stdint.h>

enum {
    JB_LEXICON_FIRSTS = 0x10000,
    JB_LEXICON_ORDER = 0x01020304,
    JB_LEXICON_LONGEST = 16, /* units of a word */
    JB_LEXICON_BIT = 256     /* cost of one bit */
};

#define JB_LEXICON_MAGIC "JBLEX1\r\n"

typedef struct jb_lexicon_head {
    char magic[8];
    uint32_t order, words, units;
    uint32_t rarest; /* cost of a word that was seen once */
} jb_lexicon_head;

#endif
