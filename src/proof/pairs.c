/* Marks that come in pairs (GB/T 15834-2011, 4.8, 4.9, 4.15): one walk of a block with a stack. */
#include "parts.h"

enum { DEEPEST = 32 };

#define BOTH(zh, en) JB_LIT(zh "\x1f" en)

/* Names for messages, and whether one may directly stand in another of its kind. */
static const struct {
    uint32_t open, close;
    jb_str no_close, no_open, add_close, add_open;
    bool nests; /* in itself */
} families[] = {
    {0x201C, 0x201D, BOTH("前引号没有配对的后引号", "the opening quote has no closing one"),
     BOTH("后引号没有配对的前引号", "the closing quote has no opening one"),
     BOTH("补上后引号", "add the closing quote"), BOTH("补上前引号", "add the opening quote"),
     false},
    {0x2018, 0x2019,
     BOTH("前单引号没有配对的后单引号", "the opening single quote has no closing one"),
     BOTH("后单引号没有配对的前单引号", "the closing single quote has no opening one"),
     BOTH("补上后单引号", "add the closing single quote"),
     BOTH("补上前单引号", "add the opening single quote"), false},
    {0x300A, 0x300B, BOTH("前书名号没有配对的后书名号", "《 has no 》"),
     BOTH("后书名号没有配对的前书名号", "》 has no 《"), BOTH("补上后书名号", "add 》"),
     BOTH("补上前书名号", "add 《"), false},
    {0x3008, 0x3009, BOTH("前书名号没有配对的后书名号", "〈 has no 〉"),
     BOTH("后书名号没有配对的前书名号", "〉 has no 〈"), BOTH("补上后书名号", "add 〉"),
     BOTH("补上前书名号", "add 〈"), false},
    {0xFF08, 0xFF09, BOTH("前括号没有配对的后括号", "the opening bracket has no closing one"),
     BOTH("后括号没有配对的前括号", "the closing bracket has no opening one"),
     BOTH("补上后括号", "add the closing bracket"), BOTH("补上前括号", "add the opening bracket"),
     true},
    {0x3010, 0x3011, BOTH("前括号没有配对的后括号", "【 has no 】"),
     BOTH("后括号没有配对的前括号", "】 has no 【"), BOTH("补上后括号", "add 】"),
     BOTH("补上前括号", "add 【"), true},
    {0x3014, 0x3015, BOTH("前括号没有配对的后括号", "〔 has no 〕"),
     BOTH("后括号没有配对的前括号", "〕 has no 〔"), BOTH("补上后括号", "add 〕"),
     BOTH("补上前括号", "add 〔"), true},
};

enum { QUOTE, SINGLE, TITLE, INNER_TITLE, BRACKET, FAMILIES = sizeof families / sizeof *families };

typedef struct stack {
    struct {
        int family, at;
    } marks[DEEPEST];
    int depth;
    bool forgiven[FAMILIES]; /* its opening mark was told: crossed with another pair */
    int straight[2];         /* " and ': behind the one that waits for its mate; 0: none */
} stack;

static uint32_t folded(uint32_t rune)
{
    return rune == '(' ? 0xFF08 : rune == ')' ? 0xFF09 : rune;
}

static int family_of(uint32_t rune, bool *opens)
{
    rune = folded(rune);
    for (int k = 0; k < FAMILIES; k++) {
        if (rune == families[k].open || rune == families[k].close) {
            *opens = rune == families[k].open;
            return k;
        }
    }
    return -1;
}

static void tell_pair(proof *p, int i, jb_str fault, jb_str remedy)
{
    jb_proof_tell_args(p, JB_D_PROOF_UNPAIRED, jb_proof_span(p, i, i + 1),
                       JB_ARGS(jb_proof_cut(p, i - 3, i + 4), fault, remedy));
}

static void tell_open(proof *p, int family, int i)
{
    tell_pair(p, i, families[family].no_close, families[family].add_close);
}

/* The next mark of the family behind i; 0: none; *at: where. */
static uint32_t next_mark(const proof *p, int family, int i, int *at)
{
    for (int k = i + 1; k < p->n; k++) {
        uint32_t rune = rune_at(p, k);
        if (rune == families[family].open || rune == families[family].close) {
            *at = k;
            return rune;
        }
    }
    *at = p->n;
    return 0;
}

