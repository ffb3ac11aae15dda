/* The merged tree as a layout: one checked reading, section after section in the order in which
 * their lengths depend on each other (page and grid, the body, the other styles, furniture). */
#include "../base/file.h"
#include "keys.h"

/* Sections that are read on their own. */
static bool read_later(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key, (void)value, (void)into;
    return true;
}

static const jb_word kinsoku_words[] = {{"none", JB_KINSOKU_NONE}, {"basic", JB_KINSOKU_BASIC},
                                        {"gb", JB_KINSOKU_GB}, {"strict", JB_KINSOKU_STRICT},
                                        {NULL, 0}};
static const jb_word clean_words[] = {{"none", JB_CLEAN_NONE}, {"spacing", JB_CLEAN_SPACING},
                                      {"full", JB_CLEAN_FULL}, {NULL, 0}};
static const jb_word recognise_words[] = {{"full", true}, {"none", false}, {NULL, 0}};
static const jb_word compress_words[] = {{"small", false}, {"fast", true}, {NULL, 0}};
static const jb_word hyphenate_words[] = {{"en", true}, {"none", false}, {NULL, 0}};
static const jb_word point_words[] = {{"metal", false}, {"dtp", true}, {NULL, 0}};

/* The system of 号 sizes, wanted before any length is read. */
static bool read_points(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)into;
    return jb_read_flag(r, key, value, &r->dtp);
}

static const jb_key proof_keys[] = {
    {"skip", jb_read_rules, offsetof(jb_layout, proof_skip), JB_TAKES_RULES, NULL},
};
static const jb_word proof_words[] = {{"full", true}, {"none", false}, {NULL, 0}};

static bool read_proof(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    if (value->kind == JB_NODE_SCALAR)
        return jb_read_flag(r, key, value, into);
    return value->kind == JB_NODE_MAP &&
           jb_keys_read(r, value, "proof", JB_KEYS(proof_keys), r->layout);
}

/* Simplified Chinese is set as in mainland China. In Taiwan marks keep their cells; in Hong Kong
 * they are adjusted as in mainland China. In both the stops stand in the middle of their cells
 * (CLREQ 3.1.3, 3.1.6). */
enum { LANG_HANS, LANG_TAIWAN, LANG_HONG_KONG };
static const jb_word lang_words[] = {{"zh-Hans", LANG_HANS},
                                     {"zh-Hant-TW", LANG_TAIWAN},
                                     {"zh-Hant-HK", LANG_HONG_KONG},
                                     {NULL, 0}};
static const jb_word punctuation_words[] = {{"quanjiao", JB_PUNCT_QUANJIAO},
                                            {"kaiming", JB_PUNCT_KAIMING},
                                            {"banjiao", JB_PUNCT_BANJIAO},
                                            {"plain", JB_PUNCT_PLAIN},
                                            {NULL, 0}};
static const jb_word line_start_words[] = {{"trim", JB_START_TRIM},
                                           {"indent", JB_START_INDENT},
                                           {"keep", JB_START_KEEP},
                                           {NULL, 0}};

static const jb_word line_end_words[] = {{"trim", false}, {"keep", true}, {NULL, 0}};

static bool read_lang(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    for (int i = LANG_HANS; lang_words[i].name; i++)
        if (jb_str_equal(value->text, jb_str_make(lang_words[i].name)))
            r->layout->lang = value->text;
    return (void)key, (void)into, jb_str_equal(r->layout->lang, value->text);
}

/* More than four digits cannot be read in one cell; one stands upright in any case. */
enum { ACROSS_MOST = 4 };

static bool read_across(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    uint32_t *across = into;
    return jb_read_count(r, key, value, across) && *across <= ACROSS_MOST;
}

/* Before the other keys, which may say otherwise. */
static void start_marks(jb_layout *layout, const jb_node *root)
{
    const jb_node *lang = jb_tree_find(root, JB_STR("lang"));
    if (!lang || !jb_str_starts(lang->text, JB_STR("zh-Hant")))
        return;
    layout->marks_form.centred = true;
    layout->marks_form.keep_line_end = true;
    if (jb_str_equal(lang->text, JB_STR("zh-Hant-TW")))
        layout->marks_form.punctuation = JB_PUNCT_PLAIN;
}

