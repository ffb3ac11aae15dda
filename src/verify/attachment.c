/* Files within the file (ISO 32000-1 7.11): how they are named and what they are (ISO 19005-2 6.8,
 * ISO 19005-3 6.8 and annex E, ISO 14289-1 7.11), and that they are what they were when they were
 * put in: by their own sums, and by the record of all that the pages were made of. */
#include <ctype.h>
#include <stdlib.h>

#include "../base/hash.h"
#include "../base/json.h"
#include "parts.h"

static const jb_obj *key(jb_check *check, const jb_obj *dict, const char *name)
{
    return jb_door_key(check->door, dict, name);
}

static jb_str name_of(jb_check *check, const jb_obj *spec)
{
    jb_str name = jb_check_text(check, key(check, spec, "UF"));
    return name.len ? name : jb_check_text(check, key(check, spec, "F"));
}

/* "text/plain" (RFC 2045 5.1). */
static bool is_media_type(const jb_obj *o)
{
    jb_str s = o->type == JB_OBJ_NAME ? o->text : (jb_str){0};
    size_t slash = jb_str_find(s, JB_STR("/"));
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (i != slash && (c <= ' ' || c > '~' || strchr("()<>@,;:\\\"/[]?=", c)))
            return false;
    }
    return slash != SIZE_MAX && slash > 0 && slash + 1 < s.len;
}

/* Params: its size, and MD5 of its bytes. */
static void check_sum(jb_check *check, const jb_obj *file, jb_str name, jb_str bytes)
{
    uint8_t digest[JB_MD5_BYTES];
    const jb_obj *params = key(check, file, "Params"), *sum = key(check, params, "CheckSum");
    const jb_obj *size = key(check, params, "Size");
    jb_hash_md5(bytes, digest);
    if (size->type != JB_OBJ_NULL &&
        (size->type != JB_OBJ_INT || size->number != (double)bytes.len))
        jb_tell(check, JB_RULE_EMBEDDED_SIZE, JB_ARGS(name));
    if (sum->type != JB_OBJ_NULL &&
        (sum->type != JB_OBJ_STRING ||
         !jb_str_equal(sum->text, (jb_str){(const char *)digest, sizeof digest})))
        jb_tell(check, JB_RULE_EMBEDDED_SUM, JB_ARGS(name));
}

static void check_file(jb_check *check, const jb_obj *file, jb_str name)
{
    jb_str data = {0};
    bool whole = jb_door_data(check->door, file, &data) == JB_DATA_WHOLE;
    if (!whole || !jb_str_starts(data, JB_STR("%PDF-")))
        jb_tell(check, JB_RULE_EMBEDDED_KIND, JB_ARGS(name));
    if (!is_media_type(key(check, file, "Subtype")))
        jb_tell(check, JB_RULE_EMBEDDED_TYPE, JB_ARGS(name));
    if (key(check, key(check, file, "Params"), "ModDate")->type != JB_OBJ_STRING)
        jb_tell(check, JB_RULE_EMBEDDED_DATE, JB_ARGS(name));
    if (whole)
        check_sum(check, file, name, data);
    else
        jb_check_undecoded(check, file);
}

static void note(jb_check *check, jb_object_list *list, uint32_t object)
{
    enum { NOTED_MOST = 1 << 20 };
    if (list->len < NOTED_MOST)
        *jb_push(check->arena, list) = object;
}

void jb_check_attachment(jb_check *check, const jb_obj *dict)
{
    const jb_obj *files = key(check, dict, "EF"), *belonging = jb_obj_entry(dict, "AF");
    const jb_obj *list = jb_door_follow(check->door, belonging);
    for (uint32_t i = 0; list->type == JB_OBJ_ARRAY && i < list->len; i++)
        note(check, &check->belonging, list->items[i].object);
    if (belonging->type == JB_OBJ_REF && list->type == JB_OBJ_DICT)
        note(check, &check->belonging, belonging->object);
    if (!jb_obj_is_dict(files))
        return;
    jb_str name = name_of(check, dict);
    jb_tell(check, JB_RULE_EMBEDDED_FILE, JB_NO_ARGS);
    note(check, &check->attached, dict->object);
    if (key(check, dict, "F")->type != JB_OBJ_STRING ||
        key(check, dict, "UF")->type != JB_OBJ_STRING)
        jb_tell(check, JB_RULE_EMBEDDED_NAME, JB_ARGS(name));
    if (key(check, dict, "AFRelationship")->type != JB_OBJ_NAME)
        jb_tell(check, JB_RULE_EMBEDDED_RELATION, JB_ARGS(name));
    for (uint32_t i = 0; i < files->len; i++) {
        const jb_obj *file = jb_door_follow(check->door, &files->entries[i].value);
        if (file->type == JB_OBJ_STREAM && jb_check_first(check, file))
            check_file(check, file, name);
    }
}

