/* What the tests of page/ stand on: a layout on the grid of GB/T 9704, an issue made of blocks,
 * and ways to look at the pages. */
#ifndef JB_TESTS_PAGE_KIT_H
#define JB_TESTS_PAGE_KIT_H

#include "check.h"

#include <stdlib.h>
#include <unistd.h>

#include "../../src/base/file.h"
#include "../../src/page/page.h"

#define NOTO "/usr/share/fonts/opentype/noto/NotoSerifCJK-"

enum { SIZE = 15750, PITCH = 29620, FIRST = 7875, TOP = 104882, INNER = 79370, MEASURE = 442205 };

/* ---- a layout, an issue and what is made of them -------------------------------------------- */

typedef struct kit {
    jb_arena *arena;
    jb_diags diags;
    jb_layout layout;
    jb_issue issue;
    jb_styled styled;
    jb_buf text;
    jb_manifest manifest;
    jb_para_fonts fonts;
    jb_str folder; /* of images */
    jb_set *set;
    jb_pages *pages;
} kit;

static const jb_str regular_file = JB_LIT(NOTO "Regular.ttc"), bold_file = JB_LIT(NOTO "Bold.ttc");
static const jb_str chain[] = {JB_LIT("Regular")}, bold_chain[] = {JB_LIT("Bold")};
static const jb_manifest_face faces[] = {
    {.name = JB_LIT("Regular"), .files = &regular_file, .files_len = 1, .index = 2},
    {.name = JB_LIT("Bold"), .files = &bold_file, .files_len = 1, .index = 2},
};
static const jb_role roles[] = {
    {.name = JB_LIT("宋体"), .chain = chain, .chain_len = 1},
    {.name = JB_LIT("小标宋"), .chain = bold_chain, .chain_len = 1},
};
static const jb_ink inks[] = {
    {.name = JB_LIT("black"), .gray = true, .cmyk = {0, 0, 0, 1000}},
    {.name = JB_LIT("red"), .cmyk = {0, 800, 800, 0}, .srgb = {215, 0, 15}},
};

static void make_layout(jb_layout *layout)
{
    *layout = (jb_layout){
        .lang = JB_STR("zh-Hans"),
        .page = {.width = 595276, .height = 841890, .top = TOP, .inner = INNER, .outer = 73701,
                 .mirror = true, .measure = MEASURE, .text_height = 2 * FIRST + 21 * PITCH},
        .grid = {.on = true, .lines = 22, .columns = 28, .pitch = PITCH, .first = FIRST},
        .inks = inks, .inks_len = 2, .black = 0, .red = 1,
        .roles = roles, .roles_len = 2,
        .title_with = 2, .last_lines = 2,
        .folio = {.on = true, .text = JB_STR("— {n} —"), .size = 13750, .below = 19843,
                  .odd = JB_ALIGN_RIGHT, .even = JB_ALIGN_LEFT, .inset = 13750, .first_page = true},
        .end = {.on = true, .inset = 13750, .rule_first = 992, .rule_between = 709,
                .rule_last = 992, .pitch = 24000},
    };
    layout->sheet = layout->page;
    for (int i = 0; i < JB_STYLES; i++)
        layout->styles[i] = (jb_style){.name = JB_STR("body"), .size = SIZE, .quad = MEASURE / 28,
                                       .kinsoku = JB_KINSOKU_GB, .indent = MEASURE / 14};
    jb_style *title = &layout->styles[JB_STYLE_TITLE];
    *title = (jb_style){.name = JB_STR("title"), .role = 1, .size = 21000, .quad = 21000,
                        .align = JB_ALIGN_CENTER, .kinsoku = JB_KINSOKU_GB, .above = PITCH,
                        .below = PITCH, .keep_next = true, .lines_most = 3};
    layout->styles[JB_STYLE_END].size = layout->styles[JB_STYLE_END].quad = 13750;
    layout->styles[JB_STYLE_CAPTION].align = JB_ALIGN_CENTER;
    layout->styles[JB_STYLE_CAPTION].indent = 0;
}

static kit *open_kit(void)
{
    jb_arena *arena = jb_arena_new();
    kit *k = JB_NEW(arena, kit);
    k->arena = arena;
    k->diags.arena = arena;
    k->manifest = (jb_manifest){faces, 2};
    k->fonts = (jb_para_fonts){
        .fonts = jb_fonts_new(&k->manifest), .roles = roles, .lang = JB_STR("zh-Hans")};
    k->styled = (jb_styled){.issue = &k->issue, .layout = &k->layout};
    make_layout(&k->layout);
    return k;
}

