/* Character classes: what each character of the text is, here, beside its neighbours.
 *
 * The classes are those of CLREQ 3.1; where a line may break follows from UAX
 * #14 after every Chinese mark has been given the class that its prohibition level asks for
 * (CLREQ 3.1.4). */
#include "../base/utf8.h"
#include "parts.h"

static bool within(uint32_t rune, uint32_t first, uint32_t last)
{
    return rune >= first && rune <= last;
}

static bool one_of(uint32_t rune, const uint32_t *set)
{
    for (; *set; set++)
        if (*set == rune)
            return true;
    return false;
}

/* “ ‘ （ 《 〈 【 〖 〔 ［ ｛ 「 『 〘 〚 ｟ */
static const uint32_t opening[] = {0x201C, 0x2018, 0xFF08, 0x300A, 0x3008, 0x3010, 0x3016, 0x3014,
                                   0xFF3B, 0xFF5B, 0x300C, 0x300E, 0x3018, 0x301A, 0xFF5F, 0};
static const uint32_t closing[] = {0x201D, 0x2019, 0xFF09, 0x300B, 0x3009, 0x3011, 0x3017, 0x3015,
                                   0xFF3D, 0xFF5D, 0x300D, 0x300F, 0x3019, 0x301B, 0xFF60, 0};
/* 。 ． ， 、 ： ； ？ ！, and the double marks ‼ ⁇ ⁈ ⁉ */
static const uint32_t stops[] = {0x3002, 0xFF0E, 0xFF0C, 0x3001, 0xFF1A, 0xFF1B, 0xFF1F,
                                 0xFF01, 0x203C, 0x2047, 0x2048, 0x2049, 0};
static const uint32_t dots[] = {0x00B7, 0x2027, 0x30FB, 0};
static const uint32_t rules[] = {0x2014, 0x2015, 0xFF5E, 0x301C, 0};
static const uint32_t prefixes[] = {'$', 0xA3, 0xA5, 0x20AC, 0x2116, 0xFFE5, 0xFF04, 0};
static const uint32_t postfixes[] = {'%',    0xB0,   0x2030, 0x2031, 0x2032, 0x2033,
                                     0x2103, 0x2109, 0xFF05, 0xFFE0, 0};

enum { EN_DASH = 0x2013, TWO_EM_DASH = 0x2E3A, HYPHEN_RUNE = 0x2010 };

static bool is_ellipsis(uint32_t rune)
{
    return rune == 0x2026 || rune == 0x22EF;
}

bool jb_cjk_is_shout(uint32_t rune)
{
    return rune == 0xFF1F || rune == 0xFF01;
}

/* Symbols that Chinese fonts draw on a full em: letterlike, number forms, arrows, mathematics,
 * enclosed numbers, boxes, geometric shapes, dingbats. */
static bool is_symbol(uint32_t rune)
{
    return within(rune, 0x2100, 0x27BF) || within(rune, 0x2B00, 0x2BFF) || rune == 0x203B;
}

jb_class jb_para_class(uint32_t rune)
{
    if (rune == '\n')
        return JB_CLASS_BREAK;
    if (rune == ' ' || rune == 0x3000 || rune == '\t')
        return JB_CLASS_SPACE;
    if (rune >= '0' && rune <= '9')
        return JB_CLASS_DIGIT;
    if (within(rune, 0x3400, 0x9FFF)) /* most of any text: it need not be looked for */
        return JB_CLASS_HAN;
    if (one_of(rune, prefixes))
        return JB_CLASS_PREFIX;
    if (one_of(rune, postfixes))
        return JB_CLASS_POSTFIX;
    if (rune < 0xA0)
        return JB_CLASS_LATIN;
    if (one_of(rune, opening))
        return JB_CLASS_OPEN;
    if (one_of(rune, closing))
        return JB_CLASS_CLOSE;
    if (one_of(rune, stops))
        return JB_CLASS_STOP;
    if (one_of(rune, dots))
        return JB_CLASS_DOT;
    if (one_of(rune, rules))
        return JB_CLASS_RULE;
    if (rune == TWO_EM_DASH)
        return JB_CLASS_DASH;
    if (is_ellipsis(rune))
        return JB_CLASS_ELLIPSIS;
    if (rune == 0xFF0F)
        return JB_CLASS_SLASH;
    if (rune == EN_DASH || rune == HYPHEN_RUNE)
        return JB_CLASS_HYPHEN;
    if (is_symbol(rune) || jb_rune_columns(rune) == 2)
        return JB_CLASS_HAN;
    return JB_CLASS_LATIN;
}

