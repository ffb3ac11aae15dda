#include "keep.h"

#include <limits.h>
#include <sys/stat.h>

static int64_t nanoseconds(struct timespec t)
{
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static jb_look look_at(jb_str path)
{
    char name[PATH_MAX];
    struct stat info;
    jb_look look = {.path = path};
    if (path.len >= sizeof name)
        return look;
    memcpy(name, path.at ? path.at : "", path.len);
    name[path.len] = 0;
    if (stat(name, &info))
        return look;
    return (jb_look){path,
                     info.st_dev,
                     info.st_ino,
                     (uint64_t)info.st_size,
                     nanoseconds(info.st_mtim),
                     nanoseconds(info.st_ctim)};
}

void jb_looks_add(jb_arena *arena, jb_looks *looks, jb_str path)
{
    *jb_push(arena, looks) = look_at(jb_arena_copy(arena, path));
}

static bool is_as_before(const jb_look *before)
{
    jb_look now = look_at(before->path);
    return now.device == before->device && now.inode == before->inode &&
           now.size == before->size && now.modified == before->modified &&
           now.changed == before->changed;
}

jb_kept *jb_keep_find(const jb_keep *keep, jb_str key)
{
    jb_kept *kept = atomic_load_explicit(&keep->newest, memory_order_acquire);
    while (kept && !jb_str_equal(kept->key, key))
        kept = kept->before;
    for (uint32_t i = 0; kept && i < kept->looks.len; i++)
        if (!is_as_before(&kept->looks.at[i]))
            return NULL;
    return kept;
}

jb_kept *jb_kept_begin(jb_arena *arena, jb_str key)
{
    jb_arena *own = jb_arena_child(arena);
    jb_kept *kept = JB_NEW(own, jb_kept);
    kept->arena = kept->told.arena = own;
    kept->key = jb_arena_copy(own, key);
    return kept;
}

void jb_keep_add(jb_keep *keep, jb_kept *kept)
{
    if (jb_memory_failed()) /* it may be less than it should be, for all that come later */
        jb_arena_exhaust(kept->arena);
    jb_arena_leave(kept->arena);
    kept->before = atomic_load_explicit(&keep->newest, memory_order_relaxed);
    while (!atomic_compare_exchange_weak_explicit(&keep->newest, &kept->before, kept,
                                                  memory_order_release, memory_order_relaxed)) {
    }
}

void jb_keep_free(jb_keep *keep)
{
    jb_kept *kept = atomic_exchange_explicit(&keep->newest, NULL, memory_order_acquire);
    while (kept) {
        jb_kept *before = kept->before;
        jb_arena_free(kept->arena);
        kept = before;
    }
}
