#!/usr/bin/env python3
"""Memory runs out at each place in turn in a batch: memory.py JIANBAO FAILING.so [--all]

As tests/robust/memory.py does with other commands. Whatever request fails, the run ends with status
3 and says why, or does without; and the next run, which has memory, ends with the same bytes as one
that always had, and nothing beside. Without --all some of the requests are tried. Prints TAP."""
import os
import re
import shutil
import signal
import subprocess
import sys

sys.dont_write_bytecode = True
from kit import HERE, SANITIZER, cases, files_of, issue, main, strays_of  # noqa: E402

# By threads: one makes the issues one after the other: what the first has left in the shared caches
# when its memory ran out is found by the second, each time.
TRIES = {1: 200, 2: 60}
# How a C++ library ends that has no memory even for its exception, in one worker or in two at once:
# nothing can be told.
TERMINATED = re.compile(r"what\(\):  std::bad_alloc|terminate called recursively")
EVERY = "--all" in sys.argv
FAILING = os.path.abspath(sys.argv[2])
WORDS = ["in", "-o", "out", "--for", "screen,archive"]
LSAN = HERE.parent / "robust/lsan.supp"


def env_of(**more):
    return {"LD_PRELOAD": FAILING,
            "ASAN_OPTIONS": "verify_asan_link_order=0:allocator_may_return_null=1:exitcode=99",
            "LSAN_OPTIONS": f"suppressions={LSAN}:print_suppressions=0", **more}


def count_requests(box, words):
    ours, theirs = os.pipe()
    subprocess.run([box.program, "batch", *words], cwd=box.folder, pass_fds=[theirs],
                   env=box.env(**env_of(FAIL_COUNT=str(theirs))), stdin=subprocess.DEVNULL,
                   capture_output=True, timeout=120, check=True)
    os.close(theirs)
    with os.fdopen(ours) as pipe:
        return int(pipe.read())


def attempt(box, words, at, on):
    """What is wrong with a run in which that request fails, alone or with all behind it."""
    done = subprocess.run([box.program, "batch", *words], cwd=box.folder, timeout=300,
                          env=box.env(**env_of(FAIL_AT=str(at), FAIL_ON=on)),
                          stdin=subprocess.DEVNULL, capture_output=True)
    told = done.stderr.decode(errors="replace")
    if done.returncode == -signal.SIGABRT and TERMINATED.search(told):
        return None
    if SANITIZER.search(told) or done.returncode not in (0, 3, 4):
        return f"status {done.returncode}\n{told}"
    if done.returncode and not re.search(r"J\d{4}|out of memory", told):
        return f"status {done.returncode} without a word: {told!r}"
    return None


def run_out(box, threads):
    words = [*WORDS, "-j", str(threads)]
    box.write("in/a.txt", issue())
    box.write("in/b/c.txt", issue(4, "\n![各区](x.png){宽=20mm}\n"))
    box.write("in/b/x.png", cases.png(40, 40))
    box.good(*words)
    wanted = files_of(box.path("out"))
    shutil.rmtree(box.path("out"))
    count = count_requests(box, words)
    tries = TRIES[threads] // (4 if box.sanitized else 1)
    step = 1 if EVERY else max(1, count // tries)
    print(f"# {count} requests")
    for i, at in enumerate(range(1, count + 1, step)):
        if i % 3 == 0 or threads == 1:
            shutil.rmtree(box.path("out"), ignore_errors=True)
        wrong = attempt(box, words, at, str(i % 2) if threads > 1 else "0")
        assert not wrong, f"request {at} of {count}: {wrong}"
        run = box.batch(*words)
        assert run.status == 0, (at, run)
        assert files_of(box.path("out")) == wanted, (at, run)
        assert not strays_of(box.path("out")), (at, strays_of(box.path("out")))


def test_memory_that_runs_out(box):
    run_out(box, 2)


def test_memory_that_one_issue_lacks_and_the_next_has(box):
    run_out(box, 1)


if __name__ == "__main__":
    sys.exit(main(globals(), os.path.abspath(sys.argv[1])))
