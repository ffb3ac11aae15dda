/* Dashes, ranges and ellipses (GB/T 15834-2011, 4.10, 4.11, 4.13). */
#include "parts.h"

static int run_end(const proof *p, int i)
{
    int end = i + 1;
    while (rune_at(p, end) == rune_at(p, i))
        end++;
    return end;
}

static bool beside_han(const proof *p, int from, int to)
{
    uint32_t left = rune_at(p, from - 1), right = rune_at(p, to);
    return is_han(left) || is_han(right) || jb_proof_is_closing(left);
}

/* ---- P05, P06 ------------------------------------------------------------------------------- */

/* 4.11: an ellipsis is ……. Certain: three or six dots, three stops, or an odd … beside Han; longer
 * rows of dots are leaders. */
void jb_proof_ellipsis(proof *p, int i)
{
    uint32_t rune = rune_at(p, i);
    int end = run_end(p, i), n = end - i;
    bool fault = false;
    switch (rune) {
    case '.':
        fault = (n == 3 || n == 6) && beside_han(p, i, end);
        break;
    case 0x2026: /* … */
        fault = (n == 1 || n == 3) && beside_han(p, i, end);
        break;
    case 0x3002:
    case 0x3001:
        fault = n >= 3 && n <= 6;
        break;
    default: /* · ． */
        fault = n == 3 || n == 6;
    }
    if (fault)
        jb_proof_tell_near(p, JB_D_PROOF_ELLIPSIS, i, end, 2, JB_STR("……"));
}

/* 等 or 等等 that closes a list behind …… */
static int etc_end(const proof *p, int i)
{
    if (jb_proof_stands(p, i, "等等"))
        return i + 2;
    return rune_at(p, i) == 0x7B49 &&
                   !jb_proof_in(rune_at(p, i + 1),
                                "级待候次额式号距同于效差价值量分比边到你我他她它了着一会")
               ? i + 1
               : i;
}

/* 4.11, A.9: more than two ellipses; …… together with 等. */
void jb_proof_much_ellipsis(proof *p, int i)
{
    if (rune_at(p, i) != 0x2026)
        return;
    int end = run_end(p, i);
    int page = end + jb_proof_in(rune_at(p, end), " （(");
    bool leader = is_digit(rune_at(p, page)); /* 目录…………（1） */
    if (end - i > 4 && !leader && beside_han(p, i, end)) {
        jb_proof_tell_near(p, JB_D_PROOF_MUCH_ELLIPSIS, i, end, 2, JB_STR("……"));
        return;
    }
    int behind = etc_end(p, end);
    if (end - i != 2)
        return;
    if (behind > end && is_han(rune_at(p, i - 1)))
        jb_proof_tell_near(p, JB_D_PROOF_MUCH_ELLIPSIS, i, behind, 2, JB_STR("……"));
    else if (jb_proof_before(p, i, "等等"))
        jb_proof_tell_near(p, JB_D_PROOF_MUCH_ELLIPSIS, i - 2, end, 2, JB_STR("……"));
}

/* ---- P07 ------------------------------------------------------------------------------------ */

/* 4.10: a dash is ——. Certain: two or three strokes of another kind beside Han, —— and a bit
 * more, or one — behind a stop or at the start of a subtitle. One — between words is 一字线 (4.13). */
void jb_proof_dash(proof *p, int i)
{
    uint32_t rune = rune_at(p, i), left = rune_at(p, i - 1);
    if (rune == left || rune == '~' || rune == 0xFF5E)
        return;
    int end = run_end(p, i), n = end - i;
    bool first = i == 0 && p->block && p->block->kind == JB_BLOCK_SUBTITLE;
    bool fault = false;
    if (rune == 0x2014)
        fault =
            n == 3 || (n == 1 && is_han(rune_at(p, end)) && (jb_proof_in(left, "，。；") || first));
    else
        fault = n >= 2 && n <= 4 && beside_han(p, i, end);
    if (rune == 0x2014 && n == 1 && rune_at(p, end) == '-') { /* —- */
        end++;
        fault = true;
    }
    if (rune == '-' && left == 0x2014)
        fault = false;
    if (fault)
        jb_proof_tell_near(p, JB_D_PROOF_DASH, i, end, 2, JB_STR("——"));
}

/* ---- P08 ------------------------------------------------------------------------------------ */

/* Units of quantities: what stands between two of them is ～. */
static const char quantities[] =
    "%|‰|℃|个|人|天|次|岁|元|米|公里|厘米|毫米|倍|名|家|件|份|种|小时|分钟|"
    "千克|公斤|吨|亩|公顷|度|级|户|台|辆|辈|kg|km|cm|mm|kW|MB|GB";
/* What is numbered or is time: —. */
static const char numbered[] = "月|期|页|日|条|章|届|周|版";

