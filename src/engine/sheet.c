/* The sheet as people read it: what the text was taken for, titles with their pages, counts, every
 * edit, every finding. The office signs it before printing: nothing is left out or shortened. */
#include <stdlib.h>

#include "../base/hash.h"
#include "../base/utf8.h"
#include "work.h"

typedef struct sheet {
    const jb_work *work;
    jb_arena *arena;
    jb_lang lang;
    jb_buf *out;
    int width; /* columns of a line */
} sheet;

/* ---- words and columns --------------------------------------------------------------------- */

static sheet open_sheet(const jb_work *work, const jb_sheet_form *form, jb_buf *out)
{
    return (sheet){work, work->arena, form->lang, out, form->width ? form->width : 80};
}

static jb_str word(const sheet *s, const char *zh, const char *en)
{
    return jb_str_make(s->lang == JB_ZH ? zh : en);
}

static void add(const sheet *s, jb_str text)
{
    jb_buf_add(s->arena, s->out, text);
}

/* Text and spaces up to the width, at least one. */
static void add_padded(const sheet *s, jb_str text, int width)
{
    int missing = width - jb_str_columns(text);
    add(s, text);
    jb_buf_printf(s->arena, s->out, "%*s", missing > 1 ? missing : 1, "");
}

static void add_heading(const sheet *s, const char *zh, const char *en)
{
    add(s, JB_STR("\n"));
    add(s, word(s, zh, en));
    add(s, JB_STR("\n"));
}

/* Columns: what it is, its place in the file, its page; then the text up to the width. */
enum { INDENT = 2, LABEL = 12, PLACE = 9, PAGE = 5, TEXT = INDENT + LABEL + PLACE + PAGE };

/* A heading over the columns of places and pages. */
static void add_column_heads(const sheet *s, const char *zh, const char *en, bool pages)
{
    add(s, JB_STR("\n"));
    add_padded(s, word(s, zh, en), INDENT + LABEL);
    if (pages)
        add_padded(s, word(s, "行:列", "line:col"), PLACE);
    add(s, pages ? word(s, "页", "page") : word(s, "行:列", "line:col"));
    add(s, JB_STR("\n"));
}


static void add_none(const sheet *s)
{
    jb_buf_printf(s->arena, s->out, "%*s%.*s\n", INDENT, "", JB_FMT(word(s, "没有", "none")));
}

static jb_str show_place(const sheet *s, jb_place place)
{
    if (place.line == 0)
        return JB_STR("-");
    return jb_arena_format(s->arena, "%u:%u", place.line, place.column ? place.column : 1);
}

/* As many bytes of the text as fit into the columns, at least a character. Latin words stay whole
 * when they can, and a mark that closes may hang over the edge. */
static size_t fit_line(jb_str text, int columns)
{
    static const jb_str hanging = JB_LIT("，。、；：！？）》”’");
    size_t at = 0, blank = 0;
    while (at < text.len && text.at[at] != '\n') {
        size_t next = at;
        uint32_t rune = jb_utf8_next(text, &next);
        columns -= jb_rune_columns(rune);
        bool hangs = rune >= 0x80 && jb_str_find(hanging, jb_str_cut(text, at, next)) != SIZE_MAX;
        if (columns < 0 && at > 0 && !(hangs && columns >= -2))
            return blank && rune < 0x80 && (unsigned char)text.at[at - 1] < 0x80 ? blank : at;
        at = next;
        if (rune == ' ')
            blank = at;
    }
    return at;
}

