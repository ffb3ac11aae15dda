/* Text -> atoms, the smallest units before shaping: a code point with what goes with it.
 *
 * What nobody can see goes with the character before it, or with the next one where there is none:
 * it takes no room, whatever fonts say of it. Where a line may end by it, the atom knows. */
#include "../base/utf8.h"
#include "parts.h"

enum { EM_DASH = 0x2014, SOFT_HYPHEN = 0xAD, OPENS = 0x200B };

/* More marks than these on one base are an atom of their own (UAX #15: no text has more): what a
 * shaper takes for one grows with their square, and readers of PDF take no long text of a glyph. */
enum { STACK_MOST = 30, BYTES_MOST = 96 };

typedef struct splitting {
    jb_making *m;
    uint32_t run, run_end;
    uint32_t marks;  /* on the last atom */
    uint32_t unseen; /* where what is not seen begins, which goes with the next; NOWHERE: nothing */
} splitting;

#define NOWHERE UINT32_MAX

static jb_atom *last_atom(const splitting *s)
{
    return s->m->atoms.len ? &s->m->atoms.at[s->m->atoms.len - 1] : NULL;
}

static bool within(uint32_t rune, uint32_t first, uint32_t last)
{
    return rune >= first && rune <= last;
}

/* Combining marks stay with their base. */
static bool joins_base(uint32_t rune, const jb_lb *lb)
{
    return lb->cls == LB_CM || lb->cls == LB_ZWJ || jb_rune_is_selector(rune);
}

/* —— is one atom; further dashes pair up in their turn. */
static bool joins_dash(const jb_atom *last, uint32_t rune)
{
    return rune == EM_DASH && last->rune == EM_DASH && last->length == 3;
}

/* What a joiner binds is one thing: the family of 👨‍👩‍👧 (UAX #14 LB8a). */
static bool joins_emoji(jb_str text, const jb_atom *last, uint32_t rune, const jb_lb *lb)
{
    size_t end = last->text + last->length;
    bool picture = rune < 0x2E80 || within(rune, 0x1F000, 0x1FFFF);
    bool emoji = lb->pictograph || lb->cls == LB_EB || (lb->cls == LB_ID && picture);
    return emoji && last->length > 3 && jb_utf8_previous(text, &end) == 0x200D;
}

/* Hebrew, Arabic and the other scripts that run from right to left; their digits do not. */
static bool runs_leftward(uint32_t rune)
{
    if (within(rune, 0x660, 0x669) || within(rune, 0x6F0, 0x6F9))
        return false;
    return within(rune, 0x590, 0x8FF) || within(rune, 0xFB1D, 0xFDFF) ||
           within(rune, 0xFE70, 0xFEFC) || within(rune, 0x10800, 0x10FFF) ||
           within(rune, 0x1E800, 0x1EFFF);
}

static bool is_blank(const jb_atom *a)
{
    return a->cls == JB_CLASS_BREAK || a->cls == JB_CLASS_SPACE;
}

/* Something may go with the last atom. */
static bool goes_on(const splitting *s)
{
    const jb_atom *last = last_atom(s);
    return last && s->unseen == NOWHERE && last->run == s->run && !is_blank(last);
}

static void push(splitting *s, const jb_atom *atom)
{
    *jb_push(s->m->scratch, &s->m->atoms) = *atom;
    s->marks = 0;
}

/* What is not seen up to `end` has no character to go with: between blanks, or alone. */
static void push_unseen(splitting *s, uint32_t run, uint32_t end)
{
    if (s->unseen == NOWHERE)
        return;
    size_t at = s->unseen;
    push(s, &(jb_atom){.text = s->unseen,
                       .length = end - s->unseen,
                       .rune = jb_utf8_next(s->m->input->text, &at),
                       .run = run,
                       .cls = JB_CLASS_SPACE,
                       .unseen = true,
                       .lb = {LB_SP, false, false}});
    s->unseen = NOWHERE;
}

