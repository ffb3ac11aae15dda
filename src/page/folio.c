/* Folio (页码; GB/T 9704 7.5): below the type area, the dash's top a fixed way under its lower edge;
 * odd pages at the right, even ones at the left. And the marks of a status. */
#include "parts.h"

jb_str jb_folio_text(jb_arena *arena, jb_str text, uint32_t number, uint32_t total)
{
    jb_buf buf = {0};
    for (size_t i = 0; i < text.len;) {
        jb_str rest = jb_str_cut(text, i, text.len);
        if (jb_str_starts(rest, JB_STR("{n}"))) {
            jb_buf_printf(arena, &buf, "%u", number);
            i += 3;
        } else if (jb_str_starts(rest, JB_STR("{total}"))) {
            jb_buf_printf(arena, &buf, "%u", total);
            i += 7;
        } else {
            jb_buf_add(arena, &buf, jb_str_cut(text, i, i + 1));
            i++;
        }
    }
    return jb_buf_str(&buf);
}

/* How far the line's centre must stand below the dash's upper edge. The dash is thin and stands
 * at the centre, so without one the centre itself is put there. */
static jb_len dash_rise(const jb_sheet *sheet)
{
    for (uint32_t i = 0; i < sheet->placed.len; i++) {
        const jb_placed *placed = &sheet->placed.at[i];
        if (!jb_str_starts(placed->text, JB_STR("—")) &&
            !jb_str_starts(placed->text, JB_STR("–")) && !jb_str_starts(placed->text, JB_STR("-")))
            continue;
        jb_ink_box ink = jb_face_ink(placed->face, placed->id);
        return jb_face_length(placed->face, placed->size, ink.top) - placed->y;
    }
    return 0;
}

bool jb_folio_put(jb_sheet *sheet, uint32_t number, uint32_t total)
{
    const jb_layout *layout = sheet->layout;
    const jb_folio *folio = &layout->folio;
    if (!folio->on || (number == 1 && !folio->first_page))
        return true;
    jb_str text = jb_folio_text(sheet->arena, folio->text, number, total);
    jb_label *label = jb_label_make(sheet->arena, sheet->set->fonts, text, NULL,
                                    (jb_label_form){folio->role, folio->ink, folio->size, false},
                                    sheet->diags);
    if (!label)
        return false;
    jb_label_place(sheet, label);
    const jb_item as = {.part = JB_PART_FOLIO, .ink = folio->ink, .block = UINT32_MAX};
    jb_len x = jb_align_x(number % 2 ? folio->odd : folio->even, jb_sheet_edge(layout, number),
                          layout->sheet.measure, folio->inset, label->width);
    jb_len y = layout->sheet.top + layout->sheet.text_height + folio->below;
    jb_sheet_add_placed(sheet, &as, x, y + dash_rise(sheet));
    return true;
}
