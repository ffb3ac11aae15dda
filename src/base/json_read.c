/* JSON as RFC 8259 has it, read into an arena. What others wrote: nested so deep at most, and the
 * first thing that is not JSON makes all of it none. */
#include "json.h"

#include "utf8.h"

enum { DEPTH_MOST = 32 };

typedef struct reader {
    jb_arena *arena;
    jb_str in;
    size_t at;
    bool broken;
} reader;

static const jb_json_value nothing = {.kind = JB_JSON_NOTHING};

static char peek(const reader *r)
{
    return r->at < r->in.len ? r->in.at[r->at] : 0;
}

static void skip_white(reader *r)
{
    while (r->at < r->in.len && strchr(" \t\r\n", peek(r)) && peek(r))
        r->at++;
}

static bool take(reader *r, jb_str word)
{
    bool here = jb_str_starts(jb_str_cut(r->in, r->at, r->in.len), word);
    r->at += here ? word.len : 0;
    return here;
}

static uint32_t read_hex(reader *r)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdef", lower = (char)(peek(r) | 0x20);
        const char *found = peek(r) ? strchr(digits, lower) : NULL;
        r->broken |= !found;
        value = value << 4 | (found ? (uint32_t)(found - digits) : 0);
        r->at++;
    }
    return value;
}

static void read_escape(reader *r, jb_buf *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = peek(r);
    const char *found = c ? strchr(from, c) : NULL;
    r->at++;
    if (found) {
        *jb_push(r->arena, out) = to[found - from];
        return;
    }
    r->broken |= c != 'u';
    uint32_t rune = r->broken ? 0 : read_hex(r);
    if (rune >= 0xD800 && rune < 0xDC00 && take(r, JB_STR("\\u")))
        rune = 0x10000 + ((rune - 0xD800) << 10) + ((read_hex(r) - 0xDC00) & 0x3FF);
    jb_buf_add_rune(r->arena, out, rune >= 0xD800 && rune < 0xE000 ? 0xFFFD : rune);
}

static jb_str read_text(reader *r)
{
    jb_buf out = {0};
    r->broken |= !take(r, JB_STR("\""));
    while (!r->broken && r->at < r->in.len && peek(r) != '"') {
        char c = peek(r);
        r->at++;
        r->broken |= (unsigned char)c < ' ';
        if (c == '\\')
            read_escape(r, &out);
        else
            *jb_push(r->arena, &out) = c;
    }
    r->broken |= !take(r, JB_STR("\""));
    return jb_buf_str(&out);
}

static void read_value(reader *r, jb_json_value *out, int depth);

/* The items of an array or the members of an object, behind its bracket. */
static void read_members(reader *r, jb_json_value *out, char close, int depth)
{
    jb_json_value **next = &out->first;
    skip_white(r);
    if (peek(r) == close) {
        r->at++;
        return;
    }
    while (!r->broken) {
        jb_json_value *value = JB_NEW(r->arena, jb_json_value);
        skip_white(r);
        if (close == '}') {
            value->key = read_text(r);
            skip_white(r);
            r->broken |= !take(r, JB_STR(":"));
        }
        read_value(r, value, depth + 1);
        *next = value;
        next = &value->next;
        skip_white(r);
        if (peek(r) == close) {
            r->at++;
            return;
        }
        r->broken |= !take(r, JB_STR(","));
    }
}

static void read_word(reader *r, jb_json_value *out)
{
    size_t start = r->at;
    static const char letters[] = "+-.0123456789abcdefghijklmnopqrstuvwxyzE";
    while (r->at < r->in.len && peek(r) && strchr(letters, peek(r)))
        r->at++;
    out->text = jb_str_cut(r->in, start, r->at);
    char first = out->text.len ? out->text.at[0] : 0;
    bool number = first == '-' || (first >= '0' && first <= '9');
    out->kind = number ? JB_JSON_NUMBER : JB_JSON_NOTHING;
    if (jb_str_equal(out->text, JB_STR("true")) || jb_str_equal(out->text, JB_STR("false")))
        out->kind = JB_JSON_FLAG;
    r->broken |= out->kind == JB_JSON_NOTHING && !jb_str_equal(out->text, JB_STR("null"));
}

static void read_value(reader *r, jb_json_value *out, int depth)
{
    skip_white(r);
    r->broken |= depth > DEPTH_MOST;
    if (r->broken)
        return;
    if (take(r, JB_STR("{"))) {
        out->kind = JB_JSON_OBJECT;
        read_members(r, out, '}', depth);
    } else if (take(r, JB_STR("["))) {
        out->kind = JB_JSON_ARRAY;
        read_members(r, out, ']', depth);
    } else if (peek(r) == '"') {
        out->kind = JB_JSON_TEXT;
        out->text = read_text(r);
    } else {
        read_word(r, out);
    }
}

const jb_json_value *jb_json_read(jb_arena *arena, jb_str text)
{
    reader r = {.arena = arena, .in = text, .broken = jb_utf8_check(text) != text.len};
    jb_json_value *value = JB_NEW(arena, jb_json_value);
    read_value(&r, value, 0);
    skip_white(&r);
    return r.broken || r.at < text.len ? NULL : value;
}

const jb_json_value *jb_json_member(const jb_json_value *object, const char *key)
{
    if (object->kind == JB_JSON_OBJECT)
        for (const jb_json_value *v = object->first; v; v = v->next)
            if (jb_str_equal(v->key, jb_str_make(key)))
                return v;
    return &nothing;
}
