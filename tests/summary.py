#!/usr/bin/env python3
"""Counts the tests that `meson test` really ran and prints the sum on one line.

    summary.py BUILD-FOLDER...      ->      412 passed, 0 failed, 3 skipped

A test program that speaks TAP counts test by test, any other as one. A program that crashed, timed
out or stopped early without naming a failed test counts as one failure, and so does a folder
without a log: it did not build. Exit status 1 when anything failed or nothing ran.
"""
import json
import pathlib
import re
import sys

PLAN = re.compile(r'^1\.\.(\d+)', re.M)
REMARKS = 20  # shown of one failed test
RESULT = re.compile(r'^(not ok|ok)\b[^#\n]*(?:#\s*(SKIP|TODO))?', re.M | re.I)


def count_tap(output):
    """(passed, failed, skipped) of one program's TAP output."""
    passed = failed = skipped = 0
    for verdict, directive in RESULT.findall(output):
        if directive.upper() == 'SKIP':
            skipped += 1
        elif (verdict.lower() == 'ok') == (directive.upper() != 'TODO'):
            passed += 1
        else:
            failed += 1
    return passed, failed, skipped


def count_test(test):
    """(passed, failed, skipped) of one entry of meson's log."""
    output, good = test['stdout'], test['result'] in ('OK', 'EXPECTEDFAIL')
    if test['result'] == 'SKIP':
        return 0, 0, 1
    if not PLAN.search(output) and not RESULT.search(output):
        return (1, 0, 0) if good else (0, 1, 0)
    passed, failed, skipped = count_tap(output)
    return passed, failed if good or failed else 1, skipped


def explain(output):
    """The remarks before each `not ok`, which meson keeps to its log; the first of many."""
    remarks = []
    for line in output.splitlines():
        if line.startswith('#'):
            remarks.append(line)
        elif line.startswith('not ok'):
            yield from [line, *remarks[:REMARKS]]
            remarks = []
        elif line.startswith('ok'):
            remarks = []


def count_build(folder):
    log = pathlib.Path(folder, 'meson-logs', 'testlog.json')
    if not log.exists():
        print(f'{folder}: no tests ran: it did not build')
        return 0, 1, 0
    tests = [json.loads(line) for line in log.read_text(encoding='utf-8').splitlines()]
    total = (0, 0, 0)
    for test in tests:
        counts = count_test(test)
        if counts[1]:
            print(f"{folder}: {test['name']}: {test['result']}")
            for line in explain(test['stdout']):
                print(f'    {line}')
        total = tuple(map(sum, zip(total, counts)))
    return total


def main(folders):
    passed, failed, skipped = map(sum, zip(*map(count_build, folders)))
    tail = f', {skipped} skipped' if skipped else ''
    print(f'{passed} passed, {failed} failed{tail}')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
