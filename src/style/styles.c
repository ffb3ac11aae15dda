/* Paragraph styles. */
#include "keys.h"

/* What a style is when the layout says nothing: the body's values, and these. */
static const struct {
    const char *name;
    jb_align align;
    bool indented; /* two quads, as a paragraph is (CLREQ 3.4.1) */
    bool keep_next;
} natures[JB_STYLES] = {
    [JB_STYLE_BODY] = {"body", JB_ALIGN_JUSTIFY, true, false},
    [JB_STYLE_TITLE] = {"title", JB_ALIGN_CENTER, false, true},
    [JB_STYLE_SUBTITLE] = {"subtitle", JB_ALIGN_CENTER, false, true},
    [JB_STYLE_HEADING_1] = {"heading-1", JB_ALIGN_JUSTIFY, true, true},
    [JB_STYLE_HEADING_2] = {"heading-2", JB_ALIGN_JUSTIFY, true, true},
    [JB_STYLE_HEADING_3] = {"heading-3", JB_ALIGN_JUSTIFY, true, true},
    [JB_STYLE_HEADING_4] = {"heading-4", JB_ALIGN_JUSTIFY, true, true},
    [JB_STYLE_COLUMN] = {"column", JB_ALIGN_CENTER, false, true},
    [JB_STYLE_BYLINE] = {"byline", JB_ALIGN_RIGHT, false, false},
    [JB_STYLE_NOTE] = {"note", JB_ALIGN_JUSTIFY, true, false},
    [JB_STYLE_CAPTION] = {"caption", JB_ALIGN_CENTER, false, false},
    [JB_STYLE_TABLE] = {"table", JB_ALIGN_LEFT, false, false},
    [JB_STYLE_NAMES] = {"names", JB_ALIGN_LEFT, true, false},
    [JB_STYLE_ATTACHMENT] = {"attachment", JB_ALIGN_JUSTIFY, true, false},
    [JB_STYLE_DOCUMENT_NO] = {"document-no", JB_ALIGN_CENTER, false, false},
    [JB_STYLE_CHAPTER] = {"chapter", JB_ALIGN_CENTER, false, true},
    [JB_STYLE_SIGNATURE] = {"signature", JB_ALIGN_RIGHT, false, true},
    [JB_STYLE_DATE] = {"date", JB_ALIGN_RIGHT, false, false},
    [JB_STYLE_END] = {"end", JB_ALIGN_JUSTIFY, false, false},
};

static void set_size(jb_reader *r, jb_style *style, jb_len size)
{
    style->size = size;
    style->quad = jb_quad_of(r, size);
    style->indent = natures[style - r->layout->styles].indented ? 2 * style->quad : 0;
    r->em = style->quad;
}

/* A size in em is a share of the body's. */
static bool read_style_size(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_style *style = into, *body = &r->layout->styles[JB_STYLE_BODY];
    jb_len size = 0;
    r->em = style == body ? 0 : body->size;
    bool good = jb_read_size(r, key, value, &size);
    set_size(r, style, good ? size : style->size);
    return good;
}

/* Of a title that may be set smaller rather than take a line more. */
static bool read_least_size(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_style *style = into;
    jb_len em = r->em;
    r->em = r->layout->styles[JB_STYLE_BODY].size;
    bool good = jb_read_size(r, key, value, &style->size_min);
    r->em = em;
    return good;
}

/* One length for both sides, or left and right. */
static bool read_insets(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)key;
    jb_style *style = into;
    size_t at = 0;
    jb_str left = jb_word_next(value->text, &at), right = jb_word_next(value->text, &at);
    return jb_length_parse(r, left, false, &style->inset_left) &&
           jb_length_parse(r, right.len ? right : left, false, &style->inset_right) &&
           jb_word_next(value->text, &at).len == 0;
}

