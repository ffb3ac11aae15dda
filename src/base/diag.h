/* Diagnostics: everything there is to say about a text, a layout or the world.
 *
 * Stages push codes with arguments and a place; nothing is printed here but by jb_diags_print.
 * The table of codes, with their kinds and their words in Chinese and English, is diag_table.h.
 *
 *   world    the file, font, layout or disk is at fault: nothing is written; exit status 2 or 3
 *   press    it can be read but not printed or kept: the variants for that are not made; exit 1
 *   content  the text contradicts itself or cannot be set: only a marked screen PDF; exit 1
 *   finding  worth a look: pages as the text stands; exit 0 (1 under --strict)
 *   note     what was done, on request
 *
 * A sink belongs to one issue and one thread. It copies nothing: arguments and places must live in
 * the sink's arena (or longer). */
#ifndef JB_BASE_DIAG_H
#define JB_BASE_DIAG_H

#include "json.h"
#include "span.h"

typedef enum jb_diag_kind {
    JB_NOTE,
    JB_FINDING,
    JB_PRESS,
    JB_CONTENT,
    JB_USAGE,
    JB_WORLD
} jb_diag_kind;

typedef enum jb_code {
#define X(key, number, kind, zh, en, more_zh, more_en) JB_D_##key,
#include "diag_table.h"
#undef X
    JB_D_CODES
} jb_code;

/* A place as the user sees it. file.len == 0: no place. */
typedef struct jb_place {
    jb_str file;      /* as the user typed it; "-" for standard input */
    uint32_t line;    /* from 1; 0: the file as a whole */
    uint32_t column;  /* from 1, in characters */
    uint64_t byte;    /* offset in the file as received */
    jb_str text;      /* the whole line, for the caret; may be empty */
    uint32_t length;  /* characters that the caret underlines; 0 means 1 */
} jb_place;

typedef struct jb_diag {
    jb_code code;
    jb_place place;
    jb_str args[4]; /* for {0} to {3} of the message */
} jb_diag;

typedef JB_VEC(jb_diag) jb_diag_list;

/* Finds the place of a span of the clean text; set by the engine. */
typedef jb_place jb_locate_fn(const void *context, jb_span span);

typedef struct jb_diags {
    jb_arena *arena;
    jb_diag_list list;
    uint32_t count[JB_WORLD + 1]; /* by kind */
    jb_locate_fn *locate;
    const void *context;
} jb_diags;

/* An argument that is said in both languages: one view of this form, of which the message's
 * language is taken. */
#define JB_BOTH(zh, en) ((jb_str)JB_BOTH_LIT(zh, en))
#define JB_BOTH_LIT(zh, en) JB_LIT(zh "\x1f" en)

/* Arguments: JB_ARGS(a, b) for views, JB_NO_ARGS for none. */
#define JB_ARGS(...)                                                                               \
    (const jb_str[]){__VA_ARGS__}, sizeof((const jb_str[]){__VA_ARGS__}) / sizeof(jb_str)
#define JB_NO_ARGS NULL, 0

/* At a span of the clean text (through `locate`; without one: no place). */
void jb_diag_at(jb_diags *diags, jb_code code, jb_span span, const jb_str *args, size_t n);
/* At a given place; (jb_place){0} for none. */
void jb_diag_in(jb_diags *diags, jb_code code, jb_place place, const jb_str *args, size_t n);

/* Appends what another sink holds: for work that is tried and may be thrown away. */
void jb_diags_append(jb_diags *diags, const jb_diags *more);

/* True when something of kind JB_USAGE or JB_WORLD was pushed: the job must stop. */
bool jb_diags_fatal(const jb_diags *diags);

/* Exit status that the sink asks for: 0, 1, 2 or 3. */
int jb_diags_status(const jb_diags *diags, bool strict);

typedef enum jb_lang { JB_ZH, JB_EN } jb_lang;
typedef enum jb_diag_form { JB_HUMAN, JB_SHORT, JB_JSON } jb_diag_form;

/* Facts about a code. Number as shown: J0231. */
jb_diag_kind jb_code_kind(jb_code code);
int jb_code_number(jb_code code);
jb_str jb_code_message(jb_code code, jb_lang lang); /* with {0} */
jb_str jb_code_explanation(jb_code code, jb_lang lang);
bool jb_code_find(jb_str shown, jb_code *code); /* "J0231", "0231", "231" */
jb_str jb_kind_name(jb_diag_kind kind, jb_lang lang);

/* Such an argument of two texts. */
jb_str jb_say_both(jb_arena *arena, jb_str zh, jb_str en);

/* The language's half of an argument made with JB_BOTH; any other argument as it is. */
jb_str jb_said_in(jb_str arg, jb_lang lang);

/* The message with its arguments filled in. */
jb_str jb_diag_text(jb_arena *arena, const jb_diag *diag, jb_lang lang);

/* Appends one diagnostic as the user reads it, newline included:
 *   human  FILE:LINE:COL: 错误[J0231]: …, then the source line with a caret under the place
 *   short  the first line of that
 *   json   one object a line */
void jb_diag_print(jb_arena *arena, jb_buf *out, const jb_diag *diag, jb_diag_form form,
                   jb_lang lang, bool color);

#endif
