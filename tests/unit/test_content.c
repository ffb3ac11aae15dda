/* Content streams: a case is a stream and what it paints and breaks, in words. */
#include "../../src/verify/content.h"
#include "check.h"

/* ---- resources that the cases use ------------------------------------------------------------ */

static const jb_space red = {.kind = JB_SPACE_SEPARATION, .values = 1, .plate = {JB_SPOTS}};
static const jb_space all = {.kind = JB_SPACE_SEPARATION, .values = 1, .plate = {JB_PLATE_ALL}};
static const jb_space two = {
    .kind = JB_SPACE_DEVICE_N, .values = 2, .plate = {JB_CYAN, JB_SPOTS + 1}};
static const jb_space cmyk = {.kind = JB_SPACE_CMYK, .values = 4};
static const jb_space lab = {.kind = JB_SPACE_LAB, .values = 3};
static const jb_space palette = {.kind = JB_SPACE_INDEXED,
                                 .values = 1,
                                 .base = &cmyk,
                                 .lookup = JB_LIT("\0\0\0\0\0\xCC\xCC\0"),
                                 .highest = 1};
static const jb_space uncoloured = {.kind = JB_SPACE_PATTERN, .base = &cmyk};
static const jb_state_entry over = {.has_stroke_over = true,
                                    .has_fill_over = true,
                                    .has_mode = true,
                                    .stroke_over = true,
                                    .fill_over = true,
                                    .mode = true};
static uint16_t widths[] = {0, 500, 1000};
static const jb_font_entry wide = {
    .wide = true, .scale = .001, .widths = widths, .widths_len = 3, .width = 1000};
static const jb_font_entry column = {.wide = true, .down = true, .scale = .001, .width = 1000};
static const jb_font_entry narrow = {.scale = .001, .width = 600};
static jb_drawn_glyphs two_glyphs = {.len = 2}, one_glyph = {.len = 1};
static const jb_font_entry drawn = {.scale = .001, .width = 600, .drawn = &two_glyphs};
static const jb_font_entry undrawn = {.scale = .001, .width = 600, .drawn = &one_glyph};
static const jb_image_entry photo = {.width = 300, .height = 150, .bits = 8, .space = &cmyk};
static const jb_image_entry stencil = {.width = 100, .height = 100, .bits = 1, .mask = true};
static const char again[] = "again", box[] = "box", tile[] = "tile";

static const jb_resource known[] = {
    {JB_RESOURCE_SPACE, JB_LIT("Red"), {.space = &red}},
    {JB_RESOURCE_SPACE, JB_LIT("All"), {.space = &all}},
    {JB_RESOURCE_SPACE, JB_LIT("Two"), {.space = &two}},
    {JB_RESOURCE_SPACE, JB_LIT("Lab"), {.space = &lab}},
    {JB_RESOURCE_SPACE, JB_LIT("Pal"), {.space = &palette}},
    {JB_RESOURCE_SPACE, JB_LIT("Ptn"), {.space = &uncoloured}},
    {JB_RESOURCE_STATE, JB_LIT("Over"), {.state = &over}},
    {JB_RESOURCE_FONT, JB_LIT("F1"), {.font = &wide}},
    {JB_RESOURCE_FONT, JB_LIT("F 2"), {.font = &narrow}},
    {JB_RESOURCE_FONT, JB_LIT("F3"), {.font = &column}},
    {JB_RESOURCE_FONT, JB_LIT("F4"), {.font = &drawn}},
    {JB_RESOURCE_FONT, JB_LIT("F5"), {.font = &undrawn}},
    {JB_RESOURCE_IMAGE, JB_LIT("I1"), {.image = &photo}},
    {JB_RESOURCE_IMAGE, JB_LIT("I2"), {.image = &stencil}},
    {JB_RESOURCE_FORM, JB_LIT("Again"), {.form = again}},
    {JB_RESOURCE_FORM, JB_LIT("Box"), {.form = box}},
    {JB_RESOURCE_PATTERN, JB_LIT("Tile"), {.form = tile}},
    {JB_RESOURCE_PROPERTIES, JB_LIT("MC0"), {0}},
};
static const jb_resources resources = {known, sizeof known / sizeof *known, NULL};

