/* A finished PDF, ours or another's, against its standard. */
#include "../base/error.h"
#include "work.h"

/* A report tells the breaches too. */
static void print(const jb_work *work, const jb_verify_wish *wish, const jb_verdict *verdict,
                  jb_buf *out)
{
    jb_str path = work->job->source, name = jb_path_name(path);
    if (!wish->report || verdict->unreadable)
        jb_verdict_print(work->arena, out, verdict, path, wish->form, wish->lang);
    else if (wish->form == JB_JSON)
        jb_report_json(work->arena, verdict, name, wish->lang, out);
    else
        jb_report_text(work->arena, verdict, name, wish->lang, out);
}

static void verify(jb_work *work, const void *context)
{
    const jb_verify_wish *wish = context;
    jb_str bytes;
    jb_verdict verdict;
    jb_verify_terms terms = {0};
    jb_buf out = {0};
    int error = jb_file_read(work->arena, work->job->source, JB_VERIFY_MOST, &bytes);
    if (error) {
        jb_diag_in(work->diags, JB_D_PDF_UNREADABLE, (jb_place){0},
                   JB_ARGS(work->job->source, jb_error_text(work->arena, error)));
        return;
    }
    jb_recall_text(work, bytes, &terms);
    jb_verify(work->arena, bytes, jb_claim_asked(wish->standard), &terms, &verdict);
    print(work, wish, &verdict, &out);
    work->result->text = jb_buf_str(&out);
    work->lacking = verdict.unreadable;
    work->failing = verdict.faults || (work->job->strict && verdict.warnings);
}

jb_result *jb_engine_verify(jb_engine *engine, const jb_job *job, const jb_verify_wish *wish)
{
    return jb_work_run(engine, job, verify, wish);
}
