/* The object layer: dictionaries, arrays and streams of one file being made.
 *
 * libharu keeps the objects and writes their syntax. Errors are sticky: when memory runs out
 * inside, a call returns NULL, `failed` is set, and every later call with that NULL does nothing;
 * jb_pdf_good is asked once at the end. Every direct object has its home (a dictionary or array)
 * from birth, so that nothing leaks on the way out.
 *
 * Two things libharu cannot do are done through the write functions of its dictionaries: entries in
 * raw syntax (exact numbers, long arrays), and streams that were deflated before. */
#ifndef JB_PDF_HARU_H
#define JB_PDF_HARU_H

#include <hpdf.h>

#include "pdf.h"

typedef struct jb_pdf_deflater jb_pdf_deflater;

typedef struct jb_pdf_file {
    jb_arena *arena;
    HPDF_Doc doc;
    jb_pdf_deflater *deflater;
    jb_buf *out;      /* where written objects go */
    bool plain;       /* for reading: nothing is deflated */
    bool failed;
} jb_pdf_file;

/* What a stream is. */
enum {
    JB_PDF_TEXT = 1,    /* text, shown by dumps */
    JB_PDF_DEFLATE = 2, /* to be deflated */
    JB_PDF_DEFLATED = 4 /* is deflated already */
};

/* Behind the attr of a dictionary that has raw entries or is a stream. */
typedef struct jb_pdf_body {
    jb_pdf_file *file;
    jb_buf raw;
    jb_str data;
    bool stream, text, deflated;
} jb_pdf_body;

/* NULL when memory runs out. Closed when the arena is freed, or before. */
jb_pdf_file *jb_pdf_open(jb_arena *arena, jb_pdf_deflater *deflater, bool plain);
void jb_pdf_close(jb_pdf_file *file);
bool jb_pdf_good(const jb_pdf_file *file);

/* New indirect objects. */
HPDF_Dict jb_pdf_object(jb_pdf_file *file);
HPDF_Dict jb_pdf_stream(jb_pdf_file *file, jb_str data, unsigned what);

/* Object number, for raw references. 0 for NULL. */
uint32_t jb_pdf_number_of(HPDF_Dict object);
/* The body of a dictionary made here, NULL when it has none. */
const jb_pdf_body *jb_pdf_body_of(HPDF_Dict dict);

/* Entries. Keys and names are C strings without spaces (libharu does not escape them). */
HPDF_Dict jb_pdf_put_dict(jb_pdf_file *file, HPDF_Dict dict, const char *key);
HPDF_Array jb_pdf_put_array(jb_pdf_file *file, HPDF_Dict dict, const char *key);
void jb_pdf_put_ref(jb_pdf_file *file, HPDF_Dict dict, const char *key, HPDF_Dict object);
void jb_pdf_put_name(jb_pdf_file *file, HPDF_Dict dict, const char *key, const char *name);
void jb_pdf_put_int(jb_pdf_file *file, HPDF_Dict dict, const char *key, int32_t value);
void jb_pdf_put_true(jb_pdf_file *file, HPDF_Dict dict, const char *key);
/* A text string (ISO 32000-1 7.9.2.2): as it is when all ASCII, else UTF-16BE. Cut at 16,000
 * units. */
void jb_pdf_put_text(jb_pdf_file *file, HPDF_Dict dict, const char *key, jb_str utf8);
void jb_pdf_put_raw(jb_pdf_file *file, HPDF_Dict dict, jb_str entries);
void jb_pdf_push_ref(jb_pdf_file *file, HPDF_Array array, HPDF_Dict object);
void jb_pdf_push_int(jb_pdf_file *file, HPDF_Array array, int32_t value);
void jb_pdf_push_name(jb_pdf_file *file, HPDF_Array array, const char *name);

/* ---- deflate.c ------------------------------------------------------------------------------ */

/* For any number of files, in the arena, with which it ends. */
jb_pdf_deflater *jb_pdf_deflater_new(jb_arena *arena);
/* The data as a zlib stream, in the arena. */
jb_str jb_pdf_deflate(jb_pdf_file *file, jb_str data);
/* The same of a CFF program, quicker: its outlines hardly repeat. */
jb_str jb_pdf_deflate_outlines(jb_pdf_file *file, jb_str data);
/* huffman.c: larger, and in a fifth of the time. */
jb_str jb_pdf_huffman(jb_arena *arena, jb_str data);
/* Deflated too; what was allocated since the mark, the data with it, goes back to the arena. */
jb_str jb_pdf_deflate_since(jb_pdf_file *file, jb_str data, jb_arena_mark mark);
/* The same, of what other files may hold too: it is kept in the deflater's arena. */
jb_str jb_pdf_deflate_once(jb_pdf_file *file, jb_str data, jb_arena_mark mark);

/* Writes the object's value (`<< ... >>` and its stream) to `out`. */
void jb_pdf_write(jb_pdf_file *file, void *object, jb_buf *out);

#endif
