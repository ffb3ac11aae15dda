/* The likeliest division of a text into words: over all words that begin at each character, the
 * chain of least cost from one end to the other. */
#include "../base/utf8.h"
#include "parts.h"

typedef struct dividing {
    const jb_lexicon *lexicon;
    const jb_own_words *own;
    jb_str text;
    uint32_t n;
    uint32_t *rune, *byte; /* of the text; byte[n] is its length */
    uint64_t *cost;        /* of the best chain up to each character */
    uint32_t *from;        /* where its last word begins */
} dividing;

/* What no dictionary lists. A name is about as rare as one person's is; a number costs little. */
enum {
    NAME_COST = 23 * JB_LEXICON_BIT,
    NUMBER_COST = 8 * JB_LEXICON_BIT,
    COUNTED_COST = 4 * JB_LEXICON_BIT,
    OWN_COST = 1
};

bool jb_lexicon_is_surname(uint32_t rune)
{
    static const jb_str surnames = JB_LIT(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶"
        "程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎"
        "贺顾毛郝龚邵万钱严覃武戴莫孔向汤温常康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧"
        "耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍"
        "华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏"
        "宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝代鄢冼"
        "谷");
    char bytes[4];
    return rune >= 0x4E00 &&
           jb_str_find(surnames, (jb_str){bytes, jb_utf8_encode(rune, bytes)}) != SIZE_MAX;
}

static bool is_one_of(uint32_t rune, jb_str set)
{
    char bytes[4];
    return jb_str_find(set, (jb_str){bytes, jb_utf8_encode(rune, bytes)}) != SIZE_MAX;
}

static bool is_letter(uint32_t rune)
{
    return (rune >= '0' && rune <= '9') || (rune >= 'A' && rune <= 'Z') ||
           (rune >= 'a' && rune <= 'z') || (rune >= 0xC0 && rune < 0x2000);
}

static bool is_numeral(uint32_t rune)
{
    return (rune >= '0' && rune <= '9') || is_one_of(rune, JB_STR("〇零一二三四五六七八九十百千万亿两"));
}

/* What counts: 三次, 第五届, 2025年, 59号. */
static bool is_measure(uint32_t rune)
{
    return is_one_of(rune, JB_STR("次届个名项期年月日号级条类件位家批种轮站所支场度季周天人元时分秒"
                                  "点册本集部版回层等步处起例篇笔份户亩吨台辆架艘座间栋"));
}

static void offer(dividing *d, uint32_t from, uint32_t to, uint64_t cost)
{
    if (d->cost[from] + cost < d->cost[to]) {
        d->cost[to] = d->cost[from] + cost;
        d->from[to] = from;
    }
}

static uint32_t count_while(const dividing *d, uint32_t i, bool (*is)(uint32_t))
{
    uint32_t end = i;
    while (end < d->n && is(d->rune[end]))
        end++;
    return end - i;
}

/* 第三次, 二十届, 100万元, 2025年 */
static void offer_number(dividing *d, uint32_t i)
{
    const uint32_t ordinal = 0x7B2C;
    uint32_t first = i + (d->rune[i] == ordinal), len = count_while(d, first, is_numeral);
    if (len == 0)
        return;
    uint32_t end = first + len;
    offer(d, i, end, NUMBER_COST);
    if (end < d->n && is_measure(d->rune[end]))
        offer(d, i, end + 1, NUMBER_COST + COUNTED_COST);
}

/* A surname and one or two characters that are a given name. */
static void offer_name(dividing *d, uint32_t i)
{
    if (!jb_lexicon_is_surname(d->rune[i]))
        return;
    uint32_t most = i + 3 < d->n ? i + 3 : d->n;
    for (uint32_t end = i + 2; end <= most && jb_rune_is_han(d->rune[end - 1]); end++)
        offer(d, i, end, NAME_COST);
}

static void offer_own(dividing *d, uint32_t i)
{
    jb_str rest = jb_str_cut(d->text, d->byte[i], d->text.len);
    for (uint32_t k = 0; d->own && k < d->own->len; k++) {
        jb_str word = d->own->at[k];
        uint32_t end = i;
        if (word.len == 0 || !jb_str_starts(rest, word))
            continue;
        while (d->byte[end] < d->byte[i] + word.len)
            end++;
        offer(d, i, end, OWN_COST);
    }
}

static void offer_all(dividing *d, uint32_t i)
{
    jb_listed found[JB_LEXICON_LONGEST];
    uint32_t letters = count_while(d, i, is_letter);
    offer(d, i, i + 1, d->lexicon->head->rarest);
    offer_own(d, i);
    offer_number(d, i);
    if (letters) {
        offer(d, i, i + letters, JB_LEXICON_BIT);
        return;
    }
    offer_name(d, i);
    uint32_t n = jb_lexicon_words(d->lexicon, d->rune + i, d->n - i, found);
    for (uint32_t k = 0; k < n; k++)
        offer(d, i, i + found[k].len, found[k].cost);
}

void jb_lexicon_divide(jb_arena *scratch, const jb_lexicon *lexicon, const jb_own_words *own,
                       jb_str text, bool *begins)
{
    uint32_t room = (uint32_t)jb_utf8_count(text) + 1;
    dividing d = {.lexicon = lexicon,
                  .own = own,
                  .text = text,
                  .rune = JB_NEW_ARRAY(scratch, uint32_t, room),
                  .byte = JB_NEW_ARRAY(scratch, uint32_t, room),
                  .cost = JB_NEW_ARRAY(scratch, uint64_t, room),
                  .from = JB_NEW_ARRAY(scratch, uint32_t, room)};
    for (size_t at = 0; at < text.len;) {
        d.byte[d.n] = (uint32_t)at;
        d.rune[d.n++] = jb_utf8_next(text, &at);
    }
    d.byte[d.n] = (uint32_t)text.len;
    memset(begins, 0, text.len);
    for (uint32_t i = 1; i <= d.n; i++)
        d.cost[i] = UINT64_MAX / 2;
    for (uint32_t i = 0; i < d.n; i++)
        offer_all(&d, i);
    for (uint32_t i = d.n; i > 0; i = d.from[i])
        begins[d.byte[d.from[i]]] = true;
}
