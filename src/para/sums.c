#include "parts.h"

static bool is_edge_blank(const jb_cluster *c)
{
    return c->cls == JB_CLASS_BREAK || c->cls == JB_CLASS_SPACE;
}

/* A character of the line: what is attached to one is none. */
static bool is_solid(const jb_cluster *c)
{
    if (jb_is_attached(c->accents))
        return false;
    return c->cls == JB_CLASS_HAN || (c->cls >= JB_CLASS_LATIN && c->cls <= JB_CLASS_POSTFIX &&
                                      !jb_cjk_is_latin_mark(c->rune));
}

jb_sums jb_sums_make(jb_arena *arena, const jb_para *p, const jb_shape *shape)
{
    uint32_t n = p->clusters_len;
    jb_sum *at = JB_NEW_ARRAY(arena, jb_sum, n + 1);
    jb_len quad = p->input->quad;
    for (uint32_t i = 0; i < n; i++) {
        const jb_cluster *c = &p->clusters[i];
        const jb_gap *gap = &p->gaps[i];
        at[i + 1] = (jb_sum){at[i].start + (uint32_t)(c->width + gap->natural),
                             at[i].squeeze + (uint32_t)jb_gap_squeeze(gap, quad),
                             at[i].reserve + (uint32_t)jb_gap_reserve(gap),
                             at[i].stretch + (uint32_t)jb_gap_stretch(gap, quad),
                             at[i].letters + jb_gap_is_letter(gap->kind),
                             at[i].words + (gap->kind == JB_GAP_WORD),
                             at[i].han + (c->cls == JB_CLASS_HAN && is_solid(c)),
                             at[i].solid + is_solid(c),
                             is_edge_blank(c) ? at[i].end : i + 1};
    }
    return (jb_sums){.para = p, .hang = shape->align == JB_ALIGN_JUSTIFY, .at = at};
}

jb_extent jb_sums_extent(const jb_sums *s, uint32_t first, uint32_t end)
{
    uint32_t e = s->at[end].end;
    if (e <= first)
        return (jb_extent){0};
    uint32_t g = e - 1; /* the gap behind the last cluster is the line's end */
    const jb_cluster *last = &s->para->clusters[g];
    const jb_sum *from = &s->at[first], *to = &s->at[g];
    jb_len edges = jb_line_lead(s->para, first);
    if (!(s->hang && last->hangs && g > first))
        edges += last->width + jb_line_tail(s->para, g) + jb_hyphen_width(s->para, e);
    return (jb_extent){(int64_t)(to->start - from->start) + edges,
                       to->squeeze - from->squeeze,
                       to->reserve - from->reserve,
                       to->stretch - from->stretch,
                       to->letters - from->letters,
                       to->words - from->words};
}

uint32_t jb_sums_tear(const jb_sums *s, uint32_t first, uint32_t most, int64_t measure)
{
    uint32_t b = first + 1;
    while (b < most && !jb_line_must_end(s->para, b) &&
           jb_sums_extent(s, first, b + 1).natural <= measure)
        b++;
    return b;
}

int32_t jb_extent_ratio(const jb_extent *x, int64_t measure, jb_len quad)
{
    int64_t change = measure - x->natural;
    if (change < 0) {
        int64_t need = -change;
        if (need <= x->squeeze) /* rounded up: a line that changes at all never counts as natural */
            return (int32_t) - ((need * 1000 + x->squeeze - 1) / x->squeeze);
        need -= x->squeeze;
        if (need > x->reserve)
            return INT32_MIN;
        return (int32_t)(-1000 - jb_div_round(need * (-1000 - JB_RATIO_LEAST), x->reserve));
    }
    jb_len letter = jb_len_share(quad, JB_LETTER_STRETCH);
    int64_t easy = x->stretch + (int64_t)x->letters * letter;
    if (easy == 0)
        easy = letter;
    if (change > easy * (JB_RATIO_MOST / 1000))
        return JB_RATIO_MOST;
    return (int32_t)((change * 1000 + easy - 1) / easy);
}

const jb_line_shape *jb_shape_line(const jb_shape *shape, uint32_t n)
{
    return &shape->lines[n < shape->len ? n : shape->len - 1];
}
