/* One-line cases of line breaking and spacing: cases FILE...
 *
 *     8: 他说：“好。”然后走了。 => 他说：“好。”然⏎后走了。
 *     12.5 strict indent=2: …            options before the colon: the measure in em,
 *                                        then none|basic|gb|strict, first|optimum, title, left,
 *                                        indent=EM
 *                                        how marks are set: tw, hk, kaiming, banjiao,
 *                                        keep-start, keep-indent, keep-end; and hang
 *                                        en: English words are divided
 *                                        column: set so; across=N digits at most
 *     column: 加入WTO => 加入<WTO>         what is turned, and what stands side by side: [12]
 *     width: 中，“中 = 3.5               natural width in em, whole text (width tw: …)
 *     stretch 8: … => 0.04               widest change of a gap between two Han, in em, at most
 *     breaks strict: 中，文字 => 中，|文|字    wherever a line may end, at whatever
 *                                        price; =| with a hyphen
 *     under: *中，文*_张三_ => 中.，文.[张三]   what stands below: a dot behind its character, a
 *                                        line in [ ], a wave in < >
 *
 * With the option marks, and under `under`, a text has marks like a source: *dots*, _name_,
 * ~~work~~, ^note^, {base|ruby}; what it must become is written without.
 * {200B} is the character of that code point, for what cannot be seen. A line that begins with # is
 * a comment: it names the clause. Prints TAP, one result a case;
 * skips all when the full fonts are not installed. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../src/base/file.h"
#include "../../src/base/utf8.h"
#include "full_fonts.h"

static const jb_str english = JB_LIT("/usr/share/hyphen/hyph_en_US.dic");

enum { SIZE = 16000, WIDTH_TOLERANCE = 10 /* thousandths of an em */ };

typedef struct options {
    jb_len measure, indent;
    jb_kinsoku level;
    jb_fit fit;
    jb_align align;
    bool title, hyphenate, marks, column;
    jb_marks_form form;
} options;

typedef struct bench {
    jb_arena *arena;
    jb_para_fonts fonts;
    jb_diags diags;
    int number, failed;
} bench;

static void report(bench *b, bool good, jb_str line, jb_str got)
{
    b->failed += !good;
    printf("%s %d - %.*s\n", good ? "ok" : "not ok", ++b->number, JB_FMT(line));
    if (!good)
        printf("# got: %.*s\n", JB_FMT(got));
}

static jb_len em(const char *number)
{
    return (jb_len)(strtod(number, NULL) * SIZE + 0.5);
}

/* How marks are set. False: not such an option. */
static bool read_form(const char *word, jb_marks_form *form)
{
    static const struct {
        const char *word;
        jb_marks_form form;
    } forms[] = {
        {"tw", {.punctuation = JB_PUNCT_PLAIN, .centred = true, .keep_line_end = true}},
        {"hk", {.centred = true, .keep_line_end = true}},
        {"kaiming", {.punctuation = JB_PUNCT_KAIMING}},
        {"banjiao", {.punctuation = JB_PUNCT_BANJIAO}},
        {"keep-start", {.line_start = JB_START_KEEP}},
        {"keep-indent", {.line_start = JB_START_INDENT}},
        {"keep-end", {.keep_line_end = true}},
    };
    if (!strcmp(word, "hang"))
        return form->hanging = true;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(word, forms[i].word))
            continue;
        jb_marks_form before = *form;
        *form = forms[i].form;
        form->hanging = before.hanging;
        form->across = before.across;
        return true;
    }
    return false;
}

static bool read_options(char *words, options *o)
{
    char *state = NULL;
    char *word = strtok_r(words, " ", &state);
    *o = (options){.level = JB_KINSOKU_BASIC,
                   .measure = word ? em(word) : 0,
                   .column = word && !strcmp(word, "column"),
                   .form.across = 4};
    while ((word = strtok_r(NULL, " ", &state))) {
        if (!strcmp(word, "none"))
            o->level = JB_KINSOKU_NONE;
        else if (!strcmp(word, "gb"))
            o->level = JB_KINSOKU_GB;
        else if (!strcmp(word, "strict"))
            o->level = JB_KINSOKU_STRICT;
        else if (!strcmp(word, "first"))
            o->fit = JB_FIT_FIRST;
        else if (!strcmp(word, "marks"))
            o->marks = true;
        else if (!strcmp(word, "column"))
            o->column = true;
        else if (!strncmp(word, "across=", 7))
            o->form.across = (uint32_t)atoi(word + 7);
        else if (!strcmp(word, "en"))
            o->hyphenate = true;
        else if (!strcmp(word, "left"))
            o->align = JB_ALIGN_LEFT;
        else if (!strcmp(word, "title"))
            o->title = true, o->align = JB_ALIGN_CENTER;
        else if (!strncmp(word, "indent=", 7))
            o->indent = em(word + 7);
        else if (strcmp(word, "basic") && strcmp(word, "optimum") && !read_form(word, &o->form))
            return false;
    }
    return true;
}

