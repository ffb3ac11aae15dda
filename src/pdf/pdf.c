/* The file of one variant: paint is recorded, fonts are made of what was painted, then the pages.
 * */
#include "writer.h"

enum { KIDS = 100 }; /* pages in one node of the page tree */

static void make_states(const jb_pdf_job *job, jb_pdf_file *file, HPDF_Dict resources)
{
    if (!job->overprint)
        return;
    /* OPM 1: an ink of 0 leaves what is below (ISO 32000-1 11.7.4.3) */
    HPDF_Dict states = jb_pdf_put_dict(file, resources, "ExtGState");
    jb_pdf_put_raw(file, states, JB_STR("/Over << /OP true /op true /OPM 1 >>\n"
                                        "/Knock << /OP false /op false >>\n"));
}

static void make_images(const jb_pdf_job *job, jb_pdf_file *file, HPDF_Dict resources)
{
    if (job->images.len == 0)
        return;
    jb_buf names = {0};
    for (uint32_t i = 0; i < job->images.len; i++)
        jb_buf_printf(file->arena, &names, "/I%u %u 0 R\n", i + 1,
                      jb_pdf_number_of(jb_pdf_image(file, job->images.at[i])));
    jb_pdf_put_raw(file, jb_pdf_put_dict(file, resources, "XObject"), jb_buf_str(&names));
}

/* The trimmed page with so much around it on all sides. */
static void add_box(jb_arena *arena, jb_buf *out, const char *name, const jb_medium *medium,
                    jb_point around)
{
    const jb_point room = medium->room;
    const jb_len edges[] = {room.x - around.x, room.y - around.y,
                            medium->width + room.x + around.x, medium->height + room.y + around.y};
    jb_buf_printf(arena, out, "/%s [", name);
    for (int i = 0; i < 4; i++) {
        jb_buf_add(arena, out, i ? JB_STR(" ") : JB_STR(""));
        jb_pdf_add_number(arena, out, edges[i]);
    }
    jb_buf_add(arena, out, JB_STR("]\n"));
}

/* Entries in raw syntax: libharu's floats would make 841.89001 of 841.89. */
static jb_str page_boxes(const jb_pdf_job *job, const jb_medium *medium)
{
    jb_buf out = {0};
    add_box(job->arena, &out, "MediaBox", medium, medium->room);
    if (medium->bleed)
        add_box(job->arena, &out, "BleedBox", medium, (jb_point){medium->bleed, medium->bleed});
    add_box(job->arena, &out, "TrimBox", medium, (jb_point){0, 0});
    return jb_buf_str(&out);
}

static HPDF_Dict make_page(const jb_pdf_job *job, jb_pdf_file *file, const jb_pdf_page *page,
                           HPDF_Dict resources)
{
    jb_arena_mark mark = jb_arena_note(file->arena);
    bool good = false;
    jb_str content = jb_pdf_content(job, page, file->plain, &good);
    file->failed = file->failed || !good;
    bool empty = content.len == 0; /* a page without content has no stream */
    if (!empty && !file->plain)
        content = jb_pdf_deflate_once(file, content, mark);
    HPDF_Dict stream = NULL;
    if (!empty)
        stream = jb_pdf_stream(file, content, JB_PDF_TEXT | (file->plain ? 0 : JB_PDF_DEFLATED));
    HPDF_Dict dict = jb_pdf_object(file);
    jb_pdf_put_name(file, dict, "Type", "Page");
    jb_pdf_put_raw(file, dict, page_boxes(job, &page->medium));
    jb_pdf_put_ref(file, dict, "Resources", resources);
    if (job->tags)
        jb_pdf_put_name(file, dict, "Tabs", "S");
    if (page->marks)
        jb_pdf_put_int(file, dict, "StructParents", (int32_t)(page - job->pages.at));
    if (!empty)
        jb_pdf_put_ref(file, dict, "Contents", stream);
    return dict;
}

/* The page joins the tree; libharu counts what it knows to be a page, once it has a parent. */
static void add_kid(jb_pdf_file *file, HPDF_Pages parent, HPDF_Dict page)
{
    if (!parent || !page || HPDF_Pages_AddKids(parent, page) != HPDF_OK)
        file->failed = true;
    else
        page->header.obj_class |= HPDF_OSUBCLASS_PAGE;
}

static void make_pages(const jb_pdf_job *job, jb_pdf_file *file, HPDF_Dict resources,
                       HPDF_Dict *pages)
{
    HPDF_Pages root = HPDF_Catalog_GetRoot(file->doc->catalog), parent = root;
    for (uint32_t i = 0; i < job->pages.len; i++) {
        pages[i] = make_page(job, file, &job->pages.at[i], resources);
        if (job->pages.len > KIDS && i % KIDS == 0)
            parent = HPDF_Pages_New(file->doc->mmgr, root, file->doc->xref);
        add_kid(file, parent, pages[i]);
    }
}

/* Pages are named by the number that they bear (ISO 32000-1 12.4.2); one that bears none is counted
 * (GB/T 9704-2012 7.5). */
static void put_labels(jb_pdf_file *file)
{
    HPDF_Dict labels = jb_pdf_put_dict(file, file->doc->catalog, "PageLabels");
    jb_pdf_put_raw(file, labels, JB_STR("/Nums [0 <</S /D>>]\n"));
}

static void push_failure(jb_diags *diags, jb_arena *arena, const char *what, unsigned long code)
{
    jb_diag_in(diags, JB_D_PDF_FAILED, (jb_place){0},
               JB_ARGS(jb_arena_format(arena, "%s 0x%lX", what, code)));
}

