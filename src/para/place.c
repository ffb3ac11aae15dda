/* One line to places: what the line must change is given to its gaps in the order of CLREQ 3.5
 *, in equal shares within a step, exactly to the milli-point. */
#include "../base/utf8.h"
#include "parts.h"

typedef struct adjusting {
    const jb_gap *gaps; /* those inside the line */
    jb_len quad;
    jb_len *set;        /* their widths as set */
    uint32_t n;
} adjusting;

/* Gives `amount` to the gaps in proportion to their room; rounding is carried, so the sum is
 * exact. */
static void share(adjusting *a, const jb_len *room, int64_t total, int64_t amount, int sign)
{
    int64_t seen = 0, given = 0;
    for (uint32_t i = 0; i < a->n; i++) {
        seen += room[i];
        int64_t upto = jb_div_round(seen * amount, total);
        a->set[i] += (jb_len)(sign * (upto - given));
        given = upto;
    }
}

/* Takes up to *need from the gaps whose room the caller has filled in; less it by what was taken.
 * */
static void take_step(adjusting *a, const jb_len *room, int64_t *need, int sign)
{
    int64_t total = 0;
    for (uint32_t i = 0; i < a->n; i++)
        total += room[i];
    int64_t amount = *need < total ? *need : total;
    if (amount > 0)
        share(a, room, total, amount, sign);
    *need -= amount > 0 ? amount : 0;
}

static void squeeze_line(adjusting *a, jb_len *room, int64_t need)
{
    for (int reserve = 0; reserve < 2; reserve++) {
        for (int step = 0; step < JB_STEPS && need > 0; step++) {
            for (uint32_t i = 0; i < a->n; i++) {
                const jb_gap *gap = &a->gaps[i];
                jb_len gives = reserve ? jb_gap_reserve(gap) : jb_gap_squeeze(gap, a->quad);
                room[i] = jb_gap_step(gap->kind) == step ? gives : 0;
            }
            take_step(a, room, &need, -1);
        }
    }
}

/* Room 1 for each gap that takes an equal share of the rest; their number. */
static uint32_t mark_equal(const adjusting *a, jb_len *room, bool letters)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < a->n; i++) {
        unsigned kind = a->gaps[i].kind;
        bool takes = letters ? jb_gap_is_letter(kind) : kind == JB_GAP_WORD;
        room[i] = takes;
        count += takes;
    }
    return count;
}

static void stretch_line(adjusting *a, jb_len *room, int64_t need)
{
    static const jb_gap_kind steps[] = {JB_GAP_WORD, JB_GAP_LATIN};
    for (int step = 0; step < 2 && need > 0; step++) {
        for (uint32_t i = 0; i < a->n; i++)
            room[i] = a->gaps[i].kind == steps[step] ? jb_gap_stretch(&a->gaps[i], a->quad) : 0;
        take_step(a, room, &need, 1);
    }
    if (need <= 0)
        return;
    uint32_t count = mark_equal(a, room, true);
    if (count == 0) /* Latin alone: its word spaces take the rest */
        count = mark_equal(a, room, false);
    if (count)
        share(a, room, count, need, 1);
}

/* The gaps inside the line as set. */
static jb_len *adjust(jb_arena *arena, const jb_para *p, const jb_line *line, uint32_t n)
{
    adjusting a = {&p->gaps[line->first], p->input->quad, JB_NEW_ARRAY(arena, jb_len, n), n};
    jb_len *room = JB_NEW_ARRAY(arena, jb_len, n);
    for (uint32_t i = 0; i < n; i++)
        a.set[i] = a.gaps[i].natural;
    int64_t change = line->width - line->natural;
    if (change < 0)
        squeeze_line(&a, room, -change);
    else if (change > 0)
        stretch_line(&a, room, change);
    return a.set;
}

/* The cluster's text, but no long row of what nobody can see before and behind it. */
static jb_str text_of(const jb_para *p, const jb_cluster *c)
{
    enum { BYTES_MOST = 64 };
    size_t from = c->text, to = c->text + c->length, at;
    for (at = from; to - from > BYTES_MOST; from = at)
        if (!jb_rune_is_unseen(jb_utf8_next(p->input->text, &at)))
            break;
    for (at = to; to - from > BYTES_MOST; to = at)
        if (!jb_rune_is_unseen(jb_utf8_previous(p->input->text, &at)))
            break;
    return jb_str_cut(p->input->text, from, to);
}

