/* Text (ISO 32000-1 9.3, 9.4). */
#include <math.h>

#include "reader.h"

/* Of an em: where the ideographic em box stands on the baseline. What a glyph inks is within. */
static const double ascent = .88, descent = -.12;

void jb_op_begin_text(jb_reader *r)
{
    r->where = JB_IN_TEXT;
    r->marked_text = 0;
    r->text = r->line = (jb_matrix){1, 0, 0, 1, 0, 0};
}

void jb_op_font(jb_reader *r)
{
    const jb_resource *found = jb_reader_find(r, JB_RESOURCE_FONT, r->operands[0].token.text);
    r->now->text.font = found ? found->font : NULL;
    r->now->text.size = jb_number_at(r, 1);
    if (found && found->font->drawn)
        jb_reader_look_at_glyphs(r, found->font->drawn);
}

void jb_op_spacing(jb_reader *r)
{
    r->now->text.spacing = jb_number_at(r, 0);
}

void jb_op_word_spacing(jb_reader *r)
{
    r->now->text.word_spacing = jb_number_at(r, 0);
}

void jb_op_scale(jb_reader *r)
{
    r->now->text.scale = jb_number_at(r, 0) / 100;
}

void jb_op_leading(jb_reader *r)
{
    r->now->text.leading = jb_number_at(r, 0);
}

void jb_op_rise(jb_reader *r)
{
    r->now->text.rise = jb_number_at(r, 0);
}

void jb_op_mode(jb_reader *r)
{
    double mode = jb_number_at(r, 0);
    if (mode >= 0 && mode <= 7 && mode == floor(mode))
        r->now->text.mode = (int)mode;
    else
        jb_reader_breach(r, JB_RULE_CONTENT_OPERANDS, r->word);
}

/* ---- where ---------------------------------------------------------------------------------- */

static void go(jb_reader *r, double x, double y)
{
    jb_matrix by = {1, 0, 0, 1, x, y};
    r->text = r->line = jb_matrix_join(&by, &r->line);
}

void jb_op_text_move(jb_reader *r)
{
    go(r, jb_number_at(r, 0), jb_number_at(r, 1));
}

void jb_op_text_move_leading(jb_reader *r)
{
    r->now->text.leading = -jb_number_at(r, 1);
    jb_op_text_move(r);
}

void jb_op_text_matrix(jb_reader *r)
{
    r->text = r->line =
        (jb_matrix){jb_number_at(r, 0), jb_number_at(r, 1), jb_number_at(r, 2),
                    jb_number_at(r, 3), jb_number_at(r, 4), jb_number_at(r, 5)};
}

void jb_op_text_next(jb_reader *r)
{
    go(r, 0, -r->now->text.leading);
}

/* ---- showing -------------------------------------------------------------------------------- */

/* A show operator's way: along the line, in text space before Tz. */
typedef struct way {
    double at;           /* where the next glyph begins */
    double least, most;  /* what its glyphs cover */
    uint32_t glyphs;
} way;

static void add_glyph(const jb_reader *r, way *run, uint32_t code, bool blank)
{
    const jb_text_state *t = &r->now->text;
    const jb_font_entry *font = t->font;
    double em = font->down ? -1 : 1;
    if (!font->down) {
        uint16_t width = code < font->widths_len ? font->widths[code] : font->width;
        em = width * font->scale;
    }
    double end = run->at + em * t->size;
    run->least = run->glyphs == 0 || run->at < run->least ? run->at : run->least;
    run->most = run->glyphs == 0 || run->at > run->most ? run->at : run->most;
    run->least = end < run->least ? end : run->least;
    run->most = end > run->most ? end : run->most;
    run->at = end + t->spacing + (blank ? t->word_spacing : 0);
    run->glyphs++;
    if (font->shown)
        font->shown[code / 64] |= UINT64_C(1) << code % 64;
    if (font->plain && !jb_reader_is_replaced(r))
        font->plain[code / 64] |= UINT64_C(1) << code % 64;
}

