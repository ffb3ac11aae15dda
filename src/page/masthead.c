/* Masthead: items at places that the layout fixes, so that the paper printed before always meets
 * what is printed later (套打).
 *
 * An item stands `top` below the type area's top or `bottom` above the masthead's end, with both
 * midway between the two; else it follows the item before it. What is preprinted and follows
 * another item leaves a line's room for it even when the issue has none: it keeps its place
 * whatever else is present. */
#include "../base/utf8.h"
#include "parts.h"

typedef struct head_item {
    const jb_masthead_item *item;
    const jb_styled_item *from; /* NULL: the issue has no text for it; it only holds a place */
    jb_span *cuts;              /* of the text: its lines */
    jb_label **lines;
    uint32_t len;
    jb_len top, height;         /* below the type area's top */
    jb_len left, right;         /* of its ink, from the type area's left: to see what overlaps */
} head_item;

struct jb_masthead {
    head_item *items;
    uint32_t len;
    jb_len height; /* the layout's; without one that of the items */
};

typedef struct head_making {
    jb_arena *arena;
    const jb_set *set;
    const jb_layout *layout;
    jb_diags *diags;
} head_making;

/* ---- text ---------------------------------------------------------------------------------- */

static jb_len size_of(const jb_masthead_item *item, uint32_t line)
{
    if (item->sizes_len == 0)
        return JB_PT(12);
    return item->sizes[line < item->sizes_len ? line : item->sizes_len - 1];
}

/* The pieces of the item's map that belong to one of its lines. */
static jb_map cut_map(jb_arena *arena, const jb_map *map, uint32_t from, uint32_t to)
{
    jb_map cut = {0};
    for (uint32_t i = 0; i < map->len; i++) {
        const jb_piece *piece = &map->at[i];
        uint32_t start = piece->to > from ? piece->to : from;
        uint32_t end = piece->to + piece->length < to ? piece->to + piece->length : to;
        if (start >= end)
            continue;
        if (piece->copied)
            jb_map_copy(arena, &cut, start - from, piece->from + (start - piece->to), end - start);
        else
            jb_map_replace(arena, &cut, start - from, end - start, piece->from, piece->taken);
    }
    return cut;
}

/* May a line end between the two? Never inside a number or word, before 、 or behind 《. */
static bool may_part(uint32_t before, uint32_t after)
{
    return (before > 0x7F || after > 0x7F) && !jb_rune_is_any(after, u"、，。：；！？）》〉】”’·—") &&
           !jb_rune_is_any(before, u"（《〈【“‘·—");
}

/* How each byte of the text hangs on the one before, by its words (GB/T 9704-2012 7.3.1: 词意完整);
 * without a lexicon all places are alike. */
static uint8_t *find_bonds(const head_making *making, jb_str text)
{
    const jb_para_fonts *fonts = making->set->fonts;
    uint8_t *bonds = JB_NEW_ARRAY(making->arena, uint8_t, text.len + 1);
    if (!fonts->lexicon)
        return bonds;
    jb_cut_words cut = jb_lexicon_cut(making->arena, fonts->lexicon, &fonts->own, text);
    memset(bonds, JB_BOND_WHOLE, text.len);
    for (uint32_t i = 0; i < cut.len; i++)
        bonds[cut.at[i].start] = (uint8_t)cut.at[i].bond;
    return bonds;
}

/* A line's end is worth being so far from where it should be, in columns (a Han has two), rather
 * than at such a place. */
static const int64_t bond_columns[] = {
    [JB_BOND_FREE] = 0, [JB_BOND_LOOSE] = 1, [JB_BOND_CLOSE] = 4, [JB_BOND_WHOLE] = 1000};

/* Where the text parts best, about `target` columns from its head: at a space or behind a comma
 * within `reach` of it, where its writer would part it too, else between words as near as may be.
 * The space goes. */
static jb_span find_part(jb_str text, const uint8_t *bonds, int64_t target, int64_t reach)
{
    jb_span best = {0, 0};
    int64_t least = INT64_MAX, columns = 0;
    uint32_t before = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t start = (uint32_t)at, rune = jb_utf8_next(text, &at);
        bool space = rune == ' ' || rune == 0x3000;
        int64_t off = columns < target ? target - columns : columns - target;
        bool pause = space || jb_rune_is_any(before, u"、，");
        int64_t cost = off + (pause ? 0 : bond_columns[bonds[start]]);
        if (pause && off <= reach)
            cost -= reach;
        if (start > 0 && at < text.len && cost < least && (space || may_part(before, rune))) {
            least = cost;
            best = (jb_span){start, space ? (uint32_t)at : start};
        }
        columns += jb_rune_columns(rune);
        before = rune;
    }
    return best;
}

