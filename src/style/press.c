/* What the press needs: the print section. */
#include "keys.h"

/* 400 % is the whole of four inks. */
enum { INK_MOST = 4000 };

static const jb_word standards[] = {{"x-1a", JB_PRINT_X1A}, {"x-4", JB_PRINT_X4}, {NULL, 0}};

/* 300% -> 3000 thousandths. */
static bool read_ink_limit(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key;
    int64_t millionths = 0;
    size_t at = 0;
    if (!jb_decimal_parse(value->text, &at, &millionths))
        return false;
    jb_str rest = jb_str_cut(value->text, at, value->text.len);
    int64_t thousandths = millionths / 100000;
    if ((rest.len && !jb_str_equal(rest, JB_STR("%"))) || thousandths < 1000 ||
        thousandths > INK_MOST)
        return false;
    *(uint16_t *)into = (uint16_t)thousandths;
    return true;
}

static bool read_profile(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_print_layout *print = into;
    print->profile_place = jb_tree_place(value);
    return jb_read_text(r, key, value, &print->profile);
}

static bool read_copies(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key;
    int64_t millionths = 0;
    size_t at = 0;
    if (!jb_decimal_parse(value->text, &at, &millionths) || at < value->text.len)
        return false;
    int64_t copies = millionths / 1000000;
    if (millionths % 1000000 || copies < 1)
        return false;
    *(uint32_t *)into = (uint32_t)copies;
    return true;
}

static const jb_key print_keys[] = {
    {"standard", jb_read_word, offsetof(jb_print_layout, standard), NULL, standards},
    {"condition", jb_read_text, offsetof(jb_print_layout, condition), "FOGRA39", NULL},
    {"profile", read_profile, 0, "office.icc", NULL},
    {"ink-limit", read_ink_limit, offsetof(jb_print_layout, ink_limit), "300% (100 … 400)", NULL},
    {"marks", jb_read_bool, offsetof(jb_print_layout, marks), "true | false", NULL},
#define ORDER offsetof(jb_print_layout, order)
    {"paper", jb_read_paper, ORDER, NULL, NULL},
    {"sheet", jb_read_sheet, ORDER, "A3 | SRA3 | 正度对开 | 大度四开 | 450mm 320mm", NULL},
    {"copies", read_copies, ORDER + offsetof(jb_order, copies), "160 (1 … 1000000)", NULL},
    {"binding", jb_read_text, ORDER + offsetof(jb_order, binding), "骑马订", NULL},
    {"contact", jb_read_text, ORDER + offsetof(jb_order, contact), "何敏 12345678", NULL},
    {"delivery", jb_read_text, ORDER + offsetof(jb_order, delivery), "7月14日送到办公室", NULL},
#undef ORDER
    {"outlines", jb_read_bool, offsetof(jb_print_layout, outlines), "true | false", NULL},
};

void jb_print_read(jb_reader *r, const jb_node *root)
{
    jb_print_layout *print = &r->layout->print;
    *print = (jb_print_layout){.condition = JB_STR("FOGRA39"), .ink_limit = 3000, .marks = true};
    jb_keys_read(r, jb_tree_find(root, JB_STR("print")), "print", JB_KEYS(print_keys), print);
}
