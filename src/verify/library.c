/* PDF objects -> resources of the interpreter (ISO 32000-1 7.8.3, 8.6, 9.5 to 9.7). */
#include "library.h"

enum {
    SPACES_DEEP = 4,   /* a space of a space of ... */
    NAMES_LONGEST = 127,
    CODES = 1 << 16,
    WIDTHS_MOST = 1 << 20,   /* set in one font */
    SAMPLES_MOST = 1 << 28,  /* bytes of an image that is looked at */
    COLOURS_MOST = 1 << 26   /* where each is looked at by itself */
};

/* ---- what was made of each object ----------------------------------------------------------- */

typedef enum made_as {
    MADE_SPACE,
    MADE_FONT,
    MADE_PICTURE,
    MADE_FORM,
    MADE_STATE,
    MADE_RESOURCES
} made_as;

typedef struct slot {
    const jb_obj *object;
    made_as as;
    const void *made;
} slot;

struct jb_shelf {
    slot *slots;
    uint32_t used, size; /* a power of two */
};

static slot *find_slot(const struct jb_shelf *shelf, const jb_obj *object, made_as as)
{
    uint64_t hash = ((uint64_t)(uintptr_t)object / sizeof(jb_obj)) * UINT64_C(0x9E3779B97F4A7C15);
    uint32_t at = (uint32_t)(hash >> 32) & (shelf->size - 1);
    while (shelf->slots[at].object &&
           !(shelf->slots[at].object == object && shelf->slots[at].as == as))
        at = (at + 1) & (shelf->size - 1);
    return &shelf->slots[at];
}

static void widen_shelf(jb_library *l)
{
    struct jb_shelf old = *l->shelf;
    l->shelf->size = old.size ? old.size * 2 : 64;
    l->shelf->slots = JB_NEW_ARRAY(l->check->arena, slot, l->shelf->size);
    for (uint32_t i = 0; i < old.size; i++)
        if (old.slots[i].object)
            *find_slot(l->shelf, old.slots[i].object, old.slots[i].as) = old.slots[i];
}

/* What was made of the object, or NULL. Objects are values of the arena, named by their address. */
static const void *find_made(jb_library *l, const jb_obj *object, made_as as)
{
    return l->shelf->size ? find_slot(l->shelf, object, as)->made : NULL;
}

static void keep_made(jb_library *l, const jb_obj *object, made_as as, const void *made)
{
    if (l->shelf->used * 2 >= l->shelf->size)
        widen_shelf(l);
    l->shelf->used++;
    *find_slot(l->shelf, object, as) = (slot){object, as, made};
}

jb_library *jb_library_new(jb_check *check, jb_pdf_facts *facts)
{
    static const char *const inks[] = {"Cyan", "Magenta", "Yellow", "Black"};
    jb_library *l = JB_NEW(check->arena, jb_library);
    *l = (jb_library){.check = check, .facts = facts};
    l->shelf = JB_NEW(check->arena, struct jb_shelf);
    for (int i = 0; i < JB_SPOTS; i++)
        facts->plates[i] = jb_str_make(inks[i]);
    facts->plates_len = JB_SPOTS;
    return l;
}

/* ---- objects -------------------------------------------------------------------------------- */

static const jb_obj *key_of(jb_library *l, const jb_obj *dict, const char *key)
{
    return jb_door_key(l->check->door, dict, key);
}

static const jb_obj *item_of(jb_library *l, const jb_obj *array, uint32_t i)
{
    return jb_door_item(l->check->door, array, i);
}

static double number_of(const jb_obj *o, double standard)
{
    return jb_obj_is_number(o) ? o->number : standard;
}

static int integer_of(const jb_obj *o, int standard, int least, int most)
{
    if (!jb_obj_is_number(o) || !(o->number >= least && o->number <= most))
        return standard;
    return (int)o->number;
}

static jb_str name_of(const jb_obj *o)
{
    return o->type == JB_OBJ_NAME ? o->text : (jb_str){0};
}

static bool is_true(const jb_obj *o)
{
    return o->type == JB_OBJ_BOOL && o->number != 0;
}

