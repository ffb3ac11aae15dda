/* Series: the issues of a newsletter one after the other.
 *
 * The newsletter is a folder: its series.yaml and the issues in it, raw or canonical, are all that
 * is known of it. Like the engine's door, this one lets no type of a stage out. */
#ifndef JB_SERIES_SERIES_H
#define JB_SERIES_SERIES_H

#include "../engine/engine.h"

/* What is asked for. Views as typed. */
typedef struct jb_new {
    const jb_str *articles; /* paths, "-" for standard input; in the order that they are to stand */
    uint32_t articles_len;
    jb_str encoding; /* of the articles; empty: found */
    jb_str output;   /* folder or file; "-": to print; empty: the current folder */
    jb_str kind;     /* joint:2, supplement, special, document; empty: the ordinary issue */
    jb_str revises;  /* the issue that is corrected; empty: none */
    jb_str date;     /* 2025-07-21; empty: by the rhythm */
    const jb_str *settings; /* KEY=VALUE: header fields */
    uint32_t settings_len;
} jb_new;

/* Writes the next issue's canonical file. A number is never given twice: the folder is locked while
 * it is read and the file written, and no file is written over. The result is freed with
 * jb_result_free. */
jb_result *jb_series_new(jb_engine *engine, const jb_new *wish, const jb_sheet_form *form);

/* Compares sources, each of which belongs to a series.yaml, with the other issues in its folder: a
 * number that another one has too, a total that does not follow on that of the number before.
 * Findings go to diags, their places being the sources. Everything that cannot be read is passed
 * over: who works on the source tells that. A newsletter is read once for a whole comparison. */
typedef struct jb_comparison jb_comparison;
jb_comparison *jb_series_begin(jb_arena *arena); /* in the arena, and gone with it */
void jb_series_compare(jb_comparison *comparison, jb_str source, jb_diags *diags);

#endif
