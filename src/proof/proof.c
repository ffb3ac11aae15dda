/* The rules, and the one walk that asks them. */
#include "parts.h"

#include <stdlib.h>

static const struct {
    jb_str name;
    jb_code code;
} rules[] = {
    {JB_LIT("P01"), JB_D_PROOF_HALF_MARK},      {JB_LIT("P02"), JB_D_PROOF_UNPAIRED},
    {JB_LIT("P03"), JB_D_PROOF_NESTING},        {JB_LIT("P04"), JB_D_PROOF_LONG_QUOTE},
    {JB_LIT("P05"), JB_D_PROOF_ELLIPSIS},       {JB_LIT("P06"), JB_D_PROOF_MUCH_ELLIPSIS},
    {JB_LIT("P07"), JB_D_PROOF_DASH},           {JB_LIT("P08"), JB_D_PROOF_RANGE},
    {JB_LIT("P09"), JB_D_PROOF_BETWEEN_QUOTES}, {JB_LIT("P10"), JB_D_PROOF_BEFORE_ETC},
    {JB_LIT("P11"), JB_D_PROOF_LABEL},          {JB_LIT("P12"), JB_D_PROOF_ORDER},
    {JB_LIT("P13"), JB_D_PROOF_TITLE_END},      {JB_LIT("P14"), JB_D_PROOF_CAPTION_END},
    {JB_LIT("P15"), JB_D_PROOF_QUOTE_END},      {JB_LIT("P16"), JB_D_PROOF_BRACKET_END},
    {JB_LIT("P17"), JB_D_PROOF_STOP_AND_DASH},  {JB_LIT("P18"), JB_D_PROOF_DOUBLE_STOP},
    {JB_LIT("P19"), JB_D_PROOF_MIDDLE_DOT},     {JB_LIT("P20"), JB_D_PROOF_DOCUMENT_NO},
    {JB_LIT("P21"), JB_D_PROOF_TWO_COLONS},     {JB_LIT("P22"), JB_D_PROOF_QUESTION},
    {JB_LIT("P23"), JB_D_PROOF_FIGURE},         {JB_LIT("P24"), JB_D_PROOF_LEVEL},
    {JB_LIT("P25"), JB_D_PROOF_CODE},           {JB_LIT("N01"), JB_D_PROOF_UNITS},
    {JB_LIT("N02"), JB_D_PROOF_APPROXIMATE},    {JB_LIT("N03"), JB_D_PROOF_FIXED_WORDS},
    {JB_LIT("N04"), JB_D_PROOF_DATES},          {JB_LIT("N05"), JB_D_PROOF_RANGE_UNIT},
    {JB_LIT("N06"), JB_D_PROOF_DECIMAL},        {JB_LIT("N07"), JB_D_PROOF_GROUPING},
    {JB_LIT("N08"), JB_D_PROOF_WIDE},           {JB_LIT("N09"), JB_D_PROOF_SIGNS},
    {JB_LIT("N10"), JB_D_PROOF_SAME_FORM},      {JB_LIT("N11"), JB_D_PROOF_ZERO},
    {JB_LIT("W01"), JB_D_WORD_WRONG},           {JB_LIT("W02"), JB_D_WORD_UNUSED},
    {JB_LIT("W03"), JB_D_WORD_SHORT_FIRST},     {JB_LIT("W04"), JB_D_WORD_ORDER},
};

enum { RULES = sizeof rules / sizeof *rules };
_Static_assert(RULES <= 64, "a set of rules is a word");

bool jb_proof_rule_find(jb_str name, unsigned *number)
{
    for (unsigned i = 0; i < RULES; i++) {
        if (jb_str_equal(rules[i].name, name)) {
            *number = i;
            return true;
        }
    }
    return false;
}

static const walk walks[] = {
    {ALL, HALF, jb_proof_half_mark, NULL, NULL},
    {ALL, 0, NULL, jb_proof_pairs, jb_proof_pairs_end},
    {ALL, ELLIPSIS, jb_proof_ellipsis, NULL, NULL},
    {ALL, ELLIPSIS, jb_proof_much_ellipsis, NULL, NULL},
    {ALL, DASH, jb_proof_dash, NULL, NULL},
    {ALL, DASH, jb_proof_range, NULL, NULL},
    {PROSE | TITLES, OPEN, jb_proof_marks_between, NULL, NULL},
    {PROSE | TITLES, STOP, jb_proof_before_etc, NULL, NULL},
    {PROSE, 0, NULL, jb_proof_label, NULL},
    {PROSE | TITLES, 0, NULL, jb_proof_order, NULL},
    {PROSE | TITLES, 0, NULL, jb_proof_title_end, NULL},
    {PROSE, 0, NULL, jb_proof_caption_end, NULL},
    {PROSE, CLOSE, jb_proof_quote_end, NULL, NULL},
    {PROSE, CLOSE, jb_proof_bracket_end, NULL, NULL},
    {ALL, STOP, jb_proof_stop_and_dash, NULL, NULL},
    {ALL, STOP, jb_proof_double_stop, NULL, NULL},
    {ALL, DOT | HALF, jb_proof_middle_dot, NULL, NULL},
    {ALL, OPEN, jb_proof_document_no, NULL, NULL},
    {PROSE, STOP, jb_proof_two_colons, NULL, NULL},
    {PROSE | TITLES, STOP, jb_proof_many_marks, NULL, NULL},
    {PROSE, STOP, jb_proof_indirect_question, NULL, NULL},
    {PROSE | TITLES, NUMERAL, jb_proof_units, NULL, NULL},
    {PROSE | TITLES, NUMERAL | DIGIT, jb_proof_approximate, NULL, NULL},
    {PROSE | TITLES, DIGIT, jb_proof_fixed_words, NULL, NULL},
    {ALL, DIGIT, jb_proof_dates, NULL, NULL},
    {ALL, DASH, jb_proof_range_unit, NULL, NULL},
    {ALL, ELLIPSIS, jb_proof_decimal, NULL, NULL},
    {PROSE, DIGIT, jb_proof_grouping, NULL, NULL},
    {ALL, WIDE, jb_proof_wide, NULL, NULL},
    {PROSE | TITLES | ROWS, DIGIT, jb_proof_signs, NULL, NULL},
    {PROSE, DIGIT | NUMERAL, jb_proof_same_form, NULL, jb_proof_forms_end},
    {ALL, NUMERAL, jb_proof_zero, NULL, NULL},
    {ALL, 0, NULL, jb_proof_words, NULL},
    {ALL, 0, NULL, NULL, jb_proof_tree},
    {ALL, ODD_CODE, jb_proof_code, NULL, NULL},
};

