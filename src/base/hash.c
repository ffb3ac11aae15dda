#include "hash.h"

#include <nettle/md5.h>
#include <nettle/sha2.h>

void jb_hash_sum256(jb_str bytes, uint8_t digest[JB_SHA256_BYTES])
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.at);
    sha256_digest(&context, JB_SHA256_BYTES, digest);
}

jb_str jb_hash_sha256(jb_arena *arena, jb_str bytes)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[JB_SHA256_BYTES];
    jb_hash_sum256(bytes, digest);
    char *text = jb_arena_alloc(arena, 2 * sizeof digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    return (jb_str){text, 2 * sizeof digest};
}

void jb_hash_md5(jb_str bytes, uint8_t digest[JB_MD5_BYTES])
{
    struct md5_ctx context;
    md5_init(&context);
    md5_update(&context, bytes.len, (const uint8_t *)bytes.at);
    md5_digest(&context, JB_MD5_BYTES, digest);
}
