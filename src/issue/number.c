/* 期号 and dates, in Arabic or Han digits. Both are read from code points
 * without white space, folded: spaces around digits and the width of digits and brackets mean
 * nothing. */
#include "parts.h"

uint32_t jb_fold(uint32_t rune)
{
    switch (rune) {
    case ',':
        return 0xFF0C;
    case ';':
        return 0xFF1B;
    case ':':
        return 0xFF1A;
    case '?':
        return 0xFF1F;
    case '!':
        return 0xFF01;
    case '(':
        return 0xFF08;
    case ')':
        return 0xFF09;
    case 0xFF0E:
        return '.';
    default:
        break;
    }
    bool alphanumeric = (rune >= 0xFF10 && rune <= 0xFF19) || (rune >= 0xFF21 && rune <= 0xFF3A) ||
                        (rune >= 0xFF41 && rune <= 0xFF5A);
    return alphanumeric ? rune - 0xFEE0 : rune;
}

uint32_t jb_simplify(uint32_t rune)
{
    static const uint16_t pairs[][2] = {
        {0x4F86, 0x6765}, {0x50B3, 0x4F20}, {0x5167, 0x5185}, {0x5289, 0x5218},
        {0x52D9, 0x52A1}, {0x5340, 0x533A}, {0x5354, 0x534F}, {0x5433, 0x5434},
        {0x54E1, 0x5458}, {0x554F, 0x95EE}, {0x55AE, 0x5355}, {0x56B4, 0x4E25},
        {0x5716, 0x56FE}, {0x5718, 0x56E2}, {0x5831, 0x62A5}, {0x5B6B, 0x5B59},
        {0x5B78, 0x5B66}, {0x5BE9, 0x5BA1}, {0x5C08, 0x4E13}, {0x5C0D, 0x5BF9},
        {0x5C0E, 0x5BFC}, {0x5C6C, 0x5C5E}, {0x5EE2, 0x5E9F}, {0x5EF3, 0x5385},
        {0x5F35, 0x5F20}, {0x5F8C, 0x540E}, {0x614B, 0x6001}, {0x64DA, 0x636E},
        {0x651D, 0x6444}, {0x6642, 0x65F6}, {0x66F8, 0x4E66}, {0x6703, 0x4F1A},
        {0x694A, 0x6768}, {0x696D, 0x4E1A}, {0x6A19, 0x6807}, {0x6A23, 0x6837},
        {0x6A5F, 0x673A}, {0x6A94, 0x6863}, {0x70BA, 0x4E3A}, {0x72C0, 0x72B6},
        {0x73FE, 0x73B0}, {0x767C, 0x53D1}, {0x76E7, 0x5362}, {0x7BC0, 0x8282},
        {0x7C3D, 0x7B7E}, {0x7D1A, 0x7EA7}, {0x7D44, 0x7EC4}, {0x7D55, 0x7EDD},
        {0x7D61, 0x7EDC}, {0x7DB2, 0x7F51}, {0x7DE8, 0x7F16}, {0x7E3D, 0x603B},
        {0x7E6B, 0x7CFB}, {0x7F85, 0x7F57}, {0x806F, 0x8054}, {0x8449, 0x53F6},
        {0x8607, 0x82CF}, {0x8655, 0x5904}, {0x865F, 0x53F7}, {0x8A0A, 0x8BAF},
        {0x8A18, 0x8BB0}, {0x8A31, 0x8BB8}, {0x8A71, 0x8BDD}, {0x8B1D, 0x8C22},
        {0x8B58, 0x8BC6}, {0x8B5A, 0x8C2D}, {0x8B80, 0x8BFB}, {0x8CAC, 0x8D23},
        {0x8CC7, 0x8D44}, {0x8CC8, 0x8D3E}, {0x8D99, 0x8D75}, {0x8F2F, 0x8F91},
        {0x8FA6, 0x529E}, {0x8FAD, 0x8F9E}, {0x90F5, 0x90AE}, {0x9127, 0x9093},
        {0x912D, 0x90D1}, {0x9304, 0x5F55}, {0x9322, 0x94B1}, {0x937E, 0x949F},
        {0x9577, 0x957F}, {0x9593, 0x95F4}, {0x95DC, 0x5173}, {0x9673, 0x9648},
        {0x9678, 0x9646}, {0x96FB, 0x7535}, {0x97D3, 0x97E9}, {0x9801, 0x9875},
        {0x984C, 0x9898}, {0x99AC, 0x9A6C}, {0x99AE, 0x51AF}, {0x9AD4, 0x4F53},
        {0x9EC3, 0x9EC4}, {0x9EDE, 0x70B9}, {0x9EE8, 0x515A}, {0x9F94, 0x9F9A},
    };
    uint32_t low = 0, high = sizeof pairs / sizeof *pairs;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (pairs[middle][0] == rune)
            return pairs[middle][1];
        if (pairs[middle][0] < rune)
            low = middle + 1;
        else
            high = middle;
    }
    return rune;
}

