/* Issues against the others of their newsletter. */
#include "parts.h"

/* The issues of one folder, read once for all sources in it. */
typedef struct shelf {
    jb_str path; /* of its series.yaml */
    const jb_newsletter *newsletter;
    jb_issued_list known;
} shelf;

typedef JB_VEC(shelf) shelves;

static shelf *find_shelf(jb_arena *arena, shelves *all, jb_str path, jb_diags *unheard)
{
    for (uint32_t i = 0; i < all->len; i++)
        if (jb_str_equal(all->at[i].path, path))
            return &all->at[i];
    shelf *new = jb_push(arena, all);
    new->path = path;
    new->newsletter = jb_newsletter_open(arena, path, unheard);
    if (new->newsletter) {
        jb_whose whose = {new->newsletter->name, new->newsletter->rule.kind};
        jb_str folder = new->newsletter->folder;
        jb_folder_read(arena, folder, folder, &whose, &new->known, unheard);
    }
    return new;
}

/* The source itself may be among the issues of the folder, and then goes with itself. */
static void compare(jb_arena *scratch, const shelf *s, jb_str path, jb_diags *diags)
{
    const jb_newsletter *n = s->newsletter;
    const jb_issued *other;
    jb_diags unheard = {.arena = scratch};
    const jb_source *source = jb_source_open(scratch, path, NULL, &unheard);
    if (!source)
        return;
    const jb_issue *head = jb_issue_peek(scratch, source);
    const jb_issued issue = {.file = path, .number = head->number, .date = head->date};
    jb_doubt doubt =
        jb_issued_compare(&n->rule, &s->known, n->exceptions, n->exceptions_len, &issue, &other);
    jb_place place = {.file = path};
    jb_str number = jb_arena_copy(diags->arena, jb_issue_field(head, JB_FIELD_NUMBER));
    jb_str file = doubt == JB_DOUBT_NONE ? path : jb_arena_copy(diags->arena, other->file);
    if (doubt == JB_DOUBT_TWICE)
        jb_diag_in(diags, JB_D_SERIES_TWICE, place, JB_ARGS(number, file, path));
    if (doubt == JB_DOUBT_TOTAL)
        jb_diag_in(diags, JB_D_SERIES_TOTAL_GAP, place, JB_ARGS(number, file));
}

void jb_series_compare(const jb_str *sources, uint32_t n, jb_diags *diags)
{
    jb_arena *arena = jb_arena_child(diags->arena);
    jb_diags unheard = {.arena = arena};
    shelves all = {0};
    for (uint32_t i = 0; i < n; i++) {
        bool input = jb_str_equal(sources[i], JB_STR("-"));
        jb_str path = input ? (jb_str){0} : jb_newsletter_find(arena, jb_path_folder(sources[i]));
        const shelf *s = path.len ? find_shelf(arena, &all, path, &unheard) : NULL;
        jb_arena *scratch = jb_arena_child(arena);
        if (s && s->newsletter)
            compare(scratch, s, sources[i], diags);
        jb_arena_free(scratch);
    }
    jb_arena_free(arena);
}
