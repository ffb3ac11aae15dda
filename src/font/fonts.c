/* Faces by name: found in the manifest, mapped once, opened when first needed. */
#include <errno.h>
#include <stdlib.h>

#include "../base/error.h"
#include "../base/file.h"
#include "../base/utf8.h"
#include "face.h"

/* ---- all faces ----------------------------------------------------------------------------- */

jb_fonts *jb_fonts_new(const jb_manifest *manifest)
{
    jb_arena *arena = jb_arena_new();
    if (!arena)
        return NULL;
    jb_fonts *fonts = JB_NEW(arena, jb_fonts);
    fonts->arena = arena;
    fonts->manifest = manifest;
    fonts->slots = JB_NEW_ARRAY(arena, jb_slot, manifest->len);
    return fonts;
}

static void exhaust(void *arena)
{
    jb_arena_exhaust(arena);
}

void jb_fonts_under(jb_fonts *fonts, jb_arena *arena)
{
    jb_arena_limit(fonts->arena, 0, exhaust, arena);
}

hb_buffer_t *jb_fonts_buffer(jb_fonts *fonts)
{
    if (!fonts->buffer)
        fonts->buffer = hb_buffer_create();
    return fonts->buffer;
}

/* Also of a face that was not opened to its end. */
static void close_face(jb_face *face)
{
    if (face->ft_face)
        FT_Done_Face(face->ft_face);
    hb_blob_destroy(face->own->subset_bytes);
    hb_face_destroy(face->own->subset);
    hb_face_destroy(face->own->outline_face);
    hb_font_destroy(face->hb_font);
    hb_face_destroy(face->hb_face);
    jb_file_unmap(face->map);
}

void jb_fonts_free(jb_fonts *fonts)
{
    if (!fonts)
        return;
    for (uint32_t i = 0; i < fonts->manifest->len; i++)
        if (fonts->slots[i].face)
            close_face(fonts->slots[i].face);
    hb_buffer_destroy(fonts->buffer);
    if (fonts->library)
        FT_Done_FreeType(fonts->library);
    jb_arena_free(fonts->arena);
}

