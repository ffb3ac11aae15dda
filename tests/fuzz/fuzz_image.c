/* Images and profiles, as strangers make them. First byte: the rest is an image file; a profile for
 * the press; or one for the colours of an image.
 *
 * Laws: an image that is read can be decoded, or it is told why not; its samples are as many as it
 * says. A profile without a fault turns colours. Nothing is read beside the bytes. */
#include "../../src/page/parts.h"
#include "../../src/pdf/icc.h"
#include "fuzz.h"

enum { PIXELS_TRIED = 1 << 20 };

static void sum_up(const uint8_t *bytes, size_t n)
{
    volatile unsigned sum = 0; /* every byte is looked at */
    for (size_t i = 0; i < n; i++)
        sum = sum + bytes[i];
}

static void try_image(jb_arena *arena, jb_str file)
{
    jb_image image = {.bytes = file};
    jb_str why = {0};
    bool jpeg = jb_str_starts(file, JB_STR("\xFF\xD8\xFF"));
    image.kind = jpeg ? JB_IMAGE_JPEG : JB_IMAGE_PNG;
    bool good = jpeg ? jb_jpeg_read(arena, &image, &why) : jb_png_read(arena, &image, &why);
    LAW(good == (why.len == 0));
    if (!good || (uint64_t)image.width * image.height > PIXELS_TRIED)
        return;
    jb_samples samples;
    good = jb_image_samples(arena, &image, &samples, &why);
    LAW(good == (why.len == 0));
    if (!good)
        return;
    LAW(samples.channels <= image.channels && samples.bits == image.bits);
    sum_up(samples.at, ((size_t)image.width * samples.channels * samples.bits + 7) / 8 *
                           image.height);
    LAW((samples.tag == JB_IMAGE_ICC) == (samples.profile.len > 0));
    sum_up((const uint8_t *)samples.profile.at, samples.profile.len);
}

static void try_press(jb_arena *arena, jb_str profile)
{
    const uint8_t rgb[] = {255, 255, 255, 0, 0, 0, 200, 30, 30};
    uint8_t cmyk[12];
    jb_pdf_icc_head head;
    if (jb_pdf_icc_fault(arena, profile, 4).len)
        return;
    LAW(jb_pdf_icc_read(profile, &head) && head.version <= 4);
    jb_pdf_icc *icc = jb_pdf_icc_open(arena, profile);
    LAW(icc && jb_pdf_icc_to_press(icc, (jb_str){0}, rgb, 3, cmyk));
    sum_up(cmyk, sizeof cmyk);
    jb_str name = jb_pdf_icc_name(arena, profile);
    for (size_t i = 0; i < name.len; i++)
        LAW(name.at[i] >= ' ' && name.at[i] <= '~');
}

static void try_grays(jb_arena *arena, jb_str profile)
{
    uint8_t grays[256] = {0};
    if (jb_pdf_icc_grays(arena, profile, grays))
        sum_up(grays, sizeof grays);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    jb_str input = {(const char *)data, size};
    unsigned choice = take_byte(&input);
    jb_arena *arena = jb_arena_new();
    LAW(arena);
    if (choice % 3 == 0)
        try_image(arena, input);
    else if (choice % 3 == 1)
        try_press(arena, input);
    else
        try_grays(arena, input);
    jb_arena_free(arena);
    return 0;
}
