/* Columns (竖排): how each character stands in one, by UAX #50 and GB/T 15834 5.2.
 *
 * What is Chinese is upright, cell below cell; quotes take the forms of columns; words and what has
 * no form of its own are turned by a quarter. A few digits, or one letter, stand side by side in a
 * cell (CLREQ 2.4.2). For the rest of para/ a column is a line: x runs down it, y to the left. */
#include <hb-aat.h>
#include <hb-ot.h>

#include "../base/utf8.h"
#include "parts.h"

static const struct {
    uint32_t first, last;
} upright[] = {
#include "vertical_table.inc"
};

static bool is_upright(uint32_t rune)
{
    uint32_t low = 0, high = sizeof upright / sizeof *upright;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (rune > upright[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof upright / sizeof *upright && rune >= upright[low].first;
}

/* Some fonts have the code points of such forms, and nothing drawn there. */
static bool draws(const jb_face *face, uint32_t glyph)
{
    jb_ink_box ink = jb_face_ink(face, glyph);
    return glyph && ink.right > ink.left;
}

/* GB/T 15834 5.2.3: “ ” become ﹃ ﹄, ‘ ’ ﹁ ﹂. Fonts cannot be asked: some make 〝 〞 of them. */
static const uint32_t quotes[][2] = {
    {0x201C, 0xFE43}, {0x201D, 0xFE44}, {0x2018, 0xFE41}, {0x2019, 0xFE42}};

static bool is_quote(uint32_t rune)
{
    return rune >= 0x2018 && rune <= 0x201D;
}

uint32_t jb_vertical_form(const jb_making *m, const jb_atom *a, uint32_t rune)
{
    if (!m->input->vertical || !a->cell || !is_quote(rune))
        return rune;
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (quotes[i][0] == rune &&
            (!a->face || draws(a->face, jb_face_glyph(a->face, quotes[i][1]))))
            return quotes[i][1];
    return rune;
}

/* ---- side by side --------------------------------------------------------------------------- */

/* Belongs to the number or word beside it: 3.5, 50%, B2. */
static bool clings(const jb_atom *a)
{
    bool word = a->cls == JB_CLASS_LATIN || a->cls == JB_CLASS_DIGIT;
    return word || (a->rune < 0x80 && a->cls != JB_CLASS_BREAK && a->cls != JB_CLASS_SPACE);
}

static bool stands_alone(const jb_making *m, uint32_t first, uint32_t end)
{
    const jb_atom *left = jb_cjk_beside(m, first, -1), *right = jb_cjk_beside(m, end - 1, 1);
    return !(left && clings(left)) && !(right && clings(right));
}

static bool is_digit(const jb_atom *a)
{
    return a->cls == JB_CLASS_DIGIT && !a->attached;
}

/* — and ～ between two numbers: 31—32. */
static bool connects(const jb_making *m, uint32_t i)
{
    const jb_atom *a = &m->atoms.at[i];
    bool line = a->cls == JB_CLASS_RULE || (a->cls == JB_CLASS_HYPHEN && a->rune >= 0x80);
    return line && i + 1 < m->atoms.len && is_digit(a + 1);
}

/* Where the numbers end that are connected with the one that begins at `first`: all of them stand
 * alike, GB/T 15834—2011 as well as 31—32期. *fits: none has too many digits. */
static uint32_t numbers_end(const jb_making *m, uint32_t first, bool *fits)
{
    uint32_t most = m->fonts->marks_form.across ? m->fonts->marks_form.across : 1;
    uint32_t i = first, digits = 0;
    *fits = true;
    for (; i < m->atoms.len; i++) {
        const jb_atom *a = &m->atoms.at[i];
        bool digit = is_digit(a);
        if (!digit && (digits == 0 || !connects(m, i)))
            break;
        digits = digit ? digits + 1 : 0;
        *fits &= digits <= most && a->run == m->atoms.at[first].run;
    }
    return i;
}

static void choose_across(jb_making *m)
{
    for (uint32_t i = 0, end; i < m->atoms.len; i = end) {
        jb_atom *a = &m->atoms.at[i];
        bool fits = !a->attached && jb_cjk_is_letter(a->rune);
        end = is_digit(a) ? numbers_end(m, i, &fits) : i + 1;
        if (!fits || !stands_alone(m, i, end))
            continue;
        for (uint32_t k = i; k < end; k++)
            if (end == i + 1 || is_digit(&m->atoms.at[k]))
                m->atoms.at[k].stand = JB_STAND_ACROSS;
    }
}

/* The digits of a number that stands side by side are one atom. */
void jb_vertical_join(jb_making *m)
{
    uint32_t kept = 0;
    choose_across(m);
    for (uint32_t i = 0; i < m->atoms.len; i++) {
        const jb_atom *a = &m->atoms.at[i];
        jb_atom *last = kept ? &m->atoms.at[kept - 1] : NULL;
        if (last && last->stand == JB_STAND_ACROSS && a->stand == JB_STAND_ACROSS)
            last->length += a->length;
        else
            m->atoms.at[kept++] = *a;
    }
    m->atoms.len = kept;
}

/* ---- upright or turned ---------------------------------------------------------------------- */

/* Tables of Apple's kind are not asked: of what AR PL KaitiM has there every entry is for another
 * glyph, and é becomes 伶. */
static bool can_be_asked(const jb_face *face)
{
    hb_face_t *of = hb_font_get_face(jb_face_shaper(face));
    return hb_ot_layout_has_substitution(of) || !hb_aat_layout_has_substitution(of);
}

/* A form for columns is what the shaper makes of the character there and not on a line. */
static bool has_form(const jb_making *m, hb_buffer_t *buffer, const jb_atom *a)
{
    if (!can_be_asked(a->face))
        return false;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add(buffer, a->rune, 0);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    jb_shape_as_chinese(m, buffer);
    hb_buffer_set_direction(buffer, HB_DIRECTION_TTB);
    hb_shape(jb_face_shaper(a->face), buffer, NULL, 0);
    unsigned n = 0;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    return n == 1 && info->codepoint != jb_face_glyph(a->face, a->rune) &&
           draws(a->face, info->codepoint);
}

/* Stops are upright, whatever a font would do: GB/T 15834 5.2.1. */
static void choose_stand(const jb_making *m, hb_buffer_t *buffer, jb_atom *a)
{
    a->stand = JB_STAND_UPRIGHT;
    if (a->missing || jb_rune_is_han(a->rune) || (a->cell && !a->face))
        return;
    if (!a->cell || a->leftward) {
        a->stand = JB_STAND_TURNED;
        return;
    }
    if (is_quote(a->rune)) {
        if (jb_vertical_form(m, a, a->rune) == a->rune)
            a->stand = JB_STAND_TURNED;
        return;
    }
    a->own_form = has_form(m, buffer, a);
    if (!a->own_form && a->cls != JB_CLASS_STOP && !is_upright(a->rune))
        a->stand = JB_STAND_TURNED;
}

void jb_vertical_stand(jb_making *m, hb_buffer_t *buffer)
{
    for (uint32_t i = 0; i < m->atoms.len; i++) {
        jb_atom *a = &m->atoms.at[i];
        if (a->stand != JB_STAND_ACROSS || a->missing)
            choose_stand(m, buffer, a);
    }
}

/* ---- places --------------------------------------------------------------------------------- */

/* The cell's middle is the column's, at half an em below its upper edge; what is drawn on the glyph
 * follows as the shaper has it. */
void jb_vertical_place(const jb_face *face, jb_len size, hb_buffer_t *buffer,
                       unsigned from, unsigned to, jb_glyph *glyphs)
{
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, NULL);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, NULL);
    int64_t pen_x = 0, pen_y = 0;
    int64_t width = hb_font_get_glyph_h_advance(jb_face_shaper(face), info[from].codepoint);
    jb_len along = size / 2 + jb_len_share(size, jb_face_centre(face));
    jb_len across = jb_face_length(face, size, width) / 2;
    for (unsigned i = from; i < to; i++) {
        int64_t x = pen_x + at[i].x_offset - at[from].x_offset;
        int64_t y = pen_y + at[i].y_offset - at[from].y_offset;
        glyphs[i - from].x = along - jb_face_length(face, size, y);
        glyphs[i - from].y = across - jb_face_length(face, size, x);
        pen_x += at[i].x_advance;
        pen_y += at[i].y_advance;
    }
}

