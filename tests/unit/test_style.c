/* Style: layouts, settings, lengths, the manifest, styled blocks. */
#include "style_kit.h"

/* ---- lengths ------------------------------------------------------------------------------- */

static jb_len read_above(world *w, const char *points, const char *length)
{
    jb_str text = jb_arena_format(
        w->arena, "extends: base\npoints: %s\nstyles: {title: {above: %s}}\n", points, length);
    put(w, "base.yaml", base);
    put(w, "length.yaml", jb_arena_cstr(w->arena, text));
    jb_layout *layout = open_layout(w, "length");
    return layout ? layout->styles[JB_STYLE_TITLE].above : -1;
}

static void test_lengths(void)
{
    static const struct {
        const char *text;
        jb_len metal, dtp;
    } cases[] = {
        {"0", 0, 0},          {"1mm", 2835, 2835},     {"25.4mm", 72000, 72000},
        {"2cm", 56693, 56693}, {"16pt", 16000, 16000}, {"0.001pt", 1, 1},
        {"750mpt", 750, 750}, {"2字", 42000, 44000},   {"0.5em", 10500, 11000},
        {"1行", 29621, 29609}, {"初号", 42000, 42000}, {"一号", 27500, 26000},
        {"二号", 21000, 22000}, {"三号", 15750, 16000}, {"小三", 15000, 15000},
        {"四号", 13750, 14000}, {"小四", 12000, 12000}, {"六号", 7875, 7500},
        {"八号", 5000, 5000},
    };
    world w = open_world();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_INT(read_above(&w, "metal", cases[i].text), cases[i].metal);
        CHECK_INT(read_above(&w, "dtp", cases[i].text), cases[i].dtp);
    }
    CHECK_STR(take_diags(&w), "");
    close_world(&w);
}

static void test_wrong_lengths(void)
{
    static const char *const wrong[] = {
        "5",    "mm",      "-1mm",       "1.mm",  "1,5mm",       "1e2mm", "2 字", "1inch", "九号",
        "1mm ½", "14401pt", "99999999mm", "[1mm]", "0.1234567mm", "１mm",
    };
    world w = open_world();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CHECK_INT(read_above(&w, "metal", wrong[i]), -1);
        CHECK_INT(w.diags.list.len, 1);
        CHECK_INT(w.diags.list.at[0].code, JB_D_LAYOUT_BAD_VALUE);
        take_diags(&w);
    }
    close_world(&w);
}

/* 字 counts the style's own quad, which for the body's size is the grid's cell. */
static void test_quads(void)
{
    world w = open_world();
    put(&w, "base.yaml", base);
    put(&w, "a.yaml", "extends: base\n"
                      "styles: {body: {indent: 2字}, note: {indent: 2em, inset: 0 1字}, "
                      "caption: {size: 1.5em, indent: 1字}}\n");
    jb_layout *layout = open_layout(&w, "a");
    CHECK(layout != NULL);
    if (layout) {
        CHECK_INT(layout->page.measure, 442205);
        CHECK_INT(layout->page.text_height, 637795);
        CHECK_INT(layout->styles[JB_STYLE_BODY].quad, 15793);
        CHECK_INT(layout->styles[JB_STYLE_BODY].indent, 31586);
        CHECK_INT(layout->styles[JB_STYLE_NOTE].indent, 31586);
        CHECK_INT(layout->styles[JB_STYLE_NOTE].inset_left, 0);
        CHECK_INT(layout->styles[JB_STYLE_NOTE].inset_right, 15793);
        CHECK_INT(layout->styles[JB_STYLE_TITLE].quad, 21000);
        CHECK_INT(layout->styles[JB_STYLE_CAPTION].size, 23625);
        CHECK_INT(layout->styles[JB_STYLE_CAPTION].indent, 23625);
        CHECK_INT(layout->grid.first, 7875);
        CHECK_INT(layout->grid.pitch, 29621);
    }
    CHECK_STR(take_diags(&w), "");
    close_world(&w);
}

/* ---- merging ------------------------------------------------------------------------------- */

static void test_merge(void)
{
    world w = open_world();
    put(&w, "base.yaml", base);
    put(&w, "child.yaml", "extends: base\n"
                          "fonts: {仿宋: [X], 楷体: [K]}\n"
                          "grid: ~\n"
                          "page: {margins: {inner: 30mm}}\n"
                          "styles: {body: {justify: false}}\n");
    put(&w, "grandchild.yaml", "extends: child\n"
                               "styles: {body: {align: justify}, title: {lines: 2}}\n"
                               "fonts: {仿宋: {latin: \"\"}}\n");
    jb_layout *layout = open_layout(&w, "grandchild");
    CHECK_STR(take_diags(&w), "");
    CHECK(layout != NULL);
    if (layout) {
        CHECK_INT(layout->roles_len, 3);
        CHECK_INT(layout->roles[0].chain_len, 1);
        CHECK_STR(layout->roles[0].chain[0], "X");
        CHECK_STR(layout->roles[0].latin, "");
        CHECK_STR(layout->roles[0].marks, "M");
        CHECK_STR(layout->roles[2].name, "楷体");
        CHECK(!layout->grid.on);
        CHECK_INT(layout->grid.pitch, 27563);
        CHECK_INT(layout->page.inner, 85039);
        CHECK_INT(layout->styles[JB_STYLE_BODY].align, JB_ALIGN_JUSTIFY);
        CHECK_INT(layout->styles[JB_STYLE_TITLE].size, 21000);
        CHECK_INT(layout->styles[JB_STYLE_TITLE].lines_most, 2);
        CHECK_INT(open_layout(&w, "child")->styles[JB_STYLE_BODY].align, JB_ALIGN_LEFT);
    }
    close_world(&w);
}

