/* Encodings of a source: which one it is, and characters out of its bytes. Private to source/. */
#ifndef JB_SOURCE_ENCODING_H
#define JB_SOURCE_ENCODING_H

#include "source.h"

typedef enum jb_encoding {
    ENC_NONE,
    ENC_UTF8,
    ENC_GB18030,
    ENC_UTF16LE,
    ENC_UTF16BE,
    ENC_UNKNOWN
} jb_encoding;

/* One character of the file: its code point and its bytes there. */
typedef struct received {
    uint32_t rune; /* JB_RUNE_BAD: these bytes are not valid */
    uint32_t at, size;
} received;

/* By the user's name for it; ENC_UNKNOWN for a name that nobody knows, ENC_NONE for an empty one.
 * "UTF-16" without an end says ENC_UTF16LE: a BOM comes first anyway. */
jb_encoding jb_encoding_named(jb_str name);
jb_str jb_encoding_name(jb_encoding encoding);

/* By the BOM, whose size is put into *bom (0: none). */
jb_encoding jb_encoding_of_bom(jb_str raw, uint32_t *bom);

/* By what the bytes look like; never ENC_NONE. */
jb_encoding jb_encoding_guess(jb_str raw);

/* Reads characters in turn. */
typedef struct jb_decoder {
    jb_str raw;
    jb_encoding encoding;
    uint32_t at;         /* of the next byte to be read */
    void *converter;     /* GB18030: iconv_t */
    uint32_t ready[512]; /* code points converted ahead, for the characters from `at` on */
    uint32_t ready_at, ready_count;
} jb_decoder;

bool jb_decoder_open(jb_decoder *decoder, jb_str raw, uint32_t from, jb_encoding encoding);
void jb_decoder_close(void *decoder); /* as a clean-up of an arena */
/* False at the end of the file. */
bool jb_decoder_next(jb_decoder *decoder, received *out);

#endif
