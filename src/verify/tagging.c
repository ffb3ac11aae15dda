/* Reads the structure tree. It may be anybody's: it can go in circles, be a million elements long
 * or as many deep; no function here calls itself. */
#include "tagging.h"

#include <ctype.h>
#include <stdlib.h>

enum {
    ELEMENTS_MOST = 1 << 20,
    PIECES_MOST = 1 << 22,
    NESTED_MOST = 256,
    PARENTS_MOST = 1 << 22,
    NODES_MOST = 1 << 18,
};

/* The kids of an element that are being read. */
typedef struct level {
    const jb_obj *kids; /* an array, or the one kid */
    uint32_t next, element;
    uint32_t page; /* object of the element's own; 0: it says none */
} level;

typedef struct reading {
    jb_check *check;
    jb_tagging *out;
    jb_role_map roles;
    level levels[NESTED_MOST];
    int depth;
    uint8_t *seen; /* bits by object number, of elements */
    uint32_t seen_size;
    bool limited;
} reading;

static const jb_obj *key(const reading *r, const jb_obj *dict, const char *name)
{
    return jb_door_key(r->check->door, dict, name);
}

static void tell(const reading *r, jb_str what)
{
    jb_tell(r->check, JB_RULE_TAG_TREE, JB_ARGS(what));
}

static bool limit(reading *r)
{
    if (!r->limited)
        jb_tell(r->check, JB_RULE_LIMIT, JB_ARGS(JB_BOTH("结构树", "the structure tree")));
    r->limited = true;
    return false;
}

static bool is_new(reading *r, uint32_t object)
{
    uint32_t byte = object / 8, size = r->seen_size;
    uint8_t bit = (uint8_t)(1 << object % 8);
    if (byte >= size) {
        r->seen_size = byte + byte / 2 + 256;
        r->seen = jb_arena_grow(r->check->arena, r->seen, size, r->seen_size);
    }
    bool fresh = !(r->seen[byte] & bit);
    r->seen[byte] |= bit;
    return fresh;
}

/* ---- pieces -------------------------------------------------------------------------------- */

static void add_piece(reading *r, uint32_t holder, uint32_t page, int64_t id, uint32_t element)
{
    if (r->out->pieces.len >= PIECES_MOST) {
        limit(r);
        return;
    }
    *jb_push(r->check->arena, &r->out->pieces) =
        (jb_tagged_piece){.holder = holder, .page = page, .id = id, .element = element};
}

static void add_content(reading *r, const level *above, int64_t id, uint32_t page, uint32_t form)
{
    if (page == 0 && form == 0)
        tell(r, JB_BOTH("有内容没写在哪一页", "content does not say on which page it is"));
    else
        add_piece(r, form ? form : page, page, id, above->element);
}

/* MCR and OBJR: 14.7.4.2, 14.7.4.3. */
static void add_reference(reading *r, const level *above, const jb_obj *kid, bool whole)
{
    uint32_t page = jb_obj_entry(kid, "Pg")->object, form = jb_obj_entry(kid, "Stm")->object;
    const jb_obj *id = key(r, kid, "MCID"), *object = jb_obj_entry(kid, "Obj");
    page = page ? page : above->page;
    if (whole && object->type == JB_OBJ_REF)
        add_piece(r, object->object, page, JB_WHOLE_OBJECT, above->element);
    else if (!whole && id->type == JB_OBJ_INT && id->number >= 0)
        add_content(r, above, jb_obj_integer(id), page, form);
    else
        tell(r, JB_BOTH("有的内容引用写得不对", "a reference to content is not well formed"));
}

/* ---- elements ------------------------------------------------------------------------------ */

static bool says(const reading *r, const jb_obj *dict, const char *name)
{
    return key(r, dict, name)->type == JB_OBJ_STRING;
}

