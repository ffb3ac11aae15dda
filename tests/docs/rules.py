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
NAMES = {"PDF": "PDF", "X1A": "X-1a", "X4": "X-4", "A1": "A-1b", "A2B": "A-2b", "A2U": "A-2u"}
SETS = {"PDFX": "X1A X4", "ANY": "PDF X1A X4", "PRESS": "X1A X4", "A2": "A2B A2U",
        "A": "A1 A2B A2U", "ALL": "PDF X1A X4 A1 A2B A2U"}
LEVELS = {"FAULT": ("fault", "错误"), "WARNING": ("warning", "提醒")}


def standards(clauses, chinese):
    """Those that have the rule, by the words of rule.c."""
    words = " ".join(SETS.get(word, word) for word in re.findall(r"(\w+)(?:\(|$)", clauses)).split()
    return ("、" if chinese else ", ").join(NAMES[word] for word in words)


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
