/* What the file says of itself: Info and XMP, always from the same values (ISO 19005-1 6.7.3). */
#include "writer.h"

#include <stdio.h>

#define PRODUCER "jianbao " JB_VERSION

jb_str jb_pdf_date(jb_arena *arena, jb_date date, const char *format)
{
    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > 31)
        return (jb_str){0};
    char text[40];
    int n = snprintf(text, sizeof text, format, date.year, date.month, date.day);
    return jb_arena_copy(arena, (jb_str){text, (size_t)n});
}

static void put_info(jb_pdf_file *file, const jb_pdf_standard *standard, const jb_pdf_meta *meta)
{
    HPDF_Dict info = file->doc->info; /* exists: libharu has put its own name there */
    jb_str date = jb_pdf_date(file->arena, meta->date, JB_PDF_DATE);
    const struct {
        const char *key;
        jb_str value;
    } entries[] = {
        {"Title", meta->title},     {"Author", meta->author},       {"Subject", meta->subject},
        {"Creator", meta->creator}, {"Producer", JB_STR(PRODUCER)}, {"CreationDate", date},
        {"ModDate", date},
    };
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        if (entries[i].value.len)
            jb_pdf_put_text(file, info, entries[i].key, entries[i].value);
    if (standard->info_version)
        jb_pdf_put_text(file, info, "GTS_PDFXVersion", jb_str_make(standard->info_version));
    if (standard->trapped)
        jb_pdf_put_name(file, info, "Trapped", "False");
}

/* Escaped; what XML 1.0 cannot hold (2.2) becomes U+FFFD. */
static void add_xml(jb_arena *arena, jb_buf *out, jb_str text)
{
    for (size_t i = 0; i < text.len;) {
        uint32_t rune = jb_utf8_next(text, &i);
        if (rune == '&')
            jb_buf_add(arena, out, JB_STR("&amp;"));
        else if (rune == '<')
            jb_buf_add(arena, out, JB_STR("&lt;"));
        else if (rune == '>')
            jb_buf_add(arena, out, JB_STR("&gt;"));
        else if (rune == JB_RUNE_BAD || (rune < ' ' && rune != '\t' && rune != '\n') ||
                 rune == 0xFFFE || rune == 0xFFFF)
            jb_buf_add_rune(arena, out, 0xFFFD);
        else
            jb_buf_add_rune(arena, out, rune);
    }
}

void jb_pdf_xmp_add(jb_arena *arena, jb_buf *out, const char *name, const char *open, jb_str value,
                    const char *close)
{
    if (value.len == 0)
        return;
    jb_buf_printf(arena, out, "<%s>%s", name, open);
    add_xml(arena, out, value);
    jb_buf_printf(arena, out, "%s</%s>\n", close, name);
}

/* Who the file is (XMP 2, 8.4): of its pages' content, so that it needs no clock and no chance. */
static jb_str make_uuid(jb_pdf_file *file)
{
    jb_str hex = jb_pdf_fingerprint(file);
    jb_buf out = {0};
    jb_buf_add(file->arena, &out, JB_STR("uuid:"));
    for (size_t i = 0; i < hex.len; i++) {
        if (i == 8 || i == 12 || i == 16 || i == 20)
            jb_buf_add(file->arena, &out, JB_STR("-"));
        jb_buf_add(file->arena, &out, jb_str_cut(hex, i, i + 1));
    }
    return jb_buf_str(&out);
}

/* What PDF/X-4 asks for beyond the rest (ISO 15930-7 6.3). */
static void add_pdfx(jb_pdf_file *file, const jb_pdf_standard *standard, jb_buf *out)
{
    if (!standard->xmp_version)
        return;
    jb_arena *arena = file->arena;
    jb_buf_add(arena, out,
               JB_STR("</rdf:Description>\n<rdf:Description rdf:about=\"\"\n"
                      " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"\n"
                      " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\n"));
    jb_pdf_xmp_add(arena, out, "pdfxid:GTS_PDFXVersion", "", jb_str_make(standard->xmp_version),
                   "");
    jb_pdf_xmp_add(arena, out, "xmpMM:DocumentID", "", make_uuid(file), "");
    jb_pdf_xmp_add(arena, out, "xmpMM:VersionID", "", JB_STR("1"), "");
    jb_pdf_xmp_add(arena, out, "xmpMM:RenditionClass", "", JB_STR("default"), "");
}

