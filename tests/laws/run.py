#!/usr/bin/env python3
"""The laws of import: import(import(x)) = import(x), x and import(x) draw the same pages, and the
listed edits lead back to x.

    run.py LAWS JIANBAO [FOLDER]

Of every sample and labelled text, whose PDFs are compared too, and of generated ones (texts.py), a
hundred to a process. FOLDER: where the generated texts are written and left to be looked at."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

import texts

GENERATED, BATCH = 1000, 100
ROOT = pathlib.Path(__file__).resolve().parents[2]


def judge(laws, paths):
    """The lines of those that break a law."""
    run = subprocess.run([laws, *map(str, paths)], capture_output=True, text=True)
    lines = run.stdout.splitlines()
    bad = [line for line in lines if not line.startswith("ok ")]
    if run.returncode or len(lines) != len(paths):
        bad.append(f"status {run.returncode} after {len(lines)} of {len(paths)}\n{run.stderr}")
    return bad


def differ_as_pdf(jianbao, path):
    """Built under one name in two folders: x and import(x)."""
    once = path.parent / "once"
    once.mkdir(exist_ok=True)
    if (path.parent / "images").is_dir():
        shutil.copytree(path.parent / "images", once / "images", dirs_exist_ok=True)
    pdfs = [folder / f"{path.stem}.pdf" for folder in (path.parent, once)]
    done = [subprocess.run([jianbao, *words], capture_output=True).returncode for words in (
        ["import", path, "-o", f"{once}/"],
        ["build", path, "-o", pdfs[0]],
        ["build", once / path.name, "-o", pdfs[1]])]
    if max(done) > 1:
        return [f"status {done}"]
    return ["PDF bytes"] if pdfs[0].read_bytes() != pdfs[1].read_bytes() else []


def cases(laws, jianbao, folder):
    shutil.copytree(ROOT / "samples", folder / "samples")
    shutil.copytree(ROOT / "tests" / "recognise", folder / "recognise")
    for path in sorted([*folder.glob("samples/*.txt"), *folder.glob("recognise/*.txt")]):
        yield path.name, judge(laws, [path]) + differ_as_pdf(jianbao, path)
    made = folder / "made"
    made.mkdir()
    paths = texts.write(made, GENERATED)
    for first in range(0, GENERATED, BATCH):
        yield f"generated from {first}", judge(laws, paths[first:first + BATCH])


def main():
    failed = n = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else folder)
        for n, (name, bad) in enumerate(cases(sys.argv[1], sys.argv[2], folder), 1):
            failed += bool(bad)
            print(f"{'not ok' if bad else 'ok'} {n} - {name}")
            for line in bad:
                print("# " + line.replace("\n", "\n# "))
    print(f"1..{n}")
    return failed != 0


sys.exit(main())
