/* A file of records. So that they are read at all, each line that begins with a brace gets the sum
 * that it should have; the others stand as they are.
 *
 * Laws: a record that was read is written as a line that is read as the same record; the last of
 * each id is found, and nothing else; a run's number is higher than those of all runs before. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../src/base/hash.h"
#include "../../src/batch/parts.h"
#include "fuzz.h"

/* The line with its sum, without its end. */
static jb_str seal(jb_arena *arena, jb_str line)
{
    uint8_t sum[JB_SHA256_BYTES];
    if (line.len == 0 || line.at[0] != '{')
        return line;
    jb_hash_sum256(line, sum);
    return jb_arena_format(arena, "%.*s,\"check\":\"%02x%02x%02x%02x\"}", JB_FMT(line), sum[0],
                           sum[1], sum[2], sum[3]);
}

static void check_same(const jb_record *a, const jb_record *b)
{
    LAW(jb_str_equal(a->id, b->id) && jb_str_equal(a->key, b->key));
    LAW(jb_str_equal(a->source, b->source) && a->run == b->run && a->status == b->status);
    LAW(a->outputs_len == b->outputs_len && a->images_len == b->images_len);
    LAW(a->codes_len == b->codes_len);
    for (uint32_t i = 0; i < a->outputs_len; i++) {
        LAW(jb_str_equal(a->outputs[i].path, b->outputs[i].path));
        LAW(a->outputs[i].size == b->outputs[i].size);
        LAW(jb_str_equal(a->outputs[i].sha256, b->outputs[i].sha256));
    }
    for (uint32_t i = 0; i < a->images_len; i++)
        LAW(jb_str_equal(a->images[i], b->images[i]));
    for (uint32_t i = 0; i < a->codes_len; i++)
        LAW(jb_str_equal(a->codes[i], b->codes[i]));
}

static void check_record(jb_arena *arena, const jb_record *record)
{
    jb_record again;
    jb_buf line = {0};
    jb_record_write(arena, record, &line);
    LAW(line.len && line.at[line.len - 1] == '\n' && !memchr(line.at, '\n', line.len - 1));
    LAW(jb_record_read(arena, jb_str_cut(jb_buf_str(&line), 0, line.len - 1), &again));
    check_same(record, &again);
}

static void hear(void *context, const jb_diags *diags)
{
    print_all(context, diags);
}

typedef JB_VEC(jb_record) records;

/* The file at `path`, and its records. */
static void write_file(jb_arena *arena, jb_str input, const char *path, records *all)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    jb_buf file = {0};
    while (input.len) {
        size_t end = jb_str_find(input, JB_STR("\n"));
        jb_str line = seal(arena, jb_str_cut(input, 0, end));
        jb_record record;
        if (jb_record_read(arena, line, &record)) {
            *jb_push(arena, all) = record;
            check_record(arena, &record);
        }
        jb_buf_add(arena, &file, line);
        if (end != SIZE_MAX)
            jb_buf_add(arena, &file, JB_STR("\n"));
        input = end == SIZE_MAX ? (jb_str){0} : jb_str_cut(input, end + 1, input.len);
    }
    LAW(fd >= 0 && write(fd, file.at, file.len) == (ssize_t)file.len);
    close(fd);
}

/* Among records of one id the last of the highest run holds. */
static void check_found(jb_arena *arena, const jb_results *results, const records *all)
{
    for (uint32_t i = 0; i < all->len; i++) {
        const jb_record *best = &all->at[i];
        jb_record found;
        for (uint32_t k = 0; k < all->len; k++)
            if (jb_str_equal(all->at[k].id, best->id) && all->at[k].run >= best->run)
                best = &all->at[k];
        LAW(jb_results_find(results, arena, best->id, &found));
        check_same(best, &found);
        LAW(jb_results_next_run(results) > best->run);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_arena *arena = jb_arena_new();
    const jb_batch_ear ear = {hear, NULL, arena};
    records all = {0};
    jb_record found;
    char folder[] = P_tmpdir "/jianbao-fuzz-XXXXXX";
    LAW(mkdtemp(folder));
    jb_str out = jb_str_make(folder);
    jb_str state = jb_path_join(arena, out, JB_STR(JB_STATE_FOLDER));
    const char *path = jb_arena_cstr(arena, jb_state_path(arena, out, "results-1-of-1.jsonl"));
    LAW(mkdir(jb_arena_cstr(arena, state), 0700) == 0);
    write_file(arena, (jb_str){(const char *)data, size}, path, &all);
    const jb_results *results = jb_results_open(arena, out, &ear);
    check_found(arena, results, &all);
    LAW(!jb_results_find(results, arena, JB_STR("\1 no id"), &found) || all.len);
    LAW(jb_results_conflict(results).len == 0); /* that takes two files */
    unlink(path);
    rmdir(jb_arena_cstr(arena, state));
    rmdir(folder);
    jb_arena_free(arena);
    return 0;
}
