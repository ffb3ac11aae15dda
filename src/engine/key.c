/* The build key: what a build hangs on, as one sum. Two builds of one key make the same bytes, so
 * that a batch need not make again what is there.
 *
 * It is made of the bytes that this very job has read, never of names or times. Images are known
 * only after the text was parsed: who asks before gives the list that an earlier build of the same
 * source returned. */
#include <sys/stat.h>

#include "../base/hash.h"
#include "work.h"

/* ---- sums of files that issues share ------------------------------------------------------- */

static bool is_as_known(const jb_known_sum *known, const struct stat *info)
{
    return known->device == info->st_dev && known->inode == info->st_ino &&
           known->size == (uint64_t)info->st_size &&
           known->changed.tv_sec == info->st_mtim.tv_sec &&
           known->changed.tv_nsec == info->st_mtim.tv_nsec;
}

static jb_known_sum *find_known(jb_engine *engine, jb_str path)
{
    for (uint32_t i = 0; i < engine->sums.len; i++)
        if (jb_str_equal(engine->sums.at[i].path, path))
            return &engine->sums.at[i];
    jb_known_sum *known = jb_push(engine->arena, &engine->sums);
    known->path = jb_arena_copy(engine->arena, path);
    return known;
}

/* "-" for a file that is not there: that too decides what comes out. */
static jb_str sum_of_file(jb_work *work, jb_str path)
{
    jb_str sum;
    bool there = path.len && jb_hash_file(work->arena, path, &sum) == 0;
    return there ? sum : JB_STR("-");
}

/* Of a large file that every issue uses: read once for as long as it stays the same. */
static jb_str sum_of_shared(jb_work *work, jb_str path)
{
    struct stat info;
    if (path.len == 0 || stat(jb_arena_cstr(work->arena, path), &info))
        return JB_STR("-");
    jb_known_sum *known = find_known(work->engine, path);
    if (!known->sum.len || !is_as_known(known, &info)) {
        known->sum = jb_arena_copy(work->engine->arena, sum_of_file(work, path));
        known->device = info.st_dev;
        known->inode = info.st_ino;
        known->size = (uint64_t)info.st_size;
        known->changed = info.st_mtim;
    }
    return known->sum;
}

/* ---- the key ------------------------------------------------------------------------------- */

static void add(jb_work *work, jb_buf *out, const char *what, jb_str value)
{
    jb_buf_printf(work->arena, out, "%s %zu ", what, value.len);
    jb_buf_add(work->arena, out, value);
    jb_buf_add(work->arena, out, JB_STR("\n"));
}

static jb_str in_data(const jb_work *work, const char *name)
{
    return jb_path_join(work->arena, work->engine->data, jb_str_make(name));
}

static void add_programs(jb_work *work, jb_buf *out)
{
    add(work, out, "program", jb_engine_version());
    add(work, out, "libraries", jb_engine_libraries());
    add(work, out, "manifest", sum_of_shared(work, in_data(work, "fonts/manifest.yaml")));
    add(work, out, "lexicon", sum_of_shared(work, in_data(work, "lexicon")));
    add(work, out, "hyphens", sum_of_shared(work, JB_STR(JB_ENGLISH_HYPHENS)));
}

static void add_wishes(jb_work *work, jb_buf *out)
{
    const jb_job *job = work->job;
    for (int id = 0; id < JB_VARIANTS; id++)
        if (work->variants & 1u << id)
            add(work, out, "variant", jb_variant_at((jb_variant_id)id)->name);
    add(work, out, "impose", job->impose);
    add(work, out, "strict", job->strict ? JB_STR("true") : JB_STR("false"));
    add(work, out, "lang", job->lang == JB_ZH ? JB_STR("zh") : JB_STR("en"));
    add(work, out, "stem", job->stem.len ? job->stem : jb_path_stem(job->source));
    for (uint32_t i = 0; i < job->settings_len; i++)
        add(work, out, "set", job->settings[i]);
}

