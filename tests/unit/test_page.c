/* Pages of small texts on the grid of GB/T 9704: invariants I8, I10, I11, I13 and I14 of a page,
 * the masthead, the end matter, images and marks. Needs the Noto Serif CJK faces; without them
 * each case that sets text is left out. */
#include "page_kit.h"

/* ---- rows and keeps ------------------------------------------------------------------------- */

static void text__stands_on_rows(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    add_lines(k, 50);
    CHECK(make(k));
    CHECK_INT(k->pages->pages.len, 3);
    CHECK_INT(rows_on(k->pages, 1, 0), 22);
    CHECK_INT(rows_on(k->pages, 2, 0), 22);
    CHECK_INT(rows_on(k->pages, 3, 0), 6);
    const jb_item *item;
    for (uint32_t i = 0; (item = find_item(k->pages, 2, JB_ITEM_GLYPHS, JB_PART_BODY, i)); i++)
        CHECK_INT(row_of(item, first_glyph(k->pages, item)), (int)i);
    check_inside(k);
    close_kit(k);
}

static void title__takes_white_around_but_not_at_a_page_top(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    add(k, JB_BLOCK_TITLE, JB_STR("第一次会议"));
    add_lines(k, 3);
    add(k, JB_BLOCK_TITLE, JB_STR("第二次会议"));
    add_lines(k, 3);
    CHECK(make(k));
    const jb_item *title = find_item(k->pages, 1, JB_ITEM_GLYPHS, JB_PART_BODY, 0);
    jb_len centre = first_glyph(k->pages, title)->y -
                    jb_len_share(title->size, jb_face_centre(title->face));
    CHECK_INT(centre, TOP + 21000 / 2); /* pushed down so as not to stand above the type area */
    CHECK_INT(first_row(k, 1, 1), 2);
    CHECK_INT(first_row(k, 1, 2), 6);
    CHECK_INT(first_row(k, 1, 3), 8);
    CHECK_INT(k->pages->bookmarks.len, 2);
    CHECK_STR(k->pages->bookmarks.at[1].text, "第二次会议");
    check_inside(k);
    close_kit(k);
}

static void subtitle__stands_close_below_its_title(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    add_lines(k, 2);
    add(k, JB_BLOCK_TITLE, JB_STR("第一次会议"));
    add(k, JB_BLOCK_SUBTITLE, JB_STR("——开幕"));
    k->layout.styles[JB_STYLE_SUBTITLE].below = PITCH;
    k->styled.blocks.at[k->styled.blocks.len - 1].style = JB_STYLE_SUBTITLE;
    add_lines(k, 3);
    CHECK(make(k));
    CHECK_INT(first_row(k, 1, 1), 3);
    CHECK_INT(first_row(k, 1, 2), 4);
    CHECK_INT(first_row(k, 1, 3), 6);
    close_kit(k);
}

/* I10: rows before a title that moves stay empty. */
static void title__moves_when_two_lines_do_not_follow(void)
{
    if (!has_fonts())
        return;
    for (uint32_t before = 15; before <= 20; before++) {
        kit *k = open_kit();
        add_lines(k, before);
        add(k, JB_BLOCK_TITLE, JB_STR("会议"));
        add_lines(k, 8);
        CHECK(make(k));
        uint32_t lines = rows_on(k->pages, 1, 2); /* title: a row above, itself, a row below */
        CHECK_INT(lines, before <= 17 ? 22 - before - 3 : 0);
        CHECK_INT(rows_on(k->pages, 1, 1), before <= 17);
        CHECK_INT(first_row(k, 2, 2), before <= 17 ? 0 : 2);
        close_kit(k);
    }
}

static void widow__moves_a_line_along_when_nothing_helps(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    k->layout.styles[JB_STYLE_BODY].fit = JB_FIT_FIRST; /* has one answer only */
    add_lines(k, 20);
    add_lines(k, 3);
    add_lines(k, 19);
    add_lines(k, 2);
    CHECK(make(k));
    CHECK_INT(rows_on(k->pages, 1, 1), 1);
    CHECK_INT(rows_on(k->pages, 2, 1), 2);
    CHECK_INT(rows_on(k->pages, 2, 3), 0); /* two lines never part */
    CHECK_INT(rows_on(k->pages, 3, 3), 2);
    close_kit(k);
}

/* One line of six would go over: commas give room for a line fewer, or lines that may be
 * stretched give the next page a second one. No row stays empty. */
static void widow__asks_the_paragraph_first(void)
{
    if (!has_fonts())
        return;
    for (int more = 0; more < 2; more++) {
        kit *k = open_kit();
        add_single_lines(k, 17);
        add(k, JB_BLOCK_PARAGRAPH, more ? han(k, 144, 7) : han(k, 116, 5));
        add_lines(k, 5);
        CHECK(make(k));
        CHECK_INT(k->set->blocks.at[17].lines.len, 6);
        CHECK_INT(rows_on(k->pages, 1, 17), 5);
        CHECK_INT(rows_on(k->pages, 2, 17), more ? 2 : 0);
        check_inside(k);
        close_kit(k);
    }
}

