#!/usr/bin/env python3
"""Every sample in every layout, judged by programs that are not ours: samples.py JIANBAO SAMPLES.

Structure (qpdf, poppler, mutool, Ghostscript strict), sameness, colours, and the invariants of page
setting read back from the places of the glyphs. The text: readers.py. Prints TAP."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pages  # noqa: E402
import tap  # noqa: E402

MM = 72 / 25.4
# Type area of odd pages: left, top, right, bottom in points; on even ones 订口 is at the right.
GB = (28 * MM, 37 * MM, 184 * MM, 262 * MM)
EVEN = 2 * MM
GBT9704 = {"area": GB, "pitch": (225 * MM - 15.75) / 21, "size": 15.75, "columns": 28,
           "masthead": 78 * MM, "folio": "—{}—", "odd": "right", "even": "left",
           "rules": (0.35, 0.25), "foot": True}
HUIYI = {"area": (28 * MM, 30 * MM, 184 * MM, 265 * MM), "pitch": (235 * MM - 15) / 24, "size": 15,
         "columns": 29, "masthead": 70 * MM, "folio": "·{}·", "odd": "center", "even": "center",
         "rules": (0.6, 0.2), "foot": False}
ZHENGTI = {"area": (25 * MM, 25 * MM, 185 * MM, 272 * MM), "pitch": (247 * MM - 16) / 24,
           "size": 16, "columns": 28, "shift": 0, "masthead": 62 * MM, "folio": "—{}—",
           "odd": "center", "even": "center", "rules": (0.35, 0.25), "foot": True}
# Written in columns: the type area as their lines see it, from the upper right corner of the sheet.
ZHIPAI = {"area": (30 * MM, 24 * MM, 268 * MM, 188 * MM), "pitch": (164 * MM - 15.75) / 17,
          "size": 15.75, "columns": 40, "masthead": 66 * MM, "folio": "—{}—", "odd": "left",
          "even": "right", "rules": (0.35, 0.25), "foot": True, "vertical": True}
WIDTH = 210 * MM
LAYOUTS = {
    "default": GBT9704,
    "gbt9704": GBT9704,
    "huiyi": HUIYI,
    "zhengti": ZHENGTI,
    "zhipai": ZHIPAI,
    "bench": {"area": None, "pitch": 29.0, "size": 16.0},
    "plain": {"area": None, "pitch": None, "size": 16.0},
}
OWN = {"huiyi": HUIYI, "zhengti": ZHENGTI, "zhipai": ZHIPAI}  # samples whose default is another
OPENING = "“‘（《〈【〖〔［｛「『"
CLOSING = "”’）》〉】〗〕］｝」』。．，、：；？！·～／—"
PAIRED = OPENING + "”’）》〉】〗〕］｝」』。，、：；？！"


def unmirrored(glyphs, rules, shift):
    """Even pages shifted so that one type area serves all."""
    for g in glyphs:
        if g.page % 2 == 0:
            g.x += shift
    for r in rules:
        if r.page % 2 == 0:
            r.left, r.right = r.left + shift, r.right + shift


def as_lines_see(glyphs, rules):
    """A page of columns, turned so that they are lines: only what is upright or turned."""
    turned = []
    for g in glyphs:
        along, across = (0.85, 0.5) if g.stand == "upright" else (0, 0.4)
        if g.stand != "level":
            turned.append(pages.Glyph(g.text, g.y - along * g.size, WIDTH - g.x - across * g.size,
                                      g.size, g.font, g.page, g.stand))
    flat = [pages.Rule(r.page, r.top, WIDTH - r.right, r.bottom, WIDTH - r.left, r.color)
            for r in rules]
    for item in turned:
        item.y += EVEN if item.page % 2 == 0 else 0
    for r in flat:
        if r.page % 2 == 0:
            r.top, r.bottom = r.top + EVEN, r.bottom + EVEN
    return turned, flat


def build(jianbao, source, pdf, *options, **environment):
    return pages.run(jianbao, "build", *options, source, "-o", pdf,
                     env={**os.environ, "LC_ALL": "C.UTF-8", **environment})


def by_line(glyphs, height):
    """Lines of one page: glyphs whose baselines lie within a third of the size of each other."""
    lines = []
    for g in sorted(glyphs, key=lambda g: g.y):
        if lines and g.y - lines[-1][0].y < g.size / 3:
            lines[-1].append(g)
        else:
            lines.append([g])
    return [sorted(line, key=lambda g: g.x) for line in lines]


def is_han(c):
    return len(c) == 1 and ("\u4e00" <= c <= "\u9fff" or "\u3400" <= c <= "\u4dbf" or
                            c > "\U0001ffff")


def body_lines(glyphs, size, area):
    """Lines of the body's size in which most glyphs are Han or marks."""
    for number in sorted({g.page for g in glyphs}):
        page = [g for g in glyphs if g.page == number and abs(g.size - size) < 0.01 and
                (area is None or area[1] - 1 <= g.y <= area[3] + 1)]
        for line in by_line(page, size):
            yield number, line


