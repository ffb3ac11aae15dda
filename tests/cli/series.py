"""series.yaml: found, read, and what it decides of an issue: layout, names of files, fonts."""
import json

from texts import ISSUE, issue

NAMED = "name: 工作简报\n"
FULL = """\
name: 工作简报
layout: [{from: 2009-01-01, use: bench}, {from: 2025-01-01, use: shanghai-post}]
number: {restart: yearly, total: true, form: "{year}年第{number}期（总第{total}期）"}
rhythm: weekly Monday
files: "{year}-{number:02}"
new:
  编发: 某局办公室
  签发: 张三
  end: |
    报：区委办公室
    送：各科室
proof: {skip: [P09, N04]}
exceptions: [2024年第17期, 总第402期]
"""


def layout_of(box, *words, cwd=None):
    """The layout that check names, and why."""
    run = box.run("check", "--diagnostics=json", *words, cwd=cwd)
    told = json.loads(run.out)
    return told["layout"], told["layout_by"], run


def test_layout(box):
    box.write("series.yaml", NAMED + "layout: shanghai-post\n")
    box.write("a.txt", ISSUE)
    assert layout_of(box, "a.txt")[:2] == ("shanghai-post", "series")
    assert layout_of(box, "a.txt", "--layout=bench")[:2] == ("bench", "option")
    box.write("b.txt", issue("版式：plain"))
    assert layout_of(box, "b.txt")[:2] == ("plain", "field")
    assert "named by series.yaml" in box.run("check", "a.txt").out


def test_layout_by_the_date(box):
    box.write("series.yaml", FULL)
    for date, layout, why in [("2025年1月20日", "shanghai-post", "series"),
                              ("2024年12月30日", "bench", "series"),
                              ("2009-01-01", "bench", "series"),
                              ("2008年12月31日", "gbt9704", "default"),
                              ("近日", "shanghai-post", "series")]:
        box.write("a.txt", ISSUE.replace("2025年1月20日", date))
        assert layout_of(box, "a.txt")[:2] == (layout, why), date
    assert layout_of(box, "a.txt", "--set", "日期=2010-03-05")[0] == "bench"


def test_found_in_the_nearest_folder_above(box):
    box.write("series.yaml", NAMED + "layout: shanghai-post\n")
    box.write("2025/one/a.txt", ISSUE)
    box.write("other/series.yaml", NAMED)
    box.write("other/a.txt", ISSUE)
    assert layout_of(box, "2025/one/a.txt")[0] == "shanghai-post"
    assert layout_of(box, "a.txt", cwd=box.path("2025/one"))[0] == "shanghai-post"
    assert layout_of(box, box.path("2025/one/a.txt"))[0] == "shanghai-post"
    assert layout_of(box, "other/a.txt")[0] == "gbt9704"
    assert layout_of(box, "../one/./a.txt", cwd=box.path("2025/one"))[0] == "shanghai-post"
    told = json.loads(box.run("check", "--diagnostics=json", "-", stdin=ISSUE.encode()).out)
    assert told["layout"] == "shanghai-post"


def test_layouts_of_the_office_itself(box):
    """By name in layouts/ beside series.yaml, by path from there; both may extend ours."""
    box.write("series.yaml", NAMED + "layout: ours\n")
    box.write("layouts/ours.yaml", "extends: gbt9704\n")
    box.write("layouts/gbt9704.yaml", "extends: gbt9704\ntitle: 另一简报\n")
    box.write("mine.yaml", "extends: ours\n")
    box.write("2025/a.txt", ISSUE)
    assert layout_of(box, "2025/a.txt")[:2] == ("ours", "series")
    assert layout_of(box, "a.txt", "--layout=ours", cwd=box.path("2025"))[:2] == ("ours", "option")
    box.write("series.yaml", NAMED + "layout: layouts/ours.yaml\n")
    assert layout_of(box, "2025/a.txt")[:2] == ("ours", "series")
    box.write("series.yaml", NAMED)
    box.write("2025/b.txt", ISSUE.replace("工作简报", "另一简报"))
    assert layout_of(box, "2025/b.txt")[:2] == ("gbt9704", "title")
    listed = box.run("layout", "list").out.splitlines()
    assert listed[:2] == ["gbt9704  另一简报", "ours  另一简报"] or "ours" in listed[1], listed
    assert "另一简报" in box.run("layout", "show", "gbt9704").out
    assert box.run("layout", "check", "ours").out.endswith("ours.yaml: good\n")


