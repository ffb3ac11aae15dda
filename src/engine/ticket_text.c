/* The printing order as a page that people read. What is not known is a line to be filled in by
 * hand. */
#include "../base/dump.h"
#include "../base/utf8.h"
#include "ticket.h"

typedef struct printer {
    const jb_ticket *ticket;
    jb_arena *arena;
    jb_lang lang;
    jb_buf *out;
} printer;

static jb_str word(const printer *p, jb_str both)
{
    return jb_said_in(both, p->lang);
}

static void add(const printer *p, jb_str text)
{
    jb_buf_add(p->arena, p->out, text);
}

static void add_label(const printer *p, jb_str both)
{
    enum { LABEL = 14 };
    jb_str label = word(p, both);
    add(p, label);
    jb_buf_printf(p->arena, p->out, "%*s", LABEL - jb_str_columns(label), "");
}

static void add_line(const printer *p, jb_str both, jb_str value)
{
    add_label(p, both);
    add(p, value.len ? value : JB_STR("________________"));
    add(p, JB_STR("\n"));
}

/* ---- size, pages, paper --------------------------------------------------------------------- */

static void add_size(const printer *p)
{
    const jb_plan *plan = p->ticket->plan;
    jb_str size = jb_size_text(p->arena, plan->page_width, plan->page_height);
    jb_str name = p->ticket->size_name;
    if (name.len)
        size = jb_arena_format(p->arena,
                               p->lang == JB_ZH ? "%.*s（%.*s）" : "%.*s (%.*s)", JB_FMT(size),
                               JB_FMT(name));
    add_line(p, JB_BOTH("成品尺寸", "trimmed size"), size);
}

/* Where the blanks are, as a reader counts. */
static jb_str show_blanks(const printer *p)
{
    const jb_plan *plan = p->ticket->plan;
    if (plan->blanks == 0)
        return (jb_str){0};
    if (plan->blank_at == plan->pages)
        return jb_arena_format(p->arena, p->lang == JB_ZH ? "，最后另有 %u 页空白"
                                                          : ", then %u blank", plan->blanks);
    return jb_arena_format(p->arena,
                           p->lang == JB_ZH ? "，另在第 %u 页后有 %u 页空白"
                                            : ", and after page %u another %u blank",
                           plan->blank_at, plan->blanks);
}

static void add_pages(const printer *p)
{
    const jb_plan *plan = p->ticket->plan;
    add_line(p, JB_BOTH("页数", "pages"),
             jb_arena_format(p->arena, p->lang == JB_ZH ? "%u 页%.*s" : "%u%.*s", plan->pages,
                             JB_FMT(show_blanks(p))));
}

static void add_sheets(const printer *p)
{
    static const jb_str ways[] = {
        [JB_IMPOSE_BOOKLET] = JB_BOTH_LIT("骑马订：双面，左右翻，对折后逐张套起",
                                          "booklet: both sides, turned over left to right, "
                                          "folded into each other"),
        [JB_IMPOSE_2UP] = JB_BOTH_LIT("二拼：单面，按顺序并排", "2up: one side, in order"),
        [JB_IMPOSE_4UP] = JB_BOTH_LIT("四拼：单面，按顺序排两行",
                                      "4up: one side, in order, in two rows"),
        [JB_IMPOSE_STACK] = JB_BOTH_LIT("裁开叠放：双面，左右翻，从中间裁开，两摞相叠",
                                        "stack: both sides, turned over left to right, cut in "
                                        "the middle, one pile on the other"),
    };
    const jb_plan *plan = p->ticket->plan;
    if (plan->method == JB_IMPOSE_NONE)
        return;
    jb_str size = jb_size_text(p->arena, plan->width, plan->height);
    jb_str way = word(p, ways[plan->method]);
    add_line(p, JB_BOTH("拼版", "imposition"), way);
    add_line(p, JB_BOTH("印张", "sheets"),
             jb_arena_format(p->arena, p->lang == JB_ZH ? "%u 张，每张净尺寸 %.*s"
                                                        : "%u, trimmed %.*s each",
                             plan->sheets, JB_FMT(size)));
    if (plan->creep)
        add_line(p, JB_BOTH("爬移", "creep"),
                 jb_arena_format(p->arena,
                                 p->lang == JB_ZH ? "最里一张向订口移 %.*s mm"
                                                  : "the innermost sheet %.*s mm to the fold",
                                 JB_FMT(jb_mm_text(p->arena, plan->creep, 2))));
}

static void add_paper(const printer *p)
{
    const jb_order *order = p->ticket->order;
    jb_buf out = {0};
    if (order->weight)
        jb_buf_printf(p->arena, &out, "%u g/m²", order->weight);
    if (order->paper.len)
        jb_buf_printf(p->arena, &out, "%s%.*s", out.len ? " " : "", JB_FMT(order->paper));
    if (p->ticket->thickness)
        jb_buf_printf(p->arena, &out, p->lang == JB_ZH ? "%s厚 %.*s mm" : "%s%.*s mm thick",
                      out.len ? (p->lang == JB_ZH ? "，" : ", ") : "",
                      JB_FMT(jb_mm_text(p->arena, p->ticket->thickness, 2)));
    add_line(p, JB_BOTH("纸张", "paper"), jb_buf_str(&out));
    if (order->sheet.len)
        add_line(p, JB_BOTH("用纸尺寸", "sheet"),
                 jb_size_text(p->arena, order->sheet_width, order->sheet_height));
}