static void test_extends(void)
{
    world w = open_world();
    put(&w, "a.yaml", "extends: b\n");
    put(&w, "b.yaml", "title: x\nextends: a\n");
    CHECK(!open_layout(&w, "a"));
    CHECK_STR(take_diags(&w),
              "b.yaml:2:10: J0306 layout 'a' extends itself in a circle: a → b → a");
    put(&w, "self.yaml", "extends: self\n");
    CHECK(!open_layout(&w, "self"));
    CHECK_STR(take_diags(&w),
              "self.yaml:1:10: J0306 layout 'self' extends itself in a circle: self → self");
    put(&w, "b.yaml", "extends: c\n");
    put(&w, "c.yaml", "extends: a\n");
    CHECK(!open_layout(&w, "b"));
    CHECK_STR(take_diags(&w),
              "a.yaml:1:10: J0306 layout 'b' extends itself in a circle: b → c → a → b");
    put(&w, "c.yaml", "extends: nowhere\n");
    CHECK(!open_layout(&w, "c"));
    CHECK_STR(take_diags(&w),
              "c.yaml:1:10: J0301 no layout named 'nowhere' (there are: a, b, c, self)");
    CHECK(!open_layout(&w, "d"));
    CHECK_STR(take_diags(&w), "J0301 no layout named 'd' (there are: a, b, c, self)");
    CHECK(!open_layout(&w, "no/such.yaml"));
    CHECK_STR(take_diags(&w),
              "J0302 cannot read the layout 'no/such.yaml': no such file or folder");
    put(&w, "gbt9704.yaml", "extends: gbt9704\ntitle: ours\n"); /* over the one in the folder */
    jb_layout *layout = jb_layout_open(w.arena, path_in(&w, "gbt9704.yaml"),
                                       source_path(&w, "layouts"), NULL, 0, &w.diags);
    CHECK_STR(take_diags(&w), "");
    CHECK(layout && jb_str_equal(layout->title, JB_STR("ours")) && layout->grid.lines == 22);
    close_world(&w);
}

/* ---- settings ------------------------------------------------------------------------------ */

static void test_settings(void)
{
    world w = open_world();
    jb_layout *layout = open_set(&w, "gbt9704", "page.bleed", "5mm");
    CHECK(layout && layout->page.bleed == 14173);
    layout = open_set(&w, "gbt9704", "justify", "false");
    CHECK(layout && layout->styles[JB_STYLE_BODY].align == JB_ALIGN_LEFT);
    layout = open_set(&w, "gbt9704", "fonts.仿宋", "[A, B]");
    CHECK(layout && layout->roles[0].chain_len == 2 && layout->roles[0].latin.len > 0);
    layout = open_set(&w, "gbt9704", "folio", "none");
    CHECK(layout && !layout->folio.on);
    layout = open_set(&w, "gbt9704", "measure", "12.5em");
    CHECK(layout && layout->page.measure == 196875 && layout->grid.columns == 12 &&
          layout->styles[JB_STYLE_BODY].quad == 15750 && layout->page.outer == 319031);
    unsigned p09 = 0, n04 = 0;
    CHECK(jb_proof_rule_find(JB_STR("P09"), &p09) && jb_proof_rule_find(JB_STR("N04"), &n04));
    jb_proof_rules both = (jb_proof_rules)1 << p09 | (jb_proof_rules)1 << n04;
    layout = open_set(&w, "gbt9704", "proof.skip", "P09,N04");
    CHECK(layout && layout->proof && layout->proof_skip == both);
    layout = open_set(&w, "gbt9704", "proof", "{skip: [N04, P09]}");
    CHECK(layout && layout->proof && layout->proof_skip == both);
    layout = open_set(&w, "gbt9704", "proof", "none");
    CHECK(layout && !layout->proof);
    layout = open_set(&w, "gbt9704", "期号", "27"); /* a field: the issue's */
    CHECK(layout != NULL);
    CHECK(jb_setting_is_field(JB_STR("刊名")) && !jb_setting_is_field(JB_STR("page.bleed")));
    const jb_setting plain[] = {{JB_STR("measure"), JB_STR("12.5em")},
                                {JB_STR("indent"), JB_STR("0")},
                                {JB_STR("size"), JB_STR("10pt")},
                                {JB_STR("kinsoku"), JB_STR("strict")}};
    layout = open_ours(&w, "plain", plain, 4);
    CHECK(layout && !layout->proof);
    CHECK(layout && layout->page.measure == 125000 && layout->page.width == 181692 &&
          layout->styles[JB_STYLE_BODY].indent == 0 && layout->grid.pitch == 17500 &&
          layout->styles[JB_STYLE_BODY].kinsoku == JB_KINSOKU_STRICT);
    CHECK_STR(take_diags(&w), "");
    close_world(&w);
}

