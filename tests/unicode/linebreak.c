/* Every line of the Unicode Consortium's LineBreakTest.txt against jb_para_uax14.
 *
 *     × 0023 × 0020 ÷ 0023 ÷      # comment
 *
 * ÷ is a break, × is none. One TAP result for 500 lines of the file; what fails is shown as a line
 * of the file with what was got. The mark before the first code point says nothing (LB2). */
#include "../unit/check.h"

#include <errno.h>
#include <stdlib.h>

#include "../../src/base/file.h"
#include "../../src/base/utf8.h"
#include "../../src/para/para.h"

enum { LINES_A_RESULT = 500, RUNES_MOST = 64, FILE_MOST = 16 << 20 };

typedef struct uax_case {
    char text[RUNES_MOST * 4];
    size_t length;
    bool breaks[RUNES_MOST]; /* before code point i, as the file has it */
    uint32_t runes;
} uax_case;

/* Reads "÷ 0023 × 0020 ÷"; false when the line holds no case. */
static bool read_case(jb_arena *arena, jb_str line, uax_case *out)
{
    const jb_str divides = JB_STR("÷"), joins = JB_STR("×");
    char *at = jb_arena_cstr(arena, jb_str_cut(line, 0, jb_str_find(line, JB_STR("#"))));
    bool breaks = false;
    *out = (uax_case){0};
    for (char *word = strtok(at, " \t\r"); word; word = strtok(NULL, " \t\r")) {
        jb_str mark = jb_str_make(word);
        if (jb_str_equal(mark, divides) || jb_str_equal(mark, joins)) {
            breaks = jb_str_equal(mark, divides);
        } else if (out->runes < RUNES_MOST) {
            uint32_t rune = (uint32_t)strtoul(word, NULL, 16);
            out->breaks[out->runes++] = breaks;
            out->length += jb_utf8_encode(rune, out->text + out->length);
        }
    }
    return out->runes > 0;
}

/* True when every place but the first agrees. */
static bool check_case_line(jb_arena *arena, const uax_case *want, jb_str line, unsigned number)
{
    bool got[RUNES_MOST] = {false};
    jb_para_uax14(arena, (jb_str){want->text, want->length}, got);
    for (uint32_t i = 1; i < want->runes; i++) {
        if (got[i] == want->breaks[i])
            continue;
        printf("# line %u: %s before code point %u of %.*s\n", number,
               got[i] ? "a break" : "no break", i + 1, JB_FMT(line));
        return false;
    }
    return true;
}

typedef struct uax_tally {
    unsigned lines, failed, result;
    bool any_failed;
} uax_tally;

static void end_result(uax_tally *tally)
{
    if (!tally->lines)
        return;
    printf("%s %u - %u lines of LineBreakTest, %u wrong\n", tally->failed ? "not ok" : "ok",
           ++tally->result, tally->lines, tally->failed);
    tally->any_failed |= tally->failed > 0;
    tally->lines = tally->failed = 0;
}

static bool check_file(jb_arena *arena, jb_str text)
{
    uax_tally tally = {0};
    unsigned number = 0;
    while (text.len) {
        size_t end = jb_str_find(text, JB_STR("\n"));
        jb_str line = jb_str_cut(text, 0, end);
        jb_arena_mark mark = jb_arena_note(arena);
        uax_case want;
        number++;
        if (read_case(arena, line, &want)) {
            tally.lines++;
            tally.failed += !check_case_line(arena, &want, line, number);
        }
        jb_arena_reset(arena, mark);
        if (tally.lines == LINES_A_RESULT)
            end_result(&tally);
        text = jb_str_cut(text, line.len + 1, text.len);
    }
    end_result(&tally);
    printf("1..%u\n", tally.result);
    return tally.result && !tally.any_failed;
}

int main(int argc, char **argv)
{
    jb_arena *arena = jb_arena_new();
    jb_str text = {0};
    int error = jb_file_read(arena, jb_str_make(argc > 1 ? argv[1] : ""), FILE_MOST, &text);
    if (error == ENOENT) {
        printf("1..0 # SKIP no LineBreakTest.txt: it comes with the package unicode-data\n");
        return 0;
    }
    bool good = !error && check_file(arena, text);
    jb_arena_free(arena);
    return good ? 0 : 1;
}
