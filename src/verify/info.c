/* What the file says of itself: Info and XMP, each for itself and both together (ISO 32000-1
 * 14.3). */
#include <ctype.h>

#include "parts.h"

/* ---- text strings -------------------------------------------------------------------------- */

jb_str jb_utf16_text(jb_arena *arena, jb_str s)
{
    jb_buf out = {0};
    for (size_t i = 0; i + 1 < s.len; i += 2) {
        const uint8_t *at = (const uint8_t *)s.at + i;
        uint32_t unit = (uint32_t)at[0] << 8 | at[1], low = 0;
        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < s.len)
            low = (uint32_t)at[2] << 8 | at[3];
        if (low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        jb_buf_add_rune(arena, &out, unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit);
    }
    return jb_buf_str(&out);
}

jb_str jb_obj_text(jb_arena *arena, const jb_obj *o)
{
    jb_str s = o->type == JB_OBJ_STRING || o->type == JB_OBJ_NAME ? o->text : (jb_str){0};
    jb_buf out = {0};
    if (jb_str_starts(s, JB_STR("\xFE\xFF")))
        return jb_utf16_text(arena, jb_str_cut(s, 2, s.len));
    if (jb_str_starts(s, JB_STR("\xEF\xBB\xBF")))
        return jb_str_cut(s, 3, s.len);
    for (size_t i = 0; i < s.len; i++)
        jb_buf_add_rune(arena, &out, (uint8_t)s.at[i]);
    return jb_buf_str(&out);
}

jb_str jb_check_text(jb_check *check, const jb_obj *o)
{
    return jb_obj_text(check->arena, o);
}

static jb_str info_text(jb_check *check, const char *key)
{
    return jb_check_text(check, jb_door_key(check->door, check->info, key));
}

/* ---- dates --------------------------------------------------------------------------------- */

typedef struct moment {
    bool good, zoned;
    int64_t clock; /* seconds of a count of its own, by the hands of the clock */
    int64_t zone;  /* seconds to be taken off for UTC */
} moment;

static bool take_digits(jb_str *s, int n, int *out)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if ((size_t)i >= s->len || !isdigit((unsigned char)s->at[i]))
            return false;
        value = value * 10 + s->at[i] - '0';
    }
    *s = jb_str_cut(*s, (size_t)n, s->len);
    *out = value;
    return true;
}

static void skip_one(jb_str *s, const char *any)
{
    if (s->len && *s->at && strchr(any, *s->at))
        *s = jb_str_cut(*s, 1, s->len);
}

/* Z, +08'00', +08:00, nothing; false when it is something else. */
static bool take_zone(jb_str s, moment *out)
{
    int hours = 0, minutes = 0;
    out->zoned = s.len > 0;
    if (s.len == 0 || s.at[0] == 'Z')
        return true;
    int sign = s.at[0] == '+' ? 1 : s.at[0] == '-' ? -1 : 0;
    s = jb_str_cut(s, 1, s.len);
    if (!sign || !take_digits(&s, 2, &hours) || hours > 23)
        return false;
    skip_one(&s, "':");
    if (s.len && (!take_digits(&s, 2, &minutes) || minutes > 59))
        return false;
    skip_one(&s, "'");
    out->zone = sign * (hours * 3600 + minutes * 60);
    return s.len == 0;
}

/* D:20250721093000+08'00' (7.9.4) and 2025-07-21T09:30:00+08:00: the same digits, other marks. */
static moment read_date(jb_str s, bool xmp)
{
    static const int least[6] = {0, 1, 1, 0, 0, 0}, most[6] = {9999, 12, 31, 23, 59, 59};
    int n[6] = {0, 1, 1, 0, 0, 0};
    moment out = {0};
    if (jb_str_starts(s, JB_STR("D:")) && !xmp)
        s = jb_str_cut(s, 2, s.len);
    for (int i = 0; i < 6 && s.len && (i == 0 || isdigit((unsigned char)s.at[0])); i++) {
        if (!take_digits(&s, i ? 2 : 4, &n[i]) || n[i] < least[i] || n[i] > most[i])
            return out;
        skip_one(&s, xmp && i < 2 ? "-" : xmp && i == 2 ? "T" : xmp && i < 5 ? ":" : "");
    }
    if (xmp && s.len && s.at[0] == '.')
        for (s = jb_str_cut(s, 1, s.len); s.len && isdigit((unsigned char)s.at[0]);)
            s = jb_str_cut(s, 1, s.len);
    out.clock = ((((int64_t)n[0] * 12 + n[1]) * 31 + n[2]) * 24 + n[3]) * 3600 + n[4] * 60 + n[5];
    out.good = n[0] > 0 && take_zone(s, &out);
    return out;
}

