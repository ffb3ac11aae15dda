/* Images on their way to the press: no RGB is left, black stays black, and no pixel has more ink
 * than the layout allows. All is done before a file is begun, so that what cannot be printed holds
 * the press's files back and nothing else; and once a job, for all of them. */
#include "writer.h"

#include <stdlib.h>

#include "../base/error.h"
#include "../base/file.h"

/* ---- the profile ---------------------------------------------------------------------------- */

/* Values set for one run have no place: the path is the source's then. */
jb_str jb_pdf_profile_path(jb_arena *arena, const jb_print_layout *print, jb_str folder)
{
    jb_str file = print->profile_place.file;
    if (print->profile.len == 0)
        return print->profile;
    return jb_path_join(arena, file.len ? jb_path_folder(file) : folder, print->profile);
}

/* Version 2 is what PDF 1.4 knows (ISO 15930-4 6.7), 4 what PDF 1.6 does. */
static void use_profile(jb_pdf_press *press, jb_str profile, jb_str path, jb_diags *diags)
{
    int most = press->print->standard == JB_PRINT_X1A ? 2 : 4;
    jb_str fault = jb_pdf_icc_fault(press->arena, profile, most);
    if (fault.len) {
        jb_diag_in(diags, JB_D_PRESS_PROFILE_UNFIT, press->print->profile_place,
                   JB_ARGS(path, fault));
        return;
    }
    press->profile = profile;
    if (!press->condition)
        press->name = jb_pdf_icc_name(press->arena, profile);
}

static void open_own(jb_pdf_press *press, jb_str folder, jb_diags *diags)
{
    jb_str path = jb_pdf_profile_path(press->arena, press->print, folder), profile = {0};
    int error = jb_pdf_profile_file(press->arena, path, &profile);
    if (error)
        jb_diag_in(diags, JB_D_PRESS_PROFILE_UNREADABLE, press->print->profile_place,
                   JB_ARGS(path, jb_error_text(press->arena, error)));
    else
        use_profile(press, profile, path, diags);
}

static void open_registered(jb_pdf_press *press, jb_str data, jb_diags *diags)
{
    jb_arena *arena = press->arena;
    press->condition = jb_pdf_condition_find(press->print->condition);
    jb_str profile = {0};
    if (!press->condition)
        jb_diag_in(diags, JB_D_PRESS_CONDITION_UNKNOWN, (jb_place){0},
                   JB_ARGS(press->print->condition, jb_pdf_condition_names(arena)));
    else if (jb_pdf_condition_profile(arena, press->condition, data, &profile) == 0)
        use_profile(press, profile, jb_str_make(press->condition->name), diags);
}

/* ---- images --------------------------------------------------------------------------------- */

static void tell(jb_diags *diags, jb_code code, const jb_image *image, jb_str more)
{
    jb_diag_at(diags, code, image->span, JB_ARGS(image->path, more));
}

/* A picture whose colours nobody knows is taken for sRGB, as everything takes it. */
static void tell_tag(const jb_image *image, jb_image_tag tag, bool usable, jb_diags *diags)
{
    if (tag == JB_IMAGE_UNTAGGED)
        tell(diags, JB_D_IMAGE_UNTAGGED, image, (jb_str){0});
    else if (!usable)
        tell(diags, JB_D_IMAGE_PROFILE_ODD, image, (jb_str){0});
}

/* The most ink of a pixel, in 255ths of one ink. */
static uint32_t most_ink(const uint8_t *cmyk, size_t n)
{
    uint32_t most = 0;
    for (size_t i = 0; i < n; i++, cmyk += 4) {
        uint32_t ink = (uint32_t)cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3];
        most = ink > most ? ink : most;
    }
    return most;
}

static uint32_t limit_of(const jb_pdf_press *press)
{
    return press->print->ink_limit * 255u / 1000;
}

/* Black keeps the shadows' drawing, so that it stays and the colours give way, in proportion: the
 * hue remains. */
static void hold_ink(uint8_t *cmyk, size_t n, uint32_t limit)
{
    for (size_t i = 0; i < n; i++, cmyk += 4) {
        uint32_t colors = (uint32_t)cmyk[0] + cmyk[1] + cmyk[2];
        uint32_t room = limit > cmyk[3] ? limit - cmyk[3] : 0;
        for (int c = 0; c < 3 && colors > room; c++)
            cmyk[c] = (uint8_t)(cmyk[c] * room / colors);
    }
}

