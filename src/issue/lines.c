/* Lines and chunks: R0 (lines of an old page), R1 (which lines are one paragraph) and R2
 * (paragraphs that were glued when the text was copied). */
#include <stdlib.h>

#include "parts.h"

enum { EM = 2 }; /* widths are counted in half ems */

bool jb_is_white(uint32_t rune)
{
    return rune == ' ' || rune == '\t' || rune == 0xA0 || rune == 0x3000 || rune == 0x1680 ||
           (rune >= 0x2000 && rune <= 0x200A) || rune == 0x202F || rune == 0x205F;
}

bool jb_is_edge(uint32_t rune)
{
    return jb_is_white(rune) || jb_rune_is_unseen(rune);
}

/* ---- marks */

static bool is_end_mark(jb_str line)
{
    return jb_str_equal(line, JB_STR("---"));
}

static bool is_row_mark(jb_str line)
{
    return line.len > 2 && line.at[0] == '|' && line.at[line.len - 1] == '|';
}

/* # and white space behind it; a # that touches a word is a word */
static void find_sharp(const parser *p, text_line *l)
{
    size_t at = l->start, before;
    uint32_t count = 0, rune;
    do {
        before = at;
        rune = at < l->end ? jb_utf8_next(p->text, &at) : 0;
        count += rune == '#' || rune == 0xFF03;
    } while (rune == '#' || rune == 0xFF03);
    if (count == 0 || count > 5 || !jb_is_white(rune))
        return;
    l->mark = count == 1 ? MARK_TITLE : MARK_HEADING;
    l->level = (uint8_t)(count - 1);
    l->content = (uint32_t)before;
}

/* {人名}: a kind's name that is none, said of what is painted as it stands. */
static void tell_unknown_kind(const parser *p, const text_line *l, jb_str name)
{
    jb_buf known = {0};
    for (size_t at = 0; at < name.len;)
        if (!jb_rune_is_han(jb_utf8_next(name, &at)))
            return; /* a text that begins with a brace */
    for (int kind = 0; kind < JB_BLOCK_KINDS; kind++)
        jb_buf_printf(p->arena, &known, "{%.*s}",
                      JB_FMT(jb_block_kind_name((jb_block_kind)kind, JB_ZH)));
    jb_span span = {l->start, l->start + (uint32_t)name.len + 2};
    jb_diag_in(p->diags, JB_D_ISSUE_UNKNOWN_KIND, jb_source_place(p->source, span),
               JB_ARGS(name, jb_buf_str(&known)));
}

static void find_kind(const parser *p, text_line *l)
{
    jb_str s = jb_str_cut(p->text, l->start, l->end);
    jb_block_kind kind;
    const char *close = memchr(s.at, '}', s.len < 32 ? s.len : 32);
    if (!close)
        return;
    jb_str name = jb_str_cut(s, 1, (size_t)(close - s.at));
    if (!jb_block_kind_find(name, &kind)) {
        if (p->diags && name.len)
            tell_unknown_kind(p, l, name);
        return;
    }
    l->mark = MARK_KIND;
    l->level = (uint8_t)kind;
    l->content = l->start + (uint32_t)(close - s.at) + 1;
}

static void find_mark(const parser *p, text_line *l)
{
    jb_str s = jb_str_cut(p->text, l->start, l->end);
    jb_span caption;
    jb_str file;
    jb_len width;
    l->content = l->start;
    if (s.len == 0)
        return;
    if (s.at[0] == '\\') {
        l->mark = MARK_PLAIN;
        l->content++;
    } else if (s.at[0] == '{') {
        find_kind(p, l);
    } else if (is_end_mark(s)) {
        l->mark = MARK_END;
    } else if (s.at[0] == '!' && jb_issue_read_image(s, &caption, &file, &width)) {
        l->mark = MARK_IMAGE;
    } else if (is_row_mark(s)) {
        l->mark = jb_issue_is_table_rule(s) ? MARK_RULE : MARK_ROW;
    } else {
        find_sharp(p, l);
    }
    if (l->mark == MARK_TITLE || l->mark == MARK_HEADING || l->mark == MARK_KIND ||
        l->mark == MARK_PLAIN) {
        size_t at = l->content, next = at;
        while (next < l->end && jb_is_edge(jb_utf8_next(p->text, &next)))
            at = next;
        l->content = (uint32_t)at;
    }
}

