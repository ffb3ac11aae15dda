/* Issues against the others of their newsletter. */
#include "parts.h"

/* The issues of one newsletter, read once for all sources that are compared with them. */
typedef struct shelf {
    jb_str path; /* of its series.yaml */
    const jb_newsletter *newsletter;
    jb_issued_list known;
} shelf;

struct jb_comparison {
    jb_arena *arena;
    JB_VEC(shelf) shelves;
};

jb_comparison *jb_series_begin(jb_arena *arena)
{
    jb_comparison *comparison = JB_NEW(arena, jb_comparison);
    comparison->arena = arena;
    return comparison;
}

/* What is wrong with a series or a source tells who works on it. */
static const shelf *find_shelf(jb_comparison *c, jb_str path)
{
    jb_diags unheard = {.arena = c->arena};
    for (uint32_t i = 0; i < c->shelves.len; i++)
        if (jb_str_equal(c->shelves.at[i].path, path))
            return &c->shelves.at[i];
    shelf *new = jb_push(c->arena, &c->shelves);
    new->path = jb_arena_copy(c->arena, path);
    new->newsletter = jb_newsletter_open(c->arena, new->path, &unheard);
    if (new->newsletter) {
        jb_whose whose = {.newsletter = new->newsletter, .kind = new->newsletter->rule.kind};
        jb_str folder = new->newsletter->folder;
        jb_folder_read(c->arena, folder, folder, &whose, &new->known, &unheard);
    }
    return new;
}

/* The header of a text; NULL: it is none. */
static const jb_issue *read_head(jb_arena *scratch, jb_str path)
{
    jb_diags unheard = {.arena = scratch};
    const jb_source *source = jb_source_open(scratch, path, NULL, &unheard);
    return source ? jb_issue_peek(scratch, source) : NULL;
}

/* What the text says of itself; if it is one of the shelf's, that was read before. */
static bool look_up(jb_arena *scratch, const shelf *s, jb_str path, jb_issued *issue)
{
    for (uint32_t i = 0; i < s->known.len; i++)
        if (jb_str_equal(s->known.at[i].file, path)) {
            *issue = s->known.at[i];
            return true;
        }
    const jb_issue *head = read_head(scratch, path);
    if (head)
        *issue = (jb_issued){.file = path, .number = head->number, .date = head->date};
    return head != NULL;
}

/* The source itself may be among the issues of the folder, and then goes with itself. */
static void compare(jb_arena *scratch, const shelf *s, jb_str path, jb_diags *diags)
{
    const jb_newsletter *n = s->newsletter;
    const jb_issued *other;
    jb_issued issue;
    if (!look_up(scratch, s, path, &issue))
        return;
    jb_doubt doubt =
        jb_issued_compare(&n->rule, &s->known, n->exceptions, n->exceptions_len, &issue, &other);
    if (doubt == JB_DOUBT_NONE)
        return;
    jb_place place = {.file = jb_arena_copy(diags->arena, path)};
    const jb_issue *head = read_head(scratch, path); /* for the number as it is printed */
    jb_str number = head ? jb_arena_copy(diags->arena, jb_issue_field(head, JB_FIELD_NUMBER))
                         : (jb_str){0};
    jb_str file = jb_arena_copy(diags->arena, other->file);
    if (doubt == JB_DOUBT_TWICE)
        jb_diag_in(diags, JB_D_SERIES_TWICE, place, JB_ARGS(number, file, place.file));
    if (doubt == JB_DOUBT_TOTAL)
        jb_diag_in(diags, JB_D_SERIES_TOTAL_GAP, place, JB_ARGS(number, file));
}

void jb_series_compare(jb_comparison *comparison, jb_str source, jb_diags *diags)
{
    jb_arena *scratch = jb_arena_child(comparison->arena);
    bool input = jb_str_equal(source, JB_STR("-"));
    jb_str path = input ? (jb_str){0} : jb_newsletter_find(scratch, jb_path_folder(source));
    const shelf *s = path.len ? find_shelf(comparison, path) : NULL;
    if (s && s->newsletter)
        compare(scratch, s, source, diags);
    jb_arena_free(scratch);
}
