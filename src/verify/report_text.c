/* The report as a person at a press reads it: what the file is, page by page, what is in it, and
 * what was found. 80 columns, aligned by what a terminal shows. */
#include "../base/utf8.h"
#include "facts.h"

enum { INDENT = 2, LABEL = 12, WIDTH = 80 };

typedef struct report {
    jb_arena *arena;
    const jb_verdict *verdict;
    const jb_pdf_facts *facts;
    jb_lang lang;
    jb_buf *out;
} report;

/* ---- words and columns ---------------------------------------------------------------------- */

static jb_str word(const report *r, const char *zh, const char *en)
{
    return jb_str_make(r->lang == JB_ZH ? zh : en);
}

/* What a file says may hold anything: what cannot be shown becomes a question mark. */
static void add(const report *r, jb_str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t rune = jb_utf8_next(text, &at);
        bool shown = rune != JB_RUNE_BAD && rune >= ' ' && !(rune >= 0x7F && rune < 0xA0) &&
                     !jb_rune_is_unseen(rune);
        jb_buf_add_rune(r->arena, r->out, shown ? rune : '?');
    }
}

static void end_line(const report *r)
{
    jb_buf_add(r->arena, r->out, JB_STR("\n"));
}

static void add_blank(const report *r, int columns)
{
    jb_buf_printf(r->arena, r->out, "%*s", columns > 0 ? columns : 0, "");
}

/* Text and spaces up to the width, at least one. */
static void add_cell(const report *r, jb_str text, int width)
{
    int missing = width - jb_str_columns(text);
    add(r, text);
    add_blank(r, missing > 1 ? missing : 1);
}

/* A number at the right of its column, and the blank behind it. */
static void add_number(const report *r, jb_str text, int width)
{
    add_blank(r, width - jb_str_columns(text));
    add(r, text);
    add_blank(r, 2);
}

/* Whether the text begins with a mark that closes: it may hang over the edge. */
static bool closes(jb_str text, size_t at)
{
    static const jb_str marks[] = {JB_LIT("，"), JB_LIT("。"), JB_LIT("；"), JB_LIT("："),
                                   JB_LIT("）"), JB_LIT("〕"), JB_LIT("”"), JB_LIT("、")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (jb_str_starts(jb_str_cut(text, at, text.len), marks[i]))
            return true;
    return false;
}

static bool opens(uint32_t rune)
{
    return rune == 0xFF08 || rune == 0x3014 || rune == 0x201C; /* （〔“ */
}

/* As many bytes as fit into the columns; words of letters stay whole when they can. */
static size_t fit(jb_str text, int columns)
{
    size_t at = 0, blank = 0;
    while (at < text.len) {
        size_t next = at;
        uint32_t rune = jb_utf8_next(text, &next);
        columns -= rune == JB_RUNE_BAD ? 1 : jb_rune_columns(rune);
        if (columns < 0 && at > 0 && !closes(text, at))
            return blank ? blank : at;
        at = next;
        if ((rune == ' ' || rune > 0x2E7F) && !opens(rune) && !closes(text, at))
            blank = at;
    }
    return at;
}

/* The text in lines, each below the first. */
static void add_lines(const report *r, int start, jb_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = at + fit(jb_str_cut(text, at, text.len), WIDTH - start), last = end;
        if (at > 0)
            add_blank(r, start);
        while (last > at && text.at[last - 1] == ' ')
            last--;
        add(r, jb_str_cut(text, at, last));
        end_line(r);
        at = end;
    }
    if (text.len == 0)
        end_line(r);
}

static void add_row(const report *r, const char *zh, const char *en, jb_str value)
{
    add_blank(r, INDENT);
    add_cell(r, word(r, zh, en), LABEL);
    add_lines(r, INDENT + LABEL, value);
}

static void add_none(const report *r)
{
    add_blank(r, INDENT);
    add(r, word(r, "没有", "none"));
    end_line(r);
}

static void add_heading(const report *r, const char *zh, const char *en)
{
    end_line(r);
    add(r, word(r, zh, en));
    end_line(r);
}

