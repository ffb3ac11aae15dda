#include "door.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>

#include "../base/diag.h"
#include "filter.h"

enum {
    OBJECT_MOST = 1 << 23, /* the largest number of an object (ISO 32000-1, annex C) */
    SHELF = 1 << 10,       /* objects are kept by number, in shelves */
    WORDS_LONGEST = 200,
    LOAD_MOST = 1 << 28, /* of all objects as text */
    DATA_TOTAL = 8,      /* times JB_DATA_MOST, of all streams */
};

struct jb_door {
    jb_arena *arena; /* of objects, which stay as long as the door */
    jb_arena *data;  /* the caller's, of what streams hold: it may be given back before */
    qpdf_data qpdf;
    jb_str error;
    bool locked;
    size_t loaded;  /* bytes of objects as text so far */
    size_t decoded; /* bytes of streams so far */
    uint8_t *had;   /* bits by object number: streams whose data was whole */
    size_t had_size;
    bool limited;
    const jb_obj *trailer;
    const jb_obj **shelves[OBJECT_MOST / SHELF];
};

static void close_door(void *door)
{
    jb_door_close(door);
}

void jb_door_close(jb_door *door)
{
    if (door->qpdf && qpdf_has_error(door->qpdf))
        qpdf_get_error(door->qpdf); /* else it is told to standard error */
    if (door->qpdf)
        qpdf_cleanup(&door->qpdf);
    door->qpdf = NULL;
}

static jb_str words_of(jb_door *door, qpdf_error error)
{
    jb_str words = jb_str_make(qpdf_get_error_message_detail(door->qpdf, error));
    return jb_arena_copy(door->arena, jb_str_cut(words, 0, WORDS_LONGEST));
}

/* A direct value, or the value of an indirect object, by way of its text. */
static const jb_obj *load(jb_door *door, qpdf_oh oh, const jb_obj *ref)
{
    jb_obj *out = JB_NEW(door->arena, jb_obj);
    bool stream = qpdf_oh_is_stream(door->qpdf, oh);
    qpdf_oh dict = stream ? qpdf_oh_get_dict(door->qpdf, oh) : oh;
    jb_str text = jb_str_make(qpdf_oh_unparse_resolved(door->qpdf, dict));
    door->loaded += text.len;
    door->limited |= door->loaded > LOAD_MOST;
    if (door->loaded <= LOAD_MOST) {
        jb_lex lex = {.arena = door->arena, .in = jb_arena_copy(door->arena, text), .refs = true};
        jb_lex_next(&lex, out);
    }
    if (stream && out->type == JB_OBJ_DICT)
        out->type = JB_OBJ_STREAM;
    if (out->type != JB_OBJ_REF) {
        out->object = ref->object;
        out->generation = ref->generation;
    }
    if (stream)
        qpdf_oh_release(door->qpdf, dict);
    return out;
}

jb_door *jb_door_open(jb_arena *arena, jb_str bytes)
{
    jb_door *door = JB_NEW(arena, jb_door);
    door->arena = jb_arena_child(arena);
    door->data = arena;
    door->trailer = &jb_obj_null;
    door->qpdf = qpdf_init();
    jb_arena_defer(arena, close_door, door);
    if (jb_filter_bomb(bytes)) {
        door->limited = true;
        door->error = JB_BOTH("压缩的数据太多", "too much compressed data");
        return door;
    }
    qpdf_silence_errors(door->qpdf);
    qpdf_set_suppress_warnings(door->qpdf, QPDF_TRUE);
    QPDF_ERROR_CODE code = qpdf_read_memory(door->qpdf, "", bytes.at, bytes.len, NULL);
    if (code & QPDF_ERRORS) {
        qpdf_error error = qpdf_get_error(door->qpdf);
        door->error = words_of(door, error);
        enum qpdf_error_code_e why = qpdf_get_error_code(door->qpdf, error);
        door->locked = why == qpdf_e_password || why == qpdf_e_unsupported;
        return door;
    }
    qpdf_oh trailer = qpdf_get_trailer(door->qpdf);
    door->trailer = load(door, trailer, &jb_obj_null);
    qpdf_oh_release(door->qpdf, trailer);
    return door;
}

jb_str jb_door_error(const jb_door *door)
{
    return door->error;
}

bool jb_door_locked(const jb_door *door)
{
    return door->locked;
}

bool jb_door_complaint(jb_door *door, jb_str *words)
{
    if (door->error.len || !qpdf_more_warnings(door->qpdf))
        return false;
    *words = words_of(door, qpdf_next_warning(door->qpdf));
    return true;
}

bool jb_door_limited(const jb_door *door)
{
    return door->limited;
}

const jb_obj *jb_door_trailer(const jb_door *door)
{
    return door->trailer;
}

/* ---- objects ------------------------------------------------------------------------------- */

static const jb_obj *load_object(jb_door *door, const jb_obj *ref)
{
    qpdf_oh oh = qpdf_get_object_by_id(door->qpdf, (int)ref->object, (int)ref->generation);
    const jb_obj *o = load(door, oh, ref);
    qpdf_oh_release(door->qpdf, oh);
    return o;
}

/* Each is kept under its number: of the generations of one number a file uses the last alone. */
static const jb_obj *find_object(jb_door *door, const jb_obj *ref)
{
    if (ref->object >= OBJECT_MOST || door->error.len)
        return &jb_obj_null;
    const jb_obj ***shelf = &door->shelves[ref->object / SHELF];
    if (!*shelf)
        *shelf = JB_NEW_ARRAY(door->arena, const jb_obj *, SHELF);
    const jb_obj **place = &(*shelf)[ref->object % SHELF];
    if (!*place)
        *place = load_object(door, ref);
    return *place;
}

