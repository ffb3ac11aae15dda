/* Output intents and ICC profiles: ISO 32000-1 14.11.5; ICC.1 7.2 (header) and 7.3 (tag table). */
#include "parts.h"

enum { ICC_HEADER = 128, ICC_TAG = 12 };

static uint32_t number_at(jb_str s, size_t at)
{
    const uint8_t *b = (const uint8_t *)s.at + at;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static bool tags_fit(jb_str icc)
{
    uint32_t n = number_at(icc, ICC_HEADER);
    if (n == 0 || n > (icc.len - ICC_HEADER - 4) / ICC_TAG)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        size_t at = ICC_HEADER + 4 + (size_t)i * ICC_TAG;
        uint32_t from = number_at(icc, at + 4), size = number_at(icc, at + 8);
        if (from < ICC_HEADER || from > icc.len || size > icc.len - from)
            return false;
    }
    return true;
}

/* Why it is no profile; empty: it is one. */
static jb_str fault_of(jb_str icc)
{
    if (icc.len < ICC_HEADER + 4)
        return JB_BOTH("太短", "it is too short");
    if (!jb_str_equal(jb_str_cut(icc, 36, 40), JB_STR("acsp")))
        return JB_BOTH("没有标志 acsp", "it has no signature acsp");
    if (number_at(icc, 0) != icc.len)
        return JB_BOTH("写明的长度不是数据的长度", "its size is not that of the data");
    if (!tags_fit(icc))
        return JB_BOTH("标签表超出文件", "its tags reach beyond it");
    return (jb_str){0};
}

