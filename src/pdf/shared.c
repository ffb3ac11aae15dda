/* What the files of one issue have in common. A program is found again by its face and its very
 * glyphs, so that no file's bytes depend on which others were made. */
#include "../base/hash.h"
#include "writer.h"

jb_pdf_shared *jb_pdf_share(jb_arena *arena, bool fast)
{
    jb_pdf_shared *shared = JB_NEW(arena, jb_pdf_shared);
    shared->arena = arena;
    shared->fast = fast;
    shared->deflater = jb_pdf_deflater_new(arena);
    return shared;
}

static bool is_of(const jb_pdf_program *program, const jb_face *face, const uint32_t *glyphs,
                  uint32_t n)
{
    return program->face == face && program->len == n &&
           memcmp(program->glyphs, glyphs, n * sizeof *glyphs) == 0;
}

jb_pdf_program *jb_pdf_program_of(jb_pdf_file *file, jb_pdf_shared *shared, const jb_face *face,
                                  const uint32_t *glyphs, uint32_t n)
{
    for (uint32_t i = 0; i < shared->programs.len; i++)
        if (is_of(shared->programs.at[i], face, glyphs, n))
            return shared->programs.at[i];
    jb_program *made = jb_face_program(shared->arena, face, glyphs, n);
    if (!made)
        return NULL;
    jb_pdf_program *program = JB_NEW(shared->arena, jb_pdf_program);
    uint32_t *copy = JB_NEW_ARRAY(shared->arena, uint32_t, n);
    memcpy(copy, glyphs, n * sizeof *glyphs);
    *program = (jb_pdf_program){.program = made, .face = face, .glyphs = copy, .len = n};
    jb_hash_sum256((jb_str){(const char *)copy, n * sizeof *copy}, program->sum);
    if (!file->plain)
        program->deflated = made->kind != JB_PROGRAM_CFF ? jb_pdf_deflate(file, made->bytes)
                            : shared->fast ? jb_pdf_huffman(shared->arena, made->bytes)
                                           : jb_pdf_deflate_outlines(file, made->bytes);
    *jb_push(shared->arena, &shared->programs) = program;
    return program;
}

const jb_font_right *jb_pdf_rights(jb_arena *arena, const jb_pdf_shared *shared, uint32_t *n)
{
    *n = shared->programs.len;
    jb_font_right *rights = JB_NEW_ARRAY(arena, jb_font_right, *n);
    for (uint32_t i = 0; i < *n; i++) {
        const jb_program *program = shared->programs.at[i]->program;
        rights[i] = (jb_font_right){program->name, program->fs_type};
    }
    return rights;
}
