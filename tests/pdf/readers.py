#!/usr/bin/env python3
"""What poppler, mutool and pdf.js read is the source's text: readers.py JIANBAO SAMPLES.

Every sample in every layout, and texts of what is hard to give back, for the screen and the
archive. Furniture is what is painted as an artifact, and nothing else: it is taken out of the page
before a reader sees it that does not know of artifacts. Of the rest every reader must say what
`dump --stage=issue --text` says, in that order; pdf.js also by the tree of
tags, whose elements are those of `dump --stage=tags`. White space
between Han is the reader's guess; between two Latin words stands one space. Prints TAP."""
import re
import shutil
import sys
import tempfile
from pathlib import Path

try:
    import pikepdf
except ImportError:
    pikepdf = None

sys.path.insert(0, str(Path(__file__).parent))
import pages  # noqa: E402
import pdfjs  # noqa: E402
import tags  # noqa: E402
import tap  # noqa: E402

LAYOUTS = ("", "gbt9704", "huiyi", "zhengti", "zhipai", "bench", "plain")
PAINT = {"Tj", "TJ", "'", '"'}
PHRASE = re.compile(r"[A-Za-z][A-Za-z',.]*(?: [A-Za-z][A-Za-z',.]*)+")
# What only says where lines may end or how neighbours join; selectors are none of them.
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")

HEAD = "刊名：工作简报\n期号：2025年第3期（总第45期）\n日期：2025年1月20日\n\n# 一年工作\n\n"
TAIL = "\n\n---\n报：各区\n"
ODD = {
    "beyond U+FFFF, in several faces": (
        "𠀀𠮷𡈽𢦏𣎴𤭢𥁊𦥑𧾷𨋢𩙿𪚥𪜀𫝀𫞩𫠠𬀩𬎆𬺰𭀀𮯠𰀀𰻞𱁬，〇𠂇一𠂉丨𠃊㐀䶵鿿。"),
    "ligatures": "The offices file five official affluent waffles, ﬁ ﬂ ﬃ at the end.",
    "radicals and their likes": "一⼀丨⼁人⼈大⼤⼭山⽔水⾦金⿓龍⻢马⻋车。",
    "compatibility ideographs": "更\uf901車\uf902賈\uf903滑\uf904句\uf906侮\ufa30僧\ufa31勉\ufa33。",
    "dots": "甲·乙‧丙・丁･戊•己…庚⋯辛.",
    "halves and wholes": "ＡＢＣ１２３ABC123，ｱｲｳアイウ！!？?（）()％%￥¥—―─－-‐–−～~〜。",
    "quotes": "“甲”‘乙’「丙」『丁』\"戊\"'己'＂庚＂«辛»《壬》〈癸〉<子>＜丑＞。",
    "selectors": "葛\U000e0100葛\U000e0101葛辻\U000e0100，☎\ufe0e①\ufe0e。",
    "accents": "café cafe\u0301 naïve nai\u0308ve Å A\u030a ệ nǚ nu\u030c lǜ lü\u0300.",
    "several marks": "ệ e\u0302\u0323 e\u0323\u0302 ê\u0323 ẹ\u0302，nu\u0308\u030c o\u031b\u0323 "
                     "o\u0323\u031b，*te\u0302\u0323t*，{女|nu\u0308\u030c}。",
    "signs alike": "αβγ ∑Σ ∏Π \u2126Ω µμ ∆Δ \u212aK \u212bÅ，①⑴⒈㈠㊀㊣㎏㎡℃℉№℡™½Ⅷⅷ。",
    "words divided": "internationalization representation telecommunications " * 12 + "end.",
    "spaces": "Two words and three\u00a0words\u2003here now，一 二　三。",
    "where lines may end": "甲\u200b乙丙\u2060丁，" + "一二三四五六七八九十\u200b" * 12 + "，a\u00adb。",
    "what stands at the text": "重点是*四个字*，_张三_著~~史记~~，{论|lún}语^①^。",
}
# No face has them: each is a 〓 that says what it stands for.
MISSING = "缺😀字\U000f0000和👨\u200d👩\u200d👧，क\u200dक与〓，ш\u0302\u0323。"


def bare(text):
    return UNSEEN.sub("", pages.squeeze(text))


def first_difference(want, got, name):
    want, got = bare(want), bare(got)
    if want == got:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    near = slice(max(0, at - 12), at + 20)
    return f"{name}: at {at}: want …{want[near]}… got …{got[near]}…"


def without_furniture(path):
    """The same pages without the text that is painted as an artifact."""
    out = path.with_suffix(".bare.pdf")
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            kept, open_marks = [], []
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in ("BMC", "BDC"):
                    open_marks.append(str(operands[0]) == "/Artifact")
                elif name == "EMC":
                    open_marks.pop()
                if name not in PAINT or not any(open_marks):
                    kept.append((operands, operator))
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        pdf.save(out)
    return out


def spaces(want, got, name):
    """A word divided at a soft hyphen is one word."""
    flat = re.sub(r"\s+", " ", UNSEEN.sub("", re.sub("\u00ad\\s+", "", got)))
    return "".join(f"{name}: not one space between the words of '{phrase}'"
                   for phrase in PHRASE.findall(UNSEEN.sub("", want)) if phrase not in flat)


