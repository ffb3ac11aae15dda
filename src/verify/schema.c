/* The properties of XMP in a PDF/A: those of the schemas that are predefined (ISO 19005-1 6.7.9, of
 * XMP of 2004; ISO 19005-2 6.6.2.3.1, and of XMP of 2005), or that the file describes itself (ISO
 * 19005-1 6.7.8, ISO 19005-2 6.6.2.3.3); and that each has a value of its type. */
#include <ctype.h>

#include "parts.h"

#define ADOBE     "http://ns.adobe.com/"
#define AIIM      "http://www.aiim.org/pdfa/ns/"
#define EXTENSION AIIM "extension/"
#define SCHEMA    AIIM "schema#"
#define PROPERTY  AIIM "property#"
#define TYPE      AIIM "type#"
#define FIELD     AIIM "field#"

/* The names are parted by commas; before each stands its type: t text, d date, i integer, b true or
 * false, B bag, S sequence, A alternative, L alternative by language, s structure, x any. NULL: any
 * name, of schemas that describe pictures and takes. */
static const struct {
    const char *space;
    const char *names;
} schemas[] = {
    {"http://purl.org/dc/elements/1.1/",
     "B:contributor,t:coverage,S:creator,S:date,L:description,t:format,t:identifier,B:language,"
     "B:publisher,B:relation,L:rights,t:source,B:subject,L:title,B:type"},
    {ADOBE "xap/1.0/",
     "B:Advisory,t:BaseURL,d:CreateDate,t:CreatorTool,B:Identifier,t:Label,d:MetadataDate,"
     "d:ModifyDate,t:Nickname,i:Rating,A:Thumbnails"},
    {ADOBE "xap/1.0/rights/", "t:Certificate,b:Marked,B:Owner,L:UsageTerms,t:WebStatement"},
    {ADOBE "xap/1.0/mm/",
     "s:DerivedFrom,t:DocumentID,S:History,B:Ingredients,t:InstanceID,t:LastURL,s:ManagedFrom,"
     "t:Manager,t:ManageTo,t:ManageUI,t:ManagerVariant,t:RenditionClass,s:RenditionOf,"
     "t:RenditionParams,i:SaveID,t:VersionID,S:Versions"},
    {ADOBE "xap/1.0/bj/", "B:JobRef"},
    {ADOBE "xap/1.0/t/pg/", "S:Colorants,B:Fonts,s:MaxPageSize,i:NPages,S:PlateNames"},
    {ADOBE "pdf/1.3/", "t:Keywords,t:PDFVersion,t:Producer"},
    {ADOBE "photoshop/1.0/", NULL},
    {ADOBE "camera-raw-settings/1.0/", NULL},
    {ADOBE "tiff/1.0/", NULL},
    {ADOBE "exif/1.0/", NULL},
    {ADOBE "exif/1.0/aux/", NULL},
    {ADOBE "xmp/1.0/DynamicMedia/", NULL},
    {AIIM "id/", "t:amd,t:conformance,t:corr,i:part,i:rev"},
    {EXTENSION, "B:schemas"},
};

/* ---- types --------------------------------------------------------------------------------- */

static bool is_integer(jb_str s)
{
    size_t from = s.len && (s.at[0] == '-' || s.at[0] == '+');
    for (size_t i = from; i < s.len; i++)
        if (!isdigit((unsigned char)s.at[i]))
            return false;
    return s.len > from;
}

static bool is_flag(jb_str s)
{
    return jb_str_equal(s, JB_STR("True")) || jb_str_equal(s, JB_STR("False"));
}

static bool has_type(const jb_xmp_property *property, char type)
{
    bool simple = property->form == JB_XMP_SIMPLE;
    switch (type) {
    case 't':
        return simple;
    case 'd':
        return simple && jb_check_is_date(property->value);
    case 'i':
        return simple && is_integer(property->value);
    case 'b':
        return simple && is_flag(property->value);
    case 'B':
        return property->form == JB_XMP_BAG;
    case 'S':
        return property->form == JB_XMP_SEQ;
    case 'A':
        return property->form == JB_XMP_ALT;
    case 'L':
        return property->form == JB_XMP_ALT && property->spoken == property->items;
    case 's':
        return property->form == JB_XMP_STRUCT;
    default:
        return true;
    }
}

