/* The manual page, made of the tables of commands and options: roff for man(7), that groff and
 * mandoc both read. */
#include "../base/utf8.h"
#include "cli.h"

typedef struct page {
    jb_arena *arena;
    jb_lang lang;
    jb_buf *out;
} page;

static void add(page *p, const char *text)
{
    jb_buf_add(p->arena, p->out, jb_str_make(text));
}

/* Chinese has no spaces to break lines at, and roff must be told where it may: behind every wide
 * character, but not before marks that close or behind marks that open (CLREQ 3.1.3). */
static bool is_break(uint32_t rune, uint32_t next)
{
    static const jb_str closing = JB_LIT("，。、；：！？）》〉”’…—"), opening = JB_LIT("（《〈“‘…—");
    char bytes[4];
    jb_str mark = {bytes, jb_utf8_encode(next, bytes)};
    if (jb_rune_columns(rune) < 2 || jb_rune_columns(next) == 0 || next == '\n' || next == ' ')
        return false;
    if (next >= 0x80 && jb_str_find(closing, mark) != SIZE_MAX)
        return false;
    mark.len = jb_utf8_encode(rune, bytes);
    return jb_str_find(opening, mark) == SIZE_MAX;
}

/* A line end is a space between Latin words and nothing behind a wide character. */
static void add_rune(page *p, uint32_t rune, uint32_t before)
{
    switch (rune) {
    case '\\': add(p, "\\e"); break;
    case '-': add(p, "\\-"); break;
    case '\n': add(p, jb_rune_columns(before) == 2 ? "\\:" : " "); break;
    default: jb_buf_add_rune(p->arena, p->out, rune);
    }
}

/* Words as they are; \& keeps a first . or ' from being taken for a request. */
static void add_words(page *p, jb_str words)
{
    uint32_t before = 0;
    add(p, "\\&");
    for (size_t at = 0; at < words.len;) {
        uint32_t rune = jb_utf8_next(words, &at);
        add_rune(p, rune, before);
        size_t ahead = at;
        if (at < words.len && is_break(rune, jb_utf8_next(words, &ahead)))
            add(p, "\\:");
        before = rune;
    }
}

static void add_line(page *p, jb_str words)
{
    if (words.len == 0)
        return;
    add_words(p, words);
    add(p, "\n");
}

static void add_title(page *p, const char *zh, const char *en)
{
    add(p, ".SH ");
    add(p, p->lang == JB_ZH ? zh : en);
    add(p, "\n");
}

static void add_option(page *p, const jb_option *o)
{
    add(p, ".TP\n\\fB");
    if (o->letter) {
        const char letter[] = {'-', o->letter, 0};
        add_words(p, jb_str_make(letter));
        add(p, "\\fR, \\fB");
    }
    add_words(p, o->name);
    add(p, "\\fR");
    if (o->value[0].len) {
        add(p, "=\\fI");
        add_words(p, o->value[p->lang]);
        add(p, "\\fR");
    }
    add(p, "\n");
    add_line(p, o->help[p->lang]);
}

static void add_command(page *p, const jb_command *command)
{
    add(p, ".SS jianbao ");
    add_words(p, command->name);
    add(p, " ");
    add_line(p, command->usage[p->lang]);
    add_line(p, command->summary[p->lang]);
    if (command->more[p->lang].len) {
        add(p, ".PP\n");
        add_line(p, command->more[p->lang]);
    }
    for (int i = 0; i < JB_OPTIONS; i++)
        if (!jb_option_is_shared(&jb_options[i]) && jb_option_goes_with(&jb_options[i], command))
            add_option(p, &jb_options[i]);
}

static void add_synopsis(page *p)
{
    for (int i = 0; i < JB_COMMANDS; i++) {
        add(p, i ? ".br\n\\fBjianbao " : "\\fBjianbao ");
        add_words(p, jb_commands[i].name);
        add(p, "\\fR ");
        add_line(p, jb_commands[i].usage[p->lang]);
    }
}

/* Without a date: the same sources make the same page. */
void jb_manual_print(jb_arena *arena, jb_lang lang, jb_buf *out)
{
    page p = {arena, lang, out};
    jb_buf_printf(arena, out, ".TH JIANBAO 1 \"\" \"jianbao %.*s\" \"%s\"\n",
                  JB_FMT(jb_engine_version()), lang == JB_ZH ? "用户命令" : "User Commands");
    add(&p, ".nh\n.ad l\n");
    add_title(&p, "名称", "NAME");
    add(&p, "jianbao \\- ");
    add_line(&p, jb_cli_purpose[lang]);
    add_title(&p, "用法", "SYNOPSIS");
    add_synopsis(&p);
    add_title(&p, "命令", "COMMANDS");
    for (int i = 0; i < JB_COMMANDS; i++)
        add_command(&p, &jb_commands[i]);
    add_title(&p, "各命令都有的选项", "OPTIONS OF EVERY COMMAND");
    for (int i = 0; i < JB_OPTIONS; i++)
        if (jb_option_is_shared(&jb_options[i]))
            add_option(&p, &jb_options[i]);
}
