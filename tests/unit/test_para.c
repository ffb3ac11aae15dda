/* Paragraphs over the fonts of tests/fonts; tests/cases has the one-line cases. */
#include <stdlib.h>

#include "check.h"

#include "../../src/base/file.h"
#include "../../src/base/utf8.h"
#include "../../src/para/para.h"

enum { SIZE = 16000 };

typedef struct setting {
    jb_arena *arena;
    jb_str files[2];
    jb_manifest_face faces[2];
    jb_manifest manifest;
    jb_str chain[1];
    jb_role role;
    jb_para_fonts fonts;
    jb_diags diags;
    jb_para_input input;
    jb_line_shape room[2];
    jb_shape shape;
} setting;

static jb_str font_file(jb_arena *arena, const char *name)
{
    jb_str here = jb_path_folder(jb_str_make(__FILE__));
    return jb_path_join(arena, here, jb_arena_format(arena, "../fonts/%s", name));
}

static void begin(setting *s, const char *text, int ems)
{
    *s = (setting){.arena = jb_arena_new()};
    s->files[0] = font_file(s->arena, "570f6a902bbc.otf");
    s->files[1] = font_file(s->arena, "a0a374bd769b.ttf");
    s->faces[0] = (jb_manifest_face){.name = JB_STR("Song"), .files = &s->files[0], .files_len = 1};
    s->faces[1] =
        (jb_manifest_face){.name = JB_STR("Latin"), .files = &s->files[1], .files_len = 1};
    s->manifest = (jb_manifest){s->faces, 2};
    s->chain[0] = JB_STR("Song");
    s->role = (jb_role){
        .name = JB_STR("宋体"), .chain = s->chain, .chain_len = 1, .latin = JB_STR("Latin")};
    s->fonts = (jb_para_fonts){.fonts = jb_fonts_new(&s->manifest),
                               .roles = &s->role,
                               .lang = JB_STR("zh-Hans"),
                               .scratch = jb_arena_new()};
    s->diags = (jb_diags){.arena = s->arena};
    s->input = (jb_para_input){
        .text = jb_str_make(text), .size = SIZE, .quad = SIZE, .kinsoku = JB_KINSOKU_BASIC};
    s->room[0] = s->room[1] = (jb_line_shape){0, ems * SIZE};
    s->shape = (jb_shape){s->room, 2, JB_ALIGN_JUSTIFY, JB_FIT_OPTIMUM};
}

static void end(setting *s)
{
    jb_fonts_free(s->fonts.fonts);
    jb_arena_free(s->fonts.scratch);
    jb_arena_free(s->arena);
}

static jb_para *make(setting *s)
{
    return jb_para_new(s->arena, &s->input, &s->fonts, &s->diags);
}

static void lines__are_a_function_of_looseness(void)
{
    setting s;
    begin(&s, "", 28);
    jb_buf text = {0};
    for (int i = 0; i < 20; i++)
        jb_buf_add(s.arena, &text, JB_STR("一二三四五六七八九十，"));
    s.input.text = jb_buf_str(&text);
    jb_para *para = make(&s);
    jb_lines best = jb_para_lines(s.arena, para, &s.shape, 0);
    jb_lines loose = jb_para_lines(s.arena, para, &s.shape, 1);
    jb_lines tight = jb_para_lines(s.arena, para, &s.shape, -1);
    jb_lines again = jb_para_lines(s.arena, para, &s.shape, 0);
    CHECK_INT(best.len, 8);
    CHECK_INT(loose.len, 9);
    CHECK_INT(tight.len, 8); /* seven lines cannot hold it: the nearest */
    CHECK(loose.cost > best.cost);
    CHECK_INT(again.cost, best.cost);
    for (uint32_t i = 0; i < best.len; i++)
        CHECK_INT(again.at[i].end, best.at[i].end);
    end(&s);
}

/* A tight line beside a loose one is worse than two that share what is to be given. */
static void lines__are_of_even_colour(void)
{
    setting s;
    begin(&s, "一二三，四五六七八九十一二三四五六，七八九十一二三四五六七八九十一二三四五六七八九十。", 14);
    jb_para *para = make(&s);
    jb_lines lines = jb_para_lines(s.arena, para, &s.shape, 0);
    s.shape.fit = JB_FIT_FIRST;
    jb_lines first = jb_para_lines(s.arena, para, &s.shape, 0);
    int64_t apart = 0, first_apart = 0;
    for (uint32_t i = 0; i + 2 < lines.len; i++)
        apart += labs(lines.at[i].ratio - lines.at[i + 1].ratio);
    for (uint32_t i = 0; i + 2 < first.len; i++)
        first_apart += labs(first.at[i].ratio - first.at[i + 1].ratio);
    CHECK(apart < first_apart);
    end(&s);
}

