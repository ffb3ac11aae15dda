/* How far a plan has come. */
#include "../base/error.h"
#include "parts.h"

typedef struct tally {
    uint64_t rows, made, failed;
    jb_buf *out;
    jb_arena *arena;
    const jb_json *json; /* NULL: for people */
} tally;

static void add_failed(tally *t, const jb_record *record)
{
    if (t->json) {
        jb_json_open(t->json, NULL, '{');
        jb_json_text(t->json, "id", record->id);
        jb_json_integer(t->json, "status", record->status);
        jb_json_open(t->json, "codes", '[');
        for (uint32_t i = 0; i < record->codes_len; i++)
            jb_json_text(t->json, NULL, record->codes[i]);
        jb_json_close(t->json, ']');
        jb_json_close(t->json, '}');
        return;
    }
    jb_buf_printf(t->arena, t->out, "  %.*s", JB_FMT(record->id));
    for (uint32_t i = 0; i < record->codes_len; i++)
        jb_buf_printf(t->arena, t->out, " %.*s", JB_FMT(record->codes[i]));
    jb_buf_add(t->arena, t->out, JB_STR("\n"));
}

static int count_rows(tally *t, jb_line_file *plan, const jb_results *results, jb_str path,
                      const jb_batch_ear *ear)
{
    jb_arena *scratch = jb_arena_child(t->arena);
    int status = 0;
    while (status == 0 && jb_lines_next(plan)) {
        jb_row row;
        jb_record record;
        t->rows++;
        if (plan->broken || !jb_row_read(scratch, plan->line, &row)) {
            status = jb_ear_tell(ear, JB_D_BATCH_PLAN_ROW,
                                 (jb_place){.file = path, .line = (uint32_t)t->rows}, JB_NO_ARGS);
        } else if (jb_results_find(results, scratch, row.id, &record) &&
                   record.status != JB_EXIT_AGAIN) {
            t->made += record.status == 0;
            t->failed += record.status != 0;
            if (record.status)
                add_failed(t, &record);
        }
        jb_arena_clear(scratch);
    }
    jb_arena_free(scratch);
    return status;
}

const char *jb_batch_issues(jb_lang lang, unsigned long long n)
{
    return lang == JB_ZH ? "期" : n == 1 ? "issue" : "issues";
}

static void print_counts(const tally *t, jb_lang lang, jb_buf *out)
{
    unsigned long long rows = t->rows, made = t->made, failed = t->failed;
    if (t->json) {
        jb_json_integer(t->json, "rows", (long long)rows);
        jb_json_integer(t->json, "made", (long long)made);
        jb_json_integer(t->json, "failed", (long long)failed);
        jb_json_integer(t->json, "left", (long long)(rows - made - failed));
    } else {
        jb_buf_printf(t->arena, out,
                      lang == JB_ZH ? "共 %llu %s：已排 %llu，出错 %llu，未排 %llu\n"
                                    : "%llu %s: %llu made, %llu failed, %llu left\n",
                      rows, jb_batch_issues(lang, rows), made, failed, rows - made - failed);
    }
}

int jb_batch_status(jb_arena *arena, const jb_batch *batch, jb_diag_form form, jb_lang lang,
                    jb_buf *out, const jb_batch_ear *ear)
{
    jb_line_file plan;
    jb_buf failed = {0};
    const jb_json json = {arena, &failed};
    tally t = {.arena = arena, .out = &failed, .json = form == JB_JSON ? &json : NULL};
    jb_str path = jb_batch_plan_path(arena, batch);
    int error = jb_lines_open(arena, path, &plan);
    if (error)
        return jb_ear_tell(ear, JB_D_BATCH_PLAN_UNREADABLE, (jb_place){0},
                           JB_ARGS(path, jb_error_text(arena, error)));
    const jb_results *results = jb_results_open(arena, batch->output, ear);
    if (t.json) {
        jb_json_open(t.json, NULL, '{');
        jb_json_open(t.json, "issues", '[');
    }
    int status = count_rows(&t, &plan, results, path, ear);
    jb_lines_close(&plan);
    if (status)
        return status;
    if (t.json)
        jb_json_close(t.json, ']');
    else
        print_counts(&t, lang, out);
    if (t.json) {
        print_counts(&t, lang, &failed);
        jb_json_close(t.json, '}');
        jb_buf_add(arena, &failed, JB_STR("\n"));
    }
    jb_buf_add(arena, out, jb_buf_str(&failed));
    return t.made == t.rows ? 0 : JB_EXIT_PARTLY;
}
