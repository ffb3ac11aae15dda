#include "source.h"

#include <errno.h>

#include "../base/error.h"
#include "../base/file.h"
#include "encoding.h"

enum { REPLACEMENT = 0xFFFD, EURO = 0x20AC };

/* An old code that was met, and the character that was put for it. */
typedef struct old_code {
    uint32_t rune, meant;
    jb_span first;
    uint32_t count;
} old_code;

/* The text while it is being made. Stretches that stay as they are (in UTF-8 nearly all) are copied
 * at once: `kept` is where the stretch began in the file. */
typedef struct maker {
    jb_arena *arena;
    jb_source *source;
    jb_diags *diags;
    jb_buf text;
    uint32_t kept;
    uint32_t unseen_from; /* behind it what nobody sees stays */
    uint32_t characters;  /* that are not ASCII, whole or broken */
    JB_VEC(old_code) old;
} maker;

static void keep_until(maker *m, uint32_t at)
{
    if (at > m->kept) {
        jb_map_copy(m->arena, &m->source->map, m->text.len, m->kept, at - m->kept);
        jb_buf_add(m->arena, &m->text, jb_str_cut(m->source->raw, m->kept, at));
    }
    m->kept = at;
}

static void put(maker *m, received c, uint32_t rune)
{
    uint32_t to = m->text.len;
    jb_buf_add_rune(m->arena, &m->text, rune);
    if (c.mark)
        jb_buf_add_rune(m->arena, &m->text, c.mark);
    jb_map_replace(m->arena, &m->source->map, to, m->text.len - to, c.at, c.size);
    m->kept = c.at + c.size;
}

static jb_str rune_text(jb_arena *arena, uint32_t rune)
{
    char bytes[4];
    return jb_arena_copy(arena, (jb_str){bytes, jb_utf8_encode(rune, bytes)});
}

/* A row of them is one edit. */
static void drop(maker *m, received c, jb_str rule)
{
    jb_edits *edits = &m->source->edits;
    jb_edit *last = edits->len ? &edits->at[edits->len - 1] : NULL;
    bool copies = jb_str_equal(m->source->encoding, JB_STR("UTF-8"));
    if (copies && last && last->raw.end == c.at && last->rule.at == rule.at) {
        last->raw.end = m->kept = c.at + c.size;
        last->before = jb_span_of(m->source->raw, last->raw);
        return;
    }
    *jb_push(m->arena, edits) = (jb_edit){.raw = {c.at, c.at + c.size},
                                          .before = rune_text(m->arena, c.rune),
                                          .rule = rule};
    m->kept = c.at + c.size;
}

/* Line ends other than LF: CR, VT and FF (a word processor's line and page breaks), NEL,
 * U+2028-9. */
static bool is_line_end(uint32_t rune)
{
    return (rune >= 0x0A && rune <= 0x0D) || rune == 0x85 || rune == 0x2028 || rune == 0x2029;
}

static bool is_unseen(uint32_t rune)
{
    return (rune >= 0x200B && rune <= 0x200F) || (rune >= 0x202A && rune <= 0x202E) ||
           rune == 0x2060 || (rune >= 0x2066 && rune <= 0x2069) || rune == 0xFEFF;
}

/* A joiner does its work before a letter of a script that joins its letters (Arabic to those of
 * India and beyond) and inside of an emoji (Unicode 23.2). */
static bool joins(const jb_decoder *d, received c)
{
    jb_decoder ahead = *d;
    received next;
    if ((c.rune != 0x200C && c.rune != 0x200D) || !jb_decoder_next(&ahead, &next))
        return false;
    return (next.rune >= 0x600 && next.rune < 0x1E00) ||
           (next.rune >= 0x2600 && next.rune < 0x27C0) ||
           (next.rune >= 0x1F000 && next.rune < 0x20000);
}

static bool is_dropped(maker *m, const jb_decoder *d, received c)
{
    if (c.at >= m->unseen_from || !is_unseen(c.rune) || joins(d, c))
        return false;
    m->source->unseen = true;
    return true;
}

static bool is_control(uint32_t rune)
{
    return (rune < 0x20 && rune != '\t') || (rune >= 0x7F && rune < 0xA0);
}

