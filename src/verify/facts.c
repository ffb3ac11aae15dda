/* What a file holds: every page's content read once, and what is said of it. */
#include "facts.h"

#include <math.h>

#include "../base/hash.h"
#include "ground.h"

enum {
    OPERATORS_MOST = 10000000,    /* of a file, forms counted as often as they are painted */
    COMPARISONS_MOST = 200000000, /* of marks with marks */
    INK_LIMIT = 300,              /* percent */
    SAFE_UM = 3000,
    REVERSED_MPT = 6000,
    COARSE_DPI = 150,
    SOFT_DPI = 300,
    NAME_SHOWN = 40,
    IMAGES_MOST = 100000 /* placed; those beyond are not listed */
};

/* One file being read. */
typedef struct reading {
    jb_check *check;
    jb_library *shelf;
    jb_pdf_facts *facts;
    const jb_page *page;
    jb_page_fact *fact;
    jb_ground ground;
    const jb_resources *named[JB_SPACE_RGB + 1]; /* where this page named each device last */
    uint32_t untagged; /* the page that was told to have content without tags last */
    uint64_t operators, comparisons;
} reading;

jb_str jb_facts_plate(const jb_pdf_facts *facts, uint32_t plate, jb_lang lang)
{
    static const jb_str inks[][2] = {{JB_LIT("青"), JB_LIT("Cyan")},
                                        {JB_LIT("品红"), JB_LIT("Magenta")},
                                        {JB_LIT("黄"), JB_LIT("Yellow")},
                                        {JB_LIT("黑"), JB_LIT("Black")}};
    return plate < JB_SPOTS ? inks[plate][lang] : facts->plates[plate];
}

static int64_t um_of(double points)
{
    const double far = 1e12;
    return llround(fmax(-far, fmin(far, points * 25400 / 72)));
}

/* "1.234" from thousandths, for arguments. */
static jb_str show_thousandths(const reading *r, int64_t n)
{
    return jb_arena_format(r->check->arena, "%lld.%03lld", (long long)(n / 1000),
                           (long long)(n % 1000));
}

static jb_str show_count(const reading *r, uint32_t n)
{
    return jb_arena_format(r->check->arena, "%u", n);
}

/* ---- while a page is read ------------------------------------------------------------------- */

static jb_box box_of(const jb_extent *e)
{
    return (jb_box){.given = true, .left = e->left, .bottom = e->bottom, .right = e->right,
                    .top = e->top};
}

static void add_image(reading *r, const jb_mark *mark, const jb_picture *picture,
                      const jb_tints *ink)
{
    const jb_image_entry *entry = mark->image;
    double across = mark->width > 0 ? entry->width * 72 / mark->width : 0;
    double down = mark->height > 0 ? entry->height * 72 / mark->height : 0;
    double dpi = across < down ? across : down;
    jb_box box = box_of(&mark->box);
    if (r->facts->images.len == IMAGES_MOST)
        return;
    jb_image_fact *fact = jb_push(r->check->arena, &r->facts->images);
    *fact = (jb_image_fact){.page = r->page->number,
                            .width = entry->width,
                            .height = entry->height,
                            .bits = entry->bits,
                            .filter = entry->filter,
                            .dpi = dpi < 1e6 ? (uint32_t)(dpi + .5) : 1000000,
                            .place = jb_page_place(r->page, &box),
                            .measured = !ink->unknown,
                            .sum = ink->sum};
    if (picture)
        fact->space = picture->space_name;
    jb_str shown = show_count(r, fact->dpi);
    if (fact->dpi < COARSE_DPI)
        jb_tell_at(r->check, JB_RULE_PRESS_IMAGE_COARSE, &box, JB_ARGS(shown));
    else if (fact->dpi < SOFT_DPI)
        jb_tell_at(r->check, JB_RULE_PRESS_IMAGE_SOFT, &box, JB_ARGS(shown));
}

