/* Variants. What sets them apart stands in this table alone. */
#include "paint.h"

static const jb_variant variants[JB_VARIANTS] = {
    [JB_SCREEN] = {.id = JB_SCREEN,
                   .name = JB_LIT("screen"),
                   .suffix = JB_LIT(""),
                   .preprinted = true,
                   .imprint = true,
                   .color = JB_COLOR_SCREEN,
                   .outline = true,
                   .tagged = true},
    [JB_PRINT] = {.id = JB_PRINT,
                  .name = JB_LIT("print"),
                  .suffix = JB_LIT("-print"),
                  .preprinted = true,
                  .imprint = true,
                  .final_only = true,
                  .color = JB_COLOR_PRESS,
                  .bleed = true,
                  .marks = true,
                  .imposed = true,
                  .promise = JB_PROMISE_PDFX},
    [JB_STOCK] = {.id = JB_STOCK,
                  .name = JB_LIT("stock"),
                  .suffix = JB_LIT("-stock"),
                  .preprinted = true,
                  .final_only = true,
                  .color = JB_COLOR_PRESS,
                  .bleed = true},
    [JB_IMPRINT] = {.id = JB_IMPRINT,
                    .name = JB_LIT("imprint"),
                    .suffix = JB_LIT("-imprint"),
                    .imprint = true,
                    .shifted = true,
                    .final_only = true,
                    .color = JB_COLOR_PRESS},
    [JB_A1B] = {.id = JB_A1B,
                .name = JB_LIT("a1b"),
                .suffix = JB_LIT("-a1b"),
                .preprinted = true,
                .imprint = true,
                .final_only = true,
                .color = JB_COLOR_SCREEN,
                .outline = true,
                .promise = JB_PROMISE_A1B},
    [JB_A2U] = {.id = JB_A2U,
                .name = JB_LIT("a2u"),
                .suffix = JB_LIT("-a2u"),
                .preprinted = true,
                .imprint = true,
                .final_only = true,
                .color = JB_COLOR_SCREEN,
                .outline = true,
                .promise = JB_PROMISE_A2U},
    [JB_ARCHIVE] = {.id = JB_ARCHIVE,
                    .name = JB_LIT("archive"),
                    .suffix = JB_LIT("-archive"),
                    .preprinted = true,
                    .imprint = true,
                    .final_only = true,
                    .color = JB_COLOR_SCREEN,
                    .outline = true,
                    .promise = JB_PROMISE_A3A,
                    .carries = true,
                    .tagged = true},
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

bool jb_variant_keeps(const jb_variant *variant)
{
    return variant->promise >= JB_PROMISE_A1B;
}

bool jb_variant_paints(const jb_variant *variant, const jb_item *item)
{
    return item->preprinted ? variant->preprinted : variant->imprint;
}
