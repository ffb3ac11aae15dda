/* Inks, font roles, the page and its grid. */
#include "keys.h"

/* ---- inks ---------------------------------------------------------------------------------- */

typedef struct ink_draft {
    jb_ink ink;
    uint16_t k;
    bool has_k, has_cmyk, has_screen;
} ink_draft;

static bool read_k(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    ink_draft *draft = into;
    draft->has_k = true;
    return jb_read_share(r, key, value, &draft->k) && draft->k <= 1000;
}

static bool read_cmyk(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    ink_draft *draft = into;
    size_t at = 0;
    draft->has_cmyk = true;
    for (int i = 0; i < 4; i++) {
        jb_node part = {.text = jb_word_next(value->text, &at)};
        if (!jb_read_share(r, key, &part, &draft->ink.cmyk[i]) || draft->ink.cmyk[i] > 1000)
            return false;
    }
    return jb_word_next(value->text, &at).len == 0;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_screen(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key;
    ink_draft *draft = into;
    jb_str text = value->text;
    draft->has_screen = true;
    if (text.len != 7 || text.at[0] != '#')
        return false;
    for (int i = 0; i < 3; i++) {
        int high = hex_digit(text.at[1 + 2 * i]), low = hex_digit(text.at[2 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        draft->ink.srgb[i] = (uint8_t)(high * 16 + low);
    }
    return true;
}

/* Not a name that means other plates (ISO 32000-1 8.6.6.4), nor longer than a name may be (C.2). */
static bool read_plate(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    enum { NAME_MOST = 127 };
    ink_draft *draft = into;
    draft->ink.spot_place = jb_tree_place(value);
    return jb_read_text(r, key, value, &draft->ink.spot) && draft->ink.spot.len > 0 &&
           draft->ink.spot.len <= NAME_MOST;
}

static const jb_key ink_keys[] = {
    {"k", read_k, 0, "0 … 100", NULL},
    {"cmyk", read_cmyk, 0, "0 80 80 0 (C M Y K, 0 … 100)", NULL},
    {"screen", read_screen, 0, "\"#d7000f\" (# + 6 × 0-9 a-f)", NULL},
    {"spot", read_plate, 0, "PANTONE 185 C", NULL},
    {"overprint", jb_read_bool, offsetof(ink_draft, ink.overprint), "true | false", NULL},
};

/* What the screen shows of an ink that does not say: the plain complement of its CMYK. */
static uint8_t complement(int64_t ink, int64_t k)
{
    return (uint8_t)jb_div_round(255 * (1000 - ink) * (1000 - k), 1000000);
}

static void finish_ink(jb_reader *r, const jb_node *value, ink_draft *draft)
{
    jb_ink *ink = &draft->ink;
    if (draft->has_k == draft->has_cmyk)
        jb_keys_fault(r, value, "inks", JB_STR("k | cmyk"));
    if (draft->has_k) {
        ink->gray = !draft->has_screen && !ink->spot.len;
        ink->cmyk[3] = draft->k;
    }
    for (int i = 0; i < 3 && !draft->has_screen; i++)
        ink->srgb[i] = complement(ink->cmyk[i], ink->cmyk[3]);
}

static uint16_t find_ink(const jb_layout *layout, jb_str name, uint16_t otherwise)
{
    for (uint16_t i = 0; i < layout->inks_len; i++)
        if (jb_str_equal(layout->inks[i].name, name))
            return i;
    return otherwise;
}

void jb_inks_read(jb_reader *r, const jb_node *root)
{
    jb_layout *layout = r->layout;
    const jb_node *inks = jb_tree_find(root, JB_STR("inks"));
    if (inks && inks->kind != JB_NODE_MAP) {
        jb_keys_fault(r, inks, "inks", JB_STR("{ … }"));
        return;
    }
    uint32_t n = inks ? inks->entries.len : 0;
    jb_ink *all = JB_NEW_ARRAY(r->arena, jb_ink, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        ink_draft draft = {.ink.name = inks->entries.at[i].key->text};
        const jb_node *value = inks->entries.at[i].value;
        if (jb_keys_read(r, value, "inks", JB_KEYS(ink_keys), &draft))
            finish_ink(r, value, &draft);
        all[i] = draft.ink;
    }
    layout->inks = all;
    layout->inks_len = (uint16_t)n;
    layout->black = find_ink(layout, JB_STR("black"), UINT16_MAX);
    if (layout->black == UINT16_MAX) {
        jb_keys_missing(r, inks, "inks.black");
        layout->black = 0;
    }
    layout->red = find_ink(layout, JB_STR("red"), layout->black);
}

/* ---- roles --------------------------------------------------------------------------------- */

static bool read_chain(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)key;
    jb_role *role = into;
    if (value->kind != JB_NODE_LIST || !value->entries.len)
        return false;
    jb_str *chain = JB_NEW_ARRAY(r->arena, jb_str, value->entries.len);
    for (uint32_t i = 0; i < value->entries.len; i++)
        if (!jb_read_text(r, key, value->entries.at[i].value, &chain[i]) || !chain[i].len)
            return false;
    role->chain = chain;
    role->chain_len = value->entries.len;
    return true;
}

static const jb_key role_keys[] = {
    {"chain", read_chain, 0, "[FandolFang, NotoSerifCJK-Regular]", NULL},
    {"latin", jb_read_text, offsetof(jb_role, latin), "LiberationSerif", NULL},
    {"marks", jb_read_text, offsetof(jb_role, marks), "NotoSerifCJK-Regular", NULL},
    {"marks-of", jb_read_text, offsetof(jb_role, marks_of), "\"“”—…\"", NULL},
    {"bold", jb_read_text, offsetof(jb_role, bold), "NotoSerifCJK-Bold", NULL},
    {"latin-bold", jb_read_text, offsetof(jb_role, latin_bold), "LiberationSerif-Bold", NULL},
    {"features", jb_read_text, offsetof(jb_role, features), "hwid", NULL},
};

void jb_roles_read(jb_reader *r, const jb_node *root)
{
    const jb_node *fonts = jb_tree_find(root, JB_STR("fonts"));
    if (!fonts) {
        jb_keys_missing(r, NULL, "fonts");
        return;
    }
    if (fonts->kind != JB_NODE_MAP || !fonts->entries.len) {
        jb_keys_fault(r, fonts, "fonts", JB_STR("{ 仿宋: [ … ] }"));
        return;
    }
    uint32_t n = fonts->entries.len;
    jb_role *all = JB_NEW_ARRAY(r->arena, jb_role, n);
    for (uint32_t i = 0; i < n; i++) {
        const jb_entry *entry = &fonts->entries.at[i];
        all[i].name = entry->key->text;
        all[i].place = jb_tree_place(entry->value);
        uint32_t before = r->faults;
        if (entry->value->kind != JB_NODE_MAP)
            jb_keys_fault(r, entry->value, jb_arena_cstr(r->arena, entry->key->text),
                          JB_STR("[FandolFang, NotoSerifCJK-Regular]"));
        else
            jb_keys_read(r, entry->value, "fonts", JB_KEYS(role_keys), &all[i]);
        if (!all[i].chain_len && r->faults == before)
            jb_keys_missing(r, entry->key, "chain");
    }
    r->layout->roles = all;
    r->layout->roles_len = (uint16_t)n;
}

/* ---- page ---------------------------------------------------------------------------------- */

/* A4, or width and height; `auto` for the width: as wide as measure and margins. */
static bool read_page_size(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)key;
    jb_page_layout *page = into;
    if (jb_size_find(value->text, &page->width, &page->height))
        return true;
    size_t at = 0;
    jb_str width = jb_word_next(value->text, &at), height = jb_word_next(value->text, &at);
    page->width = 0;
    bool free = jb_str_equal(width, JB_STR("auto"));
    return (free || (jb_length_parse(r, width, false, &page->width) && page->width > 0)) &&
           jb_length_parse(r, height, false, &page->height) && page->height > 0 &&
           jb_word_next(value->text, &at).len == 0;
}

/* A printer is off by millimetres. */
static bool is_small(jb_len shift)
{
    return shift <= jb_len_from_um(50000) && shift >= -jb_len_from_um(50000);
}

static bool read_shift(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)key;
    jb_page_layout *page = into;
    size_t at = 0;
    jb_str x = jb_word_next(value->text, &at), y = jb_word_next(value->text, &at);
    return jb_length_parse(r, x, true, &page->shift_x) &&
           jb_length_parse(r, y, true, &page->shift_y) && is_small(page->shift_x) &&
           is_small(page->shift_y) && jb_word_next(value->text, &at).len == 0;
}

