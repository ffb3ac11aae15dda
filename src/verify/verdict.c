/* A verdict as people read it; programs read it as a report without facts. */
#include "parts.h"

typedef struct printer {
    jb_arena *arena;
    jb_buf *out;
    const jb_verdict *verdict;
    jb_str file;
    jb_lang lang;
} printer;

static jb_str said(const printer *p, jb_str zh, jb_str en)
{
    return p->lang == JB_ZH ? zh : en;
}

static jb_str level_name(const printer *p, jb_rule rule)
{
    if (jb_rule_level(rule) == JB_LEVEL_FAULT)
        return said(p, JB_STR("错误"), JB_STR("fault"));
    return said(p, JB_STR("提醒"), JB_STR("warning"));
}

/* Millimetres with one decimal. */
static void print_mm(const printer *p, jb_len length)
{
    int64_t tenths = jb_div_round((int64_t)length * 254, 72000);
    jb_buf_printf(p->arena, p->out, "%s%lld.%lld", tenths < 0 ? "-" : "",
                  (long long)(tenths < 0 ? -tenths : tenths) / 10,
                  (long long)(tenths < 0 ? -tenths : tenths) % 10);
}

/* " page 3 at 20.0, 31.5 mm": from the upper left corner of the trimmed page. */
static void print_place(const printer *p, const jb_breach *breach)
{
    if (!breach->page)
        return;
    jb_buf_printf(p->arena, p->out, p->lang == JB_ZH ? "第 %u 页" : "page %u", breach->page);
    if (breach->placed) {
        jb_buf_add(p->arena, p->out, said(p, JB_STR("距左、上 "), JB_STR(" at ")));
        print_mm(p, breach->place.x);
        jb_buf_add(p->arena, p->out, JB_STR(", "));
        print_mm(p, breach->place.y);
        jb_buf_add(p->arena, p->out, JB_STR(" mm"));
    }
    jb_buf_add(p->arena, p->out, said(p, JB_STR("："), JB_STR(": ")));
}

static void print_breach(const printer *p, const jb_breach *breach, bool brief)
{
    jb_str level = level_name(p, breach->rule), name = jb_rule_name(p->arena, breach->rule);
    jb_str clause = jb_rule_clause(p->arena, breach->rule, p->verdict->claims, p->lang);
    if (brief)
        jb_buf_printf(p->arena, p->out, "%.*s: ", JB_FMT(p->file));
    jb_buf_printf(p->arena, p->out, "%s%.*s[%.*s]%s", brief ? "" : "  ", JB_FMT(level),
                  JB_FMT(name), p->lang == JB_ZH ? "：" : ": ");
    print_place(p, breach);
    jb_str words = jb_breach_words(p->arena, breach, p->lang);
    jb_buf_printf(p->arena, p->out, "%.*s%s%.*s\n", JB_FMT(words), brief ? "; " : "\n      ",
                  JB_FMT(clause));
}

/* What was told of a rule no more. */
static void print_more(const printer *p)
{
    for (int i = 0; i < JB_RULES; i++) {
        uint32_t found = p->verdict->found[i];
        jb_str name = jb_rule_name(p->arena, (jb_rule)i);
        if (found > JB_BREACHES_SHOWN)
            jb_buf_printf(p->arena, p->out,
                          p->lang == JB_ZH ? "  %.*s 还有 %u 处，没有列出\n"
                                           : "  %.*s: %u more, not shown\n",
                          JB_FMT(name), found - JB_BREACHES_SHOWN);
    }
}

static void print_sum(const printer *p)
{
    const jb_verdict *v = p->verdict;
    jb_str name = jb_claims_name(p->arena, v->claims);
    jb_str line;
    if (v->unreadable)
        line = said(p, JB_STR("读不了"), JB_STR("cannot be read"));
    else if (v->claims == JB_CLAIM_PDF && !v->claimed.len)
        line = said(p, JB_STR("没有声明符合任何标准"), JB_STR("claims to be of no standard"));
    else if (v->claims == JB_CLAIM_PDF)
        line = said(p, JB_STR("它声明的标准查不了"), JB_STR("what it claims is not checked here"));
    else
        line = jb_arena_format(p->arena, p->lang == JB_ZH ? "%s %.*s" : "%s %.*s",
                               v->faults ? (p->lang == JB_ZH ? "不符合" : "is not")
                                         : (p->lang == JB_ZH ? "符合" : "is"),
                               JB_FMT(name));
    jb_buf_printf(p->arena, p->out, p->lang == JB_ZH ? "%.*s：%.*s" : "%.*s: %.*s", JB_FMT(p->file),
                  JB_FMT(line));
    if (v->faults + v->warnings)
        jb_buf_printf(p->arena, p->out,
                      p->lang == JB_ZH ? "（错误 %u，提醒 %u）" : " (faults %u, warnings %u)",
                      v->faults, v->warnings);
    jb_buf_add(p->arena, p->out, JB_STR("\n"));
}

void jb_verdict_print(jb_arena *arena, jb_buf *out, const jb_verdict *verdict, jb_str file,
                      jb_diag_form form, jb_lang lang)
{
    printer p = {arena, out, verdict, file, lang};
    if (form == JB_JSON) {
        jb_verdict bare = *verdict;
        bare.facts = NULL;
        jb_report_json(arena, &bare, file, lang, out);
        return;
    }
    if (form == JB_HUMAN)
        print_sum(&p);
    for (uint32_t i = 0; i < verdict->breaches.len; i++)
        print_breach(&p, &verdict->breaches.at[i], form == JB_SHORT);
    if (form == JB_HUMAN)
        print_more(&p);
    else
        print_sum(&p);
}
