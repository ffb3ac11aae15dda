#include "cli.h"

/* What a message says of one text is not known here. */
static jb_str show_message(const jb_cli *cli, jb_code code)
{
    static const jb_str any = JB_LIT("…");
    jb_diag diag = {.code = code, .args = {any, any, any, any}};
    return jb_diag_text(cli->arena, &diag, cli->lang);
}

int jb_cli_explain(jb_cli *cli, jb_engine *engine)
{
    (void)engine;
    if (cli->operands.len == 0)
        return jb_cli_refuse(cli, JB_D_CLI_NO_OPERAND,
                             JB_ARGS(cli->command->name, cli->command->usage[cli->lang]));
    jb_buf out = {0};
    for (uint32_t i = 0; i < cli->operands.len; i++) {
        jb_code code;
        if (!jb_code_find(cli->operands.at[i], &code))
            return jb_cli_refuse(cli, JB_D_CLI_UNKNOWN_CODE, JB_ARGS(cli->operands.at[i]));
        jb_buf_printf(cli->arena, &out, "J%04d %.*s%s%.*s\n    %.*s\n", jb_code_number(code),
                      JB_FMT(jb_kind_name(jb_code_kind(code), cli->lang)),
                      cli->lang == JB_ZH ? "：" : ": ", JB_FMT(show_message(cli, code)),
                      JB_FMT(jb_code_explanation(code, cli->lang)));
    }
    return jb_cli_print(cli, jb_buf_str(&out));
}
