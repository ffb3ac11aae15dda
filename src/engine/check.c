/* check: what the text was taken for. The facts; sheet.c and sheet_json.c print them. */
#include "../base/utf8.h"
#include "work.h"

/* Characters as an office counts them: white space aside. */
static uint32_t count_characters(jb_str text)
{
    uint32_t n = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t rune = jb_utf8_next(text, &at);
        n += rune > ' ' && rune != 0xA0 && rune != 0x3000;
    }
    return n;
}

jb_counts jb_count(const jb_work *work)
{
    const jb_issue *issue = work->issue;
    jb_counts counts = {.pages = work->pages->pages.len};
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *block = &issue->blocks.at[i];
        counts.articles += block->kind == JB_BLOCK_TITLE;
        counts.paragraphs += block->kind == JB_BLOCK_PARAGRAPH;
        counts.end_entries += block->in_end;
        counts.characters += count_characters(jb_span_of(issue->text, block->text));
    }
    return counts;
}

uint32_t *jb_block_pages(const jb_work *work)
{
    const jb_pages *pages = work->pages;
    uint32_t blocks = work->issue->blocks.len;
    uint32_t *first = JB_NEW_ARRAY(work->arena, uint32_t, blocks);
    for (uint32_t p = 0; p < pages->pages.len; p++) {
        const jb_page *page = &pages->pages.at[p];
        for (uint32_t i = page->item; i < page->item + page->items; i++) {
            uint32_t block = pages->items.at[i].block;
            if (block < blocks && first[block] == 0)
                first[block] = page->number;
        }
    }
    return first;
}

void jb_print_visible(jb_arena *arena, jb_buf *out, jb_str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t rune = jb_utf8_next(s, &at);
        bool unseen = rune < ' ' || rune == 0x7F || rune == 0xA0 || rune == 0x3000 ||
                      (rune >= 0x2000 && rune <= 0x200F) || (rune >= 0x2028 && rune <= 0x202F) ||
                      (rune >= 0x205F && rune <= 0x206F) || rune == 0xFEFF;
        if (rune == JB_RUNE_BAD)
            jb_buf_add_rune(arena, out, 0xFFFD);
        else if (rune == ' ')
            jb_buf_add(arena, out, JB_STR("␣"));
        else if (rune == '\n')
            jb_buf_add(arena, out, JB_STR("⏎"));
        else if (rune == '\t')
            jb_buf_add(arena, out, JB_STR("⇥"));
        else if (unseen)
            jb_buf_printf(arena, out, "<U+%04X>", rune);
        else
            jb_buf_add_rune(arena, out, rune);
    }
}

jb_str jb_why_text(jb_why why, jb_lang lang)
{
    static const jb_str texts[][2] = {
        [JB_WHY_OPTION] = {JB_LIT("由 --layout 指定"), JB_LIT("named by --layout")},
        [JB_WHY_FIELD] = {JB_LIT("由“版式”一行指定"), JB_LIT("named by the field 版式")},
        [JB_WHY_SERIES] = {JB_LIT("由 series.yaml 指定"), JB_LIT("named by series.yaml")},
        [JB_WHY_TITLE] = {JB_LIT("它的 title 与刊名相同"), JB_LIT("its title equals 刊名")},
        [JB_WHY_DEFAULT] = {JB_LIT("没有专用的版式，用通用的"),
                            JB_LIT("the default: none is its own")},
    };
    return texts[why][lang];
}

/* What only the other issues in the folder show was found before. */
static void add_found(jb_work *work)
{
    const jb_diags *found = work->job->found;
    for (uint32_t i = 0; found && i < found->list.len; i++) {
        const jb_diag *diag = &found->list.at[i];
        if (jb_str_equal(diag->place.file, work->job->source))
            jb_diag_in(work->diags, diag->code, diag->place, diag->args, 4);
    }
}

static void check(jb_work *work, const void *context)
{
    const jb_sheet_form *form = context;
    jb_result *result = work->result;
    bool whole = jb_work_walk(work, JB_STEP_ACCOUNT);
    add_found(work);
    jb_buf out = {0};
    if (form->form == JB_JSON)
        jb_sheet_print_json(work, whole, form->lang, &out);
    else if (form->brief)
        jb_sheet_print_brief(work, whole, form, &out);
    else if (whole)
        jb_sheet_print(work, form, &out);
    result->text = jb_buf_str(&out);
    result->told = form->form == JB_JSON || whole;
}

jb_result *jb_engine_check(jb_engine *engine, const jb_job *job, const jb_sheet_form *form)
{
    return jb_work_run(engine, job, check, form);
}