static bool read_margins(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    static const jb_key keys[] = {
        {"top", jb_read_length, offsetof(jb_page_layout, top), JB_TAKES_LENGTH, NULL},
        {"inner", jb_read_length, offsetof(jb_page_layout, inner), JB_TAKES_LENGTH, NULL},
        {"outer", jb_read_length, offsetof(jb_page_layout, outer), JB_TAKES_LENGTH, NULL},
        {"bottom", jb_read_length, offsetof(jb_page_layout, bottom), JB_TAKES_LENGTH, NULL},
    };
    jb_keys_read(r, value, key->name, JB_KEYS(keys), into);
    return true;
}

static const jb_word writing_words[] = {{"horizontal", false}, {"vertical", true}, {NULL, 0}};

static bool read_writing(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)into;
    return jb_read_flag(r, key, value, &r->layout->vertical);
}

static const jb_key page_keys[] = {
    {"size", read_page_size, 0, "A3 | A4 | A5 | B5 | 16开 | 大16开 | 210mm 297mm | auto 297mm", NULL},
    {"margins", read_margins, 0, NULL, NULL},
    {"mirror", jb_read_bool, offsetof(jb_page_layout, mirror), "true | false", NULL},
    {"shift", read_shift, 0, "1mm -0.5mm (→ ↓, -50mm … 50mm)", NULL},
    {"bleed", jb_read_length, offsetof(jb_page_layout, bleed), JB_TAKES_LENGTH, NULL},
    {"measure", jb_read_length, offsetof(jb_page_layout, measure), JB_TAKES_LENGTH, NULL},
    {"writing", read_writing, 0, NULL, writing_words},
};