bool jb_check_is_date(jb_str xmp)
{
    return read_date(xmp, true).good;
}

static bool same_moment(jb_str info, jb_str xmp)
{
    moment a = read_date(info, false), b = read_date(xmp, true);
    if (!a.good || !b.good)
        return false;
    if (!a.zoned || !b.zoned)
        return a.clock == b.clock;
    return a.clock - a.zone == b.clock - b.zone;
}

/* ---- Info ---------------------------------------------------------------------------------- */

static void check_date(jb_check *check, const char *key)
{
    if (!read_date(info_text(check, key), false).good)
        jb_tell(check, JB_RULE_INFO_DATE, JB_ARGS(jb_str_make(key)));
}

static void check_trapped(jb_check *check)
{
    const jb_obj *o = jb_door_key(check->door, check->info, "Trapped");
    if (!jb_obj_is_name(o, "True") && !jb_obj_is_name(o, "False"))
        jb_tell(check, JB_RULE_INFO_TRAPPED, JB_ARGS(jb_check_text(check, o)));
}

static void check_values(jb_check *check)
{
    for (uint32_t i = 0; i < check->info->len; i++) {
        const jb_entry *entry = &check->info->entries[i];
        const jb_obj *value = jb_door_follow(check->door, &entry->value);
        bool trapped = jb_str_equal(entry->key, JB_STR("Trapped"));
        if (value->type != JB_OBJ_STRING && value->type != JB_OBJ_NULL && !trapped)
            jb_tell(check, JB_RULE_INFO_TEXT, JB_ARGS(entry->key));
    }
}

static jb_str press_name(jb_check *check)
{
    return jb_claims_name(check->arena, check->claims & JB_CLAIMS_X);
}

static void check_info(jb_check *check)
{
    jb_str version = info_text(check, "GTS_PDFXVersion"), name = press_name(check);
    jb_str conformance = info_text(check, "GTS_PDFXConformance");
    if (!jb_obj_is_dict(check->info) || check->info->len == 0) {
        jb_tell(check, JB_RULE_INFO_MISSING, JB_NO_ARGS);
        return;
    }
    if (!jb_str_equal(version, name))
        jb_tell(check, JB_RULE_INFO_VERSION, JB_ARGS(version, name));
    if (conformance.len)
        jb_tell(check, JB_RULE_INFO_CONFORMANCE, JB_ARGS(conformance));
    if (!info_text(check, "Title").len)
        jb_tell(check, JB_RULE_INFO_TITLE, JB_NO_ARGS);
    check_date(check, "CreationDate");
    check_date(check, "ModDate");
    check_trapped(check);
    check_values(check);
}

/* ---- XMP ----------------------------------------------------------------------------------- */

/* What must be in the metadata of X-4. */
static const jb_xmp_key required[] = {
    JB_XMP_TITLE,   JB_XMP_CREATED,     JB_XMP_MODIFIED,   JB_XMP_METADATA,
    JB_XMP_TRAPPED, JB_XMP_DOCUMENT_ID, JB_XMP_VERSION_ID, JB_XMP_RENDITION,
};

/* What both say must be the same. */
static const struct {
    const char *info;
    jb_xmp_key xmp;
    bool date;
} pairs[] = {
    {"Title", JB_XMP_TITLE, false},         {"Author", JB_XMP_AUTHOR, false},
    {"Subject", JB_XMP_SUBJECT, false},     {"Keywords", JB_XMP_KEYWORDS, false},
    {"Producer", JB_XMP_PRODUCER, false},   {"Creator", JB_XMP_CREATOR, false},
    {"CreationDate", JB_XMP_CREATED, true}, {"ModDate", JB_XMP_MODIFIED, true},
    {"Trapped", JB_XMP_TRAPPED, false},
};

