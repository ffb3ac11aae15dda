/* Tables: rows that follow each other are one table, the first of them its head. A cell is a
 * paragraph of its own in a column; a row never parts, and the head stays with the row below it.
 *
 * Columns are as wide as what stands in them, with what is left of the measure in equal parts. When
 * that is too much, those that need less than their share keep it, and the others give up of what
 * they have above their least, in proportion. Numbers stand under each other; a column with a
 * text of several lines begins at the left; all else is centred. */
#include "parts.h"

struct jb_table {
    uint32_t columns;
    jb_len *border; /* columns + 1, from the type area's left */
    uint32_t first, last; /* its rows in jb_set.blocks */
};

typedef struct column {
    jb_len natural, least; /* with the white at both sides */
    jb_len widest;         /* of the body's cells on one line */
    bool numbers;          /* all cells below the head are */
    bool kept;             /* it has its natural width */
} column;

typedef struct table_making {
    jb_arena *arena;
    const jb_set *set;
    const jb_style *style;
    jb_set_block *rows;
    uint32_t rows_len;
    column *columns;
    uint32_t columns_len;
} table_making;

/* White between a cell's text and its border, at the least. */
static jb_len side_white(const jb_style *style)
{
    return style->size / 2;
}

/* ---- cells --------------------------------------------------------------------------------- */

static const jb_str border = JB_LIT("　");

static uint32_t count_cells(jb_str text)
{
    uint32_t n = 1;
    for (size_t at; (at = jb_str_find(text, border)) != SIZE_MAX; n++)
        text = jb_str_cut(text, at + border.len, text.len);
    return n;
}

/* All of a cell of the head is in one role. */
static void set_head(const table_making *t, jb_set_block *cell)
{
    cell->input.role = t->set->styled->layout->table.head;
    cell->input.runs = NULL;
    cell->input.runs_len = 0;
}

/* The cells of a row; NULL paragraphs for empty ones. False after a world diagnostic. */
static bool make_cells(const table_making *t, jb_set_block *row, bool head, jb_diags *diags)
{
    const jb_styled_block *from = &t->set->styled->blocks.at[row->styled];
    jb_str text = jb_span_of(t->set->styled->issue->text, from->text);
    row->cells = JB_NEW_ARRAY(t->arena, jb_set_block, t->columns_len);
    row->cells_len = count_cells(text);
    uint32_t at = from->text.start;
    for (uint32_t i = 0; i < row->cells_len; i++) {
        jb_str rest = jb_span_of(t->set->styled->issue->text, (jb_span){at, from->text.end});
        size_t length = jb_str_find(rest, border);
        jb_span span = {at, length == SIZE_MAX ? from->text.end : at + (uint32_t)length};
        jb_set_block *cell = &row->cells[i];
        cell->styled = row->styled;
        jb_set_input(t->arena, t->set->styled, cell, span);
        if (head)
            set_head(t, cell);
        if (!jb_span_is_empty(span)) {
            jb_arena *paras = jb_set_paras(t->arena, t->set);
            cell->para = jb_para_new(paras, &cell->input, t->set->fonts, diags);
            if (!cell->para)
                return false;
        }
        at = span.end + (uint32_t)border.len;
    }
    return true;
}

/* 312.6, -4%, 1,016, 60—80, — (none). */
static bool is_number(const jb_para *para)
{
    bool digits = false;
    for (uint32_t i = 0; i < para->clusters_len; i++) {
        jb_class cls = para->clusters[i].cls;
        digits |= cls == JB_CLASS_DIGIT;
        if (cls == JB_CLASS_HAN || cls == JB_CLASS_OPEN)
            return false;
    }
    return digits || para->clusters_len == 1;
}

/* ---- columns ------------------------------------------------------------------------------- */

