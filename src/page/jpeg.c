/* JPEG. Owner of libjpeg.
 *
 * A JPEG goes into the file as it is, so only its markers are read; that it is whole is seen by its
 * end marker. For the press it is decoded. */
#include "parts.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>

/* A scan costs the whole image's time; real progressive files have some ten (jpegtran: 10). */
enum { SCANS_MOST = 100 };

/* Markers (ISO/IEC 10918-1 table B.1). */
enum { SOS = 0xDA, APP1 = 0xE1, APP2 = 0xE2 };

/* ---- segments ------------------------------------------------------------------------------- */

static uint32_t number_at(const uint8_t *at, int bytes, bool little)
{
    uint32_t number = 0;
    for (int i = 0; i < bytes; i++)
        number = number << 8 | at[little ? bytes - 1 - i : i];
    return number;
}

/* The next segment ahead of the first scan: its marker, or 0 at the end; *at stands behind SOI when
 * it begins. */
static int next_segment(jb_str file, size_t *at, jb_str *segment)
{
    const uint8_t *bytes = (const uint8_t *)file.at;
    while (*at + 4 <= file.len && bytes[*at] == 0xFF && bytes[*at + 1] == 0xFF)
        ++*at; /* fill bytes */
    if (*at + 4 > file.len || bytes[*at] != 0xFF || bytes[*at + 1] == SOS)
        return 0;
    int marker = bytes[*at + 1];
    size_t begin = *at + 4, len = number_at(bytes + *at + 2, 2, false);
    if (len < 2 || file.len - begin < len - 2)
        return 0;
    *segment = jb_str_cut(file, begin, begin + len - 2);
    *at = begin + len - 2;
    return marker;
}

/* A SHORT or LONG of a TIFF directory; 0 when the tag is not in it (Exif 2.3, 4.6.2). */
static uint32_t find_tag(jb_str tiff, size_t at, uint32_t tag)
{
    const uint8_t *bytes = (const uint8_t *)tiff.at;
    bool little = bytes[0] == 'I';
    if (at > tiff.len || tiff.len - at < 2)
        return 0;
    uint32_t entries = number_at(bytes + at, 2, little);
    for (at += 2; entries-- > 0 && tiff.len - at >= 12; at += 12)
        if (number_at(bytes + at, 2, little) == tag) {
            bool is_long = number_at(bytes + at + 2, 2, little) == 4;
            return number_at(bytes + at + 8, is_long ? 4 : 2, little);
        }
    return 0;
}

typedef struct exif {
    uint32_t orientation; /* 1 upright, 2 to 8 turned or mirrored; 0 not said */
    uint32_t color_space; /* 1 sRGB, 0xFFFF another; 0 not said */
} exif;

static exif read_exif(jb_str file)
{
    enum { ORIENTATION = 0x0112, EXIF_DIRECTORY = 0x8769, COLOR_SPACE = 0xA001 };
    const jb_str name = (jb_str){"Exif\0", 6};
    jb_str segment = {0};
    size_t at = 2;
    for (int marker; (marker = next_segment(file, &at, &segment)) != 0;) {
        if (marker != APP1 || !jb_str_starts(segment, name) || segment.len < name.len + 8)
            continue;
        jb_str tiff = jb_str_cut(segment, name.len, segment.len);
        size_t first = number_at((const uint8_t *)tiff.at + 4, 4, tiff.at[0] == 'I');
        uint32_t more = find_tag(tiff, first, EXIF_DIRECTORY);
        return (exif){find_tag(tiff, first, ORIENTATION),
                      more ? find_tag(tiff, more, COLOR_SPACE) : 0};
    }
    return (exif){0};
}

/* The profile stands in APP2 segments that are numbered from 1, each saying how many there are
 * (ICC.1:2010 B.4). Empty when one is missing or comes twice. */
static jb_str read_profile(jb_arena *arena, jb_str file)
{
    const jb_str name = (jb_str){"ICC_PROFILE", 12};
    jb_str chunks[256] = {{0}}, segment = {0};
    uint32_t chunks_len = 0, found = 0;
    size_t len = 0, at = 2;
    for (int marker; (marker = next_segment(file, &at, &segment)) != 0;) {
        if (marker != APP2 || !jb_str_starts(segment, name) || segment.len < name.len + 2)
            continue;
        uint8_t number = (uint8_t)segment.at[12], of = (uint8_t)segment.at[13];
        if (number == 0 || number > of || chunks[number].at || (chunks_len && chunks_len != of))
            return (jb_str){0};
        chunks_len = of;
        chunks[number] = jb_str_cut(segment, 14, segment.len);
        len += chunks[number].len;
        found++;
    }
    if (found == 0 || found != chunks_len)
        return (jb_str){0};
    char *profile = jb_arena_alloc(arena, len);
    size_t end = 0;
    for (uint32_t i = 1; i <= chunks_len; i++) {
        memcpy(profile + end, chunks[i].at, chunks[i].len);
        end += chunks[i].len;
    }
    return (jb_str){profile, len};
}

/* ---- libjpeg -------------------------------------------------------------------------------- */

typedef struct decoder {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr trouble;
    struct jpeg_progress_mgr progress;
    jmp_buf out;
    char message[JMSG_LENGTH_MAX];
    uint8_t *pixels;
} decoder;

static void stop(j_common_ptr common)
{
    decoder *d = (decoder *)common->client_data;
    common->err->format_message(common, d->message);
    longjmp(d->out, 1);
}

static void hush(j_common_ptr common)
{
    (void)common;
}

