/* UTF-8 and UTF-16 are decoded here; GB18030 by iconv, some hundred characters a call. A GB18030
 * character shows its length in its first two bytes, so that each code point that iconv gives can
 * be led back to its bytes. */
#include "encoding.h"

#include <errno.h>
#include <iconv.h>

#include "../base/utf8.h"

static const struct {
    jb_str name;
    jb_encoding encoding;
} names[] = {
    {JB_LIT("UTF8"), ENC_UTF8},        {JB_LIT("GB18030"), ENC_GB18030},
    {JB_LIT("GBK"), ENC_GB18030},      {JB_LIT("GB2312"), ENC_GB18030},
    {JB_LIT("GB231280"), ENC_GB18030}, {JB_LIT("CP936"), ENC_GB18030},
    {JB_LIT("EUCCN"), ENC_GB18030},    {JB_LIT("UTF16"), ENC_UTF16LE},
    {JB_LIT("UTF16LE"), ENC_UTF16LE},  {JB_LIT("UTF16BE"), ENC_UTF16BE},
};

jb_encoding jb_encoding_named(jb_str name)
{
    char plain[16];
    size_t n = 0;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        if (c == '-' || c == '_' || c == ' ')
            continue;
        if (n == sizeof plain)
            return ENC_UNKNOWN;
        plain[n++] = (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (jb_str_equal((jb_str){plain, n}, names[i].name))
            return names[i].encoding;
    return n ? ENC_UNKNOWN : ENC_NONE;
}

jb_str jb_encoding_name(jb_encoding encoding)
{
    static const jb_str shown[] = {
        [ENC_NONE] = JB_LIT(""),
        [ENC_UTF8] = JB_LIT("UTF-8"),
        [ENC_GB18030] = JB_LIT("GB18030"),
        [ENC_UTF16LE] = JB_LIT("UTF-16LE"),
        [ENC_UTF16BE] = JB_LIT("UTF-16BE"),
        [ENC_UNKNOWN] = JB_LIT(""),
    };
    return shown[encoding];
}

jb_encoding jb_encoding_of_bom(jb_str raw, uint32_t *bom)
{
    static const struct {
        jb_str bytes;
        jb_encoding encoding;
    } boms[] = {
        {JB_LIT("\xEF\xBB\xBF"), ENC_UTF8},
        {JB_LIT("\xFF\xFE"), ENC_UTF16LE},
        {JB_LIT("\xFE\xFF"), ENC_UTF16BE},
        {JB_LIT("\x84\x31\x95\x33"), ENC_GB18030},
    };
    for (size_t i = 0; i < sizeof boms / sizeof *boms; i++) {
        if (jb_str_starts(raw, boms[i].bytes)) {
            *bom = (uint32_t)boms[i].bytes.len;
            return boms[i].encoding;
        }
    }
    *bom = 0;
    return ENC_NONE;
}

/* UTF-16 without a BOM: its line ends and spaces hold a zero byte, which no other text has. */
static jb_encoding guess_utf16(jb_str raw)
{
    size_t little = 0, big = 0;
    if (raw.len % 2 || !memchr(raw.at, 0, raw.len))
        return ENC_NONE;
    for (size_t i = 0; i + 1 < raw.len; i += 2) {
        unsigned char a = (unsigned char)raw.at[i], b = (unsigned char)raw.at[i + 1];
        little += b == 0 && (a == '\n' || a == ' ' || (a >= '0' && a <= '9'));
        big += a == 0 && (b == '\n' || b == ' ' || (b >= '0' && b <= '9'));
    }
    if (little > big && little * 200 >= raw.len / 2)
        return ENC_UTF16LE;
    return big > little && big * 200 >= raw.len / 2 ? ENC_UTF16BE : ENC_NONE;
}

/* UTF-8 that was damaged or cut is still UTF-8: read as GB18030 it would become another text
 * without a word. In GB18030 text three bytes form valid UTF-8 only by chance. */
static bool is_damaged_utf8(jb_str raw)
{
    size_t good = 0, bad = 0;
    for (size_t at = 0; at < raw.len;) {
        uint32_t rune = jb_utf8_next(raw, &at);
        good += rune >= 0x80 && rune != JB_RUNE_BAD;
        bad += rune == JB_RUNE_BAD;
    }
    return good > bad * 4;
}

jb_encoding jb_encoding_guess(jb_str raw)
{
    jb_encoding wide = guess_utf16(raw);
    if (wide != ENC_NONE)
        return wide;
    if (jb_utf8_check(raw) == raw.len || is_damaged_utf8(raw))
        return ENC_UTF8;
    return ENC_GB18030;
}

bool jb_decoder_open(jb_decoder *decoder, jb_str raw, uint32_t from, jb_encoding encoding)
{
    *decoder = (jb_decoder){.raw = raw, .encoding = encoding, .at = from};
    if (encoding != ENC_GB18030)
        return true;
    iconv_t converter = iconv_open("UTF-8", "GB18030");
    if (converter == (iconv_t)-1)
        return false;
    decoder->converter = converter;
    return true;
}

void jb_decoder_close(void *pointer)
{
    jb_decoder *decoder = pointer;
    if (decoder->converter)
        iconv_close(decoder->converter);
    decoder->converter = NULL;
}

static unsigned unit_at(const jb_decoder *d, uint32_t at)
{
    unsigned a = (unsigned char)d->raw.at[at], b = (unsigned char)d->raw.at[at + 1];
    return d->encoding == ENC_UTF16LE ? a | b << 8 : a << 8 | b;
}

static received next_utf16(const jb_decoder *d)
{
    received c = {JB_RUNE_BAD, d->at, 2};
    size_t left = d->raw.len - d->at;
    if (left < 2) {
        c.size = 1;
        return c;
    }
    uint32_t unit = unit_at(d, d->at);
    if (unit < 0xD800 || unit > 0xDFFF) {
        c.rune = unit;
    } else if (unit < 0xDC00 && left >= 4) {
        uint32_t low = unit_at(d, d->at + 2);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            c.rune = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            c.size = 4;
        }
    }
    return c;
}