/* The widest piece that no line may be broken in. */
static int64_t widest_piece(const jb_para *para)
{
    int64_t widest = 0, width = 0;
    for (uint32_t i = 0; i < para->clusters_len; i++) {
        width += para->clusters[i].width;
        if (width > widest)
            widest = width;
        width = para->gaps[i].brk == JB_BREAK_NO ? width + para->gaps[i].natural : 0;
    }
    return widest;
}

/* A column is not made narrower than four Han, or what stands in it. */
static void measure_cell(const table_making *t, column *c, const jb_para *para, bool head)
{
    int64_t most = t->set->styled->layout->page.measure, white = 2 * (int64_t)side_white(t->style);
    int64_t width = jb_para_width(para), piece = widest_piece(para), four = 4 * t->style->quad;
    int64_t least = piece > four ? piece : four < width ? four : width;
    width = (width < most * 8 ? width : most * 8); /* so that sums stay small */
    least = (least < most * 8 ? least : most * 8);
    if (width + white > c->natural)
        c->natural = (jb_len)(width + white);
    if (least + white > c->least)
        c->least = (jb_len)(least + white);
    if (head)
        return;
    if (width > c->widest)
        c->widest = (jb_len)width;
    c->numbers = c->numbers && is_number(para);
}

static void measure_columns(table_making *t)
{
    for (uint32_t i = 0; i < t->columns_len; i++)
        t->columns[i] = (column){.natural = 2 * side_white(t->style) + t->style->quad,
                                 .least = 2 * side_white(t->style) + t->style->quad,
                                 .numbers = t->rows_len > 1};
    for (uint32_t r = 0; r < t->rows_len; r++)
        for (uint32_t i = 0; i < t->rows[r].cells_len; i++)
            if (t->rows[r].cells[i].para)
                measure_cell(t, &t->columns[i], t->rows[r].cells[i].para,
                             r == 0 && t->rows_len > 1);
}

/* What the columns need: at the least, and what they have above that. */
typedef struct need {
    int64_t least, more;
} need;

static need sum_needs(const table_making *t)
{
    need sum = {0, 0};
    for (uint32_t i = 0; i < t->columns_len; i++) {
        const column *c = &t->columns[i];
        sum.least += c->kept ? c->natural : c->least;
        sum.more += c->kept ? 0 : c->natural - c->least;
    }
    return sum;
}

/* Columns that need no more than their share of the measure keep it, as long as the others then
 * have their least. */
static void keep_narrow(table_making *t, int64_t measure)
{
    bool more = true;
    while (more) {
        int64_t room = measure, open = 0;
        for (uint32_t i = 0; i < t->columns_len; i++) {
            room -= t->columns[i].kept ? t->columns[i].natural : 0;
            open += !t->columns[i].kept;
        }
        more = false;
        for (uint32_t i = 0; i < t->columns_len; i++) {
            column *c = &t->columns[i];
            if (c->kept || c->natural * open > room)
                continue;
            c->kept = true;
            if (sum_needs(t).least > measure)
                c->kept = false;
            more |= c->kept;
        }
    }
}

/* The columns' borders; NULL when they cannot stand in the measure. */
static jb_len *place_columns(table_making *t)
{
    int64_t measure = t->set->styled->layout->page.measure;
    keep_narrow(t, measure);
    need needs = sum_needs(t);
    int64_t left = measure - needs.least; /* above the least of all */
    if (left < 0)
        return NULL;
    int64_t shared = left < needs.more ? left : needs.more, spare = left - shared;
    jb_len *borders = JB_NEW_ARRAY(t->arena, jb_len, t->columns_len + 1);
    for (uint32_t i = 0; i < t->columns_len; i++) {
        const column *c = &t->columns[i];
        int64_t more = c->natural - c->least, width = c->kept ? c->natural : c->least;
        if (!c->kept && needs.more)
            width += more * shared / needs.more;
        borders[i + 1] = borders[i] + (jb_len)(width + spare / t->columns_len);
    }
    borders[t->columns_len] = (jb_len)measure;
    return borders;
}

/* ---- lines --------------------------------------------------------------------------------- */

