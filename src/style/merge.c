/* One tree of a layout's file, what it extends and the settings over it. */
#include <errno.h>

#include "../base/error.h"
#include "../base/file.h"
#include "../base/utf8.h"
#include "keys.h"

typedef struct merger {
    jb_arena *arena;
    jb_diags *diags;
    jb_str folder;
    jb_str chain[JB_TREE_DEPTH]; /* paths, child first */
    uint32_t depth;
    jb_looks looks;
} merger;

static bool is_path(jb_str name)
{
    return memchr(name.at ? name.at : "", '/', name.len) || jb_str_ends(name, JB_STR(".yaml"));
}

jb_str jb_layout_path(jb_arena *arena, jb_str name, jb_str folder)
{
    if (is_path(name))
        return name;
    return jb_path_join(arena, folder, jb_arena_format(arena, "%.*s.yaml", JB_FMT(name)));
}

/* ---- short forms --------------------------------------------------------------------------- */

/* `justify: true` is `align: justify`: one key from here on, so that the newer of the two wins
 * whatever the older file wrote. */
static void unfold_justify(jb_arena *arena, jb_node *style)
{
    jb_entry *entry = jb_tree_entry(style, JB_STR("justify"));
    if (!entry || jb_tree_entry(style, JB_STR("align")))
        return;
    bool yes = jb_str_equal(entry->value->text, JB_STR("true"));
    if (!yes && !jb_str_equal(entry->value->text, JB_STR("false")))
        return; /* left for the reader to refuse */
    jb_node *key = jb_tree_new(arena, JB_NODE_SCALAR, entry->key);
    jb_node *value = jb_tree_new(arena, JB_NODE_SCALAR, entry->value);
    key->text = JB_STR("align");
    value->text = yes ? JB_STR("justify") : JB_STR("left");
    *entry = (jb_entry){key, value};
}

/* `仿宋: [A, B]` is `仿宋: {chain: [A, B]}`: it leaves what the parent says of Latin and marks. */
static void unfold_chain(jb_arena *arena, jb_entry *role)
{
    if (role->value->kind != JB_NODE_LIST)
        return;
    jb_node *map = jb_tree_new(arena, JB_NODE_MAP, role->value);
    jb_node *key = jb_tree_new(arena, JB_NODE_SCALAR, role->value);
    key->text = JB_STR("chain");
    jb_tree_put(arena, map, key, role->value);
    role->value = map;
}

static void put_text(jb_arena *arena, jb_node *map, const jb_node *at, jb_str name, jb_node *value)
{
    jb_node *key = jb_tree_new(arena, JB_NODE_SCALAR, at);
    key->text = name;
    jb_tree_put(arena, map, key, value);
}

/* `小标宋: 方正小标宋简体`: the role is this face, then those that the parent has, for characters that
 * it lacks. Which marks the parent takes from elsewhere, and what its bold is, was said of its
 * first face. */
static void unfold_face(jb_arena *arena, const jb_node *parent, jb_entry *role)
{
    jb_node *face = role->value;
    const jb_node *old = jb_tree_find(jb_tree_find(parent, JB_STR("fonts")), role->key->text);
    const jb_node *rest = jb_tree_find(old, JB_STR("chain"));
    jb_node *map = jb_tree_new(arena, JB_NODE_MAP, face);
    jb_node *chain = jb_tree_new(arena, JB_NODE_LIST, face);
    jb_tree_put(arena, chain, NULL, face);
    for (uint32_t i = 0; rest && rest->kind == JB_NODE_LIST && i < rest->entries.len; i++)
        if (!jb_str_equal(rest->entries.at[i].value->text, face->text))
            jb_tree_put(arena, chain, NULL, rest->entries.at[i].value);
    put_text(arena, map, face, JB_STR("chain"), chain);
    static const char *const gone[] = {"marks", "marks-of", "bold"};
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        put_text(arena, map, face, jb_str_make(gone[i]),
                 jb_tree_new(arena, JB_NODE_SCALAR, face));
    role->value = map;
}

/* Short forms that stand on what the parent says. */
static void unfold_faces(jb_arena *arena, const jb_node *parent, jb_node *root)
{
    jb_node *fonts = jb_tree_find(root, JB_STR("fonts"));
    for (uint32_t i = 0; fonts && fonts->kind == JB_NODE_MAP && i < fonts->entries.len; i++) {
        jb_entry *role = &fonts->entries.at[i];
        if (role->value->kind == JB_NODE_SCALAR && !jb_tree_is_null(role->value) &&
            !jb_keys_is_none(role->value))
            unfold_face(arena, parent, role);
    }
}

