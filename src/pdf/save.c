/* The file's bytes: header, streams, all other objects, and where they are.
 *
 * Packed, the others are in object streams and the places in a cross-reference stream (ISO 32000-1
 * 7.5.7, 7.5.8), which libharu cannot write: some 3 % smaller than the classic form, which is for
 * standards older than PDF 1.5. /ID is a digest of the body, so that the same pages make the same
 * file. */
#include "../base/hash.h"
#include "writer.h"

enum { PACK = 500 }; /* objects in one object stream: a reader unpacks it whole for each of them */

/* Where an object is: an offset, or (packed) a place in an object stream. */
typedef struct place {
    bool packed;
    uint32_t where; /* offset, or number of the object stream */
    uint32_t index; /* in it */
} place;

typedef struct saver {
    jb_pdf_file *file;
    jb_buf out;
    place *places; /* by object number */
    uint32_t len;  /* of those in use, number 0 included */
    jb_hash hash;  /* of the first `hashed` bytes */
    size_t hashed;
} saver;

static const jb_pdf_body *body_of(void *object)
{
    const HPDF_Obj_Header *header = object;
    if ((header->obj_class & HPDF_OCLASS_ANY) != HPDF_OCLASS_DICT)
        return NULL;
    const jb_pdf_body *body = jb_pdf_body_of(object);
    return body && body->stream ? body : NULL;
}

static void *object_at(const saver *s, uint32_t number)
{
    return HPDF_Xref_GetEntry(s->file->doc->xref, number)->obj;
}

/* Opens the next object that is ours, not libharu's; returns its number. */
static uint32_t begin_object(saver *s)
{
    s->places[s->len] = (place){.where = s->out.len};
    jb_buf_printf(s->file->arena, &s->out, "%u 0 obj\n", s->len);
    return s->len++;
}

static void end_stream(saver *s, jb_str data)
{
    jb_arena *arena = s->file->arena;
    jb_buf_printf(arena, &s->out, "/Filter /FlateDecode /Length %zu >>\nstream\n", data.len);
    jb_buf_add(arena, &s->out, data);
    jb_buf_add(arena, &s->out, JB_STR("\nendstream\nendobj\n"));
}

static void write_object(saver *s, uint32_t number)
{
    s->places[number].where = s->out.len;
    jb_buf_printf(s->file->arena, &s->out, "%u 0 obj\n", number);
    jb_pdf_write(s->file, object_at(s, number), &s->out);
    jb_buf_add(s->file->arena, &s->out, JB_STR("\nendobj\n"));
}

static void write_streams(saver *s, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++)
        if (body_of(object_at(s, i)))
            write_object(s, i);
}

static void skip_streams(const saver *s, uint32_t *next, uint32_t n)
{
    while (*next < n && body_of(object_at(s, *next)))
        ++*next;
}

/* Packs objects from *next on, which is none of the streams, into one object stream. */
static void write_pack(saver *s, uint32_t *next, uint32_t n)
{
    jb_arena *arena = s->file->arena;
    jb_buf index = {0}, bodies = {0};
    uint32_t packed = 0, number = begin_object(s);
    for (; *next < n && packed < PACK; skip_streams(s, next, n)) {
        void *object = object_at(s, *next);
        s->places[*next] = (place){.packed = true, .where = number, .index = packed++};
        jb_buf_printf(arena, &index, "%u %u\n", *next, bodies.len);
        jb_pdf_write(s->file, object, &bodies);
        jb_buf_add(arena, &bodies, JB_STR("\n"));
        ++*next;
    }
    jb_buf_printf(arena, &s->out, "<< /Type /ObjStm /N %u /First %u ", packed, index.len);
    jb_buf_add(arena, &index, jb_buf_str(&bodies));
    end_stream(s, jb_pdf_deflate(s->file, jb_buf_str(&index)));
}

enum { ID_DIGITS = 32 }; /* of each half of /ID: sixteen bytes */

/* Of what was written up to there. */
static jb_str hash_up_to(saver *s, size_t n)
{
    jb_hash_add(&s->hash, (jb_str){s->out.at + s->hashed, n - s->hashed});
    s->hashed = n;
    return jb_hash_so_far(s->file->arena, &s->hash);
}

/* /ID: both halves are the sum of the first n bytes (ISO 32000-1 14.4). */
static void add_digest(saver *s, size_t n)
{
    jb_str hex = jb_str_cut(hash_up_to(s, n), 0, ID_DIGITS);
    jb_buf_printf(s->file->arena, &s->out, "/ID [<%.*s><%.*s>] ", JB_FMT(hex), JB_FMT(hex));
}

