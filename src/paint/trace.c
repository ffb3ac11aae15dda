/* The trace: a device that prints every call.
 *
 *     page 1 595.276 841.890
 *     glyphs FandolFang 15.750 gray(0) "中文" 1234@79.370,104.882 2345@95.120,104.882
 *     rule 79.370,104.882 442.205x1.000 rgb(0.843 0 0.059) artifact
 *     end
 *
 * On a sheet each page stands between `cell` (its number, its corner, what it may ink) and
 * `leave`. */
#include "paint.h"

#include <inttypes.h>
#include <stdio.h>

typedef struct trace {
    jb_arena *arena;
    jb_buf *out;
} trace;

static void add_length(trace *t, jb_len length)
{
    int64_t most = length < 0 ? -(int64_t)length : length;
    jb_buf_printf(t->arena, t->out, "%s%" PRId64 ".%03" PRId64, length < 0 ? "-" : "", most / 1000,
                  most % 1000);
}

static void add_pair(trace *t, jb_len a, char between, jb_len b)
{
    add_length(t, a);
    jb_buf_printf(t->arena, t->out, "%c", between);
    add_length(t, b);
}

static void add_rect(trace *t, jb_rect rect)
{
    add_pair(t, rect.x, ',', rect.y);
    jb_buf_add(t->arena, t->out, JB_STR(" "));
    add_pair(t, rect.width, 'x', rect.height);
}

/* Thousandths, without zeros at the end. */
static void add_share(trace *t, uint16_t value)
{
    char digits[4];
    int n = snprintf(digits, sizeof digits, "%03u", value % 1000u);
    while (n > 0 && digits[n - 1] == '0')
        n--;
    jb_buf_printf(t->arena, t->out, n ? "%u.%.*s" : "%u", value / 1000u, n, digits);
}

static void add_color(trace *t, jb_color color)
{
    static const struct {
        const char *name;
        int values;
    } spaces[] = {[JB_GRAY] = {"gray", 1},
                  [JB_RGB] = {"rgb", 3},
                  [JB_CMYK] = {"cmyk", 4},
                  [JB_SPOT] = {"spot", 1}};
    jb_buf_printf(t->arena, t->out, " %s", spaces[color.space].name);
    for (int i = 0; i < spaces[color.space].values; i++) {
        jb_buf_printf(t->arena, t->out, i ? " " : "(");
        add_share(t, color.value[i]);
    }
    if (color.space == JB_SPOT)
        jb_buf_printf(t->arena, t->out, " %.*s", JB_FMT(color.spot->spot));
    jb_buf_printf(t->arena, t->out, color.overprint ? ") overprint" : ")");
}

static bool trace_page(void *context, uint32_t number, const jb_medium *medium)
{
    trace *t = context;
    jb_buf_printf(t->arena, t->out, "page %" PRIu32 " ", number);
    add_pair(t, medium->width, ' ', medium->height);
    if (medium->bleed) {
        jb_buf_printf(t->arena, t->out, " bleed ");
        add_length(t, medium->bleed);
    }
    if (medium->room.x || medium->room.y) {
        jb_buf_printf(t->arena, t->out, " room ");
        add_pair(t, medium->room.x, ',', medium->room.y);
    }
    if (medium->shift.x || medium->shift.y) {
        jb_buf_printf(t->arena, t->out, " shift ");
        add_pair(t, medium->shift.x, ',', medium->shift.y);
    }
    jb_buf_printf(t->arena, t->out, "\n");
    return true;
}

static bool trace_cell(void *context, const jb_cell *cell, jb_len height)
{
    trace *t = context;
    (void)height; /* of every cell the same */
    jb_buf_printf(t->arena, t->out, "cell %" PRIu32 " ", cell->page + 1);
    add_pair(t, cell->at.x, ',', cell->at.y);
    jb_buf_printf(t->arena, t->out, " shows ");
    add_rect(t, cell->show);
    jb_buf_printf(t->arena, t->out, "\n");
    return true;
}

static bool trace_cell_end(void *context)
{
    trace *t = context;
    jb_buf_printf(t->arena, t->out, "leave\n");
    return true;
}

static bool trace_glyphs(void *context, const jb_paint_run *run)
{
    trace *t = context;
    jb_buf text = {0};
    for (uint32_t i = 0; i < run->len; i++)
        jb_buf_add(t->arena, &text, jb_item_glyph_text(&run->glyphs[i]));
    jb_buf_printf(t->arena, t->out, "glyphs %.*s ", JB_FMT(jb_face_name(run->face)));
    add_length(t, run->size);
    add_color(t, run->color);
    if (run->stroke) {
        jb_buf_printf(t->arena, t->out, " stroke ");
        add_length(t, run->stroke);
    }
    jb_buf_printf(t->arena, t->out, "%s%s%s ", run->artifact ? " artifact" : "",
                  run->missing ? " missing" : "", jb_stand_name(run->stand));
    if (run->narrow)
        jb_buf_printf(t->arena, t->out, "narrow %u%% ", run->narrow);
    jb_json_string(t->arena, t->out, jb_buf_str(&text));
    for (uint32_t i = 0; i < run->len; i++) {
        jb_buf_printf(t->arena, t->out, " %" PRIu32 "@", run->glyphs[i].id);
        add_pair(t, run->glyphs[i].x, ',', run->glyphs[i].y);
    }
    jb_buf_printf(t->arena, t->out, "\n");
    return true;
}

static bool trace_rule(void *context, jb_rect rect, jb_rule_shape shape, jb_color color,
                       bool artifact)
{
    static const char *const names[] = {
        [JB_RULE_BAR] = "rule", [JB_RULE_WAVE] = "wave", [JB_RULE_DOT] = "dot",
        [JB_RULE_RING] = "ring"};
    trace *t = context;
    jb_buf_printf(t->arena, t->out, "%s ", names[shape]);
    add_rect(t, rect);
    add_color(t, color);
    jb_buf_printf(t->arena, t->out, artifact ? " artifact\n" : "\n");
    return true;
}

static bool trace_image(void *context, jb_rect rect, const jb_image *image, jb_str alt,
                        uint32_t item)
{
    trace *t = context;
    (void)item;
    jb_buf_printf(t->arena, t->out, "image ");
    add_rect(t, rect);
    jb_buf_printf(t->arena, t->out, " %s %" PRIu32 "x%" PRIu32 "x%u ",
                  image->kind == JB_IMAGE_JPEG ? "jpeg" : "png", image->width, image->height,
                  image->channels);
    jb_json_string(t->arena, t->out, image->path);
    jb_buf_add(t->arena, t->out, JB_STR(" "));
    jb_json_string(t->arena, t->out, alt);
    jb_buf_add(t->arena, t->out, JB_STR("\n"));
    return true;
}

static bool trace_end(void *context)
{
    trace *t = context;
    jb_buf_printf(t->arena, t->out, "end\n");
    return true;
}

void jb_paint_trace(jb_arena *arena, const jb_pages *pages, const jb_variant *variant, jb_buf *out)
{
    trace t = {arena, out};
    jb_device device = {&t,           trace_page, trace_cell,  trace_cell_end,
                        trace_glyphs, trace_rule, trace_image, trace_end};
    (void)jb_paint(arena, pages, variant, &device); /* the trace never stops it */
}
