#!/usr/bin/env python3
"""What may befall a batch: faults.py JIANBAO [--kills N] [--seed S] [PATTERN]

Each run over the same issues is disturbed in some way; whatever it was, the next run must end with
all of them, the same bytes as a run that nothing disturbed, and nothing else beside. Prints TAP,
and the seed that the moments come from."""
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from kit import cases, files_of, issue, main, strays_of, texts  # noqa: E402

WORDS = ["--for", "screen,imprint"]
ISSUES = 60


def option(name, default):
    """Takes `name N` out of the words of the command."""
    if name not in sys.argv:
        return default
    at = sys.argv.index(name)
    value = int(sys.argv[at + 1])
    del sys.argv[at:at + 2]
    return value


SEED = option("--seed", 20250709)
KILLS = option("--kills", 50)
DICE = random.Random(SEED)


def prepare(box, n=ISSUES):
    """The issues in `in`, and what an undisturbed run makes of them, which takes box.whole."""
    box.write_all(texts(n))
    box.write("in/2021/x.png", cases.png(40, 40))
    box.write("in/2021/picture.txt", issue(99, "\n![各区](x.png){宽=20mm}\n"))
    begun = time.monotonic()
    box.good("in", "-o", "whole", *WORDS)
    box.whole = time.monotonic() - begun
    box.wanted = files_of(box.path("whole"))


def check_whole(box, out="out"):
    """The next run mends all, and there is nothing that is not the undisturbed run's."""
    run = box.batch("in", "-o", out, *WORDS)
    assert run.status == 0, run
    compare(box, out)


def compare(box, out="out"):
    got = files_of(box.path(out))
    wrong = sorted(n for n in {*got, *box.wanted} if got.get(n) != box.wanted.get(n))
    assert not wrong, wrong
    assert not strays_of(box.path(out)), strays_of(box.path(out))


def recorded(box, out="out"):
    """How many rows the records say to be made."""
    lines = box.path(out + "/.jianbao/results-1-of-1.jsonl")
    return lines.read_bytes().count(b'"check"') if lines.exists() else 0