uint32_t jb_fold_text(jb_str s, uint32_t *rune, uint32_t *at, uint32_t most)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.len && n < most;) {
        uint32_t start = (uint32_t)i, r = jb_utf8_next(s, &i);
        if (jb_is_white(r) || r == '\n')
            continue;
        rune[n] = jb_simplify(jb_fold(r));
        if (at)
            at[n] = start;
        n++;
    }
    return n;
}

/* The reader: code points, and where it is. */
typedef struct reader {
    const uint32_t *rune;
    uint32_t n, at;
} reader;

static uint32_t ahead(const reader *r, uint32_t i)
{
    return r->at + i < r->n ? r->rune[r->at + i] : 0;
}

/* Takes the word if it stands here. */
static bool take(reader *r, jb_str word)
{
    uint32_t i = 0;
    for (size_t at = 0; at < word.len; i++)
        if (ahead(r, i) != jb_utf8_next(word, &at))
            return false;
    r->at += i;
    return true;
}

static bool take_any(reader *r, jb_str set)
{
    for (size_t at = 0; at < set.len;) {
        if (ahead(r, 0) == jb_utf8_next(set, &at)) {
            r->at++;
            return true;
        }
    }
    return false;
}

static int digit_value(uint32_t rune)
{
    static const jb_str han = JB_LIT("〇一二三四五六七八九");
    if (rune >= '0' && rune <= '9')
        return (int)rune - '0';
    if (rune == 0x25CB || rune == 0x96F6 || rune == 0x3007 || rune == 0x25EF)
        return 0; /* ○ 零 〇 ◯ */
    if (rune == 0x5EFF)
        return -1;
    int value = 0;
    for (size_t at = 0; at < han.len; value++)
        if (jb_utf8_next(han, &at) == rune)
            return value;
    return rune == 0x4E24 ? 2 : -1; /* 两 */
}

static int unit_value(uint32_t rune)
{
    return rune == 0x5341 ? 10 : rune == 0x767E ? 100 : rune == 0x5343 ? 1000 : 0; /* 十 百 千 */
}

/* 26, 二六, 二十六, 一百零三. Up to six digits. */
static bool take_count(reader *r, int *out)
{
    int total = 0, digit = 0;
    uint32_t start = r->at, digits = 0;
    bool units = false;
    for (; r->at - start < 9; r->at++) {
        uint32_t rune = ahead(r, 0);
        int value = digit_value(rune), unit = unit_value(rune);
        if (unit) {
            units = true;
            total += (digit ? digit : 1) * unit;
            digit = 0;
            digits = 0;
        } else if (value >= 0 && digits < 6) {
            digit = units ? value : digit * 10 + value;
            digits++;
        } else {
            break;
        }
    }
    *out = total + digit;
    return r->at > start;
}

uint32_t jb_count_scan(const uint32_t *rune, uint32_t n, int *out)
{
    reader r = {rune, n, 0};
    return take_count(&r, out) ? r.at : 0;
}

static bool take_year(reader *r, int *out)
{
    reader try = *r;
    uint32_t start = try.at;
    int year;
    if (!take_count(&try, &year) || try.at - start != 4 || year < 1900 || year > 2199)
        return false;
    *out = year;
    *r = try;
    return true;
}

static const jb_str opening = JB_LIT("（〔［[【《"), closing = JB_LIT("）〕］]】》");

static bool is_opening(uint32_t rune)
{
    reader one = {&rune, 1, 0};
    return take_any(&one, opening);
}

/* 〔2025〕12号, without 第 by GB/T 9704 7.2.5 but read with it */
static bool take_document_no(reader *r, jb_number *out)
{
    reader try = *r;
    int year, count;
    if (!take_any(&try, opening) || !take_year(&try, &year) || !take_any(&try, closing))
        return false;
    take(&try, JB_STR("第"));
    if (!take_count(&try, &count) || !(take(&try, JB_STR("号")) || take(&try, JB_STR("期"))))
        return false;
    *out = (jb_number){.kind = JB_NUMBER_DOCUMENT, .year = year, .first = count, .last = count};
    *r = try;
    return true;
}

