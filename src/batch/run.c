/* The run: workers make rows, the thread that called hands them out and gives files their names.
 *
 * A row lives in a *slot*: filled from the plan, taken by a worker, made, committed, free again.
 * There are as many slots as rows may be in hand, so memory does not grow with the plan. Workers
 * share an engine's faces and caches (jb_engine_join) and nothing else; the one lock is taken twice
 * a row.
 *
 * Files become durable in groups: all files of a group are on disk (syncfs) before the first of
 * them gets its name, and are recorded when the last has it; what is made again is no longer on
 * record meanwhile. Whatever ends a run, even between two instructions, a name only ever shows a
 * whole file, and a record only ever tells of a name. What was not recorded is made again. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "../base/error.h"
#include "parts.h"

enum {
    SLOTS = 256,
    GROUP = 64,                 /* files; at most so many are made again after a kill */
    GROUP_AGE = 1000,           /* milliseconds */
    LOOK = 100,                 /* milliseconds between looks at signals and progress */
    JOBS_MOST = 256,
};

typedef enum state { FREE, READY, TAKEN, DONE } state;

typedef struct slot {
    state state;
    uint32_t number;
    jb_arena *arena;
    jb_row row;
    jb_making making;
} slot;

typedef struct shop {
    pthread_mutex_t lock;   /* of the states, `closed` and `busy` */
    pthread_cond_t ready;   /* a row to take, or closed */
    pthread_cond_t done;    /* a row was made */
    slot slots[SLOTS];
    bool closed;            /* no more rows */
    uint32_t done_files;    /* in slots that are done */
    uint32_t done_slots;
    uint32_t busy;          /* slots that are ready or taken */
} shop;

typedef struct worker {
    pthread_t thread;
    shop *shop;
    jb_bench bench;
} worker;

typedef struct run {
    const jb_batch *batch;
    const jb_batch_ear *ear;
    jb_batch_count *count;
    jb_arena *arena;
    shop *shop;
    jb_line_file plan;
    uint64_t next;        /* row of the plan */
    jb_shard shard;       /* of 1 of 1 at least */
    int out, results;     /* descriptors: of OUT, and of this shard's results */
    int64_t group_since;  /* when the oldest slot that waits was done; 0: none */
    int64_t told;         /* when progress was told last */
    jb_asked *asked;
    int status;
    bool stopping;
} run;

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- workers ------------------------------------------------------------------------------- */

static slot *find_slot(shop *s, state wanted)
{
    for (uint32_t i = 0; i < SLOTS; i++)
        if (s->slots[i].state == wanted)
            return &s->slots[i];
    return NULL;
}

/* NULL: there is no more work. */
static slot *take_row(shop *s)
{
    pthread_mutex_lock(&s->lock);
    slot *found;
    while (!(found = find_slot(s, READY)) && !s->closed)
        pthread_cond_wait(&s->ready, &s->lock);
    if (found)
        found->state = TAKEN;
    pthread_mutex_unlock(&s->lock);
    return found;
}

static void give_row(shop *s, slot *made)
{
    pthread_mutex_lock(&s->lock);
    made->state = DONE;
    s->busy--;
    s->done_slots++;
    s->done_files += made->making.staged.len;
    if (s->done_files >= GROUP || s->busy == 0 || made->making.outcome == JB_ROW_STUCK)
        pthread_cond_signal(&s->done);
    pthread_mutex_unlock(&s->lock);
}

static void *work(void *pointer)
{
    worker *w = pointer;
    slot *taken;
    while ((taken = take_row(w->shop))) {
        jb_row_make(taken->arena, &w->bench, &taken->row, taken->number, &taken->making);
        give_row(w->shop, taken);
    }
    return NULL;
}

/* ---- a group gets its names ---------------------------------------------------------------- */

static void stop(run *r, int status)
{
    r->stopping = true;
    r->status = status > r->status ? status : r->status;
}

static void fail(run *r, jb_str path, int error)
{
    if (r->stopping && r->status == JB_EXIT_WORLD)
        return;
    stop(r, jb_ear_tell(r->ear, JB_D_BATCH_STUCK, (jb_place){0},
                        JB_ARGS(path, jb_error_text(r->arena, error))));
}

/* 0, or an errno value. */
static int name_file(jb_arena *scratch, const jb_staged *file)
{
    int error = jb_file_make_folder(jb_path_folder(file->to));
    if (!error && rename(jb_arena_cstr(scratch, file->from), jb_arena_cstr(scratch, file->to)))
        error = errno;
    return error;
}

