/* Private to verify/: a page's marks, one over the other: inks, overprint, what is too thin, too
 * small or too near the edge. */
#ifndef JB_VERIFY_GROUND_H
#define JB_VERIFY_GROUND_H

#include "library.h"

/* The worst of its kind on a page, and how many there are. */
typedef struct jb_worst {
    uint32_t count;
    double value;
    jb_extent place;
} jb_worst;

typedef struct jb_ground {
    jb_arena *arena;
    jb_page_fact *fact;
    jb_extent trim, bleed;
    double safe;            /* pt */
    uint32_t limit;         /* of the sum of inks, hundredths of a percent */
    uint32_t spots;         /* plates beside the process inks, which registration marks are on */
    uint64_t *budget;       /* comparisons that may yet be made, of a file */
    struct jb_layers *layers; /* what lies on the page so far */
    /* for the findings */
    uint32_t thin_below; /* rules thinner than a quarter point */
    jb_worst heavy, thin, reversed, registration, knock, vanish, mixed_black, cut, near;
} jb_ground;

/* Begins a page; `fact` takes what is counted. */
void jb_ground_open(jb_ground *ground);

/* One mark more, over those before it. `ink`: of images too. */
void jb_ground_add(jb_ground *ground, const jb_mark *mark, const jb_tints *ink);

#endif
