/* Runs a fuzz target on files: replay FILE|FOLDER... Prints TAP, one result a file; a broken law
 * ends the program, which the harness takes for a failure. */
#include <dirent.h>

#include "../../src/base/file.h"
#include "fuzz.h"

enum { INPUT_MOST = 1 << 24 };

static int number;

static void run_file(jb_str path)
{
    jb_arena *arena = jb_arena_new();
    jb_str bytes;
    bool good = jb_file_read(arena, path, INPUT_MOST, &bytes) == 0;
    if (good) {
        uint8_t *copy = malloc(bytes.len + 1); /* its own block: a sanitizer sees its end */
        if (bytes.len)
            memcpy(copy, bytes.at, bytes.len);
        LLVMFuzzerTestOneInput(copy, bytes.len);
        free(copy);
    }
    printf("%s %d - %.*s\n", good ? "ok" : "not ok", ++number, JB_FMT(jb_path_name(path)));
    fflush(stdout);
    jb_arena_free(arena);
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void run_folder(const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, is_shown, alphasort);
    jb_arena *arena = jb_arena_new();
    for (int i = 0; i < n; i++) {
        run_file(jb_path_join(arena, jb_str_make(folder), jb_str_make(entries[i]->d_name)));
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    jb_arena_free(arena);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (jb_file_is_folder(jb_str_make(argv[i])))
            run_folder(argv[i]);
        else
            run_file(jb_str_make(argv[i]));
    }
    printf("1..%d\n", number);
    return number == 0;
}