static jb_str show_rule(const sheet *s, jb_str rule)
{
    static const jb_str words[][2] = {
        {JB_LIT("mark"), JB_LIT("标记")},
        {JB_LIT("set"), JB_LIT("--set")},
        {JB_LIT("article title"), JB_LIT("文章的第一行")},
        {JB_LIT("R2 glued"), JB_LIT("连成一段的两段")},
        {JB_LIT("header"), JB_LIT("写明的")},
        {JB_LIT("line"), JB_LIT("规范稿")},
        {JB_LIT("plain"), JB_LIT("照原样")},
        {JB_LIT("wrap-space"), JB_LIT("折行处的空格")},
        {JB_LIT("digit-gap"), JB_LIT("数字旁的空格")},
        {JB_LIT("space"), JB_LIT("多余的空格")},
        {JB_LIT("title-gap"), JB_LIT("标题里的空格")},
        {JB_LIT("title-lines"), JB_LIT("标题里的换行")},
        {JB_LIT("gap"), JB_LIT("并列各项之间的空白")},
        {JB_LIT("ellipsis"), JB_LIT("省略号")},
        {JB_LIT("dash"), JB_LIT("破折号")},
        {JB_LIT("quote"), JB_LIT("直引号")},
        {JB_LIT("width"), JB_LIT("半角标点")},
    };
    if (s->lang == JB_EN)
        return rule;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (jb_str_equal(rule, words[i][0]))
            return words[i][1];
    bool numbered = rule.len > 1 && rule.at[0] == 'R' && rule.at[1] >= '0' && rule.at[1] <= '9';
    return numbered ? jb_str_cut(rule, 0, jb_str_find(rule, JB_STR(" "))) : rule;
}

/* The text in lines of the width that is left, each below the first; the columns of the last. */
static int add_lines(const sheet *s, int start, jb_str text)
{
    int used = 0;
    for (size_t at = 0; at < text.len;) {
        size_t end = at + fit_line(jb_str_cut(text, at, text.len), s->width - start);
        bool blank = end < text.len && (text.at[end] == '\n' || text.at[end] == ' ');
        used = jb_str_columns(jb_str_cut(text, at, end));
        add(s, jb_str_cut(text, at, end));
        at = blank ? end + 1 : end;
        if (at < text.len)
            jb_buf_printf(s->arena, s->out, "\n%*s", start, "");
    }
    return used;
}

/* The text, and the rule behind it or below. */
static void add_text(const sheet *s, int start, jb_str text, jb_str rule, bool doubtful)
{
    int used = add_lines(s, start, text);
    jb_str shown = jb_arena_format(s->arena, "[%.*s%s]", JB_FMT(show_rule(s, rule)),
                                   doubtful ? " ?" : "");
    if (start + used + 2 + jb_str_columns(shown) > s->width)
        jb_buf_printf(s->arena, s->out, "\n%*s", start, "");
    else
        add(s, JB_STR("  "));
    add(s, shown);
    add(s, JB_STR("\n"));
}

static void add_row(const sheet *s, const char *zh, const char *en, jb_str value)
{
    jb_buf_printf(s->arena, s->out, "%*s", INDENT, "");
    add_padded(s, word(s, zh, en), LABEL);
    (void)add_lines(s, INDENT + LABEL, value);
    add(s, JB_STR("\n"));
}

/* ---- what it was taken for ----------------------------------------------------------------- */

static void add_head(const sheet *s)
{
    const jb_work *work = s->work;
    bool zh = s->lang == JB_ZH;
    jb_str kind = work->issue->canonical
                      ? word(s, "规范稿，照写的排，没有猜测", "canonical: nothing is guessed")
                      : word(s, "原始文字，按规则识别", "as received: recognised by rules");
    jb_str status = jb_status_name(work->issue->status);
    add(s, word(s, "付印核对单  ", "Sheet to sign before printing: "));
    add(s, work->source->label);
    add(s, JB_STR("\n"));
    add_row(s, "稿件", "text",
            jb_arena_format(s->arena, zh ? "%.*s，%.*s" : "%.*s, %.*s",
                            JB_FMT(work->source->encoding), JB_FMT(kind)));
    add_row(s, "版式", "layout",
            jb_arena_format(s->arena, zh ? "%.*s（%.*s）" : "%.*s (%.*s)",
                            JB_FMT(work->layout->name), JB_FMT(jb_why_text(work->why, s->lang))));
    add_row(s, "状态", "status", status.len ? status : word(s, "定稿", "final"));
    add_row(s, "读法", "how to read",
            word(s, "[ ] 里是认出这一项的规则，带 ? 的拿不准",
                 "in [ ] the rule that recognised it, with ? when in doubt"));
}