static bool record(jb_pdf_job *job, const jb_pages *pages, const jb_variant *variant,
                   jb_diags *diags)
{
    jb_device device = jb_pdf_recorder(job);
    job->tags = variant->tagged ? jb_tags_make(job->arena, pages, variant) : NULL;
    if (jb_paint(job->arena, pages, variant, &device))
        return true;
    push_failure(diags, job->arena, "glyph", 0);
    return false;
}

/* What a finished file could only be refused for is known before it is made. */
static void hold_rules(jb_pdf_job *job, const jb_pdf_meta *meta, const jb_print_layout *print)
{
    jb_pdf_hold(job, JB_RULE_INFO_TITLE, meta->title.len > 0);
    jb_pdf_hold(job, JB_RULE_INFO_DATE, meta->date.year > 0);
    jb_pdf_hold(job, JB_RULE_INTENT_IDENTIFIER,
                print->condition.len > 0 || (job->claims & JB_CLAIMS_A));
    for (uint32_t i = 0; i < job->pages.len; i++) {
        const jb_medium *m = &job->pages.at[i].medium;
        jb_len least = m->width < m->height ? m->width : m->height;
        jb_len width = m->width + 2 * m->room.x, height = m->height + 2 * m->room.y;
        jb_pdf_hold(job, JB_RULE_BOX_NESTING, m->bleed <= m->room.x && m->bleed <= m->room.y);
        jb_pdf_hold(job, JB_RULE_BOX_SIZE,
                    least >= JB_PT(3) && (width > height ? width : height) <= JB_PT(14400));
    }
}

static void push_broken(jb_diags *diags, const jb_pdf_job *job)
{
    const jb_breach breach = {.rule = job->rule, .args = {JB_BOTH("页面内容", "the content")}};
    jb_diag_in(diags, JB_D_PRINT_BROKEN, (jb_place){0},
               JB_ARGS(jb_claims_name(job->arena, job->claims), jb_breach_said(job->arena, &breach),
                       jb_clause_said(job->arena, job->rule, job->claims)));
}

/* All objects of the file; NULL after a diagnostic. */
static jb_pdf_file *make_objects(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
                                 const jb_pdf_meta *meta, jb_pdf_shared *shared, bool plain,
                                 jb_diags *diags)
{
    const jb_pdf_standard *standard = jb_pdf_standard_of(pages, variant);
    const jb_print_layout *print = &pages->styled->layout->print;
    jb_pdf_press *press = variant->color == JB_COLOR_PRESS ? shared->press
                          : jb_variant_keeps(variant)      ? shared->archive
                                                           : NULL;
    jb_pdf_job job = {.arena = arena, .claims = standard->claims, .press = press};
    job.outlines = variant->promise == JB_PROMISE_PDFX && print->outlines;
    if (!record(&job, pages, variant, diags))
        return NULL;
    hold_rules(&job, meta, print);
    if (job.broken) {
        push_broken(diags, &job);
        return NULL;
    }
    jb_pdf_file *file = jb_pdf_open(arena, shared->deflater, plain);
    if (!file) {
        push_failure(diags, arena, "libharu", HPDF_FAILD_TO_ALLOC_MEM);
        return NULL;
    }
    HPDF_Dict resources = jb_pdf_object(file);
    if (!job.outlines &&
        !jb_pdf_fonts_make(file, standard, &job.fonts, shared, resources, diags))
        return NULL;
    make_states(&job, file, resources);
    jb_pdf_plates_make(&job, file, resources);
    make_images(&job, file, resources);
    HPDF_Dict *made = JB_NEW_ARRAY(arena, HPDF_Dict, job.pages.len);
    make_pages(&job, file, resources, made);
    if (variant->outline)
        jb_pdf_outline(file, &pages->bookmarks, made, job.pages.len, pages->height);
    if (variant->outline && pages->styled->layout->folio.on)
        put_labels(file);
    jb_pdf_links_put(&job, file, made);
    jb_pdf_structure_put(&job, file, made);
    jb_pdf_intent_put(file, standard, press);
    jb_pdf_meta_put(file, standard, meta);
    jb_pdf_attach_put(file, standard, meta);
    return file;
}

/* Ends the file; false after a diagnostic when something failed on the way. */
static bool finish(jb_pdf_file *file, jb_diags *diags)
{
    bool good = jb_pdf_good(file);
    if (!good)
        push_failure(diags, file->arena, "libharu", HPDF_GetError(file->doc));
    jb_pdf_close(file);
    return good;
}

bool jb_pdf_make(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
                 const jb_pdf_meta *meta, jb_pdf_shared *shared, jb_pdf_bytes *out, jb_diags *diags)
{
    jb_pdf_file *file = make_objects(arena, pages, variant, meta, shared, false, diags);
    if (!file)
        return false;
    if (jb_pdf_good(file))
        *out = jb_pdf_save(file, jb_pdf_standard_of(pages, variant));
    return finish(file, diags);
}

void jb_pdf_dump(jb_arena *arena, const jb_pages *pages, const jb_variant *variant,
                 const jb_pdf_meta *meta, jb_pdf_shared *shared, jb_buf *out, jb_diags *diags)
{
    jb_pdf_file *file = make_objects(arena, pages, variant, meta, shared, true, diags);
    if (!file)
        return;
    if (jb_pdf_good(file))
        jb_pdf_print(file, out);
    finish(file, diags);
}
