#include "utf8.h"

#define CONTINUES(b) (((b)&0xC0) == 0x80)

uint32_t jb_utf8_next_any(jb_str s, size_t *offset)
{
    const unsigned char *p = (const unsigned char *)s.at + *offset;
    size_t left = s.len - *offset;
    uint32_t lead = p[0];
    if (lead < 0x80) {
        *offset += 1;
        return lead;
    }
    if (lead >= 0xC2 && lead <= 0xDF && left >= 2 && CONTINUES(p[1])) {
        *offset += 2;
        return (lead & 0x1F) << 6 | (p[1] & 0x3Fu);
    }
    if ((lead & 0xF0) == 0xE0 && left >= 3 && CONTINUES(p[1]) && CONTINUES(p[2])) {
        uint32_t rune = (lead & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        if (rune >= 0x800 && (rune < 0xD800 || rune > 0xDFFF)) {
            *offset += 3;
            return rune;
        }
    }
    if (lead >= 0xF0 && lead <= 0xF4 && left >= 4 && CONTINUES(p[1]) && CONTINUES(p[2]) &&
        CONTINUES(p[3])) {
        uint32_t rune = (lead & 0x07) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 |
                        (p[3] & 0x3Fu);
        if (rune >= 0x10000 && rune <= 0x10FFFF) {
            *offset += 4;
            return rune;
        }
    }
    *offset += 1;
    return JB_RUNE_BAD;
}

uint32_t jb_utf8_previous(jb_str s, size_t *offset)
{
    size_t at = *offset - 1;
    while (at > 0 && *offset - at < 4 && CONTINUES((unsigned char)s.at[at]))
        at--;
    *offset = at;
    return jb_utf8_next(s, &at);
}

size_t jb_utf8_width(uint32_t rune)
{
    return rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
}

size_t jb_utf8_encode(uint32_t rune, char out[4])
{
    size_t width = jb_utf8_width(rune);
    static const unsigned char lead[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
    for (size_t i = width - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (rune & 0x3F));
        rune >>= 6;
    }
    out[0] = (char)(lead[width] | rune);
    return width;
}

size_t jb_utf8_count(jb_str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += !CONTINUES((unsigned char)s.at[i]);
    return count;
}

size_t jb_utf8_check(jb_str s)
{
    for (size_t at = 0; at < s.len;) {
        size_t start = at;
        if (jb_utf8_next(s, &at) == JB_RUNE_BAD)
            return start;
    }
    return s.len;
}

static bool within(uint32_t rune, uint32_t first, uint32_t last)
{
    return rune >= first && rune <= last;
}

bool jb_rune_is_han(uint32_t rune)
{
    return within(rune, 0x4E00, 0x9FFF) || within(rune, 0x3400, 0x4DBF) ||
           within(rune, 0x20000, 0x3FFFD) || within(rune, 0xF900, 0xFAFF) ||
           within(rune, 0x2E80, 0x2FDF) || rune == 0x3007 || rune == 0x3005 ||
           within(rune, 0x3021, 0x3029);
}

bool jb_rune_is_private(uint32_t rune)
{
    return within(rune, 0xE000, 0xF8FF) || rune >= 0xF0000;
}

bool jb_rune_is_selector(uint32_t rune)
{
    return within(rune, 0xFE00, 0xFE0F) || within(rune, 0xE0100, 0xE01EF);
}

bool jb_rune_is_among_unseen(uint32_t rune)
{
    static const struct {
        uint32_t first, last;
    } rows[] = {{0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},   {0x115F, 0x1160},
                {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F}, {0x202A, 0x202E},
                {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
                {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
                {0xE0000, 0xE0FFF}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows && rune >= rows[i].first; i++)
        if (rune <= rows[i].last)
            return true;
    return false;
}

bool jb_rune_is_plain(uint32_t rune)
{
    bool control = rune < ' ' || (rune >= 0x7F && rune < 0xA0);
    return !control && rune != JB_RUNE_BAD && !jb_rune_is_unseen(rune);
}

int jb_rune_columns(uint32_t rune)
{
    if (within(rune, 0x0300, 0x036F) || jb_rune_is_unseen(rune))
        return 0;
    /* The wide and full-width ranges of UAX #11 that Chinese office text uses */
    if (within(rune, 0x1100, 0x115F) || within(rune, 0x2E80, 0x303E) ||
        within(rune, 0x3041, 0xA4CF) || within(rune, 0xAC00, 0xD7A3) ||
        within(rune, 0xF900, 0xFAFF) || within(rune, 0xFE10, 0xFE6F) ||
        within(rune, 0xFF01, 0xFF60) || within(rune, 0xFFE0, 0xFFE6) ||
        within(rune, 0x1F300, 0x1FAFF) || within(rune, 0x20000, 0x3FFFD))
        return 2;
    return 1;
}

int jb_str_columns(jb_str text)
{
    int columns = 0;
    for (size_t at = 0; at < text.len;)
        columns += jb_rune_columns(jb_utf8_next(text, &at));
    return columns;
}
