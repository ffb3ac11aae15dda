/* The text of a page's content, by the pieces of marked content that it is in (ISO 32000-1 14.6,
 * 14.7.4): strings through ToUnicode, or what ActualText says in their place (14.9.4). What is in
 * an artifact is not read. Forms are a part of what paints them. */
#include "content.h"
#include "said.h"

enum { OPERANDS = 4, MARKS_MOST = 64, PIECES_MOST = 1 << 16, NONE = -1 };

/* Marked content that is open. */
typedef struct mark {
    int32_t piece; /* NONE: of none */
    bool silent;   /* an artifact, or replaced by what was said when it began */
} mark;

typedef struct speech {
    jb_check *check;
    jb_meanings_list *fonts;
    uint64_t *left;
    jb_page_said *out;
    mark marks[MARKS_MOST + 1]; /* the first is the page's */
    uint32_t open;              /* of them; more than there is room for have no place */
    int forms;
} speech;

typedef struct stream {
    speech *s;
    const jb_obj *resources;
    uint32_t font[JB_STATES_MOST + 1], depth; /* 1 + index into fonts; 0: none */
    jb_obj operands[OPERANDS];
    uint32_t len;
} stream;

static const jb_obj *key(const speech *s, const jb_obj *dict, const char *name)
{
    return jb_door_key(s->check->door, dict, name);
}

static mark *top(speech *s)
{
    return &s->marks[s->open < MARKS_MOST ? s->open : MARKS_MOST];
}

/* ---- what is said -------------------------------------------------------------------------- */

static jb_buf *piece_of(speech *s)
{
    int32_t piece = top(s)->piece;
    if (piece == NONE)
        return &s->out->outside;
    while ((int32_t)s->out->pieces.len <= piece)
        *jb_push(s->check->arena, &s->out->pieces) = (jb_buf){0};
    return &s->out->pieces.at[piece];
}

static void say(stream *c, const jb_obj *string)
{
    speech *s = c->s;
    uint32_t number = c->font[c->depth];
    if (string->type != JB_OBJ_STRING || top(s)->silent || number == 0)
        return;
    const jb_meanings *font = &s->fonts->at[number - 1];
    size_t width = font->wide ? 2 : 1;
    jb_buf *out = piece_of(s);
    for (size_t i = 0; i + width <= string->text.len; i += width) {
        uint32_t code = (uint8_t)string->text.at[i];
        if (font->wide)
            code = code << 8 | (uint8_t)string->text.at[i + 1];
        jb_said_add(s->check->arena, out, jb_meaning_of(font, code));
    }
}

static void say_array(stream *c, const jb_obj *array)
{
    for (uint32_t i = 0; array->type == JB_OBJ_ARRAY && i < array->len; i++)
        say(c, &array->items[i]);
}

static uint32_t find_font(stream *c, jb_str name)
{
    speech *s = c->s;
    const jb_obj *fonts = key(s, c->resources, "Font");
    const jb_obj *font = key(s, fonts, jb_arena_cstr(s->check->arena, name));
    for (uint32_t i = 0; i < s->fonts->len; i++)
        if (s->fonts->at[i].font == font)
            return i + 1;
    if (font->type == JB_OBJ_NULL)
        return 0;
    jb_meanings_read(s->check, font, jb_push(s->check->arena, s->fonts));
    return s->fonts->len;
}

/* ---- marked content ------------------------------------------------------------------------ */

/* The properties as they stand, or the resource of that name. */
static const jb_obj *properties_of(stream *c, const jb_obj *o)
{
    if (o->type != JB_OBJ_NAME)
        return o;
    return key(c->s, key(c->s, c->resources, "Properties"),
               jb_arena_cstr(c->s->check->arena, o->text));
}

static void begin(stream *c, const jb_obj *tag, const jb_obj *properties)
{
    speech *s = c->s;
    mark m = *top(s);
    const jb_obj *piece = key(s, properties, "MCID"), *actual = key(s, properties, "ActualText");
    if (piece->type == JB_OBJ_INT && piece->number >= 0 && piece->number < PIECES_MOST &&
        s->forms == 0)
        m.piece = (int32_t)piece->number;
    m.silent = m.silent || jb_obj_is_name(tag, "Artifact");
    s->open++;
    *top(s) = m;
    if (m.silent || actual->type != JB_OBJ_STRING)
        return;
    jb_said_add(s->check->arena, piece_of(s), jb_obj_text(s->check->arena, actual));
    top(s)->silent = true;
}