static bool read_em_share(jb_str text, int32_t *out)
{
    size_t at = 0;
    int64_t millionths = 0;
    if (!jb_decimal_parse(text, &at, &millionths) || millionths < -500000 || millionths > 500000)
        return false;
    *out = (int32_t)jb_div_round(millionths, 1000);
    jb_str unit = jb_str_cut(text, at, text.len);
    return jb_str_equal(unit, JB_STR("em")) || jb_str_equal(unit, JB_STR("字")) ||
           (unit.len == 0 && millionths == 0);
}

static bool read_tracking(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key;
    jb_style *style = into;
    size_t dots = jb_str_find(value->text, JB_STR(".."));
    return dots != SIZE_MAX &&
           read_em_share(jb_str_cut(value->text, 0, dots), &style->tracking_min) &&
           read_em_share(jb_str_cut(value->text, dots + 2, value->text.len),
                         &style->tracking_max) &&
           style->tracking_min <= 0 && style->tracking_max >= 0;
}

/* `justify: true` became `align: justify` when its file was read; what is left is wrong. */
static bool refuse(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key, (void)value, (void)into;
    return false;
}

static const jb_word aligns[] = {{"justify", JB_ALIGN_JUSTIFY}, {"left", JB_ALIGN_LEFT},
                                 {"center", JB_ALIGN_CENTER},   {"right", JB_ALIGN_RIGHT},
                                 {NULL, 0}};
static const jb_word fits[] = {{"optimum", JB_FIT_OPTIMUM}, {"first", JB_FIT_FIRST}, {NULL, 0}};

static const jb_key style_keys[] = {
    {"size", read_style_size, 0, JB_TAKES_SIZE, NULL},
    {"min", read_least_size, 0, JB_TAKES_SIZE, NULL},
    {"font", jb_read_role, offsetof(jb_style, role), NULL, NULL},
    {"ink", jb_read_ink, offsetof(jb_style, ink), NULL, NULL},
    {"align", jb_read_word, offsetof(jb_style, align), NULL, aligns},
    {"justify", refuse, 0, "true | false (align)", NULL},
    {"fit", jb_read_word, offsetof(jb_style, fit), NULL, fits},
    {"indent", jb_read_length, offsetof(jb_style, indent), JB_TAKES_LENGTH, NULL},
    {"inset", read_insets, 0, "2字 | 0 1字", NULL},
    {"above", jb_read_length, offsetof(jb_style, above), JB_TAKES_LENGTH, NULL},
    {"below", jb_read_length, offsetof(jb_style, below), JB_TAKES_LENGTH, NULL},
    {"lines", jb_read_count, offsetof(jb_style, lines_most), "3", NULL},
    {"tracking", read_tracking, 0, "-0.03em..0.02em", NULL},
    {"bold", jb_read_bool, offsetof(jb_style, bold), "true | false", NULL},
    {"keep-next", jb_read_bool, offsetof(jb_style, keep_next), "true | false", NULL},
};

/* A style at its nature. Kinsoku is one for the whole layout: it stands in the body already. */
static void start_style(jb_reader *r, jb_style_id id)
{
    jb_style *style = &r->layout->styles[id], *body = &r->layout->styles[JB_STYLE_BODY];
    style->name = jb_str_make(natures[id].name);
    style->align = natures[id].align;
    style->keep_next = natures[id].keep_next;
    style->role = body->role;
    style->ink = body->ink;
    style->fit = body->fit;
    style->kinsoku = body->kinsoku;
    set_size(r, style, body->size);
}

/* A line has room for a Han at least. (A first line may have none: a narrow column's.) */
static void check_width(jb_reader *r, const jb_node *node, const jb_style *style)
{
    jb_len measure = r->layout->page.measure, insets = style->inset_left + style->inset_right;
    jb_keys_most(r, node, "size", style->size, measure);
    jb_keys_most(r, node, "min", style->size_min, style->size);
    jb_keys_most(r, node, "inset", insets, measure - style->size);
    if (insets <= measure - style->size)
        jb_keys_most(r, node, "indent", style->indent, measure - insets);
}