static void test_wrong_settings(void)
{
    static const struct {
        const char *key, *value, *says;
    } cases[] = {
        {"page.bleed", "5m",
         "J0308 --set page.bleed: cannot be '5m', it takes 37mm | 2cm | 16pt | 三号 | 2字 | 2em | "
         "1行 | 0"},
        {"pge.bleed", "5mm", "J0314 --set pge.bleed: unknown key 'pge', did you mean 'page'?"},
        {"proof", "some",
         "J0308 --set proof: cannot be 'some', it takes full | none | {skip: [P09, N04]}"},
        {"proof.skip", "[P09, X01]", "J0308 --set proof.skip: cannot be '[P09, X01]', it takes "
                                     "P01 … P25 | N01 … N11 | W01 … W04"},
        {"proof.skip", "P09,X01", "J0308 --set proof.skip: cannot be 'P09,X01', it takes "
                                  "P01 … P25 | N01 … N11 | W01 … W04"},
        {"colour", "red", "J0313 --set colour: unknown key 'colour'"},
        {"page..bleed", "5mm", "J0313 --set page..bleed: unknown key ''"},
        {"", "5mm", "J0313 --set : unknown key ''"},
        {"justify", "maybe",
         "J0308 --set justify: cannot be 'maybe', it takes true | false (align)"},
        {"masthead.items", "[a",
         "J0308 --set masthead.items: cannot be '[a', it takes [a, b] | {a: b}"},
        {"size", "22pt", "J0308 --set size: cannot be '22pt', it takes columns 1 … 20"},
        {"grid.lines", "50", "J0308 --set grid.lines: cannot be '50', it takes lines 1 … 40"},
        {"measure", "157mm", "J0308 --set measure: cannot be '157mm', it takes >= 1字"},
        {"styles.title.tracking", "3", "J0308 --set styles.title.tracking: cannot be '3', it takes "
                                       "-0.03em..0.02em"},
    };
    world w = open_world();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jb_layout *layout = open_set(&w, "gbt9704", cases[i].key, cases[i].value);
        if (jb_str_equal(jb_str_make(cases[i].key), JB_STR("measure"))) {
            CHECK(layout != NULL); /* the outer margin gives way */
            continue;
        }
        CHECK(!layout);
        CHECK_INT(jb_diags_status(&w.diags, false), 2);
        CHECK_STR(take_diags(&w), cases[i].says);
    }
    CHECK(!open_set(&w, "gbt9704", "measure", "183mm"));
    CHECK_STR(take_diags(&w), "J0308 --set measure: cannot be '183mm', it takes <= 515.906pt");
    close_world(&w);
}

/* ---- our own layouts ----------------------------------------------------------------------- */

static void check_same(const jb_layout *a, const jb_layout *b)
{
    CHECK(memcmp(&a->page, &b->page, sizeof a->page) == 0);
    CHECK_INT(a->grid.pitch, b->grid.pitch);
    CHECK_INT(a->grid.first, b->grid.first);
    CHECK_INT(a->roles_len, b->roles_len);
    CHECK_INT(a->inks_len, b->inks_len);
    for (int i = 0; i < JB_STYLES; i++) {
        const jb_style *s = &a->styles[i], *t = &b->styles[i];
        CHECK(s->role == t->role && s->ink == t->ink && s->size == t->size && s->quad == t->quad &&
              s->align == t->align && s->indent == t->indent && s->above == t->above &&
              s->inset_right == t->inset_right && s->tracking_min == t->tracking_min &&
              s->keep_next == t->keep_next && s->kinsoku == t->kinsoku);
    }
    for (uint32_t i = 0; i < a->roles_len && i < b->roles_len; i++)
        CHECK(jb_str_equal(a->roles[i].marks_of, b->roles[i].marks_of) &&
              a->roles[i].chain_len == b->roles[i].chain_len);
    CHECK_INT(a->masthead_len, b->masthead_len);
    for (uint32_t i = 0; i < a->masthead_len && i < b->masthead_len; i++)
        CHECK(jb_str_equal(a->masthead[i].text, b->masthead[i].text) &&
              a->masthead[i].sizes_len == b->masthead[i].sizes_len &&
              a->masthead[i].inset == b->masthead[i].inset);
    CHECK_INT(a->end.labels_len, b->end.labels_len);
    CHECK(jb_str_equal(a->folio.text, b->folio.text));
    CHECK_INT(a->marks[JB_VOID].tint, b->marks[JB_VOID].tint);
    CHECK(jb_str_equal(a->resolved, b->resolved));
}

