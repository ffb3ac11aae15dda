/* Results: what was made, a line an issue, appended when its files have their names.
 *
 * A line's last member is the beginning of a sum over all before it: what was cut short by a kill
 * or damaged since is not believed, and its issue is made again. Before files of one that is made
 * again get their names, a line takes the old record back: else the old text, should it return,
 * would find its record with the other's files. Of the lines of all shards a table holds where they
 * stand; they are read again when they are asked for. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../base/error.h"
#include "../base/hash.h"
#include "parts.h"

/* ---- one line ------------------------------------------------------------------------------ */

enum { CHECK_BYTES = 4 };

static void add_check(jb_arena *arena, jb_buf *out)
{
    uint8_t sum[JB_SHA256_BYTES];
    jb_hash_sum256(jb_buf_str(out), sum);
    jb_buf_add(arena, out, JB_STR(",\"check\":\""));
    for (int i = 0; i < CHECK_BYTES; i++)
        jb_buf_printf(arena, out, "%02x", sum[i]);
    jb_buf_add(arena, out, JB_STR("\"}\n"));
}

static bool is_whole(jb_str line)
{
    enum { TAIL = sizeof ",\"check\":\"00000000\"}" - 1 };
    if (line.len < TAIL)
        return false;
    uint8_t sum[JB_SHA256_BYTES];
    char tail[TAIL + 1];
    jb_hash_sum256(jb_str_cut(line, 0, line.len - TAIL), sum);
    snprintf(tail, sizeof tail, ",\"check\":\"%02x%02x%02x%02x\"}", sum[0], sum[1], sum[2], sum[3]);
    return jb_str_ends(line, jb_str_make(tail));
}

static void write_texts(const jb_json *j, const char *key, const jb_str *at, uint32_t n)
{
    jb_json_open(j, key, '[');
    for (uint32_t i = 0; i < n; i++)
        jb_json_text(j, NULL, at[i]);
    jb_json_close(j, ']');
}

static void write_outputs(const jb_json *j, const jb_record *record)
{
    jb_json_open(j, "outputs", '[');
    for (uint32_t i = 0; i < record->outputs_len; i++) {
        jb_json_open(j, NULL, '{');
        jb_json_text(j, "path", record->outputs[i].path);
        jb_json_integer(j, "size", (long long)record->outputs[i].size);
        jb_json_text(j, "sha256", record->outputs[i].sha256);
        jb_json_close(j, '}');
    }
    jb_json_close(j, ']');
}

void jb_record_members(const jb_json *j, const jb_record *record)
{
    jb_json_text(j, "id", record->id);
    jb_json_integer(j, "status", record->status);
    jb_json_known(j, "source", record->source);
    jb_json_known(j, "key", record->key);
    write_outputs(j, record);
    write_texts(j, "images", record->images, record->images_len);
    write_texts(j, "codes", record->codes, record->codes_len);
}

void jb_record_write(jb_arena *arena, const jb_record *record, jb_buf *out)
{
    jb_buf line = {0};
    const jb_json j = {arena, &line};
    jb_json_open(&j, NULL, '{');
    jb_record_members(&j, record);
    jb_json_integer(&j, "run", record->run);
    add_check(arena, &line);
    jb_buf_add(arena, out, jb_buf_str(&line));
}

static const jb_str *read_texts(jb_arena *arena, const jb_json_value *list, uint32_t *n)
{
    JB_VEC(jb_str) texts = {0};
    for (const jb_json_value *item = list->first; item; item = item->next)
        *jb_push(arena, &texts) = item->text;
    *n = texts.len;
    return texts.at;
}

static uint64_t number_of(jb_arena *arena, const jb_json_value *object, const char *key)
{
    return strtoull(jb_arena_cstr(arena, jb_json_member(object, key)->text), NULL, 10);
}

static void read_outputs(jb_arena *arena, const jb_json_value *list, jb_record *record)
{
    JB_VEC(jb_output_record) outputs = {0};
    for (const jb_json_value *item = list->first; item; item = item->next)
        *jb_push(arena, &outputs) = (jb_output_record){
            .path = jb_text_member(item, "path"),
            .size = number_of(arena, item, "size"),
            .sha256 = jb_text_member(item, "sha256"),
        };
    record->outputs = outputs.at;
    record->outputs_len = outputs.len;
}

bool jb_record_read(jb_arena *arena, jb_str line, jb_record *record)
{
    const jb_json_value *object = is_whole(line) ? jb_json_read(arena, line) : NULL;
    if (!object)
        return false;
    uint64_t run = number_of(arena, object, "run");
    if (run >= UINT32_MAX) /* the next one's must be higher */
        return false;
    *record = (jb_record){
        .id = jb_text_member(object, "id"),
        .status = (int)number_of(arena, object, "status"),
        .source = jb_text_member(object, "source"),
        .key = jb_text_member(object, "key"),
        .run = (uint32_t)run,
    };
    read_outputs(arena, jb_json_member(object, "outputs"), record);
    record->images = read_texts(arena, jb_json_member(object, "images"), &record->images_len);
    record->codes = read_texts(arena, jb_json_member(object, "codes"), &record->codes_len);
    return record->id.len > 0;
}

