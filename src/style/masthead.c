/* The masthead: its items, and whether they fit into it.
 *
 * Items stand in a list, or in a mapping by name: so a child layout or --set says of one item what
 * is different and leaves the others alone. What has a name and neither text nor rule shows the
 * field of that name. */
#include "keys.h"

static const jb_word edges[] = {{"left", JB_ALIGN_LEFT}, {"center", JB_ALIGN_CENTER},
                                {"right", JB_ALIGN_RIGHT}, {NULL, 0}};

/* ---- one item ------------------------------------------------------------------------------ */

/* A size for each line, or one for all. */
static bool read_sizes(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_masthead_item *item = into;
    bool list = value->kind == JB_NODE_LIST;
    uint32_t n = list ? value->entries.len : 1;
    jb_len *sizes = JB_NEW_ARRAY(r->arena, jb_len, n + 1);
    if (n == 0)
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (!jb_read_size(r, key, list ? value->entries.at[i].value : value, &sizes[i]))
            return false;
    item->sizes = sizes;
    item->sizes_len = n;
    item->leading = sizes[0] / 4;
    r->em = jb_quad_of(r, sizes[0]);
    return true;
}

static bool read_top(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_masthead_item *item = into;
    item->has_top = true;
    return jb_read_length(r, key, value, &item->top);
}

static bool read_bottom(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_masthead_item *item = into;
    item->has_bottom = true;
    return jb_read_length(r, key, value, &item->bottom);
}

/* true: to the widest of its lines; or to a width. */
static bool read_spread(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_masthead_item *item = into;
    if (jb_read_bool(r, key, value, &item->spread))
        return true;
    item->spread = true;
    return jb_read_length(r, key, value, &item->spread_to) && item->spread_to > 0;
}

static const jb_word widths[] = {{"width", true}, {"none", false}, {NULL, 0}};

static const jb_word lengths[] = {{"measure", false}, {"page", true}, {NULL, 0}};

static const jb_key item_keys[] = {
    {"size", read_sizes, 0, JB_TAKES_SIZE " | [34pt, 40pt]", NULL},
    {"text", jb_read_text, offsetof(jb_masthead_item, text), "\"{刊名}\"", NULL},
    {"rule", jb_read_length, offsetof(jb_masthead_item, rule), JB_TAKES_LENGTH, NULL},
    {"length", jb_read_flag, offsetof(jb_masthead_item, whole), NULL, lengths},
    {"font", jb_read_role, offsetof(jb_masthead_item, role), NULL, NULL},
    {"ink", jb_read_ink, offsetof(jb_masthead_item, ink), NULL, NULL},
    {"min", jb_read_size, offsetof(jb_masthead_item, min), JB_TAKES_SIZE, NULL},
    {"fit", jb_read_flag, offsetof(jb_masthead_item, fit_width), NULL, widths},
    {"spread", read_spread, 0, "true | false | 120mm", NULL},
    {"preprinted", jb_read_bool, offsetof(jb_masthead_item, preprinted), "true | false", NULL},
    {"at", jb_read_word, offsetof(jb_masthead_item, at), NULL, edges},
    {"inset", jb_read_length, offsetof(jb_masthead_item, inset), JB_TAKES_LENGTH, NULL},
    {"same-row", jb_read_bool, offsetof(jb_masthead_item, same_row), "true | false", NULL},
    {"top", read_top, 0, JB_TAKES_LENGTH, NULL},
    {"bottom", read_bottom, 0, JB_TAKES_LENGTH, NULL},
    {"above", jb_read_length, offsetof(jb_masthead_item, above), JB_TAKES_LENGTH, NULL},
    {"leading", jb_read_length, offsetof(jb_masthead_item, leading), JB_TAKES_LENGTH, NULL},
};

static void read_item(jb_reader *r, const jb_node *name, const jb_node *node,
                      jb_masthead_item *item)
{
    const jb_style *body = &r->layout->styles[JB_STYLE_BODY];
    *item = (jb_masthead_item){.role = body->role, .ink = r->layout->black, .sizes = &body->size,
                               .sizes_len = 1, .at = JB_ALIGN_LEFT, .leading = body->size / 4};
    r->em = body->quad;
    if (!jb_keys_read(r, node, "items", JB_KEYS(item_keys), item))
        return;
    bool text = jb_tree_find(node, JB_STR("text")), rule = jb_tree_find(node, JB_STR("rule"));
    if (name)
        item->name = name->text;
    if (name && !text && !rule)
        item->text = jb_arena_format(r->arena, "{%.*s}", JB_FMT(name->text));
    else if (text == rule)
        jb_keys_fault(r, node, "items", JB_STR("text | rule"));
    if (item->min == 0 || item->min > item->sizes[0])
        item->min = item->min ? item->sizes[0] : item->sizes[0] / 2;
}

/* ---- whether it fits ----------------------------------------------------------------------- */

/* Of the lines that its sizes speak of; one that may shrink needs its smallest size alone. */
static jb_len height_of(const jb_masthead_item *item)
{
    if (item->rule)
        return item->rule;
    if (item->has_top && item->has_bottom)
        return item->min;
    jb_len height = 0;
    for (uint32_t i = 0; i < item->sizes_len; i++)
        height += item->sizes[i] + (i ? item->leading : 0);
    return height;
}

