#!/usr/bin/env python3
"""What the press is given, of every sample: press.py JIANBAO SAMPLES.

Every variant and every kind of print file by qpdf, poppler, mutool and Ghostscript strict, without
a warning; the boxes; the same bytes whichever variants are asked for together; the text of print is
that of screen. Then the plates of print (Ghostscript's tiffsep): black overprints red, process and
spot, and C, M and Y are empty but for what is in a colour. Prints TAP."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pages  # noqa: E402

try:
    from PIL import Image
except ImportError:
    Image = None

MM = 72 / 25.4
ROOM = 12 * MM  # of the medium around the trimmed page: 3 mm of bleed, 9 of marks
VARIANTS = ("screen", "print", "stock", "imprint")
KINDS = {  # of print files
    "x-1a": [],
    "x-4": ["--set", "print.standard=x-4"],
    "outlines": ["--outlines"],
    "spot": ["--set", "inks.red.spot=专色 红", "--set", "inks.red.overprint=false"],
    "no marks": ["--set", "print.marks=false"],
}
DPI = 72
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


def build(jianbao, source, output, *options):
    done = subprocess.run([jianbao, "build", source, "-o", output, *options], capture_output=True,
                          text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return [] if done.returncode == 0 else [done.stderr or f"status {done.returncode}"]


def check_variants(jianbao, source, folder):
    """All in one run; each alone has the same bytes."""
    together = folder / "all"
    together.mkdir()
    faults = build(jianbao, source, together / "a.pdf", "--for", ",".join(VARIANTS))
    for variant in VARIANTS:
        made = together / ("a.pdf" if variant == "screen" else f"a-{variant}.pdf")
        alone = folder / f"{variant}.pdf"
        faults += build(jianbao, source, alone, "--for", variant)
        if faults:
            return faults
        if made.read_bytes() != alone.read_bytes():
            faults.append(f"{variant}: other bytes beside the others than alone")
        faults += [f"{variant}: {fault}" for fault in pages.structure_faults(made)
                   if not (variant == "stock" and "font" in fault)]
    return faults


def boxes_of(pdf):
    """Of every page, as written: {name: [left, bottom, right, top]}."""
    flat = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, "-"],
                          capture_output=True, check=True).stdout
    found = []
    for page in re.findall(rb"<<[^<>]*?/MediaBox.*?/Type /Page\n", flat, re.S):
        found.append({name.decode(): [float(number) for number in values.split()]
                      for name, values in re.findall(rb"/(\w+Box) \[([^\]]*)\]", page)})
    return found


def check_boxes(pdf, marks):
    """To a thousandth of a point."""
    faults = []
    room, bleed = (ROOM if marks else 3 * MM), 3 * MM
    pages_of = boxes_of(pdf)
    for number, boxes in enumerate(pages_of, 1):
        media = boxes["MediaBox"]
        for name, inner in ("BleedBox", room - bleed), ("TrimBox", room):
            want = [inner, inner, media[2] - inner, media[3] - inner]
            if any(abs(a - b) > 0.00101 for a, b in zip(boxes[name], want)):
                faults.append(f"page {number}: {name} {boxes[name]}, not {want}")
    count = int(re.search(r"^Pages:\s*(\d+)", pages.run("pdfinfo", pdf).stdout, re.M)[1])
    return faults + ([] if len(pages_of) == count else [f"boxes of {len(pages_of)} pages"])


def inside(pdf):
    """The text within the trimmed page."""
    trim = boxes_of(pdf)[0]["TrimBox"]
    height = boxes_of(pdf)[0]["MediaBox"][3]
    return pages.squeeze(pages.poppler_text(
        pdf, (trim[0], height - trim[3], trim[2], height - trim[1])))


def check_print(jianbao, source, folder, kind):
    pdf = folder / f"{kind}.pdf"
    faults = build(jianbao, source, pdf, "--for=print", *KINDS[kind])
    if faults:
        return faults
    faults = pages.structure_faults(pdf) + check_boxes(pdf, kind != "no marks")
    own = pages.run(jianbao, "verify", pdf)
    if own.returncode:
        faults.append("verify: " + own.stdout + own.stderr)
    fonts = pages.run("pdffonts", pdf).stdout.splitlines()[2:]
    if kind == "outlines":
        return faults + ([f"fonts in outlines: {fonts}"] if fonts else [])
    screen = pages.squeeze(pages.poppler_text(folder / "screen.pdf"))
    if sorted(inside(pdf)) != sorted(screen):
        faults.append("the text is not that of screen")
    return faults


# ---- plates --------------------------------------------------------------------------------------


def plates(pdf, folder):
    """{plate: page 1 within the trim box}; a pixel is 255 in full ink."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    done = pages.run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep",
                     f"-r{DPI}", "-dLastPage=1", "-dUseTrimBox", "-dOverprint=/enable",
                     f"-o{folder}/page%d.tif", pdf)
    assert done.returncode == 0, done.stdout + done.stderr
    found = {}
    for path in sorted(folder.glob("page*(*).tif")):
        name = path.stem[path.stem.index("(") + 1:-1]
        with Image.open(path) as page:
            found[name] = page.convert("L").point(lambda v: 255 - v)
    return found


