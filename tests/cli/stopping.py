"""What a run leaves behind that is told to stop, or that nobody listens to."""
import os
import signal
import subprocess
import time

from texts import issue

LONG = issue(body="一段正文。" * 4000 + "\n")


def start(box, *words, **more):
    return subprocess.Popen([box.program, *words], cwd=box.folder, env=box.env(),
                            stderr=subprocess.PIPE, **more)


def test_stopped_at_any_moment_a_run_leaves_nothing_stray(box):
    box.write("a.txt", LONG)
    asked = time.perf_counter()
    box.run("build", "a.txt")
    whole = time.perf_counter() - asked
    before = box.path("a.pdf").read_bytes()
    stopped = 0
    for i in range(30):
        number = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[i % 3]
        child = start(box, "build", "a.txt", stdout=subprocess.DEVNULL)
        time.sleep(whole * i / 30)
        child.send_signal(number)
        child.communicate()
        assert child.returncode in (0, -number), child.returncode
        stopped += child.returncode != 0
        assert box.files() == ["a.pdf", "a.txt"], box.files()
        assert box.path("a.pdf").read_bytes() == before
    assert stopped > 0


def test_a_shell_is_told_130(box):
    os.mkfifo(box.path("text"))
    shell = subprocess.Popen(["sh", "-c", 'trap : INT; "$0" build text; echo $?', box.program],
                             cwd=box.folder, env=box.env(), stdout=subprocess.PIPE,
                             start_new_session=True)
    with open(box.path("text"), "wb"):  # waits until jianbao reads
        os.killpg(shell.pid, signal.SIGINT)
        out, _ = shell.communicate(timeout=60)
    assert out == b"130\n", out


def test_a_reader_that_goes_away(box):
    for words in ["help"], ["layout", "show", "gbt9704"]:
        for deaf in False, True:
            read, write = os.pipe()
            os.close(read)
            ignore = {"preexec_fn": lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN)}
            child = start(box, *words, stdout=write, restore_signals=not deaf,
                          **(ignore if deaf else {}))
            os.close(write)
            _, err = child.communicate(timeout=60)
            assert child.returncode == (3 if deaf else -signal.SIGPIPE), (words, deaf, err)
            assert (b"J0801" in err) == deaf, err


def test_closed_standard_streams_are_told_and_never_written_into(box):
    box.write("a.txt", LONG)
    for code, *words in (("J0101", "build", "-"), ("J0801", "help"), ("J0801", "build", "a.txt")):
        run = subprocess.run(["sh", "-c", '"$@" <&- >&-', "sh", box.program, *words],
                             cwd=box.folder, env=box.env(), capture_output=True, timeout=60)
        assert run.returncode == 3 and code in run.stderr.decode(), run
    assert box.path("a.pdf").read_bytes().rstrip().endswith(b"%%EOF")
