/* Dumps: runs, lines and pages as text, one thing a line, numbers from integers. */
#include "../base/dump.h"

#include <inttypes.h>

#include "parts.h"

static void add(jb_arena *arena, jb_buf *out, const char *text)
{
    jb_buf_add(arena, out, jb_str_make(text));
}

static void add_pair(jb_arena *arena, jb_buf *out, jb_len a, const char *between, jb_len b)
{
    jb_buf_add_len(arena, out, a);
    add(arena, out, between);
    jb_buf_add_len(arena, out, b);
}

/* ---- runs and lines ------------------------------------------------------------------------ */

static void dump_head(jb_arena *arena, const jb_set *set, uint32_t i, jb_buf *out)
{
    const jb_set_block *block = &set->blocks.at[i];
    const jb_styled_block *styled = &set->styled->blocks.at[block->styled];
    jb_str style = set->styled->layout->styles[styled->style].name;
    jb_buf_printf(arena, out, "block %u %.*s style=%.*s", styled->block,
                  JB_FMT(jb_block_kind_name(styled->kind, JB_EN)), JB_FMT(style));
    if (block->cells_len) {
        jb_buf_printf(arena, out, " cells=%u\n", block->cells_len);
        return;
    }
    add(arena, out, " size=");
    add_pair(arena, out, block->input.size, " quad=", block->input.quad);
    jb_buf_printf(arena, out, " lines=%u cost=%" PRId64 "\n", block->lines.len, block->lines.cost);
}

/* Where a cell may stand; false when it is empty. */
static bool dump_cell(jb_arena *arena, const jb_set_block *row, uint32_t k, jb_buf *out)
{
    const jb_set_block *cell = &row->cells[k];
    jb_buf_printf(arena, out, "cell %u", k);
    if (cell->para) {
        add(arena, out, " at=");
        add_pair(arena, out, cell->shape_lines[0].left, "+", cell->shape_lines[0].width);
    }
    add(arena, out, "\n");
    return cell->para != NULL;
}

void jb_set_dump_runs(jb_arena *arena, const jb_set *set, jb_buf *out)
{
    for (uint32_t i = 0; i < set->blocks.len; i++) {
        dump_head(arena, set, i, out);
        const jb_set_block *block = &set->blocks.at[i];
        if (block->para)
            jb_para_dump_runs(arena, block->para, out);
        for (uint32_t k = 0; k < block->cells_len; k++)
            if (dump_cell(arena, block, k, out))
                jb_para_dump_runs(arena, block->cells[k].para, out);
    }
}

void jb_set_dump_lines(jb_arena *arena, const jb_set *set, jb_buf *out)
{
    for (uint32_t i = 0; i < set->blocks.len; i++) {
        const jb_set_block *block = &set->blocks.at[i];
        dump_head(arena, set, i, out);
        if (block->para)
            jb_para_dump_lines(arena, block->para, &block->shape, &block->lines, out);
        for (uint32_t k = 0; k < block->cells_len; k++)
            if (dump_cell(arena, block, k, out))
                jb_para_dump_lines(arena, block->cells[k].para, &block->cells[k].shape,
                                   &block->cells[k].lines, out);
    }
}

/* ---- pages --------------------------------------------------------------------------------- */

static const char *part_name(jb_part part)
{
    static const char *const names[] = {
        [JB_PART_MASTHEAD] = "masthead", [JB_PART_BODY] = "body",
        [JB_PART_END] = "end",           [JB_PART_FOLIO] = "folio",
        [JB_PART_STATUS] = "status",     [JB_PART_WATERMARK] = "watermark",
        [JB_PART_SLUG] = "slug",
    };
    return names[part];
}

static const char *kind_name(const jb_item *item)
{
    static const char *const names[] = {[JB_ITEM_GLYPHS] = "glyphs", [JB_ITEM_IMAGE] = "image"};
    static const char *const shapes[] = {
        [JB_RULE_BAR] = "rule", [JB_RULE_WAVE] = "wave", [JB_RULE_DOT] = "dot"};
    return item->kind == JB_ITEM_RULE ? shapes[item->shape] : names[item->kind];
}

