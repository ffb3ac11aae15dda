/* Spacing: what stands between two neighbours, naturally, at least and at most.
 *
 * The slot model (CLREQ 3.1.6): every full-width mark is half an em of ink; its
 * blank belongs to the gap, and between two marks only one blank is left. Two marks side by side
 * are rigid: the first always takes half an em. A blank beside a single mark gives way by a third
 * at most (its slot stays at 0.83 em), so that a line is squeezed evenly rather than a mark
 * flattened.
 *
 * Amounts are those of CLREQ 3.5; Han and Latin stand a quarter em apart
 * (CLREQ 3.2.2) and part to a third at most: half, which it also allows, tears 2025 年 asunder on
 * the page. */
#include "../base/utf8.h"
#include "parts.h"

/* Thousandths of the quad. */
enum {
    BLANK_LEAST = 660, /* of the blank itself */
    LATIN_GAP = 250,
    LATIN_LEAST = 125,
    LATIN_MOST = 333,
    WORD_LEAST = 250,
    WORD_MOST = 500
};

int jb_gap_step(jb_gap_kind kind)
{
    switch (kind) {
    case JB_GAP_WORD:
        return JB_STEP_WORD;
    case JB_GAP_BRACKET:
        return JB_STEP_BRACKET;
    case JB_GAP_COMMA:
        return JB_STEP_COMMA;
    case JB_GAP_LATIN:
        return JB_STEP_LATIN;
    case JB_GAP_STOP:
        return JB_STEP_STOP;
    default:
        return -1;
    }
}

static bool is_blank_of_mark(unsigned kind)
{
    return kind == JB_GAP_BRACKET || kind == JB_GAP_COMMA || kind == JB_GAP_STOP;
}

jb_len jb_gap_squeeze(const jb_gap *gap, jb_len quad)
{
    if (is_blank_of_mark(gap->kind))
        return gap->natural - jb_len_share(gap->natural, BLANK_LEAST);
    if (gap->kind == JB_GAP_LATIN)
        return gap->natural - jb_len_share(quad, LATIN_LEAST);
    if (gap->kind != JB_GAP_WORD)
        return 0;
    jb_len least = jb_len_share(quad, WORD_LEAST);
    return gap->natural > least ? gap->natural - least : 0;
}

jb_len jb_gap_stretch(const jb_gap *gap, jb_len quad)
{
    if (gap->kind == JB_GAP_LATIN)
        return jb_len_share(quad, LATIN_MOST) - gap->natural;
    if (gap->kind != JB_GAP_WORD)
        return 0;
    jb_len most = jb_len_share(quad, WORD_MOST);
    return gap->natural < most ? most - gap->natural : 0;
}

jb_len jb_gap_reserve(const jb_gap *gap)
{
    return is_blank_of_mark(gap->kind) ? jb_len_share(gap->natural, BLANK_LEAST) : 0;
}

bool jb_gap_is_letter(jb_gap_kind kind)
{
    return kind == JB_GAP_NONE || kind == JB_GAP_BRACKET || kind == JB_GAP_COMMA ||
           kind == JB_GAP_STOP;
}

static bool is_mark(const jb_cluster *c)
{
    return c->half ||
           ((c->cls == JB_CLASS_OPEN || c->cls == JB_CLASS_CLOSE || c->cls == JB_CLASS_STOP) &&
            c->rune >= 0x80);
}

bool jb_cjk_is_latin_mark(uint32_t rune)
{
    return rune < 0x80 && strchr(",.;:!?()[]{}\"'", (int)rune);
}

/* Letters, digits and the signs written with them; Latin marks hug their neighbours. */
static bool is_latin(const jb_cluster *c)
{
    if (c->stand == JB_STAND_ACROSS)
        return false;
    switch (c->cls) {
    case JB_CLASS_DIGIT:
        return true;
    case JB_CLASS_LATIN:
    case JB_CLASS_PREFIX:
    case JB_CLASS_POSTFIX:
        return c->rune < 0x2000 && !jb_cjk_is_latin_mark(c->rune);
    default:
        return false;
    }
}

static bool is_comma(uint32_t rune)
{
    return rune == 0xFF0C || rune == 0x3001 || rune == 0xFF1B || rune == 0xFF1A;
}

/* 。 ． ？ ！ keep their blanks in the form of 开明式. */
static bool ends_sentence(uint32_t rune)
{
    return rune == 0x3002 || rune == 0xFF0E || jb_cjk_is_shout(rune);
}

