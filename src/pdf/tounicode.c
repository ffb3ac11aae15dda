/* ToUnicode (ISO 32000-1 9.10.3): from codes back to the text. The texts are those of the source,
 * never what a reversed cmap would guess. */
#include "writer.h"

#include <stdlib.h>

enum { BLOCK = 100 }; /* entries in one bfchar or bfrange operator (Adobe Technical Note 5014) */

typedef struct entry {
    uint16_t code, last; /* last > code: a range */
    uint32_t rune;       /* when the text is one character below U+10000, else 0 */
    jb_str text;
} entry;

typedef JB_VEC(entry) entries;

static int compare_entries(const void *a, const void *b)
{
    return (int)((const entry *)a)->code - (int)((const entry *)b)->code;
}

static void collect(jb_arena *arena, const jb_pdf_font *font, uint32_t layer, entries *out)
{
    for (uint32_t i = 0; i < font->uses.len; i++) {
        const jb_pdf_use *use = &font->uses.at[i];
        if (use->layer != layer)
            continue;
        entry e = {.code = use->code, .last = use->code, .text = use->text};
        size_t at = 0;
        uint32_t rune = use->text.len ? jb_utf8_next(use->text, &at) : 0;
        if (at == use->text.len && rune <= 0xFFFF)
            e.rune = rune;
        *jb_push(arena, out) = e;
    }
    if (out->len)
        qsort(out->at, out->len, sizeof *out->at, compare_entries);
}

/* Codes and characters that rise together become one range; only the last byte of either may change
 * within it. */
static void join_ranges(entries *list)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < list->len; i++) {
        entry *e = &list->at[i], *before = n ? &list->at[n - 1] : NULL;
        if (before && before->rune && e->rune && e->code == before->last + 1 &&
            e->rune == before->rune + (uint32_t)(e->code - before->code) &&
            e->code >> 8 == before->code >> 8 && e->rune >> 8 == before->rune >> 8)
            before->last = e->code;
        else
            list->at[n++] = *e;
    }
    list->len = n;
}

static void print_blocks(jb_arena *arena, jb_buf *out, const entries *list, bool ranges)
{
    const char *name = ranges ? "bfrange" : "bfchar";
    uint32_t left = 0, open = 0;
    for (uint32_t i = 0; i < list->len; i++)
        left += (list->at[i].last > list->at[i].code) == ranges;
    for (uint32_t i = 0; i < list->len; i++) {
        const entry *e = &list->at[i];
        if ((e->last > e->code) != ranges)
            continue;
        if (open == 0) {
            open = left < BLOCK ? left : BLOCK;
            jb_buf_printf(arena, out, "%u begin%s\n", open, name);
        }
        jb_buf_add(arena, out, JB_STR("<"));
        jb_pdf_add_hex(arena, out, e->code, 4);
        if (ranges) {
            jb_buf_add(arena, out, JB_STR("><"));
            jb_pdf_add_hex(arena, out, e->last, 4);
        }
        jb_buf_add(arena, out, JB_STR("><"));
        jb_pdf_add_utf16(arena, out, e->text);
        jb_buf_add(arena, out, JB_STR(">\n"));
        left--;
        if (--open == 0)
            jb_buf_printf(arena, out, "end%s\n", name);
    }
}

jb_str jb_pdf_tounicode(jb_arena *arena, const jb_pdf_font *font, uint32_t layer)
{
    entries list = {0};
    collect(arena, font, layer, &list);
    join_ranges(&list);
    jb_buf out = {0};
    jb_buf_add(arena, &out,
               JB_STR("/CIDInit /ProcSet findresource begin\n"
                      "12 dict begin\n"
                      "begincmap\n"
                      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n"
                      "/CMapType 2 def\n"
                      "1 begincodespacerange\n"
                      "<0000> <FFFF>\n"
                      "endcodespacerange\n"));
    print_blocks(arena, &out, &list, false);
    print_blocks(arena, &out, &list, true);
    jb_buf_add(arena, &out,
               JB_STR("endcmap\n"
                      "CMapName currentdict /CMap defineresource pop\n"
                      "end\n"
                      "end\n"));
    return jb_buf_str(&out);
}
