"""What is built from what: files, encodings, standard input, layouts, settings."""
import json

from texts import ISSUE, issue


def check(box, *words, **more):
    """The sheet of check as JSON."""
    run = box.run("check", "--diagnostics=json", *words, **more)
    assert run.out, run
    return json.loads(run.out)


def field(sheet, name):
    return [f["value"] for f in sheet["fields"] if f["name"] == name]


def test_missing_file(box):
    run = box.run("build", "none.txt")
    box.expect(run, 3, "J0101")
    assert box.files() == []


def test_folder_as_source(box):
    box.path("sub").mkdir()
    box.expect(box.run("build", "sub"), 3, "J0101")


def test_empty_file(box):
    box.write("a.txt", "")
    box.expect(box.run("build", "a.txt"), 3, "J0105")
    assert box.files() == ["a.txt"]


def test_white_space_alone(box):
    box.write("a.txt", " \n\t\n　\n")
    box.expect(box.run("build", "a.txt"), 3, "J0105")


def test_binary_file(box):
    box.write("a.txt", b"PK\x03\x04\x00\x00\x08\x00" * 20)
    box.expect(box.run("build", "a.txt"), 3, "J0108")
    assert box.files() == ["a.txt"]


def test_invalid_bytes_are_told_with_their_place(box):
    box.write("a.txt", "第一行\n第二行".encode() + b"\xff\xff\n")
    run = box.run("build", "a.txt", "--encoding=UTF-8", "--diagnostics=short")
    box.expect(run, 3, "J0103")
    assert run.err.startswith("a.txt:2:4: fatal[J0103]: "), run
    assert len(run.err.splitlines()) == 1, run


def test_gb18030(box):
    box.write("a.txt", ISSUE.encode("gb18030"))
    box.write("b.txt", ISSUE)
    sheet = check(box, "a.txt")
    assert sheet["encoding"] == "GB18030", sheet
    other = check(box, "b.txt")
    assert [b["text"] for b in sheet["blocks"]] == [b["text"] for b in other["blocks"]]


# Traditional Chinese, as an office in Taipei or Hong Kong has it.
TRADITIONAL = """刊名：會務通訊
期号：2003年第3期
日期：2003年3月15日

# 會員大會紀要

三月十日召開會員大會，各單位代表及專家學者出席，會議由理事長主持。衞生、啟德兩區會員報告了工作。

---
送：各會員單位
"""


def test_big5(box):
    """Found, read as it was written, and set: the fonts of the manifest have every character."""
    big5 = TRADITIONAL.replace("号", "號")
    box.write("a.txt", big5.encode("big5hkscs"))
    box.write("b.txt", big5)
    sheet, other = check(box, "a.txt"), check(box, "b.txt")
    assert sheet["encoding"] == "Big5-HKSCS", sheet
    assert [b["text"] for b in sheet["blocks"]] == [b["text"] for b in other["blocks"]]
    run = box.run("build", "a.txt")
    assert run.status == 0 and "J0404" not in run.codes() and box.path("a.pdf").exists(), run


def test_a_damaged_file_is_repaired_on_demand(box):
    """Every place is told with its bytes; what is lost is no error, and the archive takes it."""
    whole = ISSUE.encode("gb18030")
    at = whole.index("各".encode("gb18030"))
    box.write("a.txt", whole[:at] + b"\xff\xff" + whole[at + 2:])
    box.expect(box.run("build", "a.txt"), 3, "J0103")
    assert box.files() == ["a.txt"]
    run = box.run("build", "a.txt", "--repair", "--for=archive", "--diagnostics=short")
    box.expect(run, 0, "J0109", "J0109")
    assert run.err.startswith("a.txt:11:3: ") and f" ff at offset {at} " in run.err, run
    assert box.path("a.pdf").exists()
    assert box.run("build", "a.txt", "--repair", "--strict").status == 1


def test_a_character_lost_before_the_text_came(box):
    """Told and set as 〓, whatever the fonts draw for U+FFFD."""
    box.write("a.txt", ISSUE.replace("各", "\uFFFD", 1))
    run = box.run("build", "a.txt", "--for=archive")
    box.expect(run, 0, "J0237")
    painted = box.run("dump", "--stage=paint", "a.txt").out
    assert "\uFFFD" in painted and " missing" not in painted, painted


def test_unknown_encoding(box):
    box.write("a.txt", ISSUE)
    box.expect(box.run("build", "a.txt", "--encoding=KLINGON"), 2, "J0104")


def test_standard_input(box):
    run = box.run("build", "-", stdin=ISSUE.encode())
    assert run.status == 0 and run.out == "jianbao.pdf\n", run
    assert box.path("jianbao.pdf").read_bytes().startswith(b"%PDF-")


