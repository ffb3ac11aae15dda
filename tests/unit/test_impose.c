/* Every plan is proved by doing with its sheets what is done with paper: they are turned over,
 * folded into each other or cut and piled, and what comes out is read leaf by leaf. */
#include "check.h"

#include "../../src/page/page.h"

enum { PAGES_MOST = 64, PLACES_MOST = PAGES_MOST + 4, WIDTH = 595276, HEIGHT = 841890 };

static jb_impose_wish wish_for(jb_impose method, uint32_t pages)
{
    return (jb_impose_wish){.method = method, .pages = pages, .width = WIDTH, .height = HEIGHT,
                            .inner = 79370, .thickness = 283};
}

/* ---- paper ---------------------------------------------------------------------------------- */

/* What is read, page by page. */
typedef struct reading {
    uint32_t at[PLACES_MOST];
    uint32_t len;
} reading;

static void read_page(reading *r, uint32_t page)
{
    if (r->len < PLACES_MOST)
        r->at[r->len++] = page;
}

static const jb_side *front(const jb_plan *plan, uint32_t sheet)
{
    return &plan->sides[plan->duplex ? 2 * sheet : sheet];
}

static const jb_side *back(const jb_plan *plan, uint32_t sheet)
{
    return &plan->sides[2 * sheet + 1];
}

/* Of what is bound at the left, in front: 0 is left, 1 is right. */
static uint32_t column(bool right, uint32_t from_binding)
{
    return right ? 1 - from_binding : from_binding;
}

/* The sheets lie on each other, fronts down, the first below; folded, the first is outside. A leaf
 * is half a sheet: its page on the right hand, then the one that shows when it is turned. */
static void fold(const jb_plan *plan, bool right, reading *r)
{
    for (uint32_t s = 0; s < plan->sheets; s++) { /* from the outside to the middle */
        read_page(r, front(plan, s)->cells[column(right, 1)].page);
        read_page(r, back(plan, s)->cells[column(right, 0)].page);
    }
    for (uint32_t s = plan->sheets; s-- > 0;) { /* and out again */
        read_page(r, back(plan, s)->cells[column(right, 1)].page);
        read_page(r, front(plan, s)->cells[column(right, 0)].page);
    }
}

/* Cut in the middle: the pile at the binding's side is laid on the other. A leaf's back is what was
 * behind it, on the other half of the back. */
static void pile(const jb_plan *plan, bool right, reading *r)
{
    for (uint32_t half = 0; half < 2; half++)
        for (uint32_t s = 0; s < plan->sheets; s++) {
            read_page(r, front(plan, s)->cells[column(right, half)].page);
            read_page(r, back(plan, s)->cells[column(right, 1 - half)].page);
        }
}

/* As lines are read; from right to left when written in columns. */
static void look(const jb_plan *plan, bool right, reading *r)
{
    for (uint32_t s = 0; s < plan->sheets; s++)
        for (uint32_t row = 0; row < plan->rows; row++)
            for (uint32_t c = 0; c < plan->columns; c++) {
                uint32_t at = plan->columns == 2 ? column(right, c) : c;
                read_page(r, front(plan, s)->cells[row * plan->columns + at].page);
            }
}

static void read_sheets(const jb_plan *plan, bool right, reading *r)
{
    r->len = 0;
    if (plan->method == JB_IMPOSE_BOOKLET)
        fold(plan, right, r);
    else if (plan->method == JB_IMPOSE_STACK)
        pile(plan, right, r);
    else
        look(plan, right, r);
}

/* ---- the proofs ----------------------------------------------------------------------------- */

static const uint32_t multiples[] = {[JB_IMPOSE_NONE] = 1, [JB_IMPOSE_BOOKLET] = 4,
                                     [JB_IMPOSE_2UP] = 2,  [JB_IMPOSE_4UP] = 4,
                                     [JB_IMPOSE_STACK] = 4};

/* Pages 0, 1, ... in order, and as many blanks as fill the sheets, all in one place. */
static void check_reading(const reading *r, const jb_impose_wish *wish)
{
    uint32_t multiple = multiples[wish->method], blanks = 0;
    uint32_t padded = (wish->pages + multiple - 1) / multiple * multiple;
    uint32_t before = wish->tail < wish->pages ? wish->pages - wish->tail : wish->pages;
    CHECK_INT(r->len, padded);
    for (uint32_t i = 0; i < r->len; i++) {
        bool blank = i >= before && i < before + padded - wish->pages;
        blanks += blank;
        CHECK_INT(r->at[i], blank ? JB_BLANK : i - blanks);
    }
    CHECK_INT(blanks, padded - wish->pages);
}

