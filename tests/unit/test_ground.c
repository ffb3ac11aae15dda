/* What lies on what: a case is a page's content and what is said of the page. The page is trimmed
 * to 100 by 100 points, 10 from its sheet's corner, with 5 points of bleed. */
#include "../../src/verify/ground.h"
#include "check.h"

static const jb_space red = {.kind = JB_SPACE_SEPARATION, .values = 1, .plate = {JB_SPOTS}};
static const jb_space all = {.kind = JB_SPACE_SEPARATION, .values = 1, .plate = {JB_PLATE_ALL}};
static const jb_state_entry over = {
    .has_fill_over = true, .has_mode = true, .fill_over = true, .mode = true};
static const jb_state_entry knock = {.has_fill_over = true};
static const jb_font_entry font = {.scale = .001, .width = 1000};
static const jb_resource known[] = {
    {JB_RESOURCE_SPACE, JB_LIT("R"), {.space = &red}},
    {JB_RESOURCE_SPACE, JB_LIT("A"), {.space = &all}},
    {JB_RESOURCE_STATE, JB_LIT("O"), {.state = &over}},
    {JB_RESOURCE_STATE, JB_LIT("N"), {.state = &knock}},
    {JB_RESOURCE_FONT, JB_LIT("F"), {.font = &font}},
};
static const jb_resources resources = {known, sizeof known / sizeof *known, NULL};

static void take_mark(void *context, const jb_mark *mark)
{
    jb_ground_add(context, mark, mark->ink);
}

static void take_breach(void *context, jb_rule rule, jb_str what, size_t at)
{
    (void)context;
    printf("# breach %d of '%.*s' at %zu\n", (int)rule, JB_FMT(what), at);
    check_failures++;
}

static void take_device(void *context, jb_space_kind device, jb_str what,
                        const jb_resources *where)
{
    (void)context, (void)device, (void)what, (void)where;
}

static const jb_form *take_form(void *context, const void *form)
{
    (void)context, (void)form;
    return NULL;
}

static void add_worst(jb_arena *arena, jb_buf *out, const char *name, const jb_worst *worst)
{
    if (worst->count)
        jb_buf_printf(arena, out, " %s %g x%u", name, worst->value, worst->count);
}

/* The sum of inks in percent, then what there is of each kind: the worst, and how many. */
static jb_str told_of(jb_arena *arena, const char *content)
{
    uint64_t operators = 1000, comparisons = 1000;
    jb_page_fact fact = {.many_inks = -1};
    jb_ground g = {.arena = arena,
                   .fact = &fact,
                   .trim = {10, 10, 110, 110},
                   .bleed = {5, 5, 115, 115},
                   .safe = 8,
                   .limit = 30000,
                   .spots = 1,
                   .budget = &comparisons};
    const jb_sink sink = {&g, take_mark, take_breach, take_device, take_form, NULL, NULL};
    jb_buf out = {0};
    jb_ground_open(&g);
    jb_content_read(arena, jb_str_make(content), &resources, &sink, &operators);
    jb_buf_printf(arena, &out, "%g", fact.ink.sum / 100.);
    add_worst(arena, &out, "thin", &g.thin);
    add_worst(arena, &out, "reversed", &g.reversed);
    add_worst(arena, &out, "registration", &g.registration);
    add_worst(arena, &out, "knock", &g.knock);
    add_worst(arena, &out, "vanish", &g.vanish);
    add_worst(arena, &out, "mixed", &g.mixed_black);
    add_worst(arena, &out, "cut", &g.cut);
    add_worst(arena, &out, "near", &g.near);
    if (fact.many_inks >= 0)
        jb_buf_printf(arena, &out, " many %g", (double)fact.many_inks / 1000);
    return jb_buf_str(&out);
}

typedef struct ground_case {
    const char *content, *told;
} ground_case;

static void check_all(const ground_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        jb_arena *arena = jb_arena_new();
        jb_str told = told_of(arena, cases[i].content);
        if (!jb_str_equal(told, jb_str_make(cases[i].told)))
            printf("# of: %s\n", cases[i].content);
        CHECK_STR(told, cases[i].told);
        jb_arena_free(arena);
    }
}

#define CHECK_ALL(cases) check_all((cases), sizeof(cases) / sizeof *(cases))

