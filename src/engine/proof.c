/* Proofreading: the rules of proof/ and the office's words.txt. */
#include <limits.h>
#include <stdlib.h>

#include "work.h"

/* The folder above, as a path: "a/b" -> "a", "a" -> ".", "." -> "..", ".." -> "../..". Empty when
 * there is none. */
static jb_str folder_above(jb_arena *arena, jb_str folder)
{
    char real[PATH_MAX];
    if (!realpath(jb_arena_cstr(arena, folder), real) || strcmp(real, "/") == 0)
        return (jb_str){0};
    jb_str name = jb_path_name(folder);
    if (jb_str_equal(folder, JB_STR(".")))
        return JB_STR("..");
    if (jb_str_equal(name, JB_STR("..")) || jb_str_equal(name, JB_STR(".")))
        return jb_path_join(arena, folder, JB_STR(".."));
    return jb_path_folder(folder);
}

/* words.txt in the source's folder or the nearest above; empty: there is none. */
static jb_str find_words(jb_work *work)
{
    enum { HIGHEST = 64 };
    jb_str folder = jb_job_folder(work->job);
    for (int i = 0; i < HIGHEST && folder.len; i++) {
        jb_str path = jb_path_join(work->arena, folder, JB_STR("words.txt"));
        bool own = jb_str_equal(path, work->job->source);
        if (!own && jb_file_exists(path) && !jb_file_is_folder(path))
            return path;
        folder = folder_above(work->arena, folder);
    }
    return (jb_str){0};
}

bool jb_work_proofread(jb_work *work)
{
    if (!work->layout->proof)
        return true;
    jb_proof_options options = {.skip = work->layout->proof_skip};
    jb_str path = find_words(work);
    if (path.len)
        options.words = jb_words_open(work->arena, path, work->diags);
    if (path.len && !options.words)
        return false;
    jb_proof_run(work->arena, work->issue, &options, work->diags);
    return true;
}