/* ---- marks ---------------------------------------------------------------------------------- */

typedef struct marked {
    jb_buf text;
    JB_VEC(jb_para_run) runs;
} marked;

static void end_run(bench *b, marked *out, uint32_t *begin, unsigned *accents)
{
    if (out->text.len > *begin) {
        *jb_push(b->arena, &out->runs) =
            (jb_para_run){.length = out->text.len - *begin, .accents = (jb_accents)*accents};
        *accents &= ~(unsigned)JB_ACCENT_OPENS;
    }
    *begin = out->text.len;
}

/* Takes the marks out of the text and makes runs of it. */
static marked read_marks(bench *b, jb_str text)
{
    static const struct {
        const char *mark;
        unsigned flips, opens; /* and what is set as well where it begins */
    } marks[] = {
        {"*", JB_ACCENT_DOTS, 0},
        {"_", JB_ACCENT_LINE, JB_ACCENT_OPENS},
        {"~~", JB_ACCENT_WAVE, JB_ACCENT_OPENS},
        {"^", JB_ACCENT_NOTE, 0},
        {"{", JB_ACCENT_BASE, 0},
        {"|", JB_ACCENT_BASE | JB_ACCENT_RUBY, 0},
        {"}", JB_ACCENT_RUBY, 0},
    };
    marked out = {0};
    uint32_t begin = 0;
    unsigned accents = 0;
    for (size_t at = 0, k; at < text.len;) {
        jb_str rest = jb_str_cut(text, at, text.len);
        for (k = 0; k < sizeof marks / sizeof *marks; k++)
            if (jb_str_starts(rest, jb_str_make(marks[k].mark)))
                break;
        if (k == sizeof marks / sizeof *marks) {
            jb_buf_add(b->arena, &out.text, jb_str_cut(text, at, at + 1));
            at++;
            continue;
        }
        end_run(b, &out, &begin, &accents);
        accents = (accents ^ marks[k].flips) & ~marks[k].opens;
        if (accents & marks[k].flips)
            accents |= marks[k].opens;
        at += strlen(marks[k].mark);
    }
    end_run(b, &out, &begin, &accents);
    return out;
}

/* ---- cases ---------------------------------------------------------------------------------- */

static jb_para *make(bench *b, jb_str text, const options *o, jb_para_input *input)
{
    marked taken = {0};
    if (o->marks) {
        taken = read_marks(b, text);
        text = jb_buf_str(&taken.text);
    }
    *input = (jb_para_input){
        .text = text, .runs = taken.runs.at, .runs_len = taken.runs.len, .size = SIZE,
        .quad = SIZE, .kinsoku = o->level, .title = o->title,
        .hyphenate = o->hyphenate, .vertical = o->column,
        .whole_words = o->title};
    b->fonts.marks_form = o->form;
    return jb_para_new(b->arena, input, &b->fonts, &b->diags);
}

static jb_lines set(bench *b, const jb_para *para, const options *o, jb_line_shape room[2],
                    jb_shape *shape)
{
    room[0] = (jb_line_shape){o->indent, o->measure - o->indent};
    room[1] = (jb_line_shape){0, o->measure};
    *shape = (jb_shape){room, 2, o->align, o->fit};
    return jb_para_lines(b->arena, para, shape, 0);
}

/* The text with ⏎ where the lines end (spaces there dropped). */
static jb_str broken(bench *b, const jb_para *para, const jb_lines *lines)
{
    jb_buf out = {0};
    for (uint32_t i = 0; i < lines->len; i++) {
        const jb_cluster *first = &para->clusters[lines->at[i].first];
        const jb_cluster *last = &para->clusters[lines->at[i].end - 1];
        if (i)
            jb_buf_add(b->arena, &out, JB_STR("⏎"));
        jb_buf_add(b->arena, &out,
                   jb_str_cut(para->input->text, first->text, last->text + last->length));
        if (para->gaps[lines->at[i].end - 1].hyphen)
            jb_buf_add(b->arena, &out, JB_STR("="));
    }
    return jb_buf_str(&out);
}

static void run_lines(bench *b, jb_str line, jb_str text, jb_str want, const options *o)
{
    jb_para_input input;
    jb_line_shape room[2];
    jb_shape shape;
    jb_para *para = make(b, text, o, &input);
    jb_lines lines = set(b, para, o, room, &shape);
    jb_str got = broken(b, para, &lines);
    report(b, jb_str_equal(got, want), line, got);
}

