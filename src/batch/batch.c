/* The doors of what works in OUT: under its lock, in an arena of its own; signals wait. */
#include "parts.h"

jb_shard jb_batch_shard(const jb_batch *batch)
{
    return batch->shard.of ? batch->shard : (jb_shard){1, 1};
}

typedef struct task {
    jb_engine *engine;
    const jb_batch *batch;
    const jb_batch_ear *ear;
    jb_batch_count *count;
    jb_arena *arena;
    jb_asked *asked;
} task;

static int do_task(task *t, int (*work)(const task *t))
{
    jb_asked asked;
    t->asked = &asked;
    t->arena = jb_arena_new();
    if (!t->arena)
        jb_arena_exhaust(NULL);
    jb_asked_hold(&asked);
    int status = work(t);
    jb_asked_release(&asked);
    jb_arena_free(t->arena);
    return status;
}

static int under_lock(const task *t, jb_shard shard, int (*work)(const task *t))
{
    jb_out_lock lock;
    int status = jb_out_enter(t->arena, t->batch->output, shard, &lock, t->ear);
    if (status == 0) {
        status = work(t);
        jb_out_leave(&lock);
    }
    return status;
}

static int plan(const task *t)
{
    return jb_plan_rows(t->arena, t->engine, t->batch, t->ear, t->asked, true);
}

static int run(const task *t)
{
    return jb_run_rows(t->arena, t->engine, t->batch, t->ear, t->asked, t->count);
}

static int merge(const task *t)
{
    return jb_merge_rows(t->arena, t->batch, t->ear, t->asked);
}

static int worse(int a, int b)
{
    return a > b ? a : b;
}

static int plan_part(const task *t)
{
    return jb_plan_rows(t->arena, t->engine, t->batch, t->ear, t->asked, false);
}

/* What one needs of every row goes before the next begins. */
static int do_part(const task *whole, const jb_batch *batch, int (*work)(const task *t))
{
    task part = *whole;
    part.batch = batch;
    part.arena = jb_arena_child(whole->arena);
    int status = work(&part);
    jb_arena_free(part.arena);
    return status;
}

/* A run that was stopped is not merged: the lists would lack what it did not come to. */
static int plan_run_merge(const task *t)
{
    jb_batch batch = *t->batch;
    batch.plan = jb_batch_plan_path(t->arena, t->batch);
    int planned = do_part(t, &batch, plan_part);
    if (planned && planned != JB_EXIT_PARTLY)
        return planned;
    int made = do_part(t, &batch, run);
    if (made && made != JB_EXIT_PARTLY)
        return made;
    return worse(worse(planned, made), do_part(t, &batch, merge));
}

static int run_locked(const task *t)
{
    return under_lock(t, jb_batch_shard(t->batch), run);
}

static int merge_locked(const task *t)
{
    return under_lock(t, (jb_shard){1, 1}, merge);
}

static int all_locked(const task *t)
{
    return under_lock(t, (jb_shard){1, 1}, plan_run_merge);
}

int jb_batch_plan(jb_engine *engine, const jb_batch *batch, const jb_batch_ear *ear)
{
    task t = {.engine = engine, .batch = batch, .ear = ear};
    return do_task(&t, plan);
}

int jb_batch_run(jb_engine *engine, const jb_batch *batch, const jb_batch_ear *ear,
                 jb_batch_count *count)
{
    task t = {.engine = engine, .batch = batch, .ear = ear, .count = count};
    return do_task(&t, run_locked);
}

int jb_batch_merge(const jb_batch *batch, const jb_batch_ear *ear)
{
    task t = {.batch = batch, .ear = ear};
    return do_task(&t, merge_locked);
}

int jb_batch_all(jb_engine *engine, const jb_batch *batch, const jb_batch_ear *ear,
                 jb_batch_count *count)
{
    task t = {.engine = engine, .batch = batch, .ear = ear, .count = count};
    return do_task(&t, all_locked);
}
