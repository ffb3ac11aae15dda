/* R6: runs of title-shaped chunks, by what stands above and below them. A title without text under
 * it does not exist. */
#include "body.h"

enum { COLUMN_MOST = 8, LISTED_TITLE_LEAST = 12 };

static bool is_title_line(const chunk *c)
{
    return c && (c->title_shaped || c->mark == MARK_TITLE);
}

/* The name of an office below a title and above its text is who wrote it, unless the title's first
 * line is such a name too. */
bool jb_body_is_office_line(const body *b, uint32_t i)
{
    const chunk *c = jb_body_at(b, i), *before = jb_body_at(b, i - 1), *next = jb_body_at(b, i + 1);
    return c->office && is_title_line(before) && !before->office && next &&
           next->mark == MARK_NONE &&
           (next->sentence || next->form == FORM_NOTE || next->form == FORM_LEVEL);
}

static bool is_plain_row(const chunk *c)
{
    return c && c->mark == MARK_NONE && c->row && c->form != FORM_BYLINE;
}

/* 时间：… 地点：…: rows of one list. A title with a colon has text below, and stands apart from a row
 * above. */
static bool is_listed_row(const body *b, uint32_t i)
{
    const chunk *c = jb_body_at(b, i), *next = jb_body_at(b, i + 1);
    bool text_follows = next && next->mark == MARK_NONE && next->sentence;
    return is_plain_row(c) &&
           (is_plain_row(next) ||
            (next && next->mark == MARK_NONE && next->labelled && next->form != FORM_BYLINE) ||
            (is_plain_row(jb_body_at(b, i - 1)) && !(c->before_blank && text_follows)));
}

/* Two or three characters alone, with text or a title's line below, and no such line above. */
static bool is_short_title(const body *b, uint32_t i)
{
    const chunk *c = jb_body_at(b, i), *before = jb_body_at(b, i - 1), *next = jb_body_at(b, i + 1);
    bool below = before && before->mark == MARK_NONE &&
                 ((before->title_shaped && !is_listed_row(b, i - 1)) || before->short_title);
    return c->short_title && !b->chat && !below && next && next->mark == MARK_NONE &&
           (!next->short_title || (c->spaced && next->person)) &&
           (next->form == FORM_TEXT || next->title_shaped || next->form == FORM_NAMES);
}

/* What looks like a by-line or like cells is a title too where there is none above, or no table. */
static bool is_open_title(const body *b, uint32_t i)
{
    const chunk *c = jb_body_at(b, i);
    if (!c || c->mark != MARK_NONE || c->rule.len || !(c->title_shaped || is_short_title(b, i)))
        return false;
    bool below_title = is_title_line(jb_body_at(b, i - 1));
    bool shaped = c->form == FORM_TITLE || c->form == FORM_CELLS || c->short_title ||
                  (c->form == FORM_BYLINE && !below_title && jb_body_at(b, i + 1));
    return shaped && !(c->authors && below_title) && !jb_body_is_office_line(b, i) &&
           !is_listed_row(b, i) && (b->modal_indent == 0 || c->indent != b->modal_indent);
}

/* What makes the line above a title: text, a level, a by-line, 副题, 按语, a date in brackets, a
 * picture. */
static bool carries_title(const body *b, uint32_t i)
{
    const chunk *c = jb_body_at(b, i);
    while (c && c->kind == JB_BLOCK_DATE && c->form == FORM_DATE) /* look below a date */
        c = jb_body_at(b, ++i);
    if (!c || c->mark == MARK_TITLE || c->mark == MARK_END)
        return false;
    if (c->rule.len == 0) /* not settled: a paragraph, or a line below a title */
        return true;
    switch ((jb_block_kind)c->kind) {
    case JB_BLOCK_PARAGRAPH:
    case JB_BLOCK_HEADING:
    case JB_BLOCK_NOTE:
    case JB_BLOCK_IMAGE:
    case JB_BLOCK_TABLE_ROW:
    case JB_BLOCK_CAPTION:
    case JB_BLOCK_NAMES:
    case JB_BLOCK_DOCUMENT_NO:
    case JB_BLOCK_SUBTITLE:
    case JB_BLOCK_BYLINE:
    case JB_BLOCK_CHAPTER:
        return true;
    case JB_BLOCK_DATE:
        return c->form == FORM_DATE_ENCLOSED;
    default:
        return false;
    }
}

/* The lines of one title. */
static void settle_title(const body *b, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        jb_body_settle(jb_body_at(b, i), JB_BLOCK_TITLE, JB_STR("R6 lines of a title"));
        jb_body_at(b, i)->join = i > from ? JOIN_BREAK : JOIN_NOT;
    }
}

