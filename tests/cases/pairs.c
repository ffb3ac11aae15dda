/* The width of every pair and every triple of marks between two Han, beside an independent
 * statement of the slot model (CLREQ 3.1.6, GB/T 15834-2011 5.1): pairs
 *
 * A mark is half an em of ink; what stands between two neighbours follows from what they are:
 *
 *                  Han, dash   opening   closing, stop
 *     Han, dash        -         0.5          0
 *     opening          0          0           0
 *     closing, stop   0.5        0.5          0
 *
 * ？ and ！ in a row: two take an em, three take two (5.1.2). To 0.01 em. Pairs are also set with a
 * face, role and ink of its own for each character, as where bold or 楷体 begins. Prints TAP. */
#include <stdio.h>
#include <stdlib.h>

#include "full_fonts.h"

enum { SIZE = 16000, TOLERANCE = 160, SHOWN = 8 };

typedef enum side { SIDE_HAN, SIDE_OPEN, SIDE_CLOSE } side;

typedef struct mark {
    const char *text;
    side side;
    double ink; /* em */
    bool shout;
} mark;

static const mark marks[] = {
    {"“", SIDE_OPEN, .5, false},  {"‘", SIDE_OPEN, .5, false},  {"（", SIDE_OPEN, .5, false},
    {"《", SIDE_OPEN, .5, false}, {"〈", SIDE_OPEN, .5, false}, {"【", SIDE_OPEN, .5, false},
    {"〖", SIDE_OPEN, .5, false}, {"〔", SIDE_OPEN, .5, false}, {"［", SIDE_OPEN, .5, false},
    {"｛", SIDE_OPEN, .5, false}, {"「", SIDE_OPEN, .5, false}, {"『", SIDE_OPEN, .5, false},
    {"”", SIDE_CLOSE, .5, false}, {"’", SIDE_CLOSE, .5, false}, {"）", SIDE_CLOSE, .5, false},
    {"》", SIDE_CLOSE, .5, false}, {"〉", SIDE_CLOSE, .5, false}, {"】", SIDE_CLOSE, .5, false},
    {"〗", SIDE_CLOSE, .5, false}, {"〕", SIDE_CLOSE, .5, false}, {"］", SIDE_CLOSE, .5, false},
    {"｝", SIDE_CLOSE, .5, false}, {"」", SIDE_CLOSE, .5, false}, {"』", SIDE_CLOSE, .5, false},
    {"。", SIDE_CLOSE, .5, false}, {"．", SIDE_CLOSE, .5, false}, {"，", SIDE_CLOSE, .5, false},
    {"、", SIDE_CLOSE, .5, false}, {"：", SIDE_CLOSE, .5, false}, {"；", SIDE_CLOSE, .5, false},
    {"？", SIDE_CLOSE, .5, true},  {"！", SIDE_CLOSE, .5, true},  {"·", SIDE_HAN, .5, false},
    {"–", SIDE_HAN, .5, false},    {"—", SIDE_HAN, 1, false},     {"～", SIDE_HAN, 1, false},
    {"／", SIDE_HAN, .5, false},   {"——", SIDE_HAN, 2, false},    {"……", SIDE_HAN, 2, false},
    {"⁉", SIDE_CLOSE, 1, false},   {"‼", SIDE_CLOSE, 1, false},  {"⁇", SIDE_CLOSE, 1, false},
    {"⁈", SIDE_CLOSE, 1, false},   {"〇", SIDE_HAN, 1, false},   {"‧", SIDE_HAN, .5, false},
    {"・", SIDE_HAN, .5, false},   {"‐", SIDE_HAN, .5, false},   {"-", SIDE_HAN, .5, false},
    {"/", SIDE_HAN, .5, false},    {"⸺", SIDE_HAN, 2, false},    {"⋯⋯", SIDE_HAN, 2, false},
};
enum { MARKS = sizeof marks / sizeof *marks };
static const mark han = {"中", SIDE_HAN, 1, false};

