/* Optimum fit: the breaks of a justified paragraph are chosen together (after Knuth and Plass,
 * "Breaking Paragraphs into Lines", 1981), over boxes and gaps in integers. What is best is said in
 * cost.c.
 *
 * TeX sorts lines into four classes of tightness, and a break is a node once for each class. Here a
 * node is a line, so that two neighbours are weighed by what they really are. What two lines cost
 * together has a bound: a way to a break that is dearer than another one by more can never win. It
 * goes at once, and with it all that only it came from; so few nodes are alive at a time, and time
 * and memory grow as the text does. */
#include "parts.h"

#define NO_NODE UINT32_MAX

/* Lines that are dearer by FAR, as a BAD one is, than another from the same break are not gone on
 * from, nor such as fill less than two thirds: no good way needs them. But where the way that is
 * found has a line stretched by more than BAD, or ends with a lone character, it takes a bad line
 * to save a worse one, and all are tried. */
static const int64_t FAR = 30 * JB_COST_FULL;
enum { BAD = 3000 };

/* A line and the cheapest way to it. The node of no line begins a job. */
typedef struct node {
    int64_t cost;
    uint32_t first, at; /* the line's clusters: [first, at) */
    uint32_t from;      /* the node of the line before */
    uint32_t next;      /* the other nodes of this break; of a free node, the next free one */
    uint32_t users;     /* nodes that come from it, and its break's list */
    uint32_t lines;     /* so far */
    int32_t ratio;
    bool last, overfull;
} node;

/* A line [first, b), and what it costs whatever came before it. */
typedef struct candidate {
    jb_line line;
    int64_t cost, change; /* the part of it that grows as a line gets shorter */
} candidate;

typedef struct fitting {
    const jb_fit_job *job;
    JB_VEC(node) nodes;
    uint32_t free;        /* the first free node */
    uint32_t *heads;      /* the nodes of each break, from the job's first on */
    uint32_t layers_most; /* up to how many lines the shape tells apart */
    JB_VEC(candidate) candidates;
    uint32_t reach; /* see reach_from */
    int64_t reach_measure;
    bool patient;         /* try lines however bad */
    uint32_t *best_lines; /* for looseness: how many lines the cheapest way to a break has */
    bool layered;         /* that is known, and ways are told apart by theirs */
    uint32_t more, fewer; /* than those a way may have */
    int64_t pair_most;
} fitting;

/* ---- nodes ---------------------------------------------------------------------------------- */

static uint32_t layer_of(const fitting *f, uint32_t lines)
{
    return lines < f->layers_most ? lines : f->layers_most;
}

static void release(fitting *f, uint32_t i)
{
    while (i != NO_NODE && --f->nodes.at[i].users == 0) {
        uint32_t from = f->nodes.at[i].from;
        f->nodes.at[i].next = f->free;
        f->free = i;
        i = from;
    }
}

static uint32_t new_node(fitting *f)
{
    uint32_t i = f->free;
    if (i == NO_NODE) {
        (void)jb_push(f->job->arena, &f->nodes);
        return f->nodes.len - 1;
    }
    f->free = f->nodes.at[i].next;
    return i;
}

/* The line's node in its break's list takes the cheaper way. The nodes of one line stand together
 * at the head, as all lines that begin at one break are offered before the next break's. */
static void offer(fitting *f, const node *offered)
{
    uint32_t *head = &f->heads[offered->at - f->job->first], i = *head;
    while (i != NO_NODE && f->nodes.at[i].first == offered->first &&
           layer_of(f, f->nodes.at[i].lines) != layer_of(f, offered->lines))
        i = f->nodes.at[i].next;
    if (i != NO_NODE && f->nodes.at[i].first != offered->first)
        i = NO_NODE;
    if (i != NO_NODE && f->nodes.at[i].cost <= offered->cost)
        return;
    if (offered->from != NO_NODE)
        f->nodes.at[offered->from].users++;
    uint32_t next = *head;
    if (i != NO_NODE) {
        next = f->nodes.at[i].next;
        release(f, f->nodes.at[i].from);
    } else {
        *head = i = new_node(f);
    }
    f->nodes.at[i] = *offered;
    f->nodes.at[i].next = next;
    f->nodes.at[i].users = 1;
}

