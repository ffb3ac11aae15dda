/* Links: an annotation for each tag that leads somewhere (ISO 32000-1 12.5.6.5), whose active areas
 * are the lines that the tag's text stands on. It has no border: the page looks as it did. */
#include "writer.h"

#include <stdlib.h>

/* The text of a link on one line. */
typedef struct area {
    uint32_t page, tag;
    uint32_t order; /* in which they are painted */
    jb_stand stand;
    jb_len line;   /* y of its baseline; x in a column */
    jb_rect where; /* y downwards, as on the page */
} area;

typedef JB_VEC(area) area_list;

/* An em box is taken to reach so far above the baseline and below it, as the columns of Identity-V
 * do (ISO 32000-1 9.7.4.3). */
static jb_rect box_of(const jb_pdf_job *job, const jb_pdf_op *op)
{
    const jb_pdf_font *font = &job->fonts.at[op->font];
    const jb_item_glyph *first = &op->glyphs[0], *last = &op->glyphs[op->len - 1];
    jb_len width = jb_len_share(op->size, font->uses.at[op->uses[op->len - 1]].width);
    jb_len above = jb_len_share(op->size, 880), below = op->size - above;
    switch (op->stand) {
    case JB_STAND_TURNED:
        return (jb_rect){first->x - below, first->y, op->size, last->y + width - first->y};
    case JB_STAND_UPRIGHT:
        return (jb_rect){first->x, first->y - above, op->size, last->y + op->size - first->y};
    case JB_STAND_LEVEL:
    case JB_STAND_ACROSS:
    case JB_STAND_DIAGONAL:
        break;
    }
    return (jb_rect){first->x, first->y - above, last->x + width - first->x, op->size};
}

static jb_rect join(jb_rect a, jb_rect b)
{
    jb_len x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
    jb_len right = a.x + a.width > b.x + b.width ? a.x + a.width : b.x + b.width;
    jb_len foot = a.y + a.height > b.y + b.height ? a.y + a.height : b.y + b.height;
    return (jb_rect){x, y, right - x, foot - y};
}

/* What goes on along a line in another font is in the same area. */
static void add_area(jb_pdf_job *job, area_list *areas, uint32_t page, const jb_pdf_op *op)
{
    bool column = op->stand == JB_STAND_TURNED || op->stand == JB_STAND_UPRIGHT;
    area new = {.page = page,
                .tag = job->marks.at[job->pages.at[page].mark + op->mark - 1],
                .order = areas->len,
                .stand = op->stand,
                .line = column ? op->glyphs[0].x : op->glyphs[0].y,
                .where = box_of(job, op)};
    area *last = areas->len ? &areas->at[areas->len - 1] : NULL;
    if (last && last->tag == new.tag && last->page == page && last->stand == new.stand &&
        abs(last->line - new.line) < op->size / 2)
        last->where = join(last->where, new.where);
    else
        *jb_push(job->arena, areas) = new;
}

static int compare_areas(const void *a, const void *b)
{
    const area *x = a, *y = b;
    int order = JB_COMPARE(x->page, y->page);
    order = order ? order : JB_COMPARE(x->tag, y->tag);
    return order ? order : JB_COMPARE(x->order, y->order);
}

static area_list find_areas(jb_pdf_job *job)
{
    area_list areas = {0};
    for (uint32_t p = 0; p < job->pages.len; p++) {
        const jb_pdf_page *page = &job->pages.at[p];
        for (uint32_t i = page->op; i < page->op + page->ops; i++) {
            const jb_pdf_op *op = &job->ops.at[i];
            if (op->kind != JB_PDF_GLYPHS || op->mark == JB_PDF_UNMARKED ||
                op->mark == JB_PDF_ARTIFACT || op->len == 0 || !op->uses)
                continue;
            uint32_t tag = job->marks.at[page->mark + op->mark - 1];
            if (job->tags->tags.at[tag].uri.len)
                add_area(job, &areas, p, op);
        }
    }
    if (areas.len)
        qsort(areas.at, areas.len, sizeof *areas.at, compare_areas);
    return areas;
}

/* ---- annotations ---------------------------------------------------------------------------- */

static void add_numbers(jb_arena *arena, jb_buf *out, const jb_len *numbers, int n)
{
    for (int i = 0; i < n; i++) {
        jb_buf_add(arena, out, i ? JB_STR(" ") : JB_STR(""));
        jb_pdf_add_number(arena, out, numbers[i]);
    }
}