static void read_style(jb_reader *r, jb_style_id id, const jb_node *styles)
{
    const jb_node *node = jb_tree_find(styles, jb_str_make(natures[id].name));
    uint32_t before = r->faults;
    start_style(r, id);
    jb_keys_read(r, node, natures[id].name, JB_KEYS(style_keys), &r->layout->styles[id]);
    if (r->layout->page.measure && r->faults == before)
        check_width(r, node, &r->layout->styles[id]);
}

/* ---- emphasis ------------------------------------------------------------------------------ */

static const jb_word emphasis_words[] = {{"bold", JB_ACCENT_BOLD},
                                         {"dots", JB_ACCENT_DOTS},
                                         {"line", JB_ACCENT_LINE},
                                         {NULL, 0}};

/* One of the words, or the name of a role. */
static bool read_emphasis_as(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)key;
    jb_emphasis *emphasis = into;
    emphasis->accents = 0;
    emphasis->has_role = false;
    for (const jb_word *word = emphasis_words; word->name; word++)
        if (jb_str_equal(value->text, jb_str_make(word->name)))
            emphasis->accents = (jb_accents)word->value;
    for (uint16_t i = 0; i < r->layout->roles_len && !emphasis->accents; i++) {
        if (jb_str_equal(value->text, r->layout->roles[i].name)) {
            emphasis->has_role = true;
            emphasis->role = i;
        }
    }
    return emphasis->accents || emphasis->has_role;
}

/* Wide enough to be seen, and not so wide that the white inside a character closes. */
static bool read_stroke(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    uint16_t *stroke = into;
    return jb_read_share(r, key, value, stroke) && *stroke <= 100;
}

static const jb_key emphasis_keys[] = {
    {"as", read_emphasis_as, 0, "bold | dots | line | 楷体 (fonts)", NULL},
    {"stroke", read_stroke, offsetof(jb_emphasis, stroke), "2.5% (0 … 10)", NULL},
};

static const jb_key ruby_keys[] = {
    {"font", jb_read_role, offsetof(jb_layout, ruby_role), NULL, NULL},
};

static void read_ruby(jb_reader *r, const jb_node *root)
{
    const jb_node *node = jb_tree_find(root, JB_STR("ruby"));
    jb_layout *layout = r->layout;
    layout->has_ruby_role = jb_keys_read(r, node, "ruby", JB_KEYS(ruby_keys), layout) &&
                            jb_tree_find(node, JB_STR("font"));
}

static void read_emphasis(jb_reader *r, const jb_node *root)
{
    enum { STROKE = 25 };
    r->layout->emphasis = (jb_emphasis){.accents = JB_ACCENT_BOLD, .stroke = STROKE};
    const jb_node *node = jb_tree_find(root, JB_STR("emphasis"));
    jb_keys_read(r, node, "emphasis", JB_KEYS(emphasis_keys), &r->layout->emphasis);
}

/* ---- all ----------------------------------------------------------------------------------- */

void jb_styles_read(jb_reader *r, const jb_node *root, jb_len body_size)
{
    jb_style *body = &r->layout->styles[JB_STYLE_BODY];
    const jb_node *styles = jb_tree_find(root, JB_STR("styles"));
    jb_str names[JB_STYLE_END]; /* the end matter's style is in its own section */
    body->size = body_size;
    body->ink = r->layout->black;
    if (styles && styles->kind != JB_NODE_MAP) {
        jb_keys_fault(r, styles, "styles", JB_STR("{ … }"));
        styles = NULL;
    }
    for (int id = 0; id < JB_STYLE_END; id++)
        names[id] = jb_str_make(natures[id].name);
    if (styles)
        jb_keys_check(r, styles, names, JB_STYLE_END);
    for (int id = 0; id < JB_STYLE_END; id++)
        read_style(r, (jb_style_id)id, styles);
    start_style(r, JB_STYLE_END);
    read_emphasis(r, root);
    read_ruby(r, root);
    if (!jb_tree_find(jb_tree_find(styles, JB_STR("body")), JB_STR("font")))
        jb_keys_missing(r, styles, "styles.body.font");
}
