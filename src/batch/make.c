/* One row: is it there already, else build it; its files whole under names of their own, until they
 * get the real ones together with others (run.c). */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/hash.h"
#include "parts.h"

/* Empty: it cannot be read, which the build will tell. */
static jb_str sum_of_source(jb_arena *arena, const jb_row *row)
{
    jb_str sum = {0};
    return jb_hash_file(arena, row->source, &sum) ? (jb_str){0} : sum;
}

/* What the plan found out of the source holds for those bytes alone: a text that was saved again
 * may be in another encoding, and would be read wrongly without a word. */
static jb_job job_of(jb_arena *arena, const jb_bench *bench, const jb_row *row, bool as_planned)
{
    jb_str folder = jb_path_folder(row->id);
    jb_str output = jb_arena_format(arena, "%.*s/" JB_BAG_FOLDER "/%.*s/", JB_FMT(bench->output),
                                    JB_FMT(folder));
    return (jb_job){
        .source = row->source,
        .encoding = as_planned ? row->encoding : (jb_str){0},
        .layout = as_planned ? row->layout : (jb_str){0},
        .variants = row->variants,
        .impose = row->impose,
        .output = jb_str_equal(folder, JB_STR("."))
                      ? jb_arena_format(arena, "%.*s/" JB_BAG_FOLDER "/", JB_FMT(bench->output))
                      : output,
        .stem = jb_path_name(row->id),
        .held = true,
        .settings = row->settings,
        .settings_len = row->settings_len,
        .repair = row->repair,
        .strict = row->strict,
        .lang = row->lang,
    };
}

/* ---- there already ------------------------------------------------------------------------- */

bool jb_output_stands(jb_arena *arena, jb_str out, const jb_output_record *output, bool recheck)
{
    struct stat info;
    jb_str path = jb_path_join(arena, out, output->path), sum;
    bool stands = stat(jb_arena_cstr(arena, path), &info) == 0 && S_ISREG(info.st_mode) &&
                  (uint64_t)info.st_size == output->size;
    if (stands && recheck)
        stands = jb_hash_file(arena, path, &sum) == 0 && jb_str_equal(sum, output->sha256);
    return stands;
}

static bool outputs_stand(jb_arena *arena, const jb_bench *bench, const jb_record *record)
{
    for (uint32_t i = 0; i < record->outputs_len; i++)
        if (!jb_output_stands(arena, bench->output, &record->outputs[i], bench->recheck))
            return false;
    return true;
}

/* What failed is tried again: the text may be as it was, but not what it lacked. */
static bool is_there(jb_arena *arena, const jb_bench *bench, const jb_job *job,
                     const jb_record *record)
{
    if (record->status || !outputs_stand(arena, bench, record))
        return false;
    jb_result *result =
        jb_engine_identify(bench->engine, job, record->images, record->images_len);
    bool same = result->identity.key.len && jb_str_equal(result->identity.key, record->key);
    jb_result_free(result);
    return same;
}

/* ---- files without names ------------------------------------------------------------------- */

static int write_staged(const char *path, jb_str bytes)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return errno;
    int error = jb_file_put(fd, bytes);
    if (close(fd) && !error)
        error = errno;
    return error;
}

static jb_str path_in_out(const jb_bench *bench, jb_str path)
{
    return jb_str_cut(path, bench->output.len + 1, path.len);
}

static bool stage(jb_arena *arena, const jb_bench *bench, const jb_result *result, uint32_t place,
                  jb_making *making, jb_record *record)
{
    uint32_t n = result->made.len;
    jb_output_record *outputs = JB_NEW_ARRAY(arena, jb_output_record, n);
    for (uint32_t i = 0; i < n; i++) {
        const jb_made *made = &result->made.at[i];
        char *from = jb_arena_cstr(arena, jb_arena_format(arena, "%.*s/%u-%u",
                                                          JB_FMT(bench->staging), place, i));
        making->error = write_staged(from, made->bytes);
        making->path = jb_arena_copy(arena, made->path);
        if (making->error)
            return false;
        *jb_push(arena, &making->staged) = (jb_staged){jb_str_make(from), making->path};
        outputs[i] = (jb_output_record){.path = path_in_out(bench, making->path),
                                        .size = made->bytes.len,
                                        .sha256 = jb_arena_copy(arena, made->sha256)};
    }
    record->outputs = outputs;
    record->outputs_len = n;
    return true;
}

