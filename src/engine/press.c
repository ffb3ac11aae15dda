/* What the press needs beyond the pages: images in its inks, a date for the file, and the slug
 * line; that the file holds what it claims before it gets its name; and the papers beside it. */
#include "ticket.h"

static void add_word(jb_work *work, jb_slug_words *words, jb_str text, uint16_t ink, bool aside)
{
    *jb_push(work->arena, words) = (jb_slug_word){.text = text, .ink = ink, .aside = aside};
}

/* Which page it is, or which side of which sheet. */
static void add_place(jb_work *work, jb_slug_words *words)
{
    const jb_plan *plan = work->pages->plan;
    add_word(work, words, JB_STR("{n}/{total}"), JB_INK_ALL, false);
    for (int face = JB_SLUG_FRONT; plan && plan->duplex && face <= JB_SLUG_BACK; face++)
        *jb_push(work->arena, words) =
            (jb_slug_word){.text = face == JB_SLUG_FRONT ? JB_STR("正面") : JB_STR("反面"),
                           .ink = JB_INK_ALL,
                           .face = (jb_slug_face)face};
}

/* Each plate's name stands on that plate alone. */
static void add_plates(jb_work *work, jb_slug_words *words, const jb_plates *plates)
{
    static const jb_str names[] = {JB_LIT("C"), JB_LIT("M"), JB_LIT("Y"), JB_LIT("K")};
    for (uint16_t i = 0; i < 4; i++)
        if (plates->process[i])
            add_word(work, words, names[i], JB_INK_CYAN + i, true);
    for (uint32_t i = 0; i < plates->spots.len; i++) {
        uint16_t ink = plates->spots.at[i];
        add_word(work, words, work->layout->inks[ink].spot, ink, true);
    }
}

static jb_slug_words make_words(jb_work *work, const jb_plates *plates)
{
    static const jb_field_key fields[] = {JB_FIELD_NAME, JB_FIELD_NUMBER, JB_FIELD_DATE};
    jb_slug_words words = {0};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        jb_str text = jb_work_line(work, fields[i]);
        if (text.len)
            add_word(work, &words, text, JB_INK_ALL, false);
    }
    add_place(work, &words);
    add_plates(work, &words, plates);
    return words;
}

static void tell_no_room(jb_work *work, jb_len width)
{
    jb_len has = work->pages->width;
    jb_str a = jb_arena_format(work->arena, "%d mm", (int)jb_div_round(has * INT64_C(254), 720000));
    jb_str b =
        jb_arena_format(work->arena, "%d mm", (int)((width * INT64_C(254) + 719999) / 720000));
    jb_diag_in(work->diags, JB_D_PRINT_MARKS_NO_ROOM, (jb_place){0}, JB_ARGS(a, b));
}

static bool put_marks(jb_work *work, const jb_variant *variant)
{
    jb_plates plates =
        jb_plates_of(work->arena, work->pages, variant, 0, work->pages->pages.len);
    jb_slug_words words = make_words(work, &plates);
    jb_len bleed = jb_medium_of(work->pages, variant).bleed, lack = 0;
    if (!jb_pages_slug(work->arena, work->pages, &work->fonts, words.at, words.len,
                       jb_marks_gap(bleed) + JB_MARKS_MIDDLE, &lack, work->diags))
        return false;
    jb_len least = jb_marks_width(&plates), wanted = work->pages->width + lack;
    if (lack > 0 || least > work->pages->width)
        tell_no_room(work, least > wanted ? least : wanted);
    return true;
}

/* A plate has one name, of its own, and one mixture that stands for it on screens and proofs. */
static void check_plates(jb_work *work)
{
    const jb_layout *layout = work->layout;
    for (uint32_t i = 0; i < layout->inks_len; i++) {
        const jb_ink *ink = &layout->inks[i];
        if (jb_plate_is_taken(ink->spot))
            jb_diag_in(work->diags, JB_D_PLATE_TAKEN, ink->spot_place, JB_ARGS(ink->spot));
        uint32_t first = 0;
        while (ink->spot.len && !jb_str_equal(layout->inks[first].spot, ink->spot))
            first++;
        if (ink->spot.len && memcmp(layout->inks[first].cmyk, ink->cmyk, sizeof ink->cmyk))
            jb_diag_in(work->diags, JB_D_PLATE_MIXED_TWICE, ink->spot_place,
                       JB_ARGS(ink->spot, layout->inks[first].name, ink->name));
    }
}

/* What is made once for all files, of those that are asked for. */
static void prepare_files(jb_work *work)
{
    jb_str data = work->engine->data, folder = jb_job_folder(work->job);
    bool press = false, archive = false;
    for (int id = 0; id < JB_VARIANTS; id++) {
        const jb_variant *variant = jb_variant_at((jb_variant_id)id);
        bool asked = (work->variants & 1u << id) && work->issue->status == JB_FINAL;
        press |= asked && variant->color == JB_COLOR_PRESS;
        archive |= asked && jb_variant_keeps(variant);
        if (asked)
            jb_pdf_check_text(work->pages, variant, work->diags);
        if (asked && variant->carries)
            jb_attach_check(work);
    }
    if (press) {
        check_plates(work);
        jb_pdf_press_make(work->shared, work->pages, data, folder, work->diags);
    }
    if (archive)
        jb_pdf_archive_make(work->shared, work->pages, data, folder, work->diags);
}

