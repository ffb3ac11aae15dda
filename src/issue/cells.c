/* The characters of a block, and R7: which marks become full-width, which straight quotes open
 * and which close. White space is settled where it is written. */
#include "../base/address.h"
#include "parts.h"

static bool is_digit(uint32_t rune)
{
    return (rune >= '0' && rune <= '9') || (rune >= 0xFF10 && rune <= 0xFF19);
}

static bool is_chinese_mark(uint32_t rune)
{
    return (rune >= 0x3001 && rune <= 0x301F) || (rune >= 0xFF01 && rune <= 0xFF0F) ||
           (rune >= 0xFF1A && rune <= 0xFF20) || (rune >= 0xFF3B && rune <= 0xFF40) ||
           (rune >= 0xFF5B && rune <= 0xFF65) || rune == 0x2014 || rune == 0x2026 ||
           (rune >= 0x2018 && rune <= 0x201D);
}

bool jb_is_han_or_mark(uint32_t rune)
{
    return jb_rune_is_han(rune) || is_chinese_mark(rune) || (rune >= 0x2460 && rune <= 0x24FF) ||
           (rune >= 0x25A0 && rune <= 0x27BF) || (rune >= 0x3021 && rune <= 0x33FF);
}

/* ---- cells */

static void add_white(parser *p, uint32_t from, uint32_t to)
{
    uint32_t spaces = 0, kind = CELL_SPACE;
    for (size_t at = from; at < to;) {
        uint32_t rune = jb_utf8_next(p->text, &at);
        if (rune == '\n')
            kind = CELL_JOIN;
        else if (kind == CELL_SPACE && (++spaces > 1 || rune == 0x3000 || rune == '\t'))
            kind = CELL_GAP;
    }
    *jb_push(p->arena, &p->cells) = (cell){.rune = kind, .at = from, .size = to - from};
}

/* A dropped line that the part runs over: where it ends. */
static uint32_t end_of_drop(const parser *p, uint32_t at)
{
    uint32_t first = jb_first_from(&p->drops, start, at);
    return first < p->drops.len && p->drops.at[first].start == at ? p->drops.at[first].end : at;
}

/* Behind the white space from `from` on, and behind old page numbers that stand in it. */
static uint32_t white_end(const parser *p, uint32_t from, uint32_t to)
{
    uint32_t end = from;
    for (;;) {
        size_t at = end;
        while (at < to) {
            uint32_t rune = jb_utf8_next(p->text, &at);
            if (rune != '\n' && !jb_is_white(rune))
                break;
            end = (uint32_t)at;
        }
        uint32_t behind = p->drops.len ? end_of_drop(p, end) : end;
        if (behind == end || end >= to)
            return end;
        end = behind;
    }
}

static void add_part(parser *p, const part *one)
{
    for (size_t at = one->start; at < one->end;) {
        uint32_t start = (uint32_t)at, rune = jb_utf8_next(p->text, &at);
        if (rune == '\n' || jb_is_white(rune)) {
            at = white_end(p, start, one->end);
            add_white(p, start, (uint32_t)at);
        } else {
            *jb_push(p->arena, &p->cells) =
                (cell){.rune = rune, .at = start, .size = (uint32_t)at - start};
        }
    }
}

void jb_issue_make_cells(parser *p, const part_list *parts)
{
    p->cells.len = 0;
    uint32_t size = 0;
    for (uint32_t i = 0; i < parts->len; i++)
        size += parts->at[i].end - parts->at[i].start;
    jb_reserve(p->arena, &p->cells, size / 2 + parts->len);
    for (uint32_t i = 0; i < parts->len; i++) {
        static const uint32_t between[] = {0, CELL_LINE, CELL_BREAK, CELL_RUN};
        const part *one = &parts->at[i];
        if (i && one->join != JOIN_NOT) {
            uint32_t end = parts->at[i - 1].end;
            *jb_push(p->arena, &p->cells) =
                (cell){.rune = between[one->join], .at = end, .size = one->start - end};
        }
        add_part(p, one);
    }
}

/* ---- R7 */

static bool is_half_mark(uint32_t rune)
{
    return rune == ',' || rune == ';' || rune == ':' || rune == '?' || rune == '!' || rune == '(' ||
           rune == ')';
}

/* Marks that say nothing about the script around them */
static bool is_neutral(uint32_t rune)
{
    return is_half_mark(rune) || rune == '"' || rune == '\'' ||
           (rune >= 0x2018 && rune <= 0x201D) || rune >= CELL_SPACE;
}

static jb_side side_of(uint32_t rune)
{
    return jb_is_han_or_mark(rune) ? JB_SIDE_HAN : JB_SIDE_WEST;
}

static void find_sides(cell_list *cells)
{
    jb_side side = JB_SIDE_NONE;
    for (uint32_t i = 0; i < cells->len; i++) {
        cells->at[i].left = (uint8_t)side;
        if (!is_neutral(cells->at[i].rune))
            side = side_of(cells->at[i].rune);
    }
    side = JB_SIDE_NONE;
    for (uint32_t i = cells->len; i-- > 0;) {
        cells->at[i].right = (uint8_t)side;
        if (!is_neutral(cells->at[i].rune))
            side = side_of(cells->at[i].rune);
    }
}

static bool is_graphic(uint32_t rune)
{
    return rune > ' ' && rune < 0x7F;
}

