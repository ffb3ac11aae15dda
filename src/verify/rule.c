/* The table of rules, as verify and the writers ask it. */
#include <ctype.h>

#include "parts.h"

/* The clause of some standards: of ISO 15930 the part and the clause of ISO 32000-1; of ISO 19005
 * and 14289 the part and its own clause; without a part, a clause of ISO 32000-1. */
typedef struct clause {
    jb_claims claims;
    jb_str part, base;
} clause;

enum { CLAUSES_MOST = 7 };

#define ALL(base)     ANY(base) AT(JB_CLAIMS_A | JB_CLAIM_UA1, "", base)
#define ANY(base)     PDF(base) PDFX(base)
#define PDFX(base)    X1A(base) X4(base)
#define PDF(base)     AT(JB_CLAIM_PDF, "", base)
#define X1A(base)     AT(JB_CLAIM_X1A, "ISO 15930-4", base)
#define X4(base)      AT(JB_CLAIM_X4, "ISO 15930-7", base)
#define A(one, two)   A1(one) A2(two)
#define A1(own)       AT(JB_CLAIM_A1B, "ISO 19005-1", own)
#define A2(own)       A2ONLY(own) A3(own) /* part 3 is part 2 with files within */
#define A2ONLY(own)   AT(JB_CLAIMS_A2, "ISO 19005-2", own)
#define A3(own)       AT(JB_CLAIMS_A3, "ISO 19005-3", own)
#define A2U(own)      AT(JB_CLAIM_A2U | JB_CLAIM_A2A, "ISO 19005-2", own)                         \
                      AT(JB_CLAIM_A3U | JB_CLAIM_A3A, "ISO 19005-3", own)
#define A2A(own)      AT(JB_CLAIM_A2A, "ISO 19005-2", own) AT(JB_CLAIM_A3A, "ISO 19005-3", own)
#define UA(own)       AT(JB_CLAIM_UA1, "ISO 14289-1", own)
#define RECORD        AT(JB_CLAIMS_A, "", "-") /* what jianbao itself says of an issue */
#define PRESS         X1A("-") X4("-") /* no standard's, but what vendors ask of what they print */
#define AT(claims, part, own) {claims, JB_LIT(part), JB_LIT(own)},

typedef enum topic {
    TOPIC_FILE,
    TOPIC_IDENTITY,
    TOPIC_ENCRYPTION,
    TOPIC_COMPRESSION,
    TOPIC_FILES,
    TOPIC_TRAPPING,
    TOPIC_INTENTS,
    TOPIC_PAGES,
    TOPIC_FONTS,
    TOPIC_COLOUR,
    TOPIC_STATE,
    TOPIC_TRANSPARENCY,
    TOPIC_IMAGES,
    TOPIC_POSTSCRIPT,
    TOPIC_OPI,
    TOPIC_ANNOTATIONS,
    TOPIC_ACTIONS,
    TOPIC_LAYERS,
    TOPIC_CONTENT,
    TOPIC_TAGS,
    TOPIC_RECORD,
    TOPIC_PRESS,
    TOPICS
} topic;

