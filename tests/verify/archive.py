"""Rules of PDF/A: of the file, its metadata, intents and colours, fonts, transparency, annotations,
actions and files within, each with its clause of ISO 19005."""
import functools
import re

from pikepdf import Array, Dictionary, Name, Object, Stream, String

import good
from registry import breaks, cid_font, composite_font, image, intent, page, state


def first(rule, clause, **more):
    """Breaks A-1b."""
    return breaks(rule, "a-1b", clause=f"ISO 19005-1 {clause}", **more)


def second(rule, clause, standard="a-2b", **more):
    """Breaks A-2."""
    return breaks(rule, standard, clause=f"ISO 19005-2 {clause}", **more)


def both(rule, one, two, **more):
    """Breaks A-1b by one clause and A-2b by another."""
    def add(function):
        first(rule, one, **more)(function)
        return second(rule, two, **more)(function)
    return add


# ---- the file -----------------------------------------------------------------------------------

@both("header-place", "6.1.2", "6.1.2", by_bytes=True)
def line_before_header(data):
    return b"\n" + data


@first("header-version", "6.1.2", by_bytes=True)
def version_1_5_of_a1(data):
    return data.replace(b"%PDF-1.4", b"%PDF-1.5", 1)


@second("header-version", "6.1.2", also=["damaged"], by_bytes=True)
def version_2_0_of_a2(data):
    return data.replace(b"%PDF-1.7", b"%PDF-2.0", 1)


@both("header-binary", "6.1.2", "6.1.2", by_bytes=True)
def comment_of_ascii(data):
    at = data.index(b"\n%") + 2
    return data[:at] + b"abcd" + data[at + 4:]


@both("end-trail", "6.1.3", "6.1.3", by_bytes=True)
def bytes_behind_the_end(data):
    return data + b"\0\0\0"


@both("end-mark", "6.1.3", "6.1.3", by_bytes=True)
def end_is_missing(data):
    return data[:data.rindex(b"%%EOF")]


@both("id-missing", "6.1.3", "6.1.3", by_bytes=True)
def trailer_without_id(data):
    return data.replace(b"/ID [", b"/IX [", 1)


@both("stream-lzw", "6.1.10", "6.1.7.2", also=["stream-data", "stream-filter"])
def content_by_lzw(pdf):
    page(pdf).Resources.XObject.Fm.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01",
                                         filter=Name.LZWDecode)


@both("stream-external", "6.1.7", "6.1.7.1")
def filter_of_another_file(pdf):
    page(pdf).Resources.XObject.Fm.FFilter = Name.FlateDecode


@both("object-limit", "6.1.12", "6.1.13")
def name_of_128_bytes(pdf):
    pdf.Root.Long = Name("/" + "n" * 128)


@first("object-limit", "6.1.12")
def array_of_8192(pdf):
    pdf.Root.Long = pdf.make_indirect(Array([0] * 8192))


@first("object-limit", "6.1.12")
def string_of_65536_bytes(pdf):
    pdf.Root.Long = String("s" * 65536)


@second("object-limit", "6.1.13")
def string_of_32768_bytes(pdf):
    pdf.Root.Long = String("s" * 32768)


@first("object-limit", "6.1.12")
def dictionary_of_4096(pdf):
    pdf.Root.Long = pdf.make_indirect(Dictionary({f"/K{i}": i for i in range(4096)}))


@both("object-limit", "6.1.12", "6.1.13")
def integer_beyond_32_bits(pdf):
    pdf.Root.Long = 1 << 31


@second("box-size", "6.1.13")
def page_of_201_inches(pdf):
    page(pdf).MediaBox = Array([0, 0, 600, 14472])


@second("catalog-key", "6.1.12, 6.10, 6.11")
def requirements(pdf):
    pdf.Root.Requirements = Array([])


@second("catalog-key", "6.1.12, 6.10, 6.11")
def rights_of_another_kind(pdf):
    pdf.Root.Perms = Dictionary(UR=Dictionary())


