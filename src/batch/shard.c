/* Which part of the plan is ours: typed, or said by whatever started us. */
#include <errno.h>
#include <stdlib.h>

#include "parts.h"

/* Digits alone. */
static bool read_number(jb_str text, uint32_t *number)
{
    enum { MOST = 9 };
    uint32_t value = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        value = value * 10 + (uint32_t)(text.at[i] - '0');
    }
    *number = value;
    return text.len > 0 && text.len <= MOST;
}

static bool is_shard(const jb_shard *shard)
{
    return shard->number >= 1 && shard->number <= shard->of;
}

bool jb_shard_read(jb_str typed, jb_shard *shard)
{
    size_t slash = jb_str_find(typed, JB_STR("/"));
    return slash != SIZE_MAX && read_number(jb_str_cut(typed, 0, slash), &shard->number) &&
           read_number(jb_str_cut(typed, slash + 1, typed.len), &shard->of) && is_shard(shard);
}

static bool read_variable(const char *name, uint32_t *number)
{
    return read_number(jb_str_make(getenv(name)), number);
}

/* number: the variable; first: where it begins to count, a variable or a number; of: how many. */
typedef struct engine {
    const char *number, *first_variable;
    uint32_t first;
    const char *of;
} engine;

/* Slurm counts from whatever --array says, Kubernetes from 0, GNU parallel from 1; the last two do
 * not say how many there are, so that their jobs must. */
static const engine engines[] = {
    {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", 0, "SLURM_ARRAY_TASK_COUNT"},
    {"JOB_COMPLETION_INDEX", NULL, 0, "JIANBAO_SHARDS"},
    {"PARALLEL_SEQ", NULL, 1, "JIANBAO_SHARDS"},
};

/* An array with a step (--array=0-9:3) is no row of numbers. */
static bool has_step(void)
{
    uint32_t step;
    return getenv("SLURM_ARRAY_TASK_STEP") &&
           (!read_variable("SLURM_ARRAY_TASK_STEP", &step) || step != 1);
}

bool jb_shard_find(jb_shard *shard, jb_str *variable)
{
    for (size_t i = 0; i < sizeof engines / sizeof *engines; i++) {
        const engine *e = &engines[i];
        uint32_t number, first = e->first;
        if (!getenv(e->number) || !getenv(e->of))
            continue;
        *variable = jb_str_make(e->number);
        if (e->first_variable && getenv(e->first_variable) &&
            (has_step() || !read_variable(e->first_variable, &first)))
            return false;
        if (!read_variable(e->number, &number) || !read_variable(e->of, &shard->of) ||
            number < first)
            return false;
        shard->number = number - first + 1;
        return is_shard(shard);
    }
    *variable = (jb_str){0};
    return true;
}
