/* Keep: what was made of files, for later work by any thread as long as the files stay as they are.
 *
 *     jb_kept *kept = jb_keep_find(keep, key);
 *     if (!kept) {
 *         kept = jb_kept_begin(arena, key);      looks at files, then reads them,
 *         kept->value = ...                      all in kept->arena, telling kept->told
 *         if (kept->value) jb_keep_add(keep, kept);
 *     }
 *     jb_diags_append(diags, &kept->told);       again in each job
 *
 * Nothing is ever taken out before the whole goes: who has a value may use it that long. Finding
 * and adding take no lock. When two threads make the same at once, both are kept and one is found.
 */
#ifndef JB_BASE_KEEP_H
#define JB_BASE_KEEP_H

#include <stdatomic.h>

#include "diag.h"

/* A file as it was; all zero when it was not there. */
typedef struct jb_look {
    jb_str path;
    uint64_t device, inode, size;
    int64_t modified, changed; /* nanoseconds */
} jb_look;

typedef JB_VEC(jb_look) jb_looks;

/* Notes a file before it is read, or one that is looked for in vain: should it appear, the outcome
 * may be another. Copies the path. */
void jb_looks_add(jb_arena *arena, jb_looks *looks, jb_str path);

typedef struct jb_kept {
    struct jb_kept *before;
    jb_arena *arena;   /* its own */
    jb_str key;
    jb_looks looks;
    jb_diags told;
    const void *value; /* NULL: it could not be made */
} jb_kept;

typedef struct jb_keep {
    _Atomic(jb_kept *) newest;
} jb_keep;

/* The newest of that key, if each of its files is as it was; else NULL. */
jb_kept *jb_keep_find(const jb_keep *keep, jb_str key);

/* One that belongs to `arena` until it is added, and goes with it when it is not. */
jb_kept *jb_kept_begin(jb_arena *arena, jb_str key);
void jb_keep_add(jb_keep *keep, jb_kept *kept);

void jb_keep_free(jb_keep *keep);

#endif
