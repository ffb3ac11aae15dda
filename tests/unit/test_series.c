/* The number rule and the rhythm: what has come out, what is wished, what comes next. */
#include "../../src/series/rule.h"
#include "check.h"

static jb_arena *arena;

enum { ISSUES_MOST = 8 };

/* A row of issues, "期号 @ 日期" each, and the number that follows. */
typedef struct row {
    const char *what;
    const char *issued[ISSUES_MOST];
    jb_wish wish;
    const char *next; /* as printed; NULL: the outcome */
    jb_next outcome;
} row;

static jb_number_rule make_rule(const char *form, bool yearly)
{
    jb_number number;
    jb_buf out = {0};
    jb_str key;
    jb_number_fill(arena, jb_str_make(form),
                   &(jb_number){.year = 2025, .first = 3, .last = 3, .total = 45}, &out, &key);
    CHECK(jb_number_parse(jb_buf_str(&out), &number));
    jb_number_rule rule = jb_number_rule_like(arena, &number);
    rule.yearly = yearly;
    return rule;
}

static void add_issue(jb_issued_list *known, const char *text)
{
    jb_str all = jb_str_make(text);
    size_t at = jb_str_find(all, JB_STR(" @ "));
    jb_issued issue = {.file = jb_arena_format(arena, "%u.txt", known->len)};
    size_t number_end = at;
    if (jb_str_starts(all, JB_STR("更正")))
        issue.number.revision = 1;
    jb_str number = jb_str_cut(all, issue.number.revision ? 6 : 0, number_end);
    jb_number read;
    CHECK(jb_number_parse(number, &read));
    read.revision = issue.number.revision;
    issue.number = read;
    if (at != SIZE_MAX)
        CHECK(jb_date_parse(jb_str_cut(all, at + 3, all.len), &issue.date));
    *jb_push(arena, known) = issue;
}

static jb_issued_list make_issues(const char *const issued[ISSUES_MOST])
{
    jb_issued_list known = {0};
    for (int i = 0; i < ISSUES_MOST && issued[i]; i++)
        add_issue(&known, issued[i]);
    return known;
}

static jb_str print(const jb_number_rule *rule, const jb_wish *wish, const jb_number *number)
{
    jb_buf out = {0};
    jb_str key;
    CHECK(jb_number_fill(arena, jb_number_form(rule, wish), number, &out, &key) == JB_FILLED);
    return jb_buf_str(&out);
}

static void check_rows(const jb_number_rule *rule, const row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int before = check_failures;
        jb_issued_list known = make_issues(rows[i].issued);
        jb_number next;
        CHECK_INT(jb_number_next(rule, &known, &rows[i].wish, &next), rows[i].outcome);
        if (rows[i].next)
            CHECK_STR(print(rule, &rows[i].wish, &next), rows[i].next);
        if (check_failures > before)
            printf("# in: %s\n", rows[i].what);
    }
}

#define CHECK_ROWS(rule, rows) check_rows(&(rule), (rows), sizeof(rows) / sizeof *(rows))

