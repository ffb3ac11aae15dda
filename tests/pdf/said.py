#!/usr/bin/env python3
"""The pages of a kept file say what its source says: said.py JIANBAO SAMPLES.

Every sample kept in several layouts, and awkward issues: `verify` finds no difference. Then a file
whose text, tree or source was changed in one place: each is told, with the page and both texts.
Prints TAP."""
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String
except ImportError:
    pikepdf = None

sys.path.insert(0, str(Path(__file__).parent))
import tap  # noqa: E402

HEAD = "刊名：工作简报\n期号：2025年第3期（总第45期）\n日期：2025年1月20日\n\n"
TEXT = HEAD + "# 一年工作\n\n各部门要定期报送。\n\n第二段说明情况。\n\n" + "又一段文字。" * 200 + "\n\n---\n报：各区\n"
AWKWARD = {
    "one character": HEAD + "甲\n",
    "no masthead": "## 一、没有报头\n\n正文。\n",
    "nothing but a head": HEAD,
    "a table over pages": HEAD + "# 表\n\n| 项目 | 数量 |\n" + "| 甲乙丙丁 | 12 |\n" * 90,
    "ruby and notes over lines": HEAD + "{论|lún}语^①^，_孔子_著。" * 60 + "\n",
    "words divided": HEAD + "internationalization representation telecommunications " * 30 + "\n",
    "names and pictures": HEAD + "{名单} 组长：王一明　李二\n\n![湖面](lake.jpg)\n\n{名单} 张三丰　赵四\n",
    "a setting": HEAD + "正文。\n",
}
LAYOUTS = ("gbt9704", "zhipai", "plain", "bench")


def run(*words):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True)


def differences(jianbao, path):
    """(rule, page, message) of what verify finds of the text."""
    done = run(jianbao, "verify", path, "--lang=en", "--diagnostics=json")
    found = json.loads(done.stdout)["findings"]
    return [(f["rule"], f.get("page"), f["message"]) for f in found
            if f["rule"].startswith("text-")]


def check_good(report, jianbao, source, title, folder, *options):
    path = folder / "good.pdf"
    path.unlink(missing_ok=True)
    built = run(jianbao, "build", "--for=archive", *options, source, "-o", path)
    if built.returncode or not path.exists():
        report.check(f"{title}: is kept", built.stderr or "no file")
        return
    report.check(f"{title}: says its source", *map(str, differences(jianbao, path)))


def check_all_good(report, jianbao, samples, folder):
    for source in sorted(samples.glob("*.txt")):
        for layout in LAYOUTS:
            check_good(report, jianbao, source, f"{source.stem} in {layout}", folder,
                       "--layout", layout)
    (folder / "lake.jpg").write_bytes((samples / "images" / "lake.jpg").read_bytes())
    for name, text in AWKWARD.items():
        source = folder / "awkward.txt"
        source.write_text(text, encoding="utf-8")
        settings = ["--set", "刊名=别的简报"] if name == "a setting" else []
        check_good(report, jianbao, source, name, folder, *settings)
        check_good(report, jianbao, source, f"{name}, in columns", folder, "--layout=zhipai",
                   *settings)


# ---- files that say something else --------------------------------------------------------------

def elements(pdf, kind):
    """The elements of that type, in their order."""
    found, todo = [], [pdf.Root.StructTreeRoot.K]
    while todo:
        element = todo.pop()
        if not isinstance(element, Dictionary) or "/S" not in element:
            continue
        if element.S == kind:
            found.append(element)
        kids = element.get("/K", Array())
        todo += reversed(list(kids) if isinstance(kids, Array) else [kids])
    return found


def fonts(pdf):
    return [font for page in pdf.pages for _, font in page.Resources.Font.items()]


def change_meaning(pdf):
    """The letter's code of 各 means 名 in ToUnicode."""
    for font in fonts(pdf):
        text = font.ToUnicode.read_bytes()
        if b"<5404>" in text:
            font.ToUnicode.write(text.replace(b"<5404>", b"<540D>"))
            return
    raise AssertionError("no 各")


