/* Annotations: ISO 32000-1 12.5. PDF/X leaves them outside of what is printed; PDF/A keeps those
 * that look the same everywhere. */
#include "parts.h"

static const jb_obj *key(jb_check *check, const jb_obj *dict, const char *name)
{
    return jb_door_key(check->door, dict, name);
}

static bool overlap(const jb_box *a, const jb_box *b)
{
    return a->left < b->right && a->right > b->left && a->bottom < b->top && a->top > b->bottom;
}

/* Every appearance: a form, or a form for each state. */
static void check_appearance(jb_check *check, const jb_obj *annotation)
{
    const jb_obj *kinds = jb_door_key(check->door, annotation, "AP");
    for (uint32_t i = 0; jb_obj_is_dict(kinds) && i < kinds->len; i++) {
        const jb_obj *form = jb_door_follow(check->door, &kinds->entries[i].value);
        jb_check_form(check, form, 1);
        for (uint32_t k = 0; form->type == JB_OBJ_DICT && k < form->len; k++)
            jb_check_form(check, jb_door_follow(check->door, &form->entries[k].value), 1);
    }
}

/* A trap net covers the page, a printer's mark lies around the trimmed page, all else lies outside
 * of what bleeds. */
static void check_place(jb_check *check, const jb_page *page, const jb_obj *annotation)
{
    const jb_boxes *b = &page->boxes;
    const jb_obj *subtype = jb_door_key(check->door, annotation, "Subtype");
    const jb_box *trim = b->trim.given ? &b->trim : &b->art;
    bool mark = jb_obj_is_name(subtype, "PrinterMark");
    bool bleeds = b->bleed.given && !mark;
    const jb_box *kept = bleeds ? &b->bleed : trim;
    jb_box rect = jb_box_read(check, jb_door_key(check->door, annotation, "Rect"), "Rect");
    if (jb_obj_is_name(subtype, "TrapNet") || !rect.given || !kept->given || !overlap(&rect, kept))
        return;
    jb_str name = subtype->type == JB_OBJ_NAME ? subtype->text : (jb_str){0};
    jb_str box = bleeds ? JB_STR("BleedBox") : b->trim.given ? JB_STR("TrimBox") : JB_STR("ArtBox");
    jb_tell_at(check, JB_RULE_ANNOTATION_PLACE, &rect, JB_ARGS(name, box));
}

/* ---- PDF/A: ISO 19005-1 6.5, ISO 19005-2 6.3 ----------------------------------------------- */

static bool is_one_of(jb_str name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (jb_str_equal(name, jb_str_make(names[i])))
            return true;
    return false;
}

static bool is_kind(const jb_check *check, jb_str name)
{
    static const char *const old[] = {"Text",      "Link",      "FreeText",  "Line",
                                      "Square",    "Circle",    "Highlight", "Underline",
                                      "Squiggly",  "StrikeOut", "Stamp",     "Ink",
                                      "Popup",     "Widget",    "PrinterMark", "TrapNet"};
    static const char *const later[] = {"Polygon",        "PolyLine", "Caret",
                                        "FileAttachment", "Redact",   "Watermark"};
    return is_one_of(name, old, sizeof old / sizeof *old) ||
           (!(check->claims & JB_CLAIM_A1B) &&
            is_one_of(name, later, sizeof later / sizeof *later));
}

/* Table 165. */
static void check_flags(jb_check *check, const jb_obj *annotation, jb_str name)
{
    enum { INVISIBLE = 1, HIDDEN = 2, PRINT = 4, NO_VIEW = 32, TOGGLE = 256 };
    const jb_obj *flags = key(check, annotation, "F");
    bool given = flags->type == JB_OBJ_INT && flags->number >= 0 && flags->number < 65536;
    int bits = given ? (int)flags->number : 0;
    int refused = INVISIBLE | HIDDEN | NO_VIEW | (!(check->claims & JB_CLAIM_A1B) ? TOGGLE : 0);
    if (!(check->claims & JB_CLAIM_A1B) && jb_str_equal(name, JB_STR("Popup")))
        return;
    if (!given || !(bits & PRINT) || bits & refused)
        jb_tell(check, JB_RULE_ANNOTATION_FLAGS,
                JB_ARGS(name, given ? jb_check_number(check, bits) : JB_STR("-")));
}