static void unfold_short_forms(jb_arena *arena, jb_node *root)
{
    jb_node *styles = jb_tree_find(root, JB_STR("styles"));
    for (uint32_t i = 0; styles && i < styles->entries.len; i++)
        unfold_justify(arena, styles->entries.at[i].value);
    jb_node *fonts = jb_tree_find(root, JB_STR("fonts"));
    for (uint32_t i = 0; fonts && fonts->kind == JB_NODE_MAP && i < fonts->entries.len; i++)
        unfold_chain(arena, &fonts->entries.at[i]);
}

/* ---- files --------------------------------------------------------------------------------- */

static void push_not_found(merger *m, jb_str name, jb_place place)
{
    jb_names names = {0};
    jb_layout_names(m->arena, m->folder, &names);
    jb_buf all = {0};
    for (uint32_t i = 0; i < names.len; i++)
        jb_buf_printf(m->arena, &all, "%s%.*s", i ? ", " : "", JB_FMT(names.at[i]));
    if (!all.len)
        jb_buf_add(m->arena, &all, JB_STR("-"));
    jb_diag_in(m->diags, JB_D_LAYOUT_NOT_FOUND, place, JB_ARGS(name, jb_buf_str(&all)));
}

/* `by_name`: the name under which it was asked for; empty for a path. */
static jb_node *read_layout(merger *m, jb_str path, jb_str by_name, jb_place place)
{
    jb_origin *origin = JB_NEW(m->arena, jb_origin);
    origin->file = path;
    jb_looks_add(m->arena, &m->looks, path);
    int error = jb_file_read(m->arena, path, JB_TREE_BYTES, &origin->text);
    if (error == ENOENT && by_name.len) {
        push_not_found(m, by_name, place);
        return NULL;
    }
    if (error) {
        jb_diag_in(m->diags, JB_D_LAYOUT_UNREADABLE, place,
                   JB_ARGS(path, jb_error_text(m->arena, error)));
        return NULL;
    }
    jb_node *root = jb_tree_parse(m->arena, origin, m->diags);
    if (root)
        unfold_short_forms(m->arena, root);
    return root;
}

static bool is_in_chain(const merger *m, jb_str path)
{
    for (uint32_t i = 0; i < m->depth; i++)
        if (jb_str_equal(m->chain[i], path))
            return true;
    return false;
}

/* A parent lies beside its child, or in the folder of layouts. An office's own gbt9704.yaml may so
 * extend ours of the same name. */
static jb_str find_parent(merger *m, jb_str child, jb_str name)
{
    jb_str beside = jb_layout_path(m->arena, name, jb_path_folder(child));
    if (is_path(name))
        beside = jb_path_join(m->arena, jb_path_folder(child), name);
    jb_looks_add(m->arena, &m->looks, beside);
    if (!jb_str_equal(beside, child) && jb_file_exists(beside))
        return beside;
    return jb_layout_path(m->arena, name, m->folder);
}

/* a -> b -> a */
static jb_str show_chain(const merger *m, jb_str last)
{
    jb_buf out = {0};
    for (uint32_t i = 0; i < m->depth; i++)
        jb_buf_printf(m->arena, &out, "%.*s → ", JB_FMT(jb_path_stem(m->chain[i])));
    jb_buf_add(m->arena, &out, jb_path_stem(last));
    return jb_buf_str(&out);
}

/* What the file extends, as far as it can be read; or empty. */
static jb_str peek_parent(merger *m, jb_str path)
{
    jb_origin *origin = JB_NEW(m->arena, jb_origin);
    jb_str name = {0};
    origin->file = path;
    if (jb_file_read(m->arena, path, JB_TREE_BYTES, &origin->text) ||
        !jb_tree_peek(m->arena, origin, JB_STR("extends"), &name, m->diags) || !name.len)
        return (jb_str){0};
    return find_parent(m, path, name);
}

void jb_layout_files(jb_arena *arena, jb_str name, jb_str folder, jb_names *out)
{
    jb_diags unheard = {.arena = arena};
    merger m = {.arena = arena, .diags = &unheard, .folder = folder};
    jb_str path = jb_layout_path(arena, name, folder);
    while (path.len && !is_in_chain(&m, path) && m.depth < JB_TREE_DEPTH) {
        *jb_push(arena, out) = m.chain[m.depth++] = path;
        path = peek_parent(&m, path);
    }
}

static void remove_entry(jb_node *map, const jb_entry *entry)
{
    size_t at = (size_t)(entry - map->entries.at);
    memmove(&map->entries.at[at], &map->entries.at[at + 1],
            (map->entries.len - at - 1) * sizeof(jb_entry));
    map->entries.len--;
}

