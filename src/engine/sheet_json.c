/* The sheet as programs read it: one object on one line. Keys are never translated. */
#include "../base/hash.h"
#include "../base/json.h"
#include "work.h"

static void add_place(const jb_json *j, jb_place place)
{
    jb_json_integer(j, "line", place.line);
    jb_json_integer(j, "column", place.column);
    jb_json_integer(j, "byte", (long long)place.byte);
}

/* ---- parts of the sheet -------------------------------------------------------------------- */

static void add_number(const jb_json *j, const jb_issue *issue)
{
    static const char *const kinds[] = {
        [JB_NUMBER_NONE] = "none",         [JB_NUMBER_ISSUE] = "issue",
        [JB_NUMBER_SUPPLEMENT] = "supplement", [JB_NUMBER_SPECIAL] = "special",
        [JB_NUMBER_DOCUMENT] = "document", [JB_NUMBER_TOTAL] = "total",
    };
    const jb_number *number = &issue->number;
    jb_json_open(j, "number", '{');
    jb_json_text(j, "kind", jb_str_make(kinds[number->kind]));
    jb_json_integer(j, "year", number->year);
    jb_json_integer(j, "first", number->first);
    jb_json_integer(j, "last", number->last);
    jb_json_integer(j, "total", number->total);
    jb_json_integer(j, "revision", number->revision);
    jb_json_close(j, '}');
}

static void add_fields(const jb_json *j, const jb_issue *issue)
{
    jb_json_open(j, "fields", '[');
    for (uint32_t i = 0; i < issue->fields.len; i++) {
        const jb_field *field = &issue->fields.at[i];
        jb_json_open(j, NULL, '{');
        jb_json_text(j, "name", field->name);
        jb_json_text(j, "value", jb_span_of(issue->text, field->value));
        add_place(j, jb_issue_place(issue, field->value));
        jb_json_text(j, "rule", field->rule);
        jb_json_flag(j, "doubtful", field->doubtful);
        jb_json_close(j, '}');
    }
    jb_json_close(j, ']');
}

static void add_blocks(const jb_json *j, const jb_work *work)
{
    const jb_issue *issue = work->issue;
    const uint32_t *pages = jb_block_pages(work);
    jb_json_open(j, "blocks", '[');
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *block = &issue->blocks.at[i];
        jb_json_open(j, NULL, '{');
        jb_json_text(j, "kind", jb_block_kind_name(block->kind, JB_EN));
        jb_json_integer(j, "level", block->level);
        jb_json_flag(j, "end", block->in_end);
        jb_json_text(j, "text", jb_span_of(issue->text, block->text));
        add_place(j, jb_issue_place(issue, block->text));
        jb_json_integer(j, "page", pages[i]);
        jb_json_text(j, "rule", block->rule);
        jb_json_flag(j, "doubtful", block->doubtful);
        jb_json_close(j, '}');
    }
    jb_json_close(j, ']');
}

static void add_counts(const jb_json *j, const jb_work *work)
{
    jb_counts counts = jb_count(work);
    jb_json_open(j, "counts", '{');
    jb_json_integer(j, "articles", counts.articles);
    jb_json_integer(j, "paragraphs", counts.paragraphs);
    jb_json_integer(j, "characters", counts.characters);
    jb_json_integer(j, "pages", counts.pages);
    jb_json_integer(j, "end_entries", counts.end_entries);
    jb_json_close(j, '}');
}

static void add_edits(const jb_json *j, const jb_work *work)
{
    const jb_edits *edits = &work->issue->edits;
    jb_json_open(j, "edits", '[');
    for (uint32_t i = 0; i < edits->len; i++) {
        jb_json_open(j, NULL, '{');
        jb_json_text(j, "rule", edits->at[i].rule);
        jb_json_text(j, "before", edits->at[i].before);
        jb_json_text(j, "after", edits->at[i].after);
        add_place(j, jb_source_place_raw(work->source, edits->at[i].raw));
        jb_json_close(j, '}');
    }
    jb_json_close(j, ']');
}

static void add_diagnostics(const jb_json *j, const jb_work *work, jb_lang lang)
{
    jb_json_open(j, "diagnostics", '[');
    for (uint32_t i = 0; i < work->diags->list.len; i++) {
        if (i)
            jb_buf_add(j->arena, j->out, JB_STR(","));
        jb_diag_print(j->arena, j->out, &work->diags->list.at[i], JB_JSON, lang, false);
        j->out->len--; /* its line end */
    }
    jb_json_close(j, ']');
}

/* Who the object is about, which every sheet begins with. */
static jb_json open_sheet(const jb_work *work, bool whole, jb_buf *out)
{
    jb_json j = {work->arena, out};
    jb_json_open(&j, NULL, '{');
    jb_json_text(&j, "file", work->job->source);
    jb_json_integer(&j, "status", jb_work_status(work));
    if (whole) {
        jb_json_text(&j, "sha256", jb_hash_sha256(work->arena, work->source->raw));
        jb_json_text(&j, "encoding", work->source->encoding);
        jb_json_flag(&j, "canonical", work->issue->canonical);
    }
    return j;
}

static void close_sheet(const jb_json *j, const jb_work *work, jb_lang lang)
{
    add_diagnostics(j, work, lang);
    jb_json_close(j, '}');
    jb_buf_add(j->arena, j->out, JB_STR("\n"));
}

void jb_changes_print_json(const jb_work *work, bool whole, jb_lang lang, jb_buf *out)
{
    jb_json j = open_sheet(work, whole, out);
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
    jb_json j = open_sheet(work, whole, out);
    if (whole) {
        jb_json_text(&j, "layout", work->layout->name);
        jb_json_text(&j, "layout_by", jb_str_make(why[work->why]));
        jb_json_flag(&j, "final", work->issue->status == JB_FINAL);
        add_number(&j, work->issue);
        add_fields(&j, work->issue);
        add_blocks(&j, work);
        add_counts(&j, work);
        add_edits(&j, work);
    }
    close_sheet(&j, work, lang);
}
