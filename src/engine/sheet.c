/* The sheet as people read it: what the text was taken for, titles with their pages, counts, every
 * edit, every finding. The office signs it before printing: nothing is left out or shortened. */
#include <stdlib.h>

#include "../base/utf8.h"
#include "work.h"

typedef struct sheet {
    const jb_work *work;
    jb_arena *arena;
    jb_lang lang;
    jb_buf *out;
} sheet;

/* ---- words and columns --------------------------------------------------------------------- */

static jb_str word(const sheet *s, const char *zh, const char *en)
{
    return jb_str_make(s->lang == JB_ZH ? zh : en);
}

static int columns_of(jb_str text)
{
    int n = 0;
    for (size_t at = 0; at < text.len;)
        n += jb_rune_columns(jb_utf8_next(text, &at));
    return n;
}

static void add(const sheet *s, jb_str text)
{
    jb_buf_add(s->arena, s->out, text);
}

/* Text and spaces up to the width, at least one. */
static void add_padded(const sheet *s, jb_str text, int width)
{
    int missing = width - columns_of(text);
    add(s, text);
    jb_buf_printf(s->arena, s->out, "%*s", missing > 1 ? missing : 1, "");
}

static void add_heading(const sheet *s, const char *zh, const char *en)
{
    add(s, JB_STR("\n"));
    add(s, word(s, zh, en));
    add(s, JB_STR("\n"));
}

enum { LABEL = 12, PLACE = 10 };

static void add_row(const sheet *s, const char *zh, const char *en, jb_str value)
{
    add(s, JB_STR("  "));
    add_padded(s, word(s, zh, en), LABEL);
    add(s, value);
    add(s, JB_STR("\n"));
}

static jb_str show_place(const sheet *s, jb_place place)
{
    if (place.line == 0)
        return JB_STR("-");
    return jb_arena_format(s->arena, "%u:%u", place.line, place.column ? place.column : 1);
}

/* One line of what may have several. */
static jb_str join_lines(const sheet *s, jb_str text)
{
    jb_buf out = {0};
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n')
            jb_buf_add(s->arena, &out, JB_STR(" / "));
        else
            *jb_push(s->arena, &out) = text.at[i];
    }
    return jb_buf_str(&out);
}

static void add_rule(const sheet *s, jb_str rule, bool doubtful)
{
    jb_buf_printf(s->arena, s->out, "  [%.*s%s]\n", JB_FMT(rule), doubtful ? " ?" : "");
}

/* ---- what it was taken for ----------------------------------------------------------------- */

static void add_head(const sheet *s)
{
    const jb_work *work = s->work;
    jb_str kind = work->issue->canonical
                      ? word(s, "规范稿，照写的排，没有猜测", "canonical: nothing is guessed")
                      : word(s, "原始文字，按规则识别", "as received: recognised by rules");
    jb_str status = jb_status_name(work->issue->status);
    add(s, work->source->label);
    add(s, JB_STR("\n"));
    add_row(s, "稿件", "text",
            jb_arena_format(s->arena, "%.*s, %.*s", JB_FMT(work->source->encoding), JB_FMT(kind)));
    add_row(s, "版式", "layout",
            jb_arena_format(s->arena, "%.*s (%.*s)", JB_FMT(work->layout->name),
                            JB_FMT(jb_why_text(work->why, s->lang))));
    add_row(s, "状态", "status", status.len ? status : word(s, "定稿", "final"));
}

static jb_str show_number(const sheet *s)
{
    const jb_number *n = &s->work->issue->number;
    static const jb_str kinds[][2] = {
        [JB_NUMBER_NONE] = {JB_LIT("没有期号"), JB_LIT("no number")},
        [JB_NUMBER_ISSUE] = {JB_LIT("期"), JB_LIT("issue")},
        [JB_NUMBER_SUPPLEMENT] = {JB_LIT("增刊"), JB_LIT("supplement")},
        [JB_NUMBER_SPECIAL] = {JB_LIT("专刊"), JB_LIT("special issue")},
        [JB_NUMBER_DOCUMENT] = {JB_LIT("文号"), JB_LIT("document")},
        [JB_NUMBER_TOTAL] = {JB_LIT("只有总期号"), JB_LIT("total alone")},
    };
    jb_buf out = {0};
    jb_buf_add(s->arena, &out, kinds[n->kind][s->lang]);
    if (n->first > 0)
        jb_buf_printf(s->arena, &out, " %d", n->first);
    if (n->last > n->first)
        jb_buf_printf(s->arena, &out, "-%d", n->last);
    if (n->year > 0)
        jb_buf_printf(s->arena, &out, ", %.*s %d", JB_FMT(word(s, "年", "year")), n->year);
    if (n->total > 0)
        jb_buf_printf(s->arena, &out, ", %.*s %d", JB_FMT(word(s, "总期", "total")), n->total);
    if (n->revision > 0)
        jb_buf_printf(s->arena, &out, ", %.*s %d", JB_FMT(word(s, "更正", "revision")),
                      n->revision);
    return jb_buf_str(&out);
}