/* URLs and e-mail addresses stay. All that is not ASCII is alike to jb_address_find. */
static void fix_addresses(jb_arena *arena, cell_list *cells)
{
    char *text = JB_NEW_ARRAY(arena, char, cells->len + 1);
    for (uint32_t i = 0; i < cells->len; i++)
        text[i] = is_graphic(cells->at[i].rune) ? (char)cells->at[i].rune : ' ';
    jb_address address = {0};
    while (jb_address_find((jb_str){text, cells->len}, address.end, &address))
        for (size_t i = address.start; i < address.end; i++)
            cells->at[i].fixed = true;
}

static bool beside_han(const cell *c)
{
    return c->left == JB_SIDE_HAN || c->right == JB_SIDE_HAN;
}

/* 1,000 and 10:30 */
static bool in_number(const cell_list *cells, uint32_t i)
{
    return i > 0 && i + 1 < cells->len && is_digit(cells->at[i - 1].rune) &&
           is_digit(cells->at[i + 1].rune);
}

/* Brackets change in pairs: when either of a pair stands beside Han. */
static void settle_brackets(cell_list *cells)
{
    enum { DEEPEST = 16 };
    uint32_t open[DEEPEST], depth = 0;
    for (uint32_t i = 0; i < cells->len; i++) {
        cell *c = &cells->at[i];
        if (c->fixed)
            continue;
        if (c->rune == '(') {
            if (beside_han(c))
                c->now = 0xFF08;
            if (depth < DEEPEST)
                open[depth++] = i;
        } else if (c->rune == ')') {
            cell *mate = depth ? &cells->at[open[--depth]] : NULL;
            if (beside_han(c) || (mate && mate->now)) {
                c->now = 0xFF09;
                if (mate)
                    mate->now = 0xFF08;
            }
        }
    }
}

/* +1: it must open, -1: it must close, by what stands beside it; 0: either. */
static int quote_leans(const cell_list *cells, uint32_t i)
{
    uint32_t before = i ? cells->at[i - 1].rune : CELL_SPACE;
    uint32_t behind = i + 1 < cells->len ? cells->at[i + 1].rune : CELL_SPACE;
    bool free_before = before >= CELL_SPACE || before == '(' || before == 0xFF08 ||
                       before == 0x300A || before == ',' || before == 0xFF0C || before == ':' ||
                       before == 0xFF1A || before == 0x3001;
    bool free_behind = behind >= CELL_SPACE || behind == ')' || behind == 0xFF09 || behind == ',' ||
                       behind == 0xFF0C || behind == 0x3002 || behind == 0x3001 || behind == ';' ||
                       behind == 0xFF1B || behind == 0x300B;
    return free_before - free_behind;
}

/* Straight double quotes open and close in turn. With an odd count one has no mate: then each is
 * turned by its neighbours where they say something. */
static uint32_t settle_quotes(cell_list *cells)
{
    uint32_t count = 0;
    bool han = false;
    for (uint32_t i = 0; i < cells->len; i++) {
        count += cells->at[i].rune == '"' && !cells->at[i].fixed;
        han |= jb_rune_is_han(cells->at[i].rune);
    }
    if (!han)
        return 0;
    bool open = false;
    for (uint32_t i = 0; i < cells->len; i++) {
        cell *c = &cells->at[i];
        if (c->rune != '"' || c->fixed)
            continue;
        int leans = count % 2 ? quote_leans(cells, i) : 0;
        open = leans ? leans > 0 : !open;
        c->now = open ? 0x201C : 0x201D;
    }
    return count % 2 ? count : 0;
}

/* Straight single quotes pair only when none is an apostrophe and one of them stands at Han. */
static void settle_single_quotes(cell_list *cells)
{
    uint32_t count = 0;
    bool han = false;
    for (uint32_t i = 0; i < cells->len; i++) {
        const cell *c = &cells->at[i];
        if (c->rune != '\'')
            continue;
        count++;
        bool inside =
            i > 0 && i + 1 < cells->len && side_of(cells->at[i - 1].rune) == JB_SIDE_WEST &&
            side_of(cells->at[i + 1].rune) == JB_SIDE_WEST && cells->at[i - 1].rune < CELL_SPACE &&
            cells->at[i + 1].rune < CELL_SPACE && !is_half_mark(cells->at[i + 1].rune);
        if (inside)
            return;
        han |= beside_han(c);
    }
    if (!han || count % 2)
        return;
    bool open = false;
    for (uint32_t i = 0; i < cells->len; i++) {
        if (cells->at[i].rune == '\'') {
            open = !open;
            cells->at[i].now = open ? 0x2018 : 0x2019;
        }
    }
}

static void settle_width(cell_list *cells, uint32_t i)
{
    cell *c = &cells->at[i];
    uint32_t rune = c->rune;
    if (is_half_mark(rune) && rune != '(' && rune != ')') {
        bool number = (rune == ',' || rune == ':') && in_number(cells, i);
        if (beside_han(c) && !number)
            c->now = jb_fold(rune);
    } else if (rune == 0xFF0E) {
        if (i > 0 && is_digit(cells->at[i - 1].rune))
            c->now = '.';
    } else if (rune > 0xFF00 && jb_fold(rune) != rune) {
        c->now = jb_fold(rune); /* full-width digits and letters */
    }
}

uint32_t jb_issue_settle_marks(jb_arena *arena, cell_list *cells)
{
    find_sides(cells);
    fix_addresses(arena, cells);
    settle_brackets(cells);
    for (uint32_t i = 0; i < cells->len; i++)
        if (!cells->at[i].fixed && !cells->at[i].now)
            settle_width(cells, i);
    settle_single_quotes(cells);
    return settle_quotes(cells);
}
