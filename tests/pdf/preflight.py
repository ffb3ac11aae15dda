#!/usr/bin/env python3
"""PDF/A-1b as PDFBox judges it: preflight.py JIANBAO SAMPLES.

Every sample and an issue of every kind of image as `a1b`: the fonts, colours, XMP and syntax of the
very pages that other variants paint are looked at by a program that is not ours. Files broken on
purpose show that it would have told. One run of Java judges all. Prints TAP."""
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
from pathlib import Path

try:
    import pikepdf
    from PIL import Image
except ImportError:
    pikepdf = None

sys.path.insert(0, str(Path(__file__).parent))
import icc  # noqa: E402

JARS = [Path("/usr/share/java") / f"{name}.jar" for name in (
    "preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io",
    "javax.activation", "jaxb-api")]
JUDGE = "org.apache.pdfbox.preflight.Validator_A1b"
HEAD = "刊名：工作简报\n期号：2025年第3期（总第45期）\n日期：2025年1月20日\n\n# 一年工作\n\n"


def make_images(folder):
    """An issue with an image of each kind; a CMYK one says by a profile what it looks like."""
    color = Image.radial_gradient("L").convert("RGB")
    color.putpixel((0, 0), (255, 0, 0))
    color.save(folder / "color.png")
    color.save(folder / "color.jpg")
    color.convert("L").save(folder / "gray.jpg")
    color.convert("CMYK").save(folder / "own.jpg", icc_profile=icc.cmyk())
    color.convert("CMYK").save(folder / "none.jpg")
    color.convert("1").save(folder / "line.png")
    lines = "".join(f"![]({name})\n\n" for name in (
        "color.png", "color.jpg", "gray.jpg", "own.jpg", "none.jpg", "line.png"))
    (folder / "office.icc").write_bytes(icc.cmyk())
    source = folder / "images.txt"
    source.write_text(f"{HEAD}{lines}---\n报：各区\n", encoding="utf-8")
    return source


def build(jianbao, source, path):
    done = subprocess.run([jianbao, "build", source, "--for=a1b", "-o", path,
                           "--set", "print.profile=office.icc"], capture_output=True,
                          text=True)
    return "" if done.returncode == 0 and path.exists() else done.stdout + done.stderr


# ---- what must be found -------------------------------------------------------------------------

def fonts_of(pdf):
    """The CIDFonts, by their number."""
    return [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)
            and thing.get("/Subtype") in ("/CIDFontType0", "/CIDFontType2")]


def unembed(pdf):
    descriptor = fonts_of(pdf)[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def widen(pdf):
    for font in fonts_of(pdf):
        font.DW = 500
        if "/W" in font:
            del font.W


def drop_set(pdf):
    for font in fonts_of(pdf):
        del font.FontDescriptor.CIDSet


def paint_cmyk(pdf):
    page = pdf.pages[0]
    page.contents_add(pdf.make_stream(b"0 1 1 0 k 0 0 9 9 re f"))


def make_transparent(pdf):
    page = pdf.pages[0]
    page.Resources.ExtGState = pikepdf.Dictionary(G=pikepdf.Dictionary(ca=0.5))
    page.contents_add(pdf.make_stream(b"/G gs 0 0 9 9 re f"))


def rename(pdf):
    pdf.docinfo["/Title"] = "another"


def undescribe(pdf):
    """Properties of our own stay; what describes them goes (6.7.8)."""
    packet = pdf.Root.Metadata.read_bytes()
    first = packet.index(b"<pdfaExtension:schemas>")
    last = packet.index(b"</pdfaExtension:schemas>") + len(b"</pdfaExtension:schemas>")
    pdf.Root.Metadata.write(packet[:first] + packet[last:])


BROKEN = [  # name, what is done, the beginning of the code that tells
    ("a font not embedded", unembed, "3.1"),
    ("wrong widths", widen, "3.1.6"),
    ("no CIDSet", drop_set, "3.1.11"),
    ("no XMP", lambda pdf: pdf.Root.__delitem__("/Metadata"), "7.1"),
    ("no output intent", lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "2.4"),
    ("CMYK under sRGB", paint_cmyk, "2.4"),
    ("transparency", make_transparent, "4.1"),
    ("a title that XMP does not have", rename, "7.2"),
    ("properties without a description", undescribe, "7"),
]


def break_files(good, folder):
    """{path: (name, code)}"""
    made = {}
    for number, (name, action, code) in enumerate(BROKEN):
        path = folder / f"broken-{number}.pdf"
        with pikepdf.open(good) as pdf:
            action(pdf)
            pdf.save(path, min_version=pdf.pdf_version, force_version="1.4",
                     object_stream_mode=pikepdf.ObjectStreamMode.disable)
        made[path] = (name, code)
    return made


# ---- the judge ----------------------------------------------------------------------------------

def judge(paths, folder):
    """{name of the file: [(code, what is said)]}"""
    listed = folder / "files"
    listed.write_text("".join(f"{path}\n" for path in paths))
    done = subprocess.run(["java", "-cp", ":".join(map(str, JARS)), JUDGE, "xml", "group", listed],
                          capture_output=True, text=True)
    report = folder / "files.preflight.xml"
    if not report.exists():
        raise SystemExit(f"Bail out! {done.stdout}{done.stderr}")
    found = {}
    for one in xml.etree.ElementTree.parse(report).getroot():
        faults = [(error.findtext("code"), error.findtext("details") or "")
                  for error in one.iter("error")]
        valid = one.findtext("isValid") == "true"
        found[one.get("name")] = faults if faults or valid else [("?", "not valid")]
    return found


def main():
    jianbao, samples = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    if not shutil.which("java") or pikepdf is None or not all(jar.exists() for jar in JARS):
        print("1..0 # SKIP libpdfbox2-java and its company, a JRE, python3-pikepdf or python3-pil "
              "is not installed")
        return 0
    results = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [*sorted(samples.glob("*.txt")), make_images(folder)]
        good = {}
        for source in sources:
            path = folder / f"{source.stem}.pdf"
            fault = build(jianbao, source, path)
            if fault:
                results.append((f"{source.stem} is built", [fault]))
            else:
                good[path] = source.stem
        broken = break_files(folder / f"{sources[0].stem}.pdf", folder)
        found = judge([*good, *broken], folder)
        for path, stem in good.items():
            faults = found.get(path.name, [("?", "not judged")])
            results.append((f"{stem} is PDF/A-1b", [f"{code} {said}" for code, said in faults]))
        for path, (what, code) in broken.items():
            told = [c for c, _ in found.get(path.name, [])]
            hit = any(c and c.startswith(code) for c in told)
            results.append((f"it tells of {what}", [] if hit else [f"told {told}, not {code}"]))
    print(f"1..{len(results)}")
    for number, (name, faults) in enumerate(results, 1):
        print("not ok" if faults else "ok", number, "-", name)
        for fault in faults[:8]:
            print("#", fault.replace("\n", "\n# "))
    return any(faults for _, faults in results)


if __name__ == "__main__":
    sys.exit(main())
