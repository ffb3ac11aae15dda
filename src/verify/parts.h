/* Private to verify/: one file being checked, and the parts of the checker.
 *
 * Each part looks at its kind of thing and tells what is broken by jb_tell, which drops rules that
 * the claim's standard does not have: no part asks for the standard unless the rule itself differs.
 * A thing that several pages share is examined once, on the first of them (jb_check_first). */
#ifndef JB_VERIFY_PARTS_H
#define JB_VERIFY_PARTS_H

#include "door.h"
#include "verify.h"
#include "xmp.h"

/* Limits of what is looked at; beyond them stands a breach of LIMIT. */
enum {
    JB_PAGES_MOST = 100000,
    JB_DEPTH_MOST = 32, /* resources within resources, colour spaces, page trees */
    JB_SPOTS_MOST = 256,
};

/* A rectangle as the file has it, made upright: points from the page's own origin. */
typedef struct jb_box {
    bool given;
    double left, bottom, right, top;
} jb_box;

typedef struct jb_boxes {
    jb_box media, crop, bleed, trim, art;
} jb_boxes;

typedef struct jb_page {
    uint32_t number; /* from 1 */
    const jb_obj *dict, *resources;
    jb_boxes boxes;
    int rotate; /* 0, 90, 180, 270 */
    double user_unit;
} jb_page;

typedef JB_VEC(jb_page) jb_page_list;

/* An ink by name, and the colour space that stands for it: it should be one in all of the file. */
typedef struct jb_spot {
    jb_str name;
    const jb_obj *alternate;
    bool told;
} jb_spot;

typedef JB_VEC(jb_spot) jb_spot_list;

typedef JB_VEC(uint32_t) jb_object_list;

typedef struct jb_check {
    jb_arena *arena;
    jb_str bytes;
    jb_door *door;
    jb_claims claims; /* looked at now: of PDF/X and PDF/A one at most */
    jb_verify_terms terms;
    jb_verdict *verdict;
    const jb_obj *catalog, *info;
    bool has_xmp;
    jb_xmp xmp;
    int version; /* of the header and the catalog: 14 is 1.4; 0: unknown */
    jb_page_list pages;
    struct jb_tagging *tagging; /* the structure tree; NULL: no standard asks for one */
    uint32_t page;           /* what is told now is on this page; 0: the file */
    uint32_t intent_colours; /* components of the output intent's profile; 0: unknown */
    const jb_obj *resources; /* of what is looked at now */
    jb_spot_list spots;
    uint8_t *seen; /* bits by object number (jb_check_first) */
    size_t seen_size;
    jb_object_list undecoded; /* streams that were told of */
    jb_object_list attached, belonging; /* file specifications; what an AF leads to */
    bool ours;                          /* made by jianbao to be kept: the metadata say so */
    uint32_t told[JB_RULES]; /* of another standard before: not told again */
} jb_check;

/* A rule is broken on the page that is being looked at. */
void jb_tell(jb_check *check, jb_rule rule, const jb_str *args, size_t n);
/* The same at a place of the page's content: corners in the page's own points. */
void jb_tell_at(jb_check *check, jb_rule rule, const jb_box *place, const jb_str *args, size_t n);

/* True when this object is met for the first time; always for a direct one. */
bool jb_check_first(jb_check *check, const jb_obj *o);

/* A string out of the file as it can be shown to a person: what is no UTF-8, or would steer a
 * terminal, is U+FFFD; what is too long is cut. */
jb_str jb_check_shown(jb_arena *arena, jb_str s);

/* The data of a stream that cannot be done without; false after a breach. */
bool jb_check_data(jb_check *check, const jb_obj *stream, jb_str *out);

/* The stream's data cannot be decoded: told once. */
void jb_check_undecoded(jb_check *check, const jb_obj *stream);

/* "12", for arguments. */
jb_str jb_check_number(jb_check *check, double number);

/* The page's place for what is at `box`: from the upper left corner of its trim box (else of what
 * stands for it), y downwards, in milli-points. */
jb_rect jb_page_place(const jb_page *page, const jb_box *box);

/* ---- the parts, in the order in which they look -------------------------------------------- */

/* file.c: header, end, trailer. */
void jb_check_file(jb_check *check);

/* bytes.c: PDF/A: how objects are written down. */
void jb_check_bytes(jb_check *check);

/* info.c: reads XMP, and tells what the file says of itself, one of each family at most:
 * "PDF/X-1a:2003"; empty: nothing. */