/* The blank of the mark on one side, in the form that the layout asks for. */
static jb_len kept(const jb_making *m, const jb_cluster *c, jb_len blank)
{
    jb_punctuation form = m->fonts->marks_form.punctuation;
    bool none = form == JB_PUNCT_BANJIAO || (form == JB_PUNCT_KAIMING && !ends_sentence(c->rune));
    return none ? 0 : blank;
}

/* ？！ take one em, ！！！ two (GB/T 15834-2011 5.1.2): every second of a run has no blank behind it.
 * `shouts` is how many of them end here. */
static jb_len blank_after(const jb_making *m, const jb_cluster *c, uint32_t shouts)
{
    return shouts && shouts % 2 == 0 ? 0 : kept(m, c, jb_cluster_after(c, m->input->quad));
}

/* 短横线, 一字线, 浪纹线 and 分隔号: not stretched around (CLREQ 3.5). */
static bool is_line_mark(const jb_cluster *c)
{
    return c->cls == JB_CLASS_HYPHEN || c->cls == JB_CLASS_RULE || c->cls == JB_CLASS_SLASH;
}

/* Of two blanks that meet one is left. A bracket hugs what it encloses, and a stop what it ends;
 * one that stands in the middle of its cell keeps its distance from both. */
static jb_gap gap_of_blank(const jb_making *m, uint32_t i, uint32_t shouts)
{
    const jb_cluster *left = &m->para->clusters[i], *right = left + 1;
    jb_len after = blank_after(m, left, shouts);
    jb_len before = kept(m, right, jb_cluster_before(right, m->input->quad));
    jb_len natural = after > before ? after : before;
    bool closes = right->cls == JB_CLASS_CLOSE || right->cls == JB_CLASS_STOP;
    if (left->cls == JB_CLASS_OPEN || closes)
        natural = left->cls == JB_CLASS_OPEN && left->half ? 0 : before;
    if (right->cls == JB_CLASS_CLOSE)
        natural = left->centred ? after : 0;
    jb_gap gap = {.kind = JB_GAP_FIXED, .natural = natural};
    if ((is_mark(left) && is_mark(right)) ||
        (natural == 0 && (is_line_mark(left) || is_line_mark(right))))
        return gap;
    const jb_cluster *owner = after ? left : right;
    gap.kind = natural == 0                    ? JB_GAP_NONE
               : owner->cls != JB_CLASS_STOP   ? JB_GAP_BRACKET
               : is_comma(owner->rune)         ? JB_GAP_COMMA
                                               : JB_GAP_STOP;
    return gap;
}

/* Written solid, also where a line may break inside (URLs, words with hyphens). */
static bool is_wordy(const jb_cluster *c)
{
    return c->cls >= JB_CLASS_LATIN && c->cls <= JB_CLASS_POSTFIX;
}

/* A sign that goes with a number: ℃ ￥. */
static bool is_sign(const jb_cluster *c)
{
    return c->cls == JB_CLASS_PREFIX || c->cls == JB_CLASS_POSTFIX;
}

/* Of what stands on an em: no symbol. 机密★1年 is solid at its star (CLREQ 3.2.2 parts Han from
 * Western characters). */
static bool is_ideograph(const jb_cluster *c)
{
    return c->cls == JB_CLASS_HAN && c->rune >= 0x2E80;
}

/* —— —— and …… …… go on: white between two pairs would part them (CLREQ 3.1.5). */
static bool go_on(const jb_cluster *left, const jb_cluster *right)
{
    return left->cls == right->cls &&
           (left->cls == JB_CLASS_DASH || left->cls == JB_CLASS_ELLIPSIS);
}

/* Neither side has a blank. */
static jb_gap gap_of_letters(const jb_making *m, uint32_t i, jb_break brk)
{
    const jb_cluster *left = &m->para->clusters[i], *right = left + 1;
    jb_len quad = m->input->quad;
    bool one_latin = is_latin(left) != is_latin(right);
    bool one_han = is_ideograph(left) || is_ideograph(right);
    jb_gap gap = {.kind = JB_GAP_NONE};
    if (one_latin && one_han) {
        gap.kind = JB_GAP_LATIN;
        gap.natural = jb_len_share(quad, LATIN_GAP);
    } else if (is_line_mark(left) || is_line_mark(right) || (is_wordy(left) && is_wordy(right)) ||
               go_on(left, right) ||
               (brk == JB_BREAK_NO && (is_sign(left) || is_sign(right)))) {
        gap.kind = JB_GAP_FIXED;
    }
    return gap;
}

static jb_len space_advance(const jb_making *m, const jb_atom *space)
{
    if (!space->face)
        return m->input->quad / 4;
    int32_t advance = jb_face_advance(space->face, jb_face_glyph(space->face, ' '));
    return jb_face_length(space->face, m->input->size, advance);
}

