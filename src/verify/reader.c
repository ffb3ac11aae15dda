/* Operators: which there are, with which operands, and where they may stand (ISO 32000-1 annex A,
 * figure 9). What none may is a breach and is skipped. */
#include <math.h>

#include "reader.h"

enum {
    NEST_MOST = 16,       /* arrays and dictionaries in each other */
    ELEMENTS_MOST = 1 << 20,
    FORM_COST = 100, /* operators that a form counts for, and an inline image */
    ANYWHERE = JB_IN_PAGE | JB_IN_TEXT,
    PAINTS = JB_IN_PATH | JB_IN_CLIP
};

/* ---- breaches and resources ----------------------------------------------------------------- */

void jb_reader_breach(jb_reader *r, jb_rule rule, jb_str what)
{
    r->sink->breach(r->sink->context, rule, what, r->at);
}

void jb_reader_device(jb_reader *r, const jb_space *space, jb_str what)
{
    if (space->kind <= JB_SPACE_RGB)
        r->sink->device(r->sink->context, space->kind, what, r->resources);
}

const jb_resource *jb_reader_find(jb_reader *r, jb_resource_kind kind, jb_str written)
{
    for (uint32_t i = 0; i < r->resources->len; i++) {
        const jb_resource *at = &r->resources->at[i];
        if (at->kind == kind && jb_token_is_name(written, at->name))
            return at;
    }
    jb_reader_breach(r, JB_RULE_CONTENT_RESOURCE, written);
    return NULL;
}

/* The end of it is told once. */
static void spend(jb_reader *r, uint64_t operators)
{
    if (*r->budget > 0 && *r->budget <= operators)
        jb_reader_breach(r, JB_RULE_LIMIT, r->word);
    *r->budget -= *r->budget < operators ? *r->budget : operators;
}

/* ---- states and objects that open and close ------------------------------------------------- */

static void do_save(jb_reader *r)
{
    if (r->depth == JB_STATES_MOST) {
        jb_reader_breach(r, JB_RULE_CONTENT_DEPTH, r->word);
        return;
    }
    r->states[r->depth + 1] = r->states[r->depth];
    r->now = &r->states[++r->depth];
}

static void do_restore(jb_reader *r)
{
    if (r->depth == 0)
        jb_reader_breach(r, JB_RULE_CONTENT_BALANCE, r->word);
    else
        r->now = &r->states[--r->depth];
}

static void do_end_text(jb_reader *r)
{
    if (r->marked_text > 0)
        jb_reader_breach(r, JB_RULE_CONTENT_BALANCE, JB_STR("BMC"));
    r->open.len -= r->marked_text;
    r->marked_text = 0;
    r->where = JB_IN_PAGE;
}

static void do_compatible(jb_reader *r)
{
    r->compatible++;
}

static void do_end_compatible(jb_reader *r)
{
    if (r->compatible == 0)
        jb_reader_breach(r, JB_RULE_CONTENT_BALANCE, r->word);
    else
        r->compatible--;
}

static void do_glyph(jb_reader *r)
{
    r->where = JB_IN_PAGE;
}

static void do_coloured_glyph(jb_reader *r)
{
    r->where = JB_IN_PAGE;
    r->coloured = true;
}

static void do_nothing(jb_reader *r)
{
    (void)r;
}

/* ---- images and forms ----------------------------------------------------------------------- */

static void mark_image(jb_reader *r, const jb_image_entry *image)
{
    const jb_matrix *m = &r->now->ctm;
    jb_mark mark = {.kind = JB_MARK_IMAGE,
                    .box = jb_matrix_extent(m, 0, 0, 1, 1),
                    .thin = -1,
                    .image = image,
                    .fills = !image->mask && ((m->b == 0 && m->c == 0) || (m->a == 0 && m->d == 0)),
                    .width = hypot(m->a, m->b),
                    .height = hypot(m->c, m->d)};
    jb_reader_mark(r, &mark, image->mask ? &r->now->fill : NULL);
}

static bool is_object(jb_resource_kind kind)
{
    return kind == JB_RESOURCE_IMAGE || kind == JB_RESOURCE_FORM || kind == JB_RESOURCE_OBJECT;
}

