/* Content streams: where glyphs go, exactly and in few bytes.
 *
 * Glyphs on one baseline in one font are one TJ. The viewer moves on by the width in the font plus
 * Tc plus the numbers of TJ; we keep the same sum exactly, in millionths of a milli-point, and put
 * a number in only where the next glyph would be off. So nothing accumulates: no glyph is as much
 * as a milli-point from its place. A uniform tracking becomes Tc, and needs no numbers at all. */
#include "writer.h"

#include <stdlib.h>

enum {
    UNITS = 1000000, /* of the exact sum in a milli-point: size x thousandths x thousandths */
    TOLERANCE = UNITS * 9 / 10,
    NUMBER_COST = 6,   /* bytes: `)-12.3(` less what deflate makes of it, roughly */
    TRACKING_COST = 8 /* `.043 Tc\n` */
};

typedef struct shown {
    uint16_t code;
    uint16_t advance; /* thousandths of an em: its width; down a column one em */
    jb_len along;     /* the line: x; y downwards in a column */
} shown;

typedef JB_VEC(shown) shown_list;

/* So many glyphs of a segment need this tracking behind them. */
typedef struct need {
    jb_len tracking;
    uint32_t glyphs;
} need;

/* What all glyphs of a segment share. */
typedef struct look {
    uint32_t resource;
    jb_len size, stroke;
    jb_len across;  /* where the line is: y; x in a column */
    jb_color color;
    uint32_t mark;
    jb_stand stand; /* level, upright, turned or diagonal */
    uint8_t narrow;
} look;

typedef struct pen {
    jb_arena *arena;
    const jb_pdf_job *job;
    const uint32_t *tags; /* of the page's marked content, by MCID */
    jb_len height;   /* of the page: our y grows downwards, PDF's upwards */
    bool readable;   /* strings in hex */
    jb_buf out;
    /* the segment being collected */
    look look;
    shown_list segment;
    jb_buf body;             /* of the TJ being made */
    JB_VEC(need) needs;
    /* graphics state as the stream has set it */
    jb_color fill, stroke;
    bool failed; /* a glyph has no outline */
    bool overprint, stroked, in_text, round;
    uint32_t mark;
    jb_len line_width, size, tracking;
    uint32_t resource;
    /* the text line: its start, and how far the viewer is from there */
    bool on_line;
    jb_stand stand;
    uint8_t narrow;
    jb_len line_along, line_across;
    jb_len line_x, line_y; /* what Td counts from, in PDF's directions */
    int64_t at;
    struct pen *outer; /* of a cell: the sheet's, as it was */
} pen;

static void say(pen *p, const char *words)
{
    jb_buf_add(p->arena, &p->out, jb_str_make(words));
}

/* The number and a space behind it. */
static void say_number(pen *p, int64_t milli)
{
    jb_pdf_add_number(p->arena, &p->out, milli);
    say(p, " ");
}

/* ---- state ---------------------------------------------------------------------------------- */

static void end_text(pen *p)
{
    if (p->in_text)
        say(p, "ET\n");
    p->in_text = false;
}

/* Marked content and text objects may not cross (ISO 32000-1 14.6.1). */
static void set_mark(pen *p, uint32_t mark)
{
    if (p->mark == mark)
        return;
    end_text(p);
    if (p->mark != JB_PDF_UNMARKED)
        say(p, "EMC\n");
    p->mark = mark;
    if (mark == JB_PDF_ARTIFACT) {
        say(p, "/Artifact BMC\n");
    } else if (mark != JB_PDF_UNMARKED) {
        const jb_tag *tag = &p->job->tags->tags.at[p->tags[mark - 1]];
        jb_buf_printf(p->arena, &p->out, "/%s <</MCID %u>> BDC\n", jb_tag_name(tag->kind),
                      mark - 1);
    }
}

static void set_color(pen *p, jb_color color)
{
    if (!jb_pdf_same_color(p->fill, color))
        jb_pdf_add_color(p->job, &p->out, color, false);
    p->fill = color;
    if (p->overprint != color.overprint)
        say(p, color.overprint ? "/Over gs\n" : "/Knock gs\n");
    p->overprint = color.overprint;
}

