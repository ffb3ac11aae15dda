/* Run when jianbao is built: prints what is made of its tables. Not installed. */
#include "cli.h"

int main(int argc, char **argv)
{
    jb_str what = jb_str_make(argc == 2 ? argv[1] : "");
    jb_cli cli = {.arena = jb_arena_new(), .lang = JB_EN};
    jb_buf out = {0};
    if (!cli.arena)
        return JB_EXIT_WORLD;
    if (jb_str_equal(what, JB_STR("man-en")))
        jb_manual_print(cli.arena, JB_EN, &out);
    else if (jb_str_equal(what, JB_STR("man-zh")))
        jb_manual_print(cli.arena, JB_ZH, &out);
    else if (jb_str_equal(what, JB_STR("bash")))
        jb_bash_print(cli.arena, &out);
    else if (jb_str_equal(what, JB_STR("zsh")))
        jb_zsh_print(cli.arena, &out);
    int status = out.len ? jb_cli_print(&cli, jb_buf_str(&out)) : JB_EXIT_USAGE;
    jb_arena_free(cli.arena);
    return status;
}
