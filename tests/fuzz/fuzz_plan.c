/* A line of a plan.
 *
 * Laws: a row that was read is written as a line that is read as the same row; its way leads down
 * from where it begins; nothing in a path ends a C string. */
#include "../../src/base/utf8.h"
#include "../../src/batch/parts.h"
#include "fuzz.h"

/* Steps down, less steps up, at no place fewer than one. */
static void check_way(jb_str id)
{
    int depth = 0;
    LAW(id.len && id.at[0] != '/' && id.at[id.len - 1] != '/');
    LAW(jb_utf8_check(id) == id.len && !memchr(id.at, 0, id.len));
    while (id.len) {
        size_t end = jb_str_find(id, JB_STR("/"));
        jb_str step = jb_str_cut(id, 0, end);
        depth += jb_str_equal(step, JB_STR("..")) ? -1 : step.len ? 1 : 0;
        LAW(depth > 0);
        id = end == SIZE_MAX ? (jb_str){0} : jb_str_cut(id, end + 1, id.len);
    }
}

static void check_same(const jb_row *a, const jb_row *b)
{
    LAW(jb_str_equal(a->id, b->id) && jb_str_equal(a->source, b->source));
    LAW(a->size == b->size && jb_str_equal(a->sha256, b->sha256));
    LAW(jb_str_equal(a->encoding, b->encoding) && jb_str_equal(a->layout, b->layout));
    LAW(jb_str_equal(a->variants, b->variants) && jb_str_equal(a->impose, b->impose));
    LAW(a->repair == b->repair && a->strict == b->strict && a->lang == b->lang);
    LAW(a->settings_len == b->settings_len);
    for (uint32_t i = 0; i < a->settings_len; i++)
        LAW(jb_str_equal(a->settings[i], b->settings[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_arena *arena = jb_arena_new();
    jb_row row, again;
    if (jb_row_read(arena, (jb_str){(const char *)data, size}, &row)) {
        jb_buf line = {0};
        check_way(row.id);
        LAW(row.source.len && !memchr(row.source.at, 0, row.source.len));
        jb_row_write(arena, &row, &line);
        LAW(line.len && line.at[line.len - 1] == '\n');
        LAW(!memchr(line.at, '\n', line.len - 1));
        LAW(jb_row_read(arena, jb_str_cut(jb_buf_str(&line), 0, line.len - 1), &again));
        check_same(&row, &again);
    }
    jb_arena_free(arena);
    return 0;
}
