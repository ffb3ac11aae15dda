"""check, dump, layout and fonts: looking without writing."""
import fcntl
import hashlib
import json
import os
import pathlib
import pty
import re
import struct
import subprocess
import termios
import unicodedata

from texts import ISSUE, issue

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "samples" / "2025-26.txt"


def test_check_writes_nothing(box):
    box.write("a.txt", ISSUE)
    run = box.run("check", "a.txt")
    assert run.status == 0 and box.files() == ["a.txt"], run


def test_check_tells_what_it_found(box):
    box.write("a.txt", ISSUE)
    told = {"zh": ["版式", "通用", "工作简报", "标题一则", "1 篇", "总第 45 期"],
            "en": ["layout", "default", "工作简报", "标题一则", "articles 1", "total 45"]}
    for lang, words in told.items():
        run = box.run("check", "a.txt", f"--lang={lang}")
        for word in words:
            assert word in run.out, (word, run)


def test_check_of_the_sample_lists_every_edit(box):
    run = box.run("check", SAMPLE, "--diagnostics=json")
    assert run.status == 0, run
    sheet = json.loads(run.out)
    assert sheet["layout_by"] == "title" and sheet["number"]["total"] == 516, sheet["number"]
    assert sheet["counts"]["articles"] == 7, sheet["counts"]
    assert len(sheet["edits"]) > 50
    assert all(b["page"] > 0 for b in sheet["blocks"] if b["kind"] == "title"), sheet["blocks"]
    human = box.run("check", SAMPLE)
    listed = sum(int(line.rsplit("×", 1)[1]) for line in human.out.splitlines() if "  × " in line)
    assert listed == len(sheet["edits"]), (listed, len(sheet["edits"]))


def test_check_of_several_has_a_line_each(box):
    box.write("a.txt", ISSUE)
    box.write("b.txt", ISSUE.replace("第3期", "第4期"))
    run = box.run("check", "a.txt", "b.txt")
    lines = run.out.splitlines()
    assert run.status == 0 and len(lines) == 2 and lines[1].startswith("b.txt  errors 0 "), run


def test_check_of_several_stands_in_columns(box):
    for name in "a.txt", "简报第3期.txt", "longer name.txt":
        box.write(name, ISSUE)
    box.write("b.txt", issue("状态：完成", body="又一段。\n" * 300))
    names = ["a.txt", "简报第3期.txt", "longer name.txt", "b.txt"]
    for lang, mark in ("zh", "错误 "), ("en", "errors "):
        run = box.run("check", f"--lang={lang}", "none.txt", *names)
        lines = run.out.splitlines()
        assert len(lines) == 5 and lines[0].startswith("none.txt  "), run
        at = [columns(line[:line.index("2025年")]) for line in lines[1:]]
        assert len(set(at)) == 1 and all(mark in line for line in lines[1:]), run
        assert run.err.count("J0101") == 1, run


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def on_terminal(box, width, *words):
    """Standard output as a terminal of that width gets it."""
    mine, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    with subprocess.Popen([box.program, *words], cwd=box.folder, env=box.env(),
                          stdin=subprocess.DEVNULL, stdout=theirs) as child:
        os.close(theirs)
        out = b""
        try:
            while some := os.read(mine, 65536):
                out += some
        except OSError:  # the other side is closed
            pass
    os.close(mine)
    assert child.returncode == 0, child.returncode
    return out.decode().replace("\r", "")


def test_the_sheet_fits_its_terminal_and_shortens_nothing(box):
    title = "某局关于召开 Annual Meeting 会议部署下一步工作的通知和全体干部参加会议的名单" * 3
    box.write("a.txt", ISSUE.replace("标题一则", title))
    narrow = {}
    for lang in "zh", "en":
        for width in 40, 80, 120:
            sheet = on_terminal(box, width, "check", "--lang", lang, "a.txt")
            fit = max(width, 60) + 2  # a mark that closes may hang over the edge
            for line in re.split("错误和提醒|Errors and warnings", sheet)[0].splitlines():
                assert columns(line) <= fit, (width, columns(line), line)
            flat = re.sub(r"\s", "", sheet)
            assert re.sub(r"\s", "", title) in flat, sheet
            narrow.setdefault(lang, len(sheet.splitlines()))
            assert len(sheet.splitlines()) <= narrow[lang]
        assert on_terminal(box, 80, "check", "--lang", lang, "a.txt") == \
            box.run("check", "--lang", lang, "a.txt").out


def test_the_sheet_is_signed_for_these_bytes(box):
    text = ISSUE.encode("gb18030").replace(b"\n", b"\r\n")
    box.write("a.txt", text)
    digest = hashlib.sha256(text).hexdigest()
    for lang, names in ("zh", ["核对人", "签发人"]), ("en", ["checked by", "approved by"]):
        sheet = box.run("check", "--lang", lang, "a.txt").out
        assert digest in sheet and all(re.search(rf"{name} +_+ ", sheet) for name in names), sheet
    assert json.loads(box.run("check", "--diagnostics=json", "a.txt").out)["sha256"] == digest


