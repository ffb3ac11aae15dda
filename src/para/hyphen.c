/* Hyphens: where a word may be divided at a line's end. By libhyphen and its patterns for English,
 * which are read when the first paragraph asks for them: most issues have none. */
#include <hyphen.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "parts.h"

/* Letters that stay before and behind it, and of the longest word. */
enum { LEFT_LEAST = 2, RIGHT_LEAST = 3, LONGEST = 64 };

/* In Chinese text only words are divided that would leave a line half empty. */
enum { LONG = 16 };

/* For all threads; libhyphen only reads them once they are loaded. */
typedef struct patterns {
    jb_str path;
    _Atomic(HyphenDict *) words; /* NULL: not yet read, or not to be had */
    atomic_bool tried;           /* said behind them */
} patterns;

struct jb_hyphens {
    patterns *patterns;
    bool asked; /* since jb_hyphens_begin */
};

static void close_words(void *pointer)
{
    HyphenDict *words = atomic_load(&((patterns *)pointer)->words);
    if (words)
        hnj_hyphen_free(words);
}

jb_hyphens *jb_hyphens_new(jb_arena *arena, jb_str path)
{
    patterns *p = JB_NEW(arena, patterns);
    p->path = path;
    jb_arena_defer(arena, close_words, p);
    jb_hyphens *h = JB_NEW(arena, jb_hyphens);
    h->patterns = p;
    return h;
}

jb_hyphens *jb_hyphens_join(jb_arena *arena, const jb_hyphens *hyphens)
{
    jb_hyphens *h = JB_NEW(arena, jb_hyphens);
    h->patterns = hyphens->patterns;
    return h;
}

/* Of two threads that read the patterns at once one throws its own away. libhyphen itself ends the
 * program when memory runs out meanwhile. */
static void read_patterns(patterns *p, jb_arena *scratch)
{
    HyphenDict *none = NULL, *words = hnj_hyphen_load(jb_arena_cstr(scratch, p->path));
    if (words && !atomic_compare_exchange_strong(&p->words, &none, words))
        hnj_hyphen_free(words);
    atomic_store(&p->tried, true);
}

static HyphenDict *words_of(jb_hyphens *h, jb_arena *scratch)
{
    if (!atomic_load_explicit(&h->patterns->tried, memory_order_acquire))
        read_patterns(h->patterns, scratch);
    h->asked = true;
    return atomic_load_explicit(&h->patterns->words, memory_order_acquire);
}

jb_str jb_hyphens_path(const jb_hyphens *h)
{
    return h->patterns->path;
}

void jb_hyphens_begin(jb_hyphens *h)
{
    h->asked = false;
}

jb_str jb_hyphens_used(const jb_hyphens *h)
{
    return h->asked && atomic_load(&h->patterns->words) ? h->patterns->path : (jb_str){0};
}

bool jb_cjk_is_letter(uint32_t rune)
{
    return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
}

static bool is_capital(uint32_t rune)
{
    return rune >= 'A' && rune <= 'Z';
}

/* A paragraph of English: words, and hardly a Han. */
static bool is_english(const jb_making *m)
{
    enum { LETTERS_LEAST = 20, A_HAN = 10 };
    uint32_t letters = 0, han = 0;
    for (uint32_t i = 0; i < m->atoms.len; i++) {
        letters += jb_cjk_is_letter(m->atoms.at[i].rune);
        han += m->atoms.at[i].cls == JB_CLASS_HAN;
    }
    return letters >= LETTERS_LEAST && letters > han * A_HAN;
}

/* What libhyphen may return beside the points: other spellings, which English has none of. */
static void drop_spellings(char **rep, int *pos, int *cut, uint32_t n)
{
    for (uint32_t i = 0; rep && i < n; i++)
        free(rep[i]);
    free(rep);
    free(pos);
    free(cut);
}

/* A word of n letters. Capitals are names and abbreviations, but for the first of a sentence. */
static void divide(HyphenDict *words, jb_atom *a, uint32_t n)
{
    char word[LONGEST + 1], points[LONGEST + 6] = "";
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    for (uint32_t i = 0; i < n; i++) {
        if (i && is_capital(a[i].rune))
            return;
        word[i] = (char)(a[i].rune | 0x20);
    }
    word[n] = '\0';
    if (hnj_hyphen_hyphenate3(words, word, (int)n, points, NULL, &rep, &pos, &cut, LEFT_LEAST,
                              RIGHT_LEAST, LEFT_LEAST, RIGHT_LEAST))
        n = 0;
    for (uint32_t i = LEFT_LEAST; i + RIGHT_LEAST <= n; i++)
        if ((points[i - 1] & 1) && a[i].brk == JB_LB_NO) {
            a[i].brk = JB_LB_MAY;
            a[i].wish = JB_WISH_WORD;
            a[i].hyphen = true;
        }
    drop_spellings(rep, pos, cut, n);
}

/* U+00AD behind an atom says where its word may be divided (UAX #14, class BA). */
static void take_soft(jb_making *m)
{
    for (uint32_t i = 1; i < m->atoms.len; i++) {
        jb_atom *a = &m->atoms.at[i];
        if (!a[-1].soft || a->brk != JB_LB_NO || a->lb.cls != LB_AL)
            continue;
        a->brk = JB_LB_MAY;
        a->wish = JB_WISH_WORD;
        a->hyphen = true;
    }
}

void jb_hyphens_find(jb_making *m)
{
    take_soft(m);
    if (!m->input->hyphenate || !m->fonts->hyphens)
        return;
    uint32_t least = is_english(m) ? LEFT_LEAST + RIGHT_LEAST : LONG;
    for (uint32_t i = 0, end; i < m->atoms.len; i = end) {
        bool soft = false;
        for (end = i; end < m->atoms.len && jb_cjk_is_letter(m->atoms.at[end].rune); end++)
            soft |= m->atoms.at[end].soft;
        uint32_t n = end - i;
        HyphenDict *words = NULL;
        if (n >= least && n <= LONGEST && !soft)
            words = words_of(m->fonts->hyphens, m->scratch);
        if (words)
            divide(words, &m->atoms.at[i], n);
        end = n ? end : i + 1;
    }
}

/* ---- in a line ------------------------------------------------------------------------------ */

/* The face that the hyphen behind cluster b - 1 is of: the word's. */
const jb_face *jb_hyphen_face(const jb_para *p, uint32_t b)
{
    if (!p->gaps[b - 1].hyphen || p->clusters[b].glyph == 0)
        return NULL;
    return p->faces.at[p->glyphs[p->clusters[b].glyph - 1].face].face;
}

jb_len jb_hyphen_width(const jb_para *p, uint32_t b)
{
    const jb_face *face = jb_hyphen_face(p, b);
    if (!face)
        return 0;
    return jb_face_length(face, p->input->size, jb_face_advance(face, jb_face_glyph(face, '-')));
}
