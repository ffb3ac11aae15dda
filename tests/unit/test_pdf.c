/* Pages made by hand, written, and read back by other programs: qpdf, poppler, mutool, Ghostscript.
 * Faces or programs that are not installed are left out. */
#include "check.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../src/base/file.h"
#include "../../src/base/hash.h"
#include "../../src/pdf/pdf.h"
#include "../../src/pdf/writer.h"

#define HAN_FILE "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
#define LATIN_FILE "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"

enum { HAN, LATIN };

/* ---- pages by hand ------------------------------------------------------------------------- */

typedef struct maker {
    jb_arena *arena;
    jb_fonts *fonts;
    const jb_face *faces[2];
    jb_layout layout;
    jb_styled styled;
    jb_pages pages;
    jb_diags diags;
    jb_pdf_meta meta;
} maker;

static const jb_str han_files[] = {JB_LIT(HAN_FILE)}, latin_files[] = {JB_LIT(LATIN_FILE)};
static const jb_manifest_face manifest_faces[] = {
    {.name = JB_LIT("Han"), .files = han_files, .files_len = 1, .index = 2},
    {.name = JB_LIT("Latin"), .files = latin_files, .files_len = 1},
};
static const jb_manifest manifest = {manifest_faces, 2};
static const jb_ink inks[2] = {
    {.gray = true, .overprint = true, .cmyk = {0, 0, 0, 1000}},
    {.cmyk = {0, 800, 800, 0}, .srgb = {215, 0, 15}},
};

/* False when the faces are not installed. */
static bool open_maker(maker *m)
{
    *m = (maker){.arena = jb_arena_new()};
    m->diags.arena = m->arena;
    m->layout.inks = inks;
    m->layout.sheet.shift_x = 2000;
    m->layout.sheet.shift_y = 1000;
    m->styled.layout = &m->layout;
    m->pages = (jb_pages){.styled = &m->styled, .width = 595276, .height = 841890};
    m->meta = (jb_pdf_meta){.title = JB_STR("简报 <第1期> & \"增刊\""),
                            .author = JB_STR("编辑部"),
                            .creator = JB_STR("jianbao"),
                            .lang = JB_STR("zh-CN"),
                            .date = {2025, 7, 9}};
    m->fonts = jb_fonts_new(&manifest);
    if (!jb_file_exists(JB_STR(HAN_FILE)) || !jb_file_exists(JB_STR(LATIN_FILE)))
        return false;
    for (jb_face_id i = 0; i < 2; i++)
        m->faces[i] = jb_fonts_open(m->fonts, i, &m->diags);
    return m->faces[HAN] && m->faces[LATIN];
}

static void close_maker(maker *m)
{
    jb_fonts_free(m->fonts);
    jb_arena_free(m->arena);
}

static void add_page(maker *m)
{
    *jb_push(m->arena, &m->pages.pages) =
        (jb_page){m->pages.pages.len + 1, m->pages.items.len, 0};
}

static jb_item *add_item(maker *m, jb_item item)
{
    m->pages.pages.at[m->pages.pages.len - 1].items++;
    jb_item *at = jb_push(m->arena, &m->pages.items);
    *at = item;
    return at;
}

/* Text from (x, y) on, each advance plus the tracking; returns where the next glyph would be.
 * `shown`: the character whose glyph is painted instead, or 0. */
static jb_len add_text(maker *m, jb_item item, int face, jb_point at, jb_len tracking,
                       const char *text, uint32_t shown)
{
    jb_str s = jb_str_make(text);
    jb_para_input *input = JB_NEW(m->arena, jb_para_input);
    input->text = s;
    item.from = input;
    item.face = m->faces[face];
    item.glyph = m->pages.glyphs.len;
    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        uint32_t rune = jb_utf8_next(s, &i);
        uint32_t id = jb_face_glyph(item.face, shown ? shown : rune);
        if (id == 0)
            printf("# no glyph for U+%04" PRIX32 "\n", rune);
        CHECK(id != 0);
        *jb_push(m->arena, &m->pages.glyphs) =
            (jb_item_glyph){s.at + from, (uint32_t)(i - from), id, at.x, at.y};
        at.x += tracking + (jb_len)jb_div_round((int64_t)jb_face_advance(item.face, id) * item.size,
                                                jb_face_upem(item.face));
    }
    item.glyphs = m->pages.glyphs.len - item.glyph;
    add_item(m, item);
    return at.x;
}

