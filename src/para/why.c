/* dump --stage=lines: each line, what it costs, and what the next best break would have cost. */
#include "../base/dump.h"
#include "parts.h"

/* How many lines further on the other way may take to come back to this one. */
enum { LINES_ON = 6 };

typedef struct asking {
    jb_arena *arena;
    const jb_para *para;
    const jb_shape *shape;
    const jb_lines *lines;
    jb_sums sums;
} asking;

/* The cost of lines [from, to), which follow `above`, or NULL. */
static int64_t cost_of(const asking *a, const jb_line *above, const jb_line *from,
                       const jb_line *to)
{
    int64_t sum = 0;
    for (; from < to; above = from++) {
        jb_cost cost;
        jb_cost_line(a->para, &a->sums, from, &cost);
        if (above)
            jb_cost_pair(a->para, above, from, &cost);
        sum += from->overfull ? JB_COST_OVERFULL : jb_cost_sum(&cost);
    }
    return sum;
}

/* The best lines from line i on that end elsewhere than it does, as far as a break where the lines
 * as set end too. */
static jb_line_list find_other(const asking *a, uint32_t i, uint32_t *joined)
{
    const jb_line *at = a->lines->at;
    uint32_t most = a->lines->len - i < LINES_ON ? a->lines->len - i : LINES_ON;
    for (*joined = i + 1; *joined < i + most && !at[*joined].last;)
        ++*joined;
    *joined = *joined < a->lines->len ? *joined + 1 : *joined;
    jb_fit_job job = {.arena = a->arena, .para = a->para, .sums = &a->sums, .shape = a->shape,
                      .first = at[i].first, .end = at[*joined - 1].end, .lines = i,
                      .before = i ? &at[i - 1] : NULL, .avoid = at[i].end};
    jb_line_list other = {0};
    jb_fit_optimum(&job, &other);
    return other;
}

static void add_term(const asking *a, jb_buf *out, const char *name, int64_t cost)
{
    if (cost)
        jb_buf_printf(a->arena, out, " %s %lld", name, (long long)cost);
}

static void add_wish(const asking *a, jb_buf *out, const jb_wish *wish)
{
    jb_buf_printf(a->arena, out, " (%s: %s)", wish->kept, wish->from);
}

/* The last characters before a break and the first behind it. */
static void add_break(const asking *a, jb_buf *out, uint32_t b)
{
    const jb_para *p = a->para;
    jb_str text = p->input->text;
    uint32_t from = b > 2 ? b - 2 : 0, to = b + 2 < p->clusters_len ? b + 2 : p->clusters_len;
    uint32_t at = b < p->clusters_len ? p->clusters[b].text : (uint32_t)text.len;
    uint32_t end = to < p->clusters_len ? p->clusters[to].text : (uint32_t)text.len;
    jb_str left = jb_str_cut(text, p->clusters[from].text, at);
    jb_buf_printf(a->arena, out, " \"%.*s|%.*s\"", JB_FMT(left), JB_FMT(jb_str_cut(text, at, end)));
}

static void add_other(const asking *a, jb_buf *out, uint32_t i)
{
    const jb_line *at = a->lines->at, *above = i ? &at[i - 1] : NULL;
    uint32_t joined;
    if (at[i].last || at[i].overfull)
        return;
    jb_line_list other = find_other(a, i, &joined);
    const jb_line *end = &other.at[other.len], *after = &at[joined];
    int64_t more = cost_of(a, above, other.at, end) - cost_of(a, above, &at[i], after);
    if (joined < a->lines->len) { /* how each goes on to the line behind */
        jb_cost theirs = {0}, ours = {0};
        jb_cost_pair(a->para, end - 1, after, &theirs);
        jb_cost_pair(a->para, after - 1, after, &ours);
        more += jb_cost_sum(&theirs) - jb_cost_sum(&ours);
    }
    jb_buf_add(a->arena, out, JB_STR("; next"));
    add_break(a, out, other.at[0].end);
    if (other.at[0].overfull)
        jb_buf_add(a->arena, out, JB_STR(" overfull"));
    else
        jb_buf_printf(a->arena, out, " ratio=%d more=%+lld", other.at[0].ratio, (long long)more);
}

static void add_why(const asking *a, jb_buf *out, uint32_t i)
{
    const jb_line *line = &a->lines->at[i];
    jb_cost cost;
    jb_cost_line(a->para, &a->sums, line, &cost);
    if (i)
        jb_cost_pair(a->para, line - 1, line, &cost);
    jb_buf_printf(a->arena, out, "    cost %lld", (long long)jb_cost_sum(&cost));
    if (jb_cost_sum(&cost) > 0) {
        jb_buf_add(a->arena, out, JB_STR(" ="));
        add_term(a, out, "change", cost.change);
        add_term(a, out, "avoided", cost.avoided);
        if (cost.avoided)
            add_wish(a, out, &jb_wishes[a->para->gaps[line->end - 1].wish]);
        add_term(a, out, "lone", cost.lone);
        add_term(a, out, "apart", cost.apart);
        add_term(a, out, "stacked", cost.stacked);
        add_term(a, out, "alike", cost.alike);
    }
    add_other(a, out, i);
    jb_buf_add(a->arena, out, JB_STR("\n"));
}

static void add_line(const asking *a, jb_buf *out, uint32_t i)
{
    const jb_para *p = a->para;
    const jb_line *line = &a->lines->at[i];
    uint32_t from = p->clusters[line->first].text;
    uint32_t to = line->end < p->clusters_len ? p->clusters[line->end].text
                                              : (uint32_t)p->input->text.len;
    jb_buf_printf(a->arena, out, "  line %u left=", i + 1);
    jb_buf_add_len(a->arena, out, line->left);
    jb_buf_add(a->arena, out, JB_STR(" measure="));
    jb_buf_add_len(a->arena, out, line->measure);
    jb_buf_add(a->arena, out, JB_STR(" natural="));
    jb_buf_add_len(a->arena, out, line->natural);
    jb_buf_add(a->arena, out, JB_STR(" set="));
    jb_buf_add_len(a->arena, out, line->width);
    jb_buf_printf(a->arena, out, " ratio=%d%s%s ", line->ratio, line->last ? " last" : "",
                  line->overfull ? " overfull" : "");
    jb_json_string(a->arena, out, jb_str_cut(p->input->text, from, to));
    jb_buf_add(a->arena, out, JB_STR("\n"));
}

void jb_para_dump_lines(jb_arena *arena, const jb_para *para, const jb_shape *shape,
                        const jb_lines *lines, jb_buf *out)
{
    asking a = {arena, para, shape, lines, jb_sums_make(arena, para, shape)};
    bool fitted = shape->align == JB_ALIGN_JUSTIFY && shape->fit == JB_FIT_OPTIMUM;
    for (uint32_t i = 0; i < lines->len; i++) {
        add_line(&a, out, i);
        if (fitted && lines->len > 1)
            add_why(&a, out, i);
    }
}