/* The letter of a type as a description names it (6.7.8, 6.6.2.3.3); x: one of the file's own. */
static char letter_of(jb_str type)
{
    static const struct {
        const char *name;
        char letter;
    } names[] = {{"text", 't'},    {"propername", 't'}, {"agentname", 't'}, {"uri", 't'},
                 {"url", 't'},     {"mimetype", 't'},   {"locale", 't'},    {"guid", 't'},
                 {"date", 'd'},    {"integer", 'i'},    {"boolean", 'b'},   {"lang", 'L'},
                 {"bag", 'B'},     {"seq", 'S'},        {"alt", 'A'}};
    char lower[16];
    size_t n = 0;
    for (; n < type.len && n < sizeof lower - 1; n++)
        lower[n] = (char)tolower((unsigned char)type.at[n]);
    jb_str name = {lower, n};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        jb_str known = jb_str_make(names[i].name);
        bool list = isupper((unsigned char)names[i].letter);
        if (jb_str_equal(name, known) ||
            (list && jb_str_starts(name, known) && name.len > known.len &&
             name.at[known.len] == ' '))
            return names[i].letter;
    }
    return 'x';
}

/* 0: the schema has no such name. */
static char find_type(const char *names, jb_str name)
{
    jb_str rest = jb_str_make(names);
    while (rest.len) {
        size_t end = jb_str_find(rest, JB_STR(","));
        if (jb_str_equal(jb_str_cut(rest, 2, end == SIZE_MAX ? rest.len : end), name))
            return rest.at[0];
        rest = end == SIZE_MAX ? (jb_str){0} : jb_str_cut(rest, end + 1, rest.len);
    }
    return 0;
}

static char predefined(const jb_xml_name *name)
{
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
        if (jb_str_equal(jb_str_make(schemas[i].space), name->space))
            return schemas[i].names ? find_type(schemas[i].names, name->local) : 'x';
    return 0;
}

/* ---- descriptions -------------------------------------------------------------------------- */

/* The fields of each kind of structure; in upper case a list of structures. */
typedef struct description {
    const char *space, *prefix, *fields;
} description;

static const description described_schema = {
    SCHEMA, "pdfaSchema", "t:schema,t:namespaceURI,t:prefix,S:property,S:valueType"};
static const description described_property = {
    PROPERTY, "pdfaProperty", "t:name,t:valueType,t:category,t:description"};
static const description described_type = {
    TYPE, "pdfaType", "t:type,t:namespaceURI,t:prefix,t:description,S:field"};
static const description described_field = {FIELD, "pdfaField",
                                            "t:name,t:valueType,t:description"};

static const jb_xml_element *at(const jb_check *check, uint32_t element)
{
    return &check->xmp.xml.elements.at[element];
}

static void tell(jb_check *check, jb_str what)
{
    jb_tell(check, JB_RULE_XMP_EXTENSION, JB_ARGS(what));
}

/* What is in it: an rdf:li is the structure itself, or holds it as an rdf:Description. */
static uint32_t inside(const jb_check *check, uint32_t item)
{
    bool wrapped = at(check, item)->end > item + 1 &&
                   jb_xml_is(&at(check, item + 1)->name, JB_XMP_RDF, "Description");
    return wrapped ? item + 1 : item;
}

/* The field's value; 0: it has none. */
static uint32_t field(const jb_check *check, uint32_t structure, const char *space,
                      const char *name)
{
    for (uint32_t i = structure + 1; i < at(check, structure)->end; i = at(check, i)->end)
        if (jb_xml_is(&at(check, i)->name, space, name))
            return i;
    return 0;
}

static jb_str text_of(const jb_check *check, uint32_t structure, const char *space,
                      const char *name)
{
    const jb_xml_attribute *a = jb_xml_find(&check->xmp.xml, at(check, structure), space, name);
    uint32_t element = field(check, structure, space, name);
    return a ? a->value : element ? at(check, element)->text : (jb_str){0};
}

