#!/usr/bin/env python3
"""Stock and imprint as the press parts them into plates: plates.py JIANBAO SAMPLES.

Ghostscript's tiffsep makes a picture of every plate; on each stands what should, and nothing else.
Prints TAP."""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    from PIL import Image
except ImportError:
    Image = None

SPOTS = ["PANTONE 185 C", "专色（大红）#1"]
PROCESS = ["Cyan", "Magenta", "Yellow", "Black"]
DPI = 72
MOST = 3  # pages
BLEED = 9  # points, and pixels


def run(*words):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True)


def build(jianbao, source, folder, *options):
    """{stock, imprint: path}, or the fault."""
    name = folder / "plates.pdf"
    done = run(jianbao, "build", source, "--for=stock,imprint", "-o", name, *options)
    paths = {kind: folder / f"plates-{kind}.pdf" for kind in ("stock", "imprint")}
    if done.returncode or not all(path.exists() for path in paths.values()):
        return done.stderr or "no files"
    return paths


def plates(pdf, folder):
    """{name of a plate: its pages}; a pixel is 0 where there is no ink, 255 in full ink."""
    folder.mkdir()
    done = run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}",
               f"-dLastPage={MOST}", "-dOverprint=/enable", f"-o{folder}/page%d.tif", pdf)
    assert done.returncode == 0, done.stdout + done.stderr
    found = {}
    for path in sorted(folder.glob("page*(*).tif")):
        name = path.stem[path.stem.index("(") + 1:-1]
        with Image.open(path) as page:
            found.setdefault(name, []).append(page.convert("L").point(lambda v: 255 - v))
    return found


def has_ink(pages):
    return any(page.getextrema()[1] > 0 for page in pages)


def same_ink(one, other, share=1.0):
    """Everywhere as much ink, or that share of it. Pages without a spot have no picture of it."""
    n = min(len(one), len(other))
    return not has_ink(one[n:] + other[n:]) and all(
        abs(a * share - b) <= 2
        for left, right in zip(one, other) for a, b in zip(left.tobytes(), right.tobytes()))


def check_process(made):
    stock, imprint = made["stock"], made["imprint"]
    faults = [f"{name} on the stock" for name in ("Cyan", "Black") if has_ink(stock[name])]
    faults += [f"no {name} on the stock" for name in ("Magenta", "Yellow")
               if not has_ink(stock[name])]
    faults += [f"{name} on the imprint" for name in PROCESS[:3] if has_ink(imprint[name])]
    if not has_ink(imprint["Black"]):
        faults.append("no black on the imprint")
    if not same_ink(stock["Magenta"], stock["Yellow"]):
        faults.append("magenta and yellow of one ink differ")
    return faults


def check_spot(made, process):
    stock, imprint = made["stock"], made["imprint"]
    own = [name for name in stock if name not in PROCESS]
    if len(own) != 1:
        return [f"plates of the stock: {sorted(stock)}"]
    faults = [f"{name} on the stock" for name in PROCESS if has_ink(stock[name])]
    red = process["stock"]["Magenta"]
    share = max(page.getextrema()[1] for page in red) / 255
    if not same_ink(stock[own[0]], red, share):
        faults.append("the plate does not show what the process red does")
    faults += [f"{name} on the imprint" for name in imprint
               if name != "Black" and has_ink(imprint[name])]
    if [page.tobytes() for page in imprint["Black"]] != \
            [page.tobytes() for page in process["imprint"]["Black"]]:
        faults.append("the black plate is not what it was")
    return faults


def check_bleed(made, process):
    """The page stands in the middle of its medium, as it is without bleed. The imprint goes onto
    paper that is cut: it has none."""
    faults = []
    for kind, plates_of in made.items():
        bleed = BLEED if kind == "stock" else 0
        for name in PROCESS:
            for page, was in zip(plates_of[name], process[kind][name]):
                box = (bleed, bleed, bleed + was.width, bleed + was.height)
                if page.size != (was.width + 2 * bleed, was.height + 2 * bleed) or \
                        page.crop(box).tobytes() != was.tobytes():
                    faults.append(f"{name} of the {kind}: {page.size} around {was.size}")
    return faults


def boxes_of(pdf):
    """The boxes of page 1 as poppler reads them: {name: [left, bottom, right, top]}."""
    found = {}
    for line in run("pdfinfo", "-box", pdf).stdout.splitlines():
        name, _, values = line.partition(":")
        if name.endswith("Box"):
            found[name] = [float(value) for value in values.split()]
    return found


def check_boxes(kind, pdf):
    boxes = boxes_of(pdf)
    bleed = BLEED if kind == "stock" else 0
    media, trim = boxes["MediaBox"], boxes["TrimBox"]
    want = [bleed, bleed, media[2] - bleed, media[3] - bleed]
    if boxes["BleedBox"] != media or any(abs(a - b) > 0.011 for a, b in zip(trim, want)):
        return [f"{pdf.name}: {boxes}"]
    return []


def main():
    jianbao, samples = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    if not shutil.which("gs") or not shutil.which("qpdf") or Image is None:
        print("1..0 # SKIP Ghostscript, qpdf or python3-pil is not installed")
        return 0
    print(f"1..{3 + 2 * len(SPOTS)}")
    failed, number, process = 0, 0, None
    for spot in ["", "bleed", *SPOTS]:
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            key = f"page.bleed={BLEED}pt" if spot == "bleed" else f"inks.red.spot={spot}"
            options = ["--set", "page.bleed=0"] + (["--set", key] if spot else [])
            paths = build(jianbao, samples / "2025-26.txt", folder, *options)
            results = {}
            if isinstance(paths, str):
                results["builds"] = [paths]
            else:
                made = {kind: plates(path, folder / kind) for kind, path in paths.items()}
                if spot == "bleed":
                    results["bleed: plates"] = check_bleed(made, process)
                    results["bleed: boxes"] = [f for kind, path in paths.items()
                                               for f in check_boxes(kind, path)]
                elif spot:
                    checks = [run("qpdf", "--check", path) for path in paths.values()]
                    results[f"{spot}: qpdf"] = [c.stdout + c.stderr for c in checks
                                                if c.returncode]
                    results[f"{spot}: plates"] = check_spot(made, process)
                else:
                    results["process red: plates"] = check_process(made)
                    process = made
            for name, faults in results.items():
                number += 1
                failed += bool(faults)
                print("not ok" if faults else "ok", number, "-", name.replace("#", "\\#"))
                for fault in faults:
                    print("#", fault.replace("\n", "\n# "))
    return failed != 0


sys.exit(main())
