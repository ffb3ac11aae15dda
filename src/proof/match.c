/* W01 to W04: the office's own words in the text. */
#include "parts.h"
#include "words.h"

typedef struct last_name {
    uint32_t from, to; /* its forms */
    int end;           /* behind it in the text; -1: none yet */
} last_name;

void jb_proof_words_begin(proof *p)
{
    if (p->words)
        p->full_seen = JB_NEW_ARRAY(p->arena, uint8_t, p->words->entries.len + 1);
}

/* "（词表第 12 行：2018年更名）" */
static jb_str note_of(proof *p, const entry *e)
{
    const char *colon = e->reason.len ? "：" : "", *half = e->reason.len ? ": " : "";
    return jb_arena_format(p->arena, "词表第 %u 行%s%.*s\x1fline %u of the list%s%.*s", e->line,
                           colon, JB_FMT(e->reason), e->line, half, JB_FMT(e->reason));
}

/* ---- order of names ------------------------------------------------------------------------- */

/* Behind 同志 and a remark in brackets. */
static int skip_additions(const proof *p, int i, int end)
{
    if (jb_proof_stands(p, i, "同志"))
        i += 2;
    if (rune_at(p, i) == 0xFF08)
        while (i < end && rune_at(p, i - 1) != 0xFF09)
            i++;
    return i;
}

/* Between two names of one enumeration: 、 or 和 or white space, then at most a title. */
static bool is_enumeration(const proof *p, int from, int to)
{
    enum { LONGEST = 16 };
    if (to - from > LONGEST)
        return false;
    int i = skip_additions(p, from, to);
    bool parted = jb_proof_in(rune_at(p, i), "、和与及　 ") || jb_proof_stands(p, i, "以及");
    for (int k = i; k < to; k++)
        if (jb_proof_in(rune_at(p, k), "，。；：？！“”"))
            return false;
    return parted && i < to;
}

static void check_order(proof *p, const last_name *last, uint32_t from, uint32_t to, int i, int end)
{
    if (last->end < 0 || !is_enumeration(p, last->end, i))
        return;
    const form_list *forms = &p->words->forms;
    for (uint32_t a = last->from; a < last->to; a++) {
        for (uint32_t b = from; b < to; b++) {
            const form *x = &forms->at[a], *y = &forms->at[b];
            if (x->use != FORM_NAME || y->use != FORM_NAME || x->ref != y->ref ||
                x->rank <= y->rank)
                continue;
            jb_proof_tell_args(
                p, JB_D_WORD_ORDER, jb_proof_span(p, i, end),
                JB_ARGS(y->text, x->text, note_of(p, &p->words->entries.at[y->ref])));
            return;
        }
    }
}

/* ---- forms ---------------------------------------------------------------------------------- */

static bool is_running_text(const proof *p)
{
    return p->block && (p->block->kind == JB_BLOCK_PARAGRAPH || p->block->kind == JB_BLOCK_NOTE);
}

/* The form at [i, end) in one of its uses. True: nothing else is to be said of it. */
static bool check_use(proof *p, const form *f, int i, int end)
{
    const entry *e = &p->words->entries.at[f->ref];
    switch (f->use) {
    case FORM_WRONG:
        jb_proof_tell_args(p, JB_D_WORD_WRONG, jb_proof_span(p, i, end),
                           JB_ARGS(f->text, e->form, note_of(p, e)));
        return true;
    case FORM_UNUSED:
        jb_proof_tell_args(p, JB_D_WORD_UNUSED, jb_proof_span(p, i, end),
                           JB_ARGS(f->text, note_of(p, e)));
        return true;
    case FORM_FULL:
        p->full_seen[f->ref] = 1;
        return false;
    case FORM_SHORT:
        if (!is_running_text(p) || p->full_seen[f->ref])
            return false;
        p->full_seen[f->ref] = 1;
        jb_proof_tell_args(p, JB_D_WORD_SHORT_FIRST, jb_proof_span(p, i, end),
                           JB_ARGS(f->text, e->form, note_of(p, e)));
        return true;
    default:
        return false;
    }
}

static bool has_use(const jb_words *words, uint32_t from, uint32_t to, form_use use)
{
    for (uint32_t k = from; k < to; k++)
        if (words->forms.at[k].use == use)
            return true;
    return false;
}

void jb_proof_words(proof *p)
{
    if (!p->words || p->words->forms.len == 0)
        return;
    last_name last = {.end = -1};
    jb_str text = jb_str_cut(
        p->text, 0, p->glyphs.at[p->n - 1].at + jb_utf8_width(p->glyphs.at[p->n - 1].rune));
    for (int i = 0; i < p->n; i++) {
        uint32_t from = 0, to = 0;
        if (!jb_words_begins(p->words, rune_at(p, i)))
            continue;
        size_t size = jb_words_longest(p->words, text, p->glyphs.at[i].at, &from, &to);
        if (size == 0)
            continue;
        int end =
            i + (int)jb_utf8_count(jb_str_cut(text, p->glyphs.at[i].at, p->glyphs.at[i].at + size));
        bool done = false;
        for (uint32_t k = from; k < to && !done; k++)
            done = check_use(p, &p->words->forms.at[k], i, end);
        if (has_use(p->words, from, to, FORM_NAME)) {
            check_order(p, &last, from, to, i, end);
            last = (last_name){from, to, end};
        }
        i = end - 1;
    }
}
