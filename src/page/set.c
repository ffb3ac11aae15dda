/* Set: what the style asks of each block becomes the paragraph's input and its shape. */
#include "parts.h"

/* ---- text and runs ------------------------------------------------------------------------- */

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* An end entry that is run on: its line ends are nothing between Han and a space between words.
 * A text is a view, so the joined one is a new text with a map that leads back to the clean
 * text. */
static void join_lines(jb_arena *arena, jb_set_block *block, jb_span span)
{
    jb_str old = block->input.text;
    jb_map *map = JB_NEW(arena, jb_map);
    jb_buf buf = {0};
    jb_reserve(arena, &buf, (uint32_t)old.len);
    for (size_t i = 0; i < old.len;) {
        const char *lf = memchr(old.at + i, '\n', old.len - i);
        size_t end = lf ? (size_t)(lf - old.at) : old.len;
        jb_map_copy(arena, map, buf.len, span.start + (uint32_t)i, (uint32_t)(end - i));
        jb_buf_add(arena, &buf, jb_str_cut(old, i, end));
        if (lf && end > 0 && end + 1 < old.len && is_word(old.at[end - 1]) &&
            is_word(old.at[end + 1])) {
            jb_map_replace(arena, map, buf.len, 1, span.start + (uint32_t)end, 1);
            jb_buf_add(arena, &buf, JB_STR(" "));
        }
        i = end + 1;
    }
    block->input.text = jb_buf_str(&buf);
    block->input.map = map;
}

/* The piece of the map in which the byte `from` of the clean text stands, as a place in the new
 * text. */
static uint32_t place_in(const jb_map *map, uint32_t len, uint32_t from)
{
    for (uint32_t i = 0; i < map->len; i++) {
        const jb_piece *piece = &map->at[i];
        if (from <= piece->from)
            return piece->to;
        if (from < piece->from + piece->taken)
            return piece->copied ? piece->to + (from - piece->from) : piece->to;
    }
    return len;
}

/* Where a styled run ends in the input's text, which may begin behind it or end before. */
static uint32_t run_end(const jb_styled_run *run, const jb_para_input *input)
{
    uint32_t len = (uint32_t)input->text.len;
    if (!input->map && run->text.end <= input->base)
        return 0;
    uint32_t end =
        input->map ? place_in(input->map, len, run->text.end) : run->text.end - input->base;
    return end < len ? end : len;
}

/* The styled runs as lengths of the input's text; what no run covers has the style's role and
 * ink. */
static void add_runs(jb_arena *arena, const jb_styled *styled, const jb_styled_block *from,
                     jb_para_input *input)
{
    if (from->run_len == 0)
        return;
    jb_para_run *runs = JB_NEW_ARRAY(arena, jb_para_run, from->run_len + 1);
    uint32_t n = 0, at = 0, len = (uint32_t)input->text.len;
    for (uint32_t i = 0; i < from->run_len && at < len; i++) {
        const jb_styled_run *run = &styled->runs.at[from->run_first + i];
        uint32_t end = run_end(run, input);
        if (end > at)
            runs[n++] = (jb_para_run){end - at, run->role, run->ink, run->accents};
        at = end > at ? end : at;
    }
    if (at < len)
        runs[n++] = (jb_para_run){len - at, input->role, input->ink, 0};
    input->runs = runs;
    input->runs_len = n;
}

void jb_set_input(jb_arena *arena, const jb_styled *styled, jb_set_block *block, jb_span part)
{
    const jb_styled_block *from = &styled->blocks.at[block->styled];
    const jb_style *style = &styled->layout->styles[from->style];
    block->input = (jb_para_input){
        .text = jb_span_of(styled->issue->text, part),
        .base = part.start,
        .role = style->role,
        .ink = style->ink,
        .size = style->size,
        .quad = style->quad,
        .kinsoku = style->kinsoku,
        .title = from->style == JB_STYLE_TITLE || from->style == JB_STYLE_SUBTITLE,
        .hyphenate = styled->layout->hyphenate && style->align != JB_ALIGN_CENTER,
        .whole_words = style->align == JB_ALIGN_CENTER,
        .row = from->kind == JB_BLOCK_END_ROW || from->kind == JB_BLOCK_NAMES,
        .label = from->label,
        .vertical = styled->layout->vertical,
    };
    if (from->kind == JB_BLOCK_END_ENTRY && !from->lines &&
        block->input.text.len && memchr(block->input.text.at, '\n', block->input.text.len))
        join_lines(arena, block, from->text);
    add_runs(arena, styled, from, &block->input);
}

/* ---- shape --------------------------------------------------------------------------------- */

