/* The whole test harness: a test program is a list of functions run by check_main, which prints
 * TAP. */
#ifndef JB_TESTS_CHECK_H
#define JB_TESTS_CHECK_H

#include <inttypes.h>
#include <stdio.h>

#include "../../src/base/vec.h"

typedef struct check_case {
    const char *name;
    void (*run)(void);
} check_case;

static int check_failures; /* of the running case */

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            check_failures++;                                                                      \
            printf("# %s:%d: %s\n", __FILE__, __LINE__, #condition);                               \
        }                                                                                          \
    } while (0)

#define CHECK_INT(got, want) check_int((got), (want), #got, __FILE__, __LINE__)
#define CHECK_STR(got, want) check_str((got), jb_str_make(want), #got, __FILE__, __LINE__)

static inline void check_int(int64_t got, int64_t want, const char *what, const char *file,
                             int line)
{
    if (got == want)
        return;
    check_failures++;
    printf("# %s:%d: %s is %" PRId64 ", not %" PRId64 "\n", file, line, what, got, want);
}

static inline void check_str(jb_str got, jb_str want, const char *what, const char *file, int line)
{
    if (jb_str_equal(got, want))
        return;
    check_failures++;
    printf("# %s:%d: %s is\n#   \"%.*s\", not\n#   \"%.*s\"\n", file, line, what, JB_FMT(got),
           JB_FMT(want));
}

static inline int check_main(const check_case *cases, int n)
{
    int failed = 0;
    printf("1..%d\n", n);
    for (int i = 0; i < n; i++) {
        check_failures = 0;
        cases[i].run();
        failed += check_failures > 0;
        printf("%s %d - %s\n", check_failures ? "not ok" : "ok", i + 1, cases[i].name);
        fflush(stdout);
    }
    return failed != 0;
}

#define CHECK_MAIN(cases) check_main((cases), (int)(sizeof(cases) / sizeof *(cases)))

#endif
