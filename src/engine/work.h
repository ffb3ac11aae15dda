/* Private to engine/: one job on its way through the stages. */
#ifndef JB_ENGINE_WORK_H
#define JB_ENGINE_WORK_H

#include <sys/types.h>
#include <time.h>

#include "../base/file.h"
#include "../base/json.h"
#include "../base/keep.h"
#include "../base/trace.h"
#include "../pdf/pdf.h"
#include "../verify/verify.h"
#include "engine.h"

/* Where the systems that have libhyphen keep its patterns (Debian: hyphen-en-us). */
#define JB_ENGLISH_HYPHENS "/usr/share/hyphen/hyph_en_US.dic"

/* The sum of a file that issues share, as it was when it had that size and time. */
typedef struct jb_known_sum {
    jb_str path, sum;
    dev_t device;
    ino_t inode;
    uint64_t size;
    struct timespec changed;
} jb_known_sum;

/* shared.c: what joined engines share. */
typedef struct jb_shared {
    jb_keep fonts;       /* by the office's own fonts.yaml, or empty */
    jb_keep lexicons;    /* by path */
    jb_keep layouts;     /* by name and settings */
    jb_keep titles;      /* which layout is a newsletter's, by folder and 刊名 */
    jb_keep series;      /* by path */
    jb_hyphens *hyphens; /* opened when an English word must be divided; engines join it */
} jb_shared;

/* In the arena; all of it goes with jb_shared_free. */
jb_shared *jb_shared_new(jb_arena *arena);
void jb_shared_free(jb_shared *shared);

/* One engine's part of fonts that engines share. */
typedef struct jb_joined_fonts {
    const jb_fonts *of;
    jb_fonts *fonts;
} jb_joined_fonts;

struct jb_engine {
    jb_arena *arena;
    jb_str data;
    jb_trace trace;
    jb_files written; /* by all jobs: two sources must not meet in one file */
    jb_shared *shared;
    bool first; /* frees it */
    jb_hyphens *hyphens;
    JB_VEC(jb_joined_fonts) joined;
    /* those of the job at hand */
    const jb_manifest *manifest;
    jb_fonts *fonts;
    JB_VEC(jb_known_sum) sums; /* for build keys */
};

/* Why a layout was chosen. */
typedef enum jb_why {
    JB_WHY_OPTION,
    JB_WHY_FIELD,
    JB_WHY_SERIES,
    JB_WHY_TITLE,
    JB_WHY_DEFAULT
} jb_why;

typedef struct jb_work {
    jb_engine *engine;
    const jb_job *job;
    jb_result *result;
    jb_arena *arena;  /* result->arena */
    jb_arena *scratch; /* for work within a step */
    jb_arena *paras;   /* for paragraphs, until the pages are made */
    jb_diags *diags;  /* &result->diags */
    bool bug;         /* ours: status 70 */
    bool lacking;     /* fonts check: a face is not as it should be; verify: no PDF: status 3 */
    bool failing;     /* verify: the file is not what it claims to be: status 1 */
    /* what was asked, taken apart (job.c) */
    unsigned variants;        /* set of 1 << jb_variant_id */
    jb_impose impose;         /* print's pages on sheets */
    jb_fields overrides;      /* settings of header fields */
    jb_setting *settings;     /* those of the layout */
    uint32_t settings_len;
    bool article;             /* the source is one article, not an issue */
    const jb_newsletter *series; /* whose issue it is; NULL: no series.yaml */
    jb_str layout_name;
    jb_why why;
    /* the stages, each made of the one before and never written again */
    const jb_source *source;
    const jb_layout *layout;
    const jb_issue *issue;
    jb_own_words own_words; /* of words.txt */
    const jb_styled *styled;
    jb_para_fonts fonts;
    const jb_set *set;
    jb_pages *pages;
    jb_pdf_shared *shared; /* by all files made of them */
} jb_work;

/* The steps of the data's way, as far as a job may want to go. */
typedef enum jb_step {
    JB_STEP_JOB,
    JB_STEP_SOURCE,
    JB_STEP_SERIES,
    JB_STEP_LAYOUT,
    JB_STEP_ISSUE,
    JB_STEP_PROOF,
    JB_STEP_STYLED,
    JB_STEP_FONTS,
    JB_STEP_LINES,
    JB_STEP_PAGES,
    JB_STEP_ACCOUNT,
    JB_STEPS
} jb_step;

/* Goes the way up to and with the step `last`. False after a diagnostic that stops the job. */
bool jb_work_walk(jb_work *work, jb_step last);

/* Runs the body at the job's boundary: memory that runs out ends the job, not the process. */
typedef void jb_body(jb_work *work, const void *context);
jb_result *jb_work_run(jb_engine *engine, const jb_job *job, jb_body *body, const void *context);

int jb_work_status(const jb_work *work);
/* A field without its line ends, which are the masthead's and no word spaces. */
jb_str jb_work_line(const jb_work *work, jb_field_key key);
/* What the file says of itself, and what it carries when it is for keeping. */
jb_pdf_meta jb_work_meta(jb_work *work);

/* key.c: result->identity, of an issue that was parsed. */
void jb_work_identify(jb_work *work);

/* attach.c: the files that go with the issue into one that is kept. After a diagnostic some are
 * not there. */
