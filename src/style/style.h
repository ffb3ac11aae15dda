/* Style: what the layout makes of the issue.
 *
 *     ... issue -> styled blocks -> runs -> ...
 *
 * A layout file (layouts/NAME.yaml) is merged with what it extends and with --set, checked key by
 * key, and becomes one jb_layout: plain numbers, no YAML. jb_styled_make then gives every block of
 * an issue its style, every masthead item its text. Nothing of one newsletter is in the code.
 *
 * Merging: mappings key by key, anything else replaces; `~` takes a key away, `none` switches a
 * section off. Lengths: 37mm, 2cm, 16pt, 750mpt, 三号, 2字 (= 2em: quads of the style it stands in),
 * 1行 (pitches of the grid), 0. 号 sizes are metal (三号 = 15.75 pt) unless `points: dtp`.
 *
 * Owner of libfyaml. A layout is read-only once opened, outlives issues and may be shared. */
#ifndef JB_STYLE_STYLE_H
#define JB_STYLE_STYLE_H

#include "../base/keep.h"
#include "../issue/issue.h"
#include "../proof/proof.h"

/* ---- inks and fonts ------------------------------------------------------------------------ */

/* A value for each device; the variant chooses. */
typedef struct jb_ink {
    jb_str name;
    bool gray;          /* K alone: screen and archive paint it as grey */
    bool overprint;
    uint16_t cmyk[4];   /* thousandths */
    uint8_t srgb[3];
    jb_str spot;        /* the plate's name, or empty */
    jb_place spot_place; /* in the layout's file */
} jb_ink;

/* A role (仿宋, 小标宋, ...) is an ordered choice of faces, by their names in the font manifest. */
typedef struct jb_role {
    jb_str name;
    jb_place place;      /* in the layout's file, for what is wrong with its faces */
    const jb_str *chain; /* for Han and whatever the next two do not take */
    uint32_t chain_len;
    jb_str latin;        /* face for Latin letters and digits; empty: the chain */
    jb_str marks;        /* face for the marks of marks_of; empty: the chain */
    jb_str marks_of;     /* those characters, in a row */
    jb_str bold, latin_bold; /* faces for what is bold; empty: it is thickened by a stroke */
    jb_str features;     /* OpenType features of its Latin and digits alone: "hwid"; empty: none */
} jb_role;

/* ---- accents ------------------------------------------------------------------------------- */

/* How a stretch of text is set apart, all in the ink of the text: a set of these. */
enum {
    JB_ACCENT_BOLD = 1,   /* the role's bold face, or its outlines stroked */
    JB_ACCENT_DOTS = 2,   /* 着重号: a dot below each Han (CLREQ 3.1.8) */
    JB_ACCENT_LINE = 4,   /* 专名号 */
    JB_ACCENT_WAVE = 8,   /* 书名号乙式 */
    JB_ACCENT_OPENS = 16, /* a line or wave begins here, apart from one before it */
    JB_ACCENT_NOTE = 32,  /* a note's mark: raised, small, with what stands before it */
    JB_ACCENT_BASE = 64,  /* has ruby above it */
    JB_ACCENT_RUBY = 128  /* is the ruby above what stands before it (CLREQ 3.3) */
};
typedef uint8_t jb_accents;

/* What *…* looks like. */
typedef struct jb_emphasis {
    jb_accents accents;
    bool has_role;
    uint16_t role;   /* set in this role */
    uint16_t stroke; /* of bold without a bold face: width in thousandths of an em */
} jb_emphasis;

/* ---- styles -------------------------------------------------------------------------------- */

typedef enum jb_align { JB_ALIGN_JUSTIFY, JB_ALIGN_LEFT, JB_ALIGN_CENTER, JB_ALIGN_RIGHT } jb_align;
typedef enum jb_kinsoku {
    JB_KINSOKU_NONE,
    JB_KINSOKU_BASIC,
    JB_KINSOKU_GB,
    JB_KINSOKU_STRICT
} jb_kinsoku;
/* How much of their blanks full-width marks keep (CLREQ 3.1.6). */
typedef enum jb_punctuation {
    JB_PUNCT_QUANJIAO, /* 全角式: a half em each; of marks side by side one blank is left */
    JB_PUNCT_KAIMING,  /* 开明式: 。？！ as above, the others none */
    JB_PUNCT_BANJIAO,  /* 半角式: none */
    JB_PUNCT_PLAIN     /* every mark in its cell, whatever stands beside it: usual in Taiwan */
} jb_punctuation;

