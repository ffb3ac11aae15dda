#include "check.h"

#include "../../src/base/utf8.h"
#include "../../src/issue/issue.h"

static jb_arena *arena;
static jb_diags diags;

static jb_issue *parse_with(const char *text, jb_issue_options options)
{
    diags = (jb_diags){.arena = arena};
    jb_source *source =
        jb_source_decode(arena, JB_STR("t"), jb_str_make(text), JB_SOURCE_UTF8, &diags);
    jb_issue_options *kept = JB_NEW(arena, jb_issue_options);
    *kept = options;
    return jb_issue_parse(arena, source, kept, &diags);
}

static jb_issue *parse(const char *text)
{
    return parse_with(text, (jb_issue_options){.recognise = true, .clean = JB_CLEAN_FULL});
}

static uint32_t count_code(jb_code code)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < diags.list.len; i++)
        n += diags.list.at[i].code == code;
    return n;
}

/* Paints all there is: nothing may be lost. */
static uint64_t lost(const jb_issue *issue)
{
    JB_VEC(jb_span) painted = {0};
    uint64_t first = 0;
    for (uint32_t i = 0; i < issue->fields.len; i++)
        *jb_push(arena, &painted) = issue->fields.at[i].value;
    for (uint32_t i = 0; i < issue->blocks.len; i++)
        *jb_push(arena, &painted) = issue->blocks.at[i].text;
    return jb_issue_uncovered(arena, issue, painted.at, painted.len, &first);
}

/* "title:… paragraph:…", doubtful ones with a "?" behind the kind; line ends inside as "/". */
static jb_str outline(const jb_issue *issue)
{
    jb_buf out = {0};
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *b = &issue->blocks.at[i];
        jb_buf_printf(arena, &out, "%s%.*s", i ? " | " : "",
                      JB_FMT(jb_block_kind_name(b->kind, JB_EN)));
        if (b->level)
            jb_buf_printf(arena, &out, "%u", b->level);
        jb_buf_printf(arena, &out, "%s:", b->doubtful ? "?" : "");
        jb_str text = jb_span_of(issue->text, b->text);
        for (size_t k = 0; k < text.len; k++)
            *jb_push(arena, &out) = text.at[k] == '\n' ? '/' : text.at[k];
    }
    return jb_buf_str(&out);
}

#define HEAD "某局\n工作简报\n第3期\n某局办公室 2024年5月6日\n"
#define BODY "近日，某局召开会议，部署下一步工作，全体干部参加了会议。"

typedef struct row {
    const char *text, *want;
} row;

static void check_outlines(const row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        arena = jb_arena_new();
        jb_issue *issue = parse(rows[i].text);
        check_str(outline(issue), jb_str_make(rows[i].want), rows[i].text, __FILE__, (int)i);
        CHECK_INT((int64_t)lost(issue), 0);
        jb_arena_free(arena);
    }
}
#define CHECK_OUTLINES(rows) check_outlines((rows), sizeof(rows) / sizeof *(rows))

/* ---- number and date */

