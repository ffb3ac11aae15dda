/* What is set in cells: tables and lists of names. */
#include "page_kit.h"

static kit *open_tables(void)
{
    kit *k = open_kit();
    k->layout.table = (jb_table_layout){.on = true, .outer = 992, .inner = 709, .head = 1};
    k->layout.styles[JB_STYLE_TABLE].size = k->layout.styles[JB_STYLE_TABLE].quad = 13750;
    k->layout.styles[JB_STYLE_TABLE].align = JB_ALIGN_LEFT;
    return k;
}

/* Cells parted by |, as the clean text has them parted by U+3000. */
static void add_row(kit *k, const char *cells)
{
    jb_buf text = {0};
    for (const char *c = cells; *c; c++)
        jb_buf_add(k->arena, &text, *c == '|' ? JB_STR("　") : (jb_str){c, 1});
    add(k, JB_BLOCK_TABLE_ROW, jb_buf_str(&text))->style = JB_STYLE_TABLE;
}

static const jb_set_block *cell_of(const kit *k, uint32_t row, uint32_t column)
{
    return &k->set->blocks.at[row].cells[column];
}

/* Right end of the line as it is set, from the type area's left. */
static jb_len line_end(kit *k, const jb_set_block *cell, uint32_t line)
{
    jb_placed_list placed = {0};
    jb_para_place(k->arena, cell->para, &cell->shape, &cell->lines.at[line], &placed);
    const jb_placed *last = &placed.at[placed.len - 1];
    return last->x + jb_face_advance(last->face, last->id) * last->size /
                         jb_face_upem(last->face);
}

static uint32_t count_rules(const kit *k, uint32_t page, jb_len thickness, bool upright)
{
    uint32_t n = 0;
    const jb_item *item;
    for (uint32_t i = 0; (item = find_item(k->pages, page, JB_ITEM_RULE, JB_PART_BODY, i)); i++)
        n += (upright ? item->rect.width : item->rect.height) == thickness &&
             (item->rect.height > item->rect.width) == upright;
    return n;
}

static void columns__fill_the_measure(void)
{
    if (!has_fonts())
        return;
    kit *k = open_tables();
    add_row(k, "指标|总量|增速");
    add_row(k, "地区生产总值|312.6|5.8");
    add_row(k, "工业增加值|97.4|12.1");
    CHECK(make(k));
    CHECK_INT(count_rules(k, 1, 992, false), 2); /* above and below */
    CHECK_INT(count_rules(k, 1, 709, false), 2); /* under the head and between rows */
    CHECK_INT(count_rules(k, 1, 992, true), 6);  /* both edges of three rows */
    CHECK_INT(count_rules(k, 1, 709, true), 6);
    const jb_item *edge = find_item(k->pages, 1, JB_ITEM_RULE, JB_PART_BODY, 0);
    CHECK_INT(edge->rect.x, INNER);
    CHECK_INT(edge->rect.width, MEASURE);
    close_kit(k);
}

static void numbers__end_under_each_other(void)
{
    if (!has_fonts())
        return;
    kit *k = open_tables();
    add_row(k, "指标|总量");
    add_row(k, "甲|1,016.5");
    add_row(k, "乙|7.4");
    add_row(k, "丙|-3%");
    CHECK(make(k));
    jb_len end = line_end(k, cell_of(k, 1, 1), 0);
    for (uint32_t row = 2; row <= 3; row++) {
        jb_len other = line_end(k, cell_of(k, row, 1), 0);
        CHECK(other - end <= 2 && end - other <= 2);
    }
    CHECK(cell_of(k, 1, 0)->shape.align == JB_ALIGN_CENTER);
    close_kit(k);
}

/* A long text is broken; a column that needs less than its share is not made narrower for it. */
static void narrow_columns__keep_their_width(void)
{
    if (!has_fonts())
        return;
    kit *k = open_tables();
    add_row(k, "序号|任务|时限");
    add_row(k, jb_arena_cstr(k->arena, jb_arena_format(k->arena, "1|%.*s|年九月底前",
                                                       JB_FMT(han(k, 60, 7)))));
    CHECK(make(k));
    CHECK_INT(cell_of(k, 1, 0)->lines.len, 1);
    CHECK_INT(cell_of(k, 1, 2)->lines.len, 1);
    CHECK(cell_of(k, 1, 1)->lines.len > 1);
    CHECK(cell_of(k, 1, 1)->shape.align == JB_ALIGN_LEFT);
    check_inside(k);
    close_kit(k);
}

