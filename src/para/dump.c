#include "../base/dump.h"
#include "parts.h"

static const char *class_name(unsigned cls)
{
    static const char *const names[JB_CLASSES] = {
        "han",  "open",     "close", "stop",  "dot",    "hyphen",  "rule",  "slash",
        "dash", "ellipsis", "latin", "digit", "prefix", "postfix", "space", "break"};
    return names[cls];
}

static const char *gap_name(unsigned kind)
{
    static const char *const names[JB_GAPS] = {"none",  "fixed", "word", "bracket",
                                               "comma", "latin", "stop", "title"};
    return names[kind];
}

const char *jb_stand_name(jb_stand stand)
{
    static const char *const names[] = {[JB_STAND_LEVEL] = "",
                                        [JB_STAND_UPRIGHT] = " upright",
                                        [JB_STAND_TURNED] = " turned",
                                        [JB_STAND_ACROSS] = " across",
                                        [JB_STAND_DIAGONAL] = " diagonal"};
    return names[stand];
}

void jb_para_dump_runs(jb_arena *arena, const jb_para *p, jb_buf *out)
{
    static const char *const breaks[] = {"no", "may", "must"};
    for (uint32_t i = 0; i < p->clusters_len; i++) {
        const jb_cluster *c = &p->clusters[i];
        const jb_gap *gap = &p->gaps[i];
        jb_str text = jb_str_cut(p->input->text, c->text, c->text + c->length);
        jb_buf_printf(arena, out, "  ");
        jb_json_string(arena, out, text);
        jb_buf_printf(arena, out, " %s width=", class_name(c->cls));
        jb_buf_add_len(arena, out, c->width);
        if (jb_cluster_glyphs(c)) {
            const jb_glyph *glyph = &p->glyphs[c->glyph];
            jb_str face = jb_face_name(p->faces.at[glyph->face].face);
            jb_buf_printf(arena, out, " face=%.*s glyph=%u", JB_FMT(face), glyph->id);
        }
        if (c->missing)
            jb_buf_add(arena, out, JB_STR(" missing"));
        jb_buf_add(arena, out, jb_str_make(jb_stand_name((jb_stand)c->stand)));
        jb_accents_dump(arena, c->accents, out);
        jb_buf_printf(arena, out, " gap=%s ", gap_name(gap->kind));
        jb_buf_add_len(arena, out, gap->natural);
        jb_buf_printf(arena, out, " break=%s", breaks[gap->brk]);
        if (gap->wish)
            jb_buf_printf(arena, out, " penalty=%u (%s)", jb_gap_penalty(gap),
                          jb_wishes[gap->wish].kept);
        jb_buf_add(arena, out, JB_STR("\n"));
    }
}