static void set_cell(const table_making *t, jb_line_shape room, jb_align align, jb_set_block *cell)
{
    cell->shape_lines[0] = cell->shape_lines[1] = room;
    cell->shape = (jb_shape){cell->shape_lines, 1, align, t->style->fit};
    cell->lines = jb_para_lines(t->arena, cell->para, &cell->shape, 0);
}

static void set_column(const table_making *t, const jb_len *borders, uint32_t i)
{
    const column *c = &t->columns[i];
    jb_len white = side_white(t->style);
    jb_line_shape room = {borders[i] + white, borders[i + 1] - borders[i] - 2 * white}, body = room;
    jb_align align = c->widest > room.width ? t->style->align : JB_ALIGN_CENTER;
    if (c->numbers && c->widest < room.width) {
        body.left += (room.width - c->widest) / 2;
        body.width = c->widest;
        align = JB_ALIGN_RIGHT;
    }
    for (uint32_t r = 0; r < t->rows_len; r++) {
        jb_set_block *row = &t->rows[r];
        bool head = r == 0 && t->rows_len > 1;
        if (i < row->cells_len && row->cells[i].para)
            set_cell(t, head ? room : body, head ? JB_ALIGN_CENTER : align, &row->cells[i]);
    }
}

static uint32_t most_cells(const table_making *t)
{
    const jb_styled *styled = t->set->styled;
    uint32_t most = 0;
    for (uint32_t r = 0; r < t->rows_len; r++) {
        jb_span text = styled->blocks.at[t->rows[r].styled].text;
        uint32_t cells = count_cells(jb_span_of(styled->issue->text, text));
        most = cells > most ? cells : most;
    }
    return most;
}

/* The borders of the columns; NULL when the rows are no table. */
static jb_len *make_columns(table_making *t, jb_diags *diags)
{
    /* so many that no cell could hold a character: not worth shaping */
    t->columns_len = most_cells(t);
    if ((int64_t)t->columns_len * t->style->quad > t->set->styled->layout->page.measure)
        return NULL;
    t->columns = JB_NEW_ARRAY(t->arena, column, t->columns_len);
    for (uint32_t r = 0; r < t->rows_len; r++)
        if (!make_cells(t, &t->rows[r], r == 0 && t->rows_len > 1, diags))
            return NULL;
    measure_columns(t);
    return place_columns(t);
}

bool jb_table_set(jb_arena *arena, const jb_set *set, uint32_t first, uint32_t n, jb_diags *diags,
                  bool *ok)
{
    table_making t = {.arena = arena,
                      .set = set,
                      .style = &set->styled->layout->styles[JB_STYLE_TABLE],
                      .rows = &set->blocks.at[first],
                      .rows_len = n};
    /* told once: by the cells, or by the lines of text that they are when they are no table */
    jb_diags told = {.arena = diags->arena, .locate = diags->locate, .context = diags->context};
    bool on = set->styled->layout->table.on;
    jb_len *borders = on ? make_columns(&t, &told) : NULL;
    *ok = !jb_diags_fatal(&told);
    if (borders || !*ok)
        jb_diags_append(diags, &told);
    else if (on)
        jb_diag_at(diags, JB_D_TABLE_TOO_WIDE,
                   set->styled->blocks.at[t.rows[0].styled].text, JB_NO_ARGS);
    jb_table *table = JB_NEW(arena, jb_table);
    *table = (jb_table){t.columns_len, borders, first, first + n - 1};
    for (uint32_t r = 0; r < n; r++) {
        t.rows[r].table = borders ? table : NULL;
        t.rows[r].cells_len = borders ? t.rows[r].cells_len : 0;
    }
    for (uint32_t i = 0; borders && i < t.columns_len; i++)
        set_column(&t, borders, i);
    return borders != NULL;
}

/* ---- rows on the page ---------------------------------------------------------------------- */

static jb_len line_pitch(const jb_style *style)
{
    return style->size * 3 / 2;
}

