/* Completion for bash and zsh, made of the tables of commands and options. Names of layouts are
 * asked of the program when they are wanted. */
#include "cli.h"

static const char ask_layouts[] = "$(jianbao layout list 2>/dev/null | cut -d ' ' -f 1)";

static void add(jb_arena *arena, jb_buf *out, const char *text)
{
    jb_buf_add(arena, out, jb_str_make(text));
}

/* "a|b" as "a b". */
static void add_choices(jb_arena *arena, jb_buf *out, jb_str choices)
{
    jb_str choice;
    for (int i = 0; jb_choice_next(&choices, &choice); i++)
        jb_buf_printf(arena, out, "%s%.*s", i ? " " : "", JB_FMT(choice));
}

/* The options that go with the command; NULL: those of every command. */
static void add_names(jb_arena *arena, jb_buf *out, const jb_command *command)
{
    for (int i = 0; i < JB_OPTIONS; i++) {
        const jb_option *o = &jb_options[i];
        if (command ? !jb_option_goes_with(o, command) : !jb_option_is_shared(o))
            continue;
        jb_buf_printf(arena, out, " %.*s", JB_FMT(o->name));
        if (o->letter)
            jb_buf_printf(arena, out, " -%c", o->letter);
    }
}

static void add_commands(jb_arena *arena, jb_buf *out)
{
    for (int i = 0; i < JB_COMMANDS; i++)
        jb_buf_printf(arena, out, "%s%.*s", i ? " " : "", JB_FMT(jb_commands[i].name));
}

/* ---- bash ---------------------------------------------------------------------------------- */

/* Sets `words` to what can stand there; where files can, bash completes them when no word fits. */
static void add_bash_offer(jb_arena *arena, jb_buf *out, jb_str choices, jb_offer offer)
{
    add(arena, out, " words='");
    add_choices(arena, out, choices);
    add(arena, out, "'");
    if (offer == JB_OFFER_LAYOUTS)
        jb_buf_printf(arena, out, " words+=\" %s\"", ask_layouts);
    if (offer == JB_OFFER_COMMANDS)
        add(arena, out, " words=$commands");
    if (offer == JB_OFFER_FILES || offer == JB_OFFER_LAYOUTS || offer == JB_OFFER_VERB_OR_FILES)
        add(arena, out, " files=1");
    if (offer == JB_OFFER_LIST)
        add(arena, out, " list=1");
}

static void add_bash_values(jb_arena *arena, jb_buf *out)
{
    add(arena, out, "    case $before in\n");
    for (int i = 0; i < JB_OPTIONS; i++) {
        const jb_option *o = &jb_options[i];
        if (o->value[0].len == 0)
            continue;
        jb_buf_printf(arena, out, "    %.*s", JB_FMT(o->name));
        if (o->letter)
            jb_buf_printf(arena, out, " | -%c", o->letter);
        add(arena, out, ")");
        add_bash_offer(arena, out, o->choices, o->offer);
        add(arena, out, " ;;\n");
    }
    add(arena, out, "    *) value= ;;\n    esac\n");
}

static void add_bash_command(jb_arena *arena, jb_buf *out, const jb_command *command)
{
    jb_buf_printf(arena, out, "        %.*s) options='", JB_FMT(command->name));
    add_names(arena, out, command);
    add(arena, out, "'");
    if (command->verbs.len) {
        add(arena, out, "\n            if [[ $given -eq 0 ]]; then words='");
        add_choices(arena, out, command->verbs);
        add(arena, out, command->offer == JB_OFFER_VERB_OR_FILES ? "' files=1; else" : "'; else");
    }
    add_bash_offer(arena, out, (jb_str){0}, command->offer);
    add(arena, out, command->verbs.len ? "; fi ;;\n" : " ;;\n");
}

