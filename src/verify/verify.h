/* Verify: is this PDF what it claims to be, and what will a press make of it?
 *
 *     bytes of a PDF -> verdict: every broken rule with its clause and place; facts of every page
 *
 * A checker of finished files, ours and others'. The rules stand in one table (rule_table.h): what
 * each says, how grave it is, and by which clause of which standard. libqpdf reads the file's
 * structure behind door.h; syntax, streams and contents are read here. A damaged, truncated or
 * hostile file gets a verdict like any other: what is read has limits (parts.h).
 *
 * Owner of libqpdf. Knows base alone. */
#ifndef JB_VERIFY_VERIFY_H
#define JB_VERIFY_VERIFY_H

#include "../base/diag.h"
#include "../base/unit.h"

/* What a file is checked against: a set of these. A file may be of several families at once, of
 * each by one: PDF/A-3a and PDF/UA-1. */
typedef uint32_t jb_claims;

enum {
    JB_CLAIM_OWN = 0,      /* asked for: whatever the file claims */
    JB_CLAIM_PDF = 1 << 0, /* no standard: only that it is a PDF that can be read */
    JB_CLAIM_X1A = 1 << 1, /* PDF/X-1a:2003, ISO 15930-4 */
    JB_CLAIM_X4 = 1 << 2,  /* PDF/X-4, ISO 15930-7 */
    JB_CLAIM_A1B = 1 << 3, /* PDF/A-1b, ISO 19005-1 */
    JB_CLAIM_A2B = 1 << 4, /* PDF/A-2, ISO 19005-2: visually the same */
    JB_CLAIM_A2U = 1 << 5, /* and every character known */
    JB_CLAIM_A2A = 1 << 6, /* and tagged */
    JB_CLAIM_A3B = 1 << 7, /* PDF/A-3, ISO 19005-3: the same with files within */
    JB_CLAIM_A3U = 1 << 8,
    JB_CLAIM_A3A = 1 << 9,
    JB_CLAIM_UA1 = 1 << 10, /* PDF/UA-1, ISO 14289-1 */
    JB_CLAIMS_END = 1 << 11,
    JB_CLAIMS_X = JB_CLAIM_X1A | JB_CLAIM_X4,
    JB_CLAIMS_A2 = JB_CLAIM_A2B | JB_CLAIM_A2U | JB_CLAIM_A2A,
    JB_CLAIMS_A3 = JB_CLAIM_A3B | JB_CLAIM_A3U | JB_CLAIM_A3A,
    JB_CLAIMS_A = JB_CLAIM_A1B | JB_CLAIMS_A2 | JB_CLAIMS_A3,
};

typedef enum jb_level { JB_LEVEL_WARNING, JB_LEVEL_FAULT } jb_level;

typedef enum jb_rule {
#define X(key, level, topic, clauses, zh, en) JB_RULE_##key,
#include "rule_table.h"
#undef X
    JB_RULES
} jb_rule;

/* A rule that is broken somewhere. */
typedef struct jb_breach {
    jb_rule rule;
    uint32_t page;  /* from 1; 0: the file as a whole */
    bool placed;    /* `place` is known */
    jb_rect place;  /* from the trim box's upper left corner */
    jb_str args[3]; /* for {0} to {2} of the rule's words; may be JB_BOTH */
} jb_breach;

typedef JB_VEC(jb_breach) jb_breaches;

typedef struct jb_verdict {
    jb_claims claims;          /* what was checked */
    jb_str claimed;            /* what the file says of itself: "PDF/A-3a + PDF/UA-1" */
    bool unreadable;           /* no PDF, or one that cannot be opened: there are no facts */
    jb_breaches breaches;      /* by page; of one rule at most JB_BREACHES_SHOWN */
    uint32_t found[JB_RULES];  /* how often each was broken in all */
    uint32_t faults, warnings; /* in all, by level */
    const struct jb_pdf_facts *facts; /* facts.h of this folder; NULL: unreadable */
} jb_verdict;

enum { JB_BREACHES_SHOWN = 50 };

/* OS/2 fsType of a font's file: what a bare program in a PDF does not say of itself. */
typedef struct jb_font_right {
    jb_str font; /* its name in the PDF (BaseFont), without a subset's letters */
    int fs_type;
} jb_font_right;