def has_ruby(han, ruby, size):
    """Stands under ruby: its cell may have been made wider (CLREQ 3.3)."""
    return any(r.page == han.page and 0.3 * size < han.y - r.y < 1.3 * size and
               han.x - size < r.x < han.x + 2 * size for r in ruby)


def is_masthead(number, line, layout, area):
    """Its text is not of the grid."""
    return area and number == 1 and line[0].y < area[1] + layout["masthead"]


def check_lines(glyphs, layout, area):
    """I2, I4, I6 as the page shows them."""
    size, faults = layout["size"], []
    ruby = [g for g in glyphs if abs(g.size - size / 2) < 0.01]
    tracking = (area[2] - area[0]) / layout["columns"] - size if area else 0
    for number, line in body_lines(glyphs, size, area):
        text = "".join(g.text for g in line)
        if line[0].text in CLOSING and line[0].text != "—":
            faults.append(f"I6 page {number}: a line begins with {text[:8]}")
        if line[-1].text in OPENING:
            faults.append(f"I6 page {number}: a line ends with {text[-8:]}")
        loose = 0 if is_masthead(number, line, layout, area) else tracking
        gaps = [b.x - a.x - size - loose for a, b in zip(line, line[1:])
                if is_han(a.text) and is_han(b.text) and b.x - a.x < 1.8 * size and
                (a.font == b.font or a.stand == "level") and
                not has_ruby(a, ruby, size) and not has_ruby(b, ruby, size)]
        if gaps and max(gaps) - min(gaps) > 0.02 * size:
            faults.append(f"I2 page {number}: gaps {min(gaps):.3f} to {max(gaps):.3f} in {text}")
        if gaps and min(gaps) < -0.004 * size:
            faults.append(f"I2 page {number}: Han overlap in {text}")
        for a, b in zip(line, line[1:]):
            if a.text in "，。、；：？！" and is_han(b.text) and b.x - a.x < 0.5 * size - 0.01:
                em = (b.x - a.x) / size
                faults.append(f"I4 page {number}: {a.text} takes {em:.3f} em in {text}")
    return faults


def check_area(glyphs, rules, area):
    """I13: nothing outside the type area but the folio and marks; rules end in it."""
    faults = []
    for g in glyphs:
        outside = g.x < area[0] - 0.6 * g.size or g.x > area[2] + 0.1
        below = g.y > area[3] + 1
        if outside and not below:
            faults.append(f"I13 page {g.page}: {g.text} at {g.x:.2f}, {g.y:.2f}")
    for r in rules:
        if r.left < area[0] - 0.02 or r.right > area[2] + 0.02 or r.bottom > area[3] + 0.02:
            faults.append(f"I13 page {r.page}: rule {r.left:.2f} to {r.right:.2f}, {r.bottom:.2f}")
    return faults


def check_grid(glyphs, layout, area):
    """I8: body baselines of one face lie on the grid; no page has more rows than it."""
    faults, pitch, size = [], layout["pitch"], layout["size"]
    han = [g for g in glyphs if abs(g.size - size) < 0.01 and is_han(g.text) and
           area[1] < g.y < area[3] + 1]
    fonts = {}
    for g in han:
        fonts.setdefault(g.font, []).append(g)
    if not fonts:
        return ["no body text"]
    main = max(fonts.values(), key=len)
    first = next((g for g in main if g.page > 1), main[-1])
    for g in main:
        if g.page == 1 and g.y < area[1] + layout["masthead"]:
            continue  # the masthead has no rows
        rows = (g.y - first.y) / pitch
        if abs(rows - round(rows)) > 0.02:
            faults.append(f"I8 page {g.page}: {g.text} is {rows:.3f} rows off the first line")
    return faults


