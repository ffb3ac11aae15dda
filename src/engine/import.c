/* import: the text as received becomes the canonical issue file. */
#include <limits.h>
#include <stdlib.h>

#include "work.h"

/* The real path of a folder; empty when it has none. */
static jb_str real_folder(jb_arena *arena, jb_str folder)
{
    char path[PATH_MAX];
    const char *typed = jb_arena_cstr(arena, folder);
    return realpath(typed, path) ? jb_arena_copy(arena, jb_str_make(path)) : (jb_str){0};
}

/* "../../a" from one folder to another, both real; empty: the same. */
static jb_str find_way(jb_arena *arena, jb_str from, jb_str to)
{
    size_t shared = 0; /* up to and with the last folder in both */
    for (size_t i = 0; i <= from.len && i <= to.len; i++) {
        bool ends = (i == from.len || from.at[i] == '/') && (i == to.len || to.at[i] == '/');
        if (ends)
            shared = i;
        if (i == from.len || i == to.len || from.at[i] != to.at[i])
            break;
    }
    jb_buf way = {0};
    for (size_t i = shared; i < from.len; i++)
        if (from.at[i] == '/' && i + 1 < from.len)
            jb_buf_add(arena, &way, way.len ? JB_STR("/..") : JB_STR(".."));
    jb_str down = jb_str_cut(to, shared, to.len);
    if (down.len && down.at[0] == '/')
        down = jb_str_cut(down, 1, down.len);
    if (way.len && down.len)
        jb_buf_add(arena, &way, JB_STR("/"));
    jb_buf_add(arena, &way, down);
    return jb_buf_str(&way);
}

/* Paths in the text must lead to the same files from the folder that it is written to. */
static jb_str way_to_source(const jb_work *work, jb_str path)
{
    if (jb_str_equal(path, JB_STR("-")))
        return (jb_str){0};
    jb_str from = real_folder(work->arena, jb_path_folder(path));
    jb_str to = real_folder(work->arena, jb_job_folder(work->job));
    return from.len && to.len ? find_way(work->arena, from, to) : (jb_str){0};
}

/* An image may not lie outside the text's folder: what a file written elsewhere names must go there
 * with it. */
static void tell_images(jb_work *work, jb_str way, jb_str path)
{
    jb_str folder = jb_path_folder(path);
    for (uint32_t i = 0; i < work->issue->blocks.len; i++) {
        const jb_block *block = &work->issue->blocks.at[i];
        if (block->image.len == 0 || !jb_str_starts(way, JB_STR("..")) ||
            jb_file_exists(jb_path_join(work->arena, folder, block->image)))
            continue;
        jb_diag_at(work->diags, JB_D_IMAGE_LEFT_BEHIND, block->text, JB_ARGS(block->image, folder));
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
        jb_buf_add(work->arena, &text, work->source->text);
    return write_text(work, path, jb_buf_str(&text));
}

static void import(jb_work *work, const void *context)
{
    const jb_sheet_form *form = context;
    bool whole = make_text(work);
    jb_buf changes = {0};
    if (form->form == JB_JSON)
        jb_changes_print_json(work, whole, form->lang, &changes);
    else if (whole)
        jb_sheet_print_edits(work, form, &changes);
    work->result->changes = jb_buf_str(&changes);
    work->result->told = form->form == JB_JSON;
}

jb_result *jb_engine_import(jb_engine *engine, const jb_job *job, const jb_sheet_form *form)
{
    return jb_work_run(engine, job, import, form);
}