@second("name-text", "6.1.8")
def ink_in_gbk(pdf):
    tint = pdf.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[1, 1, 1],
                                        C1=[1, 0, 0]))
    good.kind(page(pdf).Resources, "/ColorSpace").Spot = Array(
        [Name.Separation, Object.parse(b"/#BA#EC"), Name.DeviceRGB, tint])


# ---- what it says of itself ---------------------------------------------------------------------

@first("xmp-missing", "6.7.2", asked="a-1b")
@second("xmp-missing", "6.6.2.1", asked="a-2b")
def no_metadata(pdf):
    del pdf.Root["/Metadata"]


@first("xmp-form", "6.7.9", asked="a-1b")
@second("xmp-form", "6.6.2.1", asked="a-2b")
def metadata_cut_short(pdf):
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes()[:-60])


@first("xmp-packed", "6.7.2", by_bytes=True)
def metadata_with_filter(data):
    """As many bytes as before; who saves files takes filters of metadata away."""
    length, = re.findall(rb"/XML /Type /Metadata /Length (\d+)", data)
    data = data.replace(b"/Metadata /Length " + length,
                        b"/Metadata /Filter [] /Length %d" % (int(length) - 11))
    return data.replace(b"<dc:format>application/pdf<", b"<dc:format>/pdf<")


@both("xmp-packet", "6.7.5", "6.6.2.1")
def packet_with_its_encoding(pdf):
    good.change_xmp(pdf, ' id="W5M0', ' encoding="UTF-8" id="W5M0')


@first("xmp-archive", "6.7.11")
def another_prefix(pdf):
    text = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(text.replace(b"pdfaid", b"archive"))


@breaks("xmp-archive", "a-2b", asked="a-2u", clause="ISO 19005-2 6.6.4", also=["font-unmapped"])
def less_than_asked(pdf):
    pass


@first("xmp-archive", "6.7.11", asked="a-1b")
def part_of_another(pdf):
    good.change_xmp(pdf, "<pdfaid:part>1<", "<pdfaid:part>3<")


@both("xmp-schema", "6.7.9", "6.6.2.3.1")
def property_of_ones_own(pdf):
    good.change_xmp(pdf, "<pdfaid:part>", '<own:number xmlns:own="http://example.org/own/">3'
                    "</own:number><pdfaid:part>")


@second("xmp-schema", "6.6.2.3.1")
def property_that_its_schema_does_not_describe(pdf):
    good.change_xmp(pdf, "<own:total>", "<own:year>2025</own:year><own:total>")


@both("xmp-schema", "6.7.9", "6.6.2.3.1")
def unknown_property_of_a_known_schema(pdf):
    good.change_xmp(pdf, "<pdf:Producer>", "<pdf:Trapped>False</pdf:Trapped><pdf:Producer>")


@first("info-differs", "6.7.3")
def another_title(pdf):
    pdf.docinfo["/Title"] = "another"


@first("info-differs", "6.7.3")
def another_date(pdf):
    pdf.docinfo["/ModDate"] = "D:20250121000000+08'00'"


@first("info-differs", "6.7.3")
def another_producer(pdf):
    pdf.docinfo["/Producer"] = "another"


@first("info-differs", "6.7.3")
def keywords_of_info_alone(pdf):
    pdf.docinfo["/Keywords"] = "one"


@first("xmp-authors", "6.7.3")
def two_authors(pdf):
    pdf.docinfo["/Author"] = "A"
    good.change_xmp(pdf, "<dc:format>", "<dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li>"
                    "</rdf:Seq></dc:creator><dc:format>")


# ---- intents and colours ------------------------------------------------------------------------

def other_profile(pdf, icc, n):
    stream = intent(pdf).DestOutputProfile
    stream.write(icc)
    stream.N = n


@both("intent-identifier", "6.2.2", "6.2.3")
def condition_without_name(pdf):
    del intent(pdf)["/OutputConditionIdentifier"]


@both("intent-profile", "6.2.2", "6.2.3", also=["colour-device"])
def intent_without_profile(pdf):
    del intent(pdf)["/DestOutputProfile"]


