/* What the engine works with: its layouts and its fonts. */
#include "../base/utf8.h"
#include "work.h"

/* ---- layouts ------------------------------------------------------------------------------- */

/* The newsletter of the current folder: its own layouts and fonts belong to what there is. */
static bool find_series(jb_work *work)
{
    jb_job_find_series(work);
    return !jb_diags_fatal(work->diags);
}

static void list_folder(jb_work *work, jb_str folder, jb_buf *out)
{
    jb_str ours = jb_work_layouts(work);
    jb_names names = {0};
    jb_layout_names(work->arena, folder, &names);
    for (uint32_t i = 0; i < names.len; i++) {
        jb_str file = jb_arena_format(work->arena, "%.*s.yaml", JB_FMT(names.at[i]));
        const jb_layout *layout = jb_layout_open(
            work->arena, jb_path_join(work->arena, folder, file), ours, NULL, 0, work->diags);
        if (!layout)
            continue; /* its faults are told */
        jb_buf_add(work->arena, out, names.at[i]);
        if (layout->title.len)
            jb_buf_printf(work->arena, out, "  %.*s", JB_FMT(layout->title));
        jb_buf_add(work->arena, out, JB_STR("\n"));
    }
}

static void list_layouts(jb_work *work, const void *context)
{
    (void)context;
    jb_buf out = {0};
    if (!find_series(work))
        return;
    if (work->series)
        list_folder(work, jb_path_join(work->arena, work->series->folder, JB_STR("layouts")), &out);
    list_folder(work, jb_work_layouts(work), &out);
    work->result->text = jb_buf_str(&out);
}

jb_result *jb_engine_layouts(jb_engine *engine)
{
    static const jb_job none = {0};
    return jb_work_run(engine, &none, list_layouts, NULL);
}

static void show_layout(jb_work *work, const void *context)
{
    (void)context;
    jb_str folder = jb_work_layouts(work);
    if (!jb_job_take_apart(work))
        return;
    if (!find_series(work))
        return;
    const jb_layout *layout = jb_layout_open(work->arena, jb_job_layout(work, work->job->layout),
                                             folder, work->settings, work->settings_len,
                                             work->diags);
    if (layout)
        work->result->text = layout->resolved;
}

jb_result *jb_engine_layout(jb_engine *engine, const jb_job *job)
{
    return jb_work_run(engine, job, show_layout, NULL);
}

/* The faces that a role may ask, by number; some are empty. */
static uint32_t count_faces(const jb_role *role)
{
    return role->chain_len + 4;
}

static jb_str face_of(const jb_role *role, uint32_t i)
{
    const jb_str single[] = {role->latin, role->marks, role->bold, role->latin_bold};
    return i < 4 ? single[i] : role->chain[i - 4];
}

static void check_faces(jb_work *work, const jb_role *role)
{
    jb_str in_role = jb_arena_format(work->arena, " (%.*s)", JB_FMT(role->name));
    for (uint32_t i = 0; i < count_faces(role); i++) {
        jb_str face = face_of(role, i);
        if (face.len && jb_fonts_find(work->engine->fonts, face) == JB_NO_FACE)
            jb_diag_in(work->diags, JB_D_FONT_UNKNOWN, role->place,
                       JB_ARGS(face, in_role));
    }
}

static bool share_fonts(jb_work *work)
{
    return jb_engine_share(work->engine, jb_job_fonts(work), work->diags);
}

static void check_layout(jb_work *work, const void *context)
{
    const jb_lang *lang = context;
    jb_str folder = jb_work_layouts(work);
    if (!jb_job_take_apart(work))
        return;
    if (!find_series(work))
        return;
    work->layout = jb_layout_open(work->arena, jb_job_layout(work, work->job->layout), folder,
                                  work->settings, work->settings_len, work->diags);
    if (!work->layout || !share_fonts(work))
        return;
    for (uint32_t i = 0; i < work->layout->roles_len; i++)
        check_faces(work, &work->layout->roles[i]);
    if (work->diags->list.len == 0)
        work->result->text = jb_arena_format(work->arena, *lang == JB_ZH ? "%.*s：正确\n"
                                                                         : "%.*s: good\n",
                                             JB_FMT(work->layout->path));
}

