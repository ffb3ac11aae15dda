#!/usr/bin/env python3
"""Addresses in the text are links, exactly where they stand: links.py JIANBAO.

On one line, over several, over two pages, in several fonts and in columns: the areas of each link
hold the glyphs of its address, as mutool draws them, and no others; poppler lists where they lead.
tags.py asks what they are in the tree. Variants without tags have no links. Prints TAP."""
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
import tags  # noqa: E402
import tap  # noqa: E402

LONG = "https://www.example.gov.cn/" + "/".join(f"part-{i}" for i in range(12)) + "/a_b.html"
HEAD = "刊名：工作简报\n期号：第3期\n日期：2025年1月20日\n\n# 登录http://title.cn看题目\n\n"

# A text, and the addresses that must be links, with where they lead.
TEXTS = {
    "one line": (HEAD + "见https://a.gov.cn/x（http://b.cn/y）。电邮a.b@c.cn、mailto:d@e.cn，www.f.cn/。\n",
                 ["https://a.gov.cn/x", "http://b.cn/y", "mailto:a.b@c.cn", "mailto:d@e.cn",
                  "http://www.f.cn/"]),
    "several lines": (HEAD + "天地玄黄宇宙洪荒，" * 3 + LONG + "，日月盈昃。\n", [LONG]),
    "two pages": (HEAD + "天地玄黄宇宙洪荒，日月盈昃辰宿列张。" * 14 + LONG + "。\n", [LONG, LONG]),
    "several fonts": (HEAD + "见*https://bold.cn*/x，后。\n", ["https://bold.cn/x"]),
    "cells": (HEAD + "| 网址 | 电邮 |\n| http://a.cn/ | b@c.cn |\n",
              ["http://a.cn/", "mailto:b@c.cn"]),
    "end matter": (HEAD + "正文。\n\n---\n电邮：a@b.cn　c@d.cn\n网址：www.e.cn　电话：1234\n",
                   ["mailto:a@b.cn", "mailto:c@d.cn", "http://www.e.cn"]),
    "no links": (HEAD + "见ftps://a.cn、weixin://x、a@b、www.a。\n", []),
}
LAYOUTS = ("", "plain", "zhipai")
ONE_LAYOUT = {"two pages", "several fonts"}  # a page ends elsewhere; there is no bold


def areas_of(link, height):
    """Rectangles, y downwards."""
    points = [float(number) for number in link.get("/QuadPoints", [])]
    quads = [points[i:i + 8] for i in range(0, len(points), 8)]
    if not quads:
        left, foot, right, top = (float(edge) for edge in link.Rect)
        quads = [[left, top, right, top, left, foot, right, foot]]
    return [(min(q[::2]), height - max(q[1::2]), max(q[::2]), height - min(q[1::2]))
            for q in quads]


def shown_in(glyphs, areas):
    inside = []
    for g in glyphs:
        x, y = (g.x, g.y + .1 * g.size) if g.stand == "turned" else (g.x + .1 * g.size, g.y)
        if any(left < x < right and top < y < foot for left, top, right, foot in areas):
            inside.append(g)
    return pages.squeeze("".join(g.text for g in inside))


def said(uri):
    return re.sub(r"^(mailto:|http://(?=www))", "", uri)


def check_areas(path, wanted):
    glyphs, _ = pages.trace(path)
    faults, found = [], []
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            height = float(page.mediabox[3])
            mine = [g for g in glyphs if g.page == number]
            for link in page.obj.get("/Annots", []):
                uri = str(link.A.URI)
                found.append((uri, shown_in(mine, areas_of(link, height))))
    if [uri for uri, _ in found] != ["http://title.cn", *wanted]:
        faults.append(f"links: {[uri for uri, _ in found]}")
    parted = {uri for uri, _ in found if [u for u, _ in found].count(uri) > 1}
    for uri, text in found:
        if uri not in parted and text not in (uri, said(uri)):
            faults.append(f"{uri}: its areas show {text}")
    for uri in parted:
        whole = "".join(text for other, text in found if other == uri)
        if whole != uri:
            faults.append(f"{uri}: the areas of its parts show {whole}")
    listed = pages.run("pdfinfo", "-url", path).stdout.splitlines()[1:]
    listed = [line.split()[-1] for line in listed]
    if listed != [uri for uri, _ in found]:
        faults.append(f"poppler: {listed}")
    return faults


def check_text(report, jianbao, folder, name, text, wanted):
    source, path = folder / "text.txt", folder / "text.pdf"
    source.write_text(text, encoding="utf-8")
    for layout in LAYOUTS if name not in ONE_LAYOUT else LAYOUTS[:1]:
        options = ["--layout", layout] if layout else []
        built = pages.run(jianbao, "build", *options, source, "-o", path)
        faults = [built.stderr] if built.returncode else []
        faults += faults or check_areas(path, wanted) + tags.check_file(path)
        report.check(f"{name} in {layout or 'the common layout'}", faults)


def check_others(report, jianbao, folder):
    source = folder / "text.txt"
    source.write_text(TEXTS["one line"][0], encoding="utf-8")
    for variant in ("print", "stock", "imprint", "a1b"):
        path = folder / f"{variant}.pdf"
        built = pages.run(jianbao, "build", "--for", variant, source, "-o", path)
        faults = [built.stderr] if not path.exists() else []
        if not faults:
            with pikepdf.open(path) as pdf:
                faults = ["annotations" for page in pdf.pages if "/Annots" in page.obj]
        report.check(f"{variant}: no links", faults)


def main():
    jianbao = Path(sys.argv[1]).resolve()
    if pikepdf is None or not shutil.which("pdfinfo") or not shutil.which("mutool"):
        print("1..0 # SKIP pikepdf, poppler or mutool is not installed")
        return 0
    report = tap.Report()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, (text, wanted) in TEXTS.items():
            check_text(report, jianbao, folder, name, text, wanted)
        check_others(report, jianbao, folder)
    print(f"1..{report.number}")
    return report.failed != 0


if __name__ == "__main__":
    sys.exit(main())
