/* Run when jianbao is built: prints what is made of its tables. Not installed.
 *
 *     print-reference bash|zsh
 *     print-reference man-en|man-zh CHAPTERS */
#include "../base/file.h"
#include "cli.h"

static bool print_manual(jb_arena *arena, jb_lang lang, jb_str path, jb_buf *out)
{
    enum { MOST = 1 << 20 };
    jb_str chapters;
    if (jb_file_read(arena, path, MOST, &chapters))
        return false;
    jb_manual_print(arena, lang, chapters, out);
    return true;
}

int main(int argc, char **argv)
{
    jb_str what = jb_str_make(argc > 1 ? argv[1] : ""), path = jb_str_make(argc > 2 ? argv[2] : "");
    jb_cli cli = {.arena = jb_arena_new(), .lang = JB_EN};
    jb_buf out = {0};
    bool good = true;
    if (!cli.arena)
        return JB_EXIT_WORLD;
    if (jb_str_equal(what, JB_STR("man-en")))
        good = print_manual(cli.arena, JB_EN, path, &out);
    else if (jb_str_equal(what, JB_STR("man-zh")))
        good = print_manual(cli.arena, JB_ZH, path, &out);
    else if (jb_str_equal(what, JB_STR("bash")))
        jb_bash_print(cli.arena, &out);
    else if (jb_str_equal(what, JB_STR("zsh")))
        jb_zsh_print(cli.arena, &out);
    int status = good && out.len ? jb_cli_print(&cli, jb_buf_str(&out)) : JB_EXIT_USAGE;
    jb_arena_free(cli.arena);
    return status;
}
