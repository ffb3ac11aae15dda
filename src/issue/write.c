/* Writes the masthead's fields, then the blocks, each a stretch of clean text with a line end
 * behind. */
#include "write.h"

enum { PARAGRAPH_MOST = 1000000 }; /* characters */

static jb_str clean_text(const parser *p, jb_span span)
{
    return jb_span_of(jb_buf_str(&p->clean), span);
}

static void report(parser *p, jb_code code, jb_span source_span, const jb_str *args, size_t n)
{
    jb_diag_in(p->diags, code, jb_source_place(p->source, source_span), args, n);
}

static void report_quotes(parser *p, uint32_t odd, jb_span source_span)
{
    if (odd)
        report(p, JB_D_ISSUE_QUOTES_ODD, source_span,
               JB_ARGS(jb_arena_format(p->arena, "%u", odd)));
}

/* ---- fields */

static white_policy field_policy(const parser *p, const plan *first)
{
    if (jb_str_equal(first->rule, JB_STR("header")) || p->options->clean == JB_CLEAN_NONE)
        return POLICY_AS_IS;
    switch (first->key) {
    case JB_FIELD_NAME:
        return POLICY_NAME;
    case JB_FIELD_NUMBER:
        return POLICY_NUMBER;
    case JB_FIELD_DATE:
    case JB_FIELD_SECRECY:
    case JB_FIELD_COPY:
        return POLICY_TIGHT;
    default:
        return POLICY_GAP;
    }
}

/* The last one given wins, as in every list of settings. */
static const jb_field *find_override(const parser *p, jb_str name)
{
    for (uint32_t i = p->options->overrides.len; i > 0; i--)
        if (jb_str_equal(p->options->overrides.at[i - 1].name, name))
            return &p->options->overrides.at[i - 1];
    return NULL;
}

/* These say how to set the issue and are never painted: their values are structure too. */
static bool is_setting(jb_field_key key)
{
    return key == JB_FIELD_LAYOUT || key == JB_FIELD_STATUS || key == JB_FIELD_REVISION ||
           key == JB_FIELD_ARCHIVE_NO;
}

static void write_value(parser *p, const plan *first, uint32_t n)
{
    bool marks = p->options->clean == JB_CLEAN_FULL && !jb_str_equal(first->rule, JB_STR("header"));
    for (uint32_t i = 0; i < n; i++) {
        part one = {first[i].start, first[i].end, JOIN_NOT};
        part_list only = {.at = &one, .len = 1};
        if (i) {
            jb_pen_insert(p, JB_STR("\n"));
            jb_pen_skip(p, first[i].start, false);
        }
        jb_issue_make_cells(p, &only);
        uint32_t odd = marks ? jb_issue_settle_marks(p->arena, &p->cells) : 0;
        jb_issue_write_cells(p, field_policy(p, first), marks, false);
        report_quotes(p, odd, (jb_span){one.start, one.end});
    }
    if (is_setting(first->key))
        *jb_push(p->arena, &p->issue->marks) = (jb_span){first[0].start, first[n - 1].end};
}

static void push_field(parser *p, const plan *first, uint32_t start)
{
    *jb_push(p->arena, &p->issue->fields) = (jb_field){.key = first->key,
                                                       .name = first->name,
                                                       .value = {start, jb_pen_at(p)},
                                                       .rule = first->rule,
                                                       .doubtful = first->doubtful};
    jb_pen_insert(p, JB_STR("\n"));
}

static void write_field(parser *p, const plan *first, uint32_t n)
{
    const jb_field *set = find_override(p, first->name);
    uint32_t start = jb_pen_at(p);
    plan shown = *first;
    if (set) {
        jb_pen_skip(p, first[n - 1].end, true);
        start = jb_pen_at(p);
        jb_pen_insert(p, set->rule);
        shown.rule = JB_STR("set");
    } else {
        jb_pen_skip(p, first->start, true);
        start = jb_pen_at(p);
        write_value(p, first, n);
    }
    push_field(p, &shown, start);
}

static void write_new_overrides(parser *p)
{
    for (uint32_t i = 0; i < p->options->overrides.len; i++) {
        const jb_field *set = &p->options->overrides.at[i];
        bool found = false;
        for (uint32_t k = 0; k < p->issue->fields.len; k++)
            found |= jb_str_equal(p->issue->fields.at[k].name, set->name);
        if (found)
            continue;
        plan added = {.name = set->name, .rule = JB_STR("set")};
        if (!jb_field_find(set->name, &added.key))
            added.key = JB_FIELD_OTHER;
        uint32_t start = jb_pen_at(p);
        jb_pen_insert(p, find_override(p, set->name)->rule);
        push_field(p, &added, start);
    }
}

