/* What was asked for, taken apart: settings, variants, the layout, the data folder. */
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "work.h"

/* ---- settings and variants ----------------------------------------------------------------- */

static jb_field_key find_field_key(jb_str name)
{
    for (int i = JB_FIELD_OTHER + 1; i < JB_FIELD_KEYS; i++)
        if (jb_str_equal(jb_field_name((jb_field_key)i), name))
            return (jb_field_key)i;
    return JB_FIELD_OTHER;
}

/* A header field goes to the issue, anything else to the layout. */
static bool add_setting(jb_work *work, jb_str typed)
{
    size_t equals = jb_str_find(typed, JB_STR("="));
    if (equals == SIZE_MAX || equals == 0) {
        jb_diag_in(work->diags, JB_D_SET_BAD, (jb_place){0}, JB_ARGS(typed, JB_STR("KEY=VALUE")));
        return false;
    }
    jb_str key = jb_str_cut(typed, 0, equals), value = jb_str_cut(typed, equals + 1, typed.len);
    if (jb_setting_is_field(key)) {
        jb_field *field = jb_push(work->arena, &work->overrides);
        *field = (jb_field){.key = find_field_key(key), .name = key, .rule = value};
    } else {
        work->settings[work->settings_len++] = (jb_setting){key, value};
    }
    return true;
}

static jb_str list_variants(jb_arena *arena)
{
    jb_buf out = {0};
    for (int i = 0; i < JB_VARIANTS; i++) {
        jb_str name = jb_variant_at((jb_variant_id)i)->name;
        jb_buf_printf(arena, &out, "%s%.*s", i ? ", " : "", JB_FMT(name));
    }
    return jb_buf_str(&out);
}

static bool add_variants(jb_work *work, jb_str typed)
{
    if (typed.len == 0)
        typed = jb_variant_at(JB_SCREEN)->name;
    for (;;) {
        size_t comma = jb_str_find(typed, JB_STR(","));
        jb_str name = jb_str_cut(typed, 0, comma);
        const jb_variant *variant = jb_variant_find(name);
        if (!variant) {
            jb_diag_in(work->diags, JB_D_UNKNOWN_VARIANT, (jb_place){0},
                       JB_ARGS(name, list_variants(work->arena)));
            return false;
        }
        work->variants |= 1u << variant->id;
        if (comma == SIZE_MAX)
            return true;
        typed = jb_str_cut(typed, comma + 1, typed.len);
    }
}

static jb_str list_methods(jb_arena *arena)
{
    jb_buf out = {0};
    for (int i = JB_IMPOSE_BOOKLET; i < JB_IMPOSE_METHODS; i++) {
        jb_buf_add(arena, &out, out.len ? JB_STR(", ") : JB_STR(""));
        jb_buf_add(arena, &out, jb_impose_name((jb_impose)i));
    }
    return jb_buf_str(&out);
}

/* The method that was meant, when it is near enough to be a slip; or empty. */
static jb_str nearest_method(jb_str typed)
{
    enum { SLIP = 3 };
    unsigned best = SLIP;
    jb_str nearest = {0};
    for (int i = JB_IMPOSE_BOOKLET; i < JB_IMPOSE_METHODS; i++) {
        jb_str name = jb_impose_name((jb_impose)i);
        unsigned distance = jb_str_distance(typed, name, best);
        if (distance < best && distance < name.len) {
            best = distance;
            nearest = name;
        }
    }
    return nearest;
}

/* Sheets are what the press prints at once; red-head paper and what is printed on it go through
 * the office's own printer, page by page. */
