#include "cli.h"

int jb_cli_fonts(jb_cli *cli, jb_engine *engine)
{
    if (cli->operands.len == 0)
        return jb_cli_refuse(cli, JB_D_CLI_NO_OPERAND,
                             JB_ARGS(cli->command->name, cli->command->usage[cli->lang]));
    if (!jb_str_equal(cli->operands.at[0], JB_STR("check")))
        return jb_cli_refuse(cli, JB_D_CLI_BAD_CHOICE,
                             JB_ARGS(cli->command->name, cli->operands.at[0], JB_STR("check")));
    if (cli->operands.len > 1)
        return jb_cli_refuse(cli, JB_D_CLI_EXTRA_OPERAND, JB_ARGS(cli->operands.at[1]));
    return jb_cli_finish(cli, jb_engine_fonts(engine, cli->form, cli->lang));
}
