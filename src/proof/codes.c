/* Characters by codes that are not theirs: they look right, and nobody who searches finds them.
 * They come out of PDFs and from Korean and Japanese code pages. */
#include <uninorm.h>

#include "parts.h"

/* Radicals of the supplement (U+2E80-2EFF) that look like a whole character; of the others, which
 * are parts of one, a text may well speak. Unicode, EquivalentUnifiedIdeograph. */
static uint32_t whole_of(uint32_t radical)
{
    static const jb_str pairs =
        JB_LIT("⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤"
               "⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟");
    for (size_t at = 0; at < pairs.len;) {
        uint32_t known = jb_utf8_next(pairs, &at), whole = jb_utf8_next(pairs, &at);
        if (known == radical)
            return whole;
    }
    return 0;
}

/* What NFKC writes for it; 0: nothing else. Twelve of the compatibility ideographs' block, U+FA0E
 * among them, are ideographs of their own and have nothing. */
static uint32_t plain_of(uint32_t rune)
{
    ucs4_t plain[UC_DECOMPOSITION_MAX_LENGTH];
    int tag;
    if (rune < 0x2F00)
        return whole_of(rune);
    return uc_decomposition(rune, &tag, plain) == 1 ? plain[0] : 0;
}

static jb_str text_of(proof *p, uint32_t rune)
{
    char bytes[4];
    return jb_arena_copy(p->arena, (jb_str){bytes, jb_utf8_encode(rune, bytes)});
}

/* P25. Certain: each has one plain character that it stands for. A name is told too, and stays as
 * it is written: whoever bears it knows. */
void jb_proof_code(proof *p, int i)
{
    uint32_t rune = rune_at(p, i), plain = plain_of(rune);
    if (plain)
        jb_proof_tell_args(p, JB_D_PROOF_CODE, jb_proof_span(p, i, i + 1),
                           JB_ARGS(jb_proof_cut(p, i, i + 1), text_of(p, plain),
                                   jb_arena_format(p->arena, "U+%04X", rune),
                                   jb_arena_format(p->arena, "U+%04X", plain)));
}
