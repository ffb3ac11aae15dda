/* Every code of two bytes, and of four bytes in the BMP, against the tables of a browser. */
#include "../unit/check.h"

#include "../../src/base/file.h"
#include "../../src/source/encoding.h"

/* A code and what the browser makes of it. */
typedef struct row {
    unsigned char bytes[4];
    uint32_t size;
    uint32_t rune; /* JB_RUNE_BAD: no character */
    uint32_t mark;
} row;

typedef JB_VEC(row) table;

/* Where we differ from the browser, and mean to. */
static const struct {
    jb_encoding encoding;
    uint32_t code, rune, mark;
} ours[] = {
    /* the six of GB 18030-2005 that are ideographs by now: the browser keeps U+E816 ... */
    {ENC_GB18030, 0xFE51, 0x20087, 0}, {ENC_GB18030, 0xFE52, 0x20089, 0},
    {ENC_GB18030, 0xFE53, 0x200CC, 0}, {ENC_GB18030, 0xFE6C, 0x215D7, 0},
    {ENC_GB18030, 0xFE76, 0x2298F, 0}, {ENC_GB18030, 0xFE91, 0x241FE, 0},
    /* a letter and its mark, as WHATWG has them: the browser gives a control character */
    {ENC_BIG5, 0x8862, 0xCA, 0x304},   {ENC_BIG5, 0x8864, 0xCA, 0x30C},
    {ENC_BIG5, 0x88A3, 0xEA, 0x304},   {ENC_BIG5, 0x88A5, 0xEA, 0x30C},
};

static void meet_ours(jb_encoding encoding, row *r)
{
    uint32_t code = (uint32_t)r->bytes[0] << 8 | r->bytes[1];
    for (size_t i = 0; r->size == 2 && i < sizeof ours / sizeof *ours; i++) {
        if (ours[i].encoding == encoding && ours[i].code == code) {
            CHECK(r->rune != ours[i].rune); /* the difference is still one */
            r->rune = ours[i].rune;
            r->mark = ours[i].mark;
        }
    }
}

/* ---- the tables ---------------------------------------------------------------------------- */

static jb_str read_table(jb_arena *arena, const char *name)
{
    jb_str text = {0};
    jb_str path = jb_path_join(arena, JB_STR(JB_TABLES), jb_str_make(name));
    CHECK_INT(jb_file_read(arena, path, 1 << 20, &text), 0);
    return text;
}

static jb_str take_line(jb_str *text)
{
    size_t end = jb_str_find(*text, JB_STR("\n"));
    jb_str line = jb_str_cut(*text, 0, end);
    *text = jb_str_cut(*text, end + 1, text->len);
    return line;
}

static uint32_t number(jb_str digits, unsigned base)
{
    uint32_t value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.at[i];
        value = value * base + (uint32_t)(c <= '9' ? c - '0' : c - 'A' + 10);
    }
    return value;
}

/* Lines of a first byte and a character for each second byte there may be. */
static table read_two(jb_arena *arena, const char *name, jb_encoding encoding, unsigned high)
{
    table rows = {0};
    jb_str text = read_table(arena, name);
    while (text.len) {
        jb_str line = take_line(&text);
        if (line.len > 4 && line.at[2] != ' ') /* a code of several code points: among ours */
            continue;
        unsigned second = 0x40;
        for (size_t at = 3; at < line.len; second = second == 0x7E ? high : second + 1) {
            uint32_t rune = jb_utf8_next(line, &at);
            row *r = jb_push(arena, &rows);
            *r = (row){.size = 2, .rune = rune == 0xFFFD ? JB_RUNE_BAD : rune};
            r->bytes[0] = (unsigned char)number(jb_str_cut(line, 0, 2), 16);
            r->bytes[1] = (unsigned char)second;
            meet_ours(encoding, r);
        }
        CHECK_INT(second, 0xFF);
    }
    return rows;
}

