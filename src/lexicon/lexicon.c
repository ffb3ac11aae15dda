/* The compiled lexicon: checked when it is opened, read where it lies. Every index that comes out
 * of the file is held against the file's size before it is used: whatever its bytes are, nothing
 * is read beside them. */
#include "parts.h"

#include <errno.h>

#include "../base/file.h"

struct jb_lexicon {
    const unsigned char *heads, *starts, *values, *text;
    uint32_t heads_len, words_len, text_len;
};

static bool has_header(jb_str bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.at;
    return bytes.len >= JB_LEXICON_HEADER && memcmp(at, JB_LEXICON_MAGIC, 8) == 0 &&
           jb_le32(at + 8) == JB_LEXICON_VERSION;
}

jb_lexicon *jb_lexicon_read(jb_arena *arena, jb_str bytes)
{
    if (!has_header(bytes))
        return NULL;
    const unsigned char *at = (const unsigned char *)bytes.at;
    uint64_t heads = jb_le32(at + 12), words = jb_le32(at + 16), text = jb_le32(at + 20);
    uint64_t sum = jb_le32(at + 24) | (uint64_t)jb_le32(at + 28) << 32;
    uint64_t size = JB_LEXICON_HEADER + (heads + 1) * 8 + (words + 1) * 4 + words * 2 + text;
    if (size != bytes.len ||
        jb_lexicon_sum(at + JB_LEXICON_HEADER, bytes.len - JB_LEXICON_HEADER) != sum)
        return NULL;
    jb_lexicon *lexicon = JB_NEW(arena, jb_lexicon);
    lexicon->heads = at + JB_LEXICON_HEADER;
    lexicon->starts = lexicon->heads + (heads + 1) * 8;
    lexicon->values = lexicon->starts + (words + 1) * 4;
    lexicon->text = lexicon->values + words * 2;
    lexicon->heads_len = (uint32_t)heads;
    lexicon->words_len = (uint32_t)words;
    lexicon->text_len = (uint32_t)text;
    return lexicon;
}

static void unmap(void *mapped)
{
    jb_file_unmap(*(jb_str *)mapped);
}

jb_lexicon *jb_lexicon_open(jb_arena *arena, jb_str path, int *error)
{
    jb_str *file = JB_NEW(arena, jb_str);
    *error = jb_file_map(path, file);
    if (*error)
        return NULL;
    jb_arena_defer(arena, unmap, file);
    jb_lexicon *lexicon = jb_lexicon_read(arena, *file);
    *error = lexicon ? 0 : EINVAL;
    return lexicon;
}

/* ---- looking up ----------------------------------------------------------------------------- */

/* The word without its first character. */
static jb_str tail_of(const jb_lexicon *l, uint32_t word)
{
    uint32_t from = jb_le32(l->starts + (size_t)word * 4);
    uint32_t to = jb_le32(l->starts + (size_t)word * 4 + 4);
    if (from > to || to > l->text_len)
        return (jb_str){0};
    return (jb_str){(const char *)l->text + from, to - from};
}

bool jb_lexicon_begin(jb_lexicon_walk *walk, const jb_lexicon *l, uint32_t rune)
{
    uint32_t low = 0, high = l->heads_len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (jb_le32(l->heads + (size_t)middle * 8) < rune)
            low = middle + 1;
        else
            high = middle;
    }
    const unsigned char *head = l->heads + (size_t)low * 8;
    if (low == l->heads_len || jb_le32(head) != rune)
        return false;
    *walk = (jb_lexicon_walk){l, jb_le32(head + 4), jb_le32(head + 12), 0};
    return walk->from < walk->to && walk->to <= l->words_len;
}

static int byte_at(const jb_lexicon *l, uint32_t word, uint32_t depth)
{
    jb_str tail = tail_of(l, word);
    return depth < tail.len ? (unsigned char)tail.at[depth] : -1;
}

/* The first word of [from, to) whose byte there is not below `byte`. */
static uint32_t find_byte(const jb_lexicon_walk *walk, uint32_t from, uint32_t to, int byte)
{
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (byte_at(walk->lexicon, middle, walk->depth) < byte)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

bool jb_lexicon_go_on(jb_lexicon_walk *walk, jb_str character)
{
    for (size_t i = 0; i < character.len && walk->from < walk->to; i++) {
        int byte = (unsigned char)character.at[i];
        walk->from = find_byte(walk, walk->from, walk->to, byte);
        walk->to = find_byte(walk, walk->from, walk->to, byte + 1);
        walk->depth++;
    }
    return walk->from < walk->to;
}

bool jb_lexicon_ends(const jb_lexicon_walk *walk, jb_lexicon_word *word)
{
    const jb_lexicon *l = walk->lexicon;
    if (walk->from >= walk->to || tail_of(l, walk->from).len != walk->depth)
        return false; /* the shorter stands before the longer */
    const unsigned char *value = l->values + (size_t)walk->from * 2;
    uint32_t packed = value[0] | (uint32_t)value[1] << 8;
    uint32_t kind = packed >> 12;
    word->kind = kind < JB_WORD_KINDS ? (jb_word_kind)kind : JB_WORD_OTHER;
    word->cost = packed & JB_COST_MOST;
    return true;
}
