/* Prints what a text is taken for: `recognise FILE [none|spacing|plain]`, or the text as a
 * canonical file: `recognise FILE import`. */
#include <stdio.h>

#include "../../src/issue/issue.h"

static void print(jb_buf *out)
{
    fwrite(out->at, 1, out->len, stdout);
    out->len = 0;
}

/* Paints all that is to be painted, and says how many bytes of the file are lost. */
static int print_account(jb_arena *arena, const jb_issue *issue)
{
    JB_VEC(jb_span) painted = {0};
    for (uint32_t i = 0; i < issue->fields.len; i++)
        *jb_push(arena, &painted) = issue->fields.at[i].value;
    for (uint32_t i = 0; i < issue->blocks.len; i++)
        *jb_push(arena, &painted) = issue->blocks.at[i].text;
    uint64_t first = 0;
    uint64_t lost = jb_issue_uncovered(arena, issue, painted.at, painted.len, &first);
    printf("uncovered %llu", (unsigned long long)lost);
    if (lost)
        printf(" first %llu", (unsigned long long)first);
    printf("\n");
    return lost ? 1 : 0;
}

int main(int argc, char **argv)
{
    jb_arena *arena = jb_arena_new();
    jb_diags diags = {.arena = arena};
    jb_buf out = {0};
    jb_issue_options options = {.recognise = true, .clean = JB_CLEAN_FULL};
    for (int i = 2; i < argc; i++) {
        jb_str word = jb_str_make(argv[i]);
        if (jb_str_equal(word, JB_STR("none")) || jb_str_equal(word, JB_STR("plain")))
            options.clean = JB_CLEAN_NONE;
        if (jb_str_equal(word, JB_STR("plain")))
            options.recognise = false;
        if (jb_str_equal(word, JB_STR("spacing")))
            options.clean = JB_CLEAN_SPACING;
    }
    jb_source *source =
        argc < 2 ? NULL : jb_source_open(arena, jb_str_make(argv[1]), NULL, &diags);
    int status = 2;
    if (source && argc > 2 && strcmp(argv[2], "import") == 0) {
        jb_issue_write(arena, jb_issue_parse(arena, source, &options, &diags), &out);
        print(&out);
        jb_arena_free(arena);
        return 0;
    }
    if (source) {
        jb_issue *issue = jb_issue_parse(arena, source, &options, &diags);
        jb_issue_dump(arena, issue, &out);
        print(&out);
        status = print_account(arena, issue);
    }
    for (uint32_t i = 0; i < diags.list.len; i++) {
        jb_diag *diag = &diags.list.at[i];
        diag->place.file = diag->place.file.len ? JB_STR("text") : diag->place.file;
        jb_diag_print(arena, &out, diag, JB_SHORT, JB_EN, false);
    }
    print(&out);
    jb_arena_free(arena);
    return status;
}
