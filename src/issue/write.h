/* The pen: it goes once through the source's text from top to bottom, and every byte it passes is
 * copied, replaced (an edit), dropped (an edit) or a mark. Private to issue/. */
#ifndef JB_ISSUE_WRITE_H
#define JB_ISSUE_WRITE_H

#include "parts.h"

/* Copies source bytes; stretches that meet become one piece of the map. */
void jb_pen_keep(parser *p, uint32_t from, uint32_t to);
/* Puts `after` for source bytes and lists it. */
void jb_pen_swap(parser *p, uint32_t from, uint32_t to, jb_str after, jb_str rule);
/* Puts text that no source byte stands for. */
void jb_pen_insert(parser *p, jb_str s);
/* Goes on to `to`: white space becomes marks, old page numbers are dropped; all else too becomes
 * marks when it is structure, or else stays uncovered for jb_issue_uncovered to find. */
void jb_pen_skip(parser *p, uint32_t to, bool structure);
/* Lists a change that has been made by other means. */
void jb_pen_list(parser *p, uint32_t from, uint32_t to, jb_str before, jb_str after, jb_str rule);
/* Bytes of clean text so far. */
uint32_t jb_pen_at(parser *p);

/* Writes p->cells; edges: white space at either end stays. */
void jb_issue_write_cells(parser *p, white_policy policy, bool marks, bool edges);

#endif