static void do_object(jb_reader *r)
{
    jb_str name = r->operands[0].token.text;
    const jb_resource *found = NULL;
    for (uint32_t i = 0; i < r->resources->len && !found; i++)
        if (is_object(r->resources->at[i].kind) &&
            jb_token_is_name(name, r->resources->at[i].name))
            found = &r->resources->at[i];
    if (!found)
        jb_reader_breach(r, JB_RULE_CONTENT_RESOURCE, name);
    else if (found->kind == JB_RESOURCE_IMAGE)
        mark_image(r, found->image);
    else if (found->kind == JB_RESOURCE_FORM) {
        const jb_form *form = r->sink->form(r->sink->context, found->form);
        if (form)
            jb_reader_enter(r, form, r->gather);
    }
}

/* An inline image's key or value, in the short form or the long one (8.9.7, tables 93 and 94). */
static bool is_either(jb_str word, const char *brief, const char *full)
{
    return jb_str_equal(word, jb_str_make(brief)) || jb_str_equal(word, jb_str_make(full));
}

static const jb_space *inline_space(jb_reader *r, jb_str name)
{
    static const jb_space gray = {.kind = JB_SPACE_GRAY, .values = 1};
    static const jb_space rgb = {.kind = JB_SPACE_RGB, .values = 3};
    static const jb_space cmyk = {.kind = JB_SPACE_CMYK, .values = 4};
    const jb_space *space = is_either(name, "G", "DeviceGray")      ? &gray
                            : is_either(name, "CMYK", "DeviceCMYK") ? &cmyk
                            : is_either(name, "RGB", "DeviceRGB")   ? &rgb
                                                                    : NULL;
    if (space) {
        jb_reader_device(r, space, name);
        return space;
    }
    const jb_resource *found = jb_reader_find(r, JB_RESOURCE_SPACE, name);
    return found ? found->space : NULL;
}

/* Skips what nests from an opening bracket on; false when it does not end. */
static bool skip_nested(jb_tokens *t)
{
    for (int depth = 1; depth > 0;) {
        jb_token token = jb_token_next(t);
        if (token.kind == JB_TOKEN_END || token.kind == JB_TOKEN_BAD || depth > NEST_MOST)
            return false;
        depth += token.kind == JB_TOKEN_OPEN_ARRAY || token.kind == JB_TOKEN_OPEN_DICT;
        depth -= token.kind == JB_TOKEN_CLOSE_ARRAY || token.kind == JB_TOKEN_CLOSE_DICT;
    }
    return true;
}

static uint32_t count_of(double number)
{
    return number >= 1 && number < 1e6 ? (uint32_t)number : 0;
}

static void take_inline_value(jb_reader *r, jb_image_entry *image, jb_str key, jb_token value)
{
    if (is_either(key, "W", "Width"))
        image->width = count_of(value.number);
    else if (is_either(key, "H", "Height"))
        image->height = count_of(value.number);
    else if (is_either(key, "BPC", "BitsPerComponent"))
        image->bits = (int)count_of(value.number);
    else if (is_either(key, "IM", "ImageMask"))
        image->mask = jb_str_equal(value.text, JB_STR("true"));
    else if (is_either(key, "F", "Filter"))
        image->filter = value.kind == JB_TOKEN_NAME ? value.text : JB_STR("Filters");
    else if (is_either(key, "CS", "ColorSpace") && value.kind == JB_TOKEN_NAME)
        image->space = inline_space(r, value.text);
}

/* From BI to ID: key, value, key, value. */
static bool take_inline_entries(jb_reader *r, jb_image_entry *image)
{
    for (;;) {
        jb_token key = jb_token_next(&r->tokens);
        if (key.kind == JB_TOKEN_WORD && jb_str_equal(key.text, JB_STR("ID")))
            return image->width > 0 && image->height > 0;
        jb_token value = key.kind == JB_TOKEN_NAME ? jb_token_next(&r->tokens)
                                                   : (jb_token){.kind = JB_TOKEN_BAD};
        bool nests = value.kind == JB_TOKEN_OPEN_ARRAY || value.kind == JB_TOKEN_OPEN_DICT;
        if (value.kind == JB_TOKEN_BAD || value.kind == JB_TOKEN_END ||
            (nests && !skip_nested(&r->tokens)))
            return false;
        take_inline_value(r, image, key.text, value);
    }
}