/* The upper edge first, as viewers take it, whatever 12.5.6.10 says of the order. */
static void add_quad(jb_pdf_job *job, jb_buf *out, const jb_medium *medium, jb_rect of)
{
    jb_len left = of.x + medium->room.x, right = left + of.width;
    jb_len top = medium->height + medium->room.y - of.y, foot = top - of.height;
    const jb_len corners[] = {left, top, right, top, left, foot, right, foot};
    add_numbers(job->arena, out, corners, 8);
}

static void add_rect(jb_pdf_job *job, jb_buf *out, const jb_medium *medium, jb_rect of)
{
    jb_len left = of.x + medium->room.x, top = medium->height + medium->room.y - of.y;
    const jb_len edges[] = {left, top - of.height, left + of.width, top};
    jb_buf_add(job->arena, out, JB_STR("/Rect ["));
    add_numbers(job->arena, out, edges, 4);
    jb_buf_add(job->arena, out, JB_STR("]\n"));
}

/* A string in parentheses of bytes that are all ASCII. */
static void add_ascii(jb_arena *arena, jb_buf *out, jb_str text)
{
    jb_buf_add(arena, out, JB_STR("("));
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '(' || text.at[i] == ')' || text.at[i] == '\\')
            jb_buf_add(arena, out, JB_STR("\\"));
        jb_buf_add(arena, out, jb_str_cut(text, i, i + 1));
    }
    jb_buf_add(arena, out, JB_STR(")"));
}

/* One for all lines (14.8.4.4.2), which are told where they are not the whole rectangle. Contents
 * says to whoever cannot see it where it leads (ISO 14289-1 7.18.5); it is printed (ISO 19005-2
 * 6.3.2). */
static HPDF_Dict make_annotation(jb_pdf_job *job, jb_pdf_file *file, const area *areas, uint32_t n)
{
    const jb_medium *medium = &job->pages.at[areas->page].medium;
    const jb_tag *tag = &job->tags->tags.at[areas->tag];
    jb_rect whole = areas->where;
    jb_buf out = {0};
    for (uint32_t i = 1; i < n; i++)
        whole = join(whole, areas[i].where);
    jb_buf_add(job->arena, &out, JB_STR("/Subtype /Link /F 4 /Border [0 0 0]\n"));
    add_rect(job, &out, medium, whole);
    if (n > 1) {
        jb_buf_add(job->arena, &out, JB_STR("/QuadPoints ["));
        for (uint32_t i = 0; i < n; i++) {
            add_quad(job, &out, medium, areas[i].where);
            jb_buf_add(job->arena, &out, i + 1 < n ? JB_STR("\n") : JB_STR("]\n"));
        }
    }
    jb_buf_add(job->arena, &out, JB_STR("/A <</S /URI /URI "));
    add_ascii(job->arena, &out, tag->uri);
    jb_buf_add(job->arena, &out, JB_STR(">>\n/Contents "));
    add_ascii(job->arena, &out, tag->uri);
    jb_buf_add(job->arena, &out, JB_STR("\n"));
    HPDF_Dict made = jb_pdf_object(file);
    jb_pdf_put_name(file, made, "Type", "Annot");
    jb_pdf_put_raw(file, made, jb_buf_str(&out));
    jb_pdf_put_int(file, made, "StructParent", (int32_t)(job->pages.len + job->links.len));
    return made;
}

void jb_pdf_links_put(jb_pdf_job *job, jb_pdf_file *file, const HPDF_Dict *pages)
{
    if (!job->tags)
        return;
    const area_list areas = find_areas(job);
    job->link_of = JB_NEW_ARRAY(job->arena, uint32_t, job->tags->tags.len);
    HPDF_Array list = NULL;
    for (uint32_t i = 0, end; i < areas.len; i = end) {
        const area *first = &areas.at[i];
        for (end = i + 1; end < areas.len && areas.at[end].tag == first->tag;)
            end++;
        if (i == 0 || areas.at[i - 1].page != first->page)
            list = jb_pdf_put_array(file, pages[first->page], "Annots");
        HPDF_Dict made = make_annotation(job, file, first, end - i);
        *jb_push(job->arena, &job->links) = (jb_pdf_link){first->tag, made};
        job->link_of[first->tag] = job->links.len;
        jb_pdf_push_ref(file, list, made);
    }
}
