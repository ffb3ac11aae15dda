/* What a kept file carries, given back; and what has changed since it was made. */
#include "../base/error.h"
#include "work.h"

typedef enum thing { PROGRAM, LIBRARY, FONT, LAYOUT } thing;

static const struct {
    const char *key;
    jb_str words;
} things[] = {
    [PROGRAM] = {"program", JB_BOTH_LIT("程序", "program")},
    [LIBRARY] = {"library", JB_BOTH_LIT("程序库", "library")},
    [FONT] = {"font", JB_BOTH_LIT("字体", "font")},
    [LAYOUT] = {"layout", JB_BOTH_LIT("版式", "layout")},
};

/* One thing that is not as the file's record has it. */
typedef struct difference {
    thing thing;
    jb_str name;       /* which one; may be empty */
    jb_str recorded, present; /* present empty: it is not there */
} difference;

typedef JB_VEC(difference) differences;

static void add(jb_work *work, differences *list, thing what, jb_str name, jb_str recorded,
                jb_str present)
{
    if (!jb_str_equal(recorded, present))
        *jb_push(work->arena, list) = (difference){what, name, recorded, present};
}

/* ---- program, libraries, fonts ------------------------------------------------------------- */

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
    jb_str rest = jb_engine_libraries();
    while (rest.len) {
        size_t comma = jb_str_find(rest, JB_STR(", "));
        jb_str library = jb_str_cut(rest, 0, comma);
        if (jb_str_equal(jb_str_cut(library, 0, name_length(library)), name))
            return version_of(library);
        rest = comma == SIZE_MAX ? (jb_str){0} : jb_str_cut(rest, comma + 2, rest.len);
    }
    return (jb_str){0};
}

static void compare_libraries(jb_work *work, const jb_json_value *record, differences *out)
{
    const jb_json_value *v = jb_json_member(record, "libraries")->first;
    for (; v; v = v->next) {
        jb_str name = jb_str_cut(v->text, 0, name_length(v->text));
        add(work, out, LIBRARY, name, version_of(v->text), present_version(name));
    }
}

static jb_str face_words(jb_arena *arena, jb_str size, jb_str checksum, jb_str sha256)
{
    return jb_arena_format(arena, "%.*s %.*s %.*s", JB_FMT(size), JB_FMT(checksum),
                           JB_FMT(sha256));
}

