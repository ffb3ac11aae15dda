/* Fonts: each face becomes one subset of the glyphs painted, one CIDFont over it, and as many Type0
 * dictionaries as its glyphs need to tell their texts apart. */
#include "writer.h"

#include <stdlib.h>

/* TEXTS: what one glyph may stand for. Only 〓 for hundreds of missing characters comes near it; the
 * further ones are extracted as U+FFFD rather than grow the file without limit. */
enum { GLYPHS = 65536, DEFAULT_WIDTH = 1000, TEXTS = 256 };

uint32_t jb_pdf_font_of(jb_arena *arena, jb_pdf_fonts *fonts, const jb_face *face, bool slug)
{
    for (uint32_t i = fonts->len; i-- > 0;) /* the newest first: runs alternate between few faces */
        if (fonts->at[i].face == face && fonts->at[i].slug == slug)
            return i;
    *jb_push(arena, fonts) = (jb_pdf_font){.face = face, .slug = slug};
    return fonts->len - 1;
}

/* Where the glyph's chain of uses begins. */
static uint32_t *chain_of(jb_arena *arena, jb_pdf_font *font, uint32_t glyph)
{
    uint32_t index = jb_glyph_map_find(&font->painted, glyph);
    if (index != UINT32_MAX)
        return &font->first.at[index];
    jb_glyph_map_add(arena, &font->painted, glyph);
    *jb_push(arena, &font->first) = 0;
    return &font->first.at[font->first.len - 1];
}

uint32_t jb_pdf_font_use(jb_arena *arena, jb_pdf_font *font, uint32_t glyph, jb_str text,
                         bool down)
{
    uint32_t texts = 0, *first = chain_of(arena, font, glyph);
    for (uint32_t next = *first; next; texts++) {
        jb_pdf_use *use = &font->uses.at[next - 1];
        if (use->down == down && jb_str_equal(use->text, text)) {
            use->count++;
            return next - 1;
        }
        next = use->next;
    }
    const jb_str unknown = JB_STR("\uFFFD");
    if (texts >= TEXTS && !jb_str_equal(text, unknown))
        return jb_pdf_font_use(arena, font, glyph, unknown, down);
    *jb_push(arena, &font->uses) = (jb_pdf_use){
        .text = text, .glyph = glyph, .next = *first, .count = 1, .down = down};
    *first = font->uses.len;
    return font->uses.len - 1;
}

/* ---- layers --------------------------------------------------------------------------------- */

/* Those of lines before those of columns, the commonest first; texts break ties, so that the order
 * does not hang on how we got here. */
static int compare_uses(const void *a, const void *b)
{
    const jb_pdf_use *x = *(jb_pdf_use *const *)a, *y = *(jb_pdf_use *const *)b;
    if (x->down != y->down)
        return x->down ? 1 : -1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return jb_str_compare(x->text, y->text);
}

typedef JB_VEC(jb_pdf_use *) use_list;

/* The glyph's uses, each kind numbered from 0. */
static void number_uses(jb_arena *arena, jb_pdf_font *font, uint32_t first, use_list *rivals)
{
    rivals->len = 0;
    for (uint32_t use = first; use; use = font->uses.at[use - 1].next)
        *jb_push(arena, rivals) = &font->uses.at[use - 1];
    if (rivals->len > 1)
        qsort(rivals->at, rivals->len, sizeof *rivals->at, compare_uses);
    uint32_t level = 0, down = 0;
    for (uint32_t i = 0; i < rivals->len; i++)
        rivals->at[i]->layer = rivals->at[i]->down ? down++ : level++;
    if (level > font->level)
        font->level = level;
    if (down > font->layers)
        font->layers = down;
}

static void assign_layers(jb_arena *arena, jb_pdf_font *font)
{
    use_list rivals = {0};
    for (uint32_t i = 0; i < font->first.len; i++)
        number_uses(arena, font, font->first.at[i], &rivals);
    for (uint32_t i = 0; i < font->uses.len; i++)
        if (font->uses.at[i].down)
            font->uses.at[i].layer += font->level;
    font->layers += font->level;
}

/* ---- the program ---------------------------------------------------------------------------- */

