/* Pages: the second pass. Text was parted into pages by the flow; here all is placed. */
#include "parts.h"

typedef struct making {
    jb_sheet sheet;
    jb_flow flow;
    jb_masthead *masthead;
    jb_end *end;
    uint32_t end_page;   /* number of the first page that bears the end matter; 0: none */
    uint32_t total;      /* pages */
    uint32_t blank_page; /* number of the empty page before the end matter's; 0: none */
} making;

/* ---- where the end matter stands ------------------------------------------------------------ */

/* Depth of the type area's lower edge. */
static jb_len foot_depth(const jb_layout *layout)
{
    return layout->page.top + layout->page.text_height - jb_sheet_y(layout, 0);
}

/* Text may come down to here on the page that bears the end matter: at least one row stays empty
 * between them. Below 0: it has a page of its own anyway. */
static jb_len room_above_end(const making *m)
{
    if (!m->end || m->sheet.layout->end.at == JB_END_BACK_PAGE ||
        jb_end_height(m->end) > m->sheet.layout->page.text_height)
        return -1;
    return foot_depth(m->sheet.layout) - jb_end_height(m->end) - m->flow.pitch;
}

static bool fits_last_page(const making *m)
{
    const jb_flow_pages *pages = &m->flow.pages;
    if (pages->len == 0) /* no text: only a masthead may be in the way */
        return !m->masthead || m->flow.start <= m->flow.last_room;
    return m->flow.last_room >= 0 && pages->at[pages->len - 1].used <= m->flow.last_room;
}

/* Which page it begins on, and how many pages there are then. */
static void choose_end_page(making *m)
{
    uint32_t text = m->flow.pages.len ? m->flow.pages.len : 1;
    jb_end_at at = m->sheet.layout->end.at;
    m->total = text;
    if (!m->end)
        return;
    bool parity = at == JB_END_LAST_EVEN_PAGE || at == JB_END_BACK_PAGE;
    bool shared = at != JB_END_BACK_PAGE && fits_last_page(m);
    m->end_page = shared ? text : text + 1;
    if (parity && m->end_page % 2) {
        m->blank_page = shared ? 0 : m->end_page;
        m->end_page++;
    }
    uint32_t last = m->end_page + jb_end_pages(m->end) - 1;
    if (last > m->total)
        m->total = last;
    if (!shared && !parity && m->flow.pages.len)
        jb_diag_at(m->sheet.diags, JB_D_END_ALONE, jb_end_span(m->end),
                   JB_ARGS(jb_arena_format(m->sheet.arena, "%u", m->end_page)));
}

/* ---- text ---------------------------------------------------------------------------------- */

/* A line in the middle of its slots; what is larger than a row's em box is kept inside the type
 * area. */
static jb_len line_centre(const jb_layout *layout, jb_len depth, jb_len height, jb_len size)
{
    jb_len y = jb_sheet_y(layout, depth) + height / 2;
    jb_len least = layout->page.top + size / 2;
    jb_len most = layout->page.top + layout->page.text_height - size / 2;
    return y < least ? least : y > most ? most : y;
}

static jb_len figure_top(const jb_layout *layout, jb_len depth, const jb_figure *figure)
{
    jb_len y = jb_sheet_y(layout, depth) + (figure->slots - figure->height) / 2;
    jb_len most = layout->page.top + layout->page.text_height - figure->height;
    if (y > most)
        y = most;
    return y < layout->page.top ? layout->page.top : y;
}

/* As in jb_bookmark; 0: the outline does not have it. */
static uint8_t outline_level(const making *m, const jb_styled_block *styled)
{
    const jb_block *block = &m->sheet.set->styled->issue->blocks.at[styled->block];
    switch (styled->kind) {
    case JB_BLOCK_COLUMN: return JB_BOOKMARK_COLUMN;
    case JB_BLOCK_TITLE: return JB_BOOKMARK_ARTICLE;
    case JB_BLOCK_CHAPTER: return JB_BOOKMARK_CHAPTER;
    case JB_BLOCK_HEADING:
        return block->level <= 2 ? (uint8_t)(JB_BOOKMARK_HEADING + block->level - 1) : 0;
    default: return 0;
    }
}