static void check_element(const reading *r, const jb_obj *kid, jb_role role, uint32_t parent)
{
    const jb_obj *up = jb_obj_entry(kid, "P"), *language = key(r, kid, "Lang");
    const jb_obj *type = key(r, kid, "S");
    if (role == JB_ROLES)
        jb_tell(r->check, JB_RULE_ROLE_UNKNOWN,
                JB_ARGS(type->type == JB_OBJ_NAME ? type->text : JB_STR("-")));
    if (up->object == 0 || up->object != r->out->elements.at[parent].dict->object)
        jb_tell(r->check, JB_RULE_TAG_PARENT,
                JB_ARGS(type->text, jb_check_number(r->check, kid->object)));
    if (language->type == JB_OBJ_STRING &&
        !jb_tagging_is_language(jb_check_text(r->check, language)))
        jb_tell(r->check, JB_RULE_LANG_FORM, JB_ARGS(jb_check_text(r->check, language)));
}

static void open_element(reading *r, const level *above, const jb_obj *kid)
{
    jb_tagging *out = r->out;
    const jb_obj *type = key(r, kid, "S");
    jb_role role = type->type == JB_OBJ_NAME ? jb_role_of(&r->roles, type->text) : JB_ROLES;
    if (out->elements.len >= ELEMENTS_MOST || r->depth == NESTED_MOST) {
        limit(r);
        return;
    }
    check_element(r, kid, role, above->element);
    const jb_element *parent = &out->elements.at[above->element];
    jb_element element = {.dict = kid,
                          .role = role,
                          .parent = above->element,
                          .replaced = parent->replaced || says(r, kid, "ActualText"),
                          .spoken = parent->spoken || says(r, kid, "Lang")};
    *jb_push(r->check->arena, &out->elements) = element;
    r->levels[r->depth++] = (level){.kids = key(r, kid, "K"),
                                    .element = out->elements.len - 1,
                                    .page = jb_obj_entry(kid, "Pg")->object};
}

static void take_kid(reading *r, const level *above, const jb_obj *kid)
{
    const jb_obj *type = key(r, kid, "Type");
    bool whole = jb_obj_is_name(type, "OBJR");
    if (kid->type == JB_OBJ_INT && above->element && kid->number >= 0)
        add_content(r, above, jb_obj_integer(kid), above->page, 0);
    else if (kid->type != JB_OBJ_DICT)
        tell(r, JB_BOTH("有的元素下面什么也不是", "below an element stands what is none"));
    else if (whole || jb_obj_is_name(type, "MCR"))
        add_reference(r, above, kid, whole);
    else if (kid->object == 0)
        tell(r, JB_BOTH("有的元素不是间接对象", "an element is no indirect object"));
    else if (!is_new(r, kid->object))
        tell(r, JB_BOTH("有的元素在树里出现两次", "an element stands in the tree twice"));
    else
        open_element(r, above, kid);
}

static void read_elements(reading *r, const jb_obj *root)
{
    jb_tagging *out = r->out;
    is_new(r, root->object);
    *jb_push(r->check->arena, &out->elements) = (jb_element){.dict = root, .role = JB_ROLES};
    r->levels[r->depth++] = (level){.kids = key(r, root, "K")};
    while (r->depth > 0 && !r->limited) {
        level *top = &r->levels[r->depth - 1];
        bool several = top->kids->type == JB_OBJ_ARRAY;
        uint32_t n = several ? top->kids->len : top->kids->type != JB_OBJ_NULL;
        if (top->next < n) {
            uint32_t i = top->next++;
            take_kid(r, top, several ? jb_door_item(r->check->door, top->kids, i) : top->kids);
            continue;
        }
        out->elements.at[top->element].end = out->elements.len;
        r->depth--;
    }
    for (uint32_t i = 0; i < out->elements.len; i++)
        if (out->elements.at[i].end == 0) /* reading ended at a limit */
            out->elements.at[i].end = out->elements.len;
}

/* ---- the parent tree: 7.9.7, 14.7.4.4 ------------------------------------------------------- */

