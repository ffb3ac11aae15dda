#include "str.h"

size_t jb_str_find(jb_str s, jb_str needle)
{
    if (needle.len == 0)
        return 0;
    if (s.len == 0)
        return SIZE_MAX;
    const char *hit = memmem(s.at, s.len, needle.at, needle.len);
    return hit ? (size_t)(hit - s.at) : SIZE_MAX;
}

int jb_str_compare(jb_str a, jb_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

enum { LONGEST_COMPARED = 64 };

unsigned jb_str_distance(jb_str a, jb_str b, unsigned most)
{
    size_t difference = a.len > b.len ? a.len - b.len : b.len - a.len;
    if (difference > most || a.len > LONGEST_COMPARED || b.len > LONGEST_COMPARED)
        return most;
    unsigned row[LONGEST_COMPARED + 1];
    for (size_t j = 0; j <= b.len; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= a.len; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b.len; j++) {
            unsigned substitute = diagonal + (a.at[i - 1] != b.at[j - 1]);
            unsigned best = substitute;
            diagonal = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[b.len] < most ? row[b.len] : most;
}
