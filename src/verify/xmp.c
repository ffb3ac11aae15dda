/* XMP: RDF written as XML (ISO 16684-1). Elements and attributes are read in one pass; of the many
 * ways to write a property those are understood that writers use: an attribute of rdf:Description,
 * an element with text, an element with an rdf:Alt, rdf:Seq or rdf:Bag of items. */
#include "xmp.h"

#include "../base/diag.h"
#include "../base/utf8.h"

enum { NESTED_MOST = 64, PREFIXES_MOST = 64, TERMS_MOST = 4096 };

typedef struct property {
    jb_str name, space;
} property;

#define DC   "http://purl.org/dc/elements/1.1/"
#define PDF  "http://ns.adobe.com/pdf/1.3/"
#define XMP  "http://ns.adobe.com/xap/1.0/"
#define MM   "http://ns.adobe.com/xap/1.0/mm/"
#define PDFX "http://www.npes.org/pdfx/ns/id/"
#define PDFA "http://www.aiim.org/pdfa/ns/id/"
#define PDFUA "http://www.aiim.org/pdfua/ns/id/"
#define RDF  "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

#define PDFA_SCHEMA   "http://www.aiim.org/pdfa/ns/schema#"
#define PDFA_PROPERTY "http://www.aiim.org/pdfa/ns/property#"

static const property properties[JB_XMP_KEYS] = {
    [JB_XMP_TITLE] = {JB_LIT("dc:title"), JB_LIT(DC)},
    [JB_XMP_AUTHOR] = {JB_LIT("dc:creator"), JB_LIT(DC)},
    [JB_XMP_SUBJECT] = {JB_LIT("dc:description"), JB_LIT(DC)},
    [JB_XMP_KEYWORDS] = {JB_LIT("pdf:Keywords"), JB_LIT(PDF)},
    [JB_XMP_PRODUCER] = {JB_LIT("pdf:Producer"), JB_LIT(PDF)},
    [JB_XMP_TRAPPED] = {JB_LIT("pdf:Trapped"), JB_LIT(PDF)},
    [JB_XMP_CREATOR] = {JB_LIT("xmp:CreatorTool"), JB_LIT(XMP)},
    [JB_XMP_CREATED] = {JB_LIT("xmp:CreateDate"), JB_LIT(XMP)},
    [JB_XMP_MODIFIED] = {JB_LIT("xmp:ModifyDate"), JB_LIT(XMP)},
    [JB_XMP_METADATA] = {JB_LIT("xmp:MetadataDate"), JB_LIT(XMP)},
    [JB_XMP_DOCUMENT_ID] = {JB_LIT("xmpMM:DocumentID"), JB_LIT(MM)},
    [JB_XMP_VERSION_ID] = {JB_LIT("xmpMM:VersionID"), JB_LIT(MM)},
    [JB_XMP_RENDITION] = {JB_LIT("xmpMM:RenditionClass"), JB_LIT(MM)},
    [JB_XMP_PDFX] = {JB_LIT("pdfxid:GTS_PDFXVersion"), JB_LIT(PDFX)},
    [JB_XMP_PDFA_PART] = {JB_LIT("pdfaid:part"), JB_LIT(PDFA)},
    [JB_XMP_PDFA_LEVEL] = {JB_LIT("pdfaid:conformance"), JB_LIT(PDFA)},
    [JB_XMP_PDFUA_PART] = {JB_LIT("pdfuaid:part"), JB_LIT(PDFUA)},
};

jb_str jb_xmp_name(jb_xmp_key key)
{
    return properties[key].name;
}

typedef struct reader {
    jb_arena *arena;
    jb_str in;
    size_t at;
    jb_xmp *out;
    jb_str open[NESTED_MOST]; /* names of the elements that are open */
    int depth;
    property spaces[PREFIXES_MOST]; /* a prefix and its namespace */
    int spaces_len;
    int property;       /* the element that is being read is this one; JB_XMP_KEYS: none */
    int property_depth; /* of it */
    bool filled;        /* its value is there */
} reader;

