/* What a kept file carries, given back in a folder of its own; and what has changed since it was
 * made. */
#include "../base/error.h"
#include "../base/utf8.h"
#include "rebuild.h"

/* One PDF on its way out. */
typedef struct giving {
    jb_str folder;
    jb_attached_list files;
    const jb_json_value *record; /* NULL: there is none */
    jb_str command;              /* that builds the file again; empty: none is known */
    jb_differences differences;
} giving;

/* ---- files --------------------------------------------------------------------------------- */

/* A folder of that name beside no other file, so that nothing is written over and nothing that lies
 * there gets among what was carried. */
static bool open_folder(jb_work *work, giving *g)
{
    jb_str asked = work->job->output;
    jb_str source = work->job->source;
    g->folder = asked.len ? asked : jb_path_stem(source);
    if (jb_str_equal(g->folder, source)) /* no .pdf behind it, or standard input */
        g->folder = jb_arena_format(work->arena, "%.*s.files", JB_FMT(g->folder));
    if (jb_file_folder_holds(g->folder)) {
        jb_diag_in(work->diags, JB_D_FOLDER_NOT_EMPTY, (jb_place){0}, JB_ARGS(g->folder));
        return false;
    }
    int error = jb_file_make_folder(g->folder);
    if (error)
        jb_diag_in(work->diags, JB_D_OUTPUT_FAILED, (jb_place){0},
                   JB_ARGS(g->folder, jb_error_text(work->arena, error)));
    return !error;
}

/* Below the folder, whatever links are laid there meanwhile, and never over another. False: no more
 * can be written either. */
static bool give_back(jb_work *work, const giving *g, const jb_attached *file)
{
    jb_str path = jb_path_join(work->arena, g->folder, file->name), home = jb_path_folder(path);
    int error = jb_file_make_folder(home);
    bool inside = jb_str_equal(home, g->folder) || jb_file_lies_in(home, g->folder);
    if (!error && inside)
        error = jb_file_create(path, file->bytes);
    if (!error && inside) {
        *jb_push(work->arena, &work->result->files) = path;
        return true;
    }
    jb_diag_in(work->diags, JB_D_OUTPUT_FAILED, (jb_place){0},
               JB_ARGS(path, inside ? jb_error_text(work->arena, error)
                                    : JB_BOTH("在文件夹外面", "it is outside the folder")));
    return false;
}

static bool give_all(jb_work *work, giving *g)
{
    bool good = g->files.len == 0 || open_folder(work, g);
    work->failing = g->files.len == 0;
    for (uint32_t i = 0; i < g->files.len && good; i++) {
        const jb_attached *file = &g->files.at[i];
        work->failing |= file->state >= JB_ATTACHED_CHANGED;
        if (file->state != JB_ATTACHED_BROKEN)
            good = give_back(work, g, file);
    }
    return good;
}

/* ---- the record ---------------------------------------------------------------------------- */

/* A line end may stand in a setting. */
static bool is_plain(jb_str text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t rune = jb_utf8_next(text, &i);
        if (rune != '\n' && !jb_rune_is_plain(rune))
            return false;
    }
    return text.len > 0;
}

/* Made of the record's parts and never the one that it says: whoever wrote the file, nothing is to
 * be typed that does more. */
static jb_str make_command(jb_work *work, const giving *g)
{
    const jb_json_value *r = g->record, *settings = jb_json_member(r, "settings");
    jb_rebuild rebuild = {.pdf = jb_json_member(r, "pdf")->text,
                          .source = jb_json_member(r, "source")->text,
                          .encoding = jb_json_member(r, "encoding")->text,
                          .repair = jb_rebuild_repairs(r),
                          .layout = jb_json_member(r, "layout")->text};
    JB_VEC(jb_str) typed = {0};
    bool plain = is_plain(rebuild.pdf) && is_plain(rebuild.encoding) && is_plain(rebuild.layout) &&
                 jb_str_find(rebuild.pdf, JB_STR("/")) == SIZE_MAX &&
                 jb_str_equal(rebuild.pdf, jb_attached_name(work->arena, rebuild.pdf, NULL)) &&
                 jb_rebuild_find(&g->files, rebuild.source);
    for (const jb_json_value *v = settings->first; v; v = v->next) {
        *jb_push(work->arena, &typed) = v->text;
        plain = plain && is_plain(v->text);
    }
    rebuild.settings = typed.at;
    rebuild.settings_len = typed.len;
    jb_buf out = {0};
    if (!plain)
        return (jb_str){0};
    jb_buf_add(work->arena, &out, JB_STR("cd -- "));
    jb_shell_add(work->arena, &out, g->folder);
    jb_buf_add(work->arena, &out, JB_STR(" && "));
    jb_buf_add(work->arena, &out, jb_rebuild_command(work->arena, &rebuild));
    return jb_buf_str(&out);
}

