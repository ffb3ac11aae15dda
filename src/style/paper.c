/* Paper: named sizes, and how thick it is. */
#include "keys.h"

/* Trimmed sizes of pages, then whole, half and quarter sheets of the two papers of the trade: 正度
 * 787 x 1092 and 大度 889 x 1194 mm, which mills make and printers cut. */
static const struct {
    const char *name;
    int16_t width, height; /* mm */
    bool sheet;            /* for printing on alone */
} sizes[] = {
    {"A3", 297, 420, false},       {"A4", 210, 297, false},       {"A5", 148, 210, false},
    {"B5", 176, 250, false},       {"16开", 185, 260, false},     {"大16开", 210, 285, false},
    {"A2", 420, 594, true},        {"SRA3", 320, 450, true},      {"SRA2", 450, 640, true},
    {"正度四开", 393, 546, true},  {"正度对开", 546, 787, true},  {"正度全张", 787, 1092, true},
    {"大度四开", 444, 597, true},  {"大度对开", 597, 889, true},  {"大度全张", 889, 1194, true},
};

enum { SIZES = sizeof sizes / sizeof *sizes };

static bool find_size(jb_str name, bool sheet, jb_len *width, jb_len *height)
{
    for (int i = 0; i < SIZES; i++) {
        if ((sizes[i].sheet && !sheet) || !jb_str_equal(name, jb_str_make(sizes[i].name)))
            continue;
        *width = JB_MM(sizes[i].width);
        *height = JB_MM(sizes[i].height);
        return true;
    }
    return false;
}

bool jb_size_find(jb_str name, jb_len *width, jb_len *height)
{
    return find_size(name, false, width, height);
}

static bool is_near(jb_len length, int mm)
{
    jb_len off = length - JB_MM(mm);
    return off <= JB_MM(1) / 2 && off >= -(JB_MM(1) / 2);
}

jb_str jb_size_name(jb_len width, jb_len height)
{
    for (int i = 0; i < SIZES; i++)
        if ((is_near(width, sizes[i].width) && is_near(height, sizes[i].height)) ||
            (is_near(width, sizes[i].height) && is_near(height, sizes[i].width)))
            return jb_str_make(sizes[i].name);
    return (jb_str){0};
}

void jb_sheet_largest(jb_len *width, jb_len *height)
{
    *width = JB_MM(sizes[SIZES - 1].width);
    *height = JB_MM(sizes[SIZES - 1].height);
}

/* ---- print.sheet ---------------------------------------------------------------------------- */

bool jb_read_sheet(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)key;
    jb_order *order = into;
    order->sheet = value->text;
    if (find_size(value->text, true, &order->sheet_width, &order->sheet_height))
        return true;
    size_t at = 0;
    jb_str width = jb_word_next(value->text, &at), height = jb_word_next(value->text, &at);
    return jb_length_parse(r, width, false, &order->sheet_width) && order->sheet_width > 0 &&
           jb_length_parse(r, height, false, &order->sheet_height) && order->sheet_height > 0 &&
           jb_word_next(value->text, &at).len == 0;
}

/* ---- print.paper ---------------------------------------------------------------------------- */

enum { WEIGHT_LEAST = 20, WEIGHT_MOST = 500 };

/* 80g, 80 g/m2, 80克: grammes on a square metre. */
static bool read_weight(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    static const jb_str units[] = {JB_LIT("g"), JB_LIT("g/m2"), JB_LIT("g/m²"), JB_LIT("gsm"),
                                   JB_LIT("克")};
    (void)r, (void)key;
    int64_t millionths = 0;
    size_t at = 0;
    if (!jb_decimal_parse(value->text, &at, &millionths) || millionths % 1000000)
        return false;
    jb_str unit = jb_word_next(value->text, &at);
    bool known = unit.len == 0;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        known = known || jb_str_equal(unit, units[i]);
    int64_t weight = millionths / 1000000;
    if (!known || at < value->text.len || weight < WEIGHT_LEAST || weight > WEIGHT_MOST)
        return false;
    *(uint32_t *)into = (uint32_t)weight;
    return true;
}

static bool read_thickness(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)key;
    return value->kind == JB_NODE_SCALAR && jb_length_parse(r, value->text, false, into) &&
           *(const jb_len *)into > 0 && *(const jb_len *)into <= JB_MM(2);
}

static const jb_key paper_keys[] = {
    {"name", jb_read_text, offsetof(jb_order, paper), "双胶纸", NULL},
    {"weight", read_weight, offsetof(jb_order, weight), "80g (20 … 500)", NULL},
    {"thickness", read_thickness, offsetof(jb_order, thickness), "0.1mm (… 2mm)", NULL},
};

bool jb_read_paper(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_keys_read(r, value, key->name, JB_KEYS(paper_keys), into);
    return true;
}

/* How dense papers usually are (紧度, in hundredths of g/cm3), by a word of their names; mills
 * differ by a tenth. The last is for all others: 双胶纸, 胶版纸, 复印纸. */
static const struct {
    const char *word;
    int density;
} papers[] = {{"铜版", 120}, {"铜板", 120}, {"哑粉", 110}, {"轻型", 55},
              {"轻涂", 105}, {"新闻", 62},  {"书写", 75},  {"", 80}};

jb_len jb_order_thickness(const jb_order *order)
{
    if (order->thickness || !order->weight)
        return order->thickness;
    int i = 0;
    while (jb_str_find(order->paper, jb_str_make(papers[i].word)) == SIZE_MAX)
        i++;
    /* g/m2 over g/cm3 are micrometres */
    return jb_len_from_um(jb_div_round((int64_t)order->weight * 100, papers[i].density));
}
