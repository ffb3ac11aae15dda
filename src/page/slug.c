/* The slug line: below every page, outside its bleed, what the press should know of it (name,
 * number, date, page) on all plates, and each plate's name on that plate alone. */
#include "parts.h"

#define SIZE_MOST JB_PT(7)
#define SIZE_LEAST JB_PT(4) /* smaller is read by nobody */

enum { GAP = 500 /* between words, thousandths of an em */ };

static jb_len corner(void)
{
    return JB_MM(2); /* the crop mark stands on the page's edge */
}

/* Half of the page's width, without the corner and the register mark in the middle. */
static jb_len half_measure(const jb_layout *layout)
{
    return layout->sheet.width / 2 - corner() - JB_MM(5);
}

/* What has slug lines: pages, or sides of sheets. */
static uint32_t count_sides(const jb_pages *pages)
{
    return pages->plan ? pages->plan->sides_len : pages->pages.len;
}

static uint32_t count_sheets(const jb_pages *pages)
{
    return pages->plan ? pages->plan->sheets : pages->pages.len;
}

static jb_label *make_label(jb_sheet *sheet, const jb_slug_word *word, uint32_t number,
                            jb_len size)
{
    const jb_style *style = &sheet->layout->styles[JB_STYLE_END];
    jb_str text = jb_folio_text(sheet->arena, word->text, number, count_sheets(sheet->pages));
    return jb_label_make(sheet->arena, sheet->set->fonts, text, NULL,
                         (jb_label_form){style->role, word->ink, size, false}, sheet->diags);
}

static bool stands(const jb_slug_word *word, bool aside, bool back)
{
    return word->aside == aside && word->face != (back ? JB_SLUG_FRONT : JB_SLUG_BACK);
}

/* The words of one half, side by side; false after a world diagnostic. */
static bool measure_half(jb_sheet *sheet, const jb_slug_word *words, uint32_t n, bool aside,
                         jb_len *width)
{
    *width = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!stands(&words[i], aside, false))
            continue;
        jb_label *label = make_label(sheet, &words[i], count_sheets(sheet->pages), SIZE_MOST);
        if (!label)
            return false;
        *width += label->width + (*width ? jb_len_share(SIZE_MOST, GAP) : 0);
    }
    return true;
}

/* The labels of the words that are the same on every page; NULL for the others. False after a world
 * diagnostic. */
static bool make_same(jb_sheet *sheet, const jb_slug_word *words, uint32_t n, jb_len size,
                      jb_label **same)
{
    for (uint32_t i = 0; i < n; i++) {
        if (jb_str_find(words[i].text, JB_STR("{n}")) != SIZE_MAX)
            continue;
        same[i] = make_label(sheet, &words[i], 0, size);
        if (!same[i])
            return false;
    }
    return true;
}

static bool put_half(jb_sheet *sheet, const jb_slug_word *words, uint32_t n, bool aside,
                     jb_len size, jb_label *const *same, uint32_t side, jb_len y)
{
    const jb_plan *plan = sheet->pages->plan;
    uint32_t number = plan ? plan->sides[side].sheet + 1 : side + 1;
    jb_len x = aside ? sheet->layout->sheet.width / 2 + JB_MM(5) : corner();
    for (uint32_t i = 0; i < n; i++) {
        if (!stands(&words[i], aside, plan && plan->sides[side].back))
            continue;
        const jb_label *label = same[i] ? same[i] : make_label(sheet, &words[i], number, size);
        if (!label)
            return false;
        jb_label_place(sheet, label);
        const jb_item as = {.part = JB_PART_SLUG, .ink = words[i].ink, .block = UINT32_MAX};
        jb_sheet_add_placed(sheet, &as, x, y);
        x += label->width + jb_len_share(size, GAP);
    }
    return true;
}

bool jb_pages_slug(jb_arena *arena, jb_pages *pages, const jb_para_fonts *fonts,
                   const jb_slug_word *words, uint32_t n, jb_len below, jb_len *lack,
                   jb_diags *diags)
{
    const jb_set set = {.styled = pages->styled, .fonts = fonts};
    const jb_layout *layout = pages->styled->layout;
    jb_sheet sheet = {
        .arena = arena, .set = &set, .layout = layout, .diags = diags, .pages = pages};
    jb_len widths[2], room = half_measure(layout);
    if (!measure_half(&sheet, words, n, false, &widths[0]) ||
        !measure_half(&sheet, words, n, true, &widths[1]))
        return false;
    jb_len widest = widths[0] > widths[1] ? widths[0] : widths[1];
    jb_len size = widest <= room ? SIZE_MOST : (jb_len)((int64_t)SIZE_MOST * room / widest);
    *lack = 0;
    if (size < SIZE_LEAST) {
        *lack = 2 * (jb_len)((int64_t)widest * SIZE_LEAST / SIZE_MOST - room);
        return true;
    }
    jb_label **same = JB_NEW_ARRAY(arena, jb_label *, n);
    if (!make_same(&sheet, words, n, size, same))
        return false;
    jb_len y = (pages->plan ? pages->plan->height : layout->sheet.height) + below;
    for (uint32_t i = 0; i < count_sides(pages); i++) {
        uint32_t first = pages->items.len;
        if (!put_half(&sheet, words, n, false, size, same, i, y) ||
            !put_half(&sheet, words, n, true, size, same, i, y))
            return false;
        *jb_push(arena, &pages->slugs) = (jb_slug){first, pages->items.len - first};
    }
    return true;
}
