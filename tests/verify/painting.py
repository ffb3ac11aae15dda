"""Rules of what pages are painted with: fonts, colours, states, images, forms, contents."""

from pikepdf import Array, Dictionary, Name, Stream, String

import good
from registry import (add_space, breaks, cid_font, composite_font, font_keys, fonts, image, page,
                      state, tint)


# ---- fonts --------------------------------------------------------------------------------------

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


@breaks("font-map", also=["font-broken"])
def no_map(pdf):
    font = cid_font(pdf)
    font.Subtype = Name.CIDFontType2
    font.FontDescriptor.FontFile2 = font.FontDescriptor.FontFile3
    del font.FontDescriptor["/FontFile3"]


@breaks("font-cmap")
def predefined_cmap(pdf):
    composite_font(pdf).Encoding = Name("/UniGB-UCS2-H")


@breaks("font-broken")
def program_is_no_font(pdf):
    descriptor = cid_font(pdf).FontDescriptor
    for key in "/FontFile2", "/FontFile3":
        if key in descriptor:
            descriptor[key].write(b"no font")


@breaks("font-widths")
def default_width_differs(pdf):
    cid_font(pdf).DW = 990


@breaks("font-widths")
def widths_differ(pdf):
    for font in fonts(pdf):
        cid = font.DescendantFonts[0]
        if cid.Subtype == Name.CIDFontType2:
            cid.W = Array([0, 65535, 502])


@breaks("font-form")
def no_descendant(pdf):
    composite_font(pdf).DescendantFonts = Array([])


@breaks("font-unicode")
def unicode_cut_short(pdf):
    composite_font(pdf).ToUnicode = pdf.make_indirect(
        Stream(pdf, b"1 beginbfchar <0001> endbfchar endcmap"))


@breaks("font-unicode")
def unicode_of_nothing(pdf):
    composite_font(pdf).ToUnicode = pdf.make_indirect(
        Stream(pdf, b"1 beginbfchar <0001> <0000> endbfchar endcmap"))


# ---- colour -------------------------------------------------------------------------------------

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


# ---- graphics states, images, forms -------------------------------------------------------------

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


# ---- content ------------------------------------------------------------------------------------

def draws(rule, content, also=()):
    """A mutation that lays this content over the first page."""
    def more(pdf):
        page(pdf).contents_add(content)
    more.__name__ = content.decode()[:40]
    breaks(rule, also=also)(more)


TEXT_AT = b" Tf 1 0 0 1 200 200 Tm <0001> Tj ET "

draws("content-token", b"q > Q", also=["content-operator"])
draws("content-operator", b"q 1 frobnicate Q")
draws("content-operands", b"q (a) w Q")
draws("content-operands", b"0 0 1 k")
draws("content-place", b"BT q Q ET")
draws("content-place", b"0 0 m 0 0 0 1 k 1 1 l n")
draws("content-balance", b"q")
draws("content-balance", b"Q", also=["content-place"])
draws("content-balance", b"BT")
draws("content-depth", b"q " * 29 + b"Q " * 29, also=["content-balance"])
draws("content-resource", b"q /None gs Q")
draws("content-resource", b"q /None Do Q")
draws("content-inline", b"q BI /W 1 /H 1 ID x", also=["content-balance", "content-operator"])
draws("colour-rgb", b"q 1 0 0 rg Q")
draws("colour-rgb", b"q /DeviceRGB CS Q")
draws("colour-rgb", b"q .06 0 0 .06 200 200 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q")


# ---- what vendors dislike -----------------------------------------------------------------------

@breaks("press-registration", also=["press-ink"])
def registration_on_the_page(pdf):
    add_space(pdf, Name.Separation, Name.All, Name.DeviceCMYK, tint(pdf))
    page(pdf).contents_add(b"q /Cs cs 1 scn 200 200 9 9 re f Q")


@breaks("press-image-soft")
def image_of_200_dpi(pdf):
    page(pdf).contents_add(b"q .36 0 0 .36 200 200 cm /Im Do Q")


@breaks("press-image-coarse")
def image_of_72_dpi(pdf):
    page(pdf).contents_add(b"q 1 0 0 1 200 200 cm /Im Do Q")


@breaks("press-reversed", also=["press-white"])
def small_white_text_on_black(pdf):
    key = font_keys(pdf)[0].encode()
    page(pdf).contents_add(b"q 0 0 0 1 k 150 150 99 99 re f 0 0 0 0 k BT " + key + b" 5" +
                           TEXT_AT + b"Q")


@breaks("press-black-mixed")
def text_in_four_inks(pdf):
    key = font_keys(pdf)[0].encode()
    page(pdf).contents_add(b"q .5 .5 .5 .9 k BT " + key + b" 12" + TEXT_AT + b"Q")


@breaks("press-black-knocks")
def black_that_knocks_out(pdf):
    page(pdf).Resources.ExtGState.Knock = Dictionary(OP=False, op=False)
    page(pdf).contents_add(b"q /Knock gs 0 1 0 0 k 200 200 50 50 re f 0 0 0 1 k 210 210 9 9 re f Q")


draws("press-ink", b"q .9 .9 .9 .9 k 200 200 9 9 re f Q")
draws("press-cut", b"q 0 1 0 0 k -1 200 50 50 re f Q")
draws("press-near-trim", b"q 0 1 0 0 k 4 200 50 50 re f Q")
draws("press-white", b"q 0 1 0 0 k 200 200 50 50 re f /Over gs 0 0 0 0 k 210 210 9 9 re f Q")
draws("press-thin", b"q 0 1 0 0 K .1 w 200 200 m 250 200 l S Q")
