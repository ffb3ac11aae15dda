/* Lengths are integers in milli-points: exact for half-point sizes, the same on every machine. A
 * single length fits jb_len (about 750 m either way); sums over a paragraph are int64_t. */
#ifndef JB_BASE_UNIT_H
#define JB_BASE_UNIT_H

#include <stdint.h>

typedef int32_t jb_len; /* milli-points; 1 pt = 1/72 inch */

#define JB_PT(points) ((jb_len)((points)*1000))
/* Whole millimetres, to the nearest milli-point. */
#define JB_MM(mm) ((jb_len)(((mm)*INT64_C(720000) + 127) / 254))

/* Integer division rounded to nearest, halves away from zero; divisor > 0. */
static inline int64_t jb_div_round(int64_t dividend, int64_t divisor)
{
    int64_t half = divisor / 2;
    return dividend >= 0 ? (dividend + half) / divisor : -((-dividend + half) / divisor);
}

/* From micrometres: 1 inch = 25,400 um = 72,000 mpt. */
static inline jb_len jb_len_from_um(int64_t um)
{
    return (jb_len)jb_div_round(um * 72000, 25400);
}

/* A share of a length, in thousandths: jb_len_share(em, 250) is a quarter em. */
static inline jb_len jb_len_share(jb_len length, int64_t thousandths)
{
    return (jb_len)jb_div_round((int64_t)length * thousandths, 1000);
}

typedef struct jb_point {
    jb_len x, y;
} jb_point;

/* x, y: the upper left corner, y growing downwards (PDF's upward y is made in pdf/ alone). */
typedef struct jb_rect {
    jb_len x, y, width, height;
} jb_rect;

#endif
