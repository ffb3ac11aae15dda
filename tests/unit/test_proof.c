#include "check.h"

#include "../../src/proof/proof.h"

static jb_arena *arena;
static jb_diags diags;

static jb_words *read_words(const char *text)
{
    diags = (jb_diags){.arena = arena};
    return jb_words_read(arena, JB_STR("words.txt"), jb_str_make(text), &diags);
}

/* "J1151:管理局>邮政管理局 …": the findings of a text, as code, first and second argument. */
static jb_str told(const jb_words *words, const char *body, jb_proof_rules skip)
{
    diags = (jb_diags){.arena = arena};
    jb_str text = jb_arena_format(arena, "刊名：工作简报\n编发：办公室编\n\n%s", body);
    jb_source *source = jb_source_decode(arena, JB_STR("t"), text, JB_SOURCE_UTF8, &diags);
    jb_issue_options how = {.recognise = true, .clean = JB_CLEAN_FULL};
    jb_issue *issue = jb_issue_parse(arena, source, &how, &diags);
    jb_proof_options options = {.skip = skip, .words = words};
    diags = (jb_diags){.arena = arena, .locate = jb_issue_place, .context = issue};
    jb_proof_run(arena, issue, &options, &diags);
    jb_buf out = {0};
    for (uint32_t i = 0; i < diags.list.len; i++) {
        const jb_diag *d = &diags.list.at[i];
        jb_buf_printf(arena, &out, "%sJ%04d:%.*s>%.*s", i ? " " : "", jb_code_number(d->code),
                      JB_FMT(d->args[0]), JB_FMT(d->args[1]));
    }
    return jb_buf_str(&out);
}

/* "J1155@2:1 …": the faults of the list. */
static jb_str faults(void)
{
    jb_buf out = {0};
    for (uint32_t i = 0; i < diags.list.len; i++) {
        const jb_diag *d = &diags.list.at[i];
        jb_buf_printf(arena, &out, "%sJ%04d@%u:%u", i ? " " : "", jb_code_number(d->code),
                      d->place.line, d->place.column);
    }
    return jb_buf_str(&out);
}

static void test_forms(void)
{
    arena = jb_arena_new();
    jb_words *words = read_words("# 词表\r\n"
                                 "管理局 → 邮政管理局  # 用全称\r\n"
                                 "快递小哥=>快递员\n"
                                 "　寄递渠到 ＝ 寄递渠道　\n"
                                 "app -> APP\n");
    CHECK_INT(diags.list.len, 0);
    CHECK_STR(told(words, "管理局召开会议。", 0), "J1151:管理局>邮政管理局");
    CHECK_STR(told(words, "上海市邮政管理局召开会议。", 0), "");
    CHECK_STR(told(words, "快递小哥参加寄递渠到培训。", 0),
              "J1151:快递小哥>快递员 J1151:寄递渠到>寄递渠道");
    CHECK_STR(told(words, "用app下单，happy、apps、APP都不算。", 0), "J1151:app>APP");
    CHECK_STR(told(words, "# 管理局开会\n近日，会议召开。", 0), "J1151:管理局>邮政管理局");
    jb_arena_free(arena);
}

static void test_note_names_the_line(void)
{
    arena = jb_arena_new();
    jb_words *words = read_words("\n管理局 → 邮政管理局  # 用全称\n");
    told(words, "管理局召开会议。", 0);
    jb_str text = jb_diag_text(arena, &diags.list.at[0], JB_ZH);
    CHECK_STR(text, "“管理局”应写作“邮政管理局”（词表第 2 行：用全称）");
    CHECK_INT(diags.list.at[0].place.line, 4);
    CHECK_INT(diags.list.at[0].place.column, 1);
    CHECK_INT(diags.list.at[0].place.length, 3);
    jb_arena_free(arena);
}

static void test_unused_and_fine(void)
{
    arena = jb_arena_new();
    jb_words *words = read_words("不用：一刀切、兜底，发文 # 太口语\n例外: 收发文；发文稿纸\n");
    CHECK_STR(faults(), "");
    CHECK_STR(jb_str_cut(told(words, "不搞一刀切。", 0), 0, 15), "J1152:一刀切");
    CHECK_STR(told(words, "登记收发文和发文稿纸。", 0), "");
    CHECK_INT((int64_t)told(words, "收到发文，做好兜底。", 0).len > 0, 1);
    CHECK_INT(diags.list.len, 2);
    jb_arena_free(arena);
}

static void test_full_names(void)
{
    arena = jb_arena_new();
    jb_words *words = read_words("全称：上海市邮政管理局 = 市局、市邮管局\n");
    CHECK_STR(faults(), "");
    CHECK_STR(told(words, "市局召开会议，市局要求落实。", 0), "J1153:市局>上海市邮政管理局");
    CHECK_STR(told(words, "上海市邮政管理局召开会议，市局要求落实。", 0), "");
    CHECK_STR(told(words, "# 市局召开会议\n\n近日，上海市邮政管理局开会。市局要求落实。", 0), "");
    CHECK_STR(told(words, "市邮管局开会。\n\n上海市邮政管理局要求落实，市局跟进。", 0),
              "J1153:市邮管局>上海市邮政管理局");
    jb_arena_free(arena);
}

