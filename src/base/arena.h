/* Arena: all memory of one issue, given back at once.
 *
 * Every stage allocates its arrays here and frees nothing; jb_arena_free gives the whole back and
 * runs the deferred clean-ups (FreeType faces, HarfBuzz buffers, libharu documents), last first.
 * Memory comes zeroed and aligned for any type. An allocation never returns NULL: when memory or
 * the arena's cap is exhausted, `exhausted` is called, which must not return (the engine jumps to
 * its job's boundary; without one the process ends with exit status 3).
 * One arena belongs to one thread at a time. */
#ifndef JB_BASE_ARENA_H
#define JB_BASE_ARENA_H

#include <errno.h>

#include "str.h"

typedef struct jb_arena jb_arena;
typedef void jb_exhausted_fn(void *context);

/* Returns NULL when even the arena itself cannot be had. Free with jb_arena_free. */
jb_arena *jb_arena_new(void);
void jb_arena_free(jb_arena *arena);

/* An arena for a part of the work: it goes with its parent, if it was not freed before, and when it
 * runs out its parent does. Never NULL. */
jb_arena *jb_arena_child(jb_arena *parent);
/* Makes it one of its own, which outlives its parent. */
void jb_arena_leave(jb_arena *child);

/* Sets what is called when an allocation cannot be met, and the cap in bytes (0: none). */
void jb_arena_limit(jb_arena *arena, size_t cap, jb_exhausted_fn *exhausted, void *context);

void *jb_arena_alloc(jb_arena *arena, size_t size);

/* The end of the work for want of memory, as if an allocation had failed; NULL: of an arena that
 * could not be had. */
_Noreturn void jb_arena_exhaust(const jb_arena *arena);

/* Some libraries go on when memory runs out, and give back less than they should. POSIX has every
 * malloc that fails set ENOMEM: errno is cleared before their work and looked at behind it. No
 * system call that may fail stands in between. A failure that nobody has looked at yet is kept. */
static inline void jb_memory_begin(void)
{
    errno = 0;
}

static inline void jb_memory_watch(void)
{
    if (errno != ENOMEM)
        errno = 0;
}

static inline bool jb_memory_failed(void)
{
    return errno == ENOMEM;
}

/* A block of `bytes` at `old` made `want` bytes long: in place when it is the newest block, else
 * moved (the old block stays until the arena goes). The new part is zeroed. */
void *jb_arena_grow(jb_arena *arena, void *old, size_t bytes, size_t want);

/* Runs fn(pointer) when the arena is freed. */
void jb_arena_defer(jb_arena *arena, void (*fn)(void *), void *pointer);

/* Scratch work: what was allocated after the mark is given back. Not across jb_arena_defer. */
typedef struct jb_arena_mark {
    void *block;
    size_t used;
} jb_arena_mark;

jb_arena_mark jb_arena_note(const jb_arena *arena);
void jb_arena_reset(jb_arena *arena, jb_arena_mark mark);

/* All is given back but the oldest block, for the next use. Not with deferred clean-ups. */
void jb_arena_clear(jb_arena *arena);

/* Bytes handed out so far. */
size_t jb_arena_used(const jb_arena *arena);

/* Copies ending in NUL, for libraries that want C strings. */
char *jb_arena_cstr(jb_arena *arena, jb_str s);
jb_str jb_arena_copy(jb_arena *arena, jb_str s);
jb_str jb_arena_format(jb_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* One zeroed T, or an array of n. */
#define JB_NEW(arena, T) ((T *)jb_arena_alloc((arena), sizeof(T)))
#define JB_NEW_ARRAY(arena, T, n) ((T *)jb_arena_alloc((arena), sizeof(T) * (size_t)(n)))

#endif
