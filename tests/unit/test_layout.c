/* Layouts: what is wrong with them and how it is told; the masthead's items. */
#include "style_kit.h"

/* ---- faults -------------------------------------------------------------------------------- */

/* All at once, each at its place, those of the parent in the parent's file. */
static void test_faults(void)
{
    world w = open_world();
    put(&w, "base.yaml", "page: {size: A4, margin: {top: 37mm}}\n"
                         "inks: {black: {k: 101}}\n"
                         "fonts: {仿宋: [A]}\n"
                         "styles:\n"
                         "  body: {font: 仿宗, size: 三号}\n");
    put(&w, "a.yaml", "extends: base\n"
                      "# 字\n"
                      "styles:\n"
                      "  heading_1: {font: 仿宋}\n"
                      "  title: {size: 二号, 颜色: 红, keep-next: yes}\n"
                      "kinsoku: 严\n");
    CHECK(!open_layout(&w, "a"));
    CHECK(w.diags.list.len > 0);
    CHECK_STR(w.diags.list.at[0].place.text, "  heading_1: {font: 仿宋}");
    CHECK_INT(w.diags.list.at[0].place.length, 9);
    CHECK_INT(jb_diags_status(&w.diags, false), 3);
    CHECK_STR(take_diags(&w),
              "a.yaml:4:3: J0311 unknown key 'heading_1': did you mean 'heading-1'?\n"
              "a.yaml:5:21: J0304 unknown key '颜色'\n"
              "a.yaml:5:39: J0305 'keep-next' cannot be 'yes': it takes true | false\n"
              "a.yaml:6:10: J0305 'kinsoku' cannot be '严': it takes none | basic | gb | strict\n"
              "base.yaml:1:18: J0311 unknown key 'margin': did you mean 'margins'?\n"
              "base.yaml:2:19: J0305 'k' cannot be '101': it takes 0 … 100\n"
              "base.yaml:5:16: J0305 'font' cannot be '仿宗': it takes 仿宋");
    put(&w, "base.yaml", base);
    put(&w, "b.yaml", "extends: base\nkinsoku: gb\nkinsoku: none\n");
    CHECK(!open_layout(&w, "b"));
    CHECK_STR(take_diags(&w), "b.yaml:3:1: J0312 'kinsoku' is given twice");
    put(&w, "b.yaml", "extends: base\nkinsoku: gb\nkinsoku: none\nlagn: zh\n");
    CHECK(!open_layout(&w, "b"));
    CHECK_STR(take_diags(&w), "b.yaml:3:1: J0312 'kinsoku' is given twice\n"
                              "b.yaml:4:1: J0311 unknown key 'lagn': did you mean 'lang'?");
    put(&w, "c.yaml", "title: x\n");
    CHECK(!open_layout(&w, "c"));
    CHECK_STR(take_diags(&w), "c.yaml:0:0: J0307 'inks.black' is missing\n"
                              "c.yaml:0:0: J0307 'fonts' is missing\n"
                              "c.yaml:0:0: J0307 'page.size' is missing\n"
                              "c.yaml:0:0: J0307 'styles.body.font' is missing");
    close_world(&w);
}