/* ---- colour spaces -------------------------------------------------------------------------- */

/* The plate of a colorant: All and None are told apart; of too many the last takes the rest. */
static uint8_t plate_of(jb_library *l, jb_str name)
{
    jb_pdf_facts *facts = l->facts;
    if (jb_str_equal(name, JB_STR("All")))
        return JB_PLATE_ALL;
    if (name.len == 0 || jb_str_equal(name, JB_STR("None")))
        return JB_PLATE_NONE;
    for (uint32_t i = 0; i < facts->plates_len; i++)
        if (jb_str_equal(facts->plates[i], name))
            return (uint8_t)i;
    if (facts->plates_len < JB_PLATES)
        facts->plates[facts->plates_len++] = jb_str_cut(name, 0, NAMES_LONGEST);
    return (uint8_t)(facts->plates_len - 1);
}

static const jb_space *device_space(jb_str name)
{
    static const struct {
        jb_str name;
        jb_space space;
    } spaces[] = {
        {JB_LIT("DeviceGray"), {.kind = JB_SPACE_GRAY, .values = 1}},
        {JB_LIT("DeviceRGB"), {.kind = JB_SPACE_RGB, .values = 3}},
        {JB_LIT("DeviceCMYK"), {.kind = JB_SPACE_CMYK, .values = 4}},
        {JB_LIT("Pattern"), {.kind = JB_SPACE_PATTERN}},
    };
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (jb_str_equal(name, spaces[i].name))
            return &spaces[i].space;
    return NULL;
}

static void fill_indexed(jb_library *l, const jb_obj *array, jb_space *space)
{
    const jb_obj *lookup = item_of(l, array, 3);
    space->values = 1;
    space->base = jb_library_space(l, item_of(l, array, 1));
    space->highest = integer_of(item_of(l, array, 2), 0, 0, 255);
    if (lookup->type == JB_OBJ_STRING)
        space->lookup = lookup->text;
    else if (lookup->type == JB_OBJ_STREAM)
        (void)jb_door_data(l->check->door, lookup, &space->lookup);
}

static void fill_plates(jb_library *l, const jb_obj *names, jb_space *space)
{
    bool one = names->type == JB_OBJ_NAME;
    uint32_t n = one ? 1 : names->type == JB_OBJ_ARRAY ? names->len : 0;
    space->values = (int)(n < JB_PLATES ? n : JB_PLATES);
    for (int i = 0; i < space->values; i++)
        space->plate[i] = plate_of(l, name_of(one ? names : item_of(l, names, (uint32_t)i)));
}

static void fill_space(jb_library *l, const jb_obj *array, jb_space *space)
{
    static const struct {
        jb_str name;
        jb_space_kind kind;
        int values;
    } families[] = {
        {JB_LIT("CalGray"), JB_SPACE_CAL_GRAY, 1}, {JB_LIT("CalRGB"), JB_SPACE_CAL_RGB, 3},
        {JB_LIT("Lab"), JB_SPACE_LAB, 3},          {JB_LIT("ICCBased"), JB_SPACE_ICC, 0},
        {JB_LIT("Indexed"), JB_SPACE_INDEXED, 1},  {JB_LIT("Separation"), JB_SPACE_SEPARATION, 1},
        {JB_LIT("DeviceN"), JB_SPACE_DEVICE_N, 0}, {JB_LIT("Pattern"), JB_SPACE_PATTERN, 0},
    };
    jb_str family = name_of(item_of(l, array, 0));
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (jb_str_equal(family, families[i].name))
            *space = (jb_space){.kind = families[i].kind, .values = families[i].values};
    if (space->kind == JB_SPACE_ICC)
        space->values = integer_of(key_of(l, item_of(l, array, 1), "N"), 0, 1, 4);
    else if (space->kind == JB_SPACE_INDEXED)
        fill_indexed(l, array, space);
    else if (space->kind == JB_SPACE_SEPARATION || space->kind == JB_SPACE_DEVICE_N)
        fill_plates(l, item_of(l, array, 1), space);
    else if (space->kind == JB_SPACE_PATTERN && array->len > 1)
        space->base = jb_library_space(l, item_of(l, array, 1));
}

