/* The table of rules, as verify and the writers ask it. */
#include <ctype.h>

#include "parts.h"

/* A standard's clause: of ISO 15930 the part and the clause of ISO 32000-1; of ISO 19005 the part
 * and its own clause; without a part, a clause of ISO 32000-1. */
typedef struct clause {
    jb_str part, base;
} clause;

#define ALL(base)     ANY(base) AT(A1B, "", base) AT(A2B, "", base) AT(A2U, "", base)
#define ANY(base)     PDF(base) PDFX(base)
#define PDFX(base)    X1A(base) X4(base)
#define PDF(base)     AT(PDF, "", base)
#define X1A(base)     AT(X1A, "ISO 15930-4", base)
#define X4(base)      AT(X4, "ISO 15930-7", base)
#define A(one, two)   A1(one) A2(two)
#define A1(own)       AT(A1B, "ISO 19005-1", own)
#define A2(own)       AT(A2B, "ISO 19005-2", own) A2U(own)
#define A2U(own)      AT(A2U, "ISO 19005-2", own)
#define PRESS         X1A("-") X4("-") /* no standard's, but what vendors ask of what they print */
#define AT(key, part, own) [JB_CLAIM_##key] = {JB_LIT(part), JB_LIT(own)},

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
    [TOPIC_PRESS] = {JB_LIT("印刷厂惯例"), JB_LIT("vendors' usage")},
};

static const struct {
    jb_str key;
    jb_level level;
    topic topic;
    clause clauses[JB_CLAIMS];
    jb_str words[2];
} rules[JB_RULES] = {
#define X(key, level, topic, clauses, zh, en)                                                      \
    {JB_LIT(#key), JB_LEVEL_##level, TOPIC_##topic, {clauses}, {JB_LIT(zh), JB_LIT(en)}},
#include "rule_table.h"
#undef X
};

jb_str jb_claim_name(jb_claim claim)
{
    static const jb_str names[JB_CLAIMS] = {
        [JB_CLAIM_PDF] = JB_LIT("PDF"),
        [JB_CLAIM_X1A] = JB_LIT("PDF/X-1a:2003"),
        [JB_CLAIM_X4] = JB_LIT("PDF/X-4"),
        [JB_CLAIM_A1B] = JB_LIT("PDF/A-1b"),
        [JB_CLAIM_A2B] = JB_LIT("PDF/A-2b"),
        [JB_CLAIM_A2U] = JB_LIT("PDF/A-2u"),
    };
    return names[claim];
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

bool jb_rule_holds(jb_rule rule, jb_claim claim)
{
    return rules[rule].clauses[claim].base.len > 0;
}

jb_str jb_rule_clause(jb_arena *arena, jb_rule rule, jb_claim claim, jb_lang lang)
{
    const clause *c = &rules[rule].clauses[claim];
    jb_str name = topics[rules[rule].topic][lang];
    if (!jb_rule_holds(rule, claim))
        return (jb_str){0};
    if (rules[rule].topic == TOPIC_PRESS)
        return name;
    if (c->part.len == 0)
        return jb_arena_format(arena, "ISO 32000-1 %.*s", JB_FMT(c->base));
    if (jb_claim_archives(claim))
        return jb_arena_format(arena, "%.*s %.*s", JB_FMT(c->part), JB_FMT(c->base));
    return jb_arena_format(
        arena, lang == JB_ZH ? "%.*s %.*s（ISO 32000-1 %.*s）" : "%.*s, %.*s (ISO 32000-1 %.*s)",
        JB_FMT(c->part), JB_FMT(name), JB_FMT(c->base));
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

jb_str jb_clause_said(jb_arena *arena, jb_rule rule, jb_claim claim)
{
    return jb_say_both(arena, jb_rule_clause(arena, rule, claim, JB_ZH),
                       jb_rule_clause(arena, rule, claim, JB_EN));
}
