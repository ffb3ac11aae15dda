/* What an issue says of itself in two places, what its end matter says, and the rules of R5 and R6
 * that look at neighbours: each with a case for and one against. */
#include "check.h"

#include "../../src/issue/issue.h"

#define BODY "7月3日，甲局召开工作会议，部署下半年的各项任务，并对做好有关工作提出了要求。\n"
#define HEAD "工作简报\n第26期\n办公室　　2025年7月1日\n\n"

static jb_arena *arena;
static jb_diags diags;

static const jb_issue *parse(const char *text)
{
    static const jb_issue_options options = {.recognise = true, .clean = JB_CLEAN_FULL};
    diags = (jb_diags){.arena = arena};
    jb_source *source =
        jb_source_decode(arena, JB_STR("t"), jb_str_make(text), JB_SOURCE_UTF8, &diags);
    return jb_issue_parse(arena, source, &options, &diags);
}

/* "LINE:COLUMN FIRST-PLACE FIRST SECOND" of each diagnostic of the code. */
static jb_str said(jb_code code)
{
    jb_buf out = {0};
    for (uint32_t i = 0; i < diags.list.len; i++) {
        const jb_diag *d = &diags.list.at[i];
        if (d->code != code)
            continue;
        jb_buf_printf(arena, &out, "%s%u:%u %.*s %.*s %.*s", out.len ? "; " : "", d->place.line,
                      d->place.column, JB_FMT(d->args[2]), JB_FMT(d->args[0]), JB_FMT(d->args[1]));
    }
    return jb_buf_str(&out);
}

static void numbers__must_agree(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"期号：2025年第26期（2024年总第516期）\n\n", "1:13 1:4 2025年第26期 （2024年总第516期）"},
        {"期号：第26期（总第516期，总第517期）\n\n", "1:16 1:4 第26期（总第516期 总第517期"},
        {"期号：第26期　第27期\n\n", "1:9 1:4 第26期 第27期"},
        {"期号：第26期\n　　　第27期\n\n", "2:4 1:4 第26期 第27期"},
        {"期号：第26期\n期号：第27期\n\n", "2:4 1:4 第26期 第27期"},
        {"期号：第26期\n　　　总第516期\n\n", ""},
        {"期号：2025年\n　　　第26期\n\n", ""},
        {"期号：第1—2期合刊（总第5—6期）\n\n", ""},
        {"工作简报\n第26期 第27期\n办公室 2025年7月1日\n\n", "2:6 2:1 第26期 第27期"},
        {"工作简报\n第26期\n总第516期\n第25期\n办公室　　2025年7月1日\n\n",
         "4:1 2:1 第26期 第25期"},
        {HEAD BODY "报：甲局\n第27期\n", "7:1 2:1 第26期 第27期"},
        {HEAD BODY "报：甲局\n工作简报第27期\n", "7:1 2:1 第26期 第27期"},
        {HEAD BODY "报：甲局\n工作简报第26期\n", ""},
        {HEAD BODY "报：甲局\n送：第27期培训班\n", ""},
        {HEAD BODY "— 1 —\n工作简报 第27期\n" BODY "— 2 —\n工作简报 第27期\n" BODY,
         "7:1 2:1 第26期 第27期; 10:1 2:1 第26期 第27期"},
        {HEAD BODY "— 1 —\n工作简报 第26期\n" BODY "— 2 —\n工作简报 第26期\n" BODY, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena = jb_arena_new();
        parse(rows[i].text);
        check_str(said(JB_D_ISSUE_NUMBERS_DISAGREE), jb_str_make(rows[i].want), rows[i].text,
                  __FILE__, (int)i);
        jb_arena_free(arena);
    }
}