/* Which opening marks at a line's start keep their blank. */
typedef enum jb_line_start { JB_START_TRIM, JB_START_INDENT, JB_START_KEEP } jb_line_start;

/* The habits of setting marks: of the language, unless the layout says otherwise. */
typedef struct jb_marks_form {
    jb_punctuation punctuation;
    jb_line_start line_start;
    bool keep_line_end; /* marks at a line's end keep their blank: Hong Kong; and Taiwan, where it
                         * is of their cell */
    bool centred; /* ，。、：； in the middle of their cells, · of one em: Taiwan, Hong Kong */
    bool hanging; /* a stop at a line's end hangs outside (CLREQ 3.1.7) */
    uint32_t across; /* digits that stand side by side in a column, at most; one alone
                      * is upright whatever this says */
} jb_marks_form;

typedef enum jb_fit { JB_FIT_OPTIMUM, JB_FIT_FIRST } jb_fit;

typedef struct jb_style {
    jb_str name;
    uint16_t role, ink; /* indices into jb_layout.roles, .inks */
    jb_len size;        /* of the glyphs: one em */
    jb_len quad;        /* advance of a Han: size plus the grid's tracking; 字 counts in it */
    jb_align align;
    jb_fit fit;
    jb_kinsoku kinsoku;
    jb_len indent;              /* of the first line */
    jb_len inset_left, inset_right;
    jb_len above, below;        /* whole rows on a grid; none at a page's top */
    uint32_t lines_most;        /* more lines than this are a finding; 0: any number */
    int32_t tracking_min, tracking_max; /* thousandths of an em: a title may be so set */
    jb_len size_min;            /* a title may be set as small as this; 0: not smaller */
    bool bold;
    bool keep_next;             /* never parts from the block behind it */
} jb_style;

typedef enum jb_style_id {
    JB_STYLE_BODY, /* the others start from its values */
    JB_STYLE_TITLE,
    JB_STYLE_SUBTITLE,
    JB_STYLE_HEADING_1,
    JB_STYLE_HEADING_2,
    JB_STYLE_HEADING_3,
    JB_STYLE_HEADING_4,
    JB_STYLE_COLUMN,
    JB_STYLE_BYLINE,
    JB_STYLE_NOTE,
    JB_STYLE_CAPTION,
    JB_STYLE_TABLE,
    JB_STYLE_NAMES,
    JB_STYLE_ATTACHMENT,
    JB_STYLE_DOCUMENT_NO,
    JB_STYLE_CHAPTER,
    JB_STYLE_SIGNATURE,
    JB_STYLE_DATE,
    JB_STYLE_END, /* end matter */
    JB_STYLES
} jb_style_id;

/* ---- furniture ----------------------------------------------------------------------------- */

/* One item of the masthead, top to bottom. An item whose text is absent takes no room. */
typedef struct jb_masthead_item {
    jb_str name;        /* by which a child layout or --set changes it; empty in a list */
    jb_str text;        /* template: {刊名}, {期号}, ... and literal text; empty for a rule */
    jb_len rule;        /* thickness of a rule; 0 for text */
    bool whole;         /* a rule: from edge to edge of the page; else as wide as the type area */
    uint16_t role, ink;
    const jb_len *sizes; /* of the first, second, ... line; the last goes on */
    uint32_t sizes_len;
    jb_len min;         /* fit: width may shrink every size in step down to this */
    bool fit_width;     /* no wider than the type area less the insets */
    bool spread;        /* all lines of the text to the width of the widest, by equal gaps */
    jb_len spread_to;   /* or to this width; 0: the widest line's */
    bool preprinted;
    jb_align at;        /* left, center, right */
    jb_len inset;       /* from the edge it stands at */
    bool same_row;      /* on the row of the item before it; should that be absent: by itself */
    bool has_top;
    jb_len top;         /* of its first line, below the type area's top: fixed, for 套打 */
    bool has_bottom;
    jb_len bottom;      /* of its last line, above the masthead's end. Both: it stands midway
                           between them, and shrinks until there is room */
    jb_len above;       /* else: below the item before it */
    jb_len leading;     /* between its lines: white from one line's em box to the next */
} jb_masthead_item;

