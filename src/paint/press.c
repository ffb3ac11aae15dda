/* What the press and the knife need around a page or a sheet, outside its bleed: crop marks where
 * it is cut, register marks by which the plates are laid over each other, both on every plate
 * (Separation /All), and a bar with a patch of each ink, by which the press is set. */
#include "paint.h"

#define THIN JB_MM(1) / 10 /* the thinnest line that a plate holds */

jb_len jb_marks_gap(jb_len bleed)
{
    return bleed > JB_MM(3) ? bleed : JB_MM(3);
}

jb_len jb_marks_room(jb_len bleed)
{
    return jb_marks_gap(bleed) + JB_MM(9);
}

#define ARM JB_MM(3) /* of a register mark */

jb_len jb_marks_reach(jb_len bleed)
{
    return jb_marks_gap(bleed) + JB_MARKS_MIDDLE + ARM;
}

typedef struct marks {
    const jb_device *device;
    const jb_medium *medium;
    const jb_plan *plan; /* of the sheet, or NULL */
    jb_len gap, middle; /* beyond the trimmed page: where marks begin, where their middle is */
} marks;

static bool put(const marks *m, const jb_ink *ink, uint16_t tint, jb_rule_shape shape,
                jb_rect rect)
{
    jb_color color = jb_ink_color(ink, tint, JB_COLOR_PRESS);
    color.overprint = false;
    return m->device->rule(m->device->context, rect, shape, color, true);
}

static bool put_all(const marks *m, jb_rule_shape shape, jb_rect rect)
{
    return put(m, jb_ink_at(NULL, JB_INK_ALL), 0, shape, rect);
}

/* A line between two points that have one coordinate in common. */
static bool put_line(const marks *m, jb_len x, jb_len y, jb_len across, jb_len down)
{
    const jb_len thin = THIN;
    jb_rect level = {x, y - thin / 2, across, thin}, upright = {x - thin / 2, y, thin, down};
    return put_all(m, JB_RULE_BAR, across ? level : upright);
}

#define LENGTH JB_MM(5)

/* Lines above and below the page, and at its sides, where it is cut at x or at y. */
static bool put_cut_x(const marks *m, jb_len x)
{
    return put_line(m, x, -m->gap - LENGTH, 0, LENGTH) &&
           put_line(m, x, m->medium->height + m->gap, 0, LENGTH);
}

static bool put_cut_y(const marks *m, jb_len y)
{
    return put_line(m, -m->gap - LENGTH, y, LENGTH, 0) &&
           put_line(m, m->medium->width + m->gap, y, LENGTH, 0);
}

static bool put_fold(const marks *m, jb_len x)
{
    enum { DASHES = 3 };
    const jb_len dash = LENGTH / (2 * DASHES - 1);
    for (int i = 0; i < DASHES; i++) {
        jb_len off = m->gap + 2 * i * dash;
        if (!put_line(m, x, -off - dash, 0, dash) ||
            !put_line(m, x, m->medium->height + off, 0, dash))
            return false;
    }
    return true;
}

/* At the corners; on a sheet also between its pages, on both sides of what falls off there. */
static bool put_crops(const marks *m)
{
    const jb_plan *plan = m->plan;
    bool done = put_cut_x(m, 0) && put_cut_x(m, m->medium->width) && put_cut_y(m, 0) &&
                put_cut_y(m, m->medium->height);
    for (uint32_t i = 1; plan && i < plan->columns && done; i++) {
        jb_len x = jb_plan_x(plan, i);
        done = plan->folded ? put_fold(m, x)
                            : put_cut_x(m, x) && (!plan->gap || put_cut_x(m, x - plan->gap));
    }
    for (uint32_t i = 1; plan && i < plan->rows && done; i++) {
        jb_len y = jb_plan_y(plan, i);
        done = put_cut_y(m, y) && (!plan->gap || put_cut_y(m, y - plan->gap));
    }
    return done;
}

