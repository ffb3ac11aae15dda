/* Marks: half width, doubled, before 等, middle dots, rows of ！ (GB/T 15834-2011). */
#include "parts.h"

/* ---- P01 ------------------------------------------------------------------------------------ */

static bool is_chinese(uint32_t rune)
{
    return is_han(rune) || jb_proof_is_closing(rune) || jb_proof_in(rune, "“‘（《，。、：；");
}

/* The bracket that belongs to the ) at i, at most 60 characters before it; -1: none. */
static int find_bracket(const proof *p, int i)
{
    enum { REACH = 60 };
    for (int k = i - 1, depth = 0; k >= 0 && k > i - REACH; k--) {
        depth += rune_at(p, k) == ')';
        if (rune_at(p, k) == '(' && depth-- == 0)
            return k;
    }
    return -1;
}

static bool is_chinese_bracket(const proof *p, int i)
{
    return is_han(rune_at(p, i - 1)) || is_han(rune_at(p, i + 1));
}

/* 1. and 二. at a block's start are P11's; Han.Han may be a name's dot (P19), else is a full stop
 * only where a sentence can end. */
static bool is_half_stop(const proof *p, int i)
{
    uint32_t left = rune_at(p, i - 1), right = rune_at(p, i + 1);
    if (!is_han(left) && !jb_proof_in(left, "”）》"))
        return false;
    bool label = i <= 3 && jb_proof_is_numeral(left);
    return !label && (right == 0 || (is_han(right) && !jb_proof_is_name_dot(p, i)));
}

static uint32_t full_width(uint32_t half)
{
    return half == '.' ? 0x3002 : half + 0xFEE0;
}

/* Form, and 4: marks of Chinese text are full width. Certain: the mark touches Han; not inside a
 * number, an address, or brackets around Latin alone. */
void jb_proof_half_mark(proof *p, int i)
{
    uint32_t rune = rune_at(p, i), left = rune_at(p, i - 1), right = rune_at(p, i + 1);
    bool fault = false;
    if (rune == '.') {
        fault = is_half_stop(p, i);
    } else if (rune == '(') {
        fault = is_chinese_bracket(p, i);
    } else if (rune == ')') {
        int open = find_bracket(p, i);
        fault = is_chinese_bracket(p, i) && (open < 0 ? is_han(left) : is_han(left));
        fault = fault && (open < 0 || !is_chinese_bracket(p, open));
    } else {
        fault = is_chinese(left) || is_han(right);
    }
    if (!fault || jb_proof_in_address(p, i))
        return;
    char bytes[4];
    jb_str put = {bytes, jb_utf8_encode(full_width(rune), bytes)};
    jb_proof_tell_near(p, JB_D_PROOF_HALF_MARK, i, i + 1, 2, put);
}

/* ---- P10 ------------------------------------------------------------------------------------ */

/* 等 that is not the word for "and so on": 等级, 等待, ... */
static bool is_etc(const proof *p, int i)
{
    return rune_at(p, i) == 0x7B49 &&
           !jb_proof_in(rune_at(p, i + 1), "级待候次额式号距同于效差价值量分比边高身到你我他她");
}

/* 第一 to 第十 right before i, at the start of a clause; where it begins, or -1. */
static int ordinal_before(const proof *p, int i)
{
    if (jb_proof_numeral(rune_at(p, i - 1)) < 1 || rune_at(p, i - 2) != 0x7B2C)
        return -1;
    uint32_t before = rune_at(p, i - 3);
    return before == 0 || jb_proof_in(before, "。；：") ? i - 2 : -1;
}

/* B.1.2, B.3.1: no mark before 等; behind 首先, 其次, 第一 ， and not 、. Certain: an ordinal begins a
 * clause and no second one (第一、第二产业, 第一、二批) follows. */
void jb_proof_before_etc(proof *p, int i)
{
    if (rune_at(p, i) != 0x3001)
        return;
    if (is_etc(p, i + 1) && !jb_proof_is_stop(rune_at(p, i - 1))) {
        jb_proof_tell_near(p, JB_D_PROOF_BEFORE_ETC, i, i + 1, 2, (jb_str){0});
        return;
    }
    static const char *const words[] = {"首先", "其次", "再次"};
    int start = ordinal_before(p, i);
    for (size_t k = 0; k < sizeof words / sizeof *words && start < 0; k++)
        if (jb_proof_before(p, i, words[k]))
            start = i - 2;
    bool list = rune_at(p, i + 1) == 0x7B2C || jb_proof_is_numeral(rune_at(p, i + 1)) ||
                jb_proof_any(p, i + 1, "首先|其次|再次|最后");
    if (start >= 0 && !list)
        jb_proof_tell_near(p, JB_D_PROOF_BEFORE_ETC, i, i + 1, 2, JB_STR("，"));
}

/* ---- P17, P18 ------------------------------------------------------------------------------- */

/* B.2.3, B.2.4: no stop inside a sentence before ……, none but ？ and ！ behind ——. A full stop before
 * …… may end its sentence, ： may introduce what begins with ……, ， before —— may be meant: those
 * pass. */