def kills(box):
    """Fewer where each run takes long."""
    return max(5, KILLS // 10) if box.sanitized else KILLS


# ---- ended --------------------------------------------------------------------------------------

def test_killed_at_any_moment(box):
    """kill -9, again and again on the same folder, which is begun anew when it is whole."""
    prepare(box)
    print(f"# seed {SEED}, {kills(box)} kills, an undisturbed run takes {box.whole:.2f} s")
    killed = 0
    while killed < kills(box):
        child = box.start("batch", "in", "-o", "out", *WORDS, "-j", str(DICE.choice((1, 2, 4))))
        time.sleep(box.whole * DICE.random() * 1.1)
        child.kill()
        child.communicate()
        killed += child.returncode == -signal.SIGKILL
        assert child.returncode in (0, -signal.SIGKILL), child.returncode
        if child.returncode == 0 or DICE.random() < .5:
            check_whole(box)
            shutil.rmtree(box.path("out"))


def test_killed_while_texts_change(box):
    """Each text is now the one, now the other; a run is killed; what stands must be of the text
    that stands."""
    prepare(box, 12)
    one = {name: body for name, body in texts(12).items()}
    two = {name: body.replace("定期", "定时", 1) for name, body in one.items()}
    for _ in range(kills(box) // 3):
        box.write_all(DICE.choice((one, two)))
        child = box.start("batch", "in", "-o", "out", *WORDS)
        time.sleep(box.whole * DICE.random())
        child.kill()
        child.communicate()
        box.write_all(one)
        check_whole(box)


def test_killed_between_names_and_records(box):
    """The text becomes another and back; its file has the new one's bytes, of the same size, when
    the run is killed. Its old record must not stand for that."""
    if not shutil.which("strace"):
        box.skip("strace is not installed")
    one, two = find_twins(box)
    box.write("in/a.txt", one)
    box.good("in", "-o", "out")
    before = files_of(box.path("out/data"))
    changed = 0
    for nth in 1, 2:  # each time that something is recorded
        box.write("in/a.txt", two)
        run = box.batch("in", "-o", "out", around=[
            "strace", "-f", "-o", "/dev/null", "-P", "out/.jianbao/results-1-of-1.jsonl",
            "-e", "trace=write", "-e", f"inject=write:signal=SIGKILL:when={nth}"])
        if run.status == 1:
            box.skip("strace may not trace")
        assert run.status in (-9, 137), run
        changed += files_of(box.path("out/data")) != before
        box.write("in/a.txt", one)
        run = box.batch("in", "-o", "out")
        assert run.status == 0 and files_of(box.path("out/data")) == before, run
    assert changed, "always killed too early"


def find_twins(box):
    """Two texts whose files are of one size."""
    known = {}
    for first in "一三九二五":
        for second in "人工作会公":
            body = issue(body=f"各部门{first}{second}\n")
            box.write("twin.txt", body)
            assert box.run("build", "twin.txt", "-o", "twin.pdf").status == 0
            size = box.path("twin.pdf").stat().st_size
            if size in known:
                return known[size], body
            known[size] = body
    raise AssertionError("no two files of one size")


def test_asked_to_end(box):
    """SIGTERM: the rows in hand are finished and recorded, 75. SIGINT: 130."""
    prepare(box)
    stopped = 0
    for i in range(12):
        number, wanted = [(signal.SIGTERM, 75), (signal.SIGINT, 130), (signal.SIGHUP, 75)][i % 3]
        child = box.start("batch", "in", "-o", "out", *WORDS, preexec_fn=heed)
        most = DICE.randrange(12)
        wait_for(lambda: child.poll() is not None or unnamed(box) > most)
        child.send_signal(number)
        told = child.communicate()[1]
        # before its first step the program ends as any does
        assert child.returncode in (0, wanted, -number), (child.returncode, wanted, told)
        stopped += child.returncode == wanted
        made = len(list(box.path("out").glob("data/**/*.pdf")))
        if child.returncode == wanted:
            assert made == 2 * recorded(box), (made, recorded(box))
            assert not strays_of(box.path("out")), strays_of(box.path("out"))
        if i % 4 == 3:
            check_whole(box)
            shutil.rmtree(box.path("out"))
    assert stopped > 3, stopped
    check_whole(box)


def unnamed(box):
    """How many files wait for their names."""
    return len(list(box.path("out/.jianbao").glob("unnamed-*/*")))


def heed():
    """Also when the tests run under nohup."""
    for number in signal.SIGHUP, signal.SIGINT, signal.SIGTERM:
        signal.signal(number, signal.SIG_DFL)


def held_row(box):
    """(A run, a pipe): a worker waits in the middle of its row until the pipe is closed."""
    box.write("in/a.txt", issue(1))
    box.good("plan", "in", "-o", "plan.jsonl")
    box.path("out").mkdir()
    pipe = box.path("in/words.txt")
    os.mkfifo(pipe)
    child = box.start("batch", "run", "plan.jsonl", "-o", "out", preexec_fn=heed)
    wait_for(lambda: has_reader(pipe))
    return child, os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)


def has_reader(pipe):
    try:
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    except OSError:
        return False
    return True


def wait_for(what, seconds=60):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_asked_twice_it_ends_at_once(box):
    child, _ = held_row(box)
    child.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    assert child.poll() is None, "the row in hand was dropped"
    for _ in range(100):  # one that is not looked at yet takes the next one's place
        child.send_signal(signal.SIGTERM)
        time.sleep(0.1)
        if child.poll() is not None:
            break
    child.communicate()
    assert child.returncode == -signal.SIGTERM, child.returncode


def test_the_row_in_hand_is_finished(box):
    child, pipe = held_row(box)
    child.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    box.path("in/words.txt").unlink()
    box.write("in/words.txt", "")
    os.close(pipe)
    child.communicate()
    assert child.returncode == 75, child.returncode
    assert box.path("out/data/a.pdf").exists() and recorded(box) == 1
    assert box.good("run", "plan.jsonl", "-o", "out")["there"] == 1


def test_what_is_ignored_asks_for_nothing(box):
    """nohup."""
    prepare(box)
    child = box.start("batch", "in", "-o", "out", *WORDS,
                      preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    while child.poll() is None:
        child.send_signal(signal.SIGHUP)
        time.sleep(0.02)
    assert child.returncode == 0, child.communicate()
    compare(box)


# ---- disks --------------------------------------------------------------------------------------

def mounted(box, options):
    """A file system of its own at `disk`; only root may have it."""
    disk = box.path("disk")
    disk.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk],
                          capture_output=True)
    if done.returncode:
        box.skip("nothing can be mounted here")
    return disk


def unmount(disk):
    subprocess.run(["umount", "-l", disk], check=True)


def test_a_disk_that_is_full(box):
    prepare(box)
    size = sum(p.stat().st_size for p in box.path("whole").rglob("*") if p.is_file())
    disk = mounted(box, "size=64k")
    try:
        for part in 0.05, 0.3, 0.6, 0.95, 3:
            subprocess.run(["mount", "-o", f"remount,size={int(size * part) // 1024 + 8}k", disk],
                           check=True)
            run = box.batch("in", "-o", "disk/out", *WORDS)
            assert run.status == (3 if part < 1 else 0), (part, run)
            assert run.status == 0 or set(run.codes()) & {"J1212", "J0801", "J1202"}, run
        compare(box, "disk/out")
    finally:
        unmount(disk)