static void read_record(jb_work *work, giving *g)
{
    const jb_attached *file = jb_rebuild_find(&g->files, JB_STR(JB_RECORD_NAME));
    g->record = file ? jb_json_read(work->arena, file->bytes) : NULL;
    if (!g->record)
        return;
    g->command = make_command(work, g);
    jb_differ(work, g->record, &g->files, g->folder, &g->differences);
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

static void print_difference(jb_work *work, const jb_difference *d, jb_lang lang, jb_buf *out)
{
    static const jb_str none = JB_BOTH_LIT("没有", "not there");
    jb_str then = d->was.len ? d->was : jb_said_in(none, lang);
    jb_str now = d->is.len ? d->is : jb_said_in(none, lang);
    jb_buf_add(work->arena, out, jb_said_in(jb_thing_words(d->thing), lang));
    if (d->name.len)
        jb_buf_printf(work->arena, out, " %.*s", JB_FMT(d->name));
    jb_buf_printf(work->arena, out,
                  lang == JB_ZH ? "：当时 %.*s，现在 %.*s\n" : ": was %.*s, is %.*s\n",
                  JB_FMT(then), JB_FMT(now));
}

/* What had to be called otherwise says so: whatever looks for it by its name will not find it. */
static void print_file(jb_work *work, const giving *g, const jb_attached *file, jb_lang lang,
                       jb_buf *out)
{
    jb_arena *arena = work->arena;
    jb_buf_printf(arena, out, "%.*s  %zu  %.*s",
                  JB_FMT(jb_path_join(arena, g->folder, file->name)), file->bytes.len,
                  JB_FMT(jb_said_in(states[file->state].words, lang)));
    if (file->said.len)
        jb_buf_printf(arena, out, lang == JB_ZH ? "  PDF 里叫“%.*s”" : "  called '%.*s' in the PDF",
                      JB_FMT(jb_harmless(arena, file->said)));
    jb_buf_add(arena, out, JB_STR("\n"));
}

static void print_text(jb_work *work, const giving *g, jb_lang lang, jb_buf *out)
{
    static const jb_str nothing = JB_BOTH_LIT("没有附件\n", "no attachments\n"),
                        foreign = JB_BOTH_LIT("没有 rebuild.json，不是 jianbao 存的档\n",
                                              "no rebuild.json: it was not kept by jianbao\n");
    jb_arena *arena = work->arena;
    for (uint32_t i = 0; i < g->files.len; i++)
        print_file(work, g, &g->files.at[i], lang, out);
    if (!g->record) {
        jb_buf_add(arena, out, jb_said_in(g->files.len ? foreign : nothing, lang));
        return;
    }
    for (uint32_t i = 0; i < g->differences.len; i++)
        print_difference(work, &g->differences.at[i], lang, out);
    if (g->differences.len == 0)
        jb_buf_add(arena, out,
                   jb_said_in(JB_BOTH("版式、字体、程序：与当时相同\n",
                                      "layout, fonts, program: same\n"),
                              lang));
    if (g->command.len)
        jb_buf_printf(arena, out, "%.*s\n    %.*s\n",
                      JB_FMT(jb_said_in(JB_BOTH("再排一次：", "To build it again:"), lang)),
                      JB_FMT(g->command));
}

static void print_json(jb_work *work, const giving *g, jb_buf *out)
{
    const jb_json j = {work->arena, out};
    jb_json_open(&j, NULL, '{');
    jb_json_text(&j, "file", work->job->source);
    jb_json_text(&j, "folder", g->folder);
    jb_json_open(&j, "attached", '[');
    for (uint32_t i = 0; i < g->files.len; i++) {
        jb_json_open(&j, NULL, '{');
        jb_json_text(&j, "name", g->files.at[i].name);
        jb_json_known(&j, "said", jb_harmless(work->arena, g->files.at[i].said));
        jb_json_integer(&j, "size", (long long)g->files.at[i].bytes.len);
        jb_json_text(&j, "state", jb_str_make(states[g->files.at[i].state].name));
        jb_json_close(&j, '}');
    }
    jb_json_close(&j, ']');
    jb_json_flag(&j, "recorded", g->record != NULL);
    jb_json_open(&j, "differences", '[');
    for (uint32_t i = 0; i < g->differences.len; i++) {
        const jb_difference *d = &g->differences.at[i];
        jb_json_open(&j, NULL, '{');
        jb_json_text(&j, "thing", jb_thing_key(d->thing));
        jb_json_text(&j, "name", d->name);
        jb_json_known(&j, "was", d->was);
        jb_json_known(&j, "is", d->is);
        jb_json_close(&j, '}');
    }
    jb_json_close(&j, ']');
    jb_json_known(&j, "command", g->command);
    jb_json_close(&j, '}');
    jb_buf_add(work->arena, out, JB_STR("\n"));
}

/* ---- the door ------------------------------------------------------------------------------ */

static void extract(jb_work *work, const void *context)
{
    const jb_verify_wish *wish = context;
    jb_str path = work->job->source, bytes;
    giving g = {0};
    jb_buf out = {0};
    int error = jb_file_read(work->arena, path, JB_VERIFY_MOST, &bytes);
    jb_str fault = error ? jb_error_text(work->arena, error)
                         : jb_verify_attached(work->arena, bytes, &g.files);
    if (fault.len) {
        jb_diag_in(work->diags, JB_D_PDF_UNREADABLE, (jb_place){0}, JB_ARGS(path, fault));
        return;
    }
    if (!give_all(work, &g))
        return;
    read_record(work, &g);
    if (wish->form == JB_JSON)
        print_json(work, &g, &out);
    else
        print_text(work, &g, wish->lang, &out);
    work->result->text = jb_buf_str(&out);
}

jb_result *jb_engine_extract(jb_engine *engine, const jb_job *job, const jb_verify_wish *wish)
{
    return jb_work_run(engine, job, extract, wish);
}
