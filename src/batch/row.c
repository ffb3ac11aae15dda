/* Rows of the plan: JSON, a line each. A source's path may hold bytes that are no UTF-8, which JSON
 * cannot: then it stands in hexadecimal too, and that is what counts. */
#include <stdlib.h>

#include "../base/utf8.h"
#include "parts.h"

static bool is_utf8(jb_str s)
{
    return jb_utf8_check(s) == s.len;
}

static jb_str to_hex(jb_arena *arena, jb_str s)
{
    jb_buf out = {0};
    for (size_t i = 0; i < s.len; i++)
        jb_buf_printf(arena, &out, "%02x", (unsigned char)s.at[i]);
    return jb_buf_str(&out);
}

static int digit_of(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

static bool from_hex(jb_arena *arena, jb_str hex, jb_str *out)
{
    char *bytes = JB_NEW_ARRAY(arena, char, hex.len / 2 + 1);
    for (size_t i = 0; i + 1 < hex.len; i += 2) {
        int high = digit_of(hex.at[i]), low = digit_of(hex.at[i + 1]);
        if (high < 0 || low < 0)
            return false;
        bytes[i / 2] = (char)(high << 4 | low);
    }
    *out = (jb_str){bytes, hex.len / 2};
    return hex.len % 2 == 0;
}

void jb_row_write(jb_arena *arena, const jb_row *row, jb_buf *out)
{
    const jb_json j = {arena, out};
    jb_json_open(&j, NULL, '{');
    jb_json_text(&j, "id", row->id);
    jb_json_text(&j, "source", row->source);
    if (!is_utf8(row->source))
        jb_json_text(&j, "source_hex", to_hex(arena, row->source));
    jb_json_integer(&j, "size", (long long)row->size);
    jb_json_known(&j, "sha256", row->sha256);
    jb_json_known(&j, "encoding", row->encoding);
    jb_json_known(&j, "layout", row->layout);
    jb_json_text(&j, "variants", row->variants);
    if (row->impose.len)
        jb_json_text(&j, "impose", row->impose);
    if (row->settings_len) {
        jb_json_open(&j, "settings", '[');
        for (uint32_t i = 0; i < row->settings_len; i++)
            jb_json_text(&j, NULL, row->settings[i]);
        jb_json_close(&j, ']');
    }
    if (row->repair)
        jb_json_flag(&j, "repair", true);
    if (row->strict)
        jb_json_flag(&j, "strict", true);
    jb_json_text(&j, "lang", row->lang == JB_ZH ? JB_STR("zh") : JB_STR("en"));
    jb_json_close(&j, '}');
    jb_buf_add(arena, out, JB_STR("\n"));
}

/* A way down from OUT's folder of files, without a step up, aside or in place. */
static bool is_inner_way(jb_str id)
{
    if (id.len == 0 || memchr(id.at, 0, id.len))
        return false;
    for (size_t at = 0; at <= id.len;) {
        jb_str rest = jb_str_cut(id, at, id.len);
        jb_str step = jb_str_cut(rest, 0, jb_str_find(rest, JB_STR("/")));
        if (step.len == 0 || jb_str_equal(step, JB_STR(".")) || jb_str_equal(step, JB_STR("..")))
            return false;
        at += step.len + 1;
    }
    return true;
}

static void read_settings(jb_arena *arena, const jb_json_value *list, jb_row *row)
{
    JB_VEC(jb_str) settings = {0};
    for (const jb_json_value *item = list->first; item; item = item->next)
        *jb_push(arena, &settings) = item->text;
    row->settings = settings.at;
    row->settings_len = settings.len;
}

jb_str jb_text_member(const jb_json_value *object, const char *key)
{
    const jb_json_value *value = jb_json_member(object, key);
    return value->kind == JB_JSON_TEXT ? value->text : (jb_str){0};
}

static bool has_flag(const jb_json_value *object, const char *key)
{
    return jb_str_equal(jb_json_member(object, key)->text, JB_STR("true"));
}

bool jb_row_read(jb_arena *arena, jb_str line, jb_row *row)
{
    const jb_json_value *object = jb_json_read(arena, line);
    if (!object || object->kind != JB_JSON_OBJECT)
        return false;
    jb_str hex = jb_text_member(object, "source_hex"), size = jb_json_member(object, "size")->text;
    *row = (jb_row){
        .id = jb_text_member(object, "id"),
        .source = jb_text_member(object, "source"),
        .size = strtoull(jb_arena_cstr(arena, size), NULL, 10),
        .sha256 = jb_text_member(object, "sha256"),
        .encoding = jb_text_member(object, "encoding"),
        .layout = jb_text_member(object, "layout"),
        .variants = jb_text_member(object, "variants"),
        .impose = jb_text_member(object, "impose"),
        .repair = has_flag(object, "repair"),
        .strict = has_flag(object, "strict"),
        .lang = jb_str_equal(jb_text_member(object, "lang"), JB_STR("en")) ? JB_EN : JB_ZH,
    };
    read_settings(arena, jb_json_member(object, "settings"), row);
    if (hex.len && !from_hex(arena, hex, &row->source))
        return false;
    return is_inner_way(row->id) && row->source.len && !memchr(row->source.at, 0, row->source.len);
}
