/* Accents below the text: emphasis dots, name lines and the wavy lines of works (CLREQ 3.1.8); and
 * the room that they and ruby need between lines. Beside a column lines are at its left, which is
 * where they are turned to, and dots at its right (GB/T 15834 5.2.5).
 *
 * What stands where is said here alone. All is measured from the line's centre, in thousandths of
 * an em; the text's cell ends at 500, and the white below it, 7/8 of an em in a row of GB/T 9704,
 * at 1375. */
#include "parts.h"

enum {
    LINE_AT = 580,  /* of its middle */
    LINE = 55,      /* how thick */
    WAVE_AT = 590,
    WAVE = 130,     /* how high */
    APART = 60,     /* what a line is shorter at both ends, so that neighbours part */
    DOT = 180,      /* across */
    DOT_AT = 650,
    DOT_BELOW = 790, /* below a line: first the line, then the dots */
    CELL = 500,
    RUBY_TOP = 985 /* above the line's centre, as far as its letters and tones reach */
};

static void put(jb_sheet *sheet, const jb_item *as, uint16_t ink, jb_rule_shape shape,
                jb_rect rect)
{
    jb_sheet_add_rule(sheet, as, rect);
    jb_item *item = &sheet->pages->items.at[sheet->pages->items.len - 1];
    item->ink = ink;
    item->shape = shape;
}

static void put_dot(jb_sheet *sheet, const jb_item *as, const jb_placed *placed, jb_len x, jb_len y)
{
    bool column = sheet->placed_from->vertical;
    bool lined = !column && (placed->accents & (JB_ACCENT_LINE | JB_ACCENT_WAVE)) != 0;
    jb_len across = jb_len_share(placed->size, DOT);
    jb_len below = jb_len_share(placed->size, lined ? DOT_BELOW : DOT_AT);
    jb_len middle = column ? y - below : y + below;
    put(sheet, as, placed->ink, JB_RULE_DOT,
        (jb_rect){x + placed->box + (placed->width - across) / 2, middle - across / 2, across,
                  across});
}

/* From where the first begins to where the last ends. */
static void put_line(jb_sheet *sheet, const jb_item *as, const jb_placed *first, jb_len end,
                     jb_accents accent, jb_len x, jb_len y)
{
    bool wave = accent == JB_ACCENT_WAVE;
    jb_len apart = jb_len_share(first->size, APART);
    jb_len high = jb_len_share(first->size, wave ? WAVE : LINE);
    jb_len middle = y + jb_len_share(first->size, wave ? WAVE_AT : LINE_AT);
    if (end - first->box > 2 * apart)
        put(sheet, as, first->ink, wave ? JB_RULE_WAVE : JB_RULE_BAR,
            (jb_rect){x + first->box + apart, middle - high / 2, end - first->box - 2 * apart,
                      high});
}

static bool goes_on(const jb_placed *first, const jb_placed *next, jb_accents accent)
{
    return next->accents & accent && !(next->accents & JB_ACCENT_OPENS) &&
           next->ink == first->ink;
}

static void put_lines(jb_sheet *sheet, const jb_item *as, jb_accents accent, jb_len x, jb_len y)
{
    const jb_placed *placed = sheet->placed.at;
    for (uint32_t i = 0, next; i < sheet->placed.len; i = next) {
        jb_len end = placed[i].box + placed[i].width;
        next = i + 1;
        if (!(placed[i].accents & accent))
            continue;
        for (; next < sheet->placed.len &&
               (placed[next].text.len == 0 || goes_on(&placed[i], &placed[next], accent));
             next++)
            if (placed[next].width)
                end = placed[next].box + placed[next].width;
        put_line(sheet, as, &placed[i], end, accent, x, y);
    }
}

void jb_accents_put(jb_sheet *sheet, const jb_item *as, jb_len x, jb_len y)
{
    unsigned any = 0;
    for (uint32_t i = 0; i < sheet->placed.len; i++)
        any |= sheet->placed.at[i].accents;
    if (any & JB_ACCENT_LINE)
        put_lines(sheet, as, JB_ACCENT_LINE, x, y);
    if (any & JB_ACCENT_WAVE)
        put_lines(sheet, as, JB_ACCENT_WAVE, x, y);
    for (uint32_t i = 0; any & JB_ACCENT_DOTS && i < sheet->placed.len; i++)
        if (sheet->placed.at[i].accents & JB_ACCENT_DOTS && sheet->placed.at[i].width)
            put_dot(sheet, as, &sheet->placed.at[i], x, y);
}

/* ---- room between lines --------------------------------------------------------------------- */

/* Dots beside a column are at its other side: above, as lines see it. */
static int32_t reach_above(unsigned accents, bool column)
{
    int32_t dots = column && accents & JB_ACCENT_DOTS ? DOT_AT + DOT / 2 : CELL;
    return accents & JB_ACCENT_RUBY ? RUBY_TOP : dots;
}

static int32_t reach_below(unsigned accents, bool column)
{
    bool lined = (accents & (JB_ACCENT_LINE | JB_ACCENT_WAVE)) != 0;
    if (!column && accents & JB_ACCENT_DOTS)
        return (lined ? DOT_BELOW : DOT_AT) + DOT / 2;
    return accents & JB_ACCENT_WAVE ? WAVE_AT + WAVE / 2 : lined ? LINE_AT + LINE / 2 : CELL;
}

typedef struct reach {
    int32_t above, below; /* of the line's centre */
} reach;

static reach reach_of(const jb_set_block *block, const jb_line *line)
{
    reach most = {CELL, CELL};
    bool column = block->input.vertical;
    for (uint32_t i = line->first; i < line->end; i++) {
        unsigned accents = block->para->clusters[i].accents;
        int32_t above = reach_above(accents, column), below = reach_below(accents, column);
        most.above = above > most.above ? above : most.above;
        most.below = below > most.below ? below : most.below;
    }
    return most;
}

int32_t jb_accents_apart(const jb_set_block *block)
{
    int32_t most = 2 * CELL;
    if (block->input.runs_len == 0 || block->lines.len == 0)
        return most;
    reach before = reach_of(block, &block->lines.at[0]);
    for (uint32_t i = 1; i < block->lines.len; i++) {
        reach here = reach_of(block, &block->lines.at[i]);
        if (before.below + here.above > most)
            most = before.below + here.above;
        before = here;
    }
    return most;
}

int32_t jb_accents_over(const jb_set_block *block)
{
    if (block->input.runs_len == 0 || block->lines.len == 0)
        return 0;
    return reach_of(block, &block->lines.at[0]).above - CELL;
}
