/* The tests of R5.1 to R5.10 that need no neighbour, first that fits: what a chunk is by the words
 * and marks that it begins with. */
#include "probe.h"

static const char16_t bullets[] = u"★☆◆◇●○■□▲△▶►※❖✦";

static bool is_note(const probe *b)
{
    static const jb_str words[] = {JB_LIT("编者按"), JB_LIT("按语"),     JB_LIT("编前语"),
                                   JB_LIT("编后语"), JB_LIT("编者的话"), JB_LIT("编前"),
                                   JB_LIT("编后"),   JB_LIT("内容摘要"), JB_LIT("核心提示")};
    uint32_t open = b->rune[0] == 0x3010 || b->rune[0] == 0xFF08 || b->rune[0] == '[';
    uint32_t length = ANY(b, open, words);
    if (length == 0)
        return jb_probe_stands(b, 0, JB_STR("按：")) || jb_probe_stands(b, 0, JB_STR("【按】"));
    uint32_t end = open + length;
    return end == b->total || b->rune[end] == 0xFF1A || b->rune[end] == 0x3011 ||
           b->rune[end] == 0xFF09 || b->rune[end] == ']' || b->space[end];
}

/* 决赛现场（摄影 丁一）, 鲁大成在检查机车（资料照片） */
static bool names_the_camera(const probe *b)
{
    enum { NOTE_MOST = 14 };
    uint32_t open = b->n;
    if (b->total > 60 || b->total != b->n || b->stops || b->last != 0xFF09)
        return false;
    while (open > 1 && b->n - open < NOTE_MOST && b->rune[open - 1] != 0xFF08)
        open--;
    if (open < 4 || b->rune[open - 1] != 0xFF08)
        return false;
    static const jb_str firsts[] = {JB_LIT("摄影"), JB_LIT("资料照片"), JB_LIT("资料图片"),
                                    JB_LIT("资料图"), JB_LIT("图片")};
    bool shot = b->n >= 2 && (b->rune[b->n - 2] == 0x6444 ||
                              jb_probe_stands(b, b->n - 3, JB_STR("摄影"))); /* 摄 */
    return shot || ANY(b, open, firsts);
}

static bool is_caption(const probe *b)
{
    uint32_t at = b->rune[0] == 0xFF08;
    if (names_the_camera(b))
        return true;
    if (b->total > 60 || !jb_probe_stands(b, at, JB_STR("图")))
        return false;
    uint32_t next = at + 1 < b->n ? b->rune[at + 1] : 0;
    return jb_probe_is_digit(next) || jb_rune_is_any(next, u"为：①②③④⑤⑥") ||
           (jb_probe_is_han_digit(next) && at + 2 < b->n &&
            (b->space[at + 2] || b->rune[at + 2] == 0xFF1A)) ||
           (at && jb_probe_stands(b, 0, JB_STR("（图")));
}

static bool is_table_name(const probe *b)
{
    if (b->total > 40 || b->stops || !jb_probe_stands(b, 0, JB_STR("表")))
        return false;
    uint32_t next = b->n > 1 ? b->rune[1] : 0;
    return jb_probe_is_digit(next) || next == 0xFF1A ||
           (jb_probe_is_han_digit(next) && b->n > 2 && b->space[2]);
}

static bool is_attachment(const probe *b)
{
    if (b->total > 70 || b->inner_stops)
        return false;
    if (jb_probe_stands(b, 0, JB_STR("附：")))
        return true;
    if (!jb_probe_stands(b, 0, JB_STR("附件")))
        return false;
    uint32_t i = 2;
    while (i < b->n && (jb_probe_is_digit(b->rune[i]) || jb_probe_is_han_digit(b->rune[i])))
        i++;
    return i == b->total || b->rune[i] == 0xFF1A || (i > 2 && b->space[i]);
}

/* …〔2023〕59号, alone */
static bool is_document_no(const probe *b)
{
    jb_number number;
    for (uint32_t i = 0; b->total <= 40 && i + 6 < b->n; i++) {
        if (!jb_rune_is_any(b->rune[i], u"〔［[（"))
            continue;
        uint32_t took = jb_number_scan(b->rune + i, b->n - i, &number);
        return took && number.kind == JB_NUMBER_DOCUMENT && i + took == b->total;
    }
    return false;
}

