/* What a chunk looks like by itself: the tests of R5 that need no neighbour, first that fits.
 * They read the first characters without white space, folded to full-width marks and half-width
 * digits, and counts over the whole. */
#include "parts.h"

enum { PROBED = 100 };

typedef struct probe {
    uint32_t rune[PROBED];
    uint8_t space[PROBED]; /* before it: 0 none, 1 one space, 2 a gap */
    uint32_t n;            /* of rune[] */
    uint32_t total;        /* of the chunk */
    uint32_t last;
    uint32_t stops, semicolons, commas; /* 。 anywhere; 。 before the end is inner */
    uint32_t inner_stops, inner_calls;  /* 。, and ！？, before the last character */
    uint32_t part, longest_part;        /* between commas */
    uint32_t tabs, bars, han;
} probe;

static void probe_rune(probe *b, uint32_t rune, uint8_t space, bool in_number)
{
    b->inner_stops += b->last == 0x3002;
    b->inner_calls += b->last == 0xFF01 || b->last == 0xFF1F;
    if (b->n < PROBED) {
        b->rune[b->n] = rune;
        b->space[b->n++] = space;
    }
    b->total++;
    b->stops += rune == 0x3002;
    b->semicolons += rune == 0xFF1B;
    b->bars += rune == '|' || rune == 0xFF5C;
    b->han += jb_rune_is_han(rune);
    bool comma = rune == 0xFF0C && !in_number;
    b->commas += comma;
    b->part = comma ? 0 : b->part + 1;
    if (b->part > b->longest_part)
        b->longest_part = b->part;
    b->last = rune;
}

static bool is_digit(uint32_t rune)
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
        bool in_number =
            raw == ',' && is_digit(before) && at < s.len && is_digit(jb_utf8_next(s, &next));
        probe_rune(&b, jb_fold(raw), spaces == 0 ? 0 : gap ? 2 : 1, in_number);
        before = raw;
        spaces = 0;
        gap = false;
    }
    return b;
}

/* Does the word stand at i? Returns its length in characters, or 0. */
static uint32_t stands(const probe *b, uint32_t i, jb_str word)
{
    uint32_t start = i;
    for (size_t at = 0; at < word.len; i++)
        if (i >= b->n || b->rune[i] != jb_utf8_next(word, &at))
            return 0;
    return i - start;
}

/* Any word of a list: its length, or 0. */
static uint32_t stands_any(const probe *b, uint32_t i, const jb_str *words, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        uint32_t length = stands(b, i, words[k]);
        if (length)
            return length;
    }
    return 0;
}
#define ANY(b, i, words) stands_any((b), (i), (words), sizeof(words) / sizeof *(words))

static bool ends_with(const probe *b, jb_str word)
{
    uint32_t length = (uint32_t)jb_utf8_count(word);
    return b->total == b->n && b->n >= length && stands(b, b->n - length, word);
}

static bool is_one_of(uint32_t rune, jb_str set)
{
    for (size_t at = 0; at < set.len;)
        if (jb_utf8_next(set, &at) == rune)
            return true;
    return false;
}

static bool is_han_digit(uint32_t rune)
{
    return is_one_of(rune, JB_STR("一二三四五六七八九十百零〇"));
}

/* ---- R5.1 to R5.10 */

static bool is_note(const probe *b)
{
    static const jb_str words[] = {JB_LIT("编者按"), JB_LIT("按语"),     JB_LIT("编前语"),
                                   JB_LIT("编后语"), JB_LIT("编者的话"), JB_LIT("编前"),
                                   JB_LIT("编后")};
    uint32_t open = b->rune[0] == 0x3010 || b->rune[0] == 0xFF08 || b->rune[0] == '[';
    uint32_t length = ANY(b, open, words);
    if (length == 0)
        return stands(b, 0, JB_STR("按：")) || stands(b, 0, JB_STR("【按】"));
    uint32_t end = open + length;
    return end == b->total || b->rune[end] == 0xFF1A || b->rune[end] == 0x3011 ||
           b->rune[end] == 0xFF09 || b->rune[end] == ']' || b->space[end];
}