static void number__reads_every_form(void)
{
    static const struct {
        const char *text;
        jb_number want;
    } rows[] = {
        {"2025年第26期（总第516期）", {JB_NUMBER_ISSUE, 2025, 26, 26, 516, 0}},
        {"2025 年第 26 期(总第 516 期)", {JB_NUMBER_ISSUE, 2025, 26, 26, 516, 0}},
        {"第26期", {JB_NUMBER_ISSUE, 0, 26, 26, 0, 0}},
        {"（第26期）", {JB_NUMBER_ISSUE, 0, 26, 26, 0, 0}},
        {"2025年第26—27期合刊（总第516期）", {JB_NUMBER_ISSUE, 2025, 26, 27, 516, 0}},
        {"第26-27期", {JB_NUMBER_ISSUE, 0, 26, 27, 0, 0}},
        {"第26、27期合刊", {JB_NUMBER_ISSUE, 0, 26, 27, 0, 0}},
        {"第1期—第3期", {JB_NUMBER_ISSUE, 0, 1, 3, 0, 0}},
        {"2026年第1—2期合刊（总第540—541期）", {JB_NUMBER_ISSUE, 2026, 1, 2, 541, 0}},
        {"二〇二五年第二十六期（总第五百一十六期）", {JB_NUMBER_ISSUE, 2025, 26, 26, 516, 0}},
        {"二○二五年第一○三期", {JB_NUMBER_ISSUE, 2025, 103, 103, 0, 0}},
        {"第一百零三期", {JB_NUMBER_ISSUE, 0, 103, 103, 0, 0}},
        {"第十期", {JB_NUMBER_ISSUE, 0, 10, 10, 0, 0}},
        {"２０２５年第２６期", {JB_NUMBER_ISSUE, 2025, 26, 26, 0, 0}},
        {"2025年度第3期", {JB_NUMBER_ISSUE, 2025, 3, 3, 0, 0}},
        {"2025年3期", {JB_NUMBER_ISSUE, 2025, 3, 3, 0, 0}},
        {"第3期 总第131期", {JB_NUMBER_ISSUE, 0, 3, 3, 131, 0}},
        {"增刊第2期", {JB_NUMBER_SUPPLEMENT, 0, 2, 2, 0, 0}},
        {"2025年增刊第二期（总第520期）", {JB_NUMBER_SUPPLEMENT, 2025, 2, 2, 520, 0}},
        {"增刊", {JB_NUMBER_SUPPLEMENT, 0, 0, 0, 0, 0}},
        {"专刊", {JB_NUMBER_SPECIAL, 0, 0, 0, 0, 0}},
        {"2025年专刊第1期", {JB_NUMBER_SPECIAL, 2025, 1, 1, 0, 0}},
        {"〔2025〕7号", {JB_NUMBER_DOCUMENT, 2025, 7, 7, 0, 0}},
        {"[2025]第7号", {JB_NUMBER_DOCUMENT, 2025, 7, 7, 0, 0}},
        {"总第516期", {JB_NUMBER_TOTAL, 0, 0, 0, 516, 0}},
        {"2023年11月号", {JB_NUMBER_ISSUE, 2023, 11, 11, 0, 0}},
        {"2025.2（总第51期）", {JB_NUMBER_ISSUE, 2025, 2, 2, 51, 0}},
        {"2021年3月特刊", {JB_NUMBER_SPECIAL, 2021, 0, 0, 0, 0}},
        {"2024年秋季号 总第63期", {JB_NUMBER_TOTAL, 2024, 0, 0, 63, 0}},
        {"2022年第9期（重阳专刊）", {JB_NUMBER_ISSUE, 2022, 9, 9, 0, 0}},
        {"2025年7月", {0}},
        {"（总516期）", {JB_NUMBER_TOTAL, 0, 0, 0, 516, 0}},
        {"", {0}},
        {"第期", {0}},
        {"2025年", {0}},
        {"26", {0}},
        {"第26期培训班", {0}},
        {"2025年7月21日", {0}},
        {"第26期（", {0}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        jb_number n, want = rows[i].want;
        bool good = jb_number_parse(jb_str_make(rows[i].text), &n);
        bool same = n.kind == want.kind && n.year == want.year && n.first == want.first &&
                    n.last == want.last && n.total == want.total;
        if (good != (want.kind != JB_NUMBER_NONE) || !same)
            printf("# %s: %d %d %d-%d %d\n", rows[i].text, (int)n.kind, n.year, n.first, n.last,
                   n.total);
        CHECK(good == (want.kind != JB_NUMBER_NONE) && same);
    }
}

static void date__reads_every_form(void)
{
    static const struct {
        const char *text;
        jb_date want;
    } rows[] = {
        {"2025年7月21日", {2025, 7, 21}},
        {"2025 年 7 月 21 日", {2025, 7, 21}},
        {"2025-07-21", {2025, 7, 21}},
        {"2025/7/21", {2025, 7, 21}},
        {"2025.7.21", {2025, 7, 21}},
        {"二〇二五年七月二十一日", {2025, 7, 21}},
        {"二○二五年十二月十日", {2025, 12, 10}},
        {"２０２５年７月１日", {2025, 7, 1}},
        {"2025年7月21日星期一", {2025, 7, 21}},
        {"2025年7月21日（周一）", {2025, 7, 21}},
        {"2024年2月29日", {2024, 2, 29}},
        {"2025年2月29日", {0}},
        {"2025年13月1日", {0}},
        {"2025年7月", {0}},
        {"7月21日", {0}},
        {"2025年7月21日印发", {0}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        jb_date d, want = rows[i].want;
        bool good = jb_date_parse(jb_str_make(rows[i].text), &d);
        CHECK_INT(good, want.year != 0);
        CHECK_INT(d.year * 10000 + d.month * 100 + d.day,
                  want.year * 10000 + want.month * 100 + want.day);
    }
}

/* ---- zones */

static void masthead__is_found_by_its_number(void)
{
    arena = jb_arena_new();
    jb_issue *issue =
        parse("机密★1年      编号：000123\n内部资料 注意保存\n工 作 简 报\n第 3 期   总第 8 期\n"
              "2024 年 5 月 6 日 某局办公室\n签发：张 三 责任编辑：李四\n" BODY);
    static const struct {
        const char *name, *value;
    } rows[] = {{"密级", "机密★1年"},   {"编号", "编号：000123"},   {"标识", "内部资料　注意保存"},
                {"刊名", "工作简报"},   {"期号", "第3期　总第8期"}, {"日期", "2024年5月6日"},
                {"编发", "某局办公室"}, {"签发", "张三"},           {"责任编辑", "李四"}};
    CHECK_INT(issue->fields.len, sizeof rows / sizeof *rows);
    for (uint32_t i = 0; i < issue->fields.len && i < sizeof rows / sizeof *rows; i++) {
        CHECK_STR(issue->fields.at[i].name, rows[i].name);
        CHECK_STR(jb_span_of(issue->text, issue->fields.at[i].value), rows[i].value);
    }
    CHECK_INT(issue->number.first, 3);
    CHECK_INT(issue->number.total, 8);
    CHECK_INT(issue->date.month, 5);
    CHECK_INT((int64_t)lost(issue), 0);
    CHECK_STR(outline(issue), "paragraph:" BODY);
    jb_arena_free(arena);
}

static void masthead__lines(void)
{
    static const struct {
        const char *text, *name, *number, *editor;
    } rows[] = {
        {"上海市某某行业\n\n党建工作简报\n第1期\n" BODY, "上海市某某行业\n党建工作简报", "第1期",
         ""},
        {"党建简报 第12期\n" BODY, "党建简报", "第12期", ""},
        {"党建简报第12期\n" BODY, "党建简报", "第12期", ""},
        {"《党建简报》2024年第12期\n某局编 2024年5月6日\n" BODY, "《党建简报》", "2024年第12期",
         "某局编"},
        {"简报\n第12期 2024年5月6日\n" BODY, "简报", "第12期", ""},
        {"简报\n第12期\n某局\n某办编印\n2024年5月6日\n" BODY, "简报", "第12期", "某局\n某办编印"},
        {"简报\n第12期\n总第99期\n" BODY, "简报", "第12期\n总第99期", ""},
        {"第3期党员培训班在沪举办\n" BODY, "", "", ""},
        {"本报讯：近日，某局召开会议，部署下一步工作，全体干部参加了会议，反响热烈。\n第3期\n", "",
         "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena = jb_arena_new();
        jb_issue *issue = parse(rows[i].text);
        CHECK_STR(jb_issue_field(issue, JB_FIELD_NAME), rows[i].name);
        CHECK_STR(jb_issue_field(issue, JB_FIELD_NUMBER), rows[i].number);
        CHECK_STR(jb_issue_field(issue, JB_FIELD_EDITOR), rows[i].editor);
        CHECK_INT(count_code(JB_D_ISSUE_NO_MASTHEAD), rows[i].number[0] == 0);
        CHECK_INT((int64_t)lost(issue), 0);
        jb_arena_free(arena);
    }
}

static void end__zone_and_entries(void)
{
    static const row rows[] = {
        {BODY "\n报:甲局\n\n乙局\n\n送：丙，丁\n",
         "paragraph:" BODY " | end-entry:报：甲局/乙局 | end-entry:送：丙，丁"},
        {BODY "\n报　送：甲局\n", "paragraph:" BODY " | end-entry:报送：甲局"},
        {BODY "\n送：甲、\n乙、\n丙\n", "paragraph:" BODY " | end-entry:送：甲、乙、丙"},
        {BODY "\n送：甲 乙\n", "paragraph:" BODY " | end-entry:送：甲　乙"},
        {BODY "\n责任编辑：张三 审核：李 四   电话：021-12\n共印 160 份",
         "paragraph:" BODY
         " | end-row:责任编辑：张三　审核：李四　电话：021-12 | end-line:共印160份"},
        {BODY "\n某局办公室    2025年7月21日印发",
         "paragraph:" BODY " | end-row:某局办公室　2025年7月21日印发"},
        {BODY "\n送：棉被二百床。下一步继续。\n报：甲局。",
         "paragraph:" BODY " | paragraph:送：棉被二百床。下一步继续。 | end-entry:报：甲局。"},
        {BODY "\n联系人：张三\n报：甲局",
         "paragraph:" BODY " | paragraph:联系人：张三 | end-entry:报：甲局"},
        {BODY "\n联系人：张三", "paragraph:" BODY " | end-entry:联系人：张三"},
        {BODY "\n---\n 特此说明\n报：甲\n 乙\n",
         "paragraph:" BODY " | end-line:特此说明 | end-entry:报：甲/乙"},
    };
    CHECK_OUTLINES(rows);
}

/* ---- R5 and R6 */

static void body__kinds(void)
{
    static const row rows[] = {
        {"编者按：" BODY "\n", "note:编者按：" BODY},
        {"【编者按】\n" BODY "\n", "note:【编者按】 | note:" BODY},
        {"甲\t乙\n1\t2\n", "table-row:甲　乙 | table-row:1　2"},
        {"表1 人数\n甲 | 乙 | 丙\n1 | 2 | 3\n",
         "caption:表1　人数 | table-row:甲　乙　丙 | table-row:1　2　3"},
        {"图为会场\n", "caption:图为会场"},
        {"图书馆举办读书会\n" BODY, "title:图书馆举办读书会 | paragraph:" BODY},
        {"附件：1.名单\n", "attachment:附件：1.名单"},
        {"附件2\n", "attachment:附件2"},
        {"附件:1. 甲表\n\n      2.乙表\n\n3、2025年丙表\n1. 打算\n",
         "attachment:附件：1.甲表/2.乙表/3、2025年丙表 | heading3:1.打算"},
        {"附件：\n1.甲表\n2.乙表\n", "attachment:附件：1.甲表/2.乙表"},
        {"{附件}附件：1.甲表\n2.乙表\n", "attachment:附件：1.甲表/2.乙表"},
        {"附件：1.甲表\n\\2.乙表\n", "attachment:附件：1.甲表 | paragraph:2.乙表"},
        {"附件：甲表\n2.工作打算\n", "attachment:附件：甲表 | heading3:2.工作打算"},
        {"附件：1.甲表\n3.工作打算\n", "attachment:附件：1.甲表 | heading3:3.工作打算"},
        {"沪邮管〔2023〕59号\n", "document-no:沪邮管〔2023〕59号"},
        {"第一章  总则\n", "chapter:第一章　总则"},
        {"一、总体情况\n", "heading1:一、总体情况"},
        {"（二）存在问题\n", "heading2:（二）存在问题"},
        {"(二) 存在问题\n", "heading2:（二）存在问题"},
        {"3.工作打算\n", "heading3:3.工作打算"},
        {"(4)工作打算\n", "heading4:（4）工作打算"},
        {"①工作打算\n", "heading4:①工作打算"},
        {"1.2亿元项目在沪开工\n" BODY, "title:1.2亿元项目在沪开工 | paragraph:" BODY},
        {"一是加强领导。" BODY, "paragraph:一是加强领导。" BODY},
        {"一、加强领导。" BODY, "paragraph1:一、加强领导。" BODY},
        {BODY "\n甲局办公室\n2024年5月6日\n",
         "paragraph:" BODY " | signature:甲局办公室 | date:2024年5月6日"},
        {"甲局召开会议\n(2024年5月6日)\n" BODY,
         "title:甲局召开会议 | date:（2024年5月6日） | paragraph:" BODY},
        {"甲局召开会议\n2024年5月6日\n" BODY,
         "title:甲局召开会议 | date:2024年5月6日 | paragraph:" BODY},
        {"甲局召开会议\n——年中部署纪实\n" BODY,
         "title:甲局召开会议 | subtitle:——年中部署纪实 | paragraph:" BODY},
        {"甲局召开会议\n供稿：张三\n" BODY,
         "title:甲局召开会议 | byline:供稿：张三 | paragraph:" BODY},
        {"甲局召开会议\n" BODY "\n（张三 李四 供稿）\n",
         "title:甲局召开会议 | paragraph:" BODY " | byline:（张三　李四　供稿）"},
        {"【工作动态】\n甲局召开会议\n" BODY,
         "column:【工作动态】 | title:甲局召开会议 | paragraph:" BODY},
        {"●工作动态\n甲局召开会议\n" BODY,
         "column:●工作动态 | title:甲局召开会议 | paragraph:" BODY},
        {"王建国 李秀英 张 伟\n", "names:王建国　李秀英　张伟"},
        {"组长：王建国\n", "names:组长：王建国"},
        {"学思想 强党性 重实践 建新功\n" BODY,
         "title:学思想 强党性 重实践 建新功 | paragraph:" BODY},
    };
    CHECK_OUTLINES(rows);
}

static void body__titles(void)
{
    static const row rows[] = {
        {"甲局召开会议，部署工作\n" BODY, "title:甲局召开会议，部署工作 | paragraph:" BODY},
        {"甲局召开会议。\n" BODY, "paragraph:甲局召开会议。 | paragraph:" BODY},
        {"会议强调：\n" BODY, "paragraph:会议强调： | paragraph:" BODY},
        {"谢谢你们！\n" BODY, "title:谢谢你们！ | paragraph:" BODY},
        {"甲局召开\n工作部署会议\n" BODY, "column:甲局召开 | title:工作部署会议 | paragraph:" BODY},
        {"某某市甲局\n召开工作部署会议\n" BODY,
         "title:某某市甲局 召开工作部署会议 | paragraph:" BODY},
        {"我市加快推进老旧小区改造\n让群众住得更舒心\n" BODY,
         "title:我市加快推进老旧小区改造 让群众住得更舒心 | paragraph:" BODY},
        {BODY "\n甲局召开会议\n", "paragraph:" BODY " | paragraph?:甲局召开会议"},
        {"甲局赴基层调研\n乙局召开会议\n丙局开展检查\n丁局举办技能比武大会活动\n" BODY,
         "paragraph:甲局赴基层调研 | paragraph:乙局召开会议 | paragraph:丙局开展检查 | "
         "title?:丁局举办技能比武大会活动 | paragraph:" BODY},
        {"提高政治站位 强化责任担当\n" BODY, "title:提高政治站位 强化责任担当 | paragraph:" BODY},
        {"提高政治站位　　强化责任担当\n" BODY,
         "title:提高政治站位 强化责任担当 | paragraph:" BODY},
        {"中通开展 2025 届入职集训\n" BODY, "title:中通开展2025届入职集训 | paragraph:" BODY},
        {"凝心聚力 2025年工作会召开\n" BODY, "title:凝心聚力 2025年工作会召开 | paragraph:" BODY},
        {"学习“规定” 改变作风\n" BODY, "title:学习“规定” 改变作风 | paragraph:" BODY},
    };
    CHECK_OUTLINES(rows);
}

static void marks__are_never_guessed(void)
{
    static const row rows[] = {
        {"# 甲局召开会议。\n" BODY, "title:甲局召开会议。 | paragraph:" BODY},
        {"＃　甲局召开会议。\n" BODY, "title:甲局召开会议。 | paragraph:" BODY},
        {"\\甲局召开会议\n" BODY, "paragraph:甲局召开会议 | paragraph:" BODY},
        {"## 甲\n### 乙\n#### 丙\n##### 丁\n",
         "heading1:甲 | heading2:乙 | heading3:丙 | heading4:丁"},
        {"#甲局\n" BODY, "paragraph:#甲局 | paragraph:" BODY},
        {"{副题}甲局\n{没有}甲局\n" BODY, "subtitle:甲局 | title:{没有}甲局 | paragraph:" BODY},
        {"![会场](a.jpg){宽=70mm}\n", "image:会场"},
        {"![会场](照片(2).jpg)\n", "image:会场"},
        {"![会场](照片(2).jpg){宽=70mm}\n", "image:会场"},
        {"| 甲 | 乙 |\n|---|---|\n|1||\n", "table-row:甲　乙 | table-row:1　"},
        {"*两个覆盖*是*重点*，3*4*5不是。\n", "paragraph:两个覆盖是重点，3*4*5不是。"},
    };
    CHECK_OUTLINES(rows);
}

static void image__has_file_and_width(void)
{
    arena = jb_arena_new();
    jb_issue *issue = parse("![会场](照片 1.jpg){宽=7.5cm 位置=右}\n![](b.png)\n");
    CHECK_STR(issue->blocks.at[0].image, "照片 1.jpg");
    CHECK_INT(issue->blocks.at[0].image_width, 212598); /* 75 mm */
    CHECK_INT(issue->blocks.at[1].image_width, 0);
    jb_arena_free(arena);
}

static void emphasis__is_an_inline(void)
{
    arena = jb_arena_new();
    jb_issue *issue = parse("前*两个\"覆盖\"*后\n");
    CHECK_INT(issue->inlines.len, 1);
    CHECK_STR(jb_span_of(issue->text, issue->inlines.at[0].span), "两个“覆盖”");
    CHECK_INT(issue->blocks.at[0].inline_count, 1);
    jb_arena_free(arena);
}

/* ---- R1, R2 */

static void lines__of_an_old_page_are_joined(void)
{
    static const char *const line = "一二三四五六七八九，一二三四五六七八九十";
    arena = jb_arena_new();
    jb_buf text = {0};
    for (int i = 0; i < 3; i++) {
        jb_buf_printf(arena, &text, "　　%.*s\n", 18 * 3, line);
        for (int k = 0; k < 4; k++)
            jb_buf_printf(arena, &text, "%s\n", line);
        if (i == 1)
            jb_buf_add(arena, &text, JB_STR("\n— 3 —\n\n"));
        jb_buf_add(arena, &text, JB_STR("到此为止。\n"));
    }
    *jb_push(arena, &text) = 0;
    jb_issue *issue = parse(text.at);
    CHECK_INT(issue->blocks.len, 3);
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        jb_str block = jb_span_of(issue->text, issue->blocks.at[i].text);
        CHECK_INT((int64_t)jb_utf8_count(block), 18 + 80 + 5);
    }
    CHECK_INT(issue->edits.len, 1);
    CHECK_STR(issue->edits.at[0].rule, "R0 old page");
    CHECK_INT((int64_t)lost(issue), 0);
    jb_arena_free(arena);
}

/* Lines of one length are an old page's only where they are prose whose sentences run on. */
static void lines__of_one_length_stay(void)
{
    static const char *const lines[] = {
        "各单位要做好本周的防汛值班工作。", "上海邮政快递企业通讯录编写单位名单",
        "各单位要做好：本周的防汛工作；"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        arena = jb_arena_new();
        jb_buf text = {0};
        for (int k = 0; k < 40; k++)
            jb_buf_printf(arena, &text, "%s\n", lines[i]);
        *jb_push(arena, &text) = 0;
        CHECK_INT(parse(text.at)->blocks.len, 40);
        jb_arena_free(arena);
    }
}

static void spaces__at_old_line_ends_go(void)
{
    static const row rows[] = {
        {"会议审议了方案改 变中国,通过了 2025 年计划, 部署了工作。\n",
         "paragraph:会议审议了方案改变中国，通过了2025年计划，部署了工作。"},
        {"使用 Smart Gate 系统。\n", "paragraph:使用Smart Gate系统。"},
        {"总机电话：123　　传真：456。\n", "paragraph:总机电话：123　传真：456。"},
        {"甲：   乙。\n", "paragraph:甲：乙。"},
    };
    CHECK_OUTLINES(rows);
}

static void paragraphs__glued_are_parted(void)
{
    /* wraps after 25, 28 and 27; then 。 and a space 13 characters on, and no other such place */
    static const row rows[] = {
        {"近日奉贤邮政管理局与金山区公安部门联合组织召开专题 "
         "座谈会保障消费者合法权益排查化解寄递渠道安全隐患顺丰京东 "
         "中通圆通极兔等行业企业代表参会会议要求行业企业加强培训 强化管理规范寄递服务流程。 "
         "下一步奉贤局将持续强化警邮联动。\n",
         "paragraph:"
         "近日奉贤邮政管理局与金山区公安部门联合组织召开专题座谈会保障消费者合法权益排查化解寄递渠"
         "道安全隐患顺丰京"
         "东中通圆通极兔等行业企业代表参会会议要求行业企业加强培训强化管理规范寄递服务流程。 | "
         "paragraph:下一步奉贤局将持续强化警邮联动。"},
        {"会议开始。 会议进行。 会议讨论。 会议结束。 大家鼓掌。\n",
         "paragraph:会议开始。会议进行。会议讨论。会议结束。大家鼓掌。"},
    };
    CHECK_OUTLINES(rows);
}

/* ---- R7 */

static void marks__become_full_width_beside_han(void)
{
    static const row rows[] = {
        {"会上,他说:好;行!对吗?(完)。\n", "paragraph:会上，他说：好；行！对吗？（完）。"},
        {"共1,000件,8:30开会。\n", "paragraph:共1,000件，8:30开会。"},
        {"本市网址:http://a.cn/x,y?z=1,邮箱a,b@c.cn。\n",
         "paragraph:本市网址：http://a.cn/x,y?z=1，邮箱a,b@c.cn。"},
        {"集团(上海)公司用AI(人工智能)和IT(Information)。\n",
         "paragraph:集团（上海）公司用AI（人工智能）和IT（Information）。"},
        {"f(x, y)没有变。\n", "paragraph:f（x, y）没有变。"},
        {"Hello, world (2025)!\n", "paragraph:Hello, world (2025)!"},
        {"1.第一条。2．第二条。\n", "paragraph3:1.第一条。2.第二条。"},
        {"１２３ＡＢＣ号。\n", "paragraph:123ABC号。"},
        {"等等...其他--后来。。。完…。\n", "paragraph:等等……其他——后来……完……。"},
        {"a--b 1...2。\n", "paragraph:a--b 1...2。"},
        {"……还有……这些……。\n", "paragraph:……还有……这些……。"},
        {"还有…………这些。\n", "paragraph:还有…………这些。"},
        {"还有......这些。等。。。。等。\n", "paragraph:还有……这些。等。。。。等。"},
        {"后来——他—们---甲----乙-----丙。\n", "paragraph:后来——他—们——甲——乙-----丙。"},
    };
    CHECK_OUTLINES(rows);
}

static void quotes__open_and_close(void)
{
    static const row rows[] = {
        {"\"甲\"和\"乙\"。\n", "paragraph:“甲”和“乙”。"},
        {"他说:\"好。\"\n", "paragraph:他说：“好。”"},
        {"\"急客户所急,我们都在。\n", "paragraph:“急客户所急，我们都在。"},
        {"他说:\"好。\n", "paragraph:他说：“好。"},
        {"说'好'。\n", "paragraph:说‘好’。"},
        {"It's a \"test\".\n", "paragraph:It's a \"test\"."},
    };
    CHECK_OUTLINES(rows);
    arena = jb_arena_new();
    parse("甲\"乙\"丙\"丁。\n");
    CHECK_INT(count_code(JB_D_ISSUE_QUOTES_ODD), 1);
    jb_arena_free(arena);
}

/* ---- canonical */

static void canonical__is_not_touched(void)
{
    static const char *const text =
        "刊 名: 甲局,\n　　　工作 简报\n期号：2025年第3期\n日期:2025-07-21\n\n"
        "# 提高站位  2025 年\n半角, \"引号\" 2025 年...\n编者按：一段\n---\n报: 甲\n  乙\n";
    arena = jb_arena_new();
    jb_issue *issue = parse(text);
    CHECK(issue->canonical);
    CHECK_STR(jb_issue_field(issue, JB_FIELD_NAME), "甲局,\n工作 简报");
    CHECK_INT(issue->date.month, 7);
    CHECK_STR(outline(issue), "title:提高站位  2025 年 | paragraph:半角, \"引号\" 2025 年... | "
                              "paragraph:编者按：一段 | end-entry:报: 甲/乙");
    CHECK_INT(issue->edits.len, 0);
    CHECK_INT((int64_t)lost(issue), 0);
    jb_arena_free(arena);
}

static void header__without_a_name_leaves_text_raw(void)
{
    arena = jb_arena_new();
    jb_issue *issue = parse("状态：送审稿\n\n简报\n第3期\n甲局召开会议\n" BODY);
    CHECK(!issue->canonical);
    CHECK_INT(issue->status, JB_FOR_REVIEW);
    CHECK_STR(jb_issue_field(issue, JB_FIELD_NUMBER), "第3期");
    CHECK_STR(outline(issue), "title:甲局召开会议 | paragraph:" BODY);
    issue = parse("期號：第3期\n狀態：送審稿\n\n# 題\n" BODY); /* keys may be Traditional */
    CHECK(issue->canonical && issue->number.first == 3 && issue->status == JB_FOR_REVIEW);
    issue = parse("近日：甲局召开会议\n部署工作：全面\n");
    CHECK(!issue->canonical);
    CHECK_INT(issue->fields.len, 0);
    jb_arena_free(arena);
}

static void findings__are_said(void)
{
    static const struct {
        const char *text;
        jb_code code;
        uint32_t count;
    } rows[] = {
        {BODY, JB_D_ISSUE_NO_MASTHEAD, 1},
        {BODY, JB_D_ISSUE_NO_END, 1},
        {HEAD BODY "\n报：甲", JB_D_ISSUE_NO_END, 0},
        {HEAD BODY, JB_D_ISSUE_NO_MASTHEAD, 0},
        {"刊名：甲\n\n" BODY, JB_D_ISSUE_NO_NUMBER, 1},
        {"期号：第壹期\n\n" BODY, JB_D_ISSUE_BAD_NUMBER, 1},
        {"期号：第1期\n期号：第2期\n\n" BODY, JB_D_ISSUE_NUMBERS_DISAGREE, 1},
        {"期号：第1期\n\n第2期\n" BODY, JB_D_ISSUE_NUMBERS_DISAGREE, 1},
        {"期号：第1期\n\n第1期\n" BODY, JB_D_ISSUE_NUMBERS_DISAGREE, 0},
        {"简报\n第1期\n总第9期\n" BODY, JB_D_ISSUE_NUMBERS_DISAGREE, 0},
        {"期号：第1期\n主题：甲\n\n" BODY, JB_D_ISSUE_UNKNOWN_KEY, 1},
        {"期号：第1期\n状态：草稿\n\n" BODY, JB_D_ISSUE_UNKNOWN_STATUS, 1},
        {"期号：第1期\n状态：作废\n\n" BODY, JB_D_ISSUE_UNKNOWN_STATUS, 0},
        {BODY "\n甲局召开会议\n", JB_D_ISSUE_DOUBTFUL, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena = jb_arena_new();
        parse(rows[i].text);
        check_int(count_code(rows[i].code), rows[i].count, rows[i].text, __FILE__, (int)i);
        jb_arena_free(arena);
    }
}

/* Every word in the message's language; what the line begins with stands in quotes. */
static void doubt__is_said_in_one_language(void)
{
    static const char *const texts[] = {
        BODY "\n甲局召开会议\n",
        "一、工作\n\n甲局召开会议\n" BODY,
        "甲局赴基层调研\n乙局召开会议\n丙局开展检查\n丁局举办技能比武大会活动\n" BODY,
        BODY "\n甲局召开部署会议，乙局开展检查工作，丙局举办技能比武大会活动和培训\n" BODY,
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        arena = jb_arena_new();
        parse(texts[i]);
        CHECK_INT(count_code(JB_D_ISSUE_DOUBTFUL), 1);
        for (uint32_t k = 0; k < diags.list.len; k++) {
            const jb_diag *diag = &diags.list.at[k];
            jb_str en = jb_diag_text(arena, diag, JB_EN), zh = jb_diag_text(arena, diag, JB_ZH);
            if (diag->code != JB_D_ISSUE_DOUBTFUL)
                continue;
            CHECK_INT((int64_t)jb_utf8_count(en), (int64_t)en.len);
            for (size_t at = 0; at < zh.len; at++)
                CHECK(zh.at[at] < 'a' || zh.at[at] > 'z');
        }
        jb_arena_free(arena);
    }
}

static void override__replaces_and_adds(void)
{
    arena = jb_arena_new();
    jb_issue_options options = {.recognise = true, .clean = JB_CLEAN_FULL};
    *jb_push(arena, &options.overrides) =
        (jb_field){.name = JB_STR("期号"), .rule = JB_STR("第26期")};
    *jb_push(arena, &options.overrides) =
        (jb_field){.name = JB_STR("期号"), .rule = JB_STR("第27期")};
    *jb_push(arena, &options.overrides) =
        (jb_field){.name = JB_STR("状态"), .rule = JB_STR("清样")};
    jb_issue *issue = parse_with(HEAD BODY, options);
    CHECK_STR(jb_issue_field(issue, JB_FIELD_NUMBER), "第27期");
    CHECK_INT(issue->number.first, 27);
    CHECK_INT(issue->status, JB_PROOF);
    CHECK_INT(count_code(JB_D_ISSUE_NUMBERS_DISAGREE), 0);
    CHECK_INT((int64_t)lost(issue), 0);
    jb_arena_free(arena);
}

/* ---- plain, clean */

static void plain__takes_lines_as_they_stand(void)
{
    arena = jb_arena_new();
    jb_issue *issue = parse_with("# 甲, 乙\n\n  *丙* \n---\n报：丁", (jb_issue_options){0});
    CHECK_STR(outline(issue),
              "paragraph:# 甲, 乙 | paragraph:  *丙*  | paragraph:--- | paragraph:报：丁");
    CHECK_INT(issue->edits.len, 0);
    CHECK_INT(diags.list.len, 0);
    CHECK_INT((int64_t)lost(issue), 0);
    jb_arena_free(arena);
}

static void clean__in_three_degrees(void)
{
    static const char *const text = "甲局召开 会议,部署 \"工作\"。\n";
    static const char *const want[] = {"甲局召开 会议,部署 \"工作\"。",
                                       "甲局召开会议,部署\"工作\"。", "甲局召开会议，部署“工作”。"};
    for (int clean = JB_CLEAN_NONE; clean <= JB_CLEAN_FULL; clean++) {
        arena = jb_arena_new();
        jb_issue *issue =
            parse_with(text, (jb_issue_options){.recognise = true, .clean = (jb_clean)clean});
        CHECK_STR(jb_span_of(issue->text, issue->blocks.at[0].text), want[clean]);
        CHECK_INT((int64_t)lost(issue), 0);
        jb_arena_free(arena);
    }
}

static void account__finds_what_is_not_painted(void)
{
    arena = jb_arena_new();
    jb_issue *issue = parse(HEAD "甲局召开 会议\n" BODY);
    uint64_t first = 0;
    jb_span painted[8];
    uint32_t n = 0;
    for (uint32_t i = 0; i < issue->fields.len; i++)
        painted[n++] = issue->fields.at[i].value;
    painted[n++] = issue->blocks.at[1].text;
    painted[n++] = (jb_span){issue->blocks.at[0].text.start, issue->blocks.at[0].text.end - 3};
    CHECK_INT((int64_t)jb_issue_uncovered(arena, issue, painted, n, &first), 3);
    jb_place place = jb_issue_place(
        issue, (jb_span){issue->blocks.at[0].text.end - 3, issue->blocks.at[0].text.end});
    CHECK_INT((int64_t)first, (int64_t)place.byte);
    CHECK_INT(place.line, 5);
    CHECK_INT(place.column, 7);
    jb_arena_free(arena);
}

static void peek__sees_name_and_layout(void)
{
    arena = jb_arena_new();
    parse("版式：shanghai-post\n\n甲局\n工作简报\n第3期\n" BODY);
    jb_source *source = jb_source_decode(
        arena, JB_STR("t"), JB_STR("版式：shanghai-post\n\n甲局\n工作简报\n第3期\n" BODY),
        NULL, &diags);
    const jb_issue *head = jb_issue_peek(arena, source);
    CHECK_STR(jb_issue_field(head, JB_FIELD_NAME), "甲局\n工作简报");
    CHECK_STR(jb_issue_field(head, JB_FIELD_LAYOUT), "shanghai-post");
    CHECK_INT(head->number.first, 3);
    jb_arena_free(arena);
}

static void article__has_a_title_and_no_masthead(void)
{
    static const struct {
        const char *text, *outline;
    } rows[] = {
        {"某局召开会议\n", "title:某局召开会议"},
        {"某局召开会议\n近日，某局召开会议。\n", "title:某局召开会议 | paragraph:近日，某局召开会议。"},
        {"甲局乙科\n联合举办活动\n近日，甲局举办活动。\n",
         "title:甲局乙科 联合举办活动 | paragraph:近日，甲局举办活动。"},
        {"某局召开会议\n甲乙丙丁戊\n己庚辛壬癸\n子丑寅卯辰\n庚辛壬癸子丑寅卯辰巳午未\n近日，某局召开会议。\n",
         "title:某局召开会议 | paragraph:甲乙丙丁戊 | paragraph:己庚辛壬癸 | paragraph:子丑寅卯辰 | "
         "paragraph?:庚辛壬癸子丑寅卯辰巳午未 | paragraph:近日，某局召开会议。"},
        {"【动态】\n某局召开会议\n", "column:【动态】 | title:某局召开会议"},
        {"近日，某局召开会议，部署下一步工作。\n", "paragraph:近日，某局召开会议，部署下一步工作。"},
        {"附件：1.甲\n2.乙\n", "attachment:附件：1.甲/2.乙"},
        {"某局通知\n某局〔2025〕12号\n各科室要定期报送。\n联系人：甲\n",
         "title:某局通知 | document-no:某局〔2025〕12号 | paragraph:各科室要定期报送。 | paragraph:联系人：甲"},
    };
    arena = jb_arena_new();
    jb_issue_options options = {.recognise = true, .article = true, .clean = JB_CLEAN_FULL};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        jb_issue *issue = parse_with(rows[i].text, options);
        CHECK_STR(outline(issue), rows[i].outline);
        CHECK_INT(issue->fields.len, 0);
        CHECK_INT((int64_t)lost(issue), 0);
    }
    jb_issue *whole = parse_with("工作简报\n第3期\n\n某局召开会议\n一段正文。\n报：甲\n", options);
    CHECK_STR(outline(whole), "title:某局召开会议 | paragraph:一段正文。 | end-entry:报：甲");
    CHECK_STR(jb_issue_field(whole, JB_FIELD_NUMBER), "第3期");
    jb_arena_free(arena);
}

static void paragraph__has_a_limit(void)
{
    arena = jb_arena_new();
    jb_buf text = {0};
    for (int i = 0; i < 1000001; i++)
        jb_buf_add(arena, &text, JB_STR("长"));
    *jb_push(arena, &text) = 0;
    parse(text.at);
    CHECK_INT(count_code(JB_D_SOURCE_LONG_PARAGRAPH), 1);
    CHECK(jb_diags_fatal(&diags));
    jb_arena_free(arena);
}

static void dump__text(void)
{
    arena = jb_arena_new();
    jb_buf out = {0};
    jb_issue_dump_text(
        arena,
        parse("刊名：甲\n　　　乙\n期号：第1期\n版式：x\n\n# 丙 丁\n戊\n---\n报：己\n　　庚\n"),
        &out);
    CHECK_STR(jb_buf_str(&out), "甲\n乙\n第1期\n丙 丁\n戊\n报：己\n庚\n");
    jb_arena_free(arena);
}

/* ---- the laws of import */

/* The same fields (an empty 期号 apart), the same blocks. */
static bool same_issue(const jb_issue *a, const jb_issue *b)
{
    uint32_t k = 0;
    for (uint32_t i = 0; i < a->fields.len; i++, k++) {
        const jb_field *f = &a->fields.at[i], *g = k < b->fields.len ? &b->fields.at[k] : NULL;
        if (!g || f->key != g->key ||
            !jb_str_equal(jb_span_of(a->text, f->value), jb_span_of(b->text, g->value)))
            return false;
    }
    if (a->blocks.len != b->blocks.len || a->inlines.len != b->inlines.len)
        return false;
    for (uint32_t i = 0; i < a->blocks.len; i++) {
        const jb_block *x = &a->blocks.at[i], *y = &b->blocks.at[i];
        if (x->kind != y->kind || x->level != y->level || x->label != y->label ||
            x->in_end != y->in_end || x->image_width != y->image_width ||
            x->inline_count != y->inline_count || !jb_str_equal(x->image, y->image) ||
            !jb_str_equal(jb_span_of(a->text, x->text), jb_span_of(b->text, y->text))) {
            printf("# block %u: %.*s is now %.*s\n", i, JB_FMT(jb_span_of(a->text, x->text)),
                   JB_FMT(jb_span_of(b->text, y->text)));
            return false;
        }
    }
    return true;
}

/* import(import(x)) = import(x) byte for byte, and both say the same. */
static bool keeps_laws(const jb_issue *issue)
{
    static const jb_issue_options options = {.recognise = true, .clean = JB_CLEAN_FULL};
    jb_diags unheard = {.arena = arena};
    jb_buf once = {0}, twice = {0};
    jb_issue_write(arena, issue, &once);
    jb_source *source =
        jb_source_decode(arena, JB_STR("t"), jb_buf_str(&once), JB_SOURCE_UTF8, &unheard);
    jb_issue *again = jb_issue_parse(arena, source, &options, &unheard);
    jb_issue_write(arena, again, &twice);
    bool good = again->canonical && again->edits.len == 0 && lost(again) == 0 &&
                same_issue(issue, again) && jb_str_equal(jb_buf_str(&once), jb_buf_str(&twice));
    if (!good)
        printf("# fields %u blocks %u inlines %u: fields %u blocks %u inlines %u\n",
               issue->fields.len, issue->blocks.len, issue->inlines.len, again->fields.len,
               again->blocks.len, again->inlines.len);
    return good;
}

static void import__keeps_its_laws(void)
{
    static const char *const texts[] = {
        HEAD "甲局召开会议\n" BODY "\n一、加强领导。" BODY "\n报：甲\n乙\n",
        BODY,
        "# \\x\n\\# 甲\n\\\n\\---\n\\一、甲。乙。\n",
        "*重点* 与 3 * 4 * 5 和 a\\*b\n甲 * 乙 * 丙\n",
        "请_张三__李四_看~~红楼梦~~，见注^①^。{汉字|hànzì}与*_甲_*和*~~乙~~^1^*\n",
        "甲\\_张三_乙\\~~书~~丙\\^1^丁\\{字|zì}\n\\_甲_\n\\\\_甲_\n\\*a*b*\\\\*\n{字|zì}\n_甲_\n",
        "a_b_c 3~~5~~6 zhang_san@qq.com 2^10^3 甲\\ _乙_ *~~*~~ _甲 乙_ *甲~~乙*丙~~\n",
        "~~甲_李四_\t**“_^\\_李四_^|\n*甲**乙***丙**丁*戊*\n",
        "| {行|xíng} | _甲_ | 乙 |\n|---|---|---|\n| ~~书~~ | \\_丙_ | 丁^1^ |\n",
        "{副题}_甲_乙\n# {字|zì}_甲_\n---\n报：_甲_\n\\_乙_丙\n",
        "| a | b |\n|---|---|\n|| c |\n![会 场](a b.jpg){宽=70mm 位置=右}\n![](x.png)\n",
        "甲\t乙\n\t\n1\t2\n3\t\t4\n",
        "---\n报：甲\n 乙\n{落款}甲局\n责任编辑：张三 "
        "审核：李四\n（共印8份）\n\\报：甲\n{报尾单行}报：甲\n乙　丙\n",
        "机密★1年      编号：000123\n工 作 简 报\n第 3 期\n总第 8 期\n2024 年 5 月 6 日 "
        "某局办公室\n签发：张 三\n" BODY,
        "状态：清样\n\n" HEAD "编者按：甲\n【动态】\n甲局召开会议\n——纪实\n供稿：甲\n" BODY
        "\n附件1\n",
        "## 甲\n### 乙\n#### 丙\n##### 丁\n{小标题}戊\n{标题}\n",
        "附件：1.*甲*表\n      2.*乙*表\n附件2：\n\n附件：\n1. 甲\n2. # 乙\n{附件}\n1. 丙\n",
        "---\n报：甲\n　　\\# 乙\n　　\\---\n　　\\\\丙\n{附件}附件：1.甲\n2.乙\n",
        "| -- |\n| - | |\n| | - |\n|-|\n{表格行}-\n{表格行}| - | a\n",
        "---\n报：甲\n \\\n \\\n 乙\n送：\n \\",
        "简  {副题}  40444 第3期\n签发： 主编：李四  电话： 校对：\n" BODY,
        "〔2023〕5号 编辑： 电话：",
        "期号：第3期\n\n{附件}附件:1. 甲\n  2. 乙\n \\# 丙\n\n 丁\n{附件}戊\n 己\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        arena = jb_arena_new();
        CHECK(keeps_laws(parse(texts[i])));
        jb_arena_free(arena);
    }
}

static void import__looks_like_the_example(void)
{
    arena = jb_arena_new();
    jb_buf out = {0};
    jb_issue_write(
        arena, parse("某局\n工作简报\n第 3 期\n甲局召开 会议\n" BODY "\n报:甲\n乙\n送:丙"), &out);
    CHECK_STR(jb_buf_str(&out),
              "刊名：某局\n　　　工作简报\n期号：第3期\n\n# 甲局召开 会议\n\n" BODY
              "\n\n---\n报：甲\n　　乙\n送：丙\n");
    out.len = 0;
    jb_issue_write(arena, parse(BODY "\n附件：1. 甲\n 2. 乙\n"), &out);
    CHECK_STR(jb_buf_str(&out),
              "期号：\n\n" BODY "\n\n{附件}附件：1.甲\n　　　2.乙\n");
    jb_arena_free(arena);
}

/* ---- any bytes */

static uint32_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (uint32_t)(*state >> 11);
}

/* Pieces that mean something, in any order: never a crash, and never a byte lost. */
static void any_text__keeps_every_byte(void)
{
    static const char *const pieces[] = {
        "#", " ", "　", "\n", "\n\n", "\t", "|", "---", "\\", "*", "：", ":", "，", ",", "。", "\"",
        "'", "(", ")", "第", "期", "26", "总第", "年", "2025年7月21日", "刊名：", "期号：", "报：", "责任编辑：张三",
        "一、", "（一）", "编者按：", "——", "...", "{副题}", "![a](b)", "— 3 —", "\r\n", "\xE2\x80\x8B",
        "http://a,b", "某局", "张 伟", "会议", "\x0C", "…", "１", "〔2025〕7号", "附件1", "表1", "【动态】",
        "附件：1.", "2."};
    uint64_t state = 88172645463325252u;
    for (int round = 0; round < 400; round++) {
        arena = jb_arena_new();
        jb_buf text = {0};
        for (uint32_t n = next_random(&state) % 200 + 1; n > 0; n--)
            jb_buf_add(arena, &text,
                       jb_str_make(pieces[next_random(&state) % (sizeof pieces / sizeof *pieces)]));
        diags = (jb_diags){.arena = arena};
        jb_source *source =
            jb_source_decode(arena, JB_STR("t"), jb_buf_str(&text), NULL, &diags);
        for (int clean = JB_CLEAN_NONE; source && clean <= JB_CLEAN_FULL; clean++) {
            jb_issue_options options = {.recognise = round % 5 > 0, .clean = (jb_clean)clean};
            jb_issue *issue = jb_issue_parse(arena, source, &options, &diags);
            CHECK_INT((int64_t)lost(issue), 0);
            CHECK(!options.recognise || keeps_laws(issue));
        }
        jb_arena_free(arena);
    }
}

int main(void)
{
    static const check_case cases[] = {
        {"number reads every form", number__reads_every_form},
        {"date reads every form", date__reads_every_form},
        {"masthead is found by its number", masthead__is_found_by_its_number},
        {"masthead lines", masthead__lines},
        {"end zone and entries", end__zone_and_entries},
        {"body kinds", body__kinds},
        {"body titles", body__titles},
        {"marks are never guessed", marks__are_never_guessed},
        {"image has file and width", image__has_file_and_width},
        {"emphasis is an inline", emphasis__is_an_inline},
        {"lines of an old page are joined", lines__of_an_old_page_are_joined},
        {"lines of one length stay", lines__of_one_length_stay},
        {"spaces at old line ends go", spaces__at_old_line_ends_go},
        {"paragraphs glued are parted", paragraphs__glued_are_parted},
        {"marks become full-width beside Han", marks__become_full_width_beside_han},
        {"quotes open and close", quotes__open_and_close},
        {"canonical is not touched", canonical__is_not_touched},
        {"header without a name leaves text raw", header__without_a_name_leaves_text_raw},
        {"findings are said", findings__are_said},
        {"doubt is said in one language", doubt__is_said_in_one_language},
        {"override replaces and adds", override__replaces_and_adds},
        {"plain takes lines as they stand", plain__takes_lines_as_they_stand},
        {"clean in three degrees", clean__in_three_degrees},
        {"account finds what is not painted", account__finds_what_is_not_painted},
        {"peek sees name and layout", peek__sees_name_and_layout},
        {"article has a title and no masthead", article__has_a_title_and_no_masthead},
        {"paragraph has a limit", paragraph__has_a_limit},
        {"dump text", dump__text},
        {"import keeps its laws", import__keeps_its_laws},
        {"import looks like the example", import__looks_like_the_example},
        {"any text keeps every byte", any_text__keeps_every_byte},
    };
    return CHECK_MAIN(cases);
}
