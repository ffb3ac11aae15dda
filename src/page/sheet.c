/* Sheet: placed glyphs, rules and images become items. */
#include "parts.h"

jb_len jb_sheet_left(const jb_layout *layout, uint32_t number)
{
    return layout->vertical ? layout->page.inner : jb_sheet_edge(layout, number);
}

/* The binding is at the left of odd pages; at the right, where columns begin, of vertical ones. */
jb_len jb_sheet_edge(const jb_layout *layout, uint32_t number)
{
    const jb_page_layout *sheet = &layout->sheet;
    bool bound_left = layout->vertical == (sheet->mirror && number % 2 == 0);
    return bound_left ? sheet->inner : sheet->outer;
}

jb_len jb_sheet_pitch(const jb_layout *layout)
{
    jb_len body = layout->styles[JB_STYLE_BODY].size;
    return layout->grid.pitch > 0 ? layout->grid.pitch : body > 0 ? body : JB_PT(12);
}

/* The first row's centre stands grid.first below the type area's top: its slot begins half a
 * pitch above that. */
jb_len jb_sheet_y(const jb_layout *layout, jb_len depth)
{
    return layout->page.top + layout->grid.first - jb_sheet_pitch(layout) / 2 + depth;
}

void jb_sheet_begin(jb_sheet *sheet, uint32_t number)
{
    *jb_push(sheet->arena, &sheet->pages->pages) =
        (jb_page){.number = number, .item = sheet->pages->items.len};
}

/* ---- columns ------------------------------------------------------------------------------- */

/* What lines see as down is to the left on the sheet; their upper edge is at `edge`. */
static void turn_item(const jb_pages *pages, jb_item *item, jb_len edge)
{
    if (item->kind != JB_ITEM_GLYPHS) {
        jb_rect from = item->rect;
        item->rect = (jb_rect){edge - from.y - from.height, from.x, from.height, from.width};
        return;
    }
    for (uint32_t i = item->glyph; i < item->glyph + item->glyphs; i++) {
        jb_item_glyph *glyph = &pages->glyphs.at[i];
        jb_len along = glyph->x;
        glyph->x = edge - glyph->y;
        glyph->y = along;
    }
}

static bool is_column(const jb_item *item)
{
    return item->part == JB_PART_MASTHEAD || item->part == JB_PART_BODY ||
           item->part == JB_PART_END;
}

static void turn_columns(jb_sheet *sheet, const jb_page *page)
{
    const jb_page_layout *paper = &sheet->layout->sheet;
    /* the type area, which lines see at one place, is not at the same one on all sheets */
    jb_len edge = jb_sheet_edge(sheet->layout, page->number) + paper->measure + paper->inner;
    for (uint32_t i = page->item; i < page->item + page->items; i++)
        if (is_column(&sheet->pages->items.at[i]))
            turn_item(sheet->pages, &sheet->pages->items.at[i], edge);
}

void jb_sheet_end(jb_sheet *sheet)
{
    jb_page *page = &sheet->pages->pages.at[sheet->pages->pages.len - 1];
    page->items = sheet->pages->items.len - page->item;
    if (sheet->layout->vertical)
        turn_columns(sheet, page);
}

/* ---- glyphs -------------------------------------------------------------------------------- */

static bool goes_on(const jb_placed *a, const jb_placed *b)
{
    return a->face == b->face && a->size == b->size && a->stroke == b->stroke && a->ink == b->ink &&
           a->missing == b->missing && a->stand == b->stand && a->narrow == b->narrow &&
           !((a->accents ^ b->accents) & JB_ACCENT_BOLD);
}