void jb_attach(jb_work *work, jb_pdf_meta *meta);
/* What cannot go with it is told (JB_PRESS). */
void jb_attach_check(jb_work *work);

/* recall.c: the text that the pages must say, white space aside: of the styled issue, or of what a
 * finished file carries, with the layout that is there. */
jb_str jb_work_text(const jb_work *work);
void jb_recall_text(jb_work *work, jb_str pdf, jb_verify_terms *terms);

/* engine.c */
/* Issue and styled blocks, of a source and a layout that are there. */
bool jb_work_restyle(jb_work *work);

/* shared.c */
/* Manifest and fonts for a job whose own fonts.yaml is `own` (or empty). False after a
 * diagnostic. */
bool jb_engine_share(jb_engine *engine, jb_str own, jb_diags *diags);
/* NULL after a diagnostic. The layout's name is that of jb_job_layout. */
const jb_lexicon *jb_work_lexicon(jb_work *work);
const jb_layout *jb_work_open_layout(jb_work *work, jb_str name);
const jb_newsletter *jb_work_open_series(jb_work *work, jb_str path);
/* The layout in the folder whose title is the name; or empty. */
jb_str jb_work_layout_for(jb_work *work, jb_str name, jb_str folder);

/* job.c */
bool jb_job_take_apart(jb_work *work);
bool jb_job_find_series(jb_work *work);
void jb_job_choose_layout(jb_work *work);
/* For jb_layout_open: an office's own layout of that name, else ours. */
jb_str jb_job_layout(const jb_work *work, jb_str name);
/* The office's own fonts.yaml: beside the source, series.yaml or the layout; or empty. */
jb_str jb_job_fonts(const jb_work *work);
/* Findings on what only the issue as a whole shows: its name, what is not written yet. */
void jb_job_look_over(jb_work *work);
jb_str jb_job_folder(const jb_job *job); /* of the source, or the source if it is one */
jb_str jb_data_folder(jb_arena *arena, jb_str asked);
jb_str jb_work_layouts(const jb_work *work); /* the data's folder of layouts */

/* impose.c: the plan of the sheets for print, and whether the paper holds them. */
void jb_impose_prepare(jb_work *work, const jb_variant *variant);

/* proof.c: the findings of proof/, with words.txt beside the source or series.yaml. */
bool jb_work_proofread(jb_work *work);
jb_str jb_work_words(const jb_work *work); /* that words.txt; or empty */

/* account.c */
bool jb_account_text(jb_work *work);
bool jb_account_issue(jb_work *work); /* the same before there are pages */

/* outputs.c */
typedef struct jb_output {
    const jb_variant *variant;
    jb_str path, bytes;
    jb_str sha256; /* of a PDF's bytes, else empty */
} jb_output;

typedef JB_VEC(jb_output) jb_outputs;

bool jb_outputs_plan(jb_work *work, jb_outputs *outputs);
/* Adds what goes beside a PDF: NAME-print.pdf has NAME-print.report.txt (tail: "report.txt"). One
 * that goes to standard output has nothing beside it. False after a diagnostic: the name is taken.
 */
bool jb_outputs_add_beside(jb_work *work, jb_outputs *outputs, const jb_output *pdf,
                           const char *tail, jb_str bytes);
/* The name of the issue's files, without folder, variant, status and extension. */
jb_str jb_outputs_stem(jb_work *work);
bool jb_outputs_write(jb_work *work, const jb_outputs *outputs);
/* press.c: what print asks of the issue, and its slug line. False after a world diagnostic. */
bool jb_press_prepare(jb_work *work);
/* press.c: the files that claim a standard hold it, and no press refuses them; their reports and
 * printing orders are added to the outputs. False after a diagnostic that says why they may not be
 * written. */
bool jb_press_check(jb_work *work, jb_outputs *outputs);
/* Where import writes to; empty after a diagnostic. */
jb_str jb_outputs_text_path(jb_work *work);

/* check.c */
typedef struct jb_counts {
    uint32_t articles, paragraphs, characters, pages, end_entries;
} jb_counts;

jb_counts jb_count(const jb_work *work);
/* The page on which each block of the issue begins, 0 for none. */
uint32_t *jb_block_pages(const jb_work *work);
/* A span's text with its white space as the eye can see it: ␣ ⏎ <U+3000>. */
void jb_print_visible(jb_arena *arena, jb_buf *out, jb_str s);
jb_str jb_why_text(jb_why why, jb_lang lang);
void jb_sheet_print(const jb_work *work, const jb_sheet_form *form, jb_buf *out); /* sheet.c */
/* sheet.c: the edits alone, at the head of them the file's name. */
void jb_sheet_print_edits(const jb_work *work, const jb_sheet_form *form, jb_buf *out);
/* sheet.c: one line; whole: as below. */
void jb_sheet_print_brief(const jb_work *work, bool whole, const jb_sheet_form *form, jb_buf *out);
/* sheet_json.c; whole: all stages were made, else the diagnostics alone say why not. */
void jb_sheet_print_json(const jb_work *work, bool whole, jb_lang lang, jb_buf *out);
/* Edits and diagnostics of an import. */
void jb_changes_print_json(const jb_work *work, bool whole, jb_lang lang, jb_buf *out);

#endif