static void impose__sheets_are_read_in_order(void)
{
    jb_arena *arena = jb_arena_new();
    reading r;
    for (int method = JB_IMPOSE_NONE; method < JB_IMPOSE_METHODS; method++)
        for (uint32_t n = 1; n <= PAGES_MOST; n++)
            for (int right = 0; right < 2; right++)
                for (uint32_t tail = 0; tail < 3; tail++) {
                    jb_impose_wish wish = wish_for((jb_impose)method, n);
                    wish.right = right;
                    wish.tail = tail;
                    read_sheets(jb_impose_plan(arena, &wish), right, &r);
                    check_reading(&r, &wish);
                }
    jb_arena_free(arena);
}

/* On every side, wherever its pages stand: the left one ends where the right one begins. */
static void impose__right_binding_is_the_mirror(void)
{
    jb_arena *arena = jb_arena_new();
    for (int method = JB_IMPOSE_BOOKLET; method < JB_IMPOSE_METHODS; method++)
        for (uint32_t n = 1; n <= PAGES_MOST; n++) {
            jb_impose_wish wish = wish_for((jb_impose)method, n);
            const jb_plan *left = jb_impose_plan(arena, &wish);
            wish.right = true;
            const jb_plan *right = jb_impose_plan(arena, &wish);
            CHECK_INT(left->sides_len, right->sides_len);
            for (uint32_t i = 0; i < left->sides_len; i++)
                for (uint32_t c = 0; c < left->columns * left->rows; c++)
                    CHECK_INT(left->sides[i].cells[c].page, right->sides[i].cells[c ^ 1].page);
        }
    jb_arena_free(arena);
}

static void impose__creep_is_one_thickness_a_sheet(void)
{
    jb_arena *arena = jb_arena_new();
    jb_impose_wish wish = wish_for(JB_IMPOSE_BOOKLET, PAGES_MOST);
    const jb_plan *plan = jb_impose_plan(arena, &wish);
    CHECK_INT(plan->sheets, 16);
    CHECK_INT(plan->creep, 15 * 283);
    for (uint32_t i = 0; i < plan->sides_len; i++) {
        const jb_side *side = &plan->sides[i];
        jb_len creep = (jb_len)side->sheet * 283;
        CHECK_INT(side->cells[0].at.x, creep);
        CHECK_INT(side->cells[1].at.x, WIDTH - creep);
        CHECK_INT(side->cells[0].at.y, 0);
        CHECK_INT(side->cells[0].show.x + side->cells[0].show.width, WIDTH); /* to the fold */
        CHECK_INT(side->cells[1].show.x, WIDTH);
    }
    jb_arena_free(arena);
}

static void impose__creep_leaves_half_the_inner_margin(void)
{
    jb_arena *arena = jb_arena_new();
    jb_impose_wish wish = wish_for(JB_IMPOSE_BOOKLET, PAGES_MOST);
    wish.inner = 5000;
    const jb_plan *plan = jb_impose_plan(arena, &wish);
    CHECK_INT(plan->creep, 2500);
    CHECK_INT(plan->creep_full, 15 * 283);
    jb_len before = 0;
    for (uint32_t i = 0; i < plan->sides_len; i += 2) {
        jb_len creep = plan->sides[i].cells[0].at.x;
        CHECK(creep >= before && creep <= 2500);
        CHECK(i == 0 || creep > before);
        before = creep;
    }
    CHECK_INT(before, 2500);
    wish.pages = 4; /* one sheet has none inside it */
    CHECK_INT(jb_impose_plan(arena, &wish)->creep, 0);
    wish.pages = 20000;
    wish.thickness = INT32_MAX;
    CHECK_INT(jb_impose_plan(arena, &wish)->creep, 2500);
    jb_arena_free(arena);
}

