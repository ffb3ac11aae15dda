/* What every stage's dump needs: numbers printed from integers. */
#ifndef JB_BASE_DUMP_H
#define JB_BASE_DUMP_H

#include "unit.h"
#include "vec.h"

/* Points with three decimals: 16000 -> "16.000". */
void jb_buf_add_len(jb_arena *arena, jb_buf *buf, int64_t length);

#endif
