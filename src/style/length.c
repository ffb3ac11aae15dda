/* Lengths, by hand and in integers: the same on every machine. */
#include "keys.h"

/* The 号 system. Metal sizes are exact halves of each other: 三号 15.75 = 2 x 六号.
 * Only they let 28 x 22 fit the type area of GB/T 9704; `dtp` are those of word processors. */
typedef struct size_name {
    const char *name;
    jb_len metal, dtp;
} size_name;

static const size_name sizes[] = {
    {"初号", 42000, 42000}, {"小初", 36000, 36000}, {"一号", 27500, 26000}, {"小一", 24000, 24000},
    {"二号", 21000, 22000}, {"小二", 18000, 18000}, {"三号", 15750, 16000}, {"小三", 15000, 15000},
    {"四号", 13750, 14000}, {"小四", 12000, 12000}, {"五号", 10500, 10500}, {"小五", 9000, 9000},
    {"六号", 7875, 7500},   {"小六", 6500, 6500},   {"七号", 5250, 5500},   {"八号", 5000, 5000},
};

/* PDF pages end at 14,400 units. */
enum { LONGEST = JB_PT(14400), DIGITS = 6 };

bool jb_decimal_parse(jb_str text, size_t *offset, int64_t *millionths)
{
    size_t at = *offset;
    bool minus = at < text.len && text.at[at] == '-';
    at += minus;
    int64_t value = 0;
    int whole = 0, part = 0;
    for (; at < text.len && text.at[at] >= '0' && text.at[at] <= '9'; at++, whole++) {
        if (whole >= DIGITS)
            return false;
        value = value * 10 + (text.at[at] - '0');
    }
    if (at < text.len && text.at[at] == '.' && at + 1 < text.len && text.at[at + 1] >= '0' &&
        text.at[at + 1] <= '9') {
        for (at++; at < text.len && text.at[at] >= '0' && text.at[at] <= '9'; at++, part++) {
            if (part >= DIGITS)
                return false;
            value = value * 10 + (text.at[at] - '0');
        }
    }
    if (whole == 0)
        return false;
    for (; part < DIGITS; part++)
        value *= 10;
    *millionths = minus ? -value : value;
    *offset = at;
    return true;
}

static bool find_size(const jb_reader *r, jb_str text, int64_t *out)
{
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (jb_str_equal(text, jb_str_make(sizes[i].name))) {
            *out = r->dtp ? sizes[i].dtp : sizes[i].metal;
            return true;
        }
    }
    return false;
}

/* What one of the unit is: milli-points over a divisor. 25.4 mm are 72 pt. */
static bool find_unit(const jb_reader *r, jb_str unit, int64_t *times, int64_t *over)
{
    const struct {
        const char *name;
        int64_t times, over;
    } units[] = {
        {"mm", 720000, 254}, {"cm", 7200000, 254}, {"pt", 1000, 1}, {"mpt", 1, 1},
        {"字", r->em, 1},    {"em", r->em, 1},     {"行", r->row, 1},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (jb_str_equal(unit, jb_str_make(units[i].name))) {
            *times = units[i].times;
            *over = units[i].over * 1000000;
            return units[i].times > 0;
        }
    }
    return false;
}

bool jb_length_parse(const jb_reader *r, jb_str text, bool negative, jb_len *out)
{
    int64_t length = 0, millionths = 0, times = 0, over = 0;
    size_t at = 0;
    if (!find_size(r, text, &length)) {
        if (!jb_decimal_parse(text, &at, &millionths))
            return false;
        jb_str unit = jb_str_cut(text, at, text.len);
        if (unit.len == 0) { /* 0 alone needs no unit */
            *out = 0;
            return millionths == 0;
        }
        if (!find_unit(r, unit, &times, &over) ||
            millionths > INT64_MAX / times || millionths < INT64_MIN / times)
            return false;
        length = jb_div_round(millionths * times, over);
    }
    if (length > LONGEST || length < -LONGEST || (length < 0 && !negative))
        return false;
    *out = (jb_len)length;
    return true;
}

jb_str jb_word_next(jb_str text, size_t *offset)
{
    while (*offset < text.len && text.at[*offset] == ' ')
        ++*offset;
    size_t from = *offset;
    while (*offset < text.len && text.at[*offset] != ' ')
        ++*offset;
    return jb_str_cut(text, from, *offset);
}

jb_str jb_length_text(jb_arena *arena, jb_len length)
{
    jb_len whole = length / 1000, part = length % 1000;
    const char *sign = length < 0 ? "-" : "";
    if (part == 0)
        return jb_arena_format(arena, "%dpt", whole);
    return jb_arena_format(arena, "%s%d.%03dpt", sign, whole < 0 ? -whole : whole,
                           part < 0 ? -part : part);
}
