/* What stands between, behind and inside quotes and brackets (GB/T 15834-2011), and the number of a
 * document (GB/T 9704-2012, 7.2.5). */
#include "parts.h"

/* The mate of the mark at i, going in steps of -1 or +1; -1: none. */
static int find_mate(const proof *p, int i, int step)
{
    static const struct {
        uint32_t open, close;
    } pairs[] = {{0x201C, 0x201D}, {0x300A, 0x300B}, {0xFF08, 0xFF09}};
    uint32_t own = rune_at(p, i), mate = 0;
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
        mate = own == pairs[k].open ? pairs[k].close : own == pairs[k].close ? pairs[k].open : mate;
    enum { REACH = 500 };
    int depth = 0;
    for (int k = i; k >= 0 && k < p->n && k - i < REACH && i - k < REACH; k += step) {
        depth += rune_at(p, k) == own;
        depth -= rune_at(p, k) == mate;
        if (depth == 0)
            return k;
    }
    return -1;
}

/* ---- P09 ------------------------------------------------------------------------------------ */

/* 4.5.3.5: between 《》《》 or “”“” in a row no 、. Certain: the row is of such alone: none of its
 * members has （） behind it, and no 、 joins it to anything else. Told once a row. */
void jb_proof_marks_between(proof *p, int i)
{
    uint32_t open = rune_at(p, i);
    uint32_t before = rune_at(p, i - 1);
    if ((open != 0x201C && open != 0x300A) || before == 0x3001 || before == 0x201D ||
        before == 0x300B)
        return;
    jb_buf put = {0};
    int at = i, parted = 0;
    for (;;) {
        int end = find_mate(p, at, 1);
        if (end < 0)
            return;
        jb_buf_add(p->arena, &put, jb_proof_cut(p, at, end + 1));
        at = end + 1;
        bool comma = rune_at(p, at) == 0x3001;
        if (rune_at(p, at) == 0xFF08 || (comma && rune_at(p, at + 1) != open))
            return;
        if (!comma && rune_at(p, at) != open)
            break;
        parted += comma;
        at += comma;
    }
    if (parted)
        jb_proof_tell(p, JB_D_PROOF_BETWEEN_QUOTES, i, at, jb_buf_str(&put));
}

/* ---- P15 ------------------------------------------------------------------------------------ */

static int stops_inside(const proof *p, int from, int to)
{
    int n = 0;
    for (int i = from; i < to; i++)
        n += jb_proof_in(rune_at(p, i), "。？！；");
    return n;
}

/* 强调要“应建尽建。”: a quotation of one sentence that belongs to the sentence around it */
static bool is_part_of_sentence(const proof *p, int open, int i)
{
    return rune_at(p, i - 1) == 0x3002 && is_han(rune_at(p, open - 1)) &&
           stops_inside(p, open, i - 1) == 0 && !jb_proof_is_stop(rune_at(p, i + 1));
}

static bool says(const proof *p, int colon)
{
    return rune_at(p, colon) == 0xFF1A &&
           jb_proof_any(p, colon - 2,
                        "表示|指出|强调|写道|说道|问道|答道|回答|感慨|提出|要求|介绍|坦言");
}

/* B.2.1: 。” closes a whole quoted sentence, ”。 any other, and never both. Certain: a stop on
 * both sides of ”, ？ and ！ in speech behind ： alone; one quoted sentence that hangs in another
 * without ： before it; several quoted sentences behind 表示： whose last stop fell outside. */
void jb_proof_quote_end(proof *p, int i)
{
    if (rune_at(p, i) != 0x201D)
        return;
    uint32_t before = rune_at(p, i - 1), behind = rune_at(p, i + 1);
    if (!jb_proof_in(before, "。？！") && behind != 0x3002)
        return;
    int open = find_mate(p, i, -1);
    bool speech = open > 0 && rune_at(p, open - 1) == 0xFF1A;
    bool both = jb_proof_in(behind, "。，；") &&
                (before == 0x3002 || (speech && jb_proof_in(before, "？！")));
    if (both) {
        jb_proof_tell_near(p, JB_D_PROOF_QUOTE_END, i - 1, i + 2, 2, jb_proof_cut(p, i - 1, i + 1));
        return;
    }
    if (open < 0)
        return;
    bool last = i + 1 == p->n;
    if (is_part_of_sentence(p, open, i) && (last || is_han(behind)))
        jb_proof_tell_near(p, JB_D_PROOF_QUOTE_END, i - 1, i + 1, 2, JB_STR("”。"));
    else if (behind == 0x3002 && !jb_proof_is_stop(before) && says(p, open - 1) &&
             stops_inside(p, open, i))
        jb_proof_tell_near(p, JB_D_PROOF_QUOTE_END, i, i + 2, 2, JB_STR("。”"));
}

/* ---- P16 ------------------------------------------------------------------------------------ */

/* B.2.2: brackets inside a sentence hold no 。 at their end; one sentence with its brackets has
 * one 。. Certain: 。 on both sides of （…）, or 。 before ） of brackets that no stop precedes. */
void jb_proof_bracket_end(proof *p, int i)
{
    if (rune_at(p, i) != 0xFF09)
        return;
    int open = find_mate(p, i, -1);
    if (open <= 0)
        return;
    uint32_t before = rune_at(p, open - 1);
    bool inner = rune_at(p, i - 1) == 0x3002;
    if (before == 0x3002 && rune_at(p, i + 1) == 0x3002 && !inner)
        jb_proof_tell_near(p, JB_D_PROOF_BRACKET_END, open - 1, i + 1, 2,
                           jb_proof_cut(p, open, i + 1));
    else if (inner && stops_inside(p, open, i) == 1 &&
             (is_han(before) || is_digit(before) || is_latin(before) || jb_proof_in(before, "”》")))
        jb_proof_tell_near(p, JB_D_PROOF_BRACKET_END, i - 1, i + 1, 2, JB_STR("）"));
}

/* ---- P20 ------------------------------------------------------------------------------------ */

/* GB/T 9704 7.2.5: 〔2023〕59号, the year in full and in 〔〕, no 第, no leading zero. Certain: a year in
 * brackets of any kind, then digits and 号. */
void jb_proof_document_no(proof *p, int i)
{
    uint32_t open = rune_at(p, i);
    if (!jb_proof_in(open, "（【〔[［("))
        return;
    int year = i + 1, close = jb_proof_digits(p, year), at = close + 1;
    int64_t value = jb_proof_value(p, year, close);
    if (close - year != 4 || value < 1900 || value > 2100 ||
        !jb_proof_in(rune_at(p, close), "）】〕]］)"))
        return;
    bool ordinal = rune_at(p, at) == 0x7B2C;
    int first = at + ordinal, end = jb_proof_digits(p, first);
    if (end == first || end - first > 5 || rune_at(p, end) != 0x53F7)
        return;
    int number = first;
    while (rune_at(p, number) == '0' && number + 1 < end)
        number++;
    bool right = open == 0x3014 && rune_at(p, close) == 0x3015;
    if (right && !ordinal && number == first)
        return;
    jb_str put =
        jb_arena_format(p->arena, "〔%d〕%.*s号", (int)value, JB_FMT(jb_proof_cut(p, number, end)));
    jb_proof_tell(p, JB_D_PROOF_DOCUMENT_NO, i, end + 1, put);
}
