/* The walker: one list of items, filtered by the variant. */
#include "paint.h"

bool jb_item_is_artifact(const jb_item *item)
{
    switch (item->part) {
    case JB_PART_FOLIO:
    case JB_PART_STATUS:
    case JB_PART_WATERMARK:
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

static bool paint_item(const jb_pages *pages, const jb_item *item, const jb_variant *variant,
                       const jb_device *device)
{
    const jb_ink *ink = &pages->styled->layout->inks[item->ink];
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
            .stand = item->stand,
            .narrow = item->narrow,
            .glyphs = pages->glyphs.at + item->glyph,
            .len = item->glyphs,
        };
        return run.len == 0 || device->glyphs(device->context, &run);
    }
    case JB_ITEM_RULE:
        return device->rule(device->context, item->rect, item->shape, color, artifact);
    case JB_ITEM_IMAGE:
        return device->image(device->context, item->rect, item->image, item->alt);
    }
    return false;
}

static bool paint_page(const jb_pages *pages, const jb_page *page, const jb_variant *variant,
                       const jb_device *device)
{
    const jb_page_layout *sheet = &pages->styled->layout->sheet;
    jb_point shift = {0, 0};
    if (variant->shifted)
        shift = (jb_point){sheet->shift_x, sheet->shift_y};
    if (!device->begin_page(device->context, page, pages->width, pages->height, shift))
        return false;
    for (uint32_t i = page->item; i < page->item + page->items; i++) {
        const jb_item *item = &pages->items.at[i];
        if (!(item->preprinted ? variant->preprinted : variant->imprint))
            continue;
        if (!paint_item(pages, item, variant, device))
            return false;
    }
    return device->end_page(device->context);
}

bool jb_paint(const jb_pages *pages, const jb_variant *variant, const jb_device *device)
{
    for (uint32_t i = 0; i < pages->pages.len; i++)
        if (!paint_page(pages, &pages->pages.at[i], variant, device))
            return false;
    return true;
}
