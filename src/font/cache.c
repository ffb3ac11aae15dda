/* The outlines of a CID-keyed face, cached by glyph for all threads. What comes out depends on the
 * glyphs that are asked for alone: not on what was fetched before, by whom, nor in which order. */
#include "program.h"

/* The number of the Private DICT in the cache, or JB_PRIVATES_MOST when there are too many. A font
 * has no more, nor has the cache: the bytes of one do not depend on what else is in the subset. */
static uint32_t find_private(jb_arena *arena, jb_design *design, const jb_cff_dict *dict)
{
    uint32_t n = design->privates_len;
    for (uint32_t i = 0; i < n; i++)
        if (jb_str_equal(design->privates[i]->private_dict, dict->private_dict) &&
            jb_str_equal(design->privates[i]->matrix, dict->matrix))
            return i;
    if (n == JB_PRIVATES_MOST)
        return n;
    jb_cff_dict *kept = JB_NEW(arena, jb_cff_dict);
    *kept = (jb_cff_dict){jb_arena_copy(arena, dict->private_dict),
                          jb_arena_copy(arena, dict->matrix)};
    design->privates[n] = kept;
    design->privates_len = n + 1;
    return n;
}

/* Takes glyph `from` of the taken-apart font into the cache as `glyph`. */
static bool keep_outline(jb_arena *arena, jb_design *design, const jb_cff *cff, uint32_t from,
                         uint32_t glyph)
{
    uint32_t private_dict = find_private(arena, design, &cff->dicts[cff->dict_of[from]]);
    if (private_dict == JB_PRIVATES_MOST)
        return false;
    jb_outline *outline = JB_NEW(arena, jb_outline);
    *outline = (jb_outline){{glyph},
                            cff->cids[from],
                            (uint16_t)private_dict,
                            jb_arena_copy(arena, cff->charstrings[from])};
    jb_shelf_add(arena, &design->outlines, &outline->head);
    return true;
}

/* Under the lock. Another thread may have fetched some of them meanwhile. */
static bool keep_outlines(jb_arena *arena, jb_design *design, const jb_cff *cff,
                          const uint32_t *glyphs, uint32_t n, const uint16_t *news)
{
    bool whole = true;
    if (design->outlines.len == 0)
        design->matrix = jb_arena_copy(arena, cff->matrix);
    for (uint32_t i = 0; i < n && whole; i++) {
        bool there = jb_shelf_find(&design->outlines, glyphs[i]) != NULL;
        whole = there || (news[i] < cff->glyphs &&
                          keep_outline(arena, design, cff, news[i], glyphs[i]));
    }
    return whole;
}

/* Fetches the outlines that are not cached yet, all in one call. */
static bool fetch_outlines(jb_arena *scratch, const jb_face *face, const uint32_t *glyphs,
                           uint32_t n)
{
    uint32_t *missing = JB_NEW_ARRAY(scratch, uint32_t, n), m = 0;
    for (uint32_t i = 0; i < n; i++)
        if (!jb_shelf_find(&face->design->outlines, glyphs[i]))
            missing[m++] = glyphs[i];
    if (m == 0)
        return true;
    uint16_t *news = JB_NEW_ARRAY(scratch, uint16_t, m);
    if (!jb_face_subset(face, missing, m, news) || jb_memory_failed())
        return false; /* other threads would set blanks where outlines were cut off */
    hb_blob_t *table = hb_face_reference_table(face->own->subset, HB_TAG('C', 'F', 'F', ' '));
    unsigned len;
    const char *at = hb_blob_get_data(table, &len);
    hb_blob_destroy(table); /* the subset holds it */
    jb_cff cff;
    if (!jb_cff_read(scratch, (jb_str){at, len}, &cff))
        return false;
    jb_arena *arena = jb_fonts_lock(face->fonts);
    bool kept = keep_outlines(arena, face->design, &cff, missing, m, news);
    jb_fonts_unlock(face->fonts);
    return kept;
}

/* Numbers the Private DICTs by their first use: the cache's own numbers depend on its history. */
static uint8_t renumber(uint16_t *numbers, uint16_t private_dict, const jb_design *design,
                        jb_cff_dict *dicts, uint32_t *used)
{
    if (numbers[private_dict] == 0) {
        dicts[*used] = *design->privates[private_dict];
        numbers[private_dict] = (uint16_t)++*used;
    }
    return (uint8_t)(numbers[private_dict] - 1);
}

bool jb_face_outlines(jb_arena *scratch, const jb_face *face, const uint32_t *glyphs, uint32_t n,
                      jb_cff *out)
{
    if (!fetch_outlines(scratch, face, glyphs, n))
        return false;
    const jb_design *design = face->design;
    jb_str *charstrings = JB_NEW_ARRAY(scratch, jb_str, n);
    uint16_t *cids = JB_NEW_ARRAY(scratch, uint16_t, n);
    uint8_t *dict_of = JB_NEW_ARRAY(scratch, uint8_t, n);
    jb_cff_dict *dicts = JB_NEW_ARRAY(scratch, jb_cff_dict, JB_PRIVATES_MOST);
    uint16_t numbers[JB_PRIVATES_MOST] = {0};
    uint32_t used = 0;
    for (uint32_t i = 0; i < n; i++) {
        const jb_outline *outline = (const jb_outline *)jb_shelf_find(&design->outlines, glyphs[i]);
        charstrings[i] = outline->charstring;
        cids[i] = outline->cid;
        dict_of[i] = renumber(numbers, outline->private_dict, design, dicts, &used);
    }
    *out = (jb_cff){n, charstrings, cids, dict_of, dicts, used, design->matrix};
    return true;
}