static void test_order_of_names(void)
{
    arena = jb_arena_new();
    jb_words *words = read_words("次序：张三、李四、王五\n");
    CHECK_STR(told(words, "张三、李四、王五参加会议。", 0), "");
    CHECK_STR(told(words, "李四、张三参加会议。", 0), "J1154:张三>李四");
    CHECK_STR(told(words, "李四和副局长张三参加会议。", 0), "J1154:张三>李四");
    CHECK_STR(told(words, "李四同志、张三同志参加会议。", 0), "J1154:张三>李四");
    CHECK_STR(told(words, "李四（组长）、张三（副组长）参加会议。", 0), "J1154:张三>李四");
    CHECK_STR(told(words, "张三、赵六、王五、李四参加。", 0), "J1154:李四>王五");
    CHECK_STR(told(words, "李四主持会议，张三讲话。", 0), "");
    CHECK_STR(told(words, "李四讲话。张三主持。", 0), "");
    CHECK_STR(told(words, "李四的同学张三也来了。", 0), "");
    jb_arena_free(arena);
}

static void test_faults(void)
{
    arena = jb_arena_new();
    read_words("管理局：邮政管理局\n甲 → 甲\n\n次序：张三\n不用：\n全称：甲乙\n → 乙\n甲 →\n");
    CHECK_STR(faults(), "J1155@1:1 J1156@2:1 J1155@4:1 J1155@5:1 J1155@6:1 J1155@7:2 J1155@8:1");
    read_words("甲 → 乙\n丙 → 丁\n甲 → 戊\n丙 → 丁\n");
    CHECK_STR(faults(), "J1158@3:1");
    jb_buf longer = {0};
    for (int i = 0; i < 70; i++)
        jb_buf_add(arena, &longer, JB_STR("长"));
    jb_buf_add(arena, &longer, JB_STR(" → 短\n"));
    read_words(jb_arena_cstr(arena, jb_buf_str(&longer)));
    CHECK_STR(faults(), "J1157@1:1");
    jb_arena_free(arena);
}

static void test_encodings(void)
{
    arena = jb_arena_new();
    jb_words *empty = read_words(" \n\n");
    CHECK(empty != NULL);
    CHECK_STR(told(empty, "会议召开。", 0), "");
    /* 甲 → 乙 in GB18030 */
    jb_words *words = read_words("\xBC\xD7 \xA1\xFA \xD2\xD2\r\n");
    CHECK(words != NULL);
    CHECK_STR(told(words, "甲方到场。", 0), "J1151:甲>乙");
    jb_arena_free(arena);
}

/* Ten thousand entries that all begin alike: the longest is found. */
static void test_many_entries(void)
{
    arena = jb_arena_new();
    jb_buf list = {0};
    for (int i = 0; i < 10000; i++)
        jb_buf_printf(arena, &list, "第%d号错词 → 第%d号对词\n", i, i);
    jb_words *words = read_words(jb_arena_cstr(arena, jb_buf_str(&list)));
    CHECK_INT(diags.list.len, 0);
    CHECK_STR(told(words, "这里有第9999号错词，第10000号错词不算。", 0),
              "J1151:第9999号错词>第9999号对词");
    jb_arena_free(arena);
}

static void test_skip(void)
{
    arena = jb_arena_new();
    unsigned p09 = 0, none = 0;
    CHECK(jb_proof_rule_find(JB_STR("P09"), &p09));
    CHECK(!jb_proof_rule_find(JB_STR("P99"), &none));
    const char *text = "参加“甲”、“乙”活动，，结束。";
    CHECK_STR(told(NULL, text, 0), "J1109:“甲”、“乙”>“甲”“乙” J1118:活动，，结束>活动，结束");
    CHECK_STR(told(NULL, text, (jb_proof_rules)1 << p09), "J1118:活动，，结束>活动，结束");
    jb_arena_free(arena);
}

static void test_fields(void)
{
    arena = jb_arena_new();
    diags = (jb_diags){.arena = arena};
    jb_str text = JB_STR("刊名：工作简报\n日期：2025年07月05日\n\n近日，会议召开。\n");
    jb_source *source = jb_source_decode(arena, JB_STR("t"), text, JB_SOURCE_UTF8, &diags);
    jb_issue_options how = {.recognise = true, .clean = JB_CLEAN_FULL};
    jb_issue *issue = jb_issue_parse(arena, source, &how, &diags);
    jb_proof_options options = {0};
    diags = (jb_diags){.arena = arena, .locate = jb_issue_place, .context = issue};
    jb_proof_run(arena, issue, &options, &diags);
    CHECK_INT(diags.list.len, 1);
    CHECK_INT(diags.list.at[0].code, JB_D_PROOF_DATES);
    CHECK_INT(diags.list.at[0].place.line, 2);
    CHECK_INT(diags.list.at[0].place.column, 9);
    jb_arena_free(arena);
}

int main(void)
{
    static const check_case cases[] = {
        {"wrong forms", test_forms},
        {"the note names the line and its reason", test_note_names_the_line},
        {"forms not used, and exceptions", test_unused_and_fine},
        {"full names first", test_full_names},
        {"order of names", test_order_of_names},
        {"faults of the list have places", test_faults},
        {"encodings; an empty list", test_encodings},
        {"ten thousand entries", test_many_entries},
        {"rules that are skipped", test_skip},
        {"masthead fields", test_fields},
    };
    return CHECK_MAIN(cases);
}
