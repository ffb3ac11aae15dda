/* new: the next issue of the newsletter, from the articles that it is to have. */
#include <errno.h>
#include <stdlib.h>

#include "parts.h"

typedef struct maker {
    jb_engine *engine;
    const jb_sheet_form *form;
    jb_result *result;
    jb_draft draft;
    jb_buf changes;
    int worst; /* of the articles */
    jb_diag_list article_diags;
    jb_buf body;
} maker;

/* ---- articles ------------------------------------------------------------------------------- */

static void free_result(void *result)
{
    jb_result_free(result);
}

/* The layout of the new issue, for jb_layout_open. */
static jb_str find_layout(const jb_draft *d)
{
    jb_str named = jb_draft_field(d, JB_FIELD_LAYOUT);
    if (jb_issue_is_path(named))
        return jb_path_join(d->arena, d->folder, named);
    if (!d->newsletter)
        return named;
    return named.len ? jb_newsletter_own(d->arena, d->newsletter, named)
                     : jb_newsletter_layout(d->arena, d->newsletter, d->date);
}

/* An article's text, its changes and findings. False: nothing can be made of it. */
static bool add_article(maker *m, jb_str path)
{
    jb_draft *d = &m->draft;
    jb_str *name = JB_NEW(d->arena, jb_str);
    *name = jb_arena_format(d->arena, "刊名=%.*s", JB_FMT(jb_draft_field(d, JB_FIELD_NAME)));
    jb_job job = {.source = path,
                  .encoding = d->wish->encoding,
                  .layout = find_layout(d),
                  .output = jb_path_join(d->arena, d->folder, JB_STR("new.txt")),
                  .settings = name,
                  .settings_len = 1};
    jb_result *result = jb_engine_article(m->engine, &job, m->form);
    jb_arena_defer(d->arena, free_result, result); /* its diagnostics are kept */
    jb_buf_add(d->arena, &m->body, result->text);
    jb_buf_add(d->arena, &m->changes, result->changes);
    for (uint32_t i = 0; i < result->diags.list.len && !result->told; i++)
        *jb_push(d->arena, &m->article_diags) = result->diags.list.at[i];
    m->worst = result->status > m->worst ? result->status : m->worst;
    return result->status < JB_EXIT_USAGE;
}

static bool read_articles(maker *m)
{
    jb_draft *d = &m->draft;
    bool good = true;
    for (uint32_t i = 0; i < d->wish->articles_len; i++)
        good = add_article(m, d->wish->articles[i]) && good;
    if (d->wish->articles_len == 0 && d->wish->revises.len)
        jb_issue_write_body(d->arena, d->model, d->model_way, &m->body);
    else if (d->wish->articles_len == 0)
        jb_buf_add(d->arena, &m->body, JB_STR("\n# 【待填：标题】\n\n【待填：正文】\n"));
    return good;
}

/* ---- the file ------------------------------------------------------------------------------- */

static bool write_file(maker *m)
{
    jb_draft *d = &m->draft;
    jb_buf text = {0};
    if (!jb_draft_plan(d) || !jb_draft_write(d, jb_buf_str(&m->body), &text))
        return false;
    jb_str path = jb_draft_path(d);
    if (!path.len)
        return false;
    if (jb_str_equal(path, JB_STR("-"))) {
        m->result->text = jb_buf_str(&text);
        return true;
    }
    int error = jb_file_create(path, jb_buf_str(&text));
    if (error == EEXIST)
        jb_diag_in(d->diags, JB_D_SERIES_FILE_EXISTS, (jb_place){0}, JB_ARGS(path));
    else if (error)
        jb_diag_in(d->diags, JB_D_OUTPUT_FAILED, (jb_place){0},
                   JB_ARGS(path, jb_error_text(d->arena, error)));
    else
        *jb_push(d->arena, &m->result->files) = path;
    if (!error && !jb_folder_counts(d->arena, d->root, d->folder))
        jb_diag_in(d->diags, JB_D_SERIES_NOT_COUNTED, (jb_place){0}, JB_ARGS(path, d->root));
    return error == 0;
}

/* Its folder, and that of the new file: unless one is asked for, the current one if its issues
 * count, else the newsletter's. */
static void find_newsletter(jb_draft *d)
{
    jb_str series = jb_newsletter_find(d->arena, d->folder);
    if (!series.len)
        return;
    d->newsletter = jb_newsletter_open(d->arena, series, d->diags);
    d->root = jb_path_folder(series);
    if (!d->wish->output.len && !jb_folder_counts(d->arena, d->root, d->folder))
        d->folder = d->root;
}

/* What was found on the first look is found again. */
static void forget(jb_diags *diags)
{
    *diags = (jb_diags){.arena = diags->arena};
}

/* The articles are read before the folder is held, for that may take long; number and date are then
 * decided anew. */
static void make(maker *m)
{
    jb_draft *d = &m->draft;
    bool again = false;
    find_newsletter(d);
    if (jb_diags_fatal(d->diags) || !jb_draft_set(d) || !jb_draft_plan(d) || !read_articles(m))
        return;
    if (jb_str_equal(d->wish->output, JB_STR("-"))) {
        forget(d->diags);
        write_file(m);
        return;
    }
    int lock = jb_folder_lock(d->arena, d->root, &again, d->diags);
    if (again)
        m->worst = JB_EXIT_AGAIN;
    if (lock < 0)
        return;
    forget(d->diags);
    write_file(m);
    jb_folder_unlock(d->arena, d->root, lock);
}

static jb_str find_folder(jb_str output)
{
    if (output.len == 0 || jb_str_equal(output, JB_STR("-")))
        return JB_STR(".");
    if (jb_str_ends(output, JB_STR("/")) || jb_file_is_folder(output)) {
        while (output.len > 1 && output.at[output.len - 1] == '/')
            output.len--;
        return output;
    }
    return jb_path_folder(output);
}

jb_result *jb_series_new(jb_engine *engine, const jb_new *wish, const jb_sheet_form *form)
{
    jb_arena *arena = jb_arena_new();
    if (!arena)
        jb_arena_exhaust(arena);
    jb_result *result = JB_NEW(arena, jb_result);
    result->arena = result->diags.arena = arena;
    jb_str folder = find_folder(wish->output);
    maker m = {.engine = engine,
               .form = form,
               .result = result,
               .draft = {.arena = arena,
                         .diags = &result->diags,
                         .wish = wish,
                         .folder = folder,
                         .root = folder}};
    make(&m);
    for (uint32_t i = 0; i < m.article_diags.len; i++)
        *jb_push(arena, &result->diags.list) = m.article_diags.at[i];
    result->changes = jb_buf_str(&m.changes);
    int own = jb_diags_status(&result->diags, false);
    result->status = own > m.worst ? own : m.worst;
    return result;
}
