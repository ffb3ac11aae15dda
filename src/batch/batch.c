/* The doors of what works in OUT: under its lock, in an arena of its own. */
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
} task;

static int under_lock(task *t, jb_shard shard, int (*work)(const task *t))
{
    jb_out_lock lock;
    t->arena = jb_arena_new();
    if (!t->arena)
        jb_arena_exhaust(NULL);
    int status = jb_out_enter(t->arena, t->batch->output, shard, &lock, t->ear);
    if (status == 0) {
        status = work(t);
        jb_out_leave(&lock);
    }
    jb_arena_free(t->arena);
    return status;
}

static int run(const task *t)
{
    return jb_run_rows(t->arena, t->engine, t->batch, t->ear, t->count);
}

static int merge(const task *t)
{
    return jb_merge_rows(t->arena, t->batch, t->ear);
}

static int worse(int a, int b)
{
    return a > b ? a : b;
}

/* A run that was stopped is not merged: the lists would lack what it did not come to. */
static int plan_run_merge(const task *t)
{
    jb_batch batch = *t->batch;
    batch.plan = jb_batch_plan_path(t->arena, t->batch);
    const task own = {t->engine, &batch, t->ear, t->count, t->arena};
    int planned = jb_plan_rows(t->arena, t->engine, &batch, t->ear, false);
    if (planned && planned != JB_EXIT_PARTLY)
        return planned;
    int made = run(&own);
    if (made && made != JB_EXIT_PARTLY)
        return made;
    return worse(worse(planned, made), merge(&own));
}

int jb_batch_plan(jb_engine *engine, const jb_batch *batch, const jb_batch_ear *ear)
{
    jb_arena *arena = jb_arena_new();
    if (!arena)
        jb_arena_exhaust(NULL);
    int status = jb_plan_rows(arena, engine, batch, ear, true);
    jb_arena_free(arena);
    return status;
}

int jb_batch_run(jb_engine *engine, const jb_batch *batch, const jb_batch_ear *ear,
                 jb_batch_count *count)
{
    task t = {.engine = engine, .batch = batch, .ear = ear, .count = count};
    return under_lock(&t, jb_batch_shard(batch), run);
}

int jb_batch_merge(const jb_batch *batch, const jb_batch_ear *ear)
{
    task t = {.batch = batch, .ear = ear};
    return under_lock(&t, (jb_shard){1, 1}, merge);
}

int jb_batch_all(jb_engine *engine, const jb_batch *batch, const jb_batch_ear *ear,
                 jb_batch_count *count)
{
    task t = {.engine = engine, .batch = batch, .ear = ear, .count = count};
    return under_lock(&t, (jb_shard){1, 1}, plan_run_merge);
}
