#!/usr/bin/python3
"""Breaks the rules of PDF/X one by one over good files, and asks jianbao: mutate.py JIANBAO.

A mutation takes the open PDF (or, by bytes, the whole file), breaks one rule of the table and names
it; `verify` must tell that rule, with a clause of the standard, and nothing else but what `also`
names as not to be avoided. Prints TAP."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import pikepdf
    from pikepdf import Array, Dictionary, Name, Stream, String
    import good
except ImportError:
    print("1..0 # SKIP python3-pikepdf is not installed")
    sys.exit(0)

TEXT = "刊名：工作简报\n期号：2025年第3期（总第45期）\n日期：2025年1月20日\n\n# 一年工作\n\n各部门要定期报送。\n"
MUTATIONS = []


def breaks(rule, standard="x-1a", also=(), asked=None, by_bytes=False):
    """asked: the standard that verify is told to check; else the file's own."""
    def add(function):
        MUTATIONS.append((rule, standard, set(also), asked, by_bytes, function))
        return function
    return add


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
    out = good.io.BytesIO()
    with pikepdf.open(good.io.BytesIO(data)) as pdf:
        pdf.save(out, force_version="1.4",
                 encryption=pikepdf.Encryption(owner="o", R=3, aes=False, metadata=False))
    return out.getvalue()


@breaks("xref-stream", by_bytes=True)
def object_streams(data):
    out = good.io.BytesIO()
    with pikepdf.open(good.io.BytesIO(data)) as pdf:
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

def intent(pdf):
    return pdf.Root.OutputIntents[0]


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

def page(pdf):
    return pdf.pages[0]


@breaks("page-tree", by_bytes=True)
def wrong_count(data):
    return data.replace(b"/Count 1", b"/Count 2", 1)


@breaks("box-trim")
def no_trim_box(pdf):
    del page(pdf).TrimBox


@breaks("box-both")
def art_box_too(pdf):
    page(pdf).ArtBox = page(pdf).TrimBox


@breaks("box-form", also=["box-trim"])
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


# ---- fonts --------------------------------------------------------------------------------------

def fonts(pdf):
    return [page(pdf).Resources.Font[key] for key in page(pdf).Resources.Font.keys()]


def cid_font(pdf):
    return fonts(pdf)[0].DescendantFonts[0]


@breaks("font-embedded")
def font_not_embedded(pdf):
    descriptor = cid_font(pdf).FontDescriptor
    for key in "/FontFile2", "/FontFile3":
        if key in descriptor:
            del descriptor[key]


@breaks("font-embedded")
def standard_font(pdf):
    page(pdf).Resources.Font.Helv = pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


@breaks("font-program")
def program_of_another_kind(pdf):
    program = cid_font(pdf).FontDescriptor.FontFile3
    program.Subtype = Name.Type1C


@breaks("font-subset", also=["font-name"])
def small_subset_tag(pdf):
    cid_font(pdf).BaseFont = Name("/abcdef+Name")


@breaks("font-name")
def name_differs(pdf):
    cid_font(pdf).FontDescriptor.FontName = Name("/ABCDEF+Other")


@breaks("font-system")
def no_system(pdf):
    del cid_font(pdf).CIDSystemInfo


@breaks("font-map")
def no_map(pdf):
    font = cid_font(pdf)
    font.Subtype = Name.CIDFontType2
    font.FontDescriptor.FontFile2 = font.FontDescriptor.FontFile3
    del font.FontDescriptor["/FontFile3"]


@breaks("font-cmap")
def predefined_cmap(pdf):
    fonts(pdf)[0].Encoding = Name("/UniGB-UCS2-H")


@breaks("font-form")
def no_descendant(pdf):
    fonts(pdf)[0].DescendantFonts = Array([])


@breaks("font-unicode")
def unicode_cut_short(pdf):
    fonts(pdf)[0].ToUnicode = pdf.make_indirect(
        Stream(pdf, b"1 beginbfchar <0001> endbfchar endcmap"))


@breaks("font-unicode")
def unicode_of_nothing(pdf):
    fonts(pdf)[0].ToUnicode = pdf.make_indirect(
        Stream(pdf, b"1 beginbfchar <0001> <0000> endbfchar endcmap"))


# ---- colour -------------------------------------------------------------------------------------

def image(pdf):
    return page(pdf).Resources.XObject.Im


