/* The issues in a newsletter's folder, and the lock on it. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "parts.h"

typedef JB_VEC(jb_str) paths;

enum { FOLDERS = 512 };

typedef struct walk {
    jb_arena *arena;
    paths files;
    struct {
        dev_t device;
        ino_t inode;
    } seen[FOLDERS]; /* a folder may be reached by two names */
    uint32_t seen_len;
} walk;

static bool is_year(jb_str name)
{
    jb_str rest = jb_str_cut(name, 4, name.len);
    for (size_t i = 0; i < 4; i++)
        if (i >= name.len || name.at[i] < '0' || name.at[i] > '9')
            return false;
    return rest.len == 0 || jb_str_equal(rest, JB_STR("年"));
}

static bool is_new_folder(walk *w, jb_str folder)
{
    struct stat info;
    if (stat(jb_arena_cstr(w->arena, folder), &info) || !S_ISDIR(info.st_mode) ||
        w->seen_len == FOLDERS)
        return false;
    for (uint32_t i = 0; i < w->seen_len; i++)
        if (w->seen[i].device == info.st_dev && w->seen[i].inode == info.st_ino)
            return false;
    w->seen[w->seen_len].device = info.st_dev;
    w->seen[w->seen_len++].inode = info.st_ino;
    return true;
}

static void list_folder(walk *w, jb_str folder, bool years)
{
    DIR *dir = is_new_folder(w, folder) ? opendir(jb_arena_cstr(w->arena, folder)) : NULL;
    struct dirent *entry;
    paths below = {0};
    while (dir && (entry = readdir(dir)) != NULL) {
        jb_str name = jb_arena_copy(w->arena, jb_str_make(entry->d_name));
        jb_str path = jb_path_join(w->arena, folder, name);
        if (name.at[0] != '.' && jb_str_ends(name, JB_STR(".txt")) && !jb_file_is_folder(path))
            *jb_push(w->arena, &w->files) = path;
        else if (years && is_year(name))
            *jb_push(w->arena, &below) = path;
    }
    if (dir)
        closedir(dir);
    for (uint32_t i = 0; i < below.len; i++)
        list_folder(w, below.at[i], false);
}

static int compare_paths(const void *a, const void *b)
{
    return jb_str_compare(*(const jb_str *)a, *(const jb_str *)b);
}

static bool is_empty_file(const jb_diags *diags)
{
    for (uint32_t i = 0; i < diags->list.len; i++)
        if (diags->list.at[i].code == JB_D_SOURCE_EMPTY)
            return true;
    return false;
}

/* Another newsletter's issue; a 文号 makes none, unless this one is numbered so. */
static bool is_others(const jb_whose *whose, const jb_issue *head, jb_str name)
{
    bool counts = head->number.kind != JB_NUMBER_DOCUMENT || whose->kind == JB_NUMBER_DOCUMENT ||
                  whose->kind == JB_NUMBER_NONE;
    if (!counts || !name.len)
        return false;
    return whose->newsletter ? !jb_newsletter_is_named(whose->newsletter, name)
                             : whose->name.len && !jb_name_equal(name, whose->name);
}

static void read_file(jb_arena *arena, jb_arena *scratch, jb_str path, const jb_whose *whose,
                      jb_issued_list *out, jb_diags *diags)
{
    jb_diags unheard = {.arena = scratch};
    const jb_source *source = jb_source_open(scratch, path, NULL, &unheard);
    if (!source) {
        if (!is_empty_file(&unheard))
            jb_diag_in(diags, JB_D_SERIES_SKIPPED, (jb_place){0}, JB_ARGS(path));
        return;
    }
    const jb_issue *head = jb_issue_peek(scratch, source);
    jb_str name = jb_issue_field(head, JB_FIELD_NAME);
    if (head->number.kind == JB_NUMBER_NONE)
        return;
    if (is_others(whose, head, name)) {
        jb_diag_in(diags, JB_D_SERIES_OTHER_NAME, (jb_place){0},
                   JB_ARGS(path, jb_arena_copy(arena, name)));
        return;
    }
    *jb_push(arena, out) = (jb_issued){.file = path, .number = head->number, .date = head->date};
}

void jb_folder_read(jb_arena *arena, jb_str folder, jb_str also, const jb_whose *whose,
                    jb_issued_list *out, jb_diags *diags)
{
    walk *w = JB_NEW(arena, walk);
    w->arena = arena;
    list_folder(w, folder, true);
    list_folder(w, also, false);
    if (w->files.len)
        qsort(w->files.at, w->files.len, sizeof *w->files.at, compare_paths);
    for (uint32_t i = 0; i < w->files.len; i++) {
        jb_arena *scratch = jb_arena_child(arena);
        read_file(arena, scratch, w->files.at[i], whose, out, diags);
        jb_arena_free(scratch);
    }
}

bool jb_folder_counts(jb_arena *arena, jb_str root, jb_str folder)
{
    jb_str way = jb_path_way(arena, root, folder);
    return way.len == 0 || is_year(way);
}

/* ---- the lock ------------------------------------------------------------------------------- */

/* A file that is there while it is held; one left by a killed run is held by nobody. */
static jb_str lock_path(jb_arena *arena, jb_str folder)
{
    return jb_path_join(arena, folder, JB_STR(".jianbao-lock"));
}

static bool is_at(int lock, const char *path)
{
    struct stat held, named;
    return fstat(lock, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino &&
           held.st_dev == named.st_dev;
}

/* 0, or an errno value: EAGAIN while somebody else holds it. */
static int try_lock(const char *path, int *lock)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    *lock = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (*lock < 0)
        return errno;
    (void)fchmod(*lock, 0666); /* whoever may write into the folder may hold it */
    int error = fcntl(*lock, F_OFD_SETLK, &whole) ? errno : 0;
    if (!error && !is_at(*lock, path))
        error = EAGAIN; /* who held it took it away */
    if (error)
        close(*lock);
    return error == EACCES ? EAGAIN : error;
}

int jb_folder_lock(jb_arena *arena, jb_str folder, bool *again, jb_diags *diags)
{
    enum { TRIES = 1000, PAUSE = 10 * 1000 * 1000 }; /* ten seconds */
    jb_str path = lock_path(arena, folder);
    const char *name = jb_arena_cstr(arena, path);
    int lock = -1, error = EAGAIN;
    for (int i = 0; i < TRIES && error == EAGAIN; i++) {
        if (i)
            nanosleep(&(struct timespec){.tv_nsec = PAUSE}, NULL);
        error = try_lock(name, &lock);
    }
    if (!error)
        return lock;
    *again = error == EAGAIN;
    if (*again)
        jb_diag_in(diags, JB_D_SERIES_LOCKED, (jb_place){0}, JB_ARGS(folder));
    else
        jb_diag_in(diags, JB_D_OUTPUT_FAILED, (jb_place){0},
                   JB_ARGS(path, jb_error_text(arena, error)));
    return -1;
}

void jb_folder_unlock(jb_arena *arena, jb_str folder, int lock)
{
    unlink(jb_arena_cstr(arena, lock_path(arena, folder)));
    close(lock);
}
