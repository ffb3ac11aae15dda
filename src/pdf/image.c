/* Images: a JPEG goes in as it is, pixels go in deflated. */
#include "writer.h"

#include <stdlib.h>

static size_t row_bytes(const jb_pdf_picture *picture)
{
    return ((size_t)picture->image->width * picture->channels * picture->bits + 7) / 8;
}

static uint8_t paeth(uint8_t left, uint8_t up, uint8_t corner)
{
    int guess = left + up - corner;
    int a = abs(guess - left), b = abs(guess - up), c = abs(guess - corner);
    return a <= b && a <= c ? left : b <= c ? up : corner;
}

enum { FILTERS = 5, PAD = 4 }; /* bytes of a pixel, at most */

/* One row through PNG filter `kind` (0 none, 1 left, 2 up, 3 mean, 4 Paeth). In front of `row` and
 * of the one above it stand PAD zeros. */
static void filter_row(uint8_t *out, const uint8_t *row, const uint8_t *up, size_t n, size_t pixel,
                       int kind)
{
    const uint8_t *left = row - pixel, *corner = up - pixel;
    switch (kind) {
    case 0:
        memcpy(out, row, n);
        break;
    case 1:
        for (size_t i = 0; i < n; i++)
            out[i] = (uint8_t)(row[i] - left[i]);
        break;
    case 2:
        for (size_t i = 0; i < n; i++)
            out[i] = (uint8_t)(row[i] - up[i]);
        break;
    case 3:
        for (size_t i = 0; i < n; i++)
            out[i] = (uint8_t)(row[i] - (left[i] + up[i]) / 2);
        break;
    default:
        for (size_t i = 0; i < n; i++)
            out[i] = (uint8_t)(row[i] - paeth(left[i], up[i], corner[i]));
        break;
    }
}

/* The sum of the differences' sizes, by which PNG's specification chooses (12.8). */
static uint64_t rate(const uint8_t *row, size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += row[i] < 128 ? row[i] : 256u - row[i];
    return sum;
}

/* So many rows from the first on, each with the filter that leaves least, its number in front. */
static jb_str filter_rows(jb_arena *arena, const jb_pdf_picture *picture, uint32_t first,
                          uint32_t height)
{
    size_t n = row_bytes(picture), size = (n + 1) * height, pixel = picture->channels;
    uint8_t *out = jb_arena_alloc(arena, size), *trial = jb_arena_alloc(arena, n);
    uint8_t *row = (uint8_t *)jb_arena_alloc(arena, PAD + n) + PAD;
    uint8_t *above = (uint8_t *)jb_arena_alloc(arena, PAD + n) + PAD;
    for (uint32_t y = 0; y < height; y++) {
        uint8_t *at = out + y * (n + 1), *last = above;
        uint64_t least = UINT64_MAX;
        memcpy(row, picture->samples + (first + y) * n, n);
        for (int kind = 0; kind < FILTERS; kind++) {
            filter_row(trial, row, above, n, pixel, kind);
            uint64_t sum = rate(trial, n);
            if (sum >= least)
                continue;
            least = sum;
            at[0] = (uint8_t)kind;
            memcpy(at + 1, trial, n);
        }
        above = row;
        row = last;
    }
    return (jb_str){(const char *)out, size};
}

static jb_str deflate_rows(jb_pdf_file *file, const jb_pdf_picture *picture, uint32_t first,
                           uint32_t height, bool filtered)
{
    size_t n = row_bytes(picture);
    jb_str rows = {(const char *)picture->samples + first * n, n * height};
    if (!filtered)
        return jb_pdf_deflate(file, rows);
    jb_arena_mark mark = jb_arena_note(file->arena);
    return jb_pdf_deflate_since(file, filter_rows(file->arena, picture, first, height), mark);
}

/* Flat drawings (a QR code) deflate best as they are, photographs filtered: the rows in the middle
 * tell. Done once, however many files show it. */
static void deflate(jb_pdf_file *file, jb_pdf_picture *picture)
{
    enum { ENOUGH = 1 << 19 }; /* bytes to tell by */
    uint32_t height = picture->image->height;
    size_t rows = ENOUGH / row_bytes(picture) + 1;
    uint32_t some = rows < height ? (uint32_t)rows : height, first = (height - some) / 2;
    if (picture->deflated.len)
        return;
    jb_str plain = deflate_rows(file, picture, first, some, false);
    jb_str filtered = deflate_rows(file, picture, first, some, true);
    picture->filtered = filtered.len < plain.len;
    picture->deflated = picture->filtered ? filtered : plain;
    if (some < height)
        picture->deflated = deflate_rows(file, picture, 0, height, picture->filtered);
}

static HPDF_Dict make_stream(jb_pdf_file *file, jb_pdf_picture *picture)
{
    if (picture->as_it_is) {
        HPDF_Dict jpeg = jb_pdf_stream(file, picture->image->bytes, 0);
        jb_pdf_put_name(file, jpeg, "Filter", "DCTDecode");
        if (picture->image->adobe_inverted) /* Adobe writes CMYK in JPEG as light, not ink */
            jb_pdf_put_raw(file, jpeg, JB_STR("/Decode [1 0 1 0 1 0 1 0]\n"));
        return jpeg;
    }
    deflate(file, picture);
    HPDF_Dict dict = jb_pdf_stream(file, picture->deflated, JB_PDF_DEFLATED);
    if (picture->filtered) {
        HPDF_Dict how = jb_pdf_put_dict(file, dict, "DecodeParms");
        jb_pdf_put_int(file, how, "Predictor", 15);
        jb_pdf_put_int(file, how, "Colors", picture->channels);
        jb_pdf_put_int(file, how, "BitsPerComponent", picture->bits);
        jb_pdf_put_int(file, how, "Columns", (int32_t)picture->image->width);
    }
    return dict;
}

/* ISO 32000-1 8.6.5.5 */
static void put_profile(jb_pdf_file *file, HPDF_Dict dict, const jb_pdf_picture *picture)
{
    HPDF_Dict profile = jb_pdf_stream(file, picture->profile, JB_PDF_DEFLATE);
    jb_pdf_put_int(file, profile, "N", picture->channels);
    HPDF_Array space = jb_pdf_put_array(file, dict, "ColorSpace");
    jb_pdf_push_name(file, space, "ICCBased");
    jb_pdf_push_ref(file, space, profile);
}

HPDF_Dict jb_pdf_image(jb_pdf_file *file, jb_pdf_picture *picture)
{
    static const char *const spaces[] = {[1] = "DeviceGray", [3] = "DeviceRGB", [4] = "DeviceCMYK"};
    HPDF_Dict dict = make_stream(file, picture);
    jb_pdf_put_name(file, dict, "Type", "XObject");
    jb_pdf_put_name(file, dict, "Subtype", "Image");
    jb_pdf_put_int(file, dict, "Width", (int32_t)picture->image->width);
    jb_pdf_put_int(file, dict, "Height", (int32_t)picture->image->height);
    jb_pdf_put_int(file, dict, "BitsPerComponent", picture->bits);
    if (picture->mask) /* painted where a bit is 0 (ISO 32000-1 8.9.6.2) */
        jb_pdf_put_true(file, dict, "ImageMask");
    else if (picture->profile.len)
        put_profile(file, dict, picture);
    else
        jb_pdf_put_name(file, dict, "ColorSpace", spaces[picture->channels]);
    return dict;
}
