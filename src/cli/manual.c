/* The manual page: roff for man(7), that groff and mandoc both read. Its chapters are written in
 * reference/manual.txt; where a line there begins with @, what the tables of commands and options
 * say is put:
 *
 *     2026-11-25          the first line: when the chapters were last changed
 *     # CHAPTER
 *     @commands           made of a table
 *     words `command`     a paragraph of consecutive lines; `...` stands out
 *     term :: words       an entry of a list
 *         a line          with four spaces before it: as it is */
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

/* Words; \& keeps a first . or ' from being taken for a request. */
static void add_words(page *p, jb_str words)
{
    uint32_t before = 0;
    bool strong = false;
    add(p, "\\&");
    for (size_t at = 0; at < words.len;) {
        uint32_t rune = jb_utf8_next(words, &at);
        if (rune == '`') {
            strong = !strong;
            add(p, strong ? "\\fB" : "\\fR");
            continue;
        }
        add_rune(p, rune, before);
        size_t ahead = at;
        if (at < words.len && !strong && is_break(rune, jb_utf8_next(words, &ahead)))
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

/* A line as it is. The name and its purpose are read by man-db, which knows no \&. */
static void add_literal(page *p, jb_str line)
{
    if (line.len && (line.at[0] == '.' || line.at[0] == '\''))
        add(p, "\\&");
    for (size_t at = 0; at < line.len;)
        add_rune(p, jb_utf8_next(line, &at), 0);
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

/* ---- paragraphs, lists and lines as they are ----------------------------------------------- */

/* The next line, without its end. */
static jb_str take_line(jb_str *text)
{
    size_t end = jb_str_find(*text, JB_STR("\n"));
    jb_str line = jb_str_cut(*text, 0, end);
    *text = jb_str_cut(*text, end == SIZE_MAX ? text->len : end + 1, text->len);
    return line;
}

static bool is_literal(jb_str line)
{
    return jb_str_starts(line, JB_STR("    "));
}

static bool is_plain(jb_str line)
{
    return line.len && !is_literal(line) && line.at[0] != '#' && line.at[0] != '@' &&
           jb_str_find(line, JB_STR(" :: ")) == SIZE_MAX;
}

static void add_literals(page *p, jb_str line, jb_str *rest)
{
    add(p, ".PP\n.RS 4\n.nf\n");
    add_literal(p, jb_str_cut(line, 4, line.len));
    while (is_literal(*rest)) {
        line = take_line(rest);
        add_literal(p, jb_str_cut(line, 4, line.len));
    }
    add(p, ".fi\n.RE\n");
}

static void add_entry(page *p, jb_str line)
{
    size_t colons = jb_str_find(line, JB_STR(" :: "));
    jb_str term = jb_str_cut(line, 0, colons);
    add(p, ".TP\n\\fB");
    add_words(p, term);
    add(p, "\\fR\n");
    add_line(p, jb_str_cut(line, colons + 4, line.len));
}

/* Consecutive lines are one paragraph. */
static void add_paragraph(page *p, jb_str line, jb_str *rest, bool first)
{
    if (!first)
        add(p, ".PP\n");
    for (jb_str next = *rest;;) {
        jb_str more = take_line(&next);
        if (!is_plain(more))
            break;
        line.len = (size_t)(more.at + more.len - line.at);
        *rest = next;
    }
    add_line(p, line);
}

static void add_table(page *p, jb_str name);

static void add_text(page *p, jb_str text)
{
    bool first = true;
    while (text.len) {
        jb_str line = take_line(&text);
        if (line.len == 0)
            continue;
        bool heading = jb_str_starts(line, JB_STR("# "));
        if (heading) {
            add(p, ".SH ");
            add_literal(p, jb_str_cut(line, 2, line.len));
        } else if (line.at[0] == '@') {
            add_table(p, jb_str_cut(line, 1, line.len));
        } else if (is_literal(line)) {
            add_literals(p, line, &text);
        } else if (is_plain(line)) {
            add_paragraph(p, line, &text, first);
        } else {
            add_entry(p, line);
        }
        first = heading;
    }
}

/* ---- what the tables say ------------------------------------------------------------------- */

static void add_command(page *p, const jb_command *command)
{
    add(p, ".SS jianbao ");
    add_words(p, command->name);
    add(p, " ");
    add_line(p, command->usage[p->lang]);
    add_line(p, command->summary[p->lang]);
    if (command->more[p->lang].len) {
        add(p, ".PP\n");
        add_text(p, command->more[p->lang]);
    }
    for (int i = 0; i < JB_OPTIONS; i++)
        if (!jb_option_is_shared(&jb_options[i]) && jb_option_goes_with(&jb_options[i], command))
            add_option(p, &jb_options[i]);
}

static void add_commands(page *p)
{
    for (int i = 0; i < JB_COMMANDS; i++)
        add_command(p, &jb_commands[i]);
}

static void add_shared_options(page *p)
{
    for (int i = 0; i < JB_OPTIONS; i++)
        if (jb_option_is_shared(&jb_options[i]))
            add_option(p, &jb_options[i]);
}

static void add_name(page *p)
{
    add(p, "jianbao \\- ");
    add_literal(p, jb_cli_purpose[p->lang]); /* man-db reads this line: no breaks in it */
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

static void add_table(page *p, jb_str name)
{
    static const struct {
        jb_str name;
        void (*add)(page *p);
    } tables[] = {
        {JB_LIT("name"), add_name},
        {JB_LIT("synopsis"), add_synopsis},
        {JB_LIT("commands"), add_commands},
        {JB_LIT("options"), add_shared_options},
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (jb_str_equal(tables[i].name, name))
            tables[i].add(p);
}

/* The date is that of the chapters: the same sources make the same page. */
void jb_manual_print(jb_arena *arena, jb_lang lang, jb_str chapters, jb_buf *out)
{
    page p = {arena, lang, out};
    jb_str date = take_line(&chapters);
    const char *part = lang == JB_ZH ? "用户命令" : "User Commands";
    jb_buf_printf(arena, out, ".TH JIANBAO 1 \"%.*s\" \"jianbao %.*s\" \"%s\"\n",
                  JB_FMT(date), JB_FMT(jb_engine_version()), part);
    add(&p, ".nh\n.ad l\n");
    add_text(&p, chapters);
}
