/* Images: a JPEG's header, a PNG's samples. Owner of libjpeg and libpng.
 *
 * A JPEG goes into the file as it is, so only its markers are read; that it is whole is seen by
 * its end marker. A PNG is decoded to 8-bit grey or RGB, palettes expanded, alpha laid over the
 * paper's white. */
#include "../base/error.h"
#include "parts.h"

#include <errno.h>
#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>
#include <png.h>

enum { FILE_MOST = 64 << 20, PIXELS_MOST = 100000000 };

/* What a library says is English. */
static jb_str quote_library(jb_arena *arena, const char *message)
{
    return jb_arena_format(arena, "文件已损坏\x1f%s", message);
}

/* ---- JPEG ---------------------------------------------------------------------------------- */

typedef struct jpeg_trouble {
    struct jpeg_error_mgr base;
    jmp_buf out;
    char message[JMSG_LENGTH_MAX];
} jpeg_trouble;

static void stop_jpeg(j_common_ptr common)
{
    jpeg_trouble *trouble = (jpeg_trouble *)common->err;
    common->err->format_message(common, trouble->message);
    longjmp(trouble->out, 1);
}

static void hush_jpeg(j_common_ptr common)
{
    (void)common; /* warnings: the viewer's affair */
}

/* Everything behind the first scan's header up to the end marker is there. */
static bool is_whole(const struct jpeg_decompress_struct *jpeg)
{
    return memmem(jpeg->src->next_input_byte, jpeg->src->bytes_in_buffer, "\xFF\xD9", 2) != NULL;
}

static uint32_t number_at(const uint8_t *at, int bytes, bool little)
{
    uint32_t number = 0;
    for (int i = 0; i < bytes; i++)
        number = number << 8 | at[little ? bytes - 1 - i : i];
    return number;
}

/* Exif 2.3, 4.6.4: tag 0x0112 of the first directory, 1 for upright. A PDF shows the pixels as they
 * are. */
static bool exif_turns(const uint8_t *data, size_t len)
{
    const size_t head = 6; /* Exif\0\0, then a TIFF file */
    if (len < head + 8 || memcmp(data, "Exif\0", head) != 0)
        return false;
    const uint8_t *tiff = data + head;
    size_t room = len - head;
    bool little = tiff[0] == 'I';
    size_t at = number_at(tiff + 4, 4, little);
    if (at > room || room - at < 2)
        return false;
    uint32_t entries = number_at(tiff + at, 2, little);
    for (at += 2; entries-- > 0 && room - at >= 12; at += 12)
        if (number_at(tiff + at, 2, little) == 0x0112) {
            uint32_t turn = number_at(tiff + at + 8, 2, little);
            return turn >= 2 && turn <= 8;
        }
    return false;
}

static bool is_turned(const struct jpeg_decompress_struct *jpeg)
{
    for (jpeg_saved_marker_ptr m = jpeg->marker_list; m; m = m->next)
        if (m->marker == JPEG_APP0 + 1 && exif_turns(m->data, m->data_length))
            return true;
    return false;
}

/* What a PDF cannot hold as it is; empty when there is nothing. */
static jb_str find_jpeg_fault(const struct jpeg_decompress_struct *jpeg)
{
    if (jpeg->data_precision != 8)
        return JB_BOTH("每个颜色不是 8 位", "not 8 bits a sample");
    if (jpeg->arith_code)
        return JB_BOTH("用了算术编码", "arithmetic coding");
    if (jpeg->num_components != 1 && jpeg->num_components != 3 && jpeg->num_components != 4)
        return JB_BOTH("不是灰度、RGB 或 CMYK", "neither grey, RGB nor CMYK");
    if (!is_whole(jpeg))
        return JB_BOTH("文件不完整，后面缺了一截", "the file is cut short");
    return is_turned(jpeg) ? JB_BOTH("相机只记了方向，没有把照片转正：在看图软件里转正后另存",
                                     "the camera only noted that it is turned: save it upright")
                           : (jb_str){0};
}