bool jb_issue_has_mark(jb_str s)
{
    parser p = {.text = s};
    text_line l = {.start = 0, .end = (uint32_t)s.len};
    find_mark(&p, &l);
    return l.mark != MARK_NONE;
}

/* ---- lines */

static bool is_prose_mark(uint32_t rune)
{
    return rune == 0xFF0C || rune == 0x3002 || rune == 0x3001 || rune == 0xFF1B || rune == 0xFF1A ||
           rune == ',' || rune == '.' || rune == ';';
}

static text_line measure_line(const parser *p, uint32_t from, uint32_t to)
{
    text_line l = {.from = from, .to = to, .start = to, .end = to};
    uint32_t columns = 0, chars = 0;
    bool text = false;
    for (size_t at = from; at < to;) {
        uint32_t before = (uint32_t)at, rune = jb_utf8_next(p->text, &at);
        columns += rune == '\t' ? 2 * EM : (uint32_t)jb_rune_columns(rune);
        chars++;
        if (jb_is_edge(rune))
            continue;
        if (!text) {
            uint32_t indent = columns - (uint32_t)jb_rune_columns(rune);
            l.start = before;
            l.indent = (uint16_t)(indent < 1000 ? indent : 1000);
        }
        text = true;
        l.marked |= is_prose_mark(rune);
        l.end = (uint32_t)at;
        l.columns = columns;
        l.chars = chars;
    }
    return l;
}

/* — 3 —, -3-, 第3页, 第3页共8页: the number of an old page. Bare digits are not: a table's cell, a
 * year. */
static bool is_page_number(const parser *p, const text_line *l)
{
    uint32_t rune[16], n;
    jb_str s = jb_str_cut(p->text, l->start, l->end);
    if (s.len == 0 || s.len > 48)
        return false;
    n = jb_fold_text(s, rune, NULL, 16);
    uint32_t i = 0, digits = 0, dashes = 0, words = 0;
    for (; i < n; i++) {
        uint32_t r = rune[i];
        digits += r >= '0' && r <= '9';
        dashes += r == '-' || r == 0x2014 || r == 0x2013 || r == 0xFF0D || r == 0x2015;
        words += r == 0x7B2C || r == 0x9875 || r == 0x5171; /* 第 页 共 */
        if (digits + dashes + words != i + 1)
            return false;
    }
    bool dashed = words == 0 && dashes >= 2 && (rune[0] < '0' || rune[0] > '9') &&
                  (rune[n - 1] < '0' || rune[n - 1] > '9');
    bool worded = dashes == 0 && words >= 2 && rune[0] == 0x7B2C && rune[n - 1] == 0x9875;
    return n < 16 && digits > 0 && digits <= 8 && (dashed || worded);
}

static uint32_t next_with_text(const parser *p, uint32_t i, int step)
{
    for (i += (uint32_t)step; i < p->lines.len; i += (uint32_t)step)
        if (p->lines.at[i].start < p->lines.at[i].end)
            return i;
    return UINT32_MAX;
}

typedef struct running_head {
    uint64_t hash;
    uint32_t line;
} running_head;

