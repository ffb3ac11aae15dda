#include "../../src/base/utf8.h"
#include "neighbours.h"

/* ---- what a character is -------------------------------------------------------------------- */

static bool is_in(uint32_t rune, const char *set)
{
    char bytes[4];
    return jb_str_find(jb_str_make(set), (jb_str){bytes, jb_utf8_encode(rune, bytes)}) != SIZE_MAX;
}

static bool within(uint32_t rune, uint32_t first, uint32_t last)
{
    return rune >= first && rune <= last;
}

static ch_kind kind_of_ascii(uint32_t rune)
{
    if (rune == ' ')
        return CH_SPACE;
    if (rune < ' ')
        return CH_BLANK;
    if (within(rune, '0', '9'))
        return CH_DIGIT;
    return rune == '%'                       ? CH_POSTFIX
           : rune == '$'                     ? CH_PREFIX
           : is_in(rune, ",.;:!?()[]{}\"'") ? CH_HUG
                                             : CH_LETTER;
}

static ch_kind kind_of(uint32_t rune)
{
    static const struct {
        const char *set;
        ch_kind kind;
    } sets[] = {{"“‘（《〈【〖〔［｛「『", CH_OPEN}, {"”’）》〉】〗〕］｝」』", CH_CLOSE},
                {"，、；：", CH_COMMA},               {"。．？！", CH_STOP},
                {"‼⁇⁈⁉", CH_WHOLE},                   {"·‧・", CH_DOT},
                {"–‐", CH_HYPHEN},                     {"—―～〜", CH_RULE},
                {"／", CH_SLASH},                      {"⸺", CH_DASH},
                {"…⋯", CH_ELLIPSIS},                   {"￥＄№€£¥", CH_PREFIX},
                {"℃℉‰％°′″", CH_POSTFIX},              {"　", CH_BLANK}};
    if (rune < 0x80)
        return kind_of_ascii(rune);
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (is_in(rune, sets[i].set))
            return sets[i].kind;
    if (within(rune, 0x300, 0x36F) || within(rune, 0x200B, 0x200D) ||
        within(rune, 0xFE00, 0xFE0F) || within(rune, 0xE0100, 0xE01EF) || rune == 0xAD)
        return CH_JOINED;
    if (within(rune, 0x2100, 0x27BF) || within(rune, 0x2B00, 0x2BFF) || rune == 0x203B)
        return CH_SYMBOL;
    return rune >= 0x2E80 ? CH_HAN : rune >= 0x2000 ? CH_HUG : CH_LETTER;
}

static bool is_alnum(const ch *c)
{
    return c && (c->kind == CH_LETTER || c->kind == CH_DIGIT);
}

/* The next character on one side, spaces aside; NULL at an edge. */
static const ch *beside(const ch_text *t, uint32_t i, int step)
{
    for (int64_t k = (int64_t)i + step; k >= 0 && k < t->len; k += step)
        if (t->at[k].kind != CH_SPACE)
            return &t->at[k];
    return NULL;
}

static bool is_han(const ch *c)
{
    return c && (c->kind == CH_HAN || c->kind == CH_SYMBOL);
}

/* Marks that Chinese and Latin text share: by their neighbours; in a text of Latin alone all. */
static void settle_shared(ch_text *t, uint32_t i, bool latin_text)
{
    ch *c = &t->at[i];
    const ch *left = beside(t, i, -1), *right = beside(t, i, 1);
    bool in_word = is_alnum(left) && is_alnum(right);
    if ((c->rune == '-' || c->rune == '/') && !in_word && (is_han(left) || is_han(right)))
        c->kind = c->rune == '-' ? CH_HYPHEN : CH_SLASH;
    if (c->rune == 0x2019 && in_word && left == c - 1 && right == c + 1)
        c->kind = CH_HUG;
    if (latin_text && within(c->rune, 0x80, 0x2E7F) && c->kind >= CH_OPEN && c->kind <= CH_ELLIPSIS)
        c->kind = c->rune >= 0x2000 ? CH_HUG : CH_LETTER;
}

static bool is_latin_text(const ch_text *t)
{
    bool words = false;
    for (uint32_t i = 0; i < t->len; i++) {
        if (is_han(&t->at[i]))
            return false;
        words |= t->at[i].kind == CH_LETTER;
    }
    return words;
}

