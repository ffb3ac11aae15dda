/* rebuild.json: what it takes to build a kept file again, and the command that does it.
 *
 * Its bytes go into the file, so whatever is in it must come out the same when the command is
 * followed: no path of a machine, nothing of how the command was typed at first. */
#include "rebuild.h"

#include "../base/hash.h"

/* ---- the command --------------------------------------------------------------------------- */

static bool needs_quotes(jb_str word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_-./=+:,@%";
    for (size_t i = 0; i < word.len; i++)
        if ((unsigned char)word.at[i] < 0x80 && !memchr(plain, word.at[i], sizeof plain - 1))
            return true;
    return word.len == 0;
}

void jb_shell_add(jb_arena *arena, jb_buf *out, jb_str word)
{
    if (!needs_quotes(word)) {
        jb_buf_add(arena, out, word);
        return;
    }
    jb_buf_add(arena, out, JB_STR("'"));
    for (size_t i = 0; i < word.len; i++)
        jb_buf_add(arena, out, word.at[i] == '\'' ? JB_STR("'\\''") : jb_str_cut(word, i, i + 1));
    jb_buf_add(arena, out, JB_STR("'"));
}

static void add_option(jb_arena *arena, jb_buf *out, const char *option, jb_str value)
{
    jb_buf_add(arena, out, JB_STR(" "));
    jb_shell_add(arena, out, jb_arena_format(arena, "%s=%.*s", option, JB_FMT(value)));
}

jb_str jb_rebuild_layout(jb_arena *arena, jb_str name)
{
    return jb_arena_format(arena, "layouts/%.*s.yaml", JB_FMT(name));
}

jb_str jb_rebuild_command(jb_arena *arena, const jb_rebuild *rebuild)
{
    jb_buf out = {0};
    jb_buf_printf(arena, &out, "%s %s ", "jianbao", "build");
    jb_shell_add(arena, &out, rebuild->source);
    add_option(arena, &out, "--for", jb_variant_at(JB_ARCHIVE)->name);
    add_option(arena, &out, "--encoding", rebuild->encoding);
    if (rebuild->repair)
        jb_buf_add(arena, &out, JB_STR(" --repair"));
    add_option(arena, &out, "--layout", jb_rebuild_layout(arena, rebuild->layout));
    for (uint32_t i = 0; i < rebuild->settings_len; i++)
        add_option(arena, &out, "--set", rebuild->settings[i]);
    add_option(arena, &out, "--output", rebuild->pdf);
    return jb_buf_str(&out);
}

/* ---- the record ---------------------------------------------------------------------------- */

static void print_files(jb_arena *arena, const jb_json *j, const jb_pdf_attached *files,
                        uint32_t n)
{
    jb_json_open(j, "files", '[');
    for (uint32_t i = 0; i < n; i++) {
        jb_json_open(j, NULL, '{');
        jb_json_text(j, "name", files[i].name);
        jb_json_integer(j, "size", (long long)files[i].bytes.len);
        jb_json_text(j, "sha256", jb_hash_sha256(arena, files[i].bytes));
        jb_json_close(j, '}');
    }
    jb_json_close(j, ']');
}

jb_str jb_rebuild_face_of(jb_arena *arena, const jb_font_identity *identity)
{
    return jb_arena_format(arena, "%llu %08x %.*s", (unsigned long long)identity->size,
                           identity->checksum, JB_FMT(identity->sha256));
}

jb_str jb_rebuild_face(jb_arena *arena, const jb_json_value *face)
{
    return jb_arena_format(arena, "%.*s %.*s %.*s", JB_FMT(jb_json_member(face, "size")->text),
                           JB_FMT(jb_json_member(face, "checksum")->text),
                           JB_FMT(jb_json_member(face, "sha256")->text));
}

static void print_face(jb_arena *arena, const jb_json *j, const jb_face *face)
{
    jb_font_identity identity = jb_face_identity(arena, face);
    jb_json_open(j, NULL, '{');
    jb_json_text(j, "name", jb_face_name(face));
    jb_json_integer(j, "size", (long long)identity.size);
    jb_json_text(j, "checksum", jb_arena_format(arena, "%08x", identity.checksum));
    jb_json_text(j, "sha256", identity.sha256);
    jb_json_close(j, '}');
}