static void add_numbers(reading *r, const jb_obj *numbers)
{
    for (uint32_t i = 0; numbers->type == JB_OBJ_ARRAY && i + 1 < numbers->len; i += 2) {
        const jb_obj *at = jb_door_item(r->check->door, numbers, i);
        if (at->type != JB_OBJ_INT)
            tell(r, JB_BOTH("父树的键不是整数", "a key of the parent tree is no integer"));
        else if (r->out->parents.len >= PARENTS_MOST)
            limit(r);
        else
            *jb_push(r->check->arena, &r->out->parents) =
                (jb_parent){.key = jb_obj_integer(at), .value = &numbers->items[i + 1]};
    }
}

static void read_parents(reading *r, const jb_obj *root)
{
    JB_VEC(const jb_obj *) todo = {0};
    uint32_t nodes = 0;
    *jb_push(r->check->arena, &todo) = root;
    while (todo.len && !r->limited) {
        const jb_obj *node = todo.at[--todo.len], *kids = key(r, node, "Kids");
        add_numbers(r, key(r, node, "Nums"));
        if (++nodes > NODES_MOST)
            limit(r);
        for (uint32_t i = 0; kids->type == JB_OBJ_ARRAY && i < kids->len && !r->limited; i++) {
            if (todo.len > NODES_MOST)
                limit(r);
            *jb_push(r->check->arena, &todo) = jb_door_item(r->check->door, kids, i);
        }
    }
}

/* ---- sorted lists --------------------------------------------------------------------------- */

static int compare_pieces(const void *a, const void *b)
{
    const jb_tagged_piece *x = a, *y = b;
    return x->holder != y->holder ? JB_COMPARE(x->holder, y->holder) : JB_COMPARE(x->id, y->id);
}

static int compare_parents(const void *a, const void *b)
{
    return JB_COMPARE(((const jb_parent *)a)->key, ((const jb_parent *)b)->key);
}

static int compare_holders(const void *a, const void *b)
{
    return JB_COMPARE(((const jb_holder *)a)->object, ((const jb_holder *)b)->object);
}

static void sort(reading *r)
{
    jb_tagging *t = r->out;
    for (uint32_t i = 1; i < t->elements.len; i++)
        *jb_push(r->check->arena, &t->owners) = (jb_holder){t->elements.at[i].dict->object, i};
    for (uint32_t i = 0; i < r->check->pages.len; i++)
        *jb_push(r->check->arena, &t->pages) =
            (jb_holder){r->check->pages.at[i].dict->object, i + 1};
    if (t->owners.len)
        qsort(t->owners.at, t->owners.len, sizeof *t->owners.at, compare_holders);
    if (t->pages.len)
        qsort(t->pages.at, t->pages.len, sizeof *t->pages.at, compare_holders);
    if (t->pieces.len)
        qsort(t->pieces.at, t->pieces.len, sizeof *t->pieces.at, compare_pieces);
    if (t->parents.len)
        qsort(t->parents.at, t->parents.len, sizeof *t->parents.at, compare_parents);
    for (uint32_t i = 1; i < t->pieces.len; i++)
        if (compare_pieces(&t->pieces.at[i - 1], &t->pieces.at[i]) == 0)
            tell(r, JB_BOTH("同一内容属于两个元素", "the same content is of two elements"));
}

static uint32_t find(const jb_holder *list, uint32_t len, uint32_t object)
{
    const jb_holder wanted = {.object = object};
    const jb_holder *found =
        len && object ? bsearch(&wanted, list, len, sizeof *list, compare_holders) : NULL;
    return found ? found->number : 0;
}

uint32_t jb_tagging_element(const jb_tagging *t, uint32_t object)
{
    return find(t->owners.at, t->owners.len, object);
}

uint32_t jb_tagging_page(const jb_tagging *t, uint32_t object)
{
    return find(t->pages.at, t->pages.len, object);
}