/* —— are one thing, and so are ……, two by two. */
static void pair_up(ch_text *t)
{
    for (uint32_t i = 1; i < t->len; i++) {
        ch *c = &t->at[i];
        bool dash = c->rune == 0x2014 && c[-1].rune == 0x2014 && c->kind == CH_RULE;
        bool dots = c->kind == CH_ELLIPSIS && c[-1].kind == CH_ELLIPSIS;
        c->second = (dash || dots) && !c[-1].second;
        if (dash && c->second)
            c->kind = c[-1].kind = CH_DASH;
    }
}

ch_text ch_read(jb_arena *arena, jb_str text)
{
    ch_text t = {JB_NEW_ARRAY(arena, ch, text.len + 1), 0};
    for (size_t at = 0; at < text.len; t.len++) {
        ch *c = &t.at[t.len];
        c->at = (uint32_t)at;
        c->rune = jb_utf8_next(text, &at);
        c->kind = kind_of(c->rune);
        bool shout = is_in(c->rune, "？！");
        c->shouts = (uint8_t)(shout ? (t.len ? c[-1].shouts : 0) + 1 : 0);
    }
    t.at[t.len].at = (uint32_t)text.len;
    bool latin_text = is_latin_text(&t);
    for (uint32_t i = 0; i < t.len; i++)
        settle_shared(&t, i, latin_text);
    pair_up(&t);
    return t;
}

/* ---- space ---------------------------------------------------------------------------------- */

static bool is_mark(const ch *c)
{
    return c->kind >= CH_OPEN && c->kind <= CH_WHOLE;
}

static bool is_line(const ch *c)
{
    return c->kind >= CH_HYPHEN && c->kind <= CH_SLASH;
}

static bool is_wordy(const ch *c)
{
    return c->kind >= CH_LETTER && c->kind <= CH_HUG;
}

/* Parted from Han by a quarter em (CLREQ 3.2.2). */
static bool is_latin(const ch *c)
{
    return c->kind >= CH_LETTER && c->kind <= CH_POSTFIX && c->rune < 0x2000;
}

jb_len ch_width(const ch *c, jb_len quad)
{
    switch (c->kind) {
    case CH_HAN:
    case CH_WHOLE:
    case CH_RULE:
    case CH_ELLIPSIS:
        return quad;
    case CH_OPEN:
    case CH_CLOSE:
    case CH_COMMA:
    case CH_STOP:
    case CH_DOT:
    case CH_HYPHEN:
    case CH_SLASH:
        return quad / 2;
    case CH_DASH:
        return 2 * quad;
    default:
        return 0;
    }
}

/* The blank of a mark to its right, to its left (CLREQ 3.1.6; GB/T 15834 5.1.2: every second of a
 * run of ？ and ！ has none). */
static jb_len blank_behind(const ch *c, jb_len quad)
{
    bool has = c->kind == CH_CLOSE || c->kind == CH_COMMA || c->kind == CH_STOP;
    return has && !(c->shouts && c->shouts % 2 == 0) ? quad - quad / 2 : 0;
}

static jb_len blank_before(const ch *c, jb_len quad)
{
    return c->kind == CH_OPEN ? quad - quad / 2 : 0;
}

/* One blank is left of two that meet, none inside brackets and before stops; what is left beside a
 * single mark gives a third, and all when nothing else has anything. */
static ch_gap beside_mark(const ch *l, const ch *r, jb_len quad)
{
    jb_len behind = blank_behind(l, quad), before = blank_before(r, quad);
    bool hugs = l->kind == CH_OPEN || (is_mark(r) && r->kind != CH_OPEN);
    jb_len natural = hugs ? 0 : behind > before ? behind : before;
    ch_gap gap = {TAKE_RIGID, natural, natural, natural, natural};
    if (is_mark(l) && is_mark(r))
        return gap;
    ch_kind owner = behind ? l->kind : r->kind;
    if (natural == 0)
        gap.take = is_line(l) || is_line(r) ? TAKE_RIGID : TAKE_FREE;
    else
        gap.take = owner == CH_COMMA ? TAKE_COMMA : owner == CH_STOP ? TAKE_STOP : TAKE_BRACKET;
    gap.least = jb_len_share(natural, 660);
    gap.floor = 0;
    return gap;
}

/* Nothing stretches inside words and numbers, in —— and ……, or around 短横线, 一字线 and 分隔号
 * (CLREQ 3.5). */
