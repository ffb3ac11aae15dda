/* Accents as they stand on the page: CLREQ 3.1.8 and 3.3. */
#include "page_kit.h"

enum { QUAD = MEASURE / 28 };

typedef struct piece {
    const char *text;
    unsigned accents;
} piece;

static kit *open_accents(void)
{
    kit *k = open_kit();
    k->layout.emphasis.stroke = 25;
    for (int i = 0; i < JB_STYLES; i++)
        k->layout.styles[i].indent = 0;
    return k;
}

/* A paragraph of pieces, each a run with its accents; the last one's text is NULL. */
static void add_pieces(kit *k, const piece *pieces)
{
    jb_buf text = {0};
    uint32_t at = k->text.len, first = k->styled.runs.len;
    for (const piece *p = pieces; p->text; p++) {
        uint32_t len = (uint32_t)strlen(p->text);
        jb_buf_add(k->arena, &text, jb_str_make(p->text));
        *jb_push(k->arena, &k->styled.runs) =
            (jb_styled_run){.text = {at, at + len}, .accents = (jb_accents)p->accents};
        at += len;
    }
    jb_styled_block *block = add(k, JB_BLOCK_PARAGRAPH, jb_buf_str(&text));
    block->run_first = first;
    block->run_len = k->styled.runs.len - first;
}

typedef struct found {
    const jb_item *item;
    const jb_item_glyph *glyph;
} found;

/* The nth glyph that shows the text. */
static found find_text(const kit *k, const char *text, uint32_t skip)
{
    jb_str wanted = jb_str_make(text);
    for (uint32_t i = 0; i < k->pages->items.len; i++) {
        const jb_item *item = &k->pages->items.at[i];
        for (uint32_t g = 0; item->kind == JB_ITEM_GLYPHS && g < item->glyphs; g++) {
            const jb_item_glyph *glyph = &k->pages->glyphs.at[item->glyph + g];
            if (jb_str_equal(jb_item_glyph_text(glyph), wanted) && skip-- == 0)
                return (found){item, glyph};
        }
    }
    return (found){0};
}

/* The nth rule of that shape. */
static const jb_item *find_shape(const kit *k, jb_rule_shape shape, uint32_t skip)
{
    for (uint32_t i = 0; i < k->pages->items.len; i++) {
        const jb_item *item = &k->pages->items.at[i];
        if (item->kind == JB_ITEM_RULE && item->shape == shape && skip-- == 0)
            return item;
    }
    return NULL;
}

static uint32_t count_shapes(const kit *k, jb_rule_shape shape)
{
    uint32_t n = 0;
    while (find_shape(k, shape, n))
        n++;
    return n;
}

static jb_len centre_of(const found *f)
{
    return f->glyph->y - jb_len_share(f->item->size, jb_face_centre(f->item->face));
}

/* Where the run's glyphs end. */
static jb_len end_of(const kit *k, const jb_item *item)
{
    const jb_item_glyph *last = &k->pages->glyphs.at[item->glyph + item->glyphs - 1];
    return last->x + (jb_len)((int64_t)jb_face_advance(item->face, last->id) * item->size /
                              jb_face_upem(item->face));
}

static bool is_near(jb_len a, jb_len b, jb_len by)
{
    return a - b <= by && b - a <= by;
}

static void dots__stand_below_han_alone(void)
{
    if (!has_fonts())
        return;
    kit *k = open_accents();
    add_pieces(k, (piece[]){{"的", 0}, {"一，在a 7不★", JB_ACCENT_DOTS}, {0}});
    CHECK(make(k));
    CHECK_INT(count_shapes(k, JB_RULE_DOT), 3);
    const jb_rect dot = find_shape(k, JB_RULE_DOT, 0)->rect;
    found one = find_text(k, "一", 0);
    CHECK_INT(dot.width, SIZE * 180 / 1000);
    CHECK_INT(dot.height, dot.width);
    CHECK(is_near(dot.x + dot.width / 2, INNER + QUAD + QUAD / 2, 2));
    CHECK(is_near(dot.y + dot.height / 2 - centre_of(&one), SIZE * 650 / 1000, 2));
    CHECK(dot.y + dot.height < centre_of(&one) + PITCH - SIZE / 2);
    check_inside(k);
    close_kit(k);
}