static double between(const mark *left, const mark *right, unsigned shouts)
{
    if (left->side == SIDE_OPEN || right->side == SIDE_CLOSE)
        return 0;
    bool full = left->ink == 1 || (shouts && shouts % 2 == 0); /* ⁉, or the second of ？！ */
    return right->side == SIDE_OPEN || (left->side == SIDE_CLOSE && !full) ? .5 : 0;
}

/* Chinese beside Han alone: with a mark at each side it may be of a Latin text. */
static bool is_shared(const mark *m)
{
    return m->text[0] == '-' || m->text[0] == '/';
}

/* A dash beside a dash would be a longer dash: left out. */
static bool is_longer(const mark *a, const mark *b)
{
    return strncmp(a->text, "—", 3) == 0 && strncmp(b->text, "—", 3) == 0;
}

static double expected(const mark *const *row, int n)
{
    double width = 0;
    unsigned shouts = 0;
    for (int i = 0; i < n; i++) {
        width += row[i]->ink;
        shouts = row[i]->shout ? shouts + 1 : 0;
        if (i + 1 < n)
            width += between(row[i], row[i + 1], shouts);
    }
    return width;
}

typedef struct bench {
    jb_para_fonts fonts;
    jb_diags diags;
    int tried, wrong;
} bench;

/* `apart`: each is a run by itself. */
static void try(bench *b, const mark *const *row, int n, bool apart)
{
    jb_arena *arena = jb_arena_new();
    jb_buf text = {0};
    jb_para_run runs[5];
    for (int i = 0; i < n; i++) {
        jb_str one = jb_str_make(row[i]->text);
        jb_buf_add(arena, &text, one);
        uint16_t other = i % 2 != 0;
        runs[i] = (jb_para_run){.length = (uint32_t)one.len, .role = other, .ink = other};
    }
    jb_para_input input = {.text = jb_buf_str(&text), .size = SIZE, .quad = SIZE,
                           .kinsoku = JB_KINSOKU_GB, .runs = apart ? runs : NULL,
                           .runs_len = apart ? (uint32_t)n : 0};
    jb_para *para = jb_para_new(arena, &input, &b->fonts, &b->diags);
    int64_t want = (int64_t)(expected(row, n) * SIZE + .5), got = jb_para_width(para);
    b->tried++;
    if (llabs(want - got) > TOLERANCE && b->wrong++ < SHOWN)
        printf("# %.*s: %.2f em, not %.2f\n", JB_FMT(input.text), (double)got / SIZE,
               (double)want / SIZE);
    jb_arena_free(arena);
}

int main(void)
{
    if (!full_fonts_present()) {
        printf("1..0 # SKIP the full fonts are not installed\n");
        return 0;
    }
    bench b = {.fonts = full_fonts_open(), .diags = {.arena = jb_arena_new()}};
    b.fonts.scratch = jb_arena_new();
    printf("1..3\n");
    for (int apart = 0; apart < 2; apart++) {
        int wrong = b.wrong, tried = b.tried;
        for (int i = 0; i < MARKS; i++)
            for (int k = 0; k < MARKS; k++)
                if (!is_longer(&marks[i], &marks[k]))
                    try(&b, (const mark *[]){&han, &marks[i], &marks[k], &han}, 4, apart);
        printf("%s %d - %d pairs of marks%s\n", b.wrong > wrong ? "not ok" : "ok", apart + 1,
               b.tried - tried, apart ? ", a face, role and ink each" : "");
    }
    int wrong = b.wrong, tried = b.tried;
    for (int i = 0; i < MARKS; i++)
        for (int k = 0; k < MARKS; k++)
            for (int l = 0; l < MARKS; l++)
                if (!is_longer(&marks[i], &marks[k]) && !is_longer(&marks[k], &marks[l]) &&
                    !is_shared(&marks[k]))
                    try(&b, (const mark *[]){&han, &marks[i], &marks[k], &marks[l], &han}, 5,
                        false);
    printf("%s 3 - %d triples of marks\n", b.wrong > wrong ? "not ok" : "ok", b.tried - tried);
    jb_fonts_free(b.fonts.fonts);
    jb_arena_free(b.fonts.scratch);
    jb_arena_free(b.diags.arena);
    return b.wrong > 0;
}
