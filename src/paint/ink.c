/* Inks: their colours on a device, and the plates that pages are printed from. */
#include "paint.h"

/* All plates at once, and the process colours by themselves: of marks (ISO 32000-1 8.6.6.4, All).
 * In the order of JB_INK_ALL and what follows it. */
static const jb_ink marks_inks[JB_MARKS_INKS] = {
    {.name = JB_LIT("All"), .spot = JB_LIT("All"), .cmyk = {1000, 1000, 1000, 1000}},
    {.name = JB_LIT("Cyan"), .cmyk = {1000, 0, 0, 0}},
    {.name = JB_LIT("Magenta"), .cmyk = {0, 1000, 0, 0}},
    {.name = JB_LIT("Yellow"), .cmyk = {0, 0, 1000, 0}},
    {.name = JB_LIT("Black"), .cmyk = {0, 0, 0, 1000}, .gray = true},
};

const jb_ink *jb_ink_at(const jb_layout *layout, uint16_t index)
{
    return index < JB_INK_ALL ? &layout->inks[index] : &marks_inks[index - JB_INK_ALL];
}

bool jb_plate_is_taken(jb_str name)
{
    for (int i = 0; i < JB_MARKS_INKS; i++)
        if (jb_str_equal(name, marks_inks[i].name))
            return true;
    return jb_str_equal(name, JB_STR("None"));
}

/* A tint takes the colour that much nearer to paper: less ink, more light. */
jb_color jb_ink_color(const jb_ink *ink, uint16_t tint, jb_color_space space)
{
    int64_t share = tint ? tint : 1000;
    jb_color color = {0};
    if (space == JB_COLOR_PRESS && ink->spot.len) {
        color.space = JB_SPOT;
        color.overprint = ink->overprint;
        color.spot = ink;
        color.value[0] = (uint16_t)share;
    } else if (space == JB_COLOR_PRESS) {
        color.space = JB_CMYK;
        color.overprint = ink->overprint;
        for (int i = 0; i < 4; i++)
            color.value[i] = (uint16_t)jb_div_round(ink->cmyk[i] * share, 1000);
    } else if (ink->gray) {
        /* K does not survive a change into RGB: on screens black is grey */
        color.space = JB_GRAY;
        color.value[0] = (uint16_t)(1000 - jb_div_round(ink->cmyk[3] * share, 1000));
    } else {
        color.space = JB_RGB;
        for (int i = 0; i < 3; i++)
            color.value[i] = (uint16_t)(1000 - jb_div_round((255 - ink->srgb[i]) * share, 255));
    }
    return color;
}

static void note_spot(jb_arena *arena, jb_plates *plates, uint16_t index)
{
    for (uint32_t i = 0; i < plates->spots.len; i++)
        if (plates->spots.at[i] == index)
            return;
    *jb_push(arena, &plates->spots) = index;
}

static void note_item(jb_arena *arena, const jb_layout *layout, const jb_item *item,
                      jb_plates *plates)
{
    if (item->kind == JB_ITEM_IMAGE) { /* grey ones are of black alone */
        for (int i = 0; i < 4; i++)
            plates->process[i] |= i == 3 || item->image->channels != 1;
        return;
    }
    const jb_ink *ink = jb_ink_at(layout, item->ink);
    if (ink->spot.len)
        note_spot(arena, plates, item->ink);
    for (int i = 0; i < 4 && ink->spot.len == 0; i++)
        plates->process[i] |= ink->cmyk[i] > 0;
}

static void note_page(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
                      uint32_t index, jb_plates *plates)
{
    const jb_page *page = &pages->pages.at[index];
    for (uint32_t i = page->item; i < page->item + page->items; i++) {
        const jb_item *item = &pages->items.at[i];
        if (jb_variant_paints(variant, item))
            note_item(arena, pages->styled->layout, item, plates);
    }
}

jb_plates jb_plates_of(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
                       uint32_t first, uint32_t end)
{
    jb_plates plates = {0};
    for (uint32_t p = first; p < end && p < pages->pages.len; p++)
        note_page(arena, pages, variant, p, &plates);
    return plates;
}

jb_plates jb_side_plates(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
                         const jb_plan *plan, uint32_t side)
{
    jb_plates plates = {0};
    for (uint32_t c = 0; c < plan->columns * plan->rows; c++)
        if (plan->sides[side].cells[c].page != JB_BLANK)
            note_page(arena, pages, variant, plan->sides[side].cells[c].page, &plates);
    return plates;
}