static void run_width(bench *b, jb_str line, jb_str text, jb_str want, const options *o)
{
    jb_para_input input;
    jb_para *para = make(b, text, o, &input);
    int64_t width = jb_para_width(para);
    int64_t wanted = (int64_t)(strtod(want.at, NULL) * SIZE + 0.5);
    int64_t off = width > wanted ? width - wanted : wanted - width;
    report(b, off * 1000 <= (int64_t)WIDTH_TOLERANCE * SIZE, line,
           jb_arena_format(b->arena, "%.3f", (double)width / SIZE));
}

static void run_column(bench *b, jb_str line, jb_str text, jb_str want, const options *o)
{
    static const char *const open[] = {"", "", "<", "["}, *const close[] = {"", "", ">", "]"};
    jb_para_input input;
    const jb_para *para = make(b, text, o, &input);
    jb_buf out = {0};
    for (uint32_t i = 0; i < para->clusters_len; i++) {
        const jb_cluster *c = &para->clusters[i];
        bool goes_on = i > 0 && c[-1].stand == c->stand && c->stand == JB_STAND_TURNED;
        bool more = i + 1 < para->clusters_len && c[1].stand == c->stand &&
                    c->stand == JB_STAND_TURNED;
        jb_buf_add(b->arena, &out, jb_str_make(goes_on ? "" : open[c->stand]));
        jb_buf_add(b->arena, &out, jb_str_cut(text, c->text, c->text + c->length));
        jb_buf_add(b->arena, &out, jb_str_make(more ? "" : close[c->stand]));
    }
    report(b, jb_str_equal(jb_buf_str(&out), want), line, jb_buf_str(&out));
}

/* Widest gap between two Han that touch, over all lines. */
static void run_stretch(bench *b, jb_str line, jb_str text, jb_str want, const options *o)
{
    jb_para_input input;
    jb_line_shape room[2];
    jb_shape shape;
    jb_para *para = make(b, text, o, &input);
    jb_lines lines = set(b, para, o, room, &shape);
    jb_len widest = 0;
    for (uint32_t i = 0; i < lines.len; i++) {
        jb_placed_list placed = {0};
        jb_para_place(b->arena, para, &shape, &lines.at[i], &placed);
        for (uint32_t k = 1; k < placed.len; k++) {
            size_t a = 0, c = 0;
            bool han = jb_rune_is_han(jb_utf8_next(placed.at[k - 1].text, &a)) &&
                       jb_rune_is_han(jb_utf8_next(placed.at[k].text, &c));
            jb_len gap = placed.at[k].x - placed.at[k - 1].x - SIZE;
            if (han && gap > widest)
                widest = gap;
        }
    }
    report(b, widest <= em(want.at), line,
           jb_arena_format(b->arena, "%.4f", (double)widest / SIZE));
}

static void run_breaks(bench *b, jb_str line, jb_str text, jb_str want, const options *o)
{
    jb_para_input input;
    const jb_para *para = make(b, text, o, &input);
    jb_buf out = {0};
    for (uint32_t i = 0; i < para->clusters_len; i++) {
        const jb_cluster *c = &para->clusters[i];
        uint32_t end = c->text + c->length + para->gaps[i].length;
        jb_buf_add(b->arena, &out, jb_str_cut(input.text, c->text, end));
        if (para->gaps[i].brk == JB_BREAK_MAY)
            jb_buf_add(b->arena, &out, para->gaps[i].hyphen ? JB_STR("=|") : JB_STR("|"));
    }
    report(b, jb_str_equal(jb_buf_str(&out), want), line, jb_buf_str(&out));
}

static void run_under(bench *b, jb_str line, jb_str text, jb_str want, const options *o)
{
    jb_para_input input;
    const jb_para *para = make(b, text, o, &input);
    const unsigned lines = JB_ACCENT_LINE | JB_ACCENT_WAVE;
    jb_buf out = {0};
    for (uint32_t i = 0; i < para->clusters_len; i++) {
        const jb_cluster *c = &para->clusters[i];
        unsigned above = i ? c[-1].accents & lines : 0, own = c->accents & lines;
        bool part = above != own || c->accents & JB_ACCENT_OPENS;
        if (part && above)
            jb_buf_add(b->arena, &out, above & JB_ACCENT_WAVE ? JB_STR(">") : JB_STR("]"));
        if (part && own)
            jb_buf_add(b->arena, &out, own & JB_ACCENT_WAVE ? JB_STR("<") : JB_STR("["));
        jb_buf_add(b->arena, &out, jb_str_cut(input.text, c->text, c->text + c->length));
        if (c->accents & JB_ACCENT_DOTS)
            jb_buf_add(b->arena, &out, JB_STR("."));
        if (i + 1 == para->clusters_len && own)
            jb_buf_add(b->arena, &out, own & JB_ACCENT_WAVE ? JB_STR(">") : JB_STR("]"));
    }
    report(b, jb_str_equal(jb_buf_str(&out), want), line, jb_buf_str(&out));
}