/* The paragraph before gives or takes a line when the one that parts cannot. */
static void widow__asks_the_page_next(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    add(k, JB_BLOCK_PARAGRAPH, han(k, 520, 9)); /* many commas, 21 lines or near */
    CHECK(make(k));
    uint32_t lines = k->set->blocks.at[0].lines.len;
    close_kit(k);
    k = open_kit();
    add(k, JB_BLOCK_PARAGRAPH, han(k, 520, 9));
    add_lines(k, 22 - lines + 1);
    add_lines(k, 4);
    CHECK(make(k));
    uint32_t here = rows_on(k->pages, 1, 0) + rows_on(k->pages, 1, 1) + rows_on(k->pages, 1, 2);
    CHECK_INT(here, 22);
    CHECK(rows_on(k->pages, 2, 1) != 1);
    close_kit(k);
}

static void every_cut__keeps_its_rules(void)
{
    if (!has_fonts())
        return;
    for (uint32_t seed = 1; seed <= 40; seed++) {
        kit *k = open_kit();
        uint32_t random = seed * 2654435761u;
        for (int i = 0; i < 12; i++) {
            random = random * 1664525u + 1013904223u;
            if (random >> 30 == 0)
                add(k, JB_BLOCK_TITLE, JB_STR("会议"));
            add(k, JB_BLOCK_PARAGRAPH, han(k, 1 + (random >> 16) % 220, 5 + random % 7));
        }
        CHECK(make(k));
        for (uint32_t p = 2; p <= k->pages->pages.len; p++)
            for (uint32_t b = 0; b < k->issue.blocks.len; b++) {
                uint32_t before = rows_on(k->pages, p - 1, b), here = rows_on(k->pages, p, b);
                bool title = k->issue.blocks.at[b].kind == JB_BLOCK_TITLE;
                CHECK(!(before && here == 1)); /* no single last line */
                CHECK(!(title && before && here));
                if (title && before) /* something follows on its page */
                    CHECK(rows_on(k->pages, p - 1, b + 1) >= 1);
            }
        check_inside(k);
        close_kit(k);
    }
}

/* ---- masthead, folio, marks ------------------------------------------------------------------ */

static jb_len ink_edge(const jb_item *item, const jb_item_glyph *glyph, bool right)
{
    jb_ink_box ink = jb_face_ink(item->face, glyph->id);
    return glyph->x + jb_face_length(item->face, item->size, right ? ink.right : ink.left);
}

static void masthead__spreads_and_keeps_its_place(void)
{
    if (!has_fonts())
        return;
    jb_len name_y[2];
    for (int secret = 0; secret < 2; secret++) {
        kit *k = open_kit();
        use_masthead(k);
        if (secret)
            add_head(k, 0, "机密★1年");
        add_head(k, 1, "上海市邮政快递行业\n党建、文明创建工作简报");
        if (secret)
            add_head(k, 2, "文明办编");
        add_head(k, 3, "2025年7月21日");
        add_head(k, 4, "");
        add_lines(k, 2);
        CHECK(make(k));
        const jb_item *one = find_preprinted(k->pages, 0), *two = find_preprinted(k->pages, 1);
        CHECK(one && two && one->size == 34000 && two->size == 40000);
        const jb_item_glyph *a = first_glyph(k->pages, one), *b = first_glyph(k->pages, two);
        CHECK_INT(ink_edge(one, a, false), ink_edge(two, b, false));
        CHECK_INT(ink_edge(one, a + one->glyphs - 1, true),
                  ink_edge(two, b + two->glyphs - 1, true));
        name_y[secret] = a->y;
        const jb_item *rule = find_item(k->pages, 1, JB_ITEM_RULE, JB_PART_MASTHEAD, 0);
        CHECK_INT(rule->rect.y + rule->rect.height, TOP + 221102);
        CHECK_INT(rule->rect.width, MEASURE);
        CHECK(rule->preprinted);
        CHECK_INT(first_row(k, 1, 0), 9); /* the first row below 221.102 + 29.620 pt */
        CHECK_INT((int64_t)k->diags.list.len, 0);
        close_kit(k);
    }
    CHECK_INT(name_y[0], name_y[1]);
}

static void masthead__shrinks_and_tells(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    use_masthead(k);
    add_head(k, 1, "上海市邮政快递行业党建文明创建工作简报二十\n简报"); /* its lines are its writer's */
    add_head(k, 4, "");
    CHECK(make(k));
    CHECK_INT(count_code(k, JB_D_MASTHEAD_OVERFULL), 1);
    const jb_item *name = find_item(k->pages, 1, JB_ITEM_GLYPHS, JB_PART_MASTHEAD, 0);
    CHECK(name->size < 26000);
    const jb_item_glyph *first = first_glyph(k->pages, name);
    const jb_item_glyph *last = first + name->glyphs - 1;
    CHECK(ink_edge(name, first, false) >= INNER && ink_edge(name, last, true) <= INNER + MEASURE);
    close_kit(k);
}

