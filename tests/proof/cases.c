/* One-line cases of the proof rules: `cases FILE...`.
 *
 *     RULE | TEXT | none
 *     RULE | TEXT | SPAN -> PROPOSAL | RULE: SPAN -> PROPOSAL
 *
 * TEXT is the body of a canonical file (nothing in it is mended), \n a line end. Its findings,
 * of any rule, are those listed and no others: the span that is marked, and the proposal, which
 * is one of the arguments. Each rule needs FEWEST cases for it and as many against it. */
#include <stdio.h>

#include "../../src/base/file.h"
#include "../../src/proof/proof.h"

enum { FEWEST = 4, RULES = 64 };

typedef struct tally {
    int fors, against;
} tally;

/* The span itself, for a place: byte and length. */
static jb_place note_span(const void *context, jb_span span)
{
    (void)context;
    return (jb_place){.byte = span.start, .length = span.end - span.start};
}

static jb_str trim(jb_str s)
{
    while (s.len && s.at[0] == ' ')
        s = jb_str_cut(s, 1, s.len);
    while (s.len && s.at[s.len - 1] == ' ')
        s = jb_str_cut(s, 0, s.len - 1);
    return s;
}

/* What stands before the separator; *rest: behind it, empty at the end. */
static jb_str cut_at(jb_str s, const char *separator, jb_str *rest)
{
    size_t at = jb_str_find(s, jb_str_make(separator));
    *rest = at == SIZE_MAX ? (jb_str){0} : jb_str_cut(s, at + strlen(separator), s.len);
    return trim(jb_str_cut(s, 0, at));
}

static jb_str make_text(jb_arena *arena, jb_str written)
{
    jb_buf out = {0};
    jb_buf_add(arena, &out, JB_STR("刊名：工作简报\n\n"));
    for (jb_str rest = written; rest.len;) {
        size_t at = jb_str_find(rest, JB_STR("\\n"));
        jb_buf_add(arena, &out, jb_str_cut(rest, 0, at));
        jb_buf_add(arena, &out, JB_STR("\n"));
        rest = at == SIZE_MAX ? (jb_str){0} : jb_str_cut(rest, at + 2, rest.len);
    }
    return jb_buf_str(&out);
}

/* "P09" of the code. */
static jb_str rule_of(jb_arena *arena, jb_code code)
{
    int number = jb_code_number(code);
    return number < 1130   ? jb_arena_format(arena, "P%02d", number - 1100)
           : number < 1150 ? jb_arena_format(arena, "N%02d", number - 1130)
                           : jb_arena_format(arena, "W%02d", number - 1150);
}

static jb_str chinese(jb_str arg)
{
    size_t cut = jb_str_find(arg, JB_STR("\x1f"));
    return jb_str_cut(arg, 0, cut);
}

/* Is the finding what "RULE: SPAN -> PROPOSAL" says? */
static bool is_wanted(jb_arena *arena, const jb_issue *issue, const jb_diag *diag, jb_str rule,
                      jb_str span, jb_str proposal)
{
    jb_str marked =
        jb_str_cut(issue->text, diag->place.byte, diag->place.byte + diag->place.length);
    bool proposed = false;
    for (int i = 1; i < 4; i++)
        proposed |= diag->args[i].at && jb_str_equal(chinese(diag->args[i]), proposal);
    return jb_str_equal(rule_of(arena, diag->code), rule) && jb_str_equal(marked, span) && proposed;
}

static void print_findings(jb_arena *arena, const jb_issue *issue, const jb_diags *diags)
{
    for (uint32_t i = 0; i < diags->list.len; i++) {
        const jb_diag *diag = &diags->list.at[i];
        jb_str marked =
            jb_str_cut(issue->text, diag->place.byte, diag->place.byte + diag->place.length);
        printf("#   %.*s: %.*s    %.*s\n", JB_FMT(rule_of(arena, diag->code)), JB_FMT(marked),
               JB_FMT(jb_diag_text(arena, diag, JB_ZH)));
    }
}

