/* What is not as it was when a kept file was made, by the record in it. The file may be anybody's:
 * nothing of its record is taken for a path, and what is shown of it is harmless. */
#include "../base/utf8.h"
#include "rebuild.h"

enum { DIFFERENCES_MOST = 1000 };

static const struct {
    jb_str key, words;
} things[JB_THINGS] = {
    [JB_THING_PROGRAM] = {JB_LIT("program"), JB_BOTH_LIT("程序", "program")},
    [JB_THING_LIBRARY] = {JB_LIT("library"), JB_BOTH_LIT("程序库", "library")},
    [JB_THING_FONT] = {JB_LIT("font"), JB_BOTH_LIT("字体", "font")},
    [JB_THING_HYPHENS] = {JB_LIT("hyphens"), JB_BOTH_LIT("英文断词表", "hyphens")},
    [JB_THING_LAYOUT] = {JB_LIT("layout"), JB_BOTH_LIT("版式", "layout")},
    [JB_THING_SERIES] = {JB_LIT("series"), JB_BOTH_LIT("本刊的设置", "series")},
};

jb_str jb_thing_key(jb_thing thing)
{
    return things[thing].key;
}

jb_str jb_thing_words(jb_thing thing)
{
    return things[thing].words;
}

jb_str jb_harmless(jb_arena *arena, jb_str text)
{
    enum { LONGEST = 300 };
    jb_buf out = {0};
    for (size_t i = 0; i < text.len && out.len < LONGEST;) {
        uint32_t rune = jb_utf8_next(text, &i);
        jb_buf_add_rune(arena, &out, jb_rune_is_plain(rune) ? rune : 0xFFFD);
    }
    return jb_buf_str(&out);
}

static void add(jb_work *work, jb_differences *list, jb_thing what, jb_str name, jb_str was,
                jb_str is)
{
    if (jb_str_equal(was, is) || list->len >= DIFFERENCES_MOST)
        return;
    *jb_push(work->arena, list) =
        (jb_difference){what, jb_harmless(work->arena, name), jb_harmless(work->arena, was),
                        jb_harmless(work->arena, is)};
}

/* ---- libraries ----------------------------------------------------------------------------- */

/* "Little CMS 2.14": the name ends before the last space. */
static size_t name_length(jb_str library)
{
    size_t end = library.len;
    while (end > 0 && library.at[end - 1] != ' ')
        end--;
    return end ? end - 1 : 0;
}

static jb_str version_of(jb_str library)
{
    return jb_str_cut(library, name_length(library) + 1, library.len);
}

/* The version of the library of that name among "NAME VERSION, NAME VERSION". */
static jb_str present_version(jb_str name)
{
    jb_str list = jb_engine_libraries(), library;
    while (jb_library_next(&list, &library))
        if (jb_str_equal(jb_str_cut(library, 0, name_length(library)), name))
            return version_of(library);
    return (jb_str){0};
}

static void differ_libraries(jb_work *work, const jb_json_value *record, jb_differences *out)
{
    const jb_json_value *v = jb_json_member(record, "libraries")->first;
    for (; v; v = v->next) {
        jb_str name = jb_str_cut(v->text, 0, name_length(v->text));
        add(work, out, JB_THING_LIBRARY, name, version_of(v->text), present_version(name));
    }
}

/* ---- fonts --------------------------------------------------------------------------------- */

/* The faces known here, with the office's own by the fonts.yaml that was carried, as far as that
 * can be read. */
static const jb_manifest *open_manifest(jb_work *work, jb_str folder)
{
    jb_diags untold = {.arena = work->arena}; /* a face that is not there is a difference */
    jb_str path = jb_path_join(work->arena, work->engine->data, JB_STR("fonts/manifest.yaml"));
    jb_str own = jb_path_join(work->arena, folder, JB_STR("fonts.yaml"));
    if (!jb_file_is_regular(own))
        own = (jb_str){0};
    const jb_manifest *manifest = jb_manifest_open(work->arena, path, own, &untold);
    if (!manifest && own.len) {
        untold = (jb_diags){.arena = work->arena};
        manifest = jb_manifest_open(work->arena, path, (jb_str){0}, &untold);
    }
    return manifest;
}

