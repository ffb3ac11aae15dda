#include "../base/file.h"
#include "cli.h"

/* One file's name cannot take several sources. */
static bool is_one_name(jb_str output)
{
    bool many = output.len == 0 || jb_str_find(output, JB_STR("{")) != SIZE_MAX ||
                jb_str_ends(output, JB_STR("/")) || jb_file_is_folder(output);
    return !many;
}

static bool is_stream(const jb_cli *cli)
{
    bool stream = jb_str_equal(cli->output, JB_STR("-"));
    for (uint32_t i = 0; i < cli->operands.len; i++)
        stream = stream || jb_str_equal(cli->operands.at[i], JB_STR("-"));
    return stream;
}

/* Each source on its own: what is wrong with one does not stop the next. */
int jb_cli_build_all(const jb_cli *cli, jb_engine *engine, uint32_t found[JB_WORLD + 1])
{
    int worst = 0;
    for (uint32_t i = 0; i < cli->operands.len; i++) {
        jb_job job = jb_cli_job(cli, cli->operands.at[i]);
        jb_result *result = jb_engine_build(engine, &job);
        jb_cli_name_files(result);
        for (int kind = 0; kind <= JB_WORLD; kind++)
            found[kind] += result->diags.count[kind];
        int status = jb_cli_finish(cli, result);
        worst = status > worst ? status : worst;
    }
    return worst;
}

int jb_cli_build(jb_cli *cli, jb_engine *engine)
{
    int worst = jb_cli_need_sources(cli);
    if (worst)
        return worst;
    if (cli->operands.len > 1 && is_one_name(cli->output))
        return jb_cli_refuse(cli, JB_D_CLI_ONE_NAME, JB_ARGS(cli->output));
    if (cli->watch && is_stream(cli))
        return jb_cli_refuse(cli, JB_D_CLI_WATCH_STREAM, JB_NO_ARGS);
    if (cli->watch)
        return jb_cli_watch(cli);
    uint32_t found[JB_WORLD + 1] = {0};
    return jb_cli_build_all(cli, engine, found);
}
