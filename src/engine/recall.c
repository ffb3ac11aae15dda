/* The text that a kept file's pages must say: made of the issue at hand, or of the source and the
 * record that a finished file carries. The layout is the one that it carries, so that nothing of
 * this machine is in it. */
#include "rebuild.h"

jb_str jb_work_text(const jb_work *work)
{
    const jb_styled *styled = work->styled;
    jb_buf out = {0};
    for (uint32_t i = 0; i < styled->masthead.len; i++) {
        jb_buf_add(work->arena, &out, styled->masthead.at[i].text);
        jb_buf_add(work->arena, &out, JB_STR("\n"));
    }
    for (uint32_t i = 0; i < styled->blocks.len; i++) {
        jb_buf_add(work->arena, &out, jb_span_of(work->issue->text, styled->blocks.at[i].text));
        jb_buf_add(work->arena, &out, JB_STR("\n"));
    }
    return jb_buf_str(&out);
}

/* ---- out of a file ------------------------------------------------------------------------- */

/* Of one that can be had. */
static jb_str bytes_of(const jb_attached_list *files, jb_str name)
{
    for (uint32_t i = 0; i < files->len; i++)
        if (jb_str_equal(files->at[i].name, name) && files->at[i].state != JB_ATTACHED_BROKEN)
            return files->at[i].bytes;
    return (jb_str){0};
}

/* The record of a kept file; NULL: there is none. */
static const jb_json_value *find_record(jb_arena *arena, const jb_attached_list *files)
{
    jb_str bytes = bytes_of(files, JB_STR(JB_RECORD_NAME));
    return bytes.at ? jb_json_read(arena, bytes) : NULL;
}

static void recall_settings(jb_arena *arena, const jb_json_value *record, jb_job *job)
{
    JB_VEC(jb_str) settings = {0};
    for (const jb_json_value *v = jb_json_member(record, "settings")->first; v; v = v->next)
        *jb_push(arena, &settings) = v->text;
    job->settings = settings.at;
    job->settings_len = settings.len;
}

/* What is found in the source was told when the file was made. */
static jb_str read_again(jb_work *work, const jb_json_value *record,
                         const jb_attached_list *files, jb_str bytes, jb_str *text)
{
    jb_arena *arena = work->arena;
    jb_str layout = jb_rebuild_layout(arena, jb_json_member(record, "layout")->text);
    jb_diags untold = {.arena = arena};
    jb_job job = {.source = work->job->source};
    jb_work again = {.engine = work->engine, .job = &job, .result = work->result, .arena = arena,
                     .scratch = work->scratch, .paras = work->paras, .diags = &untold};
    recall_settings(arena, record, &job);
    again.layout = jb_layout_recall(arena, bytes_of(files, layout), &untold);
    if (!again.layout)
        return JB_BOTH("所附版式读不出来", "the attached layout cannot be read");
    const jb_source_options options = {.encoding = jb_json_member(record, "encoding")->text,
                                       .repair = jb_rebuild_repairs(record)};
    again.source = jb_source_decode(arena, jb_json_member(record, "source")->text, bytes, &options,
                                    &untold);
    if (!again.source || !jb_job_take_apart(&again) || !jb_work_restyle(&again))
        return JB_BOTH("原稿或设置读不出来", "the source or its settings cannot be read");
    *text = jb_work_text(&again);
    return (jb_str){0};
}

void jb_recall_text(jb_work *work, jb_str pdf, jb_verify_terms *terms)
{
    jb_attached_list files = {0};
    const jb_json_value *record = NULL;
    if (jb_verify_attached(work->arena, pdf, &files).len == 0)
        record = find_record(work->arena, &files);
    if (!record)
        return; /* another's file, or one that carries nothing */
    jb_str source = bytes_of(&files, jb_json_member(record, "source")->text);
    if (source.at)
        terms->text_lost = read_again(work, record, &files, source, &terms->text);
    else
        terms->text_lost = JB_BOTH("没有附带原稿", "no source is attached");
}