static int compare(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Each belongs to something: the document, a page, an object (ISO 19005-3 6.8). */
static void check_belonging(jb_check *check)
{
    jb_object_list *to = &check->belonging;
    if (to->len)
        qsort(to->at, to->len, sizeof *to->at, compare);
    for (uint32_t i = 0; i < check->attached.len; i++) {
        const jb_obj spec = {.type = JB_OBJ_REF, .object = check->attached.at[i]};
        if (to->len == 0 || !spec.object ||
            !bsearch(&spec.object, to->at, to->len, sizeof *to->at, compare))
            jb_tell(check, JB_RULE_EMBEDDED_ALONE,
                    JB_ARGS(name_of(check, jb_door_follow(check->door, &spec))));
    }
}

/* ---- the record ---------------------------------------------------------------------------- */

static const jb_attached *find(const jb_attached_list *list, jb_str name)
{
    for (uint32_t i = 0; i < list->len; i++)
        if (jb_str_equal(list->at[i].name, name))
            return &list->at[i];
    return NULL;
}

static void tell_record(jb_check *check, jb_str name, jb_str what)
{
    jb_tell(check, JB_RULE_RECORD_FILE, JB_ARGS(name, what));
}

static void check_recorded(jb_check *check, const jb_attached_list *list,
                           const jb_json_value *file)
{
    jb_str name = jb_json_member(file, "name")->text;
    const jb_attached *attached = find(list, name);
    if (!attached)
        tell_record(check, name, JB_BOTH("没有附上", "is not attached"));
    else if (!jb_str_equal(jb_json_member(file, "sha256")->text,
                           jb_hash_sha256(check->arena, attached->bytes)))
        tell_record(check, name, JB_BOTH("和记录的 SHA-256 不一致", "is not of its SHA-256"));
}

static bool is_recorded(const jb_json_value *files, jb_str name)
{
    for (const jb_json_value *file = files->first; file; file = file->next)
        if (jb_str_equal(jb_json_member(file, "name")->text, name))
            return true;
    return false;
}

/* Of a file that jianbao made for keeping: all that the record lists, and nothing else. */
static void check_record(jb_check *check, const jb_attached_list *list)
{
    enum { COMPARISONS_MOST = 10000 };
    const jb_attached *record = find(list, JB_STR(JB_RECORD_NAME));
    const jb_json_value *root = record ? jb_json_read(check->arena, record->bytes) : NULL;
    const jb_json_value *files = root ? jb_json_member(root, "files") : NULL;
    if (!files || files->kind != JB_JSON_ARRAY) {
        if (record && check->ours)
            tell_record(check, record->name, JB_BOTH("读不懂", "cannot be understood"));
        return;
    }
    uint32_t n = 0;
    const jb_json_value *file = files->first;
    for (; file && n++ < COMPARISONS_MOST; file = file->next)
        check_recorded(check, list, file);
    for (uint32_t i = 0; i < list->len && i < COMPARISONS_MOST; i++)
        if (&list->at[i] != record && !is_recorded(files, list->at[i].name))
            tell_record(check, list->at[i].name, JB_BOTH("不在记录里", "is not in the record"));
}

/* What the metadata say the pages were made from is attached. */
static void check_source(jb_check *check, const jb_attached_list *list)
{
    const jb_xmp_property *origin = jb_xmp_find(&check->xmp, JB_ISSUE_SPACE, "origin");
    if (!origin || list->len == 0)
        return;
    for (uint32_t i = 0; i < list->len; i++)
        if (jb_str_find(origin->value, jb_hash_sha256(check->arena, list->at[i].bytes)) != SIZE_MAX)
            return;
    jb_tell(check, JB_RULE_RECORD_SOURCE, JB_NO_ARGS);
}

void jb_check_attachments(jb_check *check)
{
    jb_attached_list list = {0};
    check_belonging(check);
    if (!jb_rule_holds(JB_RULE_RECORD_FILE, check->claims))
        return;
    jb_attached_walk(check->arena, check->door, &list);
    check_record(check, &list);
    check_source(check, &list);
}

/* ---- the metadata of an issue ---------------------------------------------------------------- */

static jb_str ours(const jb_check *check, const char *space, const char *name)
{
    const jb_xmp_property *property = jb_xmp_find(&check->xmp, space, name);
    return property ? property->value : (jb_str){0};
}

/* The number is one of those that are written in the issue's name, if any is: "3-4", "45". */
static bool is_in(jb_str text, jb_str number)
{
    bool any = false;
    for (size_t i = 0; i < text.len;) {
        size_t end = i;
        while (end < text.len && isdigit((unsigned char)text.at[end]))
            end++;
        any |= end > i;
        if (end > i && jb_str_equal(jb_str_cut(text, i, end), number))
            return true;
        i = end + 1;
    }
    return !any;
}

static void check_number(jb_check *check, jb_str issue, const char *space, const char *name)
{
    jb_str number = ours(check, space, name);
    size_t dash = jb_str_find(number, JB_STR("-"));
    jb_str first = jb_str_cut(number, 0, dash == SIZE_MAX ? number.len : dash);
    if (issue.len && number.len && !is_in(issue, first))
        jb_tell(check, JB_RULE_RECORD_NUMBER, JB_ARGS(jb_str_make(name), number, issue));
}

void jb_check_issue(jb_check *check)
{
    jb_str series = ours(check, JB_PRISM_SPACE, "publicationName");
    jb_str date = ours(check, JB_PRISM_SPACE, "coverDate");
    jb_str issue = ours(check, JB_ISSUE_SPACE, "issue");
    jb_str title = check->xmp.values[JB_XMP_TITLE], created = check->xmp.values[JB_XMP_CREATED];
    check->ours = jb_xmp_find(&check->xmp, JB_ISSUE_SPACE, "origin") != NULL;
    if (!check->ours)
        return;
    jb_str parted = series.len && issue.len ? JB_STR(" ") : (jb_str){0};
    jb_str whole = jb_arena_format(check->arena, "%.*s%.*s%.*s", JB_FMT(series), JB_FMT(parted),
                                   JB_FMT(issue));
    if (whole.len && !jb_str_equal(whole, title))
        jb_tell(check, JB_RULE_RECORD_TITLE, JB_ARGS(title, whole));
    if (!jb_str_equal(date, jb_str_cut(created, 0, date.len)) || (created.len && !date.len))
        jb_tell(check, JB_RULE_RECORD_DATE, JB_ARGS(created, date));
    check_number(check, issue, JB_PRISM_SPACE, "number");
    check_number(check, issue, JB_ISSUE_SPACE, "total");
}
