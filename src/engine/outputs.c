/* Which variants are made, under which names, and the writing of them.
 *
 * NAME is what `files` of series.yaml makes it, else the source's without its extension. One
 * variant is NAME.pdf, several are NAME.pdf (screen), NAME-stock.pdf and so on; a pattern may say
 * {variant} instead. The status of an issue that is not final goes into the name too, unless the
 * user gave the whole name. */
#include <errno.h>
#include <limits.h>
#include <sys/stat.h>

#include "../base/error.h"
#include "../base/hash.h"
#include "work.h"

/* ---- which --------------------------------------------------------------------------------- */

static bool has_preprinted(const jb_layout *layout)
{
    for (uint32_t i = 0; i < layout->masthead_len; i++)
        if (layout->masthead[i].preprinted)
            return true;
    return false;
}

static bool parts_the_preprinted(const jb_variant *variant)
{
    return variant->preprinted != variant->imprint;
}

/* Only final issues without errors are printed; the others are for reading. */
static unsigned choose_variants(jb_work *work)
{
    const uint32_t *found = work->diags->count;
    bool final = work->issue->status == JB_FINAL, errors = found[JB_CONTENT] || found[JB_PRESS];
    unsigned chosen = 0, held_back = 0;
    for (int id = 0; id < JB_VARIANTS; id++) {
        const jb_variant *variant = jb_variant_at((jb_variant_id)id);
        if (!(work->variants & 1u << id))
            continue;
        if (parts_the_preprinted(variant) && !has_preprinted(work->layout)) {
            jb_diag_in(work->diags, JB_D_NO_PREPRINTED, (jb_place){0},
                       JB_ARGS(work->layout->name, variant->name));
        } else if (variant->final_only && !final) {
            jb_diag_in(work->diags, JB_D_NOT_FINAL, (jb_place){0},
                       JB_ARGS(jb_status_name(work->issue->status), variant->name));
            held_back |= 1u << id;
        } else if (variant->final_only && errors) {
            held_back |= 1u << id;
        } else {
            chosen |= 1u << id;
        }
    }
    return chosen || !held_back ? chosen : 1u << JB_SCREEN;
}

/* ---- names: patterns ----------------------------------------------------------------------- */

static jb_file_values values_of(const jb_work *work, const jb_variant *variant)
{
    return (jb_file_values){
        .number = work->issue->number,
        .date = work->issue->date,
        .variant = variant->name,
        .archive_no = jb_issue_field(work->issue, JB_FIELD_ARCHIVE_NO),
    };
}

/* An empty view after a diagnostic. */
static jb_str fill_pattern(jb_work *work, jb_str pattern, const jb_variant *variant)
{
    jb_file_values values = values_of(work, variant);
    jb_buf out = {0};
    jb_str key = {0};
    jb_filled filled = jb_file_name_fill(work->arena, pattern, &values, &out, &key);
    if (filled == JB_FILLED)
        return jb_buf_str(&out);
    if (filled == JB_FILLED_LACKING)
        jb_diag_in(work->diags, JB_D_OUTPUT_NO_VALUE, (jb_place){0}, JB_ARGS(key));
    else
        jb_diag_in(work->diags, JB_D_OUTPUT_UNKNOWN_KEY, (jb_place){0},
                   JB_ARGS(key, JB_STR("{year} {number} {number:02} {total} {variant} {档号}")));
    return (jb_str){0};
}

/* ---- names --------------------------------------------------------------------------------- */

static bool has_extension(jb_str path)
{
    return jb_str_ends(path, JB_STR(".pdf")) || jb_str_ends(path, JB_STR(".PDF"));
}

/* `tail` goes before the extension. */
static jb_str add_tail(jb_arena *arena, jb_str path, jb_str tail)
{
    if (!has_extension(path))
        return jb_arena_format(arena, "%.*s%.*s", JB_FMT(path), JB_FMT(tail));
    return jb_arena_format(arena, "%.*s%.*s%.*s", JB_FMT(jb_str_cut(path, 0, path.len - 4)),
                           JB_FMT(tail), JB_FMT(jb_str_cut(path, path.len - 4, path.len)));
}

static bool is_pattern(jb_str output)
{
    return jb_str_find(output, JB_STR("{")) != SIZE_MAX;
}

static bool is_folder(jb_str output)
{
    return output.len == 0 || jb_str_ends(output, JB_STR("/")) || jb_file_is_folder(output);
}

static jb_str name_in_folder(const jb_work *work, jb_str name, const char *extension)
{
    jb_str source = work->job->source;
    if (work->job->stem.len)
        name = work->job->stem;
    if (name.len == 0)
        name = jb_str_equal(source, JB_STR("-")) ? JB_STR("jianbao") : jb_path_stem(source);
    jb_str file = jb_arena_format(work->arena, "%.*s%s", JB_FMT(name), extension);
    return jb_path_join(work->arena, work->job->output, file);
}

