/* Fonts: ISO 32000-1 9.5 to 9.10. */
#include "parts.h"

/* Where the program of a kind of font may stand: table 126. */
typedef struct kind {
    const char *subtype;
    const char *file;        /* besides FontFile3 */
    const char *in_file3[2]; /* Subtypes of that */
} kind;

static const kind kinds[] = {
    {"Type1", "FontFile", {"Type1C", "OpenType"}},
    {"MMType1", "FontFile", {"Type1C", "Type1C"}},
    {"TrueType", "FontFile2", {"OpenType", "OpenType"}},
    {"CIDFontType0", NULL, {"CIDFontType0C", "OpenType"}},
    {"CIDFontType2", "FontFile2", {"OpenType", "OpenType"}},
};

static const jb_obj *key(jb_check *check, const jb_obj *dict, const char *name)
{
    return jb_door_key(check->door, dict, name);
}

static jb_str name_of(const jb_obj *o)
{
    return o->type == JB_OBJ_NAME ? o->text : (jb_str){0};
}

static void tell_form(jb_check *check, jb_str font, jb_str what)
{
    jb_tell(check, JB_RULE_FONT_FORM, JB_ARGS(font, what));
}

/* ---- the program --------------------------------------------------------------------------- */

static const kind *find_kind(jb_str subtype)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (jb_str_equal(subtype, jb_str_make(kinds[i].subtype)))
            return &kinds[i];
    return NULL;
}

static void check_program(jb_check *check, const jb_obj *descriptor, jb_str name, const kind *k)
{
    static const char *const files[] = {"FontFile", "FontFile2", "FontFile3"};
    int found = 0, fits = 0;
    for (int i = 0; i < 3; i++) {
        const jb_obj *file = key(check, descriptor, files[i]);
        const jb_obj *subtype = key(check, file, "Subtype");
        if (file->type != JB_OBJ_STREAM)
            continue;
        found++;
        fits += i < 2 ? k->file && strcmp(files[i], k->file) == 0
                      : jb_obj_is_name(subtype, k->in_file3[0]) ||
                            jb_obj_is_name(subtype, k->in_file3[1]);
    }
    if (found == 0)
        jb_tell(check, JB_RULE_FONT_EMBEDDED, JB_ARGS(name));
    else if (found > 1 || fits != found)
        jb_tell(check, JB_RULE_FONT_PROGRAM, JB_ARGS(name, jb_str_make(k->subtype)));
}

/* "ABCDEF+Name". */
static bool is_tagged_well(jb_str name)
{
    size_t plus = jb_str_find(name, JB_STR("+"));
    bool good = plus == SIZE_MAX || (plus == 6 && name.len > 7);
    for (size_t i = 0; good && plus != SIZE_MAX && i < plus; i++)
        good = name.at[i] >= 'A' && name.at[i] <= 'Z';
    return good;
}

static void check_descriptor(jb_check *check, const jb_obj *font, jb_str name, const kind *k)
{
    const jb_obj *descriptor = key(check, font, "FontDescriptor");
    jb_str called = name_of(key(check, descriptor, "FontName"));
    if (!is_tagged_well(name))
        jb_tell(check, JB_RULE_FONT_SUBSET, JB_ARGS(name));
    if (called.len && !jb_str_equal(called, name))
        jb_tell(check, JB_RULE_FONT_NAME, JB_ARGS(name, called));
    check_program(check, descriptor, name, k);
}

/* ---- composite fonts ----------------------------------------------------------------------- */

static bool has_system(jb_check *check, const jb_obj *system)
{
    return key(check, system, "Registry")->type == JB_OBJ_STRING &&
           key(check, system, "Ordering")->type == JB_OBJ_STRING &&
           key(check, system, "Supplement")->type == JB_OBJ_INT;
}

static bool same_text(jb_check *check, const jb_obj *a, const jb_obj *b, const char *name)
{
    return jb_str_equal(key(check, a, name)->text, key(check, b, name)->text);
}

static void tell_system(jb_check *check, jb_str name, jb_str what)
{
    jb_tell(check, JB_RULE_FONT_SYSTEM, JB_ARGS(name, what));
}

/* Any font may be shown by Identity; a CMap of its own numbers the glyphs of one collection. */
static void check_encoding(jb_check *check, const jb_obj *font, const jb_obj *cid, jb_str name)
{
    const jb_obj *encoding = key(check, font, "Encoding"),
                 *system = key(check, cid, "CIDSystemInfo");
    if (!has_system(check, system)) {
        tell_system(check, name, JB_BOTH("没有", "it has none"));
        return;
    }
    if (encoding->type == JB_OBJ_STREAM) {
        const jb_obj *other = key(check, encoding, "CIDSystemInfo");
        if (!has_system(check, other))
            tell_system(check, name, JB_BOTH("CMap 没有", "its CMap has none"));
        else if (!same_text(check, system, other, "Registry") ||
                 !same_text(check, system, other, "Ordering"))
            tell_system(check, name, JB_BOTH("和 CMap 的不同", "its CMap has another"));
    } else if (!jb_obj_is_name(encoding, "Identity-H") && !jb_obj_is_name(encoding, "Identity-V")) {
        jb_tell(check, JB_RULE_FONT_CMAP, JB_ARGS(name, name_of(encoding)));
    }
}