/* ---- all of them --------------------------------------------------------------------------- */

typedef struct entry {
    uint64_t offset, length; /* of the line */
    uint32_t file, run;
    uint64_t key, made;      /* the beginnings of the key, and of a sum over the outputs */
} entry;

struct jb_results {
    jb_arena *arena;
    JB_VEC(jb_str) files; /* paths: of a thousand shards not all can be open at once */
    jb_names names;
    JB_VEC(entry) entries; /* by the names' numbers, less one */
    uint32_t last_run;
    jb_str conflict;
};

/* Of two records of one id the later run's holds. Two of one run are of two shards that were given
 * the same row: when they made it of the same, it must be the same. */
static void add(jb_results *r, const jb_record *record, const entry *new)
{
    uint32_t number = jb_names_put(r->arena, &r->names, record->id);
    if (number > r->entries.len) {
        *jb_push(r->arena, &r->entries) = *new;
        return;
    }
    entry *old = &r->entries.at[number - 1];
    if (old->run > new->run)
        return;
    if (old->run == new->run && old->file != new->file && old->key == new->key &&
        old->made != new->made && !r->conflict.len)
        r->conflict = jb_arena_copy(r->arena, record->id);
    *old = *new;
}

static uint64_t sum_of(jb_str text)
{
    uint8_t sum[JB_MD5_BYTES];
    uint64_t begin;
    jb_hash_md5(text, sum);
    memcpy(&begin, sum, sizeof begin);
    return begin;
}

static uint64_t sum_of_made(jb_arena *scratch, const jb_record *record)
{
    jb_buf text = {0};
    for (uint32_t i = 0; i < record->outputs_len; i++)
        jb_buf_add(scratch, &text, record->outputs[i].sha256);
    return sum_of(jb_buf_str(&text));
}

static void read_file(jb_results *r, jb_str path, const jb_batch_ear *ear)
{
    jb_arena *scratch = jb_arena_child(r->arena);
    jb_line_file file;
    uint32_t line = 0, number = r->files.len;
    if (jb_lines_open(scratch, path, &file) == 0) {
        *jb_push(r->arena, &r->files) = path;
        jb_arena_mark mark = jb_arena_note(scratch);
        while (jb_lines_next(&file)) {
            jb_record record;
            line++;
            if (jb_record_read(scratch, file.line, &record)) {
                entry new = {file.begin, file.line.len, number, record.run,
                             sum_of(record.key), sum_of_made(scratch, &record)};
                r->last_run = record.run > r->last_run ? record.run : r->last_run;
                add(r, &record, &new);
            } else if (!file.broken) { /* the last one may have been cut short by a kill */
                jb_ear_tell(ear, JB_D_BATCH_RESULT_DAMAGED, (jb_place){.file = path, .line = line},
                            JB_NO_ARGS);
            }
            jb_arena_reset(scratch, mark);
        }
    }
    jb_lines_close(&file);
    jb_arena_free(scratch);
}

static int is_results(const struct dirent *file)
{
    jb_str name = jb_str_make(file->d_name);
    return jb_str_starts(name, JB_STR("results-")) && jb_str_ends(name, JB_STR(".jsonl"));
}

jb_results *jb_results_open(jb_arena *arena, jb_str output, const jb_batch_ear *ear)
{
    jb_results *r = JB_NEW(arena, jb_results);
    jb_str folder = jb_path_join(arena, output, JB_STR(JB_STATE_FOLDER));
    struct dirent **entries;
    r->arena = arena;
    int n = scandir(jb_arena_cstr(arena, folder), &entries, is_results, alphasort);
    for (int i = 0; i < n; i++) {
        read_file(r, jb_path_join(arena, folder, jb_str_make(entries[i]->d_name)), ear);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    return r;
}

static bool read_line(jb_arena *arena, jb_str path, const entry *e, jb_str *line)
{
    char *bytes = JB_NEW_ARRAY(arena, char, e->length + 1);
    int fd = open(jb_arena_cstr(arena, path), O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : pread(fd, bytes, e->length, (off_t)e->offset);
    if (fd >= 0)
        close(fd);
    *line = (jb_str){bytes, e->length};
    return n == (ssize_t)e->length;
}

bool jb_results_find(const jb_results *r, jb_arena *arena, jb_str id, jb_record *record)
{
    jb_str line;
    uint32_t number = jb_names_find(&r->names, id);
    if (number == 0)
        return false;
    const entry *e = &r->entries.at[number - 1];
    return read_line(arena, r->files.at[e->file], e, &line) &&
           jb_record_read(arena, line, record) && jb_str_equal(record->id, id);
}

uint32_t jb_results_next_run(const jb_results *results)
{
    return results->last_run + 1;
}

jb_str jb_results_conflict(const jb_results *results)
{
    return results->conflict;
}
