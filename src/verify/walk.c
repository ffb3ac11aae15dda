/* Every object that can be reached, once, for what may stand anywhere: filters, other files,
 * actions; and what the catalog alone says. */
#include "parts.h"

typedef JB_VEC(const jb_obj *) stack;

static const jb_obj *key(jb_check *check, const jb_obj *dict, const char *name)
{
    return jb_door_key(check->door, dict, name);
}

static bool has(const jb_obj *dict, const char *name)
{
    return jb_obj_entry(dict, name)->type != JB_OBJ_NULL;
}

/* ---- streams ------------------------------------------------------------------------------- */

static void check_filter(jb_check *check, const jb_obj *filter, jb_str object)
{
    static const struct {
        const char *name;
        jb_rule rule;
    } told[] = {{"LZWDecode", JB_RULE_STREAM_LZW},
                {"JPXDecode", JB_RULE_STREAM_JPX},
                {"JBIG2Decode", JB_RULE_STREAM_JBIG2}};
    static const char *const plain[] = {"FlateDecode",     "ASCIIHexDecode", "ASCII85Decode",
                                        "RunLengthDecode", "CCITTFaxDecode", "DCTDecode"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (jb_obj_is_name(filter, told[i].name)) {
            jb_tell(check, told[i].rule, JB_ARGS(object));
            return;
        }
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (jb_obj_is_name(filter, plain[i]))
            return;
    jb_str name = filter->type == JB_OBJ_NAME ? filter->text : (jb_str){0};
    jb_tell(check, JB_RULE_STREAM_FILTER, JB_ARGS(object, name));
}

/* The data that nobody has asked for yet, or not got: what cannot be decoded now will not be later,
 * whoever needs it. Of pictures only those by DCT can be decoded here. */
static void check_data(jb_check *check, const jb_obj *stream)
{
    jb_str data;
    if (jb_door_had(check->door, stream) || stream->object == 0)
        return;
    jb_arena_mark mark = jb_arena_note(check->arena);
    jb_data_state state = jb_door_data(check->door, stream, &data);
    if (state == JB_DATA_CODED)
        state = jb_door_picture(check->door, stream, &data);
    jb_arena_reset(check->arena, mark);
    if (state == JB_DATA_BROKEN)
        jb_check_undecoded(check, stream);
}

static void check_stream(jb_check *check, const jb_obj *stream)
{
    const jb_obj *filters = key(check, stream, "Filter");
    jb_str object = jb_check_number(check, stream->object);
    bool apart = has(stream, "FFilter") || has(stream, "FDecodeParms"); /* of no use without F */
    if (has(stream, "F") || (apart && (check->claims & JB_CLAIMS_A)))
        jb_tell(check, JB_RULE_STREAM_EXTERNAL, JB_ARGS(object));
    else
        check_data(check, stream);
    if (filters->type == JB_OBJ_ARRAY)
        for (uint32_t i = 0; i < filters->len; i++)
            check_filter(check, jb_door_item(check->door, filters, i), object);
    else if (filters->type != JB_OBJ_NULL)
        check_filter(check, filters, object);
}

/* ---- dictionaries -------------------------------------------------------------------------- */

/* Table 198, and those of later versions. */
static bool is_action(jb_str name)
{
    static const char *const names[] = {
        "GoTo",
        "GoToR",
        "GoToE",
        "Launch",
        "Thread",
        "URI",
        "Sound",
        "Movie",
        "Hide",
        "Named",
        "SubmitForm",
        "ResetForm",
        "ImportData",
        "JavaScript",
        "SetOCGState",
        "Rendition",
        "Trans",
        "GoTo3DView",
        "RichMediaExecute",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (jb_str_equal(name, jb_str_make(names[i])))
            return true;
    return false;
}

static bool is_kept(jb_check *check, const jb_obj *action, jb_str kind)
{
    static const char *const kinds[] = {"GoTo", "GoToR", "Thread", "URI", "SubmitForm"};
    static const char *const named[] = {"NextPage", "PrevPage", "FirstPage", "LastPage"};
    const jb_obj *name = key(check, action, "N");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (jb_str_equal(kind, jb_str_make(kinds[i])))
            return true;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (jb_str_equal(kind, JB_STR("Named")) && jb_obj_is_name(name, named[i]))
            return true;
    return !(check->claims & JB_CLAIM_A1B) && jb_str_equal(kind, JB_STR("GoToE"));
}

/* PDF/X has none; PDF/A those that lead somewhere (ISO 19005-1 6.6.1, ISO 19005-2 6.5.1). */
static void tell_action(jb_check *check, const jb_obj *action, jb_str kind)
{
    jb_tell(check, JB_RULE_ACTION, JB_ARGS(kind));
    if (!is_kept(check, action, kind))
        jb_tell(check, JB_RULE_ACTION_KIND, JB_ARGS(kind));
}

static void check_action(jb_check *check, const jb_obj *dict)
{
    const jb_obj *kind = key(check, dict, "S"), *type = key(check, dict, "Type");
    bool typed = jb_obj_is_name(type, "Action");
    if (kind->type == JB_OBJ_NAME &&
        (typed || (type->type == JB_OBJ_NULL && is_action(kind->text))))
        tell_action(check, dict, kind->text);
    if (jb_obj_is_dict(key(check, dict, "AA")) && key(check, dict, "AA")->len) {
        jb_tell(check, JB_RULE_ACTION, JB_ARGS(JB_STR("AA")));
        jb_tell(check, JB_RULE_ACTION_EXTRA, JB_NO_ARGS);
    }
}

static void check_dict(jb_check *check, const jb_obj *dict)
{
    if (dict->type == JB_OBJ_STREAM)
        check_stream(check, dict);
    else
        check_action(check, dict);
    jb_check_attachment(check, dict);
}

/* ---- the walk ------------------------------------------------------------------------------ */

static bool is_new(jb_check *check, uint8_t **seen, uint32_t *size, uint32_t number)
{
    uint32_t byte = number / 8;
    uint8_t bit = (uint8_t)(1 << number % 8);
    if (byte >= *size) {
        uint32_t want = byte + byte / 2 + 256;
        *seen = jb_arena_grow(check->arena, *seen, *size, want);
        *size = want;
    }
    bool fresh = !((*seen)[byte] & bit);
    (*seen)[byte] |= bit;
    return fresh;
}

static void push(jb_check *check, stack *todo, const jb_obj *o)
{
    if (o->type == JB_OBJ_REF || o->type == JB_OBJ_ARRAY || jb_obj_is_dict(o))
        *jb_push(check->arena, todo) = o;
}

static void push_inside(jb_check *check, stack *todo, const jb_obj *o)
{
    for (uint32_t i = 0; o->type == JB_OBJ_ARRAY && i < o->len; i++)
        push(check, todo, &o->items[i]);
    for (uint32_t i = 0; jb_obj_is_dict(o) && i < o->len; i++)
        push(check, todo, &o->entries[i].value);
}

static void walk(jb_check *check)
{
    stack todo = {0};
    uint8_t *seen = NULL;
    uint32_t size = 0;
    const bool archives = (check->claims & JB_CLAIMS_A);
    push(check, &todo, jb_door_trailer(check->door));
    while (todo.len) {
        const jb_obj *o = todo.at[--todo.len];
        if (o->type == JB_OBJ_REF) {
            if (!is_new(check, &seen, &size, o->object))
                continue;
            o = jb_door_follow(check->door, o);
        }
        if (jb_obj_is_dict(o))
            check_dict(check, o);
        if (archives)
            jb_check_kept(check, o);
        push_inside(check, &todo, o);
    }
}

/* ---- the catalog --------------------------------------------------------------------------- */

static void check_viewer(jb_check *check)
{
    static const char *const areas[] = {"ViewArea", "ViewClip", "PrintArea", "PrintClip"};
    const jb_obj *wishes = key(check, check->catalog, "ViewerPreferences");
    for (int i = 0; i < 4; i++) {
        const jb_obj *box = key(check, wishes, areas[i]);
        if (box->type == JB_OBJ_NULL || jb_obj_is_name(box, "MediaBox") ||
            jb_obj_is_name(box, "BleedBox"))
            continue;
        jb_str name = box->type == JB_OBJ_NAME ? box->text : (jb_str){0};
        jb_tell(check, JB_RULE_VIEWER_AREA, JB_ARGS(jb_str_make(areas[i]), name));
    }
}

static void check_setting(jb_check *check, const jb_obj *setting)
{
    const jb_obj *name = key(check, setting, "Name");
    if (name->type != JB_OBJ_STRING || !name->text.len)
        jb_tell(check, JB_RULE_LAYERS_FORM, JB_ARGS(JB_BOTH("没有 Name", "it has no Name")));
    if (has(setting, "AS"))
        jb_tell(check, JB_RULE_LAYERS_FORM, JB_ARGS(JB_BOTH("有 AS", "it has an AS")));
}

static void check_layers(jb_check *check)
{
    const jb_obj *layers = key(check, check->catalog, "OCProperties");
    const jb_obj *more = key(check, layers, "Configs");
    if (!jb_obj_is_dict(layers))
        return;
    jb_tell(check, JB_RULE_LAYERS, JB_NO_ARGS);
    check_setting(check, key(check, layers, "D"));
    for (uint32_t i = 0; more->type == JB_OBJ_ARRAY && i < more->len; i++)
        check_setting(check, jb_door_item(check->door, more, i));
}

void jb_check_rest(jb_check *check)
{
    check->page = 0;
    check_viewer(check);
    check_layers(check);
    if (check->claims & JB_CLAIMS_A)
        jb_check_catalog(check);
    walk(check);
    jb_check_attachments(check);
}
