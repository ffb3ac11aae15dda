/* Faces by name: found in the manifest, mapped once, opened when first needed. */
#include <errno.h>
#include <stdlib.h>

#include "../base/error.h"
#include "../base/file.h"
#include "../base/utf8.h"
#include "face.h"

/* ---- all faces ----------------------------------------------------------------------------- */

static jb_fonts *new_fonts(jb_common *common)
{
    jb_arena *arena = jb_arena_new();
    if (!arena)
        return NULL;
    jb_fonts *fonts = JB_NEW(arena, jb_fonts);
    fonts->arena = arena;
    fonts->common = common;
    fonts->faces = JB_NEW_ARRAY(arena, jb_face, common->manifest->len);
    return fonts;
}

jb_fonts *jb_fonts_new(const jb_manifest *manifest)
{
    jb_arena *arena = jb_arena_new();
    if (!arena)
        return NULL;
    jb_common *common = JB_NEW(arena, jb_common);
    common->arena = arena;
    common->manifest = manifest;
    common->slots = JB_NEW_ARRAY(arena, jb_slot, manifest->len);
    pthread_mutex_init(&common->lock, NULL);
    jb_fonts *fonts = new_fonts(common);
    if (fonts)
        fonts->first = true;
    else
        jb_arena_free(arena);
    return fonts;
}

jb_fonts *jb_fonts_join(jb_fonts *fonts)
{
    return new_fonts(fonts->common);
}

/* The lock must not stay with a job that has ended. */
static void exhaust(void *context)
{
    jb_fonts *fonts = context;
    if (fonts->locked)
        jb_fonts_unlock(fonts);
    jb_arena_exhaust(fonts->under);
}

void jb_fonts_under(jb_fonts *fonts, jb_arena *arena)
{
    fonts->under = arena;
    jb_arena_limit(fonts->arena, 0, exhaust, fonts);
}

jb_arena *jb_fonts_lock(jb_fonts *fonts)
{
    jb_common *common = fonts->common;
    pthread_mutex_lock(&common->lock);
    fonts->locked = true;
    jb_arena_limit(common->arena, 0, exhaust, fonts);
    return common->arena;
}

void jb_fonts_unlock(jb_fonts *fonts)
{
    fonts->locked = false;
    pthread_mutex_unlock(&fonts->common->lock);
}

void jb_fonts_spoil(jb_fonts *fonts)
{
    atomic_store(&fonts->common->spoilt, true);
}

bool jb_fonts_are_spoilt(const jb_fonts *fonts)
{
    return atomic_load(&fonts->common->spoilt);
}

hb_buffer_t *jb_fonts_buffer(jb_fonts *fonts)
{
    if (!fonts->buffer)
        fonts->buffer = hb_buffer_create();
    return fonts->buffer;
}

static void close_own(jb_face_own *own)
{
    if (own->ft_face)
        FT_Done_Face(own->ft_face);
    hb_blob_destroy(own->subset_bytes);
    hb_face_destroy(own->subset);
    hb_face_destroy(own->outline_face);
    *own = (jb_face_own){0};
}

/* Also of one that was not opened to its end. */
static void close_design(jb_design *design)
{
    hb_font_destroy(design->hb_shaper);
    hb_font_destroy(design->hb_font);
    hb_face_destroy(design->hb_face);
    jb_file_unmap(design->map);
}

static void free_common(jb_common *common)
{
    for (uint32_t i = 0; i < common->manifest->len; i++)
        if (common->slots[i].design)
            close_design(common->slots[i].design);
    pthread_mutex_destroy(&common->lock);
    jb_arena_free(common->arena);
}

void jb_fonts_free(jb_fonts *fonts)
{
    if (!fonts)
        return;
    for (uint32_t i = 0; i < fonts->common->manifest->len; i++)
        if (fonts->faces[i].own)
            close_own(fonts->faces[i].own);
    hb_buffer_destroy(fonts->buffer);
    if (fonts->library)
        FT_Done_FreeType(fonts->library);
    if (fonts->first)
        free_common(fonts->common);
    jb_arena_free(fonts->arena);
}

