#!/usr/bin/env python3
"""Whole pages as they look: run.py JIANBAO FOLDER [--update] [PATTERN]

Each page of PAGES is drawn by poppler at 50 dpi and compared with NAME.png beside this file: SAME,
GOOD (no eye sees it: another version of the renderer), BAD or FAIL; GOOD passes. What does not is
left in FOLDER as NAME-old.png, NAME-new.png and NAME-difference.png. --update writes the pictures
anew: look at them.
Then the plates: stock and imprint laid over each other are the screen PDF. Prints TAP."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples"
sys.dont_write_bytecode = True
import picture  # noqa: E402

MISSING = """刊名：工作简报
期号：2025年第3期（总第45期）
日期：2025年1月20日

# 一个字体里没有的字

这个字\U000323b0任何字体都没有。
"""

# name: source (a sample or a text), words of build, page
PAGES = {
    "bulletin-first": ("2025-26.txt", "", 1),
    "bulletin-second": ("2025-26.txt", "", 2),
    "bulletin-last": ("2025-26.txt", "", -1),
    "levels-first": ("levels.txt", "", 1),
    "levels-last": ("levels.txt", "", -1),
    "photograph": ("photograph.txt", "", 2),
    "one-page": ("one-page.txt", "", 1),
    "meeting-first": ("huiyi.txt", "", 1),
    "meeting-last": ("huiyi.txt", "", -1),
    "long-name": ("one-page.txt", "--set 刊名=临溪县图书馆和青少年活动中心联合读者服务工作简报", 1),
    "marks-first": ("marks.txt", "", 1),
    "marks-last": ("marks.txt", "--set emphasis.as=dots", -1),
    "columns-first": ("zhipai.txt", "", 1),
    "columns-last": ("zhipai.txt", "", -1),
    "columns-marks": ("marks.txt", "--layout=zhipai --set emphasis.as=dots", 1),
    "columns-table": ("tables.txt", "--layout=zhipai", 1),
    "columns-picture": ("photograph.txt", "--layout=zhipai", 2),
    "bench": ("2025-26.txt", "--layout=bench", 1),
    "plain": ("one-page.txt", "--layout=plain", 1),
    "review": ("one-page.txt", "--set 状态=送审稿", 1),
    "void": ("one-page.txt", "--set 状态=作废", 1),
    "unfinished": (MISSING, "", 1),
    "stock": ("2025-26.txt", "--for=stock", 1),
    "imprint": ("2025-26.txt", "--for=imprint", 1),
    "sheet": ("2025-26.txt", "--for=print --impose=booklet --set print.paper.weight=80g", 3),
    "print": ("2025-26.txt", "--for=print", 1),
}
PLATES = (("shanghai-post", "2025-26.txt"), ("gbt9704", "levels.txt"), ("gbt9704", "marks.txt"),
          ("huiyi", "huiyi.txt"), ("zhipai", "zhipai.txt"), ("zhengti", "zhengti.txt"),
          ("bench", "2025-26.txt"))
BLEED = 20  # pixels at 150 dpi, of the stock: 9.6 pt
PLATES_MOST = 3  # pages of each
BLACK_MOST = 8  # poppler shows K as 35 31 32
RED_LEAST = 150
ROUNDING = 3


def build(jianbao, source, words, folder):
    """The PDF, or a fault."""
    text = SAMPLES / source
    if "\n" in source:
        text = folder / "text.txt"
        text.write_text(source, encoding="utf-8")
    pdf = folder / "page.pdf"
    pdf.unlink(missing_ok=True)
    done = subprocess.run([jianbao, "build", text, "-o", pdf, *words.split()], capture_output=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    return pdf if pdf.exists() else None, done.stderr.decode()


def count_pages(pdf):
    told = subprocess.run(["pdfinfo", pdf], capture_output=True).stdout.decode()
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith("Pages:")))


def draw(pdf, page, *options):
    """One page; grey with -gray, else three bytes a pixel."""
    words = ["pdftoppm", "-f", str(page), "-l", str(page), *options, pdf]
    done = subprocess.run(words, capture_output=True)
    return picture.read_pnm(done.stdout)


def check_page(jianbao, name, folder, update, leave):
    """(grade, fault)"""
    source, words, page = PAGES[name]
    pdf, told = build(jianbao, source, words, folder)
    if not pdf:
        return "FAIL", told
    new = draw(pdf, count_pages(pdf) if page < 0 else page, "-r", "50", "-gray")
    golden = HERE / f"{name}.png"
    if update:
        picture.write_png(golden, new)
    if not golden.exists():
        return "FAIL", "there is no golden: run.py --update makes it"
    old = picture.read_png(golden)
    grade, worst, difference = picture.grade(old, new)
    if grade in ("SAME", "GOOD"):
        return grade, ""
    leave.mkdir(parents=True, exist_ok=True)
    for what, image in (("old", old), ("new", new), ("difference", difference)):
        if image:
            picture.write_png(leave / f"{name}-{what}.png", image)
    return grade, f"differs by {worst} of 255: see {leave}/{name}-*.png"


def coverage(data):
    """How much of each pixel is inked, 0 to 255. That red and black both take all of the green
    away; a press ink is shown weaker than full."""
    green = data[1::3]
    most = max(1, 255 - min(green))
    return green.translate(bytes(min(255, (255 - g) * 255 // most) for g in range(256)))


def check_sheet(screen, stock, imprint, width, page):
    """Faults of one page; stock is None beyond its last page."""
    colour = max(map(abs, map(int.__sub__, imprint[0::3], imprint[1::3])))
    if colour > BLACK_MOST:
        yield f"page {page}: the imprint is not of black alone"
    together = coverage(imprint)
    if stock:
        if min(stock[0::3]) < RED_LEAST:
            yield f"page {page}: the stock is not of red alone"
        together = bytes(map(max, together, coverage(stock)))
    if not is_same(coverage(screen), together, width):
        yield f"page {page}: stock and imprint together are not the screen PDF"


def is_same(one, other, width):
    """The same pixels but for rounding. (A place rounded to the other 0.001 pt may make it
    draw a glyph a quarter of a pixel off: rows that differ are looked at as an eye would.)"""
    rows = [at for at in range(0, len(one), width)
            if max(map(abs, map(int.__sub__, one[at:at + width], other[at:at + width]))) > ROUNDING]
    if len(one) != len(other) or not rows:
        return len(one) == len(other)
    low, high = max(0, rows[0] - 3 * width), min(len(one), rows[-1] + 4 * width)
    height = (high - low) // width
    strips = [picture.Picture(width, height, plate[low:high]) for plate in (one, other)]
    return picture.grade(*strips)[0] in ("SAME", "GOOD")


def check_plates(jianbao, layout, source, folder):
    """Faults of stock and imprint, which together are the screen PDF pixel for pixel."""
    pdfs, faults = {}, []
    for variant in ("screen", "stock", "imprint"):
        pdf, told = build(jianbao, source, f"--layout={layout} --for={variant} "
                          "--set page.bleed=9.6pt --set inks.red.screen=#d7000f", folder)
        if not pdf:
            return [told]
        pdfs[variant] = pdf.rename(folder / f"{variant}.pdf")
    stock_pages = count_pages(pdfs["stock"])
    for page in range(1, min(PLATES_MOST, count_pages(pdfs["screen"])) + 1):
        sheet = draw(pdfs["screen"], page, "-r", "150")
        imprint = draw(pdfs["imprint"], page, "-r", "150").data
        trim = ["-x", BLEED, "-y", BLEED, "-W", sheet.width, "-H", sheet.height]
        stock = None
        if page <= stock_pages:
            stock = draw(pdfs["stock"], page, "-r", "150", *map(str, trim)).data
        if page == 1 and not (stock and any(coverage(stock))):
            faults.append("the stock is empty")
        faults += check_sheet(sheet.data, stock, imprint, sheet.width, page)
    return faults


def tell(number, name, faults):
    print(f"{'not ok' if faults else 'ok'} {number} - {name}", flush=True)
    for line in "\n".join(faults).splitlines():
        print("#", line)
    return bool(faults)


def main():
    words = [w for w in sys.argv[1:] if w != "--update"]
    jianbao, leave = os.path.abspath(words[0]), Path(words[1]).resolve()
    pattern, update = words[2] if len(words) > 2 else "", "--update" in sys.argv
    if not (shutil.which("pdftoppm") and shutil.which("pdfinfo")):
        print("1..0 # SKIP poppler's tools are not installed")
        return 0
    if subprocess.run([jianbao, "fonts", "check"], capture_output=True).returncode:
        print("1..0 # SKIP the full fonts are not installed")
        return 0
    names = [name for name in PAGES if pattern in name]
    plates = [pair for pair in PLATES if pattern in f"plates of {pair[1]} in {pair[0]}"]
    print(f"1..{len(names) + len(plates)}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="jianbao-") as folder:
        for number, name in enumerate(names, 1):
            grade, fault = check_page(jianbao, name, Path(folder), update, leave)
            failed += tell(number, f"{name}: {grade}", [fault] if fault else [])
        for number, (layout, source) in enumerate(plates, len(names) + 1):
            faults = check_plates(jianbao, layout, source, Path(folder))
            failed += tell(number, f"plates of {source} in {layout}", faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