static jb_str thousandths(const report *r, int64_t n)
{
    return jb_arena_format(r->arena, "%s%lld.%03lld", n < 0 ? "-" : "",
                           (long long)((n < 0 ? -n : n) / 1000),
                           (long long)((n < 0 ? -n : n) % 1000));
}

/* Hundredths of a percent as whole ones: rounded up, as it is a most. */
static uint32_t percent(uint32_t tint)
{
    return (tint + 99) / 100;
}

/* ---- the file ------------------------------------------------------------------------------- */

static jb_str show_outcome(const report *r)
{
    const jb_verdict *v = r->verdict;
    jb_str name = jb_claims_name(r->arena, v->claims);
    jb_str claimed = v->claimed.len ? v->claimed : word(r, "没有", "none");
    static const char *const form[] = {"自称：%.*s；按 %.*s 检查：错误 %u 处，提醒 %u 处",
                                       "claimed: %.*s; checked as %.*s: faults %u, warnings %u"};
    return jb_arena_format(r->arena, form[r->lang], JB_FMT(claimed), JB_FMT(name), v->faults,
                           v->warnings);
}

static jb_str show_intent(const report *r)
{
    const jb_intent_fact *i = &r->facts->intent;
    jb_buf out = {0};
    if (i->identifier.len == 0 && i->profile.len == 0)
        return word(r, "没有", "none");
    jb_buf_add(r->arena, &out, i->identifier);
    if (i->condition.len && !jb_str_equal(i->condition, i->identifier))
        jb_buf_printf(r->arena, &out, r->lang == JB_ZH ? "（%.*s）" : " (%.*s)",
                      JB_FMT(i->condition));
    if (i->profile.len)
        jb_buf_printf(r->arena, &out,
                      r->lang == JB_ZH ? "，嵌入特性文件“%.*s”" : ", profile '%.*s' embedded",
                      JB_FMT(i->profile));
    else if (i->registry.len)
        jb_buf_printf(r->arena, &out, r->lang == JB_ZH ? "，注册于 %.*s" : ", registered at %.*s",
                      JB_FMT(i->registry));
    return jb_buf_str(&out);
}

static jb_str show_size(const report *r, const jb_um_box *box)
{
    return jb_arena_format(r->arena, "%.*s × %.*s",
                           JB_FMT(thousandths(r, box->right - box->left)),
                           JB_FMT(thousandths(r, box->top - box->bottom)));
}

static jb_str show_pages(const report *r)
{
    const jb_pdf_facts *f = r->facts;
    jb_buf out = {0};
    if (f->uniform)
        jb_buf_printf(r->arena, &out,
                      r->lang == JB_ZH ? "%u，成品 %.*s mm" : "%u, trimmed to %.*s mm",
                      f->pages.len, JB_FMT(show_size(r, &f->pages.at[0].trim)));
    else
        jb_buf_printf(r->arena, &out,
                      r->lang == JB_ZH ? "%u，成品大小不一" : "%u, not of one size", f->pages.len);
    if (f->imposed)
        jb_buf_printf(r->arena, &out,
                      r->lang == JB_ZH ? "；已拼成 %u 张" : "; imposed on sheets: %u", f->sheets);
    else if (f->pages.len > 2)
        jb_buf_printf(r->arena, &out,
                      r->lang == JB_ZH ? "；骑马订 %u 张" : "; saddle stitch: sheets %u",
                      f->sheets);
    if ((f->imposed || f->pages.len > 2) && f->blanks)
        jb_buf_printf(r->arena, &out, r->lang == JB_ZH ? "，补白 %u 页" : ", blank pages %u",
                      f->blanks);
    return jb_buf_str(&out);
}

