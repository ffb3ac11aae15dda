/* The tokenizer of objects and content streams. */
#include "tokens.h"

typedef enum byte_class { REGULAR, SPACE, DELIMITER } byte_class;

/* ISO 32000-1 tables 1 and 2. */
static const uint8_t classes[256] = {
    [0] = SPACE,         ['\t'] = SPACE,      ['\n'] = SPACE,      ['\f'] = SPACE,
    ['\r'] = SPACE,      [' '] = SPACE,       ['('] = DELIMITER,   [')'] = DELIMITER,
    ['<'] = DELIMITER,   ['>'] = DELIMITER,   ['['] = DELIMITER,   [']'] = DELIMITER,
    ['{'] = DELIMITER,   ['}'] = DELIMITER,   ['/'] = DELIMITER,   ['%'] = DELIMITER,
};

static byte_class class_of(char byte)
{
    return (byte_class)classes[(unsigned char)byte];
}

bool jb_token_is_space(char byte)
{
    return class_of(byte) == SPACE;
}

static int digit_of_hex(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

int jb_token_escape(const char *at)
{
    int high = at[0] == '#' ? digit_of_hex(at[1]) : -1, low = high >= 0 ? digit_of_hex(at[2]) : -1;
    return low >= 0 ? high * 16 + low : -1;
}

static void skip_blank(jb_tokens *t)
{
    while (t->at < t->bytes.len) {
        char byte = t->bytes.at[t->at];
        if (byte == '%')
            while (t->at < t->bytes.len && t->bytes.at[t->at] != '\n' && t->bytes.at[t->at] != '\r')
                t->at++;
        else if (class_of(byte) == SPACE)
            t->at++;
        else
            return;
    }
}

/* The regular characters from here on. */
static jb_str take_regular(jb_tokens *t)
{
    size_t start = t->at;
    while (t->at < t->bytes.len && class_of(t->bytes.at[t->at]) == REGULAR)
        t->at++;
    return jb_str_cut(t->bytes, start, t->at);
}

/* A number has digits, one sign before them and one point among them at most; no exponent (7.3.3).
 * Digits beyond what a double holds say nothing more. */
static bool read_number(jb_str text, double *number)
{
    enum { EXACT = 15 };
    static const double tens[EXACT + 1] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                           1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const bool negative = text.at[0] == '-';
    int64_t value = 0;
    int digits = 0, decimals = 0, beyond = 0;
    bool point = false;
    for (size_t at = negative || text.at[0] == '+'; at < text.len; at++) {
        unsigned digit = (unsigned char)text.at[at] - (unsigned)'0';
        if (text.at[at] == '.' && !point) {
            point = true;
        } else if (digit > 9) {
            return false;
        } else if (digits++ < EXACT) {
            value = value * 10 + digit;
            decimals += point;
        } else {
            beyond += !point;
        }
    }
    *number = (double)(negative ? -value : value) / tens[decimals];
    for (; beyond > 0; beyond--)
        *number *= 10;
    return digits > 0;
}

/* Behind its opening bracket: balanced brackets stand for themselves (7.3.4.2). */
static jb_token take_literal(jb_tokens *t)
{
    size_t start = t->at, depth = 1;
    for (; t->at < t->bytes.len; t->at++) {
        char byte = t->bytes.at[t->at];
        if (byte == '\\')
            t->at++;
        else if (byte == '(')
            depth++;
        else if (byte == ')' && --depth == 0)
            return (jb_token){JB_TOKEN_STRING, '(', 0, jb_str_cut(t->bytes, start, t->at++)};
    }
    t->at = t->bytes.len;
    return (jb_token){JB_TOKEN_BAD, '(', 0, jb_str_cut(t->bytes, start, t->at)};
}

static jb_token take_hex(jb_tokens *t)
{
    size_t start = t->at, digits = 0;
    bool good = true;
    while (t->at < t->bytes.len && t->bytes.at[t->at] != '>') {
        char byte = t->bytes.at[t->at++];
        bool digit = digit_of_hex(byte) >= 0;
        digits += digit;
        good &= digit || class_of(byte) == SPACE;
    }
    jb_str text = jb_str_cut(t->bytes, start, t->at);
    good &= t->at < t->bytes.len;
    t->at += t->at < t->bytes.len;
    return (jb_token){good ? JB_TOKEN_HEX : JB_TOKEN_BAD, '<', (double)(digits % 2), text};
}

/* Behind its slash. An escape is # and two digits, and never a zero byte (7.3.5). */
static jb_token take_name(jb_tokens *t)
{
    jb_str text = take_regular(t);
    bool good = true;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '#')
            good &= i + 2 < text.len && jb_token_escape(text.at + i) > 0;
    }
    return (jb_token){good ? JB_TOKEN_NAME : JB_TOKEN_BAD, '/', 0, text};
}

