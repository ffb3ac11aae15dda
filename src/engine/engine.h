/* Engine: one issue end to end.
 *
 *     bytes -> source -> issue -> styled blocks -> runs -> lines -> pages -> paint -> PDF -> file
 *
 * The command line and everything else above the engine knows this door and base/ alone: no type
 * of a stage crosses it. An engine holds what issues share (the font manifest, the opened faces and
 * their glyph caches, layouts, lexicon); a job is one issue and has an arena of its own, which its
 * result keeps. Every job of this header returns a result, whatever happened: a status, the
 * diagnostics, the files written and the text to print.
 *
 * An engine belongs to one thread. jb_engine_join makes one for another thread that shares all this
 * with the first; no thread waits for another but to open a face or to add a glyph to a cache. */
#ifndef JB_ENGINE_ENGINE_H
#define JB_ENGINE_ENGINE_H

#include "../base/diag.h"

/* Exit statuses; those of jb_diags_status are 0 to 3. */
enum {
    JB_EXIT_CONTENT = 1,
    JB_EXIT_USAGE = 2,
    JB_EXIT_WORLD = 3,
    JB_EXIT_BUG = 70,
    JB_EXIT_AGAIN = 75
};

typedef struct jb_engine jb_engine;

/* data: the folder with layouts/ and fonts/manifest.yaml. Empty: $JIANBAO_DATA, else
 * share/jianbao beside the program's folder, else where `meson install` puts it. NULL when memory
 * is out. Opens nothing yet. */
jb_engine *jb_engine_open(jb_str data);
/* The same for another thread; `engine` must outlive it, and may be at work. NULL when memory is
 * out. Each knows the files that its own jobs have written: that no two engines write to the same
 * is for the caller to see to. */
jb_engine *jb_engine_join(const jb_engine *engine);
void jb_engine_close(jb_engine *engine);

/* The version of jianbao; and of the libraries it was built with: "NAME VERSION, NAME VERSION". */
jb_str jb_engine_version(void);
jb_str jb_engine_libraries(void);

/* Where the time of all jobs went (base/trace.h); empty unless JB_TRACE=time. */
jb_str jb_engine_trace(jb_arena *arena, jb_engine *engine);

/* ---- jobs ---------------------------------------------------------------------------------- */

/* What is asked for. Views as typed; all of them must outlive the result. */
typedef struct jb_job {
    jb_str source;   /* path; "-": standard input */
    jb_str encoding; /* empty: found */
    bool repair;     /* bytes of it that are no character are lost, and 〓 is set for them */
    jb_str layout;   /* name or path; empty: chosen */
    jb_str variants; /* "screen,stock"; empty: screen */
    jb_str impose;   /* how print puts pages on sheets: booklet, 2up, 4up, stack; empty: not */
    jb_str output; /* folder, file, pattern with {year} {number} {total} {variant} {档号}, or "-";
                      * empty: NAME.pdf in the current folder */
    jb_str stem;     /* of the files in a folder; empty: as series.yaml has it, else the source's */
    bool held;       /* build: outputs stay in memory, `made` of the result, and get no names */
    const jb_str *settings; /* KEY=VALUE: header fields and layout keys */
    uint32_t settings_len;
    bool strict; /* findings make status 1 */
    jb_lang lang; /* of the report and the printing order beside a print file */
    const jb_str *sources; /* all of this run: none of them may be written over */
    uint32_t sources_len;
    const jb_diags *found; /* check: what was found before about this run's sources; may be NULL */
} jb_job;

typedef JB_VEC(jb_str) jb_files;

/* What a job worked on. */
typedef struct jb_identity {
    jb_str encoding; /* of the source: "GB18030" */
    jb_str layout;   /* as `layout` of a job takes it */
    jb_str sha256;   /* of the source as received */
    jb_str key;      /* builds of one key make the same bytes (key.c); a SHA-256 */
    const jb_str *images; /* that the source shows, as written there */
    uint32_t images_len;
} jb_identity;

/* A file that was held: its name would be `path`. */
typedef struct jb_made {
    jb_str path, bytes;
    jb_str sha256; /* of the bytes */
} jb_made;

typedef JB_VEC(jb_made) jb_made_list;

typedef struct jb_result {
    jb_arena *arena; /* holds everything below */
    int status;      /* exit status: 0, 1, 2, 3 or 70 */
    jb_diags diags;
    jb_files files; /* written, whole and on disk */
    jb_made_list made;    /* of a build that was held */
    jb_identity identity; /* of a build that was held, of jb_engine_identify and jb_engine_look */
    jb_str text;    /* to print: a sheet, a dump, a layout; may be empty */
    jb_str changes; /* for standard error: what import changed; may be empty */
    bool told;      /* text or changes say what the diagnostics say */
} jb_result;

/* A result may be used until the engine's next job. NULL never: without memory for a result the
 * process ends with status 3. */
void jb_result_free(jb_result *result);