jb_face_id jb_fonts_find(const jb_fonts *fonts, jb_str name)
{
    const jb_manifest *manifest = fonts->common->manifest;
    for (uint32_t i = 0; i < manifest->len; i++)
        if (jb_str_equal(manifest->faces[i].name, name))
            return (jb_face_id)i;
    return JB_NO_FACE;
}

void jb_fonts_tell(jb_diags *diags, jb_code code, const jb_str *args, size_t n)
{
    for (uint32_t i = 0; i < diags->list.len; i++)
        if (diags->list.at[i].code == code && jb_str_equal(diags->list.at[i].args[0], args[0]))
            return;
    jb_str copies[4] = {0};
    for (size_t i = 0; i < n; i++)
        copies[i] = jb_arena_copy(diags->arena, args[i]); /* the sink may outlive the fonts */
    jb_diag_in(diags, code, (jb_place){0}, copies, n);
}

/* ---- opening one face ---------------------------------------------------------------------- */

int jb_entry_map(const jb_manifest_face *entry, jb_str *file, jb_str *map)
{
    *file = entry->files_len ? entry->files[0] : (jb_str){0};
    for (uint32_t i = 0; i < entry->files_len; i++) {
        int error = jb_file_map(entry->files[i], map);
        if (error == ENOENT || error == ENOTDIR)
            continue;
        *file = entry->files[i];
        return error;
    }
    return ENOENT;
}

jb_str jb_entry_differs(jb_arena *arena, const jb_manifest_face *entry, size_t size,
                        const jb_facts *facts)
{
    if (entry->size && entry->size != size)
        return jb_arena_format(arena, "%zu ≠ %llu B", size, (unsigned long long)entry->size);
    if (entry->checksum && entry->checksum != facts->checksum)
        return jb_arena_format(arena, "checkSumAdjustment 0x%08X ≠ 0x%08X", facts->checksum,
                               entry->checksum);
    if (entry->revision && entry->revision != facts->revision)
        return jb_arena_format(arena, "fontRevision 0x%08X ≠ 0x%08X", facts->revision,
                               entry->revision);
    return (jb_str){0};
}

/* The name of the face inside files: ID 6 of the name table without what PDF and PostScript forbid,
 * 63 bytes at most; else the manifest's name. */
static jb_str postscript_name(jb_arena *arena, hb_face_t *hb_face, jb_str fallback)
{
    char text[128];
    unsigned len = sizeof text;
    hb_ot_name_get_utf8(hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &len, text);
    jb_str given = len ? (jb_str){text, len} : fallback;
    jb_buf clean = {0};
    for (size_t i = 0; i < given.len && clean.len < 63; i++) {
        char c = given.at[i];
        if (c > ' ' && c < 0x7F && !strchr("[](){}<>/%#", c))
            *jb_push(arena, &clean) = c;
    }
    return clean.len ? jb_buf_str(&clean) : JB_STR("Font");
}

static uint32_t find_glyph(const jb_design *design, uint32_t rune)
{
    _Atomic(uint64_t) *slot = &design->recent->at[rune % JB_RECENT_GLYPHS];
    uint64_t known = atomic_load_explicit(slot, memory_order_relaxed);
    if (known >> 32 == (uint64_t)rune + 1)
        return (uint32_t)known;
    hb_codepoint_t glyph = 0;
    if (!hb_font_get_nominal_glyph(design->hb_font, rune, &glyph))
        glyph = 0;
    atomic_store_explicit(slot, ((uint64_t)rune + 1) << 32 | glyph, memory_order_relaxed);
    return glyph;
}

static hb_bool_t tell_glyph(hb_font_t *font, void *design, hb_codepoint_t rune,
                            hb_codepoint_t *glyph, void *user)
{
    (void)font, (void)user;
    *glyph = find_glyph(design, rune);
    return *glyph != 0;
}

