/* Source: the file as received, decoded.
 *
 *     bytes -> source -> issue -> ...
 *
 * jb_source_open reads a whole file, finds its encoding (BOM, declared, UTF-16 by its zero bytes,
 * valid UTF-8, else GB18030 or Big5 by their characters) and makes `text`: valid UTF-8 whose lines
 * end in LF. GB2312 and GBK are read as GB18030, Big5 as Big5-HKSCS, each code as the web reads it
 * (tests/encodings). A code point of private use that GBK once had for a character that Unicode has
 * by now becomes that character, with an edit and a finding. Bytes that are no character stop the
 * file; with `repair` U+FFFD stands for them, each place a finding, unless they are more than
 * half of all that is not ASCII. Line ends of any kind (CR LF, CR, NEL, U+2028, U+2029, and the VT
 * and FF of word processors) become LF; what nobody can see (a BOM, U+200B-200F, U+202A-202E,
 * U+2060, U+2066-2069, U+FEFF, the Ctrl-Z of DOS at the end) is dropped, each with an edit, but for
 * a joiner where it joins; other control characters but tab are an error.
 * Nothing else is changed: spaces, tabs, NBSP and U+3000 stay for the next stage. `map` leads
 * from any byte of `text` back to the byte of the file.
 *
 * Owner of iconv and uchardet. Limits: JB_SOURCE_MOST bytes a file, JB_REPAIRS_MOST places to be
 * repaired in it. */
#ifndef JB_SOURCE_SOURCE_H
#define JB_SOURCE_SOURCE_H

#include "../base/diag.h"

enum { JB_SOURCE_MOST = 64 * 1024 * 1024, JB_REPAIRS_MOST = 10000, JB_SOURCE_STEP = 1024 };

/* A change that was made between the file and what is set: listed by `check`, never silent. */
typedef struct jb_edit {
    jb_span raw;   /* bytes of the file as received that went or were replaced (empty: inserted) */
    jb_str before; /* these characters, as UTF-8 */
    jb_str after;  /* what stands for them now; may be empty */
    jb_str rule;   /* short name of the rule: "wrap-space", "width", "quote", ... */
} jb_edit;

typedef JB_VEC(jb_edit) jb_edits;
typedef JB_VEC(jb_span) jb_spans;
typedef JB_VEC(uint32_t) jb_offsets;

typedef struct jb_source {
    jb_str label;      /* the path as the user typed it */
    jb_str raw;        /* the file as received */
    jb_str encoding;   /* "UTF-8", "GB18030", "Big5-HKSCS", "UTF-16LE" or "UTF-16BE" */
    jb_str text;       /* UTF-8, LF */
    jb_map map;        /* text -> raw */
    jb_edits edits;    /* in the order of the file */
    jb_offsets lines;  /* where each line begins in text */
    jb_offsets counts; /* characters before each JB_SOURCE_STEP bytes: for columns */
    bool repair;       /* as it was asked for */
    jb_spans repairs;  /* bytes of the file that U+FFFD stands for */
    bool unseen;       /* something was dropped that jb_source_keep_unseen would keep */
} jb_source;

typedef struct jb_source_options {
    jb_str encoding; /* as the user names it; empty: find it */
    bool repair;     /* U+FFFD for bytes that are no character, in place of stopping */
} jb_source_options;

/* Of a text that is UTF-8 for certain. */
#define JB_SOURCE_UTF8 (&(const jb_source_options){.encoding = JB_STR("UTF-8")})

/* Opens the file at path ("-": standard input); options may be NULL. Returns NULL after pushing a
 * diagnostic that stops the job (unreadable, too large, empty, undecodable, binary). */
jb_source *jb_source_open(jb_arena *arena, jb_str path, const jb_source_options *options,
                          jb_diags *diags);

/* The same from bytes in memory, which must live as long as the source. */
jb_source *jb_source_decode(jb_arena *arena, jb_str label, jb_str raw,
                            const jb_source_options *options, jb_diags *diags);

/* The same file, but what nobody can see stays from its byte `from` on: where the text was written
 * for us, a U+200B says where a line may end and a U+2060 where not. */
jb_source *jb_source_keep_unseen(jb_arena *arena, const jb_source *source, uint32_t from);

/* The place (line, column, byte, line's text) in the file as received of a span of `text`. */
jb_place jb_source_place(const jb_source *source, jb_span text_span);

/* The same of a span of raw bytes. */
jb_place jb_source_place_raw(const jb_source *source, jb_span raw_span);

/* dump --stage=source: encoding, counts, then each line with its number and its offset. */
void jb_source_dump(jb_arena *arena, const jb_source *source, jb_buf *out);

#endif
