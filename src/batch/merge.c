/* The end of a batch: what all runs recorded, put together in the plan's order, and the lists that
 * make OUT a bag (RFC 8493), which `sha256sum -c manifest-sha256.txt` checks too. No clock is asked
 * and no shard named: however the plan was run, these are the same bytes. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "../base/error.h"
#include "../base/hash.h"
#include "parts.h"

#define MANIFEST "manifest-sha256.txt"
#define RESULTS "results.jsonl"

enum { STRAYS_TOLD = 20, DEPTH_MOST = 256 };

typedef struct merger {
    jb_asked *asked;
    const jb_batch *batch;
    const jb_batch_ear *ear;
    jb_arena *arena;
    jb_results *results;
    jb_line_file plan;
    jb_names outputs;           /* in the bag, by their names there */
    uint64_t bytes;             /* of them all */
    uint64_t missing, failed;
    uint32_t strays;
    int status;
} merger;

static void tell(merger *m, jb_code code, jb_str path, const jb_str *args, size_t n)
{
    int status = jb_ear_tell(m->ear, code, (jb_place){.file = path}, args, n);
    m->status = status > m->status ? status : m->status;
}

static void fail(merger *m, jb_str path, int error)
{
    tell(m, JB_D_OUTPUT_FAILED, (jb_str){0}, JB_ARGS(path, jb_error_text(m->arena, error)));
}

static jb_str in_out(const merger *m, const char *name)
{
    return jb_path_join(m->arena, m->batch->output, jb_str_make(name));
}

/* ---- lines --------------------------------------------------------------------------------- */

/* A list of a bag is one of lines: a line's end in a name, and the sign of that, are escaped (RFC
 * 8493, 2.1.3). */
static void add_name(jb_arena *arena, jb_buf *out, jb_str path)
{
    for (size_t i = 0; i < path.len; i++) {
        char c = path.at[i];
        if (c == '\n' || c == '\r' || c == '%')
            jb_buf_printf(arena, out, "%%%02X", c);
        else
            *jb_push(arena, out) = c;
    }
}

static void add_sum(jb_arena *arena, jb_buf *out, jb_str sha256, jb_str path)
{
    jb_buf_printf(arena, out, "%.*s  ", JB_FMT(sha256));
    add_name(arena, out, path);
    jb_buf_add(arena, out, JB_STR("\n"));
}

static void add_result(jb_arena *arena, jb_buf *out, const jb_record *record)
{
    const jb_json j = {arena, out};
    jb_json_open(&j, NULL, '{');
    jb_record_members(&j, record);
    jb_json_close(&j, '}');
    jb_buf_add(arena, out, JB_STR("\n"));
}

/* ---- rows ---------------------------------------------------------------------------------- */

typedef struct lists {
    jb_file_out *manifest, *results;
} lists;

static bool outputs_stand(const merger *m, jb_arena *scratch, const jb_record *record)
{
    for (uint32_t i = 0; i < record->outputs_len; i++)
        if (!jb_output_stands(scratch, m->batch->output, &record->outputs[i], m->batch->recheck))
            return false;
    return true;
}

/* Texts of two names may make files of one: a.txt for the press and a-print.txt. */
static void add_output(merger *m, const jb_row *row, const jb_output_record *output)
{
    uint32_t known = m->outputs.len;
    jb_names_put(m->arena, &m->outputs, output->path);
    m->bytes += output->size;
    if (m->outputs.len == known)
        tell(m, JB_D_BATCH_TWICE, row->source, JB_ARGS(output->path));
}

static void merge_row(merger *m, jb_arena *scratch, const jb_row *row, const lists *out)
{
    jb_record record;
    jb_buf sums = {0}, result = {0};
    if (!jb_results_find(m->results, scratch, row->id, &record) ||
        record.status == JB_EXIT_AGAIN) {
        m->missing++;
        return;
    }
    m->failed += record.status != 0;
    for (uint32_t i = 0; i < record.outputs_len; i++) {
        add_sum(scratch, &sums, record.outputs[i].sha256, record.outputs[i].path);
        add_output(m, row, &record.outputs[i]);
    }
    m->missing += !outputs_stand(m, scratch, &record);
    add_result(scratch, &result, &record);
    jb_file_add(out->manifest, jb_buf_str(&sums));
    jb_file_add(out->results, jb_buf_str(&result));
}

static void merge_rows(merger *m, const lists *out)
{
    jb_arena *scratch = jb_arena_child(m->arena);
    jb_str path = jb_batch_plan_path(m->arena, m->batch);
    while (m->status == 0 && jb_lines_next(&m->plan)) {
        jb_row row;
        m->status = jb_asked_look(m->asked);
        if (!m->plan.broken && jb_row_read(scratch, m->plan.line, &row))
            merge_row(m, scratch, &row, out);
        else
            tell(m, JB_D_BATCH_PLAN_ROW, path, JB_NO_ARGS);
        jb_arena_clear(scratch);
    }
    jb_arena_free(scratch);
}

