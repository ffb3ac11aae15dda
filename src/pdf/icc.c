#include "icc.h"

#include <lcms2_plugin.h>
#include <stdio.h>

enum { HEAD = 128, TAG = 12, TAGS_MOST = 100 };

/* ---- by hand -------------------------------------------------------------------------------- */

static uint32_t number_at(jb_str s, size_t at)
{
    const uint8_t *b = (const uint8_t *)s.at + at;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static bool tags_lie_inside(jb_str profile)
{
    uint32_t tags = number_at(profile, HEAD);
    if (tags > TAGS_MOST || profile.len < HEAD + 4 + (size_t)tags * TAG)
        return false;
    for (uint32_t i = 0; i < tags; i++) {
        size_t at = HEAD + 4 + (size_t)i * TAG;
        uint32_t begin = number_at(profile, at + 4), len = number_at(profile, at + 8);
        if (begin > profile.len || profile.len - begin < len)
            return false;
    }
    return true;
}

bool jb_pdf_icc_read(jb_str profile, jb_pdf_icc_head *head)
{
    if (profile.len < HEAD + 4 || memcmp(profile.at + 36, "acsp", 4) != 0 ||
        number_at(profile, 0) != profile.len || !tags_lie_inside(profile))
        return false;
    memcpy(head->kind, profile.at + 12, 4);
    memcpy(head->space, profile.at + 16, 4);
    head->kind[4] = head->space[4] = '\0';
    head->version = (uint8_t)profile.at[8];
    return true;
}

/* Signatures may hold anything: what is no letter or digit is not shown. */
static const char *readable(char *signature)
{
    for (char *c = signature; *c; c++)
        if (!(*c >= '0' && *c <= '9') && !(*c >= 'A' && *c <= 'Z') && !(*c >= 'a' && *c <= 'z'))
            *c = *c == ' ' ? '\0' : '?';
    return signature;
}

static jb_str describe(jb_arena *arena, jb_pdf_icc_head *head)
{
    static const struct {
        const char *kind, *zh, *en;
    } kinds[] = {
        {"scnr", "输入设备（扫描仪、相机）", "an input device's profile"},
        {"mntr", "显示器", "a monitor's profile"},
        {"prtr", "输出设备", "an output device's profile"},
        {"link", "设备链接", "a device link"},
        {"spac", "色彩空间", "a colour space's profile"},
        {"abst", "抽象", "an abstract profile"},
        {"nmcl", "专色", "a profile of named colours"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].kind, head->kind) == 0) {
            const char *space = readable(head->space);
            return jb_arena_format(arena, "这是%s的特性文件，%s\x1fit is %s, %s", kinds[i].zh, space,
                                   kinds[i].en, space);
        }
    return jb_arena_format(arena, "不认识的种类“%s”\x1fof an unknown kind, '%s'",
                           readable(head->kind), head->kind);
}

/* ---- the library ---------------------------------------------------------------------------- */

/* What one piece of work holds, in an arena of its own. The library's memory is in it too: its code
 * does not bear a request that fails, so that one ends the whole work, like any of ours. */
typedef struct bench {
    jb_arena *arena;
    cmsContext context;
    cmsHPROFILE from, to;
    cmsHTRANSFORM turn;
    char message[160]; /* the library's first complaint */
} bench;

enum { SIZE_ROOM = 16 /* before each block: its size, and what keeps blocks aligned */ };

static void *lend_memory(cmsContext context, cmsUInt32Number size)
{
    const bench *b = cmsGetContextUserData(context);
    char *block = jb_arena_alloc(b->arena, SIZE_ROOM + (size_t)size);
    memcpy(block, &size, sizeof size);
    return block + SIZE_ROOM;
}

/* It goes with the arena. */
static void leave_memory(cmsContext context, void *block)
{
    (void)context, (void)block;
}

static void *lend_more(cmsContext context, void *block, cmsUInt32Number size)
{
    cmsUInt32Number had = 0;
    void *more = lend_memory(context, size);
    if (block) {
        memcpy(&had, (char *)block - SIZE_ROOM, sizeof had);
        memcpy(more, block, had < size ? had : size);
    }
    return more;
}

static void note(cmsContext context, cmsUInt32Number code, const char *text)
{
    bench *b = cmsGetContextUserData(context);
    (void)code;
    if (!b->message[0])
        snprintf(b->message, sizeof b->message, "%s", text);
}

