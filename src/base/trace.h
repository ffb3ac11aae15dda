/* Trace: where the time of a run goes, by stage, and how much memory of its own it takes.
 * JB_TRACE=time prints both to standard error at the end of a run; without it a note costs one
 * test. Never part of any output. */
#ifndef JB_BASE_TRACE_H
#define JB_BASE_TRACE_H

#include "vec.h"

typedef enum jb_stage {
    JB_STAGE_START,
    JB_STAGE_SOURCE,
    JB_STAGE_ISSUE,
    JB_STAGE_PROOF,
    JB_STAGE_STYLED,
    JB_STAGE_LINES,
    JB_STAGE_PAGES,
    JB_STAGE_PDF,
    JB_STAGE_VERIFY,
    JB_STAGE_SAVE,
    JB_STAGES
} jb_stage;

typedef struct jb_trace {
    bool on;
    int64_t since;            /* nanoseconds of the thread's time at the last note */
    int64_t spent[JB_STAGES]; /* nanoseconds */
    int64_t anonymous;        /* KB, the most that a note saw; mapped files are not in it */
} jb_trace;

/* Starts the clock; on when the environment asks for it. */
jb_trace jb_trace_begin(void);
/* What passed since the last note goes to `stage`. What the note itself costs goes to none. */
void jb_trace_note(jb_trace *trace, jb_stage stage);
void jb_trace_print(jb_arena *arena, const jb_trace *trace, jb_buf *out);
jb_str jb_stage_name(jb_stage stage);

#endif