static void add_fields(const sheet *s)
{
    const jb_issue *issue = s->work->issue;
    add_heading(s, "报头", "Masthead");
    for (uint32_t i = 0; i < issue->fields.len; i++) {
        const jb_field *field = &issue->fields.at[i];
        add(s, JB_STR("  "));
        add_padded(s, field->name, LABEL);
        add_padded(s, show_place(s, jb_issue_place(issue, field->value)), PLACE);
        add(s, join_lines(s, jb_span_of(issue->text, field->value)));
        add_rule(s, field->rule, field->doubtful);
    }
    add_row(s, "期号读作", "number as", show_number(s));
    if (issue->date.year)
        add_row(s, "日期读作", "date as",
                jb_arena_format(s->arena, "%04d-%02d-%02d", issue->date.year, issue->date.month,
                                issue->date.day));
}

static bool is_structure(jb_block_kind kind)
{
    return kind != JB_BLOCK_PARAGRAPH && kind != JB_BLOCK_TABLE_ROW;
}

/* Titles, and whatever else was taken for more than a paragraph: place, page, kind, text, rule. */
static void add_blocks(const sheet *s, bool in_end)
{
    const jb_issue *issue = s->work->issue;
    const uint32_t *pages = jb_block_pages(s->work);
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *block = &issue->blocks.at[i];
        if (block->in_end != in_end || !is_structure(block->kind))
            continue;
        add(s, JB_STR("  "));
        add_padded(s, jb_block_kind_name(block->kind, s->lang), LABEL);
        add_padded(s, show_place(s, jb_issue_place(issue, block->text)), PLACE);
        add_padded(s, jb_arena_format(s->arena, "p%u", pages[i]), 6);
        add(s, join_lines(s, jb_span_of(issue->text, block->text)));
        add_rule(s, block->rule, block->doubtful);
    }
}

static void add_counts(const sheet *s)
{
    jb_counts n = jb_count(s->work);
    add_heading(s, "合计", "Counts");
    jb_buf_printf(s->arena, s->out,
                  s->lang == JB_ZH ? "  %u 篇，%u 段，%u 字，%u 页，报尾 %u 条\n"
                                   : "  articles %u, paragraphs %u, characters %u, pages %u, "
                                     "end matter entries %u\n",
                  n.articles, n.paragraphs, n.characters, n.pages, n.end_entries);
}

/* ---- edits --------------------------------------------------------------------------------- */

/* Edits of one kind stand together: by rule, by what became what, then in the file's order. */
static int compare_edits(const void *a, const void *b, void *context)
{
    const jb_edit *edits = context;
    uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
    int order = jb_str_compare(edits[i].rule, edits[k].rule);
    if (order == 0)
        order = jb_str_compare(edits[i].before, edits[k].before);
    if (order == 0)
        order = jb_str_compare(edits[i].after, edits[k].after);
    return order ? order : (i > k) - (i < k);
}

static bool is_like(const jb_edit *a, const jb_edit *b)
{
    return jb_str_equal(a->rule, b->rule) && jb_str_equal(a->before, b->before) &&
           jb_str_equal(a->after, b->after);
}

static void add_bracketed(const sheet *s, jb_str text)
{
    add(s, JB_STR("["));
    jb_print_visible(s->arena, s->out, text);
    add(s, JB_STR("]"));
}

/* The place and some characters on both sides, the edited ones in brackets. */
static jb_str show_edit(const sheet *s, const jb_edit *edit)
{
    enum { CONTEXT = 4 };
    jb_place place = jb_source_place_raw(s->work->source, edit->raw);
    size_t at = 0, start = 0;
    for (uint32_t column = 1; at < place.text.len && column < place.column; column++) {
        (void)jb_utf8_next(place.text, &at);
        if (column > CONTEXT)
            (void)jb_utf8_next(place.text, &start);
    }
    jb_str shown = jb_str_cut(edit->before, 0, jb_str_find(edit->before, JB_STR("\n")));
    bool there = jb_str_starts(jb_str_cut(place.text, at, place.text.len), shown);
    size_t behind = there ? at + shown.len : at, end = behind; /* a BOM is not in its line */
    for (int i = 0; i < CONTEXT && end < place.text.len; i++)
        (void)jb_utf8_next(place.text, &end);
    jb_buf out = {0};
    jb_buf_printf(s->arena, &out, "%.*s ", JB_FMT(show_place(s, place)));
    jb_print_visible(s->arena, &out, jb_str_cut(place.text, start, at));
    jb_buf_add(s->arena, &out, JB_STR("["));
    jb_print_visible(s->arena, &out, edit->before);
    jb_buf_add(s->arena, &out, JB_STR("]"));
    jb_print_visible(s->arena, &out, jb_str_cut(place.text, behind, end));
    return jb_buf_str(&out);
}

