/* Memory that runs out: preloaded into jianbao, it lets the N-th request for memory fail.
 *
 *     FAIL_AT=N      the N-th request fails; 0 or absent: none
 *     FAIL_ON=1      and so do all behind it
 *     FAIL_COUNT=FD  at the end the number of requests is written there
 *
 * Requests are malloc, calloc, realloc and their aligned kin, by whichever library but two, and
 * mappings of files. Those before main, by the loader and by constructors, are not counted.
 *
 * libfyaml 0.7.12 does not look at what malloc gives it:
 *     #0  fy_parse_input_append () from libfyaml.so.0     (fyi->... of a fyi that is NULL)
 *     #1  fy_parser_set_string () from libfyaml.so.0
 *     #2  open_reader () at src/style/yaml.c
 * Nor does libqpdf 11.3 where it calls malloc itself (by operator new it throws, as it should):
 *     #0  memcpy ()
 *     #1  Pl_Buffer::getMallocBuffer () from libqpdf.so.29
 *     #2  qpdf_oh_get_stream_data () from libqpdf.so.29
 * There is no way around these from outside. */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <link.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct {
    void *(*malloc)(size_t);
    void *(*calloc)(size_t, size_t);
    void *(*realloc)(void *, size_t);
    void *(*aligned)(size_t, size_t);
    int (*posix)(void **, size_t, size_t);
    void *(*mmap)(void *, size_t, int, int, int, off_t);
} real;

static long requests, fail_at;
static bool counting, goes_on;

/* What dlsym asks for while the functions behind ours are looked up. */
static char early[4096];
static size_t early_used;

static void *find(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static void find_all(void)
{
    static bool looking;
    if (real.malloc || looking)
        return;
    looking = true;
    *(void **)&real.calloc = find("calloc");
    *(void **)&real.realloc = find("realloc");
    *(void **)&real.aligned = find("aligned_alloc");
    *(void **)&real.posix = find("posix_memalign");
    *(void **)&real.mmap = find("mmap");
    *(void **)&real.malloc = find("malloc");
}

typedef struct code {
    uintptr_t start, end;
} code;

static code yaml, qpdf, libc;

static int find_code(struct dl_phdr_info *info, size_t size, void *context)
{
    (void)size, (void)context;
    code *found = strstr(info->dlpi_name, "/libfyaml") ? &yaml
                  : strstr(info->dlpi_name, "/libqpdf") ? &qpdf
                  : strstr(info->dlpi_name, "/libc.so") ? &libc
                                                        : NULL;
    for (int i = 0; found && i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type != PT_LOAD || !(info->dlpi_phdr[i].p_flags & PF_X))
            continue;
        found->start = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
        found->end = found->start + info->dlpi_phdr[i].p_memsz;
    }
    return 0;
}

static bool lies_in(const void *caller, code in)
{
    return (uintptr_t)caller >= in.start && (uintptr_t)caller < in.end;
}

/* Also through libc: libfyaml calls asprintf. */
static bool is_spared(const void *caller)
{
    if (lies_in(caller, yaml) || lies_in(caller, qpdf))
        return true;
    if (!lies_in(caller, libc))
        return false;
    void *callers[8];
    int n = backtrace(callers, 8);
    for (int i = 0; i < n; i++)
        if (lies_in(callers[i], yaml))
            return true;
    return false;
}

static bool fails_for(const void *caller)
{
    if (!counting || is_spared(caller))
        return false;
    requests++;
    if (!fail_at || (goes_on ? requests < fail_at : requests != fail_at))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    find_all();
    if (!real.malloc) {
        void *at = early + early_used;
        early_used += (size + 15) & ~(size_t)15;
        return early_used <= sizeof early ? at : NULL;
    }
    return fails_for(__builtin_return_address(0)) ? NULL : real.malloc(size);
}

void *calloc(size_t n, size_t size)
{
    if (!real.malloc)
        return malloc(n * size); /* still zeroed */
    return fails_for(__builtin_return_address(0)) ? NULL : real.calloc(n, size);
}

void *realloc(void *old, size_t size)
{
    find_all();
    return fails_for(__builtin_return_address(0)) ? NULL : real.realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    find_all();
    return fails_for(__builtin_return_address(0)) ? NULL : real.aligned(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    find_all();
    return fails_for(__builtin_return_address(0)) ? ENOMEM : real.posix(out, alignment, size);
}

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
    find_all();
    if (fails_for(__builtin_return_address(0)))
        return MAP_FAILED;
    return real.mmap(at, size, protection, flags, fd, offset);
}

static long number_of(const char *name)
{
    const char *value = getenv(name);
    return value ? atol(value) : 0;
}

__attribute__((constructor)) static void begin(void)
{
    find_all();
    dl_iterate_phdr(find_code, NULL);
    void *none[1];
    backtrace(none, 1); /* which asks for memory the first time */
    fail_at = number_of("FAIL_AT");
    goes_on = number_of("FAIL_ON") != 0;
    counting = true;
}

__attribute__((destructor)) static void end(void)
{
    counting = false;
    int fd = (int)number_of("FAIL_COUNT");
    char text[32];
    int length = snprintf(text, sizeof text, "%ld", requests);
    if (fd && write(fd, text, (size_t)length) != length)
        _exit(99);
}