def test_one_bad_source_does_not_stop_the_others(box):
    box.write("a.txt", ISSUE)
    box.write("c.txt", ISSUE)
    run = box.run("build", "a.txt", "b.txt", "c.txt")
    box.expect(run, 3, "J0101")
    assert run.out == "a.pdf\nc.pdf\n", run


def test_default_layout(box):
    box.write("a.txt", ISSUE)
    sheet = check(box, "a.txt")
    assert (sheet["layout"], sheet["layout_by"]) == ("gbt9704", "default"), sheet


def test_layout_by_option(box):
    box.write("a.txt", ISSUE)
    sheet = check(box, "a.txt", "--layout=plain")
    assert (sheet["layout"], sheet["layout_by"]) == ("plain", "option"), sheet


def test_layout_by_field(box):
    box.write("a.txt", issue("版式：bench"))
    sheet = check(box, "a.txt")
    assert (sheet["layout"], sheet["layout_by"]) == ("bench", "field"), sheet


def test_layout_by_field_as_a_path_from_the_text(box):
    box.write("sub/own.yaml", "extends: gbt9704\n")
    box.write("sub/a.txt", issue("版式：./own.yaml"))
    assert check(box, "sub/a.txt")["layout_by"] == "field"


def test_layout_by_title(box):
    name = "上海市邮政快递行业\n　　　党建、文明创建工作简报"
    box.write("a.txt", ISSUE.replace("工作简报", name, 1))
    sheet = check(box, "a.txt")
    assert (sheet["layout"], sheet["layout_by"]) == ("shanghai-post", "title"), sheet


def test_unknown_layout(box):
    box.write("a.txt", ISSUE)
    run = box.run("build", "a.txt", "--layout=gbt9740")
    assert run.status == 2 and run.codes()[0][:3] == "J03" and "gbt9740" in run.err, run


def test_wrong_key_in_a_layout(box):
    box.write("a.txt", ISSUE)
    box.write("own.yaml", "extends: gbt9704\nmasthaed:\n  height: 70mm\n")
    run = box.run("build", "a.txt", "--layout=own.yaml", "--diagnostics=short")
    assert run.status == 3 and "own.yaml:2:1: fatal[J03" in run.err and "masthead" in run.err, run
    assert box.files() == ["a.txt", "own.yaml"]


def test_broken_layout(box):
    box.write("a.txt", ISSUE)
    box.write("own.yaml", "extends: [gbt9704\n")
    run = box.run("build", "a.txt", "--layout=own.yaml")
    assert run.status == 3 and run.codes()[0][:3] == "J03", run


def test_set_a_field(box):
    box.write("a.txt", ISSUE)
    sheet = check(box, "a.txt", "--set", "期号=2025年第4期（总第46期）")
    assert (sheet["number"]["first"], sheet["number"]["total"]) == (4, 46), sheet


def test_set_the_layout_field(box):
    box.write("a.txt", ISSUE)
    assert check(box, "a.txt", "--set", "版式=bench")["layout"] == "bench"


def test_set_a_layout_key(box):
    box.write("a.txt", "# 标题\n\n" + "一段很长的正文。" * 60 + "\n")
    wide = box.run("dump", "--stage=lines", "a.txt", "--layout=plain", "--set=measure=20em")
    slim = box.run("dump", "--stage=lines", "a.txt", "--layout=plain", "--set=measure=10em")
    assert wide.status == slim.status == 0, (wide, slim)
    assert len(slim.out.splitlines()) > len(wide.out.splitlines())


def test_set_without_a_value(box):
    box.write("a.txt", ISSUE)
    box.expect(box.run("build", "a.txt", "--set", "page.bleed"), 2, "J0308")


def test_set_an_unknown_key(box):
    box.write("a.txt", ISSUE)
    run = box.run("build", "a.txt", "--set", "page.bleeed=5mm")
    assert run.status in (2, 3) and "page.bleeed" in run.err, run
    assert box.files() == ["a.txt"]


def test_missing_font_is_an_environment_fault(box):
    import pathlib
    import shutil
    root = pathlib.Path(__file__).resolve().parents[2]
    shutil.copytree(root / "layouts", box.path("data/layouts"))
    box.write("data/fonts/manifest.yaml", "faces: {}\n")
    box.write("a.txt", ISSUE)
    run = box.run("build", "a.txt", JIANBAO_DATA=str(box.path("data")))
    assert run.status == 3 and not box.path("a.pdf").exists(), run


def test_no_data_folder(box):
    box.write("a.txt", ISSUE)
    run = box.run("build", "a.txt", JIANBAO_DATA=str(box.path("nowhere")))
    assert run.status in (2, 3) and run.codes(), run
