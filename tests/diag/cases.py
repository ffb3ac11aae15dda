"""What provokes each code: CASES and, for what the command line cannot bring about, UNREACHED.

A case: the words of the command; the diagnostics wanted, all of them and in order, each as
`FILE:LINE:COL CODE` (or `FILE CODE`, or `CODE` alone where there is no place); the exit status; the
files that lie in the folder (None: a link to our layouts; a number: a file of that size). The
characters of the texts are those of the test fonts (tests/fonts/han.txt)."""
import base64
import hashlib
import re
import shlex
import struct
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "pdf"))
import icc  # noqa: E402

FONTS = Path(__file__).resolve().parents[1] / "fonts"
SONG = FONTS / "570f6a902bbc.otf"
LATIN = FONTS / "a0a374bd769b.ttf"
LISTED = (FONTS.parents[1] / "fonts/manifest.yaml").read_text("utf-8")
NAMES = re.findall(r"^  ([\w-]+):$", LISTED, re.M)
MANIFEST = "faces:\n" + "".join(
    f"  {name}: {{files: {LATIN if 'Liberation' in name else SONG}}}\n" for name in NAMES)

HEAD = "刊名：工作简报\n期号：2025年第3期（总第45期）\n日期：2025年1月20日\n"
TITLE = "\n# 一年工作\n\n"
TEXT = "各部门要定期报送。\n"
PRESS = "build a.txt --for=print --set print.marks=false"
BOOKLET = PRESS + " --impose=booklet"
PAGES_OF_TEXT = TEXT * 100  # more than four pages, fewer than eight
END = "\n---\n报：各区\n送：各部门\n"
ISSUE = HEAD + TITLE + TEXT + END
RAW = "工作简报\n\n2025年第3期（总第45期）\n\n一年工作\n\n"


def issue(body="", header="", end=END):
    """The issue with more lines in its header, and with more of them behind TEXT."""
    return HEAD + header + TITLE + TEXT + body + end


def layout(text):
    """The issue and a layout of its own beside it."""
    return {"a.txt": ISSUE, "own.yaml": text}


def fonts(**faces):
    """The issue and a fonts.yaml beside it that says something else about these faces."""
    lines = ["faces:"]
    for name, entry in faces.items():
        lines.append(f"  {name.replace('_', '-')}: {{{entry}}}")
    return {"a.txt": ISSUE, "fonts.yaml": "\n".join(lines) + "\n"}


def pdf_with_a_file():
    """The least PDF that carries a file."""
    objects = ["<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(1) 3 0 R]>>>>>>",
               "<</Type/Pages/Kids[]/Count 0>>", "<</Type/Filespec/UF(x)/EF<</F 4 0 R>>>>",
               "<</Type/EmbeddedFile/Length 1>>\nstream\nx\nendstream"]
    out, places = "%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (f"{out}xref\n0 5\n0000000000 65535 f \n{table}"
            f"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n")


def chunk(kind, data):
    """A chunk of a PNG."""
    sealed = kind + data
    return struct.pack(">I", len(data)) + sealed + struct.pack(">I", zlib.crc32(sealed))


def png(width, height, whole=True, pixel=b"\x80"):
    """A grey PNG, or an RGB one; not whole: of its first row alone."""
    pixels = chunk(b"IDAT", zlib.compress((b"\0" + pixel * width) * (height if whole else 1)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2 if len(pixel) == 3 else 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"")


def restricted():
    """The test font with OS/2 fsType 2: it may not be embedded."""
    font = bytearray(SONG.read_bytes())
    for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16):
        if font[at:at + 4] == b"OS/2":
            table = struct.unpack(">I", font[at + 8:at + 12])[0]
            font[table + 8:table + 10] = b"\0\2"
    return bytes(font)


