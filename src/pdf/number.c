#include "writer.h"

#include <inttypes.h>
#include <stdio.h>

/* Shortest decimal, no zero before the point: PDF needs none (ISO 32000-1 7.3.3). */
void jb_pdf_add_number(jb_arena *arena, jb_buf *out, int64_t milli)
{
    char digits[32];
    uint64_t most = milli < 0 ? 0 - (uint64_t)milli : (uint64_t)milli;
    int n = 0;
    if (milli < 0)
        digits[n++] = '-';
    if (most >= 1000 || most == 0)
        n += snprintf(digits + n, sizeof digits - (size_t)n, "%" PRIu64, most / 1000);
    if (most % 1000) {
        n += snprintf(digits + n, sizeof digits - (size_t)n, ".%03u", (unsigned)(most % 1000));
        while (digits[n - 1] == '0')
            n--;
    }
    jb_buf_add(arena, out, (jb_str){digits, (size_t)n});
}

void jb_pdf_add_hex(jb_arena *arena, jb_buf *out, uint32_t value, unsigned digits)
{
    char text[8];
    for (unsigned i = digits; i > 0; value >>= 4)
        text[--i] = "0123456789ABCDEF"[value & 15];
    jb_buf_add(arena, out, (jb_str){text, digits});
}

void jb_pdf_add_utf16(jb_arena *arena, jb_buf *out, jb_str utf8)
{
    for (size_t i = 0; i < utf8.len;) {
        uint32_t rune = jb_utf8_next(utf8, &i);
        if (rune == JB_RUNE_BAD)
            rune = 0xFFFD;
        if (rune > 0xFFFF) {
            jb_pdf_add_hex(arena, out, 0xD7C0 + (rune >> 10), 4);
            rune = 0xDC00 + (rune & 0x3FF);
        }
        jb_pdf_add_hex(arena, out, rune, 4);
    }
}
