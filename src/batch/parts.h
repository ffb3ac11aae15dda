/* Private to batch/. */
#ifndef JB_BATCH_PARTS_H
#define JB_BATCH_PARTS_H

#include <signal.h>

#include "../base/file.h"
#include "batch.h"

#define JB_STATE_FOLDER ".jianbao"
#define JB_BAG_FOLDER "data" /* of RFC 8493 */

/* ---- told ---------------------------------------------------------------------------------- */

/* Tells one diagnostic; returns the exit status that its kind asks for. */
int jb_ear_tell(const jb_batch_ear *ear, jb_code code, jb_place place, const jb_str *args,
                size_t n);

/* ---- asked.c: signals that ask to end ------------------------------------------------------- */

typedef struct jb_asked {
    sigset_t signals, before; /* held; the mask before */
    int status;               /* 0: nobody asked */
} jb_asked;

/* Of the thread that calls, and of those that it starts. */
void jb_asked_hold(jb_asked *asked);
void jb_asked_release(const jb_asked *asked);
/* The exit status that is asked for, 75 or 130; 0: none. Asked twice: the process ends. */
int jb_asked_look(jb_asked *asked);

/* ---- lines.c: files of lines --------------------------------------------------------------- */

enum { JB_LINE_MOST = 1 << 20 };

/* Reads a file line by line; a line longer than JB_LINE_MOST, or without its end, is `broken`. */
typedef struct jb_line_file {
    int fd;
    char *buffer;      /* of the arena */
    uint32_t len, at;  /* bytes in the buffer, the next line's begin */
    uint64_t offset;   /* of buffer[0] in the file */
    bool ended;
    /* the line that was read last */
    jb_str line;       /* without its end; until the next */
    uint64_t begin;    /* its place in the file */
    bool broken;
} jb_line_file;

int jb_lines_open(jb_arena *arena, jb_str path, jb_line_file *file); /* 0 or an errno value */
bool jb_lines_next(jb_line_file *file);
bool jb_lines_rewind(jb_line_file *file);
void jb_lines_close(jb_line_file *file);

/* ---- row.c: a row of the plan -------------------------------------------------------------- */

typedef struct jb_row {
    jb_str id;     /* the source's way from its folder without .txt: the outputs' too. UTF-8 */
    jb_str source; /* an absolute path: bytes, whatever they are */
    uint64_t size; /* of the source when it was planned, */
    jb_str sha256; /* and its sum; empty: it could not be read */
    jb_str encoding, layout; /* empty: to be found */
    jb_str variants, impose;
    const jb_str *settings;
    uint32_t settings_len;
    bool repair, strict;
    jb_lang lang;
} jb_row;

void jb_row_write(jb_arena *arena, const jb_row *row, jb_buf *out); /* with its line end */
/* The member's text; empty when it is none. */
jb_str jb_text_member(const jb_json_value *object, const char *key);
/* False: the line is no row, or would write outside of OUT. */
bool jb_row_read(jb_arena *arena, jb_str line, jb_row *row);

/* ---- results.c: what was made -------------------------------------------------------------- */

typedef struct jb_output_record {
    jb_str path;   /* in OUT: data/2025/26.pdf */
    uint64_t size;
    jb_str sha256;
} jb_output_record;

typedef struct jb_record {
    jb_str id, key;
    jb_str source;  /* its SHA-256 */
    uint32_t run;   /* higher: later. No clock is asked */
    int status;     /* as of a build; JB_EXIT_AGAIN: begun */
    const jb_str *images;
    uint32_t images_len;
    const jb_output_record *outputs; /* of status 0 alone; begun: all that may lie there */
    uint32_t outputs_len;
    const jb_str *codes; /* of all that was found, each once, rising */
    uint32_t codes_len;
} jb_record;

/* One line, its end with it. A line tells by its last member whether it is whole. */
void jb_record_members(const jb_json *j, const jb_record *record); /* those of a result */
void jb_record_write(jb_arena *arena, const jb_record *record, jb_buf *out);
bool jb_record_read(jb_arena *arena, jb_str line, jb_record *record);

