/* R4: the end matter (报尾): where it begins, and what its lines are. */
#include "parts.h"

typedef struct opener {
    jb_str word;
    end_word strength;
} opener;

/* Longer words first. */
static const opener openers[] = {
    {JB_LIT("本期增发"), END_STRONG},  {JB_LIT("主送"), END_STRONG},
    {JB_LIT("抄报"), END_STRONG},      {JB_LIT("抄送"), END_STRONG},
    {JB_LIT("分送"), END_STRONG},      {JB_LIT("报送"), END_STRONG},
    {JB_LIT("呈报"), END_STRONG},      {JB_LIT("呈送"), END_STRONG},
    {JB_LIT("印送"), END_STRONG},      {JB_LIT("发至"), END_STRONG},
    {JB_LIT("增发"), END_STRONG},      {JB_LIT("加发"), END_STRONG},
    {JB_LIT("报"), END_STRONG},        {JB_LIT("送"), END_STRONG},
    {JB_LIT("发"), END_STRONG},        {JB_LIT("呈"), END_STRONG},
    {JB_LIT("编写"), END_WEAK},        {JB_LIT("编校"), END_WEAK},
    {JB_LIT("主审"), END_WEAK},        {JB_LIT("审核人"), END_WEAK},
    {JB_LIT("报送人"), END_WEAK},      {JB_LIT("值班编辑"), END_WEAK},
    {JB_LIT("责编"), END_WEAK},        {JB_LIT("总编"), END_WEAK},
    {JB_LIT("咨询电话"), END_CONTACT}, {JB_LIT("值班电话"), END_CONTACT},
    {JB_LIT("公众号"), END_CONTACT},   {JB_LIT("责任编辑"), END_WEAK},
    {JB_LIT("执行编辑"), END_WEAK},    {JB_LIT("本期编辑"), END_WEAK},
    {JB_LIT("编辑"), END_WEAK},        {JB_LIT("主编"), END_WEAK},
    {JB_LIT("编审"), END_WEAK},        {JB_LIT("审核"), END_WEAK},
    {JB_LIT("审稿"), END_WEAK},        {JB_LIT("签发人"), END_WEAK},
    {JB_LIT("签发"), END_WEAK},        {JB_LIT("校对"), END_WEAK},
    {JB_LIT("编印"), END_WEAK},        {JB_LIT("联系人"), END_CONTACT},
    {JB_LIT("联系电话"), END_CONTACT}, {JB_LIT("电话"), END_CONTACT},
    {JB_LIT("传真"), END_CONTACT},     {JB_LIT("投稿邮箱"), END_CONTACT},
    {JB_LIT("电子邮箱"), END_CONTACT}, {JB_LIT("邮箱"), END_CONTACT},
    {JB_LIT("投稿"), END_CONTACT},     {JB_LIT("通讯地址"), END_CONTACT},
    {JB_LIT("地址"), END_CONTACT},     {JB_LIT("网址"), END_CONTACT},
    {JB_LIT("邮编"), END_CONTACT},     {JB_LIT("本期印数"), END_WEAK},
    {JB_LIT("印数"), END_WEAK},        {JB_LIT("印发单位"), END_WEAK},
    {JB_LIT("印发"), END_WEAK},        {JB_LIT("印制"), END_WEAK},
    {JB_LIT("主办单位"), END_WEAK},    {JB_LIT("主办"), END_WEAK},
    {JB_LIT("承办"), END_WEAK},        {JB_LIT("联络人"), END_CONTACT},
    {JB_LIT("联络电话"), END_CONTACT},
};

enum { READ = 64 };

/* Where the word of the opener ends in folded runes; 0: it does not stand there. */
static uint32_t match(const uint32_t *rune, uint32_t n, uint32_t i, jb_str word)
{
    for (size_t at = 0; at < word.len; i++)
        if (i >= n || rune[i] != jb_utf8_next(word, &at))
            return 0;
    return i;
}

