/* Private to verify/: the one door to libqpdf.
 *
 * libqpdf finds the objects of a file (cross-reference tables, object streams, what can be saved of
 * a damaged file); each is turned into a plain value of the arena once, when it is asked for. Its
 * exceptions end here, and what it has to say of the file is kept as text. */
#ifndef JB_VERIFY_DOOR_H
#define JB_VERIFY_DOOR_H

#include "object.h"

typedef struct jb_door jb_door;

/* Never NULL: what cannot be opened has an error (jb_door_error) and an empty trailer. The bytes
 * must outlive it. Closed when the arena is freed, or before. */
jb_door *jb_door_open(jb_arena *arena, jb_str bytes);
void jb_door_close(jb_door *door);

/* Why it could not be opened: libqpdf's words; empty when it could. */
jb_str jb_door_error(const jb_door *door);
/* It has a password, or a lock that libqpdf does not know. */
bool jb_door_locked(const jb_door *door);

/* The next complaint of libqpdf's about the file; false when there is none. It complains while
 * objects are looked at, so this is asked at the end. */
bool jb_door_complaint(jb_door *door, jb_str *words);

/* More was asked for than the limits allow: some objects were null. */
bool jb_door_limited(const jb_door *door);

const jb_obj *jb_door_trailer(const jb_door *door);

/* What o refers to, or o; the null object when there is none. Borrowed from the arena. */
const jb_obj *jb_door_follow(jb_door *door, const jb_obj *o);

/* The entry or item, references followed; the null object when there is none. */
const jb_obj *jb_door_key(jb_door *door, const jb_obj *dict, const char *key);
const jb_obj *jb_door_item(jb_door *door, const jb_obj *array, uint32_t i);

typedef enum jb_data_state {
    JB_DATA_WHOLE,
    JB_DATA_CODED,    /* behind filters that are not undone here: an image's; data is raw */
    JB_DATA_BROKEN,   /* data is what could be had of it */
    JB_DATA_TOO_LARGE /* beyond the limits */
} jb_data_state;

/* The stream's data without its filters (Flate with predictors, ASCIIHex, ASCII85, RunLength). */
jb_data_state jb_door_data(jb_door *door, const jb_obj *stream, jb_str *out);
/* Whether the stream's data was had whole before. */
bool jb_door_had(const jb_door *door, const jb_obj *stream);
/* An image's samples, JPEG decoded too: as large as its frame says. */
jb_data_state jb_door_picture(jb_door *door, const jb_obj *stream, jb_str *out);
/* As it stands in the file. */
jb_data_state jb_door_raw(jb_door *door, const jb_obj *stream, jb_str *out);

#endif