/* Each opens without a word, and again from its resolved text; the manifest has all its faces. */
static void test_our_layouts(void)
{
    world w = open_world();
    jb_names names = {0};
    jb_layout_names(w.arena, source_path(&w, "layouts"), &names);
    CHECK(names.len >= 4);
    jb_manifest *manifest = jb_manifest_open(w.arena, source_path(&w, "fonts/manifest.yaml"),
                                             (jb_str){0}, &w.diags);
    CHECK(manifest != NULL);
    for (uint32_t i = 0; manifest && i < names.len; i++) {
        jb_layout *layout = open_ours(&w, jb_arena_cstr(w.arena, names.at[i]), NULL, 0);
        CHECK_STR(take_diags(&w), "");
        if (!layout)
            continue;
        put(&w, "again.yaml", jb_arena_cstr(w.arena, layout->resolved));
        jb_layout *again = open_layout(&w, "again");
        CHECK_STR(take_diags(&w), "");
        CHECK(again != NULL);
        if (again)
            check_same(layout, again);
        for (uint32_t k = 0; k < layout->roles_len; k++) {
            for (uint32_t c = 0; c < layout->roles[k].chain_len; c++) {
                bool known = false;
                for (uint32_t f = 0; f < manifest->len; f++)
                    known |= jb_str_equal(manifest->faces[f].name, layout->roles[k].chain[c]);
                CHECK(known);
            }
        }
    }
    close_world(&w);
}

static void test_gbt9704(void)
{
    world w = open_world();
    jb_layout *l = open_ours(&w, "gbt9704", NULL, 0);
    CHECK(l != NULL);
    if (l) {
        CHECK(l->page.width == 595276 && l->page.height == 841890 && l->page.mirror);
        CHECK(l->grid.on && l->grid.lines == 22 && l->grid.columns == 28);
        /* first and last em box flush with the type area, to less than a hundredth of a point */
        jb_len bottom = l->grid.first + 21 * l->grid.pitch + 7875;
        CHECK(l->grid.first == 7875 && l->page.text_height - bottom < 10 && bottom <= 637795);
        CHECK_INT(l->inks[l->red].cmyk[1], 800);
        CHECK_INT(l->inks[l->red].srgb[0], 0xD7);
        CHECK(l->inks[l->black].gray && l->inks[l->black].overprint &&
              l->inks[l->black].cmyk[3] == 1000);
        CHECK_STR(l->roles[l->styles[JB_STYLE_HEADING_1].role].name, "黑体");
        CHECK_STR(l->roles[l->styles[JB_STYLE_HEADING_2].role].name, "楷体");
        CHECK_STR(l->roles[l->styles[JB_STYLE_HEADING_3].role].name, "仿宋");
        CHECK_STR(l->roles[l->folio.role].features, "hwid");
        CHECK(l->folio.below == 19843 && l->folio.inset == 13750 &&
              l->folio.odd == JB_ALIGN_RIGHT && l->folio.even == JB_ALIGN_LEFT);
        CHECK(l->end.on && l->end.rule_first == 992 && l->end.rule_between == 709);
        CHECK(l->marks[JB_VOID].watermark && l->marks[JB_VOID].tint == 80);
        CHECK(!l->marks[JB_FINAL].on && l->marks[JB_PROOF].on && l->unfinished.on);
        CHECK_INT(l->styles[JB_STYLE_TITLE].tracking_min, -30);
        CHECK_INT(l->title_with, 2);
    }
    l = open_ours(&w, "bench", NULL, 0);
    CHECK(l && l->page.measure == 448000 && l->page.text_height == 638000 &&
          l->styles[JB_STYLE_BODY].quad == 16000 && l->grid.first == 14500 && l->grid.lines == 22);
    l = open_ours(&w, "shanghai-post", NULL, 0);
    CHECK(l && l->masthead_height == 221102 && l->masthead[4].sizes_len == 2 &&
          l->masthead[4].sizes[1] == 40000 && l->masthead[4].spread && l->masthead[4].preprinted);
    CHECK_STR(take_diags(&w), "");
    jb_str folder = source_path(&w, "layouts");
    jb_str name = JB_STR("上海市邮政快递行业\n党建、文明创建 工作简报");
    jb_looks looks = {0};
    CHECK_STR(jb_layout_for_name(w.arena, name, folder, &looks, &w.diags), "shanghai-post");
    CHECK(looks.len > 1 && jb_str_equal(looks.at[0].path, folder));
    CHECK_STR(jb_layout_for_name(w.arena, JB_STR("别的简报"), folder, &looks, &w.diags), "");
    CHECK_STR(jb_layout_for_name(w.arena, JB_STR(""), folder, &looks, &w.diags), "");
    close_world(&w);
}

