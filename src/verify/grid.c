/* The cells of a tagged table: every row has a cell in every column, none lies over another, and
 * the cells that head others say which (ISO 14289-1 7.2, 7.5; ISO 32000-1 14.8.5.7). */
#include <stdlib.h>

#include "tagging.h"

enum { COLUMNS_MOST = 1000, ROWS_MOST = 1 << 20 };

typedef struct grid {
    jb_check *check;
    const jb_tagging *tags;
    uint32_t row, columns;
    JB_VEC(uint32_t) taken; /* of a column: the first row that is free again */
    bool crossed, ragged;
    bool scoped, headed;  /* every TH has a Scope; every TD has Headers that are there */
    bool heads;           /* there is a TH */
    JB_VEC(jb_str) ids;   /* of TH */
    JB_VEC(jb_str) named; /* in Headers */
} grid;

static const jb_element *at(const grid *g, uint32_t element)
{
    return &g->tags->elements.at[element];
}

static uint32_t span(const grid *g, uint32_t cell, const char *key, uint32_t most)
{
    const jb_obj *o = jb_tagging_attribute(g->check, at(g, cell), "Table", key);
    bool given = o->type == JB_OBJ_INT && o->number >= 1;
    return !given ? 1 : o->number > most ? most : (uint32_t)o->number;
}

static void take_head(grid *g, uint32_t cell)
{
    const jb_obj *scope = jb_tagging_attribute(g->check, at(g, cell), "Table", "Scope");
    const jb_obj *id = jb_door_key(g->check->door, at(g, cell)->dict, "ID");
    g->heads = true;
    g->scoped &= jb_obj_is_name(scope, "Row") || jb_obj_is_name(scope, "Column") ||
                 jb_obj_is_name(scope, "Both");
    if (id->type == JB_OBJ_STRING)
        *jb_push(g->check->arena, &g->ids) = id->text;
}

static void take_body(grid *g, uint32_t cell)
{
    const jb_obj *list = jb_tagging_attribute(g->check, at(g, cell), "Table", "Headers");
    g->headed &= list->type == JB_OBJ_ARRAY && list->len;
    for (uint32_t i = 0; list->type == JB_OBJ_ARRAY && i < list->len; i++) {
        const jb_obj *id = jb_door_item(g->check->door, list, i);
        g->headed &= id->type == JB_OBJ_STRING;
        if (id->type == JB_OBJ_STRING)
            *jb_push(g->check->arena, &g->named) = id->text;
    }
}

/* In the first column that is free; what it would lie over is told. */
static void put_cell(grid *g, uint32_t cell, uint32_t *column)
{
    uint32_t width = span(g, cell, "ColSpan", COLUMNS_MOST);
    uint32_t height = span(g, cell, "RowSpan", ROWS_MOST);
    while (*column < g->taken.len && g->taken.at[*column] > g->row)
        ++*column;
    for (; width > 0 && *column < COLUMNS_MOST; width--, ++*column) {
        if (*column == g->taken.len)
            *jb_push(g->check->arena, &g->taken) = 0;
        g->crossed |= g->taken.at[*column] > g->row;
        g->taken.at[*column] = g->row + height;
    }
    if (at(g, cell)->role == JB_ROLE_TH)
        take_head(g, cell);
    else
        take_body(g, cell);
}

/* As many columns as the first row has, and each taken. */
static void put_row(grid *g, uint32_t row)
{
    uint32_t column = 0;
    for (uint32_t i = row + 1; i < at(g, row)->end; i = at(g, i)->end)
        if (at(g, i)->role == JB_ROLE_TH || at(g, i)->role == JB_ROLE_TD)
            put_cell(g, i, &column);
    g->columns = g->row ? g->columns : g->taken.len;
    g->ragged |= g->taken.len != g->columns;
    for (uint32_t i = 0; i < g->taken.len; i++)
        g->ragged |= g->taken.at[i] <= g->row;
    g->row++;
}

static int compare(const void *a, const void *b)
{
    return jb_str_compare(*(const jb_str *)a, *(const jb_str *)b);
}

static bool are_there(const grid *g)
{
    if (g->ids.len)
        qsort(g->ids.at, g->ids.len, sizeof *g->ids.at, compare);
    for (uint32_t i = 0; i < g->named.len; i++)
        if (!g->ids.len ||
            !bsearch(&g->named.at[i], g->ids.at, g->ids.len, sizeof *g->ids.at, compare))
            return false;
    return true;
}

void jb_check_grid(jb_check *check, const jb_tagging *tags, uint32_t table)
{
    grid table_grid = {.check = check, .tags = tags, .scoped = true, .headed = true};
    grid *g = &table_grid;
    for (uint32_t i = table + 1; i < at(g, table)->end;) {
        bool row = at(g, i)->role == JB_ROLE_TR;
        bool rows = at(g, i)->role == JB_ROLE_THEAD || at(g, i)->role == JB_ROLE_TBODY ||
                    at(g, i)->role == JB_ROLE_TFOOT;
        if (row)
            put_row(g, i);
        i = rows ? i + 1 : at(g, i)->end;
    }
    for (uint32_t i = 0; i < g->taken.len; i++)
        g->ragged |= g->taken.at[i] != g->row;
    if (g->crossed)
        jb_tell(check, JB_RULE_TABLE_GRID, JB_ARGS(JB_BOTH("单元格重叠", "cells overlap")));
    else if (g->ragged)
        jb_tell(check, JB_RULE_TABLE_GRID,
                JB_ARGS(JB_BOTH("各行的列数不同", "its rows have different numbers of columns")));
    if (g->heads && !g->scoped && !(g->headed && are_there(g)))
        jb_tell(check, JB_RULE_TABLE_HEADERS, JB_NO_ARGS);
}
