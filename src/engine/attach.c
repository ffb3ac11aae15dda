/* What a file for keeping carries with it: all that it was made of, so that it can be made again.
 *
 * The source as received is Source, as are the images that it shows. Its canonical form is no
 * second original and nothing that a reader would look at instead of the pages, but the same text
 * in a form that is easier to read by program and person: Supplement (ISO 19005-3 annex E). What
 * else the pages depend on is Data: the layout as it was resolved, so that no other file of layouts
 * is needed, series.yaml, words.txt, fonts.yaml, the profile of the layout's own printing condition
 * where a picture is shown by it; and rebuild.json with the rest. Fonts are not among them: few may
 * be passed on.
 *
 * Nothing in it is a path of this machine: all lies beside the source, images and layout below. */
#include "../base/error.h"
#include "rebuild.h"

enum { COMPANY_MOST = 16 << 20 };

typedef JB_VEC(jb_pdf_attached) attachments;

static bool is_taken(const attachments *list, jb_str name)
{
    for (uint32_t i = 0; i < list->len; i++)
        if (jb_str_equal(list->at[i].name, name))
            return true;
    return false;
}

static void add(jb_work *work, attachments *list, jb_pdf_attached attached)
{
    attached.name = jb_attached_name(work->arena, attached.name, NULL);
    if (!is_taken(list, attached.name))
        *jb_push(work->arena, list) = attached;
}

/* A picture is given back under the name by which the text calls it, else the text would not find
 * it again. */
void jb_attach_check(jb_work *work)
{
    for (uint32_t i = 0; i < work->pages->items.len; i++) {
        const jb_item *item = &work->pages->items.at[i];
        bool kept = true;
        if (item->kind != JB_ITEM_IMAGE)
            continue;
        jb_str name = jb_attached_name(work->arena, item->image->path, &kept);
        if (!kept)
            jb_diag_at(work->diags, JB_D_IMAGE_NAME, item->image->span,
                       JB_ARGS(item->image->path, name));
    }
}

static void add_images(jb_work *work, attachments *list)
{
    for (uint32_t i = 0; i < work->pages->items.len; i++) {
        const jb_item *item = &work->pages->items.at[i];
        if (item->kind != JB_ITEM_IMAGE)
            continue;
        add(work, list,
            (jb_pdf_attached){
                .name = item->image->path,
                .type = item->image->kind == JB_IMAGE_JPEG ? "image/jpeg" : "image/png",
                .words = "文中的图片 / image of the text",
                .relation = JB_PDF_SOURCE,
                .bytes = item->image->bytes});
    }
}

/* A file that was read for this issue and cannot be read again ends the job. False: none. */
static bool add_company(jb_work *work, attachments *list, jb_str path, jb_code trouble,
                        const char *type, const char *words)
{
    jb_str bytes;
    if (path.len == 0)
        return false;
    int error = jb_file_read(work->arena, path, COMPANY_MOST, &bytes);
    if (error) {
        jb_diag_in(work->diags, trouble, (jb_place){0},
                   JB_ARGS(path, jb_error_text(work->arena, error)));
        return false;
    }
    add(work, list,
        (jb_pdf_attached){.name = jb_path_name(path),
                          .type = type,
                          .words = words,
                          .relation = JB_PDF_DATA,
                          .bytes = bytes});
    return true;
}

static jb_str write_canonical(const jb_work *work)
{
    jb_buf text = {0};
    if (!work->layout->recognise)
        return work->source->text;
    jb_issue_write(work->arena, work->issue, &text);
    return jb_buf_str(&text);
}

/* A name that nothing else has: stem + tail, or with a number between them. */
static jb_str free_name(jb_work *work, const attachments *list, jb_str stem, const char *tail)
{
    jb_str name = jb_arena_format(work->arena, "%.*s%s", JB_FMT(stem), tail);
    for (unsigned i = 2; is_taken(list, name); i++)
        name = jb_arena_format(work->arena, "%.*s-%u%s", JB_FMT(stem), i, tail);
    return name;
}

/* ---- the layout ---------------------------------------------------------------------------- */

#define PROFILE_KEY "print.profile"

static bool shows_cmyk(const jb_work *work)
{
    for (uint32_t i = 0; i < work->pages->items.len; i++)
        if (work->pages->items.at[i].kind == JB_ITEM_IMAGE &&
            work->pages->items.at[i].image->channels == 4)
            return true;
    return false;
}

/* The layout's own profile, by its name beside the source; empty: no picture needs it. */
static jb_str add_profile(jb_work *work, attachments *list)
{
    jb_str path = jb_pdf_profile_path(work->arena, &work->layout->print,
                                      jb_job_folder(work->job));
    bool added = shows_cmyk(work) &&
                 add_company(work, list, path, JB_D_PRESS_PROFILE_UNREADABLE,
                             "application/vnd.iccprofile",
                             "印刷条件的特性文件 / profile of the printing condition");
    return added ? list->at[list->len - 1].name : (jb_str){0};
}