/* The text of the preprinted run of that number. */
static jb_str head_run(const kit *k, uint32_t skip)
{
    const jb_item *item = find_preprinted(k->pages, skip);
    jb_buf text = {0};
    for (uint32_t i = 0; item && i < item->glyphs; i++) {
        const jb_item_glyph *glyph = first_glyph(k->pages, item) + i;
        jb_buf_add(k->arena, &text, (jb_str){glyph->text, glyph->length});
    }
    return jb_buf_str(&text);
}

/* One line too long for its smallest size becomes lines of about one length, parted at a space
 * when one is near, else between words, never before a mark. */
static void masthead__parts_a_long_line(void)
{
    static const struct {
        const char *name, *first, *second;
        bool words; /* are known */
    } cases[] = {
        {"上海市邮政快递行业党建文明创建工作简报二十", "上海市邮政快递行业党", "建文明创建工作简报二十", false},
        {"上海市邮政快递行业 党建文明创建工作简报二", "上海市邮政快递行业", "党建文明创建工作简报二", false},
        {"上海市邮政快递行业党、建文明创建工作简报", "上海市邮政快递行业党、", "建文明创建工作简报", false},
        {"上海市邮政快递行业党建文明创建工作简报二十", "上海市邮政快递行业党建", "文明创建工作简报二十", true},
    };
    for (size_t i = 0; has_fonts() && i < sizeof cases / sizeof *cases; i++) {
        int error;
        kit *k = open_kit();
        if (cases[i].words)
            k->fonts.lexicon = jb_lexicon_open(k->arena, JB_STR(JB_LEXICON), &error);
        use_masthead(k);
        add_head(k, 1, cases[i].name);
        add_head(k, 4, "");
        CHECK(make(k));
        CHECK_STR(head_run(k, 0), cases[i].first);
        CHECK_STR(head_run(k, 1), cases[i].second);
        CHECK(find_preprinted(k->pages, 0)->size >= 26000);
        CHECK_INT(count_code(k, JB_D_MASTHEAD_BROKEN), 1);
        CHECK_INT(count_code(k, JB_D_MASTHEAD_OVERFULL), 0);
        close_kit(k);
    }
}

/* Between `top` and `bottom` it stands in the middle, and is no higher than that. */
static void masthead__keeps_within_its_box(void)
{
    static const jb_len large[] = {62000};
    static const jb_masthead_item box = {
        .text = JB_LIT("{刊名}"), .role = 1, .ink = 1, .sizes = large, .sizes_len = 1, .min = 20000,
        .fit_width = true, .spread = true, .spread_to = 300000, .preprinted = true,
        .at = JB_ALIGN_CENTER, .has_top = true, .top = 40000, .has_bottom = true, .bottom = 81102,
        .leading = 10000};
    static const struct {
        const char *name;
        jb_len size, centre; /* of its first line */
    } cases[] = {{"工作简报", 62000, 90000}, {"机关党建\n工作简报", 44999, 62500}};
    for (size_t i = 0; has_fonts() && i < sizeof cases / sizeof *cases; i++) {
        kit *k = open_kit();
        use_masthead(k);
        k->layout.masthead = &box;
        k->layout.masthead_len = 1;
        jb_styled_item *head = jb_push(k->arena, &k->styled.masthead);
        *head = (jb_styled_item){.item = &box, .text = jb_str_make(cases[i].name)};
        jb_map_replace(k->arena, &head->map, 0, (uint32_t)head->text.len, 0, 0);
        CHECK(make(k));
        const jb_item *name = find_preprinted(k->pages, 0);
        const jb_item_glyph *first = first_glyph(k->pages, name), *last = first + name->glyphs - 1;
        CHECK_INT(name->size, cases[i].size);
        CHECK_INT(first->y - jb_len_share(name->size, jb_face_centre(name->face)),
                  TOP + cases[i].centre);
        CHECK(labs(ink_edge(name, last, true) - ink_edge(name, first, false) - 300000) <= 1);
        CHECK_INT((int64_t)k->diags.list.len, 0);
        close_kit(k);
    }
}

/* Nothing is lost when the layout gives no height: the items follow each other. */
static void masthead__without_a_height_takes_its_own(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    use_masthead(k);
    k->layout.masthead_height = 0;
    add_head(k, 1, "简报");
    add_head(k, 2, "文明办编");
    add_head(k, 4, "");
    add_lines(k, 2);
    CHECK(make(k));
    /* room is left for the 密级 that is not there */
    jb_len height = SIZE + 8000 + 34000 + SIZE + 1984;
    const jb_item *rule = find_item(k->pages, 1, JB_ITEM_RULE, JB_PART_MASTHEAD, 0);
    CHECK_INT(rule->rect.y + rule->rect.height, TOP + height);
    CHECK_INT(first_row(k, 1, 0), (height + PITCH + PITCH - 1) / PITCH);
    close_kit(k);
}