def check_folio(glyphs, pages_number, layout, area):
    """I11: odd right, even left, one Han in; the dash 7 mm below the type area. Or in the middle.
    """
    faults = []
    for number in range(1, pages_number + 1):
        folio = [g for g in glyphs if g.page == number and g.y > area[3] + 10]
        folio.sort(key=lambda g: g.x)
        text = "".join(g.text for g in folio).replace(" ", "")
        if text != layout["folio"].format(number):
            faults.append(f"I11 page {number}: the folio reads {text}")
            continue
        em = folio[0].size
        at = layout["odd"] if number % 2 else layout["even"]
        middle = (folio[0].x + folio[-1].x + em) / 2 - (area[0] + area[2]) / 2
        if at == "center" and abs(middle) > em / 2:
            faults.append(f"I11 page {number}: the folio stands {middle:.2f} off the middle")
        if at == "right" and abs(folio[-1].x + em + em - area[2]) > 1.5:
            faults.append(f"I11 page {number}: the folio ends at {folio[-1].x + em:.2f}")
        if at == "left" and abs(folio[0].x - em - area[0]) > 1.5:
            faults.append(f"I11 page {number}: the folio begins at {folio[0].x:.2f}")
    return faults


def check_end(rules, layout, area, last):
    """I14: the end matter's last rule closes the type area; thicknesses 0.35 and 0.25 mm."""
    outer, inner = layout["rules"]
    wide = (area[2] - area[0]) / 2  # name lines are rules too
    mine = sorted((r for r in rules if r.page == last and
                   (r.right - r.left > wide or r.bottom - r.top > r.right - r.left)),
                  key=lambda r: r.top)
    mine = [r for r in mine if last > 1 or r.top > area[1] + layout["masthead"]]
    if not mine:
        return ["no rules on the last page"]
    upright = [r.bottom for r in rules if r.page == last and r.bottom - r.top > r.right - r.left]
    mine = [r for r in mine if r.top > max(upright, default=0)]  # below the tables
    faults = []
    if layout["foot"] and abs(mine[-1].bottom - area[3]) > 0.2 * MM:
        faults.append(f"I14 the last rule is {mine[-1].bottom - area[3]:.2f} pt off the type area")
    for i, r in enumerate(mine):
        want = outer if i in (0, len(mine) - 1) else inner
        if abs((r.bottom - r.top) / MM - want) > 0.02:
            faults.append(f"I14 rule {i + 1} is {(r.bottom - r.top) / MM:.3f} mm thick, not {want}")
    return faults


def check_colors(pdf):
    """Text and rules are grey or, on screen, the one red; black is never RGB."""
    raw = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", str(pdf), "-"],
                         capture_output=True).stdout.decode("latin-1")
    faults = []
    for red, green, blue in re.findall(r"(?m)^([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", raw):
        if float(red) == float(green) == float(blue):
            faults.append(f"grey set as RGB: {red} {green} {blue}")
    box = re.search(r"/MediaBox \[\s*([\d.\s]+)\]", raw)
    if box and [round(float(v), 3) for v in box.group(1).split()][:2] != [0, 0]:
        faults.append("the media box does not begin at 0 0")
    return faults


def check_bench_bars(glyphs):
    """The sample in bench: nothing ragged or hung, even stretch, marks as they should be."""
    size, measure, faults = 16.0, 448.0, []
    left = min(g.x for g in glyphs if abs(g.size - size) < 0.01 and is_han(g.text))
    for number, line in body_lines(glyphs, size, None):
        text = "".join(g.text for g in line)
        for a, b in zip(line, line[1:]):
            step = b.x - a.x
            if is_han(a.text) and is_han(b.text) and step - size > 0.62:
                faults.append(f"page {number}: {step - size:.3f} pt between Han in {text}")
            if a.text in "，。、；：" and is_han(b.text) and step < 0.83 * size - 0.01:
                faults.append(f"page {number}: {a.text} takes {step / size:.3f} em in {text}")
            pair = a.text in PAIRED and b.text in PAIRED
            if pair and abs(step - 0.5 * size) > 0.01 * size:
                faults.append(f"page {number}: {a.text}{b.text} {step / size:.3f} em in {text}")
        right = line[-1].x + (0.5 if line[-1].text in CLOSING else 1) * size - left
        if right > measure + 0.1:
            faults.append(f"page {number}: ends {right - measure:.2f} pt outside: {text}")
    return faults


