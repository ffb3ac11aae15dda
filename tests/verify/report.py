#!/usr/bin/env python3
"""The report of `verify --report`, by its goldens and beside other programs:
report.py JIANBAO FONT DOCS [--update].

Text and JSON of two small PDFs made by hand (pdfs.py) are compared with the files beside this one.
What the JSON says of them, and of samples as they are built, is what poppler says (boxes, fonts,
images) and what Ghostscript's plates show: each plate in use, and no more ink at any pixel than we
allow for; on the small file just as much. Prints TAP."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote

import pdfs

try:
    from PIL import Image, ImageChops
except ImportError:
    Image = None

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
POINT = 72 / 25.4
DPI = 144
PROCESS = {"Cyan", "Magenta", "Yellow", "Black"}
# samples and options: each kind of page that a press gets
BUILDS = [("one-page.txt", ["--for=stock,imprint"]),
          ("one-page.txt", ["--for=print", "--outlines"]),
          ("tables.txt", ["--for=print"]),
          ("huiyi.txt", ["--for=print", "--set", "print.standard=x-4"]),
          ("photograph.txt", ["--for=print"]),
          ("marks.txt", ["--for=print,stock,imprint", "--set", "inks.red.spot=大红 485 C"])]


def run(*words):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True,
                          encoding="utf-8", env={**os.environ, "LC_ALL": "C.UTF-8"})


def report(jianbao, path, *options):
    return run(jianbao, "verify", "--report", *options, path).stdout


def facts_of(jianbao, path):
    return json.loads(report(jianbao, path, "--diagnostics=json"))


# ---- goldens -------------------------------------------------------------------------------------


def compare(name, got, update):
    path = HERE / "report" / name
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(got, encoding="utf-8")
    want = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = zip(got.splitlines() + [""], want.splitlines() + [""])
    faults = [f"{name}: {a!r} was {b!r}" for a, b in lines if a != b][:3]
    return [] if got == want else faults or [name]


def pretty(text):
    """A line for each page, font, image and finding."""
    return re.sub(r"(\[\{|\},\{)", lambda m: m[0].replace("{", "\n{"), text)


def check_goldens(jianbao, name, path, update):
    faults = compare(f"{name}.zh.txt", report(jianbao, path, "--lang=zh"), update)
    faults += compare(f"{name}.en.txt", report(jianbao, path, "--lang=en"), update)
    text = report(jianbao, path, "--lang=en", "--diagnostics=json")
    return faults + compare(f"{name}.json", pretty(text), update)


def check_sample(jianbao, folder, update):
    """The report beside a print file, its length and its hash aside, is that of verify."""
    path = Path(folder) / "one-page.pdf"
    done = run(jianbao, "build", SAMPLES / "one-page.txt", "--for=print", "--lang=zh", "-o", path)
    beside = path.with_name("one-page.report.txt")
    if done.returncode or not beside.exists():
        return [done.stderr or "no report"]
    text = beside.read_text(encoding="utf-8")
    text = re.sub(r"[0-9a-f]{64}", "…", re.sub(r"\d+( 字节)", r"…\1", text))
    return compare("one-page.zh.txt", text, update)


def keys_of(value):
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def check_keys(jianbao, paths, docs):
    """Every key is documented, and there are no others."""
    text = (Path(docs) / "json.md").read_text(encoding="utf-8")
    text = text.partition("## The report of a PDF")[2].partition("\n## ")[0]
    known = set(re.findall(r"^\| `(\w+)`", text, re.M))
    found = set().union(*(keys_of(facts_of(jianbao, path)) for path in paths))
    return [f"documented or seen, not both: {key}" for key in sorted(found ^ known)]


# ---- poppler -------------------------------------------------------------------------------------


def check_boxes(facts, path):
    told = run("pdfinfo", "-box", "-f", "1", "-l", facts["page_count"], path).stdout
    faults = []
    for number, name, values in re.findall(r"Page +(\d+) (\w+)Box: +(.*)", told):
        box = facts["pages"][int(number) - 1].get(f"{name.lower()}_box")
        if box is None:
            continue
        ours = [box[side] * POINT for side in ("left", "bottom", "right", "top")]
        if any(abs(a - float(b)) > .008 for a, b in zip(ours, values.split())):
            faults.append(f"page {number}: {name}Box {values}, not {ours}")
    return faults if told.count("TrimBox") == facts["page_count"] else ["pdfinfo shows no boxes"]


def check_fonts(facts, path):
    kinds = {"CID TrueType": "CIDFontType2", "CID Type 0C": "CIDFontType0"}
    theirs = set()
    for line in run("pdffonts", path).stdout.splitlines()[2:]:
        name, kind, embedded, subset = re.match(
            r"(\S+) +(CID TrueType|CID Type 0C|\S+) +\S+ +(yes|no) +(yes|no)", line).groups()
        name = re.sub(r"^[A-Z]{6}\+", "", name)
        theirs.add((re.sub("-Identity-[HV]$", "", name), kinds.get(kind, kind), embedded == "yes",
                    subset == "yes"))
    ours = {(f["name"], f["type"], f["embedded"], f["subset"]) for f in facts["fonts"]}
    return [] if ours == theirs else [f"fonts: {sorted(ours)}, by pdffonts {sorted(theirs)}"]


def check_images(facts, path):
    theirs, ours = [], []
    for line in run("pdfimages", "-list", path).stdout.splitlines()[2:]:
        page, _, kind, width, height, _, _, bits, *_, x, y, _, _ = line.split()
        if kind in ("image", "stencil"):
            theirs.append((int(page), int(width), int(height), int(bits), min(int(x), int(y))))
    for image in facts["images"]:
        ours.append((image["page"], image["width"], image["height"], image["bits"], image["dpi"]))
    same = len(ours) == len(theirs) and all(
        a[:4] == b[:4] and abs(a[4] - b[4]) <= 1 for a, b in zip(sorted(ours), sorted(theirs)))
    return [] if same else [f"images: {ours}, by pdfimages {theirs}"]


# ---- Ghostscript ---------------------------------------------------------------------------------


def plates_of(path, page, folder):
    """{name: picture} of one page's plates, 255 being full ink."""
    target = Path(folder) / f"page{page}"
    target.mkdir()
    done = run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}",
               "-dUseTrimBox=true", f"-dFirstPage={page}", f"-dLastPage={page}",
               "-dOverprint=/enable", f"-o{target}/p.tif", path)
    assert done.returncode == 0, done.stdout + done.stderr
    found = {}
    for file in target.glob("p(*).tif"):
        with Image.open(file) as plate:
            found[unquote(file.stem[2:-1])] = ImageChops.invert(plate.convert("L"))
    return found


