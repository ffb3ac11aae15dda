/* XML: elements and attributes in one pass. */
#include "xml.h"

#include "../base/diag.h"
#include "../base/utf8.h"

enum { NESTED_MOST = 64, PREFIXES_MOST = 256, ELEMENTS_MOST = 1 << 20 };

typedef struct binding {
    jb_str prefix, space;
} binding;

typedef struct reader {
    jb_arena *arena;
    jb_str in;
    size_t at;
    jb_xml *out;
    struct {
        jb_str name;
        uint32_t element;
        int bound; /* prefixes that were bound outside of it */
    } open[NESTED_MOST];
    int depth;
    binding bindings[PREFIXES_MOST];
    int bound;
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

/* Of the prefix; a name without one is in the default namespace when it is an element's. */
static jb_xml_name resolve(const reader *r, jb_str written, bool element)
{
    size_t colon = jb_str_find(written, JB_STR(":"));
    jb_xml_name name = {.local = written};
    if (colon != SIZE_MAX)
        name = (jb_xml_name){.prefix = jb_str_cut(written, 0, colon),
                             .local = jb_str_cut(written, colon + 1, written.len)};
    for (int i = r->bound; i-- > 0 && (name.prefix.len || element);)
        if (jb_str_equal(r->bindings[i].prefix, name.prefix)) {
            name.space = r->bindings[i].space;
            break;
        }
    return name;
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

typedef struct pair {
    jb_str name, value;
} pair;

typedef JB_VEC(pair) pair_list;

static void bind(reader *r, jb_str prefix, jb_str space)
{
    if (r->bound < PREFIXES_MOST)
        r->bindings[r->bound++] = (binding){prefix, space};
    else
        fail(r, JB_BOTH("XML 的名字空间太多", "the XML has too many namespaces"));
}

static bool read_attributes(reader *r, pair_list *list)
{
    static const jb_str declares = JB_LIT("xmlns:"), default_space = JB_LIT("xmlns");
    pair p;
    while (skip_white(r), r->at < r->in.len && !strchr("/>", r->in.at[r->at])) {
        if (!take_name(r, &p.name) || !take_value(r, &p.value))
            return false;
        if (jb_str_starts(p.name, declares))
            bind(r, jb_str_cut(p.name, declares.len, p.name.len), p.value);
        else if (jb_str_equal(p.name, default_space))
            bind(r, (jb_str){0}, p.value);
        else
            *jb_push(r->arena, list) = p;
    }
    return true;
}

/* Namespaces may be declared behind the names that are in them. */
static void add_element(reader *r, jb_str name, const pair_list *list)
{
    jb_xml *out = r->out;
    jb_xml_element element = {.name = resolve(r, name, true),
                              .first = out->attributes.len,
                              .count = list->len,
                              .end = out->elements.len + 1};
    for (uint32_t i = 0; i < list->len; i++) {
        jb_xml_attribute attribute = {.name = resolve(r, list->at[i].name, false),
                                      .value = trim(decode(r, list->at[i].value))};
        *jb_push(r->arena, &out->attributes) = attribute;
    }
    *jb_push(r->arena, &out->elements) = element;
}

static bool open_element(reader *r)
{
    pair_list attributes = {0};
    jb_str name;
    int bound = r->bound;
    r->at++;
    if (!take_name(r, &name) || !read_attributes(r, &attributes))
        return false;
    bool empty = jb_str_starts(rest(r), JB_STR("/"));
    if (!skip_past(r, JB_STR(">")))
        return false;
    if (r->depth == NESTED_MOST || r->out->elements.len >= ELEMENTS_MOST)
        return fail(r, JB_BOTH("XML 套得太深或太大", "the XML is nested too deep or too large"));
    add_element(r, name, &attributes);
    if (empty) {
        r->bound = bound;
        return true;
    }
    r->open[r->depth].name = name;
    r->open[r->depth].element = r->out->elements.len - 1;
    r->open[r->depth++].bound = bound;
    return true;
}

static bool close_element(reader *r)
{
    jb_str name;
    r->at += 2;
    if (!take_name(r, &name) || !skip_past(r, JB_STR(">")))
        return false;
    if (r->depth == 0 || !jb_str_equal(r->open[r->depth - 1].name, name))
        return fail(r, JB_BOTH("XML 标签不配对", "tags of the XML do not pair"));
    r->depth--;
    r->bound = r->open[r->depth].bound;
    r->out->elements.at[r->open[r->depth].element].end = r->out->elements.len;
    return true;
}

static void take_text(reader *r)
{
    size_t end = jb_str_find(rest(r), JB_STR("<"));
    jb_str text = trim(jb_str_cut(r->in, r->at, end == SIZE_MAX ? r->in.len : r->at + end));
    r->at = end == SIZE_MAX ? r->in.len : r->at + end;
    if (!r->depth || !text.len)
        return;
    jb_xml_element *element = &r->out->elements.at[r->open[r->depth - 1].element];
    if (!element->text.len)
        element->text = decode(r, text);
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

jb_xml jb_xml_read(jb_arena *arena, jb_str in)
{
    jb_xml out = {0};
    reader *r = JB_NEW(arena, reader);
    *r = (reader){.arena = arena, .in = in, .out = &out};
    bind(r, JB_STR("xml"), JB_STR("http://www.w3.org/XML/1998/namespace"));
    if (jb_str_starts(in, JB_STR("\xEF\xBB\xBF")))
        r->at = 3;
    if (jb_utf8_check(in) < in.len)
        fail(r, JB_BOTH("不是 UTF-8", "it is not UTF-8"));
    while (!out.fault.len && r->at < r->in.len && read_next(r))
        ;
    if (!out.fault.len && (r->depth || out.elements.len == 0))
        fail(r, JB_BOTH("XML 没有写完", "the XML is cut short"));
    return out;
}

bool jb_xml_is(const jb_xml_name *name, const char *space, const char *local)
{
    return jb_str_equal(name->local, jb_str_make(local)) &&
           jb_str_equal(name->space, jb_str_make(space));
}

const jb_xml_attribute *jb_xml_find(const jb_xml *xml, const jb_xml_element *element,
                                    const char *space, const char *local)
{
    for (uint32_t i = element->first; i < element->first + element->count; i++)
        if (jb_xml_is(&xml->attributes.at[i].name, space, local))
            return &xml->attributes.at[i];
    return NULL;
}
