/* The plan: all texts below some folders, in the order of their names. */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>

#include "../base/error.h"
#include "../base/utf8.h"
#include "../series/series.h"
#include "parts.h"

enum { DEPTH_MOST = 128 };

typedef struct place {
    dev_t device;
    ino_t inode;
} place;

typedef struct planner {
    jb_asked *asked;
    jb_engine *engine;
    const jb_batch *batch;
    const jb_batch_ear *ear;
    jb_arena *arena;
    jb_file_out *out;
    jb_names ids;
    jb_comparison *comparison; /* of numbers with their neighbours' */
    place above[DEPTH_MOST]; /* the folders that lead to the one in hand */
    uint32_t depth;
    jb_batch_count count;
    int status;
    bool alone;
} planner;

static void tell(planner *p, jb_code code, jb_str path, const jb_str *args, size_t n)
{
    int status = jb_ear_tell(p->ear, code, (jb_place){.file = path}, args, n);
    p->status = status > p->status ? status : p->status;
}

/* ---- one text ------------------------------------------------------------------------------ */

/* What is no UTF-8 cannot be a name in a bag's list: such bytes are written as %E9. */
static jb_str make_id(jb_arena *arena, jb_str way)
{
    jb_buf id = {0};
    for (size_t at = 0; at < way.len;) {
        size_t begin = at;
        if (jb_utf8_next(way, &at) == JB_RUNE_BAD)
            jb_buf_printf(arena, &id, "%%%02X", (unsigned char)way.at[begin]);
        else
            jb_buf_add(arena, &id, jb_str_cut(way, begin, at));
    }
    return jb_buf_str(&id);
}

static jb_job job_of(const planner *p, jb_str source)
{
    jb_job job = *p->batch->common;
    job.source = source;
    return job;
}

static jb_str without_extension(jb_str name)
{
    return name.len > 4 && name.at[name.len - 4] == '.' ? jb_str_cut(name, 0, name.len - 4) : name;
}

/* What was printed is printed: a number that contradicts its neighbours is told, and stays. */
static void compare_number(planner *p, jb_arena *arena, jb_str path)
{
    jb_diags found = {.arena = arena};
    jb_series_compare(p->comparison, path, &found);
    if (found.list.len)
        p->ear->diags(p->ear->context, &found);
}

/* A text that cannot be read is planned too: who runs the plan sees that it is not made. */
static void plan_text(planner *p, jb_arena *arena, jb_str path, jb_str way, uint64_t size)
{
    const jb_job job = job_of(p, path);
    jb_str id = make_id(arena, without_extension(way));
    uint32_t known = p->ids.len;
    jb_names_put(p->arena, &p->ids, id);
    if (p->ids.len == known) {
        tell(p, JB_D_BATCH_TWICE, path, JB_ARGS(id));
        return;
    }
    jb_result *result = jb_engine_look(p->engine, &job);
    const jb_identity *found = &result->identity;
    const jb_row row = {.id = id,
                        .source = path,
                        .size = size,
                        .sha256 = found->sha256,
                        .encoding = found->encoding.len ? found->encoding : job.encoding,
                        .layout = found->layout.len ? found->layout : job.layout,
                        .variants = job.variants.len ? job.variants : JB_STR("screen"),
                        .impose = job.impose,
                        .settings = job.settings,
                        .settings_len = job.settings_len,
                        .repair = job.repair,
                        .strict = job.strict,
                        .lang = job.lang};
    jb_buf line = {0};
    jb_row_write(arena, &row, &line);
    jb_file_add(p->out, jb_buf_str(&line));
    p->count.rows++;
    if (result->status) {
        p->count.failed++;
        if (p->alone)
            p->ear->diags(p->ear->context, &result->diags);
    } else {
        compare_number(p, arena, path);
    }
    jb_result_free(result);
    p->ear->progress(p->ear->context, &p->count);
}

/* ---- folders ------------------------------------------------------------------------------- */

static bool is_text_name(jb_str name)
{
    return name.at[0] != '.' && name.len > 4 &&
           strncasecmp(name.at + name.len - 4, ".txt", 4) == 0 &&
           !jb_str_equal(name, JB_STR("words.txt"));
}

static int compare_names(const void *a, const void *b)
{
    return jb_str_compare(*(const jb_str *)a, *(const jb_str *)b);
}

typedef JB_VEC(jb_str) names;

/* A folder whose list breaks off is as one that cannot be opened. */
static const struct dirent *next_entry(DIR *dir)
{
    errno = 0;
    return dir ? readdir(dir) : NULL;
}

static void list_folder(planner *p, jb_arena *arena, jb_str folder, names *out)
{
    DIR *dir = opendir(jb_arena_cstr(arena, folder));
    int error = dir ? 0 : errno;
    for (const struct dirent *entry; (entry = next_entry(dir)) != NULL;) {
        jb_str name = jb_str_make(entry->d_name);
        if (name.at[0] != '.' && (is_text_name(name) || entry->d_type != DT_REG))
            *jb_push(arena, out) = jb_arena_copy(arena, name);
    }
    error = dir ? errno : error;
    if (dir)
        closedir(dir);
    if (error)
        tell(p, JB_D_BATCH_UNREADABLE, folder, JB_ARGS(jb_error_text(arena, error)));
    if (out->len)
        qsort(out->at, out->len, sizeof *out->at, compare_names);
}