static bool read_jpeg(jb_arena *arena, jb_image *image, jb_str *why)
{
    struct jpeg_decompress_struct jpeg;
    jpeg_trouble trouble;
    memset(&jpeg, 0, sizeof jpeg);
    jpeg.err = jpeg_std_error(&trouble.base);
    trouble.base.error_exit = stop_jpeg;
    trouble.base.output_message = hush_jpeg;
    if (setjmp(trouble.out)) {
        *why = quote_library(arena, trouble.message);
    } else {
        jpeg_create_decompress(&jpeg);
        jpeg_mem_src(&jpeg, (const unsigned char *)image->bytes.at, image->bytes.len);
        jpeg_save_markers(&jpeg, JPEG_APP0 + 1, 0xFFFF); /* Exif */
        jpeg_read_header(&jpeg, TRUE);
        *why = find_jpeg_fault(&jpeg);
        image->width = jpeg.image_width;
        image->height = jpeg.image_height;
        image->channels = (uint8_t)jpeg.num_components;
        image->adobe_inverted = jpeg.num_components == 4 && jpeg.saw_Adobe_marker;
    }
    jpeg_destroy_decompress(&jpeg);
    return why->len == 0;
}

/* ---- PNG ----------------------------------------------------------------------------------- */

static void free_png(void *png)
{
    png_image_free(png);
}

static bool read_png(jb_arena *arena, jb_image *image, jb_str *why)
{
    png_image *png = JB_NEW(arena, png_image);
    png->version = PNG_IMAGE_VERSION;
    jb_arena_defer(arena, free_png, png); /* also when an allocation below jumps out */
    if (png_image_begin_read_from_memory(png, image->bytes.at, image->bytes.len)) {
        image->width = png->width;
        image->height = png->height;
        png->flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
        bool color = (png->format & PNG_FORMAT_FLAG_COLOR) != 0;
        image->channels = color ? 3 : 1;
        png->format = color ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
        if ((uint64_t)png->width * png->height <= PIXELS_MOST) {
            uint8_t *pixels = jb_arena_alloc(arena, PNG_IMAGE_SIZE(*png));
            const png_color white = {255, 255, 255};
            if (png_image_finish_read(png, &white, pixels, 0, NULL))
                image->pixels = pixels;
        }
    }
    if (PNG_IMAGE_FAILED(*png))
        *why = quote_library(arena, png->message);
    png_image_free(png);
    return why->len == 0;
}

/* ---- files --------------------------------------------------------------------------------- */

/* An issue shows what lies in its own folder, nothing above it. */
static bool leaves_folder(jb_str path)
{
    if (path.len == 0 || path.at[0] == '/')
        return true;
    for (size_t i = 0; i < path.len;) {
        size_t end = i;
        while (end < path.len && path.at[end] != '/')
            end++;
        if (jb_str_equal(jb_str_cut(path, i, end), JB_STR("..")))
            return true;
        i = end + 1;
    }
    return false;
}

static jb_image *tell_broken(jb_diags *diags, jb_span span, jb_str path, jb_str why)
{
    jb_diag_at(diags, JB_D_IMAGE_BROKEN, span, JB_ARGS(path, why));
    return NULL;
}

static jb_image *tell_too_large(jb_diags *diags, jb_span span, jb_str path)
{
    jb_diag_at(diags, JB_D_IMAGE_TOO_LARGE, span,
               JB_ARGS(path, jb_arena_format(diags->arena, "%d", FILE_MOST >> 20),
                       jb_arena_format(diags->arena, "%d", PIXELS_MOST / 1000000)));
    return NULL;
}

