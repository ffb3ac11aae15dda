#include "check.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../src/base/json.h"
#include "../../src/base/diag.h"
#include "../../src/base/error.h"
#include "../../src/base/file.h"
#include "../../src/base/hash.h"
#include "../../src/base/utf8.h"

static void arena__grows_in_place_and_zeroes(void)
{
    jb_arena *arena = jb_arena_new();
    char *first = jb_arena_alloc(arena, 10);
    memset(first, 1, 10);
    char *grown = jb_arena_grow(arena, first, 10, 300);
    CHECK(grown == first);
    CHECK_INT(grown[9], 1);
    CHECK_INT(grown[299], 0);
    jb_arena_alloc(arena, 1);
    char *moved = jb_arena_grow(arena, grown, 300, 100000);
    CHECK(moved != grown);
    CHECK_INT(moved[9], 1);
    CHECK_INT(moved[99999], 0);
    jb_arena_free(arena);
}

static void arena__grows_large_arrays_in_their_place(void)
{
    enum { LARGE = 2 << 20 };
    jb_arena *arena = jb_arena_new();
    char *array = jb_arena_alloc(arena, LARGE);
    memset(array, 1, LARGE);
    jb_arena_alloc(arena, 1); /* in a block above */
    size_t used = jb_arena_used(arena);
    array = jb_arena_grow(arena, array, LARGE, 2 * LARGE);
    CHECK_INT((int64_t)(jb_arena_used(arena) - used), LARGE);
    CHECK_INT(array[LARGE - 1], 1);
    CHECK_INT(array[LARGE], 0);
    CHECK_INT(array[2 * LARGE - 1], 0);
    jb_arena_free(arena);
}

static void arena__children_go_with_it(void)
{
    jb_arena *arena = jb_arena_new();
    jb_arena *first = jb_arena_child(arena), *second = jb_arena_child(arena);
    jb_arena_alloc(jb_arena_child(second), 100);
    jb_arena_alloc(first, 100);
    jb_arena_free(first); /* alone, and the rest with the parent: a sanitizer watches */
    CHECK_INT((int64_t)jb_arena_used(second), 0);
    jb_arena_free(arena);
}

static void arena__reset_gives_zeroed_memory_again(void)
{
    jb_arena *arena = jb_arena_new();
    jb_arena_alloc(arena, 16);
    jb_arena_mark mark = jb_arena_note(arena);
    size_t used = jb_arena_used(arena);
    memset(jb_arena_alloc(arena, 1000), 7, 1000);
    jb_arena_alloc(arena, 1 << 20);
    jb_arena_reset(arena, mark);
    CHECK_INT((int64_t)jb_arena_used(arena), (int64_t)used);
    char *again = jb_arena_alloc(arena, 1000);
    CHECK_INT(again[999], 0);
    jb_arena_free(arena);
}

static void arena__clear_keeps_its_first_block(void)
{
    jb_arena *arena = jb_arena_new();
    char *first = jb_arena_alloc(arena, 100);
    memset(first, 1, 100);
    jb_arena_alloc(arena, 1 << 20);
    jb_arena_clear(arena);
    CHECK_INT((int64_t)jb_arena_used(arena), 0);
    char *again = jb_arena_alloc(arena, 100);
    CHECK(again == first);
    CHECK_INT(again[99], 0);
    jb_arena_clear(arena);
    jb_arena_free(arena);
    arena = jb_arena_new();
    jb_arena_clear(arena); /* nothing in it yet */
    jb_arena_free(arena);
}

static void count_call(void *counter)
{
    ++*(int *)counter;
}

static void arena__runs_deferred_cleanups(void)
{
    int calls = 0;
    jb_arena *arena = jb_arena_new();
    jb_arena_defer(arena, count_call, &calls);
    jb_arena_defer(arena, count_call, &calls);
    CHECK_INT(calls, 0);
    jb_arena_free(arena);
    CHECK_INT(calls, 2);
}

static void utf8__round_trips_and_refuses(void)
{
    const uint32_t runes[] = {0,      0x7F,   0x80,   0x7FF,   0x800,
                              0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof runes / sizeof *runes; i++) {
        char bytes[4];
        jb_str s = {bytes, jb_utf8_encode(runes[i], bytes)};
        size_t at = 0;
        CHECK_INT(jb_utf8_next(s, &at), runes[i]);
        CHECK_INT((int64_t)at, (int64_t)s.len);
        CHECK_INT(jb_utf8_previous(s, &at), runes[i]);
        CHECK_INT((int64_t)at, 0);
    }
    CHECK_INT((int64_t)jb_utf8_check(JB_STR("a\xC0\x80")), 1);     /* overlong */
    CHECK_INT((int64_t)jb_utf8_check(JB_STR("\xED\xA0\x80")), 0);  /* surrogate */
    CHECK_INT((int64_t)jb_utf8_check(JB_STR("ab\xE4\xB8")), 2);    /* cut short */
    CHECK_INT((int64_t)jb_utf8_check(JB_STR("\xF4\x90\x80\x80")), 0);
}