static void close_kit(kit *k)
{
    jb_fonts_free(k->fonts.fonts);
    jb_arena_free(k->arena);
}

static jb_style_id style_of(jb_block_kind kind)
{
    return kind == JB_BLOCK_TITLE   ? JB_STYLE_TITLE
           : kind == JB_BLOCK_IMAGE ? JB_STYLE_CAPTION
           : kind >= JB_BLOCK_END_ENTRY ? JB_STYLE_END : JB_STYLE_BODY;
}

static jb_styled_block *add(kit *k, jb_block_kind kind, jb_str text)
{
    jb_span span = {k->text.len, k->text.len + (uint32_t)text.len};
    bool end = kind >= JB_BLOCK_END_ENTRY;
    jb_buf_add(k->arena, &k->text, text);
    jb_buf_add(k->arena, &k->text, JB_STR("\n"));
    k->issue.text = jb_buf_str(&k->text);
    *jb_push(k->arena, &k->issue.blocks) = (jb_block){.kind = kind, .in_end = end, .text = span};
    jb_styled_block *block = jb_push(k->arena, &k->styled.blocks);
    *block = (jb_styled_block){.block = k->issue.blocks.len - 1, .kind = kind, .in_end = end,
                               .style = style_of(kind), .text = span};
    return block;
}

/* n Han, with a comma behind every `every` of them (0: none), ended by a stop. */
static jb_str han(kit *k, uint32_t n, uint32_t every)
{
    static const char *const words = "的一是在不了有和人这中大为上个国我以要他";
    jb_buf buf = {0};
    for (uint32_t i = 0; i < n; i++) {
        jb_buf_add(k->arena, &buf, (jb_str){words + 3 * (i * 7 % 20), 3});
        if (every && i % every == every - 1)
            jb_buf_add(k->arena, &buf, JB_STR("，"));
    }
    return jb_buf_str(&buf);
}

/* A paragraph of exactly n full lines: nothing in it can be squeezed. */
static void add_lines(kit *k, uint32_t n)
{
    add(k, JB_BLOCK_PARAGRAPH, han(k, 28 * n - 2, 0));
}

/* n paragraphs of a line each, of which nothing else can be asked. */
static inline void add_single_lines(kit *k, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        add_lines(k, 1);
}

static bool make(kit *k)
{
    k->set = jb_set_make(k->arena, &k->styled, &k->fonts, &k->diags);
    k->pages = k->set ? jb_pages_make(k->arena, k->set, k->folder, &k->diags) : NULL;
    return k->pages != NULL;
}

static bool has_fonts(void)
{
    if (jb_file_exists(regular_file) && jb_file_exists(bold_file))
        return true;
    printf("# left out: Noto Serif CJK is not installed\n");
    return false;
}

/* ---- a masthead ---------------------------------------------------------------------------- */

static const jb_len name_sizes[] = {34000, 40000}, small_size[] = {SIZE};
static const jb_masthead_item head_items[] = {
    {.text = JB_LIT("{密级}"), .sizes = small_size, .sizes_len = 1},
    {.text = JB_LIT("{刊名}"), .role = 1, .ink = 1, .sizes = name_sizes, .sizes_len = 2,
     .min = 26000, .fit_width = true, .spread = true, .preprinted = true, .at = JB_ALIGN_CENTER,
     .above = 8000, .leading = 10000},
    {.text = JB_LIT("{编发}"), .sizes = small_size, .sizes_len = 1, .has_bottom = true,
     .bottom = 10000},
    {.text = JB_LIT("{日期}"), .sizes = small_size, .sizes_len = 1, .at = JB_ALIGN_RIGHT,
     .same_row = true},
    {.rule = 1984, .ink = 1, .preprinted = true, .has_bottom = true},
};

static inline void add_head(kit *k, uint32_t item, const char *text)
{
    jb_styled_item *head = jb_push(k->arena, &k->styled.masthead);
    *head = (jb_styled_item){.item = &head_items[item], .text = jb_str_make(text)};
    jb_map_replace(k->arena, &head->map, 0, (uint32_t)head->text.len, 0, 0);
}

