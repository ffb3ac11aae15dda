/* The fits over paragraphs that are made of numbers: no font is needed to break lines. */
#include <stdlib.h>

#include "check.h"

#include "../../src/para/parts.h"

enum { QUAD = 16000 };

typedef struct paragraph {
    jb_arena *arena;
    jb_para_input input;
    jb_para para;
    jb_line_shape room[2];
    jb_shape shape;
    jb_sums sums;
    uint32_t seed;
} paragraph;

static uint32_t chance(paragraph *t, uint32_t of)
{
    t->seed = t->seed * 1103515245u + 12345u;
    return (t->seed >> 16) % of;
}

static void begin(paragraph *t, uint32_t clusters, jb_len first, jb_len measure, uint32_t seed)
{
    *t = (paragraph){.arena = jb_arena_new(), .seed = seed};
    t->input = (jb_para_input){.size = QUAD, .quad = QUAD};
    t->para = (jb_para){.input = &t->input,
                        .clusters = JB_NEW_ARRAY(t->arena, jb_cluster, clusters + 1),
                        .clusters_len = clusters,
                        .gaps = JB_NEW_ARRAY(t->arena, jb_gap, clusters + 1)};
    t->room[0] = (jb_line_shape){0, first};
    t->room[1] = (jb_line_shape){0, measure};
    t->shape = (jb_shape){t->room, 2, JB_ALIGN_JUSTIFY, JB_FIT_OPTIMUM};
    for (uint32_t i = 0; i < clusters; i++) {
        t->para.clusters[i] = (jb_cluster){.rune = 0x4E00, .cls = JB_CLASS_HAN, .width = QUAD};
        t->para.gaps[i] = (jb_gap){.kind = JB_GAP_NONE, .brk = JB_BREAK_MAY};
    }
    t->para.gaps[clusters - 1] = (jb_gap){.kind = JB_GAP_FIXED, .brk = JB_BREAK_MUST};
}

static void end(paragraph *t)
{
    jb_arena_free(t->arena);
}

/* Han, marks with their blanks, Latin words, breaks that are avoided, now and then a line end. */
static void fill(paragraph *t)
{
    for (uint32_t i = 0; i + 1 < t->para.clusters_len; i++) {
        jb_cluster *c = &t->para.clusters[i];
        jb_gap *gap = &t->para.gaps[i];
        c->rune = (0x4E00 + chance(t, 5)) & 0x1FFFFF;
        switch (chance(t, 12)) {
        case 0:
        case 1:
            *c = (jb_cluster){.rune = 0xFF0C, .cls = JB_CLASS_STOP, .half = 1, .width = QUAD / 2};
            *gap = (jb_gap){.kind = JB_GAP_COMMA, .natural = QUAD / 2, .brk = JB_BREAK_MAY};
            if (i)
                t->para.gaps[i - 1].brk = JB_BREAK_NO;
            break;
        case 2:
            *c = (jb_cluster){.rune = 'a', .cls = JB_CLASS_LATIN, .width = QUAD / 2};
            *gap = (jb_gap){.kind = JB_GAP_FIXED, .brk = JB_BREAK_NO};
            break;
        case 3:
            *gap = (jb_gap){.kind = JB_GAP_LATIN, .natural = QUAD / 4, .brk = JB_BREAK_MAY};
            break;
        case 4:
            gap->wish = (uint8_t)chance(t, JB_WISHES);
            break;
        case 5:
            if (chance(t, 6) == 0)
                *gap = (jb_gap){.kind = JB_GAP_FIXED, .brk = JB_BREAK_MUST};
            break;
        default:
            break;
        }
    }
}

/* ---- the least cost ------------------------------------------------------------------------- */

enum { LEAST_CLUSTERS = 48, LINES_MOST = LEAST_CLUSTERS + 1 };

/* Every way, by its last line and its number of lines: slow, and nothing in it that could be
 * wrong. */
typedef struct search {
    paragraph *t;
    int64_t cost[LEAST_CLUSTERS + 1][LEAST_CLUSTERS + 1][LINES_MOST]; /* INT64_MAX: no way */
} search;