/* Red in process inks, and black upon it. */
#define RED   "0 .8 .8 0 k 30 30 40 40 re f "
#define BLACK "0 0 0 1 k 40 40 10 10 re f "

static void inks(void)
{
    static const ground_case cases[] = {
        {"", "0"},
        {BLACK, "100"},
        {RED, "160"},
        {RED BLACK, "160 knock 0 x1"},
        {RED "/O gs " BLACK, "260"},
        {"/O gs " BLACK "/N gs " RED, "160"},
        {RED "/O gs 0 g 40 40 10 10 re f", "160 knock 0 x1"},
        {RED "0 0 0 0 k 39 39 12 12 re f /O gs " BLACK, "160"},
        {RED "0 0 0 0 k 39 39 2 12 re f /O gs " BLACK, "260"},
        {RED "/O gs 0 0 0 1 k 80 80 10 10 re f", "160"},
        {RED "/O gs 0 0 0 1 k 70 70 10 10 re f", "160"},
        {RED "/O gs /R cs 1 scn 40 40 10 10 re f", "260"},
        {"/R cs 1 scn 30 30 40 40 re f /O gs " BLACK, "200"},
        {"/O gs .5 0 0 0 k 30 30 40 40 re f .7 0 0 0 k 30 30 40 40 re f", "70"},
        {"1 1 1 1 k 0 0 5 5 re f", "0"},
        {"/A cs 1 scn 40 40 10 10 re f", "500 registration 0 x1"},
        {"/A CS 1 SCN 0 60 m 4 60 l S", "0"},
        {RED "/O gs 0 0 0 0 k 40 40 10 10 re f", "160 vanish 0 x1"},
    };
    CHECK_ALL(cases);
}

static void rules_and_text(void)
{
    static const ground_case cases[] = {
        {"40 40 20 .1 re f", "100 thin 0.1 x1"},
        {"40 40 20 .5 re f 40 50 .2 30 re f", "100 thin 0.2 x2"},
        {"40 40 4 2 re f", "100"},
        {"0 w 40 40 m 60 40 l S", "100 thin 0 x1"},
        {"0 0 0 0 k 40 40 20 .1 re f", "0"},
        {BLACK "1 g BT /F 5 Tf 42 42 Td (a) Tj ET", "100 reversed 5 x1"},
        {BLACK "0 0 0 .5 k BT /F 5 Tf 42 42 Td (a) Tj ET", "100 reversed 5 x1"},
        {BLACK "1 g BT /F 5 Tf 80 42 Td (a) Tj ET", "100"},
        {BLACK "0 g BT /F 5 Tf 42 42 Td (a) Tj ET", "100"},
        {".1 g 40 40 10 10 re f 0 g BT /F 5 Tf 42 42 Td (a) Tj ET", "100"},
        {"0 .8 .8 0 k BT /F 9 Tf 42 42 Td (a) Tj ET", "160 many 9"},
        {".6 .5 .5 1 k BT /F 9 Tf 42 42 Td (a) Tj ET", "260 mixed 9 x1 many 9"},
        {".7 .7 .7 0 k BT /F 9 Tf 42 42 Td (a) Tj ET", "210 mixed 9 x1 many 9"},
    };
    CHECK_ALL(cases);
}

static void edges(void)
{
    static const ground_case cases[] = {
        {"5 5 110 30 re f", "100"},
        {"3 3 105 115 re f", "100 near 2 x1"},
        {"10 50 20 20 re f", "100 cut 0 x1"},
        {"8 50 20 20 re f", "100 cut 0 x1"},
        {"5 50 20 20 re f", "100"},
        {"16 50 20 20 re f", "100 near 6 x1"},
        {"18 50 20 20 re f", "100"},
        {"50 100 20 9 re f 50 100 20 6 re f", "100 near 1 x2"},
        {"50 100 20 12 re f", "100 cut 0 x1"},
        {"1 g 10 50 20 20 re f", "0"},
        {"0 50 5 20 re f", "0"},
    };
    CHECK_ALL(cases);
}

int main(void)
{
    static const check_case cases[] = {
        {"inks", inks}, {"rules and text", rules_and_text}, {"edges", edges}};
    return CHECK_MAIN(cases);
}
