/* Pixels: as few channels and bits as hold them. A picture without a coloured pixel is printed in
 * black alone, whatever its file calls it, and lines of pure black stay sharp. */
#include "parts.h"

static bool are_neutral(const uint8_t *rgb, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (rgb[3 * i] != rgb[3 * i + 1] || rgb[3 * i] != rgb[3 * i + 2])
            return false;
    return true;
}

void jb_samples_to_gray(uint8_t *pixels, size_t n, uint8_t *channels)
{
    if (*channels != 3 || !are_neutral(pixels, n))
        return;
    for (size_t i = 0; i < n; i++)
        pixels[i] = pixels[3 * i];
    *channels = 1;
}

bool jb_samples_are_line_art(const uint8_t *gray, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (gray[i] != 0 && gray[i] != 255)
            return false;
    return true;
}

void jb_samples_to_line_art(uint8_t *pixels, uint32_t width, uint32_t height)
{
    uint8_t *out = pixels;
    for (uint32_t y = 0; y < height; y++) {
        const uint8_t *row = pixels + (size_t)y * width;
        for (uint32_t x = 0; x < width; x += 8) {
            uint32_t byte = 0;
            for (uint32_t i = x; i < x + 8; i++) /* what is beyond the edge is white */
                byte = byte << 1 | (i >= width || row[i] != 0);
            *out++ = (uint8_t)byte;
        }
    }
}

bool jb_image_samples(jb_arena *arena, const jb_image *image, jb_samples *out, jb_str *why)
{
    *out = (jb_samples){.at = image->pixels, .channels = image->channels, .bits = image->bits};
    if (image->kind == JB_IMAGE_JPEG)
        return jb_jpeg_samples(arena, image, out, why);
    jb_png_tag(arena, image, out);
    return true;
}
