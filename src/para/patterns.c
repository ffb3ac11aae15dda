/* Patterns that divide words (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983): the letters
 * of a piece of a word, with numbers between them. Of all that fit somewhere in a word the greatest
 * number counts in each place; an odd one is where it may be divided. . is a word's edge.
 *
 * The file is libhyphen's, a pattern a line. Only those of a to z are taken; the other lines (the
 * encoding, commands, other spellings) say nothing of them. */
#include "../base/file.h"
#include "parts.h"

enum { FILE_MOST = 4 * 1024 * 1024, LONGEST = 64 };

struct jb_patterns {
    jb_str text;
    uint32_t *slots; /* a hash table of where lines begin, + 1; 0: free */
    uint32_t mask;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || c == '.';
}

static uint32_t hash_on(uint32_t hash, char c)
{
    return (hash ^ (unsigned char)c) * 16777619u; /* FNV-1a */
}

static uint32_t mix(uint32_t hash)
{
    return hash ^ hash >> 15;
}

static bool is_pattern(jb_str line)
{
    uint32_t letters = 0, digits = 0;
    for (size_t i = 0; i < line.len; i++) {
        letters += is_letter(line.at[i]);
        digits += is_digit(line.at[i]);
    }
    return letters > 0 && digits > 0 && letters + digits == line.len;
}

static void add(jb_patterns *p, uint32_t at, jb_str line)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < line.len; i++)
        hash = is_digit(line.at[i]) ? hash : hash_on(hash, line.at[i]);
    uint32_t slot = mix(hash) & p->mask;
    while (p->slots[slot])
        slot = (slot + 1) & p->mask;
    p->slots[slot] = at + 1;
}

jb_patterns *jb_patterns_open(jb_arena *arena, jb_str path)
{
    jb_patterns *p = JB_NEW(arena, jb_patterns);
    if (jb_file_read(arena, path, FILE_MOST, &p->text))
        return NULL;
    uint32_t lines = 1, slots = 4;
    for (size_t i = 0; i < p->text.len; i++)
        lines += p->text.at[i] == '\n';
    while (slots < 2 * lines)
        slots *= 2;
    p->mask = slots - 1;
    p->slots = JB_NEW_ARRAY(arena, uint32_t, slots);
    for (size_t at = 0, end; at < p->text.len; at = end + 1) {
        jb_str rest = jb_str_cut(p->text, at, p->text.len);
        size_t length = jb_str_find(rest, JB_STR("\n"));
        end = length == SIZE_MAX ? p->text.len : at + length;
        jb_str line = jb_str_cut(p->text, at, end);
        if (line.len && line.at[line.len - 1] == '\r')
            line.len--;
        if (is_pattern(line))
            add(p, (uint32_t)at, line);
    }
    return p;
}

/* The pattern at `at` is of these letters: its numbers are weighed. */
static void weigh(const jb_patterns *p, uint32_t at, jb_str letters, uint8_t *values)
{
    size_t k = 0, end = at;
    for (; end < p->text.len && (is_digit(p->text.at[end]) || is_letter(p->text.at[end])); end++)
        if (!is_digit(p->text.at[end]) && (k == letters.len || p->text.at[end] != letters.at[k++]))
            return;
    if (k != letters.len)
        return;
    for (k = 0; at < end; at++) {
        char c = p->text.at[at];
        if (!is_digit(c))
            k++;
        else if (values[k] < c - '0')
            values[k] = (uint8_t)(c - '0');
    }
}

void jb_patterns_divide(const jb_patterns *p, jb_str word, bool *points)
{
    char dotted[LONGEST + 2] = ".";
    uint8_t values[LONGEST + 3] = {0};
    size_t n = word.len < LONGEST ? word.len : LONGEST;
    memcpy(dotted + 1, word.at, n);
    dotted[n + 1] = '.';
    for (size_t i = 0; i < n + 2; i++) {
        uint32_t hash = 2166136261u;
        for (size_t end = i; end < n + 2; end++) {
            hash = hash_on(hash, dotted[end]);
            for (uint32_t slot = mix(hash) & p->mask; p->slots[slot]; slot = (slot + 1) & p->mask)
                weigh(p, p->slots[slot] - 1, (jb_str){dotted + i, end + 1 - i}, values + i);
        }
    }
    for (size_t i = 0; i < n; i++)
        points[i] = values[i + 1] & 1;
}