const jb_space *jb_library_space(jb_library *l, const jb_obj *o)
{
    static const jb_space other = {.kind = JB_SPACE_OTHER};
    const jb_space *made = o->type == JB_OBJ_NAME ? device_space(o->text) : NULL;
    if (made)
        return made;
    if (o->type == JB_OBJ_ARRAY && o->len == 1)
        return jb_library_space(l, item_of(l, o, 0));
    if (o->type != JB_OBJ_ARRAY || l->depth == SPACES_DEEP)
        return &other;
    made = find_made(l, o, MADE_SPACE);
    if (made)
        return made;
    jb_space *space = JB_NEW(l->check->arena, jb_space);
    *space = other;
    l->depth++;
    fill_space(l, o, space);
    l->depth--;
    keep_made(l, o, MADE_SPACE, space);
    return space;
}

/* ---- fonts ---------------------------------------------------------------------------------- */

static uint16_t width_of(const jb_obj *o)
{
    double width = number_of(o, 0);
    return width > 0 && width < UINT16_MAX ? (uint16_t)(width + .5) : 0;
}

static void set_width(jb_arena *arena, jb_font_entry *font, double code, uint16_t width)
{
    if (!(code >= 0 && code < CODES))
        return;
    uint32_t at = (uint32_t)code, old = font->widths_len;
    if (at >= old) {
        uint32_t want = at + at / 2 + 64;
        want = want < CODES ? want : CODES;
        font->widths = jb_arena_grow(arena, font->widths, old * sizeof *font->widths,
                                     want * sizeof *font->widths);
        for (uint32_t i = old; i < want; i++)
            font->widths[i] = font->width;
        font->widths_len = want;
    }
    font->widths[at] = width;
}

/* W: `first [w w w]` or `first last w` (9.7.4.3). */
static void fill_wide(jb_library *l, const jb_obj *cid, jb_font_entry *font)
{
    const jb_obj *w = key_of(l, cid, "W");
    uint32_t left = WIDTHS_MOST;
    font->width = width_of(key_of(l, cid, "DW"));
    if (key_of(l, cid, "DW")->type == JB_OBJ_NULL)
        font->width = 1000;
    for (uint32_t i = 0; w->type == JB_OBJ_ARRAY && i + 1 < w->len;) {
        double first = number_of(item_of(l, w, i), -1);
        const jb_obj *next = item_of(l, w, i + 1);
        if (next->type == JB_OBJ_ARRAY) {
            for (uint32_t k = 0; k < next->len && left > 0; k++, left--)
                set_width(l->check->arena, font, first + k, width_of(item_of(l, next, k)));
            i += 2;
        } else {
            double last = number_of(next, -1);
            last = last < CODES ? last : CODES - 1;
            for (double code = first; first >= 0 && code <= last && left > 0; code++, left--)
                set_width(l->check->arena, font, code, width_of(item_of(l, w, i + 2)));
            i += 3;
        }
    }
}

static void fill_narrow(jb_library *l, const jb_obj *dict, jb_font_entry *font)
{
    const jb_obj *widths = key_of(l, dict, "Widths");
    int first = integer_of(key_of(l, dict, "FirstChar"), 0, 0, 255);
    font->width = width_of(key_of(l, key_of(l, dict, "FontDescriptor"), "MissingWidth"));
    for (uint32_t i = 0; widths->type == JB_OBJ_ARRAY && i < widths->len && i < 256; i++)
        set_width(l->check->arena, font, first + (int)i, width_of(item_of(l, widths, i)));
    if (!jb_obj_is_name(key_of(l, dict, "Subtype"), "Type3"))
        return;
    const jb_obj *procs = key_of(l, dict, "CharProcs");
    font->scale = number_of(item_of(l, key_of(l, dict, "FontMatrix"), 0), .001);
    font->drawn = JB_NEW(l->check->arena, jb_drawn_glyphs);
    font->drawn->source = dict;
    font->drawn->len = jb_obj_is_dict(procs) ? procs->len : 0;
}

