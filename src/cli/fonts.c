#include "cli.h"

int jb_cli_fonts(jb_cli *cli, jb_engine *engine)
{
    enum { CHECK, LIST };
    int verb = jb_cli_verb(cli);
    if (verb < 0)
        return JB_EXIT_USAGE;
    if (cli->operands.len > 2)
        return jb_cli_refuse(cli, JB_D_CLI_EXTRA_OPERAND, JB_ARGS(cli->operands.at[2]));
    jb_job job = jb_cli_job(cli, cli->operands.len > 1 ? cli->operands.at[1] : (jb_str){0});
    if (verb == CHECK)
        return jb_cli_finish(cli, jb_engine_fonts(engine, &job, cli->form, cli->lang));
    return jb_cli_finish(cli, jb_engine_fonts_list(engine, &job, cli->form));
}