jb_tagged_piece *jb_tagging_piece(const jb_tagging *t, uint32_t holder, int64_t id)
{
    const jb_tagged_piece wanted = {.holder = holder, .id = id};
    return t->pieces.len
               ? bsearch(&wanted, t->pieces.at, t->pieces.len, sizeof wanted, compare_pieces)
               : NULL;
}

const jb_obj *jb_tagging_parent(const jb_tagging *t, jb_door *door, const jb_obj *number)
{
    if (number->type != JB_OBJ_INT || t->parents.len == 0)
        return &jb_obj_null;
    const jb_parent wanted = {.key = jb_obj_integer(number)};
    const jb_parent *found =
        bsearch(&wanted, t->parents.at, t->parents.len, sizeof wanted, compare_parents);
    return found ? jb_door_follow(door, found->value) : &jb_obj_null;
}

/* ---- the door ------------------------------------------------------------------------------- */

jb_tagging *jb_tagging_read(jb_check *check)
{
    jb_tagging *out = JB_NEW(check->arena, jb_tagging);
    reading *r = JB_NEW(check->arena, reading);
    *r = (reading){.check = check, .out = out};
    const jb_obj *root = key(r, check->catalog, "StructTreeRoot");
    if (!jb_obj_is_dict(root))
        return out;
    r->roles = jb_role_map_read(check, root);
    read_elements(r, root);
    read_parents(r, key(r, root, "ParentTree"));
    sort(r);
    return out;
}

/* 1 to 8 letters, then parts of 1 to 8 letters and digits, with - between them. */
bool jb_tagging_is_language(jb_str written)
{
    enum { PART_LONGEST = 8 };
    size_t part = 0;
    bool first = true;
    for (size_t i = 0; i < written.len; i++) {
        unsigned char c = (unsigned char)written.at[i];
        bool good = first ? isalpha(c) : isalnum(c);
        if (c == '-' && part) {
            first = false;
            part = 0;
        } else if (!good || c > '~' || ++part > PART_LONGEST) {
            return false;
        }
    }
    return part > 0;
}

/* ---- attributes: 14.7.5 --------------------------------------------------------------------- */

/* Of attribute objects the last that has the key counts; revision numbers stand between them. */
static const jb_obj *among(jb_check *check, const jb_obj *list, const char *owner, const char *name)
{
    const jb_obj *found = &jb_obj_null;
    bool several = list->type == JB_OBJ_ARRAY;
    for (uint32_t i = 0, n = several ? list->len : 1; i < n; i++) {
        const jb_obj *one = several ? jb_door_item(check->door, list, i) : list;
        const jb_obj *value = jb_door_key(check->door, one, name);
        if (value->type != JB_OBJ_NULL &&
            jb_obj_is_name(jb_door_key(check->door, one, "O"), owner))
            found = value;
    }
    return found;
}

const jb_obj *jb_tagging_attribute(jb_check *check, const jb_element *element, const char *owner,
                                   const char *name)
{
    jb_door *door = check->door;
    const jb_obj *found = among(check, jb_door_key(door, element->dict, "A"), owner, name);
    const jb_obj *classes = jb_door_key(door, element->dict, "C");
    if (found->type != JB_OBJ_NULL || classes->type == JB_OBJ_NULL)
        return found;
    const jb_obj *root = jb_door_key(door, check->catalog, "StructTreeRoot");
    const jb_obj *map = jb_door_key(door, root, "ClassMap");
    bool several = classes->type == JB_OBJ_ARRAY;
    for (uint32_t i = 0, n = several ? classes->len : 1; i < n; i++) {
        const jb_obj *class = several ? jb_door_item(door, classes, i) : classes;
        if (class->type != JB_OBJ_NAME || !jb_obj_is_dict(map))
            continue;
        for (uint32_t k = 0; k < map->len; k++)
            if (jb_str_equal(map->entries[k].key, class->text))
                found = among(check, jb_door_follow(door, &map->entries[k].value), owner, name);
    }
    return found;
}