/* Rows of 1, 4 and 2 bytes: kind, offset or object stream, index in it. */
static jb_str places_table(const saver *s)
{
    jb_buf table = {0};
    for (uint32_t i = 0; i < s->len; i++) {
        const place *p = &s->places[i];
        uint32_t index = i == 0 ? 0xFFFF : p->index;
        char kind = i == 0 ? 0 : p->packed ? 2 : 1;
        const char row[] = {kind, (char)(p->where >> 24), (char)(p->where >> 16),
                            (char)(p->where >> 8), (char)p->where, (char)(index >> 8),
                            (char)index};
        jb_buf_add(s->file->arena, &table, (jb_str){row, sizeof row});
    }
    return jb_buf_str(&table);
}

static void add_trailer(saver *s, uint32_t start)
{
    jb_buf_printf(s->file->arena, &s->out, "/Size %u /Root %u 0 R /Info %u 0 R\n", s->len,
                  jb_pdf_number_of(s->file->doc->catalog), jb_pdf_number_of(s->file->doc->info));
    add_digest(s, start);
}

static void write_places(saver *s, uint32_t start)
{
    begin_object(s);
    jb_buf_add(s->file->arena, &s->out, JB_STR("<< /Type /XRef /W [1 4 2] "));
    add_trailer(s, start);
    end_stream(s, jb_pdf_deflate(s->file, places_table(s)));
}

static void write_packed(saver *s, uint32_t n)
{
    uint32_t next = 1;
    skip_streams(s, &next, n);
    while (next < n)
        write_pack(s, &next, n);
    uint32_t start = s->out.len;
    write_places(s, start);
    jb_buf_printf(s->file->arena, &s->out, "startxref\n%u\n%%%%EOF\n", start);
}

/* Rows of exactly 20 bytes (ISO 32000-1 7.5.4). */
static void write_classic(saver *s, uint32_t n)
{
    jb_arena *arena = s->file->arena;
    for (uint32_t i = 1; i < n; i++)
        if (!body_of(object_at(s, i)))
            write_object(s, i);
    uint32_t start = s->out.len;
    jb_buf_printf(arena, &s->out, "xref\n0 %u\n0000000000 65535 f \n", n);
    for (uint32_t i = 1; i < n; i++)
        jb_buf_printf(arena, &s->out, "%010u 00000 n \n", s->places[i].where);
    jb_buf_add(arena, &s->out, JB_STR("trailer\n<< "));
    add_trailer(s, start);
    jb_buf_printf(arena, &s->out, ">>\nstartxref\n%u\n%%%%EOF\n", start);
}

/* Room for the streams at once, rather than by doubling. */
static void reserve(saver *s, uint32_t n)
{
    size_t size = 16384;
    for (uint32_t i = 1; i < n; i++) {
        const jb_pdf_body *body = body_of(object_at(s, i));
        size += body ? body->data.len + 256 : 64;
    }
    if (size < UINT32_MAX)
        jb_reserve(s->file->arena, &s->out, (uint32_t)size);
}

jb_pdf_bytes jb_pdf_save(jb_pdf_file *file, const jb_pdf_standard *standard)
{
    uint32_t n = file->doc->xref->entries->count;
    saver s = {.file = file, .len = n};
    s.places = JB_NEW_ARRAY(file->arena, place, n + n / PACK + 2);
    jb_hash_begin(&s.hash);
    reserve(&s, n);
    /* bytes above 127 tell programs that this is not text */
    jb_buf_printf(file->arena, &s.out, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", standard->version);
    write_streams(&s, n);
    if (standard->packed)
        write_packed(&s, n);
    else
        write_classic(&s, n);
    return (jb_pdf_bytes){jb_buf_str(&s.out), hash_up_to(&s, s.out.len)};
}

jb_str jb_pdf_fingerprint(jb_pdf_file *file)
{
    const saver s = {.file = file};
    jb_hash hash;
    jb_hash_begin(&hash);
    for (uint32_t i = 1; i < file->doc->xref->entries->count; i++) {
        const jb_pdf_body *body = body_of(object_at(&s, i));
        if (body)
            jb_hash_add(&hash, jb_hash_sha256(file->arena, body->data));
    }
    return jb_str_cut(jb_hash_so_far(file->arena, &hash), 0, ID_DIGITS);
}