static int compare_heads(const void *a, const void *b)
{
    const running_head *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

static uint64_t hash_line(const parser *p, const text_line *l)
{
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a */
    for (uint32_t i = l->start; i < l->end; i++)
        hash = (hash ^ (unsigned char)p->text.at[i]) * 0x100000001b3u;
    return hash;
}

/* A short line that stands again and again beside an old page's number is its running head. */
static void drop_running_heads(parser *p)
{
    JB_VEC(running_head) heads = {0};
    for (uint32_t i = 0; i < p->lines.len; i++) {
        if (!p->lines.at[i].dropped)
            continue;
        uint32_t beside[2] = {next_with_text(p, i, -1), next_with_text(p, i, 1)};
        for (int k = 0; k < 2; k++) {
            const text_line *l = beside[k] == UINT32_MAX ? NULL : &p->lines.at[beside[k]];
            if (l && !l->dropped && l->mark == MARK_NONE && l->columns - l->indent <= 40 * EM)
                *jb_push(p->arena, &heads) = (running_head){hash_line(p, l), beside[k]};
        }
    }
    if (heads.len)
        qsort(heads.at, heads.len, sizeof *heads.at, compare_heads);
    for (uint32_t i = 0, j; i < heads.len; i = j) {
        for (j = i + 1; j < heads.len && heads.at[j].hash == heads.at[i].hash;)
            j++;
        if (heads.at[j - 1].line == heads.at[i].line || j - i < 2)
            continue;
        for (; i < j; i++)
            p->lines.at[heads.at[i].line].dropped = true;
    }
}

void jb_issue_split_lines(parser *p)
{
    jb_reserve(p->arena, &p->lines, p->source->lines.len);
    bool cleans = p->options->recognise && p->options->clean != JB_CLEAN_NONE;
    bool pages = false;
    for (uint32_t i = 0; i < p->source->lines.len; i++) {
        uint32_t to =
            i + 1 < p->source->lines.len ? p->source->lines.at[i + 1] - 1 : (uint32_t)p->text.len;
        text_line *l = jb_push(p->arena, &p->lines);
        *l = measure_line(p, p->source->lines.at[i], to);
        l->content = l->start;
        if (p->options->recognise)
            find_mark(p, l);
        l->dropped = cleans && l->mark == MARK_NONE && is_page_number(p, l);
        pages |= l->dropped;
    }
    if (pages)
        drop_running_heads(p);
}

/* ---- R1 */

static uint32_t last_rune(const parser *p, uint32_t end)
{
    size_t at = end;
    return end ? jb_utf8_previous(p->text, &at) : 0;
}

/* 。！？…； and what may close behind them */
static bool ends_sentence(uint32_t rune)
{
    return rune == 0x3002 || rune == 0xFF01 || rune == 0xFF1F || rune == 0x2026 || rune == 0x201D ||
           rune == 0xFF09 || rune == '!' || rune == '?' || rune == '"' || rune == 0xFF1A ||
           rune == ':' || rune == 0xFF1B || rune == ';' || rune == '.';
}

/* Lines of some width: how many, how many of them end a sentence, and how many have a mark. */
typedef struct width {
    uint32_t lines, ended, marked;
    uint32_t flush; /* a line without indent follows */
} width;

static void add_width(width *sum, const width *one, uint32_t times)
{
    sum->lines += times * one->lines;
    sum->ended += times * one->ended;
    sum->marked += times * one->marked;
    sum->flush += times * one->flush;
}

/* Are these the full lines of one measure? At least 8 and 35 % of all. They were broken wherever
 * the measure ended, so few end where a sentence does, else each is a paragraph of its own; and
 * prose has marks, a list of names or titles has few. In a short text 5 are enough, when paragraphs
 * are indented and the lines that go on are not. */
static bool is_wrapped(const width *full, uint32_t total, uint32_t indented)
{
    bool few = full->lines >= 5 && full->lines * 100 >= total * 40 &&
               full->ended * 5 <= full->lines && full->flush * 5 >= full->lines * 4 &&
               indented >= 2;
    return few || (full->lines >= 8 && full->lines * 100 >= total * 35 &&
                   full->ended * 3 <= full->lines && full->marked * 3 >= full->lines);
}

/* The wrap width: full lines end within two ems below it, and almost none is longer. *full: how
 * many these are. */
static uint32_t find_width(const parser *p, bool by_chars, uint32_t *full)
{
    enum { LEAST = 15 * EM, MOST = 60 * EM, SLACK = 2 * EM };
    width of[MOST + 2] = {0}, window = {0};
    uint32_t total = 0, best = 0, best_count = 0, longer = 0, indented = 0;
    for (uint32_t i = p->body; i < p->lines.len; i++) {
        const text_line *l = &p->lines.at[i];
        uint32_t columns = by_chars ? l->chars * EM : l->columns;
        if (l->dropped || l->mark != MARK_NONE || columns < LEAST)
            continue;
        const text_line *next = i + 1 < p->lines.len ? l + 1 : NULL;
        bool flush = next && next->start < next->end && next->indent < EM;
        width one = {1, ends_sentence(last_rune(p, l->end)), l->marked, flush};
        indented += l->indent >= EM;
        add_width(&of[columns > MOST ? MOST + 1 : columns], &one, 1);
        total++;
    }
    for (uint32_t c = MOST + 1; c > MOST - SLACK; c--)
        add_width(&window, &of[c], 1);
    for (uint32_t c = MOST; c >= LEAST; c--) {
        longer += of[c + 1].lines;
        add_width(&window, &of[c - SLACK], 1);
        add_width(&window, &of[c + 1], UINT32_MAX); /* takes it away again */
        bool fits =
            (longer <= 1 || longer * 100 <= total * 3) && is_wrapped(&window, total, indented);
        if (fits && window.lines >= best_count) {
            best = c;
            best_count = window.lines;
        }
    }
    *full = best_count;
    return best;
}

/* Lines were broken by their width or, by some programs, after so many characters, whatever their
 * width: what makes more full lines. */
static uint32_t find_wrap(parser *p)
{
    uint32_t wide, long_;
    uint32_t by_width = find_width(p, false, &wide), by_chars = find_width(p, true, &long_);
    if (long_ <= wide)
        return by_width;
    for (uint32_t i = 0; i < p->lines.len; i++)
        p->lines.at[i].columns = p->lines.at[i].chars * EM;
    return by_chars;
}

/* Line i is full: does it go on in line j? */
static bool goes_on(const parser *p, uint32_t i, uint32_t j)
{
    const text_line *full = &p->lines.at[i], *next = &p->lines.at[j];
    if (full->columns + 2 * EM < p->wrap || next->mark != MARK_NONE || next->indent >= EM)
        return false;
    jb_str text = jb_str_cut(p->text, next->start, next->end);
    if (jb_issue_end_word(text) == END_STRONG)
        return false;
    uint8_t level;
    bool ended = ends_sentence(last_rune(p, full->end));
    if (ended && jb_issue_label_length(text, &level))
        return false;
    return j == i + 1 || !ended;
}

static void add_chunk(parser *p, const text_line *l, uint32_t start, uint32_t end, bool after_blank)
{
    *jb_push(p->arena, &p->chunks) = (chunk){.start = start,
                                             .end = end,
                                             .from = l->start,
                                             .columns = l->columns,
                                             .indent = l->indent,
                                             .mark = l->mark,
                                             .mark_level = l->level,
                                             .before_blank = after_blank};
}

/* ---- R2 */

enum { STEP_LEAST = 22, STEP_MOST = 30 };

static bool is_stop(uint32_t rune)
{
    return rune == 0x3002 || rune == 0xFF01 || rune == 0xFF1F || rune == 0x201D; /* 。！？” */
}

/* The cells (at most two) where two paragraphs meet: a stop and a space out of step with the old
 * line ends, which fall every 22 to 30 characters; two of them must have been seen. A text with a
 * space behind most of its stops is just typed so. */
static uint32_t find_seams(const cell_list *cells, uint32_t seam[2])
{
    uint32_t since = 0, wraps = 0, stops = 0, hits = 0;
    for (uint32_t i = 1; i < cells->len; i++) {
        uint32_t before = cells->at[i - 1].rune;
        since += before < CELL_SPACE;
        stops += cells->at[i].rune == 0x3002;
        if (cells->at[i].rune != CELL_SPACE)
            continue;
        bool wrap = since >= STEP_LEAST && since <= STEP_MOST;
        bool meets = !wrap && is_stop(before) && since < STEP_LEAST && wraps >= 2;
        if (meets && hits < 2)
            seam[hits] = i;
        hits += meets;
        wraps = meets ? 0 : wraps + wrap;
        since = wrap || meets ? 0 : since;
    }
    return hits > 2 || hits * 2 > stops ? 0 : hits;
}

/* Splits the newest chunk, which is of line l, where paragraphs were glued. */
static void part_glued(parser *p, const text_line *l)
{
    chunk whole = p->chunks.at[p->chunks.len - 1];
    part one = {whole.start, whole.end, JOIN_NOT};
    part_list only = {.at = &one, .len = 1};
    uint32_t seam[2];
    jb_issue_make_cells(p, &only);
    uint32_t hits = find_seams(&p->cells, seam);
    for (uint32_t k = 0; k < hits; k++) {
        const cell *space = &p->cells.at[seam[k]];
        uint32_t start = space->at + space->size;
        p->chunks.at[p->chunks.len - 1].end = space->at;
        add_chunk(p, l, start, whole.end, false);
        chunk *parted = &p->chunks.at[p->chunks.len - 1];
        parted->from = start;
        parted->glued = true;
    }
}

static bool has_spaces(const parser *p, const chunk *c)
{
    uint32_t spaces = 0;
    for (uint32_t at = c->start; at < c->end && spaces < 3; at++) {
        const char *hit = memchr(p->text.at + at, ' ', c->end - at);
        if (!hit)
            break;
        at = (uint32_t)(hit - p->text.at);
        spaces++;
    }
    return spaces >= 3;
}

static void note_drops(parser *p)
{
    for (uint32_t i = p->body; i < p->lines.len; i++)
        if (p->lines.at[i].dropped)
            *jb_push(p->arena, &p->drops) = (jb_span){p->lines.at[i].start, p->lines.at[i].end};
}

void jb_issue_make_chunks(parser *p)
{
    note_drops(p);
    p->wrap = find_wrap(p);
    bool parts_glued = p->options->clean != JB_CLEAN_NONE;
    bool blank = true;
    for (uint32_t i = p->body; i < p->lines.len;) {
        const text_line *first = &p->lines.at[i];
        if (first->start == first->end || first->dropped) {
            blank |= !first->dropped;
            i++;
            continue;
        }
        uint32_t last = i, j = next_with_text(p, i, 1);
        while (first->mark == MARK_NONE && p->wrap && j != UINT32_MAX) {
            bool gone = p->lines.at[j].dropped;
            if (!gone && !goes_on(p, last, j))
                break;
            last = gone ? last : j;
            j = next_with_text(p, j, 1);
        }
        const text_line *end = &p->lines.at[last];
        add_chunk(p, first, first->content, end->end, blank);
        p->chunks.at[p->chunks.len - 1].columns = end->columns;
        if (parts_glued && first->mark == MARK_NONE &&
            has_spaces(p, &p->chunks.at[p->chunks.len - 1]))
            part_glued(p, first);
        blank = false;
        i = last + 1;
    }
}

void jb_issue_make_line_chunks(parser *p)
{
    bool marks = p->options->recognise, blank = true;
    for (uint32_t i = p->body; i < p->lines.len; i++) {
        const text_line *l = &p->lines.at[i];
        if (l->start == l->end) {
            blank = true;
            continue;
        }
        add_chunk(p, l, marks ? l->content : l->from, marks ? l->end : l->to, blank);
        blank = false;
    }
}