static const jb_font_entry *font_of(jb_library *l, const jb_obj *dict)
{
    const jb_font_entry *made = find_made(l, dict, MADE_FONT);
    if (made || !jb_obj_is_dict(dict))
        return made;
    jb_font_entry *font = JB_NEW(l->check->arena, jb_font_entry);
    const jb_obj *encoding = key_of(l, dict, "Encoding");
    font->scale = .001;
    font->wide = jb_obj_is_name(key_of(l, dict, "Subtype"), "Type0");
    font->down = font->wide && jb_str_ends(name_of(encoding), JB_STR("-V"));
    font->context = (void *)(uintptr_t)dict;
    if (font->wide)
        fill_wide(l, item_of(l, key_of(l, dict, "DescendantFonts"), 0), font);
    else
        fill_narrow(l, dict, font);
    font->shown = JB_NEW_ARRAY(l->check->arena, uint64_t, (font->wide ? CODES : 256) / 64);
    font->plain = JB_NEW_ARRAY(l->check->arena, uint64_t, (font->wide ? CODES : 256) / 64);
    keep_made(l, dict, MADE_FONT, font);
    *jb_push(l->check->arena, &l->fonts) = font;
    return font;
}

/* OS/2 fsType of a TrueType or OpenType program; negative when it has none. */
static int embedding_of(jb_str program)
{
    enum { ENTRY = 16, HEAD = 12 };
    const unsigned char *p = (const unsigned char *)program.at;
    uint32_t tables = program.len >= HEAD ? (uint32_t)p[4] << 8 | p[5] : 0;
    for (uint32_t i = 0; i < tables && HEAD + (i + 1) * ENTRY <= program.len; i++) {
        const unsigned char *entry = p + HEAD + (size_t)i * ENTRY;
        uint32_t at = (uint32_t)entry[8] << 24 | (uint32_t)entry[9] << 16 |
                      (uint32_t)entry[10] << 8 | entry[11];
        if (memcmp(entry, "OS/2", 4) == 0 && (uint64_t)at + 10 <= program.len)
            return p[at + 8] << 8 | p[at + 9];
    }
    return -1;
}

static void find_program(jb_library *l, const jb_obj *descriptor, jb_font_fact *out)
{
    static const char *const keys[] = {"FontFile", "FontFile2", "FontFile3"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const jb_obj *file = key_of(l, descriptor, keys[i]);
        jb_str subtype = name_of(key_of(l, file, "Subtype")), program;
        if (file->type != JB_OBJ_STREAM)
            continue;
        out->program = i == 2 && subtype.len ? subtype : jb_str_make(keys[i]);
        bool has_tables = i == 1 || jb_str_equal(subtype, JB_STR("OpenType"));
        if (has_tables && jb_door_data(l->check->door, file, &program) == JB_DATA_WHOLE)
            out->embedding = embedding_of(program);
    }
}

/* ABCDEF+ (9.6.4). */
static bool is_subset(jb_str name)
{
    enum { LETTERS = 6 };
    if (name.len <= LETTERS + 1 || name.at[LETTERS] != '+')
        return false;
    for (int i = 0; i < LETTERS; i++)
        if (name.at[i] < 'A' || name.at[i] > 'Z')
            return false;
    return true;
}

void jb_library_font(jb_library *l, const jb_font_entry *font, jb_font_fact *out)
{
    const jb_obj *dict = font->context;
    const jb_obj *below = font->wide ? item_of(l, key_of(l, dict, "DescendantFonts"), 0) : dict;
    jb_str name = name_of(key_of(l, below, "BaseFont"));
    *out = (jb_font_fact){.name = name, .subset = is_subset(name), .embedding = -1};
    if (out->subset)
        out->name = jb_str_cut(out->name, 7, out->name.len);
    out->type = name_of(key_of(l, below, "Subtype"));
    for (uint32_t i = 0; i < (uint32_t)(font->wide ? CODES : 256) / 64; i++)
        out->glyphs += (uint32_t)__builtin_popcountll(font->shown[i]);
    find_program(l, key_of(l, below, "FontDescriptor"), out);
    if (font->drawn)
        out->program = JB_STR("CharProcs");
}