/* Spaces that the text has between two clusters. Between Han of a title: the wanted break, one em
 * where none is needed. */
static jb_gap gap_of_spaces(jb_making *m, uint32_t i, uint32_t first, uint32_t end)
{
    const jb_cluster *left = &m->para->clusters[i], *right = left + 1;
    const jb_atom *space = &m->atoms.at[first];
    jb_gap gap = {.length = m->atoms.at[end - 1].text + 1 - space->text};
    if (m->input->title && !is_latin(left) && !is_latin(right)) {
        gap.kind = JB_GAP_TITLE;
        gap.natural = m->input->quad;
        return gap;
    }
    gap.kind = JB_GAP_WORD;
    gap.face = space->face ? jb_cjk_face(m, space->face, JB_MATCH_NONE) : 0;
    gap.natural = space_advance(m, space) * (jb_len)(end - first);
    return gap;
}

/* ---- all gaps ------------------------------------------------------------------------------- */

static jb_break break_before(const jb_making *m, uint32_t atom)
{
    return m->atoms.at[atom].brk == JB_LB_MAY ? JB_BREAK_MAY : JB_BREAK_NO;
}

static jb_gap gap_behind(jb_making *m, uint32_t i, const uint32_t *atom_of, uint32_t shouts)
{
    const jb_cluster *left = &m->para->clusters[i], *right = left + 1;
    uint32_t next = atom_of[i + 1], spaces = next;
    jb_gap gap = {.kind = JB_GAP_FIXED};
    if (left->cls == JB_CLASS_BREAK) {
        gap.brk = JB_BREAK_MUST;
        return gap;
    }
    if (jb_is_attached(right->accents) || (left->accents & right->accents & JB_ACCENT_BASE))
        return gap; /* no break, and nothing between */
    while (spaces > atom_of[i] + 1 && m->atoms.at[spaces - 1].word_space)
        spaces--;
    jb_break brk = break_before(m, next);
    if (right->cls == JB_CLASS_BREAK) {
        if (spaces < next)
            gap.length = m->atoms.at[next].text - m->atoms.at[spaces].text;
        return gap;
    }
    if (spaces < next)
        gap = gap_of_spaces(m, i, spaces, next);
    else if (is_mark(left) || is_mark(right))
        gap = gap_of_blank(m, i, shouts);
    else
        gap = gap_of_letters(m, i, brk);
    if (m->input->row && left->cls != JB_CLASS_SPACE)
        brk = JB_BREAK_NO;
    gap.brk = (unsigned)brk & 3u;
    gap.wish = brk == JB_BREAK_MAY ? m->atoms.at[next].wish : JB_WISH_NONE;
    gap.hyphen = brk == JB_BREAK_MAY && m->atoms.at[next].hyphen;
    m->para->divided |= gap.hyphen;
    return gap;
}

/* The label of an end entry (报：) is rigid, and what follows begins on its line. */
static void fix_label(jb_making *m)
{
    jb_para *p = m->para;
    int64_t width = 0;
    while (p->hang < p->clusters_len && p->clusters[p->hang].text < m->input->label) {
        jb_gap *gap = &p->gaps[p->hang];
        width += p->clusters[p->hang].width + gap->natural;
        gap->kind = JB_GAP_FIXED;
        if (gap->brk == JB_BREAK_MAY)
            gap->brk = JB_BREAK_NO;
        p->hang++;
    }
    p->hang_width = (jb_len)width;
}

void jb_cjk_space(jb_making *m, const uint32_t *atom_of)
{
    jb_para *p = m->para;
    p->gaps = JB_NEW_ARRAY(m->arena, jb_gap, p->clusters_len + 1);
    uint32_t shouts = 0;
    for (uint32_t i = 0; i + 1 < p->clusters_len; i++) {
        shouts = jb_cjk_is_shout(p->clusters[i].rune) ? shouts + 1 : 0;
        p->gaps[i] = gap_behind(m, i, atom_of, shouts);
        if (is_mark(&p->clusters[i]))
            p->clusters[i + 1].hangs = 0; /* never behind another mark (CLREQ 3.1.7) */
    }
    if (p->clusters_len) { /* spaces at the very end stand in the last gap */
        jb_gap *last = &p->gaps[p->clusters_len - 1];
        const jb_cluster *c = &p->clusters[p->clusters_len - 1];
        *last = (jb_gap){.kind = JB_GAP_FIXED,
                         .brk = JB_BREAK_MUST,
                         .length = (uint32_t)m->input->text.len - (c->text + c->length)};
    }
    fix_label(m);
}
