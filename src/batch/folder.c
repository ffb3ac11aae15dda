/* OUT: what is in it, and who works there. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "../base/error.h"
#include "parts.h"

int jb_ear_tell(const jb_batch_ear *ear, jb_code code, jb_place place, const jb_str *args, size_t n)
{
    jb_arena *arena = jb_arena_new();
    if (!arena)
        jb_arena_exhaust(NULL);
    jb_diags diags = {.arena = arena};
    jb_diag_in(&diags, code, place, args, n);
    ear->diags(ear->context, &diags);
    int status = jb_diags_status(&diags, false);
    jb_arena_free(arena);
    return status;
}

jb_str jb_state_path(jb_arena *arena, jb_str output, const char *name)
{
    jb_str folder = jb_path_join(arena, output, JB_STR(JB_STATE_FOLDER));
    return jb_path_join(arena, folder, jb_str_make(name));
}

jb_str jb_shard_name(jb_arena *arena, const char *what, jb_shard shard, const char *tail)
{
    return jb_arena_format(arena, "%s-%u-of-%u%s", what, shard.number, shard.of, tail);
}

static int make_folders(jb_arena *arena, jb_str output)
{
    static const char *const names[] = {JB_STATE_FOLDER, JB_BAG_FOLDER};
    int error = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names && !error; i++)
        error = jb_file_make_folder(jb_path_join(arena, output, jb_str_make(names[i])));
    return error;
}

/* 0, or an errno value; EWOULDBLOCK: another has it. */
static int take_lock(jb_arena *arena, jb_str output, jb_str name, int how, int *fd)
{
    jb_str folder = jb_path_join(arena, output, JB_STR(JB_STATE_FOLDER));
    *fd = open(jb_arena_cstr(arena, jb_path_join(arena, folder, name)),
               O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (*fd < 0)
        return errno;
    return flock(*fd, how | LOCK_NB) ? errno : 0;
}

/* Killed shards leave files without names; who has the lock of the whole is alone. */
static void clear_leftovers(jb_arena *arena, jb_str output)
{
    jb_str state = jb_path_join(arena, output, JB_STR(JB_STATE_FOLDER));
    DIR *dir = opendir(jb_arena_cstr(arena, state));
    const struct dirent *entry;
    while (dir && (entry = readdir(dir)) != NULL) {
        jb_str name = jb_str_make(entry->d_name);
        if (!jb_str_starts(name, JB_STR("unnamed-")))
            continue;
        jb_str folder = jb_path_join(arena, state, name);
        (void)jb_folder_clear(arena, folder);
        (void)rmdir(jb_arena_cstr(arena, folder));
    }
    if (dir)
        closedir(dir);
}

int jb_out_enter(jb_arena *arena, jb_str output, jb_shard shard, jb_out_lock *lock,
                 const jb_batch_ear *ear)
{
    *lock = (jb_out_lock){-1, -1};
    bool part = shard.of > 1;
    int error = make_folders(arena, output);
    if (!error)
        error = take_lock(arena, output, JB_STR("lock"), part ? LOCK_SH : LOCK_EX, &lock->whole);
    if (!error && part)
        error = take_lock(arena, output, jb_shard_name(arena, "lock", shard, ""), LOCK_EX,
                          &lock->shard);
    if (!error && !part)
        clear_leftovers(arena, output);
    if (!error)
        return 0;
    jb_out_leave(lock);
    if (error == EWOULDBLOCK) {
        jb_ear_tell(ear, JB_D_BATCH_BUSY, (jb_place){0}, JB_ARGS(output));
        return JB_EXIT_AGAIN;
    }
    return jb_ear_tell(ear, JB_D_BATCH_FOLDER, (jb_place){0},
                       JB_ARGS(output, jb_error_text(arena, error)));
}

void jb_out_leave(jb_out_lock *lock)
{
    if (lock->whole >= 0)
        close(lock->whole);
    if (lock->shard >= 0)
        close(lock->shard);
    *lock = (jb_out_lock){-1, -1};
}

int jb_folder_clear(jb_arena *arena, jb_str folder)
{
    DIR *dir = opendir(jb_arena_cstr(arena, folder));
    const struct dirent *entry;
    if (!dir)
        return errno;
    while ((entry = readdir(dir)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(dir), entry->d_name, 0);
    closedir(dir);
    return 0;
}

jb_str jb_batch_plan_path(jb_arena *arena, const jb_batch *batch)
{
    return batch->plan.len ? batch->plan : jb_state_path(arena, batch->output, "plan.jsonl");
}
