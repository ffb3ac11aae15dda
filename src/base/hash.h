/* Hashes: what names a file's bytes. nettle's, behind this door. */
#ifndef JB_BASE_HASH_H
#define JB_BASE_HASH_H

#include "arena.h"

/* As 64 hex digits, in the arena. */
jb_str jb_hash_sha256(jb_arena *arena, jb_str bytes);

/* The same of bytes that come in pieces: what it is so far may be asked for at any time. */
typedef struct jb_hash {
    _Alignas(uint64_t) unsigned char state[128]; /* nettle's */
} jb_hash;

void jb_hash_begin(jb_hash *hash);
void jb_hash_add(jb_hash *hash, jb_str bytes);
jb_str jb_hash_so_far(jb_arena *arena, const jb_hash *hash);

/* Of a file, read piece by piece. Returns 0 or an errno value. */
int jb_hash_file(jb_arena *arena, jb_str path, jb_str *sha256);

enum { JB_MD5_BYTES = 16, JB_SHA256_BYTES = 32 };

void jb_hash_sum256(jb_str bytes, uint8_t digest[JB_SHA256_BYTES]);

/* For names and identifiers inside of files; it keeps no secret. */
void jb_hash_md5(jb_str bytes, uint8_t digest[JB_MD5_BYTES]);

#endif
