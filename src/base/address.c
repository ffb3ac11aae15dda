/* Addresses: what stands around ://, @ or behind www. */
#include "address.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
    return is_letter(c) || is_digit(c);
}

/* The character at i; NUL outside of the text. */
static char at(jb_str text, size_t i)
{
    return i < text.len ? text.at[i] : '\0';
}

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

/* Words of letters, digits and these: the name before @, the host behind it, a scheme with what
 * stands solid before it. */
static bool is_word(char c)
{
    return is_alnum(c) || is_one_of(c, "._%+-");
}

static bool is_host(char c)
{
    return is_alnum(c) || is_one_of(c, ".-");
}

/* RFC 3986 2.2 and 2.3, but for ' which quotes. */
static bool is_url(char c)
{
    return is_alnum(c) || is_one_of(c, "-._~:/?#[]@!$&()*+,;=%");
}

static size_t run_end(jb_str text, size_t from, bool (*is)(char))
{
    while (from < text.len && is(text.at[from]))
        from++;
    return from;
}

static bool stands(jb_str text, size_t i, const char *lower)
{
    for (; *lower; lower++, i++) {
        char c = at(text, i);
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != *lower)
            return false;
    }
    return true;
}

/* Does the bracket that closes the text close one inside of it? */
static bool closes_own(jb_str text, char open, char close)
{
    int depth = 0;
    for (size_t i = 0; i < text.len; i++)
        depth += (text.at[i] == open) - (text.at[i] == close);
    return depth >= 0;
}

/* Where an address ends that could go on to `end`. */
static size_t trim(jb_str text, size_t start, size_t end)
{
    for (; end > start; end--) {
        jb_str whole = jb_str_cut(text, start, end);
        char last = text.at[end - 1];
        if (is_one_of(last, ".,;:!?*&") || (last == ')' && !closes_own(whole, '(', ')')) ||
            (last == ']' && !closes_own(whole, '[', ']')))
            continue;
        break;
    }
    return end;
}

/* scheme://host..., the word before :// being [word, end). */
static bool take_url(jb_str text, size_t word, size_t end, jb_address *out)
{
    size_t start = end, host = end + 3;
    if (!stands(text, end, "://") || !(is_alnum(at(text, host)) || at(text, host) == '['))
        return false;
    while (start > word && is_letter(text.at[start - 1]))
        start--;
    *out = (jb_address){JB_ADDRESS_URL, start, trim(text, start, run_end(text, host, is_url))};
    return end - start >= 2;
}

/* www.example.cn: two dots at least. */
static bool take_host(jb_str text, size_t word, size_t end, jb_address *out)
{
    for (size_t i = word; i < end; i++) {
        if ((i > word && is_alnum(text.at[i - 1])) || !stands(text, i, "www."))
            continue;
        size_t host = trim(text, i, run_end(text, i, is_host));
        jb_str name = jb_str_cut(text, i + 4, host);
        *out = (jb_address){JB_ADDRESS_HOST, i, trim(text, i, run_end(text, i, is_url))};
        return name.len && is_alnum(name.at[0]) && jb_str_find(name, JB_STR(".")) != SIZE_MAX;
    }
    return false;
}

/* name@example.cn: a dot at least, and letters behind the last one. */
static bool take_mail(jb_str text, size_t word, size_t end, jb_address *out)
{
    const size_t scheme = sizeof "mailto:" - 1;
    if (at(text, end) != '@' || !is_alnum(at(text, end + 1)))
        return false;
    size_t stop = run_end(text, end + 1, is_host), letters;
    while (stop > end && !is_alnum(text.at[stop - 1]))
        stop--;
    for (letters = stop; letters > end && is_letter(text.at[letters - 1]);)
        letters--;
    if (stop - letters < 2 || text.at[letters - 1] != '.')
        return false;
    bool named = word >= scheme && stands(text, word - scheme, "mailto:");
    *out = (jb_address){JB_ADDRESS_MAIL, named ? word - scheme : word, stop};
    return true;
}

bool jb_address_find(jb_str text, size_t from, jb_address *out)
{
    for (size_t word = from, end; word < text.len; word = end) {
        end = word + 1;
        if (!is_alnum(text.at[word]))
            continue;
        end = run_end(text, word, is_word);
        if (take_url(text, word, end, out) || take_host(text, word, end, out) ||
            take_mail(text, word, end, out))
            return true;
    }
    return false;
}

jb_str jb_address_uri(jb_arena *arena, jb_str text, const jb_address *address)
{
    enum { MOST = 2000 };
    static const char *const schemes[] = {"http://", "https://", "ftp://"};
    jb_str said = jb_str_cut(text, address->start, address->end);
    if (said.len > MOST)
        return (jb_str){0};
    if (address->kind == JB_ADDRESS_HOST)
        return jb_arena_format(arena, "http://%.*s", JB_FMT(said));
    if (address->kind == JB_ADDRESS_MAIL)
        return stands(said, 0, "mailto:") ? said
                                          : jb_arena_format(arena, "mailto:%.*s", JB_FMT(said));
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (stands(said, 0, schemes[i]))
            return said;
    return (jb_str){0};
}
