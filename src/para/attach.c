/* Notes' marks and ruby: small, above, and part of what stands before them.
 *
 * To the line either is as what it stands on: no break and no gap before it, behind it what would
 * stand behind that. A note's mark has its own width. Ruby has none: it reaches back over its base,
 * which is made wider where the ruby needs it. */
#include "parts.h"

/* Thousandths of an em. */
enum {
    NOTE_SIZE = 600,
    NOTE_RISE = 320,    /* of its centre above the line's */
    RUBY_SIZE = 500,    /* CLREQ 3.3: half of the text */
    RUBY_RISE = 800,    /* its letters reach down to the text's cell: g, p, y */
    RUBY_APART = 125,   /* a quarter of ruby's own em between neighbours, half of it on each side */
    RUBY_OVERHANG = 125, /* over a Han beside it that has none */
    BLANK_OVERHANG = 250 /* over the blank of a mark beside it */
};

jb_len jb_accent_size(jb_accents accents, jb_len size)
{
    return accents & JB_ACCENT_NOTE   ? jb_len_share(size, NOTE_SIZE)
           : accents & JB_ACCENT_RUBY ? jb_len_share(size, RUBY_SIZE)
                                      : size;
}

void jb_attach_place(jb_making *m, jb_cluster *c, jb_len advance)
{
    bool ruby = (c->accents & JB_ACCENT_RUBY) != 0;
    jb_len rise = jb_len_share(m->input->size, ruby ? RUBY_RISE : NOTE_RISE);
    for (uint32_t i = 0; i < jb_cluster_glyphs(c); i++)
        m->para->glyphs[c->glyph + i].y -= rise;
    c->width = advance;
}

/* How far ruby may stand over the cluster beside its base: over Han without ruby, and the blank of
 * a mark, which is half an em and never less than a third. */
static jb_len overhang(const jb_making *m, const jb_cluster *beside, bool before)
{
    if (!beside || beside->accents & JB_ACCENT_BASE || jb_is_attached(beside->accents))
        return 0;
    if (beside->half)
        return (beside->cls == JB_CLASS_OPEN) == before
                   ? 0
                   : jb_len_share(m->input->size, BLANK_OVERHANG);
    return beside->cls == JB_CLASS_HAN ? jb_len_share(m->input->size, RUBY_OVERHANG) : 0;
}

static void widen(jb_making *m, jb_cluster *first, uint32_t n, jb_len more)
{
    for (uint32_t i = 0; i < n; i++) {
        jb_len share = (jb_len)((int64_t)more * (i + 1) / n - (int64_t)more * i / n);
        for (uint32_t g = 0; g < jb_cluster_glyphs(&first[i]); g++)
            m->para->glyphs[first[i].glyph + g].x += share / 2;
        first[i].width += share;
    }
}

/* Cluster i is ruby. Half of the white that parts neighbours goes to each of its sides. */
static void place_ruby(jb_making *m, uint32_t i)
{
    jb_cluster *c = &m->para->clusters[i];
    uint32_t n = 0;
    jb_len base = 0;
    while (n < i && c[-1 - (int64_t)n].accents & JB_ACCENT_BASE)
        base += c[-1 - (int64_t)n++].width;
    if (n == 0)
        return; /* it has lost its base: it stands by itself */
    const jb_cluster *next = i + 1 < m->para->clusters_len ? c + 1 : NULL;
    jb_len left = overhang(m, n < i ? c - n - 1 : NULL, true);
    jb_len right = overhang(m, next, false);
    jb_len need = c->width + jb_len_share(m->input->size, RUBY_APART);
    jb_len more = need - left - right - base;
    if (more > 0) {
        widen(m, c - n, n, more);
        base += more;
    }
    jb_len aside = need > base ? (right - left) / 2 : 0;
    jb_len x = -base / 2 - c->width / 2 + aside;
    for (uint32_t g = 0; g < jb_cluster_glyphs(c); g++)
        m->para->glyphs[c->glyph + g].x += x;
    c->width = 0;
}

void jb_attach_ruby(jb_making *m)
{
    for (uint32_t i = 0; i < m->para->clusters_len; i++)
        if (m->para->clusters[i].accents & JB_ACCENT_RUBY)
            place_ruby(m, i);
}

void jb_attach_keep_inside(jb_placed *placed, uint32_t n, int64_t left, int64_t right)
{
    if (n == 0)
        return;
    const jb_placed *last = &placed[n - 1];
    int32_t advance = jb_face_advance(last->face, last->id);
    int64_t end = last->x + (int64_t)jb_face_length(last->face, last->size, advance);
    int64_t shift = placed[0].x < left ? left - placed[0].x : end > right ? right - end : 0;
    for (uint32_t i = 0; i < n; i++)
        placed[i].x += (jb_len)shift;
}
