/* A byte that chooses the standard and what is known beside the file, then a PDF, whole or not.
 *
 * Laws: a verdict, whatever the bytes are; its counts agree; each breach is of a rule that the
 * standard has, on a page that there is; of the text it is told only what was asked; it is printed
 * in every form, as UTF-8 and without control characters; a second look says the same. */
#include "../../src/base/utf8.h"
#include "../../src/verify/facts.h"
#include "fuzz.h"

static void check_counts(const jb_verdict *verdict)
{
    uint32_t sum = 0, shown = 0;
    for (int i = 0; i < JB_RULES; i++) {
        sum += verdict->found[i];
        shown += verdict->found[i] < JB_BREACHES_SHOWN ? verdict->found[i] : JB_BREACHES_SHOWN;
    }
    LAW(sum == verdict->faults + verdict->warnings);
    LAW(shown == verdict->breaches.len);
    LAW(!verdict->unreadable || verdict->faults);
    LAW(!verdict->unreadable || !verdict->facts);
}

/* Nobody asks for the text, nobody could have it, or it is what the first file within says. */
static jb_verify_terms take_terms(jb_arena *arena, jb_str input, unsigned kind)
{
    enum { NONE, LOST, TEXT, KINDS };
    jb_verify_terms terms = {0};
    jb_attached_list files = {0};
    if (kind % KINDS == LOST)
        terms.text_lost = JB_BOTH("没有", "none");
    if (kind % KINDS == TEXT)
        jb_verify_attached(arena, input, &files);
    if (files.len && jb_utf8_check(files.at[0].bytes) == files.at[0].bytes.len)
        terms.text = files.at[0].bytes;
    return terms;
}

static void check_terms(const jb_verdict *verdict, const jb_verify_terms *terms)
{
    LAW(terms->text.at || !verdict->found[JB_RULE_TEXT_SOURCE]);
    LAW(terms->text_lost.len || !verdict->found[JB_RULE_TEXT_LOST]);
    LAW(verdict->found[JB_RULE_TEXT_SOURCE] + verdict->found[JB_RULE_TEXT_LOST] <= 1);
}

static void check_breaches(jb_arena *arena, const jb_verdict *verdict)
{
    uint32_t pages = verdict->facts ? verdict->facts->pages.len : 0;
    for (uint32_t i = 0; i < verdict->breaches.len; i++) {
        const jb_breach *breach = &verdict->breaches.at[i];
        LAW(jb_rule_clause(arena, breach->rule, verdict->claims, JB_EN).len);
        LAW(!breach->placed || breach->page);
        LAW(!verdict->facts || breach->page <= pages);
    }
}

static jb_str print_verdict(jb_arena *arena, const jb_verdict *verdict)
{
    jb_buf out = {0};
    for (int form = JB_HUMAN; form <= JB_JSON; form++)
        jb_verdict_print(arena, &out, verdict, JB_STR("a.pdf"), (jb_diag_form)form,
                         form % 2 ? JB_EN : JB_ZH);
    if (verdict->facts) {
        jb_report_text(arena, verdict, JB_STR("a.pdf"), JB_ZH, &out);
        jb_report_json(arena, verdict, JB_STR("a.pdf"), JB_EN, &out);
    }
    return jb_buf_str(&out);
}

/* What the file carries has names that lead down from a folder. */
static void check_attached(jb_arena *arena, jb_str input)
{
    jb_attached_list list = {0};
    jb_verify_attached(arena, input, &list);
    for (uint32_t i = 0; i < list.len; i++) {
        jb_str name = list.at[i].name;
        LAW(name.len > 0 && name.at[0] != '/' && name.at[0] != '.');
        LAW(jb_str_find(name, JB_STR("/.")) == SIZE_MAX);
        LAW(jb_str_find(name, JB_STR("//")) == SIZE_MAX);
        LAW(jb_utf8_check(name) == name.len);
        for (size_t at = 0; at < name.len; at++)
            LAW((unsigned char)name.at[at] >= ' ' && name.at[at] != '\\');
    }
}

/* Nothing out of the file steers a terminal. */
static void check_text(jb_str told)
{
    LAW(jb_utf8_check(told) == told.len);
    for (size_t i = 0; i < told.len; i++)
        LAW((unsigned char)told.at[i] >= ' ' || told.at[i] == '\n');
}

enum { STANDARDS = 11, CHOICES = STANDARDS + 2 };

/* What the file claims, each standard, and two at once. */
static jb_claims take_claims(unsigned byte)
{
    int choice = byte % CHOICES;
    return choice == 0            ? JB_CLAIM_OWN
           : choice <= STANDARDS ? (jb_claims)1 << (choice - 1)
                                  : JB_CLAIM_A3A | JB_CLAIM_UA1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_str input = {(const char *)data, size};
    unsigned byte = take_byte(&input);
    jb_claims wanted = take_claims(byte);
    jb_arena *arena = jb_arena_new(), *again = jb_arena_new();
    jb_verify_terms terms = take_terms(arena, input, byte / CHOICES);
    jb_verdict verdict, second;
    jb_verify(arena, input, wanted, &terms, &verdict);
    check_counts(&verdict);
    check_terms(&verdict, &terms);
    check_breaches(arena, &verdict);
    jb_str told = print_verdict(arena, &verdict);
    jb_verify(again, input, wanted, &terms, &second);
    LAW(jb_str_equal(told, print_verdict(again, &second)));
    check_text(told);
    check_attached(arena, input);
    jb_arena_free(arena);
    jb_arena_free(again);
    return 0;
}
