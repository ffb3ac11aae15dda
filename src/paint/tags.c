/* Tags: what each piece of the pages is, as a tree (ISO 32000-1 14.8.4).
 *
 * The pieces are sorted as the source has them; each block makes its part of the tree. Headings are
 * as deep as what stands above them: the name is the first, a column, an article's title, a chapter
 * and four levels of headings follow, and where the source leaves one out the next moves up, so
 * that no level is skipped (ISO 14289-1 7.4.2). Below the sixth there is no other. */
#include "parts.h"

#include <stdlib.h>

enum { DEPTHS = 8, NAME = 0, COLUMN, TITLE, CHAPTER };

/* A painted item, by where it belongs. */
typedef struct leaf {
    bool body;        /* the masthead comes first */
    bool text;        /* of an image: the caption behind it */
    uint32_t block, cell;
    uint32_t item;
} leaf;

typedef struct tagging {
    jb_arena *arena;
    const jb_pages *pages;
    const jb_issue *issue;
    JB_VEC(leaf) leaves;
    uint32_t at;                 /* the next of them */
    jb_tags *tags;
    jb_reading reading;          /* of what belongs to one place */
    int headings[DEPTHS];        /* those that the text is below, outermost first */
    int depth;
    uint32_t object, object_end; /* a table or figure without a caption; the block behind it */
} tagging;

const char *jb_tag_name(jb_tag_kind kind)
{
    static const char *const names[JB_TAG_KINDS] = {
        "Document", "Sect", "H1", "H2",    "H3", "H4", "H5", "H6",     "P",
        "L",        "LI",   "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD",
        "Figure", "Caption", "Link", "Span"};
    return names[kind];
}

/* ---- leaves --------------------------------------------------------------------------------- */

static int compare_places(const leaf *x, const leaf *y)
{
    int order = JB_COMPARE(x->body, y->body);
    order = order ? order : JB_COMPARE(x->block, y->block);
    order = order ? order : JB_COMPARE(x->text, y->text);
    return order ? order : JB_COMPARE(x->cell, y->cell);
}

static int compare_leaves(const void *a, const void *b)
{
    const leaf *x = a, *y = b;
    int order = compare_places(x, y);
    return order ? order : JB_COMPARE(x->item, y->item);
}

static void collect(tagging *t, const jb_variant *variant)
{
    const jb_item_list *items = &t->pages->items;
    jb_reserve(t->arena, &t->leaves, items->len);
    for (uint32_t i = 0; i < items->len; i++) {
        const jb_item *item = &items->at[i];
        bool empty = item->kind == JB_ITEM_GLYPHS && (item->glyphs == 0 || item->size <= 0);
        if (empty || jb_item_is_artifact(item) || !jb_variant_paints(variant, item))
            continue;
        *jb_push(t->arena, &t->leaves) = (leaf){.body = item->part != JB_PART_MASTHEAD,
                                                .text = item->kind == JB_ITEM_GLYPHS,
                                                .block = item->block,
                                                .cell = item->cell,
                                                .item = i};
    }
    if (t->leaves.len)
        qsort(t->leaves.at, t->leaves.len, sizeof *t->leaves.at, compare_leaves);
}

static const leaf *next_leaf(const tagging *t)
{
    return t->at < t->leaves.len ? &t->leaves.at[t->at] : NULL;
}

static const jb_item *item_of(const tagging *t, const leaf *of)
{
    return &t->pages->items.at[of->item];
}

/* Reads all that belongs where the next leaf does. Its pictures have that tag. */
static void read(tagging *t, uint32_t tag)
{
    const leaf *first = next_leaf(t);
    jb_reading_begin(&t->reading);
    for (const leaf *l = first; l && compare_places(l, first) == 0; t->at++, l = next_leaf(t)) {
        if (l->text)
            jb_reading_add(t->arena, &t->reading, t->pages, l->item);
        else
            t->tags->of_image[l->item] = tag;
    }
}

static void tag_part(tagging *t, uint32_t from, uint32_t to, uint32_t tag)
{
    jb_reading_tag(t->arena, &t->reading, t->pages, (jb_span){from, to}, t->tags, tag);
}

/* All of it has that tag. */
static void take(tagging *t, uint32_t tag)
{
    read(t, tag);
    tag_part(t, 0, t->reading.text.len, tag);
}

uint32_t jb_tags_open(jb_arena *arena, jb_tags *tags, jb_tag_kind kind, uint32_t parent)
{
    *jb_push(arena, &tags->tags) = (jb_tag){.kind = kind, .parent = parent};
    return tags->tags.len - 1;
}

static uint32_t open_tag(tagging *t, jb_tag_kind kind, uint32_t parent)
{
    return jb_tags_open(t->arena, t->tags, kind, parent);
}

/* ---- blocks --------------------------------------------------------------------------------- */