/* In the outline, where its breaks are spaces. */
static void add_bookmark(making *m, const jb_flow_block *block, uint32_t number, jb_len y,
                         uint8_t level)
{
    jb_str text = jb_arena_copy(m->sheet.arena, block->set->input.text);
    char *at = (char *)(uintptr_t)text.at;
    for (size_t i = 0; i < text.len; i++)
        if (at[i] == '\n')
            at[i] = ' ';
    *jb_push(m->sheet.arena, &m->sheet.pages->bookmarks) = (jb_bookmark){text, number, y, level};
}

/* Where a row's slots are inside the type area: at a page's top and foot they reach beyond it. */
static jb_row_place place_row(const jb_layout *layout, jb_len depth, jb_len height)
{
    jb_len upper = jb_sheet_y(layout, depth), lower = upper + height;
    jb_len top = layout->page.top, bottom = top + layout->page.text_height;
    upper = upper < top ? top : upper;
    lower = lower > bottom ? bottom : lower;
    return (jb_row_place){.y = upper, .height = lower - upper};
}

static void put_row(making *m, const jb_flow_page *page, uint32_t b, uint32_t number, jb_len depth,
                    jb_len height)
{
    const jb_flow_block *block = &m->flow.blocks[b];
    const jb_table *table = block->set->table;
    const jb_item as = {.part = JB_PART_BODY, .block = block->styled->block};
    jb_row_place at = place_row(m->sheet.layout, depth, height);
    at.top = b == page->first.block || block[-1].set->table != table;
    at.bottom = b + 1 == page->end.block && page->end.step == 0;
    jb_table_put_row(&m->sheet, &as, block->set, jb_sheet_left(m->sheet.layout, number), &at);
}

static void put_step(making *m, const jb_flow_block *block, uint32_t step, uint32_t number,
                     jb_len depth, jb_len height)
{
    const jb_layout *layout = m->sheet.layout;
    const jb_item as = {.part = JB_PART_BODY, .block = block->styled->block};
    jb_len x = jb_sheet_left(layout, number);
    bool figure = block->figure.width > 0;
    if (figure && step == 0) {
        jb_sheet_add_figure(&m->sheet, &as, &block->figure, block->set->input.text,
                            x + (layout->page.measure - block->figure.width) / 2,
                            figure_top(layout, depth, &block->figure));
        return;
    }
    jb_len size = block->style->size;
    jb_len y = line_centre(layout, depth, height, size);
    uint8_t level = step == 0 ? outline_level(m, block->styled) : 0;
    if (level)
        add_bookmark(m, block, number, layout->vertical ? layout->sheet.top : y - size / 2, level);
    if (block->set->cells_len)
        jb_names_put_line(&m->sheet, &as, block->set, step, x, y);
    else
        jb_sheet_add_line(&m->sheet, &as, block->set, &jb_flow_lines(block)->at[step - figure], x,
                          y);
}

static void put_text(making *m, const jb_flow_page *page, uint32_t number)
{
    jb_walk walk = {page->first, page->start, true};
    while (walk.at.block < page->end.block ||
           (walk.at.block == page->end.block && walk.at.step < page->end.step)) {
        jb_cut at = walk.at;
        jb_len height, depth = jb_flow_step(&m->flow, &walk, &height);
        if (m->flow.blocks[at.block].set->table)
            put_row(m, page, at.block, number, depth, height);
        else
            put_step(m, &m->flow.blocks[at.block], at.step, number, depth, height);
    }
}

/* ---- one page ------------------------------------------------------------------------------ */

static void put_end(making *m, uint32_t number, uint32_t *from)
{
    const jb_flow_pages *pages = &m->flow.pages;
    const jb_layout *layout = m->sheet.layout;
    bool text = number <= pages->len;
    jb_len depth = text ? pages->at[number - 1].used + m->flow.pitch
                        : number == 1 ? m->flow.start : 0;
    jb_len y = jb_sheet_y(layout, depth);
    jb_end_put(&m->sheet, m->end, from, layout->end.at != JB_END_AFTER_TEXT,
               y < layout->page.top ? layout->page.top : y);
}

/* Where a blank page precedes the end matter's page, neither carries a number (GB/T 9704 7.5). */
static bool has_folio(const making *m, uint32_t number)
{
    return !m->blank_page || number < m->blank_page;
}

