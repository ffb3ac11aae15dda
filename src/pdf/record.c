/* The device: paints nothing yet, but notes every call and counts what each glyph stands for. */
#include "writer.h"

static bool begin_page(void *context, uint32_t number, const jb_medium *medium)
{
    jb_pdf_job *job = context;
    (void)number;
    *jb_push(job->arena, &job->pages) =
        (jb_pdf_page){.op = job->ops.len, .mark = job->marks.len, .medium = *medium};
    return true;
}

static bool begin_cell(void *context, const jb_cell *cell, jb_len height)
{
    jb_pdf_job *job = context;
    *jb_push(job->arena, &job->ops) =
        (jb_pdf_op){.kind = JB_PDF_ENTER, .cell = *cell, .height = height};
    return true;
}

static bool end_cell(void *context)
{
    jb_pdf_job *job = context;
    *jb_push(job->arena, &job->ops) = (jb_pdf_op){.kind = JB_PDF_LEAVE};
    return true;
}

static bool end_page(void *context)
{
    jb_pdf_job *job = context;
    jb_pdf_page *page = &job->pages.at[job->pages.len - 1];
    page->ops = job->ops.len - page->op;
    page->marks = job->marks.len - page->mark;
    return true;
}

/* What follows on a page with the same tag is in one piece of marked content. */
static uint32_t mark_of(jb_pdf_job *job, uint32_t tag)
{
    if (tag == 0)
        return JB_PDF_UNMARKED;
    const jb_pdf_page *page = &job->pages.at[job->pages.len - 1];
    uint32_t last = job->ops.len > page->op ? job->ops.at[job->ops.len - 1].mark : JB_PDF_UNMARKED;
    if (last == JB_PDF_UNMARKED || last == JB_PDF_ARTIFACT ||
        job->marks.at[job->marks.len - 1] != tag)
        *jb_push(job->arena, &job->marks) = tag;
    return job->marks.len - page->mark;
}

/* Takes the text that the next glyph shows from the rest of its cluster's. A cluster of several
 * characters and several glyphs (a letter and its combining marks) shares its characters out among
 * them, one each and the others to the last: so each code has a text of its own, and extractors
 * that know no empty text give back all of them once. */
static jb_str take_text(jb_str *rest, bool last)
{
    size_t end = last ? rest->len : 0;
    if (!last && rest->len > 0)
        (void)jb_utf8_next(*rest, &end);
    jb_str text = jb_str_cut(*rest, 0, end);
    *rest = jb_str_cut(*rest, end, rest->len);
    return text;
}

/* Where the unseen characters at the end of a glyph's text begin, for which a reader (pdf.js) would
 * leave out the whole of it. A selector belongs to its character. */
static size_t unseen_tail(jb_str text)
{
    size_t end = text.len;
    for (size_t at = end; at > 0; end = at) {
        uint32_t rune = jb_utf8_previous(text, &at);
        if (!jb_rune_is_unseen(rune) || jb_rune_is_selector(rune))
            break;
    }
    return end > 0 ? end : text.len;
}

static void note_color(jb_pdf_job *job, jb_color color)
{
    job->overprint |= color.overprint;
    jb_pdf_hold(job, JB_RULE_COLOUR_RGB, color.space != JB_RGB);
    /* what the output intent is not of */
    jb_pdf_hold(job, JB_RULE_COLOUR_DEVICE,
                color.space != ((job->claims & JB_CLAIMS_A) ? JB_CMYK : JB_RGB));
    if (color.space == JB_SPOT)
        jb_pdf_note_plate(job, color.spot);
}

/* The tag of the run's glyph; 0: it has none. */
static uint32_t tag_of(const jb_pdf_job *job, const jb_paint_run *run, uint32_t i)
{
    return job->tags && !run->artifact ? job->tags->of_glyph[run->glyph + i] : 0;
}

/* Each glyph's text. What nobody sees behind it goes to the next glyph when that follows in the
 * text; at the end of a line it has only said that the line may end there. What has no text still
 * means something (ISO 19005-2 6.2.11.7.2): the hyphen of a divided word is a soft one (ISO 32000-1
 * 14.8.2.2.3), one of several glyphs for a character is nothing to see. */
