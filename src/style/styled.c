/* An issue's blocks with their styles, its masthead items with their text. */
#include "style.h"

typedef struct styler {
    jb_arena *arena;
    const jb_issue *issue;
    const jb_layout *layout;
    jb_styled *styled;
    bool *placed; /* by field: some item prints it */
} styler;

/* ---- masthead ------------------------------------------------------------------------------ */

/* The field that a template calls by name, empty ones aside: its index, or the number of fields. */
static uint32_t find_field(const jb_issue *issue, jb_str name)
{
    uint32_t i = 0;
    while (i < issue->fields.len && (!jb_str_equal(issue->fields.at[i].name, name) ||
                                     jb_span_is_empty(issue->fields.at[i].value)))
        i++;
    return i;
}

/* The next piece of a template: a field's name, or literal text. */
static bool next_piece(jb_str template, size_t *offset, jb_str *piece)
{
    jb_str rest = jb_str_cut(template, *offset, template.len);
    size_t open = jb_str_find(rest, JB_STR("{"));
    size_t close = jb_str_find(rest, JB_STR("}"));
    bool field = open == 0 && close != SIZE_MAX;
    size_t len = field                                 ? close + 1
                 : open == SIZE_MAX || close == SIZE_MAX ? rest.len
                                                       : open;
    *piece = field ? jb_str_cut(rest, 1, close) : jb_str_cut(rest, 0, len ? len : rest.len);
    *offset += len ? len : rest.len;
    return field;
}

/* Fills the template. False when it names fields and the issue has none of them. */
static bool fill_template(styler *s, jb_str template, jb_styled_item *item)
{
    const jb_issue *issue = s->issue;
    jb_buf text = {0};
    uint32_t named = 0, found = 0, from = 0;
    for (size_t at = 0; at < template.len;) {
        jb_str piece;
        if (!next_piece(template, &at, &piece)) {
            jb_map_replace(s->arena, &item->map, text.len, (uint32_t)piece.len, from, 0);
            jb_buf_add(s->arena, &text, piece);
            continue;
        }
        named++;
        uint32_t field = find_field(issue, piece);
        if (field == issue->fields.len)
            continue;
        jb_span value = issue->fields.at[field].value;
        found++;
        s->placed[field] = true;
        jb_map_copy(s->arena, &item->map, text.len, value.start, value.end - value.start);
        jb_buf_add(s->arena, &text, jb_span_of(issue->text, value));
        from = value.end;
    }
    item->text = jb_buf_str(&text);
    return found > 0 || named == 0;
}

static void fill_masthead(styler *s)
{
    for (uint32_t i = 0; i < s->layout->masthead_len; i++) {
        jb_styled_item item = {.item = &s->layout->masthead[i]};
        if (item.item->rule > 0 || fill_template(s, item.item->text, &item))
            *jb_push(s->arena, &s->styled->masthead) = item;
    }
}

/* Fields that steer and are not meant to be read on the page. */
static bool is_for_us(jb_field_key key)
{
    return key == JB_FIELD_LAYOUT || key == JB_FIELD_STATUS || key == JB_FIELD_REVISION ||
           key == JB_FIELD_ARCHIVE_NO;
}

static void report_unused(const styler *s, jb_diags *diags)
{
    for (uint32_t i = 0; i < s->issue->fields.len; i++) {
        const jb_field *field = &s->issue->fields.at[i];
        if (!s->placed[i] && !is_for_us(field->key) && !jb_span_is_empty(field->value))
            jb_diag_at(diags, JB_D_LAYOUT_FIELD_UNUSED, field->value,
                       JB_ARGS(field->name, s->layout->name));
    }
}

/* ---- blocks -------------------------------------------------------------------------------- */

static jb_style_id heading_style(const jb_block *block)
{
    static const jb_style_id levels[] = {JB_STYLE_HEADING_1, JB_STYLE_HEADING_1,
                                         JB_STYLE_HEADING_2, JB_STYLE_HEADING_3,
                                         JB_STYLE_HEADING_4};
    return levels[block->level < 4 ? block->level : 4];
}

/* 一、…。 at the start of a paragraph: its label alone looks like a heading, and the block is a
 * paragraph, which may stand at a page's foot (CLREQ 4.1). */
