/* The parse from end to end, and what is found at its end: number, date, status, findings. */
#include "issue.h"

#include "parts.h"

jb_str jb_issue_field(const jb_issue *issue, jb_field_key key)
{
    const jb_field *field = jb_issue_find(issue, key);
    return field ? jb_span_of(issue->text, field->value) : (jb_str){0};
}

const jb_field *jb_issue_find(const jb_issue *issue, jb_field_key key)
{
    for (uint32_t i = 0; i < issue->fields.len; i++)
        if (issue->fields.at[i].key == key)
            return &issue->fields.at[i];
    return NULL;
}

jb_place jb_issue_place(const void *context, jb_span span)
{
    const jb_issue *issue = context;
    return jb_source_place(issue->source, jb_map_span(&issue->map, span));
}

static void report(parser *p, jb_code code, jb_span span, const jb_str *args, size_t n)
{
    jb_diag_in(p->diags, code, jb_issue_place(p->issue, span), args, n);
}

static void report_whole(parser *p, jb_code code)
{
    jb_diag_in(p->diags, code, (jb_place){.file = p->source->label}, JB_NO_ARGS);
}

/* ---- fields */

/* Also in Traditional characters: 送審稿. */
static bool names_status(jb_str value, jb_str name)
{
    size_t a = 0, b = 0;
    while (a < value.len && b < name.len)
        if (jb_simplify(jb_utf8_next(value, &a)) != jb_utf8_next(name, &b))
            return false;
    return a == value.len && b == name.len;
}

static void read_status(parser *p, const jb_field *field)
{
    jb_str value = jb_span_of(p->issue->text, field->value);
    if (value.len == 0)
        return;
    for (int i = JB_FOR_REVIEW; i <= JB_VOID; i++) {
        if (names_status(value, jb_status_name((jb_status)i))) {
            p->issue->status = (jb_status)i;
            return;
        }
    }
    report(p, JB_D_ISSUE_UNKNOWN_STATUS, field->value, JB_ARGS(value));
}

static void read_revision(parser *p, const jb_field *field)
{
    jb_str value = jb_span_of(p->issue->text, field->value);
    int revision = 0;
    for (size_t i = 0; i < value.len && value.at[i] >= '0' && value.at[i] <= '9' && i < 6; i++)
        revision = revision * 10 + (value.at[i] - '0');
    p->issue->number.revision = revision;
}

static void read_fields(parser *p)
{
    for (uint32_t i = 0; i < p->issue->fields.len; i++) {
        jb_field *field = &p->issue->fields.at[i];
        switch (field->key) {
        case JB_FIELD_NUMBER:
            jb_issue_read_number(p, field);
            break;
        case JB_FIELD_DATE:
            if (jb_issue_find(p->issue, JB_FIELD_DATE) == field)
                field->doubtful |=
                    !jb_date_parse(jb_span_of(p->issue->text, field->value), &p->issue->date);
            break;
        case JB_FIELD_STATUS:
            read_status(p, field);
            break;
        case JB_FIELD_REVISION:
            read_revision(p, field);
            break;
        case JB_FIELD_OTHER:
            if (jb_str_equal(field->rule, JB_STR("header")) && !jb_is_row_label(field->name))
                report(p, JB_D_ISSUE_UNKNOWN_KEY, field->value, JB_ARGS(field->name));
            break;
        default:
            break;
        }
    }
}

/* The source has told of it where it put the sign itself. */
static bool is_told(const parser *p, uint32_t byte)
{
    const jb_spans *repairs = &p->source->repairs;
    uint32_t i = jb_first_from(repairs, start, byte);
    return i < repairs->len && repairs->at[i].start == byte;
}

/* What stands for something that was lost before the text came to us: U+FFFD for a character that
 * another program could not read, U+FFFC for an image or a table of its document (Unicode 23.8). */
static void report_lost(const parser *p)
{
    static const jb_str stand_in = JB_LIT("\xEF\xBF"); /* both begin with it */
    jb_str text = p->issue->text;
    for (size_t at = 0, found, end; at < text.len; at = end) {
        found = jb_str_find(jb_str_cut(text, at, text.len), stand_in);
        if (found == SIZE_MAX)
            return;
        uint32_t start = (uint32_t)(at + found);
        bool character = text.at[start + 2] == '\xBD';
        jb_str one = jb_str_cut(text, start, start + 3);
        for (end = start + 3; jb_str_starts(jb_str_cut(text, end, text.len), one);)
            end += 3; /* a row of them is told once */
        jb_place place = jb_issue_place(p->issue, (jb_span){start, (uint32_t)end});
        if ((character && !is_told(p, (uint32_t)place.byte)) || text.at[start + 2] == '\xBC')
            jb_diag_in(p->diags, JB_D_ISSUE_LOST, place,
                       JB_ARGS(character ? JB_BOTH("一个字", "a character")
                                         : JB_BOTH("一个图片、表格之类的对象", "an object such as an image"),
                               character ? JB_STR("U+FFFD") : JB_STR("U+FFFC")));
    }
}

static void report_missing(parser *p)
{
    const jb_issue *issue = p->issue;
    if (!p->options->recognise || p->options->article)
        return;
    if (jb_issue_field(issue, JB_FIELD_NUMBER).len == 0)
        report_whole(p, issue->canonical || jb_issue_find(issue, JB_FIELD_NAME)
                            ? JB_D_ISSUE_NO_NUMBER
                            : JB_D_ISSUE_NO_MASTHEAD);
    bool end = issue->blocks.len && issue->blocks.at[issue->blocks.len - 1].in_end;
    if (!end)
        report_whole(p, JB_D_ISSUE_NO_END);
}

