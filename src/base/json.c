#include "json.h"

#include "utf8.h"

void jb_json_string(jb_arena *arena, jb_buf *out, jb_str s)
{
    *jb_push(arena, out) = '"';
    for (size_t at = 0; at < s.len;) {
        uint32_t rune = jb_utf8_next(s, &at);
        if (rune == '"' || rune == '\\')
            jb_buf_printf(arena, out, "\\%c", (int)rune);
        else if (rune == '\n')
            jb_buf_add(arena, out, JB_STR("\\n"));
        else if (rune < 0x20 || rune == 0x7F)
            jb_buf_printf(arena, out, "\\u%04x", rune);
        else
            jb_buf_add_rune(arena, out, rune == JB_RUNE_BAD ? 0xFFFD : rune);
    }
    *jb_push(arena, out) = '"';
}

/* What stands before an element or a key: a comma, but for the first. */
static void begin(const jb_json *j, const char *key)
{
    char last = j->out->len ? j->out->at[j->out->len - 1] : '[';
    if (last != '{' && last != '[' && last != ':')
        *jb_push(j->arena, j->out) = ',';
    if (key)
        jb_buf_printf(j->arena, j->out, "\"%s\":", key);
}

void jb_json_open(const jb_json *j, const char *key, char bracket)
{
    begin(j, key);
    *jb_push(j->arena, j->out) = bracket;
}

void jb_json_close(const jb_json *j, char bracket)
{
    *jb_push(j->arena, j->out) = bracket;
}

void jb_json_text(const jb_json *j, const char *key, jb_str value)
{
    begin(j, key);
    jb_json_string(j->arena, j->out, value);
}

void jb_json_known(const jb_json *j, const char *key, jb_str value)
{
    if (value.len)
        jb_json_text(j, key, value);
    else
        jb_json_null(j, key);
}

void jb_json_decimal(const jb_json *j, const char *key, long long value, int unit)
{
    long long size = value < 0 ? -value : value;
    begin(j, key);
    jb_buf_printf(j->arena, j->out, "%s%lld.%0*lld", value < 0 ? "-" : "", size / unit,
                  unit == 1000 ? 3 : 2, size % unit);
}

void jb_json_integer(const jb_json *j, const char *key, long long value)
{
    begin(j, key);
    jb_buf_printf(j->arena, j->out, "%lld", value);
}

void jb_json_flag(const jb_json *j, const char *key, bool value)
{
    begin(j, key);
    jb_buf_add(j->arena, j->out, value ? JB_STR("true") : JB_STR("false"));
}

void jb_json_null(const jb_json *j, const char *key)
{
    begin(j, key);
    jb_buf_add(j->arena, j->out, JB_STR("null"));
}

void jb_json_mm(const jb_json *j, const char *key, jb_len length)
{
    begin(j, key);
    jb_buf_add_mm(j->arena, j->out, length, 3);
}
