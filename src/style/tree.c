/* Nodes: finding, merging, places, writing. */
#include "tree.h"

#include "../base/utf8.h"

jb_node *jb_tree_new(jb_arena *arena, jb_node_kind kind, const jb_node *at)
{
    jb_node *node = JB_NEW(arena, jb_node);
    node->kind = kind;
    node->origin = at->origin;
    node->span = at->span;
    return node;
}

void jb_tree_put(jb_arena *arena, jb_node *map, jb_node *key, jb_node *value)
{
    if (value)
        *jb_push(arena, &map->entries) = (jb_entry){key, value};
}

jb_entry *jb_tree_entry(const jb_node *map, jb_str key)
{
    if (!map || map->kind != JB_NODE_MAP)
        return NULL;
    for (uint32_t i = 0; i < map->entries.len; i++)
        if (jb_str_equal(map->entries.at[i].key->text, key))
            return &map->entries.at[i];
    return NULL;
}

jb_node *jb_tree_find(const jb_node *map, jb_str key)
{
    jb_entry *entry = jb_tree_entry(map, key);
    return entry ? entry->value : NULL;
}

static bool is_null_word(jb_str text)
{
    return text.len == 0 || jb_str_equal(text, JB_STR("~")) || jb_str_equal(text, JB_STR("null"));
}

bool jb_tree_is_null(const jb_node *node)
{
    return node->kind == JB_NODE_SCALAR && !node->quoted && is_null_word(node->text);
}

jb_node *jb_tree_merge(jb_arena *arena, jb_node *parent, jb_node *child)
{
    if (!child || child->kind != JB_NODE_MAP)
        return child ? child : parent;
    if (parent && parent->kind != JB_NODE_MAP)
        parent = NULL;
    jb_node *merged = jb_tree_new(arena, JB_NODE_MAP, child);
    for (uint32_t i = 0; parent && i < parent->entries.len; i++) {
        jb_entry old = parent->entries.at[i];
        jb_entry *over = jb_tree_entry(child, old.key->text);
        if (!over)
            jb_tree_put(arena, merged, old.key, old.value);
        else if (!jb_tree_is_null(over->value))
            jb_tree_put(arena, merged, over->key, jb_tree_merge(arena, old.value, over->value));
    }
    for (uint32_t i = 0; i < child->entries.len; i++) {
        jb_entry new = child->entries.at[i];
        if (!jb_tree_entry(parent, new.key->text) && !jb_tree_is_null(new.value))
            jb_tree_put(arena, merged, new.key, jb_tree_merge(arena, NULL, new.value));
    }
    return merged;
}

jb_place jb_tree_place(const jb_node *node)
{
    jb_str text = node->origin->text;
    size_t at = node->span.start < text.len ? node->span.start : text.len;
    size_t begin = at, end = at;
    while (begin > 0 && text.at[begin - 1] != '\n')
        begin--;
    while (end < text.len && text.at[end] != '\n' && text.at[end] != '\r')
        end++;
    uint32_t line = 1;
    for (size_t i = 0; i < begin; i++)
        line += text.at[i] == '\n';
    size_t last = node->span.end < end ? node->span.end : end;
    return (jb_place){
        .file = node->origin->file,
        .line = line,
        .column = (uint32_t)jb_utf8_count(jb_str_cut(text, begin, at)) + 1,
        .byte = at,
        .text = jb_str_cut(text, begin, end),
        .length = (uint32_t)jb_utf8_count(jb_str_cut(text, at, last)),
    };
}

/* ---- writing ------------------------------------------------------------------------------- */

static bool is_plain_byte(unsigned char c, bool first)
{
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80)
        return true;
    return !first && (c == '.' || c == '-' || c == '_' || c == '/' || c == '%' || c == '+');
}

/* Code points that YAML, or an editor, would not keep as they are. */
static bool is_odd_rune(uint32_t rune)
{
    return rune < 0x20 || (rune >= 0x7F && rune <= 0xA0) || (rune >= 0x2000 && rune <= 0x200F) ||
           (rune >= 0x2028 && rune <= 0x202F) || rune == 0xFEFF || rune >= 0xFFF0;
}

/* Stricter than YAML asks: what needs thought is quoted. */
static bool is_plain(jb_str text)
{
    if (is_null_word(text))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        bool gap = text.at[i] == ' ' && i > 0 && i + 1 < text.len;
        if (!gap && !is_plain_byte((unsigned char)text.at[i], i == 0))
            return false;
    }
    for (size_t i = 0; i < text.len;)
        if (is_odd_rune(jb_utf8_next(text, &i)))
            return false;
    return true;
}

