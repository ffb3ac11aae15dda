/* The standards that files are written to. What sets them apart stands in this table alone. */
#include "../base/utf8.h"
#include "writer.h"

/* By what the variant promises; of PDF/X the layout says which. */
static const jb_pdf_standard standards[JB_PROMISES] = {
    [JB_PROMISE_NONE] = {.claims = JB_CLAIM_PDF, .version = "1.7", .packed = true},
    [JB_PROMISE_A1B] = {.claims = JB_CLAIM_A1B, .version = "1.4", .pdfa = {1, "B"}},
    [JB_PROMISE_A2U] = {.claims = JB_CLAIM_A2U,
                        .version = "1.7",
                        .packed = true,
                        .pdfa = {2, "U"}},
    [JB_PROMISE_A3A] = {.claims = JB_CLAIM_A3A | JB_CLAIM_UA1,
                        .version = "1.7",
                        .packed = true,
                        .pdfa = {3, "A"},
                        .accessible = true},
};

static const jb_pdf_standard pdfx[] = {
    [JB_PRINT_X1A] = {.claims = JB_CLAIM_X1A,
                      .version = "1.4",
                      .info_version = "PDF/X-1a:2003",
                      .trapped = true},
    [JB_PRINT_X4] = {.claims = JB_CLAIM_X4,
                     .version = "1.6",
                     .packed = true,
                     .xmp_version = "PDF/X-4",
                     .trapped = true,
                     .embed_profile = true},
};

const jb_pdf_standard *jb_pdf_standard_of(const jb_pages *pages, const jb_variant *variant)
{
    if (variant->promise == JB_PROMISE_PDFX)
        return &pdfx[pages->styled->layout->print.standard];
    return &standards[variant->promise];
}

jb_claims jb_pdf_claims(const jb_pages *pages, const jb_variant *variant)
{
    return jb_pdf_standard_of(pages, variant)->claims;
}

void jb_pdf_hold(jb_pdf_job *job, jb_rule rule, bool holds)
{
    if (holds || job->broken || !jb_rule_holds(rule, job->claims))
        return;
    job->broken = true;
    job->rule = rule;
}

/* ---- what the pages say --------------------------------------------------------------------- */

static void tell_private(const jb_item *item, const jb_item_glyph *glyph, jb_claims claims,
                         jb_diags *diags)
{
    jb_str text = jb_item_glyph_text(glyph);
    for (size_t i = 0; i < text.len;) {
        uint32_t rune = jb_utf8_next(text, &i);
        if (jb_rune_is_private(rune))
            jb_diag_at(diags, JB_D_ARCHIVE_PRIVATE, jb_item_glyph_span(item, glyph),
                       JB_ARGS(jb_arena_format(diags->arena, "U+%04X", rune),
                               jb_claims_name(diags->arena, claims)));
    }
}

/* ISO 19005-3 6.2.11.7.3 wants an ActualText for it, which is what it means in characters that
 * anybody knows. We know of none; to say the code itself once more, which no checker would mind,
 * would be to claim that the file keeps a meaning which it has not. */
void jb_pdf_check_text(const jb_pages *pages, const jb_variant *variant, jb_diags *diags)
{
    jb_claims claims = jb_pdf_claims(pages, variant);
    if (!jb_rule_holds(JB_RULE_FONT_PRIVATE, claims))
        return;
    for (uint32_t i = 0; i < pages->items.len; i++) {
        const jb_item *item = &pages->items.at[i];
        if (item->kind != JB_ITEM_GLYPHS || item->missing || !jb_variant_paints(variant, item))
            continue;
        for (uint32_t g = 0; g < item->glyphs; g++)
            tell_private(item, &pages->glyphs.at[item->glyph + g], claims, diags);
    }
}

/* ---- what the colours are meant for --------------------------------------------------------- */

static void embed_profile(jb_pdf_file *file, HPDF_Dict intent, jb_str deflated, int32_t inks)
{
    HPDF_Dict stream = jb_pdf_stream(file, deflated, JB_PDF_DEFLATED);
    jb_pdf_put_int(file, stream, "N", inks);
    jb_pdf_put_ref(file, intent, "DestOutputProfile", stream);
}

/* A registered condition's name says it all; that of an office's own is said to be such. The
 * profile goes in where the standard wants it, and where no name stands for it. */
static void put_condition(jb_pdf_file *file, const jb_pdf_standard *standard, jb_pdf_press *press,
                          HPDF_Dict intent)
{
    const jb_pdf_condition *condition = press->condition;
    jb_str text = condition ? jb_str_make(condition->text) : press->name;
    jb_pdf_put_name(file, intent, "S", "GTS_PDFX");
    jb_pdf_put_text(file, intent, "OutputConditionIdentifier",
                    condition ? jb_str_make(condition->name) : JB_STR("Custom"));
    jb_pdf_put_text(file, intent, "OutputCondition", text);
    if (condition)
        jb_pdf_put_text(file, intent, "RegistryName", JB_STR("http://www.color.org"));
    jb_pdf_put_text(file, intent, "Info", text);
    if (condition && !standard->embed_profile)
        return;
    if (press->deflated.len == 0)
        press->deflated = jb_pdf_deflate(file, press->profile);
    embed_profile(file, intent, press->deflated, 4);
}

/* ISO 19005-1 6.2.2 */
static void put_srgb(jb_pdf_file *file, HPDF_Dict intent)
{
    jb_str profile = jb_pdf_icc_srgb(file->arena);
    if (profile.len == 0) {
        file->failed = true;
        return;
    }
    jb_pdf_put_name(file, intent, "S", "GTS_PDFA1");
    jb_pdf_put_text(file, intent, "OutputConditionIdentifier", JB_STR("sRGB"));
    jb_pdf_put_text(file, intent, "RegistryName", JB_STR("http://www.color.org"));
    jb_pdf_put_text(file, intent, "Info", JB_STR("sRGB IEC61966-2.1"));
    embed_profile(file, intent, jb_pdf_deflate(file, profile), 3);
}

/* What the colours are meant for (ISO 15930-4 6.7, ISO 15930-7 6.2.2, ISO 19005-1 6.2.2,
 * ISO 19005-3 6.2.3). */
void jb_pdf_intent_put(jb_pdf_file *file, const jb_pdf_standard *standard, jb_pdf_press *press)
{
    bool for_press = press && (standard->info_version || standard->xmp_version);
    if (!for_press && !standard->pdfa.part)
        return;
    HPDF_Dict intent = jb_pdf_object(file);
    jb_pdf_put_name(file, intent, "Type", "OutputIntent");
    if (for_press)
        put_condition(file, standard, press, intent);
    else
        put_srgb(file, intent);
    jb_pdf_push_ref(file, jb_pdf_put_array(file, file->doc->catalog, "OutputIntents"), intent);
}