static bool read_impose(jb_work *work, jb_str typed)
{
    if (typed.len == 0)
        return true;
    work->impose = jb_impose_find(typed);
    if (work->impose == JB_IMPOSE_METHODS) {
        jb_str near = nearest_method(typed);
        if (near.len)
            jb_diag_in(work->diags, JB_D_UNKNOWN_IMPOSE_NEAR, (jb_place){0}, JB_ARGS(typed, near));
        else
            jb_diag_in(work->diags, JB_D_UNKNOWN_IMPOSE, (jb_place){0},
                       JB_ARGS(typed, list_methods(work->arena)));
        return false;
    }
    for (int id = 0; id < JB_VARIANTS; id++) {
        const jb_variant *variant = jb_variant_at((jb_variant_id)id);
        bool asked = work->variants & 1u << id;
        if (asked && !variant->imposed && variant->final_only) {
            jb_diag_in(work->diags, JB_D_IMPOSE_NOT_FOR, (jb_place){0}, JB_ARGS(variant->name));
            return false;
        }
    }
    if (work->variants & 1u << JB_PRINT)
        return true;
    jb_diag_in(work->diags, JB_D_IMPOSE_NO_PRINT, (jb_place){0}, JB_NO_ARGS);
    return false;
}

bool jb_job_take_apart(jb_work *work)
{
    const jb_job *job = work->job;
    bool good = add_variants(work, job->variants) && read_impose(work, job->impose);
    work->settings = JB_NEW_ARRAY(work->arena, jb_setting, job->settings_len);
    for (uint32_t i = 0; i < job->settings_len; i++)
        good = add_setting(work, job->settings[i]) && good;
    return good;
}

/* ---- the layout ---------------------------------------------------------------------------- */

static void override_field(const jb_work *work, jb_field_key key, jb_str *value)
{
    for (uint32_t i = 0; i < work->overrides.len; i++)
        if (work->overrides.at[i].key == key)
            *value = work->overrides.at[i].rule;
}

jb_str jb_job_folder(const jb_job *job)
{
    if (jb_file_is_folder(job->source))
        return job->source;
    return jb_str_equal(job->source, JB_STR("-")) ? JB_STR(".") : jb_path_folder(job->source);
}

/* The series.yaml that the source belongs to; an article of another belongs to none. */
bool jb_job_find_series(jb_work *work)
{
    jb_str path = work->article ? (jb_str){0}
                                : jb_newsletter_find(work->arena, jb_job_folder(work->job));
    if (path.len)
        work->series = jb_work_open_series(work, path);
    return true;
}

jb_str jb_work_layouts(const jb_work *work)
{
    return jb_path_join(work->arena, work->engine->data, JB_STR("layouts"));
}

jb_str jb_job_layout(const jb_work *work, jb_str name)
{
    return work->series ? jb_newsletter_own(work->arena, work->series, name) : name;
}

/* What the header says that decides the layout. */
typedef struct header {
    jb_str name, layout;
    jb_date date;
} header;

static header look_at_header(const jb_work *work)
{
    header h = {0};
    jb_str date = {0};
    if (work->source) {
        const jb_issue *head = jb_issue_peek(work->arena, work->source);
        h.name = jb_issue_field(head, JB_FIELD_NAME);
        h.layout = jb_issue_field(head, JB_FIELD_LAYOUT);
        h.date = head->date;
    }
    override_field(work, JB_FIELD_NAME, &h.name);
    override_field(work, JB_FIELD_LAYOUT, &h.layout);
    override_field(work, JB_FIELD_DATE, &date);
    if (date.len)
        jb_date_parse(date, &h.date);
    return h;
}

static jb_str find_by_title(jb_work *work, jb_str name)
{
    jb_str found = {0};
    if (work->series) {
        jb_str own = jb_path_join(work->arena, work->series->folder, JB_STR("layouts"));
        found = jb_work_layout_for(work, name, own);
    }
    return found.len ? found : jb_work_layout_for(work, name, jb_work_layouts(work));
}

static bool choose(jb_work *work, jb_why why, jb_str name)
{
    work->why = why;
    work->layout_name = name;
    return name.len > 0;
}