/* Makes the PDFs. World trouble: nothing is written. Content errors: the screen variant alone, each
 * page marked 未定稿. What is refused leaves an older file as it was. */
jb_result *jb_engine_build(jb_engine *engine, const jb_job *job);

/* `identity` of a build of this job, and no more: what its key would be if its images were these. A
 * build returns the list for the next time. Empty after a diagnostic. */
jb_result *jb_engine_identify(jb_engine *engine, const jb_job *job, const jb_str *images,
                              uint32_t images_len);

/* The same without its key: how the text is encoded, its sum and its layout. */
jb_result *jb_engine_look(jb_engine *engine, const jb_job *job);

/* `files`: what a build of this job reads or looks for, by path: the source, its images, the files
 * of its layout, and fonts.yaml, series.yaml and words.txt of its folder and those above. A change
 * of any may change the pages. Faults end the list early and are the build's to tell. */
jb_result *jb_engine_reads(jb_engine *engine, const jb_job *job);

/* How a sheet is to be printed. */
typedef struct jb_sheet_form {
    jb_diag_form form; /* JB_JSON: one object on one line */
    jb_lang lang;
    bool color;
    bool brief;     /* one line: for several sources */
    int name_width; /* of that: columns of the longest name */
    int width;      /* columns of a line; 0: 80 */
} jb_sheet_form;

/* The sheet that the office signs: what the text was taken for, each title with its
 * place and page, counts, every edit, every finding. Nothing is written. */
jb_result *jb_engine_check(jb_engine *engine, const jb_job *job, const jb_sheet_form *form);

/* Makes the canonical issue file: every guess is written down as a mark, every change told in
 * `changes`, and it draws the same pages. job->output: a file, a folder for NAME.txt, or "-" or
 * empty: `text`. An image that is not where the new file will look for it is a finding. In a
 * layout that recognises nothing the file as it stands is canonical. */
jb_result *jb_engine_import(jb_engine *engine, const jb_job *job, const jb_sheet_form *form);

/* One contributor's article as blocks of a canonical file, in `text`: every guess a mark, every
 * change told in `changes`. The layout is the one that the job names, else that of the setting 刊名.
 * A masthead and end matter of its own are left out, as findings. job->output is the file that it
 * goes into: an image that is not where that file will look for it is a finding. */
jb_result *jb_engine_article(jb_engine *engine, const jb_job *job, const jb_sheet_form *form);

/* Prints one stage: source, issue, styled, runs, lines, pages, paint, tags or pdf (of the one
 * variant that job->variants names). text: of the issue, the text that the pages must give back. */
jb_result *jb_engine_dump(jb_engine *engine, const jb_job *job, jb_str stage, bool text);

/* How a PDF is to be verified. */
typedef struct jb_verify_wish {
    jb_str standard; /* "x-1a", "x-4", "a-1b", "a-2b", "a-2u"; empty: what the file claims to be */
    bool report;     /* also what is on its pages */
    jb_diag_form form;
    jb_lang lang;
} jb_verify_wish;

/* Whether the PDF job->source is what it claims to be, every broken rule with its clause and place,
 * in `text`. Status 1: it is not; 3: it cannot be read. Warnings make 1 with job->strict. */
jb_result *jb_engine_verify(jb_engine *engine, const jb_job *job, const jb_verify_wish *wish);

/* Writes the files that the PDF job->source carries into the folder job->output (empty: one of the
 * PDF's name), which must be empty or not there yet. `text` lists them, what of the layout, fonts
 * and programs that it was made with is not the same any more, and the command that builds it
 * again. Status 1: there are none, or a checksum is wrong. */
jb_result *jb_engine_extract(jb_engine *engine, const jb_job *job, const jb_verify_wish *wish);

/* ---- what the engine works with ------------------------------------------------------------ */

/* The layouts of the data folder, a line each: name, then the 刊名 it belongs to. */
jb_result *jb_engine_layouts(jb_engine *engine);

/* The layout job->layout with job->settings over it, whole, as YAML. */
jb_result *jb_engine_layout(jb_engine *engine, const jb_job *job);

/* Every fault of the layout job->layout, and every face of its roles that no manifest has; one line
 * of text when there is none. Status 3 with faults. The office's own fonts.yaml is that of the
 * current folder, else that beside the layout. */
jb_result *jb_engine_layout_check(jb_engine *engine, const jb_job *job, jb_lang lang);

/* Every face of the manifest and of the office's own fonts.yaml, a line each: name, the roles of
 * the layout that use it, file, licence. job->source: a text, whose layout and fonts.yaml they are;
 * a folder with a fonts.yaml; empty: the current folder. job->layout: of this one. JB_JSON: an
 * object each. */
jb_result *jb_engine_fonts_list(jb_engine *engine, const jb_job *job, jb_diag_form form);

/* The same faces: name, state, whether they may be embedded, file, and the command that installs
 * what is not there. Status 3 unless all are good. */
jb_result *jb_engine_fonts(jb_engine *engine, const jb_job *job, jb_diag_form form, jb_lang lang);

#endif
