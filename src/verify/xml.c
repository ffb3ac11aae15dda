/* XML by expat, its namespaces resolved. */
#include "xml.h"

#include <expat.h>

#include "../base/diag.h"
#include "../base/utf8.h"

enum { NESTED_MOST = 64, ELEMENTS_MOST = 1 << 20 };

/* Between the parts of a name as expat gives it: it can stand in no namespace. */
#define SEPARATOR '\n'

typedef struct reader {
    jb_arena *arena;
    XML_Parser parser;
    jb_xml *out;
    uint32_t open[NESTED_MOST]; /* elements */
    int depth;
    jb_buf text; /* since the last tag */
} reader;

static void close_parser(void *pointer)
{
    reader *r = pointer;
    if (r->parser)
        XML_ParserFree(r->parser);
    r->parser = NULL;
}

static void stop(reader *r, jb_str fault)
{
    if (!r->out->fault.len)
        r->out->fault = fault;
    XML_StopParser(r->parser, XML_FALSE);
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

/* "space\nlocal\nprefix", "space\nlocal" or "local". */
static jb_xml_name read_name(const reader *r, const XML_Char *written)
{
    jb_str whole = jb_arena_copy(r->arena, jb_str_make(written));
    size_t first = jb_str_find(whole, JB_STR("\n"));
    if (first == SIZE_MAX)
        return (jb_xml_name){.local = whole};
    jb_str behind = jb_str_cut(whole, first + 1, whole.len);
    size_t second = jb_str_find(behind, JB_STR("\n"));
    jb_xml_name name = {.space = jb_str_cut(whole, 0, first),
                        .local = jb_str_cut(behind, 0, second)};
    if (second != SIZE_MAX)
        name.prefix = jb_str_cut(behind, second + 1, behind.len);
    return name;
}

static void end_text(reader *r)
{
    jb_str text = trim(jb_buf_str(&r->text));
    r->text.len = 0;
    if (r->depth == 0 || text.len == 0)
        return;
    jb_xml_element *element = &r->out->elements.at[r->open[r->depth - 1]];
    if (!element->text.len)
        element->text = jb_arena_copy(r->arena, text);
}

static void XMLCALL open_element(void *context, const XML_Char *name, const XML_Char **attributes)
{
    reader *r = context;
    jb_xml *out = r->out;
    end_text(r);
    if (r->depth == NESTED_MOST || out->elements.len >= ELEMENTS_MOST) {
        stop(r, JB_BOTH("XML 套得太深或太大", "the XML is nested too deep or too large"));
        return;
    }
    jb_xml_element element = {.name = read_name(r, name),
                              .first = out->attributes.len,
                              .end = out->elements.len + 1};
    for (; attributes[0]; attributes += 2, element.count++)
        *jb_push(r->arena, &out->attributes) = (jb_xml_attribute){
            .name = read_name(r, attributes[0]),
            .value = jb_arena_copy(r->arena, trim(jb_str_make(attributes[1])))};
    r->open[r->depth++] = out->elements.len;
    *jb_push(r->arena, &out->elements) = element;
}

static void XMLCALL close_element(void *context, const XML_Char *name)
{
    reader *r = context;
    (void)name;
    end_text(r);
    r->out->elements.at[r->open[--r->depth]].end = r->out->elements.len;
}

static void XMLCALL add_text(void *context, const XML_Char *text, int length)
{
    reader *r = context;
    jb_buf_add(r->arena, &r->text, (jb_str){text, (size_t)length});
}

/* Entities could make gigabytes of a few lines; XMP has none. */
static void XMLCALL refuse_doctype(void *context, const XML_Char *name, const XML_Char *system,
                                   const XML_Char *public, int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    stop(context, JB_BOTH("XML 里有 DTD", "the XML has a DTD"));
}

static jb_str fault_of(enum XML_Error error)
{
    switch (error) {
    case XML_ERROR_NO_ELEMENTS:
    case XML_ERROR_UNCLOSED_TOKEN:
    case XML_ERROR_PARTIAL_CHAR:
        return JB_BOTH("XML 没有写完", "the XML is cut short");
    case XML_ERROR_TAG_MISMATCH:
        return JB_BOTH("XML 标签不配对", "tags of the XML do not pair");
    case XML_ERROR_UNBOUND_PREFIX:
        return JB_BOTH("XML 的前缀没有声明", "a prefix of the XML is not declared");
    default:
        return JB_BOTH("XML 写得不对", "the XML is not well-formed");
    }
}

static void parse(reader *r, jb_str in)
{
    XML_SetUserData(r->parser, r);
    XML_SetReturnNSTriplet(r->parser, XML_TRUE);
    XML_SetElementHandler(r->parser, open_element, close_element);
    XML_SetCharacterDataHandler(r->parser, add_text);
    XML_SetStartDoctypeDeclHandler(r->parser, refuse_doctype);
    if (XML_Parse(r->parser, in.at, (int)in.len, XML_TRUE) == XML_STATUS_ERROR)
        stop(r, fault_of(XML_GetErrorCode(r->parser)));
}

jb_xml jb_xml_read(jb_arena *arena, jb_str in)
{
    jb_xml out = {0};
    if (in.len > INT32_MAX)
        out.fault = JB_BOTH("XML 太大", "the XML is too large");
    else if (jb_utf8_check(in) < in.len)
        out.fault = JB_BOTH("不是 UTF-8", "it is not UTF-8");
    if (out.fault.len)
        return out;
    reader *r = JB_NEW(arena, reader);
    *r = (reader){.arena = arena, .out = &out};
    jb_arena_defer(arena, close_parser, r); /* also when memory runs out half-way */
    jb_memory_watch();
    r->parser = XML_ParserCreateNS("UTF-8", SEPARATOR);
    if (r->parser)
        parse(r, in);
    if (!r->parser || jb_memory_failed())
        jb_arena_exhaust(arena);
    close_parser(r);
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