typedef enum jb_end_at {
    JB_END_FOOT_OF_LAST_PAGE,
    JB_END_AFTER_TEXT,
    JB_END_LAST_EVEN_PAGE,
    JB_END_BACK_PAGE
} jb_end_at;

/* How tables are ruled. */
typedef enum jb_table_rules {
    JB_TABLE_GRID,       /* every cell is framed */
    JB_TABLE_THREE_LINE, /* 三线表: above, below, and under the head */
    JB_TABLE_NO_RULES
} jb_table_rules;

typedef struct jb_table_layout {
    bool on;             /* else a row is a line of text */
    jb_table_rules rules;
    jb_len outer, inner; /* thicknesses */
    uint16_t ink;
    uint16_t head;       /* role of the first row */
} jb_table_layout;

/* The group of an entry by its label; a rule stands between groups. */
typedef struct jb_end_label {
    jb_str label; /* 报, 送, ... */
    uint16_t group; /* JB_GROUP_BEFORE: that of the entry before it */
    bool lines;   /* its bodies one a line; else run on */
} jb_end_label;
#define JB_GROUP_BEFORE UINT16_MAX

typedef struct jb_end_layout {
    bool on;
    jb_end_at at;
    jb_len inset;
    jb_len rule_first, rule_between, rule_last; /* thicknesses; 0: none */
    uint16_t rule_ink;
    const jb_end_label *labels;
    uint32_t labels_len;
    jb_len pitch; /* row pitch of its lines */
} jb_end_layout;

typedef struct jb_folio {
    bool on;
    jb_str text; /* template with {n} (and {total} pages) */
    uint16_t role, ink;
    jb_len size;
    jb_len below; /* top of the dash below the type area's bottom (GB/T 9704 7.5) */
    jb_align odd, even;
    jb_len inset;
    bool first_page;
} jb_folio;

/* What a status puts on every page. */
typedef struct jb_status_mark {
    bool on, watermark;
    jb_str text;
    uint16_t role, ink;
    jb_len size;
    jb_align at;        /* at the top: left, center, right */
    bool diagonal;      /* a watermark: across the page from its lower left corner upwards */
    uint16_t tint;      /* thousandths of K, for a watermark: a tint, never transparency */
} jb_status_mark;

/* ---- the layout ---------------------------------------------------------------------------- */

/* The page, in one of two views that are the same where lines are level. As a sheet it lies as it
 * is printed. As lines see it, it lies so that they run from left to right and one stands below the
 * other: columns (竖排) run down the sheet from right to left, so for them the sheet is turned by a
 * quarter, and `top` is its right margin, `inner` its top. */
typedef struct jb_page_layout {
    jb_len width, height;                  /* trimmed */
    jb_len top, inner, outer, bottom;      /* margins; of the sheet, inner is 订口: the left of odd
                                            * pages, the right when it is written in columns */
    bool mirror;                           /* 订口 changes sides on even pages */
    jb_len shift_x, shift_y;               /* of the imprint, for the office's own printer */
    jb_len bleed;
    jb_len measure;                        /* width of the type area (版心) */
    jb_len text_height;                    /* its height */
} jb_page_layout;

/* Rows: the ideographic centre of row i stands `first + i * pitch` below the type area's top. */
typedef struct jb_grid {
    bool on;          /* a fixed grid: blocks start on whole rows */
    uint32_t lines;   /* rows that fit a page */
    uint32_t columns; /* Han a full line, 0 without a grid */
    jb_len pitch, first;
} jb_grid;

/* What is printed on, and what the printing order says of it: print.paper, print.sheet, ... Empty
 * or 0: the layout does not say. */
typedef struct jb_order {
    jb_str paper;             /* 双胶纸 */
    uint32_t weight;          /* g/m2 */
    jb_len thickness;
    jb_str sheet;             /* as written: SRA3, 大度对开, 420mm 297mm */
    jb_len sheet_width, sheet_height;
    uint32_t copies;
    jb_str binding, contact, delivery;
} jb_order;

/* What the press is given (--for print). */
typedef enum jb_print_standard { JB_PRINT_X1A, JB_PRINT_X4 } jb_print_standard;

