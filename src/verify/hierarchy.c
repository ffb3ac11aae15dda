/* The elements of a tagged file: which stand where, in what order, and what they must have (ISO
 * 32000-1 14.8.4; ISO 14289-1 7.2 to 7.5, 7.7, 7.9). */
#include <stdlib.h>

#include "tagging.h"

enum { SEVERAL = 6 };

#define R(key) JB_ROLE_##key

/* What stands in nothing else. A Caption is wherever it belongs to something. */
static const struct {
    jb_role role;
    jb_role above[SEVERAL];
    int n;
} above[] = {
    {R(TR), {R(TABLE), R(THEAD), R(TBODY), R(TFOOT)}, 4},
    {R(THEAD), {R(TABLE)}, 1},
    {R(TBODY), {R(TABLE)}, 1},
    {R(TFOOT), {R(TABLE)}, 1},
    {R(TH), {R(TR)}, 1},
    {R(TD), {R(TR)}, 1},
    {R(LI), {R(L)}, 1},
    {R(LBODY), {R(LI)}, 1},
    {R(TOCI), {R(TOC)}, 1},
    {R(RB), {R(RUBY)}, 1},
    {R(RT), {R(RUBY)}, 1},
    {R(RP), {R(RUBY)}, 1},
    {R(WT), {R(WARICHU)}, 1},
    {R(WP), {R(WARICHU)}, 1},
};

/* What has nothing else below it. */
static const struct {
    jb_role role;
    jb_role below[SEVERAL];
    int n;
} below[] = {
    {R(TABLE), {R(TR), R(THEAD), R(TBODY), R(TFOOT), R(CAPTION)}, 5},
    {R(THEAD), {R(TR)}, 1},
    {R(TBODY), {R(TR)}, 1},
    {R(TFOOT), {R(TR)}, 1},
    {R(TR), {R(TH), R(TD)}, 2},
    {R(L), {R(L), R(LI), R(CAPTION)}, 3},
    {R(LI), {R(LBL), R(LBODY)}, 2},
    {R(TOC), {R(TOC), R(TOCI), R(CAPTION)}, 3},
    {R(TOCI), {R(LBL), R(REFERENCE), R(NON_STRUCT), R(P), R(TOC)}, 5},
    {R(RUBY), {R(RB), R(RT), R(RP)}, 3},
    {R(WARICHU), {R(WT), R(WP)}, 2},
};

typedef struct checking {
    jb_check *check;
    const jb_tagging *tags;
    int heading;                 /* level of the last; 0: none yet */
    bool plain, numbered, mixed; /* H; H1 to H6; that was told */
    JB_VEC(jb_str) notes;        /* their IDs */
} checking;

static const jb_element *at(const checking *c, uint32_t element)
{
    return &c->tags->elements.at[element];
}

static jb_str role_name(jb_role role)
{
    return role == JB_ROLES ? JB_STR("StructTreeRoot") : jb_str_make(jb_role_name(role));
}

/* On the page that the element says it is on. */
static void go_to(const checking *c, uint32_t element)
{
    uint32_t page = jb_obj_entry(at(c, element)->dict, "Pg")->object;
    c->check->page = jb_tagging_page(c->tags, page);
}

static void tell(const checking *c, jb_rule rule, uint32_t element, jb_str more)
{
    go_to(c, element);
    jb_tell(c->check, rule, JB_ARGS(role_name(at(c, element)->role), more));
}

/* ---- places -------------------------------------------------------------------------------- */

static bool is_among(jb_role role, const jb_role *list, int n)
{
    for (int i = 0; i < n; i++)
        if (list[i] == role)
            return true;
    return false;
}

static void check_place(const checking *c, uint32_t element)
{
    jb_role own = at(c, element)->role, over = at(c, at(c, element)->parent)->role;
    bool good = true;
    for (size_t i = 0; i < sizeof above / sizeof *above; i++)
        if (above[i].role == own)
            good &= is_among(over, above[i].above, above[i].n);
    for (size_t i = 0; i < sizeof below / sizeof *below; i++)
        if (below[i].role == over)
            good &= is_among(own, below[i].below, below[i].n);
    if (!good && own != JB_ROLES)
        tell(c, JB_RULE_TAG_PLACE, element, role_name(over));
}

static uint32_t next(const checking *c, uint32_t element)
{
    return at(c, element)->end;
}

static uint32_t count(const checking *c, uint32_t parent, jb_role role)
{
    uint32_t n = 0;
    for (uint32_t i = parent + 1; i < at(c, parent)->end; i = next(c, i))
        n += at(c, i)->role == role;
    return n;
}

