/* Reading mappings by their tables. */
#include "keys.h"

/* "did you mean": the nearest name, when it is near enough to be a slip. Distance counts bytes, and
 * one wrong Han is up to three of them. */
static jb_str find_nearest(jb_str key, const jb_str *names, size_t n)
{
    bool han = key.len >= 6 && (unsigned char)key.at[0] >= 0x80;
    unsigned most = key.len < 4 ? 1 : key.len < 8 && !han ? 2 : 3, best = most + 1;
    jb_str nearest = {0};
    for (size_t i = 0; i < n; i++) {
        unsigned distance = jb_str_distance(key, names[i], best);
        if (distance < best) {
            best = distance;
            nearest = names[i];
        }
    }
    return nearest;
}

static void push_unknown(jb_reader *r, const jb_node *key, jb_str nearest)
{
    const jb_setting *setting = key->origin->setting;
    r->faults++;
    if (setting && nearest.len)
        jb_diag_in(r->diags, JB_D_SET_UNKNOWN_NEAR, (jb_place){0},
                   JB_ARGS(setting->key, key->text, nearest));
    else if (setting)
        jb_diag_in(r->diags, JB_D_SET_UNKNOWN, (jb_place){0}, JB_ARGS(setting->key, key->text));
    else if (nearest.len)
        jb_diag_in(r->diags, jb_tree_code(key->origin, JB_D_LAYOUT_UNKNOWN_KEY_NEAR),
                   jb_tree_place(key), JB_ARGS(key->text, nearest));
    else
        jb_diag_in(r->diags, jb_tree_code(key->origin, JB_D_LAYOUT_UNKNOWN_KEY),
                   jb_tree_place(key), JB_ARGS(key->text));
}

void jb_keys_check(jb_reader *r, const jb_node *map, const jb_str *names, size_t n)
{
    for (uint32_t i = 0; i < map->entries.len; i++) {
        const jb_node *key = map->entries.at[i].key;
        bool known = false;
        for (size_t k = 0; k < n && !known; k++)
            known = jb_str_equal(key->text, names[k]);
        if (!known)
            push_unknown(r, key, find_nearest(key->text, names, n));
    }
}

/* The value as a diagnostic shows it. */
static jb_str show_value(const jb_node *node)
{
    if (node->kind == JB_NODE_SCALAR)
        return node->text;
    return node->kind == JB_NODE_MAP ? JB_STR("{ … }") : JB_STR("[ … ]");
}

void jb_keys_fault(jb_reader *r, const jb_node *node, const char *name, jb_str takes)
{
    const jb_setting *setting = node->origin->setting;
    r->faults++;
    if (setting)
        jb_diag_in(r->diags, JB_D_SET_BAD, (jb_place){0},
                   JB_ARGS(setting->key, setting->value, takes));
    else
        jb_diag_in(r->diags, jb_tree_code(node->origin, JB_D_LAYOUT_BAD_VALUE),
                   jb_tree_place(node),
                   JB_ARGS(jb_arena_copy(r->arena, jb_str_make(name)), show_value(node), takes));
}

void jb_keys_most(jb_reader *r, const jb_node *map, const char *name, jb_len value, jb_len most)
{
    const jb_node *node = jb_tree_find(map, jb_str_make(name));
    jb_str bound = jb_length_text(r->arena, most > 0 ? most : 0);
    if (node && value > most)
        jb_keys_fault(r, node, name, jb_arena_format(r->arena, "<= %.*s", JB_FMT(bound)));
}

void jb_keys_missing(jb_reader *r, const jb_node *node, const char *name)
{
    jb_place place = {.file = r->layout->path};
    if (node && !node->origin->setting)
        place = jb_tree_place(node);
    r->faults++;
    jb_code code = node ? jb_tree_code(node->origin, JB_D_LAYOUT_MISSING_KEY)
                        : JB_D_LAYOUT_MISSING_KEY;
    jb_diag_in(r->diags, code, place, JB_ARGS(jb_str_make(name)));
}

bool jb_keys_is_none(const jb_node *node)
{
    return node->kind == JB_NODE_SCALAR && jb_str_equal(node->text, JB_STR("none"));
}

/* The words of a list, parted by bars. */
static jb_str join_words(jb_arena *arena, const jb_word *words)
{
    jb_buf out = {0};
    for (; words->name; words++) {
        if (out.len)
            jb_buf_add(arena, &out, JB_STR(" | "));
        jb_buf_add(arena, &out, jb_str_make(words->name));
    }
    return jb_buf_str(&out);
}

static void read_key(jb_reader *r, const jb_key *key, const jb_node *value, void *base)
{
    if (key->read(r, key, value, (char *)base + key->at))
        return;
    jb_str takes = key->takes ? jb_str_make(key->takes) : join_words(r->arena, key->words);
    jb_keys_fault(r, value, key->name, takes);
}

bool jb_keys_read(jb_reader *r, const jb_node *map, const char *name, const jb_key *keys, size_t n,
                  void *base)
{
    if (!map || jb_keys_is_none(map))
        return false;
    if (map->kind != JB_NODE_MAP) {
        jb_keys_fault(r, map, name, JB_STR("{ … }"));
        return false;
    }
    jb_str *names = JB_NEW_ARRAY(r->arena, jb_str, n);
    for (size_t i = 0; i < n; i++)
        names[i] = jb_str_make(keys[i].name);
    jb_keys_check(r, map, names, n);
    for (size_t i = 0; i < n; i++) {
        const jb_node *value = jb_tree_find(map, jb_str_make(keys[i].name));
        if (value)
            read_key(r, &keys[i], value, base);
    }
    return true;
}