static bool is_run_in(const jb_block *block)
{
    return !block->in_end && block->level > 0 && block->label > 0 &&
           block->label < block->text.end - block->text.start;
}

static jb_style_id choose_style(const jb_block *block)
{
    static const jb_style_id styles[JB_BLOCK_KINDS] = {
        [JB_BLOCK_PARAGRAPH] = JB_STYLE_BODY,
        [JB_BLOCK_TITLE] = JB_STYLE_TITLE,
        [JB_BLOCK_SUBTITLE] = JB_STYLE_SUBTITLE,
        [JB_BLOCK_COLUMN] = JB_STYLE_COLUMN,
        [JB_BLOCK_BYLINE] = JB_STYLE_BYLINE,
        [JB_BLOCK_NOTE] = JB_STYLE_NOTE,
        [JB_BLOCK_CAPTION] = JB_STYLE_CAPTION,
        [JB_BLOCK_IMAGE] = JB_STYLE_CAPTION,
        [JB_BLOCK_TABLE_ROW] = JB_STYLE_TABLE,
        [JB_BLOCK_NAMES] = JB_STYLE_NAMES,
        [JB_BLOCK_ATTACHMENT] = JB_STYLE_ATTACHMENT,
        [JB_BLOCK_DOCUMENT_NO] = JB_STYLE_DOCUMENT_NO,
        [JB_BLOCK_CHAPTER] = JB_STYLE_CHAPTER,
        [JB_BLOCK_SIGNATURE] = JB_STYLE_SIGNATURE,
        [JB_BLOCK_DATE] = JB_STYLE_DATE,
        [JB_BLOCK_END_ENTRY] = JB_STYLE_END,
        [JB_BLOCK_END_ROW] = JB_STYLE_END,
        [JB_BLOCK_END_LINE] = JB_STYLE_END,
    };
    if (block->in_end && block->kind != JB_BLOCK_IMAGE)
        return JB_STYLE_END;
    if (is_run_in(block))
        return JB_STYLE_BODY;
    return block->kind == JB_BLOCK_HEADING ? heading_style(block) : styles[block->kind];
}

/* The inlines that a block's text is in, on the way through it: of each kind one at most. */
typedef struct inside {
    const jb_inline *next, *last; /* those still to come */
    const jb_inline *open[JB_INLINES];
} inside;

static uint32_t nearer(uint32_t end, uint32_t edge, uint32_t at)
{
    return edge > at && edge < end ? edge : end;
}

/* Goes on to `at`; returns where the next one begins or ends, or a ruby's base does. */
static uint32_t move_to(inside *in, uint32_t at, uint32_t end)
{
    for (; in->next < in->last && in->next->span.start <= at; in->next++)
        in->open[in->next->kind] = in->next;
    if (in->next < in->last)
        end = nearer(end, in->next->span.start, at);
    for (int kind = 0; kind < JB_INLINES; kind++) {
        const jb_inline *one = in->open[kind];
        if (one && one->span.end <= at)
            in->open[kind] = one = NULL;
        if (one)
            end = nearer(nearer(end, one->span.end, at), one->base, at);
    }
    return end;
}

/* A line's accent, and whether it begins at `at`. */
static jb_accents underline(const jb_inline *one, jb_accents accent, uint32_t at)
{
    if (!one)
        return 0;
    return one->span.start == at ? accent | JB_ACCENT_OPENS : accent;
}

static void set_apart(const jb_layout *layout, const inside *in, uint32_t at, jb_styled_run *run)
{
    const jb_inline *emphasis = in->open[JB_INLINE_EMPHASIS], *ruby = in->open[JB_INLINE_RUBY];
    if (emphasis && layout->emphasis.has_role)
        run->role = layout->emphasis.role;
    else if (emphasis && layout->emphasis.accents == JB_ACCENT_LINE)
        run->accents |= underline(emphasis, JB_ACCENT_LINE, at);
    else if (emphasis)
        run->accents |= layout->emphasis.accents;
    run->accents |= underline(in->open[JB_INLINE_NAME], JB_ACCENT_LINE, at);
    run->accents |= underline(in->open[JB_INLINE_WORK], JB_ACCENT_WAVE, at);
    if (in->open[JB_INLINE_NOTE])
        run->accents |= JB_ACCENT_NOTE;
    if (ruby && at >= ruby->base && layout->has_ruby_role)
        run->role = layout->ruby_role;
    if (ruby)
        run->accents |= at < ruby->base ? JB_ACCENT_BASE : JB_ACCENT_RUBY;
}

