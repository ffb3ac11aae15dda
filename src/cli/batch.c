#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

/* ---- progress ------------------------------------------------------------------------------ */

typedef enum progress { AUTO, PLAIN, JSON, NEVER, BAR } progress;

typedef struct screen {
    jb_cli *cli;
    progress form;
    int64_t begun, told; /* milliseconds */
    bool drawn;          /* a bar stands on the line */
} screen;

enum { BAR_EVERY = 100, LINE_EVERY = 10000, BAR_WIDTH = 24 };

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static uint64_t count_done(const jb_batch_count *count)
{
    return count->made + count->there + count->failed;
}

/* Seconds that what is left takes at the speed so far. */
static uint64_t seconds_left(const screen *s, const jb_batch_count *count)
{
    uint64_t done = count_done(count), spent = (uint64_t)(now() - s->begun);
    return done ? spent * (count->rows - done) / done / 1000 : 0;
}

/* In tenths, a second. */
static uint64_t rate_of(const screen *s, const jb_batch_count *count)
{
    uint64_t spent = (uint64_t)(now() - s->begun);
    return spent ? count_done(count) * 10000 / spent : 0;
}

static void clear_bar(screen *s)
{
    if (s->drawn)
        fputs("\r\033[K", stderr);
    s->drawn = false;
}

static void draw_bar(screen *s, const jb_batch_count *count)
{
    uint64_t done = count_done(count);
    int full = count->rows ? (int)(done * BAR_WIDTH / count->rows) : 0;
    clear_bar(s);
    fputs("[", stderr);
    for (int i = 0; i < BAR_WIDTH; i++)
        fputs(i < full ? "#" : "-", stderr);
    fprintf(stderr, s->cli->lang == JB_ZH ? "] %llu/%llu  每秒 %llu 期  还需 %llu 秒"
                                          : "] %llu/%llu  %llu/s  %llu s left",
            (unsigned long long)done, (unsigned long long)count->rows,
            (unsigned long long)rate_of(s, count) / 10,
            (unsigned long long)seconds_left(s, count));
    fflush(stderr);
    s->drawn = true;
}

static void print_line(const screen *s, const jb_batch_count *count)
{
    const char *form =
        s->form == JSON
            ? "{\"done\":%llu,\"rows\":%llu,\"rate\":%llu.%llu,\"left\":%llu}\n"
        : s->cli->lang == JB_ZH ? "%llu/%llu 期，每秒 %llu.%llu 期，还需 %llu 秒\n"
                                : "%llu/%llu issues, %llu.%llu/s, %llu s left\n";
    unsigned long long rate = rate_of(s, count);
    fprintf(stderr, form, (unsigned long long)count_done(count), (unsigned long long)count->rows,
            rate / 10, rate % 10, (unsigned long long)seconds_left(s, count));
}

static void show_progress(void *context, const jb_batch_count *count)
{
    screen *s = context;
    int64_t every = s->form == BAR ? BAR_EVERY : LINE_EVERY;
    if (s->form == NEVER || count->rows == 0 || now() - s->told < every)
        return;
    s->told = now();
    if (s->form == BAR)
        draw_bar(s, count);
    else
        print_line(s, count);
}

static void show_diags(void *context, const jb_diags *diags)
{
    screen *s = context;
    clear_bar(s);
    jb_cli_report(s->cli, diags);
}

static screen open_screen(jb_cli *cli)
{
    progress form = (progress)cli->progress;
    if (form == AUTO)
        form = isatty(STDERR_FILENO) && cli->form != JB_JSON ? BAR : PLAIN;
    if (form == PLAIN && cli->form == JB_JSON)
        form = JSON;
    return (screen){.cli = cli, .form = form, .begun = now(), .told = now()};
}

/* ---- what was done ------------------------------------------------------------------------- */

