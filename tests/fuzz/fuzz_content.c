/* Content streams. First byte: whether marks have small inks or large, and the depth of the budget.
 *
 * Laws: a mark has a box of numbers within bounds, and tints of 100 % at most; what is counted of a
 * page is bounded too; however forms and patterns call each other, the work ends. */
#include <math.h>

#include "../../src/verify/ground.h"
#include "fuzz.h"

enum { FARTHEST = 1000000000 };

static const jb_space red = {.kind = JB_SPACE_SEPARATION, .values = 1, .plate = {JB_SPOTS}};
static const jb_space all = {.kind = JB_SPACE_SEPARATION, .values = 1, .plate = {JB_PLATE_ALL}};
static const jb_space two = {
    .kind = JB_SPACE_DEVICE_N, .values = 2, .plate = {JB_CYAN, JB_SPOTS + 1}};
static const jb_space cmyk = {.kind = JB_SPACE_CMYK, .values = 4};
static const jb_space palette = {.kind = JB_SPACE_INDEXED,
                                 .values = 1,
                                 .base = &cmyk,
                                 .lookup = JB_LIT("\0\0\0\0\0\xCC\xCC\0"),
                                 .highest = 3};
static const jb_space uncoloured = {.kind = JB_SPACE_PATTERN, .base = &cmyk};
static const jb_state_entry over = {.has_stroke_over = true,
                                    .has_fill_over = true,
                                    .has_mode = true,
                                    .stroke_over = true,
                                    .fill_over = true,
                                    .mode = true};
static uint64_t shown[65536 / 64], shown_narrow[256 / 64];
static const jb_font_entry wide = {.wide = true, .scale = .001, .width = 1000, .shown = shown};
static const jb_font_entry column = {
    .wide = true, .down = true, .scale = .001, .width = 1000, .shown = shown};
static const jb_font_entry narrow = {.scale = .001, .width = 600, .shown = shown_narrow};
static jb_drawn_glyphs three;
static const jb_font_entry drawn = {.scale = .001, .width = 600, .drawn = &three};
static const jb_image_entry photo = {.width = 300, .height = 150, .bits = 8, .space = &cmyk};
static const jb_image_entry stencil = {.width = 100, .height = 100, .bits = 1, .mask = true};

/* Forms and patterns are the input itself: they call each other without end. */
static const char itself[] = "";

static const jb_resource known[] = {
    {JB_RESOURCE_SPACE, JB_LIT("R"), {.space = &red}},
    {JB_RESOURCE_SPACE, JB_LIT("A"), {.space = &all}},
    {JB_RESOURCE_SPACE, JB_LIT("T"), {.space = &two}},
    {JB_RESOURCE_SPACE, JB_LIT("P"), {.space = &palette}},
    {JB_RESOURCE_SPACE, JB_LIT("U"), {.space = &uncoloured}},
    {JB_RESOURCE_STATE, JB_LIT("O"), {.state = &over}},
    {JB_RESOURCE_FONT, JB_LIT("F"), {.font = &wide}},
    {JB_RESOURCE_FONT, JB_LIT("N"), {.font = &narrow}},
    {JB_RESOURCE_FONT, JB_LIT("C"), {.font = &column}},
    {JB_RESOURCE_FONT, JB_LIT("D"), {.font = &drawn}},
    {JB_RESOURCE_IMAGE, JB_LIT("I"), {.image = &photo}},
    {JB_RESOURCE_IMAGE, JB_LIT("M"), {.image = &stencil}},
    {JB_RESOURCE_FORM, JB_LIT("X"), {.form = itself}},
    {JB_RESOURCE_PATTERN, JB_LIT("X"), {.form = itself}},
    {JB_RESOURCE_SHADING, JB_LIT("S"), {.space = &cmyk}},
    {JB_RESOURCE_PROPERTIES, JB_LIT("M"), {0}},
};
static const jb_resources resources = {known, sizeof known / sizeof *known, NULL};

typedef struct looker {
    jb_form form;
    jb_ground ground;
    uint32_t marks;
} looker;

static bool is_bounded(double n)
{
    return n >= -FARTHEST && n <= FARTHEST;
}

static void look_at_mark(void *context, const jb_mark *mark)
{
    static const jb_tints unknown = {.decides = JB_EVERY_PLATE, .unknown = true};
    looker *l = context;
    const jb_extent *b = &mark->box;
    LAW(is_bounded(b->left) && is_bounded(b->bottom) && is_bounded(b->right) && is_bounded(b->top));
    LAW(b->left <= b->right && b->bottom <= b->top);
    LAW(is_bounded(mark->thin) && is_bounded(mark->size) && mark->size >= 0);
    LAW(is_bounded(mark->width) && is_bounded(mark->height));
    LAW(mark->ink || mark->kind == JB_MARK_IMAGE);
    for (int i = 0; mark->ink && i < JB_PLATES; i++)
        LAW(mark->ink->tint[i] <= JB_FULL);
    LAW(!mark->ink || mark->ink->sum <= JB_PLATES * JB_FULL);
    jb_ground_add(&l->ground, mark, mark->ink ? mark->ink : &unknown);
    l->marks++;
}

static void look_at_breach(void *context, jb_rule rule, jb_str what, size_t at)
{
    const looker *l = context;
    LAW(rule < JB_RULES && what.len < UINT32_MAX);
    LAW(at <= l->form.content.len);
}

static void look_at_device(void *context, jb_space_kind device, jb_str what,
                           const jb_resources *where)
{
    (void)context;
    LAW(device <= JB_SPACE_RGB && what.len > 0 && where == &resources);
}

static unsigned look_at_marked(void *context, const jb_marked *marked, unsigned around)
{
    (void)context;
    LAW(around <= (JB_MARKED_ARTIFACT | JB_MARKED_PIECE | JB_MARKED_REPLACED));
    LAW(!marked->form || marked->form == itself);
    return marked->tag.len & 1 ? JB_MARKED_PIECE : JB_MARKED_ARTIFACT;
}

static const jb_form *open_form(void *context, const void *form)
{
    const looker *l = context;
    LAW(form == itself);
    return &l->form;
}

static const jb_form *open_glyph(void *context, const jb_drawn_glyphs *glyphs, uint32_t i)
{
    const looker *l = context;
    LAW(i < glyphs->len);
    return &l->form;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_str input = {(const char *)data, size};
    unsigned choice = take_byte(&input);
    uint64_t operators = choice & 1 ? 10000 : 1000, comparisons = choice & 2 ? 100000 : 100;
    jb_arena *arena = jb_arena_new();
    jb_page_fact fact = {.many_inks = -1};
    three = (jb_drawn_glyphs){.len = 3};
    looker l = {.form = {input, NULL, {.5, 0, 0, .5, 1, 1}, {0, 0, 600, 900}, itself},
                .ground = {.arena = arena,
                           .fact = &fact,
                           .trim = {0, 0, 595, 842},
                           .bleed = {-9, -9, 604, 851},
                           .safe = 8.5,
                           .limit = 30000,
                           .budget = &comparisons}};
    const jb_sink sink = {&l,        look_at_mark, look_at_breach, look_at_device,
                          open_form, open_glyph,   look_at_marked};
    jb_ground_open(&l.ground);
    jb_content_read(arena, input, &resources, &sink, &operators);
    LAW(fact.marks <= l.marks && fact.ink.sum <= JB_PLATES * JB_FULL);
    LAW(l.ground.near.count + l.ground.cut.count <= fact.marks);
    LAW(l.ground.thin.count == 0 || isfinite(l.ground.thin.value));
    jb_arena_free(arena);
    return 0;
}
