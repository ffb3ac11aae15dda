/* What a build looks at: for whoever waits for a change of it. */
#include <limits.h>
#include <stdlib.h>

#include "work.h"

static void add(jb_work *work, jb_str path)
{
    *jb_push(work->arena, &work->result->files) = path;
}

/* They lie beside the text or in the nearest folder above that has them. */
static void add_company(jb_work *work)
{
    static const jb_str names[] = {JB_LIT("fonts.yaml"), JB_LIT("series.yaml"),
                                   JB_LIT("words.txt")};
    char path[PATH_MAX];
    if (!realpath(jb_arena_cstr(work->arena, jb_job_folder(work->job)), path))
        return;
    jb_str folder = jb_arena_copy(work->arena, jb_str_make(path));
    for (;; folder = jb_path_folder(folder)) {
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            add(work, jb_path_join(work->arena, folder, names[i]));
        if (folder.len <= 1)
            return;
    }
}

static void add_layout(jb_work *work)
{
    jb_names files = {0};
    jb_layout_files(work->arena, work->layout_name, jb_work_layouts(work), &files);
    for (uint32_t i = 0; i < files.len; i++)
        add(work, files.at[i]);
}

static void add_profile(jb_work *work)
{
    jb_str profile = jb_pdf_profile_path(work->arena, &work->layout->print,
                                         jb_job_folder(work->job));
    if (profile.len)
        add(work, profile);
}

static void add_images(jb_work *work)
{
    jb_str folder = jb_job_folder(work->job);
    for (uint32_t i = 0; i < work->issue->blocks.len; i++)
        if (work->issue->blocks.at[i].image.len)
            add(work, jb_path_join(work->arena, folder, work->issue->blocks.at[i].image));
}

/* As far as the job goes: of a layout that is broken no images are known. */
static void list_reads(jb_work *work, const void *context)
{
    (void)context;
    add(work, work->job->source);
    add_company(work);
    jb_work_walk(work, JB_STEP_ISSUE);
    if (work->layout_name.len)
        add_layout(work);
    if (work->layout)
        add_profile(work);
    if (work->issue)
        add_images(work);
}

jb_result *jb_engine_reads(jb_engine *engine, const jb_job *job)
{
    return jb_work_run(engine, job, list_reads, NULL);
}
