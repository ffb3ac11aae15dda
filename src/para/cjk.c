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

enum { EM_DASH = 0x2014, EN_DASH = 0x2013, TWO_EM_DASH = 0x2E3A, HYPHEN_RUNE = 0x2010,
       SOFT_HYPHEN = 0xAD };

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

/* ---- text -> atoms -------------------------------------------------------------------------- */

/* Combining marks, joiners and variation selectors stay with their base. */
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
static bool joins_emoji(jb_str text, const jb_atom *last, const jb_lb *lb)
{
    size_t end = last->text + last->length;
    bool emoji = lb->pictograph || lb->cls == LB_EB || lb->cls == LB_ID;
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

/* The letters of such a word are one atom, which is shaped in their direction. Several words in a
 * row would have to change places too: that they do not is told. */
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

static void attach(jb_atom *a, uint32_t before, const jb_making *m)
{
    a->lb = (jb_lb){LB_CM, false, false};
    a->cls = before == UINT32_MAX ? JB_CLASS_LATIN : m->atoms.at[before].cls;
    if (a->cls == JB_CLASS_SPACE || a->cls == JB_CLASS_BREAK)
        a->cls = JB_CLASS_LATIN;
}

static void split_text(jb_making *m)
{
    jb_str text = m->input->text;
    uint32_t run = 0, run_end = m->runs[0].length;
    jb_reserve(m->scratch, &m->atoms, (uint32_t)(text.len / 3 + 8));
    for (size_t at = 0; at < text.len;) {
        uint32_t start = (uint32_t)at;
        uint32_t rune = jb_utf8_next(text, &at);
        while (start >= run_end && run + 1 < m->runs_len)
            run_end += m->runs[++run].length;
        jb_lb lb = jb_lb_class_of(rune);
        jb_atom *last = m->atoms.len ? &m->atoms.at[m->atoms.len - 1] : NULL;
        bool same =
            last && last->run == run && last->cls != JB_CLASS_BREAK && last->cls != JB_CLASS_SPACE;
        bool attached = jb_is_attached(m->runs[run].accents), soft = rune == SOFT_HYPHEN;
        bool leftward = runs_leftward(rune);
        if (same && (attached || soft || joins_base(rune, &lb) || joins_dash(last, rune) ||
                     joins_emoji(text, last, &lb) || (leftward && last->leftward))) {
            last->length = (uint32_t)at - last->text;
            last->soft = soft;
            if (rune == EM_DASH && !attached)
                last->cls = JB_CLASS_DASH;
            continue;
        }
        *jb_push(m->scratch, &m->atoms) = (jb_atom){.text = start,
                                                  .length = (uint32_t)at - start,
                                                  .rune = rune,
                                                  .run = run,
                                                  .cls = (uint8_t)jb_para_class(rune),
                                                  .lb = lb,
                                                  .leftward = leftward,
                                                  .attached = attached};
        if (attached) /* to lines it is what stands before it (UAX #14 LB9) */
            attach(&m->atoms.at[m->atoms.len - 1], last ? m->atoms.len - 2 : UINT32_MAX, m);
    }
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

/* The neighbours of atom i, spaces aside; NULL at an edge. */
static const jb_atom *beside(const jb_making *m, uint32_t i, int step)
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
    const jb_atom *left = beside(m, i, -1), *right = beside(m, i, 1);
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
    uint32_t n = m->atoms.len;
    jb_arena_mark mark = jb_arena_note(m->scratch);
    jb_lb *units = JB_NEW_ARRAY(m->scratch, jb_lb, n + 1);
    uint8_t *found = JB_NEW_ARRAY(m->scratch, uint8_t, n + 1);
    for (uint32_t i = 0; i < n; i++)
        units[i] = tailored(&m->atoms.at[i], m->input->kinsoku);
    jb_lb_find(units, n, found);
    for (uint32_t i = 0; i < n; i++)
        m->atoms.at[i].brk = found[i];
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
        at_start = a->rune == '\n' || (at_start && a->rune == ' ');
        bool latin = is_wordy(a) || (a->cls == JB_CLASS_SPACE && a->rune == ' ');
        bool half = (a->cls == JB_CLASS_PREFIX || a->cls == JB_CLASS_POSTFIX) &&
                    jb_rune_columns(a->rune) == 1 && a->rune < 0x2000;
        a->cell = !latin && !half && a->cls != JB_CLASS_BREAK && !a->attached;
    }
}

void jb_cjk_classify(jb_making *m)
{
    split_text(m);
    report_order(m);
    bool latin_text = is_latin_text(m);
    for (uint32_t i = 0; i < m->atoms.len; i++)
        settle_shared(m, i, latin_text);
    pair_straight_quotes(m);
    settle_forms(m);
    find_breaks(m);
    jb_hyphens_find(m);
    jb_keep_addresses(m);
}
