#include "cff.h"

/* ---- bytes, which may end anywhere ---------------------------------------------------------- */

static uint32_t number(jb_str s, size_t at, size_t bytes)
{
    uint32_t value = 0;
    for (size_t i = 0; i < bytes; i++)
        value = value << 8 | (at + i < s.len ? (uint8_t)s.at[at + i] : 0);
    return value;
}

/* An INDEX: count, offset size, offsets, data. */
typedef struct list {
    jb_str file;
    size_t offsets, data, end;
    uint32_t count, size;
} list;

static list read_list(jb_str file, size_t at)
{
    list l = {.file = file, .count = number(file, at, 2), .size = number(file, at + 2, 1)};
    l.offsets = at + 3;
    l.data = l.offsets + (size_t)(l.count + 1) * l.size - 1;
    bool good = l.count && l.size >= 1 && l.size <= 4 && l.data < file.len;
    l.end = good ? l.data + number(file, l.offsets + (size_t)l.count * l.size, l.size) : at + 2;
    if (!good || l.end > file.len)
        l.count = 0;
    return l;
}

static jb_str item(const list *l, uint32_t i)
{
    if (i >= l->count)
        return (jb_str){0};
    size_t from = number(l->file, l->offsets + (size_t)i * l->size, l->size);
    size_t to = number(l->file, l->offsets + (size_t)(i + 1) * l->size, l->size);
    return jb_str_cut(l->file, l->data + from, l->data + to);
}

/* ---- DICTs --------------------------------------------------------------------------------- */

enum { CHARSET = 15, CHARSTRINGS = 17, PRIVATE = 18, DEFAULT_WIDTH = 20, NOMINAL_WIDTH = 21 };
enum { ESCAPE = 12, ROS = 1230, FD_ARRAY = 1236, FD_SELECT = 1237, MATRIX = 1207 };

/* Behind an integer operand whose first byte is b; reals are skipped and are 0. */
static bool read_operand(jb_str s, size_t *at, uint8_t b, int32_t *out)
{
    *out = 0;
    if (b >= 32 && b <= 246) {
        *out = b - 139;
    } else if (b >= 247 && b <= 250) {
        *out = (b - 247) * 256 + (int32_t)number(s, (*at)++, 1) + 108;
    } else if (b >= 251 && b <= 254) {
        *out = -(b - 251) * 256 - (int32_t)number(s, (*at)++, 1) - 108;
    } else if (b == 28) {
        *out = (int16_t)number(s, *at, 2);
        *at += 2;
    } else if (b == 29) {
        *out = (int32_t)number(s, *at, 4);
        *at += 4;
    } else if (b == 30) {
        for (uint32_t pair = 0; (pair & 15) != 15 && pair >> 4 != 15 && *at < s.len;)
            pair = number(s, (*at)++, 1);
    } else {
        return false;
    }
    return true;
}

/* The last two operands of the operator; false when it is not there. */
static bool find(jb_str dict, int wanted, int32_t out[2])
{
    int32_t value;
    out[0] = out[1] = 0;
    for (size_t at = 0; at < dict.len;) {
        uint8_t b = (uint8_t)dict.at[at++];
        if (read_operand(dict, &at, b, &value)) {
            out[0] = out[1];
            out[1] = value;
            continue;
        }
        int found = b == ESCAPE ? ESCAPE * 100 + (int)number(dict, at++, 1) : b;
        if (found == wanted)
            return true;
        out[0] = out[1] = 0;
    }
    return false;
}

/* ---- charstrings ---------------------------------------------------------------------------- */

typedef struct private_dict {
    int32_t usual, nominal;
} private_dict;

/* An operator that clears the stack takes this many operands; one more is the width. */
static bool has_width(uint8_t op, int operands, bool *known)
{
    *known = true;
    switch (op) {
    case 1:
    case 3:
    case 18:
    case 19:
    case 20:
    case 23:
        return operands % 2 == 1; /* hints */
    case 21:
        return operands > 2; /* rmoveto */
    case 4:
    case 22:
        return operands > 1; /* vmoveto, hmoveto */
    case 14:
        return operands == 1 || operands == 5; /* endchar */
    default:
        *known = false;
        return false;
    }
}

/* Type 2 (Adobe TN 5177 3.1): the width stands before the operands of the first operator. */
static jb_width width_of(jb_str code, const private_dict *p)
{
    enum { STACK = 48 };
    int32_t first = 0, value;
    int operands = 0;
    for (size_t at = 0; at < code.len && operands <= STACK; operands++) {
        uint8_t b = (uint8_t)code.at[at++];
        if (b == 255) {
            value = (int32_t)number(code, at, 4) / 65536;
            at += 4;
        } else if (b == 29 || b == 30 || !read_operand(code, &at, b, &value)) {
            bool known, there = has_width(b, operands, &known);
            return (jb_width){known, (int16_t)(there ? (int64_t)p->nominal + first : p->usual)};
        }
        first = operands ? first : value;
    }
    return (jb_width){0};
}

/* ---- CID-keyed programs --------------------------------------------------------------------- */

typedef struct program {
    jb_str file;
    list charstrings;
    bool keyed;
    size_t charset, select;
    list dicts; /* FDArray */
    private_dict single;
} program;

static private_dict read_private(jb_str file, jb_str dict)
{
    int32_t at[2], value[2];
    private_dict p = {0};
    if (!find(dict, PRIVATE, at) || at[0] < 0 || at[1] < 0)
        return p;
    jb_str private = jb_str_cut(file, (size_t)at[1], (size_t)at[1] + (size_t)at[0]);
    p.usual = find(private, DEFAULT_WIDTH, value) ? value[1] : 0;
    p.nominal = find(private, NOMINAL_WIDTH, value) ? value[1] : 0;
    return p;
}