static jb_line line_of(const paragraph *t, uint32_t first, uint32_t b)
{
    jb_extent x = jb_sums_extent(&t->sums, first, b);
    jb_line line = {.first = first, .end = b, .last = jb_line_must_end(&t->para, b)};
    line.ratio = jb_extent_ratio(&x, t->room[first > 0].width, QUAD);
    if (line.last && line.ratio > 0)
        line.ratio = 0;
    return line;
}

/* The cheapest way to `first` of n lines, with what the line adds beside the one above. */
static int64_t cheapest(const search *s, uint32_t n, const jb_line *line)
{
    if (line->first == 0)
        return n == 0 ? 0 : INT64_MAX;
    int64_t least = INT64_MAX;
    for (uint32_t before = 0; before < line->first; before++) {
        int64_t cost = s->cost[before][line->first][n];
        if (cost == INT64_MAX)
            continue;
        jb_line above = line_of(s->t, before, line->first);
        jb_cost pair = {0};
        jb_cost_pair(&s->t->para, &above, line, &pair);
        cost += jb_cost_sum(&pair);
        least = cost < least ? cost : least;
    }
    return least;
}

/* Fills in the ways that go on from `first`. False when a line has to be broken anywhere. */
static bool go_on(search *s, uint32_t first)
{
    paragraph *t = s->t;
    bool any = false;
    for (uint32_t b = first + 1; b <= t->para.clusters_len; b++) {
        jb_line line = line_of(t, first, b);
        if (line.ratio != INT32_MIN && jb_line_may_end(&t->para, b)) {
            jb_cost own;
            jb_cost_line(&t->para, &t->sums, &line, &own);
            any = true;
            for (uint32_t n = 0; n + 1 < LINES_MOST; n++) {
                int64_t before = cheapest(s, n, &line);
                if (before != INT64_MAX)
                    s->cost[first][b][n + 1] = before + jb_cost_sum(&own);
            }
        }
        if (jb_line_must_end(&t->para, b))
            break;
    }
    return any;
}

static bool find_least(search *s)
{
    paragraph *t = s->t;
    uint32_t clusters = t->para.clusters_len;
    for (uint32_t i = 0; i <= clusters; i++)
        for (uint32_t b = 0; b <= clusters; b++)
            for (uint32_t n = 0; n < LINES_MOST; n++)
                s->cost[i][b][n] = INT64_MAX;
    for (uint32_t first = 0; first < clusters; first++)
        if ((first == 0 || jb_line_may_end(&t->para, first)) && !go_on(s, first))
            return false;
    return true;
}

/* The least cost, of ways of n lines or of all (n 0); *lines is how many it has. */
static int64_t least_of(const search *s, uint32_t n, uint32_t *lines)
{
    int64_t least = INT64_MAX;
    uint32_t clusters = s->t->para.clusters_len;
    for (uint32_t first = 0; first < clusters; first++)
        for (uint32_t k = 1; k < LINES_MOST; k++)
            if ((n == 0 || k == n) && s->cost[first][clusters][k] < least) {
                least = s->cost[first][clusters][k];
                *lines = k;
            }
    return least;
}

static jb_line_list fit(const paragraph *t, int looseness, uint64_t *tried, int64_t *cost)
{
    jb_fit_job job = {.arena = t->arena,
                      .para = &t->para,
                      .sums = &t->sums,
                      .shape = &t->shape,
                      .looseness = looseness,
                      .end = t->para.clusters_len,
                      .tried = tried};
    jb_line_list lines = {0};
    *cost = jb_fit_optimum(&job, &lines);
    return lines;
}

/* Lines too short and ways too dear are left out on the way: none of them is ever the best. */
static void optimum__is_the_least_of_all_ways(void)
{
    enum { TEXTS = 500 };
    jb_arena *arena = jb_arena_new();
    search *s = JB_NEW(arena, search);
    int compared = 0;
    for (uint32_t seed = 1; seed <= TEXTS; seed++) {
        paragraph t;
        jb_len measure = (jb_len)(5 + seed % 9) * QUAD;
        begin(&t, 16 + seed % (LEAST_CLUSTERS - 16), measure - 2 * QUAD, measure, seed);
        fill(&t);
        t.sums = jb_sums_make(t.arena, &t.para, &t.shape);
        s->t = &t;
        uint32_t most = 0;
        if (find_least(s)) {
            int64_t cost, want = least_of(s, 0, &most);
            (void)fit(&t, 0, NULL, &cost);
            if (cost != want)
                printf("# seed %u, %u clusters\n", seed, t.para.clusters_len);
            CHECK_INT(cost, want);
            compared++;
        }
        end(&t);
    }
    CHECK(compared > TEXTS / 2);
    jb_arena_free(arena);
}

