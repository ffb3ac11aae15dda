/* The line breaking algorithm of UAX #14, Unicode 15.0, over an array of classes.
 *
 * It works on classes rather than on code points, so that the Chinese tailoring (cjk.c) can give
 * a mark another class first. LB25 is the regular-expression form that LineBreakTest.txt uses. */
#ifndef JB_PARA_UAX14_H
#define JB_PARA_UAX14_H

#include <stdbool.h>
#include <stdint.h>

typedef enum jb_lb_class {
    LB_AL, LB_BA, LB_BB, LB_B2, LB_BK, LB_CB, LB_CL, LB_CM, LB_CP, LB_CR, LB_EB, LB_EM, LB_EX,
    LB_GL, LB_H2, LB_H3, LB_HL, LB_HY, LB_ID, LB_IN, LB_IS, LB_JL, LB_JT, LB_JV, LB_LF, LB_NL,
    LB_NS, LB_NU, LB_OP, LB_PO, LB_PR, LB_QU, LB_RI, LB_SP, LB_SY, LB_WJ, LB_ZW, LB_ZWJ
} jb_lb_class;

typedef struct jb_lb {
    uint8_t cls;     /* jb_lb_class, after LB1 */
    bool wide;       /* a bracket of East Asian width F, W or H: LB30 leaves it alone */
    bool pictograph; /* unassigned pictograph: LB30b */
} jb_lb;

/* The code point's own class. */
jb_lb jb_lb_class_of(uint32_t rune);

typedef enum jb_lb_break { JB_LB_NO, JB_LB_MAY, JB_LB_MUST } jb_lb_break;

/* out[i]: what stands between unit i - 1 and unit i; out[0] is JB_LB_NO (LB2). One unit is a code
 * point with its class. out has room for n. */
void jb_lb_find(const jb_lb *units, uint32_t n, uint8_t *out);

#endif
