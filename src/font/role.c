/* Which face of a role sets a character. Asked once a character: names are resolved once. */
#include "../base/utf8.h"
#include "face.h"

/* The id of a face by name, through a small table by the name's address. An entry is checked
 * against the manifest before it is believed: another layout's name may have come to the same
 * address. */
static jb_face_id find_named(jb_fonts *fonts, jb_str name)
{
    uint32_t slots = sizeof fonts->found / sizeof *fonts->found;
    uint32_t slot = (uint32_t)((uintptr_t)name.at / 8 % slots);
    if (name.len && fonts->found[slot].name.at == name.at &&
        jb_str_equal(fonts->common->manifest->faces[fonts->found[slot].id].name, name))
        return fonts->found[slot].id;
    jb_face_id id = jb_fonts_find(fonts, name);
    if (id != JB_NO_FACE) {
        fonts->found[slot].name = name;
        fonts->found[slot].id = id;
    }
    return id;
}

/* The manifest's name nearest to one that it lacks, as a question; empty when none is near. */
static jb_str nearest_name(jb_arena *arena, const jb_manifest *manifest, jb_str name)
{
    jb_str nearest = {0};
    unsigned least = 5;
    for (uint32_t i = 0; i < manifest->len; i++) {
        unsigned distance = jb_str_distance(manifest->faces[i].name, name, least);
        if (distance < least) {
            least = distance;
            nearest = manifest->faces[i].name;
        }
    }
    return nearest.len ? jb_arena_format(arena, " (%.*s?)", JB_FMT(nearest)) : nearest;
}

static const jb_face *open_named(jb_fonts *fonts, jb_str name, jb_diags *diags)
{
    jb_face_id id = find_named(fonts, name);
    if (id != JB_NO_FACE)
        return jb_fonts_open(fonts, id, diags);
    jb_str args[] = {name, nearest_name(diags->arena, fonts->common->manifest, name)};
    jb_fonts_tell(diags, JB_D_FONT_UNKNOWN, args, 2);
    return NULL;
}

/* The face that the role has for this part of the character, or an empty name. */
static jb_str part_face(const jb_role *role, jb_face_part part, uint32_t rune)
{
    if (part == JB_PART_LATIN)
        return role->latin;
    if (part == JB_PART_MARK && role->marks.len) {
        char bytes[4];
        jb_str mark = {bytes, jb_utf8_encode(rune, bytes)};
        if (jb_str_find(role->marks_of, mark) != SIZE_MAX)
            return role->marks;
    }
    return (jb_str){0};
}

/* An ideograph without ink is a gap in the font, which must not become one on the page: AR PL UKai
 * has 47. TrueType tells at once; of CFF each outline would have to be run. */
static bool draws(const jb_face *face, uint32_t rune)
{
    uint32_t glyph = jb_face_glyph(face, rune);
    if (glyph == 0 || face->design->facts.cff || !jb_rune_is_han(rune))
        return glyph != 0;
    hb_glyph_extents_t box;
    return hb_font_get_glyph_extents(face->design->hb_font, glyph, &box) && box.height != 0;
}

const jb_face *jb_role_face(jb_fonts *fonts, const jb_role *role, jb_face_part part, uint32_t rune,
                            jb_runes whole, jb_diags *diags)
{
    jb_str special = part_face(role, part, rune);
    /* one of private use: that which may be an office's own */
    uint32_t last = jb_rune_is_private(rune) && role->chain_len ? 1 : role->chain_len;
    /* the first that has it in parts; that has the code point, but not all */
    const jb_face *parts = NULL, *bare = NULL;
    for (uint32_t i = special.len ? 0 : 1; i <= last; i++) {
        const jb_face *face = open_named(fonts, i ? role->chain[i - 1] : special, diags);
        if (!face)
            break;
        if (!draws(face, rune))
            continue;
        jb_drawn drawn = jb_face_draws(face, whole);
        if (drawn == JB_DRAWN_WHOLE)
            return face;
        if (drawn == JB_DRAWN_IN_PARTS && !parts)
            parts = face;
        bare = bare ? bare : face;
    }
    return parts ? parts : bare;
}

const jb_face *jb_role_bold_face(jb_fonts *fonts, const jb_role *role, jb_face_part part,
                                 uint32_t rune, jb_runes whole, jb_diags *diags)
{
    jb_str name = part == JB_PART_LATIN && role->latin.len ? role->latin_bold : role->bold;
    const jb_face *face = name.len ? open_named(fonts, name, diags) : NULL;
    return face && draws(face, rune) && jb_face_draws(face, whole) ? face : NULL;
}

/* Further down the chain than its first face. */
static bool is_fallback(const jb_role *role, const jb_face *face)
{
    for (uint32_t i = 1; i < role->chain_len; i++)
        if (jb_str_equal(role->chain[i], jb_face_name(face)))
            return true;
    return false;
}

/* A design that differs by more than MOST is no text face: it is let be. Beyond CLOSE the eye would
 * have more, but poppler takes characters of sizes 5 % apart for two words and puts a space between
 * them: a name is to be found in the PDF. */
static int32_t match_body(const jb_face *first, const jb_face *face)
{
    enum { SEEN = 15, CLOSE = 50, MOST = 150 };
    if (first->design->body == 0 || face->design->body == 0)
        return 1000;
    int32_t scale = (int32_t)jb_div_round((int64_t)1000 * first->design->body, face->design->body);
    int32_t off = scale < 1000 ? 1000 - scale : scale - 1000;
    if (off < SEEN || off > MOST)
        return 1000;
    return off < CLOSE ? scale : scale < 1000 ? 1000 - CLOSE : 1000 + CLOSE;
}

/* Beyond MOST the white inside a character closes. */
static int32_t match_stem(const jb_face *first, const jb_face *face, int32_t scale)
{
    enum { SEEN = 3, MOST = 25 };
    int64_t wanted = jb_div_round((int64_t)1000 * jb_face_stem(first), scale);
    int64_t lacks = jb_face_stem(face) > 0 ? wanted - jb_face_stem(face) : 0;
    return lacks < SEEN ? 0 : lacks > MOST ? MOST : (int32_t)lacks;
}

jb_match jb_role_match(jb_fonts *fonts, const jb_role *role, const jb_face *face, jb_diags *diags)
{
    const jb_face *first = role->chain_len ? open_named(fonts, role->chain[0], diags) : NULL;
    if (!first || first == face || !is_fallback(role, face))
        return JB_MATCH_NONE;
    int32_t scale = match_body(first, face);
    return (jb_match){scale, match_stem(first, face, scale)};
}
