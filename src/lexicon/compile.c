/* The builder's tool: a list of words -> the compiled lexicon (parts.h).
 *
 *     compile-lexicon DICT OUTPUT
 *
 * A line of the list is a word, how often it was met, and its part of speech (jieba's dict.txt). A
 * word's cost is the logarithm of its rarity, in integers: the same file on every machine. */
#include <stdio.h>
#include <stdlib.h>

#include "parts.h"

/* Longer ones are names of bodies, which a narrow line must be able to part between the words that
 * they are made of: 人民代表大会常务委员会. */
enum { BYTES_MOST = 8 * 3 };

typedef struct entry {
    const char *word;
    size_t len, head; /* bytes; of its first character */
    uint64_t count;
    jb_word_kind kind;
} entry;

typedef struct output {
    unsigned char *at;
    size_t len;
} output;

static _Noreturn void die(const char *what, const char *of)
{
    fprintf(stderr, "compile-lexicon: %s: %s\n", what, of);
    exit(1);
}

static void *take_memory(size_t bytes)
{
    void *at = malloc(bytes ? bytes : 1);
    if (!at)
        die("memory", "");
    return at;
}

/* ---- reading -------------------------------------------------------------------------------- */

/* The file, its bytes followed by a NUL. */
static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        die("unreadable", path);
    long len = ftell(file);
    if (len < 0 || fseek(file, 0, SEEK_SET))
        die("unreadable", path);
    char *text = take_memory((size_t)len + 1);
    if (fread(text, 1, (size_t)len, file) != (size_t)len)
        die("unreadable", path);
    fclose(file);
    text[len] = '\0';
    return text;
}

/* Parts of speech as jieba names them (those of the ICTCLAS set, by their beginnings). */
static jb_word_kind kind_of(const char *tag)
{
    static const struct {
        const char *tag;
        jb_word_kind kind;
    } kinds[] = {{"nr", JB_WORD_PERSON},     {"ns", JB_WORD_PLACE},     {"n", JB_WORD_NOUN},
                 {"vn", JB_WORD_NOUN},       {"v", JB_WORD_VERB},       {"d", JB_WORD_ADVERB},
                 {"p", JB_WORD_PREPOSITION}, {"c", JB_WORD_CONJUNCTION}, {"u", JB_WORD_PARTICLE},
                 {"y", JB_WORD_PARTICLE},    {"mq", JB_WORD_MEASURE},   {"m", JB_WORD_NUMBER},
                 {"q", JB_WORD_MEASURE}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strncmp(tag, kinds[i].tag, strlen(kinds[i].tag)))
            return kinds[i].kind;
    return JB_WORD_OTHER;
}

static size_t head_bytes(const char *word)
{
    unsigned char lead = (unsigned char)*word;
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Words of the list, which is taken apart in place; their number. */
static size_t read_entries(char *text, entry *entries)
{
    size_t n = 0;
    char *next_line;
    for (char *line = strtok_r(text, "\r\n", &next_line); line;
         line = strtok_r(NULL, "\r\n", &next_line)) {
        char *next;
        const char *word = strtok_r(line, " ", &next), *count = strtok_r(NULL, " ", &next);
        const char *tag = strtok_r(NULL, " ", &next);
        if (!word || !count || !tag)
            continue;
        entry e = {word, strlen(word), head_bytes(word), strtoull(count, NULL, 10), kind_of(tag)};
        if (e.count > 0 && e.head <= e.len && e.len <= BYTES_MOST)
            entries[n++] = e;
    }
    return n;
}

static int by_word(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    int order = strcmp(x->word, y->word);
    return order ? order : (x->count < y->count) - (x->count > y->count);
}

/* One of each word: the more frequent. */
static size_t drop_doubles(entry *entries, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || strcmp(entries[kept - 1].word, entries[i].word) != 0)
            entries[kept++] = entries[i];
    return kept;
}

/* ---- writing -------------------------------------------------------------------------------- */

static void put(output *out, uint64_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        out->at[out->len++] = (unsigned char)(value >> (8 * i));
}

/* log2 in 1/64, rounded down. */
static uint32_t log2_of(uint64_t x)
{
    uint32_t whole = 0, part = 0;
    while (x >> whole > 1)
        whole++;
    uint64_t m = whole > 31 ? x >> (whole - 31) : x << (31 - whole); /* 1 <= m / 2^31 < 2 */
    for (int i = 0; i < 6; i++) {
        m = m * m >> 31;
        part = part << 1 | (m >> 32 & 1);
        m >>= m >> 32 & 1;
    }
    return whole * JB_COST_BIT + part;
}

static uint32_t rune_of(const entry *e)
{
    static const unsigned char masks[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t rune = (unsigned char)e->word[0] & masks[e->head];
    for (size_t i = 1; i < e->head; i++)
        rune = rune << 6 | ((unsigned char)e->word[i] & 0x3Fu);
    return rune;
}

static uint32_t put_heads(output *out, const entry *entries, size_t n)
{
    uint32_t heads = 0, before = UINT32_MAX;
    for (size_t i = 0; i < n; i++) {
        uint32_t rune = rune_of(&entries[i]);
        if (rune == before)
            continue;
        put(out, rune, 4);
        put(out, i, 4);
        before = rune;
        heads++;
    }
    put(out, UINT32_MAX, 4);
    put(out, n, 4);
    return heads;
}

static uint32_t put_words(output *out, const entry *entries, size_t n)
{
    uint64_t total = 0;
    uint32_t at = 0;
    for (size_t i = 0; i < n; i++) {
        put(out, at, 4);
        at += (uint32_t)(entries[i].len - entries[i].head);
        total += entries[i].count;
    }
    put(out, at, 4);
    uint32_t most = log2_of(total);
    for (size_t i = 0; i < n; i++) {
        uint32_t cost = most - log2_of(entries[i].count);
        put(out, (uint32_t)entries[i].kind << 12 | (cost < JB_COST_MOST ? cost : JB_COST_MOST), 2);
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = entries[i].head; k < entries[i].len; k++)
            put(out, (unsigned char)entries[i].word[k], 1);
    return at;
}

static output compile(const entry *entries, size_t n, size_t text)
{
    output out = {take_memory(JB_LEXICON_HEADER + (n + 1) * 14 + text), JB_LEXICON_HEADER};
    uint32_t heads = put_heads(&out, entries, n), bytes = put_words(&out, entries, n);
    uint64_t sum = jb_lexicon_sum(out.at + JB_LEXICON_HEADER, out.len - JB_LEXICON_HEADER);
    output header = {out.at, 0};
    for (size_t i = 0; i < 8; i++)
        put(&header, (unsigned char)JB_LEXICON_MAGIC[i], 1);
    put(&header, JB_LEXICON_VERSION, 4);
    put(&header, heads, 4);
    put(&header, n, 4);
    put(&header, bytes, 4);
    put(&header, sum, 8);
    return out;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        die("usage", "DICT OUTPUT");
    char *text = read_file(argv[1]);
    size_t lines = 1, size = strlen(text);
    for (size_t i = 0; i < size; i++)
        lines += text[i] == '\n';
    entry *entries = take_memory(lines * sizeof *entries);
    size_t n = read_entries(text, entries);
    if (n < 1000)
        die("no dictionary", argv[1]);
    qsort(entries, n, sizeof *entries, by_word);
    n = drop_doubles(entries, n);
    output out = compile(entries, n, size);
    FILE *file = fopen(argv[2], "wb");
    if (!file || fwrite(out.at, 1, out.len, file) != out.len || fclose(file))
        die("unwritable", argv[2]);
    free(out.at);
    free(entries);
    free(text);
    return 0;
}
