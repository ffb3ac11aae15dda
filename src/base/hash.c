#include "hash.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <nettle/md5.h>
#include <nettle/sha2.h>

enum { PIECE = 64 * 1024 };

void jb_hash_sum256(jb_str bytes, uint8_t digest[JB_SHA256_BYTES])
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.at);
    sha256_digest(&context, JB_SHA256_BYTES, digest);
}

static jb_str in_digits(jb_arena *arena, const uint8_t digest[JB_SHA256_BYTES])
{
    static const char digits[] = "0123456789abcdef";
    char *text = jb_arena_alloc(arena, 2 * JB_SHA256_BYTES);
    for (size_t i = 0; i < JB_SHA256_BYTES; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    return (jb_str){text, 2 * JB_SHA256_BYTES};
}

jb_str jb_hash_sha256(jb_arena *arena, jb_str bytes)
{
    uint8_t digest[JB_SHA256_BYTES];
    jb_hash_sum256(bytes, digest);
    return in_digits(arena, digest);
}

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(jb_hash), "nettle's state fits");

void jb_hash_begin(jb_hash *hash)
{
    sha256_init((struct sha256_ctx *)hash->state);
}

void jb_hash_add(jb_hash *hash, jb_str bytes)
{
    sha256_update((struct sha256_ctx *)hash->state, bytes.len, (const uint8_t *)bytes.at);
}

jb_str jb_hash_so_far(jb_arena *arena, const jb_hash *hash)
{
    jb_hash copy = *hash; /* nettle begins anew behind a digest */
    uint8_t digest[JB_SHA256_BYTES];
    sha256_digest((struct sha256_ctx *)copy.state, JB_SHA256_BYTES, digest);
    return in_digits(arena, digest);
}

int jb_hash_file(jb_arena *arena, jb_str path, jb_str *sha256)
{
    jb_hash hash;
    char piece[PIECE];
    ssize_t n;
    jb_arena_mark mark = jb_arena_note(arena);
    int fd = open(jb_arena_cstr(arena, path), O_RDONLY | O_CLOEXEC);
    jb_arena_reset(arena, mark);
    if (fd < 0)
        return errno;
    jb_hash_begin(&hash);
    while ((n = read(fd, piece, sizeof piece)) > 0 || (n < 0 && errno == EINTR))
        jb_hash_add(&hash, (jb_str){piece, n > 0 ? (size_t)n : 0});
    int error = n < 0 ? errno : 0;
    close(fd);
    *sha256 = jb_hash_so_far(arena, &hash);
    return error;
}

void jb_hash_md5(jb_str bytes, uint8_t digest[JB_MD5_BYTES])
{
    struct md5_ctx context;
    md5_init(&context);
    md5_update(&context, bytes.len, (const uint8_t *)bytes.at);
    md5_digest(&context, JB_MD5_BYTES, digest);
}