/* ---- images --------------------------------------------------------------------------------- */

static jb_str filters_of(jb_library *l, const jb_obj *stream)
{
    const jb_obj *filter = key_of(l, stream, "Filter");
    jb_buf out = {0};
    if (filter->type == JB_OBJ_NAME)
        return filter->text;
    for (uint32_t i = 0; filter->type == JB_OBJ_ARRAY && i < filter->len && i < 8; i++) {
        jb_buf_add(l->check->arena, &out, i ? JB_STR(" ") : JB_STR(""));
        jb_buf_add(l->check->arena, &out, name_of(item_of(l, filter, i)));
    }
    return jb_buf_str(&out);
}

static const jb_image_entry *picture_of(jb_library *l, const jb_obj *stream)
{
    const jb_picture *made = find_made(l, stream, MADE_PICTURE);
    if (made)
        return &made->entry;
    jb_picture *picture = JB_NEW(l->check->arena, jb_picture);
    const jb_obj *space = key_of(l, stream, "ColorSpace");
    jb_image_entry *entry = &picture->entry;
    entry->width = (uint32_t)integer_of(key_of(l, stream, "Width"), 0, 0, 1 << 24);
    entry->height = (uint32_t)integer_of(key_of(l, stream, "Height"), 0, 0, 1 << 24);
    entry->mask = is_true(key_of(l, stream, "ImageMask"));
    entry->bits = entry->mask ? 1 : integer_of(key_of(l, stream, "BitsPerComponent"), 0, 1, 16);
    if (space->type != JB_OBJ_NULL)
        entry->space = jb_library_space(l, space);
    entry->filter = filters_of(l, stream);
    entry->context = picture;
    picture->object = stream;
    picture->space_name = name_of(space->type == JB_OBJ_ARRAY ? item_of(l, space, 0) : space);
    keep_made(l, stream, MADE_PICTURE, picture);
    return entry;
}

/* What each value of a sample is on its scale: Decode, or 0 to 1 (to the index). */
typedef struct scale {
    double from[JB_PLATES], step[JB_PLATES];
} scale;

static scale scale_of(jb_library *l, const jb_picture *picture)
{
    const jb_obj *decode = key_of(l, picture->object, "Decode");
    const jb_space *space = picture->entry.space;
    double most = (double)((1u << picture->entry.bits) - 1);
    scale s;
    for (uint32_t i = 0; i < JB_PLATES; i++) {
        double top = space->kind == JB_SPACE_INDEXED ? most : 1;
        s.from[i] = number_of(item_of(l, decode, i * 2), 0);
        s.step[i] = (number_of(item_of(l, decode, i * 2 + 1), top) - s.from[i]) / most;
    }
    return s;
}

/* Samples of whole bytes in the process inks: the sum of each in whole numbers. */
static void measure_bytes(const unsigned char *at, size_t samples, int values, const scale *s,
                          const jb_space *space, jb_tints *out)
{
    unsigned least[4] = {255, 255, 255, 255}, most[4] = {0}, sum = 0;
    unsigned flip[4] = {0};
    for (int i = 0; i < values; i++)
        flip[i] = s->step[i] < 0 ? 255 : 0;
    for (size_t n = 0; n < samples; n++, at += values) {
        unsigned here = 0;
        for (int i = 0; i < values; i++) {
            unsigned value = at[i] ^ flip[i];
            most[i] = value > most[i] ? value : most[i];
            least[i] = value < least[i] ? value : least[i];
            here += value;
        }
        sum = here > sum ? here : sum;
    }
    double colour[4];
    for (int i = 0; i < values; i++)
        colour[i] = (values == 1 && space->kind != JB_SPACE_SEPARATION ? least[i] : most[i]) / 255.;
    *out = jb_space_tints(space, colour);
    if (values == 4)
        out->sum = (uint32_t)(((uint64_t)sum * JB_FULL + 127) / 255);
}

