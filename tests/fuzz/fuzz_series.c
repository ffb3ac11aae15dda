/* series.yaml, then behind a line --- the numbers of issues that have come out, a line each.
 *
 * Laws: a newsletter or a diagnostic; each of its forms is read back as the number that it prints;
 * a number that is given is not taken, and is taken afterwards; a next date comes after the last.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "../../src/series/rule.h"
#include "fuzz.h"

/* libfyaml 0.7.12 loses 2 KB when it gives up in deep brackets. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfyaml";
}

/* The bytes as a file that has a path but lies in no folder. */
static jb_newsletter *open_bytes(jb_arena *arena, jb_str bytes, jb_diags *diags)
{
    int fd = memfd_create("series", 0);
    LAW(fd >= 0 && write(fd, bytes.at, bytes.len) == (ssize_t)bytes.len);
    jb_str path = jb_arena_format(arena, "/proc/self/fd/%d", fd);
    jb_newsletter *newsletter = jb_newsletter_open(arena, path, diags);
    close(fd);
    return newsletter;
}

static jb_issued_list read_issues(jb_arena *arena, jb_str lines)
{
    jb_issued_list known = {0};
    while (lines.len) {
        size_t end = jb_str_find(lines, JB_STR("\n"));
        jb_issued issue = {.file = JB_STR("a.txt")};
        if (jb_number_parse(jb_str_cut(lines, 0, end), &issue.number))
            *jb_push(arena, &known) = issue;
        lines = end == SIZE_MAX ? (jb_str){0} : jb_str_cut(lines, end + 1, lines.len);
    }
    return known;
}

static void check_next(jb_arena *arena, const jb_newsletter *n, jb_issued_list *known,
                       const jb_wish *wish)
{
    jb_number next, read;
    jb_buf out = {0};
    jb_str key;
    if (jb_number_next(&n->rule, known, wish, &next) != JB_NEXT_FOUND)
        return;
    LAW(!jb_number_taken(&n->rule, known, &next));
    LAW(jb_number_fill(arena, jb_number_form(&n->rule, wish), &next, &out, &key) == JB_FILLED);
    LAW(jb_number_parse(jb_buf_str(&out), &read));
    LAW(!read.total || read.total == next.total);
    LAW(!read.first || (read.first == next.first && read.last == next.last));
    *jb_push(arena, known) = (jb_issued){.file = JB_STR("b.txt"), .number = next};
    LAW(next.kind == JB_NUMBER_TOTAL ? next.total > 0
                                     : jb_number_taken(&n->rule, known, &next) != NULL);
}

static int rank(jb_date d)
{
    return (d.year * 12 + d.month) * 31 + d.day;
}

static void check_newsletter(jb_arena *arena, const jb_newsletter *n, jb_issued_list *known)
{
    static const jb_wish wishes[] = {{.year = 2025},
                                     {.numbers = 2, .year = 2025},
                                     {.kind = JB_NUMBER_SUPPLEMENT, .year = 2025},
                                     {.kind = JB_NUMBER_SPECIAL, .year = 2026},
                                     {.kind = JB_NUMBER_DOCUMENT, .year = 2025}};
    const jb_issued *last, *other;
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++)
        check_next(arena, n, known, &wishes[i]);
    jb_issued_doubt(&n->rule, known, n->exceptions, n->exceptions_len, &last, &other);
    jb_date day = {2024, 2, 28}, next;
    for (int i = 0; i < 40 && jb_rhythm_next(&n->rhythm, day, &next); i++, day = next)
        LAW(rank(next) > rank(day));
    jb_str name, layout = jb_newsletter_layout(arena, n, day);
    LAW(!layout.len || n->layouts.len);
    const jb_file_values values = {.number = {.year = 2025, .first = 3, .last = 3, .total = 45},
                                   .archive_no = JB_STR("a/b")};
    if (n->files.len && jb_newsletter_file(arena, n, &values, &name) == JB_FILLED)
        LAW(name.len && !memchr(name.at, '/', name.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const jb_str parting = JB_LIT("\n---\n");
    jb_str input = {(const char *)data, size};
    jb_arena *arena = jb_arena_new();
    jb_diags diags = {.arena = arena};
    size_t part = jb_str_find(input, parting);
    jb_newsletter *newsletter = open_bytes(arena, jb_str_cut(input, 0, part), &diags);
    LAW((newsletter == NULL) == jb_diags_fatal(&diags));
    if (newsletter) {
        jb_issued_list known = {0};
        if (part != SIZE_MAX)
            known = read_issues(arena, jb_str_cut(input, part + parting.len, input.len));
        check_newsletter(arena, newsletter, &known);
    }
    print_all(arena, &diags);
    jb_arena_free(arena);
    return 0;
}
