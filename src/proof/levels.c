/* Labels of levels and lists, titles and captions (GB/T 15834-2011, appendices A.1, B.3, B.4). */
#include "parts.h"

/* ---- labels --------------------------------------------------------------------------------- */

typedef struct label {
    int level; /* 0 to 4: 一、 （一） 1. （1） ①; -1: none */
    int number;
    int end;   /* behind it */
    int mark;  /* where its wrong mark stands; end == mark: none */
    int marks; /* how many characters it has */
} label;

static int numeral_end(const proof *p, int i)
{
    int end = i;
    while (end < i + 4 && (jb_proof_numeral(rune_at(p, end)) > 0 || rune_at(p, end) == 0x5341))
        end++;
    return end;
}

static bool is_number_next(const proof *p, int i)
{
    uint32_t rune = rune_at(p, i);
    return is_digit(rune) || jb_proof_is_numeral(rune) || rune == 0x7B2C || rune == 0;
}

/* 一、 — and what is written for it */
static label read_first(const proof *p, int i)
{
    int end = numeral_end(p, i);
    uint32_t mark = rune_at(p, end);
    label out = {.level = -1};
    if (end == i || !jb_proof_in(mark, "、，．.,") || is_number_next(p, end + 1))
        return out;
    bool wrong = mark != 0x3001;
    return (label){0, (int)jb_proof_han_value(p, i, end), end + 1, end, wrong};
}

/* （一） and （1） */
static label read_bracketed(const proof *p, int i)
{
    label out = {.level = -1};
    if (!jb_proof_in(rune_at(p, i), "（("))
        return out;
    int han = numeral_end(p, i + 1), digits = jb_proof_digits(p, i + 1);
    int end = han > i + 1 ? han : digits;
    if (end == i + 1 || end > i + 4 || !jb_proof_in(rune_at(p, end), "）)"))
        return out;
    bool wrong = jb_proof_in(rune_at(p, end + 1), "、．.") && !is_number_next(p, end + 2) &&
                 !jb_proof_in(rune_at(p, end + 2), "（(");
    int64_t value = han > i + 1 ? jb_proof_han_value(p, i + 1, end) : jb_proof_value(p, i + 1, end);
    return (label){han > i + 1 ? 1 : 3, (int)value, end + 1, end + 1, wrong};
}

/* 1. */
static label read_digits(const proof *p, int i)
{
    int end = jb_proof_digits(p, i);
    uint32_t mark = rune_at(p, end);
    label out = {.level = -1};
    if (end == i || end > i + 2 || rune_at(p, i) == '0' || !jb_proof_in(mark, ".、．") ||
        is_number_next(p, end + 1))
        return out;
    int marks = mark != '.';
    if (mark == '.' && rune_at(p, end + 1) == 0x3001) /* 1.、 */
        return (label){2, (int)jb_proof_value(p, i, end), end + 2, end + 1, 1};
    return (label){2, (int)jb_proof_value(p, i, end), end + 1, end, marks};
}

static label read_circled(const proof *p, int i)
{
    uint32_t rune = rune_at(p, i);
    label out = {.level = -1};
    if (rune < 0x2460 || rune > 0x2473)
        return out;
    bool wrong = jb_proof_in(rune_at(p, i + 1), "、．.") &&
                 !(rune_at(p, i + 2) >= 0x2460 && rune_at(p, i + 2) <= 0x2473);
    return (label){4, (int)(rune - 0x2460) + 1, i + 1, i + 1, wrong};
}

static label read_label(const proof *p, int i)
{
    static label (*const readers[])(const proof *, int) = {read_first, read_bracketed, read_digits,
                                                           read_circled};
    label out = {.level = -1};
    for (size_t k = 0; k < sizeof readers / sizeof *readers && out.level < 0; k++)
        out = readers[k](p, i);
    return out;
}

bool jb_proof_has_label(const proof *p)
{
    return read_label(p, 0).level >= 0;
}

/* ---- P11 ------------------------------------------------------------------------------------ */

