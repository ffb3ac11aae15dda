/* Faces and glyphs: atoms become clusters, the smallest units that move as one.
 *
 * Han and Chinese marks stand in cells of the quad: their advance is the engine's, not the
 * font's, and a mark is the half em of its ink (advances of “”‘’—…·× cannot be
 * trusted). Latin and digits keep the advances that HarfBuzz gives. Glyphs hang from the line's
 * ideographic centre, so that faces whose baselines differ still share a line. */
#include <hb.h>
#include <stdio.h>
#include <uniname.h>

#include "../base/utf8.h"
#include "parts.h"

enum { GETA = 0x3013, EM_DASH = 0x2014, TWO_EM_DASH = 0x2E3A, NAME_ROOM = 256 };

jb_span jb_para_span(const jb_para_input *input, uint32_t from, uint32_t length)
{
    if (input->map)
        return jb_map_span(input->map, (jb_span){from, from + length});
    return (jb_span){input->base + from, input->base + from + length};
}

/* ---- faces ---------------------------------------------------------------------------------- */

static jb_face_part part_of(const jb_atom *a)
{
    switch (a->attached ? jb_para_class(a->rune) : (jb_class)a->cls) {
    case JB_CLASS_HAN:
        return JB_PART_HAN;
    case JB_CLASS_LATIN:
    case JB_CLASS_DIGIT:
    case JB_CLASS_SPACE:
        return JB_PART_LATIN;
    case JB_CLASS_PREFIX:
    case JB_CLASS_POSTFIX:
        return a->cell ? JB_PART_MARK : JB_PART_LATIN;
    default:
        return a->rune < 0x80 ? JB_PART_LATIN : JB_PART_MARK;
    }
}

/* The atom's character that no font has: its first, or a mark on it. */
static void report_missing(jb_making *m, const jb_atom *a, uint32_t rune)
{
    const jb_role *role = &m->fonts->roles[m->runs[a->run].role];
    char name[NAME_ROOM] = "";
    jb_arena *arena = m->diags->arena; /* the paragraph may go before the sink is read */
    bool compatibility = rune >= 0xF900 && rune <= 0xFAFF;
    if (jb_rune_is_han(rune) && rune >= 0x3400) /* The Unicode Standard 4.8, rule NR2 */
        snprintf(name, sizeof name, "CJK %s IDEOGRAPH-%04X",
                 compatibility ? "COMPATIBILITY" : "UNIFIED", rune);
    else if (!unicode_character_name(rune, name))
        snprintf(name, sizeof name, "without a name");
    jb_str shown =
        jb_arena_copy(arena, jb_str_cut(m->input->text, a->text, a->text + a->length));
    jb_str point = jb_arena_format(arena, "U+%04X %s", rune, name);
    jb_diag_at(m->diags, JB_D_FONT_NO_GLYPH, jb_para_span(m->input, a->text, a->length),
               JB_ARGS(shown, point, role->name));
}

static void set_geta(jb_making *m, jb_atom *a, uint32_t rune)
{
    const jb_role *role = &m->fonts->roles[m->runs[a->run].role];
    a->missing = true;
    a->cell = !a->attached;
    a->bold = false;
    a->face = jb_role_face(m->fonts->fonts, role, JB_PART_HAN, GETA, 0, m->diags);
    report_missing(m, a, rune);
}

/* A form of the ideograph that a name may ask for: the usual one is no fault of the text, but the
 * reader must be told. */
static void report_variant(jb_making *m, const jb_atom *a, uint32_t selector)
{
    jb_str text = jb_str_cut(m->input->text, a->text, a->text + a->length);
    if (jb_str_equal(text, m->variant))
        return; /* again, in one paragraph */
    m->variant = text;
    jb_arena *arena = m->diags->arena;
    jb_str shown = jb_arena_copy(arena, text);
    jb_str point = jb_arena_format(arena, "U+%04X U+%04X", a->rune, selector);
    jb_diag_at(m->diags, JB_D_FONT_NO_VARIANT, jb_para_span(m->input, a->text, a->length),
               JB_ARGS(shown, point, m->fonts->roles[m->runs[a->run].role].name));
}

/* What stands first on the atom's base, or 0. */
static uint32_t on_base(const jb_making *m, const jb_atom *a)
{
    bool base = false;
    if (a->cls == JB_CLASS_DASH || a->attached)
        return 0;
    for (size_t at = a->text; at < a->text + a->length;) {
        uint32_t rune = jb_utf8_next(m->input->text, &at);
        if (base && (jb_rune_is_selector(rune) || !jb_rune_is_unseen(rune)))
            return rune;
        base |= rune == a->rune;
    }
    return 0;
}