static const jb_str topics[TOPICS][2] = {
    [TOPIC_FILE] = {JB_LIT("文件结构"), JB_LIT("file structure")},
    [TOPIC_IDENTITY] = {JB_LIT("文件标识"), JB_LIT("file identification")},
    [TOPIC_ENCRYPTION] = {JB_LIT("加密"), JB_LIT("encryption")},
    [TOPIC_COMPRESSION] = {JB_LIT("压缩"), JB_LIT("compression")},
    [TOPIC_FILES] = {JB_LIT("外部文件和附件"), JB_LIT("file specifications")},
    [TOPIC_TRAPPING] = {JB_LIT("陷印"), JB_LIT("trapping")},
    [TOPIC_INTENTS] = {JB_LIT("输出意图"), JB_LIT("output intents")},
    [TOPIC_PAGES] = {JB_LIT("页面框"), JB_LIT("bounding boxes")},
    [TOPIC_FONTS] = {JB_LIT("字体"), JB_LIT("fonts")},
    [TOPIC_COLOUR] = {JB_LIT("颜色空间"), JB_LIT("colour spaces")},
    [TOPIC_STATE] = {JB_LIT("扩展图形状态"), JB_LIT("extended graphics state")},
    [TOPIC_TRANSPARENCY] = {JB_LIT("透明"), JB_LIT("transparency")},
    [TOPIC_IMAGES] = {JB_LIT("图像"), JB_LIT("images")},
    [TOPIC_POSTSCRIPT] = {JB_LIT("PostScript 对象"), JB_LIT("PostScript XObjects")},
    [TOPIC_OPI] = {JB_LIT("OPI"), JB_LIT("OPI")},
    [TOPIC_ANNOTATIONS] = {JB_LIT("批注"), JB_LIT("annotations")},
    [TOPIC_ACTIONS] = {JB_LIT("动作"), JB_LIT("actions and JavaScript")},
    [TOPIC_LAYERS] = {JB_LIT("图层"), JB_LIT("optional content")},
    [TOPIC_CONTENT] = {JB_LIT("页面内容"), JB_LIT("content streams")},
    [TOPIC_TAGS] = {JB_LIT("标签"), JB_LIT("tags")},
    [TOPIC_RECORD] = {JB_LIT("这一期的记录"), JB_LIT("record of the issue")},
    [TOPIC_PRESS] = {JB_LIT("印刷厂惯例"), JB_LIT("vendors' usage")},
};

