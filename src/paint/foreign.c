/* Words of other languages, as far as the characters tell (ISO 14289-1 7.2).
 *
 * Names, abbreviations and words that have become part of Chinese (GDP, App, WiFi, pinyin) are the
 * text's own language, and what cannot be told for sure is better not said (WCAG 2.0 3.1.2). So
 * Latin is English only where several words stand together and one of them is a word that the
 * other languages in these letters do not have. */
#include "parts.h"

typedef enum script { OTHER, NEUTRAL, LATIN, KANA, HANGUL, CYRILLIC, GREEK } script;

static script script_of(uint32_t rune)
{
    static const struct {
        uint32_t first, last;
        script script;
    } ranges[] = {
        {'A', 'Z', LATIN},          {'a', 'z', LATIN},         {' ', '~', NEUTRAL},
        {0xD7, 0xD7, OTHER},        {0xF7, 0xF7, OTHER},       {0xC0, 0x24F, LATIN},
        {0x370, 0x3FF, GREEK},      {0x400, 0x4FF, CYRILLIC},  {0x1100, 0x11FF, HANGUL},
        {0x1E00, 0x1EFF, LATIN},    {0x1F00, 0x1FFF, GREEK},   {0x2019, 0x2019, NEUTRAL},
        {0x3041, 0x3096, KANA},     {0x30A1, 0x30FA, KANA},    {0x30FB, 0x30FB, NEUTRAL},
        {0x30FC, 0x30FC, KANA},    
        {0x31F0, 0x31FF, KANA},     {0xAC00, 0xD7A3, HANGUL},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (rune >= ranges[i].first && rune <= ranges[i].last)
            return ranges[i].script;
    return OTHER;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_english_word(jb_str word)
{
    static const char words[] = "|the|of|and|with|from|by|this|that|which|these|those|your|our|"
                                "their|have|has|are|were|been|will|would|should|";
    char wanted[12] = "|";
    if (word.len > sizeof wanted - 3)
        return false;
    for (size_t i = 0; i < word.len; i++)
        wanted[i + 1] = (char)(word.at[i] | 0x20);
    wanted[word.len + 1] = '|';
    wanted[word.len + 2] = '\0';
    return strstr(words, wanted) != NULL;
}

static bool is_english(jb_str text)
{
    uint32_t words = 0, known = 0;
    for (size_t i = 0, end; i < text.len; i = end) {
        for (end = i; end < text.len && is_letter(text.at[end]);)
            end++;
        words += end - i > 1;
        known += is_english_word(jb_str_cut(text, i, end));
        end += end == i;
    }
    return words > 1 && known > 0;
}

/* Other languages have letters that Russian lacks. */
static bool is_russian(jb_str text, uint32_t letters)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t rune = jb_utf8_next(text, &i);
        bool russian = (rune >= 0x410 && rune <= 0x44F) || rune == 0x401 || rune == 0x451;
        if (script_of(rune) == CYRILLIC && !russian)
            return false;
    }
    return letters > 1;
}

/* A letter or two of Greek are a quantity's sign. One kana (の) is a fashion of Chinese names. */
static const char *language_of(script of, jb_str text, uint32_t letters)
{
    switch (of) {
    case LATIN: return is_english(text) ? "en" : NULL;
    case KANA: return letters > 1 ? "ja" : NULL;
    case HANGUL: return "ko";
    case CYRILLIC: return is_russian(text, letters) ? "ru" : NULL;
    case GREEK: return letters > 2 ? "el" : NULL;
    case OTHER:
    case NEUTRAL: break;
    }
    return NULL;
}

/* The words of one script from there on, and what stands between them. */
static jb_span take_words(jb_str text, size_t from, script of, uint32_t *letters)
{
    size_t end = from;
    *letters = 0;
    for (size_t i = from; i < text.len;) {
        script next = script_of(jb_utf8_next(text, &i));
        if (next != of && next != NEUTRAL)
            break;
        *letters += next == of;
        end = next == of ? i : end;
    }
    return (jb_span){(uint32_t)from, (uint32_t)end};
}

const char *jb_foreign_find(jb_str text, size_t from, jb_span *out)
{
    for (size_t i = from; i < text.len;) {
        size_t first = i;
        script of = script_of(jb_utf8_next(text, &i));
        if (of == OTHER || of == NEUTRAL)
            continue;
        uint32_t letters;
        *out = take_words(text, first, of, &letters);
        i = out->end;
        const char *lang = language_of(of, jb_span_of(text, *out), letters);
        if (lang)
            return lang;
    }
    return NULL;
}
