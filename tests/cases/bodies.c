/* Rare characters stand beside the others without a step: in chains of faces as layouts have them,
 * a character that only a later face has is set so large that the ideographs of both have one body
 * (the mean of width and height), to 3 %, one centre, to 2 % of an em, and one stem, to 0.4 % of an
 * em or as far as the white inside them allows. Bodies and centres are measured by the ink of
 * characters that the engine does not measure by. Prints TAP; a chain whose fonts are not installed
 * is skipped. */
#include <stdio.h>
#include <stdlib.h>

#include "../../src/base/file.h"
#include "../../src/base/utf8.h"
#include "../../src/para/para.h"

enum { SIZE = 15750, CHAIN = 3, STROKE_MOST = 25, STEM_NEAR = 4 /* thousandths of an em */ };

#define TEX "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"
#define TRUETYPE "/usr/share/fonts/truetype/"
#define NOTO "/usr/share/fonts/opentype/noto/"

static const struct chain {
    const char *name;
    struct {
        const char *file;
        uint32_t index;
    } faces[CHAIN];
} chains[] = {
    {"仿宋", {{TEX "FandolFang-Regular.otf", 0},
              {TRUETYPE "babelstone/BabelStoneHan.ttf", 0},
              {NOTO "NotoSerifCJK-Regular.ttc", 2}}},
    {"楷体", {{TRUETYPE "arphic-gkai00mp/gkai00mp.ttf", 0},
              {TRUETYPE "arphic/ukai.ttc", 0},
              {TRUETYPE "lxgw-wenkai/LXGWWenKai-Light.ttf", 0}}},
    {"黑体", {{TEX "FandolHei-Regular.otf", 0}, {NOTO "NotoSansCJK-Regular.ttc", 2}, {NULL, 0}}},
    {"小标宋", {{NOTO "NotoSerifCJK-Bold.ttc", 2},
                {TRUETYPE "babelstone/BabelStoneHan.ttf", 0}, {NULL, 0}}},
};

static const uint32_t rare[] = {0x365F, 0x4DAE, 0x2CB4E, 0x2B5AF, 0x36C3, 0x9555, 0x5803, 0x5586,
                                0x2144A};

/* Mean body and centre of the face's ink at the size, in millipoints. */
static void measure(const jb_face *face, jb_len size, int64_t *body, int64_t *centre)
{
    jb_str all = JB_STR("永爱福勇警善典康");
    int64_t n = 0, sides = 0, middle = 0;
    for (size_t at = 0; at < all.len;) {
        uint32_t glyph = jb_face_glyph(face, jb_utf8_next(all, &at));
        jb_ink_box ink = jb_face_ink(face, glyph);
        if (!glyph)
            continue;
        sides += ink.top - ink.bottom + ink.right - ink.left;
        middle += ink.top + ink.bottom;
        n++;
    }
    *body = n ? sides * size / (2 * n) / jb_face_upem(face) : 0;
    *centre = n ? middle * size / (2 * n) / jb_face_upem(face) : 0;
}

/* One stem with its stroke, or a stroke of the most. */
static bool check_stem(const jb_placed *common, const jb_placed *other)
{
    int64_t wanted = (int64_t)jb_face_stem(common->face) * common->size;
    int64_t got = (int64_t)jb_face_stem(other->face) * other->size + (int64_t)1000 * other->stroke;
    bool most = other->stroke == jb_len_share(other->size, STROKE_MOST) && got < wanted;
    bool good = llabs(got - wanted) <= (int64_t)STEM_NEAR * SIZE || most;
    if (!good)
        printf("# %.*s: a stem of %lld beside %lld\n", JB_FMT(jb_face_name(other->face)),
               (long long)got / SIZE, (long long)wanted / SIZE);
    return good;
}

/* The rare character in the line, beside 国. */
static bool check(jb_arena *arena, const jb_para_fonts *fonts, uint32_t rune)
{
    char bytes[4];
    jb_diags diags = {.arena = arena};
    jb_buf text = {0};
    jb_buf_add(arena, &text, JB_STR("国"));
    jb_buf_add(arena, &text, (jb_str){bytes, jb_utf8_encode(rune, bytes)});
    jb_para_input input = {.text = jb_buf_str(&text), .size = SIZE, .quad = SIZE};
    jb_para *para = jb_para_new(arena, &input, fonts, &diags);
    if (!para || para->missing) /* no face of this chain has it */
        return true;
    jb_line_shape room = {0, 4 * SIZE};
    jb_shape shape = {&room, 1, JB_ALIGN_LEFT, JB_FIT_FIRST};
    jb_lines lines = jb_para_lines(arena, para, &shape, 0);
    jb_placed_list placed = {0};
    jb_para_place(arena, para, &shape, &lines.at[0], &placed);
    const jb_placed *common = &placed.at[0], *other = &placed.at[1];
    int64_t body[2], centre[2];
    measure(common->face, common->size, &body[0], &centre[0]);
    measure(other->face, other->size, &body[1], &centre[1]);
    int64_t step = llabs(body[1] - body[0]) * 100;
    int64_t drop = llabs((other->y - centre[1]) - (common->y - centre[0])) * 100;
    bool good = step <= 3 * body[0] && drop <= 2 * SIZE;
    jb_ink_box ink = jb_face_ink(other->face, other->id);
    good &= ink.top > ink.bottom && check_stem(common, other);
    good &= 20 * llabs(other->size - common->size) <= common->size + 20; /* one word to poppler */
    if (!good)
        printf("# U+%04X of %.*s: a body of %lld beside %lld, off by %lld\n", rune,
               JB_FMT(jb_face_name(other->face)), (long long)body[1], (long long)body[0],
               (long long)drop / 100);
    return good;
}

static bool check_chain(jb_arena *arena, const struct chain *chain, bool *present)
{
    jb_manifest_face faces[CHAIN];
    jb_str names[CHAIN], files[CHAIN];
    uint32_t n = 0;
    *present = true;
    for (; n < CHAIN && chain->faces[n].file; n++) {
        files[n] = jb_str_make(chain->faces[n].file);
        names[n] = jb_path_stem(files[n]);
        faces[n] = (jb_manifest_face){.name = names[n], .files = &files[n], .files_len = 1,
                                      .index = chain->faces[n].index};
        *present &= jb_file_exists(files[n]);
    }
    if (!*present)
        return true;
    jb_manifest manifest = {faces, n};
    jb_role role = {.name = jb_str_make(chain->name), .chain = names, .chain_len = n};
    jb_para_fonts fonts = {.fonts = jb_fonts_new(&manifest), .roles = &role,
                           .lang = JB_STR("zh-Hans")};
    bool good = true;
    for (size_t i = 0; i < sizeof rare / sizeof *rare; i++)
        good &= check(arena, &fonts, rare[i]);
    jb_fonts_free(fonts.fonts);
    return good;
}

int main(void)
{
    int failed = 0, n = sizeof chains / sizeof *chains;
    printf("1..%d\n", n);
    for (int i = 0; i < n; i++) {
        jb_arena *arena = jb_arena_new();
        bool present, good = check_chain(arena, &chains[i], &present);
        printf("%s %d - %s%s\n", good ? "ok" : "not ok", i + 1, chains[i].name,
               present ? "" : " # SKIP its fonts are not installed");
        failed += !good;
        jb_arena_free(arena);
    }
    return failed != 0;
}
