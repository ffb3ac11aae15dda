/* How print's pages are put on sheets, and whether there is paper for them. */
#include "../base/dump.h"
#include "work.h"

static jb_str show_mm(const jb_work *work, jb_len length)
{
    return jb_arena_format(work->arena, "%.*s mm", JB_FMT(jb_mm_text(work->arena, length, 1)));
}

static jb_str show_count(const jb_work *work, uint32_t n)
{
    return jb_arena_format(work->arena, "%u", n);
}

/* How many pages at the end bear nothing but the end matter, where the layout wants them at the
 * back: these stay last. */
static uint32_t count_tail(const jb_work *work)
{
    const jb_pages *pages = work->pages;
    uint32_t first = pages->pages.len;
    if (work->layout->end.at != JB_END_BACK_PAGE)
        return 0;
    for (bool end = true; end && first > 0;) {
        const jb_page *page = &pages->pages.at[first - 1];
        bool body = false;
        end = false;
        for (uint32_t i = page->item; i < page->item + page->items; i++) {
            jb_part part = pages->items.at[i].part;
            end = end || part == JB_PART_END;
            body = body || part == JB_PART_BODY || part == JB_PART_MASTHEAD;
        }
        end = end && !body;
        first -= end;
    }
    return pages->pages.len - first;
}

static void tell_blanks(jb_work *work, const jb_plan *plan)
{
    jb_str where = JB_BOTH("在最后", "at the end");
    if (plan->blanks == 0)
        return;
    if (plan->blank_at < plan->pages)
        where = jb_arena_format(work->arena, "在第 %u 页后，报尾仍在封底\x1f" "after page %u, the end "
                                             "matter staying at the back",
                                plan->blank_at, plan->blank_at);
    jb_diag_in(work->diags, JB_D_IMPOSE_BLANKS, (jb_place){0},
               JB_ARGS(show_count(work, plan->sheets), show_count(work, plan->blanks), where));
}

static void tell_creep(jb_work *work, const jb_plan *plan, jb_len thickness)
{
    if (!plan->folded || plan->sheets < 2)
        return;
    if (thickness == 0)
        jb_diag_in(work->diags, JB_D_IMPOSE_NO_THICKNESS, (jb_place){0},
                   JB_ARGS(show_count(work, plan->sheets)));
    else if (plan->creep < plan->creep_full)
        jb_diag_in(work->diags, JB_D_IMPOSE_CREEP, (jb_place){0},
                   JB_ARGS(show_count(work, plan->sheets), show_mm(work, plan->creep_full),
                           show_mm(work, plan->creep)));
}

static void make_plan(jb_work *work)
{
    const jb_layout *layout = work->layout;
    bool duplex = work->impose == JB_IMPOSE_BOOKLET || work->impose == JB_IMPOSE_STACK;
    const jb_impose_wish wish = {.method = work->impose,
                                 .pages = work->pages->pages.len,
                                 .tail = duplex ? count_tail(work) : 0,
                                 .width = work->pages->width,
                                 .height = work->pages->height,
                                 .bleed = layout->sheet.bleed,
                                 .inner = layout->sheet.inner,
                                 .thickness = jb_order_thickness(&layout->print.order),
                                 .right = layout->vertical};
    const jb_plan *plan = jb_impose_plan(work->arena, &wish);
    work->pages->plan = plan;
    tell_blanks(work, plan);
    tell_creep(work, plan, wish.thickness);
}

static void check_paper(jb_work *work, const jb_variant *variant)
{
    const jb_order *order = &work->layout->print.order;
    jb_len width, height, most_width = order->sheet_width, most_height = order->sheet_height;
    jb_code code = JB_D_PRINT_SHEET_SMALL;
    jb_medium_least(work->pages, variant, &width, &height);
    jb_str needed = jb_size_text(work->arena, width, height);
    if (!most_width) {
        jb_sheet_largest(&most_width, &most_height);
        code = JB_D_PRINT_NO_SHEET;
    }
    jb_str most = jb_size_text(work->arena, most_width, most_height);
    if (jb_medium_fits(width, height, most_width, most_height))
        return;
    if (code == JB_D_PRINT_NO_SHEET)
        jb_diag_in(work->diags, code, (jb_place){0}, JB_ARGS(needed, most));
    else
        jb_diag_in(work->diags, code, (jb_place){0}, JB_ARGS(most, needed));
}

void jb_impose_prepare(jb_work *work, const jb_variant *variant)
{
    make_plan(work);
    check_paper(work, variant);
}
