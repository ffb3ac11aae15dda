/* Colours -> plates. */
#include "content.h"

static uint16_t tint_of(double value)
{
    if (!(value > 0))
        return 0;
    return value >= 1 ? JB_FULL : (uint16_t)(value * JB_FULL + .5);
}

static bool is_cmyk(const jb_space *space)
{
    return space->kind == JB_SPACE_CMYK || (space->kind == JB_SPACE_ICC && space->values == 4);
}

static bool is_gray(const jb_space *space)
{
    return space->kind == JB_SPACE_GRAY || space->kind == JB_SPACE_CAL_GRAY ||
           (space->kind == JB_SPACE_ICC && space->values == 1);
}

static void add_up(jb_tints *tints)
{
    tints->sum = 0;
    for (int i = 0; i < JB_PLATES; i++)
        tints->sum += tints->tint[i];
}

/* Separation and DeviceN: value by value on its plate. */
static void lay_separate(const jb_space *space, const double *values, jb_tints *tints)
{
    for (int i = 0; i < space->values && i < JB_PLATES; i++) {
        uint16_t tint = tint_of(values[i]);
        uint8_t plate = space->plate[i];
        if (plate == JB_PLATE_ALL) {
            tints->registration |= tint > 0;
            for (int k = 0; k < JB_SPOTS; k++)
                tints->tint[k] = tint;
        } else if (plate < JB_PLATES && tints->tint[plate] < tint) {
            tints->tint[plate] = tint;
        }
    }
}

/* The bytes of the lookup are the base's values, 0 to 255 (8.6.6.3). */
static jb_tints tints_of_index(const jb_space *space, const double *values)
{
    double looked[JB_PLATES] = {0};
    int n = space->base ? space->base->values : 0;
    double index = values[0] < 0 ? 0 : values[0] > space->highest ? space->highest : values[0];
    size_t at = (size_t)index * (size_t)n;
    if (n <= 0 || n > JB_PLATES || at + (size_t)n > space->lookup.len)
        return (jb_tints){.decides = JB_EVERY_PLATE, .unknown = true};
    for (int i = 0; i < n; i++)
        looked[i] = (unsigned char)space->lookup.at[at + (size_t)i] / 255.;
    return jb_space_tints(space->base, looked);
}

jb_tints jb_space_tints(const jb_space *space, const double *values)
{
    if (space->kind == JB_SPACE_INDEXED && space->base && space->base->kind != JB_SPACE_INDEXED)
        return tints_of_index(space, values);
    jb_tints tints = {.decides = JB_EVERY_PLATE};
    if (is_cmyk(space))
        for (int i = 0; i < JB_SPOTS; i++)
            tints.tint[i] = tint_of(values[i]);
    else if (is_gray(space))
        tints.tint[JB_BLACK] = tint_of(1 - values[0]);
    else if (space->kind == JB_SPACE_SEPARATION || space->kind == JB_SPACE_DEVICE_N)
        lay_separate(space, values, &tints);
    else
        tints.unknown = true;
    add_up(&tints);
    return tints;
}

uint32_t jb_space_decides(const jb_space *space, const jb_tints *tints, bool mode)
{
    uint32_t decides = 0;
    if (space->kind == JB_SPACE_CMYK && mode) { /* specified directly: a zero changes nothing */
        for (int i = 0; i < JB_SPOTS; i++)
            decides |= tints->tint[i] ? 1u << i : 0;
        return decides;
    }
    if (space->kind != JB_SPACE_SEPARATION && space->kind != JB_SPACE_DEVICE_N)
        return tints->unknown ? JB_EVERY_PLATE : JB_PROCESS;
    for (int i = 0; i < space->values && i < JB_PLATES; i++) {
        uint8_t plate = space->plate[i];
        decides |= plate == JB_PLATE_ALL ? JB_EVERY_PLATE : plate < JB_PLATES ? 1u << plate : 0;
    }
    return decides;
}

uint32_t jb_space_plates(const jb_space *space)
{
    uint32_t plates = 0;
    if (space->kind == JB_SPACE_INDEXED && space->base && space->base->kind != JB_SPACE_INDEXED)
        return jb_space_plates(space->base);
    if (is_cmyk(space))
        return JB_PROCESS;
    if (is_gray(space))
        return 1u << JB_BLACK;
    for (int i = 0; i < space->values && i < JB_PLATES; i++) {
        bool own = space->kind == JB_SPACE_SEPARATION || space->kind == JB_SPACE_DEVICE_N;
        plates |= own && space->plate[i] < JB_PLATES ? 1u << space->plate[i] : 0;
    }
    return plates;
}

void jb_tints_join(jb_tints *tints, const jb_tints *more)
{
    for (int i = 0; i < JB_PLATES; i++)
        if (tints->tint[i] < more->tint[i])
            tints->tint[i] = more->tint[i];
    if (tints->sum < more->sum)
        tints->sum = more->sum;
    tints->decides |= more->decides;
    tints->registration |= more->registration;
    tints->unknown |= more->unknown;
    tints->possible |= more->possible;
}
