/* XMP: RDF written as XML (ISO 16684-1): properties stand in the rdf:Description elements of
 * rdf:RDF, as attributes or as elements. */
#include "xmp.h"

#include "../base/diag.h"

enum { PROPERTIES_MOST = 4096 };

typedef struct known {
    jb_str name, space;
} known;

#define DC   "http://purl.org/dc/elements/1.1/"
#define PDF  "http://ns.adobe.com/pdf/1.3/"
#define XMP  "http://ns.adobe.com/xap/1.0/"
#define MM   "http://ns.adobe.com/xap/1.0/mm/"
#define PDFX "http://www.npes.org/pdfx/ns/id/"
#define PDFA "http://www.aiim.org/pdfa/ns/id/"
#define PDFUA "http://www.aiim.org/pdfua/ns/id/"
#define XML  "http://www.w3.org/XML/1998/namespace"

static const known properties[JB_XMP_KEYS] = {
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


static jb_str local_of(jb_str name)
{
    return jb_str_cut(name, jb_str_find(name, JB_STR(":")) + 1, name.len);
}

/* ---- values -------------------------------------------------------------------------------- */

static const jb_xml_element *at(const jb_xmp *xmp, uint32_t element)
{
    return &xmp->xml.elements.at[element];
}

static bool is_rdf(const jb_xml_element *element, const char *local)
{
    return jb_xml_is(&element->name, JB_XMP_RDF, local);
}

static jb_xmp_form form_of(const jb_xmp *xmp, uint32_t element)
{
    const jb_xml_element *e = at(xmp, element), *kid = e + 1;
    const jb_xml_attribute *parsed = jb_xml_find(&xmp->xml, e, JB_XMP_RDF, "parseType");
    if (parsed && jb_str_equal(parsed->value, JB_STR("Resource")))
        return JB_XMP_STRUCT;
    if (e->end == element + 1)
        return JB_XMP_SIMPLE;
    return is_rdf(kid, "Alt")   ? JB_XMP_ALT
           : is_rdf(kid, "Seq") ? JB_XMP_SEQ
           : is_rdf(kid, "Bag") ? JB_XMP_BAG
                                : JB_XMP_STRUCT;
}

/* A list's first item; of an alternative that which is for any language. */
static void take_items(jb_xmp *xmp, jb_xmp_property *property)
{
    for (uint32_t i = property->element + 2; i < at(xmp, property->element)->end;
         i = at(xmp, i)->end) {
        const jb_xml_attribute *language = jb_xml_find(&xmp->xml, at(xmp, i), XML, "lang");
        bool any = language && jb_str_equal(language->value, JB_STR("x-default"));
        if (!is_rdf(at(xmp, i), "li"))
            continue;
        property->spoken += language != NULL;
        if (property->items++ == 0 || any)
            property->value = at(xmp, i)->text;
    }
}

static void add_property(jb_arena *arena, jb_xmp *xmp, jb_xmp_property property)
{
    if (xmp->properties.len >= PROPERTIES_MOST)
        return;
    *jb_push(arena, &xmp->properties) = property;
    for (int key = 0; key < JB_XMP_KEYS; key++) {
        if (!jb_str_equal(properties[key].space, property.name.space) ||
            !jb_str_equal(local_of(properties[key].name), property.name.local))
            continue;
        if (!xmp->values[key].len)
            xmp->values[key] = property.value;
        if (key == JB_XMP_AUTHOR)
            xmp->authors += property.items;
        if (key == JB_XMP_PDFA_PART)
            xmp->claim_prefix = property.name.prefix;
        if (key == JB_XMP_PDFUA_PART)
            xmp->access_prefix = property.name.prefix;
    }
}

static void take_description(jb_arena *arena, jb_xmp *xmp, uint32_t description)
{
    const jb_xml_element *d = at(xmp, description);
    for (uint32_t i = d->first; i < d->first + d->count; i++) {
        const jb_xml_attribute *a = &xmp->xml.attributes.at[i];
        bool own = a->name.space.len && !jb_str_equal(a->name.space, JB_STR(XML)) &&
                   !jb_str_equal(a->name.space, JB_STR(JB_XMP_RDF));
        if (own)
            add_property(arena, xmp, (jb_xmp_property){.name = a->name, .value = a->value});
    }
    for (uint32_t i = description + 1; i < at(xmp, description)->end; i = at(xmp, i)->end) {
        jb_xmp_property property = {.name = at(xmp, i)->name,
                                    .value = at(xmp, i)->text,
                                    .form = form_of(xmp, i),
                                    .element = i};
        if (property.form != JB_XMP_SIMPLE && property.form != JB_XMP_STRUCT)
            take_items(xmp, &property);
        add_property(arena, xmp, property);
    }
}

jb_xmp jb_xmp_read(jb_arena *arena, jb_str packet)
{
    jb_xmp xmp = {.xml = jb_xml_read(arena, packet)};
    xmp.fault = xmp.xml.fault;
    for (uint32_t i = 0; i < xmp.xml.elements.len && !xmp.fault.len; i++) {
        if (!is_rdf(at(&xmp, i), "RDF"))
            continue;
        for (uint32_t k = i + 1; k < at(&xmp, i)->end; k = at(&xmp, k)->end)
            if (is_rdf(at(&xmp, k), "Description"))
                take_description(arena, &xmp, k);
    }
    return xmp;
}

const jb_xmp_property *jb_xmp_find(const jb_xmp *xmp, const char *space, const char *local)
{
    for (uint32_t i = 0; i < xmp->properties.len; i++)
        if (jb_xml_is(&xmp->properties.at[i].name, space, local))
            return &xmp->properties.at[i];
    return NULL;
}
