/* Variants and colours. What sets variants apart stands in this table alone. */
#include "paint.h"

static const jb_variant variants[JB_VARIANTS] = {
    [JB_SCREEN] = {.id = JB_SCREEN,
                   .name = JB_LIT("screen"),
                   .suffix = JB_LIT(""),
                   .preprinted = true,
                   .imprint = true,
                   .color = JB_COLOR_SCREEN,
                   .outline = true},
    [JB_STOCK] = {.id = JB_STOCK,
                  .name = JB_LIT("stock"),
                  .suffix = JB_LIT("-stock"),
                  .preprinted = true,
                  .final_only = true,
                  .color = JB_COLOR_PRESS},
    [JB_IMPRINT] = {.id = JB_IMPRINT,
                    .name = JB_LIT("imprint"),
                    .suffix = JB_LIT("-imprint"),
                    .imprint = true,
                    .shifted = true,
                    .final_only = true,
                    .color = JB_COLOR_PRESS},
};

const jb_variant *jb_variant_at(jb_variant_id id)
{
    return &variants[id];
}

const jb_variant *jb_variant_find(jb_str name)
{
    for (int i = 0; i < JB_VARIANTS; i++)
        if (jb_str_equal(variants[i].name, name))
            return &variants[i];
    return NULL;
}

/* A tint takes the colour that much nearer to paper: less ink, more light. */
jb_color jb_ink_color(const jb_ink *ink, uint16_t tint, jb_color_space space)
{
    int64_t share = tint ? tint : 1000;
    jb_color color = {0};
    if (space == JB_COLOR_PRESS && ink->spot.len) {
        color.space = JB_SPOT;
        color.overprint = ink->overprint;
        color.spot = ink;
        color.value[0] = (uint16_t)share;
    } else if (space == JB_COLOR_PRESS) {
        color.space = JB_CMYK;
        color.overprint = ink->overprint;
        for (int i = 0; i < 4; i++)
            color.value[i] = (uint16_t)jb_div_round(ink->cmyk[i] * share, 1000);
    } else if (ink->gray) {
        /* K does not survive a change into RGB: on screens black is grey */
        color.space = JB_GRAY;
        color.value[0] = (uint16_t)(1000 - jb_div_round(ink->cmyk[3] * share, 1000));
    } else {
        color.space = JB_RGB;
        for (int i = 0; i < 3; i++)
            color.value[i] = (uint16_t)(1000 - jb_div_round((255 - ink->srgb[i]) * share, 255));
    }
    return color;
}
