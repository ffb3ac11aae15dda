/* What a chunk looks like by itself: the tests of R5 that need no neighbour, first that fits. They
 * read the first characters without white space, folded to full-width marks and half-width digits,
 * and counts over the whole. */
#include "probe.h"

static void probe_rune(probe *b, uint32_t rune, uint8_t space, bool in_number)
{
    b->inner_stops += b->last == 0x3002;
    b->inner_calls += b->last == 0xFF01 || b->last == 0xFF1F;
    if (b->n < PROBED) {
        b->rune[b->n] = jb_simplify(rune);
        b->space[b->n++] = space;
    }
    b->total++;
    b->stops += rune == 0x3002;
    b->semicolons += rune == 0xFF1B;
    b->colons += rune == 0xFF1A;
    b->bars += rune == '|' || rune == 0xFF5C;
    b->han += jb_rune_is_han(rune);
    bool comma = rune == 0xFF0C && !in_number;
    b->commas += comma;
    b->part = comma ? 0 : b->part + 1;
    if (b->part > b->longest_part)
        b->longest_part = b->part;
    b->last = rune;
}

bool jb_probe_is_digit(uint32_t rune)
{
    return rune >= '0' && rune <= '9';
}

static probe probe_text(jb_str s)
{
    probe b = {.n = 0};
    uint32_t spaces = 0, before = 0;
    bool gap = false;
    for (size_t at = 0; at < s.len;) {
        uint32_t raw = jb_utf8_next(s, &at);
        if (raw == '\n' || jb_is_white(raw)) {
            spaces++;
            gap |= raw == 0x3000 || raw == '\t' || spaces > 1;
            b.tabs += raw == '\t';
            continue;
        }
        size_t next = at;
        bool in_number = raw == ',' && jb_probe_is_digit(before) && at < s.len &&
                         jb_probe_is_digit(jb_utf8_next(s, &next));
        probe_rune(&b, jb_fold(raw), spaces == 0 ? 0 : gap ? 2 : 1, in_number);
        before = raw;
        spaces = 0;
        gap = false;
    }
    return b;
}

uint32_t jb_probe_stands(const probe *b, uint32_t i, jb_str word)
{
    uint32_t start = i;
    for (size_t at = 0; at < word.len; i++)
        if (i >= b->n || b->rune[i] != jb_utf8_next(word, &at))
            return 0;
    return i - start;
}

uint32_t jb_probe_stands_any(const probe *b, uint32_t i, const jb_str *words, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        uint32_t length = jb_probe_stands(b, i, words[k]);
        if (length)
            return length;
    }
    return 0;
}

bool jb_probe_ends(const probe *b, jb_str word)
{
    uint32_t length = (uint32_t)jb_utf8_count(word);
    return b->total == b->n && b->n >= length && jb_probe_stands(b, b->n - length, word);
}

bool jb_probe_is_han_digit(uint32_t rune)
{
    return jb_rune_is_any(rune, u"一二三四五六七八九十百零〇");
}

/* ---- R5.12 */

/* Two or three characters alone, all Han or but a digit: 简讯, 喜　报, 续报1. */
static bool is_short_title(const probe *b)
{
    bool digit = b->n > 2 && jb_probe_is_digit(b->last);
    return b->total >= 2 && b->total <= 3 && b->han + digit == b->total;
}

/* 优秀志愿者名单, 家长须知: however short, what it heads stands by itself. */
static bool is_announcement(const probe *b)
{
    static const jb_str ends[] = {JB_LIT("名单"), JB_LIT("通知"), JB_LIT("公告"), JB_LIT("须知"),
                                  JB_LIT("预告"), JB_LIT("启事"), JB_LIT("简讯"), JB_LIT("喜报"),
                                  JB_LIT("通报"), JB_LIT("指南"), JB_LIT("日程"), JB_LIT("倡议书"),
                                  JB_LIT("来信"), JB_LIT("公示"), JB_LIT("鸣谢"), JB_LIT("则")};
    bool found = false;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
        found |= jb_probe_ends(b, ends[k]);
    return found;
}

static bool is_title_shaped(const probe *b, bool *loose)
{
    *loose = false;
    if (b->total < 4 || b->total > 70 || b->stops || b->semicolons || b->han < 2 ||
        b->inner_calls > 1 || jb_probe_is_prose(b))
        return false;
    bool quoted_stop =
        b->total == b->n && (b->last == '"' || b->last == 0x201D) && b->rune[b->n - 2] == '.';
    if (jb_rune_is_any(b->last, u"，、：；。") || quoted_stop)
        return false;
    bool calls = b->last == 0xFF01 || b->last == 0xFF1F;
    if (calls && b->total > 30)
        return false;
    *loose = b->commas <= 3;
    return b->commas <= 1 || (b->commas <= 3 && b->longest_part <= 14);
}

/* One short sentence: 1.推进缓慢。 */
static bool has_lone_stop(const probe *b)
{
    return b->total <= 24 && b->stops == 1 && b->inner_stops == 0 && b->semicolons == 0 &&
           b->commas == 0 && b->last == 0x3002;
}

void jb_issue_probe(parser *p, chunk *c)
{
    jb_str text = jb_str_cut(p->text, c->start, c->end);
    probe b = probe_text(text);
    c->chars = b.total;
    c->inner_stop = b.inner_stops > 0;
    c->sentence = b.stops > 0 || b.semicolons > 0 || b.total > 70;
    c->org = jb_probe_ends_like_office(&b);
    c->office = jb_probe_is_office(&b);
    c->row = jb_probe_is_row(&b);
    c->labelled = jb_probe_row_label(&b) > 0;
    c->stamp = jb_probe_is_stamp(&b);
    c->table_columns = jb_probe_columns(&b, &c->figures);
    c->person = jb_probe_is_person(&b);
    c->authors = jb_probe_is_names(&b, 2) && b.total <= 6;
    c->announces = is_announcement(&b);
    c->lone_stop = has_lone_stop(&b);
    c->few_names = jb_probe_is_names(&b, 2);
    c->word = (uint8_t)jb_issue_end_word(text);
    c->title_shaped = is_title_shaped(&b, &c->loose_title) && c->word == END_NONE;
    c->form = (uint8_t)(b.total ? jb_probe_form(&b, &c->level) : FORM_TEXT);
    c->below_label = c->form == FORM_NOTE && b.total <= 6;
    if (c->form == FORM_TEXT && c->title_shaped)
        c->form = FORM_TITLE;
    c->short_title = c->form == FORM_TEXT && is_short_title(&b);
    c->spaced = c->short_title && b.space[1];
    /* A heading is short and no sentence; else the level's number runs into a paragraph */
    if (c->form == FORM_LEVEL)
        c->sentence = b.stops || b.semicolons || b.total > 45 ||
                      jb_rune_is_any(b.last, u"，、：；。！");
}