def test_a_sheet_with_errors_says_that_it_is_not_to_be_printed(box):
    box.write("a.txt", issue(body="\n![图](none.jpg)\n"))
    assert "改好以前不能付印" in box.run("check", "--lang=zh", "a.txt").out
    assert "not to be printed" in box.run("check", "a.txt").out


def test_findings_of_the_sheet_in_the_short_form(box):
    box.write("a.txt", issue(body="\n![图](none.jpg)\n"))
    told = {form: box.run("check", f"--diagnostics={form}", "a.txt").out
            for form in ("human", "short")}
    assert "J0601" in told["short"] and "^" not in told["short"], told["short"]
    assert len(told["human"].splitlines()) == len(told["short"].splitlines()) + 2, told


def keys_of(value):
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def test_every_key_of_the_json_is_documented(box):
    doc = (SAMPLE.parents[1] / "docs" / "json.md").read_text(encoding="utf-8")
    doc, _, _ = doc.partition("## The report of a PDF")  # tests/verify/ reads it
    known = set(re.findall(r"^\| `(\w+)`", doc, re.M))
    box.write("a.txt", issue("状态：完成"))
    box.write("b.txt", issue(body="\n![图](none.jpg)\n"))
    found = set()
    for words in (["check", SAMPLE, "a.txt", "b.txt", "none.txt"], ["fonts", "list"],
                  ["fonts", "check"]):
        run = box.run(*words, "--diagnostics=json")
        found |= set().union(*(keys_of(json.loads(line)) for line in run.out.splitlines()))
    imported = box.run("import", SAMPLE, "--diagnostics=json").err
    found |= keys_of(json.loads(imported))
    box.run("build", SAMPLE, "--for=print", "--impose=booklet", "-o", "p.pdf")
    found |= keys_of(json.loads(box.path("p.ticket.json").read_text("utf-8")))
    assert found == known, (found - known, known - found)


def test_check_of_several_with_a_bad_one(box):
    box.write("a.txt", ISSUE)
    run = box.run("check", "a.txt", "none.txt", "--diagnostics=json")
    sheets = [json.loads(line) for line in run.out.splitlines()]
    assert run.status == 3 and [s["status"] for s in sheets] == [0, 3], run
    assert sheets[1]["diagnostics"][0]["code"] == "J0101", sheets


def test_check_names_the_mark_that_settles_a_doubt(box):
    run = box.run("check", SAMPLE, "--diagnostics=json")
    for diag in json.loads(run.out)["diagnostics"]:
        assert diag["message"], diag


def test_check_status_is_that_of_build(box):
    box.write("a.txt", issue(body="\n![图](none.jpg)\n"))
    assert box.run("check", "a.txt").status == box.run("build", "a.txt").status == 1


def test_every_stage_prints(box):
    box.write("a.txt", ISSUE)
    for stage in "source", "issue", "styled", "runs", "lines", "pages", "paint", "pdf":
        run = box.run("dump", f"--stage={stage}", "a.txt")
        assert run.status == 0 and run.out.strip(), (stage, run)
        assert run.out == box.run("dump", f"--stage={stage}", "a.txt").out, stage
    assert box.files() == ["a.txt"]


def test_text_of_the_issue(box):
    box.write("a.txt", ISSUE)
    run = box.run("dump", "--stage=issue", "--text", "a.txt")
    assert "标题一则\n" in run.out and "一段正文。\n" in run.out and "# " not in run.out, run


def test_text_of_another_stage(box):
    box.expect(box.run("dump", "--stage=lines", "--text", "a.txt"), 2, "J0906")


def test_paint_of_a_variant(box):
    box.write("a.txt", ISSUE)
    red = ["--layout=shanghai-post"]
    screen = box.run("dump", "--stage=paint", "a.txt", *red).out
    stock = box.run("dump", "--stage=paint", "--for=stock", "a.txt", *red).out
    assert stock and len(stock) < len(screen)


def test_layout_list(box):
    run = box.run("layout", "list")
    names = [line.split()[0] for line in run.out.splitlines()]
    assert run.status == 0 and names == sorted(names), run
    assert {"gbt9704", "huiyi", "plain", "bench", "shanghai-post"} <= set(names), run


def test_layout_show_is_a_layout(box):
    run = box.run("layout", "show", "shanghai-post")
    assert run.status == 0 and "masthead" in run.out, run
    box.write("whole.yaml", run.out)
    again = box.run("layout", "show", "./whole.yaml")
    assert again.status == 0 and again.out == run.out, again


def test_layout_show_with_a_setting(box):
    run = box.run("layout", "show", "gbt9704", "--set=page.bleed=5mm")
    assert run.status == 0 and run.out != box.run("layout", "show", "gbt9704").out, run


def test_layout_show_of_none(box):
    run = box.run("layout", "show", "none")
    assert run.status == 2 and run.codes(), run


def test_layout_usage(box):
    box.expect(box.run("layout"), 2, "J0910")
    box.expect(box.run("layout", "paint"), 2, "J0909")
    box.expect(box.run("layout", "show"), 2, "J0910")
    box.expect(box.run("layout", "list", "x"), 2, "J0911")
    box.expect(box.run("layout", "check"), 2, "J0910")


