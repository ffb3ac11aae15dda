/* The header block: 键：值 lines at the very top, one with a known key among them. With 刊名 or 期号 it
 * makes the file canonical; without (a 状态 or 密级 typed over a raw text) it adds to what is
 * recognised. */
#include "parts.h"

enum { KEY_MOST = 12 };

typedef struct header_line {
    jb_span key, value; /* in the source's text; the value's start is behind the colon */
    jb_field_key known;
    bool is_known;
} header_line;

/* A key is up to 12 Han or letters, spaces among them not counting (刊　名); a known one may be in
 * Traditional characters (期號). */
static bool read_key(const parser *p, const text_line *l, header_line *out)
{
    char key[KEY_MOST * 4];
    uint32_t runes = 0, size = 0;
    for (size_t at = l->start; at < l->end;) {
        uint32_t start = (uint32_t)at, rune = jb_utf8_next(p->text, &at);
        if (rune == ':' || rune == 0xFF1A) {
            *out = (header_line){.key = {l->start, start}, .value = {(uint32_t)at, l->end}};
            out->is_known = jb_field_find((jb_str){key, size}, &out->known);
            return runes > 0;
        }
        if (jb_is_white(rune))
            continue;
        bool letter = (rune >= 'A' && rune <= 'Z') || (rune >= 'a' && rune <= 'z');
        if ((!letter && !jb_rune_is_han(rune)) || ++runes > KEY_MOST)
            return false;
        size += (uint32_t)jb_utf8_encode(jb_simplify(rune), key + size);
    }
    return false;
}

static void add_value(parser *p, const header_line *h, uint32_t start, uint32_t end, bool more)
{
    size_t at = start;
    while (start < end && jb_is_white(jb_utf8_next(p->text, &at)))
        start = (uint32_t)at;
    jb_field_key key = h->is_known ? h->known : JB_FIELD_OTHER;
    jb_str name = h->is_known ? jb_field_name(key) : jb_span_of(p->text, h->key);
    *jb_push(p->arena, &p->plans) = (plan){.key = key,
                                           .name = name,
                                           .start = start,
                                           .end = end,
                                           .more = more,
                                           .rule = JB_STR("header")};
}

/* Lines from the first one with text to a blank one or one that is no 键：值. Without 刊名 or 期号 most of
 * the keys must be known: else it is the head of a letter (发件人： … 日期：). */
static uint32_t header_end(const parser *p, uint32_t first, bool *known, bool *canonical)
{
    uint32_t i = first, keys = 0, others = 0;
    for (; i < p->lines.len; i++) {
        const text_line *l = &p->lines.at[i];
        header_line h;
        if (l->start == l->end)
            break;
        if (i > first && l->indent > 0) /* goes on, whatever it begins with */
            continue;
        if (l->mark != MARK_NONE || !read_key(p, l, &h) ||
            (i == first && !h.is_known && l->indent > 0))
            break;
        keys += h.is_known;
        others += !h.is_known && !jb_is_row_label(jb_span_of(p->text, h.key));
        *canonical |= h.is_known && (h.known == JB_FIELD_NAME || h.known == JB_FIELD_NUMBER);
    }
    *known = keys > 0 && (*canonical || keys >= others);
    return i;
}

bool jb_issue_read_header(parser *p)
{
    uint32_t first = 0;
    bool known = false, canonical = false;
    while (first < p->lines.len && p->lines.at[first].start == p->lines.at[first].end)
        first++;
    uint32_t end = header_end(p, first, &known, &canonical);
    if (!known)
        return false;
    header_line h = {0};
    for (uint32_t i = first; i < end; i++) {
        text_line *l = &p->lines.at[i];
        bool more = i > first && l->indent > 0;
        l->dropped = false;
        if (more)
            add_value(p, &h, l->start, l->end, true);
        else if (read_key(p, l, &h))
            add_value(p, &h, h.value.start, h.value.end, false);
    }
    p->body = end;
    return canonical;
}
