/* Content against the structure tree, both ways: what is marked in the pages' streams is some
 * element's, what an element is made of is there, and by the parent tree it is found again (ISO
 * 32000-1 14.7.4; ISO 19005-2 6.7.3.3, ISO 14289-1 7.1). Artifacts are in no element and no element
 * is in them (14.8.2.2). */
#include "tagging.h"

/* ---- while content is read ------------------------------------------------------------------ */

static const jb_obj *properties_of(jb_check *check, const jb_marked *marked)
{
    jb_obj *dict = JB_NEW(check->arena, jb_obj);
    jb_lex lex = {.arena = check->arena, .in = marked->written, .refs = true};
    if (marked->properties)
        return marked->properties;
    return marked->written.len && jb_lex_next(&lex, dict) ? dict : &jb_obj_null;
}

/* A page's or form's content of the tree is found again by its key in the parent tree. */
static void note_form(jb_check *check, jb_tagging *tags, const jb_obj *form)
{
    for (uint32_t i = tags->forms.len; i-- > 0;)
        if (tags->forms.at[i].object == form->object)
            return;
    *jb_push(check->arena, &tags->forms) = (jb_holder){form->object, check->page};
}

static void tell_content(jb_check *check, double id, jb_str what)
{
    jb_tell(check, JB_RULE_TAG_CONTENT, JB_ARGS(jb_check_number(check, id), what));
}

static unsigned take_piece(jb_check *check, jb_tagging *tags, const jb_obj *form, int64_t id)
{
    enum { FORMS_MOST = 1000 };
    const jb_obj *page = check->pages.at[check->page - 1].dict;
    if (tags->elements.len == 0) /* told once */
        return JB_MARKED_PIECE;
    jb_tagged_piece *piece = jb_tagging_piece(tags, form ? form->object : page->object, id);
    if (!piece) {
        tell_content(check, (double)id, JB_BOTH("不在结构树里", "is of no element"));
        return JB_MARKED_PIECE;
    }
    if (piece->met)
        tell_content(check, (double)id, JB_BOTH("不止一处", "stands in several places"));
    piece->met = true;
    if (form && tags->forms.len < FORMS_MOST)
        note_form(check, tags, form);
    return tags->elements.at[piece->element].replaced ? JB_MARKED_PIECE | JB_MARKED_REPLACED
                                                      : JB_MARKED_PIECE;
}

static void check_language(jb_check *check, const jb_obj *dict)
{
    const jb_obj *language = jb_door_key(check->door, dict, "Lang");
    jb_str said = jb_check_text(check, language);
    if (language->type == JB_OBJ_STRING && !jb_tagging_is_language(said))
        jb_tell(check, JB_RULE_LANG_FORM, JB_ARGS(said));
}

unsigned jb_check_marked(jb_check *check, const jb_marked *marked, unsigned around)
{
    const jb_obj *dict = properties_of(check, marked);
    const jb_obj *id = jb_door_key(check->door, dict, "MCID");
    bool replaced = jb_door_key(check->door, dict, "ActualText")->type == JB_OBJ_STRING;
    unsigned is = replaced ? JB_MARKED_REPLACED : 0;
    check_language(check, dict);
    if (jb_token_is_name(marked->tag, JB_STR("Artifact"))) {
        if (around & JB_MARKED_PIECE)
            jb_tell(check, JB_RULE_ARTIFACT_PLACE,
                    JB_ARGS(JB_BOTH("在有标签的内容里", "stands in tagged content")));
        return is | JB_MARKED_ARTIFACT;
    }
    if (id->type != JB_OBJ_INT || id->number < 0)
        return is;
    if (around & JB_MARKED_ARTIFACT)
        jb_tell(check, JB_RULE_ARTIFACT_PLACE,
                JB_ARGS(JB_BOTH("里有带标签的内容", "has tagged content in it")));
    return is | take_piece(check, check->tagging, marked->form, jb_obj_integer(id));
}

/* ---- when all was read ---------------------------------------------------------------------- */

static void tell_parents(jb_check *check, jb_str what)
{
    jb_tell(check, JB_RULE_PARENT_TREE, JB_ARGS(what));
}

/* What the parent tree says of a stream's pieces is what the tree says; and all of it is there. */
static void check_stream(jb_check *check, const jb_tagging *tags, const jb_obj *holder,
                         const jb_tagged_piece *first, uint32_t n)
{
    const jb_obj *number = jb_door_key(check->door, holder, "StructParents");
    const jb_obj *list = jb_tagging_parent(tags, check->door, number);
    if (list->type != JB_OBJ_ARRAY) {
        if (n)
            tell_parents(check, JB_BOTH("没有这一页（或表单）的内容",
                                        "it lacks the content of a page or form"));
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        const jb_obj *back = first[i].id >= 0 && (uint64_t)first[i].id < list->len
                                 ? &list->items[first[i].id]
                                 : &jb_obj_null;
        if (back->object != tags->elements.at[first[i].element].dict->object)
            tell_parents(check, jb_arena_format(check->arena,
                                                "内容 %d 不是指回它的元素\x1f"
                                                "it leads from content %d to another element",
                                                (int)first[i].id, (int)first[i].id));
    }
    for (uint32_t i = 0, k = 0; i < list->len; i++) {
        while (k < n && first[k].id < i)
            k++;
        if (list->items[i].type != JB_OBJ_NULL && (k == n || first[k].id != i))
            tell_parents(check, jb_arena_format(check->arena,
                                                "内容 %u 的元素里没有它\x1f"
                                                "the element of content %u does not have it",
                                                i, i));
    }
}

static void check_holder(jb_check *check, const jb_tagging *tags, const jb_obj *holder)
{
    uint32_t first = jb_first_from(&tags->pieces, holder, holder->object), n = 0;
    while (first + n < tags->pieces.len && tags->pieces.at[first + n].holder == holder->object)
        n++;
    check_stream(check, tags, holder, n ? &tags->pieces.at[first] : NULL, n);
}

/* What an element refers to and no page has; annotations are looked at where they are. */
static void check_lost(jb_check *check, const jb_tagging *tags)
{
    for (uint32_t i = 0; i < tags->pieces.len; i++) {
        const jb_tagged_piece *piece = &tags->pieces.at[i];
        check->page = jb_tagging_page(tags, piece->page);
        if (piece->id != JB_WHOLE_OBJECT && !piece->met)
            tell_content(check, (double)piece->id,
                         JB_BOTH("页面里没有", "is on no page, though an element has it"));
    }
}

void jb_check_pieces(jb_check *check, jb_tagging *tags)
{
    for (uint32_t i = 0; i < check->pages.len; i++) {
        check->page = i + 1;
        check_holder(check, tags, check->pages.at[i].dict);
    }
    for (uint32_t i = 0; i < tags->forms.len; i++) {
        const jb_obj form = {.type = JB_OBJ_REF, .object = tags->forms.at[i].object};
        check->page = tags->forms.at[i].number;
        check_holder(check, tags, jb_door_follow(check->door, &form));
    }
    check_lost(check, tags);
    check->page = 0;
}
