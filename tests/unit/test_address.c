/* Where URLs and e-mail addresses begin and end in running text, and what they lead to. */
#include "check.h"

#include "../../src/base/address.h"

static jb_arena *arena;

/* The addresses of the text, each as [what it leads to], the rest as it is. */
static jb_str marked(const char *text)
{
    jb_str whole = jb_str_make(text);
    jb_address address = {0};
    jb_buf out = {0};
    size_t from = 0;
    for (; jb_address_find(whole, from, &address); from = address.end) {
        jb_buf_add(arena, &out, jb_str_cut(whole, from, address.start));
        jb_str uri = jb_address_uri(arena, whole, &address);
        jb_buf_printf(arena, &out, "[%.*s]", JB_FMT(uri));
    }
    jb_buf_add(arena, &out, jb_str_cut(whole, from, whole.len));
    return jb_buf_str(&out);
}

/* GB/T 15834's marks and Han end an address, and are no part of it. */
static void among_han(void)
{
    CHECK_STR(marked("见https://www.example.gov.cn/a_b.html。"),
              "见[https://www.example.gov.cn/a_b.html]。");
    CHECK_STR(marked("登录http://a.cn/x?y=1&z=2查询"), "登录[http://a.cn/x?y=1&z=2]查询");
    CHECK_STR(marked("（https://a.cn/）、《http://b.cn》"), "（[https://a.cn/]）、《[http://b.cn]》");
    CHECK_STR(marked("网址：www.example.cn，电话"), "网址：[http://www.example.cn]，电话");
    CHECK_STR(marked("邮箱zhang.san@example.gov.cn。"), "邮箱[mailto:zhang.san@example.gov.cn]。");
    CHECK_STR(marked("“https://a.cn”"), "“[https://a.cn]”");
    CHECK_STR(marked("https://例子.中国/"), "https://例子.中国/");
}

static void among_latin(void)
{
    CHECK_STR(marked("See http://a.cn/b."), "See [http://a.cn/b].");
    CHECK_STR(marked("a.cn/b (http://a.cn/b)."), "a.cn/b ([http://a.cn/b]).");
    CHECK_STR(marked("http://a.cn/b_(c), http://a.cn/b_(c))"),
              "[http://a.cn/b_(c)], [http://a.cn/b_(c)])");
    CHECK_STR(marked("[http://a.cn/x]!?"), "[[http://a.cn/x]]!?");
    CHECK_STR(marked("http://[::1]:80/x"), "[http://[::1]:80/x]");
    CHECK_STR(marked("<http://a.cn> 'http://b.cn'"), "<[http://a.cn]> '[http://b.cn]'");
    CHECK_STR(marked("1.http://a.cn 2.www.b.cn"), "1.[http://a.cn] 2.[http://www.b.cn]");
    CHECK_STR(marked("HTTPS://A.CN/B"), "[HTTPS://A.CN/B]");
    CHECK_STR(marked("http://a.cn/,b;c#d%20e..."), "[http://a.cn/,b;c#d%20e]...");
}

static void mail(void)
{
    CHECK_STR(marked("a.b+c_d@x-y.org."), "[mailto:a.b+c_d@x-y.org].");
    CHECK_STR(marked("mailto:a@b.cn MAILTO:a@b.cn"), "[mailto:a@b.cn] [MAILTO:a@b.cn]");
    CHECK_STR(marked("a@b.cn、c@d.cn"), "[mailto:a@b.cn]、[mailto:c@d.cn]");
    CHECK_STR(marked("http://a@b.cn/"), "[http://a@b.cn/]");
    CHECK_STR(marked("a@b a@b.c @b.cn a@.cn a@b.1 3@4.5"), "a@b a@b.c @b.cn a@.cn a@b.1 3@4.5");
}

/* What looks a little like one. */
static void none(void)
{
    CHECK_STR(marked(""), "");
    CHECK_STR(marked("http:// ://a.cn x://a.cn"), "http:// ://a.cn x://a.cn");
    CHECK_STR(marked("www www. www.a xwww.a.cn"), "www www. www.a xwww.a.cn");
    CHECK_STR(marked("10:30 a/b http http:/a.cn 3.5.2"), "10:30 a/b http http:/a.cn 3.5.2");
}

/* Addresses all the same, but no links: a reader's click must not start a program. */
static void leads_nowhere(void)
{
    CHECK_STR(marked("weixin://dl/x file://host/etc"), "[] []");
    jb_buf longest = {0};
    jb_buf_add(arena, &longest, JB_STR("http://a.cn/"));
    for (int i = 0; i < 2000; i++)
        jb_buf_add(arena, &longest, JB_STR("x"));
    jb_buf_add(arena, &longest, (jb_str){"", 1});
    CHECK_STR(marked(longest.at), "[]");
}

int main(void)
{
    static const check_case cases[] = {
        {"among Han", among_han},         {"among Latin", among_latin}, {"mail", mail},
        {"no address", none},             {"leads nowhere", leads_nowhere},
    };
    arena = jb_arena_new();
    int status = check_main(cases, sizeof cases / sizeof *cases);
    jb_arena_free(arena);
    return status;
}