static jb_node *read_with_parents(merger *m, jb_str path, jb_str by_name, jb_place place)
{
    jb_node *root = read_layout(m, path, by_name, place);
    jb_entry *extends = root ? jb_tree_entry(root, JB_STR("extends")) : NULL;
    if (root && !extends)
        unfold_faces(m->arena, NULL, root);
    if (!extends)
        return root;
    jb_node *name = extends->value;
    remove_entry(root, extends);
    if (name->kind != JB_NODE_SCALAR || !name->text.len) {
        jb_diag_in(m->diags, JB_D_LAYOUT_BAD_VALUE, jb_tree_place(name),
                   JB_ARGS(JB_STR("extends"), name->text, JB_STR("gbt9704")));
        return NULL;
    }
    m->chain[m->depth++] = path;
    jb_str parent_path = find_parent(m, path, name->text);
    if (is_in_chain(m, parent_path) || m->depth == JB_TREE_DEPTH) {
        jb_diag_in(m->diags, JB_D_LAYOUT_EXTENDS_LOOP, jb_tree_place(name),
                   JB_ARGS(name->text, show_chain(m, parent_path)));
        return NULL;
    }
    jb_str by_parent_name = is_path(name->text) ? (jb_str){0} : name->text;
    jb_node *parent = read_with_parents(m, parent_path, by_parent_name, jb_tree_place(name));
    if (parent)
        unfold_faces(m->arena, parent, root);
    return parent ? jb_tree_merge(m->arena, parent, root) : NULL;
}

/* ---- settings ------------------------------------------------------------------------------ */

/* A layout's keys are all ASCII at their start; a header field's name never is. */
bool jb_setting_is_field(jb_str key)
{
    return key.len && (unsigned char)key.at[0] >= 0x80;
}

static jb_str find_long_name(jb_str key)
{
    static const struct {
        const char *name, *path;
    } names[] = {{"measure", "page.measure"},       {"indent", "styles.body.indent"},
                 {"size", "styles.body.size"},      {"justify", "styles.body.justify"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (jb_str_equal(key, jb_str_make(names[i].name)))
            return jb_str_make(names[i].path);
    return key;
}

static jb_node *read_setting_value(merger *m, const jb_origin *origin)
{
    jb_str value = origin->text;
    if (value.len && (value.at[0] == '[' || value.at[0] == '{'))
        return jb_tree_parse(m->arena, origin, m->diags);
    jb_node *node = JB_NEW(m->arena, jb_node);
    node->origin = origin;
    node->text = value;
    if (jb_utf8_check(value) == value.len)
        return node;
    jb_diag_in(m->diags, JB_D_SET_BAD, (jb_place){0},
               JB_ARGS(origin->setting->key, value, JB_STR("UTF-8")));
    return NULL;
}

/* page.bleed=5mm as the tree {page: {bleed: 5mm}}. */
static jb_node *read_setting(merger *m, const jb_setting *setting)
{
    jb_origin *origin = JB_NEW(m->arena, jb_origin);
    *origin = (jb_origin){.text = setting->value, .setting = setting};
    jb_node *value = read_setting_value(m, origin);
    if (!value)
        return NULL;
    jb_str path = find_long_name(setting->key);
    for (int depth = 0;; depth++) {
        size_t dot = path.len;
        while (dot > 0 && path.at[dot - 1] != '.' && depth < JB_TREE_DEPTH)
            dot--;
        if (depth == JB_TREE_DEPTH)
            dot = 0;
        jb_node *map = jb_tree_new(m->arena, JB_NODE_MAP, value);
        jb_node *key = jb_tree_new(m->arena, JB_NODE_SCALAR, value);
        key->text = jb_str_cut(path, dot, path.len);
        jb_tree_put(m->arena, map, key, value);
        value = map;
        if (dot == 0)
            return value;
        path = jb_str_cut(path, 0, dot - 1);
    }
}

jb_node *jb_layout_merge(jb_arena *arena, jb_str name, jb_str folder, const jb_setting *settings,
                         uint32_t n, jb_str *file, jb_looks *looks, jb_diags *diags)
{
    merger m = {.arena = arena, .diags = diags, .folder = folder};
    *file = jb_layout_path(arena, name, folder);
    jb_node *root = read_with_parents(&m, *file, is_path(name) ? (jb_str){0} : name, (jb_place){0});
    for (uint32_t i = 0; root && i < n; i++) {
        if (jb_setting_is_field(settings[i].key))
            continue;
        jb_node *over = read_setting(&m, &settings[i]);
        if (!over)
            return NULL;
        unfold_short_forms(arena, over);
        unfold_faces(arena, root, over);
        root = jb_tree_merge(arena, root, over);
    }
    *looks = m.looks;
    return root ? jb_tree_merge(arena, NULL, root) : NULL;
}
