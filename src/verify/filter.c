#include "filter.h"

#include <libdeflate.h>
#include <stdlib.h>

/* ---- Flate --------------------------------------------------------------------------------- */

/* Room for the data is doubled until it holds them: libdeflate wants to know beforehand. */
static jb_data_state inflate_in(jb_arena *arena, struct libdeflate_decompressor *inflate, jb_str in,
                                jb_str *out)
{
    size_t room = in.len < JB_DATA_MOST / 8 ? in.len * 4 + 256 : JB_DATA_MOST;
    for (;; room = room < JB_DATA_MOST / 4 ? room * 4 : JB_DATA_MOST) {
        jb_arena_mark mark = jb_arena_note(arena);
        char *text = jb_arena_alloc(arena, room);
        size_t n = 0;
        enum libdeflate_result result =
            libdeflate_zlib_decompress(inflate, in.at, in.len, text, room, &n);
        if (result == LIBDEFLATE_SUCCESS) {
            *out = (jb_str){text, n};
            return JB_DATA_WHOLE;
        }
        jb_arena_reset(arena, mark);
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE)
            return JB_DATA_BROKEN;
        if (room == JB_DATA_MOST)
            return JB_DATA_TOO_LARGE;
    }
}

static jb_data_state undo_flate(jb_arena *arena, jb_str in, jb_str *out)
{
    struct libdeflate_decompressor *inflate = libdeflate_alloc_decompressor();
    if (!inflate)
        jb_arena_exhaust(arena);
    jb_data_state state = inflate_in(arena, inflate, in, out);
    libdeflate_free_decompressor(inflate);
    if (state != JB_DATA_WHOLE)
        *out = (jb_str){0};
    return state;
}

/* ---- predictors ---------------------------------------------------------------------------- */

