#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A path as a C string on the stack: true when it fits and holds no NUL. */
static bool path_fits(jb_str path, char out[PATH_MAX])
{
    if (path.len == 0 || path.len >= PATH_MAX || memchr(path.at, 0, path.len))
        return false;
    memcpy(out, path.at, path.len);
    out[path.len] = 0;
    return true;
}

static int read_all(jb_arena *arena, int fd, size_t most, jb_str *out)
{
    jb_buf buf = {0};
    struct stat info;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0) {
        if ((uint64_t)info.st_size > most)
            return EFBIG;
        jb_reserve(arena, &buf, (uint32_t)info.st_size + 1);
    }
    for (;;) {
        if (buf.len == buf.cap)
            jb_reserve(arena, &buf, 64 * 1024);
        ssize_t n = read(fd, buf.at + buf.len, buf.cap - buf.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        if (n == 0)
            break;
        buf.len += (uint32_t)n;
        if (buf.len > most)
            return EFBIG;
    }
    *out = jb_buf_str(&buf);
    return 0;
}

static int open_to_read(jb_str path, int flags, int *fd)
{
    char name[PATH_MAX];
    if (!path_fits(path, name))
        return ENOENT;
    *fd = open(name, O_RDONLY | O_CLOEXEC | flags);
    return *fd < 0 ? errno : 0;
}

int jb_file_read(jb_arena *arena, jb_str path, size_t most, jb_str *out)
{
    if (jb_str_equal(path, JB_STR("-")))
        return read_all(arena, STDIN_FILENO, most, out);
    int fd, error = open_to_read(path, 0, &fd);
    if (error)
        return error;
    error = read_all(arena, fd, most, out);
    close(fd);
    return error;
}

int jb_file_map(jb_str path, jb_str *out)
{
    int fd, error = open_to_read(path, O_NONBLOCK, &fd); /* of a pipe nobody need write */
    if (error)
        return error;
    struct stat info;
    error = fstat(fd, &info) ? errno : !S_ISREG(info.st_mode) ? EISDIR : 0;
    if (!error && info.st_size == 0)
        error = EINVAL;
    if (!error) {
        void *at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (at == MAP_FAILED)
            error = errno;
        else
            *out = (jb_str){at, (size_t)info.st_size};
    }
    close(fd);
    return error;
}

void jb_file_unmap(jb_str mapped)
{
    if (mapped.len)
        munmap((void *)(uintptr_t)mapped.at, mapped.len);
}

int jb_file_put(int fd, jb_str bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.at, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        bytes = jb_str_cut(bytes, (size_t)n, bytes.len);
    }
    return 0;
}

/* The temporary name is made of the final one, so that a run finds what a killed one left. */
static bool temporary_name(const char *path, char out[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash - path + 1) : 0;
    return snprintf(out, PATH_MAX, "%.*s.%s.jianbao-part", folder, path, path + folder) < PATH_MAX;
}

/* The file gets its name only when its bytes are on disk. */
static int write_unnamed(int folder_fd, jb_str bytes, const char *name)
{
    int fd = openat(folder_fd, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    if (fd < 0)
        return -1;
    int error = jb_file_put(fd, bytes);
    if (!error && fsync(fd))
        error = errno;
    char handle[64];
    snprintf(handle, sizeof handle, "/proc/self/fd/%d", fd);
    if (!error && linkat(AT_FDCWD, handle, AT_FDCWD, name, AT_SYMLINK_FOLLOW))
        error = errno == ENOENT ? -1 : errno; /* no /proc: the other way */
    close(fd);
    return error;
}

static int write_named(jb_str bytes, const char *temporary)
{
    int fd = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    if (fd < 0)
        return errno;
    int error = jb_file_put(fd, bytes);
    if (!error && fsync(fd))
        error = errno;
    if (close(fd) && !error)
        error = errno;
    if (error)
        unlink(temporary);
    return error;
}

typedef struct target {
    char name[PATH_MAX], temporary[PATH_MAX];
    int folder_fd;
    sigset_t before; /* the signals held before */
} target;

/* Between the temporary name and the final one nobody may interrupt. */
static void hold_signals(sigset_t *before)
{
    static const int asking[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU};
    sigset_t held;
    sigemptyset(&held);
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++)
        sigaddset(&held, asking[i]);
    pthread_sigmask(SIG_BLOCK, &held, before);
}

