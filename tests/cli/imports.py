"""import: where the canonical text goes, what is told, what is left alone."""
import json

import texts

RAW = ("工作简报\n第3期\n某局办公室　　2024年5月6日\n\n某局召开会议\n\n"
       "近日,某局召开会议,部署下一步工作。\n报：甲\n")
CANONICAL = ("刊名：工作简报\n期号：第3期\n编发：某局办公室\n日期：2024年5月6日\n\n# 某局召开会议\n\n"
             "近日，某局召开会议，部署下一步工作。\n\n---\n报：甲\n")


def test_text_on_standard_output_changes_on_standard_error(box):
    box.write("a.txt", RAW)
    run = box.run("import", "a.txt")
    assert run.status == 0 and run.out == CANONICAL, run
    assert "[,] → [，]  × 2" in run.err and "7:3 近日[,]某局召开" in run.err, run
    assert box.files() == ["a.txt"]


def test_a_canonical_text_has_no_changes(box):
    box.write("a.txt", CANONICAL)
    run = box.run("import", "a.txt")
    assert (run.status, run.out, run.err) == (0, CANONICAL, "a.txt: edits 0\n"), run


def test_standard_input(box):
    assert box.run("import", "-", stdin=RAW.encode("gb18030")).out == CANONICAL


def test_changes_a_line_each(box):
    box.write("a.txt", RAW)
    run = box.run("import", "--diagnostics=short", "a.txt")
    lines = [line for line in run.err.splitlines() if line.endswith(" [,] → [，]")]
    assert [line.split(": ")[0] for line in lines] == ["a.txt:7:3", "a.txt:7:10"], run


def test_changes_for_programs(box):
    box.write("a.txt", RAW)
    run = box.run("import", "--diagnostics=json", "a.txt", "-o", "b.txt")
    told = json.loads(run.err)
    assert run.out == "b.txt\n" and told["file"] == "a.txt" and told["canonical"] is False, run
    commas = [e for e in told["edits"] if e["before"] == ","]
    assert [(e["after"], e["line"], e["column"]) for e in commas] == [("，", 7, 3), ("，", 7, 10)]
    missing = box.run("import", "--diagnostics=json", "c.txt")
    assert missing.status == 3 and json.loads(missing.err)["diagnostics"], missing


def test_several_go_to_a_folder(box):
    box.write("a.txt", RAW)
    box.write("b.text", CANONICAL)
    box.path("out").mkdir()
    run = box.run("import", "a.txt", "b.text", "-o", "out")
    assert run.status == 0 and run.out == "out/a.txt\nout/b.txt\n", run
    assert box.path("out/a.txt").read_text() == box.path("out/b.txt").read_text() == CANONICAL
    box.expect(box.run("import", "a.txt", "b.text"), 2, "J0914")
    box.expect(box.run("import", "a.txt", "b.text", "-o", "c.txt"), 2, "J0914")


def test_no_source_is_written_over(box):
    box.write("a.txt", RAW)
    box.write("sub/a.txt", CANONICAL)
    for words in ["a.txt", "-o", "./a.txt"], ["a.txt", "-o", "."]:
        box.expect(box.run("import", *words), 2, "J0811")
    run = box.run("import", "sub/a.txt", "a.txt", "-o", ".")
    assert run.status == 2 and run.codes() == ["J0811", "J0811"], run
    assert box.path("a.txt").read_text() == RAW


def test_doubtful_guesses_are_findings(box):
    box.write("a.txt", RAW.replace("报：甲\n", "守正创新\n报：甲\n"))
    assert "J0231" in box.run("import", "a.txt").codes()
    assert box.run("import", "--strict", "a.txt").status == 1


def test_images_of_a_text_written_elsewhere(box):
    """Down from the new folder the path is rewritten; elsewhere the image must be copied."""
    box.write("in/a.txt", texts.issue(body="![图](图(1).png){宽=70mm}\n"))
    box.write("in/图(1).png", b"")
    run = box.run("import", "in/a.txt", "-o", "a.txt")
    assert "![图](in/图(1).png){宽=70mm}" in box.path("a.txt").read_text(), run
    box.expect(run, 0)
    box.path("out").mkdir()
    box.expect(box.run("import", "in/a.txt", "-o", "out/"), 0, "J0816")
    assert "![图](图(1).png){宽=70mm}" in box.path("out/a.txt").read_text()
    box.write("out/图(1).png", b"")
    box.expect(box.run("import", "in/a.txt", "-o", "out/"), 0)


def test_a_layout_beside_the_text_is_found_from_elsewhere(box):
    box.write("in/own.yaml", "extends: gbt9704\n")
    box.write("in/a.txt", texts.issue("版式：own.yaml"))
    box.path("out").mkdir()
    box.expect(box.run("import", "in/a.txt", "-o", "out/a.txt"), 0)
    assert "版式：../in/own.yaml\n" in box.path("out/a.txt").read_text()
    box.expect(box.run("build", "out/a.txt"), 0)


def test_where_nothing_is_recognised_the_text_stays(box):
    text = "# 一行\n第3期,\n"
    box.write("a.txt", text)
    run = box.run("import", "--layout", "plain", "a.txt")
    assert run.status == 0 and run.out == text, run
