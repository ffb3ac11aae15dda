#!/usr/bin/env python3
"""What each labelled text is taken for: compares `recognise TEXT` with TEXT's .expect.

The expectation is the dump with its edits counted by rule. Any byte that is neither painted nor edited nor
a mark fails the text. --update rewrites the expectations, which are then to be read like code."""
import collections
import pathlib
import re
import subprocess
import sys


def outcome(program, text, *options):
    run = subprocess.run([program, text, *options], capture_output=True)
    lines, edits = [], collections.Counter()
    for line in run.stdout.decode().splitlines():
        edit = re.match(r'edit \S+ rule="([^"]*)"', line)
        if edit:
            edits[edit[1]] += 1
        else:
            lines.append(line)
    lines += [f"edits {rule}: {n}" for rule, n in sorted(edits.items())]
    return "\n".join(lines) + "\n", run.returncode


def main():
    program, update = sys.argv[1], "--update" in sys.argv
    folder = pathlib.Path(__file__).parent
    texts = sorted(folder.glob("*.txt"))
    print(f"1..{len(texts)}")
    failed = 0
    for i, text in enumerate(texts, 1):
        got, status = outcome(program, text)
        expect = text.with_suffix(".expect")
        if update:
            expect.write_text(got, encoding="utf-8")
        want = expect.read_text(encoding="utf-8") if expect.exists() else ""
        # Nothing may be lost however much is cleaned
        lost = [o for o in ("none", "spacing", "plain") if outcome(program, text, o)[1]]
        good = got == want and status == 0 and not lost
        failed += not good
        print(f"{'ok' if good else 'not ok'} {i} - {text.name}")
        if not good:
            for a, b in zip(got.splitlines() + [""], want.splitlines() + [""]):
                if a != b:
                    print(f"# got  {a}\n# want {b}")
                    break
            print(f"# status {status}, lost with {lost}")
    return failed != 0


sys.exit(main())
