"""What `jianbao batch` tells programs, against docs/json.md."""
import json
import pathlib
import re

from looks import keys_of

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOOD = "刊名：简报\n期号：2025年第3期\n日期：2025年1月20日\n\n# 标题\n\n正文。\n"


def known_keys():
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `(\w+)`", text.partition("\n## Batches")[2].partition("\n## ")[0],
                          re.M))


def rows_of(text):
    return [json.loads(line) for line in text.splitlines()]


def test_every_key_of_a_batch_is_documented(box):
    box.write("in/a.txt", GOOD)
    box.write("in/b.txt", GOOD.encode() + b"\xff\n")
    options = ("--impose=booklet", "--set=期号=4", "--repair", "--strict")
    plan = rows_of(box.run("batch", "plan", "in", *options).out)
    box.path("in").joinpath(b"\xff.txt".decode(errors="surrogateescape")).write_text(GOOD)
    plan += rows_of(box.run("batch", "plan", "in").out)
    run = box.run("batch", "in", "-o", "out", "--diagnostics=json")
    told = rows_of(run.out) + rows_of(box.run("batch", "status", "-o", "out",
                                              "--diagnostics=json").out)
    results = rows_of(box.path("out/results.jsonl").read_text(encoding="utf-8"))
    found = keys_of(plan) | keys_of(told) | keys_of(results)
    known = known_keys() - {"done", "rate"}  # of progress, which is told after ten seconds
    assert run.status == 4 and found == known, (found - known, known - found)


def test_a_plan_of_another_program(box):
    """The members without which there is no row."""
    text = box.write("a.txt", GOOD)
    row = {"id": "x/y", "source": str(text), "variants": "screen", "lang": "zh"}
    box.write("plan.jsonl", json.dumps(row) + "\n")
    box.expect(box.run("batch", "run", "plan.jsonl", "-o", "out"), 0)
    assert box.path("out/data/x/y.pdf").exists(), box.files()
