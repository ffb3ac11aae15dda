"""Small PDFs that keep every rule of PDF/X-1a:2003 or PDF/X-4, out of a print file of jianbao's.

Fonts, pages and metadata of the X-1a are as jianbao made them; the profile is one by its header and
tag table alone."""
import io
import struct

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

DATE = "D:20250721090000+08'00'"
XMP_DATE = "2025-07-21T09:00:00+08:00"

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmp:CreateDate="{date}" xmp:ModifyDate="{date}" pdf:Trapped="False">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">简报 &amp; more</rdf:li></rdf:Alt></dc:title>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
{claim}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def profile(space=b"CMYK", kind=b"prtr", version=2):
    """An ICC profile with one tag."""
    tag = b"text\0\0\0\0none\0\0\0\0"
    body = struct.pack(">I4sII", 1, b"cprt", 144, len(tag)) + tag
    head = struct.pack(">I4sI4s4s4s", 128 + len(body), b"test", version << 24, kind, space, b"Lab ")
    head += bytes(12) + b"acsp"
    return head + bytes(128 - len(head)) + body


def set_xmp(pdf, claim, text=XMP):
    claim = f"<pdfxid:GTS_PDFXVersion>{claim}</pdfxid:GTS_PDFXVersion>\n" if claim else ""
    text = text.replace("{date}", XMP_DATE).replace("{claim}", claim)
    pdf.Root.Metadata = Stream(pdf, text.encode(), Type=Name.Metadata, Subtype=Name.XML)


def set_intent(pdf, icc, n=4):
    stream = pdf.make_indirect(Stream(pdf, icc, N=n))
    pdf.Root.OutputIntents = Array([Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("Custom"),
        Info=String("a press"), DestOutputProfile=stream)])


def set_info(pdf, claim):
    pdf.trailer.Info = pdf.make_indirect(Dictionary(
        Title=String("简报 & more"), CreationDate=String(DATE), ModDate=String(DATE),
        Producer=String("jianbao"), Trapped=Name("/False")))
    if claim:
        pdf.trailer.Info.GTS_PDFXVersion = String(claim)


def kind(resources, name):
    """The resources of that kind; new when there are none."""
    if name not in resources:
        resources[name] = Dictionary()
    return resources[name]


def add_things(pdf):
    """What a page may have besides text: an image, a form, a spot colour, a shading."""
    page = pdf.pages[0]
    resources = page.Resources
    tint = pdf.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0],
                                        C1=[0, 0.8, 0.8, 0]))
    kind(resources, "/ColorSpace").Spot = Array([Name.Separation, Name.Red, Name.DeviceCMYK, tint])
    image = Stream(pdf, bytes(4), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
                   ColorSpace=Name.DeviceCMYK, BitsPerComponent=8)
    form = Stream(pdf, b"0 0 0 1 k 1 1 5 5 re f", Type=Name.XObject, Subtype=Name.Form,
                  BBox=[0, 0, 9, 9], Resources=Dictionary())
    kind(resources, "/XObject").Im = pdf.make_indirect(image)
    resources.XObject.Fm = pdf.make_indirect(form)
    kind(resources, "/ExtGState").Over = pdf.make_indirect(Dictionary(
        Type=Name.ExtGState, OP=True, op=True, OPM=1, SA=True))
    kind(resources, "/Shading").Sh = pdf.make_indirect(Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 1, 1], Function=tint))
    page.contents_add(b"q 0.2 0 0 0.2 40 40 cm /Im Do /Fm Do /Over gs "
                      b"/Spot cs 0.5 scn 0 0 9 9 re f /Sh sh Q")


def x1a(path):
    """The print file at the path with more on its page and with a profile, open."""
    pdf = pikepdf.open(path)
    set_intent(pdf, profile())
    add_things(pdf)
    return pdf


def x4(path):
    """The same as PDF/X-4."""
    pdf = x1a(path)
    set_info(pdf, None)
    set_xmp(pdf, "PDF/X-4")
    return pdf


def save(pdf, version):
    """The file's bytes: objects and streams as they are, nothing coded anew."""
    out = io.BytesIO()
    pdf.save(out, force_version=version, fix_metadata_version=False, static_id=True,
             compress_streams=False,
             stream_decode_level=pikepdf.StreamDecodeLevel.none,
             object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()