static void drop_turn(bench *b)
{
    if (b->turn)
        cmsDeleteTransform(b->turn);
    if (b->from)
        cmsCloseProfile(b->from);
    b->turn = NULL;
    b->from = NULL;
}

static void clear_bench(void *bench_at)
{
    bench *b = bench_at;
    drop_turn(b);
    if (b->to)
        cmsCloseProfile(b->to);
    if (b->context)
        cmsDeleteContext(b->context);
}

static bench *open_bench(jb_arena *parent)
{
    jb_arena *arena = jb_arena_child(parent);
    bench *b = JB_NEW(arena, bench);
    b->arena = arena;
    jb_arena_defer(arena, clear_bench, b);
    cmsPluginMemHandler memory = {
        .base = {cmsPluginMagicNumber, 2000, cmsPluginMemHandlerSig, NULL},
        .MallocPtr = lend_memory,
        .FreePtr = leave_memory,
        .ReallocPtr = lend_more,
    };
    b->context = cmsCreateContext(&memory, b);
    if (!b->context)
        jb_arena_exhaust(arena);
    cmsSetLogErrorHandlerTHR(b->context, note);
    return b;
}

static void close_bench(bench *b)
{
    jb_arena_free(b->arena);
}

static cmsHPROFILE open_profile(const bench *b, jb_str profile)
{
    return cmsOpenProfileFromMemTHR(b->context, profile.at, (cmsUInt32Number)profile.len);
}

/* Relative colorimetric with black point compensation: what layout programs are set to when they
 * come. White stays the paper's, a colour that the press has is kept, and shadows keep their
 * detail; many profiles hold no perceptual table of their own anyway. */
static bool make_turn(bench *b, cmsUInt32Number from, cmsUInt32Number to, cmsUInt32Number flags)
{
    if (b->from && b->to)
        b->turn = cmsCreateTransformTHR(b->context, b->from, from, b->to, to,
                                        INTENT_RELATIVE_COLORIMETRIC, flags);
    return b->turn != NULL;
}

/* A profile that says it can, may yet be broken inside: it is tried, without the table that is
 * worth its time for the pixels of an image alone. */
static bool works_both_ways(bench *b, jb_str profile)
{
    b->to = open_profile(b, profile);
    if (!b->to || !cmsIsTag(b->to, cmsSigAToB0Tag) || !cmsIsTag(b->to, cmsSigBToA0Tag))
        return false;
    b->from = cmsCreate_sRGBProfileTHR(b->context);
    if (!make_turn(b, TYPE_RGB_8, TYPE_CMYK_8, cmsFLAGS_NOOPTIMIZE))
        return false;
    drop_turn(b);
    cmsHPROFILE press = b->to;
    b->from = press;
    b->to = cmsCreateLab4ProfileTHR(b->context, NULL);
    return make_turn(b, TYPE_CMYK_8, TYPE_Lab_8, cmsFLAGS_NOOPTIMIZE);
}

jb_str jb_pdf_icc_fault(jb_arena *arena, jb_str profile, int version_most)
{
    jb_pdf_icc_head head;
    if (!jb_pdf_icc_read(profile, &head))
        return JB_BOTH("不是完整的 ICC 特性文件", "it is no ICC profile, or not a whole one");
    if (strcmp(head.kind, "prtr") != 0 || strcmp(head.space, "CMYK") != 0)
        return describe(arena, &head);
    if (head.version > version_most)
        return jb_arena_format(arena,
                               "这是 ICC 第 %d 版的特性文件，这里只能用到第 %d 版"
                               "\x1fits ICC version is %d, and this file can hold %d at most",
                               head.version, version_most, head.version, version_most);
    bench *b = open_bench(arena);
    jb_str why = {0};
    if (!works_both_ways(b, profile)) {
        const char *told = b->message[0] ? b->message : "A2B0, B2A0";
        why = jb_arena_format(arena, "里面的数据不能用：%s\x1fits data cannot be used: %s", told,
                              told);
    }
    close_bench(b);
    return why;
}

jb_str jb_pdf_icc_name(jb_arena *arena, jb_str profile)
{
    char name[120] = "";
    bench *b = open_bench(arena);
    b->to = open_profile(b, profile);
    if (b->to)
        cmsGetProfileInfoASCII(b->to, cmsInfoDescription, "en", "US", name, sizeof name);
    close_bench(b);
    for (char *c = name; *c; c++)
        if (*c < ' ' || *c > '~')
            *c = '?';
    return jb_arena_copy(arena, jb_str_make(name));
}