static void push(stack *s, int family, int at)
{
    if (s->depth < DEEPEST) {
        s->marks[s->depth].family = family;
        s->marks[s->depth++].at = at;
    }
}

/* ---- P03 ------------------------------------------------------------------------------------ */

static bool has_han(const proof *p, int from, int to)
{
    for (int i = from; i < to; i++)
        if (is_han(rune_at(p, i)))
            return true;
    return false;
}

/* What stands between the marks at `from` and `to`, in the pair of another family. */
static void tell_nesting(proof *p, int from, int to, jb_str fault, int family)
{
    jb_buf put = {0};
    jb_buf_add_rune(p->arena, &put, families[family].open);
    jb_buf_add(p->arena, &put, jb_proof_cut(p, from + 1, to));
    jb_buf_add_rune(p->arena, &put, families[family].close);
    jb_proof_tell_args(p, JB_D_PROOF_NESTING, jb_proof_span(p, from, to + 1),
                       JB_ARGS(jb_proof_cut(p, from, to + 1), fault, jb_buf_str(&put)));
}

static bool is_open(const stack *s, int family)
{
    for (int k = 0; k < s->depth; k++)
        if (s->marks[k].family == family)
            return true;
    return false;
}

/* 4.8.3.4, 4.15.3.5: “ ‘ “ and 《 〈 《 alternate. A mark of the kind that is open already is nested
 * only when two closing ones follow; else it is a slip, or its elder has no mate. */
static void open_again(proof *p, stack *s, int family, int i)
{
    int first_at, second_at;
    uint32_t close = families[family].close;
    bool closes = next_mark(p, family, i, &first_at) == close;
    bool nested = closes && next_mark(p, family, first_at, &second_at) == close;
    if (nested && family == QUOTE) {
        tell_nesting(p, i, first_at, JB_BOTH("双引号里又用双引号", "“ stands inside “"), SINGLE);
    } else if (nested && family == TITLE) {
        tell_nesting(p, i, first_at, JB_BOTH("书名号里又用双书名号", "《 stands inside 《"),
                     INNER_TITLE);
    } else if (!nested && !closes && family == QUOTE) {
        tell_pair(p, i, JB_BOTH("后引号写成了前引号", "an opening quote stands where one closes"),
                  JB_BOTH("改用后引号", "use the closing quote"));
        s->depth--;
        return;
    } else if (!nested) {
        tell_open(p, family, s->marks[s->depth - 1].at);
        s->depth--;
    }
    push(s, family, i);
}

static void open_mark(proof *p, stack *s, int family, int i)
{
    bool again = s->depth && s->marks[s->depth - 1].family == family && !families[family].nests;
    if (again) {
        open_again(p, s, family, i);
        return;
    }
    int end;
    if (family == SINGLE && !is_open(s, QUOTE) && !p->quote.on &&
        next_mark(p, SINGLE, i, &end) == families[SINGLE].close && has_han(p, i, end))
        tell_nesting(p, i, end,
                     JB_BOTH("不在双引号里却用了单引号", "single quotes stand outside double ones"),
                     QUOTE);
    push(s, family, i);
}

/* ---- P02 ------------------------------------------------------------------------------------ */

/* ’ in Children’s and 1）, a）, 三） need no mate. */
static bool stands_alone(const proof *p, int family, int i)
{
    uint32_t left = rune_at(p, i - 1);
    if (family == SINGLE)
        return is_latin(left) || is_digit(left);
    return family == BRACKET && (is_latin(left) || is_digit(left) || jb_proof_is_numeral(left) ||
                                 left == ':' || left == ';');
}

/* A closing mark without an open one. */
static void close_nothing(proof *p, stack *s, int family, int i)
{
    int next;
    if (stands_alone(p, family, i))
        return;
    if (s->forgiven[family]) {
        s->forgiven[family] = false;
    } else if (family == QUOTE && p->quote.on) {
        /* P04, 4.8.3.5: it closes a quotation that began in a paragraph before */
        jb_str head = jb_proof_cut(p, 0, 4);
        jb_proof_tell_args(p, JB_D_PROOF_LONG_QUOTE, jb_proof_span(p, 0, 1),
                           JB_ARGS(head, jb_arena_format(p->arena, "“%.*s", JB_FMT(head))));
        p->quote.on = false;
    } else if (family == QUOTE && next_mark(p, family, i, &next) == families[family].close) {
        tell_pair(p, i, JB_BOTH("前引号写成了后引号", "a closing quote stands where one opens"),
                  JB_BOTH("改用前引号", "use the opening quote"));
        push(s, family, i);
    } else {
        tell_pair(p, i, families[family].no_open, families[family].add_open);
    }
}

