"""Rules of the file, of what it says of itself, of output intents, pages, and of what is not
printed."""
import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

import good
from registry import breaks, image, intent, page


# ---- the file -----------------------------------------------------------------------------------

@breaks("header-place", by_bytes=True)
def byte_before_header(data):
    return b"\n" + data


@breaks("header-version", by_bytes=True)
def version_1_5(data):
    return data.replace(b"%PDF-1.4", b"%PDF-1.5", 1)


@breaks("header-version", also=["damaged"], by_bytes=True)
def version_unreadable(data):
    return data.replace(b"%PDF-1.4", b"%PDF-x.4", 1)


@breaks("header-version", "x-4", by_bytes=True)
def version_1_7_of_x4(data):
    return data.replace(b"%PDF-1.6", b"%PDF-1.7", 1)


@breaks("header-version")
def version_in_catalog(pdf):
    pdf.Root.Version = Name("/1.6")


@breaks("header-binary", by_bytes=True)
def no_binary_comment(data):
    at = data.index(b"\n%") + 2
    return data[:at] + b"abcd" + data[at + 4:]


@breaks("end-mark", by_bytes=True)
def no_end_mark(data):
    return data[:data.rindex(b"%%EOF")]


@breaks("end-trail", by_bytes=True)
def trailing_bytes(data):
    return data + b"\0\0\0"


@breaks("id-missing", by_bytes=True)
def no_id(data):
    return data.replace(b"/ID [", b"/IX [", 1)


@breaks("encrypted", also=["damaged"], by_bytes=True)
def encrypted(data):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, force_version="1.4",
                 encryption=pikepdf.Encryption(owner="o", R=3, aes=False, metadata=False))
    return out.getvalue()


@breaks("xref-stream", by_bytes=True)
def object_streams(data):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue().replace(b"%PDF-1.5", b"%PDF-1.4", 1)


@breaks("damaged", by_bytes=True)
def wrong_startxref(data):
    at = data.rindex(b"startxref\n") + 10
    return data[:at] + b"7" + data[at:]


@breaks("stream-lzw", also=["stream-data", "content-form"])
def lzw(pdf):
    pdf.pages[0].Resources.XObject.Fm = pdf.make_indirect(Stream(
        pdf, b"\x80\x10\x10\x10", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9],
        Filter=Name.LZWDecode))


@breaks("stream-jpx")
def jpx(pdf):
    pdf.pages[0].Resources.XObject.Im.write(b"jp2", filter=Name.JPXDecode)


@breaks("stream-jbig2")
def jbig2(pdf):
    image(pdf).ColorSpace, image(pdf).BitsPerComponent = Name.DeviceGray, 1
    image(pdf).write(b"jb2", filter=Name.JBIG2Decode)


@breaks("stream-filter", also=["stream-data"])
def unknown_filter(pdf):
    pdf.Root.Extra = pdf.make_indirect(Stream(pdf, b"x", Filter=Name.NoneDecode))


@breaks("stream-data")
def content_cut_short(pdf):
    page(pdf).Contents = pdf.make_indirect(
        Stream(pdf, zlib.compress(b"q Q " * 99)[:-9], Filter=Name.FlateDecode))


@breaks("stream-external")
def external_stream(pdf):
    image(pdf).F = String("elsewhere.jpg")


# ---- what it says of itself ---------------------------------------------------------------------

@breaks("info-missing", asked="x-1a")
def no_info(pdf):
    del pdf.trailer.Info


@breaks("info-version", asked="x-1a")
def no_version(pdf):
    del pdf.trailer.Info.GTS_PDFXVersion


@breaks("info-version", asked="x-1a")
def version_of_2001(pdf):
    pdf.trailer.Info.GTS_PDFXVersion = String("PDF/X-1a:2001")


@breaks("claim-other")
def another_claim(pdf):
    pdf.trailer.Info.GTS_PDFXVersion = String("PDF/X-3:2003")


@breaks("info-conformance")
def conformance(pdf):
    pdf.trailer.Info.GTS_PDFXConformance = String("PDF/X-1a:2001")


@breaks("info-title")
def no_title(pdf):
    del pdf.trailer.Info.Title


@breaks("info-title")
def empty_title(pdf):
    pdf.trailer.Info.Title = String("")


@breaks("info-date")
def no_creation_date(pdf):
    del pdf.trailer.Info.CreationDate


@breaks("info-date")
def no_modification_date(pdf):
    del pdf.trailer.Info.ModDate


@breaks("info-date", also=["info-differs"])
def odd_date(pdf):
    pdf.trailer.Info.ModDate = String("D:20251332")


@breaks("info-trapped")
def no_trapped(pdf):
    del pdf.trailer.Info.Trapped


@breaks("info-trapped", also=["info-differs"])
def trapped_unknown(pdf):
    pdf.trailer.Info.Trapped = Name.Unknown


@breaks("info-trapped")
def trapped_as_text(pdf):
    pdf.trailer.Info.Trapped = String("False")


@breaks("info-text")
def info_key_of_a_number(pdf):
    pdf.trailer.Info.Copies = 200


@breaks("info-differs")
def title_differs(pdf):
    pdf.trailer.Info.Title = String("别的")


@breaks("info-differs")
def date_differs(pdf):
    pdf.trailer.Info.CreationDate = String("D:20250721090001+08'00'")


@breaks("xmp-form")
def xmp_cut_short(pdf):
    good.set_xmp(pdf, None, good.XMP.replace("</rdf:RDF>", ""))


@breaks("xmp-form")
def xmp_not_utf8(pdf):
    pdf.Root.Metadata.write(b"<a>\xff\xfe</a>")


@breaks("xmp-missing", "x-4", asked="x-4")
def x4_without_xmp(pdf):
    del pdf.Root.Metadata