static const jb_form *open_form(void *context, const void *form)
{
    static const jb_form again_form = {JB_LIT("/Again Do"), NULL, {1, 0, 0, 1, 0, 0},
                                       {0, 0, 100, 100}, NULL};
    static const jb_form box_form = {JB_LIT("0 0 50 50 re f"), NULL, {2, 0, 0, 2, 10, 10},
                                     {0, 0, 20, 20}, NULL};
    static const jb_form tile_form = {JB_LIT("0 1 0 0 k 0 0 1 1 re f 0 0 .5 .5 k 0 0 1 1 re f"),
                                      NULL, {1, 0, 0, 1, 0, 0}, {0, 0, 1, 1}, NULL};
    (void)context;
    return form == again ? &again_form : form == box ? &box_form : &tile_form;
}

static const jb_form *open_glyph(void *context, const jb_drawn_glyphs *glyphs, uint32_t i)
{
    static const jb_form plain = {JB_LIT("1 0 0 0 1 1 d1 0 0 1 1 re f"), NULL,
                                  {.001, 0, 0, .001, 0, 0}, {0, 0, 1000, 1000}, NULL};
    static const jb_form coloured = {JB_LIT("1 0 d0 0 1 0 0 k 0 0 1 1 re f 1 0 0 rg"), NULL,
                                     {.001, 0, 0, .001, 0, 0}, {0, 0, 1000, 1000}, NULL};
    static const jb_form wrong = {JB_LIT("1 w"), NULL, {1, 0, 0, 1, 0, 0}, {0, 0, 1, 1}, NULL};
    (void)context;
    return glyphs->len == 1 ? &wrong : i ? &coloured : &plain;
}

/* ---- what is told, in words ------------------------------------------------------------------ */

typedef struct teller {
    jb_arena *arena;
    jb_buf out;
} teller;

static void add_tints(teller *t, const jb_tints *ink)
{
    static const char *const names[] = {"C", "M", "Y", "K", "spot", "spot2"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ink->tint[i])
            jb_buf_printf(t->arena, &t->out, " %s%g", names[i], ink->tint[i] / 100.);
    if (ink->registration)
        jb_buf_printf(t->arena, &t->out, " all");
    if (ink->unknown)
        jb_buf_printf(t->arena, &t->out, " unknown");
    if (ink->decides != JB_EVERY_PLATE)
        jb_buf_printf(t->arena, &t->out, " decides %x", ink->decides);
}

static void tell_mark(void *context, const jb_mark *mark)
{
    static const char *const kinds[] = {"fill", "stroke", "text", "image", "shading"};
    teller *t = context;
    const jb_extent *b = &mark->box;
    jb_buf_printf(t->arena, &t->out, "%s%s %g %g %g %g", t->out.len ? "; " : "", kinds[mark->kind],
                  b->left, b->bottom, b->right, b->top);
    if (mark->ink)
        add_tints(t, mark->ink);
    if (mark->thin >= 0)
        jb_buf_printf(t->arena, &t->out, " thin %g", mark->thin);
    if (mark->kind == JB_MARK_TEXT)
        jb_buf_printf(t->arena, &t->out, " size %g glyphs %u", mark->size, mark->glyphs);
    if (mark->image)
        jb_buf_printf(t->arena, &t->out, " %ux%u", mark->image->width, mark->image->height);
}

static void tell_breach(void *context, jb_rule rule, jb_str what, size_t at)
{
    static const struct {
        jb_rule rule;
        const char *name;
    } names[] = {
        {JB_RULE_CONTENT_TOKEN, "token"},       {JB_RULE_CONTENT_OPERATOR, "operator"},
        {JB_RULE_CONTENT_OPERANDS, "operands"}, {JB_RULE_CONTENT_PLACE, "place"},
        {JB_RULE_CONTENT_BALANCE, "balance"},   {JB_RULE_CONTENT_DEPTH, "depth"},
        {JB_RULE_CONTENT_RESOURCE, "resource"}, {JB_RULE_CONTENT_INLINE, "inline"},
        {JB_RULE_LIMIT, "limit"},
    };
    teller *t = context;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].rule == rule)
            jb_buf_printf(t->arena, &t->out, "%s!%s %.*s@%zu", t->out.len ? "; " : "",
                          names[i].name, JB_FMT(what), at);
}