/* The fault is the name's, not the disk's: too long, or a folder where another text's file is. */
static bool is_of_name(int error)
{
    return error == ENAMETOOLONG || error == ENOTDIR || error == EISDIR || error == ENOTEMPTY ||
           error == EEXIST;
}

static void remove_files(jb_arena *scratch, const jb_making *making)
{
    for (uint32_t i = 0; i < making->staged.len; i++)
        unlink(jb_arena_cstr(scratch, making->staged.at[i].to));
}

/* A row whose files cannot have their names has failed, and the others go on. */
static void refuse_row(run *r, jb_arena *scratch, jb_making *making, jb_str path, int error)
{
    static const jb_str codes[] = {JB_LIT("J0801")};
    jb_record *record = &making->record;
    remove_files(scratch, making);
    making->outcome = JB_ROW_FAILED;
    record->status = jb_ear_tell(r->ear, JB_D_OUTPUT_FAILED, (jb_place){0},
                                 JB_ARGS(path, jb_error_text(scratch, error)));
    record->outputs_len = 0;
    record->codes = codes;
    record->codes_len = sizeof codes / sizeof *codes;
}

/* In one write: lines of a kill are cut at the end alone. */
static bool record(run *r, const jb_buf *lines)
{
    int error = jb_file_put(r->results, jb_buf_str(lines));
    if (error)
        fail(r, jb_state_path(r->arena, r->batch->output, "results"), error);
    return error == 0;
}

/* False: the disk is at fault. */
static bool name_files(run *r, jb_making *making, jb_arena *scratch)
{
    for (uint32_t i = 0; i < making->staged.len; i++) {
        const jb_staged *file = &making->staged.at[i];
        int error = name_file(scratch, file);
        if (is_of_name(error)) {
            refuse_row(r, scratch, making, file->to, error);
            return true;
        }
        if (error) {
            fail(r, file->to, error);
            return false;
        }
    }
    return true;
}

static void commit_slot(run *r, slot *s, jb_arena *scratch, jb_buf *lines)
{
    jb_making *making = &s->making;
    if (making->outcome == JB_ROW_STUCK)
        fail(r, making->path, making->error);
    if (making->outcome == JB_ROW_STUCK || !name_files(r, making, scratch))
        return;
    for (uint32_t i = 0; i < making->stale.len; i++)
        unlink(jb_arena_cstr(scratch, making->stale.at[i]));
    if (making->outcome != JB_ROW_THERE)
        jb_record_write(scratch, &making->record, lines);
    r->count->made += making->outcome == JB_ROW_MADE;
    r->count->there += making->outcome == JB_ROW_THERE;
    r->count->failed += making->outcome == JB_ROW_FAILED;
    r->count->found += making->outcome == JB_ROW_MADE && making->found;
    if (making->result)
        r->ear->diags(r->ear->context, &making->result->diags);
}

static void free_slot(slot *s)
{
    if (s->making.result)
        jb_result_free(s->making.result);
    s->making = (jb_making){0};
    jb_arena_clear(s->arena);
}

/* Only this thread makes slots free and ready: done ones may be looked at without the lock. */
static void commit(run *r, const bool done[SLOTS])
{
    jb_arena *scratch = jb_arena_child(r->arena);
    jb_buf begun = {0}, lines = {0};
    bool files = false;
    for (uint32_t i = 0; i < SLOTS; i++)
        if (done[i]) {
            files = files || r->shop->slots[i].making.staged.len;
            jb_buf_add(scratch, &begun, r->shop->slots[i].making.begun);
        }
    bool ready = record(r, &begun);
    if (ready && files && syncfs(r->out))
        fail(r, r->batch->output, errno);
    else if (ready)
        for (uint32_t i = 0; i < SLOTS; i++)
            if (done[i])
                commit_slot(r, &r->shop->slots[i], scratch, &lines);
    record(r, &lines);
    jb_arena_free(scratch);
    for (uint32_t i = 0; i < SLOTS; i++)
        if (done[i])
            free_slot(&r->shop->slots[i]);
}

static bool is_due(const run *r)
{
    const shop *s = r->shop;
    return s->done_slots &&
           (s->done_files >= GROUP || s->done_slots >= SLOTS / 2 || s->busy == 0 ||
            now() - r->group_since >= GROUP_AGE);
}

/* With the lock held; it is open while the disk is waited for. */
static void commit_done(run *r)
{
    shop *s = r->shop;
    bool done[SLOTS] = {0};
    for (uint32_t i = 0; i < SLOTS; i++)
        done[i] = s->slots[i].state == DONE;
    s->done_slots = s->done_files = 0;
    r->group_since = 0;
    pthread_mutex_unlock(&s->lock);
    commit(r, done);
    pthread_mutex_lock(&s->lock);
    for (uint32_t i = 0; i < SLOTS; i++)
        if (done[i])
            s->slots[i].state = FREE;
}

