#include "issue.h"

static void dump_span(jb_arena *arena, const jb_issue *issue, jb_span span, jb_buf *out)
{
    jb_span source = jb_map_span(&issue->map, span);
    jb_place start = jb_source_place(issue->source, (jb_span){source.start, source.start});
    jb_place end = jb_source_place(issue->source, (jb_span){source.end, source.end});
    jb_buf_printf(arena, out, " %u:%u-%u:%u", start.line, start.column, end.line, end.column);
}

static void dump_quoted(jb_arena *arena, const char *key, jb_str s, jb_buf *out)
{
    jb_buf_printf(arena, out, " %s", key);
    jb_json_string(arena, out, s);
}

static void dump_number(jb_arena *arena, const jb_issue *issue, jb_buf *out)
{
    static const char *const kinds[] = {"none",    "issue",    "supplement",
                                        "special", "document", "total"};
    const jb_number *n = &issue->number;
    jb_buf_printf(arena, out, "number %s year=%d first=%d last=%d total=%d revision=%d\n",
                  kinds[n->kind], n->year, n->first, n->last, n->total, n->revision);
    jb_buf_printf(arena, out, "date %04d-%02d-%02d\n", issue->date.year, issue->date.month,
                  issue->date.day);
    jb_str status = jb_status_name(issue->status);
    jb_buf_printf(arena, out, "status %.*s\n", JB_FMT(status.len ? status : JB_STR("final")));
}

static void dump_block(jb_arena *arena, const jb_issue *issue, uint32_t i, jb_buf *out)
{
    const jb_block *b = &issue->blocks.at[i];
    jb_buf_printf(arena, out, "block %u %.*s", i, JB_FMT(jb_block_kind_name(b->kind, JB_EN)));
    dump_span(arena, issue, b->text, out);
    if (b->level)
        jb_buf_printf(arena, out, " level=%u", b->level);
    if (b->label)
        jb_buf_printf(arena, out, " label=%u", b->label);
    if (b->in_end)
        jb_buf_add(arena, out, JB_STR(" end"));
    if (b->doubtful)
        jb_buf_add(arena, out, JB_STR(" doubtful"));
    dump_quoted(arena, "rule=", b->rule, out);
    if (b->image.len) {
        dump_quoted(arena, "image=", b->image, out);
        jb_buf_printf(arena, out, " width=%d", b->image_width);
    }
    dump_quoted(arena, "", jb_span_of(issue->text, b->text), out);
    *jb_push(arena, out) = '\n';
    for (uint32_t k = 0; k < b->inline_count; k++) {
        const jb_inline *one = &issue->inlines.at[b->inline_first + k];
        jb_span span = one->span;
        jb_buf_add(arena, out, jb_inline_name(one->kind));
        dump_span(arena, issue, span, out);
        dump_quoted(arena, "", jb_span_of(issue->text, span), out);
        *jb_push(arena, out) = '\n';
    }
}

static void dump_edit(jb_arena *arena, const jb_issue *issue, const jb_edit *edit, jb_buf *out)
{
    jb_place place = jb_source_place_raw(issue->source, edit->raw);
    jb_buf_printf(arena, out, "edit %u:%u", place.line, place.column);
    dump_quoted(arena, "rule=", edit->rule, out);
    dump_quoted(arena, "", edit->before, out);
    dump_quoted(arena, "-> ", edit->after, out);
    *jb_push(arena, out) = '\n';
}

void jb_issue_dump(jb_arena *arena, const jb_issue *issue, jb_buf *out)
{
    jb_buf_printf(arena, out, "issue %s fields=%u blocks=%u edits=%u marks=%u\n",
                  issue->canonical ? "canonical" : "raw", issue->fields.len, issue->blocks.len,
                  issue->edits.len, issue->marks.len);
    dump_number(arena, issue, out);
    for (uint32_t i = 0; i < issue->fields.len; i++) {
        const jb_field *f = &issue->fields.at[i];
        jb_buf_printf(arena, out, "field %.*s", JB_FMT(f->name));
        dump_span(arena, issue, f->value, out);
        dump_quoted(arena, "rule=", f->rule, out);
        dump_quoted(arena, "", jb_span_of(issue->text, f->value), out);
        *jb_push(arena, out) = '\n';
    }
    for (uint32_t i = 0; i < issue->blocks.len; i++)
        dump_block(arena, issue, i, out);
    for (uint32_t i = 0; i < issue->edits.len; i++)
        dump_edit(arena, issue, &issue->edits.at[i], out);
}

/* 版式 状态 更正 档号 are for the machine, not for the page. */
static bool is_painted(jb_field_key key)
{
    return key != JB_FIELD_LAYOUT && key != JB_FIELD_STATUS && key != JB_FIELD_REVISION &&
           key != JB_FIELD_ARCHIVE_NO;
}

void jb_issue_dump_text(jb_arena *arena, const jb_issue *issue, jb_buf *out)
{
    for (uint32_t i = 0; i < issue->fields.len; i++) {
        const jb_field *f = &issue->fields.at[i];
        if (!is_painted(f->key))
            continue;
        jb_buf_add(arena, out, jb_span_of(issue->text, f->value));
        *jb_push(arena, out) = '\n';
    }
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        jb_buf_add(arena, out, jb_span_of(issue->text, issue->blocks.at[i].text));
        *jb_push(arena, out) = '\n';
    }
}