static const jb_key top_keys[] = {
    {"points", read_points, 0, NULL, point_words},
    {"title", jb_read_text, offsetof(jb_layout, title), "刊名", NULL},
    {"lang", read_lang, 0, NULL, lang_words},
    {"punctuation", jb_read_word, offsetof(jb_layout, marks_form.punctuation), NULL,
     punctuation_words},
    {"line-start", jb_read_word, offsetof(jb_layout, marks_form.line_start), NULL,
     line_start_words},
    {"line-end", jb_read_flag, offsetof(jb_layout, marks_form.keep_line_end), NULL,
     line_end_words},
    {"hanging", jb_read_bool, offsetof(jb_layout, marks_form.hanging), "true | false", NULL},
    {"across", read_across, offsetof(jb_layout, marks_form.across), "2 | 3 | 4; 0", NULL},
    {"hyphenate", jb_read_flag, offsetof(jb_layout, hyphenate), NULL, hyphenate_words},
    {"recognise", jb_read_flag, offsetof(jb_layout, recognise), NULL, recognise_words},
    {"clean", jb_read_word, offsetof(jb_layout, clean), NULL, clean_words},
    {"compress", jb_read_flag, offsetof(jb_layout, fast_programs), NULL, compress_words},
    {"proof", read_proof, offsetof(jb_layout, proof), "full | none | {skip: [P09, N04]}",
     proof_words},
    {"kinsoku", jb_read_word, offsetof(jb_layout, styles[JB_STYLE_BODY].kinsoku), NULL,
     kinsoku_words},
    {"page", read_later, 0, NULL, NULL},
    {"grid", read_later, 0, NULL, NULL},
    {"leading", read_later, 0, NULL, NULL},
    {"inks", read_later, 0, NULL, NULL},
    {"fonts", read_later, 0, NULL, NULL},
    {"masthead", read_later, 0, NULL, NULL},
    {"styles", read_later, 0, NULL, NULL},
    {"emphasis", read_later, 0, NULL, NULL},
    {"ruby", read_later, 0, NULL, NULL},
    {"end", read_later, 0, NULL, NULL},
    {"table", read_later, 0, NULL, NULL},
    {"folio", read_later, 0, NULL, NULL},
    {"keep", read_later, 0, NULL, NULL},
    {"marks", read_later, 0, NULL, NULL},
    {"print", read_later, 0, NULL, NULL},
};

/* The size that the grid is made for, looked at ahead of the styles, which report its faults. */
static jb_len find_body_size(const jb_reader *r, const jb_node *root)
{
    const jb_node *body = jb_tree_find(jb_tree_find(root, JB_STR("styles")), JB_STR("body"));
    const jb_node *node = jb_tree_find(body, JB_STR("size"));
    jb_len size = 0;
    if (node && jb_length_parse(r, node->text, false, &size) && size >= JB_PT(1))
        return size;
    jb_length_parse(r, JB_STR("三号"), false, &size);
    return size;
}

static bool stands_before(const jb_place *a, const jb_place *b)
{
    int files = jb_str_compare(a->file, b->file);
    if (files)
        return files < 0;
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

/* In the order of the file: so it is mended from top to bottom. They are few. */
static void sort_faults(jb_diags *diags, uint32_t first)
{
    jb_diag *at = diags->list.at;
    for (uint32_t i = first; i < diags->list.len; i++) {
        jb_diag diag = at[i];
        uint32_t k = i;
        for (; k > first && stands_before(&diag.place, &at[k - 1].place); k--)
            at[k] = at[k - 1];
        at[k] = diag;
    }
}

/* The layout that the tree is, all of it; NULL after diagnostics. */
static jb_layout *read_layout(jb_arena *arena, jb_node *root, jb_str path, jb_diags *diags)
{
    uint32_t before = diags->list.len;
    jb_layout *layout = JB_NEW(arena, jb_layout);
    layout->path = path;
    layout->name = jb_path_stem(path);
    layout->lang = JB_STR("zh-Hans");
    layout->hyphenate = true;
    layout->marks_form.across = ACROSS_MOST;
    layout->recognise = true;
    layout->clean = JB_CLEAN_FULL;
    layout->proof = true;
    layout->styles[JB_STYLE_BODY].kinsoku = JB_KINSOKU_GB;
    jb_reader r = {.arena = arena, .diags = diags, .layout = layout};
    start_marks(layout, root);
    jb_keys_read(&r, root, "layout", JB_KEYS(top_keys), layout);
    jb_len body_size = find_body_size(&r, root);
    jb_inks_read(&r, root);
    jb_roles_read(&r, root);
    jb_page_read(&r, root, body_size);
    jb_grid_read(&r, root, body_size);
    jb_styles_read(&r, root, body_size);
    jb_furniture_read(&r, root);
    jb_print_read(&r, root);
    jb_buf resolved = {0};
    jb_tree_write(arena, root, &resolved);
    layout->resolved = jb_buf_str(&resolved);
    sort_faults(diags, before);
    return r.faults || jb_diags_fatal(diags) ? NULL : layout;
}

jb_layout *jb_layout_open(jb_arena *arena, jb_str name, jb_str folder, const jb_setting *settings,
                          uint32_t n, jb_diags *diags)
{
    jb_str path = {0};
    jb_looks looks = {0};
    jb_node *root = jb_layout_merge(arena, name, folder, settings, n, &path, &looks, diags);
    jb_layout *layout = root ? read_layout(arena, root, path, diags) : NULL;
    if (layout)
        layout->looks = looks;
    return layout;
}

jb_layout *jb_layout_recall(jb_arena *arena, jb_str resolved, jb_diags *diags)
{
    jb_origin *origin = JB_NEW(arena, jb_origin);
    *origin = (jb_origin){.file = JB_STR("resolved"), .text = resolved};
    jb_node *root = resolved.len <= JB_TREE_BYTES ? jb_tree_parse(arena, origin, diags) : NULL;
    return root ? read_layout(arena, root, origin->file, diags) : NULL;
}

jb_str jb_clean_name(jb_clean clean)
{
    const jb_word *word = clean_words;
    while (word->name && word->value != (unsigned)clean)
        word++;
    return jb_str_make(word->name);
}
