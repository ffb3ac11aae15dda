#include "engine.h"

#include <setjmp.h>
#include <stdlib.h>

#include "work.h"

/* ---- the data's way ------------------------------------------------------------------------ */

static bool open_source(jb_work *work)
{
    const jb_job *job = work->job;
    const jb_source_options options = {.encoding = job->encoding, .repair = job->repair};
    work->source = jb_source_open(work->arena, job->source, &options, work->diags);
    return work->source != NULL;
}

static bool open_layout(jb_work *work)
{
    jb_job_choose_layout(work);
    work->layout = jb_work_open_layout(work, jb_job_layout(work, work->layout_name));
    return work->layout != NULL;
}

static bool parse_issue(jb_work *work)
{
    jb_issue_options options = {.recognise = work->layout->recognise,
                                .article = work->article,
                                .clean = work->layout->clean,
                                .overrides = work->overrides};
    work->issue = jb_issue_parse(work->arena, work->source, &options, work->diags);
    work->diags->locate = jb_issue_place;
    work->diags->context = work->issue;
    if (work->issue && !work->article)
        jb_job_look_over(work);
    return work->issue != NULL;
}

static bool style_blocks(jb_work *work)
{
    work->styled = jb_styled_make(work->arena, work->issue, work->layout, work->diags);
    return work->styled != NULL;
}

bool jb_work_restyle(jb_work *work)
{
    return parse_issue(work) && style_blocks(work);
}

static bool find_fonts(jb_work *work)
{
    if (!jb_engine_share(work->engine, jb_job_fonts(work), work->diags))
        return false;
    jb_hyphens_begin(work->engine->hyphens);
    work->fonts = (jb_para_fonts){.fonts = work->engine->fonts,
                                  .known = JB_NEW(work->arena, jb_known_faces),
                                  .roles = work->layout->roles,
                                  .lang = work->layout->lang,
                                  .marks_form = work->layout->marks_form,
                                  .lexicon = jb_work_lexicon(work),
                                  .hyphens = work->engine->hyphens,
                                  .own = work->own_words,
                                  .scratch = work->scratch,
                                  .paras = work->paras};
    return true;
}

static bool set_lines(jb_work *work)
{
    work->set = jb_set_make(work->arena, work->styled, &work->fonts, work->diags);
    return work->set != NULL;
}

static bool make_pages(jb_work *work)
{
    work->pages = jb_pages_make(work->arena, work->set, jb_job_folder(work->job), work->diags);
    return work->pages != NULL;
}

static const struct {
    bool (*step)(jb_work *work);
    const char *name;
    jb_stage stage; /* that its time is noted for */
} way[JB_STEPS] = {
    [JB_STEP_JOB] = {jb_job_take_apart, "job", JB_STAGE_START},
    [JB_STEP_SOURCE] = {open_source, "source", JB_STAGE_SOURCE},
    [JB_STEP_SERIES] = {jb_job_find_series, "series", JB_STAGE_STYLED},
    [JB_STEP_LAYOUT] = {open_layout, "layout", JB_STAGE_STYLED},
    [JB_STEP_ISSUE] = {parse_issue, "issue", JB_STAGE_ISSUE},
    [JB_STEP_PROOF] = {jb_work_proofread, "proof", JB_STAGE_PROOF},
    [JB_STEP_STYLED] = {style_blocks, "styled", JB_STAGE_STYLED},
    [JB_STEP_FONTS] = {find_fonts, "fonts", JB_STAGE_LINES},
    [JB_STEP_LINES] = {set_lines, "lines", JB_STAGE_LINES},
    [JB_STEP_PAGES] = {make_pages, "pages", JB_STAGE_PAGES},
    [JB_STEP_ACCOUNT] = {jb_account_text, "account", JB_STAGE_PAGES},
};

