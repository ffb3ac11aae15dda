#include "writer.h"

/* Shortest decimal, no zero before the point: PDF needs none (ISO 32000-1 7.3.3). Written from the
 * end: a page has hundreds. */
void jb_pdf_add_number(jb_arena *arena, jb_buf *out, int64_t milli)
{
    char digits[32], *end = digits + sizeof digits, *at = end;
    uint64_t left = milli < 0 ? 0 - (uint64_t)milli : (uint64_t)milli;
    unsigned places = left % 1000 == 0 ? 0 : left % 100 == 0 ? 1 : left % 10 == 0 ? 2 : 3;
    for (unsigned skipped = places; skipped < 3; skipped++)
        left /= 10;
    for (unsigned i = 0; i < places; i++, left /= 10)
        *--at = (char)('0' + left % 10);
    if (places)
        *--at = '.';
    for (; left || at == end; left /= 10)
        *--at = (char)('0' + left % 10);
    if (milli < 0)
        *--at = '-';
    jb_buf_add(arena, out, (jb_str){at, (size_t)(end - at)});
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
