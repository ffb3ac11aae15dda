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

static bool paint_item(const jb_pages *pages, const jb_item *item, const jb_variant *variant,
                       const jb_medium *medium, const jb_device *device)
{
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
        };
        return run.len == 0 || device->glyphs(device->context, &run);
    }
    case JB_ITEM_RULE: {
        bool bar = item->shape == JB_RULE_BAR && medium->bleed;
        return device->rule(device->context, bar ? reach(item->rect, medium) : item->rect,
                            item->shape, color, artifact);
    }
    case JB_ITEM_IMAGE:
        return device->image(device->context, item->rect, item->image, item->alt);
    }
    return false;
}

jb_medium jb_medium_of(const jb_pages *pages, const jb_variant *variant)
{
    const jb_layout *layout = pages->styled->layout;
    jb_medium medium = {.width = pages->width, .height = pages->height};
    if (variant->bleed)
        medium.bleed = medium.room = layout->sheet.bleed;
    if (variant->marks && layout->print.marks)
        medium.room = jb_marks_room(medium.bleed);
    if (variant->shifted)
        medium.shift = (jb_point){layout->sheet.shift_x, layout->sheet.shift_y};
    return medium;
}

static bool paint_items(const jb_pages *pages, uint32_t first, uint32_t n,
                        const jb_variant *variant, const jb_medium *medium,
                        const jb_device *device)
{
    for (uint32_t i = first; i < first + n; i++) {
        const jb_item *item = &pages->items.at[i];
        if (jb_variant_paints(variant, item) && !paint_item(pages, item, variant, medium, device))
            return false;
    }
    return true;
}

/* The slug line, and the marks of the plates that the page is printed from. */
static bool paint_marks(jb_arena *arena, const jb_pages *pages, const jb_page *page,
                        const jb_variant *variant, const jb_medium *medium,
                        const jb_device *device)
{
    const jb_layout *layout = pages->styled->layout;
    if (!variant->marks || !layout->print.marks)
        return true;
    const jb_plates plates =
        jb_plates_of(arena, pages, variant, page->number - 1, page->number);
    return paint_items(pages, page->slug, page->slugs, variant, medium, device) &&
           jb_marks_paint(layout, medium, &plates, device);
}

bool jb_paint(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
              const jb_device *device)
{
    const jb_medium medium = jb_medium_of(pages, variant);
    for (uint32_t i = 0; i < pages->pages.len; i++) {
        const jb_page *page = &pages->pages.at[i];
        if (!device->begin_page(device->context, page, &medium) ||
            !paint_items(pages, page->item, page->items, variant, &medium, device))
            return false;
        if (!paint_marks(arena, pages, page, variant, &medium, device) ||
            !device->end_page(device->context))
            return false;
    }
    return true;
}