/* ---- the press ------------------------------------------------------------------------------ */

struct jb_pdf_icc {
    bench *bench;
    jb_str from; /* of the transform that is made */
    bool made;
};

jb_pdf_icc *jb_pdf_icc_open(jb_arena *arena, jb_str press)
{
    jb_pdf_icc *icc = JB_NEW(arena, jb_pdf_icc);
    icc->bench = open_bench(arena);
    icc->bench->to = open_profile(icc->bench, press);
    return icc->bench->to ? icc : NULL;
}

bool jb_pdf_icc_to_press(jb_pdf_icc *icc, jb_str from, const uint8_t *rgb, size_t n,
                         uint8_t *cmyk)
{
    bench *b = icc->bench;
    jb_pdf_icc_head head;
    if (from.len && (!jb_pdf_icc_read(from, &head) || strcmp(head.space, "RGB ") != 0))
        return false;
    if (!icc->made || !jb_str_equal(icc->from, from)) {
        drop_turn(b);
        b->from = from.len ? open_profile(b, from) : cmsCreate_sRGBProfileTHR(b->context);
        icc->made = make_turn(b, TYPE_RGB_8, TYPE_CMYK_8, cmsFLAGS_BLACKPOINTCOMPENSATION);
        icc->from = from;
    }
    if (icc->made)
        cmsDoTransform(b->turn, rgb, cmyk, (cmsUInt32Number)n);
    return icc->made;
}

static cmsHPROFILE make_gray(bench *b)
{
    cmsToneCurve *curve = cmsBuildGamma(b->context, 2.2);
    cmsHPROFILE gray = curve ? cmsCreateGrayProfileTHR(b->context, cmsD50_xyY(), curve) : NULL;
    cmsFreeToneCurve(curve);
    return gray;
}

static bool turn_grays(bench *b, jb_str from, bool rgb, uint8_t grays[256])
{
    uint8_t in[256 * 3];
    for (int i = 0; i < 256; i++)
        for (int c = 0; c < 3; c++)
            in[rgb ? 3 * i + c : i] = (uint8_t)i;
    b->from = open_profile(b, from);
    b->to = make_gray(b);
    bool made = make_turn(b, rgb ? TYPE_RGB_8 : TYPE_GRAY_8, TYPE_GRAY_8,
                          cmsFLAGS_BLACKPOINTCOMPENSATION);
    if (made)
        cmsDoTransform(b->turn, in, grays, 256);
    return made;
}

bool jb_pdf_icc_grays(jb_arena *arena, jb_str from, uint8_t grays[256])
{
    jb_pdf_icc_head head;
    if (!jb_pdf_icc_read(from, &head))
        return false;
    bool rgb = strcmp(head.space, "RGB ") == 0;
    if (!rgb && strcmp(head.space, "GRAY") != 0)
        return false;
    bench *b = open_bench(arena);
    bool made = turn_grays(b, from, rgb, grays);
    close_bench(b);
    return made;
}

/* ---- sRGB ----------------------------------------------------------------------------------- */

/* The library writes its clock, its name and where it runs: the header is made as if it had not
 * (ICC.1:2010 7.2). */
static void forget_origin(char *profile)
{
    enum { MAKER = 4, DATE = 24, PLATFORM = 40, CREATOR = 80 };
    static const char day[12] = {7, (char)0xD9, 0, 1, 0, 1};
    memset(profile + MAKER, 0, 4);
    memcpy(profile + DATE, day, sizeof day);
    memset(profile + PLATFORM, 0, 4);
    memset(profile + CREATOR, 0, 4);
}

static jb_str save_srgb(bench *b, jb_arena *arena)
{
    cmsUInt32Number len = 0;
    b->to = cmsCreate_sRGBProfileTHR(b->context);
    if (!b->to)
        return (jb_str){0};
    cmsSetProfileVersion(b->to, 2.1); /* what PDF 1.4 knows */
    if (!cmsSaveProfileToMem(b->to, NULL, &len))
        return (jb_str){0};
    char *profile = jb_arena_alloc(arena, len);
    if (!cmsSaveProfileToMem(b->to, profile, &len))
        return (jb_str){0};
    forget_origin(profile);
    return (jb_str){profile, len};
}

jb_str jb_pdf_icc_srgb(jb_arena *arena)
{
    bench *b = open_bench(arena);
    jb_str profile = save_srgb(b, arena);
    close_bench(b);
    return profile;
}
