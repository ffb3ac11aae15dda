#include "cli.h"

static int show_layout(jb_cli *cli, jb_engine *engine)
{
    if (cli->operands.len < 2)
        return jb_cli_refuse(cli, JB_D_CLI_NO_OPERAND,
                             JB_ARGS(JB_STR("layout show"),
                                     jb_cli_word(cli, "版式的名称", "the layout's name")));
    jb_job job = jb_cli_job(cli, (jb_str){0});
    job.layout = cli->operands.at[1];
    return jb_cli_finish(cli, jb_engine_layout(engine, &job));
}

int jb_cli_layout(jb_cli *cli, jb_engine *engine)
{
    bool list = cli->operands.len && jb_str_equal(cli->operands.at[0], JB_STR("list"));
    bool show = cli->operands.len && jb_str_equal(cli->operands.at[0], JB_STR("show"));
    uint32_t most = show ? 2 : 1;
    if (cli->operands.len == 0)
        return jb_cli_refuse(cli, JB_D_CLI_NO_OPERAND,
                             JB_ARGS(cli->command->name, cli->command->usage[cli->lang]));
    if (!list && !show)
        return jb_cli_refuse(
            cli, JB_D_CLI_BAD_CHOICE,
            JB_ARGS(cli->command->name, cli->operands.at[0], JB_STR("list, show")));
    if (cli->operands.len > most)
        return jb_cli_refuse(cli, JB_D_CLI_EXTRA_OPERAND, JB_ARGS(cli->operands.at[most]));
    return show ? show_layout(cli, engine) : jb_cli_finish(cli, jb_engine_layouts(engine));
}
