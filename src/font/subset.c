/* Asking hb-subset: compact subsets without hints, subroutines and layout. */
#include <hb-subset.h>

#include "program.h"

/* A face of the tables that outlines need, over the same memory. Without cmap and layout tables
 * hb-subset neither reads these nor follows them to more glyphs. */
static hb_face_t *outline_face(const jb_face *face)
{
    static const hb_tag_t cff[] = {HB_TAG('C', 'F', 'F', ' '), HB_TAG('h', 'e', 'a', 'd'),
                                   HB_TAG('m', 'a', 'x', 'p'), 0};
    static const hb_tag_t truetype[] = {
        HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('h', 'e', 'a', 'd'),
        HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'), 0};
    jb_face_own *own = face->own;
    if (own->outline_face)
        return own->outline_face;
    own->outline_face = hb_face_builder_create();
    for (const hb_tag_t *tag = face->design->facts.cff ? cff : truetype; *tag; tag++) {
        hb_blob_t *table = hb_face_reference_table(face->design->hb_face, *tag);
        hb_face_builder_add_table(own->outline_face, *tag, table);
        hb_blob_destroy(table);
    }
    hb_face_make_immutable(own->outline_face);
    return own->outline_face;
}

bool jb_face_subset(const jb_face *face, const uint32_t *glyphs, uint32_t n, uint16_t *news)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return false;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_add_sorted_array(hb_subset_input_glyph_set(input), glyphs, n);
    hb_face_t *subset = NULL;
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(outline_face(face), input);
    if (plan) {
        const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
        bool whole = true;
        for (uint32_t i = 0; i < n; i++) {
            hb_codepoint_t to = hb_map_get(map, glyphs[i]);
            whole = whole && to <= UINT16_MAX;
            news[i] = (uint16_t)to;
        }
        subset = whole ? hb_subset_plan_execute_or_fail(plan) : NULL;
    }
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    face->own->subset = subset;
    /* For want of memory hb-subset leaves in the face the address of an empty table of its own,
     * which libharfbuzz, not knowing it, would free: #1 hb_face_destroy () from libharfbuzz.so.0.
     * That face is left where it is. */
    if (jb_memory_failed())
        face->own->outline_face = NULL;
    return subset != NULL;
}