static jb_len top_of(const jb_layout *layout, const jb_masthead_item *item)
{
    return item->has_top ? item->top : layout->masthead_height - item->bottom - height_of(item);
}

static bool is_fixed(const jb_masthead_item *item)
{
    return item->has_top || item->has_bottom;
}

/* Nothing may stand outside the type area's width or reach into the text. */
static void check_place(jb_reader *r, const jb_node *node, const jb_masthead_item *item)
{
    jb_len measure = r->layout->page.measure, room = r->layout->masthead_height - height_of(item);
    int insets = item->at == JB_ALIGN_CENTER ? 2 : 1;
    jb_keys_most(r, node, "inset", item->inset, (measure - item->min) / insets);
    jb_keys_most(r, node, "spread", item->spread_to, measure - insets * item->inset);
    if (r->layout->masthead_height == 0)
        return; /* it grows with its items */
    jb_keys_most(r, node, "top", item->top, room);
    jb_keys_most(r, node, "bottom", item->bottom, room - item->top);
}

static jb_str name_of(const jb_masthead_item *item)
{
    return item->name.len ? item->name : item->text;
}

/* Two at one edge in one place would be printed over each other whatever they say. Whether long
 * texts of different edges meet is seen when there is a text. A box that may shrink gives way. */
static void check_overlap(jb_reader *r, const jb_node *node, const jb_masthead_item *items,
                          uint32_t i)
{
    const jb_masthead_item *item = &items[i];
    if (!is_fixed(item) || item->same_row)
        return;
    jb_len top = top_of(r->layout, item);
    for (uint32_t k = 0; k < i; k++) {
        const jb_masthead_item *other = &items[k];
        jb_len above = top_of(r->layout, other);
        bool lines = (item->rule > 0) == (other->rule > 0);
        bool meet = lines && is_fixed(other) && !other->same_row &&
                    (item->rule || item->at == other->at) &&
                    !(item->has_top && item->has_bottom) && !(other->has_top && other->has_bottom);
        if (meet && top < above + height_of(other) && above < top + height_of(item)) {
            jb_diag_in(r->diags, JB_D_LAYOUT_ITEMS_OVERLAP, jb_tree_place(node),
                       JB_ARGS(name_of(item), name_of(other)));
            return;
        }
    }
}

static void check_items(jb_reader *r, const jb_node *list)
{
    const jb_layout *layout = r->layout;
    uint32_t before = r->faults;
    for (uint32_t i = 0; list && i < layout->masthead_len; i++)
        check_place(r, list->entries.at[i].value, &layout->masthead[i]);
    bool fixed = layout->masthead_height > 0 && r->faults == before;
    for (uint32_t i = 0; list && fixed && i < layout->masthead_len; i++)
        check_overlap(r, list->entries.at[i].value, layout->masthead, i);
}

/* ---- the masthead -------------------------------------------------------------------------- */

static bool read_items(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)key;
    jb_layout *layout = into;
    if (value->kind == JB_NODE_SCALAR)
        return false;
    jb_masthead_item *items = JB_NEW_ARRAY(r->arena, jb_masthead_item, value->entries.len + 1);
    for (uint32_t i = 0; i < value->entries.len; i++)
        read_item(r, value->entries.at[i].key, value->entries.at[i].value, &items[i]);
    layout->masthead = items;
    layout->masthead_len = value->entries.len;
    return true;
}

static const jb_key masthead_keys[] = {
    {"height", jb_read_length, offsetof(jb_layout, masthead_height), JB_TAKES_LENGTH, NULL},
    {"below", jb_read_length, offsetof(jb_layout, masthead_below), JB_TAKES_LENGTH, NULL},
    {"items", read_items, 0, "{刊名: {size: 初号}, 红线: {rule: 1mm}}", NULL},
};

void jb_masthead_read(jb_reader *r, const jb_node *root)
{
    jb_layout *layout = r->layout;
    const jb_node *node = jb_tree_find(root, JB_STR("masthead"));
    uint32_t before = r->faults;
    r->em = layout->styles[JB_STYLE_BODY].quad;
    if (!jb_keys_read(r, node, "masthead", JB_KEYS(masthead_keys), layout))
        return;
    const jb_node *height = jb_tree_find(node, JB_STR("height"));
    if (!height)
        jb_keys_missing(r, node, "masthead.height");
    else if (layout->page.text_height && layout->masthead_height > layout->page.text_height)
        jb_keys_fault(r, height, "height", jb_arena_format(r->arena, "<= %.*s",
                      JB_FMT(jb_length_text(r->arena, layout->page.text_height))));
    else if (layout->page.text_height)
        jb_keys_most(r, node, "below", layout->masthead_below,
                     layout->page.text_height - layout->masthead_height - layout->grid.pitch);
    if (r->faults == before && layout->page.measure) /* else it would say nothing new */
        check_items(r, jb_tree_find(node, JB_STR("items")));
}
