/* Colours: of the device, or of a plate of its own (ISO 32000-1 8.6.6.4, Separation). */
#include "writer.h"

static const struct {
    int values;
    const char *fill, *stroke; /* ISO 32000-1 8.6.8 */
} spaces[] = {
    [JB_GRAY] = {1, "g", "G"},
    [JB_RGB] = {3, "rg", "RG"},
    [JB_CMYK] = {4, "k", "K"},
    [JB_SPOT] = {1, "scn", "SCN"},
};

static uint32_t find_plate(const jb_pdf_job *job, const jb_ink *ink)
{
    uint32_t i = 0;
    while (i < job->plates.len && job->plates.at[i] != ink)
        i++;
    return i;
}

void jb_pdf_note_plate(jb_pdf_job *job, const jb_ink *ink)
{
    if (find_plate(job, ink) == job->plates.len)
        *jb_push(job->arena, &job->plates) = ink;
}

void jb_pdf_add_color(const jb_pdf_job *job, jb_buf *out, jb_color color, bool stroke)
{
    if (color.space == JB_SPOT)
        jb_buf_printf(job->arena, out, "/S%u %s ", find_plate(job, color.spot) + 1,
                      stroke ? "CS" : "cs");
    for (int i = 0; i < spaces[color.space].values; i++) {
        jb_pdf_add_number(job->arena, out, color.value[i]);
        jb_buf_add(job->arena, out, JB_STR(" "));
    }
    jb_buf_printf(job->arena, out, "%s\n",
                  stroke ? spaces[color.space].stroke : spaces[color.space].fill);
}

/* Overprint aside: that is not part of the colour but of the graphics state. */
bool jb_pdf_same_color(jb_color a, jb_color b)
{
    if (a.space != b.space || a.spot != b.spot)
        return false;
    for (int i = 0; i < spaces[a.space].values; i++)
        if (a.value[i] != b.value[i])
            return false;
    return true;
}

/* A name of any characters: UTF-8, and what a name cannot hold in hex (ISO 32000-1 7.3.5). */
static void add_name(jb_arena *arena, jb_buf *out, jb_str name)
{
    jb_buf_add(arena, out, JB_STR("/"));
    for (size_t i = 0; i < name.len; i++) {
        unsigned char byte = (unsigned char)name.at[i];
        bool plain = byte > ' ' && byte < 0x7F && !strchr("()<>[]{}/%#", byte);
        jb_buf_printf(arena, out, plain ? "%c" : "#%02X", byte);
    }
}

void jb_pdf_plates_make(const jb_pdf_job *job, jb_pdf_file *file, HPDF_Dict resources)
{
    if (job->plates.len == 0)
        return;
    jb_buf out = {0};
    for (uint32_t i = 0; i < job->plates.len; i++) {
        const jb_ink *ink = job->plates.at[i];
        jb_buf_printf(job->arena, &out, "/S%u [/Separation ", i + 1);
        add_name(job->arena, &out, ink->spot);
        jb_buf_add(job->arena, &out,
                   JB_STR(" /DeviceCMYK <</FunctionType 2 /Domain [0 1] /N 1 "
                          "/C0 [0 0 0 0] /C1 ["));
        for (int c = 0; c < 4; c++) {
            jb_buf_add(job->arena, &out, c ? JB_STR(" ") : JB_STR(""));
            jb_pdf_add_number(job->arena, &out, ink->cmyk[c]);
        }
        jb_buf_add(job->arena, &out, JB_STR("]>>]\n"));
    }
    jb_pdf_put_raw(file, jb_pdf_put_dict(file, resources, "ColorSpace"), jb_buf_str(&out));
}