const jb_obj *jb_door_follow(jb_door *door, const jb_obj *o)
{
    enum { CHAIN_MOST = 8 }; /* an object that is a reference: not allowed, but met */
    for (int i = 0; i < CHAIN_MOST && o->type == JB_OBJ_REF; i++)
        o = find_object(door, o);
    return o->type == JB_OBJ_REF ? &jb_obj_null : o;
}

const jb_obj *jb_door_key(jb_door *door, const jb_obj *dict, const char *key)
{
    return jb_door_follow(door, jb_obj_entry(dict, key));
}

const jb_obj *jb_door_item(jb_door *door, const jb_obj *array, uint32_t i)
{
    if (array->type != JB_OBJ_ARRAY || i >= array->len)
        return &jb_obj_null;
    return jb_door_follow(door, &array->items[i]);
}

/* ---- streams ------------------------------------------------------------------------------- */

static jb_data_state pipe_stream(jb_door *door, const jb_obj *stream,
                                 enum qpdf_stream_decode_level_e level, jb_str *out)
{
    unsigned char *bytes = NULL;
    size_t size = 0;
    *out = (jb_str){0};
    if (stream->type != JB_OBJ_STREAM || door->error.len)
        return JB_DATA_BROKEN;
    qpdf_oh oh = qpdf_get_object_by_id(door->qpdf, (int)stream->object, (int)stream->generation);
    jb_memory_watch();
    QPDF_ERROR_CODE code =
        qpdf_oh_get_stream_data(door->qpdf, oh, level, NULL, &bytes, &size);
    if (jb_memory_failed()) { /* which is no fault of the stream's */
        free(bytes);
        jb_arena_exhaust(door->arena);
    }
    qpdf_oh_release(door->qpdf, oh);
    if (qpdf_has_error(door->qpdf))
        qpdf_get_error(door->qpdf); /* told by the state that is returned */
    if (bytes)
        *out = jb_arena_copy(door->data, (jb_str){(const char *)bytes, size});
    free(bytes);
    return code & QPDF_ERRORS ? JB_DATA_BROKEN : JB_DATA_WHOLE;
}

jb_data_state jb_door_raw(jb_door *door, const jb_obj *stream, jb_str *out)
{
    return pipe_stream(door, stream, qpdf_dl_none, out);
}

jb_data_state jb_door_picture(jb_door *door, const jb_obj *stream, jb_str *out)
{
    return pipe_stream(door, stream, qpdf_dl_all, out);
}

/* Filters and their parameters: one, or arrays of equal length. */
static const jb_obj *nth(jb_door *door, const jb_obj *one_or_more, uint32_t i)
{
    if (one_or_more->type == JB_OBJ_ARRAY)
        return jb_door_item(door, one_or_more, i);
    return i == 0 ? one_or_more : &jb_obj_null;
}

static jb_filter filter_of(jb_door *door, const jb_obj *name, const jb_obj *parms)
{
    static const struct {
        const char *key;
        int standard;
    } keys[] = {{"Predictor", 1}, {"Colors", 1}, {"BitsPerComponent", 8}, {"Columns", 1}};
    jb_filter filter = {.name = name->type == JB_OBJ_NAME ? name->text : (jb_str){0}};
    for (int i = 0; i < 4; i++) {
        const jb_obj *value = jb_door_key(door, parms, keys[i].key);
        bool known = value->type == JB_OBJ_INT && value->number > 0 && value->number < 1 << 16;
        filter.predictor[i] = known ? (int)value->number : keys[i].standard;
    }
    return filter;
}

static void note_had(jb_door *door, uint32_t object)
{
    size_t byte = object / 8, want = byte + byte / 2 + 256;
    if (byte >= door->had_size) {
        door->had = jb_arena_grow(door->arena, door->had, door->had_size, want);
        door->had_size = want;
    }
    door->had[byte] |= (uint8_t)(1 << object % 8);
}

jb_data_state jb_door_data(jb_door *door, const jb_obj *stream, jb_str *out)
{
    enum { FILTERS_MOST = 8 };
    const jb_obj *filters = jb_door_key(door, stream, "Filter");
    const jb_obj *parms = jb_door_key(door, stream, "DecodeParms");
    jb_data_state state = jb_door_raw(door, stream, out);
    uint32_t n = filters->type == JB_OBJ_ARRAY ? filters->len : filters->type == JB_OBJ_NAME;
    if (n > FILTERS_MOST || door->decoded > (size_t)JB_DATA_MOST * DATA_TOTAL)
        state = JB_DATA_TOO_LARGE;
    for (uint32_t i = 0; i < n && state == JB_DATA_WHOLE; i++) {
        jb_filter filter = filter_of(door, nth(door, filters, i), nth(door, parms, i));
        state = jb_filter_undo(door->data, &filter, *out, out);
    }
    door->decoded += out->len;
    if (state == JB_DATA_WHOLE && stream->object <= OBJECT_MOST)
        note_had(door, stream->object);
    return state;
}

bool jb_door_had(const jb_door *door, const jb_obj *stream)
{
    size_t byte = stream->object / 8;
    return byte < door->had_size && door->had[byte] >> stream->object % 8 & 1;
}