/* ---- the record ---------------------------------------------------------------------------- */

static const jb_str *list_codes(jb_arena *arena, const jb_diags *diags, uint32_t *n)
{
    bool found[JB_D_CODES] = {0};
    JB_VEC(jb_str) codes = {0};
    for (uint32_t i = 0; i < diags->list.len; i++)
        found[diags->list.at[i].code] = true;
    for (int code = 0; code < JB_D_CODES; code++) /* the table's order is that of the numbers */
        if (found[code])
            *jb_push(arena, &codes) =
                jb_arena_format(arena, "J%04d", jb_code_number((jb_code)code));
    *n = codes.len;
    return codes.at;
}

/* The result goes before the record is written. */
static const jb_str *copy_texts(jb_arena *arena, const jb_str *at, uint32_t n)
{
    jb_str *copies = JB_NEW_ARRAY(arena, jb_str, n);
    for (uint32_t i = 0; i < n; i++)
        copies[i] = jb_arena_copy(arena, at[i]);
    return copies;
}

static bool is_output_of(const jb_record *record, jb_str path)
{
    for (uint32_t i = 0; i < record->outputs_len; i++)
        if (jb_str_equal(record->outputs[i].path, path))
            return true;
    return false;
}

/* What an earlier run made of this row, and this run does not: it would be taken for what is.
 * Whatever happens before this run's record is written, all of both is known to be this row's. */
static void replace(jb_arena *arena, const jb_bench *bench, const jb_record *before,
                    jb_making *making)
{
    const jb_record *now = &making->record;
    JB_VEC(jb_output_record) all = {0};
    for (uint32_t i = 0; i < now->outputs_len; i++)
        *jb_push(arena, &all) = (jb_output_record){.path = now->outputs[i].path};
    for (uint32_t i = 0; i < before->outputs_len; i++)
        if (!is_output_of(now, before->outputs[i].path)) {
            *jb_push(arena, &making->stale) =
                jb_path_join(arena, bench->output, before->outputs[i].path);
            *jb_push(arena, &all) = (jb_output_record){.path = before->outputs[i].path};
        }
    const jb_record begun = {.id = now->id,
                             .run = now->run,
                             .status = JB_EXIT_AGAIN,
                             .outputs = all.at,
                             .outputs_len = all.len};
    jb_buf line = {0};
    jb_record_write(arena, &begun, &line);
    making->begun = jb_buf_str(&line);
}

void jb_row_make(jb_arena *arena, const jb_bench *bench, const jb_row *row, uint32_t place,
                 jb_making *making)
{
    jb_record before = {0};
    bool known = jb_results_find(bench->results, arena, row->id, &before);
    jb_str sum = sum_of_source(arena, row);
    jb_job job = job_of(arena, bench, row, jb_str_equal(sum, row->sha256));
    *making = (jb_making){.outcome = JB_ROW_THERE};
    if (known && is_there(arena, bench, &job, &before))
        return;
    jb_result *result = making->result = jb_engine_build(bench->engine, &job);
    making->found = jb_diags_status(&result->diags, true) != 0;
    bool changed = sum.len && row->sha256.len && !jb_str_equal(sum, row->sha256);
    if (changed)
        jb_diag_in(&result->diags, JB_D_BATCH_SOURCE_CHANGED, (jb_place){.file = row->source},
                   JB_NO_ARGS);
    jb_record record = {.id = row->id,
                        .source = jb_arena_copy(arena, result->identity.sha256),
                        .key = jb_arena_copy(arena, result->identity.key),
                        .run = bench->run,
                        .status = result->status};
    record.images = copy_texts(arena, result->identity.images, result->identity.images_len);
    record.images_len = result->identity.images_len;
    record.codes = list_codes(arena, &result->diags, &record.codes_len);
    if (result->status == 0 && !stage(arena, bench, result, place, making, &record)) {
        making->outcome = JB_ROW_STUCK;
        return;
    }
    making->outcome = result->status ? JB_ROW_FAILED : JB_ROW_MADE;
    making->record = record;
    if (before.outputs_len)
        replace(arena, bench, &before, making);
    if (result->status == 0 && !changed) {
        jb_result_free(result);
        making->result = NULL;
    }
}