/* Bytes of the samples; 0 when a filter decides. */
static uint64_t inline_length(const jb_image_entry *image)
{
    if (image->filter.len)
        return 0;
    uint64_t values = image->mask || !image->space ? 1 : (uint64_t)image->space->values;
    uint64_t bits = image->mask ? 1 : (uint64_t)image->bits;
    return (image->width * values * bits + 7) / 8 * image->height;
}

static bool ends_here(jb_str bytes, size_t at)
{
    return at + 2 <= bytes.len && bytes.at[at] == 'E' && bytes.at[at + 1] == 'I' &&
           (at + 2 == bytes.len || jb_token_is_space(bytes.at[at + 2]));
}

/* Behind ID and one white space: the samples, white space, EI. */
static bool take_inline_data(jb_reader *r, jb_image_entry *image)
{
    jb_str bytes = r->tokens.bytes;
    size_t start = r->tokens.at + 1;
    uint64_t length = inline_length(image);
    if (start > bytes.len || length > bytes.len - start)
        return false;
    size_t at = start + (size_t)length;
    size_t last = length ? at + 2 : bytes.len; /* where it begins at the latest */
    while (at <= last && !(ends_here(bytes, at) &&
                           (at == start || length || jb_token_is_space(bytes.at[at - 1]))))
        at++;
    if (at > last || at >= bytes.len)
        return false;
    image->data = jb_str_cut(bytes, start, length ? start + (size_t)length : at);
    r->tokens.at = at + 2;
    return true;
}

static void do_inline_image(jb_reader *r)
{
    jb_image_entry image = {0};
    spend(r, FORM_COST);
    if (!take_inline_entries(r, &image) || !take_inline_data(r, &image)) {
        jb_reader_breach(r, JB_RULE_CONTENT_INLINE, r->word);
        return;
    }
    if (!image.mask && !image.space)
        jb_reader_breach(r, JB_RULE_CONTENT_INLINE, JB_STR("ColorSpace"));
    mark_image(r, &image);
}

/* ---- the table ------------------------------------------------------------------------------ */

/* Operands, one letter each: n number, N name, s string, a array, p name or dictionary; * is any
 * number of numbers and a name at their end, or either. */
typedef struct operator {
    char word[4];
    char operands[8];
    uint8_t where; /* of jb_where */
    jb_operator_fn *run;
} operator;

