/* Bytes -> source. First byte: the encoding that the user names, and whether to repair. */
#include "../../src/base/utf8.h"
#include "../../src/source/source.h"
#include "fuzz.h"

static const jb_str encodings[] = {
    JB_LIT(""),         JB_LIT("UTF-8"),  JB_LIT("GB18030"), JB_LIT("UTF-16LE"),
    JB_LIT("UTF-16BE"), JB_LIT("UTF-16"), JB_LIT("GBK"),     JB_LIT("KOI8-R"),
    JB_LIT("Big5"),     JB_LIT("GB2312"),
};
enum { ENCODINGS = sizeof encodings / sizeof *encodings, REPAIR = 0x40 };

/* Every byte received is in the text or in an edit. */
static void check_account(jb_arena *arena, const jb_source *source)
{
    bool *seen = JB_NEW_ARRAY(arena, bool, source->raw.len + 1);
    uint32_t to = 0;
    for (uint32_t i = 0; i < source->map.len; i++) {
        const jb_piece *piece = &source->map.at[i];
        LAW(piece->to == to && piece->length > 0);
        to += piece->length;
        LAW(piece->from + (uint64_t)piece->taken <= source->raw.len);
        LAW(!piece->copied ||
            memcmp(source->text.at + piece->to, source->raw.at + piece->from, piece->length) == 0);
        memset(seen + piece->from, true, piece->taken);
    }
    LAW(to == source->text.len);
    for (uint32_t i = 0; i < source->edits.len; i++) {
        jb_span raw = source->edits.at[i].raw;
        LAW(raw.start <= raw.end && raw.end <= source->raw.len);
        memset(seen + raw.start, true, raw.end - raw.start);
    }
    LAW(source->raw.len == 0 || !memchr(seen, false, source->raw.len));
}

static void check_text(jb_str text)
{
    LAW(jb_utf8_check(text) == text.len);
    for (size_t at = 0; at < text.len;) {
        uint32_t rune = jb_utf8_next(text, &at);
        LAW(rune == '\n' || rune == '\t' || (rune >= ' ' && rune != 0x7F));
        LAW(rune != 0xFEFF && rune != 0x200B && rune != 0x2028 && rune != 0x85);
    }
}

/* Places rise with the text, and lie in a line of it. */
static void check_places(const jb_source *source)
{
    jb_place last = {0};
    uint32_t step = (uint32_t)source->text.len / 64 + 1;
    for (uint32_t at = 0; at <= source->text.len; at += step) {
        jb_place place = jb_source_place(source, (jb_span){at, at});
        LAW(place.line >= 1 && place.line <= source->lines.len && place.column >= 1);
        LAW(place.byte <= source->raw.len && place.line >= last.line);
        LAW(place.line > last.line || place.column >= last.column);
        last = place;
    }
}

/* Where U+FFFD was put there were bytes, each once; without a wish to repair there are none. */
static void check_repairs(const jb_source *source)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < source->repairs.len; i++) {
        jb_span raw = source->repairs.at[i];
        jb_span text = {0};
        LAW(raw.start >= at && raw.end > raw.start && raw.end <= source->raw.len);
        at = raw.end;
        uint32_t piece = jb_first_from(&source->map, from, raw.start);
        LAW(piece < source->map.len && source->map.at[piece].from == raw.start);
        text.start = source->map.at[piece].to;
        text.end = text.start + 3;
        LAW(jb_str_equal(jb_span_of(source->text, text), JB_STR("\uFFFD")));
    }
    LAW(source->repair || source->repairs.len == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_str input = {(const char *)data, size};
    jb_arena *arena = jb_arena_new();
    jb_diags diags = {.arena = arena};
    unsigned choice = take_byte(&input);
    jb_source_options options = {.encoding = encodings[choice % REPAIR % ENCODINGS],
                                 .repair = choice & REPAIR};
    jb_source *source = jb_source_decode(arena, JB_STR("a.txt"), input, &options, &diags);
    check_stop(!source, &diags);
    print_all(arena, &diags);
    if (source) {
        jb_buf out = {0};
        check_text(source->text);
        check_account(arena, source);
        check_places(source);
        check_repairs(source);
        jb_source_dump(arena, source, &out);
    }
    jb_arena_free(arena);
    return 0;
}