/* The highest ink of each plate over all pages, as a mask. */
static jb_str show_plates(const report *r, const jb_tints *ink, bool tints)
{
    jb_buf out = {0};
    for (uint32_t i = 0; i < r->facts->plates_len; i++) {
        jb_str name = jb_facts_plate(r->facts, i, r->lang);
        if (!jb_facts_has_plate(ink, i))
            continue;
        if (out.len)
            jb_buf_add(r->arena, &out, word(r, "，", ", "));
        jb_buf_add(r->arena, &out, name);
        if (tints && ink->possible >> i & 1)
            jb_buf_add(r->arena, &out, JB_STR(" ?"));
        else if (tints)
            jb_buf_printf(r->arena, &out, " %u", percent(ink->tint[i]));
    }
    if (ink->registration)
        jb_buf_add(r->arena, &out, word(r, "，套版色", ", registration"));
    return out.len ? jb_buf_str(&out) : word(r, "空", "none");
}

static jb_str show_all_plates(const report *r)
{
    jb_tints all = {0};
    for (uint32_t i = 0; i < r->facts->pages.len; i++)
        jb_tints_join(&all, &r->facts->pages.at[i].ink);
    all.registration = false;
    return show_plates(r, &all, false);
}

/* What a print file should be without. */
static jb_str show_others(const report *r)
{
    const jb_pdf_facts *f = r->facts;
    uint32_t annotations = 0;
    for (uint32_t i = 0; i < f->pages.len; i++)
        annotations += f->pages.at[i].annotations;
    const struct {
        bool there;
        jb_str name;
    } all[] = {{f->transparency, word(r, "透明", "transparency")},
               {annotations > 0, word(r, "批注", "annotations")},
               {f->scripts, word(r, "脚本", "scripts")},
               {f->encrypted, word(r, "加密", "encryption")}};
    jb_buf has = {0}, lacks = {0};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        jb_buf *list = all[i].there ? &has : &lacks;
        if (list->len)
            jb_buf_add(r->arena, list, word(r, "、", ", "));
        jb_buf_add(r->arena, list, all[i].name);
    }
    jb_buf out = {0};
    if (has.len)
        jb_buf_printf(r->arena, &out, r->lang == JB_ZH ? "有%.*s" : "with %.*s",
                      JB_FMT(jb_buf_str(&has)));
    if (lacks.len)
        jb_buf_printf(r->arena, &out, r->lang == JB_ZH ? "%s没有%.*s" : "%swithout %.*s",
                      out.len ? (r->lang == JB_ZH ? "，" : ", ") : "", JB_FMT(jb_buf_str(&lacks)));
    return jb_buf_str(&out);
}

static void add_file(const report *r)
{
    const jb_pdf_facts *f = r->facts;
    add_row(r, "校验和", "SHA-256", f->sha256);
    add_row(r, "文件", "file",
            jb_arena_format(r->arena,
                            r->lang == JB_ZH ? "PDF %.*s，%llu 字节" : "PDF %.*s, %llu bytes",
                            JB_FMT(f->version), (unsigned long long)f->bytes));
    add_row(r, "标准", "standard", show_outcome(r));
    add_row(r, "印刷条件", "condition", show_intent(r));
    add_row(r, "页数", "pages", show_pages(r));
    add_row(r, "印版", "plates", show_all_plates(r));
    add_row(r, "其他", "else", show_others(r));
}

/* ---- pages ---------------------------------------------------------------------------------- */

enum { NUMBER = 5, TRIM = 20, BLEED = 8, INK = 6 };

/* The least of the four sides. */
static int64_t bleed_of(const jb_page_fact *page)
{
    const jb_um_box *t = &page->trim, *b = &page->bleed;
    const int64_t sides[] = {t->left - b->left, t->bottom - b->bottom, b->right - t->right,
                             b->top - t->top};
    int64_t least = sides[0];
    for (int i = 1; i < 4; i++)
        least = sides[i] < least ? sides[i] : least;
    return least;
}