void jb_proof_stop_and_dash(proof *p, int i)
{
    uint32_t rune = rune_at(p, i);
    bool inner = jb_proof_in(rune, "，、；");
    if (inner && jb_proof_stands(p, i + 1, "……"))
        jb_proof_tell_near(p, JB_D_PROOF_STOP_AND_DASH, i, i + 1, 2, (jb_str){0});
    else if (jb_proof_in(rune, "、：") && jb_proof_stands(p, i + 1, "——"))
        jb_proof_tell_near(p, JB_D_PROOF_STOP_AND_DASH, i, i + 1, 2, (jb_str){0});
    else if (jb_proof_in(rune, "，、；：。") && jb_proof_before(p, i, "——"))
        jb_proof_tell_near(p, JB_D_PROOF_STOP_AND_DASH, i, i + 1, 2, (jb_str){0});
}

/* Of two stops the stronger stays. */
static int strength(uint32_t rune)
{
    static const char *const order[] = {"、", "，", "：", "；", "。", "？！"};
    int found = 0;
    for (int k = 0; k < 6; k++)
        if (jb_proof_in(rune, order[k]))
            found = k;
    return found;
}

/* 4.x: a place has one stop. ？！ together are P22's, three alike are an ellipsis to be (P05). */
void jb_proof_double_stop(proof *p, int i)
{
    uint32_t first = rune_at(p, i), second = rune_at(p, i + 1);
    bool ends = jb_proof_in(first, "？！") && jb_proof_in(second, "？！");
    if (!jb_proof_is_stop(second) || ends || jb_proof_is_stop(rune_at(p, i - 1)))
        return;
    int end = i + 2;
    bool alike = first == second;
    for (; jb_proof_is_stop(rune_at(p, end)); end++)
        alike = alike && rune_at(p, end) == first;
    if (alike && end - i >= 3 && (first == 0x3002 || first == 0x3001))
        return;
    int best = i;
    for (int k = i; k < end; k++)
        best = strength(rune_at(p, k)) > strength(rune_at(p, best)) ? k : best;
    jb_proof_tell_near(p, JB_D_PROOF_DOUBLE_STOP, i, end, 2, jb_proof_cut(p, best, best + 1));
}

/* ---- P19 ------------------------------------------------------------------------------------ */

/* Characters that foreign names are written with. */
static bool is_sound(uint32_t rune)
{
    return jb_proof_in(
        rune, "阿艾安奥巴白贝比彼波伯布查达戴德蒂丁多杜尔恩法菲费夫弗福冈戈格古哈海汉赫胡霍"
              "基吉加杰卡凯科克肯库拉莱兰劳勒雷里利丽林琳鲁路伦罗洛马玛迈曼梅米莫姆穆纳内尼"
              "诺努欧帕佩皮普奇乔切琼瑞若萨塞桑沙莎什史斯丝苏索塔泰坦特提图托瓦维威韦温文沃伍"
              "西希肖谢辛休雅亚伊因尤约泽扎詹朱");
}

/* 卡尔.马克思: two characters of foreign names on each side of the dot. */
bool jb_proof_is_name_dot(const proof *p, int i)
{
    return is_sound(rune_at(p, i - 1)) && is_sound(rune_at(p, i - 2)) &&
           is_sound(rune_at(p, i + 1)) && is_sound(rune_at(p, i + 2));
}

/* “3.15”: month and day between quotes, before a word of the day */
static bool is_day_dot(const proof *p, int i)
{
    int from = jb_proof_digits_back(p, i), to = jb_proof_digits(p, i + 1);
    int64_t month = jb_proof_value(p, from, i), day = jb_proof_value(p, i + 1, to);
    return month >= 1 && month <= 12 && day >= 1 && day <= 31 && rune_at(p, from) != '0' &&
           rune_at(p, from - 1) == 0x201C && rune_at(p, to) == 0x201D &&
           jb_proof_any(p, to + 1,
                        "国际|消费|晚会|活动|宣传|地震|大地震|禁毒|消防|宪法|事故|事件|专案|"
                        "特大|系列|主题|节|日|案");
}

/* 4.14: the dot in names and in days of the year is ·. Certain: another middle dot between Han,
 * or a full stop between the sounds of a foreign name. A dot at a line's start is a bullet. */
void jb_proof_middle_dot(proof *p, int i)
{
    uint32_t left = rune_at(p, i - 1), right = rune_at(p, i + 1);
    bool fault = false;
    if (p->glyphs.at[i].kinds & DOT)
        fault = is_han(left) && is_han(right);
    else if (rune_at(p, i) == '.')
        fault = jb_proof_is_name_dot(p, i) || is_day_dot(p, i);
    if (fault)
        jb_proof_tell_near(p, JB_D_PROOF_MIDDLE_DOT, i, i + 1, 2, JB_STR("·"));
}

/* ---- P22 ------------------------------------------------------------------------------------ */

/* 4.2.3, 4.3.3: at most three ？ or ！; where both stand, ？！. */
void jb_proof_many_marks(proof *p, int i)
{
    uint32_t first = rune_at(p, i), before = rune_at(p, i - 1);
    if (!jb_proof_in(first, "？！") || jb_proof_in(before, "？！"))
        return;
    int end = i, questions = 0;
    for (; jb_proof_in(rune_at(p, end), "？！"); end++)
        questions += rune_at(p, end) == 0xFF1F;
    int calls = end - i - questions;
    if (questions && calls && (first == 0xFF01 || end - i > 3))
        jb_proof_tell_near(p, JB_D_PROOF_QUESTION, i, end, 2, JB_STR("？！"));
    else if (end - i > 3)
        jb_proof_tell_near(p, JB_D_PROOF_QUESTION, i, end, 2,
                           questions ? JB_STR("？？？") : JB_STR("！！！"));
}
