/* UTF-8 and UTF-16 are decoded here; the charsets by iconv, some hundred characters a call. A
 * character of theirs shows its length in its first two bytes, so that each code point that iconv
 * gives can be led back to its bytes. */
#include "encoding.h"

#include <iconv.h>

static const struct {
    jb_str name;
    jb_encoding encoding;
} names[] = {
    {JB_LIT("UTF8"), ENC_UTF8},        {JB_LIT("GB18030"), ENC_GB18030},
    {JB_LIT("GBK"), ENC_GB18030},      {JB_LIT("GB2312"), ENC_GB18030},
    {JB_LIT("GB231280"), ENC_GB18030}, {JB_LIT("CP936"), ENC_GB18030},
    {JB_LIT("EUCCN"), ENC_GB18030},    {JB_LIT("BIG5"), ENC_BIG5},
    {JB_LIT("BIG5HKSCS"), ENC_BIG5},   {JB_LIT("CP950"), ENC_BIG5},
    {JB_LIT("UTF16"), ENC_UTF16},      {JB_LIT("UTF16LE"), ENC_UTF16LE},
    {JB_LIT("UTF16BE"), ENC_UTF16BE},
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
        [ENC_BIG5] = JB_LIT("Big5-HKSCS"),
        [ENC_UTF16] = JB_LIT("UTF-16"),
        [ENC_UTF16LE] = JB_LIT("UTF-16LE"),
        [ENC_UTF16BE] = JB_LIT("UTF-16BE"),
        [ENC_UNKNOWN] = JB_LIT(""),
    };
    return shown[encoding];
}

static jb_encoding find_bom(jb_str raw, uint32_t *bom)
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

/* A BOM says more than the name the user gave, which may be that of the converter's default. */
jb_encoding jb_encoding_choose(jb_str raw, jb_encoding named, uint32_t *bom)
{
    jb_encoding found = find_bom(raw, bom);
    if (found == ENC_NONE && named == ENC_UTF16) {
        found = jb_encoding_guess_utf16(raw);
        named = ENC_UTF16LE; /* as Windows writes it */
    }
    if (found != ENC_NONE)
        return found;
    return named != ENC_NONE ? named : jb_encoding_guess(raw);
}

bool jb_decoder_open(jb_decoder *decoder, jb_str raw, uint32_t from, jb_encoding encoding)
{
    *decoder = (jb_decoder){.raw = raw, .encoding = encoding, .at = from};
    if (encoding == ENC_GB18030)
        decoder->charset = &jb_gb18030;
    if (encoding == ENC_BIG5)
        decoder->charset = &jb_big5;
    if (!decoder->charset)
        return true;
    iconv_t converter = iconv_open("UTF-8", decoder->charset->converter);
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

/* ---- UTF-8 and UTF-16 ---------------------------------------------------------------------- */

/* Bytes that are wrong together: those that a valid sequence could begin with, or one (Unicode 3.9,
 * U+FFFD Substitution of Maximal Subparts). */
static uint32_t broken_size(const unsigned char *p, size_t left)
{
    uint32_t whole = p[0] >= 0xF0 && p[0] <= 0xF4   ? 4
                     : p[0] >= 0xE0 && p[0] <= 0xEF ? 3
                                                    : 1;
    uint32_t size = 1;
    if (whole == 1 || left < 2)
        return 1;
    unsigned first = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
    unsigned last = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
    if (p[1] < first || p[1] > last)
        return 1;
    for (size = 2; size < whole && size < left && (p[size] & 0xC0) == 0x80;)
        size++;
    return size;
}

static received next_utf8(const jb_decoder *d)
{
    size_t at = d->at;
    uint32_t rune = jb_utf8_next(d->raw, &at);
    received c = {.rune = rune, .at = d->at, .size = (uint32_t)at - d->at};
    if (rune == JB_RUNE_BAD)
        c.size = broken_size((const unsigned char *)d->raw.at + d->at, d->raw.len - d->at);
    return c;
}

static unsigned unit_at(const jb_decoder *d, uint32_t at)
{
    unsigned a = (unsigned char)d->raw.at[at], b = (unsigned char)d->raw.at[at + 1];
    return d->encoding == ENC_UTF16LE ? a | b << 8 : a << 8 | b;
}

static received next_utf16(const jb_decoder *d)
{
    received c = {.rune = JB_RUNE_BAD, .at = d->at, .size = 2};
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

/* ---- charsets ------------------------------------------------------------------------------ */

/* Converts some hundred characters from `at` on; those up to the first that iconv refuses or must
 * not be asked. */
static void convert_ahead(jb_decoder *d)
{
    enum { MOST = sizeof d->ready / sizeof *d->ready };
    const unsigned char *bytes = (const unsigned char *)d->raw.at;
    uint32_t end = d->at, count = 0;
    received unused;
    while (end < d->raw.len && count < MOST) {
        uint32_t size = d->charset->size(bytes + end, d->raw.len - end);
        if (size == 0 || d->charset->own(bytes + end, size, &unused))
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

static received next_of_charset(jb_decoder *d)
{
    const unsigned char *p = (const unsigned char *)d->raw.at + d->at;
    uint32_t size = d->charset->size(p, d->raw.len - d->at);
    received c = {.rune = JB_RUNE_BAD, .at = d->at, .size = size ? size : 1};
    if (size == 0 || d->charset->own(p, size, &c))
        return c;
    if (d->ready_at == d->ready_count)
        convert_ahead(d);
    if (d->ready_at < d->ready_count)
        c.rune = d->ready[d->ready_at++];
    return c;
}

bool jb_decoder_next(jb_decoder *d, received *out)
{
    if (d->at >= d->raw.len)
        return false;
    if (d->charset)
        *out = next_of_charset(d);
    else if (d->encoding == ENC_UTF8)
        *out = next_utf8(d);
    else
        *out = next_utf16(d);
    d->at += out->size;
    return true;
}