/* Design 3.2: --layout, else 版式, else series.yaml, else the layout whose title equals 刊名, else
 * gbt9704. A path typed on the command line starts here, one in the text from the text's folder,
 * one in series.yaml from there. */
void jb_job_choose_layout(jb_work *work)
{
    if (choose(work, JB_WHY_OPTION, work->job->layout))
        return;
    header h = look_at_header(work);
    if (jb_issue_is_path(h.layout))
        h.layout = jb_path_join(work->arena, jb_job_folder(work->job), h.layout);
    if (choose(work, JB_WHY_FIELD, h.layout) ||
        (work->series && choose(work, JB_WHY_SERIES,
                                jb_newsletter_layout(work->arena, work->series, h.date))) ||
        (h.name.len && choose(work, JB_WHY_TITLE, find_by_title(work, h.name))))
        return;
    choose(work, JB_WHY_DEFAULT, JB_STR("gbt9704"));
}

static bool find_fonts_in(const jb_work *work, jb_str folder, jb_str *path)
{
    *path = jb_path_join(work->arena, folder, JB_STR("fonts.yaml"));
    return jb_file_exists(*path);
}

/* An office's own fonts are named by the fonts.yaml beside the source, else beside series.yaml,
 * else beside the layout that uses them. */
jb_str jb_job_fonts(const jb_work *work)
{
    jb_str path;
    bool found = find_fonts_in(work, jb_job_folder(work->job), &path) ||
                 (work->series && find_fonts_in(work, work->series->folder, &path)) ||
                 (work->layout && find_fonts_in(work, jb_path_folder(work->layout->path), &path));
    return found ? path : (jb_str){0};
}

/* ---- the issue as a whole ------------------------------------------------------------------ */

static void tell_other_name(jb_work *work)
{
    const jb_field *field = jb_issue_find(work->issue, JB_FIELD_NAME);
    jb_str name = jb_issue_field(work->issue, JB_FIELD_NAME);
    if (work->series && name.len && !jb_newsletter_is_named(work->series, name))
        jb_diag_at(work->diags, JB_D_SERIES_NAME_DIFFERS, field->value,
                   JB_ARGS(name, work->series->name));
}

static void tell_placeholder(jb_work *work, jb_span span)
{
    jb_str text = jb_span_of(work->issue->text, span);
    if (jb_str_starts(text, JB_STR("【待填：")) && jb_str_ends(text, JB_STR("】")))
        jb_diag_at(work->diags, JB_D_PLACEHOLDER, span, JB_ARGS(text));
}

void jb_job_look_over(jb_work *work)
{
    const jb_issue *issue = work->issue;
    tell_other_name(work);
    for (uint32_t i = 0; i < issue->fields.len; i++)
        tell_placeholder(work, issue->fields.at[i].value);
    for (uint32_t i = 0; i < issue->blocks.len; i++)
        tell_placeholder(work, issue->blocks.at[i].text);
}

/* ---- the data folder ----------------------------------------------------------------------- */

/* share/jianbao in the program's folder or one of the two above it: what is installed as
 * PREFIX/bin/jianbao has it beside bin, and a build folder has one that leads to the sources. */
static jb_str find_data(jb_arena *arena)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    if (length <= 0 || length == sizeof path)
        return (jb_str){0};
    jb_str folder = {path, (size_t)length};
    for (int level = 0; level < 3; level++) {
        folder = jb_path_folder(folder);
        jb_str data = jb_path_join(arena, folder, JB_STR("share/jianbao"));
        if (jb_file_is_folder(jb_path_join(arena, data, JB_STR("layouts"))))
            return data;
    }
    return (jb_str){0};
}

jb_str jb_data_folder(jb_arena *arena, jb_str asked)
{
    jb_str data = asked.len ? asked : jb_str_make(getenv("JIANBAO_DATA"));
    if (data.len == 0)
        data = find_data(arena);
    return data.len ? jb_arena_copy(arena, data) : JB_STR(JB_DATA_FOLDER);
}
