/* First fit: each line takes what it can before the next begins; 先挤进，后推出 (CLREQ 3.1.4): a mark is
 * squeezed in before a character is pushed out. For ragged text, and to compare with. */
#include "parts.h"

/* A break that tears a number from its unit or a word apart is taken when no other leaves the line
 * filled by so much, in hundredths; ragged lines need not be filled. */
enum { TORN = 100, FILLED = 60 };

/* The end of the line that begins with `first`. Where none fits without harm, all that the line can
 * give is taken before it is torn, as the optimum fit does. *overfull: it is torn. */
static uint32_t take_line(const jb_para *p, const jb_sums *sums, uint32_t first, int64_t measure,
                          bool squeeze, bool *overfull)
{
    uint32_t good = 0, whole = 0, reserved = 0;
    for (uint32_t b = first + 1; b <= p->clusters_len; b++) {
        jb_extent x = jb_sums_extent(sums, first, b);
        int64_t least = x.natural - (squeeze ? x.squeeze : 0);
        int64_t last = least - (squeeze ? x.reserve : 0);
        if (last - jb_hyphen_width(p, b) > measure) /* a word's end may be less than its hyphen */
            break;
        bool may = jb_line_may_end(p, b);
        if (may && least <= measure) {
            good = b;
            bool filled = !squeeze || x.natural * 100 >= measure * FILLED;
            whole = filled && jb_gap_penalty(&p->gaps[b - 1]) < TORN ? b : whole;
        }
        if (may && last <= measure && reserved == 0)
            reserved = b;
        if (jb_line_must_end(p, b))
            break;
    }
    *overfull = reserved == 0;
    return whole ? whole : good ? good : reserved ? reserved
                               : jb_sums_tear(sums, first, p->clusters_len, measure);
}

/* The last line needs two Han, or at least a word (CLREQ 3.4.4): the line before it gives what it
 * lacks. */
static void feed_last_line(const jb_para *p, const jb_sums *sums, const jb_shape *shape,
                           jb_line_list *lines)
{
    if (lines->len < 2 || sums->at[p->clusters_len].han < 4)
        return;
    jb_line *last = &lines->at[lines->len - 1], *before = last - 1;
    int64_t measure = jb_shape_line(shape, lines->len - 1)->width;
    if (before->last)
        return;
    int64_t least = jb_cost_last(p, sums, last->first);
    for (uint32_t b = last->first - 1; least && b > before->first + 1; b--) {
        if (jb_sums_extent(sums, b, p->clusters_len).natural > measure)
            return;
        int64_t cost = jb_cost_last(p, sums, b);
        if (!jb_line_may_end(p, b) || jb_line_must_end(p, b) || cost >= least)
            continue;
        before->end = last->first = b;
        least = cost;
    }
}

int64_t jb_fit_first(const jb_fit_job *job, jb_line_list *out)
{
    const jb_para *para = job->para;
    const jb_sums *sums = job->sums;
    const jb_shape *shape = job->shape;
    bool squeeze = shape->align == JB_ALIGN_JUSTIFY;
    for (uint32_t first = 0; first < para->clusters_len;) {
        bool overfull;
        int64_t measure = jb_shape_line(shape, out->len)->width;
        uint32_t end = take_line(para, sums, first, measure, squeeze, &overfull);
        *jb_push(job->arena, out) = (jb_line){
            .first = first, .end = end, .overfull = overfull, .last = jb_line_must_end(para, end)};
        first = end;
    }
    feed_last_line(para, sums, shape, out);
    int64_t cost = 0;
    for (uint32_t i = 0; i < out->len; i++) {
        jb_line *line = &out->at[i];
        jb_extent x = jb_sums_extent(sums, line->first, line->end);
        int32_t ratio = jb_extent_ratio(&x, jb_shape_line(shape, i)->width, para->input->quad);
        bool natural = !squeeze || (line->last && ratio > 0);
        line->ratio = natural || ratio == INT32_MIN ? 0 : ratio;
        cost += (int64_t)line->ratio * line->ratio;
    }
    return cost;
}
