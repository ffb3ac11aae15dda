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

typedef struct marks {
    const jb_device *device;
    const jb_medium *medium;
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

static bool put_crops(const marks *m)
{
    const jb_len length = JB_MM(5);
    const jb_medium *page = m->medium;
    bool done = true;
    for (int i = 0; i < 4 && done; i++) {
        bool right = i & 1, below = i & 2;
        jb_len x = right ? page->width : 0, y = below ? page->height : 0;
        done = put_line(m, right ? x + m->gap : x - m->gap - length, y, length, 0) &&
               put_line(m, x, below ? y + m->gap : y - m->gap - length, 0, length);
    }
    return done;
}

/* A cross in a ring. */
static bool put_register(const marks *m, jb_len x, jb_len y)
{
    const jb_len arm = JB_MM(3), radius = JB_MM(2);
    return put_line(m, x - arm, y, 2 * arm, 0) && put_line(m, x, y - arm, 0, 2 * arm) &&
           put_all(m, JB_RULE_RING, (jb_rect){x - radius, y - radius, 2 * radius, 2 * radius});
}

static bool put_registers(const marks *m)
{
    const jb_medium *page = m->medium;
    return put_register(m, page->width / 2, -m->middle) &&
           put_register(m, page->width / 2, page->height + m->middle) &&
           put_register(m, -m->middle, page->height / 2) &&
           put_register(m, page->width + m->middle, page->height / 2);
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

bool jb_marks_paint(const jb_layout *layout, const jb_medium *medium, const jb_plates *plates,
                    const jb_device *device)
{
    jb_len gap = jb_marks_gap(medium->bleed);
    const marks m = {device, medium, gap, gap + JB_MARKS_MIDDLE};
    return put_crops(&m) && put_registers(&m) && put_bar(&m, layout, plates);
}
