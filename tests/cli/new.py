"""new: the next issue from the articles that were sent in."""
import fcntl
import json
import os
import shutil
import signal
import struct
import subprocess
import time

SERIES = """\
name: 工作简报
number: {total: true}
rhythm: weekly Monday
files: "{year}-{number:02}"
new:
  编发: 某局办公室编
  密级: 内部
  end: |
    报：区委办公室，
      区政府办公室
    送：各科室
"""
OLD = ("工作简报\n2025年第{}期（总第{}期）\n某局办公室编　　2025年{}月{}日\n\n某局召开会议\n\n"
       "近日，某局召开会议，部署下一步工作。\n\n报：区委办公室\n送：各科室\n")
HEADER = ("刊名：工作简报\n期号：2025年第27期（总第517期）\n编发：某局办公室编\n日期：2025年7月28日\n"
          "密级：内部\n")
END = "\n---\n报：区委办公室，\n　　区政府办公室\n送：各科室\n"
WRAPPED = ("甲局召开快递行业党建工作推进会\n"
           "    近日,甲局召开快递行业党建工作推进会,\n全区二十二家企业的负责人参加会议,会议传\n"
           "达了上级文件精神,总结了上半年的工作,部\n署了下半年的任务。会议强调,要把党建工作\n"
           "同业务工作紧密结合起来,做到两手抓、两手\n都要硬,切实把党的领导落实到行业发展的各\n"
           "方面、全过程。要建立健全工作机制,定期研\n究解决遇到的困难和问题,推动行业高质量发\n展。\n"
           "    会议还安排了其他工作。\n")
LEVELS = ("乙局关爱“小哥”\n通讯员：王芳\n\n一、送清凉进网点\n"
          "入夏以来，乙局走访二十个网点，送去清凉油五百盒。\n二、建驿站暖人心\n"
          "全区新建“暖蜂驿站”十二个，提供饮水、充电等服务。\n")
BODY = ("\n# 甲局召开快递行业党建工作推进会\n"
        "\n近日，甲局召开快递行业党建工作推进会，全区二十二家企业的负责人参加会议，会议传达了上级文件精神，"
        "总结了上半年的工作，部署了下半年的任务。会议强调，要把党建工作同业务工作紧密结合起来，做到两手抓、"
        "两手都要硬，切实把党的领导落实到行业发展的各方面、全过程。要建立健全工作机制，定期研究解决遇到的困难"
        "和问题，推动行业高质量发展。\n\n会议还安排了其他工作。\n"
        "\n# 乙局关爱“小哥”\n\n{署名}通讯员：王芳\n\n## 一、送清凉进网点\n"
        "\n入夏以来，乙局走访二十个网点，送去清凉油五百盒。\n\n## 二、建驿站暖人心\n"
        "\n全区新建“暖蜂驿站”十二个，提供饮水、充电等服务。\n")


def office(box, series=SERIES, **issues):
    """A folder with one issue that has come out."""
    box.write("series.yaml", series)
    box.write("2025-26.txt", OLD.format(26, 516, 7, 21))
    for name, text in issues.items():
        box.write(name + ".txt", text)


def number_of(box, *words, status=0):
    """期号 of what new prints with these words."""
    run = box.run("new", *words, "-o", "-")
    assert run.status == status, run
    return next(line[3:] for line in run.out.splitlines() if line.startswith("期号："))


def date_of(box, *words):
    return next(line[3:] for line in box.run("new", *words, "-o", "-").out.splitlines()
                if line.startswith("日期："))


def test_from_articles(box):
    office(box)
    box.write("稿件/1.txt", WRAPPED)
    box.write("稿件/2.txt", LEVELS.encode("gb18030"))
    run = box.run("new", "稿件/1.txt", "稿件/2.txt")
    assert run.status == 0 and run.out == "2025-27.txt\n", run
    assert box.path("2025-27.txt").read_text() == HEADER + BODY + END
    assert "稿件/1.txt: edits" in run.err and "[,] → [，]" in run.err, run
    checked = json.loads(box.run("check", "--diagnostics=json", "2025-27.txt").out)
    assert checked["canonical"] and checked["diagnostics"] == [], checked["diagnostics"]
    assert box.run("import", "2025-27.txt").out == HEADER + BODY + END
    assert "2025-27.txt" in box.files() and not [f for f in box.files() if "lock" in f], box.files()


