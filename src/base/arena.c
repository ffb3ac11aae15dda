/* Blocks are chained; the newest is allocated from. A block is at least BLOCK bytes and doubles up
 * to BLOCK_MOST, so that a small issue stays small and a large one needs few calls. */
#include "arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { BLOCK = 64 * 1024, BLOCK_MOST = 1024 * 1024, ALIGN = 16 };

typedef struct block {
    struct block *before;
    size_t size, used; /* of data[] */
    _Alignas(ALIGN) unsigned char data[];
} block;

typedef struct cleanup {
    struct cleanup *before;
    void (*fn)(void *);
    void *pointer;
} cleanup;

struct jb_arena {
    block *newest;
    cleanup *cleanups;
    size_t total, cap, used;
    jb_exhausted_fn *exhausted;
    void *context;
    jb_arena *parent, *child, *sibling; /* child: the newest; sibling: the one before it */
};

jb_arena *jb_arena_new(void)
{
    return calloc(1, sizeof(jb_arena));
}

static void free_blocks(jb_arena *arena, const block *until)
{
    while (arena->newest != until) {
        block *gone = arena->newest;
        arena->newest = gone->before;
        arena->total -= gone->size;
        arena->used -= gone->used;
        free(gone);
    }
}

jb_arena *jb_arena_child(jb_arena *parent)
{
    jb_arena *arena = jb_arena_new();
    if (!arena)
        jb_arena_exhaust(parent);
    arena->parent = parent;
    arena->cap = parent->cap;
    arena->sibling = parent->child;
    parent->child = arena;
    return arena;
}

void jb_arena_leave(jb_arena *child)
{
    if (!child->parent)
        return;
    jb_arena **link = &child->parent->child;
    while (*link != child)
        link = &(*link)->sibling;
    *link = child->sibling;
    child->parent = child->sibling = NULL;
}

void jb_arena_free(jb_arena *arena)
{
    if (!arena)
        return;
    jb_arena_leave(arena);
    while (arena->child)
        jb_arena_free(arena->child);
    for (cleanup *c = arena->cleanups; c; c = c->before)
        c->fn(c->pointer);
    free_blocks(arena, NULL);
    free(arena);
}

void jb_arena_limit(jb_arena *arena, size_t cap, jb_exhausted_fn *exhausted, void *context)
{
    arena->cap = cap;
    arena->exhausted = exhausted;
    arena->context = context;
}

void jb_arena_exhaust(const jb_arena *arena)
{
    while (arena && arena->parent)
        arena = arena->parent;
    if (arena && arena->exhausted)
        arena->exhausted(arena->context);
    fputs("jianbao: 内存不够 (out of memory)\n", stderr);
    _Exit(3);
}

static void add_block(jb_arena *arena, size_t need)
{
    size_t size = arena->newest ? arena->newest->size * 2 : BLOCK;
    if (size > BLOCK_MOST)
        size = BLOCK_MOST;
    if (size < need)
        size = need;
    bool beyond = arena->cap && arena->total + size > arena->cap;
    if (size > SIZE_MAX / 2 || beyond)
        jb_arena_exhaust(arena);
    /* calloc rather than malloc and memset: large fresh pages come zeroed from the kernel. What it
     * could have in a second way only may leave ENOMEM behind, which is no failure of it. */
    int error = errno;
    block *b = calloc(1, sizeof(block) + size);
    if (!b)
        jb_arena_exhaust(arena);
    errno = error;
    b->before = arena->newest;
    b->size = size;
    arena->newest = b;
    arena->total += size;
}

static size_t aligned(size_t size)
{
    return (size + (ALIGN - 1)) & ~(size_t)(ALIGN - 1);
}

void *jb_arena_alloc(jb_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 4)
        jb_arena_exhaust(arena);
    size = aligned(size ? size : 1);
    if (!arena->newest || arena->newest->size - arena->newest->used < size)
        add_block(arena, size);
    void *at = arena->newest->data + arena->newest->used;
    arena->newest->used += size;
    arena->used += size;
    return at;
}

/* A large array has a block to itself, which can grow as a whole: realloc moves it by its pages,
 * and no older self stays behind. NULL when the array is none or memory is out. */
static void *grow_block(jb_arena *arena, void *old, size_t had, size_t need)
{
    block **link = &arena->newest;
    while (*link && (void *)(*link)->data != old)
        link = &(*link)->before;
    if (!*link || (*link)->used != had || (arena->cap && arena->total + need > arena->cap))
        return NULL;
    int error = errno;
    block *b = realloc(*link, sizeof(block) + need);
    if (!b)
        return NULL;
    errno = error;
    arena->total += need - b->size;
    arena->used += need - had;
    memset(b->data + had, 0, need - had);
    b->size = b->used = need;
    *link = b;
    return b->data;
}

void *jb_arena_grow(jb_arena *arena, void *old, size_t bytes, size_t want)
{
    block *b = arena->newest;
    size_t had = aligned(bytes ? bytes : 1), need = aligned(want);
    if (want <= bytes)
        return old;
    if (old && b && (unsigned char *)old + had == b->data + b->used &&
        b->size - b->used >= need - had) {
        b->used += need - had;
        arena->used += need - had;
        return old;
    }
    if (want > SIZE_MAX / 4)
        jb_arena_exhaust(arena);
    void *at = had >= BLOCK_MOST ? grow_block(arena, old, had, need) : NULL;
    if (at)
        return at;
    at = jb_arena_alloc(arena, want);
    if (bytes)
        memcpy(at, old, bytes);
    return at;
}

void jb_arena_defer(jb_arena *arena, void (*fn)(void *), void *pointer)
{
    cleanup *c = JB_NEW(arena, cleanup);
    *c = (cleanup){arena->cleanups, fn, pointer};
    arena->cleanups = c;
}

jb_arena_mark jb_arena_note(const jb_arena *arena)
{
    return (jb_arena_mark){arena->newest, arena->newest ? arena->newest->used : 0};
}

void jb_arena_reset(jb_arena *arena, jb_arena_mark mark)
{
    free_blocks(arena, mark.block);
    block *b = arena->newest;
    if (!b)
        return;
    memset(b->data + mark.used, 0, b->used - mark.used); /* what comes next must be zeroed */
    arena->used -= b->used - mark.used;
    b->used = mark.used;
}

void jb_arena_clear(jb_arena *arena)
{
    block *oldest = arena->newest;
    while (oldest && oldest->before)
        oldest = oldest->before;
    jb_arena_reset(arena, (jb_arena_mark){oldest, 0});
}

size_t jb_arena_used(const jb_arena *arena)
{
    return arena->used;
}

char *jb_arena_cstr(jb_arena *arena, jb_str s)
{
    char *copy = jb_arena_alloc(arena, s.len + 1);
    if (s.len)
        memcpy(copy, s.at, s.len);
    return copy;
}

jb_str jb_arena_copy(jb_arena *arena, jb_str s)
{
    return (jb_str){jb_arena_cstr(arena, s), s.len};
}

jb_str jb_arena_format(jb_arena *arena, const char *format, ...)
{
    va_list args, again;
    if (!format)
        return (jb_str){0};
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = jb_arena_alloc(arena, (size_t)(length < 0 ? 0 : length) + 1);
    if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return (jb_str){text, length < 0 ? 0 : (size_t)length};
}
