"""build --watch: a process that waits for saves."""
import os
import pty
import signal
import subprocess
import threading
import time

from texts import ISSUE, issue

RED = ["--layout", "./own.yaml"]


def heed_hangups():
    """Also when the tests themselves run under nohup, which jianbao would take for its own."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Watch:
    """build --watch at work. `until` waits for words in what it says from here on."""

    def __init__(self, box, *words, terminal=False):
        self.heard, self.seen = "", 0
        self.mine, theirs = pty.openpty() if terminal else os.pipe()
        self.child = subprocess.Popen([box.program, "build", "--watch", *words], cwd=box.folder,
                                      env=box.env(), stdin=subprocess.DEVNULL, stdout=theirs,
                                      stderr=theirs, preexec_fn=heed_hangups)
        os.close(theirs)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        try:
            while some := os.read(self.mine, 65536):
                self.heard += some.decode(errors="replace")
        except OSError:  # a terminal whose other side is closed
            pass

    def until(self, *words, seconds=20):
        """What was said from the last time on up to all of the words, in this order."""
        end, at = time.monotonic() + seconds, self.seen
        for word in words:
            while (found := self.heard.find(word, at)) < 0:
                assert time.monotonic() < end and self.child.poll() is None, \
                    (word, self.child.poll(), self.heard[self.seen:])
                time.sleep(0.01)
            at = found + len(word)
        said, self.seen = self.heard[self.seen:at], at
        return said

    def waits(self, errors=0):
        return self.until(f"J0916]: errors {errors},", "Ctrl-C stops")

    def is_quiet(self, seconds=0.4):
        time.sleep(seconds)
        return len(self.heard) <= self.seen + 2

    def stop(self, number=signal.SIGINT):
        self.child.send_signal(number)
        self.child.wait(timeout=20)
        assert self.child.returncode == -number, self.child.returncode

    def __enter__(self):
        return self

    def __exit__(self, *trouble):
        self.child.kill()
        self.child.wait()


def pdf(box, name="a.pdf"):
    data = box.path(name).read_bytes()
    assert data.rstrip().endswith(b"%%EOF"), name
    return data


def test_a_save_builds_again(box):
    box.write("a.txt", ISSUE)
    with Watch(box, "a.txt") as watch:
        assert "a.pdf\n" in watch.waits()
        first = pdf(box)
        box.write("a.txt", issue(body="又一段正文。\n"))
        said = watch.waits()
        assert "'a.txt' changed: building again" in said and "a.pdf\n" in said, said
        assert pdf(box) != first
        watch.stop()
    assert box.files() == ["a.pdf", "a.txt"]


def test_a_save_by_rename(box):
    box.write("a.txt", ISSUE)
    with Watch(box, "a.txt") as watch:
        for text in "又一段正文。\n", "再一段正文。\n":
            watch.waits()
            first = pdf(box)
            box.write("a.txt~", issue(body=text))
            os.rename(box.path("a.txt~"), box.path("a.txt"))
            assert "'a.txt' changed" in watch.until("changed")
        watch.waits()
        assert pdf(box) != first


def test_an_error_and_its_mending(box):
    box.write("a.txt", ISSUE)
    with Watch(box, "a.txt") as watch:
        watch.waits()
        first = pdf(box)
        box.write("a.txt", b"\xff\xff\n")
        assert "J0106" in (said := watch.waits(errors=1)) or "J0103" in said, said
        assert pdf(box) == first
        box.write("a.txt", issue(body="又一段正文。\n"))
        watch.waits()
        assert pdf(box) != first


def test_a_source_that_goes_and_comes_back(box):
    box.write("a.txt", ISSUE)
    with Watch(box, "a.txt") as watch:
        watch.waits()
        first = pdf(box)
        os.unlink(box.path("a.txt"))
        said = watch.waits(errors=1)
        assert "'a.txt' changed (it is gone)" in said and "J0101" in said, said
        assert pdf(box) == first
        box.write("a.txt", issue(body="又一段正文。\n"))
        watch.waits()
        assert pdf(box) != first


def test_a_folder_that_is_renamed_and_comes_back(box):
    box.write("week/30/a.txt", ISSUE)
    with Watch(box, "week/30/a.txt") as watch:
        watch.waits()
        os.rename(box.path("week"), box.path("old"))
        assert "J0101" in watch.waits(errors=1)
        os.rename(box.path("old"), box.path("week"))
        watch.waits()
        box.write("week/30/a.txt", issue(body="又一段正文。\n"))
        watch.waits()
    assert box.files() == ["a.pdf", "week/30/a.txt"]


def test_everything_a_source_is_made_of(box):
    box.write("in/a.txt", issue(body="\n![图](x.png)\n"))
    box.write("in/parent.yaml", "extends: gbt9704\n")
    box.write("in/own.yaml", "extends: parent.yaml\n")
    with Watch(box, "in/a.txt", "--layout=in/own.yaml") as watch:
        watch.waits(errors=1)
        for name, content in (("in/own.yaml", "extends: parent.yaml\ntitle: 甲\n"),
                              ("in/parent.yaml", "extends: gbt9704\ntitle: 乙\n"),
                              ("in/x.png", "no image"), ("in/fonts.yaml", "faces: {}\n"),
                              ("in/words.txt", ""), ("series.yaml", "")):
            box.write(name, content)
            said = watch.until(f"{os.path.basename(name)}' changed: building again")
            watch.waits(errors=1)
        box.write("in/other.txt", ISSUE)
        box.write("other.yaml", ISSUE)
        assert watch.is_quiet(), watch.heard[watch.seen:]


def test_a_broken_layout_and_its_mending(box):
    box.write("a.txt", ISSUE)
    box.write("parent.yaml", "extends: gbt9704\npgae: {}\n")
    box.write("own.yaml", "extends: parent.yaml\n")
    with Watch(box, "a.txt", *RED) as watch:
        assert "parent.yaml:2:1: fatal[J0311]" in watch.waits(errors=1)
        box.write("parent.yaml", "extends: gbt9704\n")
        watch.waits()
        os.unlink(box.path("parent.yaml"))
        watch.waits(errors=1)
        box.write("parent.yaml", "extends: gbt9704\n")
        watch.waits()


def test_several_sources(box):
    box.write("a.txt", ISSUE)
    box.write("b.txt", ISSUE)
    with Watch(box, "a.txt", "b.txt") as watch:
        assert "a.pdf\nb.pdf\n" in watch.waits()
        first = pdf(box, "a.pdf"), pdf(box, "b.pdf")
        box.write("b.txt", issue(body="又一段正文。\n"))
        assert "'b.txt' changed" in watch.waits()
        assert pdf(box, "a.pdf") == first[0] and pdf(box, "b.pdf") != first[1]


def test_saves_in_a_row_are_one(box):
    box.write("a.txt", ISSUE)
    with Watch(box, "a.txt") as watch:
        watch.waits()
        for i in range(8):
            box.write("a.txt", issue(body="又一段正文。\n" * (i + 1)))
        said = watch.waits()
        while not watch.is_quiet():  # a machine that halts between two saves parts them
            said += watch.waits()
        assert said.count("building again") <= 2, watch.heard
        last = pdf(box)
    box.run("build", "a.txt")
    assert pdf(box) == last


def test_every_signal_that_asks_ends_it_with_nothing_stray(box):
    box.write("a.txt", ISSUE)
    for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
        with Watch(box, "a.txt") as watch:
            watch.waits()
            watch.stop(number)
    assert box.files() == ["a.pdf", "a.txt"]


def test_a_terminal_shows_one_round(box):
    box.write("a.txt", ISSUE)
    with Watch(box, "a.txt", terminal=True) as watch:
        watch.waits()
        box.write("a.txt", b"\xff\xff\n")
        said = watch.waits(errors=1)
        screen = said.rsplit("\033[2J", 1)[1]
        assert "changed" in screen and "fatal" in screen and "a.pdf" not in screen, screen
        assert watch.is_quiet()  # the errors stay
        watch.stop()


def test_what_is_no_terminal_gets_plain_lines(box):
    box.write("a.txt", ISSUE)
    with Watch(box, "a.txt", "--diagnostics=json") as watch:
        said = watch.until('"J0916"', "}\n")
        assert said.startswith("a.pdf\n{") and "\033" not in said, said


def test_streams_are_refused(box):
    box.write("a.txt", ISSUE)
    box.expect(box.run("build", "--watch", "-"), 2, "J0918")
    box.expect(box.run("build", "--watch", "a.txt", "-o", "-"), 2, "J0918")
    box.expect(box.run("check", "--watch", "a.txt"), 2, "J0906")