def test_a_limit_on_the_size_of_files(box):
    """A full disk for those who may not mount one: a file that is longer fails."""
    prepare(box, 9)
    longest = max(p.stat().st_size for p in box.path("whole/data").rglob("*.pdf"))

    def little():
        resource.setrlimit(resource.RLIMIT_FSIZE, (longest - 1, longest - 1))

    run = box.batch("in", "-o", "out", *WORDS, before=little)
    assert run.status == 3 and "J1212" in run.codes(), run
    check_whole(box)


def test_a_folder_that_cannot_be_written(box):
    """By a file system that may only be read: root is stopped by no mode."""
    prepare(box, 9)
    disk = mounted(box, "size=64m")
    try:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        run = box.batch("in", "-o", "disk/out", *WORDS)
        assert run.status == 3 and run.codes() == ["J1202"], run
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        run = box.batch("plan", "in", "-o", "p", *WORDS)
        box.good("run", "p", "-o", "disk/out", "--shard", "1/2")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for words in ["in"], ["merge", "p"]:
            run = box.batch(*words, "-o", "disk/out")
            assert run.status == 3, run
        run = box.batch("status", "p", "-o", "disk/out")
        assert run.status == 4 and "5 made" in run.out, run
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        check_whole(box, "disk/out")
    finally:
        unmount(disk)


def test_folders_of_another_user(box):
    """Texts and OUT that nobody may not read or write."""
    if os.getuid() != 0 or not shutil.which("setpriv"):
        box.skip("only root can be somebody else")
    prepare(box, 9)
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    for path in [box.folder, *box.folder.rglob("*"), box.data, *box.data.iterdir()]:
        if not path.is_symlink():
            os.chmod(path, 0o755)
    if box.run("--version", around=nobody).status:
        box.skip("nobody may not run the program here")
    run = box.batch("in", "-o", "out", *WORDS, around=nobody)
    assert run.status == 3 and run.codes() == ["J1202"], run
    text = box.path("in/2020/00.txt")
    box.path("out").mkdir()
    os.chown(box.path("out"), 65534, 65534)
    text.chmod(0)
    run = box.batch("in", "-o", "out", *WORDS, around=nobody)
    assert run.status == 4 and set(run.codes()) == {"J0101"}, run
    text.chmod(0o644)
    box.path("in/2020").chmod(0)
    run = box.batch("in", "-o", "out", *WORDS, around=nobody)
    assert run.status == 3 and run.codes() == ["J1203"], run
    box.path("in/2020").chmod(0o755)
    run = box.batch("in", "-o", "out", *WORDS, around=nobody)
    assert run.status == 0, run
    compare(box)


# ---- what changes underneath --------------------------------------------------------------------

def test_texts_that_are_cut_short_while_a_run_goes_on(box):
    prepare(box)
    for _ in range(3 if box.sanitized else 6):
        child = box.start("batch", "in", "-o", "out", *WORDS)
        time.sleep(box.whole * DICE.random() * 0.7)
        for path in DICE.sample(sorted(box.path("in").rglob("*.txt")), 9):
            os.truncate(path, DICE.randrange(path.stat().st_size))
        told = child.communicate()[1].decode()
        assert child.returncode in (0, 3, 4), (child.returncode, told)
        box.write_all(texts(ISSUES))
        box.write("in/2021/picture.txt", issue(99, "\n![各区](x.png){宽=20mm}\n"))
        check_whole(box)


def own_fonts(box):
    """A data folder whose Latin face is a file of the box's."""
    data = box.path("data")
    data.mkdir()
    (data / "fonts").mkdir()
    for name in "layouts", "lexicon":
        (data / name).symlink_to((box.data / name).resolve())
    font = box.write("own.otf", cases.SONG.read_bytes())
    (data / "fonts/manifest.yaml").write_text(cases.MANIFEST.replace(str(cases.SONG), str(font)))
    box.data = data
    return font


def test_a_font_that_is_replaced_while_a_run_goes_on(box):
    font = own_fonts(box)
    song = font.read_bytes()
    prepare(box)
    other = bytearray(song)
    at = other.index(b"CFF ", 12) + 8
    begin = int.from_bytes(other[at:at + 4], "big")
    other[begin + 9000:begin + 9001] = bytes([other[begin + 9000] ^ 1])
    for i in range(4):
        child = box.start("batch", "in", "-o", "out", *WORDS, "-j", "2")
        time.sleep(box.whole * DICE.random() * 0.7)
        for body in (bytes(other), song) if i % 2 else (bytes(other),):
            box.write("own.otf~", body)
            os.replace(box.path("own.otf~"), font)
        child.communicate()
        assert child.returncode in (0, 3, 4), child.returncode
        box.write("own.otf~", song)
        os.replace(box.path("own.otf~"), font)
        check_whole(box)