/* Bytes of the GB18030 character at p, 0 when it is none: one byte, two, or four when the second is
 * a digit (GB 18030-2005, clause 5). */
static uint32_t gb_size(const unsigned char *p, size_t left)
{
    if (p[0] < 0x80)
        return 1;
    if (p[0] == 0x80 || p[0] == 0xFF || left < 2)
        return 0;
    if (p[1] >= 0x40 && p[1] != 0x7F && p[1] != 0xFF)
        return 2;
    bool four = left >= 4 && p[1] >= 0x30 && p[1] <= 0x39 && p[2] >= 0x81 && p[2] <= 0xFE &&
                p[3] >= 0x30 && p[3] <= 0x39;
    return four ? 4 : 0;
}

/* What glibc's table lacks: the four-byte codes of U+9FB4-9FBB and U+FE10-FE19, which it gives to
 * two-byte codes alone, and CP936's euro sign. JB_RUNE_BAD: not one of them. */
static uint32_t gb_mended(const unsigned char *p, uint32_t size)
{
    if (size == 0 && p[0] == 0x80)
        return 0x20AC;
    if (size != 4)
        return JB_RUNE_BAD;
    uint32_t index =
        (((p[0] - 0x81u) * 10 + (p[1] - 0x30u)) * 126 + (p[2] - 0x81u)) * 10 + (p[3] - 0x30u);
    const uint32_t han = ((1u * 10 + 5) * 126 + 15) * 10 + 7; /* 82 35 90 37 */
    const uint32_t form = ((3u * 10 + 1) * 126 + 1) * 10 + 6; /* 84 31 82 36 */
    if (index >= han && index < han + 8)
        return 0x9FB4 + (index - han);
    if (index >= form && index < form + 10)
        return 0xFE10 + (index - form);
    return JB_RUNE_BAD;
}

/* Converts some hundred characters from `at` on; those up to the first that iconv refuses. */
static void convert_ahead(jb_decoder *d)
{
    enum { MOST = sizeof d->ready / sizeof *d->ready };
    const unsigned char *bytes = (const unsigned char *)d->raw.at;
    uint32_t end = d->at, count = 0;
    while (end < d->raw.len && count < MOST) {
        uint32_t size = gb_size(bytes + end, d->raw.len - end);
        if (size == 0)
            break;
        end += size;
        count++;
    }
    char out[MOST * 8];
    char *in = (char *)(uintptr_t)d->raw.at + d->at, *to = out;
    size_t in_left = end - d->at, out_left = sizeof out;
    iconv(d->converter, NULL, NULL, NULL, NULL);
    iconv(d->converter, &in, &in_left, &to, &out_left); /* stops before what it refuses */
    jb_str made = {out, sizeof out - out_left};
    d->ready_at = d->ready_count = 0;
    for (size_t at = 0; at < made.len && d->ready_count < MOST;)
        d->ready[d->ready_count++] = jb_utf8_next(made, &at);
}

static received next_gb18030(jb_decoder *d)
{
    const unsigned char *p = (const unsigned char *)d->raw.at + d->at;
    uint32_t size = gb_size(p, d->raw.len - d->at);
    received c = {JB_RUNE_BAD, d->at, size ? size : 1};
    if (size == 1) {
        c.rune = p[0];
        if (d->ready_at < d->ready_count)
            d->ready_at++;
        return c;
    }
    if (size && d->ready_at == d->ready_count)
        convert_ahead(d);
    if (size && d->ready_at < d->ready_count)
        c.rune = d->ready[d->ready_at++];
    else
        c.rune = gb_mended(p, size);
    if (c.rune == 0xE5E5) /* A3A0: a full-width space by every other table */
        c.rune = 0x3000;
    return c;
}

bool jb_decoder_next(jb_decoder *d, received *out)
{
    if (d->at >= d->raw.len)
        return false;
    switch (d->encoding) {
    case ENC_UTF16LE:
    case ENC_UTF16BE:
        *out = next_utf16(d);
        break;
    case ENC_GB18030:
        *out = next_gb18030(d);
        break;
    default: {
        size_t at = d->at;
        uint32_t rune = jb_utf8_next(d->raw, &at);
        *out = (received){rune, d->at, (uint32_t)at - d->at};
    }
    }
    d->at += out->size;
    return true;
}
