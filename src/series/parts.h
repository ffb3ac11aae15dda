/* What the files of series/ share. Private. */
#ifndef JB_SERIES_PARTS_H
#define JB_SERIES_PARTS_H

#include "../base/error.h"
#include "../base/file.h"
#include "rule.h"
#include "series.h"

/* ---- folder.c: the issues that there are ---------------------------------------------------- */

/* What the newsletter is, as far as is known: an issue of another name does not count. */
typedef struct jb_whose {
    const jb_newsletter *newsletter; /* NULL: no series.yaml */
    jb_str name;         /* then: its 刊名; empty: any */
    jb_number_kind kind; /* of its ordinary issue; JB_NUMBER_NONE: any */
} jb_whose;

/* Adds every issue among the .txt files of the folder and of the folders in it that are named by a
 * year (2024, 2024年), then of `also`, where it is none of these. What cannot be read, or is another
 * newsletter's, is a finding. */
void jb_folder_read(jb_arena *arena, jb_str folder, jb_str also, const jb_whose *whose,
                    jb_issued_list *out, jb_diags *diags);

/* Do issues in the folder count, when the newsletter's is `root`? */
bool jb_folder_counts(jb_arena *arena, jb_str root, jb_str folder);

/* Waits until nobody else holds the folder. Returns a handle, or -1 after a diagnostic; *again:
 * somebody held it all the time. */
int jb_folder_lock(jb_arena *arena, jb_str folder, bool *again, jb_diags *diags);
void jb_folder_unlock(jb_arena *arena, jb_str folder, int lock);

/* ---- draft.c: the next issue's text ---------------------------------------------------------- */

typedef JB_VEC(jb_setting) jb_settings;

typedef struct jb_draft {
    jb_arena *arena;
    jb_diags *diags;
    const jb_new *wish;
    jb_str folder;  /* that the file goes into */
    jb_str root;    /* of the newsletter: with series.yaml, else `folder` */
    jb_settings set; /* header fields by --set */
    const jb_newsletter *newsletter; /* NULL: no series.yaml */
    /* decided by jb_draft_plan */
    jb_number_rule rule;
    jb_issued_list known;
    const jb_issued *last;
    const jb_issue *model; /* the last issue, or the one that is corrected; NULL: none */
    jb_str model_way;      /* from `folder` to its folder */
    jb_number number;
    jb_date date;
    bool today; /* the date is the clock's */
    jb_settings fields; /* of the header, in order */
} jb_draft;

/* Reads --set. False after a diagnostic. */
bool jb_draft_set(jb_draft *draft);

/* Decides number, date and header fields by what lies in the folder now. */
bool jb_draft_plan(jb_draft *draft);

/* The value of a header field, or an empty view. */
jb_str jb_draft_field(const jb_draft *draft, jb_field_key key);

/* The whole file, with these blocks as its body. False after a diagnostic. */
bool jb_draft_write(jb_draft *draft, jb_str body, jb_buf *out);

/* The name of its file; empty after a diagnostic. */
jb_str jb_draft_path(jb_draft *draft);

#endif
