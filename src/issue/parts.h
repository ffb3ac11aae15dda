/* What the files of issue/ share. Private.
 *
 *     source text -> lines -> chunks -> (plans, kinds) -> clean text
 *
 * A chunk is what is going to be one block or a part of one: some lines joined, one line, or a
 * part of a line. Everything up to the writing is decided on spans of the source's text; only
 * write.c makes clean text, map, edits and marks, going once through the text from top to bottom.
 */
#ifndef JB_ISSUE_PARTS_H
#define JB_ISSUE_PARTS_H

#include "../base/utf8.h"
#include "issue.h"

/* The mark that a line begins with. */
typedef enum line_mark {
    MARK_NONE,
    MARK_TITLE,   /* #  */
    MARK_HEADING, /* ## to ##### */
    MARK_PLAIN,   /* \ */
    MARK_KIND,    /* {副题}: any kind that has no mark of its own */
    MARK_IMAGE,   /* ![caption](file){宽=70mm} */
    MARK_ROW,     /* |cells| */
    MARK_RULE,    /* |---|---|: below a table's head; paints nothing */
    MARK_END      /* --- */
} line_mark;

typedef struct text_line {
    uint32_t from, to;   /* without the LF */
    uint32_t start, end; /* without white space at either end; empty: a blank line */
    uint32_t content;    /* behind the mark */
    uint32_t columns;    /* width up to `end`, in half ems, indent included */
    uint32_t chars;      /* characters up to `end`, white space included */
    uint16_t indent;     /* in half ems */
    uint8_t mark, level; /* line_mark; level of a heading, kind of MARK_KIND */
    bool marked;         /* has a mark of prose in it: a comma, a stop */
    bool dropped;        /* an old page's number or running head */
} text_line;

/* What a chunk looks like by itself, by the first test of R5 that fits. */
typedef enum form {
    FORM_TEXT,
    FORM_NOTE,
    FORM_CONTENTS,   /* 目录 */
    FORM_CELLS,      /* tabs or bars: a table row if its neighbour has them too */
    FORM_TABLE_NAME, /* 表…: a caption if a table follows */
    FORM_CAPTION,
    FORM_ATTACHMENT,
    FORM_DOCUMENT_NO,
    FORM_CHAPTER,
    FORM_SECTION, /* 基本案情: a heading by its words */
    FORM_LEVEL, /* a level's number at the start; heading or run-in by length */
    FORM_DATE,
    FORM_DATE_ENCLOSED,
    FORM_SUBTITLE,
    FORM_BYLINE,
    FORM_COLUMN,
    FORM_NAMES,
    FORM_TITLE /* title-shaped */
} form;

/* R4: the words that open an entry of the end matter. */
typedef enum end_word {
    END_NONE,
    END_SAID,    /* 值班编辑：… 热线：…: labels in a row, at the very end */
    END_CONTACT, /* 联系人 电话 地址: above 报 and 送 they belong to an article */
    END_WEAK,    /* 责任编辑 审核 印数: who made it */
    END_STRONG   /* 主送 报 送 发: to whom it goes */
} end_word;

typedef enum join {
    JOIN_NOT,   /* begins a block */
    JOIN_LINE,  /* goes on from the chunk before on a new line */
    JOIN_BREAK, /* a title's next line: a space, where it may break */
    JOIN_RUN    /* goes on without anything between */
} join;

typedef struct chunk {
    uint32_t start, end; /* in the source's text */
    uint32_t from;       /* where its line's mark begins; start when there is none */
    uint32_t columns;    /* of its last line */
    uint32_t chars;      /* visible ones */
    uint16_t indent;
    uint8_t mark, mark_level;
    uint8_t form, level, word;
    bool title_shaped;      /* whatever its form is */
    bool loose_title;       /* but for the length between its commas */
    bool org;               /* ends like the name of an office */
    bool office;            /* is the name of an office */
    bool row;               /* 电话：… */
    bool labelled;          /* the same, or a sentence behind the label */
    bool stamp;             /* 张三 16:42 */
    bool figures;           /* half of its columns are numbers */
    uint32_t table_columns; /* that gaps part; 0: fewer than three */
    bool lone_stop;         /* one short sentence without a comma */
    bool person;       /* a name alone */
    bool authors;      /* two names and nothing else */
    bool few_names;         /* two names or more in a row */
    bool short_title;       /* two or three Han alone; */
    bool announces;         /* a short title by its last word: 家长须知 */
    bool spaced;            /* with white space between them: 喜　报 */
    bool sentence;          /* 。 or ； inside, or more than a title may hold */
    bool inner_stop;        /* 。 before its last character */
    bool glued;             /* was parted from the chunk before by R2 */
    bool before_blank;      /* a blank line stands before it */
    bool below_label;       /* a line that is nothing but 编者按 */
    /* decided by blocks.c and end.c */
    uint8_t kind, join;
    uint8_t otherwise, or_else; /* doubtful: the kinds that are the next best guesses */
    bool doubtful, in_end;
    jb_str rule;
} chunk;

