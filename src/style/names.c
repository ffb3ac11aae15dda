/* Which layouts there are, and which is a newsletter's own. */
#include <dirent.h>
#include <stdlib.h>

#include "../base/file.h"
#include "../base/utf8.h"
#include "keys.h"

static int compare_names(const void *a, const void *b)
{
    return jb_str_compare(*(const jb_str *)a, *(const jb_str *)b);
}

void jb_layout_names(jb_arena *arena, jb_str folder, jb_names *out)
{
    DIR *dir = opendir(jb_arena_cstr(arena, folder));
    if (!dir)
        return;
    struct dirent *entry;
    while ((entry = readdir(dir)) != NULL) {
        jb_str name = jb_str_make(entry->d_name);
        if (jb_str_ends(name, JB_STR(".yaml")) && name.at[0] != '.')
            *jb_push(arena, out) = jb_arena_copy(arena, jb_str_cut(name, 0, name.len - 5));
    }
    closedir(dir);
    if (out->len)
        qsort(out->at, out->len, sizeof *out->at, compare_names);
}

/* The next code point that is no white space, or JB_RUNE_BAD at the end. */
static uint32_t next_solid(jb_str text, size_t *offset)
{
    while (*offset < text.len) {
        uint32_t rune = jb_utf8_next(text, offset);
        if (rune > 0x20 && rune != 0x3000 && rune != 0xA0)
            return rune;
    }
    return JB_RUNE_BAD;
}

bool jb_name_equal(jb_str a, jb_str b)
{
    size_t i = 0, k = 0;
    for (;;) {
        uint32_t rune = next_solid(a, &i);
        if (rune != next_solid(b, &k))
            return false;
        if (rune == JB_RUNE_BAD)
            return i >= a.len && k >= b.len;
    }
}

/* Only a layout's own title counts: what extends it is another layout. */
static bool has_title(jb_arena *arena, jb_str path, jb_str title, jb_diags *diags)
{
    jb_origin *origin = JB_NEW(arena, jb_origin);
    origin->file = path;
    jb_str value = {0};
    return jb_file_read(arena, path, JB_TREE_BYTES, &origin->text) == 0 &&
           jb_str_find(origin->text, JB_STR("title")) != SIZE_MAX &&
           jb_tree_peek(arena, origin, JB_STR("title"), &value, diags) && value.len &&
           jb_name_equal(value, title);
}

jb_str jb_layout_for_name(jb_arena *arena, jb_str issue_name, jb_str folder, jb_looks *looks,
                          jb_diags *diags)
{
    jb_names names = {0};
    size_t offset = 0;
    if (next_solid(issue_name, &offset) == JB_RUNE_BAD)
        return (jb_str){0};
    jb_looks_add(arena, looks, folder);
    jb_layout_names(arena, folder, &names);
    for (uint32_t i = 0; i < names.len; i++) {
        jb_str path = jb_layout_path(arena, names.at[i], folder);
        jb_looks_add(arena, looks, path);
        if (has_title(arena, path, issue_name, diags))
            return names.at[i];
    }
    return (jb_str){0};
}
