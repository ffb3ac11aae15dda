/* Private to verify/: what an XMP packet says, as far as it is compared. */
#ifndef JB_VERIFY_XMP_H
#define JB_VERIFY_XMP_H

#include "../base/vec.h"

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

/* A name of XMP, without its prefix, and its namespace. */
typedef struct jb_xmp_term {
    jb_str name, space;
} jb_xmp_term;

typedef JB_VEC(jb_xmp_term) jb_xmp_terms;

typedef struct jb_xmp {
    jb_str fault;               /* why it cannot be read, by JB_BOTH; empty: it could */
    jb_str values[JB_XMP_KEYS]; /* empty: not said */
    uint32_t authors;           /* items of dc:creator */
    jb_str claim_prefix;        /* of pdfaid:part, as it is written */
    jb_str access_prefix;       /* of pdfuaid:part */
    jb_xmp_terms used;          /* every property of the document */
    jb_xmp_terms schemas;       /* that extension schemas describe: the namespaces */
    jb_xmp_terms described;     /* and the properties' names, whichever schema has them */
} jb_xmp;

/* The packet is XML in UTF-8. */
jb_xmp jb_xmp_read(jb_arena *arena, jb_str packet);

/* schema.c: a property that neither XMP knows nor an extension schema describes; empty: none. */
jb_str jb_xmp_foreign(const jb_xmp *xmp);

/* "dc:title". */
jb_str jb_xmp_name(jb_xmp_key key);

#endif