static void next__goes_on_and_restarts(void)
{
    arena = jb_arena_new();
    static const row rows[] = {
        {"an empty folder", {NULL}, {.year = 2025}, "2025年第1期（总第1期）", JB_NEXT_FOUND},
        {"the next", {"2025年第26期（总第516期）"}, {.year = 2025}, "2025年第27期（总第517期）",
         JB_NEXT_FOUND},
        {"any order", {"2025年第26期（总第516期）", "2025年第25期（总第515期）"}, {.year = 2025},
         "2025年第27期（总第517期）", JB_NEXT_FOUND},
        {"a new year", {"2024年第50期（总第490期）"}, {.year = 2025}, "2025年第1期（总第491期）",
         JB_NEXT_FOUND},
        {"a gap is not filled", {"2025年第3期（总第493期）", "2025年第5期（总第495期）"},
         {.year = 2025}, "2025年第6期（总第496期）", JB_NEXT_FOUND},
        {"Han digits", {"二〇二五年第二十六期（总第五百一十六期）"}, {.year = 2025},
         "2025年第27期（总第517期）", JB_NEXT_FOUND},
        {"the date's year for a number without", {"第26期（总第516期） @ 2025-07-21"}, {.year = 2025},
         "2025年第27期（总第517期）", JB_NEXT_FOUND},
        {"the number's year before the date's", {"2024年第52期（总第500期） @ 2025-01-02"},
         {.year = 2025}, "2025年第1期（总第501期）", JB_NEXT_FOUND},
        {"no year at all counts in every year", {"第26期（总第516期）"}, {.year = 2025},
         "2025年第27期（总第517期）", JB_NEXT_FOUND},
        {"a joint issue counts all its numbers", {"2025年第3—4期合刊（总第493—494期）"},
         {.year = 2025}, "2025年第5期（总第495期）", JB_NEXT_FOUND},
        {"a joint issue printed with one total", {"2025年第3、4期合刊（总第493期）"}, {.year = 2025},
         "2025年第5期（总第494期）", JB_NEXT_FOUND},
        {"a joint issue to be made", {"2025年第2期（总第492期）"}, {.numbers = 2, .year = 2025},
         "2025年第3—4期合刊（总第493—494期）", JB_NEXT_FOUND},
        {"a correction takes no number",
         {"2025年第26期（总第516期）", "更正2025年第26期（总第516期）"}, {.year = 2025},
         "2025年第27期（总第517期）", JB_NEXT_FOUND},
        {"other kinds do not count", {"2025年第26期（总第516期）", "2025年增刊第30期", "专刊第40期",
         "〔2025〕50号"}, {.year = 2025}, "2025年第27期（总第517期）", JB_NEXT_FOUND},
        {"a total printed by another kind does", {"2025年第26期（总第516期）",
         "2025年增刊第1期（总第517期）"}, {.year = 2025}, "2025年第27期（总第518期）", JB_NEXT_FOUND},
        {"no total is known", {"2025年第26期"}, {.year = 2025}, NULL, JB_NEXT_NO_TOTAL},
        {"the largest", {"2025年第999998期（总第3期）"}, {.year = 2025}, "2025年第999999期（总第4期）",
         JB_NEXT_FOUND},
        {"too large", {"2025年第999999期（总第3期）"}, {.year = 2025}, NULL, JB_NEXT_TOO_LARGE},
        {"a total too large", {"2025年第3期（总第999999期）"}, {.year = 2025}, NULL,
         JB_NEXT_TOO_LARGE},
    };
    jb_number_rule rule = make_rule("{year}年第{number}期（总第{total}期）", true);
    CHECK_ROWS(rule, rows);
    jb_arena_free(arena);
}

static void next__of_other_kinds(void)
{
    arena = jb_arena_new();
    static const row rows[] = {
        {"the first supplement", {"2025年第26期（总第516期）"},
         {.kind = JB_NUMBER_SUPPLEMENT, .year = 2025}, "2025年增刊第1期", JB_NEXT_FOUND},
        {"the next", {"2025年增刊第1期", "2024年增刊第4期"},
         {.kind = JB_NUMBER_SUPPLEMENT, .year = 2025}, "2025年增刊第2期", JB_NEXT_FOUND},
        {"one without a number is the first", {"2025年专刊"},
         {.kind = JB_NUMBER_SPECIAL, .year = 2025}, "2025年专刊第2期", JB_NEXT_FOUND},
        {"by document", {"〔2025〕12号", "〔2024〕30号"},
         {.kind = JB_NUMBER_DOCUMENT, .year = 2025}, "〔2025〕13号", JB_NEXT_FOUND},
    };
    jb_number_rule rule = make_rule("{year}年第{number}期（总第{total}期）", true);
    CHECK_ROWS(rule, rows);
    jb_arena_free(arena);
}

static void next__in_other_forms(void)
{
    arena = jb_arena_new();
    static const row never[] = {
        {"goes on over the years", {"第26期 @ 2024-12-30"}, {.year = 2025}, "第27期",
         JB_NEXT_FOUND}};
    static const row document[] = {
        {"numbered as documents", {"〔2025〕12号（总第80期）"}, {.year = 2025},
         "〔2025〕13号（总第81期）", JB_NEXT_FOUND},
        {"cannot be joint", {"〔2025〕12号（总第80期）"}, {.numbers = 2, .year = 2025}, NULL,
         JB_NEXT_NO_FORM}};
    static const row total[] = {
        {"by totals alone", {"总第80期"}, {.year = 2025}, "总第81期", JB_NEXT_FOUND}};
    jb_number_rule rule = make_rule("第{number}期", false);
    CHECK_ROWS(rule, never);
    rule = make_rule("〔{year}〕{number}号（总第{total}期）", true);
    CHECK_ROWS(rule, document);
    rule = make_rule("总第{total}期", true);
    CHECK_ROWS(rule, total);
    jb_arena_free(arena);
}