static jb_item_glyph *last_glyph(maker *m)
{
    return &m->pages.glyphs.at[m->pages.glyphs.len - 1];
}

static void show(jb_item_glyph *glyph, jb_str text)
{
    glyph->text = text.at;
    glyph->length = (uint32_t)text.len;
}

static const uint8_t jpeg_head[] = {0xFF, 0xD8, 0xFF, 0xDB, 0, 0x43, 0};
static const uint8_t jpeg_tail[] = {
    0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0, /* frame: 8 x 8, grey */
    0xFF, 0xC4, 0, 20, 0,    1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0x3F, 0, 0x3F, 0xFF, 0xD9};

static const jb_image *make_jpeg(jb_arena *arena)
{
    uint8_t *bytes = jb_arena_alloc(arena, sizeof jpeg_head + 64 + sizeof jpeg_tail);
    memcpy(bytes, jpeg_head, sizeof jpeg_head);
    memset(bytes + sizeof jpeg_head, 16, 64);
    memcpy(bytes + sizeof jpeg_head + 64, jpeg_tail, sizeof jpeg_tail);
    jb_image *image = JB_NEW(arena, jb_image);
    *image = (jb_image){.kind = JB_IMAGE_JPEG,
                        .bytes = {(const char *)bytes, sizeof jpeg_head + 64 + sizeof jpeg_tail},
                        .width = 8,
                        .height = 8,
                        .channels = 1,
                        .bits = 8};
    return image;
}

/* A smooth picture: filtered rows are what deflates best. */
static const jb_image *make_pixels(jb_arena *arena)
{
    enum { W = 40, H = 30 };
    uint8_t *pixels = jb_arena_alloc(arena, W * H * 3);
    for (int i = 0; i < W * H; i++) {
        pixels[3 * i] = (uint8_t)(i % W * 6 + i / W);
        pixels[3 * i + 1] = (uint8_t)(i / W * 8);
        pixels[3 * i + 2] = (uint8_t)(i % W * i / W);
    }
    jb_image *image = JB_NEW(arena, jb_image);
    *image = (jb_image){.kind = JB_IMAGE_PNG,
                        .bytes = JB_STR("png"),
                        .width = W,
                        .height = H,
                        .channels = 3,
                        .bits = 8,
                        .pixels = pixels};
    return image;
}

/* Masthead, rule, body and folio. */
static void make_text_page(maker *m)
{
    const jb_item red = {.kind = JB_ITEM_GLYPHS, .preprinted = true, .ink = 1, .size = 62000};
    const jb_item body = {.kind = JB_ITEM_GLYPHS, .part = JB_PART_BODY, .size = 15750};
    jb_item item = body;
    add_page(m);
    add_text(m, red, HAN, (jb_point){150123, 120457}, 1777, "简报", 0);
    add_item(m, (jb_item){.kind = JB_ITEM_RULE,
                          .preprinted = true,
                          .ink = 1,
                          .rect = {79370, 150000, 442205, 1134}});
    jb_len x = add_text(m, body, HAN, (jb_point){79370, 200001}, 43, "一二一三一四：", 0);
    x = add_text(m, body, LATIN, (jb_point){x + 3900, 200550}, 0, "two words", 0);
    add_text(m, body, HAN, (jb_point){x + 3900, 200001}, 43, "⼀在部首，𠮷在平面外（反\\）", 0);
    item.stroke = 394;
    x = add_text(m, item, HAN, (jb_point){79370, 228001}, 43, "着重", 0);
    add_text(m, body, HAN, (jb_point){x, 228001}, 43, "之后", 0);
    item = body;
    item.missing = true;
    x = add_text(m, item, HAN, (jb_point){200000, 228001}, 43, "\U0002B5AF", 0x3013);
    add_text(m, body, HAN, (jb_point){x, 228001}, 43, "〓是缺字", 0);
    x = add_text(m, body, LATIN, (jb_point){79370, 256000}, 0, "de\uFB01ne ", 0);
    show(last_glyph(m) - 3, JB_STR("fi"));
    /* a cluster of two characters in two glyphs: the second begins none */
    add_text(m, body, LATIN, (jb_point){x, 256000}, 0, "cafe\u00B4", 0);
    show(last_glyph(m), (jb_str){0});
    show(last_glyph(m) - 1, JB_STR("e\u0301"));
    item = body;
    item.part = JB_PART_FOLIO;
    add_text(m, item, LATIN, (jb_point){280000, 780000}, 0, "- 1 -", 0);
}

