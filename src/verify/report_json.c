/* The report as programs read it: one object on one line. Keys are never translated. */
#include "../base/json.h"
#include "facts.h"

/* From thousandths; a negative number means that there is none. */
static void add_maybe(const jb_json *j, const char *key, long long value)
{
    if (value >= 0)
        jb_json_decimal(j, key, value, 1000);
}

/* ---- parts ---------------------------------------------------------------------------------- */

/* Milli-points as millimetres. */
static void add_place(const jb_json *j, const char *key, jb_rect place)
{
    const struct {
        const char *key;
        jb_len length;
    } sides[] = {{"x", place.x}, {"y", place.y}, {"width", place.width}, {"height", place.height}};
    jb_json_open(j, key, '{');
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        jb_json_decimal(j, sides[i].key, jb_div_round((int64_t)sides[i].length * 25400, 72000),
                        1000);
    jb_json_close(j, '}');
}

static void add_box(const jb_json *j, const char *key, const jb_um_box *box)
{
    jb_json_open(j, key, '{');
    jb_json_decimal(j, "left", box->left, 1000);
    jb_json_decimal(j, "bottom", box->bottom, 1000);
    jb_json_decimal(j, "right", box->right, 1000);
    jb_json_decimal(j, "top", box->top, 1000);
    jb_json_close(j, '}');
}

static void add_intent(const jb_json *j, const jb_intent_fact *intent)
{
    jb_json_open(j, "output_intent", '{');
    jb_json_text(j, "identifier", intent->identifier);
    jb_json_text(j, "condition", intent->condition);
    jb_json_text(j, "registry", intent->registry);
    jb_json_text(j, "info", intent->info);
    jb_json_text(j, "profile", intent->profile);
    jb_json_close(j, '}');
}

static void add_plates(const jb_json *j, const jb_pdf_facts *facts, const jb_tints *ink)
{
    jb_json_open(j, "plates", '[');
    for (uint32_t i = 0; i < facts->plates_len; i++) {
        if (!jb_facts_has_plate(ink, i))
            continue;
        jb_json_open(j, NULL, '{');
        jb_json_text(j, "name", facts->plates[i]);
        if (!(ink->possible >> i & 1))
            jb_json_decimal(j, "highest", ink->tint[i], 100);
        jb_json_close(j, '}');
    }
    jb_json_close(j, ']');
}

static void add_page(const jb_json *j, const jb_pdf_facts *facts, uint32_t i)
{
    const jb_page_fact *page = &facts->pages.at[i];
    jb_json_open(j, NULL, '{');
    jb_json_integer(j, "page", i + 1);
    add_box(j, "media_box", &page->media);
    if (page->has_bleed)
        add_box(j, "bleed_box", &page->bleed);
    if (page->has_trim)
        add_box(j, "trim_box", &page->trim);
    add_plates(j, facts, &page->ink);
    jb_json_flag(j, "registration", page->ink.registration);
    jb_json_decimal(j, "ink", page->ink.sum, 100);
    if (page->ink.sum)
        add_place(j, "ink_place", page->ink_place);
    jb_json_integer(j, "unmeasured", page->unmeasured);
    add_maybe(j, "thinnest_rule", page->thinnest);
    add_maybe(j, "smallest_reversed", page->reversed);
    add_maybe(j, "smallest_many_inks", page->many_inks);
    jb_json_integer(j, "black_overprints", page->black_over);
    jb_json_integer(j, "black_knocks_out", page->black_knocks);
    jb_json_integer(j, "others_overprint", page->other_over);
    jb_json_integer(j, "without_bleed", page->cut);
    jb_json_integer(j, "near_trim", page->near_trim);
    jb_json_integer(j, "annotations", page->annotations);
    jb_json_close(j, '}');
}

static void add_font(const jb_json *j, const jb_font_fact *font)
{
    jb_json_open(j, NULL, '{');
    jb_json_text(j, "name", font->name);
    jb_json_text(j, "type", font->type);
    jb_json_flag(j, "embedded", font->program.len > 0);
    jb_json_text(j, "program", font->program);
    jb_json_flag(j, "subset", font->subset);
    jb_json_integer(j, "glyphs", font->glyphs);
    if (font->embedding >= 0)
        jb_json_integer(j, "fs_type", font->embedding);
    jb_json_close(j, '}');
}