static void add_texts(jb_work *work, jb_buf *out)
{
    add(work, out, "encoding", work->source->encoding);
    add(work, out, "repair", work->job->repair ? JB_STR("true") : JB_STR("false"));
    add(work, out, "source", work->result->identity.sha256);
    add(work, out, "layout", work->layout->name);
    add(work, out, "resolved", jb_hash_sha256(work->arena, work->layout->resolved));
    add(work, out, "series", sum_of_file(work, work->series ? work->series->path : (jb_str){0}));
    add(work, out, "words", sum_of_file(work, jb_work_words(work)));
    add(work, out, "fonts", sum_of_file(work, jb_job_fonts(work)));
    add(work, out, "profile",
        sum_of_shared(work, jb_pdf_profile_path(work->arena, &work->layout->print,
                                                jb_job_folder(work->job))));
}

/* The manifest vouches for those with a checksum. */
static void add_fonts(jb_work *work, jb_buf *out)
{
    const jb_manifest *manifest = work->engine->manifest;
    for (uint32_t i = 0; manifest && i < manifest->len; i++) {
        const jb_manifest_face *face = &manifest->faces[i];
        uint32_t k = 0;
        if (face->checksum)
            continue;
        while (k < face->files_len && !jb_file_exists(face->files[k]))
            k++;
        if (k < face->files_len)
            add(work, out, "font", sum_of_shared(work, face->files[k]));
    }
}

static void add_images(jb_work *work, jb_buf *out, const jb_str *images, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        jb_str path = jb_path_join(work->arena, jb_job_folder(work->job), images[i]);
        add(work, out, "image", images[i]);
        add(work, out, "of", sum_of_file(work, path));
    }
}

static void describe(jb_work *work)
{
    jb_identity *identity = &work->result->identity;
    identity->encoding = work->source->encoding;
    identity->layout = work->layout_name;
    identity->sha256 = jb_hash_sha256(work->arena, work->source->raw);
}

static void identify(jb_work *work, const jb_str *images, uint32_t images_len)
{
    jb_identity *identity = &work->result->identity;
    jb_buf out = {0};
    describe(work);
    identity->images = images;
    identity->images_len = images_len;
    add_programs(work, &out);
    add_wishes(work, &out);
    add_texts(work, &out);
    add_fonts(work, &out);
    add_images(work, &out, images, images_len);
    identity->key = jb_hash_sha256(work->arena, jb_buf_str(&out));
}

/* ---- the doors ----------------------------------------------------------------------------- */

void jb_work_identify(jb_work *work)
{
    jb_files images = {0};
    for (uint32_t i = 0; i < work->issue->blocks.len; i++)
        if (work->issue->blocks.at[i].image.len)
            *jb_push(work->arena, &images) = work->issue->blocks.at[i].image;
    identify(work, images.at, images.len);
}

typedef struct image_list {
    const jb_str *at;
    uint32_t len;
} image_list;

static void identify_early(jb_work *work, const void *context)
{
    const image_list *images = context;
    jb_diags untold = {.arena = work->arena}; /* a build tells it */
    if (!jb_work_walk(work, JB_STEP_LAYOUT))
        return;
    if (jb_engine_share(work->engine, jb_job_fonts(work), &untold))
        identify(work, images->at, images->len);
}

jb_result *jb_engine_identify(jb_engine *engine, const jb_job *job, const jb_str *images,
                              uint32_t images_len)
{
    const image_list list = {images, images_len};
    return jb_work_run(engine, job, identify_early, &list);
}

static void look(jb_work *work, const void *context)
{
    (void)context;
    if (jb_work_walk(work, JB_STEP_LAYOUT))
        describe(work);
}

jb_result *jb_engine_look(jb_engine *engine, const jb_job *job)
{
    return jb_work_run(engine, job, look, NULL);
}