/* Whether a row would say the same of both. */
static bool is_alike(const jb_page_fact *a, const jb_page_fact *b)
{
    return a->trim.right - a->trim.left == b->trim.right - b->trim.left &&
           a->trim.top - a->trim.bottom == b->trim.top - b->trim.bottom &&
           a->has_bleed == b->has_bleed && bleed_of(a) == bleed_of(b) &&
           a->ink.sum == b->ink.sum && a->ink.registration == b->ink.registration &&
           a->ink.possible == b->ink.possible && !a->unmeasured == !b->unmeasured &&
           memcmp(a->ink.tint, b->ink.tint, sizeof a->ink.tint) == 0;
}

/* A row for pages [first, last]. */
static void add_page(const report *r, uint32_t first, uint32_t last)
{
    const jb_page_fact *page = &r->facts->pages.at[first];
    add_blank(r, INDENT);
    add_number(r, jb_arena_format(r->arena, first < last ? "%u-%u" : "%u", first + 1, last + 1),
               NUMBER);
    add_cell(r, show_size(r, &page->trim), TRIM);
    add_number(r, page->has_bleed ? thousandths(r, bleed_of(page)) : JB_STR("-"), BLEED - 2);
    add_number(r, jb_arena_format(r->arena, "%u%s", percent(page->ink.sum),
                                  page->unmeasured ? "+?" : ""), INK - 1);
    add_lines(r, INDENT + NUMBER + 2 + TRIM + BLEED + INK + 1, show_plates(r, &page->ink, true));
}

static void add_pages(const report *r)
{
    bool unmeasured = false;
    add_heading(r, "页面（mm，%）", "Pages (mm, %)");
    add_blank(r, INDENT);
    add_number(r, word(r, "页", "page"), NUMBER);
    add_cell(r, word(r, "成品", "trim"), TRIM);
    add_number(r, word(r, "出血", "bleed"), BLEED - 2);
    add_number(r, word(r, "总墨", "inks"), INK - 1);
    add(r, word(r, "各版最高", "highest on each plate"));
    end_line(r);
    const jb_page_fact *pages = r->facts->pages.at;
    for (uint32_t i = 0, next; i < r->facts->pages.len; i = next) {
        for (next = i + 1; next < r->facts->pages.len && is_alike(&pages[i], &pages[next]);)
            next++;
        unmeasured |= pages[i].unmeasured > 0;
        add_page(r, i, next - 1);
    }
    if (unmeasured)
        add_row(r, "?", "?",
                word(r, "页上有无法按版计算的颜色（RGB、渐变或未解码的图像）",
                     "there are colours that cannot be told by plates: RGB, shadings, images"));
}

/* ---- fonts and images ----------------------------------------------------------------------- */

/* OS/2 fsType, by its lowest right that holds. */
static jb_str show_right(const report *r, int fs_type)
{
    if (fs_type < 0)
        return word(r, "未说明", "not said");
    if (fs_type & 0x0008)
        return word(r, "可编辑", "editable");
    if (fs_type & 0x0004)
        return word(r, "可预览打印", "preview, print");
    if (fs_type & 0x0002)
        return word(r, "不许嵌入", "restricted");
    return word(r, "可安装", "installable");
}

enum { FONT = 34, TYPE = 16, GLYPHS = 6, SUBSET = 8 };

static void add_fonts(const report *r)
{
    add_heading(r, "字体", "Fonts");
    add_blank(r, INDENT);
    add_cell(r, word(r, "名称", "name"), FONT);
    add_cell(r, word(r, "类型", "type"), TYPE);
    add_number(r, word(r, "字数", "glyphs"), GLYPHS);
    add_cell(r, word(r, "嵌入", "program"), SUBSET);
    add(r, word(r, "嵌入权", "embedding"));
    end_line(r);
    for (uint32_t i = 0; i < r->facts->fonts.len; i++) {
        const jb_font_fact *font = &r->facts->fonts.at[i];
        add_blank(r, INDENT);
        add_cell(r, font->name.len ? font->name : JB_STR("-"), FONT);
        add_cell(r, font->type, TYPE);
        add_number(r, jb_arena_format(r->arena, "%u", font->glyphs), GLYPHS);
        add_cell(r, !font->program.len ? word(r, "没有", "none")
                    : font->subset     ? word(r, "子集", "subset")
                                       : word(r, "全部", "whole"), SUBSET);
        add(r, show_right(r, font->embedding));
        end_line(r);
    }
    if (r->facts->fonts.len == 0)
        add_none(r);
}

