/* What a reader who cannot see the pages goes by: what is in a picture, and the levels of headings
 * (ISO 14289-1 7.3 and 7.4.2). */
#include "parts.h"

/* ---- P23 ------------------------------------------------------------------------------------ */

/* A picture without words. Certain: nothing in its brackets, and no caption below it. */
static void check_figure(proof *p, uint32_t i)
{
    const jb_block *block = &p->issue->blocks.at[i];
    bool captioned = i + 1 < p->issue->blocks.len && block[1].kind == JB_BLOCK_CAPTION;
    if (block->text.end > block->text.start || captioned)
        return;
    jb_proof_tell_args(p, JB_D_PROOF_FIGURE, block->text,
                       JB_ARGS(block->image,
                               jb_arena_format(p->arena, "![说明](%.*s)%.*s", JB_FMT(block->image),
                                               JB_FMT(block->image_options))));
}

/* ---- P24 ------------------------------------------------------------------------------------ */

/* The levels of the headings up to the next article's title, a bit each. */
static unsigned levels_from(const jb_issue *issue, uint32_t i)
{
    unsigned levels = 0;
    for (; i < issue->blocks.len && issue->blocks.at[i].kind != JB_BLOCK_TITLE; i++)
        levels |= 1u << issue->blocks.at[i].level;
    return levels;
}

/* A level left out. Certain: a heading without a label, whose level only its mark tells; or one
 * whose article has the level elsewhere. Where there are but two, 1. may stand below 一、 (usage).
 */
static void check_level(proof *p, const jb_block *block, int above, unsigned levels)
{
    static const char *const labels[] = {"一、", "（一）", "1.", "（1）"};
    if (block->level <= above + 1 || block->level > 4)
        return;
    unsigned skipped = (1u << block->level) - (1u << (above + 1));
    p->block = block;
    jb_proof_make_glyphs(p, block->text);
    if (jb_proof_has_label(p) && !(levels & skipped))
        return;
    jb_str label = jb_str_make(labels[above]);
    jb_str marks = jb_str_cut(JB_STR("#####"), 0, (size_t)above + 2);
    jb_proof_tell_args(p, JB_D_PROOF_LEVEL, block->text,
                       JB_ARGS(jb_proof_cut(p, 0, 12), label,
                               jb_proof_has_label(p) ? label : marks));
}

/* ---- the walk ------------------------------------------------------------------------------- */

void jb_proof_tree(proof *p)
{
    int above = 0; /* the last heading's level */
    unsigned levels = levels_from(p->issue, 0);
    for (uint32_t i = 0; i < p->issue->blocks.len && !p->issue->blocks.at[i].in_end; i++) {
        const jb_block *block = &p->issue->blocks.at[i];
        if (block->kind == JB_BLOCK_TITLE)
            levels = levels_from(p->issue, i + 1);
        if (block->kind == JB_BLOCK_IMAGE)
            check_figure(p, i);
        else if (block->kind == JB_BLOCK_HEADING)
            check_level(p, block, above, levels);
        else if (block->kind == JB_BLOCK_TITLE || block->kind == JB_BLOCK_COLUMN ||
                 block->kind == JB_BLOCK_CHAPTER)
            above = 0;
        if (block->level)
            above = block->level;
    }
}