def with_private_use():
    """The test font, its last ideograph being U+E000 (of a cmap of format 4, a range of one)."""
    font = bytearray(SONG.read_bytes())
    at = next(struct.unpack(">I", font[entry + 8:entry + 12])[0]
              for entry in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)
              if font[entry:entry + 4] == b"cmap")
    at += struct.unpack(">I", font[at + 8:at + 12])[0]
    size = struct.unpack(">H", font[at + 6:at + 8])[0]
    ends, starts, deltas = at + 14, at + 16 + size, at + 16 + 2 * size
    last = max(i for i in range(0, size, 2) if font[ends + i:ends + i + 2] < b"\xe0\0")
    code, delta = (struct.unpack(">H", font[row + last:row + last + 2])[0]
                   for row in (starts, deltas))
    for row, value in (ends, 0xE000), (starts, 0xE000), (deltas, (code + delta - 0xE000) % 65536):
        font[row + last:row + last + 2] = struct.pack(">H", value)
    return bytes(font)


# 8 x 8 pixels: CMYK in full ink, and a red.
DARK = base64.b64decode(
    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwD///////////////////////////////////////////////////////////"
    "///////////////////////////8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABQAAQAAAAAAAAAAAAAAAAAAAAP/xAAU"
    "EAEAAAAAAAAAAAAAAAAAAAAA/9oADgRDAE0AWQBLAAA/ADGMb//Z")
RED = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP////////////////////////////////////////////////////////"
    "//////////////////////////////2wBDAf//////////////////////////////////////////////////////"
    "////////////////////////////////wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xA"
    "AUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAQL/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oA"
    "DAMBAAIRAxEAPwCABb//2Q==")


def jpeg_with(profile):
    segment = b"ICC_PROFILE\0\1\1" + profile
    return RED[:2] + b"\xff\xe2" + struct.pack(">H", len(segment) + 2) + segment + RED[2:]


def jpeg_without_scan():
    begin = RED.index(b"\xff\xda")
    return RED[:begin + 14] + RED[-2:]


def press(profile, *wanted, status=1, file="x.png", data=None, options="print.profile=own.icc"):
    """An issue for the press, with an image where there are data of one."""
    text = image(file) if data else ISSUE
    files = {"a.txt": text, **({file: data} if data else {})}
    if profile is not None:
        files["own.icc"] = profile
    words = f"build a.txt --for=imprint --set {options}"
    return case(words, list(wanted), status, files)


def image(name="x.png", options=""):
    return issue(f"\n![各区]({name}){options}\n")


def case(words, wanted, status, files=None):
    return shlex.split(words), wanted, status, {"a.txt": ISSUE} if files is None else files


def fault(words, wanted, files=None):
    """Of the world: nothing is written."""
    return case(words, wanted, 3, files)


def content(text, *wanted, **more):
    """An error of the text: the screen PDF alone. (The test fonts lack the 未 of 未定稿.)"""
    words = "build a.txt --set marks.未定稿.text=审稿"
    return case(words, [*wanted, "J0803"], 1, {"a.txt": text, **more})


def finding(text, *wanted):
    return case("build a.txt", list(wanted), 0, {"a.txt": text})


def usage(words, *wanted):
    return case(words, list(wanted), 2)


def words(listed, *wanted, body=""):
    """An issue beside a words.txt."""
    return case("build a.txt", list(wanted), 0, {"a.txt": issue(body), "words.txt": listed})


OWN = "build a.txt --layout=own.yaml"

PRIVATE = {**fonts(FandolFang="files: own.otf"), "own.otf": with_private_use(),
           "a.txt": issue("各\uE000区\uE000。\n")}

NAMED = "name: 工作简报\nrhythm: weekly Monday\n"
NO_TOTAL = "刊名：工作简报\n期号：2025年第3期\n日期：2025年1月20日\n" + TITLE + TEXT + END
ARTICLE = "各区工作\n\n" + TEXT


def series(text):
    """The issue and the series.yaml that it belongs to."""
    return {"a.txt": ISSUE, "series.yaml": text}


def new(words, *wanted, status=0, number="number: {total: true}\n", **files):
    """The next issue, beside the one that has come out."""
    known = {"a.txt": ISSUE, "series.yaml": NAMED + number}
    known.update({name.replace("_", "."): body for name, body in files.items()})
    return case(f"new {words}", list(wanted), status, known)


def earlier(number, date):
    """The issue with another number and another date."""
    return (ISSUE.replace("2025年第3期（总第45期）", number)
            .replace("2025年1月20日", date))

ROW = '{"id":"a","source":"a.txt","size":1,"sha256":"0","variants":"screen","lang":"zh"}\n'


