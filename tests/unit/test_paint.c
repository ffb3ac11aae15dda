#include "check.h"

#include "../../src/paint/paint.h"

static void color__screen_has_grey_black_and_tints(void)
{
    const jb_ink black = {.gray = true, .overprint = true, .cmyk = {0, 0, 0, 1000}};
    const jb_ink red = {.cmyk = {0, 800, 800, 0}, .srgb = {215, 0, 15}};
    jb_color c = jb_ink_color(&black, 0, JB_COLOR_SCREEN);
    CHECK_INT(c.space, JB_GRAY);
    CHECK_INT(c.value[0], 0);
    CHECK(!c.overprint);
    CHECK_INT(jb_ink_color(&black, 150, JB_COLOR_SCREEN).value[0], 850);
    c = jb_ink_color(&red, 0, JB_COLOR_SCREEN);
    CHECK_INT(c.space, JB_RGB);
    CHECK_INT(c.value[0], 843);
    CHECK_INT(c.value[1], 0);
    CHECK_INT(c.value[2], 59);
    CHECK_INT(jb_ink_color(&red, 500, JB_COLOR_SCREEN).value[1], 500);
}

static void color__press_has_plates(void)
{
    const jb_ink black = {.gray = true, .overprint = true, .cmyk = {0, 0, 0, 1000}};
    jb_color c = jb_ink_color(&black, 250, JB_COLOR_PRESS);
    CHECK_INT(c.space, JB_CMYK);
    CHECK_INT(c.value[2], 0);
    CHECK_INT(c.value[3], 250);
    CHECK(c.overprint);
}

static void variant__is_found_by_name(void)
{
    CHECK(jb_variant_find(JB_STR("stock")) == jb_variant_at(JB_STOCK));
    CHECK(jb_variant_find(JB_STR("Stock")) == NULL);
    for (int i = 0; i < JB_VARIANTS; i++)
        CHECK_INT(jb_variant_at((jb_variant_id)i)->id, i);
}

/* Two pages: a preprinted red rule, an image and a tinted rule; then nothing. */
static void make_pages(jb_arena *arena, jb_pages *pages, jb_layout *layout, jb_styled *styled,
                       const jb_image *image)
{
    static const jb_ink inks[2] = {{.gray = true, .cmyk = {0, 0, 0, 1000}},
                                   {.cmyk = {0, 800, 800, 0}, .srgb = {255, 0, 51}}};
    layout->inks = inks;
    layout->sheet.shift_x = 1500;
    layout->sheet.shift_y = -250;
    styled->layout = layout;
    *pages = (jb_pages){.styled = styled, .width = 595276, .height = 841890};
    *jb_push(arena, &pages->items) = (jb_item){.kind = JB_ITEM_RULE,
                                               .preprinted = true,
                                               .ink = 1,
                                               .rect = {79370, 100000, 442205, 1134}};
    *jb_push(arena, &pages->items) = (jb_item){.kind = JB_ITEM_IMAGE,
                                               .part = JB_PART_BODY,
                                               .rect = {100000, 200000, 50000, 25500},
                                               .image = image,
                                               .alt = JB_STR("图一")};
    *jb_push(arena, &pages->items) = (jb_item){.kind = JB_ITEM_RULE,
                                               .part = JB_PART_END,
                                               .tint = 500,
                                               .rect = {-500, 1, 2, 3}};
    *jb_push(arena, &pages->pages) = (jb_page){1, 0, 3};
    *jb_push(arena, &pages->pages) = (jb_page){2, 3, 0};
}

static void trace__prints_what_the_variant_paints(void)
{
    jb_arena *arena = jb_arena_new();
    jb_pages pages;
    jb_layout layout = {0};
    jb_styled styled = {0};
    const jb_image image = {
        .kind = JB_IMAGE_PNG, .path = JB_LIT("a \"b\".png"), .width = 4, .height = 2,
        .channels = 3};
    make_pages(arena, &pages, &layout, &styled, &image);
    jb_buf out = {0};
    jb_paint_trace(arena, &pages, jb_variant_at(JB_SCREEN), &out);
    CHECK_STR(jb_buf_str(&out), "page 1 595.276 841.890\n"
                                "rule 79.370,100.000 442.205x1.134 rgb(1 0 0.2) artifact\n"
                                "image 100.000,200.000 50.000x25.500 png 4x2x3 \"a \\\"b\\\".png\" "
                                "\"图一\"\n"
                                "rule -0.500,0.001 0.002x0.003 gray(0.5) artifact\n"
                                "end\npage 2 595.276 841.890\nend\n");
    out.len = 0;
    jb_paint_trace(arena, &pages, jb_variant_at(JB_STOCK), &out);
    CHECK_STR(jb_buf_str(&out), "page 1 595.276 841.890\n"
                                "rule 79.370,100.000 442.205x1.134 cmyk(0 0.8 0.8 0) artifact\n"
                                "end\npage 2 595.276 841.890\nend\n");
    out.len = 0;
    jb_paint_trace(arena, &pages, jb_variant_at(JB_IMPRINT), &out);
    CHECK(jb_str_starts(jb_buf_str(&out), JB_STR("page 1 595.276 841.890 shift 1.500,-0.250\n"
                                                 "image 100.000,200.000")));
    jb_arena_free(arena);
}