def test_names_of_files(box):
    box.write("series.yaml", NAMED + 'files: "{year}-{number:02}"\n')
    box.write("text.txt", ISSUE)
    box.path("out").mkdir()
    assert box.run("build", "text.txt").out == "2025-03.pdf\n"
    assert box.run("build", "text.txt", "-o", "out").out == "out/2025-03.pdf\n"
    assert box.run("build", "text.txt", "-o", "a.pdf").out == "a.pdf\n"
    assert box.run("build", "text.txt", "-o", "{total}").out == "45.pdf\n"
    assert box.run("import", "text.txt", "-o", "out").out == "out/text.txt\n"
    box.write("draft.txt", issue("状态：清样"))
    assert box.run("build", "draft.txt").out == "2025-03-清样.pdf\n"
    box.write("right.txt", issue("更正：2"))
    assert box.run("build", "right.txt").out == "2025-03-更正2.pdf\n"
    box.write("bare.txt", "一段正文。\n")
    assert box.run("build", "bare.txt").out == "bare.pdf\n"


def test_the_same_bytes_with_and_without(box):
    """What series.yaml does not say changes nothing."""
    box.write("a/a.txt", ISSUE)
    box.write("b/a.txt", ISSUE)
    box.write("b/series.yaml", NAMED + "rhythm: daily\n")
    box.run("build", "a/a.txt", "-o", "a/")
    box.run("build", "b/a.txt", "-o", "b/")
    assert box.path("a/a.pdf").read_bytes() == box.path("b/a.pdf").read_bytes()


def test_fonts_beside_it(box):
    box.write("series.yaml", NAMED)
    box.write("fonts.yaml", "faces:\n  FandolFang: {files: none.otf, install: ask}\n")
    box.write("2025/a.txt", ISSUE)
    run = box.run("build", "2025/a.txt")
    assert run.status == 3 and "J0401" in run.codes(), run
    assert "none.otf" in box.run("fonts", "check", cwd=box.path("2025")).out
    box.write("2025/fonts.yaml", "faces: {}\n")
    assert box.run("build", "2025/a.txt").codes() == []


def test_another_newsletter_in_the_folder(box):
    box.write("series.yaml", "name: 工作 简报\n")
    box.write("a.txt", ISSUE)
    box.expect(box.run("build", "a.txt"), 0)
    box.write("b.txt", ISSUE.replace("工作简报", "学习简报"))
    box.expect(box.run("build", "b.txt"), 0, "J0820")


def test_a_name_that_was_changed(box):
    box.write("series.yaml", "name: [{use: 工作简报}, {from: 2025-06-01, use: 学习简报}]\n")
    box.write("a.txt", ISSUE)
    box.write("b.txt", ISSUE.replace("工作简报", "学习简报").replace("第3期", "第4期"))
    for name in "a.txt", "b.txt":
        assert "J0820" not in box.run("build", name).err, name
    made = box.run("new", "--date", "2025-07-08", "-o", "-")
    assert made.out.startswith("刊名：学习简报\n"), made