/* ---- what else lies there ------------------------------------------------------------------ */

static bool is_folder(DIR *within, const char *name)
{
    struct stat info;
    return fstatat(dirfd(within), name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode);
}

/* `name`: in OUT. A bag is whole when its list has every file in it. */
static void look_for_strays(merger *m, jb_str name, int depth)
{
    jb_arena *arena = jb_arena_child(m->arena);
    DIR *dir = opendir(jb_arena_cstr(arena, jb_path_join(arena, m->batch->output, name)));
    const struct dirent *found;
    while (dir && (found = readdir(dir)) != NULL) {
        jb_str file = jb_path_join(arena, name, jb_str_make(found->d_name));
        if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0)
            continue;
        if (is_folder(dir, found->d_name) && depth < DEPTH_MOST)
            look_for_strays(m, file, depth + 1);
        else if (!jb_names_find(&m->outputs, file) && m->strays++ < STRAYS_TOLD)
            tell(m, JB_D_BATCH_STRAY, (jb_str){0},
                 JB_ARGS(jb_path_join(arena, m->batch->output, file)));
    }
    if (dir)
        closedir(dir);
    jb_arena_free(arena);
}

/* ---- the bag ------------------------------------------------------------------------------- */

static void write_text(merger *m, const char *name, const jb_buf *text)
{
    int error = jb_file_write(in_out(m, name), jb_buf_str(text));
    if (error)
        fail(m, in_out(m, name), error);
}

static void write_about(merger *m)
{
    jb_buf bag = {0}, info = {0};
    jb_buf_add(m->arena, &bag,
               JB_STR("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
    jb_buf_printf(m->arena, &info, "Bag-Software-Agent: jianbao %.*s\nPayload-Oxum: %llu.%llu\n",
                  JB_FMT(jb_engine_version()), (unsigned long long)m->bytes,
                  (unsigned long long)m->outputs.len);
    write_text(m, "bagit.txt", &bag);
    write_text(m, "bag-info.txt", &info);
}

/* The lists of the bag's own files: small but for two, which have just been written. */
static void write_tags(merger *m)
{
    static const char *const names[] = {"bag-info.txt", "bagit.txt", MANIFEST, RESULTS};
    jb_buf out = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names && m->status == 0; i++) {
        jb_str path = in_out(m, names[i]), sum;
        int error = jb_hash_file(m->arena, path, &sum);
        if (error)
            fail(m, path, error);
        else
            add_sum(m->arena, &out, sum, jb_str_make(names[i]));
    }
    if (m->status == 0)
        write_text(m, "tagmanifest-sha256.txt", &out);
}

static void end_lists(merger *m, const lists *out)
{
    bool keep = m->status == 0 && m->missing == 0;
    int error = jb_file_end(out->results, keep);
    int other = jb_file_end(out->manifest, keep);
    if (error || other)
        fail(m, m->batch->output, error ? error : other);
    else if (keep) {
        write_about(m);
        write_tags(m);
    }
}

static jb_str count_text(merger *m, uint64_t n)
{
    return jb_arena_format(m->arena, "%llu", (unsigned long long)n);
}

static void merge(merger *m)
{
    lists out = {0};
    jb_str path = jb_batch_plan_path(m->arena, m->batch);
    int error = jb_lines_open(m->arena, path, &m->plan);
    if (error) {
        tell(m, JB_D_BATCH_PLAN_UNREADABLE, (jb_str){0},
             JB_ARGS(path, jb_error_text(m->arena, error)));
        return;
    }
    m->results = jb_results_open(m->arena, m->batch->output, m->ear);
    jb_str conflict = jb_results_conflict(m->results);
    if (conflict.len) {
        tell(m, JB_D_BATCH_CONFLICT, (jb_str){0}, JB_ARGS(conflict));
        return;
    }
    error = jb_file_begin(m->arena, in_out(m, MANIFEST), &out.manifest);
    if (!error)
        error = jb_file_begin(m->arena, in_out(m, RESULTS), &out.results);
    if (error) {
        fail(m, m->batch->output, error);
        return;
    }
    merge_rows(m, &out);
    if (m->status == 0 && m->missing == 0)
        look_for_strays(m, JB_STR(JB_BAG_FOLDER), 0);
    end_lists(m, &out);
    if (m->missing && m->status == 0)
        tell(m, JB_D_BATCH_MISSING, (jb_str){0}, JB_ARGS(count_text(m, m->missing)));
}

int jb_merge_rows(jb_arena *arena, const jb_batch *batch, const jb_batch_ear *ear,
                  jb_asked *asked)
{
    merger m = {.asked = asked, .batch = batch, .ear = ear, .arena = arena};
    m.plan.fd = -1;
    merge(&m);
    jb_lines_close(&m.plan);
    return m.status ? m.status : m.failed || m.missing ? JB_EXIT_PARTLY : 0;
}