/* The number of copies stands at the right (the usage of 简报: 共印160份); an entry of the end matter
 * is set in by its layout on both sides (GB/T 9704 7.4.2). What stands below the first line of an
 * entry or of 附件： begins under the first character behind the label (7.3.4, 7.4.2). */
static void make_shape(const jb_styled_block *from, const jb_layout *layout, const jb_style *style,
                       jb_set_block *block)
{
    bool end = from->in_end && layout->end.on;
    jb_len inset = end ? layout->end.inset : 0;
    jb_len left = style->inset_left + inset, right = style->inset_right + inset;
    jb_len indent = end ? 0 : style->indent;
    jb_len hang = from->label && block->para ? indent + block->para->hang_width : 0;
    jb_len measure = layout->page.measure;
    block->shape_lines[0] = (jb_line_shape){left + indent, measure - left - right - indent};
    block->shape_lines[1] = (jb_line_shape){left + hang, measure - left - right - hang};
    for (int i = 0; i < 2; i++)
        if (block->shape_lines[i].width < style->quad) /* insets wider than the measure */
            block->shape_lines[i].width = style->quad;
    jb_align align = style->align;
    if (end && from->kind == JB_BLOCK_END_LINE)
        align = JB_ALIGN_RIGHT;
    else if (end && from->kind == JB_BLOCK_END_ROW)
        align = JB_ALIGN_LEFT; /* parted at its gaps, never between letters */
    block->shape = (jb_shape){
        .lines = block->shape_lines,
        .len = 2,
        .align = align,
        .fit = style->fit,
    };
}

jb_arena *jb_set_paras(jb_arena *arena, const jb_set *set)
{
    return set->fonts->paras ? set->fonts->paras : arena;
}

/* ---- titles that are set tighter ------------------------------------------------------------ */

/* The paragraph again, `hair` thousandths tighter: first its Han stand closer, as far as the
 * style's tracking goes, then they are smaller, as far as its least size. Its faults were told the
 * first time: they go to a sink that nobody reads. */
static jb_lines tighter_lines(jb_arena *arena, const jb_set *set, jb_set_block *block, int32_t hair)
{
    jb_diags unread = {.arena = arena};
    const jb_styled *styled = set->styled;
    const jb_style *style = &styled->layout->styles[styled->blocks.at[block->styled].style];
    int32_t closer = hair < -style->tracking_min ? hair : -style->tracking_min;
    block->input.size = style->size - jb_len_share(style->size, hair - closer);
    block->input.quad = (jb_len)jb_div_round((int64_t)style->quad * block->input.size,
                                             style->size) -
                        jb_len_share(block->input.size, closer);
    block->para = jb_para_new(jb_set_paras(arena, set), &block->input, set->fonts, &unread);
    return jb_para_lines(arena, block->para, &block->shape, 0);
}

/* What makes one setting of a title better than another: its cost without how evenly its lines are
 * filled, which is no reason to set it tighter. */
static int64_t title_faults(const jb_lines *lines)
{
    return lines->cost / JB_TITLE_FAULT;
}

/* A title may be set a hair tighter when that saves a line or lets it break where it should: by
 * the least that does (GB/T 9704-2012 7.3.1: 间距恰当). */
static void tighten_title(jb_arena *arena, const jb_set *set, const jb_style *style,
                          jb_set_block *block)
{
    int32_t enough = -style->tracking_min, little = 0;
    if (style->size_min)
        enough += (int32_t)((int64_t)(style->size - style->size_min) * 1000 / style->size);
    if (enough <= 0 || block->lines.len < 2)
        return;
    int64_t natural = title_faults(&block->lines);
    jb_lines lines = tighter_lines(arena, set, block, enough);
    int64_t tightest = title_faults(&lines);
    while (tightest < natural && enough - little > 1) {
        int32_t middle = (little + enough) / 2;
        lines = tighter_lines(arena, set, block, middle);
        if (title_faults(&lines) == tightest)
            enough = middle;
        else
            little = middle;
    }
    block->lines = tighter_lines(arena, set, block, tightest < natural ? enough : 0);
}

/* ---- a name and its date -------------------------------------------------------------------- */

static void narrow(jb_arena *arena, jb_set_block *block, jb_len by)
{
    for (int i = 0; i < 2; i++)
        block->shape_lines[i].width -= by;
    block->lines = jb_para_lines(arena, block->para, &block->shape, 0);
}

/* Block i is of that kind and one line that ends at the right. */
static bool is_one_right(const jb_set *set, uint32_t i, jb_block_kind kind)
{
    const jb_set_block *block = &set->blocks.at[i];
    return i < set->blocks.len && set->styled->blocks.at[block->styled].kind == kind &&
           block->lines.len == 1 && block->shape.align == JB_ALIGN_RIGHT;
}