/* Bytes changed anywhere in a layout: a layout or a diagnostic, always. */
static void test_mutations(void)
{
    world w = open_world();
    jb_str text = {0};
    CHECK_INT(jb_file_read(w.arena, source_path(&w, "layouts/bench.yaml"), 1 << 20, &text), 0);
    uint32_t seed = 1;
    for (int i = 0; i < 400; i++) {
        jb_arena_mark mark = jb_arena_note(w.arena);
        char *copy = jb_arena_cstr(w.arena, text);
        for (int k = 0; k <= i % 3; k++) {
            seed = seed * 1664525 + 1013904223;
            copy[(seed >> 8) % text.len] = "{}[]:,-#\"' \n\t0中&*!|>%@"[seed % 23];
        }
        put(&w, "m.yaml", copy);
        jb_arena *arena = jb_arena_new();
        jb_diags diags = {.arena = arena};
        jb_layout *layout = jb_layout_open(arena, JB_STR("m"), w.folder, NULL, 0, &diags);
        CHECK((layout == NULL) == (diags.list.len > 0));
        jb_arena_free(arena);
        jb_arena_reset(w.arena, mark);
    }
    close_world(&w);
}

/* ---- manifest ------------------------------------------------------------------------------ */

static void test_manifest(void)
{
    world w = open_world();
    put(&w, "manifest.yaml", "faces:\n"
                             "  A: {files: [a.otf, /b/a.otf], size: 17, checksum: 0x9b19e134, "
                             "revision: 65536}\n"
                             "  B: {files: b.ttc, index: 2, package: b}\n"
                             "  D: {files: d.ttc, package: fonts-d, optional: true}\n"
                             "  E: {files: e.ttc, package: e, install: ask the office}\n");
    put(&w, "fonts.yaml", "faces: {B: {files: /own/b.ttf}, C: {files: c.ttf}}\n");
    jb_manifest *m = jb_manifest_open(w.arena, path_in(&w, "manifest.yaml"),
                                      path_in(&w, "fonts.yaml"), &w.diags);
    CHECK_STR(take_diags(&w), "");
    CHECK(m && m->len == 5);
    if (m && m->len == 5) {
        CHECK(m->faces[0].size == 17 && m->faces[0].checksum == 0x9b19e134 &&
              m->faces[0].revision == 0x10000 && m->faces[0].files_len == 2);
        CHECK_STR(m->faces[0].files[0], jb_arena_cstr(w.arena, path_in(&w, "a.otf")));
        CHECK_STR(m->faces[0].files[1], "/b/a.otf");
        CHECK_STR(m->faces[1].files[0], "/own/b.ttf");
        CHECK_INT(m->faces[1].index, 0);
        CHECK_STR(m->faces[1].install, "");
        CHECK_STR(m->faces[2].install, "sudo apt install --no-install-recommends fonts-d");
        CHECK(m->faces[2].optional && !m->faces[3].optional);
        CHECK_STR(m->faces[3].install, "ask the office");
    }
    put(&w, "bad.yaml", "faces:\n"
                        "  A: {file: a.otf}\n"
                        "  B: {size: 3}\n"
                        "  C: {files: c, size: x, checksum: 0x1ffffffff, sha256: abc}\n");
    CHECK(!jb_manifest_open(w.arena, path_in(&w, "bad.yaml"), (jb_str){0}, &w.diags));
    CHECK_STR(take_diags(&w),
              "bad.yaml:2:7: J0311 unknown key 'file': did you mean 'files'?\n"
              "bad.yaml:3:3: J0307 'files' is missing\n"
              "bad.yaml:4:23: J0305 'size' cannot be 'x': it takes 6961384\n"
              "bad.yaml:4:36: J0305 'checksum' cannot be '0x1ffffffff': it takes 0x9b19e134\n"
              "bad.yaml:4:57: J0305 'sha256' cannot be 'abc': it takes 0-9 a-f x 64");
    CHECK(!jb_manifest_open(w.arena, path_in(&w, "none.yaml"), (jb_str){0}, &w.diags));
    CHECK_INT(w.diags.list.at[0].code, JB_D_MANIFEST_UNREADABLE);
    close_world(&w);
}

/* ---- styled blocks ------------------------------------------------------------------------- */

typedef struct draft {
    world *w;
    jb_buf text;
    jb_issue *issue;
} draft;

static jb_span add_text(draft *d, const char *text)
{
    uint32_t start = d->text.len;
    jb_buf_add(d->w->arena, &d->text, jb_str_make(text));
    jb_span span = {start, d->text.len};
    jb_buf_add(d->w->arena, &d->text, JB_STR("\n"));
    d->issue->text = jb_buf_str(&d->text);
    return span;
}

static void add_field(draft *d, jb_field_key key, const char *name, const char *value)
{
    *jb_push(d->w->arena, &d->issue->fields) =
        (jb_field){.key = key, .name = jb_str_make(name), .value = add_text(d, value)};
}

