/* The likeliest cut: over the graph of all words that stand in the text, the way whose words are
 * together the most frequent (costs are logarithms). A name that no list knows is a way too:
 * surname and given name. */
#include "../base/utf8.h"
#include "parts.h"

/* In bits: a character that is no word of the lexicon; a word of the office's, which goes before
 * all; a person's name by its form (a name, of this surname, of these characters). */
enum { UNKNOWN = 26, OFFICE = 1, NAME_OF_TWO = 31, NAME_OF_THREE = 34 };

/* Of two characters. */
static const char *const double_surnames[] = {"欧阳", "上官", "司马", "诸葛", "司徒", "皇甫",
                                              "东方", "尉迟", "令狐", "慕容", "夏侯", "端木"};

bool jb_lexicon_is_surname(uint32_t rune)
{
    static const char16_t sorted[] = /* by code points */
        u"丁万丛严乔仇付代仲任伍何佘余佟侯俞倪傅党全兰关冉农冯冷冼凌刁刘包"
        "华卓单卜卞卢卫古史叶司吉向吕吴周和唐商喻夏姚姜姬娄孔孙孟季宁安宋"
        "宗宫寇尚尤尹屈岑岳崔左巩巫师席常庄应庞康廖张彭徐成戚戴房敖文方施"
        "时明易晏景曲曹曾朱李杜杨林柏查柯柳柴栾桂桑梁梅樊欧武段殷毕毛江池"
        "汤汪沈沙涂温游滕潘焦熊牛牟王甄甘田申白盛瞿石祁祝秦程穆窦章童符简"
        "管米纪缪罗翁翟耿聂肖胡臧舒艾芦苏苑苗苟范荣莫萧葛董蒋蒙蒲蓝蔡薛虞"
        "袁裴褚覃解詹许谢谭谷费贺贾赵路车辛边连迟邓邝邢邬邱邵邹郎郑郝郭鄢"
        "金钟钱闫闵阎阮阳陆陈陶隋雷霍靳韦韩项顾颜饶马骆高魏鲁鲍麦麻黄黎齐"
        "龙龚";
    size_t low = 0, high = sizeof sorted / sizeof *sorted - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sorted[middle] == rune)
            return true;
        if (sorted[middle] < rune)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

typedef struct step {
    uint32_t cost;
    uint32_t from; /* byte where the word that ends here begins */
    uint8_t kind;
} step;

typedef struct cutting {
    const jb_lexicon *lexicon;
    const jb_own_words *own;
    jb_str text;
    step *steps; /* the best way up to each byte */
} cutting;

static void offer(cutting *c, size_t from, size_t to, uint32_t cost, jb_word_kind kind)
{
    uint64_t sum = (uint64_t)c->steps[from].cost + cost;
    if (sum < c->steps[to].cost)
        c->steps[to] = (step){(uint32_t)sum, (uint32_t)from, (uint8_t)kind};
}

/* ---- what may begin at a place -------------------------------------------------------------- */

static bool is_alnum(uint32_t rune)
{
    return (rune >= '0' && rune <= '9') || (rune >= 'A' && rune <= 'Z') ||
           (rune >= 'a' && rune <= 'z') || (rune >= 0xFF10 && rune <= 0xFF19);
}

static bool joins_alnum(uint32_t rune)
{
    return rune == '.' || rune == ',' || rune == '-' || rune == '/' || rune == ':' || rune == '&' ||
           rune == '@' || rune == '_';
}

/* The end of the row of letters and digits: 1.2, 8-10, AT&T are one. */
static size_t alnum_end(jb_str text, size_t at)
{
    size_t end = at;
    bool joint = false;
    while (at < text.len) {
        uint32_t rune = jb_utf8_next(text, &at);
        if (is_alnum(rune))
            end = at, joint = false;
        else if (!joint && joins_alnum(rune))
            joint = true;
        else
            break;
    }
    return end;
}