static bool is_chapter(const probe *b)
{
    if (b->total > 40 || b->stops || !jb_probe_stands(b, 0, JB_STR("第")))
        return false;
    uint32_t i = 1;
    while (i < b->n && (jb_probe_is_han_digit(b->rune[i]) || jb_probe_is_digit(b->rune[i])))
        i++;
    if (i == 1 || i >= b->n || !jb_rune_is_any(b->rune[i], u"章节编篇"))
        return false;
    return i + 1 == b->total || b->space[i + 1];
}

/* A level's number: 一、 (1) （一） (2) 1. (3) （1） ① (4). Its length in characters. */
static uint32_t find_level(const uint32_t *rune, uint32_t n, uint8_t *level)
{
    uint32_t i = 0, first;
    bool enclosed = n > 0 && rune[0] == 0xFF08;
    i = first = enclosed;
    bool han = i < n && jb_probe_is_han_digit(rune[i]) && rune[i] != 0x3007 && rune[i] != 0x767E;
    while (i < n && (han ? jb_probe_is_han_digit(rune[i]) : jb_probe_is_digit(rune[i])))
        i++;
    uint32_t digits = i - first, mark = i < n ? rune[i] : 0, behind = i + 1 < n ? rune[i + 1] : 0;
    if (n > 0 && rune[0] >= 0x2460 && rune[0] <= 0x2473) {
        *level = 4;
        return 1;
    }
    if (digits == 0 || digits > 3 || (!han && digits > 2))
        return 0;
    *level = (uint8_t)(han ? 1 + enclosed : 3 + enclosed);
    if (enclosed)
        return mark == 0xFF09 ? i + 1 : 0;
    bool point = mark == 0x3001 || (!han && mark == '.' && !jb_probe_is_digit(behind));
    return point ? i + 1 : 0;
}

uint32_t jb_issue_label_length(jb_str text, uint8_t *level)
{
    uint32_t rune[8], at[8];
    uint32_t n = jb_fold_text(jb_str_cut(text, 0, 64), rune, at, 8);
    uint32_t length = find_level(rune, n, level);
    if (length == 0)
        return 0;
    return at[length - 1] + (uint32_t)jb_utf8_width(rune[length - 1]);
}

uint32_t jb_issue_run_in_label(jb_str text, uint8_t *level)
{
    enum { LONGEST = 40 };
    uint32_t count = 0;
    uint8_t found;
    if (!jb_issue_label_length(text, &found))
        return 0;
    for (size_t at = 0; at < text.len && count < LONGEST; count++) {
        if (jb_utf8_next(text, &at) == 0x3002 && at < text.len) {
            *level = found;
            return (uint32_t)at;
        }
    }
    return 0;
}

uint32_t jb_issue_attachment_label(jb_str text)
{
    uint32_t rune[8], at[8], i = 1;
    uint32_t n = jb_fold_text(jb_str_cut(text, 0, 64), rune, at, 8);
    if (n == 0 || rune[0] != 0x9644) /* 附 */
        return 0;
    i += i < n && rune[i] == 0x4EF6; /* 件 */
    while (i < n && (jb_probe_is_digit(rune[i]) || jb_probe_is_han_digit(rune[i])))
        i++;
    if (i >= n || rune[i] != 0xFF1A)
        return 0;
    size_t end = at[i];
    (void)jb_utf8_next(text, &end); /* the colon may be half-width */
    return (uint32_t)end;
}

static form date_form(const probe *b)
{
    jb_date date;
    if (b->total > 30)
        return FORM_TEXT;
    uint32_t end = jb_date_scan(b->rune, b->n, &date);
    if (end == b->total)
        return FORM_DATE;
    bool enclosed = b->n > 2 && b->rune[0] == 0xFF08 && b->last == 0xFF09;
    end = enclosed ? jb_date_scan(b->rune + 1, b->n - 2, &date) + 1 : 0;
    if (end <= 1)
        return FORM_TEXT;
    /* （2025年6月9日—6月15日） */
    bool range = jb_rune_is_any(b->rune[end], u"—–-~～至");
    while (range && end < b->n - 1 &&
           (jb_probe_is_digit(b->rune[end]) ||
            jb_rune_is_any(b->rune[end], u"—–-~～至年月日")))
        end++;
    return end == b->n - 1 ? FORM_DATE_ENCLOSED : FORM_TEXT;
}