/* Lines of a code, its code point, and how many go on from both; what is between them is none. */
static table read_four(jb_arena *arena, const char *name)
{
    enum { FIRST = 4, SECOND = 10, THIRD = 126, FOURTH = 10 };
    table rows = {0};
    jb_str text = read_table(arena, name), line = take_line(&text);
    uint32_t left = 0, rune = 0;
    for (uint32_t i = 0; i < FIRST * SECOND * THIRD * FOURTH; i++) {
        row *r = jb_push(arena, &rows);
        *r = (row){{(unsigned char)(0x81 + i / (SECOND * THIRD * FOURTH)),
                    (unsigned char)(0x30 + i / (THIRD * FOURTH) % SECOND),
                    (unsigned char)(0x81 + i / FOURTH % THIRD),
                    (unsigned char)(0x30 + i % FOURTH)},
                   .size = 4,
                   .rune = JB_RUNE_BAD};
        uint32_t code = (uint32_t)(r->bytes[0] << 16 | r->bytes[1] << 8 | r->bytes[2]) << 8 |
                        r->bytes[3];
        if (left == 0 && line.len && number(jb_str_cut(line, 0, 8), 16) == code) {
            rune = number(jb_str_cut(line, 9, 13), 16);
            left = number(jb_str_cut(line, 14, line.len), 10);
            line = take_line(&text);
        }
        if (left) {
            r->rune = rune++;
            left--;
        }
    }
    CHECK_INT(line.len, 0);
    return rows;
}

/* ---- held against them --------------------------------------------------------------------- */

/* All codes in one text, a line each: whatever stands before it, each is read from its own. */
static void compare(jb_arena *arena, const table *rows, jb_encoding encoding, uint32_t least)
{
    jb_buf text = {0};
    jb_decoder decoder;
    received c = {0};
    uint32_t at = 0, wrong = 0, known = 0;
    for (uint32_t i = 0; i < rows->len; i++) {
        jb_buf_add(arena, &text, (jb_str){(const char *)rows->at[i].bytes, rows->at[i].size});
        jb_buf_add(arena, &text, JB_STR("\n"));
    }
    CHECK(jb_decoder_open(&decoder, jb_buf_str(&text), 0, encoding));
    for (uint32_t i = 0; i < rows->len; i++) {
        const row *r = &rows->at[i];
        bool good = jb_decoder_next(&decoder, &c) && c.at == at && c.rune == r->rune &&
                    c.mark == r->mark && (r->rune == JB_RUNE_BAD || c.size == r->size);
        known += r->rune != JB_RUNE_BAD;
        if (!good && wrong++ < 20)
            printf("# %02X %02X %02X %02X: U+%04X, should be U+%04X\n", r->bytes[0], r->bytes[1],
                   r->bytes[2], r->bytes[3], c.rune, r->rune);
        while (c.at < at + r->size && jb_decoder_next(&decoder, &c))
            ; /* to the line's end */
        at += r->size + 1;
    }
    jb_decoder_close(&decoder);
    CHECK_INT(wrong, 0);
    CHECK_INT(known, least);
}

static void tables__gb18030_of_two_bytes(void)
{
    jb_arena *arena = jb_arena_new();
    table rows = read_two(arena, "gb18030.txt", ENC_GB18030, 0x80);
    CHECK_INT(rows.len, 23940);
    compare(arena, &rows, ENC_GB18030, 23940);
    jb_arena_free(arena);
}

static void tables__gb18030_of_four_bytes(void)
{
    jb_arena *arena = jb_arena_new();
    table rows = read_four(arena, "gb18030-four.txt");
    CHECK_INT(rows.len, 50400);
    compare(arena, &rows, ENC_GB18030, 39420);
    jb_arena_free(arena);
}

static void tables__big5(void)
{
    jb_arena *arena = jb_arena_new();
    table rows = read_two(arena, "big5.txt", ENC_BIG5, 0xA1);
    CHECK_INT(rows.len, 19782);
    compare(arena, &rows, ENC_BIG5, 18594);
    jb_arena_free(arena);
}

int main(void)
{
    static const check_case cases[] = {
        {"the 23940 codes of two bytes of GB18030", tables__gb18030_of_two_bytes},
        {"the 50400 codes of four bytes of GB18030 to 84 39", tables__gb18030_of_four_bytes},
        {"the 19782 codes of Big5", tables__big5},
    };
    return CHECK_MAIN(cases);
}