typedef struct jb_print_layout {
    jb_print_standard standard; /* PDF/X-1a:2003 (ISO 15930-4), PDF/X-4 (ISO 15930-7) */
    jb_str condition;           /* the registered printing condition: FOGRA39 */
    jb_str profile;             /* an ICC file in place of the condition's own; may be empty */
    jb_place profile_place;
    uint16_t ink_limit;         /* all inks together, in thousandths of one: 300 % is 3000 */
    bool marks;                 /* crop and registration marks, colour bar, slug line */
    bool outlines;              /* 转曲: text as paths */
    jb_order order;
} jb_print_layout;

/* The thickness that the layout gives, else what is usual for a paper of that weight and name; 0:
 * it cannot be told. */
jb_len jb_order_thickness(const jb_order *order);
/* The name of a trimmed size, give or take half a millimetre and turned or not; or empty. */
jb_str jb_size_name(jb_len width, jb_len height);
/* The largest sheet that has a name. */
void jb_sheet_largest(jb_len *width, jb_len *height);

typedef struct jb_layout {
    jb_str name, path;
    jb_str title;  /* 刊名 this layout belongs to, spaces aside; may be empty */
    jb_str lang;   /* zh-Hans, zh-Hant-TW, zh-Hant-HK */
    jb_marks_form marks_form;
    bool hyphenate; /* English words, at a line's end */
    bool recognise;
    jb_clean clean;
    bool fast_programs;        /* compress: fast */
    bool proof;                /* proof: full, or a mapping with `skip` */
    jb_proof_rules proof_skip; /* proof.skip */
    bool vertical;             /* written in columns, from right to left */
    jb_page_layout sheet, page; /* as printed, and as lines see it */
    jb_grid grid;
    const jb_ink *inks;
    uint16_t inks_len, black, red; /* red == black when the layout has no ink of that name */
    const jb_role *roles;
    uint16_t roles_len;
    jb_style styles[JB_STYLES];
    jb_len masthead_height; /* type area's top to the end of the masthead; 0: none */
    jb_len masthead_below;  /* white between it and the text: whole rows on a grid. The first
                               block's `above` does not add to it */
    const jb_masthead_item *masthead;
    uint32_t masthead_len;
    jb_end_layout end;
    jb_table_layout table;
    jb_emphasis emphasis;
    bool has_ruby_role;  /* else ruby is in the role of its text */
    uint16_t ruby_role;
    jb_folio folio;
    uint32_t title_with;  /* lines of text that must follow a title on its page */
    uint32_t last_lines;  /* fewest lines of a paragraph at a page's top */
    jb_status_mark marks[JB_VOID + 1];
    jb_print_layout print;
    jb_status_mark unfinished; /* 未定稿: on every page when the content has errors */
    jb_str resolved; /* the whole as YAML, as `layout show` prints it */
    jb_looks looks;  /* the files it is made of, and those looked for */
} jb_layout;

/* A value given with --set for one run. Keys of header fields go to the issue, others here. */
typedef struct jb_setting {
    jb_str key, value;
} jb_setting;

/* Opens the layout by name (searched in `folder`) or by path (a name with '/' or ending in .yaml),
 * what it extends, and the settings over it. Short names: measure, indent, size, justify, kinsoku
 *. Returns NULL after pushing diagnostics, all faults at once. */
jb_layout *jb_layout_open(jb_arena *arena, jb_str name, jb_str folder, const jb_setting *settings,
                          uint32_t n, jb_diags *diags);

/* The layout that `resolved` of another was printed from, without a file; the text must live as
 * long. NULL after diagnostics: it is no such text. */
jb_layout *jb_layout_recall(jb_arena *arena, jb_str resolved, jb_diags *diags);

/* "full": as the key `clean` has it. */
jb_str jb_clean_name(jb_clean clean);

typedef JB_VEC(jb_str) jb_names;

/* Paths of the files that the layout is made of: its own and what that extends, as far as they can
 * be followed; the last may not exist. */
void jb_layout_files(jb_arena *arena, jb_str name, jb_str folder, jb_names *out);

/* The name of the layout in `folder` whose title equals `issue_name`, spaces aside; or empty. Adds
 * the folder and the files that it hangs on to `looks`. */
jb_str jb_layout_for_name(jb_arena *arena, jb_str issue_name, jb_str folder, jb_looks *looks,
                          jb_diags *diags);

