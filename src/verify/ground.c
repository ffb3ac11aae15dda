/* What lies on what. Marks of the same inks are one group; only where a group has an ink that a new
 * mark leaves alone, or hides, its boxes are looked at. So a page of black text costs nothing. */
#include <math.h>

#include "ground.h"

#define NOTHING UINT32_MAX

enum {
    LAYERS_MOST = 1 << 20, /* of a page; those beyond are not looked at with others */
    BLACK_RICH = 5000,  /* K from which text with other inks too is meant to be black */
    COLOUR_RICH = 6000, /* or C, M and Y, each */
    GAP = 500           /* of darkness, in ten thousandths: below that nothing reads as reversed */
};

static const double same = .01; /* pt: boxes that only touch do not overlap */
static const double hairline = .2495; /* pt: a quarter, rounded */
static const double slack = .3; /* pt: what ends this near the bleed's edge reaches it */

typedef struct layer {
    jb_extent box;
    uint32_t group;
    uint32_t before; /* the group's layer before this one, or NOTHING */
    bool fills, text;
} layer;

typedef struct group {
    jb_tints ink;
    uint32_t inks;     /* plates with any tint */
    uint32_t darkness; /* 0 to JB_FULL */
    uint32_t last;     /* layer */
} group;

struct jb_layers {
    JB_VEC(layer) all;
    JB_VEC(group) groups;
    JB_VEC(uint32_t) covers; /* layers that hide what is below */
};

void jb_ground_open(jb_ground *g)
{
    struct jb_layers *layers = g->layers;
    if (!layers)
        g->layers = layers = JB_NEW(g->arena, struct jb_layers);
    layers->all.len = layers->groups.len = layers->covers.len = 0;
}

/* ---- inks ----------------------------------------------------------------------------------- */

static uint32_t inks_of(const jb_tints *ink)
{
    uint32_t inks = 0;
    for (uint32_t i = 0; i < JB_PLATES; i++)
        inks |= ink->tint[i] ? 1u << i : 0;
    return inks;
}

/* How dark it looks, roughly: what each ink lets through, one after the other. */
static uint32_t darkness_of(const jb_tints *ink)
{
    static const uint32_t weights[] = {60, 60, 10, 100}; /* C M Y K; of another: 50 */
    uint64_t light = JB_FULL;
    for (uint32_t i = 0; i < JB_PLATES; i++) {
        uint32_t weight = i < JB_SPOTS ? weights[i] : 50;
        light = light * (JB_FULL * 100 - ink->tint[i] * weight) / (JB_FULL * 100);
    }
    return (uint32_t)(JB_FULL - light);
}

static bool is_same_ink(const jb_tints *a, const jb_tints *b)
{
    return a->sum == b->sum && a->unknown == b->unknown && a->registration == b->registration &&
           a->possible == b->possible && memcmp(a->tint, b->tint, sizeof a->tint) == 0;
}

/* Most marks have the inks of the one before. */
static uint32_t find_group(jb_ground *g, const jb_tints *ink)
{
    const struct jb_layers *l = g->layers;
    uint32_t newest = l->all.len ? l->all.at[l->all.len - 1].group : 0;
    if (newest < l->groups.len && is_same_ink(&l->groups.at[newest].ink, ink))
        return newest;
    for (uint32_t i = 0; i < l->groups.len && *g->budget > 0; i++, --*g->budget)
        if (is_same_ink(&l->groups.at[i].ink, ink))
            return i;
    return NOTHING;
}

/* ---- boxes ---------------------------------------------------------------------------------- */

static bool overlap(const jb_extent *a, const jb_extent *b)
{
    return a->left < b->right - same && b->left < a->right - same && a->bottom < b->top - same &&
           b->bottom < a->top - same;
}

static bool contains(const jb_extent *outer, const jb_extent *inner)
{
    return outer->left <= inner->left + same && outer->right >= inner->right - same &&
           outer->bottom <= inner->bottom + same && outer->top >= inner->top - same;
}

/* Whether what both boxes share was covered by something that lies over that layer. */
static bool is_covered(jb_ground *g, uint32_t under, const jb_extent *box)
{
    const struct jb_layers *l = g->layers;
    const jb_extent *a = &l->all.at[under].box;
    jb_extent both = {a->left > box->left ? a->left : box->left,
                      a->bottom > box->bottom ? a->bottom : box->bottom,
                      a->right < box->right ? a->right : box->right,
                      a->top < box->top ? a->top : box->top};
    for (uint32_t i = l->covers.len; i-- > 0 && l->covers.at[i] > under && *g->budget > 0;) {
        --*g->budget;
        if (contains(&l->all.at[l->covers.at[i]].box, &both))
            return true;
    }
    return false;
}

