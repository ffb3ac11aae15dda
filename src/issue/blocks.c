/* R5 and R6: what the chunks of the body are. First each by its form and its neighbours, then the
 * runs of title-shaped ones: a title without text under it does not exist. */
#include "parts.h"

enum { COLUMN_MOST = 8, LISTED_TITLE_LEAST = 12 };

typedef struct body {
    parser *p;
    uint32_t from, to;
    uint32_t modal_indent; /* of long paragraphs when most share one; 0: says nothing */
} body;

static chunk *at(const body *b, uint32_t i)
{
    return i >= b->from && i < b->to ? &b->p->chunks.at[i] : NULL;
}

static void settle(chunk *c, jb_block_kind kind, jb_str rule)
{
    c->kind = (uint8_t)kind;
    c->rule = rule;
}

/* otherwise: what it is if not that; the diagnostic names its mark. */
static void settle_doubtful(chunk *c, jb_block_kind kind, jb_str rule, jb_block_kind otherwise)
{
    settle(c, kind, rule);
    c->doubtful = true;
    c->otherwise = (uint8_t)otherwise;
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
    settle(c, c->mark == MARK_KIND ? (jb_block_kind)c->mark_level : kinds[c->mark], JB_STR("mark"));
    c->level = c->mark == MARK_HEADING ? c->mark_level : 1;
}

/* ---- R5 */