/* ---- types --------------------------------------------------------------------------------- */

bool jb_read_text(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key;
    if (value->kind != JB_NODE_SCALAR || jb_tree_is_null(value))
        return false;
    *(jb_str *)into = value->text;
    return true;
}

bool jb_read_bool(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key;
    bool yes = jb_str_equal(value->text, JB_STR("true"));
    if (!yes && !jb_str_equal(value->text, JB_STR("false")))
        return false;
    *(bool *)into = yes;
    return true;
}

bool jb_read_count(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key;
    jb_str text = value->text, rows = JB_STR("行");
    if (jb_str_ends(text, rows))
        text = jb_str_cut(text, 0, text.len - rows.len);
    int64_t millionths = 0;
    size_t at = 0;
    if (!jb_decimal_parse(text, &at, &millionths) || at < text.len || millionths < 0 ||
        millionths % 1000000 != 0 || millionths > 1000 * INT64_C(1000000))
        return false;
    *(uint32_t *)into = (uint32_t)(millionths / 1000000);
    return true;
}

static const jb_word *find_word(const jb_key *key, const jb_node *value)
{
    for (const jb_word *word = key->words; word->name; word++)
        if (value->kind == JB_NODE_SCALAR && jb_str_equal(value->text, jb_str_make(word->name)))
            return word;
    return NULL;
}

bool jb_read_word(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r;
    _Static_assert(sizeof(jb_align) == sizeof(unsigned), "enums are unsigned ints");
    const jb_word *word = find_word(key, value);
    if (word)
        memcpy(into, &word->value, sizeof word->value);
    return word != NULL;
}

bool jb_read_flag(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r;
    const jb_word *word = find_word(key, value);
    if (word)
        *(bool *)into = word->value != 0;
    return word != NULL;
}

bool jb_read_length(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)key;
    return value->kind == JB_NODE_SCALAR && jb_length_parse(r, value->text, false, into);
}

bool jb_read_size(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)key;
    jb_len size = 0;
    if (value->kind != JB_NODE_SCALAR || !jb_length_parse(r, value->text, false, &size) ||
        size < JB_PT(1) || size > JB_PT(1000))
        return false;
    *(jb_len *)into = size;
    return true;
}

bool jb_read_share(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key;
    int64_t millionths = 0;
    size_t at = 0;
    if (!jb_decimal_parse(value->text, &at, &millionths) || millionths < 0 ||
        millionths > 100 * INT64_C(1000000))
        return false;
    jb_str rest = jb_str_cut(value->text, at, value->text.len);
    if (rest.len && !jb_str_equal(rest, JB_STR("%")))
        return false;
    *(uint16_t *)into = (uint16_t)(millionths / 100000);
    return true;
}

/* Not one of the names there are: all of them are told. */
static void push_choice(jb_reader *r, const jb_key *key, const jb_node *value, const jb_buf *takes)
{
    jb_str all = takes->len ? jb_str_cut(jb_buf_str(takes), 3, takes->len) : JB_STR("-");
    jb_keys_fault(r, value, key->name, all);
}

bool jb_read_role(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    const jb_layout *layout = r->layout;
    jb_buf takes = {0};
    for (uint16_t i = 0; i < layout->roles_len; i++) {
        if (value->kind == JB_NODE_SCALAR && jb_str_equal(value->text, layout->roles[i].name)) {
            *(uint16_t *)into = i;
            return true;
        }
    }
    for (uint16_t i = 0; i < layout->roles_len; i++)
        jb_buf_printf(r->arena, &takes, " | %.*s", JB_FMT(layout->roles[i].name));
    push_choice(r, key, value, &takes);
    return true;
}

bool jb_read_ink(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    const jb_layout *layout = r->layout;
    jb_buf takes = {0};
    for (uint16_t i = 0; i < layout->inks_len; i++) {
        if (value->kind == JB_NODE_SCALAR && jb_str_equal(value->text, layout->inks[i].name)) {
            *(uint16_t *)into = i;
            return true;
        }
    }
    for (uint16_t i = 0; i < layout->inks_len; i++)
        jb_buf_printf(r->arena, &takes, " | %.*s", JB_FMT(layout->inks[i].name));
    push_choice(r, key, value, &takes);
    return true;
}

static bool add_rule(jb_str name, jb_proof_rules *rules)
{
    unsigned number = 0;
    bool known = jb_proof_rule_find(name, &number);
    if (known)
        *rules |= (jb_proof_rules)1 << number;
    return known;
}

/* [P09, N04], or `P09,N04` as --set has it. Each wrong name of a list is told at its place. */
bool jb_read_rules(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_proof_rules *rules = into;
    *rules = 0;
    for (uint32_t i = 0; value->kind == JB_NODE_LIST && i < value->entries.len; i++) {
        const jb_node *item = value->entries.at[i].value;
        if (!add_rule(item->text, rules))
            jb_keys_fault(r, item, key->name, jb_str_make(key->takes));
    }
    bool set = value->kind == JB_NODE_SCALAR && value->origin->setting;
    bool good = value->kind == JB_NODE_LIST || set;
    jb_str rest = set ? value->text : (jb_str){0};
    while (rest.len && good) {
        size_t comma = jb_str_find(rest, JB_STR(","));
        good = add_rule(jb_str_cut(rest, 0, comma), rules);
        rest = comma == SIZE_MAX ? (jb_str){0} : jb_str_cut(rest, comma + 1, rest.len);
    }
    return good;
}