def main():
    jianbao, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    if not all(shutil.which(tool) for tool in ("qpdf", "pdftotext", "mutool", "gs")):
        print("1..0 # SKIP qpdf, poppler, mutool or Ghostscript is not installed")
        return 0
    report = tap.Report()
    with tempfile.TemporaryDirectory() as temporary:
        for source in sorted(folder.glob("*.txt")):
            for name, layout in LAYOUTS.items():
                own = OWN.get(source.stem, layout) if name == "default" else layout
                check_sample(report, jianbao, source, name, own, Path(temporary))
        check_same(report, jianbao, folder, Path(temporary))
    print(f"1..{report.number}")
    return report.failed != 0


def check_sample(report, jianbao, source, name, layout, temporary):
    title = f"{source.stem} in {name}"
    options = [] if name == "default" else ["--layout", name]
    pdf = temporary / f"{source.stem}-{name}.pdf"
    built = build(jianbao, source, pdf, *options)
    report.check(f"{title}: builds", "" if built.returncode == 0 else built.stderr)
    if built.returncode:
        return
    area = layout["area"]
    glyphs, rules = pages.trace(pdf)
    last = max(g.page for g in glyphs)
    vertical = layout.get("vertical", False)
    sheet, all_glyphs = area, glyphs
    if vertical:
        sheet = (WIDTH - area[3], area[0], WIDTH - area[1], area[2])
        glyphs, rules = as_lines_see(glyphs, rules)
        unmirrored(all_glyphs, [], -EVEN)
    elif area:
        unmirrored(glyphs, rules, layout.get("shift", EVEN))
    report.check(f"{title}: structure", pages.structure_faults(pdf))
    report.check(f"{title}: colours and boxes", check_colors(pdf))
    report.check(f"{title}: lines", check_lines(glyphs, layout, area))
    if area:
        report.check(f"{title}: type area", check_area(glyphs, rules, area))
        report.check(f"{title}: grid", check_grid(glyphs, layout, area))
        report.check(f"{title}: folio", check_folio(all_glyphs, last, layout, sheet))
        report.check(f"{title}: end matter", check_end(rules, layout, area, last))
    if name == "bench" and source.stem == "2025-26":
        report.check(f"{title}: bars of line setting", check_bench_bars(glyphs))
        report.check(f"{title}: at most 187,000 bytes",
                     "" if pdf.stat().st_size <= 187000 else str(pdf.stat().st_size))
    if name == "default" and source.stem == "2025-26":
        report.check(f"{title}: at most 350,000 bytes",
                     "" if pdf.stat().st_size <= 350000 else str(pdf.stat().st_size))


def check_same(report, jianbao, folder, temporary):
    """The same bytes in two folders, two time zones, with and without an environment."""
    for source in sorted(folder.glob("*.txt")):
        made = []
        for number, zone in enumerate(("Asia/Shanghai", "America/New_York")):
            place = temporary / f"same-{number}"
            shutil.copytree(folder, place / "samples", dirs_exist_ok=True)
            pdf = place / f"{source.stem}.pdf"
            build(jianbao, place / "samples" / source.name, pdf, TZ=zone)
            made.append(pdf.read_bytes() if pdf.exists() else b"")
        bare = temporary / "bare.pdf"
        subprocess.run([str(jianbao), "build", str(source), "-o", str(bare)], env={},
                       capture_output=True)
        made.append(bare.read_bytes() if bare.exists() else b"")
        same = made[0] and made[0] == made[1] == made[2]
        report.check(f"{source.stem}: the same bytes in two folders, time zones and environments",
                     "" if same else "they differ")


if __name__ == "__main__":
    sys.exit(main())
