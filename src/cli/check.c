#include "cli.h"

int jb_cli_check(jb_cli *cli, jb_engine *engine)
{
    int worst = jb_cli_need_sources(cli);
    if (worst)
        return worst;
    jb_sheet_form form = {cli->form, cli->lang, cli->color_out, cli->operands.len > 1};
    jb_diags found = {.arena = cli->arena};
    jb_series_compare(cli->operands.at, cli->operands.len, &found);
    for (uint32_t i = 0; i < cli->operands.len; i++) {
        jb_job job = jb_cli_job(cli, cli->operands.at[i]);
        job.found = &found;
        int status = jb_cli_finish(cli, jb_engine_check(engine, &job, &form));
        worst = status > worst ? status : worst;
    }
    return worst;
}