bool jb_press_prepare(jb_work *work)
{
    const jb_variant *variant = jb_variant_at(JB_PRINT);
    work->shared = jb_pdf_share(work->arena, work->layout->fast_programs);
    prepare_files(work);
    if (!(work->variants & 1u << JB_PRINT) || work->issue->status != JB_FINAL)
        return true;
    if (work->issue->date.year == 0)
        jb_diag_in(work->diags, JB_D_PRINT_NO_DATE, (jb_place){0}, JB_NO_ARGS);
    jb_impose_prepare(work, variant);
    return !work->layout->print.marks || put_marks(work, variant);
}

/* ---- before the file gets its name ---------------------------------------------------------- */

/* What is asked of a press file beyond its standard: its inks stay under the layout's limit,
 * nothing on its pages is lost or on a plate where it does not belong. */
static bool is_refused(jb_rule rule)
{
    static const jb_rule refused[] = {JB_RULE_PRESS_INK, JB_RULE_PRESS_REGISTRATION,
                                      JB_RULE_PRESS_WHITE};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (refused[i] == rule)
            return true;
    return false;
}

static void tell_breach(jb_work *work, const jb_verdict *verdict, const jb_breach *breach)
{
    jb_arena *arena = work->arena;
    jb_str words = jb_breach_said(arena, breach);
    if (is_refused(breach->rule)) {
        jb_diag_in(work->diags, JB_D_PRINT_REFUSED, (jb_place){0},
                   JB_ARGS(jb_arena_format(arena, "%u", breach->page), words));
    } else {
        jb_diag_in(work->diags, JB_D_PRINT_BROKEN, (jb_place){0},
                   JB_ARGS(jb_claims_name(arena, verdict->claims), words,
                           jb_clause_said(arena, breach->rule, verdict->claims)));
        work->bug = true;
    }
}

/* One of a rule is enough: the report has the others. */
static void tell_breaches(jb_work *work, const jb_verdict *verdict)
{
    uint32_t before = work->diags->list.len;
    bool told[JB_RULES] = {false};
    for (uint32_t i = 0; i < verdict->breaches.len; i++) {
        const jb_breach *breach = &verdict->breaches.at[i];
        bool fault = jb_rule_level(breach->rule) == JB_LEVEL_FAULT;
        fault = fault || is_refused(breach->rule);
        if (fault && !told[breach->rule])
            tell_breach(work, verdict, breach);
        told[breach->rule] = true;
    }
    if (verdict->warnings && work->diags->list.len == before)
        jb_diag_in(work->diags, JB_D_PRINT_WARNINGS, (jb_place){0},
                   JB_ARGS(jb_arena_format(work->arena, "%u", verdict->warnings)));
}

/* The report beside the file, in both forms. */
static bool add_report(jb_work *work, const jb_output *pdf, const jb_verdict *verdict,
                       jb_outputs *outputs)
{
    jb_buf text = {0}, json = {0};
    jb_str name = jb_path_name(pdf->path);
    jb_report_text(work->arena, verdict, name, work->job->lang, &text);
    jb_report_json(work->arena, verdict, name, work->job->lang, &json);
    return jb_outputs_add_beside(work, outputs, pdf, "report.txt", jb_buf_str(&text)) &&
           jb_outputs_add_beside(work, outputs, pdf, "report.json", jb_buf_str(&json));
}

/* And the printing order. */
static bool add_ticket(jb_work *work, const jb_output *pdf, jb_outputs *outputs)
{
    jb_buf text = {0}, json = {0};
    const jb_ticket *ticket = jb_ticket_make(work, pdf);
    jb_ticket_print(ticket, work->job->lang, &text);
    jb_ticket_print_json(ticket, &json);
    return jb_outputs_add_beside(work, outputs, pdf, "ticket.txt", jb_buf_str(&text)) &&
           jb_outputs_add_beside(work, outputs, pdf, "ticket.json", jb_buf_str(&json));
}

static bool check_print(jb_work *work, const jb_output *output, jb_outputs *outputs)
{
    jb_verify_terms terms = {.ink_limit = work->layout->print.ink_limit / 10};
    terms.rights = jb_pdf_rights(work->arena, work->shared, &terms.rights_len);
    const jb_plan *plan = jb_plan_of(work->pages, output->variant);
    if (plan) {
        terms.sheets = plan->sheets;
        terms.blanks = plan->blanks;
    }
    jb_verdict verdict = {0};
    jb_verify(work->arena, output->bytes, jb_pdf_claims(work->pages, output->variant), &terms,
              &verdict);
    tell_breaches(work, &verdict);
    return add_report(work, output, &verdict, outputs) && add_ticket(work, output, outputs);
}

/* An archive has no press: there is nothing to report. What is tagged must say the
 * source's text. */
static void check_archive(jb_work *work, const jb_output *output, jb_claims claims)
{
    jb_verdict verdict = {0};
    jb_verify_terms terms = {0};
    if (output->variant->tagged)
        terms.text = jb_work_text(work);
    jb_verify(work->arena, output->bytes, claims, &terms, &verdict);
    verdict.warnings = 0;
    tell_breaches(work, &verdict);
}

bool jb_press_check(jb_work *work, jb_outputs *outputs)
{
    uint32_t n = outputs->len;
    for (uint32_t i = 0; i < n; i++) {
        const jb_output output = outputs->at[i];
        jb_claims claims = jb_pdf_claims(work->pages, output.variant);
        if (claims & JB_CLAIMS_A)
            check_archive(work, &output, claims);
        if (output.variant->promise == JB_PROMISE_PDFX && !check_print(work, &output, outputs))
            return false;
    }
    return !jb_diags_fatal(work->diags);
}