/* Bash splits --name=value at the equals sign. */
static const char bash_head[] =
    "    local now=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
    "    local options= words= files= list= value=1 command= given=0 word i\n"
    "    if [[ $now == '=' ]]; then\n"
    "        now=\n"
    "    elif [[ $before == '=' && COMP_CWORD -ge 2 ]]; then\n"
    "        before=${COMP_WORDS[COMP_CWORD-2]}\n"
    "    fi\n";

static const char bash_middle[] =
    "    if [[ -z $value ]]; then\n"
    "        for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "            [[ ${COMP_WORDS[i]} == -* ]] && continue\n"
    "            if [[ -n $command ]]; then\n"
    "                given=$((given + 1))\n"
    "            elif [[ \" $commands \" == *\" ${COMP_WORDS[i]} \"* ]]; then\n"
    "                command=${COMP_WORDS[i]}\n"
    "            fi\n"
    "        done\n"
    "        case $command in\n";

static const char bash_end[] =
    "        esac\n"
    "        [[ $now != -* ]] || { words=$options files=; }\n"
    "    fi\n"
    "    if [[ -n $list && $now == *,* ]]; then\n"
    "        local before_it=${now%,*}, rest=\n"
    "        for word in $words; do\n"
    "            [[ ,$before_it == *\",$word,\"* ]] || rest+=\" $before_it$word\"\n"
    "        done\n"
    "        words=$rest\n"
    "    fi\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$now\")\n"
    "    [[ -z $files ]] || compopt -o default 2>/dev/null\n"
    "}\n"
    "complete -F _jianbao jianbao\n";

void jb_bash_print(jb_arena *arena, jb_buf *out)
{
    add(arena, out, "# bash completion for jianbao\n_jianbao()\n{\n    local commands='");
    add_commands(arena, out);
    add(arena, out, "'\n");
    add(arena, out, bash_head);
    add_bash_values(arena, out);
    add(arena, out, bash_middle);
    add(arena, out, "        '') words=$commands options='");
    add_names(arena, out, NULL);
    add(arena, out, "' ;;\n");
    for (int i = 0; i < JB_COMMANDS; i++)
        add_bash_command(arena, out, &jb_commands[i]);
    add(arena, out, bash_end);
}

/* ---- zsh ----------------------------------------------------------------------------------- */

/* Inside of '...', and of a specification in which : [ ] part the fields. */
static void add_zsh_words(jb_arena *arena, jb_buf *out, jb_str words)
{
    for (size_t i = 0; i < words.len; i++) {
        char c = words.at[i];
        if (c == '\n')
            c = ' ';
        if (c == '\'')
            add(arena, out, "'\\'");
        else if (c == ':' || c == '[' || c == ']' || c == '\\')
            add(arena, out, "\\");
        *jb_push(arena, out) = c;
    }
}

static void add_zsh_offer(jb_arena *arena, jb_buf *out, jb_str choices, jb_offer offer)
{
    if (offer == JB_OFFER_LIST) {
        add(arena, out, "_sequence compadd - ");
        add_choices(arena, out, choices);
    } else if (choices.len) {
        add(arena, out, "(");
        add_choices(arena, out, choices);
        add(arena, out, ")");
    } else if (offer == JB_OFFER_FILES || offer == JB_OFFER_VERB_OR_FILES) {
        add(arena, out, "_files");
    } else if (offer == JB_OFFER_LAYOUTS) {
        add(arena, out, "_jianbao_layouts");
    } else if (offer == JB_OFFER_COMMANDS) {
        add(arena, out, "_jianbao_commands");
    } else {
        add(arena, out, " ");
    }
}

static void add_zsh_option(jb_arena *arena, jb_buf *out, const jb_option *o, jb_lang lang)
{
    const char *many = o->choices.len || !o->value[0].len ? "" : "*";
    for (int form = o->letter ? 0 : 1; form < 2; form++) {
        add(arena, out, " \\\n            '");
        add(arena, out, many);
        if (form == 0)
            jb_buf_printf(arena, out, "-%c%s[", o->letter, o->value[0].len ? "+" : "");
        else
            jb_buf_printf(arena, out, "%.*s%s[", JB_FMT(o->name), o->value[0].len ? "=" : "");
        add_zsh_words(arena, out, o->help[lang]);
        add(arena, out, "]");
        if (o->value[0].len) {
            add(arena, out, ":");
            add_zsh_words(arena, out, o->value[lang]);
            add(arena, out, ":");
            add_zsh_offer(arena, out, o->choices, o->offer);
        }
        add(arena, out, "'");
    }
}

