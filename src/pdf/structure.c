/* The structure tree (ISO 32000-1 14.7): an element for each tag, from each to the pieces of marked
 * content that it is made of, and by the parent tree back again. */
#include "writer.h"

enum { LEAF = 100 }; /* keys in one leaf of the parent tree */

/* What an element is made of. */
typedef struct kid {
    bool content;   /* marked content, else an element */
    uint32_t index; /* of the mark or the tag */
    uint32_t next;  /* 1 + index of the one behind; 0: it is the last */
} kid;

typedef struct tree {
    const jb_pdf_job *job;
    jb_pdf_file *file;
    const HPDF_Dict *pages;
    HPDF_Dict *elements;    /* by tag */
    JB_VEC(kid) kids;
    uint32_t *first, *last; /* of a tag: its kids, by 1 + index */
    bool *linked;           /* the tag is a kid */
    uint32_t *page_of;      /* of a mark */
} tree;

static void add_kid(tree *t, uint32_t owner, bool content, uint32_t index)
{
    *jb_push(t->file->arena, &t->kids) = (kid){.content = content, .index = index};
    if (t->last[owner])
        t->kids.at[t->last[owner] - 1].next = t->kids.len;
    else
        t->first[owner] = t->kids.len;
    t->last[owner] = t->kids.len;
    if (!content)
        t->linked[index] = true;
}

/* Links and the like stand where their content does; other elements, as a figure's caption, behind
 * what their parent shows itself. */
static void link_all(tree *t)
{
    const jb_pdf_job *job = t->job;
    for (uint32_t p = 0; p < job->pages.len; p++) {
        const jb_pdf_page *page = &job->pages.at[p];
        for (uint32_t i = page->mark; i < page->mark + page->marks; i++) {
            uint32_t owner = job->marks.at[i];
            const jb_tag *tag = &job->tags->tags.at[owner];
            t->page_of[i] = p;
            if (tag->kind >= JB_TAG_LINK && !t->linked[owner])
                add_kid(t, tag->parent, false, owner);
            add_kid(t, owner, true, i);
        }
    }
    for (uint32_t i = 1; i < job->tags->tags.len; i++)
        if (!t->linked[i])
            add_kid(t, job->tags->tags.at[i].parent, false, i);
}

/* The page of the first content that is the element's own; -1: it has none. */
static int64_t own_page(const tree *t, uint32_t tag)
{
    for (uint32_t i = t->first[tag]; i; i = t->kids.at[i - 1].next)
        if (t->kids.at[i - 1].content)
            return t->page_of[t->kids.at[i - 1].index];
    return -1;
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

static void add_kids(const tree *t, jb_buf *out, uint32_t tag, int64_t own)
{
    jb_arena *arena = t->file->arena;
    uint32_t first = t->first[tag], link = t->job->link_of[tag];
    if (!first)
        return;
    bool several = t->kids.at[first - 1].next || link;
    jb_buf_add(arena, out, several ? JB_STR("/K [") : JB_STR("/K "));
    for (uint32_t i = first; i; i = t->kids.at[i - 1].next) {
        const kid *k = &t->kids.at[i - 1];
        jb_buf_add(arena, out, i != first ? JB_STR(" ") : JB_STR(""));
        if (k->content)
            add_content(t, out, k->index, (uint32_t)own);
        else
            add_ref(t, out, "%u 0 R", t->elements[k->index]);
    }
    if (link)
        add_ref(t, out, " <</Type /OBJR /Obj %u 0 R>>", t->job->links.at[link - 1].annotation);
    jb_buf_add(arena, out, several ? JB_STR("]\n") : JB_STR("\n"));
}

static void put_element(const tree *t, uint32_t i, HPDF_Dict root)
{
    jb_arena *arena = t->file->arena;
    const jb_tag *tag = &t->job->tags->tags.at[i];
    int64_t own = own_page(t, i);
    jb_buf out = {0};
    jb_buf_printf(arena, &out, "/S /%s\n", jb_tag_name(tag->kind));
    add_ref(t, &out, "/P %u 0 R\n", i ? t->elements[tag->parent] : root);
    if (own >= 0)
        add_ref(t, &out, "/Pg %u 0 R\n", t->pages[own]);
    add_kids(t, &out, i, own);
    if (tag->kind == JB_TAG_TH)
        jb_buf_add(arena, &out, JB_STR("/A <</O /Table /Scope /Column>>\n"));
    if (tag->numbered)
        jb_buf_add(arena, &out, JB_STR("/A <</O /List /ListNumbering /Decimal>>\n"));
    jb_pdf_put_raw(t->file, t->elements[i], jb_buf_str(&out));
    if (tag->lang.len)
        jb_pdf_put_text(t->file, t->elements[i], "Lang", tag->lang);
    if (tag->alt.len)
        jb_pdf_put_text(t->file, t->elements[i], "Alt", tag->alt);
}

/* ---- the parent tree ------------------------------------------------------------------------ */

/* The elements of each page's marked content, by the page's number, and behind those of all pages
 * the links' own: of the keys [first, end). */
static void put_parents(const tree *t, HPDF_Dict dict, uint32_t first, uint32_t end)
{
    jb_arena *arena = t->file->arena;
    jb_buf out = {0};
    jb_buf_add(arena, &out, JB_STR("/Nums ["));
    for (uint32_t p = first; p < end; p++) {
        if (p >= t->job->pages.len) {
            const jb_pdf_link *link = &t->job->links.at[p - t->job->pages.len];
            jb_buf_printf(arena, &out, "%u ", p);
            add_ref(t, &out, "%u 0 R\n", t->elements[link->tag]);
            continue;
        }
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
    uint32_t keys = t->job->pages.len + t->job->links.len;
    HPDF_Dict root = jb_pdf_object(t->file);
    if (keys <= LEAF) {
        put_parents(t, root, 0, keys);
        return root;
    }
    jb_buf kids = {0};
    jb_buf_add(arena, &kids, JB_STR("/Kids ["));
    for (uint32_t p = 0; p < keys; p += LEAF) {
        uint32_t end = p + LEAF < keys ? p + LEAF : keys;
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
              .first = JB_NEW_ARRAY(arena, uint32_t, tags),
              .last = JB_NEW_ARRAY(arena, uint32_t, tags),
              .linked = JB_NEW_ARRAY(arena, bool, tags),
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
    jb_pdf_put_int(file, root, "ParentTreeNextKey",
                   (int32_t)(job->pages.len + job->links.len));
    jb_pdf_put_ref(file, file->doc->catalog, "StructTreeRoot", root);
    jb_pdf_put_true(file, jb_pdf_put_dict(file, file->doc->catalog, "MarkInfo"), "Marked");
}
