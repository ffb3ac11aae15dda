/* The structure tree (ISO 32000-1 14.7): an element for each tag, from each to the pieces of marked
 * content that it is made of, and by the parent tree back again. */
#include "writer.h"

enum { LEAF = 100 }; /* pages in one leaf of the parent tree */

/* What the elements are made of: chains through tags and marks, in their order, by 1 + index. */
typedef struct tree {
    const jb_pdf_job *job;
    jb_pdf_file *file;
    const HPDF_Dict *pages;
    HPDF_Dict *elements;             /* by tag */
    uint32_t *kid, *next_kid;        /* of a tag: its first; of a kid: the one behind */
    uint32_t *mark, *next_mark;      /* the same of marked content */
    uint32_t *page_of;               /* of a mark */
} tree;

static void link_all(tree *t)
{
    const jb_pdf_job *job = t->job;
    for (uint32_t i = job->tags->tags.len; --i > 0;) {
        uint32_t parent = job->tags->tags.at[i].parent;
        t->next_kid[i] = t->kid[parent];
        t->kid[parent] = i + 1;
    }
    for (uint32_t p = job->pages.len; p-- > 0;) {
        const jb_pdf_page *page = &job->pages.at[p];
        for (uint32_t i = page->mark + page->marks; i-- > page->mark;) {
            t->page_of[i] = p;
            t->next_mark[i] = t->mark[job->marks.at[i]];
            t->mark[job->marks.at[i]] = i + 1;
        }
    }
}

static void add_ref(const tree *t, jb_buf *out, const char *format, HPDF_Dict object)
{
    jb_buf_printf(t->file->arena, out, format, jb_pdf_number_of(object));
}

/* The content on the element's own page by its MCID alone, on others with the page. */
static void add_content(const tree *t, jb_buf *out, uint32_t mark, uint32_t own)
{
    uint32_t page = t->page_of[mark], id = mark - t->job->pages.at[page].mark;
    if (page != own) {
        jb_buf_add(t->file->arena, out, JB_STR("<</Type /MCR "));
        add_ref(t, out, "/Pg %u 0 R ", t->pages[page]);
        jb_buf_printf(t->file->arena, out, "/MCID %u>>", id);
        return;
    }
    jb_buf_printf(t->file->arena, out, "%u", id);
}

/* First what it shows itself, then what is below it: a figure, its caption. */
static void add_kids(const tree *t, jb_buf *out, uint32_t tag, uint32_t own)
{
    jb_arena *arena = t->file->arena;
    uint32_t first = t->mark[tag], kid = t->kid[tag];
    if (!first && !kid)
        return;
    bool several = (first && (kid || t->next_mark[first - 1])) || (kid && t->next_kid[kid - 1]);
    jb_buf_add(arena, out, several ? JB_STR("/K [") : JB_STR("/K "));
    for (uint32_t i = first, n = 0; i; i = t->next_mark[i - 1], n++) {
        jb_buf_add(arena, out, n ? JB_STR(" ") : JB_STR(""));
        add_content(t, out, i - 1, own);
    }
    for (uint32_t i = kid; i; i = t->next_kid[i - 1]) {
        jb_buf_add(arena, out, i != kid || first ? JB_STR(" ") : JB_STR(""));
        add_ref(t, out, "%u 0 R", t->elements[i - 1]);
    }
    jb_buf_add(arena, out, several ? JB_STR("]\n") : JB_STR("\n"));
}

static void put_element(const tree *t, uint32_t i, HPDF_Dict root)
{
    jb_arena *arena = t->file->arena;
    const jb_tag *tag = &t->job->tags->tags.at[i];
    uint32_t own = t->mark[i] ? t->page_of[t->mark[i] - 1] : 0;
    jb_buf out = {0};
    jb_buf_printf(arena, &out, "/S /%s\n", jb_tag_name(tag->kind));
    add_ref(t, &out, "/P %u 0 R\n", i ? t->elements[tag->parent] : root);
    if (t->mark[i])
        add_ref(t, &out, "/Pg %u 0 R\n", t->pages[own]);
    add_kids(t, &out, i, own);
    if (tag->kind == JB_TAG_TH)
        jb_buf_add(arena, &out, JB_STR("/A <</O /Table /Scope /Column>>\n"));
    jb_pdf_put_raw(t->file, t->elements[i], jb_buf_str(&out));
    if (tag->alt.len)
        jb_pdf_put_text(t->file, t->elements[i], "Alt", tag->alt);
}

