/* Shaping: atoms become clusters, the smallest units that move as one.
 *
 * Latin and digits keep the advances that HarfBuzz gives; what stands in cells has its box made
 * (box.c). Glyphs hang from the line's ideographic centre, so that faces whose baselines differ
 * still share a line. */
#include <hb.h>

#include "../base/utf8.h"
#include "parts.h"

enum { EM_DASH = 0x2014, TWO_EM_DASH = 0x2E3A };

/* ---- shaping -------------------------------------------------------------------------------- */

/* Takes no glyph: line ends, spaces. */
static bool is_blank(const jb_atom *a)
{
    return !a->face || a->cls == JB_CLASS_BREAK || a->cls == JB_CLASS_SPACE;
}

/* Fonts join em dashes by twos, whatever atoms they belong to: —⸺ would become ⸺—. */
static bool meet_dashes(const jb_atom *left, const jb_atom *right)
{
    return (left->cls == JB_CLASS_DASH || left->cls == JB_CLASS_RULE) &&
           (right->cls == JB_CLASS_DASH || right->cls == JB_CLASS_RULE);
}

static bool stands_alone(const jb_atom *a)
{
    return a->missing || a->leftward || a->stand == JB_STAND_ACROSS;
}

/* Atoms that are shaped together: one face, one run, all in cells or none. */
static uint32_t segment_end(const jb_making *m, uint32_t i)
{
    const jb_atom *first = &m->atoms.at[i];
    for (i++; i < m->atoms.len; i++) {
        const jb_atom *a = &m->atoms.at[i];
        bool alike = a->face == first->face && a->run == first->run && a->cell == first->cell &&
                     a->stand == first->stand && a->own_form == first->own_form;
        if (!alike || stands_alone(a) || stands_alone(first) || a->stacked || is_blank(a) ||
            meet_dashes(a - 1, a))
            break;
    }
    return i;
}

static void add_atom(const jb_making *m, hb_buffer_t *buffer, uint32_t i)
{
    const jb_atom *a = &m->atoms.at[i];
    if (a->missing || a->rune == TWO_EM_DASH) {
        hb_buffer_add(buffer, a->missing ? JB_GETA : EM_DASH, i);
        if (!a->missing)
            hb_buffer_add(buffer, EM_DASH, i);
        return;
    }
    if (a->length == jb_utf8_width(a->rune)) {
        hb_buffer_add(buffer, jb_vertical_form(m, a, a->rune), i);
        return;
    }
    jb_arena_mark mark = jb_arena_note(m->scratch);
    jb_runes runes = jb_faces_runes(m, a);
    for (uint32_t k = 0; k < runes.len; k++)
        hb_buffer_add(buffer, jb_vertical_form(m, a, runes.at[k]), i);
    jb_arena_reset(m->scratch, mark);
}

enum { FEATURES_MOST = 8 };

/* The role's features ("hwid, lnum"), for its Latin and digits. */
static unsigned latin_features(const jb_role *role, hb_feature_t out[FEATURES_MOST])
{
    unsigned n = 0;
    jb_str left = role->features;
    while (left.len && n < FEATURES_MOST) {
        size_t end = jb_str_find(left, JB_STR(","));
        jb_str one = jb_str_cut(left, 0, end);
        left = jb_str_cut(left, one.len + 1, left.len);
        n += hb_feature_from_string(one.at, (int)one.len, &out[n]) ? 1 : 0;
    }
    return n;
}

/* Also for marks alone: with another language Noto shortens —— and ……. */
void jb_shape_as_chinese(const jb_making *m, hb_buffer_t *buffer)
{
    jb_str lang = m->fonts->lang.len ? m->fonts->lang : JB_STR("zh-Hans");
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, hb_language_from_string(lang.at, (int)lang.len));
}

static hb_direction_t direction_of(const jb_atom *a)
{
    if (a->own_form)
        return HB_DIRECTION_TTB;
    return a->leftward ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
}

