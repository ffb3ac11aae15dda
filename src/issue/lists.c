/* Blocks that are one of many alike: the lines of the contents, rows of a table, headings that come
 * again in each article, items of a list, attachments. */
#include "body.h"

/* What a line of the contents and the title in the text have in common: neither the number in front
 * nor the page behind. */
static uint64_t title_key(const parser *p, const chunk *c)
{
    enum { READ = 80 };
    uint32_t rune[READ];
    uint8_t level;
    jb_str text = jb_str_cut(p->text, c->start, c->end);
    text = jb_str_cut(text, jb_issue_label_length(text, &level), text.len);
    uint32_t n = jb_fold_text(text, rune, NULL, READ);
    while (n > 0 && (rune[n - 1] < 0x80 || !jb_rune_is_han(rune[n - 1])))
        n--;
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a */
    for (uint32_t i = 0; i < n; i++)
        hash = (hash ^ rune[i]) * 0x100000001b3u;
    return n ? hash : 0;
}

static bool ends_with_page(const parser *p, const chunk *c)
{
    size_t at = c->end;
    uint32_t last = jb_fold(jb_utf8_previous(p->text, &at));
    if (last == 0xFF09 && at > c->start)
        last = jb_fold(jb_utf8_previous(p->text, &at));
    return last >= '0' && last <= '9';
}

/* 目录 and its lines, which are not the titles that they name: they end with a page, or the first of
 * them stands again below. */
void jb_body_settle_contents(const body *b, uint32_t i)
{
    enum { ITEMS_MOST = 60, LOOKED_AT = 400 };
    uint32_t end = i + 1, paged = 0, again = UINT32_MAX;
    uint64_t first = jb_body_at(b, i + 1) ? title_key(b->p, jb_body_at(b, i + 1)) : 0;
    jb_body_settle(jb_body_at(b, i), JB_BLOCK_COLUMN, JB_STR("R5.10 contents"));
    for (uint32_t k = i + 2; first && jb_body_at(b, k) && k < i + LOOKED_AT; k++) {
        const chunk *c = jb_body_at(b, k);
        if (c->form == FORM_CONTENTS)
            break;
        if (title_key(b->p, c) == first) {
            again = k;
            break;
        }
    }
    for (; end < i + ITEMS_MOST && end < again && jb_body_at(b, end); end++) {
        const chunk *c = jb_body_at(b, end);
        if (c->mark != MARK_NONE || c->sentence || c->form == FORM_NOTE)
            break;
        paged += ends_with_page(b->p, c);
    }
    if (again == UINT32_MAX && paged * 3 < (end - i - 1) * 2)
        return;
    for (uint32_t k = i + 1; k < end; k++)
        if (jb_body_at(b, k)->form != FORM_COLUMN)
            jb_body_settle(jb_body_at(b, k), JB_BLOCK_PARAGRAPH, JB_STR("R5.10 contents"));
}

/* Rows that gaps part, with as many columns as a neighbour, where one of them is half of figures.
 */
bool jb_body_is_gap_row(const body *b, uint32_t i)
{
    const chunk *c = jb_body_at(b, i);
    bool figures = c->figures, beside = false;
    for (uint32_t k = 0; k < 2; k++) {
        const chunk *other = jb_body_at(b, k ? i + 1 : i - 1);
        if (!other || other->mark != MARK_NONE || other->table_columns != c->table_columns)
            continue;
        beside = true;
        figures |= other->figures;
    }
    return c->table_columns && beside && figures;
}

/* 【基本案情】 in each of some articles parts them, and so does what stands between two such lines; a
 * column's name stands once. */
bool jb_body_is_repeated(const body *b, uint32_t i)
{
    enum { NEAR = 60 };
    chunk *c = jb_body_at(b, i);
    jb_str text = jb_str_cut(b->p->text, c->start, c->end);
    for (uint32_t k = i; k > b->from && k + NEAR > i; k--) {
        const chunk *above = jb_body_at(b, k - 1);
        if (jb_str_equal(above->rule, JB_STR("R5.10 repeated"))) {
            c->level = 1;
            return true;
        }
        if (above->form == FORM_TITLE)
            break;
    }
    for (uint32_t k = i > b->from + NEAR ? i - NEAR : b->from; k < i + NEAR && jb_body_at(b, k);
         k++) {
        const chunk *other = jb_body_at(b, k);
        if (k == i || other->form != FORM_COLUMN || other->mark != MARK_NONE ||
            !jb_str_equal(text, jb_str_cut(b->p->text, other->start, other->end)))
            continue;
        c->level = 1;
        return true;
    }
    return false;
}

