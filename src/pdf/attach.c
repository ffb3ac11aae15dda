/* Files attached to a file that is kept (ISO 32000-1 7.11.4; ISO 19005-3 6.8 and annex E): each a
 * file specification over an embedded stream, named in the catalog twice: in /Names, where every
 * reader looks for attachments, and in /AF, which says that they belong to the document. */
#include "../base/hash.h"
#include "writer.h"

static const char *const relations[] = {
    [JB_PDF_SOURCE] = "Source",
    [JB_PDF_SUPPLEMENT] = "Supplement",
    [JB_PDF_DATA] = "Data",
};

/* The / of a MIME type would end the name (ISO 32000-1 7.3.5). */
static void add_type(jb_arena *arena, jb_buf *out, const char *type)
{
    const char *slash = strchr(type, '/');
    jb_buf_printf(arena, out, "/Subtype /%.*s#2F%s\n", (int)(slash - type), type, slash + 1);
}

static HPDF_Dict embed(jb_pdf_file *file, const jb_pdf_meta *meta, const jb_pdf_attached *attached)
{
    uint8_t digest[JB_MD5_BYTES];
    jb_buf entries = {0};
    jb_str date = jb_pdf_date(file->arena, meta->date, JB_PDF_DATE);
    add_type(file->arena, &entries, attached->type);
    jb_buf_printf(file->arena, &entries, "/Params << /Size %zu /CheckSum <", attached->bytes.len);
    jb_hash_md5(attached->bytes, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        jb_buf_printf(file->arena, &entries, "%02X", digest[i]);
    jb_buf_add(file->arena, &entries, JB_STR(">"));
    if (date.len) /* of the issue: a file's own date would change from copy to copy */
        jb_buf_printf(file->arena, &entries, " /ModDate (%.*s)", JB_FMT(date));
    jb_buf_add(file->arena, &entries, JB_STR(" >>\n"));
    HPDF_Dict stream = jb_pdf_stream(file, attached->bytes, JB_PDF_DEFLATE);
    jb_pdf_put_name(file, stream, "Type", "EmbeddedFile");
    jb_pdf_put_raw(file, stream, jb_buf_str(&entries));
    return stream;
}

/* F is a string of bytes whose encoding nobody knows (ISO 32000-1 7.11.2): a plain name, in which
 * the real one, UF, shows as far as it is ASCII. */
static jb_str plain_name(jb_arena *arena, jb_str name)
{
    jb_buf out = {0};
    for (size_t i = 0; i < name.len;) {
        uint32_t rune = jb_utf8_next(name, &i);
        bool plain = rune > ' ' && rune < 0x7F && !strchr("()<>\\:*?\"|", (int)rune);
        *jb_push(arena, &out) = plain ? (char)rune : '_';
    }
    return jb_buf_str(&out);
}

static HPDF_Dict specify(jb_pdf_file *file, const jb_pdf_meta *meta,
                         const jb_pdf_attached *attached)
{
    uint32_t stream = jb_pdf_number_of(embed(file, meta, attached));
    HPDF_Dict spec = jb_pdf_object(file);
    jb_pdf_put_name(file, spec, "Type", "Filespec");
    jb_pdf_put_text(file, spec, "F", plain_name(file->arena, attached->name));
    jb_pdf_put_text(file, spec, "UF", attached->name);
    jb_pdf_put_text(file, spec, "Desc", jb_str_make(attached->words));
    jb_pdf_put_name(file, spec, "AFRelationship", relations[attached->relation]);
    jb_pdf_put_raw(file, spec,
                   jb_arena_format(file->arena, "/EF << /F %u 0 R /UF %u 0 R >>\n", stream,
                                   stream));
    return spec;
}

void jb_pdf_attach_put(jb_pdf_file *file, const jb_pdf_standard *standard, const jb_pdf_meta *meta)
{
    if (standard->pdfa.part != 3 || meta->attached_len == 0)
        return;
    HPDF_Dict catalog = file->doc->catalog;
    HPDF_Array belonging = jb_pdf_put_array(file, catalog, "AF");
    jb_buf names = {0}; /* their keys must rise: numbers of one width */
    jb_buf_add(file->arena, &names, JB_STR("/EmbeddedFiles << /Names ["));
    for (uint32_t i = 0; i < meta->attached_len; i++) {
        HPDF_Dict spec = specify(file, meta, &meta->attached[i]);
        jb_pdf_push_ref(file, belonging, spec);
        jb_buf_printf(file->arena, &names, "%s(%06u) %u 0 R", i ? " " : "", i + 1,
                      jb_pdf_number_of(spec));
    }
    jb_buf_add(file->arena, &names, JB_STR("] >>\n"));
    jb_pdf_put_raw(file, jb_pdf_put_dict(file, catalog, "Names"), jb_buf_str(&names));
}
