/* Printing conditions: those that the ICC has registered, and the profiles that stand for them.
 *
 * A file says by the name of a registered condition what its inks are meant for (ISO 15930-4 6.7):
 * no profile is needed for that. One is for turning images into those inks, and PDF/X-4 embeds it
 * (ISO 15930-7 6.2.2). */
#include "press.h"

#include <errno.h>

#include "../base/file.h"

enum { PROFILE_MOST = 16 << 20 };

/* https://registry.color.org/cmyk-registry/: name, process and paper, designation. */
static const jb_pdf_condition conditions[] = {
    {"FOGRA39", "Offset, gloss or matt coated, 115 g/m2 (OFCOM)"},
    {"FOGRA51", "Offset, premium coated, 115 g/m2 (OFCOM)"},
    {"FOGRA43", "Offset, gloss or matt coated, 115 g/m2 (OFCOM)"},
    {"FOGRA27", "Offset, gloss or matt coated, 115 g/m2 (OFCOM 1.2 Altona)"},
    {"FOGRA45", "Offset, improved LWC (OFCOM)"},
    {"FOGRA46", "Offset, standard LWC (OFCOM)"},
    {"FOGRA47", "Offset, uncoated white, 115 g/m2 (OFCOM)"},
    {"FOGRA52", "Offset, uncoated white, 120 g/m2 (OFCOM)"},
    {"FOGRA44", "Offset, uncoated white, 115 g/m2 (OFCOM)"},
    {"FOGRA29", "Offset, uncoated white, 120 g/m2 (OFCOM 4 Altona)"},
    {"FOGRA30", "Offset, uncoated slightly yellowish offset, 120 g/m2 (OFCOM 5 Altona)"},
    {"FOGRA42", "Offset, standard newsprint (OFCOM)"},
    {"FOGRA48", "Offset, improved newsprint (OFCOM)"},
    {"IFRA26", "Offset, newsshade newsprint (NW)"},
    {"JC200103", "Offset, gloss or matt coated, 105 g/m2 (Japan Color 2001 Coated)"},
    {"JC200104", "Offset, uncoated white, 105 g/m2 (Japan Color 2001)"},
    {"JCW2003", "Offset, gloss coated web, 70 g/m2 (Japan Color 2003)"},
    {"JCN2002", "Offset, newsprint (Japan Color 2002)"},
    {"JCS2011", "Offset, premium coated, 127.9 g/m2 (Japan Color 2011)"},
    {"CGATS TR 001", "Offset, gloss coated web, LWC (SWOP)"},
    {"CGATS TR 002", "Offset, uncoated groundwood (US-SNAP)"},
    {"CGATS TR 003", "Offset and gravure, US grade 3 coated web (SWOP Grade 3 Paper)"},
    {"CGATS TR 005", "Offset and gravure, US grade 5 coated web (SWOP Grade 5 Paper)"},
    {"CGATS TR 006", "Offset and gravure, US grade 1 coated sheetfed (GRACoL Grade 1 Paper)"},
};

enum { CONDITIONS = sizeof conditions / sizeof *conditions };

/* Profiles that Debian has, in the order they are looked for: below the data's folder (taken there
 * by ./bootstrap), or where their packages put them. */
static const struct {
    const char *condition, *path;
} files[] = {
    {"FOGRA39", "fonts/local/FOGRA39L_coated.icc"},
    {"FOGRA39", "/usr/share/texlive/texmf-dist/tex/generic/colorprofiles/FOGRA39L_coated.icc"},
    {"CGATS TR 001", "/usr/share/color/icc/ghostscript/default_cmyk.icc"},
};

const jb_pdf_condition *jb_pdf_condition_find(jb_str name)
{
    for (int i = 0; i < CONDITIONS; i++)
        if (jb_str_equal(name, jb_str_make(conditions[i].name)))
            return &conditions[i];
    return NULL;
}

jb_str jb_pdf_condition_names(jb_arena *arena)
{
    jb_buf out = {0};
    for (int i = 0; i < CONDITIONS; i++)
        jb_buf_printf(arena, &out, "%s%s", i ? ", " : "", conditions[i].name);
    return jb_buf_str(&out);
}

int jb_pdf_condition_profile(jb_arena *arena, const jb_pdf_condition *condition, jb_str data,
                             jb_str *out)
{
    int error = ENOENT;
    for (size_t i = 0; i < sizeof files / sizeof *files && error; i++)
        if (strcmp(files[i].condition, condition->name) == 0)
            error = jb_pdf_profile_file(
                arena, jb_path_join(arena, data, jb_str_make(files[i].path)), out);
    return error;
}

int jb_pdf_profile_file(jb_arena *arena, jb_str path, jb_str *out)
{
    if (jb_file_exists(path) && !jb_file_is_regular(path)) /* a pipe would be waited for */
        return EINVAL;
    return jb_file_read(arena, path, PROFILE_MOST, out);
}
