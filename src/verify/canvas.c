/* Graphics state, colours, paths (ISO 32000-1 8). */
#include <math.h>

#include "reader.h"

static const jb_space gray = {.kind = JB_SPACE_GRAY, .values = 1};
static const jb_space rgb = {.kind = JB_SPACE_RGB, .values = 3};
static const jb_space cmyk = {.kind = JB_SPACE_CMYK, .values = 4};
static const jb_space pattern = {.kind = JB_SPACE_PATTERN};
static const double zeros[JB_PLATES];

/* ---- matrices ------------------------------------------------------------------------------- */

jb_matrix jb_matrix_join(const jb_matrix *by, const jb_matrix *to)
{
    return (jb_matrix){by->a * to->a + by->b * to->c,         by->a * to->b + by->b * to->d,
                       by->c * to->a + by->d * to->c,         by->c * to->b + by->d * to->d,
                       by->e * to->a + by->f * to->c + to->e,
                       by->e * to->b + by->f * to->d + to->f};
}

static void add_point(jb_extent *box, double x, double y)
{
    box->left = x < box->left ? x : box->left;
    box->right = x > box->right ? x : box->right;
    box->bottom = y < box->bottom ? y : box->bottom;
    box->top = y > box->top ? y : box->top;
}

jb_extent jb_matrix_extent(const jb_matrix *m, double left, double bottom, double right, double top)
{
    double x = m->a * left + m->c * bottom + m->e, y = m->b * left + m->d * bottom + m->f;
    double across = m->a * (right - left), slant = m->b * (right - left);
    double lean = m->c * (top - bottom), up = m->d * (top - bottom);
    jb_extent box = {x, y, x, y};
    add_point(&box, x + across, y + slant);
    add_point(&box, x + lean, y + up);
    add_point(&box, x + across + lean, y + slant + up);
    return box;
}

double jb_matrix_least(const jb_matrix *m)
{
    double across = hypot(m->a, m->b), up = hypot(m->c, m->d);
    return across < up ? across : up;
}

jb_extent jb_extent_meet(jb_extent a, jb_extent b)
{
    return (jb_extent){a.left > b.left ? a.left : b.left, a.bottom > b.bottom ? a.bottom : b.bottom,
                    a.right < b.right ? a.right : b.right, a.top < b.top ? a.top : b.top};
}

static void widen(jb_extent *box, double by)
{
    box->left -= by;
    box->bottom -= by;
    box->right += by;
    box->top += by;
}

/* ---- marks ---------------------------------------------------------------------------------- */

void jb_reader_mark(jb_reader *r, const jb_mark *mark, const jb_paint *paint)
{
    static const char *const what[] = {[JB_MARK_FILL] = "fill",
                                       [JB_MARK_STROKE] = "stroke",
                                       [JB_MARK_TEXT] = "text",
                                       [JB_MARK_IMAGE] = "image",
                                       [JB_MARK_SHADING] = "shading"};
    jb_mark told = *mark;
    jb_tints tints = {0};
    jb_reader_shows(r, what[mark->kind]);
    told.box = jb_extent_meet(told.box, r->now->clip);
    if (told.box.left > told.box.right || told.box.bottom > told.box.top)
        return;
    told.thin = jb_bounded(told.thin);
    told.size = jb_bounded(told.size);
    told.width = jb_bounded(told.width);
    told.height = jb_bounded(told.height);
    if (paint) {
        tints = paint->tints;
        told.overprint = paint->over;
        tints.decides = paint->over ? jb_space_decides(paint->space, &tints, r->now->mode)
                                    : JB_EVERY_PLATE;
        told.ink = &tints;
    }
    if (r->gather && paint)
        jb_tints_join(r->gather, &tints);
    else if (r->gather)
        r->gather->unknown = true;
    else
        r->sink->mark(r->sink->context, &told);
}

/* ---- state ---------------------------------------------------------------------------------- */