static void empty_cells__are_cells(void)
{
    if (!has_fonts())
        return;
    kit *k = open_tables();
    add_row(k, "甲|乙|丙");
    add_row(k, "一||三");
    add_row(k, "一");
    CHECK(make(k));
    CHECK_INT(k->set->blocks.at[1].cells_len, 3);
    CHECK(cell_of(k, 1, 1)->para == NULL);
    CHECK(cell_of(k, 1, 2)->para != NULL);
    CHECK_INT(k->set->blocks.at[2].cells_len, 1);
    CHECK_INT(count_rules(k, 1, 709, true), 6); /* a short row has the borders of the others */
    close_kit(k);
}

/* Text and ruby stand in the middle together: the rule above is not touched (CLREQ 3.3). */
static void ruby__stays_inside_its_row(void)
{
    if (!has_fonts())
        return;
    enum { TEXT = 13750, RULE = 709 };
    kit *k = open_tables();
    k->layout.styles[JB_STYLE_TABLE].size = k->layout.styles[JB_STYLE_TABLE].quad = TEXT;
    add_row(k, "甲|乙");
    add_row(k, "三|一hh");
    jb_styled_block *row = &k->styled.blocks.at[1];
    uint32_t base = row->text.end - 5; /* 一hh */
    row->run_first = k->styled.runs.len;
    row->run_len = 3;
    *jb_push(k->arena, &k->styled.runs) = (jb_styled_run){.text = {row->text.start, base}};
    *jb_push(k->arena, &k->styled.runs) =
        (jb_styled_run){.text = {base, base + 3}, .accents = JB_ACCENT_BASE};
    *jb_push(k->arena, &k->styled.runs) =
        (jb_styled_run){.text = {base + 3, base + 5}, .accents = JB_ACCENT_RUBY};
    CHECK(make(k));
    const jb_item *item, *rule = NULL, *ruby = NULL;
    for (uint32_t i = 0; (item = find_item(k->pages, 1, JB_ITEM_RULE, JB_PART_BODY, i)); i++)
        rule = item->rect.height == RULE ? item : rule;
    for (uint32_t i = 0; (item = find_item(k->pages, 1, JB_ITEM_GLYPHS, JB_PART_BODY, i)); i++)
        ruby = item->size == TEXT / 2 ? item : ruby;
    CHECK(rule && ruby);
    const jb_item_glyph *glyph = first_glyph(k->pages, ruby);
    jb_len top = glyph->y - (jb_len)((int64_t)jb_face_ink(ruby->face, glyph->id).top * ruby->size /
                                     jb_face_upem(ruby->face));
    CHECK(top > rule->rect.y + RULE + TEXT / 6);
    close_kit(k);
    k = open_tables(); /* nor does it come to the table's end */
    add_row(k, "甲|乙");
    jb_styled_block *text = add(k, JB_BLOCK_PARAGRAPH, JB_STR("一hh"));
    text->run_first = k->styled.runs.len;
    text->run_len = 2;
    *jb_push(k->arena, &k->styled.runs) = (jb_styled_run){
        .text = {text->text.start, text->text.start + 3}, .accents = JB_ACCENT_BASE};
    *jb_push(k->arena, &k->styled.runs) = (jb_styled_run){
        .text = {text->text.start + 3, text->text.end}, .accents = JB_ACCENT_RUBY};
    CHECK(make(k));
    CHECK_INT(first_row(k, 1, 1), 2); /* the row between is free */
    close_kit(k);
}

/* Rows go over to the next page whole; each page frames its own. The head and the caption above it
 * never stand alone at a page's foot. */
static void rows__part_between_pages(void)
{
    if (!has_fonts())
        return;
    for (uint32_t before = 15; before <= 22; before++) {
        kit *k = open_tables();
        add_single_lines(k, before);
        add(k, JB_BLOCK_CAPTION, JB_STR("表一"))->style = JB_STYLE_CAPTION;
        add_row(k, "甲|乙");
        for (int i = 0; i < 8; i++)
            add_row(k, "一|二");
        CHECK(make(k));
        uint32_t caption = rows_on(k->pages, 1, before), head = rows_on(k->pages, 1, before + 1);
        uint32_t first = rows_on(k->pages, 1, before + 2);
        CHECK(caption == head && head == first);
        CHECK_INT(caption, before <= 18); /* two rows below the head (CLREQ 4.1) */
        CHECK_INT(first_row(k, 1, before + 1), caption ? (int)before + 1 : -2); /* on the grid */
        check_inside(k);
        for (uint32_t p = 1; p <= 2; p++) {
            bool rows = count_rules(k, p, 992, true) > 0;
            CHECK_INT(count_rules(k, p, 992, false), rows ? 2 : 0);
        }
        close_kit(k);
    }
}

