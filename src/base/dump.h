/* Numbers printed from integers: of every stage's dump, and of what people read. */
#ifndef JB_BASE_DUMP_H
#define JB_BASE_DUMP_H

#include "unit.h"
#include "vec.h"

/* Points with three decimals: 16000 -> "16.000". */
void jb_buf_add_len(jb_arena *arena, jb_buf *buf, int64_t length);
/* Millimetres, rounded to at most so many decimals (0 to 3), without zeros at the end: 210, 0.1. */
void jb_buf_add_mm(jb_arena *arena, jb_buf *buf, jb_len length, int decimals);
jb_str jb_mm_text(jb_arena *arena, jb_len length, int decimals);
/* "210 × 297 mm", to a tenth. */
jb_str jb_size_text(jb_arena *arena, jb_len width, jb_len height);

#endif
