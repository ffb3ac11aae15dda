/* What the system has against it: errno in words, in both languages. */
#ifndef JB_BASE_ERROR_H
#define JB_BASE_ERROR_H

#include "arena.h"

/* Made as by JB_BOTH (base/diag.h): an argument for a diagnostic. A rare error is named by its
 * number, in the arena. */
jb_str jb_error_text(jb_arena *arena, int error);

#endif
