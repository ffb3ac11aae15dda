"""Small PDFs made by hand, byte for byte the same at each run: what reports are tried on.

    pdfs.py FOLDER FONT     writes them, for a look

FONT is a TrueType file; its first glyphs are shown."""
import base64
import struct
import sys
import zlib
from pathlib import Path

MM = 72 / 25.4
# 16 by 16 pixels of 100, 50, 0 and 20 % CMYK, inverted as Adobe's programs do
JPEG = base64.b64decode(
    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4L"
    "CxAWEBETFBUVFQwPFxgWFBgSFBUU/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EABcAAQEBAQAAAAAAAAAAAAAAAAAJ"
    "Agj/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADgRDAE0AWQBLAAA/AJVMKpuywAAAH//Z")


class Pdf:
    """Objects by number; the first is the catalog."""

    def __init__(self, version="1.4"):
        self.version, self.objects, self.trailer = version, [], ""

    def add(self, body):
        self.objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(self.objects)

    def hold(self):
        """A number whose object is given later."""
        self.objects.append(b"null")
        return len(self.objects)

    def put(self, number, body):
        self.objects[number - 1] = body.encode("latin-1")

    def stream(self, data, entries="", packed=True):
        data = data if isinstance(data, bytes) else data.encode("latin-1")
        if packed:
            # stored: the same bytes by any zlib
            data, entries = zlib.compress(data, 0), entries + " /Filter /FlateDecode"
        head = f"<< /Length {len(data)} {entries} >>\nstream\n".encode("latin-1")
        return self.add(head + data + b"\nendstream")

    def bytes(self, catalog):
        out = f"%PDF-{self.version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1")
        places = []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
            len(places) + 1, catalog, self.trailer.encode("latin-1"), start)
        return out


def add_font(pdf, program):
    """A composite font of the whole file, codes being glyphs."""
    upem, = struct.unpack_from(">H", program, table(program, b"head") + 18)
    count, = struct.unpack_from(">H", program, table(program, b"hhea") + 34)
    glyphs, = struct.unpack_from(">H", program, table(program, b"maxp") + 4)
    advances = [struct.unpack_from(">H", program, table(program, b"hmtx") +
                                   4 * min(i, count - 1))[0] for i in range(glyphs)]
    widths = " ".join(str(round(a * 1000 / upem)) for a in advances)
    file = pdf.stream(program, f"/Length1 {len(program)}")
    descriptor = pdf.add(
        "<< /Type /FontDescriptor /FontName /ABCDEF+TestLatin /Flags 4 /ItalicAngle 0 /Ascent 891 "
        "/Descent -216 /CapHeight 660 /StemV 80 /FontBBox [-200 -300 1200 1000] "
        f"/FontFile2 {file} 0 R >>")
    cid = pdf.add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+TestLatin /CIDToGIDMap /Identity "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        f"/FontDescriptor {descriptor} 0 R /DW 1000 /W [0 [{widths}]] >>")
    return pdf.add("<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+TestLatin "
                   f"/Encoding /Identity-H /DescendantFonts [{cid} 0 R] >>")


def table(program, tag):
    count, = struct.unpack_from(">H", program, 4)
    for i in range(count):
        found, _, offset, _ = struct.unpack_from(">4sIII", program, 12 + 16 * i)
        if found == tag:
            return offset
    raise KeyError(tag)


def box(name, left, bottom, right, top):
    return f"/{name} [{left:.3f} {bottom:.3f} {right:.3f} {top:.3f}]"


def boxes(width, height, margin=20 * MM, bleed=3 * MM):
    """A sheet with the trimmed page in its middle."""
    return " ".join([box("MediaBox", 0, 0, width + 2 * margin, height + 2 * margin),
                     box("BleedBox", margin - bleed, margin - bleed, margin + width + bleed,
                         margin + height + bleed),
                     box("TrimBox", margin, margin, margin + width, margin + height)])


def finish(pdf, pages, contents, resources, page_boxes, more=""):
    """The page tree and the catalog over contents; the file's bytes."""
    kids = [pdf.add(f"<< /Type /Page /Parent {pages} 0 R {where} /Contents {content} 0 R "
                    f"/Resources {resources} 0 R >>")
            for content, where in zip(contents, page_boxes)]
    tree = " ".join(f"{kid} 0 R" for kid in kids)
    pdf.put(pages, f"<< /Type /Pages /Count {len(kids)} /Kids [{tree}] >>")
    catalog = pdf.add(f"<< /Type /Catalog /Pages {pages} 0 R {more} >>")
    return pdf.bytes(catalog)