static bool is_subtitle(const probe *b)
{
    return b->total >= 4 && b->total <= 60 && !b->stops &&
           (jb_probe_stands(b, 0, JB_STR("——")) || jb_probe_stands(b, 0, JB_STR("--")) ||
            jb_probe_stands(b, 0, JB_STR("―")) ||
            (jb_probe_stands(b, 0, JB_STR("—")) && !jb_probe_is_digit(b->rune[1])));
}

/* ＊＊ 本周大事 ＊＊, ～～～简讯～～～: the same ornament at either end. */
static bool is_framed(const probe *b)
{
    static const char16_t ornaments[] = u"＊*～~＝=★☆◆◇●○■□※＃#—-─━·";
    uint32_t first = 0, last = b->n;
    if (b->total > 24 || b->n < 4 || b->last != b->rune[0] ||
        !jb_rune_is_any(b->rune[0], ornaments))
        return false;
    while (first < b->n && b->rune[first] == b->rune[0])
        first++;
    while (last > first && b->rune[last - 1] == b->rune[0])
        last--;
    return last - first >= 2 && b->han >= 2 && b->commas == 0;
}

static bool is_column(const probe *b)
{
    if (b->total < 2 || b->stops || b->last == 0xFF1A)
        return false;
    if (b->rune[0] == 0x3010 && b->last == 0x3011)
        return b->total <= 22;
    if (is_framed(b))
        return true;
    return jb_rune_is_any(b->rune[0], bullets) && b->total <= 15 && b->commas == 0 &&
           b->colons == 0;
}

/* 目录, 本期要目: what stands below is in the issue too. */
static bool is_contents(const probe *b)
{
    static const jb_str words[] = {JB_LIT("目录"),    JB_LIT("目次"),     JB_LIT("要目"),
                                   JB_LIT("导读"),    JB_LIT("内容提要"), JB_LIT("内容导读"),
                                   JB_LIT("主要内容")};
    bool closed = b->last == 0x3011 || b->last == 0xFF1A;
    uint32_t from = b->rune[0] == 0x3010, end = b->n - (b->n && closed);
    if (b->total > 10)
        return false;
    from += jb_probe_stands(b, from, JB_STR("本期"));
    return from + ANY(b, from, words) == end && end > from;
}

/* Dots that lead to a page's number: 本刊讯 ……… 3. Two … or six points are an ellipsis. */
static bool has_leader(const probe *b)
{
    uint32_t run = 0, least;
    for (uint32_t i = 0; i < b->n; i++) {
        least = b->rune[i] == 0x2026 ? 3 : 8;
        run = i && b->rune[i] == b->rune[i - 1] ? run + 1 : 1;
        if (run >= least && jb_rune_is_any(b->rune[i], u"….·・-—_"))
            return true;
    }
    return false;
}

uint32_t jb_probe_row_label(const probe *b)
{
    enum { LABEL_MOST = 14 };
    uint32_t first = b->n && jb_rune_is_any(b->rune[0], bullets);
    for (uint32_t i = first; i < b->n && i <= LABEL_MOST; i++) {
        if (b->rune[i] == 0xFF1A)
            return i >= first + 2 && i + 1 < b->total ? i + 1 : 0;
        bool letter = b->rune[i] >= 'A' && b->rune[i] <= 'Z';
        bool label = jb_rune_is_han(b->rune[i]) || letter ||
                     jb_rune_is_any(b->rune[i], u"（）、“”\"《》");
        if (!label)
            return 0;
    }
    return 0;
}

/* A clock at the end of the line: 9:15, 16:42:05. A colon behind it, a chat's, does not count. */
static bool ends_with_clock(const probe *b)
{
    uint32_t n = b->n - (b->n && b->last == 0xFF1A);
    if (b->total != b->n || n < 4 || !jb_probe_is_digit(b->rune[n - 1]) ||
        !jb_probe_is_digit(b->rune[n - 2]))
        return false;
    return b->rune[n - 3] == 0xFF1A && jb_probe_is_digit(b->rune[n - 4]);
}

/* [2024-03-11 07:46] 小吴：…, 9:15 小吴：… */
static bool opens_with_stamp(const probe *b)
{
    enum { STAMP_MOST = 20 };
    uint32_t i = b->rune[0] == '[', colons = 0;
    for (; i < b->n && i < STAMP_MOST; i++) {
        colons += b->rune[i] == 0xFF1A;
        if (!jb_probe_is_digit(b->rune[i]) &&
            !jb_rune_is_any(b->rune[i], u"-/.：年月日"))
            break;
    }
    if (i < 4 || i >= b->n || colons == 0 || colons > 2 || b->rune[i - 1] == 0xFF1A)
        return false;
    return b->rune[0] == '[' ? b->rune[i] == ']' : b->space[i] == 1;
}

