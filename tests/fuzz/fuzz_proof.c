/* Text and words.txt -> findings. First byte: recognition and clean-up, the second how many bytes
 * (in eights) are the list of words; the rest is the text.
 *
 * Laws: every finding has a code of proof/ and a place in the text, in the order of the text;
 * what is skipped is not told; a run again finds the same. */
#include "../../src/proof/proof.h"
#include "fuzz.h"

enum { RECOGNISE = 1 };

/* The span itself as a place. */
static jb_place note_span(const void *context, jb_span span)
{
    const jb_issue *issue = context;
    LAW(span.start < span.end && span.end <= issue->text.len);
    return (jb_place){.byte = span.start, .length = span.end - span.start};
}

static jb_diags run(jb_arena *arena, const jb_issue *issue, const jb_words *words,
                    jb_proof_rules skip)
{
    jb_diags diags = {.arena = arena, .locate = note_span, .context = issue};
    jb_proof_options options = {.skip = skip, .words = words};
    jb_proof_run(arena, issue, &options, &diags);
    return diags;
}

static void check_run(jb_arena *arena, const jb_issue *issue, const jb_words *words)
{
    jb_diags first = run(arena, issue, words, 0), again = run(arena, issue, words, 0);
    jb_diags none = run(arena, issue, words, ~(jb_proof_rules)0);
    LAW(none.list.len == 0);
    LAW(first.list.len == again.list.len);
    for (uint32_t i = 0; i < first.list.len; i++) {
        const jb_diag *a = &first.list.at[i], *b = &again.list.at[i];
        int number = jb_code_number(a->code);
        LAW(number > 1100 && number <= 1154);
        LAW(i == 0 || first.list.at[i - 1].place.byte <= a->place.byte);
        LAW(a->code == b->code && a->place.byte == b->place.byte);
    }
    print_all(arena, &first);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_str input = {(const char *)data, size};
    jb_arena *arena = jb_arena_new();
    jb_diags diags = {.arena = arena};
    unsigned choice = take_byte(&input), length = take_byte(&input) * 8;
    jb_str list = jb_str_cut(input, 0, length);
    input = jb_str_cut(input, length, input.len);
    jb_words *words = jb_words_read(arena, JB_STR("words.txt"), list, &diags);
    check_stop(words == NULL, &diags);
    print_all(arena, &diags);
    diags = (jb_diags){.arena = arena};
    jb_source *source = jb_source_decode(arena, JB_STR("a.txt"), input, JB_SOURCE_UTF8, &diags);
    if (source) {
        jb_issue_options options = {.recognise = choice & RECOGNISE,
                                    .clean = (jb_clean)(choice >> 1 & 3) % 3};
        check_run(arena, jb_issue_parse(arena, source, &options, &diags), words);
    }
    jb_arena_free(arena);
    return 0;
}