static void offer_lexicon(cutting *c, size_t from, uint32_t rune, size_t at)
{
    jb_lexicon_walk walk;
    jb_lexicon_word word;
    if (!jb_lexicon_begin(&walk, c->lexicon, rune))
        return;
    for (;;) {
        if (jb_lexicon_ends(&walk, &word))
            offer(c, from, at, word.cost, word.kind);
        size_t next = at;
        if (at >= c->text.len)
            break;
        jb_utf8_next(c->text, &next);
        if (!jb_lexicon_go_on(&walk, jb_str_cut(c->text, at, next)))
            break;
        at = next;
    }
}

/* The bytes of the surname that stands there, 0: none. */
static size_t surname_at(jb_str text, size_t at, size_t next)
{
    size_t start = at;
    jb_str rest = jb_str_cut(text, at, text.len);
    for (size_t i = 0; i < sizeof double_surnames / sizeof *double_surnames; i++)
        if (jb_str_starts(rest, jb_str_make(double_surnames[i])))
            return strlen(double_surnames[i]);
    return jb_lexicon_is_surname(jb_utf8_next(text, &at)) ? next - start : 0;
}

static void offer_name(cutting *c, size_t from, size_t next)
{
    static const uint32_t costs[] = {NAME_OF_TWO, NAME_OF_THREE};
    size_t at = from + surname_at(c->text, from, next);
    if (at == from)
        return;
    for (int given = 0; given < 2 && at < c->text.len; given++) {
        if (!jb_rune_is_han(jb_utf8_next(c->text, &at)))
            return;
        offer(c, from, at, costs[given] * JB_COST_BIT, JB_WORD_PERSON);
    }
}

uint32_t jb_own_words_from(const jb_own_words *own, jb_str key)
{
    uint32_t low = 0, high = own->len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (jb_str_compare(own->at[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The office's words that stand there: those that begin with its character are neighbours. */
static void offer_own(cutting *c, size_t from, size_t next)
{
    jb_str rest = jb_str_cut(c->text, from, c->text.len), key = jb_str_cut(c->text, from, next);
    for (uint32_t i = c->own ? jb_own_words_from(c->own, key) : 0;
         c->own && i < c->own->len && jb_str_starts(c->own->at[i], key); i++)
        if (jb_str_starts(rest, c->own->at[i]))
            offer(c, from, from + c->own->at[i].len, OFFICE * JB_COST_BIT, JB_WORD_NOUN);
}

static void offer_all(cutting *c, size_t from)
{
    size_t next = from;
    uint32_t rune = jb_utf8_next(c->text, &next);
    bool han = jb_rune_is_han(rune), alnum = is_alnum(rune);
    if (alnum)
        next = alnum_end(c->text, from);
    offer(c, from, next, UNKNOWN * JB_COST_BIT,
          alnum ? JB_WORD_LATIN : han ? JB_WORD_OTHER : JB_WORD_MARK);
    offer_own(c, from, next);
    if (!han)
        return;
    offer_lexicon(c, from, rune, next);
    offer_name(c, from, next);
}

/* ---- the cut -------------------------------------------------------------------------------- */

jb_cut_words jb_lexicon_cut(jb_arena *arena, const jb_lexicon *lexicon, const jb_own_words *own,
                            jb_str text)
{
    jb_cut_words cut = {0};
    cutting c = {lexicon, own, text, JB_NEW_ARRAY(arena, step, text.len + 1)};
    for (size_t i = 1; i <= text.len; i++)
        c.steps[i].cost = UINT32_MAX;
    for (size_t i = 0; i < text.len; i++)
        if (c.steps[i].cost != UINT32_MAX)
            offer_all(&c, i);
    uint32_t n = 0;
    for (size_t at = text.len; at > 0; at = c.steps[at].from)
        n++;
    jb_reserve(arena, &cut, n);
    cut.len = n;
    for (size_t at = text.len; at > 0; at = c.steps[at].from) {
        const step *s = &c.steps[at];
        cut.at[--n] = (jb_cut_word){.start = s->from,
                                    .length = (uint32_t)at - s->from,
                                    .kind = (jb_word_kind)s->kind};
    }
    jb_lexicon_bind(text, &cut);
    return cut;
}