/* Unless it was told why there is none. */
static void tell_no_profile(const jb_pdf_press *press, const jb_image *image, jb_str what,
                            jb_diags *diags)
{
    if (press->condition)
        jb_diag_at(diags, JB_D_PRESS_NO_PROFILE, image->span,
                   JB_ARGS(press->print->condition, what));
}

static bool open_icc(jb_pdf_press *press, const jb_image *image, jb_diags *diags)
{
    if (!press->icc && press->profile.len)
        press->icc = jb_pdf_icc_open(press->arena, press->profile);
    if (press->icc)
        return true;
    tell_no_profile(press, image,
                    jb_arena_format(press->arena,
                                    "图片“%.*s”转不成印刷色\x1f"
                                    "image '%.*s' cannot be turned into its inks",
                                    JB_FMT(image->path), JB_FMT(image->path)),
                    diags);
    return false;
}

static void turn_rgb(jb_pdf_press *press, jb_pdf_picture *picture, const jb_samples *from,
                     jb_diags *diags)
{
    const jb_image *image = picture->image;
    size_t n = (size_t)image->width * image->height;
    if (!open_icc(press, image, diags))
        return;
    uint8_t *cmyk = jb_arena_alloc(press->arena, n * 4);
    jb_str profile = jb_arena_copy(press->arena, from->profile); /* the next image may share it */
    bool usable = jb_pdf_icc_to_press(press->icc, profile, from->at, n, cmyk);
    tell_tag(image, from->tag, usable, diags);
    if (!usable)
        jb_pdf_icc_to_press(press->icc, (jb_str){0}, from->at, n, cmyk);
    hold_ink(cmyk, n, limit_of(press));
    picture->samples = cmyk;
    picture->channels = 4;
    picture->as_it_is = false;
}

/* Grey is black's tint as it stands: most greys are made by eye on a screen whose curve is near the
 * press's. One whose profile says otherwise is brought there. */
static void turn_gray(jb_pdf_press *press, jb_pdf_picture *picture, const jb_samples *from,
                      jb_diags *diags)
{
    uint8_t grays[256];
    size_t n = (size_t)picture->image->width * picture->image->height;
    bool profiled = from->tag == JB_IMAGE_ICC;
    bool usable = !profiled || jb_pdf_icc_grays(press->arena, from->profile, grays);
    if (!usable)
        tell(diags, JB_D_IMAGE_PROFILE_ODD, picture->image, (jb_str){0});
    bool changes = false;
    for (int i = 0; profiled && usable && i < 256; i++)
        changes = changes || abs(grays[i] - i) > 1;
    picture->as_it_is = picture->as_it_is && picture->image->channels == 1 && !changes;
    picture->channels = 1;
    if (picture->as_it_is)
        return;
    uint8_t *turned = jb_arena_alloc(press->arena, n);
    for (size_t i = 0; i < n; i++)
        turned[i] = changes ? grays[from->at[i]] : from->at[i];
    picture->samples = turned;
}

static void measure_cmyk(jb_pdf_press *press, const jb_image *image, const jb_samples *from,
                         jb_diags *diags)
{
    uint32_t most = most_ink(from->at, (size_t)image->width * image->height);
    if (most <= limit_of(press))
        return;
    jb_diag_at(diags, JB_D_IMAGE_INK, image->span,
               JB_ARGS(image->path,
                       jb_arena_format(press->arena, "%u", (most * 100 + 254) / 255),
                       jb_arena_format(press->arena, "%u", press->print->ink_limit / 10u)));
}

static jb_pdf_picture *new_picture(jb_arena *arena, const jb_image *image)
{
    jb_pdf_picture *picture = JB_NEW(arena, jb_pdf_picture);
    *picture = (jb_pdf_picture){.image = image,
                                .as_it_is = image->kind == JB_IMAGE_JPEG,
                                .channels = image->channels,
                                .bits = image->bits,
                                .samples = image->pixels};
    return picture;
}

static jb_pdf_picture *turn(jb_pdf_press *press, const jb_image *image, jb_diags *diags)
{
    jb_pdf_picture *picture = new_picture(press->arena, image);
    picture->mask = image->bits == 1;
    if (picture->mask)
        return picture;
    jb_arena *scratch = jb_arena_child(press->arena);
    jb_samples samples;
    jb_str why = {0};
    if (!jb_image_samples(scratch, image, &samples, &why))
        tell(diags, JB_D_IMAGE_DAMAGED, image, jb_arena_copy(press->arena, why));
    else if (samples.channels == 4)
        measure_cmyk(press, image, &samples, diags);
    else if (samples.channels == 3)
        turn_rgb(press, picture, &samples, diags);
    else
        turn_gray(press, picture, &samples, diags);
    jb_arena_free(scratch);
    return picture;
}

