/* write_program FONT INDEX OUT GLYPH... writes the program of these glyphs (rising) to OUT, and
 * prints for each of them its code and its width: for program.py. */
#include <stdio.h>
#include <stdlib.h>

#include "../../src/base/file.h"
#include "../../src/font/font.h"

static jb_program *make_program(jb_arena *arena, const jb_face *face, const uint32_t *glyphs,
                                uint32_t n)
{
    /* every third first: most comes out of a cache that was filled in another order */
    uint32_t *some = JB_NEW_ARRAY(arena, uint32_t, n), kept = 0;
    for (uint32_t i = 0; i < n; i += 3)
        some[kept++] = glyphs[i];
    return face && jb_face_program(arena, face, some, kept)
               ? jb_face_program(arena, face, glyphs, n)
               : NULL;
}

static bool write_program(jb_arena *arena, char **argv, const uint32_t *glyphs, uint32_t n)
{
    jb_str file = jb_str_make(argv[1]);
    jb_manifest_face entry = {.name = JB_STR("Font"), .files = &file, .files_len = 1,
                              .index = (uint32_t)atoi(argv[2])};
    jb_manifest manifest = {&entry, 1};
    jb_fonts *fonts = jb_fonts_new(&manifest);
    jb_diags diags = {.arena = arena};
    jb_program *program = make_program(arena, jb_fonts_open(fonts, 0, &diags), glyphs, n);
    bool written = program && jb_file_write(jb_str_make(argv[3]), program->bytes) == 0;
    for (uint32_t i = 0; written && i < n; i++)
        printf("%u %u %u\n", glyphs[i], program->codes[i], program->widths[i]);
    jb_fonts_free(fonts);
    return written;
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    jb_arena *arena = jb_arena_new();
    uint32_t n = (uint32_t)(argc - 4), *glyphs = JB_NEW_ARRAY(arena, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        glyphs[i] = (uint32_t)atoi(argv[4 + i]);
    bool written = write_program(arena, argv, glyphs, n);
    jb_arena_free(arena);
    return written ? 0 : 1;
}
