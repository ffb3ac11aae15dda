#!/usr/bin/env python3
"""Pages on sheets, judged by programs that are not ours: imposed.py JIANBAO SAMPLES.

Each place of a sheet, looked at through a window, is the page itself as it is alone, to the pixel;
what the ticket says of the plan, of paper and of inks is what is in the file. Structure, boxes,
text and plates are read back by qpdf, poppler, mutool and Ghostscript. Prints TAP."""
import collections
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pages  # noqa: E402
import tap  # noqa: E402

try:
    from PIL import Image, ImageChops
except ImportError:
    Image = None

MM = 72 / 25.4
RESOLUTIONS = (75, 83, 97)  # an edge just between two pixels of one is none of another
METHODS = ("booklet", "2up", "4up", "stack")
ACROSS = {"booklet": (2, 1), "2up": (2, 1), "4up": (2, 2), "stack": (2, 1)}
THOROUGH = ("twelve-pages", "zhipai")  # every method; the other samples as booklets
PAPER = ("--set", "print.paper.weight=80g", "--set", "print.paper.name=双胶纸")
NEAR = 12  # levels: a place is rounded to a thousandth of a point
FORGED = """刊名：封底简报
期号：2025年第3期（总第45期）
日期：2025年1月20日

# 一页正文

正文只有一段，报尾单独占封底。
---
报：县委办公室
印数：200份
"""


def build(jianbao, source, name, *options):
    """The diagnostics when it failed, else ''."""
    done = pages.run(jianbao, "build", source, "--for=print", "-o", name, *PAPER, *options)
    return "" if done.returncode == 0 else done.stderr or f"status {done.returncode}"


def ticket_of(pdf):
    return json.loads(pdf.with_suffix(".ticket.json").read_text(encoding="utf-8"))


def boxes_of(pdf):
    """[{name: [left, bottom, right, top]}] of every page."""
    out = pages.run("pdfinfo", "-box", "-f", "1", "-l", "9999", pdf).stdout
    found = collections.defaultdict(dict)
    for number, name, values in re.findall(r"Page\s+(\d+) (\w+Box):\s+([-\d. ]+)", out):
        found[int(number)][name] = [float(value) for value in values.split()]
    return [found[number] for number in sorted(found)]


def through_windows(pdf, windows, dpi, folder):
    """Pictures of what page i of the PDF shows in windows[i] (points from its lower left)."""
    folder.mkdir(parents=True)
    pages.run("qpdf", "--qdf", "--object-streams=disable", pdf, folder / "plain.pdf")
    left = iter(windows)

    def narrow(match):
        return b"/MediaBox [ %s ]" % " ".join(f"{v:.3f}" for v in next(left)).encode()

    raw = (folder / "plain.pdf").read_bytes()
    raw = re.sub(rb"/MediaBox \[[^\]]*\]", narrow, raw)
    (folder / "window.pdf").write_bytes(raw)
    pages.run("pdftoppm", "-r", dpi, "-gray", folder / "window.pdf", folder / "w")
    return [Image.open(path) for path in sorted(folder.glob("w-*.pgm"))]


def whole_trim(boxes):
    return [box["TrimBox"] for box in boxes]


def cells_of(ticket, method):
    """For each side of each sheet: [(page or None, x, y, creep)] in points from the trimmed sheet's
    lower left corner to the page's."""
    columns, rows = ACROSS[method]
    plan = ticket["imposition"]
    width, height = ticket["size"]["width_mm"] * MM, ticket["size"]["height_mm"] * MM
    gap = 0 if method == "booklet" else 2 * ticket["bleed_mm"] * MM
    most = plan["creep_mm"] * MM / max(1, plan["sheets"] - 1)
    for side in plan["sides"]:
        cells = []
        for i, page in enumerate(side["pages"]):
            column, row = i % columns, i // columns
            creep = most * (side["sheet"] - 1)
            x = column * (width + gap) + (creep if column == 0 else -creep)
            cells.append((page, x, (rows - 1 - row) * (height + gap), creep))
        yield cells


