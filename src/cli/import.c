#include "../base/file.h"
#include "cli.h"

/* One text goes to standard output unless it is given a name; several need a folder. */
int jb_cli_import(jb_cli *cli, jb_engine *engine)
{
    int worst = jb_cli_need_sources(cli);
    if (worst)
        return worst;
    jb_str output = cli->output.len ? cli->output : JB_STR("-");
    bool folder = jb_str_ends(output, JB_STR("/")) || jb_file_is_folder(output);
    if (cli->operands.len > 1 && !folder)
        return jb_cli_refuse(cli, JB_D_CLI_ONE_NAME, JB_ARGS(output));
    jb_sheet_form form = {.form = cli->form, .lang = cli->lang, .color = cli->color_err};
    for (uint32_t i = 0; i < cli->operands.len; i++) {
        jb_job job = jb_cli_job(cli, cli->operands.at[i]);
        jb_result *result = jb_engine_import(engine, &job, &form);
        jb_cli_name_files(result);
        int status = jb_cli_finish(cli, result);
        worst = status > worst ? status : worst;
    }
    return worst;
}
