/* What the end matter says, looked up by its labels. */
#include "parts.h"

/* The next entry of an end block: rows are parted by gaps, entries have lines. */
static jb_str next_entry(jb_str text, size_t *at)
{
    jb_str wide = JB_STR("　");
    size_t from = *at, end = from;
    while (end < text.len) {
        jb_str rest = jb_str_cut(text, end, text.len);
        if (jb_str_starts(rest, wide) || jb_str_starts(rest, JB_STR("  ")) ||
            text.at[end] == '\n' || text.at[end] == '\t')
            break;
        end++;
    }
    *at = end;
    while (*at < text.len && (jb_str_starts(jb_str_cut(text, *at, text.len), wide) ||
                              strchr(" \n\t", text.at[*at])))
        *at += text.at[*at] == wide.at[0] ? wide.len : 1;
    return jb_str_cut(text, from, end);
}

/* Behind the label and its colon; false: it does not begin so. */
static bool cut_label(jb_str entry, jb_str label, jb_str *value)
{
    size_t at = 0;
    for (size_t i = 0; i < label.len; at++) {
        if (at < entry.len && entry.at[at] == ' ')
            continue;
        if (at >= entry.len || entry.at[at] != label.at[i++])
            return false;
    }
    jb_str rest = jb_str_cut(entry, at, entry.len);
    size_t colon = jb_str_starts(rest, JB_STR("：")) ? 3 : jb_str_starts(rest, JB_STR(":"));
    while (colon && colon < rest.len && rest.at[colon] == ' ')
        colon++;
    *value = jb_str_cut(rest, colon, rest.len);
    return colon > 0 && value->len > 0;
}

static jb_str find_value(const jb_issue *issue, jb_str label)
{
    jb_str value = {0};
    for (uint32_t i = 0; i < issue->blocks.len; i++) {
        const jb_block *block = &issue->blocks.at[i];
        jb_str text = jb_span_of(issue->text, block->text);
        for (size_t at = 0; block->in_end && at < text.len;)
            if (cut_label(next_entry(text, &at), label, &value))
                return value;
    }
    return (jb_str){0};
}

jb_str jb_issue_end_value(const jb_issue *issue, const jb_str *labels, size_t n)
{
    jb_str value = {0};
    for (size_t i = 0; i < n && value.len == 0; i++)
        value = find_value(issue, labels[i]);
    return value;
}

/* The digits before 份: 160份, 共印 160 份, （共印160份）; `bare`: or at the end; 0: there are none. */
static uint32_t read_copies(jb_str text, bool bare)
{
    enum { COPIES_MOST = 100000000 };
    size_t found = jb_str_find(text, JB_STR("份")), end = found;
    uint32_t copies = 0, unit = 1;
    if (found == SIZE_MAX)
        end = bare ? text.len : 0;
    while (end > 0 && text.at[end - 1] == ' ')
        end--;
    for (; end > 0 && text.at[end - 1] >= '0' && text.at[end - 1] <= '9'; end--) {
        if (unit >= COPIES_MOST)
            return 0;
        copies += unit * (uint32_t)(text.at[end - 1] - '0');
        unit *= 10;
    }
    return copies;
}

uint32_t jb_issue_copies(const jb_issue *issue)
{
    static const jb_str labels[] = {JB_LIT("本期印数"), JB_LIT("印数"), JB_LIT("印數")};
    jb_str value = jb_issue_end_value(issue, labels, sizeof labels / sizeof *labels);
    uint32_t copies = read_copies(value, true);
    for (uint32_t i = 0; i < issue->blocks.len && copies == 0; i++) {
        const jb_block *block = &issue->blocks.at[i];
        jb_str text = jb_span_of(issue->text, block->text);
        if (block->kind == JB_BLOCK_END_LINE && jb_str_find(text, JB_STR("印")) != SIZE_MAX)
            copies = read_copies(text, false);
    }
    return copies;
}