INTENT = ("/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFX "
          "/OutputConditionIdentifier (FOGRA39) /OutputCondition (Offset, coated paper) "
          "/RegistryName (http://www.color.org) >>]")
INFO = ("<< /Title (Report) /CreationDate (D:20250709000000Z) /ModDate (D:20250709000000Z) "
        "/GTS_PDFXVersion (PDF/X-1a:2003) /Trapped /False >>")


def identify(pdf):
    info = pdf.add(INFO)
    name = "<00112233445566778899AABBCCDDEEFF>"
    pdf.trailer = f"/Info {info} 0 R /ID [{name} {name}]"


def samples(width, height, values):
    """Samples of a gradient: each value runs from 0 to what is given, in bytes."""
    return bytes(round(v * x / (width - 1) * 255) for _ in range(height) for x in range(width)
                 for v in values)


def add_drawn_font(pdf):
    """Of Type 3: its one glyph is red, in RGB."""
    glyph = pdf.stream("600 0 d0 1 0 0 rg 0 0 500 700 re f")
    return pdf.add("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] "
                   "/FontMatrix [.001 0 0 .001 0 0] /FirstChar 97 /LastChar 97 /Widths [600] "
                   "/Encoding << /Type /Encoding /Differences [97 /a] >> /Resources << >> "
                   f"/CharProcs << /a {glyph} 0 R >> >>")


def add_resources(pdf, font, images, more=""):
    red = ("[/Separation /#E7#BA#A2 /DeviceCMYK << /FunctionType 2 /Domain [0 1] /N 1 "
           "/C0 [0 0 0 0] /C1 [0 1 1 0] >>]")
    registration = ("[/Separation /All /DeviceCMYK << /FunctionType 2 /Domain [0 1] /N 1 "
                    "/C0 [0 0 0 0] /C1 [1 1 1 1] >>]")
    form = pdf.stream("0 0 0 .4 k 0 0 20 20 re f",
                      "/Type /XObject /Subtype /Form /BBox [0 0 10 10] /Matrix [2 0 0 2 0 0] "
                      "/Resources << >>")
    named = " ".join(f"/{name} {number} 0 R" for name, number in images.items())
    return pdf.add(
        f"<< /Font << /F1 {font} 0 R {more} >> /ColorSpace << /Red {red} /All {registration} >> "
        "/ExtGState << /Over << /OP true /op true /OPM 1 >> /Knock << /OP false /op false >> >> "
        f"/XObject << /Form {form} 0 R {named} >> >>")


def add_images(pdf):
    head = "/Type /XObject /Subtype /Image /BitsPerComponent"
    return {
        "Photo": pdf.stream(samples(60, 40, [.5, .4, .3, .1]),
                            f"{head} 8 /Width 60 /Height 40 /ColorSpace /DeviceCMYK"),
        "Grey": pdf.stream(samples(300, 30, [.6]),
                           f"{head} 8 /Width 300 /Height 30 /ColorSpace /DeviceGray"),
        "Line": pdf.stream(b"\xAA\x55" * 64,
                           f"{head} 1 /Width 16 /Height 64 /ColorSpace /DeviceGray"),
        "Stencil": pdf.stream(b"\xF0" * 8, f"{head} 1 /Width 8 /Height 8 /ImageMask true"),
        "Inverted": pdf.stream(samples(32, 32, [1, 1, .2, 0]),
                               f"{head} 8 /Width 32 /Height 32 /ColorSpace /DeviceCMYK "
                               "/Decode [1 0 1 0 1 0 1 0]"),
        "Jpeg": pdf.stream(JPEG, f"{head} 8 /Width 16 /Height 16 /ColorSpace /DeviceCMYK "
                           "/Decode [1 0 1 0 1 0 1 0] /Filter /DCTDecode", packed=False),
    }


def add_cut_image(pdf):
    return pdf.stream(JPEG[:60], "/Type /XObject /Subtype /Image /BitsPerComponent 8 /Width 16 "
                      "/Height 16 /ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0] "
                      "/Filter /DCTDecode", packed=False)