/* Takes the nodes out of the break's list that can no longer win. Only ways of equal layers
 * compete; there are few layers at one break, and more than LAYERS are left alone. */
static void prune(fitting *f, uint32_t b)
{
    enum { LAYERS = 16 };
    uint32_t *head = &f->heads[b - f->job->first], low = UINT32_MAX;
    int64_t best[LAYERS];
    for (uint32_t k = 0; k < LAYERS; k++)
        best[k] = INT64_MAX - f->pair_most;
    for (uint32_t i = *head; i != NO_NODE; i = f->nodes.at[i].next)
        low = f->nodes.at[i].lines < low ? f->nodes.at[i].lines : low;
    low = layer_of(f, low);
    for (uint32_t i = *head; i != NO_NODE; i = f->nodes.at[i].next) {
        uint32_t k = layer_of(f, f->nodes.at[i].lines) - low;
        if (k < LAYERS && f->nodes.at[i].cost < best[k])
            best[k] = f->nodes.at[i].cost;
    }
    for (uint32_t *link = head; *link != NO_NODE;) {
        uint32_t i = *link, k = layer_of(f, f->nodes.at[i].lines) - low;
        if (k < LAYERS && f->nodes.at[i].cost > best[k] + f->pair_most) {
            *link = f->nodes.at[i].next;
            release(f, i);
        } else {
            link = &f->nodes.at[i].next;
        }
    }
}

/* With looseness nodes differ by their number of lines; those far from the best number lead
 * nowhere. */
static bool is_far(const fitting *f, uint32_t b, uint32_t lines)
{
    uint32_t best = f->layered ? f->best_lines[b - f->job->first] : 0;
    return best && (lines > best + f->more || lines + f->fewer < best);
}

static jb_line line_of(const node *n)
{
    return (jb_line){.first = n->first,
                     .end = n->at,
                     .ratio = n->ratio,
                     .last = n->last,
                     .overfull = n->overfull};
}

/* The line behind node `from`. */
static void offer_line(fitting *f, uint32_t from, const candidate *c)
{
    const node *before = &f->nodes.at[from];
    uint32_t lines = before->lines + 1;
    if (is_far(f, c->line.end, lines))
        return;
    jb_cost pair = {0};
    if (before->at > before->first) {
        jb_line above = line_of(before);
        jb_cost_pair(f->job->para, &above, &c->line, &pair);
    }
    offer(f, &(node){.cost = before->cost + c->cost + jb_cost_sum(&pair),
                     .first = c->line.first,
                     .at = c->line.end,
                     .from = from,
                     .lines = lines,
                     .ratio = c->line.ratio,
                     .last = c->line.last,
                     .overfull = c->line.overfull});
}

/* ---- lines ---------------------------------------------------------------------------------- */

static bool must_end(const fitting *f, uint32_t b)
{
    return b == f->job->end || jb_line_must_end(f->job->para, b);
}

static bool may_end(const fitting *f, uint32_t b)
{
    return b != f->job->avoid && (must_end(f, b) || jb_line_may_end(f->job->para, b));
}

/* The line [first, b), of extent x. False when it is too wide. */
static bool weigh_line(const fitting *f, uint32_t first, uint32_t b, const jb_extent *x,
                       int64_t measure, candidate *out)
{
    const jb_para *p = f->job->para;
    *out = (candidate){.line = {.first = first, .end = b, .last = jb_line_must_end(p, b)}};
    out->line.ratio = jb_extent_ratio(x, measure, p->input->quad);
    if (out->line.ratio == INT32_MIN)
        return false;
    if (out->line.ratio > 0 && out->line.last)
        out->line.ratio = 0; /* a last line keeps its natural width */
    jb_cost cost;
    jb_cost_line(p, f->job->sums, &out->line, &cost);
    out->cost = jb_cost_sum(&cost);
    out->change = cost.change;
    return true;
}

static candidate break_anywhere(const fitting *f, uint32_t first, int64_t measure)
{
    uint32_t b = jb_sums_tear(f->job->sums, first, f->job->end, measure);
    return (candidate){.line = {.first = first,
                                .end = b,
                                .overfull = true,
                                .last = jb_line_must_end(f->job->para, b)},
                       .cost = JB_COST_OVERFULL};
}

