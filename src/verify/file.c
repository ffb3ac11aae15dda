/* The file as bytes and its trailer: ISO 32000-1 7.5. */
#include "parts.h"

/* How far %PDF- may stand from the beginning for readers to find it. */
enum { HEADER_WITHIN = 1024 };

static const jb_str mark = JB_LIT("%PDF-");

static bool is_end_of_line(char c)
{
    return c == '\n' || c == '\r';
}

/* "1.4" is 14; 0 when it is no version. */
static int read_version(jb_str s)
{
    bool good = s.len == 3 && s.at[0] > '0' && s.at[0] <= '9' && s.at[1] == '.' && s.at[2] >= '0' &&
                s.at[2] <= '9';
    return good ? (s.at[0] - '0') * 10 + s.at[2] - '0' : 0;
}

static jb_str line_at(jb_str bytes, size_t from)
{
    size_t to = from;
    while (to < bytes.len && !is_end_of_line(bytes.at[to]))
        to++;
    return jb_str_cut(bytes, from, to);
}

/* What the standards are built on: X-1a:2003 and A-1 on PDF 1.4, X-4 on PDF 1.6, A-2 on 1.7. */
static void check_version(jb_check *check, jb_str shown)
{
    int v = check->version;
    if ((check->claims & JB_CLAIM_X1A) && v != 13 && v != 14)
        jb_tell(check, JB_RULE_HEADER_VERSION, JB_ARGS(shown, JB_STR("1.4")));
    if ((check->claims & JB_CLAIM_X4) && v != 16)
        jb_tell(check, JB_RULE_HEADER_VERSION, JB_ARGS(shown, JB_STR("1.6")));
    if ((check->claims & JB_CLAIM_A1B) && (v < 10 || v > 14))
        jb_tell(check, JB_RULE_HEADER_VERSION, JB_ARGS(shown, JB_STR("1.4")));
    if ((check->claims & JB_CLAIMS_A) && !(check->claims & JB_CLAIM_A1B) && (v < 10 || v > 17))
        jb_tell(check, JB_RULE_HEADER_VERSION, JB_ARGS(shown, JB_STR("1.7")));
}

static void check_header(jb_check *check)
{
    size_t at = jb_str_find(jb_str_cut(check->bytes, 0, HEADER_WITHIN), mark);
    jb_str first = line_at(check->bytes, at);
    jb_str shown = jb_str_cut(first, mark.len, first.len);
    const jb_obj *later = jb_door_key(check->door, check->catalog, "Version");
    check->version = read_version(shown);
    if (later->type == JB_OBJ_NAME && read_version(later->text) > check->version) {
        check->version = read_version(later->text);
        shown = later->text;
    }
    if (at > 0)
        jb_tell(check, JB_RULE_HEADER_PLACE, JB_ARGS(jb_check_number(check, (double)at)));
    check_version(check, jb_str_cut(shown, 0, 8));
    size_t next = (size_t)(first.at - check->bytes.at) + first.len;
    next += jb_str_starts(jb_str_cut(check->bytes, next, next + 2), JB_STR("\r\n")) ? 2 : 1;
    jb_str second = line_at(check->bytes, next);
    int high = 0;
    for (size_t i = 1; i < second.len && i <= 4; i++)
        high += (unsigned char)second.at[i] > 127;
    if (!jb_str_starts(second, JB_STR("%")) || high < 4)
        jb_tell(check, JB_RULE_HEADER_BINARY, JB_NO_ARGS);
}

/* Behind the last %%EOF stands an end of line at most. */
static void check_end(jb_check *check)
{
    static const jb_str end = JB_LIT("%%EOF");
    jb_str bytes = check->bytes;
    for (size_t at = bytes.len; at-- > 0;) {
        if (bytes.at[at] != '%' || !jb_str_starts(jb_str_cut(bytes, at, bytes.len), end))
            continue;
        jb_str rest = jb_str_cut(bytes, at + end.len, bytes.len);
        if (rest.len && !jb_str_equal(rest, JB_STR("\r\n")) &&
            !(rest.len == 1 && is_end_of_line(*rest.at)))
            jb_tell(check, JB_RULE_END_TRAIL, JB_ARGS(jb_check_number(check, (double)rest.len)));
        return;
    }
    jb_tell(check, JB_RULE_END_MARK, JB_NO_ARGS);
}

static bool has(jb_check *check, const char *key)
{
    return jb_obj_entry(jb_door_trailer(check->door), key)->type != JB_OBJ_NULL;
}

static void check_trailer(jb_check *check)
{
    const jb_obj *trailer = jb_door_trailer(check->door);
    const jb_obj *id = jb_door_key(check->door, trailer, "ID");
    const jb_obj *one = jb_door_item(check->door, id, 0), *two = jb_door_item(check->door, id, 1);
    if (one->type != JB_OBJ_STRING || two->type != JB_OBJ_STRING || !one->text.len ||
        !two->text.len)
        jb_tell(check, JB_RULE_ID_MISSING, JB_NO_ARGS);
    if (has(check, "Encrypt"))
        jb_tell(check, JB_RULE_ENCRYPTED, JB_NO_ARGS);
    if (has(check, "XRefStm") || jb_obj_is_name(jb_obj_entry(trailer, "Type"), "XRef"))
        jb_tell(check, JB_RULE_XREF_STREAM, JB_NO_ARGS);
}

void jb_check_file(jb_check *check)
{
    check_header(check);
    check_end(check);
    check_trailer(check);
}
