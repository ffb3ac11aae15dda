#!/usr/bin/env python3
"""Whole texts through the proof rules: `run.py PROOFREAD`.

Every finding in the samples, in the texts of tests/recognise and in the prose here is a line of
findings.expect, each judged by reading: what is not listed there is a false alarm until somebody
has looked at it. Clean prose (clean-*.txt) has none at all."""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def expected():
    """{file: [(place, code, what is proposed)]} from lines `FILE:LINE:COL CODE PROPOSAL  # why`."""
    wanted = {}
    for line in (HERE / "findings.expect").read_text(encoding="utf-8").splitlines():
        found = re.match(r"(\S+?):(\d+:\d+) (J\d{4}) (.*?)\s+# \S", line)
        if found:
            wanted.setdefault(found[1], []).append(found.groups()[1:])
        elif line and not line.startswith("#"):
            sys.exit(f"findings.expect: cannot read {line}")
    return wanted


def findings(program, text):
    out = subprocess.run([program, text], capture_output=True, check=True).stdout.decode()
    found = []
    for line in out.splitlines():
        place, code, message = re.match(r".*?:(\d+:\d+): 提醒\[(J\d{4})\]：(.*)", line).groups()
        found.append((place, code, message))
    return found


def main():
    program, wanted = sys.argv[1], expected()
    texts = sorted((ROOT / "samples").glob("*.txt")) + \
        sorted((ROOT / "tests/recognise").glob("*.txt")) + \
        sorted((ROOT / "tests/golden").glob("*/issue.txt")) + sorted(HERE.glob("*.txt"))
    print(f"1..{len(texts) + 1}")
    failed = 0
    for number, text in enumerate(texts, 1):
        name = str(text.relative_to(ROOT))
        want, got = wanted.pop(name, []), findings(program, text)
        same = len(want) == len(got) and all(
            w[:2] == g[:2] and w[2] in g[2] for w, g in zip(want, got))
        clean = text.name.startswith("clean-") and (want or got)
        failed += not same or bool(clean)
        print(f"{'ok' if same and not clean else 'not ok'} {number} - {name}: {len(got)} findings")
        for place, code, message in got if not same else []:
            print(f"# {name}:{place} {code} {message}")
    print(f"{'not ok' if wanted else 'ok'} {len(texts) + 1} - every listed text is there")
    return failed + len(wanted) != 0


sys.exit(main())