bool jb_probe_is_stamp(const probe *b)
{
    if (opens_with_stamp(b))
        return true;
    return b->total <= 40 && ends_with_clock(b) && !jb_probe_row_label(b);
}

bool jb_probe_is_row(const probe *b)
{
    return !b->stops && !b->semicolons && b->total <= 60 && jb_probe_row_label(b);
}

/* White space parts it into this many pieces; *numbers: how many of them are figures. */
static uint32_t count_pieces(const probe *b, uint32_t *numbers)
{
    uint32_t pieces = 0;
    bool figure = false;
    *numbers = 0;
    for (uint32_t i = 0; i < b->n; i++) {
        if (i == 0 || b->space[i] > 1) {
            *numbers += figure;
            pieces++;
            figure = true;
        }
        figure = figure && (jb_probe_is_digit(b->rune[i]) ||
                            jb_rune_is_any(b->rune[i], u".%，-+/％—"));
    }
    *numbers += figure;
    return pieces;
}

uint32_t jb_probe_columns(const probe *b, bool *figures)
{
    uint32_t numbers, pieces = count_pieces(b, &numbers);
    bool cells = pieces >= 3 && b->total == b->n && !b->stops;
    *figures = cells && numbers * 2 >= pieces;
    return cells ? pieces : 0;
}

/* Three phrases or more that are not of one length: 《长江传》　徐刚著　2023年. */
static bool is_listing(const probe *b)
{
    uint32_t pieces = 1, length = 0, first = 0;
    bool even = true;
    for (uint32_t i = 0; i < b->n; i++, length++) {
        if (i == 0 || b->space[i] < 2)
            continue;
        first = pieces++ == 1 ? length : first;
        even = even && length == first;
        length = 0;
    }
    return pieces > 2 && (!even || length != first);
}

/* 最后，… 7月18日，…: so begin sentences, not titles. */
static bool opens_a_sentence(const probe *b)
{
    static const jb_str words[] = {
        JB_LIT("最后"),    JB_LIT("随后"),   JB_LIT("接着"),     JB_LIT("同时"),
        JB_LIT("此外"),    JB_LIT("另外"),   JB_LIT("据悉"),     JB_LIT("目前"),
        JB_LIT("近日"),    JB_LIT("日前"),   JB_LIT("连日来"),   JB_LIT("今年以来"),
        JB_LIT("近年来"),  JB_LIT("下一步"), JB_LIT("会上"),     JB_LIT("会前"),
        JB_LIT("会后"),    JB_LIT("当天"),   JB_LIT("其中"),     JB_LIT("首先"),
        JB_LIT("其次"),    JB_LIT("活动中"), JB_LIT("活动现场"), JB_LIT("期间"),
        JB_LIT("截至目前")};
    uint32_t length = ANY(b, 0, words), i = 0;
    if (length && length < b->n && b->rune[length] == 0xFF0C)
        return true;
    while (i < b->n && i < 12 &&
           (jb_probe_is_digit(b->rune[i]) ||
            jb_rune_is_any(b->rune[i], u"年月日至—-上下午晚")))
        i++;
    return i > 3 && i < b->n && b->rune[i] == 0xFF0C && jb_probe_is_digit(b->rune[0]);
}

/* 老人连声道谢：“太感谢你们了！” */
static bool is_speech(const probe *b)
{
    if (b->n < 6 || b->total != b->n || (b->last != 0x201D && b->last != '"') ||
        !jb_rune_is_any(b->rune[b->n - 2], u"！？。…"))
        return false;
    for (uint32_t i = 1; i + 1 < b->n; i++)
        if (b->rune[i] == 0xFF1A && (b->rune[i + 1] == 0x201C || b->rune[i + 1] == '"'))
            return true;
    return false;
}

/* [图片], [语音]: what a chat has in place of what cannot be copied. */
static bool is_placeholder(const probe *b)
{
    return b->rune[0] == '[' && b->last == ']' && b->total <= 12;
}

