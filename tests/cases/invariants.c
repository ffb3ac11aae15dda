/* Invariants I1-I7 and I9 of Chinese line setting, over every line of every paragraph: invariants
 * FILE...
 *
 * Each line of each file is a paragraph, set at measures of 6 to 40 em, at the four prohibition
 * levels, by optimum and by first fit. What is judged are the places where boxes stand; what they
 * owe each other is said by their characters (neighbours.h). Of the engine's own words three are
 * taken: that a line is a paragraph's last, that it had to be torn, and what a break costs. Prints
 * TAP: one result a file and level. */
#include <stdio.h>

#include "../../src/base/utf8.h"
#include "../../src/source/source.h"
#include "full_fonts.h"
#include "neighbours.h"

enum { SIZE = 15750, QUAD = 15793, INDENT = 2 * QUAD, HAIR = 2, SHOWN = 5, SPACE = SIZE / 4 };

/* A box of the line: characters [first, end), spaces behind them apart. */
typedef struct box {
    uint32_t first, end;
    int64_t x, width;
} box;

typedef struct audit {
    jb_arena *arena;
    ch_text text;
    uint32_t *ch_of; /* by byte */
    const jb_para *para;
    const jb_shape *shape;
    const jb_line *line;
    int level;
    bool first_line;
    box *boxes; /* of the line */
    uint32_t len;
    ch_gap *gaps; /* behind each box but the last, and what they are set to */
    int64_t *set, right;
    int64_t *loose; /* by fit: squares of the lines' growth, in thousandths of an em */
    int faults, lines;
} audit;

static void fault(audit *a, const char *what, int64_t value)
{
    const jb_cluster *c = a->para->clusters;
    uint32_t from = c[a->line->first].text, last = a->line->end - 1;
    if (a->faults++ < SHOWN)
        printf("# %s (%lld), measure %d em, %s fit: %.*s|%.*s\n", what, (long long)value,
               a->shape->lines[1].width / QUAD,
               a->shape->fit == JB_FIT_FIRST ? "first" : "optimum",
               JB_FMT(jb_str_cut(a->para->input->text, from, c[last].text + c[last].length)),
               JB_FMT(jb_str_cut(a->para->input->text, c[last].text + c[last].length,
                                 c[last].text + c[last].length + 12)));
}

static const ch *first_of(const audit *a, uint32_t i)
{
    return &a->text.at[a->boxes[i].first];
}

/* The last character of box i, marks on it aside. */
static uint32_t last_of(const audit *a, uint32_t i)
{
    uint32_t k = a->boxes[i].end - 1;
    while (k > a->boxes[i].first && a->text.at[k].kind == CH_JOINED)
        k--;
    return k;
}

/* ---- what stands in the line ---------------------------------------------------------------- */

/* A hyphen has no text. */
static int64_t hyphen_width(const audit *a, const jb_placed *last)
{
    if (last->text.len || a->line->last || !a->para->gaps[a->line->end - 1].hyphen)
        return 0;
    return jb_div_round((int64_t)jb_face_advance(last->face, last->id) * last->size,
                        jb_face_upem(last->face));
}

static void read_boxes(audit *a)
{
    jb_placed_list placed = {0};
    jb_para_place(a->arena, a->para, a->shape, a->line, &placed);
    a->boxes = JB_NEW_ARRAY(a->arena, box, placed.len + 1);
    a->len = 0;
    for (uint32_t i = 0; i < placed.len; i++) {
        const jb_placed *p = &placed.at[i];
        if (p->text.len == 0 || p->text.at[0] == ' ')
            continue;
        uint32_t from = (uint32_t)(p->text.at - a->para->input->text.at);
        a->boxes[a->len++] = (box){a->ch_of[from], a->ch_of[from + p->text.len], p->box, p->width};
    }
    if (a->len == 0)
        return;
    const box *end = &a->boxes[a->len - 1];
    a->right = end->x + end->width + hyphen_width(a, &placed.at[placed.len - 1]);
    a->gaps = JB_NEW_ARRAY(a->arena, ch_gap, a->len);
    a->set = JB_NEW_ARRAY(a->arena, int64_t, a->len);
    for (uint32_t i = 0; i + 1 < a->len; i++) {
        a->gaps[i] = ch_between(&a->text, last_of(a, i), a->boxes[i + 1].first, QUAD, SPACE);
        a->set[i] = a->boxes[i + 1].x - a->boxes[i].x - a->boxes[i].width;
    }
}