static bool is_caption(const probe *b)
{
    uint32_t at = b->rune[0] == 0xFF08;
    if (b->total > 60 || !stands(b, at, JB_STR("图")))
        return false;
    uint32_t next = at + 1 < b->n ? b->rune[at + 1] : 0;
    return is_digit(next) || is_one_of(next, JB_STR("为：①②③④⑤⑥")) ||
           (is_han_digit(next) && at + 2 < b->n &&
            (b->space[at + 2] || b->rune[at + 2] == 0xFF1A)) ||
           (at && stands(b, 0, JB_STR("（图")));
}

static bool is_table_name(const probe *b)
{
    if (b->total > 40 || b->stops || !stands(b, 0, JB_STR("表")))
        return false;
    uint32_t next = b->n > 1 ? b->rune[1] : 0;
    return is_digit(next) || next == 0xFF1A || (is_han_digit(next) && b->n > 2 && b->space[2]);
}

static bool is_attachment(const probe *b)
{
    if (b->total > 70 || b->inner_stops)
        return false;
    if (stands(b, 0, JB_STR("附：")))
        return true;
    if (!stands(b, 0, JB_STR("附件")))
        return false;
    uint32_t i = 2;
    while (i < b->n && (is_digit(b->rune[i]) || is_han_digit(b->rune[i])))
        i++;
    return i == b->total || b->rune[i] == 0xFF1A || (i > 2 && b->space[i]);
}

/* …〔2023〕59号, alone */
static bool is_document_no(const probe *b)
{
    jb_number number;
    for (uint32_t i = 0; b->total <= 40 && i + 6 < b->n; i++) {
        if (!is_one_of(b->rune[i], JB_STR("〔［[（")))
            continue;
        uint32_t took = jb_number_scan(b->rune + i, b->n - i, &number);
        return took && number.kind == JB_NUMBER_DOCUMENT && i + took == b->total;
    }
    return false;
}

static bool is_chapter(const probe *b)
{
    if (b->total > 40 || b->stops || !stands(b, 0, JB_STR("第")))
        return false;
    uint32_t i = 1;
    while (i < b->n && (is_han_digit(b->rune[i]) || is_digit(b->rune[i])))
        i++;
    if (i == 1 || i >= b->n || !is_one_of(b->rune[i], JB_STR("章节编篇")))
        return false;
    return i + 1 == b->total || b->space[i + 1];
}

/* A level's number: 一、 (1) （一） (2) 1. (3) （1） ① (4). Its length in characters. */
static uint32_t find_level(const uint32_t *rune, uint32_t n, uint8_t *level)
{
    uint32_t i = 0, first;
    bool enclosed = n > 0 && rune[0] == 0xFF08;
    i = first = enclosed;
    bool han = i < n && is_han_digit(rune[i]) && rune[i] != 0x3007 && rune[i] != 0x767E;
    while (i < n && (han ? is_han_digit(rune[i]) : is_digit(rune[i])))
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
    bool point = mark == 0x3001 || (!han && mark == '.' && !is_digit(behind));
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
    while (i < n && (is_digit(rune[i]) || is_han_digit(rune[i])))
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
    if (b->total > 24)
        return FORM_TEXT;
    if (jb_date_scan(b->rune, b->n, &date) == b->total)
        return FORM_DATE;
    bool enclosed = b->n > 2 && b->rune[0] == 0xFF08 && b->last == 0xFF09;
    if (enclosed && jb_date_scan(b->rune + 1, b->n - 2, &date) == b->n - 2)
        return FORM_DATE_ENCLOSED;
    return FORM_TEXT;
}

static bool is_subtitle(const probe *b)
{
    return b->total >= 4 && b->total <= 60 && !b->stops &&
           (stands(b, 0, JB_STR("——")) || stands(b, 0, JB_STR("--")) || stands(b, 0, JB_STR("―")) ||
            (stands(b, 0, JB_STR("—")) && !is_digit(b->rune[1])));
}

