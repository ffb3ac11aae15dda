#include "check.h"

#include "../../src/verify/cff.h"
#include "../../src/verify/door.h"
#include "../../src/verify/filter.h"
#include "../../src/verify/verify.h"
#include "../../src/verify/xmp.h"

/* Without a cross-reference table that holds: libqpdf makes a new one, and says so. */
static const char small[] = "%PDF-1.4\n"
                            "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
                            "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
                            "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200]\n"
                            "/TrimBox [10 10 290 190] /Contents 4 0 R >>\nendobj\n"
                            "4 0 obj\n<< /Length 12 /Filter [/AHx /ASCIIHexDecode] >>\nstream\n"
                            "33 31 33 32>\nendstream\nendobj\n"
                            "trailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF\n";

static void lex__reads_objects(void)
{
    static const char text[] =
        "<< /A#20b [1 -.5 (a\\(\\051\\\n\\r) <4a4> 7 0 R true null] /C << >> >>"
        " % remark\nBT /F1 12 Tf";
    jb_arena *arena = jb_arena_new();
    jb_lex lex = {.arena = arena, .in = jb_str_make(text), .refs = true};
    jb_obj o;
    CHECK(jb_lex_next(&lex, &o) && o.type == JB_OBJ_DICT && o.len == 2);
    const jb_obj *list = jb_obj_entry(&o, "A b");
    CHECK_INT(list->len, 7);
    if (list->len == 7) {
        CHECK(list->items[0].type == JB_OBJ_INT && list->items[0].number == 1);
        CHECK(list->items[1].type == JB_OBJ_REAL && list->items[1].number == -0.5);
        CHECK_STR(list->items[2].text, "a()\r");
        CHECK_STR(list->items[3].text, "J@");
        CHECK(list->items[4].type == JB_OBJ_REF && list->items[4].object == 7);
        CHECK(list->items[5].type == JB_OBJ_BOOL && list->items[5].number == 1);
        CHECK(list->items[6].type == JB_OBJ_NULL);
    }
    CHECK(jb_obj_entry(&o, "C")->type == JB_OBJ_DICT);
    CHECK(jb_lex_next(&lex, &o) && o.type == JB_OBJ_WORD);
    CHECK_STR(o.text, "BT");
    CHECK(jb_lex_next(&lex, &o) && o.type == JB_OBJ_NAME);
    CHECK(jb_lex_next(&lex, &o) && o.type == JB_OBJ_INT);
    CHECK(jb_lex_next(&lex, &o) && o.type == JB_OBJ_WORD);
    CHECK(!jb_lex_next(&lex, &o) && !lex.broken);
    jb_arena_free(arena);
}

static void lex__ends_on_what_is_broken(void)
{
    static const char *const texts[] = {"[1 2", "<< /A",     "<4g>", "(a\\",
                                        "]",    "<< 1 2 >>", "{",    "<"};
    jb_arena *arena = jb_arena_new();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        jb_lex lex = {.arena = arena, .in = jb_str_make(texts[i])};
        jb_obj o;
        while (jb_lex_next(&lex, &o))
            ;
        CHECK(lex.broken);
    }
    char deep[4000];
    memset(deep, '[', sizeof deep);
    jb_lex lex = {.arena = arena, .in = {deep, sizeof deep}};
    jb_obj o;
    while (jb_lex_next(&lex, &o))
        ;
    CHECK(lex.broken);
    jb_arena_free(arena);
}

static void door__opens_a_file(void)
{
    jb_arena *arena = jb_arena_new();
    jb_door *door = jb_door_open(arena, jb_str_make(small));
    jb_str data, words;
    CHECK_STR(jb_door_error(door), "");
    const jb_obj *root = jb_door_key(door, jb_door_trailer(door), "Root");
    const jb_obj *kids = jb_door_key(door, jb_door_key(door, root, "Pages"), "Kids");
    const jb_obj *page = jb_door_item(door, kids, 0);
    CHECK_INT(page->object, 3);
    CHECK(jb_door_data(door, jb_door_key(door, page, "Contents"), &data) == JB_DATA_WHOLE);
    CHECK_STR(data, "12");
    CHECK(jb_door_complaint(door, &words) && words.len);
    jb_arena_free(arena);
}

