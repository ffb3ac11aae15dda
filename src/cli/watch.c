/* build --watch. Events of the kernel wake it, and then it looks at every file itself: a file
 * counts as changed when it is another one, has another size or another time, or has come or gone.
 * Folders are watched, not files, as editors save by a rename. */
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/file.h"
#include "cli.h"

enum {
    SETTLE = 100, /* ms without an event: whoever saves is done */
    LOOK = 1000,  /* ms: another machine's change of a shared folder sends no event */
    SAVES = 20    /* times SETTLE that it waits at most */
};

typedef struct watched {
    jb_str path;
    bool there;
    struct stat info;
} watched;

typedef struct watch {
    jb_cli *cli;
    jb_arena *arena; /* of one round */
    JB_VEC(watched) files;
    int events;
    bool any_name; /* a folder is not there: what would bring it back has any name */
} watch;

/* ---- what is watched ----------------------------------------------------------------------- */

static bool is_listed(const watch *w, jb_str path)
{
    for (uint32_t i = 0; i < w->files.len; i++)
        if (jb_str_equal(w->files.at[i].path, path))
            return true;
    return false;
}

static void list_files(watch *w, jb_engine *engine)
{
    for (uint32_t s = 0; s < w->cli->operands.len; s++) {
        jb_job job = jb_cli_job(w->cli, w->cli->operands.at[s]);
        jb_result *reads = jb_engine_reads(engine, &job);
        for (uint32_t i = 0; i < reads->files.len; i++)
            if (!is_listed(w, reads->files.at[i]))
                jb_push(w->arena, &w->files)->path = jb_arena_copy(w->arena, reads->files.at[i]);
        jb_result_free(reads);
    }
}

/* The folder, or the nearest above that is there. */
static void watch_folder(watch *w, jb_str folder)
{
    static const uint32_t changes = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE |
                                    IN_DELETE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;
    while (!jb_file_is_folder(folder)) {
        w->any_name = true;
        jb_str above = jb_path_folder(folder);
        if (jb_str_equal(above, folder))
            return;
        folder = above;
    }
    /* When the kernel grants no more watches, looking now and then must do. */
    (void)inotify_add_watch(w->events, jb_arena_cstr(w->arena, folder), changes);
}

static void look_at(const watched *file, watched *now, jb_arena *arena)
{
    *now = (watched){.path = file->path};
    now->there = stat(jb_arena_cstr(arena, file->path), &now->info) == 0;
}

static bool is_changed(const watched *a, const watched *b)
{
    if (a->there != b->there || !a->there)
        return a->there != b->there;
    return a->info.st_dev != b->info.st_dev || a->info.st_ino != b->info.st_ino ||
           a->info.st_size != b->info.st_size ||
           a->info.st_mtim.tv_sec != b->info.st_mtim.tv_sec ||
           a->info.st_mtim.tv_nsec != b->info.st_mtim.tv_nsec;
}

/* From here on no change is missed. */
static void begin(watch *w, jb_engine *engine)
{
    list_files(w, engine);
    w->events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    for (uint32_t i = 0; i < w->files.len; i++)
        watch_folder(w, jb_path_folder(w->files.at[i].path));
    for (uint32_t i = 0; i < w->files.len; i++)
        look_at(&w->files.at[i], &w->files.at[i], w->arena);
}

/* ---- waiting ------------------------------------------------------------------------------- */

static bool is_name_of_ours(const watch *w, jb_str name)
{
    for (uint32_t i = 0; i < w->files.len; i++)
        if (jb_str_equal(jb_path_name(w->files.at[i].path), name))
            return true;
    return w->any_name || name.len == 0;
}

/* Takes the events that are there; true when one may be of our files. */
static bool take_events(const watch *w)
{
    _Alignas(struct inotify_event) char bytes[16 * 1024];
    bool ours = false;
    ssize_t n;
    while ((n = read(w->events, bytes, sizeof bytes)) > 0) {
        for (ssize_t at = 0; at < n;) {
            const struct inotify_event *event = (const struct inotify_event *)(bytes + at);
            ours = ours || is_name_of_ours(w, jb_str_make(event->len ? event->name : ""));
            at += (ssize_t)(sizeof *event + event->len);
        }
    }
    return ours;
}

/* Until something may have changed and whoever changed it is done. */
static void wait_for_event(const watch *w)
{
    struct pollfd fd = {.fd = w->events, .events = POLLIN};
    if (poll(&fd, 1, LOOK) > 0 && take_events(w))
        for (int i = 0; i < SAVES && poll(&fd, 1, SETTLE) > 0; i++)
            (void)take_events(w);
}

static void tell(const watch *w, jb_code code, const jb_str *args, size_t n)
{
    jb_diags note = {.arena = w->arena};
    jb_diag_in(&note, code, (jb_place){0}, args, n);
    jb_cli_report(w->cli, &note);
}

/* The screen shows one round; what is not a screen keeps all. */
static void clear_screen(const watch *w)
{
    if (isatty(STDERR_FILENO) && w->cli->form == JB_HUMAN)
        fputs("\033[H\033[2J", stderr);
}

/* True after saying what has changed. */
static bool tell_changes(const watch *w)
{
    bool changed = false;
    for (uint32_t i = 0; i < w->files.len; i++) {
        watched now;
        look_at(&w->files.at[i], &now, w->arena);
        if (!is_changed(&w->files.at[i], &now))
            continue;
        if (!changed)
            clear_screen(w);
        changed = true;
        tell(w, JB_D_CLI_WATCH_CHANGED,
             JB_ARGS(now.path, now.there ? JB_STR("") : JB_BOTH("（没有了）", " (it is gone)")));
    }
    return changed;
}

static void wait_for_change(const watch *w)
{
    for (;;) {
        jb_arena_mark mark = jb_arena_note(w->arena);
        wait_for_event(w);
        if (tell_changes(w))
            return;
        jb_arena_reset(w->arena, mark);
    }
}

/* ---- rounds -------------------------------------------------------------------------------- */

static jb_str count(const watch *w, uint32_t n)
{
    return jb_arena_format(w->arena, "%u", n);
}

/* An engine a round: nothing is kept of a font or layout that has changed. */
static bool run_round(jb_cli *cli, jb_arena *arena)
{
    watch w = {.cli = cli, .arena = arena};
    uint32_t found[JB_WORLD + 1] = {0};
    jb_engine *engine = jb_engine_open((jb_str){0});
    if (!engine)
        return false;
    begin(&w, engine);
    jb_cli_build_all(cli, engine, found);
    jb_engine_close(engine);
    uint32_t errors = found[JB_PRESS] + found[JB_CONTENT] + found[JB_USAGE] + found[JB_WORLD];
    tell(&w, JB_D_CLI_WATCH_WAITS, JB_ARGS(count(&w, errors), count(&w, found[JB_FINDING])));
    wait_for_change(&w);
    if (w.events >= 0)
        close(w.events);
    return true;
}

int jb_cli_watch(jb_cli *cli)
{
    jb_arena *arena = jb_arena_new();
    watch screen = {.cli = cli};
    clear_screen(&screen);
    while (arena) {
        jb_arena_mark mark = jb_arena_note(cli->arena);
        if (!run_round(cli, arena))
            break;
        jb_arena_reset(cli->arena, mark);
        jb_arena_clear(arena);
    }
    jb_arena_free(arena);
    return JB_EXIT_WORLD; /* without memory; else a signal ends it */
}