static void take_mark(void *context, const jb_mark *mark)
{
    static const jb_tints unknown = {.decides = JB_EVERY_PLATE, .unknown = true};
    reading *r = context;
    const jb_tints *ink = mark->ink ? mark->ink : &unknown;
    jb_picture *picture = mark->image ? mark->image->context : NULL;
    if (picture && !mark->ink) {
        if (!picture->measured_once)
            jb_library_measure(r->shelf, picture);
        ink = &picture->tints;
    }
    jb_ground_add(&r->ground, mark, ink);
    if (mark->image)
        add_image(r, mark, picture, ink);
}

static void take_breach(void *context, jb_rule rule, jb_str what, size_t at)
{
    reading *r = context;
    jb_str shown = jb_str_cut(what, 0, NAME_SHOWN);
    (void)at;
    if (rule == JB_RULE_LIMIT)
        shown = JB_BOTH("页面内容", "the content of pages");
    if (rule == JB_RULE_CONTENT_UNTAGGED && r->untagged == r->page->number)
        return; /* once a page is enough */
    if (rule == JB_RULE_CONTENT_UNTAGGED)
        r->untagged = r->page->number;
    jb_tell(r->check, rule, JB_ARGS(shown));
}

/* Each space of the device is looked at once a page and resources, where it is named first. */
static void take_device(void *context, jb_space_kind device, jb_str what,
                        const jb_resources *where)
{
    static const jb_str names[] = {[JB_SPACE_GRAY] = JB_LIT("DeviceGray"),
                                   [JB_SPACE_CMYK] = JB_LIT("DeviceCMYK"),
                                   [JB_SPACE_RGB] = JB_LIT("DeviceRGB")};
    reading *r = context;
    if (r->named[device] == where)
        return;
    r->named[device] = where;
    r->check->resources = where->source;
    jb_check_device(r->check, names[device],
                    jb_arena_format(r->check->arena, "页面内容（%.*s）\x1fthe content (%.*s)",
                                    JB_FMT(what), JB_FMT(what)));
}

static unsigned take_marked(void *context, const jb_marked *marked, unsigned around)
{
    reading *r = context;
    return jb_check_marked(r->check, marked, around);
}

static const jb_form *take_form(void *context, const void *form)
{
    reading *r = context;
    return jb_library_form(r->shelf, form);
}

static const jb_form *take_glyph(void *context, const jb_drawn_glyphs *glyphs, uint32_t i)
{
    reading *r = context;
    return jb_library_glyph(r->shelf, glyphs, i);
}

/* Streams of one page are one, a space between them (7.8.2). */
jb_str jb_check_page_content(jb_check *check, const jb_page *page, bool tell)
{
    jb_door *door = check->door;
    const jb_obj *contents = jb_door_key(door, page->dict, "Contents");
    jb_buf all = {0};
    bool several = contents->type == JB_OBJ_ARRAY;
    uint32_t n = several ? contents->len : 1;
    for (uint32_t i = 0; i < n; i++) {
        const jb_obj *stream = several ? jb_door_item(door, contents, i) : contents;
        jb_str part = {0};
        if (stream->type != JB_OBJ_STREAM ||
            !(tell ? jb_check_data(check, stream, &part)
                   : jb_door_data(door, stream, &part) == JB_DATA_WHOLE))
            continue;
        if (n == 1)
            return part;
        jb_buf_add(check->arena, &all, part);
        jb_buf_add(check->arena, &all, JB_STR("\n"));
    }
    return jb_buf_str(&all);
}

/* ---- a page's findings ---------------------------------------------------------------------- */

static void tell_worst(reading *r, jb_rule rule, const jb_worst *worst, const jb_str *args,
                       size_t n)
{
    jb_box box = box_of(&worst->place);
    if (worst->count)
        jb_tell_at(r->check, rule, &box, args, n);
}

/* Of those that say no more than how many they are. */
static void tell_places(reading *r, jb_rule rule, const jb_worst *worst)
{
    tell_worst(r, rule, worst, JB_ARGS(show_count(r, worst->count)));
}

