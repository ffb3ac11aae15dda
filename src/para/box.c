/* Boxes: what stands in a cell of the quad. Its advance is the engine's, not the font's (advances
 * of “”‘’—…·× cannot be trusted), and a mark is the half em of its ink: the blank at its side is
 * part of the line's gaps. */
#include "parts.h"

typedef struct box {
    const jb_marks_form *form;
    jb_cluster *c;
    jb_glyph *glyphs; /* its own */
    const jb_face *face;
    jb_len size, quad, advance;
} box;

/* In a column what is upright or side by side shows its height along the line. */
jb_reach jb_placed_ink(const jb_placed *p)
{
    jb_ink_box ink = jb_face_ink(p->face, p->id);
    bool high = p->stand == JB_STAND_UPRIGHT || p->stand == JB_STAND_ACROSS;
    return (jb_reach){p->x + jb_face_length(p->face, p->size, high ? -ink.top : ink.left),
                      p->x + jb_face_length(p->face, p->size, high ? -ink.bottom : ink.right)};
}

static jb_reach ink_along(const box *b, const jb_glyph *glyph)
{
    const jb_placed placed = {.face = b->face,
                              .size = b->size,
                              .id = glyph->id,
                              .stand = (jb_stand)b->c->stand,
                              .x = glyph->x};
    return jb_placed_ink(&placed);
}

/* Shifts the cluster's glyphs along the line so that the ink of the first (to the last) stands in
 * the middle of its box. */
static void centre_ink(const box *b)
{
    uint32_t n = jb_cluster_glyphs(b->c);
    jb_len left = ink_along(b, &b->glyphs[0]).from, right = ink_along(b, &b->glyphs[n - 1]).to;
    jb_len shift = (b->c->width - left - right) / 2;
    for (uint32_t i = 0; i < n; i++)
        b->glyphs[i].x += shift;
}

static void keep_inside(const box *b)
{
    jb_reach ink = ink_along(b, &b->glyphs[0]);
    if (ink.from < 0 || ink.to > b->c->width)
        centre_ink(b);
}

/* What may hang outside of a line (CLREQ 3.1.7): 、 ， 。, and the other stops where they stand in
 * the corner of their cells. */
static bool may_hang(const jb_marks_form *form, const jb_cluster *c)
{
    bool always = c->rune == 0x3001 || c->rune == 0xFF0C || c->rune == 0x3002;
    return form->hanging && c->cls == JB_CLASS_STOP && (always || !form->centred);
}

/* A full-width bracket or stop: a half-em box of ink, the blank at its side apart. The font's cell
 * has its ink in the half where it belongs; ink that is elsewhere (narrow quotes, centred ？) is put
 * into the middle of the box. */
static void make_half(const box *b)
{
    jb_cluster *c = b->c;
    bool centred = b->form->centred && c->cls == JB_CLASS_STOP;
    c->hangs = may_hang(b->form, c);
    if (b->form->punctuation == JB_PUNCT_PLAIN) {
        c->width = b->quad;
        b->glyphs[0].x += (b->quad - b->advance) / 2;
        if (centred)
            centre_ink(b);
        return;
    }
    c->width = b->quad / 2;
    c->half = 1;
    c->centred = centred;
    if (c->cls == JB_CLASS_OPEN)
        b->glyphs[0].x += c->width - b->advance;
    keep_inside(b);
}

/* One em without a blank: ‼ ⁇ ⁈ ⁉; in Taiwan and Hong Kong ？ ！ too, unless all marks are half. */
static bool is_whole(const jb_marks_form *form, uint32_t rune)
{
    return rune == 0x203C || (rune >= 0x2047 && rune <= 0x2049) ||
           (form->centred && form->punctuation != JB_PUNCT_BANJIAO && jb_cjk_is_shout(rune));
}

/* In a column the ink of ？ ！ ； does not fit half an em: they have their whole cells. */
static bool is_tall(const box *b)
{
    jb_reach ink = ink_along(b, &b->glyphs[0]);
    return b->c->stand == JB_STAND_UPRIGHT && b->c->cls == JB_CLASS_STOP &&
           ink.to - ink.from > b->quad / 2;
}

static void make_mark(const box *b)
{
    jb_cluster *c = b->c;
    if (c->stand == JB_STAND_UPRIGHT && c->cls == JB_CLASS_STOP)
        jb_vertical_put_stop(b->form, b->face, b->size, b->glyphs);
    if (is_whole(b->form, c->rune)) {
        c->width = b->quad;
        centre_ink(b);
    } else if (is_tall(b)) {
        c->width = b->quad;
        keep_inside(b);
    } else {
        make_half(b);
    }
}

static void make_centred(const box *b, jb_len width)
{
    b->c->width = width;
    centre_ink(b);
}

/* —— must be one stroke: two glyphs are pushed together until their ink overlaps by a hair. */
static void make_dash(const box *b)
{
    for (uint32_t i = 1; i < jb_cluster_glyphs(b->c); i++) {
        jb_reach before = ink_along(b, &b->glyphs[i - 1]), ink = ink_along(b, &b->glyphs[i]);
        jb_len overlap = b->size / 50;
        b->glyphs[i].x += before.to - ink.from - overlap;
    }
    make_centred(b, 2 * b->quad);
}

/* A narrow symbol keeps its own advance. */
static void make_cell(const box *b)
{
    b->c->width = b->advance * 10 >= b->size * 8 ? b->quad : b->advance;
    for (uint32_t i = 0; i < jb_cluster_glyphs(b->c); i++)
        b->glyphs[i].x += (b->c->width - b->advance) / 2;
}

void jb_box_make(const jb_making *m, jb_cluster *c, const jb_face *face, jb_len size,
                 jb_len advance)
{
    const box b = {.form = &m->fonts->marks_form,
                   .c = c,
                   .glyphs = &m->para->glyphs[c->glyph],
                   .face = face,
                   .size = size,
                   .quad = m->input->quad,
                   .advance = advance};
    if (c->stand == JB_STAND_ACROSS) {
        jb_vertical_put_across(c, face, size, b.quad, advance, b.glyphs);
        return;
    }
    if (c->stand == JB_STAND_TURNED && c->cls != JB_CLASS_HAN)
        jb_vertical_put_turned(c, face, size, b.glyphs);
    switch (c->missing ? JB_CLASS_HAN : (jb_class)c->cls) {
    case JB_CLASS_OPEN:
    case JB_CLASS_CLOSE:
    case JB_CLASS_STOP:
        make_mark(&b);
        return;
    case JB_CLASS_DOT: /* half an em in GB form, one in Taiwan's and Hong Kong's */
        make_centred(&b, b.form->centred ? b.quad : b.quad / 2);
        return;
    case JB_CLASS_HYPHEN:
    case JB_CLASS_SLASH:
        make_centred(&b, b.quad / 2);
        return;
    case JB_CLASS_DASH:
        make_dash(&b);
        return;
    case JB_CLASS_RULE:
    case JB_CLASS_ELLIPSIS:
        make_centred(&b, b.quad);
        return;
    default:
        make_cell(&b);
    }
}
