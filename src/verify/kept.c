/* What PDF/A asks beyond what a press asks: the packet of metadata, the sizes of objects, files
 * within the file, and what the catalog may not have (ISO 19005-1 6.1, 6.7; ISO 19005-2 6.1,
 * 6.6). */
#include "../base/utf8.h"
#include "parts.h"

static const jb_obj *key(jb_check *check, const jb_obj *dict, const char *name)
{
    return jb_door_key(check->door, dict, name);
}

static bool has(const jb_obj *dict, const char *name)
{
    return jb_obj_entry(dict, name)->type != JB_OBJ_NULL;
}

static bool is_first_part(const jb_check *check)
{
    return (check->claims & JB_CLAIM_A1B);
}

/* ---- the metadata -------------------------------------------------------------------------- */

/* ISO 19005-1 6.7.11, ISO 19005-2 6.6.4; level U holds what level B asks, level A all. */
static void check_identity(jb_check *check)
{
    const jb_xmp *xmp = &check->xmp;
    const char *part = check->claims & JB_CLAIM_A1B    ? "1"
                       : check->claims & JB_CLAIMS_A2 ? "2"
                                                       : "3";
    const char *levels = check->claims & JB_CLAIM_A1B                      ? "BA"
                         : check->claims & (JB_CLAIM_A2B | JB_CLAIM_A3B) ? "BUA"
                         : check->claims & (JB_CLAIM_A2U | JB_CLAIM_A3U) ? "UA"
                                                                          : "A";
    jb_str said = xmp->values[JB_XMP_PDFA_PART], level = xmp->values[JB_XMP_PDFA_LEVEL];
    if (!jb_str_equal(said, jb_str_make(part)) || level.len != 1 ||
        !strchr(levels, level.at[0]) || !jb_str_equal(xmp->claim_prefix, JB_STR("pdfaid")))
        jb_tell(check, JB_RULE_XMP_ARCHIVE,
                JB_ARGS(jb_arena_format(check->arena, "%.*s:part %.*s, conformance %.*s",
                                        JB_FMT(xmp->claim_prefix), JB_FMT(said), JB_FMT(level)),
                        jb_arena_format(check->arena, "pdfaid:part %s, conformance %c", part,
                                        levels[0])));
}

/* Of the processing instruction that begins the packet (ISO 19005-1 6.7.5). */
static void check_packet(jb_check *check, jb_str packet)
{
    static const char *const refused[] = {"bytes", "encoding"};
    size_t at = jb_str_find(packet, JB_STR("<?xpacket"));
    jb_str head = at == SIZE_MAX ? (jb_str){0} : jb_str_cut(packet, at, packet.len);
    head = jb_str_cut(head, 0, jb_str_find(head, JB_STR("?>")));
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        jb_str written = jb_arena_format(check->arena, " %s=", refused[i]);
        if (jb_str_find(head, written) != SIZE_MAX)
            jb_tell(check, JB_RULE_XMP_PACKET, JB_ARGS(jb_str_make(refused[i])));
    }
}

void jb_check_archive(jb_check *check)
{
    jb_str packet;
    if (check->xmp.fault.len) /* told already */
        return;
    check_identity(check);
    jb_check_issue(check);
    if (jb_door_data(check->door, key(check, check->catalog, "Metadata"), &packet) ==
        JB_DATA_WHOLE)
        check_packet(check, packet);
    jb_check_schemas(check);
    if (check->xmp.authors > 1 && has(check->info, "Author"))
        jb_tell(check, JB_RULE_XMP_AUTHORS, JB_ARGS(jb_check_number(check, check->xmp.authors)));
}

/* ---- an object ----------------------------------------------------------------------------- */

static void tell_limit(jb_check *check, const jb_obj *holder, jb_str what)
{
    jb_tell(check, JB_RULE_OBJECT_LIMIT,
            JB_ARGS(jb_check_number(check, holder->object), what));
}

