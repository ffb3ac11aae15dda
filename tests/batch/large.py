#!/usr/bin/env python3
"""Large batches, for a night: large.py JIANBAO [PATTERN] [--rows N]

An issue of ten thousand pages; a hundred thousand texts (or --rows) planned, made by shards that
are stopped, and merged; and that memory does not grow with any of it. Figures are printed as
comments.
Prints TAP."""
import os
import re
import signal
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True
from kit import files_of, issue, main, strays_of  # noqa: E402

PARAGRAPH = "各部门要定期报送工作，" * 5 + "好。\n"
MEGABYTES = 1024  # of kilobytes


def rows():
    if "--rows" not in sys.argv:
        return 100000
    at = sys.argv.index("--rows")
    number = int(sys.argv[at + 1])
    del sys.argv[at:at + 2]
    return number


ROWS = rows()


class Watched:
    """A run, and the most anonymous memory that it had."""

    def __init__(self, box, *words):
        self.child = box.start("batch", *words, stderr=subprocess.PIPE)
        self.most = 0
        self.told = b""
        thread = threading.Thread(target=self.listen)
        thread.start()
        while self.child.poll() is None:
            self.look()
            time.sleep(0.02)
        thread.join()
        self.told = self.told.decode(errors="replace")

    def listen(self):
        self.told = self.child.stderr.read()

    def look(self):
        try:
            with open(f"/proc/{self.child.pid}/status") as status:
                found = re.search(r"RssAnon:\s+(\d+) kB", status.read())
        except OSError:
            return
        if found:
            self.most = max(self.most, int(found[1]))


def watch(box, *words, status=0):
    begun = time.monotonic()
    run = Watched(box, *words)
    took = time.monotonic() - begun
    print(f"# {' '.join(words)}: {took:.1f} s, {run.most / MEGABYTES:.1f} MB anonymous", flush=True)
    assert run.child.returncode == status, (run.child.returncode, run.told[-2000:])
    return run


def small_texts(box, n, folder="in"):
    """One line each, a thousand in a folder."""
    for i in range(n):
        box.write(f"{folder}/{i // 1000:03}/{i % 1000:03}.txt", f"各部门要定期报送工作，{i}。\n")


def test_ten_thousand_pages(box):
    box.write("in/long.txt", issue(body=PARAGRAPH * 90000))
    run = watch(box, "in", "-o", "out")
    told = subprocess.run(["pdfinfo", box.path("out/data/long.pdf")], check=True, text=True,
                          capture_output=True).stdout
    pages = int(re.search(r"Pages:\s+(\d+)", told)[1])
    print(f"# {pages} pages")
    assert pages >= 10000, pages
    assert run.most < 1200 * MEGABYTES, run.most
    assert box.good("in", "-o", "out")["there"] == 1


def test_a_folder_of_many_texts(box):
    """What a row costs does not grow with their number, nor does memory but by what ids need."""
    costs, memory = [], []
    for n in ROWS // 100, ROWS // 10, ROWS:
        small_texts(box, n, f"in{n}")
        begun = time.monotonic()
        memory.append(watch(box, "plan", f"in{n}", "-o", f"p{n}", "--layout", "plain").most)
        costs.append((time.monotonic() - begun) / n)
        assert sum(1 for _ in open(box.path(f"p{n}"), "rb")) == n
    print("# microseconds a row:", *(f"{cost * 1e6:.0f}" for cost in costs))
    assert memory[-1] < memory[0] + 100 * ROWS // 1024 + 8 * MEGABYTES, memory


def test_a_plan_of_many_rows_in_shards(box):
    """Four shards, each stopped once and begun again; the merge; and one look at all of it."""
    small_texts(box, ROWS)
    watch(box, "plan", "in", "-o", "p", "--layout", "plain")
    memory = []
    for shard in range(1, 5):
        child = box.start("batch", "run", "p", "-o", "out", "--shard", f"{shard}/4",
                          stderr=subprocess.DEVNULL)
        time.sleep(5)
        child.send_signal(signal.SIGTERM if shard % 2 else signal.SIGKILL)
        child.wait()
        memory.append(watch(box, "run", "p", "-o", "out", "--shard", f"{shard}/4").most)
    memory.append(watch(box, "merge", "p", "-o", "out").most)
    memory.append(watch(box, "run", "p", "-o", "out").most)
    memory.append(watch(box, "status", "p", "-o", "out").most)
    assert len(files_of(box.path("out/data"))) == ROWS and not strays_of(box.path("out"))
    # ids, outputs, places of records: some 150 bytes a row, and what a row in hand needs
    assert max(memory) < 64 * MEGABYTES + 200 * ROWS // 1024, memory


def test_memory_does_not_grow_with_the_number_of_issues(box):
    """Ten times as many issues of the same kind, within a tenth."""
    most = {}
    for n in 500, 5000:
        for i in range(n):
            box.write(f"in{n}/{i:05}.txt", issue(i % 400 + 1, PARAGRAPH * (i % 40)))
        most[n] = watch(box, f"in{n}", "-o", f"out{n}", "-j", "2").most
    few, many = most.values()
    assert many < few * 1.1, most


if __name__ == "__main__":
    sys.exit(main(globals(), os.path.abspath(sys.argv[1]), *sys.argv[2:]))