static void make_pages(maker *m)
{
    const jb_item body = {.kind = JB_ITEM_GLYPHS, .part = JB_PART_BODY, .size = 16000, .tint = 500};
    const jb_image *jpeg = make_jpeg(m->arena), *pixels = make_pixels(m->arena);
    make_text_page(m);
    add_page(m);
    add_item(m, (jb_item){.kind = JB_ITEM_IMAGE,
                          .part = JB_PART_BODY,
                          .rect = {79370, 100000, 100000, 100000},
                          .image = jpeg,
                          .alt = JB_STR("灰块")});
    for (int i = 0; i < 2; i++)
        add_item(m, (jb_item){.kind = JB_ITEM_IMAGE,
                              .part = JB_PART_BODY,
                              .rect = {200000 + i * 130000, 100000, 120000, 90000},
                              .image = pixels});
    jb_len x = 79370;
    for (int i = 0; i < 20; i++) /* a line stretched by odd shares */
        x = add_text(m, body, HAN, (jb_point){x, 300000}, 333 + i % 3, "国", 0);
    add_page(m); /* empty */
    *jb_push(m->arena, &m->pages.bookmarks) =
        (jb_bookmark){JB_STR("第一篇：标题"), 1, 190000, 1};
    *jb_push(m->arena, &m->pages.bookmarks) = (jb_bookmark){JB_STR("第二篇"), 2, 90000, 1};
}

static jb_str make_file(maker *m, jb_variant_id variant)
{
    jb_pdf_bytes out = {0};
    CHECK(jb_pdf_make(m->arena, &m->pages, jb_variant_at(variant), &m->meta,
                      jb_pdf_share(m->arena, false), &out, &m->diags));
    CHECK_INT(m->diags.list.len, 0);
    CHECK(jb_str_equal(out.sha256, jb_hash_sha256(m->arena, out.bytes)));
    return out.bytes;
}

/* ---- other programs ------------------------------------------------------------------------ */

static bool have(const char *program)
{
    char command[100];
    snprintf(command, sizeof command, "command -v %s >/dev/null", program);
    return system(command) == 0;
}

/* What the command prints, errors included; *status is what it returned. */
static jb_str run(jb_arena *arena, const char *command, int *status)
{
    jb_buf out = {0};
    char piece[4096];
    size_t n;
    FILE *pipe = popen(command, "r");
    CHECK(pipe != NULL);
    if (!pipe)
        return (jb_str){0};
    while ((n = fread(piece, 1, sizeof piece, pipe)) > 0)
        jb_buf_add(arena, &out, (jb_str){piece, n});
    *status = pclose(pipe);
    return jb_buf_str(&out);
}

/* The file is accepted without a word. */
static void check_accepted(jb_arena *arena, const char *program, const char *command)
{
    int status = 0;
    if (!have(program))
        return;
    jb_str said = run(arena, command, &status);
    if (status != 0)
        printf("# %.*s\n", JB_FMT(said));
    CHECK_INT(status, 0);
    if (strcmp(program, "qpdf") != 0) /* which says that it found no errors */
        CHECK(jb_str_find(said, JB_STR("rror")) == SIZE_MAX);
}