/* Any samples, one colour after the other; few images are large and of this kind. */
static void measure_bits(jb_str data, const jb_picture *picture, const scale *s, jb_tints *out)
{
    const jb_image_entry *e = &picture->entry;
    size_t row = ((size_t)e->width * (size_t)e->space->values * (size_t)e->bits + 7) / 8;
    double last[JB_PLATES] = {-1};
    for (uint32_t y = 0; y < e->height; y++) {
        size_t bit = (size_t)y * row * 8;
        for (uint32_t x = 0; x < e->width; x++) {
            double colour[JB_PLATES] = {0};
            for (int i = 0; i < e->space->values; i++) {
                unsigned value = 0;
                for (int b = 0; b < e->bits; b++, bit++)
                    value = value << 1 | ((unsigned char)data.at[bit / 8] >> (7 - bit % 8) & 1u);
                colour[i] = s->from[i] + value * s->step[i];
            }
            if (memcmp(colour, last, sizeof colour) == 0)
                continue;
            memcpy(last, colour, sizeof last);
            jb_tints tints = jb_space_tints(e->space, colour);
            jb_tints_join(out, &tints);
        }
    }
}

/* Two colours: which of them there are. Blank bits at a row's end may be either. */
static void measure_line_art(jb_str data, const jb_space *space, const scale *s, jb_tints *out)
{
    for (unsigned bit = 0; bit < 2; bit++) {
        size_t at = 0;
        while (at < data.len && (unsigned char)data.at[at] == (bit ? 0 : 0xFF))
            at++;
        if (at == data.len)
            continue;
        double colour[JB_PLATES] = {s->from[0] + bit * s->step[0]};
        jb_tints tints = jb_space_tints(space, colour);
        jb_tints_join(out, &tints);
    }
}

static bool are_whole_bytes(const jb_space *space, const scale *s)
{
    bool plain = space->kind == JB_SPACE_CMYK || space->kind == JB_SPACE_GRAY ||
                 space->kind == JB_SPACE_ICC || space->kind == JB_SPACE_SEPARATION;
    if (!plain || (space->values != 1 && space->values != 4))
        return false;
    for (int i = 0; i < space->values; i++) {
        double from = s->from[i], to = from + s->step[i] * 255;
        plain &= (from < .001 && to > .999) || (from > .999 && to < .001);
    }
    return plain;
}

/* The frame of a JPEG (ISO/IEC 10918-1 B.2.2) is as large as the dictionary says: what decodes it
 * may trust neither. */
static bool is_frame_of(jb_str jpeg, const jb_image_entry *e)
{
    const unsigned char *p = (const unsigned char *)jpeg.at;
    for (size_t at = 2; at + 10 <= jpeg.len && p[at] == 0xFF;) {
        unsigned marker = p[at + 1];
        bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
                     marker != 0xCC;
        if (frame)
            return (unsigned)(p[at + 5] << 8 | p[at + 6]) == e->height &&
                   (unsigned)(p[at + 7] << 8 | p[at + 8]) == e->width &&
                   p[at + 9] == e->space->values && p[at + 4] == e->bits;
        at += 2 + (size_t)(p[at + 2] << 8 | p[at + 3]);
    }
    return false;
}

static bool take_samples(jb_library *l, const jb_picture *picture, jb_str *out)
{
    jb_data_state state = jb_door_data(l->check->door, picture->object, out);
    if (state == JB_DATA_CODED && jb_str_ends(picture->entry.filter, JB_STR("DCTDecode")) &&
        is_frame_of(*out, &picture->entry))
        state = jb_door_picture(l->check->door, picture->object, out);
    return state == JB_DATA_WHOLE;
}

