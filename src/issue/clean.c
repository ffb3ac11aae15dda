/* Writes the characters of one block or field: R7's marks as settled in cells.c, dashes and
 * ellipses, and what becomes of white space by the policy of its place (R2, and the title's gap).
 */
#include "write.h"

static const jb_str em = JB_LIT("\xE3\x80\x80"), blank = JB_LIT(" "), nothing = JB_LIT("");

typedef struct writer {
    parser *p;
    const cell_list *cells;
    white_policy policy;
    bool marks;     /* clean: full */
    bool lists;     /* the entry parts its bodies by 、 or ， */
    uint32_t since; /* characters since the last old line end */
} writer;

static uint32_t rune_at(const writer *w, uint32_t i)
{
    if (i >= w->cells->len)
        return CELL_SPACE;
    const cell *c = &w->cells->at[i];
    return c->now && c->rune < CELL_SPACE ? c->now : c->rune;
}

static bool is_character(uint32_t rune)
{
    return rune < CELL_SPACE;
}

static bool is_west(uint32_t rune)
{
    return is_character(rune) && !jb_is_han_or_mark(rune);
}

/* No white space belongs behind an opening bracket or a mark inside a sentence, nor before a mark
 * that closes. */
static bool hugs(uint32_t left, uint32_t right)
{
    return jb_rune_is_any(left, u"（《〈【〔“‘、，：；") ||
           jb_rune_is_any(right, u"）》〉】〕”’、，：；。！？");
}

/* Characters from i on to the next white space, in steps of -1 or +1. */
static uint32_t token_length(const writer *w, uint32_t i, int step)
{
    uint32_t length = 0;
    for (; i < w->cells->len && is_character(w->cells->at[i].rune) && length < 64;
         i += (uint32_t)step)
        length++;
    return length;
}

/* The character before i stands alone: behind white space, a colon or 、. */
static bool is_single(const writer *w, uint32_t i)
{
    if (i == 0 || !jb_rune_is_han(rune_at(w, i - 1)))
        return false;
    return i == 1 || !is_character(w->cells->at[i - 2].rune) ||
           jb_rune_is_any(rune_at(w, i - 2), u"：、");
}

/* 张　三　　李四: white space between two single characters stands inside a name, if an even number of
 * single ones stands before them. */
static bool inside_name(const writer *w, uint32_t i)
{
    if (!is_single(w, i) || !jb_rune_is_han(rune_at(w, i + 1)) || token_length(w, i + 1, 1) != 1)
        return false;
    uint32_t singles = 1;
    for (uint32_t k = i; k >= 3 && singles < 64 && !is_character(w->cells->at[k - 2].rune);
         k -= 2) {
        if (!is_single(w, k - 2))
            break;
        singles++;
    }
    return singles % 2 == 1;
}

/* A space between Han and digits is the typist's gap (2025 届), unless the Western run touches Han
 * at its other end: then the space was meant (凝心聚力 2025年工作会). */
static bool is_digit_gap(const writer *w, uint32_t i)
{
    bool west_behind = is_west(rune_at(w, i + 1));
    int step = west_behind ? 1 : -1;
    uint32_t k = west_behind ? i + 1 : i - 1;
    while (k < w->cells->len && is_west(rune_at(w, k)))
        k += (uint32_t)step;
    bool touches = k < w->cells->len && is_character(w->cells->at[k].rune);
    return !touches;
}

/* Two phrases of one length (提高政治站位 强化责任担当) are parted on purpose. */
static bool is_parallel(const writer *w, uint32_t i)
{
    uint32_t left = token_length(w, i - 1, -1), right = token_length(w, i + 1, 1);
    uint32_t label = 0;
    for (uint32_t k = i - left; k < i; k++)
        if (jb_rune_is_any(rune_at(w, k), u"、）."))
            label = k - (i - left) + 1;
    return left - label == right && right >= 3;
}

static bool behind_label(const writer *w, uint32_t i)
{
    return jb_rune_is_any(rune_at(w, i - 1), u"、）.") && token_length(w, i - 1, -1) == i;
}

/* 图1, 表2-1, 图一 in front */
static bool behind_figure(const writer *w, uint32_t i)
{
    uint32_t first = rune_at(w, 0);
    return i <= 6 && (first == 0x56FE || first == 0x8868) && token_length(w, i - 1, -1) == i;
}

/* A label with its colon stands behind: 责任编辑：张三 审核： */
static bool label_follows(const writer *w, uint32_t i)
{
    uint32_t k = i + 1;
    while (k < w->cells->len && k < i + 10 && jb_rune_is_han(rune_at(w, k)))
        k++;
    return k > i + 1 && (rune_at(w, k) == 0xFF1A || rune_at(w, k) == ':');
}

