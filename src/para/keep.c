/* What is better kept together: e-mail addresses and URLs, numbers with what they count, dates,
 * names, short quotations. A wish is never forced: on a narrow measure the lines matter more. */
#include "../base/address.h"
#include "../base/utf8.h"
#include "parts.h"

/* Ascending. From 100 on a line set by first fit heeds it too (first.c). */
const jb_wish jb_wishes[JB_WISHES] = {
    [JB_WISH_NONE] = {0, "none", "CLREQ 3.1.4"},
    /* words of one phrase, in a title: 词意完整 */
    [JB_WISH_LOOSE] = {1, "phrase", "GB/T 9704 7.3.1"},
    [JB_WISH_CLOSE] = {2, "close-phrase", "GB/T 9704 7.3.1"},
    /* a URL, where it is best parted (The Chicago Manual of Style) */
    [JB_WISH_ADDRESS] = {5, "address", "Chicago 14.18"},
    /* 80|快递: a number and any Han behind it */
    [JB_WISH_COUNTED] = {12, "counted", "usage"},
    /* “一|表通”, 《民|法典》 */
    [JB_WISH_QUOTED] = {20, "quotation", "usage"},
    /* a hyphen is better than a loose line */
    [JB_WISH_WORD] = {25, "word", "usage"},
    /* 冯|力虎书记; of the office's own words */
    [JB_WISH_NAME] = {30, "name", "usage"},
    /* 三|十五: as of digits */
    [JB_WISH_NUMERAL] = {40, "numeral", "CLREQ 3.2.4"},
    /* 沪邮管|〔2023〕59号 */
    [JB_WISH_OFFICE] = {40, "document-number", "GB/T 9704 7.2.5"},
    /* 3～|5月 */
    [JB_WISH_RANGE] = {100, "range", "usage"},
    /* 2025年|7月, 7月|21日 */
    [JB_WISH_YEAR] = {100, "year", "usage"},
    [JB_WISH_MONTH] = {200, "month", "usage"},
    /* ……|……: four em in one line */
    [JB_WISH_OMITTED] = {250, "omission", "GB/T 15834 5.1.5"},
    /* 第|三次, 〔2023〕|59号 */
    [JB_WISH_ORDINAL] = {250, "ordinal", "usage"},
    /* 800|人, 3.5|万元: as of signs, 80|% */
    [JB_WISH_UNIT] = {250, "unit", "CLREQ 3.2.4"},
    /* a URL where it is not well parted, or what is longer than a word */
    [JB_WISH_STRING] = {250, "letters", "UAX #14 LB28"},
};

/* ---- the text as characters ----------------------------------------------------------------- */

static uint32_t rune_at(const jb_para *p, uint32_t i)
{
    return i < p->clusters_len ? p->clusters[i].rune : 0;
}

static bool is_han(const jb_para *p, uint32_t i)
{
    return i < p->clusters_len && p->clusters[i].cls == JB_CLASS_HAN;
}

static bool is_digit(const jb_para *p, uint32_t i)
{
    return i < p->clusters_len && p->clusters[i].cls == JB_CLASS_DIGIT;
}

static bool is_numeral(const jb_para *p, uint32_t i)
{
    return jb_rune_is_any(rune_at(p, i), u"〇零一二三四五六七八九十百千万亿两");
}

/* Rather no break behind cluster i; the stronger of two wishes counts. */
static void keep(jb_para *p, uint32_t i, jb_wish_kind wish)
{
    jb_gap *gap = &p->gaps[i];
    if (gap->brk == JB_BREAK_MAY && gap->length == 0 && gap->wish < wish)
        gap->wish = (uint8_t)wish;
}

static void keep_all(jb_para *p, uint32_t first, uint32_t end, jb_wish_kind wish)
{
    for (uint32_t i = first; i + 1 < end; i++)
        keep(p, i, wish);
}

