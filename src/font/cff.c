/* Reading CFF. Every offset and count comes from a file and is checked before it is used. */
#include "cff.h"

#include "sfnt.h"

/* Operators of DICTs (Technical Note 5176, tables 9, 10, 23); 12 x is 0x0C00 + x. */
enum {
    OP_CHARSET = 15,
    OP_CHARSTRINGS = 17,
    OP_PRIVATE = 18,
    OP_SUBRS = 19,
    OP_FONT_MATRIX = 0x0C07,
    OP_ROS = 0x0C1E,
    OP_FD_ARRAY = 0x0C24,
    OP_FD_SELECT = 0x0C25,
};

static uint32_t byte_at(jb_str s, size_t at)
{
    return (unsigned char)s.at[at];
}

/* ---- INDEX ---------------------------------------------------------------------------------- */

typedef struct index_view {
    jb_str bytes; /* from the INDEX on */
    uint32_t count, offset_size;
    size_t data; /* where offset 0 would be: a byte before the first object */
} index_view;

static uint32_t offset_of(const index_view *index, uint32_t i)
{
    uint32_t value = 0;
    size_t at = 3 + (size_t)i * index->offset_size;
    for (uint32_t k = 0; k < index->offset_size; k++)
        value = value << 8 | byte_at(index->bytes, at + k);
    return value;
}

/* Opens the INDEX at `at` of the font; *end is set behind it. */
static bool open_index(jb_str font, size_t at, index_view *out, size_t *end)
{
    if (at > font.len || font.len - at < 2)
        return false;
    *out = (index_view){.bytes = jb_str_cut(font, at, font.len)};
    out->count = jb_be16(out->bytes.at);
    *end = at + 2;
    if (out->count == 0)
        return true;
    if (out->bytes.len < 3)
        return false;
    out->offset_size = byte_at(out->bytes, 2);
    if (out->offset_size < 1 || out->offset_size > 4)
        return false;
    out->data = 3 + ((size_t)out->count + 1) * out->offset_size - 1;
    if (out->data >= out->bytes.len)
        return false;
    size_t last = offset_of(out, out->count);
    *end = at + out->data + last;
    return last >= 1 && last <= out->bytes.len - out->data;
}

static bool index_object(const index_view *index, uint32_t i, jb_str *out)
{
    if (i >= index->count)
        return false;
    size_t from = offset_of(index, i), to = offset_of(index, i + 1);
    if (from < 1 || from > to || to > index->bytes.len - index->data)
        return false;
    *out = jb_str_cut(index->bytes, index->data + from, index->data + to);
    return true;
}

/* ---- DICT ----------------------------------------------------------------------------------- */

/* One operator of a DICT with its operands. */
typedef struct dict_entry {
    uint32_t op;
    jb_str operands;   /* as bytes */
    int64_t number[2]; /* the first two, when they are integers */
} dict_entry;

/* Bytes of the operand at `at`, or 0 when it is none; *value is set for integers. */
static size_t read_operand(jb_str dict, size_t at, int64_t *value)
{
    uint32_t b = byte_at(dict, at);
    size_t left = dict.len - at, size = 1;
    *value = 0;
    if (b == 28 && left >= 3) {
        *value = jb_be16s(dict.at + at + 1);
        return 3;
    }
    if (b == 29 && left >= 5) {
        *value = (int32_t)jb_be32(dict.at + at + 1);
        return 5;
    }
    if (b == 30) { /* a real: nibbles up to 0xF */
        while (size < left && (byte_at(dict, at + size) & 0xF) != 0xF)
            size++;
        return size < left ? size + 1 : 0;
    }
    if (b >= 32 && b <= 246) {
        *value = (int64_t)b - 139;
        return 1;
    }
    if (b >= 247 && b <= 254 && left >= 2) {
        int64_t low = byte_at(dict, at + 1);
        *value = b <= 250 ? ((int64_t)b - 247) * 256 + low + 108
                          : -((int64_t)b - 251) * 256 - low - 108;
        return 2;
    }
    return 0;
}

/* Reads the entry at *at and moves behind it. False when it is malformed. */
static bool next_entry(jb_str dict, size_t *at, dict_entry *out)
{
    *out = (dict_entry){0};
    size_t start = *at;
    for (uint32_t n = 0; *at < dict.len; n++) {
        uint32_t b = byte_at(dict, *at);
        if (b <= 21) {
            out->operands = jb_str_cut(dict, start, *at);
            bool escape = b == 12;
            if (escape && dict.len - *at < 2)
                return false;
            out->op = escape ? 0x0C00 + byte_at(dict, *at + 1) : b;
            *at += escape ? 2 : 1;
            return true;
        }
        int64_t value;
        size_t size = read_operand(dict, *at, &value);
        if (!size)
            return false;
        if (n < 2)
            out->number[n] = value;
        *at += size;
    }
    return false;
}

/* Finds the operator; false when it is absent (or the DICT malformed before it). */
static bool find_entry(jb_str dict, uint32_t op, dict_entry *out)
{
    for (size_t at = 0; at < dict.len;) {
        if (!next_entry(dict, &at, out))
            return false;
        if (out->op == op)
            return true;
    }
    return false;
}

/* The offset that the operator gives, checked to lie in the font. */
static bool find_offset(jb_str font, jb_str dict, uint32_t op, size_t *offset)
{
    dict_entry entry;
    if (!find_entry(dict, op, &entry) || entry.number[0] <= 0 ||
        (uint64_t)entry.number[0] >= font.len)
        return false;
    *offset = (size_t)entry.number[0];
    return true;
}

/* ---- the font ------------------------------------------------------------------------------- */