/* Grey and CMYK are everywhere: not told. */
static void tell_device(void *context, jb_space_kind device, jb_str what,
                        const jb_resources *where)
{
    teller *t = context;
    CHECK(where == &resources);
    if (device == JB_SPACE_RGB)
        jb_buf_printf(t->arena, &t->out, "%srgb %.*s", t->out.len ? "; " : "", JB_FMT(what));
}

typedef struct content_case {
    jb_str content;
    const char *told;
} content_case;

static void check_all(const content_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        jb_arena *arena = jb_arena_new();
        teller t = {.arena = arena};
        jb_sink sink = {&t, tell_mark, tell_breach, tell_device, open_form, open_glyph, NULL};
        uint64_t budget = 10000;
        jb_content_read(arena, cases[i].content, &resources, &sink, &budget);
        jb_str told = jb_buf_str(&t.out);
        if (!jb_str_equal(told, jb_str_make(cases[i].told)))
            printf("# of: %.*s\n", JB_FMT(cases[i].content));
        CHECK_STR(told, cases[i].told);
        jb_arena_free(arena);
    }
}

#define CHECK_ALL(cases) check_all((cases), sizeof(cases) / sizeof *(cases))
#define C(content, told) {JB_LIT(content), told}

/* ---- cases ----------------------------------------------------------------------------------- */

static void tokens(void)
{
    static const content_case cases[] = {
        C("", ""),
        C("  % only a comment", ""),
        C("0 0 1 1 re%comment\nf", "fill 0 0 1 1 K100 thin 1"),
        C("-1.5 +.5 4. 2 re f", "fill -1.5 0.5 2.5 2.5 K100 thin 2"),
        C("1 0 0 1 10 20 cm 0 0 1 1 re\rf", "fill 10 20 11 21 K100 thin 1"),
        C("1e3 w", "!token 1e3@0; !operands w@4"),
        C("--1 w", "!token --1@0; !operands w@4"),
        C("1.2.3 w", "!token 1.2.3@0; !operands w@6"),
        C("/A#0g ri", "!token A#0g@1; !operands ri@6"),
        C("/A#00 ri", "!token A#00@1; !operands ri@6"),
        C("(abc", "!token abc@1"),
        C("<12x> w", "!token 12x@2; !operands w@6"),
        C(") q Q", "!token )@0"),
        C("[1 2", "!token [@0"),
        C("{ q Q", "!token {@0"),
        C("12345678901234567890.123456789012345678901234567890 w", ""),
    };
    CHECK_ALL(cases);
}

static void operators(void)
{
    static const content_case cases[] = {
        C("foo", "!operator foo@0"),
        C("BX foo EX", ""),
        C("BX foo EX bar", "!operator bar@10"),
        C("EX", "!balance EX@0"),
        C("BX", "!balance BX@2"),
        C("1 re", "!operands re@2"),
        C("1 2 3 4 5 re", "!operands re@10"),
        C("/N w", "!operands w@3"),
        C("1 2", "!operands @3"),
        C("(a) Tj", "!place Tj@4"),
        C("1 2 l", "!place l@4"),
        C("0 0 m BT ET n", "!place BT@6; !place ET@9"),
        C("0 0 m 1 w 1 1 l S", "!place w@8; stroke -0.5 -0.5 1.5 1.5 K100 thin 1"),
        C("BT q ET Q", "!place q@3; !balance Q@8"),
        C("1 0 d0", "!place d0@4"),
        C("W n", "!place W@0"),
        C("EI", "!operator EI@0"),
        C("true", "!operator true@0"),
    };
    CHECK_ALL(cases);
}