/* How many characters of the word the text from cluster i on begins with: all of them, or 0. */
static uint32_t stands(const jb_para *p, uint32_t i, const char16_t *word)
{
    uint32_t n = 0;
    while (word[n] && rune_at(p, i + n) == word[n])
        n++;
    return word[n] ? 0 : n;
}

/* The first word of the list that stands there: how many characters. */
static uint32_t stands_any(const jb_para *p, uint32_t i, const char16_t *const *words, size_t len)
{
    uint32_t n = 0;
    for (size_t k = 0; k < len && n == 0; k++)
        n = stands(p, i, words[k]);
    return n;
}

/* ---- numbers -------------------------------------------------------------------------------- */

/* Units of more than one character; the longer before those that begin them. */
static const char16_t *const units[] = {
    u"平方公里", u"平方千米", u"平方米", u"立方米", u"千瓦时", u"摄氏度", u"公里", u"公斤",
    u"公顷", u"千米", u"千克", u"千瓦", u"毫米", u"厘米", u"小时", u"分钟", u"个月", u"周年",
    u"周岁", u"世纪", u"人次", u"美元", u"欧元", u"港元", u"以上", u"以下", u"余名", u"多名",
    u"余人", u"多人", u"余家", u"多家", u"余件", u"多件", u"余个", u"多个"};

static const char16_t measures[] =
    u"年月日号时分秒点人名位个家件元角次届期条项级类岁周天倍成页份辆台座间层组场所批楼室栋"
    "户口亩吨米度支路章节部集封例处起种册本门班步段块片张枚棵头只双套篇笔轮季";

/* The unit at cluster i: how many characters. Millions come before it: 3.5|万|元. */
static uint32_t count_unit(const jb_para *p, uint32_t i)
{
    uint32_t n = 0;
    while (jb_rune_is_any(rune_at(p, i + n), u"十百千万亿"))
        n++;
    uint32_t unit = stands_any(p, i + n, units, sizeof units / sizeof *units);
    if (unit)
        return n + unit;
    return n + jb_rune_is_any(rune_at(p, i + n), measures);
}

/* A number of digits [first, end). Where it ends with its unit. */
static uint32_t keep_digits(jb_para *p, uint32_t first, uint32_t end)
{
    uint32_t unit = is_han(p, end) ? count_unit(p, end) : 0;
    if (is_han(p, end) && unit == 0)
        keep(p, end - 1, JB_WISH_COUNTED);
    keep_all(p, first, end + unit, JB_WISH_UNIT);
    return end + unit;
}

/* 第三次, 第26期, 第三十二届; 三十五 without 第. */
static uint32_t keep_numerals(jb_para *p, uint32_t i)
{
    const uint32_t ordinal = 0x7B2C;
    uint32_t first = i + (rune_at(p, i) == ordinal), end = first;
    bool digits = first > i && is_digit(p, first);
    while (digits ? is_digit(p, end) : is_numeral(p, end))
        end++;
    if (end == first)
        return i + 1;
    if (first == i) {
        keep_all(p, i, end, JB_WISH_NUMERAL);
        return end;
    }
    end += jb_rune_is_any(rune_at(p, end), measures);
    keep_all(p, i, end, JB_WISH_ORDINAL);
    return end;
}

enum { YEAR = 0x5E74, MONTH = 0x6708, BRACKET_OPEN = 0x3014, BRACKET = 0x3015 };

static uint32_t keep_number(jb_para *p, uint32_t i)
{
    uint32_t end = i;
    while (is_digit(p, end) || (end > i && end + 1 < p->clusters_len && is_digit(p, end + 1) &&
                                p->clusters[end].cls == JB_CLASS_LATIN)) /* 1,016.5 */
        end++;
    if (i > 0 && rune_at(p, i - 1) == BRACKET)
        keep(p, i - 1, JB_WISH_ORDINAL);
    if (i > 1 && p->clusters[i - 1].cls == JB_CLASS_RULE && is_digit(p, i - 2))
        keep(p, i - 1, JB_WISH_RANGE);
    if (i > 0 && rune_at(p, i - 1) == YEAR && i > 1 && is_digit(p, i - 2))
        keep(p, i - 1, JB_WISH_YEAR);
    if (i > 0 && rune_at(p, i - 1) == MONTH && i > 1 && is_digit(p, i - 2))
        keep(p, i - 1, JB_WISH_MONTH);
    return keep_digits(p, i, end);
}