/* How the next path or outline is stroked. Round joins, as mitres spike at sharp corners. */
static void set_pen(pen *p, jb_color color, jb_len width)
{
    if (!jb_pdf_same_color(p->stroke, color))
        jb_pdf_add_color(p->job, &p->out, color, true);
    p->stroke = color;
    if (!p->round)
        say(p, "1 j\n");
    p->round = true;
    if (p->line_width != width) {
        say_number(p, width);
        say(p, "w\n");
    }
    p->line_width = width;
}

/* Bold without a bold face: the outline stroked in the colour that fills it. */
static void set_stroke(pen *p, jb_color color, jb_len width)
{
    if (p->stroked != (width > 0))
        say(p, width > 0 ? "2 Tr\n" : "0 Tr\n");
    p->stroked = width > 0;
    if (width > 0)
        set_pen(p, color, width);
}

static void set_font(pen *p, uint32_t resource, jb_len size)
{
    if (p->resource == resource && p->size == size)
        return;
    jb_buf_printf(p->arena, &p->out, "/F%u ", resource);
    say_number(p, size);
    say(p, "Tf\n");
    p->resource = resource;
    p->size = size;
}

static void set_narrow(pen *p, uint8_t percent)
{
    if (p->narrow == percent)
        return;
    jb_buf_printf(p->arena, &p->out, "%d Tz\n", percent ? percent : 100);
    p->narrow = percent;
}

/* ---- tracking ------------------------------------------------------------------------------- */

/* Down a column what Tc and TJ say moves against the text's way (ISO 32000-1 9.4.4). */
static bool is_down(const pen *p)
{
    return p->look.stand == JB_STAND_UPRIGHT;
}

/* Each line has a few; of many the first are counted. */
static void count_needs(pen *p)
{
    enum { NEEDS_MOST = 64 };
    const shown_list *s = &p->segment;
    p->needs.len = 0;
    for (uint32_t i = 0; i + 1 < s->len; i++) {
        jb_len tracking = (jb_len)(s->at[i + 1].along - s->at[i].along -
                                   jb_div_round((int64_t)p->look.size * s->at[i].advance, 1000));
        uint32_t k = 0;
        while (k < p->needs.len && p->needs.at[k].tracking != tracking)
            k++;
        if (k == NEEDS_MOST)
            continue;
        if (k == p->needs.len)
            *jb_push(p->arena, &p->needs) = (need){tracking, 0};
        p->needs.at[k].glyphs++;
    }
}

/* Sets Tc to what most of the segment's glyphs need, if that saves bytes over leaving it. */
static void set_tracking(pen *p)
{
    const shown_list *s = &p->segment;
    if (s->len < 2 || p->look.narrow)
        return;
    jb_len set = is_down(p) ? -p->tracking : p->tracking;
    count_needs(p);
    need best = {set, 0};
    uint32_t now = 0;
    for (uint32_t i = 0; i < p->needs.len; i++) {
        const need *n = &p->needs.at[i];
        if (n->glyphs > best.glyphs || (n->glyphs == best.glyphs && n->tracking < best.tracking))
            best = *n;
        now += n->tracking == set ? n->glyphs : 0;
    }
    if ((best.glyphs - now) * NUMBER_COST <= TRACKING_COST)
        return;
    p->tracking = is_down(p) ? -best.tracking : best.tracking;
    say_number(p, p->tracking);
    say(p, "Tc\n");
}

/* ---- showing -------------------------------------------------------------------------------- */

/* The number of TJ, in thousandths of its thousandths of an em, that moves on by `way` (in units):
 * the one with the fewest decimals that comes near enough. */
static int64_t adjustment(int64_t way, jb_len size)
{
    int64_t number = 0;
    for (int64_t step = 1000; step > 0; step /= 10) {
        number = -jb_div_round(way, size * step) * step;
        int64_t miss = way + number * size;
        if (miss <= TOLERANCE && miss >= -TOLERANCE)
            break;
    }
    return number;
}

static void add_code(pen *p, uint16_t code)
{
    if (p->readable) {
        jb_pdf_add_hex(p->arena, &p->body, code, 4);
        return;
    }
    char bytes[4];
    size_t n = 0;
    for (int i = 0; i < 2; i++) {
        char byte = (char)(i ? code & 0xFF : code >> 8);
        if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r')
            bytes[n++] = '\\'; /* a bare CR would be read as LF (ISO 32000-1 7.3.4.2) */
        bytes[n++] = byte == '\r' ? 'r' : byte;
    }
    jb_buf_add(p->arena, &p->body, (jb_str){bytes, n});
}