def test_layout_check_tells_every_fault_by_its_place(box):
    box.write("own.yaml", "extends: gbt9704\npage: {bleed: 3}\npgae: {}\n")
    run = box.run("layout", "check", "own.yaml", "--diagnostics=short")
    assert run.status == 3 and not run.out, run
    places = sorted(line.split(": ")[0] for line in run.err.splitlines())
    assert places == ["own.yaml:2:15", "own.yaml:3:1"], run


def test_layout_check_of_a_font_that_no_manifest_has(box):
    box.write("own.yaml", "extends: gbt9704\nfonts: {仿宋: [FandolFong], 楷体: [Office]}\n")
    run = box.run("layout", "check", "own.yaml")
    box.expect(run, 3, "J0405", "J0405")
    assert run.err.startswith("own.yaml:2:13: ") and "仿宋" in run.err, run
    box.write("fonts.yaml", "faces:\n  FandolFong: {files: a.otf}\n  Office: {files: b.otf}\n")
    box.expect(box.run("layout", "check", "own.yaml"), 0)


def test_layout_check_of_good_ones_has_a_line_each(box):
    folder = SAMPLE.parents[1] / "layouts"
    files = sorted(map(str, folder.glob("*.yaml")))
    run = box.run("layout", "check", *files)
    assert run.status == 0 and not run.err, run
    assert run.out.splitlines() == [f"{file}: good" for file in files], run


def test_layout_check_goes_on_behind_a_bad_one(box):
    box.write("own.yaml", "extends: gbt9704\n")
    run = box.run("layout", "check", "./none.yaml", "own.yaml")
    box.expect(run, 3, "J0302")
    assert run.out == "own.yaml: good\n", run


def test_fonts_list(box):
    run = box.run("fonts", "list")
    lines = {line.split()[0]: line for line in run.out.splitlines()}
    assert run.status == 0 and not run.err, run
    fang = lines["FandolFang"]
    assert " 仿宋 " in fang and "FandolFang-Regular.otf" in fang and "GPL-3.0" in fang, fang
    checked = box.run("fonts", "check", "--diagnostics=json").out.splitlines()
    assert list(lines) == [json.loads(line)["name"] for line in checked]


def test_fonts_list_of_a_layout(box):
    box.write("own.yaml", "extends: gbt9704\nfonts: {仿宋: [Office]}\n")
    box.write("fonts.yaml", "faces:\n  Office: {files: a.otf}\n")
    run = box.run("fonts", "list", "--layout=own.yaml", "--diagnostics=json")
    faces = {face["name"]: face for face in map(json.loads, run.out.splitlines())}
    assert run.status == 0 and faces["FandolFang"]["roles"] == [], run
    assert faces["Office"] == {"name": "Office", "roles": ["仿宋"], "file": "a.otf",
                               "licence": ""}, faces["Office"]
    box.expect(box.run("fonts", "list", "--layout=none"), 2, "J0301")


def test_fonts_check(box):
    run = box.run("fonts", "check")
    assert run.status in (0, 3) and "FandolFang" in run.out, run
    states = [json.loads(line) for line in
              box.run("fonts", "check", "--diagnostics=json").out.splitlines()]
    needed = {found["state"] for found in states if not found["optional"]}
    assert (run.status == 0) == (needed == {"good"}), states


def test_fonts_check_with_a_font_that_is_not_there(box):
    box.write("fonts.yaml", "faces:\n"
                            "  OfficeSong: {files: [none.ttf], install: ask the office}\n"
                            "  A: {files: [none.ttf], package: fonts-b}\n"
                            "  B: {files: [none.ttf], package: fonts-a}\n"
                            "  C: {files: [none.ttf], package: fonts-b}\n"
                            "  D: {files: [none.ttf], package: fonts-d, optional: true}\n")
    run = box.run("fonts", "check")
    lines = run.out.splitlines()
    office = next(i for i, line in enumerate(lines) if line.startswith("OfficeSong"))
    assert run.status == 3 and lines[office + 1].strip() == "ask the office", run
    assert next(line for line in lines if line.startswith("D ")).endswith("(optional)"), run
    command = re.fullmatch(r" *sudo apt install --no-install-recommends (.*)", lines[-1])[1]
    assert command.split()[-2:] == ["fonts-b", "fonts-a"], run


def test_what_is_optional_may_be_absent(box):
    names = [json.loads(line)["name"] for line in
             box.run("fonts", "check", "--diagnostics=json").out.splitlines()]
    box.write("fonts.yaml", "faces:\n" + "".join(
        f"  {name}: {{files: none.ttf, package: x, optional: true}}\n" for name in names))
    run = box.run("fonts", "check")
    assert run.status == 0 and "sudo" not in run.out, run


def test_fonts_usage(box):
    box.expect(box.run("fonts"), 2, "J0910")
    box.expect(box.run("fonts", "buy"), 2, "J0909")
    box.expect(box.run("fonts", "list", "x", "y"), 2, "J0911")
    box.expect(box.run("fonts", "list", "x"), 3, "J0101")