/* The other view of a page that is written in columns. Turned twice it is what it was. */
static jb_page_layout turned(const jb_page_layout *page)
{
    jb_page_layout other = *page;
    other.width = page->height;
    other.height = page->width;
    other.top = page->inner;
    other.inner = page->top;
    other.bottom = page->outer;
    other.outer = page->bottom;
    other.measure = page->text_height;
    other.text_height = page->measure;
    return other;
}

/* What leaves no room for a line. */
static jb_str margins_along(const jb_layout *layout)
{
    return layout->vertical ? JB_STR("size > margins.top + margins.bottom")
                            : JB_STR("size > margins.inner + margins.outer");
}

/* A measure that is given takes the room of the margin where lines end, or widens a page that is
 * `auto`. */
static void fit_width(jb_reader *r, const jb_node *node, jb_len body_size)
{
    jb_page_layout *page = &r->layout->page;
    const jb_node *measure = jb_tree_find(node, JB_STR("measure"));
    jb_len room = page->width - page->inner - (measure ? 0 : page->outer);
    if (page->width == 0 && !measure) {
        jb_keys_missing(r, node, "page.measure");
    } else if (page->width == 0) {
        page->width = page->inner + page->measure + page->outer;
        if (page->width > JB_PT(14400)) /* where a PDF page ends */
            jb_keys_fault(r, measure, "measure", JB_STR("margins + measure <= 14400pt"));
    } else if (measure && page->measure <= room) {
        page->outer = room - page->measure;
    } else if (measure) {
        jb_str most = jb_length_text(r->arena, room);
        jb_keys_fault(r, measure, "measure", jb_arena_format(r->arena, "<= %.*s", JB_FMT(most)));
    } else {
        page->measure = room;
    }
    if (page->measure >= body_size)
        return;
    if (measure)
        jb_keys_fault(r, measure, "measure", JB_STR(">= 1字"));
    else
        jb_keys_fault(r, node, "page", margins_along(r->layout));
}

