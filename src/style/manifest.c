/* The font manifest: which files a layout's faces are, and what they must be. */
#include "../base/error.h"
#include "../base/file.h"
#include "keys.h"

typedef JB_VEC(jb_manifest_face) faces;

/* A path beside the manifest. */
static bool read_files(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    jb_manifest_face *face = into;
    bool list = value->kind == JB_NODE_LIST;
    uint32_t n = list ? value->entries.len : 1;
    jb_str *files = JB_NEW_ARRAY(r->arena, jb_str, n + 1);
    if (n == 0)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        const jb_node *file = list ? value->entries.at[i].value : value;
        if (!jb_read_text(r, key, file, &files[i]) || !files[i].len)
            return false;
        files[i] = jb_path_join(r->arena, jb_path_folder(value->origin->file), files[i]);
    }
    face->files = files;
    face->files_len = n;
    return true;
}

/* Decimal or 0x and hexadecimal digits. */
static bool parse_number(jb_str text, uint64_t most, uint64_t *out)
{
    bool hex = jb_str_starts(text, JB_STR("0x"));
    uint64_t base = hex ? 16 : 10, value = 0;
    if (text.len <= (hex ? 2 : 0))
        return false;
    for (size_t i = hex ? 2 : 0; i < text.len; i++) {
        char c = text.at[i];
        uint64_t digit = c >= '0' && c <= '9'           ? (uint64_t)(c - '0')
                         : hex && c >= 'a' && c <= 'f' ? (uint64_t)(c - 'a') + 10
                                                        : base;
        if (digit >= base || value > (most - digit) / base)
            return false;
        value = value * base + digit;
    }
    *out = value;
    return true;
}

static bool read_number(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key;
    uint64_t number = 0;
    if (!parse_number(value->text, UINT32_MAX, &number))
        return false;
    *(uint32_t *)into = (uint32_t)number;
    return true;
}

static bool read_bytes(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    (void)r, (void)key;
    return parse_number(value->text, INT64_MAX, into);
}

static bool read_sha256(jb_reader *r, const jb_key *key, const jb_node *value, void *into)
{
    if (!jb_read_text(r, key, value, into) || value->text.len != 64)
        return false;
    for (size_t i = 0; i < 64; i++) {
        char c = value->text.at[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return true;
}

#define FACE(field) offsetof(jb_manifest_face, field)

static const jb_key face_keys[] = {
    {"files", read_files, 0, "[local/FandolFang-Regular.otf]", NULL},
    {"index", read_number, FACE(index), "0, 1, 2", NULL},
    {"size", read_bytes, FACE(size), "6961384", NULL},
    {"checksum", read_number, FACE(checksum), "0x9b19e134", NULL},
    {"revision", read_number, FACE(revision), "0x00014ccc", NULL},
    {"sha256", read_sha256, FACE(sha256), "0-9 a-f x 64", NULL},
    {"package", jb_read_text, FACE(package), "fonts-noto-cjk", NULL},
    {"install", jb_read_text, FACE(install), "apt-get install fonts-noto-cjk", NULL},
    {"optional", jb_read_bool, FACE(optional), "true | false", NULL},
    {"licence", jb_read_text, FACE(licence), "OFL-1.1", NULL},
    {"embed", jb_read_bool, FACE(embed), "true | false", NULL},
};

/* A face of the office's own manifest takes the place of ours of that name. */
static jb_manifest_face *find_face(jb_arena *arena, faces *all, jb_str name)
{
    for (uint32_t i = 0; i < all->len; i++)
        if (jb_str_equal(all->at[i].name, name))
            return &all->at[i];
    return jb_push(arena, all);
}

static void read_faces(jb_reader *r, const jb_node *root, faces *all)
{
    const jb_node *map = jb_tree_find(root, JB_STR("faces"));
    const jb_str names[] = {JB_STR("faces")};
    if (root->kind == JB_NODE_MAP)
        jb_keys_check(r, root, names, 1);
    if (!map || map->kind != JB_NODE_MAP) {
        jb_keys_fault(r, map ? map : root, "faces", JB_STR("{ FandolFang: { files: … } }"));
        return;
    }
    for (uint32_t i = 0; i < map->entries.len; i++) {
        const jb_entry *entry = &map->entries.at[i];
        jb_manifest_face face = {.name = entry->key->text};
        uint32_t before = r->faults;
        jb_keys_read(r, entry->value, "faces", JB_KEYS(face_keys), &face);
        if (!face.files_len && r->faults == before)
            jb_keys_missing(r, entry->key, "files");
        if (face.package.len && !face.install.len)
            face.install = jb_arena_format(r->arena, "sudo " JB_APT_INSTALL " %.*s",
                                           JB_FMT(face.package));
        *find_face(r->arena, all, face.name) = face;
    }
}

static void read_manifest(jb_reader *r, jb_str path, faces *all)
{
    jb_origin *origin = JB_NEW(r->arena, jb_origin);
    origin->file = path;
    int error = jb_file_read(r->arena, path, JB_TREE_BYTES, &origin->text);
    if (error) {
        r->faults++;
        jb_diag_in(r->diags, JB_D_MANIFEST_UNREADABLE, (jb_place){0},
                   JB_ARGS(path, jb_error_text(r->arena, error)));
        return;
    }
    jb_node *root = jb_tree_parse(r->arena, origin, r->diags);
    if (root)
        read_faces(r, root, all);
    else
        r->faults++;
}

jb_manifest *jb_manifest_open(jb_arena *arena, jb_str path, jb_str own, jb_diags *diags)
{
    jb_layout none = {0};
    jb_reader r = {.arena = arena, .diags = diags, .layout = &none};
    faces all = {0};
    read_manifest(&r, path, &all);
    if (own.len)
        read_manifest(&r, own, &all);
    if (r.faults || jb_diags_fatal(diags))
        return NULL;
    jb_manifest *manifest = JB_NEW(arena, jb_manifest);
    *manifest = (jb_manifest){all.at, all.len};
    return manifest;
}
