#include "writer.h"

static const struct {
    int values;
    const char *fill, *stroke; /* ISO 32000-1 8.6.8 */
} spaces[] = {
    [JB_GRAY] = {1, "g", "G"},
    [JB_RGB] = {3, "rg", "RG"},
    [JB_CMYK] = {4, "k", "K"},
};

void jb_pdf_add_color(jb_arena *arena, jb_buf *out, jb_color color, bool stroke)
{
    for (int i = 0; i < spaces[color.space].values; i++) {
        jb_pdf_add_number(arena, out, color.value[i]);
        jb_buf_add(arena, out, JB_STR(" "));
    }
    jb_buf_printf(arena, out, "%s\n",
                  stroke ? spaces[color.space].stroke : spaces[color.space].fill);
}

/* Overprint aside: that is not part of the colour but of the graphics state. */
bool jb_pdf_same_color(jb_color a, jb_color b)
{
    if (a.space != b.space)
        return false;
    for (int i = 0; i < spaces[a.space].values; i++)
        if (a.value[i] != b.value[i])
            return false;
    return true;
}