static jb_token take_delimited(jb_tokens *t, size_t start)
{
    char byte = t->bytes.at[t->at++];
    bool twice = t->at < t->bytes.len && t->bytes.at[t->at] == byte;
    switch (byte) {
    case '/':
        return take_name(t);
    case '(':
        return take_literal(t);
    case '[':
        return (jb_token){JB_TOKEN_OPEN_ARRAY, byte, 0, jb_str_cut(t->bytes, start, t->at)};
    case ']':
        return (jb_token){JB_TOKEN_CLOSE_ARRAY, byte, 0, jb_str_cut(t->bytes, start, t->at)};
    case '<':
        if (!twice)
            return take_hex(t);
        t->at++;
        return (jb_token){JB_TOKEN_OPEN_DICT, byte, 0, jb_str_cut(t->bytes, start, t->at)};
    case '>':
        t->at += twice;
        return (jb_token){twice ? JB_TOKEN_CLOSE_DICT : JB_TOKEN_BAD, byte, 0,
                          jb_str_cut(t->bytes, start, t->at)};
    default: /* ) { } stand for nothing in a content stream */
        return (jb_token){JB_TOKEN_BAD, byte, 0, jb_str_cut(t->bytes, start, t->at)};
    }
}

void jb_token_read(jb_tokens *t, jb_token *out)
{
    skip_blank(t);
    if (t->at >= t->bytes.len) {
        *out = (jb_token){.kind = JB_TOKEN_END};
        return;
    }
    char first = t->bytes.at[t->at];
    if (class_of(first) == DELIMITER) {
        *out = take_delimited(t, t->at);
        return;
    }
    out->text = take_regular(t);
    out->kind = JB_TOKEN_WORD;
    out->first = first;
    out->number = 0;
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.')
        out->kind = read_number(out->text, &out->number) ? JB_TOKEN_NUMBER : JB_TOKEN_BAD;
}

bool jb_token_is_name(jb_str written, jb_str plain)
{
    size_t at = 0;
    for (size_t i = 0; i < written.len; i++, at++) {
        int escaped = i + 2 < written.len ? jb_token_escape(written.at + i) : -1;
        int byte = escaped >= 0 ? escaped : (unsigned char)written.at[i];
        i += escaped >= 0 ? 2 : 0;
        if (at >= plain.len || (unsigned char)plain.at[at] != byte)
            return false;
    }
    return at == plain.len;
}

jb_token_bytes jb_token_bytes_of(const jb_token *string)
{
    return (jb_token_bytes){string->text, 0, string->kind == JB_TOKEN_HEX};
}

/* Two digits; a last one alone is followed by 0 (7.3.4.3). */
static int next_of_hex(jb_token_bytes *b)
{
    int value = -1;
    while (b->at < b->text.len) {
        int digit = digit_of_hex(b->text.at[b->at++]);
        if (digit >= 0 && value >= 0)
            return value * 16 + digit;
        if (digit >= 0)
            value = digit;
    }
    return value < 0 ? -1 : value * 16;
}

/* Behind a backslash: an octal number of up to three digits. */
static int take_octal(jb_token_bytes *b)
{
    int value = 0;
    for (int i = 0; i < 3 && b->at < b->text.len; i++) {
        char digit = b->text.at[b->at];
        if (digit < '0' || digit > '7')
            break;
        value = value * 8 + (digit - '0');
        b->at++;
    }
    return value & 0xFF;
}

/* Any end of line is one LF. */
static void skip_line_feed(jb_token_bytes *b, char byte)
{
    if (byte == '\r' && b->at < b->text.len && b->text.at[b->at] == '\n')
        b->at++;
}

int jb_token_byte(jb_token_bytes *b)
{
    static const char letters[] = "nrtbf", meant[] = "\n\r\t\b\f";
    if (b->hex)
        return next_of_hex(b);
    while (b->at < b->text.len) {
        char byte = b->text.at[b->at++];
        if (byte != '\\') {
            skip_line_feed(b, byte);
            return byte == '\r' ? '\n' : (unsigned char)byte;
        }
        if (b->at >= b->text.len)
            return -1;
        byte = b->text.at[b->at];
        if (byte >= '0' && byte <= '7')
            return take_octal(b);
        b->at++;
        skip_line_feed(b, byte);
        if (byte == '\n' || byte == '\r')
            continue; /* the line goes on */
        const char *letter = byte ? strchr(letters, byte) : NULL;
        return letter ? meant[letter - letters] : (unsigned char)byte;
    }
    return -1;
}