/* ---- rows of the plan ---------------------------------------------------------------------- */

static bool is_ours(const run *r, uint64_t index)
{
    return index % r->shard.of == r->shard.number - 1;
}

/* False: there are no more. The plan was read through once: its rows are good. */
static bool next_row(run *r, slot *s)
{
    while (jb_lines_next(&r->plan))
        if (is_ours(r, r->next++))
            return jb_row_read(s->arena, jb_str_cut(jb_arena_copy(s->arena, r->plan.line), 0,
                                                    r->plan.line.len), &s->row);
    return false;
}

static void fill_slots(run *r)
{
    shop *s = r->shop;
    slot *empty;
    while (!s->closed && (empty = find_slot(s, FREE))) {
        if (r->stopping || !next_row(r, empty)) {
            s->closed = true;
            break;
        }
        empty->state = READY;
        s->busy++;
    }
    pthread_cond_broadcast(&s->ready);
}

/* Rows that nobody has taken yet are left for the next run. */
static void drop_ready(shop *s)
{
    slot *waiting;
    while ((waiting = find_slot(s, READY))) {
        waiting->state = FREE;
        s->busy--;
    }
}

/* ---- the thread that called ---------------------------------------------------------------- */

static void look_at_signals(run *r)
{
    int status = jb_asked_look(r->asked);
    if (status)
        stop(r, status);
}

static void tell_progress(run *r)
{
    if (now() - r->told < LOOK)
        return;
    r->told = now();
    r->ear->progress(r->ear->context, r->count);
}

static void wait_for_work(run *r)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += LOOK * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_cond_timedwait(&r->shop->done, &r->shop->lock, &until);
    if (r->shop->done_slots && !r->group_since)
        r->group_since = now();
}

static void oversee(run *r)
{
    shop *s = r->shop;
    pthread_mutex_lock(&s->lock);
    for (;;) {
        look_at_signals(r);
        if (r->stopping) {
            s->closed = true;
            drop_ready(s);
        }
        fill_slots(r);
        if (is_due(r))
            commit_done(r);
        else if (s->closed && s->busy == 0)
            break;
        else
            wait_for_work(r);
        tell_progress(r);
    }
    pthread_cond_broadcast(&s->ready);
    pthread_mutex_unlock(&s->lock);
}

/* ---- the beginning and the end ------------------------------------------------------------- */

static uint32_t count_jobs(const jb_batch *batch)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    uint32_t jobs = batch->jobs ? batch->jobs : processors > 0 ? (uint32_t)processors : 1;
    return jobs > JOBS_MOST ? JOBS_MOST : jobs;
}

/* Each worker its own engine; the first is the caller's, which waits meanwhile. */
static uint32_t start_workers(run *r, jb_engine *engine, const jb_bench *bench, worker *workers,
                              uint32_t jobs)
{
    uint32_t started = 0;
    for (; started < jobs; started++) {
        worker *w = &workers[started];
        *w = (worker){.shop = r->shop, .bench = *bench};
        w->bench.engine = started ? jb_engine_join(engine) : engine;
        if (!w->bench.engine || pthread_create(&w->thread, NULL, work, w)) {
            if (w->bench.engine && started)
                jb_engine_close(w->bench.engine);
            break;
        }
    }
    return started;
}

static void end_workers(worker *workers, uint32_t started)
{
    for (uint32_t i = 0; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
        if (i)
            jb_engine_close(workers[i].bench.engine);
    }
}

static void open_shop(run *r)
{
    pthread_condattr_t steady; /* no clock that somebody sets */
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    r->shop = JB_NEW(r->arena, shop);
    pthread_mutex_init(&r->shop->lock, NULL);
    pthread_cond_init(&r->shop->ready, NULL);
    pthread_cond_init(&r->shop->done, &steady);
    pthread_condattr_destroy(&steady);
    for (uint32_t i = 0; i < SLOTS; i++) {
        r->shop->slots[i].arena = jb_arena_child(r->arena);
        r->shop->slots[i].number = i;
    }
}

static void close_shop(const run *r)
{
    pthread_cond_destroy(&r->shop->done);
    pthread_cond_destroy(&r->shop->ready);
    pthread_mutex_destroy(&r->shop->lock);
}

static void make_rows(run *r, jb_engine *engine, const jb_bench *bench)
{
    worker *workers = JB_NEW_ARRAY(r->arena, worker, JOBS_MOST);
    open_shop(r);
    uint32_t started = start_workers(r, engine, bench, workers, count_jobs(r->batch));
    if (started)
        oversee(r);
    else
        fail(r, r->batch->output, EAGAIN);
    end_workers(workers, started);
    close_shop(r);
    if (fdatasync(r->results))
        fail(r, r->batch->output, errno);
}

