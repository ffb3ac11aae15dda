/* The laws of import, of many texts in one process: `laws FILE...` prints a line for each:
 *
 *     ok FILE         import(import(x)) = import(x), x and import(x) draw the same pages, and the
 *                     listed edits lead back to x
 *     WHAT FILE       what differs: "bytes", "pages" or "edits", or "status" when a step fails
 *
 * Imports are written beside FILE as FILE.1 and FILE.2, so that what failed can be looked at. */
#include <stdio.h>

#include "../../src/engine/engine.h"
#include "reverse.h"

static const jb_sheet_form form = {.form = JB_SHORT, .lang = JB_EN};

/* Status 1 (numbers that disagree, a missing image) is a text with a fault: it is imported too. */
static bool is_made(const jb_result *result)
{
    return result->status <= 1;
}

/* fopen, not jb_file_write: thousands of fsyncs would be what is measured. */
static bool put_file(jb_arena *arena, jb_str path, jb_str text)
{
    FILE *file = fopen(jb_arena_cstr(arena, path), "wb");
    if (!file)
        return false;
    size_t written = fwrite(text.at, 1, text.len, file);
    return fclose(file) == 0 && written == text.len;
}

/* The import of `from`, written to `to`. */
static bool import_text(jb_arena *arena, jb_engine *engine, jb_str from, jb_str to, jb_str *text)
{
    jb_job job = {.source = from};
    jb_result *result = jb_engine_import(engine, &job, &form);
    *text = jb_arena_copy(arena, result->text);
    bool made = is_made(result) && put_file(arena, to, *text);
    jb_result_free(result);
    return made;
}

static bool paint(jb_arena *arena, jb_engine *engine, jb_str source, jb_str *pages)
{
    jb_job job = {.source = source};
    jb_result *result = jb_engine_dump(engine, &job, JB_STR("paint"), false);
    *pages = jb_arena_copy(arena, result->text);
    bool made = is_made(result);
    jb_result_free(result);
    return made;
}

static bool is_reversible(jb_str path)
{
    static const jb_issue_options options = {.recognise = true, .clean = JB_CLEAN_FULL};
    jb_arena *arena = jb_arena_new();
    jb_diags diags = {.arena = arena};
    jb_source *source = jb_source_open(arena, path, NULL, &diags);
    bool back = source && reverses(arena, jb_issue_parse(arena, source, &options, &diags));
    jb_arena_free(arena);
    return back;
}

static const char *find_fault(jb_arena *arena, jb_engine *engine, jb_str path)
{
    jb_str first = jb_arena_format(arena, "%.*s.1", JB_FMT(path));
    jb_str second = jb_arena_format(arena, "%.*s.2", JB_FMT(path));
    jb_str once, twice, before, after;
    if (!import_text(arena, engine, path, first, &once) ||
        !import_text(arena, engine, first, second, &twice))
        return "status";
    if (!jb_str_equal(once, twice))
        return "bytes";
    if (!paint(arena, engine, path, &before) || !paint(arena, engine, first, &after))
        return "status";
    if (!jb_str_equal(before, after))
        return "pages";
    return is_reversible(path) ? "ok" : "edits";
}

int main(int argc, char **argv)
{
    jb_arena *arena = jb_arena_new();
    jb_engine *engine = jb_engine_open((jb_str){0});
    jb_arena_mark mark = jb_arena_note(arena);
    for (int i = 1; i < argc; i++) {
        printf("%s %s\n", find_fault(arena, engine, jb_str_make(argv[i])), argv[i]);
        fflush(stdout);
        jb_arena_reset(arena, mark);
    }
    jb_engine_close(engine);
    jb_arena_free(arena);
    return 0;
}
