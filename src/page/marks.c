/* Marks: 送审稿, 清样, 作废 and 未定稿 on every page. */
#include "parts.h"

static jb_label *make_label(jb_sheet *sheet, const jb_status_mark *mark, jb_len size)
{
    return jb_label_make(sheet->arena, sheet->set->fonts, mark->text, NULL,
                         (jb_label_form){mark->role, mark->ink, size, false}, sheet->diags);
}

/* As large as the layout says, but no wider than the type area. */
static jb_label *make_watermark(jb_sheet *sheet, const jb_status_mark *mark)
{
    jb_label *label = make_label(sheet, mark, mark->size);
    jb_len measure = sheet->layout->sheet.measure;
    if (label && label->width > measure)
        label = make_label(sheet, mark, (jb_len)((int64_t)mark->size * measure / label->width));
    return label;
}

/* Across the middle of the page. Each item's first glyph is turned about that middle, which `along`
 * and `below` count from; the others follow it. */
static void turn(const jb_sheet *sheet, uint32_t first_item)
{
    const int64_t slope = 707107; /* sine and cosine of 45 degrees, in millionths */
    const jb_page_layout *page = &sheet->layout->sheet;
    jb_len middle_x = page->width / 2, middle_y = page->height / 2;
    for (uint32_t i = first_item; i < sheet->pages->items.len; i++) {
        jb_item *item = &sheet->pages->items.at[i];
        jb_item_glyph *glyph = &sheet->pages->glyphs.at[item->glyph];
        int64_t along = glyph->x - middle_x, below = glyph->y - middle_y;
        jb_len from = glyph->x, to = middle_x + (jb_len)((along + below) * slope / 1000000);
        jb_len y = middle_y + (jb_len)((below - along) * slope / 1000000);
        item->stand = JB_STAND_DIAGONAL;
        for (uint32_t k = 0; k < item->glyphs; k++) {
            glyph[k].x += to - from;
            glyph[k].y = y;
        }
    }
}

/* In the white above the type area, a line of its own for each of the marks already there. */
static jb_len mark_y(const jb_layout *layout, const jb_status_mark *mark, uint32_t already)
{
    jb_len y = layout->sheet.top - mark->size * 3 / 2 - (jb_len)already * mark->size * 5 / 4;
    jb_len least = mark->size / 2;
    return y > least ? y : least;
}

bool jb_mark_put(jb_sheet *sheet, const jb_status_mark *mark, uint32_t number, uint32_t already)
{
    const jb_layout *layout = sheet->layout;
    jb_label *label =
        mark->watermark ? make_watermark(sheet, mark) : make_label(sheet, mark, mark->size);
    if (!label)
        return false;
    jb_label_place(sheet, label);
    const jb_item as = {
        .part = mark->watermark ? JB_PART_WATERMARK : JB_PART_STATUS,
        .ink = mark->ink,
        .tint = mark->watermark ? mark->tint : 0,
        .block = UINT32_MAX,
    };
    uint32_t first_item = sheet->pages->items.len;
    if (mark->watermark)
        jb_sheet_add_placed(sheet, &as, (layout->sheet.width - label->width) / 2,
                            layout->sheet.height / 2);
    else
        jb_sheet_add_placed(sheet, &as,
                            jb_align_x(mark->at, jb_sheet_edge(layout, number),
                                       layout->sheet.measure, 0, label->width),
                            mark_y(layout, mark, already));
    if (mark->watermark && mark->diagonal)
        turn(sheet, first_item);
    return true;
}

/* ---- the mark that comes last --------------------------------------------------------------- */

static void copy_items(jb_arena *arena, const jb_item_list *from, const jb_page *page,
                       jb_item_list *to)
{
    jb_reserve(arena, to, page->items);
    if (page->items)
        memcpy(to->at + to->len, from->at + page->item, page->items * sizeof *to->at);
    to->len += page->items;
}

/* Items are one list, page behind page: it is made anew with the mark among each page's. */
bool jb_pages_mark(jb_arena *arena, jb_pages *pages, const jb_para_fonts *fonts,
                   const jb_status_mark *mark, jb_diags *diags)
{
    if (!mark->on)
        return true;
    const jb_set set = {.styled = pages->styled, .fonts = fonts};
    jb_sheet sheet = {.arena = arena,
                      .set = &set,
                      .layout = pages->styled->layout,
                      .diags = diags,
                      .pages = pages};
    jb_item_list old = pages->items;
    pages->items = (jb_item_list){0};
    jb_reserve(arena, &pages->items, old.len + pages->pages.len);
    for (uint32_t i = 0; i < pages->pages.len; i++) {
        jb_page page = pages->pages.at[i];
        uint32_t begin = pages->items.len, already = 0;
        for (uint32_t k = 0; k < page.items; k++)
            already |= old.at[page.item + k].part == JB_PART_STATUS;
        if (!mark->watermark)
            copy_items(arena, &old, &page, &pages->items);
        if (!jb_mark_put(&sheet, mark, page.number, already))
            return false;
        if (mark->watermark)
            copy_items(arena, &old, &page, &pages->items);
        pages->pages.at[i] =
            (jb_page){.number = page.number, .item = begin, .items = pages->items.len - begin};
    }
    return true;
}
