/* Balanced fit: for titles, captions and whatever else is set ragged. Nothing in such a line is
 * stretched or squeezed; what is chosen is the shape that the lines make together.
 *
 * GB/T 9704-2012 7.3.1 asks of a title: 词意完整 (whole words), 排列对称, 长短适宜, 间距恰当, in a
 * trapezoid or a diamond. So: as few lines as whole words allow; breaks that the text gives go
 * first; no line begins with a particle or has fewer than four characters; no line is shorter than
 * both its neighbours (an hourglass); of two lines the first is at least half the second; and then
 * evenly filled lines, rather broken behind a mark.
 *
 * A shape is a matter of three lines, so a node is a line and whether it is shorter than the one
 * before. */
#include "parts.h"

#define NO_NODE UINT32_MAX

typedef struct node {
    int64_t cost;
    uint32_t first, at, from, next;
    uint32_t lines;
    jb_len width;
    bool fell; /* shorter than the line before */
    bool overfull;
} node;

typedef struct balancing {
    jb_arena *arena;
    const jb_para *para;
    const jb_sums *sums;
    const jb_shape *shape;
    JB_VEC(node) nodes;
    uint32_t *heads; /* by cluster */
} balancing;

/* Longer than this it is no title: a shape of so many lines is not seen as one. */
enum { CLUSTERS_MOST = 2000 };

/* In falling order: what goes before what. A line more is better than a line too wide, a split
 * word, a stump of a line, a particle at its start or an hourglass; a given break is not worth a
 * line. */
static const int64_t OVERFULL = 100000000000000, SPLIT = 1000000000000, STUMP = 200000000000,
                     PARTICLE = 100000000000, HOURGLASS = 40000000000, LINE = 10000000000,
                     GIVEN = -3 * JB_TITLE_FAULT, AVOIDED = 100000, MARK = -100000;

/* Thousandths of the measure by which a line is shorter than another before it counts. */
enum { SHORTER = 40, LEAST_CHARACTERS = 4 };

/* ---- what a line costs ---------------------------------------------------------------------- */

/* 的 了 和 与 及 */
static bool is_particle(uint32_t rune)
{
    return rune == 0x7684 || rune == 0x4E86 || rune == 0x548C || rune == 0x4E0E || rune == 0x53CA;
}

/* A number or a Latin word begins at b: no word of Han is broken before it (but 第 stays with it).
 * */
static bool begins_number(const jb_para *p, uint32_t b)
{
    const uint32_t ordinal = 0x7B2C;
    return p->gaps[b - 1].kind == JB_GAP_LATIN && p->clusters[b].cls != JB_CLASS_HAN &&
           p->clusters[b - 1].rune != ordinal;
}

static int64_t break_cost(const jb_para *p, uint32_t b)
{
    const jb_gap *gap = &p->gaps[b - 1];
    const jb_cluster *last = &p->clusters[b - 1];
    bool particle = !p->bound && is_particle(p->clusters[b].rune); /* 和平 begins with none */
    int64_t cost = particle ? PARTICLE : 0;
    if (gap->kind == JB_GAP_TITLE)
        return cost + GIVEN;
    if (gap->inside)
        return cost + SPLIT;
    if (last->cls == JB_CLASS_STOP || (begins_number(p, b) && gap->wish == JB_WISH_NONE))
        return cost + MARK;
    return cost + jb_gap_penalty(gap) * AVOIDED;
}

static int64_t line_cost(const balancing *s, uint32_t first, uint32_t b, int64_t width,
                         int64_t measure)
{
    uint32_t n = s->para->clusters_len;
    int64_t slack = (measure - width) * 1000 / (measure > 0 ? measure : 1);
    int64_t cost = LINE + slack * slack;
    if ((first > 0 || b < n) && s->sums->at[b].end - first < LEAST_CHARACTERS)
        cost += STUMP;
    return b < n && !jb_line_must_end(s->para, b) ? cost + break_cost(s->para, b) : cost;
}

/* ---- lines ---------------------------------------------------------------------------------- */