static void masthead__is_absent_without_text(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    use_masthead(k);
    add_head(k, 4, "");
    add_lines(k, 2);
    CHECK(make(k));
    CHECK(!find_item(k->pages, 1, JB_ITEM_RULE, JB_PART_MASTHEAD, 0));
    CHECK_INT(first_row(k, 1, 0), 0);
    close_kit(k);
}

/* I11 */
static void folio__stands_outside_and_below(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    add_lines(k, 30);
    CHECK(make(k));
    for (uint32_t p = 1; p <= 2; p++) {
        const jb_item *item = find_item(k->pages, p, JB_ITEM_GLYPHS, JB_PART_FOLIO, 0);
        const jb_item_glyph *dash = first_glyph(k->pages, item);
        jb_ink_box ink = jb_face_ink(item->face, dash->id);
        jb_len top = dash->y - (jb_len)jb_div_round((int64_t)ink.top * item->size,
                                                    jb_face_upem(item->face));
        CHECK_INT(top, TOP + k->layout.page.text_height + 19843);
        CHECK(p == 1 ? dash->x > 297638 : dash->x < 297638);
        if (p == 2)
            CHECK(dash->x >= 73701 + 13750 && dash->x < 73701 + 2 * 13750);
    }
    close_kit(k);
}

static void mark__is_on_every_page(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    k->issue.status = JB_VOID;
    k->layout.marks[JB_VOID] = (jb_status_mark){
        .on = true, .watermark = true, .text = JB_STR("作废"), .size = 300000, .tint = 80};
    const jb_status_mark unfinished = {
        .on = true, .text = JB_STR("未定稿"), .size = SIZE, .at = JB_ALIGN_RIGHT};
    add_lines(k, 30);
    CHECK(make(k));
    CHECK(jb_pages_mark(k->arena, k->pages, &k->fonts, &unfinished, &k->diags));
    for (uint32_t p = 1; p <= 2; p++) {
        const jb_page *page = &k->pages->pages.at[p - 1];
        const jb_item *first = &k->pages->items.at[page->item];
        CHECK(first->part == JB_PART_WATERMARK && first->tint == 80);
        CHECK(first->size * 2 <= MEASURE);
        const jb_item *mark = find_item(k->pages, p, JB_ITEM_GLYPHS, JB_PART_STATUS, 0);
        CHECK(mark && first_glyph(k->pages, mark)->y < TOP);
        CHECK(mark && jb_span_is_empty(jb_item_glyph_span(mark, first_glyph(k->pages, mark))));
        CHECK(find_item(k->pages, p, JB_ITEM_GLYPHS, JB_PART_FOLIO, 0) != NULL);
    }
    close_kit(k);
}

/* About the middle of the page: as far from it at either end. */
static void mark__lies_across_the_page(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    k->issue.status = JB_VOID;
    k->layout.marks[JB_VOID] = (jb_status_mark){.on = true, .watermark = true, .diagonal = true,
                                                .text = JB_STR("作废"), .size = 160000, .tint = 80};
    add_lines(k, 3);
    CHECK(make(k));
    const jb_item *mark = find_item(k->pages, 1, JB_ITEM_GLYPHS, JB_PART_WATERMARK, 0);
    CHECK(mark && mark->stand == JB_STAND_DIAGONAL && mark->glyphs == 2);
    const jb_item_glyph *first = first_glyph(k->pages, mark);
    jb_len rise = jb_len_share(mark->size, jb_face_centre(mark->face)) * 7071 / 10000;
    CHECK(labs(first->x - rise - (k->layout.page.width / 2 - 113137)) < 20);
    CHECK(labs(first->y - rise - (k->layout.page.height / 2 + 113137)) < 20);
    CHECK_INT(first[1].x - first[0].x, 160000);
    close_kit(k);
}

/* ---- end matter ------------------------------------------------------------------------------ */

static void add_end(kit *k)
{
    jb_styled_block *to = add(k, JB_BLOCK_END_ENTRY, JB_STR("报：国家邮政局\n上海市委"));
    to->label = 6;
    to->lines = true;
    to = add(k, JB_BLOCK_END_ENTRY, JB_STR("送：上海市文明办，\n各快递企业"));
    to->label = 6;
    to = add(k, JB_BLOCK_END_LINE, JB_STR("共印160份"));
    to->group = 1;
}

static const jb_item *end_rule(const kit *k, uint32_t page, uint32_t n)
{
    return find_item(k->pages, page, JB_ITEM_RULE, JB_PART_END, n);
}

