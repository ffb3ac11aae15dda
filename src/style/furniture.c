/* End matter, tables, folio, marks. */
#include "keys.h"

static const jb_word edges[] = {{"left", JB_ALIGN_LEFT}, {"center", JB_ALIGN_CENTER},
                                {"right", JB_ALIGN_RIGHT}, {NULL, 0}};

/* ---- end matter ---------------------------------------------------------------------------- */

typedef JB_VEC(jb_end_label) labels;

/* [[报, 送, 发], [责任编辑, ...], ...] */
static bool read_groups(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)key;
    jb_end_layout *end = into;
    labels all = {0};
    if (value->kind != JB_NODE_LIST)
        return false;
    for (uint32_t g = 0; g < value->entries.len; g++) {
        const jb_node *group = value->entries.at[g].value;
        if (group->kind != JB_NODE_LIST)
            return false;
        for (uint32_t i = 0; i < group->entries.len; i++) {
            jb_str label = {0};
            if (!jb_read_text(r, key, group->entries.at[i].value, &label))
                return false;
            *jb_push(r->arena, &all) = (jb_end_label){label, (uint16_t)g, true};
        }
    }
    end->labels = all.at;
    end->labels_len = all.len;
    return true;
}

static const jb_word list_words[] = {{"lines", true}, {"run", false}, {NULL, 0}};

static bool has_label(const jb_end_layout *end, jb_str label)
{
    for (uint32_t i = 0; i < end->labels_len; i++)
        if (jb_str_equal(end->labels[i].label, label))
            return true;
    return false;
}

/* {报: lines, 送: run}: for labels of the groups, and for others, which have no group of their own
 * (a parent's list outlives the groups of its child). */
static bool read_list(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)key;
    jb_end_layout *end = into;
    labels all = {0};
    if (value->kind != JB_NODE_MAP)
        return false;
    for (uint32_t i = 0; i < end->labels_len; i++)
        *jb_push(r->arena, &all) = end->labels[i];
    for (uint32_t i = 0; i < value->entries.len; i++) {
        jb_str label = value->entries.at[i].key->text;
        if (!has_label(end, label))
            *jb_push(r->arena, &all) = (jb_end_label){label, JB_GROUP_BEFORE, true};
    }
    for (uint32_t i = 0; i < all.len; i++) {
        const jb_node *word = jb_tree_find(value, all.at[i].label);
        const jb_key own = {"list", jb_read_flag, 0, NULL, list_words};
        if (word && !jb_read_flag(r, &own, word, &all.at[i].lines))
            return false;
    }
    end->labels = all.at;
    end->labels_len = all.len;
    return true;
}

static bool read_rules(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    static const jb_key keys[] = {
        {"first", jb_read_length, offsetof(jb_end_layout, rule_first), JB_TAKES_LENGTH, NULL},
        {"between", jb_read_length, offsetof(jb_end_layout, rule_between), JB_TAKES_LENGTH, NULL},
        {"last", jb_read_length, offsetof(jb_end_layout, rule_last), JB_TAKES_LENGTH, NULL},
        {"ink", jb_read_ink, offsetof(jb_end_layout, rule_ink), NULL, NULL},
    };
    jb_keys_read(r, value, key->name, JB_KEYS(keys), into);
    return true;
}

static bool read_end_size(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_style *style = into;
    r->em = r->layout->styles[JB_STYLE_BODY].size;
    bool good = jb_read_size(r, key, value, &style->size);
    style->quad = r->em = jb_quad_of(r, style->size);
    r->layout->end.pitch = jb_len_share(style->size, 1750);
    return good;
}

static const jb_word end_places[] = {{"foot-of-last-page", JB_END_FOOT_OF_LAST_PAGE},
                                     {"after-text", JB_END_AFTER_TEXT},
                                     {"last-even-page", JB_END_LAST_EVEN_PAGE},
                                     {"back-page", JB_END_BACK_PAGE},
                                     {NULL, 0}};

#define END_STYLE offsetof(jb_layout, styles) + JB_STYLE_END * sizeof(jb_style)

static const jb_key end_keys[] = {
    {"size", read_end_size, END_STYLE, JB_TAKES_SIZE, NULL},
    {"font", jb_read_role, END_STYLE + offsetof(jb_style, role), NULL, NULL},
    {"ink", jb_read_ink, END_STYLE + offsetof(jb_style, ink), NULL, NULL},
    {"at", jb_read_word, offsetof(jb_layout, end.at), NULL, end_places},
    {"inset", jb_read_length, offsetof(jb_layout, end.inset), JB_TAKES_LENGTH, NULL},
    {"pitch", jb_read_size, offsetof(jb_layout, end.pitch), JB_TAKES_SIZE " | 1.75字", NULL},
    {"rules", read_rules, offsetof(jb_layout, end), NULL, NULL},
    {"groups", read_groups, offsetof(jb_layout, end), "[[报, 送], [印数]]", NULL},
    {"list", read_list, offsetof(jb_layout, end), "{报: lines, 送: run}", NULL},
};

