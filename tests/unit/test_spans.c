/* The marks around a stretch of a line. */
#include "check.h"

#include "../../src/issue/issue.h"

static jb_arena *arena;

static jb_issue *parse(const char *text)
{
    static const jb_issue_options options = {.recognise = true, .clean = JB_CLEAN_FULL};
    jb_diags diags = {.arena = arena};
    jb_source *source =
        jb_source_decode(arena, JB_STR("t"), jb_str_make(text), JB_SOURCE_UTF8, &diags);
    return jb_issue_parse(arena, source, &options, &diags);
}

/* Paints all there is: nothing may be lost. */
static uint64_t lost(const jb_issue *issue)
{
    JB_VEC(jb_span) painted = {0};
    uint64_t first = 0;
    for (uint32_t i = 0; i < issue->blocks.len; i++)
        *jb_push(arena, &painted) = issue->blocks.at[i].text;
    return jb_issue_uncovered(arena, issue, painted.at, painted.len, &first);
}

/* The text's inlines: kind and characters, one a line; the text behind them. */
static jb_str inlines_of(const char *text)
{
    jb_issue *issue = parse(text);
    jb_buf out = {0};
    for (uint32_t i = 0; i < issue->inlines.len; i++) {
        const jb_inline *one = &issue->inlines.at[i];
        jb_span base = {one->span.start, one->base ? one->base : one->span.end};
        jb_buf_printf(arena, &out, "%.*s %.*s", JB_FMT(jb_inline_name(one->kind)),
                      JB_FMT(jb_span_of(issue->text, base)));
        if (one->base)
            jb_buf_printf(arena, &out, " %.*s",
                          JB_FMT(jb_str_cut(issue->text, one->base, one->span.end)));
        jb_buf_add(arena, &out, JB_STR("; "));
    }
    jb_buf_add(arena, &out, jb_span_of(issue->text, issue->blocks.at[0].text));
    CHECK_INT((int64_t)lost(issue), 0);
    return jb_buf_str(&out);
}

/* What is a mark, and what is text that looks like one. */
static void spans__are_what_is_clearly_one(void)
{
    static const char *const rows[][2] = {
        {"请_张三__李四_到会。", "name 张三; name 李四; 请张三李四到会。"},
        {"_阿·托尔斯泰_著~~苦难的历程~~。",
         "name 阿·托尔斯泰; work 苦难的历程; 阿·托尔斯泰著苦难的历程。"},
        {"~~史记~~~~汉书~~。", "work 史记; work 汉书; 史记汉书。"},
        {"见^1^_张三_和*重*_李四_", "note 1; name 张三; emphasis 重; name 李四; 见1张三和重李四"},
        {"*_张三_和~~书~~都好*。",
         "emphasis 张三和书都好; name 张三; work 书; 张三和书都好。"},
        {"见注^①^和word^12^，*又*^*^。",
         "note ①; note 12; emphasis 又; 见注①和word12，又^*^。"},
        {"{汉字|hànzì}与{行|xíng}{行|háng}。",
         "ruby 汉字 hànzì; ruby 行 xíng; ruby 行 háng; 汉字hànzì与行xíng行háng。"},
        {"{办公|bàn gōng}室", "ruby 办公 bàn gōng; 办公bàn gōng室"},
        {"**重点**是*甲**乙*。**丙*丁**", "emphasis 重点; emphasis 甲; emphasis 乙; "
                                          "emphasis 丙*丁; 重点是甲乙。丙*丁"},
        {"请_李四_\\*甲*到", "name 李四; 请李四*甲*到"}, /* an escape is not of a word */
        {"一***二***三**", "一***二***三**"},
        /* text */
        {"写信给zhang_三_a@qq.com好。", "写信给zhang_三_a@qq.com好。"},
        {"文件a_中_b和_文件_.txt在。", "文件a_中_b和_文件_.txt在。"},
        {"文件ａ_中_ｂ和_文件_ｂ在。", "文件a_中_b和_文件_b在。"}, /* as it will be */
        {"填_年_月_日，____年__月__日。", "填_年_月_日，____年__月__日。"},
        {"约3~~5月和6~7日，好~~~的~~~。", "约3~~5月和6~7日，好~~~的~~~。"},
        {"即2^10^3和^上^，^^，a^bcdef^。", "即2^10^3和^上^，^^，a^bcdef^。"},
        {"设{a|b}和{字|}、{|zì}、{字}。", "设{a|b}和{字|}、{|zì}、{字}。"},
        {"*未完，_未完，~~未完，^1，{字|zi", "*未完，_未完，~~未完，^1，{字|zi"},
        {"甲\\_张三_乙\\~~书~~丙\\^1^丁\\{字|zì}。", "甲_张三_乙~~书~~丙^1^丁{字|zì}。"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena = jb_arena_new();
        CHECK_STR(inlines_of(rows[i][0]), rows[i][1]);
        jb_arena_free(arena);
    }
}

static void many_marks__cost_what_they_are(void)
{
    static const char *const pieces[] = {"_张三_", "~~书~~，", "字^1^", "{字|zì}",
                                         "*重*，", "*_",       "~~*^{"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        arena = jb_arena_new();
        jb_buf text = {0};
        for (int k = 0; k < 10000; k++)
            jb_buf_add(arena, &text, jb_str_make(pieces[i]));
        *jb_push(arena, &text) = 0;
        jb_issue *issue = parse(text.at);
        CHECK_INT((int64_t)lost(issue), 0);
        CHECK(i >= 5 || issue->inlines.len == 10000);
        jb_arena_free(arena);
    }
}

int main(void)
{
    static const check_case cases[] = {
        {"spans are what is clearly one", spans__are_what_is_clearly_one},
        {"many marks cost what they are", many_marks__cost_what_they_are},
    };
    return CHECK_MAIN(cases);
}