/* Its own lines; or one line in `pieces` of about the same length. */
static void cut_text(const head_making *making, head_item *head, uint32_t pieces)
{
    jb_str text = head->from->text;
    uint32_t lines = pieces, start = 0;
    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n';
    head->cuts = JB_NEW_ARRAY(making->arena, jb_span, lines);
    head->len = 0;
    const uint8_t *bonds = pieces > 1 ? find_bonds(making, text) : NULL;
    int64_t columns = jb_str_columns(text);
    while (head->len + 1 < lines) {
        uint32_t left = lines - head->len;
        jb_str rest = jb_str_cut(text, start, text.len);
        size_t lf = jb_str_find(rest, JB_STR("\n"));
        jb_span part = {(uint32_t)lf, (uint32_t)lf + 1};
        if (lf == SIZE_MAX)
            part = find_part(rest, bonds + start, jb_str_columns(rest) / (int64_t)left,
                             columns / pieces / 3);
        if (part.end == 0)
            break;
        head->cuts[head->len++] = (jb_span){start, start + part.start};
        start += part.end;
    }
    head->cuts[head->len++] = (jb_span){start, (uint32_t)text.len};
}

/* The item's lines, each size being size * scale / 1000000. */
static bool make_lines(const head_making *making, head_item *head, int64_t scale, jb_diags *diags)
{
    jb_str text = head->from->text;
    for (uint32_t line = 0; line < head->len; line++) {
        jb_span cut = head->cuts[line];
        jb_map map = cut_map(making->arena, &head->from->map, cut.start, cut.end);
        jb_len size = (jb_len)(size_of(head->item, line) * scale / 1000000);
        const jb_label_form form = {head->item->role, head->item->ink, size > 0 ? size : 1,
                                    making->layout->vertical};
        head->lines[line] = jb_label_make(making->arena, making->set->fonts,
                                          jb_span_of(text, cut), &map, form, diags);
        if (!head->lines[line])
            return false;
    }
    return true;
}

static jb_len widest(const head_item *head)
{
    jb_len width = 0;
    for (uint32_t i = 0; i < head->len; i++)
        if (head->lines[i]->width > width)
            width = head->lines[i]->width;
    return width;
}

static jb_len room_of(const head_making *making, const jb_masthead_item *item)
{
    int insets = item->at == JB_ALIGN_CENTER ? 2 : 1;
    return making->layout->page.measure - insets * item->inset;
}

static bool is_box(const head_making *making, const jb_masthead_item *item)
{
    return item->has_top && item->has_bottom && making->layout->masthead_height > 0;
}

static jb_len box_height(const head_making *making, const jb_masthead_item *item)
{
    return making->layout->masthead_height - item->top - item->bottom;
}

static jb_str first_line(const head_item *head)
{
    return jb_str_cut(head->from->text, 0, jb_str_find(head->from->text, JB_STR("\n")));
}

static void tell(const head_making *making, const head_item *head, jb_code code, jb_str how)
{
    jb_span span = jb_map_span(&head->from->map, (jb_span){0, (uint32_t)head->from->text.len});
    jb_diag_at(making->diags, code, span, JB_ARGS(first_line(head), how));
}

static void tell_overfull(const head_making *making, const head_item *head)
{
    tell(making, head, JB_D_MASTHEAD_OVERFULL, (jb_str){0});
}

/* Sizes of all lines, without the white between them. */
static jb_len sum_of_sizes(const head_item *head)
{
    jb_len sum = 0;
    for (uint32_t i = 0; i < head->len; i++)
        sum += size_of(head->item, i);
    return sum;
}

static bool shrink(const head_making *making, head_item *head, int64_t *scale)
{
    jb_diags unread = {.arena = making->arena};
    jb_len room = room_of(making, head->item), sum = sum_of_sizes(head);
    jb_len white = (jb_len)(head->len - 1) * head->item->leading;
    jb_len high = is_box(making, head->item) ? box_height(making, head->item) - white : sum;
    if (high > 0 && high < sum) {
        *scale = INT64_C(1000000) * high / sum;
        if (!make_lines(making, head, *scale, &unread))
            return false;
    }
    for (int i = 0; i < 3 && widest(head) > room && room > 0; i++) {
        *scale = *scale * room / widest(head); /* gaps of Han and Latin scale too: near enough */
        if (!make_lines(making, head, *scale, &unread))
            return false;
    }
    return true;
}

static bool is_too_small(const head_item *head)
{
    for (uint32_t i = 0; i < head->len; i++)
        if (head->lines[i]->input.size < head->item->min)
            return true;
    return false;
}

