/* Flow: lines fill pages, row by row.
 *
 * Two passes. The first decides where pages end and may ask a paragraph for another number of
 * lines, also one that began on the page before: nothing is placed yet, and all its lines are of
 * one height. The second (pages.c) walks the same steps again and places them. Linear: a page's
 * steps are looked at once, and once more for each paragraph that is asked to mend its foot. */
#include "parts.h"

/* ---- steps --------------------------------------------------------------------------------- */

const jb_lines *jb_flow_lines(const jb_flow_block *block)
{
    return &block->answers[block->loose];
}

static bool has_figure(const jb_flow_block *block)
{
    return block->figure.width > 0;
}

bool jb_flow_at_end(const jb_flow *flow, jb_cut cut)
{
    return cut.block >= flow->len;
}

/* A cut behind a block's last step is the cut before the next block that has any. */
static jb_cut settle(const jb_flow *flow, jb_cut cut)
{
    while (cut.block < flow->len && cut.step >= flow->blocks[cut.block].steps)
        cut = (jb_cut){cut.block + 1, 0};
    return cut;
}

jb_len jb_flow_step(const jb_flow *flow, jb_walk *walk, jb_len *height)
{
    const jb_flow_block *block = &flow->blocks[walk->at.block];
    if (walk->at.step == 0 && !walk->top) /* no white at a page's top */
        walk->depth += block->gap;
    jb_len depth = walk->depth;
    *height = walk->at.step == 0 && has_figure(block) ? block->figure.slots : block->height;
    walk->depth += *height;
    walk->top = false;
    walk->at = settle(flow, (jb_cut){walk->at.block, walk->at.step + 1});
    return depth;
}

/* ---- heights ------------------------------------------------------------------------------- */

/* White in whole rows, to the nearest. */
static jb_len rows_of(const jb_flow *flow, jb_len white)
{
    if (!flow->layout->grid.on)
        return white;
    return (jb_len)jb_div_round(white, flow->pitch) * flow->pitch;
}

/* A size whose em box and a sixth of it fit the pitch takes one row (二号 on the grid of GB/T 9704
 * does), a larger one as many as it needs; likewise lines that must be `apart` (thousandths of an
 * em) for their accents. */
static jb_len line_height(const jb_flow *flow, jb_len size, int32_t apart)
{
    enum { LEAST = 1150 };
    int64_t body = flow->layout->styles[JB_STYLE_BODY].size, need = (int64_t)size * apart / 1000;
    if (!flow->layout->grid.on) {
        int64_t usual = body > 0 ? jb_div_round((int64_t)size * flow->pitch, body) : size;
        return (jb_len)(need > usual ? need : usual);
    }
    if (apart < LEAST)
        need = (int64_t)size * LEAST / 1000;
    int64_t rows = (need + flow->pitch - 1) / flow->pitch;
    return (jb_len)((rows > 0 ? rows : 1) * flow->pitch);
}

/* An image takes whole rows; the white between rows is left free above and below it. It is made
 * smaller when a page cannot hold it with its caption. */
static void fit_figure(const jb_flow *flow, jb_flow_block *block)
{
    jb_figure *figure = &block->figure;
    if (figure->width <= 0)
        return;
    jb_len white = flow->pitch - flow->layout->styles[JB_STYLE_BODY].size;
    if (white < 0)
        white = 0;
    int64_t caption = (int64_t)block->answers[JB_LOOSE_BEST].len * block->height;
    int64_t most = flow->room - caption - white;
    if (most < flow->pitch)
        most = flow->pitch;
    if (figure->height > most) {
        figure->width = (jb_len)jb_div_round((int64_t)figure->width * most, figure->height);
        figure->height = (jb_len)most;
    }
    int64_t need = (int64_t)figure->height + white;
    if (flow->layout->grid.on)
        need = (need + flow->pitch - 1) / flow->pitch * flow->pitch;
    figure->slots = (jb_len)need;
}