static void taken__is_by_number_or_total(void)
{
    static const struct {
        const char *number, *by; /* NULL: free */
    } rows[] = {
        {"2025年第26期", "1.txt"},         {"2025年第27期", NULL},
        {"2025年第3期", "0.txt"},          {"2025年第4—5期合刊", "0.txt"},
        {"2024年第26期", NULL},            {"2025年第30期（总第516期）", "1.txt"},
        {"2025年增刊第26期", NULL},
    };
    arena = jb_arena_new();
    static const char *const issued[ISSUES_MOST] = {"2025年第3—4期合刊（总第493—494期）",
                                                    "2025年第26期（总第516期）",
                                                    "更正2025年第26期（总第516期）"};
    jb_issued_list known = make_issues(issued);
    jb_number_rule rule = make_rule("{year}年第{number}期（总第{total}期）", true);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        jb_number number;
        CHECK(jb_number_parse(jb_str_make(rows[i].number), &number));
        const jb_issued *taken = jb_number_taken(&rule, &known, &number);
        CHECK_STR(taken ? taken->file : JB_STR(""), rows[i].by ? rows[i].by : "");
    }
    jb_arena_free(arena);
}

static void doubt__is_of_the_newest_two(void)
{
    static const struct {
        const char *issued[ISSUES_MOST];
        const char *exception;
        jb_doubt doubt;
    } rows[] = {
        {{"2025年第1期（总第7期） @ 2025-01-06", "2025年第2期（总第8期） @ 2025-01-13"}, NULL,
         JB_DOUBT_NONE},
        {{"2025年第1期（总第7期） @ 2025-01-06", "2025年第3期（总第8期） @ 2025-01-13"}, NULL,
         JB_DOUBT_GAP},
        {{"2025年第1期（总第7期） @ 2025-01-06", "2025年第3期（总第9期） @ 2025-01-13"},
         "2025年第2期", JB_DOUBT_NONE},
        {{"2025年第1期（总第7期） @ 2025-01-06", "2025年第2期（总第18期） @ 2025-01-13"}, NULL,
         JB_DOUBT_TOTAL},
        {{"2025年第1期（总第7期） @ 2025-01-06", "2025年第2期（总第18期） @ 2025-01-13"},
         "总第18期", JB_DOUBT_NONE},
        {{"2025年第1期（总第7期） @ 2025-01-06", "2025年第1期（总第7期） @ 2025-01-13"}, NULL,
         JB_DOUBT_TWICE},
        {{"2025年第1期（总第7期） @ 2025-01-06", "2025年第1期（总第7期） @ 2025-01-13"},
         "2025年第1期", JB_DOUBT_NONE},
        {{"2025年第1期（总第7期） @ 2025-01-06", "更正2025年第1期（总第7期） @ 2025-01-13"}, NULL,
         JB_DOUBT_NONE},
        {{"2025年第1期 @ 2025-01-06", "2025年第1期 @ 2025-01-06"}, NULL, JB_DOUBT_NONE},
        {{"2024年第50期（总第7期） @ 2024-12-30", "2025年第1期（总第8期） @ 2025-01-06"}, NULL,
         JB_DOUBT_NONE},
        {{"2025年第1期（总第7期） @ 2025-01-06", "2025年第2—3期（总第8—9期） @ 2025-01-13"}, NULL,
         JB_DOUBT_NONE},
        {{"2025年第1—2期（总第7期） @ 2025-01-06", "2025年第3期（总第8期） @ 2025-01-13"}, NULL,
         JB_DOUBT_NONE},
        {{"2025年第1期（总第7期） @ 2025-01-06", "2025年增刊第9期 @ 2025-01-13"}, NULL,
         JB_DOUBT_NONE},
        {{"2025年第1期（总第7期） @ 2025-01-06", "2025年增刊第1期（总第8期） @ 2025-01-13",
          "2025年第2期（总第9期） @ 2025-01-20"}, NULL, JB_DOUBT_NONE},
        {{"2025年第1期（总第17期） @ 2025-01-06", "2025年第2期（总第8期） @ 2025-01-13"}, NULL,
         JB_DOUBT_TOTAL},
    };
    arena = jb_arena_new();
    jb_number_rule rule = make_rule("{year}年第{number}期（总第{total}期）", true);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int before = check_failures;
        jb_issued_list known = make_issues(rows[i].issued);
        const jb_issued *last, *other;
        jb_number exception;
        uint32_t n = rows[i].exception != NULL;
        if (n)
            CHECK(jb_number_parse(jb_str_make(rows[i].exception), &exception));
        CHECK_INT(jb_issued_doubt(&rule, &known, &exception, n, &last, &other), rows[i].doubt);
        if (check_failures > before)
            printf("# in row %zu\n", i);
    }
    jb_arena_free(arena);
}