/* Whether any layer of the group still shows below the box. */
static bool lies_below(jb_ground *g, const group *inks, const jb_extent *box)
{
    for (uint32_t i = inks->last; i != NOTHING && *g->budget > 0; i = g->layers->all.at[i].before) {
        --*g->budget;
        if (overlap(&g->layers->all.at[i].box, box) && !is_covered(g, i, box))
            return true;
    }
    return false;
}

/* ---- findings ------------------------------------------------------------------------------- */

static void note(jb_worst *worst, double value, bool worse, const jb_extent *place)
{
    if (worst->count++ == 0 || worse) {
        worst->value = value;
        worst->place = *place;
    }
}

static void note_least(jb_worst *worst, double value, const jb_extent *place)
{
    note(worst, value, value < worst->value, place);
}

/* The inks of what lies below, where the mark leaves them alone; the most of each. */
static jb_tints join_below(jb_ground *g, const jb_mark *mark, const jb_tints *ink)
{
    jb_tints all = *ink;
    if (ink->decides == JB_EVERY_PLATE)
        return all;
    for (uint32_t i = 0; i < g->layers->groups.len && *g->budget > 0; i++, --*g->budget) {
        const group *below = &g->layers->groups.at[i];
        uint32_t kept = below->inks & ~ink->decides;
        bool more = false;
        if (!kept)
            continue;
        for (uint32_t p = 0; p < JB_PLATES; p++)
            more |= kept >> p & 1 && below->ink.tint[p] > all.tint[p];
        if (!more || !lies_below(g, below, &mark->box))
            continue;
        uint32_t sum = 0;
        for (uint32_t p = 0; p < JB_PLATES; p++) {
            if (kept >> p & 1 && below->ink.tint[p] > all.tint[p])
                all.tint[p] = below->ink.tint[p];
            sum += all.tint[p];
        }
        all.sum = sum;
    }
    return all;
}

static void count_inks(jb_ground *g, const jb_mark *mark, const jb_tints *ink)
{
    jb_page_fact *fact = g->fact;
    jb_tints all = join_below(g, mark, ink);
    uint32_t sum = fact->ink.sum;
    fact->unmeasured += ink->unknown;
    jb_tints_join(&fact->ink, ink);
    fact->ink.sum = sum;
    if (ink->registration) {
        all.sum += g->spots * ink->tint[JB_BLACK];
        note(&g->registration, 0, false, &mark->box);
    }
    if (all.sum > sum) {
        fact->ink.sum = all.sum;
        g->heavy.place = mark->box;
        g->heavy.value = all.sum;
    }
    g->heavy.count += all.sum > g->limit;
}

static bool is_only_black(const jb_tints *ink, uint32_t inks)
{
    return inks == 1u << JB_BLACK && ink->tint[JB_BLACK] == JB_FULL && !ink->unknown;
}

/* Black that lets the inks below it through, or knocks them out; and white that does not show. */
static void judge_overprint(jb_ground *g, const jb_mark *mark, const group *own)
{
    jb_page_fact *fact = g->fact;
    bool black = is_only_black(&own->ink, own->inks);
    fact->black_over += black && mark->overprint;
    fact->other_over += !black && mark->overprint && own->inks;
    fact->black_knocks += black && !mark->overprint && mark->kind != JB_MARK_IMAGE;
    if (mark->overprint && mark->ink && own->inks == 0 && !own->ink.unknown &&
        mark->ink->decides == 0)
        note(&g->vanish, 0, false, &mark->box);
    uint32_t lost = ~mark->ink->decides | 1u << JB_BLACK;
    if (!black || mark->kind == JB_MARK_IMAGE || lost == UINT32_MAX)
        return;
    for (uint32_t i = 0; i < g->layers->groups.len && *g->budget > 0; i++, --*g->budget) {
        const group *below = &g->layers->groups.at[i];
        if (below->inks & ~lost && !below->ink.registration && lies_below(g, below, &mark->box)) {
            note(&g->knock, 0, false, &mark->box);
            return;
        }
    }
}

/* The newest layer that is no text and has the box's middle in it. */
static const layer *find_ground(jb_ground *g, const jb_extent *box)
{
    double x = (box->left + box->right) / 2, y = (box->bottom + box->top) / 2;
    for (uint32_t i = g->layers->all.len; i-- > 0 && *g->budget > 0;) {
        const layer *at = &g->layers->all.at[i];
        --*g->budget;
        if (!at->text && at->box.left < x && x < at->box.right && at->box.bottom < y &&
            y < at->box.top)
            return at;
    }
    return NULL;
}

