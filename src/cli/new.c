#include "cli.h"

/* Without articles: a skeleton to be written in. */
int jb_cli_new(jb_cli *cli, jb_engine *engine)
{
    uint32_t from_input = 0;
    for (uint32_t i = 0; i < cli->operands.len; i++)
        from_input += jb_str_equal(cli->operands.at[i], JB_STR("-"));
    if (from_input > 1)
        return jb_cli_refuse(cli, JB_D_CLI_STDIN_ONCE, JB_NO_ARGS);
    const jb_new wish = {.articles = cli->operands.at,
                         .articles_len = cli->operands.len,
                         .encoding = cli->encoding,
                         .output = cli->output,
                         .kind = cli->kind,
                         .revises = cli->revises,
                         .date = cli->date,
                         .settings = cli->settings.at,
                         .settings_len = cli->settings.len};
    jb_sheet_form form = {.form = cli->form, .lang = cli->lang, .color = cli->color_err};
    jb_result *result = jb_series_new(engine, &wish, &form);
    jb_cli_name_files(result);
    return jb_cli_finish(cli, result);
}