static bool is_byline(const probe *b)
{
    static const jb_str openers[] = {
        JB_LIT("供稿"),     JB_LIT("撰稿"),   JB_LIT("作者"),     JB_LIT("来源"),
        JB_LIT("供图"),     JB_LIT("摄影"),   JB_LIT("整理"),     JB_LIT("图文"),
        JB_LIT("文／图"),   JB_LIT("文/图"),  JB_LIT("本报记者"), JB_LIT("特约记者"),
        JB_LIT("记者"),     JB_LIT("通讯员"), JB_LIT("信息来源"), JB_LIT("稿件来源"),
        JB_LIT("供稿单位"), JB_LIT("文"),     JB_LIT("图"),       JB_LIT("据")};
    static const jb_str closers[] = {JB_LIT("供稿"), JB_LIT("供图"),    JB_LIT("报道"),
                                     JB_LIT("撰稿"), JB_LIT("整理"),    JB_LIT("摄"),
                                     JB_LIT("摄影"), JB_LIT("摄影报道")};
    if (b->total < 3 || b->total > 34 || b->stops || b->semicolons)
        return false;
    bool enclosed = b->rune[0] == 0xFF08 && b->last == 0xFF09;
    uint32_t length = ANY(b, enclosed, openers), end = enclosed + length;
    if (length && end < b->n && (b->rune[end] == 0xFF1A || b->space[end]))
        return true;
    for (size_t k = 0; k < sizeof closers / sizeof *closers; k++) {
        uint32_t size = (uint32_t)jb_utf8_count(closers[k]) + enclosed;
        if (b->n < size + 2 || !stands(b, b->n - size, closers[k]))
            continue;
        return enclosed || b->space[b->n - size] || (b->total <= 20 && !b->commas);
    }
    return enclosed && length;
}

static bool is_column(const probe *b)
{
    if (b->total < 2 || b->stops || b->last == 0xFF1A)
        return false;
    if (b->rune[0] == 0x3010 && b->last == 0x3011)
        return b->total <= 22;
    return is_one_of(b->rune[0], JB_STR("★☆◆◇●○■□▲△▶►※❖✦")) && b->total <= 15 && b->commas == 0;
}

/* ---- R5.11 */

/* The commonest surnames: nine names in ten. Parallel phrases (学思想 强党性) seldom begin with one. */
static bool is_surname(uint32_t rune)
{
    return is_one_of(
        rune,
        JB_STR(
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶"
            "程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎"
            "贺顾毛郝龚邵万钱严覃武戴莫孔向汤温常康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧"
            "耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍"
            "华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏"
            "宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"));
}

/* 组长：, 成员：, 出席：… in front of names */
static uint32_t skip_role(const probe *b)
{
    static const jb_str roles[] = {
        JB_LIT("组长"), JB_LIT("副组长"),   JB_LIT("成员"),     JB_LIT("主任"),    JB_LIT("副主任"),
        JB_LIT("委员"), JB_LIT("出席"),     JB_LIT("列席"),     JB_LIT("请假"),    JB_LIT("缺席"),
        JB_LIT("主持"), JB_LIT("记录"),     JB_LIT("书记"),     JB_LIT("副书记"),  JB_LIT("参加"),
        JB_LIT("参会"), JB_LIT("参会人员"), JB_LIT("参加人员"), JB_LIT("获奖人员")};
    uint32_t length = 0;
    for (size_t k = 0; k < sizeof roles / sizeof *roles; k++) {
        uint32_t size = stands(b, 0, roles[k]);
        if (size && size < b->n && b->rune[size] == 0xFF1A)
            length = size + 1;
    }
    return length;
}

/* Three or more names of two to four Han parted by white space (or 、 behind a role); 张　三 is one
 * name. Every token must look like a name, and two thirds must begin with a surname. */