static void read_end(jb_reader *r, const jb_node *root)
{
    jb_layout *layout = r->layout;
    r->em = layout->styles[JB_STYLE_END].quad;
    layout->end.rule_ink = layout->black;
    layout->end.pitch = jb_len_share(layout->styles[JB_STYLE_END].size, 1750);
    const jb_node *node = jb_tree_find(root, JB_STR("end"));
    layout->end.on = jb_keys_read(r, node, "end", JB_KEYS(end_keys), layout);
    if (layout->end.on && layout->page.measure)
        jb_keys_most(r, node, "inset", layout->end.inset,
                     (layout->page.measure - layout->styles[JB_STYLE_END].size) / 2);
}

/* ---- tables -------------------------------------------------------------------------------- */

static const jb_word table_rules[] = {{"grid", JB_TABLE_GRID},
                                      {"three-line", JB_TABLE_THREE_LINE},
                                      {"none", JB_TABLE_NO_RULES},
                                      {NULL, 0}};

static const jb_key table_keys[] = {
    {"rules", jb_read_word, offsetof(jb_table_layout, rules), NULL, table_rules},
    {"outer", jb_read_length, offsetof(jb_table_layout, outer), JB_TAKES_LENGTH, NULL},
    {"inner", jb_read_length, offsetof(jb_table_layout, inner), JB_TAKES_LENGTH, NULL},
    {"ink", jb_read_ink, offsetof(jb_table_layout, ink), NULL, NULL},
    {"head", jb_read_role, offsetof(jb_table_layout, head), NULL, NULL},
};

/* A table is ruled whether the layout speaks of it or not; `none` makes its rows lines of text.
 * The thicknesses are those of the end matter (GB/T 9704 7.4.1). */
static void read_table(jb_reader *r, const jb_node *root)
{
    const jb_style *style = &r->layout->styles[JB_STYLE_TABLE];
    const jb_node *node = jb_tree_find(root, JB_STR("table"));
    jb_table_layout *table = &r->layout->table;
    *table = (jb_table_layout){.on = !node || !jb_keys_is_none(node),
                               .outer = jb_len_from_um(350), .inner = jb_len_from_um(250),
                               .ink = style->ink, .head = style->role};
    r->em = style->quad;
    jb_keys_read(r, node, "table", JB_KEYS(table_keys), table);
}

/* ---- folio --------------------------------------------------------------------------------- */

static bool read_own_size(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_len size = 0;
    if (!jb_read_size(r, key, value, &size))
        return false;
    *(jb_len *)into = size;
    r->em = jb_quad_of(r, size);
    return true;
}

static const jb_key folio_keys[] = {
    {"size", read_own_size, offsetof(jb_folio, size), JB_TAKES_SIZE, NULL},
    {"text", jb_read_text, offsetof(jb_folio, text), "\"— {n} —\"", NULL},
    {"font", jb_read_role, offsetof(jb_folio, role), NULL, NULL},
    {"ink", jb_read_ink, offsetof(jb_folio, ink), NULL, NULL},
    {"below", jb_read_length, offsetof(jb_folio, below), JB_TAKES_LENGTH, NULL},
    {"odd", jb_read_word, offsetof(jb_folio, odd), NULL, edges},
    {"even", jb_read_word, offsetof(jb_folio, even), NULL, edges},
    {"inset", jb_read_length, offsetof(jb_folio, inset), JB_TAKES_LENGTH, NULL},
    {"first-page", jb_read_bool, offsetof(jb_folio, first_page), "true | false", NULL},
};

static void read_folio(jb_reader *r, const jb_node *root)
{
    jb_folio *folio = &r->layout->folio;
    const jb_style *body = &r->layout->styles[JB_STYLE_BODY];
    *folio = (jb_folio){.text = JB_STR("{n}"), .role = body->role, .ink = r->layout->black,
                        .size = body->size, .odd = JB_ALIGN_CENTER, .even = JB_ALIGN_CENTER,
                        .first_page = true};
    r->em = body->quad;
    const jb_page_layout *sheet = &r->layout->sheet;
    const jb_node *node = jb_tree_find(root, JB_STR("folio"));
    folio->on = jb_keys_read(r, node, "folio", JB_KEYS(folio_keys), folio);
    if (folio->on && sheet->measure) { /* it stays on the paper */
        jb_keys_most(r, node, "inset", folio->inset, sheet->measure - folio->size);
        jb_keys_most(r, node, "below", folio->below, sheet->bottom - folio->size);
    }
}

