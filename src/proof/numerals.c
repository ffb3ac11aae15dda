/* Numerals (GB/T 15835-2011). */
#include "parts.h"

static int numeral_run(const proof *p, int i)
{
    enum { MOST = 16 };
    int end = i;
    while (end < i + MOST && jb_proof_is_numeral(rune_at(p, end)))
        end++;
    return end;
}

/* 73.3: behind a number with its decimals. */
static int number_end(const proof *p, int i)
{
    int end = jb_proof_digits(p, i);
    if (rune_at(p, end) == '.' && is_digit(rune_at(p, end + 1)))
        end = jb_proof_digits(p, end + 1);
    return end;
}

/* Where the number before i begins, decimals and all. */
static int number_start(const proof *p, int i)
{
    int from = jb_proof_digits_back(p, i);
    if (from < i && rune_at(p, from - 1) == '.' && is_digit(rune_at(p, from - 2)))
        from = jb_proof_digits_back(p, from - 1);
    return from;
}

/* ---- N01 ------------------------------------------------------------------------------------ */

/* 百分之九十三点五 -> 93.5%. Empty: not a number with decimals. */
static jb_str percent_of(proof *p, int from, int to)
{
    int point = from;
    while (point < to && rune_at(p, point) != 0x70B9) /* 点 */
        point++;
    int64_t whole = jb_proof_han_value(p, from, point);
    bool zero = point == from + 1 && jb_proof_numeral(rune_at(p, from)) == 0;
    if (point == to || point + 1 == to || (whole == 0 && !zero))
        return (jb_str){0};
    jb_buf out = {0};
    jb_buf_printf(p->arena, &out, "%d.", (int)whole);
    for (int i = point + 1; i < to; i++) {
        int digit = jb_proof_numeral(rune_at(p, i));
        if (digit < 0)
            return (jb_str){0};
        jb_buf_printf(p->arena, &out, "%d", digit);
    }
    jb_buf_add(p->arena, &out, JB_STR("%"));
    return jb_buf_str(&out);
}

/* 4.1.1: measures and percentages are in Arabic numerals. Certain: Han before the sign of a
 * unit; 百分之 before digits, or before a number in Han with decimals. Whole numbers in Han (四十六种,
 * 百分之三十) are a matter of style. */
void jb_proof_units(proof *p, int i)
{
    int end = numeral_run(p, i);
    if (jb_proof_stands(p, i, "百分之")) {
        int from = i + 3,
            to = is_digit(rune_at(p, from)) ? number_end(p, from) : numeral_run(p, from);
        jb_str put = {0};
        if (is_digit(rune_at(p, from)))
            put = jb_arena_format(p->arena, "%.*s%%", JB_FMT(jb_proof_cut(p, from, to)));
        else
            put = percent_of(p, from, to);
        if (put.len)
            jb_proof_tell(p, JB_D_PROOF_UNITS, i, to, put);
        return;
    }
    bool word = end - i == 1 && is_han(rune_at(p, i - 1)); /* 统一, 之一 */
    bool unit = jb_proof_any(p, end, "%|‰|℃") ||
                (jb_proof_any(p, end, "kg|km|cm|mm|kW") && !is_latin(rune_at(p, end + 2)));
    int64_t value = jb_proof_han_value(p, i, end);
    if (!word && unit && value)
        jb_proof_tell_near(p, JB_D_PROOF_UNITS, i, end, 2,
                           jb_arena_format(p->arena, "%d", (int)value));
}

/* ---- N02 ------------------------------------------------------------------------------------ */

/* What is counted about: 三四个. Not what is numbered (三、四季度) or may be (三、四次会议). */
static bool is_counted(const proof *p, int i)
{
    if (jb_proof_any(p, i, "年级|年制|年生|月份|个季度|人民|人大|天津|名称|家庭|岁月|元旦|里程"))
        return false;
    return jb_proof_any(p, i, "个|天|名|位|岁|元|倍|小时|分钟|公里|里路|米|家|件|户|台|人|年");
}

