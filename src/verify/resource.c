/* What pages are made of, by their resources: ISO 32000-1 7.8.3. Graphics states, forms, images,
 * patterns and shadings; colours and fonts have files of their own. */
#include "parts.h"

typedef void visit_fn(jb_check *check, const jb_obj *o, jb_str name, int depth);

/* Every entry of a kind of resources. */
static void visit(jb_check *check, const char *kind, visit_fn *look, int depth)
{
    const jb_obj *list = jb_door_key(check->door, check->resources, kind);
    for (uint32_t i = 0; jb_obj_is_dict(list) && i < list->len; i++)
        look(check, jb_door_follow(check->door, &list->entries[i].value), list->entries[i].key,
             depth);
}

static const jb_obj *key(jb_check *check, const jb_obj *dict, const char *name)
{
    return jb_door_key(check->door, dict, name);
}

static bool has(const jb_obj *dict, const char *name)
{
    return jb_obj_entry(dict, name)->type != JB_OBJ_NULL;
}

static bool is_true(jb_check *check, const jb_obj *dict, const char *name)
{
    const jb_obj *o = key(check, dict, name);
    return o->type == JB_OBJ_BOOL && o->number == 1;
}

/* ---- graphics states ----------------------------------------------------------------------- */

static void check_halftone(jb_check *check, const jb_obj *halftone, int depth)
{
    const jb_obj *type = key(check, halftone, "HalftoneType");
    if (!jb_obj_is_dict(halftone) || depth > 1)
        return;
    if (type->type != JB_OBJ_INT || (type->number != 1 && type->number != 5))
        jb_tell(check, JB_RULE_STATE_HALFTONE,
                JB_ARGS(JB_BOTH("类型不是 1 或 5", "its type is not 1 or 5")));
    if (has(halftone, "HalftoneName"))
        jb_tell(check, JB_RULE_STATE_HALFTONE, JB_ARGS(JB_STR("HalftoneName")));
    for (uint32_t i = 0; type->number == 5 && i < halftone->len; i++)
        check_halftone(check, jb_door_follow(check->door, &halftone->entries[i].value), depth + 1);
}

static void check_screens(jb_check *check, const jb_obj *state)
{
    const jb_obj *later = key(check, state, "TR2");
    if (has(state, "TR"))
        jb_tell(check, JB_RULE_STATE_TRANSFER, JB_ARGS(JB_STR("TR")));
    if (later->type != JB_OBJ_NULL && !jb_obj_is_name(later, "Default"))
        jb_tell(check, JB_RULE_STATE_TRANSFER, JB_ARGS(JB_STR("TR2")));
    if (has(state, "HTP"))
        jb_tell(check, JB_RULE_STATE_HALFTONE, JB_ARGS(JB_STR("HTP")));
    check_halftone(check, key(check, state, "HT"), 0);
}

static void check_alpha(jb_check *check, const jb_obj *state, const char *name)
{
    const jb_obj *alpha = key(check, state, name);
    if (alpha->type != JB_OBJ_NULL && !(jb_obj_is_number(alpha) && alpha->number == 1))
        jb_tell(check, JB_RULE_STATE_ALPHA,
                JB_ARGS(jb_str_make(name), jb_check_number(check, alpha->number)));
}

static bool is_blend_mode(jb_str name)
{
    static const char *const modes[] = {
        "Normal",    "Compatible", "Multiply",   "Screen",    "Overlay",    "Darken",
        "Lighten",   "ColorDodge", "ColorBurn",  "HardLight", "SoftLight",  "Difference",
        "Exclusion", "Hue",        "Saturation", "Color",     "Luminosity",
    };
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (jb_str_equal(name, jb_str_make(modes[i])))
            return true;
    return false;
}

static void check_blend(jb_check *check, const jb_obj *state)
{
    const jb_obj *mode = key(check, state, "BM");
    if (mode->type == JB_OBJ_ARRAY)
        mode = jb_door_item(check->door, mode, 0);
    if (mode->type == JB_OBJ_NULL || jb_obj_is_name(mode, "Normal") ||
        jb_obj_is_name(mode, "Compatible"))
        return;
    jb_str name = mode->type == JB_OBJ_NAME ? mode->text : (jb_str){0};
    bool old = (check->claims & JB_CLAIM_X1A) || (check->claims & JB_CLAIM_A1B);
    if (old || !is_blend_mode(name))
        jb_tell(check, JB_RULE_STATE_BLEND, JB_ARGS(name));
}

/* Table 70. */
static void check_rendering(jb_check *check, const jb_obj *intent)
{
    static const char *const names[] = {"RelativeColorimetric", "AbsoluteColorimetric",
                                        "Perceptual", "Saturation"};
    bool good = intent->type == JB_OBJ_NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        good |= jb_obj_is_name(intent, names[i]);
    if (!good)
        jb_tell(check, JB_RULE_RENDERING_INTENT,
                JB_ARGS(intent->type == JB_OBJ_NAME ? intent->text : (jb_str){0}));
}

