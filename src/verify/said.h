/* Private to verify/: what codes mean and what pages say, for said.c. */
#ifndef JB_VERIFY_SAID_H
#define JB_VERIFY_SAID_H

#include "parts.h"

/* meaning.c: calls `row` with each code of the font's ToUnicode (ISO 32000-1 9.10.3), what its row
 * says, and the code's place in that row; until it answers false, which ends the row. */
typedef bool jb_code_row(void *context, uint32_t code, const jb_obj *meaning, uint32_t place);
void jb_unicode_read(jb_check *check, const jb_obj *font, jb_code_row *row, void *context);

/* A row of ToUnicode. */
typedef struct jb_meaning {
    uint32_t code, order;
    jb_str text; /* UTF-8 */
} jb_meaning;

typedef struct jb_meanings {
    const jb_obj *font;
    bool wide;            /* two bytes a code */
    const jb_meaning *at; /* by code */
    uint32_t len;
} jb_meanings;

/* meaning.c: what the font's codes mean. */
void jb_meanings_read(jb_check *check, const jb_obj *font, jb_meanings *out);
/* U+FFFD of what is not said. */
jb_str jb_meaning_of(const jb_meanings *font, uint32_t code);

/* Text without white space and what nobody sees: both are the reader's guess. Selectors stay, they
 * choose between characters. */
void jb_said_add(jb_arena *arena, jb_buf *out, jb_str text);

/* What one piece of marked content says. */
typedef JB_VEC(jb_buf) jb_pieces; /* by MCID */

typedef struct jb_page_said {
    jb_pieces pieces;
    jb_buf outside; /* of no piece and no artifact */
} jb_page_said;

/* spoken.c: reads the page's content. *left: tokens that may yet be read, counted down. */
typedef JB_VEC(jb_meanings) jb_meanings_list;
void jb_said_read(jb_check *check, const jb_page *page, jb_meanings_list *fonts, uint64_t *left,
                  jb_page_said *out);

#endif