/* ---- names ---------------------------------------------------------------------------------- */

/* The longer before those that begin them. */
static const char16_t *const posts[] = {
    u"书记员", u"董事长", u"同志", u"先生", u"女士", u"书记", u"主任", u"局长", u"部长", u"厅长",
    u"省长", u"市长", u"县长", u"区长", u"镇长", u"乡长", u"处长", u"科长", u"院长", u"校长",
    u"所长", u"站长", u"队长", u"会长", u"经理", u"主席", u"委员", u"常委", u"代表", u"教授",
    u"老师", u"医生", u"记者", u"小哥"};

/* Characters of the post that stands at cluster i. */
static uint32_t count_post(const jb_para *p, uint32_t i)
{
    return stands_any(p, i, posts, sizeof posts / sizeof *posts);
}

/* A surname and a given name of one or two characters, beside what such a person is called. */
static void keep_name(jb_para *p, uint32_t i)
{
    if (!jb_lexicon_is_surname(rune_at(p, i)) || !is_han(p, i + 1))
        return;
    bool before = (i >= 2 && count_post(p, i - 2) == 2) || (i >= 3 && count_post(p, i - 3) == 3);
    for (uint32_t len = 3; len >= 2; len--)
        if ((before || count_post(p, i + len)) && (len == 2 || is_han(p, i + 2))) {
            keep_all(p, i, i + len, JB_WISH_NAME);
            return;
        }
}

/* The office's own words, sorted: those that stand here. */
static void keep_own(jb_para *p, const jb_own_words *own, uint32_t i)
{
    jb_str rest = jb_str_cut(p->input->text, p->clusters[i].text, p->input->text.len);
    jb_str key = jb_str_cut(rest, 0, p->clusters[i].length);
    enum { CHARACTERS_MOST = 6 };
    for (uint32_t k = jb_own_words_from(own, key);
         k < own->len && jb_str_starts(own->at[k], key); k++) {
        uint32_t len = (uint32_t)jb_utf8_count(own->at[k]);
        if (len <= CHARACTERS_MOST && jb_str_starts(rest, own->at[k]))
            keep_all(p, i, i + len < p->clusters_len ? i + len : p->clusters_len, JB_WISH_NAME);
    }
}

/* ---- quotations ----------------------------------------------------------------------------- */

/* “一表通”, 《民法典》: of up to six characters. */
static void keep_quoted(jb_para *p, uint32_t i)
{
    enum { CHARACTERS_MOST = 6 };
    for (uint32_t end = i + 1; end <= i + 1 + CHARACTERS_MOST && end < p->clusters_len; end++) {
        unsigned cls = p->clusters[end].cls;
        if (cls == JB_CLASS_CLOSE)
            keep_all(p, i, end + 1, JB_WISH_QUOTED);
        if (cls == JB_CLASS_CLOSE || cls == JB_CLASS_OPEN || cls == JB_CLASS_BREAK)
            return;
    }
}

/* ---- all of it ------------------------------------------------------------------------------ */

void jb_keep_together(jb_para *p, const jb_own_words *own)
{
    for (uint32_t i = 0; i < p->clusters_len;) {
        const jb_cluster *c = &p->clusters[i];
        if (c->cls == JB_CLASS_OPEN && c->half)
            keep_quoted(p, i);
        if (c->rune == BRACKET_OPEN && i > 0 && is_han(p, i - 1) && is_digit(p, i + 1))
            keep(p, i - 1, JB_WISH_OFFICE);
        if (c->cls == JB_CLASS_ELLIPSIS && i > 0 && p->clusters[i - 1].cls == JB_CLASS_ELLIPSIS)
            keep(p, i - 1, JB_WISH_OMITTED);
        if (c->cls == JB_CLASS_DIGIT) {
            i = keep_number(p, i);
            continue;
        }
        if (c->cls == JB_CLASS_HAN) {
            keep_name(p, i);
            if (own->len)
                keep_own(p, own, i);
            i = keep_numerals(p, i);
            continue;
        }
        i++;
    }
}

