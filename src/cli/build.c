#include "../base/file.h"
#include "cli.h"

/* One file's name cannot take several sources. */
static bool is_one_name(jb_str output)
{
    bool many = output.len == 0 || jb_str_find(output, JB_STR("{")) != SIZE_MAX ||
                jb_str_ends(output, JB_STR("/")) || jb_file_is_folder(output);
    return !many;
}

static int build_one(const jb_cli *cli, jb_engine *engine, jb_str source)
{
    jb_job job = jb_cli_job(cli, source);
    jb_result *result = jb_engine_build(engine, &job);
    jb_cli_name_files(result);
    return jb_cli_finish(cli, result);
}

/* Each source on its own: what is wrong with one does not stop the next. */
int jb_cli_build(jb_cli *cli, jb_engine *engine)
{
    int worst = jb_cli_need_sources(cli);
    if (worst)
        return worst;
    if (cli->operands.len > 1 && is_one_name(cli->output))
        return jb_cli_refuse(cli, JB_D_CLI_ONE_NAME, JB_ARGS(cli->output));
    for (uint32_t i = 0; i < cli->operands.len; i++) {
        int status = build_one(cli, engine, cli->operands.at[i]);
        worst = status > worst ? status : worst;
    }
    return worst;
}
