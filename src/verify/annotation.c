/* Annotations: ISO 32000-1 12.5. PDF/X leaves them outside of what is printed. */
#include "parts.h"

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

void jb_check_annotations(jb_check *check, const jb_page *page)
{
    const jb_obj *list = jb_door_key(check->door, page->dict, "Annots");
    for (uint32_t i = 0; list->type == JB_OBJ_ARRAY && i < list->len; i++) {
        const jb_obj *annotation = jb_door_item(check->door, list, i);
        if (!jb_obj_is_dict(annotation) || !jb_check_first(check, annotation))
            continue;
        check_place(check, page, annotation);
        check_appearance(check, annotation);
    }
}
