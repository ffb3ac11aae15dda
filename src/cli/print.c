#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../base/error.h"
#include "../base/file.h"
#include "cli.h"

jb_str jb_cli_word(const jb_cli *cli, const char *zh, const char *en)
{
    return jb_str_make(cli->lang == JB_ZH ? zh : en);
}

int jb_cli_width(void)
{
    enum { NARROW = 60, USUAL = 80, WIDE = 132 };
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || size.ws_col == 0)
        return USUAL;
    return size.ws_col < NARROW ? NARROW : size.ws_col > WIDE ? WIDE : size.ws_col;
}

static void report(const jb_cli *cli, const jb_diag *diag)
{
    jb_buf out = {0};
    jb_diag_print(cli->arena, &out, diag, cli->form, cli->lang, cli->color_err);
    fwrite(out.at, 1, out.len, stderr);
}

/* As many of one code as a person reads: a text in another encoding has thousands. */
enum { SHOWN_OF_A_CODE = 20 };

static void report_hidden(const jb_cli *cli, const uint32_t seen[JB_D_CODES])
{
    for (int code = 0; code < JB_D_CODES; code++) {
        if (seen[code] <= SHOWN_OF_A_CODE)
            continue;
        jb_diag diag = {.code = JB_D_CLI_MORE};
        diag.args[0] = jb_arena_format(cli->arena, "J%04d", jb_code_number((jb_code)code));
        diag.args[1] = jb_arena_format(cli->arena, "%u", seen[code] - SHOWN_OF_A_CODE);
        report(cli, &diag);
    }
}

void jb_cli_report(const jb_cli *cli, const jb_diags *diags)
{
    jb_arena_mark mark = jb_arena_note(cli->arena);
    uint32_t seen[JB_D_CODES] = {0};
    for (uint32_t i = 0; i < diags->list.len; i++) {
        const jb_diag *diag = &diags->list.at[i];
        if (++seen[diag->code] > SHOWN_OF_A_CODE && cli->form == JB_HUMAN)
            continue;
        report(cli, diag);
        jb_arena_reset(cli->arena, mark);
    }
    if (cli->form == JB_HUMAN)
        report_hidden(cli, seen);
}

int jb_cli_print(const jb_cli *cli, jb_str text)
{
    int error = jb_file_write(JB_STR("-"), text);
    if (error == 0)
        return 0;
    jb_diag diag = {.code = JB_D_OUTPUT_FAILED,
                    .args = {JB_BOTH("标准输出", "standard output"), jb_error_text(cli->arena, error)}};
    report(cli, &diag);
    return JB_EXIT_WORLD;
}

int jb_cli_finish(const jb_cli *cli, jb_result *result)
{
    if (result->changes.len)
        fwrite(result->changes.at, 1, result->changes.len, stderr);
    if (!result->told)
        jb_cli_report(cli, &result->diags);
    int printed = jb_cli_print(cli, result->text);
    int status = result->status > printed ? result->status : printed;
    jb_result_free(result);
    return status;
}

int jb_cli_refuse(jb_cli *cli, jb_code code, const jb_str *args, size_t n)
{
    jb_diag_in(&cli->diags, code, (jb_place){0}, args, n);
    return JB_EXIT_USAGE;
}

int jb_cli_need_sources(jb_cli *cli)
{
    uint32_t from_input = 0;
    for (uint32_t i = 0; i < cli->operands.len; i++)
        from_input += jb_str_equal(cli->operands.at[i], JB_STR("-"));
    if (cli->operands.len == 0)
        return jb_cli_refuse(cli, JB_D_CLI_NO_OPERAND,
                             JB_ARGS(cli->command->name, jb_cli_word(cli, "稿件", "a source")));
    if (from_input > 1)
        return jb_cli_refuse(cli, JB_D_CLI_STDIN_ONCE, JB_NO_ARGS);
    return 0;
}

void jb_cli_name_files(jb_result *result)
{
    jb_buf out = {0};
    jb_buf_add(result->arena, &out, result->text);
    for (uint32_t i = 0; i < result->files.len; i++)
        jb_buf_printf(result->arena, &out, "%.*s\n", JB_FMT(result->files.at[i]));
    result->text = jb_buf_str(&out);
}

jb_job jb_cli_job(const jb_cli *cli, jb_str source)
{
    return (jb_job){
        .source = source,
        .encoding = cli->encoding,
        .repair = cli->repair,
        .layout = cli->layout,
        .variants = cli->variants,
        .impose = cli->impose,
        .output = cli->output,
        .settings = cli->settings.at,
        .settings_len = cli->settings.len,
        .strict = cli->strict,
        .lang = cli->papers,
        .sources = cli->operands.at,
        .sources_len = cli->operands.len,
    };
}