static const jb_block *block_at(const tagging *t, uint32_t block)
{
    static const jb_block paragraph = {.kind = JB_BLOCK_PARAGRAPH};
    return t->issue && block < t->issue->blocks.len ? &t->issue->blocks.at[block] : &paragraph;
}

static jb_tag_kind heading(tagging *t, int rank)
{
    while (t->depth > 0 && t->headings[t->depth - 1] >= rank)
        t->depth--;
    t->headings[t->depth++] = rank;
    int kind = JB_TAG_H1 + t->depth - 1;
    return kind < JB_TAG_H6 ? (jb_tag_kind)kind : JB_TAG_H6;
}

static jb_tag_kind kind_of(tagging *t, const jb_block *block)
{
    if (block->in_end)
        return JB_TAG_P;
    switch (block->kind) {
    case JB_BLOCK_COLUMN: return heading(t, COLUMN);
    case JB_BLOCK_TITLE: return heading(t, TITLE);
    case JB_BLOCK_CHAPTER: return heading(t, CHAPTER);
    case JB_BLOCK_HEADING: {
        int level = block->level < 1 ? 1 : block->level > 4 ? 4 : block->level;
        return heading(t, CHAPTER + level);
    }
    default: return JB_TAG_P;
    }
}

static void put_figure(tagging *t, uint32_t parent)
{
    const leaf *picture = next_leaf(t);
    uint32_t block = picture->block, figure = open_tag(t, JB_TAG_FIGURE, parent);
    t->tags->tags.at[figure].alt = item_of(t, picture)->alt;
    take(t, figure);
    const leaf *caption = next_leaf(t);
    t->object = figure;
    t->object_end = block + 1;
    if (!caption || caption->block != block)
        return;
    take(t, open_tag(t, JB_TAG_CAPTION, figure));
    t->object = 0;
}

static void put_names(tagging *t, uint32_t parent)
{
    uint32_t list = open_tag(t, JB_TAG_L, parent), block = next_leaf(t)->block;
    for (const leaf *l = next_leaf(t); l && l->block == block; l = next_leaf(t)) {
        if (item_of(t, l)->cell_kind == JB_CELL_LABEL)
            take(t, open_tag(t, JB_TAG_CAPTION, list));
        else
            take(t, open_tag(t, JB_TAG_LBODY, open_tag(t, JB_TAG_LI, list)));
    }
}

/* Behind the label of an entry, 1. or 1．; 0: none stands there. */
static uint32_t label_end(jb_str text, uint32_t from)
{
    static const jb_str stops[] = {JB_LIT("."), JB_LIT("．")};
    uint32_t end = from;
    while (end < text.len && text.at[end] >= '0' && text.at[end] <= '9')
        end++;
    jb_str rest = jb_str_cut(text, end, text.len);
    for (int i = 0; i < 2 && end > from; i++)
        if (jb_str_starts(rest, stops[i]))
            return end + (uint32_t)stops[i].len;
    return 0;
}

/* Where the next entry with a label begins a line; else the text's end. */
static uint32_t next_entry(jb_str text, uint32_t from)
{
    while (from < text.len && !(text.at[from] == '\n' && label_end(text, from + 1)))
        from++;
    return from < text.len ? from + 1 : from;
}

/* 附件：1. and its further entries; one entry without a number is no list. */
static void put_attachments(tagging *t, uint32_t parent)
{
    uint32_t at = block_at(t, next_leaf(t)->block)->label;
    read(t, parent);
    jb_str text = jb_buf_str(&t->reading.text);
    while (at < text.len && text.at[at] == ' ')
        at++;
    if (!label_end(text, at)) {
        tag_part(t, 0, t->reading.text.len, open_tag(t, JB_TAG_P, parent));
        return;
    }
    uint32_t list = open_tag(t, JB_TAG_L, parent);
    t->tags->tags.at[list].numbered = true;
    if (at > 0)
        tag_part(t, 0, at, open_tag(t, JB_TAG_CAPTION, list));
    for (uint32_t next; at < text.len; at = next) {
        uint32_t entry = open_tag(t, JB_TAG_LI, list), label = label_end(text, at);
        next = next_entry(text, at);
        tag_part(t, at, label, open_tag(t, JB_TAG_LBL, entry));
        tag_part(t, label, next, open_tag(t, JB_TAG_LBODY, entry));
    }
}

static bool is_row(const tagging *t, uint32_t block)
{
    const jb_block *at = block_at(t, block);
    return at->kind == JB_BLOCK_TABLE_ROW && !at->in_end;
}

static void put_table_row(tagging *t, uint32_t row, uint32_t columns, uint32_t tr, jb_tag_kind kind)
{
    for (uint32_t c = 0; c < columns; c++) {
        uint32_t cell = open_tag(t, kind, tr);
        const leaf *l = next_leaf(t);
        if (l && l->block == row && l->cell == c)
            take(t, cell);
    }
}

/* Every row has all columns, also where a cell is empty or the row ends before (ISO 14289-1 7.5).
 * The first of several rows is the head. */
