#include "parts.h"

#include <errno.h>

#include "../base/file.h"

static void unmap(void *mapped)
{
    jb_file_unmap(*(jb_str *)mapped);
}

/* The tables have the very length that the head tells; what is in them is checked when it is used.
 */
static bool is_whole(const jb_lexicon *l, jb_str file)
{
    const jb_lexicon_head *head = l->head;
    if (file.len < sizeof *head || memcmp(head->magic, JB_LEXICON_MAGIC, sizeof head->magic) ||
        head->order != JB_LEXICON_ORDER)
        return false;
    uint64_t words = head->words, units = head->units;
    uint64_t need = sizeof *head + 4 * ((uint64_t)JB_LEXICON_FIRSTS + 1) + 4 * (words + 1) +
                    2 * words + 2 * units;
    return need == file.len;
}

jb_lexicon *jb_lexicon_open(jb_arena *arena, jb_str path, int *error)
{
    jb_str *file = JB_NEW(arena, jb_str);
    *error = jb_file_map(path, file);
    if (*error)
        return NULL;
    jb_arena_defer(arena, unmap, file);
    jb_lexicon *l = JB_NEW(arena, jb_lexicon);
    l->head = (const void *)file->at;
    if (!is_whole(l, *file)) {
        *error = EINVAL;
        return NULL;
    }
    l->first = (const void *)(file->at + sizeof *l->head);
    l->start = l->first + JB_LEXICON_FIRSTS + 1;
    l->cost = (const void *)(l->start + l->head->words + 1);
    l->units = l->cost + l->head->words;
    return l;
}

/* The unit of the word at this depth behind its first, or -1 behind its end. */
static int32_t unit_of(const jb_lexicon *l, uint32_t word, uint32_t depth)
{
    uint64_t at = (uint64_t)l->start[word] + depth, end = l->start[word + 1];
    return at < end && end <= l->head->units ? l->units[at] : -1;
}

/* The first of the words [low, high) whose unit at this depth is not less. */
static uint32_t find_unit(const jb_lexicon *l, uint32_t low, uint32_t high, uint32_t depth,
                          int32_t unit)
{
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (unit_of(l, middle, depth) < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t jb_lexicon_words(const jb_lexicon *l, const uint32_t *runes, uint32_t n,
                          jb_listed found[JB_LEXICON_LONGEST])
{
    uint32_t len = 0;
    if (n == 0 || runes[0] >= JB_LEXICON_FIRSTS)
        return 0;
    uint32_t low = l->first[runes[0]], high = l->first[runes[0] + 1];
    if (low > high || high > l->head->words)
        return 0;
    for (uint32_t depth = 0; low < high && depth < JB_LEXICON_LONGEST; depth++) {
        if (unit_of(l, low, depth) < 0) { /* it ends here, and sorts before longer ones */
            found[len++] = (jb_listed){depth + 1, l->cost[low]};
            low++;
        }
        if (depth + 1 >= n || runes[depth + 1] >= JB_LEXICON_FIRSTS)
            break;
        int32_t unit = (int32_t)runes[depth + 1];
        low = find_unit(l, low, high, depth, unit);
        high = find_unit(l, low, high, depth, unit + 1);
    }
    return len;
}