static bool before_colon(const writer *w, uint32_t i)
{
    enum { LABEL_MOST = 10 };
    for (uint32_t k = 0; k < i; k++)
        if (rune_at(w, k) == 0xFF1A || rune_at(w, k) == ':' || k == LABEL_MOST)
            return false;
    return label_follows(w, i);
}

/* What stands for white space cell i: nothing, one space or one em. *rule: why. */
static jb_str settle_white(writer *w, uint32_t i, jb_str *rule)
{
    uint32_t left = rune_at(w, i - 1), right = rune_at(w, i + 1);
    bool gap = w->cells->at[i].rune == CELL_GAP;
    bool step = !gap && w->since >= 22 && w->since <= 30;
    bool wests = is_west(left) && is_west(right), mixed = is_west(left) != is_west(right);
    *rule = step ? JB_STR("wrap-space") : mixed ? JB_STR("digit-gap") : JB_STR("space");
    if (step)
        w->since = 0;
    if (w->policy == POLICY_TIGHT || (hugs(left, right) && !wests))
        return nothing;
    if (wests && (!gap || w->policy == POLICY_BODY || w->policy == POLICY_TITLE))
        return blank;
    switch (w->policy) {
    case POLICY_TITLE:
        if (mixed && !gap && is_digit_gap(w, i))
            return nothing;
        *rule = JB_STR("title-gap");
        return blank;
    case POLICY_NAME:
        if ((mixed && !gap) || (token_length(w, i + 1, 1) == 1 && token_length(w, i - 1, -1) == 1))
            return nothing;
        *rule = JB_STR("title-gap");
        return blank;
    case POLICY_TABLE:
        return gap && !inside_name(w, i) ? blank : nothing;
    case POLICY_NUMBER:
        if (right != 0x603B || token_length(w, i + 1, 1) < 2) /* 总 */
            return nothing;
        break;
    case POLICY_CAPTION:
        if (!gap && !behind_figure(w, i))
            return nothing;
        break;
    case POLICY_HEADING:
        if (behind_label(w, i) || (!gap && !is_parallel(w, i)))
            return nothing;
        break;
    case POLICY_NAMES:
        if (inside_name(w, i))
            return nothing;
        break;
    case POLICY_ENTRY:
        if (before_colon(w, i) || (!gap && (w->lists || step || mixed)))
            return nothing;
        break;
    case POLICY_ROW:
        if (inside_name(w, i) || (mixed && !gap && !label_follows(w, i)))
            return nothing;
        break;
    case POLICY_GAP:
        if (inside_name(w, i) || (mixed && !gap))
            return nothing;
        break;
    default:
        if (!gap)
            return nothing;
    }
    *rule = JB_STR("gap");
    return em;
}

static void write_white(writer *w, uint32_t i, bool edges)
{
    parser *p = w->p;
    const cell *c = &w->cells->at[i];
    uint32_t end = c->at + c->size;
    bool edge = i == 0 || i + 1 == w->cells->len || w->cells->at[i - 1].rune == CELL_LINE ||
                w->cells->at[i + 1].rune == CELL_LINE;
    if (edge && !edges) {
        jb_pen_skip(p, end, false);
    } else if (w->policy == POLICY_AS_IS) {
        jb_pen_keep(p, c->at, end);
    } else {
        jb_str rule, after = settle_white(w, i, &rule);
        if (after.len && jb_str_equal(after, jb_str_cut(p->text, c->at, end)))
            jb_pen_keep(p, c->at, end);
        else
            jb_pen_swap(p, c->at, end, after, rule);
    }
}

/* Where lines or chunks met. Two Western words keep a space between them. */
static void write_join(writer *w, uint32_t i)
{
    parser *p = w->p;
    const cell *c = &w->cells->at[i];
    uint32_t left = i ? rune_at(w, i - 1) : CELL_SPACE, right = rune_at(w, i + 1);
    bool inside = i > 0 && i + 1 < w->cells->len;
    jb_str put = inside && is_west(left) && is_west(right) ? blank : nothing;
    if (c->rune == CELL_LINE)
        put = JB_STR("\n");
    else if (c->rune == CELL_BREAK && !hugs(left, right))
        put = blank;
    jb_pen_insert(p, put);
    if (c->rune == CELL_BREAK)
        jb_pen_list(p, c->at, c->at + c->size, JB_STR("\n"), put, JB_STR("title-lines"));
    jb_pen_skip(p, c->at + c->size,
                c->rune != CELL_JOIN); /* a mark of the line below goes with it */
}