/* The name without what the variant and the status add. */
static jb_str base_name(jb_work *work, const jb_variant *variant)
{
    jb_str output = work->job->output;
    if (is_folder(output)) {
        jb_file_values values = values_of(work, variant);
        jb_str name = {0};
        if (work->series && work->series->files.len &&
            jb_newsletter_file(work->arena, work->series, &values, &name) != JB_FILLED)
            name = (jb_str){0}; /* a text without such a number has its own name */
        return name_in_folder(work, name, ".pdf");
    }
    if (!is_pattern(output))
        return output;
    jb_str name = fill_pattern(work, output, variant);
    if (name.len && !has_extension(name))
        name = jb_arena_format(work->arena, "%.*s.pdf", JB_FMT(name));
    return name;
}

jb_str jb_outputs_stem(jb_work *work)
{
    jb_str path = base_name(work, jb_variant_at(JB_ARCHIVE));
    if (path.len == 0 || jb_str_equal(path, JB_STR("-")))
        path = name_in_folder(work, (jb_str){0}, "");
    return jb_path_stem(path);
}

/* The mark that the pages bear, as it goes into the name: a screen PDF made in place of what was
 * held back must not take the name of that. */
static jb_str name_mark(const jb_work *work, bool instead)
{
    jb_str output = work->job->output;
    bool whole_name = !is_folder(output) && !is_pattern(output);
    jb_str mark = {0};
    if (work->issue->status != JB_FINAL && (!whole_name || instead))
        mark = jb_status_name(work->issue->status);
    else if (instead)
        mark = work->diags->count[JB_CONTENT] ? JB_STR("未定稿") : JB_STR("未付印");
    return mark.len ? jb_arena_format(work->arena, "-%.*s", JB_FMT(mark)) : mark;
}

static jb_str name_output(jb_work *work, const jb_variant *variant)
{
    jb_str path = base_name(work, variant);
    if (path.len == 0 || jb_str_equal(path, JB_STR("-")))
        return path;
    bool several = (work->variants & (work->variants - 1)) != 0;
    bool said = jb_str_find(work->job->output, JB_STR("{variant}")) != SIZE_MAX;
    bool instead = !(work->variants & 1u << variant->id);
    path = add_tail(work->arena, path, name_mark(work, instead));
    return several && !said ? add_tail(work->arena, path, variant->suffix) : path;
}

/* ---- what may not be written over ---------------------------------------------------------- */

static bool is_that_file(jb_arena *arena, jb_str path, const struct stat *that)
{
    struct stat info;
    return stat(jb_arena_cstr(arena, path), &info) == 0 && info.st_dev == that->st_dev &&
           info.st_ino == that->st_ino;
}

/* Somebody's text, under a name typed by mistake. */
static bool is_other_text(jb_str path)
{
    jb_str bytes;
    if (has_extension(path) || jb_file_map(path, &bytes))
        return false;
    bool other = !jb_str_starts(bytes, JB_STR("%PDF-"));
    jb_file_unmap(bytes);
    return other;
}

static bool check_path(jb_work *work, jb_str path)
{
    struct stat info;
    if (jb_str_equal(path, JB_STR("-")) || stat(jb_arena_cstr(work->arena, path), &info))
        return true; /* what is not there is nobody's */
    const jb_files *written = &work->engine->written;
    bool twice = false, source = is_that_file(work->arena, work->job->source, &info);
    for (uint32_t i = 0; i < written->len; i++)
        twice = twice || is_that_file(work->arena, written->at[i], &info);
    for (uint32_t i = 0; i < work->job->sources_len; i++)
        source = source || is_that_file(work->arena, work->job->sources[i], &info);
    if (twice)
        jb_diag_in(work->diags, JB_D_OUTPUT_TWICE, (jb_place){0}, JB_ARGS(path));
    else if (source)
        jb_diag_in(work->diags, JB_D_OUTPUT_IS_SOURCE, (jb_place){0}, JB_ARGS(path));
    else if (!S_ISREG(info.st_mode)) /* a rename over /dev/null would replace it */
        jb_diag_in(work->diags, JB_D_OUTPUT_NOT_FILE, (jb_place){0}, JB_ARGS(path));
    return !jb_diags_fatal(work->diags);
}

/* ---- the doors ----------------------------------------------------------------------------- */

