#include "para.h"

#include "parts.h"

void jb_para_clear(jb_arena *scratch, const jb_arena *arena)
{
    if (scratch != arena)
        jb_arena_clear(scratch);
}

/* How ill a line of a title ends between two words. */
static const uint8_t bond_wishes[] = {[JB_BOND_FREE] = JB_WISH_NONE,
                                      [JB_BOND_LOOSE] = JB_WISH_LOOSE,
                                      [JB_BOND_CLOSE] = JB_WISH_CLOSE};

static void bind(jb_gap *gap, jb_bond bond)
{
    if (bond == JB_BOND_WHOLE)
        gap->inside = 1;
    else if (gap->brk == JB_BREAK_MAY && gap->wish < bond_wishes[bond])
        gap->wish = bond_wishes[bond];
}

/* Where words go on: no line of a title ends there (GB/T 9704 7.3.1: 词意完整). Where they do not: how
 * they hang together. */
static void mark_words(jb_making *m)
{
    jb_para *p = m->para;
    jb_cut_words cut =
        jb_lexicon_cut(m->scratch, m->fonts->lexicon, &m->fonts->own, m->input->text);
    p->bound = true;
    for (uint32_t i = 1, w = 0; i < p->clusters_len; i++) {
        uint32_t at = p->clusters[i].text;
        while (w + 1 < cut.len && cut.at[w + 1].start <= at)
            w++;
        if (cut.at[w].start == at)
            bind(&p->gaps[i - 1], cut.at[w].bond);
        else
            p->gaps[i - 1].inside = 1;
    }
}

jb_span jb_para_span(const jb_para_input *input, uint32_t from, uint32_t length)
{
    if (input->map)
        return jb_map_span(input->map, (jb_span){from, from + length});
    return (jb_span){input->base + from, input->base + from + length};
}

jb_para *jb_para_new(jb_arena *arena, const jb_para_input *input, const jb_para_fonts *fonts,
                     jb_diags *diags)
{
    jb_para_run whole = {(uint32_t)input->text.len, input->role, input->ink, 0};
    jb_making making = {.arena = arena,
                        .scratch = fonts->scratch ? fonts->scratch : arena,
                        .input = input,
                        .fonts = fonts,
                        .diags = diags,
                        .runs = input->runs_len ? input->runs : &whole,
                        .runs_len = input->runs_len ? input->runs_len : 1,
                        .para = JB_NEW(arena, jb_para)};
    making.para->input = input;
    making.para->scratch = fonts->scratch;
    making.para->line_start = fonts->marks_form.line_start;
    making.para->keep_line_end = fonts->marks_form.keep_line_end;
    *jb_push(arena, &making.para->faces) = (jb_para_face){NULL, JB_MATCH_NONE};
    jb_cjk_classify(&making);
    bool made = jb_cjk_choose_faces(&making) && jb_cjk_shape(&making);
    if (made)
        jb_keep_together(making.para, &fonts->own);
    if (made && input->whole_words && fonts->lexicon)
        mark_words(&making);
    jb_para_clear(making.scratch, arena);
    return made ? making.para : NULL;
}

/* What the blank of a mark at a line's edge is, which is not set there. */
static void measure_edges(const jb_para *p, const jb_sums *sums, jb_line *line)
{
    uint32_t end = sums->at[line->end].end;
    if (end <= line->first)
        return;
    line->trim_start = jb_cluster_before(&p->clusters[line->first], p->input->quad) -
                       jb_line_lead(p, line->first);
    line->trim_end = jb_cluster_after(&p->clusters[end - 1], p->input->quad) -
                     jb_line_tail(p, end - 1);
}

static void finish_line(const jb_para *p, const jb_sums *sums, const jb_shape *shape, uint32_t n,
                        jb_line *line)
{
    const jb_line_shape *room = jb_shape_line(shape, n);
    jb_extent x = jb_sums_extent(sums, line->first, line->end);
    line->left = room->left;
    line->measure = room->width;
    line->natural = x.natural;
    line->width = (jb_len)x.natural;
    if (shape->align == JB_ALIGN_JUSTIFY && line->ratio != 0)
        line->width = room->width;
    if (line->ratio > 0 && x.letters + x.words == 0 && x.natural + x.stretch < room->width)
        line->width = (jb_len)(x.natural + x.stretch); /* nothing else in it may grow */
    measure_edges(p, sums, line);
}

jb_lines jb_para_lines(jb_arena *arena, const jb_para *para, const jb_shape *shape, int looseness)
{
    jb_line_list list = {0};
    jb_lines lines = {0};
    if (para->clusters_len == 0)
        return lines;
    jb_arena *scratch = para->scratch ? para->scratch : arena;
    jb_sums sums = jb_sums_make(scratch, para, shape);
    jb_fit_job job = {.arena = scratch, .para = para, .sums = &sums, .shape = shape,
                      .looseness = looseness, .end = para->clusters_len};
    if (shape->align == JB_ALIGN_LEFT || shape->fit == JB_FIT_FIRST)
        lines.cost = jb_fit_first(&job, &list);
    else if (shape->align == JB_ALIGN_JUSTIFY)
        lines.cost = jb_fit_optimum(&job, &list);
    else
        lines.cost = jb_fit_balanced(&job, &list);
    lines.len = list.len;
    lines.at = JB_NEW_ARRAY(arena, jb_line, list.len);
    for (uint32_t i = 0; i < list.len; i++) {
        lines.at[i] = list.at[i];
        finish_line(para, &sums, shape, i, &lines.at[i]);
    }
    jb_para_clear(scratch, arena);
    return lines;
}

int64_t jb_para_width(const jb_para *para)
{
    int64_t width = 0;
    for (uint32_t i = 0; i < para->clusters_len; i++)
        width += para->clusters[i].width + (i + 1 < para->clusters_len ? para->gaps[i].natural : 0);
    return width;
}