def test_articles_stand_in_the_order_given(box):
    office(box)
    box.write("1.md", "甲\n\n一段正文。\n")
    box.write("2.md", "某局召开会议\n\n一段正文。\n")
    box.write("3.md", "某市举行活动\n\n一段正文。\n")
    box.run("new", "3.md", "2.md")
    text = box.path("2025-27.txt").read_text()
    assert text.index("# 某市举行活动") < text.index("# 某局召开会议")


def test_standard_input(box):
    office(box)
    run = box.run("new", "-", stdin="某局召开会议\n一段正文。\n".encode("gb18030"))
    assert run.out == "2025-27.txt\n", run
    assert "# 某局召开会议\n" in box.path("2025-27.txt").read_text()
    box.expect(box.run("new", "-", "-"), 2, "J0913")


def test_skeleton(box):
    office(box)
    assert box.run("new").out == "2025-27.txt\n"
    run = box.run("check", "2025-27.txt")
    assert run.status == 1 and run.out.count("J0821") == 2, run
    assert box.run("build", "2025-27.txt").status == 1


def test_an_article_of_a_title_alone_is_not_doubtful(box):
    office(box)
    box.write("a.md", "某局召开会议\n")
    run = box.run("new", "a.md")
    assert run.status == 0 and run.codes() == [], run
    assert "\n# 某局召开会议\n" in box.path("2025-27.txt").read_text()


def test_doubt_is_told_where_the_contributor_wrote(box):
    office(box)
    box.write("a.md", "某局召开会议\n\n一段正文。\n\n守正创新\n")
    run = box.run("new", "a.md")
    assert run.codes() == ["J0231"] and "a.md:5:1: " in run.err, run
    box.write("b.md", "近日，某局召开会议，部署工作。\n")
    box.expect(box.run("new", "b.md"), 0, "J0824")


def test_an_article_keeps_its_document_number(box):
    """A 文号 near the top makes no masthead, and contact rows at the end are text."""
    office(box)
    box.write("a.md", "某局关于开展活动的通知\n某局〔2025〕12号\n\n近日，某局召开会议。\n\n联系人：张三\n")
    run = box.run("new", "a.md")
    text = box.path("2025-27.txt").read_text()
    assert run.codes() == [] and "〔2025〕12号" in text and "联系人：张三" in text, run


def test_a_whole_issue_as_article(box):
    """Its body alone is taken, and that is said."""
    office(box)
    box.write("raw.md", OLD.format(3, 4, 5, 6))
    box.expect(box.run("new", "raw.md", "-o", "raw.txt"), 0, "J0822", "J0823")
    box.write("whole.md", "期号：第9期\n日期：2020-01-01\n\n# 某局开会\n\n一段正文。\n\n---\n报：乙局\n")
    run = box.run("new", "whole.md", "-o", "whole.txt")
    box.expect(run, 0, "J0822", "J0823")
    text = box.path("whole.txt").read_text()
    assert "第9期" not in text and "乙局" not in text and "# 某局开会\n\n一段正文。\n" in text, text


def test_a_broken_article_stops_it(box):
    office(box)
    box.write("a.md", "某局召开会议\n一段\x01正文。\n")
    before = box.files()
    for words, status, code in [(["a.md"], 3, "J0106"), (["none.md"], 3, "J0101"),
                                (["a.md", "--encoding=KLINGON"], 2, "J0104")]:
        box.expect(box.run("new", *words), status, code)
    assert box.files() == before


def test_images_of_articles(box):
    office(box)
    box.write("稿件/a.md", "某局召开会议\n一段正文。\n![会场](a.png)\n")
    run = box.run("new", "稿件/a.md", "-o", "a.txt")
    assert run.codes() == ["J0816"] and "稿件/a.png" in run.err, run
    box.write("稿件/a.png", b"")
    box.expect(box.run("new", "稿件/a.md", "-o", "b.txt"), 0)
    assert "![会场](稿件/a.png)" in box.path("b.txt").read_text()
    box.path("2025").mkdir()
    box.expect(box.run("new", "稿件/a.md", "-o", "2025/c.txt"), 0, "J0816")


def test_number_and_date_go_on(box):
    office(box)
    assert (number_of(box), date_of(box)) == ("2025年第27期（总第517期）", "2025年7月28日")
    box.write("2025-50.txt", OLD.format(50, 540, 12, 29))
    assert (number_of(box), date_of(box)) == ("2026年第1期（总第541期）", "2026年1月5日")
    assert number_of(box, "--date", "2025-12-30") == "2025年第51期（总第541期）"
    assert date_of(box, "--date", "2025年12月30日") == "2025年12月30日"
    assert date_of(box, "--set", "日期=二〇二五年十二月三十日") == "二〇二五年十二月三十日"