static void check_state(jb_check *check, const jb_obj *state, jb_str name, int depth)
{
    (void)name;
    const jb_obj *mask = key(check, state, "SMask"), *font = key(check, state, "Font");
    if (!jb_obj_is_dict(state) || !jb_check_first(check, state))
        return;
    check_screens(check, state);
    check_alpha(check, state, "CA");
    check_alpha(check, state, "ca");
    check_blend(check, state);
    check_rendering(check, key(check, state, "RI"));
    if (mask->type != JB_OBJ_NULL && !jb_obj_is_name(mask, "None"))
        jb_tell(check, JB_RULE_STATE_MASK, JB_NO_ARGS);
    jb_check_form(check, key(check, mask, "G"), depth + 1);
    if (font->type == JB_OBJ_ARRAY)
        jb_check_font(check, jb_door_item(check->door, font, 0), depth + 1);
}

/* ---- images -------------------------------------------------------------------------------- */

static bool is_coded_by(jb_check *check, const jb_obj *stream, const char *filter)
{
    const jb_obj *filters = key(check, stream, "Filter");
    if (filters->type == JB_OBJ_ARRAY && filters->len)
        filters = jb_door_item(check->door, filters, filters->len - 1);
    return jb_obj_is_name(filters, filter);
}

static void tell_image(jb_check *check, jb_str what)
{
    jb_tell(check, JB_RULE_IMAGE_FORM, JB_ARGS(what));
}

static void check_samples(jb_check *check, const jb_obj *image)
{
    const jb_obj *width = key(check, image, "Width"), *height = key(check, image, "Height");
    const jb_obj *bits = key(check, image, "BitsPerComponent");
    const jb_obj *space = key(check, image, "ColorSpace");
    bool coded = is_coded_by(check, image, "JPXDecode"); /* it says all this itself */
    int n =
        bits->type == JB_OBJ_INT && bits->number > 0 && bits->number < 99 ? (int)bits->number : 0;
    if (width->type != JB_OBJ_INT || width->number < 1 || height->type != JB_OBJ_INT ||
        height->number < 1)
        tell_image(check, JB_BOTH("没有宽或高", "it has no width or height"));
    if (is_true(check, image, "ImageMask")) {
        if (bits->type != JB_OBJ_NULL && n != 1)
            tell_image(check, JB_BOTH("蒙版不是 1 位", "a mask is not of one bit"));
        return;
    }
    if (n == 16)
        jb_tell(check, JB_RULE_IMAGE_BITS, JB_ARGS(JB_STR("16")));
    else if (!coded && n != 1 && n != 2 && n != 4 && n != 8)
        tell_image(check, JB_BOTH("每个分量的位数不对", "its bits a component are wrong"));
    if (space->type != JB_OBJ_NULL)
        jb_check_colour(check, space, JB_BOTH("图像", "an image"), 0);
    else if (!coded)
        tell_image(check, JB_BOTH("没有颜色空间", "it has no colour space"));
}

static void check_alternates(jb_check *check, const jb_obj *image)
{
    const jb_obj *list = key(check, image, "Alternates");
    if (list->type != JB_OBJ_NULL)
        jb_tell(check, JB_RULE_IMAGE_ALTERNATES, JB_NO_ARGS);
    for (uint32_t i = 0; list->type == JB_OBJ_ARRAY && i < list->len; i++)
        if (is_true(check, jb_door_item(check->door, list, i), "DefaultForPrinting"))
            jb_tell(check, JB_RULE_IMAGE_ALTERNATE, JB_NO_ARGS);
}

static void check_image(jb_check *check, const jb_obj *image)
{
    const jb_obj *in_data = key(check, image, "SMaskInData");
    check_samples(check, image);
    check_alternates(check, image);
    if (has(image, "SMask") || (in_data->type == JB_OBJ_INT && in_data->number != 0))
        jb_tell(check, JB_RULE_IMAGE_MASK, JB_NO_ARGS);
    check_rendering(check, key(check, image, "Intent"));
    if (is_true(check, image, "Interpolate")) {
        jb_tell(check, JB_RULE_IMAGE_INTERPOLATE, JB_NO_ARGS);
        jb_tell(check, JB_RULE_IMAGE_SMOOTHED, JB_NO_ARGS);
    }
}

/* ---- forms --------------------------------------------------------------------------------- */

