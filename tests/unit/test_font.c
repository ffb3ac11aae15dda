/* Over the fonts of tests/fonts alone; tests/font compares programs of large fonts. */
#include "check.h"

#include <stdlib.h>
#include <unistd.h>

#include "../../src/base/file.h"
#include "../../src/base/utf8.h"
#include "../../src/font/cff.h"
#include "../../src/font/font.h"

enum {
    SONG, /* CFF with CIDs */
    LATIN, /* TrueType */
    ABSENT,
    OTHER, /* not the file of the manifest */
    SECOND, /* its first file is absent */
    CHECKED, /* with its hash */
    DAMAGED, /* with another hash */
    FACES
};

typedef struct setting {
    jb_arena *arena;
    jb_manifest_face faces[FACES];
    jb_manifest manifest;
    jb_fonts *fonts;
    jb_diags diags;
} setting;

static jb_str in_tests(jb_arena *arena, const char *name)
{
    return jb_path_join(arena, jb_path_folder(jb_str_make(__FILE__)), jb_str_make(name));
}

static void add_face(setting *s, int id, const char *name, jb_str file, uint32_t index)
{
    jb_str *files = JB_NEW_ARRAY(s->arena, jb_str, 1);
    files[0] = file;
    s->faces[id] = (jb_manifest_face){.name = jb_str_make(name), .files = files, .files_len = 1,
                                      .index = index};
}

static void add_test_faces(setting *s)
{
    jb_str song = in_tests(s->arena, "../fonts/570f6a902bbc.otf");
    jb_str latin = in_tests(s->arena, "../fonts/a0a374bd769b.ttf");
    add_face(s, SONG, "Song", song, 0);
    s->faces[SONG].size = 215136;
    add_face(s, LATIN, "Latin", latin, 0);
    add_face(s, ABSENT, "Absent", JB_STR("/nowhere/absent.otf"), 0);
    s->faces[ABSENT].install = JB_STR("apt-get install absent");
    add_face(s, OTHER, "Other", latin, 0);
    s->faces[OTHER].checksum = 1;
    jb_str *files = JB_NEW_ARRAY(s->arena, jb_str, 2);
    files[0] = JB_STR("/nowhere/absent.ttf");
    files[1] = latin;
    s->faces[SECOND] = (jb_manifest_face){.name = JB_STR("Second"), .files = files, .files_len = 2};
    s->faces[CHECKED] = s->faces[LATIN];
    s->faces[CHECKED].name = JB_STR("Checked");
    s->faces[CHECKED].sha256 =
        JB_STR("a0a374bd769be3db16880e8fdfd63ded09b5d7d6a558639ec28ad36741dce735");
    s->faces[DAMAGED] = s->faces[CHECKED];
    s->faces[DAMAGED].name = JB_STR("Damaged");
    s->faces[DAMAGED].sha256 =
        JB_STR("0000000000000000000000000000000000000000000000000000000000000000");
}

static setting *begin(void)
{
    jb_arena *arena = jb_arena_new();
    setting *s = JB_NEW(arena, setting);
    s->arena = arena;
    add_test_faces(s);
    s->manifest = (jb_manifest){s->faces, FACES};
    s->fonts = jb_fonts_new(&s->manifest);
    s->diags = (jb_diags){.arena = arena};
    return s;
}

static void end(setting *s)
{
    jb_fonts_free(s->fonts);
    jb_arena_free(s->arena);
}

static const jb_face *open_face(setting *s, int id)
{
    return jb_fonts_open(s->fonts, (jb_face_id)id, &s->diags);
}

/* ---- opening ------------------------------------------------------------------------------- */

static void fonts__are_found_by_name(void)
{
    setting *s = begin();
    CHECK_INT(jb_fonts_find(s->fonts, JB_STR("Latin")), LATIN);
    CHECK_INT(jb_fonts_find(s->fonts, JB_STR("Lat")), JB_NO_FACE);
    CHECK(open_face(s, SONG) == open_face(s, SONG));
    CHECK_STR(jb_face_name(open_face(s, SECOND)), "Second");
    CHECK_INT(jb_face_number(open_face(s, SECOND)), SECOND);
    CHECK_INT(s->diags.list.len, 0);
    end(s);
}