/* ---- addresses ------------------------------------------------------------------------------ */

static bool is_address_rune(uint32_t rune)
{
    return rune > ' ' && rune < 0x7F && !strchr("<>\"'", (int)rune);
}

/* A URL is parted behind : and /, before other signs; else anywhere, rather than tear the line
 * above apart; no hyphen is added (The Chicago Manual of Style, 17th ed., 14.18). */
static jb_wish_kind wish_in_url(uint32_t before, uint32_t behind)
{
    if (behind == '/' && (before == '/' || before == ':'))
        return JB_WISH_NONE;
    if (before == '/' || before == ':' || strchr(".,~-_?#%=&+", (int)behind))
        return JB_WISH_ADDRESS;
    return JB_WISH_STRING;
}

enum { LONG = 16 }; /* characters: rather torn than pushed to the next line whole */

static void part_url(jb_atom *a, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        jb_wish_kind wish = wish_in_url(a[i - 1].rune, a[i].rune);
        bool edge = i < 2 || i + 2 > n;
        if (wish == JB_WISH_STRING && edge && a[i].brk == JB_LB_NO)
            continue;
        a[i].brk = wish ? JB_LB_MAY : JB_LB_NO;
        a[i].wish = (uint8_t)wish;
        a[i].hyphen = false;
    }
}

/* Whoever copies an address from the page must know where it ends: it is torn in no case but that
 * no line can hold it. */
static void keep_mail(jb_atom *a, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        a[i].brk = JB_LB_NO;
        a[i].hyphen = false;
    }
}

/* Letters and digits in a row, long, and nowhere else parted. A word of letters shows a hyphen; in
 * a number of an account, say, it would be taken for a part of it. */
static void tear_long(jb_atom *a, uint32_t n)
{
    bool word = true;
    for (uint32_t i = 0; i < n; i++)
        word &= jb_cjk_is_letter(a[i].rune);
    for (uint32_t i = 2; n >= LONG && i + 2 <= n; i++) {
        a[i].brk = JB_LB_MAY;
        a[i].wish = JB_WISH_STRING;
        a[i].hyphen = word;
    }
}

/* What is no address, but stands without a space: parted where it may be, else as a long word. */
static void tear_strings(jb_making *m, uint32_t first, uint32_t last)
{
    const jb_atom *a = m->atoms.at;
    for (uint32_t i = first, end; i < last; i = end) {
        end = i + 1;
        if (!is_address_rune(a[i].rune))
            continue;
        while (end < last && is_address_rune(a[end].rune) && a[end].brk == JB_LB_NO)
            end++;
        uint32_t stop = end; /* one behind it is the sentence's */
        while (stop > i && strchr(".,;:!?)", (int)a[stop - 1].rune))
            stop--;
        tear_long(&m->atoms.at[i], stop - i);
    }
}

/* The first atom from `i` on that begins at byte `text` or behind it. */
static uint32_t atom_at(const jb_making *m, uint32_t i, size_t text)
{
    while (i < m->atoms.len && m->atoms.at[i].text < text)
        i++;
    return i;
}

void jb_keep_addresses(jb_making *m)
{
    jb_str text = m->input->text;
    jb_address address = {0};
    uint32_t i = 0;
    while (jb_address_find(text, address.end, &address)) {
        uint32_t first = atom_at(m, i, address.start), end = atom_at(m, first, address.end);
        tear_strings(m, i, first);
        if (address.kind == JB_ADDRESS_MAIL)
            keep_mail(&m->atoms.at[first], end - first);
        else
            part_url(&m->atoms.at[first], end - first);
        i = end;
    }
    tear_strings(m, i, m->atoms.len);
}
