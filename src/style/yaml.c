/* Events of libfyaml -> nodes. The events, not libfyaml's documents: they come with their marks,
 * and a layout's few hundred nodes then live in the arena like everything else. */
#include <libfyaml.h>

#include "../base/utf8.h"
#include "tree.h"

typedef struct reader {
    jb_arena *arena;
    const jb_origin *origin;
    jb_diags *diags;
    struct fy_diag *messages;
    struct fy_parser *parser;
    struct fy_event *event; /* the one before us, or NULL at a fault or the end */
    bool failed;
} reader;

static const jb_str not_yaml = JB_LIT("不合 YAML 的写法\x1fnot YAML");
static const jb_str no_marks = JB_LIT("不能用 & ! * 开头的记号；值里有它们就加上引号\x1f"
                                      "marks with & ! * are not used: put the value in quotes");

static void drop_message(struct fy_diag *diag, void *user, const char *text, size_t len)
{
    (void)diag, (void)user, (void)text, (void)len; /* collected instead */
}

/* Also runs when the arena goes, so that nothing leaks when memory ran out half-way. */
static void close_reader(void *pointer)
{
    reader *r = pointer;
    if (r->event)
        fy_parser_event_free(r->parser, r->event);
    if (r->parser)
        fy_parser_destroy(r->parser);
    if (r->messages)
        fy_diag_destroy(r->messages);
    r->event = NULL;
    r->parser = NULL;
    r->messages = NULL;
}

static jb_place place_of(const jb_origin *origin, jb_span span)
{
    jb_node node = {.origin = origin, .span = span};
    return jb_tree_place(&node);
}

static void push_fault(reader *r, jb_code code, jb_span span, jb_str what)
{
    r->failed = true;
    if (jb_memory_failed())
        jb_arena_exhaust(r->arena); /* libfyaml tells it as a fault of the text */
    if (r->origin->setting)
        jb_diag_in(r->diags, JB_D_SET_BAD, (jb_place){0},
                   JB_ARGS(r->origin->setting->key, r->origin->setting->value,
                           JB_STR("[a, b] | {a: b}")));
    else
        jb_diag_in(r->diags, jb_tree_code(r->origin, code), place_of(r->origin, span),
                   JB_ARGS(what));
}

/* Worth going on: what else is wrong is told in the same run. */
static void push_duplicate(reader *r, const jb_node *key)
{
    bool failed = r->failed;
    push_fault(r, JB_D_LAYOUT_DUPLICATE_KEY, key->span, key->text);
    r->failed = failed;
}

/* The offset of the place that libfyaml gives as line and column, both from 1. */
static uint32_t offset_of(jb_str text, int line, int column)
{
    size_t at = 0;
    for (int i = 1; i < line && at < text.len; i++) {
        const char *end = memchr(text.at + at, '\n', text.len - at);
        if (!end)
            break;
        at = (size_t)(end - text.at) + 1;
    }
    for (int i = 1; i < column && at < text.len && text.at[at] != '\n'; i++)
        jb_utf8_next(text, &at);
    return (uint32_t)at;
}

/* What libfyaml has to say: its first message is the cause, the rest follows from it. */
static void push_messages(reader *r)
{
    void *previous = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(r->messages, &previous);
    if (!error) {
        push_fault(r, JB_D_LAYOUT_SYNTAX, (jb_span){0, 0}, not_yaml);
        return;
    }
    uint32_t at = offset_of(r->origin->text, error->line, error->column);
    jb_str words;
    if (!jb_syntax_slip(r->origin->text, &at, &words))
        words = jb_syntax_words(jb_str_make(error->msg));
    push_fault(r, JB_D_LAYOUT_SYNTAX, (jb_span){at, at}, words);
}

static bool advance(reader *r)
{
    if (r->event)
        fy_parser_event_free(r->parser, r->event);
    r->event = fy_parser_parse(r->parser);
    if (!r->event && !r->failed)
        push_messages(r);
    return r->event != NULL;
}

