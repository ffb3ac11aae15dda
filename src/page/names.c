/* Lists of names: each name whole, in columns (CLREQ 3.4.3).
 *
 * A name of two characters takes the room of three, but is not spread to it (CLREQ 2.1.3 lets it
 * be): readers take the white inside for a space, and nobody would find the name by searching.
 *
 * 组长： and the like stand in front, and further lines begin behind them. Lists that follow each
 * other have columns of one width: that of the widest name of up to four characters and one em. A
 * longer name takes several columns. */
#include "parts.h"

typedef struct names_making {
    jb_arena *arena;
    const jb_set *set;
    const jb_style *style;
    jb_len column;
} names_making;

static const jb_str blank = JB_LIT("　");

/* ---- cells --------------------------------------------------------------------------------- */

/* The label with its colon; the blanks behind it are no cell. */
static size_t label_end(jb_str text)
{
    size_t wide = jb_str_find(text, JB_STR("：")), narrow = jb_str_find(text, JB_STR(":"));
    size_t end = wide < narrow ? wide + 3 : narrow == SIZE_MAX ? 0 : narrow + 1;
    while (jb_str_starts(jb_str_cut(text, end, text.len), blank))
        end += blank.len;
    return end;
}

static bool add_cell(const names_making *n, jb_set_block *list, jb_span span, jb_diags *diags)
{
    if (jb_span_is_empty(span))
        return true;
    jb_set_block *cell = &list->cells[list->cells_len++];
    cell->styled = list->styled;
    jb_set_input(n->arena, n->set->styled, cell, span);
    cell->para = jb_para_new(jb_set_paras(n->arena, n->set), &cell->input, n->set->fonts, diags);
    return cell->para != NULL;
}

static bool make_cells(const names_making *n, jb_set_block *list, jb_diags *diags)
{
    const jb_styled_block *from = &n->set->styled->blocks.at[list->styled];
    jb_str text = jb_span_of(n->set->styled->issue->text, from->text);
    uint32_t most = 2;
    for (size_t at = 0; at < text.len; at++)
        most += jb_str_starts(jb_str_cut(text, at, text.len), blank);
    list->cells = JB_NEW_ARRAY(n->arena, jb_set_block, most);
    size_t at = label_end(text);
    list->labelled = at > 0;
    uint32_t start = from->text.start;
    if (!add_cell(n, list, (jb_span){start, start + (uint32_t)at}, diags))
        return false;
    while (at < text.len) {
        jb_str rest = jb_str_cut(text, at, text.len);
        size_t length = jb_str_find(rest, blank);
        length = length < rest.len ? length : rest.len;
        jb_span span = {start + (uint32_t)at, start + (uint32_t)(at + length)};
        if (!add_cell(n, list, span, diags))
            return false;
        at += length + blank.len;
    }
    return true;
}

/* ---- columns ------------------------------------------------------------------------------- */

static bool is_four_han(const jb_para *para)
{
    bool han = para->clusters_len == 4;
    for (uint32_t i = 0; i < para->clusters_len; i++)
        han = han && para->clusters[i].cls == JB_CLASS_HAN;
    return han;
}

static jb_len width_of(const jb_para *para)
{
    int64_t width = jb_para_width(para), most = INT32_MAX / 4;
    return (jb_len)(width < most ? width : most);
}

/* In whole ems: with the blank of its colon. */
static jb_len label_width(const jb_set_block *list)
{
    if (!list->labelled)
        return 0;
    jb_len quad = list->cells[0].input.quad;
    return (width_of(list->cells[0].para) + quad - 1) / quad * quad;
}

static jb_len column_width(const names_making *n, uint32_t first, uint32_t len)
{
    jb_len quad = n->style->quad, widest = 3 * quad;
    for (uint32_t b = first; b < first + len; b++) {
        const jb_set_block *list = &n->set->blocks.at[b];
        for (uint32_t i = list->labelled; i < list->cells_len; i++)
            if (is_four_han(list->cells[i].para))
                widest = 4 * quad;
    }
    return widest + quad;
}

static jb_len left_of(const names_making *n)
{
    return n->style->inset_left + n->style->indent;
}

static jb_len right_of(const names_making *n)
{
    return n->set->styled->layout->page.measure - n->style->inset_right;
}

/* Names that no line can hold, or a label of half a line, are no list but a text. */
static bool fits(const names_making *n, const jb_set_block *list)
{
    jb_len room = right_of(n) - left_of(n);
    jb_len label = label_width(list);
    for (uint32_t i = list->labelled; i < list->cells_len; i++)
        if (width_of(list->cells[i].para) > room - label)
            return false;
    return list->cells_len > 0 && label <= room / 2;
}

static void place_cell(const names_making *n, jb_set_block *cell, uint32_t line, jb_len left)
{
    cell->line = line;
    cell->shape_lines[0] = cell->shape_lines[1] = (jb_line_shape){left, width_of(cell->para)};
    cell->shape = (jb_shape){cell->shape_lines, 1, JB_ALIGN_LEFT, n->style->fit};
    cell->lines = jb_para_lines(n->arena, cell->para, &cell->shape, 0);
}

/* The names one after the other; one that has no room begins a line. */
static void place_cells(const names_making *n, jb_set_block *list)
{
    jb_len left = left_of(n), quad = n->style->quad;
    uint32_t line = 0;
    if (list->labelled)
        place_cell(n, &list->cells[0], 0, left);
    left += label_width(list);
    jb_len at = left;
    for (uint32_t i = list->labelled; i < list->cells_len; i++) {
        jb_len width = width_of(list->cells[i].para);
        if (at > left && at + width > right_of(n)) {
            at = left;
            line++;
        }
        place_cell(n, &list->cells[i], line, at);
        at += (width + quad + n->column - 1) / n->column * n->column;
    }
    list->cell_lines = line + 1;
}

bool jb_names_set(jb_arena *arena, const jb_set *set, uint32_t first, uint32_t len,
                  jb_diags *diags, bool *ok)
{
    names_making n = {arena, set, &set->styled->layout->styles[JB_STYLE_NAMES], 0};
    /* told once: by the names, or by the text that they are when they are no list */
    jb_diags told = {.arena = diags->arena, .locate = diags->locate, .context = diags->context};
    bool list = true;
    for (uint32_t i = first; i < first + len && list; i++)
        list = make_cells(&n, &set->blocks.at[i], &told) && fits(&n, &set->blocks.at[i]);
    *ok = !jb_diags_fatal(&told);
    if (list || !*ok)
        jb_diags_append(diags, &told);
    if (list)
        n.column = column_width(&n, first, len);
    for (uint32_t i = first; i < first + len; i++) {
        if (list)
            place_cells(&n, &set->blocks.at[i]);
        else
            set->blocks.at[i].cells_len = 0;
    }
    return list;
}

/* ---- lines on the page --------------------------------------------------------------------- */

void jb_names_put_line(jb_sheet *sheet, const jb_item *as, const jb_set_block *list, uint32_t line,
                       jb_len x, jb_len y)
{
    const jb_set_block *cells = list->cells;
    uint32_t first = jb_vec_first(&cells->line, sizeof *cells, list->cells_len, line);
    for (uint32_t i = first; i < list->cells_len && list->cells[i].line == line; i++) {
        jb_item in_cell = *as;
        in_cell.cell_kind = list->labelled && i == 0 ? JB_CELL_LABEL : JB_CELL_NAME;
        in_cell.cell = i;
        jb_sheet_add_line(sheet, &in_cell, &list->cells[i], &list->cells[i].lines.at[0], x, y);
    }
}