void jb_graphics_start(jb_graphics *g)
{
    const double all = jb_bounded(INFINITY);
    const jb_paint black = {.space = &gray, .tints = jb_space_tints(&gray, zeros)};
    *g = (jb_graphics){.ctm = {1, 0, 0, 1, 0, 0},
                       .clip = {-all, -all, all, all},
                       .fill = black,
                       .stroke = black,
                       .line_width = 1,
                       .text.scale = 1};
}

void jb_op_concat(jb_reader *r)
{
    jb_matrix by = {jb_number_at(r, 0), jb_number_at(r, 1), jb_number_at(r, 2),
                    jb_number_at(r, 3), jb_number_at(r, 4), jb_number_at(r, 5)};
    r->now->ctm = jb_matrix_join(&by, &r->now->ctm);
}

void jb_op_width(jb_reader *r)
{
    r->now->line_width = jb_number_at(r, 0);
}

void jb_op_state(jb_reader *r)
{
    const jb_resource *found = jb_reader_find(r, JB_RESOURCE_STATE, r->operands[0].token.text);
    if (!found)
        return;
    const jb_state_entry *state = found->state;
    if (state->has_stroke_over)
        r->now->stroke.over = state->stroke_over;
    if (state->has_fill_over)
        r->now->fill.over = state->fill_over;
    if (state->has_mode)
        r->now->mode = state->mode;
    if (state->has_width)
        r->now->line_width = state->width;
    if (state->font) {
        r->now->text.font = state->font;
        r->now->text.size = state->size;
    }
}

/* ---- colours -------------------------------------------------------------------------------- */

static void set_color(jb_paint *paint, const jb_space *space, const double *values)
{
    paint->space = space;
    paint->tints = jb_space_tints(space, values);
}

static void take_numbers(const jb_reader *r, double values[JB_PLATES])
{
    for (uint32_t i = 0; i < JB_PLATES; i++)
        values[i] = i < r->operands_len ? jb_number_at(r, i) : 0;
}

static void set_device(jb_reader *r, jb_paint *paint, const jb_space *space)
{
    double values[JB_PLATES];
    take_numbers(r, values);
    set_color(paint, space, values);
    jb_reader_device(r, space, r->word);
}

void jb_op_fill_gray(jb_reader *r)
{
    set_device(r, &r->now->fill, &gray);
}

void jb_op_stroke_gray(jb_reader *r)
{
    set_device(r, &r->now->stroke, &gray);
}

void jb_op_fill_rgb(jb_reader *r)
{
    set_device(r, &r->now->fill, &rgb);
}

void jb_op_stroke_rgb(jb_reader *r)
{
    set_device(r, &r->now->stroke, &rgb);
}

void jb_op_fill_cmyk(jb_reader *r)
{
    set_device(r, &r->now->fill, &cmyk);
}

void jb_op_stroke_cmyk(jb_reader *r)
{
    set_device(r, &r->now->stroke, &cmyk);
}

static const jb_space *find_space(jb_reader *r, jb_str name)
{
    static const struct {
        jb_str name;
        const jb_space *space;
    } device[] = {{JB_LIT("DeviceGray"), &gray},
                  {JB_LIT("DeviceRGB"), &rgb},
                  {JB_LIT("DeviceCMYK"), &cmyk},
                  {JB_LIT("Pattern"), &pattern}};
    for (size_t i = 0; i < sizeof device / sizeof *device; i++)
        if (jb_token_is_name(name, device[i].name))
            return device[i].space;
    const jb_resource *found = jb_reader_find(r, JB_RESOURCE_SPACE, name);
    return found ? found->space : NULL;
}

/* The first colour of a space is black or nearest to it; of a plate its full tint (8.6.8). */
static void set_space(jb_reader *r, jb_paint *paint)
{
    jb_str name = r->operands[0].token.text;
    const jb_space *space = find_space(r, name);
    if (!space)
        return;
    double first[JB_PLATES] = {0};
    bool full = space->kind == JB_SPACE_SEPARATION || space->kind == JB_SPACE_DEVICE_N;
    for (int i = 0; i < space->values && i < JB_PLATES; i++)
        first[i] = full || (space->values == 4 && i == 3 && !full);
    set_color(paint, space, first);
    jb_reader_device(r, space, name);
}