def test_kinds(box):
    office(box)
    for kind, number in [("joint:2", "2025年第27—28期合刊（总第517—518期）"),
                         ("合刊", "2025年第27—28期合刊（总第517—518期）"),
                         ("合刊：3", "2025年第27—29期合刊（总第517—519期）"),
                         ("joint:3", "2025年第27—29期合刊（总第517—519期）"),
                         ("supplement", "2025年增刊第1期"), ("增刊", "2025年增刊第1期"),
                         ("special", "2025年专刊第1期"), ("document", "〔2025〕1号")]:
        assert number_of(box, "--kind", kind) == number
    assert box.run("new", "--kind=joint:2").out == "2025-27-28.txt\n"
    assert box.run("new", "--kind=supplement").out == "2025-增刊01.txt\n"
    assert box.run("new", "--kind=supplement").out == "2025-增刊02.txt\n"
    assert number_of(box) == "2025年第29期（总第519期）"


def test_a_number_that_was_typed(box):
    office(box)
    assert number_of(box, "--set", "期号=27") == "2025年第27期（总第517期）"
    assert number_of(box, "--set", "期号=2024年第60期") == "2024年第60期（总第517期）"
    assert number_of(box, "--set", "期号=第30期（总第600期）") == "第30期（总第600期）"
    for typed in "26", "2025年第26期", "第25—26期", "2025年第27期（总第516期）":
        run = box.run("new", "--set", f"期号={typed}")
        box.expect(run, 2, "J1002")
        assert "2025-26.txt" in run.err and "--set 期号=2025年第2" in run.err, run


def test_forms_of_the_series(box):
    office(box, SERIES.replace("{total: true}", "{supplement: '增刊{year}-{number:02}'}"))
    assert box.run("new").status == 3
    office(box, SERIES.replace("{total: true}", "{supplement: '{year}年增刊第{number}期（总第{total}期）'}"))
    assert number_of(box) == "2025年第27期"
    assert number_of(box, "--kind=supplement") == "2025年增刊第1期（总第517期）"
    office(box, SERIES.replace("{total: true}", "{restart: never, form: '第{number}期'}"))
    assert number_of(box, "--date", "2026-01-05") == "第27期"


def test_exceptions(box):
    office(box)
    box.write("2025-28.txt", OLD.format(28, 518, 7, 28))
    box.expect(box.run("new", "-o", "-"), 0, "J1014")
    box.write("series.yaml", SERIES + "exceptions: [2025年第27期]\n")
    box.expect(box.run("new", "-o", "-"), 0)
    box.write("series.yaml", SERIES + "exceptions: [2025年第27期, 2025年第29期, 总第530期]\n")
    assert number_of(box) == "2025年第30期（总第531期）"
    run = box.run("new", "--set", "期号=29")
    box.expect(run, 2, "J1002")
    assert "series.yaml" in run.err, run


def test_correction(box):
    office(box)
    run = box.run("new", "--revises", "2025-26.txt")
    assert run.out == "2025-26-更正1.txt\n" and run.status == 0, run
    text = box.path("2025-26-更正1.txt").read_text()
    assert "期号：2025年第26期（总第516期）\n" in text and "更正：1\n" in text, text
    assert "日期：2025年7月21日\n" in text and "# 某局召开会议\n" in text and "送：各科室\n" in text
    assert box.run("new", "--revises", "2025-26-更正1.txt").out == "2025-26-更正2.txt\n"
    assert box.run("new").out == "2025-27.txt\n"
    assert box.run("build", "2025-26-更正1.txt").out == "2025-26-更正1.pdf\n"


def test_fields_and_end_of_the_last_issue(box):
    """A series.yaml without `new:` leaves them as they were, line ends of the name too."""
    box.write("series.yaml", "name: 某市工作简报\n")
    box.write("a.txt", OLD.format(26, 516, 7, 21).replace("工作简报", "某市\n工作简报"))
    run = box.run("new", "--date=2025-08-01")
    assert run.out == "2025-27.txt\n", run
    assert box.path("2025-27.txt").read_text() == (
        "刊名：某市\n　　　工作简报\n期号：2025年第27期\n编发：某局办公室编\n日期：2025年8月1日\n"
        "\n# 【待填：标题】\n\n【待填：正文】\n\n---\n报：区委办公室\n送：各科室\n")