static void door__tells_why_it_stays_shut(void)
{
    jb_arena *arena = jb_arena_new();
    jb_door *door = jb_door_open(arena, JB_STR("%PDF-1.4\nnothing"));
    CHECK(jb_door_error(door).len && !jb_door_locked(door));
    CHECK(jb_door_trailer(door)->type == JB_OBJ_NULL);
    jb_arena_free(arena);
}

static void filter__undoes(void)
{
    static const struct {
        const char *name, *in, *out;
    } rows[] = {
        {"ASCII85Decode", "87cUR\nD]i,\"~>", "Hello Wo"},
        {"A85", "87cU~>z", "Hel"},
        {"RunLengthDecode", "\002abc\376d\200x", "abcddd"},
        {"AHx", "4 A4B4>C", "JK@"},
    };
    jb_arena *arena = jb_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        jb_filter filter = {.name = jb_str_make(rows[i].name)};
        jb_str out;
        CHECK(jb_filter_undo(arena, &filter, jb_str_make(rows[i].in), &out) == JB_DATA_WHOLE);
        CHECK_STR(out, rows[i].out);
    }
    jb_filter flate = {.name = JB_STR("FlateDecode")};
    jb_str out;
    CHECK(jb_filter_undo(arena, &flate, JB_STR("x\234KLJN\001"), &out) == JB_DATA_BROKEN);
    jb_filter image = {.name = JB_STR("DCTDecode")};
    CHECK(jb_filter_undo(arena, &image, JB_STR("abc"), &out) == JB_DATA_CODED);
    jb_arena_free(arena);
}

static void xmp__reads_a_packet(void)
{
    static const char packet[] =
        "<?xpacket begin='' ?><x:xmpmeta xmlns:x='adobe:ns:meta/'><!-- a > b -->"
        "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        "<r:Description xmlns:a='http://ns.adobe.com/pdf/1.3/' a:Trapped = \"False\""
        " xmlns:b='http://purl.org/dc/elements/1.1/' xmlns:pdf='urn:other' pdf:Producer='no'>"
        "<b:title><r:Alt><r:li xml:lang='zh'>简</r:li><r:li xml:lang='x-default'>A &amp; &#x7b80;"
        "</r:li></r:Alt></b:title><b:creator/></r:Description></r:RDF></x:xmpmeta>";
    static const char *const broken[] = {"",
                                         "text",
                                         "<a>",
                                         "<a></b>",
                                         "<a b></a>",
                                         "<a b='</a>",
                                         "<!DOCTYPE a>",
                                         ("<a xmlns:d='http://ns.adobe.com/pdf/1.3/'"
                                          " d:Trapped='&none;'/>")};
    jb_arena *arena = jb_arena_new();
    jb_xmp xmp = jb_xmp_read(arena, jb_str_make(packet));
    CHECK_STR(xmp.fault, "");
    CHECK_STR(xmp.values[JB_XMP_TITLE], "A & 简");
    CHECK_STR(xmp.values[JB_XMP_TRAPPED], "False");
    CHECK_STR(xmp.values[JB_XMP_PRODUCER], ""); /* another namespace */
    CHECK_STR(xmp.values[JB_XMP_AUTHOR], "");
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        CHECK(jb_xmp_read(arena, jb_str_make(broken[i])).fault.len);
    jb_arena_free(arena);
}

/* One glyph that is 500 wide, by a Private dictionary with defaultWidthX 500 and nominalWidthX 600,
 * one that is 650 by its charstring. */
