#include <stdio.h>

#include "cli.h"

const jb_str jb_cli_purpose[2] = {
    JB_LIT("把简报文稿排成 PDF"),
    JB_LIT("the text of a Chinese bulletin becomes its finished PDF"),
};

void jb_cli_print_first(const jb_cli *cli)
{
    jb_str text = jb_cli_word(cli,
                              "  jianbao check 稿件.txt    看看稿件认成了什么，有什么问题\n"
                              "  jianbao build 稿件.txt    排版，写出 稿件.pdf\n"
                              "  jianbao help              全部命令\n",
                              "  jianbao check TEXT.txt    what it is taken for, what is wrong\n"
                              "  jianbao build TEXT.txt    set it and write TEXT.pdf\n"
                              "  jianbao help              all commands\n");
    fwrite(text.at, 1, text.len, stderr);
}

static int print_all(const jb_cli *cli)
{
    jb_buf out = {0};
    jb_buf_printf(cli->arena, &out, "jianbao %.*s  %.*s\n\n", JB_FMT(jb_engine_version()),
                  JB_FMT(jb_cli_purpose[cli->lang]));
    for (int i = 0; i < JB_COMMANDS; i++) {
        const jb_command *command = &jb_commands[i];
        jb_buf_printf(cli->arena, &out, "  jianbao %.*s %.*s\n      %.*s\n", JB_FMT(command->name),
                      JB_FMT(command->usage[cli->lang]), JB_FMT(command->summary[cli->lang]));
    }
    jb_buf_printf(cli->arena, &out, "\n%.*s\n",
                  JB_FMT(jb_cli_word(cli, "各命令都有的选项：", "Options of every command:")));
    jb_options_print(cli, NULL, &out);
    jb_buf_printf(cli->arena, &out, "\n%.*s\n",
                  JB_FMT(jb_cli_word(cli, "“jianbao help 命令”列出一个命令的选项。",
                                     "`jianbao help COMMAND` lists the options of a command.")));
    return jb_cli_print(cli, jb_buf_str(&out));
}

static int print_command(const jb_cli *cli, const jb_command *command)
{
    jb_buf out = {0};
    jb_buf_printf(cli->arena, &out, "jianbao %.*s %.*s\n    %.*s\n", JB_FMT(command->name),
                  JB_FMT(command->usage[cli->lang]), JB_FMT(command->summary[cli->lang]));
    if (command->more[cli->lang].len)
        jb_buf_printf(cli->arena, &out, "\n%.*s\n", JB_FMT(command->more[cli->lang]));
    jb_buf_printf(cli->arena, &out, "\n%.*s\n", JB_FMT(jb_cli_word(cli, "选项：", "Options:")));
    jb_options_print(cli, command, &out);
    jb_options_print(cli, NULL, &out);
    return jb_cli_print(cli, jb_buf_str(&out));
}

/* `jianbao help build` and `jianbao build --help`. */
int jb_cli_help(jb_cli *cli, jb_engine *engine)
{
    (void)engine;
    const jb_command *about = cli->command;
    if (about && about->run == jb_cli_help) {
        if (cli->operands.len > 1)
            return jb_cli_refuse(cli, JB_D_CLI_EXTRA_OPERAND, JB_ARGS(cli->operands.at[1]));
        about = NULL;
        if (cli->operands.len && !(about = jb_command_find(cli, cli->operands.at[0])))
            return JB_EXIT_USAGE;
    }
    return about ? print_command(cli, about) : print_all(cli);
}
