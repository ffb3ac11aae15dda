"""Font programs against the fonts they come from: each outline and each width must be the same.

    program.py WRITE_PROGRAM SOURCE_ROOT

Every glyph of the fonts of tests/fonts is looked at, and many of the system's fonts where they are
installed.
"""
import io
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    from fontTools.cffLib import CFFFontSet
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.ttLib import TTFont
except ImportError:
    print('1..0 # SKIP fontTools is not installed')
    sys.exit(0)

LARGE = [
    ('/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc', 2),
    ('/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc', 2),
    ('fonts/local/FandolFang-Regular.otf', 0),
    ('fonts/local/FandolHei-Regular.otf', 0),
    ('/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf', 0),
    ('/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf', 0),
    ('/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf', 0),
    ('/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf', 0),
]
MANY = 800


def outline(glyphs, name):
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen.value


class Cff:
    """A bare CFF. By code: the CID, or the glyph when the font has names."""

    def __init__(self, data):
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), None)
        self.top = fonts[0]
        self.cid_keyed = hasattr(self.top, 'ROS')
        self.count = len(self.top.charset)

    def glyph(self, code):
        name = f'cid{code:05d}' if self.cid_keyed else self.top.charset[code]
        charstring = self.top.CharStrings[name]
        pen = DecomposingRecordingPen(None)
        charstring.draw(pen)
        return pen.value, charstring.width


class TrueType:
    def __init__(self, data):
        self.font = TTFont(io.BytesIO(data))
        self.glyphs = self.font.getGlyphSet()
        self.count = self.font['maxp'].numGlyphs

    def glyph(self, code):
        name = self.font.getGlyphName(code)
        return outline(self.glyphs, name), self.font['hmtx'][name][0]


def faults(write_program, path, number, folder):
    font = TTFont(path, fontNumber=number, lazy=True)
    names, glyphs, count = font.getGlyphOrder(), font.getGlyphSet(), font['maxp'].numGlyphs
    asked = list(range(1, count))
    if count > 2 * MANY:
        asked = sorted(random.Random(9704).sample(asked, MANY))
    out = folder / 'program'
    run = subprocess.run([write_program, path, str(number), out, *map(str, asked)],
                         capture_output=True, text=True, check=False)
    rows = [tuple(map(int, line.split())) for line in run.stdout.splitlines()]
    if run.returncode or [row[0] for row in rows] != asked:
        yield 'no program came out'
        return
    data = out.read_bytes()
    program = TrueType(data) if 'glyf' in font else Cff(data)
    if 'CFF ' in font and program.count != len(asked) + 1:
        yield f'{program.count} glyphs in place of {len(asked) + 1}'
    upem = font['head'].unitsPerEm
    for glyph, code, width in rows:
        drawn, advance = program.glyph(code)
        if drawn != outline(glyphs, names[glyph]):
            yield f'glyph {glyph} has another outline'
        thousandths = (advance * 2000 + upem) // (2 * upem)
        if advance != font['hmtx'][names[glyph]][0] or width != thousandths:
            yield f'glyph {glyph} has another width'


def main(write_program, root):
    root = pathlib.Path(root)
    fonts = [(str(path), 0) for path in sorted(root.glob('tests/fonts/*.?tf'))]
    fonts += [(str(root / path), number) for path, number in LARGE]
    print(f'1..{len(fonts)}')
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for i, (path, number) in enumerate(fonts, 1):
            name = pathlib.Path(path).name
            if not pathlib.Path(path).exists():
                print(f'ok {i} - {name} # SKIP not installed')
                continue
            found = list(faults(write_program, path, number, pathlib.Path(folder)))
            failed = failed or bool(found)
            print('not ok' if found else 'ok', i, '-', name)
            for fault in found[:10]:
                print('#', fault)
    sys.exit(failed)


main(*sys.argv[1:])