/* Behind these libjpeg paints what it guesses; other warnings are of what does not show. */
static void note(j_common_ptr common, int level)
{
    static const int damage[] = {JWRN_HIT_MARKER, JWRN_HUFF_BAD_CODE, JWRN_JPEG_EOF,
                                 JWRN_MUST_RESYNC};
    decoder *d = (decoder *)common->client_data;
    for (size_t i = 0; level < 0 && i < sizeof damage / sizeof *damage; i++)
        if (common->err->msg_code == damage[i] && !d->message[0])
            common->err->format_message(common, d->message);
}

static void count_scans(j_common_ptr common)
{
    decoder *d = (decoder *)common->client_data;
    if (d->jpeg.input_scan_number > SCANS_MOST) {
        snprintf(d->message, sizeof d->message, "scan %d", d->jpeg.input_scan_number);
        longjmp(d->out, 1);
    }
}

static void open_decoder(decoder *d, jb_str file)
{
    d->jpeg.err = jpeg_std_error(&d->trouble);
    d->trouble.error_exit = stop;
    d->trouble.output_message = hush;
    d->trouble.emit_message = note;
    d->jpeg.client_data = d;
    jpeg_create_decompress(&d->jpeg);
    d->progress.progress_monitor = count_scans;
    d->jpeg.progress = &d->progress;
    jpeg_mem_src(&d->jpeg, (const unsigned char *)file.at, file.len);
    jpeg_read_header(&d->jpeg, TRUE);
}

/* Everything behind the first scan's header up to the end marker is there. */
static bool is_whole(const struct jpeg_decompress_struct *jpeg)
{
    return memmem(jpeg->src->next_input_byte, jpeg->src->bytes_in_buffer, "\xFF\xD9", 2) != NULL;
}

/* What a PDF cannot hold as it is; empty when there is nothing. */
static jb_str find_fault(const struct jpeg_decompress_struct *jpeg, uint32_t orientation)
{
    if (jpeg->data_precision != 8)
        return JB_BOTH("每个颜色不是 8 位", "not 8 bits a sample");
    if (jpeg->arith_code)
        return JB_BOTH("用了算术编码", "arithmetic coding");
    if (jpeg->num_components != 1 && jpeg->num_components != 3 && jpeg->num_components != 4)
        return JB_BOTH("不是灰度、RGB 或 CMYK", "neither grey, RGB nor CMYK");
    if (!is_whole(jpeg))
        return JB_BOTH("文件不完整，后面缺了一截", "the file is cut short");
    /* a PDF shows the pixels as they are */
    bool turned = orientation >= 2 && orientation <= 8;
    return turned ? JB_BOTH("相机只记了方向，没有把照片转正：在看图软件里转正后另存",
                            "the camera only noted that it is turned: save it upright")
                  : (jb_str){0};
}

bool jb_jpeg_read(jb_arena *arena, jb_image *image, jb_str *why)
{
    uint32_t orientation = read_exif(image->bytes).orientation;
    decoder *d = JB_NEW(arena, decoder);
    if (setjmp(d->out)) {
        *why = jb_arena_format(arena, "文件已损坏\x1f%s", d->message);
    } else {
        open_decoder(d, image->bytes);
        *why = find_fault(&d->jpeg, orientation);
        image->width = d->jpeg.image_width;
        image->height = d->jpeg.image_height;
        image->bits = 8;
        image->channels = (uint8_t)d->jpeg.num_components;
        image->adobe_inverted = d->jpeg.num_components == 4 && d->jpeg.saw_Adobe_marker;
    }
    jpeg_destroy_decompress(&d->jpeg);
    return why->len == 0;
}

/* The integer transform and the smooth upsampling are exact, the same with and without SIMD. */
static void decode(decoder *d, const jb_image *image)
{
    static const J_COLOR_SPACE spaces[] = {[1] = JCS_GRAYSCALE, [3] = JCS_RGB, [4] = JCS_CMYK};
    d->jpeg.out_color_space = spaces[image->channels];
    d->jpeg.dct_method = JDCT_ISLOW;
    jpeg_start_decompress(&d->jpeg);
    size_t row = (size_t)image->width * image->channels;
    while (d->jpeg.output_scanline < d->jpeg.output_height) {
        JSAMPROW at = d->pixels + row * d->jpeg.output_scanline;
        jpeg_read_scanlines(&d->jpeg, &at, 1);
    }
    jpeg_finish_decompress(&d->jpeg);
}

bool jb_jpeg_samples(jb_arena *arena, const jb_image *image, jb_samples *out, jb_str *why)
{
    size_t n = (size_t)image->width * image->height;
    decoder *d = JB_NEW(arena, decoder); /* all before libjpeg has memory of its own */
    d->pixels = jb_arena_alloc(arena, n * image->channels);
    out->profile = read_profile(arena, image->bytes);
    out->tag = out->profile.len                           ? JB_IMAGE_ICC
               : read_exif(image->bytes).color_space == 1 ? JB_IMAGE_SRGB
                                                          : JB_IMAGE_UNTAGGED;
    if (setjmp(d->out) == 0) {
        open_decoder(d, image->bytes);
        decode(d, image);
    }
    jpeg_destroy_decompress(&d->jpeg);
    if (d->message[0]) {
        *why = jb_arena_copy(arena, jb_str_make(d->message));
        return false;
    }
    for (size_t i = 0; image->adobe_inverted && i < 4 * n; i++)
        d->pixels[i] = (uint8_t)(255 - d->pixels[i]);
    out->at = d->pixels;
    out->bits = 8;
    out->channels = image->channels;
    jb_samples_to_gray(d->pixels, n, &out->channels);
    return true;
}