def add_space(pdf, *parts):
    page(pdf).Resources.ColorSpace.Cs = pdf.make_indirect(Array(parts))


def tint(pdf):
    return page(pdf).Resources.Shading.Sh.Function


@breaks("colour-rgb")
def image_in_rgb(pdf):
    image(pdf).ColorSpace = Name.DeviceRGB


@breaks("colour-rgb")
def shading_in_rgb(pdf):
    page(pdf).Resources.Shading.Sh.ColorSpace = Name.DeviceRGB


@breaks("colour-rgb")
def index_of_rgb(pdf):
    add_space(pdf, Name.Indexed, Name.DeviceRGB, 0, String("abc"))


@breaks("colour-rgb")
def pattern_of_rgb(pdf):
    add_space(pdf, Name.Pattern, Name.DeviceRGB)


@breaks("colour-calibrated")
def lab(pdf):
    add_space(pdf, Name.Lab, Dictionary(WhitePoint=[0.9, 1, 0.8]))


@breaks("colour-calibrated")
def calibrated_grey(pdf):
    add_space(pdf, Name.CalGray, Dictionary(WhitePoint=[0.9, 1, 0.8]))


@breaks("colour-calibrated")
def calibrated_rgb(pdf):
    image(pdf).ColorSpace = Array([Name.CalRGB, Dictionary(WhitePoint=[0.9, 1, 0.8])])


@breaks("colour-calibrated")
def icc_based(pdf):
    add_space(pdf, Name.ICCBased, pdf.make_indirect(Stream(pdf, good.profile(), N=4)))


@breaks("colour-alternate")
def spot_over_rgb(pdf):
    add_space(pdf, Name.Separation, Name.Gold, Name.DeviceRGB, tint(pdf))


@breaks("colour-alternate")
def device_n_over_lab(pdf):
    add_space(pdf, Name.DeviceN, Array([Name.Gold, Name.Black]),
              Array([Name.Lab, Dictionary(WhitePoint=[0.9, 1, 0.8])]), tint(pdf))


@breaks("colour-colorants")
def nine_colorants(pdf):
    add_space(pdf, Name.DeviceN, Array([Name(f"/Ink{i}") for i in range(9)]), Name.DeviceCMYK,
              tint(pdf))


@breaks("colour-spot")
def one_spot_from_two_recipes(pdf):
    add_space(pdf, Name.Separation, Name.Red, Name.DeviceGray, tint(pdf))


@breaks("colour-form")
def unknown_space(pdf):
    add_space(pdf, Name.DeviceCMY)


@breaks("colour-device", "x-4")
def x4_image_in_rgb(pdf):
    image(pdf).ColorSpace = Name.DeviceRGB


@breaks("colour-profile", "x-4")
def x4_broken_profile(pdf):
    add_space(pdf, Name.ICCBased, pdf.make_indirect(Stream(pdf, b"none", N=3)))


# ---- graphics states, images, forms --------------------------------------------------------------

def state(pdf):
    return page(pdf).Resources.ExtGState.Over


@breaks("state-transfer")
def transfer_function(pdf):
    state(pdf).TR = tint(pdf)


@breaks("state-transfer")
def second_transfer_function(pdf):
    state(pdf).TR2 = Name.Identity


@breaks("state-halftone")
def halftone_phase(pdf):
    state(pdf).HTP = Array([0, 0])


@breaks("state-halftone")
def halftone_of_type_6(pdf):
    state(pdf).HT = pdf.make_indirect(Stream(pdf, b"x", Type=Name.Halftone, HalftoneType=6, Width=1,
                                             Height=1))


@breaks("state-halftone")
def halftone_by_name(pdf):
    state(pdf).HT = Dictionary(HalftoneType=1, HalftoneName=String("x"), Frequency=60, Angle=0,
                               SpotFunction=Name.Round)


@breaks("state-mask")
def soft_mask(pdf):
    state(pdf).SMask = Dictionary(S=Name.Luminosity, G=page(pdf).Resources.XObject.Fm)


@breaks("state-alpha")
def alpha_of_lines(pdf):
    state(pdf).CA = 0.5


@breaks("state-alpha")
def alpha_of_areas(pdf):
    state(pdf).ca = 0.99


@breaks("state-blend")
def blend_mode(pdf):
    state(pdf).BM = Name.Multiply


@breaks("state-blend", "x-4")
def x4_unknown_blend_mode(pdf):
    state(pdf).BM = Name.Vivid