/* ---- operators ----------------------------------------------------------------------------- */

static void read_stream(speech *s, jb_str bytes, const jb_obj *resources, uint32_t font);

static void paint_object(stream *c, jb_str name)
{
    speech *s = c->s;
    const jb_obj *objects = key(s, c->resources, "XObject");
    const jb_obj *form = key(s, objects, jb_arena_cstr(s->check->arena, name));
    const jb_obj *own = key(s, form, "Resources");
    jb_str bytes = {0};
    if (!jb_obj_is_name(key(s, form, "Subtype"), "Form") || s->forms == JB_FORMS_MOST ||
        jb_door_data(s->check->door, form, &bytes) != JB_DATA_WHOLE)
        return;
    uint32_t open = s->open;
    s->forms++;
    read_stream(s, bytes, jb_obj_is_dict(own) ? own : c->resources, c->font[c->depth]);
    s->forms--;
    s->open = open;
}

static void run(stream *c, jb_str word)
{
    static const char *const shows[] = {"Tj", "'", "\""};
    speech *s = c->s;
    const jb_obj *last = c->len ? &c->operands[c->len - 1] : &jb_obj_null;
    const jb_obj *before = c->len > 1 ? &c->operands[c->len - 2] : &jb_obj_null;
    for (size_t i = 0; i < sizeof shows / sizeof *shows; i++)
        if (jb_str_equal(word, jb_str_make(shows[i])))
            say(c, last);
    if (jb_str_equal(word, JB_STR("TJ")))
        say_array(c, last);
    else if (jb_str_equal(word, JB_STR("Tf")) && before->type == JB_OBJ_NAME)
        c->font[c->depth] = find_font(c, before->text);
    else if (jb_str_equal(word, JB_STR("q")) && c->depth < JB_STATES_MOST)
        c->depth++, c->font[c->depth] = c->font[c->depth - 1];
    else if (jb_str_equal(word, JB_STR("Q")) && c->depth > 0)
        c->depth--;
    else if (jb_str_equal(word, JB_STR("BMC")))
        begin(c, last, &jb_obj_null);
    else if (jb_str_equal(word, JB_STR("BDC")))
        begin(c, before, properties_of(c, last));
    else if (jb_str_equal(word, JB_STR("EMC")) && s->open > 0)
        s->open--;
    else if (jb_str_equal(word, JB_STR("Do")) && last->type == JB_OBJ_NAME)
        paint_object(c, last->text);
}

/* Behind an inline image's ID nothing is an operator before EI. */
static void skip_image(jb_lex *lex)
{
    size_t end = jb_str_find(jb_str_cut(lex->in, lex->at, lex->in.len), JB_STR("EI"));
    lex->at = end == SIZE_MAX ? lex->in.len : lex->at + end + 2;
}

static void read_stream(speech *s, jb_str bytes, const jb_obj *resources, uint32_t font)
{
    stream *c = JB_NEW(s->check->arena, stream);
    *c = (stream){.s = s, .resources = resources, .font = {font}};
    jb_lex lex = {.arena = s->check->arena, .in = bytes};
    jb_obj o;
    while (*s->left > 0 && jb_lex_next(&lex, &o)) {
        --*s->left;
        if (o.type != JB_OBJ_WORD) {
            if (c->len == OPERANDS)
                memmove(c->operands, c->operands + 1, --c->len * sizeof *c->operands);
            c->operands[c->len++] = o;
            continue;
        }
        run(c, o.text);
        if (jb_str_equal(o.text, JB_STR("ID")))
            skip_image(&lex);
        c->len = 0;
    }
}

void jb_said_read(jb_check *check, const jb_page *page, jb_meanings_list *fonts, uint64_t *left,
                  jb_page_said *out)
{
    speech *s = JB_NEW(check->arena, speech);
    *s = (speech){.check = check, .fonts = fonts, .left = left, .out = out};
    s->marks[0].piece = NONE;
    read_stream(s, jb_check_page_content(check, page, false), page->resources, 0);
}
