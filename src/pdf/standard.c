/* The standards that files are written to. What sets them apart stands in this table alone. */
#include "writer.h"

static const jb_pdf_standard plain = {.claim = JB_CLAIM_PDF, .version = "1.7", .packed = true};

static const jb_pdf_standard pdfx[] = {
    [JB_PRINT_X1A] = {.claim = JB_CLAIM_X1A,
                      .version = "1.4",
                      .info_version = "PDF/X-1a:2003",
                      .trapped = true},
    [JB_PRINT_X4] = {.claim = JB_CLAIM_X4,
                     .version = "1.6",
                     .packed = true,
                     .xmp_version = "PDF/X-4",
                     .trapped = true,
                     .embed_profile = true},
};

const jb_pdf_standard *jb_pdf_standard_of(const jb_pages *pages, const jb_variant *variant)
{
    switch (variant->promise) {
    case JB_PROMISE_PDFX:
        return &pdfx[pages->styled->layout->print.standard];
    case JB_PROMISE_NONE:
        break;
    }
    return &plain;
}

void jb_pdf_hold(jb_pdf_job *job, jb_rule rule, bool holds)
{
    if (holds || job->broken || !jb_rule_holds(rule, job->claim))
        return;
    job->broken = true;
    job->rule = rule;
}

/* The profile goes in where the standard wants it, and where no registered name stands for it. */
static void embed_profile(jb_pdf_file *file, jb_pdf_press *press, HPDF_Dict intent)
{
    if (press->deflated.len == 0)
        press->deflated = jb_pdf_deflate(file, press->profile);
    HPDF_Dict stream = jb_pdf_stream(file, press->deflated, JB_PDF_DEFLATED);
    jb_pdf_put_int(file, stream, "N", 4);
    jb_pdf_put_ref(file, intent, "DestOutputProfile", stream);
}

/* The condition that the colours are meant for (ISO 15930-4 6.7, ISO 15930-7 6.2.2): by its name in
 * the register of the ICC, or by a profile alone, which the reader is told is the office's own. */
void jb_pdf_intent_put(jb_pdf_file *file, const jb_pdf_standard *standard, jb_pdf_press *press)
{
    if (!press || (!standard->info_version && !standard->xmp_version))
        return;
    const jb_pdf_condition *condition = press->condition;
    HPDF_Dict intent = jb_pdf_object(file);
    jb_pdf_put_name(file, intent, "Type", "OutputIntent");
    jb_pdf_put_name(file, intent, "S", "GTS_PDFX");
    jb_str name = condition ? jb_str_make(condition->name) : JB_STR("Custom");
    jb_str text = condition ? jb_str_make(condition->text) : press->name;
    jb_pdf_put_text(file, intent, "OutputConditionIdentifier", name);
    jb_pdf_put_text(file, intent, "OutputCondition", text);
    if (condition)
        jb_pdf_put_text(file, intent, "RegistryName", JB_STR("http://www.color.org"));
    jb_pdf_put_text(file, intent, "Info", text);
    if (!condition || standard->embed_profile)
        embed_profile(file, press, intent);
    jb_pdf_push_ref(file, jb_pdf_put_array(file, file->doc->catalog, "OutputIntents"), intent);
}