/* The face's file as it is now, with what is wrong with it. */
static jb_str present_face(jb_work *work, const jb_manifest_face *face)
{
    jb_font_reports reports = {0};
    const jb_manifest one = {face, 1};
    jb_fonts_check(work->arena, &one, &reports);
    const jb_font_report *report = &reports.at[0];
    jb_str fault = jb_said_in(report->detail, JB_EN);
    if (report->state == JB_FONT_ABSENT)
        return (jb_str){0};
    if (report->identity.size == 0)
        return fault;
    jb_str words = jb_rebuild_face_of(work->arena, &report->identity);
    return report->state == JB_FONT_GOOD
               ? words
               : jb_arena_format(work->arena, "%.*s (%.*s)", JB_FMT(words), JB_FMT(fault));
}

static void differ_fonts(jb_work *work, const jb_json_value *record, jb_str folder,
                         jb_differences *out)
{
    const jb_manifest *manifest = open_manifest(work, folder);
    const jb_json_value *v = jb_json_member(record, "fonts")->first;
    for (; v; v = v->next) {
        jb_str name = jb_json_member(v, "name")->text, now = {0};
        for (uint32_t i = 0; manifest && i < manifest->len; i++)
            if (jb_str_equal(manifest->faces[i].name, name))
                now = present_face(work, &manifest->faces[i]);
        add(work, out, JB_THING_FONT, name, jb_rebuild_face(work->arena, v), now);
    }
}

/* ---- the layout ---------------------------------------------------------------------------- */

typedef JB_VEC(jb_str) lines;

static void split(jb_arena *arena, jb_str text, lines *out)
{
    while (text.len) {
        size_t end = jb_str_find(text, JB_STR("\n"));
        *jb_push(arena, out) = jb_str_cut(text, 0, end);
        text = end == SIZE_MAX ? (jb_str){0} : jb_str_cut(text, end + 1, text.len);
    }
}

static uint32_t indent_of(jb_str line)
{
    uint32_t n = 0;
    while (n < line.len && line.at[n] == ' ')
        n++;
    return n;
}

static jb_str key_of(jb_str line)
{
    size_t colon = jb_str_find(line, JB_STR(":"));
    return jb_str_cut(line, indent_of(line), colon);
}

/* "page.width": the keys that a line of YAML stands under, and its own. */
static jb_str path_of(jb_arena *arena, const lines *text, uint32_t at)
{
    jb_str path = key_of(text->at[at]);
    uint32_t indent = indent_of(text->at[at]);
    for (uint32_t i = at; i-- > 0 && indent > 0;)
        if (indent_of(text->at[i]) < indent) {
            indent = indent_of(text->at[i]);
            path = jb_arena_format(arena, "%.*s.%.*s", JB_FMT(key_of(text->at[i])), JB_FMT(path));
        }
    return path;
}

static jb_str line_at(const lines *text, uint32_t i, uint32_t end)
{
    jb_str line = i < end ? text->at[i] : (jb_str){0};
    return jb_str_cut(line, indent_of(line), line.len);
}

/* Line by line between what is the same before and behind. */
static void differ_texts(jb_work *work, jb_str was, jb_str is, jb_differences *out)
{
    lines then = {0}, now = {0};
    split(work->arena, was, &then);
    split(work->arena, is, &now);
    uint32_t first = 0, then_end = then.len, now_end = now.len;
    while (first < then.len && first < now.len && jb_str_equal(then.at[first], now.at[first]))
        first++;
    while (then_end > first && now_end > first &&
           jb_str_equal(then.at[then_end - 1], now.at[now_end - 1])) {
        then_end--;
        now_end--;
    }
    for (uint32_t i = first; i < then_end || i < now_end; i++) {
        if (out->len >= DIFFERENCES_MOST)
            return;
        const lines *named = i < then_end ? &then : &now;
        add(work, out, JB_THING_LAYOUT, path_of(work->arena, named, i),
            line_at(&then, i, then_end), line_at(&now, i, now_end));
    }
}

