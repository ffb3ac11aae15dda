"""What `meson install` puts under a prefix: program, data, manual pages, completion."""
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "2025-26.txt"
FETCHED = ROOT / "fonts" / "local"
FANG = FETCHED / "FandolFang-Regular.otf"


def made(box):
    """Manual pages and completion as built, beside the program."""
    folder = pathlib.Path(box.program).parent / "reference"
    names = {"en": "jianbao.1", "zh": "zh_CN/jianbao.1", "bash": "jianbao", "zsh": "_jianbao"}
    if not folder.is_dir():
        box.skip("not in a build folder")
    return {kind: folder / name for kind, name in names.items()}


def run_tool(box, *words, **more):
    """Standard output, when the tool is there and has nothing to complain of."""
    if not shutil.which(words[0]):
        box.skip(f"no {words[0]}")
    done = subprocess.run([*map(str, words)], capture_output=True, env=box.env(), timeout=60,
                          **more)
    assert done.returncode == 0 and not done.stderr, (words, done)
    return done.stdout.decode()


def commands_and_options(box):
    """{command: options that its help lists}"""
    names = re.findall(r"^  jianbao (\w+)", box.run("help").out, re.M)
    assert "build" in names
    return {name: set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", box.run("help", name).out, re.M))
            for name in names}


def test_every_command_and_option_is_in_the_manuals(box):
    for lang in "en", "zh":
        text = made(box)[lang].read_text().replace("\\-", "-").replace("\\&", "")
        text = text.replace("\\:", "")
        for command, options in commands_and_options(box).items():
            section = text.split(f".SS jianbao {command} ")[1].split("\n.SS")[0]
            shared = next(part for part in text.split(".SH") if "--lang\\fR" in part)
            for option in options:
                assert f"{option}\\fR" in section + shared, (lang, command, option)


def test_every_command_and_option_is_in_the_completion(box):
    bash, zsh = made(box)["bash"].read_text(), made(box)["zsh"].read_text()
    for command, options in commands_and_options(box).items():
        line = re.search(rf"^ *{command}\) options='([^']*)'", bash, re.M)[1]
        parts = re.findall(rf"^ *{command}\) _arguments(.*?) ;;$", zsh, re.M | re.S)
        assert len(parts) == 2 and f"'{command}:" in zsh, command
        for option in options:
            assert option in line.split(), (command, option)
            assert all(re.search(rf"'\*?{option}=?\[", part) for part in parts), (command, option)


def test_chapters_of_the_manuals(box):
    """In the order of man-pages(7), the same in both, nothing of the chapters' own marks left."""
    count = {}
    for lang, first, last in ("en", "NAME", "SEE ALSO"), ("zh", "名称", "另见"):
        text = made(box)[lang].read_text()
        chapters = [line[4:].removeprefix("\\&") for line in text.splitlines()
                    if line.startswith(".SH ")]
        assert (chapters[0], chapters[-1]) == (first, last), chapters
        assert not re.search(r"^@|^# |`| :: ", text, re.M), lang
        count[lang] = len(chapters), text.count(".TP"), text.count(".nf"), text.count("\\fB")
        for word in ("series.yaml", "fonts.yaml", "words.txt", "JIANBAO\\_?DATA", "NO_COLOR",
                     "JIANBAO_SHARDS", "jianbao batch", "jianbao new", "jianbao check",
                     "screen,imprint"):
            assert re.search(word, text.replace("\\-", "-")), (lang, word)
    assert count["en"] == count["zh"], count


def test_manuals_for_groff(box):
    for lang, word in ("en", "SYNOPSIS"), ("zh", "用法"):
        text = run_tool(box, "groff", "-k", "-man", "-Tutf8", "-P-cbou", "-ww", made(box)[lang])
        assert word in text, lang


def test_manuals_for_mandoc(box):
    for lang in "en", "zh":
        run_tool(box, "mandoc", "-Tlint", "-Wall", made(box)[lang])


def test_bash_reads_its_completion(box):
    run_tool(box, "bash", "-n", made(box)["bash"])


def test_zsh_reads_its_completion(box):
    run_tool(box, "zsh", "-n", made(box)["zsh"])


