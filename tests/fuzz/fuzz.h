/* What the fuzz targets share. A target is one LLVMFuzzerTestOneInput: built with replay.c it runs
 * the files of its corpus (`meson test`), with -fsanitize=fuzzer it looks for new ones.
 *
 * The first bytes of an input choose options and measures, the rest is the text (cmark's way). */
#ifndef JB_TESTS_FUZZ_H
#define JB_TESTS_FUZZ_H

#include <stdio.h>
#include <stdlib.h>

#include "../../src/base/diag.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A law that was broken ends the program: the fuzzer keeps the input. */
#define LAW(condition)                                                                             \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition);                \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* The next byte of the input; 0 behind its end. */
static inline unsigned take_byte(jb_str *input)
{
    unsigned byte = input->len ? (unsigned char)input->at[0] : 0;
    *input = jb_str_cut(*input, 1, input->len);
    return byte;
}

/* A job is stopped by a diagnostic, and by nothing else. */
static inline void check_stop(bool stopped, const jb_diags *diags)
{
    LAW(stopped == jb_diags_fatal(diags));
}

/* Every diagnostic can be printed, in both languages and all forms. */
static inline void print_all(jb_arena *arena, const jb_diags *diags)
{
    jb_buf out = {0};
    for (uint32_t i = 0; i < diags->list.len; i++)
        for (int form = JB_HUMAN; form <= JB_JSON; form++)
            jb_diag_print(arena, &out, &diags->list.at[i], (jb_diag_form)form,
                          form % 2 ? JB_EN : JB_ZH, form == JB_HUMAN);
}

#endif
