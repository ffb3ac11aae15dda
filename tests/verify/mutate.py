#!/usr/bin/python3
"""Breaks the rules of PDF/X and PDF/A one by one over good files: mutate.py JIANBAO.

A mutation takes the open PDF (or, by bytes, the whole file), breaks one rule of the table and names
it; `verify` must tell that rule, with a clause of the standard, and nothing else but what `also`
names as not to be avoided; that the text is touched when it is, and only then. Prints TAP."""
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import archive  # noqa: F401 (they register themselves)
    import good
    import kept  # noqa: F401
    import painting  # noqa: F401
    import structure  # noqa: F401
    import tagged  # noqa: F401
    from registry import MUTATIONS
except ImportError:
    print("1..0 # SKIP python3-pikepdf is not installed")
    sys.exit(0)

TEXT = "刊名：工作简报\n期号：2025年第3期（总第45期）\n日期：2025年1月20日\n\n# 一年工作\n\n各部门要定期报送。\n"
MORE = """
## 一、数字

{图注} 表1 数字

| 项目 | 数量 | 备注 |
| 甲 | 1 | 无 |
| 乙 | 2 | 无 |

![月平均水位](level.png)

{名单} 组长：王一明　李二
"""
PICTURE = Path(__file__).resolve().parents[2] / "samples/images/level.png"

# How a good file is made: of which variant, by what, in which version of PDF; what it must cite.
STANDARDS = {
    "x-1a": ("print", good.x1a, "1.4", "ISO 15930-4"),
    "x-4": ("print", good.x4, "1.6", "ISO 15930-7"),
    "a-1b": ("a1b", good.a1b, "1.4", "ISO 19005-1"),
    "a-2b": ("a1b", good.a2b, "1.7", "ISO 19005-2"),
    "a-2u": ("a1b", good.a2u, "1.7", "ISO 19005-2"),
    "a-3a": ("archive", good.a3a, "1.7", ("ISO 19005-3", "ISO 14289-1")),
}


def mutate(sources, standard, by_bytes=False, function=lambda same: same):
    variant, make, version, _ = STANDARDS[standard]
    with make(sources[variant]) as pdf:
        if not by_bytes:
            function(pdf)
        data = good.save(pdf, version)
    return function(data) if by_bytes else data


def verify(jianbao, path, asked):
    words = [jianbao, "verify", path, "--strict", "--lang=en", "--diagnostics=json"]
    words += ["--standard", asked] if asked else []
    done = subprocess.run(words, capture_output=True, text=True)
    return done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr


def fault_of(status, verdict, stderr, mutation):
    """What is wrong with the answer to a broken file, or None."""
    found = {breach["rule"]: breach["clause"] for breach in verdict.get("findings", [])}
    if status != 1 or stderr:
        return f"status {status}, {stderr or sorted(found)}"
    wanted = {mutation.rule} | ({"text-source"} if mutation.text else set())
    if not wanted <= set(found) <= wanted | set(mutation.also):
        return f"{sorted(found)} in place of {sorted(wanted)}"
    part, clause = STANDARDS[mutation.standard][3], found[mutation.rule]
    parts = (part,) if isinstance(part, str) else part
    if not clause.startswith((*parts, "ISO 32000-1", "vendors' usage", "record of the issue")):
        return f"{mutation.rule} has the clause {clause!r}"
    if mutation.clause and clause != mutation.clause:
        return f"{mutation.rule} has the clause {clause!r}, not {mutation.clause}"
    return None


def good_fault(status, verdict, stderr):
    return None if status == 0 and verdict.get("findings") == [] else f"{status} {verdict} {stderr}"


# What no broken file of a standard can show: tests/cli/verifying.py and tests/fuzz; the text by
# itself: tests/pdf/said.py.
ELSEWHERE = {"not-pdf", "unreadable", "locked", "limit", "text-source", "text-lost"}


def rules_left():
    """Rules of the table that nothing here breaks."""
    table = Path(__file__).resolve().parents[2] / "src/verify/rule_table.h"
    keys = re.findall(r"^X\((\w+),", table.read_text(encoding="utf-8"), re.M)
    named = {key.lower().replace("_", "-") for key in keys}
    return sorted(named - {mutation.rule for mutation in MUTATIONS} - ELSEWHERE)


def answers(jianbao, sources, path):
    """(name, fault) of each case."""
    for source in sources.values():
        yield f"{source.name} as it is built", good_fault(*verify(jianbao, source, None))
    for standard in STANDARDS:
        path.write_bytes(mutate(sources, standard))
        yield f"{standard}, whole", good_fault(*verify(jianbao, path, None))
    for broken in MUTATIONS:
        path.write_bytes(mutate(sources, broken.standard, broken.by_bytes, broken.function))
        fault = fault_of(*verify(jianbao, path, broken.asked), broken)
        yield f"{broken.function.__name__}: {broken.rule}", fault
    yield "every rule is broken", ", ".join(rules_left())


def build(jianbao, folder):
    """What is broken: a print file for PDF/X, kept ones for PDF/A, by their variants."""
    made = {}
    shutil.copy(PICTURE, folder)
    for variant, text in (("print", TEXT), ("a1b", TEXT), ("archive", TEXT + MORE)):
        (folder / "a.txt").write_text(text, encoding="utf-8")
        made[variant] = folder / f"{variant}.pdf"
        subprocess.run([jianbao, "build", folder / "a.txt", f"--for={variant}", "-o",
                        made[variant]], check=True, capture_output=True)
    return made


def main():
    jianbao, failed = sys.argv[1], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        number = 0
        for number, (title, fault) in enumerate(
                answers(jianbao, build(jianbao, folder), folder / "b.pdf"), 1):
            failed += bool(fault)
            print("".join(f"# {line}\n" for line in (fault or "").splitlines()), end="")
            print("not ok" if fault else "ok", number, "-", title, flush=True)
        print(f"1..{number}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
