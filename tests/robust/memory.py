#!/usr/bin/env python3
"""Memory runs out at each place in turn: memory.py JIANBAO FAILING.so [--all] [PATTERN]

Each command of COMMANDS is run once whole, which counts its requests for memory; then again and
again with the N-th request failing, once alone and once with all behind it. Whatever N, it must end
with status 3 and say why; or, where it can do without, as if nothing had been. No crash, no report
of a sanitizer, no leak; and the folder is as it was, the older output untouched.

Without --all some eighty N of each command are tried, other ones in each command. Prints TAP."""
import os
import re
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / "diag"))
import cases  # noqa: E402
from run import make_data  # noqa: E402

TRIES = 80
# How a C++ library (libqpdf, uchardet) ends that has no memory even for its exception: nothing can
# be told.
TERMINATED = b"what():  std::bad_alloc"
OLD = b"an older file"
FINAL = cases.issue("\n![各区](x.png){宽=20mm}\n\n部门Word 2025“各区”——工作\n")
REVIEW = cases.issue("\n![](x.png)\n", header="状态：送审稿\n")

# words of the command, and the files that it writes
COMMANDS = [
    ("build a.txt --for=screen,print,stock,imprint",
     ["a.pdf", "a-print.pdf", "a-stock.pdf", "a-imprint.pdf"]),
    ("build press.txt --for=print", ["press.pdf", "press.report.txt", "press.report.json"]),
    ("build press.txt --for=print --outlines -o b.pdf", ["b.pdf", "b.report.txt", "b.report.json"]),
    ("verify old.pdf --report", []),
    ("build b.txt --set marks.送审稿.text=审稿", ["b-送审稿.pdf"]),
    ("build raw.txt --lang=zh -o raw.pdf", ["raw.pdf"]),
    ("check a.txt", []),
    ("check --diagnostics=json raw.txt", []),
    ("import raw.txt -o c.txt", ["c.txt"]),
    ("import big5.txt -o c.txt", ["c.txt"]),
    ("dump --stage=source short.txt", []),
    ("import lost.txt --repair -o c.txt", ["c.txt"]),
    *((f"dump --stage={stage} a.txt", []) for stage in
      ("source", "issue", "styled", "runs", "lines", "pages", "paint", "pdf")),
    ("layout show gbt9704", []),
    ("layout check own.yaml", []),
    ("layout list", []),
    ("fonts list", []),
    ("fonts check", []),
    ("explain J0404", []),
    ("help build", []),
]

PDF = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << >> /Contents 4 0 R >>
endobj
4 0 obj
<< /Length 24 >>
stream
0 0 0 1 k 9 9 99 9 re f
endstream
endobj
xref
0 5
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000058 00000 n\x20
0000000115 00000 n\x20
0000000219 00000 n\x20
trailer
<< /Size 5 /Root 1 0 R >>
startxref
292
%%EOF
"""

FILES = {"old.pdf": PDF, "a.txt": FINAL, "b.txt": REVIEW, "press.txt": cases.ISSUE,
         "raw.txt": cases.RAW + cases.TEXT + "\n报：各区\n",
         "big5.txt": "刊名：工作\n\n# 一年工作\n\n各部門定期報送。\n".encode("big5"),
         "short.txt": "中文\n".encode("big5"),
         "lost.txt": cases.ISSUE.encode().replace("年".encode(), b"\xe5\xb9", 1),
         "own.yaml": "extends: gbt9704\nmasthead: none\n", "x.png": cases.png(40, 40)}


def put_files(folder, written):
    for name, body in FILES.items():
        (folder / name).write_bytes(body if isinstance(body, bytes) else body.encode())
    for name in written:
        (folder / name).write_bytes(OLD)


def read_files(folder):
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


class Bench:
    def __init__(self, program, failing, data):
        self.program = program
        self.env = {**os.environ, "LC_ALL": "C.UTF-8", "JIANBAO_DATA": str(data),
                    "LD_PRELOAD": failing, "NO_COLOR": "1",
                    "ASAN_OPTIONS": "verify_asan_link_order=0:allocator_may_return_null=1:"
                                    "exitcode=99",
                    "LSAN_OPTIONS": f"suppressions={HERE}/lsan.supp:print_suppressions=0"}

    def run(self, words, written, **failing):
        """(status, standard output, standard error, files behind the run)"""
        with tempfile.TemporaryDirectory(prefix="jianbao-") as name:
            put_files(Path(name), written)
            done = subprocess.run([self.program, *words.split()], cwd=name, timeout=120,
                                  env={**self.env, **failing}, stdin=subprocess.DEVNULL,
                                  capture_output=True)
            return done.returncode, done.stdout, done.stderr, read_files(Path(name))

    def count(self, words, written):
        with tempfile.TemporaryDirectory(prefix="jianbao-") as name:
            put_files(Path(name), written)
            ours, theirs = os.pipe()
            subprocess.run([self.program, *words.split()], cwd=name, pass_fds=[theirs],
                           env={**self.env, "FAIL_COUNT": str(theirs)}, timeout=120,
                           stdin=subprocess.DEVNULL, capture_output=True)
            os.close(theirs)
            with os.fdopen(ours) as pipe:
                return int(pipe.read())


def judge(whole, before, done):
    """What is wrong with a run that lacked memory; None when nothing is."""
    status, out, told, files = done
    text = told.decode(errors="replace")
    if status == -signal.SIGABRT and TERMINATED in told and files == before:
        return None
    if re.search("Sanitizer|runtime error", text):
        return text
    if status == 0:
        return None if done == whole else "status 0, but not as with memory\n" + text
    if status != 3:
        return f"status {status}\n{text}"
    if not re.search(r"J0804|out of memory|J0\d\d\d", text):
        return f"status 3 without a word: {text!r}"
    if files != before:
        return f"files differ: {sorted(n for n in files if files[n] != before.get(n))}\n{text}"
    return None


def try_command(bench, words, written, every):
    """(number of runs, faults)"""
    with tempfile.TemporaryDirectory(prefix="jianbao-") as name:
        put_files(Path(name), written)
        before = read_files(Path(name))
    whole = bench.run(words, written)
    if whole[0] != 0:
        return 1, [f"with memory: status {whole[0]}\n{whole[2].decode(errors='replace')}"]
    count = bench.count(words, written)
    step = 1 if every else max(1, count // TRIES)
    first = 1 + sum(map(ord, words)) % step
    plans = [(n, on) for n in range(first, count + 1, step) for on in ("0", "1")]

    def attempt(plan):
        done = bench.run(words, written, FAIL_AT=str(plan[0]), FAIL_ON=plan[1])
        wrong = judge(whole, before, done)
        return wrong and f"request {plan[0]} of {count}{' and on' * int(plan[1])}: {wrong}"

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = [wrong for wrong in pool.map(attempt, plans) if wrong]
    return len(plans), faults


def main():
    words = [w for w in sys.argv[1:] if w != "--all"]
    program, failing = os.path.abspath(words[0]), os.path.abspath(words[1])
    chosen = [c for c in COMMANDS if len(words) < 3 or words[2] in c[0]]
    print(f"1..{len(chosen)}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="jianbao-") as name:
        make_data(Path(name), program)
        bench = Bench(program, failing, Path(name))
        for number, (command, written) in enumerate(chosen, 1):
            tries, faults = try_command(bench, command, written, "--all" in sys.argv)
            print(f"{'not ok' if faults else 'ok'} {number} - {command}: {tries} runs, "
                  f"{len(faults)} wrong", flush=True)
            for line in "\n".join(faults[:40]).splitlines():
                print("#", line)
            failed += bool(faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