static bool is_too_wide(const fitting *f, uint32_t first, uint32_t b, int64_t measure)
{
    jb_extent x = jb_sums_extent(f->job->sums, first, b);
    /* a word's end may be narrower than its hyphen */
    return x.natural - jb_hyphen_width(f->job->para, b) - x.squeeze - x.reserve > measure;
}

/* How far a line may go. It only ever moves on, so that looking costs little for each character. */
static uint32_t reach_from(fitting *f, uint32_t first, int64_t measure)
{
    if (f->reach <= first || f->reach_measure != measure)
        f->reach = first + 1;
    f->reach_measure = measure;
    while (!must_end(f, f->reach) && !is_too_wide(f, first, f->reach + 1, measure))
        f->reach++;
    return f->reach;
}

static void drop_hopeless(fitting *f, int64_t least)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < f->candidates.len; i++)
        if (f->candidates.at[i].cost <= least + FAR)
            f->candidates.at[kept++] = f->candidates.at[i];
    f->candidates.len = kept;
}

/* All lines that may begin at `first`, the longest first. */
static void find_lines(fitting *f, uint32_t first, int64_t measure)
{
    int64_t least = INT64_MAX - FAR;
    candidate found;
    f->candidates.len = 0;
    for (uint32_t b = reach_from(f, first, measure); b > first; b--) {
        if (!may_end(f, b))
            continue;
        jb_extent x = jb_sums_extent(f->job->sums, first, b);
        if (!weigh_line(f, first, b, &x, measure, &found))
            continue;
        bool hopeless = found.change > least + FAR || x.natural * 3 < measure * 2;
        if (hopeless && !f->patient && f->candidates.len)
            break;
        least = found.cost < least ? found.cost : least;
        *jb_push(f->job->arena, &f->candidates) = found;
    }
    if (!f->patient)
        drop_hopeless(f, least);
    if (f->candidates.len == 0)
        *jb_push(f->job->arena, &f->candidates) = break_anywhere(f, first, measure);
}

/* Goes on from every node of break b, which is done then. */
static void extend(fitting *f, uint32_t b)
{
    int64_t known = -1;
    uint32_t *head = &f->heads[b - f->job->first];
    for (uint32_t i = *head; i != NO_NODE; i = f->nodes.at[i].next) {
        int64_t measure = jb_shape_line(f->job->shape, f->nodes.at[i].lines)->width;
        if (measure != known)
            find_lines(f, b, measure);
        known = measure;
        for (uint32_t k = 0; k < f->candidates.len; k++)
            offer_line(f, i, &f->candidates.at[k]);
        if (f->job->tried)
            *f->job->tried += f->candidates.len;
    }
    while (*head != NO_NODE) {
        uint32_t i = *head;
        *head = f->nodes.at[i].next;
        release(f, i);
    }
}

/* ---- the answer ----------------------------------------------------------------------------- */

static uint32_t find_cheapest(const fitting *f, uint32_t b)
{
    uint32_t best = NO_NODE;
    for (uint32_t i = f->heads[b - f->job->first]; i != NO_NODE; i = f->nodes.at[i].next)
        if (best == NO_NODE || f->nodes.at[i].cost < f->nodes.at[best].cost)
            best = i;
    return best;
}

/* The end node to take: the cheapest, or with looseness the one whose number of lines comes
 * nearest to the best number plus looseness (the cheaper of two). */
static uint32_t choose_end(const fitting *f, int looseness)
{
    uint32_t best = find_cheapest(f, f->job->end), chosen = best;
    int64_t want = (int64_t)f->nodes.at[best].lines + looseness;
    uint32_t head = f->heads[f->job->end - f->job->first];
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
    uint32_t n = f->nodes.at[last].lines - f->job->lines;
    jb_reserve(f->job->arena, out, n);
    out->len = n;
    for (uint32_t i = n, at = last; i > 0; i--, at = f->nodes.at[at].from)
        out->at[i - 1] = line_of(&f->nodes.at[at]);
}