/* The number of the issue itself: 26, or 31 to 32 of a joint issue. */
static jb_str show_first_last(const sheet *s, const jb_number *n)
{
    if (n->last > n->first)
        return jb_arena_format(s->arena, s->lang == JB_ZH ? "%d—%d" : "%d-%d", n->first, n->last);
    return n->first > 0 ? jb_arena_format(s->arena, "%d", n->first) : (jb_str){0};
}

/* Its parts as they were understood, whatever they look like in print. */
static jb_str show_number(const sheet *s)
{
    static const char *const forms[][2] = { /* %.*s: the number itself */
        [JB_NUMBER_NONE] = {"没有期号%.*s", "no number%.*s"},
        [JB_NUMBER_ISSUE] = {"第 %.*s 期", "issue %.*s"},
        [JB_NUMBER_SUPPLEMENT] = {"增刊 %.*s", "supplement %.*s"},
        [JB_NUMBER_SPECIAL] = {"专刊 %.*s", "special issue %.*s"},
        [JB_NUMBER_DOCUMENT] = {"文号 %.*s", "document %.*s"},
        [JB_NUMBER_TOTAL] = {"只有总期号%.*s", "total alone%.*s"},
    };
    const jb_number *n = &s->work->issue->number;
    const struct {
        int value;
        const char *form[2];
    } more[] = {
        {n->year, {"，%d 年", ", year %d"}},
        {n->total, {"，总第 %d 期", ", total %d"}},
        {n->revision, {"，更正 %d", ", revision %d"}},
    };
    jb_buf out = {0};
    jb_str number = show_first_last(s, n);
    jb_buf_printf(s->arena, &out, forms[n->kind][s->lang], JB_FMT(number));
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (more[i].value > 0)
            jb_buf_printf(s->arena, &out, more[i].form[s->lang], more[i].value);
    return jb_buf_str(&out);
}

static void add_fields(const sheet *s)
{
    const jb_issue *issue = s->work->issue;
    add_column_heads(s, "报头", "Masthead", false);
    for (uint32_t i = 0; i < issue->fields.len; i++) {
        const jb_field *field = &issue->fields.at[i];
        jb_buf_printf(s->arena, s->out, "%*s", INDENT, "");
        add_padded(s, field->name, LABEL);
        add_padded(s, show_place(s, jb_issue_place(issue, field->value)), PLACE);
        add_text(s, INDENT + LABEL + PLACE, jb_span_of(issue->text, field->value), field->rule,
                 field->doubtful);
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
    uint32_t shown = 0;
    const uint32_t *pages = jb_block_pages(s->work);
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *block = &issue->blocks.at[i];
        if (block->in_end != in_end || !is_structure(block->kind))
            continue;
        shown++;
        jb_buf_printf(s->arena, s->out, "%*s", INDENT, "");
        add_padded(s, jb_block_kind_name(block->kind, s->lang), LABEL);
        add_padded(s, show_place(s, jb_issue_place(issue, block->text)), PLACE);
        add_padded(s, jb_arena_format(s->arena, "%u", pages[i]), PAGE);
        add_text(s, TEXT, jb_span_of(issue->text, block->text), block->rule, block->doubtful);
    }
    if (shown == 0)
        add_none(s);
}