@breaks("form-group")
def group_of_a_form(pdf):
    page(pdf).Resources.XObject.Fm.Group = Dictionary(S=Name.Transparency)


@breaks("form-reference")
def form_of_another_file(pdf):
    page(pdf).Resources.XObject.Fm.Ref = Dictionary(F=String("other.pdf"), Page=0)


@breaks("form-postscript")
def postscript_object(pdf):
    page(pdf).Resources.XObject.Ps = pdf.make_indirect(
        Stream(pdf, b"showpage", Type=Name.XObject, Subtype=Name.PS))


@breaks("form-postscript")
def postscript_in_a_form(pdf):
    page(pdf).Resources.XObject.Fm.Subtype2 = Name.PS


@breaks("opi")
def opi_of_an_image(pdf):
    image(pdf).OPI = Dictionary()


@breaks("image-form", also=["press-image-coarse"])
def image_without_width(pdf):
    del image(pdf).Width


@breaks("image-form")
def image_without_a_space(pdf):
    del image(pdf).ColorSpace


@breaks("image-form")
def image_of_three_bits(pdf):
    image(pdf).BitsPerComponent = 3


@breaks("image-bits")
def image_of_16_bits(pdf):
    image(pdf).BitsPerComponent = 16
    image(pdf).write(bytes(8))


@breaks("image-mask")
def image_with_a_soft_mask(pdf):
    image(pdf).SMask = pdf.make_indirect(Stream(
        pdf, b"x", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8))


@breaks("image-alternate")
def image_with_an_alternate(pdf):
    image(pdf).Alternates = Array([Dictionary(Image=image(pdf), DefaultForPrinting=True)])


@breaks("image-interpolate")
def image_interpolated(pdf):
    image(pdf).Interpolate = True


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


# ---- the run ------------------------------------------------------------------------------------

OPEN = {"x-1a": good.x1a, "x-4": good.x4}
VERSION = {"x-1a": "1.4", "x-4": "1.6"}
PART = {"x-1a": "ISO 15930-4", "x-4": "ISO 15930-7"}


def mutate(source, standard, by_bytes=False, function=lambda same: same):
    with OPEN[standard](source) as pdf:
        if not by_bytes:
            function(pdf)
        data = good.save(pdf, VERSION[standard])
    return function(data) if by_bytes else data


def verify(jianbao, path, asked):
    words = [jianbao, "verify", path, "--strict", "--lang=en", "--diagnostics=json"]
    words += ["--standard", asked] if asked else []
    done = subprocess.run(words, capture_output=True, text=True)
    return done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr


def fault_of(status, verdict, stderr, rule, also, part):
    """What is wrong with the answer to a broken file, or None."""
    found = {breach["rule"]: breach["clause"] for breach in verdict.get("findings", [])}
    if status != 1 or stderr:
        return f"status {status}, {stderr or sorted(found)}"
    if rule not in found or set(found) - {rule} - also:
        return f"{sorted(found)} in place of {rule}"
    if not found[rule].startswith((part, "ISO 32000-1")):
        return f"{rule} has the clause {found[rule]!r}"
    return None


def good_fault(status, verdict, stderr):
    return None if status == 0 and verdict.get("findings") == [] else f"{status} {verdict} {stderr}"


def tell(number, name, fault):
    if fault:
        print(f"# {fault}")
    print(f"{'not ok' if fault else 'ok'} {number} - {name}", flush=True)


def main():
    jianbao = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
        subprocess.run([jianbao, "build", folder / "a.txt", "--for=imprint", "-o",
                        folder / "a.pdf"], check=True, capture_output=True)
        print(f"1..{len(MUTATIONS) + len(OPEN)}")
        failed = 0
        path = folder / "b.pdf"
        for number, standard in enumerate(OPEN, 1):
            path.write_bytes(mutate(folder / "a.pdf", standard))
            fault = good_fault(*verify(jianbao, path, None))
            failed += fault is not None
            tell(number, f"{standard}, whole", fault)
        for number, (rule, standard, also, asked, by_bytes, function) in enumerate(
                MUTATIONS, len(OPEN) + 1):
            path.write_bytes(mutate(folder / "a.pdf", standard, by_bytes, function))
            fault = fault_of(*verify(jianbao, path, asked), rule, also, PART[standard])
            failed += fault is not None
            tell(number, f"{function.__name__}: {rule}", fault)
    return failed > 0


sys.exit(main())