/* On a grid a row of a table takes whole rows of the page. */
static jb_len row_height(const jb_flow *flow, const jb_style *style, const jb_set_block *row)
{
    int64_t need = jb_table_row_height(style, row);
    if (flow->layout->grid.on)
        need = (need + flow->pitch - 1) / flow->pitch * flow->pitch;
    return need < INT32_MAX / 2 ? (jb_len)need : INT32_MAX / 2;
}

/* 表1 …: the caption stands above its table. */
static bool is_table_name(const jb_set *set, uint32_t index)
{
    const jb_styled_block *styled = &set->styled->blocks.at[set->blocks.at[index].styled];
    return styled->kind == JB_BLOCK_CAPTION && index + 1 < set->blocks.len &&
           set->blocks.at[index + 1].table;
}

/* A 副题 belongs to its title: what the title leaves below stands below the two. */
static jb_len white_between(const jb_flow_block *before, const jb_flow_block *block)
{
    bool pair = before->styled->kind == JB_BLOCK_TITLE && block->styled->kind == JB_BLOCK_SUBTITLE;
    jb_len below = pair ? 0 : before->style->below, above = block->style->above;
    return above > below ? above : below;
}

/* The rule that ends a table leaves less white than ruby above the next line needs. */
static bool touches_table(const jb_flow_block *before, const jb_flow_block *block)
{
    return before->set->table && !block->set->table && jb_accents_over(block->set) > 0;
}

static void open_block(jb_flow *flow, const jb_set *set, uint32_t index, const jb_figure *figure)
{
    const jb_set_block *from = &set->blocks.at[index];
    jb_flow_block *block = &flow->blocks[flow->len++];
    *block = (jb_flow_block){
        .set = from,
        .styled = &set->styled->blocks.at[from->styled],
        .figure = *figure,
        .loose = JB_LOOSE_BEST,
    };
    block->style = &flow->layout->styles[block->styled->style];
    block->answers[JB_LOOSE_BEST] = from->lines;
    block->asked[JB_LOOSE_BEST] = true;
    block->height = line_height(flow, block->style->size, jb_accents_apart(from));
    fit_figure(flow, block);
    if (from->table)
        block->height = row_height(flow, block->style, from);
    block->steps = from->table       ? 1
                   : from->cells_len ? from->cell_lines
                                     : from->lines.len + has_figure(block);
    block->keep = block->style->keep_next || block->styled->kind == JB_BLOCK_TITLE ||
                  block->styled->kind == JB_BLOCK_SUBTITLE || jb_table_is_head(set, from) ||
                  is_table_name(set, index);
    block->whole = block->keep || has_figure(block) || from->table;
    bool goes_on = flow->len > 1 && from->table && block[-1].set->table == from->table;
    if (flow->len > 1 && !goes_on)
        block->gap = rows_of(flow, white_between(block - 1, block));
    if (flow->len > 1 && block->gap == 0 && touches_table(block - 1, block))
        block->gap = flow->pitch;
}

/* Rows of a page, also for a layout that has no grid. */
static uint32_t rows_of_page(const jb_layout *layout, jb_len pitch)
{
    if (layout->grid.lines)
        return layout->grid.lines;
    int64_t room = (int64_t)layout->page.text_height - 2 * (int64_t)layout->grid.first;
    return room > 0 ? (uint32_t)(room / pitch) + 1 : 1;
}

void jb_flow_open(jb_flow *flow, jb_arena *arena, const jb_set *set, const jb_figure *figures)
{
    const jb_layout *layout = set->styled->layout;
    *flow = (jb_flow){.arena = arena, .layout = layout, .last_room = -1};
    flow->pitch = jb_sheet_pitch(layout);
    flow->room = (jb_len)rows_of_page(layout, flow->pitch) * flow->pitch;
    flow->blocks = JB_NEW_ARRAY(arena, jb_flow_block, set->blocks.len);
    for (uint32_t i = 0; i < set->blocks.len; i++) {
        const jb_styled_block *styled = &set->styled->blocks.at[set->blocks.at[i].styled];
        if (!(styled->in_end && layout->end.on))
            open_block(flow, set, i, &figures[i]);
    }
}

