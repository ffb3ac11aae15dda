#include "trace.h"

#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Resident pages of no file, in KB; 0 where the kernel does not tell. */
static int64_t read_anonymous(void)
{
    char text[4096];
    int fd = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    if (fd >= 0)
        close(fd);
    text[n < 0 ? 0 : n] = '\0';
    const char *line = strstr(text, "RssAnon:");
    return line ? strtoll(line + strlen("RssAnon:"), NULL, 10) : 0;
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
    trace->spent[stage] += now() - trace->since;
    int64_t anonymous = read_anonymous();
    if (anonymous > trace->anonymous)
        trace->anonymous = anonymous;
    trace->since = now();
}

jb_str jb_stage_name(jb_stage stage)
{
    static const jb_str names[JB_STAGES] = {
        JB_LIT("start"), JB_LIT("source"), JB_LIT("issue"), JB_LIT("proof"), JB_LIT("styled"),
        JB_LIT("lines"), JB_LIT("pages"),  JB_LIT("pdf"),   JB_LIT("verify"), JB_LIT("save"),
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
    jb_buf_printf(arena, out, "memory anonymous %lld KB\n", (long long)trace->anonymous);
}