/* The place of a fault while the text is being made: behind what was made so far. */
static void complain(maker *m, jb_code code, received c, const jb_str *args, size_t n)
{
    jb_source *s = m->source;
    if (s->encoding.len && jb_str_equal(s->encoding, JB_STR("UTF-8")))
        keep_until(m, c.at);
    jb_str made = jb_buf_str(&m->text);
    const char *last = made.len ? memrchr(made.at, '\n', made.len) : NULL;
    size_t start = last ? (size_t)(last - made.at) + 1 : 0;
    jb_place place = {.file = s->label, .line = 1, .byte = c.at};
    for (size_t i = 0; i < start; i++)
        place.line += made.at[i] == '\n';
    place.text = jb_arena_copy(m->arena, jb_str_cut(made, start, made.len));
    place.column = (uint32_t)jb_utf8_count(place.text) + 1;
    jb_diag_in(m->diags, code, place, args, n);
}

static jb_str hex_of(jb_arena *arena, jb_str bytes)
{
    jb_buf hex = {0};
    for (size_t i = 0; i < bytes.len; i++)
        jb_buf_printf(arena, &hex, "%s%02x", i ? " " : "", bytes.at[i] & 0xFF);
    return jb_buf_str(&hex);
}

static bool refuse_bytes(maker *m, received c)
{
    uint32_t shown = c.size > 1 ? c.size : 2; /* the byte behind shows what went wrong */
    jb_str bytes = jb_str_cut(m->source->raw, c.at, c.at + shown);
    complain(m, JB_D_SOURCE_BAD_BYTES, c,
             JB_ARGS(jb_arena_format(m->arena, "%u", c.at), hex_of(m->arena, bytes),
                     m->source->encoding));
    return false;
}

/* So much is broken that the encoding is another one or the file no text. */
static bool refuse_all(maker *m)
{
    const jb_source *s = m->source;
    jb_diag_in(m->diags, JB_D_SOURCE_BEYOND_REPAIR, (jb_place){.file = s->label},
               JB_ARGS(jb_arena_format(m->arena, "%u", s->repairs.len),
                       jb_arena_format(m->arena, "%u", m->characters), s->encoding));
    return false;
}

static bool repair(maker *m, received c)
{
    if (!m->source->repair)
        return refuse_bytes(m, c);
    put(m, c, REPLACEMENT);
    *jb_push(m->arena, &m->source->repairs) = (jb_span){c.at, c.at + c.size};
    return m->source->repairs.len <= JB_REPAIRS_MOST || refuse_all(m);
}

static void note_old(maker *m, received c, uint32_t rune, uint32_t meant)
{
    uint32_t i = 0;
    while (i < m->old.len && m->old.at[i].rune != rune)
        i++;
    if (i == m->old.len)
        *jb_push(m->arena, &m->old) =
            (old_code){.rune = rune, .meant = meant, .first = {c.at, c.at + c.size}};
    m->old.at[i].count++;
}

/* The real character in place of one of private use. */
static void put_meant(maker *m, received c, uint32_t meant)
{
    *jb_push(m->arena, &m->source->edits) = (jb_edit){.raw = {c.at, c.at + c.size},
                                                      .before = rune_text(m->arena, c.rune),
                                                      .after = rune_text(m->arena, meant),
                                                      .rule = JB_STR("private-use")};
    note_old(m, c, c.rune, meant);
    put(m, c, meant);
}

static bool refuse_control(maker *m, received c)
{
    complain(m, JB_D_SOURCE_CONTROL, c,
             JB_ARGS(jb_arena_format(m->arena, "%u", c.at),
                     jb_arena_format(m->arena, "U+%04X", c.rune)));
    return false;
}

/* CR LF is one line end. */
static received with_line_feed(jb_decoder *d, received c)
{
    if (c.rune != '\r')
        return c;
    jb_decoder after = *d;
    received next;
    if (jb_decoder_next(&after, &next) && next.rune == '\n') {
        c.size += next.size;
        *d = after;
    }
    return c;
}

static bool stays(uint32_t rune)
{
    return rune == '\n' || (rune != JB_RUNE_BAD && !is_line_end(rune) && !is_control(rune));
}

static bool make_text(maker *m, jb_decoder *d)
{
    bool copies = d->encoding == ENC_UTF8;
    received c;
    while (jb_decoder_next(d, &c)) {
        bool dropped = is_dropped(m, d, c);
        uint32_t meant = jb_private_meant(c.rune);
        m->characters += c.rune >= 0x80;
        if (copies && !dropped && !meant && stays(c.rune))
            continue;
        if (copies)
            keep_until(m, c.at);
        if (c.rune == EURO && c.size == 1)
            note_old(m, c, (unsigned char)d->raw.at[c.at], EURO);
        if (c.rune == JB_RUNE_BAD) {
            if (!repair(m, c))
                return false;
        } else if (is_line_end(c.rune))
            put(m, with_line_feed(d, c), '\n');
        else if (meant)
            put_meant(m, c, meant);
        else if (dropped)
            drop(m, c, JB_STR("zero-width"));
        else if (c.rune == 0x1A && d->at == d->raw.len)
            drop(m, c, JB_STR("dos-end"));
        else if (is_control(c.rune))
            return refuse_control(m, c);
        else
            put(m, c, c.rune);
    }
    if (copies)
        keep_until(m, (uint32_t)d->raw.len);
    return true;
}

