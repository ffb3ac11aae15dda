#include "dump.h"

void jb_buf_add_len(jb_arena *arena, jb_buf *buf, int64_t length)
{
    int64_t size = length < 0 ? -length : length;
    jb_buf_printf(arena, buf, "%s%lld.%03lld", length < 0 ? "-" : "", (long long)(size / 1000),
                  (long long)(size % 1000));
}