/* What a clerk types, where it is told, and in which words of Chinese: never the library's. */
static void test_syntax(void)
{
    static const struct {
        const char *text;
        int line, column;
        const char *says; /* a part of it */
    } wrong[] = {
        {"page:\n\tsize: A4\n", 2, 1, "Tab"},
        {"page:\n  size: A4\n\tbleed: 3mm\n", 3, 2, "Tab"},
        {"extends: gbt9704\ntitle：某报\n", 2, 6, "半角冒号"},
        {"extends：gbt9704\n", 1, 8, "半角冒号"},
        {"page:\n  size： A4\n  bleed: 3mm\n", 2, 7, "半角冒号"},
        {"page: {size： A4, bleed: 3mm}}\n", 1, 12, "半角冒号"},
        {"extends:gbt9704\n", 1, 8, "空一格"},
        {"page:\n  size:A4\n  bleed: 3mm\n", 2, 7, "空一格"},
        {"page: {size: A4， bleed: 3mm}\n", 1, 16, "半角逗号"},
        {"page: ｛size: A4｝\n", 1, 7, "{ }"},
        {"page: {size: A4\ntitle: x\n", 2, 6, "括号"},
        {"page: [1\n", 2, 1, "右括号"},
        {"page: {size: A4}}\n", 1, 17, "多了"},
        {"page: {size: A4]\n", 1, 16, "不配对"},
        {"page: {size: A4 bleed: 3mm}\n", 1, 22, "逗号"},
        {"page:\n  size: A4\n   bleed: 3mm\n", 2, 9, "缩进"},
        {"page:\n  size: A4\n bleed: 3mm\n", 3, 2, "缩进"},
        {"title: \"某报\nlang: zh\n", 1, 8, "引号"},
        {"title: '某报：其一\n", 1, 9, "引号"},
        {"title: \"a\"b\n", 1, 11, "引号后面"},
        {"a: \"\\xzz\"\n", 1, 5, "反斜杠"},
        {"title: @某报\n", 1, 8, "加上引号"},
        {"a: b: c\n", 1, 5, "两个冒号"},
        {"inks:\n  red: {k: 1, screen: #ff0000}\n", 3, 1, "#"},
        {"a: |x\n b\n", 1, 5, "换行"},
        {"a: &x 1\nb: *x\n", 1, 7, "& ! *"},
        {"a: !t 1\n", 1, 7, "& ! *"},
        {"a: 1\n---\nb: 2\n", 2, 1, "---"},
        {"? [a]\n: b\n", 1, 3, "一个词"},
        {"- a\n", 1, 1, "键: 值"},
        {"a\n", 1, 1, "键: 值"},
        {"a: \xff\n", 1, 4, "UTF-8"},
        {"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", 1, 18, "太深"},
    };
    world w = open_world();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        put(&w, "a.yaml", wrong[i].text);
        CHECK(!open_layout(&w, "a"));
        CHECK(w.diags.list.len > 0 && w.diags.list.at[0].code == JB_D_LAYOUT_SYNTAX);
        jb_str words = jb_diag_text(w.arena, &w.diags.list.at[0], JB_ZH);
        if (jb_str_find(words, jb_str_make(wrong[i].says)) == SIZE_MAX)
            CHECK_STR(words, wrong[i].says);
        CHECK_INT(w.diags.list.at[0].place.line, wrong[i].line);
        CHECK_INT(w.diags.list.at[0].place.column, wrong[i].column);
        take_diags(&w);
    }
    close_world(&w);
}

/* ---- the masthead, and what leaves the page -------------------------------------------------- */

/* A child changes one item by its name, adds one and takes one away. */
static void test_named_items(void)
{
    world w = open_world();
    put(&w, "base.yaml", base);
    put(&w, "a.yaml", "extends: base\n"
                      "masthead:\n"
                      "  height: 60mm\n"
                      "  items:\n"
                      "    密级: {at: left, top: 0}\n"
                      "    刊名: {font: 黑体, size: 40pt, min: 20pt, top: 10mm, bottom: 20mm}\n"
                      "    红线: {rule: 1pt, bottom: 0}\n");
    put(&w, "b.yaml", "extends: a\n"
                      "masthead:\n"
                      "  items:\n"
                      "    密级: ~\n"
                      "    刊名: {size: 30pt, spread: 100mm}\n"
                      "    紧急程度: {text: '{紧急程度}！', at: right}\n");
    jb_layout *layout = open_layout(&w, "b");
    CHECK(layout && layout->masthead_len == 3);
    if (layout) {
        const jb_masthead_item *items = layout->masthead;
        CHECK_STR(items[0].name, "刊名");
        CHECK_STR(items[0].text, "{刊名}");
        CHECK(items[0].role == 1 && items[0].sizes[0] == 30000 && items[0].has_top);
        CHECK(items[0].spread && items[0].spread_to == 283465);
        CHECK_INT(items[1].rule, 1000);
        CHECK_STR(items[2].text, "{紧急程度}！");
    }
    layout = open_set(&w, "gbt9704", "masthead.items.刊名.size", "48pt");
    CHECK(layout && layout->masthead[4].sizes[0] == 48000 && layout->masthead[4].preprinted);
    CHECK_STR(take_diags(&w), "");
    close_world(&w);
}

