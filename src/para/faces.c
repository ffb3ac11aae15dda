/* Faces: each atom gets that of its role which has its characters; 〓 stands for what none has. */
#include <stdio.h>
#include <uniname.h>

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
    a->face = jb_role_face(m->fonts->fonts, role, JB_PART_HAN, JB_GETA, 0, m->diags);
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
        uint32_t rune = jb_rune_set_for(jb_utf8_next(m->input->text, &at));
        if (base && (jb_rune_is_selector(rune) || !jb_rune_is_unseen(rune)))
            return rune;
        base |= rune == a->rune;
    }
    return 0;
}

uint32_t jb_faces_lacking(const jb_making *m, const jb_atom *a)
{
    for (size_t at = a->text; at < a->text + a->length;) {
        uint32_t rune = jb_rune_set_for(jb_utf8_next(m->input->text, &at));
        if (!jb_rune_is_unseen(rune) && !jb_face_glyph(a->face, rune))
            return rune;
    }
    return 0;
}

/* A syllable is set in one face: where the Latin face lacks its tone (ǎ), in one that has both. */
static void settle_attached(jb_making *m, jb_atom *a)
{
    const jb_role *role = &m->fonts->roles[m->runs[a->run].role];
    uint32_t lacking = jb_faces_lacking(m, a);
    jb_atom other = *a;
    if (lacking)
        other.face = jb_role_face(m->fonts->fonts, role, JB_PART_LATIN, lacking, 0, m->diags);
    if (lacking && other.face && jb_faces_lacking(m, &other) == 0)
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
    a->face = jb_role_face(fonts, role, part_of(a), form, on, m->diags);
    if (form != rune && (!a->face || jb_vertical_form(m, a, rune) != form)) /* not drawn there */
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
    jb_faces_set_geta(m, a, a->rune);
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
