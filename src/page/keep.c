/* Keep: where a page may end, and what is asked of paragraphs before rows stay empty for it. */
#include "parts.h"

static uint32_t last_lines(const jb_flow *flow)
{
    return flow->layout->last_lines;
}

/* Fewer than last_lines lines of a paragraph would stand at the next page's top (CLREQ 3.4.4). A
 * paragraph that has no more than that moves whole. */
bool jb_keep_is_widow(const jb_flow *flow, jb_cut cut)
{
    if (jb_flow_at_end(flow, cut) || cut.step == 0)
        return false;
    const jb_flow_block *block = &flow->blocks[cut.block];
    return !block->whole && block->steps - cut.step < last_lines(flow);
}

/* A title and whatever keeps with it have title_with lines of text behind them on their page
 * (CLREQ 4.1), or all the text there is before the next title. */
static bool stays_with_title(const jb_flow *flow, jb_cut cut)
{
    uint32_t with = flow->layout->title_with ? flow->layout->title_with : 1;
    bool text_goes_on = cut.step > 0 || !flow->blocks[cut.block].keep;
    uint32_t lines = cut.step;
    for (uint32_t b = cut.block; lines < with && b > 0; b--) {
        const jb_flow_block *before = &flow->blocks[b - 1];
        if (before->keep)
            return lines > 0 && !text_goes_on;
        if (before->figure.width > 0)
            return true;
        lines += before->steps;
    }
    return true;
}

bool jb_keep_allows(const jb_flow *flow, jb_cut cut)
{
    if (jb_flow_at_end(flow, cut))
        return true;
    if (cut.step > 0 && flow->blocks[cut.block].whole)
        return false;
    return !jb_keep_is_widow(flow, cut) && stays_with_title(flow, cut);
}

/* ---- a line more, a line fewer -------------------------------------------------------------- */

/* For a row a line may be stretched by an em (one of 28 Han that takes it is stretched in full,
 * 1040 thousandths), half as much again where the paragraph is loose anyway; and squeezed to
 * where marks begin to give up their last blank. */
enum { STRETCH_MOST = 1100, STRETCH_LOOSE = 1500, SQUEEZE_MOST = -1400 };

/* The worst stretch or squeeze of a line that is justified. */
static int32_t worst_ratio(const jb_lines *lines)
{
    int32_t worst = 0;
    for (uint32_t i = 0; i < lines->len; i++) {
        int32_t ratio = lines->at[i].ratio;
        if (!lines->at[i].last && ratio > worst)
            worst = ratio;
    }
    return worst;
}

static bool is_crammed(const jb_lines *lines)
{
    for (uint32_t i = 0; i < lines->len; i++)
        if (lines->at[i].overfull || lines->at[i].ratio < SQUEEZE_MOST)
            return true;
    return false;
}

/* Fewer than two Han stand on the last line (CLREQ 3.4.4). */
static bool ends_alone(const jb_para *para, const jb_lines *lines)
{
    const jb_line *last = &lines->at[lines->len - 1];
    uint32_t han = 0;
    for (uint32_t i = last->first; i < last->end; i++)
        han += para->clusters[i].cls == JB_CLASS_HAN;
    return han < 2;
}

static bool is_acceptable(const jb_flow_block *block, const jb_lines *answer, int loose)
{
    const jb_lines *best = &block->answers[JB_LOOSE_BEST];
    if ((int64_t)answer->len != (int64_t)best->len + loose - JB_LOOSE_BEST || is_crammed(answer))
        return false;
    if (ends_alone(block->set->para, answer) && !ends_alone(block->set->para, best))
        return false;
    int32_t limit = 2 * worst_ratio(best);
    limit = limit < STRETCH_MOST ? STRETCH_MOST : limit > STRETCH_LOOSE ? STRETCH_LOOSE : limit;
    return worst_ratio(answer) <= limit;
}

/* Whether it is worth asking: a bound on what the lines could give together, far above what is
 * accepted. A line fewer squeezes the gaps by what the last line holds, a line more stretches
 * the others by what it lacks. */
static bool is_thinkable(const jb_flow_block *block, int loose)
{
    const jb_lines *lines = &block->answers[JB_LOOSE_BEST];
    const jb_para *para = block->set->para;
    int64_t quad = para->input->quad, free = 0, squeeze = 0;
    for (uint32_t i = 0; i < lines->len; i++)
        free += lines->at[i].measure - lines->at[i].natural;
    if (loose == JB_LOOSE_MORE)
        return free + 2 * quad <= 2 * quad * (int64_t)lines->len;
    for (uint32_t i = 0; i < para->clusters_len; i++)
        squeeze += jb_gap_squeeze(&para->gaps[i], para->input->quad);
    return lines->at[lines->len - 1].measure - free <= 2 * squeeze;
}

