/* Private to verify/: what a content stream paints (ISO 32000-1 7.8 and 8 to 9).
 *
 *     bytes and resources -> marks: one paint operator each, with its box, its inks, its size
 *
 * The interpreter keeps the graphics state, knows which operator may stand where with which
 * operands, and tells the sink of each mark and of each broken rule. It paints nothing: a box is
 * the bounding box of what is painted, cut by that of the clipping path. Lengths are points of
 * default user space, tints hundredths of a percent. All is bounded: depth of states and forms,
 * operands, and the operators that a file may have interpreted, however its forms are nested. */
#ifndef JB_VERIFY_CONTENT_H
#define JB_VERIFY_CONTENT_H

#include "tokens.h"
#include "verify.h"

enum {
    JB_PLATES = 32, /* bits of a mask; a file with more inks is not told apart further */
    JB_CYAN = 0,
    JB_MAGENTA,
    JB_YELLOW,
    JB_BLACK,
    JB_SPOTS, /* the first of the others */
    JB_PLATE_NONE = 254,
    JB_PLATE_ALL = 255,
    JB_FULL = 10000, /* a tint of 100 % */
    JB_STATES_MOST = 28, /* q in q: ISO 32000-1 annex C */
    JB_FORMS_MOST = 12
};

#define JB_PROCESS ((1u << JB_SPOTS) - 1)
#define JB_EVERY_PLATE UINT32_MAX

/* What one paint lays on each plate. */
typedef struct jb_tints {
    uint32_t decides;  /* plates that it paints, be it with nothing; others keep what they have */
    uint32_t sum;      /* the most at one point; of images less than the sum of the tints */
    bool registration; /* Separation /All: every plate there is */
    bool unknown;      /* it cannot be told how much: RGB, shadings, images not decoded */
    uint32_t possible; /* of what is unknown: the plates that it may be on */
    uint16_t tint[JB_PLATES];
} jb_tints;

typedef enum jb_space_kind {
    JB_SPACE_GRAY,
    JB_SPACE_CMYK,
    JB_SPACE_RGB,
    JB_SPACE_CAL_GRAY,
    JB_SPACE_CAL_RGB,
    JB_SPACE_LAB,
    JB_SPACE_ICC,
    JB_SPACE_INDEXED,
    JB_SPACE_SEPARATION,
    JB_SPACE_DEVICE_N,
    JB_SPACE_PATTERN,
    JB_SPACE_OTHER /* none that is known */
} jb_space_kind;

typedef struct jb_space {
    jb_space_kind kind;
    int values;                  /* of a colour */
    const struct jb_space *base; /* of Indexed and of uncoloured patterns; or NULL */
    jb_str lookup;               /* of Indexed: its bytes */
    int highest;                 /* of Indexed: the last index */
    uint8_t plate[JB_PLATES];    /* of Separation and DeviceN, value by value */
} jb_space;

/* The glyphs of a Type 3 font, each a stream of its own. */
typedef struct jb_drawn_glyphs {
    uint32_t len;
    const void *source; /* the sink's */
    bool looked_at;
    jb_tints ink; /* of those that bring colours of their own (d0) */
} jb_drawn_glyphs;

/* ExtGState; what is absent changes nothing. */
typedef struct jb_state_entry {
    bool has_stroke_over, has_fill_over, has_mode, has_width;
    bool stroke_over, fill_over, mode; /* OP, op, OPM */
    double width;                      /* LW */
    const struct jb_font_entry *font;  /* Font; or NULL */
    double size;
} jb_state_entry;

typedef struct jb_font_entry {
    bool wide;          /* two bytes a code */
    bool down;          /* written in columns */
    double scale;       /* of its widths: .001, or what FontMatrix says of a Type 3 font */
    uint16_t *widths;   /* by code (CID); NULL: all are `width` */
    uint32_t widths_len;
    uint16_t width;     /* of any other code */
    uint64_t *shown;    /* a bit a code: 65536 or 256; NULL: nobody asks */
    uint64_t *plain;    /* the same of those shown where no ActualText stands for them */
    jb_drawn_glyphs *drawn; /* NULL: it has a font program */
    void *context;      /* the sink's */
} jb_font_entry;