static void dates__should_agree(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {HEAD BODY "报：甲局\n办公室　　2025年7月2日印发\n", "7:6 3:6 2025年7月1日 2025年7月2日"},
        {HEAD BODY "报：甲局\n办公室　　2025年7月1日印发\n", ""},
        {HEAD BODY "报：甲局\n办公室　　二〇二五年七月一日印发\n", ""},
        {HEAD BODY "甲局办公室\n2025年6月30日\n\n报：甲局\n", ""},
        {"刊名：工作简报\n日期：2025年7月1日\n日期：2025年7月2日\n\n" BODY,
         "3:4 2:4 2025年7月1日 2025年7月2日"},
        {"刊名：工作简报\n日期：七月\n日期：2025年7月2日\n\n" BODY, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena = jb_arena_new();
        parse(rows[i].text);
        check_str(said(JB_D_ISSUE_DATES_DISAGREE), jb_str_make(rows[i].want), rows[i].text,
                  __FILE__, (int)i);
        jb_arena_free(arena);
    }
}

/* "title? paragraph …": ? behind those in doubt, the level behind headings. */
static jb_str kinds(const jb_issue *issue)
{
    jb_buf out = {0};
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *b = &issue->blocks.at[i];
        jb_buf_printf(arena, &out, "%s%.*s", i ? " " : "",
                      JB_FMT(jb_block_kind_name(b->kind, JB_EN)));
        if (b->kind == JB_BLOCK_HEADING)
            jb_buf_printf(arena, &out, "%u", b->level);
        jb_buf_printf(arena, &out, "%s", b->doubtful ? "?" : "");
    }
    return jb_buf_str(&out);
}

typedef struct row {
    const char *text, *want;
} row;

static void check_kinds(const row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        arena = jb_arena_new();
        check_str(kinds(parse(rows[i].text)), jb_str_make(rows[i].want), rows[i].text, __FILE__,
                  (int)i);
        jb_arena_free(arena);
    }
}

static void lists__are_no_titles(void)
{
    static const row rows[] = {
        /* contents: by their pages, or because the first stands again */
        {"目录\n甲局召开工作会议…………1\n乙局开展专项检查…………2\n" BODY,
         "column paragraph paragraph paragraph"},
        {"本期要目\n甲局召开工作会议\n乙局开展专项检查\n甲局召开工作会议\n" BODY,
         "column paragraph paragraph title paragraph"},
        {"目录\n甲局召开工作会议\n" BODY, "column title paragraph"},
        /* rows with labels */
        {"甲局举办读书活动\n时间：七月三日下午\n地点：二楼会议室\n", "title paragraph paragraph"},
        {"柳河镇：敲门行动筑牢安全防线\n" BODY, "title paragraph"},
        /* items of a level have no text between them */
        {"甲局下周工作安排\n1.召开例会\n2.迎接检查\n3.组织培训\n",
         "title paragraph paragraph paragraph"},
        {"一、提高认识\n" BODY "二、加强领导\n" BODY, "heading1 paragraph heading1 paragraph"},
        {"1、推进缓慢。\n" BODY, "heading3? paragraph"},
        {"1、推进缓慢。\n2、保障不足。\n", "paragraph paragraph"},
        /* a table that gaps part, and phrases that are none */
        {"单位　　数量　　比例\n甲局　　12　　30%\n乙局　　28　　70%\n",
         "table-row table-row table-row"},
        {"《长江传》　　徐刚著　　人民出版社\n《大河》　　李四著　　出版社\n" BODY,
         "paragraph paragraph paragraph"},
        /* 【…】 that comes again parts articles */
        {"甲案件的审理与启示\n【案情】\n" BODY "【意义】\n" BODY
         "乙案件的审理与启示\n【案情】\n" BODY,
         "title heading1 paragraph heading1 paragraph title heading1 paragraph"},
        {"【要闻】\n甲局召开工作会议\n" BODY, "column title paragraph"},
    };
    check_kinds(rows, sizeof rows / sizeof *rows);
}