/* Kerning is the engine's business in cells. */
static void shape_segment(const jb_making *m, hb_buffer_t *buffer, uint32_t first, uint32_t end)
{
    const jb_atom *a = &m->atoms.at[first];
    hb_buffer_clear_contents(buffer);
    for (uint32_t i = first; i < end; i++)
        add_atom(m, buffer, i);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
    hb_feature_t features[FEATURES_MOST] = {{HB_TAG('k', 'e', 'r', 'n'), 0, 0, (unsigned)-1}};
    unsigned n = 1;
    if (a->cell) {
        jb_shape_as_chinese(m, buffer);
    } else {
        hb_buffer_set_language(buffer, hb_language_from_string("en", 2));
        hb_buffer_guess_segment_properties(buffer);
        n = latin_features(&m->fonts->roles[m->runs[a->run].role], features);
    }
    hb_buffer_set_direction(buffer, direction_of(a));
    hb_shape(jb_face_shaper(a->face), buffer, features, n);
}

uint16_t jb_cjk_face(jb_making *m, const jb_face *face, jb_match match)
{
    jb_para_faces *faces = &m->para->faces;
    for (uint32_t i = faces->len; i-- > 1;) /* the newest first: a text alternates between few */
        if (faces->at[i].face == face && faces->at[i].match.scale == match.scale &&
            faces->at[i].match.stroke == match.stroke)
            return (uint16_t)i;
    *jb_push(m->arena, faces) = (jb_para_face){face, match};
    return (uint16_t)(faces->len - 1);
}

/* ---- glyphs -> clusters --------------------------------------------------------------------- */

/* Room for what is made; grown as needed. */
typedef struct makings {
    JB_VEC(jb_cluster) clusters;
    JB_VEC(jb_glyph) glyphs;
    JB_VEC(uint32_t) atom_of;
} makings;

/* What of its run's accents the atom's cluster has. */
static jb_accents accents_of(const jb_making *m, uint32_t i)
{
    const jb_atom *a = &m->atoms.at[i];
    unsigned accents = m->runs[a->run].accents;
    if (a->bold)
        accents &= ~(unsigned)JB_ACCENT_BOLD;
    if (a->attached || a->cls != JB_CLASS_HAN || a->rune < 0x2E80)
        accents &= ~(unsigned)JB_ACCENT_DOTS;
    if (i > 0 && m->atoms.at[i - 1].run == a->run)
        accents &= ~(unsigned)JB_ACCENT_OPENS;
    return (jb_accents)accents;
}

static jb_cluster *new_cluster(jb_making *m, makings *out, uint32_t first, uint32_t end)
{
    const jb_atom *a = &m->atoms.at[first], *last = &m->atoms.at[end - 1];
    const jb_para_run *run = &m->runs[a->run];
    *jb_push(m->scratch, &out->atom_of) = first;
    jb_cluster *c = jb_push(m->arena, &out->clusters);
    *c = (jb_cluster){.text = a->text,
                      .length = last->text + last->length - a->text,
                      .rune = a->rune & 0x1FFFFFu,
                      .glyph = out->glyphs.len,
                      .cls = a->cls & 0x1Fu,
                      .ink = run->ink,
                      .missing = a->missing,
                      .stand = a->stand & 3u,
                      .accents = accents_of(m, first)};
    if (a->attached && out->clusters.len > 1 && c->cls != JB_CLASS_LATIN)
        c->rune = c[-1].rune;
    if (a->missing) {
        m->para->missing++;
        c->cls = JB_CLASS_HAN;
    }
    c[1].glyph = c->glyph; /* none so far */
    return c;
}

/* How the atom's glyphs are set. */
typedef struct setting {
    const jb_face *face;
    jb_len size;
    jb_match match;
} setting;

/* The glyphs [from, to) of the buffer, all of one HarfBuzz cluster. */
static void take_glyphs(jb_making *m, makings *out, jb_cluster *c, hb_buffer_t *buffer,
                        const setting *s, unsigned from, unsigned to)
{
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, NULL);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, NULL);
    jb_len drop = jb_len_share(s->size, jb_face_centre(s->face));
    uint16_t face = jb_cjk_face(m, s->face, s->match);
    int64_t pen = 0;
    for (unsigned i = from; i < to; i++) {
        *jb_push(m->arena, &out->glyphs) =
            (jb_glyph){face, (uint16_t)info[i].codepoint,
                       jb_face_length(s->face, s->size, pen + at[i].x_offset),
                       drop - jb_face_length(s->face, s->size, at[i].y_offset)};
        pen += at[i].x_advance;
    }
    c[1].glyph = out->glyphs.len;
    m->para->glyphs = out->glyphs.at;
    jb_len advance = jb_face_length(s->face, s->size, pen);
    if (c->stand == JB_STAND_UPRIGHT) {
        jb_vertical_place(s->face, s->size, buffer, from, to, &out->glyphs.at[c->glyph]);
        advance = s->size;
    }
    if (m->atoms.at[info[from].cluster].attached)
        jb_attach_place(m, c, advance);
    else if (m->atoms.at[info[from].cluster].cell)
        jb_box_make(m, c, s->face, s->size, advance);
    else
        c->width = advance;
}