/* A part of the head: the value (or a line of it) of a masthead field. */
typedef struct plan {
    jb_field_key key;
    jb_str name;
    uint32_t start, end; /* the value, in the source's text */
    bool more;           /* a further line of the field before */
    bool doubtful;
    jb_str rule;
} plan;

typedef struct part {
    uint32_t start, end;
    uint8_t join;
} part;

/* What becomes of white space inside, by where it stands. */
typedef enum white_policy {
    POLICY_AS_IS, /* canonical, clean: none */
    POLICY_BODY,
    POLICY_TITLE,
    POLICY_HEADING,
    POLICY_TIGHT,   /* none stays */
    POLICY_GAP,     /* each stays as one em */
    POLICY_NUMBER,  /* 第5期　总第131期: the gap before the total stays */
    POLICY_CAPTION, /* the gap behind 表1 stays */
    POLICY_NAME,
    POLICY_NAMES,
    POLICY_TABLE,
    POLICY_ENTRY,
    POLICY_ROW
} white_policy;

/* White space and structure among the characters, as code points of their own. */
enum {
    CELL_SPACE = 0x110000, /* one ordinary space */
    CELL_GAP,              /* two or more, a tab or a full-width one */
    CELL_JOIN,             /* a line end inside a chunk */
    CELL_LINE,             /* chunks meet: see join */
    CELL_BREAK,
    CELL_RUN,
    CELL_BAR, /* between two cells of a table */
    CELL_ESCAPE,
    CELL_RUBY, /* between a base and its ruby */
    CELL_ON,   /* and, for each jb_inline_kind, the next ones */
    CELL_OFF = CELL_ON + JB_INLINES
};

/* What a mark stands beside, other marks and quotes left out. */
typedef enum jb_side { JB_SIDE_NONE, JB_SIDE_HAN, JB_SIDE_WEST } jb_side;

typedef struct cell {
    uint32_t rune;       /* a character or CELL_… */
    uint32_t at, size;   /* in the source's text */
    uint32_t now;        /* what stands for it in the clean text; 0: itself */
    uint8_t left, right; /* jb_side: what stands there, marks and quotes left out */
    bool fixed;          /* in a URL or an address: not to be changed */
} cell;

typedef JB_VEC(text_line) line_list;
typedef JB_VEC(chunk) chunk_list;
typedef JB_VEC(plan) plan_list;
typedef JB_VEC(part) part_list;
typedef JB_VEC(cell) cell_list;
typedef JB_VEC(jb_span) span_list;

typedef struct parser {
    jb_arena *arena;
    jb_str text; /* the source's */
    const jb_source *source;
    const jb_issue_options *options;
    jb_issue *issue;
    jb_diags *diags;

    line_list lines;
    chunk_list chunks;
    plan_list plans;
    span_list drops;   /* lines dropped by R0, in order */
    uint32_t body;     /* first line behind a header block */
    uint32_t head_end; /* chunks before it are the masthead */
    uint32_t wrap;     /* R1's W in half ems; 0: a line is a paragraph */
    uint32_t rule_at;  /* chunk of the --- line; UINT32_MAX: none */

    jb_str number_text;    /* agree.c: the first number, */
    jb_place number_place; /* where it stands, */
    bool disagrees;        /* and whether another one says something else */

    jb_buf clean;  /* write.c: the text so far */
    uint32_t done; /* the source's text up to here is accounted for */
    uint32_t kept; /* a stretch to be copied begins here: [kept, done) */
    uint32_t next_drop;
    cell_list cells;
    part_list parts;
} parser;

/* ---- lines.c: R0, R1, R2 */
void jb_issue_split_lines(parser *p);
bool jb_issue_has_mark(jb_str line);       /* would its start be taken for a mark? */
void jb_issue_make_chunks(parser *p);      /* raw text */
void jb_issue_make_line_chunks(parser *p); /* canonical: a line is a chunk */

/* ---- header.c: the block of 键：值 lines */
bool jb_issue_read_header(parser *p); /* true: canonical */

/* ---- masthead.c: R3 */
void jb_issue_find_head(parser *p);