static void str__distance(void)
{
    CHECK_INT(jb_str_distance(JB_STR("tracking"), JB_STR("traking"), 5), 1);
    CHECK_INT(jb_str_distance(JB_STR("a"), JB_STR("bcdefgh"), 3), 3);
}

static void map__leads_back(void)
{
    jb_arena *arena = jb_arena_new();
    jb_map map = {0};
    jb_map_copy(arena, &map, 0, 3, 10); /* three bytes dropped */
    jb_map_copy(arena, &map, 10, 13, 2); /* goes on: one piece */
    jb_map_replace(arena, &map, 12, 3, 15, 1);
    jb_map_copy(arena, &map, 15, 20, 5);
    CHECK_INT(map.len, 3);
    CHECK_INT(jb_map_back(&map, 0), 3);
    CHECK_INT(jb_map_back(&map, 11), 14);
    CHECK_INT(jb_map_back(&map, 13), 15);
    CHECK_INT(jb_map_back(&map, 16), 21);
    jb_span span = jb_map_span(&map, (jb_span){10, 15});
    CHECK_INT(span.start, 13);
    CHECK_INT(span.end, 16);
    jb_arena_free(arena);
}

static void diag__prints_caret_under_wide_text(void)
{
    jb_arena *arena = jb_arena_new();
    jb_diags diags = {.arena = arena};
    jb_place place = {JB_STR("a.txt"), 2, 3, 9, JB_STR("中国x"), 1};
    jb_diag_in(&diags, JB_D_SOURCE_EMPTY, place, JB_ARGS(JB_STR("a.txt")));
    jb_buf out = {0};
    jb_diag_print(arena, &out, &diags.list.at[0], JB_HUMAN, JB_EN, false);
    CHECK_STR(jb_buf_str(&out),
              "a.txt:2:3: fatal[J0105]: 'a.txt' holds no text\n    中国x\n        ^\n");
    CHECK_INT(jb_diags_status(&diags, false), 3);
    jb_arena_free(arena);
}

static void diag__table_is_whole(void)
{
    for (int i = 0; i < JB_D_CODES; i++) {
        jb_code code = (jb_code)i, found;
        char shown[16];
        snprintf(shown, sizeof shown, "J%04d", jb_code_number(code));
        CHECK(jb_code_find(jb_str_make(shown), &found) && found == code);
        for (int lang = JB_ZH; lang <= JB_EN; lang++) {
            CHECK(jb_code_message(code, (jb_lang)lang).len > 0);
            CHECK(jb_code_explanation(code, (jb_lang)lang).len > 0);
        }
    }
}

static void file__create_takes_no_name_twice(void)
{
    jb_arena *arena = jb_arena_new();
    char *folder = jb_arena_cstr(arena, JB_STR(P_tmpdir "/jb-base-XXXXXX"));
    CHECK(mkdtemp(folder) != NULL);
    jb_str path = jb_path_join(arena, jb_str_make(folder), JB_STR("a.txt")), read = {0};
    CHECK_INT(jb_file_create(path, JB_STR("first")), 0);
    CHECK_INT(jb_file_create(path, JB_STR("second")), EEXIST);
    CHECK_INT(jb_file_read(arena, path, 100, &read), 0);
    CHECK_STR(read, "first");
    CHECK_INT(jb_file_write(path, JB_STR("third")), 0);
    CHECK_INT(jb_file_create(jb_path_join(arena, path, JB_STR("b")), JB_STR("")), ENOTDIR);
    unlink(jb_arena_cstr(arena, path));
    CHECK_INT(rmdir(folder), 0); /* nothing stray is left */
    jb_arena_free(arena);
}