def complete(box, *words):
    script = (f"source '{made(box)['bash']}'; COMP_WORDS=(jianbao \"$@\"); COMP_CWORD=$#; "
              'compopt() { :; }; _jianbao; printf "%s\\n" "${COMPREPLY[@]}"')
    return run_tool(box, "bash", "-c", script, "bash", *words, cwd=box.folder).split()


def test_bash_completes(box):
    assert complete(box, "bu") == ["build"]
    assert complete(box, "--lang", "=", "zh", "ex") == ["explain"]
    assert complete(box, "build", "--stri") == ["--strict"]
    assert complete(box, "layout", "") == ["list", "show", "check"]
    assert complete(box, "batch", "") == ["plan", "run", "merge", "status"]
    assert complete(box, "batch", "plan", "") == complete(box, "batch", "st", "ru") == []
    assert complete(box, "batch", "--progress", "=", "j") == ["json"]
    assert complete(box, "dump", "--stage", "=", "st") == ["styled"]
    assert complete(box, "help", "fo") == ["fonts"]
    assert complete(box, "build", "--for", "screen,st") == ["screen,stock"]
    assert complete(box, "build", "--for", "=", "stock,") == [
        "stock,screen", "stock,print", "stock,imprint", "stock,archive", "stock,a1b", "stock,a2u"]


class Shell:
    """A shell on a terminal, as one types into it."""

    def __init__(self, box, *words, setup):
        if not shutil.which(words[0]):
            box.skip(f"no {words[0]}")
        self.mine, theirs = pty.openpty()
        program = box.path("bin/jianbao")
        program.parent.mkdir(exist_ok=True)
        program.symlink_to(box.program)
        env = box.env(PATH=f"{program.parent}:{os.environ['PATH']}", TERM="dumb", HOME="/nowhere",
                      LC_ALL="C.UTF-8", INPUTRC="/dev/null", COLUMNS="200")
        self.child = subprocess.Popen(words, cwd=box.folder, env=env, stdin=theirs, stdout=theirs,
                                      stderr=theirs, start_new_session=True)
        os.close(theirs)
        self.say(f"{setup}; PS1='> '; echo rea''dy\n", "ready\r")

    def say(self, words, until):
        """What the terminal shows from here on up to these words."""
        os.write(self.mine, words.encode())
        heard, end = b"", time.monotonic() + 20
        while until.encode() not in heard:
            assert time.monotonic() < end, (words, until, heard.decode(errors="replace"))
            if select.select([self.mine], [], [], 0.1)[0]:
                heard += os.read(self.mine, 65536)
        return heard.decode(errors="replace")

    def tab(self, typed, completed):
        """Typed and Tab: this is on the line then. The line is killed, and all of it read."""
        self.say(f"{typed}\t", completed)
        self.say("\x15echo do''ne\n", "done\r")

    def __enter__(self):
        return self

    def __exit__(self, *trouble):
        self.child.kill()
        self.child.wait()
        os.close(self.mine)


def try_shell(box, shell):
    for name in "my issue 1.txt", "简报 第3期.txt", "one[1]*.txt":
        box.write(name, "")
    box.path("new folder").mkdir()
    with shell as s:
        s.tab("jianbao bu", "jianbao build ")
        s.tab("jianbao build my", "my\\ issue\\ 1.txt")
        s.tab("jianbao build 简", "简报\\ 第3期.txt")
        s.tab("jianbao build one", "one\\[1\\]\\*.txt")
        s.tab("jianbao build -o ne", "new\\ folder/")
        s.tab("jianbao build --layout shang", "shanghai-post")
        s.tab("jianbao build --layout=shang", "shanghai-post")
        s.tab("jianbao layout show gbt", "gbt9704")
        s.tab("jianbao build --for screen,st", "screen,stock")
        s.tab("jianbao build --for=screen,imp", "screen,imprint")
        s.tab("jianbao check --diag", "--diagnostics")
        s.tab("jianbao check --diagnostics=j", "json")
        s.tab("jianbao batch pl", "jianbao batch plan ")
        s.tab("jianbao batch ne", "jianbao batch new\\ folder/")
        s.tab("jianbao batch plan ne", "jianbao batch plan new\\ folder/")
        s.tab("jianbao batch run --sh", "--shard")
        s.tab("jianbao --lang zh fonts ch", "check ")
        s.tab("jianbao help expl", "explain")


