/* dump --stage=styled: masthead items, then blocks, each with its runs below it. */
#include "style.h"

/* One line, whatever is in it. */
static void add_text(jb_arena *arena, jb_buf *out, jb_str text)
{
    jb_buf_add(arena, out, JB_STR(" \""));
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\n')
            jb_buf_add(arena, out, JB_STR("\\n"));
        else if (c == '"' || c == '\\')
            jb_buf_printf(arena, out, "\\%c", c);
        else
            jb_buf_add(arena, out, jb_str_cut(text, i, i + 1));
    }
    jb_buf_add(arena, out, JB_STR("\"\n"));
}

void jb_accents_dump(jb_arena *arena, jb_accents accents, jb_buf *out)
{
    static const char *const names[] = {"bold", "dots", "line", "wave",
                                        "opens", "note", "base", "ruby"};
    for (int i = 0; i < 8; i++)
        if (accents >> i & 1)
            jb_buf_printf(arena, out, " %s", names[i]);
}

static void dump_item(jb_arena *arena, const jb_layout *layout, const jb_styled_item *styled,
                      jb_buf *out)
{
    static const char *const edges[] = {"justify", "left", "center", "right"};
    const jb_masthead_item *item = styled->item;
    const char *kind = item->preprinted ? " preprinted" : "";
    jb_str ink = layout->inks[item->ink].name;
    if (item->rule > 0) {
        jb_buf_printf(arena, out, "rule %d %.*s%s\n", item->rule, JB_FMT(ink), kind);
        return;
    }
    jb_buf_printf(arena, out, "item %s %.*s %.*s", edges[item->at],
                  JB_FMT(layout->roles[item->role].name), JB_FMT(ink));
    for (uint32_t i = 0; i < item->sizes_len; i++)
        jb_buf_printf(arena, out, "%c%d", i ? ',' : ' ', item->sizes[i]);
    jb_buf_printf(arena, out, "%s", kind);
    add_text(arena, out, styled->text);
    for (uint32_t i = 0; i < styled->map.len; i++) {
        const jb_piece *piece = &styled->map.at[i];
        jb_buf_printf(arena, out, "  from %u+%u", piece->from, piece->taken);
        add_text(arena, out, jb_str_cut(styled->text, piece->to, piece->to + piece->length));
    }
}

static void dump_block(jb_arena *arena, const jb_styled *styled, uint32_t index, jb_buf *out)
{
    const jb_styled_block *block = &styled->blocks.at[index];
    const jb_layout *layout = styled->layout;
    jb_str kind = jb_block_kind_name(block->kind, JB_EN);
    jb_buf_printf(arena, out, "block %u %.*s %.*s %u-%u", block->block, JB_FMT(kind),
                  JB_FMT(layout->styles[block->style].name), block->text.start, block->text.end);
    if (block->in_end)
        jb_buf_printf(arena, out, " end group %u label %u %s", block->group, block->label,
                      block->lines ? "lines" : "run");
    jb_buf_add(arena, out, JB_STR("\n"));
    for (uint32_t i = 0; i < block->run_len; i++) {
        const jb_styled_run *run = &styled->runs.at[block->run_first + i];
        jb_str role = layout->roles[run->role].name, ink = layout->inks[run->ink].name;
        jb_buf_printf(arena, out, "  run %u-%u %.*s %.*s", run->text.start, run->text.end,
                      JB_FMT(role), JB_FMT(ink));
        jb_accents_dump(arena, run->accents, out);
        add_text(arena, out, jb_span_of(styled->issue->text, run->text));
    }
}

void jb_styled_dump(jb_arena *arena, const jb_styled *styled, jb_buf *out)
{
    jb_buf_printf(arena, out, "layout %.*s\n", JB_FMT(styled->layout->name));
    for (uint32_t i = 0; i < styled->masthead.len; i++)
        dump_item(arena, styled->layout, &styled->masthead.at[i], out);
    for (uint32_t i = 0; i < styled->blocks.len; i++)
        dump_block(arena, styled, i, out);
}