@both("intent-differs", "6.2.2", "6.2.3")
def another_profile_for_the_press(pdf):
    stream = pdf.make_indirect(Stream(pdf, good.profile(), N=4))
    pdf.Root.OutputIntents.append(Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("Custom"),
        DestOutputProfile=stream))


@both("profile-broken", "6.2.2", "6.2.3", also=["colour-device"])
def profile_that_is_none(pdf):
    other_profile(pdf, b"no profile", 3)


@both("profile-class", "6.2.2", "6.2.3")
def profile_of_a_scanner(pdf):
    other_profile(pdf, good.profile(b"RGB ", b"scnr"), 3)


@both("profile-space", "6.2.2", "6.2.3")
def profile_of_lab(pdf):
    other_profile(pdf, good.profile(b"Lab "), 3)


@both("profile-components", "6.2.2", "6.2.3")
def profile_with_wrong_n(pdf):
    intent(pdf).DestOutputProfile.N = 4


@first("profile-version", "6.2.2")
def profile_of_version_4(pdf):
    other_profile(pdf, good.profile(b"RGB ", b"mntr", 4), 3)


@both("colour-device", "6.2.3.3", "6.2.4.3")
def no_intent(pdf):
    del pdf.Root["/OutputIntents"]


@both("colour-device", "6.2.3.3", "6.2.4.3")
def cmyk_in_the_content(pdf):
    page(pdf).contents_add(b"q 0 1 1 0 k 0 0 9 9 re f Q")


@both("colour-device", "6.2.3.3", "6.2.4.3")
def cmyk_image(pdf):
    image(pdf).write(bytes(4))
    image(pdf).ColorSpace = Name.DeviceCMYK


@both("colour-device", "6.2.3.3", "6.2.4.3")
def rgb_under_grey(pdf):
    other_profile(pdf, good.profile(b"GRAY", b"mntr"), 1)


@both("colour-profile", "6.2.3.2", "6.2.4.2")
def broken_profile_of_an_image(pdf):
    image(pdf).ColorSpace = Array([Name.ICCBased, pdf.make_indirect(Stream(pdf, b"no", N=3))])


@first("colour-colorants", "6.1.12")
def nine_colorants(pdf):
    tint = pdf.make_indirect(Stream(pdf, b"{9{pop}repeat 0 0 0}", FunctionType=4,
                                    Domain=[0, 1] * 9, Range=[0, 1] * 3))
    names = Array([Name(f"/Ink{i}") for i in range(9)])
    good.kind(page(pdf).Resources, "/ColorSpace").Many = pdf.make_indirect(
        Array([Name.DeviceN, names, Name.DeviceRGB, tint]))


# ---- graphics -----------------------------------------------------------------------------------

@both("image-alternates", "6.2.4", "6.2.8")
def alternates(pdf):
    image(pdf).Alternates = Array([])


@both("opi", "6.2.4, 6.2.5", "6.2.8, 6.2.9")
def proxy_of_an_image(pdf):
    image(pdf).OPI = Dictionary()


@both("image-smoothed", "6.2.4", "6.2.8")
def interpolated_image(pdf):
    image(pdf).Interpolate = True


@both("rendering-intent", "6.2.9", "6.2.6")
def intent_of_ones_own(pdf):
    image(pdf).Intent = Name.Vivid


@both("rendering-intent", "6.2.9", "6.2.6")
def intent_in_a_state(pdf):
    state(pdf).RI = Name.Vivid


@both("form-postscript", "6.2.5, 6.2.7", "6.2.9")
def postscript_form(pdf):
    page(pdf).Resources.XObject.Fm.Subtype2 = Name.PS


@both("form-reference", "6.2.6", "6.2.9")
def form_of_another_file(pdf):
    page(pdf).Resources.XObject.Fm.Ref = Dictionary(F=String("a.pdf"), Page=0)


@both("state-transfer", "6.2.8", "6.2.5")
def transfer_function(pdf):
    state(pdf).TR = Name.Identity