static void prose__is_no_title(void)
{
    static const row rows[] = {
        {BODY "最后，大家合影留念\n" BODY, "paragraph paragraph paragraph"},
        {BODY "> 甲局召开工作会议\n" BODY, "paragraph paragraph paragraph"},
        {BODY "张三 16:42\n" BODY, "paragraph paragraph paragraph"},
        {BODY "问：缴费比例是多少？\n" BODY, "paragraph paragraph paragraph"},
        {BODY "老人连声道谢：“真是太感谢你们了！”\n" BODY, "paragraph paragraph paragraph"},
        {BODY "“警察叔叔，谢谢你们！”\n" BODY, "paragraph title paragraph"},
        {BODY "甲、乙、丙、丁、戊等获得表彰\n" BODY, "paragraph paragraph paragraph"},
        {"张三 16:42\n甲局召开工作会议\n" BODY "李四 16:50\n收到\n张三 16:55\n",
         "paragraph title? paragraph paragraph paragraph paragraph"},
    };
    check_kinds(rows, sizeof rows / sizeof *rows);
}

static void people__sign_below_titles(void)
{
    static const row rows[] = {
        {"甲局召开工作会议部署任务\n甲局办公室\n" BODY, "title byline paragraph"},
        {"县司法局\n开展法治宣传活动\n" BODY, "title paragraph"},
        {"发展低空经济的主要做法\n张 弛  黎 明\n" BODY, "title byline paragraph"},
        {"我是一名退休老教师\n退休教师　苏慧兰\n" BODY, "title byline paragraph"},
        {"忆 战 友\n董长林\n" BODY, "title byline paragraph"},
        {"甲局召开工作会议部署任务\n" BODY "（急诊科 刘晓梅）\n", "title paragraph byline"},
        {"先进个人名单如下\n王福海　刘凤英（女）　赵永贵\n", "title names"},
        {"喜  报\n" BODY, "title paragraph"},
        {"口诀\n" BODY, "title? paragraph"},
        {BODY "城关代表团\n" BODY, "paragraph title? paragraph"},
    };
    check_kinds(rows, sizeof rows / sizeof *rows);
}

static jb_str end_value(const char *end, const char *label)
{
    const jb_str labels[] = {JB_STR("传真"), jb_str_make(label)};
    jb_buf text = {0};
    jb_buf_printf(arena, &text, "刊名：简报\n期号：第1期\n\n# 题\n\n文。\n---\n%s\n", end);
    *jb_push(arena, &text) = 0;
    return jb_issue_end_value(parse(text.at), labels, 2);
}

static uint32_t copies(const char *end)
{
    jb_buf text = {0};
    jb_buf_printf(arena, &text, "刊名：简报\n期号：第1期\n\n# 题\n\n文。\n---\n%s\n", end);
    *jb_push(arena, &text) = 0;
    return jb_issue_copies(parse(text.at));
}

static void end__is_looked_up_by_its_labels(void)
{
    arena = jb_arena_new();
    CHECK_STR(end_value("报：县委", "电话"), "");
    CHECK_STR(end_value("责任编辑：何敏　电话：12345678　印数：120份", "电话"), "12345678");
    CHECK_STR(end_value("责任编辑:何敏  电话: 0000-555  审核:李", "电话"), "0000-555");
    CHECK_STR(end_value("报：县委电话：1", "电话"), "");
    CHECK_STR(end_value("电话：1\n传真：2", "电话"), "2"); /* the first label that is there */
    CHECK_STR(end_value("电 话：1", "电话"), "1");
    CHECK_STR(end_value("电话：", "电话"), "");
    CHECK_INT(copies("报：县委"), 0);
    CHECK_INT(copies("印数：150份"), 150);
    CHECK_INT(copies("印数：150"), 150);
    CHECK_INT(copies("责任编辑：何敏　印数：1200 份"), 1200);
    CHECK_INT(copies("共印160份"), 160);
    CHECK_INT(copies("（共印 160 份）"), 160);
    CHECK_INT(copies("共印若干份"), 0);
    CHECK_INT(copies("共印99999999999份"), 0);
    jb_arena_free(arena);
}

int main(void)
{
    static const check_case cases[] = {
        {"numbers must agree", numbers__must_agree},
        {"dates should agree", dates__should_agree},
        {"lists are no titles", lists__are_no_titles},
        {"prose is no title", prose__is_no_title},
        {"people sign below titles", people__sign_below_titles},
        {"the end matter is looked up by its labels", end__is_looked_up_by_its_labels},
    };
    return CHECK_MAIN(cases);
}
