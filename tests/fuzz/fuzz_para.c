/* Text -> lines. First bytes: measure (two), indent, prohibition level and fit, alignment,
 * looseness, kind of paragraph. The test fonts alone.
 *
 * Laws: clusters and blanks are the whole text; every cluster stands in one line; what a line
 * places ends where the line does; a justified line that can give is as wide as its measure. */
#include "../../src/para/para.h"
#include "../../src/source/source.h"
#include "fuzz.h"

enum { SIZE = 15750, QUAD = 15793, HAIR = 2 };

static const jb_str song_files[] = {JB_LIT(JB_TEST_FONTS "/570f6a902bbc.otf")};
static const jb_str latin_files[] = {JB_LIT(JB_TEST_FONTS "/a0a374bd769b.ttf")};
static const jb_manifest_face faces[] = {
    {.name = JB_LIT("song"), .files = song_files, .files_len = 1},
    {.name = JB_LIT("latin"), .files = latin_files, .files_len = 1},
};
static const jb_manifest manifest = {faces, 2};
static const jb_str chain[] = {JB_LIT("song")};
static const jb_role role = {
    .name = JB_LIT("宋体"), .chain = chain, .chain_len = 1, .latin = JB_LIT("latin")};

static bool is_blank(const jb_cluster *c)
{
    return c->cls == JB_CLASS_BREAK || c->cls == JB_CLASS_SPACE;
}

static void check_clusters(const jb_para *p)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < p->clusters_len; i++) {
        const jb_cluster *c = &p->clusters[i];
        LAW(c->text == at && c->length > 0);
        LAW(c->glyph <= c[1].glyph && c[1].glyph <= p->glyphs_len);
        at += c->length + p->gaps[i].length;
    }
    LAW(at == p->input->text.len);
}

/* Behind the line's last cluster that is no blank; the line's start when there is none. */
static uint32_t trimmed_end(const jb_para *p, const jb_line *line)
{
    uint32_t end = line->end;
    while (end > line->first && is_blank(&p->clusters[end - 1]))
        end--;
    return end;
}

/* A line in which nothing may grow further. */
static bool is_rigid(const jb_para *p, const jb_line *line)
{
    uint32_t first = line->first, end = trimmed_end(p, line);
    if (line->width >= line->measure)
        return false;
    while (first < end && is_blank(&p->clusters[first]))
        first++;
    for (uint32_t i = first; i + 1 < end; i++) {
        unsigned kind = p->gaps[i].kind;
        if (kind != JB_GAP_FIXED && kind != JB_GAP_LATIN && kind != JB_GAP_TITLE)
            return false;
    }
    return true;
}

static void check_placed(const jb_para *p, const jb_line *line, const jb_placed_list *placed)
{
    uint32_t end = trimmed_end(p, line);
    if (end == line->first || placed->len == 0)
        return;
    const jb_cluster *last = &p->clusters[end - 1];
    if (jb_cluster_glyphs(last) == 0)
        return;
    const char *where = p->input->text.at + last->text;
    for (uint32_t k = placed->len; k-- > 0;) {
        if (placed->at[k].text.at != where)
            continue;
        int64_t right = placed->at[k].x - p->glyphs[last->glyph].x + last->width;
        LAW(line->overfull || right <= (int64_t)line->left + line->measure + HAIR);
        return;
    }
    bool last_is_placed = false;
    LAW(last_is_placed);
}

static void check_lines(jb_arena *arena, const jb_para *p, const jb_shape *shape,
                        const jb_lines *lines)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < lines->len; i++) {
        const jb_line *line = &lines->at[i];
        jb_placed_list placed = {0};
        LAW(line->first == at && line->end > line->first && line->end <= p->clusters_len);
        at = line->end;
        jb_para_place(arena, p, shape, line, &placed);
        check_placed(p, line, &placed);
        LAW(line->overfull || line->width <= line->measure + HAIR);
        if (shape->align == JB_ALIGN_JUSTIFY && !line->last && !line->overfull &&
            !is_rigid(p, line))
            LAW(line->width == line->measure);
    }
    LAW(at == p->clusters_len);
}

static void set_text(jb_arena *arena, jb_str text, const unsigned *choice,
                     const jb_para_fonts *fonts, jb_diags *diags)
{
    jb_len measure = (jb_len)(choice[0] << 8 | choice[1]) * 16 + QUAD;
    jb_len indent = (jb_len)(choice[2] % 8) * QUAD / 2;
    if (indent >= measure)
        indent = 0;
    jb_line_shape room[] = {{indent, measure - indent}, {0, measure}};
    jb_shape shape = {room, 2, (jb_align)(choice[4] & 3), (jb_fit)(choice[3] >> 2 & 1)};
    jb_para_input input = {.text = text,
                           .size = SIZE,
                           .quad = QUAD,
                           .kinsoku = (jb_kinsoku)(choice[3] & 3),
                           .title = choice[6] & 1,
                           .row = choice[6] & 2,
                           .vertical = choice[6] & 8};
    size_t colon = jb_str_find(text, JB_STR("："));
    if (choice[6] & 4 && colon != SIZE_MAX)
        input.label = (uint32_t)colon + 3;
    jb_para *p = jb_para_new(arena, &input, fonts, diags);
    check_stop(!p, diags);
    check_clusters(p);
    LAW(jb_para_width(p) >= 0);
    jb_lines lines = jb_para_lines(arena, p, &shape, (int)(choice[5] % 5) - 2);
    check_lines(arena, p, &shape, &lines);
    jb_buf out = {0};
    jb_para_dump_runs(arena, p, &out);
    jb_para_dump_lines(arena, p, &shape, &lines, &out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static jb_fonts *opened; /* once: opening is slower than all the rest */
    if (!opened)
        opened = jb_fonts_new(&manifest);
    jb_para_fonts fonts = {.fonts = opened, .roles = &role, .lang = JB_STR("zh-Hans"),
                           .marks_form.across = 4};
    jb_str input = {(const char *)data, size};
    unsigned choice[7];
    for (int i = 0; i < 7; i++)
        choice[i] = take_byte(&input);
    jb_arena *arena = jb_arena_new();
    jb_diags diags = {.arena = arena};
    jb_source *source = jb_source_decode(arena, JB_STR("a.txt"), input, JB_SOURCE_UTF8, &diags);
    if (source)
        set_text(arena, source->text, choice, &fonts, &diags);
    jb_arena_free(arena);
    return 0;
}
