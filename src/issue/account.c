/* The safety net: painted spans + edits + marks = every byte of the file as received. */
#include "issue.h"

/* One bit for each byte of the file. Spans come nearly in order: the pieces found last are where
 * the next ones are looked for. */
struct jb_ledger {
    const jb_issue *issue;
    unsigned char *bits;
    uint32_t bytes;
    uint32_t clean_piece, source_piece;
};

static void cover(jb_ledger *l, uint32_t start, uint32_t end)
{
    if (end > l->bytes)
        end = l->bytes;
    while (start < end && start % 8) {
        l->bits[start / 8] |= (unsigned char)(1 << start % 8);
        start++;
    }
    if (start + 8 <= end) {
        memset(l->bits + start / 8, 0xFF, (end - start) / 8);
        start += (end - start) / 8 * 8;
    }
    for (; start < end; start++)
        l->bits[start / 8] |= (unsigned char)(1 << start % 8);
}

static bool ends_behind(const jb_piece *piece, uint32_t to)
{
    return piece->to + piece->length > to;
}

enum { NEAR = 8 };

/* The first piece that ends behind `to`; *last is where the search for the span before ended. */
static uint32_t first_piece(const jb_map *map, uint32_t to, uint32_t *last)
{
    uint32_t low = 0, high = map->len, i = *last;
    if (i == 0 || (i <= high && !ends_behind(&map->at[i - 1], to))) {
        for (uint32_t n = 0; n < NEAR && i < high && !ends_behind(&map->at[i], to); n++)
            i++;
        if (i == high || ends_behind(&map->at[i], to))
            return *last = i;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (map->at[middle].to + map->at[middle].length <= to)
            low = middle + 1;
        else
            high = middle;
    }
    return *last = low;
}

/* What a piece stands for in the older text, as far as the span reaches into it. */
static jb_span older(const jb_piece *piece, jb_span span)
{
    if (!piece->copied)
        return (jb_span){piece->from, piece->from + piece->taken};
    uint32_t start = span.start > piece->to ? span.start - piece->to : 0;
    uint32_t end = piece->length, reach = span.end - piece->to;
    return (jb_span){piece->from + start, piece->from + (reach < end ? reach : end)};
}

static void cover_source_span(jb_ledger *l, const jb_source *source, jb_span span)
{
    for (uint32_t i = first_piece(&source->map, span.start, &l->source_piece);
         i < source->map.len && source->map.at[i].to < span.end; i++) {
        jb_span raw = older(&source->map.at[i], span);
        cover(l, raw.start, raw.end);
    }
}

void jb_ledger_paint(jb_ledger *l, jb_span span)
{
    const jb_issue *issue = l->issue;
    if (jb_span_is_empty(span))
        return;
    for (uint32_t i = first_piece(&issue->map, span.start, &l->clean_piece);
         i < issue->map.len && issue->map.at[i].to < span.end; i++)
        cover_source_span(l, issue->source, older(&issue->map.at[i], span));
}

jb_ledger *jb_ledger_new(jb_arena *arena, const jb_issue *issue)
{
    uint32_t bytes = (uint32_t)issue->source->raw.len;
    jb_ledger *l = JB_NEW(arena, jb_ledger);
    *l = (jb_ledger){
        .issue = issue, .bits = jb_arena_alloc(arena, bytes / 8 + 1), .bytes = bytes};
    for (uint32_t i = 0; i < issue->edits.len; i++)
        cover(l, issue->edits.at[i].raw.start, issue->edits.at[i].raw.end);
    for (uint32_t i = 0; i < issue->marks.len; i++)
        cover_source_span(l, issue->source, issue->marks.at[i]);
    return l;
}

uint64_t jb_ledger_lost(const jb_ledger *l, uint64_t *first)
{
    uint64_t lost = 0;
    for (uint32_t i = l->bytes; i > 0; i--) {
        if (l->bits[(i - 1) / 8] >> (i - 1) % 8 & 1)
            continue;
        lost++;
        *first = i - 1;
    }
    return lost;
}

uint64_t jb_issue_uncovered(jb_arena *arena, const jb_issue *issue, const jb_span *painted,
                            uint32_t n, uint64_t *first)
{
    jb_ledger *ledger = jb_ledger_new(arena, issue);
    for (uint32_t i = 0; i < n; i++)
        jb_ledger_paint(ledger, painted[i]);
    return jb_ledger_lost(ledger, first);
}
