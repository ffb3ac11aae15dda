/* What the jobs of all joined engines share: it is made of files when a job first asks for it, and
 * kept for as long as the files are as they were. */
#include <errno.h>

#include "../base/error.h"
#include "work.h"

/* ---- fonts --------------------------------------------------------------------------------- */

/* What hangs on one fonts.yaml. */
typedef struct font_set {
    jb_manifest *manifest;
    jb_fonts *fonts; /* no thread's: engines join it */
} font_set;

static void free_fonts(void *fonts)
{
    jb_fonts_free(fonts);
}

/* A file whose checksum is stated is another one at its peril; any else is used as it is. */
static void look_at_files(jb_kept *kept, const jb_manifest *manifest)
{
    for (uint32_t i = 0; i < manifest->len; i++)
        for (uint32_t k = 0; k < manifest->faces[i].files_len && !manifest->faces[i].checksum; k++)
            jb_looks_add(kept->arena, &kept->looks, manifest->faces[i].files[k]);
}

static const font_set *open_set(jb_kept *kept, jb_str data, jb_str own)
{
    jb_str ours = jb_path_join(kept->arena, data, JB_STR("fonts/manifest.yaml"));
    jb_looks_add(kept->arena, &kept->looks, ours);
    if (own.len)
        jb_looks_add(kept->arena, &kept->looks, own);
    font_set *set = JB_NEW(kept->arena, font_set);
    set->manifest = jb_manifest_open(kept->arena, ours, kept->key, &kept->told);
    if (!set->manifest)
        return NULL;
    look_at_files(kept, set->manifest);
    set->fonts = jb_fonts_new(set->manifest);
    if (!set->fonts)
        jb_arena_exhaust(kept->arena);
    jb_arena_defer(kept->arena, free_fonts, set->fonts);
    return set;
}

/* This thread's part of the set. */
static jb_fonts *join_set(jb_engine *engine, const font_set *set)
{
    for (uint32_t i = 0; i < engine->joined.len; i++)
        if (engine->joined.at[i].of == set->fonts)
            return engine->joined.at[i].fonts;
    jb_joined_fonts *joined = jb_push(engine->arena, &engine->joined);
    joined->fonts = jb_fonts_join(set->fonts);
    if (!joined->fonts)
        jb_arena_exhaust(engine->arena);
    joined->of = set->fonts;
    jb_fonts_under(joined->fonts, engine->arena);
    return joined->fonts;
}

static bool is_spoilt(const font_set *set)
{
    return jb_fonts_are_spoilt(set->fonts);
}

bool jb_engine_share(jb_engine *engine, jb_str own, jb_diags *diags)
{
    jb_keep *keep = &engine->shared->fonts;
    jb_kept *kept = jb_keep_find(keep, own);
    if (!kept || is_spoilt(kept->value)) {
        kept = jb_kept_begin(diags->arena, own);
        kept->value = open_set(kept, engine->data, kept->key);
        if (kept->value)
            jb_keep_add(keep, kept);
    }
    jb_diags_append(diags, &kept->told);
    const font_set *set = kept->value;
    engine->manifest = set ? set->manifest : NULL;
    engine->fonts = set ? join_set(engine, set) : NULL;
    return set != NULL;
}

/* ---- layouts and series -------------------------------------------------------------------- */

static jb_str key_of_layout(const jb_work *work, jb_str name)
{
    jb_buf key = {0};
    jb_buf_add(work->arena, &key, name);
    for (uint32_t i = 0; i < work->settings_len; i++)
        jb_buf_printf(work->arena, &key, "\n%.*s=%.*s", JB_FMT(work->settings[i].key),
                      JB_FMT(work->settings[i].value));
    return jb_buf_str(&key);
}

