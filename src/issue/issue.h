/* Issue: what the text is.
 *
 *     ... source -> issue -> styled blocks -> ...
 *
 * jb_issue_parse reads the source's text, raw or canonical (one language), and makes
 * masthead fields and blocks over one clean `text`, each with a span and the name of the rule
 * that found it. Raw text is recognised and cleaned; a file that begins with a header block is
 * canonical: nothing is guessed and nothing cleaned. A marked line is never guessed.
 *
 * The header block makes a file canonical when it has 刊名 or 期号; with 状态, 版式, 密级… alone it adds to
 * what is recognised in the raw text below it. Marks beside those of the README: #### and #####
 * are the levels 3 and 4; {副题} at a line's start is the mark of any kind that has none of its
 * own, by its Chinese name (jb_block_kind_name); a \ before * _ ~ ^ or { says that it is no mark.
 * Leading spaces below {附件} mean what they do in the end matter: the entry goes on, on a new line.
 *
 * Clean text: the characters that will be painted, in the order of the file, block after block
 * with one LF behind each. `map` leads back to the source's text. What is not in it was a mark
 * (`marks`) or an edit. So: painted spans + edits + marks = every byte of the file as
 * received. */
#ifndef JB_ISSUE_ISSUE_H
#define JB_ISSUE_ISSUE_H

#include "../base/unit.h"
#include "../source/source.h"

/* Masthead fields. JB_FIELD_OTHER keeps its key as written. */
typedef enum jb_field_key {
    JB_FIELD_OTHER,
    JB_FIELD_NAME,       /* 刊名; value may have several lines */
    JB_FIELD_NUMBER,     /* 期号 */
    JB_FIELD_EDITOR,     /* 编发 */
    JB_FIELD_DATE,       /* 日期 */
    JB_FIELD_SECRECY,    /* 密级 */
    JB_FIELD_COPY,       /* 编号 (份号) */
    JB_FIELD_LABEL,      /* 标识 (内部资料，注意保存) */
    JB_FIELD_LAYOUT,     /* 版式 */
    JB_FIELD_STATUS,     /* 状态 */
    JB_FIELD_REVISION,   /* 更正 */
    JB_FIELD_ARCHIVE_NO, /* 档号 */
    JB_FIELD_KEYS
} jb_field_key;

typedef struct jb_field {
    jb_field_key key;
    jb_str name;   /* 刊名, 期号, ...: the key's Chinese name, or the key as written */
    jb_span value; /* in the clean text; lines parted by LF, without their indent */
    jb_str rule;
    bool doubtful;
} jb_field;

typedef enum jb_block_kind {
    JB_BLOCK_PARAGRAPH,
    JB_BLOCK_TITLE,       /* an article's title; a space in it: break here if one is needed */
    JB_BLOCK_SUBTITLE,    /* 副题: ——… below a title */
    JB_BLOCK_HEADING,     /* level 1..4: 一、 （一） 1. （1） or ## ### */
    JB_BLOCK_COLUMN,      /* 栏目 */
    JB_BLOCK_BYLINE,      /* 署名 */
    JB_BLOCK_NOTE,        /* 按语 */
    JB_BLOCK_CAPTION,     /* of the image or table beside it */
    JB_BLOCK_IMAGE,       /* ![caption](file){宽=70mm}: text is the caption */
    JB_BLOCK_TABLE_ROW,   /* a line of |cells|: text is the cells parted by U+3000 */
    JB_BLOCK_NAMES,       /* names in a row parted by gaps */
    JB_BLOCK_ATTACHMENT,  /* 附件：1. … and its further items, lines parted by LF */
    JB_BLOCK_DOCUMENT_NO, /* 〔2023〕59号 alone */
    JB_BLOCK_CHAPTER,     /* 第X章 */
    JB_BLOCK_SIGNATURE,   /* 落款: the signer */
    JB_BLOCK_DATE,        /* 落款: its date; or a title's date in （） */
    JB_BLOCK_END_ENTRY,   /* 报尾: a label, a colon and what hangs behind it, lines parted by LF */
    JB_BLOCK_END_ROW,     /* 报尾: several entries in a row, parted by gaps */
    JB_BLOCK_END_LINE,    /* 报尾: a free line, such as 共印160份 */
    JB_BLOCK_KINDS
} jb_block_kind;

