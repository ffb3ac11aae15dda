/* The law that no change is silent: from the clean text, the listed edits and the marks, each with
 * its place, the file as received is made again byte for byte. */
#ifndef JB_TESTS_REVERSE_H
#define JB_TESTS_REVERSE_H

#include "../../src/issue/issue.h"

/* False: some byte comes out as another one, or not at all. */
bool reverses(jb_arena *arena, const jb_issue *issue);

#endif