/* Sheets in their order show a stair beside the fold, at the edge that is cut off. */
static bool put_step(const marks *m, uint32_t sheet)
{
    const jb_len step = JB_MM(3), from = JB_MM(3), fold = jb_plan_x(m->plan, 1);
    uint32_t steps = (uint32_t)((m->plan->page_width / 2 - from - JB_MM(4)) / step);
    if (steps == 0)
        return true;
    jb_len x = fold + from + (jb_len)(sheet % steps) * step;
    return put_all(m, JB_RULE_BAR, (jb_rect){x, -m->gap - LENGTH, step, JB_MM(2)});
}

/* A cross in a ring. */
static bool put_register(const marks *m, jb_len x, jb_len y)
{
    const jb_len arm = ARM, radius = JB_MM(2);
    return put_line(m, x - arm, y, 2 * arm, 0) && put_line(m, x, y - arm, 0, 2 * arm) &&
           put_all(m, JB_RULE_RING, (jb_rect){x - radius, y - radius, 2 * radius, 2 * radius});
}

/* In the middle of each page's edge that is an edge of the sheet. */
static bool put_registers(const marks *m)
{
    const jb_medium *page = m->medium;
    const jb_plan one = {.columns = 1, .rows = 1, .page_width = page->width,
                         .page_height = page->height};
    const jb_plan *plan = m->plan ? m->plan : &one;
    bool done = true;
    for (uint32_t i = 0; i < plan->columns && done; i++) {
        jb_len x = jb_plan_x(plan, i) + plan->page_width / 2;
        done = put_register(m, x, -m->middle) && put_register(m, x, page->height + m->middle);
    }
    for (uint32_t i = 0; i < plan->rows && done; i++) {
        jb_len y = jb_plan_y(plan, i) + plan->page_height / 2;
        done = put_register(m, -m->middle, y) && put_register(m, page->width + m->middle, y);
    }
    return done;
}

enum { PATCHES = 2 }; /* of each plate: full, and half */
#define PATCH JB_MM(4)
#define CORNER JB_MM(8) /* free of it, for the crop marks */

static bool put_patches(const marks *m, const jb_ink *ink, jb_len *x)
{
    for (int i = 0; i < PATCHES; i++, *x += PATCH)
        if (!put(m, ink, i ? 500 : 0, JB_RULE_BAR,
                 (jb_rect){*x, -m->middle - PATCH / 2, PATCH, PATCH}))
            return false;
    return true;
}

static bool put_bar(const marks *m, const jb_layout *layout, const jb_plates *plates)
{
    jb_len x = CORNER;
    for (uint16_t i = 0; i < 4; i++)
        if (plates->process[i] && !put_patches(m, jb_ink_at(layout, JB_INK_CYAN + i), &x))
            return false;
    for (uint32_t i = 0; i < plates->spots.len; i++)
        if (!put_patches(m, jb_ink_at(layout, plates->spots.at[i]), &x))
            return false;
    return true;
}

static uint32_t count_plates(const jb_plates *plates)
{
    uint32_t n = plates->spots.len;
    for (int i = 0; i < 4; i++)
        n += plates->process[i];
    return n;
}

jb_len jb_marks_width(const jb_plates *plates)
{
    jb_len bar = CORNER + (jb_len)count_plates(plates) * PATCHES * PATCH;
    return 2 * (bar + JB_MM(4)); /* the register mark stands in the middle */
}

bool jb_marks_paint(const jb_layout *layout, const jb_plan *plan, uint32_t side,
                    const jb_medium *medium, const jb_plates *plates, const jb_device *device)
{
    jb_len gap = jb_marks_gap(medium->bleed);
    const marks m = {device, medium, plan, gap, gap + JB_MARKS_MIDDLE};
    bool collated = plan && plan->folded && plan->sheets > 1 && !plan->sides[side].back;
    return put_crops(&m) && put_registers(&m) && put_bar(&m, layout, plates) &&
           (!collated || put_step(&m, plan->sides[side].sheet));
}
