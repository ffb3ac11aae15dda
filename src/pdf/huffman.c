/* Deflate that does not look for repeats: every byte by a Huffman code of this data, in one block
 * (RFC 1951, 3.2.7). Outlines hardly repeat: they come out 4 to 12 % larger than by a search, in a
 * fifth of its time, which is the most of what a warm issue costs. */
#include <endian.h>
#include <libdeflate.h>
#include <stdlib.h>

#include "haru.h"

enum {
    BYTES = 256,
    END = BYTES, /* of the block */
    SYMBOLS,
    LONGEST = 15, /* bits of a code */
};

/* ---- the code ------------------------------------------------------------------------------- */

typedef struct leaf {
    uint32_t count, symbol;
} leaf;

static int compare_leaves(const void *a, const void *b)
{
    const leaf *x = a, *y = b;
    return x->count != y->count ? JB_COMPARE(x->count, y->count) : JB_COMPARE(x->symbol, y->symbol);
}

/* Those that occur, the rarest first. */
static uint32_t sort_leaves(const uint32_t *counts, leaf *leaves)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < SYMBOLS; i++)
        if (counts[i])
            leaves[n++] = (leaf){counts[i], i};
    qsort(leaves, n, sizeof *leaves, compare_leaves);
    return n;
}

/* The two rarest become one, until one is left: leaves and what was made of them are two rows that
 * rise. Returns the longest length. */
static uint32_t find_lengths(const uint32_t *counts, uint8_t *lengths)
{
    leaf leaves[SYMBOLS];
    uint32_t n = sort_leaves(counts, leaves), parent[2 * SYMBOLS], depth[2 * SYMBOLS];
    uint32_t sum[2 * SYMBOLS], next = 0, made = n, longest = 0;
    for (uint32_t i = 0; i < n; i++)
        sum[i] = leaves[i].count;
    for (uint32_t top = n; top < 2 * n - 1; top++) {
        sum[top] = 0;
        for (int k = 0; k < 2; k++) {
            bool of_leaves = next < n && (made == top || sum[next] <= sum[made]);
            uint32_t taken = of_leaves ? next++ : made++;
            sum[top] += sum[taken];
            parent[taken] = top;
        }
    }
    depth[2 * n - 2] = 0;
    for (uint32_t i = 2 * n - 2; i-- > 0;)
        depth[i] = depth[parent[i]] + 1;
    for (uint32_t i = 0; i < n; i++) {
        lengths[leaves[i].symbol] = (uint8_t)depth[i];
        longest = depth[i] > longest ? depth[i] : longest;
    }
    return longest;
}

/* Counts that are nearer to each other make shorter codes. */
static void limit_lengths(const uint32_t *counts, uint8_t *lengths)
{
    uint32_t nearer[SYMBOLS];
    memcpy(nearer, counts, sizeof nearer);
    while (find_lengths(nearer, lengths) > LONGEST)
        for (uint32_t i = 0; i < SYMBOLS; i++)
            nearer[i] = (nearer[i] + 1) / 2;
}

/* Canonical codes, the first bit lowest. */
static void number_codes(const uint8_t *lengths, uint16_t *codes)
{
    uint32_t code = 0;
    for (uint32_t length = 1; length <= LONGEST; length++, code <<= 1)
        for (uint32_t i = 0; i < SYMBOLS; i++) {
            if (lengths[i] != length)
                continue;
            uint32_t turned = 0;
            for (uint32_t bit = 0; bit < length; bit++)
                turned |= (code >> bit & 1) << (length - 1 - bit);
            codes[i] = (uint16_t)turned;
            code++;
        }
}

/* ---- the stream ----------------------------------------------------------------------------- */

typedef struct bits {
    unsigned char *at;
    uint64_t held; /* the first bit lowest */
    uint32_t n;
} bits;

/* At most 57 bits may be held. */
static inline void put(bits *b, uint32_t value, uint32_t n)
{
    b->held |= (uint64_t)value << b->n;
    b->n += n;
}

/* Eight bytes are written, those that are whole count. */
static inline void flush(bits *b)
{
    uint64_t bytes = htole64(b->held);
    memcpy(b->at, &bytes, sizeof bytes);
    b->at += b->n / 8;
    b->held >>= b->n / 8 * 8;
    b->n %= 8;
}

/* The lengths as they are, each in four bits; and a code for distances, which must be there. */
static void put_head(bits *b, const uint8_t *lengths)
{
    enum { FINAL_DYNAMIC = 5, LENGTHS = 19, REPEATS = 3, DISTANCES = 2 };
    put(b, FINAL_DYNAMIC, 3);
    put(b, SYMBOLS - 257, 5);
    put(b, DISTANCES - 1, 5);
    put(b, LENGTHS - 4, 4);
    flush(b);
    for (int i = 0; i < LENGTHS; i++) {
        put(b, i < REPEATS ? 0 : 4, 3);
        flush(b);
    }
    for (uint32_t i = 0; i < SYMBOLS + DISTANCES; i++) {
        uint32_t length = i < SYMBOLS ? lengths[i] : 1;
        for (int bit = 3; bit >= 0; bit--)
            put(b, length >> bit & 1, 1);
        flush(b);
    }
}

static void count_bytes(jb_str data, uint32_t *counts)
{
    uint32_t rows[4][BYTES] = {{0}}; /* so that one addition need not wait for the last */
    for (size_t i = 0; i < data.len; i++)
        rows[i % 4][(unsigned char)data.at[i]]++;
    for (uint32_t i = 0; i < BYTES; i++)
        counts[i] = rows[0][i] + rows[1][i] + rows[2][i] + rows[3][i];
    counts[END] = 1;
}

static unsigned char *put_bytes(bits b, jb_str data, const uint8_t *lengths, const uint16_t *codes)
{
    enum { AT_ONCE = 3 }; /* of LONGEST bits, beside what is held of a byte */
    size_t i = 0;
    for (; i + AT_ONCE <= data.len; i += AT_ONCE) {
        for (size_t k = i; k < i + AT_ONCE; k++)
            put(&b, codes[(unsigned char)data.at[k]], lengths[(unsigned char)data.at[k]]);
        flush(&b);
    }
    for (; i < data.len; i++)
        put(&b, codes[(unsigned char)data.at[i]], lengths[(unsigned char)data.at[i]]);
    flush(&b);
    put(&b, codes[END], lengths[END]);
    b.n += 7; /* to the end of a byte */
    flush(&b);
    return b.at;
}

jb_str jb_pdf_huffman(jb_arena *arena, jb_str data)
{
    enum { ROOM = 256 }; /* for what is not data; eight bytes are written at once */
    static const unsigned char zlib[] = {0x78, 0x01};
    uint32_t counts[SYMBOLS], sum = libdeflate_adler32(1, data.at, data.len);
    uint8_t lengths[SYMBOLS] = {0};
    uint16_t codes[SYMBOLS] = {0};
    count_bytes(data, counts);
    limit_lengths(counts, lengths);
    number_codes(lengths, codes);
    uint64_t size = 0; /* in bits */
    for (uint32_t i = 0; i < SYMBOLS; i++)
        size += (uint64_t)counts[i] * lengths[i];
    unsigned char *start = jb_arena_alloc(arena, size / 8 + ROOM);
    memcpy(start, zlib, sizeof zlib);
    bits b = {.at = start + sizeof zlib};
    put_head(&b, lengths);
    unsigned char *end = put_bytes(b, data, lengths, codes);
    for (int shift = 24; shift >= 0; shift -= 8)
        *end++ = (unsigned char)(sum >> shift);
    return (jb_str){(const char *)start, (size_t)(end - start)};
}