static uint32_t most_lines(const jb_set_block *row)
{
    uint32_t most = 1;
    for (uint32_t i = 0; i < row->cells_len; i++)
        if (row->cells[i].lines.len > most)
            most = row->cells[i].lines.len;
    return most;
}

/* What ruby stands out by above the row's text. */
static jb_len ruby_room(const jb_style *style, const jb_set_block *row)
{
    int32_t most = 0;
    for (uint32_t i = 0; i < row->cells_len; i++) {
        int32_t over = jb_accents_over(&row->cells[i]);
        most = over > most ? over : most;
    }
    return jb_len_share(style->size, most);
}

/* The lines, and a third of the size above and below them; a quarter where there is ruby. */
int64_t jb_table_row_height(const jb_style *style, const jb_set_block *row)
{
    int64_t lines = (int64_t)(most_lines(row) - 1) * line_pitch(style) + style->size;
    jb_len ruby = ruby_room(style, row);
    return ruby ? lines + ruby + 2 * (style->size / 4) : lines + 2 * (style->size / 3);
}

bool jb_table_is_head(const jb_set *set, const jb_set_block *row)
{
    return row->table && row == &set->blocks.at[row->table->first] &&
           row->table->first < row->table->last;
}

static void put_rule(jb_sheet *sheet, jb_len x, jb_len y, jb_len width, jb_len height)
{
    const jb_table_layout *look = &sheet->layout->table;
    const jb_item as = {.part = JB_PART_BODY, .ink = look->ink, .block = UINT32_MAX};
    if (width > 0 && height > 0)
        jb_sheet_add_rule(sheet, &as, (jb_rect){x, y, width, height});
}

/* The frame lies inside the row's edges, so that it stays in the type area; inner rules lie on the
 * borders, half on either side. */
static void put_rules(jb_sheet *sheet, const jb_set_block *row, jb_len x, const jb_row_place *at)
{
    const jb_table_layout *look = &sheet->layout->table;
    const jb_table *table = row->table;
    bool head = jb_table_is_head(sheet->set, row);
    bool last = row == &sheet->set->blocks.at[table->last];
    jb_len measure = sheet->layout->page.measure, below = at->y + at->height;
    if (look->rules == JB_TABLE_NO_RULES)
        return;
    bool grid = look->rules == JB_TABLE_GRID;
    if (at->top)
        put_rule(sheet, x, at->y, measure, look->outer);
    if (last || at->bottom)
        put_rule(sheet, x, below - look->outer, measure, look->outer);
    else if (grid || head)
        put_rule(sheet, x, below - look->inner / 2, measure, look->inner);
    for (uint32_t i = 0; grid && i <= table->columns; i++) {
        bool edge = i == 0 || i == table->columns;
        jb_len thick = edge ? look->outer : look->inner;
        jb_len left = i == 0 ? 0 : edge ? thick : thick / 2;
        put_rule(sheet, x + table->border[i] - left, at->y, thick, at->height);
    }
}

void jb_table_put_row(jb_sheet *sheet, const jb_item *as, const jb_set_block *row, jb_len x,
                      const jb_row_place *at)
{
    const jb_style *style = &sheet->layout->styles[JB_STYLE_TABLE];
    jb_len middle = at->y + (at->height + ruby_room(style, row)) / 2;
    put_rules(sheet, row, x, at);
    for (uint32_t i = 0; i < row->cells_len; i++) {
        const jb_set_block *cell = &row->cells[i];
        int64_t lines = cell->lines.len;
        jb_item in_cell = *as;
        in_cell.cell_kind = JB_CELL_TABLE;
        in_cell.cell = i;
        jb_len y = middle - (jb_len)((lines - 1) * line_pitch(style) / 2);
        for (uint32_t k = 0; k < cell->lines.len; k++, y += line_pitch(style))
            jb_sheet_add_line(sheet, &in_cell, cell, &cell->lines.at[k], x, y);
    }
}