def test_without_a_series(box):
    box.write("a.txt", OLD.format(26, 516, 7, 21))
    assert number_of(box, "--date=2025-08-01") == "2025年第27期（总第517期）"
    os.remove(box.path("a.txt"))
    box.expect(box.run("new"), 2, "J1001")
    run = box.run("new", "--set", "刊名=某市简报", "--date=2025-08-01")
    assert run.out == "2025-01.txt\n", run
    assert box.path("2025-01.txt").read_text().startswith("刊名：某市简报\n期号：2025年第1期\n")


def test_today_when_nothing_else_tells(box):
    box.write("series.yaml", "name: 工作简报\n")
    before = time.localtime()
    run = box.run("new", "-o", "-")
    after = time.localtime()
    box.expect(run, 0, "J1013")
    assert any(f"日期：{t.tm_year}年{t.tm_mon}月{t.tm_mday}日\n" in run.out for t in (before, after)), run
    box.expect(box.run("new", "-o", "-", "--date=2025-08-01"), 0)


def test_set_takes_header_fields(box):
    office(box)
    run = box.run("new", "-o", "-", "--set", "编发=另一科编", "--set", "签发=张三")
    assert "编发：另一科编\n" in run.out and "密级：内部\n签发：张三\n" in run.out, run
    box.expect(box.run("new", "--set", "编法=某科"), 2, "J1010")


def test_other_files_in_the_folder(box):
    office(box)
    box.write("words.txt", "要求\n")
    box.write("empty.txt", "")
    box.write("article.txt", "某局召开会议\n一段正文。\n")
    box.write("2024/2024-50.txt", OLD.replace("2025", "2024").format(50, 515, 12, 30))
    box.write("2024年/a.txt", OLD.replace("2025年第{}", "2024年增刊第{}").format(1, 600, 12, 30))
    box.write("old/a.txt", OLD.format(80, 900, 12, 30))
    assert number_of(box) == "2025年第27期（总第601期）"
    box.write("broken.txt", b"\xff\xff\xff")
    box.write("other.txt", OLD.format(99, 999, 7, 21).replace("工作简报", "学习简报"))
    run = box.run("new")
    assert sorted(run.codes()) == ["J1011", "J1012"] and run.status == 0, run


def test_into_a_folder_of_the_year(box):
    """The numbers of the whole newsletter count, wherever the file goes."""
    office(box)
    box.path("2025").mkdir()
    assert box.run("new", "-o", "2025").out == "2025/2025-27.txt\n"
    assert box.run("new", cwd=box.path("2025")).out == "2025-28.txt\n"
    assert box.run("new").out == "2025-29.txt\n"


def test_from_the_folder_of_the_articles(box):
    """The issue goes where it will be counted."""
    office(box)
    box.write("稿件/a.txt", "某局召开会议\n一段正文。\n")
    run = box.run("new", "a.txt", cwd=box.path("稿件"))
    assert run.status == 0 and run.out == "../2025-27.txt\n" and run.codes() == [], run
    assert "# 某局召开会议\n" in box.path("2025-27.txt").read_text()
    box.expect(box.run("new", "-o", "."), 0)
    run = box.run("new", "-o", ".", cwd=box.path("稿件"))
    assert run.codes() == ["J1020"] and run.out == "2025-29.txt\n", run


def test_names_asked_for(box):
    office(box)
    assert box.run("new", "-o", "{total}").out == "517.txt\n"
    box.path("2025").mkdir()
    assert box.run("new", "-o", "2025/{year}年第{number}期").out == "2025/2025年第28期.txt\n"
    box.expect(box.run("new", "-o", "{xyzzy}"), 2, "J0809")
    box.expect(box.run("new", "-o", "{档号}"), 2, "J0810")


def test_values_of_several_lines(box):
    office(box, SERIES.replace("  编发: 某局办公室编", "  编发: |\n    甲局\n\n    乙局编"))
    run = box.run("new", "-o", "-")
    assert "编发：甲局\n　　　乙局编\n日期：" in run.out, run