static void add_string(jb_reader *r, way *run, const jb_token *string)
{
    const jb_font_entry *font = r->now->text.font;
    jb_token_bytes bytes = jb_token_bytes_of(string);
    if (string->kind == JB_TOKEN_HEX && string->number != 0)
        jb_reader_breach(r, JB_RULE_CONTENT_HEX, r->word);
    for (int code; (code = jb_token_byte(&bytes)) >= 0;) {
        int low = font->wide ? jb_token_byte(&bytes) : 0;
        if (low < 0) {
            jb_reader_breach(r, JB_RULE_CONTENT_OPERANDS, r->word);
            return;
        }
        if (font->wide)
            add_glyph(r, run, (uint32_t)code << 8 | (uint32_t)low, false);
        else
            add_glyph(r, run, (uint32_t)code, code == ' ');
    }
}

/* The marks of what was shown, and the way that the text goes on from. */
static void end_run(jb_reader *r, const way *run)
{
    jb_graphics *g = r->now;
    const jb_text_state *t = &g->text;
    bool down = t->font->down;
    jb_matrix to = jb_matrix_join(&r->text, &g->ctm);
    jb_mark mark = {.kind = JB_MARK_TEXT,
                    .thin = -1,
                    .font = t->font,
                    .glyphs = run->glyphs,
                    .size = fabs(t->size) * hypot(to.c, to.d)};
    mark.box = down ? jb_matrix_extent(&to, -t->size / 2 * t->scale, run->least + t->rise,
                                    t->size / 2 * t->scale, run->most + t->rise)
                    : jb_matrix_extent(&to, run->least * t->scale, t->rise + descent * t->size,
                                    run->most * t->scale, t->rise + ascent * t->size);
    const int mode = t->mode & 3; /* 4 to 7 are the same, and clip */
    jb_paint fill = g->fill;
    if (t->font->drawn)
        jb_tints_join(&fill.tints, &t->font->drawn->ink);
    if (run->glyphs && (mode == 0 || mode == 2))
        jb_reader_mark(r, &mark, &fill);
    if (run->glyphs && mode == 2) {
        jb_mark bold = mark;
        bold.glyphs = 0; /* they were counted */
        jb_reader_mark(r, &bold, &g->stroke);
    }
    if (run->glyphs && mode == 3) /* not painted, but text: what a scan says */
        jb_reader_shows(r, "text");
    if (run->glyphs && mode == 1) {
        mark.thin = g->line_width * jb_matrix_least(&g->ctm);
        jb_reader_mark(r, &mark, &g->stroke);
    }
    jb_matrix by = {1, 0, 0, 1, down ? 0 : run->at * t->scale, down ? run->at : 0};
    r->text = jb_matrix_join(&by, &r->text);
}

static bool has_font(jb_reader *r)
{
    if (!r->now->text.font)
        jb_reader_breach(r, JB_RULE_CONTENT_RESOURCE, r->word);
    return r->now->text.font;
}

static void show_string(jb_reader *r, const jb_token *string)
{
    way run = {0};
    if (!has_font(r))
        return;
    add_string(r, &run, string);
    end_run(r, &run);
}

void jb_op_show(jb_reader *r)
{
    show_string(r, &r->operands[0].token);
}

void jb_op_show_next(jb_reader *r)
{
    jb_op_text_next(r);
    show_string(r, &r->operands[0].token);
}

void jb_op_show_spaced(jb_reader *r)
{
    r->now->text.word_spacing = jb_number_at(r, 0);
    r->now->text.spacing = jb_number_at(r, 1);
    jb_op_text_next(r);
    show_string(r, &r->operands[2].token);
}

void jb_op_show_array(jb_reader *r)
{
    const jb_operand *array = &r->operands[0];
    way run = {0};
    if (!has_font(r))
        return;
    for (uint32_t i = array->first; i < array->first + array->len; i++) {
        const jb_token *token = &r->elements.at[i];
        if (token->kind == JB_TOKEN_NUMBER)
            run.at -= token->number / 1000 * r->now->text.size;
        else if (token->kind == JB_TOKEN_STRING || token->kind == JB_TOKEN_HEX)
            add_string(r, &run, token);
        else
            jb_reader_breach(r, JB_RULE_CONTENT_OPERANDS, r->word);
    }
    end_run(r, &run);
}