/* The first character of the atom that its face lacks, or 0. */
static uint32_t find_lacking(const jb_making *m, const jb_atom *a)
{
    for (size_t at = a->text; at < a->text + a->length;) {
        uint32_t rune = jb_utf8_next(m->input->text, &at);
        if (!jb_rune_is_unseen(rune) && !jb_face_glyph(a->face, rune))
            return rune;
    }
    return 0;
}

/* A syllable is set in one face: where the Latin face lacks its tone (ǎ), in one that has both. */
static void settle_attached(jb_making *m, jb_atom *a)
{
    const jb_role *role = &m->fonts->roles[m->runs[a->run].role];
    uint32_t lacking = find_lacking(m, a);
    jb_atom other = *a;
    if (lacking)
        other.face = jb_role_face(m->fonts->fonts, role, JB_PART_LATIN, lacking, 0, m->diags);
    if (lacking && other.face && find_lacking(m, &other) == 0)
        a->face = other.face;
}

/* The face for the atom; 〓 in its place when no font of the role has it. */
static bool choose_face(jb_making *m, jb_atom *a)
{
    const jb_role *role = &m->fonts->roles[m->runs[a->run].role];
    jb_fonts *fonts = m->fonts->fonts;
    if (a->cls == JB_CLASS_BREAK)
        return true;
    uint32_t rune = a->rune == TWO_EM_DASH ? EM_DASH : a->rune, on = on_base(m, a);
    if (m->runs[a->run].accents & JB_ACCENT_BOLD) {
        a->face = jb_role_bold_face(fonts, role, part_of(a), rune, m->diags);
        a->bold = a->face != NULL;
        if (a->face || jb_diags_fatal(m->diags))
            return a->face != NULL;
    }
    uint32_t form = jb_vertical_form(m, a, rune);
    if (form != rune)
        a->face = jb_role_face(fonts, role, part_of(a), form, on, m->diags);
    if (!a->face || jb_vertical_form(m, a, rune) != form)
        a->face = jb_role_face(fonts, role, part_of(a), rune, on, m->diags);
    if (a->face && jb_rune_is_selector(on) && jb_rune_is_han(rune) &&
        !jb_face_has_on(a->face, rune, on))
        report_variant(m, a, on);
    if (a->face && a->attached)
        settle_attached(m, a);
    if (a->face || jb_diags_fatal(m->diags))
        return a->face != NULL;
    if (a->cls == JB_CLASS_SPACE)
        return true; /* blank without a glyph */
    set_geta(m, a, a->rune);
    return !jb_diags_fatal(m->diags);
}

/* A word space is blank in the face of the word before it. */
static void face_of_space(jb_making *m, uint32_t i)
{
    jb_atom *a = &m->atoms.at[i];
    const jb_atom *before = i ? a - 1 : NULL;
    if (before && before->face && !before->cell && jb_face_glyph(before->face, ' '))
        a->face = before->face;
}

bool jb_cjk_choose_faces(jb_making *m)
{
    for (uint32_t i = 0; i < m->atoms.len; i++) {
        if (!choose_face(m, &m->atoms.at[i]))
            return false;
        if (m->atoms.at[i].word_space)
            face_of_space(m, i);
    }
    return true;
}

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

/* Of what nobody can see, joiners, selectors and tags have a say in the glyphs, once. */
static bool shapes(uint32_t rune)
{
    return rune == 0x200C || rune == 0x200D || rune == 0x34F || rune >= 0xE0000 ||
           (rune >= 0x180B && rune <= 0x180F) || jb_rune_is_selector(rune);
}