void jb_page_read(jb_reader *r, const jb_node *root, jb_len body_size)
{
    jb_layout *layout = r->layout;
    jb_page_layout *page = &layout->page, *sheet = &layout->sheet;
    const jb_node *node = jb_tree_find(root, JB_STR("page"));
    uint32_t before = r->faults;
    r->em = body_size;
    r->row = 0;
    bool read = jb_keys_read(r, node, "page", JB_KEYS(page_keys), sheet);
    if (read && layout->vertical && sheet->width == 0 && sheet->height) /* measure is its height */
        jb_keys_fault(r, jb_tree_find(node, JB_STR("size")), "size",
                      JB_STR("A4 | 210mm 297mm (vertical)"));
    if (!read || sheet->height == 0 || r->faults > before) {
        if (r->faults == before)
            jb_keys_missing(r, node, "page.size");
        return;
    }
    jb_keys_most(r, node, "bleed", sheet->bleed, JB_PT(100)); /* a press trims off less */
    *page = *sheet;
    if (layout->vertical) {
        *page = turned(sheet);
        page->measure = sheet->measure;
    }
    fit_width(r, node, body_size);
    page->text_height = page->height - page->top - page->bottom;
    if (page->text_height < body_size && r->faults == before)
        jb_keys_fault(r, node, "page",
                      layout->vertical ? JB_STR("size > margins.inner + margins.outer")
                                       : JB_STR("size > margins.top + margins.bottom"));
    *sheet = layout->vertical ? turned(page) : *page;
}

/* ---- grid ---------------------------------------------------------------------------------- */

typedef struct grid_draft {
    jb_grid grid;
    bool flush;
} grid_draft;

static bool read_pitch(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    grid_draft *draft = into;
    draft->flush = jb_str_equal(value->text, JB_STR("flush"));
    return draft->flush || jb_read_size(r, key, value, &draft->grid.pitch);
}

static const jb_key grid_keys[] = {
    {"lines", jb_read_count, offsetof(grid_draft, grid.lines), "22", NULL},
    {"columns", jb_read_count, offsetof(grid_draft, grid.columns), "28", NULL},
    {"pitch", read_pitch, 0, "flush | 29pt", NULL},
};

/* Of two values that do not go together, the one that --set gave is at fault. */
static const jb_node *find_culprit(const jb_node *root, const jb_node *node)
{
    const jb_node *body = jb_tree_find(jb_tree_find(root, JB_STR("styles")), JB_STR("body"));
    const jb_node *size = jb_tree_find(body, JB_STR("size"));
    return size && size->origin->setting ? size : node;
}

/* The body's Han stand in cells that fill the measure: 156 mm / 28 = 15.793 pt for 15.75 pt, so
 * that 28 fill a line (GB/T 9704 5.2.3). Cells a little below the size are let pass: `points: dtp`
 * needs a hundredth of an em and more. A measure of its own is not cut into cells. */
static void fit_columns(jb_reader *r, const jb_node *node, const jb_node *root, jb_len size)
{
    jb_grid *grid = &r->layout->grid;
    jb_len measure = r->layout->page.measure;
    bool own = jb_tree_find(jb_tree_find(root, JB_STR("page")), JB_STR("measure")) != NULL;
    if (own)
        grid->columns = (uint32_t)(measure / size);
    if (own || grid->columns == 0)
        return;
    r->cell = measure / (jb_len)grid->columns;
    if (r->cell < jb_len_share(size, 970))
        jb_keys_fault(r, find_culprit(root, jb_tree_find(node, JB_STR("columns"))), "columns",
                      jb_arena_format(r->arena, "columns 1 … %d", measure / size));
}