static void find_lines(jb_arena *arena, jb_source *source)
{
    jb_str text = source->text;
    *jb_push(arena, &source->lines) = 0;
    for (size_t at = 0; at < text.len;) {
        const char *end = memchr(text.at + at, '\n', text.len - at);
        if (!end)
            break;
        at = (size_t)(end - text.at) + 1;
        *jb_push(arena, &source->lines) = (uint32_t)at;
    }
}

/* Columns are counted in the file as received where that is whole UTF-8 (with the characters that
 * were dropped, as the user's editor counts them), else in the text. */
static jb_str counted_text(const jb_source *source)
{
    bool whole = jb_str_equal(source->encoding, JB_STR("UTF-8")) && source->repairs.len == 0;
    return whole ? source->raw : source->text;
}

static void count_characters(jb_arena *arena, jb_source *source)
{
    jb_str s = counted_text(source);
    uint32_t count = 0;
    for (size_t at = 0; at <= s.len; at += JB_SOURCE_STEP) {
        *jb_push(arena, &source->counts) = count;
        count += (uint32_t)jb_utf8_count(jb_str_cut(s, at, at + JB_SOURCE_STEP));
    }
}

/* Characters that begin before the offset. */
static uint32_t characters_before(const jb_source *source, uint32_t offset)
{
    uint32_t step = offset / JB_SOURCE_STEP;
    jb_str rest = jb_str_cut(counted_text(source), step * JB_SOURCE_STEP, offset);
    return source->counts.at[step] + (uint32_t)jb_utf8_count(rest);
}

static bool holds_text(jb_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t rune = jb_utf8_next(text, &at);
        if (rune > ' ' && rune != 0xA0 && rune != 0x3000 && !jb_rune_is_unseen(rune))
            return true;
    }
    return false;
}

