#!/usr/bin/env python3
"""What each labelled text is taken for: compares `recognise TEXT` with TEXT's .expect.

The expectation is the dump with its edits counted by rule. A byte that is neither painted nor
edited nor a mark fails the text, and so does a broken law of `import`. --update rewrites the
expectations, which are then to be read like code."""
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

KINDS = r"(field|block|emphasis|name|work|note|ruby) "


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


def said(dump):
    """Fields and blocks of a dump without places and rules."""
    lines = [line for line in dump.splitlines() if re.match(KINDS, line)]
    lines = [re.sub(r' \d+:\d+-\d+:\d+| rule="[^"]*"| doubtful', "", line) for line in lines]
    return [line for line in lines if line != 'field 期号 ""']


def breaks_a_law(program, text):
    """import(import(x)) = import(x), and both are taken for the same."""
    once = subprocess.run([program, text, "import"], capture_output=True).stdout
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(once)
        file.flush()
        twice = subprocess.run([program, file.name, "import"], capture_output=True).stdout
        again, status = outcome(program, file.name)
    return once != twice or status != 0 or said(again) != said(outcome(program, text)[0])


def main():
    program, update = sys.argv[1], "--update" in sys.argv
    folder = pathlib.Path(__file__).parent
    texts = sorted(path.with_suffix(".txt") for path in folder.glob("*.expect"))
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
        broken = breaks_a_law(program, text)
        good = got == want and status == 0 and not lost and not broken
        failed += not good
        print(f"{'ok' if good else 'not ok'} {i} - {text.name}")
        if not good:
            for a, b in zip(got.splitlines() + [""], want.splitlines() + [""]):
                if a != b:
                    print(f"# got  {a}\n# want {b}")
                    break
            print(f"# status {status}, lost with {lost}, laws of import broken: {broken}")
    return failed != 0


sys.exit(main())
