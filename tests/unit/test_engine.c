/* What several jobs of one engine share, and what they must not. The rest is tested through the
 * command line (tests/cli). */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../src/base/file.h"
#include "../../src/engine/engine.h"
#include "check.h"

#define SOURCE "test_engine.txt"
static const char text[] = "期号：2025年第3期\n\n# 标题\n\n一段正文。\n---\n报：区委\n";

static jb_job make_job(void)
{
    jb_file_write(JB_STR(SOURCE), (jb_str){text, sizeof text - 1});
    return (jb_job){.source = JB_STR(SOURCE)};
}

static jb_code first_code(const jb_result *result)
{
    return result->diags.list.len ? result->diags.list.at[0].code : JB_D_CODES;
}

/* A fault of the data folder stops each job and is told in each. */
static void trouble_is_told_in_every_job(void)
{
    jb_job job = make_job();
    job.layout = JB_STR(SOURCE); /* no layout of that name */
    jb_engine *engine = jb_engine_open((jb_str){0});
    for (int i = 0; i < 2; i++) {
        jb_result *result = jb_engine_build(engine, &job);
        CHECK_INT(result->status, 2);
        CHECK_INT(first_code(result), JB_D_LAYOUT_NOT_FOUND);
        CHECK_INT(result->files.len, 0);
        jb_result_free(result);
    }
    jb_engine_close(engine);
    unlink(SOURCE);
}

static void a_missing_manifest_is_told_in_every_job(void)
{
    jb_engine *engine = jb_engine_open(JB_STR("no-such-folder"));
    for (int i = 0; i < 2; i++) {
        static const jb_job none = {0};
        jb_result *result = jb_engine_fonts(engine, &none, JB_HUMAN, JB_EN);
        CHECK_INT(result->status, 3);
        CHECK(result->diags.list.len > 0);
        jb_result_free(result);
    }
    jb_engine_close(engine);
}

/* An office's folder with a font of its own, so that no installed font is needed. */
#define OFFICE "test_engine.d"

static jb_job make_office(void)
{
    static const char bare[] = "一文中文。\n";
    char folder[] = __FILE__, path[PATH_MAX + 80], font[PATH_MAX] = "";
    *strrchr(folder, '/') = 0;
    snprintf(path, sizeof path, "%s/../fonts/570f6a902bbc.otf", folder);
    CHECK(realpath(path, font));
    snprintf(path, sizeof path, "faces: {NotoSerifCJK-Regular: {files: \"%s\"}}\n", font);
    mkdir(OFFICE, 0777);
    jb_file_write(JB_STR(OFFICE "/fonts.yaml"), jb_str_make(path));
    jb_file_write(JB_STR(OFFICE "/a.txt"), (jb_str){bare, sizeof bare - 1});
    return (jb_job){.source = JB_STR(OFFICE "/a.txt"), .layout = JB_STR("plain")};
}

static void remove_office(void)
{
    unlink(OFFICE "/fonts.yaml");
    unlink(OFFICE "/a.txt");
    rmdir(OFFICE);
}

/* A failed job leaves nothing behind that the next one could trip over. */
static void a_job_after_a_failed_one(void)
{
    jb_job job = make_office(), bad = {.source = JB_STR("no-such-file.txt")};
    jb_engine *engine = jb_engine_open((jb_str){0});
    jb_sheet_form form = {.form = JB_JSON, .lang = JB_EN};
    jb_result *first = jb_engine_check(engine, &job, &form);
    char before[4096];
    snprintf(before, sizeof before, "%.*s", JB_FMT(first->text));
    CHECK_INT(first->status, 0);
    jb_result_free(first);
    jb_result *failed = jb_engine_check(engine, &bad, &form);
    CHECK_INT(failed->status, 3);
    CHECK_INT(first_code(failed), JB_D_SOURCE_UNREADABLE);
    jb_result_free(failed);
    jb_result *again = jb_engine_check(engine, &job, &form);
    CHECK_STR(again->text, before);
    jb_result_free(again);
    jb_engine_close(engine);
    remove_office();
}

static uint32_t count_code(const jb_result *result, jb_code code)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < result->diags.list.len; i++)
        n += result->diags.list.at[i].code == code;
    return n;
}

/* A font that cannot be had is told once in each job that asks for it, until fonts.yaml says where
 * it is: what is kept from job to job is what the files say now. */
