/* R5: what the chunks of the body are, each by its form and its neighbours. What may be a title
 * waits for R6 (titles.c), and what depends on a title for the end. */
#include "body.h"

chunk *jb_body_at(const body *b, uint32_t i)
{
    return i >= b->from && i < b->to ? &b->p->chunks.at[i] : NULL;
}

void jb_body_settle(chunk *c, jb_block_kind kind, jb_str rule)
{
    c->kind = (uint8_t)kind;
    c->rule = rule;
}

void jb_body_doubt(chunk *c, jb_block_kind kind, jb_str rule, jb_block_kind otherwise)
{
    jb_body_settle(c, kind, rule);
    c->doubtful = true;
    c->otherwise = c->or_else = (uint8_t)otherwise;
}

/* ---- marked lines are never guessed */

static void settle_marked(chunk *c)
{
    static const jb_block_kind kinds[] = {
        [MARK_NONE] = JB_BLOCK_PARAGRAPH,  [MARK_TITLE] = JB_BLOCK_TITLE,
        [MARK_HEADING] = JB_BLOCK_HEADING, [MARK_PLAIN] = JB_BLOCK_PARAGRAPH,
        [MARK_KIND] = JB_BLOCK_PARAGRAPH,  [MARK_IMAGE] = JB_BLOCK_IMAGE,
        [MARK_ROW] = JB_BLOCK_TABLE_ROW,   [MARK_RULE] = JB_BLOCK_TABLE_ROW,
        [MARK_END] = JB_BLOCK_PARAGRAPH,
    };
    jb_body_settle(c, c->mark == MARK_KIND ? (jb_block_kind)c->mark_level : kinds[c->mark],
                   JB_STR("mark"));
    c->level = c->mark == MARK_HEADING ? c->mark_level : 1;
}

static bool is_chat(const body *b)
{
    enum { STAMPS_LEAST = 3 };
    uint32_t stamps = 0;
    for (uint32_t i = b->from; i < b->to; i++)
        stamps += jb_body_at(b, i)->stamp;
    return stamps >= STAMPS_LEAST;
}

/* ---- R5 */

/* The indent that at least 80 % of the long paragraphs share (R5.12): a title has another. */
static uint32_t find_modal_indent(const body *b)
{
    enum { WIDEST = 16 };
    uint32_t count[WIDEST + 1] = {0}, total = 0;
    for (uint32_t i = b->from; i < b->to; i++) {
        const chunk *c = jb_body_at(b, i);
        if (c->mark != MARK_NONE || !c->sentence || c->chars < 30 || c->glued)
            continue;
        count[c->indent > WIDEST ? WIDEST : c->indent]++;
        total++;
    }
    for (uint32_t indent = 1; indent < WIDEST; indent++)
        if (total >= 3 && count[indent] * 5 >= total * 4)
            return indent;
    return 0;
}

static bool is_cells(const chunk *c)
{
    return c && (c->mark == MARK_ROW || c->mark == MARK_RULE ||
                 (c->mark == MARK_NONE && c->form == FORM_CELLS));
}

static bool is_dated(const chunk *c)
{
    return c && c->mark == MARK_NONE && c->form == FORM_DATE;
}

/* 1、关于…的通知 below a column and no title may be the title itself, and so may the next ones. */
static bool is_below_column(const body *b, uint32_t i)
{
    enum { NEAR = 20 };
    for (uint32_t k = i; k > b->from && k + NEAR > i; k--) {
        const chunk *above = jb_body_at(b, k - 1);
        bool numbered = above->form == FORM_LEVEL && !above->sentence;
        if (above->mark != MARK_NONE || above->form == FORM_TITLE || above->form == FORM_NOTE)
            return false;
        if (numbered)
            return jb_str_equal(above->rule, JB_STR("R5.6 column"));
        if (above->form == FORM_COLUMN)
            return k == i;
    }
    return false;
}

