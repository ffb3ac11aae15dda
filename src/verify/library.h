/* Private to verify/: resource dictionaries as the interpreter of contents wants them. Each object
 * is looked up once a file, however many pages share it. */
#ifndef JB_VERIFY_LIBRARY_H
#define JB_VERIFY_LIBRARY_H

#include "facts.h"
#include "parts.h"

/* An image, and what is known of it once it was painted. */
typedef struct jb_picture {
    jb_image_entry entry;
    const jb_obj *object;
    jb_str space_name;
    bool measured_once, measured;
    jb_tints tints;
} jb_picture;

typedef struct jb_library {
    jb_check *check;
    jb_pdf_facts *facts;
    struct jb_shelf *shelf; /* what was made of each object */
    JB_VEC(jb_font_entry *) fonts;
    int depth;
} jb_library;

jb_library *jb_library_new(jb_check *check, jb_pdf_facts *facts);

/* Of a Resources dictionary. Never NULL. */
const jb_resources *jb_library_resources(jb_library *library, const jb_obj *dict);

/* The form of a resource (jb_sink); NULL when its content cannot be read. */
const jb_form *jb_library_form(jb_library *library, const jb_obj *stream);

/* The same of a glyph. */
const jb_form *jb_library_glyph(jb_library *library, const jb_drawn_glyphs *glyphs, uint32_t i);

/* Looks at the image's samples, once. */
void jb_library_measure(jb_library *library, jb_picture *picture);

/* The facts about the font whose entry this is, glyphs counted. */
void jb_library_font(jb_library *library, const jb_font_entry *font, jb_font_fact *out);

/* A colour space by itself, for tests: OTHER when it is none. */
const jb_space *jb_library_space(jb_library *library, const jb_obj *space);

#endif