static void show_segment(pen *p)
{
    const int64_t tracking = is_down(p) ? -p->tracking : p->tracking;
    const int64_t narrow = p->look.narrow ? p->look.narrow : 100;
    const jb_str open = p->readable ? JB_STR("<") : JB_STR("(");
    const jb_str close = p->readable ? JB_STR(">") : JB_STR(")");
    bool in_string = false, adjusted = false;
    p->body.len = 0;
    for (uint32_t i = 0; i < p->segment.len; i++) {
        const shown *s = &p->segment.at[i];
        int64_t way = (int64_t)(s->along - p->line_along) * UNITS - p->at;
        if (way > TOLERANCE || way < -TOLERANCE) {
            int64_t number = adjustment(way * 100 / narrow, p->look.size);
            if (in_string)
                jb_buf_add(p->arena, &p->body, close);
            jb_pdf_add_number(p->arena, &p->body, is_down(p) ? -number : number);
            p->at -= number * p->look.size * narrow / 100;
            in_string = false;
            adjusted = true;
        }
        if (!in_string)
            jb_buf_add(p->arena, &p->body, open);
        in_string = true;
        add_code(p, s->code);
        p->at += ((int64_t)p->look.size * s->advance * 1000 + tracking * UNITS) * narrow / 100;
    }
    say(p, adjusted ? "[" : "");
    jb_buf_add(p->arena, &p->out, jb_buf_str(&p->body));
    jb_buf_add(p->arena, &p->out, close);
    say(p, adjusted ? "]TJ\n" : "Tj\n");
}

/* The matrix of a line that is not level: sine and cosine. It lasts as long as its text object. */
static const char *matrix_of(jb_stand stand)
{
    switch (stand) {
    case JB_STAND_TURNED:
        return "0 -1 1 0 ";
    case JB_STAND_DIAGONAL: /* of 45 degrees */
        return ".707 .707 -.707 .707 ";
    case JB_STAND_LEVEL:
    case JB_STAND_UPRIGHT:
    case JB_STAND_ACROSS:
        break;
    }
    return NULL;
}

/* A baseline that is not the line's own needs a new line; on it, TJ goes on from where it was. */
static void go_to_line(pen *p)
{
    const look *to = &p->look;
    const char *matrix = matrix_of(to->stand);
    bool same = p->on_line && p->stand == to->stand && p->line_across == to->across;
    if (p->in_text && same && to->stand != JB_STAND_DIAGONAL)
        return;
    if (matrix || matrix_of(p->stand))
        end_text(p);
    if (!p->in_text) {
        say(p, "BT\n");
        p->in_text = true;
        p->line_x = p->line_y = 0;
    }
    jb_len along = p->segment.at[0].along;
    bool column = to->stand == JB_STAND_UPRIGHT || to->stand == JB_STAND_TURNED;
    jb_len x = column ? to->across : along, y = p->height - (column ? along : to->across);
    say(p, matrix ? matrix : "");
    say_number(p, matrix ? x : x - p->line_x);
    say_number(p, matrix ? y : y - p->line_y);
    say(p, matrix ? "Tm\n" : "Td\n");
    p->on_line = true;
    p->stand = to->stand;
    p->line_along = along;
    p->line_across = to->across;
    p->line_x = x;
    p->line_y = y;
    p->at = 0;
}

static void flush(pen *p)
{
    if (p->segment.len == 0)
        return;
    set_mark(p, p->look.mark);
    set_color(p, p->look.color);
    go_to_line(p);
    set_font(p, p->look.resource, p->look.size);
    set_stroke(p, p->look.color, p->look.stroke);
    set_narrow(p, p->look.narrow);
    set_tracking(p);
    show_segment(p);
    p->segment.len = 0;
}

static bool same_look(const look *a, const look *b)
{
    return a->resource == b->resource && a->size == b->size && a->across == b->across &&
           a->stand == b->stand && a->narrow == b->narrow &&
           a->mark == b->mark && a->stroke == b->stroke &&
           a->color.overprint == b->color.overprint && jb_pdf_same_color(a->color, b->color);
}

