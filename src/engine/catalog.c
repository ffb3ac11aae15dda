/* What the engine works with: its layouts and its fonts. */
#include "../base/utf8.h"
#include "work.h"

/* ---- layouts ------------------------------------------------------------------------------- */

static void list_layouts(jb_work *work, const void *context)
{
    (void)context;
    jb_str folder = jb_path_join(work->arena, work->engine->data, JB_STR("layouts"));
    jb_names names = {0};
    jb_layout_names(work->arena, folder, &names);
    jb_buf out = {0};
    for (uint32_t i = 0; i < names.len; i++) {
        const jb_layout *layout =
            jb_layout_open(work->arena, names.at[i], folder, NULL, 0, work->diags);
        if (!layout)
            continue; /* its faults are told */
        jb_buf_add(work->arena, &out, names.at[i]);
        if (layout->title.len)
            jb_buf_printf(work->arena, &out, "  %.*s", JB_FMT(layout->title));
        jb_buf_add(work->arena, &out, JB_STR("\n"));
    }
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
    jb_str folder = jb_path_join(work->arena, work->engine->data, JB_STR("layouts"));
    if (!jb_job_take_apart(work))
        return;
    const jb_layout *layout = jb_layout_open(work->arena, work->job->layout, folder,
                                             work->settings, work->settings_len, work->diags);
    if (layout)
        work->result->text = layout->resolved;
}

jb_result *jb_engine_layout(jb_engine *engine, const jb_job *job)
{
    return jb_work_run(engine, job, show_layout, NULL);
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
        [JB_FONT_ABSENT] = {JB_LIT("没有装"), JB_LIT("absent")},
        [JB_FONT_DIFFERS] = {JB_LIT("不是同一个文件"), JB_LIT("differs")},
        [JB_FONT_DAMAGED] = {JB_LIT("损坏"), JB_LIT("damaged")},
    };
    return names[state][lang];
}

static void add_padded(jb_arena *arena, jb_buf *out, jb_str text, int width)
{
    int columns = 0;
    for (size_t at = 0; at < text.len;)
        columns += jb_rune_columns(jb_utf8_next(text, &at));
    jb_buf_add(arena, out, text);
    jb_buf_printf(arena, out, "%*s", columns < width ? width - columns : 1, "");
}

static void print_report(jb_arena *arena, jb_buf *out, const jb_font_report *report, jb_lang lang)
{
    enum { NAME = 28, STATE = 16 };
    add_padded(arena, out, report->name, NAME);
    add_padded(arena, out, state_name(report->state, lang), STATE);
    jb_buf_add(arena, out, report->file);
    if (report->state == JB_FONT_GOOD) {
        jb_buf_add(arena, out, JB_STR("\n"));
        return;
    }
    if (report->detail.len)
        jb_buf_printf(arena, out, "  (%.*s)", JB_FMT(report->detail));
    jb_buf_printf(arena, out, "\n%*s%.*s\n", NAME, "", JB_FMT(report->install));
}

static void print_report_json(jb_arena *arena, jb_buf *out, const jb_font_report *report)
{
    const struct {
        const char *key;
        jb_str value;
    } pairs[] = {
        {"{\"name\":", report->name},       {",\"state\":", state_name(report->state, JB_EN)},
        {",\"file\":", report->file},       {",\"detail\":", report->detail},
        {",\"install\":", report->install},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        jb_buf_add(arena, out, jb_str_make(pairs[i].key));
        jb_json_string(arena, out, pairs[i].value);
    }
    jb_buf_add(arena, out, JB_STR("}\n"));
}

static void check_fonts(jb_work *work, const void *context)
{
    const fonts_form *form = context;
    jb_str own = JB_STR("fonts.yaml");
    if (!jb_engine_share(work->engine, jb_file_exists(own) ? own : (jb_str){0}, work->diags))
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
        work->lacking = work->lacking || report->state != JB_FONT_GOOD;
    }
    work->result->text = jb_buf_str(&out);
}

jb_result *jb_engine_fonts(jb_engine *engine, jb_diag_form form, jb_lang lang)
{
    static const jb_job none = {0};
    fonts_form wish = {form, lang};
    return jb_work_run(engine, &none, check_fonts, &wish);
}