static bool is_blank(const ch *c)
{
    return c->kind == CH_SPACE || c->kind == CH_BLANK || c->kind == CH_JOINED;
}

/* I12 of the line: every character of it is in a box, and in one. */
static void check_boxes(audit *a)
{
    uint32_t at = a->ch_of[a->para->clusters[a->line->first].text];
    for (uint32_t i = 0; i <= a->len; i++) {
        bool behind = i == a->len;
        uint32_t to = behind ? a->ch_of[a->para->clusters[a->line->end].text] : a->boxes[i].first;
        if (behind && a->line->end == a->para->clusters_len)
            to = a->text.len;
        for (; at < to; at++)
            if (!is_blank(&a->text.at[at]))
                fault(a, "I12 a character is lost", a->text.at[at].rune);
        if (at > to)
            fault(a, "I12 a character comes twice", a->text.at[to].rune);
        at = behind ? to : a->boxes[i].end;
        jb_len width = behind ? 0 : ch_width(first_of(a, i), QUAD);
        if (width && a->boxes[i].width != width)
            fault(a, "I4 a box has not its width", a->boxes[i].width);
    }
}

/* ---- edges ---------------------------------------------------------------------------------- */

/* I3, I6, for breaks that did not have to be torn. */
static void check_break(audit *a)
{
    const ch *first = first_of(a, 0);
    uint32_t last = last_of(a, a->len - 1);
    bool torn = !a->first_line && (a->line - 1)->overfull;
    if (!a->first_line && !torn && !ch_may_begin(first, a->level))
        fault(a, "I6 line start", first->rune);
    if (!a->line->last && !a->line->overfull && !ch_may_end(&a->text.at[last], a->level))
        fault(a, "I6 line end", a->text.at[last].rune);
    uint32_t next = a->boxes[a->len - 1].end;
    if (!a->line->last && !a->line->overfull && next < a->text.len &&
        ch_bound(&a->text, last, next))
        fault(a, "I3 torn", a->text.at[next].rune);
}

/* A line is torn only where nothing else can be done, and wider than the measure only with a single
 * box. */
static void check_torn(audit *a)
{
    if (a->right > a->line->left + a->line->measure && (a->len > 1 || !a->line->overfull))
        fault(a, "I1 wider than the measure", a->right - a->line->left - a->line->measure);
    for (uint32_t i = 0; a->line->overfull && i + 1 < a->len; i++)
        if (ch_may_part(&a->text, last_of(a, i), a->boxes[i + 1].first, a->level))
            fault(a, "I6 torn in vain", first_of(a, i + 1)->rune);
}

/* Nothing in the line may grow any more. */
static bool is_rigid(const audit *a)
{
    for (uint32_t i = 0; i + 1 < a->len; i++) {
        ch_take take = a->gaps[i].take;
        if (ch_may_grow(take) || take == TAKE_BLANK || take == TAKE_WORD ||
            (take == TAKE_LATIN && a->set[i] < a->gaps[i].most - HAIR))
            return false;
    }
    return true;
}

static void check_edges(audit *a)
{
    int64_t right = a->line->left + a->line->measure;
    bool blank = is_blank(&a->text.at[a->ch_of[a->para->clusters[a->line->first].text]]);
    if (!blank && a->boxes[0].x != (a->first_line ? INDENT : 0))
        fault(a, a->first_line ? "I7 indent" : "I1 left edge", a->boxes[0].x);
    if (!a->line->last && !a->line->overfull && a->right != right && !is_rigid(a))
        fault(a, "I1 right edge", a->right - right);
}

