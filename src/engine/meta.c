/* What a file says of itself, taken from the issue. */
#include "../base/hash.h"
#include "work.h"

/* The language of the file, by where it is read. */
static jb_str region_of(jb_str lang)
{
    if (jb_str_ends(lang, JB_STR("-TW")))
        return JB_STR("zh-TW");
    return jb_str_ends(lang, JB_STR("-HK")) ? JB_STR("zh-HK") : JB_STR("zh-CN");
}

/* What Info and XMP say: the newsletter and its number, else the first title. */
static jb_str make_title(const jb_work *work, jb_str series, jb_str number)
{
    const jb_issue *issue = work->issue;
    jb_buf title = {0};
    jb_buf_add(work->arena, &title, series);
    if (series.len && number.len)
        jb_buf_add(work->arena, &title, JB_STR(" "));
    jb_buf_add(work->arena, &title, number);
    for (uint32_t i = 0; i < issue->blocks.len && title.len == 0; i++)
        if (issue->blocks.at[i].kind == JB_BLOCK_TITLE)
            jb_buf_add(work->arena, &title, jb_span_of(issue->text, issue->blocks.at[i].text));
    if (title.len == 0 && !jb_str_equal(work->job->source, JB_STR("-")))
        jb_buf_add(work->arena, &title, jb_path_stem(work->job->source));
    return jb_buf_str(&title);
}

jb_str jb_work_line(const jb_work *work, jb_field_key key)
{
    jb_str text = jb_issue_field(work->issue, key);
    jb_buf out = {0};
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != '\n')
            *jb_push(work->arena, &out) = text.at[i];
    return jb_buf_str(&out);
}

jb_pdf_meta jb_work_meta(jb_work *work)
{
    const jb_issue *issue = work->issue;
    jb_str series = jb_work_line(work, JB_FIELD_NAME);
    jb_str number = jb_issue_field(issue, JB_FIELD_NUMBER);
    jb_pdf_meta meta = {
        .title = make_title(work, series, number),
        .author = jb_issue_field(issue, JB_FIELD_EDITOR),
        .creator = jb_arena_format(work->arena, "jianbao %.*s", JB_FMT(jb_engine_version())),
        .lang = region_of(work->layout->lang),
        .date = issue->date,
        .series = series,
        .issue = number,
        .number = issue->number,
        .archive_no = jb_issue_field(issue, JB_FIELD_ARCHIVE_NO),
        .source_sha256 = jb_hash_sha256(work->arena, work->source->raw),
        .clean = jb_clean_name(work->layout->clean),
    };
    if (work->variants & 1u << JB_ARCHIVE && issue->status == JB_FINAL)
        jb_attach(work, &meta);
    return meta;
}
