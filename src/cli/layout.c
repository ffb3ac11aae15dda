#include "cli.h"

static int lack(jb_cli *cli, const char *command, jb_str what)
{
    return jb_cli_refuse(cli, JB_D_CLI_NO_OPERAND, JB_ARGS(jb_str_make(command), what));
}

static int show_layout(jb_cli *cli, jb_engine *engine)
{
    if (cli->operands.len < 2)
        return lack(cli, "layout show", jb_cli_word(cli, "版式的名称", "the layout's name"));
    jb_job job = jb_cli_job(cli, (jb_str){0});
    job.layout = cli->operands.at[1];
    return jb_cli_finish(cli, jb_engine_layout(engine, &job));
}

/* Each file on its own: what is wrong with one does not stop the next. */
static int check_layouts(jb_cli *cli, jb_engine *engine)
{
    int worst = 0;
    if (cli->operands.len < 2)
        return lack(cli, "layout check", jb_cli_word(cli, "版式文件", "a layout file"));
    for (uint32_t i = 1; i < cli->operands.len; i++) {
        jb_job job = jb_cli_job(cli, (jb_str){0});
        job.layout = cli->operands.at[i];
        int status = jb_cli_finish(cli, jb_engine_layout_check(engine, &job, cli->lang));
        worst = status > worst ? status : worst;
    }
    return worst;
}

int jb_cli_layout(jb_cli *cli, jb_engine *engine)
{
    enum { LIST, SHOW, CHECK };
    int verb = jb_cli_verb(cli);
    if (verb < 0)
        return JB_EXIT_USAGE;
    uint32_t most = verb == SHOW ? 2 : 1;
    if (verb != CHECK && cli->operands.len > most)
        return jb_cli_refuse(cli, JB_D_CLI_EXTRA_OPERAND, JB_ARGS(cli->operands.at[most]));
    if (verb == CHECK)
        return check_layouts(cli, engine);
    return verb == SHOW ? show_layout(cli, engine)
                        : jb_cli_finish(cli, jb_engine_layouts(engine));
}