static void check_label(proof *p, int i)
{
    static const char *const right[LEVELS] = {"、", "", ".", "", ""};
    label l = read_label(p, i);
    if (l.level < 0 || !l.marks)
        return;
    jb_str put = l.mark == l.end - 1 && rune_at(p, l.mark - 1) == '.' ? (jb_str){0}
                                                                      : jb_str_make(right[l.level]);
    jb_str head = jb_proof_cut(p, i, l.mark);
    jb_proof_tell_args(p, JB_D_PROOF_LABEL, jb_proof_span(p, i, l.mark + 1),
                       JB_ARGS(jb_proof_cut(p, i, l.mark + 1),
                               jb_arena_format(p->arena, "%.*s%.*s", JB_FMT(head), JB_FMT(put))));
}

/* B.3.2 to B.3.4: 一、 has 、, 1. a point, （一） （1） ① nothing. Certain: at the start of a block, or
 * of a line of 附件, and no number follows (1、2号楼). */
void jb_proof_label(proof *p)
{
    if (p->block->kind == JB_BLOCK_CAPTION || p->block->kind == JB_BLOCK_IMAGE)
        return;
    if (p->block->kind != JB_BLOCK_ATTACHMENT) {
        check_label(p, 0);
        return;
    }
    for (int i = 0; i < p->n; i++) {
        bool line = i == 0 || rune_at(p, i - 1) == '\n' ||
                    p->glyphs.at[i].at == p->block->text.start + p->block->label;
        if (line)
            check_label(p, i);
    }
}

/* ---- P12 ------------------------------------------------------------------------------------ */

static jb_str label_text(proof *p, int level, int number)
{
    jb_str han = jb_proof_han_text(p, number);
    switch (level) {
    case 0:
        return jb_arena_format(p->arena, "%.*s、", JB_FMT(han));
    case 1:
        return jb_arena_format(p->arena, "（%.*s）", JB_FMT(han));
    case 2:
        return jb_arena_format(p->arena, "%d.", number);
    case 3:
        return jb_arena_format(p->arena, "（%d）", number);
    default: {
        jb_buf out = {0};
        jb_buf_add_rune(p->arena, &out, 0x2460 + (uint32_t)number - 1);
        return jb_buf_str(&out);
    }
    }
}

static void tell_order(proof *p, int from, int to, jb_str fault, jb_str put)
{
    jb_proof_tell_args(p, JB_D_PROOF_ORDER, jb_proof_span(p, from, to),
                       JB_ARGS(jb_proof_cut(p, from, to), fault, put));
}

/* A label begins its level anew, or goes on. */
static void count_label(level_state *s, int level, int number)
{
    s->last[level] = s->before[level] = number;
    for (int k = level + 1; k < LEVELS; k++) {
        if (s->last[k] && number == 1)
            s->above[k] = level;
        s->last[k] = 0;
    }
}

/* B.3.8. Certain: a number that is not the next one of its running list; and 2. behind a list of
 * （一） that began below 1. A list that begins with another number than one is not judged. */
static void order_label(proof *p, const label *l)
{
    level_state *s = &p->levels;
    int last = s->last[l->level], next = last + 1;
    if (l->number > 1 && l->number < 21 && last > 0 && last < 20 && l->number != next) {
        jb_str put = label_text(p, l->level, next);
        jb_str after = label_text(p, l->level, last);
        jb_str fault = jb_arena_format(p->arena,
                                       "接在“%.*s”后面，序号不连续\x1f"
                                       "follows '%.*s': the numbers do not run on",
                                       JB_FMT(after), JB_FMT(after));
        tell_order(p, 0, l->end, fault, put);
    }
    int above = s->above[l->level];
    if (last == 0 && l->number > 1 && s->before[l->level] == l->number - 1 && above >= 0 &&
        s->last[above] > 0)
        tell_order(
            p, 0, l->end,
            JB_BOTH("下面用了高一层的序号，层次颠倒", "has labels of a higher level below it"),
            JB_STR("一、 （一） 1. （1） ①"));
    if (l->number == 1 || last == 0)
        s->above[l->level] = -1;
    count_label(s, l->level, l->number);
}

/* The innermost of the running counts that `number` goes on with; -1: none. */
static int find_count(const level_state *s, int number)
{
    int k = s->counts - 1;
    while (k >= 0 && s->counted[k] != number - 1)
        k--;
    return k;
}

static void begin_count(level_state *s)
{
    if (s->counts == COUNTS) {
        memmove(s->counted, s->counted + 1, (COUNTS - 1) * sizeof *s->counted);
        s->counts--;
    }
    s->counted[s->counts++] = 1;
}

