/* ICC profiles: looked at, and colours turned by them. Private; icc.c is the owner of Little CMS.
 *
 * A profile is a stranger's file: its header and its table of tags are read by hand before the
 * library sees it. */
#ifndef JB_PDF_ICC_H
#define JB_PDF_ICC_H

#include "../paint/paint.h"

/* The machine that turns colours into those of one profile. */
typedef struct jb_pdf_icc jb_pdf_icc;

/* The profile's header (ICC.1:2010 7.2). */
typedef struct jb_pdf_icc_head {
    char kind[5];  /* "prtr", "mntr", ... */
    char space[5]; /* "CMYK", "RGB ", "GRAY", ... */
    int version;   /* 2, 4 */
} jb_pdf_icc_head;

/* False when the bytes are no profile, cut short, or point outside themselves. */
bool jb_pdf_icc_read(jb_str profile, jb_pdf_icc_head *head);

/* Why the profile cannot stand for a press, for the user; empty when it can: an output device's,
 * CMYK, of that version at most, usable in both directions. */
jb_str jb_pdf_icc_fault(jb_arena *arena, jb_str profile, int version_most);

/* What the profile calls itself, ASCII. */
jb_str jb_pdf_icc_name(jb_arena *arena, jb_str profile);

/* Closed when the arena is freed. NULL when the library cannot use the profile. */
jb_pdf_icc *jb_pdf_icc_open(jb_arena *arena, jb_str press);

/* n pixels of RGB to CMYK, 255 being full ink. `from`: their profile; empty: sRGB. False when that
 * cannot be used for RGB. */
bool jb_pdf_icc_to_press(jb_pdf_icc *icc, jb_str from, const uint8_t *rgb, size_t n,
                         uint8_t *cmyk);

/* The profile of sRGB, version 2, the same bytes whenever it is made. */
jb_str jb_pdf_icc_srgb(jb_arena *arena);

/* What each grey (0 black) of that profile, for grey or for RGB, is in a grey of gamma 2.2. */
bool jb_pdf_icc_grays(jb_arena *arena, jb_str from, uint8_t grays[256]);

#endif