static bool fail(reader *r, jb_str fault)
{
    if (!r->out->fault.len)
        r->out->fault = fault;
    return false;
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static jb_str trim(jb_str s)
{
    while (s.len && is_white(s.at[0]))
        s = jb_str_cut(s, 1, s.len);
    while (s.len && is_white(s.at[s.len - 1]))
        s.len--;
    return s;
}

static jb_str rest(const reader *r)
{
    return jb_str_cut(r->in, r->at, r->in.len);
}

/* Moves behind the end mark; false when it does not come. */
static bool skip_past(reader *r, jb_str end)
{
    size_t found = jb_str_find(rest(r), end);
    if (found == SIZE_MAX)
        return fail(r, JB_BOTH("XML 没有写完", "the XML is cut short"));
    r->at += found + end.len;
    return true;
}

/* ---- names and text ------------------------------------------------------------------------ */

static jb_str local_of(jb_str name)
{
    size_t colon = jb_str_find(name, JB_STR(":"));
    return colon == SIZE_MAX ? name : jb_str_cut(name, colon + 1, name.len);
}

static jb_str prefix_of(jb_str name)
{
    size_t colon = jb_str_find(name, JB_STR(":"));
    return colon == SIZE_MAX ? (jb_str){0} : jb_str_cut(name, 0, colon);
}

/* The namespace of the name's prefix; empty: it has none that is declared. */
static jb_str space_of(const reader *r, jb_str name)
{
    jb_str prefix = prefix_of(name);
    for (int i = r->spaces_len; prefix.len && i-- > 0;)
        if (jb_str_equal(r->spaces[i].name, prefix))
            return r->spaces[i].space;
    return (jb_str){0};
}

static int find_property(const reader *r, jb_str name)
{
    jb_str space = space_of(r, name);
    for (int key = 0; key < JB_XMP_KEYS && space.len; key++)
        if (jb_str_equal(properties[key].space, space) &&
            jb_str_equal(local_of(properties[key].name), local_of(name)))
            return key;
    return JB_XMP_KEYS;
}

static bool is_named(const reader *r, jb_str name, const char *space, const char *local)
{
    return jb_str_equal(local_of(name), jb_str_make(local)) &&
           jb_str_equal(space_of(r, name), jb_str_make(space));
}

static void add_term(reader *r, jb_xmp_terms *terms, jb_str name, jb_str space)
{
    if (terms->len < TERMS_MOST)
        *jb_push(r->arena, terms) = (jb_xmp_term){name, space};
}

/* A property stands in an rdf:Description right below rdf:RDF. */
static void note_use(reader *r, jb_str name)
{
    jb_str space = space_of(r, name);
    add_term(r, &r->out->used, local_of(name), space);
    if (find_property(r, name) == JB_XMP_PDFA_PART)
        r->out->claim_prefix = prefix_of(name);
    if (find_property(r, name) == JB_XMP_PDFUA_PART)
        r->out->access_prefix = prefix_of(name);
}

static bool describes_document(const reader *r)
{
    return r->depth >= 2 && is_named(r, r->open[r->depth - 1], RDF, "Description") &&
           is_named(r, r->open[r->depth - 2], RDF, "RDF");
}

/* What an extension schema says of its namespace and its properties. */
static void note_schema(reader *r, jb_str name, jb_str text)
{
    if (is_named(r, name, PDFA_SCHEMA, "namespaceURI"))
        add_term(r, &r->out->schemas, (jb_str){0}, text);
    else if (is_named(r, name, PDFA_PROPERTY, "name"))
        add_term(r, &r->out->described, text, (jb_str){0});
}

/* &#65; or &#x41;: the code; 0 when it is none. */
static uint32_t read_code(jb_str name)
{
    uint32_t code = 0;
    bool hex = name.len > 1 && name.at[1] == 'x';
    for (size_t i = hex ? 2 : 1; i < name.len; i++) {
        int c = name.at[i] | 32;
        int digit = c >= '0' && c <= '9'          ? c - '0'
                    : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                                                  : -1;
        if (digit < 0 || code > 0x10FFFF)
            return 0;
        code = code * (hex ? 16 : 10) + (uint32_t)digit;
    }
    return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF) ? code : 0;
}

