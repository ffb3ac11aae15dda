#include "sfnt.h"

#include "../base/diag.h"
#include "cff.h"

typedef struct directory {
    jb_str file;
    const char *records; /* 16 bytes each */
    uint32_t tables;
} directory;

/* Finds the table directory of the face: the TTC header of a collection says where, else first. */
static jb_str open_directory(jb_str file, uint32_t index, directory *out)
{
    const jb_str no_font = JB_BOTH("这不是字体文件", "this is no font file");
    if (file.len < 12)
        return no_font;
    if (file.len > UINT32_MAX)
        return JB_STR("> 4 GB");
    uint32_t at = 0;
    if (jb_be32(file.at) == JB_TAG4('t', 't', 'c', 'f')) {
        if (index >= jb_be32(file.at + 8) || 12 + 4 * ((uint64_t)index + 1) > file.len)
            return JB_BOTH("字体集里没有这个序号（index）",
                           "the collection has no face of this index");
        at = jb_be32(file.at + 12 + 4 * (size_t)index);
    } else if (index > 0) {
        return JB_BOTH("不是字体集，index 只能是 0", "not a collection: index can be 0 only");
    }
    if ((uint64_t)at + 12 > file.len)
        return no_font;
    uint32_t version = jb_be32(file.at + at);
    if (version != 0x00010000 && version != JB_TAG4('O', 'T', 'T', 'O') &&
        version != JB_TAG4('t', 'r', 'u', 'e'))
        return no_font;
    out->file = file;
    out->tables = jb_be16(file.at + at + 4);
    out->records = file.at + at + 12;
    if ((uint64_t)at + 12 + 16 * (uint64_t)out->tables > file.len)
        return no_font;
    return (jb_str){0};
}

/* The name of a table as it may be printed. */
static jb_str tag_text(jb_arena *arena, uint32_t tag)
{
    char *text = jb_arena_alloc(arena, 4);
    for (int i = 0; i < 4; i++) {
        uint32_t byte = tag >> (24 - 8 * i) & 0xFF;
        text[i] = byte > 0x20 && byte < 0x7F ? (char)byte : '_';
    }
    return (jb_str){text, 4};
}

static jb_str tell_short(jb_arena *arena, uint32_t tag, uint64_t wanted, size_t there)
{
    jb_str name = tag_text(arena, tag);
    unsigned long long least = wanted;
    return jb_arena_format(arena, "文件不完整：至少应有 %llu 字节，只有 %zu（%.*s）\x1f"
                                  "cut short: %zu bytes of at least %llu (%.*s)",
                           least, there, JB_FMT(name), there, least, JB_FMT(name));
}

static jb_str check_extents(jb_arena *arena, const directory *dir)
{
    for (uint32_t i = 0; i < dir->tables; i++) {
        const char *record = dir->records + 16 * (size_t)i;
        uint64_t offset = jb_be32(record + 8), length = jb_be32(record + 12);
        if (offset + length > dir->file.len)
            return tell_short(arena, jb_be32(record), offset + length, dir->file.len);
    }
    return (jb_str){0};
}

/* The table, or an empty view when it is absent or shorter than `least`. */
static jb_str find_table(const directory *dir, uint32_t tag, size_t least)
{
    for (uint32_t i = 0; i < dir->tables; i++) {
        const char *record = dir->records + 16 * (size_t)i;
        uint32_t length = jb_be32(record + 12);
        if (jb_be32(record) == tag && length >= least)
            return (jb_str){dir->file.at + jb_be32(record + 8), length};
    }
    return (jb_str){0};
}