/* ---- keeps and marks ----------------------------------------------------------------------- */

static void read_keeps(jb_reader *r, const jb_node *root)
{
    static const jb_key keys[] = {
        {"title-with", jb_read_count, offsetof(jb_layout, title_with), "2行", NULL},
        {"last-lines", jb_read_count, offsetof(jb_layout, last_lines), "2", NULL},
    };
    r->layout->title_with = 2;
    r->layout->last_lines = 2;
    jb_keys_read(r, jb_tree_find(root, JB_STR("keep")), "keep", JB_KEYS(keys), r->layout);
}

/* The two are the same mark in two ways; a file that says both means the watermark. */
static bool read_mark_text(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_status_mark *mark = into;
    mark->watermark = false;
    return jb_read_text(r, key, value, &mark->text);
}

static bool read_watermark(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_status_mark *mark = into;
    mark->watermark = true;
    return jb_read_text(r, key, value, &mark->text);
}

static const jb_word tops[] = {{"top-left", JB_ALIGN_LEFT}, {"top-center", JB_ALIGN_CENTER},
                               {"top-right", JB_ALIGN_RIGHT}, {NULL, 0}};

static const jb_word slants[] = {{"center", false}, {"diagonal", true}, {NULL, 0}};

/* At the top, or for a watermark how it lies on the page. */
static bool read_place(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_status_mark *mark = into;
    const jb_key top = {key->name, NULL, 0, NULL, tops}, slant = {key->name, NULL, 0, NULL, slants};
    return mark->watermark ? jb_read_flag(r, &slant, value, &mark->diagonal)
                           : jb_read_word(r, &top, value, &mark->at);
}

static bool read_mark(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    static const jb_key keys[] = {
        {"size", read_own_size, offsetof(jb_status_mark, size), JB_TAKES_SIZE, NULL},
        {"text", read_mark_text, 0, "送审稿", NULL},
        {"watermark", read_watermark, 0, "作废", NULL},
        {"at", read_place, 0, "top-left | top-center | top-right; center | diagonal", NULL},
        {"font", jb_read_role, offsetof(jb_status_mark, role), NULL, NULL},
        {"ink", jb_read_ink, offsetof(jb_status_mark, ink), NULL, NULL},
        {"tint", jb_read_share, offsetof(jb_status_mark, tint), "8% (0 … 100)", NULL},
    };
    jb_status_mark *mark = into;
    r->em = r->layout->styles[JB_STYLE_BODY].quad;
    mark->on = jb_keys_read(r, value, key->name, JB_KEYS(keys), mark);
    if (mark->watermark && !jb_tree_find(value, JB_STR("size")))
        mark->size = JB_PT(120);
    return true;
}

/* A status shows on every page whether the layout speaks of it or not; `none` switches it off. */
static void start_mark(jb_reader *r, jb_status_mark *mark, jb_str text, bool watermark)
{
    const jb_style *body = &r->layout->styles[JB_STYLE_BODY];
    *mark = (jb_status_mark){.on = true, .watermark = watermark, .text = text, .role = body->role,
                             .ink = r->layout->black,
                             .size = watermark ? JB_PT(120) : body->size,
                             .at = JB_ALIGN_RIGHT, .tint = 80, .diagonal = true};
}

static void read_marks(jb_reader *r, const jb_node *root)
{
    static const jb_key keys[] = {
        {"送审稿", read_mark, offsetof(jb_layout, marks[JB_FOR_REVIEW]), NULL, NULL},
        {"清样", read_mark, offsetof(jb_layout, marks[JB_PROOF]), NULL, NULL},
        {"作废", read_mark, offsetof(jb_layout, marks[JB_VOID]), NULL, NULL},
        {"未定稿", read_mark, offsetof(jb_layout, unfinished), NULL, NULL},
    };
    jb_layout *layout = r->layout;
    start_mark(r, &layout->marks[JB_FOR_REVIEW], JB_STR("送审稿"), false);
    start_mark(r, &layout->marks[JB_PROOF], JB_STR("清样"), false);
    start_mark(r, &layout->marks[JB_VOID], JB_STR("作废"), true);
    start_mark(r, &layout->unfinished, JB_STR("未定稿"), false);
    jb_keys_read(r, jb_tree_find(root, JB_STR("marks")), "marks", JB_KEYS(keys), layout);
}

void jb_furniture_read(jb_reader *r, const jb_node *root)
{
    jb_masthead_read(r, root);
    read_end(r, root);
    read_table(r, root);
    read_folio(r, root);
    read_keeps(r, root);
    read_marks(r, root);
}