bool jb_work_walk(jb_work *work, jb_step last)
{
    for (int i = 0; i <= (int)last; i++) {
        jb_memory_watch();
        bool done = way[i].step(work);
        if (jb_memory_failed())
            jb_arena_exhaust(work->arena);
        jb_trace_note(&work->engine->trace, way[i].stage);
        if (jb_diags_fatal(work->diags))
            return false;
        if (!done) { /* a stage gave up and did not say why */
            jb_diag_in(work->diags, JB_D_ENGINE_FAULT, (jb_place){0},
                       JB_ARGS(jb_str_make(way[i].name)));
            work->bug = true;
            return false;
        }
    }
    return true;
}

/* The pages hold all that is painted: the paragraphs make room for the files. */
static void drop_paras(jb_work *work)
{
    jb_arena_free(work->paras);
    work->paras = work->fonts.paras = NULL;
    work->set = NULL;
}

static bool make_files(jb_work *work, const jb_pdf_meta *meta, jb_outputs *outputs)
{
    for (uint32_t i = 0; i < outputs->len; i++) {
        jb_output *output = &outputs->at[i];
        jb_pdf_bytes made = {0};
        jb_memory_watch();
        if (!jb_pdf_make(work->arena, work->pages, output->variant, meta, work->shared, &made,
                         work->diags))
            return false;
        output->bytes = made.bytes;
        output->sha256 = made.sha256;
        if (jb_memory_failed())
            jb_arena_exhaust(work->arena);
    }
    if (jb_fonts_are_spoilt(work->engine->fonts)) /* by another thread, while these were made */
        jb_arena_exhaust(work->arena);
    jb_trace_note(&work->engine->trace, JB_STAGE_PDF);
    return true;
}

/* What no press would take is not written: then, too, there is a screen PDF. */
static bool make_outputs(jb_work *work, jb_outputs *outputs)
{
    const jb_pdf_meta meta = jb_work_meta(work);
    drop_paras(work);
    if (!jb_outputs_plan(work, outputs) || !make_files(work, &meta, outputs))
        return false;
    uint32_t refused = work->diags->count[JB_PRESS];
    if (!jb_press_check(work, outputs))
        return false;
    jb_trace_note(&work->engine->trace, JB_STAGE_VERIFY);
    if (work->diags->count[JB_PRESS] == refused)
        return true;
    outputs->len = 0;
    return jb_outputs_plan(work, outputs) && make_files(work, &meta, outputs);
}

static bool mark_unfinished(jb_work *work)
{
    if (work->diags->count[JB_CONTENT] == 0)
        return true;
    return jb_pages_mark(work->arena, work->pages, &work->fonts, &work->layout->unfinished,
                         work->diags);
}

/* All of it: the files are made whole in memory before the first is written. */
static void build(jb_work *work, const void *context)
{
    (void)context;
    jb_outputs outputs = {0};
    bool walked = jb_work_walk(work, JB_STEP_ACCOUNT); /* source, issue, styled, lines, pages */
    if (walked && work->job->held)
        jb_work_identify(work);
    bool written = walked &&
                   jb_press_prepare(work) &&              /* images, slug line */
                   mark_unfinished(work) &&               /* 未定稿, when the content has errors */
                   make_outputs(work, &outputs) &&        /* names, paint, PDF, verify */
                   jb_outputs_write(work, &outputs);
    if (written && work->diags->count[JB_CONTENT] && !work->job->held)
        jb_diag_in(work->diags, JB_D_HAS_ERRORS, (jb_place){0}, JB_NO_ARGS);
    jb_trace_note(&work->engine->trace, JB_STAGE_SAVE);
}

jb_result *jb_engine_build(jb_engine *engine, const jb_job *job)
{
    return jb_work_run(engine, job, build, NULL);
}

/* ---- the job's boundary -------------------------------------------------------------------- */

/* No honest issue comes near it; it stops a hostile text before the machine swaps. */
static const size_t ARENA_MOST = (size_t)4 << 30;

static void leave_job(void *boundary)
{
    longjmp(*(jmp_buf *)boundary, 1);
}

