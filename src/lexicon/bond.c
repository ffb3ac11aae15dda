/* How words hang together: what a reader takes in one glance is not parted by a line's end. All
 * that is decided here is decided by two neighbours. */
#include "../base/utf8.h"
#include "parts.h"

/* Names of kinds of places and bodies, and what else ends a name by one character. */
static const char suffixes[] =
    "省市县区旗州盟镇乡村屯路街道巷弄里桥港湾岛山河湖江海园楼馆站店局厅处科室院所校厂部委会队组社团"
    "班行厅社署办系级届期号栋幢座层站线段人员者性化率家长式型类案法网页群业界费额量力度感观学版点";
/* What begins a word by one character. */
static const char prefixes[] = "第新老全各本该每不未再总副首数约超逾非无我省市县区分被可";
/* What a number counts. */
static const char units[] =
    "年月日时分秒号期届次个名人项条家户件批级强余多万亿千百元吨米里亩度倍岁位所座台辆艘架部篇章节"
    "版周天季点起场支只头株处类种款成例宗份张页卷集册";

/* Marks that make one thing of what stands at both sides. */
static const char joints[] = "·•・+＋×&＆/／～~";

/* Ends of the names of bodies: a line ends behind them, not before. */
static const char *const bodies[] = {
    "公司", "集团", "管理局", "委员会", "办公室", "中心", "法院", "检察院", "大学", "学院", "学校",
    "医院", "政府", "街道", "社区", "协会", "联合会", "总队", "支队", "大队", "党委", "分局", "支局",
    "营业部", "营业店", "营业厅", "支部", "总局", "总会", "工会", "监管局", "教育局", "开发区", "新区",
    "园区", "示范区", "自治区", "自治州", "自治县", "研究院", "研究所", "领导小组", "小组"};

static bool is_in(const char *set, jb_str character)
{
    return jb_str_find(jb_str_make(set), character) != SIZE_MAX;
}

/* The word if it is a single Han, else empty. */
static jb_str lone(jb_str word)
{
    size_t at = 0;
    bool han = word.len && jb_rune_is_han(jb_utf8_next(word, &at));
    return han && at == word.len ? word : (jb_str){0};
}

static jb_str first_of(jb_str word)
{
    size_t at = 0;
    if (word.len)
        jb_utf8_next(word, &at);
    return jb_str_cut(word, 0, at);
}

static bool is_body(jb_str word)
{
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (jb_str_ends(word, jb_str_make(bodies[i])))
            return true;
    return false;
}

static bool is_word(const jb_cut_word *w)
{
    return w->kind != JB_WORD_MARK && w->kind != JB_WORD_LATIN;
}

static bool is_number(const jb_cut_word *w, jb_str text)
{
    return w->kind == JB_WORD_NUMBER ||
           (w->kind == JB_WORD_LATIN && text.at[text.len - 1] >= '0' &&
            text.at[text.len - 1] <= '9');
}

/* 2023—2025 */
static bool is_range(const jb_cut_word *number, jb_str mark)
{
    return number->kind == JB_WORD_LATIN && jb_str_equal(mark, JB_STR("—"));
}

/* What does not only serve others. */
static bool is_content(const jb_cut_word *w)
{
    return w->kind <= JB_WORD_VERB;
}

/* Never parted. */
static bool is_whole(const jb_cut_word *a, const jb_cut_word *b, jb_str left, jb_str right)
{
    if (is_in(joints, left) || is_in(joints, right) || is_range(a, right) || is_range(b, left))
        return true;
    if (!is_word(b))
        return jb_str_equal(left, JB_STR("第"));
    jb_str lone_left = lone(left), lone_right = lone(right);
    if (lone_right.len && is_in("的了和与及", right))
        return true;
    if (is_number(a, left) && (b->kind == JB_WORD_MEASURE || is_in(units, first_of(right))))
        return true;
    if (!is_word(a))
        return false;
    if (a->kind == JB_WORD_MEASURE && lone_right.len && is_in(units, right))
        return true; /* 200 万 件 */
    bool noun = a->kind != JB_WORD_PARTICLE && a->kind != JB_WORD_PREPOSITION &&
                a->kind != JB_WORD_CONJUNCTION;
    if (lone_left.len && lone_right.len && is_content(a) && is_content(b))
        return true; /* 重走: a word that no list has */
    return (noun && lone_right.len && is_in(suffixes, right)) ||
           (lone_left.len && is_in(prefixes, left));
}

static bool is_close(const jb_cut_word *a, const jb_cut_word *b, jb_str left, jb_str right)
{
    if (jb_str_equal(right, JB_STR("（")))
        return true;
    if (!is_word(a) || !is_word(b))
        return false;
    return a->kind == JB_WORD_PREPOSITION || a->kind == JB_WORD_CONJUNCTION ||
           a->kind == JB_WORD_ADVERB || b->kind == JB_WORD_PARTICLE || lone(left).len ||
           lone(right).len || is_body(right) || is_number(a, left) ||
           (a->kind == JB_WORD_PERSON && jb_str_equal(right, JB_STR("同志")));
}

static jb_bond bond_of(const jb_cut_word *a, const jb_cut_word *b, jb_str left, jb_str right)
{
    if (is_whole(a, b, left, right))
        return JB_BOND_WHOLE;
    bool behind_particle = jb_str_equal(left, JB_STR("的")) || jb_str_equal(left, JB_STR("了"));
    if (behind_particle && !lone(right).len)
        return JB_BOND_FREE;
    if (b->kind == JB_WORD_PREPOSITION && a->kind != JB_WORD_ADVERB)
        return JB_BOND_FREE;
    if (is_close(a, b, left, right))
        return JB_BOND_CLOSE;
    if (is_in("“《‘", right))
        return JB_BOND_FREE;
    bool ends_name = is_body(left) || a->kind == JB_WORD_PERSON;
    return ends_name || (b->kind == JB_WORD_VERB && a->kind != JB_WORD_VERB) ? JB_BOND_FREE
                                                                              : JB_BOND_LOOSE;
}

void jb_lexicon_bind(jb_str text, jb_cut_words *cut)
{
    for (uint32_t i = 1; i < cut->len; i++) {
        const jb_cut_word *a = &cut->at[i - 1];
        jb_cut_word *b = &cut->at[i];
        jb_str left = jb_str_cut(text, a->start, a->start + a->length);
        jb_str right = jb_str_cut(text, b->start, b->start + b->length);
        b->bond = bond_of(a, b, left, right);
    }
}
