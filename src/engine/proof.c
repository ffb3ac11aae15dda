/* Proofreading: the rules of proof/ and the office's words.txt, whose words titles keep whole. */
#include "work.h"

/* words.txt beside the source, else beside series.yaml; empty: there is none. */
jb_str jb_work_words(const jb_work *work)
{
    jb_str own = jb_path_join(work->arena, jb_job_folder(work->job), JB_STR("words.txt"));
    if (!jb_file_exists(own) && work->series)
        own = jb_path_join(work->arena, work->series->folder, JB_STR("words.txt"));
    return jb_file_exists(own) && !jb_str_equal(own, work->job->source) ? own : (jb_str){0};
}

bool jb_work_proofread(jb_work *work)
{
    jb_proof_options options = {.skip = work->layout->proof_skip};
    if (work->series)
        options.skip |= work->series->skip;
    jb_str path = jb_work_words(work);
    if (path.len)
        options.words = jb_words_open(work->arena, path, work->diags);
    if (path.len && !options.words)
        return false;
    if (options.words)
        work->own_words.at = jb_words_list(work->arena, options.words, &work->own_words.len);
    if (work->layout->proof)
        jb_proof_run(work->arena, work->issue, &options, work->diags);
    return true;
}
