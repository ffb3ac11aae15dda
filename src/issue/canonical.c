/* The issue as a canonical file. Each block is written so that it is read back as what it is:
 * with the mark of its kind, or bare where a bare line means just that. */
#include "../base/file.h"
#include "parts.h"

typedef struct canonical {
    jb_arena *arena;
    const jb_issue *issue;
    jb_str way; /* from the written file's folder to the source's; empty: the same */
    jb_buf *out;
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

/* A star that stands for itself is escaped where it could be taken for emphasis: where there are
 * two. */
static bool has_stars(const canonical *w, const jb_block *b)
{
    jb_str text = jb_span_of(w->issue->text, b->text);
    return b->inline_count > 0 || jb_str_find(text, JB_STR("\\*")) != SIZE_MAX ||
           (text.len && memchr(text.at, '*', text.len) != memrchr(text.at, '*', text.len));
}

/* A star that stands for itself begins the line at `at`. */
static bool starts_with_star(const canonical *w, const jb_block *b, uint32_t at)
{
    if (at >= b->text.end || w->issue->text.at[at] != '*' || !has_stars(w, b))
        return false;
    for (uint32_t i = b->inline_first; i < b->inline_first + b->inline_count; i++)
        if (w->issue->inlines.at[i].span.start == at)
            return false;
    return true;
}

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

static void put_text(canonical *w, const jb_block *b, uint32_t indent)
{
    const jb_issue *issue = w->issue;
    bool escapes = has_stars(w, b);
    uint32_t next = b->inline_first, end = b->inline_first + b->inline_count;
    bool open = false;
    for (uint32_t at = b->text.start; at <= b->text.end; at++) {
        if (open && issue->inlines.at[next].span.end == at) {
            put(w, JB_STR("*"));
            open = false;
            next++;
        }
        if (!open && next < end && issue->inlines.at[next].span.start == at) {
            put(w, JB_STR("*"));
            open = true;
        }
        if (at == b->text.end)
            break;
        uint32_t border = put_border(w, b, at);
        if (border) {
            at += border - 1;
            continue;
        }
        char c = issue->text.at[at];
        if (c == '*' && escapes)
            put(w, JB_STR("\\"));
        *jb_push(w->arena, w->out) = c;
        if (c == '\n') {
            put_indent(w, indent);
            /* Else the line would be a blank one, or what it begins with, or the escape of a star,
             * its mark */
            jb_str line = line_at(w, b, at + 1);
            if (line.len == 0 || jb_issue_has_mark(line) ||
                (escapes && starts_with_star(w, b, at + 1)))
                put(w, JB_STR("\\"));
        }
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
    jb_str line = first_line(w, b);
    uint8_t level;
    bool same_label =
        jb_issue_run_in_label(jb_span_of(w->issue->text, b->text), &level) == b->label;
    if (line.len == 0 || jb_issue_has_mark(line) || !same_label ||
        starts_with_star(w, b, b->text.start))
        put(w, JB_STR("\\"));
}

static void put_mark(canonical *w, const jb_block *b)
{
    static const jb_str sharps = JB_LIT("##### ");
    jb_str line = first_line(w, b);
    bool end_kind = b->kind == JB_BLOCK_END_ENTRY || b->kind == JB_BLOCK_END_ROW ||
                    b->kind == JB_BLOCK_END_LINE;
    if (end_kind) {
        if (line.len == 0 || jb_issue_has_mark(line) || jb_issue_end_kind(line) != b->kind ||
            starts_with_star(w, b, b->text.start))
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
    canonical w = {arena, issue, way, out};
    put_header(&w);
    put_blocks(&w, true, true);
}

void jb_issue_write_body(jb_arena *arena, const jb_issue *issue, jb_str way, jb_buf *out)
{
    canonical w = {arena, issue, way, out};
    put_blocks(&w, true, false);
}

void jb_issue_write_end(jb_arena *arena, const jb_issue *issue, jb_str way, jb_buf *out)
{
    canonical w = {arena, issue, way, out};
    put_blocks(&w, false, true);
}

void jb_issue_write(jb_arena *arena, const jb_issue *issue, jb_buf *out)
{
    jb_issue_write_moved(arena, issue, (jb_str){0}, out);
}
