/* Lexicon: Chinese text -> the borders of its words.
 *
 * Titles are broken between words (GB/T 9704-2012 7.3.1: 词意完整). The words and how often they are
 * used come from jieba's dictionary, which is compiled into one file when jianbao is built
 * (compile.c). The file is mapped, never parsed: opening it costs nothing, looking up a title
 * touches a few of its pages. An open lexicon is read-only and may be shared.
 *
 * Where several divisions of a text are possible, the likeliest is taken: the one whose words have
 * the greatest product of frequencies. Numbers with their measure words, and a surname with a
 * given name, which no dictionary lists, count as words too. */
#ifndef JB_LEXICON_LEXICON_H
#define JB_LEXICON_LEXICON_H

#include "../base/arena.h"

typedef struct jb_lexicon jb_lexicon;

/* Maps the file; it is unmapped when the arena goes. NULL and an errno value in *error: EINVAL when
 * it is no lexicon of this version, or damaged. */
jb_lexicon *jb_lexicon_open(jb_arena *arena, jb_str path, int *error);

/* Words of the office's own: they go before any division through them. */
typedef struct jb_own_words {
    const jb_str *at;
    uint32_t len;
} jb_own_words;

/* begins[i], one for each byte of the text: a word begins at byte i. All other bytes are false.
 * What is not Han stands by itself, character by character, but letters and digits in a row are a
 * word. */
void jb_lexicon_divide(jb_arena *scratch, const jb_lexicon *lexicon, const jb_own_words *own,
                       jb_str text, bool *begins);

/* The commonest surnames of one character: nine names in ten. */
bool jb_lexicon_is_surname(uint32_t rune);

#endif
