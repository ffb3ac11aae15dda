/* The sheet as programs read it: one object on one line. Keys are never translated. */
#include "../base/hash.h"
#include "work.h"

typedef struct json {
    jb_arena *arena;
    jb_buf *out;
} json;

static void add_key(const json *j, const char *key)
{
    jb_buf *out = j->out;
    char last = out->len ? out->at[out->len - 1] : '{';
    jb_buf_printf(j->arena, out, last == '{' || last == '[' ? "\"%s\":" : ",\"%s\":", key);
}

static void add_string(const json *j, const char *key, jb_str value)
{
    add_key(j, key);
    jb_json_string(j->arena, j->out, value);
}

static void add_integer(const json *j, const char *key, long long value)
{
    add_key(j, key);
    jb_buf_printf(j->arena, j->out, "%lld", value);
}

static void add_flag(const json *j, const char *key, bool value)
{
    add_key(j, key);
    jb_buf_add(j->arena, j->out, value ? JB_STR("true") : JB_STR("false"));
}

/* An element of an array begins, or an object behind a key. */
static void open_object(const json *j)
{
    char last = j->out->len ? j->out->at[j->out->len - 1] : '[';
    jb_buf_add(j->arena, j->out, last == '}' ? JB_STR(",{") : JB_STR("{"));
}

static void close_object(const json *j)
{
    jb_buf_add(j->arena, j->out, JB_STR("}"));
}

static void open_array(const json *j, const char *key)
{
    add_key(j, key);
    jb_buf_add(j->arena, j->out, JB_STR("["));
}

static void close_array(const json *j)
{
    jb_buf_add(j->arena, j->out, JB_STR("]"));
}

static void add_place(const json *j, jb_place place)
{
    add_integer(j, "line", place.line);
    add_integer(j, "column", place.column);
    add_integer(j, "byte", (long long)place.byte);
}

/* ---- parts of the sheet -------------------------------------------------------------------- */

static void add_number(const json *j, const jb_issue *issue)
{
    static const char *const kinds[] = {
        [JB_NUMBER_NONE] = "none",         [JB_NUMBER_ISSUE] = "issue",
        [JB_NUMBER_SUPPLEMENT] = "supplement", [JB_NUMBER_SPECIAL] = "special",
        [JB_NUMBER_DOCUMENT] = "document", [JB_NUMBER_TOTAL] = "total",
    };
    const jb_number *number = &issue->number;
    add_key(j, "number");
    open_object(j);
    add_string(j, "kind", jb_str_make(kinds[number->kind]));
    add_integer(j, "year", number->year);
    add_integer(j, "first", number->first);
    add_integer(j, "last", number->last);
    add_integer(j, "total", number->total);
    add_integer(j, "revision", number->revision);
    close_object(j);
}

static void add_fields(const json *j, const jb_issue *issue)
{
    open_array(j, "fields");
    for (uint32_t i = 0; i < issue->fields.len; i++) {
        const jb_field *field = &issue->fields.at[i];
        open_object(j);
        add_string(j, "name", field->name);
        add_string(j, "value", jb_span_of(issue->text, field->value));
        add_place(j, jb_issue_place(issue, field->value));
        add_string(j, "rule", field->rule);
        add_flag(j, "doubtful", field->doubtful);
        close_object(j);
    }
    close_array(j);
}

static void add_blocks(const json *j, const jb_work *work)
{
    const jb_issue *issue = work->issue;
    const uint32_t *pages = jb_block_pages(work);
    open_array(j, "blocks");
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *block = &issue->blocks.at[i];
        open_object(j);
        add_string(j, "kind", jb_block_kind_name(block->kind, JB_EN));
        add_integer(j, "level", block->level);
        add_flag(j, "end", block->in_end);
        add_string(j, "text", jb_span_of(issue->text, block->text));
        add_place(j, jb_issue_place(issue, block->text));
        add_integer(j, "page", pages[i]);
        add_string(j, "rule", block->rule);
        add_flag(j, "doubtful", block->doubtful);
        close_object(j);
    }
    close_array(j);
}

static void add_counts(const json *j, const jb_work *work)
{
    jb_counts counts = jb_count(work);
    add_key(j, "counts");
    open_object(j);
    add_integer(j, "articles", counts.articles);
    add_integer(j, "paragraphs", counts.paragraphs);
    add_integer(j, "characters", counts.characters);
    add_integer(j, "pages", counts.pages);
    add_integer(j, "end_entries", counts.end_entries);
    close_object(j);
}

static void add_edits(const json *j, const jb_work *work)
{
    const jb_edits *edits = &work->issue->edits;
    open_array(j, "edits");
    for (uint32_t i = 0; i < edits->len; i++) {
        open_object(j);
        add_string(j, "rule", edits->at[i].rule);
        add_string(j, "before", edits->at[i].before);
        add_string(j, "after", edits->at[i].after);
        add_place(j, jb_source_place_raw(work->source, edits->at[i].raw));
        close_object(j);
    }
    close_array(j);
}

static void add_diagnostics(const json *j, const jb_work *work, jb_lang lang)
{
    open_array(j, "diagnostics");
    for (uint32_t i = 0; i < work->diags->list.len; i++) {
        if (i)
            jb_buf_add(j->arena, j->out, JB_STR(","));
        jb_diag_print(j->arena, j->out, &work->diags->list.at[i], JB_JSON, lang, false);
        j->out->len--; /* its line end */
    }
    close_array(j);
}

/* Who the object is about, which every sheet begins with. */
static json open_sheet(const jb_work *work, bool whole, jb_buf *out)
{
    json j = {work->arena, out};
    open_object(&j);
    add_string(&j, "file", work->job->source);
    add_integer(&j, "status", jb_work_status(work));
    if (whole) {
        add_string(&j, "sha256", jb_hash_sha256(work->arena, work->source->raw));
        add_string(&j, "encoding", work->source->encoding);
        add_flag(&j, "canonical", work->issue->canonical);
    }
    return j;
}

static void close_sheet(const json *j, const jb_work *work, jb_lang lang)
{
    add_diagnostics(j, work, lang);
    close_object(j);
    jb_buf_add(j->arena, j->out, JB_STR("\n"));
}

void jb_changes_print_json(const jb_work *work, bool whole, jb_lang lang, jb_buf *out)
{
    json j = open_sheet(work, whole, out);
    if (whole)
        add_edits(&j, work);
    close_sheet(&j, work, lang);
}

void jb_sheet_print_json(const jb_work *work, bool whole, jb_lang lang, jb_buf *out)
{
    static const char *const why[] = {
        [JB_WHY_OPTION] = "option",
        [JB_WHY_FIELD] = "field",
        [JB_WHY_SERIES] = "series",
        [JB_WHY_TITLE] = "title",
        [JB_WHY_DEFAULT] = "default",
    };
    json j = open_sheet(work, whole, out);
    if (whole) {
        add_string(&j, "layout", work->layout->name);
        add_string(&j, "layout_by", jb_str_make(why[work->why]));
        add_flag(&j, "final", work->issue->status == JB_FINAL);
        add_number(&j, work->issue);
        add_fields(&j, work->issue);
        add_blocks(&j, work);
        add_counts(&j, work);
        add_edits(&j, work);
    }
    close_sheet(&j, work, lang);
}
