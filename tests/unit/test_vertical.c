/* Pages that are written in columns (竖排). */
#include "page_kit.h"

/* The page as printed whose columns see the kit's page: its sheet, turned by a quarter. */
static void write_in_columns(kit *k)
{
    const jb_page_layout *page = &k->layout.page;
    k->layout.vertical = true;
    k->layout.sheet = (jb_page_layout){.width = page->height, .height = page->width,
                                       .top = page->inner, .inner = page->top,
                                       .outer = page->height - page->top - page->text_height,
                                       .bottom = page->outer, .mirror = true,
                                       .measure = page->text_height,
                                       .text_height = page->measure};
}

/* The first column begins at the type area's upper right corner, the next is a row to its left; on
 * an even sheet the binding is at the left. */
static void column__stands_left_of_the_one_before(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    write_in_columns(k);
    add_single_lines(k, 24);
    CHECK(make(k));
    CHECK_INT(k->pages->width, k->layout.sheet.width);
    for (uint32_t p = 1; p <= 2; p++) {
        jb_len right = k->layout.sheet.width - (p == 1 ? TOP : k->layout.sheet.outer);
        for (uint32_t line = 0; line < 2; line++) {
            const jb_item *item = find_item(k->pages, p, JB_ITEM_GLYPHS, JB_PART_BODY, line);
            const jb_item_glyph *glyph = first_glyph(k->pages, item);
            CHECK(item->stand == JB_STAND_UPRIGHT);
            CHECK_INT(glyph->x + SIZE / 2, right - FIRST - (jb_len)line * PITCH);
            CHECK_INT(glyph->y - jb_len_share(SIZE, jb_face_centre(item->face)) - SIZE / 2,
                      INNER + MEASURE / 14 + (MEASURE / 28 - SIZE) / 2);
            CHECK_INT(glyph[1].y - glyph[0].y, MEASURE / 28);
        }
    }
    close_kit(k);
}

/* Its ink, and not what that would be on a line, stands in the middle of the column. */
static void column__spreads_its_name(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    write_in_columns(k);
    use_masthead(k);
    add_head(k, 1, "上海市邮政快递行业\n党建、文明创建工作简报");
    add_head(k, 4, "");
    add_lines(k, 2);
    CHECK(make(k));
    for (uint32_t line = 0; line < 2; line++) {
        const jb_item *item = find_preprinted(k->pages, line);
        const jb_item_glyph *first = first_glyph(k->pages, item);
        const jb_item_glyph *last = first + item->glyphs - 1;
        jb_len from = first->y - jb_face_length(item->face, item->size,
                                                jb_face_ink(item->face, first->id).top);
        jb_len to = last->y - jb_face_length(item->face, item->size,
                                             jb_face_ink(item->face, last->id).bottom);
        CHECK(labs((from - INNER) - (INNER + MEASURE - to)) < 20);
    }
    close_kit(k);
}

int main(void)
{
    static const check_case cases[] = {
        {"a column stands left of the one before", column__stands_left_of_the_one_before},
        {"a column spreads its name", column__spreads_its_name},
    };
    return check_main(cases, sizeof cases / sizeof *cases);
}
