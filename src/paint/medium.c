/* What pages and sheets are painted on. */
#include "paint.h"

/* Paper is not cut to this: A3 is a thousandth of a point narrower than two of A4. */
#define SLACK (JB_MM(1) / 10)

const jb_plan *jb_plan_of(const jb_pages *pages, const jb_variant *variant)
{
    bool imposed = variant->imposed && pages->plan && pages->plan->method != JB_IMPOSE_NONE;
    return imposed ? pages->plan : NULL;
}

static bool has_marks(const jb_pages *pages, const jb_variant *variant)
{
    return variant->marks && pages->styled->layout->print.marks;
}

/* What the bleed and the marks ink beyond the trimmed page or sheet. */
static jb_len reach_of(const jb_pages *pages, const jb_variant *variant, jb_len bleed)
{
    return has_marks(pages, variant) ? jb_marks_reach(bleed) : bleed;
}

/* Paper as large as the page or sheet, its bleed and its marks ask for. */
static jb_medium usual_medium(const jb_pages *pages, const jb_variant *variant)
{
    const jb_plan *plan = jb_plan_of(pages, variant);
    jb_medium medium = {.width = plan ? plan->width : pages->width,
                        .height = plan ? plan->height : pages->height};
    if (variant->bleed)
        medium.bleed = pages->styled->layout->sheet.bleed;
    jb_len room = has_marks(pages, variant) ? jb_marks_room(medium.bleed) : medium.bleed;
    medium.room = (jb_point){room, room};
    return medium;
}

void jb_medium_least(const jb_pages *pages, const jb_variant *variant, jb_len *width,
                     jb_len *height)
{
    const jb_medium medium = usual_medium(pages, variant);
    jb_len reach = reach_of(pages, variant, medium.bleed);
    *width = medium.width + 2 * reach;
    *height = medium.height + 2 * reach;
}

static bool fits_unturned(jb_len width, jb_len height, jb_len paper_width, jb_len paper_height)
{
    return width <= paper_width + SLACK && height <= paper_height + SLACK;
}

bool jb_medium_fits(jb_len width, jb_len height, jb_len paper_width, jb_len paper_height)
{
    return fits_unturned(width, height, paper_width, paper_height) ||
           fits_unturned(width, height, paper_height, paper_width);
}

static jb_len half_left(jb_len paper, jb_len trimmed, jb_len bleed)
{
    jb_len left = (paper - trimmed) / 2;
    return left > bleed ? left : bleed;
}

/* On paper that has been named, turned so that it holds the page. */
static void fit_paper(jb_medium *medium, jb_len reach, jb_len width, jb_len height)
{
    bool turned = !fits_unturned(medium->width + 2 * reach, medium->height + 2 * reach, width,
                                 height);
    medium->room.x = half_left(turned ? height : width, medium->width, medium->bleed);
    medium->room.y = half_left(turned ? width : height, medium->height, medium->bleed);
}

jb_medium jb_medium_of(const jb_pages *pages, const jb_variant *variant)
{
    const jb_page_layout *sheet = &pages->styled->layout->sheet;
    const jb_order *order = &pages->styled->layout->print.order;
    jb_medium medium = usual_medium(pages, variant);
    if (variant->imposed && order->sheet_width)
        fit_paper(&medium, reach_of(pages, variant, medium.bleed), order->sheet_width,
                  order->sheet_height);
    if (variant->shifted)
        medium.shift = (jb_point){sheet->shift_x, sheet->shift_y};
    return medium;
}
