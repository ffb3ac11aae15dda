/* The walker: one list of items, filtered by the variant. */
#include "paint.h"

bool jb_item_is_artifact(const jb_item *item)
{
    switch (item->part) {
    case JB_PART_FOLIO:
    case JB_PART_STATUS:
    case JB_PART_WATERMARK:
    case JB_PART_SLUG:
        return true;
    case JB_PART_MASTHEAD:
    case JB_PART_BODY:
    case JB_PART_END:
        break;
    }
    return item->kind == JB_ITEM_RULE;
}

/* The stand-in for a character that no font has must catch the eye on every proof. */
static jb_color warning_color(jb_color_space space)
{
    if (space == JB_COLOR_PRESS)
        return (jb_color){.space = JB_CMYK, .value = {0, 1000, 1000, 0}};
    return (jb_color){.space = JB_RGB, .value = {1000, 0, 0}};
}

/* What reaches the page's edge goes on through the bleed: the knife does not cut to a hair. */
static jb_rect reach(jb_rect rect, const jb_medium *medium)
{
    jb_len right = rect.x + rect.width, foot = rect.y + rect.height;
    jb_rect more = rect;
    more.x = rect.x <= 0 ? -medium->bleed : rect.x;
    more.y = rect.y <= 0 ? -medium->bleed : rect.y;
    more.width = (right >= medium->width ? medium->width + medium->bleed : right) - more.x;
    more.height = (foot >= medium->height ? medium->height + medium->bleed : foot) - more.y;
    return more;
}

static bool paint_item(const jb_pages *pages, uint32_t index, const jb_variant *variant,
                       const jb_medium *medium, const jb_device *device)
{
    const jb_item *item = &pages->items.at[index];
    const jb_ink *ink = jb_ink_at(pages->styled->layout, item->ink);
    jb_color color = item->missing ? warning_color(variant->color)
                                   : jb_ink_color(ink, item->tint, variant->color);
    bool artifact = jb_item_is_artifact(item);
    switch (item->kind) {
    case JB_ITEM_GLYPHS: {
        jb_paint_run run = {
            .face = item->face,
            .size = item->size,
            .color = color,
            .artifact = artifact,
            .stroke = item->stroke,
            .missing = item->missing,
            .slug = item->part == JB_PART_SLUG,
            .stand = item->stand,
            .narrow = item->narrow,
            .glyphs = pages->glyphs.at + item->glyph,
            .len = item->glyphs,
            .glyph = item->glyph,
        };
        return run.len == 0 || device->glyphs(device->context, &run);
    }
    case JB_ITEM_RULE: {
        bool bar = item->shape == JB_RULE_BAR && medium->bleed;
        return device->rule(device->context, bar ? reach(item->rect, medium) : item->rect,
                            item->shape, color, artifact);
    }
    case JB_ITEM_IMAGE:
        return device->image(device->context, item->rect, item->image, item->alt, index);
    }
    return false;
}

static bool paint_items(const jb_pages *pages, uint32_t first, uint32_t n,
                        const jb_variant *variant, const jb_medium *medium,
                        const jb_device *device)
{
    for (uint32_t i = first; i < first + n; i++) {
        const jb_item *item = &pages->items.at[i];
        if (jb_variant_paints(variant, item) && !paint_item(pages, i, variant, medium, device))
            return false;
    }
    return true;
}

/* Pages of end matter behind a blank one have no folio, as the blank one has none (GB/T 9704 7.5).
 */
static bool has_folio(const jb_plan *plan, uint32_t page)
{
    return plan->blanks == 0 || page < plan->blank_at;
}

/* The page as if it were alone: what reaches its edges goes through its own bleed. */
static bool paint_cell(const jb_pages *pages, const jb_plan *plan, const jb_cell *cell,
                       const jb_variant *variant, const jb_device *device)
{
    if (cell->page == JB_BLANK)
        return true;
    const jb_page *page = &pages->pages.at[cell->page];
    const jb_medium own = {
        .width = plan->page_width, .height = plan->page_height, .bleed = plan->bleed};
    bool done = device->begin_cell(device->context, cell, own.height);
    for (uint32_t i = page->item; i < page->item + page->items && done; i++) {
        const jb_item *item = &pages->items.at[i];
        if (jb_variant_paints(variant, item) &&
            (item->part != JB_PART_FOLIO || has_folio(plan, cell->page)))
            done = paint_item(pages, i, variant, &own, device);
    }
    return done && device->end_cell(device->context);
}

static bool paint_side(const jb_pages *pages, const jb_plan *plan, uint32_t side,
                       const jb_variant *variant, const jb_device *device)
{
    for (uint32_t c = 0; c < plan->columns * plan->rows; c++)
        if (!paint_cell(pages, plan, &plan->sides[side].cells[c], variant, device))
            return false;
    return true;
}

static bool paint_page(const jb_pages *pages, uint32_t index, const jb_variant *variant,
                       const jb_medium *medium, const jb_device *device)
{
    const jb_page *page = &pages->pages.at[index];
    return paint_items(pages, page->item, page->items, variant, medium, device);
}

static bool paint_marks(jb_arena *arena, const jb_pages *pages, const jb_plan *plan,
                        uint32_t side, const jb_variant *variant, const jb_medium *medium,
                        const jb_device *device)
{
    const jb_plates plates = plan ? jb_side_plates(arena, pages, variant, plan, side)
                                  : jb_plates_of(arena, pages, variant, side, side + 1);
    const jb_slug slug = side < pages->slugs.len ? pages->slugs.at[side] : (jb_slug){0};
    return paint_items(pages, slug.item, slug.items, variant, medium, device) &&
           jb_marks_paint(pages->styled->layout, plan, side, medium, &plates, device);
}

bool jb_paint(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
              const jb_device *device)
{
    const jb_plan *plan = jb_plan_of(pages, variant);
    const jb_medium medium = jb_medium_of(pages, variant);
    bool marks = variant->marks && pages->styled->layout->print.marks;
    uint32_t sides = plan ? plan->sides_len : pages->pages.len;
    for (uint32_t i = 0; i < sides; i++) {
        if (!device->begin_page(device->context, i + 1, &medium) ||
            !(plan ? paint_side(pages, plan, i, variant, device)
                   : paint_page(pages, i, variant, &medium, device)) ||
            (marks && !paint_marks(arena, pages, plan, i, variant, &medium, device)) ||
            !device->end_page(device->context))
            return false;
    }
    return true;
}