static bool refuse_page(void *context, uint32_t number, const jb_medium *medium)
{
    (void)number, (void)medium;
    ++*(int *)context;
    return false;
}

static void walk__stops_when_the_device_does(void)
{
    jb_arena *arena = jb_arena_new();
    jb_pages pages;
    jb_layout layout = {0};
    jb_styled styled = {0};
    make_pages(arena, &pages, &layout, &styled, NULL);
    int calls = 0;
    jb_device device = {.context = &calls, .begin_page = refuse_page};
    CHECK(!jb_paint(arena, &pages, jb_variant_at(JB_SCREEN), &device));
    CHECK_INT(calls, 1);
    jb_arena_free(arena);
}

static void plates__are_those_of_the_inks(void)
{
    static const jb_ink inks[] = {{.gray = true, .cmyk = {0, 0, 0, 1000}},
                                  {.cmyk = {0, 800, 800, 0}},
                                  {.spot = JB_LIT("PANTONE 485 C"), .cmyk = {0, 950, 1000, 0}}};
    jb_arena *arena = jb_arena_new();
    jb_layout layout = {.inks = inks};
    jb_styled styled = {.layout = &layout};
    jb_pages pages = {.styled = &styled};
    for (uint16_t i = 0; i < 3; i++) {
        *jb_push(arena, &pages.items) =
            (jb_item){.kind = JB_ITEM_RULE, .ink = i, .preprinted = i > 0};
        *jb_push(arena, &pages.pages) = (jb_page){i + 1u, i, 1};
    }
    const jb_variant *print = jb_variant_at(JB_PRINT);
    jb_plates all = jb_plates_of(arena, &pages, print, 0, 3);
    CHECK(!all.process[0] && all.process[1] && all.process[2] && all.process[3]);
    CHECK_INT(all.spots.len, 1);
    CHECK_INT(all.spots.at[0], 2);
    jb_plates first = jb_plates_of(arena, &pages, print, 0, 1);
    CHECK(!first.process[1] && first.process[3] && first.spots.len == 0);
    jb_plates imprint = jb_plates_of(arena, &pages, jb_variant_at(JB_IMPRINT), 0, 3);
    CHECK(!imprint.process[1] && imprint.process[3] && imprint.spots.len == 0);
    jb_arena_free(arena);
}

typedef struct box {
    jb_rect rects[100];
    uint32_t len, inside, not_all;
} box;

static bool box_page(void *context, uint32_t number, const jb_medium *medium)
{
    (void)context, (void)number, (void)medium;
    return true;
}

static bool box_end(void *context)
{
    (void)context;
    return true;
}

/* Counts what comes nearer to the page of 595 x 842 pt than its bleed of 3 mm. */
static bool box_rule(void *context, jb_rect rect, jb_rule_shape shape, jb_color color,
                     bool artifact)
{
    box *b = context;
    (void)shape;
    if (b->len < 100)
        b->rects[b->len++] = rect;
    b->inside += artifact && rect.x + rect.width > -8504 && rect.x < 595276 + 8504 &&
                 rect.y + rect.height > -8504 && rect.y < 841890 + 8504;
    b->not_all += color.space != JB_SPOT;
    return true;
}

static void marks__stand_outside_the_bleed(void)
{
    box b = {0};
    const jb_device device = {
        .context = &b, .begin_page = box_page, .rule = box_rule, .end_page = box_end};
    const jb_len room = jb_marks_room(8504);
    const jb_medium medium = {
        .width = 595276, .height = 841890, .bleed = 8504, .room = {room, room}};
    const jb_layout layout = {0};
    const jb_plates plates = {.process = {false, false, false, true}};
    CHECK(jb_marks_paint(&layout, NULL, 0, &medium, &plates, &device));
    CHECK_INT(b.len, 8 + 4 * 3 + 2); /* crop marks, register marks, black in full and half */
    CHECK_INT(b.inside, 0);
    CHECK_INT(b.not_all, 2);
    for (uint32_t i = 0; i < b.len; i++)
        CHECK(b.rects[i].x >= -room && b.rects[i].y >= -room);
}

