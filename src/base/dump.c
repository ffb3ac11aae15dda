#include "dump.h"

void jb_buf_add_len(jb_arena *arena, jb_buf *buf, int64_t length)
{
    int64_t size = length < 0 ? -length : length;
    jb_buf_printf(arena, buf, "%s%lld.%03lld", length < 0 ? "-" : "", (long long)(size / 1000),
                  (long long)(size % 1000));
}

void jb_buf_add_mm(jb_arena *arena, jb_buf *buf, jb_len length, int decimals)
{
    int64_t size = length < 0 ? -(int64_t)length : length, unit = 1;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    int64_t value = jb_div_round(size * 254 * unit, 720000);
    for (; decimals > 0 && value % 10 == 0; decimals--, value /= 10)
        unit /= 10;
    jb_buf_printf(arena, buf, "%s%lld", length < 0 && value ? "-" : "", (long long)(value / unit));
    if (decimals > 0)
        jb_buf_printf(arena, buf, ".%0*lld", decimals, (long long)(value % unit));
}

jb_str jb_mm_text(jb_arena *arena, jb_len length, int decimals)
{
    jb_buf out = {0};
    jb_buf_add_mm(arena, &out, length, decimals);
    return jb_buf_str(&out);
}

jb_str jb_size_text(jb_arena *arena, jb_len width, jb_len height)
{
    return jb_arena_format(arena, "%.*s × %.*s mm", JB_FMT(jb_mm_text(arena, width, 1)),
                           JB_FMT(jb_mm_text(arena, height, 1)));
}
