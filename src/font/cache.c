/* The outlines of a CID-keyed face, cached by glyph. What comes out depends on the
 * glyphs that are asked for alone: not on what was fetched before, nor in which order. */
#include "program.h"

/* The number of the Private DICT in the cache. A font has 256 at most, and so has the cache: the
 * bytes of one do not depend on what else is in the subset. */
static uint16_t find_private(jb_arena *arena, jb_face_own *own, const jb_cff_dict *dict)
{
    for (uint32_t i = 0; i < own->privates.len; i++)
        if (jb_str_equal(own->privates.at[i].private_dict, dict->private_dict) &&
            jb_str_equal(own->privates.at[i].matrix, dict->matrix))
            return (uint16_t)i;
    *jb_push(arena, &own->privates) = (jb_cff_dict){jb_arena_copy(arena, dict->private_dict),
                                                    jb_arena_copy(arena, dict->matrix)};
    return (uint16_t)(own->privates.len - 1);
}

/* Takes glyph `from` of the taken-apart font into the cache as `glyph`; text is where its
 * charstring may be copied to. */
static void keep_outline(const jb_face *face, const jb_cff *cff, uint32_t from, uint32_t glyph,
                         char *text)
{
    jb_arena *arena = face->fonts->arena;
    jb_face_own *own = face->own;
    jb_str charstring = cff->charstrings[from];
    memcpy(text, charstring.at, charstring.len);
    jb_outline outline = {{text, charstring.len}, cff->cids[from],
                          find_private(arena, own, &cff->dicts[cff->dict_of[from]])};
    jb_glyph_map_add(arena, &own->outlined, glyph);
    *jb_push(arena, &own->outlines) = outline;
}

static bool keep_outlines(jb_arena *scratch, const jb_face *face, jb_str bytes,
                          const uint32_t *glyphs, uint32_t n, const uint16_t *news)
{
    jb_cff cff;
    if (!jb_cff_read(scratch, bytes, &cff))
        return false;
    size_t total = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (news[i] >= cff.glyphs)
            return false;
        total += cff.charstrings[news[i]].len;
    }
    jb_face_own *own = face->own;
    if (own->outlines.len == 0)
        own->matrix = jb_arena_copy(face->fonts->arena, cff.matrix);
    char *text = jb_arena_alloc(face->fonts->arena, total);
    for (uint32_t i = 0; i < n; i++) {
        keep_outline(face, &cff, news[i], glyphs[i], text);
        text += cff.charstrings[news[i]].len;
    }
    return true;
}

/* Fetches the outlines that are not cached yet, all in one call. */
static bool fetch_outlines(jb_arena *scratch, const jb_face *face, const uint32_t *glyphs,
                           uint32_t n)
{
    uint32_t *missing = JB_NEW_ARRAY(scratch, uint32_t, n), m = 0;
    for (uint32_t i = 0; i < n; i++)
        if (jb_glyph_map_find(&face->own->outlined, glyphs[i]) == UINT32_MAX)
            missing[m++] = glyphs[i];
    if (m == 0)
        return true;
    uint16_t *news = JB_NEW_ARRAY(scratch, uint16_t, m);
    if (!jb_face_subset(face, missing, m, news))
        return false;
    hb_blob_t *table = hb_face_reference_table(face->own->subset, HB_TAG('C', 'F', 'F', ' '));
    unsigned len;
    const char *at = hb_blob_get_data(table, &len);
    hb_blob_destroy(table); /* the subset holds it */
    return keep_outlines(scratch, face, (jb_str){at, len}, missing, m, news);
}

/* Numbers the Private DICTs by their first use: the cache's own numbers depend on its history. */
static uint8_t renumber(uint16_t *numbers, uint16_t private_dict, const jb_face_own *own,
                        jb_cff_dict *dicts, uint32_t *used)
{
    if (numbers[private_dict] == 0) {
        dicts[*used] = own->privates.at[private_dict];
        numbers[private_dict] = (uint16_t)++*used;
    }
    return (uint8_t)(numbers[private_dict] - 1);
}

bool jb_face_outlines(jb_arena *scratch, const jb_face *face, const uint32_t *glyphs, uint32_t n,
                      jb_cff *out)
{
    if (!fetch_outlines(scratch, face, glyphs, n))
        return false;
    const jb_face_own *own = face->own;
    jb_str *charstrings = JB_NEW_ARRAY(scratch, jb_str, n);
    uint16_t *cids = JB_NEW_ARRAY(scratch, uint16_t, n);
    uint8_t *dict_of = JB_NEW_ARRAY(scratch, uint8_t, n);
    jb_cff_dict *dicts = JB_NEW_ARRAY(scratch, jb_cff_dict, own->privates.len);
    uint16_t *numbers = JB_NEW_ARRAY(scratch, uint16_t, own->privates.len);
    uint32_t used = 0;
    for (uint32_t i = 0; i < n; i++) {
        const jb_outline *outline = &own->outlines.at[jb_glyph_map_find(&own->outlined, glyphs[i])];
        charstrings[i] = outline->charstring;
        cids[i] = outline->cid;
        dict_of[i] = renumber(numbers, outline->private_dict, own, dicts, &used);
    }
    *out = (jb_cff){n, charstrings, cids, dict_of, dicts, used, own->matrix};
    return true;
}
