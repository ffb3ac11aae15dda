/* The body as R5 and R6 go through it: blocks.c goes over the chunks, lists.c settles what is one
 * of many alike, titles.c the runs of title-shaped ones. Private to issue/. */
#ifndef JB_ISSUE_BODY_H
#define JB_ISSUE_BODY_H

#include "parts.h"

typedef struct body {
    parser *p;
    uint32_t from, to;     /* chunks */
    bool chat;             /* pasted from one: 张三 16:42 stands again and again */
    uint32_t modal_indent; /* of long paragraphs when most share one; 0: says nothing */
} body;

/* The chunk, or NULL outside of the body. */
chunk *jb_body_at(const body *b, uint32_t i);
void jb_body_settle(chunk *c, jb_block_kind kind, jb_str rule);
/* otherwise: what it is if not that; the diagnostic names its mark. */
void jb_body_doubt(chunk *c, jb_block_kind kind, jb_str rule, jb_block_kind otherwise);

/* ---- lists.c */
/* 目录 at i, and its lines. */
void jb_body_settle_contents(const body *b, uint32_t i);
/* Rows that gaps part, as many columns as in a neighbour, where one is half of figures. */
bool jb_body_is_gap_row(const body *b, uint32_t i);
/* 【基本案情】 in each of some articles parts them, and so does what stands between two such
 * lines; a column's name stands once. */
bool jb_body_is_repeated(const body *b, uint32_t i);
/* 1.召开例会 2.迎接检查: short lines of one level with no text between are a list. */
bool jb_body_is_item(const body *b, uint32_t i);
void jb_body_settle_item(const body *b, uint32_t i);
/* Lists of 附件. */
void jb_body_join_attachments(const body *b);

/* ---- titles.c: R6 */
bool jb_body_is_office_line(const body *b, uint32_t i);
void jb_body_settle_titles(const body *b);

#endif
