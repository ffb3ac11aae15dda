/* Deflating, for all files of an issue: the compressor is large, and what several files have in
 * common (the same pages, the same ToUnicode) is deflated once. */
#include <libdeflate.h>
#include <stdlib.h>

#include "../base/hash.h"
#include "haru.h"

/* The same for every command, so that it makes the same bytes. What repeats at the size of zlib 9
 * in half its time; outlines hardly do, and are 1.5 % larger in half of that. */
typedef enum kind { REPEATS, OUTLINES, KINDS } kind;
static const int levels[KINDS] = {[REPEATS] = 6, [OUTLINES] = 1};

/* Data that was deflated before, by its hash. */
typedef struct known {
    uint8_t sum[JB_SHA256_BYTES];
    jb_str deflated;
} known;

struct jb_pdf_deflater {
    jb_arena *arena;
    struct libdeflate_compressor *compressors[KINDS];
    uint8_t *scratch; /* where it writes to */
    size_t scratch_size;
    JB_VEC(known) known;
};

static void close_deflater(void *context)
{
    jb_pdf_deflater *d = context;
    for (int i = 0; i < KINDS; i++)
        libdeflate_free_compressor(d->compressors[i]);
    free(d->scratch);
}

jb_pdf_deflater *jb_pdf_deflater_new(jb_arena *arena)
{
    jb_pdf_deflater *d = JB_NEW(arena, jb_pdf_deflater);
    d->arena = arena;
    jb_arena_defer(arena, close_deflater, d);
    return d;
}

/* The deflated data in the scratch, until the next call. */
static jb_str deflate(jb_pdf_file *file, kind of, jb_str data)
{
    jb_pdf_deflater *d = file->deflater;
    struct libdeflate_compressor **compressor = &d->compressors[of];
    if (!*compressor)
        *compressor = libdeflate_alloc_compressor(levels[of]);
    size_t most = libdeflate_zlib_compress_bound(*compressor, data.len);
    if (most > d->scratch_size) {
        free(d->scratch);
        d->scratch = malloc(most);
        d->scratch_size = d->scratch ? most : 0;
    }
    size_t n = 0;
    if (*compressor && d->scratch)
        n = libdeflate_zlib_compress(*compressor, data.at, data.len, d->scratch, most);
    if (n == 0)
        file->failed = true;
    return (jb_str){(const char *)d->scratch, n};
}

jb_str jb_pdf_deflate(jb_pdf_file *file, jb_str data)
{
    return jb_arena_copy(file->arena, deflate(file, REPEATS, data));
}

jb_str jb_pdf_deflate_outlines(jb_pdf_file *file, jb_str data)
{
    return jb_arena_copy(file->arena, deflate(file, OUTLINES, data));
}

jb_str jb_pdf_deflate_since(jb_pdf_file *file, jb_str data, jb_arena_mark mark)
{
    jb_str deflated = deflate(file, REPEATS, data);
    jb_arena_reset(file->arena, mark);
    return jb_arena_copy(file->arena, deflated);
}

jb_str jb_pdf_deflate_once(jb_pdf_file *file, jb_str data, jb_arena_mark mark)
{
    jb_pdf_deflater *d = file->deflater;
    uint8_t sum[JB_SHA256_BYTES];
    jb_hash_sum256(data, sum);
    for (uint32_t i = 0; i < d->known.len; i++)
        if (memcmp(d->known.at[i].sum, sum, sizeof sum) == 0) {
            jb_arena_reset(file->arena, mark);
            return d->known.at[i].deflated;
        }
    jb_str deflated = deflate(file, REPEATS, data);
    jb_arena_reset(file->arena, mark);
    known *one = jb_push(d->arena, &d->known);
    memcpy(one->sum, sum, sizeof sum);
    one->deflated = jb_arena_copy(d->arena, deflated);
    return one->deflated;
}
