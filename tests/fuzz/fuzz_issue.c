/* Text -> issue. First byte: recognition, clean-up, a field set from outside, an article.
 *
 * Laws: what is painted, the edits and the marks are every byte of the file; the issue written as a
 * canonical file reads back as the same issue, and is written again as the same bytes. */
#include "../../src/base/utf8.h"
#include "../../src/issue/issue.h"
#include "fuzz.h"

enum { RECOGNISE = 1, SET_NUMBER = 8, ARTICLE = 16 };

static void check_spans(const jb_issue *issue)
{
    uint32_t size = (uint32_t)issue->text.len;
    LAW(jb_utf8_check(issue->text) == issue->text.len);
    for (uint32_t i = 0; i < issue->fields.len; i++)
        LAW(issue->fields.at[i].value.start <= issue->fields.at[i].value.end &&
            issue->fields.at[i].value.end <= size);
    uint32_t at = 0;
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *b = &issue->blocks.at[i];
        LAW(b->text.start >= at && b->text.start <= b->text.end && b->text.end <= size);
        LAW(b->label <= b->text.end - b->text.start && b->level <= 4);
        LAW(b->inline_first + (uint64_t)b->inline_count <= issue->inlines.len);
        for (uint32_t k = 0; k < b->inline_count; k++) {
            jb_span span = issue->inlines.at[b->inline_first + k].span;
            LAW(span.start >= b->text.start && span.start <= span.end && span.end <= b->text.end);
        }
        jb_place place = jb_issue_place(issue, b->text);
        LAW(place.line >= 1 && place.line <= issue->source->lines.len);
        at = b->text.end;
    }
}

static void check_account(jb_arena *arena, const jb_issue *issue)
{
    jb_span all = {0, (uint32_t)issue->text.len};
    uint64_t first = 0;
    uint64_t lost = jb_issue_uncovered(arena, issue, &all, 1, &first);
    if (lost)
        fprintf(stderr, "%llu bytes lost from byte %llu\n", (unsigned long long)lost,
                (unsigned long long)first);
    LAW(lost == 0);
}

/* The field from *at on that has a value, and *at behind it; NULL at the end. */
static const jb_field *next_field(const jb_issue *issue, uint32_t *at)
{
    while (*at < issue->fields.len) {
        const jb_field *field = &issue->fields.at[(*at)++];
        if (!jb_span_is_empty(field->value))
            return field;
    }
    return NULL;
}

/* An empty 期号 may have been written, so that the file is canonical. */
static void check_fields(const jb_issue *a, const jb_issue *b)
{
    uint32_t i = 0, k = 0;
    for (;;) {
        const jb_field *x = next_field(a, &i), *y = next_field(b, &k);
        LAW(!x == !y);
        if (!x)
            return;
        LAW(x->key == y->key);
        LAW(jb_str_equal(jb_span_of(a->text, x->value), jb_span_of(b->text, y->value)));
    }
}

static void check_blocks(const jb_issue *a, const jb_issue *b)
{
    LAW(a->blocks.len == b->blocks.len);
    for (uint32_t i = 0; i < a->blocks.len; i++) {
        const jb_block *x = &a->blocks.at[i], *y = &b->blocks.at[i];
        LAW(x->kind == y->kind && x->level == y->level && x->in_end == y->in_end);
        LAW(x->label == y->label && x->inline_count == y->inline_count);
        LAW(jb_str_equal(jb_span_of(a->text, x->text), jb_span_of(b->text, y->text)));
        LAW(jb_str_equal(x->image, y->image) && x->image_width == y->image_width);
    }
}

/* The issue as a canonical file and back, twice. */
static void check_import(jb_arena *arena, const jb_issue *issue)
{
    jb_diags diags = {.arena = arena};
    jb_issue_options options = {.recognise = true, .clean = JB_CLEAN_FULL};
    jb_buf once = {0}, twice = {0};
    jb_issue_write(arena, issue, &once);
    jb_source *source =
        jb_source_decode(arena, JB_STR("b.txt"), jb_buf_str(&once), JB_SOURCE_UTF8, &diags);
    if (!source)
        return; /* nothing but white space */
    jb_issue *again = jb_issue_parse(arena, source, &options, &diags);
    jb_issue_write(arena, again, &twice);
    LAW(again->canonical);
    check_fields(issue, again);
    check_blocks(issue, again);
    LAW(jb_str_equal(jb_buf_str(&once), jb_buf_str(&twice)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_str input = {(const char *)data, size};
    jb_arena *arena = jb_arena_new();
    jb_diags diags = {.arena = arena};
    unsigned choice = take_byte(&input);
    jb_source *source = jb_source_decode(arena, JB_STR("a.txt"), input, JB_SOURCE_UTF8, &diags);
    if (source) {
        jb_issue_options options = {.recognise = choice & RECOGNISE,
                                    .article = choice & ARTICLE,
                                    .clean = (jb_clean)(choice >> 1 & 3) % 3};
        if (choice & SET_NUMBER)
            *jb_push(arena, &options.overrides) = (jb_field){
                .key = JB_FIELD_NUMBER, .name = JB_STR("期号"), .rule = JB_STR("2025年第3期")};
        jb_issue *issue = jb_issue_parse(arena, source, &options, &diags);
        jb_buf out = {0};
        diags.locate = jb_issue_place;
        diags.context = issue;
        check_spans(issue);
        check_account(arena, issue);
        if (options.recognise && !(choice & SET_NUMBER))
            check_import(arena, issue);
        jb_issue_dump(arena, issue, &out);
        jb_issue_dump_text(arena, issue, &out);
        print_all(arena, &diags);
    }
    jb_arena_free(arena);
    return 0;
}