static void add_counts(const sheet *s)
{
    jb_counts n = jb_count(s->work);
    add_heading(s, "合计", "Counts");
    static const char *const form[] = {
        "%u 篇，%u 段，%u 字，%u 页，报尾 %u 条",
        "articles %u, paragraphs %u, characters %u, pages %u, end matter entries %u"};
    jb_buf_printf(s->arena, s->out, "%*s", INDENT, "");
    (void)add_lines(s, INDENT,
                    jb_arena_format(s->arena, form[s->lang], n.articles, n.paragraphs, n.characters,
                                    n.pages, n.end_entries));
    add(s, JB_STR("\n"));
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
    enum { BEFORE = 6, CELL = 28 };
    int most = s->width - BEFORE, column = most;
    int gap = 0; /* from the last place to the next cell */
    for (uint32_t i = 0; i < n; i++) {
        jb_str shown = show_edit(s, &edits[order[i]]);
        int width = jb_str_columns(shown), cell = (width / CELL + 1) * CELL;
        if (column + cell > most && column > 0) {
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
        add_none(s);
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
        jb_buf_printf(s->arena, s->out, "  %.*s  ", JB_FMT(show_rule(s, edit->rule)));
        add_bracketed(s, edit->before);
        add(s, JB_STR(" → "));
        add_bracketed(s, edit->after);
        jb_buf_printf(s->arena, s->out, "  × %u\n", end - first);
        add_places(s, edits->at, order + first, end - first);
    }
}

/* ---- findings and signatures ---------------------------------------------------------------- */

static void add_findings(const sheet *s, const jb_sheet_form *form)
{
    const jb_diags *diags = s->work->diags;
    add_heading(s, "错误和提醒", "Errors and warnings");
    if (diags->list.len == 0)
        add_none(s);
    for (uint32_t i = 0; i < diags->list.len; i++)
        jb_diag_print(s->arena, s->out, &diags->list.at[i], form->form, s->lang, form->color);
    if (diags->count[JB_CONTENT])
        jb_buf_printf(s->arena, s->out,
                      s->lang == JB_ZH ? "  有 %u 处错误，改好以前不能付印\n"
                                       : "  errors: %u; not to be printed until they are mended\n",
                      diags->count[JB_CONTENT]);
}

static void add_signature(const sheet *s, const char *zh, const char *en)
{
    enum { NAME = 26 };
    jb_buf_printf(s->arena, s->out, "\n%*s", INDENT, "");
    add_padded(s, word(s, zh, en), LABEL);
    for (int i = 0; i < NAME; i++)
        add(s, JB_STR("_"));
    add(s, word(s, "  日期 ____________\n", "  date ____________\n"));
}

/* Who signs signs for these bytes: sha256sum(1) tells the same of the file. */
static void add_signatures(const sheet *s)
{
    add_heading(s, "签字", "Signatures");
    add_row(s, "SHA-256", "SHA-256", jb_hash_sha256(s->arena, s->work->source->raw));
    add_signature(s, "核对人", "checked by");
    add_signature(s, "签发人", "approved by");
}

void jb_sheet_print(const jb_work *work, const jb_sheet_form *form, jb_buf *out)
{
    sheet s = open_sheet(work, form, out);
    add_head(&s);
    add_fields(&s);
    add_column_heads(&s, "正文的结构", "Structure", true);
    add_blocks(&s, false);
    add_column_heads(&s, "报尾", "End matter", true);
    add_blocks(&s, true);
    add_counts(&s);
    add_heading(&s, "改动", "Edits");
    add_edits(&s);
    add_findings(&s, form);
    add_signatures(&s);
}

void jb_sheet_print_edits(const jb_work *work, const jb_sheet_form *form, jb_buf *out)
{
    sheet s = open_sheet(work, form, out);
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

/* ---- one line of several ------------------------------------------------------------------- */

static void add_brief_counts(const sheet *s)
{
    const jb_work *work = s->work;
    jb_counts n = jb_count(work);
    const uint32_t *found = work->diags->count;
    jb_str number = jb_issue_field(work->issue, JB_FIELD_NUMBER);
    jb_buf_printf(s->arena, s->out,
                  s->lang == JB_ZH ? "错误 %-3u 提醒 %-3u 改动 %-4u 篇 %-3u 页 %-3u "
                                   : "errors %-3u warnings %-3u edits %-4u articles %-3u "
                                     "pages %-3u ",
                  found[JB_CONTENT], found[JB_FINDING], work->issue->edits.len, n.articles,
                  n.pages);
    add_padded(s, work->layout->name, 14);
    add(s, number.len ? number : word(s, "没有期号", "no number"));
}

/* Columns that stand below each other, the varying ones last. */
void jb_sheet_print_brief(const jb_work *work, bool whole, const jb_sheet_form *form, jb_buf *out)
{
    sheet s = open_sheet(work, form, out);
    add_padded(&s, work->job->source, form->name_width + 2);
    if (whole)
        add_brief_counts(&s);
    else
        add(&s, word(&s, "排不出来", "cannot be set"));
    add(&s, JB_STR("\n"));
}