static jb_item *add_run(jb_sheet *sheet, const jb_item *as, const jb_placed *first)
{
    jb_item *item = jb_push(sheet->arena, &sheet->pages->items);
    *item = *as;
    item->kind = JB_ITEM_GLYPHS;
    item->face = first->face;
    item->size = first->size;
    item->ink = first->ink;
    item->stroke = first->stroke;
    if (first->accents & JB_ACCENT_BOLD)
        item->stroke += jb_len_share(first->size, sheet->layout->emphasis.stroke);
    item->missing = first->missing;
    item->stand = first->stand;
    item->narrow = first->narrow;
    item->from = sheet->placed_from;
    item->glyph = sheet->pages->glyphs.len;
    item->glyphs = 0;
    return item;
}

void jb_sheet_place(jb_sheet *sheet, const jb_para *para, const jb_shape *shape,
                    const jb_line *line)
{
    sheet->placed.len = 0;
    sheet->placed_from = para->input;
    jb_para_place(sheet->arena, para, shape, line, &sheet->placed);
}

void jb_sheet_add_placed(jb_sheet *sheet, const jb_item *as, jb_len x, jb_len y)
{
    jb_item *item = NULL;
    for (uint32_t i = 0; i < sheet->placed.len; i++) {
        const jb_placed *placed = &sheet->placed.at[i];
        if (!item || !goes_on(&sheet->placed.at[i - 1], placed))
            item = add_run(sheet, as, placed);
        *jb_push(sheet->arena, &sheet->pages->glyphs) = (jb_item_glyph){
            .text = placed->text.at,
            .length = (uint32_t)placed->text.len,
            .id = placed->id,
            .x = x + placed->x,
            .y = y + placed->y,
        };
        item->glyphs++;
    }
    jb_accents_put(sheet, as, x, y);
}

/* True when the glyph begins a cluster at or behind byte `at` of the text. A painted word space
 * has a text of its own and stays with the word before it. */
static bool begins_behind(const jb_placed *placed, jb_str text, uint32_t at)
{
    uintptr_t from = (uintptr_t)text.at, here = (uintptr_t)placed->text.at;
    return placed->text.len && here >= from && here < from + text.len && here - from >= at;
}

bool jb_sheet_spread(jb_sheet *sheet, const jb_para *para, const jb_line *line,
                     jb_spread_fn *takes, jb_len more)
{
    int64_t gaps = 0, passed = 0;
    uint32_t cluster = line->first;
    for (uint32_t c = line->first; c + 1 < line->end; c++)
        gaps += takes(para, c);
    for (uint32_t i = 0; i < sheet->placed.len && gaps; i++) {
        jb_placed *placed = &sheet->placed.at[i];
        while (cluster + 1 < line->end &&
               begins_behind(placed, para->input->text, para->clusters[cluster + 1].text))
            passed += takes(para, cluster++);
        jb_len by = (jb_len)jb_div_round(more * passed, gaps);
        placed->x += by;
        placed->box += by;
    }
    return gaps > 0;
}

jb_span jb_item_glyph_span(const jb_item *item, const jb_item_glyph *glyph)
{
    if (glyph->length == 0)
        return (jb_span){0, 0};
    return jb_para_span(item->from, (uint32_t)(glyph->text - item->from->text.at), glyph->length);
}

/* A string that could not be broken is told of where it stands. */
static void tell_overfull(jb_sheet *sheet, const jb_set_block *block, const jb_line *line)
{
    const jb_cluster *first = &block->para->clusters[line->first];
    const jb_cluster *last = &block->para->clusters[line->end - 1];
    jb_span span = {first->text, last->text + last->length};
    if (block->input.map)
        span = jb_map_span(block->input.map, span);
    else
        span = (jb_span){block->input.base + span.start, block->input.base + span.end};
    jb_diag_at(sheet->diags, JB_D_LINE_OVERFULL, span, JB_NO_ARGS);
}

void jb_sheet_add_line(jb_sheet *sheet, const jb_item *as, const jb_set_block *block,
                       const jb_line *line, jb_len x, jb_len y)
{
    jb_sheet_place(sheet, block->para, &block->shape, line);
    jb_sheet_add_placed(sheet, as, x, y);
    bool goes_on = line->first > 0 && (line - 1)->overfull; /* one string, told once */
    if (line->overfull && line->end > line->first && !goes_on)
        tell_overfull(sheet, block, line);
}