@breaks("xmp-version", "x-4", asked="x-4")
def x4_without_version(pdf):
    good.set_xmp(pdf, None)


@breaks("xmp-key", "x-4")
def x4_without_document_id(pdf):
    good.set_xmp(pdf, "PDF/X-4", good.XMP.replace("xmpMM:DocumentID", "xmpMM:Other"))


@breaks("xmp-key", "x-4")
def x4_without_metadata_date(pdf):
    good.set_xmp(pdf, "PDF/X-4", good.XMP.replace("xmp:MetadataDate", "xmp:Other"))


# ---- output intents -----------------------------------------------------------------------------

@breaks("intent-missing")
def no_intent(pdf):
    del pdf.Root.OutputIntents


@breaks("intent-missing")
def intent_of_pdfa(pdf):
    intent(pdf).S = Name.GTS_PDFA1


@breaks("intent-several")
def two_intents(pdf):
    pdf.Root.OutputIntents.append(intent(pdf))


@breaks("intent-identifier")
def no_identifier(pdf):
    del intent(pdf).OutputConditionIdentifier


@breaks("intent-condition")
def neither_profile_nor_registry(pdf):
    del intent(pdf).DestOutputProfile


@breaks("intent-info")
def no_intent_info(pdf):
    del intent(pdf).Info


@breaks("intent-profile", "x-4")
def x4_without_profile(pdf):
    del intent(pdf).DestOutputProfile
    intent(pdf).RegistryName = String("http://www.color.org")


@breaks("profile-broken")
def profile_cut_short(pdf):
    good.set_intent(pdf, good.profile()[:140])


@breaks("profile-broken")
def profile_without_signature(pdf):
    good.set_intent(pdf, good.profile().replace(b"acsp", b"acsq"))


@breaks("profile-broken")
def profile_with_a_tag_outside(pdf):
    good.set_intent(pdf, good.profile().replace(b"cprt\0\0\0\x90", b"cprt\0\0\1\x90"))


@breaks("profile-class")
def profile_of_a_monitor(pdf):
    good.set_intent(pdf, good.profile(kind=b"mntr"))


@breaks("profile-space", also=["profile-components"])
def profile_of_rgb(pdf):
    good.set_intent(pdf, good.profile(space=b"RGB "))


@breaks("profile-components")
def profile_with_n_3(pdf):
    good.set_intent(pdf, good.profile(), n=3)


@breaks("profile-version")
def profile_of_version_4(pdf):
    good.set_intent(pdf, good.profile(version=4))


# ---- pages --------------------------------------------------------------------------------------

@breaks("page-tree", by_bytes=True)
def wrong_count(data):
    return data.replace(b"/Count 1", b"/Count 2", 1)


@breaks("box-media")
def no_media_box(pdf):
    del page(pdf).MediaBox


# Without a trim box the marks around the page are taken for its content.
MARKS = ["press-ink", "press-near-trim", "press-registration"]


@breaks("box-trim", also=MARKS)
def no_trim_box(pdf):
    del page(pdf).TrimBox


@breaks("box-both")
def art_box_too(pdf):
    page(pdf).ArtBox = page(pdf).TrimBox


@breaks("box-form", also=["box-trim", *MARKS])
def trim_box_of_three(pdf):
    page(pdf).TrimBox = Array([0, 0, 100])


@breaks("box-nesting")
def trim_beyond_bleed(pdf):
    page(pdf).BleedBox = Array([100, 100, 200, 200])


@breaks("box-nesting")
def bleed_beyond_media(pdf):
    page(pdf).BleedBox = Array([-500, -500, 2000, 2000])


@breaks("box-nesting")
def trim_beyond_crop(pdf):
    page(pdf).CropBox = Array([100, 100, 200, 200])


@breaks("box-size")
def page_too_large(pdf):
    page(pdf).MediaBox = Array([-100, -100, 14401, 1200])


@breaks("page-group")
def group_of_the_page(pdf):
    page(pdf).Group = Dictionary(Type=Name.Group, S=Name.Transparency)


@breaks("page-separated")
def separated_page(pdf):
    page(pdf).SeparationInfo = Dictionary(DeviceColorant=Name.Cyan, Pages=[page(pdf).obj])


@breaks("viewer-area")
def print_clip(pdf):
    pdf.Root.ViewerPreferences = Dictionary(PrintClip=Name.TrimBox)


# ---- what a press cannot print ------------------------------------------------------------------

def annotate(pdf, subtype, rect, **more):
    page(pdf).Annots = Array([pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=subtype, Rect=Array(rect), **more))])


@breaks("annotation-place")
def note_on_the_page(pdf):
    annotate(pdf, Name.Text, [100, 100, 120, 120], Contents=String("?"))


@breaks("annotation-place")
def printers_mark_on_the_page(pdf):
    annotate(pdf, Name.PrinterMark, [100, 100, 120, 120])


@breaks("action")
def javascript(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@breaks("action")
def additional_actions(pdf):
    page(pdf).AA = Dictionary(O=Dictionary())


@breaks("action", also=["annotation-place"])
def link_to_the_web(pdf):
    annotate(pdf, Name.Link, [100, 100, 120, 120],
             A=Dictionary(S=Name.URI, URI=String("http://a.b")))


@breaks("embedded-file")
def attachment(pdf):
    file = pdf.make_indirect(Stream(pdf, b"text", Type=Name.EmbeddedFile))
    spec = Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=file))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=[String("a"), spec]))


@breaks("layers")
def layers(pdf):
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


@breaks("layers-form", "x-4")
def x4_layers_without_a_name(pdf):
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


@breaks("layers-form", "x-4")
def x4_layers_that_switch_themselves(pdf):
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary(Name=String("all"), AS=[]))