/* A caption is one, and first; in a table it may be last too. */
static void check_captions(const checking *c, uint32_t parent)
{
    bool table = at(c, parent)->role == R(TABLE);
    for (uint32_t i = parent + 1; i < at(c, parent)->end; i = next(c, i)) {
        bool edge = i == parent + 1 || (table && at(c, i)->end == at(c, parent)->end);
        if (at(c, i)->role == R(CAPTION) && !edge)
            tell(c, JB_RULE_TAG_ORDER, i, JB_BOTH("应是第一个", "must be the first"));
    }
    if (count(c, parent, R(CAPTION)) > 1)
        tell(c, JB_RULE_TAG_ORDER, parent, JB_BOTH("有几个 Caption", "has several captions"));
}

static void check_table(const checking *c, uint32_t table)
{
    uint32_t heads = count(c, table, R(THEAD)), feet = count(c, table, R(TFOOT));
    check_captions(c, table);
    if (heads > 1 || feet > 1)
        tell(c, JB_RULE_TAG_ORDER, table,
             JB_BOTH("有几个 THead 或 TFoot", "has several THead or TFoot"));
    if (heads + feet > 0 && count(c, table, R(TBODY)) == 0)
        tell(c, JB_RULE_TAG_ORDER, table, JB_BOTH("没有 TBody", "has no TBody"));
    go_to(c, table);
    jb_check_grid(c->check, c->tags, table);
}

/* ---- headings ------------------------------------------------------------------------------ */

static void check_heading(checking *c, uint32_t element)
{
    jb_role role = at(c, element)->role;
    int level = role >= R(H1) && role <= R(H6) ? role - R(H1) + 1 : 0;
    c->plain |= role == R(H);
    c->numbered |= level > 0;
    if (c->plain && c->numbered && !c->mixed) {
        c->mixed = true;
        tell(c, JB_RULE_HEADING_MIXED, element, (jb_str){0});
    }
    if (level > c->heading + 1)
        tell(c, JB_RULE_HEADING_SKIPPED, element,
             c->heading ? role_name((jb_role)(R(H1) + c->heading - 1)) : JB_STR("-"));
    c->heading = level ? level : c->heading;
}

static void check_headings_below(const checking *c, uint32_t element)
{
    if (count(c, element, R(H)) > 1)
        tell(c, JB_RULE_HEADING_MIXED, element, (jb_str){0});
}

/* ---- what they must have ------------------------------------------------------------------- */

static jb_str text_of(const checking *c, uint32_t element, const char *key)
{
    const jb_obj *o = jb_door_key(c->check->door, at(c, element)->dict, key);
    return o->type == JB_OBJ_STRING ? jb_check_text(c->check, o) : (jb_str){0};
}

static bool is_described(const checking *c, uint32_t element)
{
    return text_of(c, element, "Alt").len || text_of(c, element, "ActualText").len;
}

static void take_note(checking *c, uint32_t element)
{
    jb_str id = text_of(c, element, "ID");
    if (id.len == 0)
        tell(c, JB_RULE_NOTE_ID, element, JB_BOTH("没有 ID", "has no ID"));
    else
        *jb_push(c->check->arena, &c->notes) = id;
}

static int compare_texts(const void *a, const void *b)
{
    return jb_str_compare(*(const jb_str *)a, *(const jb_str *)b);
}

static void check_notes(checking *c)
{
    c->check->page = 0;
    if (c->notes.len)
        qsort(c->notes.at, c->notes.len, sizeof *c->notes.at, compare_texts);
    for (uint32_t i = 1; i < c->notes.len; i++)
        if (jb_str_equal(c->notes.at[i - 1], c->notes.at[i]))
            jb_tell(c->check, JB_RULE_NOTE_ID,
                    JB_ARGS(c->notes.at[i], JB_BOTH("不止一个", "is of several")));
}

static void check_element(checking *c, uint32_t element)
{
    check_place(c, element);
    check_headings_below(c, element);
    switch (at(c, element)->role) {
    case R(H): case R(H1): case R(H2): case R(H3): case R(H4): case R(H5): case R(H6):
        check_heading(c, element);
        break;
    case R(TABLE):
        check_table(c, element);
        break;
    case R(L): case R(TOC):
        check_captions(c, element);
        break;
    case R(FIGURE):
        if (!is_described(c, element))
            tell(c, JB_RULE_FIGURE_ALT, element, (jb_str){0});
        break;
    case R(FORMULA):
        if (!is_described(c, element))
            tell(c, JB_RULE_FORMULA_ALT, element, (jb_str){0});
        break;
    case R(NOTE):
        take_note(c, element);
        break;
    default:
        break;
    }
}

void jb_check_hierarchy(jb_check *check, const jb_tagging *tags)
{
    checking c = {.check = check, .tags = tags};
    for (uint32_t i = 1; i < tags->elements.len; i++)
        check_element(&c, i);
    check_notes(&c);
    check->page = 0;
}
