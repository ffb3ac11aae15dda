/* What the press needs beside the pages: the profile of its condition, and images in its inks.
 * Private. */
#ifndef JB_PDF_PRESS_H
#define JB_PDF_PRESS_H

#include "icc.h"
#include "pdf.h"

/* ---- condition.c ---------------------------------------------------------------------------- */

/* A registered printing condition. */
typedef struct jb_pdf_condition {
    const char *name; /* OutputConditionIdentifier */
    const char *text; /* OutputCondition */
} jb_pdf_condition;

/* NULL when none has that name. */
const jb_pdf_condition *jb_pdf_condition_find(jb_str name);
/* All names, for a message. */
jb_str jb_pdf_condition_names(jb_arena *arena);
/* The profile of the condition, where a package has brought it. 0 or an errno value. */
int jb_pdf_condition_profile(jb_arena *arena, const jb_pdf_condition *condition, jb_str data,
                             jb_str *out);
/* A profile of the office's own. 0 or an errno value. */
int jb_pdf_profile_file(jb_arena *arena, jb_str path, jb_str *out);

/* ---- press.c -------------------------------------------------------------------------------- */

/* An image as a file holds it. */
typedef struct jb_pdf_picture {
    const jb_image *image;
    bool as_it_is;          /* the JPEG's own bytes */
    bool mask;              /* line art, painted in the ink of black text where a bit is 0 */
    uint8_t channels, bits; /* of the samples, whose rows are whole bytes */
    const uint8_t *samples;
    jb_str deflated; /* once a file has needed them */
    bool filtered;   /* each row by one of PNG's filters */
    jb_str profile;  /* of a CMYK image that is kept: what its inks look like; else empty */
} jb_pdf_picture;

typedef struct jb_pdf_press {
    jb_arena *arena;
    const jb_print_layout *print;
    const jb_pdf_condition *condition; /* NULL: an own profile's */
    jb_str profile, name;   /* empty: not needed, or not to be had */
    jb_str deflated;        /* the profile, once a file has needed it */
    jb_pdf_icc *icc;        /* opened when an image needs it */
    JB_VEC(jb_pdf_picture *) pictures;
} jb_pdf_press;

/* The image in the inks of the press; without one, as it is for screens. */
jb_pdf_picture *jb_pdf_picture_of(jb_arena *arena, const jb_pdf_press *press,
                                  const jb_image *image);

#endif