static void path__way_from_one_folder_to_another(void)
{
    jb_arena *arena = jb_arena_new();
    CHECK_STR(jb_path_way(arena, JB_STR("/usr"), JB_STR("/usr")), "");
    CHECK_STR(jb_path_way(arena, JB_STR("/"), JB_STR("/usr/lib")), "usr/lib");
    CHECK_STR(jb_path_way(arena, JB_STR("/usr/lib"), JB_STR("/usr/bin/..")), "..");
    CHECK_STR(jb_path_way(arena, JB_STR("/usr/lib"), JB_STR("/etc")), "../../etc");
    CHECK_STR(jb_path_way(arena, JB_STR("/none"), JB_STR("/usr")), "");
    jb_arena_free(arena);
}

static void diag__shows_controls_as_pictures(void)
{
    jb_arena *arena = jb_arena_new();
    jb_diag diag = {.code = JB_D_SOURCE_EMPTY, .args = {JB_STR("a\033[2J\n\x7f中")}};
    jb_buf out = {0};
    jb_diag_print(arena, &out, &diag, JB_SHORT, JB_EN, false);
    CHECK_STR(jb_buf_str(&out), "fatal[J0105]: 'a␛[2J␊␡中' holds no text\n");
    jb_arena_free(arena);
}

static void error__is_said_in_both_languages(void)
{
    jb_arena *arena = jb_arena_new();
    for (int error = 1; error < 134; error++) {
        jb_str text = jb_error_text(arena, error);
        jb_str zh = jb_said_in(text, JB_ZH), en = jb_said_in(text, JB_EN);
        CHECK(zh.len > 0 && (unsigned char)zh.at[0] >= 0x80);
        CHECK(en.len > 0 && en.at[0] >= 'a' && en.at[0] <= 'z');
    }
    CHECK_STR(jb_said_in(jb_error_text(arena, ENOSPC), JB_ZH), "磁盘已满");
    CHECK_STR(jb_said_in(jb_error_text(arena, ENOTTY), JB_EN), "system error 25");
    jb_arena_free(arena);
}

static void hash__is_that_of_the_standards(void)
{
    jb_arena *arena = jb_arena_new();
    CHECK_STR(jb_hash_sha256(arena, JB_STR("abc")), /* FIPS 180-4 */
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    uint8_t digest[JB_MD5_BYTES];
    jb_hash_md5(JB_STR("abc"), digest); /* RFC 1321 */
    CHECK(memcmp(digest, "\x90\x01\x50\x98\x3c\xd2\x4f\xb0", 8) == 0);
    jb_arena_free(arena);
}

static void file__makes_folders(void)
{
    char folder[] = "jianbao-XXXXXX";
    jb_arena *arena = jb_arena_new();
    CHECK(mkdtemp(folder) != NULL);
    jb_str deep = jb_path_join(arena, jb_str_make(folder), JB_STR("a//b/c/"));
    CHECK_INT(jb_file_make_folder(deep), 0);
    CHECK_INT(jb_file_make_folder(deep), 0);
    CHECK(jb_file_is_folder(deep));
    jb_str file = jb_path_join(arena, deep, JB_STR("file"));
    CHECK_INT(jb_file_write(file, JB_STR("x")), 0);
    CHECK_INT(jb_file_make_folder(jb_path_join(arena, file, JB_STR("d"))), ENOTDIR);
    unlink(jb_arena_cstr(arena, file));
    for (int i = 0; i < 4; i++) {
        rmdir(jb_arena_cstr(arena, deep));
        deep = jb_path_folder(deep);
    }
    rmdir(folder);
    jb_arena_free(arena);
}

static void json__knows_its_commas(void)
{
    jb_arena *arena = jb_arena_new();
    jb_buf out = {0};
    const jb_json j = {arena, &out};
    jb_json_open(&j, NULL, '{');
    jb_json_text(&j, "a", JB_STR("“\n\""));
    jb_json_open(&j, "b", '[');
    jb_json_integer(&j, NULL, -1);
    jb_json_mm(&j, NULL, JB_MM(210));
    jb_json_mm(&j, NULL, 283);
    jb_json_open(&j, NULL, '{');
    jb_json_close(&j, '}');
    jb_json_close(&j, ']');
    jb_json_known(&j, "c", JB_STR(""));
    jb_json_flag(&j, "d", true);
    jb_json_close(&j, '}');
    CHECK_STR(jb_buf_str(&out),
              "{\"a\":\"“\\n\\\"\",\"b\":[-1,210,0.1,{}],\"c\":null,\"d\":true}");
    jb_arena_free(arena);
}

static void json__is_read_or_refused(void)
{
    static const char *const bad[] = {"", "{", "[1,]", "{\"a\"}", "nul", "[1 2]", "\"\\x\"",
                                      "\"\n\"", "1 1", "\"\xFF\"", "\"\\u12\"", "}"};
    jb_arena *arena = jb_arena_new();
    const jb_json_value *v = jb_json_read(
        arena, JB_STR(" {\"a\": [1, \"\\u4e00\\ud840\\udc0b\\n\"],"
                      " \"b\": {\"c\": null, \"d\": true}} "));
    CHECK(v != NULL);
    const jb_json_value *list = jb_json_member(v, "a"), *inner = jb_json_member(v, "b");
    CHECK_STR(list->first->text, "1");
    CHECK_STR(list->first->next->text, "一𠀋\n");
    CHECK(jb_json_member(inner, "c")->kind == JB_JSON_NOTHING);
    CHECK(jb_json_member(inner, "d")->kind == JB_JSON_FLAG);
    CHECK(jb_json_member(inner, "e")->kind == JB_JSON_NOTHING);
    CHECK(jb_json_member(list, "a")->kind == JB_JSON_NOTHING);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!jb_json_read(arena, jb_str_make(bad[i])));
    jb_buf deep = {0};
    for (int i = 0; i < 100000; i++)
        jb_buf_add(arena, &deep, JB_STR("["));
    CHECK(!jb_json_read(arena, jb_buf_str(&deep)));
    jb_arena_free(arena);
}