/* In the order of their first bytes. */
static const operator operators[] = {
    {"\"", "nns", JB_IN_TEXT, jb_op_show_spaced},
    {"'", "s", JB_IN_TEXT, jb_op_show_next},
    {"B", "", PAINTS, jb_op_paint_both},
    {"B*", "", PAINTS, jb_op_paint_both},
    {"BDC", "Np", ANYWHERE, jb_op_mark_properties},
    {"BI", "", JB_IN_PAGE, do_inline_image},
    {"BMC", "N", ANYWHERE, jb_op_mark},
    {"BT", "", JB_IN_PAGE, jb_op_begin_text},
    {"BX", "", ANYWHERE, do_compatible},
    {"CS", "N", ANYWHERE, jb_op_stroke_space},
    {"DP", "Np", ANYWHERE, jb_op_point_properties},
    {"Do", "N", JB_IN_PAGE, do_object},
    {"EMC", "", ANYWHERE, jb_op_end_mark},
    {"ET", "", JB_IN_TEXT, do_end_text},
    {"EX", "", ANYWHERE, do_end_compatible},
    {"F", "", PAINTS, jb_op_paint_fill},
    {"G", "n", ANYWHERE, jb_op_stroke_gray},
    {"J", "n", ANYWHERE, do_nothing},
    {"K", "nnnn", ANYWHERE, jb_op_stroke_cmyk},
    {"M", "n", ANYWHERE, do_nothing},
    {"MP", "N", ANYWHERE, do_nothing},
    {"Q", "", JB_IN_PAGE, do_restore},
    {"RG", "nnn", ANYWHERE, jb_op_stroke_rgb},
    {"S", "", PAINTS, jb_op_paint_stroke},
    {"SC", "*", ANYWHERE, jb_op_stroke_color},
    {"SCN", "*", ANYWHERE, jb_op_stroke_color},
    {"T*", "", JB_IN_TEXT, jb_op_text_next},
    {"TD", "nn", JB_IN_TEXT, jb_op_text_move_leading},
    {"TJ", "a", JB_IN_TEXT, jb_op_show_array},
    {"TL", "n", ANYWHERE, jb_op_leading},
    {"Tc", "n", ANYWHERE, jb_op_spacing},
    {"Td", "nn", JB_IN_TEXT, jb_op_text_move},
    {"Tf", "Nn", ANYWHERE, jb_op_font},
    {"Tj", "s", JB_IN_TEXT, jb_op_show},
    {"Tm", "nnnnnn", JB_IN_TEXT, jb_op_text_matrix},
    {"Tr", "n", ANYWHERE, jb_op_mode},
    {"Ts", "n", ANYWHERE, jb_op_rise},
    {"Tw", "n", ANYWHERE, jb_op_word_spacing},
    {"Tz", "n", ANYWHERE, jb_op_scale},
    {"W", "", JB_IN_PATH, jb_op_clip},
    {"W*", "", JB_IN_PATH, jb_op_clip},
    {"b", "", PAINTS, jb_op_paint_close_both},
    {"b*", "", PAINTS, jb_op_paint_close_both},
    {"c", "nnnnnn", JB_IN_PATH, jb_op_curve},
    {"cm", "nnnnnn", JB_IN_PAGE, jb_op_concat},
    {"cs", "N", ANYWHERE, jb_op_fill_space},
    {"d", "an", ANYWHERE, do_nothing},
    {"d0", "nn", JB_IN_GLYPH, do_coloured_glyph},
    {"d1", "nnnnnn", JB_IN_GLYPH, do_glyph},
    {"f", "", PAINTS, jb_op_paint_fill},
    {"f*", "", PAINTS, jb_op_paint_fill},
    {"g", "n", ANYWHERE, jb_op_fill_gray},
    {"gs", "N", ANYWHERE, jb_op_state},
    {"h", "", JB_IN_PATH, jb_op_close},
    {"i", "n", ANYWHERE, do_nothing},
    {"j", "n", ANYWHERE, do_nothing},
    {"k", "nnnn", ANYWHERE, jb_op_fill_cmyk},
    {"l", "nn", JB_IN_PATH, jb_op_line},
    {"m", "nn", JB_IN_PAGE | JB_IN_PATH, jb_op_move},
    {"n", "", JB_IN_PAGE | PAINTS, jb_op_paint_none}, /* many end a path that is none */
    {"q", "", JB_IN_PAGE, do_save},
    {"re", "nnnn", JB_IN_PAGE | JB_IN_PATH, jb_op_rectangle},
    {"rg", "nnn", ANYWHERE, jb_op_fill_rgb},
    {"ri", "N", ANYWHERE, do_nothing},
    {"s", "", PAINTS, jb_op_paint_close_stroke},
    {"sc", "*", ANYWHERE, jb_op_fill_color},
    {"scn", "*", ANYWHERE, jb_op_fill_color},
    {"sh", "N", JB_IN_PAGE, jb_op_shade},
    {"v", "nnnn", JB_IN_PATH, jb_op_curve_short},
    {"w", "n", ANYWHERE, jb_op_width},
    {"y", "nnnn", JB_IN_PATH, jb_op_curve_short},
};

enum { OPERATORS = sizeof operators / sizeof *operators };

static uint32_t pack(const char *word, size_t len)
{
    char padded[sizeof(uint32_t)] = {0};
    uint32_t packed;
    memcpy(padded, word, len);
    memcpy(&packed, padded, sizeof packed);
    return packed;
}

/* Where in the table the words begin that have this first byte. */
static void index_operators(jb_reader *r)
{
    for (size_t i = OPERATORS; i-- > 0;)
        r->first[(unsigned char)operators[i].word[0]] = (uint8_t)i;
}

