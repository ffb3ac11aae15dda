#!/usr/bin/env python3
"""The guide to verify lists every rule as the table has it: rules.py ROOT [--update]. TAP."""
import re
import sys
from pathlib import Path

ROW = re.compile(r'^X\((\w+), (\w+), (\w+), (\w+(?:\([^)]*\))?(?: \w+\([^)]*\))*), '
                 r'"((?:\\.|[^"\\])*)", "((?:\\.|[^"\\])*)"\)$', re.M)
MARKS = re.compile(r"(<!-- rules -->\n).*?(<!-- end -->\n)", re.S)
HEADS = {"docs/verify.md": "| rule | of | level | what is wrong |",
         "docs/verify.zh-CN.md": "| 规则 | 属于 | 级别 | 错在哪里 |"}
# Words of rule.c, and the standards that each says. A level holds what those below it hold: "A-2"
# is A-2b, A-2u and A-2a, "A-2u" the last two.
SETS = {"PDF": "PDF", "X1A": "X-1a", "X4": "X-4", "A1": "A-1b", "A2ONLY": "A-2", "A3": "A-3",
        "A2U": "A-2u A-3u", "A2A": "A-2a A-3a", "UA": "UA-1", "PDFX": "X-1a X-4",
        "ANY": "PDF X-1a X-4", "PRESS": "X-1a X-4", "RECORD": "A-1b A-2 A-3",
        "A2": "A-2 A-3", "A": "A-1b A-2 A-3", "ALL": "PDF X-1a X-4 A-1b A-2 A-3 UA-1"}
LEVELS = {"FAULT": ("fault", "错误"), "WARNING": ("warning", "提醒")}


def standards(clauses, chinese):
    """Those that have the rule, by the words of rule.c."""
    words = re.findall(r"(\w+)(?:\(|$)", clauses)
    return ("、" if chinese else ", ").join(" ".join(SETS[word] for word in words).split())


def table(rows, head, chinese):
    lines = [head, "|---|---|---|---|"]
    for key, level, _, claims, zh, en in rows:
        words = re.sub(r"[“'‘]?\{\d\}[”'’]?", "…", zh if chinese else en).replace('\\"', '"')
        name = key.lower().replace("_", "-")
        lines.append(f"| `{name}` | {standards(claims, chinese)} | {LEVELS[level][chinese]} | "
                     f"{words} |")
    return "\n".join(lines) + "\n"


def main():
    root = Path(sys.argv[1])
    source = (root / "src/verify/rule_table.h").read_text(encoding="utf-8")
    rows = ROW.findall(source)
    print(f"1..{len(HEADS) + 1}")
    whole = len(rows) == len(re.findall(r"^X\(", source, re.M)) > 50
    print("ok" if whole else "not ok", 1, "- every row of the table is read")
    failed = not whole
    for number, (name, head) in enumerate(HEADS.items(), 2):
        path, chinese = root / name, "zh" in name
        text = path.read_text(encoding="utf-8")
        made = MARKS.sub(lambda m: m[1] + table(rows, head, chinese) + m[2], text)
        if "--update" in sys.argv:
            path.write_text(made, encoding="utf-8")
            text = made
        good = made == text and "| `box-trim` |" in text
        failed |= not good
        print("ok" if good else "not ok", number, f"- {name} lists the rules of the table")
    return failed


sys.exit(main())