enum { PIXELS = 15, DPI = 6, BITS = 4, SPACE = 14, SUM = 6 };

static void add_images(const report *r)
{
    if (r->facts->images.len == 0)
        return;
    add_heading(r, "图像", "Images");
    add_blank(r, INDENT);
    add_number(r, word(r, "页", "page"), NUMBER);
    add_cell(r, word(r, "像素", "pixels"), PIXELS);
    add_number(r, JB_STR("dpi"), DPI - 2);
    add_number(r, word(r, "位", "bits"), BITS);
    add_cell(r, word(r, "颜色", "colour"), SPACE);
    add_number(r, word(r, "总墨", "inks"), SUM - 1);
    add(r, word(r, "压缩", "compression"));
    end_line(r);
    for (uint32_t i = 0; i < r->facts->images.len; i++) {
        const jb_image_fact *image = &r->facts->images.at[i];
        add_blank(r, INDENT);
        add_number(r, jb_arena_format(r->arena, "%u", image->page), NUMBER);
        add_cell(r, jb_arena_format(r->arena, "%u × %u", image->width, image->height), PIXELS);
        add_number(r, jb_arena_format(r->arena, "%u", image->dpi), DPI - 2);
        add_number(r, jb_arena_format(r->arena, "%d", image->bits), BITS);
        add_cell(r, image->space.len ? image->space : JB_STR("-"), SPACE);
        add_number(r, image->measured ? jb_arena_format(r->arena, "%u", percent(image->sum))
                                      : JB_STR("?"), SUM - 1);
        add(r, image->filter.len ? image->filter : JB_STR("-"));
        end_line(r);
    }
}

/* ---- details -------------------------------------------------------------------------------- */

/* The page with the least of what may be absent (negative); NULL: it is on no page. */
#define LEAST(field)                                                                               \
    const jb_page_fact *least = NULL;                                                              \
    for (uint32_t i = 0; i < r->facts->pages.len; i++) {                                           \
        const jb_page_fact *page = &r->facts->pages.at[i];                                         \
        if (page->field >= 0 && (!least || page->field < least->field))                            \
            least = page;                                                                          \
    }                                                                                              \
    int64_t value = least ? least->field : 0;

static jb_str show_least(const report *r, const jb_page_fact *page, int64_t value, const char *unit)
{
    if (!page)
        return word(r, "没有", "none");
    return jb_arena_format(r->arena, r->lang == JB_ZH ? "%.*s %s（第 %u 页）" : "%.*s %s (page %u)",
                           JB_FMT(thousandths(r, value)), unit,
                           (unsigned)(page - r->facts->pages.at) + 1);
}

static void add_thinnest(const report *r)
{
    LEAST(thinnest)
    add_row(r, "最细的线", "thin rule", show_least(r, least, value, "mm"));
}

static void add_reversed(const report *r)
{
    LEAST(reversed)
    add_row(r, "反白字", "reversed", show_least(r, least, value, "pt"));
}

static void add_many_inks(const report *r)
{
    LEAST(many_inks)
    add_row(r, "多色字", "many inks", show_least(r, least, value, "pt"));
}

static void add_overprint(const report *r)
{
    uint32_t over = 0, knocks = 0, other = 0;
    for (uint32_t i = 0; i < r->facts->pages.len; i++) {
        over += r->facts->pages.at[i].black_over;
        knocks += r->facts->pages.at[i].black_knocks;
        other += r->facts->pages.at[i].other_over;
    }
    static const char *const form[] = {"黑色叠印 %u 处、不叠印 %u 处；其他颜色叠印 %u 处",
                                       "in black %u, not so %u; in other inks %u"};
    add_row(r, "叠印", "overprint", jb_arena_format(r->arena, form[r->lang], over, knocks, other));
}

