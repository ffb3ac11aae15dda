/* Which words are told to be of another language, and which are left as they are. */
#include "check.h"

#include "../../src/paint/parts.h"

static jb_arena *arena;

/* The text with [language:words]. */
static jb_str marked(const char *text)
{
    jb_str whole = jb_str_make(text);
    jb_buf out = {0};
    jb_span words = {0, 0};
    size_t from = 0;
    for (const char *lang; (lang = jb_foreign_find(whole, from, &words)); from = words.end) {
        jb_buf_add(arena, &out, jb_str_cut(whole, from, words.start));
        jb_str found = jb_span_of(whole, words);
        jb_buf_printf(arena, &out, "[%s:%.*s]", lang, JB_FMT(found));
    }
    jb_buf_add(arena, &out, jb_str_cut(whole, from, whole.len));
    return jb_buf_str(&out);
}

static void english(void)
{
    CHECK_STR(marked("“一带一路”（the Belt and Road Initiative）"),
              "“一带一路”（[en:the Belt and Road Initiative]）");
    CHECK_STR(marked("说：The file’s 3 parts, of 2025. 完"),
              "说：[en:The file’s 3 parts, of] 2025. 完");
    CHECK_STR(marked("Bank of China、People of 上海"), "[en:Bank of China]、[en:People of] 上海");
    CHECK_STR(marked("THE END OF IT"), "[en:THE END OF IT]");
}

/* Abbreviations, names, pinyin, and other languages in the same letters. */
static void latin(void)
{
    CHECK_STR(marked("GDP增长5%，App与Wi-Fi"), "GDP增长5%，App与Wi-Fi");
    CHECK_STR(marked("Zhonghua Renmin Gongheguo"), "Zhonghua Renmin Gongheguo");
    CHECK_STR(marked("China Daily、EPUB 3.3、GB/T 9704"), "China Daily、EPUB 3.3、GB/T 9704");
    CHECK_STR(marked("le Monde, Die Zeit, the"), "[en:le Monde, Die Zeit, the]");
    CHECK_STR(marked("le Monde、Die Zeit、the"), "le Monde、Die Zeit、the");
    CHECK_STR(marked("of"), "of");
    CHECK_STR(marked("othe ofa"), "othe ofa");
}

static void scripts(void)
{
    CHECK_STR(marked("日语ありがとう、コーヒー、鲜の每日"), "日语[ja:ありがとう]、[ja:コーヒー]、鲜の每日");
    CHECK_STR(marked("韩国서울 시"), "韩国[ko:서울 시]");
    CHECK_STR(marked("Привет, мир！Ж、Ұлттық"), "[ru:Привет, мир]！Ж、Ұлттық");
    CHECK_STR(marked("αβ粒子、Αθήνα"), "αβ粒子、[el:Αθήνα]");
    CHECK_STR(marked(""), "");
    CHECK_STR(marked("汉字。"), "汉字。");
}

int main(void)
{
    static const check_case cases[] = {
        {"English", english}, {"other words in Latin letters", latin}, {"scripts", scripts}};
    arena = jb_arena_new();
    int status = check_main(cases, sizeof cases / sizeof *cases);
    jb_arena_free(arena);
    return status;
}