/* The places of one group, as many on a line as fit. */
static void add_places(const sheet *s, const jb_edit *edits, const uint32_t *order, uint32_t n)
{
    enum { WIDTH = 96, CELL = 28 };
    int column = WIDTH, gap = 0; /* gap: from the last place to the next cell */
    for (uint32_t i = 0; i < n; i++) {
        jb_str shown = show_edit(s, &edits[order[i]]);
        int width = columns_of(shown), cell = (width / CELL + 1) * CELL;
        if (column + cell > WIDTH) {
            add(s, i ? JB_STR("\n      ") : JB_STR("      "));
            column = gap = 0;
        }
        jb_buf_printf(s->arena, s->out, "%*s", gap, "");
        add(s, shown);
        column += cell;
        gap = cell - width;
    }
    add(s, JB_STR("\n"));
}

/* For import: an edit a line, `FILE:LINE:COL: RULE [before] → [after]`. */
static void add_short_edits(const sheet *s)
{
    const jb_edits *edits = &s->work->issue->edits;
    for (uint32_t i = 0; i < edits->len; i++) {
        jb_place place = jb_source_place_raw(s->work->source, edits->at[i].raw);
        jb_buf_printf(s->arena, s->out, "%.*s:%.*s: %.*s ", JB_FMT(s->work->source->label),
                      JB_FMT(show_place(s, place)), JB_FMT(edits->at[i].rule));
        add_bracketed(s, edits->at[i].before);
        add(s, JB_STR(" → "));
        add_bracketed(s, edits->at[i].after);
        add(s, JB_STR("\n"));
    }
}

static void add_edits(const sheet *s)
{
    const jb_edits *edits = &s->work->issue->edits;
    if (edits->len == 0) {
        jb_buf_printf(s->arena, s->out, "  %.*s\n", JB_FMT(word(s, "没有", "none")));
        return;
    }
    uint32_t *order = JB_NEW_ARRAY(s->arena, uint32_t, edits->len);
    for (uint32_t i = 0; i < edits->len; i++)
        order[i] = i;
    qsort_r(order, edits->len, sizeof *order, compare_edits, edits->at);
    for (uint32_t first = 0, end = 0; first < edits->len; first = end) {
        const jb_edit *edit = &edits->at[order[first]];
        while (end < edits->len && is_like(edit, &edits->at[order[end]]))
            end++;
        jb_buf_printf(s->arena, s->out, "  %.*s  ", JB_FMT(edit->rule));
        add_bracketed(s, edit->before);
        add(s, JB_STR(" → "));
        add_bracketed(s, edit->after);
        jb_buf_printf(s->arena, s->out, "  × %u\n", end - first);
        add_places(s, edits->at, order + first, end - first);
    }
}

/* ---- findings ------------------------------------------------------------------------------ */

static void add_findings(const sheet *s, bool color)
{
    const jb_diags *diags = s->work->diags;
    add_heading(s, "提醒和错误", "Findings");
    if (diags->list.len == 0)
        jb_buf_printf(s->arena, s->out, "  %.*s\n", JB_FMT(word(s, "没有", "none")));
    for (uint32_t i = 0; i < diags->list.len; i++)
        jb_diag_print(s->arena, s->out, &diags->list.at[i], JB_HUMAN, s->lang, color);
}

void jb_sheet_print(const jb_work *work, const jb_sheet_form *form, jb_buf *out)
{
    sheet s = {work, work->arena, form->lang, out};
    add_head(&s);
    add_fields(&s);
    add_heading(&s, "正文的结构", "Structure");
    add_blocks(&s, false);
    add_heading(&s, "报尾", "End matter");
    add_blocks(&s, true);
    add_counts(&s);
    add_heading(&s, "改动", "Edits");
    add_edits(&s);
    add_findings(&s, form->color);
}

void jb_sheet_print_edits(const jb_work *work, const jb_sheet_form *form, jb_buf *out)
{
    sheet s = {work, work->arena, form->lang, out};
    if (form->form == JB_SHORT) {
        add_short_edits(&s);
        return;
    }
    jb_buf_printf(s.arena, out,
                  form->lang == JB_ZH ? "%.*s：改动 %u 处\n" : "%.*s: edits %u\n",
                  JB_FMT(work->source->label), work->issue->edits.len);
    if (work->issue->edits.len)
        add_edits(&s);
}

void jb_sheet_print_brief(const jb_work *work, jb_lang lang, jb_buf *out)
{
    sheet s = {work, work->arena, lang, out};
    jb_counts n = jb_count(work);
    const uint32_t *found = work->diags->count;
    jb_str number = jb_issue_field(work->issue, JB_FIELD_NUMBER);
    add(&s, work->source->label);
    jb_buf_printf(s.arena, out, ": %.*s, %.*s, ",
                  JB_FMT(number.len ? number : word(&s, "没有期号", "no number")),
                  JB_FMT(work->layout->name));
    jb_buf_printf(s.arena, out,
                  lang == JB_ZH ? "%u 篇，%u 页，改动 %u 处，提醒 %u，错误 %u\n"
                                : "articles %u, pages %u, edits %u, warnings %u, errors %u\n",
                  n.articles, n.pages, work->issue->edits.len, found[JB_FINDING],
                  found[JB_CONTENT]);
}