static void rhythm__gives_the_next_date(void)
{
    enum { MON = 1 << 0, THU = 1 << 3, SUN = 1 << 6 };
    static const struct {
        jb_rhythm rhythm;
        jb_date last, next; /* year 0: none */
    } rows[] = {
        {{JB_RHYTHM_IRREGULAR, 0}, {2025, 7, 21}, {0, 0, 0}},
        {{JB_RHYTHM_DAILY, 0}, {2024, 2, 28}, {2024, 2, 29}},
        {{JB_RHYTHM_DAILY, 0}, {2100, 2, 28}, {2100, 3, 1}},
        {{JB_RHYTHM_WEEKLY, MON}, {2025, 7, 21}, {2025, 7, 28}},
        {{JB_RHYTHM_WEEKLY, MON}, {2025, 7, 22}, {2025, 7, 28}},
        {{JB_RHYTHM_WEEKLY, MON}, {2025, 12, 29}, {2026, 1, 5}},
        {{JB_RHYTHM_WEEKLY, MON | THU}, {2025, 7, 21}, {2025, 7, 24}},
        {{JB_RHYTHM_WEEKLY, SUN}, {2000, 2, 28}, {2000, 3, 5}},
        {{JB_RHYTHM_BIWEEKLY, MON}, {2025, 7, 21}, {2025, 8, 4}},
        {{JB_RHYTHM_BIWEEKLY, MON}, {2025, 7, 22}, {2025, 8, 4}},
        {{JB_RHYTHM_MONTHLY, 1u << 15}, {2025, 7, 15}, {2025, 8, 15}},
        {{JB_RHYTHM_MONTHLY, 1u << 15}, {2025, 7, 16}, {2025, 8, 15}},
        {{JB_RHYTHM_MONTHLY, 1u << 10 | 1u << 25}, {2025, 7, 10}, {2025, 7, 25}},
        {{JB_RHYTHM_MONTHLY, 1u << 31}, {2025, 1, 31}, {2025, 2, 28}},
        {{JB_RHYTHM_MONTHLY, 1u << 30}, {2024, 1, 30}, {2024, 2, 29}},
        {{JB_RHYTHM_MONTHLY, 1u << 1}, {2025, 12, 1}, {2026, 1, 1}},
        {{JB_RHYTHM_WEEKLY, MON}, {0, 0, 0}, {0, 0, 0}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        jb_date next = {0};
        CHECK(jb_rhythm_next(&rows[i].rhythm, rows[i].last, &next) == (rows[i].next.year > 0));
        CHECK_INT(next.year * 10000 + next.month * 100 + next.day,
                  rows[i].next.year * 10000 + rows[i].next.month * 100 + rows[i].next.day);
    }
}

static void last__is_by_date_then_number(void)
{
    arena = jb_arena_new();
    jb_number_rule rule = make_rule("{year}年第{number}期", true);
    static const char *const dated[ISSUES_MOST] = {
        "2025年第9期 @ 2025-03-03", "2024年第40期 @ 2024-12-30", "2025年增刊第1期 @ 2025-04-01",
        "更正2025年第8期 @ 2025-03-10"};
    static const char *const bare[ISSUES_MOST] = {"2024年第40期", "2025年第2期", "2025年第1期"};
    jb_issued_list known = make_issues(dated);
    CHECK_STR(jb_issued_last(&rule, &known)->file, "0.txt");
    known = make_issues(bare);
    CHECK_STR(jb_issued_last(&rule, &known)->file, "1.txt");
    jb_arena_free(arena);
}

int main(void)
{
    static const check_case cases[] = {
        {"next goes on and restarts", next__goes_on_and_restarts},
        {"next of other kinds", next__of_other_kinds},
        {"next in other forms", next__in_other_forms},
        {"taken is by number or total", taken__is_by_number_or_total},
        {"doubt is of the newest two", doubt__is_of_the_newest_two},
        {"rhythm gives the next date", rhythm__gives_the_next_date},
        {"last is by date then number", last__is_by_date_then_number},
    };
    return CHECK_MAIN(cases);
}