void jb_op_fill_space(jb_reader *r)
{
    set_space(r, &r->now->fill);
}

void jb_op_stroke_space(jb_reader *r)
{
    set_space(r, &r->now->stroke);
}

/* A pattern's inks are those of its content, unless it takes them from here. */
static void set_pattern(jb_reader *r, jb_paint *paint)
{
    jb_operand *name = &r->operands[r->operands_len - 1];
    const jb_resource *found = jb_reader_find(r, JB_RESOURCE_PATTERN, name->token.text);
    const jb_space *base = paint->space->base;
    if (base && r->operands_len == (uint32_t)base->values + 1) {
        double values[JB_PLATES];
        r->operands_len--;
        take_numbers(r, values);
        paint->tints = jb_space_tints(base, values);
        return;
    }
    paint->tints = (jb_tints){.decides = JB_EVERY_PLATE, .unknown = true};
    const jb_form *form =
        found && found->form ? r->sink->form(r->sink->context, found->form) : NULL;
    if (!form)
        return;
    jb_tints gathered = {.decides = JB_EVERY_PLATE};
    jb_reader_enter(r, form, &gathered);
    paint->tints = gathered;
}

static void set_values(jb_reader *r, jb_paint *paint)
{
    bool named = r->operands[r->operands_len - 1].token.kind == JB_TOKEN_NAME;
    bool wants = paint->space->kind == JB_SPACE_PATTERN;
    if (named && wants) {
        set_pattern(r, paint);
    } else if (named || wants || r->operands_len != (uint32_t)paint->space->values) {
        jb_reader_breach(r, JB_RULE_CONTENT_OPERANDS, r->word);
    } else {
        double values[JB_PLATES];
        take_numbers(r, values);
        set_color(paint, paint->space, values);
    }
}

void jb_op_fill_color(jb_reader *r)
{
    set_values(r, &r->now->fill);
}

void jb_op_stroke_color(jb_reader *r)
{
    set_values(r, &r->now->stroke);
}

/* Over all of the clipping path. */
void jb_op_shade(jb_reader *r)
{
    jb_str name = r->operands[0].token.text;
    const jb_resource *found = jb_reader_find(r, JB_RESOURCE_SHADING, name);
    if (!found)
        return;
    jb_paint paint = {.space = &pattern, .tints.unknown = true};
    if (found->space)
        paint.tints.possible = jb_space_plates(found->space);
    jb_reader_mark(r, &(jb_mark){.kind = JB_MARK_SHADING, .box = r->now->clip, .thin = -1}, &paint);
}

/* ---- paths ---------------------------------------------------------------------------------- */

static jb_subpath *last_part(jb_reader *r)
{
    return &r->path.at[r->path.len - 1];
}

static void start_part(jb_reader *r, double x, double y)
{
    const jb_matrix *m = &r->now->ctm;
    double px = m->a * x + m->c * y + m->e, py = m->b * x + m->d * y + m->f;
    r->where = JB_IN_PATH;
    *jb_push(r->arena, &r->path) = (jb_subpath){.box = {px, py, px, py},
                                                .thin = -1,
                                                .x = px,
                                                .y = py,
                                                .first_x = px,
                                                .first_y = py,
                                                .points = 1,
                                                .upright = true};
}

static void add_to_part(jb_reader *r, double x, double y, bool straight)
{
    const jb_matrix *m = &r->now->ctm;
    const double same = 1e-6;
    double px = m->a * x + m->c * y + m->e, py = m->b * x + m->d * y + m->f;
    jb_subpath *part = last_part(r);
    add_point(&part->box, px, py);
    part->upright &= straight && (fabs(px - part->x) < same || fabs(py - part->y) < same);
    part->points++;
    part->x = px;
    part->y = py;
}

/* Four upright lines are a rectangle, however they were drawn. */
static void end_part(jb_subpath *part)
{
    const double same = 1e-6;
    bool back = fabs(part->x - part->first_x) < same || fabs(part->y - part->first_y) < same;
    if (part->thin >= 0 || !part->upright || !back || part->points < 4 || part->points > 5)
        return;
    double width = part->box.right - part->box.left, height = part->box.top - part->box.bottom;
    part->thin = width < height ? width : height;
}

