/* Faces: each atom gets that of its role which has its characters; 〓 stands for what none has. */
#include <stdio.h>
#include <unictype.h>
#include <uniname.h>
#include <uninorm.h>

#include "../base/utf8.h"
#include "parts.h"

enum { EM_DASH = 0x2014, TWO_EM_DASH = 0x2E3A, NAME_ROOM = 256 };

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

void jb_faces_set_geta(jb_making *m, jb_atom *a, uint32_t rune)
{
    const jb_role *role = &m->fonts->roles[m->runs[a->run].role];
    a->missing = true;
    a->cell = !a->attached;
    a->bold = false;
    a->face = jb_role_face(m->fonts->fonts, role, JB_PART_HAN, JB_GETA, (jb_runes){0}, m->diags);
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

/* ---- what is set as one --------------------------------------------------------------------- */

/* Of what nobody can see, joiners, selectors and tags have a say in the glyphs, once. */
static bool shapes(uint32_t rune)
{
    return rune == 0x200C || rune == 0x200D || rune == 0x34F || rune >= 0xE0000 ||
           (rune >= 0x180B && rune <= 0x180F) || jb_rune_is_selector(rune);
}

/* Marks in the order and with the letters that fonts have them in: ệ, however it was typed. Words
 * without marks are let be, as NFC would change ideographs too. */
static void compose(const jb_making *m, uint32_t *runes, uint32_t *len)
{
    enum { GROWS = 3 }; /* UAX #15: no character becomes more than three in UTF-32 */
    bool marks = false;
    for (uint32_t i = 1; i < *len && !marks; i++)
        marks = uc_combining_class(runes[i]) > 0;
    if (!marks)
        return;
    size_t n = *len * GROWS;
    uint32_t *composed = JB_NEW_ARRAY(m->scratch, uint32_t, n);
    if (u32_normalize(UNINORM_NFC, runes, *len, composed, &n) != composed || n > *len)
        return; /* no memory, which is noticed elsewhere, or a script that NFC takes apart */
    memcpy(runes, composed, n * sizeof *runes);
    *len = (uint32_t)n;
}

jb_runes jb_faces_runes(const jb_making *m, const jb_atom *a)
{
    enum { UNSEEN_MOST = 128 }; /* more say nothing, and take their square of time */
    uint32_t *runes = JB_NEW_ARRAY(m->scratch, uint32_t, a->length);
    uint32_t before = 0, unseen = 0, n = 0;
    for (size_t at = a->text; at < a->text + a->length;) {
        uint32_t rune = jb_rune_set_for(jb_utf8_next(m->input->text, &at));
        if (!jb_rune_is_unseen(rune) || (shapes(rune) && rune != before && unseen++ < UNSEEN_MOST))
            runes[n++] = rune;
        before = rune;
    }
    compose(m, runes, &n);
    return (jb_runes){runes, n};
}

uint32_t jb_faces_lacking(const jb_making *m, const jb_atom *a)
{
    jb_runes runes = jb_faces_runes(m, a);
    for (uint32_t i = 0; i < runes.len; i++)
        if (!jb_rune_is_unseen(runes.at[i]) &&
            !jb_face_draws(a->face, (jb_runes){&runes.at[i], 1}))
            return runes.at[i];
    return 0;
}

/* The variation selector behind the atom's ideograph, or 0. */
static uint32_t selector_of(const jb_atom *a, jb_runes whole)
{
    for (uint32_t i = 0; i + 1 < whole.len && jb_rune_is_han(a->rune); i++)
        if (whole.at[i] == a->rune)
            return jb_rune_is_selector(whole.at[i + 1]) ? whole.at[i + 1] : 0;
    return 0;
}

/* ---- faces ---------------------------------------------------------------------------------- */

/* The role's for the atom as that code point. */
static const jb_face *find_face(const jb_making *m, const jb_atom *a, uint32_t rune, jb_runes whole)
{
    const uint32_t number = m->runs[a->run].role;
    const jb_face_part part = part_of(a);
    const uint64_t asked = ((uint64_t)number << 8 | part) << 32 | rune;
    jb_known_faces *known = whole.len ? NULL : m->fonts->known;
    uint32_t slot = rune % JB_KNOWN_FACES;
    if (known && known->at[slot].face && known->at[slot].asked == asked)
        return known->at[slot].face;
    const jb_face *face = jb_role_face(m->fonts->fonts, &m->fonts->roles[number], part, rune, whole,
                                       m->diags);
    if (known && face) {
        known->at[slot].asked = asked;
        known->at[slot].face = face;
    }
    return face;
}

/* The face for the atom, whole; 〓 in its place when no font of the role has it. */
static bool choose_face(jb_making *m, jb_atom *a, jb_runes whole)
{
    const jb_role *role = &m->fonts->roles[m->runs[a->run].role];
    jb_fonts *fonts = m->fonts->fonts;
    if (a->cls == JB_CLASS_BREAK)
        return true;
    uint32_t rune = a->rune == TWO_EM_DASH ? EM_DASH : a->rune, selector = selector_of(a, whole);
    if (m->runs[a->run].accents & JB_ACCENT_BOLD) {
        a->face = jb_role_bold_face(fonts, role, part_of(a), rune, whole, m->diags);
        a->bold = a->face != NULL;
        if (a->face || jb_diags_fatal(m->diags))
            return a->face != NULL;
    }
    uint32_t form = jb_vertical_form(m, a, rune);
    a->face = find_face(m, a, form, whole);
    if (form != rune && (!a->face || jb_vertical_form(m, a, rune) != form)) /* not drawn there */
        a->face = find_face(m, a, rune, whole);
    const uint32_t variant[] = {rune, selector};
    if (a->face && selector && !jb_face_draws(a->face, (jb_runes){variant, 2}))
        report_variant(m, a, selector);
    if (a->face || jb_diags_fatal(m->diags))
        return a->face != NULL;
    if (a->cls == JB_CLASS_SPACE)
        return true; /* blank without a glyph */
    jb_faces_set_geta(m, a, whole.len == 1 ? whole.at[0] : a->rune);
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
    bool good = true;
    for (uint32_t i = 0; i < m->atoms.len && good; i++) {
        jb_atom *a = &m->atoms.at[i];
        jb_runes whole = {0}; /* of one character: that is asked for anyhow */
        if (a->length > jb_utf8_width(a->rune))
            whole = jb_faces_runes(m, a);
        good = choose_face(m, a, whole);
        if (a->word_space)
            face_of_space(m, i);
    }
    return good;
}