def most_ink(plates):
    """The highest sum of a pixel, in percent."""
    sums = [0] * (next(iter(plates.values())).width * next(iter(plates.values())).height)
    for plate in plates.values():
        if plate.getextrema()[1]:
            sums = [a + b for a, b in zip(sums, plate.tobytes())]
    return max(sums) / 2.55


def check_plates(facts, path, folder, exact):
    faults = []
    for page in facts["pages"][:3]:
        if page["unmeasured"]:  # said, so no promise
            continue
        plates = plates_of(path, page["page"], folder)
        theirs = {name for name, plate in plates.items() if plate.getextrema()[1] > 2}
        ours = {plate["name"] for plate in page["plates"]}
        if theirs - ours or (exact and ours != theirs):
            faults.append(f"page {page['page']}: plates {sorted(ours)}, by gs {sorted(theirs)}")
        for plate in page["plates"]:
            seen = plates[plate["name"]].getextrema()[1] / 2.55 if plate["name"] in plates else 0
            if seen > plate["highest"] + 1 or (exact and seen < plate["highest"] - 1):
                faults.append(f"page {page['page']}: {plate['name']} {plate['highest']} %, "
                              f"by gs {seen}")
        most = most_ink(plates)
        if most > page["ink"] + 1.5 or (exact and most < page["ink"] - 1.5):
            faults.append(f"page {page['page']}: {page['ink']} % of ink, by gs {most}")
    return faults


def check_others(jianbao, path, folder, exact):
    facts = facts_of(jianbao, path)
    faults = check_boxes(facts, path) + check_fonts(facts, path) + check_images(facts, path)
    return faults + check_plates(facts, path, folder, exact)


def build(jianbao, source, options, folder):
    name = Path(folder) / (source[:-4] + ".pdf")
    done = run(jianbao, "build", SAMPLES / source, "-o", name, *options)
    return sorted(Path(folder).glob(f"{source[:-4]}*.pdf")) if done.returncode == 0 else []


def results(jianbao, font, docs, update, folder):
    """(what holds, faults)"""
    made = pdfs.write_all(folder, font)
    for name, path in made.items():
        yield f"{name}.pdf: text and JSON", check_goldens(jianbao, name, path, update)
    yield "one-page.txt: the report beside the print file", check_sample(jianbao, folder, update)
    yield "every key of the JSON is documented", check_keys(jianbao, made.values(), docs)
    if Image is None or not all(map(shutil.which, ("gs", "pdfinfo", "pdffonts", "pdfimages"))):
        yield "beside other programs # SKIP poppler-utils, ghostscript, python3-pil wanted", []
        return
    with tempfile.TemporaryDirectory() as work:
        yield "good.pdf beside other programs", check_others(jianbao, made["good"], work, True)
    for source, options in BUILDS:
        with tempfile.TemporaryDirectory() as work:
            paths = build(jianbao, source, options, work)
            faults = [] if paths else ["nothing was built"]
            for path in paths:
                plates = Path(work) / path.stem
                plates.mkdir()
                faults += [f"{path.name}: {f}"
                           for f in check_others(jianbao, path, plates, False)]
            yield f"{source} {' '.join(options)} beside other programs", faults


def main():
    words = [w for w in sys.argv[1:] if w != "--update"]
    jianbao, font, docs = words
    failed = count = 0
    with tempfile.TemporaryDirectory() as folder:
        for count, (name, faults) in enumerate(
                results(jianbao, font, docs, "--update" in sys.argv, folder), 1):
            for fault in faults:
                print(f"# {fault}")
            print(f"{'not ok' if faults else 'ok'} {count} - {name}", flush=True)
            failed += bool(faults)
    print(f"1..{count}")
    sys.exit(failed > 0)


main()
