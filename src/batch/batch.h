/* Batch: hundreds of issues in one run, and the rest of them after it was stopped.
 *
 *     folders -> plan: a row an issue -> run: threads, or shards on many machines -> results
 *             -> merge: a bag
 *
 * A plan is a file of lines (docs/batch.md), frozen: which issues, from which bytes, how. Runs of
 * it write into one folder OUT, which in the end is a bag (RFC 8493):
 *
 *     OUT/data/2025/26.pdf        each named as its source lay in the folder of sources
 *     OUT/manifest-sha256.txt, bagit.txt, bag-info.txt, tagmanifest-sha256.txt
 *     OUT/results.jsonl           a line an issue, in the order of the plan
 *     OUT/.jianbao/               what runs need of one another: results so far, locks, and files
 *                                 that have no name yet
 *
 * What is recorded as made is not made again while its build key is the same. Like the engine's
 * door, this one lets no type of a stage out. It is the owner of threads. */
#ifndef JB_BATCH_BATCH_H
#define JB_BATCH_BATCH_H

#include "../engine/engine.h"

enum { JB_EXIT_PARTLY = 4, JB_EXIT_INTERRUPTED = 130 };

/* Part `number` of `of` equal ones: every `of`th row of the plan. */
typedef struct jb_shard {
    uint32_t number, of; /* from 1; 0 of 0: all of it */
} jb_shard;

/* What is asked for. Views as typed. */
typedef struct jb_batch {
    const jb_str *folders; /* plan: of sources; also single files */
    uint32_t folders_len;
    jb_str plan;     /* the plan's file; plan: "-" or empty prints it; else empty: OUT's own */
    jb_str output;   /* OUT */
    jb_shard shard;
    uint32_t jobs;   /* threads; 0: one for each processor */
    bool recheck;    /* what was made before is hashed again */
    const jb_job *common; /* variants, impose, layout, encoding, settings, strict, lang of a plan */
} jb_batch;

typedef struct jb_batch_count {
    uint64_t rows;   /* in the plan, of this shard */
    uint64_t made;   /* by this run */
    uint64_t there;  /* before it: the same key */
    uint64_t failed; /* in this run */
    uint64_t found;  /* made, with findings */
} jb_batch_count;

/* How the batch tells of itself while it goes on; from the thread that called it. */
typedef struct jb_batch_ear {
    void (*diags)(void *context, const jb_diags *diags); /* of an issue, or of the batch */
    void (*progress)(void *context, const jb_batch_count *count); /* some times a second */
    void *context;
} jb_batch_ear;

/* Each returns the exit status: 0; 1 or 4: some issues cannot be read, or failed, or are not made
 * yet; 2 or 3 as ever; 75: stopped by SIGTERM, or another run works in OUT; 130: by Ctrl-C. */

/* Writes the plan of all texts in the folders: what ends in .txt, but for words.txt and hidden
 * names, folders in them too, in the order of their names; not what batches have put out. */
int jb_batch_plan(jb_engine *engine, const jb_batch *batch, const jb_batch_ear *ear);

/* Makes the rows of the plan that are this shard's. */
int jb_batch_run(jb_engine *engine, const jb_batch *batch, const jb_batch_ear *ear,
                 jb_batch_count *count);

/* Makes the bag's lists, when every row is recorded; an issue that failed is named in results. */
int jb_batch_merge(const jb_batch *batch, const jb_batch_ear *ear);

/* All three: plans the folders into OUT, runs and merges that. */
int jb_batch_all(jb_engine *engine, const jb_batch *batch, const jb_batch_ear *ear,
                 jb_batch_count *count);

/* Appends what is made, failed and still to be made, for people or as one JSON object. */
int jb_batch_status(jb_arena *arena, const jb_batch *batch, jb_diag_form form, jb_lang lang,
                    jb_buf *out, const jb_batch_ear *ear);

/* What so many of them are called, behind their number: 期, "issue" or "issues". */
const char *jb_batch_issues(jb_lang lang, unsigned long long n);

/* Reads "3/8". False: it is none. */
bool jb_shard_read(jb_str typed, jb_shard *shard);
/* What the engine of a cluster says in the environment: Slurm's array, Kubernetes' indexed job, GNU
 * parallel; the variable's name, empty when there is none. False: it makes no sense. */
bool jb_shard_find(jb_shard *shard, jb_str *variable);

#endif