static void fonts__say_what_is_wrong_once_a_sink(void)
{
    setting *s = begin();
    CHECK(!open_face(s, ABSENT));
    CHECK(!open_face(s, ABSENT));
    CHECK(!open_face(s, OTHER));
    CHECK_INT(s->diags.list.len, 2);
    CHECK_INT(s->diags.list.at[0].code, JB_D_FONT_MISSING);
    CHECK_STR(s->diags.list.at[0].args[1], "apt-get install absent");
    CHECK_INT(s->diags.list.at[1].code, JB_D_FONT_OTHER);
    jb_diags next = {.arena = s->arena};
    CHECK(!jb_fonts_open(s->fonts, ABSENT, &next));
    CHECK_INT(next.list.len, 1);
    end(s);
}

/* Writes the bytes to a fresh file and opens them as a face; returns the code of the diagnostic, or
 * JB_D_CODES when the face opened and its parts could be asked for. */
static jb_code try_bytes(jb_str bytes)
{
    jb_arena *arena = jb_arena_new();
    char path[] = "test_font_XXXXXX";
    int fd = mkstemp(path);
    CHECK(fd >= 0 && write(fd, bytes.at, bytes.len) == (ssize_t)bytes.len);
    close(fd);
    jb_str file = jb_str_make(path);
    jb_manifest_face entry = {.name = JB_STR("Broken"), .files = &file, .files_len = 1};
    jb_manifest one = {&entry, 1};
    jb_fonts *fonts = jb_fonts_new(&one);
    jb_diags diags = {.arena = arena};
    const jb_face *face = jb_fonts_open(fonts, 0, &diags);
    if (face) {
        uint32_t glyphs[] = {1, 2, 3, 40, 41, 100, 150, 199, 204};
        for (uint32_t rune = 'A'; rune < 'Z'; rune++)
            jb_face_ink(face, jb_face_glyph(face, rune));
        jb_face_ink(face, 70000);
        jb_face_program(arena, face, glyphs, sizeof glyphs / sizeof *glyphs);
    }
    jb_code code = diags.list.len ? diags.list.at[0].code : JB_D_CODES;
    jb_fonts_free(fonts);
    jb_arena_free(arena);
    unlink(path);
    return code;
}

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Where a damaged byte is likely to matter: the directory, the heads of the tables, anywhere. */
static size_t choose_place(const char *font, size_t len, uint32_t *state)
{
    const unsigned char *u = (const unsigned char *)font;
    uint32_t tables = (uint32_t)u[4] << 8 | u[5], how = next_random(state) % 3;
    if (how == 0)
        return next_random(state) % (12 + 16 * tables);
    if (how == 1)
        return next_random(state) % len;
    const unsigned char *record = u + 12 + 16 * (size_t)(next_random(state) % tables);
    size_t at = (size_t)record[8] << 24 | (size_t)record[9] << 16 | (size_t)record[10] << 8 |
                record[11];
    return (at + next_random(state) % 64) % len;
}

static void damage(const char *name, uint32_t rounds)
{
    jb_arena *arena = jb_arena_new();
    jb_str whole;
    CHECK_INT(jb_file_read(arena, in_tests(arena, name), 1 << 20, &whole), 0);
    char *bytes = jb_arena_alloc(arena, whole.len);
    uint32_t state = 20250721;
    for (uint32_t i = 0; i < rounds; i++) {
        memcpy(bytes, whole.at, whole.len);
        for (uint32_t k = next_random(&state) % 4 + 1; k > 0; k--)
            bytes[choose_place(whole.at, whole.len, &state)] = (char)next_random(&state);
        jb_code code = try_bytes((jb_str){bytes, whole.len});
        CHECK(code == JB_D_CODES || code == JB_D_FONT_BROKEN || code == JB_D_FONT_RESTRICTED);
    }
    jb_arena_free(arena);
}