static void check_extracted(jb_arena *arena, const char *program, const char *command)
{
    static const char *const wanted[] = {
        "简报", "一二一三一四：", "two words", "⼀在部首，𠮷在平面外（反\\）", "着重之后",
        "\U0002B5AF〓是缺字", "define cafe\u0301", "国国国国国国国国国国国国国国国国国国国国",
    };
    int status = 0;
    if (!have(program))
        return;
    jb_str text = run(arena, command, &status);
    CHECK_INT(status, 0);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        CHECK(jb_str_find(text, jb_str_make(wanted[i])) != SIZE_MAX);
        if (jb_str_find(text, jb_str_make(wanted[i])) == SIZE_MAX)
            printf("# %s: no \"%s\" in\n# %.*s\n", program, wanted[i], JB_FMT(text));
    }
}

static double number_behind(const char *line, const char *name)
{
    const char *at = strstr(line, name);
    return at ? strtod(at + strlen(name), NULL) : -1e9;
}

/* mutool trace prints each glyph's place in six digits: no more than 0.001 pt off. */
static void check_places(const maker *m, const char *command)
{
    uint32_t n = 0;
    double worst = 0;
    char line[4096];
    FILE *pipe = have("mutool") ? popen(command, "r") : NULL;
    if (!pipe)
        return;
    bool stroke = false; /* emphasis is traced twice */
    while (fgets(line, sizeof line, pipe)) {
        if (strstr(line, "_text"))
            stroke = strstr(line, "<stroke_text");
        if (stroke || !strstr(line, "<g ") || !strstr(line, " glyph="))
            continue; /* further characters of a ligature have no glyph */
        CHECK(n < m->pages.glyphs.len);
        if (n >= m->pages.glyphs.len)
            break;
        const jb_item_glyph *glyph = &m->pages.glyphs.at[n++];
        double x = number_behind(line, " x=\"") - glyph->x / 1000.0;
        double y = number_behind(line, " y=\"") - (m->pages.height - glyph->y) / 1000.0;
        worst = x > worst ? x : -x > worst ? -x : worst;
        worst = y > worst ? y : -y > worst ? -y : worst;
    }
    pclose(pipe);
    CHECK_INT(n, m->pages.glyphs.len);
    printf("# farthest glyph: %.4f pt\n", worst);
    CHECK(worst <= 0.00101);
}

/* ---- cases --------------------------------------------------------------------------------- */

static void number__is_short(void)
{
    static const struct {
        int64_t milli;
        const char *text;
    } cases[] = {{0, "0"},         {1, ".001"},         {-250, "-.25"},
                 {1000, "1"},      {-1500, "-1.5"},     {841890, "841.89"},
                 {15750, "15.75"}, {INT64_MIN, "-9223372036854775.808"}};
    jb_arena *arena = jb_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_buf out = {0};
        jb_pdf_add_number(arena, &out, cases[i].milli);
        CHECK_STR(jb_buf_str(&out), cases[i].text);
    }
    jb_arena_free(arena);
}

static void screen__is_read_by_other_programs(void)
{
    maker m;
    if (open_maker(&m)) {
        make_pages(&m);
        jb_str bytes = make_file(&m, JB_SCREEN);
        CHECK(jb_str_starts(bytes, JB_STR("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")));
        CHECK_INT(jb_file_write(JB_STR("test_pdf-screen.pdf"), bytes), 0);
        check_accepted(m.arena, "qpdf", "qpdf --check test_pdf-screen.pdf 2>&1");
        check_accepted(m.arena, "gs",
                       "gs -q -dPDFSTOPONERROR -dPDFSTOPONWARNING -o /dev/null -sDEVICE=nullpage "
                       "test_pdf-screen.pdf 2>&1");
        check_accepted(m.arena, "mutool",
                       "mutool draw -q -o /dev/null -F pnm test_pdf-screen.pdf 2>&1");
        check_accepted(m.arena, "pdftotext", "pdftotext test_pdf-screen.pdf - 2>&1 >/dev/null");
        check_extracted(m.arena, "pdftotext", "pdftotext test_pdf-screen.pdf -");
        check_extracted(m.arena, "mutool", "mutool draw -q -F txt test_pdf-screen.pdf 2>&1");
        check_places(&m, "mutool trace test_pdf-screen.pdf 2>/dev/null");
        unlink("test_pdf-screen.pdf");
    }
    close_maker(&m);
}