# The masthead's first item becomes a red bar, over which the others are printed in black.
BAR = """extends: gbt9704
masthead:
  items:
    密级: {rule: 60mm, bottom: 0, ink: red, font: ~, size: ~, at: ~, top: ~}
    刊名: {ink: black}
"""


def covered(over, below):
    """(pixels full of black, of those the ones on which the other ink is as strong as it gets)"""
    most = below.getextrema()[1]
    full = kept = 0
    for black, red in zip(over.tobytes(), below.tobytes()):
        if black > 250:
            full += 1
            kept += red >= most - 3
    return full, kept


def check_overprint(jianbao, source, folder, spot, overprint=True):
    """Red stays below black that overprints, and does not below black that does not."""
    pdf, layout = folder / "bar.pdf", folder / "bar.yaml"
    layout.write_text(BAR, encoding="utf-8")
    options = ["--set", "inks.red.spot=专色红"] if spot else []
    options += [] if overprint else ["--set", "inks.black.overprint=false"]
    faults = build(jianbao, source, pdf, "--for=print", "--layout", layout, *options)
    if faults:
        return faults
    made = plates(pdf, folder / "plates")
    own = [name for name in made if name not in PROCESS]
    names = own if spot else ["Magenta", "Yellow"]
    if spot and len(own) != 1:
        return [f"plates: {sorted(made)}"]
    empty = [name for name in PROCESS if name not in names and name != "Black"]
    faults = [f"ink on {name}" for name in empty if made[name].getextrema()[1]]
    for name in names:
        bar = made[name].getbbox()
        full, kept = covered(made["Black"].crop(bar), made[name].crop(bar))
        if full < 20 or kept != (full if overprint else 0):
            faults.append(f"{name}: {full} pixels of black, it stays below {kept} of them")
    return faults or ([] if not overprint else
                      check_overprint(jianbao, source, folder, spot, overprint=False))


def tell(number, name, faults):
    print("not ok" if faults else "ok", number, "-", name, flush=True)
    for line in "\n".join(faults).splitlines():
        print("#", line)
    return bool(faults)


def main():
    jianbao, samples = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    tools = ("gs", "qpdf", "mutool", "pdfinfo")
    if not all(shutil.which(tool) for tool in tools) or Image is None:
        print("1..0 # SKIP Ghostscript, qpdf, mutool, poppler or python3-pil is not installed")
        return 0
    sources = sorted(samples.glob("*.txt"))
    print(f"1..{len(sources) * (1 + len(KINDS)) + 2}")
    number = failed = 0
    for source in sources:
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            number += 1
            failed += tell(number, f"{source.name}: every variant",
                           check_variants(jianbao, source, folder))
            for kind in KINDS:
                number += 1
                failed += tell(number, f"{source.name}: print, {kind}",
                               check_print(jianbao, source, folder, kind))
    for spot in False, True:
        with tempfile.TemporaryDirectory() as folder:
            number += 1
            failed += tell(number, f"black overprints {'spot' if spot else 'process'} red",
                           check_overprint(jianbao, samples / "one-page.txt", Path(folder), spot))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