static bool take_total(reader *r, jb_number *out)
{
    reader try = *r;
    if (!take(&try, JB_STR("总")))
        return false;
    (void)(take(&try, JB_STR("期")) || take(&try, JB_STR("刊")));
    (void)(take(&try, JB_STR("号")) || take(&try, JB_STR("数")));
    (void)take(&try, JB_STR("："));
    (void)take(&try, JB_STR("第"));
    int total, last;
    if (!take_count(&try, &total))
        return false;
    reader range = try; /* a joint issue: its last number, from which the next one goes on */
    if (take_any(&range, JB_STR("—–-~～至、")) && (take(&range, JB_STR("—")) || true) &&
        take_count(&range, &last) && last > total) {
        total = last;
        try = range;
    }
    (void)(take(&try, JB_STR("期")) || take(&try, JB_STR("号")));
    out->total = total;
    if (out->kind == JB_NUMBER_NONE)
        out->kind = JB_NUMBER_TOTAL;
    *r = try;
    return true;
}

/* 第26期, 第26—27期, 第26期—第27期, 第26、27期, 26期 behind a year */
static bool take_issue(reader *r, jb_number *out)
{
    reader try = *r;
    bool ordinal = take(&try, JB_STR("第"));
    int first, last;
    if (out->first || (!ordinal && !out->year && out->kind == JB_NUMBER_NONE) ||
        !take_count(&try, &first))
        return false;
    last = first;
    reader range = try;
    (void)take(&range, JB_STR("期"));
    if (take_any(&range, JB_STR("—–-~～至、／/"))) {
        (void)take_any(&range, JB_STR("—–-"));
        (void)take(&range, JB_STR("第"));
        bool counts = take_count(&range, &last) && last > first;
        uint32_t behind = ahead(&range, 0);
        if (counts && (behind == 0x671F || behind == 0x53F7 || behind == 0x8F91)) /* 期 号 辑 */
            try = range;
        else
            last = first;
    }
    if (!take(&try, JB_STR("期")) && !take(&try, JB_STR("号")) && !take(&try, JB_STR("辑")))
        return false;
    out->first = first;
    out->last = last;
    if (out->kind == JB_NUMBER_NONE || out->kind == JB_NUMBER_TOTAL)
        out->kind = JB_NUMBER_ISSUE;
    *r = try;
    return true;
}

static bool take_word(reader *r, jb_number *out)
{
    if (take(r, JB_STR("增刊"))) {
        out->kind = JB_NUMBER_SUPPLEMENT;
        return true;
    }
    if (take(r, JB_STR("专刊")) || take(r, JB_STR("特刊"))) {
        out->kind = JB_NUMBER_SPECIAL;
        return true;
    }
    return out->first && take(r, JB_STR("合刊"));
}

/* （重阳专刊）: what the special issue is about, in brackets behind the number */
static bool take_theme(reader *r, jb_number *out)
{
    enum { THEME_MOST = 12 };
    static const jb_str ends[] = {JB_LIT("专刊"), JB_LIT("特刊"), JB_LIT("专辑"), JB_LIT("专题")};
    reader try = *r;
    if (!out->first || try.at == 0 || !is_opening(try.rune[try.at - 1]))
        return false;
    for (uint32_t i = 0; i < THEME_MOST && jb_rune_is_han(ahead(&try, 0)); i++, try.at++) {
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
            reader word = try, behind;
            if (!take(&word, ends[k]))
                continue;
            behind = word;
            if (take_any(&behind, closing)) {
                *r = word;
                return true;
            }
        }
    }
    return false;
}

/* 11月号 behind a year: a monthly's eleventh issue */
static bool take_month(reader *r, jb_number *out)
{
    reader try = *r;
    int month;
    if (!take_count(&try, &month) || month < 1 || month > 12 || !take(&try, JB_STR("月号")))
        return false;
    out->first = out->last = month;
    out->kind = JB_NUMBER_ISSUE;
    *r = try;
    return true;
}

/* 秋季号, or 3月 before 特刊, behind a year */
static void take_season(reader *r)
{
    reader try = *r;
    int month;
    if (take_count(&try, &month) && month >= 1 && month <= 12 && take(&try, JB_STR("月"))) {
        reader word = try;
        if (take(&word, JB_STR("特刊")) || take(&word, JB_STR("专刊")) ||
            take(&word, JB_STR("增刊")))
            *r = try;
        return;
    }
    try = *r;
    if (take_any(&try, JB_STR("春夏秋冬")) &&
        (take(&try, JB_STR("季号")) || take(&try, JB_STR("季刊"))))
        *r = try;
}

/* 2025.2（总第51期）: the year's second issue */
static bool take_point(reader *r, jb_number *out)
{
    reader try = *r, total;
    int year, count;
    jb_number rest = {.kind = JB_NUMBER_ISSUE};
    if (out->year || out->first || !take_year(&try, &year) || !take(&try, JB_STR(".")) ||
        !take_count(&try, &count))
        return false;
    total = try;
    (void)take_any(&total, opening);
    if (!take_total(&total, &rest))
        return false;
    *r = try;
    out->year = year;
    out->first = out->last = count;
    out->kind = JB_NUMBER_ISSUE;
    return true;
}