static void file__is_the_same_every_time(void)
{
    maker m;
    jb_str first = {0};
    jb_arena *arena = jb_arena_new();
    for (int i = 0; i < 2; i++) {
        if (open_maker(&m)) {
            make_pages(&m);
            jb_str again = make_file(&m, JB_SCREEN);
            CHECK(i == 0 || jb_str_equal(first, again));
            first = jb_arena_copy(arena, again);
        }
        close_maker(&m);
    }
    jb_arena_free(arena);
}

static void plates__have_their_own(void)
{
    maker m;
    if (open_maker(&m)) {
        make_pages(&m);
        jb_buf stock = {0}, imprint = {0};
        jb_pdf_dump(m.arena, &m.pages, jb_variant_at(JB_STOCK), &m.meta,
                    jb_pdf_share(m.arena, false), &stock, &m.diags);
        jb_pdf_dump(m.arena, &m.pages, jb_variant_at(JB_IMPRINT), &m.meta,
                    jb_pdf_share(m.arena, false), &imprint, &m.diags);
        jb_str s = jb_buf_str(&stock), t = jb_buf_str(&imprint);
        CHECK(jb_str_find(s, JB_STR("0 .8 .8 0 k\n")) != SIZE_MAX);
        CHECK(jb_str_find(s, JB_STR("0 0 0 1 k\n")) == SIZE_MAX);
        CHECK(jb_str_find(s, JB_STR("/Outlines")) == SIZE_MAX);
        CHECK(jb_str_find(t, JB_STR("0 .8 .8 0 k\n")) == SIZE_MAX);
        CHECK(jb_str_find(t, JB_STR("1 0 0 1 2 -1 cm\n0 0 0 1 k\n/Over gs\n")) != SIZE_MAX);
        for (int i = JB_STOCK; i <= JB_IMPRINT; i++) {
            jb_str bytes = make_file(&m, (jb_variant_id)i);
            CHECK_INT(jb_file_write(JB_STR("test_pdf-plate.pdf"), bytes), 0);
            check_accepted(m.arena, "qpdf", "qpdf --check test_pdf-plate.pdf 2>&1");
            check_accepted(m.arena, "gs",
                           "gs -q -dPDFSTOPONERROR -dPDFSTOPONWARNING -o /dev/null "
                           "-sDEVICE=nullpage test_pdf-plate.pdf 2>&1");
        }
        unlink("test_pdf-plate.pdf");
    }
    close_maker(&m);
}

static void dump__shows_the_objects(void)
{
    maker m;
    if (open_maker(&m)) {
        static const char *const wanted[] = {
            "/MediaBox [0 0 595.276 841.89]\n/TrimBox [0 0 595.276 841.89]\n",
            "/Title <FEFF7B2C4E007BC7FF1A68079898>", /* 第一篇：标题 */
            "/PageMode /UseOutlines",
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">简报 &lt;第1期&gt; &amp; \"增刊\"<",
            "<xmp:CreateDate>2025-07-09T00:00:00+08:00<",
            "/CreationDate (D:20250709000000+08'00')",
            "79.37 690.756 442.205 1.134 re f\n",
            "/Artifact BMC\nBT\n",
            "2 Tr\n",
            "/Figure <</MCID 0>> BDC\nq 100 0 0 100 79.37 641.89 cm /I1 Do Q\n",
            "/Alt <FEFF70705757>",
            "/S /Figure\n",
            "/Predictor 15",
            "/Filter /DCTDecode",
            "<D842DFB7>", /* U+20BB7 */
            "<00660069>", /* fi */
        };
        make_pages(&m);
        jb_buf out = {0};
        jb_pdf_dump(m.arena, &m.pages, jb_variant_at(JB_SCREEN), &m.meta,
                    jb_pdf_share(m.arena, false), &out, &m.diags);
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
            CHECK(jb_str_find(jb_buf_str(&out), jb_str_make(wanted[i])) != SIZE_MAX);
            if (jb_str_find(jb_buf_str(&out), jb_str_make(wanted[i])) == SIZE_MAX)
                printf("# not there: %s\n", wanted[i]);
        }
        CHECK(jb_str_find(jb_buf_str(&out), JB_STR("/ProcSet [")) == SIZE_MAX);
        out.len = 0; /* without tags the content says what a figure shows */
        jb_pdf_dump(m.arena, &m.pages, jb_variant_at(JB_A1B), &m.meta, jb_pdf_share(m.arena, false),
                    &out,
                    &m.diags);
        CHECK(jb_str_find(jb_buf_str(&out),
                          JB_STR("/Figure <</Alt <FEFF70705757>>> BDC\n"
                                 "q 100 0 0 100 79.37 641.89 cm /I1 Do Q\nEMC\n")) != SIZE_MAX);
        CHECK(jb_str_find(jb_buf_str(&out), JB_STR("MCID")) == SIZE_MAX);
    }
    close_maker(&m);
}

