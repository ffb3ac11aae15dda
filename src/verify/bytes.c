/* How a PDF/A is written down, byte by byte: objects, streams, strings and the cross-reference
 * table stand as ISO 19005-1 6.1.4 to 6.1.8 (ISO 19005-2 6.1.4 to 6.1.9) say, so that the plainest
 * of readers finds them. The file is read from its beginning to its end, as it was written. */
#include <ctype.h>

#include "parts.h"

typedef struct scan {
    jb_check *check;
    jb_str in;
    size_t at;
    uint32_t object; /* that is being read */
} scan;

static int byte_at(const scan *s, size_t at)
{
    return at < s->in.len ? (unsigned char)s->in.at[at] : -1;
}

static bool is_end_of_line(int c)
{
    return c == '\n' || c == '\r';
}

static bool is_white(int c)
{
    return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool stands(const scan *s, size_t at, jb_str word)
{
    return at <= s->in.len && jb_str_starts(jb_str_cut(s->in, at, s->in.len), word);
}

static void skip_white(scan *s)
{
    for (; s->at < s->in.len; s->at++) {
        if (byte_at(s, s->at) == '%')
            while (s->at < s->in.len && !is_end_of_line(byte_at(s, s->at)))
                s->at++;
        if (s->at < s->in.len && !is_white(byte_at(s, s->at)))
            return;
    }
}

static bool take_number(scan *s, uint64_t *number)
{
    size_t from = s->at;
    *number = 0;
    for (; isdigit(byte_at(s, s->at)) && s->at - from < 12; s->at++)
        *number = *number * 10 + (uint64_t)(byte_at(s, s->at) - '0');
    return s->at > from;
}

static void tell(const scan *s, jb_rule rule, jb_str what)
{
    jb_tell(s->check, rule, JB_ARGS(jb_check_number(s->check, s->object), what));
}

/* ---- objects ------------------------------------------------------------------------------- */

/* "12 0 obj", with any white space between; `spaced`: with one space each, at the beginning of a
 * line. */
static bool take_head(scan *s, bool *spaced)
{
    size_t from = s->at;
    uint64_t number, generation;
    *spaced = from > 0 && is_end_of_line(byte_at(s, from - 1));
    if (!take_number(s, &number))
        return false;
    size_t first = s->at;
    while (is_white(byte_at(s, s->at)))
        s->at++;
    *spaced &= s->at == first + 1;
    if (s->at == first || !take_number(s, &generation))
        return false;
    size_t second = s->at;
    while (is_white(byte_at(s, s->at)))
        s->at++;
    *spaced &= s->at == second + 1;
    if (s->at == second || !stands(s, s->at, JB_STR("obj")))
        return false;
    s->at += 3;
    *spaced &= is_end_of_line(byte_at(s, s->at));
    s->object = (uint32_t)(number > UINT32_MAX ? 0 : number);
    return true;
}

/* The value, of which only a stream's Length is kept. */
static bool take_value(scan *s, jb_obj *length)
{
    jb_arena_mark mark = jb_arena_note(s->check->arena);
    jb_lex lex = {.arena = s->check->arena, .in = s->in, .at = s->at, .refs = true};
    jb_obj value;
    bool good = jb_lex_next(&lex, &value);
    *length = *jb_obj_entry(&value, "Length");
    s->at = lex.at;
    bool odd = lex.odd_hex;
    jb_arena_reset(s->check->arena, mark);
    if (odd)
        jb_tell(s->check, JB_RULE_STRING_HEX, JB_ARGS(jb_check_number(s->check, s->object)));
    return good;
}

/* Behind `data` bytes: an end of line and the keyword. */
static size_t end_of_data(const scan *s, size_t data, bool *parted)
{
    size_t at = data;
    if (byte_at(s, at) == '\r')
        at++;
    if (byte_at(s, at) == '\n')
        at++;
    *parted = at > data;
    return stands(s, at, JB_STR("endstream")) ? at : SIZE_MAX;
}

static void take_stream(scan *s, const jb_obj *length)
{
    const jb_obj *given = jb_door_follow(s->check->door, length);
    bool parted = false;
    s->at += JB_STR("stream").len;
    bool good = byte_at(s, s->at) == '\n' ||
                (byte_at(s, s->at) == '\r' && byte_at(s, s->at + 1) == '\n');
    if (!good)
        tell(s, JB_RULE_STREAM_KEYWORD,
             JB_BOTH("stream 后没有换行", "no line end behind stream"));
    s->at += byte_at(s, s->at) == '\r';
    s->at += byte_at(s, s->at) == '\n';
    int64_t n = jb_obj_integer(given);
    bool within = n >= 0 && (uint64_t)n <= s->in.len - s->at && given->type == JB_OBJ_INT;
    size_t end = within ? end_of_data(s, s->at + (size_t)n, &parted) : SIZE_MAX;
    if (end == SIZE_MAX) {
        tell(s, JB_RULE_STREAM_LENGTH, (jb_str){0});
        size_t found = jb_str_find(jb_str_cut(s->in, s->at, s->in.len), JB_STR("endstream"));
        end = found == SIZE_MAX ? s->in.len : s->at + found;
    } else if (!parted) {
        tell(s, JB_RULE_STREAM_KEYWORD,
             JB_BOTH("endstream 前面没有换行", "no line end before endstream"));
    }
    s->at = end;
    if (stands(s, end, JB_STR("endstream")))
        s->at += JB_STR("endstream").len;
}

static bool take_object(scan *s)
{
    bool spaced;
    jb_obj length;
    size_t from = s->at;
    if (!take_head(s, &spaced)) {
        s->at = from;
        return false;
    }
    if (!take_value(s, &length))
        return true;
    skip_white(s);
    if (stands(s, s->at, JB_STR("stream")))
        take_stream(s, &length);
    skip_white(s);
    if (stands(s, s->at, JB_STR("endobj"))) {
        spaced &= is_end_of_line(byte_at(s, s->at - 1));
        s->at += JB_STR("endobj").len;
        spaced &= is_end_of_line(byte_at(s, s->at));
    }
    if (!spaced)
        jb_tell(s->check, JB_RULE_OBJECT_SPACING, JB_ARGS(jb_check_number(s->check, s->object)));
    return true;
}

/* ---- the cross-reference table ----------------------------------------------------------- */

static bool take_line_end(scan *s)
{
    size_t from = s->at;
    s->at += byte_at(s, s->at) == '\r';
    s->at += byte_at(s, s->at) == '\n';
    return s->at > from;
}

/* "0 12" and its lines of twenty bytes; false: it is no section. */
static bool take_section(scan *s, bool *good)
{
    enum { LINE = 20 };
    size_t from = s->at;
    uint64_t first, count;
    if (!take_number(s, &first)) {
        s->at = from;
        return false;
    }
    *good &= byte_at(s, s->at) == ' ' && isdigit(byte_at(s, s->at + 1));
    while (byte_at(s, s->at) == ' ' || byte_at(s, s->at) == '\t')
        s->at++;
    if (!take_number(s, &count))
        return false;
    while (byte_at(s, s->at) == ' ')
        s->at++;
    *good &= take_line_end(s);
    s->at = count * LINE > s->in.len - s->at ? s->in.len : s->at + (size_t)count * LINE;
    return true;
}

static void take_table(scan *s)
{
    s->at += JB_STR("xref").len;
    bool good = take_line_end(s) && isdigit(byte_at(s, s->at));
    skip_white(s);
    while (take_section(s, &good))
        ;
    if (!good)
        jb_tell(s->check, JB_RULE_XREF_SPACING, JB_NO_ARGS);
}

/* ---- the file ------------------------------------------------------------------------------ */

/* What is none of these is passed over to the next line. */
static void skip_line(scan *s)
{
    while (s->at < s->in.len && !is_end_of_line(byte_at(s, s->at)))
        s->at++;
}

static void take_trailer(scan *s)
{
    jb_obj length;
    s->at += JB_STR("trailer").len;
    s->object = 0;
    take_value(s, &length);
}

void jb_check_bytes(jb_check *check)
{
    scan s = {.check = check, .in = check->bytes};
    if (!jb_rule_holds(JB_RULE_OBJECT_SPACING, check->claims))
        return;
    check->page = 0;
    while (skip_white(&s), s.at < s.in.len) {
        if (stands(&s, s.at, JB_STR("xref")))
            take_table(&s);
        else if (stands(&s, s.at, JB_STR("trailer")))
            take_trailer(&s);
        else if (!take_object(&s))
            skip_line(&s);
    }
}