static void balance(void)
{
    static const content_case cases[] = {
        C("Q", "!balance Q@0"),
        C("q", "!balance q@1"),
        C("q 1 0 0 rg Q 0 0 1 1 re f", "rgb rg; fill 0 0 1 1 K100 thin 1"),
        C("q q q q q q q q q q q q q q q q q q q q q q q q q q q q "
          "Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q", ""),
        C("q q q q q q q q q q q q q q q q q q q q q q q q q q q q q "
          "Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q Q", "!depth q@56"),
        C("BT", "!balance BT@2"),
        C("ET", "!place ET@0"),
        C("BT BT ET", "!place BT@3"),
        C("/Span BMC EMC", ""),
        C("EMC", "!balance EMC@0"),
        C("/Span BMC", "!balance BMC@9"),
        C("/Span <</A [1 2 <</B (x)>>]>> BDC EMC", ""),
        C("/OC /MC0 BDC EMC", ""),
        C("/OC /MC1 BDC EMC", "!resource MC1@9"),
        C("/P BMC BT EMC ET EMC", "!balance EMC@10"),
        C("BT /P BMC ET EMC", "!balance BMC@10; !balance EMC@13"),
        C("0 0 m", "!balance m@5"),
    };
    CHECK_ALL(cases);
}

static void colours(void)
{
    static const content_case cases[] = {
        C("0 0 1 1 re f", "fill 0 0 1 1 K100 thin 1"),
        C(".5 g 0 0 1 1 re f", "fill 0 0 1 1 K50 thin 1"),
        C("1 g 0 0 1 1 re f", "fill 0 0 1 1 thin 1"),
        C("0 .8 .8 0 k 0 0 1 1 re f", "fill 0 0 1 1 M80 Y80 thin 1"),
        C("2 -1 0 .12345 k 0 0 1 1 re f", "fill 0 0 1 1 C100 K12.35 thin 1"),
        C("/DeviceCMYK cs 0 0 1 1 re f", "fill 0 0 1 1 K100 thin 1"),
        C("/Red cs 0 0 1 1 re f", "fill 0 0 1 1 spot100 thin 1"),
        C("/Red cs .3 scn 0 0 1 1 re f", "fill 0 0 1 1 spot30 thin 1"),
        C("/Two cs .3 .4 scn 0 0 1 1 re f", "fill 0 0 1 1 C30 spot240 thin 1"),
        C("/All cs 1 scn 0 0 1 1 re f", "fill 0 0 1 1 C100 M100 Y100 K100 all thin 1"),
        C("/Pal cs 1 sc 0 0 1 1 re f", "fill 0 0 1 1 M80 Y80 thin 1"),
        C("/Pal cs 9 sc 0 0 1 1 re f", "fill 0 0 1 1 M80 Y80 thin 1"),
        C("/Red cs .3 .4 scn", "!operands scn@14"),
        C("/Red cs /Tile scn", "!operands scn@14"),
        C("/Nix cs", "!resource Nix@5"),
        C("1 0 0 rg 0 0 1 1 re f", "rgb rg; fill 0 0 1 1 unknown thin 1"),
        C("1 0 0 RG", "rgb RG"),
        C("/DeviceRGB CS", "rgb DeviceRGB"),
        C("/Lab cs 0 0 1 1 re f", "fill 0 0 1 1 unknown thin 1"),
        C("/Pattern cs /Tile scn 0 0 9 9 re f", "fill 0 0 9 9 M100 Y50 K50 thin 9"),
        C("/Ptn cs 0 0 0 .5 /Tile scn 0 0 9 9 re f", "fill 0 0 9 9 K50 thin 9"),
        C("/Pattern cs /Nix scn", "!resource Nix@17"),
        C("/Over gs 0 0 0 1 k 0 0 1 1 re f", "fill 0 0 1 1 K100 decides 8 thin 1"),
        C("0 0 0 1 k /Over gs 0 0 1 1 re f", "fill 0 0 1 1 K100 decides 8 thin 1"),
        C("/Over gs 0 g 0 0 1 1 re f", "fill 0 0 1 1 K100 decides f thin 1"),
        C("/Over gs 0 0 0 0 k 0 0 1 1 re f", "fill 0 0 1 1 decides 0 thin 1"),
        C("/Over gs /Red cs 1 scn 0 0 1 1 re f", "fill 0 0 1 1 spot100 decides 10 thin 1"),
    };
    CHECK_ALL(cases);
}

