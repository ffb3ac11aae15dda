/* Dates that follow each other. The Gregorian calendar, by day numbers. */
#include "rule.h"

/* Days since 1 March of the year 0: a leap day comes last. */
static int64_t to_days(jb_date d)
{
    int64_t year = d.month > 2 ? d.year : d.year - 1, month = (d.month + 9) % 12;
    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + d.day - 1;
}

static int days_of_month(int year, int month)
{
    jb_date first = {year, month, 1};
    jb_date next = month == 12 ? (jb_date){year + 1, 1, 1} : (jb_date){year, month + 1, 1};
    return (int)(to_days(next) - to_days(first));
}

static jb_date next_day(jb_date d)
{
    if (d.day < days_of_month(d.year, d.month))
        return (jb_date){d.year, d.month, d.day + 1};
    return d.month == 12 ? (jb_date){d.year + 1, 1, 1} : (jb_date){d.year, d.month + 1, 1};
}

/* Monday = 0. 1 March of the year 0 was a Wednesday. */
static int weekday(jb_date d)
{
    return (int)((to_days(d) + 2) % 7);
}

/* Is the date one of the rhythm's days? */
static bool is_day(const jb_rhythm *rhythm, jb_date d)
{
    switch (rhythm->kind) {
    case JB_RHYTHM_DAILY:
        return true;
    case JB_RHYTHM_WEEKLY:
    case JB_RHYTHM_BIWEEKLY:
        return rhythm->days >> weekday(d) & 1;
    case JB_RHYTHM_MONTHLY: /* a day that the month has not is its last */
        return rhythm->days >> d.day & 1 ||
               (d.day == days_of_month(d.year, d.month) && rhythm->days >> d.day > 1);
    default:
        return false;
    }
}

bool jb_rhythm_next(const jb_rhythm *rhythm, jb_date last, jb_date *out)
{
    enum { WEEK = 7, FURTHEST = 62 };
    if (last.year == 0)
        return false;
    jb_date d = last;
    int skipped = rhythm->kind == JB_RHYTHM_BIWEEKLY ? WEEK : 0;
    for (int i = 1; i <= FURTHEST; i++) {
        d = next_day(d);
        if (i > skipped && is_day(rhythm, d)) {
            *out = d;
            return true;
        }
    }
    return false;
}