static void settle_lines(const body *b, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        jb_body_settle(jb_body_at(b, i), JB_BLOCK_PARAGRAPH, JB_STR("R6 lines"));
}

/* Names of offices under the line that says what it lists, or alone. False: it is no such list. */
static bool settle_list(const body *b, uint32_t from, uint32_t to)
{
    uint32_t n = to - from, offices = 0;
    while (offices < n && jb_body_at(b, to - 1 - offices)->org)
        offices++;
    if (offices < 2 || n - offices > 1 || n < 3)
        return false;
    if (n > offices)
        jb_body_doubt(jb_body_at(b, from), JB_BLOCK_TITLE, JB_STR("R6 above a list"),
                      JB_BLOCK_PARAGRAPH);
    settle_lines(b, to - offices, to);
    return true;
}

/* A title of a few characters may be a column's name, or a heading where text stands above. */
static bool is_too_short(const body *b, uint32_t i)
{
    enum { SURE_LEAST = 8 };
    const chunk *c = jb_body_at(b, i), *before = jb_body_at(b, i - 1);
    bool text_above = before && before->mark == MARK_NONE && before->kind == JB_BLOCK_PARAGRAPH;
    return !c->spaced && !c->announces && (c->short_title || (c->chars < SURE_LEAST && text_above));
}

/* What stands between text and a table may be the table's caption. */
static bool is_above_table(const body *b, uint32_t i)
{
    const chunk *before = jb_body_at(b, i - 1), *next = jb_body_at(b, i + 1);
    bool text_above = before && before->mark == MARK_NONE && before->kind == JB_BLOCK_PARAGRAPH;
    return text_above && next && next->kind == JB_BLOCK_TABLE_ROW && next->rule.len;
}

/* A line alone. */
static void settle_single(const body *b, uint32_t i, bool below_level)
{
    chunk *c = jb_body_at(b, i);
    if (b->chat) {
        jb_body_doubt(c, JB_BLOCK_TITLE, JB_STR("R5.12 chat"), JB_BLOCK_PARAGRAPH);
    } else if (is_too_short(b, i)) {
        jb_body_doubt(c, JB_BLOCK_TITLE, JB_STR("R5.12 short"), JB_BLOCK_COLUMN);
        c->or_else = JB_BLOCK_HEADING;
    } else if (is_above_table(b, i)) {
        jb_body_doubt(c, JB_BLOCK_TITLE, JB_STR("R5.12 above a table"), JB_BLOCK_CAPTION);
    } else if (below_level)
        jb_body_doubt(c, JB_BLOCK_TITLE, JB_STR("R5.12 title"), JB_BLOCK_PARAGRAPH);
    else
        jb_body_settle(c, JB_BLOCK_TITLE, JB_STR("R5.12 title"));
}

/* Title-shaped chunks [from, to) in a row, and what follows them. */
static void settle_run(const body *b, uint32_t from, uint32_t to)
{
    uint32_t n = to - from;
    const chunk *before = jb_body_at(b, from - 1);
    bool carried = carries_title(b, to), below_level = before && before->kind == JB_BLOCK_HEADING;
    if (settle_list(b, from, to))
        return;
    if (!carried && n <= 3) {
        for (uint32_t i = from; i < to; i++)
            jb_body_doubt(jb_body_at(b, i), JB_BLOCK_PARAGRAPH, JB_STR("R6 no text below"),
                          JB_BLOCK_TITLE);
        return;
    }
    if (n > 3 || (below_level && !(n == 1 && jb_body_at(b, from)->before_blank))) {
        bool last = carried && jb_body_at(b, to - 1)->chars >= LISTED_TITLE_LEAST && n > 1;
        settle_lines(b, from, last ? to - 1 : to);
        if (last)
            jb_body_doubt(jb_body_at(b, to - 1), JB_BLOCK_TITLE, JB_STR("R6 last of a list"),
                          JB_BLOCK_PARAGRAPH);
        return;
    }
    if (n > 1 && jb_body_at(b, from)->chars <= COLUMN_MOST && !jb_body_at(b, from)->org) {
        jb_body_settle(jb_body_at(b, from), JB_BLOCK_COLUMN, JB_STR("R6 column"));
        from++;
    }
    if (to - from == 1)
        settle_single(b, from, below_level);
    else
        settle_title(b, from, to);
}

void jb_body_settle_titles(const body *b)
{
    for (uint32_t i = b->from; i < b->to;) {
        uint32_t end = i;
        while (is_open_title(b, end))
            end++;
        if (end > i)
            settle_run(b, i, end);
        i = end > i ? end : i + 1;
    }
}