/* Each page inks itself and its bleed; no two of a side the same place. */
static void impose__pages_stay_apart(void)
{
    jb_arena *arena = jb_arena_new();
    for (int method = JB_IMPOSE_NONE; method < JB_IMPOSE_METHODS; method++) {
        jb_impose_wish wish = wish_for((jb_impose)method, 9);
        wish.bleed = 8504;
        wish.thickness = 0;
        const jb_plan *plan = jb_impose_plan(arena, &wish);
        for (uint32_t c = 0; c < plan->columns * plan->rows; c++) {
            const jb_cell *cell = &plan->sides[0].cells[c];
            bool last = c % plan->columns == plan->columns - 1;
            jb_len sides = plan->folded ? 8504 : 2 * 8504;
            CHECK_INT(cell->show.width, WIDTH + sides);
            CHECK_INT(cell->show.height, HEIGHT + 2 * 8504);
            CHECK_INT(cell->show.y, cell->at.y - 8504);
            CHECK_INT(cell->show.x, plan->folded && last ? WIDTH : cell->at.x - 8504);
            if (!last)
                CHECK_INT(cell->show.x + cell->show.width, cell[1].show.x);
            if (c + plan->columns < plan->columns * plan->rows)
                CHECK_INT(cell->show.y + cell->show.height, cell[plan->columns].show.y);
        }
        CHECK_INT(plan->width,
                  (jb_len)plan->columns * WIDTH + (plan->columns > 1 && !plan->folded ? 17008 : 0));
        CHECK_INT(plan->height, plan->rows > 1 ? 2 * HEIGHT + 17008 : HEIGHT);
    }
    jb_arena_free(arena);
}

static void impose__plans_are_those_of_the_trade(void)
{
    static const struct {
        jb_impose method;
        uint32_t pages, tail;
        bool right;
        const char *plan;
    } cases[] = {
        {JB_IMPOSE_BOOKLET, 7, 0, false, "sheet 1 front - 1\nsheet 1 back 2 7\n"
                                         "sheet 2 front 6 3 creep 0.283\n"
                                         "sheet 2 back 4 5 creep 0.283\n"},
        {JB_IMPOSE_BOOKLET, 6, 1, false, "sheet 1 front 6 1\nsheet 1 back 2 -\n"
                                         "sheet 2 front - 3 creep 0.283\n"
                                         "sheet 2 back 4 5 creep 0.283\n"},
        {JB_IMPOSE_BOOKLET, 4, 0, true, "sheet 1 front 1 4\nsheet 1 back 3 2\n"},
        {JB_IMPOSE_2UP, 3, 0, false, "sheet 1 front 1 2\nsheet 2 front 3 -\n"},
        {JB_IMPOSE_4UP, 6, 0, false, "sheet 1 front 1 2 / 3 4\nsheet 2 front 5 6 / - -\n"},
        {JB_IMPOSE_STACK, 8, 0, false, "sheet 1 front 1 5\nsheet 1 back 6 2\n"
                                       "sheet 2 front 3 7\nsheet 2 back 8 4\n"},
    };
    jb_arena *arena = jb_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_impose_wish wish = wish_for(cases[i].method, cases[i].pages);
        wish.tail = cases[i].tail;
        wish.right = cases[i].right;
        jb_buf out = {0};
        jb_plan_dump(arena, jb_impose_plan(arena, &wish), &out);
        CHECK_STR(jb_buf_str(&out), cases[i].plan);
    }
    jb_arena_free(arena);
}

static void impose__methods_have_names(void)
{
    for (int method = JB_IMPOSE_BOOKLET; method < JB_IMPOSE_METHODS; method++)
        CHECK_INT(jb_impose_find(jb_impose_name((jb_impose)method)), method);
    CHECK_INT(jb_impose_find(JB_STR("none")), JB_IMPOSE_METHODS);
    CHECK_INT(jb_impose_find(JB_STR("Booklet")), JB_IMPOSE_METHODS);
}

static const check_case cases[] = {
    {"sheets are read in order", impose__sheets_are_read_in_order},
    {"right binding is the mirror", impose__right_binding_is_the_mirror},
    {"creep is one thickness a sheet", impose__creep_is_one_thickness_a_sheet},
    {"creep leaves half the inner margin", impose__creep_leaves_half_the_inner_margin},
    {"pages stay apart", impose__pages_stay_apart},
    {"plans are those of the trade", impose__plans_are_those_of_the_trade},
    {"methods have names", impose__methods_have_names},
};

int main(void)
{
    return CHECK_MAIN(cases);
}
