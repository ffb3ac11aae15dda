/* Optimum fit: the breaks of a paragraph are chosen together (after Knuth and Plass, "Breaking
 * Paragraphs into Lines", 1981), over boxes and gaps in integers.
 *
 * A node is a break with the line it ends: its line number as far as the shape tells lines apart,
 * and how tight that line is. From each node all lines that fit are tried. The cost of a line
 * grows with the cube of what it must change, and with the difference to the line before, so that
 * the colour stays even; squeezing and stretching are weighed alike. Cost in time: the text times
 * the characters of a line. */
#include "parts.h"

#define NO_NODE UINT32_MAX

/* How tight a line is: neighbours more than one class apart look uneven. */
typedef enum tightness { TIGHT, SNUG, EVEN, OPEN, LOOSE } tightness;

typedef struct node {
    int64_t cost;
    uint32_t from;  /* node of the break before */
    uint32_t next;  /* other nodes at this break */
    uint32_t at;    /* cluster the next line begins with */
    uint32_t lines; /* lines so far */
    uint32_t layer; /* lines so far, as far as they matter */
    int32_t ratio;
    uint8_t tight;
    bool overfull;
} node;

typedef JB_VEC(node) node_list;

/* What a line [first, b) costs, whatever came before it. */
typedef struct candidate {
    uint32_t b;
    int32_t ratio;
    int64_t cost;
    bool overfull;
} candidate;

typedef struct fitting {
    jb_arena *arena;
    const jb_para *para;
    const jb_sums *sums;
    const jb_shape *shape;
    uint32_t layers_most;
    node_list nodes;
    uint32_t *heads; /* by cluster */
    JB_VEC(candidate) candidates;
    uint32_t scan; /* see scan_from */
    int64_t scan_measure;
    bool ragged;           /* a title: balanced lines, nothing stretched */
    bool patient;          /* try lines however short */
    const uint32_t *known; /* with looseness: the best number of lines up to each cluster */
    uint32_t window;       /* how far from it a number of lines may be */
} fitting;

/* ---- cost ----------------------------------------------------------------------------------- */

/* A line stretched in full costs FULL. A last line of a single Han, a line wider than its
 * measure: never when anything else can be had (CLREQ 3.4.4). */
static const int64_t FULL = 100000, UNEVEN = 15000, SHORT_OF_HAN = 200000, LONE = 2000000000,
                     OVERFULL = 20000000000;

/* Titles: as few lines as can be; then a given break; then evenly filled lines, not begun with a
 * particle, none under four characters, rather broken behind a mark (GB/T 9704 7.3.1: 词意完整,
 * 排列对称, 长短适宜). */
static const int64_t TITLE_LINE = 10000000, TITLE_GIVEN = -3000000, TITLE_MARK = -100000,
                     TITLE_PARTICLE = 400000, TITLE_SHORT = 1500000;

static tightness tightness_of(int32_t ratio)
{
    return ratio < -500   ? TIGHT
           : ratio < -100 ? SNUG
           : ratio < 350  ? EVEN
           : ratio < 800  ? OPEN
                          : LOOSE;
}

enum { BEYOND = 1000 };

static int64_t badness(int32_t ratio)
{
    int64_t r = ratio < 0 ? -(int64_t)ratio : ratio;
    int64_t beyond =
        r > 1000 ? r - 1000 : 0; /* what shows at a glance is worth another line's ease */
    return r * r * r / 10000 + beyond * BEYOND; /* 1000 -> FULL */
}

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

/* A line of a title; `natural` fits the measure. */
static int64_t title_cost(const fitting *f, uint32_t first, uint32_t b, int64_t natural,
                          int64_t measure)
{
    int64_t slack = (measure - natural) * 1000 / (measure > 0 ? measure : 1);
    int64_t cost = TITLE_LINE + slack * slack;
    const jb_para *p = f->para;
    bool only_line = first == 0 && b == p->clusters_len;
    if (!only_line && f->sums->end[b] - first < 4)
        cost += TITLE_SHORT;
    if (b == p->clusters_len)
        return cost;
    const jb_cluster *last = &p->clusters[b - 1];
    if (p->gaps[b - 1].kind == JB_GAP_TITLE)
        cost += TITLE_GIVEN;
    else if (last->cls == JB_CLASS_CLOSE || last->cls == JB_CLASS_STOP || begins_number(p, b))
        cost += TITLE_MARK;
    if (is_particle(p->clusters[b].rune))
        cost += TITLE_PARTICLE;
    return cost;
}

/* A last line needs two Han. One with a word or a number may pass, at a price; a lone character, or
 * a mark alone, only when nothing else can be had. */
static int64_t lone_cost(const fitting *f, uint32_t first, uint32_t b)
{
    const jb_sums *s = f->sums;
    uint32_t n = f->para->clusters_len;
    if (b < n || first == 0 || s->han[n] < 4 || s->han[n] - s->han[first] >= 2)
        return 0;
    uint32_t solid = s->solid[n] - s->solid[first], han = s->han[n] - s->han[first];
    return solid - han >= 2 ? SHORT_OF_HAN : solid ? LONE : 2 * LONE;
}

