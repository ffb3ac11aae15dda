/* Patterns: text in which {year}, {number:02} and the like stand for an issue's values. One reader
 * serves the names of files and the printed form of the number. */
#include "style.h"

/* Appends the value of the key, padded to so many digits. */
typedef jb_filled put_value(jb_arena *arena, const void *values, jb_str key, int digits,
                            jb_buf *out);

/* {number:02}: two digits at least. */
static int take_digits(jb_str *key)
{
    size_t len = key->len;
    if (len <= 3 || key->at[len - 3] != ':' || key->at[len - 2] != '0' || key->at[len - 1] < '1' ||
        key->at[len - 1] > '9')
        return 1;
    int digits = key->at[len - 1] - '0';
    key->len -= 3;
    return digits;
}

static jb_filled fill(jb_arena *arena, jb_str pattern, put_value *put, const void *values,
                      jb_buf *out, jb_str *key)
{
    for (size_t at = 0; at < pattern.len;) {
        size_t close = jb_str_find(jb_str_cut(pattern, at, pattern.len), JB_STR("}"));
        if (pattern.at[at] != '{') {
            *jb_push(arena, out) = pattern.at[at++];
            continue;
        }
        if (close == SIZE_MAX) { /* the brace is not closed */
            *key = jb_str_cut(pattern, at, pattern.len);
            return JB_FILLED_UNKNOWN;
        }
        *key = jb_str_cut(pattern, at + 1, at + close);
        jb_str name = *key;
        int digits = take_digits(&name);
        uint32_t before = out->len;
        jb_filled filled = put(arena, values, name, digits, out);
        if (filled != JB_FILLED)
            return filled;
        if (out->len == before)
            return JB_FILLED_LACKING;
        at += close + 1;
    }
    return JB_FILLED;
}

static void put_count(jb_arena *arena, jb_buf *out, int value, int digits)
{
    if (value > 0)
        jb_buf_printf(arena, out, "%0*d", digits, value);
}

static void put_range(jb_arena *arena, jb_buf *out, int first, int last, int digits, jb_str dash)
{
    put_count(arena, out, first, digits);
    if (last > first && first > 0) {
        jb_buf_add(arena, out, dash);
        put_count(arena, out, last, digits);
    }
}

/* ---- names of files ------------------------------------------------------------------------ */

/* A value may not lead into another folder. */
static void put_safe(jb_arena *arena, jb_buf *out, jb_str value)
{
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.at[i];
        *jb_push(arena, out) = c == '/' || c < 0x20 || c == 0x7F ? '-' : (char)c;
    }
}

static jb_filled put_file_value(jb_arena *arena, const void *context, jb_str key, int digits,
                                jb_buf *out)
{
    const jb_file_values *v = context;
    if (jb_str_equal(key, JB_STR("year"))) {
        put_count(arena, out, v->number.year ? v->number.year : v->date.year, digits);
    } else if (jb_str_equal(key, JB_STR("number"))) {
        /* A supplement counts apart and must not take an issue's name. */
        if (v->number.kind == JB_NUMBER_SUPPLEMENT)
            jb_buf_add(arena, out, JB_STR("增刊"));
        if (v->number.kind == JB_NUMBER_SPECIAL)
            jb_buf_add(arena, out, JB_STR("专刊"));
        put_range(arena, out, v->number.first, v->number.last, digits, JB_STR("-"));
    } else if (jb_str_equal(key, JB_STR("total"))) {
        put_count(arena, out, v->number.total, digits);
    } else if (jb_str_equal(key, JB_STR("variant"))) {
        jb_buf_add(arena, out, v->variant);
    } else if (jb_str_equal(key, JB_STR("档号"))) {
        put_safe(arena, out, v->archive_no);
    } else {
        return JB_FILLED_UNKNOWN;
    }
    return JB_FILLED;
}

jb_filled jb_file_name_fill(jb_arena *arena, jb_str pattern, const jb_file_values *values,
                            jb_buf *out, jb_str *key)
{
    return fill(arena, pattern, put_file_value, values, out, key);
}

/* ---- the number as it is printed ----------------------------------------------------------- */

static jb_filled put_number_value(jb_arena *arena, const void *context, jb_str key, int digits,
                                  jb_buf *out)
{
    const jb_number *n = context;
    if (jb_str_equal(key, JB_STR("year"))) {
        put_count(arena, out, n->year, digits);
    } else if (jb_str_equal(key, JB_STR("number"))) {
        put_range(arena, out, n->first, n->last, digits, JB_STR("—"));
    } else if (jb_str_equal(key, JB_STR("total"))) {
        int more = n->last > n->first ? n->last - n->first : 0;
        put_range(arena, out, n->total - more, n->total, digits, JB_STR("—"));
    } else {
        return JB_FILLED_UNKNOWN;
    }
    return JB_FILLED;
}

jb_filled jb_number_fill(jb_arena *arena, jb_str form, const jb_number *number, jb_buf *out,
                         jb_str *key)
{
    return fill(arena, form, put_number_value, number, out, key);
}
