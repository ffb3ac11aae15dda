/* The issue as a canonical file. Each block is written so that it is read back as what it is:
 * with the mark of its kind, or bare where a bare line means just that. */
#include "../base/file.h"
#include "parts.h"

typedef struct canonical {
    jb_arena *arena;
    const jb_issue *issue;
    jb_str way; /* from the written file's folder to the source's; empty: the same */
    jb_buf *out;
    jb_signs signs; /* of the block that is being written */
    bool escapes;   /* its signs that stand for themselves need a \ */
} canonical;

static void put(canonical *w, jb_str s)
{
    jb_buf_add(w->arena, w->out, s);
}

/* Further lines of a value or an entry stand under the first: full-width spaces as wide as the
 * label. */
static void put_indent(canonical *w, uint32_t columns)
{
    for (uint32_t i = 0; i < columns || i == 0; i += 2)
        put(w, JB_STR("　"));
}

/* ---- fields */

bool jb_issue_is_path(jb_str layout)
{
    return jb_str_find(layout, JB_STR("/")) != SIZE_MAX || jb_str_ends(layout, JB_STR(".yaml"));
}

static void put_field(canonical *w, const jb_field *field)
{
    jb_str value = jb_span_of(w->issue->text, field->value);
    put(w, field->name);
    put(w, JB_STR("："));
    if (field->key == JB_FIELD_LAYOUT && jb_issue_is_path(value))
        value = jb_path_join(w->arena, w->way, value);
    for (size_t at = 0; at < value.len; at++) {
        *jb_push(w->arena, w->out) = value.at[at];
        if (value.at[at] == '\n')
            put_indent(w, (uint32_t)jb_str_columns(field->name) + 2);
    }
    put(w, JB_STR("\n"));
}

/* A header block needs 刊名 or 期号; an empty 期号 says that there is none. */
static void put_header(canonical *w)
{
    const jb_issue *issue = w->issue;
    bool named = false;
    for (uint32_t i = 0; i < issue->fields.len; i++) {
        const jb_field *field = &issue->fields.at[i];
        named |= field->key == JB_FIELD_NAME || field->key == JB_FIELD_NUMBER;
        put_field(w, field);
    }
    if (!named)
        put(w, JB_STR("期号：\n"));
}

/* ---- text */

/* The block's line that begins at `at`. */
static jb_str line_at(const canonical *w, const jb_block *b, uint32_t at)
{
    jb_str rest = jb_str_cut(w->issue->text, at, b->text.end);
    return jb_str_cut(rest, 0, jb_str_find(rest, JB_STR("\n")));
}

/* Cells of dashes alone would be read as the rule below a table's head: their row says its kind,
 * and has no bars at its ends. */
static bool is_rule_like(const canonical *w, const jb_block *b)
{
    jb_str text = jb_span_of(w->issue->text, b->text);
    bool dash = false;
    for (size_t at = 0; at < text.len;) {
        uint32_t rune = jb_utf8_next(text, &at);
        dash |= rune == '-';
        if (rune != '-' && rune != ':' && rune != ' ' && rune != 0x3000)
            return false;
    }
    return dash;
}

/* A cell ends: its full-width space is a bar again. Returns the bytes it took. */
static uint32_t put_border(canonical *w, const jb_block *b, uint32_t at)
{
    static const jb_str em = JB_LIT("　");
    if (b->kind != JB_BLOCK_TABLE_ROW ||
        !jb_str_starts(jb_str_cut(w->issue->text, at, b->text.end), em))
        return 0;
    put(w, JB_STR(" | "));
    return (uint32_t)em.len;
}

/* Signs that stand for themselves: written plainly where all is so read back as it is, else each
 * with its \. */
static bool is_sign(char c)
{
    return c == '*' || c == '_' || c == '~' || c == '^' || c == '{';
}

/* What a line begins with may not be taken for its mark: a sign with an escape. */
static bool starts_escaped(const canonical *w, uint32_t at, uint32_t end, const jb_signs *signs)
{
    if (at >= end || !is_sign(w->issue->text.at[at]) || !w->escapes)
        return false;
    for (uint32_t i = 0; i < signs->len && signs->at[i].at <= at; i++)
        if (signs->at[i].at == at && signs->at[i].rune < CELL_OFF)
            return false;
    return true;
}

/* Else the line would be a blank one, or what it begins with its mark. */
static bool needs_guard(const canonical *w, const jb_block *b, uint32_t at)
{
    jb_str line = line_at(w, b, at);
    return line.len == 0 || jb_issue_has_mark(line) ||
           starts_escaped(w, at, b->text.end, &w->signs);
}

static void put_text(canonical *w, const jb_block *b, uint32_t indent)
{
    const jb_issue *issue = w->issue;
    uint32_t next = 0;
    for (uint32_t at = b->text.start; at <= b->text.end; at++) {
        for (; next < w->signs.len && w->signs.at[next].at == at; next++)
            put(w, jb_issue_sign_text(w->signs.at[next].rune));
        if (at == b->text.end)
            break;
        uint32_t border = put_border(w, b, at);
        if (border) {
            at += border - 1;
            continue;
        }
        char c = issue->text.at[at];
        if (w->escapes && is_sign(c))
            put(w, JB_STR("\\"));
        *jb_push(w->arena, w->out) = c;
        if (c != '\n')
            continue;
        put_indent(w, indent);
        if (needs_guard(w, b, at + 1))
            put(w, JB_STR("\\"));
    }
}

