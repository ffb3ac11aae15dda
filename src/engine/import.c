/* import: the text as received becomes the canonical issue file. */
#include "work.h"

/* Paths in the text must lead to the same files from the folder that it is written to. */
static jb_str way_to_source(const jb_work *work, jb_str path)
{
    if (jb_str_equal(path, JB_STR("-")))
        return (jb_str){0};
    return jb_path_way(work->arena, jb_path_folder(path), jb_job_folder(work->job));
}

/* An image may not lie outside the text's folder: what a file written elsewhere names must go there
 * with it. */
static void tell_images(jb_work *work, jb_str way, jb_str path)
{
    jb_str folder = jb_path_folder(path);
    for (uint32_t i = 0; i < work->issue->blocks.len; i++) {
        const jb_block *block = &work->issue->blocks.at[i];
        bool outside = jb_str_starts(way, JB_STR(".."));
        jb_str moved = outside ? block->image : jb_path_join(work->arena, way, block->image);
        if (block->image.len == 0 || (!outside && !work->article) ||
            jb_file_exists(jb_path_join(work->arena, folder, moved)))
            continue;
        jb_diag_at(work->diags, JB_D_IMAGE_LEFT_BEHIND, block->text, JB_ARGS(moved, folder));
    }
}

static bool write_text(jb_work *work, jb_str path, jb_str text)
{
    if (jb_str_equal(path, JB_STR("-"))) {
        work->result->text = text;
        return true;
    }
    jb_outputs outputs = {0};
    *jb_push(work->arena, &outputs) = (jb_output){.path = path, .bytes = text};
    return jb_outputs_write(work, &outputs);
}

static bool make_text(jb_work *work)
{
    if (!jb_work_walk(work, JB_STEP_ISSUE) || !jb_account_issue(work))
        return false;
    jb_str path = jb_outputs_text_path(work);
    if (path.len == 0)
        return false;
    jb_buf text = {0};
    jb_str way = way_to_source(work, path);
    tell_images(work, way, path);
    if (work->layout->recognise)
        jb_issue_write_moved(work->arena, work->issue, way, &text);
    else
        jb_buf_add(work->arena, &text, work->issue->source->text);
    return write_text(work, path, jb_buf_str(&text));
}

static void tell_changes(jb_work *work, const jb_sheet_form *form, bool whole)
{
    jb_buf changes = {0};
    if (form->form == JB_JSON)
        jb_changes_print_json(work, whole, form->lang, &changes);
    else if (whole)
        jb_sheet_print_edits(work, form, &changes);
    work->result->changes = jb_buf_str(&changes);
    work->result->told = form->form == JB_JSON;
}

static void import(jb_work *work, const void *context)
{
    tell_changes(work, context, make_text(work));
}

jb_result *jb_engine_import(jb_engine *engine, const jb_job *job, const jb_sheet_form *form)
{
    return jb_work_run(engine, job, import, form);
}

/* ---- articles ------------------------------------------------------------------------------ */

/* What a whole issue has and an article has not. */
static void tell_left_out(jb_work *work)
{
    const jb_issue *issue = work->issue;
    for (uint32_t i = 0; i < issue->fields.len; i++) {
        const jb_field *field = &issue->fields.at[i];
        if (jb_str_equal(field->rule, JB_STR("set")) || jb_span_is_empty(field->value))
            continue;
        jb_diag_at(work->diags, JB_D_ARTICLE_MASTHEAD, field->value,
                   JB_ARGS(jb_span_of(issue->text, field->value)));
        break;
    }
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *block = &issue->blocks.at[i];
        if (!block->in_end)
            continue;
        jb_diag_at(work->diags, JB_D_ARTICLE_END, block->text,
                   JB_ARGS(jb_span_of(issue->text, block->text)));
        break;
    }
}

/* A file is one article as a rule: a second title in it may be none. */
static void tell_titles(jb_work *work)
{
    const jb_issue *issue = work->issue;
    uint32_t titles = 0;
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *block = &issue->blocks.at[i];
        if (block->kind == JB_BLOCK_TITLE && ++titles > 1)
            jb_diag_at(work->diags, JB_D_ARTICLE_TITLES, block->text,
                       JB_ARGS(jb_span_of(issue->text, block->text)));
    }
    if (titles == 0)
        jb_diag_in(work->diags, JB_D_ARTICLE_NO_TITLE, (jb_place){.file = work->source->label},
                   JB_NO_ARGS);
}

static bool make_blocks(jb_work *work)
{
    if (!jb_work_walk(work, JB_STEP_ISSUE) || !jb_account_issue(work))
        return false;
    jb_buf text = {0};
    jb_str way = way_to_source(work, work->job->output);
    tell_left_out(work);
    tell_titles(work);
    tell_images(work, way, work->job->output);
    jb_issue_write_body(work->arena, work->issue, way, &text);
    work->result->text = jb_buf_str(&text);
    return true;
}

static void article(jb_work *work, const void *context)
{
    work->article = true;
    tell_changes(work, context, make_blocks(work));
}

jb_result *jb_engine_article(jb_engine *engine, const jb_job *job, const jb_sheet_form *form)
{
    return jb_work_run(engine, job, article, form);
}
