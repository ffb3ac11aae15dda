/* What lines cost: the measure of even colour by which fit.c chooses and why.c explains.
 *
 * A line costs the square of its ratio, what it changes by what it may change (CLREQ 3.5): the
 * first of two equal steps away from natural is the cheaper one, so a paragraph shares what it must
 * change among its lines. Beyond 1 it shows at a glance, and costs much more.
 *
 * Two lines that follow each other cost the square of the difference of their ratios: a tight line
 * beside a loose one is what the eye sees first. Stretch above stretch joins into a grey patch;
 * lines that end or begin with the same character make a ladder at the edge, hyphens above all. */
#include "parts.h"

/* A last line of a single Han: never when anything else can be had (CLREQ 3.4.4); with a word or a
 * number in it, or of the rest of a word, at a price. */
static const int64_t SHORT_OF_HAN = 2 * JB_COST_FULL;

enum {
    BEYOND = 10,         /* FULLs for each ratio of 1 beyond the first, after OVER */
    APART_MOST = 2000,   /* a greater difference of ratios costs no more */
    APART_SHARE = 3,     /* a difference of 1 costs a third of FULL */
    STACKED_FROM = 500,  /* both lines stretched by more than this */
    STACKED_MOST = 1500
};

static const int64_t OVER = JB_COST_FULL / 2, STACKED = JB_COST_FULL / 10,
                     ALIKE = JB_COST_FULL / 20, LADDER = JB_COST_FULL * 4 / 5;

int64_t jb_cost_sum(const jb_cost *cost)
{
    return cost->change + cost->avoided + cost->lone + cost->apart + cost->stacked + cost->alike;
}

static int64_t square(int64_t ratio)
{
    return ratio * ratio * JB_COST_FULL / 1000000;
}

static int64_t change_cost(int32_t ratio)
{
    int64_t r = ratio < 0 ? -(int64_t)ratio : ratio, beyond = r > 1000 ? r - 1000 : 0;
    int64_t over = beyond ? OVER + beyond * BEYOND * (JB_COST_FULL / 1000) : 0;
    return square(r) + over;
}

int64_t jb_cost_last(const jb_para *p, const jb_sums *s, uint32_t first)
{
    uint32_t n = p->clusters_len;
    if (first == 0)
        return 0;
    if (p->gaps[first - 1].hyphen && s->at[n].words == s->at[first].words)
        return SHORT_OF_HAN;
    if (s->at[n].han < 4 || s->at[n].han - s->at[first].han >= 2)
        return 0;
    uint32_t solid = s->at[n].solid - s->at[first].solid, han = s->at[n].han - s->at[first].han;
    return solid - han >= 2 ? SHORT_OF_HAN : solid ? JB_COST_LONE : 2 * JB_COST_LONE;
}

/* Both lines end with the same character: the one before at cluster `first`, this one at b. */
static bool end_alike(const jb_para *p, const jb_sums *s, uint32_t first, uint32_t b)
{
    uint32_t above = s->at[first].end, here = s->at[b].end;
    return above > 0 && here > first && p->clusters[above - 1].rune == p->clusters[here - 1].rune;
}

void jb_cost_line(const jb_para *p, const jb_sums *sums, const jb_line *line, jb_cost *cost)
{
    bool ends = line->end == p->clusters_len;
    *cost = (jb_cost){.change = change_cost(line->ratio),
                      .avoided = jb_gap_penalty(&p->gaps[line->end - 1]) * (JB_COST_FULL / 100),
                      .lone = ends ? jb_cost_last(p, sums, line->first) : 0};
    if (line->first && !line->last && end_alike(p, sums, line->first, line->end))
        cost->alike = ALIKE;
}

void jb_cost_pair(const jb_para *p, const jb_line *above, const jb_line *line, jb_cost *cost)
{
    if (above->last || (line->last && line->ratio == 0))
        return; /* nothing was chosen */
    int64_t apart = (int64_t)line->ratio - above->ratio;
    apart = apart < 0 ? -apart : apart;
    cost->apart += square(apart < APART_MOST ? apart : APART_MOST) / APART_SHARE;
    int64_t both = line->ratio < above->ratio ? line->ratio : above->ratio;
    both = both < STACKED_MOST ? both : STACKED_MOST;
    if (both > STACKED_FROM)
        cost->stacked += STACKED * (both - STACKED_FROM) / (STACKED_MOST - STACKED_FROM);
    if (p->clusters[above->first].rune == p->clusters[line->first].rune)
        cost->alike += ALIKE;
    if (p->gaps[above->end - 1].hyphen && p->gaps[line->end - 1].hyphen)
        cost->alike += LADDER;
}

int64_t jb_cost_pair_most(const jb_para *p)
{
    return square(APART_MOST) / APART_SHARE + STACKED + ALIKE + (p->divided ? LADDER : 0);
}
