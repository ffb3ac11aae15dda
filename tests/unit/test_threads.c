/* Engines that are joined, each in a thread of its own: what they make is what one alone makes. By
 * hand also with -Db_sanitize=thread. */
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../src/base/file.h"
#include "../../src/engine/engine.h"
#include "check.h"

#define OFFICE "test_threads.d"

enum { THREADS = 4, TEXTS = 6, ROUNDS = 3 };

/* Fonts of its own, so that no installed ones are needed; every text asks for other glyphs, one for
 * a character that no face has. */
static const char *const texts[TEXTS] = {
    "一七万三上下不与专业，东两中丰为主九习书了。\n二于五交人“亿从他”以件任份。\n",
    "企优会位体作促保做充党入全八公六：共关典养内决出函分切刊。\n创到制力办加Ab 2025务动。\n",
    "一七万三上下Cd；不与专业。\n助动化区十千升半协单南印参及发口召号。\n",
    "司各合同名员和品哥四回国在。\n《一七万三》（上下），不与——专业！\n",
    "一七万三上下不与专业，龘东两中丰为主九习书了。\n",
    "office affine 7,500 km 二于五交人亿从他以件任份企优会位体作促保做充党入全八公六。\n",
};

/* Room for a path. */
typedef struct place {
    char path[64];
} place;

static const char *path_of(place *at, int text)
{
    snprintf(at->path, sizeof at->path, OFFICE "/%d.txt", text);
    return at->path;
}

static void make_office(void)
{
    char folder[] = __FILE__, path[PATH_MAX + 80], han[PATH_MAX] = "", latin[PATH_MAX] = "";
    *strrchr(folder, '/') = 0;
    snprintf(path, sizeof path, "%s/../fonts/570f6a902bbc.otf", folder);
    CHECK(realpath(path, han));
    snprintf(path, sizeof path, "%s/../fonts/a0a374bd769b.ttf", folder);
    CHECK(realpath(path, latin));
    char yaml[2 * PATH_MAX + 120];
    snprintf(yaml, sizeof yaml,
             "faces:\n  NotoSerifCJK-Regular: {files: \"%s\"}\n"
             "  LiberationSerif: {files: \"%s\"}\n", han, latin);
    mkdir(OFFICE, 0777);
    jb_file_write(JB_STR(OFFICE "/fonts.yaml"), jb_str_make(yaml));
    place at;
    for (int i = 0; i < TEXTS; i++)
        jb_file_write(jb_str_make(path_of(&at, i)), jb_str_make(texts[i]));
}

static void remove_office(void)
{
    place at;
    unlink(OFFICE "/fonts.yaml");
    for (int i = 0; i < TEXTS; i++)
        unlink(path_of(&at, i));
    rmdir(OFFICE);
}

/* The bytes of the text's PDF, to be freed; len 0 when there is none. */
static jb_str build(jb_engine *engine, int text, int *status, uint32_t *told)
{
    static const jb_str settings[] = {JB_LIT("fonts.宋体={chain: [NotoSerifCJK-Regular], latin: "
                                             "LiberationSerif}")};
    place at;
    jb_job job = {.source = jb_str_make(path_of(&at, text)), .layout = JB_STR("plain"),
                  .settings = settings, .settings_len = 1, .held = true};
    jb_result *result = jb_engine_build(engine, &job);
    *status = result->status;
    *told = result->diags.list.len;
    jb_str made = {0};
    if (result->made.len == 1) {
        char *copy = malloc(result->made.at[0].bytes.len);
        memcpy(copy, result->made.at[0].bytes.at, result->made.at[0].bytes.len);
        made = (jb_str){copy, result->made.at[0].bytes.len};
    }
    jb_result_free(result);
    return made;
}

typedef struct expected {
    jb_str bytes;
    int status;
    uint32_t told;
} expected;

static void expect_all(expected *all)
{
    for (int i = 0; i < TEXTS; i++) {
        jb_engine *alone = jb_engine_open((jb_str){0});
        all[i].bytes = build(alone, i, &all[i].status, &all[i].told);
        CHECK(all[i].bytes.len > 0);
        CHECK_INT(all[i].status, i == 4); /* the rare character */
        jb_engine_close(alone);
    }
}

typedef struct worker {
    pthread_t thread;
    jb_engine *engine;
    const expected *all;
    int start, wrong;
} worker;

static void *work(void *context)
{
    worker *w = context;
    for (int i = 0; i < ROUNDS * TEXTS; i++) {
        const expected *want = &w->all[(w->start + i) % TEXTS];
        int status;
        uint32_t told;
        jb_str bytes = build(w->engine, (w->start + i) % TEXTS, &status, &told);
        w->wrong += status != want->status || told != want->told ||
                    !jb_str_equal(bytes, want->bytes);
        free((void *)(uintptr_t)bytes.at);
    }
    return NULL;
}

/* All begin cold and at once. With step 0 each thread builds the same text as the others. */
static void run_threads(const expected *all, int step)
{
    worker workers[THREADS] = {0};
    jb_engine *first = jb_engine_open((jb_str){0});
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (worker){.engine = i ? jb_engine_join(first) : first, .all = all,
                              .start = i * step};
        pthread_create(&workers[i].thread, NULL, work, &workers[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        CHECK_INT(workers[i].wrong, 0);
    }
    for (int i = THREADS - 1; i >= 0; i--)
        jb_engine_close(workers[i].engine);
}

static void threads_make_what_one_makes(void)
{
    expected all[TEXTS];
    make_office();
    expect_all(all);
    run_threads(all, 0);
    run_threads(all, 1);
    for (int i = 0; i < TEXTS; i++)
        free((void *)(uintptr_t)all[i].bytes.at);
    remove_office();
}

int main(void)
{
    static const check_case cases[] = {
        {"threads make what one makes", threads_make_what_one_makes},
    };
    return CHECK_MAIN(cases);
}