static void make_shaper(jb_arena *arena, jb_design *design)
{
    design->recent = JB_NEW(arena, jb_recent);
    design->hb_shaper = hb_font_create_sub_font(design->hb_font);
    hb_font_funcs_t *funcs = hb_font_funcs_create();
    hb_font_funcs_set_nominal_glyph_func(funcs, tell_glyph, NULL, NULL);
    hb_font_set_funcs(design->hb_shaper, funcs, design, NULL);
    hb_font_funcs_destroy(funcs); /* the font holds it */
    hb_font_make_immutable(design->hb_shaper);
}

static bool open_shaper(jb_arena *arena, jb_design *design)
{
    hb_blob_t *blob = hb_blob_create(design->map.at, (unsigned)design->map.len,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    design->hb_face = hb_face_create(blob, design->entry->index);
    hb_blob_destroy(blob); /* the face holds it */
    hb_face_make_immutable(design->hb_face);
    design->hb_font = hb_font_create(design->hb_face); /* scale: upem */
    hb_font_make_immutable(design->hb_font);
    make_shaper(arena, design);
    return hb_face_get_glyph_count(design->hb_face) > 1 &&
           hb_face_get_upem(design->hb_face) == (unsigned)design->facts.upem;
}

static bool fail(jb_slot *slot, jb_code code, jb_str a, jb_str b, jb_str c)
{
    slot->code = code;
    slot->args[0] = a;
    slot->args[1] = b;
    slot->args[2] = c;
    return false;
}

/* Fills the design from its mapped file; false after noting why not in the slot. */
static bool read_file(jb_arena *arena, jb_slot *slot, const jb_face *face, jb_str file)
{
    jb_design *design = slot->design;
    const jb_manifest_face *entry = design->entry;
    jb_str wrong = jb_sfnt_read(arena, design->map, entry->index, &design->facts);
    if (wrong.len)
        return fail(slot, JB_D_FONT_BROKEN, entry->name, file, wrong);
    jb_str differs = jb_entry_differs(arena, entry, design->map.len, &design->facts);
    if (differs.len)
        return fail(slot, JB_D_FONT_OTHER, entry->name, file, differs);
    if (jb_facts_restricted(&design->facts) && !entry->embed) {
        jb_str value = jb_arena_format(arena, "0x%04X", design->facts.fs_type);
        return fail(slot, JB_D_FONT_RESTRICTED, entry->name, value, (jb_str){0});
    }
    jb_memory_watch();
    wrong = !open_shaper(arena, design) ? JB_STR("HarfBuzz")
            : !jb_face_measure(face)    ? JB_STR("FreeType")
                                        : (jb_str){0};
    design->postscript = postscript_name(arena, design->hb_face, entry->name);
    if (jb_memory_failed())
        jb_arena_exhaust(arena);
    return wrong.len == 0 || fail(slot, JB_D_FONT_BROKEN, entry->name, file, wrong);
}

static bool map_and_read(jb_arena *arena, jb_slot *slot, const jb_face *face)
{
    const jb_manifest_face *entry = slot->design->entry;
    jb_str file;
    int error = jb_entry_map(entry, &file, &slot->design->map);
    if (error == ENOMEM)
        jb_arena_exhaust(arena);
    if (error == ENOENT)
        return fail(slot, JB_D_FONT_MISSING, entry->name,
                    entry->install.len ? entry->install : file, (jb_str){0});
    if (error)
        return fail(slot, JB_D_FONT_BROKEN, entry->name, file,
                    error == EISDIR ? JB_BOTH("不是普通文件", "it is not a regular file")
                                    : jb_error_text(arena, error));
    return read_file(arena, slot, face, file);
}

/* Under the lock. One that memory ran out for is begun anew. */
static void open_slot(jb_arena *arena, jb_fonts *fonts, jb_face_id id, jb_slot *slot)
{
    jb_face face = {.fonts = fonts, .own = fonts->faces[id].own};
    close_own(face.own);
    if (slot->design)
        close_design(slot->design);
    slot->design = NULL;
    slot->design = face.design = JB_NEW(arena, jb_design);
    face.design->entry = &fonts->common->manifest->faces[id];
    face.design->id = id;
    bool good = map_and_read(arena, slot, &face);
    atomic_store_explicit(&slot->state, good ? JB_SLOT_OPEN : JB_SLOT_FAILED,
                          memory_order_release);
}

static int state_of(jb_slot *slot)
{
    return atomic_load_explicit(&slot->state, memory_order_acquire);
}

const jb_face *jb_fonts_open(jb_fonts *fonts, jb_face_id id, jb_diags *diags)
{
    if (id >= fonts->common->manifest->len)
        return NULL;
    jb_face *face = &fonts->faces[id];
    if (face->design)
        return face;
    jb_slot *slot = &fonts->common->slots[id];
    if (!face->own)
        face->own = JB_NEW(fonts->arena, jb_face_own);
    if (state_of(slot) == JB_SLOT_NEW) {
        jb_arena *arena = jb_fonts_lock(fonts);
        if (state_of(slot) == JB_SLOT_NEW) /* still */
            open_slot(arena, fonts, id, slot);
        jb_fonts_unlock(fonts);
    }
    if (state_of(slot) == JB_SLOT_FAILED) {
        jb_fonts_tell(diags, slot->code, slot->args, 3);
        return NULL;
    }
    face->fonts = fonts;
    face->design = slot->design;
    return face;
}

/* ---- one face ------------------------------------------------------------------------------ */

jb_str jb_face_name(const jb_face *face)
{
    return face->design->entry->name;
}

jb_face_id jb_face_number(const jb_face *face)
{
    return face->design->id;
}

uint32_t jb_face_glyph(const jb_face *face, uint32_t rune)
{
    return find_glyph(face->design, rune);
}

/* As HarfBuzz takes it apart when there is no glyph for it. */
static jb_drawn draw_rune(const jb_face *face, uint32_t rune)
{
    hb_codepoint_t first, second;
    if (jb_face_glyph(face, rune))
        return JB_DRAWN_WHOLE;
    bool parts = hb_unicode_decompose(hb_unicode_funcs_get_default(), rune, &first, &second) &&
                 draw_rune(face, first) && (second == 0 || draw_rune(face, second));
    return parts ? JB_DRAWN_IN_PARTS : JB_DRAWN_NOT;
}

jb_drawn jb_face_draws(const jb_face *face, jb_runes runes)
{
    jb_drawn least = JB_DRAWN_WHOLE;
    for (uint32_t i = 0; i < runes.len; i++) {
        uint32_t rune = runes.at[i];
        hb_codepoint_t glyph;
        jb_drawn drawn = JB_DRAWN_WHOLE;
        if (!jb_rune_is_unseen(rune))
            drawn = draw_rune(face, rune);
        else if (jb_rune_is_selector(rune) && i > 0 &&
                 !hb_font_get_variation_glyph(face->design->hb_font, runes.at[i - 1], rune,
                                              &glyph))
            drawn = JB_DRAWN_NOT;
        least = drawn < least ? drawn : least;
    }
    return least;
}

int32_t jb_face_upem(const jb_face *face)
{
    return face->design->facts.upem;
}

jb_len jb_face_length(const jb_face *face, jb_len size, int64_t units)
{
    return (jb_len)jb_div_round(units * size, face->design->facts.upem);
}

int32_t jb_face_body(const jb_face *face)
{
    return face->design->body;
}

int32_t jb_face_centre(const jb_face *face)
{
    return face->design->centre;
}

hb_font_t *jb_face_shaper(const jb_face *face)
{
    return face->design->hb_shaper;
}

int32_t jb_face_advance(const jb_face *face, uint32_t glyph)
{
    return hb_font_get_glyph_h_advance(face->design->hb_font, glyph);
}
