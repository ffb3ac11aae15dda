/* Proof: the issue's clean text against GB/T 15834 (punctuation), GB/T 15835 (numerals), GB/T 9704
 * and the office's own words -> findings.
 *
 *     ... issue -> proof (findings alone; nothing is made for the stages behind)
 *
 * It reads what will be painted: what the clean-up has mended in raw text is an edit and is not
 * told again. Every finding has its place in the file as received, the clause, and what to
 * write. A rule speaks only where it is nearly certain; what that means stands at the rule. One
 * that cries wolf is worse than none.
 *
 * Rules have names: P01 to P25 (punctuation, levels, images, codes, J1101 to J1125), N01 to N11
 * (numerals, J1131 to J1141), W01 to W04 (words.txt, J1151 to J1154). */
#ifndef JB_PROOF_PROOF_H
#define JB_PROOF_PROOF_H

#include "../issue/issue.h"

/* A set of rules: 1 << the number that jb_proof_rule_find gives. */
typedef uint64_t jb_proof_rules;

/* "P09" -> its number. False: no rule has that name. */
bool jb_proof_rule_find(jb_str name, unsigned *number);

/* ---- words.txt: the office's list of words and names ------------------------------------------
 *
 * A text file, UTF-8 or GB18030, a line an entry; empty lines and what stands behind # are remarks.
 * Colons, arrows and equals signs may be half or full width, spaces around them mean nothing.
 *
 *     邮管局 → 邮政管理局      # reason     wrong form and right form; also => -> =
 *     不用：一刀切、兜底        # reason     words that are not used
 *     例外：收发文、发文稿纸                  fine, although a wrong form is in them
 *     全称：上海市邮政管理局 = 市局、市邮管局  the full name comes before its short forms, in text
 *     次序：张三、李四、王五                  in one enumeration they stand in this order
 *
 * Of forms that begin at one place the longest counts, and what it covers is not looked at again. A
 * right form is known too: where 管理局 → 邮政管理局, the text 上海市邮政管理局 has no fault. A word
 * that begins or ends with a Latin letter or a digit is found as a whole word only. */
typedef struct jb_words jb_words;

/* Most bytes of a words.txt, and most bytes of one form. */
enum { JB_WORDS_MOST = 4 * 1024 * 1024, JB_WORD_MOST = 192 };

/* Opens the list. A line that cannot be read is a finding with its place, and is left out. NULL
 * after a diagnostic that stops the job (unreadable, undecodable, too large). */
jb_words *jb_words_open(jb_arena *arena, jb_str path, jb_diags *diags);

/* The same from bytes in memory, which must live as long as the list. */
jb_words *jb_words_read(jb_arena *arena, jb_str label, jb_str raw, jb_diags *diags);

/* The forms in it that are right (全称 with its short forms, names, right forms, 例外), each once; how
 * many goes to *n. */
const jb_str *jb_words_list(jb_arena *arena, const jb_words *words, uint32_t *n);

/* ---- the run
 * ---------------------------------------------------------------------------------- */

typedef struct jb_proof_options {
    jb_proof_rules skip;   /* rules that are not asked */
    const jb_words *words; /* or NULL */
} jb_proof_options;

/* Pushes the findings, in the order of the text. Time is linear in the text. */
void jb_proof_run(jb_arena *arena, const jb_issue *issue, const jb_proof_options *options,
                  jb_diags *diags);

#endif