def test_numbers_that_disagree_with_the_folder(box):
    box.write("series.yaml", NAMED + "number: {total: true}\n")
    box.write("a.txt", ISSUE)
    box.write("b.txt", ISSUE.replace("第3期", "第4期").replace("45", "46").replace("月20日", "月27日"))
    for name in "a.txt", "b.txt":
        assert "J10" not in box.run("check", name).out
    box.write("c.txt", ISSUE.replace("第3期", "第5期").replace("45", "74").replace("月20日", "月28日"))
    run = box.run("check", "c.txt")
    assert "c.txt: warning[J1015]: the total of '2025年第5期（总第74期）'" in run.out, run
    box.write("d.txt", ISSUE.replace("月20日", "月30日"))
    assert "J1016" in box.run("check", "d.txt").out
    told = json.loads(box.run("check", "--diagnostics=json", "a.txt").out)["diagnostics"]
    assert [d["code"] for d in told] == ["J1016"], told
    run = box.run("batch", "plan", ".", "-o", "plan.jsonl")
    assert run.codes() == ["J1016", "J1015", "J1016"], run
    assert "J1016" not in box.run("build", "a.txt").err
    box.write("series.yaml", NAMED + "number: {total: true}\nexceptions: [2025年第3期, 总第74期]\n")
    for name in "a.txt", "c.txt", "d.txt":
        assert "J10" not in box.run("check", name).out, name


def test_everything_that_can_stand_in_it(box):
    box.write("series.yaml", FULL)
    box.write("a.txt", ISSUE)
    box.expect(box.run("build", "a.txt"), 0)


def test_all_faults_at_once(box):
    box.write("series.yaml", """\
nmae: 工作简报
layout: {use: gbt9704}
number: {restart: montly, total: maybe, form: "第{nubmer}期", joint: 合刊}
rhythm: weekly Mon
files: "{year}/{number}"
new:
  编法: 某局
  期号: 2025年第1期
  end: [报]
proof: {skip: [P9]}
exceptions: [昨天]
xyzzy: 1
""")
    box.write("a.txt", ISSUE)
    run = box.run("build", "a.txt", "--diagnostics=short")
    places = {line.split(": ")[0] for line in run.err.splitlines()}
    wanted = ["1:1", "2:9", "3:19", "3:34", "3:48", "3:68", "4:9", "5:9", "7:3", "8:7", "9:8",
              "10:16", "11:14", "12:1"]
    assert run.status == 3 and places == {f"series.yaml:{place}" for place in wanted}, run
    assert "did you mean 'name'" in run.err and "did you mean '编发'" in run.err, run
    assert box.files() == ["a.txt", "series.yaml"]


def test_a_fault_is_shown_with_a_caret(box):
    box.write("series.yaml", NAMED + "rhythm: montly 15\n")
    box.write("a.txt", ISSUE)
    run = box.run("check", "a.txt")
    assert "    rhythm: montly 15\n            ^^^^^^^^^\n" in run.out + run.err, run


def test_odd_values(box):
    box.write("a.txt", ISSUE)
    for text, good in [("rhythm: monthly 10 25", True), ("rhythm: biweekly 周一 星期四", True),
                       ("rhythm: daily", True), ("rhythm: irregular", True),
                       ("rhythm: daily 3", False), ("rhythm: monthly 0", False),
                       ("rhythm: monthly 32", False), ("rhythm: weekly", False),
                       ("rhythm: [weekly]", False), ("files: '{total}'", True),
                       ("files: '{variant}'", False), ("files: ''", False), ("files: .a", False),
                       ("number: {form: 总第{total}期}", False),
                       ("number: {form: '总第{total}期'}", True),
                       ("number: {form: '〔{year}〕{number}号'}", True),
                       ("number: {form: '{year}年'}", False), ("number: {form: 第3期}", False),
                       ("number: {total: true, form: '第{number}期'}", False),
                       ("number: {joint: '第{number}期合刊'}", True),
                       ("number: {special: '专刊'}", False), ("layout: []", False),
                       ("layout: [gbt9704]", False), ("layout: [{from: 2025-01-01}]", False),
                       ("layout: [{from: 2025-02-30, use: bench}]", False), ("layout:", False),
                       ("new: 编发", False), ("name2: a", False), ("proof: {skip: P09}", False),
                       ("exceptions: 2024年第3期", False), ("exceptions: []", True)]:
        box.write("series.yaml", NAMED + text + "\n")
        run = box.run("dump", "--stage=issue", "a.txt")
        assert run.status == (0 if good else 3), (text, run)