static jb_image *read_image(jb_arena *arena, jb_str folder, jb_str path, jb_span span,
                            jb_diags *diags)
{
    jb_image *image = JB_NEW(arena, jb_image);
    image->path = path;
    jb_str file = jb_path_join(arena, folder, path);
    bool exists = !leaves_folder(path) && jb_file_exists(file);
    if (leaves_folder(path) || (exists && !jb_file_lies_in(file, folder))) { /* by a link */
        jb_diag_at(diags, JB_D_IMAGE_OUTSIDE, span, JB_ARGS(path));
        return NULL;
    }
    if (exists && !jb_file_is_regular(file)) /* a pipe would be waited for */
        return tell_broken(diags, span, path,
                           JB_BOTH("不是普通文件", "it is not a regular file"));
    int error = jb_file_read(arena, file, FILE_MOST, &image->bytes);
    if (error == EFBIG)
        return tell_too_large(diags, span, path);
    if (error) {
        jb_diag_at(diags, JB_D_IMAGE_MISSING, span, JB_ARGS(path, jb_error_text(arena, error)));
        return NULL;
    }
    jb_str why = {0};
    bool good;
    jb_memory_watch();
    if (jb_str_starts(image->bytes, JB_STR("\xFF\xD8\xFF"))) {
        image->kind = JB_IMAGE_JPEG;
        good = read_jpeg(arena, image, &why);
    } else if (jb_str_starts(image->bytes, JB_STR("\x89PNG\r\n\x1A\n"))) {
        image->kind = JB_IMAGE_PNG;
        good = read_png(arena, image, &why);
    } else {
        bool empty = image->bytes.len == 0;
        return tell_broken(diags, span, path,
                           empty ? JB_BOTH("文件是空的", "the file is empty")
                                 : JB_BOTH("不是 JPEG，也不是 PNG", "neither JPEG nor PNG"));
    }
    if (jb_memory_failed())
        jb_arena_exhaust(arena); /* no fault of the image's */
    if (!good)
        return tell_broken(diags, span, path, why);
    if ((uint64_t)image->width * image->height > PIXELS_MOST)
        return tell_too_large(diags, span, path);
    return image;
}

typedef JB_VEC(jb_image *) image_list;

/* Each file is read once an issue. */
static const jb_image *find_image(jb_arena *arena, image_list *list, jb_str folder, jb_str path,
                                  jb_span span, jb_diags *diags)
{
    for (uint32_t i = 0; i < list->len; i++)
        if (jb_str_equal(list->at[i]->path, path))
            return list->at[i];
    jb_image *image = read_image(arena, folder, path, span, diags);
    if (image)
        *jb_push(arena, list) = image;
    return image;
}

/* ---- figures ------------------------------------------------------------------------------- */

/* As wide as asked; else at 150 dpi, but no wider than two thirds of the type area. Never wider nor
 * higher than that. Pictures stand upright also among columns, which see them lying. */
static jb_figure make_figure(const jb_image *image, jb_len asked, const jb_layout *layout)
{
    int64_t most = layout->sheet.measure, natural = (int64_t)image->width * 72000 / 150;
    int64_t width = asked > 0 ? asked : natural < most * 2 / 3 ? natural : most * 2 / 3;
    if (width > most)
        width = most;
    int64_t height = jb_div_round(width * image->height, image->width);
    if (height > layout->sheet.text_height) {
        height = layout->sheet.text_height;
        width = jb_div_round(height * image->width, image->height);
    }
    jb_len wide = width > 0 ? (jb_len)width : 1, high = height > 0 ? (jb_len)height : 1;
    return layout->vertical ? (jb_figure){image, high, wide, 0} : (jb_figure){image, wide, high, 0};
}

static jb_figure make_frame(const jb_layout *layout)
{
    jb_len rows = 3 * jb_sheet_pitch(layout);
    return (jb_figure){NULL, layout->page.measure / 3, rows - rows / 6, 0};
}

static void tell_coarse(const jb_figure *figure, bool vertical, jb_span span, jb_diags *diags)
{
    jb_len width = vertical ? figure->height : figure->width;
    int64_t dpi = (int64_t)figure->image->width * 72000 / width;
    if (dpi < 150)
        jb_diag_at(diags, JB_D_IMAGE_COARSE, span,
                   JB_ARGS(figure->image->path,
                           jb_arena_format(diags->arena, "%d", (int)dpi)));
}

jb_figure *jb_figures_make(jb_arena *arena, const jb_set *set, jb_str folder, jb_diags *diags)
{
    const jb_styled *styled = set->styled;
    jb_figure *figures = JB_NEW_ARRAY(arena, jb_figure, set->blocks.len + 1);
    image_list list = {0};
    for (uint32_t i = 0; i < set->blocks.len; i++) {
        const jb_styled_block *from = &styled->blocks.at[set->blocks.at[i].styled];
        if (from->kind != JB_BLOCK_IMAGE)
            continue;
        const jb_block *block = &styled->issue->blocks.at[from->block];
        const jb_image *image =
            find_image(arena, &list, folder, block->image, from->text, diags);
        figures[i] = image ? make_figure(image, block->image_width, styled->layout)
                           : make_frame(styled->layout);
        if (image)
            tell_coarse(&figures[i], styled->layout->vertical, from->text, diags);
    }
    return figures;
}
