"""The mutations: functions that break one rule of PDF/X or PDF/A each, by @breaks."""
from pikepdf import Array, Name

MUTATIONS = []


def breaks(rule, standard="x-1a", also=(), asked=None, by_bytes=False, clause=None):
    """asked: the standard that verify is told to check; else the file's own. clause: the whole of
    what it must cite; else any of the standard."""
    def add(function):
        MUTATIONS.append((rule, standard, set(also), asked, by_bytes, function, clause))
        return function
    return add


# ---- where things are in a good file (good.py) ---------------------------------------------------

def intent(pdf):
    return pdf.Root.OutputIntents[0]


def page(pdf):
    return pdf.pages[0]


def font_keys(pdf):
    return sorted(page(pdf).Resources.Font.keys())


def fonts(pdf):
    return [page(pdf).Resources.Font[key] for key in font_keys(pdf)]


def composite_font(pdf):
    """One whose program is CFF."""
    return next(font for font in fonts(pdf)
                if font.DescendantFonts[0].Subtype == Name.CIDFontType0)


def cid_font(pdf):
    return composite_font(pdf).DescendantFonts[0]


def image(pdf):
    return page(pdf).Resources.XObject.Im


def state(pdf):
    return page(pdf).Resources.ExtGState.Over


def tint(pdf):
    return page(pdf).Resources.Shading.Sh.Function


def add_space(pdf, *parts):
    page(pdf).Resources.ColorSpace.Cs = pdf.make_indirect(Array(parts))