static void add_edges(const report *r)
{
    uint32_t cut = 0, near = 0;
    for (uint32_t i = 0; i < r->facts->pages.len; i++) {
        cut += r->facts->pages.at[i].cut;
        near += r->facts->pages.at[i].near_trim;
    }
    static const char *const form[] = {"出血不足 %u 处，离边不足 3 mm 的 %u 处",
                                       "without bleed %u, within 3 mm %u"};
    add_row(r, "成品边", "at the trim", jb_arena_format(r->arena, form[r->lang], cut, near));
}

/* ---- what was found ------------------------------------------------------------------------- */

static jb_str tenths(const report *r, int64_t n)
{
    long long size = n < 0 ? -n : n;
    return jb_arena_format(r->arena, "%s%lld.%lld", n < 0 ? "-" : "", size / 10, size % 10);
}

static void add_breach(const report *r, const jb_breach *breach)
{
    bool fault = jb_rule_level(breach->rule) == JB_LEVEL_FAULT;
    jb_buf text = {0};
    add_blank(r, INDENT);
    add_cell(r, fault ? word(r, "错误", "fault") : word(r, "提醒", "warning"), LABEL - INDENT);
    if (breach->page)
        jb_buf_printf(r->arena, &text, r->lang == JB_ZH ? "第 %u 页" : "page %u", breach->page);
    if (breach->placed) { /* whole tenths of a millimetre: 1 mpt is 0.3528 um */
        int64_t x = jb_div_round((int64_t)breach->place.x * 254, 72000);
        int64_t y = jb_div_round((int64_t)breach->place.y * 254, 72000);
        jb_buf_printf(r->arena, &text, r->lang == JB_ZH ? "（%.*s，%.*s）" : " (%.*s, %.*s)",
                      JB_FMT(tenths(r, x)), JB_FMT(tenths(r, y)));
    }
    if (text.len)
        jb_buf_add(r->arena, &text, word(r, "：", ": "));
    jb_buf_add(r->arena, &text, jb_breach_words(r->arena, breach, r->lang));
    jb_str clause = jb_rule_clause(r->arena, breach->rule, r->verdict->claims, r->lang);
    jb_buf_printf(r->arena, &text, r->lang == JB_ZH ? "〔%.*s〕" : " [%.*s]", JB_FMT(clause));
    add_lines(r, LABEL, jb_buf_str(&text));
}

static void add_breaches(const report *r)
{
    const jb_verdict *v = r->verdict;
    add_heading(r, "检查结果（位置从成品框左上角量起，mm）",
                "Findings (places in mm from the upper left corner of the trim box)");
    for (int level = JB_LEVEL_FAULT; level >= JB_LEVEL_WARNING; level--)
        for (uint32_t i = 0; i < v->breaches.len; i++)
            if (jb_rule_level(v->breaches.at[i].rule) == (jb_level)level)
                add_breach(r, &v->breaches.at[i]);
    uint32_t hidden = v->faults + v->warnings - v->breaches.len;
    if (hidden)
        add_row(r, "未列出", "not listed", jb_arena_format(r->arena, "%u", hidden));
    if (v->breaches.len == 0)
        add_none(r);
}

void jb_report_text(jb_arena *arena, const jb_verdict *verdict, jb_str name, jb_lang lang,
                    jb_buf *out)
{
    const report r = {arena, verdict, verdict->facts, lang, out};
    add(&r, word(&r, "印前检查报告  ", "Preflight report: "));
    add(&r, name);
    end_line(&r);
    if (r.facts)
        add_file(&r);
    else
        add_row(&r, "标准", "standard", show_outcome(&r));
    if (r.facts && r.facts->pages.len) {
        add_pages(&r);
        add_fonts(&r);
        add_images(&r);
        add_heading(&r, "细节", "Details");
        add_thinnest(&r);
        add_reversed(&r);
        add_many_inks(&r);
        add_overprint(&r);
        add_edges(&r);
    }
    add_breaches(&r);
}