void jb_issue_write_fields(parser *p)
{
    for (uint32_t i = 0, next; i < p->plans.len; i = next) {
        for (next = i + 1; next < p->plans.len && p->plans.at[next].more;)
            next++;
        write_field(p, &p->plans.at[i], next - i);
    }
    write_new_overrides(p);
}

/* ---- blocks */

static white_policy block_policy(const parser *p, const chunk *c)
{
    if (p->issue->canonical || p->options->clean == JB_CLEAN_NONE)
        return POLICY_AS_IS;
    switch ((jb_block_kind)c->kind) {
    case JB_BLOCK_TITLE:
    case JB_BLOCK_SUBTITLE:
        return POLICY_TITLE;
    case JB_BLOCK_HEADING:
        return POLICY_HEADING;
    case JB_BLOCK_CAPTION:
        return POLICY_CAPTION;
    case JB_BLOCK_DATE:
    case JB_BLOCK_DOCUMENT_NO:
        return POLICY_TIGHT;
    case JB_BLOCK_BYLINE:
    case JB_BLOCK_CHAPTER:
    case JB_BLOCK_SIGNATURE:
    case JB_BLOCK_END_LINE:
        return POLICY_GAP;
    case JB_BLOCK_NAMES:
        return POLICY_NAMES;
    case JB_BLOCK_TABLE_ROW:
        return POLICY_TABLE;
    case JB_BLOCK_END_ENTRY:
        return POLICY_ENTRY;
    case JB_BLOCK_END_ROW:
        return POLICY_ROW;
    default:
        return POLICY_BODY;
    }
}

/* Tabs in white space and, where nothing is cleaned, full-width spaces: each parts two cells. */
static uint32_t count_borders(const parser *p, const cell *c, bool tabs, bool spaces)
{
    uint32_t count = 0;
    jb_str s = jb_str_cut(p->text, c->at, c->at + c->size);
    for (size_t at = 0; at < s.len;) {
        uint32_t rune = jb_utf8_next(s, &at);
        count += (tabs && rune == '\t') || (spaces && rune == 0x3000);
    }
    return count;
}

static bool has_tabs(const parser *p)
{
    uint32_t tabs = 0;
    for (uint32_t i = 0; i < p->cells.len; i++)
        if (p->cells.at[i].rune == CELL_GAP)
            tabs += count_borders(p, &p->cells.at[i], true, false);
    return tabs > 0;
}

/* Bars and tabs, or gaps where there are neither, become borders of cells; white space beside them
 * is part of them. */
static void find_bars(parser *p, bool barred, bool as_is)
{
    bool gaps = !barred && !as_is && !has_tabs(p);
    for (uint32_t i = 0; i < p->cells.len; i++) {
        cell *c = &p->cells.at[i];
        uint32_t tabs = 0;
        if (c->rune == CELL_GAP)
            tabs = gaps ? 1 : count_borders(p, c, !barred, as_is);
        bool bar = barred && (c->rune == '|' || c->rune == 0xFF5C);
        if (!bar && !tabs)
            continue;
        c->rune = CELL_BAR;
        c->now = bar ? 1 : tabs;
        if (bar && i > 0 &&
            (p->cells.at[i - 1].rune == CELL_SPACE || p->cells.at[i - 1].rune == CELL_GAP))
            p->cells.at[i - 1].rune = CELL_RUN;
        if (bar && i + 1 < p->cells.len &&
            (p->cells.at[i + 1].rune == CELL_SPACE || p->cells.at[i + 1].rune == CELL_GAP))
            p->cells.at[i + 1].rune = CELL_RUN;
    }
}

/* A paragraph over the limit is not looked at any closer; the job stops anyway. */
static bool is_too_long(parser *p, uint32_t start, uint32_t end)
{
    if (end - start <= PARAGRAPH_MOST)
        return false;
    if (jb_utf8_count(jb_str_cut(p->text, start, end)) <= PARAGRAPH_MOST)
        return false;
    report(p, JB_D_SOURCE_LONG_PARAGRAPH, (jb_span){start, start},
           JB_ARGS(jb_arena_format(p->arena, "%d", PARAGRAPH_MOST)));
    return true;
}

static void write_text(parser *p, const chunk *c, jb_span source_span)
{
    bool plain = !p->options->recognise, canonical = p->issue->canonical;
    bool marks = p->options->clean == JB_CLEAN_FULL && !canonical;
    white_policy policy = block_policy(p, c);
    if (is_too_long(p, source_span.start, source_span.end)) {
        jb_pen_keep(p, source_span.start, source_span.end);
        return;
    }
    jb_issue_make_cells(p, &p->parts);
    if (!plain)
        jb_issue_find_ruby(&p->cells);
    if (c->kind == JB_BLOCK_TABLE_ROW) {
        bool barred = false;
        for (uint32_t i = 0; i < p->cells.len; i++)
            barred |= p->cells.at[i].rune == '|' || p->cells.at[i].rune == 0xFF5C;
        find_bars(p, barred, policy == POLICY_AS_IS);
    }
    if (!plain)
        jb_issue_find_spans(&p->cells);
    uint32_t odd = marks ? jb_issue_settle_marks(p->arena, &p->cells) : 0;
    jb_issue_write_cells(p, policy, marks, plain && policy == POLICY_AS_IS);
    report_quotes(p, odd, (jb_span){source_span.start, source_span.start});
}