static int open_target(jb_str path, target *t)
{
    char folder[PATH_MAX];
    if (!path_fits(path, t->name) || !temporary_name(t->name, t->temporary) ||
        !path_fits(jb_path_folder(path), folder))
        return ENAMETOOLONG;
    t->folder_fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (t->folder_fd < 0)
        return errno;
    hold_signals(&t->before);
    unlink(t->temporary); /* left by a run that was killed */
    return 0;
}

static int close_target(target *t, int error)
{
    pthread_sigmask(SIG_SETMASK, &t->before, NULL);
    if (!error)
        fsync(t->folder_fd);
    close(t->folder_fd);
    return error;
}

int jb_file_write(jb_str path, jb_str bytes)
{
    target t;
    if (jb_str_equal(path, JB_STR("-")))
        return jb_file_put(STDOUT_FILENO, bytes);
    int error = open_target(path, &t);
    if (error)
        return error;
    error = write_unnamed(t.folder_fd, bytes, t.temporary);
    if (error == -1) /* the file system has no unnamed files */
        error = write_named(bytes, t.temporary);
    if (!error && rename(t.temporary, t.name)) {
        error = errno;
        unlink(t.temporary);
    }
    return close_target(&t, error);
}

/* Names the temporary file, without taking the name from another. */
static int name_new(const target *t)
{
    if (renameat2(AT_FDCWD, t->temporary, AT_FDCWD, t->name, RENAME_NOREPLACE) == 0)
        return 0;
    int error = errno;
    if (error == EINVAL) /* the file system does not know how: by a second link */
        error = link(t->temporary, t->name) ? errno : 0;
    unlink(t->temporary);
    return error;
}

int jb_file_create(jb_str path, jb_str bytes)
{
    target t;
    int error = open_target(path, &t);
    if (error)
        return error;
    error = write_unnamed(t.folder_fd, bytes, t.name);
    if (error == -1) {
        error = write_named(bytes, t.temporary);
        if (!error)
            error = name_new(&t);
    }
    return close_target(&t, error);
}

struct jb_file_out {
    FILE *stream;
    int error;
    bool standard; /* output, which has no name to give */
    char name[PATH_MAX], temporary[PATH_MAX];
};

int jb_file_begin(jb_arena *arena, jb_str path, jb_file_out **begun)
{
    jb_file_out *out = JB_NEW(arena, jb_file_out);
    out->standard = jb_str_equal(path, JB_STR("-"));
    if (out->standard) {
        out->stream = stdout;
    } else {
        if (!path_fits(path, out->name) || !temporary_name(out->name, out->temporary))
            return ENAMETOOLONG;
        out->stream = fopen(out->temporary, "we");
    }
    *begun = out;
    return out->stream ? 0 : errno;
}

void jb_file_add(jb_file_out *out, jb_str bytes)
{
    if (!out->error && bytes.len && fwrite(bytes.at, bytes.len, 1, out->stream) != 1)
        out->error = errno ? errno : EIO;
}

/* The name is on disk with the folder. */
static int name_stream(const jb_file_out *out)
{
    sigset_t before;
    char folder[PATH_MAX];
    hold_signals(&before);
    int error = rename(out->temporary, out->name) ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    int fd = path_fits(jb_path_folder(jb_str_make(out->name)), folder)
                 ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    return error;
}

int jb_file_end(jb_file_out *out, bool keep)
{
    bool flushed = fflush(out->stream) == 0;
    if (!flushed && !out->error)
        out->error = errno;
    if (out->standard)
        return out->error;
    if (!out->error && fsync(fileno(out->stream)))
        out->error = errno;
    fclose(out->stream);
    if (!out->error && keep)
        out->error = name_stream(out);
    if (out->error || !keep)
        unlink(out->temporary);
    return out->error;
}

int jb_file_make_folder(jb_str path)
{
    char name[PATH_MAX];
    if (!path_fits(path, name))
        return ENAMETOOLONG;
    for (char *slash = name; slash; slash = strchr(slash, '/')) {
        slash += strspn(slash, "/");
        char *end = slash + strcspn(slash, "/"), old = *end;
        *end = 0;
        if (*slash && mkdir(name, 0777) && errno != EEXIST)
            return errno;
        *end = old;
        slash = end;
    }
    return 0;
}