def result(name, output="", status=0):
    """A line of what a run recorded; with an output, one of that sum."""
    made = f'{{"path":"data/{name}.pdf","size":1,"sha256":"{output}"}}' if output else ""
    line = (f'{{"id":"{name}","status":{status},"source":"0","key":"0","outputs":[{made}],'
            '"images":[],"codes":[],"run":1')
    return f'{line},"check":"{hashlib.sha256(line.encode()).hexdigest()[:8]}"}}\n'


def batch(words, *wanted, status=0, plan="", results="", others="", **files):
    """`in_a_txt`: in/a.txt."""
    files = {name if "/" in name else "/".join(name.split("_", 1)).replace("_", "."): text
             for name, text in files.items()}
    files |= {"a.txt": ISSUE, "plan.jsonl": plan, "out/.jianbao/results-1-of-1.jsonl": results,
              "out/.jianbao/results-2-of-2.jsonl": others}
    return case(f"batch {words}", list(wanted), status, files)


CASES = [
    # ---- 01xx source
    fault("build none.txt", ["none.txt J0101"]),
    fault("build a.txt", ["a.txt J0102"], {"a.txt": 64 * 1024 * 1024 + 1}),
    fault("build a.txt --encoding=UTF-8", ["a.txt:2:3 J0103"],
          {"a.txt": "简报\n各区".encode() + b"\xff\xff\n"}),
    case("build a.txt --repair", ["a.txt:8:2 J0109"], 0,
         {"a.txt": issue("各\uFFFD区\n").encode().replace("\uFFFD".encode(), b"\xe5\x8c")}),
    finding(issue("各\uE5E5区\uE5E5\n"), "a.txt:8:2 J0110"),
    fault("build a.txt --repair --encoding=UTF-8", ["a.txt J0111"], {"a.txt": "各区".encode("gbk")}),
    fault("build a.txt", ["a.txt:2:2 J0106"], {"a.txt": "简报\n各\x01区\n"}),
    fault("build a.txt", ["a.txt J0105"], {"a.txt": ""}),
    fault("build a.txt", ["a.txt:8:1 J0107"], {"a.txt": issue("各" * 1000001 + "\n")}),
    fault("build a.txt", ["a.txt J0108"], {"a.txt": "%PDF-1.7\n"}),
    usage("build a.txt --encoding=KLINGON", "J0104"),

    # ---- 02xx issue
    finding("一年工作\n\n" + TEXT + END, "a.txt J0201"),
    finding("刊名：工作简报\n" + TITLE + TEXT + END, "a.txt J0202"),
    finding("刊名：工作简报\n期号：本期\n" + TITLE + TEXT + END, "a.txt:2:4 J0203"),
    finding(issue(end=""), "a.txt J0204"),
    content(HEAD + "\n2025年第4期\n" + TITLE + TEXT + END, "a.txt:5:1 J0205"),
    content("刊名：工作简报\n期号：第3期 第4期\n" + TITLE + TEXT + END, "a.txt:2:8 J0205"),
    finding(issue(end=END + "办公室 2025年1月21日印发\n"), "a.txt:12:5 J0206"),
    content(issue(header="状态：完成\n"), "a.txt:4:4 J0235"),
    finding(issue("{部门}各区报送。\n"), "a.txt:8:1 J0236"),
    content(issue("各\uFFFD区\uFFFC。\n"), "a.txt:8:2 J0237", "a.txt:8:4 J0237",
            "a.txt:8:4 J0404"),
    finding(issue(header="机长：各区\n"), "a.txt:4:4 J0234", "a.txt:4:4 J0309"),

    finding(RAW + TEXT + "\n工作与学习\n\n报：各区\n", "a.txt:9:1 J0231"),
    finding(RAW + '各区"部门要定期报送。\n\n报：各区\n', "a.txt:7:1 J0232", "a.txt:7:3 J1102"),

    # ---- 03xx style
    usage("build a.txt --layout=gbt9740", "J0301"),
    fault("build a.txt --layout=none.yaml", ["J0302"]),
    fault(OWN, ["own.yaml:2:1 J0303"], layout("page: [a\n")),
    fault(OWN, ["own.yaml:2:17 J0305"], layout("extends: gbt9704\npage: {writing: sideways}\n")),
    fault(OWN, ["own.yaml:4:9 J0305"],
          layout("extends: gbt9704\npage:\n  writing: vertical\n  size: auto 297mm\n")),
    fault(OWN, ["own.yaml:2:9 J0305"], layout("extends: gbt9704\nacross: 5\n")),
    fault(OWN, ["own.yaml:2:1 J0304"], layout("extends: gbt9704\nxyzzy: 1\n")),
    fault(OWN, ["own.yaml:2:1 J0311"], layout("extends: gbt9704\nmasthaed: none\n")),
    fault(OWN, ["own.yaml:2:15 J0305"], layout("extends: gbt9704\npage: {bleed: 5inch}\n")),
    fault(OWN, ["./own.yaml:1:10 J0306"], layout("extends: ./own.yaml\n")),
    fault(OWN, ["own.yaml J0307"],
          layout("page: {size: A4}\ninks: {black: {k: 100}}\nfonts: {宋体: [FandolFang]}\n")),
    fault(OWN, ["own.yaml:3:1 J0312"], layout("extends: gbt9704\nlang: zh-Hans\nlang: zh-Hans\n")),
    case(OWN, ["own.yaml:2:24 J0340"], 0,
         layout("extends: gbt9704\nmasthead: {items: {文号: {text: 一, top: 2mm}}}\n")),
    usage("build a.txt --set page.bleed=5inch", "J0308"),
    usage("build a.txt --set page.xyzzy=5mm", "J0313"),
    usage("build a.txt --set page.bleeed=5mm", "J0314"),
    case("build a.txt --set masthead=none",
         ["a.txt:1:4 J0309", "a.txt:2:4 J0309", "a.txt:3:4 J0309"], 0),
    fault("build a.txt", ["J0310"], {"a.txt": ISSUE, "data/layouts": None}),

    fault("build a.txt", ["J0320"], {"a.txt": ISSUE, "series.yaml/x": ""}),
    fault("build a.txt", ["series.yaml:2:1 J0321"], series("files: [a\n")),
    fault("build a.txt", ["series.yaml:3:1 J0322"], series(NAMED + "xyzzy: 1\n")),
    fault("build a.txt", ["series.yaml:2:1 J0323"], series("name: 工作简报\nryhthm: daily\n")),
    fault("build a.txt", ["series.yaml:2:9 J0324"], series("name: 工作简报\nrhythm: weekly\n")),
    fault("build a.txt", ["series.yaml:1:1 J0325"], series("rhythm: daily\n")),
    fault("build a.txt", ["series.yaml:2:1 J0326"], series("name: 工作简报\nname: 简报\n")),

    # ---- 04xx font
    fault("build a.txt", ["J0401"],
          fonts(FandolFang="files: none.otf, install: apt-get install it")),
    fault("build a.txt", ["J0402"], fonts(FandolFang=f"files: {SONG}, size: 1")),
    fault("build a.txt", ["J0403"], {**fonts(FandolFang="files: own.otf"), "own.otf": "no font"}),
    content(issue("各区\U0002B5AF。\n"), "a.txt:8:3 J0404"),
    fault(OWN, ["J0405"], layout("extends: gbt9704\nfonts: {仿宋: [FandolFong]}\n")),
    fault("build a.txt", ["J0406"],
          {**fonts(FandolFang="files: own.otf"), "own.otf": restricted()}),
    finding(issue("江\U000E0104人。\n"), "a.txt:8:1 J0407"),

    # ---- 05xx para
    finding(issue("x" * 60 + "@example.org\n"), "a.txt:8:1 J0501"),
    content(issue("各区שלום עולם。\n"), "a.txt:8:3 J0502", "a.txt:8:3 J0404", "a.txt:8:8 J0404"),

    # ---- 06xx page
    content(image(), "a.txt:9:3 J0601"),
    content(image(), "a.txt:9:3 J0602", **{"x.png": "no image"}),
    content(image("../x.png"), "a.txt:9:3 J0608"),
    case("build a.txt", ["a.txt:9:3 J0607"], 0,
         {"a.txt": image(options="{宽=100mm}"), "x.png": png(40, 40)}),
    content(image(), "a.txt:9:3 J0609", **{"x.png": png(10001, 10000, whole=False)}),
    fault("build a.txt --layout=plain --set 'page.size=auto 40mm'", ["J0603"],
          {"a.txt": "一\n" * 40002}),
    finding(HEAD + "\n# " + "一年工作" * 30 + "\n\n" + TEXT + END, "a.txt:5:3 J0604"),
    finding(issue(end="\n---\n报：各区\n" + "  各部门\n" * 22), "a.txt:10:1 J0606"),
    finding(ISSUE.replace("工作简报", "工作简报" * 16), "a.txt:1:4 J0605"),
    finding(ISSUE.replace("工作简报", "工作简报" * 8), "a.txt:1:4 J0610"),
    finding(issue(header="编发：" + "各区各部门" * 5 + "\n"), "a.txt:3:4 J0611"),
    finding(issue("|" + "各|" * 40 + "\n|" + "区|" * 40 + "\n"), "a.txt:8:2 J0630"),

    # ---- 07xx pdf
    press(None, "J0710"),
    press("no profile", "J0711"),
    press(None, "J0712", options="print.condition=FOGRA99"),
    press(None, "a.txt:9:3 J0713", options="print.condition=FOGRA52",
          data=png(40, 40, pixel=b"\xff\0\0")),
    press(icc.cmyk(), "a.txt:9:3 J0714", status=0, data=png(40, 40, pixel=b"\xff\0\0")),
    press(icc.cmyk(), "a.txt:9:3 J0715", status=0, file="x.jpg", data=jpeg_with(icc.cmyk())),
    press(icc.cmyk(), "a.txt:9:3 J0716", file="x.jpg", data=DARK),
    press(icc.cmyk(), "a.txt:9:3 J0717", file="x.jpg", data=jpeg_without_scan()),
    case("build a.txt --for=screen,imprint --layout=own.yaml", ["own.yaml:3:30 J0718"], 1,
         layout("extends: gbt9704\ninks:\n  red: {cmyk: 0 1 1 0, spot: Black}\n")),
    case("build a.txt --for=screen,print --set print.marks=false --layout=own.yaml",
         ["own.yaml:4:31 J0719"], 1,
         layout("extends: gbt9704\ninks:\n  red: {cmyk: 0 1 1 0, spot: S}\n"
                "  blue: {cmyk: 1 1 0 0, spot: S}\n")),
    case("build a.txt --layout=own.yaml", [], 0,
         layout("extends: gbt9704\ninks:\n  red: {cmyk: 0 1 1 0, spot: 专色（大红） Black}\n")),
    case("build a.txt --for=screen,archive", ["a.txt:8:2 J0720", "a.txt:8:4 J0720"], 1, PRIVATE),
    case("build a.txt --for=screen,a2u,a1b", [], 0, PRIVATE),

    # ---- 08xx engine
    case("build a.txt --for=screen,archive", ["a.txt:9:3 J0844"], 1,
         {"a.txt": image("./a/-x.png"), "a/-x.png": png(400, 40)}),
    fault("build a.txt -o a.txt/b.pdf", ["J0801"]),
    fault("build a.txt -o none/b.pdf", ["J0840"]),
    case("build a.txt -o b.txt", ["J0841"], 2, {"a.txt": ISSUE, "b.txt": TEXT}),
    case("build a.txt --for=print", ["J0830"], 1,
         {"a.txt": ISSUE.replace("日期：2025年1月20日\n", "")}),
    case("build a.txt --for=print --layout plain --set measure=2em --set 日期=2025年1月20日",
         ["a.txt:1:1 J0309", "J0831"], 1, {"a.txt": "一\n"}),
    case("build a.txt --for=print --set print.ink-limit=100%", ["J0833"], 1),
    case("build a.txt --for=print --set end.rules.first=0.05mm", ["J0834"], 0),
    case("build a.txt --for=imprint", ["J0802"], 0, {"a.txt": issue(header="状态：送审稿\n")}),
    case("build a.txt --for=stock --layout=plain", ["J0805"], 0),
    usage("build a.txt --for=paper", "J0808"),
    usage("build a.txt --for=print --impose=bookelt", "J0851"),
    usage("build a.txt --for=print --impose=leporello", "J0850"),
    usage("build a.txt --for=print,stock --impose=2up", "J0852"),
    usage("build a.txt --impose=2up", "J0853"),
    case(BOOKLET, ["J0854"], 0),
    case("build a.txt --for=print --set page.bleed=0 --set print.marks=false --set print.sheet=A5",
         ["J0857"], 1),
    case(PRESS + " --set page.size='900mm 1200mm'", ["J0858"], 1),
    case(BOOKLET + " --set print.paper.weight=80g", ["J0854"], 0, {"a.txt": issue(PAGES_OF_TEXT)}),
    case(BOOKLET, ["J0854", "J0856"], 0,
         {"a.txt": issue(PAGES_OF_TEXT)}),
    case(BOOKLET + " --set print.paper.thickness=2mm --set page.margins.inner=3mm",
         ["J0854", "J0855"], 0, {"a.txt": issue(PAGES_OF_TEXT)}),
    usage("build a.txt -o {month}.pdf", "J0809"),
    usage("build a.txt -o {档号}.pdf", "J0810"),
    usage("build a.txt -o ./a.txt", "J0811"),
    case("build a.txt b.txt -o {number}.pdf", ["J0812"], 2, {"a.txt": ISSUE, "b.txt": ISSUE}),
    usage("build a.txt -o /dev/null", "J0813"),
    usage("build a.txt --for=screen,stock -o -", "J0814"),
    usage("dump --stage=glyphs a.txt", "J0815"),
    case("import in/a.txt -o out/", ["in/a.txt:9:3 J0816"], 0,
         {"in/a.txt": image(), "in/x.png": png(40, 40), "out/b.txt": ""}),

    case("build a.txt", ["a.txt:1:4 J0820"], 0, series("name: 简报\n")),
    content(issue("【待填：】\n"), "a.txt:8:1 J0821", "a.txt:8:2 J0404", "a.txt:8:3 J0404"),
    new("b.txt", "b.txt:2:4 J0822", "b.txt:10:1 J0823", b_txt=ISSUE),
    new("b.txt", "b.txt J0824", b_txt=TEXT),
    new("b.txt", "b.txt:4:3 J0825", b_txt="# 一年工作\n\n" + TEXT + "# 工作部门\n\n" + TEXT),
    case("build a.txt", ["J0826"], 0,
         {"a.txt": ISSUE, "data/layouts": None, "data/fonts/manifest.yaml": MANIFEST}),
    case("build a.txt", ["J0826"], 0,
         {"a.txt": ISSUE, "data/layouts": None, "data/fonts/manifest.yaml": MANIFEST,
          "data/lexicon": "JBLEX1"}),

    fault("verify none.pdf", ["J0842"]),
    case("verify a.pdf --extract -o full", ["J0843"], 2,
         {"a.pdf": pdf_with_a_file(), "full/x": ""}),

    # ---- 09xx the command line
    usage("", "J0901"),
    usage("frobnicate", "J0902"),
    usage("biuld a.txt", "J0903"),
    usage("build -x a.txt", "J0904"),
    usage("build --layuot=plain a.txt", "J0905"),
    usage("check a.txt -o b.pdf", "J0906"),
    usage("build a.txt --layout", "J0907"),
    usage("build a.txt --strict=yes", "J0908"),
    usage("build a.txt --for=screen --diagnostics=loud", "J0909"),
    usage("build", "J0910"),
    usage("dump --stage=issue a.txt b.txt", "J0911"),
    usage("explain J9999", "J0912"),
    usage("build - -", "J0913"),
    usage("build a.txt b.txt -o c.pdf", "J0914"),
    usage("build a.txt - --watch", "J0918"),
    usage("verify .", "J0919"),

    # ---- 10xx series
    case("new", ["J1001"], 2, {}),
    new("--set 期号=3", "J1002", status=2),
    new("--set 期号=本期", "J1003", status=2),
    new("", "J1004", status=2, c_txt=earlier("2025年第999999期（总第46期）", "2025年1月27日")),
    new("", "J1005", status=2, a_txt=NO_TOTAL),
    new("--kind joint:1", "J1006", status=2),
    new("--date 2025-02-30", "J1007", status=2),
    new("-o b.txt", "J1008", status=2, b_txt=""),
    new("--set page.bleed=5mm", "J1010", status=2),
    new("", "J1011", b_txt="各\x01区"),
    new("", "J1012", b_txt=ISSUE.replace("工作简报", "各区简报")),
    case("new", ["J1013"], 0, {"a.txt": ISSUE, "series.yaml": "name: 工作简报\n"}),
    new("", "J1014", c_txt=earlier("2025年第5期（总第46期）", "2025年1月27日")),
    new("", "J1015", c_txt=earlier("2025年第4期（总第64期）", "2025年1月27日")),
    new("", "J1016", c_txt=earlier("2025年第3期（总第45期）", "2025年1月27日")),
    new("--revises b.txt", "J1017", status=2, b_txt=ARTICLE),
    new("--kind joint:2", "J1018", status=2, number="number: {form: '〔{year}〕{number}号'}\n"),
    new("--kind special --set 期号=9", "J1019", status=2),
    case("new -o out/", ["J1020"], 0,
         {"a.txt": ISSUE, "series.yaml": NAMED + "number: {total: true}\n", "out/b.md": ""}),

    # ---- 11xx proof
    finding(issue("各部门,各区要报送。\n"), "a.txt:8:4 J1101"),
    finding(issue("各部门要“办好。\n"), "a.txt:8:5 J1102"),
    finding(issue("各部门要‘办好’。\n"), "a.txt:8:5 J1103"),
    finding(issue("他要求：“各区报送。\n各部门落实。”\n"), "a.txt:9:1 J1104"),
    finding(issue("各部门...各区要报送。\n"), "a.txt:8:4 J1105"),
    finding(issue("各区、各部门……等。\n"), "a.txt:8:7 J1106"),
    finding(issue("各区--各部门要报送。\n"), "a.txt:8:3 J1107"),
    finding(issue("各部门5-10人。\n"), "a.txt:8:5 J1108"),
    finding(issue("“各区”、“各部门”要报送。\n"), "a.txt:8:1 J1109"),
    finding(issue("各区、各部门、等要报送。\n"), "a.txt:8:7 J1110"),
    finding(issue("1、各部门报送。\n"), "a.txt:8:1 J1111"),
    finding(issue("1.各区报送。\n3.各部门报送。\n"), "a.txt:9:1 J1112"),
    finding(ISSUE.replace("# 一年工作", "# 一年工作。"), "a.txt:5:7 J1113"),
    finding(issue("{图注}各区工作。\n"), "a.txt:8:9 J1114"),
    finding(issue("他要求：“各区报送。”。\n"), "a.txt:8:10 J1115"),
    finding(issue("各区报送。（见附件）。\n"), "a.txt:8:5 J1116"),
    finding(issue("各区，……要报送。\n"), "a.txt:8:3 J1117"),
    finding(issue("各区，，要报送。\n"), "a.txt:8:3 J1118"),
    finding(issue("“3.15”活动。\n"), "a.txt:8:3 J1119"),
    finding(issue("各区〔2025〕第3号。\n"), "a.txt:8:3 J1120"),
    finding(issue("他要求：做好工作：一是报送。\n"), "a.txt:8:4 J1121"),
    finding(issue("各区报送！！！！\n"), "a.txt:8:5 J1122"),
    case("build a.txt", ["a.txt:9:3 J1123"], 0,
         {"a.txt": issue("\n![](x.png)\n"), "x.png": png(2000, 20)}),
    finding(issue("### 各区\n"), "a.txt:8:5 J1124"),
    content(issue("各⼯区\n"), "a.txt:8:2 J1125", "a.txt:8:2 J0404"),
    finding(issue("各区五十%。\n"), "a.txt:8:3 J1131"),
    finding(issue("各区三、四人报送。\n"), "a.txt:8:3 J1132"),
    finding(issue("各区第1时间报送。\n"), "a.txt:8:3 J1133"),
    finding(issue("7月05日报送。\n"), "a.txt:8:3 J1134"),
    finding(issue("各区5～10%。\n"), "a.txt:8:3 J1135"),
    finding(issue("各区.5%。\n"), "a.txt:8:3 J1136"),
    finding(issue("各区1,2345人。\n"), "a.txt:8:3 J1137"),
    finding(issue("各区１２件。\n"), "a.txt:8:3 J1138"),
    finding(issue("各区10x20x30。\n"), "a.txt:8:3 J1139"),
    finding(issue("2024年报送。\n2025年报送。\n二〇二五年报送。\n"), "a.txt:10:1 J1140"),
    finding(issue("二0二五年报送。\n"), "a.txt:8:1 J1141"),
    words("各区 → 各部门\n", "a.txt:10:3 J1151"),
    words("不用：定期\n", "a.txt:7:5 J1152"),
    words("全称：工作部门 = 各部门\n", "a.txt:7:1 J1153"),
    words("次序：各部门、各区\n", "a.txt:8:4 J1154", body="各区、各部门报送。\n"),
    words("各区：各部门\n", "words.txt:1:1 J1155"),
    words("各区 → 各区\n", "words.txt:1:1 J1156"),
    words("不用：" + "长" * 65 + "\n", "words.txt:1:4 J1157"),
    words("各人 → 各部门\n各人 → 各区\n", "words.txt:2:1 J1158"),
    fault("build a.txt", ["words.txt J1159"], {"a.txt": ISSUE, "words.txt": 4 * 1024 * 1024 + 1}),
    case("build a.txt --set proof.skip=P18", [], 0, {"a.txt": issue("各区，，要报送。\n")}),
    usage("build a.txt --set proof.skip=P99", "J0308"),

    batch("in -o a.txt", "J1202", status=3, in_a_txt=ISSUE),
    batch("in nowhere -o out", "nowhere J1203", status=3, in_a_txt=ISSUE),
    batch("in -o out", "J1206", status=3, in_a_md=ISSUE),
    batch("run nowhere.jsonl -o out", "J1207", status=3),
    batch("run plan.jsonl -o out", "plan.jsonl:1:1 J1208", status=3, plan="{}\n"),
    batch("run plan.jsonl -o out", "plan.jsonl:2:1 J1209", status=3, plan=ROW + ROW),
    batch("status plan.jsonl -o out", "out/.jianbao/results-1-of-1.jsonl:1:1 J1210", status=4,
          plan=ROW, results="{}\n"),
    batch("run plan.jsonl -o out", "a.txt J1211", plan=ROW),
    batch("merge plan.jsonl -o out", "J1213", status=3, plan=ROW,
          results=result("a", "1") + result("b", "1"), others=result("a", "2")),
    batch("merge plan.jsonl -o out", "J1214", status=4, plan=ROW),
    batch("merge plan.jsonl -o out", "J1215", status=3, plan=ROW, results=result("a", status=1),
          **{"out/data/b.pdf": "?"}),
    usage("batch run plan.jsonl -o out --shard 9/8", "J1216"),
    usage("batch run plan.jsonl", "J1218"),
]

# Codes that no command line can bring about, and why.
UNREACHED = {
    "J0832": "a fault of the writer's: tests break finished files instead",
    "J0701": "libharu fails when memory runs out, and then only",
    "J0702": "hb-subset fails when memory runs out, or on a font damaged while it is read",
    "J0112": "the C library lacks a table, or the memory for it: tests/robust/memory.py",
    "J0804": "memory runs out in tests/robust/memory.py",
    "J0806": "a fault of jianbao: lost text",
    "J0807": "a fault of jianbao: a step that fails without a word",
    "J0916": "a watch ends by a signal alone: tests/cli/watching.py",
    "J0917": "a watch ends by a signal alone: tests/cli/watching.py",
    "J1009": "the folder would have to be held by another run for ten seconds: tests/cli/new.py",
    "J1201": "another run must be at work: tests/batch/faults.py",
    "J1204": "its place is a whole path, another each time: tests/batch/plans.py",
    "J1205": "its place is a whole path, another each time: tests/batch/plans.py",
    "J1212": "the disk must be full: tests/batch/faults.py",
    "J1217": "said by the environment: tests/batch/plans.py",
    "J0915": "counts what the human form leaves out; the short one, read here, has all",
}