static void close_mark(proof *p, stack *s, int family, int i)
{
    int mate = s->depth - 1;
    while (mate >= 0 && s->marks[mate].family != family)
        mate--;
    if (mate < 0) {
        close_nothing(p, s, family, i);
        return;
    }
    if (family == SINGLE && mate < s->depth - 1 && stands_alone(p, family, i))
        return;
    for (int k = s->depth - 1; k > mate; k--) {
        tell_open(p, s->marks[k].family, s->marks[k].at);
        s->forgiven[s->marks[k].family] = true;
    }
    s->depth = mate;
}

/* 4.8: straight quotes open and close in turn. Certain: a pair around Han, or between Han. */
static void straight_mark(proof *p, stack *s, int i)
{
    uint32_t left = rune_at(p, i - 1);
    bool single = rune_at(p, i) == '\'';
    int from = s->straight[single] - 1;
    bool opens = from < 0;
    if ((opens && (is_digit(left) || (single && is_latin(left)))) || jb_proof_in_address(p, i))
        return; /* inches, an apostrophe */
    s->straight[single] = opens ? i + 1 : 0;
    bool around = !opens && (is_han(rune_at(p, from + 1)) || is_han(left));
    bool between = !opens && is_han(rune_at(p, from - 1)) && is_han(rune_at(p, i + 1));
    if (!around && !(between && !single))
        return;
    jb_str inner = jb_proof_cut(p, from + 1, i);
    jb_str put = single ? jb_arena_format(p->arena, "‘%.*s’", JB_FMT(inner))
                        : jb_arena_format(p->arena, "“%.*s”", JB_FMT(inner));
    jb_str say = jb_arena_format(p->arena, "写作%.*s\x1fwrite %.*s", JB_FMT(put), JB_FMT(put));
    jb_proof_tell_args(p, JB_D_PROOF_UNPAIRED, jb_proof_span(p, from, i + 1),
                       JB_ARGS(jb_proof_cut(p, from, i + 1),
                               JB_BOTH("用了直引号", "straight quotes are used"), say));
}

/* ---- P04 ------------------------------------------------------------------------------------ */

static void flush_quote(proof *p)
{
    if (p->quote.on)
        jb_proof_tell_args(
            p, JB_D_PROOF_UNPAIRED, p->quote.span,
            JB_ARGS(p->quote.text, families[QUOTE].no_close, families[QUOTE].add_close));
    p->quote.on = false;
}

/* What is still open when the block ends. A “ of a paragraph may go on in the next one. */
static void end_block(proof *p, const stack *s)
{
    bool paragraph = p->block && p->block->kind == JB_BLOCK_PARAGRAPH;
    for (int k = 0; k < s->depth; k++) {
        int at = s->marks[k].at;
        if (k == 0 && paragraph && s->marks[k].family == QUOTE)
            p->quote =
                (pending){jb_proof_span(p, at, at + 1), jb_proof_cut(p, at - 3, at + 4), true};
        else
            tell_open(p, s->marks[k].family, at);
    }
}

void jb_proof_pairs(proof *p)
{
    stack s = {0};
    bool paragraph = p->block && p->block->kind == JB_BLOCK_PARAGRAPH;
    if (p->quote.on && !paragraph)
        flush_quote(p);
    if (rune_at(p, 0) == families[QUOTE].open)
        p->quote.on = false; /* 4.8.3.5: each paragraph of a long quotation opens anew */
    for (int i = 0; i < p->n; i++) {
        bool opens = false;
        unsigned kinds = p->glyphs.at[i].kinds;
        if (kinds & STRAIGHT)
            straight_mark(p, &s, i);
        int family = kinds & (OPEN | CLOSE) ? family_of(rune_at(p, i), &opens) : -1;
        if (family < 0)
            continue;
        if (family == QUOTE && opens && s.depth == 0)
            flush_quote(p);
        if (opens)
            open_mark(p, &s, family, i);
        else
            close_mark(p, &s, family, i);
    }
    end_block(p, &s);
}

void jb_proof_pairs_end(proof *p)
{
    flush_quote(p);
}
