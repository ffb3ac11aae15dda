"""Fonts that an office owns: named by fonts.yaml, taken by a layout, told by fonts check and list.

The two small fonts of tests/fonts stand for them: one of Latin letters alone (so that every Han
falls through to the next of its role), in TrueType and in a collection; one of Han."""
import json
import pathlib
import struct
import subprocess

FONTS = pathlib.Path(__file__).resolve().parents[1] / "fonts"
HAN, LATIN = FONTS / "570f6a902bbc.otf", FONTS / "a0a374bd769b.ttf"
TEXT = "刊名：工作简报\n期号：2025年第3期（总第45期）\n日期：2025年1月20日\n\n# ABC工作\n\n各部门要定期报送。\n"
FONTS_YAML = """faces:
  方正小标宋简体: {files: [none.ttf, FZXBSJW.TTF], licence: 本单位购买}
  自有宋体: {files: song.otf}
"""
LAYOUT = """extends: bench
fonts:
  特粗宋: 方正小标宋简体
  粗宋: 方正小标宋简体
  黑体: [方正小标宋简体, 自有宋体]
  宋体: [自有宋体]
"""


def collection(*paths):
    """The fonts as one TTC: the offsets of their tables count from its start."""
    head = b"ttcf\0\1\0\0" + struct.pack(">I", len(paths))
    at = len(head) + 4 * len(paths)
    offsets, bodies = b"", b""
    for path in paths:
        font = bytearray(path.read_bytes() + b"\0" * (-path.stat().st_size % 4))
        for record in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16):
            offset, = struct.unpack(">I", font[record + 8:record + 12])
            font[record + 8:record + 12] = struct.pack(">I", offset + at + len(bodies))
        offsets += struct.pack(">I", at + len(bodies))
        bodies += font
    return head + offsets + bodies


def with_rights(path, fs_type):
    font = bytearray(path.read_bytes())
    for record in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16):
        if font[record:record + 4] == b"OS/2":
            table, = struct.unpack(">I", font[record + 8:record + 12])
            font[table + 8:table + 10] = struct.pack(">H", fs_type)
    return bytes(font)


def office(box, fonts=FONTS_YAML, layout=LAYOUT):
    """An office's folder with a text, its layout and its fonts."""
    box.write("office/FZXBSJW.TTF", LATIN.read_bytes())
    box.write("office/song.otf", HAN.read_bytes())
    box.write("office/fonts.yaml", fonts)
    box.write("office/own.yaml", layout)
    box.write("office/a.txt", "版式：./own.yaml\n" + TEXT)


def faces(run):
    return {face["name"]: face for face in map(json.loads, run.out.splitlines())}


def build(box, *words):
    return box.run("build", "office/a.txt", "-o", "a.pdf", *words)


def needs_bench(box):
    """The layout's own faces are asked for Han that the office's have not."""
    states = faces(box.run("fonts", "check", "--diagnostics=json"))
    if any(states[f"NotoSerifCJK-{w}"]["state"] != "good" for w in ("Regular", "Bold", "Black")):
        box.skip("no Noto Serif CJK")


def test_a_role_is_the_face_that_the_layout_names(box):
    needs_bench(box)
    office(box)
    run = build(box)
    box.expect(run, 0, "J0204")
    lines = box.run("dump", "--stage=paint", "office/a.txt").out.splitlines()
    set_in = {line.split('"')[1]: line.split()[1] for line in lines if line.startswith("glyphs")}
    assert set_in["ABC"] == "方正小标宋简体" and set_in["工作"] == "自有宋体", set_in
    assert set_in["工作简报"] == "NotoSerifCJK-Black", set_in  # it lacks Han: the next of the role
    assert set_in["2025"] == "方正小标宋简体", set_in
    embedded = subprocess.run(["pdffonts", box.path("a.pdf")], capture_output=True).stdout.decode()
    assert all(" yes yes yes " in line for line in embedded.splitlines()[2:]), embedded


def test_a_role_is_set_for_one_run(box):
    needs_bench(box)
    office(box, layout="extends: bench\n")
    out = box.run("layout", "show", "bench", "--set", "fonts.黑体=方正小标宋简体").out
    assert "黑体:\n    chain: [方正小标宋简体, NotoSansCJK-Bold]\n" in out, out
    run = build(box, "--set", "fonts.粗宋=方正小标宋简体")
    box.expect(run, 0, "J0204")


