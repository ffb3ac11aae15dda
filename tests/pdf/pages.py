"""What a PDF shows, read back by poppler, mutool, qpdf and Ghostscript."""
import math
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def run(*words, **options):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)


def squeeze(text):
    """Without white space: what stands between two Han is the reader's guess."""
    return re.sub(r"\s+", "", text.replace("\u3000", ""))


class Glyph:
    """stand: level, upright (in a column) or turned."""
    __slots__ = ("text", "x", "y", "size", "font", "page", "stand")

    def __init__(self, text, x, y, size, font, page, stand="level"):
        self.text, self.x, self.y, self.size, self.font, self.page = text, x, y, size, font, page
        self.stand = stand


class Rule:
    def __init__(self, page, left, top, right, bottom, color):
        self.page, self.left, self.top, self.right, self.bottom = page, left, top, right, bottom
        self.color = color


def trace(pdf):
    """Glyphs and filled rectangles of every page, in paint order; y grows downwards."""
    out = run("mutool", "draw", "-q", "-F", "trace", pdf, "1-N")
    text = re.sub(r"[\x00-\x08\x0b-\x1f]", "", out.stdout)
    # a code without a character is written as a bare number reference
    root = ElementTree.fromstring(re.sub(r"&#x?0*[0-9a-fA-F]{1,2};", "?", text))
    glyphs, rules = [], []
    for number, page in enumerate(root.iter("page"), 1):
        height = float(page.get("mediabox").split()[3])
        for span in (span for text in page.iter("fill_text") for span in text.iter("span")):
            matrix = [float(value) for value in span.get("trm").split()]
            size = math.hypot(matrix[2], matrix[3])
            stand = "turned" if matrix[1] < 0 == matrix[0] else "level"
            if span.get("wmode") == "1":
                stand = "upright"
            font = span.get("font").split("+")[-1]
            for g in span.iter("g"):
                glyphs.append(Glyph(g.get("unicode", ""), float(g.get("x")),
                                    height - float(g.get("y")), size, font, number, stand))
        for path in page.iter("fill_path"):
            xs = [float(p.get("x")) for p in path if p.get("x")]
            ys = [float(p.get("y")) for p in path if p.get("y")]
            if xs and ys:
                rules.append(Rule(number, min(xs), height - max(ys), max(xs), height - min(ys),
                                  path.get("color")))
    return glyphs, rules


def poppler_text(pdf, area=None, *options):
    crop = list(options)
    if area:
        left, top, right, bottom = area
        crop += ["-x", int(left), "-y", int(top), "-W", int(right - left + 1),
                 "-H", int(bottom - top + 1)]
    return run("pdftotext", "-enc", "UTF-8", *crop, pdf, "-").stdout


def mutool_text(pdf):
    """Characters in the order mutool gives them. Of a glyph that stands for several it gives those
    beyond U+FFFF in halves, which are put together."""
    with tempfile.NamedTemporaryFile(suffix=".xml") as out:
        run("mutool", "convert", "-F", "stext", "-O", "preserve-ligatures", "-o", out.name, pdf)
        text = Path(out.name).read_text(encoding="utf-8")
    text = re.sub(r"&#x(d[89a-f]..);", lambda half: f"&#x{int(half[1], 16) + HALVES:x};", text)
    root = ElementTree.fromstring(re.sub(r"[\x00-\x08\x0b-\x1f]", "", text))
    lines = ("".join(char.get("c") for char in line.iter("char")) for line in root.iter("line"))
    return join_halves("\n".join(lines))


# XML has no half of a character: on the way through its reader they stand where no character is.
HALVES = 0x100000 - 0xD800


def join_halves(text):
    halves = re.sub(r"[\U00100000-\U001007ff]", lambda half: chr(ord(half[0]) - HALVES), text)
    return halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def structure_faults(pdf):
    """Complaints of qpdf, poppler and Ghostscript; empty when there are none."""
    faults = []
    check = run("qpdf", "--check", pdf)
    if check.returncode or "WARNING" in check.stdout + check.stderr:
        faults.append("qpdf: " + (check.stdout + check.stderr).strip()[-300:])
    strict = run("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING",
                 "-sDEVICE=nullpage", pdf)
    if strict.returncode or strict.stdout.strip() or strict.stderr.strip():
        faults.append("Ghostscript: " + (strict.stdout + strict.stderr).strip()[:300])
    drawn = run("mutool", "draw", "-q", "-F", "trace", "-o", "/dev/null", pdf, "1-N")
    # Debian's mutool is built without ICC and says so
    said = drawn.stderr.replace("warning: ICC support is not available", "").strip()
    if drawn.returncode or said:
        faults.append("mutool: " + said[:300])
    text = run("pdftotext", pdf, "-")
    if text.stderr.strip():
        faults.append("poppler: " + text.stderr.strip()[:300])
    fonts = run("pdffonts", pdf).stdout.splitlines()[2:]
    for line in fonts:
        if not re.search(r"^[A-Z]{6}\+.*\byes yes yes\b", line):
            faults.append("font not embedded, subset and with ToUnicode: " + line)
    return faults