static void judge_text(jb_ground *g, const jb_mark *mark, const group *own)
{
    uint32_t process = own->inks & JB_PROCESS;
    const uint16_t *tint = own->ink.tint;
    if (own->ink.registration)
        return;
    if (process & (process - 1)) {
        int64_t size = (int64_t)(mark->size * 1000 + .5);
        if (g->fact->many_inks < 0 || size < g->fact->many_inks)
            g->fact->many_inks = size;
        bool colours = tint[JB_CYAN] >= COLOUR_RICH && tint[JB_MAGENTA] >= COLOUR_RICH &&
                       tint[JB_YELLOW] >= COLOUR_RICH;
        if (colours || tint[JB_BLACK] >= BLACK_RICH)
            note_least(&g->mixed_black, mark->size, &mark->box);
    }
    if (own->darkness + GAP > JB_FULL || own->ink.unknown || g->layers->groups.len == 0)
        return;
    const layer *ground = find_ground(g, &mark->box);
    if (ground && g->layers->groups.at[ground->group].darkness > own->darkness + GAP)
        note_least(&g->reversed, mark->size, &mark->box);
}

/* Each side: what reaches the trimmed edge must go on to the bleed's; what stays clear of it keeps
 * the distance that a knife may be off. */
static void judge_edges(jb_ground *g, const jb_mark *mark)
{
    const jb_extent *b = &mark->box, *t = &g->trim, *e = &g->bleed;
    const double sides[4][2] = {{b->left - t->left, b->left - e->left},
                                {b->bottom - t->bottom, b->bottom - e->bottom},
                                {t->right - b->right, e->right - b->right},
                                {t->top - b->top, e->top - b->top}};
    bool cut = false, near = false;
    double least = g->safe;
    for (int i = 0; i < 4; i++) {
        bool crosses = sides[i][0] < slack;
        cut |= crosses && sides[i][1] > slack;
        near |= !crosses && sides[i][0] < g->safe - same;
        if (!crosses && sides[i][0] < least)
            least = sides[i][0];
    }
    if (cut)
        note(&g->cut, 0, false, b);
    else if (near)
        note_least(&g->near, least, b);
}

/* ---- a mark --------------------------------------------------------------------------------- */

static void lay(jb_ground *g, const jb_mark *mark, uint32_t number, const group *own)
{
    struct jb_layers *l = g->layers;
    uint32_t here = l->all.len;
    if (here == LAYERS_MOST)
        return;
    if (number == NOTHING) {
        number = l->groups.len;
        *jb_push(g->arena, &l->groups) = *own;
    }
    *jb_push(g->arena, &l->all) = (layer){.box = mark->box,
                                          .group = number,
                                          .before = l->groups.at[number].last,
                                          .fills = mark->fills,
                                          .text = mark->kind == JB_MARK_TEXT};
    l->groups.at[number].last = here;
    if (mark->fills && mark->ink->decides == JB_EVERY_PLATE)
        *jb_push(g->arena, &l->covers) = here;
}

/* A stroke, or a rectangle that is long for its thickness. */
static bool is_rule(const jb_mark *mark)
{
    const jb_extent *b = &mark->box;
    double longer = fmax(b->right - b->left, b->top - b->bottom);
    return mark->thin >= 0 && (mark->kind != JB_MARK_FILL || longer >= 4 * mark->thin);
}

/* A line without thickness is still a mark: its box counts with its edges. */
static bool is_inside(const jb_extent *box, const jb_extent *trim)
{
    return box->left < trim->right && trim->left < box->right && box->bottom < trim->top &&
           trim->bottom < box->top;
}

void jb_ground_add(jb_ground *g, const jb_mark *given, const jb_tints *ink)
{
    jb_mark mark = *given;
    if (!is_inside(&mark.box, &g->trim))
        return;
    mark.ink = ink;
    g->fact->marks++;
    uint32_t number = find_group(g, ink);
    const group own = number == NOTHING
                          ? (group){*ink, inks_of(ink), darkness_of(ink), NOTHING}
                          : g->layers->groups.at[number];
    count_inks(g, &mark, ink);
    judge_overprint(g, &mark, &own);
    if (mark.kind == JB_MARK_TEXT)
        judge_text(g, &mark, &own);
    if (own.inks && is_rule(&mark)) {
        note_least(&g->thin, mark.thin, &mark.box);
        g->thin_below += mark.thin < hairline;
    }
    if (own.inks || own.ink.unknown)
        judge_edges(g, &mark);
    lay(g, &mark, number, &own);
}
