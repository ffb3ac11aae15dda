#include "check.h"

#include <iconv.h>

#include "../../src/base/utf8.h"
#include "../../src/source/source.h"

static jb_arena *arena;
static jb_diags diags;

static jb_source *decode_as(jb_str bytes, const char *encoding)
{
    diags = (jb_diags){.arena = arena};
    const jb_source_options options = {.encoding = jb_str_make(encoding)};
    return jb_source_decode(arena, JB_STR("t.txt"), bytes, &options, &diags);
}

static jb_str encode(iconv_t encoder, jb_str text)
{
    size_t left = text.len, room = text.len * 4 + 4;
    char *out = jb_arena_alloc(arena, room), *to = out, *from = (char *)(uintptr_t)text.at;
    iconv(encoder, NULL, NULL, NULL, NULL);
    CHECK(iconv(encoder, &from, &left, &to, &room) == 0);
    CHECK(iconv(encoder, NULL, NULL, &to, &room) == 0);
    return (jb_str){out, (size_t)(to - out)};
}

static void source__finds_the_encoding(void)
{
    static const struct {
        jb_str bytes;
        const char *named, *encoding, *text;
    } rows[] = {
        {JB_LIT("中a"), "", "UTF-8", "中a"},
        {JB_LIT("\xEF\xBB\xBF中"), "", "UTF-8", "中"},
        {JB_LIT("\xEF\xBB\xBF中"), "GBK", "UTF-8", "中"}, /* a BOM says more than a name */
        {JB_LIT("\xD6\xD0\xCE\xC4"), "", "GB18030", "中文"},
        {JB_LIT("\xD6\xD0"), "gb2312", "GB18030", "中"},
        {JB_LIT("\xD6\xD0"), "CP936", "GB18030", "中"},
        {JB_LIT("\x84\x31\x95\x33\xD6\xD0"), "", "GB18030", "中"},
        {JB_LIT("\xFF\xFE\x2D\x4E\x0A\x00"), "", "UTF-16LE", "中\n"},
        {JB_LIT("\xFE\xFF\x4E\x2D\x00\x0A"), "", "UTF-16BE", "中\n"},
        {JB_LIT("\x2D\x4E\x0A\x00"), "", "UTF-16LE", "中\n"}, /* by its zero bytes */
        {JB_LIT("\x4E\x2D\x00\x0A"), "", "UTF-16BE", "中\n"},
        {JB_LIT("\x2D\x4E"), "utf-16le", "UTF-16LE", "中"},
        {JB_LIT("\x40\xD8\x0B\xDC"), "utf-16", "UTF-16LE", "𠀋"},
        {JB_LIT("\x82\x35\x90\x37\x84\x31\x83\x35"), "", "GB18030",
         "龴︙"}, /* not in glibc's table */
        {JB_LIT("\xA3\xA0\xD6\xD0"), "", "GB18030", "　中"},
        {JB_LIT("\x80\xD6\xD0"), "", "GB18030", "€中"},
        {JB_LIT("\xFE\x51\xA8\xBC\x81\x35\xF4\x37"), "gbk", "GB18030", "𠂇ḿḿ"},
        {JB_LIT("\xB7\x7C\xC4\xB3\xB3\x71\xAA\xBE"), "", "Big5-HKSCS", "會議通知"},
        {JB_LIT("\xA4\xA4\xA4\xE5"), "", "Big5-HKSCS", "中文"},
        {JB_LIT("\xA4\xA4\xA4\xE5"), "gb2312", "GB18030", "いゅ"},
        {JB_LIT("\xA4\xA4\xA1\x45\x88\x62"), "big5", "Big5-HKSCS", "中‧Ê̄"},
        {JB_LIT("\xA4\xA4\xFB\xB8"), "CP950", "Big5-HKSCS", "中婷"},
        {JB_LIT("\x4E\x2D\x00\x0A"), "UTF-16", "UTF-16BE", "中\n"},
        {JB_LIT("\x95\x38\xBF\x34\xB7\xBD"), "", "GB18030", "𡿨方"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena = jb_arena_new();
        jb_source *s = decode_as(rows[i].bytes, rows[i].named);
        CHECK(s != NULL);
        if (s) {
            CHECK_STR(s->encoding, rows[i].encoding);
            CHECK_STR(s->text, rows[i].text);
        }
        jb_arena_free(arena);
    }
}

static void source__refuses(void)
{
    static const struct {
        jb_str bytes;
        const char *named;
        jb_code code;
        uint32_t line, column;
        uint64_t byte;
    } rows[] = {
        {JB_LIT("好好好好好好好好\n中\xE4\xB8"), "", JB_D_SOURCE_BAD_BYTES, 2, 2,
         28}, /* cut short */
        {JB_LIT("好好好好\xFF好"), "", JB_D_SOURCE_BAD_BYTES, 1, 5,
         12}, /* damaged UTF-8, not GB18030 */
        {JB_LIT("\xD6\xD0\n\xD6\xFF"), "", JB_D_SOURCE_BAD_BYTES, 2, 1, 3},
        {JB_LIT("\xD6\xD0\xD6"), "gbk", JB_D_SOURCE_BAD_BYTES, 1, 2, 2},
        {JB_LIT("\x00\xD8\x2D\x4E"), "utf-16le", JB_D_SOURCE_BAD_BYTES, 1, 1, 0},
        {JB_LIT("\x2D\x4E\x0A"), "utf-16le", JB_D_SOURCE_BAD_BYTES, 1, 2, 2},
        {JB_LIT("a\n中\x01"), "", JB_D_SOURCE_CONTROL, 2, 2, 5},
        {JB_LIT("PK\x03\x04\x00"), "", JB_D_SOURCE_NOT_TEXT, 0, 0, 0},
        {JB_LIT(""), "", JB_D_SOURCE_EMPTY, 0, 0, 0},
        {JB_LIT(" \r\n　\t"), "", JB_D_SOURCE_EMPTY, 0, 0, 0},
        {JB_LIT("a"), "klingon", JB_D_SOURCE_UNKNOWN_ENCODING, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena = jb_arena_new();
        CHECK(decode_as(rows[i].bytes, rows[i].named) == NULL);
        CHECK_INT(diags.list.len, 1);
        if (diags.list.len) {
            const jb_diag *d = &diags.list.at[0];
            CHECK_INT(d->code, rows[i].code);
            CHECK_INT(d->place.line, rows[i].line);
            CHECK_INT(d->place.column, rows[i].column);
            CHECK_INT((int64_t)d->place.byte, (int64_t)rows[i].byte);
        }
        CHECK(jb_diags_fatal(&diags));
        jb_arena_free(arena);
    }
}

static void source__names_the_bad_bytes(void)
{
    arena = jb_arena_new();
    decode_as(JB_STR("中\xE4\xB8"), "UTF-8");
    CHECK_STR(jb_diag_text(arena, &diags.list.at[0], JB_EN),
              "bytes e4 b8 at offset 3 are not valid UTF-8");
    jb_arena_free(arena);
}

/* Each character of the text, in the encoding of the file, is the bytes that it leads back to. */
static void source__leads_each_character_back(void)
{
    static const struct {
        const char *encoding, *text;
    } rows[] = {
        {"UTF-8", "ab中文，Ａ\n𠀋é第二行"},    {"GB18030", "ab中文，Ａ\n𠀋é第二行䲟"},
        {"GBK", "ab中文，Ａ\n第二行·—"},       {"GB2312", "ab中文，Ａ\n第二行"},
        {"BIG5", "ab中文，Ａ\n第二行個"},      {"BIG5-HKSCS", "ab中文，Ａ\n第二行喺𠱁"},
        {"UTF-16LE", "ab中文，Ａ\n𠀋é第二行"}, {"UTF-16BE", "ab中文，Ａ\n𠀋é第二行"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena = jb_arena_new();
        iconv_t encoder = iconv_open(rows[i].encoding, "UTF-8");
        jb_source *s = decode_as(encode(encoder, jb_str_make(rows[i].text)), rows[i].encoding);
        CHECK(s != NULL);
        CHECK_STR(s->text, rows[i].text);
        for (size_t at = 0, start; at < s->text.len;) {
            start = at;
            jb_utf8_next(s->text, &at);
            jb_span span = {(uint32_t)start, (uint32_t)at};
            jb_str bytes = jb_span_of(s->raw, jb_map_span(&s->map, span));
            CHECK(jb_str_equal(bytes, encode(encoder, jb_span_of(s->text, span))));
        }
        iconv_close(encoder);
        jb_arena_free(arena);
    }
}

static void source__puts_what_is_meant_for_old_codes(void)
{
    arena = jb_arena_new();
    jb_source *s = decode_as(JB_STR("一\uE81E二\n\uE815\uE81E\uE000"), "");
    CHECK_STR(s->text, "一龴二\n⺁龴\uE000"); /* an office's own character stays */
    CHECK_INT(s->edits.len, 3);
    CHECK_STR(s->edits.at[0].rule, "private-use");
    CHECK_STR(s->edits.at[0].before, "\uE81E");
    CHECK_STR(s->edits.at[0].after, "龴");
    CHECK_INT(s->edits.at[0].raw.start, 3);
    CHECK_INT(diags.list.len, 2); /* a character each, at its first place */
    CHECK_STR(jb_diag_text(arena, &diags.list.at[0], JB_EN),
              "U+E81E is an old code of '龴' (U+9FB4), which was put in its place; in all: 2");
    CHECK_INT(diags.list.at[1].place.line, 2);
    CHECK(!jb_diags_fatal(&diags));
    decode_as(JB_STR("\xD6\xD0\x80"), "gbk");
    CHECK_STR(jb_diag_text(arena, &diags.list.at[0], JB_EN),
              "80 is an old code of '€' (U+20AC), which was put in its place; in all: 1");
    CHECK_INT(diags.list.at[0].place.column, 2);
    jb_arena_free(arena);
}

static void source__repairs(void)
{
    static const struct {
        jb_str bytes;
        const char *named, *text, *told;
        uint32_t line, column;
    } rows[] = {
        {JB_LIT("好好\n中\xE4\xB8国"), "UTF-8", "好好\n中\uFFFD国",
         "bytes e4 b8 at offset 10 are not valid UTF-8: 〓 (U+FFFD) stands for them", 2, 2},
        {JB_LIT("好好\xED\xA0国国"), "UTF-8", "好好\uFFFD\uFFFD国国", /* no half of a sequence */
         "bytes ed at offset 6 are not valid UTF-8: 〓 (U+FFFD) stands for them", 1, 3},
        {JB_LIT("\xD6\xD0\n\xD6\xFF\xD6\xD0\xD6\xD0\xD6\xD0"), "GB18030",
         "中\n\uFFFD\uFFFD中中中",
         "bytes d6 at offset 3 are not valid GB18030: 〓 (U+FFFD) stands for them", 2, 1},
        {JB_LIT("\xA4\xA4\xA4\xE5\x81\x40x"), "Big5", "中文\uFFFDx", /* unknown, but of its form */
         "bytes 81 40 at offset 4 are not valid Big5-HKSCS: 〓 (U+FFFD) stands for them", 1, 3},
        {JB_LIT("\x2D\x4E\x00\xD8\x87\x65\x2D"), "UTF-16LE", "中\uFFFD文\uFFFD",
         "bytes 00 d8 at offset 2 are not valid UTF-16LE: 〓 (U+FFFD) stands for them", 1, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        arena = jb_arena_new();
        const jb_source_options options = {.encoding = jb_str_make(rows[i].named), .repair = true};
        diags = (jb_diags){.arena = arena};
        jb_source *s =
            jb_source_decode(arena, JB_STR("t.txt"), rows[i].bytes, &options, &diags);
        CHECK(s != NULL);
        CHECK_STR(s->text, rows[i].text);
        CHECK_INT(diags.list.len, s->repairs.len);
        CHECK_STR(jb_diag_text(arena, &diags.list.at[0], JB_EN), rows[i].told);
        CHECK_INT(diags.list.at[0].place.line, rows[i].line);
        CHECK_INT(diags.list.at[0].place.column, rows[i].column);
        CHECK(jb_source_keep_unseen(arena, s, 0)->repairs.len == s->repairs.len);
        jb_arena_free(arena);
    }
}

/* What is mostly broken, or broken in more places than anybody looks at, is another encoding. */
static void source__repairs_no_rubbish(void)
{
    static const jb_source_options options = {.encoding = JB_LIT("GBK"), .repair = true};
    for (uint32_t n = JB_REPAIRS_MOST; n <= JB_REPAIRS_MOST + 1; n++) {
        jb_buf bytes = {0};
        arena = jb_arena_new();
        diags = (jb_diags){.arena = arena};
        for (uint32_t i = 0; i < n; i++)
            jb_buf_add(arena, &bytes, JB_STR("\xD6\xD0\xFF"));
        jb_source *s = jb_source_decode(arena, JB_STR("t"), jb_buf_str(&bytes), &options, &diags);
        CHECK((s != NULL) == (n == JB_REPAIRS_MOST));
        jb_arena_free(arena);
    }
    arena = jb_arena_new();
    diags = (jb_diags){.arena = arena};
    CHECK(!jb_source_decode(arena, JB_STR("t"), JB_STR("\xD6\xD0\xFF\xFF"), &options, &diags));
    CHECK_STR(jb_diag_text(arena, &diags.list.at[0], JB_EN),
              "2 of 3 characters beyond ASCII are not valid GB18030: beyond repair");
    jb_arena_free(arena);
}

static void source__makes_line_feeds_of_all_line_ends(void)
{
    arena = jb_arena_new();
    jb_source *s = decode_as(JB_STR("a\r\nb\rc\nd\xE2\x80\xA8"
                                    "e\xC2\x85"
                                    "f\x0Bg\x0Ch"),
                             "");
    CHECK_STR(s->text, "a\nb\nc\nd\ne\nf\ng\nh");
    CHECK_INT(s->lines.len, 8);
    CHECK_INT(s->edits.len, 0);
    jb_span lf = jb_map_span(&s->map, (jb_span){1, 2});
    CHECK_INT(lf.start, 1);
    CHECK_INT(lf.end, 3); /* CR LF */
    CHECK_INT(jb_map_back(&s->map, 2), 3);
    jb_arena_free(arena);
}

static void source__drops_what_nobody_sees(void)
{
    arena = jb_arena_new();
    jb_source *s = decode_as(JB_STR("\xEF\xBB\xBF一\xE2\x80\x8B二\xEF\xBB\xBF\x1A"), "");
    CHECK_STR(s->text, "一二");
    CHECK_INT(s->edits.len, 4);
    CHECK_STR(s->edits.at[0].rule, "bom");
    CHECK_STR(s->edits.at[1].rule, "zero-width");
    CHECK_INT(s->edits.at[1].raw.start, 6);
    CHECK_INT(s->edits.at[1].raw.end, 9);
    CHECK_STR(s->edits.at[3].rule, "dos-end");
    jb_arena_free(arena);
}

static void source__keeps_what_says_something(void)
{
    arena = jb_arena_new();
    jb_source *s = decode_as(JB_STR("\xEF\xBB\xBF一\u200B\u200B二\u2060三👩\u200D👧"), "");
    CHECK_STR(s->text, "一二三👩\u200D👧"); /* a joiner does its work anywhere */
    CHECK(s->unseen);
    CHECK_INT(s->edits.len, 3); /* a row of them is one */
    CHECK_INT(s->edits.at[1].raw.end - s->edits.at[1].raw.start, 6);
    jb_source *kept = jb_source_keep_unseen(arena, s, 12);
    CHECK_STR(kept->text, "一二\u2060三👩\u200D👧");
    CHECK_INT(kept->edits.len, 2);
    CHECK_INT(jb_source_place(kept, (jb_span){9, 12}).column, 6);
    jb_arena_free(arena);
}

static void source__places_are_of_the_file(void)
{
    arena = jb_arena_new();
    jb_source *s = decode_as(JB_STR("\xEF\xBB\xBF一二\r\n三\xE2\x80\x8B四五"), "");
    jb_place p = jb_source_place(s, (jb_span){0, 3});
    CHECK_INT(p.line, 1);
    CHECK_INT(p.column, 1);
    CHECK_INT((int64_t)p.byte, 3);
    CHECK_STR(p.text, "一二");
    p = jb_source_place(s, (jb_span){10, 16}); /* 四五 */
    CHECK_INT(p.line, 2);
    CHECK_INT(p.column, 3); /* the dropped one is a column of the user's editor */
    CHECK_INT((int64_t)p.byte, 17);
    CHECK_INT(p.length, 2);
    CHECK_STR(p.text, "三\xE2\x80\x8B四五");
    p = jb_source_place_raw(s, (jb_span){14, 17});
    CHECK_INT(p.line, 2);
    CHECK_INT(p.column, 2);
    jb_arena_free(arena);
}

static void source__places_in_gb18030(void)
{
    arena = jb_arena_new();
    jb_source *s = decode_as(JB_STR("ab\xD6\xD0\n\xD6\xD0x\xCE\xC4"), "");
    CHECK_STR(s->text, "ab中\n中x文");
    jb_place p = jb_source_place(s, (jb_span){10, 13});
    CHECK_INT(p.line, 2);
    CHECK_INT(p.column, 3);
    CHECK_INT((int64_t)p.byte, 8);
    p = jb_source_place_raw(s, (jb_span){8, 10});
    CHECK_INT(p.line, 2);
    CHECK_INT(p.column, 3);
    jb_arena_free(arena);
}

static void source__columns_in_long_lines(void)
{
    arena = jb_arena_new();
    jb_buf buf = {0};
    for (int i = 0; i < 5000; i++)
        jb_buf_add(arena, &buf, JB_STR("长"));
    jb_source *s = decode_as(jb_buf_str(&buf), "");
    CHECK_INT(s->map.len, 1); /* UTF-8 that stays is one piece */
    for (uint32_t i = 0; i < 5000; i += 333)
        CHECK_INT(jb_source_place(s, (jb_span){i * 3, i * 3 + 3}).column, i + 1);
    jb_arena_free(arena);
}

static void source__dumps(void)
{
    arena = jb_arena_new();
    jb_buf out = {0};
    jb_source_dump(arena, decode_as(JB_STR("一\r\nb\xE2\x80\x8B"), ""), &out);
    CHECK_STR(jb_buf_str(&out), "source encoding=UTF-8 bytes=9 characters=3 lines=2 edits=1\n"
                                "edit 6-9 rule=\"zero-width\"\n"
                                "line 1 0 \"一\"\n"
                                "line 2 5 \"b\"\n");
    jb_arena_free(arena);
}

int main(void)
{
    static const check_case cases[] = {
        {"source finds the encoding", source__finds_the_encoding},
        {"source refuses what is no text", source__refuses},
        {"source names the bad bytes", source__names_the_bad_bytes},
        {"source leads each character back", source__leads_each_character_back},
        {"source puts what is meant for old codes", source__puts_what_is_meant_for_old_codes},
        {"source repairs", source__repairs},
        {"source repairs no rubbish", source__repairs_no_rubbish},
        {"source makes LF of all line ends", source__makes_line_feeds_of_all_line_ends},
        {"source drops what nobody sees", source__drops_what_nobody_sees},
        {"source keeps what says something", source__keeps_what_says_something},
        {"source places are of the file", source__places_are_of_the_file},
        {"source places in GB18030", source__places_in_gb18030},
        {"source columns in long lines", source__columns_in_long_lines},
        {"source dumps", source__dumps},
    };
    return CHECK_MAIN(cases);
}