static void check_composite(jb_check *check, const jb_obj *font, jb_str name)
{
    const jb_obj *list = key(check, font, "DescendantFonts");
    const jb_obj *cid = jb_door_item(check->door, list, 0);
    jb_str subtype = name_of(key(check, cid, "Subtype"));
    const kind *k = find_kind(subtype);
    if (!k || !jb_str_starts(subtype, JB_STR("CIDFont"))) {
        tell_form(check, name, JB_BOTH("没有 CIDFont", "it has no CIDFont"));
        return;
    }
    check_encoding(check, font, cid, name);
    if (!jb_check_first(check, cid))
        return;
    jb_str inner = name_of(key(check, cid, "BaseFont"));
    const jb_obj *map = key(check, cid, "CIDToGIDMap");
    bool mapped = jb_obj_is_name(map, "Identity") || map->type == JB_OBJ_STREAM;
    if (jb_str_equal(subtype, JB_STR("CIDFontType2")) && !mapped)
        jb_tell(check, JB_RULE_FONT_MAP, JB_ARGS(inner));
    check_descriptor(check, cid, inner, k);
}

/* ---- ToUnicode ----------------------------------------------------------------------------- */

/* Nobody can look for these. */
static bool means_nothing(jb_str utf16)
{
    const uint8_t *at = (const uint8_t *)utf16.at;
    uint32_t unit = utf16.len == 2 ? (uint32_t)at[0] << 8 | at[1] : 1;
    return utf16.len == 0 || utf16.len % 2 || unit == 0 || unit == 0xFEFF || unit == 0xFFFE;
}

/* The rows between begin... and end...: codes, one or two, and what they mean. */
static jb_str read_rows(jb_lex *lex, int codes)
{
    jb_obj o;
    for (int column = 0; jb_lex_next(lex, &o); column = (column + 1) % (codes + 1)) {
        if (o.type == JB_OBJ_WORD)
            return column ? JB_BOTH("有一行不全", "a row is cut short") : (jb_str){0};
        bool list = o.type == JB_OBJ_ARRAY && codes == 2 && column == 2;
        if (o.type != JB_OBJ_STRING && !list)
            return JB_BOTH("有一行不是编码", "a row is no code");
        if (column == codes && o.type == JB_OBJ_STRING && means_nothing(o.text))
            return JB_BOTH("有的编码没有文字", "a code means no text");
    }
    return JB_BOTH("没有写完", "it is cut short");
}

static jb_str read_cmap(jb_lex *lex)
{
    uint32_t rows = 0, maps = 0;
    jb_obj o;
    jb_str fault = {0};
    while (!fault.len && jb_lex_next(lex, &o)) {
        if (o.type != JB_OBJ_WORD)
            continue;
        bool one = jb_str_equal(o.text, JB_STR("beginbfchar"));
        bool range = jb_str_equal(o.text, JB_STR("beginbfrange"));
        maps += jb_str_equal(o.text, JB_STR("endcmap"));
        rows += one || range;
        if (one || range)
            fault = read_rows(lex, one ? 1 : 2);
    }
    if (!fault.len && maps != 1)
        return JB_BOTH("没有 endcmap", "it has no endcmap");
    return fault.len || rows ? fault : JB_BOTH("没有对应关系", "it maps nothing");
}

static void check_unicode(jb_check *check, const jb_obj *font, jb_str name)
{
    const jb_obj *map = key(check, font, "ToUnicode");
    jb_str text;
    if (map->type != JB_OBJ_STREAM || !jb_check_first(check, map))
        return;
    jb_arena_mark mark = jb_arena_note(check->arena);
    jb_str fault = JB_BOTH("解不开", "it cannot be decoded");
    if (jb_door_data(check->door, map, &text) == JB_DATA_WHOLE) {
        jb_lex lex = {.arena = check->arena, .in = text};
        fault = read_cmap(&lex);
    }
    jb_arena_reset(check->arena, mark);
    if (fault.len)
        jb_tell(check, JB_RULE_FONT_UNICODE, JB_ARGS(name, fault));
}

/* ---- a font -------------------------------------------------------------------------------- */

void jb_check_font(jb_check *check, const jb_obj *font, int depth)
{
    jb_str subtype = name_of(key(check, font, "Subtype"));
    jb_str name = name_of(key(check, font, "BaseFont"));
    const kind *k = find_kind(subtype);
    if (!jb_obj_is_dict(font) || !jb_check_first(check, font))
        return;
    if (jb_str_equal(subtype, JB_STR("Type0")))
        check_composite(check, font, name);
    else if (jb_str_equal(subtype, JB_STR("Type3"))) /* its glyphs are contents of its own */
        jb_check_resources(check, key(check, font, "Resources"), depth + 1);
    else if (k && !jb_str_starts(subtype, JB_STR("CIDFont")))
        check_descriptor(check, font, name, k);
    else
        tell_form(check, name, JB_BOTH("不认识它的类型", "its Subtype is unknown"));
    check_unicode(check, font, name);
}
