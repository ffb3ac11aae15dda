/* Encodings of a source: which one it is, and characters out of its bytes. Private to source/. */
#ifndef JB_SOURCE_ENCODING_H
#define JB_SOURCE_ENCODING_H

#include "../base/utf8.h"
#include "source.h"

typedef enum jb_encoding {
    ENC_NONE,
    ENC_UTF8,
    ENC_GB18030,
    ENC_BIG5,
    ENC_UTF16, /* whichever end comes first: as a name alone */
    ENC_UTF16LE,
    ENC_UTF16BE,
    ENC_UNKNOWN
} jb_encoding;

/* One character of the file: its code point and its bytes there. */
typedef struct received {
    uint32_t rune; /* JB_RUNE_BAD: these bytes are not valid */
    uint32_t mark; /* a second code point that the same bytes stand for; 0: none */
    uint32_t at, size;
} received;

/* A Chinese encoding of characters of one byte (ASCII) and of several. */
typedef struct charset {
    const char *converter; /* iconv's name for it */
    /* Bytes of the character at p, by their form alone; 0: none has that form. */
    uint32_t (*size)(const unsigned char *p, size_t left);
    /* What iconv lacks, or reads otherwise than the web does; false: iconv's is right. */
    bool (*own)(const unsigned char *p, uint32_t size, received *out);
} charset;

extern const charset jb_gb18030, jb_big5;

/* By the user's name for it; ENC_UNKNOWN: nobody knows the name, ENC_NONE: it is empty. */
jb_encoding jb_encoding_named(jb_str name);
jb_str jb_encoding_name(jb_encoding encoding);

/* Which one it is: by the BOM, whose size is put into *bom (0: none), else by the name, else by
 * what the bytes look like. ENC_NONE: that cannot be told without iconv. */
jb_encoding jb_encoding_choose(jb_str raw, jb_encoding named, uint32_t *bom);

/* The last step of that, for bytes without a BOM (detect.c). */
jb_encoding jb_encoding_guess(jb_str raw);
/* UTF-16 without a BOM; ENC_NONE: it looks like nothing of the kind. */
jb_encoding jb_encoding_guess_utf16(jb_str raw);

/* The character that a code point of private use stands for; 0: none (private.c). */
uint32_t jb_private_meant(uint32_t rune);

/* Reads characters in turn. */
typedef struct jb_decoder {
    jb_str raw;
    jb_encoding encoding;
    uint32_t at; /* of the next byte to be read */
    const charset *charset;
    void *converter;     /* of a charset: iconv_t */
    uint32_t ready[512]; /* code points converted ahead, for the characters from `at` on */
    uint32_t ready_at, ready_count;
} jb_decoder;

/* False: iconv cannot be had. */
bool jb_decoder_open(jb_decoder *decoder, jb_str raw, uint32_t from, jb_encoding encoding);
void jb_decoder_close(void *decoder); /* as a clean-up of an arena */
/* False at the end of the file. */
bool jb_decoder_next(jb_decoder *decoder, received *out);

#endif