/* Where PDF has the glyph begin. In a column that is above its middle: the position vector that a
 * CIDFont has unless it says otherwise (ISO 32000-1 9.7.4.3, DW2). */
static shown show(const jb_pdf_op *op, const jb_pdf_use *use, const jb_item_glyph *glyph,
                  jb_len *across)
{
    const int down = 1000, above = 880;
    if (op->stand == JB_STAND_UPRIGHT) {
        *across = glyph->x + (jb_len)jb_div_round((int64_t)op->size * use->width, 2000);
        return (shown){use->code, down, glyph->y - jb_len_share(op->size, above)};
    }
    bool turned = op->stand == JB_STAND_TURNED;
    *across = turned ? glyph->x : glyph->y;
    return (shown){use->code, use->width, turned ? glyph->y : glyph->x};
}

static void add_glyphs(pen *p, const jb_pdf_op *op)
{
    const jb_pdf_font *font = &p->job->fonts.at[op->font];
    look wanted = {.size = op->size,
                   .color = op->color,
                   .mark = op->mark,
                   .stroke = op->stroke,
                   .stand = op->stand,
                   .narrow = op->narrow};
    for (uint32_t i = 0; i < op->len; i++) {
        const jb_pdf_use *use = &font->uses.at[op->uses[i]];
        shown glyph = show(op, use, &op->glyphs[i], &wanted.across);
        wanted.resource = font->resource + use->layer;
        if (p->segment.len && !same_look(&p->look, &wanted))
            flush(p);
        p->look = wanted;
        *jb_push(p->arena, &p->segment) = glyph;
    }
}

/* ---- text as paths -------------------------------------------------------------------------- */

/* What turns a glyph that does not stand level; then comes its place. */
static const char *turn_of(const jb_pdf_op *op)
{
    const char *turned = matrix_of(op->stand);
    return turned ? turned : "1 0 0 1 ";
}

/* The first of a diagonal line stands at its place, the others go on from it (jb_item.stand). */
static jb_point place_of(const jb_pdf_op *op, uint32_t i)
{
    jb_point at = {op->glyphs[i].x, op->glyphs[i].y};
    if (op->stand == JB_STAND_DIAGONAL) {
        jb_len way = jb_len_share(at.x - op->glyphs[0].x, 707);
        at = (jb_point){op->glyphs[0].x + way, op->glyphs[0].y - way};
    }
    return at;
}

static void add_paths(pen *p, const jb_pdf_op *op)
{
    const jb_face *face = p->job->fonts.at[op->font].face;
    flush(p);
    set_mark(p, op->mark);
    set_color(p, op->color);
    if (op->stroke)
        set_pen(p, op->color, op->stroke);
    for (uint32_t i = 0; i < op->len; i++) {
        jb_buf path = {0};
        if (!jb_pdf_add_glyph(p->arena, &path, face, op->glyphs[i].id, op->size))
            p->failed = true;
        if (path.len == 0)
            continue; /* a space */
        jb_point at = place_of(op, i);
        say(p, "q ");
        if (op->narrow) {
            say_number(p, op->narrow * 10);
            say(p, "0 0 1 ");
        } else {
            say(p, turn_of(op));
        }
        say_number(p, at.x);
        say_number(p, p->height - at.y);
        say(p, "cm\n");
        jb_buf_add(p->arena, &p->out, jb_buf_str(&path));
        say(p, op->stroke ? "b Q\n" : "f Q\n");
    }
}

/* ---- rules and images ----------------------------------------------------------------------- */

static void add_rule(pen *p, const jb_pdf_op *op)
{
    flush(p);
    set_mark(p, op->mark);
    end_text(p);
    set_color(p, op->color);
    if (op->shape == JB_RULE_WAVE) {
        jb_len thick = jb_pdf_wave_thickness(op->rect);
        set_pen(p, op->color, thick);
        jb_pdf_add_wave(p->arena, &p->out, op->rect, p->height);
        return;
    }
    if (op->shape == JB_RULE_DOT) {
        jb_pdf_add_circle(p->arena, &p->out, op->rect, p->height);
        say(p, "f\n");
        return;
    }
    if (op->shape == JB_RULE_RING) {
        set_pen(p, op->color, jb_pdf_ring_thickness(op->rect));
        jb_pdf_add_circle(p->arena, &p->out, op->rect, p->height);
        say(p, "s\n");
        return;
    }
    say_number(p, op->rect.x);
    say_number(p, p->height - op->rect.y - op->rect.height);
    say_number(p, op->rect.width);
    say_number(p, op->rect.height);
    say(p, "re f\n");
}