static bool is_names(const probe *b)
{
    uint32_t i = skip_role(b), role = i, names = 0, known = 0, gaps = 0;
    if (b->total > PROBED || b->total - role < 2)
        return false;
    while (i < b->n) {
        uint32_t start = i, length = 0;
        while (i < b->n && jb_rune_is_han(b->rune[i]) && (i == start || !b->space[i])) {
            i++;
            length++;
        }
        bool split_name = length == 1 && i + 1 <= b->n && i < b->n && jb_rune_is_han(b->rune[i]) &&
                          (i + 1 == b->n || b->space[i + 1] || b->rune[i + 1] == 0x3001);
        if (split_name) {
            i++;
            length++;
        }
        if (length < 2 || length > 4)
            return false;
        names++;
        known += is_surname(b->rune[start]);
        if (i < b->n && b->rune[i] == 0x3001 && role)
            i++;
        else if (i < b->n && !b->space[i])
            return false;
        else
            gaps += i < b->n;
    }
    return known * 3 >= names * 2 && (role ? names >= 1 : names >= 3 && gaps + 1 == names);
}

/* ---- R5.12 */

static bool is_title_shaped(const probe *b, bool *loose)
{
    *loose = false;
    if (b->total < 4 || b->total > 70 || b->stops || b->semicolons || b->han < 2 ||
        b->inner_calls > 1)
        return false;
    bool quoted_stop =
        b->total == b->n && (b->last == '"' || b->last == 0x201D) && b->rune[b->n - 2] == '.';
    if (is_one_of(b->last, JB_STR("，、：；。")) || quoted_stop)
        return false;
    bool calls = b->last == 0xFF01 || b->last == 0xFF1F;
    if (calls && b->total > 30)
        return false;
    *loose = b->commas <= 3;
    return b->commas <= 1 || (b->commas <= 3 && b->longest_part <= 14);
}

static bool ends_like_office(const probe *b)
{
    static const jb_str ends[] = {JB_LIT("局"),   JB_LIT("办"),   JB_LIT("部"),   JB_LIT("委"),
                                  JB_LIT("会"),   JB_LIT("厅"),   JB_LIT("院"),   JB_LIT("处"),
                                  JB_LIT("科"),   JB_LIT("中心"), JB_LIT("公司"), JB_LIT("支部"),
                                  JB_LIT("组"),   JB_LIT("政府"), JB_LIT("学校"), JB_LIT("大学"),
                                  JB_LIT("室"),   JB_LIT("站"),   JB_LIT("集团"), JB_LIT("社"),
                                  JB_LIT("街道"), JB_LIT("镇"),   JB_LIT("区")};
    if (b->total > 30)
        return false;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
        if (ends_with(b, ends[k]))
            return true;
    return false;
}

static form find_form(const probe *b, uint8_t *level)
{
    if (is_note(b))
        return FORM_NOTE;
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
    if (find_level(b->rune, b->n, level))
        return FORM_LEVEL;
    form date = date_form(b);
    if (date != FORM_TEXT)
        return date;
    if (is_subtitle(b))
        return FORM_SUBTITLE;
    if (is_byline(b))
        return FORM_BYLINE;
    if (is_column(b))
        return FORM_COLUMN;
    if (is_names(b))
        return FORM_NAMES;
    return FORM_TEXT;
}

void jb_issue_probe(parser *p, chunk *c)
{
    jb_str text = jb_str_cut(p->text, c->start, c->end);
    probe b = probe_text(text);
    c->chars = b.total;
    c->inner_stop = b.inner_stops > 0;
    c->sentence = b.stops > 0 || b.semicolons > 0 || b.total > 70;
    c->org = ends_like_office(&b);
    c->word = (uint8_t)jb_issue_end_word(text);
    c->title_shaped = is_title_shaped(&b, &c->loose_title) && c->word == END_NONE;
    c->form = (uint8_t)(b.total ? find_form(&b, &c->level) : FORM_TEXT);
    c->below_label = c->form == FORM_NOTE && b.total <= 6;
    if (c->form == FORM_TEXT && c->title_shaped)
        c->form = FORM_TITLE;
    /* A heading is short and no sentence; else the level's number runs into a paragraph */
    if (c->form == FORM_LEVEL)
        c->sentence =
            b.stops || b.semicolons || b.total > 45 || is_one_of(b.last, JB_STR("，、：；。！"));
}