static inline void use_masthead(kit *k)
{
    k->layout.masthead = head_items;
    k->layout.masthead_len = 5;
    k->layout.masthead_height = 221102;
    k->layout.masthead_below = PITCH;
}

/* ---- looking at pages ----------------------------------------------------------------------- */

static const jb_item *find_item(const jb_pages *pages, uint32_t page, jb_item_kind kind,
                                jb_part part, uint32_t skip)
{
    const jb_page *at = &pages->pages.at[page - 1];
    for (uint32_t i = 0; i < at->items; i++) {
        const jb_item *item = &pages->items.at[at->item + i];
        if (item->kind == kind && item->part == part && skip-- == 0)
            return item;
    }
    return NULL;
}

static inline const jb_item *find_preprinted(const jb_pages *pages, uint32_t skip)
{
    const jb_item *item;
    for (uint32_t i = 0; (item = find_item(pages, 1, JB_ITEM_GLYPHS, JB_PART_MASTHEAD, i)); i++)
        if (item->preprinted && skip-- == 0)
            return item;
    return NULL;
}

static const jb_item_glyph *first_glyph(const jb_pages *pages, const jb_item *item)
{
    return &pages->glyphs.at[item->glyph];
}

/* Rows that body text of that block stands on, on that page: the number of different baselines. */
static inline uint32_t rows_on(const jb_pages *pages, uint32_t page, uint32_t block)
{
    const jb_page *at = &pages->pages.at[page - 1];
    uint32_t rows = 0;
    jb_len last = -1;
    for (uint32_t i = 0; i < at->items; i++) {
        const jb_item *item = &pages->items.at[at->item + i];
        if (item->kind != JB_ITEM_GLYPHS || item->part != JB_PART_BODY || item->block != block)
            continue;
        jb_len y = first_glyph(pages, item)->y;
        rows += y != last;
        last = y;
    }
    return rows;
}

/* The row of the grid on which the glyph's centre stands; -1: on none. */
static int row_of(const jb_item *item, const jb_item_glyph *glyph)
{
    jb_len centre = glyph->y - jb_len_share(item->size, jb_face_centre(item->face));
    jb_len from = centre - TOP - FIRST, row = (from + PITCH / 2) / PITCH;
    jb_len off = from - row * PITCH;
    return off >= -20 && off <= 20 ? row : -1;
}

/* The row of the first line of a block on the page. */
static inline int first_row(const kit *k, uint32_t page, uint32_t block)
{
    const jb_item *item;
    for (uint32_t i = 0; (item = find_item(k->pages, page, JB_ITEM_GLYPHS, JB_PART_BODY, i)); i++)
        if (item->block == block)
            return row_of(item, first_glyph(k->pages, item));
    return -2;
}

static inline uint32_t count_code(const kit *k, jb_code code)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < k->diags.list.len; i++)
        n += k->diags.list.at[i].code == code;
    return n;
}

/* I13: no em box of the body or the end matter outside the type area; the same for rules. */
static inline void check_inside(const kit *k)
{
    for (uint32_t p = 1; p <= k->pages->pages.len; p++) {
        const jb_page *page = &k->pages->pages.at[p - 1];
        jb_len left = p % 2 ? INNER : 73701, bottom = TOP + k->layout.page.text_height;
        for (uint32_t i = 0; i < page->items; i++) {
            const jb_item *item = &k->pages->items.at[page->item + i];
            if (item->part != JB_PART_BODY && item->part != JB_PART_END)
                continue;
            if (item->kind != JB_ITEM_GLYPHS) {
                CHECK(item->rect.x >= left && item->rect.y >= TOP);
                CHECK(item->rect.x + item->rect.width <= left + MEASURE);
                CHECK(item->rect.y + item->rect.height <= bottom);
                continue;
            }
            for (uint32_t g = 0; g < item->glyphs; g++) {
                const jb_item_glyph *glyph = &k->pages->glyphs.at[item->glyph + g];
                jb_len centre = glyph->y - jb_len_share(item->size, jb_face_centre(item->face));
                CHECK(glyph->x >= left - item->size / 2 && glyph->x < left + MEASURE);
                CHECK(centre - item->size / 2 >= TOP && centre + item->size / 2 <= bottom + 1);
            }
        }
    }
}

#endif