/* Paint order: what lies below the text first. */
static bool put_page(making *m, uint32_t number, uint32_t *end_from)
{
    const jb_layout *layout = m->sheet.layout;
    const jb_status_mark *mark = &layout->marks[m->sheet.set->styled->issue->status];
    jb_sheet_begin(&m->sheet, number);
    if (mark->on && mark->watermark && !jb_mark_put(&m->sheet, mark, number, 0))
        return false;
    if (number == 1 && m->masthead)
        jb_masthead_put(&m->sheet, m->masthead);
    if (number <= m->flow.pages.len)
        put_text(m, &m->flow.pages.at[number - 1], number);
    if (m->end_page && number >= m->end_page)
        put_end(m, number, end_from);
    if (has_folio(m, number) && !jb_folio_put(&m->sheet, number, m->total))
        return false;
    if (mark->on && !mark->watermark && !jb_mark_put(&m->sheet, mark, number, 0))
        return false;
    jb_sheet_end(&m->sheet);
    return true;
}

/* ---- all pages ----------------------------------------------------------------------------- */

/* The first row whose em box lies below the masthead and its white. */
static jb_len first_depth(const making *m)
{
    const jb_layout *layout = m->sheet.layout;
    if (!m->masthead)
        return 0;
    jb_len pitch = m->flow.pitch, size = layout->styles[JB_STYLE_BODY].size;
    jb_len lower = jb_masthead_height(m->masthead) + layout->masthead_below;
    jb_len depth = lower - (layout->grid.first - size / 2); /* row 0's em box begins there */
    if (layout->grid.on)
        depth = (depth + pitch - 1) / pitch * pitch;
    if (depth > m->flow.room - pitch) /* a masthead as high as the page */
        depth = m->flow.room - pitch;
    return depth > 0 ? depth : 0;
}

static bool tell_too_many(const making *m)
{
    jb_diag_in(m->sheet.diags, JB_D_PAGE_TOO_MANY, (jb_place){0},
               JB_ARGS(jb_arena_format(m->sheet.arena, "%d", JB_PAGES_MOST)));
    return false;
}

static uint32_t count_glyphs(const jb_set_block *block)
{
    uint32_t glyphs = block->para ? block->para->glyphs_len : 0;
    for (uint32_t i = 0; i < block->cells_len; i++)
        glyphs += block->cells[i].para ? block->cells[i].para->glyphs_len : 0;
    return glyphs;
}

/* Room for all glyphs of the text at once: a list that grows leaves its older self in the arena. */
static void reserve_glyphs(making *m)
{
    uint32_t glyphs = 0;
    for (uint32_t i = 0; i < m->sheet.set->blocks.len; i++)
        glyphs += count_glyphs(&m->sheet.set->blocks.at[i]);
    jb_reserve(m->sheet.arena, &m->sheet.pages->glyphs, glyphs + glyphs / 16);
}

static bool make_pages(making *m)
{
    reserve_glyphs(m);
    m->flow.start = first_depth(m);
    m->flow.last_room = room_above_end(m);
    m->flow.last_even = m->sheet.layout->end.at == JB_END_LAST_EVEN_PAGE;
    if (!jb_flow_run(&m->flow))
        return tell_too_many(m);
    choose_end_page(m);
    uint32_t end_from = 0;
    for (uint32_t number = 1; number <= m->total; number++) {
        if (number > JB_PAGES_MOST)
            return tell_too_many(m);
        if (!put_page(m, number, &end_from))
            return false;
    }
    return true;
}

jb_pages *jb_pages_make(jb_arena *arena, const jb_set *set, jb_str image_folder, jb_diags *diags)
{
    const jb_layout *layout = set->styled->layout;
    jb_pages *pages = JB_NEW(arena, jb_pages);
    *pages = (jb_pages){
        .styled = set->styled, .width = layout->sheet.width, .height = layout->sheet.height};
    making m = {.sheet = {.arena = arena,
                          .set = set,
                          .layout = layout,
                          .diags = diags,
                          .pages = pages}};
    bool ok;
    m.masthead = jb_masthead_make(arena, set, diags, &ok);
    if (!ok)
        return NULL;
    jb_figure *figures = jb_figures_make(arena, set, image_folder, diags);
    m.end = jb_end_make(arena, set, figures);
    jb_flow_open(&m.flow, arena, set, figures);
    return make_pages(&m) ? pages : NULL;
}