/* Every text is there; every field is one of the kind's, by the prefix that it must have. */
static void check_structure(jb_check *check, uint32_t structure, const description *kind)
{
    static const char *const texts[] = {"schema", "namespaceURI", "prefix",   "name",
                                        "type",   "valueType",    "category", "description"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (find_type(kind->fields, jb_str_make(texts[i])) == 't' &&
            !text_of(check, structure, kind->space, texts[i]).len)
            tell(check, jb_arena_format(check->arena, "%s:%s 没有\x1f%s:%s is absent",
                                        kind->prefix, texts[i], kind->prefix, texts[i]));
    for (uint32_t i = structure + 1; i < at(check, structure)->end; i = at(check, i)->end) {
        const jb_xml_name *name = &at(check, i)->name;
        if (!jb_str_equal(name->space, jb_str_make(kind->space)) ||
            !jb_str_equal(name->prefix, jb_str_make(kind->prefix)) ||
            !find_type(kind->fields, name->local))
            tell(check, jb_arena_format(check->arena, "%.*s:%.*s 不是字段\x1f%.*s:%.*s is no field",
                                        JB_FMT(name->prefix), JB_FMT(name->local),
                                        JB_FMT(name->prefix), JB_FMT(name->local)));
    }
}

typedef void each_fn(jb_check *check, uint32_t structure);

/* Every item of the list that the field is. */
static void each(jb_check *check, uint32_t list, const char *form, each_fn *look)
{
    if (list == 0)
        return;
    if (at(check, list)->end == list + 1 ||
        !jb_xml_is(&at(check, list + 1)->name, JB_XMP_RDF, form)) {
        tell(check, jb_arena_format(check->arena, "%.*s 不是 %s\x1f%.*s is no %s",
                                    JB_FMT(at(check, list)->name.local), form,
                                    JB_FMT(at(check, list)->name.local), form));
        return;
    }
    for (uint32_t i = list + 2; i < at(check, list + 1)->end; i = at(check, i)->end)
        look(check, inside(check, i));
}

static void check_field(jb_check *check, uint32_t structure)
{
    check_structure(check, structure, &described_field);
}

static void check_type(jb_check *check, uint32_t structure)
{
    check_structure(check, structure, &described_type);
    each(check, field(check, structure, TYPE, "field"), "Seq", check_field);
}

static void check_property(jb_check *check, uint32_t structure)
{
    jb_str category = text_of(check, structure, PROPERTY, "category");
    check_structure(check, structure, &described_property);
    if (category.len && !jb_str_equal(category, JB_STR("external")) &&
        !jb_str_equal(category, JB_STR("internal")))
        tell(check, jb_arena_format(check->arena,
                                    "category 是“%.*s”\x1f" "category is '%.*s'",
                                    JB_FMT(category), JB_FMT(category)));
}

static void check_schema(jb_check *check, uint32_t structure)
{
    check_structure(check, structure, &described_schema);
    each(check, field(check, structure, SCHEMA, "property"), "Seq", check_property);
    each(check, field(check, structure, SCHEMA, "valueType"), "Seq", check_type);
}

/* The type that a schema of the file gives the property; 0: none describes it. */
static char described(const jb_check *check, const jb_xmp_property *list, const jb_xml_name *name)
{
    for (uint32_t i = list->element + 2; i < at(check, list->element)->end; i = at(check, i)->end) {
        uint32_t schema = inside(check, i), own = field(check, schema, SCHEMA, "property");
        jb_str space = text_of(check, schema, SCHEMA, "namespaceURI");
        if (!own || !jb_str_equal(space, name->space))
            continue;
        for (uint32_t k = own + 2; k < at(check, own)->end; k = at(check, k)->end) {
            uint32_t property = inside(check, k);
            if (jb_str_equal(text_of(check, property, PROPERTY, "name"), name->local))
                return letter_of(text_of(check, property, PROPERTY, "valueType"));
        }
    }
    return 0;
}

void jb_check_schemas(jb_check *check)
{
    const jb_xmp_property *list = jb_xmp_find(&check->xmp, EXTENSION, "schemas");
    if (list && list->element) {
        if (!jb_str_equal(list->name.prefix, JB_STR("pdfaExtension")))
            tell(check, JB_BOTH("前缀应是 pdfaExtension", "the prefix must be pdfaExtension"));
        each(check, list->element, "Bag", check_schema);
    }
    for (uint32_t i = 0; i < check->xmp.properties.len; i++) {
        const jb_xmp_property *property = &check->xmp.properties.at[i];
        char type = predefined(&property->name);
        if (!type && list && list->form == JB_XMP_BAG)
            type = described(check, list, &property->name);
        jb_str name = jb_arena_format(check->arena, "%.*s:%.*s", JB_FMT(property->name.prefix),
                                      JB_FMT(property->name.local));
        if (!type)
            jb_tell(check, JB_RULE_XMP_SCHEMA, JB_ARGS(name));
        else if (!has_type(property, type))
            jb_tell(check, JB_RULE_XMP_TYPE, JB_ARGS(name));
    }
}