static void stop_exhausted(void *context)
{
    printf("not ok - %s: more memory than the text may take\n", (const char *)context);
    fflush(stdout);
    _Exit(1);
}

typedef struct heavy {
    const char *name, *before, *unit; /* the text: what stands once, and what is said again */
} heavy;

/* A million of anything takes no more than the same of Han, down to what nobody can see. */
static const heavy heavies[] = {
    {"Han and marks", "", "一二三四五六七八九十，"}, {"digits", "", "1234567890"},
    {"letters", "", "abcdefghij"}, {"marks", "", "，"}, {"quotes", "", "“”"},
    {"spaces", "一", " "}, {"em spaces", "一", "\u3000"}, {"dashes", "", "—"},
    {"combining marks", "e", "\u0301"}, {"letters with marks", "", "e\u0301"},
    {"U+200B", "一", "\u200B"}, {"U+200B in front", "", "\u200B"}, {"U+2060", "一", "\u2060"},
    {"Han and U+200B", "", "一\u200B"}, {"joiners", "一", "\u200D"}, {"U+200C", "a", "\u200C"},
    {"soft hyphens", "a", "\u00AD"}, {"U+FEFF", "一", "\uFEFF"}, {"selectors", "一", "\uFE0F"},
    {"variants", "", "一\U000E0100"}, {"tags", "一", "\U000E0061"},
    {"U+200E between blanks", "一 ", "\u200E "}, {"letters without a space", "", "ab/"}};

/* What is alive at a time does not grow with the text, so that neither does what a character
 * takes, in memory or in time. */
static void fit__takes_two_hundred_bytes_a_character(void)
{
    enum { CHARACTERS = 100000, KEPT = 60, SCRATCH = 140, LEAST = 65536 };
    for (size_t i = 0; i < sizeof heavies / sizeof *heavies; i++) {
        const heavy *h = &heavies[i];
        setting s;
        begin(&s, "", 28);
        jb_arena *own = jb_arena_new();
        jb_buf text = {0};
        jb_str unit = jb_str_make(h->unit);
        jb_buf_add(own, &text, jb_str_make(h->before));
        for (size_t n = 0; n < CHARACTERS; n += jb_utf8_count(unit))
            jb_buf_add(own, &text, unit);
        s.input.text = jb_buf_str(&text);
        jb_arena_limit(s.arena, LEAST + (size_t)KEPT * CHARACTERS, stop_exhausted, (void *)h->name);
        jb_arena_limit(s.fonts.scratch, LEAST + (size_t)SCRATCH * CHARACTERS, stop_exhausted,
                       (void *)h->name);
        jb_para *para = make(&s);
        for (int looseness = -(i == 0); looseness <= (i == 0); looseness++)
            CHECK(jb_para_lines(s.arena, para, &s.shape, looseness).len > 0);
        jb_arena_free(own);
        end(&s);
    }
}

static void place__fills_the_measure_exactly(void)
{
    setting s;
    begin(&s, "一二三四五，六七八九十一二三四五六七八九十，一二三四五六七八九十。", 13);
    s.room[0].width = s.room[1].width = 13 * SIZE + 7; /* not divisible by the gaps */
    jb_para *para = make(&s);
    jb_lines lines = jb_para_lines(s.arena, para, &s.shape, 0);
    for (uint32_t i = 0; i + 1 < lines.len; i++) {
        jb_placed_list placed = {0};
        jb_para_place(s.arena, para, &s.shape, &lines.at[i], &placed);
        const jb_cluster *last = &para->clusters[lines.at[i].end - 1];
        const jb_glyph *glyph = &para->glyphs[last->glyph];
        CHECK_INT(placed.at[placed.len - 1].x - glyph->x + last->width, s.room[0].width);
    }
    end(&s);
}