static void tell_sizes(reading *r)
{
    const jb_ground *g = &r->ground;
    jb_page_fact *fact = r->fact;
    if (g->thin.count)
        fact->thinnest = um_of(g->thin.value);
    if (g->thin_below)
        tell_worst(r, JB_RULE_PRESS_THIN, &g->thin,
                   JB_ARGS(show_thousandths(r, fact->thinnest), show_count(r, g->thin_below)));
    if (g->reversed.count)
        fact->reversed = llround(g->reversed.value * 1000);
    if (fact->reversed >= 0 && fact->reversed < REVERSED_MPT)
        tell_worst(r, JB_RULE_PRESS_REVERSED, &g->reversed,
                   JB_ARGS(show_thousandths(r, fact->reversed), show_count(r, g->reversed.count)));
}

static void tell_page(reading *r)
{
    const jb_ground *g = &r->ground;
    tell_sizes(r);
    tell_worst(r, JB_RULE_PRESS_INK, &g->heavy,
               JB_ARGS(show_count(r, (r->fact->ink.sum + 50) / 100), show_count(r, g->limit / 100),
                       show_count(r, g->heavy.count)));
    tell_places(r, JB_RULE_PRESS_REGISTRATION, &g->registration);
    tell_places(r, JB_RULE_PRESS_CUT, &g->cut);
    tell_places(r, JB_RULE_PRESS_WHITE, &g->vanish);
    tell_places(r, JB_RULE_PRESS_BLACK_KNOCKS, &g->knock);
    tell_worst(r, JB_RULE_PRESS_BLACK_MIXED, &g->mixed_black,
               JB_ARGS(show_thousandths(r, llround(g->mixed_black.value * 1000)),
                       show_count(r, g->mixed_black.count)));
    tell_worst(r, JB_RULE_PRESS_NEAR_TRIM, &g->near,
               JB_ARGS(show_thousandths(r, um_of(g->near.value)), show_thousandths(r, SAFE_UM),
                       show_count(r, g->near.count)));
    r->fact->cut = g->cut.count;
    r->fact->near_trim = g->near.count;
    if (g->heavy.value > 0) {
        jb_box box = box_of(&g->heavy.place);
        r->fact->ink_place = jb_page_place(r->page, &box);
    }
}

/* ---- a page --------------------------------------------------------------------------------- */

static jb_um_box um_box(const jb_box *box)
{
    if (!box->given)
        return (jb_um_box){0};
    return (jb_um_box){um_of(box->left), um_of(box->bottom), um_of(box->right), um_of(box->top)};
}

static jb_extent extent_of(const jb_box *box)
{
    return (jb_extent){box->left, box->bottom, box->right, box->top};
}

static void open_page(reading *r, const jb_page *page)
{
    const jb_boxes *b = &page->boxes;
    const jb_box *trim = b->trim.given ? &b->trim : b->art.given ? &b->art : &b->media;
    const jb_box *bleed = b->bleed.given ? &b->bleed : b->crop.given ? &b->crop : &b->media;
    const int limit = r->check->terms.ink_limit > 0 ? r->check->terms.ink_limit : INK_LIMIT;
    const jb_obj *annotations = jb_door_key(r->check->door, page->dict, "Annots");
    r->page = page;
    r->check->page = page->number;
    r->fact = jb_push(r->check->arena, &r->facts->pages);
    *r->fact = (jb_page_fact){.media = um_box(&b->media),
                              .bleed = um_box(bleed),
                              .trim = um_box(trim),
                              .has_bleed = b->bleed.given,
                              .has_trim = b->trim.given || b->art.given,
                              .thinnest = -1,
                              .reversed = -1,
                              .many_inks = -1,
                              .annotations =
                                  annotations->type == JB_OBJ_ARRAY ? annotations->len : 0};
    r->ground = (jb_ground){.arena = r->check->arena,
                            .fact = r->fact,
                            .trim = extent_of(trim),
                            .bleed = extent_of(bleed),
                            .safe = SAFE_UM * 72 / 25400.,
                            .limit = (uint32_t)limit * 100,
                            .budget = &r->comparisons,
                            .layers = r->ground.layers};
    jb_ground_open(&r->ground);
    memset(r->named, 0, sizeof r->named);
}