static void put_image(canonical *w, const jb_block *b)
{
    put(w, JB_STR("!["));
    put_text(w, b, 2);
    put(w, JB_STR("]("));
    put(w, jb_str_starts(w->way, JB_STR("..")) ? b->image
                                               : jb_path_join(w->arena, w->way, b->image));
    put(w, JB_STR(")"));
    put(w, b->image_options);
}

/* ---- marks */

static void put_kind(canonical *w, jb_block_kind kind)
{
    put(w, JB_STR("{"));
    put(w, jb_block_kind_name(kind, JB_ZH));
    put(w, JB_STR("}"));
}

static jb_str first_line(const canonical *w, const jb_block *b)
{
    return line_at(w, b, b->text.start);
}

/* Bare, if a bare line is read as this paragraph; else marked with \. */
static void put_paragraph_mark(canonical *w, const jb_block *b)
{
    uint8_t level;
    bool same_label =
        jb_issue_run_in_label(jb_span_of(w->issue->text, b->text), &level) == b->label;
    if (!same_label || needs_guard(w, b, b->text.start))
        put(w, JB_STR("\\"));
}

static void put_mark(canonical *w, const jb_block *b)
{
    static const jb_str sharps = JB_LIT("##### ");
    jb_str line = first_line(w, b);
    bool end_kind = b->kind == JB_BLOCK_END_ENTRY || b->kind == JB_BLOCK_END_ROW ||
                    b->kind == JB_BLOCK_END_LINE;
    if (end_kind) {
        if (jb_issue_end_kind(line) != b->kind || needs_guard(w, b, b->text.start))
            put_kind(w, b->kind);
    } else if (b->kind == JB_BLOCK_PARAGRAPH && !b->in_end) {
        put_paragraph_mark(w, b);
    } else if (b->kind == JB_BLOCK_TITLE && !b->in_end && line.len) {
        put(w, JB_STR("# "));
    } else if (b->kind == JB_BLOCK_HEADING && !b->in_end && line.len) {
        put(w, jb_str_cut(sharps, 4u - b->level, sharps.len));
    } else {
        put_kind(w, b->kind);
    }
}

static void put_block(canonical *w, const jb_block *b)
{
    jb_issue_signs(w->arena, w->issue, b, &w->signs);
    w->escapes = !jb_issue_reads_back(w->arena, w->issue, b, &w->signs);
    if (b->kind == JB_BLOCK_IMAGE && b->image.len) {
        put_image(w, b);
    } else if (b->kind == JB_BLOCK_TABLE_ROW && !is_rule_like(w, b)) {
        put(w, JB_STR("| "));
        put_text(w, b, 2);
        put(w, JB_STR(" |"));
    } else {
        put_mark(w, b);
        bool hangs = b->kind == JB_BLOCK_END_ENTRY || b->kind == JB_BLOCK_ATTACHMENT;
        jb_str label = jb_str_cut(first_line(w, b), 0, hangs ? b->label : 0);
        put_text(w, b, (uint32_t)jb_str_columns(label));
    }
    put(w, JB_STR("\n"));
}

static void put_blocks(canonical *w, bool body, bool end_matter)
{
    const jb_issue *issue = w->issue;
    bool end = false;
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *b = &issue->blocks.at[i];
        bool row_goes_on = i > 0 && b->kind == JB_BLOCK_TABLE_ROW &&
                           issue->blocks.at[i - 1].kind == JB_BLOCK_TABLE_ROW;
        if (b->in_end ? !end_matter : !body)
            continue;
        if (!end && !row_goes_on)
            put(w, JB_STR("\n"));
        if (b->in_end && !end)
            put(w, JB_STR("---\n"));
        end = b->in_end;
        put_block(w, b);
    }
}

void jb_issue_write_moved(jb_arena *arena, const jb_issue *issue, jb_str way, jb_buf *out)
{
    canonical w = {.arena = arena, .issue = issue, .way = way, .out = out};
    put_header(&w);
    put_blocks(&w, true, true);
}

void jb_issue_write_body(jb_arena *arena, const jb_issue *issue, jb_str way, jb_buf *out)
{
    canonical w = {.arena = arena, .issue = issue, .way = way, .out = out};
    put_blocks(&w, true, false);
}

void jb_issue_write_end(jb_arena *arena, const jb_issue *issue, jb_str way, jb_buf *out)
{
    canonical w = {.arena = arena, .issue = issue, .way = way, .out = out};
    put_blocks(&w, false, true);
}

void jb_issue_write(jb_arena *arena, const jb_issue *issue, jb_buf *out)
{
    jb_issue_write_moved(arena, issue, (jb_str){0}, out);
}