enum { JB_FAMILY_X, JB_FAMILY_A, JB_FAMILY_UA, JB_FAMILIES };
void jb_check_claimed(jb_check *check, jb_str said[JB_FAMILIES]);
/* Info and XMP. */
void jb_check_metadata(jb_check *check);
/* A date of XMP (ISO 16684-1 8.2.1.2). */
bool jb_check_is_date(jb_str xmp);
/* schema.c: PDF/A: the properties of XMP. */
void jb_check_schemas(jb_check *check);
/* UTF-16BE as UTF-8; halves of a character are U+FFFD. */
jb_str jb_utf16_text(jb_arena *arena, jb_str s);
/* A text string as UTF-8, a name as it is; else empty. */
jb_str jb_obj_text(jb_arena *arena, const jb_obj *o);
jb_str jb_check_text(jb_check *check, const jb_obj *o);

/* intent.c: output intents. */
void jb_check_intents(jb_check *check);

typedef struct jb_profile {
    jb_str fault;        /* by JB_BOTH: why it is none; then the rest is empty */
    jb_str class, space; /* four letters each */
    int version;
    uint32_t components, given; /* by its space, 0: unknown; by the stream's N, 0: none */
} jb_profile;

jb_profile jb_profile_read(jb_check *check, const jb_obj *stream);
/* The newest version of ICC profiles that the file's PDF knows. */
int jb_profile_newest(const jb_check *check);

/* page.c: the page tree and boxes; false: there is no page. */
bool jb_check_pages(jb_check *check);
jb_box jb_box_read(jb_check *check, const jb_obj *o, const char *name);

/* resource.c: a page without its content; resources and forms, and what they use. */
void jb_check_page(jb_check *check, const jb_page *page);
void jb_check_resources(jb_check *check, const jb_obj *resources, int depth);
void jb_check_form(jb_check *check, const jb_obj *form, int depth);

/* colour.c: a colour space; `where` says what uses it, by JB_BOTH. */
void jb_check_colour(jb_check *check, const jb_obj *space, jb_str where, int depth);
/* DeviceGray, DeviceRGB or DeviceCMYK, with check->resources. */
void jb_check_device(jb_check *check, jb_str name, jb_str where);

/* font.c */
void jb_check_font(jb_check *check, const jb_obj *font, int depth);

/* widths.c: a font's widths against its program's, of the glyphs that are shown. */
struct jb_font_entry;
void jb_check_widths(jb_check *check, const jb_obj *dict, const struct jb_font_entry *font);

/* shown.c: PDF/A: what is said of each code that is shown: CIDSet, ToUnicode, .notdef. */
void jb_check_shown_codes(jb_check *check, const jb_obj *dict, const struct jb_font_entry *font);

/* kept.c: PDF/A: the metadata's packet, an object wherever it stands, the catalog. */
void jb_check_archive(jb_check *check);
void jb_check_kept(jb_check *check, const jb_obj *o);
void jb_check_catalog(jb_check *check);

/* pieces.c: the bits of JB_MARKED of marked content that begins on the page (content.h). */
struct jb_marked;
unsigned jb_check_marked(jb_check *check, const struct jb_marked *marked, unsigned around);

/* tagged.c: a standard asks for tags; the file as a whole, when its content was read; an
 * annotation. */
bool jb_check_wants_tags(const jb_check *check);
void jb_check_tagged(jb_check *check);
void jb_check_accessible(jb_check *check, const jb_obj *annotation);

/* attachment.c: a dictionary that may be a file specification, or to which files belong; all of
 * them, when each was looked at; what the metadata say of an issue. */
void jb_check_attachment(jb_check *check, const jb_obj *dict);
void jb_check_attachments(jb_check *check);
void jb_check_issue(jb_check *check);

/* attached.c: appends the files of the name tree, as jb_verify_attached does. */
void jb_attached_walk(jb_arena *arena, jb_door *door, jb_attached_list *out);

/* The namespaces of what a kept file says of its issue. */
#define JB_ISSUE_SPACE "urn:x-jianbao:issue:1.0:"
#define JB_PRISM_SPACE "http://prismstandard.org/namespaces/basic/2.0/"

/* annotation.c */
void jb_check_annotations(jb_check *check, const jb_page *page);

/* walk.c: what may stand anywhere, and the catalog. */
void jb_check_rest(jb_check *check);

/* facts.c: what the pages hold; the facts. */
void jb_check_content(jb_check *check);
/* The bytes of the page's content; `tell`: what cannot be read is a breach. */
jb_str jb_check_page_content(jb_check *check, const jb_page *page, bool tell);

/* said.c: the text of the pages against the terms'. */
void jb_check_said(jb_check *check);

#endif
