/* Private to proof/: words.txt, read. */
#ifndef JB_PROOF_WORDS_H
#define JB_PROOF_WORDS_H

#include "proof.h"

typedef enum form_use {
    FORM_WRONG,  /* ref: entry with what is right */
    FORM_UNUSED, /* ref: entry */
    FORM_FINE,   /* right forms and 例外 */
    FORM_FULL,   /* ref: entry */
    FORM_SHORT,  /* ref: entry of its full name */
    FORM_NAME,   /* ref: entry of the 次序, rank: its place there */
} form_use;

/* One use of one form; a form may have several. */
typedef struct form {
    jb_str text;
    form_use use;
    uint32_t ref, rank;
} form;

typedef struct entry {
    jb_str form;   /* the right form, or the full name */
    jb_str reason; /* what stands behind #, or empty */
    uint32_t line; /* from 1 */
} entry;

typedef JB_VEC(form) form_list;
typedef JB_VEC(entry) entry_list;

struct jb_words {
    form_list forms; /* sorted by text, then as they stand in the file */
    entry_list entries;
    uint8_t first[8192]; /* a bit for each character below U+10000 that a form begins with */
};

/* The longest form that stands at text[at]: its forms[*from, *to), and its bytes; 0: none. */
size_t jb_words_longest(const jb_words *words, jb_str text, size_t at, uint32_t *from,
                        uint32_t *to);

static inline bool jb_words_begins(const jb_words *words, uint32_t rune)
{
    return rune > 0xFFFF || words->first[rune >> 3] >> (rune & 7) & 1;
}

#endif
