/* End matter (版记, 报尾; GB/T 9704 7.4): entries between rules, on rows of their own pitch.
 *
 * It is a column of pieces: a rule, the lines of an entry, an image. The foot of the last page
 * carries it with the last rule's lower edge on the type area's lower edge (7.4.1). */
#include "parts.h"

typedef enum end_kind { END_RULE, END_LINE, END_FIGURE } end_kind;

typedef struct end_piece {
    end_kind kind;
    jb_len height; /* that it takes; of a rule: its thickness */
    const jb_set_block *block;
    uint32_t line;
    const jb_figure *figure;
} end_piece;

struct jb_end {
    JB_VEC(end_piece) pieces;
    jb_len height;
    jb_len most;  /* what one page holds */
    jb_span span; /* of the first block */
};

static void add_piece(jb_arena *arena, jb_end *end, end_piece piece)
{
    if (piece.height <= 0)
        return;
    *jb_push(arena, &end->pieces) = piece;
    int64_t height = (int64_t)end->height + piece.height;
    end->height = height > INT32_MAX / 2 ? INT32_MAX / 2 : (jb_len)height;
}

static jb_len line_pitch(const jb_layout *layout, const jb_style *style)
{
    jb_len pitch = layout->end.pitch ? layout->end.pitch : layout->grid.pitch;
    return pitch > style->size ? pitch : style->size;
}

static void add_block(jb_arena *arena, jb_end *end, const jb_layout *layout,
                      const jb_styled_block *styled, const jb_set_block *block,
                      const jb_figure *figure)
{
    jb_len pitch = line_pitch(layout, &layout->styles[styled->style]);
    if (figure->width > 0)
        add_piece(arena, end,
                  (end_piece){END_FIGURE, figure->height + pitch / 2, block, 0, figure});
    for (uint32_t i = 0; i < block->lines.len; i++)
        add_piece(arena, end, (end_piece){END_LINE, pitch, block, i, NULL});
}

jb_end *jb_end_make(jb_arena *arena, const jb_set *set, const jb_figure *figures)
{
    const jb_layout *layout = set->styled->layout;
    if (!layout->end.on)
        return NULL;
    jb_end *end = JB_NEW(arena, jb_end);
    end->most = layout->page.text_height;
    const jb_styled_block *last = NULL;
    for (uint32_t i = 0; i < set->blocks.len; i++) {
        const jb_styled_block *styled = &set->styled->blocks.at[set->blocks.at[i].styled];
        if (!styled->in_end)
            continue;
        jb_len rule = !last                          ? layout->end.rule_first
                      : last->group != styled->group ? layout->end.rule_between
                                                     : 0;
        if (!last)
            end->span = styled->text;
        add_piece(arena, end, (end_piece){.kind = END_RULE, .height = rule});
        add_block(arena, end, layout, styled, &set->blocks.at[i], &figures[i]);
        last = styled;
    }
    if (!last)
        return NULL;
    add_piece(arena, end, (end_piece){.kind = END_RULE, .height = layout->end.rule_last});
    return end;
}

jb_span jb_end_span(const jb_end *end)
{
    return end->span;
}

jb_len jb_end_height(const jb_end *end)
{
    return end->height;
}

/* The pieces [from, ...) of one page; one at the least, whatever its height. */
static uint32_t page_stop(const jb_end *end, uint32_t from, jb_len *height)
{
    uint32_t stop = from;
    *height = 0;
    while (stop < end->pieces.len &&
           (stop == from || *height + end->pieces.at[stop].height <= end->most))
        *height += end->pieces.at[stop++].height;
    return stop;
}

uint32_t jb_end_pages(const jb_end *end)
{
    uint32_t pages = 0;
    jb_len height;
    for (uint32_t from = 0; from < end->pieces.len; pages++)
        from = page_stop(end, from, &height);
    return pages;
}

/* ---- putting it on the page ----------------------------------------------------------------- */

static bool ends_gap(const jb_para *para, uint32_t cluster)
{
    return para->clusters[cluster].cls == JB_CLASS_SPACE &&
           para->clusters[cluster + 1].cls != JB_CLASS_SPACE;
}

/* The entries of a row are parted by gaps: the first stands at the left, the last at the right
 * (GB/T 9704 7.4.3), the others evenly between them. A row that needs two lines stays as it is. */
static void put_row(jb_sheet *sheet, const jb_item *as, const end_piece *piece, jb_len x, jb_len y)
{
    const jb_set_block *block = piece->block;
    const jb_line *line = &block->lines.at[piece->line];
    jb_sheet_place(sheet, block->para, &block->shape, line);
    jb_sheet_spread(sheet, block->para, line, ends_gap, line->measure - line->width);
    jb_sheet_add_placed(sheet, as, x, y);
}

static void put_piece(jb_sheet *sheet, const end_piece *piece, jb_len x, jb_len y)
{
    const jb_layout *layout = sheet->layout;
    jb_item as = {.part = JB_PART_END, .ink = layout->end.rule_ink, .block = UINT32_MAX};
    if (piece->kind == END_RULE) {
        jb_sheet_add_rule(sheet, &as, (jb_rect){x, y, layout->page.measure, piece->height});
        return;
    }
    const jb_styled_block *styled = &sheet->set->styled->blocks.at[piece->block->styled];
    as.block = styled->block;
    if (piece->kind == END_LINE && styled->kind == JB_BLOCK_END_ROW && piece->block->lines.len == 1)
        put_row(sheet, &as, piece, x, y + piece->height / 2);
    else if (piece->kind == END_LINE)
        jb_sheet_add_line(sheet, &as, piece->block, &piece->block->lines.at[piece->line], x,
                          y + piece->height / 2);
    else
        jb_sheet_add_figure(sheet, &as, piece->figure, piece->block->input.text,
                            x + (layout->page.measure - piece->figure->width) / 2,
                            y + (piece->height - piece->figure->height) / 2);
}

void jb_end_put(jb_sheet *sheet, const jb_end *end, uint32_t *from, bool foot, jb_len y)
{
    const jb_layout *layout = sheet->layout;
    jb_len x = jb_sheet_left(layout, sheet->pages->pages.at[sheet->pages->pages.len - 1].number);
    jb_len height;
    uint32_t stop = page_stop(end, *from, &height);
    if (foot)
        y = layout->page.top + layout->page.text_height - height;
    for (; *from < stop; ++*from) {
        put_piece(sheet, &end->pieces.at[*from], x, y);
        y += end->pieces.at[*from].height;
    }
}