/* 1.推进缓慢。 with its text below: a heading that ends with a stop, unless it is one of a list. */
static bool is_brief_heading(const chunk *c, const chunk *before, const chunk *next)
{
    enum { TEXT_LEAST = 12, CIRCLED = 4 };
    bool listed = before && before->form == FORM_LEVEL && before->sentence;
    return c->lone_stop && !listed && c->level < CIRCLED && next && next->mark == MARK_NONE &&
           next->form == FORM_TEXT && next->sentence && next->chars >= TEXT_LEAST;
}

/* What the chunk is by its own form; what depends on a title waits (FORM_SUBTITLE, FORM_BYLINE). */
static void settle_form(const body *b, uint32_t i)
{
    chunk *c = jb_body_at(b, i);
    const chunk *before = jb_body_at(b, i - 1), *next = jb_body_at(b, i + 1);
    if (c->rule.len)
        return;
    switch ((form)c->form) {
    case FORM_NOTE:
        jb_body_settle(c, JB_BLOCK_NOTE, JB_STR("R5.1 note"));
        return;
    case FORM_CONTENTS:
        jb_body_settle_contents(b, i);
        return;
    case FORM_CELLS:
        if (is_cells(before) || is_cells(next))
            jb_body_settle(c, JB_BLOCK_TABLE_ROW, JB_STR("R5.2 table"));
        return;
    case FORM_TABLE_NAME:
        if (is_cells(next))
            jb_body_settle(c, JB_BLOCK_CAPTION, JB_STR("R5.2 table"));
        return;
    case FORM_CAPTION:
        jb_body_settle(c, JB_BLOCK_CAPTION, JB_STR("R5.3 caption"));
        return;
    case FORM_ATTACHMENT:
        jb_body_settle(c, JB_BLOCK_ATTACHMENT, JB_STR("R5.4 attachment"));
        return;
    case FORM_DOCUMENT_NO:
        jb_body_settle(c, JB_BLOCK_DOCUMENT_NO, JB_STR("R5.5 number"));
        return;
    case FORM_CHAPTER:
        jb_body_settle(c, JB_BLOCK_CHAPTER, JB_STR("R5.5 chapter"));
        return;
    case FORM_SECTION:
        c->level = 1;
        jb_body_settle(c, JB_BLOCK_HEADING, JB_STR("R5.6 section"));
        return;
    case FORM_LEVEL:
        if (jb_body_is_item(b, i))
            jb_body_settle_item(b, i);
        else if (!c->sentence && is_below_column(b, i))
            jb_body_doubt(c, JB_BLOCK_HEADING, JB_STR("R5.6 column"), JB_BLOCK_TITLE);
        else if (is_brief_heading(c, before, next))
            jb_body_doubt(c, JB_BLOCK_HEADING, JB_STR("R5.6 brief"), JB_BLOCK_PARAGRAPH);
        else
            jb_body_settle(c, c->sentence ? JB_BLOCK_PARAGRAPH : JB_BLOCK_HEADING,
                           JB_STR("R5.6 level"));
        return;
    case FORM_DATE:
    case FORM_DATE_ENCLOSED:
        jb_body_settle(c, JB_BLOCK_DATE, JB_STR("R5.7 date"));
        return;
    case FORM_COLUMN:
        jb_body_settle(c, jb_body_is_repeated(b, i) ? JB_BLOCK_HEADING : JB_BLOCK_COLUMN,
                       jb_body_is_repeated(b, i) ? JB_STR("R5.10 repeated")
                                                 : JB_STR("R5.10 column"));
        return;
    case FORM_NAMES:
        jb_body_settle(c, JB_BLOCK_NAMES, JB_STR("R5.11 names"));
        return;
    case FORM_TEXT:
    case FORM_SUBTITLE:
    case FORM_BYLINE:
    case FORM_TITLE:
        if (jb_body_is_gap_row(b, i))
            jb_body_settle(c, JB_BLOCK_TABLE_ROW, JB_STR("R5.2 table"));
        else if (c->few_names && before && before->kind == JB_BLOCK_NAMES)
            jb_body_settle(c, JB_BLOCK_NAMES, JB_STR("R5.11 names"));
        break;
    }
}

