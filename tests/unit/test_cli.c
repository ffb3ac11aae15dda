/* The tables of commands and options: words in both languages for each of them. */
#include "../../src/cli/cli.h"
#include "check.h"

static void check_words(const jb_str words[2], jb_str whose)
{
    bool both = words[JB_ZH].len && words[JB_EN].len;
    bool han = false;
    for (size_t i = 0; i < words[JB_ZH].len; i++)
        han = han || (unsigned char)words[JB_ZH].at[i] >= 0x80;
    if (!both || !han)
        printf("# of %.*s\n", JB_FMT(whose));
    CHECK(both);
    CHECK(han);
}

static void every_command_has_words(void)
{
    for (int i = 0; i < JB_COMMANDS; i++) {
        const jb_command *command = &jb_commands[i];
        CHECK(command->name.len && command->run);
        CHECK((command->usage[JB_ZH].len > 0) == (command->usage[JB_EN].len > 0));
        check_words(command->summary, command->name);
        if (command->more[JB_ZH].len || command->more[JB_EN].len)
            check_words(command->more, command->name);
    }
    check_words(jb_cli_purpose, JB_STR("jianbao"));
}

static void every_option_has_words(void)
{
    for (int i = 0; i < JB_OPTIONS; i++) {
        const jb_option *option = &jb_options[i];
        CHECK(jb_str_starts(option->name, JB_STR("--")) && option->commands);
        CHECK_INT(option->id, i);
        CHECK((option->value[JB_ZH].len > 0) == (option->value[JB_EN].len > 0));
        CHECK(option->choices.len == 0 || option->value[JB_EN].len);
        check_words(option->help, option->name);
    }
}

int main(void)
{
    static const check_case cases[] = {
        {"every command has words in both languages", every_command_has_words},
        {"every option has words in both languages", every_option_has_words},
    };
    return CHECK_MAIN(cases);
}
