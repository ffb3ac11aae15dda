/* words.txt: lines as a clerk types them -> forms in one sorted table. */
#include "words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"
#include "../base/utf8.h"

typedef struct reader {
    jb_arena *arena;
    jb_diags *diags;
    jb_words *words;
    const jb_source *source;
    uint32_t line;
    jb_str reason;
} reader;

/* ---- lines ---------------------------------------------------------------------------------- */

static bool is_white(uint32_t rune)
{
    return rune == ' ' || rune == '\t' || rune == 0xA0 || rune == 0x3000;
}

static jb_str trim(jb_str s)
{
    size_t at = 0;
    while (at < s.len) {
        size_t next = at;
        if (!is_white(jb_utf8_next(s, &next)))
            break;
        at = next;
    }
    s = jb_str_cut(s, at, s.len);
    for (size_t end = s.len; end > 0;) {
        if (!is_white(jb_utf8_previous(s, &end)))
            return s;
        s = jb_str_cut(s, 0, end);
    }
    return s;
}

static jb_place place_of(const reader *r, jb_str part)
{
    uint32_t start = (uint32_t)(part.at - r->source->text.at);
    return jb_source_place(r->source, (jb_span){start, start + (uint32_t)part.len});
}

static void push_fault(reader *r, jb_code code, jb_str part, jb_str more)
{
    jb_diag_in(r->diags, code, place_of(r, part), JB_ARGS(part, more));
}

static uint32_t add_entry(reader *r, jb_str text)
{
    *jb_push(r->arena, &r->words->entries) =
        (entry){.form = text, .reason = r->reason, .line = r->line};
    return r->words->entries.len - 1;
}

static bool add_form(reader *r, jb_str text, form_use use, uint32_t ref, uint32_t rank)
{
    if (text.len > JB_WORD_MOST) {
        push_fault(r, JB_D_WORDS_TOO_LONG, text, jb_arena_format(r->arena, "%d", JB_WORD_MOST / 3));
        return false;
    }
    *jb_push(r->arena, &r->words->forms) = (form){text, use, ref, rank};
    size_t at = 0;
    uint32_t rune = jb_utf8_next(text, &at);
    if (rune < 0x10000)
        r->words->first[rune >> 3] |= (uint8_t)(1u << (rune & 7));
    return true;
}

/* The next word of a list parted by 、 ， , or ；; empty at the end. Empty ones between are passed. */
static jb_str next_word(jb_str list, size_t *at)
{
    size_t start = *at;
    while (*at < list.len) {
        size_t end = *at;
        uint32_t rune = jb_utf8_next(list, at);
        bool parts =
            rune == 0x3001 || rune == 0xFF0C || rune == ',' || rune == 0xFF1B || rune == ';';
        jb_str word = trim(jb_str_cut(list, start, parts ? end : *at));
        if (parts && word.len)
            return word;
        if (parts)
            start = *at;
    }
    return trim(jb_str_cut(list, start, list.len));
}

/* Every word of the list as a form of that use; how many there were. */
static uint32_t add_list(reader *r, jb_str list, form_use use, uint32_t ref)
{
    size_t at = 0;
    uint32_t n = 0;
    for (jb_str word; (word = next_word(list, &at)).len;)
        add_form(r, word, use, ref, n++);
    return n;
}

/* ---- the kinds of lines --------------------------------------------------------------------- */

/* Where an arrow or equals sign stands in the line, and its bytes; 0: none. */
static size_t find_arrow(jb_str line, size_t *at)
{
    static const char *const arrows[] = {"=>", "->", "→", "⇒", "＝＞", "＝", "="};
    size_t best = SIZE_MAX, size = 0;
    for (size_t k = 0; k < sizeof arrows / sizeof *arrows; k++) {
        size_t found = jb_str_find(line, jb_str_make(arrows[k]));
        if (found < best) {
            best = found;
            size = strlen(arrows[k]);
        }
    }
    *at = best;
    return size;
}

static void read_unused(reader *r, jb_str line, jb_str rest)
{
    if (!add_list(r, rest, FORM_UNUSED, add_entry(r, rest)))
        push_fault(r, JB_D_WORDS_LINE, line, (jb_str){0});
}