static uint32_t components_of(jb_str space)
{
    static const struct {
        jb_str space;
        uint32_t n;
    } known[] = {
        {JB_LIT("GRAY"), 1}, {JB_LIT("RGB "), 3}, {JB_LIT("Lab "), 3}, {JB_LIT("CMYK"), 4}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (jb_str_equal(known[i].space, space))
            return known[i].n;
    return 0;
}

jb_profile jb_profile_read(jb_check *check, const jb_obj *stream)
{
    const jb_obj *n = jb_door_key(check->door, stream, "N");
    jb_profile out = {
        .given = jb_obj_is_number(n) && n->number > 0 && n->number < 16 ? (uint32_t)n->number : 0};
    jb_str icc;
    if (jb_door_data(check->door, stream, &icc) != JB_DATA_WHOLE)
        out.fault = JB_BOTH("数据解不开", "its data cannot be decoded");
    else
        out.fault = fault_of(icc);
    if (out.fault.len)
        return out;
    out.version = (uint8_t)icc.at[8];
    out.class = jb_str_cut(icc, 12, 16);
    out.space = jb_str_cut(icc, 16, 20);
    out.components = components_of(out.space);
    return out;
}

int jb_profile_newest(const jb_check *check)
{
    return check->version && check->version <= 14 ? 2 : 4; /* table 67: v2 until PDF 1.4 */
}

static void check_version(jb_check *check, const jb_profile *p)
{
    if (p->version <= jb_profile_newest(check))
        return;
    jb_str pdf = jb_arena_format(check->arena, "%d.%d", check->version / 10, check->version % 10);
    jb_tell(check, JB_RULE_PROFILE_VERSION,
            JB_ARGS(jb_check_number(check, p->version), pdf,
                    jb_check_number(check, jb_profile_newest(check))));
}

static void check_profile(jb_check *check, const jb_obj *stream)
{
    jb_profile p = jb_profile_read(check, stream);
    if (p.fault.len) {
        jb_tell(check, JB_RULE_PROFILE_BROKEN, JB_ARGS(p.fault));
        return;
    }
    bool cmyk = jb_str_equal(p.space, JB_STR("CMYK"));
    bool lab = jb_str_equal(p.space, JB_STR("Lab "));
    check->intent_colours = p.components;
    bool screen = jb_str_equal(p.class, JB_STR("mntr")) && (check->claims & JB_CLAIMS_A);
    if (!screen && !jb_str_equal(p.class, JB_STR("prtr")))
        jb_tell(check, JB_RULE_PROFILE_CLASS,
                JB_ARGS(p.class, (check->claims & JB_CLAIMS_A) ? JB_STR("prtr/mntr")
                                                                 : JB_STR("prtr")));
    if ((check->claims & JB_CLAIM_X1A) && !cmyk)
        jb_tell(check, JB_RULE_PROFILE_SPACE, JB_ARGS(p.space, JB_STR("CMYK")));
    if (!(check->claims & JB_CLAIM_X1A) && (lab || !p.components))
        jb_tell(check, JB_RULE_PROFILE_SPACE, JB_ARGS(p.space, JB_STR("CMYK, RGB, GRAY")));
    if (p.given != p.components)
        jb_tell(check, JB_RULE_PROFILE_COMPONENTS,
                JB_ARGS(jb_check_number(check, p.given), p.space,
                        jb_check_number(check, p.components)));
    check_version(check, &p);
}

static bool has_text(jb_check *check, const jb_obj *intent, const char *key)
{
    const jb_obj *o = jb_door_key(check->door, intent, key);
    return o->type == JB_OBJ_STRING && o->text.len;
}

static void check_intent(jb_check *check, const jb_obj *intent)
{
    const jb_obj *profile = jb_door_key(check->door, intent, "DestOutputProfile");
    const jb_obj *registry = jb_door_key(check->door, intent, "RegistryName");
    bool embedded = profile->type == JB_OBJ_STREAM;
    bool registered = registry->type == JB_OBJ_STRING &&
                      jb_str_starts(registry->text, JB_STR("http://www.color.org"));
    if (!has_text(check, intent, "OutputConditionIdentifier"))
        jb_tell(check, JB_RULE_INTENT_IDENTIFIER, JB_NO_ARGS);
    if (!embedded && !registered)
        jb_tell(check, JB_RULE_INTENT_CONDITION, JB_NO_ARGS);
    if (!registered && !has_text(check, intent, "Info"))
        jb_tell(check, JB_RULE_INTENT_INFO, JB_NO_ARGS);
    if (embedded)
        check_profile(check, profile);
    else
        jb_tell(check, JB_RULE_INTENT_PROFILE, JB_NO_ARGS);
}

/* PDF/A: whatever they are for, they have one profile (ISO 19005-1 6.2.2, ISO 19005-2 6.2.3). */
static void compare_profiles(jb_check *check, const jb_obj *list)
{
    uint32_t object = 0;
    bool differ = false;
    for (uint32_t i = 0; list->type == JB_OBJ_ARRAY && i < list->len; i++) {
        const jb_obj *profile =
            jb_door_key(check->door, jb_door_item(check->door, list, i), "DestOutputProfile");
        differ |= object && profile->object && profile->object != object;
        object = profile->object ? profile->object : object;
    }
    if (differ)
        jb_tell(check, JB_RULE_INTENT_DIFFERS, JB_NO_ARGS);
}

void jb_check_intents(jb_check *check)
{
    const char *kind = (check->claims & JB_CLAIMS_A) ? "GTS_PDFA1" : "GTS_PDFX";
    const jb_obj *list = jb_door_key(check->door, check->catalog, "OutputIntents");
    const jb_obj *first = NULL;
    uint32_t n = 0;
    for (uint32_t i = 0; list->type == JB_OBJ_ARRAY && i < list->len; i++) {
        const jb_obj *intent = jb_door_item(check->door, list, i);
        if (!jb_obj_is_name(jb_door_key(check->door, intent, "S"), kind))
            continue;
        first = n++ ? first : intent;
    }
    compare_profiles(check, list);
    if (n > 1)
        jb_tell(check, JB_RULE_INTENT_SEVERAL, JB_ARGS(jb_check_number(check, n)));
    if (first)
        check_intent(check, first);
    else
        jb_tell(check, JB_RULE_INTENT_MISSING, JB_NO_ARGS);
}