static ch_take take_of_solid(const ch *l, const ch *r)
{
    bool runs = (l->kind == CH_ELLIPSIS || l->kind == CH_DASH) && l->kind == r->kind;
    bool sign = l->kind == CH_PREFIX || (r->kind == CH_POSTFIX && l->kind != CH_SYMBOL);
    bool rigid = is_line(l) || is_line(r) || (is_wordy(l) && is_wordy(r)) || runs || sign;
    return rigid ? TAKE_RIGID : TAKE_FREE;
}

ch_gap ch_between(const ch_text *t, uint32_t i, uint32_t k, jb_len quad, jb_len space)
{
    const ch *l = &t->at[i], *r = &t->at[k];
    jb_len spaces = 0;
    for (uint32_t n = i + 1; n < k; n++) {
        if (t->at[n].kind != CH_SPACE)
            return (ch_gap){TAKE_BLANK, 0, 0, 0, 0};
        spaces += space;
    }
    if (spaces) {
        jb_len least = quad / 4, most = quad / 2;
        least = spaces < least ? spaces : least;
        return (ch_gap){TAKE_WORD, spaces, least, spaces > most ? spaces : most, least};
    }
    if (is_mark(l) || is_mark(r))
        return beside_mark(l, r, quad);
    if (is_latin(l) != is_latin(r) && (l->kind == CH_HAN || r->kind == CH_HAN))
        return (ch_gap){TAKE_LATIN, quad / 4, quad / 8, jb_len_share(quad, 333), quad / 8};
    return (ch_gap){take_of_solid(l, r), 0, 0, 0, 0};
}

/* ---- lines ---------------------------------------------------------------------------------- */

bool ch_may_begin(const ch *c, int level)
{
    if (level == 0)
        return true;
    if (level == 3 && (c->kind == CH_DASH || c->kind == CH_ELLIPSIS))
        return false;
    return !(c->kind >= CH_CLOSE && c->kind <= CH_SLASH);
}

bool ch_may_end(const ch *c, int level)
{
    return level == 0 || !(c->kind == CH_OPEN || (level >= 2 && c->kind == CH_SLASH));
}

/* The run of characters without blanks and beyond ASCII that i stands in: long ones and addresses
 * may be torn. */
static bool in_address(const ch_text *t, uint32_t i)
{
    enum { LONG = 16 };
    uint32_t first = i, end = i;
    bool address = false;
    while (first > 0 && within(t->at[first - 1].rune, '!', '~'))
        first--;
    while (end < t->len && within(t->at[end].rune, '!', '~')) {
        address |= t->at[end].rune == '/' && t->at[end - (end > 0)].rune == '/';
        end++;
    }
    for (uint32_t k = first; k < i; k++)
        address |= t->at[k].rune == '/' && t->at[k + 1].rune == '/';
    address |= first + 3 < end && t->at[first].rune == 'w' && t->at[first + 1].rune == 'w';
    return address || end - first >= LONG;
}

static bool is_plain_letter(const ch *c)
{
    return c->kind == CH_DIGIT || within(c->rune | 0x20, 'a', 'z') || within(c->rune, 0xC0, 0x24F);
}

bool ch_bound(const ch_text *t, uint32_t i, uint32_t k)
{
    const ch *l = &t->at[i], *r = &t->at[k];
    if (r->second)
        return true;
    if (k != i + 1 || in_address(t, i))
        return false;
    bool digits = l->kind == CH_DIGIT && r->kind == CH_HUG && k + 1 < t->len &&
                  t->at[k + 1].kind == CH_DIGIT; /* 1|,016.5 */
    return (is_plain_letter(l) && is_plain_letter(r)) || digits ||
           (l->kind == CH_DIGIT && r->kind == CH_POSTFIX) ||
           (l->kind == CH_PREFIX && r->kind == CH_DIGIT) ||
           (l->kind == CH_HAN && r->kind == CH_POSTFIX);
}

/* 々 and kana are left to UAX #14. */
static bool is_plain_han(const ch *c)
{
    return c->kind == CH_HAN && (within(c->rune, 0x3400, 0x9FFF) || c->rune >= 0x20000);
}

bool ch_may_part(const ch_text *t, uint32_t i, uint32_t k, int level)
{
    const ch *l = &t->at[i], *r = &t->at[k];
    if (k != i + 1 || !ch_may_end(l, level) || !ch_may_begin(r, level))
        return false;
    bool behind = l->kind == CH_CLOSE || l->kind == CH_COMMA || l->kind == CH_STOP;
    return (is_plain_han(r) && (is_plain_han(l) || is_plain_letter(l) || behind)) ||
           (is_plain_han(l) && is_plain_letter(r));
}