void jb_op_move(jb_reader *r)
{
    start_part(r, jb_number_at(r, 0), jb_number_at(r, 1));
}

void jb_op_line(jb_reader *r)
{
    add_to_part(r, jb_number_at(r, 0), jb_number_at(r, 1), true);
}

/* A curve lies within the hull of its control points. */
void jb_op_curve(jb_reader *r)
{
    for (uint32_t i = 0; i < 6; i += 2)
        add_to_part(r, jb_number_at(r, i), jb_number_at(r, i + 1), false);
}

void jb_op_curve_short(jb_reader *r)
{
    for (uint32_t i = 0; i < 4; i += 2)
        add_to_part(r, jb_number_at(r, i), jb_number_at(r, i + 1), false);
}

void jb_op_close(jb_reader *r)
{
    jb_subpath *part = last_part(r);
    part->x = part->first_x;
    part->y = part->first_y;
}

void jb_op_rectangle(jb_reader *r)
{
    double x = jb_number_at(r, 0), y = jb_number_at(r, 1);
    double width = jb_number_at(r, 2), height = jb_number_at(r, 3);
    const jb_matrix *m = &r->now->ctm;
    double across = fabs(width) * hypot(m->a, m->b), up = fabs(height) * hypot(m->c, m->d);
    start_part(r, x, y);
    jb_subpath *part = last_part(r);
    part->box = jb_matrix_extent(m, x, y, x + width, y + height);
    part->thin = across < up ? across : up;
    part->upright = (m->b == 0 && m->c == 0) || (m->a == 0 && m->d == 0);
}

void jb_op_clip(jb_reader *r)
{
    r->where = JB_IN_CLIP;
}

static void stroke_path(jb_reader *r)
{
    double width = r->now->line_width * jb_matrix_least(&r->now->ctm);
    for (uint32_t i = 0; i < r->path.len; i++) {
        jb_mark mark = {.kind = JB_MARK_STROKE, .box = r->path.at[i].box, .thin = width};
        widen(&mark.box, width / 2);
        jb_reader_mark(r, &mark, &r->now->stroke);
    }
}

static void fill_path(jb_reader *r)
{
    for (uint32_t i = 0; i < r->path.len; i++) {
        jb_subpath *part = &r->path.at[i];
        end_part(part);
        jb_mark mark = {.kind = JB_MARK_FILL,
                        .box = part->box,
                        .thin = part->thin,
                        .fills = part->thin >= 0 && part->upright};
        jb_reader_mark(r, &mark, &r->now->fill);
    }
}

/* The path goes; after W it stays as the clipping path, of which we keep the box. */
static void end_path(jb_reader *r)
{
    if (r->where == JB_IN_CLIP) {
        jb_extent all = r->path.at[0].box;
        for (uint32_t i = 1; i < r->path.len; i++) {
            add_point(&all, r->path.at[i].box.left, r->path.at[i].box.bottom);
            add_point(&all, r->path.at[i].box.right, r->path.at[i].box.top);
        }
        r->now->clip = jb_extent_meet(all, r->now->clip);
    }
    r->path.len = 0;
    r->where = JB_IN_PAGE;
}

void jb_op_paint_none(jb_reader *r)
{
    end_path(r);
}

void jb_op_paint_stroke(jb_reader *r)
{
    stroke_path(r);
    end_path(r);
}

void jb_op_paint_close_stroke(jb_reader *r)
{
    jb_op_close(r);
    jb_op_paint_stroke(r);
}

void jb_op_paint_fill(jb_reader *r)
{
    fill_path(r);
    end_path(r);
}

void jb_op_paint_both(jb_reader *r)
{
    fill_path(r);
    jb_op_paint_stroke(r);
}

void jb_op_paint_close_both(jb_reader *r)
{
    jb_op_close(r);
    jb_op_paint_both(r);
}