/* 一是 二是: counts may stand in counts, so a number is judged only when it goes on with none of them.
 * Any numeral behind a stop that goes on counts too (二要, 三抓), but only X是 is judged. */
static void order_count(proof *p, int i)
{
    level_state *s = &p->levels;
    uint32_t before = rune_at(p, i - 1);
    int number = jb_proof_numeral(rune_at(p, i));
    bool begins = before == 0 || before == 0xFF08 || jb_proof_is_stop(before);
    if (number < 1 || !begins || !is_han(rune_at(p, i + 1)))
        return;
    bool counts = rune_at(p, i + 1) == 0x662F; /* 是 */
    if (number == 1) {
        if (counts)
            begin_count(s);
        return;
    }
    int found = find_count(s, number);
    if (found < 0 && counts && s->counts) {
        int last = s->counted[s->counts - 1];
        jb_str put = jb_arena_format(p->arena, "%.*s是", JB_FMT(jb_proof_han_text(p, last + 1)));
        jb_str after = jb_proof_han_text(p, last);
        jb_str fault = jb_arena_format(p->arena,
                                       "接在“%.*s是”后面，序号不连续\x1f"
                                       "follows '%.*s是': the numbers do not run on",
                                       JB_FMT(after), JB_FMT(after));
        if (last < 10)
            tell_order(p, i, i + 2, fault, put);
        found = s->counts - 1;
    }
    if (found >= 0) {
        s->counts = found + 1;
        s->counted[found] = number;
    }
}

/* Labels inside a paragraph, behind a stop, only carry their list on. */
static void count_inner(proof *p, int i)
{
    uint32_t before = rune_at(p, i - 1);
    if (!jb_proof_in(before, "。；：，"))
        return;
    label l = read_label(p, i);
    if (l.level >= 0 && (l.number == 1 || l.number == p->levels.last[l.level] + 1))
        count_label(&p->levels, l.level, l.number);
}

void jb_proof_order(proof *p)
{
    jb_block_kind kind = p->block->kind;
    if (kind == JB_BLOCK_TITLE || kind == JB_BLOCK_COLUMN || kind == JB_BLOCK_CHAPTER ||
        kind == JB_BLOCK_ATTACHMENT) {
        p->levels = (level_state){.above = {-1, -1, -1, -1, -1}};
        return;
    }
    if (kind != JB_BLOCK_PARAGRAPH && kind != JB_BLOCK_HEADING)
        return;
    label l = read_label(p, 0);
    if (l.level >= 0)
        order_label(p, &l);
    if (l.level >= 0 && l.level < 4)
        p->levels.counts = 0;
    for (int i = 0; i < p->n; i++) {
        unsigned kinds = p->glyphs.at[i].kinds;
        if (kinds & NUMERAL && !p->glyphs.at[i].quoted)
            order_count(p, i);
        if (i > 0 && kinds & (NUMERAL | DIGIT | OPEN))
            count_inner(p, i);
    }
}

/* ---- P13, P14 ------------------------------------------------------------------------------- */

/* B.4: no stop at a title's end but ？ ！ ……. Certain: titles; headings of the first two levels
 * that are short and one sentence. */
void jb_proof_title_end(proof *p)
{
    enum { SHORT = 30 };
    jb_block_kind kind = p->block->kind;
    bool title = kind == JB_BLOCK_TITLE || kind == JB_BLOCK_SUBTITLE;
    bool heading = kind == JB_BLOCK_HEADING && p->block->level <= 2 && p->n <= SHORT;
    uint32_t last = rune_at(p, p->n - 1);
    if (!(title && jb_proof_in(last, "。，；：、")) && !(heading && jb_proof_in(last, "。，；、")))
        return;
    for (int i = 0; heading && i + 1 < p->n; i++)
        if (jb_proof_in(rune_at(p, i), "。；？！"))
            return;
    jb_proof_tell_near(p, JB_D_PROOF_TITLE_END, p->n - 1, p->n, 4, (jb_str){0});
}

/* A.1: no 。 at the end of a caption, even where one stands inside. */
void jb_proof_caption_end(proof *p)
{
    bool caption = p->block->kind == JB_BLOCK_CAPTION || p->block->kind == JB_BLOCK_IMAGE;
    if (caption && rune_at(p, p->n - 1) == 0x3002)
        jb_proof_tell_near(p, JB_D_PROOF_CAPTION_END, p->n - 1, p->n, 4, (jb_str){0});
}