static void read_fine(reader *r, jb_str line, jb_str rest)
{
    if (!add_list(r, rest, FORM_FINE, 0))
        push_fault(r, JB_D_WORDS_LINE, line, (jb_str){0});
}

static void read_full(reader *r, jb_str line, jb_str rest)
{
    size_t at, size = find_arrow(rest, &at);
    jb_str full = trim(jb_str_cut(rest, 0, at));
    if (size == 0 || full.len == 0 || full.len > JB_WORD_MOST) {
        push_fault(r, JB_D_WORDS_LINE, line, (jb_str){0});
        return;
    }
    uint32_t ref = add_entry(r, full);
    add_form(r, full, FORM_FULL, ref, 0);
    if (!add_list(r, jb_str_cut(rest, at + size, rest.len), FORM_SHORT, ref))
        push_fault(r, JB_D_WORDS_LINE, line, (jb_str){0});
}

static void read_order(reader *r, jb_str line, jb_str rest)
{
    if (add_list(r, rest, FORM_NAME, add_entry(r, rest)) < 2)
        push_fault(r, JB_D_WORDS_LINE, line, (jb_str){0});
}

static void read_pair(reader *r, jb_str line)
{
    size_t at, size = find_arrow(line, &at);
    jb_str wrong = trim(jb_str_cut(line, 0, at));
    jb_str right = size ? trim(jb_str_cut(line, at + size, line.len)) : (jb_str){0};
    if (wrong.len == 0 || right.len == 0) {
        push_fault(r, JB_D_WORDS_LINE, line, (jb_str){0});
        return;
    }
    if (jb_str_equal(wrong, right)) {
        push_fault(r, JB_D_WORDS_SAME, line, (jb_str){0});
        return;
    }
    if (add_form(r, wrong, FORM_WRONG, add_entry(r, right), 0))
        add_form(r, right, FORM_FINE, 0, 0);
}

/* The word before a colon at the line's head, when it is `name`: what stands behind the colon. */
static bool behind_keyword(jb_str line, const char *name, jb_str *rest)
{
    if (!jb_str_starts(line, jb_str_make(name)))
        return false;
    jb_str behind = trim(jb_str_cut(line, strlen(name), line.len));
    size_t colon = jb_str_starts(behind, JB_STR("：")) ? 3 : jb_str_starts(behind, JB_STR(":"));
    *rest = trim(jb_str_cut(behind, colon, behind.len));
    return colon > 0;
}

static void read_line(reader *r, jb_str line)
{
    static const struct {
        const char *name;
        void (*read)(reader *r, jb_str line, jb_str rest);
    } kinds[] = {{"不用", read_unused}, {"禁用", read_unused}, {"例外", read_fine},
                 {"全称", read_full},   {"次序", read_order},  {"顺序", read_order}};
    jb_str rest;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (behind_keyword(line, kinds[k].name, &rest)) {
            kinds[k].read(r, line, rest);
            return;
        }
    }
    read_pair(r, line);
}

/* Takes the remark off: from a # (or ＃) at the line's head, or behind white space. */
static jb_str cut_remark(jb_str line, jb_str *remark)
{
    *remark = (jb_str){0};
    uint32_t before = ' ';
    for (size_t at = 0; at < line.len;) {
        size_t start = at;
        uint32_t rune = jb_utf8_next(line, &at);
        if ((rune == '#' || rune == 0xFF03) && is_white(before)) {
            *remark = trim(jb_str_cut(line, at, line.len));
            return trim(jb_str_cut(line, 0, start));
        }
        before = rune;
    }
    return trim(line);
}

/* ---- the table ------------------------------------------------------------------------------ */

static int by_text(const void *a, const void *b)
{
    const form *x = a, *y = b;
    int order = jb_str_compare(x->text, y->text);
    return order ? order : (x->text.at > y->text.at) - (x->text.at < y->text.at);
}

/* One wrong form with two right ones. */
static void tell_conflicts(reader *r)
{
    const form_list *forms = &r->words->forms;
    const form *first = NULL;
    for (uint32_t i = 0; i < forms->len; i++) {
        const form *f = &forms->at[i];
        if (f->use != FORM_WRONG)
            continue;
        if (first && jb_str_equal(first->text, f->text)) {
            const entry *one = &r->words->entries.at[first->ref];
            if (!jb_str_equal(one->form, r->words->entries.at[f->ref].form))
                jb_diag_in(r->diags, JB_D_WORDS_CONFLICT, place_of(r, f->text),
                           JB_ARGS(f->text, jb_arena_format(r->arena, "%u", one->line), one->form));
        } else {
            first = f;
        }
    }
}