@second("state-halftone", "6.2.5")
def halftone_by_name(pdf):
    state(pdf).HT = Dictionary(HalftoneType=1, HalftoneName=String("one"), Frequency=60, Angle=45,
                               SpotFunction=Name.Round)


@both("content-operator", "6.2.10", "6.2.2")
def unknown_operator(pdf):
    page(pdf).contents_add(b"q foo Q")


@both("content-resource", "6.2.10", "6.2.2")
def form_that_is_not_there(pdf):
    page(pdf).contents_add(b"q /Nowhere Do Q")


@first("state-mask", "6.4")
def soft_mask_of_a_state(pdf):
    state(pdf).SMask = Dictionary(Type=Name.Mask, S=Name.Luminosity,
                                  G=page(pdf).Resources.XObject.Fm)


@first("image-mask", "6.4")
def soft_mask_of_an_image(pdf):
    image(pdf).SMask = pdf.make_indirect(Stream(
        pdf, bytes(1), Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8))


GROUP = functools.partial(Dictionary, S=Name.Transparency, CS=Name.DeviceRGB)


@first("page-group", "6.4")
def transparent_page(pdf):
    page(pdf).Group = GROUP()


@first("form-group", "6.4")
def transparent_form(pdf):
    page(pdf).Resources.XObject.Fm.Group = GROUP()


@first("state-alpha", "6.4")
def translucent_fill(pdf):
    state(pdf).ca = 0.5


@first("state-alpha", "6.4")
def translucent_stroke(pdf):
    state(pdf).CA = 0.5


@first("state-blend", "6.4")
def multiplied_in_a1(pdf):
    state(pdf).BM = Name.Multiply


@second("state-blend", "6.2.10")
def blend_mode_of_ones_own(pdf):
    state(pdf).BM = Name.Mixed


# ---- fonts --------------------------------------------------------------------------------------

@both("font-embedded", "6.3.4", "6.2.11.4.1")
def font_without_program(pdf):
    del cid_font(pdf).FontDescriptor["/FontFile3"]


@both("font-program", "6.3.2", "6.2.11.2")
def program_of_a_simple_font(pdf):
    cid_font(pdf).FontDescriptor.FontFile3.Subtype = Name.Type1C


@both("font-system", "6.3.3.1", "6.2.11.3.1")
def font_without_collection(pdf):
    del cid_font(pdf).CIDSystemInfo


@both("font-map", "6.3.3.2", "6.2.11.3.2")
def true_type_without_map(pdf):
    fonts = page(pdf).Resources.Font
    font = next(fonts[key].DescendantFonts[0] for key in fonts.keys()
                if fonts[key].DescendantFonts[0].Subtype == Name.CIDFontType2)
    del font["/CIDToGIDMap"]


@both("font-cmap", "6.3.3.3", "6.2.11.3.3", also=["font-unmapped"])
def encoding_by_name_alone(pdf):
    composite_font(pdf).Encoding = Name("/UniGB-UCS2-H")


@both("font-widths", "6.3.6", "6.2.11.5")
def wrong_widths(pdf):
    font = cid_font(pdf)
    font.DW = 500
    if "/W" in font:
        del font["/W"]


@first("font-set", "6.3.5")
def subset_without_set(pdf):
    del cid_font(pdf).FontDescriptor["/CIDSet"]


@both("font-set", "6.3.5", "6.2.11.4.2")
def set_without_a_glyph(pdf):
    cid_font(pdf).FontDescriptor.CIDSet.write(b"\x80")


def show(pdf, code):
    key = next(key for key, font in page(pdf).Resources.Font.items()
               if font.DescendantFonts[0].Subtype == Name.CIDFontType2)
    page(pdf).contents_add(b"BT %s 9 Tf <%04x> Tj ET" % (key.encode(), code))


@both("font-broken", "6.3.2", "6.2.11.4.1")
def program_is_no_font(pdf):
    descriptor = cid_font(pdf).FontDescriptor
    for key in "/FontFile2", "/FontFile3":
        if key in descriptor:
            descriptor[key].write(b"no font")


