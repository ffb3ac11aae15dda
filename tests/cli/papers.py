"""The printing order beside a print file, and pages on sheets as users ask for them."""
import hashlib
import json

from texts import HEAD

ORDER = HEAD + """
# 标题一则

一段正文。

---
报：区委办公室
送：各科室
责任编辑：何敏　联系人：郑大勇　电话：12345678
共印160份
"""
BARE = """刊名：工作简报
日期：2025年1月20日

# 标题一则

一段正文。
"""
PAPER = ["--set", "print.paper.weight=157g", "--set", "print.paper.name=铜版纸"]


def lines_of(box, name):
    """{label: value} of the order; what follows without a label goes on with the one before."""
    found, label = {}, ""
    for line in box.path(name).read_text("utf-8").splitlines()[2:]:
        label = line.split()[0] if not line.startswith(" ") else label
        found.setdefault(label, []).append(line.removeprefix(label).strip())
    return found


def test_order_beside_the_print_file(box):
    box.write("a.txt", ORDER)
    run = box.run("build", "a.txt", "--for=print", *PAPER)
    assert run.status == 0, run
    assert [n for n in run.out.split() if "ticket" in n] == ["a.ticket.txt", "a.ticket.json"], run
    order = lines_of(box, "a.ticket.txt")
    assert order["品名"] == ["工作简报"], order
    assert order["份数"] == ["160 份"] and order["联系人"] == ["郑大勇  电话 12345678"], order
    assert order["纸张"] == ["157 g/m² 铜版纸，厚 0.13 mm"], order
    assert order["印色"] == ["第 1 页：品红 + 黄 + 黑"] and "拼版" not in order, order
    assert set(order["装订"][0]) == {"_"} == set(order["交货"][0]), order
    hashed = hashlib.sha256(box.path("a.pdf").read_bytes()).hexdigest()
    assert order["SHA-256"] == [hashed], order
    ticket = json.loads(box.path("a.ticket.json").read_text("utf-8"))
    assert ticket["file"]["sha256"] == hashed and ticket["copies"] == 160, ticket
    assert ticket["paper"]["thickness_mm"] == 0.131 and ticket["binding"] is None, ticket


def test_order_of_what_is_not_known(box):
    box.write("a.txt", BARE)
    box.run("build", "a.txt", "--for=print")
    order = lines_of(box, "a.ticket.txt")
    assert all(set(order[key][0]) == {"_"} for key in ("期号", "份数", "纸张", "联系人")), order
    ticket = json.loads(box.path("a.ticket.json").read_text("utf-8"))
    nothing = [ticket[key] for key in ("number", "copies", "delivery", "contact", "phone")]
    assert nothing == [None] * 5 and ticket["paper"]["weight_gsm"] is None, ticket


def test_order_as_the_layout_says(box):
    box.write("a.txt", ORDER)
    said = {"copies": "200", "binding": "侧订", "contact": "李㛃 87654321", "delivery": "周五前",
            "sheet": "SRA3", "paper.thickness": "0.2mm"}
    words = [word for key, value in said.items() for word in ("--set", f"print.{key}={value}")]
    run = box.run("build", "a.txt", "--for=print", *words)
    assert run.status == 0, run
    order = lines_of(box, "a.ticket.txt")
    assert order["份数"] == ["200 份"] and order["装订"] == ["侧订"], order
    assert order["联系人"] == ["李㛃 87654321"] and order["交货"] == ["周五前"], order
    assert order["纸张"] == ["厚 0.2 mm"] and order["用纸尺寸"] == ["320 × 450 mm"], order


def test_order_in_english_when_asked_for_alone(box):
    box.write("a.txt", ORDER)
    box.run("build", "a.txt", "--for=print", LC_ALL="C.UTF-8")
    assert box.path("a.ticket.txt").read_text("utf-8").startswith("付印单\n")
    box.run("build", "a.txt", "--for=print", "--lang=en", LC_ALL="zh_CN.UTF-8")
    english = box.path("a.ticket.txt").read_text("utf-8")
    assert english.startswith("Printing order\n") and "copies        160\n" in english, english


def test_orders_go_with_print_alone(box):
    box.write("a.txt", ORDER)
    run = box.run("build", "a.txt", "--for=screen,print", "-o", "out/")
    assert run.status == 0, run
    assert "out/a-print.ticket.txt" in box.files() and "out/a.ticket.txt" not in box.files(), run
    streamed = box.run("build", "a.txt", "--for=print", "-o", "-", raw=True)
    assert streamed.status == 0 and not any(n.startswith("a.") and "ticket" in n
                                            for n in box.files()), box.files()


def test_an_order_is_never_written_over_the_source(box):
    box.write("a.ticket.txt", ORDER)
    run = box.run("build", "a.ticket.txt", "--for=print", "-o", "a.pdf")
    assert run.status == 2 and run.codes() == ["J0811"], run
    assert box.files() == ["a.ticket.txt"] and "160" in box.path("a.ticket.txt").read_text("utf-8")


def test_held_back_print_has_no_order(box):
    box.write("a.txt", ORDER.replace("日期", "状态：送审稿\n日期", 1))
    box.run("build", "a.txt", "--for=print")
    assert not any("ticket" in name for name in box.files()), box.files()


def test_sheets_in_the_order(box):
    box.write("a.txt", ORDER)
    run = box.run("build", "a.txt", "--for=print", "--impose=booklet", *PAPER)
    assert run.status == 0 and run.codes() == ["J0854"], run
    order = lines_of(box, "a.ticket.txt")
    assert order["页数"] == ["1 页，最后另有 3 页空白"], order
    assert order["印张"] == ["1 张，每张净尺寸 420 × 297 mm"], order
    assert order["印色"] == ["第 1 张正面：品红 + 黄 + 黑", "第 1 张反面：不印"], order
    assert order["装订"] == ["对折，不订"], order
    report = json.loads(box.path("a.report.json").read_text("utf-8"))
    counts = [report[key] for key in ("imposed", "page_count", "sheets", "blanks")]
    assert counts == [True, 2, 1, 3], counts
    assert "已拼成 1 张，补白 3 页" in box.path("a.report.txt").read_text("utf-8")


def test_sheets_of_a_dump(box):
    box.write("a.txt", ORDER)
    run = box.run("dump", "--stage=paint", "--for=print", "--impose=2up", "a.txt")
    assert run.status == 0, run
    cells = [line for line in run.out.splitlines() if line.startswith("cell")]
    assert cells == ["cell 1 0.000,0.000 shows -8.504,-8.504 612.284x858.898"], cells
