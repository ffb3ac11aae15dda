/* What the file says against what it is to say: the text of its pages in the order of its structure
 * tree (ISO 32000-1 14.7.2, 14.8.2), artifacts left out. Text that no element has comes last. */
#include "said.h"

#include "../base/utf8.h"

enum { ELEMENTS_MOST = 2000000, LEVELS_MOST = 64 };

#define TOKENS_MOST UINT64_C(50000000)

/* From here on the text is of that page. */
typedef struct turn {
    uint32_t at, page;
} turn;

typedef struct saying {
    jb_check *check;
    jb_page_said *pages; /* by index */
    uint32_t last;       /* the page that was looked for last */
    uint32_t elements;
    jb_buf text;
    JB_VEC(turn) turns;
} saying;

void jb_said_add(jb_arena *arena, jb_buf *out, jb_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t rune = jb_utf8_next(text, &at);
        bool white = rune <= ' ' || rune == 0xA0 || rune == 0x1680 || rune == 0x3000 ||
                     (rune >= 0x2000 && rune <= 0x200A) || rune == 0x2028 || rune == 0x2029 ||
                     rune == 0x202F || rune == 0x205F;
        if (!white && (!jb_rune_is_unseen(rune) || jb_rune_is_selector(rune)))
            jb_buf_add(arena, out, jb_str_cut(text, start, at));
    }
}

/* ---- the tree ------------------------------------------------------------------------------ */

static const jb_obj *key(const saying *s, const jb_obj *dict, const char *name)
{
    return jb_door_key(s->check->door, dict, name);
}

static void add(saying *s, uint32_t page, jb_str text)
{
    jb_arena *arena = s->check->arena;
    if (text.len == 0)
        return;
    if (s->turns.len == 0 || s->turns.at[s->turns.len - 1].page != page)
        *jb_push(arena, &s->turns) = (turn){s->text.len, page};
    jb_buf_add(arena, &s->text, text);
}

/* The page's index; content follows the pages, so the search goes on from the last one. */
static uint32_t find_page(saying *s, const jb_obj *dict)
{
    const jb_page_list *pages = &s->check->pages;
    for (uint32_t i = 0; i < pages->len; i++) {
        uint32_t at = (s->last + i) % pages->len;
        const jb_obj *page = pages->at[at].dict;
        if (page == dict || (dict->object && page->object == dict->object))
            return s->last = at;
    }
    return pages->len;
}

static void add_piece(saying *s, const jb_obj *page, const jb_obj *number)
{
    uint32_t at = find_page(s, page);
    if (at == s->check->pages.len || number->type != JB_OBJ_INT)
        return;
    const jb_pieces *pieces = &s->pages[at].pieces;
    if (number->number >= 0 && number->number < pieces->len)
        add(s, at, jb_buf_str(&pieces->at[(uint32_t)number->number]));
}

static void walk(saying *s, const jb_obj *element, const jb_obj *page, int level);

static void take_kid(saying *s, const jb_obj *kid, const jb_obj *page, int level)
{
    if (kid->type == JB_OBJ_INT) {
        add_piece(s, page, kid);
    } else if (jb_obj_is_name(key(s, kid, "Type"), "MCR")) {
        const jb_obj *own = key(s, kid, "Pg");
        if (key(s, kid, "Stm")->type == JB_OBJ_NULL)
            add_piece(s, jb_obj_is_dict(own) ? own : page, key(s, kid, "MCID"));
    } else if (jb_obj_is_dict(kid)) {
        walk(s, kid, page, level + 1);
    }
}

static void walk(saying *s, const jb_obj *element, const jb_obj *page, int level)
{
    const jb_obj *own = key(s, element, "Pg"), *kids = key(s, element, "K"),
                 *actual = key(s, element, "ActualText");
    if (level > LEVELS_MOST || ++s->elements > ELEMENTS_MOST)
        return;
    page = jb_obj_is_dict(own) ? own : page;
    if (actual->type == JB_OBJ_STRING) {
        jb_buf text = {0};
        jb_said_add(s->check->arena, &text, jb_obj_text(s->check->arena, actual));
        add(s, find_page(s, page), jb_buf_str(&text));
        return;
    }
    if (kids->type != JB_OBJ_ARRAY)
        take_kid(s, kids, page, level);
    else
        for (uint32_t i = 0; i < kids->len && s->elements <= ELEMENTS_MOST; i++)
            take_kid(s, jb_door_item(s->check->door, kids, i), page, level);
}

/* ---- both ---------------------------------------------------------------------------------- */

static uint32_t page_at(const saying *s, size_t at)
{
    uint32_t page = 0;
    for (uint32_t i = 0; i < s->turns.len && s->turns.at[i].at <= at; i++)
        page = s->turns.at[i].page + 1;
    return page <= s->check->pages.len ? page : 0;
}

/* Some characters before and behind the place. */
static jb_str around(jb_arena *arena, jb_str text, size_t at)
{
    enum { BEFORE = 6, BEHIND = 10 };
    size_t start = at, end = at;
    for (int i = 0; i < BEFORE && start > 0; i++)
        (void)jb_utf8_previous(text, &start);
    for (int i = 0; i < BEHIND && end < text.len; i++)
        (void)jb_utf8_next(text, &end);
    return jb_arena_format(arena, "%s%.*s%s", start ? "…" : "",
                           JB_FMT(jb_str_cut(text, start, end)), end < text.len ? "…" : "");
}

static void compare(saying *s, jb_str wanted)
{
    jb_str said = jb_buf_str(&s->text);
    size_t at = 0;
    while (at < said.len && at < wanted.len && said.at[at] == wanted.at[at])
        at++;
    if (at == said.len && at == wanted.len)
        return;
    while (at > 0 && at < said.len && ((uint8_t)said.at[at] & 0xC0) == 0x80)
        at--; /* to a character's beginning: both are the same up to here */
    while (at > 0 && at < wanted.len && ((uint8_t)wanted.at[at] & 0xC0) == 0x80)
        at--;
    s->check->page = page_at(s, at < said.len || at == 0 ? at : at - 1);
    jb_tell(s->check, JB_RULE_TEXT_SOURCE,
            JB_ARGS(around(s->check->arena, said, at), around(s->check->arena, wanted, at)));
    s->check->page = 0;
}

void jb_check_said(jb_check *check)
{
    jb_arena *arena = check->arena;
    uint64_t left = TOKENS_MOST;
    jb_meanings_list fonts = {0};
    jb_buf wanted = {0};
    if (check->terms.text_lost.len)
        jb_tell(check, JB_RULE_TEXT_LOST, JB_ARGS(check->terms.text_lost));
    if (!check->terms.text.at)
        return;
    saying s = {.check = check, .pages = JB_NEW_ARRAY(arena, jb_page_said, check->pages.len)};
    for (uint32_t i = 0; i < check->pages.len; i++)
        jb_said_read(check, &check->pages.at[i], &fonts, &left, &s.pages[i]);
    walk(&s, key(&s, check->catalog, "StructTreeRoot"), &jb_obj_null, 0);
    for (uint32_t i = 0; i < check->pages.len; i++)
        add(&s, i, jb_buf_str(&s.pages[i].outside));
    if (left == 0)
        jb_tell(check, JB_RULE_LIMIT, JB_ARGS(JB_BOTH("页面内容", "the content of pages")));
    jb_said_add(arena, &wanted, check->terms.text);
    compare(&s, jb_buf_str(&wanted));
}
