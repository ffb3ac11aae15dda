"""The command line itself: what is wrong with it is said in the user's language, status 2."""
import os
import pathlib
import pty
import re
import subprocess
import unicodedata

from texts import ISSUE


def test_no_command(box):
    run = box.run()
    box.expect(run, 2, "J0901")
    assert run.err.count("\n  jianbao ") == 3 and "jianbao build TEXT.txt" in run.err, run
    assert "jianbao build 稿件.txt" in box.run("--lang=zh").err
    assert len(box.run("--diagnostics=short").err.splitlines()) == 1


def test_unknown_command_names_the_nearest(box):
    run = box.run("biuld", "a.txt")
    box.expect(run, 2, "J0903")
    assert "'build'" in run.err, run


def test_unknown_command_without_a_near_one(box):
    box.expect(box.run("frobnicate"), 2, "J0902")


def test_unknown_option_names_the_nearest(box):
    run = box.run("build", "--layuot", "plain", "a.txt")
    assert run.status == 2 and run.codes()[0] == "J0905" and "'--layout'" in run.err, run


def test_unknown_letter(box):
    box.expect(box.run("build", "-x", "a.txt"), 2, "J0904")


def test_option_of_another_command(box):
    box.expect(box.run("check", "a.txt", "-o", "b.pdf"), 2, "J0906")


def test_option_without_its_value(box):
    box.expect(box.run("build", "a.txt", "--layout"), 2, "J0907")


def test_option_with_an_empty_value(box):
    box.expect(box.run("build", "a.txt", "--layout="), 2, "J0907")


def test_value_for_a_switch(box):
    box.expect(box.run("build", "a.txt", "--strict=yes"), 2, "J0908")


def test_bad_choice(box):
    run = box.run("build", "a.txt", "--lang", "fr")
    box.expect(run, 2, "J0909")
    assert "zh|en" in run.err, run


def test_all_mistakes_are_told_at_once(box):
    box.expect(box.run("build", "a.txt", "--lang=fr", "--strict=1"), 2, "J0909", "J0908")


def test_no_source(box):
    box.expect(box.run("build"), 2, "J0910")


def test_standard_input_twice(box):
    box.expect(box.run("build", "-", "-"), 2, "J0913")


def test_one_name_for_several_sources(box):
    box.expect(box.run("build", "a.txt", "b.txt", "-o", "c.pdf"), 2, "J0914")


def test_dump_of_two_sources(box):
    box.expect(box.run("dump", "--stage=issue", "a.txt", "b.txt"), 2, "J0911")


def test_dump_without_a_stage(box):
    box.expect(box.run("dump", "a.txt"), 2, "J0910")


def test_unknown_stage(box):
    run = box.run("dump", "--stage=glyphs", "a.txt")
    box.expect(run, 2, "J0815")
    assert "styled" in run.err, run


def test_message_in_chinese_under_a_chinese_locale(box):
    run = box.run("biuld", LC_ALL="", LANG="zh_CN.UTF-8")
    assert run.err == "用法[J0903]：没有“biuld”这个命令，是不是“build”？\n", run


def test_lc_all_before_lang(box):
    run = box.run("biuld", LC_ALL="zh_CN.UTF-8", LANG="en_US.UTF-8")
    assert run.err.startswith("用法[J0903]"), run


def test_lang_option_before_the_locale(box):
    run = box.run("--lang=en", "biuld", LC_ALL="zh_CN.UTF-8")
    assert run.err == "usage[J0903]: there is no command 'biuld'; did you mean 'build'?\n", run


def test_color_only_when_asked_for(box):
    """NO_COLOR is set in every box."""
    force = {"NO_COLOR": "", "CLICOLOR_FORCE": "1"}
    assert "\033[" not in box.run("biuld").err
    assert "\033[" not in box.run("biuld", NO_COLOR="").err  # no terminal
    assert "\033[" in box.run("biuld", "--color=always").err
    assert "\033[" in box.run("biuld", **force).err
    assert "\033[" not in box.run("biuld", "--color=never", **force).err
    assert "\033[" not in box.run("biuld", NO_COLOR="", CLICOLOR_FORCE="0").err
    assert "\033[" not in box.run("biuld", CLICOLOR_FORCE="1").err  # NO_COLOR comes first