static bool check_findings(jb_arena *arena, const jb_issue *issue, const jb_diags *diags,
                           jb_str rule, jb_str wanted)
{
    uint32_t n = 0;
    if (jb_str_equal(wanted, JB_STR("none")))
        return diags->list.len == 0;
    while (wanted.len) {
        jb_str more, behind, proposal, own = rule;
        jb_str one = cut_at(wanted, " | ", &more);
        jb_str named = cut_at(one, ": ", &behind);
        if (behind.len && named.len == 3) {
            own = named;
            one = behind;
        }
        jb_str span = cut_at(one, "->", &proposal);
        if (n >= diags->list.len ||
            !is_wanted(arena, issue, &diags->list.at[n], own, span, trim(proposal)))
            return false;
        n++;
        wanted = more;
    }
    return n == diags->list.len;
}

/* One line. False: its findings are others. */
static bool run_case(jb_str line, tally *tallies)
{
    jb_arena *arena = jb_arena_new();
    jb_diags quiet = {.arena = arena}, diags = {.arena = arena, .locate = note_span};
    jb_str rest, wanted;
    jb_str rule = cut_at(line, " | ", &rest);
    jb_str text = cut_at(rest, " | ", &wanted);
    unsigned number = 0;
    bool known = jb_proof_rule_find(rule, &number);
    jb_source *source =
        jb_source_decode(arena, JB_STR("t"), make_text(arena, text), JB_SOURCE_UTF8, &quiet);
    jb_issue_options options = {.recognise = true, .clean = JB_CLEAN_FULL};
    jb_issue *issue = jb_issue_parse(arena, source, &options, &quiet);
    jb_proof_options all = {0};
    jb_proof_run(arena, issue, &all, &diags);
    bool good =
        known && issue->canonical && check_findings(arena, issue, &diags, rule, trim(wanted));
    if (!good)
        print_findings(arena, issue, &diags);
    if (known && jb_str_equal(trim(wanted), JB_STR("none")))
        tallies[number].against++;
    else if (known)
        tallies[number].fors++;
    jb_arena_free(arena);
    return good;
}

static int check_tallies(const tally *tallies, int number)
{
    int short_of = 0;
    for (const char *kind = "PN"; *kind; kind++) {
        for (int i = 1; i < 100; i++) {
            char name[8];
            unsigned rule;
            snprintf(name, sizeof name, "%c%02d", *kind, i);
            if (!jb_proof_rule_find(jb_str_make(name), &rule))
                continue;
            if (tallies[rule].fors < FEWEST || tallies[rule].against < FEWEST) {
                printf("# %s has %d cases for it and %d against it\n", name, tallies[rule].fors,
                       tallies[rule].against);
                short_of++;
            }
        }
    }
    printf("%s %d - every rule has cases for and against it\n", short_of ? "not ok" : "ok", number);
    return short_of > 0;
}

int main(int argc, char **argv)
{
    jb_arena *arena = jb_arena_new();
    tally tallies[RULES] = {0};
    int number = 0, failed = 0;
    for (int i = 1; i < argc; i++) {
        jb_str file, line;
        if (jb_file_read(arena, jb_str_make(argv[i]), 1 << 20, &file)) {
            fprintf(stderr, "cannot read %s\n", argv[i]);
            return 2;
        }
        while (file.len) {
            jb_str rest;
            line = cut_at(file, "\n", &rest);
            file = rest;
            if (line.len == 0 || line.at[0] == '#')
                continue;
            bool good = run_case(line, tallies);
            failed += !good;
            printf("%s %d - %.*s\n", good ? "ok" : "not ok", ++number, JB_FMT(line));
        }
    }
    failed += check_tallies(tallies, ++number);
    printf("1..%d\n", number);
    jb_arena_free(arena);
    return failed != 0;
}