static int compare_glyphs(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* The program of the painted glyphs; all uses get their codes and widths. */
static jb_pdf_program *make_program(jb_pdf_file *file, jb_pdf_shared *shared, jb_pdf_font *font)
{
    jb_arena *arena = file->arena;
    uint32_t n = font->painted.len, *glyphs = JB_NEW_ARRAY(arena, uint32_t, n);
    memcpy(glyphs, font->painted.glyphs, n * sizeof *glyphs);
    qsort(glyphs, n, sizeof *glyphs, compare_glyphs);
    jb_pdf_program *made = jb_pdf_program_of(file, shared, font->face, glyphs, n);
    for (uint32_t i = 0; made && i < n; i++)
        for (uint32_t use = *chain_of(arena, font, glyphs[i]); use;
             use = font->uses.at[use - 1].next) {
            font->uses.at[use - 1].code = made->program->codes[i];
            font->uses.at[use - 1].width = made->program->widths[i];
        }
    return made;
}

/* "ABCDEF+Name": the tag tells subsets of one font apart (ISO 32000-1 9.6.4), so it is made from
 * their glyphs. Characters that a name cannot have become '-' (libharu escapes no spaces). */
static char *subset_name(jb_arena *arena, const jb_pdf_program *made)
{
    char tag[6];
    for (size_t i = 0; i < sizeof tag; i++)
        tag[i] = (char)('A' + made->sum[i] % 26);
    jb_str name = jb_str_cut(made->program->name, 0, 100);
    char *full = jb_arena_cstr(arena, jb_arena_format(arena, "%.6s+%.*s", tag, JB_FMT(name)));
    for (char *c = full + 7; *c; c++)
        if (*c <= ' ' || *c > '~' || strchr("()<>[]{}/%#", *c))
            *c = '-';
    return full;
}

/* ---- objects -------------------------------------------------------------------------------- */

/* A bit for each CID that the program has, the first one highest (ISO 32000-1 table 124). */
static jb_str cid_set(jb_arena *arena, const jb_pdf_font *font, const jb_program *program)
{
    char *set = jb_arena_alloc(arena, GLYPHS / 8);
    uint32_t last = program->glyphs ? program->glyphs - 1 : 0;
    for (uint32_t cid = 0; cid <= last; cid++)
        set[cid / 8] |= (char)(0x80 >> cid % 8);
    for (uint32_t i = 0; i < font->uses.len; i++) {
        uint32_t cid = font->uses.at[i].code;
        set[cid / 8] |= (char)(0x80 >> cid % 8);
        last = cid > last ? cid : last;
    }
    return (jb_str){set, last / 8 + 1};
}

static HPDF_Dict make_descriptor(jb_pdf_file *file, const jb_pdf_program *made, const char *name)
{
    const jb_program *program = made->program;
    /* ISO 32000-1 table 123: 2 serif, 4 symbolic, 32 not, 64 italic */
    int32_t flags = (program->serif ? 2 : 0) | (program->symbolic ? 4 : 32) |
                    (program->italic_angle ? 64 : 0);
    bool cff = program->kind == JB_PROGRAM_CFF;
    HPDF_Dict stream = file->plain ? jb_pdf_stream(file, program->bytes, 0)
                                   : jb_pdf_stream(file, made->deflated, JB_PDF_DEFLATED);
    if (cff)
        jb_pdf_put_name(file, stream, "Subtype", "CIDFontType0C");
    else
        jb_pdf_put_int(file, stream, "Length1", (int32_t)program->bytes.len);
    HPDF_Dict dict = jb_pdf_object(file);
    jb_pdf_put_name(file, dict, "Type", "FontDescriptor");
    jb_pdf_put_name(file, dict, "FontName", name);
    jb_pdf_put_int(file, dict, "Flags", flags);
    HPDF_Array box = jb_pdf_put_array(file, dict, "FontBBox");
    for (int i = 0; i < 4; i++)
        jb_pdf_push_int(file, box, program->bbox[i]);
    jb_pdf_put_int(file, dict, "ItalicAngle", program->italic_angle);
    jb_pdf_put_int(file, dict, "Ascent", program->ascent);
    jb_pdf_put_int(file, dict, "Descent", program->descent);
    jb_pdf_put_int(file, dict, "CapHeight", program->cap_height);
    jb_pdf_put_int(file, dict, "StemV", program->stem_v);
    jb_pdf_put_ref(file, dict, cff ? "FontFile3" : "FontFile2", stream);
    return dict;
}

static int compare_codes(const void *a, const void *b)
{
    const jb_pdf_use *x = *(const jb_pdf_use *const *)a, *y = *(const jb_pdf_use *const *)b;
    return (int)x->code - (int)y->code;
}

/* `/W [c [w w ...] c [...]]` for the glyphs that are not one em wide. */
static jb_str widths(jb_arena *arena, const jb_pdf_font *font)
{
    JB_VEC(const jb_pdf_use *) odd = {0};
    for (uint32_t i = 0; i < font->uses.len; i++)
        if (font->uses.at[i].next == 0 && font->uses.at[i].width != DEFAULT_WIDTH)
            *jb_push(arena, &odd) = &font->uses.at[i]; /* one use of each glyph has no next */
    if (odd.len == 0)
        return (jb_str){0};
    qsort(odd.at, odd.len, sizeof *odd.at, compare_codes);
    jb_buf out = {0};
    for (uint32_t i = 0; i < odd.len; i++) {
        bool goes_on = i > 0 && odd.at[i]->code == odd.at[i - 1]->code + 1;
        if (!goes_on)
            jb_buf_printf(arena, &out, i ? "]%u[" : "/W [%u[", odd.at[i]->code);
        jb_buf_printf(arena, &out, goes_on ? " %u" : "%u", odd.at[i]->width);
    }
    jb_buf_add(arena, &out, JB_STR("]]\n"));
    return jb_buf_str(&out);
}

static HPDF_Dict make_cidfont(jb_pdf_file *file, const jb_pdf_font *font,
                              const jb_pdf_program *made, const char *name, bool archive)
{
    HPDF_Dict dict = jb_pdf_object(file);
    bool cff = made->program->kind == JB_PROGRAM_CFF;
    jb_pdf_put_name(file, dict, "Type", "Font");
    jb_pdf_put_name(file, dict, "Subtype", cff ? "CIDFontType0" : "CIDFontType2");
    jb_pdf_put_name(file, dict, "BaseFont", name);
    HPDF_Dict system = jb_pdf_put_dict(file, dict, "CIDSystemInfo");
    jb_pdf_put_text(file, system, "Registry", JB_STR("Adobe"));
    jb_pdf_put_text(file, system, "Ordering", JB_STR("Identity"));
    jb_pdf_put_int(file, system, "Supplement", 0);
    if (!cff)
        jb_pdf_put_name(file, dict, "CIDToGIDMap", "Identity");
    jb_pdf_put_raw(file, dict, widths(file->arena, font)); /* DW 1000 is the default */
    HPDF_Dict descriptor = make_descriptor(file, made, name);
    if (archive) { /* ISO 19005-1 6.3.5 */
        jb_str set = cid_set(file->arena, font, made->program);
        jb_pdf_put_ref(file, descriptor, "CIDSet", jb_pdf_stream(file, set, JB_PDF_DEFLATE));
    }
    jb_pdf_put_ref(file, dict, "FontDescriptor", descriptor);
    return dict;
}

/* A layer's dictionary. The name of one over a Type 0 CIDFont ends in its CMap (ISO 32000-1
 * 9.7.6.1). */
static HPDF_Dict make_layer(jb_pdf_file *file, const jb_pdf_font *font, uint32_t layer,
                            HPDF_Dict cidfont, const char *name,
                            const char *encoding)
{
    jb_str map = jb_pdf_tounicode(file->arena, font, layer);
    HPDF_Dict stream = jb_pdf_stream(file, map, JB_PDF_TEXT | JB_PDF_DEFLATE);
    HPDF_Dict dict = jb_pdf_object(file);
    jb_pdf_put_name(file, dict, "Type", "Font");
    jb_pdf_put_name(file, dict, "Subtype", "Type0");
    jb_pdf_put_name(file, dict, "BaseFont", name);
    jb_pdf_put_name(file, dict, "Encoding", encoding);
    jb_pdf_push_ref(file, jb_pdf_put_array(file, dict, "DescendantFonts"), cidfont);
    jb_pdf_put_ref(file, dict, "ToUnicode", stream);
    return dict;
}

bool jb_pdf_fonts_make(jb_pdf_file *file, const jb_pdf_standard *standard, jb_pdf_fonts *fonts,
                       jb_pdf_shared *shared, HPDF_Dict resources, jb_diags *diags)
{
    jb_arena *arena = file->arena;
    uint32_t resource = 1;
    jb_buf names = {0};
    for (uint32_t i = 0; i < fonts->len; i++) {
        jb_pdf_font *font = &fonts->at[i];
        assign_layers(arena, font);
        font->resource = resource;
        resource += font->layers;
        const jb_pdf_program *made = make_program(file, shared, font);
        if (!made) {
            jb_diag_in(diags, JB_D_PDF_SUBSET, (jb_place){0}, JB_ARGS(jb_face_name(font->face)));
            return false;
        }
        char *name = subset_name(arena, made);
        HPDF_Dict cidfont = make_cidfont(file, font, made, name,
                                          standard->pdfa.part == 1);
        for (uint32_t layer = 0; layer < font->layers; layer++) {
            const char *encoding = layer < font->level ? "Identity-H" : "Identity-V";
            const char *base = name;
            if (made->program->kind == JB_PROGRAM_CFF)
                base = jb_arena_cstr(arena, jb_arena_format(arena, "%s-%s", name, encoding));
            HPDF_Dict dict = make_layer(file, font, layer, cidfont, base, encoding);
            jb_buf_printf(arena, &names, "/F%u %u 0 R\n", font->resource + layer,
                          jb_pdf_number_of(dict));
        }
    }
    /* raw, because libharu's dictionaries grow slow and end at 4,095 entries */
    if (names.len)
        jb_pdf_put_raw(file, jb_pdf_put_dict(file, resources, "Font"), jb_buf_str(&names));
    return true;
}
