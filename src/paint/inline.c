/* Inside of a block: links (ISO 32000-1 14.8.4.4.2), and words of other languages (14.9.2.2). */
#include "parts.h"

void jb_reading_begin(jb_reading *reading)
{
    reading->text.len = 0;
    reading->last = (jb_str){0};
    reading->glyphs.len = 0;
}

/* What stands between two glyphs without one of its own: a space at a line's end, a gap. Texts
 * that are not one are parted by a line end. */
static jb_str text_between(const jb_para_input *input, jb_str before, jb_str next)
{
    if (before.len == 0)
        return (jb_str){0};
    uintptr_t first = (uintptr_t)input->text.at, last = first + input->text.len;
    uintptr_t end = (uintptr_t)(before.at + before.len), begin = (uintptr_t)next.at;
    if (end < first || end > last || begin < end || begin > last)
        return JB_STR("\n");
    return jb_str_cut(input->text, end - first, begin - first);
}

void jb_reading_add(jb_arena *arena, jb_reading *reading, const jb_pages *pages, uint32_t item)
{
    const jb_item *of = &pages->items.at[item];
    for (uint32_t i = of->glyph; i < of->glyph + of->glyphs; i++) {
        jb_str text = jb_item_glyph_text(&pages->glyphs.at[i]);
        if (text.len) {
            jb_buf_add(arena, &reading->text, text_between(of->from, reading->last, text));
            reading->last = text;
        }
        uint32_t at = reading->text.len - (text.len ? 0 : (uint32_t)reading->last.len);
        *jb_push(arena, &reading->glyphs) =
            (jb_read_glyph){.glyph = i, .item = item, .at = at};
        jb_buf_add(arena, &reading->text, text);
    }
}

/* ---- pieces ---------------------------------------------------------------------------------- */

/* What has a tag of its own; neither: it has the block's. */
typedef struct piece {
    jb_span span;
    jb_str uri;
    jb_str lang;
} piece;

typedef struct tagging {
    jb_arena *arena;
    const jb_reading *reading;
    const jb_pages *pages;
    jb_tags *tags;
    uint32_t at; /* the next glyph */
} tagging;

static uint32_t page_of(const jb_pages *pages, uint32_t item)
{
    uint32_t low = 0, high = pages->pages.len;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (pages->pages.at[middle].item <= item)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* A link is on one page: what goes over to the next is another one. */
static void put_piece(tagging *t, const piece *of, uint32_t block)
{
    uint32_t tag = block, page = 0;
    for (; t->at < t->reading->glyphs.len; t->at++) {
        const jb_read_glyph *glyph = &t->reading->glyphs.at[t->at];
        if (glyph->at >= of->span.end)
            break;
        if (of->uri.len && (tag == block || page != page_of(t->pages, glyph->item))) {
            page = page_of(t->pages, glyph->item);
            tag = jb_tags_open(t->arena, t->tags, JB_TAG_LINK, block);
            t->tags->tags.at[tag].uri = of->uri;
        } else if (of->lang.len && tag == block) {
            tag = jb_tags_open(t->arena, t->tags, JB_TAG_SPAN, block);
            t->tags->tags.at[tag].lang = of->lang;
        }
        t->tags->of_glyph[glyph->glyph] = tag;
    }
}

/* Words of other languages between two links. What is all in one needs no tag of its own. */
static void put_words(tagging *t, jb_span part, jb_span whole, uint32_t block)
{
    jb_str text = jb_span_of(jb_buf_str(&t->reading->text), (jb_span){0, part.end});
    piece words = {.span = {part.start, part.start}};
    for (const char *lang; (lang = jb_foreign_find(text, words.span.end, &words.span));) {
        words.lang = jb_str_make(lang);
        if (words.span.start == whole.start && words.span.end + 1 >= whole.end) {
            t->tags->tags.at[block].lang = words.lang;
            break;
        }
        put_piece(t, &(piece){.span = {part.start, words.span.start}}, block);
        put_piece(t, &words, block);
    }
    put_piece(t, &(piece){.span = part}, block);
}

void jb_reading_tag(jb_arena *arena, const jb_reading *reading, const jb_pages *pages,
                    jb_span part, jb_tags *tags, uint32_t tag)
{
    tagging t = {arena, reading, pages, tags,
                 jb_first_from(&reading->glyphs, at, part.start)};
    jb_str text = jb_span_of(jb_buf_str(&reading->text), (jb_span){0, part.end});
    jb_address address = {.end = part.start};
    uint32_t from = part.start;
    while (jb_address_find(text, address.end, &address)) {
        piece link = {.span = {(uint32_t)address.start, (uint32_t)address.end},
                      .uri = jb_arena_copy(arena, jb_address_uri(arena, text, &address))};
        put_words(&t, (jb_span){from, link.span.start}, part, tag);
        put_piece(&t, &link, tag);
        from = link.span.end;
    }
    put_words(&t, (jb_span){from, part.end}, part, tag);
}
