/* The floor under a run: the same glyphs through HarfBuzz and deflate, and nothing else.
 *
 *     floor [--plain] RUNS...       RUNS: an issue as lines of FILE TAB INDEX TAB TEXT
 *
 * Each text is shaped with its face, each face is subset once an issue to the glyphs that came out,
 * and each program is deflated. No text is recognised, no line fitted, no page made, nothing
 * written. Faces stay open from one issue to the next. Prints the sums.
 *
 * --plain: hb_subset of the face but its layout tables, which would bring other glyphs in, without
 * subroutines and hints, which it is fastest at; and zlib at its own level. Without it, subset from
 * the outlines' tables alone, as src/font does it, and libdeflate at level 6: what that costs, for
 * one issue from cold, any engine on these libraries pays.
 */
#include <hb-subset.h>
#include <hb.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { FACES_MOST = 64, LEVEL = 6 };

typedef struct used_face {
    char *file;
    unsigned index;
    hb_face_t *face;
    hb_font_t *font;
    hb_set_t *glyphs;
} used_face;

typedef struct totals {
    unsigned long shaped, distinct, raw, deflated;
} totals;

/* NULL: zlib. */
typedef struct libdeflate_compressor libdeflate;

static _Noreturn void give_up(const char *what, const char *name)
{
    fprintf(stderr, "floor: %s: %s\n", what, name);
    exit(1);
}

static used_face *find_face(used_face *faces, unsigned *n, const char *file, unsigned index)
{
    for (unsigned i = 0; i < *n; i++)
        if (faces[i].index == index && strcmp(faces[i].file, file) == 0)
            return &faces[i];
    hb_blob_t *blob = *n < FACES_MOST ? hb_blob_create_from_file_or_fail(file) : NULL;
    if (!blob)
        give_up("no such font, or too many", file);
    used_face *f = &faces[(*n)++];
    f->file = strdup(file);
    f->index = index;
    f->face = hb_face_create(blob, index);
    f->font = hb_font_create(f->face);
    f->glyphs = hb_set_create();
    hb_blob_destroy(blob);
    return f;
}

static void shape(used_face *f, hb_buffer_t *buffer, const char *text, totals *sum)
{
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(f->font, buffer, NULL, 0);
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &n);
    for (unsigned i = 0; i < n; i++)
        hb_set_add(f->glyphs, info[i].codepoint);
    sum->shaped += n;
}

static hb_face_t *outlines_of(hb_face_t *face, bool cff)
{
    static const char tags[2][7][5] = {{"glyf", "loca", "head", "hhea", "hmtx", "maxp", ""},
                                       {"CFF ", "head", "maxp", ""}};
    hb_face_t *outlines = hb_face_builder_create();
    for (int i = 0; tags[cff][i][0]; i++) {
        hb_tag_t tag = hb_tag_from_string(tags[cff][i], 4);
        hb_blob_t *table = hb_face_reference_table(face, tag);
        hb_face_builder_add_table(outlines, tag, table);
        hb_blob_destroy(table);
    }
    return outlines;
}

/* The program: a bare CFF, or a TrueType font. */
static hb_blob_t *subset(const used_face *f, bool plain)
{
    hb_blob_t *table = hb_face_reference_table(f->face, HB_TAG('C', 'F', 'F', ' '));
    bool cff = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    static const char layout[][5] = {"GSUB", "GPOS", "GDEF"};
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING);
    for (int i = 0; plain && i < 3; i++)
        hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG),
                   hb_tag_from_string(layout[i], 4));
    hb_set_union(hb_subset_input_glyph_set(input), f->glyphs);
    hb_face_t *outlines = plain ? hb_face_reference(f->face) : outlines_of(f->face, cff);
    hb_face_t *made = hb_subset_or_fail(outlines, input);
    hb_blob_t *program = !made ? NULL
                         : cff ? hb_face_reference_table(made, HB_TAG('C', 'F', 'F', ' '))
                               : hb_face_reference_blob(made);
    hb_face_destroy(made);
    hb_face_destroy(outlines);
    hb_subset_input_destroy(input);
    return program;
}

static size_t deflate_bytes(libdeflate *with, const char *bytes, size_t length, void *out,
                            size_t room)
{
    uLongf packed = room;
    if (with)
        return libdeflate_zlib_compress(with, bytes, length, out, room);
    return compress(out, &packed, (const Bytef *)bytes, length) == Z_OK ? packed : 0;
}

static void pack(const used_face *f, libdeflate *with, totals *sum)
{
    hb_blob_t *program = subset(f, !with);
    unsigned length = 0;
    const char *bytes = program ? hb_blob_get_data(program, &length) : NULL;
    if (length == 0)
        give_up("cannot be subset", f->file);
    size_t room = compressBound(length);
    void *packed = malloc(room);
    if (!packed)
        give_up("out of memory", f->file);
    sum->deflated += deflate_bytes(with, bytes, length, packed, room);
    sum->raw += length;
    sum->distinct += hb_set_get_population(f->glyphs);
    free(packed);
    hb_blob_destroy(program);
}

static void shape_all(FILE *runs, used_face *faces, unsigned *n, totals *sum)
{
    hb_buffer_t *buffer = hb_buffer_create();
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, runs) > 0) {
        line[strcspn(line, "\n")] = '\0';
        char *index = strchr(line, '\t');
        char *text = index ? strchr(index + 1, '\t') : NULL;
        if (!text)
            give_up("not FILE TAB INDEX TAB TEXT", line);
        *index = *text = '\0';
        unsigned number = (unsigned)strtoul(index + 1, NULL, 10);
        shape(find_face(faces, n, line, number), buffer, text + 1, sum);
    }
    free(line);
    hb_buffer_destroy(buffer);
}

/* One issue: its runs, then the programs of its glyphs. */
static void set_issue(const char *path, used_face *faces, unsigned *n, libdeflate *with,
                      totals *sum)
{
    FILE *runs = fopen(path, "r");
    if (!runs)
        give_up("cannot be read", path);
    shape_all(runs, faces, n, sum);
    fclose(runs);
    for (unsigned i = 0; i < *n; i++) {
        if (!hb_set_is_empty(faces[i].glyphs))
            pack(&faces[i], with, sum);
        hb_set_clear(faces[i].glyphs);
    }
}

int main(int argc, char **argv)
{
    bool plain = argc > 1 && strcmp(argv[1], "--plain") == 0;
    if (argc < 2 + plain)
        give_up("usage", "floor [--plain] RUNS...");
    used_face faces[FACES_MOST];
    unsigned n = 0;
    totals sum = {0};
    libdeflate *with = plain ? NULL : libdeflate_alloc_compressor(LEVEL);
    if (!plain && !with)
        give_up("out of memory", "libdeflate");
    for (int i = 1 + plain; i < argc; i++)
        set_issue(argv[i], faces, &n, with, &sum);
    for (unsigned i = 0; i < n; i++) {
        hb_set_destroy(faces[i].glyphs);
        hb_font_destroy(faces[i].font);
        hb_face_destroy(faces[i].face);
        free(faces[i].file);
    }
    libdeflate_free_compressor(with);
    printf("%lu glyphs, %u faces, %lu distinct, %lu bytes, deflated %lu\n", sum.shaped, n,
           sum.distinct, sum.raw, sum.deflated);
    return 0;
}