/* One run for each change of label and of what is set apart. */
static void cut_runs(styler *s, const jb_block *block, const jb_style *style,
                     const jb_style *label_style)
{
    inside in = {0};
    if (block->inline_count) {
        in.next = s->issue->inlines.at + block->inline_first;
        in.last = in.next + block->inline_count;
    }
    uint32_t label_end = label_style ? block->text.start + block->label : block->text.start;
    for (uint32_t at = block->text.start, end; at < block->text.end; at = end) {
        end = nearer(move_to(&in, at, block->text.end), label_end, at);
        const jb_style *look = at < label_end ? label_style : style;
        jb_styled_run run = {.text = {at, end}, .role = look->role, .ink = look->ink,
                             .accents = look->bold ? JB_ACCENT_BOLD : 0};
        set_apart(s->layout, &in, at, &run);
        *jb_push(s->arena, &s->styled->runs) = run;
    }
}

/* The label that the entry or the row begins with, without its colon and spaces. */
static jb_str read_label(jb_arena *arena, jb_str text)
{
    size_t colon = jb_str_find(text, JB_STR("："));
    size_t narrow = jb_str_find(text, JB_STR(":"));
    size_t end = colon < narrow ? colon : narrow;
    jb_buf label = {0};
    for (size_t i = 0; end != SIZE_MAX && i < end; i++) {
        if (jb_str_starts(jb_str_cut(text, i, end), JB_STR("　")))
            i += 2;
        else if (text.at[i] != ' ')
            jb_buf_add(arena, &label, jb_str_cut(text, i, i + 1));
    }
    return jb_buf_str(&label);
}

/* An entry whose label the layout does not know goes on with the group before it. */
static void join_group(styler *s, jb_styled_block *block, uint16_t group_before)
{
    const jb_end_layout *end = &s->layout->end;
    block->group = group_before;
    block->lines = true;
    if (block->kind != JB_BLOCK_END_ENTRY && block->kind != JB_BLOCK_END_ROW)
        return;
    jb_str label = read_label(s->arena, jb_span_of(s->issue->text, block->text));
    for (uint32_t i = 0; i < end->labels_len; i++) {
        if (jb_str_equal(end->labels[i].label, label)) {
            if (end->labels[i].group != JB_GROUP_BEFORE)
                block->group = end->labels[i].group;
            block->lines = end->labels[i].lines;
            return;
        }
    }
}

static void style_blocks(styler *s)
{
    uint16_t group = 0;
    for (uint32_t i = 0; i < s->issue->blocks.len; i++) {
        const jb_block *block = &s->issue->blocks.at[i];
        jb_style_id style = choose_style(block);
        jb_styled_block made = {.block = i, .kind = block->kind, .in_end = block->in_end,
                                .style = style, .text = block->text,
                                .run_first = s->styled->runs.len};
        if (block->kind == JB_BLOCK_END_ENTRY || block->kind == JB_BLOCK_ATTACHMENT)
            made.label = block->label;
        if (block->in_end) {
            join_group(s, &made, group);
            group = made.group;
        }
        cut_runs(s, block, &s->layout->styles[style],
                 is_run_in(block) ? &s->layout->styles[heading_style(block)] : NULL);
        made.run_len = s->styled->runs.len - made.run_first;
        *jb_push(s->arena, &s->styled->blocks) = made;
    }
}

jb_styled *jb_styled_make(jb_arena *arena, const jb_issue *issue, const jb_layout *layout,
                          jb_diags *diags)
{
    jb_styled *styled = JB_NEW(arena, jb_styled);
    styled->issue = issue;
    styled->layout = layout;
    styler s = {arena, issue, layout, styled, JB_NEW_ARRAY(arena, bool, issue->fields.len + 1)};
    fill_masthead(&s);
    report_unused(&s, diags);
    style_blocks(&s);
    return styled;
}
