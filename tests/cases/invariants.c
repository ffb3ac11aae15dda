/* Invariants I1-I7 and I9 of Chinese line setting, over every line of every paragraph: invariants
 * FILE...
 *
 * Each line of each file is a paragraph, set at measures of 6 to 40 em, at the four prohibition
 * levels, by optimum and by first fit. Works on the line stage's own numbers (what the PDF shows
 * is compared with them elsewhere). Prints TAP: one result a file and level. */
#include <stdio.h>

#include "../../src/base/file.h"
#include "full_fonts.h"

enum { SIZE = 15750, QUAD = 15793, INDENT = 2 * QUAD, HAIR = 2, SHOWN = 5 };

typedef struct audit {
    jb_arena *arena;
    const jb_para *para;
    const jb_shape *shape;
    const jb_line *line;
    bool first_line, last_line;
    int faults, lines;
} audit;

static void fault(audit *a, const char *what, int64_t value)
{
    if (a->faults++ >= SHOWN)
        return;
    const jb_cluster *c = &a->para->clusters[a->line->first];
    printf("# %s (%lld), measure %d em, byte %u of: %.*s\n", what, (long long)value,
           a->shape->lines[1].width / QUAD, c->text,
           JB_FMT(jb_str_cut(a->para->input->text, 0, 120)));
}

static bool is_blank(const jb_cluster *c)
{
    return c->cls == JB_CLASS_BREAK || c->cls == JB_CLASS_SPACE;
}

static bool is_open(const jb_cluster *c)
{
    return c->cls == JB_CLASS_OPEN;
}

/* I6, for lines that did not have to be broken anywhere. */
static void check_edges(audit *a, const jb_cluster *first, const jb_cluster *last)
{
    jb_kinsoku level = a->para->input->kinsoku;
    if (level == JB_KINSOKU_NONE || a->line->overfull)
        return;
    bool starts = first->cls == JB_CLASS_CLOSE || first->cls == JB_CLASS_STOP ||
                  first->cls == JB_CLASS_DOT || first->cls == JB_CLASS_HYPHEN ||
                  first->cls == JB_CLASS_RULE || first->cls == JB_CLASS_SLASH;
    if (level == JB_KINSOKU_STRICT)
        starts |= first->cls == JB_CLASS_DASH || first->cls == JB_CLASS_ELLIPSIS;
    bool after_overfull = !a->first_line && (a->line - 1)->overfull;
    if (starts && !a->first_line && !after_overfull && !(a->line - 1)->last)
        fault(a, "I6 line start", first->cls);
    if (!a->line->last &&
        (is_open(last) || (level >= JB_KINSOKU_GB && last->cls == JB_CLASS_SLASH)))
        fault(a, "I6 line end", last->cls);
}

/* I2 to I5: gaps as set against what they may be. */
static void check_gaps(audit *a, const int64_t *x, uint32_t end)
{
    int64_t least = INT64_MAX, most = INT64_MIN;
    bool squeezed = false;
    for (uint32_t i = a->line->first; i + 1 < end; i++) {
        const jb_cluster *c = &a->para->clusters[i];
        const jb_gap *gap = &a->para->gaps[i];
        if (is_blank(c) || is_blank(c + 1))
            continue;
        int64_t set = x[i + 1] - x[i] - c->width;
        squeezed |= set < gap->natural - HAIR;
        if (gap->kind == JB_GAP_FIXED && (set < gap->natural - HAIR || set > gap->natural + HAIR))
            fault(a, "I3 a fixed gap moved", set - gap->natural);
        if (set < -HAIR)
            fault(a, "I4 a slot under half an em", set);
        if (gap->kind == JB_GAP_LATIN && (set < QUAD / 8 - HAIR || set > QUAD / 2 + HAIR))
            fault(a, "I5 Han-Latin gap", set);
        if (c->cls == JB_CLASS_HAN && c[1].cls == JB_CLASS_HAN && gap->kind == JB_GAP_NONE) {
            least = set < least ? set : least;
            most = set > most ? set : most;
        }
    }
    if (most > least && most - least > QUAD / 50)
        fault(a, "I2 Han gaps differ", most - least);
    if (least != INT64_MAX && least < -HAIR)
        fault(a, "I2 Han gap below 0", least);
    if (squeezed && most > HAIR)
        fault(a, "I2 squeezed and stretched", most);
}