static void read_lines(reader *r)
{
    jb_str text = r->source->text;
    for (size_t at = 0; at < text.len;) {
        jb_str rest = jb_str_cut(text, at, text.len);
        size_t end = jb_str_find(rest, JB_STR("\n"));
        jb_str line = cut_remark(jb_str_cut(rest, 0, end), &r->reason);
        r->line++;
        if (line.len)
            read_line(r, line);
        at = end == SIZE_MAX ? text.len : at + end + 1;
    }
}

static bool is_blank(jb_str raw)
{
    for (size_t i = 0; i < raw.len; i++)
        if ((unsigned char)raw.at[i] > ' ')
            return false;
    return true;
}

jb_words *jb_words_read(jb_arena *arena, jb_str label, jb_str raw, jb_diags *diags)
{
    jb_words *words = JB_NEW(arena, jb_words);
    if (is_blank(raw))
        return words;
    reader r = {.arena = arena, .diags = diags, .words = words};
    r.source = jb_source_decode(arena, label, raw, NULL, diags);
    if (!r.source)
        return NULL;
    read_lines(&r);
    if (words->forms.len)
        qsort(words->forms.at, words->forms.len, sizeof *words->forms.at, by_text);
    tell_conflicts(&r);
    return words;
}

jb_words *jb_words_open(jb_arena *arena, jb_str path, jb_diags *diags)
{
    jb_str raw;
    int error = jb_file_read(arena, path, JB_WORDS_MOST, &raw);
    if (error) {
        jb_diag_in(diags, JB_D_WORDS_UNREADABLE, (jb_place){.file = path},
                   JB_ARGS(path, jb_str_make(strerrordesc_np(error))));
        return NULL;
    }
    return jb_words_read(arena, path, raw, diags);
}

/* ---- looking up ----------------------------------------------------------------------------- */

static int byte_of(const form *f, size_t k)
{
    return k < f->text.len ? (unsigned char)f->text.at[k] : -1;
}

/* The first of forms[from, to) whose byte k is not below `byte`. All share the k bytes before. */
static uint32_t find_byte(const jb_words *words, uint32_t from, uint32_t to, size_t k, int byte)
{
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (byte_of(&words->forms.at[middle], k) < byte)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Latin words and numbers are found whole. */
static bool is_whole(jb_str text, size_t from, size_t to)
{
    bool head = from > 0 && is_word_byte(text.at[from]) && is_word_byte(text.at[from - 1]);
    bool tail = to < text.len && is_word_byte(text.at[to - 1]) && is_word_byte(text.at[to]);
    return !head && !tail;
}

/* The table is narrowed byte by byte: at most JB_WORD_MOST steps, whatever its size. */
size_t jb_words_longest(const jb_words *words, jb_str text, size_t at, uint32_t *from, uint32_t *to)
{
    uint32_t low = 0, high = words->forms.len;
    size_t best = 0;
    for (size_t k = 0; low < high; k++) {
        uint32_t longer = find_byte(words, low, high, k, 0);
        if (longer > low && is_whole(text, at, at + k)) {
            best = k;
            *from = low;
            *to = longer;
        }
        if (at + k >= text.len)
            break;
        int byte = (unsigned char)text.at[at + k];
        low = find_byte(words, longer, high, k, byte);
        high = find_byte(words, low, high, k, byte + 1);
    }
    return best;
}

const jb_str *jb_words_list(jb_arena *arena, const jb_words *words, uint32_t *n)
{
    JB_VEC(jb_str) list = {0};
    for (uint32_t i = 0; i < words->forms.len; i++) {
        const form *f = &words->forms.at[i];
        bool right = f->use != FORM_WRONG && f->use != FORM_UNUSED;
        bool had = list.len && jb_str_equal(list.at[list.len - 1], f->text); /* they are sorted */
        if (right && !had)
            *jb_push(arena, &list) = f->text;
    }
    *n = list.len;
    return list.at;
}