/* 落款: up to three short lines above a date, which no text follows, or which sign like an office. A
 * date in brackets, or one with text under it, belongs to the title above. */
static void settle_signature(const body *b, uint32_t i)
{
    const chunk *next = jb_body_at(b, i + 1);
    bool text_follows = next && next->mark == MARK_NONE && next->form == FORM_TEXT;
    for (uint32_t k = 1; k <= 3; k++) {
        chunk *c = jb_body_at(b, i - k);
        bool signs = c && c->mark == MARK_NONE && (c->form == FORM_TITLE || c->form == FORM_TEXT) &&
                     c->kind == JB_BLOCK_PARAGRAPH && c->rule.len == 0 && !c->sentence &&
                     c->chars >= 2 && c->chars <= 30;
        if (!signs || (!c->org && (k > 1 || text_follows)))
            return;
        jb_body_settle(c, JB_BLOCK_SIGNATURE, JB_STR("R5.7 signature"));
    }
}

/* A line with two or three commas that ends without a stop between two paragraphs: paragraphs end
 * with one, where a line is a paragraph. */
static bool is_loose_title(const body *b, uint32_t i)
{
    const chunk *c = jb_body_at(b, i), *before = jb_body_at(b, i - 1), *next = jb_body_at(b, i + 1);
    bool text_follows =
        next && next->mark == MARK_NONE && next->form == FORM_TEXT && next->sentence;
    bool open = c->form == FORM_TEXT && c->loose_title && !c->sentence && b->p->wrap == 0 &&
                (b->modal_indent == 0 || c->indent != b->modal_indent);
    return open && text_follows && !(before && before->kind == JB_BLOCK_TITLE);
}

/* 守正创新。 between long paragraphs may be a title that ends with a stop. */
static bool is_lone_sentence(const body *b, uint32_t i)
{
    enum { SHORT_MOST = 12, LONG_LEAST = 30 };
    const chunk *c = jb_body_at(b, i), *before = jb_body_at(b, i - 1), *next = jb_body_at(b, i + 1);
    bool apart = !before || (before->mark == MARK_NONE && before->chars >= LONG_LEAST);
    return c->form == FORM_TEXT && c->lone_stop && c->chars <= SHORT_MOST && apart && next &&
           next->mark == MARK_NONE && next->form == FORM_TEXT && next->chars >= LONG_LEAST;
}

/* 柳河镇：… may be a title; a sentence with a label below makes it one of two rows. */
static bool is_doubtful_row(const body *b, uint32_t i)
{
    const chunk *c = jb_body_at(b, i), *before = jb_body_at(b, i - 1), *next = jb_body_at(b, i + 1);
    return c->row && c->title_shaped && next && next->mark == MARK_NONE && next->labelled &&
           !next->row && !(before && before->labelled);
}

/* The first line of an article that could be a title is one, with text below it or without: sure of
 * that, no line below it is taken for one with doubt. */
static void settle_article_title(const body *b)
{
    chunk *first = NULL;
    for (uint32_t i = b->from; i < b->to && !first && !jb_body_at(b, i)->sentence; i++) {
        chunk *c = jb_body_at(b, i);
        bool open = c->mark == MARK_NONE && c->kind == JB_BLOCK_PARAGRAPH &&
                    (c->form == FORM_TITLE || c->form == FORM_TEXT || c->form == FORM_CELLS);
        if (c->kind == JB_BLOCK_TITLE || (open && (c->title_shaped || c->loose_title)))
            first = c;
    }
    if (!first || (first->kind == JB_BLOCK_TITLE && !first->doubtful))
        return;
    jb_body_settle(first, JB_BLOCK_TITLE, JB_STR("article title"));
    first->doubtful = false;
    for (chunk *c = first + 1; c < b->p->chunks.at + b->to; c++)
        if (c->doubtful && c->mark == MARK_NONE)
            jb_body_doubt(c, JB_BLOCK_PARAGRAPH, JB_STR("R6 no text below"), JB_BLOCK_TITLE);
}

