#!/usr/bin/env python3
"""What must not hurt: run.py JIANBAO [PATTERN]

Texts that are none, damaged images and fonts, full disks, texts at the limits. Each must end soon
with a status and a word about it, and never leave half a file. Only the test fonts are used. Prints
TAP."""
import importlib.util
import os
import random
import re
import resource
import struct
import subprocess
import sys
import tempfile
import time
import traceback
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path += [str(HERE), str(HERE.parent / "diag")]
import cases  # noqa: E402
import odd  # noqa: E402

spec = importlib.util.spec_from_file_location("diag_run", HERE.parent / "diag/run.py")
diag_run = importlib.util.module_from_spec(spec)
spec.loader.exec_module(diag_run)

SEED = 20250709
SOON = 30  # seconds, on a busy machine and with sanitizers


class Box:
    """A folder of its own, with the test fonts."""

    def __init__(self, program, folder, data):
        self.program, self.folder, self.data = program, folder, data
        self.sanitized = b"__asan_init" in Path(program).read_bytes()

    def write(self, name, body):
        path = self.folder / name
        path.write_bytes(body.encode() if isinstance(body, str) else body)
        return path

    def run(self, *words, before=None, **env):
        """(status, codes, what was told); fails on a crash, a sanitizer's report, a leftover."""
        env = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
               "JIANBAO_DATA": str(self.data), **env}
        done = subprocess.run([self.program, "--diagnostics=short", *words], cwd=self.folder,
                              env=env, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=SOON * 10, preexec_fn=before)
        told = done.stderr.decode(errors="replace")
        assert 0 <= done.returncode < 4, (words, done.returncode, told)
        assert not re.search("Sanitizer|runtime error", told), (words, told)
        assert not list(self.folder.glob(".*jianbao-part")), (words, told)
        assert done.returncode == 0 or told, words
        return done.returncode, re.findall(r"\[(J\d{4})\]", told), told

    def expect(self, words, status, *codes):
        got = self.run(*words.split())
        assert got[0] == status and set(codes) <= set(got[1]), (words, got)
        return got[2]


# ---- texts --------------------------------------------------------------------------------------

OTHER_KINDS = {
    "Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "docx": b"PK\3\4\x14\0\6\0[Content_Types].xml",
    "RTF": b"{\\rtf1\\ansi}",
    "PDF": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
    "JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "archive": b"\x1f\x8b\x08\0",
    "program": b"\x7fELF\2\1\1",
    "web page": b"<!DOCTYPE html>\n<html></html>\n",
}


def test_other_kinds_are_named(box):
    for kind, body in OTHER_KINDS.items():
        box.write("a.txt", body)
        told = box.expect("build a.txt", 3, "J0108")
        assert kind in told, told


def test_damaged_texts_are_refused_with_their_place(box):
    text = cases.ISSUE
    gb = text.encode("gb18030")
    for body, code in [
            (text.encode() + b"\xed\xa0\x80", "J0103"),       # a surrogate
            (text.encode() + b"\xc0\xaf", "J0103"),           # an overlong form
            (text.encode() + b"\xe5\x90", "J0103"),           # cut short
            (b"\xff\xfe" + text.encode("utf-16le") + b"1", "J0103"),
            (gb + b"\xe3\x32\x9a\x36", "J0103"),              # behind U+10FFFF
            (gb + b"\x81\x30\x81", "J0103"),
            (gb + b"\x81\x30\x81\x30", "J0106"),              # U+0080
            (text.encode() + "工作".encode("gb18030"), "J0103"),
            (text + "a\0b", "J0106"), (text + "\x1b[1m", "J0106"),
            (b" \n\xe3\x80\x80\n", "J0105"), (b"", "J0105")]:
        box.write("a.txt", body)
        told = box.expect("build a.txt", 3, code)
        assert re.match(r"a\.txt(:\d+:\d+)?: ", told), told
    assert sorted(p.name for p in box.folder.iterdir()) == ["a.txt"]


def test_odd_texts_are_told_with_their_place(box):
    for name in odd.TEXTS:
        odd.check(box, name)


def test_bytes_of_no_text_are_told_with_their_place(box):
    for name in odd.REFUSED:
        odd.check_refused(box, name)


def test_a_mark_that_no_font_has_is_told(box):
    box.write("a.txt", cases.issue("\n各\u20dd区，e\u0301\u0489。\n"))
    told = box.run("build", "a.txt")[2]
    assert "U+20DD COMBINING ENCLOSING CIRCLE" in told and "J0701" not in told, told


def test_what_is_no_file(box):
    (box.folder / "sub").mkdir()
    box.expect("build sub", 3, "J0101")
    box.expect("build /dev/zero", 3, "J0102")
    box.expect("build /dev/null", 3, "J0105")


# ---- images -------------------------------------------------------------------------------------

def png(width, height, depth, color, rows, interlaced=0, more=b""):
    head = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlaced)
    return (b"\x89PNG\r\n\x1a\n" + cases.chunk(b"IHDR", head) + more +
            cases.chunk(b"IDAT", zlib.compress(rows)) + cases.chunk(b"IEND", b""))