static jb_pdf_picture *find_picture(const jb_pdf_press *press, const jb_image *image)
{
    for (uint32_t i = 0; i < press->pictures.len; i++)
        if (press->pictures.at[i]->image == image ||
            jb_str_equal(press->pictures.at[i]->image->bytes, image->bytes))
            return press->pictures.at[i];
    return NULL;
}

/* ---- images that are kept ------------------------------------------------------------------- */

/* Version 2 is what PDF 1.4 knows. */
static bool shows_cmyk(jb_str profile)
{
    jb_pdf_icc_head head;
    return jb_pdf_icc_read(profile, &head) && strcmp(head.space, "CMYK") == 0 && head.version == 2;
}

static jb_pdf_picture *keep(jb_pdf_press *archive, const jb_image *image, jb_diags *diags)
{
    jb_pdf_picture *picture = new_picture(archive->arena, image);
    jb_samples samples;
    jb_str why = {0};
    if (image->channels != 4)
        return picture;
    if (!jb_image_samples(archive->arena, image, &samples, &why))
        tell(diags, JB_D_IMAGE_DAMAGED, image, why);
    else if (shows_cmyk(samples.profile))
        picture->profile = samples.profile;
    else if (archive->profile.len)
        picture->profile = archive->profile;
    else
        tell_no_profile(archive, image,
                        jb_arena_format(archive->arena,
                                        "要保存的文件里，CMYK 图片“%.*s”要带着它\x1f"
                                        "CMYK image '%.*s' must have it in a file that is kept",
                                        JB_FMT(image->path), JB_FMT(image->path)),
                        diags);
    return picture;
}

/* ---- the doors ------------------------------------------------------------------------------ */

jb_pdf_picture *jb_pdf_picture_of(jb_arena *arena, const jb_pdf_press *press,
                                  const jb_image *image)
{
    jb_pdf_picture *picture = press ? find_picture(press, image) : NULL;
    return picture ? picture : new_picture(arena, image);
}

static jb_pdf_press *open_press(jb_pdf_shared *shared, const jb_pages *pages, jb_str data,
                                jb_str folder, jb_diags *diags)
{
    jb_pdf_press *press = JB_NEW(shared->arena, jb_pdf_press);
    press->arena = shared->arena;
    press->print = &pages->styled->layout->print;
    if (press->print->profile.len)
        open_own(press, folder, diags);
    else
        open_registered(press, data, diags);
    return press;
}

typedef jb_pdf_picture *picture_fn(jb_pdf_press *press, const jb_image *image, jb_diags *diags);

static void make_pictures(jb_pdf_press *press, const jb_pages *pages, picture_fn *make,
                          jb_diags *diags)
{
    for (uint32_t i = 0; i < pages->items.len; i++) {
        const jb_item *item = &pages->items.at[i];
        if (item->kind == JB_ITEM_IMAGE && !find_picture(press, item->image))
            *jb_push(press->arena, &press->pictures) = make(press, item->image, diags);
    }
}

void jb_pdf_press_make(jb_pdf_shared *shared, const jb_pages *pages, jb_str data, jb_str folder,
                       jb_diags *diags)
{
    jb_pdf_press *press = shared->press = open_press(shared, pages, data, folder, diags);
    if (press->print->standard == JB_PRINT_X4 && press->condition && !press->profile.len)
        jb_diag_in(diags, JB_D_PRESS_NO_PROFILE, (jb_place){0},
                   JB_ARGS(press->print->condition,
                           JB_BOTH("PDF/X-4 里要有它", "PDF/X-4 must hold it")));
    make_pictures(press, pages, turn, diags);
}

void jb_pdf_archive_make(jb_pdf_shared *shared, const jb_pages *pages, jb_str data, jb_str folder,
                         jb_diags *diags)
{
    bool cmyk = false;
    for (uint32_t i = 0; i < pages->items.len; i++)
        cmyk |= pages->items.at[i].kind == JB_ITEM_IMAGE &&
                pages->items.at[i].image->channels == 4;
    if (!cmyk)
        return;
    shared->archive = open_press(shared, pages, data, folder, diags);
    make_pictures(shared->archive, pages, keep, diags);
}