static bool take_component(reader *r, jb_number *out)
{
    reader try = *r;
    int year;
    /* 第12期 2024年5月6日: the year of a date is not the number's */
    bool is_year = !out->year && take_year(&try, &year) && take(&try, JB_STR("年"));
    if (is_year && (out->kind == JB_NUMBER_NONE || digit_value(ahead(&try, 0)) < 0)) {
        if (!take(&try, JB_STR("度")) && !take_month(&try, out))
            take_season(&try);
        out->year = year;
        *r = try;
        return true;
    }
    if (!out->total && take_total(r, out))
        return true;
    if (take_point(r, out))
        return true;
    return take_word(r, out) || take_issue(r, out) || take_theme(r, out);
}

uint32_t jb_number_scan(const uint32_t *rune, uint32_t n, jb_number *out)
{
    reader r = {rune, n, 0};
    uint32_t end = 0;
    int open = 0;
    *out = (jb_number){0};
    if (take_document_no(&r, out)) {
        reader rest = r;
        bool enclosed = take_any(&rest, opening);
        if (take_total(&rest, out)) {
            if (enclosed)
                (void)take_any(&rest, closing);
            r = rest;
        }
        return r.at;
    }
    while (r.at < n) {
        jb_number before = *out;
        if (take_component(&r, out)) {
            if (out->kind != JB_NUMBER_NONE)
                end = r.at;
            else if (before.year)
                break;
        } else if (take_any(&r, opening)) {
            open++;
        } else if (open && take_any(&r, closing)) {
            open--;
            if (end && end + 1 == r.at)
                end = r.at;
        } else if (!(end && take_any(&r, JB_STR("，、·：")))) {
            break;
        }
    }
    if (end == 0)
        *out = (jb_number){0};
    return end;
}

enum { NUMBER_MOST = 64 };

bool jb_number_parse(jb_str text, jb_number *out)
{
    uint32_t rune[NUMBER_MOST];
    uint32_t n = jb_fold_text(text, rune, NULL, NUMBER_MOST);
    if (n > 0 && n < NUMBER_MOST && jb_number_scan(rune, n, out) == n)
        return true;
    *out = (jb_number){0};
    return false;
}

bool jb_number_agrees(const jb_number *a, const jb_number *b)
{
    bool year = !a->year || !b->year || a->year == b->year;
    bool total = !a->total || !b->total || a->total == b->total;
    bool same_kind = a->kind == b->kind;
    bool first =
        !same_kind || !a->first || !b->first || (a->first == b->first && a->last == b->last);
    return year && total && first;
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* 17时, 17时30分 behind a date */
static void take_hour(reader *r)
{
    reader try = *r;
    int hour, minute;
    if (!take_count(&try, &hour) || hour > 24 || !take(&try, JB_STR("时")))
        return;
    *r = try;
    if (take_count(&try, &minute) && minute < 60 && take(&try, JB_STR("分")))
        *r = try;
}

uint32_t jb_date_scan(const uint32_t *rune, uint32_t n, jb_date *out)
{
    static const jb_str between[][3] = {{JB_LIT("年"), JB_LIT("月"), JB_LIT("日")},
                                        {JB_LIT("-"), JB_LIT("-"), JB_LIT("")},
                                        {JB_LIT("/"), JB_LIT("/"), JB_LIT("")},
                                        {JB_LIT("."), JB_LIT("."), JB_LIT("")}};
    *out = (jb_date){0};
    for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
        reader r = {rune, n, 0};
        int year, month, day;
        if (!take_year(&r, &year) || !take(&r, between[i][0]) || !take_count(&r, &month) ||
            !take(&r, between[i][1]) || !take_count(&r, &day) || !take(&r, between[i][2]))
            continue;
        if (month < 1 || month > 12 || day < 1 || day > days_of_month(year, month))
            continue;
        bool enclosed = take(&r, JB_STR("（"));
        if (take(&r, JB_STR("星期")) || take(&r, JB_STR("周"))) {
            if (take_any(&r, JB_STR("一二三四五六日天")) && enclosed)
                (void)take(&r, JB_STR("）"));
        } else if (enclosed) {
            r.at--;
        }
        take_hour(&r);
        *out = (jb_date){year, month, day};
        return r.at;
    }
    return 0;
}

bool jb_date_parse(jb_str text, jb_date *out)
{
    uint32_t rune[NUMBER_MOST];
    uint32_t n = jb_fold_text(text, rune, NULL, NUMBER_MOST);
    if (n > 0 && n < NUMBER_MOST && jb_date_scan(rune, n, out) == n)
        return true;
    *out = (jb_date){0};
    return false;
}
