#include <errno.h>
#include <iconv.h>

#include "reverse.h"

typedef struct remake {
    jb_arena *arena;
    const jb_source *source;
    iconv_t encoder; /* UTF-8 -> the file's encoding */
    char *bytes;     /* the file as it comes out */
    bool *made;
} remake;

/* The text in the file's encoding. */
static jb_str encode(const remake *r, jb_str s)
{
    size_t room = s.len * 4 + 8, left = s.len;
    char *out = jb_arena_alloc(r->arena, room), *to = out, *from = (char *)s.at;
    bool good = iconv(r->encoder, &from, &left, &to, &room) != (size_t)-1;
    return good ? (jb_str){out, (size_t)(to - out)} : (jb_str){0};
}

static void put_bytes(remake *r, jb_span raw, const char *bytes)
{
    memcpy(r->bytes + raw.start, bytes, raw.end - raw.start);
    for (uint32_t i = raw.start; i < raw.end; i++)
        r->made[i] = true;
}

/* Puts text for the raw bytes [start, end), if it is as long as they are. */
static void put(remake *r, jb_span raw, jb_str text)
{
    jb_str bytes = encode(r, text);
    if (bytes.len == raw.end - raw.start)
        put_bytes(r, raw, bytes.at);
}

/* A piece of the file between what the source stage dropped or replaced, and what it put there. */
typedef struct stretch {
    jb_span raw;
    uint32_t behind; /* bytes, in the file's encoding, of what was put behind the piece */
} stretch;

/* A change of the text stage may reach over those of the source stage, which put their own. */
static void put_edit(remake *r, const jb_edit *edit)
{
    const jb_edits *before = &r->source->edits;
    jb_str bytes = encode(r, edit->before);
    uint32_t at = edit->raw.start, size = 0, inside = 0;
    stretch *parts = jb_arena_alloc(r->arena, (before->len + 1) * sizeof *parts);
    for (uint32_t i = 0; i < before->len; i++) {
        jb_span raw = before->at[i].raw;
        bool whole = raw.start == edit->raw.start && raw.end == edit->raw.end;
        if (whole || raw.start < at || raw.end > edit->raw.end)
            continue;
        uint32_t put = (uint32_t)encode(r, before->at[i].after).len;
        parts[inside++] = (stretch){{at, raw.start}, put};
        at = raw.end;
    }
    parts[inside++] = (stretch){{at, edit->raw.end}, 0};
    for (uint32_t i = 0; i < inside; i++)
        size += parts[i].raw.end - parts[i].raw.start + parts[i].behind;
    if (size != bytes.len)
        return;
    for (uint32_t i = 0, from = 0; i < inside; i++) {
        put_bytes(r, parts[i].raw, bytes.at + from);
        from += parts[i].raw.end - parts[i].raw.start + parts[i].behind;
    }
}

/* Text that stands unchanged at [start, end) of the source's text. */
static void put_unchanged(remake *r, jb_span span, jb_str text)
{
    const jb_map *map = &r->source->map;
    for (uint32_t i = 0; i < map->len; i++) {
        const jb_piece *piece = &map->at[i];
        uint32_t start = piece->to > span.start ? piece->to : span.start;
        uint32_t end = piece->to + piece->length < span.end ? piece->to + piece->length : span.end;
        if (start >= end)
            continue;
        jb_str part = jb_str_cut(text, start - span.start, end - span.start);
        uint32_t from = piece->from + (piece->copied ? start - piece->to : 0);
        jb_span raw = {from, from + (piece->copied ? end - start : piece->taken)};
        /* CR LF and its like became LF: which it was, only the file says */
        if (!piece->copied && jb_str_equal(part, JB_STR("\n")))
            put_bytes(r, raw, r->source->raw.at + raw.start);
        else
            put(r, raw, part);
    }
}

static void put_issue(remake *r, const jb_issue *issue)
{
    for (uint32_t i = 0; i < issue->map.len; i++) {
        const jb_piece *piece = &issue->map.at[i];
        if (piece->copied)
            put_unchanged(r, (jb_span){piece->from, piece->from + piece->taken},
                          jb_str_cut(issue->text, piece->to, piece->to + piece->length));
    }
    for (uint32_t i = 0; i < issue->marks.len; i++)
        put_unchanged(r, issue->marks.at[i], jb_span_of(issue->source->text, issue->marks.at[i]));
    for (uint32_t i = 0; i < issue->edits.len; i++)
        put_edit(r, &issue->edits.at[i]);
    const jb_edits *first = &r->source->edits; /* what came before them says how it was received */
    for (uint32_t i = 0; i < first->len; i++)
        put(r, first->at[i].raw, first->at[i].before);
}

bool reverses(jb_arena *arena, const jb_issue *issue)
{
    jb_str raw = issue->source->raw;
    remake r = {.arena = arena,
                .source = issue->source,
                .encoder = iconv_open(jb_arena_cstr(arena, issue->source->encoding), "UTF-8"),
                .bytes = jb_arena_alloc(arena, raw.len + 1),
                .made = jb_arena_alloc(arena, raw.len * sizeof(bool) + 1)};
    put_issue(&r, issue);
    iconv_close(r.encoder);
    bool same = memcmp(r.bytes, raw.at, raw.len) == 0;
    for (size_t i = 0; i < raw.len; i++)
        same = same && r.made[i];
    return same;
}