/* ---- gaps ----------------------------------------------------------------------------------- */

/* The gaps of the line that take their share in one step. */
typedef struct step {
    int64_t least, most; /* what the narrowest and the widest changed by */
    bool gave, gave_all, has; /* some gave; some beyond its `least`; some has not yet come there */
    bool has_all;             /* some is not at its floor */
    bool grew, grew_all;      /* some grew; all as far as they may */
} step;

static step read_step(const audit *a, ch_take from, ch_take to)
{
    step s = {.least = INT64_MAX, .most = INT64_MIN, .grew_all = true};
    for (uint32_t i = 0; i + 1 < a->len; i++) {
        const ch_gap *g = &a->gaps[i];
        int64_t set = a->set[i], change = set - g->natural;
        if (g->take < from || g->take > to)
            continue;
        s.least = change < s.least ? change : s.least;
        s.most = change > s.most ? change : s.most;
        s.gave |= change < -HAIR;
        s.gave_all |= set < g->least - HAIR;
        s.has |= set > g->least + HAIR;
        s.has_all |= set > g->floor + HAIR;
        s.grew |= change > HAIR;
        s.grew_all &= set >= g->most - HAIR;
    }
    return s;
}

/* CLREQ 3.5: a later step gives only when the earlier ones have given what they have; beyond that
 * only when all have, and again in order. Within a step in equal shares. */
static void check_squeeze(audit *a)
{
    step steps[TAKE_STEPS];
    bool had = false, had_all = false, deep = false, has = false;
    for (int k = 0; k < TAKE_STEPS; k++) {
        step *s = &steps[k];
        *s = read_step(a, (ch_take)k, (ch_take)k);
        if (s->gave && had)
            fault(a, "3.5 squeezed before its turn", k);
        if (s->gave_all && had_all)
            fault(a, "3.5 flattened before its turn", k);
        if (s->gave && k != TAKE_WORD && s->most - s->least > HAIR)
            fault(a, "3.5 squeezed unequally", s->most - s->least);
        had |= s->has;
        has |= s->has;
        deep |= s->gave_all;
        had_all |= s->has_all && k != TAKE_WORD && k != TAKE_LATIN;
    }
    if (deep && has)
        fault(a, "3.5 flattened while another has something to give", 0);
}

/* CLREQ 3.5: word spaces, then Han and Latin, then all gaps that may grow, equally (I2, I4). */
static void check_stretch(audit *a)
{
    step words = read_step(a, TAKE_WORD, TAKE_WORD), latin = read_step(a, TAKE_LATIN, TAKE_LATIN);
    step rest = {.least = 0, .most = 0}, squeeze = read_step(a, TAKE_WORD, TAKE_STOP);
    bool any = false;
    for (uint32_t i = 0; i + 1 < a->len; i++)
        any |= ch_may_grow(a->gaps[i].take) || a->gaps[i].take == TAKE_BLANK;
    for (uint32_t i = 0; i + 1 < a->len; i++) {
        int64_t grown = a->set[i] - a->gaps[i].natural;
        if (!ch_may_grow(a->gaps[i].take) || (grown < 0 && squeeze.gave))
            continue;
        rest.least = rest.has ? (grown < rest.least ? grown : rest.least) : grown;
        rest.most = grown > rest.most ? grown : rest.most;
        rest.has = true;
    }
    bool grew = rest.most > HAIR || words.grew || latin.grew;
    if (rest.most > HAIR && rest.most - rest.least > HAIR)
        fault(a, "I2, I4 grown unequally", rest.most - rest.least);
    if (grew && squeeze.gave)
        fault(a, "I2 squeezed and stretched", rest.most);
    if (grew && (a->line->last || a->line->overfull))
        fault(a, "3.5 a last line is stretched", rest.most);
    if ((rest.most > HAIR || latin.grew) && !words.grew_all)
        fault(a, "3.5 word spaces grow first", rest.most);
    if (rest.most > HAIR && !latin.grew_all)
        fault(a, "3.5 Han and Latin part before all others", rest.most);
    if (words.most > QUAD / 2 - SPACE + HAIR && any)
        fault(a, "3.5 a word space beyond half an em", words.most);
    int64_t em = rest.most * 1000 / QUAD;
    a->loose[a->shape->fit == JB_FIT_FIRST] += em * em;
}