/* Table 8 of ISO 19005-1's PDF 1.4 (its annex C), and ISO 19005-2 6.1.13. */
static void check_value(jb_check *check, const jb_obj *holder, const jb_obj *o)
{
    enum { NAME_LONGEST = 127, STRING_LONGEST = 32767, STRING_LONGEST_1 = 65535 };
    const double most = 2147483647, least = -2147483648., real_1 = 32767;
    bool first = is_first_part(check);
    if (o->type == JB_OBJ_NAME && o->text.len > NAME_LONGEST)
        tell_limit(check, holder, JB_BOTH("名字太长", "a name that is too long"));
    if (o->type == JB_OBJ_STRING && o->text.len > (first ? STRING_LONGEST_1 : STRING_LONGEST))
        tell_limit(check, holder, JB_BOTH("字符串太长", "a string that is too long"));
    if (o->type == JB_OBJ_INT && (o->number > most || o->number < least))
        tell_limit(check, holder, JB_BOTH("整数太大", "an integer that is too large"));
    if (o->type == JB_OBJ_REAL && first && (o->number > real_1 || o->number < -real_1))
        tell_limit(check, holder, JB_BOTH("实数太大", "a real number that is too large"));
}

/* ISO 19005-2 6.1.8: names of fonts, inks and structure types are text. */
static void check_text(jb_check *check, const jb_obj *name)
{
    if (name->type == JB_OBJ_NAME && jb_utf8_check(name->text) < name->text.len)
        jb_tell(check, JB_RULE_NAME_TEXT, JB_ARGS(name->text));
}

static void check_name(jb_check *check, const jb_entry *entry)
{
    static const char *const keys[] = {"BaseFont", "FontName", "S"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (jb_str_equal(entry->key, jb_str_make(keys[i])))
            check_text(check, &entry->value);
}

static void check_size(jb_check *check, const jb_obj *o)
{
    enum { ITEMS_MOST = 8191, ENTRIES_MOST = 4095 };
    bool first = is_first_part(check), dict = jb_obj_is_dict(o);
    if (first && o->type == JB_OBJ_ARRAY && o->len > ITEMS_MOST)
        tell_limit(check, o, JB_BOTH("数组太长", "an array that is too long"));
    if (first && dict && o->len > ENTRIES_MOST)
        tell_limit(check, o, JB_BOTH("字典太大", "a dictionary that is too large"));
    for (uint32_t i = 0; o->type == JB_OBJ_ARRAY && i < o->len; i++)
        check_value(check, o, &o->items[i]);
    for (uint32_t i = 0; dict && i < o->len; i++) {
        check_value(check, o, &o->entries[i].value);
        check_name(check, &o->entries[i]);
    }
    if (o->type == JB_OBJ_ARRAY && o->len > 1 && jb_obj_is_name(&o->items[0], "Separation"))
        check_text(check, &o->items[1]);
}

void jb_check_kept(jb_check *check, const jb_obj *o)
{
    check_size(check, o);
    if (o->type == JB_OBJ_STREAM && has(o, "Filter") &&
        jb_obj_is_name(key(check, o, "Type"), "Metadata"))
        jb_tell(check, JB_RULE_XMP_PACKED, JB_ARGS(jb_check_number(check, o->object)));
}

/* ---- the catalog --------------------------------------------------------------------------- */

static void check_forms(jb_check *check)
{
    const jb_obj *form = key(check, check->catalog, "AcroForm");
    const jb_obj *needs = key(check, form, "NeedAppearances");
    if (needs->type == JB_OBJ_BOOL && needs->number == 1)
        jb_tell(check, JB_RULE_FORM_FIELDS, JB_ARGS(JB_STR("NeedAppearances")));
    if (has(form, "XFA") && !is_first_part(check))
        jb_tell(check, JB_RULE_FORM_FIELDS, JB_ARGS(JB_STR("XFA")));
}

/* ISO 19005-2 6.1.12, 6.10, 6.11. */
static void check_keys(jb_check *check)
{
    const jb_obj *names = key(check, check->catalog, "Names");
    const jb_obj *rights = key(check, check->catalog, "Perms");
    if (has(names, "AlternatePresentations"))
        jb_tell(check, JB_RULE_CATALOG_KEY, JB_ARGS(JB_STR("AlternatePresentations")));
    if (has(check->catalog, "Requirements"))
        jb_tell(check, JB_RULE_CATALOG_KEY, JB_ARGS(JB_STR("Requirements")));
    for (uint32_t i = 0; jb_obj_is_dict(rights) && i < rights->len; i++)
        if (!jb_str_equal(rights->entries[i].key, JB_STR("UR3")) &&
            !jb_str_equal(rights->entries[i].key, JB_STR("DocMDP")))
            jb_tell(check, JB_RULE_CATALOG_KEY, JB_ARGS(rights->entries[i].key));
    if (has(names, "EmbeddedFiles"))
        jb_tell(check, JB_RULE_EMBEDDED_FILE, JB_NO_ARGS);
}

void jb_check_catalog(jb_check *check)
{
    check_forms(check);
    check_keys(check);
}