/* Marks inside a line. One of a kind never stands in another of its kind. */
typedef enum jb_inline_kind {
    JB_INLINE_EMPHASIS, /* *着重* */
    JB_INLINE_NAME,     /* _专名_: a line below (CLREQ 3.1.8) */
    JB_INLINE_WORK,     /* ~~书名~~: a wavy line below */
    JB_INLINE_NOTE,     /* ^①^: a note's mark, raised */
    JB_INLINE_RUBY,     /* {字|zì}: the span holds the base, then the ruby (CLREQ 3.3) */
    JB_INLINES
} jb_inline_kind;

typedef struct jb_inline {
    jb_inline_kind kind;
    jb_span span;  /* in the clean text */
    uint32_t base; /* ruby: where in the clean text its base ends; else 0 */
} jb_inline;

typedef JB_VEC(jb_inline) jb_inlines;

typedef struct jb_block {
    jb_block_kind kind;
    uint8_t level; /* 1 to 4: of a heading, or of a paragraph's run-in heading; else 0 */
    bool in_end;   /* in the end matter */
    bool doubtful;
    jb_span text;   /* in the clean text, without the LF behind */
    uint32_t label; /* bytes of the label, colon included: of an end entry, of 附件：; of a run-in
                       heading */
    uint32_t inline_first, inline_count; /* in jb_issue.inlines */
    jb_str rule;                         /* the rule that found it: "mark", "R5.12 title", ... */
    jb_str image;                        /* image: the file as written */
    jb_len image_width;                  /* image: asked for with 宽=; 0: natural */
    jb_str image_options;                /* image: {宽=70mm} as written; may be empty */
} jb_block;

typedef JB_VEC(jb_field) jb_fields;
typedef JB_VEC(jb_block) jb_blocks;

/* Bytes of the source's text that are structure: # and \ and key： and --- and line ends, and the
 * values of 版式 状态 更正 档号, which are never painted. */
typedef JB_VEC(jb_span) jb_marks;

typedef enum jb_number_kind {
    JB_NUMBER_NONE,
    JB_NUMBER_ISSUE,      /* 第N期, 第N—M期合刊 */
    JB_NUMBER_SUPPLEMENT, /* 增刊第N期 */
    JB_NUMBER_SPECIAL,    /* 专刊 */
    JB_NUMBER_DOCUMENT,   /* 〔YYYY〕N号 */
    JB_NUMBER_TOTAL       /* 总第T期 alone */
} jb_number_kind;

/* The identity of an issue; 0 where the number does not say. */
typedef struct jb_number {
    jb_number_kind kind;
    int year, first, last, total, revision;
} jb_number;

typedef enum jb_status { JB_FINAL, JB_FOR_REVIEW, JB_PROOF, JB_VOID } jb_status;
/*                                 送审稿         清样      作废 */

typedef struct jb_date {
    int year, month, day; /* 0, 0, 0: none or not understood */
} jb_date;

static inline bool jb_date_is_before(jb_date a, jb_date b)
{
    if (a.year != b.year)
        return a.year < b.year;
    return a.month != b.month ? a.month < b.month : a.day < b.day;
}

typedef enum jb_clean { JB_CLEAN_NONE, JB_CLEAN_SPACING, JB_CLEAN_FULL } jb_clean;

typedef struct jb_issue {
    const jb_source *source;
    bool canonical;
    jb_str text; /* the clean text */
    jb_map map;  /* clean text -> source->text */
    jb_fields fields;
    jb_blocks blocks; /* body, then end matter */
    jb_inlines inlines;
    jb_edits edits; /* those of the source and those made here, in the order of the file */
    jb_marks marks; /* in source->text */
    jb_number number;
    jb_date date;
    jb_status status;
} jb_issue;

typedef struct jb_issue_options {
    bool recognise; /* false: every line is a paragraph, marks being plain characters */
    bool article; /* one contributor's text: its first line that could be a title is one; what has
                     no number of its own has no masthead, and without a masthead no end matter */
    jb_clean clean;
    jb_fields overrides; /* --set 期号=27: name is the key, rule holds the value; span unused */
} jb_issue_options;