/* ---- the parent tree ------------------------------------------------------------------------ */

/* The elements of each page's marked content, for the pages [first, end). */
static void put_parents(const tree *t, HPDF_Dict dict, uint32_t first, uint32_t end)
{
    jb_arena *arena = t->file->arena;
    jb_buf out = {0};
    jb_buf_add(arena, &out, JB_STR("/Nums ["));
    for (uint32_t p = first; p < end; p++) {
        const jb_pdf_page *page = &t->job->pages.at[p];
        if (page->marks == 0)
            continue;
        jb_buf_printf(arena, &out, "%u [", p);
        for (uint32_t i = page->mark; i < page->mark + page->marks; i++)
            add_ref(t, &out, i > page->mark ? " %u 0 R" : "%u 0 R",
                    t->elements[t->job->marks.at[i]]);
        jb_buf_add(arena, &out, JB_STR("]\n"));
    }
    jb_buf_add(arena, &out, JB_STR("]\n"));
    jb_pdf_put_raw(t->file, dict, jb_buf_str(&out));
}

/* A number tree (7.9.7): its root alone has no limits. */
static HPDF_Dict make_parents(const tree *t)
{
    jb_arena *arena = t->file->arena;
    uint32_t pages = t->job->pages.len;
    HPDF_Dict root = jb_pdf_object(t->file);
    if (pages <= LEAF) {
        put_parents(t, root, 0, pages);
        return root;
    }
    jb_buf kids = {0};
    jb_buf_add(arena, &kids, JB_STR("/Kids ["));
    for (uint32_t p = 0; p < pages; p += LEAF) {
        uint32_t end = p + LEAF < pages ? p + LEAF : pages;
        HPDF_Dict leaf = jb_pdf_object(t->file);
        jb_pdf_put_raw(t->file, leaf, jb_arena_format(arena, "/Limits [%u %u]\n", p, end - 1));
        put_parents(t, leaf, p, end);
        add_ref(t, &kids, "%u 0 R\n", leaf);
    }
    jb_buf_add(arena, &kids, JB_STR("]\n"));
    jb_pdf_put_raw(t->file, root, jb_buf_str(&kids));
    return root;
}

void jb_pdf_structure_put(const jb_pdf_job *job, jb_pdf_file *file, const HPDF_Dict *pages)
{
    if (!job->tags)
        return;
    jb_arena *arena = file->arena;
    uint32_t tags = job->tags->tags.len, marks = job->marks.len + 1;
    tree t = {.job = job,
              .file = file,
              .pages = pages,
              .elements = JB_NEW_ARRAY(arena, HPDF_Dict, tags),
              .kid = JB_NEW_ARRAY(arena, uint32_t, tags),
              .next_kid = JB_NEW_ARRAY(arena, uint32_t, tags),
              .mark = JB_NEW_ARRAY(arena, uint32_t, tags),
              .next_mark = JB_NEW_ARRAY(arena, uint32_t, marks),
              .page_of = JB_NEW_ARRAY(arena, uint32_t, marks)};
    link_all(&t);
    HPDF_Dict root = jb_pdf_object(file);
    for (uint32_t i = 0; i < tags; i++)
        t.elements[i] = jb_pdf_object(file);
    for (uint32_t i = 0; i < tags; i++)
        put_element(&t, i, root);
    HPDF_Dict parents = make_parents(&t);
    jb_pdf_put_name(file, root, "Type", "StructTreeRoot");
    jb_pdf_put_ref(file, root, "K", t.elements[0]);
    jb_pdf_put_ref(file, root, "ParentTree", parents);
    jb_pdf_put_int(file, root, "ParentTreeNextKey", (int32_t)job->pages.len);
    jb_pdf_put_ref(file, file->doc->catalog, "StructTreeRoot", root);
    jb_pdf_put_true(file, jb_pdf_put_dict(file, file->doc->catalog, "MarkInfo"), "Marked");
}
