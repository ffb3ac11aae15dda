/* PDF: the device that writes files.
 *
 *     ... pages -> paint -> PDF
 *
 * Glyphs by id over Type0 fonts of our own: subsets from font/, ToUnicode from the source text of
 * each run (a second Type0 dictionary over the same program where one glyph stands for several
 * characters), outline, Info and XMP from one struct, /ID from the content, deflate by libdeflate.
 * Of libharu only the object layer is used: dictionaries, arrays, names, the page tree and the
 * list of objects. No clock, no environment, and no floating point: the same pages give the same
 * bytes.
 *
 * Owner of libharu, libdeflate and Little CMS. */
#ifndef JB_PDF_PDF_H
#define JB_PDF_PDF_H

#include "../paint/paint.h"
#include "../verify/verify.h"

/* How an attached file belongs to the document (ISO 19005-3 annex E). */
typedef enum jb_pdf_relation {
    JB_PDF_SOURCE,     /* it was made from this */
    JB_PDF_SUPPLEMENT, /* the source in a form that is easier to read */
    JB_PDF_DATA        /* what the making depended on */
} jb_pdf_relation;

typedef struct jb_pdf_attached {
    jb_str name;       /* as it is given back, folders parted by / */
    const char *type;  /* MIME: "text/plain" */
    const char *words; /* what it is, for people */
    jb_pdf_relation relation;
    jb_str bytes;
} jb_pdf_attached;

/* What Info and XMP say. All UTF-8; empty: not said. */
typedef struct jb_pdf_meta {
    jb_str title, author, subject, creator;
    jb_str lang;   /* "zh-CN" */
    jb_date date;  /* the issue's; 0: no dates at all */
    jb_str series; /* 刊名 on one line */
    jb_str issue;  /* 期号 as written */
    jb_number number;
    jb_str archive_no; /* 档号 */
    jb_str source_sha256, clean; /* what it was built from, and how that was cleaned */
    const jb_pdf_attached *attached; /* goes into files that may carry others: PDF/A-3 */
    uint32_t attached_len;
} jb_pdf_meta;

/* What the files of one issue have in common is made once; it changes none of their bytes. `fast`:
 * programs of fonts are packed less tightly, in less time. */
typedef struct jb_pdf_shared jb_pdf_shared;
jb_pdf_shared *jb_pdf_share(jb_arena *arena, bool fast);

/* What the fonts of the files made so far may be used for, which their programs no longer say. */
const jb_font_right *jb_pdf_rights(jb_arena *arena, const jb_pdf_shared *shared, uint32_t *n);

/* What the press needs beside the pages: the profile of the printing condition that the layout
 * names, and images in its inks. Without it images stay as they are. `data`: the folder of the
 * program's data; `folder`: where a profile's path starts that stands in no file. What would break
 * the promise of a file for the press is told as such (JB_PRESS); then none is to be made. */
void jb_pdf_press_make(jb_pdf_shared *shared, const jb_pages *pages, jb_str data, jb_str folder,
                       jb_diags *diags);

/* The same for PDF/A: in a file whose colours are sRGB, CMYK must say by a profile what it looks
 * like (ISO 19005-1 6.2.3): the image's own, else that of the printing condition. */
void jb_pdf_archive_make(jb_pdf_shared *shared, const jb_pages *pages, jb_str data, jb_str folder,
                         jb_diags *diags);

/* What the standard of the variant does not let its pages say is told (JB_PRESS): at level A, a
 * character of private use. */
void jb_pdf_check_text(const jb_pages *pages, const jb_variant *variant, jb_diags *diags);

/* The path of the layout's own profile, empty when it names none. */
jb_str jb_pdf_profile_path(jb_arena *arena, const jb_print_layout *print, jb_str folder);

/* The standard that verify is to hold a file of the variant to; of none, it is a PDF at all. */
jb_claims jb_pdf_claims(const jb_pages *pages, const jb_variant *variant);

/* A file, and its sum in 64 hex digits: it was taken for /ID on the way. */
typedef struct jb_pdf_bytes {
    jb_str bytes, sha256;
} jb_pdf_bytes;

/* Makes the whole file of one variant in memory. Returns false after a diagnostic. */
bool jb_pdf_make(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
                 const jb_pdf_meta *meta, jb_pdf_shared *shared, jb_pdf_bytes *out,
                 jb_diags *diags);

/* dump --stage=pdf: the file's objects, streams as text where they are text (contents, ToUnicode,
 * XMP), as sizes where they are not. */
void jb_pdf_dump(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
                 const jb_pdf_meta *meta, jb_pdf_shared *shared, jb_buf *out, jb_diags *diags);

#endif