static void dump_glyphs(jb_arena *arena, const jb_pages *pages, const jb_item *item, jb_buf *out)
{
    const jb_item_glyph *first = &pages->glyphs.at[item->glyph];
    jb_buf text = {0};
    for (uint32_t i = 0; i < item->glyphs; i++)
        jb_buf_add(arena, &text, jb_item_glyph_text(&first[i]));
    jb_buf_printf(arena, out, " face=%.*s size=", JB_FMT(jb_face_name(item->face)));
    jb_buf_add_len(arena, out, item->size);
    if (item->stroke) {
        add(arena, out, " stroke=");
        jb_buf_add_len(arena, out, item->stroke);
    }
    add(arena, out, " at=");
    add_pair(arena, out, first->x, ",", first->y);
    jb_buf_printf(arena, out, " last=");
    jb_buf_add_len(arena, out, first[item->glyphs - 1].x);
    jb_buf_printf(arena, out, " glyphs=%u ", item->glyphs);
    jb_json_string(arena, out, jb_buf_str(&text));
}

static void dump_rect(jb_arena *arena, jb_rect rect, jb_buf *out)
{
    add(arena, out, " at=");
    add_pair(arena, out, rect.x, ",", rect.y);
    add(arena, out, " size=");
    add_pair(arena, out, rect.width, "x", rect.height);
}

static void dump_item(jb_arena *arena, const jb_pages *pages, const jb_item *item, jb_buf *out)
{
    jb_buf_printf(arena, out, "%s %s", kind_name(item), part_name(item->part));
    if (item->block != UINT32_MAX)
        jb_buf_printf(arena, out, " block=%u", item->block);
    add(arena, out, item->preprinted ? " preprinted" : "");
    add(arena, out, item->missing ? " missing" : "");
    add(arena, out, jb_stand_name(item->stand));
    if (item->kind != JB_ITEM_IMAGE)
        jb_buf_printf(arena, out, " ink=%.*s", JB_FMT(pages->styled->layout->inks[item->ink].name));
    if (item->tint)
        jb_buf_printf(arena, out, " tint=%u", item->tint);
    if (item->kind == JB_ITEM_GLYPHS)
        dump_glyphs(arena, pages, item, out);
    else
        dump_rect(arena, item->rect, out);
    if (item->kind == JB_ITEM_IMAGE) {
        jb_buf_printf(arena, out, " pixels=%ux%u ", item->image->width, item->image->height);
        jb_json_string(arena, out, item->image->path);
        add(arena, out, " ");
        jb_json_string(arena, out, item->alt);
    }
    add(arena, out, "\n");
}

void jb_pages_dump(jb_arena *arena, const jb_pages *pages, jb_buf *out)
{
    jb_buf_printf(arena, out, "pages %u size=", pages->pages.len);
    add_pair(arena, out, pages->width, "x", pages->height);
    add(arena, out, "\n");
    for (uint32_t p = 0; p < pages->pages.len; p++) {
        const jb_page *page = &pages->pages.at[p];
        jb_buf_printf(arena, out, "page %u items=%u\n", page->number, page->items);
        for (uint32_t i = 0; i < page->items; i++)
            dump_item(arena, pages, &pages->items.at[page->item + i], out);
    }
    for (uint32_t i = 0; i < pages->bookmarks.len; i++) {
        const jb_bookmark *mark = &pages->bookmarks.at[i];
        jb_buf_printf(arena, out, "bookmark page=%u y=", mark->page);
        jb_buf_add_len(arena, out, mark->y);
        jb_buf_printf(arena, out, " level=%u ", mark->level);
        jb_json_string(arena, out, mark->text);
        add(arena, out, "\n");
    }
}