/* All records in OUT, of whatever shard: the last of each id. */
typedef struct jb_results jb_results;
/* Damaged lines are told and left out. */
jb_results *jb_results_open(jb_arena *arena, jb_str output, const jb_batch_ear *ear);
/* In the arena; false: there is none. May be asked by several threads at once. */
bool jb_results_find(const jb_results *results, jb_arena *arena, jb_str id, jb_record *record);
/* One more than the highest of any record. */
uint32_t jb_results_next_run(const jb_results *results);
/* The id of two records of one run and key whose outputs differ; empty: none. */
jb_str jb_results_conflict(const jb_results *results);

/* ---- names.c: names by their sums ---------------------------------------------------------- */

typedef struct jb_name {
    uint8_t sum[16];
    uint32_t number; /* from 1, in the order that they came; 0: the place is free */
} jb_name;

typedef struct jb_names {
    jb_name *at;
    uint32_t len, cap;
} jb_names;

/* The name's number; a new one is len after it. */
uint32_t jb_names_put(jb_arena *arena, jb_names *names, jb_str name);
uint32_t jb_names_find(const jb_names *names, jb_str name); /* 0: it is not there */

/* ---- folder.c: OUT ------------------------------------------------------------------------- */

/* OUT/.jianbao/NAME. */
jb_str jb_state_path(jb_arena *arena, jb_str output, const char *name);
/* "results-3-of-8.jsonl" for "results", "jsonl". */
jb_str jb_shard_name(jb_arena *arena, const char *what, jb_shard shard, const char *tail);
/* Makes OUT and what must be in it, and takes its locks: of the whole when the shard is all of it,
 * else a shared one and the shard's own. 0, or the exit status after a diagnostic. *lock: keep it
 * until the end; jb_out_leave. */
typedef struct jb_out_lock {
    int whole, shard; /* file descriptors; -1: none */
} jb_out_lock;
int jb_out_enter(jb_arena *arena, jb_str output, jb_shard shard, jb_out_lock *lock,
                 const jb_batch_ear *ear);
void jb_out_leave(jb_out_lock *lock);

/* Takes away the files of a folder; those of folders in it stay. 0 or an errno value. */
int jb_folder_clear(jb_arena *arena, jb_str folder);
/* What was typed, or OUT's own. */
jb_str jb_batch_plan_path(jb_arena *arena, const jb_batch *batch);

/* ---- make.c: one row ----------------------------------------------------------------------- */

/* A file that is whole but has no name yet. */
typedef struct jb_staged {
    jb_str from, to; /* paths */
} jb_staged;

typedef enum jb_outcome {
    JB_ROW_THERE, /* before: nothing was done */
    JB_ROW_MADE,
    JB_ROW_FAILED,
    JB_ROW_STUCK  /* the disk, not the issue, is at fault: the run must end */
} jb_outcome;

typedef struct jb_making {
    jb_outcome outcome;
    JB_VEC(jb_staged) staged;
    JB_VEC(jb_str) stale; /* files that an earlier run made of this row and this one did not */
    jb_str begun;         /* a line that takes back the earlier record, before names change hands */
    jb_record record;     /* made and failed */
    jb_result *result;    /* of what is to be told at once; else NULL */
    bool found;           /* findings */
    jb_str path;          /* stuck: at this file, */
    int error;            /* by this errno value */
} jb_making;

/* Whether the file is there, of that size; recheck: and of that sum. */
bool jb_output_stands(jb_arena *arena, jb_str out, const jb_output_record *output, bool recheck);

/* Where a worker works. */
typedef struct jb_bench {
    jb_engine *engine;
    const jb_results *results;
    jb_str output;  /* OUT */
    jb_str staging; /* the folder of files without names */
    uint32_t run;
    bool recheck;
} jb_bench;

/* `place`: a number that no other row in hand has. All in the arena. */
void jb_row_make(jb_arena *arena, const jb_bench *bench, const jb_row *row, uint32_t place,
                 jb_making *making);

/* ---- with OUT's lock ----------------------------------------------------------------------- */

int jb_plan_rows(jb_arena *arena, jb_engine *engine, const jb_batch *batch,
                 const jb_batch_ear *ear, jb_asked *asked,
                 bool alone); /* alone: nobody else tells what is wrong */
int jb_run_rows(jb_arena *arena, jb_engine *engine, const jb_batch *batch,
                const jb_batch_ear *ear, jb_asked *asked, jb_batch_count *count);
int jb_merge_rows(jb_arena *arena, const jb_batch *batch, const jb_batch_ear *ear,
                  jb_asked *asked);

/* The shard, which is all of it when none was named. */
jb_shard jb_batch_shard(const jb_batch *batch);

#endif
