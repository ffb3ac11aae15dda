/* GB18030, and with it GB2312 and GBK, whose codes are among its own. iconv has separate tables for
 * the two that are poorer: GBK lacks 2,149 codes, GB2312 turns the middle dot into a katakana's. */
#include "encoding.h"

/* One byte, two, or four when the second is a digit (GB 18030-2005, clause 5). 0x80 is CP936's euro
 * sign. */
static uint32_t size_of(const unsigned char *p, size_t left)
{
    if (p[0] <= 0x80)
        return 1;
    if (p[0] == 0xFF || left < 2)
        return 0;
    if (p[1] >= 0x40 && p[1] != 0x7F && p[1] != 0xFF)
        return 2;
    bool four = left >= 4 && p[1] >= 0x30 && p[1] <= 0x39 && p[2] >= 0x81 && p[2] <= 0xFE &&
                p[3] >= 0x30 && p[3] <= 0x39;
    return four ? 4 : 0;
}

static uint32_t index_of(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    return (((a - 0x81) * 10 + (b - 0x30)) * 126 + (c - 0x81)) * 10 + (d - 0x30);
}

/* The four-byte codes that glibc refuses, since it gives their characters to two-byte codes. */
static uint32_t read_refused(const unsigned char *p)
{
    uint32_t index = index_of(p[0], p[1], p[2], p[3]);
    const uint32_t han = index_of(0x82, 0x35, 0x90, 0x37), form = index_of(0x84, 0x31, 0x82, 0x36);
    if (index >= han && index < han + 8)
        return 0x9FB4 + (index - han);
    if (index >= form && index < form + 10)
        return 0xFE10 + (index - form);
    return JB_RUNE_BAD;
}

static bool read_own(const unsigned char *p, uint32_t size, received *c)
{
    if (p[0] == 0x80)
        c->rune = 0x20AC;
    else if (p[0] == 0xA3 && p[1] == 0xA0) /* the web's full-width space; glibc: private U+E5E5 */
        c->rune = 0x3000;
    else
        c->rune = size == 4 ? read_refused(p) : JB_RUNE_BAD;
    return c->rune != JB_RUNE_BAD;
}

const charset jb_gb18030 = {"GB18030", size_of, read_own};
