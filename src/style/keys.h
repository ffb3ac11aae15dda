/* Keys: tables of what a mapping may hold, of which type, and where it goes. Inside style/ alone.
 *
 * A table is read in its own order, not in the file's: what other values count in (a style's size,
 * for 字) stands first. Every fault is pushed with its place and reading goes on, so that all are
 * told at once; what was wrong keeps its default. */
#ifndef JB_STYLE_KEYS_H
#define JB_STYLE_KEYS_H

#include "tree.h"

typedef struct jb_reader {
    jb_arena *arena;
    jb_diags *diags;
    jb_layout *layout;
    bool dtp;    /* 号 sizes in desktop points */
    jb_len em;   /* what 字 and em count; 0: they cannot stand here */
    jb_len row;  /* what 行 counts; 0: it cannot stand here */
    jb_len cell; /* a Han's place on the grid for the body's size; 0: no grid of columns */
    uint32_t faults;
} jb_reader;

typedef struct jb_key jb_key;

/* Reads the value into `into`. False: the value is not what the key takes. A reader of a mapping or
 * list reports what is wrong inside itself. */
typedef bool jb_read_fn(jb_reader *r, const jb_key *key, const jb_node *value, void *into);

/* A word and what it stands for. A list of them ends with name == NULL. */
typedef struct jb_word {
    const char *name;
    unsigned value;
} jb_word;

struct jb_key {
    const char *name;
    jb_read_fn *read;
    size_t at;         /* offset in the struct that the table fills */
    const char *takes; /* for the diagnostic, in no language: "37mm | 16pt", "true | false" */
    const jb_word *words; /* jb_read_word, jb_read_flag */
};

/* Reads the mapping by the table; `base` is the struct. Absent (NULL) or `none`: nothing is read
 * and false is returned. */
bool jb_keys_read(jb_reader *r, const jb_node *map, const char *name, const jb_key *keys, size_t n,
                  void *base);
#define JB_KEYS(table) (table), sizeof(table) / sizeof *(table)

/* Pushes "unknown key" for each key that is not one of the names, with the nearest of them. */
void jb_keys_check(jb_reader *r, const jb_node *map, const jb_str *names, size_t n);

/* Pushes a fault at the node: JB_D_LAYOUT_BAD_VALUE, or JB_D_SET_BAD when it comes from --set. */
void jb_keys_fault(jb_reader *r, const jb_node *node, const char *name, jb_str takes);
/* A value that the mapping gives under that name and that leaves its place: "it takes <= MOST". */
void jb_keys_most(jb_reader *r, const jb_node *map, const char *name, jb_len value, jb_len most);
/* Pushes "NAME is missing" at the node (NULL: the layout's file as a whole). */
void jb_keys_missing(jb_reader *r, const jb_node *node, const char *name);

/* `none` where a mapping could stand: it is switched off. */
bool jb_keys_is_none(const jb_node *node);

jb_read_fn jb_read_text;  /* jb_str */
jb_read_fn jb_read_bool;  /* bool */
jb_read_fn jb_read_count; /* uint32_t; `2行` and `2` are the same */
jb_read_fn jb_read_word;  /* an enum, by key->words */
jb_read_fn jb_read_flag;  /* bool, by key->words */
jb_read_fn jb_read_length; /* jb_len, not negative */
jb_read_fn jb_read_size;   /* jb_len: 1 pt to 1000 pt */
jb_read_fn jb_read_share;  /* uint16_t: 8% or 8 -> 80 thousandths */
jb_read_fn jb_read_role;   /* uint16_t */
jb_read_fn jb_read_rules;  /* jb_proof_rules */
jb_read_fn jb_read_ink;    /* uint16_t */

#define JB_TAKES_LENGTH "37mm | 2cm | 16pt | 三号 | 2字 | 2em | 1行 | 0"
#define JB_TAKES_RULES "P01 … P25 | N01 … N11 | W01 … W04"
#define JB_TAKES_SIZE "16pt | 5.6mm | 初号 … 八号 (1pt … 1000pt)"

/* ---- values (length.c) --------------------------------------------------------------------- */

/* One length. Negative ones only when `negative`. False: not a length, or too long for a page. */
bool jb_length_parse(const jb_reader *r, jb_str text, bool negative, jb_len *out);

/* A decimal number in millionths, its end in *offset; at most six decimals, no exponent. */
bool jb_decimal_parse(jb_str text, size_t *offset, int64_t *millionths);

/* The next word of a value made of words parted by spaces; empty at the end. */
jb_str jb_word_next(jb_str text, size_t *offset);

/* A length as diagnostics show it: 442.205pt. */
jb_str jb_length_text(jb_arena *arena, jb_len length);

/* ---- parts of the reader ------------------------------------------------------------------- */

/* One file with its parents, and the settings over it, as one tree; NULL after diagnostics. *file
 * gets the path of the first, *looks all that were read or looked for. */
jb_node *jb_layout_merge(jb_arena *arena, jb_str name, jb_str folder, const jb_setting *settings,
                         uint32_t n, jb_str *file, jb_looks *looks, jb_diags *diags);
/* Where the layout of that name lies. */
jb_str jb_layout_path(jb_arena *arena, jb_str name, jb_str folder);

/* The advance of a Han of that size: the grid's cell for the body's size, else the size. */
jb_len jb_quad_of(const jb_reader *r, jb_len size);

/* Each reads its part of the merged tree into r->layout (values.c, styles.c, masthead.c,
 * furniture.c, press.c). */
void jb_inks_read(jb_reader *r, const jb_node *root);
void jb_roles_read(jb_reader *r, const jb_node *root);
void jb_page_read(jb_reader *r, const jb_node *root, jb_len body_size);
void jb_grid_read(jb_reader *r, const jb_node *root, jb_len body_size);
void jb_styles_read(jb_reader *r, const jb_node *root, jb_len body_size);
void jb_masthead_read(jb_reader *r, const jb_node *root);
void jb_furniture_read(jb_reader *r, const jb_node *root);
void jb_print_read(jb_reader *r, const jb_node *root);

/* paper.c: A4 or 大度对开 and the like, as wide as it is high or less; false: no such name. */
bool jb_size_find(jb_str name, jb_len *width, jb_len *height);
jb_read_fn jb_read_paper; /* print.paper, into a jb_order; so the next */
jb_read_fn jb_read_sheet;

#endif