static void write_scalar(jb_arena *arena, const jb_node *node, jb_buf *out)
{
    jb_str text = node->text;
    if (is_plain(text)) {
        jb_buf_add(arena, out, text);
        return;
    }
    jb_buf_add(arena, out, JB_STR("\""));
    for (size_t i = 0; i < text.len;) {
        uint32_t rune = jb_utf8_next(text, &i);
        if (rune == '"' || rune == '\\')
            jb_buf_printf(arena, out, "\\%c", (char)rune);
        else if (rune == JB_RUNE_BAD || (is_odd_rune(rune) && rune <= 0xFFFF))
            jb_buf_printf(arena, out, "\\u%04X", rune == JB_RUNE_BAD ? 0xFFFD : rune);
        else if (is_odd_rune(rune))
            jb_buf_printf(arena, out, "\\U%08X", rune);
        else
            jb_buf_add_rune(arena, out, rune);
    }
    jb_buf_add(arena, out, JB_STR("\""));
}

static void write_flow(jb_arena *arena, const jb_node *node, jb_buf *out)
{
    if (node->kind == JB_NODE_SCALAR) {
        write_scalar(arena, node, out);
        return;
    }
    bool map = node->kind == JB_NODE_MAP;
    jb_buf_add(arena, out, map ? JB_STR("{") : JB_STR("["));
    for (uint32_t i = 0; i < node->entries.len; i++) {
        if (i)
            jb_buf_add(arena, out, JB_STR(", "));
        if (map) {
            write_scalar(arena, node->entries.at[i].key, out);
            jb_buf_add(arena, out, JB_STR(": "));
        }
        write_flow(arena, node->entries.at[i].value, out);
    }
    jb_buf_add(arena, out, map ? JB_STR("}") : JB_STR("]"));
}

static bool has_nested(const jb_node *node)
{
    for (uint32_t i = 0; i < node->entries.len; i++)
        if (node->entries.at[i].value->kind != JB_NODE_SCALAR)
            return true;
    return false;
}

/* Key by key, a line each; a mapping of plain values, or a list, on one line. A list of mappings:
 * a line each. */
static void write_map(jb_arena *arena, const jb_node *map, int indent, jb_buf *out)
{
    for (uint32_t i = 0; i < map->entries.len; i++) {
        const jb_node *value = map->entries.at[i].value;
        jb_buf_printf(arena, out, "%*s", indent, "");
        write_scalar(arena, map->entries.at[i].key, out);
        jb_buf_add(arena, out, JB_STR(":"));
        if (value->kind == JB_NODE_MAP && has_nested(value)) {
            jb_buf_add(arena, out, JB_STR("\n"));
            write_map(arena, value, indent + 2, out);
            continue;
        }
        if (value->kind == JB_NODE_LIST && has_nested(value)) {
            for (uint32_t k = 0; k < value->entries.len; k++) {
                jb_buf_printf(arena, out, "\n%*s- ", indent, "");
                write_flow(arena, value->entries.at[k].value, out);
            }
        } else {
            jb_buf_add(arena, out, JB_STR(" "));
            write_flow(arena, value, out);
        }
        jb_buf_add(arena, out, JB_STR("\n"));
    }
}

void jb_tree_write(jb_arena *arena, const jb_node *root, jb_buf *out)
{
    write_map(arena, root, 0, out);
}

jb_code jb_tree_code(const jb_origin *origin, jb_code code)
{
    static const struct {
        jb_code layout, series;
    } codes[] = {
        {JB_D_LAYOUT_SYNTAX, JB_D_SERIES_SYNTAX},
        {JB_D_LAYOUT_UNKNOWN_KEY, JB_D_SERIES_UNKNOWN_KEY},
        {JB_D_LAYOUT_UNKNOWN_KEY_NEAR, JB_D_SERIES_UNKNOWN_KEY_NEAR},
        {JB_D_LAYOUT_BAD_VALUE, JB_D_SERIES_BAD_VALUE},
        {JB_D_LAYOUT_MISSING_KEY, JB_D_SERIES_MISSING_KEY},
        {JB_D_LAYOUT_DUPLICATE_KEY, JB_D_SERIES_DUPLICATE_KEY},
    };
    for (size_t i = 0; origin->series && i < sizeof codes / sizeof *codes; i++)
        if (codes[i].layout == code)
            return codes[i].series;
    return code;
}
