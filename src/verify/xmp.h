/* Private to verify/: what an XMP packet says. */
#ifndef JB_VERIFY_XMP_H
#define JB_VERIFY_XMP_H

#include "xml.h"

/* By their customary prefixes; known by their namespaces. */
typedef enum jb_xmp_key {
    JB_XMP_TITLE,       /* dc:title, x-default or first */
    JB_XMP_AUTHOR,      /* dc:creator, the first */
    JB_XMP_SUBJECT,     /* dc:description */
    JB_XMP_KEYWORDS,    /* pdf:Keywords */
    JB_XMP_PRODUCER,    /* pdf:Producer */
    JB_XMP_TRAPPED,     /* pdf:Trapped */
    JB_XMP_CREATOR,     /* xmp:CreatorTool */
    JB_XMP_CREATED,     /* xmp:CreateDate */
    JB_XMP_MODIFIED,    /* xmp:ModifyDate */
    JB_XMP_METADATA,    /* xmp:MetadataDate */
    JB_XMP_DOCUMENT_ID, /* xmpMM:DocumentID */
    JB_XMP_VERSION_ID,  /* xmpMM:VersionID */
    JB_XMP_RENDITION,   /* xmpMM:RenditionClass */
    JB_XMP_PDFX,        /* pdfxid:GTS_PDFXVersion */
    JB_XMP_PDFA_PART,   /* pdfaid:part */
    JB_XMP_PDFA_LEVEL,  /* pdfaid:conformance */
    JB_XMP_PDFUA_PART,  /* pdfuaid:part */
    JB_XMP_KEYS
} jb_xmp_key;

typedef enum jb_xmp_form {
    JB_XMP_SIMPLE,
    JB_XMP_ALT,
    JB_XMP_SEQ,
    JB_XMP_BAG,
    JB_XMP_STRUCT
} jb_xmp_form;

/* A property of the document. */
typedef struct jb_xmp_property {
    jb_xml_name name;
    jb_str value;     /* of a list, an item of it */
    jb_xmp_form form;
    uint32_t items;   /* of a list */
    uint32_t spoken;  /* items with a language */
    uint32_t element; /* of the XML; 0: it is an attribute */
} jb_xmp_property;

typedef struct jb_xmp {
    jb_str fault;               /* why it cannot be read, by JB_BOTH; empty: it could */
    jb_xml xml;
    JB_VEC(jb_xmp_property) properties;
    jb_str values[JB_XMP_KEYS]; /* empty: not said */
    uint32_t authors;           /* items of dc:creator */
    jb_str claim_prefix;        /* of pdfaid:part, as it is written */
    jb_str access_prefix;       /* of pdfuaid:part */
} jb_xmp;

#define JB_XMP_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

/* The packet is XML in UTF-8. */
jb_xmp jb_xmp_read(jb_arena *arena, jb_str packet);

/* NULL: the document has no such property. */
const jb_xmp_property *jb_xmp_find(const jb_xmp *xmp, const char *space, const char *local);

/* "dc:title". */
jb_str jb_xmp_name(jb_xmp_key key);

#endif
