/* jianbao: the command line. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli.h"

/* Fonts are mapped. When one is cut short under our feet there is nothing to save: outputs get
 * their names only when they are whole. Nothing is known here of the language. */
static void leave_on_bus_error(int number)
{
    (void)number;
    static const char message[] = "jianbao: 字体文件在使用中变了，请再试一次 "
                                  "(a font file changed while it was in use; try again)\n";
    ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);
    (void)ignored;
    _exit(JB_EXIT_AGAIN);
}

/* A standard stream that the caller closed would lend its number to the next file opened, and that
 * would be written into. Its place is taken by what fails whenever it is used. */
static void hold_standard_streams(void)
{
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static jb_lang find_lang(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (int i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return strncmp(value, "zh", 2) == 0 ? JB_ZH : JB_EN;
    }
    return JB_EN;
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

/* As no-color.org and bixense.com/clicolors have it. */
static bool wants_color(int fd)
{
    if (is_set("NO_COLOR"))
        return false;
    if (is_set("CLICOLOR_FORCE") && strcmp(getenv("CLICOLOR_FORCE"), "0") != 0)
        return true;
    return isatty(fd) && !(is_set("TERM") && strcmp(getenv("TERM"), "dumb") == 0);
}

/* Where there is no job that could be ended alone. */
static void leave_without_memory(void *context)
{
    const jb_cli *cli = context;
    fprintf(stderr, "%.*s[J%04d]%s%.*s\n", JB_FMT(jb_kind_name(JB_WORLD, cli->lang)),
            jb_code_number(JB_D_OUT_OF_MEMORY), cli->lang == JB_ZH ? "：" : ": ",
            JB_FMT(jb_code_message(JB_D_OUT_OF_MEMORY, cli->lang)));
    _exit(JB_EXIT_WORLD);
}

static int print_version(const jb_cli *cli)
{
    jb_str text = jb_arena_format(cli->arena, "jianbao %.*s\n%.*s\n", JB_FMT(jb_engine_version()),
                                  JB_FMT(jb_engine_libraries()));
    return jb_cli_print(cli, text);
}

static bool lacks_command(const jb_cli *cli)
{
    return cli->form == JB_HUMAN && cli->diags.list.len == 1 &&
           cli->diags.list.at[0].code == JB_D_CLI_NO_COMMAND;
}

static int run(jb_cli *cli, jb_engine *engine, int n, char **words)
{
    if (!jb_options_parse(cli, n, words))
        return JB_EXIT_USAGE;
    if (cli->version)
        return print_version(cli);
    if (cli->help)
        return jb_cli_help(cli, engine);
    return cli->command->run(cli, engine);
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    signal(SIGBUS, leave_on_bus_error);
    signal(SIGXFSZ, SIG_IGN); /* a write beyond the limit fails, and is told like a full disk */
    jb_cli cli = {.arena = jb_arena_new(), .lang = find_lang()};
    if (!cli.arena)
        leave_without_memory(&cli);
    jb_arena_limit(cli.arena, 0, leave_without_memory, &cli);
    jb_engine *engine = jb_engine_open((jb_str){0});
    if (!engine)
        leave_without_memory(&cli);
    cli.diags.arena = cli.arena;
    cli.color_out = wants_color(STDOUT_FILENO);
    cli.color_err = wants_color(STDERR_FILENO);
    int status = run(&cli, engine, argc - 1, argv + 1);
    jb_cli_report(&cli, &cli.diags);
    if (lacks_command(&cli))
        jb_cli_print_first(&cli);
    jb_str trace = jb_engine_trace(cli.arena, engine);
    if (trace.len)
        fwrite(trace.at, 1, trace.len, stderr);
    jb_engine_close(engine);
    jb_arena_free(cli.arena);
    return status;
}
