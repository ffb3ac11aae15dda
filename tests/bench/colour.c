/* How even the lines of a corpus are: colour CORPUS [ENGINE=LINES]...
 *
 * CORPUS has a paragraph a line. It is set at 28 em by the optimum fit and by first fit; LINES are
 * another engine's lines of the same paragraphs, one a line. All are measured under the same
 * limits, those of src/para: r is what a line changes by what it may change, squeezed below 0; a
 * mark under its least counts as r < -1. The last line of a paragraph is left out.
 *
 * Prints for each engine: its name, lines, mean r^2, largest |r|, mean (r_i - r_i+1)^2. */
#include <stdio.h>
#include <stdlib.h>

#include "../../src/base/file.h"
#include "../../src/base/utf8.h"
#include "../../src/para/parts.h"
#include "../cases/full_fonts.h"

enum { SIZE = 16000, MEASURE = 28 * SIZE, INDENT = 2 * SIZE, FILE_MOST = 1 << 26 };

typedef struct tally {
    uint32_t lines, pairs, away; /* away: |r| > 1 */
    double squares, most, apart;
    double last;
    bool has_last;
} tally;

typedef struct bench {
    jb_arena *arena;
    jb_para_fonts fonts;
    jb_diags diags;
    jb_line_shape room[2];
    jb_shape shape;
    bool shown;
} bench;

static void count(tally *t, int32_t ratio)
{
    double r = (ratio == INT32_MIN ? JB_RATIO_LEAST : ratio) / 1000.0, size = r < 0 ? -r : r;
    t->lines++;
    t->away += size > 1;
    t->squares += r * r;
    t->most = size > t->most ? size : t->most;
    if (t->has_last) {
        t->apart += (r - t->last) * (r - t->last);
        t->pairs++;
    }
    t->last = r;
    t->has_last = true;
}

static void print(const char *name, const tally *t)
{
    printf("%s %u %.4f %.3f %.4f %u\n", name, t->lines, t->squares / (t->lines ? t->lines : 1),
           t->most, t->apart / (t->pairs ? t->pairs : 1), t->away);
}

/* The line [first, end) of the paragraph, number n. */
static void measure(bench *b, const jb_para *para, const jb_sums *sums, uint32_t n, uint32_t first,
                    uint32_t end, tally *t)
{
    if (end >= para->clusters_len)
        return;
    jb_extent x = jb_sums_extent(sums, first, end);
    int32_t ratio = jb_extent_ratio(&x, jb_shape_line(&b->shape, n)->width, SIZE);
    if (b->shown)
        printf("# %6d %.*s\n", ratio,
               JB_FMT(jb_str_cut(para->input->text, para->clusters[first].text,
                                 para->clusters[end].text)));
    count(t, ratio);
}

static void set(bench *b, const jb_para *para, const jb_sums *sums, jb_fit fit, tally *t)
{
    b->shape.fit = fit;
    jb_lines lines = jb_para_lines(b->arena, para, &b->shape, 0);
    t->has_last = false;
    for (uint32_t i = 0; i < lines.len; i++)
        measure(b, para, sums, i, lines.at[i].first, lines.at[i].end, t);
}

/* Characters that are not blanks: by them a line is found again in the paragraph. */
static uint32_t count_solid(jb_str text)
{
    uint32_t n = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t rune = jb_utf8_next(text, &at);
        n += rune > ' ' && rune != 0x3000 && rune != 0xA0;
    }
    return n;
}

static jb_str next_line(jb_str *rest)
{
    size_t end = jb_str_find(*rest, JB_STR("\n"));
    jb_str line = jb_str_cut(*rest, 0, end);
    *rest = jb_str_cut(*rest, line.len + 1, rest->len);
    return line;
}

/* Takes the other engine's lines of one paragraph. */
static void follow(bench *b, const jb_para *para, const jb_sums *sums, jb_str *rest, tally *t)
{
    t->has_last = false;
    uint32_t n = 0;
    for (uint32_t first = 0; first < para->clusters_len; n++) {
        uint32_t left = count_solid(next_line(rest)), end = first;
        if (left == 0)
            return;
        while (left > 0 && end < para->clusters_len) {
            const jb_cluster *c = &para->clusters[end++];
            jb_str text = jb_str_cut(para->input->text, c->text, c->text + c->length);
            uint32_t solid = count_solid(text);
            left -= solid < left ? solid : left;
        }
        measure(b, para, sums, n, first, end, t);
        first = end;
    }
}

static jb_str read_file(bench *b, const char *path)
{
    jb_str text;
    int error = jb_file_read(b->arena, jb_str_make(path), FILE_MOST, &text);
    if (error) {
        fprintf(stderr, "colour: %s cannot be read\n", path);
        exit(1);
    }
    return text;
}

int main(int argc, char **argv)
{
    bench b = {.arena = jb_arena_new()};
    if (argc < 2 || !full_fonts_present()) {
        fprintf(stderr, "colour CORPUS [ENGINE=LINES]... (needs the full fonts)\n");
        return 1;
    }
    b.fonts = full_fonts_open();
    b.diags = (jb_diags){.arena = b.arena};
    b.room[0] = (jb_line_shape){INDENT, MEASURE - INDENT};
    b.room[1] = (jb_line_shape){0, MEASURE};
    b.shape = (jb_shape){.lines = b.room, .len = 2, .align = JB_ALIGN_JUSTIFY};
    b.shown = getenv("COLOUR_LINES") != NULL;
    jb_str corpus = read_file(&b, argv[1]), files[8];
    tally optimum = {0}, first = {0}, others[8] = {{0}};
    for (int i = 2; i < argc && i < 10; i++)
        files[i - 2] = read_file(&b, strchr(argv[i], '=') + 1);
    while (corpus.len) {
        jb_para_input input = {.text = next_line(&corpus), .size = SIZE, .quad = SIZE,
                               .kinsoku = JB_KINSOKU_GB};
        jb_para *para = jb_para_new(b.arena, &input, &b.fonts, &b.diags);
        if (!para)
            return 1;
        jb_sums sums = jb_sums_make(b.arena, para, &b.shape);
        set(&b, para, &sums, JB_FIT_OPTIMUM, &optimum);
        set(&b, para, &sums, JB_FIT_FIRST, &first);
        for (int i = 2; i < argc && i < 10; i++)
            follow(&b, para, &sums, &files[i - 2], &others[i - 2]);
    }
    print("optimum", &optimum);
    print("first", &first);
    for (int i = 2; i < argc && i < 10; i++) {
        *strchr(argv[i], '=') = 0;
        print(argv[i], &others[i - 2]);
    }
    jb_fonts_free(b.fonts.fonts);
    jb_arena_free(b.arena);
    return 0;
}