/* PDF/A-1 wants in XMP whatever of these stands in Info (ISO 19005-1 6.7.3). */
static void compare(jb_check *check)
{
    bool archives = (check->claims & JB_CLAIMS_A);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        jb_str info = info_text(check, pairs[i].info), xmp = check->xmp.values[pairs[i].xmp];
        bool same = pairs[i].date ? same_moment(info, xmp) : jb_str_equal(info, xmp);
        if (info.len && !same && (xmp.len || (archives && pairs[i].xmp != JB_XMP_TRAPPED)))
            jb_tell(check, JB_RULE_INFO_DIFFERS,
                    JB_ARGS(jb_str_make(pairs[i].info), jb_xmp_name(pairs[i].xmp)));
    }
}

static void check_xmp(jb_check *check)
{
    jb_str version = check->xmp.values[JB_XMP_PDFX], name = press_name(check);
    if (check->xmp.fault.len) {
        jb_tell(check, JB_RULE_XMP_FORM, JB_ARGS(check->xmp.fault));
        return;
    }
    if (!jb_str_equal(version, name))
        jb_tell(check, JB_RULE_XMP_VERSION, JB_ARGS(version, name));
    for (size_t i = 0; i < sizeof required / sizeof *required; i++)
        if (!check->xmp.values[required[i]].len)
            jb_tell(check, JB_RULE_XMP_KEY, JB_ARGS(jb_xmp_name(required[i])));
    compare(check);
}

void jb_check_metadata(jb_check *check)
{
    check_info(check);
    if (check->has_xmp && (check->claims & JB_CLAIMS_A))
        jb_check_archive(check);
    if (check->has_xmp)
        check_xmp(check);
    else
        jb_tell(check, JB_RULE_XMP_MISSING, JB_NO_ARGS);
}

/* ---- the claim ----------------------------------------------------------------------------- */

static void read_xmp(jb_check *check)
{
    const jb_obj *metadata = jb_door_key(check->door, check->catalog, "Metadata");
    jb_str packet;
    if (metadata->type == JB_OBJ_NULL)
        return;
    check->has_xmp = true;
    if (metadata->type != JB_OBJ_STREAM ||
        jb_door_data(check->door, metadata, &packet) != JB_DATA_WHOLE)
        check->xmp.fault = JB_BOTH("取不出来", "it cannot be decoded");
    else if (!jb_obj_is_name(jb_door_key(check->door, metadata, "Subtype"), "XML"))
        check->xmp.fault = JB_BOTH("流的 Subtype 不是 XML", "the Subtype of its stream is not XML");
    else
        check->xmp = jb_xmp_read(check->arena, packet);
}

/* Conformance B of part 1 is called PDF/A-1b. */
static jb_str lower(jb_arena *arena, jb_str s)
{
    jb_buf out = {0};
    for (size_t i = 0; i < s.len; i++)
        *jb_push(arena, &out) = (char)tolower((unsigned char)s.at[i]);
    return jb_buf_str(&out);
}

static jb_str claimed_for_press(jb_check *check)
{
    jb_str info = info_text(check, "GTS_PDFXVersion");
    jb_str exact = info_text(check, "GTS_PDFXConformance"); /* X-1 of 2001 has two kinds */
    jb_str xmp = check->xmp.values[JB_XMP_PDFX];
    if (xmp.len && !jb_str_starts(info, JB_STR("PDF/X-1")))
        return xmp;
    return jb_str_equal(info, JB_STR("PDF/X-1:2001")) && exact.len ? exact : info;
}

void jb_check_claimed(jb_check *check, jb_str said[JB_FAMILIES])
{
    read_xmp(check);
    jb_arena *arena = check->arena;
    const jb_str *values = check->xmp.values;
    said[JB_FAMILY_X] = claimed_for_press(check);
    if (values[JB_XMP_PDFA_PART].len)
        said[JB_FAMILY_A] =
            jb_arena_format(arena, "PDF/A-%.*s%.*s", JB_FMT(values[JB_XMP_PDFA_PART]),
                            JB_FMT(lower(arena, values[JB_XMP_PDFA_LEVEL])));
    if (values[JB_XMP_PDFUA_PART].len)
        said[JB_FAMILY_UA] =
            jb_arena_format(arena, "PDF/UA-%.*s", JB_FMT(values[JB_XMP_PDFUA_PART]));
}