static uint32_t read_entity(jb_str name)
{
    static const struct {
        jb_str name;
        char meant;
    } names[] = {{JB_LIT("amp"), '&'},
                 {JB_LIT("lt"), '<'},
                 {JB_LIT("gt"), '>'},
                 {JB_LIT("quot"), '"'},
                 {JB_LIT("apos"), '\''}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (jb_str_equal(names[i].name, name))
            return (uint32_t)names[i].meant;
    return name.len && name.at[0] == '#' ? read_code(name) : 0;
}

static jb_str decode(reader *r, jb_str raw)
{
    enum { ENTITY_LONGEST = 10 };
    if (jb_str_find(raw, JB_STR("&")) == SIZE_MAX)
        return raw;
    jb_buf out = {0};
    for (size_t i = 0; i < raw.len; i++) {
        if (raw.at[i] != '&') {
            *jb_push(r->arena, &out) = raw.at[i];
            continue;
        }
        jb_str behind = jb_str_cut(raw, i + 1, i + 1 + ENTITY_LONGEST);
        size_t end = jb_str_find(behind, JB_STR(";"));
        uint32_t code = end == SIZE_MAX ? 0 : read_entity(jb_str_cut(behind, 0, end));
        if (!code) {
            fail(r, JB_BOTH("XML 里有不认识的 & 写法", "the XML has an unknown entity"));
            break;
        }
        jb_buf_add_rune(r->arena, &out, code);
        i += end + 1;
    }
    return jb_buf_str(&out);
}

/* ---- elements ------------------------------------------------------------------------------ */

static void set_value(reader *r, int key, jb_str raw)
{
    if (key != JB_XMP_KEYS && !r->out->values[key].len)
        r->out->values[key] = decode(r, trim(raw));
}

static bool take_name(reader *r, jb_str *name)
{
    size_t from = r->at;
    while (r->at < r->in.len && !is_white(r->in.at[r->at]) && !strchr("=/>", r->in.at[r->at]))
        r->at++;
    *name = jb_str_cut(r->in, from, r->at);
    return name->len ? true : fail(r, JB_BOTH("XML 标签写得不对", "a tag of the XML is wrong"));
}

static void skip_white(reader *r)
{
    while (r->at < r->in.len && is_white(r->in.at[r->at]))
        r->at++;
}

static bool take_value(reader *r, jb_str *value)
{
    skip_white(r);
    if (r->at >= r->in.len || r->in.at[r->at] != '=')
        return fail(r, JB_BOTH("XML 属性写得不对", "an attribute of the XML is wrong"));
    r->at++;
    skip_white(r);
    char quote = r->at < r->in.len ? r->in.at[r->at] : 0;
    if (quote != '"' && quote != '\'')
        return fail(r, JB_BOTH("XML 属性写得不对", "an attribute of the XML is wrong"));
    size_t from = ++r->at;
    if (!skip_past(r, quote == '"' ? JB_STR("\"") : JB_STR("'")))
        return false;
    *value = jb_str_cut(r->in, from, r->at - 1);
    return true;
}

typedef JB_VEC(property) attribute_list; /* name and value */

static bool read_attributes(reader *r, attribute_list *list)
{
    static const jb_str declares = JB_LIT("xmlns:");
    jb_str name, value;
    while (skip_white(r), r->at < r->in.len && !strchr("/>", r->in.at[r->at])) {
        if (!take_name(r, &name) || !take_value(r, &value))
            return false;
        *jb_push(r->arena, list) = (property){name, value};
        if (jb_str_starts(name, declares) && r->spaces_len < PREFIXES_MOST)
            r->spaces[r->spaces_len++] =
                (property){jb_str_cut(name, declares.len, name.len), value};
    }
    return true;
}

/* The item of an alternative that is for any language goes before one that stood earlier. */
static void meet_item(reader *r, const attribute_list *attributes)
{
    for (uint32_t i = 0; i < attributes->len; i++)
        if (jb_str_equal(attributes->at[i].name, JB_STR("xml:lang")) &&
            jb_str_equal(attributes->at[i].space, JB_STR("x-default")) && r->filled) {
            r->out->values[r->property] = (jb_str){0};
            r->filled = false;
        }
}

static void meet_names(reader *r, jb_str element, const attribute_list *attributes)
{
    bool top = r->depth >= 1 && is_named(r, element, RDF, "Description") &&
               is_named(r, r->open[r->depth - 1], RDF, "RDF");
    if (describes_document(r))
        note_use(r, element);
    for (uint32_t i = 0; i < attributes->len; i++) {
        const property *a = &attributes->at[i];
        bool own = prefix_of(a->name).len && !jb_str_starts(a->name, JB_STR("xml")) &&
                   !jb_str_equal(space_of(r, a->name), JB_STR(RDF));
        if (top && own)
            note_use(r, a->name);
        note_schema(r, a->name, a->space);
    }
}

static bool open_element(reader *r)
{
    attribute_list attributes = {0};
    jb_str name;
    r->at++;
    if (!take_name(r, &name) || !read_attributes(r, &attributes))
        return false;
    meet_names(r, name, &attributes);
    for (uint32_t i = 0; i < attributes.len; i++)
        set_value(r, find_property(r, attributes.at[i].name), attributes.at[i].space);
    bool empty = jb_str_starts(rest(r), JB_STR("/"));
    if (!skip_past(r, JB_STR(">")))
        return false;
    if (r->depth == NESTED_MOST)
        return fail(r, JB_BOTH("XML 套得太深", "the XML is nested too deep"));
    if (r->property == JB_XMP_KEYS && !empty) {
        r->property = find_property(r, name);
        r->property_depth = r->depth;
        r->filled = false;
    } else if (r->property != JB_XMP_KEYS) {
        r->out->authors += r->property == JB_XMP_AUTHOR && is_named(r, name, RDF, "li");
        meet_item(r, &attributes);
    }
    if (!empty)
        r->open[r->depth++] = name;
    return true;
}

static bool close_element(reader *r)
{
    jb_str name;
    r->at += 2;
    if (!take_name(r, &name) || !skip_past(r, JB_STR(">")))
        return false;
    if (r->depth == 0 || !jb_str_equal(r->open[r->depth - 1], name))
        return fail(r, JB_BOTH("XML 标签不配对", "tags of the XML do not pair"));
    if (--r->depth == r->property_depth)
        r->property = JB_XMP_KEYS;
    return true;
}

static void take_text(reader *r)
{
    size_t end = jb_str_find(rest(r), JB_STR("<"));
    jb_str text = jb_str_cut(r->in, r->at, end == SIZE_MAX ? r->in.len : r->at + end);
    r->at += text.len;
    if (r->depth && trim(text).len)
        note_schema(r, r->open[r->depth - 1], trim(text));
    if (r->property == JB_XMP_KEYS || r->filled || !trim(text).len)
        return;
    set_value(r, r->property, text);
    r->filled = true;
}

static bool read_next(reader *r)
{
    if (jb_str_starts(rest(r), JB_STR("<?")))
        return skip_past(r, JB_STR("?>"));
    if (jb_str_starts(rest(r), JB_STR("<!--")))
        return skip_past(r, JB_STR("-->"));
    if (jb_str_starts(rest(r), JB_STR("<!")))
        return fail(r, JB_BOTH("XML 里有 DTD 或 CDATA", "the XML has a DTD or CDATA"));
    if (jb_str_starts(rest(r), JB_STR("</")))
        return close_element(r);
    if (jb_str_starts(rest(r), JB_STR("<")))
        return open_element(r);
    take_text(r);
    return true;
}

jb_xmp jb_xmp_read(jb_arena *arena, jb_str packet)
{
    jb_xmp out = {0};
    reader *r = JB_NEW(arena, reader);
    *r = (reader){.arena = arena, .in = packet, .out = &out, .property = JB_XMP_KEYS};
    if (jb_str_starts(packet, JB_STR("\xEF\xBB\xBF")))
        r->at = 3;
    if (jb_utf8_check(packet) < packet.len)
        fail(r, JB_BOTH("不是 UTF-8", "it is not UTF-8"));
    while (!out.fault.len && r->at < r->in.len && read_next(r))
        ;
    if (!out.fault.len && (r->depth || jb_str_find(packet, JB_STR("<")) == SIZE_MAX))
        fail(r, JB_BOTH("XML 没有写完", "the XML is cut short"));
    return out;
}