static void paths(void)
{
    static const content_case cases[] = {
        C("0 0 m 10 0 l S", "stroke -0.5 -0.5 10.5 0.5 K100 thin 1"),
        C("2 0 0 2 0 0 cm .1 w 0 0 m 10 0 l S", "stroke -0.1 -0.1 20.1 0.1 K100 thin 0.2"),
        C("0 0 m 10 0 l 10 1 l 0 1 l h f", "fill 0 0 10 1 K100 thin 1"),
        C("0 0 m 10 0 l 10 1 l f", "fill 0 0 10 1 K100"),
        C("0 0 m 10 5 10 -5 20 0 c f", "fill 0 -5 20 5 K100"),
        C("0 0 m 10 5 20 0 v f", "fill 0 0 20 5 K100"),
        C("10 10 -5 -2 re f", "fill 5 8 10 10 K100 thin 2"),
        C("0 1 -1 0 0 0 cm 0 0 10 2 re f", "fill -2 0 0 10 K100 thin 2"),
        C("0 0 1 1 re 5 5 1 2 re f*", "fill 0 0 1 1 K100 thin 1; fill 5 5 6 7 K100 thin 1"),
        C("0 0 4 4 re W n 2 2 9 9 re f", "fill 2 2 4 4 K100 thin 9"),
        C("0 0 4 4 re W n 5 5 9 9 re f", ""),
        C("q 0 0 4 4 re W* n Q 5 5 9 9 re f", "fill 5 5 14 14 K100 thin 9"),
        C("0 1 1 0 K 0 0 2 2 re b",
          "fill 0 0 2 2 K100 thin 2; stroke -0.5 -0.5 2.5 2.5 M100 Y100 thin 1"),
        C("0 0 9 9 re n", ""),
        C("0 w 0 0 m 1 0 l S", "stroke 0 0 1 0 K100 thin 0"),
    };
    CHECK_ALL(cases);
}

static void text(void)
{
    static const content_case cases[] = {
        C("BT /F1 10 Tf 100 200 Td (\\000\\001\\000\\002) Tj ET",
          "text 100 198.8 115 208.8 K100 size 10 glyphs 2"),
        C("BT /F1 10 Tf <0001 0002> Tj <0002> Tj ET",
          "text 0 -1.2 15 8.8 K100 size 10 glyphs 2; text 15 -1.2 25 8.8 K100 size 10 glyphs 1"),
        C("BT /F1 10 Tf 1 Tc <00020002> Tj ET", "text 0 -1.2 21 8.8 K100 size 10 glyphs 2"),
        C("BT /F1 10 Tf 50 Tz <0002> Tj ET", "text 0 -1.2 5 8.8 K100 size 10 glyphs 1"),
        C("BT /F1 10 Tf [<0002> -500 <0002>] TJ ET", "text 0 -1.2 25 8.8 K100 size 10 glyphs 2"),
        C("BT /F1 10 Tf 0 1 -1 0 5 5 Tm <0002> Tj ET",
          "text -3.8 5 6.2 15 K100 size 10 glyphs 1"),
        C("BT /F3 10 Tf 50 100 Td <00020002> Tj ET", "text 45 80 55 100 K100 size 10 glyphs 2"),
        C("BT /F#202 10 Tf 12 TL (a) Tj T* (b) Tj ET",
          "text 0 -1.2 6 8.8 K100 size 10 glyphs 1; text 0 -13.2 6 -3.2 K100 size 10 glyphs 1"),
        C("BT /F#202 10 Tf 0 -12 TD (a) ' 5 0 (a a) \" ET",
          "text 0 -25.2 6 -15.2 K100 size 10 glyphs 1; "
          "text 0 -37.2 23 -27.2 K100 size 10 glyphs 3"),
        C("BT /F#202 10 Tf (a\\)\\\\\\n(b)\\\nc\\53) Tj ET",
          "text 0 -1.2 54 8.8 K100 size 10 glyphs 9"),
        C("2 0 0 2 0 0 cm BT /F1 5 Tf 3 Ts <0002> Tj ET",
          "text 0 4.8 10 14.8 K100 size 10 glyphs 1"),
        C("BT /F1 10 Tf 3 Tr <0002> Tj ET", ""),
        C("BT /F1 10 Tf 1 Tr .2 w <0002> Tj ET",
          "text 0 -1.2 10 8.8 K100 thin 0.2 size 10 glyphs 1"),
        C("BT /F1 10 Tf 9 Tr ET", "!operands Tr@15"),
        C("BT /F1 10 Tf <000200> Tj ET",
          "!operands Tj@22; text 0 -1.2 10 8.8 K100 size 10 glyphs 1"),
        C("BT /F4 10 Tf 0 0 0 .5 k (a) Tj /F4 9 Tf ET",
          "rgb rg; text 0 -1.2 6 8.8 M100 K50 size 10 glyphs 1"),
        C("BT /F5 10 Tf ET", "!place w@2; !balance d0@3"),
        C("BT (a) Tj ET", "!resource Tj@7"),
        C("BT /F9 10 Tf (a) Tj ET", "!resource F9@10; !resource Tj@17"),
        C("BT /F1 10 Tf [/N] TJ ET", "!operands TJ@18"),
    };
    CHECK_ALL(cases);
}