def jpeg(turn=1, components=3):
    """The head of a JPEG with an Exif turn, and an end; no pixels, which nobody reads."""
    tiff = b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHIHH", 0x0112, 3, 1, turn, 0) + bytes(4)
    exif = b"Exif\0\0" + tiff
    table = b"\xff\xdb\0\x43\0" + b"\1" * 64
    frame = struct.pack(">BHHB", 8, 200, 200, components) + b"".join(
        bytes([i + 1, 0x11, 0]) for i in range(components))
    scan = bytes([components]) + b"".join(bytes([i + 1, 0]) for i in range(components))
    return (b"\xff\xd8\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + table + b"\xff\xc0" +
            struct.pack(">H", len(frame) + 2) + frame + b"\xff\xda" +
            struct.pack(">H", len(scan) + 5) + scan + b"\0\x3f\0" + b"\0" * 8 + b"\xff\xd9")


def set_image(box, body, name="x.png"):
    if body is not None:
        box.write(name, body)
    box.write("a.txt", cases.issue(f"\n![各区]({name}){{宽=5mm}}\n"))
    return box.run("build", "a.txt", "--set", "marks.未定稿.text=审稿")


def test_images_of_every_form_are_set(box):
    palette = cases.chunk(b"PLTE", bytes(range(6)))
    forms = {
        "grey": png(60, 60, 8, 0, (b"\0" + bytes(60)) * 60),
        "one bit": png(64, 60, 1, 0, (b"\0" + bytes(8)) * 60),
        "16 bit": png(60, 60, 16, 2, (b"\0" + bytes(360)) * 60),
        "palette": png(64, 60, 1, 3, (b"\0" + bytes(8)) * 60, more=palette),
        "alpha": png(60, 60, 8, 6, (b"\0" + bytes(240)) * 60),
        "grey and alpha": png(60, 60, 8, 4, (b"\0" + bytes(120)) * 60),
        "JPEG under another name": jpeg(),
        "grey JPEG": jpeg(components=1), "CMYK JPEG": jpeg(components=4),
    }
    for form, body in forms.items():
        status, codes, told = set_image(box, body)
        assert status == 0, (form, told)


def test_images_that_cannot_be_used(box):
    whole = png(60, 60, 8, 0, (b"\0" + bytes(60)) * 60)
    for body in [b"", b"GIF89a", whole[:40], whole[:-20], jpeg()[:-2], jpeg(turn=6),
                 jpeg(components=2), png(0, 60, 8, 0, b""), png(60, 60, 8, 9, b"")]:
        status, codes, told = set_image(box, body)
        assert status == 1 and "J0602" in codes, (body[:20], told)


def test_images_that_are_no_files(box):
    (box.folder / "dir.png").mkdir()
    os.mkfifo(box.folder / "pipe.png")
    for name in ("dir.png", "pipe.png"):
        assert "J0602" in set_image(box, None, name)[1]


def test_images_stay_in_the_folder(box):
    with tempfile.TemporaryDirectory(prefix="jianbao-") as other:
        image = Path(other) / "y.png"
        image.write_bytes(cases.png(60, 60))
        (box.folder / "link.png").symlink_to(image)
        (box.folder / "way").symlink_to(other)
        box.write("in.png", cases.png(60, 60))
        (box.folder / "near.png").symlink_to("in.png")
        for name in ("link.png", "way/y.png", str(image), "../x.png"):
            assert "J0608" in set_image(box, None, name)[1], name
        assert set_image(box, None, "near.png")[0] == 0


def test_mutated_images(box):
    whole = [cases.png(60, 60), jpeg()]
    dice = random.Random(SEED)
    for _ in range(20 if box.sanitized else 40):
        body = bytearray(dice.choice(whole))
        for _ in range(dice.randrange(1, 8)):
            body[dice.randrange(len(body))] = dice.randrange(256)
        set_image(box, bytes(body[:dice.randrange(len(body))] if dice.random() < .3 else body))


# ---- fonts --------------------------------------------------------------------------------------

def set_with_font(box, body):
    """The issue in a FandolFang of these bytes."""
    box.write("own.otf", body)
    box.write("fonts.yaml", "faces:\n  FandolFang: {files: own.otf}\n")
    box.write("a.txt", cases.ISSUE)
    return box.run("build", "a.txt", "--set", "marks.未定稿.text=审稿")


def test_fonts_that_are_none(box):
    whole = cases.SONG.read_bytes()
    for body in [b"", b"OTTO", whole[:12], whole[:1000], whole[:len(whole) // 2], whole[:-1],
                 b"ttcf" + struct.pack(">III", 0x10000, 0, 0) + whole]:
        status, codes, told = set_with_font(box, body)
        assert status == 3 and "J0403" in codes, (len(body), told)
    (box.folder / "own.otf").unlink()
    os.mkfifo(box.folder / "own.otf")
    assert "J0403" in box.run("build", "a.txt")[1]
    (box.folder / "own.otf").unlink()
    (box.folder / "own.otf").mkdir()
    assert "J0403" in box.run("build", "a.txt")[1]
    box.write("fonts.yaml", f"faces:\n  FandolFang: {{files: {cases.SONG}, index: 3}}\n")
    assert "J0403" in box.run("build", "a.txt")[1]


def tables_of(font):
    """tag -> (offset, length)"""
    found = {}
    for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16):
        found[font[at:at + 4]] = struct.unpack(">II", font[at + 8:at + 16])
    return found


