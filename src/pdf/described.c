/* What a kept file says in XMP of its issue, by PRISM where that has the word, else in a namespace
 * of our own, and of PDF/UA. PDF/A predefines none of these, so each property is described in the
 * file itself (ISO 19005-1 6.7.8, ISO 19005-3 6.6.2.3.3). */
#include "writer.h"

typedef struct schema {
    const char *prefix, *uri, *name;
} schema;

enum { UA, PRISM, OURS, SCHEMAS };

static const schema schemas[SCHEMAS] = {
    [UA] = {"pdfuaid", "http://www.aiim.org/pdfua/ns/id/", "PDF/UA identification"},
    [PRISM] = {"prism", "http://prismstandard.org/namespaces/basic/2.0/", "PRISM basic metadata"},
    [OURS] = {"jianbao", "urn:x-jianbao:issue:1.0:", "The issue of a bulletin"},
};

typedef enum key {
    KEY_UA_PART,
    KEY_SERIES,
    KEY_NUMBER,
    KEY_DATE,
    KEY_ISSUE,
    KEY_YEAR,
    KEY_TOTAL,
    KEY_ARCHIVE_NO,
    KEY_ORIGIN,
    KEYS
} key;

/* Internal is what programs look after by themselves, external what people may change. */
static const struct {
    int schema;
    const char *name, *type, *category, *text;
} properties[KEYS] = {
    [KEY_UA_PART] = {UA, "part", "Integer", "internal", "Part of ISO 14289 that the file holds"},
    [KEY_SERIES] = {PRISM, "publicationName", "Text", "external", "Name of the series"},
    [KEY_NUMBER] = {PRISM, "number", "Text", "external",
                    "Number of the issue; of several, the first and last"},
    [KEY_DATE] = {PRISM, "coverDate", "Date", "external", "Date on the masthead"},
    [KEY_ISSUE] = {OURS, "issue", "Text", "external", "Designation of the issue as printed"},
    [KEY_YEAR] = {OURS, "year", "Integer", "external", "Year that the number belongs to"},
    [KEY_TOTAL] = {OURS, "total", "Integer", "external",
                   "Number counted from the first issue of the series"},
    [KEY_ARCHIVE_NO] = {OURS, "archiveNumber", "Text", "external",
                        "Number of the record in the archive"},
    [KEY_ORIGIN] = {OURS, "origin", "Text", "external",
                    "Source that the pages were made from, and how"},
};

static jb_str number_text(jb_arena *arena, int number)
{
    return number > 0 ? jb_arena_format(arena, "%d", number) : (jb_str){0};
}

static jb_str value_of(jb_arena *arena, const jb_pdf_standard *standard, const jb_pdf_meta *meta,
                       key which)
{
    const jb_number *n = &meta->number;
    switch (which) {
    case KEY_UA_PART: /* ISO 14289-1 5 */
        return standard->accessible ? JB_STR("1") : (jb_str){0};
    case KEY_SERIES:
        return meta->series;
    case KEY_NUMBER:
        return n->last > n->first ? jb_arena_format(arena, "%d-%d", n->first, n->last)
                                  : number_text(arena, n->first);
    case KEY_DATE:
        return jb_pdf_date(arena, meta->date, "%04d-%02d-%02d");
    case KEY_ISSUE:
        return meta->issue;
    case KEY_YEAR:
        return number_text(arena, n->year);
    case KEY_TOTAL:
        return number_text(arena, n->total);
    case KEY_ARCHIVE_NO:
        return meta->archive_no;
    case KEY_ORIGIN:
        return meta->source_sha256.len
                   ? jb_arena_format(arena, "rebuilt from source SHA-256 %.*s, clean=%.*s",
                                     JB_FMT(meta->source_sha256), JB_FMT(meta->clean))
                   : (jb_str){0};
    case KEYS:
        break;
    }
    return (jb_str){0};
}

static void add_values(jb_arena *arena, const jb_str *values, jb_buf *out)
{
    jb_buf_add(arena, out, JB_STR("</rdf:Description>\n<rdf:Description rdf:about=\"\""));
    for (int i = 0; i < SCHEMAS; i++)
        jb_buf_printf(arena, out, "\n xmlns:%s=\"%s\"", schemas[i].prefix, schemas[i].uri);
    jb_buf_add(arena, out, JB_STR(">\n"));
    for (int i = 0; i < KEYS; i++) {
        jb_str name = jb_arena_format(arena, "%s:%s", schemas[properties[i].schema].prefix,
                                      properties[i].name);
        jb_pdf_xmp_add(arena, out, jb_arena_cstr(arena, name), "", values[i], "");
    }
}

static void describe_property(jb_arena *arena, int property, jb_buf *out)
{
    jb_buf_printf(arena, out,
                  "<rdf:li rdf:parseType=\"Resource\">\n"
                  "<pdfaProperty:name>%s</pdfaProperty:name>\n"
                  "<pdfaProperty:valueType>%s</pdfaProperty:valueType>\n"
                  "<pdfaProperty:category>%s</pdfaProperty:category>\n"
                  "<pdfaProperty:description>%s</pdfaProperty:description>\n</rdf:li>\n",
                  properties[property].name, properties[property].type,
                  properties[property].category, properties[property].text);
}

/* The properties of the schema that the file has; a schema of none is left out. */
static void describe_schema(jb_arena *arena, int which, const jb_str *values, jb_buf *out)
{
    const schema *s = &schemas[which];
    jb_buf list = {0};
    for (int i = 0; i < KEYS; i++)
        if (properties[i].schema == which && values[i].len)
            describe_property(arena, i, &list);
    if (list.len == 0)
        return;
    jb_buf_printf(arena, out,
                  "<rdf:li rdf:parseType=\"Resource\">\n"
                  "<pdfaSchema:schema>%s</pdfaSchema:schema>\n"
                  "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n"
                  "<pdfaSchema:prefix>%s</pdfaSchema:prefix>\n"
                  "<pdfaSchema:property><rdf:Seq>\n%.*s"
                  "</rdf:Seq></pdfaSchema:property>\n</rdf:li>\n",
                  s->name, s->uri, s->prefix, JB_FMT(jb_buf_str(&list)));
}

void jb_pdf_described_add(jb_arena *arena, const jb_pdf_standard *standard,
                          const jb_pdf_meta *meta, jb_buf *out)
{
    jb_str values[KEYS];
    bool any = false;
    for (int i = 0; i < KEYS; i++) {
        values[i] = value_of(arena, standard, meta, (key)i);
        any |= values[i].len > 0;
    }
    if (!any)
        return;
    add_values(arena, values, out);
    jb_buf_add(arena, out,
               JB_STR("</rdf:Description>\n<rdf:Description rdf:about=\"\"\n"
                      " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
                      " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
                      " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
                      "<pdfaExtension:schemas><rdf:Bag>\n"));
    for (int i = 0; i < SCHEMAS; i++)
        describe_schema(arena, i, values, out);
    jb_buf_add(arena, out, JB_STR("</rdf:Bag></pdfaExtension:schemas>\n"));
}