static void objects(void)
{
    static const content_case cases[] = {
        C("q 72 0 0 36 10 10 cm /I1 Do Q", "image 10 10 82 46 300x150"),
        C("0 0 0 .5 k 9 0 0 9 0 0 cm /I2 Do", "image 0 0 9 9 K50 100x100"),
        C("/I9 Do", "!resource I9@4"),
        C("0 1 0 0 k /Box Do 0 0 1 1 re f",
          "fill 10 10 50 50 M100 thin 100; fill 0 0 1 1 M100 thin 1"),
        C("/Again Do", "!depth Do@7"),
        C("BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI", "image 0 0 1 1 2x2"),
        C("BI /Width 2 /H 2 /BPC 8 /CS /CMYK ID EI  EI EI0123456\nEI 1 w", "image 0 0 1 1 2x2"),
        C("BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc\nEI", "rgb RGB; image 0 0 1 1 1x1"),
        C("BI /W 8 /H 1 /IM true ID a EI", "image 0 0 1 1 K100 8x1"),
        C("BI /W 8 /H 1 /BPC 8 /CS /G /F /AHx ID 00EIEI EI", "image 0 0 1 1 8x1"),
        C("BI /W 2 /H 2 /BPC 8 /CS /G ID ab EI", "!inline BI@0; !operator ab@30; !operator EI@33"),
        C("BI /W 2 /H 2 /BPC 8 ID abcd EI", "!inline ColorSpace@0; image 0 0 1 1 2x2"),
        C("BI /H 2 ID", "!inline BI@0"),
        C("BI /W", "!inline BI@0"),
    };
    CHECK_ALL(cases);
}

/* However forms are nested, the work ends. */
static void limits(void)
{
    jb_arena *arena = jb_arena_new();
    teller t = {.arena = arena};
    jb_sink sink = {&t, tell_mark, tell_breach, tell_device, open_form, open_glyph, NULL};
    uint64_t budget = 3;
    jb_content_read(arena, JB_STR("1 w 1 w 1 w 1 w 1 w"), &resources, &sink, &budget);
    CHECK_STR(jb_buf_str(&t.out), "!limit w@10");
    jb_arena_free(arena);
}

int main(void)
{
    static const check_case cases[] = {
        {"tokens", tokens},     {"operators", operators}, {"pairs", balance},
        {"colours", colours},   {"paths", paths},         {"text", text},
        {"objects", objects},   {"the work is bounded", limits},
    };
    return CHECK_MAIN(cases);
}
