/* People and offices: by-lines (R5.9), names in a row (R5.11), what a signer is called (R5.7). */
#include "../lexicon/lexicon.h"
#include "probe.h"

/* Where the name that ends at `end` begins: 刘晓梅, 柳　絮; `end` itself: there is none. */
static uint32_t find_last_name(const probe *b, uint32_t first, uint32_t end)
{
    uint32_t from = end;
    while (from > first && end - from < 3 && jb_rune_is_han(b->rune[from - 1]) &&
           (from == end || !b->space[from]))
        from--;
    bool single = end - from == 1 && from > first && b->space[from];
    bool split =
        single && jb_rune_is_han(b->rune[from - 1]) && (from - 1 == first || b->space[from - 1]);
    from -= split;
    return end - from >= 2 && jb_lexicon_is_surname(b->rune[from]) ? from : end;
}

/* （急诊科 刘晓梅）, 退休干部　　苏慧兰, 市档案馆 柳 絮, （张三 李四）, （王小明）: the last word is a
 * name. */
static bool ends_with_person(const probe *b, bool enclosed)
{
    static const char16_t roles[] = u"员师生长工部科处局院校班社村组会干委馆站所厅团";
    uint32_t end = b->n - enclosed, from = find_last_name(b, enclosed, end), spaces = 0;
    if (b->total > 24 || b->commas || b->n < 3 || from == end)
        return false;
    for (uint32_t i = enclosed + 1; i < end; i++) {
        spaces += b->space[i] > 0 && i < from;
        if (!jb_rune_is_han(b->rune[i]) && b->rune[i] != 0x3001)
            return false;
    }
    if (from == enclosed)
        return enclosed && spaces == 0 && end - from == 3;
    bool role = jb_rune_is_any(b->rune[from - 1], roles) && b->total <= 16;
    if (enclosed)
        return b->space[from] > 0;
    return spaces == 0 &&
           ((from >= 4 && b->space[from] > 1) || (from >= 2 && b->space[from] && role));
}

bool jb_probe_is_person(const probe *b)
{
    return b->total >= 2 && b->total <= 3 && b->han == b->total &&
           jb_lexicon_is_surname(b->rune[0]);
}

bool jb_probe_is_byline(const probe *b)
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
        if (b->n < size + 2 || !jb_probe_stands(b, b->n - size, closers[k]))
            continue;
        return enclosed || b->space[b->n - size] || (b->total <= 20 && !b->commas);
    }
    return (enclosed && length) || ends_with_person(b, enclosed);
}

/* ---- R5.11 */

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
        uint32_t size = jb_probe_stands(b, 0, roles[k]);
        if (size && size < b->n && b->rune[size] == 0xFF1A)
            length = size + 1;
    }
    return length;
}

/* （女）, （回族） behind a name. */
static uint32_t skip_note(const probe *b, uint32_t i)
{
    enum { NOTE_MOST = 6 };
    uint32_t end = i;
    if (i >= b->n || b->rune[i] != 0xFF08)
        return i;
    while (end < b->n && end - i <= NOTE_MOST && b->rune[end] != 0xFF09)
        end++;
    return end < b->n && b->rune[end] == 0xFF09 ? end + 1 : i;
}

/* One name of two to four Han at i; 张　三 is one too. Where it ends; 0: there is none. */
static uint32_t take_name(const probe *b, uint32_t i)
{
    static const jb_str titles[] = {JB_LIT("先生"), JB_LIT("女士"), JB_LIT("同志"),
                                    JB_LIT("小姐"), JB_LIT("老师"), JB_LIT("教授"),
                                    JB_LIT("同学"), JB_LIT("家庭"), JB_LIT("夫妇")};
    uint32_t start = i, title = 0;
    while (i < b->n && jb_rune_is_han(b->rune[i]) && (i == start || !b->space[i]))
        i++;
    bool split =
        i - start == 1 && i < b->n && jb_rune_is_han(b->rune[i]) &&
        (i + 1 == b->n || b->space[i + 1] || b->rune[i + 1] == 0x3001 || b->rune[i + 1] == 0xFF08);
    i += split;
    if (i - start > 4)
        title = ANY(b, i - 2, titles);
    uint32_t length = i - start - title;
    return length < 2 || length > 4 ? 0 : skip_note(b, i);
}