/* Names of the layouts in the folder, sorted. */
void jb_layout_names(jb_arena *arena, jb_str folder, jb_names *out);

/* True when the key is a header field (期号, 刊名, ...): its --set goes to the issue. */
bool jb_setting_is_field(jb_str key);

/* ---- patterns ------------------------------------------------------------------------------ */

typedef enum jb_filled {
    JB_FILLED,
    JB_FILLED_UNKNOWN, /* a key in braces that there is not: *key */
    JB_FILLED_LACKING  /* the issue has no such value: *key */
} jb_filled;

typedef struct jb_file_values {
    jb_number number;
    jb_date date; /* its year stands in for a number without one */
    jb_str variant, archive_no;
} jb_file_values;

/* Appends the name that {year} {number} {total} {variant} {档号} make; {number:02} has two digits. */
jb_filled jb_file_name_fill(jb_arena *arena, jb_str pattern, const jb_file_values *values,
                            jb_buf *out, jb_str *key);

/* Appends 期号 as it is printed: {year} {number} {total}; 12—13 of a joint issue. */
jb_filled jb_number_fill(jb_arena *arena, jb_str form, const jb_number *number, jb_buf *out,
                         jb_str *key);

/* ---- series.yaml --------------------------------------------------------------------------- */

/* What holds for the issues from a date on. */
typedef struct jb_dated {
    jb_date from; /* 0, 0, 0: from the beginning */
    jb_str use;   /* a 刊名; a layout's name, or its path from the series file's folder */
} jb_dated;

typedef struct jb_dated_list {
    const jb_dated *at;
    uint32_t len;
} jb_dated_list;

/* How the next issue's date follows from the last one's. */
typedef enum jb_rhythm_kind {
    JB_RHYTHM_IRREGULAR, /* irregular: it does not */
    JB_RHYTHM_DAILY,     /* daily */
    JB_RHYTHM_WEEKLY,    /* weekly Monday [Thursday ...]: the next of these days */
    JB_RHYTHM_BIWEEKLY,  /* biweekly Monday: the next one that is more than a week away */
    JB_RHYTHM_MONTHLY    /* monthly 15 [30 ...]: the next of these days; 31: a month's last */
} jb_rhythm_kind;

typedef struct jb_rhythm {
    jb_rhythm_kind kind;
    uint32_t days; /* a set of 1 << day: weekdays from Monday = 0, days of the month from 1 */
} jb_rhythm;

/* How issues are numbered. A form that says {total} is one whose issues count in the total. */
typedef struct jb_number_rule {
    bool yearly;         /* the number restarts with the year */
    jb_number_kind kind; /* of the ordinary issue, as its form is read */
    jb_str form;         /* {year}年第{number}期（总第{total}期） */
    jb_str joint;        /* 合刊; empty: it cannot be told in the form */
    jb_str supplement, special, document;
} jb_number_rule;

/* A newsletter: its series.yaml. Values of `new:` are kept as written. */
typedef struct jb_newsletter {
    jb_str path, folder;
    jb_str name; /* today's */
    jb_dated_list names, layouts;
    jb_number_rule rule;
    jb_rhythm rhythm;
    jb_str files; /* pattern for the names of its files, without extension; may be empty */
    bool has_new;
    const jb_setting *fields; /* header fields of the next issue */
    uint32_t fields_len;
    jb_str end;              /* its end matter; may be empty */
    jb_proof_rules skip;     /* proof rules that are not asked */
    const jb_number *exceptions; /* numbers of its history that are as they were printed */
    uint32_t exceptions_len;
} jb_newsletter;

/* The series.yaml in the folder or the nearest one above; empty when there is none up to the root
 * of the file system. */
jb_str jb_newsletter_find(jb_arena *arena, jb_str folder);

/* Reads it. NULL after diagnostics, all faults at once. */
jb_newsletter *jb_newsletter_open(jb_arena *arena, jb_str path, jb_diags *diags);

/* The layout of that name: a path when it lies in layouts/ beside series.yaml, else the name. */
jb_str jb_newsletter_own(jb_arena *arena, const jb_newsletter *newsletter, jb_str name);

/* Is it, or was it once, the newsletter's 刊名? */
bool jb_newsletter_is_named(const jb_newsletter *newsletter, jb_str name);

/* The layout of an issue of that date (without one: the newest), for jb_layout_open; empty when the
 * series names none. */
