/* Prints what the proof rules find: `proofread FILE [words.txt]`, a finding a line, then how many
 * nanoseconds of process time a run takes (the best of some) when JB_TRACE is set. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../../src/proof/proof.h"

static long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (long long)t.tv_sec * 1000000000 + t.tv_nsec;
}

static long long best_time(const jb_issue *issue, const jb_proof_options *options)
{
    long long best = -1;
    for (int i = 0; i < 20; i++) {
        jb_arena *arena = jb_arena_new();
        jb_diags diags = {.arena = arena};
        long long since = now();
        jb_proof_run(arena, issue, options, &diags);
        long long spent = now() - since;
        best = best < 0 || spent < best ? spent : best;
        jb_arena_free(arena);
    }
    return best;
}

int main(int argc, char **argv)
{
    jb_arena *arena = jb_arena_new();
    jb_diags quiet = {.arena = arena}, diags = {.arena = arena};
    jb_source *source =
        argc < 2 ? NULL : jb_source_open(arena, jb_str_make(argv[1]), NULL, &quiet);
    if (!source)
        return 2;
    jb_issue_options how = {.recognise = true, .clean = JB_CLEAN_FULL};
    jb_issue *issue = jb_issue_parse(arena, source, &how, &quiet);
    jb_proof_options options = {0};
    diags.locate = jb_issue_place;
    diags.context = issue;
    if (argc > 2)
        options.words = jb_words_open(arena, jb_str_make(argv[2]), &diags);
    jb_proof_run(arena, issue, &options, &diags);
    jb_buf out = {0};
    for (uint32_t i = 0; i < diags.list.len; i++)
        jb_diag_print(arena, &out, &diags.list.at[i], JB_SHORT, JB_ZH, false);
    printf("%.*s", JB_FMT(jb_buf_str(&out)));
    if (getenv("JB_TRACE"))
        fprintf(stderr, "%lld ns\n", best_time(issue, &options));
    jb_arena_free(arena);
    return 0;
}
