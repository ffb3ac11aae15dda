/* The printing order as programs read it: one object on one line. What is not known is null. */
#include "../base/json.h"
#include "ticket.h"

static void add_number(const jb_json *j, const char *key, long long value)
{
    if (value)
        jb_json_integer(j, key, value);
    else
        jb_json_null(j, key);
}

static void add_length(const jb_json *j, const char *key, jb_len length)
{
    if (length)
        jb_json_mm(j, key, length);
    else
        jb_json_null(j, key);
}

static void add_size(const jb_json *j, const char *key, jb_str name, jb_len width, jb_len height)
{
    jb_json_open(j, key, '{');
    jb_json_known(j, "name", name);
    jb_json_mm(j, "width_mm", width);
    jb_json_mm(j, "height_mm", height);
    jb_json_close(j, '}');
}

static void add_sides(const jb_json *j, const jb_plan *plan)
{
    jb_json_open(j, "sides", '[');
    for (uint32_t i = 0; i < plan->sides_len; i++) {
        const jb_side *side = &plan->sides[i];
        jb_json_open(j, NULL, '{');
        jb_json_integer(j, "sheet", side->sheet + 1);
        jb_json_text(j, "side", side->back ? JB_STR("back") : JB_STR("front"));
        jb_json_open(j, "pages", '[');
        for (uint32_t c = 0; c < plan->columns * plan->rows; c++)
            add_number(j, NULL, side->cells[c].page == JB_BLANK ? 0 : side->cells[c].page + 1LL);
        jb_json_close(j, ']');
        jb_json_close(j, '}');
    }
    jb_json_close(j, ']');
}

static void add_imposition(const jb_json *j, const jb_plan *plan)
{
    if (plan->method == JB_IMPOSE_NONE) {
        jb_json_null(j, "imposition");
        return;
    }
    jb_json_open(j, "imposition", '{');
    jb_json_text(j, "method", jb_impose_name(plan->method));
    jb_json_integer(j, "sheets", plan->sheets);
    jb_json_flag(j, "both_sides", plan->duplex);
    jb_json_integer(j, "blanks", plan->blanks);
    add_number(j, "blanks_after_page", plan->blanks ? plan->blank_at : 0);
    jb_json_mm(j, "creep_mm", plan->creep);
    add_size(j, "trimmed", (jb_str){0}, plan->width, plan->height);
    add_sides(j, plan);
    jb_json_close(j, '}');
}

static void add_paper(const jb_json *j, const jb_ticket *t)
{
    const jb_order *order = t->order;
    jb_json_open(j, "paper", '{');
    jb_json_known(j, "name", order->paper);
    add_number(j, "weight_gsm", order->weight);
    add_length(j, "thickness_mm", t->thickness);
    if (order->sheet.len)
        add_size(j, "sheet", jb_size_name(order->sheet_width, order->sheet_height),
                 order->sheet_width, order->sheet_height);
    else
        jb_json_null(j, "sheet");
    jb_json_close(j, '}');
}

/* From which side to which (from 1, in the file's order), printed from which plates. */
static void add_inks(const jb_json *j, const jb_ticket *t)
{
    jb_json_open(j, "inks", '[');
    for (uint32_t i = 0; i < t->inks.len; i++) {
        const jb_ticket_inks *inks = &t->inks.at[i];
        jb_json_open(j, NULL, '{');
        jb_json_integer(j, "first", inks->first);
        jb_json_integer(j, "last", inks->last);
        jb_json_open(j, "plates", '[');
        uint32_t next = 0;
        for (int plate; (plate = jb_plate_next(&inks->plates, &next)) >= 0;)
            jb_json_text(j, NULL, jb_plate_name(t->work->layout, (uint32_t)plate, JB_EN));
        jb_json_close(j, ']');
        jb_json_close(j, '}');
    }
    jb_json_close(j, ']');
}

static void add_file(const jb_json *j, const jb_ticket *t)
{
    const jb_print_layout *print = &t->work->layout->print;
    bool x4 = print->standard == JB_PRINT_X4;
    jb_json_open(j, "file", '{');
    jb_json_text(j, "name", t->file);
    jb_json_integer(j, "bytes", (long long)t->bytes);
    jb_json_text(j, "sha256", t->sha256);
    jb_json_text(j, "standard", x4 ? JB_STR("PDF/X-4") : JB_STR("PDF/X-1a:2003"));
    jb_json_known(j, "condition",
                  print->profile.len ? jb_path_name(print->profile) : print->condition);
    jb_json_close(j, '}');
}

void jb_ticket_print_json(const jb_ticket *t, jb_buf *out)
{
    const jb_json json = {t->work->arena, out}, *j = &json;
    jb_json_open(j, NULL, '{');
    jb_json_known(j, "title", t->name);
    jb_json_known(j, "number", t->number);
    jb_json_known(j, "date", t->date);
    add_number(j, "copies", t->copies);
    add_size(j, "size", t->size_name, t->plan->page_width, t->plan->page_height);
    jb_json_integer(j, "pages", t->plan->pages);
    add_imposition(j, t->plan);
    add_paper(j, t);
    add_inks(j, t);
    jb_json_known(j, "binding", t->binding[JB_ZH]);
    jb_json_mm(j, "bleed_mm", t->work->layout->sheet.bleed);
    jb_json_known(j, "delivery", t->delivery);
    jb_json_known(j, "contact", t->contact);
    jb_json_known(j, "phone", t->phone);
    add_file(j, t);
    jb_json_close(j, '}');
    jb_buf_add(j->arena, out, JB_STR("\n"));
}
