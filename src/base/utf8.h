/* UTF-8, by RFC 3629: no surrogates, nothing above U+10FFFF, shortest form only. */
#ifndef JB_BASE_UTF8_H
#define JB_BASE_UTF8_H

#include <uchar.h>

#include "str.h"

#define JB_RUNE_BAD UINT32_MAX

uint32_t jb_utf8_next_any(jb_str s, size_t *offset);

/* Reads the code point at s[*offset] and moves *offset behind it. At an invalid byte: returns
 * JB_RUNE_BAD and moves one byte on. *offset must be < s.len. Here are the common ones, ASCII and
 * most of what has three bytes, among them all Han of the first plane. */
static inline uint32_t jb_utf8_next(jb_str s, size_t *offset)
{
    const unsigned char *p = (const unsigned char *)s.at + *offset;
    if (p[0] < 0x80) {
        *offset += 1;
        return p[0];
    }
    if (p[0] >= 0xE1 && p[0] <= 0xEC && s.len - *offset >= 3 && (p[1] & 0xC0) == 0x80 &&
        (p[2] & 0xC0) == 0x80) {
        *offset += 3;
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    return jb_utf8_next_any(s, offset);
}

/* Moves *offset (> 0, at a border) to the start of the code point before it and returns that. */
uint32_t jb_utf8_previous(jb_str s, size_t *offset);

/* Writes the code point into out[0..3]; returns its length in bytes. */
size_t jb_utf8_encode(uint32_t rune, char out[4]);

/* Length in bytes of the code point. */
size_t jb_utf8_width(uint32_t rune);

/* Number of code points. */
size_t jb_utf8_count(jb_str s);

/* Offset of the first byte that is not valid UTF-8, or s.len. */
size_t jb_utf8_check(jb_str s);

/* Columns a terminal gives to the code point: 2 for wide East Asian characters, 0 for combining
 * marks, else 1. */
int jb_rune_columns(uint32_t rune);
int jb_str_columns(jb_str text); /* of all its characters */

/* A variation selector: it asks for a form of the character before it (Unicode 23.4). */
bool jb_rune_is_selector(uint32_t rune);

/* Nobody can see it, whatever the font: joiners, selectors, tags, marks of direction and of breaks
 * (Default_Ignorable_Code_Point of Unicode 5.21). */
bool jb_rune_is_among_unseen(uint32_t rune);
static inline bool jb_rune_is_unseen(uint32_t rune)
{
    bool never = rune < 0xAD || (rune > 0x3164 && rune < 0xFE00); /* most of any text */
    return !never && jb_rune_is_among_unseen(rune);
}
/* Neither that, nor a control character, nor JB_RUNE_BAD: harmless on a terminal and in a name. */
bool jb_rune_is_plain(uint32_t rune);

/* Of private use: it means what its font says, and nothing elsewhere (Unicode 23.5). */
bool jb_rune_is_private(uint32_t rune);

/* One of some characters of the first plane. */
static inline bool jb_rune_is_any(uint32_t rune, const char16_t *set)
{
    while (*set && *set != rune)
        set++;
    return *set != 0;
}

/* An ideograph: unified, extensions, compatibility, 〇 and 々. */
bool jb_rune_is_han(uint32_t rune);

#endif