static jb_span span_of(const reader *r)
{
    const struct fy_mark *start = fy_event_start_mark(r->event);
    const struct fy_mark *end = fy_event_end_mark(r->event);
    size_t len = r->origin->text.len;
    size_t from = start && start->input_pos < len ? start->input_pos : len;
    size_t to = end && end->input_pos <= len && end->input_pos > from ? end->input_pos : from;
    return (jb_span){(uint32_t)from, (uint32_t)to};
}

static jb_node *new_node(reader *r, jb_node_kind kind)
{
    jb_node *node = JB_NEW(r->arena, jb_node);
    node->kind = kind;
    node->origin = r->origin;
    node->span = span_of(r);
    return node;
}

static jb_node *read_scalar(reader *r)
{
    jb_node *node = new_node(r, JB_NODE_SCALAR);
    struct fy_token *token = r->event->scalar.value;
    size_t len = 0;
    const char *at = token ? fy_token_get_text(token, &len) : NULL;
    node->text = jb_arena_copy(r->arena, (jb_str){at, at ? len : 0});
    node->quoted = token && fy_token_scalar_style(token) != FYSS_PLAIN;
    return node;
}

static bool is_decorated(const struct fy_event *event)
{
    switch (event->type) {
    case FYET_SCALAR:
        return event->scalar.anchor || event->scalar.tag;
    case FYET_SEQUENCE_START:
        return event->sequence_start.anchor || event->sequence_start.tag;
    case FYET_MAPPING_START:
        return event->mapping_start.anchor || event->mapping_start.tag;
    default:
        return false;
    }
}

static jb_node *read_node(reader *r, int depth);

static void read_pair(reader *r, jb_node *map, int depth)
{
    jb_node *key = read_node(r, depth + 1);
    if (!key || !advance(r))
        return;
    if (key->kind != JB_NODE_SCALAR)
        push_fault(r, JB_D_LAYOUT_SYNTAX, key->span,
                   JB_BOTH("键只能是一个词，不能是括号", "a key is a word, no list or mapping"));
    jb_node *value = read_node(r, depth + 1);
    if (!value || key->kind != JB_NODE_SCALAR)
        return;
    if (jb_tree_find(map, key->text))
        push_duplicate(r, key);
    else
        jb_tree_put(r->arena, map, key, value);
}

static jb_node *read_children(reader *r, jb_node_kind kind, enum fy_event_type end, int depth)
{
    jb_node *node = new_node(r, kind);
    if (depth > JB_TREE_DEPTH) {
        push_fault(r, JB_D_LAYOUT_SYNTAX, node->span,
                   JB_BOTH("括号套得太深", "brackets are nested too deep"));
        return NULL;
    }
    while (advance(r) && r->event->type != end) {
        if (node->entries.len >= JB_TREE_ENTRIES) {
            push_fault(r, JB_D_LAYOUT_SYNTAX, node->span,
                       jb_arena_format(r->arena, "超过 %d 项的上限\x1fmore than %d entries",
                                       JB_TREE_ENTRIES, JB_TREE_ENTRIES));
            return NULL;
        }
        if (kind == JB_NODE_MAP)
            read_pair(r, node, depth);
        else
            jb_tree_put(r->arena, node, NULL, read_node(r, depth + 1));
        if (!r->event)
            return NULL;
    }
    return r->event ? node : NULL;
}

/* The node that the event before us begins. Stops on its last event. */
static jb_node *read_node(reader *r, int depth)
{
    if (is_decorated(r->event))
        push_fault(r, JB_D_LAYOUT_SYNTAX, span_of(r), no_marks);
    switch (r->event->type) {
    case FYET_SCALAR:
        return read_scalar(r);
    case FYET_SEQUENCE_START:
        return read_children(r, JB_NODE_LIST, FYET_SEQUENCE_END, depth);
    case FYET_MAPPING_START:
        return read_children(r, JB_NODE_MAP, FYET_MAPPING_END, depth);
    case FYET_ALIAS:
        push_fault(r, JB_D_LAYOUT_SYNTAX, span_of(r), no_marks);
        return new_node(r, JB_NODE_SCALAR);
    default:
        push_fault(r, JB_D_LAYOUT_SYNTAX, span_of(r), not_yaml);
        return NULL;
    }
}