/* I2 to I5, each gap by itself. */
static void check_gaps(audit *a)
{
    for (uint32_t i = 0; i + 1 < a->len; i++) {
        const ch_gap *g = &a->gaps[i];
        int64_t set = a->set[i], change = set - g->natural;
        if (g->take == TAKE_RIGID && (change < -HAIR || change > HAIR))
            fault(a, "I3 a rigid gap moved", change);
        else if (g->take != TAKE_BLANK && set < g->floor - HAIR)
            fault(a, g->take == TAKE_LATIN ? "I5 Han and Latin" : "I4 too narrow", set);
        else if (g->take == TAKE_LATIN && set > g->most + HAIR)
            fault(a, "I5 Han and Latin", set);
    }
}

/* ---- lines ---------------------------------------------------------------------------------- */

static void check_line(audit *a)
{
    read_boxes(a);
    if (a->len == 0)
        return;
    a->lines++;
    check_boxes(a);
    check_break(a);
    check_torn(a);
    check_edges(a);
    check_gaps(a);
    check_squeeze(a);
    check_stretch(a);
}

/* 先挤进，后推出 (CLREQ 3.1.4), of first fit: no line is stretched while what begins the next would
 * have gone into it. The line before the last may have given a character (3.4.4). */
static void check_taken(audit *a)
{
    enum { TORN = 100 };
    uint32_t at = a->boxes[a->len - 1].end, cluster = a->line->end;
    if (a->line->last || a->line->overfull || (a->line + 1)->last)
        return;
    ch_gap gap = ch_between(&a->text, last_of(a, a->len - 1), at, QUAD, SPACE);
    int64_t width = a->right - a->line->left + gap.natural + QUAD, gives = gap.natural - gap.least;
    for (uint32_t i = 0; i + 1 < a->len; i++) {
        if (a->gaps[i].take == TAKE_BLANK)
            return;
        width -= a->set[i] - a->gaps[i].natural;
        gives += a->gaps[i].natural - a->gaps[i].least;
    }
    if (gap.take != TAKE_BLANK && width - gives <= a->line->measure &&
        ch_may_part(&a->text, at, at + 1, a->level) && a->text.at[at].kind == CH_HAN &&
        jb_gap_penalty(&a->para->gaps[cluster]) < TORN)
        fault(a, "3.1.4 pushed out what had room", a->text.at[at].rune);
}

/* I9. 孤字 is a last line of one Han, or of one Han and marks (CLREQ 3.4.4): a word or a number of
 * several characters is none. */
static void check_last(audit *a, uint32_t lines)
{
    uint32_t all = 0, han = 0, solid = 0;
    for (uint32_t i = 0; i < a->text.len; i++)
        all += a->text.at[i].kind == CH_HAN;
    for (uint32_t i = a->boxes[0].first; i < a->text.len; i++) {
        han += a->text.at[i].kind <= CH_SYMBOL;
        solid += ch_is_solid(&a->text.at[i]);
    }
    if (lines > 1 && all >= 4 && han < 2 && solid - han < 2)
        fault(a, "I9 a lone Han", lines);
}

