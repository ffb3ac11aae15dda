"""What is written, under which name, and what is left alone."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import time

from texts import ISSUE, issue
RED = ["--layout", "shanghai-post"]  # a layout with something preprinted


def built(box, run, *names):
    """Status 0, these names on standard output, each a whole PDF."""
    assert run.status == 0 and run.out.split("\n")[:-1] == list(names), run
    for name in names:
        data = box.path(name).read_bytes()
        assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF"), name


def test_default_name_is_in_the_current_folder(box):
    box.write("sub/a.txt", ISSUE)
    built(box, box.run("build", "sub/a.txt"), "a.pdf")
    assert box.files() == ["a.pdf", "sub/a.txt"]


def test_folder(box):
    box.write("a.txt", ISSUE)
    box.path("out").mkdir()
    built(box, box.run("build", "a.txt", "-o", "out"), "out/a.pdf")
    built(box, box.run("build", "a.txt", "-oout/"), "out/a.pdf")


def test_file(box):
    box.write("a.txt", ISSUE)
    built(box, box.run("build", "a.txt", "--output=b.pdf"), "b.pdf")


def test_pattern(box):
    box.write("a.txt", ISSUE)
    run = box.run("build", "a.txt", "-o", "{year}-{number:02}-{total}-{variant}.pdf")
    built(box, run, "2025-03-45-screen.pdf")


def test_pattern_gets_its_extension(box):
    box.write("a.txt", ISSUE)
    built(box, box.run("build", "a.txt", "-o", "{year}-{number}"), "2025-3.pdf")


def test_pattern_with_the_archive_number(box):
    box.write("a.txt", issue("档号：J012/3"))
    run = box.run("build", "a.txt", "-o", "{档号}.pdf")
    assert run.out == "J012-3.pdf\n", run


def test_pattern_of_a_joint_issue(box):
    box.write("a.txt", ISSUE.replace("第3期", "第3—4期合刊", 1))
    run = box.run("build", "a.txt", "-o", "{number:02}.pdf")
    assert run.out == "03-04.pdf\n", run


def test_pattern_of_a_supplement_and_of_a_document(box):
    for number, name in (("2025年增刊第2期", "增刊02"), ("〔2025〕26号", "26"), ("专刊", "专刊")):
        box.write("a.txt", ISSUE.replace("2025年第3期（总第45期）", number))
        run = box.run("build", "a.txt", "-o", "{number:02}.pdf")
        assert run.out == f"{name}.pdf\n", (number, run)


def test_folders_made_of_the_number_are_made(box):
    box.write("a.txt", ISSUE)
    built(box, box.run("build", "a.txt", "-o", "{year}/{total}/{number:02}"), "2025/45/03.pdf")
    built(box, box.run("build", "a.txt", "-o", str(box.path("简报/{year}年/"))),
          str(box.path("简报/2025年.pdf")))


def test_a_folder_typed_as_one_is_made(box):
    box.write("a.txt", ISSUE)
    built(box, box.run("build", "a.txt", "-o", "new/deep/"), "new/deep/a.pdf")
    box.write("b.txt", b"\xff\n")
    box.run("build", "b.txt", "-o", "none/")
    assert not box.path("none").exists()


def test_a_folder_that_cannot_be_made(box):
    box.write("a.txt", ISSUE)
    box.expect(box.run("build", "a.txt", "-o", "a.txt/{year}/"), 3, "J0801")
    box.expect(box.run("build", "a.txt", "-o", "x" * 300 + "/"), 3, "J0801")


def test_names_with_spaces_and_others(box):
    for name in "my issue", "第三期　定稿", "a\nb", "-o", "é{x}", "x" * 230:
        box.write(f"{name}.txt", ISSUE)
        run = box.run("build", "--", f"{name}.txt")
        assert run.status == 0 and run.out == f"{name}.pdf\n", (name, run)
        assert box.path(f"{name}.pdf").exists()
    box.expect(box.run("build", "x" * 230 + ".txt", "-o", "x" * 252 + ".pdf"), 3, "J0801")


def test_a_name_cannot_move_the_cursor(box):
    run = box.run("build", "a\033[2J\nb.txt")
    assert run.status == 3 and "\033" not in run.err and len(run.err.splitlines()) == 1, run
    assert "a␛[2J␊b.txt" in run.err, run


def test_braces_must_be_closed(box):
    box.write("a.txt", ISSUE)
    for pattern in "{year", "{", "{}", "{number:2}", "{nubmer}", "{number:002}":
        run = box.run("build", "a.txt", "-o", pattern)
        box.expect(run, 2, "J0809")
        assert "{number:02}" in run.err, run
    assert box.files() == ["a.txt"]


def test_another_text_is_not_written_over(box):
    box.write("a.txt", ISSUE)
    box.write("b.txt", "别人的稿件\n")
    box.expect(box.run("build", "a.txt", "-o", "b.txt"), 2, "J0841")
    assert box.path("b.txt").read_text() == "别人的稿件\n"
    for _ in range(2):  # a PDF may be made again, whatever its name
        built(box, box.run("build", "a.txt", "-o", "issue"), "issue")


def test_one_file_under_two_names(box):
    box.write("x/a.txt", ISSUE)
    box.write("y/a.txt", ISSUE)
    box.path("pdf").mkdir()
    for name, total in ("x", 45), ("y", 46):
        box.write(f"{name}/a.txt", ISSUE.replace("45", str(total)))
        os.symlink("pdf", box.path(str(total)))
    box.expect(box.run("build", "x/a.txt", "y/a.txt", "-o", "{total}/{number}"), 2, "J0812")


def test_pattern_with_an_unknown_key(box):
    box.write("a.txt", ISSUE)
    box.expect(box.run("build", "a.txt", "-o", "{month}.pdf"), 2, "J0809")
    assert box.files() == ["a.txt"]


def test_pattern_without_a_value(box):
    box.write("a.txt", ISSUE)
    box.expect(box.run("build", "a.txt", "-o", "{档号}.pdf"), 2, "J0810")
    assert box.files() == ["a.txt"]


def test_standard_output(box):
    box.write("a.txt", ISSUE)
    run = box.run("build", "a.txt", "-o", "-", raw=True)
    assert run.status == 0 and run.out.startswith(b"%PDF-"), run
    box.run("build", "a.txt")
    assert box.path("a.pdf").read_bytes() == run.out


def test_several_variants(box):
    box.write("a.txt", ISSUE)
    run = box.run("build", "a.txt", "--for=screen,stock,imprint", *RED)
    built(box, run, "a.pdf", "a-stock.pdf", "a-imprint.pdf")


def test_one_variant_has_the_plain_name(box):
    box.write("a.txt", ISSUE)
    built(box, box.run("build", "a.txt", "--for=stock", *RED), "a.pdf")


def test_a_variant_does_not_depend_on_the_others(box):
    box.write("a.txt", ISSUE)
    box.run("build", "a.txt", "--for=screen,stock,imprint", *RED)
    for variant, suffix in ("screen", ""), ("stock", "-stock"), ("imprint", "-imprint"):
        box.run("build", "a.txt", f"--for={variant}", "-o", "alone.pdf", *RED)
        together = box.path(f"a{suffix}.pdf").read_bytes()
        assert box.path("alone.pdf").read_bytes() == together, variant


def test_unknown_variant(box):
    box.write("a.txt", ISSUE)
    run = box.run("build", "a.txt", "--for=scren")
    box.expect(run, 2, "J0808")
    assert "imprint" in run.err, run


def test_nothing_preprinted(box):
    box.write("a.txt", ISSUE)
    run = box.run("build", "a.txt", "--for=stock", "--layout=plain")
    assert run.status == 0 and "J0805" in run.codes() and run.out == "", run
    assert box.files() == ["a.txt"]


def test_several_variants_on_standard_output(box):
    box.write("a.txt", ISSUE)
    box.expect(box.run("build", "a.txt", "--for=screen,stock", "-o-", *RED), 2, "J0814")


# ---- status and errors ------------------------------------------------------------------------

def test_status_in_the_name(box):
    box.write("a.txt", issue("状态：送审稿"))
    built(box, box.run("build", "a.txt"), "a-送审稿.pdf")


def test_not_final_is_not_printed(box):
    box.write("a.txt", issue("状态：清样"))
    box.write("a-stock.pdf", "older")
    run = box.run("build", "a.txt", "--for=screen,stock", *RED)
    assert run.status == 0 and run.out == "a-清样.pdf\n" and "J0802" in run.codes(), run
    assert box.path("a-stock.pdf").read_text() == "older"


def test_only_what_is_final_is_kept(box):
    """Of the others there is a screen PDF, and what is there already stays."""
    for status in "送审稿", "清样", "作废":
        for variant in "archive", "a1b", "a2u":
            box.write("a.txt", issue(f"状态：{status}"))
            box.write("a.pdf", "older")
            run = box.run("build", "a.txt", f"--for={variant}", "--lang=en")
            assert run.status == 0 and run.out == f"a-{status}.pdf\n", run
            assert f"status '{status}': the {variant} variant is not made" in run.err, run
            assert box.path("a.pdf").read_text() == "older"
    assert "archive" in box.run("explain", "J0802", "--lang=en").out


def test_nothing_with_errors_is_kept(box):
    """A missing image, or a character that no font has: 〓 on the screen alone."""
    for body, code in ("![图](none.jpg)", "J0601"), ("一个字\U0003FFFD。", "J0404"):
        box.write("a.txt", issue(body=f"\n{body}\n"))
        run = box.run("build", "a.txt", "--for=archive,a1b,a2u")
        assert run.status == 1 and run.out == "a-未定稿.pdf\n", run
        assert code in run.codes() and run.codes()[-1] == "J0803", run


def test_kept_beside_the_screen(box):
    box.write("a.txt", ISSUE)
    built(box, box.run("build", "a.txt", "--for=screen,archive,a1b,a2u"), "a.pdf", "a-a1b.pdf",
          "a-a2u.pdf", "a-archive.pdf")
    box.write("b.txt", ISSUE)
    built(box, box.run("build", "b.txt", "--for=archive"), "b.pdf")


def test_content_error(box):
    box.write("a.txt", issue(body="\n![图](none.jpg)\n"))
    box.write("a-stock.pdf", "older")
    run = box.run("build", "a.txt", "--for=screen,stock", *RED)
    assert run.status == 1 and run.out == "a.pdf\n", run
    assert "J0601" in run.codes() and run.codes()[-1] == "J0803", run
    assert box.path("a-stock.pdf").read_text() == "older"


def test_content_error_marks_every_page(box):
    box.write("a.txt", issue(body="一段正文。" * 2000 + "\n\n![图](none.jpg)\n"))
    run = box.run("build", "a.txt")
    assert run.status == 1, run
    try:
        text = subprocess.run(["pdftotext", "a.pdf", "-"], cwd=box.folder, capture_output=True)
    except FileNotFoundError:
        box.skip("no pdftotext")
    pages = text.stdout.decode().split("\f")[:-1]
    assert len(pages) > 3 and all("未定稿" in page for page in pages), pages


def test_held_back_variant_keeps_its_older_file(box):
    box.write("a.txt", issue(body="\n![图](none.jpg)\n"))
    box.write("a.pdf", "older")
    run = box.run("build", "a.txt", "--for=imprint", *RED)
    assert run.status == 1 and run.out == "a-未定稿.pdf\n", run
    assert box.path("a.pdf").read_text() == "older"


def test_strict_makes_findings_fail(box):
    box.write("a.txt", "没有报头的一段文字。\n")
    assert box.run("build", "a.txt").status == 0
    assert box.run("build", "a.txt", "--strict").status == 1


# ---- the world --------------------------------------------------------------------------------

def test_folder_that_does_not_exist(box):
    box.write("a.txt", ISSUE)
    box.expect(box.run("build", "a.txt", "-o", "none/b.pdf"), 3, "J0840")
    assert box.files() == ["a.txt"]


def test_path_below_a_file(box):
    box.write("a.txt", ISSUE)
    box.write("file", "")
    box.expect(box.run("build", "a.txt", "-o", "file/b.pdf"), 3, "J0801")


def test_read_only_folder(box):
    if os.geteuid() == 0:
        box.skip("root may write anywhere")
    box.write("a.txt", ISSUE)
    box.path("out").mkdir(mode=0o555)
    box.expect(box.run("build", "a.txt", "-o", "out"), 3, "J0801")


def test_special_file(box):
    box.write("a.txt", ISSUE)
    box.expect(box.run("build", "a.txt", "-o", "/dev/null"), 2, "J0813")
    assert not os.path.isfile("/dev/null")


def test_output_over_the_source(box):
    box.write("a.txt", ISSUE)
    box.expect(box.run("build", "a.txt", "-o", "./a.txt"), 2, "J0811")
    assert box.path("a.txt").read_text() == ISSUE


def test_two_sources_of_one_name(box):
    box.write("x/a.txt", ISSUE)
    box.write("y/a.txt", issue(body="又一段。\n"))
    run = box.run("build", "x/a.txt", "y/a.txt")
    box.expect(run, 2, "J0812")
    first = box.path("a.pdf").read_bytes()
    box.run("build", "x/a.txt")
    assert box.path("a.pdf").read_bytes() == first


def test_failure_leaves_the_older_output(box):
    box.write("a.txt", ISSUE)
    box.run("build", "a.txt")
    before = box.path("a.pdf").read_bytes()
    box.write("a.txt", b"\xff\xff\xff\n")
    assert box.run("build", "a.txt").status == 3
    assert box.path("a.pdf").read_bytes() == before
    assert box.files() == ["a.pdf", "a.txt"]


def test_killed_run_leaves_nothing_after_the_next(box):
    box.write("a.txt", issue(body="一段正文。" * 4000 + "\n"))
    for i in range(12):
        child = subprocess.Popen([box.program, "build", "a.txt"], cwd=box.folder, env=box.env(),
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.012 * i)
        child.kill()
        child.wait()
        if box.path("a.pdf").exists():
            assert box.path("a.pdf").read_bytes().rstrip().endswith(b"%%EOF")
    assert box.run("build", "a.txt").status == 0
    assert box.files() == ["a.pdf", "a.txt"]


def test_leftover_of_a_killed_run_is_taken_away(box):
    box.write("a.txt", ISSUE)
    box.write(".a.pdf.jianbao-part", "half")
    built(box, box.run("build", "a.txt"), "a.pdf")
    assert box.files() == ["a.pdf", "a.txt"]


def test_interrupted(box):
    # Killed by the signal: a shell tells 130.
    child = subprocess.Popen([box.program, "build", "-"], stdin=subprocess.PIPE, cwd=box.folder,
                             env=box.env())
    time.sleep(0.3)
    child.send_signal(signal.SIGINT)
    child.wait()
    child.stdin.close()
    assert child.returncode in (130, -signal.SIGINT), child.returncode
    assert box.files() == []


def test_full_disk(box):
    box.write("a.txt", issue(body="一段正文，字要多些。" * 400 + "\n"))
    box.path("disk").mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(box.path("disk"))]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode != 0:
        box.skip("cannot mount a small disk")
    try:
        box.write("disk/a.pdf", "older")
        run = box.run("build", "a.txt", "-o", "disk")
        box.expect(run, 3, "J0801")
        assert box.files() == ["a.txt", "disk/a.pdf"]
        assert box.path("disk/a.pdf").read_text() == "older"
    finally:
        subprocess.run(["umount", str(box.path("disk"))], check=True)


def own_fang(box):
    """A FandolFang of the office's own."""
    faces = [json.loads(line) for line in
             box.run("fonts", "check", "--diagnostics=json").out.splitlines()]
    fang = next(face for face in faces if face["name"] == "FandolFang")
    if fang["state"] != "good":
        box.skip("no FandolFang")
    shutil.copy(fang["file"], box.path("fang.otf"))
    box.write("fonts.yaml", "faces:\n  FandolFang: {files: [fang.otf]}\n")