static void read_page(reading *r, const jb_page *page)
{
    const jb_sink sink = {r,         take_mark,  take_breach,
                          take_device, take_form, take_glyph,
                          r->check->tagging ? take_marked : NULL};
    open_page(r, page);
    r->facts->transparency |= jb_obj_is_dict(jb_door_key(r->check->door, page->dict, "Group"));
    if (r->operators == 0)
        return;
    const jb_resources *resources = jb_library_resources(r->shelf, page->resources);
    r->ground.spots = r->facts->plates_len - JB_SPOTS;
    jb_str content = jb_check_page_content(r->check, page, true);
    jb_content_read(r->check->arena, content, resources, &sink, &r->operators);
    tell_page(r);
}

/* ---- the file ------------------------------------------------------------------------------- */

static uint32_t word_at(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* The profile's name: tag `desc`, in ASCII (ICC.1:2001 6.5.17) or UTF-16 (ICC.1:2010 10.13). */
static jb_str describe_profile(jb_arena *arena, jb_str icc)
{
    enum { HEAD = 128, ENTRY = 12, LONGEST = 80 };
    const unsigned char *p = (const unsigned char *)icc.at;
    uint32_t tags = icc.len >= HEAD + 4 ? word_at(p + HEAD) : 0;
    for (uint32_t i = 0; i < tags && HEAD + 4 + ((uint64_t)i + 1) * ENTRY <= icc.len; i++) {
        size_t entry = HEAD + 4 + (size_t)i * ENTRY;
        uint64_t at = word_at(p + entry + 4), size = word_at(p + entry + 8);
        if (memcmp(p + entry, "desc", 4) != 0 || at + size > icc.len || size < 28)
            continue;
        if (memcmp(p + at, "desc", 4) == 0) {
            uint32_t count = word_at(p + at + 8);
            count = count > 0 && count <= size - 12 ? count - 1 : 0;
            return jb_str_cut(icc, at + 12, at + 12 + (count < LONGEST ? count : LONGEST));
        }
        uint64_t length = word_at(p + at + 20), start = at + word_at(p + at + 24);
        jb_buf out = {0};
        for (uint64_t k = 0; k + 1 < length && k < LONGEST * 2 && start + k + 2 <= icc.len; k += 2)
            jb_buf_add_rune(arena, &out, (uint32_t)p[start + k] << 8 | p[start + k + 1]);
        return jb_buf_str(&out);
    }
    return (jb_str){0};
}

static jb_str text_of(reading *r, const jb_obj *dict, const char *key)
{
    return jb_check_text(r->check, jb_door_key(r->check->door, dict, key));
}

static void read_intent(reading *r)
{
    jb_door *door = r->check->door;
    const jb_obj *intents = jb_door_key(door, r->check->catalog, "OutputIntents");
    const jb_obj *intent = jb_door_item(door, intents, 0);
    for (uint32_t i = 0; intents->type == JB_OBJ_ARRAY && i < intents->len; i++)
        if (jb_obj_is_name(jb_door_key(door, jb_door_item(door, intents, i), "S"), "GTS_PDFX"))
            intent = jb_door_item(door, intents, i);
    const jb_obj *profile = jb_door_key(door, intent, "DestOutputProfile");
    jb_str icc;
    r->facts->intent =
        (jb_intent_fact){.identifier = text_of(r, intent, "OutputConditionIdentifier"),
                         .condition = text_of(r, intent, "OutputCondition"),
                         .registry = text_of(r, intent, "RegistryName"),
                         .info = text_of(r, intent, "Info")};
    if (profile->type == JB_OBJ_STREAM && jb_door_data(door, profile, &icc) == JB_DATA_WHOLE)
        r->facts->intent.profile = describe_profile(r->check->arena, icc);
}

static int right_of(const jb_verify_terms *terms, jb_str font)
{
    for (uint32_t i = 0; i < terms->rights_len; i++)
        if (jb_str_equal(terms->rights[i].font, font))
            return terms->rights[i].fs_type;
    return -1;
}

static void read_fonts(reading *r)
{
    for (uint32_t i = 0; i < r->shelf->fonts.len; i++) {
        jb_font_fact fact;
        const jb_font_entry *font = r->shelf->fonts.at[i];
        jb_library_font(r->shelf, font, &fact);
        jb_check_widths(r->check, font->context, font);
        if (r->check->claims & (JB_CLAIMS_A | JB_CLAIM_UA1))
            jb_check_shown_codes(r->check, font->context, font);
        if (fact.embedding < 0)
            fact.embedding = right_of(&r->check->terms, fact.name);
        if (fact.glyphs)
            *jb_push(r->check->arena, &r->facts->fonts) = fact;
    }
}

static bool has_scripts(reading *r)
{
    jb_door *door = r->check->door;
    const jb_obj *names = jb_door_key(door, r->check->catalog, "Names");
    const jb_obj *open = jb_door_key(door, r->check->catalog, "OpenAction");
    return jb_obj_is_dict(jb_door_key(door, names, "JavaScript")) ||
           jb_obj_is_name(jb_door_key(door, open, "S"), "JavaScript");
}

/* Of the header, unless the catalog names a later one (7.5.2). */
static jb_str version_of(reading *r)
{
    const jb_obj *later = jb_door_key(r->check->door, r->check->catalog, "Version");
    size_t at = jb_str_find(jb_str_cut(r->check->bytes, 0, 1024), JB_STR("%PDF-"));
    jb_str header = at == SIZE_MAX ? (jb_str){0} : jb_str_cut(r->check->bytes, at + 5, at + 8);
    return later->type == JB_OBJ_NAME && jb_str_compare(later->text, header) > 0 ? later->text
                                                                                : header;
}

static void read_file(reading *r)
{
    jb_pdf_facts *facts = r->facts;
    facts->sha256 = jb_hash_sha256(r->check->arena, r->check->bytes);
    facts->bytes = r->check->bytes.len;
    facts->version = version_of(r);
    facts->encrypted =
        jb_obj_entry(jb_door_trailer(r->check->door), "Encrypt")->type != JB_OBJ_NULL;
    facts->scripts = has_scripts(r);
    facts->uniform = true;
    const jb_page_fact *pages = facts->pages.at;
    for (uint32_t i = 1; i < facts->pages.len; i++)
        facts->uniform &=
            pages[i].trim.right - pages[i].trim.left == pages->trim.right - pages->trim.left &&
            pages[i].trim.top - pages[i].trim.bottom == pages->trim.top - pages->trim.bottom;
}

static void count_sheets(const reading *r)
{
    const jb_verify_terms *terms = &r->check->terms;
    jb_pdf_facts *facts = r->facts;
    facts->imposed = terms->sheets > 0;
    facts->sheets = facts->imposed ? terms->sheets : (facts->pages.len + 3) / 4;
    facts->blanks = facts->imposed ? terms->blanks : facts->sheets * 4 - facts->pages.len;
}

void jb_check_content(jb_check *check)
{
    jb_pdf_facts *facts = JB_NEW(check->arena, jb_pdf_facts);
    reading r = {.check = check,
                 .facts = facts,
                 .shelf = jb_library_new(check, facts),
                 .operators = OPERATORS_MOST,
                 .comparisons = COMPARISONS_MOST};
    for (uint32_t i = 0; i < check->pages.len; i++)
        read_page(&r, &check->pages.at[i]);
    check->page = 0;
    count_sheets(&r);
    read_fonts(&r);
    read_intent(&r);
    read_file(&r);
    check->verdict->facts = facts;
}