static jb_str check_present(jb_arena *arena, const directory *dir, bool cff)
{
    static const struct {
        uint32_t tag, least;
    } needed[] = {
        {JB_TAG4('h', 'e', 'a', 'd'), 54}, {JB_TAG4('h', 'h', 'e', 'a'), 36},
        {JB_TAG4('m', 'a', 'x', 'p'), 6},  {JB_TAG4('h', 'm', 't', 'x'), 4},
        {JB_TAG4('c', 'm', 'a', 'p'), 4},
    };
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!find_table(dir, needed[i].tag, needed[i].least).len)
            return jb_arena_format(arena, "%.*s: 0 B",
                                   JB_FMT(tag_text(arena, needed[i].tag)));
    if (!cff && (!find_table(dir, JB_TAG4('g', 'l', 'y', 'f'), 1).len ||
                 !find_table(dir, JB_TAG4('l', 'o', 'c', 'a'), 4).len))
        return JB_STR("CFF, glyf: 0 B");
    return (jb_str){0};
}

static jb_str read_head(jb_str head, jb_facts *facts)
{
    if (jb_be32(head.at + 12) != 0x5F0F3CF5)
        return JB_STR("head: magicNumber");
    facts->revision = jb_be32(head.at + 4);
    facts->checksum = jb_be32(head.at + 8);
    facts->upem = (int32_t)jb_be16(head.at + 18);
    if (facts->upem < 16 || facts->upem > 16384)
        return JB_STR("head: unitsPerEm");
    for (int i = 0; i < 4; i++)
        facts->bbox[i] = jb_be16s(head.at + 36 + 2 * i);
    return (jb_str){0};
}

/* Serif or not by OS/2: PANOSE (family "Latin Text": serif style 2 to 10 has serifs, 11 to 15
 * none), else the IBM font class, of which 8 is sans serif. */
static bool has_serifs(jb_str os2)
{
    uint8_t family = (uint8_t)os2.at[32], style = (uint8_t)os2.at[33], ibm = (uint8_t)os2.at[30];
    if (family == 2 && style >= 2)
        return style <= 10;
    return ibm >= 1 && ibm <= 7;
}

static void read_os2(jb_str os2, jb_facts *facts)
{
    facts->weight = (uint16_t)jb_be16(os2.at + 4);
    facts->fs_type = (uint16_t)jb_be16(os2.at + 8);
    facts->serif = has_serifs(os2);
    facts->ascent = jb_be16s(os2.at + 68);
    facts->descent = jb_be16s(os2.at + 70);
    if (jb_be16(os2.at) >= 2 && os2.len >= 90)
        facts->cap_height = jb_be16s(os2.at + 88);
}

static void read_rest(const directory *dir, jb_facts *facts)
{
    jb_str hhea = find_table(dir, JB_TAG4('h', 'h', 'e', 'a'), 36);
    facts->ascent = jb_be16s(hhea.at + 4);
    facts->descent = jb_be16s(hhea.at + 6);
    facts->weight = 400;
    jb_str os2 = find_table(dir, JB_TAG4('O', 'S', '/', '2'), 78);
    if (os2.len)
        read_os2(os2, facts);
    if (facts->descent > 0) /* some fonts forget the sign */
        facts->descent = -facts->descent;
    jb_str post = find_table(dir, JB_TAG4('p', 'o', 's', 't'), 32);
    if (post.len) /* 16.16 */
        facts->italic_angle = (int32_t)(jb_be32(post.at + 4) + 0x8000) >> 16;
}

jb_str jb_sfnt_read(jb_arena *arena, jb_str file, uint32_t index, jb_facts *facts)
{
    *facts = (jb_facts){0};
    directory dir;
    jb_str wrong = open_directory(file, index, &dir);
    if (!wrong.len)
        wrong = check_extents(arena, &dir);
    if (wrong.len)
        return wrong;
    jb_str cff = find_table(&dir, JB_TAG4('C', 'F', 'F', ' '), 4);
    facts->cff = cff.len > 0;
    wrong = check_present(arena, &dir, facts->cff);
    if (!wrong.len)
        wrong = read_head(find_table(&dir, JB_TAG4('h', 'e', 'a', 'd'), 54), facts);
    if (!wrong.len && facts->cff && !jb_cff_is_cid_keyed(cff, &facts->cid_keyed))
        wrong = JB_STR("CFF");
    if (wrong.len)
        return wrong;
    read_rest(&dir, facts);
    return (jb_str){0};
}