/* What cannot be right whatever the issue says. */
static void test_masthead_faults(void)
{
    static const struct {
        const char *item, *says;
    } cases[] = {
        {"甲: {at: right, top: 1mm}", ""},
        {"甲: {top: 57mm}", "a.yaml:6:14: J0305 'top' cannot be '57mm': it takes <= 154.329pt"},
        {"甲: {bottom: 57mm}",
         "a.yaml:6:17: J0305 'bottom' cannot be '57mm': it takes <= 154.329pt"},
        {"甲: {rule: 2mm, bottom: 59mm}",
         "a.yaml:6:28: J0305 'bottom' cannot be '59mm': it takes <= 164.410pt"},
        {"甲: {top: 30mm, bottom: 30mm}",
         "a.yaml:6:28: J0305 'bottom' cannot be '30mm': it takes <= 77.165pt"},
        {"甲: {at: right, inset: 156mm}",
         "a.yaml:6:27: J0305 'inset' cannot be '156mm': it takes <= 434.330pt"},
        {"甲: {at: center, inset: 77mm}",
         "a.yaml:6:28: J0305 'inset' cannot be '77mm': it takes <= 217.165pt"},
        {"甲: {at: right, spread: 157mm}",
         "a.yaml:6:28: J0305 'spread' cannot be '157mm': it takes <= 442.205pt"},
        {"甲: {at: left, top: 4mm}",
         "a.yaml:6:8: J0340 '甲' and '刊名' of the masthead lie over each other"},
        {"甲: {at: right, top: 4mm}", ""},
        {"甲: {at: left, same-row: true, top: 4mm}", ""},
        {"甲: {at: left, top: 6mm}", ""},
        {"甲: {rule: 1mm, top: 4mm}", ""}, /* beside a text: a rule between two lines */
        {"甲: {text: a, rule: 1mm}", "a.yaml:6:8: J0305 'items' cannot be '{ … }': it takes "
                                     "text | rule"},
        {"- {at: left}", "a.yaml:6:7: J0305 'items' cannot be '{ … }': it takes text | rule"},
        {"甲: {spread: wide}", "a.yaml:6:17: J0305 'spread' cannot be 'wide': it takes "
                               "true | false | 120mm"},
    };
    world w = open_world();
    put(&w, "base.yaml", base);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *first = cases[i].item[0] == '-' ? "- {text: 甲}" : "刊名: {at: left, top: 0}";
        jb_str text = jb_arena_format(w.arena,
                                      "extends: base\nmasthead:\n  height: 60mm\n  items:\n"
                                      "    %s\n    %s\n", first, cases[i].item);
        put(&w, "a.yaml", jb_arena_cstr(w.arena, text));
        open_layout(&w, "a");
        CHECK_STR(take_diags(&w), cases[i].says);
    }
    close_world(&w);
}