static jb_block *add_block(draft *d, jb_block_kind kind, const char *text)
{
    jb_block *block = jb_push(d->w->arena, &d->issue->blocks);
    *block = (jb_block){.kind = kind, .text = add_text(d, text)};
    block->in_end = kind >= JB_BLOCK_END_ENTRY;
    block->inline_first = d->issue->inlines.len;
    return block;
}

static draft new_draft(world *w)
{
    return (draft){.w = w, .issue = JB_NEW(w->arena, jb_issue)};
}

static jb_str dump(world *w, const draft *d, const jb_layout *layout)
{
    jb_buf out = {0};
    jb_styled *styled = jb_styled_make(w->arena, d->issue, layout, &w->diags);
    jb_styled_dump(w->arena, styled, &out);
    return jb_buf_str(&out);
}

static void test_masthead(void)
{
    world w = open_world();
    put(&w, "base.yaml", base);
    put(&w, "a.yaml", "extends: base\n"
                      "masthead:\n"
                      "  height: 60mm\n"
                      "  items:\n"
                      "  - {text: '{密级}', at: right}\n"
                      "  - {text: '《{刊名}》', font: 黑体, size: [34pt, 40pt], "
                      "at: center, preprinted: true}\n"
                      "  - {text: '{期号}·{主编}'}\n"
                      "  - {text: '内部{', at: center}\n"
                      "  - {rule: 1pt}\n");
    jb_layout *layout = open_layout(&w, "a");
    draft d = new_draft(&w);
    add_field(&d, JB_FIELD_NAME, "刊名", "甲\n乙");
    add_field(&d, JB_FIELD_NUMBER, "期号", "第1期");
    add_field(&d, JB_FIELD_DATE, "日期", "7月");
    add_field(&d, JB_FIELD_STATUS, "状态", "清样");
    add_field(&d, JB_FIELD_SECRECY, "密级", "");
    CHECK(layout != NULL);
    if (layout)
        CHECK_STR(dump(&w, &d, layout), "layout a\n"
                                        "item center 黑体 black 34000,40000 preprinted \"《甲\\n乙》\"\n"
                                        "  from 0+0 \"《\"\n"
                                        "  from 0+7 \"甲\\n乙\"\n"
                                        "  from 7+0 \"》\"\n"
                                        "item left 仿宋 black 15750 \"第1期·\"\n"
                                        "  from 8+7 \"第1期\"\n"
                                        "  from 15+0 \"·\"\n"
                                        "item center 仿宋 black 15750 \"内部{\"\n"
                                        "  from 0+0 \"内部{\"\n"
                                        "rule 1000 black\n");
    CHECK_STR(take_diags(&w), "J0309 layout 'a' has no place for '日期': it is not printed");
    close_world(&w);
}

static void test_blocks(void)
{
    world w = open_world();
    put(&w, "base.yaml", base);
    put(&w, "a.yaml", "extends: base\nstyles: {heading-2: {font: 黑体}}\n");
    jb_layout *layout = open_layout(&w, "a");
    draft d = new_draft(&w);
    add_block(&d, JB_BLOCK_TITLE, "题");
    add_block(&d, JB_BLOCK_HEADING, "（一）小")->level = 2;
    jb_block *run_in = add_block(&d, JB_BLOCK_HEADING, "（一）甲。乙丙丁");
    run_in->level = 2;
    run_in->label = 15;
    jb_block *marked = add_block(&d, JB_BLOCK_PARAGRAPH, "一二三四");
    uint32_t at = marked->text.start;
    marked->inline_count = 2;
    *jb_push(w.arena, &d.issue->inlines) = (jb_inline){JB_INLINE_EMPHASIS, {at, at + 3}, 0};
    *jb_push(w.arena, &d.issue->inlines) = (jb_inline){JB_INLINE_EMPHASIS, {at + 6, at + 9}, 0};
    add_block(&d, JB_BLOCK_PARAGRAPH, "");
    CHECK(layout != NULL);
    if (layout)
        CHECK_STR(dump(&w, &d, layout), "layout a\n"
                                        "block 0 title title 0-3\n"
                                        "  run 0-3 黑体 black \"题\"\n"
                                        "block 1 heading heading-2 4-16\n"
                                        "  run 4-16 黑体 black \"（一）小\"\n"
                                        "block 2 heading body 17-41\n"
                                        "  run 17-32 黑体 black \"（一）甲。\"\n"
                                        "  run 32-41 仿宋 black \"乙丙丁\"\n"
                                        "block 3 paragraph body 42-54\n"
                                        "  run 42-45 仿宋 black bold \"一\"\n"
                                        "  run 45-48 仿宋 black \"二\"\n"
                                        "  run 48-51 仿宋 black bold \"三\"\n"
                                        "  run 51-54 仿宋 black \"四\"\n"
                                        "block 4 paragraph body 55-55\n");
    CHECK_STR(take_diags(&w), "");
    close_world(&w);
}