/* I14 */
static void end__stands_at_the_foot(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    add_lines(k, 3);
    add_end(k);
    CHECK(make(k));
    CHECK_INT(k->pages->pages.len, 1);
    const jb_item *first = end_rule(k, 1, 0), *between = end_rule(k, 1, 1);
    const jb_item *last = end_rule(k, 1, 2);
    CHECK(first && between && last && !end_rule(k, 1, 3));
    CHECK_INT(last->rect.y + last->rect.height, TOP + k->layout.page.text_height);
    CHECK_INT(last->rect.height, 992);
    CHECK_INT(between->rect.height, 709);
    CHECK_INT(first->rect.width, MEASURE);
    /* two lines of 报, one of 送 (its line end is nothing between Han), one below the rule */
    CHECK_INT(between->rect.y - first->rect.y, 992 + 3 * 24000);
    const jb_set_block *sent = &k->set->blocks.at[2];
    CHECK_STR(sent->input.text, "送：上海市文明办，各快递企业");
    CHECK_INT(sent->lines.len, 1);
    CHECK_INT(jb_map_back(sent->input.map, (uint32_t)sent->input.text.len - 3),
              k->issue.blocks.at[2].text.end - 3);
    const jb_set_block *reported = &k->set->blocks.at[1];
    CHECK_INT(reported->shape_lines[0].left, 13750);
    CHECK_INT(reported->shape_lines[1].left, 13750 + reported->para->hang_width);
    CHECK_INT(first_row(k, 1, 0), 0);
    check_inside(k);
    close_kit(k);
}

static void end__row_goes_from_edge_to_edge(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    add(k, JB_BLOCK_END_ROW, JB_STR("张三\u3000\u3000李四\u3000王五"));
    CHECK(make(k));
    CHECK_INT(k->pages->pages.len, 1);
    const jb_item *row = find_item(k->pages, 1, JB_ITEM_GLYPHS, JB_PART_END, 0);
    const jb_item_glyph *glyphs = first_glyph(k->pages, row);
    CHECK_INT(row->glyphs, 6);
    CHECK_INT(glyphs[0].x, INNER + 13750);
    CHECK_INT(glyphs[5].x + 13750, INNER + MEASURE - 13750);
    jb_len gap = (MEASURE - 2 * 13750 - 9 * 13750) / 2; /* what both gaps were widened by */
    CHECK(glyphs[2].x - glyphs[1].x - 3 * 13750 - gap <= 1);
    CHECK_INT(glyphs[3].x - glyphs[2].x, 13750);
    check_inside(k);
    close_kit(k);
}

static void end__takes_lines_along_to_a_new_page(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    add_lines(k, 22);
    add_end(k);
    CHECK(make(k));
    CHECK_INT(k->pages->pages.len, 2);
    CHECK_INT(rows_on(k->pages, 2, 0), 2);
    CHECK(end_rule(k, 2, 0) && !end_rule(k, 1, 0));
    CHECK_INT(count_code(k, JB_D_END_ALONE), 0);
    close_kit(k);
    k = open_kit();
    add_lines(k, 20);
    add_lines(k, 2); /* these may not part, but may move */
    k->layout.end.at = JB_END_AFTER_TEXT;
    add_end(k);
    CHECK(make(k));
    CHECK_INT(rows_on(k->pages, 2, 1), 2);
    CHECK_INT(end_rule(k, 2, 0)->rect.y, TOP - PITCH / 2 + FIRST + 3 * PITCH);
    close_kit(k);
}

static void end__chooses_its_page(void)
{
    if (!has_fonts())
        return;
    const struct {
        jb_end_at at;
        uint32_t lines, pages, on;
    } cases[] = {
        {JB_END_LAST_EVEN_PAGE, 5, 2, 2},   {JB_END_LAST_EVEN_PAGE, 25, 2, 2},
        {JB_END_LAST_EVEN_PAGE, 44, 4, 4},  {JB_END_BACK_PAGE, 5, 2, 2},
        {JB_END_BACK_PAGE, 25, 4, 4},       {JB_END_AFTER_TEXT, 5, 1, 1},
        {JB_END_FOOT_OF_LAST_PAGE, 17, 1, 1}, {JB_END_FOOT_OF_LAST_PAGE, 18, 2, 2},
    };
    for (uint32_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kit *k = open_kit();
        k->layout.end.at = cases[i].at;
        add_lines(k, cases[i].lines);
        add_end(k);
        CHECK(make(k));
        CHECK_INT(k->pages->pages.len, cases[i].pages);
        CHECK(end_rule(k, cases[i].on, 0) != NULL);
        bool blank = cases[i].pages == 4; /* GB/T 9704 7.5: neither has a number */
        for (uint32_t p = 1; p <= cases[i].pages; p++)
            CHECK((find_item(k->pages, p, JB_ITEM_GLYPHS, JB_PART_FOLIO, 0) != NULL) ==
                  !(blank && p >= 3));
        check_inside(k);
        close_kit(k);
    }
}

static void end__longer_than_a_page_goes_on(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    add_lines(k, 2);
    for (int i = 0; i < 70; i++)
        add(k, JB_BLOCK_END_LINE, JB_STR("共印160份"));
    CHECK(make(k));
    CHECK_INT(k->pages->pages.len, 4);
    CHECK_INT(count_code(k, JB_D_END_ALONE), 1);
    check_inside(k);
    close_kit(k);
}