static bool make_text(const head_making *making, head_item *head, uint32_t pieces, bool *small)
{
    jb_diags unread = {.arena = making->arena};
    int64_t scale = 1000000;
    cut_text(making, head, pieces);
    head->lines = JB_NEW_ARRAY(making->arena, jb_label *, head->len);
    if (!make_lines(making, head, scale, pieces == 1 ? making->diags : &unread) ||
        !shrink(making, head, &scale))
        return false;
    *small = scale < 1000000 && (!head->item->fit_width || is_too_small(head));
    return true;
}

/* Too large: every size shrinks in step, and not only where the layout says so: what runs off the
 * paper would be lost. A single line that would fall below the layout's `min` becomes two or three.
 * Both are worth a word. */
static bool fit_text(const head_making *making, head_item *head)
{
    enum { PIECES_MOST = 3 };
    bool small;
    if (!make_text(making, head, 1, &small))
        return false;
    bool single = head->len == 1 && head->item->fit_width;
    for (uint32_t pieces = 2; small && single && pieces <= PIECES_MOST; pieces++) {
        if (!make_text(making, head, pieces, &small))
            return false;
        if (!small)
            tell(making, head, JB_D_MASTHEAD_BROKEN,
                 jb_arena_format(making->arena, "%u", head->len));
    }
    if (small)
        tell_overfull(making, head);
    return true;
}

/* ---- places -------------------------------------------------------------------------------- */

/* Height of the item; one without text has that of one line. */
static jb_len height_of(const head_item *head)
{
    if (head->item->rule)
        return head->item->rule;
    jb_len height = head->len ? 0 : size_of(head->item, 0);
    for (uint32_t i = 0; i < head->len; i++)
        height += head->lines[i]->input.size + (i ? head->item->leading : 0);
    return height;
}

/* A rule of which nothing else is said ends the masthead. A masthead without a height has no end to
 * count from: its items follow each other. */
static bool is_placed(const head_making *making, const jb_masthead_item *item)
{
    bool ends = item->has_bottom || (item->rule && item->above == 0 && !item->same_row);
    return item->has_top || (ends && making->layout->masthead_height > 0);
}

static jb_len fixed_top(const head_making *making, const jb_masthead_item *item, jb_len height)
{
    if (is_box(making, item))
        return item->top + (box_height(making, item) - height) / 2;
    return item->has_top ? item->top : making->layout->masthead_height - item->bottom - height;
}

/* On the row of the item before it, by their centres; of its last line when it has several. That
 * item lends its place even when it has no text. */
static jb_len row_top(const head_item *head, const head_item *before)
{
    jb_len last = before->len ? before->lines[before->len - 1]->input.size : before->height;
    return before->top + before->height - last / 2 - head->height / 2;
}

static void place_items(const head_making *making, jb_masthead *masthead)
{
    jb_len actual = 0, nominal = 0; /* lower edge of what is present; of what might be */
    for (uint32_t i = 0; i < masthead->len; i++) {
        head_item *head = &masthead->items[i];
        const jb_masthead_item *item = head->item;
        bool present = head->from != NULL;
        head->height = height_of(head);
        if (is_placed(making, item))
            head->top = fixed_top(making, item, head->height);
        else if (item->same_row && i > 0)
            head->top = row_top(head, head - 1);
        else
            head->top = (item->preprinted || !present ? nominal : actual) + item->above;
        jb_len lower = head->top + head->height;
        if (item->has_bottom && making->layout->masthead_height > 0)
            continue; /* counted from the other end: nothing follows it */
        if (present && lower > actual)
            actual = lower;
        if (lower > nominal)
            nominal = lower;
    }
    jb_len height = making->layout->masthead_height;
    masthead->height = height > 0 ? height : actual;
}

/* Items must not run into each other. */
static void check_rows(const head_making *making, jb_masthead *masthead)
{
    for (uint32_t i = 0; i < masthead->len; i++) {
        head_item *head = &masthead->items[i];
        if (head->len == 0)
            continue;
        jb_len width = widest(head);
        if (width < head->item->spread_to)
            width = head->item->spread_to;
        head->left = jb_align_x(head->item->at, 0, making->layout->page.measure,
                                head->item->inset, width);
        head->right = head->left + width;
        for (uint32_t j = 0; j < i; j++) {
            const head_item *other = &masthead->items[j];
            if (other->len && head->top < other->top + other->height &&
                other->top < head->top + head->height && head->left < other->right &&
                other->left < head->right) {
                tell(making, head, JB_D_MASTHEAD_COLLIDES, first_line(other));
                break;
            }
        }
    }
}

/* ---- making -------------------------------------------------------------------------------- */

static const jb_styled_item *find_text(const jb_styled *styled, const jb_masthead_item *item)
{
    for (uint32_t i = 0; i < styled->masthead.len; i++)
        if (styled->masthead.at[i].item == item)
            return &styled->masthead.at[i];
    return NULL;
}

static bool has_text(const jb_styled *styled)
{
    for (uint32_t i = 0; i < styled->masthead.len; i++)
        if (styled->masthead.at[i].text.len)
            return true;
    return false;
}

