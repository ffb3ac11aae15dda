/* `fonts check`: each face of the manifest against its file, hashed whole. */
#include <errno.h>

#include "../base/error.h"
#include "../base/file.h"
#include "../base/hash.h"
#include "face.h"

/* A file that agrees in all but its hash is the right one with damaged bytes. */
static void check_map(jb_arena *arena, const jb_manifest_face *entry, jb_str map,
                      jb_font_report *report)
{
    jb_facts facts;
    report->state = JB_FONT_DAMAGED;
    report->detail = jb_sfnt_read(arena, map, entry->index, &facts);
    if (report->detail.len)
        return;
    report->identity = (jb_font_identity){map.len, facts.checksum, jb_hash_sha256(arena, map)};
    report->state = JB_FONT_DIFFERS;
    report->detail = jb_entry_differs(arena, entry, map.len, &facts);
    if (report->detail.len)
        return;
    if (entry->sha256.len) {
        jb_str hash = report->identity.sha256;
        report->state = JB_FONT_DAMAGED;
        report->detail = jb_arena_format(arena, "SHA-256 %.*s ≠ %.*s", JB_FMT(hash),
                                         JB_FMT(entry->sha256));
        if (!jb_str_equal(hash, entry->sha256))
            return;
    }
    bool restricted = jb_facts_restricted(&facts);
    report->state = restricted && !entry->embed ? JB_FONT_RESTRICTED : JB_FONT_GOOD;
    report->rights = restricted && !entry->embed ? JB_RIGHT_NONE
                     : restricted                ? JB_RIGHT_GRANTED
                     : facts.fs_type & 0x0008    ? JB_RIGHT_EDIT
                     : facts.fs_type & 0x0004    ? JB_RIGHT_VIEW
                                                 : JB_RIGHT_ANY;
    report->detail = report->state == JB_FONT_GOOD
                         ? (jb_str){0}
                         : jb_arena_format(arena, "fsType 0x%04X", facts.fs_type);
}

jb_font_identity jb_face_identity(jb_arena *arena, const jb_face *face)
{
    const jb_design *design = face->design;
    jb_str said = design->entry->sha256;
    return (jb_font_identity){design->map.len, design->facts.checksum,
                              said.len ? said : jb_hash_sha256(arena, design->map)};
}

void jb_fonts_check(jb_arena *arena, const jb_manifest *manifest, jb_font_reports *out)
{
    for (uint32_t i = 0; i < manifest->len; i++) {
        const jb_manifest_face *entry = &manifest->faces[i];
        jb_font_report report = {.name = entry->name,
                                 .package = entry->package,
                                 .install = entry->install,
                                 .licence = entry->licence,
                                 .optional = entry->optional};
        jb_str map;
        int error = jb_entry_map(entry, &report.file, &map);
        if (error == ENOMEM)
            jb_arena_exhaust(arena);
        if (error) {
            report.state = error == ENOENT ? JB_FONT_ABSENT : JB_FONT_DAMAGED;
            report.detail = error == ENOENT ? (jb_str){0}
                                            : jb_error_text(arena, error);
        } else {
            check_map(arena, entry, map, &report);
            jb_file_unmap(map);
        }
        *jb_push(arena, out) = report;
    }
}
