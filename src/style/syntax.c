/* What is wrong with a file that is no YAML, in the words of those who type it.
 *
 * libfyaml says what its grammar met; a clerk wants to know what to change. Most slips are
 * full-width marks and a colon without its space, and those are looked for first, in the lines
 * where the grammar gave up. */
#include "../base/utf8.h"
#include "tree.h"

/* ---- libfyaml's words ----------------------------------------------------------------------- */

/* A part of the message, and what to say instead. The first that is found counts. */
static const struct {
    const char *part;
    const char *words; /* as JB_BOTH */
} messages[] = {
    {"tab", "缩进不能用 Tab 键，要用空格\x1f" "indent with spaces, not with tabs"},
    {"without closing quote", "引号没有成对\x1f" "a quote is not closed"},
    {"trailing content after", "引号后面多了东西，整个值要括在一对引号里\x1f"
                               "something follows the closing quote: quote the whole value"},
    {"escape", "引号里的反斜杠“\\”写法不对，要写成“\\\\”\x1f" "write a backslash in quotes as \\\\"},
    {"double-quoted scalar", "引号没有成对，或引号里的反斜杠“\\”写法不对\x1f"
                             "a quote is not closed, or a backslash in it is wrong"},
    {"single-quoted scalar", "引号没有成对\x1f" "a quote is not closed"},
    {"missing comma", "两项之间少了半角逗号，或者括号没有配对\x1f"
                      "a comma is missing between two entries, or a bracket is not closed"},
    {"without a closing bracket", "括号没有配对，少了右括号\x1f" "a bracket is not closed"},
    {"extra closing", "多了一个右括号\x1f" "one closing bracket too many"},
    {"mismatched flow", "括号不配对：{ 要配 }，[ 要配 ]\x1f" "brackets do not match: { } and [ ]"},
    {"cannot start with", "值不能以这个符号开头，给整个值加上引号\x1f"
                          "a value cannot begin with this character: put it in quotes"},
    {"nested block mapping on the same line", "一行里有两个冒号；值里有冒号时，给整个值加上引号\x1f"
                                              "two colons in a line: quote the value"},
    {"multiline plain key", "这一行或下一行少了冒号，或者下一行缩进得太多\x1f"
                            "a colon is missing here or below, or the next line is too far right"},
    {"invalid value after mapping", "这一行不是“键: 值”，少了冒号\x1f"
                                    "this line is not KEY: VALUE: its colon is missing"},
    {"could not find expected ':'", "这一行不是“键: 值”，少了冒号\x1f"
                                    "this line is not KEY: VALUE: its colon is missing"},
    {"indent", "缩进不对：同一层的各行要左边对齐\x1f" "lines of one level must begin in one column"},
    {"mapping in plain multiline", "缩进不对：同一层的各行要左边对齐\x1f"
                                   "lines of one level must begin in one column"},
    {"expected node content", "这里缺一个值；以 # 开头的值要加引号\x1f"
                              "a value is missing here; put one that begins with # in quotes"},
    {"expected key", "这里缺一个键\x1f" "a key is missing here"},
    {"expected '-'", "这一行要以“- ”开头\x1f" "this line must begin with '- '"},
    {"block scalar", "“|”和“>”后面要换行\x1f" "a line end must follow | and >"},
    {"control character", "这里有控制字符，删去它\x1f" "a control character: delete it"},
    {"invalid character", "这里有不能用的字符，删去它\x1f" "a character that cannot stand here"},
    {"anchor", "不能用 & 和 * 这样的记号；值里有它们就加上引号\x1f"
               "& and * are not used: put a value that has them in quotes"},
    {"alias", "不能用 & 和 * 这样的记号；值里有它们就加上引号\x1f"
              "& and * are not used: put a value that has them in quotes"},
    {"document", "一个文件里只能有一份内容，删去“---”和“...”\x1f"
                 "a file holds one document: delete --- and ..."},
};