/* Header, Name INDEX and Top DICT INDEX: the first Top DICT. */
static bool find_top(jb_str font, jb_str *top)
{
    index_view names, tops;
    size_t at;
    if (font.len < 4 || byte_at(font, 0) != 1 || !open_index(font, byte_at(font, 2), &names, &at))
        return false;
    return open_index(font, at, &tops, &at) && index_object(&tops, 0, top);
}

bool jb_cff_is_cid_keyed(jb_str bytes, bool *cid_keyed)
{
    jb_str top;
    size_t charstrings;
    dict_entry ros;
    if (!find_top(bytes, &top) || !find_offset(bytes, top, OP_CHARSTRINGS, &charstrings))
        return false;
    *cid_keyed = find_entry(top, OP_ROS, &ros);
    return true;
}

static bool read_charstrings(jb_arena *arena, jb_str font, jb_str top, jb_cff *out)
{
    size_t at;
    index_view index;
    if (!find_offset(font, top, OP_CHARSTRINGS, &at) || !open_index(font, at, &index, &at))
        return false;
    jb_str *charstrings = JB_NEW_ARRAY(arena, jb_str, index.count);
    for (uint32_t i = 0; i < index.count; i++)
        if (!index_object(&index, i, &charstrings[i]))
            return false;
    out->glyphs = index.count;
    out->charstrings = charstrings;
    return index.count > 0;
}

/* Formats 0 (a CID a glyph), 1 and 2 (ranges: first CID and how many follow), without glyph 0. */
static bool read_charset(jb_arena *arena, jb_str font, jb_str top, jb_cff *out)
{
    size_t at;
    if (!find_offset(font, top, OP_CHARSET, &at))
        return false;
    uint32_t format = byte_at(font, at++);
    size_t record = format == 0 ? 2 : format == 1 ? 3 : 4;
    uint16_t *cids = JB_NEW_ARRAY(arena, uint16_t, out->glyphs);
    for (uint32_t i = 1; i < out->glyphs; at += record) {
        if (format > 2 || at > font.len || font.len - at < record)
            return false;
        uint32_t cid = jb_be16(font.at + at);
        uint32_t more = format == 0   ? 0
                        : format == 1 ? byte_at(font, at + 2)
                                      : jb_be16(font.at + at + 2);
        for (uint32_t k = 0; k <= more && i < out->glyphs; k++)
            cids[i++] = (uint16_t)(cid + k);
    }
    out->cids = cids;
    return true;
}

/* Formats 0 (a byte a glyph) and 3 (ranges). */
static bool read_fd_select(jb_arena *arena, jb_str font, jb_str top, jb_cff *out)
{
    size_t at;
    if (!find_offset(font, top, OP_FD_SELECT, &at))
        return false;
    uint8_t *dict_of = JB_NEW_ARRAY(arena, uint8_t, out->glyphs);
    out->dict_of = dict_of;
    uint32_t format = byte_at(font, at++);
    size_t left = font.len - at;
    if (format == 0 && left >= out->glyphs) {
        memcpy(dict_of, font.at + at, out->glyphs);
        return true;
    }
    if (format != 3 || left < 2)
        return false;
    uint32_t ranges = jb_be16(font.at + at);
    if (left < 4 + 3 * (size_t)ranges)
        return false;
    const char *range = font.at + at + 2;
    for (uint32_t i = 0; i < ranges; i++, range += 3)
        for (uint32_t g = jb_be16(range); g < jb_be16(range + 3) && g < out->glyphs; g++)
            dict_of[g] = (uint8_t)range[2];
    return true;
}

static bool read_font_dict(jb_str font, jb_str dict, jb_cff_dict *out)
{
    dict_entry entry, subrs;
    if (find_entry(dict, OP_FONT_MATRIX, &entry))
        out->matrix = entry.operands;
    if (!find_entry(dict, OP_PRIVATE, &entry))
        return false;
    int64_t size = entry.number[0], offset = entry.number[1];
    if (size < 0 || offset < 0 || (uint64_t)offset > font.len ||
        (uint64_t)size > font.len - (uint64_t)offset)
        return false;
    out->private_dict = jb_str_cut(font, (size_t)offset, (size_t)(offset + size));
    return !find_entry(out->private_dict, OP_SUBRS, &subrs); /* charstrings must stand alone */
}

static bool read_font_dicts(jb_arena *arena, jb_str font, jb_str top, jb_cff *out)
{
    size_t at;
    index_view index;
    jb_str dict;
    if (!find_offset(font, top, OP_FD_ARRAY, &at) || !open_index(font, at, &index, &at))
        return false;
    jb_cff_dict *dicts = JB_NEW_ARRAY(arena, jb_cff_dict, index.count);
    for (uint32_t i = 0; i < index.count; i++)
        if (!index_object(&index, i, &dict) || !read_font_dict(font, dict, &dicts[i]))
            return false;
    out->dicts = dicts;
    out->dicts_len = index.count;
    for (uint32_t g = 0; g < out->glyphs; g++)
        if (out->dict_of[g] >= index.count)
            return false;
    return true;
}

bool jb_cff_read(jb_arena *arena, jb_str bytes, jb_cff *out)
{
    *out = (jb_cff){0};
    jb_str top;
    dict_entry entry;
    if (!find_top(bytes, &top) || !find_entry(top, OP_ROS, &entry))
        return false;
    if (find_entry(top, OP_FONT_MATRIX, &entry))
        out->matrix = entry.operands;
    return read_charstrings(arena, bytes, top, out) && read_charset(arena, bytes, top, out) &&
           read_fd_select(arena, bytes, top, out) && read_font_dicts(arena, bytes, top, out);
}