/* 三、四个: two neighbours parted by 、. `value`: of the character, -1 for none. */
static void check_neighbours(proof *p, int i, int comma, int first, int second)
{
    static const char *const han[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (rune_at(p, comma) != 0x3001 || first < 1 || second != first + 1)
        return;
    uint32_t before = rune_at(p, i - 1);
    if (jb_proof_in(before, "第、-./图表附件号") || is_latin(before) || is_digit(before) ||
        !is_counted(p, comma + 2) || jb_proof_is_numeral(rune_at(p, comma + 2)))
        return;
    jb_str head = jb_proof_cut(p, i, comma - 1);
    const char *tail = second == 2 ? "两" : han[second];
    jb_str unit = jb_proof_cut(p, comma + 2, comma + 3);
    jb_proof_tell(
        p, JB_D_PROOF_APPROXIMATE, i, comma + 3,
        jb_arena_format(p->arena, "%.*s%s%s%.*s", JB_FMT(head), han[first], tail, JB_FMT(unit)));
}

/* 4.2: about-numbers are in Han, two neighbours without 、; 几 goes with Han. Certain: n、n+1
 * before what is counted, neither 第 nor another number before them; 几 before 10, 100, 1000. */
void jb_proof_approximate(proof *p, int i)
{
    if (p->glyphs.at[i].kinds & NUMERAL) {
        int end = numeral_run(p, i);
        check_neighbours(p, i, end, jb_proof_numeral(rune_at(p, end - 1)),
                         jb_proof_numeral(rune_at(p, end + 1)));
        return;
    }
    static const char *const powers[] = {"十", "百", "千", "万"};
    int end = jb_proof_digits(p, i), power = -1;
    for (int k = 0, value = 10; k < 4; k++, value *= 10)
        power = jb_proof_value(p, i, end) == value ? k : power;
    bool vague = rune_at(p, i - 1) == 0x51E0 && rune_at(p, i - 2) != 0x7B2C; /* 几, 第 */
    if (vague && power >= 0)
        jb_proof_tell_near(p, JB_D_PROOF_APPROXIMATE, i, end, 1, jb_str_make(powers[power]));
    bool single = end - i == 1 && jb_proof_digits(p, end + 1) == end + 2;
    if (single)
        check_neighbours(p, i, end, (int)rune_at(p, i) - '0', (int)rune_at(p, end + 1) - '0');
}

/* ---- N03 ------------------------------------------------------------------------------------ */

static const struct {
    const char *wrong, *right;
} fixed_words[] = {
    {"3会1课", "三会一课"},          {"三会1课", "三会一课"}, {"3会一课", "三会一课"},
    {"1带1路", "一带一路"},          {"一带1路", "一带一路"}, {"2学1做", "两学一做"},
    {"两学1做", "两学一做"},         {"3严3实", "三严三实"},  {"5位1体", "五位一体"},
    {"5位一体", "五位一体"},         {"4个意识", "四个意识"}, {"4个自信", "四个自信"},
    {"2个维护", "两个维护"},         {"2个确立", "两个确立"}, {"4个全面", "四个全面"},
    {"中央8项规定", "中央八项规定"}, {"第1时间", "第一时间"}, {"第1书记", "第一书记"},
    {"第1议题", "第一议题"},         {"1站式", "一站式"},     {"1体化", "一体化"},
    {"1网通办", "一网通办"},         {"1网统管", "一网统管"}, {"1刀切", "一刀切"},
    {"1票否决", "一票否决"},         {"3公经费", "三公经费"}, {"3农问题", "三农问题"},
};

/* 星期3, 20届3中全会, 党的20大 */
static bool tell_named_number(proof *p, int i, int end)
{
    int64_t value = jb_proof_value(p, i, end);
    bool week = (jb_proof_before(p, i, "星期") || jb_proof_before(p, i, "礼拜")) &&
                !jb_proof_any(p, end, "个|天|次|:|：");
    bool plenum = jb_proof_stands(p, end, "中全会");
    if (end - i == 1 && ((week && value <= 6) || plenum) && value >= 1) {
        jb_proof_tell_near(p, JB_D_PROOF_FIXED_WORDS, i, end, 2, jb_proof_han_text(p, (int)value));
        return true;
    }
    bool congress = rune_at(p, end) == 0x5927 && /* 大 */
                    (jb_proof_before(p, i, "党的") || jb_proof_before(p, i, "中共"));
    bool session = rune_at(p, end) == 0x5C4A && jb_proof_stands(p, end + 2, "中全会");
    if ((congress || session) && value >= 1 && value < 100) {
        jb_proof_tell_near(p, JB_D_PROOF_FIXED_WORDS, i, end, 2, jb_proof_han_text(p, (int)value));
        return true;
    }
    return false;
}

/* 4.2.2: words that hold a Han numeral keep it. Certain: the words of the table, days of the week,
 * plenums and congresses of the party. */
void jb_proof_fixed_words(proof *p, int i)
{
    int end = jb_proof_digits(p, i);
    if (tell_named_number(p, i, end))
        return;
    for (size_t k = 0; k < sizeof fixed_words / sizeof *fixed_words; k++) {
        jb_str wrong = jb_str_make(fixed_words[k].wrong);
        int offset = 0;
        for (size_t at = 0; at < wrong.len && !is_digit(jb_utf8_next(wrong, &at));)
            offset++;
        int from = i - offset;
        if (!jb_proof_stands(p, from, fixed_words[k].wrong) ||
            jb_proof_in(rune_at(p, from - 1), ".、-") || jb_proof_is_numeral(rune_at(p, from - 1)))
            continue;
        jb_proof_tell(p, JB_D_PROOF_FIXED_WORDS, from, from + (int)jb_utf8_count(wrong),
                      jb_str_make(fixed_words[k].right));
        return;
    }
}

/* ---- N05 ------------------------------------------------------------------------------------ */

/* 5.1.3: % and 万 and 亿 stand behind both numbers of a range. Certain: ～, — or - between two bare
 * numbers that rise, the second with the sign. */
void jb_proof_range_unit(proof *p, int i)
{
    if (!jb_proof_in(rune_at(p, i), "～—-–~") || !is_digit(rune_at(p, i + 1)) ||
        !is_digit(rune_at(p, i - 1)))
        return;
    int from = number_start(p, i), end = number_end(p, i + 1);
    int64_t first = jb_proof_value(p, from, jb_proof_digits(p, from));
    int64_t second = jb_proof_value(p, i + 1, jb_proof_digits(p, i + 1));
    uint32_t before = rune_at(p, from - 1);
    bool unit = jb_proof_any(p, end, "%|‰|万|亿") && !jb_proof_stands(p, end, "万里");
    if (!unit || first < 0 || second < first || is_latin(before) ||
        jb_proof_in(before, "-–—～/.:") || (from > 0 && is_digit(before)))
        return;
    jb_str sign = jb_proof_cut(p, end, end + 1);
    jb_str put = jb_arena_format(p->arena, "%.*s%.*s～%.*s%.*s", JB_FMT(jb_proof_cut(p, from, i)),
                                 JB_FMT(sign), JB_FMT(jb_proof_cut(p, i + 1, end)), JB_FMT(sign));
    jb_proof_tell(p, JB_D_PROOF_RANGE_UNIT, from, end + 1, put);
}

/* ---- N06, N08 ------------------------------------------------------------------------------- */

/* 5.1.2: 0 stands before the decimal point, which is half width. Certain: a point between Han
 * and digits with a unit behind; ． between digits; 。 between digits before %. */
void jb_proof_decimal(proof *p, int i)
{
    uint32_t rune = rune_at(p, i), left = rune_at(p, i - 1);
    int end = jb_proof_digits(p, i + 1);
    if (end == i + 1)
        return;
    bool percent = jb_proof_any(p, end, "%|‰");
    bool unit = percent || jb_proof_any(p, end, "元|米|度|倍|亿|万|吨|公|个百分点|个点");
    jb_str digits = jb_proof_cut(p, i + 1, end);
    if (rune == '.' && unit && (left == 0 || is_han(left) || jb_proof_in(left, "，、（：～—")))
        jb_proof_tell(p, JB_D_PROOF_DECIMAL, i, end,
                      jb_arena_format(p->arena, "0.%.*s", JB_FMT(digits)));
    else if (is_digit(left) && (rune == 0xFF0E || (rune == 0x3002 && percent)))
        jb_proof_tell_near(p, JB_D_PROOF_DECIMAL, i, i + 1, 2, JB_STR("."));
}

/* Form: Latin letters and digits are half width. */
void jb_proof_wide(proof *p, int i)
{
    jb_buf put = {0};
    int end = i;
    for (; p->glyphs.at[end].kinds & WIDE || end == i ||
           (rune_at(p, end) >= 0xFF10 && rune_at(p, end) <= 0xFF5A && rune_at(p, end) != 0xFF1A &&
            rune_at(p, end) != 0xFF1B && rune_at(p, end) != 0xFF1F);
         end++)
        jb_buf_add_rune(p->arena, &put, rune_at(p, end) - 0xFEE0);
    jb_proof_tell(p, JB_D_PROOF_WIDE, i, end, jb_buf_str(&put));
}

/* ---- N09 ------------------------------------------------------------------------------------ */

/* 比例, 之比, … in the clause, at most 8 characters before or behind */
static bool is_of_ratio(const proof *p, int from, int to)
{
    for (int k = from - 1; k > from - 9 && !jb_proof_is_stop(rune_at(p, k)); k--)
        if (jb_proof_any(p, k, "比例|之比|比为|配比|比值"))
            return true;
    return jb_proof_any(p, to, "的比例|的配比|之比|比例");
}

static bool is_length_unit(const proof *p, int i)
{
    return jb_proof_any(p, i, "毫米|厘米|米|像素|mm|cm|m");
}

static bool is_times(const proof *p, int i)
{
    return jb_proof_in(rune_at(p, i), "xX*") && is_digit(rune_at(p, i + 1)) &&
           rune_at(p, i + 1) != '0'; /* 680x0 */
}

/* x, X or * between numbers: × */
static void check_product(proof *p, int i, int end)
{
    uint32_t before = rune_at(p, i - 1);
    if (!is_times(p, end) || rune_at(p, i) == '0' || is_latin(before) ||
        jb_proof_in(before, "-_/.*#"))
        return;
    int last = number_end(p, end + 1), factors = 2;
    for (; is_times(p, last) && factors < 4; factors++)
        last = number_end(p, last + 1);
    int behind = rune_at(p, last) == ' ' ? last + 1 : last;
    bool plain = !is_latin(rune_at(p, last)) && rune_at(p, last) != '*';
    bool large = rune_at(p, end) != '*' && end - i >= 3;
    if (!is_length_unit(p, behind) && !(plain && (factors > 2 || large)))
        return;
    jb_buf put = {0};
    for (int k = i; k < last; k++)
        jb_buf_add(p->arena, &put, is_times(p, k) ? JB_STR("×") : jb_proof_cut(p, k, k + 1));
    jb_proof_tell(p, JB_D_PROOF_SIGNS, i, last, jb_buf_str(&put));
}

/* 4.1.1 in its examples: ratio ∶ minus − times ×. Certain: digits:digits in a clause that speaks
 * of a ratio; - before degrees, no number before it; x or * between numbers with a unit of
 * length, or three of them. */
void jb_proof_signs(proof *p, int i)
{
    int end = number_end(p, i), behind;
    uint32_t before = rune_at(p, i - 1), sign = rune_at(p, end);
    bool colon = (sign == ':' || sign == 0xFF1A) && is_digit(rune_at(p, end + 1));
    behind = colon ? number_end(p, end + 1) : end;
    if (colon && before != ':' && rune_at(p, behind) != ':' && is_of_ratio(p, i, behind))
        jb_proof_tell_near(p, JB_D_PROOF_SIGNS, end, end + 1, 3, JB_STR("∶"));
    else if (sign == 0xFF1A && colon && jb_proof_in(before, "午晨晚上早日至—～") && end - i <= 2 &&
             behind == end + 3 && rune_at(p, end + 1) < '6')
        jb_proof_tell_near(p, JB_D_PROOF_SIGNS, end, end + 1, 2, JB_STR(":"));
    uint32_t left = rune_at(p, i - 2);
    bool minus = before == '-' && (left == 0 || is_han(left) || jb_proof_in(left, "：（，、～至"));
    if (minus && (jb_proof_any(p, end, "℃|摄氏度")))
        jb_proof_tell_near(p, JB_D_PROOF_SIGNS, i - 1, i, 3, JB_STR("−"));
    check_product(p, i, end);
}

/* ---- N11 ------------------------------------------------------------------------------------ */

/* 5.2: the nought of a year in Han is 〇. Certain: four digits before 年, two of them Han at
 * least, and one of them a nought of another kind. */
void jb_proof_zero(proof *p, int i)
{
    int wrong = 0, han = 0;
    jb_buf put = {0};
    for (int k = i; k < i + 4; k++) {
        uint32_t rune = rune_at(p, k);
        bool nought = jb_proof_in(rune, "0０○OoＯ零◯");
        if (!nought && jb_proof_numeral(rune) < 0)
            return;
        wrong += nought;
        han += jb_proof_numeral(rune) > 0;
        jb_buf_add_rune(p->arena, &put, nought ? 0x3007 : rune);
    }
    uint32_t before = rune_at(p, i - 1);
    bool year = rune_at(p, i + 4) == 0x5E74;
    if (year && wrong && han >= 2 && !is_digit(before) && !is_latin(before))
        jb_proof_tell(p, JB_D_PROOF_ZERO, i, i + 4, jb_buf_str(&put));
}
