/* A compiled lexicon and a text -> words. First byte: with or without own words; the second
 * how many bytes (in eights) are the text; the rest is the lexicon, whose sum and counts are made
 * right half of the time, so that what lies behind them is reached.
 *
 * Laws: the words cover the text, in order, none empty; whatever the lexicon's bytes are, nothing
 * is read beside them. */
#include "../../src/base/utf8.h"
#include "../../src/lexicon/lexicon.h"
#include "../../src/lexicon/parts.h"
#include "fuzz.h"

enum { OWN = 1, REPAIR = 2 };

static void put32(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (8 * i));
}

/* Magic, version, a count of heads and words that fills the bytes, and the sum. */
static void repair(unsigned char *at, size_t len, unsigned choice)
{
    size_t room = len - JB_LEXICON_HEADER - 12;
    uint32_t heads = (uint32_t)(room / 16), words = (uint32_t)(room / 2 / (6 + choice % 4));
    uint32_t text = (uint32_t)(room - heads * 8u - words * 6u);
    memcpy(at, JB_LEXICON_MAGIC, 8);
    put32(at + 8, JB_LEXICON_VERSION);
    put32(at + 12, heads);
    put32(at + 16, words);
    put32(at + 20, text);
    uint64_t sum = jb_lexicon_sum(at + JB_LEXICON_HEADER, len - JB_LEXICON_HEADER);
    put32(at + 24, (uint32_t)sum);
    put32(at + 28, (uint32_t)(sum >> 32));
}

static void check_cut(jb_arena *arena, const jb_lexicon *lexicon, const jb_own_words *own,
                      jb_str text)
{
    jb_cut_words cut = jb_lexicon_cut(arena, lexicon, own, text);
    uint32_t at = 0;
    for (uint32_t i = 0; i < cut.len; i++) {
        LAW(cut.at[i].start == at && cut.at[i].length > 0);
        LAW(cut.at[i].kind < JB_WORD_KINDS && cut.at[i].bond <= JB_BOND_WHOLE);
        at += cut.at[i].length;
    }
    LAW(at == text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_str input = {(const char *)data, size};
    jb_arena *arena = jb_arena_new();
    unsigned choice = take_byte(&input), length = take_byte(&input) * 8;
    jb_str text = jb_str_cut(input, 0, length), rest = jb_str_cut(input, length, input.len);
    unsigned char *bytes = JB_NEW_ARRAY(arena, unsigned char, rest.len + 1);
    if (rest.len)
        memcpy(bytes, rest.at, rest.len);
    if (choice & REPAIR && rest.len > JB_LEXICON_HEADER + 12)
        repair(bytes, rest.len, choice >> 2);
    const jb_str words[] = {JB_LIT("一"), JB_LIT("管理局")};
    jb_own_words own = {words, choice & OWN ? 2 : 0};
    jb_lexicon *lexicon = jb_lexicon_read(arena, (jb_str){(const char *)bytes, rest.len});
    if (lexicon && jb_utf8_check(text) == text.len)
        check_cut(arena, lexicon, &own, text);
    jb_arena_free(arena);
    return 0;
}
