/* A chunk as the tests of R5 read it. Private to issue/. */
#ifndef JB_ISSUE_PROBE_H
#define JB_ISSUE_PROBE_H

#include "parts.h"

enum { PROBED = 100 };

typedef struct probe {
    uint32_t rune[PROBED]; /* without white space, folded, in simplified characters */
    uint8_t space[PROBED]; /* before it: 0 none, 1 one space, 2 a gap */
    uint32_t n;            /* of rune[] */
    uint32_t total;        /* of the chunk */
    uint32_t last;
    uint32_t stops, semicolons, commas, colons; /* 。 anywhere; 。 before the end is inner */
    uint32_t inner_stops, inner_calls;          /* 。, and ！？, before the last character */
    uint32_t part, longest_part;                /* between commas */
    uint32_t tabs, bars, han;
} probe;

/* Does the word stand at i? Its length in characters, or 0. */
uint32_t jb_probe_stands(const probe *b, uint32_t i, jb_str word);
/* Any word of a list: its length, or 0. */
uint32_t jb_probe_stands_any(const probe *b, uint32_t i, const jb_str *words, size_t count);
#define ANY(b, i, words) jb_probe_stands_any((b), (i), (words), sizeof(words) / sizeof *(words))
bool jb_probe_ends(const probe *b, jb_str word);
bool jb_probe_is_digit(uint32_t rune);
bool jb_probe_is_han_digit(uint32_t rune);

/* ---- forms.c */
form jb_probe_form(const probe *b, uint8_t *level);
/* 电话：…, 时间：…: a short label, a colon and something behind it, no sentence. */
bool jb_probe_is_row(const probe *b);
/* The label of such a line, its colon included, whatever stands behind; 0: none. */
uint32_t jb_probe_row_label(const probe *b);
/* 张三 16:42: who wrote in a chat, and when. */
bool jb_probe_is_stamp(const probe *b);
/* Columns of a table that gaps part, if three or more; *figures: half of them are numbers. */
uint32_t jb_probe_columns(const probe *b, bool *figures);
/* Written in a hurry or quoted: > …, 张三 16:42, 问：…, 最后，…: never a title. */
bool jb_probe_is_prose(const probe *b);

/* ---- people.c */
bool jb_probe_is_byline(const probe *b);
/* Names in a row; least: how many at the least where no 组长： stands before them. */
bool jb_probe_is_names(const probe *b, uint32_t least);
/* A name of two or three characters, alone. */
bool jb_probe_is_person(const probe *b);
bool jb_probe_ends_like_office(const probe *b);
/* The name of an office and nothing else: it may sign below a title. */
bool jb_probe_is_office(const probe *b);

#endif