static void missing__is_shown_as_geta_and_reported(void)
{
    setting s;
    begin(&s, "中\xF0\xAB\x96\xAF文", 10); /* U+2B5AF, which the small font has not */
    jb_para *para = make(&s);
    CHECK_INT(para->missing, 1);
    CHECK_INT(s.diags.count[JB_CONTENT], 1);
    jb_str text = jb_diag_text(s.arena, &s.diags.list.at[0], JB_EN);
    CHECK_STR(
        text,
        "no font of 宋体 has '𫖯' (U+2B5AF CJK UNIFIED IDEOGRAPH-2B5AF): it is printed as 〓");
    CHECK(para->clusters[1].missing);
    CHECK_INT(para->clusters[1].width, SIZE);
    end(&s);
}

static void missing__mark_is_named(void)
{
    setting s;
    begin(&s, "中文\u20DD中", 10);
    jb_para *para = make(&s);
    CHECK_INT(para->missing, 1);
    CHECK_INT(para->clusters_len, 3);
    CHECK(para->clusters[1].missing && jb_cluster_glyphs(&para->clusters[1]) == 1);
    CHECK_INT(s.diags.list.len, 1);
    jb_str point = s.diags.list.at[0].args[1];
    CHECK_STR(point, "U+20DD COMBINING ENCLOSING CIRCLE");
    end(&s);
}

/* In whatever order the marks were typed it is one letter, to fonts and to the reader. */
static void marks__are_composed(void)
{
    static const char *const tones[] = {"中é。", "中é。", "中é。"};
    static const char *const lacking[] = {"ệ。", "ệ。", "ệ。",
                                          "ệ。", "ệ。"};
    uint16_t glyph = 0;
    for (size_t i = 0; i < sizeof tones / sizeof *tones; i++) {
        setting s;
        begin(&s, tones[i], 10);
        jb_para *para = make(&s);
        const jb_cluster *c = &para->clusters[1];
        CHECK_INT(jb_cluster_glyphs(c), 1);
        glyph = i ? glyph : para->glyphs[c->glyph].id;
        CHECK_INT(para->glyphs[c->glyph].id, glyph);
        end(&s);
    }
    for (size_t i = 0; i < sizeof lacking / sizeof *lacking; i++) {
        setting s;
        begin(&s, lacking[i], 10);
        CHECK_INT(make(&s)->missing, 1);
        CHECK_STR(s.diags.list.at[0].args[1],
                  "U+1EC7 LATIN SMALL LETTER E WITH CIRCUMFLEX AND DOT BELOW");
        end(&s);
    }
}

static void label__hangs_what_follows(void)
{
    setting s;
    begin(&s, "报：一二三四五六七八九十", 8);
    s.input.label = (uint32_t)strlen("报：");
    jb_para *para = make(&s);
    CHECK_INT(para->hang, 2);
    CHECK_INT(para->hang_width, 2 * SIZE);
    CHECK_INT(para->gaps[1].brk, JB_BREAK_NO);
    end(&s);
}

static void break__ends_a_line_at_lf(void)
{
    setting s;
    begin(&s, "一二\n三四五", 10);
    jb_para *para = make(&s);
    jb_lines lines = jb_para_lines(s.arena, para, &s.shape, 0);
    CHECK_INT(lines.len, 2);
    CHECK(lines.at[0].last);
    CHECK_INT(lines.at[0].width, 2 * SIZE);
    end(&s);
}

static jb_span span_of(const jb_para *para, const jb_placed *placed)
{
    return jb_para_span(para->input, (uint32_t)(placed->text.at - para->input->text.at),
                        (uint32_t)placed->text.len);
}

static void span__leads_back_through_a_map(void)
{
    setting s;
    begin(&s, "一二", 10);
    jb_map map = {0};
    jb_map_copy(s.arena, &map, 0, 100, 3);
    jb_map_copy(s.arena, &map, 3, 200, 3);
    s.input.map = &map;
    jb_para *para = make(&s);
    jb_lines lines = jb_para_lines(s.arena, para, &s.shape, 0);
    jb_placed_list placed = {0};
    jb_para_place(s.arena, para, &s.shape, &lines.at[0], &placed);
    CHECK_INT(placed.len, 2);
    CHECK_INT(span_of(para, &placed.at[0]).start, 100);
    CHECK_INT(span_of(para, &placed.at[1]).start, 200);
    CHECK_INT(span_of(para, &placed.at[1]).end, 203);
    end(&s);
}