/* Every row, before the first is made: a plan that is broken is not half carried out. False:
 * *wrong is what the line has that was read last. */
static bool look_through(run *r, jb_arena *arena, uint32_t *line, jb_code *wrong)
{
    jb_names ids = {0};
    jb_arena *scratch = jb_arena_child(arena);
    for (*line = 0; jb_lines_next(&r->plan);) {
        jb_row row;
        uint32_t known = ids.len;
        ++*line;
        *wrong = JB_D_BATCH_PLAN_ROW;
        if (r->plan.broken || !jb_row_read(scratch, r->plan.line, &row))
            return false;
        *wrong = JB_D_BATCH_PLAN_TWICE;
        jb_names_put(arena, &ids, row.id);
        if (ids.len == known)
            return false;
        r->count->rows += is_ours(r, *line - 1);
        jb_arena_clear(scratch);
    }
    return true;
}

static bool look_through_plan(run *r, jb_str path)
{
    int error = jb_lines_open(r->arena, path, &r->plan);
    if (error) {
        r->status = jb_ear_tell(r->ear, JB_D_BATCH_PLAN_UNREADABLE, (jb_place){0},
                                JB_ARGS(path, jb_error_text(r->arena, error)));
        return false;
    }
    uint32_t line;
    jb_code wrong;
    jb_arena *arena = jb_arena_child(r->arena); /* the ids are not needed any longer */
    bool good = look_through(r, arena, &line, &wrong);
    jb_arena_free(arena);
    if (good)
        return jb_lines_rewind(&r->plan);
    r->status = jb_ear_tell(r->ear, wrong, (jb_place){.file = path, .line = line}, JB_NO_ARGS);
    return false;
}

/* What a killed run left has no name and no record. */
static int prepare_staging(jb_arena *arena, jb_str folder)
{
    int error = jb_file_make_folder(folder);
    return error ? error : jb_folder_clear(arena, folder);
}

/* A line that a kill has cut short must not swallow the next one. */
static int open_results(run *r)
{
    jb_str name = jb_shard_name(r->arena, "results", r->shard, ".jsonl");
    char *path = jb_arena_cstr(r->arena, jb_state_path(r->arena, r->batch->output,
                                                       jb_arena_cstr(r->arena, name)));
    char last;
    r->results = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (r->results < 0)
        return errno;
    off_t end = lseek(r->results, 0, SEEK_END);
    if (end > 0 && pread(r->results, &last, 1, end - 1) == 1 && last != '\n' &&
        write(r->results, "\n", 1) != 1)
        return errno;
    r->out = open(jb_arena_cstr(r->arena, r->batch->output), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return r->out < 0 ? errno : 0;
}

static void run_plan(run *r, jb_engine *engine)
{
    const jb_batch *batch = r->batch;
    jb_str name = jb_shard_name(r->arena, "unnamed", r->shard, "");
    jb_bench bench = {
        .output = batch->output,
        .staging = jb_state_path(r->arena, batch->output, jb_arena_cstr(r->arena, name)),
        .results = jb_results_open(r->arena, batch->output, r->ear),
        .recheck = batch->recheck};
    bench.run = jb_results_next_run(bench.results);
    int error = prepare_staging(r->arena, bench.staging);
    if (!error)
        error = open_results(r);
    if (error)
        fail(r, batch->output, error);
    else
        make_rows(r, engine, &bench);
    (void)jb_folder_clear(r->arena, bench.staging);
    (void)rmdir(jb_arena_cstr(r->arena, bench.staging));
}

static void close_files(run *r)
{
    if (r->out >= 0)
        close(r->out);
    if (r->results >= 0)
        close(r->results);
    jb_lines_close(&r->plan);
}

int jb_run_rows(jb_arena *arena, jb_engine *engine, const jb_batch *batch,
                const jb_batch_ear *ear, jb_asked *asked, jb_batch_count *count)
{
    run r = {.batch = batch,
             .ear = ear,
             .count = count,
             .arena = arena,
             .asked = asked,
             .out = -1,
             .results = -1,
             .shard = jb_batch_shard(batch)};
    r.plan.fd = -1;
    *count = (jb_batch_count){0};
    if (look_through_plan(&r, jb_batch_plan_path(arena, batch)))
        run_plan(&r, engine);
    ear->progress(ear->context, count);
    close_files(&r);
    return r.status ? r.status : count->failed ? JB_EXIT_PARTLY : 0;
}