/* ---- images ---------------------------------------------------------------------------------- */

static const unsigned char gray_jpeg[159] = {
    0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01,
    0x00, 0x01, 0x00, 0x00, 0xFF, 0xDB, 0x00, 0x43, 0x00, 0x50, 0x37, 0x3C, 0x46, 0x3C, 0x32, 0x50,
    0x46, 0x41, 0x46, 0x5A, 0x55, 0x50, 0x5F, 0x78, 0xC8, 0x82, 0x78, 0x6E, 0x6E, 0x78, 0xF5, 0xAF,
    0xB9, 0x91, 0xC8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xC0, 0x00, 0x0B, 0x08, 0x00, 0x04,
    0x00, 0x08, 0x01, 0x01, 0x11, 0x00, 0xFF, 0xC4, 0x00, 0x14, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xC4, 0x00, 0x14,
    0x10, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0xFF, 0xDA, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3F, 0x00, 0x3F, 0xFF, 0xD9,
};
static const unsigned char cmyk_jpeg[172] = {
    0xFF, 0xD8, 0xFF, 0xEE, 0x00, 0x0E, 0x41, 0x64, 0x6F, 0x62, 0x65, 0x00, 0x64, 0x00, 0x00, 0x00,
    0x00, 0x00, 0xFF, 0xDB, 0x00, 0x43, 0x00, 0x50, 0x37, 0x3C, 0x46, 0x3C, 0x32, 0x50, 0x46, 0x41,
    0x46, 0x5A, 0x55, 0x50, 0x5F, 0x78, 0xC8, 0x82, 0x78, 0x6E, 0x6E, 0x78, 0xF5, 0xAF, 0xB9, 0x91,
    0xC8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xC0, 0x00, 0x14, 0x08, 0x00, 0x04, 0x00, 0x08,
    0x04, 0x43, 0x11, 0x00, 0x4D, 0x11, 0x00, 0x59, 0x11, 0x00, 0x4B, 0x11, 0x00, 0xFF, 0xC4, 0x00,
    0x14, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0xFF, 0xC4, 0x00, 0x14, 0x10, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xDA, 0x00, 0x0E, 0x04, 0x43, 0x00,
    0x4D, 0x00, 0x59, 0x00, 0x4B, 0x00, 0x00, 0x3F, 0x00, 0x00, 0xFF, 0xD9,
};
static const unsigned char alpha_png[87] = {
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0xF4, 0x22, 0x7F,
    0x8A, 0x00, 0x00, 0x00, 0x01, 0x73, 0x52, 0x47, 0x42, 0x00, 0xAE, 0xCE, 0x1C, 0xE9, 0x00, 0x00,
    0x00, 0x11, 0x49, 0x44, 0x41, 0x54, 0x08, 0x99, 0x63, 0xF8, 0xCF, 0xC0, 0xF0, 0x9F, 0x81, 0x81,
    0x81, 0x01, 0x00, 0x0C, 0xFC, 0x01, 0xFF, 0xE3, 0xC0, 0x64, 0x08, 0x00, 0x00, 0x00, 0x00, 0x49,
    0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
};
static const unsigned char gray16_png[70] = {
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x01, 0x10, 0x00, 0x00, 0x00, 0x00, 0x81, 0xD9, 0xFC,
    0x15, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x44, 0x41, 0x54, 0x08, 0x99, 0x63, 0x68, 0x60, 0xF8, 0xFF,
    0x1F, 0x00, 0x05, 0x02, 0x02, 0x7F, 0x34, 0x09, 0xCF, 0xF1, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45,
    0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
};

static void write_file(kit *k, const char *name, const unsigned char *bytes, size_t n)
{
    jb_str path = jb_path_join(k->arena, k->folder, jb_str_make(name));
    CHECK_INT(jb_file_write(path, (jb_str){(const char *)bytes, n}), 0);
}

/* A folder with images, for the time of a case. */
static void open_folder(kit *k)
{
    char *path = jb_arena_cstr(k->arena, JB_STR("page-test-XXXXXX"));
    CHECK(mkdtemp(path) != NULL);
    k->folder = jb_str_make(path);
    write_file(k, "gray.jpg", gray_jpeg, sizeof gray_jpeg);
    write_file(k, "cmyk.jpg", cmyk_jpeg, sizeof cmyk_jpeg);
    write_file(k, "short.jpg", gray_jpeg, sizeof gray_jpeg - 2);
    write_file(k, "alpha.png", alpha_png, sizeof alpha_png);
    write_file(k, "gray16.png", gray16_png, sizeof gray16_png);
    write_file(k, "short.png", gray16_png, sizeof gray16_png - 20);
    write_file(k, "text.png", (const unsigned char *)"text", 4);
}