static void place_cluster(jb_arena *arena, const jb_para *p, uint32_t i, int64_t x,
                          jb_placed_list *out)
{
    const jb_cluster *c = &p->clusters[i];
    const jb_para_input *input = p->input;
    uint32_t glyphs = jb_cluster_glyphs(c);
    for (uint32_t g = 0; g < glyphs; g++) {
        const jb_glyph *glyph = &p->glyphs[c->glyph + g];
        const jb_para_face *face = &p->faces.at[glyph->face];
        jb_len size = jb_len_share(jb_accent_size(c->accents, input->size), face->match.scale);
        jb_placed *placed = jb_push(arena, out);
        *placed = (jb_placed){.face = face->face,
                              .id = glyph->id,
                              .ink = c->ink,
                              .accents = c->accents,
                              .missing = c->missing,
                              .stand = (jb_stand)c->stand,
                              .narrow = c->narrow,
                              .size = size,
                              .stroke = jb_len_share(size, face->match.stroke),
                              .box = (jb_len)x,
                              .x = (jb_len)x + glyph->x,
                              .y = glyph->y};
        if (g > 0)
            continue;
        placed->width = c->width;
        placed->text = text_of(p, c);
    }
}

/* A line below goes on under a space between two words of it. */
static jb_accents underlined_space(const jb_para *p, uint32_t i)
{
    const jb_cluster *left = &p->clusters[i], *right = left + 1;
    if (right->accents & JB_ACCENT_OPENS)
        return 0;
    return left->accents & right->accents & (JB_ACCENT_LINE | JB_ACCENT_WAVE);
}

static jb_stand stand_of_words(const jb_para *p)
{
    return p->input->vertical ? JB_STAND_TURNED : JB_STAND_LEVEL;
}

/* A space between words is painted, so that the text taken from the page has it; also where the
 * line ends: it has no ink, and no line below. */
static void place_space(jb_arena *arena, const jb_para *p, uint32_t i, bool ends, int64_t x,
                        jb_placed_list *out)
{
    const jb_gap *gap = &p->gaps[i];
    if (gap->length == 0 || !gap->face)
        return;
    const jb_face *face = p->faces.at[gap->face].face;
    uint32_t at = p->clusters[i].text + p->clusters[i].length;
    jb_placed *placed = jb_push(arena, out);
    *placed = (jb_placed){.face = face,
                          .id = jb_face_glyph(face, ' '),
                          .ink = p->clusters[i].ink,
                          .accents = ends ? 0 : underlined_space(p, i),
                          .stand = stand_of_words(p),
                          .size = p->input->size,
                          .x = (jb_len)x,
                          .box = (jb_len)x,
                          .y = jb_len_share(p->input->size, jb_face_centre(face)),
                          .text = jb_str_cut(p->input->text, at, at + 1)};
}

/* It has no text of its own: what is taken from the page has the word whole. */
static void place_hyphen(jb_arena *arena, const jb_para *p, uint32_t end, int64_t x,
                         jb_placed_list *out)
{
    const jb_face *face = jb_hyphen_face(p, end);
    if (!face)
        return;
    *jb_push(arena, out) = (jb_placed){.face = face,
                                       .id = jb_face_glyph(face, '-'),
                                       .ink = p->clusters[end - 1].ink,
                                       .accents = p->clusters[end - 1].accents,
                                       .stand = stand_of_words(p),
                                       .size = p->input->size,
                                       .box = (jb_len)x,
                                       .x = (jb_len)x,
                                       .y = jb_len_share(p->input->size, jb_face_centre(face))};
}

static uint32_t content_end(const jb_para *p, const jb_line *line)
{
    uint32_t end = line->end;
    while (end > line->first && (p->clusters[end - 1].cls == JB_CLASS_BREAK ||
                                 p->clusters[end - 1].cls == JB_CLASS_SPACE))
        end--;
    return end;
}

void jb_para_place(jb_arena *arena, const jb_para *p, const jb_shape *shape, const jb_line *line,
                   jb_placed_list *out)
{
    uint32_t end = content_end(p, line);
    if (end == line->first)
        return;
    jb_arena *scratch = p->scratch ? p->scratch : arena;
    jb_len *set = adjust(scratch, p, line, end - line->first - 1);
    int64_t x = line->left + jb_line_lead(p, line->first);
    if (shape->align == JB_ALIGN_CENTER)
        x += (line->measure - line->width) / 2;
    else if (shape->align == JB_ALIGN_RIGHT)
        x += line->measure - line->width;
    int64_t left = x;
    for (uint32_t i = line->first; i < end; i++) {
        uint32_t first = out->len;
        place_cluster(arena, p, i, x, out);
        if (p->clusters[i].accents & JB_ACCENT_RUBY)
            jb_attach_keep_inside(out->at + first, out->len - first, left, left + line->width);
        x += p->clusters[i].width;
        if (i + 1 < end) {
            place_space(arena, p, i, false, x, out);
            x += set[i - line->first];
        }
    }
    place_hyphen(arena, p, end, x, out);
    if (!line->last && p->gaps[end - 1].kind == JB_GAP_WORD)
        place_space(arena, p, end - 1, true, x, out);
    jb_para_clear(scratch, arena);
}