/* ---- end.c: R4 */
end_word jb_issue_end_word(jb_str line);
void jb_issue_find_end(parser *p);
void jb_issue_sort_end(parser *p, uint32_t from);
/* What a line of the end matter is by its labels alone. */
jb_block_kind jb_issue_end_kind(jb_str line);

/* ---- probe.c, forms.c, people.c: what a chunk looks like (the tests of R5) */
void jb_issue_probe(parser *p, chunk *c);
uint32_t jb_issue_label_length(jb_str text,
                               uint8_t *level); /* 一、 （一） 1. （1）: bytes, 0 for none */
/* The heading that runs into a paragraph: 一、 and so on to the first 。: bytes, 0 for none. */
uint32_t jb_issue_run_in_label(jb_str text, uint8_t *level);

/* 附件： or 附件2：, at the start: bytes with the colon, 0 for none. */
uint32_t jb_issue_attachment_label(jb_str text);

/* ---- blocks.c: R5 and R6 */
void jb_issue_sort_body(parser *p, uint32_t from, uint32_t to);

/* ---- cells.c: characters of parts, with what R7 makes of them */
bool jb_is_white(uint32_t rune);
bool jb_is_edge(uint32_t rune); /* or what nobody can see: no text begins or ends with it */
bool jb_is_han_or_mark(uint32_t rune);
void jb_issue_make_cells(parser *p, const part_list *parts);
/* Settles quotes and widths; returns the number of straight quotes if odd, else 0. */
uint32_t jb_issue_settle_marks(jb_arena *arena, cell_list *cells);

/* ---- agree.c: numbers and dates that must agree */
void jb_issue_read_number(parser *p, const jb_field *field);
void jb_issue_compare(parser *p);

/* ---- write.c: fields and blocks */
void jb_issue_write_fields(parser *p);
void jb_issue_write_blocks(parser *p);

/* ---- inline.c: images and table rules */
bool jb_issue_read_image(jb_str line, jb_span *caption, jb_str *file, jb_len *width);
bool jb_issue_is_table_rule(jb_str line);

/* ---- spans.c: marks around a stretch of a line */
/* {字|zì}, before a table's bars are looked for. */
void jb_issue_find_ruby(cell_list *cells);
/* The other marks. What opens and closes one becomes CELL_ON or CELL_OFF and its kind; an escape's
 * \ becomes CELL_ESCAPE. */
void jb_issue_find_spans(cell_list *cells);

/* A sign of a mark, on the way back to a file: CELL_ON, CELL_OFF and a kind, or CELL_RUBY. */
typedef struct jb_sign {
    uint32_t at; /* in the clean text: before that byte */
    uint32_t rune;
} jb_sign;
typedef JB_VEC(jb_sign) jb_signs;

/* The signs of the block's inlines in the order of writing, and what is typed for one. */
void jb_issue_signs(jb_arena *arena, const jb_issue *issue, const jb_block *block, jb_signs *out);
jb_str jb_issue_sign_text(uint32_t rune);
/* Would the text with these signs, and no escapes, be read as what it is? */
bool jb_issue_reads_back(jb_arena *arena, const jb_issue *issue, const jb_block *block,
                         const jb_signs *signs);

/* ---- number.c */
/* Number grammar at the start of n code points (no white space among them): how many it takes. */
uint32_t jb_number_scan(const uint32_t *rune, uint32_t n, jb_number *out);
uint32_t jb_date_scan(const uint32_t *rune, uint32_t n, jb_date *out);
/* A count at the start, in Arabic or Han digits: how many code points it takes. */
uint32_t jb_count_scan(const uint32_t *rune, uint32_t n, int *out);
bool jb_number_agrees(const jb_number *a, const jb_number *b);
/* Half-width form of full-width digits and letters; full-width form of , ; : ? ! ( ). */
uint32_t jb_fold(uint32_t rune);
/* The simplified form of the traditional characters in the words that rules look for. */
uint32_t jb_simplify(uint32_t rune);
/* Visible code points of s, folded and simplified, up to `most`; *at[i]: their offsets (may be
 * NULL). */
uint32_t jb_fold_text(jb_str s, uint32_t *rune, uint32_t *at, uint32_t most);

/* ---- names.c */
bool jb_field_find(jb_str name, jb_field_key *key);
bool jb_block_kind_find(jb_str name, jb_block_kind *kind);
/* 签发 主编 …: labels of rows in a raw masthead, at index i; empty past the last. */
jb_str jb_row_label(uint32_t i);
bool jb_is_row_label(jb_str name);

#endif