jb_result *jb_engine_layout_check(jb_engine *engine, const jb_job *job, jb_lang lang)
{
    return jb_work_run(engine, job, check_layout, &lang);
}

/* ---- fonts --------------------------------------------------------------------------------- */

typedef struct fonts_form {
    jb_diag_form form;
    jb_lang lang;
} fonts_form;

static jb_str state_name(jb_font_state state, jb_lang lang)
{
    static const jb_str names[][2] = {
        [JB_FONT_GOOD] = {JB_LIT("正常"), JB_LIT("good")},
        [JB_FONT_ABSENT] = {JB_LIT("没有安装"), JB_LIT("absent")},
        [JB_FONT_DIFFERS] = {JB_LIT("不是同一个文件"), JB_LIT("differs")},
        [JB_FONT_DAMAGED] = {JB_LIT("损坏"), JB_LIT("damaged")},
        [JB_FONT_RESTRICTED] = {JB_LIT("不许嵌入"), JB_LIT("restricted")},
    };
    return names[state][lang];
}

static jb_str rights_name(jb_font_rights rights, jb_lang lang)
{
    static const jb_str names[][2] = {
        [JB_RIGHT_UNKNOWN] = {JB_LIT("-"), JB_LIT("-")},
        [JB_RIGHT_ANY] = {JB_LIT("可以嵌入"), JB_LIT("may be embedded")},
        [JB_RIGHT_EDIT] = {JB_LIT("可以嵌入"), JB_LIT("may be embedded")},
        [JB_RIGHT_VIEW] = {JB_LIT("可嵌入供阅读打印"), JB_LIT("embed to read, print")},
        [JB_RIGHT_GRANTED] = {JB_LIT("按本单位授权嵌入"), JB_LIT("embedded by licence")},
        [JB_RIGHT_NONE] = {JB_LIT("不许嵌入"), JB_LIT("may not be embedded")},
    };
    return names[rights][lang];
}

static void add_padded(jb_arena *arena, jb_buf *out, jb_str text, int width)
{
    int columns = jb_str_columns(text);
    jb_buf_add(arena, out, text);
    jb_buf_printf(arena, out, "%*s", columns < width ? width - columns : 1, "");
}

/* What is neither good nor may be absent. */
static bool is_lacking(const jb_font_report *report)
{
    bool spared = report->state == JB_FONT_ABSENT && report->optional;
    return report->state != JB_FONT_GOOD && !spared;
}

static void print_report(jb_arena *arena, jb_buf *out, const jb_font_report *report, jb_lang lang)
{
    enum { NAME = 28, STATE = 16, RIGHTS = 22 };
    add_padded(arena, out, report->name, NAME);
    add_padded(arena, out, state_name(report->state, lang), STATE);
    add_padded(arena, out, rights_name(report->rights, lang), RIGHTS);
    jb_buf_add(arena, out, report->file);
    if (report->detail.len)
        jb_buf_printf(arena, out, "  (%.*s)", JB_FMT(jb_said_in(report->detail, lang)));
    if (report->state == JB_FONT_ABSENT && report->optional)
        jb_buf_add(arena, out, lang == JB_ZH ? JB_STR("  （可以不装）") : JB_STR("  (optional)"));
    jb_buf_add(arena, out, JB_STR("\n"));
    if (is_lacking(report) && !report->package.len && report->install.len)
        jb_buf_printf(arena, out, "%*s%.*s\n", NAME, "", JB_FMT(report->install));
}

