/* Syntax of PDF objects: ISO 32000-1 7.2 and 7.3. */
#include "object.h"

const jb_obj jb_obj_null;

enum { NUMBER_LONGEST = 64 };

static bool is_white(unsigned char c)
{
    return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool is_delimiter(unsigned char c)
{
    return c && strchr("()<>[]{}/%", c);
}

static bool is_regular(unsigned char c)
{
    return !is_white(c) && !is_delimiter(c);
}

static int peek(const jb_lex *lex)
{
    return lex->at < lex->in.len ? (unsigned char)lex->in.at[lex->at] : -1;
}

static void skip_white(jb_lex *lex)
{
    for (int c; (c = peek(lex)) >= 0; lex->at++) {
        if (c == '%')
            while ((c = peek(lex)) >= 0 && c != '\n' && c != '\r')
                lex->at++;
        if (c < 0 || !is_white((unsigned char)c))
            return;
    }
}

static int hex_of(int c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* ---- strings and names --------------------------------------------------------------------- */

static jb_str finish(char *text, size_t len)
{
    return (jb_str){text, len};
}

static void read_hex(jb_lex *lex, jb_obj *out)
{
    size_t from = ++lex->at, n = 0;
    const char *end = memchr(lex->in.at + from, '>', lex->in.len - from);
    size_t to = end ? (size_t)(end - lex->in.at) : lex->in.len;
    char *text = JB_NEW_ARRAY(lex->arena, char, (to - from) / 2 + 1);
    int high = -1;
    for (size_t i = from; i < to; i++) {
        int digit = hex_of((unsigned char)lex->in.at[i]);
        if (digit < 0) {
            bool white = is_white((unsigned char)lex->in.at[i]);
            lex->broken |= !white;
            lex->odd_hex |= !white;
        } else if (high < 0) {
            high = digit;
        } else {
            text[n++] = (char)(high << 4 | digit);
            high = -1;
        }
    }
    lex->odd_hex |= high >= 0;
    if (high >= 0)
        text[n++] = (char)(high << 4);
    lex->broken |= !end;
    lex->at = end ? to + 1 : to;
    *out = (jb_obj){.type = JB_OBJ_STRING, .text = finish(text, n)};
}

/* Behind a backslash; the number of characters put into text: 0 or 1. */
static size_t read_escape(jb_lex *lex, char *text)
{
    static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
    int c = peek(lex);
    if (c < 0)
        return 0;
    lex->at++;
    if (c == '\r' || c == '\n') {
        if (c == '\r' && peek(lex) == '\n')
            lex->at++;
        return 0;
    }
    if (c >= '0' && c <= '7') {
        int value = c - '0';
        for (int i = 0; i < 2 && (c = peek(lex)) >= '0' && c <= '7'; i++, lex->at++)
            value = value * 8 + c - '0';
        *text = (char)value;
        return 1;
    }
    const char *letter = c ? strchr(letters, c) : NULL;
    *text = letter ? meant[letter - letters] : (char)c;
    return 1;
}

/* Bytes up to the bracket that closes the string. */
static size_t literal_length(const jb_lex *lex, size_t from)
{
    uint32_t open = 1;
    size_t i = from;
    for (; i < lex->in.len; i++) {
        char c = lex->in.at[i];
        if (c == '\\')
            i++;
        else if (c == '(')
            open++;
        else if (c == ')' && --open == 0)
            break;
    }
    return (i < lex->in.len ? i : lex->in.len) - from;
}

static void read_literal(jb_lex *lex, jb_obj *out)
{
    size_t end = ++lex->at, n = 0;
    end += literal_length(lex, end);
    char *text = JB_NEW_ARRAY(lex->arena, char, end - lex->at + 1);
    while (lex->at < end) {
        char c = lex->in.at[lex->at++];
        if (c == '\\') {
            n += read_escape(lex, text + n);
        } else if (c == '\r') { /* an end of line in a string is a line feed */
            lex->at += peek(lex) == '\n';
            text[n++] = '\n';
        } else {
            text[n++] = c;
        }
    }
    lex->broken |= end == lex->in.len;
    lex->at = end + (end < lex->in.len);
    *out = (jb_obj){.type = JB_OBJ_STRING, .text = finish(text, n)};
}

static int hex_at(jb_str s, size_t i)
{
    return hex_of((unsigned char)s.at[i]);
}

static jb_str read_name(jb_lex *lex)
{
    size_t from = ++lex->at;
    bool escaped = false;
    for (int c; (c = peek(lex)) >= 0 && is_regular((unsigned char)c); lex->at++)
        escaped |= c == '#';
    jb_str raw = jb_str_cut(lex->in, from, lex->at);
    if (!escaped)
        return raw;
    char *text = JB_NEW_ARRAY(lex->arena, char, raw.len);
    size_t n = 0;
    for (size_t i = 0; i < raw.len; i++) {
        int high = raw.at[i] == '#' && i + 2 < raw.len ? hex_at(raw, i + 1) : -1;
        int low = high >= 0 ? hex_at(raw, i + 2) : -1;
        text[n++] = (char)(low >= 0 ? high << 4 | low : raw.at[i]);
        i += low >= 0 ? 2 : 0;
    }
    return finish(text, n);
}

/* ---- numbers and words --------------------------------------------------------------------- */

/* "12", "-.5", "4."; no exponents. */
static bool read_number(jb_str word, jb_obj *out)
{
    bool negative = word.at[0] == '-', point = false;
    double value = 0, unit = 1;
    size_t digits = 0;
    for (size_t i = word.at[0] == '-' || word.at[0] == '+'; i < word.len; i++) {
        char c = word.at[i];
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            digits++;
            value = value * 10 + (c - '0');
            unit *= point ? 10 : 1;
        } else {
            return false;
        }
    }
    if (digits == 0 || word.len > NUMBER_LONGEST)
        return false;
    value /= unit;
    *out = (jb_obj){.type = point ? JB_OBJ_REAL : JB_OBJ_INT, .number = negative ? -value : value};
    return true;
}

static void read_word(jb_lex *lex, jb_obj *out)
{
    size_t from = lex->at;
    while (lex->at < lex->in.len && is_regular((unsigned char)lex->in.at[lex->at]))
        lex->at++;
    jb_str word = jb_str_cut(lex->in, from, lex->at);
    if (read_number(word, out))
        return;
    if (jb_str_equal(word, JB_STR("true")) || jb_str_equal(word, JB_STR("false")))
        *out = (jb_obj){.type = JB_OBJ_BOOL, .number = word.len == 4};
    else if (jb_str_equal(word, JB_STR("null")))
        *out = jb_obj_null;
    else
        *out = (jb_obj){.type = JB_OBJ_WORD, .text = word};
}

/* ---- arrays and dictionaries --------------------------------------------------------------- */

typedef JB_VEC(jb_obj) obj_list;

static bool read_object(jb_lex *lex, jb_obj *out, int depth);

static bool is_word(const jb_obj *o, const char *word)
{
    return o->type == JB_OBJ_WORD && jb_str_equal(o->text, jb_str_make(word));
}

/* "5 0 R" at the end of the list becomes one item. */
static bool join_reference(const jb_lex *lex, obj_list *list, const jb_obj *next)
{
    if (!lex->refs || list->len < 2 || !is_word(next, "R"))
        return false;
    jb_obj *number = &list->at[list->len - 2];
    if (number->type != JB_OBJ_INT || number[1].type != JB_OBJ_INT)
        return false;
    double n = number->number, g = number[1].number;
    *number = jb_obj_null;
    if (n > 0 && n < INT32_MAX && g >= 0 && g <= UINT16_MAX)
        *number = (jb_obj){.type = JB_OBJ_REF, .object = (uint32_t)n, .generation = (uint32_t)g};
    list->len--;
    return true;
}

/* Up to the closing bracket, or the end. */
static obj_list read_list(jb_lex *lex, const char *close, int depth)
{
    obj_list list = {0};
    jb_obj next;
    while (skip_white(lex), lex->at < lex->in.len) {
        jb_str rest = jb_str_cut(lex->in, lex->at, lex->in.len);
        if (jb_str_starts(rest, jb_str_make(close))) {
            lex->at += strlen(close);
            return list;
        }
        if (!read_object(lex, &next, depth))
            break;
        if (!join_reference(lex, &list, &next)) {
            lex->broken |= next.type == JB_OBJ_WORD;
            *jb_push(lex->arena, &list) = next;
        }
    }
    lex->broken = true;
    return list;
}

static void read_array(jb_lex *lex, jb_obj *out, int depth)
{
    lex->at++;
    obj_list list = read_list(lex, "]", depth + 1);
    *out = (jb_obj){.type = JB_OBJ_ARRAY, .len = list.len, .items = list.at};
}

static void read_dict(jb_lex *lex, jb_obj *out, int depth)
{
    lex->at += 2;
    obj_list list = read_list(lex, ">>", depth + 1);
    jb_entry *entries = JB_NEW_ARRAY(lex->arena, jb_entry, list.len / 2);
    uint32_t n = 0;
    for (uint32_t i = 0; i < list.len; i++) {
        if (list.at[i].type != JB_OBJ_NAME || i + 1 == list.len) {
            lex->broken = true;
            continue;
        }
        entries[n++] = (jb_entry){.key = list.at[i].text, .value = list.at[i + 1]};
        i++;
    }
    *out = (jb_obj){.type = JB_OBJ_DICT, .len = n, .entries = entries};
}

/* A bracket that closes nothing, or one that PDF does not have. */
static void skip_stray(jb_lex *lex, jb_obj *out)
{
    *out = (jb_obj){.type = JB_OBJ_WORD, .text = jb_str_cut(lex->in, lex->at, lex->at + 1)};
    lex->broken = true;
    lex->at++;
}

static bool read_object(jb_lex *lex, jb_obj *out, int depth)
{
    skip_white(lex);
    int c = peek(lex);
    bool twice = c >= 0 && lex->at + 1 < lex->in.len && lex->in.at[lex->at + 1] == c;
    *out = jb_obj_null;
    if (c < 0)
        return false;
    if (depth > JB_OBJ_DEPTH && (c == '[' || c == '<'))
        skip_stray(lex, out);
    else if (c == '/')
        *out = (jb_obj){.type = JB_OBJ_NAME, .text = read_name(lex)};
    else if (c == '(')
        read_literal(lex, out);
    else if (c == '<' && twice)
        read_dict(lex, out, depth);
    else if (c == '<')
        read_hex(lex, out);
    else if (c == '[')
        read_array(lex, out, depth);
    else if (is_delimiter((unsigned char)c))
        skip_stray(lex, out);
    else
        read_word(lex, out);
    return true;
}

bool jb_lex_next(jb_lex *lex, jb_obj *out)
{
    return read_object(lex, out, 0);
}

const jb_obj *jb_obj_entry(const jb_obj *dict, const char *key)
{
    jb_str name = jb_str_make(key);
    for (uint32_t i = jb_obj_is_dict(dict) ? dict->len : 0; i-- > 0;)
        if (jb_str_equal(dict->entries[i].key, name))
            return &dict->entries[i].value;
    return &jb_obj_null;
}
