#!/usr/bin/env python3
"""Every stage of two small texts against what it was: run.py JIANBAO [--update] [PATTERN]

A folder beside this file holds issue.txt and expect.STAGE for each stage of STAGES that it has
something to say about: the output of `jianbao dump --stage=STAGE issue.txt`. --update writes them
anew (only those whose name FOLDER/STAGE holds PATTERN); review the difference like code. Prints
TAP.

(expect.pdf-objects is the dump of stage pdf: a name ending in .pdf is one git passes over.)
Expectations hold no paths. The program's version is written {version} in them."""
import difflib
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
STAGES = ["source", "issue", "issue-text", "styled", "runs", "lines", "pages", "paint",
          "tags", "pdf-objects"]
PATHS = ("/usr/", "/home/", "/build", str(HERE.parents[1]))
SHOWN = 40


def jianbao(program, *words, folder=HERE):
    """(status, standard output, standard error) under a bare environment."""
    env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
    kept = ("JIANBAO_", "ASAN_", "UBSAN_", "LSAN_")
    env.update({k: v for k, v in os.environ.items() if k.startswith(kept)})
    done = subprocess.run([program, *words], cwd=folder, env=env, capture_output=True)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def dump(program, folder, stage, version):
    """(text, fault) of one stage."""
    name, *more = stage.split("-")
    options = [f"--stage={name}"] + ["--text" for word in more if word == "text"]
    status, out, err = jianbao(program, "dump", *options, "issue.txt", folder=folder)
    if status:
        return "", f"status {status}\n{err}"
    for path in PATHS:
        if path in out:
            return "", f"the dump shows the path {path}"
    return re.sub(rf"jianbao {re.escape(version)}\b", "jianbao {version}", out), ""


def difference(want, got, name):
    lines = list(difflib.unified_diff(want.splitlines(), got.splitlines(), f"{name} as it was",
                                      f"{name} as it is", lineterm="", n=1))
    more = [f"... and {len(lines) - SHOWN} lines more"] if len(lines) > SHOWN else []
    return "\n".join(lines[:SHOWN] + more)


def check(program, folder, stage, version, update):
    """The fault, or an empty string."""
    text, fault = dump(program, folder, stage, version)
    expect = folder / f"expect.{stage}"
    if fault:
        return fault
    if update:
        expect.write_text(text, encoding="utf-8")
    want = expect.read_text(encoding="utf-8") if expect.exists() else ""
    return difference(want, text, f"{folder.name}/{stage}") if want != text else ""


def main():
    words = [w for w in sys.argv[1:] if w != "--update"]
    program, pattern = os.path.abspath(words[0]), words[1] if len(words) > 1 else ""
    update = "--update" in sys.argv
    if jianbao(program, "fonts", "check")[0]:
        print("1..0 # SKIP the full fonts are not installed: jianbao fonts check")
        return 0
    version = jianbao(program, "--version")[1].split()[1]
    folders = sorted(path.parent for path in HERE.glob("*/issue.txt"))
    tests = [(folder, stage) for folder in folders for stage in STAGES
             if pattern in f"{folder.name}/{stage}"
             and (update or (folder / f"expect.{stage}").exists())]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (folder, stage) in enumerate(tests, 1):
        fault = check(program, folder, stage, version, update)
        failed += bool(fault)
        print(f"{'not ok' if fault else 'ok'} {number} - {folder.name}: {stage}", flush=True)
        for line in fault.splitlines():
            print("#", line)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