def pixel_faults(alone, imposed, method, dpi, folder):
    """What stands in each cell is that page, but for what the fold cuts off."""
    ticket = ticket_of(imposed)
    width, height = ticket["size"]["width_mm"] * MM, ticket["size"]["height_mm"] * MM
    trims = whole_trim(boxes_of(imposed))
    single = through_windows(alone, whole_trim(boxes_of(alone)), dpi, folder / "alone")
    sides, faults = list(cells_of(ticket, method)), []
    for i in range(ACROSS[method][0] * ACROSS[method][1]):
        windows = [(t[0] + side[i][1], t[1] + side[i][2], t[0] + side[i][1] + width,
                    t[1] + side[i][2] + height) for t, side in zip(trims, sides)]
        seen = through_windows(imposed, windows, dpi, folder / f"cell{i}")
        for number, (picture, side) in enumerate(zip(seen, sides), 1):
            page, _, _, creep = side[i]
            want = single[page - 1] if page else Image.new("L", picture.size, 255)
            cut = int(creep / 72 * dpi) + 1 if creep else 0
            box = (0 if i % 2 == 0 else cut, 0,
                   picture.width - (cut if i % 2 == 0 else 0), picture.height)
            far = ImageChops.difference(picture.crop(box), want.crop(box)).getextrema()[1]
            if far > NEAR:
                faults.append(f"side {number} cell {i + 1}: not page {page}")
    return faults


def check_pixels(alone, imposed, method, folder):
    """The faults that are there at every resolution."""
    found = None
    for dpi in RESOLUTIONS:
        faults = pixel_faults(alone, imposed, method, dpi, folder / str(dpi))
        found = faults if found is None else [fault for fault in found if fault in faults]
        if not found:
            break
    return found


def check_boxes(imposed):
    ticket, faults = ticket_of(imposed), []
    trimmed, bleed = ticket["imposition"]["trimmed"], ticket["bleed_mm"] * MM
    for number, box in enumerate(boxes_of(imposed), 1):
        trim, bled, media = box["TrimBox"], box["BleedBox"], box["MediaBox"]
        size = (trimmed["width_mm"] * MM, trimmed["height_mm"] * MM)
        if any(abs(trim[i + 2] - trim[i] - size[i]) > 0.011 for i in (0, 1)):
            faults.append(f"side {number}: trimmed {trim}, not {size}")
        around = [trim[0] - bled[0], trim[1] - bled[1], bled[2] - trim[2], bled[3] - trim[3]]
        if any(abs(a - bleed) > 0.011 for a in around):
            faults.append(f"side {number}: bleed {around}")
        if not (media[0] <= bled[0] and media[1] <= bled[1] and media[2] >= bled[2] and
                media[3] >= bled[3]):
            faults.append(f"side {number}: {media} around {bled}")
    return faults


def check_text(alone, imposed):
    """Every character of every page is on some sheet, and nothing else but slug lines is."""
    def count(pdf):
        boxes, found = boxes_of(pdf), collections.Counter()
        for number, box in enumerate(boxes, 1):
            left, bottom, right, top = box["TrimBox"]
            found.update(pages.squeeze(pages.run(
                "pdftotext", "-raw", "-f", number, "-l", number, "-x", int(left),
                "-y", int(box["MediaBox"][3] - top), "-W", int(right - left) + 1,
                "-H", int(top - bottom) + 1, pdf, "-").stdout))
        return found
    want, got = count(alone), count(imposed)
    return "" if want == got else f"lost {dict(want - got)}, too much {dict(got - want)}"


def check_plates(imposed, folder):
    """Inside the trimmed sheet each side has ink on just the plates of which the ticket tells."""
    folder.mkdir(parents=True)
    done = pages.run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r36",
                     "-dOverprint=/enable", f"-o{folder}/side%02d.tif", imposed)
    if done.returncode:
        return done.stdout + done.stderr
    faults, wanted = [], {}
    for inks in ticket_of(imposed)["inks"]:
        for number in range(inks["first"], inks["last"] + 1):
            wanted[number] = sorted(plate.lower() for plate in inks["plates"])
    for number, box in enumerate(boxes_of(imposed), 1):
        found, trim, top = [], box["TrimBox"], box["MediaBox"][3]
        for path in sorted(folder.glob(f"side{number:02}(*).tif")):
            with Image.open(path) as plate:
                box = (trim[0] / 2 + 1, (top - trim[3]) / 2 + 1, trim[2] / 2, (top - trim[1]) / 2)
                inside = plate.convert("L").crop([int(edge) for edge in box])
            if inside.getextrema()[0] < 255:
                found.append(path.stem[path.stem.index("(") + 1:-1].lower())
        if sorted(found) != wanted.get(number, []):
            faults.append(f"side {number}: ink on {sorted(found)}, the ticket says "
                          f"{wanted.get(number)}")
    return faults


