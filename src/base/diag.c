#include "diag.h"

#include "utf8.h"

static const struct {
    jb_diag_kind kind;
    int number;
    jb_str text[2], more[2];
} table[JB_D_CODES] = {
#define X(key, number, kind, zh, en, more_zh, more_en)                                             \
    {JB_##kind, 1##number - 10000, {JB_LIT(zh), JB_LIT(en)}, {JB_LIT(more_zh), JB_LIT(more_en)}},
#include "diag_table.h"
#undef X
};

jb_diag_kind jb_code_kind(jb_code code)
{
    return table[code].kind;
}

int jb_code_number(jb_code code)
{
    return table[code].number;
}

jb_str jb_code_message(jb_code code, jb_lang lang)
{
    return table[code].text[lang];
}

jb_str jb_code_explanation(jb_code code, jb_lang lang)
{
    return table[code].more[lang];
}

bool jb_code_find(jb_str shown, jb_code *code)
{
    if (shown.len && (shown.at[0] == 'J' || shown.at[0] == 'j'))
        shown = jb_str_cut(shown, 1, shown.len);
    int number = 0;
    if (shown.len == 0 || shown.len > 4)
        return false;
    for (size_t i = 0; i < shown.len; i++) {
        if (shown.at[i] < '0' || shown.at[i] > '9')
            return false;
        number = number * 10 + (shown.at[i] - '0');
    }
    for (int i = 0; i < JB_D_CODES; i++) {
        if (table[i].number == number) {
            *code = (jb_code)i;
            return true;
        }
    }
    return false;
}

jb_str jb_kind_name(jb_diag_kind kind, jb_lang lang)
{
    static const jb_str names[][2] = {
        [JB_NOTE] = {JB_LIT("说明"), JB_LIT("note")},
        [JB_FINDING] = {JB_LIT("提醒"), JB_LIT("warning")},
        [JB_PRESS] = {JB_LIT("不能付印"), JB_LIT("press")},
        [JB_CONTENT] = {JB_LIT("错误"), JB_LIT("error")},
        [JB_USAGE] = {JB_LIT("用法"), JB_LIT("usage")},
        [JB_WORLD] = {JB_LIT("无法继续"), JB_LIT("fatal")},
    };
    return names[kind][lang];
}

void jb_diag_in(jb_diags *diags, jb_code code, jb_place place, const jb_str *args, size_t n)
{
    jb_diag *diag = jb_push(diags->arena, &diags->list);
    diag->code = code;
    diag->place = place;
    for (size_t i = 0; i < n && i < 4; i++)
        diag->args[i] = args[i];
    diags->count[table[code].kind]++;
}

void jb_diag_at(jb_diags *diags, jb_code code, jb_span span, const jb_str *args, size_t n)
{
    jb_place place = {0};
    if (diags->locate)
        place = diags->locate(diags->context, span);
    jb_diag_in(diags, code, place, args, n);
}

void jb_diags_append(jb_diags *diags, const jb_diags *more)
{
    for (uint32_t i = 0; i < more->list.len; i++) {
        const jb_diag *diag = &more->list.at[i];
        jb_diag_in(diags, diag->code, diag->place, diag->args, 4);
    }
}

bool jb_diags_fatal(const jb_diags *diags)
{
    return diags->count[JB_USAGE] + diags->count[JB_WORLD] > 0;
}

int jb_diags_status(const jb_diags *diags, bool strict)
{
    if (diags->count[JB_WORLD])
        return 3;
    if (diags->count[JB_USAGE])
        return 2;
    if (diags->count[JB_CONTENT] || diags->count[JB_PRESS] || (strict && diags->count[JB_FINDING]))
        return 1;
    return 0;
}

jb_str jb_say_both(jb_arena *arena, jb_str zh, jb_str en)
{
    return jb_arena_format(arena, "%.*s\x1f%.*s", JB_FMT(zh), JB_FMT(en));
}

jb_str jb_said_in(jb_str arg, jb_lang lang)
{
    size_t cut = jb_str_find(arg, JB_STR("\x1f"));
    if (cut == SIZE_MAX)
        return arg;
    return lang == JB_ZH ? jb_str_cut(arg, 0, cut) : jb_str_cut(arg, cut + 1, arg.len);
}

jb_str jb_diag_text(jb_arena *arena, const jb_diag *diag, jb_lang lang)
{
    jb_str pattern = table[diag->code].text[lang];
    jb_buf out = {0};
    for (size_t i = 0; i < pattern.len;) {
        bool hole = i + 2 < pattern.len && pattern.at[i] == '{' && pattern.at[i + 2] == '}' &&
                    pattern.at[i + 1] >= '0' && pattern.at[i + 1] <= '3';
        if (hole) {
            jb_buf_add(arena, &out, jb_said_in(diag->args[pattern.at[i + 1] - '0'], lang));
            i += 3;
        } else {
            *jb_push(arena, &out) = pattern.at[i++];
        }
    }
    return jb_buf_str(&out);
}

/* What a name or a text holds must not move the cursor: controls as their pictures (U+2400). */
static void add_seen(jb_arena *arena, jb_buf *out, jb_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c < 0x20 || c == 0x7F)
            jb_buf_add_rune(arena, out, c == 0x7F ? 0x2421 : 0x2400u + c);
        else
            *jb_push(arena, out) = s.at[i];
    }
}

