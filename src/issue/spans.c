/* The marks around a stretch of a line: emphasis, names, works, notes and ruby.
 *
 * A raw text is full of the same characters (file_name, 3*4, 3~~5, a blank ____ to be filled in),
 * so each mark says narrowly what it stands around; what is not clearly one stays as it is. */
#include "../base/utf8.h"
#include "parts.h"

enum { LONGEST = 200, NOTE_MOST = 4, MIDDLE_DOT = 0xB7 };

/* Spans on the way back to signs: those that are open, of each kind one at most. */
typedef struct signing {
    jb_arena *arena;
    jb_signs *out;
    const jb_inline *open[JB_INLINES];
    uint32_t open_len;
} signing;

static uint32_t rune_at(const cell_list *cells, uint32_t i)
{
    return i < cells->len ? cells->at[i].rune : CELL_SPACE;
}

static bool is_visible(uint32_t rune)
{
    return rune < CELL_SPACE;
}

/* A character or a mark's sign: no white space and no border. */
static bool is_solid(uint32_t rune)
{
    return rune < CELL_SPACE || rune >= CELL_ESCAPE;
}

static bool is_sign(uint32_t rune)
{
    return rune == '*' || rune == '_' || rune == '~' || rune == '^' || rune == '{';
}

static bool is_digit(uint32_t rune)
{
    return rune >= '0' && rune <= '9';
}