/* ---- pages --------------------------------------------------------------------------------- */

static bool is_before(jb_cut a, jb_cut b)
{
    return a.block < b.block || (a.block == b.block && a.step < b.step);
}

/* Steps from `first` on until one has no room. A page holds one step at least, whatever its height.
 * `legal` is the last place where a page may end; a page with none ends where it is full. */
jb_filling jb_flow_fill(const jb_flow *flow, jb_cut first, jb_len start, jb_len room)
{
    jb_walk walk = {settle(flow, first), start, true};
    jb_filling filling = {.legal = first, .used = start};
    jb_cut begin = walk.at;
    bool any = false;
    while (!jb_flow_at_end(flow, walk.at)) {
        jb_walk next = walk;
        jb_len height;
        jb_len depth = jb_flow_step(flow, &next, &height);
        if (is_before(begin, walk.at) && jb_keep_allows(flow, walk.at)) {
            filling.legal = walk.at;
            filling.used = walk.depth;
            any = true;
        }
        if (depth + height > room && is_before(begin, walk.at)) {
            filling.full = walk.at;
            filling.widow = jb_keep_is_widow(flow, walk.at);
            if (!any) {
                filling.legal = walk.at;
                filling.used = walk.depth;
            }
            return filling;
        }
        walk = next;
    }
    filling.full = filling.legal = walk.at;
    filling.used = walk.depth;
    return filling;
}

/* The end matter does not fit below the text of the last page. A page with two lines of text at
 * the least is better than one with the end matter alone: those lines go over, if that leaves
 * most of the page before filled. */
static void carry_lines(const jb_flow *flow, jb_cut first, jb_len start, jb_filling *filling)
{
    jb_walk walk = {settle(flow, first), start, true};
    jb_len total = filling->used;
    while (!jb_flow_at_end(flow, walk.at)) {
        jb_walk next = walk;
        jb_len height;
        jb_flow_step(flow, &next, &height);
        jb_len carried = total - walk.depth;
        if (!walk.top && carried >= 2 * flow->pitch && carried <= flow->room / 3 &&
            carried <= flow->last_room && jb_keep_allows(flow, walk.at)) {
            filling->legal = walk.at;
            filling->used = walk.depth;
        }
        walk = next;
    }
}

/* The text ends on this page: makes room for the end matter, or sends lines to the page that it
 * gets. */
static void close_text(jb_flow *flow, jb_cut first, jb_len start, jb_filling *filling)
{
    bool odd = (flow->pages.len + 1) % 2 == 1;
    if (flow->last_room < 0 || filling->used <= flow->last_room || (flow->last_even && odd))
        return;
    if (jb_keep_shrink(flow, first, start, flow->last_room))
        *filling = jb_flow_fill(flow, first, start, flow->room);
    else if (!flow->last_even)
        carry_lines(flow, first, start, filling);
}

bool jb_flow_run(jb_flow *flow)
{
    jb_cut at = settle(flow, (jb_cut){0, 0});
    jb_len start = flow->start;
    bool carried = false;
    while (!jb_flow_at_end(flow, at)) {
        if (flow->pages.len >= JB_PAGES_MOST)
            return false;
        jb_filling filling = jb_flow_fill(flow, at, start, flow->room);
        if (is_before(filling.legal, filling.full))
            filling = jb_keep_mend(flow, at, start, filling);
        if (jb_flow_at_end(flow, filling.legal) && !carried) {
            close_text(flow, at, start, &filling);
            carried = true; /* what was carried over stays where it is */
        }
        *jb_push(flow->arena, &flow->pages) =
            (jb_flow_page){at, filling.legal, start, filling.used};
        at = filling.legal;
        start = 0;
    }
    return true;
}