def test_mutated_fonts(box):
    dice = random.Random(SEED)
    whole = cases.SONG.read_bytes()
    tables = tables_of(whole)
    for tag in tables:
        for _ in range(2 if box.sanitized else 4):
            body = bytearray(whole)
            at, length = tables[tag]
            for _ in range(dice.choice((1, 4, 64))):
                body[at + dice.randrange(min(length, 4096))] = dice.randrange(256)
            set_with_font(box, bytes(body))


# ---- disks --------------------------------------------------------------------------------------

def test_a_disk_that_is_full(box):
    """By the limit on a file's size, which needs no rights."""
    box.write("a.txt", cases.ISSUE)
    box.write("a.pdf", "older")

    def little():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    for words in (("build", "a.txt"), ("import", "a.txt", "-o", "big.txt")):
        box.write("a.txt", cases.issue("各部门要定期报送。\n" * 100))
        status, codes, told = box.run(*words, before=little)
        assert status == 3 and codes == ["J0801"], told
    assert sorted(p.name for p in box.folder.iterdir()) == ["a.pdf", "a.txt"]
    assert (box.folder / "a.pdf").read_text() == "older"


def test_folders_that_cannot_be_written(box):
    box.write("a.txt", cases.ISSUE)
    for where, code in ("none/a.pdf", "J0840"), ("a.txt/b.pdf", "J0801"), ("/proc/a.pdf", "J0801"):
        box.expect(f"build a.txt -o {where}", 3, code)
        box.expect(f"import a.txt -o {where}", 3, code)
    if os.getuid():
        (box.folder / "sub").mkdir(mode=0o500)
        box.expect("build a.txt -o sub/", 3, "J0801")


# ---- limits -------------------------------------------------------------------------------------

PARAGRAPH = "各部门要定期报送工作，" * 5 + "好。\n"  # 57 characters


def test_fifty_thousand_paragraphs(box):
    if box.sanitized:
        return
    box.write("a.txt", cases.issue(PARAGRAPH * 50000))
    status, _, told = box.run("build", "a.txt", JB_TRACE="time")
    memory = int(re.search(r"memory anonymous (\d+) KB", told)[1])
    print(f"# {memory // 1024} MB")
    assert status == 0 and memory < 330 * 1024, told


def test_the_longest_paragraph(box):
    longest = (PARAGRAPH[:-1] * 20000)[:1000000]
    if not box.sanitized:
        box.write("a.txt", cases.issue(longest + "\n"))
        box.expect("build a.txt", 0)
    for text in (longest + "区", longest * 4):
        box.write("a.txt", cases.issue(text + "\n"))
        began = time.time()
        assert "1000000" in box.expect("build a.txt", 3, "J0107")
        assert time.time() - began < SOON


MILLIONS = {"Han": "各部门要定期报送工作，", "digits": "1234567890", "letters": "abcdefghij",
            "marks": "，", "spaces": "各 ", "combining marks": "\u0301", "U+200B": "\u200b",
            "Han and U+2060": "各\u2060", "variants": "各\U000e0100"}


def test_a_million_of_anything(box):
    """All told, fonts and PDF too, 200 bytes a character."""
    if box.sanitized:
        return
    for name, unit in MILLIONS.items():
        box.write("a.txt", "e" + (unit * (999999 // len(unit))) + "\n")
        status, _, told = box.run("build", "a.txt", "--layout", "plain", JB_TRACE="time",
                                  MALLOC_PERTURB_="0")  # meson has freed memory written to
        memory = int(re.search(r"memory anonymous (\d+) KB", told)[1])
        print(f"# {name}: {memory * 1024 // 1000000} bytes a character")
        assert status < 3 and memory * 1024 < 200 * 1000000, (name, memory)


# ---- all ----------------------------------------------------------------------------------------

def main():
    program = os.path.abspath(sys.argv[1])
    wish = sys.argv[2] if len(sys.argv) > 2 else ""
    tests = [(name[5:].replace("_", " "), fn) for name, fn in globals().items()
             if name.startswith("test_") and wish in name]
    print(f"1..{len(tests)}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="jianbao-") as data:
        diag_run.make_data(Path(data), program)
        for number, (title, fn) in enumerate(tests, 1):
            wrong = ""
            with tempfile.TemporaryDirectory(prefix="jianbao-") as folder:
                try:
                    fn(Box(program, Path(folder), Path(data)))
                except Exception:
                    wrong = traceback.format_exc()
            print(f"{'not ok' if wrong else 'ok'} {number} - {title}", flush=True)
            for line in wrong.splitlines():
                print("#", line)
            failed += bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
