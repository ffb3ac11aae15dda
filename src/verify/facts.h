/* Private to verify/: what a finished PDF holds, as the report tells it: numbers, not judgements.
 *
 * Boxes and thicknesses are micrometres, sizes of text milli-points, tints and sums hundredths of a
 * percent. A page is what lies inside of its trim box: marks around it are not counted. */
#ifndef JB_VERIFY_FACTS_H
#define JB_VERIFY_FACTS_H

#include "content.h"
#include "verify.h"

/* From the page's own origin, y upwards, as in the file; all 0: there is none. */
typedef struct jb_um_box {
    int64_t left, bottom, right, top;
} jb_um_box;

typedef struct jb_font_fact {
    jb_str name;      /* without the subset's letters */
    jb_str type;      /* Subtype of the font, of a composite one that of its descendant */
    jb_str program;   /* FontFile, FontFile2, Type1C, CIDFontType0C, OpenType; empty: none */
    bool subset;
    uint32_t glyphs;  /* codes that are shown */
    int embedding;    /* OS/2 fsType; negative: nothing says it */
} jb_font_fact;

typedef struct jb_image_fact {
    uint32_t page;
    uint32_t width, height; /* samples */
    int bits;
    jb_str space, filter;   /* as in the file; empty: none */
    uint32_t dpi;           /* of the side that has less */
    jb_rect place;          /* from the trim box's upper left corner */
    bool measured;          /* its inks are known */
    uint32_t sum;
} jb_image_fact;

typedef struct jb_page_fact {
    jb_um_box media, bleed, trim;
    bool has_bleed, has_trim;
    jb_tints ink;         /* highest on each plate; sum: highest at one point */
    jb_rect ink_place;    /* where that is */
    uint32_t unmeasured;  /* marks whose inks cannot be told */
    int64_t thinnest;     /* rule; negative: none */
    int64_t reversed;     /* smallest reversed text; negative: none */
    int64_t many_inks;    /* smallest text in more than one process ink; negative: none */
    uint32_t black_over, black_knocks, other_over; /* marks in black alone, in other inks */
    uint32_t near_trim, cut; /* marks within the safe zone; across the trim without bleed */
    uint32_t annotations;
    uint32_t marks;
} jb_page_fact;

typedef struct jb_intent_fact {
    jb_str identifier, condition, registry, info;
    jb_str profile; /* the description in the ICC profile; empty: none is embedded */
} jb_intent_fact;

typedef struct jb_pdf_facts {
    jb_str sha256;
    uint64_t bytes;
    jb_str version; /* "1.4" */
    jb_intent_fact intent;
    jb_str plates[JB_PLATES];  /* by index; the process inks first */
    uint32_t plates_len;
    JB_VEC(jb_page_fact) pages;
    JB_VEC(jb_font_fact) fonts;
    JB_VEC(jb_image_fact) images;
    bool uniform;              /* all pages have the same trim box */
    bool imposed;              /* they are sides of sheets already */
    uint32_t sheets, blanks;   /* those, else of four pages each for saddle stitch; and what fills
                                * them */
    bool encrypted, scripts, transparency;
} jb_pdf_facts;

/* "Cyan", "红"; the plate's name in the language where it is a process ink's. */
jb_str jb_facts_plate(const jb_pdf_facts *facts, uint32_t plate, jb_lang lang);

/* Whether the plate is used, or may be. */
static inline bool jb_facts_has_plate(const jb_tints *ink, uint32_t plate)
{
    return ink->tint[plate] || ink->possible >> plate & 1;
}

#endif
