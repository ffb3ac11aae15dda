/* Private to verify/: the filters of streams (ISO 32000-1 7.4) undone, within a limit. */
#ifndef JB_VERIFY_FILTER_H
#define JB_VERIFY_FILTER_H

#include "door.h"

enum { JB_DATA_MOST = 64 << 20 }; /* bytes of one stream without its filters */

typedef struct jb_filter {
    jb_str name;
    int predictor[4]; /* Predictor, Colors, BitsPerComponent, Columns */
} jb_filter;

/* `in` may be *out. */
jb_data_state jb_filter_undo(jb_arena *arena, const jb_filter *filter, jb_str in, jb_str *out);

/* Whether some deflated stream of the file unfolds to more than libqpdf may be given, which knows
 * no limit when it reads cross-reference and object streams. Streams are found by their keywords,
 * for any may be used as one of those. A file with a classic cross-reference alone is not looked
 * at. */
bool jb_filter_bomb(jb_str file);

#endif