/* The indent that at least 80 % of the long paragraphs share (R5.12): a title has another. */
static uint32_t find_modal_indent(const body *b)
{
    enum { WIDEST = 16 };
    uint32_t count[WIDEST + 1] = {0}, total = 0;
    for (uint32_t i = b->from; i < b->to; i++) {
        const chunk *c = at(b, i);
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
static void settle_contents(const body *b, uint32_t i)
{
    enum { ITEMS_MOST = 60, LOOKED_AT = 400 };
    uint32_t end = i + 1, paged = 0, again = UINT32_MAX;
    uint64_t first = at(b, i + 1) ? title_key(b->p, at(b, i + 1)) : 0;
    settle(at(b, i), JB_BLOCK_COLUMN, JB_STR("R5.10 contents"));
    for (uint32_t k = i + 2; first && at(b, k) && k < i + LOOKED_AT && again == UINT32_MAX; k++)
        if (title_key(b->p, at(b, k)) == first)
            again = k;
    for (; end < i + ITEMS_MOST && end < again && at(b, end); end++) {
        const chunk *c = at(b, end);
        if (c->mark != MARK_NONE || c->sentence || c->form == FORM_NOTE)
            break;
        paged += ends_with_page(b->p, c);
    }
    if (again == UINT32_MAX && paged * 3 < (end - i - 1) * 2)
        return;
    for (uint32_t k = i + 1; k < end; k++)
        if (at(b, k)->form != FORM_COLUMN)
            settle(at(b, k), JB_BLOCK_PARAGRAPH, JB_STR("R5.10 contents"));
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
    chunk *c = at(b, i);
    const chunk *before = at(b, i - 1), *next = at(b, i + 1);
    if (c->rule.len)
        return;
    switch ((form)c->form) {
    case FORM_NOTE:
        settle(c, JB_BLOCK_NOTE, JB_STR("R5.1 note"));
        return;
    case FORM_CONTENTS:
        settle_contents(b, i);
        return;
    case FORM_CELLS:
        if (is_cells(before) || is_cells(next))
            settle(c, JB_BLOCK_TABLE_ROW, JB_STR("R5.2 table"));
        return;
    case FORM_TABLE_NAME:
        if (is_cells(next))
            settle(c, JB_BLOCK_CAPTION, JB_STR("R5.2 table"));
        return;
    case FORM_CAPTION:
        settle(c, JB_BLOCK_CAPTION, JB_STR("R5.3 caption"));
        return;
    case FORM_ATTACHMENT:
        settle(c, JB_BLOCK_ATTACHMENT, JB_STR("R5.4 attachment"));
        return;
    case FORM_DOCUMENT_NO:
        settle(c, JB_BLOCK_DOCUMENT_NO, JB_STR("R5.5 number"));
        return;
    case FORM_CHAPTER:
        settle(c, JB_BLOCK_CHAPTER, JB_STR("R5.5 chapter"));
        return;
    case FORM_LEVEL:
        if (is_brief_heading(c, before, next))
            settle_doubtful(c, JB_BLOCK_HEADING, JB_STR("R5.6 brief"), JB_BLOCK_PARAGRAPH);
        else
            settle(c, c->sentence ? JB_BLOCK_PARAGRAPH : JB_BLOCK_HEADING, JB_STR("R5.6 level"));
        return;
    case FORM_DATE:
    case FORM_DATE_ENCLOSED:
        settle(c, JB_BLOCK_DATE, JB_STR("R5.7 date"));
        return;
    case FORM_COLUMN:
        settle(c, JB_BLOCK_COLUMN, JB_STR("R5.10 column"));
        return;
    case FORM_NAMES:
        settle(c, JB_BLOCK_NAMES, JB_STR("R5.11 names"));
        return;
    case FORM_TEXT:
    case FORM_SUBTITLE:
    case FORM_BYLINE:
    case FORM_TITLE:
        if (c->few_names && before && before->kind == JB_BLOCK_NAMES)
            settle(c, JB_BLOCK_NAMES, JB_STR("R5.11 names"));
        break;
    }
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
static void join_attachments(const body *b)
{
    bool canonical = b->p->issue->canonical;
    for (uint32_t i = b->from; i < b->to; i++) {
        chunk *c = at(b, i);
        if (c->kind != JB_BLOCK_ATTACHMENT)
            continue;
        jb_str item = attachment_item(b, c);
        uint32_t number = item_number(item);
        bool bare = item.len == 0, counts = number || bare;
        for (c = at(b, i + 1); c; c = at(b, ++i + 1), number++, bare = false) {
            jb_str text = jb_str_cut(b->p->text, c->start, c->end);
            bool indented = c->indent > 0 && !c->before_blank &&
                            (c->mark == MARK_NONE || c->mark == MARK_PLAIN);
            bool next =
                counts && c->mark == MARK_NONE && !c->inner_stop && item_number(text) == number + 1;
            if (canonical ? !indented : !next)
                break;
            settle(c, JB_BLOCK_ATTACHMENT, JB_STR("R5.4 attachment"));
            c->join = bare && !canonical ? JOIN_RUN : JOIN_LINE;
        }
    }
}

/* 落款: up to three short lines above a date, which no text follows, or which sign like an office. A
 * date in brackets, or one with text under it, belongs to the title above. */
static void settle_signature(const body *b, uint32_t i)
{
    const chunk *next = at(b, i + 1);
    bool text_follows = next && next->mark == MARK_NONE && next->form == FORM_TEXT;
    for (uint32_t k = 1; k <= 3; k++) {
        chunk *c = at(b, i - k);
        bool signs = c && c->mark == MARK_NONE && (c->form == FORM_TITLE || c->form == FORM_TEXT) &&
                     c->kind == JB_BLOCK_PARAGRAPH && c->rule.len == 0 && !c->sentence &&
                     c->chars >= 2 && c->chars <= 30;
        if (!signs || (!c->org && (k > 1 || text_follows)))
            return;
        settle(c, JB_BLOCK_SIGNATURE, JB_STR("R5.7 signature"));
    }
}

/* ---- R6 */

static bool is_title_line(const chunk *c)
{
    return c && (c->title_shaped || c->mark == MARK_TITLE);
}

/* The name of an office below a title and above its text is who wrote it, unless the title's first
 * line is such a name too. */
static bool is_office_line(const body *b, uint32_t i)
{
    const chunk *c = at(b, i), *before = at(b, i - 1), *next = at(b, i + 1);
    return c->office && is_title_line(before) && !before->office && next &&
           next->mark == MARK_NONE &&
           (next->sentence || next->form == FORM_NOTE || next->form == FORM_LEVEL);
}

/* Two or three characters alone, with text or a title's line below, and no such line above. */
static bool is_short_title(const body *b, uint32_t i)
{
    const chunk *c = at(b, i), *before = at(b, i - 1), *next = at(b, i + 1);
    bool below =
        before && before->mark == MARK_NONE && (before->title_shaped || before->short_title);
    return c->short_title && !below && next && next->mark == MARK_NONE && !next->short_title &&
           (next->form == FORM_TEXT || next->title_shaped || next->form == FORM_NAMES);
}

static bool is_plain_row(const chunk *c)
{
    return c && c->mark == MARK_NONE && c->row && c->form != FORM_BYLINE;
}

/* 时间：… 地点：…: rows of one list. A title with a colon has text below, and stands apart from a row
 * above. */
static bool is_listed_row(const body *b, uint32_t i)
{
    const chunk *c = at(b, i), *next = at(b, i + 1);
    bool text_follows = next && next->mark == MARK_NONE && next->sentence;
    return is_plain_row(c) && (is_plain_row(next) ||
                               (is_plain_row(at(b, i - 1)) && !(c->before_blank && text_follows)));
}

/* What looks like a by-line or like cells is a title too where there is none above, or no table. */
static bool is_open_title(const body *b, uint32_t i)
{
    const chunk *c = at(b, i);
    if (!c || c->mark != MARK_NONE || c->rule.len || !(c->title_shaped || is_short_title(b, i)))
        return false;
    bool below_title = is_title_line(at(b, i - 1));
    bool shaped = c->form == FORM_TITLE || c->form == FORM_CELLS || c->short_title ||
                  (c->form == FORM_BYLINE && !below_title && at(b, i + 1));
    return shaped && !is_office_line(b, i) && !is_listed_row(b, i) &&
           (b->modal_indent == 0 || c->indent != b->modal_indent);
}

/* What makes the line above a title: text, a level, a by-line, 副题, 按语, a date in brackets, a
 * picture. */
static bool carries_title(const body *b, uint32_t i)
{
    const chunk *c = at(b, i);
    while (c && c->kind == JB_BLOCK_DATE && c->form == FORM_DATE) /* look below a date */
        c = at(b, ++i);
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
        settle(at(b, i), JB_BLOCK_TITLE, JB_STR("R6 lines of a title"));
        at(b, i)->join = i > from ? JOIN_BREAK : JOIN_NOT;
    }
}

static void settle_lines(const body *b, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        settle(at(b, i), JB_BLOCK_PARAGRAPH, JB_STR("R6 lines"));
}

/* Names of offices under the line that says what it lists, or alone. False: it is no such list. */
static bool settle_list(const body *b, uint32_t from, uint32_t to)
{
    uint32_t n = to - from, offices = 0;
    while (offices < n && at(b, to - 1 - offices)->org)
        offices++;
    if (offices < 2 || n - offices > 1 || n < 3)
        return false;
    if (n > offices)
        settle_doubtful(at(b, from), JB_BLOCK_TITLE, JB_STR("R6 above a list"), JB_BLOCK_PARAGRAPH);
    settle_lines(b, to - offices, to);
    return true;
}

/* A line alone. */
static void settle_single(const body *b, uint32_t i, bool below_level)
{
    chunk *c = at(b, i);
    if (c->short_title && !c->spaced)
        settle_doubtful(c, JB_BLOCK_TITLE, JB_STR("R5.12 short"), JB_BLOCK_COLUMN);
    else if (below_level)
        settle_doubtful(c, JB_BLOCK_TITLE, JB_STR("R5.12 title"), JB_BLOCK_PARAGRAPH);
    else
        settle(c, JB_BLOCK_TITLE, JB_STR("R5.12 title"));
}

/* Title-shaped chunks [from, to) in a row, and what follows them. */
static void settle_run(const body *b, uint32_t from, uint32_t to)
{
    uint32_t n = to - from;
    const chunk *before = at(b, from - 1);
    bool carried = carries_title(b, to), below_level = before && before->kind == JB_BLOCK_HEADING;
    if (settle_list(b, from, to))
        return;
    if (!carried && n <= 3) {
        for (uint32_t i = from; i < to; i++)
            settle_doubtful(at(b, i), JB_BLOCK_PARAGRAPH, JB_STR("R6 no text below"),
                            JB_BLOCK_TITLE);
        return;
    }
    if (n > 3 || (below_level && !(n == 1 && at(b, from)->before_blank))) {
        bool last = carried && at(b, to - 1)->chars >= LISTED_TITLE_LEAST && n > 1;
        settle_lines(b, from, last ? to - 1 : to);
        if (last)
            settle_doubtful(at(b, to - 1), JB_BLOCK_TITLE, JB_STR("R6 last of a list"),
                            JB_BLOCK_PARAGRAPH);
        return;
    }
    if (n > 1 && at(b, from)->chars <= COLUMN_MOST && !at(b, from)->org) {
        settle(at(b, from), JB_BLOCK_COLUMN, JB_STR("R6 column"));
        from++;
    }
    if (to - from == 1)
        settle_single(b, from, below_level);
    else
        settle_title(b, from, to);
}

/* A line with two or three commas that ends without a stop between two paragraphs: paragraphs end
 * with one, where a line is a paragraph. */
static bool is_loose_title(const body *b, uint32_t i)
{
    const chunk *c = at(b, i), *before = at(b, i - 1), *next = at(b, i + 1);
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
    const chunk *c = at(b, i), *before = at(b, i - 1), *next = at(b, i + 1);
    bool apart = !before || (before->mark == MARK_NONE && before->chars >= LONG_LEAST);
    return c->form == FORM_TEXT && c->lone_stop && c->chars <= SHORT_MOST && apart && next &&
           next->mark == MARK_NONE && next->form == FORM_TEXT && next->chars >= LONG_LEAST;
}

/* The first line of an article that could be a title is one, with text below it or without: sure of
 * that, no line below it is taken for one with doubt. */
static void settle_article_title(const body *b)
{
    chunk *first = NULL;
    for (uint32_t i = b->from; i < b->to && !first && !at(b, i)->sentence; i++) {
        chunk *c = at(b, i);
        bool open = c->mark == MARK_NONE && c->kind == JB_BLOCK_PARAGRAPH &&
                    (c->form == FORM_TITLE || c->form == FORM_TEXT || c->form == FORM_CELLS);
        if (c->kind == JB_BLOCK_TITLE || (open && (c->title_shaped || c->loose_title)))
            first = c;
    }
    if (!first || (first->kind == JB_BLOCK_TITLE && !first->doubtful))
        return;
    settle(first, JB_BLOCK_TITLE, JB_STR("article title"));
    first->doubtful = false;
    for (chunk *c = first + 1; c < b->p->chunks.at + b->to; c++)
        if (c->doubtful && c->mark == MARK_NONE)
            settle_doubtful(c, JB_BLOCK_PARAGRAPH, JB_STR("R6 no text below"), JB_BLOCK_TITLE);
}

/* ---- below titles */

static bool is_title(const chunk *c)
{
    return c && (c->kind == JB_BLOCK_TITLE || c->kind == JB_BLOCK_SUBTITLE);
}

static void settle_below(const body *b, uint32_t i)
{
    chunk *c = at(b, i);
    const chunk *before = at(b, i - 1), *next = at(b, i + 1);
    if (c->form == FORM_SUBTITLE && is_title(before))
        settle(c, JB_BLOCK_SUBTITLE, JB_STR("R5.8 subtitle"));
    else if (c->form == FORM_BYLINE && is_title(before))
        settle(c, JB_BLOCK_BYLINE, JB_STR("R5.9 byline"));
    else if (c->form == FORM_BYLINE && (!next || next->rule.len))
        settle(c, JB_BLOCK_BYLINE, JB_STR("R5.9 byline"));
    else if (is_title(before) && is_office_line(b, i))
        settle(c, JB_BLOCK_BYLINE, JB_STR("R5.9 office"));
    else if (before && before->below_label && before->kind == JB_BLOCK_NOTE)
        settle(c, JB_BLOCK_NOTE, JB_STR("R5.1 note"));
}

void jb_issue_sort_body(parser *p, uint32_t from, uint32_t to)
{
    body b = {p, from, to, 0};
    b.modal_indent = find_modal_indent(&b);
    for (uint32_t i = from; i < to; i++) {
        chunk *c = at(&b, i);
        if (c->mark != MARK_NONE)
            settle_marked(c);
        else if (p->issue->canonical)
            settle(c, JB_BLOCK_PARAGRAPH, JB_STR("line"));
        else
            settle_form(&b, i);
    }
    join_attachments(&b);
    if (p->issue->canonical)
        return;
    for (uint32_t i = from; i < to; i++)
        if (is_dated(at(&b, i)))
            settle_signature(&b, i);
    for (uint32_t i = from; i < to;) {
        uint32_t end = i;
        while (is_open_title(&b, end))
            end++;
        if (end > i)
            settle_run(&b, i, end);
        i = end > i ? end : i + 1;
    }
    if (p->options->article)
        settle_article_title(&b);
    for (uint32_t i = from; i < to; i++) {
        chunk *c = at(&b, i);
        if (c->mark == MARK_NONE && c->rule.len == 0)
            settle_below(&b, i);
        if (c->rule.len == 0 && is_loose_title(&b, i))
            settle_doubtful(c, JB_BLOCK_TITLE, JB_STR("R5.12 commas"), JB_BLOCK_PARAGRAPH);
        if (c->rule.len == 0 && is_lone_sentence(&b, i))
            settle_doubtful(c, JB_BLOCK_PARAGRAPH, JB_STR("R5.13 short"), JB_BLOCK_TITLE);
        if (c->rule.len == 0)
            settle(c, JB_BLOCK_PARAGRAPH, JB_STR("R5.13 paragraph"));
    }
}