/* ---- inks ----------------------------------------------------------------------------------- */

static void add_plates(const printer *p, const jb_plates *plates, jb_buf *out)
{
    uint32_t next = 0, n = 0;
    for (int plate; (plate = jb_plate_next(plates, &next)) >= 0; n++) {
        jb_str name = jb_plate_name(p->ticket->work->layout, (uint32_t)plate, p->lang);
        jb_buf_printf(p->arena, out, "%s%s%.*s", n ? " + " : "",
                      plate < 4 ? "" : p->lang == JB_ZH ? "专色 " : "spot ", JB_FMT(name));
    }
    if (n == 0)
        jb_buf_add(p->arena, out, word(p, JB_BOTH("不印", "nothing")));
}

/* What a side is called: 第 1 张正面; 第 1 页. */
static void add_side(const printer *p, uint32_t number, jb_buf *out)
{
    const jb_plan *plan = p->ticket->plan;
    const jb_side *side = &plan->sides[number - 1];
    if (plan->method == JB_IMPOSE_NONE) {
        jb_buf_printf(p->arena, out, p->lang == JB_ZH ? "第 %u 页" : "page %u", number);
        return;
    }
    jb_buf_printf(p->arena, out, p->lang == JB_ZH ? "第 %u 张" : "sheet %u", side->sheet + 1);
    if (plan->duplex)
        jb_buf_add(p->arena, out, word(p, side->back ? JB_BOTH("反面", " back")
                                                     : JB_BOTH("正面", " front")));
}

static void add_inks(const printer *p)
{
    const jb_ticket *t = p->ticket;
    for (uint32_t i = 0; i < t->inks.len; i++) {
        const jb_ticket_inks *inks = &t->inks.at[i];
        jb_buf out = {0};
        add_side(p, inks->first, &out);
        if (inks->last > inks->first) {
            jb_buf_add(p->arena, &out, word(p, JB_BOTH(" 至 ", " to ")));
            add_side(p, inks->last, &out);
        }
        jb_buf_add(p->arena, &out, word(p, JB_BOTH("：", ": ")));
        add_plates(p, &inks->plates, &out);
        add_line(p, i ? JB_STR("") : JB_BOTH("印色", "inks"), jb_buf_str(&out));
    }
}

/* ---- the page ------------------------------------------------------------------------------- */

static void add_condition(const printer *p)
{
    static const jb_str standards[] = {JB_LIT("PDF/X-1a:2003"), JB_LIT("PDF/X-4")};
    const jb_print_layout *print = &p->ticket->work->layout->print;
    jb_str condition = print->profile.len ? jb_path_name(print->profile) : print->condition;
    add_line(p, JB_BOTH("输出条件", "condition"), condition);
    add_line(p, JB_BOTH("文件标准", "standard"), standards[print->standard]);
}

static void add_contact(const printer *p)
{
    const jb_ticket *t = p->ticket;
    jb_str contact = t->contact;
    if (t->phone.len)
        contact = jb_arena_format(p->arena, p->lang == JB_ZH ? "%.*s%s电话 %.*s"
                                                             : "%.*s%sphone %.*s",
                                  JB_FMT(contact), contact.len ? "  " : "", JB_FMT(t->phone));
    add_line(p, JB_BOTH("交货", "delivery"), t->delivery);
    add_line(p, JB_BOTH("联系人", "contact"), contact);
}

static void add_file(const printer *p)
{
    const jb_ticket *t = p->ticket;
    add_line(p, JB_BOTH("文件", "file"),
             jb_arena_format(p->arena, p->lang == JB_ZH ? "%.*s（%zu 字节）" : "%.*s (%zu bytes)",
                             JB_FMT(t->file), t->bytes));
    add_line(p, JB_STR("SHA-256"), t->sha256);
}

void jb_ticket_print(const jb_ticket *t, jb_lang lang, jb_buf *out)
{
    const printer p = {t, t->work->arena, lang, out};
    jb_str copies = {0};
    if (t->copies)
        copies = jb_arena_format(p.arena, lang == JB_ZH ? "%u 份" : "%u", t->copies);
    add(&p, word(&p, JB_BOTH("付印单\n\n", "Printing order\n\n")));
    add_line(&p, JB_BOTH("品名", "title"), t->name);
    add_line(&p, JB_BOTH("期号", "number"), t->number);
    add_line(&p, JB_BOTH("日期", "date"), t->date);
    add_line(&p, JB_BOTH("份数", "copies"), copies);
    add_size(&p);
    add_pages(&p);
    add_sheets(&p);
    add_paper(&p);
    add_inks(&p);
    add_line(&p, JB_BOTH("装订", "binding"), t->binding[lang]);
    add_line(&p, JB_BOTH("出血", "bleed"),
             jb_arena_format(p.arena, "%.*s mm",
                             JB_FMT(jb_mm_text(p.arena, t->work->layout->sheet.bleed, 2))));
    add_condition(&p);
    add_contact(&p);
    add_file(&p);
}