int jb_work_status(const jb_work *work)
{
    if (work->bug)
        return JB_EXIT_BUG;
    if (work->lacking)
        return JB_EXIT_WORLD;
    return work->failing ? JB_EXIT_CONTENT : jb_diags_status(work->diags, work->job->strict);
}

static jb_work *new_work(jb_engine *engine, const jb_job *job)
{
    jb_arena *arena = jb_arena_new();
    if (!arena)
        jb_arena_exhaust(engine->arena);
    jb_result *result = JB_NEW(arena, jb_result);
    result->arena = result->diags.arena = arena;
    jb_work *work = JB_NEW(arena, jb_work);
    work->engine = engine;
    work->job = job;
    work->result = result;
    work->arena = arena;
    work->diags = &result->diags;
    return work;
}

/* The only setjmp of the tree. */
jb_result *jb_work_run(jb_engine *engine, const jb_job *job, jb_body *body, const void *context)
{
    jb_work *const work = new_work(engine, job);
    jmp_buf boundary;
    jb_arena_limit(work->arena, ARENA_MOST, leave_job, &boundary);
    jb_arena_limit(engine->arena, 0, leave_job, &boundary);
    if (setjmp(boundary) == 0) {
        work->scratch = jb_arena_child(work->arena);
        work->paras = jb_arena_child(work->arena);
        jb_memory_begin();
        body(work, context);
        if (jb_memory_failed())
            jb_arena_exhaust(work->arena);
        jb_arena_limit(work->arena, 0, NULL, NULL);
    } else {
        jb_arena_limit(work->arena, 0, NULL, NULL); /* the rest is small */
        if (engine->fonts)
            jb_fonts_spoil(engine->fonts);
        jb_diag_in(work->diags, JB_D_OUT_OF_MEMORY, (jb_place){0}, JB_NO_ARGS);
        work->result->text = work->result->changes = (jb_str){0};
    }
    jb_arena_limit(engine->arena, 0, NULL, NULL);
    jb_arena_free(work->scratch);
    jb_arena_free(work->paras);
    work->result->status = jb_work_status(work);
    return work->result;
}

void jb_result_free(jb_result *result)
{
    jb_arena_free(result->arena);
}

/* ---- engines ------------------------------------------------------------------------------- */

static jb_engine *new_engine(void)
{
    jb_arena *arena = jb_arena_new();
    if (!arena)
        return NULL;
    jb_engine *engine = JB_NEW(arena, jb_engine);
    engine->arena = arena;
    engine->trace = jb_trace_begin();
    return engine;
}

jb_engine *jb_engine_open(jb_str data)
{
    jb_engine *engine = new_engine();
    if (!engine)
        return NULL;
    engine->data = jb_data_folder(engine->arena, data);
    engine->shared = jb_shared_new(engine->arena);
    engine->hyphens = engine->shared->hyphens;
    engine->first = true;
    return engine;
}

jb_engine *jb_engine_join(const jb_engine *first)
{
    jb_engine *engine = new_engine();
    if (!engine)
        return NULL;
    engine->data = first->data;
    engine->shared = first->shared;
    engine->hyphens = jb_hyphens_join(engine->arena, first->hyphens);
    return engine;
}

void jb_engine_close(jb_engine *engine)
{
    for (uint32_t i = 0; i < engine->joined.len; i++)
        jb_fonts_free(engine->joined.at[i].fonts);
    if (engine->first)
        jb_shared_free(engine->shared);
    jb_arena_free(engine->arena);
}

jb_str jb_engine_version(void)
{
    return JB_STR(JB_VERSION);
}

jb_str jb_engine_libraries(void)
{
    return JB_STR(JB_LIBRARIES);
}

jb_str jb_engine_trace(jb_arena *arena, jb_engine *engine)
{
    jb_buf out = {0};
    jb_trace_print(arena, &engine->trace, &out);
    return jb_buf_str(&out);
}