static void three_lines__have_no_upright_rule(void)
{
    if (!has_fonts())
        return;
    kit *k = open_tables();
    k->layout.table.rules = JB_TABLE_THREE_LINE;
    add_row(k, "甲|乙");
    add_row(k, "一|二");
    add_row(k, "三|四");
    CHECK(make(k));
    CHECK_INT(count_rules(k, 1, 992, false), 2);
    CHECK_INT(count_rules(k, 1, 709, false), 1);
    CHECK_INT(count_rules(k, 1, 992, true) + count_rules(k, 1, 709, true), 0);
    close_kit(k);
}

static jb_styled_block *add_names(kit *k, const char *names)
{
    jb_styled_block *block = add(k, JB_BLOCK_NAMES, jb_str_make(names));
    block->style = JB_STYLE_NAMES;
    return block;
}

/* No name parts at a line's end, and names stand under each other, behind the label in front. */
static void names__are_whole_and_in_columns(void)
{
    if (!has_fonts())
        return;
    kit *k = open_tables();
    add_names(k, "组长：张三　李小四");
    add_names(k, "组员：王五　赵六六　孙七　周八八　吴九　郑一一　欧阳　冯三三　陈四　楚五五");
    CHECK(make(k));
    jb_len quad = MEASURE / 28, left = MEASURE / 14 + 3 * quad;
    for (uint32_t block = 0; block < 2; block++) {
        const jb_set_block *list = &k->set->blocks.at[block];
        CHECK(list->labelled);
        CHECK_INT(list->cell_lines, block ? 2 : 1);
        for (uint32_t i = 1; i < list->cells_len; i++) {
            CHECK_INT(list->cells[i].lines.len, 1);
            CHECK_INT((list->cells[i].shape_lines[0].left - left) % (4 * quad), 0);
        }
    }
    CHECK_INT(rows_on(k->pages, 1, 1), 2);
    check_inside(k);
    close_kit(k);
}

/* A name of four makes the columns wider, a longer one takes several. */
static void names__of_any_length_have_room(void)
{
    if (!has_fonts())
        return;
    kit *k = open_tables();
    add_names(k, "欧阳修文　张三　阿卜杜拉·买买提　李四");
    CHECK(make(k));
    jb_len quad = MEASURE / 28, left = MEASURE / 14;
    static const int columns[] = {0, 1, 2, 4};
    for (uint32_t i = 0; i < 4; i++)
        CHECK_INT(k->set->blocks.at[0].cells[i].shape_lines[0].left, left + columns[i] * 5 * quad);
    close_kit(k);
}

/* What only looks like a list is a text that breaks at its blanks. */
static void names__that_no_line_holds_are_text(void)
{
    if (!has_fonts())
        return;
    kit *k = open_tables();
    add_names(k, jb_arena_cstr(k->arena, jb_arena_format(k->arena, "张三　%.*s",
                                                         JB_FMT(han(k, 40, 0)))));
    CHECK(make(k));
    CHECK_INT(k->set->blocks.at[0].cells_len, 0);
    CHECK(rows_on(k->pages, 1, 0) > 1);
    close_kit(k);
}

/* Nothing is lost of what no column can hold: the rows are lines of text, and that is told. */
static void too_wide__is_text_and_told(void)
{
    if (!has_fonts())
        return;
    kit *k = open_tables();
    add_row(k, "的|的|的|的|的|的|的|的|的|的|的|的|的|的|的|的|的|的|的|的|的|的|的|的|的|的");
    add_row(k, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|一");
    CHECK(make(k));
    CHECK_INT(count_code(k, JB_D_TABLE_TOO_WIDE), 1);
    CHECK(k->set->blocks.at[0].table == NULL);
    CHECK(rows_on(k->pages, 1, 0) > 0 && rows_on(k->pages, 1, 1) > 0);
    close_kit(k);
}

int main(void)
{
    static const check_case cases[] = {
        {"columns fill the measure", columns__fill_the_measure},
        {"numbers end under each other", numbers__end_under_each_other},
        {"narrow columns keep their width", narrow_columns__keep_their_width},
        {"empty cells are cells", empty_cells__are_cells},
        {"ruby stays inside its row", ruby__stays_inside_its_row},
        {"rows part between pages", rows__part_between_pages},
        {"three lines have no upright rule", three_lines__have_no_upright_rule},
        {"too wide: is text, and told", too_wide__is_text_and_told},
        {"names are whole and in columns", names__are_whole_and_in_columns},
        {"names of any length have room", names__of_any_length_have_room},
        {"names that no line holds are text", names__that_no_line_holds_are_text},
    };
    return CHECK_MAIN(cases);
}
