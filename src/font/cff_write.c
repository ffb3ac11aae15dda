/* Writing a CID-keyed CFF. Offsets of the Top DICT are five-byte integers, so that its length is
 * known before they are; they are patched when their place is reached. */
#include "cff.h"

/* The first strings of our own stand behind the 391 standard ones. */
enum { SID_ADOBE = 391, SID_IDENTITY, SID_NAME };

typedef struct writer {
    jb_arena *arena;
    jb_buf out;
} writer;

static void put(writer *w, uint32_t value, uint32_t bytes)
{
    jb_reserve(w->arena, &w->out, bytes);
    while (bytes-- > 0)
        w->out.at[w->out.len++] = (char)(value >> 8 * bytes & 0xFF);
}

static void put_number(writer *w, int32_t value)
{
    put(w, 29, 1);
    put(w, (uint32_t)value, 4);
}

/* An operand to be patched; returns where. */
static uint32_t put_later(writer *w)
{
    put_number(w, 0);
    return w->out.len - 4;
}

static void patch(writer *w, uint32_t at, uint32_t value)
{
    for (uint32_t i = 0; i < 4; i++)
        w->out.at[at + i] = (char)(value >> (24 - 8 * i) & 0xFF);
}

static void put_index(writer *w, const jb_str *objects, uint32_t n)
{
    uint64_t total = 1;
    for (uint32_t i = 0; i < n; i++)
        total += objects[i].len;
    uint32_t size = total < 1 << 8 ? 1 : total < 1 << 16 ? 2 : total < 1 << 24 ? 3 : 4;
    put(w, n, 2);
    put(w, size, 1);
    uint32_t offset = 1;
    put(w, offset, size);
    for (uint32_t i = 0; i < n; i++)
        put(w, offset += (uint32_t)objects[i].len, size);
    for (uint32_t i = 0; i < n; i++)
        jb_buf_add(w->arena, &w->out, objects[i]);
}

/* Where the Top DICT names places; by their order in the file. */
typedef struct places {
    uint32_t charset, fd_select, charstrings, fd_array;
} places;

/* The Top DICT; places relative to its start. */
static places put_top(writer *w, const jb_cff_parts *parts)
{
    places later;
    uint32_t most = 0;
    for (uint32_t g = 0; g < parts->cff.glyphs; g++)
        most = parts->cff.cids[g] > most ? parts->cff.cids[g] : most;
    put_number(w, SID_ADOBE);
    put_number(w, SID_IDENTITY);
    put_number(w, 0);
    put(w, 0x0C1E, 2); /* ROS: must be first */
    if (parts->cff.matrix.len) {
        jb_buf_add(w->arena, &w->out, parts->cff.matrix);
        put(w, 0x0C07, 2); /* FontMatrix */
    }
    for (int i = 0; i < 4; i++)
        put_number(w, parts->bbox[i]);
    put(w, 5, 1); /* FontBBox */
    put_number(w, (int32_t)most + 1);
    put(w, 0x0C22, 2); /* CIDCount */
    later.charset = put_later(w);
    put(w, 15, 1);
    later.fd_select = put_later(w);
    put(w, 0x0C25, 2);
    later.charstrings = put_later(w);
    put(w, 17, 1);
    later.fd_array = put_later(w);
    put(w, 0x0C24, 2);
    return later;
}

static void put_fd_select(writer *w, const jb_cff *cff)
{
    uint32_t ranges = 1;
    for (uint32_t g = 1; g < cff->glyphs; g++)
        ranges += cff->dict_of[g] != cff->dict_of[g - 1];
    put(w, 3, 1); /* format */
    put(w, ranges, 2);
    for (uint32_t g = 0; g < cff->glyphs; g++) {
        if (g > 0 && cff->dict_of[g] == cff->dict_of[g - 1])
            continue;
        put(w, g, 2);
        put(w, cff->dict_of[g], 1);
    }
    put(w, cff->glyphs, 2);
}

/* The Private DICTs and behind them the FDArray; returns the place of the latter. */
static uint32_t put_font_dicts(writer *w, const jb_cff *cff)
{
    jb_str *dicts = JB_NEW_ARRAY(w->arena, jb_str, cff->dicts_len);
    for (uint32_t i = 0; i < cff->dicts_len; i++) {
        writer dict = {.arena = w->arena};
        const jb_cff_dict *from = &cff->dicts[i];
        put_number(&dict, SID_NAME);
        put(&dict, 0x0C26, 2); /* FontName */
        if (from->matrix.len) {
            jb_buf_add(w->arena, &dict.out, from->matrix);
            put(&dict, 0x0C07, 2);
        }
        put_number(&dict, (int32_t)from->private_dict.len);
        put_number(&dict, (int32_t)w->out.len);
        put(&dict, 18, 1); /* Private */
        dicts[i] = jb_buf_str(&dict.out);
        jb_buf_add(w->arena, &w->out, from->private_dict);
    }
    uint32_t at = w->out.len;
    put_index(w, dicts, cff->dicts_len);
    return at;
}

/* Room for the whole, so that the buffer need not move. */
static uint32_t estimate(const jb_cff_parts *parts)
{
    const jb_cff *cff = &parts->cff;
    size_t size = 512 + 3 * parts->name.len + cff->matrix.len + cff->glyphs * (size_t)9;
    for (uint32_t i = 0; i < cff->dicts_len; i++)
        size += 64 + cff->dicts[i].matrix.len + cff->dicts[i].private_dict.len;
    for (uint32_t g = 0; g < cff->glyphs; g++)
        size += cff->charstrings[g].len;
    return (uint32_t)size;
}

jb_str jb_cff_write(jb_arena *arena, const jb_cff_parts *parts)
{
    const jb_cff *cff = &parts->cff;
    writer w = {.arena = arena}, top = {.arena = arena};
    places later = put_top(&top, parts);
    jb_str top_dict = jb_buf_str(&top.out);
    const jb_str strings[] = {JB_STR("Adobe"), JB_STR("Identity"), parts->name};

    jb_reserve(arena, &w.out, estimate(parts));
    put(&w, 0x01000404, 4); /* version 1.0, header of 4 bytes, absolute offsets of 4 */
    put_index(&w, &parts->name, 1);
    put_index(&w, &top_dict, 1);
    uint32_t base = w.out.len - top.out.len;
    put_index(&w, strings, 3);
    put(&w, 0, 2); /* Global Subr INDEX: empty */

    patch(&w, base + later.charset, w.out.len);
    put(&w, 0, 1); /* format: a CID for each glyph but 0 */
    for (uint32_t g = 1; g < cff->glyphs; g++)
        put(&w, cff->cids[g], 2);
    patch(&w, base + later.fd_select, w.out.len);
    put_fd_select(&w, cff);
    patch(&w, base + later.charstrings, w.out.len);
    put_index(&w, cff->charstrings, cff->glyphs);
    patch(&w, base + later.fd_array, put_font_dicts(&w, cff));
    return jb_buf_str(&w.out);
}