/* Bytes up to and with the colon that stands after an end entry's label. */
static uint32_t entry_label(jb_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t rune = jb_utf8_next(text, &at);
        if (rune == ':' || rune == 0xFF1A)
            return (uint32_t)at;
    }
    return 0;
}

/* Rules that leave a doubt: why, for a message in Chinese. */
static jb_str rule_in_chinese(jb_str rule)
{
    static const struct {
        jb_str rule, zh;
    } rows[] = {
        {JB_LIT("R6 no text below"), JB_LIT("R6 下面没有正文")},
        {JB_LIT("R6 last of a list"), JB_LIT("R6 一串短行的最后一行")},
        {JB_LIT("R5.12 title"), JB_LIT("R5.12 像标题，却紧接小标题")},
        {JB_LIT("R5.12 short"), JB_LIT("R5.12 标题只有几个字")},
        {JB_LIT("R5.12 chat"), JB_LIT("R5.12 聊天记录里的一行")},
        {JB_LIT("R5.6 item"), JB_LIT("R5.6 一串序号的最后一行")},
        {JB_LIT("R5.12 above a table"), JB_LIT("R5.12 也许是下面表格的题注")},
        {JB_LIT("R5.6 column"), JB_LIT("R5.6 栏目下面没有标题")},
        {JB_LIT("R5.13 row"), JB_LIT("R5.13 像“名称：内容”的一行")},
        {JB_LIT("R5.6 brief"), JB_LIT("R5.6 像小标题，却以句号结尾")},
        {JB_LIT("R5.13 short"), JB_LIT("R5.13 单独一句短话")},
        {JB_LIT("R6 above a list"), JB_LIT("R6 下面是一串短行")},
        {JB_LIT("R5.12 commas"), JB_LIT("R5.12 像标题，但逗号多")},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (jb_str_equal(rule, rows[i].rule))
            return rows[i].zh;
    return jb_str_cut(rule, 0, jb_str_find(rule, JB_STR(" ")));
}

/* What is typed at the start of a line that is of the kind: # , \\ or {栏目}. */
static jb_str mark_of(parser *p, const chunk *c, jb_block_kind kind)
{
    static const jb_str sharps = JB_LIT("##### ");
    if (kind == JB_BLOCK_PARAGRAPH)
        return JB_STR("\\");
    if (kind == JB_BLOCK_TITLE)
        return JB_STR("# ");
    if (kind == JB_BLOCK_HEADING)
        return jb_str_cut(sharps, c->level ? 4u - c->level : 3, sharps.len);
    return jb_arena_format(p->arena, "{%.*s}", JB_FMT(jb_block_kind_name(kind, JB_ZH)));
}

/* 是标题就在行首加“# ” */
static jb_str advise(parser *p, const chunk *c, jb_block_kind kind)
{
    jb_str mark = mark_of(p, c, kind), zh = jb_block_kind_name(kind, JB_ZH);
    jb_str en = jb_block_kind_name(kind, JB_EN);
    if (kind == JB_BLOCK_PARAGRAPH)
        return JB_BOTH("不是就在这一行行首加“\\”", "If not, begin the line with '\\'");
    return jb_say_both(
        p->arena,
        jb_arena_format(p->arena, "是%.*s就在行首加“%.*s”", JB_FMT(zh), JB_FMT(mark)),
        jb_arena_format(p->arena, "If it is a %.*s, begin the line with '%.*s'", JB_FMT(en),
                        JB_FMT(mark)));
}

static jb_str join_advice(parser *p, jb_str a, jb_str b, jb_lang lang)
{
    size_t in_a = jb_str_find(a, JB_STR("\x1f")), in_b = jb_str_find(b, JB_STR("\x1f"));
    if (lang == JB_ZH)
        return jb_arena_format(p->arena, "%.*s；%.*s", JB_FMT(jb_str_cut(a, 0, in_a)),
                               JB_FMT(jb_str_cut(b, 0, in_b)));
    return jb_arena_format(p->arena, "%.*s. %.*s", JB_FMT(jb_str_cut(a, in_a + 1, a.len)),
                           JB_FMT(jb_str_cut(b, in_b + 1, b.len)));
}

static void report_doubt(parser *p, const chunk *c)
{
    jb_block_kind kind = (jb_block_kind)c->kind;
    jb_block_kind one = (jb_block_kind)c->otherwise, two = (jb_block_kind)c->or_else;
    jb_str name = jb_say_both(p->arena, jb_block_kind_name(kind, JB_ZH),
                              jb_block_kind_name(kind, JB_EN));
    jb_str first = advise(p, c, one), second = advise(p, c, two);
    jb_str advice = first;
    if (one != two)
        advice = jb_say_both(p->arena, join_advice(p, first, second, JB_ZH),
                             join_advice(p, first, second, JB_EN));
    report(p, JB_D_ISSUE_DOUBTFUL, (jb_span){c->start, c->end},
           JB_ARGS(name, jb_say_both(p->arena, rule_in_chinese(c->rule), c->rule), advice));
}

static void push_block(parser *p, const chunk *c, uint32_t start, uint32_t inlines)
{
    jb_block *b = jb_push(p->arena, &p->issue->blocks);
    *b = (jb_block){.kind = (jb_block_kind)c->kind,
                    .in_end = c->in_end,
                    .doubtful = c->doubtful,
                    .text = {start, jb_pen_at(p)},
                    .inline_first = inlines,
                    .inline_count = p->issue->inlines.len - inlines,
                    .rule = c->rule};
    jb_str text = clean_text(p, b->text);
    if (b->kind == JB_BLOCK_HEADING)
        b->level = c->level;
    if (b->kind == JB_BLOCK_END_ENTRY)
        b->label = entry_label(text);
    if (b->kind == JB_BLOCK_ATTACHMENT)
        b->label = jb_issue_attachment_label(text);
    if (b->kind == JB_BLOCK_PARAGRAPH && c->mark == MARK_NONE && p->options->recognise &&
        !c->in_end)
        b->label = jb_issue_run_in_label(text, &b->level);
    if (c->doubtful)
        report_doubt(p, c);
    jb_pen_insert(p, JB_STR("\n"));
}

static void write_image(parser *p, const chunk *c)
{
    jb_str line = jb_str_cut(p->text, c->start, c->end), file = {0};
    jb_span caption = {0, 0};
    jb_len width = 0;
    jb_issue_read_image(line, &caption, &file, &width);
    uint32_t inlines = p->issue->inlines.len, start = c->start + caption.start;
    jb_pen_skip(p, start, true);
    uint32_t at = jb_pen_at(p);
    p->parts.len = 0;
    *jb_push(p->arena, &p->parts) = (part){start, c->start + caption.end, JOIN_NOT};
    write_text(p, c, (jb_span){start, c->start + caption.end});
    push_block(p, c, at, inlines);
    jb_block *b = &p->issue->blocks.at[p->issue->blocks.len - 1];
    b->image = file;
    b->image_options = jb_str_cut(line, (size_t)(file.at + file.len - line.at) + 1, line.len);
    b->image_width = width;
    jb_pen_skip(p, c->end, true);
}

/* Chunks [first, first + n): one that begins a block, and those that go on from it. */
static void write_block(parser *p, const chunk *first, uint32_t n)
{
    uint32_t inlines = p->issue->inlines.len;
    bool bars = first->mark == MARK_ROW;
    if (first->glued) {
        jb_pen_list(p, p->done, first->start, jb_str_cut(p->text, p->done, first->start),
                    JB_STR("\n"), JB_STR("R2 glued"));
    }
    p->parts.len = 0;
    for (uint32_t i = 0; i < n; i++)
        *jb_push(p->arena, &p->parts) = (part){first[i].start, first[i].end, first[i].join};
    if (bars) {
        p->parts.at[0].start++;
        p->parts.at[0].end--;
    }
    jb_pen_skip(p, first->from, false);
    jb_pen_skip(p, p->parts.at[0].start, true);
    uint32_t start = jb_pen_at(p);
    write_text(p, first, (jb_span){first->start, first[n - 1].end});
    push_block(p, first, start, inlines);
    if (bars)
        jb_pen_skip(p, first->end, true);
}

void jb_issue_write_blocks(parser *p)
{
    for (uint32_t i = p->head_end, next; i < p->chunks.len; i = next) {
        const chunk *c = &p->chunks.at[i];
        next = i + 1;
        if (c->mark == MARK_END || c->mark == MARK_RULE) {
            jb_pen_skip(p, c->from, false);
            jb_pen_skip(p, c->end, true);
            continue;
        }
        if (c->mark == MARK_IMAGE) {
            jb_pen_skip(p, c->from, false);
            write_image(p, c);
            continue;
        }
        while (next < p->chunks.len && p->chunks.at[next].join != JOIN_NOT)
            next++;
        write_block(p, c, next - i);
    }
    jb_pen_skip(p, (uint32_t)p->text.len, false);
}
