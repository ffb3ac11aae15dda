"""Text that nobody would type, but that comes: for each what is told, with its place, and that the
page is made all the same. Every character is in the PDF's text, or a diagnostic names it."""
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.append(str(HERE.parent / "diag"))
import cases  # noqa: E402

LINE = 9  # of the text in the issue

NARROW = ("--layout", "plain", "--set", "measure=1em", "--set", "indent=0")

# name: text, what is told (column, code), words of the command
TEXTS = {
    "a measure that holds no dash and no word": (
        "各部——门abc", [(3, "J0501"), (6, "J0501")], *NARROW),
    "a title of 500 characters": ("# " + "一年工作" * 125, [(3, "J0604")]),
    "marks alone": ("，。、；：？！……——（）《》“”", [(1, "J1118")]),
    "a quote that does not close": ("各部“门要定期报送。", [(3, "J1102")]),
    "a quote that does not open": ("各部门”要定期报送。", [(4, "J1102")]),
    "mixed scripts": ("各\u03b1部\u0436门\ud55cか字\u00e9工作",
                      [(2, "J0404"), (4, "J0404"), (6, "J0404"), (7, "J0404"), (8, "J0404")]),
    "a family": ("各\U0001f468\u200d\U0001f469\u200d\U0001f467部", [(2, "J0404")]),
    "a flag": ("各\U0001f1e8\U0001f1f3部", [(2, "J0404"), (3, "J0404")]),
    "a skin": ("各\U0001f44d\U0001f3fd部", [(2, "J0404"), (3, "J0404")]),
    "a keycap": ("各1\ufe0f\u20e3部", [(2, "J0404")]),
    "a mark": ("各e\u0301部", []),
    "a hundred marks": ("各e" + "\u0301" * 100 + "部",  # thirty at a time
                        [(33, "J0404"), (64, "J0404"), (95, "J0404"), (2, "J0404")]),
    "a row of what nobody can see": ("\u200b" + "各\ufe0f" + "\u200d\u2060" * 300 + "部",
                                     [(2, "J0407")]),
    "a mark without a base": ("\u0301各部", [(1, "J0404")]),
    "a word of Hebrew": ("各\u05e9\u05dc\u05d5\u05dd部", [(2, "J0404")]),
    "two words of Hebrew": ("各\u05e9\u05dc \u05d5\u05dd部",
                            [(2, "J0502"), (2, "J0404"), (5, "J0404")]),
    "a lost object": ("各\ufffc部", [(2, "J0237"), (2, "J0404")]),
    "lost characters": ("各\ufffd\ufffd部", [(2, "J0237")]),
    "noncharacters": ("各\ufdd0部\U0001ffff", [(2, "J0404"), (4, "J0404")]),
    "private use": ("各\ue000部\U000f0000", [(2, "J0404"), (4, "J0404")]),
    "no code point yet": ("各\u0378部", [(2, "J0404")]),
    "what nobody can see": ("\u200b各\u2060部\ufeff门\u200d要\u200c定\u200e期\u00ad报\ufe0f送"
                            "\U000e0061\u200b", [(14, "J0407")]),
    "a variant": ("各\U000e0100部", [(1, "J0407")]),
    "directions": ("各\u2067部\u2069门\u202e要\u202c", []),
    "line separators": ("各\u2028部\u2029门", []),
    "a word without end": ("a" * 3000, []),
    "rows of blanks": ("各" + "\u3000" * 300 + "部" + " " * 300 + "门", []),
}

# what nobody can see may be left out of the PDF's text
UNSEEN = {0xAD, 0x34F, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
          *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000)}


def seen(text):
    """The characters that leave ink, composed or not, and how often."""
    return Counter(c for c in unicodedata.normalize("NFKD", text)
                   if not c.isspace() and ord(c) not in UNSEEN)


def told_places(told):
    """(line, column, code) of each diagnostic that has a place."""
    return [(int(line), int(column), code) for line, column, code in
            re.findall(r"^a\.txt:(\d+):(\d+): \w+\[(J\d{4})\]", told, re.M)]


def check_pages(box, text, told):
    """The PDF is whole and has every character that is not named in what was told."""
    pdf = box.folder / "a.pdf"
    subprocess.run(["qpdf", "--check", pdf], check=True, capture_output=True)
    got = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True)
    assert not got.stderr, got.stderr
    lost = seen(text.removeprefix("# ")) - seen(got.stdout.decode())
    unnamed = [c for c in lost if f"U+{ord(c):04X}" not in told and c not in told]
    assert not unnamed, [f"U+{ord(c):04X}" for c in unnamed]


def check(box, name):
    text, want, *words = TEXTS[name]
    box.write("a.txt", cases.issue(f"\n{text}\n"))
    told = box.run("build", "a.txt", *words)[2]
    places = [p for p in told_places(told) if p[0] == LINE]
    assert places == [(LINE, column, code) for column, code in want], (name, places, told)
    check_pages(box, text, told)


# bytes in the text that no text has: (column, code); nothing is written
REFUSED = {
    "half of a pair": (b"\xed\xa0\x80", 2, "J0103"),
    "the other half": (b"\xed\xb0\x80", 2, "J0103"),
    "both, in UTF-8": (b"\xed\xa0\xbd\xed\xb1\x8d", 2, "J0103"),
    "an overlong form": (b"\xc0\xaf", 2, "J0103"),
    "behind the last code point": (b"\xf4\x90\x80\x80", 2, "J0103"),
    "NUL": (b"\0", 2, "J0106"),
    "an escape": (b"\x1b[1m", 2, "J0106"),
    "a bell": (b"\x07", 2, "J0106"),
    "DEL": (b"\x7f", 2, "J0106"),
    "U+0080": (b"\xc2\x80", 2, "J0106"),
}


def check_refused(box, name):
    body, column, code = REFUSED[name]
    whole = cases.issue("\n各@部门。\n").encode().replace(b"@", body)
    box.write("a.txt", whole)
    status, codes, told = box.run("build", "a.txt")
    assert status == 3 and codes == [code], (name, status, told)
    assert told_places(told) == [(LINE, column, code)], (name, told)
    assert [p.name for p in box.folder.iterdir()] == ["a.txt"], name