void jb_library_measure(jb_library *l, jb_picture *picture)
{
    const jb_image_entry *e = &picture->entry;
    jb_str data = e->data;
    picture->measured_once = true;
    picture->tints = (jb_tints){.decides = JB_EVERY_PLATE, .unknown = true};
    if (e->space)
        picture->tints.possible = jb_space_plates(e->space);
    if (!e->space || e->space->values <= 0 || e->space->values > JB_PLATES || e->bits <= 0)
        return;
    uint64_t row = ((uint64_t)e->width * (uint64_t)e->space->values * (uint64_t)e->bits + 7) / 8;
    if (row * e->height > SAMPLES_MOST || row * e->height == 0 ||
        !take_samples(l, picture, &data) ||
        data.len < row * e->height)
        return;
    scale s = scale_of(l, picture);
    jb_tints tints = {.decides = JB_EVERY_PLATE};
    if (e->bits == 8 && are_whole_bytes(e->space, &s))
        measure_bytes((const unsigned char *)data.at, (size_t)e->width * e->height,
                      e->space->values, &s, e->space, &tints);
    else if (e->bits == 1 && e->space->values == 1)
        measure_line_art(jb_str_cut(data, 0, (size_t)(row * e->height)), e->space, &s, &tints);
    else if ((uint64_t)e->width * e->height > COLOURS_MOST)
        return;
    else
        measure_bits(data, picture, &s, &tints);
    picture->tints = tints;
    picture->measured = !tints.unknown;
}

/* ---- forms, states, the whole --------------------------------------------------------------- */

const jb_form *jb_library_form(jb_library *l, const jb_obj *stream)
{
    static const double identity[6] = {1, 0, 0, 1, 0, 0}, everywhere[4] = {-1e6, -1e6, 1e6, 1e6};
    const jb_form *made = find_made(l, stream, MADE_FORM);
    jb_str content;
    if (made)
        return made;
    if (stream->type != JB_OBJ_STREAM ||
        !jb_check_data(l->check, stream, &content))
        return NULL;
    jb_form *form = JB_NEW(l->check->arena, jb_form);
    form->source = stream;
    const jb_obj *matrix = key_of(l, stream, "Matrix"), *box = key_of(l, stream, "BBox");
    form->content = content;
    for (uint32_t i = 0; i < 6; i++)
        form->matrix[i] = number_of(item_of(l, matrix, i), identity[i]);
    for (uint32_t i = 0; i < 4; i++)
        form->box[i] = number_of(item_of(l, box, i), everywhere[i]);
    keep_made(l, stream, MADE_FORM, form); /* before its resources, which may name it again */
    const jb_obj *resources = key_of(l, stream, "Resources");
    if (jb_obj_is_dict(resources))
        form->resources = jb_library_resources(l, resources);
    return form;
}

/* In FontMatrix, with the resources of the font where it has some (9.6.5). */
const jb_form *jb_library_glyph(jb_library *l, const jb_drawn_glyphs *glyphs, uint32_t i)
{
    const jb_obj *dict = glyphs->source, *matrix = key_of(l, dict, "FontMatrix");
    const jb_obj *procs = key_of(l, dict, "CharProcs"), *resources = key_of(l, dict, "Resources");
    const jb_form *drawn =
        jb_library_form(l, jb_door_follow(l->check->door, &procs->entries[i].value));
    if (!drawn)
        return NULL;
    jb_form *form = JB_NEW(l->check->arena, jb_form);
    *form = *drawn;
    for (uint32_t k = 0; k < 6; k++)
        form->matrix[k] = number_of(item_of(l, matrix, k), drawn->matrix[k]);
    if (jb_obj_is_dict(resources))
        form->resources = jb_library_resources(l, resources);
    return form;
}

