/* The account: no character of the source may be lost.
 *
 * Painted spans, listed edits and marks must cover every byte of the file as received. What may be
 * absent from the pages and why:
 *   white space          has no ink; page/ leaves it out at the edges of lines
 *   what nobody can see  joiners, selectors, where a line may end: read and obeyed
 *   header fields        that no masthead item shows: 版式 and 状态 steer, the others are findings
 *   an image's caption   its line is syntax around a picture; what is wrong with it is a diagnostic
 * Anything else that is missing is a fault of ours: nothing is written and the status is 70. */
#include "../base/utf8.h"
#include "work.h"

static void add_glyphs(const jb_work *work, jb_ledger *ledger)
{
    const jb_pages *pages = work->pages;
    for (uint32_t i = 0; i < pages->items.len; i++) {
        const jb_item *item = &pages->items.at[i];
        for (uint32_t g = 0; item->kind == JB_ITEM_GLYPHS && g < item->glyphs; g++)
            jb_ledger_paint(ledger, jb_item_glyph_span(item, &pages->glyphs.at[item->glyph + g]));
    }
}

static bool is_white(uint32_t rune)
{
    return rune == ' ' || rune == '\t' || rune == '\n' || rune == 0xA0 || rune == 0x3000 ||
           rune == 0x1680 || (rune >= 0x2000 && rune <= 0x200A) || rune == 0x202F ||
           rune == 0x205F || jb_rune_is_unseen(rune);
}

static void add_white_space(const jb_work *work, jb_ledger *ledger)
{
    jb_str text = work->issue->text;
    for (size_t at = 0; at < text.len;) {
        uint32_t start = (uint32_t)at;
        if (is_white(jb_utf8_next(text, &at)))
            jb_ledger_paint(ledger, (jb_span){start, (uint32_t)at});
    }
}

static bool is_shown(const jb_styled *styled, jb_span value)
{
    for (uint32_t i = 0; i < styled->masthead.len; i++) {
        const jb_map *map = &styled->masthead.at[i].map;
        for (uint32_t k = 0; k < map->len; k++) {
            const jb_piece *piece = &map->at[k];
            if (piece->taken && piece->from < value.end && value.start < piece->from + piece->taken)
                return true;
        }
    }
    return false;
}

static void add_unshown(const jb_work *work, jb_ledger *ledger)
{
    const jb_issue *issue = work->issue;
    for (uint32_t i = 0; i < issue->fields.len; i++)
        if (!is_shown(work->styled, issue->fields.at[i].value))
            jb_ledger_paint(ledger, issue->fields.at[i].value);
    for (uint32_t i = 0; i < issue->blocks.len; i++)
        if (issue->blocks.at[i].kind == JB_BLOCK_IMAGE)
            jb_ledger_paint(ledger, issue->blocks.at[i].text);
}

static bool settle(jb_work *work, const jb_ledger *ledger)
{
    uint64_t first = 0;
    uint64_t lost = jb_ledger_lost(ledger, &first);
    if (lost == 0)
        return true;
    jb_span raw = {(uint32_t)first, (uint32_t)first + 1};
    jb_diag_in(work->diags, JB_D_LOST_TEXT, jb_source_place_raw(work->source, raw),
               JB_ARGS(jb_arena_format(work->arena, "%llu", (unsigned long long)first),
                       jb_arena_format(work->arena, "%llu", (unsigned long long)lost)));
    work->bug = true;
    return false;
}

bool jb_account_text(jb_work *work)
{
    jb_ledger *ledger = jb_ledger_new(work->arena, work->issue);
    add_glyphs(work, ledger);
    add_white_space(work, ledger);
    add_unshown(work, ledger);
    return settle(work, ledger);
}

bool jb_account_issue(jb_work *work)
{
    const jb_issue *issue = work->issue;
    jb_ledger *ledger = jb_ledger_new(work->arena, issue);
    for (uint32_t i = 0; i < issue->fields.len; i++)
        jb_ledger_paint(ledger, issue->fields.at[i].value);
    for (uint32_t i = 0; i < issue->blocks.len; i++)
        jb_ledger_paint(ledger, issue->blocks.at[i].text);
    return settle(work, ledger);
}
