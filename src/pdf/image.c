/* Images: a JPEG goes in as it is, pixels go in deflated. */
#include "writer.h"

#include <stdlib.h>

static const char *color_space(const jb_image *image)
{
    return image->channels == 1 ? "DeviceGray" : image->channels == 4 ? "DeviceCMYK" : "DeviceRGB";
}

static size_t row_bytes(const jb_image *image)
{
    return ((size_t)image->width * image->channels * image->bits + 7) / 8;
}

static uint8_t paeth(uint8_t left, uint8_t up, uint8_t corner)
{
    int guess = left + up - corner;
    int a = abs(guess - left), b = abs(guess - up), c = abs(guess - corner);
    return a <= b && a <= c ? left : b <= c ? up : corner;
}

/* One row through PNG filter `kind` (0 none, 1 left, 2 up, 3 mean, 4 Paeth); returns the sum of the
 * differences' sizes, by which PNG's specification chooses (12.8). */
static uint64_t filter_row(uint8_t *out, const uint8_t *row, const uint8_t *above, size_t n,
                           size_t pixel, int kind)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        uint8_t left = i >= pixel ? row[i - pixel] : 0;
        uint8_t up = above ? above[i] : 0;
        uint8_t corner = above && i >= pixel ? above[i - pixel] : 0;
        const uint8_t guesses[] = {0, left, up, (uint8_t)((left + up) / 2),
                                   paeth(left, up, corner)};
        out[i] = (uint8_t)(row[i] - guesses[kind]);
        sum += out[i] < 128 ? out[i] : 256u - out[i];
    }
    return sum;
}

/* All rows, each with the filter that leaves least, its number in front. */
static jb_str filter_rows(jb_arena *arena, const jb_image *image)
{
    size_t n = row_bytes(image), size = (n + 1) * image->height;
    uint8_t *out = jb_arena_alloc(arena, size), *trial = jb_arena_alloc(arena, n);
    for (uint32_t y = 0; y < image->height; y++) {
        const uint8_t *row = image->pixels + y * n, *above = y ? row - n : NULL;
        uint8_t *at = out + y * (n + 1);
        uint64_t least = UINT64_MAX;
        for (int kind = 0; kind <= 4; kind++) {
            uint64_t sum = filter_row(trial, row, above, n, image->channels, kind);
            if (sum >= least)
                continue;
            least = sum;
            at[0] = (uint8_t)kind;
            memcpy(at + 1, trial, n);
        }
    }
    return (jb_str){(const char *)out, size};
}

/* Flat drawings (a QR code) deflate best as they are, photographs filtered: whichever is smaller.
 * */
static HPDF_Dict make_pixels(jb_pdf_file *file, const jb_image *image)
{
    size_t size = row_bytes(image) * image->height;
    jb_str plain = jb_pdf_deflate(file, (jb_str){(const char *)image->pixels, size});
    jb_str filtered = jb_pdf_deflate(file, filter_rows(file->arena, image));
    if (plain.len <= filtered.len)
        return jb_pdf_stream(file, plain, JB_PDF_DEFLATED);
    HPDF_Dict dict = jb_pdf_stream(file, filtered, JB_PDF_DEFLATED);
    HPDF_Dict how = jb_pdf_put_dict(file, dict, "DecodeParms");
    jb_pdf_put_int(file, how, "Predictor", 15);
    jb_pdf_put_int(file, how, "Colors", image->channels);
    jb_pdf_put_int(file, how, "BitsPerComponent", image->bits);
    jb_pdf_put_int(file, how, "Columns", (int32_t)image->width);
    return dict;
}

HPDF_Dict jb_pdf_image(jb_pdf_file *file, const jb_image *image)
{
    HPDF_Dict dict;
    if (image->kind == JB_IMAGE_JPEG) {
        dict = jb_pdf_stream(file, image->bytes, 0);
        jb_pdf_put_name(file, dict, "Filter", "DCTDecode");
    } else {
        dict = make_pixels(file, image);
    }
    jb_pdf_put_name(file, dict, "Type", "XObject");
    jb_pdf_put_name(file, dict, "Subtype", "Image");
    jb_pdf_put_int(file, dict, "Width", (int32_t)image->width);
    jb_pdf_put_int(file, dict, "Height", (int32_t)image->height);
    jb_pdf_put_name(file, dict, "ColorSpace", color_space(image));
    jb_pdf_put_int(file, dict, "BitsPerComponent", image->bits);
    if (image->adobe_inverted) /* Adobe writes CMYK in JPEG as light, not ink */
        jb_pdf_put_raw(file, dict, JB_STR("/Decode [1 0 1 0 1 0 1 0]\n"));
    return dict;
}
