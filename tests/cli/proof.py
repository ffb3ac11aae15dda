"""Proofreading from the command line: which commands do it, which words.txt counts."""
from texts import ISSUE, issue

FAULT = "各单位参加“甲”、“乙”活动。\n"


def told(run):
    """Codes and places of the short form: ["a.txt:10:6 J1109"]."""
    return [f"{line.split(': ')[0]} {line.split('[')[1][:5]}" for line in run.err.splitlines()]


def test_check_and_build_proofread(box):
    box.write("a.txt", issue(body=FAULT))
    run = box.run("check", "a.txt")
    assert run.status == 0 and "J1109" in run.out, run
    assert "write '“甲”“乙”'" in run.out, run
    box.expect(box.run("build", "a.txt"), 0, "J1109")
    assert box.path("a.pdf").exists()
    assert box.run("build", "a.txt", "--strict").status == 1


def test_import_does_not(box):
    box.write("a.txt", issue(body=FAULT))
    box.expect(box.run("import", "a.txt"), 0)


def test_rules_can_be_skipped(box):
    box.write("a.txt", issue(body=FAULT + "会议结束，，散会。\n"))
    box.expect(box.run("build", "a.txt", "--set", "proof.skip=P09"), 0, "J1118")
    box.expect(box.run("build", "a.txt", "--set", "proof.skip=P09,P18"), 0)
    box.expect(box.run("build", "a.txt", "--set", "proof=none"), 0)
    box.write("own.yaml", "extends: gbt9704\nproof: {skip: [P18]}\n")
    box.expect(box.run("build", "a.txt", "--layout=own.yaml"), 0, "J1109")


def test_plain_text_is_not_proofread(box):
    box.write("a.txt", "各单位参加“甲”、“乙”活动,结束.\n")
    box.expect(box.run("build", "a.txt", "--layout=plain"), 0)


def test_words_beside_the_text(box):
    box.write("in/a.txt", ISSUE)
    box.write("in/words.txt", "一段 → 一节\n")
    run = box.run("build", "in/a.txt", "--diagnostics=short")
    assert told(run) == ["in/a.txt:7:1 J1151"], run


def test_words_beside_the_series(box):
    box.write("series.yaml", "name: 工作简报\n")
    box.write("words.txt", "正文 → 本文\n")
    box.write("2025/a.txt", ISSUE)
    run = box.run("build", "2025/a.txt", "--diagnostics=short")
    assert told(run) == ["2025/a.txt:7:3 J1151"], run
    assert "line 1 of the list" in run.err, run
    box.expect(box.run("build", "a.txt", cwd=box.path("2025")), 0, "J1151")
    box.write("2025/words.txt", "一段 → 一节\n")
    run = box.run("build", "2025/a.txt", "--diagnostics=short")
    assert told(run) == ["2025/a.txt:7:1 J1151"], run


def test_words_above_are_not_ours_without_a_series(box):
    box.write("words.txt", "正文 → 本文\n")
    box.write("in/a.txt", ISSUE)
    box.expect(box.run("build", "in/a.txt"), 0)


def test_a_series_skips_rules(box):
    box.write("series.yaml", "name: 工作简报\nproof: {skip: [P09, W01]}\n")
    box.write("words.txt", "正文 → 本文\n")
    box.write("a.txt", issue(body=FAULT + "会议结束，，散会。\n"))
    box.expect(box.run("build", "a.txt"), 0, "J1118")
    box.expect(box.run("build", "a.txt", "--set", "proof.skip=P18"), 0)


def test_standard_input_takes_the_words_here(box):
    box.write("words.txt", "正文 → 本文\n")
    run = box.run("build", "-", "-o", "b.pdf", stdin=ISSUE.encode())
    box.expect(run, 0, "J1151")


def test_words_in_gb18030(box):
    box.write("a.txt", ISSUE)
    box.write("words.txt", "正文 → 本文\r\n".encode("gb18030"))
    box.expect(box.run("build", "a.txt"), 0, "J1151")


def test_words_that_cannot_be_decoded_stop_the_job(box):
    box.write("a.txt", ISSUE)
    box.write("words.txt", b"a \x00\x01\xff\n")
    run = box.run("build", "a.txt")
    assert run.status == 3 and not box.path("a.pdf").exists(), run


def test_explain_says_how_to_skip(box):
    run = box.run("explain", "J1109", "--lang=zh")
    assert "顿号" in run.out and "proof.skip=P09" in run.out, run
