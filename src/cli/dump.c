#include "cli.h"

int jb_cli_dump(jb_cli *cli, jb_engine *engine)
{
    int refused = jb_cli_need_sources(cli);
    if (refused)
        return refused;
    if (cli->operands.len > 1)
        return jb_cli_refuse(cli, JB_D_CLI_EXTRA_OPERAND, JB_ARGS(cli->operands.at[1]));
    if (cli->stage.len == 0)
        return jb_cli_refuse(cli, JB_D_CLI_NO_OPERAND,
                             JB_ARGS(cli->command->name, JB_STR("--stage")));
    if (cli->text && !jb_str_equal(cli->stage, JB_STR("issue")))
        return jb_cli_refuse(cli, JB_D_CLI_OPTION_ELSEWHERE,
                             JB_ARGS(JB_STR("--text"), cli->stage));
    jb_job job = jb_cli_job(cli, cli->operands.at[0]);
    return jb_cli_finish(cli, jb_engine_dump(engine, &job, cli->stage, cli->text));
}