/* ---- nodes ---------------------------------------------------------------------------------- */

static void offer(fitting *f, const node *offered)
{
    for (uint32_t i = f->heads[offered->at]; i != NO_NODE; i = f->nodes.at[i].next) {
        node *have = &f->nodes.at[i];
        if (have->layer != offered->layer || have->tight != offered->tight)
            continue;
        if (offered->cost < have->cost) {
            uint32_t next = have->next;
            *have = *offered;
            have->next = next;
        }
        return;
    }
    node *fresh = jb_push(f->arena, &f->nodes);
    *fresh = *offered;
    fresh->next = f->heads[offered->at];
    f->heads[offered->at] = f->nodes.len - 1;
}

/* With looseness nodes differ by their number of lines; those far from the best number lead
 * nowhere. */
static bool is_far(const fitting *f, uint32_t b, uint32_t lines)
{
    if (!f->known || f->known[b] == 0)
        return false;
    return lines > f->known[b] + f->window || lines + f->window < f->known[b];
}

/* The line behind node `from`. */
static void offer_line(fitting *f, uint32_t from, const candidate *line)
{
    const node *before = &f->nodes.at[from];
    if (is_far(f, line->b, before->lines + 1))
        return;
    int64_t cost = line->cost;
    tightness tight = tightness_of(line->ratio);
    bool compared = before->lines > 0 && !f->ragged && !jb_line_must_end(f->para, line->b);
    int apart = (int)tight - before->tight;
    apart = apart < 0 ? -apart : apart;
    if (compared && apart > 1)
        cost += UNEVEN * (apart - 1);
    uint32_t layer = before->layer < f->layers_most ? before->layer + 1 : before->layer;
    offer(f, &(node){.cost = before->cost + cost,
                     .from = from,
                     .at = line->b,
                     .lines = before->lines + 1,
                     .layer = layer,
                     .ratio = line->ratio,
                     .tight = (uint8_t)tight,
                     .overfull = line->overfull});
}

/* The line [first, b), of extent x. False when it is too wide. */
static bool weigh_line(const fitting *f, uint32_t first, uint32_t b, const jb_extent *x,
                       int64_t measure, candidate *out)
{
    *out = (candidate){.b = b};
    if (f->ragged) {
        out->cost = title_cost(f, first, b, x->natural, measure);
        return x->natural <= measure;
    }
    out->ratio = jb_extent_ratio(x, measure, f->para->input->quad);
    if (out->ratio == INT32_MIN)
        return false;
    if (out->ratio > 0 && jb_line_must_end(f->para, b))
        out->ratio = 0; /* a last line keeps its natural width */
    out->cost = badness(out->ratio) + f->para->gaps[b - 1].penalty * (FULL / 100);
    out->cost += lone_cost(f, first, b);
    return true;
}

/* Nothing that may end a line fits: break where the measure ends, inside a word if need be. */
static candidate break_anywhere(const fitting *f, uint32_t first, int64_t measure)
{
    uint32_t b = first + 1;
    while (b < f->para->clusters_len && !jb_line_must_end(f->para, b) &&
           jb_sums_extent(f->sums, first, b + 1).natural <= measure)
        b++;
    return (candidate){.b = b, .cost = OVERFULL, .overfull = true};
}

/* Where to begin looking for the end of a line: shorter ones fill less than two thirds of the
 * measure. It only ever moves on, so that looking costs a part of a line for each character. */
static uint32_t scan_from(fitting *f, uint32_t first, int64_t measure)
{
    if (f->scan <= first || f->scan_measure != measure || f->patient)
        f->scan = first + 1;
    f->scan_measure = measure;
    while (!f->patient && f->scan < f->para->clusters_len && !jb_line_must_end(f->para, f->scan) &&
           jb_sums_extent(f->sums, first, f->scan).natural * 3 < measure * 2)
        f->scan++;
    return f->scan;
}

/* The longest line shorter than that, when there is no other. */
static bool find_short_line(const fitting *f, uint32_t first, int64_t measure, candidate *out)
{
    for (uint32_t b = f->scan - 1; b > first; b--) {
        jb_extent x = jb_sums_extent(f->sums, first, b);
        if (jb_line_may_end(f->para, b) && weigh_line(f, first, b, &x, measure, out))
            return true;
    }
    return false;
}

/* All lines that may begin at `first`. */
static void find_lines(fitting *f, uint32_t first, int64_t measure)
{
    f->candidates.len = 0;
    candidate found;
    for (uint32_t b = scan_from(f, first, measure); b <= f->para->clusters_len; b++) {
        jb_extent x = jb_sums_extent(f->sums, first, b);
        if (x.natural - x.squeeze - x.reserve > measure)
            break;
        if (jb_line_may_end(f->para, b) && weigh_line(f, first, b, &x, measure, &found))
            *jb_push(f->arena, &f->candidates) = found;
        if (jb_line_must_end(f->para, b))
            break;
    }
    if (f->candidates.len)
        return;
    if (!find_short_line(f, first, measure, &found))
        found = break_anywhere(f, first, measure);
    *jb_push(f->arena, &f->candidates) = found;
}