/* ---- below titles */

static bool is_title(const chunk *c)
{
    return c && (c->kind == JB_BLOCK_TITLE || c->kind == JB_BLOCK_SUBTITLE);
}

static void settle_below(const body *b, uint32_t i)
{
    chunk *c = jb_body_at(b, i);
    const chunk *before = jb_body_at(b, i - 1), *next = jb_body_at(b, i + 1);
    if (c->form == FORM_SUBTITLE && is_title(before))
        jb_body_settle(c, JB_BLOCK_SUBTITLE, JB_STR("R5.8 subtitle"));
    else if (c->form == FORM_BYLINE && is_title(before))
        jb_body_settle(c, JB_BLOCK_BYLINE, JB_STR("R5.9 byline"));
    else if (c->form == FORM_BYLINE && (!next || next->rule.len))
        jb_body_settle(c, JB_BLOCK_BYLINE, JB_STR("R5.9 byline"));
    else if (is_title(before) && (c->person || c->authors) && next && next->mark == MARK_NONE)
        jb_body_settle(c, JB_BLOCK_BYLINE, JB_STR("R5.9 person"));
    else if (is_title(before) && jb_body_is_office_line(b, i))
        jb_body_settle(c, JB_BLOCK_BYLINE, JB_STR("R5.9 office"));
    else if (before && before->below_label && before->kind == JB_BLOCK_NOTE)
        jb_body_settle(c, JB_BLOCK_NOTE, JB_STR("R5.1 note"));
}

void jb_issue_sort_body(parser *p, uint32_t from, uint32_t to)
{
    body b = {.p = p, .from = from, .to = to};
    b.chat = is_chat(&b);
    b.modal_indent = find_modal_indent(&b);
    for (uint32_t i = from; i < to; i++) {
        chunk *c = jb_body_at(&b, i);
        if (c->mark != MARK_NONE)
            settle_marked(c);
        else if (p->issue->canonical)
            jb_body_settle(c, JB_BLOCK_PARAGRAPH, JB_STR("line"));
        else
            settle_form(&b, i);
    }
    jb_body_join_attachments(&b);
    if (p->issue->canonical)
        return;
    for (uint32_t i = from; i < to; i++)
        if (is_dated(jb_body_at(&b, i)))
            settle_signature(&b, i);
    jb_body_settle_titles(&b);
    if (p->options->article)
        settle_article_title(&b);
    for (uint32_t i = from; i < to; i++) {
        chunk *c = jb_body_at(&b, i);
        if (c->mark == MARK_NONE && c->rule.len == 0)
            settle_below(&b, i);
        if (c->rule.len == 0 && is_loose_title(&b, i))
            jb_body_doubt(c, JB_BLOCK_TITLE, JB_STR("R5.12 commas"), JB_BLOCK_PARAGRAPH);
        if (c->rule.len == 0 && is_doubtful_row(&b, i))
            jb_body_doubt(c, JB_BLOCK_PARAGRAPH, JB_STR("R5.13 row"), JB_BLOCK_TITLE);
        if (c->rule.len == 0 && is_lone_sentence(&b, i))
            jb_body_doubt(c, JB_BLOCK_PARAGRAPH, JB_STR("R5.13 short"), JB_BLOCK_TITLE);
        if (c->rule.len == 0)
            jb_body_settle(c, JB_BLOCK_PARAGRAPH, JB_STR("R5.13 paragraph"));
    }
}
