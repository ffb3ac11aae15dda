/* Colour spaces: ISO 32000-1 8.6. */
#include "parts.h"

typedef struct family {
    const char *name;
    uint32_t components;
    const char *standby; /* what a file may put in its place: 8.6.5.6 */
} family;

static const family devices[] = {
    {"DeviceGray", 1, "DefaultGray"},
    {"DeviceRGB", 3, "DefaultRGB"},
    {"DeviceCMYK", 4, "DefaultCMYK"},
};

static const family *find_device(jb_str name)
{
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        if (jb_str_equal(name, jb_str_make(devices[i].name)))
            return &devices[i];
    return NULL;
}

/* ---- device colours ------------------------------------------------------------------------ */

/* PDF/X: grey is the black of any process; other colours must be those of the output intent.
 * PDF/A: nothing but an intent says what a device's colour is, and any of them what grey is. */
static bool is_covered(const jb_check *check, const family *device)
{
    uint32_t colours = check->intent_colours;
    if (check->claims & JB_CLAIMS_A)
        return colours && (device->components == 1 || device->components == colours);
    return device->components == 1 || !colours || device->components == colours;
}

void jb_check_device(jb_check *check, jb_str name, jb_str where)
{
    const family *device = find_device(name);
    if (!device)
        return;
    if (device->components == 3)
        jb_tell(check, JB_RULE_COLOUR_RGB, JB_ARGS(where));
    if (is_covered(check, device))
        return;
    const jb_obj *spaces = jb_door_key(check->door, check->resources, "ColorSpace");
    if (jb_obj_entry(spaces, device->standby)->type == JB_OBJ_NULL)
        jb_tell(check, JB_RULE_COLOUR_DEVICE, JB_ARGS(where, name, jb_str_make(device->standby)));
}

/* ---- spaces with parameters ---------------------------------------------------------------- */

static void check_icc(jb_check *check, const jb_obj *stream, jb_str where)
{
    jb_tell(check, JB_RULE_COLOUR_CALIBRATED, JB_ARGS(where, JB_STR("ICCBased")));
    if (!jb_rule_holds(JB_RULE_COLOUR_PROFILE, check->claims) || !jb_check_first(check, stream))
        return;
    jb_profile p = jb_profile_read(check, stream);
    if (!p.fault.len && (p.components == 0 || p.components != p.given))
        p.fault = JB_BOTH("N 不是它的分量数", "N is not the number of its components");
    if (!p.fault.len && p.version > jb_profile_newest(check))
        p.fault = JB_BOTH("版本太新", "its version is too new");
    if (p.fault.len)
        jb_tell(check, JB_RULE_COLOUR_PROFILE, JB_ARGS(where, p.fault));
}

/* The first word of a colour space: its family. */
static jb_str family_of(jb_check *check, const jb_obj *space)
{
    const jb_obj *head = space->type == JB_OBJ_ARRAY ? jb_door_item(check->door, space, 0) : space;
    return head->type == JB_OBJ_NAME ? head->text : (jb_str){0};
}

static bool same_value(const jb_obj *a, const jb_obj *b)
{
    if (a->type != b->type)
        return false;
    return a->type == JB_OBJ_NAME ? jb_str_equal(a->text, b->text) : a->object == b->object;
}

/* One ink printed from two recipes looks like two. */
static void compare_spot(jb_check *check, jb_str name, const jb_obj *alternate)
{
    for (uint32_t i = 0; i < check->spots.len; i++) {
        jb_spot *spot = &check->spots.at[i];
        if (!jb_str_equal(spot->name, name))
            continue;
        if (!same_value(spot->alternate, alternate) && !spot->told)
            jb_tell(check, JB_RULE_COLOUR_SPOT, JB_ARGS(name));
        spot->told |= !same_value(spot->alternate, alternate);
        return;
    }
    if (check->spots.len < JB_SPOTS_MOST)
        *jb_push(check->arena, &check->spots) = (jb_spot){.name = name, .alternate = alternate};
}

