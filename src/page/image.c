/* Images: found in the text's folder, read, and given their room among the lines. */
#include "../base/error.h"
#include "parts.h"

#include <errno.h>

enum { FILE_MOST = 64 << 20, PIXELS_MOST = JB_PIXELS_MOST };

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
    image->span = span;
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
        good = jb_jpeg_read(arena, image, &why);
    } else if (jb_str_starts(image->bytes, JB_STR("\x89PNG\r\n\x1A\n"))) {
        image->kind = JB_IMAGE_PNG;
        good = jb_png_read(arena, image, &why);
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
