/* Private to cli/: what the user typed, and the commands. A file a command. The command line knows
 * the doors of engine, series and batch and base/ alone, decides nothing about typesetting, and
 * prints: results to standard output, diagnostics to standard error. */
#ifndef JB_CLI_CLI_H
#define JB_CLI_CLI_H

#include "../batch/batch.h"
#include "../series/series.h"

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
    bool help, version, repair, strict, text, watch, report, extract;
    jb_shard shard;   /* of --shard */
    uint32_t jobs;    /* threads; 0: one for each processor */
    bool recheck;
    int progress;     /* of the option's choices */
    jb_lang papers; /* language of what goes beside a print file: of --lang alone */
    jb_str output, variants, impose, layout, encoding, stage, kind, revises, date, standard;
    jb_words settings;
} jb_cli;

/* What a shell can offer as a word: operands of a command, the value of an option. */
typedef enum jb_offer {
    JB_OFFER_NOTHING,
    JB_OFFER_FILES,
    JB_OFFER_LIST,    /* several of the choices, parted by commas */
    JB_OFFER_LAYOUTS, /* and files */
    JB_OFFER_COMMANDS,
    JB_OFFER_VERB_OR_FILES /* a verb need not be typed: files may stand in its place */
} jb_offer;

struct jb_command {
    jb_str name;
    int (*run)(jb_cli *cli, jb_engine *engine); /* returns the exit status */
    jb_str usage[2];   /* what follows the name, in Chinese and English */
    jb_str summary[2]; /* one line */
    jb_str more[2];    /* for `help NAME`; may be empty */
    jb_str verbs;      /* its first operand is, or may be, one of them: "list|show"; empty: any */
    jb_offer offer;    /* for its (other) operands */
};

enum { JB_COMMANDS = 11 };
extern const jb_command jb_commands[JB_COMMANDS];

typedef struct jb_option {
    int id;
    jb_str name;
    char letter;     /* 0: none */
    jb_str value[2]; /* what it takes, in Chinese and English; empty: nothing */
    unsigned commands; /* that it goes with: bits by their place in jb_commands */
    jb_str help[2];
    jb_str choices; /* the values there are: "zh|en"; empty: any */
    jb_offer offer; /* for its value */
} jb_option;

enum { JB_OPTIONS = 27 };
extern const jb_option jb_options[JB_OPTIONS];

/* True when the option goes with every command. */
bool jb_option_is_shared(const jb_option *option);
bool jb_option_goes_with(const jb_option *option, const jb_command *command);

/* Takes the first of "a|b|c" off the list; false when none is left. */
bool jb_choice_next(jb_str *choices, jb_str *choice);
/* Which of the choices the value is; -1: none of them. */
int jb_choice_find(jb_str choices, jb_str value);


int jb_cli_build(jb_cli *cli, jb_engine *engine);
int jb_cli_batch(jb_cli *cli, jb_engine *engine);
int jb_cli_check(jb_cli *cli, jb_engine *engine);
int jb_cli_import(jb_cli *cli, jb_engine *engine);
int jb_cli_new(jb_cli *cli, jb_engine *engine);
int jb_cli_verify(jb_cli *cli, jb_engine *engine);
int jb_cli_dump(jb_cli *cli, jb_engine *engine);
int jb_cli_layout(jb_cli *cli, jb_engine *engine);
int jb_cli_fonts(jb_cli *cli, jb_engine *engine);
int jb_cli_explain(jb_cli *cli, jb_engine *engine);
int jb_cli_help(jb_cli *cli, jb_engine *engine);

/* ---- build.c and watch.c ------------------------------------------------------------------- */

/* Builds every source and prints what there is to say; adds to `found`, by kind of diagnostic. The
 * worst status. */
int jb_cli_build_all(const jb_cli *cli, jb_engine *engine, uint32_t found[JB_WORLD + 1]);

/* Builds, and again whenever something that a source is made of changes, until a signal ends it. */
int jb_cli_watch(jb_cli *cli);

/* ---- options.c ----------------------------------------------------------------------------- */

/* Reads the arguments behind the program's name. False after diagnostics in cli->diags. */
bool jb_options_parse(jb_cli *cli, int n, char **words);

/* Appends the options that go with the command, a line each; NULL: those of every command. */
void jb_options_print(const jb_cli *cli, const jb_command *command, jb_buf *out);

/* By name; NULL after a diagnostic that names the nearest. */
const jb_command *jb_command_find(jb_cli *cli, jb_str name);

/* What the user meant, for the settings shared by build, check, import and dump. */
jb_job jb_cli_job(const jb_cli *cli, jb_str source);

/* ---- print.c ------------------------------------------------------------------------------- */

/* To standard output; 0, or 3 after saying what is wrong with it. */
int jb_cli_print(const jb_cli *cli, jb_str text);

/* Diagnostics to standard error, in the form and language asked for. */
void jb_cli_report(const jb_cli *cli, const jb_diags *diags);

/* Prints what the result has to say (diagnostics, then text), frees it and returns its status. */
int jb_cli_finish(const jb_cli *cli, jb_result *result);

/* The place of the first operand in the command's verbs; -1 after a diagnostic. */
int jb_cli_verb(jb_cli *cli);

/* A diagnostic about the command line; returns JB_EXIT_USAGE for a command to end with. */
int jb_cli_refuse(jb_cli *cli, jb_code code, const jb_str *args, size_t n);

/* Puts the names of the files written into the result's text, a line each. */
void jb_cli_name_files(jb_result *result);

/* What to type first, in three lines on standard error. */
void jb_cli_print_first(const jb_cli *cli);

/* Checks what build and check share: at least one source, "-" at most once. 0 or JB_EXIT_USAGE. */
int jb_cli_need_sources(jb_cli *cli);

/* Columns of the terminal on standard output; 80 when it is none. */
int jb_cli_width(void);

jb_str jb_cli_word(const jb_cli *cli, const char *zh, const char *en);

/* ---- made of the tables -------------------------------------------------------------------- */

/* What the program is, in one line: Chinese and English. */
extern const jb_str jb_cli_purpose[2];

/* The manual page, for man(1): chapters as they are written in reference/manual.txt, with the
 * tables in their places. */
void jb_manual_print(jb_arena *arena, jb_lang lang, jb_str chapters, jb_buf *out);

/* Completion for the shells. */
void jb_bash_print(jb_arena *arena, jb_buf *out);
void jb_zsh_print(jb_arena *arena, jb_buf *out);

#endif
