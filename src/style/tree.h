/* Tree: a YAML file as plain nodes, each of which knows its place. Inside style/ alone.
 *
 * libfyaml reads the events (yaml.c); no anchors, aliases, tags or second documents: a layout says
 * everything once, where it is used. */
#ifndef JB_STYLE_TREE_H
#define JB_STYLE_TREE_H

#include "style.h"

/* Where nodes come from: a file, or one --set. */
typedef struct jb_origin {
    jb_str file; /* as diagnostics show it */
    jb_str text; /* the whole file, or the value of the setting */
    const jb_setting *setting; /* NULL: a file */
    bool series;               /* a series.yaml: its faults have codes of their own */
} jb_origin;

typedef enum jb_node_kind { JB_NODE_SCALAR, JB_NODE_LIST, JB_NODE_MAP } jb_node_kind;

typedef struct jb_node jb_node;

typedef struct jb_entry {
    jb_node *key; /* NULL in a list */
    jb_node *value;
} jb_entry;

struct jb_node {
    jb_node_kind kind;
    bool quoted;     /* a scalar that stood in quotes: never null */
    const jb_origin *origin;
    jb_span span;    /* in origin->text */
    jb_str text;     /* of a scalar */
    JB_VEC(jb_entry) entries;
};

/* Limits on what a file may ask for: no layout comes near them. */
enum { JB_TREE_DEPTH = 16, JB_TREE_ENTRIES = 4096, JB_TREE_BYTES = 1 << 18 };

/* The file (a mapping) or value as a tree, NULL after a diagnostic. An empty file is an empty
 * mapping. A key
 * given twice is told, and counts as it stood first. */
jb_node *jb_tree_parse(jb_arena *arena, const jb_origin *origin, jb_diags *diags);

/* The plain value of `key` at the top of the file, which is read no further than that. False after
 * a diagnostic; *value is empty when there is none. */
bool jb_tree_peek(jb_arena *arena, const jb_origin *origin, jb_str key, jb_str *value,
                  jb_diags *diags);

/* What libfyaml's message means, for JB_D_LAYOUT_SYNTAX (syntax.c). */
jb_str jb_syntax_words(jb_str message);
/* A usual slip (a full-width mark, a colon without its space) on the line of *at or the one before
 * it: *at gets its place, *words what to type. */
bool jb_syntax_slip(jb_str text, uint32_t *at, jb_str *words);

jb_node *jb_tree_new(jb_arena *arena, jb_node_kind kind, const jb_node *at);
void jb_tree_put(jb_arena *arena, jb_node *map, jb_node *key, jb_node *value);

/* The value, or NULL. */
jb_node *jb_tree_find(const jb_node *map, jb_str key);
jb_entry *jb_tree_entry(const jb_node *map, jb_str key);

/* `~`, `null` or nothing, without quotes. */
bool jb_tree_is_null(const jb_node *node);

/* The child over the parent: mappings key by key, anything else replaces; null takes a key away. */
jb_node *jb_tree_merge(jb_arena *arena, jb_node *parent, jb_node *child);

jb_place jb_tree_place(const jb_node *node);

/* The code of a fault, given as that of a layout file, by the kind of file it is in. */
jb_code jb_tree_code(const jb_origin *origin, jb_code code);

/* YAML that reads back as the same tree. */
void jb_tree_write(jb_arena *arena, const jb_node *root, jb_buf *out);

#endif