static const struct {
    jb_str key;
    jb_level level;
    topic topic;
    clause clauses[CLAUSES_MOST];
    jb_str words[2];
} rules[JB_RULES] = {
#define X(key, level, topic, clauses, zh, en)                                                      \
    {JB_LIT(#key), JB_LEVEL_##level, TOPIC_##topic, {clauses}, {JB_LIT(zh), JB_LIT(en)}},
#include "rule_table.h"
#undef X
};

static const struct {
    jb_claims claim;
    jb_str name, word;
} names[] = {
    {JB_CLAIM_PDF, JB_LIT("PDF"), JB_LIT("")},
    {JB_CLAIM_X1A, JB_LIT("PDF/X-1a:2003"), JB_LIT("x-1a")},
    {JB_CLAIM_X4, JB_LIT("PDF/X-4"), JB_LIT("x-4")},
    {JB_CLAIM_A1B, JB_LIT("PDF/A-1b"), JB_LIT("a-1b")},
    {JB_CLAIM_A2B, JB_LIT("PDF/A-2b"), JB_LIT("a-2b")},
    {JB_CLAIM_A2U, JB_LIT("PDF/A-2u"), JB_LIT("a-2u")},
    {JB_CLAIM_A2A, JB_LIT("PDF/A-2a"), JB_LIT("a-2a")},
    {JB_CLAIM_A3B, JB_LIT("PDF/A-3b"), JB_LIT("a-3b")},
    {JB_CLAIM_A3U, JB_LIT("PDF/A-3u"), JB_LIT("a-3u")},
    {JB_CLAIM_A3A, JB_LIT("PDF/A-3a"), JB_LIT("a-3a")},
    {JB_CLAIM_UA1, JB_LIT("PDF/UA-1"), JB_LIT("ua-1")},
};

enum { NAMES = sizeof names / sizeof *names };

jb_str jb_claims_name(jb_arena *arena, jb_claims claims)
{
    jb_buf out = {0};
    for (size_t i = 0; i < NAMES; i++) {
        if (!(claims & names[i].claim))
            continue;
        jb_buf_add(arena, &out, out.len ? JB_STR(" + ") : (jb_str){0});
        jb_buf_add(arena, &out, names[i].name);
    }
    return jb_buf_str(&out);
}

jb_claims jb_claim_named(jb_str name)
{
    for (size_t i = 0; i < NAMES; i++)
        if (jb_str_equal(names[i].name, name))
            return names[i].claim;
    return JB_CLAIM_OWN;
}

jb_claims jb_claim_asked(jb_str word)
{
    for (size_t i = 0; i < NAMES && word.len; i++)
        if (jb_str_equal(names[i].word, word))
            return names[i].claim;
    return JB_CLAIM_OWN;
}

jb_str jb_rule_name(jb_arena *arena, jb_rule rule)
{
    jb_str key = rules[rule].key;
    char *name = JB_NEW_ARRAY(arena, char, key.len);
    for (size_t i = 0; i < key.len; i++)
        name[i] = key.at[i] == '_' ? '-' : (char)tolower((unsigned char)key.at[i]);
    return (jb_str){name, key.len};
}

jb_level jb_rule_level(jb_rule rule)
{
    return rules[rule].level;
}

bool jb_rule_holds(jb_rule rule, jb_claims claims)
{
    const clause *clauses = rules[rule].clauses;
    int i = 0;
    while (i < CLAUSES_MOST && !(clauses[i].claims & claims))
        i++;
    return i < CLAUSES_MOST;
}

static jb_str cite(jb_arena *arena, jb_rule rule, const clause *c, jb_lang lang)
{
    jb_str name = topics[rules[rule].topic][lang];
    if (c->base.at[0] == '-')
        return name;
    if (c->part.len == 0)
        return jb_arena_format(arena, "ISO 32000-1 %.*s", JB_FMT(c->base));
    if (!(c->claims & JB_CLAIMS_X))
        return jb_arena_format(arena, "%.*s %.*s", JB_FMT(c->part), JB_FMT(c->base));
    return jb_arena_format(
        arena, lang == JB_ZH ? "%.*s %.*s（ISO 32000-1 %.*s）" : "%.*s, %.*s (ISO 32000-1 %.*s)",
        JB_FMT(c->part), JB_FMT(name), JB_FMT(c->base));
}

jb_str jb_rule_clause(jb_arena *arena, jb_rule rule, jb_claims claims, jb_lang lang)
{
    jb_str list = {0};
    for (int i = 0; i < CLAUSES_MOST; i++) {
        const clause *c = &rules[rule].clauses[i];
        if (!(c->claims & claims))
            continue;
        jb_str one = cite(arena, rule, c, lang);
        if (list.len == 0)
            list = one;
        else if (!jb_str_equal(list, one))
            list = jb_arena_format(arena, lang == JB_ZH ? "%.*s；%.*s" : "%.*s; %.*s",
                                   JB_FMT(list), JB_FMT(one));
    }
    return list;
}

jb_str jb_rule_words(jb_rule rule, jb_lang lang)
{
    return rules[rule].words[lang];
}

jb_str jb_breach_words(jb_arena *arena, const jb_breach *breach, jb_lang lang)
{
    jb_str words = jb_rule_words(breach->rule, lang);
    jb_buf out = {0};
    for (size_t i = 0; i < words.len; i++) {
        bool slot = i + 2 < words.len && words.at[i] == '{' && words.at[i + 2] == '}';
        if (!slot) {
            *jb_push(arena, &out) = words.at[i];
            continue;
        }
        jb_buf_add(arena, &out, jb_said_in(breach->args[words.at[i + 1] - '0'], lang));
        i += 2;
    }
    return jb_buf_str(&out);
}

jb_str jb_breach_said(jb_arena *arena, const jb_breach *breach)
{
    return jb_say_both(arena, jb_breach_words(arena, breach, JB_ZH),
                       jb_breach_words(arena, breach, JB_EN));
}

jb_str jb_clause_said(jb_arena *arena, jb_rule rule, jb_claims claims)
{
    return jb_say_both(arena, jb_rule_clause(arena, rule, claims, JB_ZH),
                       jb_rule_clause(arena, rule, claims, JB_EN));
}