/* With the characters that stand as {HEX}. */
static jb_str unescaped(bench *b, jb_str s)
{
    jb_buf out = {0};
    for (size_t i = 0; i < s.len; i++) {
        jb_str rest = jb_str_cut(s, i, s.len);
        size_t close = s.at[i] == '{' ? jb_str_find(rest, JB_STR("}")) : SIZE_MAX;
        if (close != SIZE_MAX && jb_str_find(jb_str_cut(rest, 0, close), JB_STR("|")) < close)
            close = SIZE_MAX; /* ruby */
        char bytes[4] = {s.at[i]};
        size_t len = 1;
        if (close != SIZE_MAX) {
            len = jb_utf8_encode((uint32_t)strtoul(s.at + i + 1, NULL, 16), bytes);
            i += close;
        }
        jb_buf_add(b->arena, &out, (jb_str){bytes, len});
    }
    return jb_buf_str(&out);
}

static jb_str trimmed(jb_str s)
{
    while (s.len && s.at[0] == ' ')
        s = jb_str_cut(s, 1, s.len);
    while (s.len && s.at[s.len - 1] == ' ')
        s.len--;
    return s;
}

static void run_case(bench *b, jb_str line)
{
    size_t colon = jb_str_find(line, JB_STR(": "));
    size_t arrow = jb_str_find(line, JB_STR(" => ")), equals = jb_str_find(line, JB_STR(" = "));
    bool is_width = jb_str_starts(line, JB_STR("width"));
    size_t cut = is_width ? equals : arrow;
    if (colon == SIZE_MAX || cut == SIZE_MAX) {
        report(b, false, line, JB_STR("not a case"));
        return;
    }
    jb_str text = unescaped(b, trimmed(jb_str_cut(line, colon + 1, cut)));
    jb_str want = jb_arena_copy(
        b->arena, unescaped(b, trimmed(jb_str_cut(line, cut + (is_width ? 3 : 4), line.len))));
    bool is_stretch = jb_str_starts(line, JB_STR("stretch "));
    char *words = jb_arena_cstr(b->arena, jb_str_cut(line, is_stretch ? 8 : 0, colon));
    options o;
    if (!read_options(words, &o))
        report(b, false, line, JB_STR("unknown option"));
    else if (o.hyphenate && !jb_file_exists(english))
        printf("ok %d # SKIP hyphen-en-us is not installed\n", ++b->number);
    else if (jb_str_starts(line, JB_STR("under"))) {
        o.marks = true;
        run_under(b, line, text, want, &o);
    } else if (is_width)
        run_width(b, line, text, want, &o);
    else if (jb_str_starts(line, JB_STR("column")))
        run_column(b, line, text, want, &o);
    else if (jb_str_starts(line, JB_STR("breaks")))
        run_breaks(b, line, text, want, &o);
    else if (is_stretch)
        run_stretch(b, line, text, want, &o);
    else
        run_lines(b, line, text, want, &o);
}

static void run_file(bench *b, const char *path)
{
    jb_str text;
    if (jb_file_read(b->arena, jb_str_make(path), 1 << 20, &text)) {
        report(b, false, jb_str_make(path), JB_STR("cannot be read"));
        return;
    }
    while (text.len) {
        size_t end = jb_str_find(text, JB_STR("\n"));
        jb_str line = jb_str_cut(text, 0, end);
        text = jb_str_cut(text, end == SIZE_MAX ? text.len : end + 1, text.len);
        if (line.len && line.at[0] != '#')
            run_case(b, line);
    }
}

int main(int argc, char **argv)
{
    if (!full_fonts_present()) {
        printf("1..0 # SKIP the full fonts are not installed\n");
        return 0;
    }
    jb_arena *arena = jb_arena_new();
    bench b = {.arena = arena, .diags = {.arena = arena}};
    int error;
    b.fonts = full_fonts_open();
    b.fonts.hyphens = jb_hyphens_new(arena, english);
    b.fonts.lexicon = jb_lexicon_open(arena, JB_STR(JB_LEXICON), &error);
    for (int i = 1; i < argc; i++)
        run_file(&b, argv[i]);
    printf("1..%d\n", b.number);
    jb_fonts_free(b.fonts.fonts);
    jb_arena_free(arena);
    return b.failed != 0;
}
