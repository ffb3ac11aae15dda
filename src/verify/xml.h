/* Private to verify/: XML as plain lists, in the order in which it is written (Namespaces in XML
 * 1.0). A DTD, which XMP has none of, is a fault. */
#ifndef JB_VERIFY_XML_H
#define JB_VERIFY_XML_H

#include "../base/vec.h"

/* A name in its namespace, and the prefix that it is written with. */
typedef struct jb_xml_name {
    jb_str prefix, local, space;
} jb_xml_name;

typedef struct jb_xml_attribute {
    jb_xml_name name;
    jb_str value; /* decoded */
} jb_xml_attribute;

typedef struct jb_xml_element {
    jb_xml_name name;
    jb_str text;           /* decoded, without white space around it: before its first element */
    uint32_t first, count; /* of its attributes, without those that declare namespaces */
    uint32_t end;          /* the first element behind it and all that is in it */
} jb_xml_element;

typedef struct jb_xml {
    jb_str fault; /* why it cannot be read, by JB_BOTH; empty: it could */
    JB_VEC(jb_xml_element) elements;
    JB_VEC(jb_xml_attribute) attributes;
} jb_xml;

/* UTF-8, with or without a mark at its beginning. */
jb_xml jb_xml_read(jb_arena *arena, jb_str in);

bool jb_xml_is(const jb_xml_name *name, const char *space, const char *local);

/* The element's attribute of that name; NULL: it has none. */
const jb_xml_attribute *jb_xml_find(const jb_xml *xml, const jb_xml_element *element,
                                    const char *space, const char *local);

#endif