static void offer(balancing *s, const node *offered)
{
    uint32_t *head = &s->heads[offered->at], i = *head;
    while (i != NO_NODE &&
           (s->nodes.at[i].first != offered->first || s->nodes.at[i].fell != offered->fell))
        i = s->nodes.at[i].next;
    if (i != NO_NODE && s->nodes.at[i].cost <= offered->cost)
        return;
    uint32_t next = i == NO_NODE ? *head : s->nodes.at[i].next;
    if (i == NO_NODE) {
        *jb_push(s->arena, &s->nodes) = *offered;
        *head = i = s->nodes.len - 1;
    }
    s->nodes.at[i] = *offered;
    s->nodes.at[i].next = next;
}

/* The line [before.at, b) behind node `from`. */
static void offer_line(balancing *s, uint32_t from, uint32_t b, int64_t width, int64_t measure,
                       bool overfull)
{
    const node *before = &s->nodes.at[from];
    int64_t cost = overfull ? OVERFULL : line_cost(s, before->at, b, width, measure);
    int64_t little = measure * SHORTER / 1000;
    bool fell = before->lines > 0 && width < before->width - little;
    if (before->fell && width > before->width + little)
        cost += HOURGLASS;
    bool two = before->lines == 1 && b == s->para->clusters_len;
    if (two && (int64_t)before->width * 2 < width)
        cost += HOURGLASS;
    offer(s, &(node){.cost = before->cost + cost,
                     .first = before->at,
                     .at = b,
                     .from = from,
                     .lines = before->lines + 1,
                     .width = (jb_len)width,
                     .fell = fell,
                     .overfull = overfull});
}

static void extend(balancing *s, uint32_t from)
{
    const jb_para *p = s->para;
    uint32_t first = s->nodes.at[from].at;
    int64_t measure = jb_shape_line(s->shape, s->nodes.at[from].lines)->width;
    bool any = false;
    for (uint32_t b = first + 1; b <= p->clusters_len; b++) {
        int64_t width = jb_sums_extent(s->sums, first, b).natural;
        if (width > measure)
            break;
        if (jb_line_may_end(p, b)) {
            offer_line(s, from, b, width, measure, false);
            any = true;
        }
        if (jb_line_must_end(p, b))
            break;
    }
    if (any)
        return;
    uint32_t b = jb_sums_tear(s->sums, first, p->clusters_len, measure);
    offer_line(s, from, b, jb_sums_extent(s->sums, first, b).natural, measure, true);
}

/* Nothing is worth a line more: what fits into one has no other way to be looked for. */
static bool offer_one_line(balancing *s)
{
    uint32_t n = s->para->clusters_len;
    int64_t measure = jb_shape_line(s->shape, 0)->width;
    int64_t width = jb_sums_extent(s->sums, 0, n).natural;
    bool one = n > 0 && width <= measure;
    for (uint32_t b = 1; b < n && one; b++)
        one = !jb_line_must_end(s->para, b);
    if (one)
        offer_line(s, 0, n, width, measure, false);
    return one;
}

static void find_ways(balancing *s)
{
    for (uint32_t b = 0; b < s->para->clusters_len; b++)
        for (uint32_t i = s->heads[b]; i != NO_NODE; i = s->nodes.at[i].next)
            extend(s, i);
}

int64_t jb_fit_balanced(const jb_fit_job *job, jb_line_list *out)
{
    const jb_para *p = job->para;
    uint32_t n = p->clusters_len, last = NO_NODE;
    if (n > CLUSTERS_MOST)
        return jb_fit_first(job, out);
    balancing s = {.arena = job->arena, .para = p, .sums = job->sums, .shape = job->shape,
                   .heads = JB_NEW_ARRAY(job->arena, uint32_t, n + 1)};
    memset(s.heads, 0xFF, (n + 1) * sizeof *s.heads);
    offer(&s, &(node){.from = NO_NODE, .first = NO_NODE});
    if (!offer_one_line(&s))
        find_ways(&s);
    for (uint32_t i = s.heads[n]; i != NO_NODE; i = s.nodes.at[i].next)
        if (last == NO_NODE || s.nodes.at[i].cost < s.nodes.at[last].cost)
            last = i;
    uint32_t lines = s.nodes.at[last].lines;
    jb_reserve(job->arena, out, lines);
    out->len = lines;
    for (uint32_t i = lines, at = last; i > 0; i--, at = s.nodes.at[at].from) {
        const node *here = &s.nodes.at[at];
        out->at[i - 1] = (jb_line){.first = here->first,
                                   .end = here->at,
                                   .overfull = here->overfull,
                                   .last = jb_line_must_end(p, here->at)};
    }
    return s.nodes.at[last].cost;
}