jb_masthead *jb_masthead_make(jb_arena *arena, const jb_set *set, jb_diags *diags, bool *ok)
{
    const jb_layout *layout = set->styled->layout;
    const head_making making = {arena, set, layout, diags};
    *ok = true;
    if (!has_text(set->styled))
        return NULL; /* a text without a masthead is a text: no lone rule above it */
    jb_masthead *masthead = JB_NEW(arena, jb_masthead);
    masthead->len = layout->masthead_len;
    masthead->items = JB_NEW_ARRAY(arena, head_item, masthead->len);
    for (uint32_t i = 0; i < masthead->len; i++) {
        head_item *head = &masthead->items[i];
        head->item = &layout->masthead[i];
        head->from = find_text(set->styled, head->item);
        if (head->from && head->from->text.len && !fit_text(&making, head)) {
            *ok = false;
            return NULL;
        }
    }
    place_items(&making, masthead);
    check_rows(&making, masthead);
    return masthead;
}

jb_len jb_masthead_height(const jb_masthead *masthead)
{
    return masthead->height;
}

/* ---- putting it on the page ----------------------------------------------------------------- */

/* Where the ink of the glyphs in sheet->placed begins and ends. */
static void measure_ink(const jb_sheet *sheet, jb_len *left, jb_len *right)
{
    *left = *right = 0;
    if (sheet->placed.len == 0)
        return;
    *left = jb_placed_ink(&sheet->placed.at[0]).from;
    *right = jb_placed_ink(&sheet->placed.at[sheet->placed.len - 1]).to;
}

/* Between any two characters, but never inside a —— or a number. */
static bool may_spread(const jb_para *para, uint32_t cluster)
{
    return para->gaps[cluster].kind != JB_GAP_FIXED;
}

/* Moves the glyphs so that the line's ink is `target` wide and begins at 0. A line of less than
 * half of that would fall apart: it stands centred. */
static void spread_line(jb_sheet *sheet, const jb_label *label, jb_len target)
{
    jb_len left, right;
    measure_ink(sheet, &left, &right);
    const jb_line *line = &label->lines.at[0];
    jb_len more = target - (right - left);
    bool spread = more <= right - left &&
                  jb_sheet_spread(sheet, label->para, line, may_spread, more);
    jb_len from = spread ? -left : more / 2 - left; /* a lone character stands centred */
    for (uint32_t i = 0; i < sheet->placed.len; i++)
        sheet->placed.at[i].x += from;
}

static jb_len widest_ink(jb_sheet *sheet, const head_item *head)
{
    jb_len widest = 0, left, right;
    for (uint32_t i = 0; i < head->len; i++) {
        jb_label_place(sheet, head->lines[i]);
        measure_ink(sheet, &left, &right);
        if (right - left > widest)
            widest = right - left;
    }
    return widest;
}

static void put_text(jb_sheet *sheet, const head_item *head, const jb_item *as, jb_len x, jb_len y)
{
    jb_len measure = sheet->layout->page.measure;
    bool spread = head->item->spread && (head->len > 1 || head->item->spread_to);
    jb_len target = spread ? widest_ink(sheet, head) : 0;
    if (spread && target < head->item->spread_to)
        target = head->item->spread_to < measure ? head->item->spread_to : measure;
    for (uint32_t i = 0; i < head->len; i++) {
        const jb_label *label = head->lines[i];
        jb_label_place(sheet, label);
        if (spread && label->lines.len)
            spread_line(sheet, label, target);
        jb_len width = spread ? target : label->width;
        jb_len size = label->input.size;
        jb_sheet_add_placed(sheet, as,
                            jb_align_x(head->item->at, x, measure, head->item->inset, width),
                            y + size / 2);
        y += size + head->item->leading;
    }
}

void jb_masthead_put(jb_sheet *sheet, const jb_masthead *masthead)
{
    const jb_layout *layout = sheet->layout;
    jb_len x = jb_sheet_left(layout, 1);
    for (uint32_t i = 0; i < masthead->len; i++) {
        const head_item *head = &masthead->items[i];
        const jb_item as = {
            .part = JB_PART_MASTHEAD,
            .preprinted = head->item->preprinted,
            .ink = head->item->ink,
            .cell_kind = JB_CELL_HEAD,
            .block = UINT32_MAX,
            .cell = i,
        };
        const jb_page_layout *page = &layout->page;
        jb_len y = page->top + head->top, rule = head->item->rule;
        if (rule && head->from)
            jb_sheet_add_rule(sheet, &as,
                              head->item->whole ? (jb_rect){0, y, page->width, rule}
                                                : (jb_rect){x, y, page->measure, rule});
        else
            put_text(sheet, head, &as, x, y);
    }
}