static void damaged_fonts__never_crash(void)
{
    damage("../fonts/570f6a902bbc.otf", 300);
    damage("../fonts/a0a374bd769b.ttf", 300);
}

static void cut_fonts__are_broken(void)
{
    jb_arena *arena = jb_arena_new();
    jb_str whole;
    jb_file_read(arena, in_tests(arena, "../fonts/570f6a902bbc.otf"), 1 << 20, &whole);
    static const uint32_t lengths[] = {1, 11, 12, 13, 27, 28, 100, 200, 1000, 50000, 200000};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        CHECK_INT(try_bytes(jb_str_cut(whole, 0, lengths[i])), JB_D_FONT_BROKEN);
    CHECK_INT(try_bytes(jb_str_cut(whole, 0, whole.len - 4)), JB_D_FONT_BROKEN);
    CHECK_INT(try_bytes(JB_STR("a text is not a font, however long it may be")), JB_D_FONT_BROKEN);
    CHECK_INT(try_bytes(JB_STR("ttcf\0\1\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xF0")), JB_D_FONT_BROKEN);
    jb_arena_free(arena);
}

static void restricted_fonts__are_refused(void)
{
    jb_arena *arena = jb_arena_new();
    jb_str whole;
    jb_file_read(arena, in_tests(arena, "../fonts/a0a374bd769b.ttf"), 1 << 20, &whole);
    char *bytes = jb_arena_cstr(arena, whole);
    size_t record = jb_str_find(whole, JB_STR("OS/2"));
    const unsigned char *at = (const unsigned char *)whole.at + record + 8;
    size_t os2 = (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
    bytes[os2 + 9] = 2;
    CHECK_INT(try_bytes((jb_str){bytes, whole.len}), JB_D_FONT_RESTRICTED);
    bytes[os2 + 9] = 2 + 8; /* the looser right holds */
    CHECK_INT(try_bytes((jb_str){bytes, whole.len}), JB_D_CODES);
    bytes[os2 + 9] = 0;
    for (char high = 1; high <= 2; high++) { /* no subsetting; bitmaps only */
        bytes[os2 + 8] = high;
        CHECK_INT(try_bytes((jb_str){bytes, whole.len}), JB_D_FONT_RESTRICTED);
    }
    jb_arena_free(arena);
}

/* ---- measuring ----------------------------------------------------------------------------- */

static void face__measures(void)
{
    setting *s = begin();
    const jb_face *song = open_face(s, SONG), *latin = open_face(s, LATIN);
    CHECK_INT(jb_face_upem(song), 1000);
    CHECK_INT(jb_face_upem(latin), 2048);
    CHECK_INT(jb_face_advance(song, jb_face_glyph(song, 0x56FD)), 1000);
    CHECK_INT(jb_face_glyph(song, 0x20000), 0);
    CHECK_INT(jb_face_glyph(latin, 0x56FD), 0);
    CHECK(jb_face_centre(song) >= 375 && jb_face_centre(song) <= 385);
    CHECK(jb_face_centre(latin) >= 320 && jb_face_centre(latin) <= 335);
    jb_ink_box H = jb_face_ink(latin, jb_face_glyph(latin, 'H'));
    CHECK_INT(H.bottom, 0);
    CHECK_INT(H.top, 1341);
    jb_ink_box again = jb_face_ink(latin, jb_face_glyph(latin, 'H'));
    CHECK(memcmp(&H, &again, sizeof H) == 0);
    jb_ink_box space = jb_face_ink(song, jb_face_glyph(song, 0x3000));
    CHECK(space.left == 0 && space.right == 0 && space.top == 0 && space.bottom == 0);
    end(s);
}

/* Many glyphs in the cache of ink: each must come back as it was measured. */
static void face__keeps_ink_apart(void)
{
    setting *s = begin(), *t = begin();
    const jb_face *one = open_face(s, SONG), *other = open_face(t, SONG);
    for (uint32_t g = 1; g < 900; g++)
        jb_face_ink(one, g);
    for (uint32_t g = 899; g > 7; g -= 7) {
        jb_ink_box a = jb_face_ink(one, g), b = jb_face_ink(other, g);
        CHECK(memcmp(&a, &b, sizeof a) == 0);
    }
    end(s);
    end(t);
}

/* é whole; Å (U+212B) as Å; a mark alone, and what has one, not at all. */
static void face__draws_whole_or_in_parts(void)
{
    setting *s = begin();
    const jb_face *face = open_face(s, LATIN);
    static const uint32_t whole[] = {'A', 0xE9}, parts[] = {'A', 0x212B}, mark[] = {'e', 0x302},
                          two[] = {0x1EC7}, variant[] = {'A', 0xFE0E}, unseen[] = {'A', 0x200D};
    CHECK_INT(jb_face_draws(face, (jb_runes){0}), JB_DRAWN_WHOLE);
    CHECK_INT(jb_face_draws(face, (jb_runes){whole, 2}), JB_DRAWN_WHOLE);
    CHECK_INT(jb_face_draws(face, (jb_runes){parts, 2}), JB_DRAWN_IN_PARTS);
    CHECK_INT(jb_face_draws(face, (jb_runes){mark, 2}), JB_DRAWN_NOT);
    CHECK_INT(jb_face_draws(face, (jb_runes){two, 1}), JB_DRAWN_NOT);
    CHECK_INT(jb_face_draws(face, (jb_runes){variant, 2}), JB_DRAWN_NOT);
    CHECK_INT(jb_face_draws(face, (jb_runes){unseen, 2}), JB_DRAWN_WHOLE);
    end(s);
}

/* ---- roles --------------------------------------------------------------------------------- */

static const jb_face *face_of(setting *s, const jb_role *role, jb_face_part part, uint32_t rune)
{
    return jb_role_face(s->fonts, role, part, rune, (jb_runes){0}, &s->diags);
}

static const jb_str chain[] = {JB_LIT("Latin"), JB_LIT("Song")};
static const jb_str hurt[] = {JB_LIT("Latin"), JB_LIT("Lattin"), JB_LIT("Song")};

static void role__asks_part_then_chain(void)
{
    setting *s = begin();
    jb_role role = {.chain = chain, .chain_len = 2, .latin = JB_STR("Latin"),
                    .marks = JB_STR("Song"), .marks_of = JB_STR("，“”—")};
    const jb_face *song = open_face(s, SONG), *latin = open_face(s, LATIN);
    CHECK(face_of(s, &role, JB_PART_HAN, 0x56FD) == song);
    CHECK(face_of(s, &role, JB_PART_LATIN, 'A') == latin);
    CHECK(face_of(s, &role, JB_PART_LATIN, 0x2460) == song);
    CHECK(face_of(s, &role, JB_PART_MARK, 0x201C) == song);
    /* marks_of lacks it: the chain */
    CHECK(face_of(s, &role, JB_PART_MARK, 0x2026) == latin);
    CHECK(!face_of(s, &role, JB_PART_HAN, 0x20000));
    CHECK_INT(s->diags.list.len, 0);
    role.latin = JB_STR("Song");
    CHECK(face_of(s, &role, JB_PART_LATIN, 'A') == song);
    end(s);
}

static void role__tells_of_faces_it_cannot_have(void)
{
    setting *s = begin();
    jb_role role = {.chain = hurt, .chain_len = 3, .latin = JB_STR("Absent")};
    CHECK(!face_of(s, &role, JB_PART_LATIN, 'A'));
    CHECK(!face_of(s, &role, JB_PART_HAN, 0x56FD));
    CHECK(!face_of(s, &role, JB_PART_HAN, 0x56FD));
    CHECK_INT(s->diags.list.len, 2);
    CHECK_INT(s->diags.list.at[0].code, JB_D_FONT_MISSING);
    CHECK_INT(s->diags.list.at[1].code, JB_D_FONT_UNKNOWN);
    CHECK_STR(s->diags.list.at[1].args[1], " (Latin?)");
    CHECK(face_of(s, &role, JB_PART_HAN, 'A') == open_face(s, LATIN));
    end(s);
}

/* A name may come to the address that another one had. */
static void role__believes_no_stale_name(void)
{
    setting *s = begin();
    char text[] = "Latin";
    jb_str name = jb_str_make(text);
    jb_role role = {.chain = &name, .chain_len = 1};
    CHECK(face_of(s, &role, JB_PART_HAN, 'A') == open_face(s, LATIN));
    memcpy(text, "Other", 5);
    CHECK(!face_of(s, &role, JB_PART_HAN, 'A'));
    end(s);
}

/* ---- programs ------------------------------------------------------------------------------ */

static int compare_glyphs(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* The glyphs of the text, rising, each once. */
static uint32_t glyphs_of(const jb_face *face, jb_str text, uint32_t *out)
{
    uint32_t n = 0, kept = 0;
    for (size_t at = 0; at < text.len;)
        out[n++] = jb_face_glyph(face, jb_utf8_next(text, &at));
    qsort(out, n, sizeof *out, compare_glyphs);
    for (uint32_t i = 0; i < n; i++)
        if (out[i] && (kept == 0 || out[i] != out[kept - 1]))
            out[kept++] = out[i];
    return kept;
}

static jb_program *program_of(setting *s, int id, const char *text)
{
    uint32_t glyphs[200];
    const jb_face *face = open_face(s, id);
    uint32_t n = glyphs_of(face, jb_str_make(text), glyphs);
    return jb_face_program(s->arena, face, glyphs, n);
}

static void cff__is_a_font_of_these_cids(void)
{
    setting *s = begin();
    jb_program *program = program_of(s, SONG, "2025年工作简报，第A期");
    CHECK_INT(program->kind, JB_PROGRAM_CFF);
    CHECK_STR(program->name, "JianbaoTestSong");
    CHECK(program->serif && program->symbolic);
    CHECK_INT(program->ascent, 880);
    CHECK_INT(program->descent, -120);
    jb_cff cff;
    CHECK(jb_cff_read(s->arena, program->bytes, &cff));
    CHECK_INT(cff.glyphs, 13); /* 2 0 5 年 工 作 简 报 ， 第 A 期 and .notdef */
    for (uint32_t i = 0; i + 1 < cff.glyphs; i++)
        CHECK_INT(program->codes[i], cff.cids[i + 1]);
    CHECK_INT(program->widths[cff.glyphs - 2], 1000);
    end(s);
}

/* Private DICTs are shared by several FDs: Latin and Han of Noto are in different ones. */
static void cff__does_not_show_the_history(void)
{
    static const char a[] = "中国2025年ABC，。", b[] = "简报第一期“XYZ”①②③年";
    for (int id = SONG; id <= LATIN; id++) {
        setting *fresh = begin(), *used = begin();
        jb_program *alone = program_of(fresh, id, a);
        jb_program *before = program_of(used, id, b);
        jb_program *after = program_of(used, id, a);
        jb_program *again = program_of(used, id, a);
        CHECK(!jb_str_equal(before->bytes, after->bytes));
        CHECK(jb_str_equal(alone->bytes, after->bytes));
        CHECK(jb_str_equal(alone->bytes, again->bytes));
        end(fresh);
        end(used);
    }
}

static void cff__is_read_within_its_bounds(void)
{
    setting *s = begin();
    jb_str whole = program_of(s, SONG, "中国2025年ABC，。")->bytes;
    uint32_t state = 1;
    for (uint32_t i = 0; i < 3000; i++) {
        size_t len = i % 4 ? whole.len : next_random(&state) % whole.len;
        char *bytes = malloc(len + 1); /* a sanitizer sees what lies behind */
        memcpy(bytes, whole.at, len);
        size_t most = i & 1 && len > 300 ? 300 : len; /* every other time in its head */
        for (uint32_t k = next_random(&state) % 4; k > 0 && most > 0; k--)
            bytes[next_random(&state) % most] = (char)next_random(&state);
        jb_cff cff;
        bool cid_keyed;
        jb_arena *arena = jb_arena_new();
        jb_cff_is_cid_keyed((jb_str){bytes, len}, &cid_keyed);
        if (jb_cff_read(arena, (jb_str){bytes, len}, &cff))
            jb_cff_write(arena, &(jb_cff_parts){.cff = cff, .name = JB_STR("Name")});
        jb_arena_free(arena);
        free(bytes);
    }
    end(s);
}

static void truetype__is_a_whole_font(void)
{
    setting *s = begin();
    jb_program *program = program_of(s, LATIN, "Hamburgéfonstiv");
    CHECK_INT(program->kind, JB_PROGRAM_TRUETYPE);
    CHECK(jb_str_starts(program->bytes, (jb_str){"\0\1\0\0", 4}));
    CHECK_INT(program->codes[0], 1);
    CHECK_INT(program->widths[0], 722); /* H */
    CHECK(program->serif && !program->symbolic);
    CHECK(program->bytes.len < 6000);
    end(s);
}

static void program__of_no_such_glyph_fails(void)
{
    setting *s = begin();
    const uint32_t glyphs[] = {1, 65000};
    CHECK(!jb_face_program(s->arena, open_face(s, SONG), glyphs, 2));
    CHECK(!jb_face_program(s->arena, open_face(s, LATIN), glyphs, 2));
    CHECK(jb_face_program(s->arena, open_face(s, SONG), glyphs, 1));
    end(s);
}

/* ---- checking ------------------------------------------------------------------------------ */

static void check__tells_good_from_bad(void)
{
    setting *s = begin();
    jb_font_reports reports = {0};
    jb_fonts_check(s->arena, &s->manifest, &reports);
    CHECK_INT(reports.len, FACES);
    CHECK_INT(reports.at[SONG].state, JB_FONT_GOOD);
    CHECK_INT(reports.at[ABSENT].state, JB_FONT_ABSENT);
    CHECK_STR(reports.at[ABSENT].file, "/nowhere/absent.otf");
    CHECK_STR(reports.at[ABSENT].install, "apt-get install absent");
    CHECK_INT(reports.at[OTHER].state, JB_FONT_DIFFERS);
    CHECK(reports.at[OTHER].detail.len > 0);
    CHECK_INT(reports.at[SECOND].state, JB_FONT_GOOD);
    CHECK_INT(reports.at[CHECKED].state, JB_FONT_GOOD);
    CHECK_INT(reports.at[DAMAGED].state, JB_FONT_DAMAGED);
    end(s);
}

int main(void)
{
    static const check_case cases[] = {
        {"fonts are found by name", fonts__are_found_by_name},
        {"fonts say what is wrong, once a sink", fonts__say_what_is_wrong_once_a_sink},
        {"damaged fonts never crash", damaged_fonts__never_crash},
        {"cut fonts are broken", cut_fonts__are_broken},
        {"restricted fonts are refused", restricted_fonts__are_refused},
        {"a face measures", face__measures},
        {"a face keeps ink apart", face__keeps_ink_apart},
        {"a face draws whole or in parts", face__draws_whole_or_in_parts},
        {"a role asks its part's face, then the chain", role__asks_part_then_chain},
        {"a role tells of faces it cannot have", role__tells_of_faces_it_cannot_have},
        {"a role believes no stale name", role__believes_no_stale_name},
        {"a CFF is a font of these CIDs", cff__is_a_font_of_these_cids},
        {"a CFF does not show the history", cff__does_not_show_the_history},
        {"damaged CFF is refused or read within its bounds", cff__is_read_within_its_bounds},
        {"a TrueType program is a whole font", truetype__is_a_whole_font},
        {"a program of no such glyph fails", program__of_no_such_glyph_fails},
        {"check tells good from bad", check__tells_good_from_bad},
    };
    return CHECK_MAIN(cases);
}