def test_color_on_a_terminal(box):
    for term, no, colored in (("xterm", "", True), ("xterm", "1", False), ("dumb", "", False)):
        mine, theirs = pty.openpty()
        subprocess.run([box.program, "biuld"], stderr=theirs, check=False,
                       env=box.env(TERM=term, NO_COLOR=no))
        os.close(theirs)
        assert (b"\033[" in os.read(mine, 4096)) == colored, (term, no)
        os.close(mine)


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def test_help_fits_a_terminal(box):
    for lang in "zh", "en":
        whole = box.run("help", f"--lang={lang}").out
        names = re.findall(r"^  jianbao (\w+)", whole, re.M)
        for text in [whole, *(box.run("help", name, f"--lang={lang}").out for name in names)]:
            for line in text.splitlines():
                assert columns(line) <= 80, line
            assert not text.endswith("\n\n")


def test_help_lists_the_commands(box):
    for lang in "zh", "en":
        run = box.run("help", f"--lang={lang}")
        assert run.status == 0 and not run.err, run
        for name in "build", "check", "dump", "layout", "fonts", "explain", "verify", "batch":
            assert f"jianbao {name}" in run.out, run


def test_help_of_a_command(box):
    run = box.run("help", "build")
    assert run.status == 0 and "--strict" in run.out and "--stage" not in run.out, run
    assert run.out == box.run("build", "--help").out


def test_help_of_an_unknown_command(box):
    box.expect(box.run("help", "chekc"), 2, "J0903")


# meson's names of libraries, and ours where it is another; None: no byte of a file hangs on it.
LIBRARIES = {"threads": None, "iconv": "glibc", "freetype2": "FreeType", "harfbuzz": "HarfBuzz",
             "harfbuzz-subset": "HarfBuzz", "hyphen": "libhyphen", "unistring": "libunistring",
             "lcms2": "Little CMS", "hpdf": "libharu"}


def test_version_names_the_libraries(box):
    run = box.run("--version")
    assert run.status == 0 and run.out.startswith("jianbao "), run
    text = (pathlib.Path(__file__).resolve().parents[2] / "meson.build").read_text()
    linked = re.findall(r"(?:dependency|find_library)\('([\w-]+)'", text)
    named = dict(word.rsplit(" ", 1) for word in run.out.splitlines()[1].split(", "))
    for library in linked:
        name = LIBRARIES.get(library, library)
        assert name is None or re.fullmatch(r"\d+(\.\d+)+", named.get(name, "")), (library, named)
    assert len(linked) > 10 and re.fullmatch("[0-9a-f]{12}", named["jieba dictionary"]), named


def test_explain(box):
    for code in "J0101", "0101", "101":
        run = box.run("explain", code)
        assert run.status == 0 and "cannot read" in run.out and "permissions" in run.out, run
    assert "读取权限" in box.run("explain", "J0101", "--lang=zh").out


def test_explain_every_code_in_both_languages(box):
    table = (pathlib.Path(__file__).resolve().parents[2] / "src/base/diag_table.h").read_text()
    codes = re.findall(r"^X\(\w+, (\d{4})", table, re.M)
    for lang in "zh", "en":
        run = box.run("explain", *codes, f"--lang={lang}")
        heads = re.findall(r"^J(\d{4}) \S", run.out, re.M)
        assert run.status == 0 and heads == codes and "{0}" not in run.out, run
        assert len(run.out.splitlines()) == 2 * len(codes), run


def test_explain_an_unknown_code(box):
    box.expect(box.run("explain", "J9999"), 2, "J0912")


def test_options_end_at_two_dashes(box):
    box.write("-x.txt", ISSUE)
    run = box.run("build", "--", "-x.txt")
    assert run.status == 0 and run.out == "-x.pdf\n", run


def test_full_standard_output(box):
    try:
        full = open("/dev/full", "wb")
    except OSError:
        box.skip("no /dev/full")
    with full:
        done = subprocess.run([box.program, "help"], stdout=full, stderr=subprocess.PIPE,
                              env=box.env())
    assert done.returncode == 3 and b"J0801" in done.stderr, done
