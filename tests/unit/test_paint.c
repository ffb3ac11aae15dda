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
    *jb_push(arena, &pages->pages) = (jb_page){1, 0, 3, 0, 0};
    *jb_push(arena, &pages->pages) = (jb_page){2, 3, 0, 0, 0};
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

static bool refuse_page(void *context, const jb_page *page, const jb_medium *medium)
{
    (void)page, (void)medium;
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

static void artifact__is_furniture_and_rules(void)
{
    CHECK(jb_item_is_artifact(&(jb_item){.kind = JB_ITEM_GLYPHS, .part = JB_PART_FOLIO}));
    CHECK(jb_item_is_artifact(&(jb_item){.kind = JB_ITEM_GLYPHS, .part = JB_PART_STATUS}));
    CHECK(jb_item_is_artifact(&(jb_item){.kind = JB_ITEM_RULE, .part = JB_PART_BODY}));
    CHECK(!jb_item_is_artifact(&(jb_item){.kind = JB_ITEM_GLYPHS, .part = JB_PART_MASTHEAD}));
    CHECK(!jb_item_is_artifact(&(jb_item){.kind = JB_ITEM_IMAGE, .part = JB_PART_END}));
}

int main(void)
{
    static const check_case cases[] = {
        {"screen has grey black and tints", color__screen_has_grey_black_and_tints},
        {"press has plates", color__press_has_plates},
        {"a variant is found by its name", variant__is_found_by_name},
        {"the trace prints what the variant paints", trace__prints_what_the_variant_paints},
        {"the walk stops when the device does", walk__stops_when_the_device_does},
        {"furniture and rules are artifacts", artifact__is_furniture_and_rules},
    };
    return CHECK_MAIN(cases);
}