static const operator *find_operator(const jb_reader *r, jb_str word)
{
    unsigned char initial = (unsigned char)word.at[0];
    if (word.len > 3 || initial >= sizeof r->first)
        return NULL;
    uint32_t wanted = pack(word.at, word.len);
    for (const operator *o = &operators[r->first[initial]];
         o < operators + OPERATORS && o->word[0] == word.at[0]; o++)
        if (pack(o->word, sizeof o->word) == wanted)
            return o;
    return NULL;
}

static bool fits(const jb_operand *operand, char letter)
{
    jb_token_kind kind = operand->token.kind;
    switch (letter) {
    case 'n':
        return kind == JB_TOKEN_NUMBER;
    case 'N':
        return kind == JB_TOKEN_NAME;
    case 's':
        return kind == JB_TOKEN_STRING || kind == JB_TOKEN_HEX;
    case 'a':
        return kind == JB_TOKEN_OPEN_ARRAY;
    default:
        return kind == JB_TOKEN_NAME || kind == JB_TOKEN_OPEN_DICT;
    }
}

static bool are_operands(const jb_reader *r, const char *letters)
{
    uint32_t n = r->operands_len;
    if (letters[0] == '*') {
        uint32_t numbers = n && fits(&r->operands[n - 1], 'N') ? n - 1 : n;
        for (uint32_t i = 0; i < numbers; i++)
            if (!fits(&r->operands[i], 'n'))
                return false;
        return n > 0;
    }
    if (n != strlen(letters))
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (!fits(&r->operands[i], letters[i]))
            return false;
    return true;
}

/* ---- the stream ----------------------------------------------------------------------------- */

/* False when no more may be interpreted. */
static bool run_operator(jb_reader *r)
{
    const operator *found = find_operator(r, r->word);
    if (!found) {
        if (r->compatible == 0)
            jb_reader_breach(r, JB_RULE_CONTENT_OPERATOR, r->word);
    } else if (!are_operands(r, found->operands)) {
        jb_reader_breach(r, JB_RULE_CONTENT_OPERANDS, r->word);
    } else if (!(found->where & r->where)) {
        jb_reader_breach(r, JB_RULE_CONTENT_PLACE, r->word);
    } else {
        found->run(r);
    }
    r->operands_len = 0;
    r->elements.len = 0;
    spend(r, 1);
    return *r->budget > 0;
}

static bool take_array(jb_reader *r, jb_operand *array)
{
    array->first = r->elements.len;
    for (;;) {
        jb_token token = jb_token_next(&r->tokens);
        if (token.kind == JB_TOKEN_CLOSE_ARRAY)
            break;
        if (token.kind == JB_TOKEN_END || token.kind == JB_TOKEN_BAD ||
            r->elements.len == ELEMENTS_MOST)
            return false;
        if ((token.kind == JB_TOKEN_OPEN_ARRAY || token.kind == JB_TOKEN_OPEN_DICT) &&
            !skip_nested(&r->tokens))
            return false;
        *jb_push(r->arena, &r->elements) = token;
    }
    array->len = r->elements.len - array->first;
    return true;
}

/* The token behind the operands becomes one of them. */
static void take_operand(jb_reader *r)
{
    jb_operand *operand = &r->operands[r->operands_len];
    jb_token_kind kind = operand->token.kind;
    bool good = kind != JB_TOKEN_BAD && r->operands_len < JB_OPERANDS_MOST;
    if (good && kind == JB_TOKEN_OPEN_ARRAY)
        good = take_array(r, operand);
    if (good && kind == JB_TOKEN_OPEN_DICT)
        good = skip_nested(&r->tokens);
    if (good)
        r->operands_len++;
    else
        jb_reader_breach(r, JB_RULE_CONTENT_TOKEN, jb_str_cut(operand->token.text, 0, 32));
}

static void read_all(jb_reader *r)
{
    for (;;) {
        jb_token *token = &r->operands[r->operands_len].token;
        jb_token_read(&r->tokens, token);
        r->at = r->tokens.at - token->text.len;
        if (token->kind == JB_TOKEN_END)
            return;
        if (token->kind != JB_TOKEN_WORD) {
            take_operand(r);
            continue;
        }
        r->word = token->text;
        if (!run_operator(r))
            return;
    }
}