/* Names parted by white space (or 、 behind a role). Every token must look like a name, and two
 * thirds must begin with a surname. */
bool jb_probe_is_names(const probe *b, uint32_t least)
{
    uint32_t i = skip_role(b), role = i, names = 0, known = 0, gaps = 0;
    if (b->total > PROBED || b->total - role < 2)
        return false;
    while (i < b->n) {
        uint32_t end = take_name(b, i);
        if (end == 0)
            return false;
        names++;
        known += jb_lexicon_is_surname(b->rune[i]);
        i = end;
        if (i < b->n && b->rune[i] == 0x3001 && role)
            i++;
        else if (i < b->n && !b->space[i])
            return false;
        else
            gaps += i < b->n;
    }
    return known * 3 >= names * 2 && (role ? names >= 1 : names >= least && gaps + 1 == names);
}

bool jb_probe_ends_like_office(const probe *b)
{
    static const jb_str ends[] = {JB_LIT("局"),   JB_LIT("办"),   JB_LIT("部"),   JB_LIT("委"),
                                  JB_LIT("会"),   JB_LIT("厅"),   JB_LIT("院"),   JB_LIT("处"),
                                  JB_LIT("科"),   JB_LIT("中心"), JB_LIT("公司"), JB_LIT("支部"),
                                  JB_LIT("总支"), JB_LIT("组"),   JB_LIT("政府"), JB_LIT("学校"),
                                  JB_LIT("大学"), JB_LIT("室"),   JB_LIT("站"),   JB_LIT("集团"),
                                  JB_LIT("社"),   JB_LIT("街道"), JB_LIT("镇"),   JB_LIT("区")};
    if (b->total > 30)
        return false;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
        if (jb_probe_ends(b, ends[k]))
            return true;
    return false;
}

bool jb_probe_is_office(const probe *b)
{
    static const jb_str ends[] = {
        JB_LIT("局"),   JB_LIT("办"),   JB_LIT("办公室"), JB_LIT("部"),   JB_LIT("委"),
        JB_LIT("厅"),   JB_LIT("院"),   JB_LIT("处"),     JB_LIT("科"),   JB_LIT("中心"),
        JB_LIT("公司"), JB_LIT("支部"), JB_LIT("党委"),   JB_LIT("总支"), JB_LIT("政府"),
        JB_LIT("学校"), JB_LIT("大学"), JB_LIT("中学"),   JB_LIT("小学"), JB_LIT("集团"),
        JB_LIT("协会"), JB_LIT("工会"), JB_LIT("委员会"), JB_LIT("团委"), JB_LIT("妇联")};
    static const jb_str verbs[] = {JB_LIT("召开"), JB_LIT("开展"), JB_LIT("举办"), JB_LIT("举行"),
                                   JB_LIT("走进"), JB_LIT("调研"), JB_LIT("推进"), JB_LIT("落实"),
                                   JB_LIT("成立"), JB_LIT("慰问"), JB_LIT("参观"), JB_LIT("获"),
                                   JB_LIT("赴"),   JB_LIT("关于"), JB_LIT("打造"), JB_LIT("到访"),
                                   JB_LIT("来我")};
    bool named = false;
    if (b->total < 4 || b->total > 20 || b->total != b->n)
        return false;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
        named |= jb_probe_ends(b, ends[k]);
    for (uint32_t i = 0; named && i < b->n; i++)
        named = jb_rune_is_han(b->rune[i]) && ANY(b, i, verbs) == 0;
    return named;
}
