/* JSON on one line: what programs read. The commas come by themselves; keys are never translated.
 *
 *     jb_json j = {arena, &out};
 *     jb_json_open(&j, NULL, '{');
 *     jb_json_text(&j, "name", name);
 *     jb_json_close(&j, '}'); */
#ifndef JB_BASE_JSON_H
#define JB_BASE_JSON_H

#include "dump.h"

typedef struct jb_json {
    jb_arena *arena;
    jb_buf *out;
} jb_json;

/* `key` NULL: an element of an array, or the whole. `bracket`: { or [, } or ]. */
void jb_json_open(const jb_json *j, const char *key, char bracket);
void jb_json_close(const jb_json *j, char bracket);

void jb_json_text(const jb_json *j, const char *key, jb_str value);
/* null when the text is empty: nothing is known */
void jb_json_known(const jb_json *j, const char *key, jb_str value);
void jb_json_integer(const jb_json *j, const char *key, long long value);
/* In parts of a unit, 100 or 1000 of them: with all decimals. */
void jb_json_decimal(const jb_json *j, const char *key, long long value, int unit);
void jb_json_flag(const jb_json *j, const char *key, bool value);
void jb_json_null(const jb_json *j, const char *key);
/* A length in millimetres with up to three decimals. */
void jb_json_mm(const jb_json *j, const char *key, jb_len length);

/* Appends s as a JSON string with its quotes; bytes that are not UTF-8 become U+FFFD. */
void jb_json_string(jb_arena *arena, jb_buf *out, jb_str s);

/* ---- reading ------------------------------------------------------------------------------- */

typedef enum jb_json_kind {
    JB_JSON_NOTHING, /* null, or not there */
    JB_JSON_FLAG,
    JB_JSON_NUMBER,
    JB_JSON_TEXT,
    JB_JSON_ARRAY,
    JB_JSON_OBJECT
} jb_json_kind;

typedef struct jb_json_value {
    jb_json_kind kind;
    jb_str key;  /* in its object */
    jb_str text; /* of a text: decoded; of a number or flag: as written; else empty */
    struct jb_json_value *first, *next; /* items, members */
} jb_json_value;

/* The one value that the text is; NULL: it is no JSON, or nested deeper than anything of ours. */
const jb_json_value *jb_json_read(jb_arena *arena, jb_str text);
/* The member of that name; never NULL: JB_JSON_NOTHING when there is none. */
const jb_json_value *jb_json_member(const jb_json_value *object, const char *key);

#endif