/* ISO 19005-1 6.7.11, ISO 19005-3 6.6.4; the prefix must be this one. */
static void add_pdfa(jb_pdf_file *file, const jb_pdf_standard *standard, const jb_pdf_meta *meta,
                     jb_buf *out)
{
    if (!standard->pdfa.part)
        return;
    jb_buf_printf(file->arena, out,
                  "</rdf:Description>\n<rdf:Description rdf:about=\"\"\n"
                  " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
                  "<pdfaid:part>%d</pdfaid:part>\n"
                  "<pdfaid:conformance>%s</pdfaid:conformance>\n",
                  standard->pdfa.part, standard->pdfa.level);
    jb_pdf_described_add(file->arena, standard, meta, out);
}

static jb_str make_xmp(jb_pdf_file *file, const jb_pdf_standard *standard, const jb_pdf_meta *meta)
{
    jb_arena *arena = file->arena;
    static const char alt[] = "<rdf:Alt><rdf:li xml:lang=\"x-default\">",
                      alt_end[] = "</rdf:li></rdf:Alt>";
    jb_str date = jb_pdf_date(arena, meta->date, "%04d-%02d-%02dT00:00:00+08:00");
    jb_buf out = {0};
    jb_buf_add(arena, &out,
               JB_STR("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                      "<rdf:Description rdf:about=\"\"\n"
                      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                      " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
                      "<dc:format>application/pdf</dc:format>\n"));
    jb_pdf_xmp_add(arena, &out, "dc:title", alt, meta->title, alt_end);
    jb_pdf_xmp_add(arena, &out, "dc:creator", "<rdf:Seq><rdf:li>", meta->author,
                   "</rdf:li></rdf:Seq>");
    jb_pdf_xmp_add(arena, &out, "dc:description", alt, meta->subject, alt_end);
    jb_pdf_xmp_add(arena, &out, "dc:language", "<rdf:Bag><rdf:li>", meta->lang,
                   "</rdf:li></rdf:Bag>");
    jb_pdf_xmp_add(arena, &out, "pdf:Producer", "", JB_STR(PRODUCER), "");
    if (standard->trapped)
        jb_pdf_xmp_add(arena, &out, "pdf:Trapped", "", JB_STR("False"), "");
    jb_pdf_xmp_add(arena, &out, "xmp:CreatorTool", "", meta->creator, "");
    jb_pdf_xmp_add(arena, &out, "xmp:CreateDate", "", date, "");
    jb_pdf_xmp_add(arena, &out, "xmp:ModifyDate", "", date, "");
    jb_pdf_xmp_add(arena, &out, "xmp:MetadataDate", "", date, "");
    add_pdfx(file, standard, &out);
    add_pdfa(file, standard, meta, &out);
    jb_buf_add(arena, &out,
               JB_STR("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"));
    return jb_buf_str(&out);
}

void jb_pdf_meta_put(jb_pdf_file *file, const jb_pdf_standard *standard, const jb_pdf_meta *meta)
{
    HPDF_Dict catalog = file->doc->catalog;
    put_info(file, standard, meta);
    /* never deflated: programs look for the packet without reading PDF (ISO 19005-1 6.7.2) */
    HPDF_Dict stream = jb_pdf_stream(file, make_xmp(file, standard, meta), JB_PDF_TEXT);
    jb_pdf_put_name(file, stream, "Type", "Metadata");
    jb_pdf_put_name(file, stream, "Subtype", "XML");
    jb_pdf_put_ref(file, catalog, "Metadata", stream);
    if (meta->lang.len)
        jb_pdf_put_text(file, catalog, "Lang", meta->lang);
    if (meta->title.len)
        jb_pdf_put_true(file, jb_pdf_put_dict(file, catalog, "ViewerPreferences"),
                        "DisplayDocTitle");
}