static void take_unseen(splitting *s, uint32_t rune, uint32_t start, uint32_t end)
{
    jb_atom *last = last_atom(s);
    if (last && last->cls != JB_CLASS_BREAK) {
        last->opens |= rune == OPENS;
        last->glues |= rune == 0x2060 || rune == 0xFEFF || rune == 0x200D; /* LB11, LB8a */
    }
    if (!goes_on(s)) {
        s->unseen = s->unseen == NOWHERE ? start : s->unseen;
        return;
    }
    last->length = end - last->text;
    last->soft = rune == SOFT_HYPHEN;
}

/* To lines it is what stands before it (UAX #14 LB9). */
static void attach(jb_atom *a, const jb_atom *before)
{
    a->lb = (jb_lb){LB_CM, false, false};
    a->cls = !before || is_blank(before) ? JB_CLASS_LATIN : before->cls;
}

/* It goes with the last atom: joined, or, behind too many marks, beside it. */
static bool join(splitting *s, uint32_t rune, const jb_lb *lb, bool attached, uint32_t end)
{
    jb_atom *last = last_atom(s);
    if (!goes_on(s))
        return false;
    bool mark = joins_base(rune, lb);
    if (!attached && !mark && !joins_dash(last, rune) &&
        !joins_emoji(s->m->input->text, last, rune, lb) && !(last->leftward && runs_leftward(rune)))
        return false;
    if (mark && !attached && (++s->marks > STACK_MOST || last->length > BYTES_MOST)) {
        s->marks = STACK_MOST + 1;
        return false;
    }
    last->length = end - last->text;
    last->soft = last->glues = false;
    if (rune == EM_DASH && !attached)
        last->cls = JB_CLASS_DASH;
    return true;
}

static void take(splitting *s, uint32_t rune, uint32_t start, uint32_t end)
{
    rune = jb_rune_set_for(rune);
    jb_lb lb = jb_lb_class_of(rune);
    bool attached = jb_is_attached(s->m->runs[s->run].accents);
    if (join(s, rune, &lb, attached, end))
        return;
    jb_atom a = {.text = start,
                 .rune = rune,
                 .run = s->run,
                 .cls = (uint8_t)jb_para_class(rune),
                 .lb = lb,
                 .leftward = runs_leftward(rune),
                 .attached = attached,
                 .stacked = s->marks > STACK_MOST};
    if (is_blank(&a))
        push_unseen(s, s->run, start);
    else if (s->unseen != NOWHERE)
        a.text = s->unseen;
    a.length = end - a.text;
    s->unseen = NOWHERE;
    if (attached || a.stacked)
        attach(&a, last_atom(s));
    push(s, &a);
}

/* The letters of a word that runs leftward are one atom, which is shaped in their direction.
 * Several words in a row would have to change places too: that they do not is told. */
static void report_order(jb_making *m)
{
    for (uint32_t i = 2; i < m->atoms.len; i++) {
        const jb_atom *a = &m->atoms.at[i];
        if (!a->leftward || a[-1].rune != ' ' || !a[-2].leftward ||
            (i >= 4 && a[-3].rune == ' ' && a[-4].leftward))
            continue;
        jb_str shown = jb_arena_copy(
            m->diags->arena, jb_str_cut(m->input->text, a[-2].text, a->text + a->length));
        jb_diag_at(m->diags, JB_D_LINE_ORDER,
                   jb_para_span(m->input, a[-2].text, a->text + a->length - a[-2].text),
                   JB_ARGS(shown));
    }
}

void jb_atoms_split(jb_making *m)
{
    jb_str text = m->input->text;
    splitting s = {.m = m, .run_end = m->runs[0].length, .unseen = NOWHERE};
    jb_reserve(m->scratch, &m->atoms, (uint32_t)(text.len / 3 + 8));
    for (size_t at = 0; at < text.len;) {
        uint32_t start = (uint32_t)at, rune = jb_utf8_next(text, &at);
        while (start >= s.run_end && s.run + 1 < m->runs_len) {
            push_unseen(&s, s.run, start);
            s.run_end += m->runs[++s.run].length;
        }
        if (jb_rune_is_unseen(rune))
            take_unseen(&s, rune, start, (uint32_t)at);
        else
            take(&s, rune, start, (uint32_t)at);
    }
    push_unseen(&s, s.run, (uint32_t)text.len);
    report_order(m);
}