def test_images_of_what_is_taken_over(box):
    box.write("series.yaml", "name: 工作简报\n")
    box.write("2024/a.txt", "刊名：工作简报\n期号：2024年第9期\n日期：2024年12月30日\n\n# 甲\n\n"
              "---\n报：乙\n![码](q.png)\n")
    run = box.run("new", "--date=2025-01-06")
    assert run.codes() == ["J0816"] and "2024/a.txt:9:3: " in run.err, run
    assert "![码](2024/q.png)\n" in box.path("2025-01.txt").read_text()
    box.write("2024/q.png", b"")
    box.expect(box.run("new", "--date=2025-01-06"), 0)


def test_nothing_is_written_over(box):
    office(box)
    box.write("2025-27.txt", "别的文字\n")
    box.expect(box.run("new"), 2, "J1008")
    box.expect(box.run("new", "-o", "series.yaml"), 2, "J1008")
    assert box.path("2025-27.txt").read_text() == "别的文字\n"
    assert box.run("new", "-o", "here.txt").out == "here.txt\n"
    assert box.files() == ["2025-26.txt", "2025-27.txt", "here.txt", "series.yaml"]


def test_many_at_once_get_a_number_each(box):
    office(box)
    started = [subprocess.Popen([box.program, "new"], cwd=box.folder, env=box.env(),
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(8)]
    done = [(p.communicate(timeout=60), p.returncode) for p in started]
    assert [status for _, status in done] == [0] * 8, done
    names = sorted(out.decode().strip() for (out, _), _ in done)
    assert names == [f"2025-{n}.txt" for n in range(27, 35)], names
    assert box.files() == ["2025-26.txt", *names, "series.yaml"]


def test_many_at_once_under_names_of_their_own(box):
    """What keeps numbers apart is the folder's lock, not the files' names."""
    office(box)
    started = [subprocess.Popen([box.program, "new", "-o", f"{n}.txt"], cwd=box.folder,
                                env=box.env(), stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL) for n in range(8)]
    assert [p.wait(timeout=60) for p in started] == [0] * 8
    numbers = sorted(box.path(f"{n}.txt").read_text().split("期号：")[1].split("\n")[0]
                     for n in range(8))
    assert numbers == [f"2025年第{27 + n}期（总第{517 + n}期）" for n in range(8)], numbers


def test_a_folder_that_is_held(box):
    office(box)
    whole = struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
    with open(box.path(".jianbao-lock"), "w") as lock:
        fcntl.fcntl(lock, fcntl.F_OFD_SETLK, whole)
        waiting = subprocess.Popen([box.program, "new"], cwd=box.folder, env=box.env(),
                                   stdout=subprocess.PIPE)
        time.sleep(0.3)
        assert waiting.poll() is None
    assert waiting.communicate(timeout=60)[0] == b"2025-27.txt\n"
    with open(box.path(".jianbao-lock"), "w") as lock:
        fcntl.fcntl(lock, fcntl.F_OFD_SETLK, whole)
        box.expect(box.run("new"), 75, "J1009")
    assert box.run("new").out == "2025-28.txt\n"  # what is left of a killed run holds nobody up


def test_interrupted(box):
    """Stopped at any moment: a whole file, or none."""
    office(box)
    for i in range(20):  # the year has weeks for 23
        run = subprocess.Popen([box.program, "new"], cwd=box.folder, env=box.env(),
                               stdout=subprocess.DEVNULL)
        time.sleep(i * 0.00075)
        run.send_signal(signal.SIGINT)
        run.wait(timeout=60)
    made = [f for f in box.files() if f not in ("2025-26.txt", "series.yaml", ".jianbao-lock")]
    assert all(box.path(f).read_text().endswith(END) for f in made), made
    assert made == [f"2025-{27 + i}.txt" for i in range(len(made))], made


def test_a_folder_that_may_not_be_written_to(box):
    office(box)
    run = box.run("new", "-o", "/proc/self")
    assert run.status in (2, 3) and run.out == "", run
    if os.geteuid() == 0 or not shutil.which("chmod"):
        box.skip("root may write anywhere")
    box.folder.chmod(0o555)
    box.expect(box.run("new"), 3, "J0805")
    box.folder.chmod(0o755)
    assert box.files() == ["2025-26.txt", "series.yaml"]


def test_changes_for_programs(box):
    office(box)
    box.write("a.md", "某局召开会议\n近日,某局召开会议。\n")
    run = box.run("new", "--diagnostics=json", "a.md")
    told = json.loads(run.err)
    assert told["file"] == "a.md" and told["edits"][0]["after"] == "，", run