def forget_meaning(pdf):
    for font in fonts(pdf):
        text = font.ToUnicode.read_bytes()
        if b"<5404>" in text:
            font.ToUnicode.write(re.sub(rb"<....><5404>\n", b"", text, count=1))
            return
    raise AssertionError("no 各")


PIECE = 4  # the MCID of the first paragraph, behind the masthead and the title


def operator(name, *operands):
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(name))


def marked(tag, **properties):
    return operator("BDC", Name(tag), Dictionary(**properties))


def change_piece(pdf, change):
    """The paragraph's operators: (before, the piece from BDC to EMC, behind) -> all."""
    page = pdf.pages[0]
    all_of = list(pikepdf.parse_content_stream(page))
    first = next(i for i, one in enumerate(all_of) if str(one.operator) == "BDC"
                 and one.operands[1].get("/MCID") == PIECE)
    end = next(i for i in range(first, len(all_of)) if str(all_of[i].operator) == "EMC") + 1
    new = change(all_of[:first], all_of[first:end], all_of[end:])
    page.Contents.write(pikepdf.unparse_content_stream(new))


def swap_glyphs(pdf):
    """All strings of the paragraph from the last glyph to the first."""
    def turned(text):
        text = bytes(text)
        return String(b"".join(text[i:i + 2] for i in range(len(text) - 2, -1, -2)))

    def change(before, piece, behind):
        strings = [kid for one in piece if str(one.operator) in ("Tj", "TJ")
                   for kid in (one.operands[0] if str(one.operator) == "TJ" else one.operands)
                   if isinstance(kid, String)]
        shown = [operator("Tj", turned(text)) for text in strings[::-1]]
        rest = [one for one in piece[:-2] if str(one.operator) not in ("Tj", "TJ")]
        return before + rest + shown + piece[-2:] + behind
    change_piece(pdf, change)


def lose_content(pdf):
    change_piece(pdf, lambda before, piece, behind: before + behind)


def lose_element(pdf):
    lost = elements(pdf, "/P")[2]
    kids = lost.P.K
    del kids[next(i for i, kid in enumerate(kids) if kid.objgen == lost.objgen)]


def swap_elements(pdf):
    first, second = elements(pdf, "/P")[2:4]
    first.S, second.S = second.S, first.S
    first.K, second.K = second.K, first.K


def repeat_element(pdf):
    element = elements(pdf, "/P")[2]
    element.P.K.append(element)


def hide_in_artifact(pdf):
    change_piece(pdf, lambda before, piece, behind:
                 before + [operator("BMC", Name.Artifact)] + piece[1:] + behind)


def say_otherwise(pdf):
    elements(pdf, "/P")[2].ActualText = String("另一句")


def say_otherwise_in_content(pdf):
    change_piece(pdf, lambda before, piece, behind: before + piece[:1] + [
        marked("/Span", ActualText=String("另一句"))] + piece[1:] + piece[-1:] + behind)


def add_outside(pdf):
    """The paragraph once more, in no piece."""
    change_piece(pdf, lambda before, piece, behind: before + piece + piece[1:-1] + behind)


def add_in_form(pdf):
    """The paragraph once more, in a form that nobody tagged."""
    def change(before, piece, behind):
        page = pdf.pages[0]
        form = pikepdf.Stream(pdf, pikepdf.unparse_content_stream(piece[1:-1]), Type=Name.XObject,
                              Subtype=Name.Form, BBox=[0, 0, 600, 900], Resources=page.Resources)
        page.Resources.XObject = Dictionary(Fm=pdf.make_indirect(form))
        return before + piece + behind + [operator("Do", Name.Fm)]
    change_piece(pdf, change)


def lose_page(pdf):
    pdf.pages[1].Contents.write(b"")


def lose_tree(pdf):
    del pdf.Root.StructTreeRoot