/* The one command that brings every package of the fonts that are not as they should be. */
static void print_command(jb_arena *arena, jb_buf *out, const jb_font_reports *reports,
                          jb_lang lang)
{
    jb_names packages = {0};
    for (uint32_t i = 0; i < reports->len; i++) {
        const jb_font_report *report = &reports->at[i];
        bool add = is_lacking(report) && report->package.len;
        for (uint32_t k = 0; k < packages.len && add; k++)
            add = !jb_str_equal(packages.at[k], report->package);
        if (add)
            *jb_push(arena, &packages) = report->package;
    }
    if (packages.len == 0)
        return;
    jb_buf_add(arena, out, lang == JB_ZH ? JB_STR("\n下面一条命令把它们装齐：\n    sudo")
                                         : JB_STR("\nThis one command installs them:\n    sudo"));
    jb_buf_add(arena, out, JB_STR(" " JB_APT_INSTALL));
    for (uint32_t i = 0; i < packages.len; i++)
        jb_buf_printf(arena, out, " %.*s", JB_FMT(packages.at[i]));
    jb_buf_add(arena, out, JB_STR("\n"));
}

static void print_report_json(jb_arena *arena, jb_buf *out, const jb_font_report *report)
{
    const struct {
        const char *key;
        jb_str value;
    } pairs[] = {
        {"{\"name\":", report->name},       {",\"state\":", state_name(report->state, JB_EN)},
        {",\"file\":", report->file},       {",\"detail\":", jb_said_in(report->detail, JB_EN)},
        {",\"install\":", report->install}, {",\"licence\":", report->licence},
        {",\"embedding\":", rights_name(report->rights, JB_EN)},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        jb_buf_add(arena, out, jb_str_make(pairs[i].key));
        jb_json_string(arena, out, pairs[i].value);
    }
    jb_buf_add(arena, out, report->optional ? JB_STR(",\"optional\":true}\n")
                                            : JB_STR(",\"optional\":false}\n"));
}

/* The layout of the text that is asked about, or the one asked for. */
static bool find_layout(jb_work *work)
{
    jb_str source = work->job->source;
    if (source.len && !jb_file_is_folder(source))
        return jb_work_walk(work, JB_STEP_LAYOUT);
    if (!find_series(work))
        return false;
    jb_str folder = jb_work_layouts(work);
    jb_job_choose_layout(work);
    work->layout = jb_layout_open(work->arena, jb_job_layout(work, work->layout_name), folder, NULL,
                                  0, work->diags);
    return work->layout != NULL;
}

static void print_sum(jb_arena *arena, jb_buf *out, const jb_font_reports *reports, jb_lang lang)
{
    static const char *const all[] = {"共 %u 种，都能用\n", "%u fonts, all good\n"};
    static const char *const some[] = {"共 %u 种，有 %u 种不能用\n",
                                       "%u fonts, %u of them cannot be used\n"};
    uint32_t needed = 0, bad = 0; /* what may be absent and is does not count */
    for (uint32_t i = 0; i < reports->len; i++) {
        bad += is_lacking(&reports->at[i]);
        needed += is_lacking(&reports->at[i]) || reports->at[i].state == JB_FONT_GOOD;
    }
    if (bad)
        jb_buf_printf(arena, out, some[lang], needed, bad);
    else
        jb_buf_printf(arena, out, all[lang], needed);
}

static void check_fonts(jb_work *work, const void *context)
{
    const fonts_form *form = context;
    bool asked = work->job->source.len || work->job->layout.len;
    if (!(asked ? find_layout(work) : find_series(work)) || !share_fonts(work))
        return;
    jb_font_reports reports = {0};
    jb_fonts_check(work->arena, work->engine->manifest, &reports);
    jb_buf out = {0};
    for (uint32_t i = 0; i < reports.len; i++) {
        const jb_font_report *report = &reports.at[i];
        if (form->form == JB_JSON)
            print_report_json(work->arena, &out, report);
        else
            print_report(work->arena, &out, report, form->lang);
        work->lacking = work->lacking || is_lacking(report);
    }
    if (form->form != JB_JSON) {
        print_sum(work->arena, &out, &reports, form->lang);
        print_command(work->arena, &out, &reports, form->lang);
    }
    work->result->text = jb_buf_str(&out);
}