/* What would be printed outside the type area or the paper. */
static void test_ranges(void)
{
    static const struct {
        const char *key, *value, *most; /* most: NULL where it fits */
    } cases[] = {
        {"styles.note.inset", "70mm", NULL},       {"styles.note.inset", "80mm", "426.455pt"},
        {"styles.body.indent", "155mm", NULL},     {"styles.body.indent", "157mm", "442.205pt"},
        {"styles.title.size", "450pt", "442.205pt"}, {"end.inset", "77mm", "214.227pt"},
        {"folio.inset", "155mm", "428.455pt"},     {"folio.below", "33mm", "85.463pt"},
        {"masthead.below", "140mm", "387.072pt"},  {"folio.below", "25mm", NULL},
    };
    world w = open_world();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_layout *layout = open_set(&w, "gbt9704", cases[i].key, cases[i].value);
        CHECK((layout != NULL) == !cases[i].most);
        jb_str told = jb_arena_format(w.arena, "J0308 --set %s: cannot be '%s', it takes <= %s",
                                      cases[i].key, cases[i].value,
                                      cases[i].most ? cases[i].most : "");
        CHECK_STR(take_diags(&w), cases[i].most ? jb_arena_cstr(w.arena, told) : "");
    }
    CHECK(open_set(&w, "gbt9704", "page.shift", "-50mm 0") != NULL);
    CHECK(!open_set(&w, "gbt9704", "page.shift", "0 51mm"));
    close_world(&w);
}

static void test_order(void)
{
    world w = open_world();
    put(&w, "base.yaml", base);
    put(&w, "a.yaml", "extends: base\n"
                      "print: {paper: {name: 157克铜版纸, weight: 157 g/m2}, sheet: 大度对开, "
                      "copies: 160, binding: 骑马订}\n");
    jb_layout *l = open_layout(&w, "a");
    CHECK(l != NULL);
    const jb_order *order = &l->print.order;
    CHECK_INT(order->weight, 157);
    CHECK_INT(jb_order_thickness(order), jb_len_from_um(131)); /* 157 g/m2 of 1.2 g/cm3 */
    CHECK_INT(order->sheet_width, JB_MM(597));
    CHECK_INT(order->copies, 160);
    put(&w, "b.yaml", "extends: base\n"
                      "print: {paper: {weight: 80克, thickness: 0.12mm}, sheet: 450mm 320mm}\n");
    l = open_layout(&w, "b");
    CHECK(l != NULL);
    CHECK_INT(jb_order_thickness(&l->print.order), jb_len_from_um(120));
    CHECK_INT(l->print.order.sheet_width, JB_MM(450));
    CHECK_INT(jb_order_thickness(&(jb_order){.weight = 80}), jb_len_from_um(100));
    CHECK_INT(jb_order_thickness(&(jb_order){0}), 0);
    put(&w, "c.yaml", "extends: base\n"
                      "print: {paper: {weight: 80oz, thickness: 0}, sheet: 450mm, copies: 0}\n");
    CHECK(!open_layout(&w, "c"));
    CHECK_STR(take_diags(&w),
              "c.yaml:2:25: J0305 'weight' cannot be '80oz': it takes 80g (20 … 500)\n"
              "c.yaml:2:42: J0305 'thickness' cannot be '0': it takes 0.1mm (… 2mm)\n"
              "c.yaml:2:53: J0305 'sheet' cannot be '450mm': it takes A3 | SRA3 | 正度对开 | "
              "大度四开 | 450mm 320mm\n"
              "c.yaml:2:68: J0305 'copies' cannot be '0': it takes 160 (1 … 1000000)");
    close_world(&w);
}

static void test_sizes(void)
{
    CHECK_STR(jb_size_name(JB_MM(210), JB_MM(297)), "A4");
    CHECK_STR(jb_size_name(JB_MM(297), JB_MM(210)), "A4");
    CHECK_STR(jb_size_name(2 * JB_MM(210), JB_MM(297)), "A3");
    CHECK_STR(jb_size_name(JB_MM(210), JB_MM(285)), "大16开");
    CHECK_STR(jb_size_name(JB_MM(211), JB_MM(297)), "");
}

int main(void)
{
    static const check_case cases[] = {
        {"all faults at once, each at its place", test_faults},
        {"YAML that is not well-formed", test_syntax},
        {"masthead items by name", test_named_items},
        {"a masthead that cannot be right", test_masthead_faults},
        {"what leaves the page is a fault", test_ranges},
        {"what the printing order says", test_order},
        {"sizes have names", test_sizes},
    };
    return CHECK_MAIN(cases);
}