@both("font-glyph", "6.3.5", "6.2.11.4.1", also=["font-set"])
def glyph_beyond_the_program(pdf):
    show(pdf, 0xEEEE)


@second("font-notdef", "6.2.11.8", also=["font-widths"])
def notdef_is_shown(pdf):
    show(pdf, 0)


@second("font-unmapped", "6.2.11.7.2", "a-2u")
def font_without_unicode(pdf):
    del composite_font(pdf)["/ToUnicode"]


@second("font-unmapped", "6.2.11.7.2", "a-2u")
def code_without_unicode(pdf):
    composite_font(pdf).ToUnicode.write(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange "
        b"<0000> <FFFF> endcodespacerange 1 beginbfchar <FFFE> <4E00> endbfchar endcmap")


# ---- annotations, actions, files within ---------------------------------------------------------

@both("annotation-kind", "6.5.2", "6.3.1")
def film(pdf):
    good.add_annotation(pdf, Subtype=Name.Movie)


@first("annotation-kind", "6.5.2")
def attached_to_a_page(pdf):
    good.add_annotation(pdf, Subtype=Name.FileAttachment)


@both("annotation-flags", "6.5.3", "6.3.2")
def not_printed(pdf):
    good.add_annotation(pdf, F=0)


@both("annotation-flags", "6.5.3", "6.3.2")
def hidden(pdf):
    good.add_annotation(pdf, F=6)


@both("annotation-flags", "6.5.3", "6.3.2")
def flags_missing(pdf):
    del page(pdf).Annots[0]["/F"]


@both("annotation-look", "6.5.3", "6.3.3")
def another_look_below_the_mouse(pdf):
    looks = page(pdf).Annots[0].AP
    looks.R = looks.N


@second("annotation-look", "6.3.3")
def no_looks(pdf):
    del page(pdf).Annots[0]["/AP"]


@first("annotation-alpha", "6.5.3")
def translucent_note(pdf):
    good.add_annotation(pdf, CA=0.5)


@first("annotation-colour", "6.5.3", also=["colour-device"])
def red_note_under_grey(pdf):
    good.add_annotation(pdf, C=Array([1, 0, 0]))
    other_profile(pdf, good.profile(b"GRAY", b"mntr"), 1)


def run(pdf, **action):
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(Type=Name.Action, **action))


@both("action-kind", "6.6.1", "6.5.1")
def script(pdf):
    run(pdf, S=Name.JavaScript, JS=String("1"))


@both("action-kind", "6.6.1", "6.5.1")
def program_started(pdf):
    run(pdf, S=Name.Launch, F=String("a"))


@both("action-kind", "6.6.1", "6.5.1")
def named_print(pdf):
    run(pdf, S=Name.Named, N=Name.Print)


@both("action-extra", "6.6.2", "6.5.2")
def actions_of_the_file(pdf):
    pdf.Root.AA = Dictionary(WC=Dictionary(S=Name.GoTo, D=Array([page(pdf).obj, Name.Fit])))


@both("form-fields", "6.9", "6.4")
def fields_without_looks(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), NeedAppearances=True)


def embed(pdf):
    file = pdf.make_indirect(Stream(pdf, b"text", Type=Name.EmbeddedFile))
    return pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("a.txt"), UF=String("a.txt"),
                                        EF=Dictionary(F=file)))


@first("embedded-file", "6.1.11")
def file_within(pdf):
    pdf.Root.Kept = embed(pdf)


@first("embedded-file", "6.1.11")
def names_of_files_within(pdf):
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))


@second("embedded-kind", "6.8")
def text_within(pdf):
    pdf.Root.Kept = embed(pdf)


@first("layers", "6.1.13")
def layers_in_a1(pdf):
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary(Name=String("all")))


@second("layers-form", "6.9")
def layers_that_switch_themselves(pdf):
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary(Name=String("all"),
                                                                    AS=Array([])))