static void add_zsh_options(jb_arena *arena, jb_buf *out, const jb_command *command, jb_lang lang)
{
    for (int i = 0; i < JB_OPTIONS; i++)
        if (command ? jb_option_goes_with(&jb_options[i], command)
                    : jb_option_is_shared(&jb_options[i]))
            add_zsh_option(arena, out, &jb_options[i], lang);
}

static void add_zsh_verbs(jb_arena *arena, jb_buf *out, const jb_command *command)
{
    if (command->offer != JB_OFFER_VERB_OR_FILES) {
        add_zsh_offer(arena, out, command->verbs, JB_OFFER_NOTHING);
        return;
    }
    add(arena, out, "{compadd -- ");
    add_choices(arena, out, command->verbs);
    add(arena, out, "; _files}");
}

static void add_zsh_command(jb_arena *arena, jb_buf *out, const jb_command *command, jb_lang lang)
{
    jb_buf_printf(arena, out, "        %.*s) _arguments", JB_FMT(command->name));
    add_zsh_options(arena, out, command, lang);
    if (command->verbs.len) {
        add(arena, out, " \\\n            '1: :");
        add_zsh_verbs(arena, out, command);
        add(arena, out, "'");
    }
    add(arena, out, " \\\n            '*: :");
    add_zsh_offer(arena, out, (jb_str){0}, command->offer);
    add(arena, out, "' ;;\n");
}

static void add_zsh_function(jb_arena *arena, jb_buf *out, jb_lang lang)
{
    add(arena, out, lang == JB_ZH ? "_jianbao_zh() {\n" : "_jianbao_en() {\n");
    add(arena, out, "    _arguments -C");
    add_zsh_options(arena, out, NULL, lang);
    add(arena, out, " \\\n            '1: :->command' '*:: :->words'\n"
                    "    case $state in\n    command)\n        commands=(");
    for (int i = 0; i < JB_COMMANDS; i++) {
        jb_buf_printf(arena, out, "\n            '%.*s:", JB_FMT(jb_commands[i].name));
        add_zsh_words(arena, out, jb_commands[i].summary[lang]);
        add(arena, out, "'");
    }
    add(arena, out, ")\n        _describe command commands ;;\n    words)\n"
                    "        case $words[1] in\n");
    for (int i = 0; i < JB_COMMANDS; i++)
        add_zsh_command(arena, out, &jb_commands[i], lang);
    add(arena, out, "        esac ;;\n    esac\n}\n");
}

void jb_zsh_print(jb_arena *arena, jb_buf *out)
{
    add(arena, out, "#compdef jianbao\n_jianbao_layouts() {\n");
    jb_buf_printf(arena, out, "    compadd -- ${(f)\"%s\"}\n    _files\n}\n", ask_layouts);
    add(arena, out, "_jianbao_commands() {\n    compadd -- ");
    add_commands(arena, out);
    add(arena, out, "\n}\n");
    add_zsh_function(arena, out, JB_ZH);
    add_zsh_function(arena, out, JB_EN);
    add(arena, out, "_jianbao() {\n"
                    "    local curcontext=$curcontext state state_descr line\n"
                    "    local -a commands\n    typeset -A opt_args\n"
                    "    if [[ ${LC_ALL:-${LC_MESSAGES:-$LANG}} == zh* ]]; then\n"
                    "        _jianbao_zh\n    else\n        _jianbao_en\n    fi\n}\n"
                    "_jianbao \"$@\"\n");
}
