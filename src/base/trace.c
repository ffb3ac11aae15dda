#include "trace.h"

#include <stdlib.h>
#include <time.h>

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

jb_trace jb_trace_begin(void)
{
    jb_trace trace = {0};
    const char *wish = getenv("JB_TRACE");
    trace.on = wish && strcmp(wish, "time") == 0;
    return trace; /* since = 0: what passed before main counts as the start */
}

void jb_trace_note(jb_trace *trace, jb_stage stage)
{
    if (!trace->on)
        return;
    int64_t at = now();
    trace->spent[stage] += at - trace->since;
    trace->since = at;
}

jb_str jb_stage_name(jb_stage stage)
{
    static const jb_str names[JB_STAGES] = {
        JB_LIT("start"), JB_LIT("source"), JB_LIT("issue"), JB_LIT("styled"),
        JB_LIT("lines"), JB_LIT("pages"),  JB_LIT("pdf"),   JB_LIT("save"),
    };
    return names[stage];
}

void jb_trace_print(jb_arena *arena, const jb_trace *trace, jb_buf *out)
{
    if (!trace->on)
        return;
    for (int i = 0; i < JB_STAGES; i++)
        jb_buf_printf(arena, out, "time %-8.*s %9.3f ms\n", JB_FMT(jb_stage_name((jb_stage)i)),
                      (double)trace->spent[i] / 1e6);
}