static void add_atom(const jb_making *m, hb_buffer_t *buffer, uint32_t i)
{
    const jb_atom *a = &m->atoms.at[i];
    if (a->missing || a->rune == TWO_EM_DASH) {
        hb_buffer_add(buffer, a->missing ? GETA : EM_DASH, i);
        if (!a->missing)
            hb_buffer_add(buffer, EM_DASH, i);
        return;
    }
    enum { UNSEEN_MOST = 128 }; /* more say nothing, and take their square of time */
    uint32_t before = 0, n = 0;
    for (size_t at = a->text; at < a->text + a->length;) {
        uint32_t rune = jb_utf8_next(m->input->text, &at);
        bool unseen = jb_rune_is_unseen(rune);
        if (!unseen || (shapes(rune) && rune != before && n++ < UNSEEN_MOST))
            hb_buffer_add(buffer, jb_vertical_form(m, a, rune), i);
        before = rune;
    }
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

/* ---- boxes ---------------------------------------------------------------------------------- */

typedef struct scale {
    const jb_face *face;
    jb_len size;
    int32_t upem;
    jb_match match;
} scale;

static jb_len scaled(const scale *s, int64_t units)
{
    return (jb_len)jb_div_round(units * s->size, s->upem);
}

typedef struct reach {
    jb_len from, to;
} reach;

/* Where the glyph's ink begins and ends along the line, from its origin. */
static reach ink_along(const jb_cluster *c, const scale *s, const jb_glyph *glyph)
{
    jb_ink_box ink = jb_face_ink(s->face, glyph->id);
    if (c->stand == JB_STAND_UPRIGHT)
        return (reach){-scaled(s, ink.top), -scaled(s, ink.bottom)};
    return (reach){scaled(s, ink.left), scaled(s, ink.right)};
}

/* Shifts the cluster's glyphs along the line so that the ink of the first (to the last) stands in
 * the middle of its box. */
static void centre_ink(const jb_making *m, jb_cluster *c, const scale *s)
{
    jb_glyph *glyphs = &m->para->glyphs[c->glyph];
    uint32_t n = jb_cluster_glyphs(c);
    jb_len left = glyphs[0].x + ink_along(c, s, &glyphs[0]).from;
    jb_len right = glyphs[n - 1].x + ink_along(c, s, &glyphs[n - 1]).to;
    jb_len shift = (c->width - left - right) / 2;
    for (uint32_t i = 0; i < n; i++)
        glyphs[i].x += shift;
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
static void box_half(const jb_making *m, jb_cluster *c, const scale *s, jb_len quad, jb_len advance)
{
    jb_glyph *glyph = &m->para->glyphs[c->glyph];
    const jb_marks_form *form = &m->fonts->marks_form;
    bool centred = form->centred && c->cls == JB_CLASS_STOP;
    c->hangs = may_hang(form, c);
    if (form->punctuation == JB_PUNCT_PLAIN) {
        c->width = quad;
        glyph->x += (quad - advance) / 2;
        if (centred)
            centre_ink(m, c, s);
        return;
    }
    c->width = quad / 2;
    c->half = 1;
    c->centred = centred;
    if (c->cls == JB_CLASS_OPEN)
        glyph->x += c->width - advance;
    reach ink = ink_along(c, s, glyph);
    if (glyph->x + ink.from < 0 || glyph->x + ink.to > c->width)
        centre_ink(m, c, s);
}

/* —— must be one stroke: two glyphs are pushed together until their ink overlaps by a hair. */
static void join_dash(const jb_making *m, jb_cluster *c, const scale *s)
{
    jb_glyph *glyphs = &m->para->glyphs[c->glyph];
    for (uint32_t i = 1; i < jb_cluster_glyphs(c); i++) {
        reach before = ink_along(c, s, &glyphs[i - 1]), ink = ink_along(c, s, &glyphs[i]);
        jb_len overlap = s->size / 50;
        glyphs[i].x = glyphs[i - 1].x + before.to - ink.from - overlap;
    }
    centre_ink(m, c, s);
}

/* One em without a blank: ‼ ⁇ ⁈ ⁉; in Taiwan and Hong Kong ？ ！ too, unless all marks are half. */
static bool is_whole(const jb_marks_form *form, uint32_t rune)
{
    return rune == 0x203C || (rune >= 0x2047 && rune <= 0x2049) ||
           (form->centred && form->punctuation != JB_PUNCT_BANJIAO && jb_cjk_is_shout(rune));
}

/* In a column the ink of ？ ！ ； does not fit half an em: they have their whole cells. */
static bool is_tall(const jb_cluster *c, const scale *s, const jb_glyph *glyph, jb_len quad)
{
    reach ink = ink_along(c, s, glyph);
    return c->stand == JB_STAND_UPRIGHT && c->cls == JB_CLASS_STOP && ink.to - ink.from > quad / 2;
}

static void box_tall(const jb_making *m, jb_cluster *c, const scale *s, jb_len quad)
{
    jb_glyph *glyph = &m->para->glyphs[c->glyph];
    c->width = quad;
    reach ink = ink_along(c, s, glyph);
    if (glyph->x + ink.from < 0 || glyph->x + ink.to > quad)
        centre_ink(m, c, s);
}

static void box_cell(const jb_making *m, jb_cluster *c, const scale *s, jb_len advance)
{
    jb_len quad = m->input->quad;
    jb_glyph *glyphs = &m->para->glyphs[c->glyph];
    if (c->stand == JB_STAND_ACROSS) {
        jb_vertical_put_across(c, s->face, s->size, quad, advance, glyphs);
        return;
    }
    if (c->stand == JB_STAND_TURNED && c->cls != JB_CLASS_HAN)
        jb_vertical_put_turned(c, s->face, s->size, glyphs);
    switch (c->missing ? JB_CLASS_HAN : (jb_class)c->cls) {
    case JB_CLASS_OPEN:
    case JB_CLASS_CLOSE:
    case JB_CLASS_STOP:
        if (c->stand == JB_STAND_UPRIGHT && c->cls == JB_CLASS_STOP)
            jb_vertical_put_stop(&m->fonts->marks_form, s->face, s->size, glyphs);
        if (is_whole(&m->fonts->marks_form, c->rune)) {
            c->width = quad;
            centre_ink(m, c, s);
        } else if (is_tall(c, s, glyphs, quad)) {
            box_tall(m, c, s, quad);
        } else {
            box_half(m, c, s, quad, advance);
        }
        return;
    case JB_CLASS_DOT: /* half an em in GB form, one in Taiwan's and Hong Kong's */
        c->width = m->fonts->marks_form.centred ? quad : quad / 2;
        centre_ink(m, c, s);
        return;
    case JB_CLASS_HYPHEN:
    case JB_CLASS_SLASH:
        c->width = quad / 2;
        centre_ink(m, c, s);
        return;
    case JB_CLASS_DASH:
        c->width = 2 * quad;
        join_dash(m, c, s);
        return;
    case JB_CLASS_RULE:
    case JB_CLASS_ELLIPSIS:
        c->width = quad;
        centre_ink(m, c, s);
        return;
    default: /* a narrow symbol keeps its own advance */
        c->width = advance * 10 >= s->size * 8 ? quad : advance;
        for (uint32_t i = 0; i < jb_cluster_glyphs(c); i++)
            glyphs[i].x += (c->width - advance) / 2;
    }
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

/* The glyphs [from, to) of the buffer, all of one HarfBuzz cluster. */
static void take_glyphs(jb_making *m, makings *out, jb_cluster *c, hb_buffer_t *buffer,
                        const scale *s, unsigned from, unsigned to)
{
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, NULL);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, NULL);
    jb_len drop = jb_len_share(s->size, jb_face_centre(s->face));
    uint16_t face = jb_cjk_face(m, s->face, s->match);
    int64_t pen = 0;
    for (unsigned i = from; i < to; i++) {
        *jb_push(m->arena, &out->glyphs) =
            (jb_glyph){face, (uint16_t)info[i].codepoint, scaled(s, pen + at[i].x_offset),
                       drop - scaled(s, at[i].y_offset)};
        pen += at[i].x_advance;
    }
    c[1].glyph = out->glyphs.len;
    m->para->glyphs = out->glyphs.at;
    jb_len advance = scaled(s, pen);
    if (c->stand == JB_STAND_UPRIGHT) {
        jb_vertical_place(s->face, s->size, buffer, from, to, &out->glyphs.at[c->glyph]);
        advance = s->size;
    }
    if (m->atoms.at[info[from].cluster].attached)
        jb_attach_place(m, c, advance);
    else if (m->atoms.at[info[from].cluster].cell)
        box_cell(m, c, s, advance);
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
        uint32_t lacking = find_lacking(m, a);
        set_geta(m, a, lacking ? lacking : a->rune);
        any = true;
    }
    return any;
}

/* What a face further down the role's chain sets is as bold as the first one's ideographs, and as
 * large when it is one. */
static scale scale_of(const jb_making *m, const jb_atom *a)
{
    const jb_para_run *run = &m->runs[a->run];
    jb_len size = jb_accent_size(run->accents, m->input->size);
    jb_match match = a->cls == JB_CLASS_HAN
                         ? jb_role_match(m->fonts->fonts, &m->fonts->roles[run->role], a->face,
                                         m->diags)
                         : JB_MATCH_NONE;
    if (!jb_rune_is_han(a->rune))
        match.scale = 1000;
    return (scale){a->face, jb_len_share(size, match.scale), jb_face_upem(a->face), match};
}

static void take_segment(jb_making *m, makings *out, hb_buffer_t *buffer, uint32_t end)
{
    unsigned n = 0;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    for (unsigned i = 0, next; i < n; i = next) {
        scale s = scale_of(m, &m->atoms.at[info[i].cluster]);
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