/* ---- rules and images ---------------------------------------------------------------------- */

void jb_sheet_add_rule(jb_sheet *sheet, const jb_item *as, jb_rect rect)
{
    jb_item *item = jb_push(sheet->arena, &sheet->pages->items);
    *item = *as;
    item->kind = JB_ITEM_RULE;
    item->rect = rect;
    item->shape = JB_RULE_BAR;
}

/* An empty frame stands where an image could not be read. */
static void add_frame(jb_sheet *sheet, const jb_item *as, jb_rect box)
{
    const jb_len thin = JB_PT(1) / 2;
    jb_item frame = *as;
    frame.ink = sheet->layout->black;
    jb_sheet_add_rule(sheet, &frame, (jb_rect){box.x, box.y, box.width, thin});
    jb_sheet_add_rule(sheet, &frame, (jb_rect){box.x, box.y, thin, box.height});
    jb_sheet_add_rule(sheet, &frame,
                      (jb_rect){box.x + box.width - thin, box.y, thin, box.height});
    jb_sheet_add_rule(sheet, &frame,
                      (jb_rect){box.x, box.y + box.height - thin, box.width, thin});
}

void jb_sheet_add_figure(jb_sheet *sheet, const jb_item *as, const jb_figure *figure, jb_str alt,
                         jb_len x, jb_len y)
{
    jb_rect box = {x, y, figure->width, figure->height};
    if (!figure->image) {
        add_frame(sheet, as, box);
        return;
    }
    jb_item *item = jb_push(sheet->arena, &sheet->pages->items);
    *item = *as;
    item->kind = JB_ITEM_IMAGE;
    item->rect = box;
    item->image = figure->image;
    item->alt = alt.len ? alt : jb_path_name(figure->image->path);
}

/* ---- labels -------------------------------------------------------------------------------- */

jb_label *jb_label_make(jb_arena *arena, const jb_para_fonts *fonts, jb_str text, const jb_map *map,
                        jb_label_form form, jb_diags *diags)
{
    jb_label *label = JB_NEW(arena, jb_label);
    if (map)
        label->map = *map;
    else /* a text from nowhere: its glyphs have empty spans */
        jb_map_replace(arena, &label->map, 0, (uint32_t)text.len, 0, 0);
    label->input = (jb_para_input){
        .text = text,
        .map = &label->map,
        .role = form.role,
        .ink = form.ink,
        .size = form.size,
        .quad = form.size,
        .kinsoku = JB_KINSOKU_NONE,
        .vertical = form.vertical,
    };
    label->para = jb_para_new(arena, &label->input, fonts, diags);
    if (!label->para)
        return NULL;
    /* Wider than the text can be, so that it stays one line. */
    int64_t width = jb_para_width(label->para) + 2 * (int64_t)form.size;
    label->edge = (jb_line_shape){0, width > INT32_MAX / 2 ? INT32_MAX / 2 : (jb_len)width};
    label->shape = (jb_shape){&label->edge, 1, JB_ALIGN_LEFT, JB_FIT_FIRST};
    label->lines = jb_para_lines(arena, label->para, &label->shape, 0);
    label->width = label->lines.len ? label->lines.at[0].width : 0;
    return label;
}

void jb_label_place(jb_sheet *sheet, const jb_label *label)
{
    sheet->placed.len = 0;
    if (label->lines.len)
        jb_sheet_place(sheet, label->para, &label->shape, &label->lines.at[0]);
}

jb_len jb_align_x(jb_align align, jb_len left, jb_len measure, jb_len inset, jb_len width)
{
    switch (align) {
    case JB_ALIGN_CENTER:
        return left + (measure - width) / 2;
    case JB_ALIGN_RIGHT:
        return left + measure - inset - width;
    case JB_ALIGN_JUSTIFY:
    case JB_ALIGN_LEFT:
        break;
    }
    return left + inset;
}