static void check_alternate(jb_check *check, jb_str name, const jb_obj *space, jb_str where,
                            int depth)
{
    const jb_obj *alternate = jb_door_item(check->door, space, 2);
    jb_str is = family_of(check, alternate);
    if (check->claims & JB_CLAIM_X1A) {
        if (!jb_str_equal(is, JB_STR("DeviceCMYK")) && !jb_str_equal(is, JB_STR("DeviceGray")))
            jb_tell(check, JB_RULE_COLOUR_ALTERNATE, JB_ARGS(name, is));
    } else {
        jb_check_colour(check, alternate, where, depth + 1);
    }
}

static bool is_function(jb_check *check, const jb_obj *space)
{
    const jb_obj *tint = jb_door_item(check->door, space, 3);
    return jb_obj_is_dict(tint) &&
           jb_door_key(check->door, tint, "FunctionType")->type == JB_OBJ_INT;
}

static bool check_separation(jb_check *check, const jb_obj *space, jb_str where, int depth)
{
    const jb_obj *name = jb_door_item(check->door, space, 1);
    if (name->type != JB_OBJ_NAME || !is_function(check, space))
        return false;
    check_alternate(check, name->text, space, where, depth);
    compare_spot(check, name->text, jb_door_item(check->door, space, 2));
    return true;
}

static bool check_device_n(jb_check *check, const jb_obj *space, jb_str where, int depth)
{
    const jb_obj *names = jb_door_item(check->door, space, 1);
    bool old = (check->claims & JB_CLAIM_X1A) || (check->claims & JB_CLAIM_A1B);
    uint32_t most = old ? 8 : 32; /* of PDF 1.4 and of later ones: annex C */
    if (names->type != JB_OBJ_ARRAY || names->len == 0 || !is_function(check, space))
        return false;
    const jb_obj *first = jb_door_item(check->door, names, 0);
    if (names->len > most)
        jb_tell(check, JB_RULE_COLOUR_COLORANTS,
                JB_ARGS(jb_check_number(check, names->len), jb_check_number(check, most)));
    check_alternate(check, first->type == JB_OBJ_NAME ? first->text : (jb_str){0}, space, where,
                    depth);
    return true;
}

/* The space below an index or an uncoloured pattern. */
static bool check_base(jb_check *check, const jb_obj *space, jb_str where, int depth)
{
    const jb_obj *base = jb_door_item(check->door, space, 1);
    if (base->type == JB_OBJ_NULL || jb_str_equal(family_of(check, base), JB_STR("Pattern")))
        return false;
    jb_check_colour(check, base, where, depth + 1);
    return true;
}

static bool check_array(jb_check *check, const jb_obj *space, jb_str where, int depth)
{
    jb_str name = family_of(check, space);
    const jb_obj *first = jb_door_item(check->door, space, 1);
    if (jb_str_equal(name, JB_STR("ICCBased"))) {
        if (first->type != JB_OBJ_STREAM)
            return false;
        check_icc(check, first, where);
        return true;
    }
    if (jb_str_equal(name, JB_STR("CalRGB")) || jb_str_equal(name, JB_STR("CalGray")) ||
        jb_str_equal(name, JB_STR("Lab"))) {
        jb_tell(check, JB_RULE_COLOUR_CALIBRATED, JB_ARGS(where, name));
        return jb_obj_is_dict(first);
    }
    if (jb_str_equal(name, JB_STR("Separation")))
        return check_separation(check, space, where, depth);
    if (jb_str_equal(name, JB_STR("DeviceN")))
        return check_device_n(check, space, where, depth);
    if (jb_str_equal(name, JB_STR("Indexed")) || jb_str_equal(name, JB_STR("Pattern")))
        return (space->len == 1 && name.len == 7 && name.at[0] == 'P') ||
               check_base(check, space, where, depth);
    return false;
}

void jb_check_colour(jb_check *check, const jb_obj *space, jb_str where, int depth)
{
    if (depth > JB_DEPTH_MOST || !jb_check_first(check, space))
        return;
    jb_str name = family_of(check, space);
    if (find_device(name) && (space->type == JB_OBJ_NAME || space->len == 1))
        jb_check_device(check, name, where);
    else if (space->type == JB_OBJ_NAME && jb_str_equal(name, JB_STR("Pattern")))
        return;
    else if (!check_array(check, space, where, depth))
        jb_tell(check, JB_RULE_COLOUR_FORM, JB_ARGS(where));
}
