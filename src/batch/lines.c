/* Files of lines, read in one pass and bounded memory. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <unistd.h>

#include "parts.h"

int jb_lines_open(jb_arena *arena, jb_str path, jb_line_file *file)
{
    *file = (jb_line_file){.buffer = JB_NEW_ARRAY(arena, char, JB_LINE_MOST)};
    file->fd = open(jb_arena_cstr(arena, path), O_RDONLY | O_CLOEXEC);
    return file->fd < 0 ? errno : 0;
}

void jb_lines_close(jb_line_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
}

/* More bytes behind those that were not used yet, up to the next end of a line: of the buffer no
 * more is touched than lines need. */
static void fill(jb_line_file *file)
{
    enum { PIECE = 64 * 1024 };
    uint32_t left = file->len - file->at;
    memmove(file->buffer, file->buffer + file->at, left);
    file->offset += file->at;
    file->at = 0;
    file->len = left;
    bool whole = false;
    while (!file->ended && !whole && file->len < JB_LINE_MOST) {
        uint32_t room = JB_LINE_MOST - file->len;
        char *at = file->buffer + file->len;
        ssize_t n = read(file->fd, at, room < PIECE ? room : PIECE);
        if (n < 0 && errno == EINTR)
            continue;
        file->ended = n <= 0;
        file->len += n > 0 ? (uint32_t)n : 0;
        whole = n > 0 && memchr(at, '\n', (size_t)n);
    }
}

static const char *find_end(const jb_line_file *file)
{
    return memchr(file->buffer + file->at, '\n', file->len - file->at);
}

bool jb_lines_next(jb_line_file *file)
{
    const char *end = find_end(file);
    if (!end) {
        fill(file);
        end = find_end(file);
    }
    if (file->at == file->len)
        return false;
    const char *begin = file->buffer + file->at;
    file->begin = file->offset + file->at;
    file->broken = !end;
    file->line = (jb_str){begin, end ? (size_t)(end - begin) : file->len - file->at};
    file->at += (uint32_t)file->line.len + (end ? 1 : 0);
    return true;
}

bool jb_lines_rewind(jb_line_file *file)
{
    file->len = file->at = 0;
    file->offset = 0;
    file->ended = false;
    return lseek(file->fd, 0, SEEK_SET) == 0;
}