jb_face_id jb_fonts_find(const jb_fonts *fonts, jb_str name)
{
    for (uint32_t i = 0; i < fonts->manifest->len; i++)
        if (jb_str_equal(fonts->manifest->faces[i].name, name))
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

static bool open_shaper(jb_face *face)
{
    hb_blob_t *blob = hb_blob_create(face->map.at, (unsigned)face->map.len,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    face->hb_face = hb_face_create(blob, face->entry->index);
    hb_blob_destroy(blob); /* the face holds it */
    hb_face_make_immutable(face->hb_face);
    face->hb_font = hb_font_create(face->hb_face); /* scale: upem */
    hb_font_make_immutable(face->hb_font);
    return hb_face_get_glyph_count(face->hb_face) > 1 &&
           hb_face_get_upem(face->hb_face) == (unsigned)face->facts.upem;
}

static void fail(jb_slot *slot, jb_code code, jb_str a, jb_str b, jb_str c)
{
    slot->code = code;
    slot->args[0] = a;
    slot->args[1] = b;
    slot->args[2] = c;
}

/* Fills the face from its mapped file; false after noting why not in the slot. */
static bool open_file(jb_fonts *fonts, jb_slot *slot, jb_face *face, jb_str file)
{
    const jb_manifest_face *entry = face->entry;
    jb_str wrong = jb_sfnt_read(fonts->arena, face->map, entry->index, &face->facts);
    if (wrong.len) {
        fail(slot, JB_D_FONT_BROKEN, entry->name, file, wrong);
        return false;
    }
    jb_str differs = jb_entry_differs(fonts->arena, entry, face->map.len, &face->facts);
    if (differs.len) {
        fail(slot, JB_D_FONT_OTHER, entry->name, file, differs);
        return false;
    }
    if (jb_facts_restricted(&face->facts) && !entry->embed) {
        jb_str value = jb_arena_format(fonts->arena, "0x%04X", face->facts.fs_type);
        fail(slot, JB_D_FONT_RESTRICTED, entry->name, value, (jb_str){0});
        return false;
    }
    jb_memory_watch();
    wrong = !open_shaper(face)      ? JB_STR("HarfBuzz")
            : !jb_face_measure(face) ? JB_STR("FreeType")
                                     : (jb_str){0};
    face->postscript = postscript_name(fonts->arena, face->hb_face, entry->name);
    if (jb_memory_failed())
        jb_arena_exhaust(fonts->arena);
    if (wrong.len)
        fail(slot, JB_D_FONT_BROKEN, entry->name, file, wrong);
    return wrong.len == 0;
}

static void open_slot(jb_fonts *fonts, jb_face_id id, jb_slot *slot)
{
    const jb_manifest_face *entry = &fonts->manifest->faces[id];
    jb_face *face = JB_NEW(fonts->arena, jb_face);
    face->fonts = fonts;
    face->entry = entry;
    face->id = id;
    face->own = JB_NEW(fonts->arena, jb_face_own);
    slot->face = face;
    slot->failed = true; /* until all is well; jb_fonts_free closes it as far as it came */
    jb_str file;
    int error = jb_entry_map(entry, &file, &face->map);
    if (error == ENOMEM)
        jb_arena_exhaust(fonts->arena);
    if (error == ENOENT) {
        fail(slot, JB_D_FONT_MISSING, entry->name, entry->install.len ? entry->install : file,
             (jb_str){0});
    } else if (error) {
        fail(slot, JB_D_FONT_BROKEN, entry->name, file,
             error == EISDIR ? JB_BOTH("不是普通文件", "it is not a regular file")
                             : jb_error_text(fonts->arena, error));
    } else if (open_file(fonts, slot, face, file)) {
        slot->failed = false;
    }
}

const jb_face *jb_fonts_open(jb_fonts *fonts, jb_face_id id, jb_diags *diags)
{
    if (id >= fonts->manifest->len)
        return NULL;
    jb_slot *slot = &fonts->slots[id];
    if (!slot->face && !slot->failed)
        open_slot(fonts, id, slot);
    if (slot->failed)
        jb_fonts_tell(diags, slot->code, slot->args, 3);
    return slot->failed ? NULL : slot->face;
}

/* ---- one face ------------------------------------------------------------------------------ */

jb_str jb_face_name(const jb_face *face)
{
    return face->entry->name;
}

jb_face_id jb_face_number(const jb_face *face)
{
    return face->id;
}

uint32_t jb_face_glyph(const jb_face *face, uint32_t rune)
{
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(face->hb_font, rune, &glyph) ? glyph : 0;
}

bool jb_face_has_on(const jb_face *face, uint32_t rune, uint32_t on)
{
    hb_codepoint_t glyph, both;
    if (jb_rune_is_selector(on))
        return hb_font_get_variation_glyph(face->hb_font, rune, on, &glyph);
    return jb_face_glyph(face, on) ||
           (hb_unicode_compose(hb_unicode_funcs_get_default(), rune, on, &both) &&
            jb_face_glyph(face, both));
}

int32_t jb_face_upem(const jb_face *face)
{
    return face->facts.upem;
}

jb_len jb_face_length(const jb_face *face, jb_len size, int64_t units)
{
    return (jb_len)jb_div_round(units * size, face->facts.upem);
}

int32_t jb_face_body(const jb_face *face)
{
    return face->body;
}

int32_t jb_face_centre(const jb_face *face)
{
    return face->centre;
}

hb_font_t *jb_face_shaper(const jb_face *face)
{
    return face->hb_font;
}

int32_t jb_face_advance(const jb_face *face, uint32_t glyph)
{
    return hb_font_get_glyph_h_advance(face->hb_font, glyph);
}
