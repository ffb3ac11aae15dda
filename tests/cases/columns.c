/* Where the ink of marks is in a column, face by face: columns. GB/T 15834 5.2.1: stops stand at
 * the right; 5.2.2, 5.2.3: the others in the middle. Nothing may leave its cell, and —— is one
 * stroke. Prints TAP; a face that is not installed is left out. */
#include "../unit/check.h"

#include <stdlib.h>

#include "../../src/base/file.h"
#include "../../src/base/utf8.h"
#include "../../src/para/para.h"

enum { SIZE = 16000, HAIR = SIZE / 100 };

static const jb_str files[] = {
    JB_LIT("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
    JB_LIT("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"),
    JB_LIT("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"),
    JB_LIT("/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf"),
};
enum { FACES = sizeof files / sizeof *files };
static const jb_manifest_face faces[FACES] = {
    {.name = JB_LIT("serif"), .files = &files[0], .files_len = 1, .index = 2},
    {.name = JB_LIT("sans"), .files = &files[1], .files_len = 1, .index = 2},
    {.name = JB_LIT("wenkai"), .files = &files[2], .files_len = 1},
    {.name = JB_LIT("gkai"), .files = &files[3], .files_len = 1},
};

typedef struct column {
    jb_arena *arena;
    jb_diags diags;
    jb_fonts *fonts;
    jb_role role;
    jb_para_fonts with;
    jb_para_input input;
    jb_para *para;
    jb_line_shape room;
    jb_shape shape;
    jb_placed_list placed;
} column;

static void open_column(column *c, int face, const char *text, bool centred)
{
    static const jb_manifest manifest = {faces, FACES};
    *c = (column){.arena = jb_arena_new(), .fonts = jb_fonts_new(&manifest)};
    c->diags.arena = c->arena;
    c->role = (jb_role){.name = JB_STR("role"), .chain = &faces[face].name, .chain_len = 1};
    c->with = (jb_para_fonts){.fonts = c->fonts, .roles = &c->role, .lang = JB_STR("zh-Hans"),
                              .marks_form = {.across = 4, .centred = centred}};
    c->input = (jb_para_input){.text = jb_str_make(text), .size = SIZE, .quad = SIZE,
                               .kinsoku = JB_KINSOKU_GB, .vertical = true};
    c->para = jb_para_new(c->arena, &c->input, &c->with, &c->diags);
    c->room = (jb_line_shape){0, 40 * SIZE};
    c->shape = (jb_shape){&c->room, 1, JB_ALIGN_LEFT, JB_FIT_FIRST};
    jb_lines lines = jb_para_lines(c->arena, c->para, &c->shape, 0);
    jb_para_place(c->arena, c->para, &c->shape, &lines.at[0], &c->placed);
}

static void close_column(column *c)
{
    jb_fonts_free(c->fonts);
    jb_arena_free(c->arena);
}

/* A glyph's ink on the page: down the column from its head, and right of its middle. */
typedef struct ink {
    jb_len top, bottom, left, right;
} ink;

static jb_len scaled(const jb_placed *p, int64_t units)
{
    return (jb_len)jb_div_round(units * p->size, jb_face_upem(p->face));
}

static ink ink_of(const jb_placed *p)
{
    jb_ink_box box = jb_face_ink(p->face, p->id);
    if (p->stand == JB_STAND_TURNED)
        return (ink){p->x + scaled(p, box.left), p->x + scaled(p, box.right),
                     -p->y + scaled(p, box.bottom), -p->y + scaled(p, box.top)};
    jb_len right = scaled(p, box.right), left = scaled(p, box.left);
    if (p->narrow)
        left = left * p->narrow / 100, right = right * p->narrow / 100;
    return (ink){p->x - scaled(p, box.top), p->x - scaled(p, box.bottom), -p->y + left,
                 -p->y + right};
}

/* Every glyph of the text but the Han; its ink within its cluster's box and the column. */
static void check_marks(int face, const char *text, bool centred, bool at_right)
{
    column c;
    open_column(&c, face, text, centred);
    CHECK(c.para->missing == 0);
    for (uint32_t i = 0; i < c.placed.len; i++) {
        const jb_placed *p = &c.placed.at[i];
        size_t at = 0;
        if (!p->text.len || jb_rune_is_han(jb_utf8_next(p->text, &at)))
            continue;
        ink k = ink_of(p);
        jb_len middle = (k.left + k.right) / 2;
        bool inside = k.top >= p->box - HAIR && k.bottom <= p->box + p->width + HAIR;
        bool placed = at_right ? middle >= -HAIR : abs(middle) <= SIZE / 20;
        if (!inside || !placed || k.left < -SIZE / 2 - HAIR || k.right > SIZE / 2 + HAIR)
            printf("# %.*s of %.*s: %d..%d in %d + %d, %d..%d\n", JB_FMT(p->text),
                   JB_FMT(faces[face].name), k.top, k.bottom, p->box, p->width, k.left, k.right);
        CHECK(inside);
        CHECK(placed);
        CHECK(k.left >= -SIZE / 2 - HAIR && k.right <= SIZE / 2 + HAIR);
    }
    close_column(&c);
}

static bool has_face(int face)
{
    if (jb_file_exists(files[face]))
        return true;
    printf("# left out: %.*s is not installed\n", JB_FMT(files[face]));
    return false;
}

static void stops__stand_at_the_right(void)
{
    for (int face = 0; face < FACES; face++)
        if (has_face(face))
            check_marks(face, "中，文。中、文：中；文？中！文", false, true);
}

static void stops__stand_in_the_middle_in_taiwan(void)
{
    for (int face = 0; face < FACES; face++)
        if (has_face(face))
            check_marks(face, "中，文。中、文：中；文？中！文", true, false);
}

static void other_marks__stand_in_the_middle(void)
{
    for (int face = 0; face < FACES; face++)
        if (has_face(face))
            check_marks(face, "中（文）中〔文〕中《文》中〈文〉中【文】中", false, false);
}

/* The ink of —— goes on from its head to its foot. */
static void dashes__are_one_stroke(void)
{
    for (int face = 0; face < FACES; face++) {
        if (!has_face(face))
            continue;
        column c;
        open_column(&c, face, "中——文", false);
        ink whole = {0};
        for (uint32_t i = 1; i + 1 < c.placed.len; i++) {
            ink k = ink_of(&c.placed.at[i]);
            CHECK(i == 1 || k.top <= whole.bottom);
            whole.top = i == 1 ? k.top : whole.top;
            whole.bottom = k.bottom;
            CHECK(abs(k.left + k.right) / 2 <= SIZE / 10);
        }
        CHECK(whole.bottom - whole.top > SIZE * 5 / 3);
        CHECK(whole.top >= SIZE - HAIR && whole.bottom <= 3 * SIZE + HAIR);
        close_column(&c);
    }
}

/* “ ” ‘ ’ are drawn as ﹃ ﹄ ﹁ ﹂ (5.2.3), and stay what they are. The last face has nothing drawn
 * there: its own are turned. */
static void quotes__have_their_forms(void)
{
    static const uint32_t forms[] = {0xFE43, 0xFE41, 0xFE42, 0xFE44};
    for (int face = 0; face < FACES; face++) {
        if (!has_face(face))
            continue;
        column c;
        open_column(&c, face, "“‘’”", false);
        CHECK_INT(c.placed.len, 4);
        for (uint32_t i = 0; i < c.placed.len; i++) {
            const jb_placed *p = &c.placed.at[i];
            ink k = ink_of(p);
            CHECK(k.right > k.left && k.bottom > k.top);
            CHECK(p->id == jb_face_glyph(p->face, forms[i]) || p->stand == JB_STAND_TURNED);
            CHECK(p->stand == JB_STAND_UPRIGHT || face == FACES - 1);
        }
        CHECK_STR(c.placed.at[0].text, "“");
        CHECK_STR(c.placed.at[3].text, "”");
        close_column(&c);
    }
}

static void digits__fit_their_cell(void)
{
    if (!has_face(0))
        return;
    static const char *const numbers[] = {"7", "26", "516", "2026"};
    for (int i = 0; i < 4; i++) {
        column c;
        open_column(&c, 0, numbers[i], false);
        CHECK_INT(c.placed.len, i + 1);
        CHECK_INT(c.placed.at[0].width, SIZE);
        ink first = ink_of(&c.placed.at[0]), last = ink_of(&c.placed.at[i]);
        CHECK(first.left >= -SIZE / 2 && last.right <= SIZE / 2);
        CHECK(abs(first.left + last.right) < SIZE / 10);
        CHECK(abs((first.top + first.bottom) / 2 - SIZE / 2) <= HAIR);
        CHECK(c.placed.at[0].y > c.placed.at[i].y || i == 0); /* from left to right */
        close_column(&c);
    }
}

int main(void)
{
    static const check_case cases[] = {
        {"stops stand at the right", stops__stand_at_the_right},
        {"stops stand in the middle in Taiwan", stops__stand_in_the_middle_in_taiwan},
        {"other marks stand in the middle", other_marks__stand_in_the_middle},
        {"dashes are one stroke", dashes__are_one_stroke},
        {"quotes have their forms", quotes__have_their_forms},
        {"digits fit their cell", digits__fit_their_cell},
    };
    return check_main(cases, sizeof cases / sizeof *cases);
}