/* Rules at the page's edge go on through the bleed; others stay as they are. */
static void bleed__is_reached_by_what_reaches_the_edge(void)
{
    static const jb_ink inks[] = {{.gray = true, .cmyk = {0, 0, 0, 1000}}};
    jb_arena *arena = jb_arena_new();
    jb_layout layout = {.inks = inks, .sheet = {.bleed = 8504}};
    jb_styled styled = {.layout = &layout};
    jb_pages pages = {.styled = &styled, .width = 595276, .height = 841890};
    *jb_push(arena, &pages.items) =
        (jb_item){.kind = JB_ITEM_RULE, .part = JB_PART_FOLIO, .rect = {0, 0, 595276, 1000}};
    *jb_push(arena, &pages.items) =
        (jb_item){.kind = JB_ITEM_RULE, .part = JB_PART_FOLIO, .rect = {1, 840890, 10, 1000}};
    *jb_push(arena, &pages.pages) = (jb_page){1, 0, 2};
    box b = {0};
    const jb_device device = {
        .context = &b, .begin_page = box_page, .rule = box_rule, .end_page = box_end};
    CHECK(jb_paint(arena, &pages, jb_variant_at(JB_PRINT), &device));
    CHECK_INT(b.len, 2);
    CHECK_INT(b.rects[0].x, -8504);
    CHECK_INT(b.rects[0].y, -8504);
    CHECK_INT(b.rects[0].width, 595276 + 2 * 8504);
    CHECK_INT(b.rects[0].height, 1000 + 8504);
    CHECK_INT(b.rects[1].x, 1);
    CHECK_INT(b.rects[1].width, 10);
    CHECK_INT(b.rects[1].height, 1000 + 8504);
    b.len = 0;
    CHECK(jb_paint(arena, &pages, jb_variant_at(JB_IMPRINT), &device));
    CHECK_INT(b.rects[0].width, 595276); /* onto paper that is cut */
    jb_arena_free(arena);
}

static void artifact__is_furniture_and_rules(void)
{
    CHECK(jb_item_is_artifact(&(jb_item){.kind = JB_ITEM_GLYPHS, .part = JB_PART_FOLIO}));
    CHECK(jb_item_is_artifact(&(jb_item){.kind = JB_ITEM_GLYPHS, .part = JB_PART_STATUS}));
    CHECK(jb_item_is_artifact(&(jb_item){.kind = JB_ITEM_RULE, .part = JB_PART_BODY}));
    CHECK(!jb_item_is_artifact(&(jb_item){.kind = JB_ITEM_GLYPHS, .part = JB_PART_MASTHEAD}));
    CHECK(!jb_item_is_artifact(&(jb_item){.kind = JB_ITEM_IMAGE, .part = JB_PART_END}));
}

/* The lines of the trace that begin so. */
static uint32_t count_lines(jb_str text, const char *start)
{
    uint32_t n = 0;
    for (size_t at = 0; at < text.len;) {
        jb_str rest = jb_str_cut(text, at, text.len);
        size_t end = jb_str_find(rest, JB_STR("\n"));
        n += jb_str_starts(rest, jb_str_make(start));
        at += end == SIZE_MAX ? rest.len : end + 1;
    }
    return n;
}

static void plan_booklet(jb_arena *arena, jb_pages *pages, jb_len bleed)
{
    const jb_impose_wish wish = {.method = JB_IMPOSE_BOOKLET, .pages = pages->pages.len,
                                 .width = pages->width, .height = pages->height, .bleed = bleed};
    pages->plan = jb_impose_plan(arena, &wish);
}