typedef struct jb_image_entry {
    uint32_t width, height; /* samples */
    int bits;
    bool mask;              /* a stencil for the current colour */
    const jb_space *space;  /* NULL: none, or not known */
    jb_str filter;          /* the names of its filters; empty: none */
    jb_str data;            /* of an inline image: as it stands */
    void *context;          /* the sink's */
} jb_image_entry;

typedef enum jb_resource_kind {
    JB_RESOURCE_SPACE,
    JB_RESOURCE_STATE,
    JB_RESOURCE_FONT,
    JB_RESOURCE_IMAGE,
    JB_RESOURCE_FORM,
    JB_RESOURCE_OBJECT, /* an XObject of another kind */
    JB_RESOURCE_PATTERN,
    JB_RESOURCE_SHADING,
    JB_RESOURCE_PROPERTIES
} jb_resource_kind;

typedef struct jb_resource {
    jb_resource_kind kind;
    jb_str name; /* decoded, without its slash */
    union {
        const jb_space *space; /* of a shading: its own */
        const jb_state_entry *state;
        const jb_font_entry *font;
        const jb_image_entry *image;
        const void *form; /* the sink opens it; of a pattern too (NULL: a shading) */
        const void *properties; /* the sink's */
    };
} jb_resource;

typedef struct jb_resources {
    const jb_resource *at;
    uint32_t len;
    const void *source; /* the sink's */
} jb_resources;

typedef struct jb_form {
    jb_str content;
    const jb_resources *resources;
    double matrix[6], box[4]; /* Matrix, BBox */
    const void *source;       /* the sink's */
} jb_form;

typedef struct jb_extent {
    double left, bottom, right, top;
} jb_extent;

typedef enum jb_mark_kind {
    JB_MARK_FILL,
    JB_MARK_STROKE,
    JB_MARK_TEXT,
    JB_MARK_IMAGE,
    JB_MARK_SHADING
} jb_mark_kind;

typedef struct jb_mark {
    jb_mark_kind kind;
    jb_extent box;
    const jb_tints *ink;        /* for the call alone; of an image that is no stencil: NULL */
    bool overprint;
    bool fills;                 /* it fills its box */
    double thin;                /* a rule's thickness; negative: it is no rule */
    const jb_font_entry *font;  /* of text */
    double size;                /* of text */
    uint32_t glyphs;            /* of text */
    const jb_image_entry *image; /* for the call alone */
    double width, height;       /* of an image as placed, along its own sides */
} jb_mark;

/* Marked content that begins: BMC, BDC. Its properties as they stand in the stream, or those of a
 * resource. */
typedef struct jb_marked {
    jb_str tag, written;
    const void *properties, *form; /* the sink's; form: whose stream it is, NULL: the page's */
} jb_marked;

enum { JB_MARKED_ARTIFACT = 1, JB_MARKED_PIECE = 2, JB_MARKED_REPLACED = 4 };

typedef struct jb_sink {
    void *context;
    void (*mark)(void *context, const jb_mark *mark);
    /* `what`: an operator, a name, a number; `at`: the byte of the stream. */
    void (*breach)(void *context, jb_rule rule, jb_str what, size_t at);
    /* An operator or inline image names a colour space of the device. */
    void (*device)(void *context, jb_space_kind device, jb_str what, const jb_resources *where);
    /* The form of a resource, the stream of a glyph; NULL: it cannot be read. */
    const jb_form *(*form)(void *context, const void *form);
    const jb_form *(*glyph)(void *context, const jb_drawn_glyphs *glyphs, uint32_t i);
    /* What it is, in bits of JB_MARKED; `around`: those of what it stands in. NULL: nobody asks. */
    unsigned (*marked)(void *context, const jb_marked *marked, unsigned around);
} jb_sink;

/* Interprets a page's content. *budget: operators that may yet be interpreted, counted down. */
void jb_content_read(jb_arena *arena, jb_str bytes, const jb_resources *resources,
                     const jb_sink *sink, uint64_t *budget);

/* What a colour of the space lays on the plates, painted without overprinting. */
jb_tints jb_space_tints(const jb_space *space, const double *values);

/* The plates that it decides when overprinting is on; `mode`: OPM 1 (8.6.7, table 148). */
uint32_t jb_space_decides(const jb_space *space, const jb_tints *tints, bool mode);

/* The plates that colours of the space can be on; 0: it has none. */
uint32_t jb_space_plates(const jb_space *space);

/* Where either lays more. */
void jb_tints_join(jb_tints *tints, const jb_tints *more);

#endif
