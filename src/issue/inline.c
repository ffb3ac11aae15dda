/* Lines that are a mark as a whole: images and the rule below a table's head. */
#include "parts.h"

/* 70mm, 7cm, 198pt. Up to two decimals count. False: not a length. */
static bool read_length(jb_str s, jb_len *out)
{
    int64_t hundredths = 0, scale = 100;
    size_t at = 0;
    bool point = false;
    for (; at < s.len; at++) {
        char c = s.at[at];
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9' && hundredths < 10000000) {
            if (point)
                scale /= 10;
            if (scale > 0)
                hundredths =
                    point ? hundredths + (c - '0') * scale : hundredths * 10 + (c - '0') * 100;
        } else {
            break;
        }
    }
    jb_str unit = jb_str_cut(s, at, s.len);
    if (at == 0)
        return false;
    if (jb_str_equal(unit, JB_STR("mm")))
        *out = jb_len_from_um(hundredths * 10);
    else if (jb_str_equal(unit, JB_STR("cm")))
        *out = jb_len_from_um(hundredths * 100);
    else if (jb_str_equal(unit, JB_STR("pt")))
        *out = (jb_len)(hundredths * 10);
    else
        return false;
    return true;
}

/* The value of 宽= in {宽=70mm 位置=右}; 0 when there is none. */
static jb_len read_width(jb_str options)
{
    jb_len width = 0;
    size_t at = jb_str_find(options, JB_STR("宽="));
    if (at == SIZE_MAX)
        return 0;
    jb_str value = jb_str_cut(options, at + strlen("宽="), options.len);
    size_t end = 0;
    while (end < value.len && value.at[end] > ' ' && value.at[end] != '}')
        end++;
    return read_length(jb_str_cut(value, 0, end), &width) ? width : 0;
}

/* Where the file's name ends: at the last bracket, for names have brackets too: 照片(2).jpg. */
static size_t find_name_end(jb_str rest)
{
    bool options = rest.len && rest.at[rest.len - 1] == '}';
    for (size_t i = rest.len; i > 1; i--)
        if (rest.at[i - 1] == ')' && (options ? rest.at[i] == '{' : i == rest.len))
            return i - 1;
    return 0;
}

bool jb_issue_read_image(jb_str line, jb_span *caption, jb_str *file, jb_len *width)
{
    if (!jb_str_starts(line, JB_STR("![")))
        return false;
    size_t close = jb_str_find(line, JB_STR("]("));
    if (close == SIZE_MAX)
        return false;
    jb_str rest = jb_str_cut(line, close + 2, line.len);
    size_t end = find_name_end(rest);
    if (end == 0)
        return false;
    jb_str options = jb_str_cut(rest, end + 1, rest.len);
    *caption = (jb_span){2, (uint32_t)close};
    *file = jb_str_cut(rest, 0, end);
    *width = read_width(options);
    return true;
}

bool jb_issue_is_table_rule(jb_str line)
{
    bool dash = false;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.at[i];
        if (c != '|' && c != '-' && c != ':' && c != ' ')
            return false;
        dash |= c == '-';
    }
    return dash;
}