bool jb_file_is_regular(jb_str path)
{
    char name[PATH_MAX];
    struct stat info;
    return path_fits(path, name) && stat(name, &info) == 0 && S_ISREG(info.st_mode);
}

bool jb_file_lies_in(jb_str path, jb_str folder)
{
    char name[PATH_MAX], file[PATH_MAX], within[PATH_MAX];
    if (!path_fits(path, name) || !realpath(name, file))
        return false;
    if (!path_fits(folder, name) || !realpath(name, within))
        return false;
    size_t len = strlen(within);
    bool root = len == 1; /* "/" */
    return strncmp(file, within, len) == 0 && (root || file[len] == '/');
}

bool jb_file_exists(jb_str path)
{
    char name[PATH_MAX];
    struct stat info;
    return path_fits(path, name) && stat(name, &info) == 0;
}

bool jb_file_is_folder(jb_str path)
{
    char name[PATH_MAX];
    struct stat info;
    return path_fits(path, name) && stat(name, &info) == 0 && S_ISDIR(info.st_mode);
}

bool jb_file_folder_holds(jb_str path)
{
    char name[PATH_MAX];
    DIR *folder = path_fits(path, name) ? opendir(name) : NULL;
    const struct dirent *entry;
    bool holds = false;
    while (folder && !holds && (entry = readdir(folder)))
        holds = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (folder)
        closedir(folder);
    return holds;
}

static size_t last_slash(jb_str path)
{
    for (size_t i = path.len; i > 0; i--)
        if (path.at[i - 1] == '/')
            return i - 1;
    return SIZE_MAX;
}

jb_str jb_path_folder(jb_str path)
{
    size_t slash = last_slash(path);
    if (slash == SIZE_MAX)
        return JB_STR(".");
    return jb_str_cut(path, 0, slash ? slash : 1);
}

jb_str jb_path_name(jb_str path)
{
    size_t slash = last_slash(path);
    return slash == SIZE_MAX ? path : jb_str_cut(path, slash + 1, path.len);
}

jb_str jb_path_stem(jb_str path)
{
    jb_str name = jb_path_name(path);
    for (size_t i = name.len; i > 1; i--)
        if (name.at[i - 1] == '.')
            return jb_str_cut(name, 0, i - 1);
    return name;
}

jb_str jb_path_join(jb_arena *arena, jb_str folder, jb_str name)
{
    if (folder.len == 0 || jb_str_equal(folder, JB_STR(".")) || (name.len && name.at[0] == '/'))
        return name;
    const char *slash = folder.at[folder.len - 1] == '/' ? "" : "/";
    return jb_arena_format(arena, "%.*s%s%.*s", JB_FMT(folder), slash, JB_FMT(name));
}

/* The real path of a folder; empty when it has none. */
static jb_str real_folder(jb_arena *arena, jb_str folder)
{
    char path[PATH_MAX];
    const char *typed = jb_arena_cstr(arena, folder);
    return realpath(typed, path) ? jb_arena_copy(arena, jb_str_make(path)) : (jb_str){0};
}

/* "../../a" from one folder to another, both real; empty: the same. */
static jb_str find_way(jb_arena *arena, jb_str from, jb_str to)
{
    size_t shared = 0; /* up to and with the last folder in both */
    for (size_t i = 0; i <= from.len && i <= to.len; i++) {
        bool ends = (i == from.len || from.at[i] == '/') && (i == to.len || to.at[i] == '/');
        if (ends)
            shared = i;
        if (i == from.len || i == to.len || from.at[i] != to.at[i])
            break;
    }
    jb_buf way = {0};
    for (size_t i = shared; i < from.len; i++)
        if (from.at[i] == '/' && i + 1 < from.len)
            jb_buf_add(arena, &way, way.len ? JB_STR("/..") : JB_STR(".."));
    jb_str down = jb_str_cut(to, shared, to.len);
    if (down.len && down.at[0] == '/')
        down = jb_str_cut(down, 1, down.len);
    if (way.len && down.len)
        jb_buf_add(arena, &way, JB_STR("/"));
    jb_buf_add(arena, &way, down);
    return jb_buf_str(&way);
}

jb_str jb_path_way(jb_arena *arena, jb_str from, jb_str to)
{
    from = real_folder(arena, from);
    to = real_folder(arena, to);
    return from.len && to.len ? find_way(arena, from, to) : (jb_str){0};
}
