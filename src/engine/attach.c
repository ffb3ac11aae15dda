/* What a file for keeping carries with it: all that it was made of, so that it can be made again.
 *
 * The source as received is Source, as are the images that it shows. Its canonical form is no
 * second original and nothing that a reader would look at instead of the pages, but the same text
 * in a form that is easier to read by program and person: Supplement (ISO 19005-3 annex E). What
 * else the pages depend on is Data: series.yaml, words.txt, and rebuild.json with the rest.
 * Nothing in it is a path of this machine: names lead from the source's folder downwards. */
#include "../base/error.h"
#include "../base/hash.h"
#include "work.h"

enum { COMPANY_MOST = 4 << 20 };

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
    if (!is_taken(list, attached.name))
        *jb_push(work->arena, list) = attached;
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

/* A file that was read for this issue and cannot be read again ends the job. */
static void add_company(jb_work *work, attachments *list, jb_str path, jb_code trouble,
                        const char *type, const char *words)
{
    jb_str bytes;
    if (path.len == 0)
        return;
    int error = jb_file_read(work->arena, path, COMPANY_MOST, &bytes);
    if (error)
        jb_diag_in(work->diags, trouble, (jb_place){0},
                   JB_ARGS(path, jb_error_text(work->arena, error)));
    else
        add(work, list,
            (jb_pdf_attached){.name = jb_path_name(path),
                              .type = type,
                              .words = words,
                              .relation = JB_PDF_DATA,
                              .bytes = bytes});
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

/* ---- rebuild.json -------------------------------------------------------------------------- */

static void print_files(jb_work *work, const jb_json *j, const attachments *list)
{
    jb_json_open(j, "files", '[');
    for (uint32_t i = 0; i < list->len; i++) {
        const jb_pdf_attached *a = &list->at[i];
        jb_json_open(j, NULL, '{');
        jb_json_text(j, "name", a->name);
        jb_json_integer(j, "size", (long long)a->bytes.len);
        jb_json_text(j, "sha256", jb_hash_sha256(work->arena, a->bytes));
        jb_json_close(j, '}');
    }
    jb_json_close(j, ']');
}

void jb_rebuild_print_face(jb_arena *arena, const jb_json *j, const jb_manifest_face *face)
{
    jb_json_open(j, NULL, '{');
    jb_json_text(j, "name", face->name);
    jb_json_integer(j, "size", (long long)face->size);
    jb_json_text(j, "checksum", jb_arena_format(arena, "%08x", face->checksum));
    jb_json_known(j, "sha256", face->sha256);
    jb_json_close(j, '}');
}

static void print_faces(jb_work *work, const jb_json *j)
{
    const jb_manifest *manifest = work->engine->manifest;
    bool *used = JB_NEW_ARRAY(work->arena, bool, manifest->len);
    for (uint32_t i = 0; i < work->pages->items.len; i++)
        if (work->pages->items.at[i].kind == JB_ITEM_GLYPHS)
            used[jb_face_number(work->pages->items.at[i].face)] = true;
    jb_json_open(j, "fonts", '[');
    for (uint32_t i = 0; i < manifest->len; i++)
        if (used[i])
            jb_rebuild_print_face(work->arena, j, &manifest->faces[i]);
    jb_json_close(j, ']');
}

static void print_list(const jb_json *j, const char *key, const jb_str *list, uint32_t n)
{
    jb_json_open(j, key, '[');
    for (uint32_t i = 0; i < n; i++)
        jb_json_text(j, NULL, list[i]);
    jb_json_close(j, ']');
}

/* "NAME VERSION, NAME VERSION" */
static void print_libraries(const jb_json *j)
{
    jb_str rest = jb_engine_libraries();
    jb_json_open(j, "libraries", '[');
    while (rest.len) {
        size_t comma = jb_str_find(rest, JB_STR(", "));
        jb_json_text(j, NULL, jb_str_cut(rest, 0, comma));
        rest = comma == SIZE_MAX ? (jb_str){0} : jb_str_cut(rest, comma + 2, rest.len);
    }
    jb_json_close(j, ']');
}

static jb_str print_rebuild(jb_work *work, const attachments *list, jb_str source)
{
    jb_buf out = {0};
    const jb_json j = {work->arena, &out};
    jb_json_open(&j, NULL, '{');
    jb_json_text(&j, "program", jb_engine_version());
    print_libraries(&j);
    jb_json_text(&j, "source", source);
    jb_json_text(&j, "encoding", work->source->encoding);
    print_files(work, &j, list);
    jb_json_known(&j, "series", work->series ? work->series->name : (jb_str){0});
    jb_json_text(&j, "layout", work->layout->name);
    print_list(&j, "settings", work->job->settings, work->job->settings_len);
    jb_json_text(&j, "clean", jb_clean_name(work->layout->clean));
    print_faces(work, &j);
    jb_json_text(&j, "resolved", work->layout->resolved);
    jb_json_close(&j, '}');
    jb_buf_add(work->arena, &out, JB_STR("\n"));
    return jb_buf_str(&out);
}

/* ---- the door ------------------------------------------------------------------------------ */

void jb_attach(jb_work *work, jb_pdf_meta *meta)
{
    attachments list = {0};
    jb_str stem = jb_outputs_stem(work);
    add_images(work, &list);
    add_company(work, &list, work->series ? work->series->path : (jb_str){0},
                JB_D_SERIES_UNREADABLE, "text/yaml", "本刊的设置 / the newsletter's settings");
    add_company(work, &list, jb_work_words(work), JB_D_WORDS_UNREADABLE, "text/plain",
                "本单位的词表 / the office's list of words");
    jb_str source = free_name(work, &list, stem, ".txt");
    add(work, &list,
        (jb_pdf_attached){.name = source,
                          .type = "text/plain",
                          .words = "收到的原稿 / the source as received",
                          .relation = JB_PDF_SOURCE,
                          .bytes = work->source->raw});
    add(work, &list,
        (jb_pdf_attached){.name = free_name(work, &list, stem, ".canonical.txt"),
                          .type = "text/plain",
                          .words = "定稿文件 / its canonical form",
                          .relation = JB_PDF_SUPPLEMENT,
                          .bytes = write_canonical(work)});
    add(work, &list,
        (jb_pdf_attached){.name = JB_STR(JB_RECORD_NAME),
                          .type = "application/json",
                          .words = "重新排版所需的记录 / what it takes to build the file again",
                          .relation = JB_PDF_DATA,
                          .bytes = print_rebuild(work, &list, source)});
    meta->attached = list.at;
    meta->attached_len = list.len;
}