/* The settings as typed, but for where the profile lies. */
static void choose_settings(jb_work *work, jb_str profile, jb_rebuild *rebuild)
{
    const jb_job *job = work->job;
    jb_str *settings = JB_NEW_ARRAY(work->arena, jb_str, job->settings_len + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < job->settings_len; i++)
        if (!profile.len || !jb_str_starts(job->settings[i], JB_STR(PROFILE_KEY "=")))
            settings[n++] = job->settings[i];
    if (profile.len)
        settings[n++] = jb_arena_format(work->arena, PROFILE_KEY "=%.*s", JB_FMT(profile));
    rebuild->settings = settings;
    rebuild->settings_len = n;
}

/* As it is when the command has been followed: settings are in it. */
static jb_str resolve(jb_work *work, jb_str profile)
{
    uint32_t n = work->settings_len;
    jb_setting *settings = JB_NEW_ARRAY(work->arena, jb_setting, n + 1);
    jb_diags untold = {.arena = work->arena}; /* it was opened before */
    for (uint32_t i = 0; i < n; i++)
        settings[i] = work->settings[i];
    settings[n] = (jb_setting){JB_STR(PROFILE_KEY), profile};
    const jb_layout *layout = work->layout;
    if (profile.len)
        layout = jb_layout_open(work->arena, jb_job_layout(work, work->layout_name),
                                jb_work_layouts(work), settings, n + 1, &untold);
    return layout ? layout->resolved : work->layout->resolved;
}

static void add_layout(jb_work *work, attachments *list, jb_str profile, jb_rebuild *rebuild)
{
    rebuild->layout = jb_path_name(jb_attached_name(work->arena, work->layout->name, NULL));
    add(work, list,
        (jb_pdf_attached){
            .name = jb_rebuild_layout(work->arena, rebuild->layout),
            .type = "text/yaml",
            .words = "版式，连同它所依据的 / the layout, with what it extends",
            .relation = JB_PDF_DATA,
            .bytes = resolve(work, profile)});
}

/* ---- the door ------------------------------------------------------------------------------ */

static void add_text(jb_work *work, attachments *list, jb_str name, jb_pdf_relation relation,
                     const char *words, jb_str bytes)
{
    add(work, list,
        (jb_pdf_attached){.name = name,
                          .type = "text/plain",
                          .words = words,
                          .relation = relation,
                          .bytes = bytes});
}

static void add_record(jb_work *work, attachments *list, const jb_rebuild *rebuild)
{
    jb_str record = jb_rebuild_write(work, rebuild, list->at, list->len);
    add(work, list,
        (jb_pdf_attached){.name = JB_STR(JB_RECORD_NAME),
                          .type = "application/json",
                          .words = "重新排版所需的记录 / what it takes to build the file again",
                          .relation = JB_PDF_DATA,
                          .bytes = record});
}

void jb_attach(jb_work *work, jb_pdf_meta *meta)
{
    attachments list = {0};
    jb_rebuild rebuild = {.encoding = work->source->encoding,
                          .repair = work->source->repairs.len > 0};
    jb_str stem = jb_path_name(jb_attached_name(work->arena, jb_outputs_stem(work), NULL));
    add_images(work, &list);
    add_company(work, &list, work->series ? work->series->path : (jb_str){0},
                JB_D_SERIES_UNREADABLE, "text/yaml", "本刊的设置 / the newsletter's settings");
    add_company(work, &list, jb_work_words(work), JB_D_WORDS_UNREADABLE, "text/plain",
                "本单位的词表 / the office's list of words");
    add_company(work, &list, jb_job_fonts(work), JB_D_MANIFEST_UNREADABLE, "text/yaml",
                "本单位的字体清单 / the office's list of fonts");
    jb_str profile = add_profile(work, &list);
    choose_settings(work, profile, &rebuild);
    add_layout(work, &list, profile, &rebuild);
    rebuild.pdf = jb_arena_format(work->arena, "%.*s.pdf", JB_FMT(stem));
    rebuild.source = free_name(work, &list, stem, ".txt");
    add_text(work, &list, rebuild.source, JB_PDF_SOURCE, "收到的原稿 / the source as received",
             work->source->raw);
    add_text(work, &list, free_name(work, &list, stem, ".canonical.txt"), JB_PDF_SUPPLEMENT,
             "定稿文件 / its canonical form", write_canonical(work));
    add_record(work, &list, &rebuild);
    meta->attached = list.at;
    meta->attached_len = list.len;
}