/* ---- what depends on the neighbours --------------------------------------------------------- */

static bool is_wordy(const jb_atom *a)
{
    return a->cls == JB_CLASS_LATIN || a->cls == JB_CLASS_DIGIT;
}

/* Words and no Han. (A page number between two lines is Chinese: no words.) */
static bool is_latin_text(const jb_making *m)
{
    bool words = false;
    for (uint32_t i = 0; i < m->atoms.len; i++) {
        if (m->atoms.at[i].cls == JB_CLASS_HAN)
            return false;
        words |= m->atoms.at[i].lb.cls == LB_AL && m->atoms.at[i].cls == JB_CLASS_LATIN;
    }
    return words;
}

const jb_atom *jb_cjk_beside(const jb_making *m, uint32_t i, int step)
{
    for (int64_t k = (int64_t)i + step; k >= 0 && k < m->atoms.len; k += step)
        if (m->atoms.at[k].rune != ' ')
            return m->atoms.at[k].rune == '\n' ? NULL : &m->atoms.at[k];
    return NULL;
}

static bool is_shared(const jb_atom *a)
{
    if (a->attached)
        return false;
    if (a->rune == '-' || a->rune == '/')
        return true;
    return a->rune > 0x7F && a->rune < 0x2E80 && a->cls != JB_CLASS_HAN && !is_wordy(a);
}

/* Marks that Chinese and Latin text share: - / stand for Chinese ones beside Han; ’ is an
 * apostrophe inside a word; quotes, dashes and dots of a text without Han are Latin. */
static void settle_shared(jb_making *m, uint32_t i, bool latin_text)
{
    jb_atom *a = &m->atoms.at[i];
    if (!is_shared(a))
        return;
    const jb_atom *left = jb_cjk_beside(m, i, -1), *right = jb_cjk_beside(m, i, 1);
    bool words = left && right && is_wordy(left) && is_wordy(right);
    bool han = (left && left->cls == JB_CLASS_HAN) || (right && right->cls == JB_CLASS_HAN);
    if (a->rune == '-' && han && !words)
        a->cls = JB_CLASS_HYPHEN;
    else if (a->rune == '/' && han && !words)
        a->cls = JB_CLASS_SLASH;
    else if (a->rune == 0x2019 && words && left == a - 1 && right == a + 1)
        a->cls = JB_CLASS_LATIN;
    else if (latin_text && a->cls != JB_CLASS_PREFIX && a->cls != JB_CLASS_POSTFIX)
        a->cls = JB_CLASS_LATIN;
}

/* Straight quotes open and close in turn; raw, UAX #14 forbids a break at either side of them. */
static void pair_straight_quotes(jb_making *m)
{
    bool open[2] = {false, false};
    for (uint32_t i = 0; i < m->atoms.len; i++) {
        jb_atom *a = &m->atoms.at[i];
        if (a->attached || (a->rune != '"' && a->rune != '\''))
            continue;
        const jb_atom *left = i ? a - 1 : NULL, *right = i + 1 < m->atoms.len ? a + 1 : NULL;
        if (a->rune == '\'' && left && right && is_wordy(left) && is_wordy(right))
            continue; /* an apostrophe */
        bool *state = &open[a->rune == '\''];
        a->lb.cls = *state ? LB_CL : LB_OP;
        *state = !*state;
    }
}

/* ---- the prohibition levels of CLREQ 3.1.4 -------------------------------------------------- */

static jb_lb tailored(const jb_atom *a, jb_kinsoku level)
{
    static const jb_lb han = {LB_ID, false, false}, not_first = {LB_NS, false, false};
    bool strict = level == JB_KINSOKU_STRICT;
    if (a->attached)
        return a->lb;
    switch ((jb_class)a->cls) {
    case JB_CLASS_OPEN:
        return level == JB_KINSOKU_NONE ? han : (jb_lb){LB_OP, true, false};
    case JB_CLASS_CLOSE:
    case JB_CLASS_STOP:
        return level == JB_KINSOKU_NONE ? han : (jb_lb){LB_CL, true, false};
    case JB_CLASS_DOT:
    case JB_CLASS_HYPHEN:
    case JB_CLASS_RULE:
    case JB_CLASS_SLASH:
        if (level == JB_KINSOKU_NONE)
            return han;
        return a->rune == '-' ? a->lb : not_first; /* -5: may be a minus sign (LB25) */
    case JB_CLASS_DASH:
    case JB_CLASS_ELLIPSIS:
        return strict ? not_first : han;
    default: /* 々, small kana, dot leaders */
        if (level == JB_KINSOKU_NONE && (a->lb.cls == LB_NS || a->lb.cls == LB_IN))
            return han;
        return a->cls == JB_CLASS_HAN && a->lb.cls == LB_AL ? han : a->lb;
    }
}