static void check_object(jb_check *check, const jb_obj *o, jb_str name, int depth)
{
    const jb_obj *subtype = key(check, o, "Subtype");
    (void)name;
    if (jb_obj_is_name(subtype, "Form")) {
        jb_check_form(check, o, depth + 1);
        return;
    }
    if (o->type != JB_OBJ_STREAM || !jb_check_first(check, o))
        return;
    if (has(o, "OPI"))
        jb_tell(check, JB_RULE_OPI, JB_NO_ARGS);
    if (jb_obj_is_name(subtype, "PS"))
        jb_tell(check, JB_RULE_FORM_POSTSCRIPT, JB_NO_ARGS);
    else if (jb_obj_is_name(subtype, "Image"))
        check_image(check, o);
}

static bool is_transparent(jb_check *check, const jb_obj *group)
{
    return jb_obj_is_name(key(check, group, "S"), "Transparency");
}

static void check_group(jb_check *check, const jb_obj *group)
{
    const jb_obj *space = key(check, group, "CS");
    if (space->type != JB_OBJ_NULL && !(check->claims & JB_CLAIM_X1A))
        jb_check_colour(check, space, JB_BOTH("透明组", "a transparency group"), 0);
}

void jb_check_form(jb_check *check, const jb_obj *form, int depth)
{
    const jb_obj *group = key(check, form, "Group");
    if (form->type != JB_OBJ_STREAM || !jb_check_first(check, form))
        return;
    if (has(form, "OPI"))
        jb_tell(check, JB_RULE_OPI, JB_NO_ARGS);
    if (is_transparent(check, group))
        jb_tell(check, JB_RULE_FORM_GROUP, JB_NO_ARGS);
    if (has(form, "Ref"))
        jb_tell(check, JB_RULE_FORM_REFERENCE, JB_NO_ARGS);
    if (jb_obj_is_name(key(check, form, "Subtype2"), "PS") || has(form, "PS"))
        jb_tell(check, JB_RULE_FORM_POSTSCRIPT, JB_NO_ARGS);
    jb_check_resources(check, key(check, form, "Resources"), depth);
    check_group(check, group);
}

/* ---- patterns, shadings, colours, fonts ----------------------------------------------------- */

static void check_shading(jb_check *check, const jb_obj *shading, jb_str name, int depth)
{
    (void)name;
    if (jb_obj_is_dict(shading) && jb_check_first(check, shading))
        jb_check_colour(check, key(check, shading, "ColorSpace"), JB_BOTH("渐变", "a shading"),
                        depth);
}

static void check_pattern(jb_check *check, const jb_obj *pattern, jb_str name, int depth)
{
    if (!jb_obj_is_dict(pattern) || !jb_check_first(check, pattern))
        return;
    if (pattern->type == JB_OBJ_STREAM)
        jb_check_resources(check, key(check, pattern, "Resources"), depth + 1);
    check_shading(check, key(check, pattern, "Shading"), name, depth);
    check_state(check, key(check, pattern, "ExtGState"), name, depth);
}

static void check_space(jb_check *check, const jb_obj *space, jb_str name, int depth)
{
    jb_str where =
        jb_arena_format(check->arena, "资源“%.*s”\x1fresource '%.*s'", JB_FMT(name), JB_FMT(name));
    jb_check_colour(check, space, where, depth);
}

static void check_font(jb_check *check, const jb_obj *font, jb_str name, int depth)
{
    (void)name;
    jb_check_font(check, font, depth + 1);
}

void jb_check_resources(jb_check *check, const jb_obj *resources, int depth)
{
    static const struct {
        const char *kind;
        visit_fn *look;
    } kinds[] = {
        {"ColorSpace", check_space}, {"ExtGState", check_state}, {"Font", check_font},
        {"XObject", check_object},   {"Pattern", check_pattern}, {"Shading", check_shading},
    };
    const jb_obj *above = check->resources;
    if (!jb_obj_is_dict(resources) || !jb_check_first(check, resources))
        return;
    if (depth > JB_DEPTH_MOST) {
        jb_tell(check, JB_RULE_LIMIT, JB_ARGS(JB_BOTH("资源套得太深", "resources in resources")));
        return;
    }
    check->resources = resources;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        visit(check, kinds[i].kind, kinds[i].look, depth);
    check->resources = above;
}

void jb_check_page(jb_check *check, const jb_page *page)
{
    const jb_obj *group = key(check, page->dict, "Group");
    check->page = page->number;
    check->resources = page->resources;
    if (is_transparent(check, group))
        jb_tell(check, JB_RULE_PAGE_GROUP, JB_NO_ARGS);
    if (has(page->dict, "SeparationInfo"))
        jb_tell(check, JB_RULE_PAGE_SEPARATED, JB_NO_ARGS);
    jb_check_resources(check, page->resources, 0);
    check_group(check, group);
    jb_check_annotations(check, page);
}