jb_str jb_newsletter_layout(jb_arena *arena, const jb_newsletter *newsletter, jb_date date);

/* The name of an issue's files by `files`, which must not be empty, a correction told apart from
 * what it corrects. Unless it is filled, *name is the key at fault. */
jb_filled jb_newsletter_file(jb_arena *arena, const jb_newsletter *newsletter,
                             const jb_file_values *values, jb_str *name);

/* The rule of a newsletter without series.yaml whose ordinary issue is like this one. */
jb_number_rule jb_number_rule_like(jb_arena *arena, const jb_number *number);

/* Are they the same 刊名, spaces aside? */
bool jb_name_equal(jb_str a, jb_str b);

/* ---- the font manifest --------------------------------------------------------------------- */

/* What brings a font and nothing beside it: the package of the 仿宋 recommends all of TeX. */
#define JB_APT_INSTALL "apt install --no-install-recommends"

/* One face: where it may be, and what it must be. */
typedef struct jb_manifest_face {
    jb_str name;          /* FandolFang, NotoSerifCJK-Bold, ... */
    const jb_str *files;  /* tried in this order; relative ones from the manifest's folder */
    uint32_t files_len;
    uint32_t index;       /* in a collection */
    uint64_t size;        /* of the file in bytes; 0: any (an office's own font) */
    uint32_t checksum;    /* head.checkSumAdjustment; 0: any */
    uint32_t revision;    /* head.fontRevision, 16.16; 0: any */
    jb_str sha256;        /* of the file, 64 hex digits, or empty */
    jb_str package;       /* of Debian, that has the file; may be empty */
    jb_str install;       /* what to type when it is absent: apt install PACKAGE if nothing else */
    bool optional;        /* no layout for an office asks for it */
    jb_str licence;
    bool embed;           /* the office has the right to embed it, whatever the file says */
} jb_manifest_face;

typedef struct jb_manifest {
    const jb_manifest_face *faces;
    uint32_t len;
} jb_manifest;

/* Reads the manifest (and over it the office's own fonts.yaml, when own.len). NULL after a
 * diagnostic. */
jb_manifest *jb_manifest_open(jb_arena *arena, jb_str path, jb_str own, jb_diags *diags);

/* ---- styled blocks ------------------------------------------------------------------------- */

/* A stretch of a block's text with one role and ink. The runs of a block cover it, in order. */
typedef struct jb_styled_run {
    jb_span text; /* in the clean text */
    uint16_t role, ink;
    jb_accents accents;
} jb_styled_run;

typedef struct jb_styled_block {
    uint32_t block; /* index into jb_issue.blocks */
    jb_block_kind kind;
    bool in_end;
    jb_style_id style;
    jb_span text;
    uint32_t label;  /* bytes at the start after which the block hangs (end entries), else 0 */
    uint16_t group;  /* end matter: entries of another group are parted by a rule */
    bool lines;      /* end entry: its LFs are line ends; else they are nothing between Han */
    uint32_t run_first, run_len;
} jb_styled_block;

/* A masthead item with its text. Text made from fields maps back to the clean text. */
typedef struct jb_styled_item {
    const jb_masthead_item *item;
    jb_str text; /* lines parted by LF; empty for a rule */
    jb_map map;  /* text -> clean text; literal parts are pieces with taken == 0 */
} jb_styled_item;

typedef JB_VEC(jb_styled_block) jb_styled_blocks;
typedef JB_VEC(jb_styled_run) jb_styled_runs;
typedef JB_VEC(jb_styled_item) jb_styled_items;

typedef struct jb_styled {
    const jb_issue *issue;
    const jb_layout *layout;
    jb_styled_items masthead; /* without those whose text is absent */
    jb_styled_blocks blocks;  /* body, then end matter */
    jb_styled_runs runs;
} jb_styled;

/* Never fails; fields that the layout has no place for are findings. Issue and layout must outlive
 * the result. */
jb_styled *jb_styled_make(jb_arena *arena, const jb_issue *issue, const jb_layout *layout,
                          jb_diags *diags);

/* Appends their names, a space before each. */
void jb_accents_dump(jb_arena *arena, jb_accents accents, jb_buf *out);

/* dump --stage=styled */
void jb_styled_dump(jb_arena *arena, const jb_styled *styled, jb_buf *out);

#endif