static bool is_empty(jb_check *check, const jb_obj *annotation)
{
    const jb_obj *rect = key(check, annotation, "Rect");
    const jb_obj *n[4];
    for (uint32_t i = 0; i < 4; i++)
        n[i] = jb_door_item(check->door, rect, i);
    return jb_obj_is_number(n[0]) && n[0]->number == n[2]->number && n[1]->number == n[3]->number;
}

/* One look, always there: no other when the mouse is above it. */
static void check_look(jb_check *check, const jb_obj *annotation, jb_str name)
{
    static const char *const bare[] = {"Popup", "Link"};
    const jb_obj *looks = key(check, annotation, "AP"), *look = key(check, looks, "N");
    bool states = jb_obj_is_name(key(check, annotation, "FT"), "Btn");
    bool needed = !(check->claims & JB_CLAIM_A1B) && !is_one_of(name, bare, 2) &&
                  !is_empty(check, annotation);
    jb_str what = {0};
    if (!jb_obj_is_dict(looks))
        what = needed ? JB_BOTH("没有 AP", "it has no AP") : what;
    else if (looks->len != 1 || look->type == JB_OBJ_NULL)
        what = JB_BOTH("AP 里应只有 N", "AP has not N alone");
    else if (look->type != (states ? JB_OBJ_DICT : JB_OBJ_STREAM))
        what = states ? JB_BOTH("N 不是各状态的字典", "N has no states")
                      : JB_BOTH("N 不是流", "N is no stream");
    if (what.len)
        jb_tell(check, JB_RULE_ANNOTATION_LOOK, JB_ARGS(name, what));
}

static void check_kept(jb_check *check, const jb_obj *annotation)
{
    const jb_obj *subtype = key(check, annotation, "Subtype");
    const jb_obj *alpha = key(check, annotation, "CA");
    jb_str name = subtype->type == JB_OBJ_NAME ? subtype->text : (jb_str){0};
    bool coloured = key(check, annotation, "C")->type == JB_OBJ_ARRAY ||
                    key(check, annotation, "IC")->type == JB_OBJ_ARRAY;
    if (!is_kind(check, name))
        jb_tell(check, JB_RULE_ANNOTATION_KIND, JB_ARGS(name));
    check_flags(check, annotation, name);
    check_look(check, annotation, name);
    if (jb_obj_is_number(alpha) && alpha->number != 1)
        jb_tell(check, JB_RULE_ANNOTATION_ALPHA, JB_ARGS(name));
    if (coloured && check->intent_colours != 3)
        jb_tell(check, JB_RULE_ANNOTATION_COLOUR, JB_ARGS(name));
}

void jb_check_annotations(jb_check *check, const jb_page *page)
{
    const jb_obj *list = jb_door_key(check->door, page->dict, "Annots");
    if (list->type == JB_OBJ_ARRAY && list->len &&
        !jb_obj_is_name(key(check, page->dict, "Tabs"), "S"))
        jb_tell(check, JB_RULE_PAGE_TABS, JB_NO_ARGS);
    for (uint32_t i = 0; list->type == JB_OBJ_ARRAY && i < list->len; i++) {
        const jb_obj *annotation = jb_door_item(check->door, list, i);
        if (!jb_obj_is_dict(annotation) || !jb_check_first(check, annotation))
            continue;
        check_place(check, page, annotation);
        if (check->claims & JB_CLAIMS_A)
            check_kept(check, annotation);
        jb_check_accessible(check, annotation);
        check_appearance(check, annotation);
    }
}