static void mm__are_rounded_and_short(void)
{
    static const struct {
        jb_len length;
        int decimals;
        const char *text;
    } cases[] = {{595276, 3, "210"}, {0, 3, "0"},       {-283, 1, "-0.1"},    {-1, 1, "0"},
                 {2835, 1, "1"},     {2976, 3, "1.05"}, {INT32_MAX, 0, "757585"}};
    jb_arena *arena = jb_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_buf out = {0};
        jb_buf_add_mm(arena, &out, cases[i].length, cases[i].decimals);
        CHECK_STR(jb_buf_str(&out), cases[i].text);
    }
    jb_arena_free(arena);
}

/* What stops the work is red, what asks for a look yellow, what was done blue. */
static void diag__has_the_colour_of_its_kind(void)
{
    static const char *const colors[] = {
        [JB_NOTE] = "[1;36m",  [JB_FINDING] = "[1;33m", [JB_PRESS] = "[1;31m",
        [JB_CONTENT] = "[1;31m", [JB_USAGE] = "[1;31m",   [JB_WORLD] = "[1;31m"};
    bool met[JB_WORLD + 1] = {false};
    jb_arena *arena = jb_arena_new();
    for (int code = 0; code < JB_D_CODES; code++) {
        const jb_diag diag = {.code = (jb_code)code};
        jb_diag_kind kind = jb_code_kind(diag.code);
        jb_buf out = {0};
        jb_diag_print(arena, &out, &diag, JB_SHORT, JB_EN, true);
        CHECK(jb_str_find(jb_buf_str(&out), jb_str_make(colors[kind])) == 1);
        met[kind] = true;
    }
    for (int kind = 0; kind <= JB_WORLD; kind++)
        CHECK(met[kind]);
    jb_arena_free(arena);
}

int main(void)
{
    static const check_case cases[] = {
        {"a diagnostic has the colour of its kind", diag__has_the_colour_of_its_kind},
        {"arena grows in place and zeroes", arena__grows_in_place_and_zeroes},
        {"arena grows large arrays in their place", arena__grows_large_arrays_in_their_place},
        {"arena children go with it", arena__children_go_with_it},
        {"arena reset gives zeroed memory again", arena__reset_gives_zeroed_memory_again},
        {"arena clear keeps its first block", arena__clear_keeps_its_first_block},
        {"arena runs deferred cleanups", arena__runs_deferred_cleanups},
        {"utf8 round trips and refuses", utf8__round_trips_and_refuses},
        {"str distance", str__distance},
        {"map leads back", map__leads_back},
        {"diag prints a caret under wide text", diag__prints_caret_under_wide_text},
        {"diag shows controls as pictures", diag__shows_controls_as_pictures},
        {"error is said in both languages", error__is_said_in_both_languages},
        {"hash is that of the standards", hash__is_that_of_the_standards},
        {"file makes folders", file__makes_folders},
        {"diag table is whole", diag__table_is_whole},
        {"file create takes no name twice", file__create_takes_no_name_twice},
        {"path way from one folder to another", path__way_from_one_folder_to_another},
        {"JSON knows its commas", json__knows_its_commas},
        {"JSON is read or refused", json__is_read_or_refused},
        {"millimetres are rounded and short", mm__are_rounded_and_short},
    };
    return CHECK_MAIN(cases);
}