def check_sample(report, jianbao, source, folder):
    title, thorough = source.stem, source.stem in THOROUGH
    alone = folder / "alone.pdf"
    refused = build(jianbao, source, alone)
    if refused:
        imposed = build(jianbao, source, folder / "imposed.pdf", "--impose=booklet")
        codes = [re.findall(r"\[(J\d+)\]", told) for told in (refused, imposed)]
        report.check(f"{title}: refused as pages and as sheets", "" if codes[0] and
                     set(codes[0]) <= set(codes[1]) else f"{refused}\n{imposed}")
        return
    for method in METHODS if thorough else METHODS[:1]:
        name = f"{title} {method}"
        imposed = folder / f"{method}.pdf"
        fault = build(jianbao, source, imposed, f"--impose={method}")
        report.check(f"{name}: builds", fault)
        if fault:
            continue
        report.check(f"{name}: structure", pages.structure_faults(imposed))
        report.check(f"{name}: boxes", check_boxes(imposed))
        report.check(f"{name}: text", check_text(alone, imposed))
        report.check(f"{name}: pixels", check_pixels(alone, imposed, method, folder / method))
        if thorough or title == "photograph":
            report.check(f"{name}: plates", check_plates(imposed, folder / f"{method}-plates"))


def check_back_page(report, jianbao, folder):
    """Blanks go before an end matter that has the back page to itself; neither has a folio (GB/T
    9704 7.5)."""
    source = folder / "back.txt"
    source.write_text(FORGED, encoding="utf-8")
    pdf = folder / "back.pdf"
    fault = build(jianbao, source, pdf, "--impose=booklet", "--set", "end.at=back-page")
    report.check("back page: builds", fault)
    ticket = ticket_of(pdf)
    sides = [side["pages"] for side in ticket["imposition"]["sides"]]
    report.check("back page: blanks before it",
                 "" if sides == [[2, 1], [None, None]] else f"{sides}")
    report.check("back page: the copies of the end matter",
                 "" if ticket["copies"] == 200 else f"{ticket['copies']}")
    text = pages.squeeze(pages.run("pdftotext", "-raw", "-l", "1", pdf, "-").stdout)
    report.check("back page: no folio on it",
                 "" if "—1—" in text and "—2—" not in text else text)


def check_same(report, jianbao, source, folder):
    """Other variants of the same run change no byte of it, and sheets no byte of the others."""
    build(jianbao, source, folder / "one.pdf", "--impose=booklet")
    pages.run(jianbao, "build", source, "--for=screen,print", "--impose=booklet", "-o",
              folder / "two.pdf", *PAPER)
    pages.run(jianbao, "build", source, "-o", folder / "three.pdf")
    same = ((folder / "one.pdf").read_bytes() == (folder / "two-print.pdf").read_bytes() and
            (folder / "two.pdf").read_bytes() == (folder / "three.pdf").read_bytes())
    report.check("the same bytes, whatever else is made", "" if same else "they differ")


def main():
    jianbao, samples = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    tools = ("qpdf", "pdftotext", "mutool", "gs")
    if not all(shutil.which(tool) for tool in tools) or Image is None:
        print("1..0 # SKIP qpdf, poppler, mutool, Ghostscript or python3-pil is not installed")
        return 0
    report = tap.Report()
    for source in sorted(samples.glob("*.txt")):
        with tempfile.TemporaryDirectory() as folder:
            check_sample(report, jianbao, source, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        check_back_page(report, jianbao, Path(folder))
        check_same(report, jianbao, samples / "one-page.txt", Path(folder))
    print(f"1..{report.number}")
    return report.failed != 0


if __name__ == "__main__":
    sys.exit(main())
