/* The outline (ISO 32000-1 12.3.3): an entry for each bookmark, below the nearest one before it of
 * a smaller level. All stand open. */
#include "writer.h"

typedef struct entry {
    HPDF_Dict dict;
    uint32_t parent, first, last, below; /* below: entries under it; 0 of the others: none */
} entry;

/* Entry 0 is the root; bookmark i is entry i + 1. */
static entry *make_tree(jb_pdf_file *file, const jb_bookmarks *bookmarks)
{
    entry *tree = JB_NEW_ARRAY(file->arena, entry, bookmarks->len + 1);
    tree[0].dict = jb_pdf_object(file);
    for (uint32_t i = 1; i <= bookmarks->len; i++) {
        uint32_t parent = i - 1;
        while (parent > 0 && bookmarks->at[parent - 1].level >= bookmarks->at[i - 1].level)
            parent = tree[parent].parent;
        tree[i].dict = jb_pdf_object(file);
        tree[i].parent = parent;
        jb_pdf_put_ref(file, tree[i].dict, "Parent", tree[parent].dict);
        if (tree[parent].last) {
            jb_pdf_put_ref(file, tree[i].dict, "Prev", tree[tree[parent].last].dict);
            jb_pdf_put_ref(file, tree[tree[parent].last].dict, "Next", tree[i].dict);
        } else {
            tree[parent].first = i;
        }
        tree[parent].last = i;
    }
    for (uint32_t i = bookmarks->len; i > 0; i--)
        tree[tree[i].parent].below += tree[i].below + 1;
    return tree;
}

/* A direct array: some readers take no other in an outline. Whole points are near enough, the next
 * one up so that the title is in view. */
static void put_place(jb_pdf_file *file, HPDF_Dict dict, HPDF_Dict page, jb_len up)
{
    HPDF_Array place = jb_pdf_put_array(file, dict, "Dest");
    jb_pdf_push_ref(file, place, page);
    jb_pdf_push_name(file, place, "XYZ");
    jb_pdf_push_int(file, place, 0);
    jb_pdf_push_int(file, place, (up + 999) / 1000);
    jb_pdf_push_int(file, place, 0); /* zoom stays as it is */
}

/* Of what there is but one, a reader needs no list. */
static bool has_several(const jb_bookmarks *bookmarks)
{
    uint32_t articles = 0;
    for (uint32_t i = 0; i < bookmarks->len; i++)
        articles += bookmarks->at[i].level <= JB_BOOKMARK_ARTICLE;
    return articles > 1;
}

void jb_pdf_outline(jb_pdf_file *file, const jb_bookmarks *bookmarks, const HPDF_Dict *pages,
                    uint32_t pages_len, jb_len height)
{
    if (bookmarks->len == 0)
        return;
    const entry *tree = make_tree(file, bookmarks);
    jb_pdf_put_name(file, tree[0].dict, "Type", "Outlines");
    for (uint32_t i = 0; i <= bookmarks->len; i++) {
        if (tree[i].below) {
            jb_pdf_put_ref(file, tree[i].dict, "First", tree[tree[i].first].dict);
            jb_pdf_put_ref(file, tree[i].dict, "Last", tree[tree[i].last].dict);
            jb_pdf_put_int(file, tree[i].dict, "Count", (int32_t)tree[i].below);
        }
        if (i == 0)
            continue;
        const jb_bookmark *mark = &bookmarks->at[i - 1];
        jb_pdf_put_text(file, tree[i].dict, "Title", mark->text);
        if (mark->page >= 1 && mark->page <= pages_len)
            put_place(file, tree[i].dict, pages[mark->page - 1], height - mark->y);
    }
    jb_pdf_put_ref(file, file->doc->catalog, "Outlines", tree[0].dict);
    if (has_several(bookmarks))
        jb_pdf_put_name(file, file->doc->catalog, "PageMode", "UseOutlines");
}