bool jb_outputs_plan(jb_work *work, jb_outputs *outputs)
{
    unsigned chosen = choose_variants(work);
    for (int id = 0; id < JB_VARIANTS; id++) {
        if (!(chosen & 1u << id))
            continue;
        const jb_variant *variant = jb_variant_at((jb_variant_id)id);
        jb_str path = name_output(work, variant);
        if (path.len == 0 || !check_path(work, path))
            return false;
        if (is_other_text(path)) {
            jb_diag_in(work->diags, JB_D_OUTPUT_IS_TEXT, (jb_place){0}, JB_ARGS(path));
            return false;
        }
        *jb_push(work->arena, outputs) = (jb_output){.variant = variant, .path = path};
    }
    if (outputs->len > 1 && jb_str_equal(work->job->output, JB_STR("-"))) {
        jb_diag_in(work->diags, JB_D_OUTPUT_ONE_ONLY, (jb_place){0}, JB_NO_ARGS);
        return false;
    }
    return true;
}

bool jb_outputs_add_beside(jb_work *work, jb_outputs *outputs, const jb_output *pdf,
                           const char *tail, jb_str bytes)
{
    jb_str stem = pdf->path;
    if (jb_str_equal(stem, JB_STR("-")))
        return true;
    if (has_extension(stem))
        stem = jb_str_cut(stem, 0, stem.len - 4);
    jb_str path = jb_arena_format(work->arena, "%.*s.%s", JB_FMT(stem), tail);
    if (!check_path(work, path))
        return false;
    *jb_push(work->arena, outputs) =
        (jb_output){.variant = pdf->variant, .path = path, .bytes = bytes};
    return true;
}

jb_str jb_outputs_text_path(jb_work *work)
{
    jb_str output = work->job->output;
    if (output.len == 0)
        return JB_STR("-");
    if (jb_str_ends(output, JB_STR("/"))) /* writing tells what is wrong with it */
        (void)jb_file_make_folder(output);
    jb_str path = is_folder(output) ? name_in_folder(work, (jb_str){0}, ".txt") : output;
    return check_path(work, path) ? path : (jb_str){0};
}

/* A folder whose name is made of the issue's number, or that was typed as a folder, is made; one
 * that is a part of a name may be a slip. */
static int write_output(const jb_work *work, const jb_output *output)
{
    jb_str asked = work->job->output, folder = jb_path_folder(output->path);
    int error = 0;
    if (is_pattern(asked) || jb_str_ends(asked, JB_STR("/")))
        error = jb_file_make_folder(folder);
    return error ? error : jb_file_write(output->path, output->bytes);
}

static bool tell_failure(jb_work *work, jb_str path, int error)
{
    jb_str folder = jb_path_folder(path);
    if (jb_str_equal(path, JB_STR("-")))
        path = JB_BOTH("标准输出", "standard output");
    if (error == ENOENT && !jb_file_exists(folder))
        jb_diag_in(work->diags, JB_D_OUTPUT_NO_FOLDER, (jb_place){0}, JB_ARGS(folder, path));
    else
        jb_diag_in(work->diags, JB_D_OUTPUT_FAILED, (jb_place){0},
                   JB_ARGS(path, jb_error_text(work->arena, error)));
    return false;
}

/* Nothing is copied: the bytes lie in the result's arena. */
static bool hold(jb_work *work, const jb_outputs *outputs)
{
    for (uint32_t i = 0; i < outputs->len; i++) {
        const jb_output *o = &outputs->at[i];
        *jb_push(work->arena, &work->result->made) =
            (jb_made){o->path, o->bytes,
                      o->sha256.len ? o->sha256 : jb_hash_sha256(work->arena, o->bytes)};
    }
    return true;
}

bool jb_outputs_write(jb_work *work, const jb_outputs *outputs)
{
    if (work->job->held)
        return hold(work, outputs);
    jb_engine *engine = work->engine;
    jb_reserve(work->arena, &work->result->files, outputs->len);
    jb_reserve(engine->arena, &engine->written, outputs->len);
    jb_str *paths = JB_NEW_ARRAY(engine->arena, jb_str, outputs->len);
    for (uint32_t i = 0; i < outputs->len; i++) /* memory runs out before anything is written */
        paths[i] = jb_arena_copy(engine->arena, outputs->at[i].path);
    for (uint32_t i = 0; i < outputs->len; i++) {
        const jb_output *output = &outputs->at[i];
        int error = write_output(work, output);
        if (error)
            return tell_failure(work, output->path, error);
        if (jb_str_equal(output->path, JB_STR("-")))
            continue; /* standard output has no name to tell */
        *jb_push(work->arena, &work->result->files) = output->path;
        *jb_push(engine->arena, &engine->written) = paths[i];
    }
    jb_memory_watch(); /* what was written stays written */
    return true;
}
