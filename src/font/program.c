/* Programs for files. CID-keyed CFF is put together from cached outlines; everything
 * else is small or quickly subset, and is taken from hb-subset as it is. */
#include "program.h"

/* CID-keyed CFF. Codes are the CIDs of the face, so a glyph has the same code in every file. */
static bool assemble_cff(jb_arena *arena, jb_arena *scratch, const jb_face *face,
                         const uint32_t *glyphs, uint32_t n, jb_program *program)
{
    uint32_t *all = JB_NEW_ARRAY(scratch, uint32_t, n + 1); /* .notdef first */
    memcpy(all + 1, glyphs, n * sizeof *all);
    jb_cff_parts parts = {.name = face->design->postscript};
    memcpy(parts.bbox, face->design->facts.bbox, sizeof parts.bbox);
    if (!jb_face_outlines(scratch, face, all, n + 1, &parts.cff))
        return false;
    program->bytes = jb_cff_write(arena, &parts);
    uint16_t *codes = JB_NEW_ARRAY(arena, uint16_t, n);
    memcpy(codes, parts.cff.cids + 1, n * sizeof *codes);
    program->codes = codes;
    return true;
}

/* TrueType (the whole font, for FontFile2) and name-keyed CFF (its table). Codes are the glyphs of
 * the subset: ISO 32000-1, 9.7.4.2 takes them so for a CFF without CIDs too. */
static bool subset_whole(jb_arena *arena, const jb_face *face, const uint32_t *glyphs, uint32_t n,
                         jb_program *program)
{
    uint16_t *codes = JB_NEW_ARRAY(arena, uint16_t, n);
    if (!jb_face_subset(face, glyphs, n, codes))
        return false;
    jb_face_own *own = face->own;
    own->subset_bytes = face->design->facts.cff
                            ? hb_face_reference_table(own->subset, HB_TAG('C', 'F', 'F', ' '))
                            : hb_face_reference_blob(own->subset);
    unsigned len;
    const char *at = hb_blob_get_data(own->subset_bytes, &len);
    program->bytes = jb_arena_copy(arena, (jb_str){at, len});
    program->codes = codes;
    program->glyphs = hb_face_get_glyph_count(own->subset);
    return len > 0;
}

static int32_t thousandths(int64_t units, int32_t upem)
{
    int64_t half = units < 0 ? -upem / 2 : upem / 2;
    return (int32_t)((units * 1000 + half) / upem);
}

/* Stem width by weight class: about 90 for Regular, 170 for Bold, 240 for Black. */
static int32_t estimate_stem(uint16_t weight)
{
    int32_t w = weight < 1 ? 400 : weight > 1000 ? 1000 : weight;
    return 50 + w * w / 4225;
}

static void describe(const jb_face *face, jb_program *program)
{
    const jb_facts *facts = &face->design->facts;
    program->kind = facts->cff ? JB_PROGRAM_CFF : JB_PROGRAM_TRUETYPE;
    program->ascent = thousandths(facts->ascent, facts->upem);
    program->descent = thousandths(facts->descent, facts->upem);
    program->cap_height = thousandths(face->design->cap_height, facts->upem);
    for (int i = 0; i < 4; i++)
        program->bbox[i] = thousandths(facts->bbox[i], facts->upem);
    program->italic_angle = facts->italic_angle;
    program->stem_v = estimate_stem(facts->weight);
    program->serif = facts->serif;
    program->symbolic = face->design->han;
    program->fs_type = facts->fs_type;
}

static void measure_widths(jb_arena *arena, const jb_face *face, const uint32_t *glyphs, uint32_t n,
                           jb_program *program)
{
    uint16_t *widths = JB_NEW_ARRAY(arena, uint16_t, n);
    for (uint32_t i = 0; i < n; i++)
        widths[i] = (uint16_t)thousandths(jb_face_advance(face, glyphs[i]), jb_face_upem(face));
    program->widths = widths;
}

static void drop_subset(jb_face_own *own)
{
    hb_blob_destroy(own->subset_bytes);
    hb_face_destroy(own->subset);
    own->subset_bytes = NULL;
    own->subset = NULL;
}

jb_program *jb_face_program(jb_arena *arena, const jb_face *face, const uint32_t *glyphs,
                            uint32_t n)
{
    jb_arena *scratch = jb_arena_child(arena);
    jb_memory_watch();
    jb_program *program = JB_NEW(arena, jb_program);
    bool made = face->design->facts.cid_keyed
                    ? assemble_cff(arena, scratch, face, glyphs, n, program)
                    : subset_whole(arena, face, glyphs, n, program);
    jb_arena_free(scratch);
    drop_subset(face->own);
    if (jb_memory_failed())
        jb_arena_exhaust(arena);
    if (!made)
        return NULL;
    program->name = jb_arena_copy(arena, face->design->postscript);
    describe(face, program);
    measure_widths(arena, face, glyphs, n, program);
    return program;
}
