/* Private to verify/: PDF objects as plain values in an arena, and the syntax that makes them. */
#ifndef JB_VERIFY_OBJECT_H
#define JB_VERIFY_OBJECT_H

#include "../base/vec.h"

typedef enum jb_obj_type {
    JB_OBJ_NULL,
    JB_OBJ_BOOL,
    JB_OBJ_INT,
    JB_OBJ_REAL,
    JB_OBJ_NAME,
    JB_OBJ_STRING,
    JB_OBJ_ARRAY,
    JB_OBJ_DICT,
    JB_OBJ_STREAM, /* its dictionary; the data by jb_door_data */
    JB_OBJ_REF,
    JB_OBJ_WORD /* an operator of a content stream */
} jb_obj_type;

typedef struct jb_obj {
    jb_obj_type type;
    uint32_t object; /* number of the indirect object that it is, or refers to; 0: direct */
    uint32_t generation;
    uint32_t len; /* of items or entries */
    union {
        double number;            /* INT, REAL; of BOOL 0 or 1 */
        jb_str text;              /* NAME without its slash, STRING, WORD; decoded */
        struct jb_obj *items;     /* ARRAY */
        struct jb_entry *entries; /* DICT, STREAM */
    };
} jb_obj;

typedef struct jb_entry {
    jb_str key;
    jb_obj value;
} jb_entry;

extern const jb_obj jb_obj_null;

/* Reads objects and words one after the other. */
typedef struct jb_lex {
    jb_arena *arena;
    jb_str in;
    size_t at;
    bool refs;   /* "5 0 R" is a reference (not in content streams) */
    bool broken; /* something did not belong; reading goes on behind it */
    bool odd_hex; /* a string in hex has an odd number of digits, or what is none */
} jb_lex;

/* The next object or word; false at the end. What is nested deeper than JB_OBJ_DEPTH is null. */
bool jb_lex_next(jb_lex *lex, jb_obj *out);

enum { JB_OBJ_DEPTH = 64 };

static inline bool jb_obj_is_number(const jb_obj *o)
{
    return o->type == JB_OBJ_INT || o->type == JB_OBJ_REAL;
}

/* An integer within what an int64_t and a double both have; of what is none 0. */
static inline int64_t jb_obj_integer(const jb_obj *o)
{
    const double most = 9007199254740991.;
    if (o->type != JB_OBJ_INT)
        return 0;
    return (int64_t)(o->number > most ? most : o->number < -most ? -most : o->number);
}

static inline bool jb_obj_is_dict(const jb_obj *o)
{
    return o->type == JB_OBJ_DICT || o->type == JB_OBJ_STREAM;
}

static inline bool jb_obj_is_name(const jb_obj *o, const char *name)
{
    return o->type == JB_OBJ_NAME && jb_str_equal(o->text, jb_str_make(name));
}

/* The entry as it stands, maybe a reference; the null object when there is none. Of a key that
 * stands twice the last counts. */
const jb_obj *jb_obj_entry(const jb_obj *dict, const char *key);

#endif
