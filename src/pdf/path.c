/* Paths: waves and circles, of Bézier curves, and the outlines of glyphs. */
#include "writer.h"

enum { RING = 40 /* a ring's stroke, as a part of its width */ };

/* Thousandths. */
enum {
    THICK = 380,    /* a wave's stroke, of its height */
    LENGTH = 2300,  /* a whole wave, of its height; as many as fill the length */
    CONTROL = 364,  /* of half a wave's length: where the control points of a sine's half stand */
    CREST = 1333,   /* and how high, of its crest */
    CIRCLE = 552    /* of the radius: those of a quarter of a circle */
};

typedef struct point {
    jb_len along, across; /* from the middle of the rectangle's edge, or its middle */
} point;

/* Where the wave's or the circle's own axes are on the page. */
typedef struct frame {
    jb_arena *arena;
    jb_buf *out;
    jb_len x, y; /* PDF's */
    bool upright;
} frame;

static void add_point(const frame *f, point at)
{
    jb_pdf_add_number(f->arena, f->out, f->x + (f->upright ? at.across : at.along));
    jb_buf_add(f->arena, f->out, JB_STR(" "));
    jb_pdf_add_number(f->arena, f->out, f->y - (f->upright ? at.along : at.across));
    jb_buf_add(f->arena, f->out, JB_STR(" "));
}

static void add_curve(const frame *f, point a, point b, point to)
{
    add_point(f, a);
    add_point(f, b);
    add_point(f, to);
    jb_buf_add(f->arena, f->out, JB_STR("c\n"));
}

jb_len jb_pdf_wave_thickness(jb_rect rect)
{
    return jb_len_share(rect.width < rect.height ? rect.width : rect.height, THICK);
}

/* In hundredths of a point, a third of a dot of a plate of 2,400 dpi. */
static void add_scaled(jb_arena *arena, jb_buf *out, jb_path_point at, int64_t size, int64_t thirds)
{
    const int32_t both[] = {at.x, at.y};
    for (int i = 0; i < 2; i++) {
        jb_pdf_add_number(arena, out, 10 * jb_div_round(both[i] * size, 10 * thirds));
        jb_buf_add(arena, out, JB_STR(" "));
    }
}

bool jb_pdf_add_glyph(jb_arena *arena, jb_buf *out, const jb_face *face, uint32_t glyph,
                      jb_len size)
{
    static const char *const operators[] = {
        [JB_PATH_MOVE] = "m\n", [JB_PATH_LINE] = "l\n", [JB_PATH_CURVE] = "c\n"};
    jb_path path = {0};
    if (!jb_face_path(arena, face, glyph, &path))
        return false;
    int64_t thirds = 3 * (int64_t)jb_face_upem(face);
    for (uint32_t i = 0; i < path.len; i++) {
        const jb_path_step *step = &path.at[i];
        if (step->kind == JB_PATH_CURVE) {
            add_scaled(arena, out, step->a, size, thirds);
            add_scaled(arena, out, step->b, size, thirds);
        }
        add_scaled(arena, out, step->to, size, thirds);
        jb_buf_add(arena, out, jb_str_make(operators[step->kind]));
    }
    return true;
}

jb_len jb_pdf_ring_thickness(jb_rect rect)
{
    return rect.width / RING;
}

/* Half waves in turn below and above the middle, an even number of them. */
void jb_pdf_add_wave(jb_arena *arena, jb_buf *out, jb_rect rect, jb_len height)
{
    bool upright = rect.height > rect.width;
    jb_len length = upright ? rect.height : rect.width, high = upright ? rect.width : rect.height;
    jb_len crest = jb_len_share((high - jb_pdf_wave_thickness(rect)) / 2, CREST);
    int64_t waves = high ? jb_div_round((int64_t)length * 1000, (int64_t)high * LENGTH) : 0;
    int64_t halves = waves > 1 ? 2 * waves : 2;
    frame f = {arena, out, rect.x + (upright ? high / 2 : 0),
               height - rect.y - (upright ? 0 : high / 2), upright};
    add_point(&f, (point){0, 0});
    jb_buf_add(arena, out, JB_STR("m\n"));
    for (int64_t i = 0; i < halves; i++) {
        jb_len from = (jb_len)(length * i / halves), to = (jb_len)(length * (i + 1) / halves);
        jb_len way = jb_len_share(to - from, CONTROL), side = i % 2 ? crest : -crest;
        add_curve(&f, (point){from + way, side}, (point){to - way, side}, (point){to, 0});
    }
    jb_buf_add(arena, out, JB_STR("S\n"));
}

void jb_pdf_add_circle(jb_arena *arena, jb_buf *out, jb_rect rect, jb_len height)
{
    jb_len r = rect.width / 2, k = jb_len_share(r, CIRCLE);
    frame f = {arena, out, rect.x + r, height - rect.y - rect.height / 2, false};
    add_point(&f, (point){r, 0});
    jb_buf_add(arena, out, JB_STR("m\n"));
    add_curve(&f, (point){r, k}, (point){k, r}, (point){0, r});
    add_curve(&f, (point){-k, r}, (point){-r, k}, (point){-r, 0});
    add_curve(&f, (point){-r, -k}, (point){-k, -r}, (point){0, -r});
    add_curve(&f, (point){k, -r}, (point){r, -k}, (point){r, 0});
}