/* In the manifest's order, which hangs on nothing that was set. */
static void print_faces(jb_work *work, const jb_json *j)
{
    uint32_t n = work->engine->manifest->len;
    const jb_face **used = JB_NEW_ARRAY(work->arena, const jb_face *, n);
    for (uint32_t i = 0; i < work->pages->items.len; i++) {
        const jb_item *item = &work->pages->items.at[i];
        if (item->kind == JB_ITEM_GLYPHS)
            used[jb_face_number(item->face)] = item->face;
    }
    jb_json_open(j, "fonts", '[');
    for (uint32_t i = 0; i < n; i++)
        if (used[i])
            print_face(work->arena, j, used[i]);
    jb_json_close(j, ']');
}

jb_str jb_rebuild_hyphens(jb_arena *arena, jb_str path)
{
    enum { MOST = 16 << 20 };
    jb_str bytes = {0};
    if (path.len == 0 || jb_file_read(arena, path, MOST, &bytes))
        return (jb_str){0};
    return jb_hash_sha256(arena, bytes);
}

bool jb_library_next(jb_str *list, jb_str *library)
{
    size_t comma = jb_str_find(*list, JB_STR(", "));
    *library = jb_str_cut(*list, 0, comma);
    *list = comma == SIZE_MAX ? (jb_str){0} : jb_str_cut(*list, comma + 2, list->len);
    return library->len > 0;
}

static void print_libraries(const jb_json *j)
{
    jb_str list = jb_engine_libraries(), library;
    jb_json_open(j, "libraries", '[');
    while (jb_library_next(&list, &library))
        jb_json_text(j, NULL, library);
    jb_json_close(j, ']');
}

static void print_settings(const jb_json *j, const jb_rebuild *rebuild)
{
    jb_json_open(j, "settings", '[');
    for (uint32_t i = 0; i < rebuild->settings_len; i++)
        jb_json_text(j, NULL, rebuild->settings[i]);
    jb_json_close(j, ']');
}

jb_str jb_rebuild_write(jb_work *work, const jb_rebuild *rebuild, const jb_pdf_attached *files,
                        uint32_t files_len)
{
    jb_arena *arena = work->arena;
    jb_buf out = {0};
    const jb_json j = {arena, &out};
    jb_json_open(&j, NULL, '{');
    jb_json_text(&j, "command", jb_rebuild_command(arena, rebuild));
    jb_json_text(&j, "pdf", rebuild->pdf);
    jb_json_text(&j, "source", rebuild->source);
    jb_json_text(&j, "encoding", rebuild->encoding);
    jb_json_flag(&j, "repair", rebuild->repair);
    jb_json_text(&j, "layout", rebuild->layout);
    print_settings(&j, rebuild);
    jb_json_known(&j, "series", work->series ? work->series->name : (jb_str){0});
    jb_json_text(&j, "clean", jb_clean_name(work->layout->clean));
    jb_json_text(&j, "program", jb_engine_version());
    print_libraries(&j);
    print_faces(work, &j);
    jb_json_known(&j, "hyphens",
                  jb_rebuild_hyphens(arena, jb_hyphens_used(work->engine->hyphens)));
    print_files(arena, &j, files, files_len);
    jb_json_close(&j, '}');
    jb_buf_add(arena, &out, JB_STR("\n"));
    return jb_buf_str(&out);
}

bool jb_rebuild_repairs(const jb_json_value *record)
{
    return jb_str_equal(jb_json_member(record, "repair")->text, JB_STR("true"));
}

/* ---- found again --------------------------------------------------------------------------- */

const jb_attached *jb_rebuild_find(const jb_attached_list *files, jb_str name)
{
    for (uint32_t i = 0; i < files->len; i++)
        if (jb_str_equal(files->at[i].name, name))
            return &files->at[i];
    return NULL;
}