jb_str jb_syntax_words(jb_str message)
{
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
        if (jb_str_find(message, jb_str_make(messages[i].part)) != SIZE_MAX)
            return jb_str_make(messages[i].words);
    return JB_BOTH("这里不合 YAML 的写法", "this is not YAML");
}

/* ---- slips ---------------------------------------------------------------------------------- */

typedef struct slip {
    jb_str typed;
    const char *words;
} slip;

/* In the order in which they are looked for. */
static const slip slips[] = {
    {JB_LIT("："), "“：”要用半角冒号，后面空一格，写作“: ”\x1f" "use a half-width colon and a space: ': '"},
    {JB_LIT("｛"), "“｛｝”要用半角的 { }\x1f" "use half-width brackets: { }"},
    {JB_LIT("｝"), "“｛｝”要用半角的 { }\x1f" "use half-width brackets: { }"},
    {JB_LIT("［"), "“［］”要用半角的 [ ]\x1f" "use half-width brackets: [ ]"},
    {JB_LIT("］"), "“［］”要用半角的 [ ]\x1f" "use half-width brackets: [ ]"},
    {JB_LIT("，"), "“，”要用半角逗号\x1f" "use a half-width comma"},
    {JB_LIT("　"), "缩进不能用全角空格，要用半角空格\x1f" "indent with half-width spaces"},
};

/* What is written as text may be in any width. */
static bool is_quoted(jb_str line, size_t at)
{
    char open = 0;
    for (size_t i = 0; i < at; i++) {
        char c = line.at[i];
        if (open ? c == open : c == '"' || c == '\'')
            open = open ? 0 : c;
    }
    return open != 0;
}

/* `：` counts where the line has no colon before it, `，` inside brackets, a space at the start. */
static bool is_structure(jb_str line, size_t at, jb_str typed)
{
    jb_str before = jb_str_cut(line, 0, at);
    bool bracket = jb_str_find(before, JB_STR("{")) != SIZE_MAX ||
                   jb_str_find(before, JB_STR("[")) != SIZE_MAX;
    if (jb_str_equal(typed, JB_STR("：")))
        return bracket || jb_str_find(before, JB_STR(": ")) == SIZE_MAX;
    if (jb_str_equal(typed, JB_STR("，")))
        return bracket;
    if (!jb_str_equal(typed, JB_STR("　")))
        return true;
    for (size_t i = 0; i < at; i++)
        if (line.at[i] != ' ')
            return false;
    return true;
}

/* key:value */
static bool lacks_space(jb_str line, size_t *at)
{
    for (size_t i = 0; i < line.len && line.at[i] != '#'; i++) {
        if (line.at[i] != ':')
            continue;
        *at = i;
        return i > 0 && i + 1 < line.len && line.at[i + 1] != ' ';
    }
    return false;
}

static bool find_slip(jb_str line, size_t *at, jb_str *words)
{
    jb_str code = jb_str_cut(line, 0, jb_str_find(line, JB_STR(" #")));
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        size_t found = jb_str_find(code, slips[i].typed);
        if (found == SIZE_MAX || is_quoted(code, found) ||
            !is_structure(code, found, slips[i].typed))
            continue;
        *at = found;
        *words = jb_str_make(slips[i].words);
        return true;
    }
    if (!lacks_space(code, at) || is_quoted(code, *at))
        return false;
    *words = JB_BOTH("冒号后面要空一格", "a space must follow the colon");
    return true;
}

bool jb_syntax_slip(jb_str text, uint32_t *at, jb_str *words)
{
    size_t begin = *at < text.len ? *at : text.len;
    for (int lines = 0; lines < 2; lines++) { /* where it gave up, and the line before */
        while (begin > 0 && text.at[begin - 1] != '\n')
            begin--;
        size_t found;
        jb_str rest = jb_str_cut(text, begin, text.len);
        jb_str line = jb_str_cut(rest, 0, jb_str_find(rest, JB_STR("\n")));
        if (find_slip(line, &found, words)) {
            *at = (uint32_t)(begin + found);
            return true;
        }
        if (begin == 0)
            return false;
        begin--;
    }
    return false;
}