/* Emphasis as the layout says, beside the other marks; ruby in a role of its own; a bold style. */
static void test_accents(void)
{
    static const char *const ways[][2] = {{"bold", " bold"}, {"dots", " dots"},
                                          {"line", " line opens"}, {"黑体", ""}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        world w = open_world();
        put(&w, "base.yaml", base);
        jb_str text = jb_arena_format(w.arena,
                                      "extends: base\nemphasis: {as: %s}\nruby: {font: 黑体}\n"
                                      "styles: {heading-3: {bold: true}}\n", ways[i][0]);
        put(&w, "a.yaml", jb_arena_cstr(w.arena, text));
        jb_layout *layout = open_layout(&w, "a");
        draft d = new_draft(&w);
        add_block(&d, JB_BLOCK_HEADING, "1.小")->level = 3;
        jb_block *block = add_block(&d, JB_BLOCK_PARAGRAPH, "一二字zi");
        uint32_t at = block->text.start;
        block->inline_count = 3;
        *jb_push(w.arena, &d.issue->inlines) = (jb_inline){JB_INLINE_EMPHASIS, {at, at + 6}, 0};
        *jb_push(w.arena, &d.issue->inlines) = (jb_inline){JB_INLINE_WORK, {at + 3, at + 6}, 0};
        *jb_push(w.arena, &d.issue->inlines) =
            (jb_inline){JB_INLINE_RUBY, {at + 6, at + 11}, at + 9};
        CHECK(layout != NULL);
        const char *role = i == 3 ? "黑体" : "仿宋";
        const char *more = i == 0 ? " bold" : i == 1 ? " dots" : i == 2 ? " line" : "";
        jb_str wanted = jb_arena_format(
            w.arena,
            "layout a\nblock 0 heading heading-3 0-5\n  run 0-5 仿宋 black bold \"1.小\"\n"
            "block 1 paragraph body 6-17\n  run 6-9 %s black%s \"一\"\n"
            "  run 9-12 %s black%s wave opens \"二\"\n  run 12-15 仿宋 black base \"字\"\n"
            "  run 15-17 黑体 black ruby \"zi\"\n",
            role, ways[i][1], role, more);
        if (layout)
            CHECK_STR(dump(&w, &d, layout), jb_arena_cstr(w.arena, wanted));
        close_world(&w);
    }
    world w = open_world();
    put(&w, "base.yaml", base);
    put(&w, "a.yaml", "extends: base\nemphasis: {as: 点, stroke: 11%}\nruby: {font: 拼}\n");
    CHECK(!open_layout(&w, "a"));
    CHECK_INT(w.diags.list.len, 3);
    close_world(&w);
}

static void test_end(void)
{
    world w = open_world();
    put(&w, "base.yaml", base);
    put(&w, "a.yaml", "extends: base\n"
                      "end: {font: 黑体, size: 四号, groups: [[报, 送], [责任编辑], [印数]], "
                      "list: {送: run, 分送: run}}\n");
    jb_layout *layout = open_layout(&w, "a");
    draft d = new_draft(&w);
    add_block(&d, JB_BLOCK_END_ENTRY, "报：甲\n乙")->label = 6;
    add_block(&d, JB_BLOCK_END_ENTRY, "送: 丙")->label = 4;
    add_block(&d, JB_BLOCK_END_ROW, "责任　编辑：丁　审核：戊");
    add_block(&d, JB_BLOCK_END_ENTRY, "分送：己")->label = 9;
    add_block(&d, JB_BLOCK_END_ENTRY, "微信：庚")->label = 9;
    add_block(&d, JB_BLOCK_END_LINE, "共印160份");
    CHECK(layout != NULL);
    if (!layout)
        return;
    CHECK_STR(take_diags(&w), "");
    jb_styled *styled = jb_styled_make(w.arena, d.issue, layout, &w.diags);
    static const struct {
        uint16_t group;
        uint32_t label;
        bool lines;
    } want[] = {{0, 6, true},  {0, 4, false}, {1, 0, true},
                {1, 9, false}, {1, 9, true},  {1, 0, true}};
    CHECK_INT(styled->blocks.len, 6);
    for (uint32_t i = 0; i < styled->blocks.len && i < 6; i++) {
        const jb_styled_block *block = &styled->blocks.at[i];
        CHECK_INT(block->style, JB_STYLE_END);
        CHECK_INT(block->group, want[i].group);
        CHECK_INT(block->label, want[i].label);
        CHECK_INT(block->lines, want[i].lines);
    }
    CHECK_INT(layout->styles[JB_STYLE_END].size, 13750);
    CHECK_INT(styled->runs.at[0].role, 1);
    close_world(&w);
}

/* ---- series.yaml --------------------------------------------------------------------------- */