def divided(want, got):
    """The same of pdf.js, which leaves soft hyphens out: a line may end in any word."""
    got = UNSEEN.sub("", got)
    for phrase in PHRASE.findall(UNSEEN.sub("", want)):
        letters = (r"(?: |\n| \n)" if c == " " else re.escape(c) for c in phrase)
        if not re.search(r"\n?".join(letters), got):
            return f"pdf.js: not one space between the words of '{phrase}'"
    return ""


def poppler_faults(want, path):
    """poppler guesses columns from the white between entries: then nothing may be lost, and the
    order of the content must be right (and it takes a hyphen at a line's end away)."""
    got = pages.poppler_text(path)
    if bare(want) != bare(got):
        hyphenless = [bare(text).replace("-", "") for text in (want, got)]
        if sorted(hyphenless[0]) != sorted(hyphenless[1]):
            return [first_difference(want, got, "poppler")]
        got = pages.poppler_text(path, None, "-raw")
        if hyphenless[0] != bare(got).replace("-", ""):
            return [first_difference(want, got, "poppler -raw")]
    return [spaces(want, got, "poppler")]


def mutool_faults(want, path):
    got = pages.mutool_text(path)
    return [first_difference(want, got, "mutool"), spaces(want, got, "mutool")]


def own_pieces(tree):
    """(roles from the root down, text) of what dump --stage=tags has."""
    roles = []
    for depth, name, text in tree:
        if name:
            roles = [*roles[:depth], name]
        elif bare(text):
            yield tuple(roles[:depth]), bare(text)


def tree_difference(own, pieces):
    """An element that goes over to the next page is there as a piece of its own."""
    rest, wanted = "", iter(own)
    for roles, text in ((roles, bare(text)) for roles, text in pieces if roles):
        if not text:
            continue
        if not rest:
            want, rest = next(wanted, ((), ""))
        if roles != want or not rest.startswith(text):
            return f"the tree: want {want} {rest[:20]}, got {roles} {text[:20]}"
        rest = rest[len(text):]
    more = [text for _, text in wanted]
    return f"the tree: no {rest or more[0]}" if rest or more else ""


def pdfjs_faults(want, tree, file):
    pieces = pdfjs.pieces(file)
    return [first_difference(want, pdfjs.painted(file), "pdf.js"),
            first_difference(want, "".join(text for _, text in pieces), "pdf.js by the tree"),
            divided(want, pdfjs.painted(file)), tree_difference(tree, pieces),
            *(f"pdf.js: no tag has {text}" for roles, text in pieces if roles is None)]


class Room:
    def __init__(self, jianbao, folder):
        self.jianbao, self.folder, self.made, self.texts = jianbao, folder, [], {}

    def text(self, source, settings):
        """What the pages must give back, and its tree; the same for every variant."""
        key = (source, *settings)
        if key not in self.texts:
            text = pages.run(self.jianbao, "dump", "--stage=issue", "--text", *settings, source)
            tree = own_pieces(tags.own_tree(self.jianbao, source, settings))
            self.texts[key] = text.stdout, list(tree)
        return self.texts[key]

    def make(self, title, source, *options):
        """The file is read with the others."""
        path = self.folder / f"{len(self.made)}.pdf"
        pages.run(self.jianbao, "build", *options, source, "-o", path)
        settings = [word for word in options if not word.startswith("--for")]
        self.made.append((title, path, *self.text(source, settings)))

    def read(self, report):
        """All by pdf.js in one run of node."""
        there = [path for _, path, *_ in self.made if path.exists()]
        files = dict(zip(there, pdfjs.read(*there))) if not pdfjs.missing() else {}
        for title, path, want, tree in self.made:
            if not path.exists():
                report.check(title, "it was not made")
                continue
            plain = without_furniture(path)
            report.check(f"{title}: poppler", *poppler_faults(want, plain))
            report.check(f"{title}: mutool", *mutool_faults(want, plain))
            if path in files:
                report.check(f"{title}: pdf.js", *pdfjs_faults(want, tree, files[path]))
            else:
                report.check(f"{title}: pdf.js # SKIP {pdfjs.missing()}")


def make_samples(room, samples):
    for source in sorted(samples.glob("*.txt")):
        for layout in LAYOUTS:
            options = ["--layout", layout] if layout else []
            title = f"{source.stem} in {layout or 'its own layout'}"
            room.make(title, source, *options)
            if layout in ("", "zhipai"):
                room.make(f"{title}, kept", source, *options, "--for=archive")


def make_odd(room):
    for name, text in {**ODD, "what no face has": MISSING}.items():
        source = room.folder / f"{name}.txt"
        source.write_text(HEAD + text + TAIL, encoding="utf-8")
        for layout in ("gbt9704", "zhipai"):
            room.make(f"{name}, {layout}", source, "--layout", layout)
            if text != MISSING:
                room.make(f"{name}, {layout}, kept", source, "--layout", layout, "--for=archive")


def main():
    jianbao, samples = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    if pikepdf is None or not all(shutil.which(tool) for tool in ("pdftotext", "mutool")):
        print("1..0 # SKIP pikepdf, poppler or mutool is not installed")
        return 0
    report = tap.Report()
    with tempfile.TemporaryDirectory() as temporary:
        room = Room(jianbao, Path(temporary))
        make_samples(room, samples)
        make_odd(room)
        room.read(report)
    print(f"1..{report.number}")
    return report.failed != 0


if __name__ == "__main__":
    sys.exit(main())