def test_what_the_parent_says_of_marks_was_of_its_own_face(box):
    box.write("own.yaml", "extends: gbt9704\nfonts: {仿宋: 仿宋_GB2312, 宋体: 自有宋体}\n")
    out = box.run("layout", "show", "./own.yaml").out
    assert "bold: NotoSerifCJK-Bold" not in out, out
    role = out.split("  仿宋:\n")[1].split("  楷体:")[0]
    assert role == ("    chain: [仿宋_GB2312, FandolFang, BabelStoneHan, NotoSerifCJK-Regular]\n"
                    "    latin: LiberationSerif\n"
                    "    latin-bold: LiberationSerif-Bold\n"), role


def test_own_fonts_are_told_from_anywhere(box):
    office(box)
    told = {}
    for words in (("office",), ("office/a.txt",), ("--layout=office/own.yaml",)):
        for verb in ("check", "list"):
            run = box.run("fonts", verb, *words, "--diagnostics=json")
            assert not run.err, run
            told[verb] = faces(run)
            assert told[verb]["方正小标宋简体"]["file"] == "office/FZXBSJW.TTF", run
    own = told["check"]["方正小标宋简体"]
    assert (own["state"], own["embedding"], own["licence"]) == (
        "good", "may be embedded", "本单位购买"), own
    assert told["list"]["方正小标宋简体"]["roles"] == ["黑体", "粗宋", "特粗宋"], told["list"]
    inside = box.run("fonts", "list", "--diagnostics=json", cwd=box.path("office"))
    assert faces(inside)["自有宋体"]["file"] == "song.otf", inside
    assert "自有宋体" not in box.run("fonts", "list").out
    assert box.run("layout", "check", "office/own.yaml").out == "office/own.yaml: good\n"


def test_a_face_of_a_collection(box):
    needs_bench(box)
    both = "faces:\n  方正小标宋简体: {files: two.ttc, index: 0}\n  自有宋体: {files: two.ttc, index: 1}\n"
    office(box, both)
    box.write("office/two.ttc", collection(LATIN, HAN))
    box.expect(build(box), 0, "J0204")
    box.write("office/fonts.yaml", both.replace("index: 1", "index: 2"))
    run = build(box, "--lang=zh")
    assert run.status == 3 and "没有这个序号" in run.err, run


def test_rights_to_embed(box):
    """OS/2 fsType: none, no subsetting, bitmaps only; to read, to edit; the office has it."""
    cases = {2: "may not be embedded", 0x100: "may not be embedded", 0x200: "may not be embedded",
             4: "embed to read, print", 8: "may be embedded", 2 + 8: "may be embedded"}
    for bits, rights in cases.items():
        office(box)
        box.write("office/FZXBSJW.TTF", with_rights(LATIN, bits))
        face = faces(box.run("fonts", "check", "office", "--diagnostics=json"))["方正小标宋简体"]
        assert face["embedding"] == rights, (bits, face)
        assert face["state"] == ("restricted" if "not" in rights else "good"), (bits, face)
    box.write("office/FZXBSJW.TTF", with_rights(LATIN, 2))
    assert "[J0406]" in build(box).err
    box.write("office/fonts.yaml", FONTS_YAML.replace("licence:", "embed: true, licence:"))
    face = faces(box.run("fonts", "check", "office", "--diagnostics=json"))["方正小标宋简体"]
    assert (face["state"], face["embedding"]) == ("good", "embedded by licence"), face
    assert "[J0406]" not in build(box).err


def test_a_font_that_is_cut_short(box):
    office(box)
    box.write("office/FZXBSJW.TTF", LATIN.read_bytes()[:20000])
    run = build(box, "--lang=zh")
    assert run.status == 3 and "[J0403]" in run.err and "文件不完整" in run.err, run
    check = box.run("fonts", "check", "office", "--lang=zh")
    line = next(line for line in check.out.splitlines() if line.startswith("方正小标宋简体"))
    assert check.status == 3 and "损坏" in line and "20000" in line, line


def test_faults_of_fonts_yaml_have_their_place(box):
    office(box, "faces:\n  自有宋体：\n    files: song.otf\n")
    run = build(box, "--lang=zh")
    assert run.status == 3 and "office/fonts.yaml:2:7: " in run.err and "半角冒号" in run.err, run
    office(box, "faces:\n  方正小标宋简体: {file: FZXBSJW.TTF}\n  自有宋体: {files: song.otf}\n")
    run = build(box, "--lang=zh")
    assert run.status == 3 and "office/fonts.yaml:2:13: " in run.err and "files" in run.err, run
