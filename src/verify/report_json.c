/* The report as programs read it: one object on one line. Keys are never translated. */
#include "facts.h"

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

/* From thousandths or hundredths, with all their decimals. */
static void add_decimal(const json *j, const char *key, long long value, int unit)
{
    long long size = value < 0 ? -value : value;
    add_key(j, key);
    jb_buf_printf(j->arena, j->out, "%s%lld.%0*lld", value < 0 ? "-" : "", size / unit,
                  unit == 1000 ? 3 : 2, size % unit);
}

/* The same where a negative number means that there is none. */
static void add_maybe(const json *j, const char *key, long long value)
{
    if (value >= 0)
        add_decimal(j, key, value, 1000);
}

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

/* ---- parts ---------------------------------------------------------------------------------- */

/* Milli-points as millimetres. */
static void add_place(const json *j, const char *key, jb_rect place)
{
    const struct {
        const char *key;
        jb_len length;
    } sides[] = {{"x", place.x}, {"y", place.y}, {"width", place.width}, {"height", place.height}};
    add_key(j, key);
    jb_buf_add(j->arena, j->out, JB_STR("{"));
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        add_decimal(j, sides[i].key, jb_div_round((int64_t)sides[i].length * 25400, 72000), 1000);
    close_object(j);
}

static void add_box(const json *j, const char *key, const jb_um_box *box)
{
    add_key(j, key);
    jb_buf_add(j->arena, j->out, JB_STR("{"));
    add_decimal(j, "left", box->left, 1000);
    add_decimal(j, "bottom", box->bottom, 1000);
    add_decimal(j, "right", box->right, 1000);
    add_decimal(j, "top", box->top, 1000);
    close_object(j);
}

static void add_intent(const json *j, const jb_intent_fact *intent)
{
    add_key(j, "output_intent");
    jb_buf_add(j->arena, j->out, JB_STR("{"));
    add_string(j, "identifier", intent->identifier);
    add_string(j, "condition", intent->condition);
    add_string(j, "registry", intent->registry);
    add_string(j, "info", intent->info);
    add_string(j, "profile", intent->profile);
    close_object(j);
}

static void add_plates(const json *j, const jb_pdf_facts *facts, const jb_tints *ink)
{
    open_array(j, "plates");
    for (uint32_t i = 0; i < facts->plates_len; i++) {
        if (!jb_facts_has_plate(ink, i))
            continue;
        open_object(j);
        add_string(j, "name", facts->plates[i]);
        if (!(ink->possible >> i & 1))
            add_decimal(j, "highest", ink->tint[i], 100);
        close_object(j);
    }
    close_array(j);
}

static void add_page(const json *j, const jb_pdf_facts *facts, uint32_t i)
{
    const jb_page_fact *page = &facts->pages.at[i];
    open_object(j);
    add_integer(j, "page", i + 1);
    add_box(j, "media_box", &page->media);
    if (page->has_bleed)
        add_box(j, "bleed_box", &page->bleed);
    if (page->has_trim)
        add_box(j, "trim_box", &page->trim);
    add_plates(j, facts, &page->ink);
    add_flag(j, "registration", page->ink.registration);
    add_decimal(j, "ink", page->ink.sum, 100);
    if (page->ink.sum)
        add_place(j, "ink_place", page->ink_place);
    add_integer(j, "unmeasured", page->unmeasured);
    add_maybe(j, "thinnest_rule", page->thinnest);
    add_maybe(j, "smallest_reversed", page->reversed);
    add_maybe(j, "smallest_many_inks", page->many_inks);
    add_integer(j, "black_overprints", page->black_over);
    add_integer(j, "black_knocks_out", page->black_knocks);
    add_integer(j, "others_overprint", page->other_over);
    add_integer(j, "without_bleed", page->cut);
    add_integer(j, "near_trim", page->near_trim);
    add_integer(j, "annotations", page->annotations);
    close_object(j);
}

static void add_font(const json *j, const jb_font_fact *font)
{
    open_object(j);
    add_string(j, "name", font->name);
    add_string(j, "type", font->type);
    add_flag(j, "embedded", font->program.len > 0);
    add_string(j, "program", font->program);
    add_flag(j, "subset", font->subset);
    add_integer(j, "glyphs", font->glyphs);
    if (font->embedding >= 0)
        add_integer(j, "fs_type", font->embedding);
    close_object(j);
}

static void add_image(const json *j, const jb_image_fact *image)
{
    open_object(j);
    add_integer(j, "page", image->page);
    add_place(j, "place", image->place);
    add_integer(j, "width", image->width);
    add_integer(j, "height", image->height);
    add_integer(j, "dpi", image->dpi);
    add_integer(j, "bits", image->bits);
    add_string(j, "space", image->space);
    add_string(j, "filter", image->filter);
    if (image->measured)
        add_decimal(j, "ink", image->sum, 100);
    close_object(j);
}

static void add_facts(const json *j, const jb_pdf_facts *facts)
{
    add_string(j, "sha256", facts->sha256);
    add_integer(j, "bytes", (long long)facts->bytes);
    add_string(j, "pdf_version", facts->version);
    add_intent(j, &facts->intent);
    add_integer(j, "page_count", facts->pages.len);
    add_flag(j, "uniform", facts->uniform);
    add_flag(j, "imposed", facts->imposed);
    add_integer(j, "sheets", facts->sheets);
    add_integer(j, "blanks", facts->blanks);
    add_flag(j, "encrypted", facts->encrypted);
    add_flag(j, "scripts", facts->scripts);
    add_flag(j, "transparency", facts->transparency);
    open_array(j, "pages");
    for (uint32_t i = 0; i < facts->pages.len; i++)
        add_page(j, facts, i);
    close_array(j);
    open_array(j, "fonts");
    for (uint32_t i = 0; i < facts->fonts.len; i++)
        add_font(j, &facts->fonts.at[i]);
    close_array(j);
    open_array(j, "images");
    for (uint32_t i = 0; i < facts->images.len; i++)
        add_image(j, &facts->images.at[i]);
    close_array(j);
}

static void add_finding(const json *j, const jb_verdict *verdict, const jb_breach *breach,
                        jb_lang lang)
{
    bool fault = jb_rule_level(breach->rule) == JB_LEVEL_FAULT;
    open_object(j);
    add_string(j, "level", fault ? JB_STR("fault") : JB_STR("warning"));
    add_string(j, "rule", jb_rule_name(j->arena, breach->rule));
    add_string(j, "clause", jb_rule_clause(j->arena, breach->rule, verdict->claim, lang));
    if (breach->page)
        add_integer(j, "page", breach->page);
    if (breach->placed)
        add_place(j, "place", breach->place);
    add_string(j, "message", jb_breach_words(j->arena, breach, lang));
    close_object(j);
}

void jb_report_json(jb_arena *arena, const jb_verdict *verdict, jb_str name, jb_lang lang,
                    jb_buf *out)
{
    const json j = {arena, out};
    open_object(&j);
    add_string(&j, "file", name);
    add_string(&j, "claimed", verdict->claimed);
    add_string(&j, "checked_as", jb_claim_name(verdict->claim));
    add_integer(&j, "faults", verdict->faults);
    add_integer(&j, "warnings", verdict->warnings);
    if (verdict->facts)
        add_facts(&j, verdict->facts);
    open_array(&j, "findings");
    for (uint32_t i = 0; i < verdict->breaches.len; i++)
        add_finding(&j, verdict, &verdict->breaches.at[i], lang);
    close_array(&j);
    close_object(&j);
    jb_buf_add(arena, out, JB_STR("\n"));
}