def test_a_font_that_is_cut_short_while_a_run_goes_on(box):
    """Its pages are gone: the run ends with a word about it, 75, or did not need them."""
    font = own_fonts(box)
    song = font.read_bytes()
    prepare(box)
    for _ in range(3):
        child = box.start("batch", "in", "-o", "out", *WORDS)
        time.sleep(box.whole * DICE.random() * 0.7)
        os.truncate(font, 4096)
        told = child.communicate()[1].decode()
        assert child.returncode in (0, 3, 4, 75) and (child.returncode == 0 or told), \
            (child.returncode, told)
        box.write("own.otf~", song)
        os.replace(box.path("own.otf~"), font)
        check_whole(box)


HARMS = {
    "a byte": lambda body: flip(body, DICE.randrange(len(body))),
    "many bytes": lambda body: flip(body, *(DICE.randrange(len(body)) for _ in range(40))),
    "cut short": lambda body: body[:DICE.randrange(len(body))],
    "its beginning gone": lambda body: body[DICE.randrange(len(body)):],
    "empty": lambda body: b"",
    "zeros": lambda body: bytes(len(body)),
    "no line ends": lambda body: body.replace(b"\n", b" "),
    "lines twice": lambda body: body + body,
    "lines turned round": lambda body: b"".join(reversed(body.splitlines(True))),
    "noise": lambda body: DICE.randbytes(5000) + body,
    "a line without an end": lambda body: body + b'{"id":"' + b"x" * (3 << 20),
}


def flip(body, *places):
    body = bytearray(body)
    for place in places:
        body[place] ^= 1 << DICE.randrange(8)
    return bytes(body)


def test_records_that_are_damaged(box):
    prepare(box, 20)
    box.good("in", "-o", "out", *WORDS)
    path = box.path("out/.jianbao/results-1-of-1.jsonl")
    for what, harm in HARMS.items():
        whole = path.read_bytes()
        path.write_bytes(harm(whole))
        box.path("out/results.jsonl").write_bytes(harm(whole))
        run = box.batch("in", "-o", "out", *WORDS)
        assert run.status == 0 and set(run.codes()) <= {"J1210"}, (what, run)
        compare(box)
        run = box.json("in", "-o", "out", *WORDS)
        assert run.count()["made"] == 0, (what, run)
    path.write_bytes(b"")


def test_a_clock_that_is_set_back(box):
    """A run of today, one of 2001, one of 2037: nothing is made again, nothing is missed."""
    if not shutil.which("faketime"):
        box.skip("faketime is not installed")
    if box.sanitized:
        box.skip("a sanitizer must be loaded first")
    prepare(box, 20)
    for i, day in enumerate(["2001-01-01 00:00:00", "2037-01-01 00:00:00", "2001-01-02 00:00:00"]):
        names = sorted(texts(20))
        box.write(f"in/{names[i]}", issue(77))
        run = box.json("in", "-o", "out", *WORDS, around=["faketime", day])
        assert run.status == 0, run
        assert run.count()["made"] == (21 if i == 0 else 2), (day, run)
        box.write(f"in/{names[i]}", texts(20)[names[i]])
    check_whole(box)


# ---- others -------------------------------------------------------------------------------------

def test_two_batches_in_one_folder(box):
    prepare(box)
    busy = 0
    for _ in range(6):
        children = [box.start("batch", "in", "-o", "out", *WORDS) for _ in range(3)]
        told = [child.communicate()[1].decode() for child in children]
        ends = [child.returncode for child in children]
        assert 0 in ends and set(ends) <= {0, 75}, (ends, told)
        for status, words in zip(ends, told):
            assert (status == 75) == ("J1201" in words), (status, words)
        busy += ends.count(75)
        compare(box)
        shutil.rmtree(box.path("out"))
    assert busy, "they never met"


def test_shards_work_side_by_side_and_are_killed(box):
    """And what killed shards leave is no matter to those that share the work in another way."""
    prepare(box)
    box.good("plan", "in", "-o", "p", *WORDS)
    for _ in range(2 if box.sanitized else 5):
        children = [box.start("batch", "run", "p", "-o", "out", "--shard", f"{i}/3", "-j", "1")
                    for i in (1, 2, 3)]
        for child in children:
            time.sleep(box.whole * DICE.random() * 0.4)
            child.kill()
            child.communicate()
        for i in 1, 2:
            run = box.batch("run", "p", "-o", "out", "--shard", f"{i}/2")
            assert run.status == 0, run
        run = box.batch("merge", "p", "-o", "out")
        assert run.status == 0, run
        compare(box)
        check_whole(box)
        shutil.rmtree(box.path("out"))


if __name__ == "__main__":
    sys.exit(main(globals(), os.path.abspath(sys.argv[1]), *sys.argv[2:]))
