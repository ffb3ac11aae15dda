/* Lexicon: Chinese text -> its words, and how closely each is bound to the one before.
 *
 * Titles are broken between words (GB/T 9704-2012 7.3.1: 词意完整), and what belongs together is better
 * not parted either. The words, how often they are used and what they are (a noun, a name, a
 * preposition) come from jieba's dictionary, which is compiled into one file when jianbao is built
 * (compile.c). The file is mapped, never parsed: looking up a title touches a few of its pages. An
 * open lexicon is read-only and may be shared.
 *
 * Where several divisions of a text are possible, the likeliest is taken: the one whose words have
 * the greatest product of frequencies. A surname with a given name, which no dictionary lists,
 * counts as a word too; so does a row of Latin letters and digits, and every mark. */
#ifndef JB_LEXICON_LEXICON_H
#define JB_LEXICON_LEXICON_H

#include "../base/arena.h"
#include "../base/vec.h"

typedef struct jb_lexicon jb_lexicon;

/* Maps the file and checks its sum; it is unmapped when the arena goes. NULL and an errno value in
 * *error: EINVAL when it is no lexicon of this version, or damaged. */
jb_lexicon *jb_lexicon_open(jb_arena *arena, jb_str path, int *error);

/* The same from bytes in memory, which must stay as they are. */
jb_lexicon *jb_lexicon_read(jb_arena *arena, jb_str bytes);

/* Words of the office's own, sorted: they are likelier than any other. */
typedef struct jb_own_words {
    const jb_str *at;
    uint32_t len;
} jb_own_words;

/* The first of them that begins with `key` or comes behind: those that begin so are neighbours. */
uint32_t jb_own_words_from(const jb_own_words *own, jb_str key);

/* What a word is, as far as setting it goes. */
typedef enum jb_word_kind {
    JB_WORD_OTHER,
    JB_WORD_NOUN,
    JB_WORD_PERSON,
    JB_WORD_PLACE,
    JB_WORD_VERB,
    JB_WORD_ADVERB,
    JB_WORD_PREPOSITION,
    JB_WORD_CONJUNCTION,
    JB_WORD_PARTICLE, /* 的 了 着 */
    JB_WORD_NUMBER,   /* in Han */
    JB_WORD_MEASURE,  /* 个 次 */
    JB_WORD_LATIN,    /* letters or digits */
    JB_WORD_MARK,
    JB_WORD_KINDS
} jb_word_kind;

/* How a word hangs on the one before it, when a line may end between them. */
typedef enum jb_bond {
    JB_BOND_FREE,  /* a good place: behind 的, before 关于, behind 公司 */
    JB_BOND_LOOSE,
    JB_BOND_CLOSE, /* rather not: behind a preposition or an adverb, beside a lone character */
    JB_BOND_WHOLE  /* never: number and unit, name and 市 县 路 店, before 的 了 和 与 及 */
} jb_bond;

typedef struct jb_cut_word {
    uint32_t start, length; /* bytes of the text */
    jb_word_kind kind;
    jb_bond bond;           /* to the word before */
} jb_cut_word;

typedef JB_VEC(jb_cut_word) jb_cut_words;

/* The words of the text in order; they cover it. Time is linear in the text. */
jb_cut_words jb_lexicon_cut(jb_arena *arena, const jb_lexicon *lexicon, const jb_own_words *own,
                            jb_str text);

/* The commonest surnames of one character: nine names in ten. */
bool jb_lexicon_is_surname(uint32_t rune);

#endif
