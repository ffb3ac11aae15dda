"""Small PDFs that keep every rule of PDF/X-1a:2003 or PDF/X-4, out of a print file of jianbao's; of
PDF/A-1b or PDF/A-2, out of an archived one.

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


def add_annotation(pdf, **more):
    """A note with its looks, and whatever else."""
    look = pdf.make_indirect(Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form,
                                    BBox=[0, 0, 9, 9], Resources=Dictionary()))
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=[9, 9, 18, 18],
                                        F=4, AP=Dictionary(N=look)))
    for key, value in more.items():
        note[f"/{key}"] = value
    pdf.pages[0].Annots = Array([note])


def a1b(path):
    """The archived file at the path with more on its page, open."""
    pdf = pikepdf.open(path)
    resources = pdf.pages[0].Resources
    image = Stream(pdf, bytes(3), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
                   ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Intent=Name.Perceptual)
    form = Stream(pdf, b"0 0 0 rg 1 1 5 5 re f", Type=Name.XObject, Subtype=Name.Form,
                  BBox=[0, 0, 9, 9], Resources=Dictionary())
    kind(resources, "/XObject").Im = pdf.make_indirect(image)
    resources.XObject.Fm = pdf.make_indirect(form)
    kind(resources, "/ExtGState").Over = pdf.make_indirect(Dictionary(
        Type=Name.ExtGState, CA=1, ca=1, BM=Name.Normal, RI=Name.Saturation))
    pdf.pages[0].contents_add(b"q 40 0 0 40 40 40 cm /Im Do Q q /Fm Do /Over gs Q")
    add_annotation(pdf)
    return pdf


# A property of a schema of one's own, and that schema.
OWN = """<rdf:Description rdf:about="" xmlns:own="http://example.org/own/">
<own:total>45</own:total>
</rdf:Description>
"""
EXTENSION = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Own</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://example.org/own/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>own</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>total</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>number in all</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>
"""


def renamed(path, level):
    """The same as PDF/A-2, with a property of a described schema."""
    pdf = a1b(path)
    change_xmp(pdf, "</rdf:RDF>", OWN + "</rdf:RDF>")
    change_xmp(pdf, "<pdfaExtension:schemas><rdf:Bag>",
               "<pdfaExtension:schemas><rdf:Bag>" + EXTENSION)
    change_xmp(pdf, "<pdfaid:part>1<", "<pdfaid:part>2<")
    change_xmp(pdf, "<pdfaid:conformance>B<", f"<pdfaid:conformance>{level}<")
    return pdf


def a2b(path):
    return renamed(path, "B")


def a2u(path):
    return renamed(path, "U")


def elements(pdf, kind):
    """The elements of that kind, as the tree has them."""
    def walk(element):
        if element.get("/S") == Name(kind):
            yield element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)
    return list(walk(Dictionary(K=pdf.Root.StructTreeRoot.K)))


def add_kid(parent, kid):
    kids = parent.get("/K", Array([]))
    parent.K = Array([*(kids if isinstance(kids, Array) else [kids]), kid])


def add_element(pdf, parent, kind, **more):
    element = pdf.make_indirect(Dictionary(S=Name(kind), P=parent, **more))
    add_kid(parent, element)
    return element


def add_link(pdf):
    """A link in an element of its own, at the end of the first paragraph."""
    page, root = pdf.pages[0].obj, pdf.Root.StructTreeRoot
    key = int(root.ParentTreeNextKey)
    link = pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[9, 9, 18, 18], F=4, Contents=String("a page"),
        StructParent=key, Dest=Array([page, Name.Fit])))
    element = add_element(pdf, elements(pdf, "/P")[0], "/Link", K=Dictionary(
        Type=Name.OBJR, Obj=link, Pg=page))
    numbers = root.ParentTree if "/Nums" in root.ParentTree else root.ParentTree.Kids[-1]
    numbers.Nums.extend([key, element])
    root.ParentTreeNextKey = key + 1
    page.Annots = Array([link])
    page.Tabs = Name.S


def a3a(path):
    """The file for the archive with a link, open."""
    pdf = pikepdf.open(path)
    add_link(pdf)
    return pdf


def content(pdf):
    """Of the first page."""
    parts = pdf.pages[0].Contents
    return b"\n".join(part.read_bytes()
                      for part in (parts if isinstance(parts, Array) else [parts]))


def change_xmp(pdf, old, new):
    text = pdf.Root.Metadata.read_bytes()
    assert text.count(old.encode()) == 1, text
    pdf.Root.Metadata.write(text.replace(old.encode(), new.encode()))


def save(pdf, version):
    """The file's bytes: objects and streams as they are, nothing coded anew."""
    out = io.BytesIO()
    pdf.save(out, force_version=version, fix_metadata_version=False, static_id=True,
             compress_streams=False,
             stream_decode_level=pikepdf.StreamDecodeLevel.none,
             object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()
