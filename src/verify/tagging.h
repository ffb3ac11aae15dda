/* Private to verify/: the structure tree of a tagged PDF (ISO 32000-1 14.7, 14.8), read once into
 * plain lists: its elements as a page is read, the pieces of content that each is made of, and the
 * parent tree. What is wrong with the tree itself is told while it is read. */
#ifndef JB_VERIFY_TAGGING_H
#define JB_VERIFY_TAGGING_H

#include "content.h"
#include "parts.h"

/* The standard structure types: 14.8.4, tables 333 to 340. */
#define JB_ROLE_TABLE(X)                                                                           \
    X(DOCUMENT, "Document") X(PART, "Part") X(ART, "Art") X(SECT, "Sect") X(DIV, "Div")            \
    X(BLOCK_QUOTE, "BlockQuote") X(CAPTION, "Caption") X(TOC, "TOC") X(TOCI, "TOCI")               \
    X(INDEX, "Index") X(NON_STRUCT, "NonStruct") X(PRIVATE, "Private") X(P, "P") X(H, "H")         \
    X(H1, "H1") X(H2, "H2") X(H3, "H3") X(H4, "H4") X(H5, "H5") X(H6, "H6")                        \
    X(L, "L") X(LI, "LI") X(LBL, "Lbl") X(LBODY, "LBody")                                          \
    X(TABLE, "Table") X(TR, "TR") X(TH, "TH") X(TD, "TD") X(THEAD, "THead") X(TBODY, "TBody")      \
    X(TFOOT, "TFoot") X(SPAN, "Span") X(QUOTE, "Quote") X(NOTE, "Note")                            \
    X(REFERENCE, "Reference") X(BIB_ENTRY, "BibEntry") X(CODE, "Code") X(LINK, "Link")             \
    X(ANNOT, "Annot") X(RUBY, "Ruby") X(RB, "RB") X(RT, "RT") X(RP, "RP") X(WARICHU, "Warichu")    \
    X(WT, "WT") X(WP, "WP") X(FIGURE, "Figure") X(FORMULA, "Formula") X(FORM, "Form")

typedef enum jb_role {
#define X(key, name) JB_ROLE_##key,
    JB_ROLE_TABLE(X)
#undef X
    JB_ROLES /* none of them */
} jb_role;

typedef struct jb_element {
    const jb_obj *dict;
    jb_role role;    /* by the role map */
    uint32_t parent; /* index; of the root itself 0 */
    uint32_t end;    /* the first element behind it and all that is below it */
    bool replaced;   /* it or one above has ActualText */
    bool spoken;     /* it or one above says its language */
} jb_element;

/* A piece of marked content: by the object that its stream is found by (a page, or a form), and its
 * number there; of an object as a whole (an annotation) the number is negative. */
typedef struct jb_tagged_piece {
    uint32_t holder, page; /* page: the object of the page that it is on */
    int64_t id;
    uint32_t element;
    bool met; /* in the content */
} jb_tagged_piece;

typedef struct jb_parent {
    int64_t key;
    const jb_obj *value;
} jb_parent;

/* An object number, and what it is the object of. */
typedef struct jb_holder {
    uint32_t object, number;
} jb_holder;

typedef struct jb_tagging {
    JB_VEC(jb_element) elements; /* the first is the root, which is none */
    JB_VEC(jb_tagged_piece) pieces;     /* sorted by holder and number */
    JB_VEC(jb_parent) parents;   /* sorted by key */
    JB_VEC(jb_holder) owners;    /* elements by their objects, sorted */
    JB_VEC(jb_holder) pages;     /* pages by their objects, sorted */
    JB_VEC(jb_holder) forms;     /* that were met with content of the tree; number: of the page */
} jb_tagging;

enum { JB_WHOLE_OBJECT = -1 };

/* "TBody". */
const char *jb_role_name(jb_role role);

/* roles.c: the role map of the file, and what is wrong with it. */
typedef struct jb_role_map {
    JB_VEC(struct jb_role_entry) entries; /* sorted by name */
} jb_role_map;

jb_role_map jb_role_map_read(jb_check *check, const jb_obj *root);
jb_role jb_role_of(const jb_role_map *map, jb_str name);

/* Never NULL; without elements when the file has no tree. Pages are known by now. */
jb_tagging *jb_tagging_read(jb_check *check);

/* The element of that object; 0: there is none. */
uint32_t jb_tagging_element(const jb_tagging *tagging, uint32_t object);
/* Of the page whose object that is, from 1; 0: it is none. */
uint32_t jb_tagging_page(const jb_tagging *tagging, uint32_t object);
/* NULL: no element is made of it. */
jb_tagged_piece *jb_tagging_piece(const jb_tagging *tagging, uint32_t holder, int64_t id);
/* What the parent tree has at the key, followed; the null object: nothing. */
const jb_obj *jb_tagging_parent(const jb_tagging *tagging, jb_door *door, const jb_obj *key);

/* Whether what is written is a language tag (RFC 3066, BCP 47). */
bool jb_tagging_is_language(jb_str written);

/* An attribute of the owner's, of the element itself or by a class; the null object: none. */
const jb_obj *jb_tagging_attribute(jb_check *check, const jb_element *element, const char *owner,
                                   const char *key);

/* hierarchy.c: which elements stand where, and what they must have. */
void jb_check_hierarchy(jb_check *check, const jb_tagging *tagging);
/* grid.c: the cells of the table. */
void jb_check_grid(jb_check *check, const jb_tagging *tagging, uint32_t table);
/* pieces.c: content against the tree, both ways. */
void jb_check_pieces(jb_check *check, jb_tagging *tagging);

#endif