static void close_folder(kit *k)
{
    static const char *const names[] = {"gray.jpg",   "cmyk.jpg",  "short.jpg", "alpha.png",
                                        "gray16.png", "short.png", "text.png"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(jb_arena_cstr(k->arena, jb_path_join(k->arena, k->folder, jb_str_make(names[i]))));
    rmdir(k->folder.at);
}

static void add_image(kit *k, const char *file, const char *caption, jb_len width)
{
    add(k, JB_BLOCK_IMAGE, jb_str_make(caption));
    jb_block *block = &k->issue.blocks.at[k->issue.blocks.len - 1];
    block->image = jb_str_make(file);
    block->image_width = width;
}

static void image__is_read(void)
{
    kit *k = open_kit(); /* no caption, no folio: no font is needed */
    k->layout.folio.on = false;
    open_folder(k);
    add_image(k, "gray.jpg", "", JB_PT(100));
    add_image(k, "cmyk.jpg", "", 0);
    add_image(k, "alpha.png", "", JB_PT(1000));
    add_image(k, "gray16.png", "", 0);
    CHECK(make(k));
    const jb_item *gray = find_item(k->pages, 1, JB_ITEM_IMAGE, JB_PART_BODY, 0);
    const jb_item *cmyk = find_item(k->pages, 1, JB_ITEM_IMAGE, JB_PART_BODY, 1);
    const jb_item *alpha = find_item(k->pages, 1, JB_ITEM_IMAGE, JB_PART_BODY, 2);
    const jb_item *deep = find_item(k->pages, 1, JB_ITEM_IMAGE, JB_PART_BODY, 3);
    CHECK(gray && cmyk && alpha && deep);
    CHECK(gray->image->kind == JB_IMAGE_JPEG && gray->image->channels == 1);
    CHECK(gray->image->width == 8 && gray->image->height == 4 && !gray->image->adobe_inverted);
    CHECK_INT(gray->rect.width, JB_PT(100));
    CHECK_INT(gray->rect.height, JB_PT(50));
    CHECK_INT(gray->rect.x, INNER + (MEASURE - JB_PT(100)) / 2);
    CHECK_STR(gray->alt, "gray.jpg");
    CHECK(cmyk->image->channels == 4 && cmyk->image->adobe_inverted);
    CHECK_INT(cmyk->rect.width, 8 * 480); /* 150 dpi */
    const uint8_t red_white[] = {255, 0, 0, 255, 255, 255};
    CHECK(alpha->image->channels == 3 && memcmp(alpha->image->pixels, red_white, 6) == 0);
    CHECK_INT(alpha->rect.width, MEASURE);
    CHECK_INT(deep->image->channels, 1);
    CHECK(deep->image->pixels[0] == 128 && deep->image->pixels[1] == 255);
    CHECK_INT(count_code(k, JB_D_IMAGE_COARSE), 2);
    close_folder(k);
    close_kit(k);
}

static void image__that_cannot_be_had_is_a_content_error(void)
{
    kit *k = open_kit();
    k->layout.folio.on = false;
    open_folder(k);
    static const char *const files[] = {"none.jpg",  "short.jpg",   "short.png",      "text.png",
                                        "/gray.jpg", "../gray.jpg", "a/../../gray.jpg"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        add_image(k, files[i], "", 0);
    CHECK(make(k));
    CHECK_INT(count_code(k, JB_D_IMAGE_MISSING), 1);
    CHECK_INT(count_code(k, JB_D_IMAGE_BROKEN), 3);
    CHECK_INT(count_code(k, JB_D_IMAGE_OUTSIDE), 3);
    CHECK_INT(k->diags.count[JB_CONTENT], 7);
    CHECK(!find_item(k->pages, 1, JB_ITEM_IMAGE, JB_PART_BODY, 0));
    CHECK(find_item(k->pages, 1, JB_ITEM_RULE, JB_PART_BODY, 3) != NULL); /* a frame */
    close_folder(k);
    close_kit(k);
}

static void image__stays_with_its_caption(void)
{
    if (!has_fonts())
        return;
    for (uint32_t before = 12; before < 20; before++) {
        kit *k = open_kit();
        open_folder(k);
        add_single_lines(k, before);
        add_image(k, "gray.jpg", "图一", JB_PT(300)); /* 150 pt high: six rows, and the caption */
        add_lines(k, 3);
        CHECK(make(k));
        uint32_t on = before <= 15 ? 1 : 2;
        const jb_item *image = find_item(k->pages, on, JB_ITEM_IMAGE, JB_PART_BODY, 0);
        CHECK(image != NULL);
        CHECK_INT(rows_on(k->pages, on, before), 1);
        CHECK_INT(first_row(k, on, before), on == 1 ? (int)before + 6 : 6);
        CHECK_STR(image->alt, "图一");
        check_inside(k);
        close_folder(k);
        close_kit(k);
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

static void dump__is_the_same_twice(void)
{
    if (!has_fonts())
        return;
    jb_str dumps[2];
    kit *kits[2];
    for (int i = 0; i < 2; i++) {
        kit *k = kits[i] = open_kit();
        use_masthead(k);
        add_head(k, 1, "简报");
        add(k, JB_BLOCK_TITLE, JB_STR("会议"));
        add(k, JB_BLOCK_PARAGRAPH, han(k, 100, 8));
        add_end(k);
        CHECK(make(k));
        jb_buf buf = {0};
        jb_set_dump_runs(k->arena, k->set, &buf);
        jb_set_dump_lines(k->arena, k->set, &buf);
        jb_pages_dump(k->arena, k->pages, &buf);
        dumps[i] = jb_buf_str(&buf);
    }
    CHECK(jb_str_equal(dumps[0], dumps[1]));
    CHECK(jb_str_find(dumps[0], JB_STR("\npages 1 size=595.276x841.890\npage 1 items=")) !=
          SIZE_MAX);
    CHECK(jb_str_find(dumps[0], JB_STR("rule end ink=black at=79.370,")) != SIZE_MAX);
    CHECK(jb_str_find(dumps[0], JB_STR("\nbookmark page=1 y=")) != SIZE_MAX);
    close_kit(kits[0]);
    close_kit(kits[1]);
}

/* GB/T 9704 7.3.5.2: two characters to the right of the name; a long date keeps its place. */
static void date__begins_right_of_its_name(void)
{
    if (!has_fonts())
        return;
    for (uint32_t n = 2; n <= 20; n += 18) {
        kit *k = open_kit();
        for (int style = JB_STYLE_SIGNATURE; style <= JB_STYLE_DATE; style++) {
            k->layout.styles[style].align = JB_ALIGN_RIGHT;
            k->layout.styles[style].indent = 0;
            k->layout.styles[style].inset_right = MEASURE / 14;
        }
        add(k, JB_BLOCK_PARAGRAPH, han(k, 30, 0));
        add(k, JB_BLOCK_SIGNATURE, jb_str_cut(han(k, n, 0), 0, 3 * n))->style =
            JB_STYLE_SIGNATURE;
        add(k, JB_BLOCK_DATE, jb_str_cut(han(k, 8, 0), 0, 24))->style = JB_STYLE_DATE;
        CHECK(make(k));
        const jb_set_block *name = &k->set->blocks.at[1], *date = name + 1;
        const jb_line *above = &name->lines.at[0], *below = &date->lines.at[0];
        jb_len from = above->left + above->measure - above->width;
        jb_len to = below->left + below->measure - below->width;
        CHECK_INT(to - from, 2 * name->input.quad);
        jb_len edge = MEASURE - MEASURE / 14;
        CHECK_INT(n > 8 ? from + above->width : to + below->width, edge);
        close_kit(k);
    }
}

static void nothing__is_one_page(void)
{
    if (!has_fonts())
        return;
    kit *k = open_kit();
    add(k, JB_BLOCK_PARAGRAPH, JB_STR(""));
    CHECK(make(k));
    CHECK_INT(k->pages->pages.len, 1);
    close_kit(k);
}

int main(void)
{
    static const check_case cases[] = {
        {"date begins right of its name", date__begins_right_of_its_name},
        {"text stands on rows", text__stands_on_rows},
        {"title takes white around, none at a page's top",
         title__takes_white_around_but_not_at_a_page_top},
        {"subtitle stands close below its title", subtitle__stands_close_below_its_title},
        {"title moves when two lines do not follow", title__moves_when_two_lines_do_not_follow},
        {"widow: a line moves along when nothing helps",
         widow__moves_a_line_along_when_nothing_helps},
        {"widow: the paragraph is asked first", widow__asks_the_paragraph_first},
        {"widow: the page is asked next", widow__asks_the_page_next},
        {"every cut keeps its rules", every_cut__keeps_its_rules},
        {"masthead spreads and keeps its place", masthead__spreads_and_keeps_its_place},
        {"masthead shrinks and tells", masthead__shrinks_and_tells},
        {"masthead parts a long line", masthead__parts_a_long_line},
        {"masthead keeps within its box", masthead__keeps_within_its_box},
        {"masthead without a height takes its own", masthead__without_a_height_takes_its_own},
        {"masthead is absent without text", masthead__is_absent_without_text},
        {"folio stands outside and below", folio__stands_outside_and_below},
        {"mark is on every page", mark__is_on_every_page},
        {"mark lies across the page", mark__lies_across_the_page},
        {"end matter stands at the foot", end__stands_at_the_foot},
        {"end matter's row goes from edge to edge", end__row_goes_from_edge_to_edge},
        {"end matter takes lines along to a new page", end__takes_lines_along_to_a_new_page},
        {"end matter chooses its page", end__chooses_its_page},
        {"end matter longer than a page goes on", end__longer_than_a_page_goes_on},
        {"image is read", image__is_read},
        {"image that cannot be had is a content error",
         image__that_cannot_be_had_is_a_content_error},
        {"image stays with its caption", image__stays_with_its_caption},
        {"dump is the same twice", dump__is_the_same_twice},
        {"nothing is one page", nothing__is_one_page},
    };
    return CHECK_MAIN(cases);
}