/* The date begins two characters to the right of where the name above it does; one too long for
 * that stands where its style has it, and the name goes to the left (GB/T 9704-2012 7.3.5.2). Below
 * several names it stays. */
static void align_date(jb_arena *arena, const jb_set *set, uint32_t i)
{
    if (!is_one_right(set, i, JB_BLOCK_SIGNATURE) || !is_one_right(set, i + 1, JB_BLOCK_DATE) ||
        (i > 0 && set->styled->blocks.at[i - 1].kind == JB_BLOCK_SIGNATURE))
        return;
    jb_set_block *name = &set->blocks.at[i], *date = name + 1;
    const jb_line_shape *above = &name->shape_lines[0], *below = &date->shape_lines[0];
    jb_len width = name->lines.at[0].width;
    jb_len begin = above->left + above->width - width + 2 * name->input.quad;
    jb_len free = below->left + below->width - begin - date->lines.at[0].width;
    if (free > 0)
        narrow(arena, date, free);
    else if (above->width + free >= width)
        narrow(arena, name, -free);
}

/* ---- all blocks ---------------------------------------------------------------------------- */

static bool set_block(jb_arena *arena, const jb_set *set, jb_set_block *block, jb_diags *diags)
{
    const jb_styled_block *from = &set->styled->blocks.at[block->styled];
    const jb_layout *layout = set->styled->layout;
    const jb_style *style = &layout->styles[from->style];
    jb_set_input(arena, set->styled, block, from->text);
    if (from->kind == JB_BLOCK_IMAGE && block->input.text.len == 0)
        return true; /* no caption */
    block->para = jb_para_new(jb_set_paras(arena, set), &block->input, set->fonts, diags);
    if (!block->para)
        return false;
    make_shape(from, layout, style, block);
    block->lines = jb_para_lines(arena, block->para, &block->shape, 0);
    if (block->input.title)
        tighten_title(arena, set, style, block);
    if (style->lines_most && block->lines.len > style->lines_most)
        jb_diag_at(diags, JB_D_TITLE_TOO_LONG, from->text,
                   JB_ARGS(jb_arena_format(arena, "%u", block->lines.len),
                           jb_arena_format(arena, "%u", style->lines_most)));
    return true;
}

/* What is set in cells: rows that follow each other are one table, lists of names have columns of
 * one width. In the end matter both are lines of text. */
static const struct {
    jb_block_kind kind;
    bool (*set)(jb_arena *arena, const jb_set *set, uint32_t first, uint32_t n, jb_diags *diags,
                bool *ok);
} celled[] = {{JB_BLOCK_TABLE_ROW, jb_table_set}, {JB_BLOCK_NAMES, jb_names_set}};

/* Blocks of that kind from here on. */
static uint32_t count_alike(const jb_styled *styled, uint32_t first, jb_block_kind kind)
{
    uint32_t n = 0;
    while (first + n < styled->blocks.len && styled->blocks.at[first + n].kind == kind &&
           !styled->blocks.at[first + n].in_end)
        n++;
    return n;
}

/* Sets the blocks from `first` on that belong together; how many go to *n. */
static bool set_blocks(jb_arena *arena, const jb_set *set, uint32_t first, uint32_t *n,
                       jb_diags *diags)
{
    bool ok = true, done = false;
    *n = 1;
    for (size_t i = 0; i < sizeof celled / sizeof *celled && *n == 1 && !done; i++) {
        uint32_t alike = count_alike(set->styled, first, celled[i].kind);
        if (alike == 0)
            continue;
        *n = alike;
        done = celled[i].set(arena, set, first, alike, diags, &ok);
    }
    for (uint32_t i = first; i < first + *n && ok && !done; i++)
        ok = set_block(arena, set, &set->blocks.at[i], diags);
    return ok;
}

jb_set *jb_set_make(jb_arena *arena, const jb_styled *styled, const jb_para_fonts *fonts,
                    jb_diags *diags)
{
    jb_set *set = JB_NEW(arena, jb_set);
    *set = (jb_set){.styled = styled, .fonts = fonts};
    /* Blocks hold pointers into themselves (shape): all the room at once, so that none moves. */
    jb_reserve(arena, &set->blocks, styled->blocks.len);
    for (uint32_t i = 0; i < styled->blocks.len; i++)
        jb_push(arena, &set->blocks)->styled = i;
    for (uint32_t i = 0, n; i < styled->blocks.len; i += n)
        if (!set_blocks(arena, set, i, &n, diags))
            return NULL;
    for (uint32_t i = 0; i + 1 < set->blocks.len; i++)
        align_date(arena, set, i);
    return set;
}