/* What is known of a file beside its bytes, and asked of it beside its standard. All 0: nothing. */
typedef struct jb_verify_terms {
    int ink_limit;               /* of the inks' sum, in percent; 0: 300 */
    const jb_font_right *rights; /* from the writer of the file */
    uint32_t rights_len;
    jb_str text;      /* what its pages must say, white space aside; text.at NULL: nobody knows */
    jb_str text_lost; /* why that cannot be had of the source that it carries (JB_BOTH); or empty */
    uint32_t sheets, blanks;     /* its pages are sides of so many imposed sheets, with so many
                                  * places left blank; sheets 0: they are not */
} jb_verify_terms;

/* Checks the file. Views of the verdict lie in the arena or in `bytes`. `terms` may be NULL. */
void jb_verify(jb_arena *arena, jb_str bytes, jb_claims wanted, const jb_verify_terms *terms,
               jb_verdict *verdict);

/* ---- what it carries ----------------------------------------------------------------------- */

typedef enum jb_attached_state {
    JB_ATTACHED_WHOLE,    /* as its size and checksum say */
    JB_ATTACHED_UNPROVEN, /* it has no checksum */
    JB_ATTACHED_CHANGED,  /* another size or checksum */
    JB_ATTACHED_BROKEN    /* it cannot be decoded, or is too large: no bytes worth having */
} jb_attached_state;

/* A file within the file (ISO 32000-1 7.11.4). */
typedef struct jb_attached {
    jb_str name; /* leads down from a folder, whatever the file says; without control characters */
    jb_str said; /* what the file calls it, when that leads elsewhere; else empty */
    jb_str bytes;
    jb_attached_state state;
} jb_attached;

typedef JB_VEC(jb_attached) jb_attached_list;

/* What a file for keeping was made of is listed in the attachment of this name. */
#define JB_RECORD_NAME "rebuild.json"

/* The name under which a file that is attached by this one is given back: downwards from a folder,
 * never out of it, no part hidden nor like an option, nothing unseen. Of itself it is itself.
 * `kept` (or NULL): it leads to where the name led. */
jb_str jb_attached_name(jb_arena *arena, jb_str name, bool *kept);

/* Appends the attached files in the order of the name tree. Returns why the PDF cannot be read;
 * empty when it can. */
jb_str jb_verify_attached(jb_arena *arena, jb_str bytes, jb_attached_list *out);

/* ---- the report ----------------------------------------------------------------------------- */

/* What the file holds and what was found, appended to `out`. `name`: of the file, without folder.
 * Text: for a person at a press, 80 columns. JSON: one object on a line (docs/json.md). */
void jb_report_text(jb_arena *arena, const jb_verdict *verdict, jb_str name, jb_lang lang,
                    jb_buf *out);
void jb_report_json(jb_arena *arena, const jb_verdict *verdict, jb_str name, jb_lang lang,
                    jb_buf *out);

/* How large a file may be: it is read as a whole. */
enum { JB_VERIFY_MOST = 512 << 20 };

/* Appends the verdict as the user reads it: human, a line that sums it up and two for each breach;
 * short, a line each, the sum last; json, a report without facts. `file`: as typed. */
void jb_verdict_print(jb_arena *arena, jb_buf *out, const jb_verdict *verdict, jb_str file,
                      jb_diag_form form, jb_lang lang);

/* ---- the table ----------------------------------------------------------------------------- */

/* "PDF/X-1a:2003", "PDF/A-3a + PDF/UA-1". */
jb_str jb_claims_name(jb_arena *arena, jb_claims claims);
/* The one of that name, or by the word that asks for it ("x-1a"); JB_CLAIM_OWN: there is none. */
jb_claims jb_claim_named(jb_str name);
jb_claims jb_claim_asked(jb_str word);

/* As shown: "header-version". */
jb_str jb_rule_name(jb_arena *arena, jb_rule rule);
jb_level jb_rule_level(jb_rule rule);
/* One of the standards has it. */
bool jb_rule_holds(jb_rule rule, jb_claims claims);
/* By which clause of each that has it: "ISO 19005-3 6.7.3.4; ISO 14289-1 7.1"; empty: of none. */
jb_str jb_rule_clause(jb_arena *arena, jb_rule rule, jb_claims claims, jb_lang lang);
/* With {0} to {2}. */
jb_str jb_rule_words(jb_rule rule, jb_lang lang);
/* The same of one place, filled in. */
jb_str jb_breach_words(jb_arena *arena, const jb_breach *breach, jb_lang lang);
/* Words and clause for a diagnostic, in both languages (JB_BOTH). */
jb_str jb_breach_said(jb_arena *arena, const jb_breach *breach);
jb_str jb_clause_said(jb_arena *arena, jb_rule rule, jb_claims claims);

#endif
