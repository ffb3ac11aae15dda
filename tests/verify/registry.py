"""The mutations: functions that break one rule of PDF/X or PDF/A each, by @breaks."""
from dataclasses import dataclass
from typing import Callable

from pikepdf import Array, Name

MUTATIONS = []


@dataclass
class Mutation:
    function: Callable
    rule: str
    standard: str = "x-1a"
    also: tuple = ()       # rules that cannot but be broken too
    text: bool = False     # the pages say something else than the source within, which is told too
    asked: str = None      # the standard that verify is told to check; else the file's own
    by_bytes: bool = False  # it takes the whole file, not the open PDF
    clause: str = None     # the whole of what is to be cited; else any of the standard


def breaks(rule, standard="x-1a", **more):
    def add(function):
        MUTATIONS.append(Mutation(function, rule, standard, **more))
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
