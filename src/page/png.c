/* PNG. Owner of libpng.
 *
 * Decoded to 8-bit grey or RGB, palettes expanded, alpha laid over the paper's white; then to as
 * few channels and bits as hold the same pixels. */
#include "parts.h"

#include <setjmp.h>
#include <stdio.h>

#include <png.h>

/* What libpng works with. Its memory is of an arena of its own, so that nothing of it stays when an
 * allocation jumps out. */
typedef struct reader {
    jb_arena *arena;
    png_structp png;
    png_infop info;
    jb_str file;
    size_t at;
    uint8_t channels; /* of the rows read: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha */
    char message[128];
} reader;

static png_voidp allocate(png_structp png, png_alloc_size_t size)
{
    return jb_arena_alloc(((reader *)png_get_mem_ptr(png))->arena, size);
}

static void leave(png_structp png, png_voidp at)
{
    (void)png, (void)at; /* the arena goes as a whole */
}

static void stop(png_structp png, png_const_charp message)
{
    reader *r = png_get_error_ptr(png);
    snprintf(r->message, sizeof r->message, "%s", message);
    png_longjmp(png, 1);
}

static void hush(png_structp png, png_const_charp message)
{
    (void)png, (void)message; /* a chunk that is not as it should be is left out */
}

static void read_bytes(png_structp png, png_bytep out, size_t n)
{
    reader *r = png_get_io_ptr(png);
    if (r->file.len - r->at < n)
        png_error(png, "Read Error"); /* as libpng itself says */
    memcpy(out, r->file.at + r->at, n);
    r->at += n;
}

static reader *open_reader(jb_arena *arena, jb_str file)
{
    jb_arena *own = jb_arena_child(arena);
    reader *r = JB_NEW(own, reader);
    *r = (reader){.arena = own, .file = file};
    r->png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, r, stop, hush, r, allocate, leave);
    r->info = r->png ? png_create_info_struct(r->png) : NULL;
    if (r->info)
        png_set_read_fn(r->png, r, read_bytes);
    else
        snprintf(r->message, sizeof r->message, "libpng %s", png_libpng_ver);
    return r;
}

static bool is_transparent(png_structp png, png_infop info)
{
    return (png_get_color_type(png, info) & PNG_COLOR_MASK_ALPHA) ||
           png_get_valid(png, info, PNG_INFO_tRNS);
}

/* 8 bits, no palette; with the curve of sRGB where the file names another and has no profile. */
static void set_transforms(png_structp png, png_infop info)
{
    png_fixed_point gamma;
    png_set_expand(png);
    png_set_scale_16(png);
    if (png_get_gAMA_fixed(png, info, &gamma) && gamma > 0 &&
        !png_get_valid(png, info, PNG_INFO_iCCP | PNG_INFO_sRGB))
        png_set_gamma_fixed(png, PNG_DEFAULT_sRGB, gamma);
    if (is_transparent(png, info))
        png_set_tRNS_to_alpha(png);
}

/* All rows, as packed as they come. */
static uint8_t *read_rows(jb_arena *arena, reader *r)
{
    int passes = png_set_interlace_handling(r->png);
    png_read_update_info(r->png, r->info);
    size_t row = png_get_rowbytes(r->png, r->info);
    uint32_t height = png_get_image_height(r->png, r->info);
    r->channels = png_get_channels(r->png, r->info);
    uint8_t *pixels = jb_arena_alloc(arena, row * height);
    for (int pass = 0; pass < passes; pass++)
        for (uint32_t y = 0; y < height; y++)
            png_read_row(r->png, pixels + row * y, NULL);
    png_read_end(r->png, NULL);
    return pixels;
}

/* Mixes as viewers do, in the numbers as they are: white is white in every RGB. */
static void lay_over_white(uint8_t *pixels, size_t n, int channels)
{
    int colors = channels - 1;
    for (size_t i = 0; i < n; i++) {
        uint32_t alpha = pixels[i * channels + colors];
        for (int c = 0; c < colors; c++) {
            uint32_t mixed = pixels[i * channels + c] * alpha + 255 * (255 - alpha);
            pixels[i * colors + c] = (uint8_t)((mixed + 127) / 255);
        }
    }
}

static void simplify(jb_image *image, uint8_t *pixels, uint8_t channels)
{
    size_t n = (size_t)image->width * image->height;
    if (channels == 2 || channels == 4)
        lay_over_white(pixels, n, channels--);
    jb_samples_to_gray(pixels, n, &channels);
    image->channels = channels;
    image->bits = 8;
    if (channels == 1 && jb_samples_are_line_art(pixels, n)) {
        jb_samples_to_line_art(pixels, image->width, image->height);
        image->bits = 1;
    }
    image->pixels = pixels;
}

bool jb_png_read(jb_arena *arena, jb_image *image, jb_str *why)
{
    reader *r = open_reader(arena, image->bytes);
    uint8_t *pixels = NULL;
    if (!r->message[0] && setjmp(png_jmpbuf(r->png)) == 0) {
        png_read_info(r->png, r->info);
        image->width = png_get_image_width(r->png, r->info);
        image->height = png_get_image_height(r->png, r->info);
        if ((uint64_t)image->width * image->height <= JB_PIXELS_MOST) {
            set_transforms(r->png, r->info);
            pixels = read_rows(arena, r);
        }
    }
    bool good = !r->message[0];
    if (good && pixels)
        simplify(image, pixels, r->channels);
    if (!good)
        *why = jb_arena_format(arena, "文件已损坏\x1f%s", r->message);
    jb_arena_free(r->arena);
    return good;
}

void jb_png_tag(jb_arena *arena, const jb_image *image, jb_samples *out)
{
    reader *r = open_reader(arena, image->bytes);
    if (!r->message[0] && setjmp(png_jmpbuf(r->png)) == 0) {
        png_charp name;
        png_bytep profile;
        png_uint_32 len;
        int method;
        png_read_info(r->png, r->info);
        if (png_get_iCCP(r->png, r->info, &name, &method, &profile, &len)) {
            out->tag = JB_IMAGE_ICC;
            out->profile = jb_arena_copy(arena, (jb_str){(const char *)profile, len});
        } else if (png_get_valid(r->png, r->info, PNG_INFO_sRGB)) {
            out->tag = JB_IMAGE_SRGB;
        }
    }
    jb_arena_free(r->arena);
}
