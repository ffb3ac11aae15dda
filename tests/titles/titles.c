/* Titles with the borders of their words marked by hand: titles LEXICON TITLES...
 *
 * Each is set at several measures as title styles are. No break may stand inside a word, no line
 * may begin with a particle or have fewer than four characters, none is shorter than both its
 * neighbours, and of two lines the first is not shorter than half the second. Prints TAP. */
#include <stdio.h>

#include "../../src/base/file.h"
#include "../../src/base/utf8.h"
#include "../cases/full_fonts.h"

enum { SIZE = 21000, TITLE_MOST = 1024, LEAST = 4 };

/* In em: from a narrow column to a large sheet. 二号 in the 156 mm of GB/T 9704 is 21, 三号 is 28. */
enum { MEASURE_LEAST = 12, MEASURE_MOST = 36 };

typedef struct title {
    char text[TITLE_MOST];
    bool border[TITLE_MOST]; /* before this byte */
    size_t len;
} title;

typedef struct bench {
    jb_arena *arena;
    jb_para_fonts fonts;
    jb_diags diags;
    int lines, faults;
} bench;

static void read_title(jb_str line, title *t)
{
    *t = (title){.len = 0};
    for (size_t i = 0; i < line.len && t->len + 1 < TITLE_MOST; i++) {
        if (line.at[i] == '|')
            t->border[t->len] = true;
        else
            t->text[t->len++] = line.at[i];
        if (line.at[i] == ' ')
            t->border[t->len] = t->border[t->len - 1] = true;
    }
}

static void fault(bench *b, const char *what, const title *t, const jb_para *para,
                  const jb_lines *lines, jb_len measure)
{
    b->faults++;
    printf("# %s at %.1f em:", what, (double)measure / SIZE);
    for (uint32_t i = 0; i < lines->len; i++) {
        uint32_t from = para->clusters[lines->at[i].first].text;
        uint32_t to = lines->at[i].end < para->clusters_len
                          ? para->clusters[lines->at[i].end].text : (uint32_t)t->len;
        printf(" / %.*s", (int)(to - from), t->text + from);
    }
    printf("\n");
}

static bool is_particle(uint32_t rune)
{
    static const uint32_t particles[] = {0x7684, 0x4E86, 0x548C, 0x4E0E, 0x53CA};
    for (int i = 0; i < 5; i++)
        if (rune == particles[i])
            return true;
    return false;
}

/* At a mark that parts, words are whole anyway. 中国梦·劳动美 and 2023—2025 are not parted. */
static bool is_border(const title *t, uint32_t byte)
{
    static const char *const before[] = {"，", "、", "。", "：", "；", "！", "？", "”", "’",
                                         "）", "》", "——"};
    static const char *const behind[] = {"“", "‘", "（", "《", "——"};
    jb_str done = {t->text, byte}, rest = {t->text + byte, t->len - byte};
    bool border = t->border[byte];
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        border |= jb_str_ends(done, jb_str_make(before[i]));
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        border |= jb_str_starts(rest, jb_str_make(behind[i]));
    return border;
}

static uint32_t count_characters(const jb_para *para, const jb_line *line)
{
    uint32_t n = 0;
    for (uint32_t i = line->first; i < line->end; i++)
        n += para->clusters[i].cls != JB_CLASS_SPACE;
    return n;
}

static void check(bench *b, const title *t, const jb_para *para, const jb_lines *lines,
                  jb_len measure)
{
    int64_t hair = measure / 20;
    for (uint32_t i = 0; i < lines->len; i++) {
        const jb_line *line = &lines->at[i], *next = line + 1;
        const jb_cluster *first = &para->clusters[line->first];
        b->lines++;
        if (line->overfull || line->natural > measure)
            fault(b, "too wide", t, para, lines, measure);
        if (i > 0 && !is_border(t, first->text))
            fault(b, "a word is split", t, para, lines, measure);
        if (i > 0 && is_particle(first->rune))
            fault(b, "a particle first", t, para, lines, measure);
        if (lines->len > 1 && count_characters(para, line) < LEAST)
            fault(b, "a stump", t, para, lines, measure);
        if (i > 0 && i + 1 < lines->len && line->natural < line[-1].natural - hair &&
            line->natural < next->natural - hair)
            fault(b, "an hourglass", t, para, lines, measure);
    }
    if (lines->len == 2 && lines->at[0].natural * 2 < lines->at[1].natural)
        fault(b, "the first of two lines too short", t, para, lines, measure);
}

static void set(bench *b, const title *t, jb_len width)
{
    jb_para_input input = {.text = {t->text, t->len}, .size = SIZE, .quad = SIZE,
                           .kinsoku = JB_KINSOKU_GB, .title = true, .whole_words = true};
    jb_line_shape room = {0, width};
    jb_shape shape = {&room, 1, JB_ALIGN_CENTER, JB_FIT_OPTIMUM};
    jb_para *para = jb_para_new(b->arena, &input, &b->fonts, &b->diags);
    jb_lines lines = jb_para_lines(b->arena, para, &shape, 0);
    check(b, t, para, &lines, width);
}

static int run(bench *b, jb_str text)
{
    int n = 0;
    while (text.len) {
        jb_str line = jb_str_cut(text, 0, jb_str_find(text, JB_STR("\n")));
        text = jb_str_cut(text, line.len + 1, text.len);
        if (line.len == 0 || line.at[0] == '#')
            continue;
        title t;
        read_title(line, &t);
        int before = b->faults;
        for (int em = MEASURE_LEAST; em <= MEASURE_MOST; em++)
            set(b, &t, em * SIZE);
        printf("%s %d - %.*s\n", b->faults == before ? "ok" : "not ok", ++n, (int)t.len, t.text);
    }
    printf("1..%d\n", n);
    return b->faults > 0;
}

int main(int argc, char **argv)
{
    if (!full_fonts_present()) {
        printf("1..0 # SKIP the full fonts are not installed\n");
        return 0;
    }
    bench b = {.arena = jb_arena_new()};
    int error = 0;
    jb_str text;
    b.fonts = full_fonts_open();
    b.diags = (jb_diags){.arena = b.arena};
    b.fonts.lexicon = argc == 3 ? jb_lexicon_open(b.arena, jb_str_make(argv[1]), &error) : NULL;
    if (!b.fonts.lexicon || jb_file_read(b.arena, jb_str_make(argv[2]), 1 << 20, &text)) {
        printf("Bail out! titles LEXICON TITLES (%d)\n", error);
        return 1;
    }
    int status = run(&b, text);
    printf("# %d lines\n", b.lines);
    jb_fonts_free(b.fonts.fonts);
    jb_arena_free(b.arena);
    return status;
}