static void cff__tells_widths(void)
{
    static const char cff[] = "\1\0\4\1"
                              "\0\1\1\1\2A"            /* names */
                              "\0\1\1\1\x0e"           /* the top DICT, 13 bytes */
                              "\x1d\0\0\0\x20\x11"     /* CharStrings at 32 */
                              "\x91\x1d\0\0\0\x2a\x12" /* Private: 6 bytes at 42 */
                              "\0\0\0\0"               /* strings, subroutines */
                              "\0\2\1\1\2\4"           /* charstrings */
                              "\x0e\xbd\x0e"           /* endchar; 50 endchar */
                              "\0"
                              "\xf8\x88\x14\xf8\xec\x15"; /* 500, 600 */
    jb_arena *arena = jb_arena_new();
    jb_program_widths widths;
    bool read = jb_cff_widths(arena, (jb_str){cff, sizeof cff - 1}, &widths);
    CHECK(read && widths.len == 2);
    if (read && widths.len == 2) {
        CHECK(widths.at[0].known && widths.at[1].known);
        CHECK_INT(widths.at[0].of, 500);
        CHECK_INT(widths.at[1].of, 650);
    }
    for (size_t i = 0; i < sizeof cff; i++) /* cut short anywhere */
        jb_cff_widths(arena, (jb_str){cff, i}, &widths);
    CHECK(!jb_sfnt_widths(arena, (jb_str){cff, sizeof cff}, &widths));
    jb_arena_free(arena);
}

static bool has(const jb_verdict *verdict, jb_rule rule)
{
    return verdict->found[rule] > 0;
}

static void verify__tells_a_pdf(void)
{
    jb_arena *arena = jb_arena_new();
    jb_verdict verdict;
    jb_verify(arena, JB_STR("not a PDF"), JB_CLAIM_OWN, NULL, &verdict);
    CHECK(verdict.unreadable && has(&verdict, JB_RULE_NOT_PDF));
    jb_verify(arena, jb_str_make(small), JB_CLAIM_OWN, NULL, &verdict);
    CHECK(!verdict.unreadable && verdict.claims == JB_CLAIM_PDF);
    CHECK(has(&verdict, JB_RULE_DAMAGED) && !has(&verdict, JB_RULE_PAGE_TREE));
    jb_arena_free(arena);
}

static void rules__are_said_in_both_languages(void)
{
    jb_arena *arena = jb_arena_new();
    CHECK_STR(jb_rule_name(arena, JB_RULE_BOX_TRIM), "box-trim");
    CHECK_STR(jb_rule_clause(arena, JB_RULE_BOX_TRIM, JB_CLAIM_X1A, JB_EN),
              "ISO 15930-4, bounding boxes (ISO 32000-1 14.11.2)");
    CHECK_STR(jb_rule_clause(arena, JB_RULE_BOX_TRIM, JB_CLAIM_PDF, JB_EN), "");
    for (int i = 0; i < JB_RULES; i++) {
        CHECK(jb_rule_words((jb_rule)i, JB_ZH).len && jb_rule_words((jb_rule)i, JB_EN).len);
        bool held = false;
        for (jb_claims claim = JB_CLAIM_PDF; claim < JB_CLAIMS_END; claim <<= 1) {
            bool cited = jb_rule_clause(arena, (jb_rule)i, claim, JB_ZH).len > 0;
            CHECK(cited == jb_rule_holds((jb_rule)i, claim));
            held |= cited;
        }
        CHECK(held);
    }
    CHECK_STR(jb_rule_clause(arena, JB_RULE_FONT_EMBEDDED, JB_CLAIM_A3A | JB_CLAIM_UA1, JB_EN),
              "ISO 19005-3 6.2.11.4.1; ISO 14289-1 7.21.4.1");
    CHECK_STR(jb_claims_name(arena, JB_CLAIM_A3A | JB_CLAIM_UA1), "PDF/A-3a + PDF/UA-1");
    jb_breach breach = {.rule = JB_RULE_BOX_NESTING, .args = {JB_LIT("A"), JB_LIT("B")}};
    CHECK_STR(jb_breach_words(arena, &breach, JB_EN), "A reaches beyond B");
    jb_arena_free(arena);
}

static const check_case cases[] = {
    {"lex reads objects", lex__reads_objects},
    {"lex ends on what is broken", lex__ends_on_what_is_broken},
    {"door opens a file", door__opens_a_file},
    {"door tells why it stays shut", door__tells_why_it_stays_shut},
    {"filter undoes", filter__undoes},
    {"xmp reads a packet", xmp__reads_a_packet},
    {"cff tells widths", cff__tells_widths},
    {"verify tells a PDF", verify__tells_a_pdf},
    {"rules are said in both languages", rules__are_said_in_both_languages},
};

int main(void)
{
    return CHECK_MAIN(cases);
}