static jb_setting *read_settings(jb_work *work, const jb_json_value *record, uint32_t *n)
{
    JB_VEC(jb_setting) settings = {0};
    const jb_json_value *v = jb_json_member(record, "settings")->first;
    for (; v; v = v->next) {
        size_t equals = jb_str_find(v->text, JB_STR("="));
        jb_str key = jb_str_cut(v->text, 0, equals);
        if (equals != SIZE_MAX && !jb_setting_is_field(key))
            *jb_push(work->arena, &settings) =
                (jb_setting){key, jb_str_cut(v->text, equals + 1, v->text.len)};
    }
    *n = settings.len;
    return settings.at;
}

/* The newsletter's own layout of that name where the PDF lies, else ours; empty: neither. */
static jb_str find_layout(jb_work *work, jb_str name)
{
    jb_str series = jb_newsletter_find(work->arena, jb_job_folder(work->job));
    jb_str folder = jb_path_folder(series), ours = jb_work_layouts(work);
    jb_str file = jb_arena_format(work->arena, "%.*s.yaml", JB_FMT(name));
    jb_str own = jb_path_join(work->arena, jb_path_join(work->arena, folder, JB_STR("layouts")),
                              file);
    jb_str path = series.len && jb_file_is_regular(own) ? own
                                                        : jb_path_join(work->arena, ours, file);
    return jb_file_is_regular(path) ? path : (jb_str){0};
}

/* The layout of that name as it is now, with the settings of then. One that was given by its path
 * is nowhere to be compared with; the file that carries it needs no other. */
static void differ_layout(jb_work *work, const jb_json_value *record,
                          const jb_attached_list *files, jb_differences *out)
{
    jb_str name = jb_json_member(record, "layout")->text, path;
    const jb_attached *carried = jb_rebuild_find(files, jb_rebuild_layout(work->arena, name));
    if (!carried || !carried->bytes.len || jb_str_find(name, JB_STR("/")) != SIZE_MAX ||
        !(path = find_layout(work, name)).len)
        return;
    uint32_t n = 0;
    jb_diags untold = {.arena = work->arena};
    const jb_setting *settings = read_settings(work, record, &n);
    const jb_layout *layout = jb_layout_open(work->arena, path, jb_work_layouts(work), settings, n,
                                             &untold);
    if (layout)
        differ_texts(work, carried->bytes, layout->resolved, out);
    else
        add(work, out, JB_THING_LAYOUT, name, name, (jb_str){0});
}

/* ---- the door ------------------------------------------------------------------------------ */

/* A text that belonged to no newsletter would belong to one here. */
static void differ_series(jb_work *work, const jb_json_value *record, jb_str folder,
                          jb_differences *out)
{
    jb_str path = jb_newsletter_find(work->arena, folder);
    if (jb_json_member(record, "series")->kind == JB_JSON_NOTHING)
        add(work, out, JB_THING_SERIES, (jb_str){0}, (jb_str){0}, path);
}

void jb_differ(jb_work *work, const jb_json_value *record, const jb_attached_list *files,
               jb_str folder, jb_differences *out)
{
    add(work, out, JB_THING_PROGRAM, JB_STR("jianbao"), jb_json_member(record, "program")->text,
        jb_engine_version());
    differ_libraries(work, record, out);
    differ_fonts(work, record, folder, out);
    const jb_json_value *hyphens = jb_json_member(record, "hyphens");
    if (hyphens->kind == JB_JSON_TEXT) /* else no word was looked up */
        add(work, out, JB_THING_HYPHENS, (jb_str){0}, hyphens->text,
            jb_rebuild_hyphens(work->arena, jb_hyphens_path(work->engine->hyphens)));
    differ_layout(work, record, files, out);
    differ_series(work, record, folder, out);
}