/* A tree of nodes, several object streams, and a text with no items at all. */
static void many_pages__and_none(void)
{
    maker m;
    if (open_maker(&m)) {
        const jb_item body = {.kind = JB_ITEM_GLYPHS, .part = JB_PART_BODY, .size = 16000};
        m.meta = (jb_pdf_meta){0};
        for (int i = 0; i < 750; i++) {
            add_page(&m);
            if (i % 2)
                add_text(&m, body, HAN, (jb_point){100000, 100000}, 0, "页", 0);
            *jb_push(m.arena, &m.pages.bookmarks) = (jb_bookmark){
                JB_STR("a"), (uint32_t)i + 1, 0, (uint8_t)(1 + i % 3)};
        }
        CHECK_INT(jb_file_write(JB_STR("test_pdf-many.pdf"), make_file(&m, JB_SCREEN)), 0);
        check_accepted(m.arena, "qpdf", "qpdf --check test_pdf-many.pdf 2>&1");
        int status;
        if (have("pdfinfo"))
            CHECK(jb_str_find(run(m.arena, "pdfinfo test_pdf-many.pdf", &status),
                              JB_STR("Pages:           750\n")) != SIZE_MAX);
        unlink("test_pdf-many.pdf");
    }
    close_maker(&m);
}

/* One 〓 for each of many missing characters: as many dictionaries as there are texts, to a limit.
 * */
static void missing__characters_have_their_texts(void)
{
    maker m;
    if (open_maker(&m)) {
        jb_item item = {.kind = JB_ITEM_GLYPHS, .part = JB_PART_BODY, .size = 16000};
        item.missing = true;
        add_page(&m);
        for (uint32_t i = 0; i < 300; i++) {
            char *text = jb_arena_alloc(m.arena, 8);
            jb_utf8_encode(0xE000 + i, text);
            add_text(&m, item, HAN, (jb_point){100000, 100000}, 0, text, 0x3013);
        }
        jb_buf out = {0};
        jb_pdf_dump(m.arena, &m.pages, jb_variant_at(JB_SCREEN), &m.meta,
                    jb_pdf_share(m.arena, false), &out, &m.diags);
        CHECK(jb_str_find(jb_buf_str(&out), JB_STR("<E000>\n")) != SIZE_MAX);
        CHECK(jb_str_find(jb_buf_str(&out), JB_STR("<E0FF>\n")) != SIZE_MAX);
        CHECK(jb_str_find(jb_buf_str(&out), JB_STR("<E100>\n")) == SIZE_MAX);
        CHECK(jb_str_find(jb_buf_str(&out), JB_STR("<FFFD>\n")) != SIZE_MAX);
        CHECK(jb_str_find(jb_buf_str(&out), JB_STR("\n1 0 0 rg\n")) != SIZE_MAX);
        CHECK_INT(jb_file_write(JB_STR("test_pdf-missing.pdf"), make_file(&m, JB_SCREEN)), 0);
        check_accepted(m.arena, "qpdf", "qpdf --check test_pdf-missing.pdf 2>&1");
        unlink("test_pdf-missing.pdf");
    }
    close_maker(&m);
}

