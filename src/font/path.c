/* Glyphs as paths, for files without fonts. */
#include "face.h"

#include FT_OUTLINE_H

/* In thirds of a font unit: so the control points of a quadratic curve, raised to a cubic one, are
 * whole numbers. */
typedef struct tracer {
    jb_arena *arena;
    jb_path *path;
    FT_Vector pen;
} tracer;

static jb_path_point thirds(const FT_Vector *at)
{
    return (jb_path_point){(int32_t)(3 * at->x), (int32_t)(3 * at->y)};
}

static int add(tracer *t, jb_path_kind kind, jb_path_point a, jb_path_point b, const FT_Vector *to)
{
    *jb_push(t->arena, t->path) = (jb_path_step){kind, a, b, thirds(to)};
    t->pen = *to;
    return 0;
}

static int move_to(const FT_Vector *to, void *context)
{
    return add(context, JB_PATH_MOVE, (jb_path_point){0, 0}, (jb_path_point){0, 0}, to);
}

static int line_to(const FT_Vector *to, void *context)
{
    return add(context, JB_PATH_LINE, (jb_path_point){0, 0}, (jb_path_point){0, 0}, to);
}

static int conic_to(const FT_Vector *control, const FT_Vector *to, void *context)
{
    const FT_Vector from = ((tracer *)context)->pen;
    jb_path_point a = {(int32_t)(from.x + 2 * control->x), (int32_t)(from.y + 2 * control->y)};
    jb_path_point b = {(int32_t)(to->x + 2 * control->x), (int32_t)(to->y + 2 * control->y)};
    return add(context, JB_PATH_CURVE, a, b, to);
}

static int cubic_to(const FT_Vector *a, const FT_Vector *b, const FT_Vector *to, void *context)
{
    return add(context, JB_PATH_CURVE, thirds(a), thirds(b), to);
}

bool jb_face_path(jb_arena *arena, const jb_face *face, uint32_t glyph, jb_path *path)
{
    static const FT_Outline_Funcs funcs = {move_to, line_to, conic_to, cubic_to, 0, 0};
    FT_Outline *outline = jb_face_load_outline(face, glyph);
    tracer t = {.arena = arena, .path = path};
    return outline && FT_Outline_Decompose(outline, &funcs, &t) == 0;
}