def place_of(pdf, name):
    names = pdf.Root.Names.EmbeddedFiles.Names
    return next(i for i in range(1, len(names), 2) if str(names[i].UF) == name)


def change_attached(pdf, name, change):
    """All of its sums are mended."""
    stream = pdf.Root.Names.EmbeddedFiles.Names[place_of(pdf, name)].EF.F
    old = stream.read_bytes()
    new = change(old)
    assert new != old
    stream.write(new)
    stream.Params.Size = len(new)
    if "/CheckSum" in stream.Params:
        stream.Params.CheckSum = String(hashlib.md5(new).digest())
    if name != "rebuild.json":
        sums = [hashlib.sha256(data).hexdigest().encode() for data in (old, new)]
        sizes = [b'"size":%d,"sha256":"%s"' % (len(data), one)
                 for data, one in zip((old, new), sums)]
        change_attached(pdf, "rebuild.json", lambda record: record.replace(*sizes))


def change_source(pdf):
    change_attached(pdf, "t.txt", lambda text: text.replace("定期".encode(), "按时".encode()))


def change_setting(pdf):
    change_attached(pdf, "rebuild.json",
                    lambda text: text.replace(b'"settings":[]', '"settings":["刊名=别"]'.encode()))


def break_layout(pdf):
    change_attached(pdf, "layouts/gbt9704.yaml", lambda text: b"page: 1\n")


def lose_source(pdf):
    names, at = pdf.Root.Names.EmbeddedFiles.Names, place_of(pdf, "t.txt")
    del names[at], names[at - 1]


# What is done, and the page and words that are told; None: any.
CHANGED = [
    (change_meaning, "text-source", 1, "名部门要"),
    (forget_meaning, "text-source", 1, "\ufffd部门要"),
    (swap_glyphs, "text-source", 1, "。送报期定要"),
    (lose_content, "text-source", 1, "各部门要定期报送。"),
    (lose_element, "text-source", 1, "各部门要"),
    (swap_elements, "text-source", 1, "第二段说明"),
    (repeat_element, "text-source", None, "各部门要"),
    (hide_in_artifact, "text-source", 1, "各部门要"),
    (say_otherwise, "text-source", 1, "另一句"),
    (say_otherwise_in_content, "text-source", 1, "另一句"),
    (add_outside, "text-source", 1, "各部门要"),
    (add_in_form, "text-source", 1, "各部门要"),
    (lose_page, "text-source", None, "又一段文字"),
    (lose_tree, "text-source", None, "工作简报"),
    (change_source, "text-source", 1, "按时"),
    (change_setting, "text-source", 1, "别"),
    (break_layout, "text-lost", 0, "layout"),
    (lose_source, "text-lost", 0, "no source"),
]


def check_changed(report, jianbao, folder):
    source, good, path = folder / "t.txt", folder / "t.pdf", folder / "changed.pdf"
    source.write_text(TEXT, encoding="utf-8")
    run(jianbao, "build", "--for=archive", source, "-o", good)
    for change, rule, page, words in CHANGED:
        with pikepdf.open(good) as pdf:
            change(pdf)
            pdf.save(path)
        found = differences(jianbao, path)
        fault = ""
        if [f[0] for f in found] != [rule] or words not in found[0][2]:
            fault = f"want {rule} with {words}, got {found}"
        elif page is not None and (found[0][1] or 0) != page:
            fault = f"want page {page}, got {found}"
        report.check(f"{change.__name__}: {rule}", fault)


def main():
    jianbao, samples = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    if pikepdf is None:
        print("1..0 # SKIP pikepdf is not installed")
        return 0
    report = tap.Report()
    with tempfile.TemporaryDirectory() as name:
        check_all_good(report, jianbao, samples, Path(name))
        check_changed(report, jianbao, Path(name))
    print(f"1..{report.number}")
    return report.failed != 0


if __name__ == "__main__":
    sys.exit(main())