/* What joins the numbers at i, when the second of them is counted: "～", "—", or empty. */
static jb_str join_of(const proof *p, int left, int end)
{
    bool ordinal = rune_at(p, left - 1) == 0x7B2C; /* 第 */
    if (ordinal && jb_proof_any(p, end, "期|页|条|章|届|周|版|批|次|组|号|季度"))
        return JB_STR("—");
    if (ordinal || jb_proof_any(p, end, "年级|年制|级别|度电|月份"))
        return (jb_str){0};
    if (jb_proof_any(p, end, quantities))
        return JB_STR("～");
    if (jb_proof_any(p, end, numbered))
        return JB_STR("—");
    return jb_proof_stands(p, end, "年") ? JB_STR("～") : (jb_str){0};
}

static bool is_year(int64_t value)
{
    return value >= 1900 && value <= 2100;
}

/* A code, a telephone number, an address, the number of a figure: not a range. */
static bool is_code(const proof *p, int from, int to)
{
    uint32_t left = rune_at(p, from - 1), right = rune_at(p, to);
    return is_latin(left) || jb_proof_in(left, "-–－/._#图表式例附件号楼栋") || right == '-' ||
           right == '/' || (rune_at(p, from) == '0' && to - from > 3);
}

/* 5-10人, 2024-2025年: digits on both sides. */
static jb_str range_of_digits(const proof *p, int i)
{
    int from = jb_proof_digits_back(p, i), end = jb_proof_digits(p, i + 1);
    int64_t first = jb_proof_value(p, from, i), second = jb_proof_value(p, i + 1, end);
    if (first < 0 || second <= first || is_code(p, from, end) || jb_proof_any(p, end, "万|亿"))
        return (jb_str){0};
    if (is_year(first) && is_year(second) && jb_proof_any(p, end, "年|学年"))
        return JB_STR("—");
    if (is_year(first) || jb_proof_stands(p, end, "月") || rune_at(p, i + 1) == '0')
        return jb_proof_stands(p, end, "月") && first <= 12 && second <= 12 ? JB_STR("—")
                                                                            : (jb_str){0};
    if (jb_proof_any(p, end, "%|‰"))
        return (jb_str){0}; /* N05's: the unit too */
    return join_of(p, from, end);
}

static bool is_chinese(uint32_t rune)
{
    return rune == 0 || is_han(rune) || jb_proof_is_stop(rune) || jb_proof_is_closing(rune) ||
           jb_proof_in(rune, "“‘（《【　");
}

/* 10:30-11:00 in Chinese text */
static bool is_clock(const proof *p, int i)
{
    int from = jb_proof_digits_back(p, i), end = jb_proof_digits(p, i + 1);
    uint32_t left = rune_at(p, from - 1), right = rune_at(p, end);
    int start = jb_proof_digits_back(p, from - 1);
    int behind = jb_proof_digits(p, end + 1);
    bool clock = i - from == 2 && (left == ':' || left == 0xFF1A) && end - i <= 3 &&
                 (right == ':' || right == 0xFF1A) && behind > end + 1;
    return clock && (is_chinese(rune_at(p, start - 1)) || is_chinese(rune_at(p, behind)));
}

/* 20~30米, 10%~15%; not 1.1~1;e */
static bool is_quantity_range(const proof *p, int i)
{
    int end = jb_proof_digits(p, i + 1);
    if (rune_at(p, end) == '.' && is_digit(rune_at(p, end + 1)))
        end = jb_proof_digits(p, end + 1);
    uint32_t left = rune_at(p, i - 1), behind = rune_at(p, end);
    bool ends = behind == '%' || behind == ' ' || behind == 0 || behind >= 0x80;
    return ends && (is_digit(left) || jb_proof_in(left, "%‰℃元人个万亿年月日"));
}

/* 4.13.3: ～ joins quantities, 一字线 — times and places; - is for codes and dates in digits. Certain:
 * - or – between rising numbers of which the second is counted, between times, or between a 日, 月, 年
 * and a digit; half-width ~ between digits. */
void jb_proof_range(proof *p, int i)
{
    uint32_t rune = rune_at(p, i), left = rune_at(p, i - 1), right = rune_at(p, i + 1);
    if (!jb_proof_in(rune, "-–－~") || !is_digit(right))
        return;
    jb_str put = {0};
    if (rune == '~')
        put = is_quantity_range(p, i) ? JB_STR("～") : put;
    else if (is_digit(left) && is_clock(p, i))
        put = JB_STR("—");
    else if (is_digit(left))
        put = range_of_digits(p, i);
    else if (jb_proof_in(left, "日年月时点分") && is_digit(rune_at(p, i - 2)))
        put = JB_STR("—");
    else if (jb_proof_in(left, "%‰℃"))
        put = JB_STR("～");
    if (put.len && !jb_proof_in_address(p, i))
        jb_proof_tell_near(p, JB_D_PROOF_RANGE, i, i + 1, 3, put);
}