static void notdef__is_refused(void)
{
    maker m;
    if (open_maker(&m)) {
        const jb_item body = {.kind = JB_ITEM_GLYPHS, .part = JB_PART_BODY, .size = 16000};
        jb_pdf_bytes out = {0};
        add_page(&m);
        add_text(&m, body, HAN, (jb_point){100000, 100000}, 0, "页", 0);
        last_glyph(&m)->id = 0;
        CHECK(!jb_pdf_make(m.arena, &m.pages, jb_variant_at(JB_SCREEN), &m.meta,
                           jb_pdf_share(m.arena, false), &out, &m.diags));
        CHECK_INT(m.diags.count[JB_WORLD], 1);
    }
    close_maker(&m);
}

/* The first rule that does not hold is told with its clause, and there is no file. */
static void press__holds_its_rules(void)
{
    static const struct {
        bool title, date;
        jb_len width;
    } cases[] = {{false, true, 595276},
                 {true, false, 595276},
                 {true, true, 2000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        maker m;
        if (open_maker(&m)) {
            jb_pdf_bytes out = {0};
            add_page(&m);
            m.pages.width = cases[i].width;
            if (!cases[i].title)
                m.meta.title = (jb_str){0};
            if (!cases[i].date)
                m.meta.date = (jb_date){0};
            CHECK(!jb_pdf_make(m.arena, &m.pages, jb_variant_at(JB_PRINT), &m.meta,
                               jb_pdf_share(m.arena, false), &out, &m.diags));
            CHECK_INT(m.diags.list.len, 1);
            CHECK_INT(m.diags.list.at[0].code, JB_D_PRINT_BROKEN);
            CHECK(jb_str_find(m.diags.list.at[0].args[2], JB_STR("ISO 15930-4")) == 0);
        }
        close_maker(&m);
    }
}

/* Codes made of counts that differ as much as they can, of one byte, of all: what other programs
 * inflate is the same again. */
static void huffman_codes_are_deflate(void)
{
    enum { MOST = 1 << 20 };
    static char data[MOST], again[MOST];
    static const uint32_t kinds[] = {1, 2, 22, 28, 256};
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    jb_arena *arena = jb_arena_new();
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t n = 0, got = 0;
        uint64_t times = 1, next = 1;
        for (uint32_t i = 0; i < kinds[k]; i++) { /* Fibonacci's numbers make the longest codes */
            for (uint64_t j = 0; j < (kinds[k] == 256 ? 1 + i % 7 : times) && n < MOST; j++)
                data[n++] = (char)i;
            uint64_t sum = times + next;
            times = next;
            next = sum;
        }
        jb_str coded = jb_pdf_huffman(arena, (jb_str){data, n});
        CHECK_INT(libdeflate_zlib_decompress(inflater, coded.at, coded.len, again, MOST, &got),
                  LIBDEFLATE_SUCCESS);
        CHECK(got == n && memcmp(data, again, n) == 0);
    }
    libdeflate_free_decompressor(inflater);
    jb_arena_free(arena);
}

int main(void)
{
    static const check_case cases[] = {
        {"Huffman codes are deflate", huffman_codes_are_deflate},
        {"a number is short", number__is_short},
        {"a press file's rules are held", press__holds_its_rules},
        {"a screen file is read by other programs", screen__is_read_by_other_programs},
        {"a file is the same every time", file__is_the_same_every_time},
        {"plates have their own items and colours", plates__have_their_own},
        {"the dump shows the objects", dump__shows_the_objects},
        {"many pages and none", many_pages__and_none},
        {"missing characters have their texts", missing__characters_have_their_texts},
        {"notdef is refused", notdef__is_refused},
    };
    return CHECK_MAIN(cases);
}
