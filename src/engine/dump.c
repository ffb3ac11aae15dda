/* Every stage can be printed: the same prints are the golden files of the tests. */
#include "work.h"

typedef enum jb_dump_stage {
    DUMP_SOURCE,
    DUMP_ISSUE,
    DUMP_STYLED,
    DUMP_RUNS,
    DUMP_LINES,
    DUMP_PAGES,
    DUMP_PAINT,
    DUMP_TAGS,
    DUMP_PDF,
    DUMP_STAGES
} jb_dump_stage;

static const struct {
    jb_str name;
    jb_step last; /* the step that makes it */
} stages[DUMP_STAGES] = {
    [DUMP_SOURCE] = {JB_LIT("source"), JB_STEP_SOURCE},
    [DUMP_ISSUE] = {JB_LIT("issue"), JB_STEP_ISSUE},
    [DUMP_STYLED] = {JB_LIT("styled"), JB_STEP_STYLED},
    [DUMP_RUNS] = {JB_LIT("runs"), JB_STEP_LINES},
    [DUMP_LINES] = {JB_LIT("lines"), JB_STEP_LINES},
    [DUMP_PAGES] = {JB_LIT("pages"), JB_STEP_PAGES},
    [DUMP_PAINT] = {JB_LIT("paint"), JB_STEP_PAGES},
    [DUMP_TAGS] = {JB_LIT("tags"), JB_STEP_PAGES},
    [DUMP_PDF] = {JB_LIT("pdf"), JB_STEP_PAGES},
};

typedef struct dump_wish {
    jb_str stage;
    bool text;
} dump_wish;

static bool find_stage(jb_work *work, jb_str name, jb_dump_stage *stage)
{
    jb_buf known = {0};
    for (int i = 0; i < DUMP_STAGES; i++) {
        if (jb_str_equal(stages[i].name, name)) {
            *stage = (jb_dump_stage)i;
            return true;
        }
        jb_buf_add(work->arena, &known, i ? JB_STR(", ") : JB_STR(""));
        jb_buf_add(work->arena, &known, stages[i].name);
    }
    jb_diag_in(work->diags, JB_D_UNKNOWN_STAGE, (jb_place){0}, JB_ARGS(name, jb_buf_str(&known)));
    return false;
}

static const jb_variant *first_variant(const jb_work *work)
{
    int id = 0;
    while (!(work->variants & 1u << id))
        id++;
    return jb_variant_at((jb_variant_id)id);
}

static void print_stage(jb_work *work, jb_dump_stage stage, bool text, jb_buf *out)
{
    jb_arena *arena = work->arena;
    switch (stage) {
    case DUMP_SOURCE: jb_source_dump(arena, work->source, out); break;
    case DUMP_ISSUE:
        (text ? jb_issue_dump_text : jb_issue_dump)(arena, work->issue, out);
        break;
    case DUMP_STYLED: jb_styled_dump(arena, work->styled, out); break;
    case DUMP_RUNS: jb_set_dump_runs(arena, work->set, out); break;
    case DUMP_LINES: jb_set_dump_lines(arena, work->set, out); break;
    case DUMP_PAGES: jb_pages_dump(arena, work->pages, out); break;
    case DUMP_PAINT: jb_paint_trace(arena, work->pages, first_variant(work), out); break;
    case DUMP_TAGS: jb_tags_dump(arena, work->pages, first_variant(work), out); break;
    case DUMP_PDF: {
        jb_pdf_meta meta = jb_work_meta(work);
        if (!jb_press_prepare(work))
            break;
        jb_pdf_dump(arena, work->pages, first_variant(work), &meta, work->shared, out, work->diags);
        break;
    }
    case DUMP_STAGES: break;
    }
}

static void dump(jb_work *work, const void *context)
{
    const dump_wish *wish = context;
    jb_dump_stage stage = DUMP_SOURCE;
    if (!find_stage(work, wish->stage, &stage) || !jb_work_walk(work, stages[stage].last))
        return;
    if ((stage == DUMP_PAINT || stage == DUMP_PDF) && !jb_press_prepare(work))
        return;
    jb_buf out = {0};
    print_stage(work, stage, wish->text, &out);
    work->result->text = jb_buf_str(&out);
}

jb_result *jb_engine_dump(jb_engine *engine, const jb_job *job, jb_str stage, bool text)
{
    dump_wish wish = {stage, text};
    return jb_work_run(engine, job, dump, &wish);
}