static bool is_place(const place *a, const struct stat *info)
{
    return a->device == info->st_dev && a->inode == info->st_ino;
}

/* Lists of a bag end in .txt too. */
static bool is_output(jb_arena *arena, jb_str folder)
{
    return jb_file_is_folder(jb_path_join(arena, folder, JB_STR(JB_STATE_FOLDER)));
}

/* Of folders that lead back to one above them the way has no end. */
static bool enter(planner *p, jb_arena *arena, jb_str folder, const struct stat *info)
{
    if (is_output(arena, folder))
        return false;
    bool loop = p->depth == DEPTH_MOST;
    for (uint32_t i = 0; i < p->depth; i++)
        loop = loop || is_place(&p->above[i], info);
    if (loop) {
        tell(p, JB_D_BATCH_LOOP, folder, JB_NO_ARGS);
        return false;
    }
    p->above[p->depth++] = (place){info->st_dev, info->st_ino};
    return true;
}

static jb_str join(jb_arena *arena, jb_str way, jb_str name)
{
    return way.len ? jb_arena_format(arena, "%.*s/%.*s", JB_FMT(way), JB_FMT(name)) : name;
}

static bool is_stopped(planner *p)
{
    int status = jb_asked_look(p->asked);
    p->status = status > p->status ? status : p->status;
    return status != 0;
}

/* `way`: from the folder of sources. */
static void walk(planner *p, jb_str path, jb_str way)
{
    jb_arena *arena = jb_arena_child(p->arena);
    names all = {0};
    list_folder(p, arena, path, &all);
    jb_arena *scratch = jb_arena_child(arena);
    for (uint32_t i = 0; i < all.len && !is_stopped(p); i++) {
        jb_str below = join(scratch, path, all.at[i]), name = join(scratch, way, all.at[i]);
        struct stat info;
        if (stat(jb_arena_cstr(scratch, below), &info)) {
            if (is_text_name(all.at[i]))
                tell(p, JB_D_BATCH_UNREADABLE, below,
                     JB_ARGS(jb_error_text(scratch, errno)));
        } else if (S_ISDIR(info.st_mode) && enter(p, scratch, below, &info)) {
            walk(p, below, name);
            p->depth--;
        } else if (S_ISREG(info.st_mode) && is_text_name(all.at[i])) {
            plan_text(p, scratch, below, name, (uint64_t)info.st_size);
        }
        jb_arena_clear(scratch);
    }
    jb_arena_free(arena);
}

/* Of several folders each begins with its own name. */
static void plan_operand(planner *p, jb_str typed)
{
    char path[PATH_MAX];
    struct stat info;
    if (!realpath(jb_arena_cstr(p->arena, typed), path) || stat(path, &info)) {
        tell(p, JB_D_BATCH_UNREADABLE, typed, JB_ARGS(jb_error_text(p->arena, errno)));
        return;
    }
    jb_str source = jb_arena_copy(p->arena, jb_str_make(path));
    bool many = p->batch->folders_len > 1;
    if (!S_ISDIR(info.st_mode)) {
        plan_text(p, p->arena, source, jb_path_name(source), (uint64_t)info.st_size);
    } else if (enter(p, p->arena, source, &info)) {
        walk(p, source, many ? jb_path_name(source) : (jb_str){0});
        p->depth--;
    }
}

int jb_plan_rows(jb_arena *arena, jb_engine *engine, const jb_batch *batch,
                 const jb_batch_ear *ear, jb_asked *asked, bool alone)
{
    planner p = {.asked = asked,
                 .engine = engine,
                 .batch = batch,
                 .ear = ear,
                 .arena = arena,
                 .comparison = jb_series_begin(arena),
                 .alone = alone};
    jb_str path = batch->plan.len ? batch->plan : JB_STR("-");
    int error = jb_file_begin(arena, path, &p.out);
    for (uint32_t i = 0; i < batch->folders_len && !error; i++)
        plan_operand(&p, batch->folders[i]);
    if (!error && p.status < JB_EXIT_USAGE && p.count.rows == 0)
        tell(&p, JB_D_BATCH_EMPTY, (jb_str){0}, JB_ARGS(batch->folders[0]));
    if (!error)
        error = jb_file_end(p.out, p.status < JB_EXIT_USAGE);
    if (error)
        p.status = jb_ear_tell(ear, JB_D_OUTPUT_FAILED, (jb_place){0},
                               JB_ARGS(path, jb_error_text(arena, error)));
    return p.status == 0 && p.count.failed && alone ? JB_EXIT_PARTLY : p.status;
}
