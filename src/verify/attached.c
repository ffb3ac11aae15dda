/* The files that a PDF carries (ISO 32000-1 7.11.4): its name tree EmbeddedFiles, walked with
 * limits, for it may be anybody's. */
#include "../base/hash.h"
#include "../base/utf8.h"
#include "parts.h"

enum { FILES_MOST = 10000, DEPTH_MOST = 16, NODES_MOST = 20000, NAME_LONGEST = 200 };

typedef struct walk {
    jb_arena *arena;
    jb_door *door;
    jb_attached_list *out;
    uint32_t nodes;
} walk;

/* ---- names --------------------------------------------------------------------------------- */

/* What a name may hold anywhere: what is seen, and no system takes for a path. */
static bool is_plain(uint32_t rune)
{
    return jb_rune_is_plain(rune) && rune != '\\' && rune != ':';
}

/* One part of a path: never hidden, never an option's name, never a way upwards. True: as it
 * was. */
static bool add_part(jb_arena *arena, jb_buf *out, jb_str part)
{
    uint32_t start = out->len;
    for (size_t i = 0; i < part.len && out->len - start < NAME_LONGEST;) {
        uint32_t rune = jb_utf8_next(part, &i);
        bool first = out->len == start;
        jb_buf_add_rune(arena, out,
                        is_plain(rune) && !(first && (rune == '.' || rune == '-')) ? rune : '_');
    }
    return jb_str_equal(jb_str_cut(jb_buf_str(out), start, out->len), part);
}

jb_str jb_attached_name(jb_arena *arena, jb_str name, bool *kept)
{
    enum { PARTS_MOST = 8 };
    jb_buf out = {0};
    int parts = 0;
    bool same = !jb_str_starts(name, JB_STR("/"));
    for (size_t i = 0; i < name.len;) {
        size_t end = i;
        while (end < name.len && name.at[end] != '/')
            end++;
        jb_str part = jb_str_cut(name, i, end);
        i = end + 1;
        if (part.len == 0 || jb_str_equal(part, JB_STR(".")))
            continue;
        if (parts == PARTS_MOST || jb_str_equal(part, JB_STR(".."))) {
            same = false;
            continue;
        }
        if (parts++)
            jb_buf_add(arena, &out, JB_STR("/"));
        same &= add_part(arena, &out, part);
    }
    if (kept)
        *kept = same && parts > 0;
    return parts ? jb_buf_str(&out) : JB_STR("attached");
}

/* ---- files --------------------------------------------------------------------------------- */

/* Of two keys for one thing the first that is there. */
static const jb_obj *either(walk *w, const jb_obj *dict, const char *first, const char *second)
{
    const jb_obj *o = jb_door_key(w->door, dict, first);
    return o->type != JB_OBJ_NULL ? o : jb_door_key(w->door, dict, second);
}

static jb_attached_state state_of(walk *w, const jb_obj *stream, jb_str *bytes)
{
    uint8_t digest[JB_MD5_BYTES];
    jb_data_state data = jb_door_data(w->door, stream, bytes);
    if (data == JB_DATA_TOO_LARGE || data == JB_DATA_CODED || data == JB_DATA_BROKEN)
        return JB_ATTACHED_BROKEN;
    const jb_obj *params = jb_door_key(w->door, stream, "Params");
    const jb_obj *sum = jb_door_key(w->door, params, "CheckSum");
    const jb_obj *size = jb_door_key(w->door, params, "Size");
    if (size->type == JB_OBJ_INT && size->number != (double)bytes->len)
        return JB_ATTACHED_CHANGED;
    if (sum->type != JB_OBJ_STRING)
        return JB_ATTACHED_UNPROVEN;
    jb_hash_md5(*bytes, digest);
    bool same = jb_str_equal(sum->text, (jb_str){(const char *)digest, sizeof digest});
    return same ? JB_ATTACHED_WHOLE : JB_ATTACHED_CHANGED;
}

static void add_file(walk *w, const jb_obj *spec)
{
    if (!jb_obj_is_dict(spec) || w->out->len >= FILES_MOST)
        return;
    const jb_obj *embedded = jb_door_key(w->door, spec, "EF");
    jb_str said = jb_obj_text(w->arena, either(w, spec, "UF", "F"));
    bool kept = false;
    jb_attached attached = {.name = jb_attached_name(w->arena, said, &kept)};
    if (!kept)
        attached.said = said;
    attached.state = state_of(w, either(w, embedded, "UF", "F"), &attached.bytes);
    *jb_push(w->arena, w->out) = attached;
}

static void walk_node(walk *w, const jb_obj *node, int depth)
{
    if (depth > DEPTH_MOST || ++w->nodes > NODES_MOST)
        return;
    const jb_obj *names = jb_door_key(w->door, node, "Names");
    const jb_obj *kids = jb_door_key(w->door, node, "Kids");
    if (names->type == JB_OBJ_ARRAY)
        for (uint32_t i = 1; i < names->len; i += 2)
            add_file(w, jb_door_item(w->door, names, i));
    if (kids->type == JB_OBJ_ARRAY)
        for (uint32_t i = 0; i < kids->len && w->nodes <= NODES_MOST; i++)
            walk_node(w, jb_door_item(w->door, kids, i), depth + 1);
}

void jb_attached_walk(jb_arena *arena, jb_door *door, jb_attached_list *out)
{
    walk w = {.arena = arena, .out = out, .door = door};
    const jb_obj *root = jb_door_key(door, jb_door_trailer(door), "Root");
    const jb_obj *names = jb_door_key(door, root, "Names");
    walk_node(&w, jb_door_key(door, names, "EmbeddedFiles"), 0);
}

jb_str jb_verify_attached(jb_arena *arena, jb_str bytes, jb_attached_list *out)
{
    jb_door *door = jb_door_open(arena, bytes);
    jb_str error = jb_door_error(door);
    if (error.len == 0)
        jb_attached_walk(arena, door, out);
    if (error.len == 0 && jb_door_limited(door))
        error = JB_BOTH("对象太多", "too many objects");
    jb_door_close(door);
    return error;
}