/* A pitch of `flush` puts the first and the last line's em boxes at the edges of the type area;
 * a given one leaves half its white above the first. */
static void fit_rows(jb_reader *r, const jb_node *node, const jb_node *root,
                     const grid_draft *draft, jb_len size)
{
    jb_grid *grid = &r->layout->grid;
    jb_len height = r->layout->page.text_height;
    const jb_node *lines = jb_tree_find(node, JB_STR("lines"));
    if (draft->flush && grid->lines == 0) {
        jb_keys_missing(r, node, "grid.lines");
        return;
    }
    if (draft->flush) {
        jb_len gaps = grid->lines > 1 ? (jb_len)grid->lines - 1 : 1;
        grid->pitch = grid->lines > 1 ? (height - size) / gaps : size;
        grid->first = size / 2;
        if (grid->pitch < size)
            jb_keys_fault(r, find_culprit(root, lines), "lines",
                          jb_arena_format(r->arena, "lines 1 … %d", height / size));
        return;
    }
    jb_len most = (height + (grid->pitch - size) / 2) / grid->pitch;
    grid->first = grid->pitch / 2;
    if (grid->pitch < size)
        jb_keys_fault(r, find_culprit(root, jb_tree_find(node, JB_STR("pitch"))), "pitch",
                      JB_STR("styles.body.size <= grid.pitch"));
    else if (grid->lines > (uint32_t)most || most < 1)
        jb_keys_fault(r, lines ? lines : node, "lines",
                      jb_arena_format(r->arena, "lines 1 … %d", most));
    else if (grid->lines == 0)
        grid->lines = (uint32_t)most;
}

/* Without a grid rows follow each other at `leading`, from the top edge on. */
static void lead_rows(jb_reader *r, const jb_node *root, jb_len size)
{
    jb_grid *grid = &r->layout->grid;
    const jb_node *leading = jb_tree_find(root, JB_STR("leading"));
    static const jb_key key = {"leading", jb_read_size, 0, JB_TAKES_SIZE " | 1.75字", NULL};
    r->em = size;
    grid->pitch = jb_len_share(size, 1750);
    if (leading && (!jb_read_size(r, &key, leading, &grid->pitch) || grid->pitch < size))
        jb_keys_fault(r, leading, key.name, JB_STR(">= 1字"));
    grid->first = size / 2;
    if (r->layout->page.text_height >= size)
        grid->lines = (uint32_t)((r->layout->page.text_height - size) / grid->pitch) + 1;
}

void jb_grid_read(jb_reader *r, const jb_node *root, jb_len body_size)
{
    const jb_node *node = jb_tree_find(root, JB_STR("grid"));
    grid_draft draft = {.grid.on = true, .flush = true};
    uint32_t before = r->faults;
    r->em = body_size;
    if (!jb_keys_read(r, node, "grid", JB_KEYS(grid_keys), &draft)) {
        lead_rows(r, root, body_size);
    } else {
        r->layout->grid = draft.grid;
        if (r->layout->page.text_height >= body_size && r->faults == before) {
            fit_columns(r, node, root, body_size);
            fit_rows(r, node, root, &draft, body_size);
        }
    }
    if (r->layout->grid.pitch == 0)
        r->layout->grid.pitch = jb_len_share(body_size, 1750); /* after a fault, to read on */
    r->row = r->layout->grid.pitch;
}

jb_len jb_quad_of(const jb_reader *r, jb_len size)
{
    return r->cell && size == r->layout->styles[JB_STYLE_BODY].size ? r->cell : size;
}
