#include "ticket.h"

int jb_plate_next(const jb_plates *plates, uint32_t *n)
{
    for (; *n < 4; ++*n)
        if (plates->process[*n])
            return (int)(*n)++;
    uint32_t spot = *n - 4;
    if (spot >= plates->spots.len)
        return -1;
    ++*n;
    return 4 + plates->spots.at[spot];
}

jb_str jb_plate_name(const jb_layout *layout, uint32_t index, jb_lang lang)
{
    static const jb_str names[][2] = {{JB_LIT("青"), JB_LIT("cyan")},
                                      {JB_LIT("品红"), JB_LIT("magenta")},
                                      {JB_LIT("黄"), JB_LIT("yellow")},
                                      {JB_LIT("黑"), JB_LIT("black")}};
    return index < 4 ? names[index][lang] : layout->inks[index - 4].spot;
}

static bool has_spot(const jb_plates *plates, uint16_t ink)
{
    uint32_t i = 0;
    while (i < plates->spots.len && plates->spots.at[i] != ink)
        i++;
    return i < plates->spots.len;
}

/* Whatever the order in which they are used. */
static bool same_plates(const jb_plates *a, const jb_plates *b)
{
    bool same = a->spots.len == b->spots.len;
    for (int i = 0; i < 4; i++)
        same = same && a->process[i] == b->process[i];
    for (uint32_t i = 0; same && i < a->spots.len; i++)
        same = has_spot(b, a->spots.at[i]);
    return same;
}

static void add_inks(jb_ticket *t, uint32_t number, const jb_plates *plates)
{
    jb_ticket_inks *last = t->inks.len ? &t->inks.at[t->inks.len - 1] : NULL;
    if (last && same_plates(&last->plates, plates))
        last->last = number;
    else
        *jb_push(t->work->arena, &t->inks) = (jb_ticket_inks){number, number, *plates};
}

/* What the layout says, else what the way of imposing asks for. */
static void find_binding(jb_ticket *t)
{
    static const jb_str stitched[] = {JB_LIT("骑马订"), JB_LIT("saddle stitch")};
    static const jb_str folded[] = {JB_LIT("对折，不订"), JB_LIT("folded once, no stitch")};
    const jb_str *usual = t->plan->sheets > 1 ? stitched : folded;
    for (int lang = 0; lang < 2; lang++) {
        t->binding[lang] = t->order->binding;
        if (!t->order->binding.len && t->plan->folded)
            t->binding[lang] = usual[lang];
    }
}

static void read_end(jb_ticket *t, const jb_issue *issue)
{
    static const jb_str people[] = {JB_LIT("联系人"), JB_LIT("联络人"), JB_LIT("聯絡人")};
    static const jb_str phones[] = {JB_LIT("联系电话"), JB_LIT("联络电话"), JB_LIT("电话"),
                                    JB_LIT("聯絡電話"), JB_LIT("電話")};
    t->copies = t->order->copies ? t->order->copies : jb_issue_copies(issue);
    t->contact = t->order->contact;
    if (t->contact.len)
        return; /* it says how, too */
    t->contact = jb_issue_end_value(issue, people, sizeof people / sizeof *people);
    t->phone = jb_issue_end_value(issue, phones, sizeof phones / sizeof *phones);
}

jb_ticket *jb_ticket_make(const jb_work *work, const jb_output *output)
{
    const jb_issue *issue = work->issue;
    jb_ticket *t = JB_NEW(work->arena, jb_ticket);
    *t = (jb_ticket){
        .work = work,
        .plan = work->pages->plan,
        .order = &work->layout->print.order,
        .name = jb_work_line(work, JB_FIELD_NAME),
        .number = jb_issue_field(issue, JB_FIELD_NUMBER),
        .date = jb_issue_field(issue, JB_FIELD_DATE),
        .size_name = jb_size_name(work->pages->width, work->pages->height),
        .thickness = jb_order_thickness(&work->layout->print.order),
        .delivery = work->layout->print.order.delivery,
        .file = jb_path_name(output->path),
        .sha256 = output->sha256,
        .bytes = output->bytes.len,
    };
    for (uint32_t i = 0; i < t->plan->sides_len; i++) {
        jb_plates plates = jb_side_plates(work->arena, work->pages, output->variant, t->plan, i);
        add_inks(t, i + 1, &plates);
    }
    find_binding(t);
    read_end(t, issue);
    return t;
}
