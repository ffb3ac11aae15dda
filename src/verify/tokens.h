/* Tokens of objects and content streams (ISO 32000-1 7.2, 7.3, 7.8.2): views into the stream's
 * bytes. Nothing is allocated, nothing repaired: what no rule allows is a token of its own kind,
 * JB_TOKEN_BAD. */
#ifndef JB_VERIFY_TOKENS_H
#define JB_VERIFY_TOKENS_H

#include "../base/arena.h"

typedef enum jb_token_kind {
    JB_TOKEN_END,
    JB_TOKEN_NUMBER,
    JB_TOKEN_NAME,
    JB_TOKEN_STRING,
    JB_TOKEN_HEX,
    JB_TOKEN_OPEN_ARRAY,
    JB_TOKEN_CLOSE_ARRAY,
    JB_TOKEN_OPEN_DICT,
    JB_TOKEN_CLOSE_DICT,
    JB_TOKEN_WORD, /* an operator, or true, false, null */
    JB_TOKEN_BAD
} jb_token_kind;

typedef struct jb_token {
    jb_token_kind kind;
    char first;    /* the byte that it begins with: what was meant, when it is bad */
    double number; /* of a string in hex 1: it has an odd number of digits */
    jb_str text; /* as it stands: a name without its slash, a string without its brackets */
} jb_token;

typedef struct jb_tokens {
    jb_str bytes;
    size_t at;
} jb_tokens;

/* The next token, written to where it is kept. */
void jb_token_read(jb_tokens *tokens, jb_token *out);

static inline jb_token jb_token_next(jb_tokens *tokens)
{
    jb_token token;
    jb_token_read(tokens, &token);
    return token;
}

/* White space of 7.2.2: NUL, tab, LF, FF, CR, space. */
bool jb_token_is_space(char byte);

/* Whether the name as it stands in a stream (with #xx, 7.3.5) is this plain one. */
bool jb_token_is_name(jb_str written, jb_str plain);

/* The byte that # and two digits stand for, with room for them; -1: they are none. */
int jb_token_escape(const char *at);

/* The bytes of a string, one after the other, escapes resolved (7.3.4); -1 behind the last. */
typedef struct jb_token_bytes {
    jb_str text;
    size_t at;
    bool hex;
} jb_token_bytes;

jb_token_bytes jb_token_bytes_of(const jb_token *string);
int jb_token_byte(jb_token_bytes *bytes);

#endif