/* The count in a level's number: 2 of 二、（2） ②. */
static int level_count(const body *b, const chunk *c)
{
    enum { READ = 8, CIRCLED_ONE = 0x2460 };
    uint32_t rune[READ];
    uint32_t n = jb_fold_text(jb_str_cut(b->p->text, c->start, c->end), rune, NULL, READ);
    uint32_t first = n > 0 && rune[0] == 0xFF08;
    int count = 0;
    if (n > 0 && rune[0] >= CIRCLED_ONE && rune[0] < CIRCLED_ONE + 20)
        return (int)(rune[0] - CIRCLED_ONE) + 1;
    (void)jb_count_scan(rune + first, n - first, &count);
    return count;
}

/* Is the chunk at k a short line of c's level, numbered one step from it? */
static bool is_beside(const body *b, const chunk *c, uint32_t k, int step)
{
    const chunk *other = jb_body_at(b, k);
    return other && other->mark == MARK_NONE && other->form == FORM_LEVEL &&
           other->level == c->level && !other->sentence &&
           level_count(b, other) == level_count(b, c) + step;
}

/* 1.召开例会 2.迎接检查: short lines of one level with no text between are a list. */
/* The last of numbered sentences, without a stop, and with nothing of its own below. */
static bool is_last_sentence(const body *b, uint32_t i)
{
    const chunk *c = jb_body_at(b, i), *before = jb_body_at(b, i - 1), *next = jb_body_at(b, i + 1);
    bool follows = before && before->mark == MARK_NONE && before->form == FORM_LEVEL &&
                   before->level == c->level && level_count(b, before) + 1 == level_count(b, c);
    bool text = next && next->mark == MARK_NONE &&
                (next->form == FORM_TEXT || (next->form == FORM_LEVEL && next->level > c->level));
    return follows && !text;
}

bool jb_body_is_item(const body *b, uint32_t i)
{
    const chunk *c = jb_body_at(b, i);
    return !c->sentence &&
           (is_beside(b, c, i - 1, -1) || is_beside(b, c, i + 1, 1) || is_last_sentence(b, i));
}

/* The last one may have its text below, and be a heading. */
void jb_body_settle_item(const body *b, uint32_t i)
{
    enum { TEXT_LEAST = 30 };
    chunk *c = jb_body_at(b, i);
    const chunk *next = jb_body_at(b, i + 1);
    bool text = next && next->mark == MARK_NONE && next->form == FORM_TEXT && next->sentence &&
                next->chars >= TEXT_LEAST;
    bool lower =
        next && next->mark == MARK_NONE && next->form == FORM_LEVEL && next->level > c->level;
    if (text || lower)
        jb_body_doubt(c, lower ? JB_BLOCK_HEADING : JB_BLOCK_PARAGRAPH, JB_STR("R5.6 item"),
                      lower ? JB_BLOCK_PARAGRAPH : JB_BLOCK_HEADING);
    else
        jb_body_settle(c, JB_BLOCK_PARAGRAPH, JB_STR("R5.6 item"));
}

/* The number that an item of a list begins with: 2. 2． 2、; 0 for none. */
static uint32_t item_number(jb_str text)
{
    uint32_t rune[3], n = jb_fold_text(text, rune, NULL, 3), i = 0, number = 0;
    for (; i < n && rune[i] >= '0' && rune[i] <= '9'; i++)
        number = number * 10 + rune[i] - '0';
    return i < n && (rune[i] == '.' || rune[i] == 0xFF0E || rune[i] == 0x3001) ? number : 0;
}

/* What stands behind 附件：; the whole without such a label. */
static jb_str attachment_item(const body *b, const chunk *c)
{
    jb_str text = jb_str_cut(b->p->text, c->start, c->end);
    jb_str item = jb_str_cut(text, jb_issue_attachment_label(text), text.len);
    uint32_t first;
    return jb_fold_text(item, &first, NULL, 1) ? item : (jb_str){0};
}

/* One list of 附件：1. … and 2. … below it is one block (GB/T 9704 7.3.4): its numbers tell what
 * belongs to it, or, where nothing is guessed, the leading spaces of the line below. */
void jb_body_join_attachments(const body *b)
{
    bool canonical = b->p->issue->canonical;
    for (uint32_t i = b->from; i < b->to; i++) {
        chunk *c = jb_body_at(b, i);
        if (c->kind != JB_BLOCK_ATTACHMENT)
            continue;
        jb_str item = attachment_item(b, c);
        uint32_t number = item_number(item);
        bool bare = item.len == 0, counts = number || bare;
        for (c = jb_body_at(b, i + 1); c; c = jb_body_at(b, ++i + 1), number++, bare = false) {
            jb_str text = jb_str_cut(b->p->text, c->start, c->end);
            bool indented = c->indent > 0 && !c->before_blank &&
                            (c->mark == MARK_NONE || c->mark == MARK_PLAIN);
            bool next =
                counts && c->mark == MARK_NONE && !c->inner_stop && item_number(text) == number + 1;
            if (canonical ? !indented : !next)
                break;
            jb_body_settle(c, JB_BLOCK_ATTACHMENT, JB_STR("R5.4 attachment"));
            c->join = bare && !canonical ? JOIN_RUN : JOIN_LINE;
        }
    }
}