static int print_count(const jb_cli *cli, const jb_batch_count *count)
{
    unsigned long long rows = count->rows, made = count->made, there = count->there,
                       failed = count->failed, found = count->found;
    jb_str text;
    if (cli->form == JB_JSON)
        text = jb_arena_format(cli->arena,
                               "{\"rows\":%llu,\"made\":%llu,\"there\":%llu,\"failed\":%llu,"
                               "\"with_findings\":%llu}\n",
                               rows, made, there, failed, found);
    else
        text = jb_arena_format(cli->arena,
                               cli->lang == JB_ZH
                                   ? "共 %llu %s：排好 %llu（有提醒的 %llu），原有 %llu，"
                                     "出错 %llu\n"
                                   : "%llu %s: %llu made (%llu with findings), %llu there "
                                     "already, %llu failed\n",
                               rows, jb_batch_issues(cli->lang, rows), made, found, there, failed);
    return jb_cli_print(cli, text);
}

/* ---- the command --------------------------------------------------------------------------- */

enum { PLAN, RUN, MERGE, STATUS };

static bool find_shard(jb_cli *cli, jb_batch *batch)
{
    jb_str variable = {0};
    batch->shard = cli->shard;
    if (cli->shard.of)
        return true;
    if (!jb_shard_find(&batch->shard, &variable)) {
        jb_cli_refuse(cli, JB_D_BATCH_SHARD, JB_ARGS(variable));
        return false;
    }
    if (variable.len)
        jb_diag_in(&cli->diags, JB_D_BATCH_SHARD_FOUND, (jb_place){0},
                   JB_ARGS(jb_arena_format(cli->arena, "%u", batch->shard.number),
                           jb_arena_format(cli->arena, "%u", batch->shard.of), variable));
    return true;
}

static int run_all(jb_cli *cli, jb_engine *engine, const jb_batch *batch, screen *s,
                   const jb_batch_ear *ear, bool whole)
{
    jb_batch_count count = {0};
    int status = whole ? jb_batch_all(engine, batch, ear, &count)
                       : jb_batch_run(engine, batch, ear, &count);
    clear_bar(s);
    int printed = count.rows ? print_count(cli, &count) : 0;
    return status > printed ? status : printed;
}

static int print_status(jb_cli *cli, const jb_batch *batch, const jb_batch_ear *ear)
{
    jb_buf out = {0};
    int status = jb_batch_status(cli->arena, batch, cli->form, cli->lang, &out, ear);
    int printed = jb_cli_print(cli, jb_buf_str(&out));
    return status > printed ? status : printed;
}

static int need_folders(jb_cli *cli)
{
    return jb_cli_refuse(cli, JB_D_CLI_NO_OPERAND,
                         JB_ARGS(cli->command->name, jb_cli_word(cli, "文件夹", "a folder")));
}

static int run_verb(jb_cli *cli, jb_engine *engine, int verb, jb_batch *batch)
{
    screen s = open_screen(cli);
    const jb_batch_ear ear = {show_diags, show_progress, &s};
    if (verb == PLAN) {
        batch->plan = cli->output;
        int status = jb_batch_plan(engine, batch, &ear);
        clear_bar(&s);
        return status;
    }
    if (cli->output.len == 0)
        return jb_cli_refuse(cli, JB_D_BATCH_NO_OUTPUT, JB_NO_ARGS);
    if (verb == MERGE)
        return jb_batch_merge(batch, &ear);
    if (verb == STATUS)
        return print_status(cli, batch, &ear);
    if (verb == RUN && !find_shard(cli, batch))
        return JB_EXIT_USAGE;
    return run_all(cli, engine, batch, &s, &ear, verb != RUN);
}

int jb_cli_batch(jb_cli *cli, jb_engine *engine)
{
    int verb = cli->operands.len ? jb_choice_find(cli->command->verbs, cli->operands.at[0]) : -1;
    const jb_job common = jb_cli_job(cli, (jb_str){0});
    jb_words operands = cli->operands;
    if (verb >= 0) {
        operands.at++;
        operands.len--;
    }
    jb_batch batch = {.output = cli->output,
                      .jobs = cli->jobs,
                      .recheck = cli->recheck,
                      .common = &common};
    bool plans = verb == PLAN || verb < 0;
    if (plans && operands.len == 0)
        return need_folders(cli);
    if (plans) {
        batch.folders = operands.at;
        batch.folders_len = operands.len;
    } else if (operands.len > 1) {
        return jb_cli_refuse(cli, JB_D_CLI_ONE_NAME, JB_ARGS(operands.at[1]));
    } else if (operands.len) {
        batch.plan = operands.at[0];
    }
    return run_verb(cli, engine, verb, &batch);
}