/* ---- the parse */

/* The --- line, if there is one, parts the body from the end matter. */
static void find_rule(parser *p)
{
    p->rule_at = UINT32_MAX;
    for (uint32_t i = 0; i < p->chunks.len; i++) {
        if (p->chunks.at[i].mark == MARK_END) {
            p->rule_at = i;
            return;
        }
    }
}

/* An article's 文号 is no issue number: only what looks like a bulletin's own masthead is one. */
static bool find_head(parser *p)
{
    uint32_t before = p->plans.len;
    jb_issue_find_head(p);
    bool numbered = false;
    for (uint32_t i = before; i < p->plans.len; i++) {
        const plan *field = &p->plans.at[i];
        jb_number number;
        numbered |= field->key == JB_FIELD_NUMBER &&
                    jb_number_parse(jb_str_cut(p->text, field->start, field->end), &number) &&
                    number.kind != JB_NUMBER_DOCUMENT;
    }
    if (p->options->article && !numbered) {
        p->plans.len = before;
        p->head_end = 0;
    }
    return numbered;
}

static void sort_chunks(parser *p)
{
    find_rule(p);
    for (uint32_t i = 0; i < p->chunks.len; i++)
        jb_issue_probe(p, &p->chunks.at[i]);
    if (!p->issue->canonical) {
        bool headed = find_head(p);
        if (headed || !p->options->article)
            jb_issue_find_end(p);
    }
    uint32_t end = p->rule_at == UINT32_MAX ? p->chunks.len : p->rule_at;
    jb_issue_sort_body(p, p->head_end, end);
    jb_issue_sort_end(p, end);
}

static void sort_plain(parser *p)
{
    for (uint32_t i = 0; i < p->chunks.len; i++) {
        p->chunks.at[i].kind = JB_BLOCK_PARAGRAPH;
        p->chunks.at[i].rule = JB_STR("plain");
    }
}

/* Edits of source and issue are both in the order of the file: merged so. */
static void merge_edits(parser *p)
{
    const jb_edits *a = &p->source->edits, *b = &p->issue->edits;
    jb_edits all = {0};
    if (a->len == 0)
        return;
    jb_reserve(p->arena, &all, a->len + b->len);
    for (uint32_t i = 0, k = 0; i < a->len || k < b->len;) {
        bool first = k == b->len || (i < a->len && a->at[i].raw.start <= b->at[k].raw.start);
        *jb_push(p->arena, &all) = first ? a->at[i++] : b->at[k++];
    }
    p->issue->edits = all;
}

static void read_lines(parser *p, const jb_source *source)
{
    p->source = p->issue->source = source;
    p->text = source->text;
    p->lines.len = p->plans.len = 0;
    p->body = 0;
    jb_issue_split_lines(p);
    p->issue->canonical = p->options->recognise && jb_issue_read_header(p);
}

/* Where the text below the header block begins in the file. */
static uint32_t body_start(const parser *p)
{
    const jb_source *source = p->source;
    return p->body < p->lines.len ? jb_map_back(&source->map, p->lines.at[p->body].from)
                                  : (uint32_t)source->raw.len;
}

/* In a raw text what nobody sees came along from a page of the web: it stays dropped. What was
 * written for us says something by it, below the keys. */
jb_issue *jb_issue_parse(jb_arena *arena, const jb_source *source, const jb_issue_options *options,
                         jb_diags *diags)
{
    jb_issue *issue = JB_NEW(arena, jb_issue);
    parser p = {.arena = arena, .options = options, .issue = issue};
    p.diags = source->unseen ? NULL : diags;
    read_lines(&p, source);
    if (source->unseen) {
        bool keeps = issue->canonical || !options->recognise;
        p.diags = diags;
        read_lines(&p, keeps ? jb_source_keep_unseen(arena, source, body_start(&p)) : source);
    }
    jb_reserve(arena, &p.clean, (uint32_t)p.text.len + 256);
    if (options->recognise && !issue->canonical)
        jb_issue_make_chunks(&p);
    else
        jb_issue_make_line_chunks(&p);
    if (options->recognise)
        sort_chunks(&p);
    else
        sort_plain(&p);
    jb_issue_write_fields(&p);
    jb_issue_write_blocks(&p);
    issue->text = jb_buf_str(&p.clean);
    merge_edits(&p);
    read_fields(&p);
    jb_issue_compare(&p);
    report_lost(&p);
    report_missing(&p);
    return issue;
}

const jb_issue *jb_issue_peek(jb_arena *arena, const jb_source *source)
{
    enum { LOOKED_AT = 4 * 1024 };
    static const jb_issue_options options = {.recognise = true, .clean = JB_CLEAN_FULL};
    jb_diags unheard = {.arena = arena};
    jb_source *first = JB_NEW(arena, jb_source), head = *source;
    while (head.lines.len > 1 && head.text.len > LOOKED_AT) {
        uint32_t low = 1, high = head.lines.len - 1; /* the first line that begins beyond */
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (head.lines.at[middle] > LOOKED_AT)
                high = middle;
            else
                low = middle + 1;
        }
        head.text = jb_str_cut(head.text, 0, head.lines.at[low] - 1);
        head.lines.len = low;
        break;
    }
    head.unseen = false;
    *first = head;
    return jb_issue_parse(arena, first, &options, &unheard);
}
