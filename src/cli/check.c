#include "../base/utf8.h"
#include "cli.h"

static int longest_name(const jb_cli *cli)
{
    int longest = 0;
    for (uint32_t i = 0; i < cli->operands.len; i++) {
        int columns = jb_str_columns(cli->operands.at[i]);
        longest = columns > longest ? columns : longest;
    }
    return longest;
}

int jb_cli_check(jb_cli *cli, jb_engine *engine)
{
    int worst = jb_cli_need_sources(cli);
    if (worst)
        return worst;
    jb_sheet_form form = {
        .form = cli->form,
        .lang = cli->lang,
        .color = cli->color_out,
        .brief = cli->operands.len > 1,
        .name_width = longest_name(cli),
        .width = jb_cli_width(),
    };
    jb_diags found = {.arena = cli->arena};
    jb_comparison *comparison = jb_series_begin(cli->arena);
    for (uint32_t i = 0; i < cli->operands.len; i++)
        jb_series_compare(comparison, cli->operands.at[i], &found);
    for (uint32_t i = 0; i < cli->operands.len; i++) {
        jb_job job = jb_cli_job(cli, cli->operands.at[i]);
        job.found = &found;
        int status = jb_cli_finish(cli, jb_engine_check(engine, &job, &form));
        worst = status > worst ? status : worst;
    }
    return worst;
}