static void dash__is_one_cluster_of_two_em(void)
{
    setting s;
    begin(&s, "一——二", 10);
    jb_para *para = make(&s);
    CHECK_INT(para->clusters_len, 3);
    CHECK_INT(para->clusters[1].cls, JB_CLASS_DASH);
    CHECK_INT(para->clusters[1].width, 2 * SIZE);
    end(&s);
}

static void words__are_parted_by_a_painted_space(void)
{
    setting s;
    begin(&s, "ab cd", 10);
    jb_para *para = make(&s);
    jb_lines lines = jb_para_lines(s.arena, para, &s.shape, 0);
    jb_placed_list placed = {0};
    jb_para_place(s.arena, para, &s.shape, &lines.at[0], &placed);
    CHECK_INT(placed.len, 5);
    CHECK_STR(placed.at[2].text, " ");
    end(&s);
}

static void row__breaks_at_its_blanks_alone(void)
{
    setting s;
    begin(&s, "一二三四　五六七八", 6);
    s.input.row = true;
    s.shape.align = JB_ALIGN_LEFT;
    jb_para *para = make(&s);
    jb_lines lines = jb_para_lines(s.arena, para, &s.shape, 0);
    CHECK_INT(lines.len, 2);
    CHECK_INT(lines.at[1].first, 5);
    end(&s);
}

static void empty__has_no_lines(void)
{
    setting s;
    begin(&s, "", 10);
    jb_para *para = make(&s);
    CHECK_INT(jb_para_lines(s.arena, para, &s.shape, 0).len, 0);
    end(&s);
}

static void font__that_is_absent_stops_the_job(void)
{
    setting s;
    begin(&s, "一", 10);
    s.files[0] = JB_STR("/nowhere/absent.otf");
    CHECK(make(&s) == NULL);
    CHECK(jb_diags_fatal(&s.diags));
    end(&s);
}

static void class__follows_the_table(void)
{
    CHECK_INT(jb_para_class(0x3002), JB_CLASS_STOP);
    CHECK_INT(jb_para_class(0x300A), JB_CLASS_OPEN);
    CHECK_INT(jb_para_class(0x201D), JB_CLASS_CLOSE);
    CHECK_INT(jb_para_class(0x00B7), JB_CLASS_DOT);
    CHECK_INT(jb_para_class(0xFF5E), JB_CLASS_RULE);
    CHECK_INT(jb_para_class('7'), JB_CLASS_DIGIT);
    CHECK_INT(jb_para_class(0x2103), JB_CLASS_POSTFIX);
    CHECK_INT(jb_para_class(0x4E00), JB_CLASS_HAN);
    CHECK_INT(jb_para_class('\t'), JB_CLASS_SPACE); /* a bare column is set as it stands */
}

/* keep.c takes the later of two wishes for the stronger. */
static void wishes__ascend(void)
{
    for (int i = 1; i < JB_WISHES; i++)
        CHECK(jb_wishes[i].penalty >= jb_wishes[i - 1].penalty && jb_wishes[i].kept &&
              jb_wishes[i].from);
}

int main(void)
{
    static const check_case cases[] = {
        {"lines are a function of looseness", lines__are_a_function_of_looseness},
        {"lines are of even colour", lines__are_of_even_colour},
        {"the fit takes 200 bytes a character", fit__takes_two_hundred_bytes_a_character},
        {"place fills the measure exactly", place__fills_the_measure_exactly},
        {"a missing character is shown as 〓 and reported", missing__is_shown_as_geta_and_reported},
        {"a mark that is missing is named", missing__mark_is_named},
        {"marks are composed", marks__are_composed},
        {"a label hangs what follows", label__hangs_what_follows},
        {"LF ends a line", break__ends_a_line_at_lf},
        {"a span leads back through a map", span__leads_back_through_a_map},
        {"—— is one cluster of two em", dash__is_one_cluster_of_two_em},
        {"words are parted by a painted space", words__are_parted_by_a_painted_space},
        {"a row breaks at its blanks alone", row__breaks_at_its_blanks_alone},
        {"an empty text has no lines", empty__has_no_lines},
        {"a font that is absent stops the job", font__that_is_absent_stops_the_job},
        {"wishes ascend, each from somewhere", wishes__ascend},
        {"classes follow the table", class__follows_the_table},
    };
    return CHECK_MAIN(cases);
}
