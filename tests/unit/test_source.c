#include "check.h"

#include "../../src/source/source.h"

static jb_arena *arena;
static jb_diags diags;

static jb_source *decode_as(jb_str bytes, const char *encoding)
{
    diags = (jb_diags){.arena = arena};
    return jb_source_decode(arena, JB_STR("t.txt"), bytes, jb_str_make(encoding), &diags);
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