/* Goes on from every node at cluster `first`. */
static void extend(fitting *f, uint32_t first)
{
    int64_t known = -1;
    for (uint32_t i = f->heads[first]; i != NO_NODE; i = f->nodes.at[i].next) {
        int64_t measure = jb_shape_line(f->shape, f->nodes.at[i].lines)->width;
        if (measure != known)
            find_lines(f, first, measure);
        known = measure;
        for (uint32_t k = 0; k < f->candidates.len; k++)
            offer_line(f, i, &f->candidates.at[k]);
    }
}

/* ---- the answer ----------------------------------------------------------------------------- */

/* The end node to take: the cheapest, or with looseness the one whose number of lines comes
 * nearest to the best number plus looseness (the cheaper of two). */
static uint32_t choose_end(const fitting *f, int looseness)
{
    uint32_t best = NO_NODE, chosen;
    uint32_t head = f->heads[f->para->clusters_len];
    for (uint32_t i = head; i != NO_NODE; i = f->nodes.at[i].next)
        if (best == NO_NODE || f->nodes.at[i].cost < f->nodes.at[best].cost)
            best = i;
    chosen = best;
    int64_t want = (int64_t)f->nodes.at[best].lines + looseness;
    for (uint32_t i = head; looseness && i != NO_NODE; i = f->nodes.at[i].next) {
        const node *a = &f->nodes.at[i], *c = &f->nodes.at[chosen];
        int64_t away = a->lines > want ? a->lines - want : want - a->lines;
        int64_t had = c->lines > want ? c->lines - want : want - c->lines;
        if (away < had || (away == had && a->cost < c->cost))
            chosen = i;
    }
    return chosen;
}

static void write_lines(const fitting *f, uint32_t last, jb_line_list *out)
{
    uint32_t n = f->nodes.at[last].lines;
    jb_reserve(f->arena, out, n);
    out->len = n;
    for (uint32_t i = n, at = last; i > 0; i--) {
        const node *here = &f->nodes.at[at];
        out->at[i - 1] = (jb_line){.first = f->nodes.at[here->from].at,
                                   .end = here->at,
                                   .ratio = here->ratio,
                                   .overfull = here->overfull,
                                   .last = jb_line_must_end(f->para, here->at)};
        at = here->from;
    }
}

/* Runs over the whole paragraph; returns the end node. */
static uint32_t run(fitting *f, int looseness)
{
    uint32_t n = f->para->clusters_len;
    memset(f->heads, 0xFF, (n + 1) * sizeof *f->heads);
    f->nodes.len = 0;
    f->scan = 0;
    offer(f, &(node){.from = NO_NODE, .tight = EVEN});
    for (uint32_t a = 0; a < n; a++)
        extend(f, a);
    return choose_end(f, looseness);
}

/* The number of lines of the cheapest way to each cluster, 0 where none ends. */
static uint32_t *count_lines(const fitting *f)
{
    uint32_t n = f->para->clusters_len;
    uint32_t *lines = JB_NEW_ARRAY(f->arena, uint32_t, n + 1);
    for (uint32_t b = 1; b <= n; b++) {
        int64_t best = INT64_MAX;
        for (uint32_t i = f->heads[b]; i != NO_NODE; i = f->nodes.at[i].next) {
            if (f->nodes.at[i].cost < best) {
                best = f->nodes.at[i].cost;
                lines[b] = f->nodes.at[i].lines;
            }
        }
    }
    return lines;
}

int64_t jb_fit_optimum(jb_arena *arena, const jb_para *para, const jb_sums *sums,
                       const jb_shape *shape, int looseness, jb_line_list *out)
{
    bool ragged = shape->align != JB_ALIGN_JUSTIFY;
    fitting f = {.arena = arena,
                 .para = para,
                 .sums = sums,
                 .shape = shape,
                 .layers_most = shape->len - 1,
                 .heads = JB_NEW_ARRAY(arena, uint32_t, para->clusters_len + 1),
                 .ragged = ragged,
                 .patient = ragged};
    uint32_t last = run(&f, 0);
    if (!f.patient && f.nodes.at[last].cost >= LONE) {
        f.patient = true; /* a very short line may save the last one */
        last = run(&f, 0);
    }
    if (looseness) {
        f.known = count_lines(&f);
        f.window = 1 + (uint32_t)(looseness < 0 ? -looseness : looseness);
        f.layers_most = UINT32_MAX;
        last = run(&f, looseness);
    }
    int64_t cost = f.nodes.at[last].cost;
    write_lines(&f, last, out);
    return cost;
}