/* ---- long paragraphs ------------------------------------------------------------------------ */

static void make_marks(paragraph *t)
{
    for (uint32_t i = 0; i + 1 < t->para.clusters_len; i++) {
        t->para.clusters[i] =
            (jb_cluster){.rune = 0xFF0C, .cls = JB_CLASS_STOP, .half = 1, .width = QUAD / 2};
        t->para.gaps[i] = (jb_gap){.kind = JB_GAP_COMMA, .natural = QUAD / 2};
    }
}

/* Letters without a space: broken anywhere, or (torn) at a price between any two. */
static void make_letters(paragraph *t)
{
    for (uint32_t i = 0; i + 1 < t->para.clusters_len; i++) {
        t->para.clusters[i] =
            (jb_cluster){.rune = 'a', .cls = JB_CLASS_LATIN, .width = QUAD * 3 / 7};
        t->para.gaps[i] = (jb_gap){.kind = JB_GAP_FIXED};
    }
}

static void make_torn(paragraph *t)
{
    make_letters(t);
    for (uint32_t i = 0; i + 1 < t->para.clusters_len; i++) {
        t->para.gaps[i].brk = JB_BREAK_MAY;
        t->para.gaps[i].wish = JB_WISH_STRING;
    }
}

static void make_weightless(paragraph *t)
{
    for (uint32_t i = 0; i + 1 < t->para.clusters_len; i++)
        if (chance(t, 3))
            t->para.clusters[i].width = 0;
}

static void leave(paragraph *t)
{
    (void)t;
}

static void stop_exhausted(void *context)
{
    printf("not ok - %s: more memory than the text may take\n", (const char *)context);
    fflush(stdout);
    _Exit(1);
}

/* How many pairs of lines are weighed for a cluster, in thousandths, and within what memory. */
static uint64_t count_tried(void (*make)(paragraph *t), const char *name, uint32_t clusters,
                            int ems, int looseness)
{
    enum { BYTES = 120, SMALL = 6000000 };
    paragraph t;
    uint64_t tried = 0;
    int64_t cost;
    begin(&t, clusters, (ems - 2) * QUAD, ems * QUAD, 1);
    make(&t);
    t.sums = jb_sums_make(t.arena, &t.para, &t.shape);
    jb_arena_limit(t.arena, jb_arena_used(t.arena) + SMALL + (size_t)BYTES * clusters,
                   stop_exhausted, (void *)name);
    jb_line_list lines = fit(&t, looseness, &tried, &cost);
    CHECK(lines.len > 0 && lines.at[lines.len - 1].end == clusters);
    end(&t);
    return tried * 1000 / clusters;
}

/* Ten times the text is some ten times the work, whatever it is made of; the texts differ a little
 * in how much patience they take. */
static void fit__is_linear(void)
{
    static const struct {
        const char *name;
        void (*make)(paragraph *t);
    } texts[] = {{"Han", leave},
                 {"a mixed text", fill},
                 {"marks alone", make_marks},
                 {"letters", make_letters},
                 {"torn letters", make_torn},
                 {"no widths", make_weightless}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int ems = 6; ems <= 28; ems += 22)
            for (int looseness = 0; looseness <= (ems == 6); looseness++) {
                uint64_t few = count_tried(texts[i].make, texts[i].name, 2000, ems, looseness);
                uint64_t many = count_tried(texts[i].make, texts[i].name, 20000, ems, looseness);
                if (many > 2 * few)
                    printf("# %s at %d em, looseness %d: %llu, then %llu\n", texts[i].name, ems,
                           looseness, (unsigned long long)few, (unsigned long long)many);
                CHECK(many <= 2 * few);
                CHECK(many < 2000000);
            }
}

int main(void)
{
    static const check_case cases[] = {
        {"the optimum is the least of all ways", optimum__is_the_least_of_all_ways},
        {"the fit is linear", fit__is_linear},
    };
    return CHECK_MAIN(cases);
}