static const jb_state_entry *state_of(jb_library *l, const jb_obj *dict)
{
    const jb_state_entry *made = find_made(l, dict, MADE_STATE);
    if (made)
        return made;
    jb_state_entry *state = JB_NEW(l->check->arena, jb_state_entry);
    const jb_obj *stroke = key_of(l, dict, "OP"), *fill = key_of(l, dict, "op");
    const jb_obj *mode = key_of(l, dict, "OPM"), *width = key_of(l, dict, "LW");
    const jb_obj *font = key_of(l, dict, "Font");
    if (fill->type == JB_OBJ_NULL)
        fill = stroke; /* OP alone sets both (8.4.5) */
    state->has_stroke_over = stroke->type == JB_OBJ_BOOL;
    state->has_fill_over = fill->type == JB_OBJ_BOOL;
    state->stroke_over = is_true(stroke);
    state->fill_over = is_true(fill);
    state->has_mode = jb_obj_is_number(mode);
    state->mode = number_of(mode, 0) != 0;
    state->has_width = jb_obj_is_number(width);
    state->width = number_of(width, 1);
    if (font->type == JB_OBJ_ARRAY) {
        state->font = font_of(l, item_of(l, font, 0));
        state->size = number_of(item_of(l, font, 1), 1);
    }
    bool masked = jb_obj_is_dict(key_of(l, dict, "SMask"));
    bool clear = number_of(key_of(l, dict, "ca"), 1) < 1 || number_of(key_of(l, dict, "CA"), 1) < 1;
    l->facts->transparency |= masked || clear;
    keep_made(l, dict, MADE_STATE, state);
    return state;
}

static void fill_object(jb_library *l, const jb_obj *o, jb_resource *out)
{
    const jb_obj *subtype = key_of(l, o, "Subtype");
    out->kind = JB_RESOURCE_OBJECT;
    if (jb_obj_is_name(subtype, "Image")) {
        out->kind = JB_RESOURCE_IMAGE;
        out->image = picture_of(l, o);
        l->facts->transparency |= key_of(l, o, "SMask")->type == JB_OBJ_STREAM;
    } else if (jb_obj_is_name(subtype, "Form")) {
        out->kind = JB_RESOURCE_FORM;
        out->form = o;
        l->facts->transparency |= jb_obj_is_dict(key_of(l, o, "Group"));
    }
}

/* False: what the name stands for is not there. */
static bool fill_resource(jb_library *l, const jb_obj *o, jb_resource *out)
{
    switch (out->kind) {
    case JB_RESOURCE_SPACE:
        out->space = jb_library_space(l, o);
        return true;
    case JB_RESOURCE_STATE:
        out->state = jb_obj_is_dict(o) ? state_of(l, o) : NULL;
        return out->state;
    case JB_RESOURCE_FONT:
        out->font = font_of(l, o);
        return out->font;
    case JB_RESOURCE_OBJECT:
        fill_object(l, o, out);
        return o->type == JB_OBJ_STREAM;
    case JB_RESOURCE_PATTERN:
        out->form = o->type == JB_OBJ_STREAM ? o : NULL;
        return jb_obj_is_dict(o);
    case JB_RESOURCE_SHADING:
        out->space = jb_library_space(l, key_of(l, o, "ColorSpace"));
        return jb_obj_is_dict(o);
    case JB_RESOURCE_PROPERTIES:
        out->properties = o;
        return o->type != JB_OBJ_NULL;
    default:
        return o->type != JB_OBJ_NULL;
    }
}

const jb_resources *jb_library_resources(jb_library *l, const jb_obj *dict)
{
    static const struct {
        const char *key;
        jb_resource_kind kind;
    } kinds[] = {
        {"ColorSpace", JB_RESOURCE_SPACE}, {"ExtGState", JB_RESOURCE_STATE},
        {"Font", JB_RESOURCE_FONT},        {"XObject", JB_RESOURCE_OBJECT},
        {"Pattern", JB_RESOURCE_PATTERN},  {"Shading", JB_RESOURCE_SHADING},
        {"Properties", JB_RESOURCE_PROPERTIES},
    };
    const jb_resources *made = find_made(l, dict, MADE_RESOURCES);
    if (made)
        return made;
    JB_VEC(jb_resource) list = {0};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const jb_obj *under = key_of(l, dict, kinds[i].key);
        for (uint32_t k = 0; jb_obj_is_dict(under) && k < under->len; k++) {
            jb_resource one = {kinds[i].kind, under->entries[k].key, {0}};
            if (fill_resource(l, jb_door_follow(l->check->door, &under->entries[k].value), &one))
                *jb_push(l->check->arena, &list) = one;
        }
    }
    jb_resources *out = JB_NEW(l->check->arena, jb_resources);
    *out = (jb_resources){list.at, list.len, dict};
    keep_made(l, dict, MADE_RESOURCES, out);
    return out;
}