static void a_missing_font_is_told_until_it_is_there(void)
{
    jb_job job = make_office();
    jb_str good;
    jb_arena *arena = jb_arena_new();
    CHECK_INT(jb_file_read(arena, JB_STR(OFFICE "/fonts.yaml"), 4096, &good), 0);
    jb_file_write(JB_STR(OFFICE "/fonts.yaml"),
                  JB_STR("faces: {NotoSerifCJK-Regular: {files: none.otf}}\n"));
    jb_engine *first = jb_engine_open((jb_str){0}), *second = jb_engine_join(first);
    jb_sheet_form form = {.form = JB_JSON, .lang = JB_EN};
    for (int i = 0; i < 6; i++) {
        if (i == 4)
            jb_file_write(JB_STR(OFFICE "/fonts.yaml"), good);
        jb_result *result = jb_engine_check(i % 2 ? second : first, &job, &form);
        CHECK_INT(result->status, i < 4 ? 3 : 0);
        CHECK_INT(count_code(result, JB_D_FONT_MISSING), i < 4);
        jb_result_free(result);
    }
    jb_engine_close(second);
    jb_engine_close(first);
    jb_arena_free(arena);
    remove_office();
}

/* The resolved layout of a job, or its status. */
static void check_layout(jb_engine *engine, const jb_job *job, const char *size)
{
    jb_result *result = jb_engine_dump(engine, job, JB_STR("lines"), false);
    CHECK_INT(result->status, 0);
    CHECK(jb_str_find(result->text, jb_str_make(size)) != SIZE_MAX);
    jb_result_free(result);
}

static void write_layout(const char *name, const char *yaml)
{
    char path[64];
    snprintf(path, sizeof path, OFFICE "/%s.yaml", name);
    jb_file_write(jb_str_make(path), jb_str_make(yaml));
}

/* What is kept of a layout is what its files say: those that it extends, and one that appears where
 * it was looked for before. */
static void a_changed_layout_is_seen(void)
{
    jb_job job = make_office();
    job.layout = JB_STR(OFFICE "/own.yaml");
    write_layout("own", "extends: plain\n");
    jb_engine *engine = jb_engine_open((jb_str){0});
    check_layout(engine, &job, "size=16.000");
    check_layout(engine, &job, "size=16.000");
    write_layout("own", "extends: plain\nstyles: {body: {size: 17pt}}\n");
    check_layout(engine, &job, "size=17.000");
    write_layout("plain", "extends: plain\nstyles: {body: {indent: 0, size: 18pt}}\n");
    write_layout("own", "extends: plain\n");
    check_layout(engine, &job, "size=18.000");
    write_layout("plain", "extends: plain\nstyles: {body: {indent: 0, size: 19pt}}\n");
    check_layout(engine, &job, "size=19.000");
    unlink(OFFICE "/plain.yaml");
    check_layout(engine, &job, "size=16.000");
    static const jb_str setting = JB_LIT("size=20pt");
    job.settings = &setting;
    job.settings_len = 1;
    check_layout(engine, &job, "size=20.000");
    jb_engine_close(engine);
    unlink(OFFICE "/own.yaml");
    remove_office();
}

static void strict_turns_findings_into_a_status(void)
{
    static const char bare[] = "没有报头的一段。\n";
    jb_file_write(JB_STR(SOURCE), (jb_str){bare, sizeof bare - 1});
    jb_engine *engine = jb_engine_open((jb_str){0});
    for (int strict = 0; strict < 2; strict++) {
        jb_job job = {.source = JB_STR(SOURCE), .strict = strict};
        jb_result *result = jb_engine_dump(engine, &job, JB_STR("issue"), true);
        CHECK_INT(result->status, strict);
        jb_result_free(result);
    }
    jb_engine_close(engine);
    unlink(SOURCE);
}

int main(void)
{
    static const check_case cases[] = {
        {"trouble is told in every job", trouble_is_told_in_every_job},
        {"a missing manifest is told in every job", a_missing_manifest_is_told_in_every_job},
        {"a job after a failed one", a_job_after_a_failed_one},
        {"a missing font is told until it is there", a_missing_font_is_told_until_it_is_there},
        {"a changed layout is seen", a_changed_layout_is_seen},
        {"strict turns findings into a status", strict_turns_findings_into_a_status},
    };
    return CHECK_MAIN(cases);
}