/* 监测时间：…, 地点：…: facts about an event, not what is said of it. */
static bool is_fact(const probe *b)
{
    static const jb_str ends[] = {
        JB_LIT("时间"), JB_LIT("地点"),   JB_LIT("日期"),   JB_LIT("主讲人"), JB_LIT("电话"),
        JB_LIT("对象"), JB_LIT("方式"),   JB_LIT("标准"),   JB_LIT("主持"),   JB_LIT("主持人"),
        JB_LIT("参加"), JB_LIT("发件人"), JB_LIT("收件人"), JB_LIT("答案"),   JB_LIT("谜底")};
    uint32_t label = jb_probe_row_label(b);
    for (size_t k = 0; label && k < sizeof ends / sizeof *ends; k++) {
        uint32_t length = (uint32_t)jb_utf8_count(ends[k]);
        if (label > length && jb_probe_stands(b, label - 1 - length, ends[k]))
            return true;
    }
    return false;
}

/* 甲、乙、丙、丁、戊, and “下次还来！”——四川游客 */
static bool is_list_or_voice(const probe *b)
{
    enum { PARTED_LEAST = 4 };
    uint32_t parted = 0;
    bool voice = false;
    for (uint32_t i = 0; i < b->n; i++) {
        parted += b->rune[i] == 0x3001;
        voice |= i > 4 && b->rune[0] == 0x201C && b->rune[i - 1] == 0x201D &&
                 jb_probe_stands(b, i, JB_STR("——"));
    }
    return voice || parted >= PARTED_LEAST;
}

bool jb_probe_is_prose(const probe *b)
{
    static const jb_str speakers[] = {JB_LIT("问："),  JB_LIT("答："),   JB_LIT("Q："),
                                      JB_LIT("A："),   JB_LIT("【问】"), JB_LIT("【答】"),
                                      JB_LIT("记者：")};
    return b->rune[0] == '>' || b->rune[0] == 0xFF1E || ANY(b, 0, speakers) || has_leader(b) ||
           (b->rune[0] == 0xFF08 && b->last == 0xFF09 && b->total <= 30) || is_listing(b) ||
           is_speech(b) || is_list_or_voice(b) || is_fact(b) || opens_with_stamp(b) ||
           is_placeholder(b) || (ends_with_clock(b) && !jb_probe_is_row(b)) || opens_a_sentence(b);
}

/* The parts that articles of one make have: a heading without a number. */
static bool is_section(const probe *b)
{
    static const jb_str words[] = {
        JB_LIT("基本案情"),   JB_LIT("案情简介"),   JB_LIT("处理结果"), JB_LIT("裁判结果"),
        JB_LIT("典型意义"),   JB_LIT("案例评析"),   JB_LIT("案件评析"), JB_LIT("法官说法"),
        JB_LIT("基本情况"),   JB_LIT("主要做法"),   JB_LIT("工作成效"), JB_LIT("取得成效"),
        JB_LIT("存在问题"),   JB_LIT("存在的问题"), JB_LIT("主要问题"), JB_LIT("原因分析"),
        JB_LIT("工作建议"),   JB_LIT("对策建议"),   JB_LIT("几点建议"), JB_LIT("下步打算"),
        JB_LIT("下一步打算"), JB_LIT("下一步工作"), JB_LIT("经验启示"), JB_LIT("专家点评")};
    uint32_t end = b->n - (b->n && b->last == 0xFF1A);
    return b->total <= 8 && ANY(b, 0, words) == end;
}

form jb_probe_form(const probe *b, uint8_t *level)
{
    if (is_note(b))
        return FORM_NOTE;
    if (is_contents(b))
        return FORM_CONTENTS;
    if (b->tabs || b->bars >= 2)
        return FORM_CELLS;
    if (is_table_name(b))
        return FORM_TABLE_NAME;
    if (is_caption(b))
        return FORM_CAPTION;
    if (is_attachment(b))
        return FORM_ATTACHMENT;
    if (is_document_no(b))
        return FORM_DOCUMENT_NO;
    if (is_chapter(b))
        return FORM_CHAPTER;
    if (is_section(b))
        return FORM_SECTION;
    if (find_level(b->rune, b->n, level))
        return FORM_LEVEL;
    form date = date_form(b);
    if (date != FORM_TEXT)
        return date;
    if (is_subtitle(b))
        return FORM_SUBTITLE;
    if (jb_probe_is_byline(b))
        return FORM_BYLINE;
    if (is_column(b))
        return FORM_COLUMN;
    if (jb_probe_is_names(b, 3))
        return FORM_NAMES;
    return FORM_TEXT;
}