static bool note_uses(jb_pdf_job *job, const jb_paint_run *run, jb_pdf_font *font, uint32_t *uses)
{
    jb_str rest = {0}, unseen = {0};
    for (uint32_t i = 0; i < run->len; i++) {
        const jb_item_glyph *glyph = &run->glyphs[i];
        bool last = i + 1 == run->len || run->glyphs[i + 1].length > 0;
        if (glyph->length > 0)
            rest = jb_item_glyph_text(glyph);
        if (unseen.len && rest.at == unseen.at + unseen.len)
            rest = (jb_str){unseen.at, unseen.len + rest.len};
        if (glyph->id == 0 || glyph->id > UINT16_MAX)
            return false; /* .notdef may never be shown (ISO 19005-2 6.2.11.8) */
        jb_str text = take_text(&rest, last);
        size_t end = last ? unseen_tail(text) : text.len;
        unseen = jb_str_cut(text, end, text.len);
        text = jb_str_cut(text, 0, end);
        if (text.len == 0)
            text = glyph->id == jb_face_glyph(run->face, '-') ? JB_STR("\u00AD") : JB_STR("\u200B");
        uses[i] = jb_pdf_font_use(job->arena, font, glyph->id, text,
                                  run->stand == JB_STAND_UPRIGHT);
    }
    return true;
}

static bool record_glyphs(void *context, const jb_paint_run *run)
{
    jb_pdf_job *job = context;
    if (run->size <= 0)
        return true;
    uint32_t *uses = job->outlines ? NULL : JB_NEW_ARRAY(job->arena, uint32_t, run->len);
    jb_pdf_op op = {.kind = JB_PDF_GLYPHS,
                    .color = run->color,
                    .stand = run->stand,
                    .narrow = run->narrow,
                    .font = jb_pdf_font_of(job->arena, &job->fonts, run->face, run->slug),
                    .size = run->size,
                    .stroke = run->stroke};
    if (uses && !note_uses(job, run, &job->fonts.at[op.font], uses))
        return false;
    note_color(job, run->color);
    for (uint32_t i = 0, end; i < run->len; i = end) {
        uint32_t tag = tag_of(job, run, i);
        for (end = i + 1; end < run->len && tag_of(job, run, end) == tag;)
            end++;
        op.mark = run->artifact ? JB_PDF_ARTIFACT : mark_of(job, tag);
        op.glyphs = run->glyphs + i;
        op.uses = uses ? uses + i : NULL;
        op.len = end - i;
        *jb_push(job->arena, &job->ops) = op;
    }
    return true;
}

static bool record_rule(void *context, jb_rect rect, jb_rule_shape shape, jb_color color,
                        bool artifact)
{
    jb_pdf_job *job = context;
    note_color(job, color);
    *jb_push(job->arena, &job->ops) =
        (jb_pdf_op){.kind = JB_PDF_RULE,
                    .color = color,
                    .mark = artifact ? JB_PDF_ARTIFACT : JB_PDF_UNMARKED,
                    .rect = rect,
                    .shape = shape};
    return true;
}

/* The same picture on several pages is one object. */
static uint32_t image_number(jb_pdf_job *job, const jb_image *image)
{
    for (uint32_t i = 0; i < job->images.len; i++)
        if (job->images.at[i]->image == image ||
            jb_str_equal(job->images.at[i]->image->bytes, image->bytes))
            return i;
    jb_pdf_picture *picture = jb_pdf_picture_of(job->arena, job->press, image);
    *jb_push(job->arena, &job->images) = picture;
    job->overprint |= picture->mask;
    jb_pdf_hold(job, JB_RULE_COLOUR_RGB, picture->channels != 3);
    return job->images.len - 1;
}

static bool record_image(void *context, jb_rect rect, const jb_image *image, jb_str alt,
                         uint32_t item)
{
    jb_pdf_job *job = context;
    uint32_t number = image_number(job, image);
    uint32_t mark = mark_of(job, job->tags ? job->tags->of_image[item] : 0);
    *jb_push(job->arena, &job->ops) = (jb_pdf_op){
        .kind = JB_PDF_IMAGE, .mark = mark, .rect = rect, .image = number, .alt = alt};
    return true;
}

jb_device jb_pdf_recorder(jb_pdf_job *job)
{
    return (jb_device){job,           begin_page,  begin_cell,   end_cell,
                       record_glyphs, record_rule, record_image, end_page};
}