/* Never fails: any text is an issue. Findings go to diags. The source must outlive the issue. */
jb_issue *jb_issue_parse(jb_arena *arena, const jb_source *source, const jb_issue_options *options,
                         jb_diags *diags);

/* A look at the header alone, without a layout: fields, number, date and status as the full parse
 * would find them. Its blocks are those of the text's first 4 KB. */
const jb_issue *jb_issue_peek(jb_arena *arena, const jb_source *source);

/* The field's value, or an empty view. */
jb_str jb_issue_field(const jb_issue *issue, jb_field_key key);
const jb_field *jb_issue_find(const jb_issue *issue, jb_field_key key);

/* What stands behind one of the labels in the end matter (电话, 印数), the first of them that is
 * there; spaces in a label do not count. Empty: none of them. */
jb_str jb_issue_end_value(const jb_issue *issue, const jb_str *labels, size_t n);
/* How many copies the end matter says are printed: 印数：150份, 共印160份. 0: it does not say. */
uint32_t jb_issue_copies(const jb_issue *issue);

/* The grammar of 期号: [YYYY年]第N[—M]期[合刊][（总第T期）], 增刊第N期, 专刊, 〔YYYY〕N号, 总第T期.
 * False: not a number; *out is then zeroed. */
bool jb_number_parse(jb_str text, jb_number *out);
bool jb_date_parse(jb_str text, jb_date *out);

jb_str jb_block_kind_name(jb_block_kind kind, jb_lang lang);
jb_str jb_field_name(jb_field_key key);
/* The keys that a header block knows, fields and rows such as 签发; empty past the last. */
jb_str jb_header_key(uint32_t i);
jb_str jb_status_name(jb_status status);
jb_str jb_inline_name(jb_inline_kind kind); /* as dumps have it: "emphasis" */

/* Place in the file as received of a span of the clean text: a jb_locate_fn; context: the issue. */
jb_place jb_issue_place(const void *issue, jb_span span);

/* The account of the file's bytes: what the edits and the marks do not cover must be painted. Spans
 * of the clean text may be painted in any order. `lost` counts the bytes that nothing covers, white
 * space included; *first is the first of them. 0 is the only good answer. */
typedef struct jb_ledger jb_ledger;
jb_ledger *jb_ledger_new(jb_arena *arena, const jb_issue *issue);
void jb_ledger_paint(jb_ledger *ledger, jb_span span);
uint64_t jb_ledger_lost(const jb_ledger *ledger, uint64_t *first);
/* All at once. */
uint64_t jb_issue_uncovered(jb_arena *arena, const jb_issue *issue, const jb_span *painted,
                            uint32_t n, uint64_t *first);

/* Appends the issue as a canonical file (`jianbao import`): every guess written down as a mark.
 * Parsed again it has the same fields and blocks, and written again it is the same bytes. */
void jb_issue_write(jb_arena *arena, const jb_issue *issue, jb_buf *out);
/* The same for a file in another folder: `way` leads from there to the source's folder, and is put
 * before the files that the text names by relative paths: a 版式 that is a file, and images, but
 * those only when the way goes down, for an image must lie in the text's folder or below it. */
void jb_issue_write_moved(jb_arena *arena, const jb_issue *issue, jb_str way, jb_buf *out);
/* The same of the body alone, and of the end matter with its --- alone. */
void jb_issue_write_body(jb_arena *arena, const jb_issue *issue, jb_str way, jb_buf *out);
void jb_issue_write_end(jb_arena *arena, const jb_issue *issue, jb_str way, jb_buf *out);

/* Is this 版式 the path of a file, not a layout's name? */
bool jb_issue_is_path(jb_str layout);

/* dump --stage=issue: fields, blocks with kind, place, rule, then edits. */
void jb_issue_dump(jb_arena *arena, const jb_issue *issue, jb_buf *out);
/* dump --stage=issue --text: the text that the pages must give back: fields and blocks in reading
 * order, a line each. */
void jb_issue_dump_text(jb_arena *arena, const jb_issue *issue, jb_buf *out);

#endif