static void add_image(pen *p, const jb_pdf_op *op)
{
    const jb_color black = {.space = JB_CMYK, .value = {0, 0, 0, 1000}, .overprint = true};
    flush(p);
    set_mark(p, op->mark);
    end_text(p);
    if (p->job->images.at[op->image]->mask) /* lines are black as text is */
        set_color(p, black);
    bool alone = op->mark == JB_PDF_UNMARKED && op->alt.len; /* no tag says what it shows */
    if (alone) {
        say(p, "/Figure <</Alt <FEFF");
        jb_pdf_add_utf16(p->arena, &p->out, op->alt);
        say(p, ">>> BDC\n");
    }
    say(p, "q ");
    say_number(p, op->rect.width);
    say(p, "0 0 ");
    say_number(p, op->rect.height);
    say_number(p, op->rect.x);
    say_number(p, p->height - op->rect.y - op->rect.height);
    jb_buf_printf(p->arena, &p->out, "cm /I%u Do Q\n", op->image + 1);
    if (alone)
        say(p, "EMC\n");
}

/* ---- cells of a sheet ------------------------------------------------------------------------ */

/* Nothing was painted on the sheet before its cells: each starts with the state of a new page, and
 * leaves it as it was. A page is shown once: a form would only be one more thing to read. */
static void enter_cell(pen *p, const jb_pdf_op *op)
{
    const jb_rect *show = &op->cell.show;
    pen *outer = JB_NEW(p->arena, pen);
    *outer = *p;
    say(p, "q ");
    say_number(p, show->x);
    say_number(p, p->height - show->y - show->height);
    say_number(p, show->width);
    say_number(p, show->height);
    say(p, "re W n 1 0 0 1 ");
    say_number(p, op->cell.at.x);
    say_number(p, p->height - op->cell.at.y - op->height);
    say(p, "cm\n");
    p->height = op->height;
    p->outer = outer;
}

static void end_content(pen *p)
{
    flush(p);
    set_mark(p, JB_PDF_UNMARKED);
    end_text(p);
}

static void leave_cell(pen *p)
{
    pen *outer = p->outer;
    end_content(p);
    say(p, "Q\n");
    outer->out = p->out;
    outer->segment = p->segment;
    outer->body = p->body;
    outer->needs.at = p->needs.at;
    outer->needs.cap = p->needs.cap;
    outer->failed = p->failed;
    *p = *outer;
}

jb_str jb_pdf_content(const jb_pdf_job *job, const jb_pdf_page *page, bool readable, bool *good)
{
    /* a page starts with black fill and stroke, Tc 0, Tr 0, mitre joins (ISO 32000-1 8.4.1) */
    const jb_medium *medium = &page->medium;
    pen p = {.arena = job->arena, .job = job, .height = medium->height, .readable = readable};
    p.tags = page->marks ? job->marks.at + page->mark : NULL;
    jb_len right = medium->room.x + medium->shift.x, up = medium->room.y - medium->shift.y;
    if (page->ops && (right || up)) {
        say(&p, "1 0 0 1 ");
        say_number(&p, right);
        say_number(&p, up);
        say(&p, "cm\n");
    }
    for (uint32_t i = page->op; i < page->op + page->ops; i++) {
        const jb_pdf_op *op = &job->ops.at[i];
        switch (op->kind) {
        case JB_PDF_GLYPHS:
            if (op->uses)
                add_glyphs(&p, op);
            else
                add_paths(&p, op);
            break;
        case JB_PDF_RULE:
            add_rule(&p, op);
            break;
        case JB_PDF_IMAGE:
            add_image(&p, op);
            break;
        case JB_PDF_ENTER:
            enter_cell(&p, op);
            break;
        case JB_PDF_LEAVE:
            leave_cell(&p);
            break;
        }
    }
    end_content(&p);
    *good = !p.failed;
    return jb_buf_str(&p.out);
}
