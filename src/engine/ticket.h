/* The printing order (付印单) that goes with a print file: what the press must know beside the pages.
 * The facts; ticket_text.c and ticket_json.c write them. */
#ifndef JB_ENGINE_TICKET_H
#define JB_ENGINE_TICKET_H

#include "work.h"

/* Sides of sheets (pages, when nothing is imposed) that are printed from the same plates. */
typedef struct jb_ticket_inks {
    uint32_t first, last; /* from 1 */
    jb_plates plates;
} jb_ticket_inks;

/* Views that are empty and numbers that are 0: not known. */
typedef struct jb_ticket {
    const jb_work *work;
    const jb_plan *plan;
    const jb_order *order;
    jb_str name, number, date; /* as printed, without line ends */
    uint32_t copies;
    jb_str size_name; /* A4 */
    jb_len thickness;
    JB_VEC(jb_ticket_inks) inks;
    jb_str binding[2]; /* in Chinese and English */
    jb_str contact, phone, delivery;
    jb_str file, sha256;
    size_t bytes;
} jb_ticket;

/* Of a file that was made: its name and its bytes. */
jb_ticket *jb_ticket_make(const jb_work *work, const jb_output *output);

/* Each plate's name, for reading. */
jb_str jb_plate_name(const jb_layout *layout, uint32_t index, jb_lang lang);
/* The next plate that there is, for jb_plate_name: 0 to 3 are process inks, others 4 + the layout's
 * ink; -1: no more. *n begins at 0. */
int jb_plate_next(const jb_plates *plates, uint32_t *n);

void jb_ticket_print(const jb_ticket *ticket, jb_lang lang, jb_buf *out);
void jb_ticket_print_json(const jb_ticket *ticket, jb_buf *out);

#endif