static void lines__part_from_their_neighbours(void)
{
    const unsigned line = JB_ACCENT_LINE, wave = JB_ACCENT_WAVE, opens = JB_ACCENT_OPENS;
    if (!has_fonts())
        return;
    kit *k = open_accents();
    add_pieces(k, (piece[]){{"一了", line | opens}, {"在不", line | opens}, {"人这中", wave | opens},
                            {"大", wave | JB_ACCENT_DOTS}, {0}});
    CHECK(make(k));
    CHECK_INT(count_shapes(k, JB_RULE_BAR), 2);
    CHECK_INT(count_shapes(k, JB_RULE_WAVE), 1);
    const jb_rect a = find_shape(k, JB_RULE_BAR, 0)->rect, b = find_shape(k, JB_RULE_BAR, 1)->rect;
    const jb_rect c = find_shape(k, JB_RULE_WAVE, 0)->rect;
    jb_len apart = SIZE * 60 / 1000;
    CHECK_INT(a.x, INNER + apart);
    CHECK(is_near(a.width, 2 * QUAD - 2 * apart, 1));
    CHECK(is_near(b.x - (a.x + a.width), 2 * apart, 2));
    CHECK(is_near(c.width, 4 * QUAD - 2 * apart, 2)); /* one work, though its runs differ */
    const jb_rect dot = find_shape(k, JB_RULE_DOT, 0)->rect;
    CHECK(dot.y > c.y + c.height); /* first the line, then the dot */
    close_kit(k);
}

static void line__goes_on_over_lines(void)
{
    if (!has_fonts())
        return;
    kit *k = open_accents();
    jb_str name = han(k, 60, 0);
    const char *text = jb_arena_cstr(k->arena, jb_str_cut(name, 0, 180));
    add_pieces(k, (piece[]){{text, JB_ACCENT_LINE | JB_ACCENT_OPENS}, {0}});
    CHECK(make(k));
    CHECK_INT(count_shapes(k, JB_RULE_BAR), 3);
    CHECK_INT(find_shape(k, JB_RULE_BAR, 1)->rect.y - find_shape(k, JB_RULE_BAR, 0)->rect.y, PITCH);
    check_inside(k);
    close_kit(k);
}

static void note__goes_with_its_word(void)
{
    if (!has_fonts())
        return;
    kit *k = open_accents();
    const char *line = jb_arena_cstr(k->arena, jb_str_cut(han(k, 28, 0), 0, 84));
    add_pieces(k, (piece[]){{line, 0}, {"1", JB_ACCENT_NOTE}, {"民民", 0}, {0}});
    CHECK(make(k));
    found note = find_text(k, "1", 0), next = find_text(k, "民", 0);
    CHECK_INT(note.item->size, SIZE * 600 / 1000);
    CHECK(row_of(next.item, next.glyph) == 1);
    CHECK(centre_of(&note) > TOP + FIRST + PITCH / 2); /* with the last word on the next line */
    CHECK(is_near(note.glyph->x, INNER + QUAD, 300));
    CHECK(is_near(next.glyph->x, end_of(k, note.item), 300)); /* no gap on either side */
    close_kit(k);
}

static void ruby__stands_in_the_middle(void)
{
    if (!has_fonts())
        return;
    kit *k = open_accents();
    add_pieces(k, (piece[]){{"的", 0}, {"行", JB_ACCENT_BASE}, {"ha", JB_ACCENT_RUBY}, {"一", 0},
                            {0}});
    CHECK(make(k));
    found base = find_text(k, "行", 0), ruby = find_text(k, "h", 0), next = find_text(k, "一", 0);
    if (!ruby.item) /* its first glyph shows the whole syllable */
        ruby = find_text(k, "ha", 0);
    CHECK(ruby.item && ruby.item->size == SIZE / 2);
    jb_len middle = (ruby.glyph->x + end_of(k, ruby.item)) / 2;
    CHECK(is_near(middle, base.glyph->x + QUAD / 2, 200));
    CHECK_INT(next.glyph->x - base.glyph->x, QUAD); /* it needs no more room */
    CHECK(centre_of(&ruby) + SIZE / 4 <= centre_of(&base) - SIZE / 2);
    close_kit(k);
}

static void ruby__keeps_apart(void)
{
    if (!has_fonts())
        return;
    kit *k = open_accents();
    add_pieces(k, (piece[]){{"中", JB_ACCENT_BASE}, {"zhuang", JB_ACCENT_RUBY},
                            {"国", JB_ACCENT_BASE}, {"chuang", JB_ACCENT_RUBY}, {"人", 0}, {0}});
    CHECK(make(k));
    found a = find_text(k, "zhuang", 0), b = find_text(k, "chuang", 0), next = find_text(k, "人", 0);
    CHECK(a.item && b.item && a.item != b.item);
    jb_len between = b.glyph->x - end_of(k, a.item);
    CHECK(between >= SIZE / 8 - 20);                        /* a quarter of its em */
    CHECK(a.glyph->x >= INNER);                             /* not out of the type area */
    CHECK(end_of(k, b.item) <= next.glyph->x + SIZE / 8 + 20); /* a little over the neighbour */
    close_kit(k);
}