static void check_line(audit *a)
{
    const jb_para *p = a->para;
    const jb_line *line = a->line;
    jb_placed_list placed = {0};
    jb_para_place(a->arena, p, a->shape, line, &placed);
    uint32_t end = line->end;
    while (end > line->first && is_blank(&p->clusters[end - 1]))
        end--;
    if (end == line->first)
        return;
    a->lines++;
    int64_t *x = JB_NEW_ARRAY(a->arena, int64_t, p->clusters_len + 1);
    uint32_t k = 0;
    for (uint32_t i = line->first; i < end; i++) {
        const jb_cluster *c = &p->clusters[i];
        x[i] = i > line->first ? x[i - 1] + p->clusters[i - 1].width + p->gaps[i - 1].natural
                               : line->left;
        if (jb_cluster_glyphs(c) == 0)
            continue;
        while (k < placed.len && placed.at[k].text.at != p->input->text.at + c->text)
            k++;
        if (k == placed.len) {
            fault(a, "a cluster is not placed", i);
            return;
        }
        x[i] = placed.at[k].x - p->glyphs[c->glyph].x;
    }
    check_edges(a, &p->clusters[line->first], &p->clusters[end - 1]);
    check_gaps(a, x, end);
    int64_t right = x[end - 1] + p->clusters[end - 1].width;
    bool rigid = line->width < line->measure; /* nothing in it may grow further */
    for (uint32_t i = line->first; i + 1 < end; i++)
        rigid &= p->gaps[i].kind == JB_GAP_FIXED || p->gaps[i].kind == JB_GAP_LATIN ||
                 p->gaps[i].kind == JB_GAP_TITLE;
    if (!line->last && !line->overfull && !rigid && right != line->left + line->measure)
        fault(a, "I1 right edge", right - line->left - line->measure);
    if (right > line->left + line->measure + HAIR && !line->overfull)
        fault(a, "I1 wider than the measure", right - line->left - line->measure);
    if (a->first_line && !is_blank(&p->clusters[line->first]) && x[line->first] != INDENT)
        fault(a, "I7 indent", x[line->first]);
}

/* Letters and digits: a last line that holds nothing but a long number or word is no lone
 * character. */
static uint32_t count_letters(const jb_para *p, uint32_t first, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t i = first; i < end; i++)
        n += p->clusters[i].cls == JB_CLASS_DIGIT || p->clusters[i].cls == JB_CLASS_LATIN;
    return n;
}

static uint32_t count_han(const jb_para *p, uint32_t first, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t i = first; i < end; i++)
        n += p->clusters[i].cls == JB_CLASS_HAN;
    return n;
}

static void check_paragraph(audit *a, const jb_para *p, jb_len measure, jb_fit fit)
{
    jb_line_shape *room = JB_NEW_ARRAY(a->arena, jb_line_shape, 2);
    jb_shape *shape = JB_NEW(a->arena, jb_shape);
    room[0] = (jb_line_shape){INDENT, measure - INDENT};
    room[1] = (jb_line_shape){0, measure};
    *shape = (jb_shape){room, 2, JB_ALIGN_JUSTIFY, fit};
    jb_lines lines = jb_para_lines(a->arena, p, shape, 0);
    a->para = p;
    a->shape = shape;
    uint32_t at = 0;
    for (uint32_t i = 0; i < lines.len; i++) {
        a->line = &lines.at[i];
        a->first_line = i == 0;
        if (a->line->first != at)
            fault(a, "a line does not begin where the last ended", at);
        at = a->line->end;
        check_line(a);
    }
    if (at != p->clusters_len)
        fault(a, "text is left over", at);
    uint32_t han = count_han(p, 0, p->clusters_len);
    if (fit == JB_FIT_OPTIMUM && lines.len > 1 && han >= 4 &&
        count_han(p, lines.at[lines.len - 1].first, p->clusters_len) < 2 &&
        count_letters(p, lines.at[lines.len - 1].first, p->clusters_len) < 2)
        fault(a, "I9 a lone Han", lines.len);
}

static void check_text(audit *a, const jb_para_fonts *fonts, jb_str text, jb_kinsoku level)
{
    jb_diags diags = {.arena = a->arena};
    while (text.len) {
        size_t end = jb_str_find(text, JB_STR("\n"));
        jb_str line = jb_str_cut(text, 0, end);
        text = jb_str_cut(text, end == SIZE_MAX ? text.len : end + 1, text.len);
        jb_para_input input = {.text = line, .size = SIZE, .quad = QUAD, .kinsoku = level};
        jb_para *p = line.len ? jb_para_new(a->arena, &input, fonts, &diags) : NULL;
        for (int em = 6; p && em <= 40; em++) {
            jb_arena_mark mark = jb_arena_note(a->arena);
            check_paragraph(a, p, em * QUAD, JB_FIT_OPTIMUM);
            check_paragraph(a, p, em * QUAD, JB_FIT_FIRST);
            jb_arena_reset(a->arena, mark);
        }
    }
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"none", "basic", "gb", "strict"};
    if (!full_fonts_present()) {
        printf("1..0 # SKIP the full fonts are not installed\n");
        return 0;
    }
    jb_para_fonts fonts = full_fonts_open();
    int number = 0, failed = 0;
    for (int i = 1; i < argc; i++) {
        for (int level = JB_KINSOKU_NONE; level <= JB_KINSOKU_STRICT; level++) {
            audit a = {.arena = jb_arena_new()};
            jb_str text;
            if (jb_file_read(a.arena, jb_str_make(argv[i]), 1 << 24, &text) == 0)
                check_text(&a, &fonts, text, (jb_kinsoku)level);
            bool good = a.lines > 0 && a.faults == 0;
            failed += !good;
            printf("%s %d - %.*s at level %s: %d lines, %d faults\n", good ? "ok" : "not ok",
                   ++number, JB_FMT(jb_path_name(jb_str_make(argv[i]))), names[level], a.lines,
                   a.faults);
            jb_arena_free(a.arena);
        }
    }
    printf("1..%d\n", number);
    jb_fonts_free(fonts.fonts);
    return failed != 0;
}