static void add_image(const jb_json *j, const jb_image_fact *image)
{
    jb_json_open(j, NULL, '{');
    jb_json_integer(j, "page", image->page);
    add_place(j, "place", image->place);
    jb_json_integer(j, "width", image->width);
    jb_json_integer(j, "height", image->height);
    jb_json_integer(j, "dpi", image->dpi);
    jb_json_integer(j, "bits", image->bits);
    jb_json_text(j, "space", image->space);
    jb_json_text(j, "filter", image->filter);
    if (image->measured)
        jb_json_decimal(j, "ink", image->sum, 100);
    jb_json_close(j, '}');
}

static void add_facts(const jb_json *j, const jb_pdf_facts *facts)
{
    jb_json_text(j, "sha256", facts->sha256);
    jb_json_integer(j, "bytes", (long long)facts->bytes);
    jb_json_text(j, "pdf_version", facts->version);
    add_intent(j, &facts->intent);
    jb_json_integer(j, "page_count", facts->pages.len);
    jb_json_flag(j, "uniform", facts->uniform);
    jb_json_flag(j, "imposed", facts->imposed);
    jb_json_integer(j, "sheets", facts->sheets);
    jb_json_integer(j, "blanks", facts->blanks);
    jb_json_flag(j, "encrypted", facts->encrypted);
    jb_json_flag(j, "scripts", facts->scripts);
    jb_json_flag(j, "transparency", facts->transparency);
    jb_json_open(j, "pages", '[');
    for (uint32_t i = 0; i < facts->pages.len; i++)
        add_page(j, facts, i);
    jb_json_close(j, ']');
    jb_json_open(j, "fonts", '[');
    for (uint32_t i = 0; i < facts->fonts.len; i++)
        add_font(j, &facts->fonts.at[i]);
    jb_json_close(j, ']');
    jb_json_open(j, "images", '[');
    for (uint32_t i = 0; i < facts->images.len; i++)
        add_image(j, &facts->images.at[i]);
    jb_json_close(j, ']');
}

static void add_finding(const jb_json *j, const jb_verdict *verdict, const jb_breach *breach,
                        jb_lang lang)
{
    bool fault = jb_rule_level(breach->rule) == JB_LEVEL_FAULT;
    jb_json_open(j, NULL, '{');
    jb_json_text(j, "level", fault ? JB_STR("fault") : JB_STR("warning"));
    jb_json_text(j, "rule", jb_rule_name(j->arena, breach->rule));
    jb_json_text(j, "clause", jb_rule_clause(j->arena, breach->rule, verdict->claims, lang));
    if (breach->page)
        jb_json_integer(j, "page", breach->page);
    if (breach->placed)
        add_place(j, "place", breach->place);
    jb_json_text(j, "message", jb_breach_words(j->arena, breach, lang));
    jb_json_close(j, '}');
}

void jb_report_json(jb_arena *arena, const jb_verdict *verdict, jb_str name, jb_lang lang,
                    jb_buf *out)
{
    const jb_json j = {arena, out};
    jb_json_open(&j, NULL, '{');
    jb_json_text(&j, "file", name);
    jb_json_text(&j, "claimed", verdict->claimed);
    jb_json_text(&j, "checked_as", jb_claims_name(arena, verdict->claims));
    jb_json_integer(&j, "faults", verdict->faults);
    jb_json_integer(&j, "warnings", verdict->warnings);
    if (verdict->facts)
        add_facts(&j, verdict->facts);
    jb_json_open(&j, "findings", '[');
    for (uint32_t i = 0; i < verdict->breaches.len; i++)
        add_finding(&j, verdict, &verdict->breaches.at[i], lang);
    jb_json_close(&j, ']');
    jb_json_close(&j, '}');
    jb_buf_add(arena, out, JB_STR("\n"));
}
