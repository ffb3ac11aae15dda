/* What the tests of style/ stand on: a folder with layouts of their own, ways to open them and to
 * read what was said of them. */
#ifndef JB_TESTS_STYLE_KIT_H
#define JB_TESTS_STYLE_KIT_H

#include "check.h"

#include <stdlib.h>
#include <unistd.h>

#include "../../src/base/file.h"
#include "../../src/style/style.h"

typedef struct world {
    jb_arena *arena;
    jb_diags diags;
    jb_str folder; /* an empty one of this test's own */
} world;

static jb_str source_path(world *w, const char *name)
{
    jb_str root = jb_path_join(w->arena, jb_path_folder(JB_STR(__FILE__)), JB_STR("../.."));
    return jb_path_join(w->arena, root, jb_str_make(name));
}

static world open_world(void)
{
    world w = {.arena = jb_arena_new()};
    w.diags.arena = w.arena;
    char *name = jb_arena_cstr(w.arena, JB_STR(P_tmpdir "/jb-style-XXXXXX"));
    CHECK(mkdtemp(name) != NULL);
    w.folder = jb_str_make(name);
    return w;
}

static jb_str path_in(world *w, const char *name)
{
    return jb_path_join(w->arena, w->folder, jb_str_make(name));
}

static void close_world(world *w)
{
    jb_names names = {0};
    jb_layout_names(w->arena, w->folder, &names);
    for (uint32_t i = 0; i < names.len; i++) {
        jb_str name = jb_arena_format(w->arena, "%.*s.yaml", JB_FMT(names.at[i]));
        unlink(jb_arena_cstr(w->arena, path_in(w, jb_arena_cstr(w->arena, name))));
    }
    rmdir(jb_arena_cstr(w->arena, w->folder));
    jb_arena_free(w->arena);
}

static void put(world *w, const char *name, const char *text)
{
    FILE *file = fopen(jb_arena_cstr(w->arena, path_in(w, name)), "wb");
    CHECK(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static jb_layout *open_layout(world *w, const char *name)
{
    return jb_layout_open(w->arena, jb_str_make(name), w->folder, NULL, 0, &w->diags);
}

static jb_layout *open_ours(world *w, const char *name, const jb_setting *settings, uint32_t n)
{
    return jb_layout_open(w->arena, jb_str_make(name), source_path(w, "layouts"), settings, n,
                          &w->diags);
}

static jb_layout *open_set(world *w, const char *name, const char *key, const char *value)
{
    jb_setting *setting = JB_NEW(w->arena, jb_setting);
    *setting = (jb_setting){jb_str_make(key), jb_str_make(value)};
    return open_ours(w, name, setting, 1);
}

/* Everything pushed so far, short, without the folder; then forgotten. */
static jb_str take_diags(world *w)
{
    jb_buf out = {0};
    for (uint32_t i = 0; i < w->diags.list.len; i++) {
        const jb_diag *diag = &w->diags.list.at[i];
        if (i)
            jb_buf_add(w->arena, &out, JB_STR("\n"));
        if (diag->place.file.len)
            jb_buf_printf(w->arena, &out, "%.*s:%u:%u: ", JB_FMT(jb_path_name(diag->place.file)),
                          diag->place.line, diag->place.column);
        jb_buf_printf(w->arena, &out, "J%04d ", jb_code_number(diag->code));
        jb_buf_add(w->arena, &out, jb_diag_text(w->arena, diag, JB_EN));
    }
    w->diags.list.len = 0;
    memset(w->diags.count, 0, sizeof w->diags.count);
    return jb_buf_str(&out);
}

/* A small layout that others extend. */
static const char base[] = "page: {size: A4, margins: {top: 37mm, inner: 28mm, outer: 26mm, "
                           "bottom: 35mm}}\n"
                           "grid: {lines: 22, columns: 28}\n"
                           "inks: {black: {k: 100}}\n"
                           "fonts:\n"
                           "  仿宋: {chain: [A, B], latin: L, marks: M, marks-of: “”}\n"
                           "  黑体: [C]\n"
                           "styles:\n"
                           "  body: {font: 仿宋, size: 三号}\n"
                           "  title: {font: 黑体, size: 二号}\n";

#endif