static void base__is_not_parted(void)
{
    if (!has_fonts())
        return;
    kit *k = open_accents();
    const char *line = jb_arena_cstr(k->arena, jb_str_cut(han(k, 26, 0), 0, 78));
    add_pieces(k, (piece[]){{line, 0}, {"新疆伊犁", JB_ACCENT_BASE}, {"zhong", JB_ACCENT_RUBY},
                            {"好", 0}, {0}});
    CHECK(make(k));
    found first = find_text(k, "新", 0), last = find_text(k, "犁", 0);
    CHECK_INT(row_of(first.item, first.glyph), 1);
    CHECK_INT(row_of(last.item, last.glyph), 1);
    close_kit(k);
}

/* CLREQ 3.4.4 asks for two Han on a last line: ruby is not the second. */
static void ruby__is_no_character_of_the_line(void)
{
    if (!has_fonts())
        return;
    kit *k = open_accents();
    const char *line = jb_arena_cstr(k->arena, jb_str_cut(han(k, 27, 0), 0, 81));
    add_pieces(k, (piece[]){{line, 0}, {"疆", 0}, {"新", JB_ACCENT_BASE}, {"xi", JB_ACCENT_RUBY},
                            {0}});
    CHECK(make(k));
    found before = find_text(k, "疆", 0), last = find_text(k, "新", 0);
    CHECK_INT(row_of(last.item, last.glyph), 1);
    CHECK_INT(row_of(before.item, before.glyph), 1);
    close_kit(k);
}

/* CLREQ 2.3, 3.3: a title's lines stand on rows side by side, which leaves less white between them
 * than ruby needs above any but the first. */
static void ruby__has_room_between_lines(void)
{
    if (!has_fonts())
        return;
    for (int on_second = 0; on_second < 2; on_second++) {
        kit *k = open_accents();
        add_pieces(k, (piece[]){{"的", 0}, {0}});
        add_pieces(k, (piece[]){{"中", on_second ? 0 : JB_ACCENT_BASE},
                                {on_second ? "一" : "ji", on_second ? 0 : JB_ACCENT_RUBY},
                                {"一\n人", 0}, {"国", on_second ? JB_ACCENT_BASE : 0},
                                {on_second ? "ji" : "一", on_second ? JB_ACCENT_RUBY : 0}, {0}});
        k->styled.blocks.at[k->styled.blocks.len - 1].style = JB_STYLE_TITLE;
        CHECK(make(k));
        found above = find_text(k, "中", 0), below = find_text(k, "人", 0);
        CHECK_INT(centre_of(&below) - centre_of(&above), on_second ? 2 * PITCH : PITCH);
        close_kit(k);
    }
}

static void bold__is_a_face_or_a_stroke(void)
{
    if (!has_fonts())
        return;
    static const jb_role bold_roles[] = {
        {.name = JB_LIT("宋体"), .chain = chain, .chain_len = 1, .bold = JB_LIT("Bold")},
        {.name = JB_LIT("小标宋"), .chain = bold_chain, .chain_len = 1},
    };
    for (int has = 0; has < 2; has++) {
        kit *k = open_accents();
        k->fonts.roles = has ? bold_roles : roles;
        add_pieces(k, (piece[]){{"的", 0}, {"一", JB_ACCENT_BOLD}, {"在", 0}, {0}});
        CHECK(make(k));
        found plain = find_text(k, "的", 0), bold = find_text(k, "一", 0);
        found next = find_text(k, "在", 0);
        CHECK_INT(plain.item->stroke, 0);
        CHECK_INT(bold.item->stroke, has ? 0 : jb_len_share(SIZE, 25));
        CHECK_STR(jb_face_name(bold.item->face), has ? "Bold" : "Regular");
        CHECK(is_near(next.glyph->x - plain.glyph->x, 2 * QUAD, 1)); /* advances are the same */
        close_kit(k);
    }
}

int main(void)
{
    static const check_case cases[] = {
        {"dots stand below Han alone", dots__stand_below_han_alone},
        {"lines part from their neighbours", lines__part_from_their_neighbours},
        {"line goes on over lines", line__goes_on_over_lines},
        {"note goes with its word", note__goes_with_its_word},
        {"ruby stands in the middle", ruby__stands_in_the_middle},
        {"ruby keeps apart", ruby__keeps_apart},
        {"base is not parted", base__is_not_parted},
        {"ruby is no character of the line", ruby__is_no_character_of_the_line},
        {"ruby has room between lines", ruby__has_room_between_lines},
        {"bold is a face or a stroke", bold__is_a_face_or_a_stroke},
    };
    return CHECK_MAIN(cases);
}