static void test_patterns(void)
{
    static const struct {
        const char *pattern, *name;
        jb_number number;
        jb_filled filled;
    } rows[] = {
        {"{year}-{number:02}", "2025-03", {JB_NUMBER_ISSUE, 2025, 3, 3, 45, 0}, JB_FILLED},
        {"{year}-{number:02}", "2024-03", {JB_NUMBER_ISSUE, 0, 3, 3, 0, 0}, JB_FILLED},
        {"{number:02}", "03-04", {JB_NUMBER_ISSUE, 2025, 3, 4, 45, 0}, JB_FILLED},
        {"{number}", "增刊3", {JB_NUMBER_SUPPLEMENT, 2025, 3, 3, 0, 0}, JB_FILLED},
        {"{total:09}}", "000000045}", {JB_NUMBER_ISSUE, 2025, 3, 3, 45, 0}, JB_FILLED},
        {"{total:09}{", "{", {JB_NUMBER_ISSUE, 2025, 3, 3, 45, 0}, JB_FILLED_UNKNOWN},
        {"a{total}", "total", {JB_NUMBER_ISSUE, 2025, 3, 3, 0, 0}, JB_FILLED_LACKING},
        {"{档号}", "J1-2", {0}, JB_FILLED},
        {"{}", "", {0}, JB_FILLED_UNKNOWN},
        {"{number:2}", "number:2", {0}, JB_FILLED_UNKNOWN},
    };
    world w = open_world();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        jb_buf out = {0};
        jb_str key = {0};
        const jb_file_values values = {.number = rows[i].number,
                                       .date = {2024, 12, 30},
                                       .archive_no = JB_STR("J1/2")};
        CHECK_INT(jb_file_name_fill(w.arena, jb_str_make(rows[i].pattern), &values, &out, &key),
                  rows[i].filled);
        CHECK_STR(rows[i].filled == JB_FILLED ? jb_buf_str(&out) : key, rows[i].name);
    }
    close_world(&w);
}

static void test_newsletter(void)
{
    world w = open_world();
    put(&w, "series.yaml", "name: [{use: 工作通讯}, {from: 2020-01-01, use: 工作简报}]\n"
                           "layout: [{from: 2020-01-01, use: b},\n"
                           "  {from: 2009-01-01, use: x/a.yaml}]\n"
                           "number: {total: true}\nrhythm: monthly 10 31\n"
                           "new: {编发: 某局, end: \"报：甲\\n\"}\n"
                           "proof: {skip: [P09]}\nexceptions: [2024年第7—8期]\n");
    jb_str path = jb_newsletter_find(w.arena, path_in(&w, "."));
    jb_newsletter *n = jb_newsletter_open(w.arena, path, &w.diags);
    CHECK(n && w.diags.list.len == 0);
    if (n) {
        CHECK_STR(n->name, "工作简报");
        CHECK(jb_newsletter_is_named(n, JB_STR("工作 通讯")));
        CHECK(!jb_newsletter_is_named(n, JB_STR("通讯")));
        CHECK_STR(n->rule.form, "{year}年第{number}期（总第{total}期）");
        CHECK_STR(n->rule.joint, "{year}年第{number}期合刊（总第{total}期）");
        CHECK(n->rule.yearly && n->rule.kind == JB_NUMBER_ISSUE);
        CHECK_INT(n->rhythm.days, 1u << 10 | 1u << 31);
        unsigned p09 = 0;
        CHECK(n->has_new && n->fields_len == 1);
        CHECK(jb_proof_rule_find(JB_STR("P09"), &p09) && n->skip == (jb_proof_rules)1 << p09);
        CHECK_STR(n->end, "报：甲");
        CHECK_INT(n->exceptions_len, 1);
        CHECK_INT(n->exceptions[0].last, 8);
        CHECK_STR(jb_newsletter_layout(w.arena, n, (jb_date){2024, 1, 1}), "b");
        CHECK_STR(jb_newsletter_layout(w.arena, n, (jb_date){0, 0, 0}), "b");
        CHECK_STR(jb_newsletter_layout(w.arena, n, (jb_date){2019, 12, 31}),
                  jb_arena_cstr(w.arena, jb_path_join(w.arena, n->folder, JB_STR("x/a.yaml"))));
        CHECK_STR(jb_newsletter_layout(w.arena, n, (jb_date){2008, 12, 31}), "");
    }
    CHECK(jb_name_equal(JB_STR("工作 简报\n"), JB_STR("工作简报")));
    close_world(&w);
}

int main(void)
{
    static const check_case cases[] = {
        {"lengths", test_lengths},
        {"wrong lengths", test_wrong_lengths},
        {"字 counts the style's quad", test_quads},
        {"a child over its parents", test_merge},
        {"extends", test_extends},
        {"--set", test_settings},
        {"wrong --set", test_wrong_settings},
        {"our layouts open, and again from their resolved text", test_our_layouts},
        {"GB/T 9704 and its children", test_gbt9704},
        {"mutated layouts", test_mutations},
        {"the font manifest", test_manifest},
        {"masthead items", test_masthead},
        {"blocks and runs", test_blocks},
        {"accents", test_accents},
        {"end matter", test_end},
        {"patterns", test_patterns},
        {"a newsletter", test_newsletter},
    };
    return CHECK_MAIN(cases);
}