/* Everything that was opened is closed, and no operand is left over. */
static void check_end(jb_reader *r)
{
    if (*r->budget == 0)
        return;
    r->at = r->tokens.bytes.len;
    if (r->operands_len)
        jb_reader_breach(r, JB_RULE_CONTENT_OPERANDS, (jb_str){0});
    if (r->depth)
        jb_reader_breach(r, JB_RULE_CONTENT_BALANCE, JB_STR("q"));
    if (r->where != JB_IN_PAGE)
        jb_reader_breach(r, JB_RULE_CONTENT_BALANCE,
                         r->where == JB_IN_TEXT    ? JB_STR("BT")
                         : r->where == JB_IN_GLYPH ? JB_STR("d0")
                                                   : JB_STR("m"));
    if (r->open.len)
        jb_reader_breach(r, JB_RULE_CONTENT_BALANCE, JB_STR("BMC"));
    if (r->compatible)
        jb_reader_breach(r, JB_RULE_CONTENT_BALANCE, JB_STR("BX"));
}

static jb_reader *new_reader(jb_arena *arena, const jb_sink *sink, uint64_t *budget)
{
    jb_reader *r = JB_NEW(arena, jb_reader);
    r->arena = arena;
    r->sink = sink;
    r->budget = budget;
    index_operators(r);
    return r;
}

static void open_stream(jb_reader *r, jb_str bytes, const jb_resources *resources)
{
    r->tokens = (jb_tokens){bytes, 0};
    r->resources = resources;
    r->where = JB_IN_PAGE;
    r->now = &r->states[0];
    r->depth = r->operands_len = r->compatible = r->marked_text = 0;
    r->elements.len = r->path.len = r->open.len = 0;
}

static void enter(jb_reader *r, const jb_form *form, jb_where where, jb_tints *gather)
{
    if (r->forms == JB_FORMS_MOST) {
        jb_reader_breach(r, JB_RULE_CONTENT_DEPTH, r->word);
        return;
    }
    spend(r, FORM_COST);
    if (!r->below)
        r->below = new_reader(r->arena, r->sink, r->budget);
    jb_reader *below = r->below;
    below->forms = r->forms + 1;
    below->gather = gather;
    below->around = jb_reader_around(r);
    below->form = form->source;
    open_stream(below, form->content, form->resources ? form->resources : r->resources);
    *below->now = *r->now;
    const double *m = form->matrix, *b = form->box;
    jb_matrix by = {m[0], m[1], m[2], m[3], m[4], m[5]};
    below->now->ctm = jb_matrix_join(&by, &r->now->ctm);
    below->now->clip = jb_extent_meet(
        jb_matrix_extent(&below->now->ctm, b[0], b[1], b[2], b[3]), below->now->clip);
    below->where = where;
    below->coloured = false;
    read_all(below);
    check_end(below);
}

void jb_reader_enter(jb_reader *r, const jb_form *form, jb_tints *gather)
{
    enter(r, form, JB_IN_PAGE, gather);
}

void jb_reader_look_at_glyphs(jb_reader *r, jb_drawn_glyphs *glyphs)
{
    if (glyphs->looked_at)
        return;
    glyphs->looked_at = true; /* before, for a glyph may show others of its font */
    for (uint32_t i = 0; i < glyphs->len && *r->budget > 0; i++) {
        const jb_form *form = r->sink->glyph(r->sink->context, glyphs, i);
        jb_tints ink = {0};
        if (!form)
            continue;
        enter(r, form, JB_IN_GLYPH, &ink);
        if (r->below && r->below->coloured)
            jb_tints_join(&glyphs->ink, &ink);
    }
}

void jb_content_read(jb_arena *arena, jb_str bytes, const jb_resources *resources,
                     const jb_sink *sink, uint64_t *budget)
{
    jb_reader *r = new_reader(arena, sink, budget);
    open_stream(r, bytes, resources);
    jb_graphics_start(r->now);
    read_all(r);
    check_end(r);
}