def place(name, x, y, width, height):
    return f"q {width} 0 0 {height} {x} {y} cm /{name} Do Q\n"


def good(program):
    """A print file as it should be: two pages, each thing of a report once."""
    pdf = Pdf()
    pages, font = pdf.hold(), add_font(pdf, program)
    images = add_images(pdf)
    resources = add_resources(pdf, font, images)
    marks = "/All CS 1 SCN .25 w 40 0 m 40 20 l S 0 120 m 20 120 l S\n"
    one = (marks + "/Red cs 1 scn 30 400 300 60 re f\n/Over gs 0 0 0 1 k\n"
           "BT /F1 16 Tf 80 420 Td <0001000200030001> Tj 0 -80 Td [<0001>-300<0002>] TJ ET\n"
           "80 300 200 .7 re f\n" + place("Photo", 100, 100, 14, 9.6) +
           place("Grey", 100, 150, 36, 3.6) + place("Line", 200, 150, 3.84, 15.36))
    two = (marks + "0 .8 .8 0 k 48 200 310 200 re f /Over gs 0 0 0 1 k\n"
           "BT /F1 12 Tf 100 220 Td <00010002> Tj ET\n/Knock gs 0 0 0 0 k\n"
           "BT /F1 24 Tf 100 320 Td <00010002> Tj ET\n"
           "0 0 0 .3 k " + place("Form", 300, 100, 1, 1) +
           place("Jpeg", 100, 480, 3.84, 3.84))
    contents = [pdf.stream(one), pdf.stream(two)]
    identify(pdf)
    where = [boxes(100 * MM, 200 * MM)] * 2
    return finish(pdf, pages, contents, resources, where, INTENT)


def bad(program):
    """Each thing that a vendor sends back."""
    pdf = Pdf()
    pages, font = pdf.hold(), add_font(pdf, program)
    drawn = add_drawn_font(pdf)
    images = add_images(pdf) | {"Cut": add_cut_image(pdf)}
    resources = add_resources(pdf, font, images, f"/T3 {drawn} 0 R")
    one = ("/Red cs 1 scn 100 400 200 60 re f 0 0 0 1 k\n"
           "BT /F1 16 Tf 120 420 Td <0001000200030001> Tj ET\n"
           "0 0 0 0 k BT /F1 5 Tf 200 420 Td <00010002> Tj ET\n"
           "/Over gs 0 0 0 0 k 150 410 10 10 re f /Knock gs\n"
           ".6 .6 .6 1 k BT /F1 10 Tf 120 380 Td <0001> Tj ET\n"
           "1 1 1 .5 k 100 300 50 50 re f\n"
           "0 0 0 1 k 100 290 200 .1 re f\n"
           "0 1 0 0 k 56.693 200 30 30 re f 200 60 30 30 re f\n"
           "/All cs 1 scn 200 250 20 20 re f 0 0 0 1 k\n" +
           place("Photo", 100, 100, 72, 48) + place("Grey", 200, 150, 108, 10.8) +
           place("Inverted", 250, 200, 7, 7) + place("Stencil", 270, 200, 1, 1) +
           place("Cut", 280, 220, 3.84, 3.84))
    two = ("1 0 0 rg 100 100 50 50 re f 0 0 1 RG foo 1 2 w q\n"
           "BT /F9 10 Tf ET /Nix Do ) 1.2.3 w BI /W 1 ID x EI EMC")
    three = "0 0 0 1 k 100 100 50 50 re f BT /T3 10 Tf 100 200 Td (a) Tj ET"
    contents = [pdf.stream(one), pdf.stream(two), pdf.stream(three, packed=False)]
    identify(pdf)
    where = [boxes(100 * MM, 200 * MM), boxes(100 * MM, 200 * MM),
             box("MediaBox", 0, 0, 300, 400) + " /Annots [<< /Type /Annot /Subtype /Link "
             "/Rect [0 0 10 10] >>]"]
    return finish(pdf, pages, contents, resources, where, INTENT)


def write_all(folder, font):
    """{name: path} of the files."""
    program = Path(font).read_bytes()
    made = {}
    for name, make in (("good", good), ("bad", bad)):
        made[name] = Path(folder) / f"{name}.pdf"
        made[name].write_bytes(make(program))
    return made


if __name__ == "__main__":
    write_all(*sys.argv[1:])