/* A face was chosen by the first character of each atom; a mark on it may be lacking. What has no
 * glyph is set as 〓, whole. True: the segment must be shaped again. */
static bool replace_lacking(jb_making *m, hb_buffer_t *buffer)
{
    unsigned n = 0;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    bool any = false;
    for (unsigned i = 0; i < n; i++) {
        jb_atom *a = &m->atoms.at[info[i].cluster];
        if (info[i].codepoint != 0 || a->missing)
            continue;
        uint32_t lacking = jb_faces_lacking(m, a);
        jb_faces_set_geta(m, a, lacking ? lacking : a->rune);
        any = true;
    }
    return any;
}

/* What a face further down the role's chain sets is as bold as the first one's ideographs, and as
 * large when it is one. */
static setting setting_of(const jb_making *m, const jb_atom *a)
{
    const jb_para_run *run = &m->runs[a->run];
    jb_len size = jb_accent_size(run->accents, m->input->size);
    jb_match match = a->cls == JB_CLASS_HAN
                         ? jb_role_match(m->fonts->fonts, &m->fonts->roles[run->role], a->face,
                                         m->diags)
                         : JB_MATCH_NONE;
    if (!jb_rune_is_han(a->rune))
        match.scale = 1000;
    return (setting){a->face, jb_len_share(size, match.scale), match};
}

static void take_segment(jb_making *m, makings *out, hb_buffer_t *buffer, uint32_t end)
{
    unsigned n = 0;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    for (unsigned i = 0, next; i < n; i = next) {
        setting s = setting_of(m, &m->atoms.at[info[i].cluster]);
        for (next = i + 1; next < n && info[next].cluster == info[i].cluster;)
            next++;
        uint32_t until = next < n ? info[next].cluster : end;
        jb_cluster *c = new_cluster(m, out, info[i].cluster, until);
        take_glyphs(m, out, c, buffer, &s, i, next);
    }
}

/* What has no glyph: line ends, blanks of one em, spaces that open a line. */
static void take_blank(jb_making *m, makings *out, uint32_t i)
{
    const jb_atom *a = &m->atoms.at[i];
    jb_cluster *c = new_cluster(m, out, i, i + 1);
    if (a->cls == JB_CLASS_SPACE)
        c->width = a->unseen ? 0 : a->rune == ' ' ? m->input->quad / 4 : m->input->quad;
    else if (a->missing)
        c->width = m->input->quad;
}

bool jb_cjk_shape(jb_making *m)
{
    makings out = {0};
    jb_reserve(m->arena, &out.clusters, m->atoms.len + 1); /* and the one behind the last */
    jb_reserve(m->arena, &out.glyphs, m->atoms.len + 1);
    jb_reserve(m->scratch, &out.atom_of, m->atoms.len + 1);
    jb_memory_watch();
    hb_buffer_t *buffer = jb_fonts_buffer(m->fonts->fonts);
    if (m->input->vertical)
        jb_vertical_stand(m, buffer);
    for (uint32_t i = 0, end; i < m->atoms.len; i = end) {
        end = i + 1;
        if (m->atoms.at[i].word_space)
            continue;
        if (is_blank(&m->atoms.at[i])) {
            take_blank(m, &out, i);
            continue;
        }
        end = segment_end(m, i);
        shape_segment(m, buffer, i, end);
        if (jb_memory_failed() || !hb_buffer_allocation_successful(buffer))
            jb_arena_exhaust(m->arena); /* what was shaped without memory is not the text */
        if (replace_lacking(m, buffer))
            end = i;
        else
            take_segment(m, &out, buffer, end);
    }
    *jb_push(m->scratch, &out.atom_of) = m->atoms.len;
    m->para->clusters = out.clusters.at;
    m->para->clusters_len = out.clusters.len;
    m->para->glyphs = out.glyphs.at;
    m->para->glyphs_len = out.glyphs.len;
    jb_attach_ruby(m);
    jb_cjk_space(m, out.atom_of.at);
    return !jb_diags_fatal(m->diags);
}
