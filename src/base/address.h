/* Addresses in running text: where a URL (RFC 3986) or an e-mail address (RFC 5321) begins and
 * ends. Both are of ASCII alone, so a full-width mark or a Han ends one, as in 见https://a.cn/b。 */
#ifndef JB_BASE_ADDRESS_H
#define JB_BASE_ADDRESS_H

#include "arena.h"

typedef enum jb_address_kind {
    JB_ADDRESS_URL,  /* with its scheme */
    JB_ADDRESS_HOST, /* www.example.cn/..., which is read as http */
    JB_ADDRESS_MAIL  /* with or without mailto: */
} jb_address_kind;

typedef struct jb_address {
    jb_address_kind kind;
    size_t start, end; /* bytes of the text */
} jb_address;

/* The first address that begins at byte `from` or behind it. False: there is none. The stop of the
 * sentence behind an address is not part of it, nor is a bracket that was opened before it. */
bool jb_address_find(jb_str text, size_t from, jb_address *out);

/* What a link there leads to; empty: nowhere that a reader may be sent by a click (a scheme that is
 * not of the web, or more than 2,000 bytes). */
jb_str jb_address_uri(jb_arena *arena, jb_str text, const jb_address *address);

#endif
