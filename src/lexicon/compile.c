/* Makes the lexicon when jianbao is built: compile DICTIONARY OUT
 *
 * DICTIONARY is jieba's: a line a word, "WORD FREQUENCY TAG". Words of other than Han, and those
 * of more than JB_LEXICON_LONGEST characters, are left out. The same dictionary gives the same
 * bytes. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "format.h"

typedef struct entry {
    uint16_t unit[JB_LEXICON_LONGEST];
    uint32_t len, frequency;
} entry;

typedef struct dictionary {
    entry *at;
    uint32_t len, room;
    uint64_t used; /* sum of all frequencies */
} dictionary;

static void fail(const char *why, const char *what)
{
    fprintf(stderr, "compile: %s: %s\n", what, why);
    exit(1);
}

/* Han of the Basic Multilingual Plane, UTF-8 of three bytes. */
static bool read_word(const char *line, size_t len, entry *e)
{
    if (len % 3 || len / 3 > JB_LEXICON_LONGEST || len == 0)
        return false;
    for (size_t i = 0; i < len; i += 3) {
        const unsigned char *b = (const unsigned char *)line + i;
        uint32_t rune = (b[0] & 15u) << 12 | (b[1] & 63u) << 6 | (b[2] & 63u);
        bool han = (rune >= 0x4E00 && rune <= 0x9FFF) || (rune >= 0x3400 && rune <= 0x4DBF) ||
                   rune == 0x3007;
        if ((b[0] & 0xF0) != 0xE0 || !han)
            return false;
        e->unit[e->len++] = (uint16_t)rune;
    }
    return true;
}

static void add_line(dictionary *d, const char *line)
{
    const char *space = strchr(line, ' ');
    entry e = {.len = 0};
    if (!space || !read_word(line, (size_t)(space - line), &e))
        return;
    unsigned long frequency = strtoul(space + 1, NULL, 10);
    e.frequency = frequency ? (uint32_t)frequency : 1;
    if (d->len == d->room) {
        d->room = d->room ? 2 * d->room : 1 << 16;
        d->at = realloc(d->at, d->room * sizeof *d->at);
        if (!d->at)
            fail("out of memory", "words");
    }
    d->at[d->len++] = e;
    d->used += e.frequency;
}

static int by_units(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    for (uint32_t i = 0; i < x->len && i < y->len; i++)
        if (x->unit[i] != y->unit[i])
            return x->unit[i] < y->unit[i] ? -1 : 1;
    return x->len < y->len ? -1 : x->len > y->len;
}

/* Of a word that is listed twice, the first is kept. */
static void sort_words(dictionary *d)
{
    qsort(d->at, d->len, sizeof *d->at, by_units);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < d->len; i++)
        if (kept == 0 || by_units(&d->at[kept - 1], &d->at[i]) != 0)
            d->at[kept++] = d->at[i];
    d->len = kept;
}

/* log2(a / b) in 1/256, a >= b > 0, in integers, so that every machine makes the same file. */
static uint32_t log2_of(uint64_t a, uint64_t b)
{
    uint32_t whole = 0, part = 0;
    while (b <= a / 2) {
        b *= 2;
        whole++;
    }
    uint64_t x = a * 65536 / b; /* 1 .. 2 in 16.16; frequencies sum up to some 2^26 */
    for (int i = 0; i < 8; i++) {
        x = x * x >> 16;
        part *= 2;
        if (x >= 2u << 16) {
            x >>= 1;
            part++;
        }
    }
    return whole * JB_LEXICON_BIT + part;
}

static void put(FILE *file, const void *bytes, size_t len)
{
    if (fwrite(bytes, 1, len, file) != len)
        fail("cannot be written", "the lexicon");
}

static void write_index(FILE *file, const dictionary *d)
{
    uint32_t first = 0;
    for (uint32_t c = 0; c <= JB_LEXICON_FIRSTS; c++) {
        while (first < d->len && d->at[first].unit[0] < c)
            first++;
        put(file, &first, sizeof first);
    }
    uint32_t start = 0;
    for (uint32_t i = 0; i < d->len; i++) {
        put(file, &start, sizeof start);
        start += d->at[i].len - 1;
    }
    put(file, &start, sizeof start);
}

static void write_lexicon(FILE *file, const dictionary *d)
{
    jb_lexicon_head head = {.magic = JB_LEXICON_MAGIC,
                            .order = JB_LEXICON_ORDER,
                            .words = d->len,
                            .rarest = log2_of(d->used, 1)};
    for (uint32_t i = 0; i < d->len; i++)
        head.units += d->at[i].len - 1;
    put(file, &head, sizeof head);
    write_index(file, d);
    for (uint32_t i = 0; i < d->len; i++) {
        uint16_t cost = (uint16_t)log2_of(d->used, d->at[i].frequency);
        put(file, &cost, sizeof cost);
    }
    for (uint32_t i = 0; i < d->len; i++)
        put(file, d->at[i].unit + 1, (d->at[i].len - 1) * sizeof *d->at[i].unit);
}

int main(int argc, char **argv)
{
    char line[1024];
    dictionary d = {0};
    if (argc != 3)
        fail("DICTIONARY OUT", "usage");
    FILE *in = fopen(argv[1], "r");
    if (!in)
        fail("cannot be read", argv[1]);
    while (fgets(line, sizeof line, in))
        add_line(&d, line);
    fclose(in);
    if (d.len < 1000)
        fail("no dictionary: it has hardly a word", argv[1]);
    sort_words(&d);
    FILE *out = fopen(argv[2], "wb");
    if (!out)
        fail("cannot be written", argv[2]);
    write_lexicon(out, &d);
    if (fclose(out))
        fail("cannot be written", argv[2]);
    free(d.at);
    return 0;
}