/* The paragraph's answer for that looseness; NULL when it has none that may be used. */
static const jb_lines *find_answer(jb_flow *flow, jb_flow_block *block, int loose)
{
    if (loose == JB_LOOSE_BEST)
        return &block->answers[JB_LOOSE_BEST];
    uint32_t len = block->answers[JB_LOOSE_BEST].len;
    if (block->whole || !block->set->para || len < 2)
        return NULL;
    if (!block->asked[loose] && is_thinkable(block, loose)) {
        jb_lines answer = jb_para_lines(flow->arena, block->set->para, &block->set->shape,
                                        loose - JB_LOOSE_BEST);
        if (is_acceptable(block, &answer, loose))
            block->answers[loose] = answer;
    }
    block->asked[loose] = true;
    return block->answers[loose].len ? &block->answers[loose] : NULL;
}

static void use_answer(jb_flow_block *block, int loose)
{
    block->loose = (uint8_t)loose;
    block->steps = block->answers[loose].len; /* a block with a figure is never asked */
}

/* A paragraph that began on the page before keeps what stands there: enough lines must go on. */
static bool holds_cut(const jb_flow *flow, const jb_flow_block *block, jb_cut first, uint32_t len)
{
    if (block != &flow->blocks[first.block] || first.step == 0)
        return true;
    uint32_t least = last_lines(flow) ? last_lines(flow) : 1;
    return len >= first.step + least;
}

typedef struct jb_offer {
    uint32_t block;
    int loose;
    jb_len used;
    int64_t cost; /* above the answer in use */
    bool any;
} jb_offer;

/* Fewer empty rows first, then the smaller harm to the lines. */
static bool is_better(const jb_offer *offer, const jb_offer *than)
{
    if (!than->any || offer->used != than->used)
        return !than->any || offer->used > than->used;
    return offer->cost < than->cost;
}

/* Every paragraph of the page is tried in every other number of lines; the cheapest that leaves
 * fewer empty rows is taken. Rows before a title that moves are no fault: nothing is stretched for
 * them, only a line fewer is tried, which may make room for the title and its text. */
jb_filling jb_keep_mend(jb_flow *flow, jb_cut first, jb_len start, jb_filling filling)
{
    jb_offer best = {0};
    for (uint32_t b = first.block; b <= filling.full.block; b++) {
        jb_flow_block *block = &flow->blocks[b];
        int used = block->loose;
        for (int loose = 0; loose < (filling.widow ? JB_LOOSES : used); loose++) {
            const jb_lines *answer = loose == used ? NULL : find_answer(flow, block, loose);
            if (!answer || !holds_cut(flow, block, first, answer->len))
                continue;
            int64_t cost = answer->cost - block->answers[used].cost;
            use_answer(block, loose);
            jb_filling tried = jb_flow_fill(flow, first, start, flow->room);
            use_answer(block, used);
            jb_offer offer = {b, loose, tried.used, cost, true};
            if (tried.used > filling.used && is_better(&offer, &best))
                best = offer;
        }
    }
    if (!best.any)
        return filling;
    use_answer(&flow->blocks[best.block], best.loose);
    return jb_flow_fill(flow, first, start, flow->room);
}

/* One line less on the page, by the paragraph that it costs least. False when none can. */
static bool shrink_once(jb_flow *flow, jb_cut first)
{
    jb_offer best = {0};
    for (uint32_t b = first.block; b < flow->len; b++) {
        jb_flow_block *block = &flow->blocks[b];
        if (block->whole || block->loose == JB_LOOSE_LESS)
            continue;
        int loose = block->loose - 1;
        const jb_lines *answer = find_answer(flow, block, loose);
        if (!answer || !holds_cut(flow, block, first, answer->len))
            continue;
        jb_offer offer = {b, loose, 0, answer->cost - jb_flow_lines(block)->cost, true};
        if (is_better(&offer, &best))
            best = offer;
    }
    if (best.any)
        use_answer(&flow->blocks[best.block], best.loose);
    return best.any;
}

bool jb_keep_shrink(jb_flow *flow, jb_cut first, jb_len start, jb_len room)
{
    uint32_t n = flow->len - first.block;
    uint8_t *before = JB_NEW_ARRAY(flow->arena, uint8_t, n);
    for (uint32_t i = 0; i < n; i++)
        before[i] = flow->blocks[first.block + i].loose;
    jb_len excess;
    do {
        jb_filling filling = jb_flow_fill(flow, first, start, flow->room);
        excess = filling.used - room;
        if (excess <= 0)
            return true;
    } while (excess <= 3 * flow->pitch && shrink_once(flow, first));
    for (uint32_t i = 0; i < n; i++)
        if (flow->blocks[first.block + i].loose != before[i])
            use_answer(&flow->blocks[first.block + i], before[i]);
    return false;
}
