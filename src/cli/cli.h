/* Private to cli/: what the user typed, and the commands. A file a command. The command line knows
 * the engine's door and base/ alone, decides nothing about typesetting, and prints: results to
 * standard output, diagnostics to standard error. */
#ifndef JB_CLI_CLI_H
#define JB_CLI_CLI_H

#include "../engine/engine.h"

typedef JB_VEC(jb_str) jb_words;

typedef struct jb_command jb_command;

typedef struct jb_cli {
    jb_arena *arena;
    jb_diags diags; /* about the command line itself */
    const jb_command *command;
    jb_words operands; /* without the command's name */
    /* options */
    jb_lang lang;
    jb_diag_form form;
    bool color_out, color_err;
    bool help, version, strict, text;
    jb_str output, variants, layout, encoding, stage;
    jb_words settings;
} jb_cli;

struct jb_command {
    jb_str name;
    int (*run)(jb_cli *cli, jb_engine *engine); /* returns the exit status */
    jb_str usage[2];   /* what follows the name, in Chinese and English */
    jb_str summary[2]; /* one line */
    jb_str more[2];    /* for `help NAME`; may be empty */
};

enum { JB_COMMANDS = 7 };
extern const jb_command jb_commands[JB_COMMANDS];

int jb_cli_build(jb_cli *cli, jb_engine *engine);
int jb_cli_check(jb_cli *cli, jb_engine *engine);
int jb_cli_dump(jb_cli *cli, jb_engine *engine);
int jb_cli_layout(jb_cli *cli, jb_engine *engine);
int jb_cli_fonts(jb_cli *cli, jb_engine *engine);
int jb_cli_explain(jb_cli *cli, jb_engine *engine);
int jb_cli_help(jb_cli *cli, jb_engine *engine);

/* ---- options.c ----------------------------------------------------------------------------- */

/* Reads the arguments behind the program's name. False after diagnostics in cli->diags. */
bool jb_options_parse(jb_cli *cli, int n, char **words);

/* Appends the options that go with the command, a line each; NULL: those of every command. */
void jb_options_print(const jb_cli *cli, const jb_command *command, jb_buf *out);

/* By name; NULL after a diagnostic that names the nearest. */
const jb_command *jb_command_find(jb_cli *cli, jb_str name);

/* What the user meant, for the settings shared by build, check and dump. */
jb_job jb_cli_job(const jb_cli *cli, jb_str source);

/* ---- print.c ------------------------------------------------------------------------------- */

/* To standard output; 0, or 3 after saying what is wrong with it. */
int jb_cli_print(const jb_cli *cli, jb_str text);

/* Diagnostics to standard error, in the form and language asked for. */
void jb_cli_report(const jb_cli *cli, const jb_diags *diags);

/* Prints what the result has to say (diagnostics, then text), frees it and returns its status. */
int jb_cli_finish(const jb_cli *cli, jb_result *result);

/* A diagnostic about the command line; returns JB_EXIT_USAGE for a command to end with. */
int jb_cli_refuse(jb_cli *cli, jb_code code, const jb_str *args, size_t n);

/* Checks what build and check share: at least one source, "-" at most once. 0 or JB_EXIT_USAGE. */
int jb_cli_need_sources(jb_cli *cli);

jb_str jb_cli_word(const jb_cli *cli, const char *zh, const char *en);

#endif