static void put_table(tagging *t, uint32_t table)
{
    uint32_t first = next_leaf(t)->block, end = first + 1, columns = 0;
    while (first > 0 && is_row(t, first - 1))
        first--;
    while (is_row(t, end))
        end++;
    for (uint32_t i = t->at; i < t->leaves.len && t->leaves.at[i].block < end; i++)
        columns = t->leaves.at[i].cell >= columns ? t->leaves.at[i].cell + 1 : columns;
    bool headed = end - first > 1;
    uint32_t group = headed ? open_tag(t, JB_TAG_THEAD, table) : table;
    for (uint32_t row = first; row < end; row++) {
        if (headed && row == first + 1)
            group = open_tag(t, JB_TAG_TBODY, table);
        put_table_row(t, row, columns, open_tag(t, JB_TAG_TR, group),
                      headed && row == first ? JB_TAG_TH : JB_TAG_TD);
    }
    t->object = table;
    t->object_end = end;
}

static bool is_table(const tagging *t, const leaf *l)
{
    return l && item_of(t, l)->cell_kind == JB_CELL_TABLE;
}

/* Above a table, or below a table or a figure, its caption is in it. */
static void put_caption(tagging *t, uint32_t parent)
{
    const leaf *caption = next_leaf(t);
    uint32_t next = t->at;
    while (next < t->leaves.len && compare_places(&t->leaves.at[next], caption) == 0)
        next++;
    if (next < t->leaves.len && is_table(t, &t->leaves.at[next])) {
        uint32_t table = open_tag(t, JB_TAG_TABLE, parent);
        take(t, open_tag(t, JB_TAG_CAPTION, table));
        put_table(t, table);
        t->object = 0;
    } else if (t->object && t->object_end == caption->block) {
        jb_tag *object = &t->tags->tags.at[t->object];
        if (object->kind == JB_TAG_FIGURE)
            object->alt = jb_span_of(t->issue->text, block_at(t, caption->block)->text);
        take(t, open_tag(t, JB_TAG_CAPTION, t->object));
        t->object = 0;
    } else {
        take(t, open_tag(t, JB_TAG_P, parent));
    }
}

static void put_block(tagging *t, uint32_t parent)
{
    const leaf *l = next_leaf(t);
    const jb_block *block = block_at(t, l->block);
    const jb_item *item = item_of(t, l);
    if (!l->text)
        put_figure(t, parent);
    else if (is_table(t, l))
        put_table(t, open_tag(t, JB_TAG_TABLE, parent));
    else if (item->cell_kind == JB_CELL_LABEL || item->cell_kind == JB_CELL_NAME)
        put_names(t, parent);
    else if (block->kind == JB_BLOCK_ATTACHMENT && !block->in_end)
        put_attachments(t, parent);
    else if (block->kind == JB_BLOCK_CAPTION && !block->in_end)
        put_caption(t, parent);
    else
        take(t, open_tag(t, kind_of(t, block), parent));
}

/* ---- the tree ------------------------------------------------------------------------------- */

/* The name of the bulletin is the item that shows 刊名. */
static bool is_name(const tagging *t, const leaf *l)
{
    const jb_layout *layout = t->pages->styled->layout;
    const jb_item *item = item_of(t, l);
    if (item->cell_kind != JB_CELL_HEAD || item->cell >= layout->masthead_len)
        return false;
    jb_str key = jb_arena_format(t->arena, "{%.*s}", JB_FMT(jb_field_name(JB_FIELD_NAME)));
    return jb_str_find(layout->masthead[item->cell].text, key) != SIZE_MAX;
}

static void put_masthead(tagging *t)
{
    const leaf *l = next_leaf(t);
    if (!l || l->body)
        return;
    uint32_t sect = open_tag(t, JB_TAG_SECT, 0);
    for (; l && !l->body; l = next_leaf(t)) {
        bool name = t->depth == 0 && is_name(t, l);
        take(t, open_tag(t, name ? heading(t, NAME) : JB_TAG_P, sect));
    }
}

jb_tags *jb_tags_make(jb_arena *arena, const jb_pages *pages, const jb_variant *variant)
{
    tagging t = {.arena = arena, .pages = pages, .issue = pages->styled->issue};
    t.tags = JB_NEW(arena, jb_tags);
    t.tags->of_image = JB_NEW_ARRAY(arena, uint32_t, pages->items.len + 1);
    t.tags->of_glyph = JB_NEW_ARRAY(arena, uint32_t, pages->glyphs.len + 1);
    open_tag(&t, JB_TAG_DOCUMENT, 0);
    collect(&t, variant);
    put_masthead(&t);
    uint32_t end = 0;
    for (const leaf *l = next_leaf(&t); l; l = next_leaf(&t)) {
        if (!end && block_at(&t, l->block)->in_end)
            end = open_tag(&t, JB_TAG_SECT, 0);
        put_block(&t, end);
    }
    return t.tags;
}