/* Of a word, a file's name or an address; letters as they will be when the text is clean. */
static bool is_word(uint32_t rune)
{
    rune = jb_fold(rune);
    return is_digit(rune) || (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z') ||
           rune == '_' || rune == '@' || rune == '/' || rune == '.';
}

/* The next character or sign in the given direction, white space left out: it may not stay in the
 * clean text, and what is a mark must not depend on it. */
static uint32_t beside(const cell_list *cells, uint32_t i, int step)
{
    do
        i += (uint32_t)step;
    while (i < cells->len && !is_solid(cells->at[i].rune));
    return i;
}

static uint32_t visible_beside(const cell_list *cells, uint32_t i, int step)
{
    i = beside(cells, i, step);
    return i < cells->len ? cells->at[i].rune : 0;
}

static bool between_digits(const cell_list *cells, uint32_t first, uint32_t last)
{
    return is_digit(jb_fold(visible_beside(cells, first, -1))) &&
           is_digit(jb_fold(visible_beside(cells, last, 1)));
}

static void set_marks(cell_list *cells, jb_inline_kind kind, uint32_t open, uint32_t close)
{
    cells->at[open].rune = CELL_ON + (uint32_t)kind;
    cells->at[close].rune = CELL_OFF + (uint32_t)kind;
}

/* ---- ruby ---------------------------------------------------------------------------------- */

/* A base is never parted, so neither it nor its ruby is long: more is no ruby. */
enum { BASE_MOST = 12, RUBY_MOST = 64, RUBY_PER_HAN = 16 };

/* {字|zì}: Han before the bar, anything visible without signs behind it. */
static uint32_t ruby_end(const cell_list *cells, uint32_t open, uint32_t *bar)
{
    uint32_t i = open + 1;
    while (i < cells->len && i - open <= BASE_MOST && jb_rune_is_han(cells->at[i].rune))
        i++;
    *bar = i;
    if (i == open + 1 || rune_at(cells, i) != '|')
        return 0;
    uint32_t han = *bar - open - 1, most = han * RUBY_PER_HAN;
    most = most < RUBY_MOST ? most : RUBY_MOST;
    for (i++; i < cells->len && i - *bar <= most; i++) {
        uint32_t rune = cells->at[i].rune;
        if (rune == '}')
            break;
        if (is_sign(rune) || rune == '|' || rune == '\\' ||
            (!is_visible(rune) && rune != CELL_SPACE))
            return 0; /* it has no marks inside */
    }
    bool spaced = rune_at(cells, *bar + 1) == CELL_SPACE || rune_at(cells, i - 1) == CELL_SPACE;
    return i > *bar + 1 && !spaced && rune_at(cells, i) == '}' ? i : 0;
}

/* Returns the last cell of it. */
static uint32_t take_ruby(cell_list *cells, uint32_t open)
{
    uint32_t bar = 0, close = ruby_end(cells, open, &bar);
    if (close == 0)
        return open;
    set_marks(cells, JB_INLINE_RUBY, open, close);
    cells->at[bar].rune = CELL_RUBY;
    return close;
}

void jb_issue_find_ruby(cell_list *cells)
{
    for (uint32_t i = 0; i < cells->len; i++) {
        if (cells->at[i].rune == '\\' && rune_at(cells, i + 1) == '{')
            i++;
        else if (cells->at[i].rune == '{' && visible_beside(cells, i, -1) != '\\')
            i = take_ruby(cells, i);
    }
}

/* ---- emphasis and works -------------------------------------------------------------------- */

/* Where they opened; UINT32_MAX: nowhere. */
typedef struct openings {
    uint32_t star, stars, tildes;
} openings;

/* A mark that opened too far above is forgotten. Escapes do not count: they come and go as the text
 * is written and read. */
static bool is_near(const cell_list *cells, uint32_t open, uint32_t i)
{
    uint32_t between = 0;
    if (open == UINT32_MAX)
        return false;
    for (uint32_t k = open; k < i && between <= LONGEST; k++)
        between += cells->at[k].rune != CELL_ESCAPE;
    return between <= LONGEST;
}

/* Opens before a character and closes behind one. A product (3*4) and a note's star stay: neither
 * stands at the outside of anything. So *…* of one character, ~~…~~ of two. */
static void find_pair(cell_list *cells, openings *all, uint32_t *open, uint32_t i, uint32_t width,
                      jb_inline_kind kind)
{
    uint32_t mark = cells->at[i].rune;
    uint32_t before = i ? cells->at[i - 1].rune : CELL_SPACE, behind = rune_at(cells, i + width);
    if (between_digits(cells, i, i + width - 1))
        return;
    bool closes = is_near(cells, *open, i) && is_solid(before) && i > *open + width;
    if (!closes) {
        *open = is_solid(behind) && behind != mark ? i : UINT32_MAX;
        return;
    }
    set_marks(cells, kind, *open, i);
    if (width == 2) /* the second sign of each goes with the first */
        cells->at[*open + 1].rune = cells->at[i + 1].rune = CELL_ESCAPE;
    if (all->stars > *open)
        all->stars = UINT32_MAX;
    if (all->star > *open) /* what opened inside closes inside or not at all */
        all->star = UINT32_MAX;
    if (all->tildes > *open)
        all->tildes = UINT32_MAX;
    *open = UINT32_MAX;
}

/* ---- names --------------------------------------------------------------------------------- */

/* A unit alone between two lines is a blank to be filled in: _年_月_日. */
static bool is_unit(uint32_t rune)
{
    static const uint32_t units[] = {0x5E74, 0x6708, 0x65E5, 0x65F6, 0x5206, 0x79D2, 0x53F7,
                                     0x671F, 0x7B2C, 0x81F3, 0x5143, 0x4EBA, 0x6B21, 0};
    for (const uint32_t *unit = units; *unit; unit++)
        if (*unit == rune)
            return true;
    return false;
}

/* _张三_: Han and middle dots between two lines, beside no word. Returns where it closes. */
static uint32_t name_end(const cell_list *cells, uint32_t open)
{
    uint32_t i = open + 1;
    if (is_word(visible_beside(cells, open, -1)) || !jb_rune_is_han(rune_at(cells, i)))
        return 0;
    while (i < cells->len && i - open <= LONGEST &&
           (jb_rune_is_han(cells->at[i].rune) || cells->at[i].rune == MIDDLE_DOT))
        i++;
    bool alone = i == open + 2 && is_unit(cells->at[open + 1].rune);
    uint32_t behind = beside(cells, i, 1);
    bool next = rune_at(cells, behind) == '_' && jb_rune_is_han(rune_at(cells, behind + 1));
    bool ends = rune_at(cells, i) == '_' && !alone && (next || !is_word(rune_at(cells, behind)));
    return ends ? i : 0;
}

/* ---- notes --------------------------------------------------------------------------------- */

/* Digits, letters, the numbers in circles, 注 † ‡ ※ and brackets that are not made wide. */
static bool is_of_note(uint32_t rune)
{
    static const uint32_t others[] = {'[', ']', 0x6CE8, 0x2020, 0x2021, 0x203B, 0x3014, 0x3015, 0};
    bool letter = is_digit(rune) || (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
    for (const uint32_t *other = others; *other; other++)
        letter |= *other == rune;
    return letter || (rune >= 0x2460 && rune <= 0x24FF);
}

/* ^①^ behind a character. Returns where it closes. */
static uint32_t note_end(const cell_list *cells, uint32_t open)
{
    uint32_t i = open + 1;
    if (open == 0 || !is_solid(cells->at[open - 1].rune))
        return 0;
    while (i < cells->len && i - open <= NOTE_MOST && is_of_note(cells->at[i].rune))
        i++;
    bool power = between_digits(cells, open, i); /* 2^3^4 */
    return i > open + 1 && rune_at(cells, i) == '^' && !power ? i : 0;
}

/* ---- all ----------------------------------------------------------------------------------- */

/* Takes a mark that is seen from where it opens. Returns the last cell of it. */
static uint32_t take_span(cell_list *cells, uint32_t open, uint32_t close, jb_inline_kind kind)
{
    if (close == 0)
        return open;
    set_marks(cells, kind, open, close);
    return close;
}

/* A run of tildes is a mark when there are two, or four between two works. Returns its last one. */
static uint32_t take_tildes(cell_list *cells, openings *open, uint32_t i)
{
    uint32_t n = 1;
    while (rune_at(cells, i + n) == '~')
        n++;
    if (n == 4 && open->tildes != UINT32_MAX && is_solid(rune_at(cells, i + n))) {
        find_pair(cells, open, &open->tildes, i, 2, JB_INLINE_WORK);
        open->tildes = i + 2;
    }
    if (n == 2)
        find_pair(cells, open, &open->tildes, i, 2, JB_INLINE_WORK);
    return i + n - 1;
}

/* Two stars are emphasis too, as in Markdown, unless they close one and open the next: *…**…*. Of
 * more, and of one inside two, none is a mark. Returns the last star. */
static uint32_t take_stars(cell_list *cells, openings *open, uint32_t i)
{
    uint32_t n = 1;
    while (rune_at(cells, i + n) == '*')
        n++;
    bool inside = is_near(cells, open->stars, i);
    if (n == 2 && (inside || open->star == UINT32_MAX)) {
        find_pair(cells, open, &open->stars, i, 2, JB_INLINE_EMPHASIS);
        return i + 1;
    }
    for (uint32_t k = i; k < i + n && n <= 2 && !inside; k++)
        find_pair(cells, open, &open->star, k, 1, JB_INLINE_EMPHASIS);
    return i + n - 1;
}

void jb_issue_find_spans(cell_list *cells)
{
    openings open = {UINT32_MAX, UINT32_MAX, UINT32_MAX};
    for (uint32_t i = 0; i < cells->len; i++) {
        uint32_t rune = cells->at[i].rune;
        if (rune == CELL_BAR) /* not from one cell of a table into the next */
            open = (openings){UINT32_MAX, UINT32_MAX, UINT32_MAX};
        else if (rune == '\\' && is_sign(rune_at(cells, i + 1)))
            cells->at[i++].rune = CELL_ESCAPE;
        else if (!is_sign(rune) || visible_beside(cells, i, -1) == '\\')
            continue;
        else if (rune == '*')
            i = take_stars(cells, &open, i);
        else if (rune == '~')
            i = take_tildes(cells, &open, i);
        else if (rune == '_')
            i = take_span(cells, i, name_end(cells, i), JB_INLINE_NAME);
        else if (rune == '^')
            i = take_span(cells, i, note_end(cells, i), JB_INLINE_NOTE);
    }
}

/* ---- back to signs ------------------------------------------------------------------------- */

/* Closes what ends at or before `at`: what opened last first, of those that end at one place. */
static void close_spans(signing *s, uint32_t at)
{
    while (s->open_len) {
        uint32_t next = 0;
        for (uint32_t i = 1; i < s->open_len; i++)
            if (s->open[i]->span.end <= s->open[next]->span.end)
                next = i;
        const jb_inline *one = s->open[next];
        if (one->span.end > at)
            return;
        if (one->kind == JB_INLINE_RUBY)
            *jb_push(s->arena, s->out) = (jb_sign){one->base, CELL_RUBY};
        *jb_push(s->arena, s->out) = (jb_sign){one->span.end, CELL_OFF + (uint32_t)one->kind};
        memmove(&s->open[next], &s->open[next + 1],
                (--s->open_len - next) * sizeof *s->open);
    }
}

void jb_issue_signs(jb_arena *arena, const jb_issue *issue, const jb_block *block, jb_signs *out)
{
    signing s = {.arena = arena, .out = out};
    out->len = 0;
    for (uint32_t i = 0; i < block->inline_count; i++) {
        const jb_inline *one = &issue->inlines.at[block->inline_first + i];
        close_spans(&s, one->span.start);
        *jb_push(arena, out) = (jb_sign){one->span.start, CELL_ON + (uint32_t)one->kind};
        s.open[s.open_len++] = one;
    }
    close_spans(&s, UINT32_MAX);
}

jb_str jb_issue_sign_text(uint32_t rune)
{
    static const jb_str on[] = {JB_LIT("*"), JB_LIT("_"), JB_LIT("~~"), JB_LIT("^"), JB_LIT("{")};
    if (rune == CELL_RUBY)
        return JB_STR("|");
    if (rune == CELL_OFF + JB_INLINE_RUBY)
        return JB_STR("}");
    return on[rune >= CELL_OFF ? rune - CELL_OFF : rune - CELL_ON];
}

static void push_runes(jb_arena *arena, cell_list *cells, jb_str text)
{
    for (size_t at = 0; at < text.len;)
        *jb_push(arena, cells) = (cell){.rune = jb_utf8_next(text, &at)};
}

/* The block's text with its signs, as it would be written: `wanted` as it is to be read. */
static void write_cells(jb_arena *arena, const jb_issue *issue, const jb_block *block,
                        const jb_signs *signs, cell_list *cells, cell_list *wanted)
{
    bool row = block->kind == JB_BLOCK_TABLE_ROW;
    uint32_t k = 0;
    for (size_t at = block->text.start;;) {
        for (; k < signs->len && signs->at[k].at <= at; k++) {
            jb_str sign = jb_issue_sign_text(signs->at[k].rune);
            push_runes(arena, cells, sign);
            *jb_push(arena, wanted) = (cell){.rune = signs->at[k].rune};
            if (sign.len == 2)
                *jb_push(arena, wanted) = (cell){.rune = CELL_ESCAPE};
        }
        if (at >= block->text.end)
            return;
        uint32_t rune = jb_utf8_next(issue->text, &at);
        rune = rune == '\n'            ? CELL_LINE
               : rune == 0x3000 && row ? CELL_BAR
               : jb_is_white(rune)     ? rune == ' ' ? CELL_SPACE : CELL_GAP
                                       : rune;
        *jb_push(arena, cells) = *jb_push(arena, wanted) = (cell){.rune = rune};
    }
}

bool jb_issue_reads_back(jb_arena *arena, const jb_issue *issue, const jb_block *block,
                         const jb_signs *signs)
{
    cell_list cells = {0}, wanted = {0};
    write_cells(arena, issue, block, signs, &cells, &wanted);
    jb_issue_find_ruby(&cells);
    jb_issue_find_spans(&cells);
    for (uint32_t i = 0; i < cells.len; i++)
        if (cells.at[i].rune != wanted.at[i].rune)
            return false;
    return true;
}
