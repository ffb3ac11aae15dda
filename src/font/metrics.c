/* Measuring with FreeType: ink boxes, the ideographic centre, cap height, stems. Outlines are in
 * font units without hinting; no bitmap is ever made. */
#include "face.h"

#include FT_BBOX_H
#include FT_OUTLINE_H
#include FT_TRIGONOMETRY_H

/* ---- ink ----------------------------------------------------------------------------------- */

/* Another thread's FreeType can't be used: an FT_Face holds the glyph that was loaded last. */
static FT_Face freetype_of(const jb_face *face)
{
    jb_fonts *fonts = face->fonts;
    const jb_design *design = face->design;
    FT_Face *ft_face = &face->own->ft_face;
    if (!fonts->library && FT_Init_FreeType(&fonts->library))
        fonts->library = NULL;
    if (fonts->library && !*ft_face &&
        FT_New_Memory_Face(fonts->library, (const FT_Byte *)design->map.at,
                           (FT_Long)design->map.len, (FT_Long)design->entry->index, ft_face))
        *ft_face = NULL;
    return *ft_face;
}

FT_Outline *jb_face_load_outline(const jb_face *face, uint32_t glyph)
{
    jb_memory_watch();
    FT_Face ft_face = freetype_of(face);
    FT_Error error =
        ft_face ? FT_Load_Glyph(ft_face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) : 1;
    if (jb_memory_failed())
        jb_arena_exhaust(face->fonts->arena);
    bool good = !error && ft_face->glyph->format == FT_GLYPH_FORMAT_OUTLINE;
    return good ? &ft_face->glyph->outline : NULL;
}

static jb_ink_box measure_ink(const jb_face *face, uint32_t glyph)
{
    FT_Outline *outline = jb_face_load_outline(face, glyph);
    FT_BBox box;
    if (!outline || FT_Outline_Get_BBox(outline, &box))
        return (jb_ink_box){0};
    return (jb_ink_box){(int32_t)box.xMin, (int32_t)box.yMin, (int32_t)box.xMax,
                        (int32_t)box.yMax};
}

jb_ink_box jb_face_ink(const jb_face *face, uint32_t glyph)
{
    jb_shelf *shelf = &face->design->ink;
    const jb_shelved *known = jb_shelf_find(shelf, glyph);
    if (known)
        return ((const jb_inked *)known)->box;
    jb_ink_box box = measure_ink(face, glyph);
    jb_arena *arena = jb_fonts_lock(face->fonts);
    if (!jb_shelf_find(shelf, glyph)) {
        jb_inked *inked = JB_NEW(arena, jb_inked);
        *inked = (jb_inked){{glyph}, box};
        jb_shelf_add(arena, shelf, &inked->head);
    }
    jb_fonts_unlock(face->fonts);
    return box;
}

/* ---- centre, body and cap height ----------------------------------------------------------- */

/* Common ideographs that reach from top to bottom. Their mean ink centre is that of the 3,755 of
 * GB/T 2312 level 1 within 0.004 em in each of eleven faces tried; squares alone (口日目) sit low. */
static const uint16_t evenly[] = {
    0x56FD /* 国 */, 0x7530 /* 田 */, 0x4E2D /* 中 */, 0x56DE /* 回 */, 0x5341 /* 十 */,
    0x6728 /* 木 */, 0x672C /* 本 */, 0x7C73 /* 米 */, 0x6765 /* 来 */, 0x4E8B /* 事 */,
    0x4E1C /* 东 */, 0x7533 /* 申 */, 0x5357 /* 南 */, 0x9AD8 /* 高 */, 0x5178 /* 典 */,
    0x91CC /* 里 */, 0x7AE0 /* 章 */, 0x91CD /* 重 */, 0x7687 /* 皇 */,
};

static int32_t thousandths(int64_t units, int32_t upem)
{
    int64_t half = units < 0 ? -upem / 2 : upem / 2;
    return (int32_t)((units * 1000 + half) / upem);
}

/* Top of the capital H, else what OS/2 says. */
static int32_t measure_cap_height(const jb_face *face)
{
    uint32_t glyph = jb_face_glyph(face, 'H');
    int32_t top = glyph ? measure_ink(face, glyph).top : 0;
    return top > 0 ? top : face->design->facts.cap_height;
}