/* Stops stand at the right (GB/T 15834 5.2.1), or in the middle where that is the habit. Most fonts
 * have them so; what has them at the left is set right. */
void jb_vertical_put_stop(const jb_marks_form *form, const jb_face *face, jb_len size,
                          jb_glyph *glyph)
{
    jb_ink_box ink = jb_face_ink(face, glyph->id);
    jb_len middle = jb_face_length(face, size, ink.left + ink.right) / 2;
    if (form->centred)
        glyph->y = middle;
    else if (middle < glyph->y)
        glyph->y = 2 * middle - glyph->y;
}

/* Dashes and the like lie in the middle of the column (GB/T 15834 5.2.2), not on a baseline. */
void jb_vertical_put_turned(const jb_cluster *c, const jb_face *face, jb_len size, jb_glyph *glyphs)
{
    jb_ink_box ink = jb_face_ink(face, glyphs[0].id);
    for (uint32_t i = 0; i < jb_cluster_glyphs(c); i++)
        glyphs[i].y = jb_face_length(face, size, ink.top + ink.bottom) / 2;
}

/* Digits side by side: no wider than their cell, and in its middle. */
void jb_vertical_put_across(jb_cluster *c, const jb_face *face, jb_len size, jb_len quad,
                            jb_len advance, jb_glyph *glyphs)
{
    jb_ink_box ink = jb_face_ink(face, glyphs[0].id);
    jb_len rise = jb_face_length(face, size, ink.top + ink.bottom) / 2;
    int64_t percent = advance > quad ? (int64_t)quad * 100 / advance : 100;
    c->width = quad;
    c->narrow = percent < 100 ? (uint8_t)percent : 0;
    for (uint32_t i = 0; i < jb_cluster_glyphs(c); i++) {
        jb_len from_middle = advance / 2 - glyphs[i].x;
        glyphs[i].x = quad / 2 + rise;
        glyphs[i].y = (jb_len)jb_div_round(from_middle * percent, 100);
    }
}
