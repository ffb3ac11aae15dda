"""What becomes of fields and blocks that have no place or no setting of their own, and of lists."""
import re

import texts

RAW = "某局\n工作简报\n第3期\n某局办公室 2024年5月6日\n"
TEXT = "近日，某局召开会议，部署下一步工作，全体干部参加了会议。\n"
TABLE = "| 指标 | 总量 |\n|---|---|\n| 人口 | 三万 |\n"


def test_rows_of_a_raw_masthead_are_told_and_lose_nothing(box):
    box.write("a.txt", RAW + "签发：张 三  主编：李四\n责任编辑：\n" + TEXT + "报：甲\n")
    run = box.run("check", "a.txt")
    assert run.status == 0, run
    assert re.findall(r"a\.txt:(\S+): warning\[J0309\].*for '(\w+)'", run.out) == [
        ("5:4", "签发"), ("5:12", "主编")], run


def test_rows_of_cells_are_a_table(box):
    box.write("a.txt", texts.issue(body=TABLE + "一段。\n" + TABLE))
    box.expect(box.run("build", "--strict", "a.txt"), 0)
    out = box.run("dump", "--stage=lines", "a.txt").out
    assert out.count("table-row style=table cells=2") == 4 and "cell 1 at=" in out, out
    text = box.run("dump", "--stage=lines", "a.txt", "--set", "table=none").out
    assert "cell 1" not in text and "指标　总量" in text, text


def test_items_of_an_attachment_stand_below_the_first(box):
    """GB/T 9704 7.3.4: under the first character behind 附件：, which is three ems wide."""
    long = "某局关于召开会议部署下一步工作的通知和全体干部参加会议的名单"
    box.write("a.txt", texts.HEAD + "\n# 标题一则\n\n一段正文。\n\n"
              f"{{附件}}附件：1.{long}\n　　　2.名单\n" + texts.END)
    out = box.run("dump", "--stage=lines", "a.txt").out
    block = out.split("attachment style=")[1].split("\nblock")[0]
    size = float(re.search(r"quad=(\S+)", block)[1])
    lefts = [float(left) for left in re.findall(r"left=(\S+)", block)]
    assert len(lefts) == 3, block
    assert all(abs(left - want) < 0.01
               for left, want in zip(lefts, (2 * size, 5 * size, 5 * size))), block


def test_many_of_one_code_are_counted_not_listed(box):
    box.write("a.txt", texts.issue(body="\ue000字。\n" * 30))
    human = box.run("build", "--diagnostics=human", "a.txt")
    assert human.status == 1 and human.err.count("[J0404]") == 20, human
    assert re.search(r"J0915.*10 more of J0404", human.err), human
    short = box.run("build", "--diagnostics=short", "a.txt")
    assert short.err.count("[J0404]") == 30 and "J0915" not in short.err, short
