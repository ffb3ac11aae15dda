/* What a file says of itself, taken from the issue. */
#include "../base/hash.h"
#include "../base/utf8.h"
#include "work.h"

/* The language of the file, by where it is read. */
static jb_str region_of(jb_str lang)
{
    if (jb_str_ends(lang, JB_STR("-TW")))
        return JB_STR("zh-TW");
    return jb_str_ends(lang, JB_STR("-HK")) ? JB_STR("zh-HK") : JB_STR("zh-CN");
}

/* Its first words: a file that is made again from what it carries has the same title, whatever its
 * source is called by then. */
static void add_words(jb_work *work, jb_span span, jb_buf *title)
{
    enum { LONGEST = 40 };
    jb_str text = jb_span_of(work->issue->text, span);
    int n = 0;
    for (size_t i = 0; i < text.len && n < LONGEST; n++) {
        uint32_t rune = jb_utf8_next(text, &i);
        if (rune != '\n')
            jb_buf_add_rune(work->arena, title, rune);
    }
}

/* What Info and XMP say: the newsletter and its number, else the first title, else what comes
 * first. PDF/UA-1 (ISO 14289-1 7.1) wants one of every file. */
static jb_str make_title(jb_work *work, jb_str series, jb_str number)
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
    for (uint32_t i = 0; i < issue->blocks.len && title.len == 0; i++)
        add_words(work, issue->blocks.at[i].text, &title);
    if (title.len == 0)
        jb_buf_add(work->arena, &title, JB_STR("无题"));
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