/* The settings outlive the job, as the layout does, whose views are of them. */
static const jb_layout *read_layout(const jb_work *work, jb_kept *kept, jb_str name)
{
    jb_arena *arena = kept->arena;
    jb_setting *settings = JB_NEW_ARRAY(arena, jb_setting, work->settings_len);
    for (uint32_t i = 0; i < work->settings_len; i++)
        settings[i] = (jb_setting){jb_arena_copy(arena, work->settings[i].key),
                                   jb_arena_copy(arena, work->settings[i].value)};
    jb_layout *layout = jb_layout_open(arena, jb_arena_copy(arena, name), jb_work_layouts(work),
                                       settings, work->settings_len, &kept->told);
    if (layout)
        kept->looks = layout->looks;
    return layout;
}

const jb_layout *jb_work_open_layout(jb_work *work, jb_str name)
{
    jb_keep *keep = &work->engine->shared->layouts;
    jb_str key = key_of_layout(work, name);
    jb_kept *kept = jb_keep_find(keep, key);
    if (!kept) {
        kept = jb_kept_begin(work->arena, key);
        kept->value = read_layout(work, kept, name);
        if (kept->value)
            jb_keep_add(keep, kept);
    }
    jb_diags_append(work->diags, &kept->told);
    return kept->value;
}

jb_str jb_work_layout_for(jb_work *work, jb_str name, jb_str folder)
{
    jb_keep *keep = &work->engine->shared->titles;
    jb_str key = jb_arena_format(work->arena, "%.*s\n%.*s", JB_FMT(folder), JB_FMT(name));
    jb_kept *kept = jb_keep_find(keep, key);
    if (!kept) {
        kept = jb_kept_begin(work->arena, key);
        jb_str *found = JB_NEW(kept->arena, jb_str);
        *found = jb_layout_for_name(kept->arena, name, folder, &kept->looks, &kept->told);
        kept->value = found;
        if (!jb_diags_fatal(&kept->told))
            jb_keep_add(keep, kept);
    }
    jb_diags_append(work->diags, &kept->told);
    return *(const jb_str *)kept->value;
}

const jb_newsletter *jb_work_open_series(jb_work *work, jb_str path)
{
    jb_keep *keep = &work->engine->shared->series;
    jb_kept *kept = jb_keep_find(keep, path);
    if (!kept) {
        kept = jb_kept_begin(work->arena, path);
        jb_looks_add(kept->arena, &kept->looks, path);
        kept->value = jb_newsletter_open(kept->arena, kept->key, &kept->told);
        if (kept->value)
            jb_keep_add(keep, kept);
    }
    jb_diags_append(work->diags, &kept->told);
    return kept->value;
}

/* ---- words --------------------------------------------------------------------------------- */

/* Without it titles are broken as if every character were a word: the reader must be told. */
const jb_lexicon *jb_work_lexicon(jb_work *work)
{
    jb_keep *keep = &work->engine->shared->lexicons;
    jb_str path = jb_path_join(work->arena, work->engine->data, JB_STR("lexicon"));
    jb_kept *kept = jb_keep_find(keep, path);
    if (kept)
        return kept->value;
    int error = 0;
    kept = jb_kept_begin(work->arena, path);
    jb_looks_add(kept->arena, &kept->looks, path);
    kept->value = jb_lexicon_open(kept->arena, path, &error);
    if (kept->value)
        jb_keep_add(keep, kept);
    if (error == ENOMEM)
        jb_arena_exhaust(work->arena);
    if (error)
        jb_diag_in(work->diags, JB_D_LEXICON_ABSENT, (jb_place){0},
                   JB_ARGS(path, error == EINVAL ? JB_BOTH("不是这个版本的词表",
                                                           "no lexicon of this version")
                                                 : jb_error_text(work->arena, error)));
    return kept->value;
}

/* ---- the shared part ----------------------------------------------------------------------- */

jb_shared *jb_shared_new(jb_arena *arena)
{
    jb_shared *shared = JB_NEW(arena, jb_shared);
    shared->hyphens = jb_hyphens_new(arena, JB_STR(JB_ENGLISH_HYPHENS));
    return shared;
}

void jb_shared_free(jb_shared *shared)
{
    jb_keep_free(&shared->fonts);
    jb_keep_free(&shared->lexicons);
    jb_keep_free(&shared->layouts);
    jb_keep_free(&shared->titles);
    jb_keep_free(&shared->series);
}