static void print_place(jb_arena *arena, jb_buf *out, const jb_place *place)
{
    if (place->file.len == 0)
        return;
    add_seen(arena, out, place->file);
    if (place->line)
        jb_buf_printf(arena, out, ":%u:%u", place->line, place->column ? place->column : 1);
    jb_buf_add(arena, out, JB_STR(": "));
}

/* Shows at most COLUMNS_SHOWN columns of the line, from a little before the place. */
enum { COLUMNS_SHOWN = 76, COLUMNS_BEFORE = 30 };

static void print_caret(jb_arena *arena, jb_buf *out, const jb_place *place)
{
    size_t at = 0, start = 0;
    int before = 0;
    uint32_t column = 1;
    for (; at < place->text.len && column < place->column; column++) {
        uint32_t rune = jb_utf8_next(place->text, &at);
        before += jb_rune_columns(rune);
    }
    while (before > COLUMNS_BEFORE && start < at)
        before -= jb_rune_columns(jb_utf8_next(place->text, &start));
    size_t end = start, caret = at;
    int shown = 0, under = 0;
    uint32_t length = place->length ? place->length : 1;
    while (end < place->text.len && shown < COLUMNS_SHOWN) {
        bool marked = end >= caret && length > 0;
        uint32_t rune = jb_utf8_next(place->text, &end);
        int columns = rune == '\t' ? 1 : jb_rune_columns(rune);
        shown += columns;
        if (marked) {
            under += columns;
            length--;
        }
    }
    jb_buf_add(arena, out, JB_STR("    "));
    for (size_t i = start; i < end; i++)
        *jb_push(arena, out) = place->text.at[i] == '\t' ? ' ' : place->text.at[i];
    jb_buf_printf(arena, out, "\n    %*s", before, "");
    for (int i = 0; i < (under ? under : 1); i++)
        *jb_push(arena, out) = '^';
    *jb_push(arena, out) = '\n';
}

static void print_json(jb_arena *arena, jb_buf *out, const jb_diag *diag, jb_lang lang)
{
    const jb_place *place = &diag->place;
    jb_buf_printf(arena, out, "{\"code\":\"J%04d\",\"kind\":\"%.*s\"", table[diag->code].number,
                  JB_FMT(jb_kind_name(table[diag->code].kind, JB_EN)));
    if (place->file.len) {
        jb_buf_add(arena, out, JB_STR(",\"file\":"));
        jb_json_string(arena, out, place->file);
        if (place->line)
            jb_buf_printf(arena, out, ",\"line\":%u,\"column\":%u,\"byte\":%llu", place->line,
                          place->column, (unsigned long long)place->byte);
    }
    jb_buf_add(arena, out, JB_STR(",\"message\":"));
    jb_json_string(arena, out, jb_diag_text(arena, diag, lang));
    jb_buf_add(arena, out, JB_STR(",\"args\":["));
    for (int i = 0; i < 4 && diag->args[i].at; i++) {
        if (i)
            *jb_push(arena, out) = ',';
        jb_json_string(arena, out, jb_said_in(diag->args[i], lang));
    }
    jb_buf_add(arena, out, JB_STR("]}\n"));
}

void jb_diag_print(jb_arena *arena, jb_buf *out, const jb_diag *diag, jb_diag_form form,
                   jb_lang lang, bool color)
{
    if (form == JB_JSON) {
        print_json(arena, out, diag, lang);
        return;
    }
    jb_diag_kind kind = table[diag->code].kind;
    static const char *const tint[] = {
        [JB_NOTE] = "36",    [JB_FINDING] = "33", [JB_PRESS] = "31",
        [JB_CONTENT] = "31", [JB_USAGE] = "31",   [JB_WORLD] = "31"};
    print_place(arena, out, &diag->place);
    if (color)
        jb_buf_printf(arena, out, "\033[1;%sm", tint[kind]);
    jb_buf_printf(arena, out, "%.*s[J%04d]", JB_FMT(jb_kind_name(kind, lang)),
                  table[diag->code].number);
    if (color)
        jb_buf_add(arena, out, JB_STR("\033[0m"));
    jb_buf_add(arena, out, lang == JB_ZH ? JB_STR("：") : JB_STR(": "));
    add_seen(arena, out, jb_diag_text(arena, diag, lang));
    *jb_push(arena, out) = '\n';
    if (form == JB_HUMAN && diag->place.line && diag->place.text.len)
        print_caret(arena, out, &diag->place);
}