/* Runs over the whole job; returns the end node. */
static uint32_t run(fitting *f, int looseness)
{
    const jb_fit_job *job = f->job;
    memset(f->heads, 0xFF, (job->end - job->first + 1) * sizeof *f->heads);
    f->nodes.len = 0;
    f->free = NO_NODE;
    f->reach = 0;
    const jb_line *before = job->before;
    offer(f, &(node){.from = NO_NODE,
                     .first = before ? before->first : job->first,
                     .at = job->first,
                     .lines = job->lines,
                     .ratio = before ? before->ratio : 0,
                     .last = before && before->last});
    for (uint32_t b = job->first; b < job->end; b++) {
        if (f->heads[b - job->first] == NO_NODE)
            continue;
        prune(f, b);
        if (f->best_lines && !f->layered)
            f->best_lines[b - job->first] = f->nodes.at[find_cheapest(f, b)].lines;
        extend(f, b);
    }
    return choose_end(f, looseness);
}

static bool takes_patience(const fitting *f, uint32_t last)
{
    jb_line line = line_of(&f->nodes.at[last]);
    jb_cost cost;
    jb_cost_line(f->job->para, f->job->sums, &line, &cost);
    bool takes = cost.lone >= JB_COST_LONE;
    for (uint32_t i = last; i != NO_NODE && !takes; i = f->nodes.at[i].from)
        takes = f->nodes.at[i].ratio > BAD;
    return takes;
}

/* *best: what the cheapest way costs, and its lines, whatever looseness asks for. */
typedef struct outcome {
    int64_t cost;
    uint32_t lines;
} outcome;

static int64_t fit_whole(const jb_fit_job *job, outcome *best, jb_line_list *out)
{
    uint32_t clusters = job->end - job->first;
    int looseness = job->looseness;
    fitting f = {.job = job,
                 .heads = JB_NEW_ARRAY(job->arena, uint32_t, clusters + 1),
                 .layers_most = job->shape->len - 1,
                 .pair_most = jb_cost_pair_most(job->para)};
    if (looseness)
        f.best_lines = JB_NEW_ARRAY(job->arena, uint32_t, clusters + 1);
    uint32_t last = run(&f, 0);
    if (takes_patience(&f, last)) {
        f.patient = true;
        last = run(&f, 0);
    }
    *best = (outcome){f.nodes.at[last].cost, f.nodes.at[last].lines - job->lines};
    if (looseness) {
        f.best_lines[clusters] = f.nodes.at[last].lines;
        f.layered = true;
        f.more = looseness > 0 ? 1 + (uint32_t)looseness : 1;
        f.fewer = looseness < 0 ? 1 + (uint32_t)-looseness : 1;
        f.layers_most = UINT32_MAX;
        last = run(&f, looseness);
    }
    write_lines(&f, last, out);
    return f.nodes.at[last].cost;
}

/* Sets the end of the text, from a line on that has so many clusters behind it, with more lines or
 * fewer. False when that cannot be had there, but perhaps from further above. */
static bool loosen_end(const jb_fit_job *job, uint32_t reach, bool furthest, jb_line_list *out,
                       int64_t *cost)
{
    jb_fit_job end = *job;
    jb_line_list loose = {0};
    outcome as_is;
    uint32_t kept = out->len;
    while (kept > 0 && job->end - out->at[kept - 1].end < reach)
        kept--;
    if (kept > 0) {
        end.before = &out->at[kept - 1];
        end.first = end.before->end;
        end.lines += kept;
    }
    int64_t loosened = fit_whole(&end, &as_is, &loose);
    if ((int64_t)loose.len != (int64_t)as_is.lines + job->looseness && kept > 0 && !furthest)
        return false;
    *cost += loosened - as_is.cost;
    jb_reserve(job->arena, out, kept + loose.len);
    memcpy(out->at + kept, loose.at, loose.len * sizeof *loose.at);
    out->len = kept + loose.len;
    return true;
}

/* To tell ways apart by their lines takes several times as long. So a line more or less is looked
 * for at the end of a long text, where the last line has room, and what stands above stays. */
int64_t jb_fit_optimum(const jb_fit_job *job, jb_line_list *out)
{
    enum { NEAR = 4000, FURTHEST = 16 * NEAR };
    outcome best;
    if (job->looseness == 0 || job->end - job->first <= NEAR)
        return fit_whole(job, &best, out);
    jb_fit_job plain = *job;
    plain.looseness = 0;
    int64_t cost = fit_whole(&plain, &best, out);
    if (!loosen_end(job, NEAR, false, out, &cost))
        loosen_end(job, FURTHEST, true, out, &cost);
    return cost;
}
