#include "impose.h"

#include "../base/dump.h"

/* What sets the methods apart. */
static const struct {
    jb_str name;
    uint32_t columns, rows;
    bool duplex, folded;
} methods[JB_IMPOSE_METHODS] = {
    [JB_IMPOSE_NONE] = {JB_LIT("none"), 1, 1, false, false},
    [JB_IMPOSE_BOOKLET] = {JB_LIT("booklet"), 2, 1, true, true},
    [JB_IMPOSE_2UP] = {JB_LIT("2up"), 2, 1, false, false},
    [JB_IMPOSE_4UP] = {JB_LIT("4up"), 2, 2, false, false},
    [JB_IMPOSE_STACK] = {JB_LIT("stack"), 2, 1, true, false},
};

jb_impose jb_impose_find(jb_str name)
{
    int method = JB_IMPOSE_BOOKLET;
    while (method < JB_IMPOSE_METHODS && !jb_str_equal(methods[method].name, name))
        method++;
    return (jb_impose)method;
}

jb_str jb_impose_name(jb_impose method)
{
    return methods[method].name;
}

jb_len jb_plan_x(const jb_plan *plan, uint32_t column)
{
    return (jb_len)column * (plan->page_width + plan->gap);
}

jb_len jb_plan_y(const jb_plan *plan, uint32_t row)
{
    return (jb_len)row * (plan->page_height + plan->gap);
}

/* ---- which page ----------------------------------------------------------------------------- */

/* The place in reading order, from 0, of what stands in the column (counted from the binding's
 * side: 0 is the left one of what is bound at the left) and row of a side. `padded`: places. */
static uint32_t order_of(const jb_plan *plan, const jb_side *side, uint32_t column, uint32_t row)
{
    uint32_t s = side->sheet, padded = plan->pages + plan->blanks;
    switch (plan->method) {
    case JB_IMPOSE_BOOKLET:
        if (side->back)
            return column == 0 ? 2 * s + 1 : padded - 2 * s - 2;
        return column == 0 ? padded - 2 * s - 1 : 2 * s;
    case JB_IMPOSE_STACK: {
        /* a leaf's back is behind its front, so in the other column */
        uint32_t pile = side->back ? 1 - column : column;
        return 2 * (pile * plan->sheets + s) + side->back;
    }
    case JB_IMPOSE_NONE:
    case JB_IMPOSE_2UP:
    case JB_IMPOSE_4UP:
    case JB_IMPOSE_METHODS:
        break;
    }
    return (s * plan->rows + row) * plan->columns + column;
}

/* The page at a place in reading order. */
static uint32_t page_at(const jb_plan *plan, uint32_t order)
{
    if (order < plan->blank_at)
        return order;
    return order < plan->blank_at + plan->blanks ? JB_BLANK : order - plan->blanks;
}

/* ---- where it stands ------------------------------------------------------------------------ */

/* The whole creep by thickness, held at half of the margin that it takes its room from: text must
 * not run into the fold. */
static void limit_creep(jb_plan *plan, const jb_impose_wish *wish)
{
    int64_t full = (int64_t)(plan->sheets - 1) * wish->thickness;
    jb_len most = wish->inner / 2;
    plan->creep_full = full > INT32_MAX ? INT32_MAX : (jb_len)full;
    plan->creep = plan->creep_full > most ? most : plan->creep_full;
}

static jb_len creep_of(const jb_plan *plan, uint32_t sheet)
{
    if (!plan->folded || plan->sheets < 2)
        return 0;
    return (jb_len)((int64_t)plan->creep * sheet / (plan->sheets - 1));
}

static jb_cell cell_at(const jb_plan *plan, const jb_impose_wish *wish, const jb_side *side,
                       uint32_t column, uint32_t row)
{
    uint32_t from_binding = wish->right ? plan->columns - 1 - column : column;
    jb_cell cell = {.page = page_at(plan, order_of(plan, side, from_binding, row)),
                    .at = {jb_plan_x(plan, column), jb_plan_y(plan, row)}};
    jb_len creep = creep_of(plan, side->sheet), bleed = wish->bleed;
    cell.at.x += column == 0 ? creep : -creep;
    jb_len left = cell.at.x - bleed, right = cell.at.x + wish->width + bleed;
    if (plan->folded && column == 0)
        right = plan->page_width;
    else if (plan->folded)
        left = plan->page_width;
    cell.show = (jb_rect){left, cell.at.y - bleed, right - left, wish->height + 2 * bleed};
    return cell;
}

static void fill_sides(jb_plan *plan, const jb_impose_wish *wish, jb_side *sides)
{
    uint32_t faces = plan->duplex ? 2 : 1;
    for (uint32_t i = 0; i < plan->sides_len; i++) {
        jb_side *side = &sides[i];
        side->sheet = i / faces;
        side->back = i % faces;
        for (uint32_t c = 0; c < plan->columns * plan->rows; c++)
            side->cells[c] = cell_at(plan, wish, side, c % plan->columns, c / plan->columns);
    }
}

jb_plan *jb_impose_plan(jb_arena *arena, const jb_impose_wish *wish)
{
    jb_plan *plan = JB_NEW(arena, jb_plan);
    *plan = (jb_plan){.method = wish->method,
                      .pages = wish->pages,
                      .columns = methods[wish->method].columns,
                      .rows = methods[wish->method].rows,
                      .duplex = methods[wish->method].duplex,
                      .folded = methods[wish->method].folded,
                      .page_width = wish->width,
                      .page_height = wish->height,
                      .bleed = wish->bleed};
    uint32_t faces = plan->duplex ? 2 : 1, cells = plan->columns * plan->rows * faces;
    plan->sheets = (wish->pages + cells - 1) / cells;
    plan->sides_len = plan->sheets * faces;
    plan->blanks = plan->sheets * cells - wish->pages;
    plan->blank_at = wish->pages - (wish->tail < wish->pages ? wish->tail : 0);
    plan->gap = plan->folded ? 0 : 2 * wish->bleed; /* each keeps its bleed until it is cut */
    plan->width = jb_plan_x(plan, plan->columns - 1) + wish->width;
    plan->height = jb_plan_y(plan, plan->rows - 1) + wish->height;
    if (plan->folded)
        limit_creep(plan, wish);
    jb_side *sides = JB_NEW_ARRAY(arena, jb_side, plan->sides_len);
    fill_sides(plan, wish, sides);
    plan->sides = sides;
    return plan;
}

/* ---- for reading ---------------------------------------------------------------------------- */

void jb_plan_dump(jb_arena *arena, const jb_plan *plan, jb_buf *out)
{
    for (uint32_t i = 0; i < plan->sides_len; i++) {
        const jb_side *side = &plan->sides[i];
        jb_buf_printf(arena, out, "sheet %u %s", side->sheet + 1, side->back ? "back" : "front");
        for (uint32_t c = 0; c < plan->columns * plan->rows; c++) {
            if (c % plan->columns == 0 && c > 0)
                jb_buf_add(arena, out, JB_STR(" /"));
            if (side->cells[c].page == JB_BLANK)
                jb_buf_add(arena, out, JB_STR(" -"));
            else
                jb_buf_printf(arena, out, " %u", side->cells[c].page + 1);
        }
        jb_len creep = side->cells[0].at.x;
        if (creep) {
            jb_buf_add(arena, out, JB_STR(" creep "));
            jb_buf_add_len(arena, out, creep);
        }
        jb_buf_add(arena, out, JB_STR("\n"));
    }
}
