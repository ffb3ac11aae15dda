/* Private to engine/: the record of what a kept file was made of (rebuild.json), written into it,
 * and read again when it is given back. */
#ifndef JB_ENGINE_REBUILD_H
#define JB_ENGINE_REBUILD_H

#include "work.h"

/* What the command that builds it again says. Names are those of attachments. */
typedef struct jb_rebuild {
    jb_str pdf;    /* of the file built, without a folder */
    jb_str source; /* the text as received */
    jb_str encoding, layout; /* the layout's name */
    bool repair;             /* it has lost characters */
    const jb_str *settings;  /* KEY=VALUE, in the order in which they hold */
    uint32_t settings_len;
} jb_rebuild;

/* One line for a POSIX shell, to be typed in the folder of the attachments. */
jb_str jb_rebuild_command(jb_arena *arena, const jb_rebuild *rebuild);
/* A word as a shell takes it. */
void jb_shell_add(jb_arena *arena, jb_buf *out, jb_str word);

/* Where the layout of that name lies among the attachments: "layouts/NAME.yaml". */
jb_str jb_rebuild_layout(jb_arena *arena, jb_str name);
/* The attachment of that name; NULL: there is none. */
const jb_attached *jb_rebuild_find(const jb_attached_list *files, jb_str name);
/* Takes the next "NAME VERSION" off a list of libraries; false at its end. */
bool jb_library_next(jb_str *list, jb_str *library);

/* The record of the work, with those files beside it. */
jb_str jb_rebuild_write(jb_work *work, const jb_rebuild *rebuild, const jb_pdf_attached *files,
                        uint32_t files_len);
/* The record says that the source was repaired. */
bool jb_rebuild_repairs(const jb_json_value *record);
/* "6961384 9b19e134 d838…": a face of that record, and one as it is, said the same way. */
jb_str jb_rebuild_face(jb_arena *arena, const jb_json_value *face);
jb_str jb_rebuild_face_of(jb_arena *arena, const jb_font_identity *identity);
/* SHA-256 of the patterns for dividing words; empty: there are none. */
jb_str jb_rebuild_hyphens(jb_arena *arena, jb_str path);

/* ---- differ.c: what has changed since ------------------------------------------------------- */

typedef enum jb_thing {
    JB_THING_PROGRAM,
    JB_THING_LIBRARY,
    JB_THING_FONT,
    JB_THING_HYPHENS,
    JB_THING_LAYOUT,
    JB_THING_SERIES,
    JB_THINGS
} jb_thing;

/* One thing that is not as the record has it; all fit to be shown on a terminal. */
typedef struct jb_difference {
    jb_thing thing;
    jb_str name;         /* which one; may be empty */
    jb_str was, is;      /* empty: it was, or is, not there */
} jb_difference;

typedef JB_VEC(jb_difference) jb_differences;

/* Appends them. `folder`: where the attachments lie now. */
void jb_differ(jb_work *work, const jb_json_value *record, const jb_attached_list *files,
               jb_str folder, jb_differences *out);
jb_str jb_thing_key(jb_thing thing);
jb_str jb_thing_words(jb_thing thing); /* JB_BOTH */

/* Without what a terminal would obey, and not too long. */
jb_str jb_harmless(jb_arena *arena, jb_str text);

#endif
