/* Private to lexicon/: the compiled lexicon, as a file and as what is found in it.
 *
 *     0  magic "JBLEX2\r\n"
 *     8  version
 *    12  heads: how many characters begin a word
 *    16  words
 *    20  bytes of text
 *    24  checksum of all that follows (jb_lexicon_sum), 64 bits
 *    32  heads: code point and first word of each, in order; one more, which ends the last
 *        words: where in the text each begins; one more, which ends the last
 *        words: kind (high 4 bits) and cost (low 12 bits, in 1/64 bit) of each, 16 bits
 *        text: the words without their first character, UTF-8, those of one head in byte order
 *
 * Numbers are 32 bits unless said, the low byte first. */
#ifndef JB_LEXICON_PARTS_H
#define JB_LEXICON_PARTS_H

#include "lexicon.h"

#define JB_LEXICON_MAGIC "JBLEX2\r\n"

enum { JB_LEXICON_VERSION = 2, JB_LEXICON_HEADER = 32, JB_COST_BIT = 64, JB_COST_MOST = 4095 };

static inline uint32_t jb_le32(const unsigned char *at)
{
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static inline uint64_t jb_le64(const unsigned char *at)
{
    return jb_le32(at) | (uint64_t)jb_le32(at + 4) << 32;
}

/* FNV over words of eight bytes, in four lanes that a processor takes side by side: the whole file
 * is looked at whenever it is opened. What is left over is filled up with 0. */
static inline uint64_t jb_lexicon_sum(const unsigned char *at, size_t len)
{
    enum { LANES = 4, ROW = 8 * LANES };
    const uint64_t prime = 1099511628211u;
    uint64_t lanes[LANES] = {1, 2, 3, 4}, sum = 14695981039346656037u;
    unsigned char rest[ROW] = {0};
    if (len % ROW)
        memcpy(rest, at + len - len % ROW, len % ROW);
    for (size_t i = 0; i < len; i += ROW) {
        const unsigned char *row = i + ROW <= len ? at + i : rest;
        for (size_t k = 0; k < LANES; k++)
            lanes[k] = (lanes[k] ^ jb_le64(row + 8 * k)) * prime;
    }
    for (size_t k = 0; k < LANES; k++)
        sum = ((sum ^ lanes[k]) * prime) ^ lanes[k] >> 32;
    return sum;
}

/* A walk down the words that begin with the same characters. */
typedef struct jb_lexicon_walk {
    const jb_lexicon *lexicon;
    uint32_t from, to; /* words that begin as far as we went */
    uint32_t depth;    /* bytes behind the first character */
} jb_lexicon_walk;

typedef struct jb_lexicon_word {
    jb_word_kind kind;
    uint32_t cost;
} jb_lexicon_word;

/* Begins with the character `rune`. False: no word does. */
bool jb_lexicon_begin(jb_lexicon_walk *walk, const jb_lexicon *lexicon, uint32_t rune);
/* Goes on with the bytes of the next character. False: no word goes on so. */
bool jb_lexicon_go_on(jb_lexicon_walk *walk, jb_str character);
/* The word that ends here, if there is one. */
bool jb_lexicon_ends(const jb_lexicon_walk *walk, jb_lexicon_word *word);

/* bond.c: how the words of a cut hang together. */
void jb_lexicon_bind(jb_str text, jb_cut_words *cut);

#endif