/* What is given in place of a text, by its first bytes. */
static jb_str find_other_kind(jb_str raw)
{
    static const struct {
        jb_str magic, kind;
    } known[] = {
        {JB_LIT("\xD0\xCF\x11\xE0"), JB_LIT(" Word 或 WPS 文档（.doc、.wps）\x1f"
                                             "a Word or WPS document (.doc, .wps)")},
        {JB_LIT("PK\3\4"), JB_LIT(" Word 文档（.docx）或压缩包\x1f"
                                  "a Word document (.docx) or an archive")},
        {JB_LIT("{\\rtf"), JB_LIT(" RTF 文档\x1f" "an RTF document")},
        {JB_LIT("%PDF-"), JB_LIT(" PDF 文件\x1f" "a PDF")},
        {JB_LIT("\xFF\xD8\xFF"), JB_LIT("图片（JPEG）\x1f" "an image (JPEG)")},
        {JB_LIT("\x89PNG"), JB_LIT("图片（PNG）\x1f" "an image (PNG)")},
        {JB_LIT("GIF8"), JB_LIT("图片（GIF）\x1f" "an image (GIF)")},
        {JB_LIT("II*\0"), JB_LIT("图片（TIFF）\x1f" "an image (TIFF)")},
        {JB_LIT("MM\0*"), JB_LIT("图片（TIFF）\x1f" "an image (TIFF)")},
        {JB_LIT("Rar!"), JB_LIT("压缩包\x1f" "an archive")},
        {JB_LIT("7z\xBC\xAF"), JB_LIT("压缩包\x1f" "an archive")},
        {JB_LIT("\x1F\x8B"), JB_LIT("压缩包\x1f" "an archive")},
        {JB_LIT("\x7F" "ELF"), JB_LIT("程序\x1f" "a program")},
        {JB_LIT("<!DOCTYPE html"), JB_LIT("网页（HTML）\x1f" "a web page (HTML)")},
        {JB_LIT("<html"), JB_LIT("网页（HTML）\x1f" "a web page (HTML)")},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (jb_str_starts(raw, known[i].magic))
            return known[i].kind;
    return (jb_str){0};
}

/* ---- what was put right -------------------------------------------------------------------- */

static void report_repairs(const maker *m)
{
    const jb_source *s = m->source;
    for (uint32_t i = 0; i < s->repairs.len; i++) {
        jb_span raw = s->repairs.at[i];
        jb_diag_in(m->diags, JB_D_SOURCE_REPAIRED, jb_source_place_raw(s, raw),
                   JB_ARGS(jb_arena_format(m->arena, "%u", raw.start),
                           hex_of(m->arena, jb_span_of(s->raw, raw)), s->encoding));
    }
}

static void report_old(const maker *m)
{
    for (uint32_t i = 0; i < m->old.len; i++) {
        const old_code *old = &m->old.at[i];
        jb_str was = old->rune < 0x100 ? jb_arena_format(m->arena, "%02X", old->rune)
                                       : jb_arena_format(m->arena, "U+%04X", old->rune);
        jb_diag_in(m->diags, JB_D_SOURCE_OLD_CODE, jb_source_place_raw(m->source, old->first),
                   JB_ARGS(was, rune_text(m->arena, old->meant),
                           jb_arena_format(m->arena, "U+%04X", old->meant),
                           jb_arena_format(m->arena, "%u", old->count)));
    }
}

/* Where memory ran out while it loaded a table, it says as well that it has none. */
static bool refuse_iconv(jb_diags *diags, jb_str encoding)
{
    jb_diag_in(diags, JB_D_SOURCE_NO_CONVERTER, (jb_place){0}, JB_ARGS(encoding));
    return false;
}

/* Makes the text of `raw`; false after a diagnostic. */
static bool decode(jb_arena *arena, jb_source *source, jb_encoding encoding, uint32_t bom,
                   uint32_t unseen_from, jb_diags *diags)
{
    jb_decoder *decoder = JB_NEW(arena, jb_decoder);
    jb_arena_defer(arena, jb_decoder_close, decoder); /* also when memory runs out half-way */
    jb_memory_watch();
    bool opened = jb_decoder_open(decoder, source->raw, bom, encoding);
    if (jb_memory_failed())
        jb_arena_exhaust(arena);
    if (!opened)
        return refuse_iconv(diags, source->encoding);
    maker m = {.arena = arena, .source = source, .diags = diags, .unseen_from = unseen_from};
    jb_reserve(arena, &m.text, (uint32_t)source->raw.len + 1);
    if (bom)
        drop(&m, (received){.rune = 0xFEFF, .size = bom}, JB_STR("bom"));
    bool whole = make_text(&m, decoder);
    if (whole && source->repairs.len > m.characters / 2)
        whole = refuse_all(&m);
    jb_decoder_close(decoder);
    source->text = jb_buf_str(&m.text);
    if (whole && !holds_text(source->text))
        jb_diag_in(diags, JB_D_SOURCE_EMPTY, (jb_place){.file = source->label},
                   JB_ARGS(source->label));
    if (!whole || !holds_text(source->text))
        return false;
    find_lines(arena, source);
    count_characters(arena, source);
    report_repairs(&m);
    report_old(&m);
    return true;
}

jb_source *jb_source_keep_unseen(jb_arena *arena, const jb_source *source, uint32_t from)
{
    jb_source *kept = JB_NEW(arena, jb_source);
    jb_diags unheard = {.arena = arena};
    uint32_t bom;
    jb_encoding named = jb_encoding_named(source->encoding);
    jb_encoding encoding = jb_encoding_choose(source->raw, named, &bom);
    *kept = (jb_source){.label = source->label,
                        .raw = source->raw,
                        .encoding = source->encoding,
                        .repair = source->repair};
    decode(arena, kept, encoding, bom, from, &unheard); /* as it did before */
    return kept;
}

jb_source *jb_source_decode(jb_arena *arena, jb_str label, jb_str raw,
                            const jb_source_options *options, jb_diags *diags)
{
    static const jb_source_options none = {0};
    jb_place whole = {.file = label};
    options = options ? options : &none;
    jb_encoding named = jb_encoding_named(options->encoding);
    if (named == ENC_UNKNOWN) {
        jb_diag_in(diags, JB_D_SOURCE_UNKNOWN_ENCODING, (jb_place){0}, JB_ARGS(options->encoding));
        return NULL;
    }
    if (raw.len > JB_SOURCE_MOST) {
        jb_diag_in(diags, JB_D_SOURCE_TOO_LARGE, whole, JB_ARGS(label, JB_STR("64")));
        return NULL;
    }
    if (raw.len == 0) {
        jb_diag_in(diags, JB_D_SOURCE_EMPTY, whole, JB_ARGS(label));
        return NULL;
    }
    jb_str kind = find_other_kind(raw);
    if (kind.len) {
        jb_diag_in(diags, JB_D_SOURCE_NOT_TEXT, whole, JB_ARGS(label, kind));
        return NULL;
    }
    uint32_t bom;
    jb_memory_watch();
    jb_encoding encoding = jb_encoding_choose(raw, named, &bom);
    if (jb_memory_failed())
        jb_arena_exhaust(arena);
    if (encoding == ENC_NONE) {
        refuse_iconv(diags, JB_STR("GB18030, Big5"));
        return NULL;
    }
    jb_source *source = JB_NEW(arena, jb_source);
    *source = (jb_source){.label = label,
                          .raw = raw,
                          .encoding = jb_encoding_name(encoding),
                          .repair = options->repair};
    return decode(arena, source, encoding, bom, UINT32_MAX, diags) ? source : NULL;
}

jb_source *jb_source_open(jb_arena *arena, jb_str path, const jb_source_options *options,
                          jb_diags *diags)
{
    jb_str raw = {0};
    jb_place whole = {.file = path};
    int error = jb_file_read(arena, path, JB_SOURCE_MOST, &raw);
    if (error == EFBIG) {
        jb_diag_in(diags, JB_D_SOURCE_TOO_LARGE, whole, JB_ARGS(path, JB_STR("64")));
        return NULL;
    }
    if (error) {
        jb_diag_in(diags, JB_D_SOURCE_UNREADABLE, whole,
                   JB_ARGS(path, jb_error_text(arena, error)));
        return NULL;
    }
    return jb_source_decode(arena, path, raw, options, diags);
}

/* The line of text that holds the offset: its index in `lines`. */
static uint32_t line_at(const jb_source *source, uint32_t offset)
{
    uint32_t low = 0, high = source->lines.len;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines.at[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static jb_span line_span(const jb_source *source, uint32_t line)
{
    uint32_t start = source->lines.at[line], end = (uint32_t)source->text.len;
    if (line + 1 < source->lines.len)
        end = source->lines.at[line + 1] - 1;
    return (jb_span){start, end};
}

static jb_place place_of(const jb_source *source, jb_span text, jb_span raw)
{
    uint32_t line = line_at(source, text.start);
    jb_span whole = line_span(source, line);
    jb_place place = {.file = source->label, .line = line + 1, .byte = raw.start};
    uint32_t start = whole.start, at = text.start, end = whole.end, last = text.end;
    if (counted_text(source).at == source->raw.at) {
        start = jb_map_back(&source->map, 0);
        if (line)
            start = jb_map_span(&source->map, (jb_span){whole.start - 1, whole.start}).end;
        end = jb_map_back(&source->map, whole.end);
        at = raw.start;
        last = raw.end;
    }
    end = end < at ? at : end;
    last = last < end ? last : end;
    uint32_t before = characters_before(source, at);
    place.text = jb_str_cut(counted_text(source), start, end);
    place.column = before - characters_before(source, start) + 1;
    place.length = last > at ? characters_before(source, last) - before : 0;
    return place;
}

jb_place jb_source_place(const jb_source *source, jb_span text_span)
{
    return place_of(source, text_span, jb_map_span(&source->map, text_span));
}

/* Where the text stands that the raw byte became; for a dropped one, what comes behind it. */
static uint32_t text_of_raw(const jb_source *source, uint32_t raw)
{
    uint32_t low = 0, high = source->map.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (source->map.at[middle].from + source->map.at[middle].taken <= raw)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == source->map.len)
        return (uint32_t)source->text.len;
    const jb_piece *piece = &source->map.at[low];
    return piece->copied && raw > piece->from ? piece->to + (raw - piece->from) : piece->to;
}

jb_place jb_source_place_raw(const jb_source *source, jb_span raw_span)
{
    jb_span text = {text_of_raw(source, raw_span.start), text_of_raw(source, raw_span.end)};
    return place_of(source, text, raw_span);
}

void jb_source_dump(jb_arena *arena, const jb_source *source, jb_buf *out)
{
    jb_buf_printf(arena, out, "source encoding=%.*s bytes=%zu characters=%zu lines=%u edits=%u\n",
                  JB_FMT(source->encoding), source->raw.len, jb_utf8_count(source->text),
                  source->lines.len, source->edits.len);
    for (uint32_t i = 0; i < source->edits.len; i++) {
        const jb_edit *edit = &source->edits.at[i];
        jb_buf_printf(arena, out, "edit %u-%u rule=\"%.*s\"\n", edit->raw.start, edit->raw.end,
                      JB_FMT(edit->rule));
    }
    for (uint32_t i = 0; i < source->lines.len; i++) {
        jb_span line = line_span(source, i);
        jb_buf_printf(arena, out, "line %u %u ", i + 1, jb_map_back(&source->map, line.start));
        jb_json_string(arena, out, jb_span_of(source->text, line));
        *jb_push(arena, out) = '\n';
    }
}