static void check_paragraph(audit *a, jb_len measure, jb_fit fit)
{
    jb_line_shape room[2] = {{INDENT, measure - INDENT}, {0, measure}};
    jb_shape shape = {room, 2, JB_ALIGN_JUSTIFY, fit};
    a->shape = &shape;
    jb_lines lines = jb_para_lines(a->arena, a->para, &shape, 0);
    uint32_t at = 0;
    for (uint32_t i = 0; i < lines.len; i++) {
        a->line = &lines.at[i];
        a->first_line = i == 0;
        if (a->line->first != at)
            fault(a, "a line does not begin where the last ended", at);
        at = a->line->end;
        check_line(a);
        if (a->len && fit == JB_FIT_FIRST)
            check_taken(a);
    }
    if (at != a->para->clusters_len)
        fault(a, "text is left over", at);
    if (lines.len && a->len)
        check_last(a, lines.len);
}

/* ---- files ---------------------------------------------------------------------------------- */

static void read_text(audit *a, jb_str text)
{
    a->text = ch_read(a->arena, text);
    a->ch_of = JB_NEW_ARRAY(a->arena, uint32_t, text.len + 1);
    for (uint32_t i = 0, at = 0; i <= a->text.len; i++)
        for (; at <= a->text.at[i].at; at++)
            a->ch_of[at] = i;
}

static void check_text(audit *a, const jb_para_fonts *fonts, jb_str text)
{
    jb_diags diags = {.arena = a->arena};
    while (text.len) {
        size_t end = jb_str_find(text, JB_STR("\n"));
        jb_str line = jb_str_cut(text, 0, end);
        text = jb_str_cut(text, end == SIZE_MAX ? text.len : end + 1, text.len);
        if (line.len == 0)
            continue;
        jb_para_input input = {
            .text = line, .size = SIZE, .quad = QUAD, .kinsoku = (jb_kinsoku)a->level};
        a->para = jb_para_new(a->arena, &input, fonts, &diags);
        read_text(a, line);
        for (int em = 6; em <= 40; em++) {
            jb_arena_mark mark = jb_arena_note(a->arena);
            check_paragraph(a, em * QUAD, JB_FIT_OPTIMUM);
            check_paragraph(a, em * QUAD, JB_FIT_FIRST);
            jb_arena_reset(a->arena, mark);
        }
    }
}

static bool check_file(const jb_para_fonts *fonts, const char *path, int level, int64_t *loose)
{
    static const char *const names[] = {"none", "basic", "gb", "strict"};
    audit a = {.arena = jb_arena_new(), .level = level, .loose = loose};
    jb_diags diags = {.arena = a.arena};
    const jb_source *source = jb_source_open(a.arena, jb_str_make(path), NULL, &diags);
    if (source)
        check_text(&a, fonts, source->text);
    bool good = a.lines > 0 && a.faults == 0;
    printf("%s - %s at level %s: %d lines, %d faults\n", good ? "ok" : "not ok", path,
           names[level], a.lines, a.faults);
    jb_arena_free(a.arena);
    return good;
}

int main(int argc, char **argv)
{
    if (!full_fonts_present()) {
        printf("1..0 # SKIP the full fonts are not installed\n");
        return 0;
    }
    jb_para_fonts fonts = full_fonts_open();
    int failed = 0;
    int64_t loose[2] = {0, 0};
    for (int i = 1; i < argc; i++)
        for (int level = JB_KINSOKU_NONE; level <= JB_KINSOKU_STRICT; level++)
            failed += !check_file(&fonts, argv[i], level, loose);
    bool even = loose[0] < loose[1]; /* what a whole paragraph is looked at for */
    printf("# growth, squared: optimum %lld, first fit %lld\n", (long long)loose[0],
           (long long)loose[1]);
    printf("%s - the optimum stretches less than first fit does\n1..%d\n",
           even ? "ok" : "not ok", (argc - 1) * (JB_KINSOKU_STRICT + 1) + 1);
    jb_fonts_free(fonts.fonts);
    return failed > 0 || !even;
}
