/* A file that is tagged (level A of ISO 19005-2 6.7, ISO 14289-1): what it says of itself as a
 * whole, and that its tree holds. */
#include "tagging.h"

static const jb_obj *key(jb_check *check, const jb_obj *dict, const char *name)
{
    return jb_door_key(check->door, dict, name);
}

static bool is_true(const jb_obj *o)
{
    return o->type == JB_OBJ_BOOL && o->number == 1;
}

bool jb_check_wants_tags(const jb_check *check)
{
    return jb_rule_holds(JB_RULE_TAGS_MISSING, check->claims);
}

static void check_marks(jb_check *check)
{
    const jb_obj *marks = key(check, check->catalog, "MarkInfo");
    const jb_obj *wishes = key(check, check->catalog, "ViewerPreferences");
    if (!is_true(key(check, marks, "Marked")))
        jb_tell(check, JB_RULE_TAGS_UNMARKED, JB_NO_ARGS);
    if (is_true(key(check, marks, "Suspects")))
        jb_tell(check, JB_RULE_TAGS_SUSPECT, JB_NO_ARGS);
    if (!is_true(key(check, wishes, "DisplayDocTitle")))
        jb_tell(check, JB_RULE_VIEWER_TITLE, JB_NO_ARGS);
}

/* ISO 14289-1 clause 5, 7.1. */
static void check_words(jb_check *check)
{
    const jb_xmp *xmp = &check->xmp;
    jb_str part = xmp->values[JB_XMP_PDFUA_PART];
    if (!check->has_xmp || xmp->fault.len)
        return;
    if (!jb_str_equal(part, JB_STR("1")) ||
        !jb_str_equal(xmp->access_prefix, JB_STR("pdfuaid")))
        jb_tell(check, JB_RULE_XMP_ACCESS,
                JB_ARGS(jb_arena_format(check->arena, "%.*s:part %.*s",
                                        JB_FMT(xmp->access_prefix), JB_FMT(part))));
    if (xmp->values[JB_XMP_TITLE].len == 0)
        jb_tell(check, JB_RULE_XMP_TITLE, JB_NO_ARGS);
}

/* Where the catalog says the language, all is said. */
static void check_language(jb_check *check, const jb_tagging *tags)
{
    const jb_obj *language = key(check, check->catalog, "Lang");
    jb_str said = jb_check_text(check, language);
    bool outline = jb_obj_is_dict(key(check, check->catalog, "Outlines"));
    if (language->type == JB_OBJ_STRING) {
        if (!jb_tagging_is_language(said))
            jb_tell(check, JB_RULE_LANG_FORM, JB_ARGS(said));
        return;
    }
    if (outline)
        jb_tell(check, JB_RULE_LANG_MISSING, JB_ARGS(JB_BOTH("大纲", "the outline")));
    for (uint32_t i = 0; i < tags->pieces.len; i++) {
        const jb_element *element = &tags->elements.at[tags->pieces.at[i].element];
        check->page = jb_tagging_page(tags, tags->pieces.at[i].page);
        if (!element->spoken)
            jb_tell(check, JB_RULE_LANG_MISSING,
                    JB_ARGS(jb_str_make(jb_role_name(element->role))));
    }
    check->page = 0;
}

/* Bit 10 lets programs read the text aloud, however else the file is locked (ISO 14289-1 7.16). */
static void check_lock(jb_check *check)
{
    enum { BIT = 1 << 9 };
    const jb_obj *lock = key(check, jb_door_trailer(check->door), "Encrypt");
    const jb_obj *rights = key(check, lock, "P");
    if (jb_obj_is_dict(lock) &&
        (rights->type != JB_OBJ_INT || !(jb_obj_integer(rights) & BIT)))
        jb_tell(check, JB_RULE_LOCK_READING, JB_NO_ARGS);
}

void jb_check_tagged(jb_check *check)
{
    jb_tagging *tags = check->tagging;
    if (!jb_check_wants_tags(check))
        return;
    check->page = 0;
    check_marks(check);
    check_words(check);
    check_lock(check);
    if (tags->elements.len == 0)
        jb_tell(check, JB_RULE_TAGS_MISSING, JB_NO_ARGS);
    check_language(check, tags);
    jb_check_hierarchy(check, tags);
    jb_check_pieces(check, tags);
}

/* ---- annotations: ISO 14289-1 7.18 ----------------------------------------------------------- */

static bool has_text(jb_check *check, const jb_obj *dict, const char *name)
{
    const jb_obj *o = key(check, dict, name);
    return o->type == JB_OBJ_STRING && jb_check_text(check, o).len;
}

static const struct {
    const char *kind;
    jb_role role;
    jb_rule tag, words;
} wanted[] = {
    {"Link", JB_ROLE_LINK, JB_RULE_LINK_TAG, JB_RULE_LINK_WORDS},
    {"Widget", JB_ROLE_FORM, JB_RULE_FIELD_TAG, JB_RULE_FIELD_WORDS},
    {"", JB_ROLE_ANNOT, JB_RULE_ANNOTATION_TAG, JB_RULE_ANNOTATION_WORDS}, /* any other */
};

enum { WANTED = sizeof wanted / sizeof *wanted };

/* It is in an element of its kind, which the parent tree leads to. */
static void check_tag(jb_check *check, const jb_obj *annotation, jb_str kind, int row)
{
    const jb_tagging *tags = check->tagging;
    const jb_obj *back =
        jb_tagging_parent(tags, check->door, key(check, annotation, "StructParent"));
    const jb_tagged_piece *piece = jb_tagging_piece(tags, annotation->object, JB_WHOLE_OBJECT);
    const jb_element *element = piece ? &tags->elements.at[piece->element] : NULL;
    const char *words = wanted[row].role == JB_ROLE_FORM ? "TU" : "Contents";
    bool named = has_text(check, annotation, words) ||
                 (element && has_text(check, element->dict, "Alt"));
    if (!element || element->role != wanted[row].role)
        jb_tell(check, wanted[row].tag, JB_ARGS(kind));
    else if (back->object != element->dict->object)
        jb_tell(check, JB_RULE_PARENT_TREE,
                JB_ARGS(JB_BOTH("批注不是指回它的元素",
                                "it leads from an annotation to another element")));
    if (!named)
        jb_tell(check, wanted[row].words, JB_ARGS(kind));
}

void jb_check_accessible(jb_check *check, const jb_obj *annotation)
{
    enum { HIDDEN = 2 };
    const jb_obj *subtype = key(check, annotation, "Subtype"), *flags = key(check, annotation, "F");
    jb_str kind = subtype->type == JB_OBJ_NAME ? subtype->text : (jb_str){0};
    bool hidden = jb_obj_integer(flags) & HIDDEN;
    int row = 0;
    if (!check->tagging || check->tagging->elements.len == 0 || hidden ||
        jb_str_equal(kind, JB_STR("Popup")))
        return;
    if (jb_str_equal(kind, JB_STR("TrapNet")))
        jb_tell(check, JB_RULE_ANNOTATION_TRAP, JB_NO_ARGS);
    if (jb_str_equal(kind, JB_STR("PrinterMark"))) /* 7.18.8: an artifact */
        return;
    while (row < WANTED - 1 && !jb_str_equal(kind, jb_str_make(wanted[row].kind)))
        row++;
    check_tag(check, annotation, kind, row);
}