/* Starts on the first document's first node; false at a fault. An empty file leaves us on the end
 * of the stream. */
static bool open_reader(reader *r)
{
    jb_str text = r->origin->text;
    size_t bad = jb_utf8_check(text);
    if (bad < text.len) {
        push_fault(r, JB_D_LAYOUT_SYNTAX, (jb_span){(uint32_t)bad, (uint32_t)bad},
                   JB_BOTH("文件不是 UTF-8 编码，请另存为 UTF-8", "not UTF-8: save it as UTF-8"));
        return false;
    }
    jb_memory_watch();
    struct fy_diag_cfg messages = {.output_fn = drop_message, .level = FYET_ERROR,
                                   .module_mask = ~0U};
    r->messages = fy_diag_create(&messages);
    if (r->messages)
        fy_diag_set_collect_errors(r->messages, true);
    struct fy_parse_cfg cfg = {.flags = FYPCF_DEFAULT_PARSE, .diag = r->messages};
    r->parser = r->messages ? fy_parser_create(&cfg) : NULL;
    if (!r->parser || fy_parser_set_string(r->parser, text.at ? text.at : "", text.len) != 0) {
        push_fault(r, JB_D_LAYOUT_SYNTAX, (jb_span){0, 0}, not_yaml);
        return false;
    }
    while (advance(r)) {
        if (r->event->type != FYET_STREAM_START && r->event->type != FYET_DOCUMENT_START)
            return true;
    }
    return false;
}

static void read_to_end(reader *r)
{
    if (!advance(r)) /* the end of the document */
        return;
    if (r->event->type == FYET_DOCUMENT_END && !advance(r))
        return;
    if (r->event->type != FYET_STREAM_END)
        push_fault(r, JB_D_LAYOUT_SYNTAX, span_of(r),
                   JB_BOTH("一个文件里只能有一份内容，删去“---”",
                           "a file holds one document: delete ---"));
}

static void push_no_map(reader *r, const jb_node *root)
{
    jb_str words;
    uint32_t at = root->span.start;
    jb_span span = root->span;
    if (jb_syntax_slip(r->origin->text, &at, &words))
        span = (jb_span){at, at};
    else
        words = JB_BOTH("应当一行一个“键: 值”", "it must be lines of KEY: VALUE");
    push_fault(r, JB_D_LAYOUT_SYNTAX, span, words);
}

jb_node *jb_tree_parse(jb_arena *arena, const jb_origin *origin, jb_diags *diags)
{
    reader *r = JB_NEW(arena, reader);
    *r = (reader){.arena = arena, .origin = origin, .diags = diags};
    jb_arena_defer(arena, close_reader, r);
    jb_node *root = NULL;
    if (open_reader(r)) {
        if (r->event->type == FYET_STREAM_END)
            root = new_node(r, JB_NODE_MAP);
        else
            root = read_node(r, 0);
        if (root && !r->failed && r->event->type != FYET_STREAM_END)
            read_to_end(r);
        if (root && !r->failed && root->kind != JB_NODE_MAP && !origin->setting)
            push_no_map(r, root);
    }
    close_reader(r);
    return r->failed ? NULL : root;
}

bool jb_tree_peek(jb_arena *arena, const jb_origin *origin, jb_str key, jb_str *value,
                  jb_diags *diags)
{
    reader *r = JB_NEW(arena, reader);
    *r = (reader){.arena = arena, .origin = origin, .diags = diags};
    jb_arena_defer(arena, close_reader, r);
    *value = (jb_str){0};
    if (open_reader(r) && r->event->type == FYET_MAPPING_START) {
        while (advance(r) && r->event->type == FYET_SCALAR) {
            bool found = jb_str_equal(read_scalar(r)->text, key);
            jb_node *node = advance(r) ? read_node(r, 1) : NULL;
            if (!node || !r->event)
                break;
            if (!found)
                continue;
            *value = node->text;
            break;
        }
    }
    close_reader(r);
    return !r->failed;
}