def test_typing_into_bash(box):
    try_shell(box, Shell(box, "bash", "--norc", "--noprofile", "-i",
                         setup=f"source '{made(box)['bash']}'"))


def test_typing_into_zsh(box):
    folder = made(box)["zsh"].parent
    try_shell(box, Shell(box, "zsh", "-f", "-i",
                         setup=f"fpath=('{folder}' $fpath); autoload -U compinit; "
                               "compinit -u -D; bindkey -e; unsetopt beep"))


def test_choices_of_the_completion_are_what_there_is(box):
    box.write("a.txt", "# 标题\n\n正文。\n")
    for option, code in ("--stage", "J0815"), ("--for", "J0814"):
        run = box.run("dump", "--stage=paint", f"{option}=?", "a.txt")
        known = re.findall(r"\w+", run.err.splitlines()[0].rsplit(":", 1)[1])
        assert run.status == 2 and sorted(known) == sorted(complete(box, "dump", option, "")), run


def install(box):
    build = pathlib.Path(box.program).parents[2]
    if not shutil.which("meson") or not (build / "build.ninja").exists():
        box.skip("no meson or no build folder")
    target = box.path("target")
    done = subprocess.run(["meson", "install", "-C", build, "--no-rebuild", "--destdir", target],
                          capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done
    program = next(target.rglob("bin/jianbao"))
    return program, program.parents[1]


def test_installed_files(box):
    _, prefix = install(box)
    share = prefix / "share"
    for name in ("man/man1/jianbao.1", "man/zh_CN/man1/jianbao.1", "zsh/site-functions/_jianbao",
                 "bash-completion/completions/jianbao", "jianbao/layouts/gbt9704.yaml",
                 "jianbao/fonts/manifest.yaml", "doc/jianbao/examples/week/series.yaml"):
        assert (share / name).stat().st_size > 100, name


def test_installed_program_works_from_where_it_stands(box):
    program, prefix = install(box)
    data = prefix / "share" / "jianbao"
    if FANG.exists() and not (data / "fonts" / "local").is_dir():
        box.skip("configured before the fonts were fetched")
    here = box.program
    expected = box.run("build", SAMPLE, "-o", "here.pdf")
    box.program = str(program)
    assert f"{data}/layouts/plain.yaml: good" in box.run("layout", "check", "plain").out
    if expected.status == 3:
        box.skip("fonts are missing")
    assert f"{data}/fonts/local/FandolFang" in box.run("fonts", "list").out
    run = box.run("build", SAMPLE, "-o", "there.pdf")
    assert run.status == expected.status == 0, (here, run)
    assert box.path("here.pdf").read_bytes() == box.path("there.pdf").read_bytes()


def test_a_week_as_a_clerk_does_it(box):
    """tests/package/clerk.sh, with the installed program."""
    if not (shutil.which("pdftotext") and shutil.which("pdftoppm")):
        box.skip("no poppler-utils")
    program, prefix = install(box)
    fonts = prefix / "share" / "jianbao" / "fonts" / "local"
    if FETCHED.is_dir() and not fonts.exists():  # configured before they were fetched
        fonts.symlink_to(FETCHED)
    box.program = str(program)
    if box.run("fonts", "check").status:
        box.skip("fonts are missing")
    path = f"{program.parent}:{os.environ['PATH']}"
    done = subprocess.run([sys.executable, "-B", ROOT / "tests" / "package" / "week.py"],
                          env=box.env(PATH=path), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_stays_after_uninstall(box):
    """meson's log of what it installed last, in the target here, is what it uninstalls."""
    program, prefix = install(box)
    build = pathlib.Path(box.program).parents[2]
    before = [p for p in prefix.rglob("*") if not p.is_dir()]
    done = subprocess.run(["ninja", "-C", build, "uninstall"], capture_output=True, timeout=120)
    assert done.returncode == 0 and before, done
    after = [p for p in prefix.rglob("*") if not p.is_dir()]
    assert not after and not program.exists(), after