enum { WALKS = sizeof walks / sizeof *walks };

/* ---- findings ------------------------------------------------------------------------------- */

static bool is_skipped(const proof *p, jb_code code)
{
    for (unsigned i = 0; i < RULES; i++)
        if (rules[i].code == code)
            return p->skip >> i & 1;
    return false;
}

void jb_proof_tell_args(proof *p, jb_code code, jb_span span, const jb_str *args, size_t n)
{
    if (is_skipped(p, code))
        return;
    finding *f = jb_push(p->arena, &p->findings);
    *f = (finding){.code = code, .span = span, .order = p->findings.len};
    for (size_t i = 0; i < n; i++)
        f->args[i] = args[i];
}

void jb_proof_tell(proof *p, jb_code code, int from, int to, jb_str put)
{
    jb_proof_tell_near(p, code, from, to, 0, put);
}

void jb_proof_tell_near(proof *p, jb_code code, int from, int to, int more, jb_str put)
{
    int start = from - more < 0 ? 0 : from - more, end = to + more > p->n ? p->n : to + more;
    jb_str left = jb_proof_cut(p, start, from), right = jb_proof_cut(p, to, end);
    jb_str whole =
        jb_arena_format(p->arena, "%.*s%.*s%.*s", JB_FMT(left), JB_FMT(put), JB_FMT(right));
    jb_proof_tell_args(p, code, jb_proof_span(p, from, to),
                       JB_ARGS(jb_proof_cut(p, start, end), whole));
}

/* ---- the walk ------------------------------------------------------------------------------- */

static unsigned blocks_of(jb_block_kind kind)
{
    switch (kind) {
    case JB_BLOCK_PARAGRAPH:
    case JB_BLOCK_HEADING:
    case JB_BLOCK_NOTE:
    case JB_BLOCK_CAPTION:
    case JB_BLOCK_IMAGE:
    case JB_BLOCK_ATTACHMENT:
        return PROSE;
    case JB_BLOCK_TITLE:
    case JB_BLOCK_SUBTITLE:
    case JB_BLOCK_COLUMN:
    case JB_BLOCK_CHAPTER:
        return TITLES;
    default:
        return ROWS;
    }
}

static void walk_text(proof *p, jb_span span, unsigned blocks)
{
    jb_proof_make_glyphs(p, span);
    if (p->n == 0)
        return;
    for (int w = 0; w < WALKS; w++)
        if (walks[w].whole && walks[w].blocks & blocks)
            walks[w].whole(p);
    for (int i = 0; i < p->n; i++) {
        unsigned kinds = p->glyphs.at[i].kinds;
        for (int w = 0; kinds && w < WALKS; w++)
            if (walks[w].kinds & kinds && walks[w].blocks & blocks)
                walks[w].at(p, i);
    }
}

/* Fields that are painted as text; 期号 has rules of its own (issue/number.c). */
static bool is_text_field(jb_field_key key)
{
    return key == JB_FIELD_NAME || key == JB_FIELD_EDITOR || key == JB_FIELD_DATE ||
           key == JB_FIELD_LABEL || key == JB_FIELD_OTHER;
}

static int by_place(const void *a, const void *b)
{
    const finding *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

void jb_proof_run(jb_arena *arena, const jb_issue *issue, const jb_proof_options *options,
                  jb_diags *diags)
{
    proof p = {.arena = arena,
               .issue = issue,
               .words = options->words,
               .skip = options->skip,
               .text = issue->text};
    p.levels = (level_state){.above = {-1, -1, -1, -1, -1}};
    jb_proof_words_begin(&p);
    for (uint32_t i = 0; i < issue->fields.len; i++)
        if (is_text_field(issue->fields.at[i].key))
            walk_text(&p, issue->fields.at[i].value, FIELDS);
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        p.block = &issue->blocks.at[i];
        walk_text(&p, p.block->text, blocks_of(p.block->kind));
    }
    for (int w = 0; w < WALKS; w++)
        if (walks[w].end)
            walks[w].end(&p);
    if (p.findings.len)
        qsort(p.findings.at, p.findings.len, sizeof *p.findings.at, by_place);
    for (uint32_t i = 0; i < p.findings.len; i++) {
        const finding *f = &p.findings.at[i];
        jb_diag_at(diags, f->code, f->span, f->args, 4);
    }
}