jb_result *jb_engine_fonts(jb_engine *engine, const jb_job *job, jb_diag_form form, jb_lang lang)
{
    fonts_form wish = {form, lang};
    return jb_work_run(engine, job, check_fonts, &wish);
}

/* ---- fonts and the roles that use them ----------------------------------------------------- */

/* The names of the roles in which the face stands. */
static void list_roles(jb_work *work, jb_str face, jb_names *roles)
{
    for (uint32_t i = 0; i < work->layout->roles_len; i++) {
        const jb_role *role = &work->layout->roles[i];
        bool in = false;
        for (uint32_t k = 0; k < count_faces(role) && !in; k++)
            in = jb_str_equal(face_of(role, k), face);
        if (in)
            *jb_push(work->arena, roles) = role->name;
    }
}

/* The file that would be used, else the first place looked at. */
static jb_str find_file(const jb_manifest_face *face)
{
    for (uint32_t i = 0; i < face->files_len; i++)
        if (jb_file_exists(face->files[i]))
            return face->files[i];
    return face->files_len ? face->files[0] : (jb_str){0};
}

static void print_face(jb_work *work, jb_buf *out, const jb_manifest_face *face,
                       const jb_names *roles)
{
    enum { NAME = 22, ROLES = 34 };
    jb_buf all = {0};
    for (uint32_t i = 0; i < roles->len; i++)
        jb_buf_printf(work->arena, &all, "%s%.*s", i ? " " : "", JB_FMT(roles->at[i]));
    if (roles->len == 0)
        jb_buf_add(work->arena, &all, JB_STR("-"));
    add_padded(work->arena, out, face->name, NAME);
    add_padded(work->arena, out, jb_buf_str(&all), ROLES);
    jb_buf_printf(work->arena, out, "%.*s  %.*s\n", JB_FMT(find_file(face)),
                  JB_FMT(face->licence.len ? face->licence : JB_STR("-")));
}

static void print_face_json(jb_work *work, jb_buf *out, const jb_manifest_face *face,
                            const jb_names *roles)
{
    jb_buf_add(work->arena, out, JB_STR("{\"name\":"));
    jb_json_string(work->arena, out, face->name);
    jb_buf_add(work->arena, out, JB_STR(",\"roles\":["));
    for (uint32_t i = 0; i < roles->len; i++) {
        if (i)
            jb_buf_add(work->arena, out, JB_STR(","));
        jb_json_string(work->arena, out, roles->at[i]);
    }
    jb_buf_add(work->arena, out, JB_STR("],\"file\":"));
    jb_json_string(work->arena, out, find_file(face));
    jb_buf_add(work->arena, out, JB_STR(",\"licence\":"));
    jb_json_string(work->arena, out, face->licence);
    jb_buf_add(work->arena, out, JB_STR("}\n"));
}

static void list_fonts(jb_work *work, const void *context)
{
    const jb_diag_form *form = context;
    if (!find_layout(work) || !share_fonts(work))
        return;
    jb_buf out = {0};
    for (uint32_t i = 0; i < work->engine->manifest->len; i++) {
        const jb_manifest_face *face = &work->engine->manifest->faces[i];
        jb_names roles = {0};
        list_roles(work, face->name, &roles);
        if (*form == JB_JSON)
            print_face_json(work, &out, face, &roles);
        else
            print_face(work, &out, face, &roles);
    }
    work->result->text = jb_buf_str(&out);
}

jb_result *jb_engine_fonts_list(jb_engine *engine, const jb_job *job, jb_diag_form form)
{
    return jb_work_run(engine, job, list_fonts, &form);
}