/* A run of the same character from i on. */
static uint32_t run_length(const writer *w, uint32_t i)
{
    uint32_t n = 1;
    while (i + n < w->cells->len && w->cells->at[i + n].rune == w->cells->at[i].rune && n < 16)
        n++;
    return n;
}

/* GB/T 15834 4.10, 4.11: -- is ——, ... and 。。。 and a single … are ……, beside Han. A run is seen
 * from its first character, so that no part of one is taken for another. Returns how many cells
 * were written, 0 for none. */
static uint32_t write_sequence(writer *w, uint32_t i)
{
    const cell *c = &w->cells->at[i];
    if (!jb_rune_is_any(c->rune, u"-－―.。…") || c->fixed || (i && c[-1].rune == c->rune))
        return 0;
    uint32_t n = run_length(w, i);
    const cell *last = &w->cells->at[i + n - 1];
    bool han = c->left == JB_SIDE_HAN || last->right == JB_SIDE_HAN;
    jb_str after = nothing;
    if (jb_rune_is_any(c->rune, u"-－―") && n >= 2 && n <= 4 && han)
        after = JB_STR("——");
    else if (c->rune == '.' && (n == 3 || n == 6) && han)
        after = JB_STR("……");
    else if (c->rune == 0x3002 && (n == 3 || n == 6))
        after = JB_STR("……");
    else if (c->rune == 0x2026 && n == 1 && han)
        after = JB_STR("……");
    if (after.len == 0)
        return 0;
    uint32_t end = last->at + last->size;
    jb_pen_swap(w->p, c->at, end, after,
                c->rune == '.' || c->rune == 0x3002 || c->rune == 0x2026 ? JB_STR("ellipsis")
                                                                         : JB_STR("dash"));
    return n;
}

static void write_character(parser *p, const cell *c)
{
    if (!c->now) {
        jb_pen_keep(p, c->at, c->at + c->size);
        return;
    }
    char bytes[4];
    jb_str after = jb_arena_copy(p->arena, (jb_str){bytes, jb_utf8_encode(c->now, bytes)});
    bool quote = c->now >= 0x2018 && c->now <= 0x201D;
    jb_pen_swap(p, c->at, c->at + c->size, after, quote ? JB_STR("quote") : JB_STR("width"));
}

/* The inline of that kind that opened last. */
static jb_inline *last_inline(parser *p, jb_inline_kind kind)
{
    jb_inline *one = &p->issue->inlines.at[p->issue->inlines.len - 1];
    while (one->kind != kind)
        one--;
    return one;
}

static void write_sign(parser *p, const cell *c)
{
    uint32_t at = jb_pen_at(p);
    if (c->rune == CELL_RUBY)
        last_inline(p, JB_INLINE_RUBY)->base = at;
    else if (c->rune >= CELL_OFF)
        last_inline(p, (jb_inline_kind)(c->rune - CELL_OFF))->span.end = at;
    else
        *jb_push(p->arena, &p->issue->inlines) =
            (jb_inline){.kind = (jb_inline_kind)(c->rune - CELL_ON), .span = {at, at}};
    jb_pen_skip(p, c->at + c->size, true);
}

/* The cells of a table's row are parted by an em each; the bars or tabs are marks. */
static void write_bar(parser *p, const cell *c)
{
    for (uint32_t i = 0; i < c->now; i++)
        jb_pen_insert(p, em);
    jb_pen_skip(p, c->at + c->size, true);
}

static bool entry_lists(const cell_list *cells)
{
    for (uint32_t i = 0; i < cells->len; i++)
        if (jb_rune_is_any(cells->at[i].rune, u"、，,；;"))
            return true;
    return false;
}

void jb_issue_write_cells(parser *p, white_policy policy, bool marks, bool edges)
{
    writer w = {.p = p, .cells = &p->cells, .policy = policy, .marks = marks};
    w.lists = policy == POLICY_ENTRY && entry_lists(&p->cells);
    for (uint32_t i = 0; i < p->cells.len; i++) {
        const cell *c = &p->cells.at[i];
        uint32_t took = marks ? write_sequence(&w, i) : 0;
        if (took) {
            w.since += took;
            i += took - 1;
            continue;
        }
        switch (c->rune) {
        case CELL_SPACE:
        case CELL_GAP:
            write_white(&w, i, edges);
            break;
        case CELL_JOIN:
        case CELL_LINE:
        case CELL_BREAK:
        case CELL_RUN:
            write_join(&w, i);
            break;
        case CELL_BAR:
            write_bar(p, c);
            break;
        case CELL_ESCAPE:
            jb_pen_skip(p, c->at + c->size, true);
            break;
        default:
            if (c->rune >= CELL_RUBY) {
                write_sign(p, c);
                break;
            }
            write_character(p, c);
            w.since++;
        }
    }
}