def test_font_cut_short_while_in_use(box):
    """As soon as it is mapped; a long text needs it to the end."""
    own_fang(box)
    box.write("a.txt", issue(body="一段正文。" * 40000 + "\n"))
    child = subprocess.Popen([box.program, "build", "a.txt"], cwd=box.folder, env=box.env(),
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    maps = pathlib.Path(f"/proc/{child.pid}/maps")
    while child.poll() is None and "fang.otf" not in maps.read_text():
        time.sleep(0.001)
    os.truncate(box.path("fang.otf"), 0)
    _, err = child.communicate(timeout=60)
    assert child.returncode == 75 and b"try again" in err, (child.returncode, err)
    assert box.files() == ["a.txt", "fang.otf", "fonts.yaml"], box.files()


def test_font_cut_short_between_two_texts(box):
    """The run waits for its second text, and looks at the font again."""
    own_fang(box)
    box.write("a.txt", ISSUE)
    child = subprocess.Popen([box.program, "build", "a.txt", "-"], cwd=box.folder, env=box.env(),
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout.readline() == b"a.pdf\n"
    os.truncate(box.path("fang.otf"), 0)
    _, err = child.communicate(issue(body="鹿鼎记里韦小宝。\n").encode(), timeout=60)
    assert child.returncode == 3 and b"J0403" in err, (child.returncode, err)
    assert box.files() == ["a.pdf", "a.txt", "fang.otf", "fonts.yaml"], box.files()


# ---- sameness ---------------------------------------------------------------------------------

def test_same_bytes_in_any_folder_zone_and_language(box):
    box.write("x/a.txt", ISSUE)
    box.write("y/deep/other.txt", ISSUE)
    first = box.run("build", "a.txt", cwd=box.path("x"), TZ="Asia/Shanghai")
    second = box.run("build", "other.txt", cwd=box.path("y/deep"), TZ="America/New_York",
                     LC_ALL="zh_CN.UTF-8", HOME="/")
    assert first.status == second.status == 0, (first, second)
    assert box.path("x/a.pdf").read_bytes() == box.path("y/deep/other.pdf").read_bytes()


def test_same_bytes_alone_and_after_others(box):
    box.write("a.txt", ISSUE)
    box.write("b.txt", issue(body="另一份稿件里才有的字：龘靐齉。\n"))
    box.run("build", "a.txt")
    alone = box.path("a.pdf").read_bytes()
    box.run("build", "b.txt", "a.txt")
    assert box.path("a.pdf").read_bytes() == alone