/* （共印160份）, 共印 160 份, 印 160 份; （本期共6页）; …2025年7月21日印发 */
static bool is_print_line(const uint32_t *rune, uint32_t n)
{
    uint32_t i = n > 0 && rune[0] == 0xFF08;
    uint32_t last = n > 0 && rune[n - 1] == 0xFF09 ? n - 2 : n - 1;
    bool copies = n > 3 && n <= 16 && rune[last] == 0x4EFD; /* 份 */
    if (copies && (match(rune, n, i, JB_STR("共印")) || match(rune, n, i, JB_STR("印")) ||
                   match(rune, n, i, JB_STR("本期共印"))))
        return true;
    bool pages = n > 3 && n <= 10 && rune[last] == 0x9875; /* 页 */
    if (pages && (match(rune, n, i, JB_STR("共")) || match(rune, n, i, JB_STR("本期共"))))
        return true;
    return n > 4 && n < READ && match(rune, n, n - 2, JB_STR("印发")) && rune[n - 3] == 0x65E5;
}

/* 理事会电话：, 监督举报热线： */
static bool is_contact(const uint32_t *rune, uint32_t n)
{
    static const jb_str ends[] = {JB_LIT("电话："), JB_LIT("热线："), JB_LIT("邮箱："),
                                  JB_LIT("信箱："), JB_LIT("微信：")};
    enum { LABEL_MOST = 12 };
    for (uint32_t i = 1; i + 2 < n && i <= LABEL_MOST; i++) {
        bool label = jb_rune_is_han(rune[i - 1]) || (rune[i - 1] >= '0' && rune[i - 1] <= '9');
        for (size_t k = 0; label && k < sizeof ends / sizeof *ends; k++)
            if (match(rune, n, i, ends[k]))
                return true;
        if (!label)
            return false;
    }
    return false;
}

/* Labels in a line: up to twelve Han and a colon, at its start (where one space may part them:
 * 报　送：) or behind white space. */
static uint32_t count_labels(jb_str s, bool *first, bool *gap)
{
    enum { LABEL_MOST = 12 };
    uint32_t labels = 0, run = 0, white = 0;
    bool could = true, start = true;
    *first = *gap = false;
    for (size_t at = 0; at < s.len;) {
        uint32_t rune = jb_fold(jb_utf8_next(s, &at));
        if (jb_is_white(rune)) {
            white++;
            *gap |= rune == 0x3000 || rune == '\t' || white > 1;
            if (!(start && could && run == 1)) {
                run = 0;
                could = true;
                start = false;
            }
            continue;
        }
        white = 0;
        if (rune == 0xFF1A && could && run > 0) {
            labels++;
            *first |= start;
        }
        bool letter = jb_rune_is_han(rune) || (rune >= '0' && rune <= '9' && run > 0);
        could = could && letter && run < LABEL_MOST;
        run++;
    }
    return labels;
}

end_word jb_issue_end_word(jb_str line)
{
    uint32_t rune[READ], at[READ];
    uint32_t n = jb_fold_text(jb_str_cut(line, 0, READ * 4), rune, at, READ);
    for (size_t k = 0; k < sizeof openers / sizeof *openers; k++) {
        uint32_t end = match(rune, n, 0, openers[k].word);
        if (end == 0 || end >= n)
            continue;
        if (rune[end] == 0xFF1A)
            return openers[k].strength;
        uint32_t behind = at[end - 1] + (uint32_t)jb_utf8_width(rune[end - 1]);
        if (openers[k].strength != END_STRONG && end > 1 && behind < at[end])
            return openers[k].strength; /* 责任编辑 张三 */
    }
    if (n > 0 && rune[n - 1] == 0x3002)
        return END_NONE;
    if (is_contact(rune, n))
        return END_CONTACT;
    if (is_print_line(rune, n))
        return END_WEAK;
    bool first, gap;
    return count_labels(line, &first, &gap) > 1 && first ? END_SAID : END_NONE;
}

static bool ends_in_list(const parser *p, const chunk *c)
{
    size_t at = c->end;
    uint32_t last = jb_fold(jb_utf8_previous(p->text, &at));
    return last == 0x3001 || last == 0xFF0C;
}

/* A sentence with a comma that goes on from no list above: the text of an article. */
static bool is_prose(const parser *p, uint32_t i)
{
    const chunk *c = &p->chunks.at[i];
    jb_str text = jb_str_cut(p->text, c->start, c->end);
    bool comma =
        jb_str_find(text, JB_STR("，")) != SIZE_MAX || jb_str_find(text, JB_STR(",")) != SIZE_MAX;
    return c->word == END_NONE && comma && c->chars >= 12 && jb_str_ends(text, JB_STR("。")) &&
           i > 0 && !ends_in_list(p, c - 1) && (p->wrap == 0 || c[-1].columns + 4 < p->wrap);
}