static void measure_han(const jb_face *face)
{
    jb_design *design = face->design;
    int64_t sum = 0, sides = 0;
    int32_t n = 0, upem = design->facts.upem;
    for (size_t i = 0; i < sizeof evenly / sizeof *evenly; i++) {
        uint32_t glyph = jb_face_glyph(face, evenly[i]);
        jb_ink_box box = glyph ? measure_ink(face, glyph) : (jb_ink_box){0};
        if (box.top > box.bottom) {
            sum += box.top + box.bottom;
            sides += box.top - box.bottom + box.right - box.left;
            n++;
        }
    }
    design->han = n > 0;
    design->body = n > 0 ? thousandths(sides, 2 * n * upem) : 0;
    design->centre = n > 0 ? thousandths(sum, 2 * n * upem)
                           : thousandths(design->cap_height, 2 * upem);
}

bool jb_face_measure(const jb_face *face)
{
    if (!freetype_of(face))
        return false;
    face->design->cap_height = measure_cap_height(face);
    measure_han(face);
    return true;
}

/* ---- stems --------------------------------------------------------------------------------- */

enum {
    CURVE = 8, /* lines in place of one */
    FINE = 64  /* lengths are added in such parts of a font unit */
};

/* Of outlines passed so far, in font units: twice their area, signed, and their length. */
typedef struct traced {
    FT_Vector pen;
    int64_t area2, length;
} traced;

static int move_to(const FT_Vector *to, void *context)
{
    ((traced *)context)->pen = *to;
    return 0;
}

static int line_to(const FT_Vector *to, void *context)
{
    traced *t = context;
    FT_Vector way = {(to->x - t->pen.x) * FINE, (to->y - t->pen.y) * FINE};
    t->area2 += (int64_t)t->pen.x * to->y - (int64_t)to->x * t->pen.y;
    t->length += FT_Vector_Length(&way);
    return move_to(to, context);
}

static int cubic_to(const FT_Vector *b, const FT_Vector *c, const FT_Vector *to, void *context)
{
    enum { ALL = CURVE * CURVE * CURVE };
    const FT_Vector a = ((traced *)context)->pen;
    for (int i = 1; i <= CURVE; i++) {
        FT_Pos k = CURVE - i, of_a = k * k * k, of_b = 3 * k * k * i, of_c = 3 * k * i * i;
        FT_Pos of_to = ALL - of_a - of_b - of_c;
        FT_Vector at = {(of_a * a.x + of_b * b->x + of_c * c->x + of_to * to->x) / ALL,
                        (of_a * a.y + of_b * b->y + of_c * c->y + of_to * to->y) / ALL};
        line_to(&at, context);
    }
    return 0;
}

static int conic_to(const FT_Vector *b, const FT_Vector *to, void *context)
{
    const FT_Vector a = ((traced *)context)->pen;
    FT_Vector near_a = {(a.x + 2 * b->x) / 3, (a.y + 2 * b->y) / 3};
    FT_Vector near_to = {(to->x + 2 * b->x) / 3, (to->y + 2 * b->y) / 3};
    return cubic_to(&near_a, &near_to, to, context);
}

/* Two threads may measure it at once: they find the same. */
int32_t jb_face_stem(const jb_face *face)
{
    static const FT_Outline_Funcs funcs = {move_to, line_to, conic_to, cubic_to, 0, 0};
    jb_design *design = face->design;
    int64_t area2 = 0, length = 0;
    int stem = atomic_load_explicit(&design->stem, memory_order_relaxed);
    for (size_t i = 0; i < sizeof evenly / sizeof *evenly && stem == 0; i++) {
        uint32_t glyph = jb_face_glyph(face, evenly[i]);
        FT_Outline *outline = glyph ? jb_face_load_outline(face, glyph) : NULL;
        traced t = {0};
        if (!outline || FT_Outline_Decompose(outline, &funcs, &t))
            continue;
        area2 += t.area2 < 0 ? -t.area2 : t.area2;
        length += t.length;
    }
    if (length > 0) {
        stem = thousandths(area2 * FINE / length, design->facts.upem);
        atomic_store_explicit(&design->stem, stem, memory_order_relaxed);
    }
    return stem;
}