/* Inside —— and …… nothing breaks; a run of several pairs may break between pairs (CLREQ 3.1.5). */
static void bind_pairs(jb_making *m)
{
    uint32_t in_run = 0;
    for (uint32_t i = 0; i < m->atoms.len; i++) {
        jb_atom *a = &m->atoms.at[i];
        in_run = a->cls == JB_CLASS_ELLIPSIS ? in_run + 1 : 0;
        if (in_run && in_run % 2 == 0)
            a->brk = JB_LB_NO;
    }
}

/* What has one ruby above it stays together (CLREQ 3.3). */
static void bind_bases(jb_making *m)
{
    for (uint32_t i = 1; i < m->atoms.len; i++)
        if (m->runs[m->atoms.at[i].run].accents & JB_ACCENT_BASE &&
            m->runs[m->atoms.at[i - 1].run].accents & JB_ACCENT_BASE)
            m->atoms.at[i].brk = JB_LB_NO;
}

static void find_breaks(jb_making *m)
{
    uint32_t n = m->atoms.len, most = n, k = 0;
    for (uint32_t i = 0; i < n; i++)
        most += m->atoms.at[i].opens || m->atoms.at[i].glues;
    jb_arena_mark mark = jb_arena_note(m->scratch);
    jb_lb *units = JB_NEW_ARRAY(m->scratch, jb_lb, most + 1);
    uint8_t *found = JB_NEW_ARRAY(m->scratch, uint8_t, most + 1);
    for (uint32_t i = 0; i < n; i++) {
        const jb_atom *a = &m->atoms.at[i];
        units[k++] = tailored(a, m->input->kinsoku);
        if (a->opens || a->glues) /* LB8 goes before LB11 */
            units[k++] = (jb_lb){a->opens ? LB_ZW : LB_WJ, false, false};
    }
    jb_lb_find(units, most, found);
    for (uint32_t i = k = 0; i < n; i++) {
        m->atoms.at[i].brk = found[k];
        k += 1 + (m->atoms.at[i].opens || m->atoms.at[i].glues);
    }
    jb_arena_reset(m->scratch, mark);
    bind_pairs(m);
    bind_bases(m);
    for (uint32_t i = 1; i < n && m->input->kinsoku >= JB_KINSOKU_GB; i++)
        if (m->atoms.at[i - 1].cls == JB_CLASS_SLASH)
            m->atoms.at[i].brk = JB_LB_NO; /* GB/T 15834 5.1.8: no 分隔号 at a line's end */
}

/* Which atoms stand in a cell of the quad, and which spaces are gaps. */
static void settle_forms(jb_making *m)
{
    bool at_start = true;
    for (uint32_t i = 0; i < m->atoms.len; i++) {
        jb_atom *a = &m->atoms.at[i];
        a->word_space = a->rune == ' ' && !at_start && !a->attached;
        at_start = a->rune == '\n' || (at_start && (a->rune == ' ' || a->unseen));
        bool latin = is_wordy(a) || (a->cls == JB_CLASS_SPACE && a->rune == ' ');
        bool half = (a->cls == JB_CLASS_PREFIX || a->cls == JB_CLASS_POSTFIX) &&
                    jb_rune_columns(a->rune) == 1 && a->rune < 0x2000;
        a->cell = a->stand == JB_STAND_ACROSS ||
                  (!latin && !half && a->cls != JB_CLASS_BREAK && !a->attached);
    }
}

void jb_cjk_classify(jb_making *m)
{
    jb_atoms_split(m);
    bool latin_text = is_latin_text(m);
    for (uint32_t i = 0; i < m->atoms.len; i++)
        settle_shared(m, i, latin_text);
    pair_straight_quotes(m);
    if (m->input->vertical)
        jb_vertical_join(m);
    settle_forms(m);
    find_breaks(m);
    jb_hyphens_find(m);
    jb_keep_addresses(m);
}
