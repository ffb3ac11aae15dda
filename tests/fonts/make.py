#!/usr/bin/env python3
"""Makes the fonts of this folder: make.py NotoSerifCJK-Regular.ttc LiberationSerif-Regular.ttf

Needs fontTools. The name of each file is the start of its own SHA-256, so a font that comes out
different gets another name.
"""
import hashlib
import io
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent
ASCII = range(0x20, 0x7F)
LATIN_1 = range(0xA0, 0x100)
MARKS = ('，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕［］｛｝—…·～〓〇々※○●□■△▲☆★'
         '①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣ‰℃×÷±≤≥№§°′″→←↑↓–‐\u3000'
         '０１２３４５６７８９ＡＢＣ％＋－＝／＂＇＊＃＆＠＿｜～￥')
FEATURES = ['vert', 'vrt2', 'halt', 'vhal', 'locl', 'fwid', 'hwid', 'palt', 'kern']


def rename(font, family, postscript):
    """A subset is a modified version: it may not bear a reserved name (OFL 1.1, 3)."""
    names = {1: family, 2: 'Regular', 3: postscript, 4: family, 6: postscript}
    font['name'].names = [n for n in font['name'].names if n.nameID in (0, 13, 14)]
    for key, text in names.items():
        font['name'].setName(text, key, 3, 1, 0x409)
    if 'CFF ' in font:
        cff = font['CFF '].cff
        cff.fontNames = [postscript]
        for key in ('Notice', 'FullName', 'FamilyName', 'Copyright'):
            cff.topDictIndex[0].rawDict.pop(key, None)


def make(path, number, characters, family, postscript, ending):
    options = subset.Options(layout_features=FEATURES, name_IDs=['*'], notdef_outline=True,
                             recalc_timestamp=False)
    font = TTFont(path, fontNumber=number, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    rename(font, family, postscript)
    out = io.BytesIO()
    font.save(out)
    name = hashlib.sha256(out.getvalue()).hexdigest()[:12] + ending
    (HERE / name).write_bytes(out.getvalue())
    print(name, len(out.getvalue()), 'bytes,', font['maxp'].numGlyphs, 'glyphs')


def main(noto, liberation):
    han = (HERE / 'han.txt').read_text(encoding='utf-8').replace('\n', '')
    make(noto, 2, [*ASCII, *map(ord, MARKS + han)], 'Jianbao Test Song', 'JianbaoTestSong', '.otf')
    make(liberation, -1, [*ASCII, *LATIN_1, *map(ord, '–—‘’“”•…')], 'Jianbao Test Latin',
         'JianbaoTestLatin', '.ttf')


if __name__ == '__main__':
    main(*sys.argv[1:])