static int nearest(int a, int b, int c)
{
    int pa = abs(b - c), pb = abs(a - c), pc = abs(a + b - 2 * c);
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/* One row of PNG's prediction: a byte behind `step` bytes, below `above`. */
static void undo_row(int kind, const uint8_t *in, const uint8_t *above, uint8_t *row, size_t bytes,
                     size_t step)
{
    for (size_t i = 0; i < bytes; i++) {
        int left = i < step ? 0 : row[i - step], up = above[i];
        int corner = i < step ? 0 : above[i - step];
        int guess = kind == 1   ? left
                    : kind == 2 ? up
                    : kind == 3 ? (left + up) / 2
                    : kind == 4 ? nearest(left, up, corner)
                                : 0;
        row[i] = (uint8_t)(in[i] + guess);
    }
}

static jb_data_state undo_predictor(jb_arena *arena, const int *p, jb_str in, jb_str *out)
{
    size_t bits = (size_t)p[1] * (size_t)p[2], bytes = (bits * (size_t)p[3] + 7) / 8;
    size_t step = bits < 8 ? 1 : bits / 8;
    if (p[0] < 10 || p[1] > 32 || p[2] > 16) /* TIFF's is of images alone */
        return JB_DATA_BROKEN;
    size_t rows = in.len / (bytes + 1);
    const uint8_t *from = (const uint8_t *)in.at;
    uint8_t *text = JB_NEW_ARRAY(arena, uint8_t, rows * bytes + 1);
    const uint8_t *above = JB_NEW_ARRAY(arena, uint8_t, bytes + 1);
    for (size_t i = 0; i < rows; i++) {
        uint8_t *row = text + i * bytes;
        undo_row(from[i * (bytes + 1)], from + i * (bytes + 1) + 1, above, row, bytes, step);
        above = row;
    }
    *out = (jb_str){(char *)text, rows * bytes};
    return JB_DATA_WHOLE;
}

/* ---- the plain ones ------------------------------------------------------------------------ */

static jb_data_state undo_hex(jb_arena *arena, jb_str in, jb_str *out)
{
    jb_buf text = {0};
    jb_reserve(arena, &text, (uint32_t)(in.len / 2 + 2));
    int high = -1;
    for (size_t i = 0; i < in.len && in.at[i] != '>'; i++) {
        char c = in.at[i];
        int letter = c | 32;
        int digit = c >= '0' && c <= '9'             ? c - '0'
                    : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10
                                                     : -1;
        if (digit < 0)
            continue;
        if (high >= 0)
            *jb_push(arena, &text) = (char)(high << 4 | digit);
        high = high >= 0 ? -1 : digit;
    }
    if (high >= 0)
        *jb_push(arena, &text) = (char)(high << 4);
    *out = jb_buf_str(&text);
    return JB_DATA_WHOLE;
}

static void push_group(jb_arena *arena, jb_buf *text, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        *jb_push(arena, text) = (char)(value >> (24 - 8 * i));
}

static jb_data_state undo_85(jb_arena *arena, jb_str in, jb_str *out)
{
    jb_buf text = {0};
    uint32_t value = 0;
    int digits = 0;
    for (size_t i = 0; i < in.len && in.at[i] != '~'; i++) {
        char c = in.at[i];
        if (text.len > JB_DATA_MOST)
            return JB_DATA_TOO_LARGE;
        if (c == 'z' && digits == 0)
            push_group(arena, &text, 0, 4);
        if (c < '!' || c > 'u')
            continue;
        value = value * 85 + (uint32_t)(c - '!');
        if (++digits == 5) {
            push_group(arena, &text, value, 4);
            value = 0;
            digits = 0;
        }
    }
    if (digits > 1) {
        for (int i = digits; i < 5; i++)
            value = value * 85 + 84;
        push_group(arena, &text, value, digits - 1);
    }
    *out = jb_buf_str(&text);
    return JB_DATA_WHOLE;
}

static jb_data_state undo_runs(jb_arena *arena, jb_str in, jb_str *out)
{
    enum { END = 128 };
    jb_buf text = {0};
    for (size_t i = 0; i < in.len && (uint8_t)in.at[i] != END;) {
        uint32_t length = (uint8_t)in.at[i++];
        bool same = length > END;
        uint32_t n = same ? 257 - length : length + 1;
        if (text.len + n > JB_DATA_MOST)
            return JB_DATA_TOO_LARGE;
        jb_str run = jb_str_cut(in, i, i + (same ? 1 : n));
        for (uint32_t k = 0; k < n && run.len; k++)
            *jb_push(arena, &text) = same ? run.at[0] : k < run.len ? run.at[k] : 0;
        i += run.len;
    }
    *out = jb_buf_str(&text);
    return JB_DATA_WHOLE;
}

static bool is(jb_str name, const char *full, const char *brief)
{
    return jb_str_equal(name, jb_str_make(full)) || jb_str_equal(name, jb_str_make(brief));
}

/* Short names are those of inline images (ISO 32000-1 table 94). */
jb_data_state jb_filter_undo(jb_arena *arena, const jb_filter *filter, jb_str in, jb_str *out)
{
    if (is(filter->name, "FlateDecode", "Fl")) {
        jb_data_state state = undo_flate(arena, in, out);
        return state == JB_DATA_WHOLE && filter->predictor[0] > 1
                   ? undo_predictor(arena, filter->predictor, *out, out)
                   : state;
    }
    if (is(filter->name, "ASCIIHexDecode", "AHx"))
        return undo_hex(arena, in, out);
    if (is(filter->name, "ASCII85Decode", "A85"))
        return undo_85(arena, in, out);
    if (is(filter->name, "RunLengthDecode", "RL"))
        return undo_runs(arena, in, out);
    *out = in;
    return JB_DATA_CODED;
}

/* ---- bombs --------------------------------------------------------------------------------- */

enum {
    FOLDED_MOST = 20, /* times: what an honest large stream unfolds to */
    BOMB_TOTAL = 16   /* times JB_DATA_MOST, of all streams */
};

/* /XRef, however it is spelled (7.3.5); what only begins like it counts too. */
static bool has_stream_xref(jb_str file)
{
    static const jb_str spelled[] = {JB_LIT("/XRef"), JB_LIT("/X#"), JB_LIT("/XR#"),
                                     JB_LIT("/XRe#"), JB_LIT("/#58")};
    for (size_t at = 0; at < file.len; at++) {
        const char *slash = memchr(file.at + at, '/', file.len - at);
        if (!slash)
            return false;
        at = (size_t)(slash - file.at);
        for (size_t i = 0; i < sizeof spelled / sizeof *spelled; i++)
            if (jb_str_starts(jb_str_cut(file, at, file.len), spelled[i]))
                return true;
    }
    return false;
}

/* RFC 1950: deflated, and the check of the header fits. */
static bool is_zlib(jb_str s)
{
    return s.len > 2 && (s.at[0] & 15) == 8 &&
           ((uint8_t)s.at[0] * 256 + (uint8_t)s.at[1]) % 31 == 0;
}

/* Where streams are unfolded, one after the other: as large as one of them needed. */
typedef struct space {
    char *at;
    size_t size;
} space;

/* Bytes that the stream unfolds to; SIZE_MAX: too many. One that is damaged unfolds to none. */
static size_t unfold(struct libdeflate_decompressor *inflate, jb_str in, space *room)
{
    size_t length = jb_str_find(in, JB_STR("endstream")), used = 0, n = 0;
    length = length == SIZE_MAX ? in.len : length;
    size_t most = length < JB_DATA_MOST / FOLDED_MOST ? JB_DATA_MOST : length * FOLDED_MOST;
    if (most > room->size) {
        free(room->at);
        room->at = malloc(most);
        room->size = room->at ? most : 0;
    }
    if (!room->at)
        return SIZE_MAX;
    enum libdeflate_result result =
        libdeflate_zlib_decompress_ex(inflate, in.at, in.len, room->at, most, &used, &n);
    return result == LIBDEFLATE_INSUFFICIENT_SPACE ? SIZE_MAX
           : result == LIBDEFLATE_SUCCESS          ? n
                                                   : 0;
}

bool jb_filter_bomb(jb_str file)
{
    static const jb_str keyword = JB_LIT("stream");
    struct libdeflate_decompressor *inflate = NULL;
    size_t total = 0;
    space room = {0};
    if (!has_stream_xref(file) || !(inflate = libdeflate_alloc_decompressor()))
        return false;
    for (size_t at = 0; total < (size_t)JB_DATA_MOST * BOMB_TOTAL;) {
        size_t next = jb_str_find(jb_str_cut(file, at, file.len), keyword);
        if (next == SIZE_MAX)
            break;
        at += next + keyword.len;
        jb_str data = jb_str_cut(file, at, file.len);
        while (data.len && (*data.at == '\r' || *data.at == '\n'))
            data = jb_str_cut(data, 1, data.len);
        size_t n = is_zlib(data) ? unfold(inflate, data, &room) : 0;
        total = n == SIZE_MAX ? n : total + n;
    }
    free(room.at);
    libdeflate_free_decompressor(inflate);
    return total >= (size_t)JB_DATA_MOST * BOMB_TOTAL;
}