/* From the end upwards: the earliest chunk that opens with an end word, as long as no chunk has a
 * sentence that another one follows. */
void jb_issue_find_end(parser *p)
{
    enum { MOST = 40 };
    if (p->rule_at != UINT32_MAX)
        return;
    uint32_t found = UINT32_MAX;
    bool strong = false, worded = true; /* every chunk so far has a word of its own */
    for (uint32_t i = p->chunks.len, count = 0; i > p->head_end && count < MOST; i--, count++) {
        const chunk *c = &p->chunks.at[i - 1];
        if (c->mark == MARK_TITLE || c->mark == MARK_HEADING || c->mark == MARK_PLAIN ||
            c->mark == MARK_KIND || c->inner_stop || c->glued || is_prose(p, i - 1))
            break;
        strong |= c->word == END_STRONG;
        worded = worded && c->word != END_NONE && c->form != FORM_NAMES;
        bool opens = c->word > (strong ? END_CONTACT : END_SAID) ||
                     (c->word == END_SAID && worded && !strong);
        if (c->mark == MARK_NONE && opens)
            found = i - 1;
    }
    p->rule_at = found;
}

/* A line that ends in the midst of a list, or is as long as the old lines were, goes on in the
 * next. */
static bool is_broken(const parser *p, const chunk *c)
{
    enum { TWO_EM = 4 };
    return (p->wrap && c->columns + TWO_EM >= p->wrap) || ends_in_list(p, c);
}

jb_block_kind jb_issue_end_kind(jb_str line)
{
    bool first, gap;
    uint32_t labels = count_labels(line, &first, &gap);
    if (labels > 1 || (labels == 1 && !first))
        return JB_BLOCK_END_ROW;
    if (labels == 1)
        return JB_BLOCK_END_ENTRY;
    return gap ? JB_BLOCK_END_ROW : JB_BLOCK_END_LINE;
}

static void sort_line(parser *p, chunk *c, const chunk *before)
{
    bool first, gap, guesses = !p->issue->canonical;
    jb_str text = jb_str_cut(p->text, c->start, c->end);
    bool entry_above = before && before->kind == JB_BLOCK_END_ENTRY;
    bool unnamed = c->word == END_NONE && count_labels(text, &first, &gap) == 0;
    if (c->indent > 0 && (guesses ? entry_above && unnamed : before != NULL)) {
        c->kind = before->kind;
        c->join = guesses && is_broken(p, before) ? JOIN_RUN : JOIN_LINE;
    } else if (c->mark == MARK_PLAIN) {
        c->kind = JB_BLOCK_END_LINE;
    } else if (guesses && entry_above && unnamed) {
        c->kind = JB_BLOCK_END_ENTRY;
        c->join = is_broken(p, before) ? JOIN_RUN : JOIN_LINE;
    } else {
        c->kind = (uint8_t)jb_issue_end_kind(text);
    }
}

/* Pictures and tables are themselves; {报尾单行} and the like say their kind. */
static bool sort_marked(chunk *c)
{
    switch ((line_mark)c->mark) {
    case MARK_IMAGE:
        c->kind = JB_BLOCK_IMAGE;
        break;
    case MARK_ROW:
    case MARK_RULE:
        c->kind = JB_BLOCK_TABLE_ROW;
        break;
    case MARK_KIND:
        c->kind = c->mark_level;
        break;
    default:
        return false;
    }
    c->level = 1;
    c->rule = JB_STR("mark");
    return true;
}

void jb_issue_sort_end(parser *p, uint32_t from)
{
    const chunk *before = NULL;
    for (uint32_t i = from; i < p->chunks.len; i++) {
        chunk *c = &p->chunks.at[i];
        if (c->mark == MARK_END)
            continue;
        c->in_end = true;
        c->rule = JB_STR("R4 end");
        bool said = sort_marked(c);
        if (!said)
            sort_line(p, c, before);
        before = said && c->mark != MARK_KIND ? NULL : c;
    }
}