static void compare_face(jb_work *work, const jb_json_value *recorded, differences *out)
{
    jb_str name = jb_json_member(recorded, "name")->text;
    const jb_manifest *manifest = work->engine->manifest;
    jb_str now = {0}, then = face_words(work->arena, jb_json_member(recorded, "size")->text,
                                        jb_json_member(recorded, "checksum")->text,
                                        jb_json_member(recorded, "sha256")->text);
    for (uint32_t i = 0; i < manifest->len; i++) {
        const jb_manifest_face *face = &manifest->faces[i];
        jb_buf printed = {0};
        const jb_json j = {work->arena, &printed};
        if (!jb_str_equal(face->name, name))
            continue;
        jb_rebuild_print_face(work->arena, &j, face); /* so that both are said the same way */
        const jb_json_value *v = jb_json_read(work->arena, jb_buf_str(&printed));
        now = face_words(work->arena, jb_json_member(v, "size")->text,
                         jb_json_member(v, "checksum")->text, jb_json_member(v, "sha256")->text);
    }
    add(work, out, FONT, name, then, now);
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
static void compare_texts(jb_work *work, jb_str recorded, jb_str present, differences *out)
{
    lines then = {0}, now = {0};
    split(work->arena, recorded, &then);
    split(work->arena, present, &now);
    uint32_t first = 0, then_end = then.len, now_end = now.len;
    while (first < then.len && first < now.len && jb_str_equal(then.at[first], now.at[first]))
        first++;
    while (then_end > first && now_end > first &&
           jb_str_equal(then.at[then_end - 1], now.at[now_end - 1])) {
        then_end--;
        now_end--;
    }
    for (uint32_t i = first; i < then_end || i < now_end; i++) {
        const lines *named = i < then_end ? &then : &now;
        add(work, out, LAYOUT, path_of(work->arena, named, i), line_at(&then, i, then_end),
            line_at(&now, i, now_end));
    }
}

/* The layout of that name as it is now, with the settings of then. */
static void compare_layout(jb_work *work, const jb_json_value *record, differences *out)
{
    jb_str name = jb_json_member(record, "layout")->text;
    jb_str folder = jb_path_join(work->arena, work->engine->data, JB_STR("layouts"));
    JB_VEC(jb_setting) settings = {0};
    jb_diags untold = {.arena = work->arena}; /* one that cannot be opened is a difference */
    const jb_json_value *v = jb_json_member(record, "settings")->first;
    for (; v; v = v->next) {
        size_t equals = jb_str_find(v->text, JB_STR("="));
        jb_str key = jb_str_cut(v->text, 0, equals);
        if (equals != SIZE_MAX && !jb_setting_is_field(key))
            *jb_push(work->arena, &settings) =
                (jb_setting){key, jb_str_cut(v->text, equals + 1, v->text.len)};
    }
    const jb_layout *layout = jb_layout_open(work->arena, jb_job_layout(work, name), folder,
                                             settings.at, settings.len, &untold);
    if (layout)
        compare_texts(work, jb_json_member(record, "resolved")->text, layout->resolved, out);
    else
        add(work, out, LAYOUT, name, name, (jb_str){0});
}

static bool compare(jb_work *work, const jb_json_value *record, differences *out)
{
    if (!jb_job_find_series(work) ||
        !jb_engine_share(work->engine, jb_job_fonts(work), work->diags))
        return false;
    add(work, out, PROGRAM, JB_STR("jianbao"), jb_json_member(record, "program")->text,
        jb_engine_version());
    compare_libraries(work, record, out);
    const jb_json_value *face = jb_json_member(record, "fonts")->first;
    for (; face; face = face->next)
        compare_face(work, face, out);
    compare_layout(work, record, out);
    return true;
}

/* ---- what is said -------------------------------------------------------------------------- */

static const struct {
    const char *name;
    jb_str words;
} states[] = {
    [JB_ATTACHED_WHOLE] = {"whole", JB_BOTH_LIT("校验无误", "checksum good")},
    [JB_ATTACHED_UNPROVEN] = {"unproven", JB_BOTH_LIT("没有校验和", "no checksum")},
    [JB_ATTACHED_CHANGED] = {"changed", JB_BOTH_LIT("与校验和不符", "not what its checksum says")},
    [JB_ATTACHED_BROKEN] = {"broken", JB_BOTH_LIT("取不出来", "cannot be had")},
};

static void print_difference(jb_work *work, const difference *d, jb_lang lang, jb_buf *out)
{
    static const jb_str none = JB_BOTH_LIT("没有", "not there");
    jb_str then = d->recorded.len ? d->recorded : jb_said_in(none, lang);
    jb_str now = d->present.len ? d->present : jb_said_in(none, lang);
    jb_buf_printf(work->arena, out,
                  lang == JB_ZH ? "%.*s %.*s：当时 %.*s，现在 %.*s\n"
                                : "%.*s %.*s: was %.*s, is %.*s\n",
                  JB_FMT(jb_said_in(things[d->thing].words, lang)), JB_FMT(d->name), JB_FMT(then),
                  JB_FMT(now));
}

static void print_text(jb_work *work, const jb_attached_list *files, const jb_json_value *record,
                       const differences *found, jb_lang lang, jb_buf *out)
{
    for (uint32_t i = 0; i < files->len; i++)
        jb_buf_printf(work->arena, out, "%.*s  %zu  %.*s\n", JB_FMT(files->at[i].name),
                      files->at[i].bytes.len,
                      JB_FMT(jb_said_in(states[files->at[i].state].words, lang)));
    if (!record)
        return;
    const jb_json_value *v = jb_json_member(record, "settings")->first;
    for (; v; v = v->next)
        jb_buf_printf(work->arena, out, "--set %.*s\n", JB_FMT(v->text));
    for (uint32_t i = 0; i < found->len; i++)
        print_difference(work, &found->at[i], lang, out);
    if (found->len == 0)
        jb_buf_add(work->arena, out,
                   lang == JB_ZH ? JB_STR("版式、字体、程序：与当时相同\n")
                                 : JB_STR("layout, fonts, program: same\n"));
}

static void print_json(jb_work *work, const jb_attached_list *files, const jb_json_value *record,
                       const differences *found, jb_buf *out)
{
    const jb_json j = {work->arena, out};
    jb_json_open(&j, NULL, '{');
    jb_json_text(&j, "file", work->job->source);
    jb_json_open(&j, "attached", '[');
    for (uint32_t i = 0; i < files->len; i++) {
        jb_json_open(&j, NULL, '{');
        jb_json_text(&j, "name", files->at[i].name);
        jb_json_integer(&j, "size", (long long)files->at[i].bytes.len);
        jb_json_text(&j, "state", jb_str_make(states[files->at[i].state].name));
        jb_json_close(&j, '}');
    }
    jb_json_close(&j, ']');
    jb_json_flag(&j, "recorded", record != NULL);
    jb_json_open(&j, "differences", '[');
    for (uint32_t i = 0; i < found->len; i++) {
        jb_json_open(&j, NULL, '{');
        jb_json_text(&j, "thing", jb_str_make(things[found->at[i].thing].key));
        jb_json_text(&j, "name", found->at[i].name);
        jb_json_known(&j, "was", found->at[i].recorded);
        jb_json_known(&j, "is", found->at[i].present);
        jb_json_close(&j, '}');
    }
    jb_json_close(&j, ']');
    jb_json_close(&j, '}');
    jb_buf_add(work->arena, out, JB_STR("\n"));
}

/* ---- files --------------------------------------------------------------------------------- */

/* Below the folder, whatever links lie there, and never over what is there. */
static void give_back(jb_work *work, jb_str folder, const jb_attached *file)
{
    if (file->state == JB_ATTACHED_BROKEN)
        return;
    jb_str path = jb_path_join(work->arena, folder, file->name), home = jb_path_folder(path);
    int error = jb_file_make_folder(home);
    bool inside = jb_str_equal(home, folder) || jb_file_lies_in(home, folder);
    if (!error && inside)
        error = jb_file_create(path, file->bytes);
    if (error || !inside)
        jb_diag_in(work->diags, JB_D_OUTPUT_FAILED, (jb_place){0},
                   JB_ARGS(path, inside ? jb_error_text(work->arena, error)
                                        : JB_BOTH("在文件夹外面", "it is outside the folder")));
    else
        *jb_push(work->arena, &work->result->files) = path;
}

static const jb_json_value *find_record(jb_work *work, const jb_attached_list *files)
{
    for (uint32_t i = 0; i < files->len; i++)
        if (jb_str_equal(files->at[i].name, JB_STR(JB_RECORD_NAME)))
            return jb_json_read(work->arena, files->at[i].bytes);
    return NULL;
}

static void extract(jb_work *work, const void *context)
{
    const jb_verify_wish *wish = context;
    jb_str path = work->job->source, folder = work->job->output, bytes;
    jb_attached_list files = {0};
    differences found = {0};
    jb_buf out = {0};
    int error = jb_file_read(work->arena, path, JB_VERIFY_MOST, &bytes);
    jb_str fault = error ? jb_error_text(work->arena, error)
                         : jb_verify_attached(work->arena, bytes, &files);
    if (fault.len) {
        jb_diag_in(work->diags, JB_D_PDF_UNREADABLE, (jb_place){0}, JB_ARGS(path, fault));
        return;
    }
    const jb_json_value *record = find_record(work, &files);
    if (record && !compare(work, record, &found))
        return;
    work->failing = files.len == 0;
    for (uint32_t i = 0; i < files.len; i++) {
        give_back(work, folder.len ? folder : JB_STR("."), &files.at[i]);
        work->failing |= files.at[i].state >= JB_ATTACHED_CHANGED;
    }
    if (wish->form == JB_JSON)
        print_json(work, &files, record, &found, &out);
    else
        print_text(work, &files, record, &found, wish->lang, &out);
    work->result->text = jb_buf_str(&out);
}

jb_result *jb_engine_extract(jb_engine *engine, const jb_job *job, const jb_verify_wish *wish)
{
    return jb_work_run(engine, job, extract, wish);
}