static void sheets__have_their_pages_in_cells(void)
{
    jb_arena *arena = jb_arena_new();
    jb_pages pages;
    jb_layout layout = {0};
    jb_styled styled = {0};
    make_pages(arena, &pages, &layout, &styled, NULL);
    pages.items.at[1].kind = JB_ITEM_RULE;
    layout.sheet.bleed = 8504;
    plan_booklet(arena, &pages, layout.sheet.bleed);
    jb_buf out = {0};
    jb_paint_trace(arena, &pages, jb_variant_at(JB_PRINT), &out);
    jb_str text = jb_buf_str(&out);
    CHECK(jb_str_starts(text, JB_STR("page 1 1190.552 841.890 bleed 8.504 room 8.504,8.504\n"
                                     "cell 1 595.276,0.000 shows 595.276,-8.504 "
                                     "603.780x858.898\n"
                                     "rule 79.370,100.000 442.205x1.134 cmyk(0 0.8 0.8 0)")));
    CHECK(jb_str_ends(text, JB_STR("leave\nend\npage 2 1190.552 841.890 bleed 8.504 room "
                                   "8.504,8.504\ncell 2 0.000,0.000 shows "
                                   "-8.504,-8.504 603.780x858.898\nleave\nend\n")));
    out.len = 0;
    jb_paint_trace(arena, &pages, jb_variant_at(JB_SCREEN), &out); /* stays pages */
    CHECK(jb_str_starts(jb_buf_str(&out), JB_STR("page 1 595.276 841.890\nrule")));
    layout.print.marks = true;
    out.len = 0;
    jb_paint_trace(arena, &pages, jb_variant_at(JB_PRINT), &out);
    text = jb_buf_str(&out);
    /* on each side: at each corner two lines, at both ends of the fold three dashes; six register
     * marks of a ring and two lines. On the front the bar of three plates, and the page's rules */
    CHECK_INT(count_lines(text, "ring"), 2 * 6);
    CHECK_INT(count_lines(text, "rule"), 2 * (8 + 6 + 12) + 3 * 2 + 3);
    CHECK(jb_str_find(text, JB_STR("\nrule 595.135,-11.338 0.283x2.834 spot")) != SIZE_MAX);
    jb_arena_free(arena);
}

/* The paper that is named, whichever way it must be turned; the page stands in its middle. */
static void medium__is_the_paper_that_is_named(void)
{
    jb_arena *arena = jb_arena_new();
    jb_pages pages;
    jb_layout layout = {.print.order = {.sheet_width = JB_MM(320), .sheet_height = JB_MM(450)}};
    jb_styled styled = {0};
    make_pages(arena, &pages, &layout, &styled, NULL);
    const jb_variant *print = jb_variant_at(JB_PRINT);
    jb_medium medium = jb_medium_of(&pages, print);
    CHECK_INT(medium.room.x, (JB_MM(320) - 595276) / 2);
    CHECK_INT(medium.room.y, (JB_MM(450) - 841890) / 2);
    CHECK_INT(jb_medium_of(&pages, jb_variant_at(JB_STOCK)).room.x, 0);
    plan_booklet(arena, &pages, 0);
    medium = jb_medium_of(&pages, print);
    CHECK_INT(medium.width, 2 * 595276);
    CHECK_INT(medium.room.x, (JB_MM(450) - 2 * 595276) / 2);
    CHECK_INT(medium.room.y, (JB_MM(320) - 841890) / 2);
    layout.sheet.bleed = JB_MM(3); /* SRA3 is made to hold A3 with its bleed and marks */
    layout.print.marks = true;
    jb_len width, height;
    jb_medium_least(&pages, print, &width, &height);
    CHECK(jb_medium_fits(width, height, JB_MM(320), JB_MM(450)));
    CHECK(!jb_medium_fits(width, height, JB_MM(297), JB_MM(420)));
    CHECK(jb_medium_fits(2 * JB_MM(210), JB_MM(297), JB_MM(297), JB_MM(420)));
    CHECK(!jb_medium_fits(JB_MM(421), JB_MM(297), JB_MM(297), JB_MM(420)));
    jb_arena_free(arena);
}

int main(void)
{
    static const check_case cases[] = {
        {"screen has grey black and tints", color__screen_has_grey_black_and_tints},
        {"press has plates", color__press_has_plates},
        {"plates are those of the inks", plates__are_those_of_the_inks},
        {"marks stand outside the bleed", marks__stand_outside_the_bleed},
        {"bleed is reached by what reaches the edge", bleed__is_reached_by_what_reaches_the_edge},
        {"a variant is found by its name", variant__is_found_by_name},
        {"the trace prints what the variant paints", trace__prints_what_the_variant_paints},
        {"the walk stops when the device does", walk__stops_when_the_device_does},
        {"furniture and rules are artifacts", artifact__is_furniture_and_rules},
        {"sheets have their pages in cells", sheets__have_their_pages_in_cells},
        {"the medium is the paper that is named", medium__is_the_paper_that_is_named},
    };
    return CHECK_MAIN(cases);
}