/* Which of FDArray: formats 0 and 3. */
static uint32_t select_dict(const program *p, uint32_t glyph)
{
    uint32_t format = number(p->file, p->select, 1);
    if (format == 0)
        return number(p->file, p->select + 1 + glyph, 1);
    uint32_t low = 0, high = number(p->file, p->select + 1, 2);
    while (format == 3 && low + 1 < high) {
        uint32_t middle = (low + high) / 2;
        if (number(p->file, p->select + 3 + (size_t)middle * 3, 2) <= glyph)
            low = middle;
        else
            high = middle;
    }
    return number(p->file, p->select + 3 + (size_t)low * 3 + 2, 1);
}

static jb_width glyph_width(const program *p, const private_dict *dicts, uint32_t glyph)
{
    uint32_t dict = p->keyed ? select_dict(p, glyph) : 0;
    const private_dict *private = !p->keyed               ? &p->single
                                  : dict < p->dicts.count ? &dicts[dict]
                                                          : NULL;
    return private ? width_of(item(&p->charstrings, glyph), private) : (jb_width){0};
}

/* Glyphs in the order of their charset: formats 0, 1 and 2. */
static void read_charset(const program *p, const private_dict *dicts, jb_program_widths *out)
{
    uint32_t format = number(p->file, p->charset, 1), glyph = 1;
    size_t at = p->charset + 1, left = format == 1 ? 1 : 2;
    out->at[0] = glyph_width(p, dicts, 0);
    while (glyph < p->charstrings.count && at < p->file.len) {
        uint32_t cid = number(p->file, at, 2), more = format ? number(p->file, at + 2, left) : 0;
        at += format ? 2 + left : 2;
        for (uint32_t i = 0; i <= more && glyph < p->charstrings.count; i++, glyph++)
            if (cid + i < out->len)
                out->at[cid + i] = glyph_width(p, dicts, glyph);
    }
}

static void make_room(jb_arena *arena, jb_program_widths *out, uint32_t n)
{
    out->len = n;
    out->at = JB_NEW_ARRAY(arena, jb_width, n);
}

static bool read_program(jb_str cff, program *p)
{
    int32_t at[2];
    list names = read_list(cff, number(cff, 2, 1)), tops = read_list(cff, names.end);
    jb_str top = item(&tops, 0);
    *p = (program){.file = cff};
    if (!find(top, CHARSTRINGS, at) || at[1] <= 0 || find(top, MATRIX, at))
        return false; /* another em than 1000 is not met in CFF */
    find(top, CHARSTRINGS, at);
    p->charstrings = read_list(cff, (size_t)at[1]);
    p->keyed = find(top, ROS, at);
    p->single = read_private(cff, top);
    if (!p->keyed)
        return p->charstrings.count > 0;
    p->charset = find(top, CHARSET, at) && at[1] > 2 ? (size_t)at[1] : 0;
    p->select = find(top, FD_SELECT, at) && at[1] > 0 ? (size_t)at[1] : 0;
    p->dicts = find(top, FD_ARRAY, at) && at[1] > 0 ? read_list(cff, (size_t)at[1]) : (list){0};
    return p->charstrings.count && p->charset && p->select && p->dicts.count;
}

bool jb_cff_widths(jb_arena *arena, jb_str cff, jb_program_widths *out)
{
    program p;
    if (!read_program(cff, &p))
        return false;
    private_dict *dicts = JB_NEW_ARRAY(arena, private_dict, p.dicts.count + 1);
    for (uint32_t i = 0; i < p.dicts.count; i++)
        dicts[i] = read_private(cff, item(&p.dicts, i));
    make_room(arena, out, p.keyed ? JB_GLYPHS_MOST : p.charstrings.count);
    if (p.keyed)
        read_charset(&p, dicts, out);
    for (uint32_t i = 0; !p.keyed && i < out->len; i++)
        out->at[i] = glyph_width(&p, dicts, i);
    return true;
}

/* ---- sfnt ----------------------------------------------------------------------------------- */

static jb_str find_table(jb_str sfnt, const char *tag)
{
    uint32_t n = number(sfnt, 4, 2);
    for (uint32_t i = 0; i < n; i++) {
        size_t row = 12 + (size_t)i * 16;
        size_t at = number(sfnt, row + 8, 4);
        if (jb_str_equal(jb_str_cut(sfnt, row, row + 4), jb_str_make(tag)))
            return jb_str_cut(sfnt, at, at + number(sfnt, row + 12, 4));
    }
    return (jb_str){0};
}

bool jb_sfnt_widths(jb_arena *arena, jb_str sfnt, jb_program_widths *out)
{
    jb_str head = find_table(sfnt, "head"), hhea = find_table(sfnt, "hhea");
    jb_str hmtx = find_table(sfnt, "hmtx"), maxp = find_table(sfnt, "maxp");
    uint32_t em = number(head, 18, 2), metrics = number(hhea, 34, 2), n = number(maxp, 4, 2);
    if (!em || !metrics || hmtx.len < (size_t)metrics * 4)
        return false;
    make_room(arena, out, n > metrics ? n : metrics);
    for (uint32_t i = 0; i < out->len; i++) {
        uint32_t row = i < metrics ? i : metrics - 1;
        out->at[i] =
            (jb_width){true, (int16_t)((number(hmtx, (size_t)row * 4, 2) * 1000 + em / 2) / em)};
    }
    return true;
}
